//! Owns the forms of dates with a month's name: "1er janv. 2019", "August 20th, 2019", "2018-Aug-20", "5ê Adara 2018an".

use super::Mention;
use super::clock::clock_at;
use super::parts::{Parts, YEARS, figure_goes_on, mention, whole_year};
use super::scan::Scan;
use crate::parse::press::lexicon::Kind;

/// "2019, August 20", "2018-Aug-20".
pub(super) fn year_and_name(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (year, 4) = scan.number(at)? else {
        return None;
    };
    let from = at + 1 + usize::from(scan.glued_mark(at + 1, &['-', ',', '.', '/']));
    let (month, next) = month_at(scan, from)?;
    let next = next + usize::from(scan.glued_mark(next, &['-', '/']));
    let (day, 1 | 2) = scan.number(next)? else {
        return None;
    };
    if figure_goes_on(scan, next + 1) || bare_year(scan, next + 1).is_some() {
        return None;
    }
    mention(
        scan,
        at,
        &Parts {
            year: Some(year),
            month,
            day: Some(day),
            next: next + 1,
        },
    )
}

/// "1er janv. 2019", "5 березня 2022 року", "4 آب/أغسطس 2013", "19 MAR 89", "5'ê Adarê 2018an".
pub(super) fn day_and_name(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (day, 1 | 2) = scan.number(at)? else {
        return None;
    };
    let mut next = ordinal(scan, at + 1);
    // "23 - April - 2023"
    let spread = scan.mark(next) == Some('-') && !scan.glued(next);
    next += usize::from(spread || scan.glued_mark(next, &['.', ',', '-', '/']));
    for _ in 0..2 {
        if let Some(after) = scan
            .skip(next, &[Kind::DateLink])
            .filter(|_| scan.hit(next, Kind::Month).is_none())
        {
            next = after + usize::from(scan.glued_mark(after, &['\'']));
        }
    }
    next += usize::from(scan.mark(next) == Some('/'));
    let named = next;
    let (month, next) = month_at(scan, named)?;
    // In "page 10 May 3, 2016" the later number is the day.
    if month_then_day(scan, next).is_some_and(|found| found.year.is_some()) {
        return None;
    }
    let year = match spread {
        true if scan.mark(next) == Some('-') => Some(bare_year(scan, next + 1)?),
        true => return None,
        false => year_at(scan, next),
    };
    weak_holds(scan, named, next, year.is_some()).then_some(())?;
    let (year, next) = match year {
        Some((year, next)) => (Some(year), next),
        None => (None, next),
    };
    mention(
        scan,
        at,
        &Parts {
            year,
            month,
            day: Some(day),
            next,
        },
    )
}

/// "August 20th, 2019", "Nov. 18", "Fri Feb 19 17:20:00 GMT 2021"; and a month with its year alone.
pub(super) fn name_first(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (month, next) = month_at(scan, at)?;
    if let Some(DayOfMonth { day, year, next }) = month_then_day(scan, next) {
        weak_holds(scan, at, next, year.is_some()).then_some(())?;
        return mention(
            scan,
            at,
            &Parts {
                year,
                month,
                day: Some(day),
                next,
            },
        );
    }
    let from = next + usize::from(scan.glued_mark(next, &[',', '.']));
    let from = scan.skip(from, &[Kind::DateLink]).unwrap_or(from);
    let (year, next) = bare_year(scan, from)?;
    mention(
        scan,
        at,
        &Parts {
            year: Some(year),
            month,
            day: None,
            next,
        },
    )
}

/// What follows a month in "August 20th, 2019", and the piece after it.
struct DayOfMonth {
    day: u32,
    year: Option<u32>,
    next: usize,
}

fn month_then_day(scan: &Scan<'_>, at: usize) -> Option<DayOfMonth> {
    let from = at + usize::from(scan.glued_mark(at, &['-', '.']));
    let (day, 1 | 2) = scan.number(from)? else {
        return None;
    };
    let next = ordinal(scan, from + 1);
    if !(1..=31).contains(&day) || figure_goes_on(scan, next) || clock_at(scan, from).is_some() {
        return None;
    }
    // "Mar 5 mayo": the weekday of a date that has its own month.
    let linked = scan.skip(next, &[Kind::DateLink]).unwrap_or(next);
    if scan.hit(linked, Kind::Month).is_some() && !is_weak(scan, linked) {
        return None;
    }
    // "April 22 , 1997": a wire's comma stands apart.
    let comma = scan.glued_mark(next, &[',', '-', '.']) || scan.mark(next) == Some(',');
    let after_comma = next + usize::from(comma);
    if let Some((year, next)) = bare_year(scan, after_comma) {
        return Some(DayOfMonth {
            day,
            year: Some(year),
            next,
        });
    }
    if scan.mark(after_comma) == Some('\'')
        && let Some((year, 2)) = scan.glued_number(after_comma + 1)
        && let Some(year) = whole_year(year, 2)
    {
        return Some(DayOfMonth {
            day,
            year: Some(year),
            next: after_comma + 2,
        });
    }
    if let Some((_, time_end)) = clock_at(scan, next).filter(|_| !scan.glued(next))
        && let Some((year, next)) = bare_year(scan, time_end)
    {
        return Some(DayOfMonth {
            day,
            year: Some(year),
            next,
        });
    }
    Some(DayOfMonth {
        day,
        year: None,
        next,
    })
}

/// Past "er", "th", "º", "'ê", "-го".
fn ordinal(scan: &Scan<'_>, at: usize) -> usize {
    if scan.glued_mark(at, &['º', 'ª', '°']) {
        return at + 1;
    }
    let from = at + usize::from(scan.glued_mark(at, &['\'', '-', 'ـ']));
    match scan.hit(from, Kind::Ordinal) {
        Some((_, next)) if scan.glued(from) => next,
        _ => at,
    }
}

/// The month that begins with a piece, by one name or by two that mean the same ("آب/أغسطس"), and the piece after it.
pub(super) fn month_at(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let named = |at: usize| {
        let strong = scan.hit(at, Kind::Month);
        let weak = scan.hit(at, Kind::MonthWeak);
        match (strong, weak) {
            (Some(strong), Some(weak)) => Some(if weak.0.end > strong.0.end {
                weak
            } else {
                strong
            }),
            (strong, weak) => strong.or(weak),
        }
    };
    let (hit, mut next) = named(at)?;
    let short = scan.text[hit.start..hit.end].chars().count() <= 5;
    next += usize::from(short && scan.glued_mark(next, &['.']));
    let open = scan
        .mark(next)
        .filter(|mark| matches!(mark, '/' | '(' | '\\'));
    if let Some(open) = open
        && let Some((same, after)) = named(next + 1)
        && same.value == hit.value
    {
        next = after;
        next += usize::from(open == '(' && scan.mark(next) == Some(')'));
    }
    // "Mart'ta", "Adarê": the endings of grammar.
    if scan.glued_mark(next, &['\''])
        && scan.glued(next + 1)
        && scan
            .word(next + 1)
            .is_some_and(|word| word.chars().count() <= 4)
    {
        next += 2;
    }
    Some((u32::from(hit.value), next))
}

/// Whether a month's name is another word too.
fn is_weak(scan: &Scan<'_>, at: usize) -> bool {
    let end = |kind| scan.hit(at, kind).map(|(hit, _)| hit.end);
    end(Kind::MonthWeak).is_some_and(|weak| end(Kind::Month).is_none_or(|month| month <= weak))
}

/// Whether a name that is another word too is a month here: with a year, a capital, or nothing after it but a mark.
fn weak_holds(scan: &Scan<'_>, named: usize, next: usize, dated: bool) -> bool {
    if !is_weak(scan, named) || dated {
        return true;
    }
    let capital = scan
        .word(named)
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase);
    let closed = scan.pieces.get(next).is_none() || scan.mark(next).is_some_and(|mark| mark != '%');
    capital || closed
}

/// The year after a month, and the piece after it.
fn year_at(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    let comma = scan.mark(at) == Some(',');
    let from = at + usize::from(comma || scan.glued_mark(at, &['-', '/', '.']));
    let linked = scan.skip(from, &[Kind::DateLink]).unwrap_or(from);
    let linked = linked + usize::from(linked > from && scan.glued_mark(linked, &['\'']));
    for from in [linked, from] {
        if let Some(found) = bare_year(scan, from) {
            return Some(found);
        }
    }
    let apostrophe = scan.mark(from) == Some('\'');
    let at = from + usize::from(apostrophe);
    let (year, 2) = scan.number(at)? else {
        return None;
    };
    let year = whole_year(year, 2)?;
    let next = at + 1;
    if apostrophe {
        return scan.glued(at).then_some((year, next));
    }
    let goes_on = figure_goes_on(scan, next)
        || clock_at(scan, at).is_some()
        || scan.hit(next, Kind::HalfDay).is_some()
        || scan.hit(next, Kind::TimeUnit).is_some()
        || scan.word(next).is_some_and(|word| {
            word.starts_with(char::is_lowercase)
                && scan
                    .skip(next, &[Kind::YearWord, Kind::Ordinal, Kind::DateFiller])
                    .is_none()
        });
    (!comma && !goes_on).then_some((year, year_word(scan, next)))
}

/// Four figures that may be a year, with the word for it.
fn bare_year(scan: &Scan<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(year) = year_glued_to_hour(scan, at) {
        return Some((year, at + 1));
    }
    let (year, 4) = scan.number(at)? else {
        return None;
    };
    let next = at + 1;
    let goes_on =
        scan.glued_mark(next, &['/', ':', '%']) || scan.hit(next, Kind::ZoneHours).is_some();
    (YEARS.contains(&year) && !goes_on).then(|| (year, year_word(scan, next)))
}

/// "March 9, 20225:01 AM": a year that has lost what parted it from the hour.
fn year_glued_to_hour(scan: &Scan<'_>, at: usize) -> Option<u32> {
    let (year, hour) = match scan.number(at)? {
        (value, 5) => (value / 10, value % 10),
        (value, 6) => (value / 100, value % 100),
        _ => return None,
    };
    let minutes =
        scan.glued_mark(at + 1, &[':']) && matches!(scan.glued_number(at + 2), Some((0..=59, 2)));
    (minutes && hour < 24 && YEARS.contains(&year)).then_some(year)
}

/// Past "року", "г.", "an" of "2018an".
fn year_word(scan: &Scan<'_>, at: usize) -> usize {
    let from = at + usize::from(scan.glued_mark(at, &['\'', '-']) && scan.glued(at + 1));
    if scan.glued(from)
        && let Some((_, next)) = scan.hit(from, Kind::Ordinal)
    {
        return next;
    }
    match scan.hit(at, Kind::YearWord) {
        Some((word, next)) => {
            let short = scan.text[word.start..word.end].chars().count() == 1;
            next + usize::from(short && scan.glued_mark(next, &['.']))
        }
        None => at,
    }
}
