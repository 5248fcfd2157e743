//! Owns the credits that a mark sets off from their captions: a dash, a bracket, a stop, a bar.

use std::ops::Range;

use super::cut::{Cut, caption, reach, trimmed};
use super::source::{self, Grade};
use crate::parse::press::lexicon::fold::{is_capital, is_letter, is_small};
use crate::parse::press::lexicon::{Hit, Kind, Words};

/// How a credit is set off from its caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    LongDash,
    Dash,
    Bar,
    Stroke,
    Bracket,
    Stop,
    /// A stop without a space after it.
    Glued,
    /// A capital within a word.
    Seam,
}

/// "… — NAME / AFP", "… (AFP / NAME)", "… | AFP", "…. HANDOUT / AFP", "….NAME / AFP".
pub(super) fn set_off(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let from = reach(words, whole);
    let closed = text[whole.clone()]
        .trim_end_matches(['.', ' '])
        .ends_with([')', ']']);
    let mut before: Option<char> = text[whole.start..from].chars().next_back();
    let mut second: Option<char> = None;
    let mut run = 0;
    let mut best: Option<(Cut, Grade)> = None;
    for (at, c) in text[from..whole.end].char_indices() {
        let (at, after) = (from + at, from + at + c.len_utf8());
        let next = text[after..whole.end].chars().next();
        let spaced = before.is_some_and(char::is_whitespace);
        let gap = next.is_some_and(char::is_whitespace);
        // A quotation that ends no sentence stands in the midst of one: "the head of “Roads” Anna Ruben".
        let quoted = matches!(c, '”' | '»' | '"')
            && !before.is_some_and(|before| matches!(before, '.' | '!' | '?' | '…' | ','))
            && !text[whole.start..].starts_with(['“', '«', '"']);
        let mark = match c {
            '—' | '–' if spaced || gap || before == Some('.') => Some(Mark::LongDash),
            '-' if spaced && gap || before == Some('.') => Some(Mark::Dash),
            // "…في المدينة- سانا": a dash that hangs on the last word.
            '-' if gap && before.is_some_and(is_caseless) => Some(Mark::LongDash),
            '|' => Some(Mark::Bar),
            '·' | '•' if spaced && gap => Some(Mark::Bar),
            // "…across the river /public domain".
            '/' if spaced && (gap || run_up(&text[whole.start..at])) => Some(Mark::Stroke),
            '(' | '[' if closed => Some(Mark::Bracket),
            '.' | '!' | '?' | '…' | '”' | '»' | '"' | '؟' if gap => Some(Mark::Stop),
            '.' if before.is_some_and(is_small)
                && second.is_some_and(is_small)
                && next.is_some_and(is_capital) =>
            {
                Some(Mark::Glued)
            }
            // "…crossing at RawaAnna Example / AP": the caption lost its stop and its space.
            _ if run >= 4 && is_capital(c) && before.is_some_and(may_run_on) => Some(Mark::Seam),
            _ => None,
        };
        run = if is_letter(c) || c.is_ascii_digit() {
            run + 1
        } else {
            0
        };
        second = before;
        before = Some(c);
        let Some(mark) = mark else { continue };
        let Some((cut, grade)) = candidate(words, whole, at, after, mark) else {
            continue;
        };
        if quoted && grade < Grade::Signed {
            continue;
        }
        // The first that takes in a source has the whole of the credit; a name alone gives way to what follows.
        if grade >= Grade::Signed {
            return Some(cut);
        }
        if best.as_ref().is_none_or(|(_, known)| *known < grade) {
            best = Some((cut, grade));
        }
    }
    best.map(|(cut, _)| cut)
}

/// Whether so much stands before a mark that it tells what a picture shows: a name has fewer words.
fn run_up(before: &str) -> bool {
    before.split_whitespace().nth(5).is_some()
}

/// A credit from one mark on, if it is one.
fn candidate(
    words: &Words<'_>,
    whole: &Range<usize>,
    at: usize,
    after: usize,
    mark: Mark,
) -> Option<(Cut, Grade)> {
    let text = words.text;
    if mark == Mark::Seam && is_menu(words) {
        return None;
    }
    let after = if mark == Mark::Seam { at } else { after };
    let credit = trimmed(text, after..whole.end);
    let graded = match mark {
        // Where the space is lost, no word begins.
        Mark::Seam => {
            let part = &text[credit.clone()];
            source::grade(&Words::of(part), &(0..part.len()))
        }
        _ => source::grade(words, &credit),
    };
    let grade = match graded {
        // "… of the campaign. (example.com)".
        None if mark == Mark::Bracket && is_site(text, at, &credit) => Grade::Signed,
        // "… on Friday. (KXYZ)": letters that no list knows, behind a whole statement.
        None if mark == Mark::Bracket && is_station(text, at, &credit) => {
            return Some((
                Cut {
                    text: caption(text, whole.start..at)?,
                    credit: Some(credit),
                    confidence: 0.72,
                    by_label: false,
                },
                Grade::Shouted,
            ));
        }
        grade => grade?,
    };
    let begins = mark;
    let mark = nearest(&text[after..credit.start], mark);
    let part = &text[credit.clone()];
    // "(Mit Material von XY)" is said of the text.
    let with = [
        "Mit ", "mit ", "With ", "with ", "Avec ", "avec ", "Con ", "con ", "Com ", "com ",
    ];
    if with.iter().any(|word| part.starts_with(word)) {
        return None;
    }
    if let Some(open) = part.find(['(', '[']) {
        // "Thursday. (NAME/REUTERS)" is a sentence's last word and a credit.
        let own = part[..open].trim_end();
        let inner = open + 1..part.len() - 1;
        let split = own.ends_with('.') || !part.ends_with([')', ']']);
        let bare = source::grade(
            words,
            &(credit.start + inner.start..credit.start + inner.end),
        );
        if split || bare.is_none() && mark != Mark::LongDash {
            return None;
        }
        if mark == Mark::Stop && bare != Some(Grade::Bare) && bare != Some(Grade::Sourced) {
            return None;
        }
    }
    let end = match begins {
        Mark::Stop | Mark::Glued => after,
        _ => at,
    };
    let caption = caption(text, whole.start..end)?;
    let before = &text[caption.clone()];
    let stopped = before.ends_with(['.', '!', '?', '…', '”', '»', '؟']);
    let dated = before
        .chars()
        .rev()
        .take(24)
        .filter(|c| c.is_numeric())
        .count()
        >= 4;
    let closes = text[whole.clone()].ends_with(['.', '!', '?']) && mark != Mark::Bracket;
    // A headline may end in a source: "… - Agency"; a paragraph in one in brackets.
    let confidence = match (grade, mark) {
        (Grade::Sourced, Mark::Seam) => 0.85,
        (Grade::Bare, Mark::Seam) if !closes => 0.82,
        (Grade::Named, Mark::Seam) if !closes => 0.4,
        (_, Mark::Seam) => return None,
        (Grade::Sourced, _) => 0.92,
        (Grade::Signed, Mark::Stroke) => return None,
        (Grade::Signed, _) => 0.88,
        (Grade::Bare, Mark::Stop) if closes => 0.3,
        // "… of the village. / AFP PHOTO / STRINGER": only pictures are credited so.
        (Grade::Bare, _)
            if part.contains('/')
                && has_desk(words, &credit)
                && (mark != Mark::Bracket || !stopped) =>
        {
            0.92
        }
        (Grade::Bare, Mark::Bracket) => match (stopped, before.split_whitespace().count()) {
            (true, _) => 0.5,
            (false, 0..=4) if before.contains(char::is_uppercase) => 0.5,
            _ => 0.85,
        },
        // "… – ДСНС", "… — Reuters": headlines in Cyrillic name so whoever says it.
        (Grade::Bare, Mark::LongDash) if !stopped && !dated && is_cyrillic(before) => 0.4,
        (Grade::Bare, Mark::Stroke) if !stopped && is_agency(words, &credit) => 0.88,
        (Grade::Bare, Mark::LongDash | Mark::Stroke | Mark::Glued) => 0.75,
        // "… in St. Example Street", "… in N.Y. Anna Example": an abbreviation ends no sentence.
        (Grade::Named, Mark::Stop) if is_abbreviated(before) => return None,
        // An agency alone after the last stop signs as often as it credits.
        (Grade::Bare, Mark::Stop) if is_agency(words, &credit) => 0.4,
        (Grade::Bare, Mark::Stop) => 0.75,
        (Grade::Bare, Mark::Dash | Mark::Bar) if stopped || dated => 0.85,
        (Grade::Bare, Mark::Dash | Mark::Bar) => 0.4,
        (Grade::Shouted, Mark::Stroke | Mark::Stop) => return None,
        (Grade::Shouted, _) if stopped || dated => 0.7,
        (Grade::Named, Mark::LongDash | Mark::Dash) if dated => 0.75,
        (Grade::Named, Mark::LongDash) if stopped => 0.6,
        // "… of the bay. Anna Example": a sentence, and a name that nothing is said of.
        (Grade::Named, Mark::Stop)
            if !closes && is_name(part) && before.split_whitespace().count() >= 6 =>
        {
            0.8
        }
        (Grade::Named, Mark::Stop) if !closes => 0.55,
        // "… of the bay. (Anna Example)": or who wrote the text.
        (Grade::Named, Mark::Bracket) if stopped && is_name(part) => 0.45,
        (Grade::Named | Grade::Shouted, Mark::Bracket) => return None,
        (Grade::Named | Grade::Shouted, Mark::LongDash | Mark::Bar | Mark::Glued) => 0.35,
        (Grade::Named | Grade::Shouted, _) => return None,
    };
    // Nothing but an archive's note stays with the words: it says what the picture shows.
    let note = words.each().any(|hit| {
        hit.kind == Kind::FilePhoto && hit.start <= credit.start && hit.end >= credit.end
    });
    let cut = Cut {
        text: if note {
            trimmed_whole(text, whole)
        } else {
            caption
        },
        credit: (!note).then_some(credit),
        confidence,
        by_label: false,
    };
    Some((cut, grade))
}

/// Whether a part in brackets is the address of a site behind a whole statement.
fn is_site(text: &str, at: usize, part: &Range<usize>) -> bool {
    let before = text[..at].trim_end();
    before.ends_with(['.', '”', '"', '»'])
        && before.split_whitespace().nth(4).is_some()
        && super::split::is_address(&text[part.clone()])
}

/// Whether a part in brackets is the letters of a house behind a whole statement.
fn is_station(text: &str, at: usize, part: &Range<usize>) -> bool {
    let before = text[..at].trim_end();
    let letters = &text[part.clone()];
    before.ends_with('.')
        && before.split_whitespace().nth(4).is_some()
        && (3..=6).contains(&letters.len())
        && letters.bytes().all(|c| c.is_ascii_uppercase())
}

/// Whether the stop at the end of some words is of their last: "S.C.", "St.", "Dr."
fn is_abbreviated(before: &str) -> bool {
    let last = before.trim_end_matches('.').rsplit([' ', '.']).next();
    before.ends_with('.')
        && last
            .is_some_and(|last| last.chars().count() <= 2 && last.starts_with(char::is_uppercase))
}

/// A letter or a figure that a caption may end with, before a capital that is none of its word: "…at RawaReuters", "…in 2024Reuters",
/// "…في روىReuters".
fn may_run_on(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit() || is_caseless(c)
}

/// Whether a line names several networks: buttons to share a page, that have lost what parted them.
fn is_menu(words: &Words<'_>) -> bool {
    words.all(Kind::Channel).count() >= 2
}

/// Two or three words with a capital each, as people are called.
fn is_name(part: &str) -> bool {
    let words = part.split_whitespace();
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    (2..=3).contains(&words.clone().count()) && words.clone().all(capital)
}

/// Whether one of the sources supplies pictures alone.
fn has_desk(words: &Words<'_>, part: &Range<usize>) -> bool {
    let writes = |hit: &Hit| {
        let mut agencies = words.all(Kind::Agency);
        agencies.any(|agency| agency.start <= hit.start && agency.end >= hit.end)
    };
    source::sources(words, part)
        .any(|hit| matches!(hit.kind, Kind::Desk | Kind::PictureSource) && !writes(&hit))
}

/// Whether a text is written in Cyrillic letters.
fn is_cyrillic(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// A letter of a script without capitals.
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn is_agency(words: &Words<'_>, part: &Range<usize>) -> bool {
    words
        .all(Kind::Agency)
        .any(|hit| hit.start == part.start && hit.end == part.end)
}

/// The mark right before the credit, where several stand together: "…. - Reuters", "…. (AFP)".
fn nearest(between: &str, mark: Mark) -> Mark {
    match between.trim_end().chars().next_back() {
        Some('—' | '–') => Mark::LongDash,
        Some('-') => Mark::Dash,
        Some('|') => Mark::Bar,
        Some('(' | '[') => Mark::Bracket,
        _ => mark,
    }
}

fn trimmed_whole(text: &str, whole: &Range<usize>) -> Range<usize> {
    whole.start..whole.start + text[whole.clone()].trim_end().len()
}
