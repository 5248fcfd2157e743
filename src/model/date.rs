//! Owns dates as archives have them: EDTF level 1 with the words they were read from, the earliest and the latest day, and
//! how sure they are. It does not read natural language ("ce jeudi") and does not format for readers.
//!
//! Format: Extended Date/Time Format, ISO 8601-2:2019 annex A, levels 0 and 1, by way of `edtf-core`.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};
use edtf_core::{Bound, BoundDate, Edtf, Time as EdtfTime, TimeShift};
use serde::{Deserialize, Serialize};

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A span of time with an end: `2014-06/2017-12`, a season, a decade (`201X`).
    Interval,
    /// `2017`
    Year,
    /// `2017-10`
    Month,
    /// `2017-10-26`, with or without a time.
    Day,
}

/// A date of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    edtf: Box<str>,
    words: Box<str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    precision: Precision,
    uncertain: bool,
    approximate: bool,
    time: Option<NaiveTime>,
    offset_minutes: Option<i32>,
    inferred_from: Option<Box<str>>,
}

/// Where a date stands in the calendar of the archive, as finely as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarDay {
    /// 1 to 9999.
    pub year: i32,
    /// 1 to 12, or unknown.
    pub month: Option<u32>,
    /// 1 to 31, or unknown. Never known without the month.
    pub day: Option<u32>,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// Not of the format.
    #[error("is not an EDTF date: {0}")]
    Syntax(String),
    /// Of level 2, which depeche does not read.
    #[error("is an EDTF date of level 2, and depeche reads levels 0 and 1")]
    Level,
    /// Outside the years 1 to 9999, or with no known day at either end.
    #[error("lies outside the years 1 to 9999")]
    Range,
}

impl Date {
    /// Reads an EDTF date of level 0 or 1. A space between date and time is taken for the `T` that the standard wants, and
    /// seconds may be absent, since people write so.
    ///
    /// # Errors
    /// Says why the text is no such date.
    pub fn parse(words: &str) -> Result<Self, DateFault> {
        let text = words.trim();
        let normal = normalise_time(text);
        let parsed = Edtf::parse(&normal).map_err(|fault| DateFault::Syntax(fault.to_string()))?;
        if parsed.level() > 1 {
            return Err(DateFault::Level);
        }
        let bounds = parsed.bounds();
        let (earliest, latest) = (day_of(bounds.earliest)?, day_of(bounds.latest)?);
        if earliest.is_none() && latest.is_none() {
            return Err(DateFault::Range);
        }
        let (precision, time) = match &parsed {
            Edtf::Date(date) if date.has_unspecified() => (Precision::Interval, None),
            Edtf::Date(date) => (precision_of(date.precision()), None),
            Edtf::DateTime(moment) => (Precision::Day, Some(moment.time)),
            _ => (Precision::Interval, None),
        };
        Ok(Self {
            words: words.into(),
            edtf: normal.into(),
            earliest,
            latest,
            precision,
            uncertain: parsed.is_uncertain(),
            approximate: parsed.is_approximate(),
            time: time.as_ref().and_then(time_of),
            offset_minutes: time.as_ref().and_then(offset_of),
            inferred_from: None,
        })
    }

    /// A day that is certain.
    pub fn day(day: NaiveDate, words: impl Into<Box<str>>) -> Self {
        Self {
            edtf: day.format("%Y-%m-%d").to_string().into(),
            words: words.into(),
            earliest: Some(day),
            latest: Some(day),
            precision: Precision::Day,
            uncertain: false,
            approximate: false,
            time: None,
            offset_minutes: None,
            inferred_from: None,
        }
    }

    /// A day that had to be worked out: uncertain, and it says from what, in the words of the source alone, since a page in
    /// any language shows them.
    pub fn inferred(day: NaiveDate, words: impl Into<Box<str>>, from: impl Into<Box<str>>) -> Self {
        let certain = Self::day(day, words);
        Self {
            edtf: [&certain.edtf, "?"].concat().into(),
            uncertain: true,
            inferred_from: Some(from.into()),
            ..certain
        }
    }

    /// The date in the format: `2017-10-26?`.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }

    /// The words it was read from.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The same date, read from other words.
    #[must_use]
    pub fn with_words(mut self, words: impl Into<Box<str>>) -> Self {
        self.words = words.into();
        self
    }

    /// The first day it may be; none where an interval has no known start.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.earliest
    }

    /// The last day it may be; none where an interval has no known end.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.latest
    }

    /// How fine it is.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether its source is doubtful (`?`).
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// Whether its author calls it approximate (`~`).
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The time of day, where the text gives one.
    pub fn time(&self) -> Option<NaiveTime> {
        self.time
    }

    /// The offset from UTC in minutes, where the text gives one.
    pub fn offset_minutes(&self) -> Option<i32> {
        self.offset_minutes
    }

    /// The day, where the date is a day that is certain, and says no more than that.
    pub fn plain_day(&self) -> Option<NaiveDate> {
        let plain = self.precision == Precision::Day
            && !self.uncertain
            && !self.approximate
            && self.time.is_none()
            && self.offset_minutes.is_none()
            && self.inferred_from.is_none();
        self.earliest.filter(|_| plain)
    }

    /// From what it was worked out, if it was.
    pub fn inferred_from(&self) -> Option<&str> {
        self.inferred_from.as_deref()
    }

    /// Its place in the calendar, as written and never converted between zones. An interval stands where its ends agree,
    /// else under the year in which it begins.
    pub fn calendar(&self) -> CalendarDay {
        let first = self.sort_day();
        let last = self.latest.unwrap_or(first);
        let same_month = (first.year(), first.month()) == (last.year(), last.month());
        let (month, day) = match self.precision {
            Precision::Day => (Some(first.month()), Some(first.day())),
            Precision::Month => (Some(first.month()), None),
            Precision::Year => (None, None),
            Precision::Interval if first == last => (Some(first.month()), Some(first.day())),
            Precision::Interval if same_month => (Some(first.month()), None),
            Precision::Interval => (None, None),
        };
        CalendarDay {
            year: first.year(),
            month,
            day,
        }
    }

    /// The day by which it is sorted: the earliest, or the latest of an interval without a start.
    pub fn sort_day(&self) -> NaiveDate {
        self.earliest.or(self.latest).unwrap_or(NaiveDate::MIN)
    }

    /// Chronological order: by day, then coarser dates first, then by time of day.
    pub fn chronological(&self, other: &Self) -> Ordering {
        (self.sort_day(), self.precision, self.time).cmp(&(
            other.sort_day(),
            other.precision,
            other.time,
        ))
    }

    /// The date and time in the form of RFC 3339, which feeds want: midnight UTC where the text gives no time, and UTC
    /// where it gives no offset.
    pub fn rfc3339(&self) -> String {
        let day = self.sort_day().format("%Y-%m-%d");
        let time = self.time.unwrap_or_default().format("%H:%M:%S");
        match self.offset_minutes {
            None | Some(0) => format!("{day}T{time}Z"),
            Some(minutes) => format!("{day}T{time}{}", offset_text(minutes)),
        }
    }

    /// The form that HTML's `<time datetime>` and schema.org take: the date as fine as it is known, with its time if it has
    /// one; the earliest day of an interval.
    pub fn iso(&self) -> String {
        let CalendarDay { year, month, day } = self.calendar();
        let mut text = format!("{year:04}");
        for part in [month, day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        if let Some(time) = self.time {
            text.push_str(&time.format("T%H:%M:%S").to_string());
            match self.offset_minutes {
                Some(0) => text.push('Z'),
                Some(minutes) => text.push_str(&offset_text(minutes)),
                None => {}
            }
        }
        text
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.edtf)
    }
}

fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `2018-05-07 20:34` to `2018-05-07T20:34:00`; anything else as it is.
fn normalise_time(text: &str) -> String {
    let Some((day, rest)) = text.split_once([' ', 'T', 't']) else {
        return text.to_owned();
    };
    let rest = rest.trim();
    let at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = (rest[..at].trim(), rest[at..].to_uppercase());
    let clock = clock.split('.').next().unwrap_or(clock);
    let seconds = if clock.matches(':').count() == 1 {
        ":00"
    } else {
        ""
    };
    let zone = match zone.len() {
        5 if zone.is_ascii() && !zone.contains(':') => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone,
    };
    format!("{day}T{clock}{seconds}{zone}")
}

fn precision_of(precision: edtf_core::Precision) -> Precision {
    match precision {
        edtf_core::Precision::Year => Precision::Year,
        edtf_core::Precision::Month => Precision::Month,
        edtf_core::Precision::Season => Precision::Interval,
        edtf_core::Precision::Day => Precision::Day,
    }
}

fn day_of(bound: Bound) -> Result<Option<NaiveDate>, DateFault> {
    let Bound::Date(BoundDate { year, month, day }) = bound else {
        return Ok(None);
    };
    let year = i32::try_from(year).map_err(|_| DateFault::Range)?;
    if !(1..=9999).contains(&year) {
        return Err(DateFault::Range);
    }
    NaiveDate::from_ymd_opt(year, month.into(), day.into())
        .map(Some)
        .ok_or(DateFault::Range)
}

fn time_of(time: &EdtfTime) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), time.second.into())
}

fn offset_of(time: &EdtfTime) -> Option<i32> {
    time.shift.map(|shift| match shift {
        TimeShift::Utc => 0,
        TimeShift::Offset { minutes, .. } => minutes.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_a_date_or_none(text in "(2017|[0-9]{1,4})?[-/ T]?[0-9]{0,2}[-/ T]?[0-9]{0,2}[ T]?[0-9]{0,2}:?[0-9]{0,2}[+Zé-]?[0-9é١:]{0,5}", any in "\\PC{0,24}") {
            for text in [text, any] {
                if let Ok(date) = Date::parse(&text) {
                    proptest::prop_assert!(!date.iso().is_empty());
                }
            }
        }
    }

    #[test]
    fn a_zone_in_other_letters_is_none() {
        assert!(Date::parse("2017-10-26 10:00+1é2").is_err());
    }

    fn days(date: &Date) -> (String, String) {
        let show = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        (show(date.earliest()), show(date.latest()))
    }

    #[test]
    fn each_form_of_the_design_is_read() {
        for (text, precision, earliest, latest) in [
            ("2017-10-26", Precision::Day, "2017-10-26", "2017-10-26"),
            ("2017-10", Precision::Month, "2017-10-01", "2017-10-31"),
            ("2017-10~", Precision::Month, "2017-10-01", "2017-10-31"),
            ("2017?", Precision::Year, "2017-01-01", "2017-12-31"),
            (
                "2014-06/2017-12",
                Precision::Interval,
                "2014-06-01",
                "2017-12-31",
            ),
            ("2014-06/..", Precision::Interval, "2014-06-01", ""),
            ("201X", Precision::Interval, "2010-01-01", "2019-12-31"),
        ] {
            let date = read(text);
            assert_eq!(date.precision(), precision, "{text}");
            assert_eq!(days(&date), (earliest.into(), latest.into()), "{text}");
            assert_eq!(date.edtf(), text);
        }
        assert!(read("2017?").is_uncertain());
        assert!(read("2017-10~").is_approximate());
    }

    #[test]
    fn times_are_read_as_people_write_them_and_never_converted() {
        let date = read("2018-05-07 20:34");
        assert_eq!(date.iso(), "2018-05-07T20:34:00");
        let late = read("2026-12-01T23:30:00+03:00");
        assert_eq!(late.calendar().day, Some(1));
        assert_eq!(late.rfc3339(), "2026-12-01T23:30:00+03:00");
        assert_eq!(
            read("2026-12-01T06:00:00.123Z").rfc3339(),
            "2026-12-01T06:00:00Z"
        );
        assert_eq!(read("2026-12-01 06:00:00 +0100").offset_minutes(), Some(60));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "hier",
            "2017-13",
            "2017-02-30",
            "-001-11-30",
            "2017-1-2",
            "../..",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_coarse_date_stands_as_finely_as_it_is_known() {
        let at = |text: &str| {
            let CalendarDay { year, month, day } = read(text).calendar();
            (year, month, day)
        };
        assert_eq!(at("2017"), (2017, None, None));
        assert_eq!(at("2017-10"), (2017, Some(10), None));
        assert_eq!(at("2017-10-03/2017-10-09"), (2017, Some(10), None));
        assert_eq!(at("2014-06/2017-12"), (2014, None, None));
    }

    #[test]
    fn an_inferred_day_is_uncertain_and_says_from_what() {
        let day = NaiveDate::from_ymd_opt(2017, 10, 26).expect("a day");
        let date = Date::inferred(day, "ce jeudi", "“24 octobre 2017”");
        assert_eq!(date.edtf(), "2017-10-26?");
        assert!(date.is_uncertain());
        assert_eq!(date.inferred_from(), Some("“24 octobre 2017”"));
    }
}
