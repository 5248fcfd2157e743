//! Owns the parts that a date is put together from, whatever its form, and what a figure has to be to be one of them.

use super::Mention;
use super::scan::Scan;

/// The years that press copy may speak of as figures; those of the Islamic calendars lie below.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1600..=2199;

/// A date so far, and the piece after it.
pub(super) struct Parts {
    pub year: Option<u32>,
    pub month: u32,
    pub day: Option<u32>,
    pub next: usize,
}

/// The date of some parts, from a piece on, if there is such a day.
pub(super) fn mention(scan: &Scan<'_>, at: usize, parts: &Parts) -> Option<(Mention, usize)> {
    let &Parts {
        year,
        month,
        day,
        next,
    } = parts;
    let valid = (1..=12).contains(&month)
        && day.is_none_or(|day| (1..=31).contains(&day))
        && year.is_none_or(|year| YEARS.contains(&year));
    valid.then(|| {
        let mention = Mention {
            bytes: scan.bytes(at..next),
            year: year.map(|year| year as i32),
            month,
            day,
            time: None,
            second: None,
            offset: None,
            either: false,
        };
        (mention, next)
    })
}

/// 90 is 1990, and 18 is 2018: press copy on computers began in about 1970.
pub(super) fn whole_year(year: u32, digits: u8) -> Option<u32> {
    match (digits, year) {
        (4, _) => Some(year),
        (2, 0..=45) => Some(2000 + year),
        (2, 70..=99) => Some(1900 + year),
        _ => None,
    }
}

/// Whether a figure is part of a larger one or of a measure: "5.2", "20,000", "45%", "10:31".
pub(super) fn figure_goes_on(scan: &Scan<'_>, at: usize) -> bool {
    scan.glued_mark(at, &['%', '°', '€', '$'])
        || scan.glued_mark(at, &['.', ',', ':', '/']) && scan.glued_number(at + 1).is_some()
}
