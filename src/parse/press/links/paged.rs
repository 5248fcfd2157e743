//! Owns the label of the article that was or will be read next, before its title: "Next article …", "Vorherige: …", "المقال السابق …".

use super::plain;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Kind, Words};

/// What stands around a label.
const AROUND: [char; 24] = [
    ' ', '\u{a0}', '\u{202f}', ':', '：', '|', '>', '<', '→', '←', '►', '◄', '▶', '◀', '»', '«',
    '›', '‹', '–', '—', '-', '.', '❯', '❮',
];
/// Those that tell a label of one word from a word.
const TELLING: [char; 15] = [
    ':', '：', '|', '>', '<', '→', '←', '►', '◄', '▶', '◀', '»', '«', '›', '‹',
];
/// The most labels one after the other: "Prev Vorheriger Artikel …".
const LABELS: usize = 3;

/// The title behind such labels.
pub(super) fn paged(text: &str) -> Option<&str> {
    let mut rest = text;
    let (mut several, mut marked) = (false, false);
    for nth in 0..LABELS {
        let words = Words::of(rest);
        if !words.has(Kind::Paged) {
            break;
        }
        let bare = rest.trim_start_matches(AROUND);
        let begin = rest.len() - bare.len();
        let hit = words
            .all(Kind::Paged)
            .filter(|hit| hit.start == begin)
            .max_by_key(|hit| hit.end);
        let Some(hit) = hit else {
            break;
        };
        let label = &rest[hit.start..hit.end];
        // In a sentence the words have small letters.
        if nth == 0 && label.starts_with(char::is_lowercase) {
            return None;
        }
        let after = &rest[hit.end..];
        let title = after.trim_start_matches(AROUND);
        let mark = &after[..after.len() - title.len()];
        if mark.is_empty() {
            break;
        }
        several |= label.contains(' ') || nth > 0;
        marked |= rest[..begin].contains(TELLING) || mark.contains(TELLING);
        rest = match label.ends_with(" in") {
            true => without_section(title)?,
            false => title,
        };
    }
    let cased = rest.starts_with(|c: char| c.is_uppercase() || c.is_lowercase());
    let begins = !rest.starts_with(char::is_lowercase) && rest.len() < text.len();
    let enough = cased || marked || rest.split_whitespace().count() >= 3;
    ((several || marked) && begins && enough && plain(rest)).then_some(rest)
}

/// How far apart the label of the next article and that of the one before may stand, in lines.
const PAIR: usize = 3;

/// "Previous The bridge…" near "Next The ferry…": of one word each, the labels tell each other.
pub(super) fn pairs(blocks: &[Block], claims: &mut [Claims]) {
    let mut last: Option<usize> = None;
    for at in 0..blocks.len() {
        let words = blocks[at].words();
        let opens = words.has(Kind::Paged) && loose(&blocks[at].text).is_some();
        if !opens || blocks[at].shape.chars > 200 {
            continue;
        }
        if let Some(before) = last.filter(|before| before + PAIR >= at) {
            let label = |at: usize| blocks[at].text.split_whitespace().next();
            if label(before) != label(at) {
                for place in [before, at] {
                    claims[place].claim(Role::Related, "press/paged", 0.94);
                }
            }
        }
        last = Some(at);
    }
}

/// The title behind a label that may be a word of it.
pub(super) fn loose(text: &str) -> Option<&str> {
    let words = Words::of(text);
    let hit = words
        .all(Kind::Paged)
        .filter(|hit| hit.start == 0)
        .max_by_key(|hit| hit.end)?;
    let title = text[hit.end..].trim_start_matches(AROUND);
    let begins = title.starts_with(|c: char| !c.is_lowercase());
    let capital = !text.starts_with(char::is_lowercase);
    let enough = title.split_whitespace().nth(2).is_some();
    (begins && capital && enough && title.len() < text[hit.end..].len() && plain(title))
        .then_some(title)
}

/// "Europe  Hundreds march in Sarn": the section stands before the title, two spaces away, or is one word.
fn without_section(text: &str) -> Option<&str> {
    let (_, title) = text.split_once("  ").or_else(|| text.split_once(' '))?;
    Some(title.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_stands_behind_its_label() {
        for text in [
            "Previous article The bridge of Sarn is open",
            "Next Article: The bridge of Sarn is open",
            "Article précédent The bridge of Sarn is open",
            "Prev Vorheriger Artikel The bridge of Sarn is open",
            "« Previous: The bridge of Sarn is open",
            "Vorherige: The bridge of Sarn is open",
            "Next story in Europe  The bridge of Sarn is open",
            "المقال السابق The bridge of Sarn is open",
            "Наступна новина The bridge of Sarn is open",
        ] {
            assert_eq!(paged(text), Some("The bridge of Sarn is open"), "{text}");
        }
    }

    #[test]
    fn words_of_a_sentence_are_no_label() {
        for text in [
            "Next week the bridge of Sarn opens",
            "Previous mayors of Sarn were poor",
            "The next article of the treaty",
            "Next article",
            "Next article of the treaty was struck out",
            "Weiter auf der Flucht",
        ] {
            assert_eq!(paged(text), None, "{text}");
        }
    }
}
