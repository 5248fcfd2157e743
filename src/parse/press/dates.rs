//! Owns the reading of dates in words, in the languages of the archive: "1er janv", "27/11/2021 à 15:33", "Aug. 20, 2019",
//! "٤ آب/أغسطس 2013", "212101 GMT Nov 18". What a date means for an article is decided elsewhere; no clock is read.
//!
//! [`scan`] cuts a text up, [`forms`], [`names`] and [`clock`] read dates and hours, [`relative`] what is told from another day.

mod clock;
mod forms;
mod names;
mod parts;
mod relative;
mod scan;
mod solar;

use std::ops::Range;

use chrono::NaiveDate;

use super::lexicon::Words;
use super::lexicon::fold::is_figure;
use crate::model::Date;

pub(super) use clock::Clock;
pub(super) use relative::{as_of, infer_day, own_weekday, told_from_today};
pub(super) use scan::{Form, Scan};

/// A date as a text mentions it: any part but one may be absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the text handed in.
    pub bytes: Range<usize>,
    /// Four digits, worked out from two where need be.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: Option<u32>,
    /// Hours and minutes, where they belong to the expression.
    pub time: Option<(u32, u32)>,
    /// Seconds, where the time has them.
    pub second: Option<u32>,
    /// Minutes from UTC.
    pub offset: Option<i32>,
    /// Whether the figures alone could mean another day: 4/5/2017.
    pub either: bool,
}

impl Mention {
    /// The day, if year, month and day are all given.
    pub fn full_day(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day?)
    }

    /// The date in the archive's form: a day with or without its time, or a month.
    pub fn to_date(&self, words: &str) -> Option<Date> {
        let year = self.year?;
        let Some(day) = self.full_day() else {
            return self
                .day
                .is_none()
                .then(|| Date::parse(&format!("{year:04}-{:02}", self.month)).ok())?;
        };
        let mut text = day.format("%Y-%m-%d").to_string();
        if let Some((hour, minute)) = self.time {
            let second = self.second.unwrap_or_default();
            text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
            match self.offset {
                Some(0) => text.push('Z'),
                Some(minutes) => {
                    let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
                    text.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
                }
                None => {}
            }
        }
        Date::parse(&text)
            .ok()
            .or(Some(Date::day(day, "")))
            .map(|date| date.with_words(words))
    }

    /// What its figures mean in the other order, where they can.
    pub(super) fn turned(&self) -> Option<Self> {
        let mut turned = self.clone();
        (turned.month, turned.day) = (self.day?, Some(self.month));
        self.either.then_some(turned)
    }

    /// Takes a time that stands beside it, unless it has its own.
    pub(super) fn take_time(&mut self, clock: Option<&Clock>) {
        if let Some(clock) = clock.filter(|_| self.time.is_none()) {
            self.time = Some((clock.hour, clock.minute));
            self.second = clock.second;
            self.offset = clock.offset;
        }
    }
}

/// In what order a language writes dates in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 27/11/2021: nearly everywhere.
    DayFirst,
    /// 11/27/2021: American English.
    MonthFirst,
}

impl Order {
    /// The order usual in a language.
    pub fn of(language: &str) -> Self {
        if language == "en" {
            Self::MonthFirst
        } else {
            Self::DayFirst
        }
    }
}

/// What a text tells of time, each in order, none within another.
#[derive(Debug, Default)]
pub(super) struct Moments {
    pub dates: Vec<Mention>,
    pub clocks: Vec<Clock>,
    /// "il y a 3 heures".
    pub relative: Vec<Range<usize>>,
}

impl Moments {
    /// Reads a text from its start to its end, once.
    pub fn of(scan: &Scan<'_>, order: Order) -> Self {
        let mut moments = Self::default();
        let mut at = 0;
        while at < scan.pieces.len() {
            if let Some((date, next)) = forms::date_at(scan, at, order) {
                moments.dates.push(date);
                at = next;
            } else if let Some((bytes, next)) = relative::ago_at(scan, at) {
                moments.relative.push(bytes);
                at = next;
            } else if let Some((clock, next)) = clock::clock_at(scan, at) {
                moments.clocks.push(clock);
                at = next;
            } else {
                at += 1;
            }
        }
        moments
    }
}

/// Every date that a text mentions, in order, none within another.
pub fn mentions(text: &str, order: Order) -> Vec<Mention> {
    if !has_figure(text) {
        return Vec::new();
    }
    mentions_in(&Words::of(text), order)
}

/// The same of a text whose phrases are known.
pub(super) fn mentions_in(words: &Words<'_>, order: Order) -> Vec<Mention> {
    if !has_figure(words.text) {
        return Vec::new();
    }
    Moments::of(&Scan::new(words), order).dates
}

/// Whether a text has a figure at all: without one it has no date.
pub(super) fn has_figure(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || !text.is_ascii() && text.contains(is_figure)
}

/// Whether two figures stand on the two sides of a mark, as in any date without words.
pub(super) fn has_figures(text: &str) -> bool {
    let bytes = text.as_bytes();
    let parted = |window: &[u8]| {
        window[0].is_ascii_digit()
            && matches!(window[1], b'-' | b'/' | b'.')
            && window[2].is_ascii_digit()
    };
    bytes.windows(3).any(parted)
}

/// The first whole date of a text, with its time and offset if they stand beside it.
pub fn read_date(text: &str, order: Order) -> Option<Date> {
    if !has_figure(text) {
        return None;
    }
    let moments = Moments::of(&Scan::new(&Words::of(text)), order);
    let mut mention = moments
        .dates
        .into_iter()
        .find(|mention| mention.full_day().is_some())?;
    mention.take_time(moments.clocks.first());
    mention.to_date(text)
}

#[cfg(test)]
mod tests;
