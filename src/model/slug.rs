//! Owns slugs and ids: the readable names that stand in addresses, at most 200 bytes. It does not build paths (`route` does).

use std::fmt;

use any_ascii::any_ascii_char;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The longest slug in bytes: with `.html` and a suffix it stays below the 255 that file systems allow.
const LONGEST: usize = 200;

/// One part of an address: lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

/// The permanent name of an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

/// Which letters a slug may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlugStyle {
    /// Transliterated to ASCII: safe on every host and in every mail.
    #[default]
    Ascii,
    /// The text's own letters.
    Unicode,
}

impl Slug {
    /// Makes a slug of any text. A text without a letter or digit gives `None`.
    pub fn of(text: &str, style: SlugStyle) -> Option<Self> {
        let mut slug = String::with_capacity(text.len());
        let mut gap = false;
        let mut put = |c: char, gap: &mut bool| {
            if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
                if *gap && !slug.is_empty() {
                    slug.push('-');
                }
                *gap = false;
                slug.extend(c.to_lowercase());
            } else {
                *gap = true;
            }
        };
        for c in text.nfc() {
            match (style, spelled(c)) {
                (_, Some(word)) => {
                    gap = true;
                    word.chars().for_each(|c| put(c, &mut gap));
                    gap = true;
                }
                (SlugStyle::Unicode, None) => put(c, &mut gap),
                (SlugStyle::Ascii, None) if is_silent(c) => {}
                (SlugStyle::Ascii, None) if c.is_alphabetic() => {
                    // The marks for hamza and ayn stand within a word: they are no gap.
                    let letters = any_ascii_char(c)
                        .chars()
                        .filter(char::is_ascii_alphanumeric);
                    letters.for_each(|c| put(c, &mut gap));
                }
                (SlugStyle::Ascii, None) => {
                    any_ascii_char(c).chars().for_each(|c| put(c, &mut gap));
                }
            }
        }
        let slug: String = slug.nfc().collect();
        let slug = shortened(&slug);
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The slug with a suffix, for one of two names that share it.
    #[must_use]
    pub fn suffixed(&self, suffix: &str) -> Self {
        Self(format!("{}-{suffix}", self.0))
    }
}

impl Id {
    /// Takes an id as stated: one line without spaces, slashes, or control characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().nfc().collect();
        let bad = |c: char| c.is_whitespace() || c.is_control() || "/\\#?<>\"'".contains(c);
        (!text.is_empty() && text.len() <= LONGEST + 16 && !text.contains(bad))
            .then_some(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Signs that stand for a word: `C++` and `C` must not become one.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '#' => "sharp",
        '@' => "at",
        '%' => "percent",
        _ => return None,
    })
}

/// Letters of transliteration that would only break words: the Arabic tatweel and vowel points, and the marks of hamza and ayn.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '°' | 'º' | 'ʿ' | 'ʾ' | 'ʼ' | '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

fn shortened(slug: &str) -> &str {
    if slug.len() <= LONGEST {
        return slug;
    }
    let mut end = LONGEST;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    // Cut at a word where one ends in the last third.
    let cut = slug[..end].rfind('-').filter(|&at| at > LONGEST * 2 / 3);
    slug[..cut.unwrap_or(end)].trim_end_matches('-')
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(text: &str) -> String {
        Slug::of(text, SlugStyle::Ascii).map_or_else(String::new, |slug| slug.to_string())
    }

    #[test]
    fn slugs_are_transliterated_and_readable() {
        assert_eq!(
            ascii("Irak : l’assaut d’al-Qaïm"),
            "irak-l-assaut-d-al-qaim"
        );
        assert_eq!(ascii("Œuvre à Kyïv – n° 2"), "oeuvre-a-kyiv-n-2");
        assert_eq!(ascii("Straße"), "strasse");
        assert_eq!(ascii("Şırnak"), "sirnak");
        assert_eq!(ascii("C++"), "c-plus-plus");
        assert_ne!(ascii("C#"), ascii("C"));
        assert_eq!(ascii("../../etc/passwd"), "etc-passwd");
        assert_eq!(ascii("« … »"), "");
    }

    #[test]
    fn hamza_and_ayn_break_no_word() {
        for text in ["القائم", "داعش", "تلعفر"] {
            assert!(!ascii(text).contains('-'), "{text}: {}", ascii(text));
        }
    }

    #[test]
    fn arabic_and_kurdish_give_letters() {
        for text in ["الموصل", "هەولێر", "Київ"] {
            let slug = ascii(text);
            assert!(slug.len() >= 3 && slug.is_ascii(), "{text}: {slug}");
        }
        let own = Slug::of("مدينة الموصل", SlugStyle::Unicode).expect("a slug");
        assert_eq!(own.as_str(), "مدينة-الموصل");
    }

    #[test]
    fn composed_and_decomposed_text_give_one_slug() {
        assert_eq!(ascii("al-Qai\u{308}m"), ascii("al-Qaïm"));
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let slug = ascii(&"depeche ".repeat(80));
        assert!(slug.len() <= 200);
        assert!(slug.ends_with("depeche"));
        let own = Slug::of(&"ا".repeat(500), SlugStyle::Unicode).expect("a slug");
        assert!(own.as_str().len() <= 200);
    }

    #[test]
    fn ids_take_no_path() {
        assert!(Id::parse("2017-10-26-assaut-al-qaim").is_some());
        for bad in ["", "a b", "a/b", "..\\a", "a\nb"] {
            assert!(Id::parse(bad).is_none(), "{bad:?}");
        }
    }
}
