//! Owns the search for what is withheld in what was made: the last look behind law 3. It opens what is closed in, finds by
//! id and by address, and never says what it found.

use regex::bytes::{Regex, RegexBuilder};

use crate::archive::Head;
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Withheld;
use crate::route::{OutPath, Route};

/// Bytes that the patterns of a million withheld articles may take.
const LARGEST: usize = 1 << 30;

/// What must not be in the output.
#[derive(Debug)]
pub(super) struct Leaks {
    pattern: Option<Regex>,
}

impl Leaks {
    /// The ids and addresses of what is withheld.
    pub fn of(withheld: &[Withheld<Head>]) -> Self {
        let mut words: Vec<String> = withheld
            .iter()
            .flat_map(|head| {
                let article = &head.for_archivist().article;
                [article.id.to_string(), Route::of(article).path().address()]
            })
            .map(|word| regex::escape(&word))
            .collect();
        words.sort();
        words.dedup();
        let pattern = (!words.is_empty())
            .then(|| {
                // Whole words: an id may be the start of another, public one.
                let pattern = format!(r"(?-u:\b)(?:{})(?-u:\b)", words.join("|"));
                RegexBuilder::new(&pattern).size_limit(LARGEST).build().ok()
            })
            .flatten();
        Self { pattern }
    }

    /// Whether a file holds any of it, or stands at its address.
    pub fn is_in(&self, path: &OutPath, bytes: &[u8]) -> bool {
        self.pattern.as_ref().is_some_and(|pattern| {
            pattern.is_match(bytes) || pattern.is_match(path.as_str().as_bytes())
        })
    }
}

/// The fault: where, and no word of what.
pub(super) fn leak(path: &OutPath) -> Diagnostic {
    Diagnostic::new(
        Code::LeakFound,
        "the page holds the id or the address of an article that is not public",
    )
    .at(Place::file(path.as_str()))
    .help("look whether a public text or a template names it; if not, please report this")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::head;

    #[test]
    fn an_id_or_an_address_is_found_and_not_said() {
        let hidden = Withheld::new(head(Some("2017-10-26"), "hidden", &[]));
        let leaks = Leaks::of(&[hidden]);
        let path = OutPath::parse("a.html").expect("a path");
        assert!(leaks.is_in(&path, b"<a href='../2017/10/26/hidden.html'>"));
        assert!(leaks.is_in(&path, b"id 2017-10-26-hidden."));
        assert!(!leaks.is_in(&path, b"2017-10-26-hiddenness, hidden"));
        assert!(!format!("{:?}", leak(&path)).contains("hidden"));
    }
}
