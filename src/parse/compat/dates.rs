//! Owns the forms of dates that other generators and their users write. Only what has one meaning is read: `05/07/2018` is May
//! to some and July to others, so it is no date here.

use chrono::{DateTime, NaiveDate};

use crate::model::Date;

/// Forms with the month as a word.
const FORMS: &[&str] = &[
    "%B %d, %Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
];

/// Reads a date that is not EDTF; its words are kept.
pub(crate) fn foreign_date(words: &str) -> Option<Date> {
    let text = words.trim();
    let bare = text.trim_end_matches("UTC").trim_end_matches("GMT").trim();
    year_first(bare)
        .or_else(|| by_mail(text))
        .or_else(|| by_month_name(bare))
        .map(|date| date.with_words(words))
}

/// `2018-5-7`, `2018/05/07 20:34`, `2018.05.07`.
fn year_first(text: &str) -> Option<Date> {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [year, month, number] = parts.as_slice() else {
        return None;
    };
    let digits =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let day = format!("{year}-{month:0>2}-{number:0>2}");
    let whole = format!("{day}T{}", time.trim());
    Date::parse(&whole).or_else(|_| Date::parse(&day)).ok()
}

/// `Mon, 07 May 2018 20:34:00 +0200`, as mail and RSS have it.
fn by_mail(text: &str) -> Option<Date> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?;
    Date::parse(&moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()).ok()
}

fn by_month_name(text: &str) -> Option<Date> {
    FORMS
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|day| (1500..2200).contains(&chrono::Datelike::year(day)))
        .map(|day| Date::day(day, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_forms_with_one_meaning_are_read_and_keep_their_words() {
        for (words, iso) in [
            ("2018-5-7", "2018-05-07"),
            ("2018/05/07 20:34", "2018-05-07T20:34:00"),
            ("2018-05-07 20:34:00 UTC", "2018-05-07T20:34:00"),
            ("2018.05.07", "2018-05-07"),
            ("May 7, 2018", "2018-05-07"),
            ("7 May 2018", "2018-05-07"),
            (
                "Mon, 07 May 2018 20:34:00 +0200",
                "2018-05-07T20:34:00+02:00",
            ),
        ] {
            let date = foreign_date(words).expect(words);
            assert_eq!((date.iso().as_str(), date.words()), (iso, words));
        }
    }

    #[test]
    fn what_is_broken_or_has_two_meanings_is_no_date() {
        for words in [
            "-001-11-30T00:00:00+00:00",
            "2019-13-45",
            "05/07/2018",
            "0000-00-00 00:00:00",
            "soon",
            "",
            "May 35, 2018",
        ] {
            assert_eq!(foreign_date(words), None, "{words}");
        }
    }
}
