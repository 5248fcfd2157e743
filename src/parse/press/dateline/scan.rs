//! Owns the cutting of a paragraph's head into the elements of a dateline: places, dates, agencies, brackets, and what parts them.

use std::ops::Range;

use crate::parse::press::lexicon::fold::is_letter;
use crate::parse::press::lexicon::{Hit, Kind, Words};
use crate::parse::press::tokens::digit;

/// What stands between two elements, or after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A space at most.
    None,
    Comma,
    /// "-", "--", "—", "_", ".-", "ـ".
    Dash,
    Colon,
    Stop,
    /// "|", "•", "/".
    Bar,
    /// "=", as wires end a line.
    Line,
}

/// Reads the mark at `at`, with the spaces around it: the mark and where the next element begins.
pub(super) fn mark(text: &str, at: usize) -> (Mark, usize) {
    let rest = &text[at..];
    let bare = rest.trim_start_matches(is_space);
    let spaced = bare.len() < rest.len();
    let Some(first) = bare.chars().next() else {
        return (Mark::None, text.len());
    };
    let begin = text.len() - bare.len();
    let after = |length: usize| {
        let tail = &text[begin + length..];
        text.len() - tail.trim_start_matches(is_space).len()
    };
    // A stop before a dash belongs to it: ".-", ". –", "…): —".
    let dashed = bare.trim_start_matches(['.', ':', ' ', '\u{a0}', '\u{202f}']);
    let run = dashed
        .find(|c: char| !is_dash(c) && !is_space(c))
        .unwrap_or(dashed.len());
    if dashed.chars().next().is_some_and(is_dash) {
        let lead = bare.len() - dashed.len();
        let end = begin + lead + run;
        let single = dashed.starts_with('-') && !dashed.starts_with("--");
        let gap = spaced || lead > 0 || dashed[..run].ends_with(is_space) || end == text.len();
        // A lone hyphen within a word parts nothing.
        return match single && !gap {
            true => (Mark::None, at),
            false => (Mark::Dash, end),
        };
    }
    match first {
        // "/TASS/" is a bracket.
        '/' if spaced && bare[1..].starts_with(char::is_alphabetic) => (Mark::None, begin),
        ',' | '،' | '、' => (Mark::Comma, after(first.len_utf8())),
        ':' | '：' => (Mark::Colon, after(first.len_utf8())),
        '|' | '•' | '·' | '/' => (Mark::Bar, after(1.max(first.len_utf8()))),
        '=' => (Mark::Line, after(1)),
        '.' => {
            let next = bare[1..].chars().next();
            match next.is_none_or(is_space) {
                true => (Mark::Stop, after(1)),
                false => (Mark::None, at),
            }
        }
        _ => (Mark::None, begin),
    }
}

/// The last place between characters that is not after `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\t' | '\u{2009}')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '―' | '_' | 'ـ' | '‑' | '~')
}

/// The content of the bracket, the slashes or the quotes that open at `at`, and where it ends.
pub(super) fn bracket(text: &str, at: usize) -> Option<(char, Range<usize>, usize)> {
    let open = text[at..].chars().next()?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        '/' => '/',
        '«' => '»',
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let from = at + open.len_utf8();
    let limit = floor(text, from + 120);
    let length = text[from..limit].find(close)?;
    let inner = &text[from..from + length];
    let trimmed = inner.trim_matches(is_space);
    let start = from + (inner.len() - inner.trim_start_matches(is_space).len());
    (!trimmed.is_empty() && !inner.contains(open)).then(|| {
        (
            open,
            start..start + trimmed.len(),
            from + length + close.len_utf8(),
        )
    })
}

/// Where a run of words that begins at `at` ends: at a mark, a bracket or a date.
pub(super) fn run(words: &Words<'_>, at: usize) -> usize {
    let text = words.text;
    let limit = floor(text, at + 110);
    let mut previous = ' ';
    for (step, c) in text[at..limit].char_indices() {
        let here = at + step;
        let next = text[here + c.len_utf8()..].chars().next();
        let ends = match c {
            ',' | '،' | ':' | '：' | '(' | '[' | '«' | '»' | '"' | '“' | '”' | '|' | '•' | '·'
            | '=' | ';' | '?' | '!' | ')' | ']' => true,
            // A slash joins cities; one beside a space, or between an Arabic agency and a city, parts.
            '/' => {
                is_space(previous)
                    || next.is_none_or(is_space)
                    || next.is_some_and(|c| !c.is_alphabetic())
            }
            '.' => {
                // "LIMA. AP. The …": an agency whole is no abbreviation.
                let agency = |hit: Hit| hit.start == at && hit.end == here;
                let word = !is_short_word(text, here) || words.all(Kind::Agency).any(agency);
                next.is_none_or(|c| is_space(c) || is_dash(c)) && word
                    || next.is_some_and(|c| c == '/' || c == '(')
            }
            _ if is_dash(c) => {
                c != '-' && c != '‑'
                    || is_space(previous)
                    || next.is_none_or(is_space)
                    || previous == '.' && next == Some('(')
                    || joined_agency(words, at, here)
                    || joined_text(words, at, here)
            }
            _ if digit(c).is_some() => is_space(previous) || previous == '.',
            _ => is_space(previous) && is_letter(c) && date(words, here).is_some(),
        };
        if ends {
            return here;
        }
        previous = c;
    }
    limit
}

/// Whether the word before a stop is an abbreviation or an initial ("Wis.", "St."), as places have them.
fn is_short_word(text: &str, stop: usize) -> bool {
    let head = &text[..stop];
    let start = head
        .rfind(|c: char| is_space(c) || c == ',')
        .map_or(0, |at| at + 1);
    let start = (start..=head.len())
        .find(|&at| head.is_char_boundary(at))
        .unwrap_or(head.len());
    let word = &head[start..];
    let next = text[stop + 1..].trim_start_matches(is_space).chars().next();
    let chars = word.chars().count();
    let lower = word.chars().any(char::is_lowercase);
    // Before a bracket or a dash the stop is the word's own.
    let own = next.is_some_and(|c| matches!(c, '(' | '/' | '[') || is_dash(c));
    own || chars <= 2 || (matches!(word, "Ste" | "Mt" | "Ft" | "Pt" | "Sta") && lower)
}

/// Whether a hyphen without spaces parts a city from an agency: "حلب-سانا", "ANKARA-Anadolu Agency".
fn joined_agency(words: &Words<'_>, start: usize, hyphen: usize) -> bool {
    let mut hits = words.all(Kind::Agency);
    let whole = words
        .all(Kind::Agency)
        .any(|hit| hit.start <= hyphen && hit.end > hyphen);
    // "تونس-المثال": a city and the paper's own name.
    let uncased = words
        .text
        .get(hyphen + 1..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    let city = || {
        words
            .all(Kind::City)
            .any(|hit| hit.start == start && hit.end == hyphen)
    };
    !whole
        && (hits.any(|hit| hit.start == hyphen + 1 || hit.start == start && hit.end == hyphen)
            || uncased && city())
}

/// Whether a hyphen without spaces parts a city in capitals from the text: "MOSCOU-Ces deux agents".
fn joined_text(words: &Words<'_>, start: usize, hyphen: usize) -> bool {
    let text = words.text;
    // The hyphen itself may be one that does not break, of three bytes.
    let mut next = text[hyphen..].chars().skip(1);
    let titled =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    let city = || {
        words
            .all(Kind::City)
            .any(|hit| hit.start == start && hit.end == hyphen)
    };
    titled && !text[start..hyphen].contains(char::is_lowercase) && city()
}

/// The end of an agency's name at `at` with the branch of it that a hyphen joins, before a dash: "ИНТЕРФАКС-ЮГ -".
pub(super) fn branch(words: &Words<'_>, at: usize) -> Option<usize> {
    let text = words.text;
    let hits = words.all(Kind::Agency).filter(|hit| hit.start == at);
    let house = hits.map(|hit| hit.end).max()?;
    let rest = text[house..].strip_prefix('-')?;
    let length = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (branch, after) = rest.split_at(length);
    let dashed = after.starts_with(is_space) && after.trim_start().starts_with(is_dash);
    let city = words
        .all(Kind::City)
        .any(|hit| hit.start == house + 1 && hit.end == house + 1 + length);
    (dashed && !city && branch.starts_with(char::is_uppercase) && length >= 4)
        .then_some(house + 1 + length)
}

/// The date that begins at `at`, and where it ends.
pub(super) fn date(words: &Words<'_>, at: usize) -> Option<usize> {
    let text = words.text;
    // A weekday before it, whose short form may be a month's as well ("Mar 5", "mar 5 de mayo").
    if let Some(day) = one_of(words, &[Kind::Weekday, Kind::WeekdayShort], at) {
        let after = skip(text, day.end, &['.', ',', '،']);
        if let Some(end) = day_of_month(words, led(text, after)) {
            return Some(end);
        }
    }
    day_of_month(words, led(text, at))
}

/// A day in figures without its year, before the city: "28.08. Kijów (PAP) -".
pub(super) fn wire_day(text: &str, at: usize) -> Option<usize> {
    let (day, 2, after) = number(text, at)? else {
        return None;
    };
    let after = text[after..].strip_prefix('.').map(|_| after + 1)?;
    let (month, 2, end) = number(text, after)? else {
        return None;
    };
    let rest = text[end..].strip_prefix(". ")?;
    let valid = (1..=31).contains(&day) && (1..=12).contains(&month);
    (valid && rest.starts_with(char::is_uppercase)).then_some(end + 1)
}

/// Past the hour behind a day: "25 января 2021, 08:51 —".
pub(super) fn clock(text: &str, end: usize) -> usize {
    let from = skip(text, end, &[',']);
    let read = || {
        let (hour, 1 | 2, after) = number(text, from)? else {
            return None;
        };
        let after = text[after..].strip_prefix(':').map(|_| after + 1)?;
        let (minute, 2, after) = number(text, after)? else {
            return None;
        };
        (hour < 24 && minute < 60).then_some(after)
    };
    read().unwrap_or(end)
}

/// A place without the word that leads to its day: "القدس في".
pub(super) fn without_on(run: &str) -> Option<&str> {
    let city = [" في", " on", " le", " am", " el"]
        .iter()
        .find_map(|word| run.strip_suffix(word))?;
    Some(city.trim_end())
}

/// Whether a day follows at once.
pub(super) fn dated(words: &Words<'_>, at: usize) -> bool {
    date(words, skip(words.text, at, &[])).is_some()
}

/// Past the article of a date: "le 5 mars", "den 5. März".
fn led(text: &str, at: usize) -> usize {
    let articles = ["le ", "den ", "el ", "on ", "the "];
    at + articles
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map_or(0, |word| word.len())
}

/// The end of a date without a weekday that begins at `end`.
fn day_of_month(words: &Words<'_>, end: usize) -> Option<usize> {
    let text = words.text;
    let first = number(text, end);
    if let Some((value, digits, after)) = first {
        // In figures: 5/3/2018, 12-4-2022, 19/02, 2018-03-05.
        if let Some(end) = figures(text, value, digits, after) {
            return Some(end);
        }
        if digits > 2 || value == 0 || value > 31 {
            return None;
        }
        let mut next = ordinal(text, after);
        next = skip(text, next, &['.', '-']);
        for small in ["de ", "of ", "d'", "d’"] {
            if text[next..].starts_with(small) {
                next += small.len();
            }
        }
        let after_month = month(words, next)?;
        return Some(year(words, after_month));
    }
    // "March 5", "Aug. 20, 2014".
    let after_month = month(words, end)?;
    let from = skip(text, after_month, &[]);
    let (value, digits, after) = number(text, from)?;
    if digits > 2 || value == 0 || value > 31 || after_month == from {
        return None;
    }
    let after = ordinal(text, after);
    Some(year(words, after))
}

/// The longest phrase of some kinds that begins at `at`.
fn one_of(words: &Words<'_>, kinds: &[Kind], at: usize) -> Option<Hit> {
    let hits = kinds
        .iter()
        .filter_map(|&kind| words.all(kind).find(|hit| hit.start == at));
    hits.max_by_key(|hit| hit.end)
}

/// The end of a month's name at `at`, with its stop and its second name ("آذار/مارس", "مارس آذار").
fn month(words: &Words<'_>, at: usize) -> Option<usize> {
    let text = words.text;
    let hit = one_of(words, &[Kind::Month, Kind::MonthWeak], at)?;
    let mut end = hit.end;
    let next = match text[end..].chars().next() {
        Some('/' | ' ' | '(') => end + 1,
        _ => end,
    };
    let uncased = !text[hit.start..hit.end]
        .chars()
        .any(|c| c.is_lowercase() || c.is_uppercase());
    if next > end
        && uncased
        && let Some(second) = words
            .all(Kind::Month)
            .find(|second| second.start == next && second.value == hit.value)
    {
        end = second.end
            + usize::from(text[second.end..].starts_with(')') && text[..next].ends_with('('));
    }
    let stop = text[end..].starts_with('.')
        && text[end + 1..]
            .chars()
            .next()
            .is_some_and(|c| is_space(c) || digit(c).is_some() || c == ',');
    // The stop of "5 мар." before a dash or a bracket is the dateline's; before a figure or a year it is the month's.
    Some(
        match stop && number(text, skip(text, end + 1, &[])).is_some() {
            true => end + 1,
            false => end,
        },
    )
}

/// Past the year that may follow a day and a month.
fn year(words: &Words<'_>, at: usize) -> usize {
    let text = words.text;
    let mut next = skip(text, at, &[',', '،', '-', '\'', '’']);
    for small in ["de ", "del "] {
        if text[next..].starts_with(small) {
            next += small.len();
        }
    }
    let Some((value, digits, end)) = number(text, next) else {
        return at;
    };
    let plausible = digits == 4 && (1850..=2100).contains(&value)
        || digits == 2 && next == at + 1 && value >= 1;
    let whole = !text[end..].starts_with([':', 'h', '.', '/'])
        || text[end..].starts_with(". ")
        || text[end..].starts_with(".-");
    match plausible && whole {
        true => end,
        false => at,
    }
}

/// A date in figures whose first number has been read.
fn figures(text: &str, first: u32, digits: u8, at: usize) -> Option<usize> {
    let mark = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (second, width, after) = number(text, at + 1)?;
    let day = |value: u32, digits: u8| digits <= 2 && (1..=31).contains(&value);
    if digits == 4 {
        let after = text[after..].strip_prefix(mark).map(|_| after + 1)?;
        let (_, _, end) = number(text, after)?;
        return (first >= 1850 && day(second, width)).then_some(end);
    }
    if !day(first, digits) || !day(second, width) {
        return None;
    }
    match text[after..].starts_with(mark) {
        true => match number(text, after + 1) {
            Some((_, 2 | 4, end)) => Some(end),
            _ => None,
        },
        false => (mark == '/').then_some(after),
    }
}

/// A number at `at`: its value, its figures and its end.
fn number(text: &str, at: usize) -> Option<(u32, u8, usize)> {
    let (mut value, mut digits, mut end) = (0_u32, 0_u8, at);
    for c in text[at..].chars().take(9) {
        let Some(figure) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(figure);
        digits += 1;
        end += c.len_utf8();
    }
    (digits > 0).then_some((value, digits, end))
}

/// Past the ending of an ordinal: "1er", "25th", "5º", "3ی", "21'ê".
fn ordinal(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let ending = [
        "er", "ER", "st", "nd", "rd", "th", "TH", "º", "ª", "-го", "-е", "'ê", "’ê", "ê", "ی", "ي",
        "ème", "e",
    ];
    let found = ending.iter().find(|ending| {
        rest.strip_prefix(**ending)
            .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphabetic()))
    });
    at + found.map_or(0, |ending| ending.len())
}

/// Past one of some marks, and the spaces around it.
fn skip(text: &str, at: usize, marks: &[char]) -> usize {
    let rest = text[at..].trim_start_matches(is_space);
    let rest = rest
        .strip_prefix(marks)
        .map_or(rest, |rest| rest.trim_start_matches(is_space));
    text.len() - rest.len()
}

/// The bytes of a hyphen at `at` that stands between letters; 0 for anything else.
pub(super) fn hyphen(text: &str, at: usize) -> usize {
    let mut rest = text[at..].chars();
    let (first, next) = (rest.next(), rest.next());
    match (first, next) {
        (Some(c), Some(letter)) if matches!(c, '-' | '–' | '‑') && letter.is_alphabetic() => {
            c.len_utf8()
        }
        _ => 0,
    }
}

/// A place without the stop of "PORTELA.–"; that of "LA CROSSE, Wis." is its own.
pub(super) fn without_stop(place: &str) -> &str {
    match place.contains(',') {
        true => place,
        false => place.trim_end_matches('.'),
    }
}

/// Whether nothing follows but figures of a name ("ПРИМЕР24").
pub(super) fn text_is_over(text: &str, at: usize) -> bool {
    text[at..].chars().all(|c| !c.is_alphabetic())
}

/// What stands before an element, without the marks between.
pub(super) fn text_before(run: &str, at: usize) -> &str {
    run[..at].trim_end_matches(|c: char| is_space(c) || is_dash(c))
}
