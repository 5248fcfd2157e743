//! Owns what a credit itself looks like: names, and whoever supplied the picture. Where a credit begins within a line, `split`
//! finds.

use std::ops::Range;

use crate::parse::press::lexicon::{Hit, Kind, Words};

/// What speaks for some words being a credit, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// Two to five words with capitals, as a name has them.
    Named,
    /// A name in capitals alone.
    Shouted,
    /// "NAME / HOUSE", of a house that no list knows; "NAME for HOUSE".
    Signed,
    /// A known source and nothing else.
    Bare,
    /// A known source and names.
    Sourced,
}

/// The longest credit, in bytes and in words.
const LONGEST: usize = 130;
const MOST_WORDS: usize = 12;

/// Whether a phrase stands for a source of pictures.
pub(super) fn is_source(hit: &Hit) -> bool {
    matches!(
        hit.kind,
        Kind::Agency | Kind::Desk | Kind::PictureSource | Kind::FilePhoto
    )
}

/// The sources named within a part of a text.
pub(super) fn sources<'a>(
    words: &'a Words<'_>,
    part: &'a Range<usize>,
) -> impl Iterator<Item = Hit> + 'a {
    let inside = |hit: &Hit| hit.start >= part.start && hit.end <= part.end;
    words
        .each()
        .filter(move |hit| inside(hit) && is_source(hit))
}

/// Whether a text is known sources and nothing else.
pub(super) fn sources_alone(text: &str) -> bool {
    grade(&Words::of(text), &(0..text.len())) == Some(Grade::Bare)
}

/// Grades a part of a text.
pub(super) fn grade(words: &Words<'_>, part: &Range<usize>) -> Option<Grade> {
    let text = words.text.get(part.clone())?;
    if text.len() > LONGEST || text.len() < 2 || !is_even(text) || text.contains(['?', '!', '…'])
    {
        return None;
    }
    let count = text.split_whitespace().count();
    if count > MOST_WORDS {
        return None;
    }
    let named: Vec<Hit> = sources(words, part).collect();
    // A credit begins with a name, or with a source that is written small.
    let small = text.starts_with(char::is_lowercase)
        && ![
            "via ", "pool", "handout", "al-", "el-", "d'", "d’", "de ", "von ", "van ",
        ]
        .iter()
        .any(|start| text.starts_with(start));
    if small && named.first().is_none_or(|first| first.start > part.start) {
        return None;
    }
    let Some((first, last)) = named.first().zip(named.last()) else {
        return unsourced(text, count);
    };
    let labels: Vec<Hit> = labels_within(words, part).collect();
    let within = |at: usize, end: usize| {
        let mut known = named.iter().chain(&labels);
        known.any(|hit| hit.start <= at && end <= hit.end)
    };
    let alone =
        pieces(text, part.start).all(|(at, end)| within(at, end) || is_joint(&words.text[at..end]));
    if alone {
        return Some(Grade::Bare);
    }
    let titled = pieces(text, part.start)
        .all(|(at, end)| within(at, end) || is_titled(&words.text[at..end]));
    let ends = named.iter().any(|hit| tail(words.text, hit.end, part.end));
    let opens = first.start == part.start || head(words.text, part.start, first.start);
    if !titled {
        // "Regional administration / Telegram": what the stroke parts need not be names.
        let before = words.text[..last.start].trim_end();
        let parted = before.ends_with('/') && before.len() > part.start;
        let begins = text.chars().next().is_some_and(|c| !c.is_lowercase());
        let plain = !text.contains(['(', '[', ':', '"', '“', '«'])
            && !ends_sentence(text)
            && !text.contains(char::is_numeric);
        let count = text.split_whitespace().filter(|word| letters(word) > 0);
        return (ends && parted && begins && count.count() <= 8 && plain).then_some(Grade::Sourced);
    }
    if has_case(text) {
        // "FRS0418 4 I 0361 SDN /AFP-QX71" heads a telegram.
        let places = text.char_indices().filter(|(_, c)| c.is_numeric());
        let figures = places
            .filter(|(at, _)| !within(part.start + at, part.start + at + 1))
            .count();
        return (figures <= 2 || text.starts_with("20")).then_some(Grade::Sourced);
    }
    // Without capitals to go by, only a short line with the source at one of its ends.
    ((opens || ends) && count <= 7 && !text.contains(['،', '؛', '.'])
        || ends && text.contains('/') && count <= 9)
        .then_some(Grade::Sourced)
}

/// The labels between the parts of a credit, with the colon after them: "East News, fot: NAME", "AP / Foto: NAME".
fn labels_within<'a>(
    words: &'a Words<'_>,
    part: &'a Range<usize>,
) -> impl Iterator<Item = Hit> + 'a {
    let text = words.text;
    let label = |hit: &Hit| {
        let before = text[part.start..hit.start].trim_end();
        before.ends_with([',', '/', '|', '(', '-', '–', '—', ';', '•', '·'])
            && text[hit.end..part.end].starts_with([':', '.'])
    };
    words
        .each()
        .filter(|hit| matches!(hit.kind, Kind::Credit | Kind::CreditBy))
        .filter(|hit| hit.start > part.start && hit.end < part.end)
        .filter(move |hit| label(hit))
        .map(|hit| Hit {
            end: hit.end + 1,
            ..hit
        })
}

/// Whether a sentence ends within: the stop is of no abbreviation.
fn ends_sentence(text: &str) -> bool {
    let mut before = text.split(". ").collect::<Vec<_>>();
    before.pop();
    before.iter().any(|part| {
        let last = part.rsplit([' ', '.']).next().unwrap_or_default();
        letters(last) > 3
    })
}

/// Whether only marks stand between a source and the end.
fn tail(text: &str, from: usize, to: usize) -> bool {
    from <= to && !text[from..to].contains(char::is_alphanumeric)
}

fn head(text: &str, from: usize, to: usize) -> bool {
    from <= to && !text[from..to].contains(char::is_alphanumeric)
}

/// Names without a known source beside them.
fn unsourced(text: &str, count: usize) -> Option<Grade> {
    let cased = has_case(text);
    let titled = text
        .split(|c: char| c.is_whitespace() || c == '/')
        .all(|word| word.is_empty() || is_titled(word));
    // "Flash90" is a name.
    let figures = text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.starts_with(char::is_numeric));
    let house = text
        .split_once('/')
        .is_some_and(|(one, two)| letters(one) >= 2 && letters(two) >= 2)
        && !text.contains("//");
    if house && !figures && titled && count <= if cased { 9 } else { 6 } && !text.contains(". ") {
        return Some(Grade::Signed);
    }
    // "(ABC News: Anna Example)".
    let told = text
        .split_once(": ")
        .is_some_and(|(one, two)| letters(one) >= 3 && letters(two) >= 5);
    if told && cased && titled && !figures && count <= 6 && !text.contains([',', '"', '“', '«'])
    {
        return Some(Grade::Signed);
    }
    if !cased || figures || !titled || text.contains([':', ';', ',', '/', '"', '“', '«', '(', '…'])
    {
        return None;
    }
    let after = [" for ", " pour ", " para ", " für "]
        .iter()
        .any(|word| text.contains(word));
    if after && count <= 8 {
        return Some(Grade::Signed);
    }
    let shouted = letters(text) >= 4 && !text.contains(char::is_lowercase);
    let names = text
        .split_whitespace()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    match () {
        () if shouted && (2..=5).contains(&count) => Some(Grade::Shouted),
        () if !(2..=5).contains(&count) || names < 2 => None,
        () => Some(Grade::Named),
    }
}

/// The words of a part, with their places, parted by spaces and by the marks of credits.
fn pieces(text: &str, base: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '(' | ')' | '[' | ']' | ',' | '،' | '|' | '+' | '&' | ';' | '–' | '—'
            )
    };
    text.split(is_mark)
        .filter(|piece| !piece.is_empty())
        .map(move |piece| {
            let at = base + piece.as_ptr() as usize - text.as_ptr() as usize;
            let bare = piece.trim_end_matches(['.', '\'', '’']);
            // A piece of nothing but marks is one all the same.
            let first = piece.chars().next().map_or(0, char::len_utf8);
            (at, at + bare.len().max(first))
        })
}

/// Words that join the parts of a name, or two houses.
pub(super) fn is_joint(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty()
        || matches!(
            bare,
            "de" | "du"
                | "des"
                | "d"
                | "la"
                | "le"
                | "les"
                | "el"
                | "al"
                | "del"
                | "di"
                | "da"
                | "do"
                | "dos"
                | "della"
                | "von"
                | "van"
                | "der"
                | "den"
                | "zu"
                | "bin"
                | "ben"
                | "ibn"
                | "abu"
                | "y"
                | "e"
                | "et"
                | "and"
                | "und"
                | "via"
                | "by"
                | "par"
                | "por"
                | "für"
                | "for"
                | "pour"
                | "para"
                | "of"
                | "the"
                | "or"
                | "licensors"
                | "und/oder"
                | "ve"
                | "û"
                | "и"
                | "та"
                | "і"
                | "в"
                | "у"
                | "و"
                | "عبر"
                | "من"
                | "file"
                | "photo"
                | "handout"
                | "pool"
                | "via.com"
                | "ph"
                | "фото"
                | "foto"
                | "image"
        )
}

/// A word of a name: it begins with a capital, or has none to begin with.
fn is_titled(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(first) = bare.chars().next() else {
        return true;
    };
    if first.is_numeric() {
        // "20 Minutes", "1TV"; not a year or a day in a sentence.
        return bare.chars().any(char::is_alphabetic)
            || bare.len() <= 2
            || bare.len() == 4 && bare.starts_with("20");
    }
    !first.is_lowercase() || is_joint(word) || is_elided(bare) || bare.contains('@')
}

/// "d'Arc", "al-Masri": a small word joined to a name.
fn is_elided(word: &str) -> bool {
    let joined = [
        "al-", "el-", "as-", "at-", "ar-", "ash-", "an-", "d’", "d'", "l’", "l'",
    ];
    let rest = joined.iter().find_map(|start| word.strip_prefix(start));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether it has letters of a script with capitals.
fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether every bracket that opens is closed, and none closes that did not open.
fn is_even(text: &str) -> bool {
    let mut open = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            _ => {}
        }
        if open < 0 {
            return false;
        }
    }
    open == 0
}
