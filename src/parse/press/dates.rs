//! Owns the reading of dates in words, in the languages of the archive: "1er janv", "27/11/2021 à 15:33", "Aug. 20, 2019",
//! "٤ آب/أغسطس 2013", "212101 GMT Nov 18". What a date means for an article is decided elsewhere; no clock is read.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::{Captures, Regex};

use super::calendar::{self, MONTHS, WEEKDAYS};
use crate::model::Date;

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
    /// Minutes from UTC.
    pub offset: Option<i32>,
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
            text.push_str(&format!("T{hour:02}:{minute:02}:00"));
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

struct Form {
    pattern: Regex,
    read: fn(&Captures<'_>, Order) -> Option<Mention>,
    /// Whether it has a month's name in it.
    named: bool,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let months = calendar::alternatives(&MONTHS);
    let form = |pattern: &str, read| Form {
        named: pattern.contains("<month>"),
        pattern: Regex::new(&format!("(?i){pattern}")).expect("a pattern of ours"),
        read,
    };
    vec![
        form(
            r"\bAP-[A-Z]{2}-(?<m>\d\d)-(?<d>\d\d)-(?<y>\d\d)\s+(?<h>\d\d)(?<min>\d\d)(?<zone>GMT|UTC|Z)?",
            in_figures,
        ),
        form(
            &format!(
                r"\b(?<d>\d\d)(?<h>\d\d)(?<min>\d\d)\s*(?<zone>GMT|UTC|Z)?\s+(?<month>{months})\.?\s+(?<y>\d\d(?:\d\d)?)\b"
            ),
            in_words,
        ),
        form(
            r"\b(?<y>[12]\d{3})-(?<m>\d\d)-(?<d>\d\d)(?:[T ]+(?<h>\d\d):(?<min>\d\d)(?::\d\d)?(?:\.\d+)?\s*(?<zone>Z|[+-]\d\d:?\d\d)?)?",
            in_figures,
        ),
        form(
            r"\b(?<y>[12]\d{3})[/.](?<m>\d\d)[/.](?<d>\d\d)\b",
            in_figures,
        ),
        form(
            r"\b(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4}|\d\d)\b",
            either_order,
        ),
        form(
            &format!(
                r"\b(?<d>\d{{1,2}})(?:er|re|st|nd|rd|th|[ºª°]|[’']\p{{L}}{{1,3}})?\.?(?:[\s-]+(?:de|of|da|em))?[\s-]*(?:/\s*)?(?<month>{months})\b\.?(?:\s*[/(]\s*(?:{months})\)?\.?)?(?:[’']\p{{L}}{{1,3}})?(?:,?[\s-]+(?:de\s+|del\s+|do\s+)?(?<y>\d{{4}}|\d\d\b(?:[^:.hH\d]|$)))?"
            ),
            in_words,
        ),
        form(
            &format!(
                r"\b(?<month>{months})\b\.?\s+(?<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?<y>\d{{4}}))?"
            ),
            in_words,
        ),
        form(
            &format!(r"\b(?<month>{months})\b\.?\s+(?:de\s+)?(?<y>[12]\d{{3}})\b"),
            in_words,
        ),
    ]
});

/// Every date that a text mentions, in order, none within another.
pub fn mentions(text: &str, order: Order) -> Vec<Mention> {
    if !text.contains(char::is_numeric) {
        return Vec::new();
    }
    let (named, figured) = (calendar::may_name_month(text), has_figures(text));
    let mut found: Vec<Mention> = Vec::new();
    for Form {
        pattern,
        read,
        named: by_name,
    } in FORMS.iter()
    {
        if !(if *by_name { named } else { figured }) {
            continue;
        }
        for captures in pattern.captures_iter(text) {
            let Some(mention) = read(&captures, order) else {
                continue;
            };
            // In "10:31 August 20" the minutes are no day.
            if text[..mention.bytes.start].ends_with(':') {
                continue;
            }
            let apart = |other: &Mention| {
                mention.bytes.end <= other.bytes.start || other.bytes.end <= mention.bytes.start
            };
            if found.iter().all(apart) {
                found.push(mention);
            }
        }
    }
    found.sort_by_key(|mention| mention.bytes.start);
    found
}

/// Whether two figures stand on the two sides of a mark, as in any date without words.
fn has_figures(text: &str) -> bool {
    let mut before = [' '; 2];
    text.chars().any(|c| {
        let found = digit(c).is_some()
            && matches!(before[1], '-' | '/' | '.')
            && digit(before[0]).is_some();
        before = [before[1], c];
        found
    })
}

/// The first whole date of a text, with its time and offset if they stand beside it.
pub fn read_date(text: &str, order: Order) -> Option<Date> {
    let mut mention = mentions(text, order)
        .into_iter()
        .find(|mention| mention.full_day().is_some())?;
    if mention.time.is_none() {
        mention.time = time_of_day(text, &mention.bytes);
        mention.offset = mention.time.and_then(|_| offset(text));
    }
    mention.to_date(text)
}

fn in_figures(captures: &Captures<'_>, _: Order) -> Option<Mention> {
    mention(captures, number(captures, "m")?)
}

fn either_order(captures: &Captures<'_>, order: Order) -> Option<Mention> {
    let (first, second) = (number(captures, "d")?, number(captures, "m")?);
    let month_first =
        second > 12 || (order == Order::MonthFirst && first <= 12 && captures[0].contains('/'));
    let (day, month) = if month_first {
        (second, first)
    } else {
        (first, second)
    };
    let mut found = mention(captures, month)?;
    found.day = Some(day);
    (1..=31).contains(&day).then_some(found)
}

fn in_words(captures: &Captures<'_>, _: Order) -> Option<Mention> {
    let name = captures.name("month")?.as_str().to_lowercase();
    mention(captures, calendar::month(&name)?)
}

fn mention(captures: &Captures<'_>, month: u32) -> Option<Mention> {
    let whole = captures.get(0)?;
    let trimmed = whole
        .as_str()
        .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
        .len();
    let day = number(captures, "d");
    let time = number(captures, "h").zip(number(captures, "min"));
    let zone = captures.name("zone").map(|zone| zone.as_str());
    let valid = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
    valid.then(|| Mention {
        bytes: whole.start()..whole.start() + trimmed,
        year: number(captures, "y").map(whole_year),
        month,
        day,
        time: time.filter(|&(hour, minute)| hour < 24 && minute < 60),
        offset: zone.and_then(offset),
    })
}

/// 90 is 1990, and 18 is 2018: press copy on computers began in about 1970.
fn whole_year(year: u32) -> i32 {
    let year = year as i32;
    match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        _ => year,
    }
}

fn number(captures: &Captures<'_>, name: &str) -> Option<u32> {
    let digits = captures.name(name)?.as_str();
    digits
        .chars()
        .filter_map(digit)
        .fold(None, |value: Option<u32>, digit| {
            Some(value.unwrap_or(0) * 10 + digit)
        })
}

/// The value of a digit of the Latin, Arabic or Persian set.
fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => c.to_digit(10),
    }
}

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?<h>[01]?\d|2[0-3])\s?(?:[:.]|h|Uhr\s)\s?(?<min>[0-5]\d)\b(?:\s*(?<half>[ap])\.?m\b)?").expect("a pattern of ours")
});

/// A time of day in a line of a date, outside the date itself.
pub(super) fn time_of_day(text: &str, date: &Range<usize>) -> Option<(u32, u32)> {
    CLOCK.captures_iter(text).find_map(|captures| {
        let whole = captures.get(0)?;
        if whole.start() < date.end && date.start < whole.end() {
            return None;
        }
        let (hour, minute) = (number(&captures, "h")?, number(&captures, "min")?);
        let hour = match captures.name("half").map(|half| half.as_str()) {
            Some("p" | "P") if hour < 12 => hour + 12,
            Some("a" | "A") if hour == 12 => 0,
            _ => hour,
        };
        Some((hour, minute))
    })
}

/// The offset that words such as "GMT", "(GMT+0400)", "+03:00" state, in minutes. Names like CET are not believed: they are used
/// the year round.
pub(super) fn offset(text: &str) -> Option<i32> {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:GMT|UTC|\d\d)\s?(?<sign>[+-])(?<h>\d\d?)(?::?(?<m>\d\d))?|^(?<sign2>[+-])(?<h2>\d\d):?(?<m2>\d\d)$").expect("a pattern of ours")
    });
    if let Some(captures) = SIGNED.captures(text).filter(|captures| {
        text.contains("GMT") || text.contains("UTC") || captures.name("h2").is_some()
    }) {
        let hours = number(&captures, "h").or_else(|| number(&captures, "h2"))? as i32;
        let minutes = number(&captures, "m")
            .or_else(|| number(&captures, "m2"))
            .unwrap_or(0) as i32;
        let negative = captures
            .name("sign")
            .or(captures.name("sign2"))
            .is_some_and(|sign| sign.as_str() == "-");
        let total = hours * 60 + minutes;
        return (total <= 14 * 60).then_some(if negative { -total } else { total });
    }
    let zero = text == "Z" || text.contains("GMT") || text.contains("UTC");
    zero.then_some(0)
}

static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?:(?<this>ce|on|am|este|el|в|у|во|يوم|bu|roja|ڕۆژی)\s+)?(?<day>{})\b",
        calendar::alternatives(&WEEKDAYS)
    ))
    .expect("a pattern of ours")
});

/// The first weekday that a text names as its own day ("ce jeudi", "on Thursday", "الخميس"): its words, and its number from 0 for
/// Monday. Abbreviations, and days with a date after them, do not count.
pub fn own_weekday(text: &str) -> Option<(&str, u32)> {
    WEEKDAY.captures_iter(text).find_map(|captures| {
        let (whole, day) = (captures.get(0)?, captures.name("day")?);
        let dated = text[whole.end()..]
            .trim_start()
            .starts_with(char::is_numeric);
        let short = day.as_str().chars().count() < 4;
        let alone = captures.name("this").is_none()
            && day.as_str().is_ascii()
            && day.as_str().starts_with(char::is_uppercase)
            && text.starts_with(day.as_str());
        if dated || short || alone {
            return None;
        }
        Some((
            whole.as_str(),
            calendar::weekday(&day.as_str().to_lowercase())?,
        ))
    })
}

/// The day that a weekday means in a text with a dated anchor (a caption's picture is taken before the text goes out): the
/// nearest such day on or after the anchor, within six days.
pub fn infer_day(weekday: u32, anchor: NaiveDate) -> Option<NaiveDate> {
    let ahead = (weekday + 7 - anchor.weekday().num_days_from_monday()) % 7;
    anchor.checked_add_days(chrono::Days::new(ahead.into()))
}

/// Words for a time that is only told from now ("il y a 3 heures", "2 hours ago").
pub(super) static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bil y a (?:\d+|une?) (?:secondes?|minutes?|heures?|jours?)|\b(?:\d+|an?) (?:seconds?|minutes?|mins?|hours?|days?) ago\b|\bhace (?:\d+|una?) (?:minutos?|horas?|días?)|\bvor (?:\d+|einer?|einem) (?:Minuten?|Stunden?|Tag(?:en)?)|(?:قبل|منذ) (?:\d+ )?(?:دقائق|دقيقة|ساعات|ساعة|ساعتين|أيام|يوم)|\b\d+ (?:хвилин\p{L}?|годин\p{L}?|дн\p{L}+|минут\p{L}?|час\p{L}{0,2}) (?:тому|назад)|\b\d+ (?:dakika|saat|gün) önce")
        .expect("a pattern of ours")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str, order: Order) -> String {
        read_date(text, order)
            .map(|date| date.iso())
            .unwrap_or_default()
    }

    #[test]
    fn dates_are_read_in_each_language() {
        for (text, wanted) in [
            ("le 1er janvier 2019", "2019-01-01"),
            ("24 octobre 2017", "2017-10-24"),
            ("27/11/2021 à 15:33", "2021-11-27T15:33:00"),
            ("27.11.2021, 15.33 Uhr", "2021-11-27T15:33:00"),
            ("August 20, 2019", "2019-08-20"),
            ("Aug. 20, 2019", "2019-08-20"),
            ("lunes 14/05/2012 07:40 horas", "2012-05-14T07:40:00"),
            ("14 de mayo de 2012", "2012-05-14"),
            ("17. Mai 2023", "2023-05-17"),
            ("الثلاثاء، 06 آب/اغسطس 2013", "2013-08-06"),
            ("٦ أغسطس ٢٠١٣", "2013-08-06"),
            ("8 серпня 2016 року", "2016-08-08"),
            ("8 августа 2016 г.", "2016-08-08"),
            ("8 Ağustos 2016", "2016-08-08"),
            ("5ê Adarê 2018", ""),
            ("5'ê Adarê 2018an", "2018-03-05"),
            ("Fri 19 Feb 2021 17.20 GMT", "2021-02-19T17:20:00Z"),
            ("212101 GMT Nov 18", "2018-11-21T21:01:00Z"),
            ("AP-WF-08-29-16 1626GMT", "2016-08-29T16:26:00Z"),
            ("3 JAN 90", "1990-01-03"),
            ("2021-02-19T17:20:00+03:00", "2021-02-19T17:20:00+03:00"),
            ("04 May 2013 05:37 (GMT+0400)", "2013-05-04T05:37:00+04:00"),
        ] {
            assert_eq!(iso(text, Order::DayFirst), wanted, "{text}");
        }
    }

    #[test]
    fn figures_follow_the_language_unless_they_cannot() {
        assert_eq!(iso("4/5/2017", Order::MonthFirst), "2017-04-05");
        assert_eq!(iso("4/5/2017", Order::DayFirst), "2017-05-04");
        assert_eq!(iso("27/11/2021", Order::MonthFirst), "2021-11-27");
        assert_eq!(iso("11/27/2021", Order::DayFirst), "2021-11-27");
    }

    #[test]
    fn a_date_without_a_year_is_mentioned_but_is_no_day() {
        let found = mentions("PARIS, 1er janv (XYZ) -", Order::DayFirst);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].month, found[0].day, found[0].year),
            (1, Some(1), None)
        );
        assert_eq!(found[0].full_day(), None);
    }

    #[test]
    fn what_is_no_date_is_left() {
        for text in [
            "1/3",
            "12 may have been",
            "99/99/2010",
            "31 février 2010",
            "",
            "room 2012",
        ] {
            assert_eq!(iso(text, Order::DayFirst), "", "{text}");
        }
    }

    #[test]
    fn a_weekday_with_a_dated_anchor_gives_a_day() {
        let anchor = NaiveDate::from_ymd_opt(2016, 3, 8).expect("a Tuesday");
        let (words, day) =
            own_weekday("Le pont a rouvert ce vendredi, selon la mairie.").expect("a weekday");
        assert_eq!(words, "ce vendredi");
        assert_eq!(infer_day(day, anchor), NaiveDate::from_ymd_opt(2016, 3, 11));
        let (_, tuesday) = own_weekday("It opened on Tuesday, they said.").expect("a weekday");
        assert_eq!(infer_day(tuesday, anchor), Some(anchor));
        assert!(own_weekday("افتتح الجسر الخميس").is_some());
        assert!(own_weekday("They met on Friday 12 May.").is_none());
    }

    #[test]
    fn relative_times_are_known_for_what_they_are() {
        for text in [
            "il y a 3 heures",
            "2 hours ago",
            "hace 2 horas",
            "vor 3 Stunden",
            "3 години тому",
            "منذ 3 ساعات",
        ] {
            assert!(RELATIVE.is_match(text), "{text}");
        }
    }
}
