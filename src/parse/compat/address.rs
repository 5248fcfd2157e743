//! Owns what an address of another generator says: `path`, `permalink`, `url`, `aliases`, in any of the forms in which they are
//! written.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::diag::{Code, Diagnostic, SourceText};
use crate::parse::name::day_among;
use crate::parse::validate::path_fault;

/// An address as a path from the site's root; none where it is a pattern, or leads out.
pub(super) fn path(words: &str) -> Option<String> {
    let words = words.trim();
    let local = words.split_once("://").map_or(words, |(_, rest)| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    let local = local.split('#').next().unwrap_or_default();
    let decoded = percent_decode_str(local).decode_utf8().ok()?;
    let path = format!("/{}", decoded.trim_start_matches('/'));
    let is_pattern =
        path.contains(['{', '}', '?', '*']) || path.split('/').any(|part| part.starts_with(':'));
    (!is_pattern && path_fault(&path, "").is_none()).then_some(path)
}

/// The last part of a path, without `.html` and `index.html`: the slug.
pub(super) fn last_part(path: &str) -> Option<String> {
    let last = path
        .split('/')
        .rfind(|part| !matches!(*part, "" | "index.html" | "index.htm"))?;
    let bare = [".html", ".htm", ".php", ".md"]
        .iter()
        .find_map(|end| last.strip_suffix(end));
    Some(bare.unwrap_or(last).to_owned())
}

/// The day that a path names: `/2018/07/27/name`.
pub(super) fn day(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    day_among(&parts).map(|date| date.edtf().to_owned())
}

/// An address that cannot be kept.
pub(super) fn not_a_path(source: &SourceText<'_>, name: &str, span: Range<usize>) -> Diagnostic {
    Diagnostic::new(
        Code::MetaCompat,
        format!("`{name}` is no path within the site, so this address will not lead here"),
    )
    .at(source.place(span))
    .help("state `aliases` in a sidecar, as `aliases = [\"/old/path.html\"]`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths_slugs_and_days() {
        for (words, whole, slug) in [
            ("2018/07/27/pont", "/2018/07/27/pont", "pont"),
            ("/blog/pont.html", "/blog/pont.html", "pont"),
            ("https://example.org/a/pont/", "/a/pont/", "pont"),
            ("/caf%C3%A9/index.html", "/café/index.html", "café"),
        ] {
            let path = path(words).expect(words);
            assert_eq!(
                (path.as_str(), last_part(&path).as_deref()),
                (whole, Some(slug))
            );
        }
        assert_eq!(last_part("/"), None);
        assert_eq!(
            day("/inside/2019/10/03/pont").as_deref(),
            Some("2019-10-03")
        );
        assert_eq!(day("/2019/pont"), None);
    }

    #[test]
    fn patterns_queries_and_ways_out_are_no_paths() {
        for words in [
            "/:year/:title/",
            "/{{ page.slug }}/",
            "/?p=12",
            "../../etc",
            "/a/%2e%2e/%2e%2e/b",
            "/a\\b",
        ] {
            assert_eq!(path(words), None, "{words}");
        }
    }
}
