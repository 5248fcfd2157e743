//! Owns datelines that a page has robbed of their marks: "KABUL A suicide bomber …", "Hafenstadt Bei einem Brand …". Only the capital
//! of the next word tells that a sentence begins there.

use super::{Dateline, place, scan};
use crate::parse::press::lexicon::{Kind, Words};

/// Words with a capital that open a sentence and follow the name of a city in none.
const OPENING: [&str; 79] = [
    "A",
    "An",
    "The",
    "At",
    "In",
    "On",
    "After",
    "As",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "More",
    "Some",
    "Several",
    "Dozens",
    "Hundreds",
    "Thousands",
    "It",
    "There",
    "U.S.",
    "Un",
    "Une",
    "Des",
    "Au",
    "Deux",
    "Trois",
    "Quatre",
    "Plusieurs",
    "Dans",
    "Après",
    "Selon",
    "Der",
    "Die",
    "Das",
    "Ein",
    "Eine",
    "Einen",
    "Bei",
    "Beim",
    "Im",
    "Am",
    "Auf",
    "Aus",
    "Nach",
    "Mit",
    "Vor",
    "Für",
    "Es",
    "Wegen",
    "Trotz",
    "Seit",
    "Unter",
    "Zwei",
    "Drei",
    "Vier",
    "Mehr",
    "Mehrere",
    "Mindestens",
    "Rund",
    "Zu",
    "Zum",
    "Zur",
    "Wenn",
    "Als",
    "Al",
    "Dos",
    "Tres",
    "Cuatro",
    "Más",
    "Tras",
    "Según",
    "Una",
    "Unos",
];

/// Reads a place at `begin`, or behind one label there, that a sentence follows without a mark.
pub(super) fn read<'a>(words: &Words<'a>, begin: usize) -> Option<Dateline<'a>> {
    let text = words.text;
    let label = words
        .of_kinds(&[Kind::Label, Kind::LabelAlone, Kind::Section])
        .filter(|hit| hit.start == begin)
        .map(|hit| hit.end)
        .max()
        .filter(|&end| text[end..].starts_with(' '));
    let behind = label
        .and_then(|end| city(words, end + 1))
        .map(|(end, sure)| (end, sure - 6));
    let start = label.map_or(begin, |end| end + 1);
    let (start, (end, certainty)) = match city(words, begin).or_else(|| capitals(words, begin)) {
        Some(found) => (begin, found),
        None => (start, behind?),
    };
    Some(Dateline {
        verbatim: &text[begin..end],
        place: Some(&text[start..end]),
        date: None,
        agencies: Vec::new(),
        person: None,
        certainty,
    })
}

/// The end of a city that is known and that a sentence follows, and how sure it is.
fn city(words: &Words<'_>, at: usize) -> Option<(usize, u8)> {
    let text = words.text;
    let known = |at: usize| {
        let hits = words.all(Kind::City).filter(|hit| hit.start == at);
        hits.map(|hit| hit.end).max()
    };
    let mut end = known(at)?;
    if let Some(second) = text[end..].strip_prefix('/').and_then(|_| known(end + 1)) {
        end = second;
    }
    // "Puerto Lomas.El alcalde …": the stop has lost its space.
    let glued = text[end..].strip_prefix('.');
    if let Some(next) = glued.and_then(|rest| rest.split(scan::is_space).next()) {
        return OPENING.contains(&next).then_some((end, 74));
    }
    let next = next_word(text, end)?;
    match () {
        () if OPENING.contains(&next) => Some((end, 80)),
        // In capitals no other word would go on in small letters.
        () if place::is_capitals(&text[at..end]) && is_titled(next) => Some((end, 74)),
        () => None,
    }
}

/// The same of a place in capitals that is not known, with its country or without: "PORT SABINE, Haiti The mayor …".
fn capitals(words: &Words<'_>, at: usize) -> Option<(usize, u8)> {
    let text = words.text;
    let limit = scan::floor(text, at + 60);
    let mut end = at;
    let (mut count, mut country) = (0, false);
    for word in text[at..limit].split(' ') {
        let bare = word.trim_end_matches(',');
        if count > 0 && OPENING.contains(&word) {
            break;
        }
        let upper = bare
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’' | '/'));
        let fits = match country {
            true => is_titled(bare) && bare == word,
            false => upper && bare.chars().count() >= 3,
        };
        if !fits || count == 4 {
            return None;
        }
        count += 1;
        end = word.as_ptr() as usize - text.as_ptr() as usize + bare.len();
        country |= bare.len() < word.len();
    }
    let place = &text[at..end];
    let next = next_word(text, end)?;
    let named = place::is_place(place) && place::is_capitals(place) && !place::is_label(place);
    let label = words.opens(Kind::Label).is_some() || words.has_at(Kind::Agency, at);
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    (named && !label && letters >= 5 && OPENING.contains(&next))
        .then_some((end, if country { 74 } else { 60 }))
}

/// The word behind one space.
fn next_word(text: &str, at: usize) -> Option<&str> {
    text[at..].strip_prefix(' ')?.split(scan::is_space).next()
}

/// Whether a word has a capital and goes on in small letters.
fn is_titled(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}
