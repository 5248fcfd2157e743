//! Owns what may name an agency by its form alone: letters that stand for words ("KPA"), as every house has them, known or not.
//! Only the place where it stands makes an agency of it.

use crate::parse::press::lexicon::{Kind, Words};

/// States and their unions, which are written in such letters as well.
const STATES: [&str; 26] = [
    "USA", "US", "UK", "UE", "EU", "ONU", "UN", "UNO", "OTAN", "NATO", "UAE", "RDC", "DRC", "RDA",
    "DDR", "BRD", "RCA", "PNG", "EEUU", "США", "ООН", "ЕС", "НАТО", "ЄС", "ABD", "AB",
];

/// The name of an agency by its form: one word of two to eight capitals, or of small letters with stops ("a.p.n.").
pub(in crate::parse::press) fn is_house_form(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().all(|c| c.is_uppercase() || c == '.')
        && (2..=8).contains(&letters)
        && !text.starts_with('.');
    let stopped = || {
        (2..=4).contains(&letters)
            && text.trim_end_matches('.').split('.').count() == letters
            && text.chars().all(|c| c.is_lowercase() || c == '.')
            && text.contains('.')
    };
    (capitals || stopped()) && !is_alphabet(text) && is_no_other(text)
}

/// "ABCDEFG": what wires send to try a line.
fn is_alphabet(text: &str) -> bool {
    let next = text.chars().skip(1);
    text.chars()
        .zip(next)
        .all(|(one, next)| one as u32 + 1 == next as u32)
}

/// The same of small letters, which a desk signs with as well: only between the marks of a dateline.
pub(in crate::parse::press) fn is_small_house_form(text: &str) -> bool {
    (3..=8).contains(&text.chars().count())
        && text.chars().all(char::is_lowercase)
        && is_no_other(text)
}

/// One word or two of a script without capitals, which anything may be.
pub(in crate::parse::press) fn is_uncased_house_form(text: &str) -> bool {
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == 'ـ');
    let uncased = !text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    uncased
        && (1..=2).contains(&text.split_whitespace().count())
        && (2..=20).contains(&text.chars().count())
        && text.split_whitespace().all(letters)
        && is_no_other(text)
}

/// Whether a word is no city, no state, no day and no label.
fn is_no_other(text: &str) -> bool {
    const OTHER: [Kind; 18] = [
        Kind::City,
        Kind::Label,
        Kind::LabelAlone,
        Kind::WireLabel,
        Kind::WireMark,
        Kind::Continued,
        Kind::End,
        Kind::Button,
        Kind::Section,
        Kind::Updated,
        Kind::Published,
        Kind::Month,
        Kind::MonthWeak,
        Kind::Weekday,
        Kind::Tags,
        Kind::Credit,
        Kind::Desk,
        Kind::Source,
    ];
    !STATES.contains(&text) && {
        let words = Words::of(text);
        !OTHER.iter().any(|&kind| words.is(kind).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_that_is_not_known_has_a_form() {
        for text in ["KPA", "NTX", "a.p.n.", "ВНА", "VHA", "SERVICE"] {
            assert!(is_house_form(text), "{text}");
        }
        for text in [
            "USA", "ABCDEFG", "Kpa", "kpa", "PARIS", "VIDEO", "ONE TWO", "A", "3AB", "K.", "",
        ] {
            assert!(!is_house_form(text), "{text}");
        }
        assert!(is_small_house_form("nbd") && !is_small_house_form("nb"));
        assert!(is_uncased_house_form("بناء") && !is_uncased_house_form("بغداد"));
    }
}
