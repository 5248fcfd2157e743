//! Owns times that are told from another time: "il y a 3 heures", "2 hours ago", "yesterday", "ce jeudi". What they mean for an
//! article is decided elsewhere; no clock is read.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::scan::{Form, Scan};
use crate::parse::press::lexicon::{Kind, Words};

/// A span of time back from now that begins with a piece ("il y a 3 heures", "à l'instant"), and the piece after it.
pub(super) fn ago_at(scan: &Scan<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    if let Some((_, next)) = scan.hit(at, Kind::JustNow) {
        return Some((scan.bytes(at..next), next));
    }
    if let Some((_, from)) = scan.hit(at, Kind::AgoBefore)
        && let Some(next) = span(scan, from).or_else(|| unit(scan, from))
    {
        return Some((scan.bytes(at..next), next));
    }
    let next = span(scan, at)?;
    let (_, next) = scan.hit(next, Kind::AgoAfter)?;
    Some((scan.bytes(at..next), next))
}

/// "3 heures", "an hour", "2 hours 5 minutes": the piece after it.
fn span(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let one = |at: usize| {
        let from = match scan.number(at) {
            Some((_, digits)) => (digits <= 3).then_some(at + 1)?,
            None => scan.skip(at, &[Kind::One])?,
        };
        unit(scan, from)
    };
    let next = one(at)?;
    let joined = scan.skip(next, &[Kind::DateFiller]).unwrap_or(next);
    Some(one(joined).or_else(|| one(next)).unwrap_or(next))
}

fn unit(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let (_, next) = scan.hit(at, Kind::TimeUnit)?;
    Some(next + usize::from(scan.glued_mark(next, &['.']) && scan.pieces.get(next + 1).is_some()))
}

/// The first weekday that a text names as its own day ("ce jeudi", "on Thursday", "الخميس"): its words, and its number from 0 for
/// Monday. Days of other weeks, days with a date beside them, and names of people and places ("Santo Domingo") do not count.
pub(in crate::parse::press) fn own_weekday<'a>(words: &Words<'a>) -> Option<(&'a str, u32)> {
    if !words.has(Kind::Weekday) {
        return None;
    }
    let scan = Scan::new(words);
    (0..scan.pieces.len()).find_map(|at| {
        let (day, next) = scan.hit(at, Kind::Weekday)?;
        let this = this_before(&scan, at);
        let start = this.map_or(day.start, |this| scan.pieces[this].start);
        let before = this.unwrap_or(at).checked_sub(1);
        let dated = (next..next + 3).any(|near| scan.number(near).is_some())
            || before.is_some_and(|before| scan.number(before).is_some());
        let other = scan.hit(next, Kind::OtherDay).is_some()
            || [before, at.checked_sub(1)]
                .into_iter()
                .flatten()
                .any(|before| scan.hit(before, Kind::OtherDay).is_some());
        let named = this.is_none()
            && is_capital(&scan, at)
            && before.is_none_or(|before| is_capital(&scan, before));
        (!dated && !other && !named).then(|| (&words.text[start..day.end], u32::from(day.value)))
    })
}

/// The piece at which "ce", "am", "يوم" before a weekday begins.
fn this_before(scan: &Scan<'_>, at: usize) -> Option<usize> {
    (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|&from| {
            scan.hit(from, Kind::ThisDay)
                .is_some_and(|(_, next)| next == at)
        })
}

fn is_capital(scan: &Scan<'_>, at: usize) -> bool {
    scan.pieces
        .get(at)
        .is_some_and(|piece| piece.form == Form::Word)
        && scan
            .word(at)
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase)
}

/// The day that a weekday means in a text with a dated anchor (a caption's picture is taken before the text goes out): the
/// nearest such day on or after the anchor, within six days.
pub(in crate::parse::press) fn infer_day(weekday: u32, anchor: NaiveDate) -> Option<NaiveDate> {
    let ahead = (weekday + 7 - anchor.weekday().num_days_from_monday()) % 7;
    anchor.checked_add_days(chrono::Days::new(ahead.into()))
}

/// "Yesterday, 25 October 2017": a date that the text calls today or yesterday, and so the day that the text itself was written:
/// its words and the day.
pub(in crate::parse::press) fn told_from_today<'a>(
    words: &Words<'a>,
    order: super::Order,
) -> Option<(&'a str, NaiveDate)> {
    if !words.has(Kind::RelativeDay) {
        return None;
    }
    let scan = Scan::new(words);
    (0..scan.pieces.len()).find_map(|at| {
        let (relative, next) = scan.hit(at, Kind::RelativeDay)?;
        let mut from = next;
        for _ in 0..3 {
            if matches!(scan.mark(from), Some(',' | '(')) {
                from += 1;
            } else if let Some(after) =
                scan.skip(from, &[Kind::Weekday, Kind::WeekdayShort, Kind::DateFiller])
            {
                from = after;
            }
        }
        let (mention, _) = super::forms::date_at(&scan, from, order)?;
        let day = mention.full_day()?;
        let day = day.checked_add_days(chrono::Days::new(relative.value.into()))?;
        Some((&words.text[relative.start..mention.bytes.end], day))
    })
}

/// "Станом на 18.00 04.11.2022", "as of 3 May 2016": the day of which a text says that it speaks: its words and the date.
pub(in crate::parse::press) fn as_of<'a>(
    words: &Words<'a>,
    order: super::Order,
) -> Option<(&'a str, super::Mention)> {
    if !words.has(Kind::AsOf) {
        return None;
    }
    let scan = Scan::new(words);
    (0..scan.pieces.len()).find_map(|at| {
        let (_, start) = scan.hit(at, Kind::AsOf)?;
        let mut from = start;
        let mut clock = None;
        for _ in 0..6 {
            if let Some((mut mention, next)) = super::forms::date_at(&scan, from, order) {
                mention.full_day()?;
                mention.take_time(clock.as_ref());
                return Some((&words.text[scan.bytes(start..next)], mention));
            }
            from = match super::clock::clock_at(&scan, from) {
                Some((found, next)) => {
                    clock = Some(found);
                    next
                }
                None if matches!(scan.mark(from), Some(',' | '(' | ')')) => from + 1,
                None => scan.skip(from, &[Kind::DateFiller, Kind::Weekday])?,
            };
        }
        None
    })
}
