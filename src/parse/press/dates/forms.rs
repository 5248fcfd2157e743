//! Owns the forms of dates in figures, and the choice among all forms: "27/11/2021", "2019-08-20", "212101 GMT Nov 18",
//! "2019年8月20日". Each is read from one piece onward, with a look ahead of a few pieces.

use super::clock::{clock_after_date, zone_at};
use super::names::{day_and_name, month_at, name_first, year_and_name};
use super::parts::{Parts, mention, whole_year};
use super::scan::Scan;
use super::solar;
use super::{Mention, Order};

/// The date that begins with a piece, and the piece after it.
pub(super) fn date_at(scan: &Scan<'_>, at: usize, order: Order) -> Option<(Mention, usize)> {
    if scan.number(at).is_some() {
        if inner_figure(scan, at) {
            return None;
        }
        return day_and_hour(scan, at)
            .or_else(|| day_hour_and_year(scan, at))
            .or_else(|| solar::date_at(scan, at))
            .or_else(|| compact(scan, at))
            .or_else(|| year_first(scan, at))
            .or_else(|| year_and_name(scan, at))
            .or_else(|| in_characters(scan, at))
            .or_else(|| figures(scan, at, order))
            .or_else(|| day_and_name(scan, at));
    }
    wire_header(scan, at).or_else(|| name_first(scan, at))
}

/// Whether a number is the later part of one figure: the minutes of "10:31", the end of "1.500", the words' "no. 3.5".
fn inner_figure(scan: &Scan<'_>, at: usize) -> bool {
    at >= 2
        && scan.glued(at)
        && scan.glued_mark(at - 1, &[':', '.', ','])
        && scan.number(at - 2).is_some()
}

/// "212101 GMT Nov 18", as wires end their copy: day, hour and minute in one figure.
fn day_and_hour(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (value, 6) = scan.number(at)? else {
        return None;
    };
    let (offset, next) = zone_at(scan, at + 1).unwrap_or((None, at + 1));
    let (month, next) = month_at(scan, next)?;
    let (year, digits) = scan.number(next)?;
    let year = whole_year(year, digits);
    year?;
    let (day, hour, minute) = (value / 10_000, value / 100 % 100, value % 100);
    let parts = Parts {
        year,
        month,
        day: Some(day),
        next: next + 1,
    };
    timed(mention(scan, at, &parts)?, (hour, minute, None), offset)
}

/// "01/05/14-02/95", at the foot of agencies' copy in Spanish: day and month, hour and minute, year.
fn day_hour_and_year(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let two = |at: usize| match scan.glued_number(at) {
        Some((value, 2)) => Some(value),
        _ => None,
    };
    let (day, 2) = scan.number(at)? else {
        return None;
    };
    let marks = [(1, '/'), (3, '/'), (5, '-'), (7, '/')];
    let marked = marks
        .iter()
        .all(|&(step, mark)| scan.glued_mark(at + step, &[mark]));
    marked.then_some(())?;
    let (month, hour, minute) = (two(at + 2)?, two(at + 4)?, two(at + 6)?);
    let parts = Parts {
        year: Some(whole_year(two(at + 8)?, 2)?),
        month,
        day: Some(day),
        next: at + 9,
    };
    (hour < 24 && minute < 60).then_some(())?;
    timed(mention(scan, at, &parts)?, (hour, minute, None), None)
}

fn timed(
    (mut mention, next): (Mention, usize),
    (hour, minute, second): (u32, u32, Option<u32>),
    offset: Option<i32>,
) -> Option<(Mention, usize)> {
    mention.time = Some((hour, minute)).filter(|_| hour < 24 && minute < 60);
    mention.second = second.filter(|&second| second < 60 && mention.time.is_some());
    mention.offset = offset.filter(|_| mention.time.is_some());
    Some((mention, next))
}

/// "20151022T104411Z", as machines of wires write.
fn compact(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (day, 8) = scan.number(at)? else {
        return None;
    };
    let joined = scan.glued(at + 1) && scan.word(at + 1)? == "T";
    let (time, digits) = scan.glued_number(at + 2).filter(|_| joined)?;
    let (time, second) = match digits {
        6 => (time / 100, Some(time % 100)),
        4 => (time, None),
        _ => return None,
    };
    let (offset, next) = zone_at(scan, at + 3).unwrap_or((None, at + 3));
    let parts = Parts {
        year: Some(day / 10_000),
        month: day / 100 % 100,
        day: Some(day % 100),
        next,
    };
    timed(
        mention(scan, at, &parts)?,
        (time / 100, time % 100, second),
        offset,
    )
}

/// "AP-WF-08-29-16 1626GMT", an agency's own.
fn wire_header(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    if scan.word(at)? != "AP" || !scan.glued_mark(at + 1, &['-']) || !scan.word(at + 2)?.is_ascii()
    {
        return None;
    }
    let dashed = |at: usize| {
        scan.glued_mark(at, &['-'])
            .then(|| scan.glued_number(at + 1))
            .flatten()
    };
    let ((month, 2), (day, 2), (year, 2)) = (dashed(at + 3)?, dashed(at + 5)?, dashed(at + 7)?)
    else {
        return None;
    };
    let mut next = at + 9;
    let parts = |next| Parts {
        year: whole_year(year, 2),
        month,
        day: Some(day),
        next,
    };
    let Some((time, 4)) = scan.number(next) else {
        return mention(scan, at, &parts(next));
    };
    next += 1;
    let (offset, next) = zone_at(scan, next).unwrap_or((None, next));
    timed(
        mention(scan, at, &parts(next))?,
        (time / 100, time % 100, None),
        offset,
    )
}

/// "2019-08-20", "2019/08/20", "2021-02-19T17:20:00+03:00".
fn year_first(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (year, 4) = scan.number(at)? else {
        return None;
    };
    let mark = scan
        .mark(at + 1)
        .filter(|mark| scan.glued(at + 1) && matches!(mark, '-' | '/' | '.'))?;
    let (month, 1 | 2) = scan.glued_number(at + 2)? else {
        return None;
    };
    if !scan.glued_mark(at + 3, &[mark]) {
        return None;
    }
    let (day, 1 | 2) = scan.glued_number(at + 4)? else {
        return None;
    };
    let next = at + 5;
    let found = mention(
        scan,
        at,
        &Parts {
            year: Some(year),
            month,
            day: Some(day),
            next,
        },
    )?;
    let joined = scan.glued(next)
        && scan
            .word(next)
            .is_some_and(|word| word.eq_ignore_ascii_case("t"));
    let joined = joined || scan.glued_mark(next, &['/']);
    let from = next + usize::from(joined);
    if mark != '-' || !joined && scan.glued(next) {
        return Some(found);
    }
    match clock_after_date(scan, from) {
        Some((clock, after)) => {
            let (mut mention, _) = found;
            mention.bytes.end = clock.end;
            let time = (clock.hour, clock.minute, clock.second);
            timed((mention, after), time, clock.offset)
        }
        None => Some(found),
    }
}

/// "2019年8月20日", "2019년 8월 20일".
fn in_characters(scan: &Scan<'_>, at: usize) -> Option<(Mention, usize)> {
    let (year, 4) = scan.number(at)? else {
        return None;
    };
    let unit = |at: usize, units: &[char]| {
        scan.word(at)
            .is_some_and(|word| scan.glued(at) && word.starts_with(units))
    };
    if !unit(at + 1, &['年', '년']) {
        return None;
    }
    let (month, _) = scan.number(at + 2)?;
    if !unit(at + 3, &['月', '월']) {
        return None;
    }
    let day = scan.number(at + 4).filter(|_| unit(at + 5, &['日', '일']));
    let next = if day.is_some() { at + 6 } else { at + 4 };
    mention(
        scan,
        at,
        &Parts {
            year: Some(year),
            month,
            day: day.map(|(day, _)| day),
            next,
        },
    )
}

/// "27/11/2021", "27.11.2021", "27. 11. 2021", "27-11-21".
fn figures(scan: &Scan<'_>, at: usize, order: Order) -> Option<(Mention, usize)> {
    let (first, 1 | 2) = scan.number(at)? else {
        return None;
    };
    // "1 / 12 / 2020": Arabic papers set their strokes apart.
    let apart = scan.mark(at + 1) == Some('/')
        && !scan.glued(at + 1)
        && scan.mark(at + 3) == Some('/')
        && !scan.glued(at + 3)
        && matches!(scan.number(at + 4), Some((_, 4)));
    let mark = scan
        .mark(at + 1)
        .filter(|mark| apart || scan.glued(at + 1) && matches!(mark, '-' | '/' | '.'))?;
    let spaced = apart || mark == '.' && !scan.glued(at + 2);
    let joined = |at: usize| scan.glued(at) || spaced;
    let (second, 1 | 2) = scan.number(at + 2).filter(|_| joined(at + 2))? else {
        return None;
    };
    if !apart && !scan.glued_mark(at + 3, &[mark]) {
        return None;
    }
    let (year, digits) = scan.number(at + 4).filter(|_| joined(at + 4))?;
    let goes_on = scan.glued_mark(at + 5, &[mark, ':']) && scan.glued_number(at + 6).is_some();
    let before = at >= 2
        && scan.glued(at)
        && scan.glued_mark(at - 1, &[mark])
        && scan.number(at - 2).is_some();
    let two = |at: usize| matches!(scan.number(at), Some((_, 2)));
    let short = digits == 2 && mark != '/' && !(two(at) && two(at + 2));
    if goes_on || before || short {
        return None;
    }
    let american = mark == '/' || mark == '-' && digits == 4;
    let month_first =
        second > 12 && first <= 12 || order == Order::MonthFirst && american && first <= 12;
    let (day, month) = if month_first {
        (second, first)
    } else {
        (first, second)
    };
    let year = whole_year(year, digits);
    year?;
    let (mut mention, next) = mention(
        scan,
        at,
        &Parts {
            year,
            month,
            day: Some(day),
            next: at + 5,
        },
    )?;
    mention.either = american && first <= 12 && second <= 12 && first != second;
    Some((mention, next))
}
