//! Owns dates and numbers as people read them in a language (ICU, CLDR), and the order of words in it.
//! Dates are never converted between zones; only a time of day is shown in the site's own.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate, TimeZone, Weekday};
use chrono_tz::Tz;
use icu_calendar::week::WeekInformation;
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{D, E, M, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_locale::Locale;

use super::{Count, DateView};
use crate::model::{CalendarDay, Date, Direction, Language, Precision};
use crate::theme::Strings;
use crate::typography;

/// Formats dates, numbers and lists of names in one language. Shared by threads.
pub struct Manner {
    language: Language,
    day: Formatter<Gregorian, YMD>,
    day_short: Formatter<Gregorian, YMD>,
    month: Formatter<Gregorian, YM>,
    month_short: Formatter<Gregorian, YM>,
    month_alone: Formatter<Gregorian, M>,
    day_alone: Formatter<Gregorian, D>,
    weekday: Formatter<Gregorian, E>,
    weekday_short: Formatter<Gregorian, E>,
    /// With which day a week begins, from Monday as 0.
    week_begins: i64,
    number: DecimalFormatter,
    collator: CollatorBorrowed<'static>,
    timezone: Tz,
}

impl Manner {
    /// The manner of a language; that of English where CLDR does not know it.
    pub fn new(language: &Language, timezone: Tz) -> Self {
        Self::of(language, language.as_str(), timezone)
            .or_else(|| Self::of(language, "en", timezone))
            .expect("the data of English are compiled in")
    }

    fn of(language: &Language, tag: &str, timezone: Tz) -> Option<Self> {
        let locale: Locale = tag.parse().ok()?;
        let dates = || (&locale).into();
        Some(Self {
            language: language.clone(),
            day: Formatter::try_new(dates(), YMD::long()).ok()?,
            day_short: Formatter::try_new(dates(), YMD::medium()).ok()?,
            month: Formatter::try_new(dates(), YM::long()).ok()?,
            month_short: Formatter::try_new(dates(), YM::medium()).ok()?,
            month_alone: Formatter::try_new(dates(), M::long()).ok()?,
            day_alone: Formatter::try_new(dates(), D::long()).ok()?,
            weekday: Formatter::try_new(dates(), E::long()).ok()?,
            weekday_short: Formatter::try_new(dates(), E::short()).ok()?,
            week_begins: WeekInformation::try_new((&locale).into())
                .ok()
                .map_or(0, |week| week.first_weekday as i64 - 1),
            number: DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?,
            collator: Collator::try_new((&locale).into(), CollatorOptions::default()).ok()?,
            timezone,
        })
    }

    /// A number.
    pub fn count(&self, value: usize) -> Count {
        let value = value as u64;
        Count {
            value,
            text: self.number.format(&value.into()).to_string(),
        }
    }

    /// The order of two names.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.collator
            .compare(one, other)
            .then_with(|| one.cmp(other))
    }

    /// A period of the calendar in full: "2017", "octobre 2017", "26 octobre 2017".
    pub fn period(&self, date: CalendarDay) -> String {
        let first = icu_date(date);
        match (date.month, date.day) {
            (None, _) => date.year.to_string(),
            (Some(_), None) => self.month.format(&first).to_string(),
            (Some(_), Some(_)) => self.day.format(&first).to_string(),
        }
    }

    /// A period within the one that holds it: "2017", "octobre", "26".
    pub fn part(&self, date: CalendarDay) -> String {
        let first = icu_date(date);
        match (date.month, date.day) {
            (None, _) => date.year.to_string(),
            (Some(_), None) => self.month_alone.format(&first).to_string(),
            (Some(_), Some(_)) => self.day_alone.format(&first).to_string(),
        }
    }

    /// The days of a week from its first on, each with its name and its short name.
    pub fn weekdays(&self) -> Vec<(Weekday, String, String)> {
        // The fourth of January 2016 was a Monday, in the first week of its year.
        let monday = NaiveDate::from_isoywd_opt(2016, 1, Weekday::Mon).unwrap_or_default();
        (0..7)
            .map(|at| monday + chrono::Days::new((at + self.week_begins).rem_euclid(7) as u64))
            .map(|day| {
                let shown = icu_day(day);
                let name = self.weekday.format(&shown).to_string();
                let short = self.weekday_short.format(&shown).to_string();
                (day.weekday(), name, short)
            })
            .collect()
    }

    /// A date, without the address of its page.
    pub fn date(&self, date: &Date, words: &Strings) -> DateView {
        let (text, short) = self.date_text(date, words);
        let about = |text: String| match date.is_approximate() {
            true => words.get("date-about", &[("date", text.as_str().into())]),
            false => text,
        };
        DateView {
            text: about(text),
            short: about(short),
            iso: date.iso(),
            edtf: date.edtf().to_owned(),
            language: self.language.clone(),
            direction: self.language.direction(),
            words: telling_words(date).to_owned(),
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
            inferred_from: date
                .inferred_from()
                .map(|words| quoted(words, &self.language))
                .unwrap_or_default(),
            precision: precision_name(date.precision()).to_owned(),
            time: self.time(date),
            url: String::new(),
        }
    }

    fn date_text(&self, date: &Date, words: &Strings) -> (String, String) {
        let calendar = date.calendar();
        match date.precision() {
            Precision::Day => {
                let day = icu_date(calendar);
                let short = self.day_short.format(&day).to_string();
                (self.day.format(&day).to_string(), short)
            }
            Precision::Month => {
                let month = icu_date(calendar);
                let short = self.month_short.format(&month).to_string();
                (self.month.format(&month).to_string(), short)
            }
            Precision::Year => (calendar.year.to_string(), calendar.year.to_string()),
            Precision::Interval => {
                let span = self.span(date, words);
                (span.clone(), span)
            }
        }
    }

    fn span(&self, date: &Date, words: &Strings) -> String {
        let day = |day: NaiveDate| self.day_short.format(&icu_day(day)).to_string();
        let fill = |key, places: &[(&str, &str)]| {
            let places: Vec<_> = places
                .iter()
                .map(|(name, text)| (*name, (*text).into()))
                .collect();
            words.get(key, &places)
        };
        match (date.earliest().map(day), date.latest().map(day)) {
            (Some(first), Some(last)) => fill("date-span", &[("first", &first), ("last", &last)]),
            (Some(first), None) => fill("date-after", &[("date", &first)]),
            (None, Some(last)) => fill("date-before", &[("date", &last)]),
            (None, None) => date.edtf().to_owned(),
        }
    }

    /// The time of day as the text gives it and, where its offset is known and another than the site's, with that of the
    /// site's zone.
    fn time(&self, date: &Date) -> String {
        let Some(time) = date.time() else {
            return String::new();
        };
        let here = time.format("%H:%M").to_string();
        let Some(offset) = date.offset_minutes() else {
            return here;
        };
        let utc = date.sort_day().and_time(time) - chrono::TimeDelta::minutes(offset.into());
        let local = self.timezone.from_utc_datetime(&utc);
        let zone = local.format("%H:%M %Z").to_string();
        let stated = format!("{here} {}", offset_name(offset));
        let same = local.naive_local() == date.sort_day().and_time(time);
        if same {
            zone
        } else {
            format!("{stated} ({zone})")
        }
    }
}

/// The words of a date that is not plainly a certain day: "fin octobre" says more than "octobre 2017", "26/10/2017" no more
/// than "26 octobre 2017".
fn telling_words(date: &Date) -> &str {
    let said = date.words().trim();
    let plain = date.precision() == Precision::Day
        && !date.is_uncertain()
        && !date.is_approximate()
        && date.inferred_from().is_none();
    if plain || said == date.edtf() {
        ""
    } else {
        said
    }
}

/// The quoted words of a source, in the quotation marks of the language that they stand in.
fn quoted(words: &str, language: &Language) -> String {
    if language.direction() == Direction::Rtl {
        return words.replace('“', "«").replace('”', "»");
    }
    typography::apply(&words.replace(['“', '”'], "\""), language).into_owned()
}

fn offset_name(minutes: i32) -> String {
    if minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn precision_name(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
        Precision::Interval => "interval",
    }
}

fn icu_date(date: CalendarDay) -> IcuDate<Gregorian> {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    IcuDate::try_new_gregorian(date.year, month as u8, day as u8)
        .expect("a day of the calendar was checked when it was read")
}

fn icu_day(day: NaiveDate) -> IcuDate<Gregorian> {
    icu_date(CalendarDay {
        year: day.year(),
        month: Some(day.month()),
        day: Some(day.day()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::ThemeFiles;

    fn shown(language: &str, date: &str) -> DateView {
        let language = Language::parse(language).expect("a language");
        let words = Strings::load(&language, &ThemeFiles::new()).expect("strings");
        let date = Date::parse(date).expect("a date");
        Manner::new(&language, Tz::Asia__Baghdad).date(&date, &words)
    }

    #[test]
    fn a_date_is_shown_as_finely_as_it_is_known() {
        assert_eq!(shown("fr", "2017-10-26").text, "26 octobre 2017");
        assert_eq!(shown("fr", "2017-10-26").short, "26 oct. 2017");
        assert_eq!(shown("en", "2017-10").text, "October 2017");
        assert_eq!(shown("fr", "2017").text, "2017");
        assert_eq!(shown("fr", "2017-10~").text, "vers octobre 2017");
        assert_eq!(shown("ar", "2017-10-26").text, "26 أكتوبر 2017");
        let span = shown("fr", "2014-06/2017-12").text;
        assert!(
            span.contains("2014") && span.contains("31 déc. 2017"),
            "{span}"
        );
    }

    #[test]
    fn the_words_of_the_source_stand_only_where_they_say_more() {
        assert_eq!(shown("fr", "2017-10-26").words, "");
        let day = NaiveDate::from_ymd_opt(2017, 10, 26).expect("a day");
        assert_eq!(telling_words(&Date::day(day, "jeudi 26 octobre 2017")), "");
        assert_eq!(
            telling_words(&Date::inferred(day, "ce jeudi", "“24”")),
            "ce jeudi"
        );
    }

    #[test]
    fn what_a_date_was_worked_out_from_is_quoted_as_its_language_does() {
        let quoted = |tag| {
            quoted(
                "“ce jeudi”, “24”",
                &Language::parse(tag).expect("a language"),
            )
        };
        assert_eq!(
            quoted("fr"),
            "«\u{202f}ce jeudi\u{202f}», «\u{202f}24\u{202f}»"
        );
        assert_eq!(quoted("en"), "“ce jeudi”, “24”");
        assert_eq!(quoted("ar"), "«ce jeudi», «24»");
    }

    #[test]
    fn a_time_is_shown_as_written_and_in_the_zone_of_the_site() {
        assert_eq!(shown("fr", "2018-05-07 20:34").time, "20:34");
        assert_eq!(shown("fr", "2018-05-07T20:34:00+03:00").time, "20:34 +03");
        assert_eq!(
            shown("fr", "2018-05-07T23:30:00Z").time,
            "23:30 UTC (02:30 +03)"
        );
        assert_eq!(shown("fr", "2018-05-07T23:30:00Z").text, "7 mai 2018");
    }

    #[test]
    fn numbers_and_names_follow_the_language() {
        let manner = Manner::new(&Language::parse("fr").expect("a language"), Tz::UTC);
        assert_eq!(manner.count(12_045).text, "12\u{202f}045");
        let mut names = ["Zakho", "Étain", "Erbil", "étape"];
        names.sort_by(|one, other| manner.compare(one, other));
        assert_eq!(names, ["Erbil", "Étain", "étape", "Zakho"]);
    }
}
