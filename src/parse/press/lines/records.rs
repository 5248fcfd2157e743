//! Owns the line that is a whole piece of copy, as data sets and feeds keep it: headline, dateline and text with no line end between.
//! "A bridge opens  PORT SABINE (AP) - The mayor …".

use std::ops::Range;

use super::cut::clean;
use crate::parse::press::dateline;
use crate::parse::press::dates::{self, Order};
use crate::parse::press::names;
use crate::parse::press::tokens::cut_before;

/// How far from the start of a line its text may begin, in bytes.
const LONGEST_HEAD: usize = 300;
/// A shorter line holds no headline and text.
const SHORTEST: usize = 120;
/// How many words a dateline has before its bracket.
const WORDS: usize = 6;

/// Where the text begins in a line that holds its headline too; the first line of a source needs no wider gap between the two.
pub(super) fn text_start(source: &str, line: Range<usize>, first: bool) -> Option<usize> {
    let raw = &source[line.clone()];
    // A byte-order mark makes no line longer.
    if raw.trim_start_matches('\u{feff}').len() < SHORTEST {
        return None;
    }
    let head = &raw[..cut_before(raw, LONGEST_HEAD)];
    // Wider gaps were the ends of lines, which are parted elsewhere.
    if raw.len() > super::LOST_ENDS && head.contains("   ") {
        return None;
    }
    let glued = || before_bracket(raw, head).or_else(|| before_dashes(raw, head));
    let at = behind_gap(raw, head).or_else(|| first.then(glued).flatten())?;
    Some(line.start + at)
}

/// Where the day stands in a release that lost its marks, between the headline and the city: "Mill reopens June 13  2005 Sarn  The
/// mayor …". No comma and no dash is left to tell them apart.
pub(super) fn day(source: &str, piece: Range<usize>) -> Option<Range<usize>> {
    let raw = &source[piece.clone()];
    let head = &raw[..cut_before(raw, LONGEST_HEAD)];
    let day = dates::mentions(head, Order::MonthFirst)
        .into_iter()
        .find(|mention| mention.full_day().is_some())?;
    let behind = raw[day.bytes.end..].trim_start();
    let before = raw[..day.bytes.start].trim_end();
    let alone = before.is_empty() || is_headline(before) && !before.ends_with(" on");
    let begins = behind.starts_with(char::is_uppercase);
    (alone && begins).then(|| piece.start + day.bytes.start..piece.start + day.bytes.end)
}

/// The text behind a run of spaces.
fn behind_gap(raw: &str, head: &str) -> Option<usize> {
    head.match_indices("  ").find_map(|(at, _)| {
        let rest = raw[at..].trim_start();
        let start = raw.len() - rest.len();
        let begins = rest.chars().next().is_some_and(|c| !c.is_lowercase());
        (begins && is_headline(&raw[..at]) && opens_text(rest, 85)).then_some(start)
    })
}

/// The text whose dateline has an agency in the first bracket, one space behind the headline; or that begins with the agency's name
/// once more: "A bridge opens (AP) AP - The mayor …".
fn before_bracket(raw: &str, head: &str) -> Option<usize> {
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let agency = raw[open + 1..close].trim();
    if !names::is_agency(agency) {
        return None;
    }
    let behind = raw[close + 1..].trim_start();
    let again = behind.strip_prefix(agency).map(str::trim_start);
    if again.is_some_and(|rest| rest.starts_with("- ")) && is_headline(&raw[..open]) {
        return Some(open);
    }
    let starts = head[..open]
        .trim_end()
        .rmatch_indices(' ')
        .map(|(at, _)| at + 1);
    let fits = |&start: &usize| {
        let lower = raw[..start].chars().any(char::is_lowercase);
        let place = dateline::parse(clean(&raw[start..]).as_str()).is_some_and(|line| {
            line.certainty >= 93
                && line
                    .place
                    .is_some_and(|place| dateline::is_capitals(place) || dateline::is_city(place))
        });
        lower && is_headline(&raw[..start]) && place
    };
    starts.take(WORDS).filter(fits).last()
}

/// The text whose city has a wire's dash behind it, one space behind the headline: "A bridge opens Sarn-- The mayor …".
fn before_dashes(raw: &str, head: &str) -> Option<usize> {
    let at = head.find("-- ")?;
    let before = head[..at].trim_end();
    let starts = before.rmatch_indices(' ').map(|(at, _)| at + 1).take(2);
    let fits = |&start: &usize| {
        dateline::is_city(&before[start..])
            && raw[..start].split_whitespace().count() >= 4
            && raw[..start].contains(char::is_lowercase)
            && is_headline(&raw[..start])
    };
    let opens = raw[at..].trim_start_matches(['-', ' ']);
    let text = opens.starts_with(|c: char| !c.is_lowercase());
    starts.filter(fits).last().filter(|_| text)
}

/// Whether words may be a headline: a few, and no sentence.
fn is_headline(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    (3..=30).contains(&words) && !text.ends_with(['.', ',', ':', ';', '-', '–', '—', '(', '"'])
}

/// Whether a text opens with a dateline that names its agency.
fn opens_text(text: &str, certainty: u8) -> bool {
    let head = clean(&text[..cut_before(text, LONGEST_HEAD)]);
    dateline::parse(&head)
        .is_some_and(|line| line.certainty >= certainty && !line.agencies.is_empty())
}
