//! Owns the law that a site needs no other host and no script (law 9), read off every page that random archives become.

use proptest::prelude::*;
use regex::Regex;

use crate::support::Site;
use crate::support::world::world;

/// Start tags that make a browser fetch something, or run it.
const LOADING: &str = r#"(?is)<(script|img|link|iframe|object|embed|video|audio|source|track|image|use|input|base|form|frame|portal)\b[^>]*>"#;

/// A start tag with an attribute that runs or styles; what stands in quotes is no attribute.
const INLINE: &str = r#"(?i)<[a-z][^\s<>]*(?:\s+[^\s=<>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*?\s+(on[a-z]+|style)\s*="#;

proptest! {
    #![proptest_config(crate::config(10))]

    #[test]
    fn no_page_asks_another_host_for_anything(world in world()) {
        let site = Site::with(&world.files());
        if site.try_build().is_err() {
            return Ok(());
        }
        for (path, bytes) in site.output() {
            let text = String::from_utf8_lossy(&bytes);
            let is_page = path.ends_with(".html");
            if is_page {
                prop_assert!(faults(&path, &text).is_empty(), "{:?}", faults(&path, &text));
            }
            if path.ends_with(".css") {
                prop_assert!(!text.contains("@import") && !text.contains("url(http"), "{path}");
            }
        }
    }
}

/// What in a page leaves the site, or runs.
fn faults(path: &str, page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let tags = Regex::new(LOADING).expect("a pattern");
    for tag in tags.find_iter(page).map(|tag| tag.as_str()) {
        // What a field holds to be copied, nobody fetches.
        let lower = tag.to_lowercase().replace(" value=\"http", "");
        let is_quiet_link = lower.starts_with("<link")
            && (lower.contains("rel=\"canonical\"") || lower.contains("rel=\"alternate\""));
        let is_data =
            lower.starts_with("<script") && lower.contains("type=\"application/ld+json\"");
        if is_quiet_link || is_data {
            continue;
        }
        // The page for addresses that lead nowhere is served anywhere, and names its own host.
        let own = path == "404.html" && tag.contains("\"https://archive.example/");
        let leaves = ["=\"http", "=\"//", "='http", "=http"]
            .iter()
            .any(|out| lower.contains(out));
        if leaves && !own || lower.starts_with("<script") || lower.starts_with("<base") {
            faults.push(format!("{path}: {tag}"));
        }
    }
    let inline = Regex::new(INLINE).expect("a pattern");
    let without_data = Regex::new(r"(?is)<script\b.*?</script>").expect("a pattern");
    let rest = without_data.replace_all(page, "");
    if let Some(found) = inline.find(&rest) {
        faults.push(format!("{path}: {}", found.as_str()));
    }
    if rest.to_lowercase().contains("<style") && path != "404.html" {
        faults.push(format!("{path}: a style sheet within the page"));
    }
    // As words of a plain text it does nothing.
    let runs = Regex::new(
        r#"(?i)\b(?:href|src|srcset|action|formaction|data|poster|content)\s*=\s*["']?\s*javascript:"#,
    );
    if runs.expect("a pattern").is_match(&rest) {
        faults.push(format!("{path}: a link that runs"));
    }
    faults
}

#[test]
fn the_patterns_see_what_they_should() {
    let runs = |page: &str| !faults("a.html", page).is_empty();
    assert!(runs("<p class=\"a\" onclick=\"x()\">") && runs("<p style=color:red>"));
    assert!(runs("<img alt='a' src=https://a.example/>") && runs("<script>x()</script>"));
    assert!(runs("<link rel=\"stylesheet\" href=\"//a.example/a.css\">"));
    assert!(!runs(
        "<meta content=\"a style=b onclick=c\"><a href=\"https://a.example/\">a</a>"
    ));
}

#[test]
fn every_page_forbids_what_it_does_not_need() {
    let built = Site::new()
        .article(
            "a.md",
            "+++\nheadline = \"Un pont\"\npublished = 2017-10-26\n+++\nTexte.\n",
        )
        .build();
    for (path, bytes) in built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = String::from_utf8_lossy(bytes).replace("&#39;", "'");
        let at = page
            .find("Content-Security-Policy")
            .unwrap_or_else(|| panic!("{path}: no policy"));
        let policy = &page[at..page.len().min(at + 400)];
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(page.find("<style").is_none_or(|style| at < style), "{path}");
    }
}

#[test]
fn what_an_author_writes_in_html_neither_loads_nor_runs() {
    let hostile = "+++\nheadline = \"<script>alert(1)</script>\"\npublished = 2017-10-26\ntags = [\"<img src=x onerror=alert(1)>\"]\n+++\n\
        <script src=\"https://evil.example/x.js\"></script>\n\n<img src=\"https://evil.example/x.png\" onerror=\"alert(1)\">\n\n\
        <p style=\"background:url(https://evil.example/x)\">Texte</p>\n\n![vue](https://evil.example/y.png)\n\n\
        <iframe src=\"//evil.example\"></iframe><svg><use href=\"https://evil.example/#a\"/></svg>\n\n[lien](javascript:alert(1))\n\n\
        <a href=\"&#106;avascript:alert(1)\">lien</a> <form action=\"https://evil.example\"><input type=image src=//evil.example></form>\n";
    let built = Site::new().article("a.md", hostile).build();
    for (path, bytes) in &built.output {
        let page = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            assert_eq!(faults(path, &page), Vec::<String>::new());
        }
    }
}
