//! Owns what hosts do to pages behind their authors' backs: scripts that they put in on the way. A page of ours never names a
//! script of another host, so one that does was altered, and without it the page may well be as it was.

use crate::hash::Sum;

/// Paths under which hosts keep scripts of their own on each site.
const OF_HOSTS: &[&str] = &["/cdn-cgi/", "/.netlify/", "/_vercel/"];
/// The most scripts of a page that are looked at.
const MOST: usize = 50;

/// A page that differs from its sum by scripts alone that a host has put in: gives the first one's address.
pub(super) fn script(page: &[u8], sum: Sum) -> Option<String> {
    let text = std::str::from_utf8(page).ok()?;
    let foreign: Vec<Script> = scripts(text).filter(Script::is_foreign).collect();
    let first = foreign.first()?;
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for script in &foreign {
        plain.push_str(text.get(from..script.start)?);
        from = script.end;
    }
    plain.push_str(text.get(from..)?);
    (Sum::of(plain.as_bytes()) == sum).then(|| first.source())
}

/// A script in a page.
struct Script<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl Script<'_> {
    /// Its address, or its first words.
    fn source(&self) -> String {
        let source = self.attribute("src=").unwrap_or(self.text);
        source.chars().take(200).collect()
    }

    fn is_foreign(&self) -> bool {
        match self.attribute("src=") {
            Some(source) => {
                let far = source.starts_with("//") || source.contains("://");
                far || OF_HOSTS.iter().any(|path| source.contains(path))
            }
            None => OF_HOSTS.iter().any(|path| self.text.contains(path)),
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let tag = &self.text[..self.text.find('>')?];
        let value = &tag[tag.find(name)? + name.len()..];
        match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split(quote).next(),
            _ => value.split_whitespace().next(),
        }
    }
}

/// The scripts of a page, from the first.
fn scripts(page: &str) -> impl Iterator<Item = Script<'_>> {
    const OPEN: &str = "<script";
    const CLOSE: &str = "</script>";
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + page.get(from..)?.find(OPEN)?;
        let end = start + page[start..].find(CLOSE)? + CLOSE.len();
        from = end;
        let text = &page[start..end];
        Some(Script { start, end, text })
    })
    .take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><script src=\"search.js\"></script><body>mot</body></html>\n";

    fn with(script: &str) -> Option<String> {
        let altered = PAGE.replace("</body>", &format!("{script}</body>"));
        super::script(altered.as_bytes(), Sum::of(PAGE.as_bytes()))
    }

    #[test]
    fn a_script_that_a_host_put_in_is_told_by_its_address() {
        let far = "https://static.cloudflareinsights.com/beacon.min.js";
        for script in [
            format!("<script defer src='{far}' data-cf-beacon='{{}}'></script>"),
            format!("<script async src={far} ></script>"),
        ] {
            assert_eq!(with(&script).as_deref(), Some(far));
        }
        let own = with("<script src=\"/cdn-cgi/scripts/email-decode.min.js\"></script>");
        assert_eq!(own.as_deref(), Some("/cdn-cgi/scripts/email-decode.min.js"));
        let inline = with("<script>a.src='/cdn-cgi/challenge-platform/x.js'</script>");
        assert!(inline.is_some_and(|text| text.starts_with("<script>a.src=")));
    }

    #[test]
    fn a_page_that_differs_in_more_is_simply_another() {
        let far = "<script src=\"https://example.net/a.js\"></script>";
        assert_eq!(with(&format!("{far}autre")), None);
        assert_eq!(with("<script src=\"a.js\"></script>"), None);
        assert_eq!(with("<script"), None);
        assert_eq!(with(""), None);
    }
}
