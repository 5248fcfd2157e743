//! Owns the line over a headline that no section and no theme is, and that its form tells: the part of a series ("The river (2/5)",
//! "Am Fluss, Teil 3"), a label in capitals with its theme ("KOMMENTAR Brücke von Sarn"), words that somebody said.

use crate::parse::press::block::{Block, End};
use crate::parse::press::lexicon::{Kind, Words};

/// The longest name of a series, in characters.
const LONGEST: usize = 80;
/// The longest words that stand quoted over a headline, in characters.
const LONGEST_QUOTE: usize = 90;

/// Words before the number of a part.
const PARTS: [&str; 29] = [
    "teil",
    "folge",
    "part",
    "episode",
    "chapter",
    "épisode",
    "partie",
    "volet",
    "chapitre",
    "parte",
    "capítulo",
    "entrega",
    "episodio",
    "puntata",
    "episódio",
    "aflevering",
    "deel",
    "odcinek",
    "część",
    "cz",
    "часть",
    "серия",
    "частина",
    "серія",
    "bölüm",
    "الحلقة",
    "الجزء",
    "بخش",
    "قسمت",
];

/// Whether a line names a series and says which of its parts follows.
pub(in crate::parse::press) fn is_of_series(text: &str) -> bool {
    let text = text.trim();
    if text.chars().count() > LONGEST || !text.contains(|c: char| c.is_numeric() || c == 'I') {
        return false;
    }
    counted(text) || numbered(text)
}

/// "The river (2/5)", "The river [2/5]", "The river, 2/5".
fn counted(text: &str) -> bool {
    let inner = text.trim_end_matches([')', ']']);
    let Some((before, total)) = inner.rsplit_once('/') else {
        return false;
    };
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_ascii_digit())
        .last()
        .map(|(at, _)| at);
    let Some(start) = start else {
        return false;
    };
    let (name, part) = before.split_at(start);
    let figures =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let (Ok(of), Ok(which)) = (total.parse::<u8>(), part.parse::<u8>()) else {
        return false;
    };
    let set_off = name.ends_with(['(', '[', ' ']);
    let named = name.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    figures(total) && figures(part) && set_off && named && which >= 1 && (which..=20).contains(&of)
}

/// "Am Fluss, Teil 3", "The river – Part II", "Река. Часть 2".
fn numbered(text: &str) -> bool {
    let inner = text.trim_end_matches([')', ']', '.']);
    let Some((before, number)) = inner.rsplit_once(' ') else {
        return false;
    };
    let part = before.rsplit([' ', '(', '[']).next().unwrap_or_default();
    let name = &before[..before.len() - part.len()];
    let roman = number.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let figures = number.chars().all(char::is_numeric) && number.chars().count() <= 2;
    let named = name.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    PARTS.contains(&part.to_lowercase().as_str()) && (roman || figures) && named
}

/// "KOMMENTAR Brücke von Sarn", "ANALYSE Le pont de Sarn": a label in capitals, and what it is about.
pub(in crate::parse::press) fn is_label_and_theme(words: &Words<'_>) -> bool {
    let text = words.text;
    let label = [Kind::Label, Kind::WireLabel]
        .into_iter()
        .filter_map(|kind| words.opens(kind))
        .map(|hit| hit.end)
        .max();
    let Some(end) = label else {
        return false;
    };
    let (label, theme) = text.split_at(end);
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let bare = theme.trim_start();
    letters >= 4
        && label.contains(char::is_uppercase)
        && !label.contains(char::is_lowercase)
        && theme.starts_with(' ')
        && (1..=5).contains(&bare.split_whitespace().count())
        && bare.starts_with(char::is_uppercase)
        && bare.contains(char::is_lowercase)
        && !bare.contains(['.', '!', '?', ':'])
}

/// Whether a line is words that somebody said and nothing else, and the next two are a headline and its deck: then it stands over the
/// headline, and is none.
pub(in crate::parse::press) fn is_quoted_over(block: &Block, next: &Block, after: &Block) -> bool {
    const PAIRS: [(char, char); 8] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('‘', '’'),
        ('\'', '\''),
        ('»', '«'),
        ('”', '”'),
    ];
    let text = block.text.trim();
    if block.shape.chars > LONGEST_QUOTE || text.starts_with(char::is_alphanumeric) {
        return false;
    }
    let quoted = PAIRS.iter().any(|&(open, close)| {
        let inner = text
            .strip_prefix(open)
            .and_then(|text| text.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains(['"', '“', '”', '„', '«', '»']))
    });
    let heads = next.is_title()
        && next.shape.end == End::Open
        && (5..=22).contains(&next.shape.words)
        && next.shape.chars >= block.shape.chars
        && !next.text.starts_with(['"', '“', '„', '«', '‘', '\'', '»']);
    // A first paragraph ends in a stop; a deck under a quotation that is the headline stands over one.
    let deck = (6..=45).contains(&after.shape.words)
        && after.shape.end != End::Stop
        && after.shape.chars >= next.shape.chars
        && after.shape.chars <= 260;
    quoted && heads && deck && (3..=14).contains(&block.shape.words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    #[test]
    fn a_series_says_which_of_its_parts_follows() {
        for (line, wanted) in [
            ("Along the river Sarn (2/5)", true),
            ("Moins de 900 francs par mois [1/3]", true),
            ("Am Fluss, Teil 3", true),
            ("The river at night – Part II", true),
            ("Вдоль реки. Часть 2", true),
            ("على ضفة النهر (الحلقة 3)", true),
            ("Open 24/7", false),
            ("The vote of 11/9", false),
            (
                "Two thirds (2/3) of Sarn vote for the bridge and against the ferries of the north today",
                false,
            ),
            ("Part 2", false),
            ("Along the river Sarn", false),
        ] {
            assert_eq!(is_of_series(line), wanted, "{line}");
        }
    }

    #[test]
    fn a_label_in_capitals_has_its_theme_behind() {
        for (line, wanted) in [
            ("KOMMENTAR Brücke von Sarn", true),
            ("ANALYSIS Bridge of Sarn", true),
            ("Kommentar Brücke von Sarn", false),
            ("KOMMENTAR", false),
            ("KOMMENTAR BRÜCKE VON SARN", false),
        ] {
            assert_eq!(is_label_and_theme(&Words::of(line)), wanted, "{line}");
        }
    }

    #[test]
    fn words_that_somebody_said_stand_over_a_headline_and_its_deck() {
        let title = "Traders of Sarn want the ferries back before the winter comes";
        let deck = "The council has written to the ministry, which calls the bridge safe and the boats too old";
        let long = "The council wrote to the ministry on Monday. It calls the bridge safe and the boats too old for the winter, and \
            the traders do not believe it. They have asked the courts to hear them, and a first day was set for March, when most of \
            the boats would have to be sold already, the mayor of the town said in the evening after the vote.";
        for (quote, after, wanted) in [
            ("'Nobody crosses here'", deck, true),
            ("« Personne ne passe ici »", deck, true),
            ("Nobody crosses here", deck, false),
            ("'Nobody crosses here'", long, false),
        ] {
            let (blocks, _) = blocks(&format!("{quote}\n\n{title}\n\n{after}\n"));
            let found = is_quoted_over(&blocks[0], &blocks[1], &blocks[2]);
            assert_eq!(found, wanted, "{quote}");
        }
    }
}
