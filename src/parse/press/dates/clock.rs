//! Owns the forms of hours and of their zones: "14:05", "17.20 GMT", "15h33", "3.33 pm", "1626GMT", "05:37 (GMT+0400)", "14 Uhr".

use super::scan::Scan;
use crate::parse::press::lexicon::Kind;

/// A time of day as a text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse::press) struct Clock {
    /// The first byte, and the byte after the last of the zone, if it has one.
    pub start: usize,
    pub end: usize,
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
    /// Minutes from UTC, where the text states them.
    pub offset: Option<i32>,
}

/// The time of day that begins with a piece, and the piece after it.
pub(super) fn clock_at(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    if continues_figures(scan, at) {
        return None;
    }
    clock_after_date(scan, at)
}

/// The same where figures of a date may stand right before it.
pub(super) fn clock_after_date(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let (
        Hour {
            mut hour,
            minute,
            second,
        },
        mut next,
    ) = hour_and_minute(scan, at)?;
    if let Some((half, after)) = scan.hit(next, Kind::HalfDay)
        && hour <= 12
    {
        hour = match (half.value, hour) {
            (0, 12) => 0,
            (1, 1..=11) => hour + 12,
            _ => hour,
        };
        next = after;
        if scan.glued_mark(next, &['.']) && scan.text[..half.end].ends_with(['m', 'M']) {
            next += 1;
        }
    }
    if hour > 23 || minute > 59 {
        return None;
    }
    if let Some((_, after)) = scan.hit(next, Kind::HourMark) {
        next = after;
    }
    let (offset, next) = match zone_at(scan, next) {
        Some((offset, next)) => (offset, next),
        None => (zone_before(scan, at), next),
    };
    let bytes = scan.bytes(at..next);
    let clock = Clock {
        start: bytes.start,
        end: bytes.end,
        hour,
        minute,
        second,
        offset,
    };
    Some((clock, next))
}

/// Whether the figures before a piece run on into it, as in "05.03.2022" or "1/14:05".
fn continues_figures(scan: &Scan<'_>, at: usize) -> bool {
    at >= 2
        && scan.glued_mark(at - 1, &[':', '.', '/', '-', ','])
        && scan.glued(at)
        && scan.number(at - 2).is_some()
}

/// Hours, minutes and seconds as they stand, before what is told of the half of the day.
struct Hour {
    hour: u32,
    minute: u32,
    second: Option<u32>,
}

fn hour_and_minute(scan: &Scan<'_>, at: usize) -> Option<(Hour, usize)> {
    let whole = |hour, minute| Hour {
        hour,
        minute,
        second: None,
    };
    let (value, digits) = scan.number(at)?;
    let next = at + 1;
    if digits == 4 {
        // "1626GMT", "0800 hrs".
        let told = scan.hit(next, Kind::ZoneHours).is_some()
            || scan.hit(next, Kind::Zone).is_some()
            || scan.hit(next, Kind::HourMark).is_some();
        return told.then_some((whole(value / 100, value % 100), next));
    }
    if digits > 2 || value > 24 {
        return None;
    }
    if scan.mark(next) == Some(':')
        && let Some((minute, 2)) = scan.number(next + 1)
        && scan.glued(next) == scan.glued(next + 1)
    {
        let (second, next) = seconds(scan, next + 2);
        return Some((
            Hour {
                second,
                ..whole(value, minute)
            },
            next,
        ));
    }
    if scan.glued_mark(next, &['.'])
        && let Some((minute, 2)) = scan.glued_number(next + 1)
    {
        let runs_on = scan.glued_mark(next + 2, &['.', '/', '-', ',', '%'])
            && scan.glued_number(next + 3).is_some();
        return (!runs_on && minute < 60).then_some((whole(value, minute), next + 2));
    }
    if scan.hit(next, Kind::HalfDay).is_some() && (1..=12).contains(&value) {
        return Some((whole(value, 0), next));
    }
    let (mark, after) = scan.hit(next, Kind::HourMark)?;
    let word = &scan.text[mark.start..mark.end];
    if let Some((minute, 2)) = scan.number(after)
        && minute < 60
    {
        return Some((whole(value, minute), after + 1));
    }
    // "15h" and "14 Uhr" are hours; "3 heures" may be a span of time.
    let hour =
        word.eq_ignore_ascii_case("uhr") || word.eq_ignore_ascii_case("h") && scan.glued(next);
    hour.then_some((whole(value, 0), after))
}

/// The seconds of ":59" and ":59.000", and the piece after them.
fn seconds(scan: &Scan<'_>, at: usize) -> (Option<u32>, usize) {
    let second = match scan.glued_number(at + 1) {
        Some((second, 2)) if scan.glued_mark(at, &[':']) => second,
        _ => return (None, at),
    };
    let fraction = scan.glued_mark(at + 2, &['.']) && scan.glued_number(at + 3).is_some();
    let next = if fraction { at + 4 } else { at + 2 };
    (Some(second).filter(|&second| second < 60), next)
}

/// The offset that "GMT", "(GMT+0400)", "+03:00" state, in minutes, and the piece after it. Names like CET say nothing: they are
/// used the year round.
pub(super) fn zone_at(scan: &Scan<'_>, at: usize) -> Option<(Option<i32>, usize)> {
    let bracket = scan.mark(at) == Some('(');
    let from = at + usize::from(bracket);
    let (offset, next) = named_zone(scan, from)
        .or_else(|| signed(scan, from).map(|(offset, next)| (Some(offset), next)))?;
    match (bracket, scan.mark(next)) {
        (true, Some(')')) => Some((offset, next + 1)),
        (true, _) => None,
        (false, _) => Some((offset, next)),
    }
}

fn named_zone(scan: &Scan<'_>, at: usize) -> Option<(Option<i32>, usize)> {
    if let Some((hit, next)) = scan.hit(at, Kind::ZoneHours) {
        let base = i32::from(hit.value) * 60;
        return match signed(scan, next).filter(|_| base == 0) {
            Some((offset, next)) => Some((Some(offset), next)),
            None => Some((Some(base), next)),
        };
    }
    scan.hit(at, Kind::Zone).map(|(_, next)| (None, next))
}

/// "+03:00", "-0500", "+3".
fn signed(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    let negative = match scan.mark(at)? {
        '+' => false,
        '-' => true,
        _ => return None,
    };
    let (value, digits) = scan.glued_number(at + 1)?;
    let (minutes, next) = match digits {
        4 => ((value / 100 * 60 + value % 100) as i32, at + 2),
        1 | 2 => {
            let parted = scan
                .glued_mark(at + 2, &[':'])
                .then(|| scan.glued_number(at + 3))
                .flatten();
            match parted {
                Some((minute, 2)) => ((value * 60 + minute) as i32, at + 4),
                // "14:05-15:30" is a span, and "14:05 -3" may be anything.
                _ if at == 0 || scan.number(at - 1).is_some() => return None,
                _ => ((value * 60) as i32, at + 2),
            }
        }
        _ => return None,
    };
    let after_time = at > 0 && scan.number(at - 1).is_some();
    let span = negative && after_time && digits != 4 && !matches!(minutes % 60, 0 | 30);
    (minutes <= 14 * 60 && !span).then_some((if negative { -minutes } else { minutes }, next))
}

/// "GMT 05:37".
fn zone_before(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let (hit, _) = scan.hit(at.checked_sub(1)?, Kind::ZoneHours)?;
    Some(i32::from(hit.value) * 60)
}
