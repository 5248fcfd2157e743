//! Owns dates of the solar calendars that papers of Iran, Afghanistan and Kurdistan write: "۲۹ خرداد ۱۴۰۱", "1401/3/29",
//! "٩ی گوڵانی ٢٧٢٢". They are turned into Gregorian days by the Persian calendar of ICU4X (Reingold and Dershowitz, "Calendrical
//! Calculations": the rule of 33 years, mended by the table of observed years). The year and the months of the Kurdish calendar are
//! those of the Persian, 1321 years on; the Afghan months have other names alone.

use chrono::{Datelike, NaiveDate};
use icu_calendar::{Date, Gregorian};

use super::Mention;
use super::parts::{Parts, mention};
use super::scan::Scan;
use crate::parse::press::lexicon::Kind;

/// Years in figures alone: those of 1961 to 2031. The years of the lunar calendar from 1412 on, which Arabic papers write so as
/// well, are our days; its earlier ones are not those of any copy on computers.
const FIGURES: std::ops::RangeInclusive<u32> = 1340..=1410;
/// Years beside the name of a solar month.
const NAMED: std::ops::RangeInclusive<u32> = 1250..=1500;
/// The same of the Kurdish calendar, and by how much it is ahead.
const KURDISH: std::ops::RangeInclusive<u32> = 2571..=2821;
const KURDISH_AHEAD: u32 = 1321;

/// Letters that Kurdish has and Persian has not.
const KURDISH_LETTERS: [char; 6] = ['ێ', 'ە', 'ڵ', 'ڕ', 'ۆ', 'ڤ'];
/// The months of Iran, of Afghanistan, and of Kurdistan.
const MONTHS: [&[&str]; 12] = [
    &["فروردین", "حمل", "خاکەلێوە"],
    &["اردیبهشت", "ثور", "گوڵان"],
    &["خرداد", "جوزا", "جۆزەردان"],
    &["تیر", "سرطان", "پووشپەڕ", "پوشپەڕ"],
    &["مرداد", "امرداد", "اسد", "گەلاوێژ"],
    &["شهریور", "سنبله", "خەرمانان"],
    &["مهر", "میزان", "ڕەزبەر", "رەزبەر"],
    &["آبان", "عقرب", "گەڵاڕێزان", "خەزەڵوەر"],
    &["آذر", "قوس", "سەرماوەز"],
    &["دی", "جدی", "بەفرانبار"],
    &["بهمن", "دلو", "ڕێبەندان", "رێبەندان"],
    &["اسفند", "حوت", "ڕەشەمە", "رەشەمە", "ڕەشەمێ"],
];

/// The date that begins with a piece, and the piece after it.
pub(super) fn date_at(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (first, digits) = scan.number(at)?;
    match digits {
        4 => in_figures(scan, at, first),
        1 | 2 => with_name(scan, at, first),
        _ => None,
    }
}

/// "1401/03/29", "۱۴۰۱-۳-۲۹".
fn in_figures(scan: &Scan<'_>, at: usize, year: u32) -> Option<(Mention, usize)> {
    let mark = scan
        .mark(at + 1)
        .filter(|mark| scan.glued(at + 1) && matches!(mark, '-' | '/' | '.'))?;
    let (month, 1 | 2) = scan.glued_number(at + 2)? else {
        return None;
    };
    let (day, 1 | 2) = scan.glued_number(at + 4)? else {
        return None;
    };
    (FIGURES.contains(&year) && scan.glued_mark(at + 3, &[mark])).then_some(())?;
    told(scan, at, year, month, day, at + 5)
}

/// "29 خرداد 1401", "۲۹ خرداد ماه ۱۴۰۱".
fn with_name(scan: &Scan<'_>, at: usize, day: u32) -> Option<(Mention, usize)> {
    // "٩ی گوڵانی": the ending of grammar.
    let ending = scan
        .hit(at + 1, Kind::Ordinal)
        .filter(|_| scan.glued(at + 1));
    let from = ending.map_or(at + 1, |(_, next)| next);
    let month = month(scan.word(from)?)?;
    let mut next = from + 1;
    next += usize::from(matches!(
        scan.word(next),
        Some("ماه" | "ماە" | "ساڵی" | "سال")
    ));
    next += usize::from(scan.mark(next) == Some(','));
    let (year, 4) = scan.number(next)? else {
        return None;
    };
    let year = match () {
        () if NAMED.contains(&year) => year,
        () if KURDISH.contains(&year) => year - KURDISH_AHEAD,
        () => return None,
    };
    told(scan, at, year, month, day, next + 1)
}

/// The number of a month by its name, with the endings of Kurdish grammar.
fn month(word: &str) -> Option<u32> {
    // Papers write the letters of Arabic for those of Persian.
    let word: String = word
        .chars()
        .map(|c| match c {
            'ي' => 'ی',
            'ك' => 'ک',
            c => c,
        })
        .collect();
    let named = |names: &&[&str]| {
        names.iter().any(|name| {
            let ending = word.strip_prefix(name);
            ending.is_some_and(|ending| {
                ending.is_empty() || name.contains(KURDISH_LETTERS) && ending.chars().count() <= 3
            })
        })
    };
    let at = MONTHS.iter().position(named)?;
    u32::try_from(at + 1).ok()
}

/// The Gregorian day of a solar one.
fn told(
    scan: &Scan<'_>,
    at: usize,
    year: u32,
    month: u32,
    day: u32,
    next: usize,
) -> Option<(Mention, usize)> {
    let day = gregorian(year, month, day)?;
    let parts = Parts {
        year: u32::try_from(day.year()).ok(),
        month: day.month(),
        day: Some(day.day()),
        next,
    };
    mention(scan, at, &parts)
}

fn gregorian(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let (year, month, day) = (
        i32::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    );
    let day = Date::try_new_persian(year, month, day)
        .ok()?
        .to_calendar(Gregorian);
    NaiveDate::from_ymd_opt(
        day.era_year().year,
        u32::from(day.month().ordinal),
        u32::from(day.day_of_month().0),
    )
}
