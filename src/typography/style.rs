//! Owns what each language's typography is. A language is listed only where its usage is settled.

use crate::model::{Direction, Language};

/// The marks of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Outer quotation marks.
    pub double: (char, char),
    /// Inner quotation marks.
    pub single: (char, char),
    /// Whether `« »` hold a narrow no-break space.
    pub airy: bool,
    /// The marks that a narrow no-break space stands before, where the author typed a space.
    pub after_space: &'static str,
    /// The marks that it stands before in any case.
    pub always: &'static str,
}

const ENGLISH: ((char, char), (char, char)) = (('“', '”'), ('‘', '’'));
const GERMAN: ((char, char), (char, char)) = (('„', '“'), ('‚', '‘'));
const ANGLED: (char, char) = ('«', '»');
const SINGLE_ANGLED: (char, char) = ('‹', '›');

impl Style {
    /// The style of a language, or `None` where text must stay as typed.
    pub fn of(language: &Language) -> Option<Self> {
        if language.direction() == Direction::Rtl {
            return None;
        }
        let region = language
            .as_str()
            .split('-')
            .skip(1)
            .find(|part| part.len() == 2 || part.len() == 3)
            .unwrap_or("");
        let tight = |double, single| Self {
            double,
            single,
            airy: false,
            after_space: "",
            always: "",
        };
        let french = |single, always| Self {
            double: ANGLED,
            single,
            airy: true,
            after_space: ";:!?",
            always,
        };
        Some(match (language.base(), region) {
            ("fr", "CA") => french(ENGLISH.0, ""),
            ("fr", "CH") => french(SINGLE_ANGLED, ";!?"),
            ("fr", _) => french(ENGLISH.0, ";!?"),
            ("de" | "it", "CH") | ("de", "LI") => tight(ANGLED, SINGLE_ANGLED),
            ("de", _) | ("cs" | "sk" | "sl", _) => tight(GERMAN.0, GERMAN.1),
            ("es", "" | "ES") | ("it" | "ca", _) | ("pt", "PT") | ("el", _) => {
                tight(ANGLED, ENGLISH.0)
            }
            ("en" | "es" | "pt" | "tr" | "nl" | "ku" | "kmr", _) => tight(ENGLISH.0, ENGLISH.1),
            ("pl" | "ro", _) => tight(('„', '”'), ANGLED),
            ("uk" | "ru" | "be", _) => tight(ANGLED, GERMAN.0),
            ("nb" | "nn" | "no", _) => tight(ANGLED, ENGLISH.1),
            ("sv" | "fi", _) => tight(('”', '”'), ('’', '’')),
            _ => return None,
        })
    }

    /// Whether the character opens something, so that what follows it begins a word.
    pub fn opens(&self, c: char) -> bool {
        if [self.double.1, self.single.1].contains(&c) {
            return false;
        }
        [self.double.0, self.single.0].contains(&c) || "([{¿¡«‹„‚“‘".contains(c)
    }
}
