//! Owns all that the preview adds to what a build writes, and the pages of its own: the script's tag, the band over what is not public,
//! faults as HTML. What it adds to a page is marked out, so that without it the page is the build's, byte for byte.

use std::fmt::Write;

use super::studio::Fault;
use crate::diag::{self, Diagnostic, Place, Style};
use crate::render::markdown::escape;
use crate::route::OutPath;

/// Where the preview's own files are. No site can have a page there: no source's name makes it.
pub(super) const OWN: &str = "/__depeche/";

/// What stands over every page that the public is not shown.
const BAND: &str = "<p id=\"depeche-band\" role=\"note\" lang=\"en\" dir=\"ltr\">Not public: a preview with drafts, embargoed and withheld articles</p>";

/// The tag of the script that hears of changes. It stands before the page's own policy, which holds for all that comes after it.
pub(super) fn script(events: &str) -> String {
    format!(
        "<script src=\"{OWN}client.js\" data-events=\"{}\"></script>",
        escape(events)
    )
}

/// A page with the script's tag, and over what is not public the band.
pub(super) fn page(html: &[u8], script: &str, band: bool) -> Vec<u8> {
    let head = after_tag(html, b"<head").or_else(|| after_tag(html, b"<html"));
    let head = head.or_else(|| after_tag(html, b"<!doctype")).unwrap_or(0);
    let mut out = Vec::with_capacity(html.len() + script.len() + BAND.len() + 80);
    out.extend_from_slice(&html[..head]);
    out.extend_from_slice(script.as_bytes());
    let body = after_tag(&html[head..], b"<body").filter(|_| band);
    let Some(body) = body else {
        out.extend_from_slice(&html[head..]);
        return out;
    };
    let style = format!("<link rel=\"stylesheet\" href=\"{OWN}preview.css\">");
    out.extend_from_slice(style.as_bytes());
    out.extend_from_slice(&html[head..head + body]);
    out.extend_from_slice(BAND.as_bytes());
    out.extend_from_slice(&html[head + body..]);
    out
}

/// Behind the first tag of that name.
fn after_tag(html: &[u8], start: &[u8]) -> Option<usize> {
    let at = html.windows(start.len() + 1).position(|part| {
        let (name, end) = part.split_at(start.len());
        name.eq_ignore_ascii_case(start) && (end[0] == b'>' || end[0].is_ascii_whitespace())
    })?;
    let close = html[at..].iter().position(|&byte| byte == b'>')?;
    Some(at + close + 1)
}

/// A page of the preview's own.
pub(super) fn own_page(title: &str, script: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head>{script}<meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title>\
         <link rel=\"stylesheet\" href=\"{OWN}preview.css\"></head>\n\
         <body class=\"depeche-own\"><main>{body}</main></body></html>\n",
        escape(title)
    )
}

/// The page for an address where nothing stands.
pub(super) fn missing(asked: &str, near: &[String], base: &str, script: &str) -> String {
    let mut body = format!(
        "<h1>No page here</h1><p>The site has nothing at <code>{}</code>.</p>",
        escape(asked)
    );
    if near.is_empty() {
        body.push_str(&format!(
            "<p><a href=\"{}\">To the home page</a></p>",
            escape(base)
        ));
    } else {
        body.push_str("<p>Near it:</p><ul>");
        for path in near {
            let address = OutPath::parse(path).map(|path| path.address());
            let address = format!("{base}{}", address.unwrap_or_default());
            let _ = write!(
                body,
                "<li><a href=\"{}\">{}</a></li>",
                escape(&address),
                escape(path)
            );
        }
        body.push_str("</ul>");
    }
    own_page("No page here", script, &body)
}

/// Faults as HTML, each with a link to its place, for the reader whose pages are below `base`, as the page at `page` shows them: it may
/// have faults of its own.
pub(super) fn faults(fault: &Fault, base: &str, page: &OutPath) -> String {
    let mut out = String::new();
    let count = fault.faults.errors();
    let head = match (&fault.world, count) {
        (Some(_), _) => "The disk refused".to_owned(),
        (None, 0) => "A fault in what is not public keeps a change from being shown".to_owned(),
        (None, 1) => "1 fault keeps a change from being shown".to_owned(),
        (None, count) => format!("{count} faults keep a change from being shown"),
    };
    let _ = write!(
        out,
        "<h1>{head}</h1><p>If there is a last good page, it is below. This goes when the fault is mended.</p>"
    );
    if let Some(world) = &fault.world {
        let _ = write!(out, "<pre>{}</pre>", escape(world));
    }
    let errors = fault.faults.iter().enumerate();
    for (at, one) in errors.filter(|(_, one)| one.severity == diag::Severity::Error) {
        let text = diag::render(one, Style::PLAIN);
        out.push_str("<section>");
        if let Some(place) = &one.place {
            out.push_str(&link(at, place, base, page));
        }
        let _ = write!(out, "<pre>{}</pre></section>", escape(&text));
    }
    out
}

/// Where a fault is; a link, unless no word of the file may be shown.
fn link(at: usize, place: &Place, base: &str, page: &OutPath) -> String {
    let base = base.trim_start_matches('/');
    let words = match &place.spot {
        Some(spot) => format!("{}:{}:{}", place.path, spot.line, spot.column),
        None => place.path.clone(),
    };
    match is_shown(place) {
        true => {
            let line = place.spot.as_ref().map_or(1, |spot| spot.line);
            format!(
                "<a href=\"{OWN}source/{base}{at}?{}#L{line}\" target=\"_blank\">{}</a>",
                escape(&page.address()),
                escape(&words)
            )
        }
        false => format!("<b>{}</b>", escape(&words)),
    }
}

/// Whether the file of a place may be shown: not where its words were taken out.
pub(super) fn is_shown(place: &Place) -> bool {
    place
        .spot
        .as_ref()
        .is_some_and(|spot| !spot.text.is_empty())
}

/// The file of a fault, line by line.
pub(super) fn source(fault: &Diagnostic, place: &Place, text: &str) -> String {
    let line = place.spot.as_ref().map_or(0, |spot| spot.line as usize);
    let mut body = format!(
        "<h1>{}</h1><p>{}</p><ol class=\"depeche-source\">",
        escape(&place.path),
        escape(&fault.message)
    );
    for (at, words) in text.lines().enumerate() {
        let mark = if at + 1 == line {
            " class=\"depeche-mark\""
        } else {
            ""
        };
        let _ = write!(
            body,
            "<li id=\"L{}\"{mark}><code dir=\"auto\">{}</code></li>",
            at + 1,
            escape(words)
        );
    }
    body.push_str("</ol>");
    own_page(&place.path, "", &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(html: &str, band: bool) -> String {
        String::from_utf8(page(html.as_bytes(), "[S]", band)).expect("text")
    }

    #[test]
    fn the_script_stands_before_the_policy() {
        let html = "<!doctype html><html lang=\"fr\"><head><meta charset=utf-8></head><body>x</body></html>";
        let added = with(html, false);
        assert!(added.contains("<head>[S]<meta"));
        assert_eq!(added.replace("[S]", ""), html);
    }

    #[test]
    fn a_page_without_a_head_has_it_too() {
        assert_eq!(
            with("<html dir=rtl>\n<p>x", false),
            "<html dir=rtl>[S]\n<p>x"
        );
        assert_eq!(
            with("<!DOCTYPE html>\n<p>x", false),
            "<!DOCTYPE html>[S]\n<p>x"
        );
        assert_eq!(with("x", false), "[S]x");
        assert_eq!(with("<header>x</header>", false), "[S]<header>x</header>");
    }

    #[test]
    fn what_is_not_public_is_banded() {
        let added = with("<head></head><BODY class=a>x", true);
        assert!(added.contains("<BODY class=a><p id=\"depeche-band\""));
        assert!(!with("<head></head><body>x", false).contains("depeche-band"));
    }

    #[test]
    fn foreign_words_stay_words() {
        let page = missing("/<script>alert(1)</script>", &[], "/", "");
        assert!(!page.contains("<script>"));
        assert!(page.contains("&lt;script&gt;"));
    }
}
