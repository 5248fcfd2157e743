//! Owns languages (BCP 47) and the direction of their script. It does not detect a text's language (`parse::detect` does).

use std::fmt;
use std::str::FromStr;

use icu_locale::{LanguageIdentifier, LocaleDirectionality};
use serde::{Deserialize, Serialize};

/// A language tag in canonical form: `fr`, `ar`, `ckb`, `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

/// Names of languages in themselves (CLDR 47), for the languages in which conflict news is most often written.
const AUTONYMS: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("fa", "فارسی"),
    ("fr", "français"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hr", "hrvatski"),
    ("hy", "հայերեն"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kmr", "kurdî (kurmancî)"),
    ("ko", "한국어"),
    ("ku", "kurdî (kurmancî)"),
    ("my", "မြန်မာ"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("so", "Soomaali"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("zh", "中文"),
];

/// The direction in which a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Language {
    /// Reads a tag, with `-` or `_` between its parts (`fr_FR` is common).
    pub fn parse(tag: &str) -> Option<Self> {
        let identifier = LanguageIdentifier::from_str(&tag.trim().replace('_', "-")).ok()?;
        if identifier.language.is_unknown() {
            return None;
        }
        Some(Self(identifier.to_string()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `fr` of `fr-BE`.
    pub fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The language's own name for itself, as its speakers write it; the tag where depeche does not know it.
    pub fn autonym(&self) -> &str {
        AUTONYMS
            .iter()
            .find(|(tag, _)| *tag == self.0 || *tag == self.base())
            .map_or(&self.0, |(_, name)| name)
    }

    /// The direction of the script it is usually written in (CLDR).
    pub fn direction(&self) -> Direction {
        let rtl = LanguageIdentifier::from_str(&self.0)
            .is_ok_and(|id| LocaleDirectionality::new_extended().is_right_to_left(&id));
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Direction {
    /// As HTML's `dir` takes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_made_canonical() {
        let canonical = |tag| Language::parse(tag).map(|language| language.to_string());
        assert_eq!(canonical("FR_fr").as_deref(), Some("fr-FR"));
        assert_eq!(canonical("zh-hant").as_deref(), Some("zh-Hant"));
        assert_eq!(canonical("français"), None);
        assert_eq!(canonical(""), None);
    }

    #[test]
    fn the_script_gives_the_direction() {
        for (tag, direction) in [
            ("fr", Direction::Ltr),
            ("ar", Direction::Rtl),
            ("ckb", Direction::Rtl),
            ("ku", Direction::Ltr),
            ("fa", Direction::Rtl),
            ("uk", Direction::Ltr),
            ("az-Arab", Direction::Rtl),
        ] {
            let language = Language::parse(tag).expect(tag);
            assert_eq!(language.direction(), direction, "{tag}");
        }
    }
}
