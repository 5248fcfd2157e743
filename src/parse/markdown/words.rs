//! Owns the counting of a text's words, by the default word boundaries of Unicode (UAX #29). Most texts are letters, digits and plain
//! marks, whose boundaries a few rules give; any other text is left to `unicode-segmentation`, which knows them all.

use unicode_segmentation::UnicodeSegmentation;

/// What a character is to the boundaries of words, in the names of UAX #29.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// `ALetter`
    Letter,
    /// `Numeric`
    Digit,
    /// `ExtendNumLet`: joins letters and digits, and is no word by itself.
    Joining,
    /// `MidLetter`: within a word between letters.
    MidLetter,
    /// `MidNum`: within a number between digits.
    MidDigit,
    /// `MidNumLet`, `Single_Quote`: both.
    Mid,
    /// `Extend`, `Format`, `ZWJ`: belongs to what stands before it.
    Mark,
    /// A space or a stop.
    Other,
}

/// How many words a text has: the parts between two boundaries that hold a letter or a digit.
pub(super) fn count(text: &str) -> usize {
    of_plain(text).unwrap_or_else(|| text.unicode_words().count())
}

/// The same for a text of characters that are known here; none for any other.
fn of_plain(text: &str) -> Option<usize> {
    let mut words = 0;
    // The class that stands before, where the part that it ends may go on; and whether that part is counted.
    let mut open = None;
    let mut counted = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let class = class_of(c)?;
        match class {
            // To Unicode, vowel marks are letters of a kind; one that stands after no letter is for those who know all its rules.
            Class::Mark if c.is_alphanumeric() => {
                open?;
                words += usize::from(!counted);
                counted = true;
            }
            Class::Mark => {}
            Class::Letter | Class::Digit => {
                words += usize::from(!counted);
                counted = true;
                open = Some(class);
            }
            Class::Joining => open = Some(class),
            Class::MidLetter | Class::MidDigit | Class::Mid | Class::Other => {
                let goes_on = open.is_some_and(|before| {
                    let may = match before {
                        Class::Letter => matches!(class, Class::MidLetter | Class::Mid),
                        Class::Digit => matches!(class, Class::MidDigit | Class::Mid),
                        _ => false,
                    };
                    may && next(rest.as_str()) == Some(before)
                });
                if !goes_on {
                    open = None;
                    counted = false;
                }
            }
        }
    }
    Some(words)
}

/// The class of the first character that is no mark.
fn next(rest: &str) -> Option<Class> {
    let classes = rest.chars().map(class_of);
    classes.flatten().find(|class| *class != Class::Mark)
}

/// The class of a character that many texts have.
fn class_of(c: char) -> Option<Class> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' | '\u{202F}' => Class::Joining,
        '.' | '\'' | '\u{2018}' | '\u{2019}' => Class::Mid,
        ',' | ';' => Class::MidDigit,
        ':' => Class::MidLetter,
        '\t' | '\n' | '\r' | ' '..='~' => Class::Other,
        // Latin, Cyrillic, Arabic with the letters of Persian and Kurdish.
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Class::Letter,
        '\u{0620}'..='\u{064A}'
        | '\u{066E}'..='\u{066F}'
        | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}' => Class::Letter,
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => Class::Digit,
        '\u{060C}' | '\u{066C}' => Class::MidDigit,
        '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{0300}'..='\u{036F}'
        | '\u{200C}'
        | '\u{00AD}' => Class::Mark,
        '«' | '»' | '\u{00A0}' | '–' | '—' | '“' | '”' | '„' | '…' | '°' | '؟' | '\u{061B}' => {
            Class::Other
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that is known here.
    fn known() -> impl Iterator<Item = char> {
        ('\0'..='\u{2FFF}').filter(|c| class_of(*c).is_some())
    }

    fn by_unicode(text: &str) -> usize {
        text.unicode_words().count()
    }

    #[test]
    fn each_known_character_stands_where_unicode_has_it() {
        let mut wrong = Vec::new();
        for c in known() {
            let texts = [
                format!("a{c}a"),
                format!("1{c}1"),
                format!("a{c}1"),
                format!("1{c}a"),
                format!("_{c}_"),
                format!("{c}{c}a"),
                format!(" {c} "),
                format!("a{c}{c}a"),
                format!("1{c}{c}1"),
                format!("a'{c}b"),
                format!("1,{c}1"),
                format!("_{c}a"),
            ];
            let is_wrong = |text: &&String| count(text) != by_unicode(text);
            wrong.extend(texts.iter().find(is_wrong).map(|text| (c, text.clone())));
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn a_text_has_as_many_words_as_people_count() {
        for (text, words) in [
            ("", 0),
            ("L’armée reprend Tal Afar, le 31 août.", 7),
            ("1.200 morts, 3,5 % de plus", 5),
            ("__ 12:30 __a", 3),
            ("أعلنت القواتُ أنّ", 3),
            ("می‌گوید", 1),
            ("伊拉克军队", 5),
        ] {
            assert_eq!(by_unicode(text), words, "{text}");
            assert_eq!(count(text), words, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_as_many_words_as_unicode_says(
            plain in "[aé1_.,:;'’ \u{202f}\u{0301}\u{200c}عُ٣،–«\n]{0,24}",
            any in "\\PC{0,16}",
        ) {
            proptest::prop_assert_eq!(count(&plain), by_unicode(&plain));
            proptest::prop_assert_eq!(count(&any), by_unicode(&any));
        }
    }
}
