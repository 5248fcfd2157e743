//! Owns the recogniser of links that a text makes to other articles: "À lire aussi", ">> …", "[Read: …]", a Markdown link.

use super::claim::{Claims, Context, Role};
use super::lexicon::{RELATED, patterns};
use super::lines::Block;

patterns! {
    MARKDOWN = r"^(?:[-*•]\s*)?\[(?<words>[^\]]{1,300})\]\((?<url>[^)\s]{1,2000})\)\s*$";
    TRAILING_URL = r"\s+[(<\[]?(?<url>https?://[^\s)>\]]+)[)>\]]?$";
}

/// A link's words and, where they come with one, its address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub words: String,
    pub url: Option<String>,
}

pub(super) fn recognise(block: &Block, _: Context<'_>, claims: &mut Claims) {
    if parse(&block.text).is_some() {
        claims.claim(Role::Related, "press/related", 0.85);
    }
}

/// Reads a line that leads elsewhere.
pub(super) fn parse(text: &str) -> Option<Link> {
    if text.chars().take(401).count() > 400 {
        return None;
    }
    if let Some(captures) = MARKDOWN.captures(text) {
        return Some(Link {
            words: captures["words"].to_owned(),
            url: Some(captures["url"].to_owned()),
        });
    }
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    let opening = RELATED.find(inner)?;
    let words = inner[opening.end()..].trim();
    let mark = opening
        .as_str()
        .contains([':', '>', '→', '►', '▶', '|', '：', '-', '–']);
    // Without a mark, the words after must begin like a headline: "Lire aussi La route…", not "Read more about it".
    let begins = words.chars().next().is_some_and(|c| !c.is_lowercase());
    if words.chars().filter(|c| c.is_alphanumeric()).count() < 4 || !(mark || begins) {
        return None;
    }
    Some(with_url(words))
}

/// Splits an address off the end of some words.
pub(super) fn with_url(words: &str) -> Link {
    match TRAILING_URL.captures(words) {
        Some(captures) => {
            let whole = captures.get(0).map_or(words.len(), |found| found.start());
            Link {
                words: words[..whole].trim().to_owned(),
                url: Some(captures["url"].to_owned()),
            }
        }
        None => Link {
            words: words.to_owned(),
            url: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_lead_elsewhere_is_read() {
        for text in [
            "À lire aussi Le pont du nord a rouvert",
            ">> A lire aussi : Le pont du nord a rouvert",
            "→ Lire aussi : Le pont du nord a rouvert",
            "READ MORE: Le pont du nord a rouvert",
            "[Read: Le pont du nord a rouvert]",
            "Lea también: Le pont du nord a rouvert",
            "Lesen Sie auch: Le pont du nord a rouvert",
            "Mehr zum Thema: Le pont du nord a rouvert",
            "اقرأ أيضا: Le pont du nord a rouvert",
            "Читайте також: Le pont du nord a rouvert",
            "Czytaj więcej: Le pont du nord a rouvert",
        ] {
            let link = parse(text).expect(text);
            assert_eq!(link.words, "Le pont du nord a rouvert", "{text}");
        }
    }

    #[test]
    fn an_address_is_kept_apart() {
        let link = parse("- [The bridge](https://example.org/b)").expect("a link");
        assert_eq!(
            (link.words.as_str(), link.url.as_deref()),
            ("The bridge", Some("https://example.org/b"))
        );
        let link = parse("Read also: The bridge https://example.org/b").expect("a link");
        assert_eq!(
            (link.words.as_str(), link.url.as_deref()),
            ("The bridge", Some("https://example.org/b"))
        );
    }

    #[test]
    fn a_sentence_is_no_link() {
        assert_eq!(
            parse("Read aloud in court, the letter asked for mercy."),
            None
        );
        assert_eq!(
            parse("Voir la ville depuis la colline reste possible."),
            None
        );
    }
}
