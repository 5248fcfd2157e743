//! Owns the cleaning of style sheets and of values that may hold `url(…)`: nothing may reach out of the file.
//! It does not judge rules or properties otherwise. Source: CSS Syntax 3, clauses 4.3.4 to 4.3.7.

use super::Removed;

/// Functions and rules that fetch without the word `url`, or run code in old browsers.
const REFUSED: &[&str] = &["image-set(", "expression(", "-moz-binding", "javascript:"];

/// A style sheet that reaches for nothing outside: comments and imports go, foreign `url(…)` becomes `none`.
pub(super) fn clean(css: &str, removed: &mut Removed) -> String {
    let css = without_comments(css, removed);
    let plain = unescaped(&css);
    // Escapes hide names from a plain search; where they hid one, it is judged and written in the open.
    let css = if reaching(&plain) == reaching(&css) {
        css
    } else {
        plain
    };
    if holds_refused(&css) {
        removed.note("style that reaches out");
        return String::new();
    }
    let css = without_imports(&css, removed);
    let (css, foreign) = with_local_urls(&css);
    if foreign {
        removed.note("link to another file");
    }
    css
}

/// Whether a single value (a presentation attribute) reaches for nothing outside.
pub(super) fn is_local(value: &str) -> bool {
    let plain = unescaped(value);
    !holds_refused(&plain) && !with_local_urls(&plain).1
}

/// How many words of it fetch.
fn reaching(css: &str) -> usize {
    let lower = css.to_ascii_lowercase();
    let count = |word: &str| lower.matches(word).count();
    count("url(") + count("@import") + usize::from(holds_refused(css))
}

fn holds_refused(css: &str) -> bool {
    let lower: String = css
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_ascii_lowercase();
    REFUSED.iter().any(|word| lower.contains(word))
}

fn without_comments(css: &str, removed: &mut Removed) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        removed.note("comment");
        out.push_str(before);
        // A space, so that what stood apart stays apart.
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn unescaped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after
            .chars()
            .take(6)
            .take_while(char::is_ascii_hexdigit)
            .count();
        rest = &after[digits..];
        if digits > 0 {
            let code = u32::from_str_radix(&after[..digits], 16).ok();
            out.extend(code.and_then(char::from_u32));
            rest = rest
                .strip_prefix([' ', '\t', '\n', '\r', '\x0C'])
                .unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out
}

fn without_imports(css: &str, removed: &mut Removed) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = find_ignoring_case(rest, "@import") {
        removed.note("link to another file");
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once(';').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Replaces each `url(…)` that is no fragment of this file, and says whether there was one.
fn with_local_urls(css: &str) -> (String, bool) {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut foreign = false;
    while let Some(at) = find_ignoring_case(rest, "url(") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 4..];
        let end = url_end(after);
        let target = after[..end].trim().trim_matches(['"', '\'']).trim();
        if target.starts_with('#') && !target.contains(['"', '\'', '(', '\\']) {
            out.push_str(&format!("url(#{})", &target[1..]));
        } else {
            out.push_str("none");
            foreign = true;
        }
        rest = after[end..].strip_prefix(')').unwrap_or("");
    }
    out.push_str(rest);
    (out, foreign)
}

/// Where the closing bracket stands, which within quotes is none.
fn url_end(after: &str) -> usize {
    let inner = after.trim_start();
    let skipped = after.len() - inner.len();
    let closed = match inner.chars().next() {
        Some(quote @ ('"' | '\'')) => inner[1..]
            .find(quote)
            .and_then(|end| inner[end + 2..].find(')').map(|more| end + 2 + more)),
        _ => inner.find(')'),
    };
    closed.map_or(after.len(), |end| skipped + end)
}

fn find_ignoring_case(text: &str, word: &str) -> Option<usize> {
    text.as_bytes()
        .windows(word.len())
        .position(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(css: &str) -> String {
        clean(css, &mut Removed::default())
    }

    #[test]
    fn fragments_stay_and_foreign_targets_go() {
        assert_eq!(cleaned("a{fill:url( '#g' )}"), "a{fill:url(#g)}");
        assert_eq!(cleaned("a{fill:URL(http://x/y)}b{}"), "a{fill:none}b{}");
        assert_eq!(cleaned("a{fill:url(\"x)y\")}b{}"), "a{fill:none}b{}");
        assert_eq!(cleaned("a{fill:url(http://x"), "a{fill:none");
    }

    #[test]
    fn imports_and_comments_go() {
        assert_eq!(cleaned("@import 'x';a{}/* by me */b{}"), "a{} b{}");
        assert_eq!(cleaned("@IMPORT url(x)"), "");
    }

    #[test]
    fn escapes_hide_nothing() {
        assert_eq!(cleaned(r"a{fill:\75 rl(http://x)}"), "a{fill:none}");
        assert_eq!(cleaned(r"@\69mport 'x';b{}"), "b{}");
        assert_eq!(cleaned(r".caf\E9 {fill:red}"), r".caf\E9 {fill:red}");
        assert!(!is_local(r"u\72l(http://x)"));
        assert!(!is_local("java\nscript:alert(1)"));
        assert!(is_local("url(#a) #fff"));
    }

    #[test]
    fn functions_that_fetch_without_url_empty_the_sheet() {
        assert_eq!(cleaned("a{background:image-set('x' 1x)}"), "");
    }
}
