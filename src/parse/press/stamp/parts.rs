//! Owns the parts of a line of dates: labels, dates, hours, small words, and what is left beside them.

use std::ops::Range;

use crate::parse::press::dates::{Clock, Form, Mention, Moments, Order, Scan};
use crate::parse::press::lexicon::{Kind, Words};

/// A line taken apart.
pub(super) struct Parts {
    pub dates: Vec<Mention>,
    pub clocks: Vec<Clock>,
    pub relative: Vec<Range<usize>>,
    pub labels: Vec<Marker>,
    /// Whether it names today or yesterday.
    pub has_day: bool,
    /// Whether "by" stands in it.
    pub signed: bool,
    /// Whether it opens the line.
    pub opens_signed: bool,
    /// Whether it is the line of an issue: "№ 44 от 26 апреля 2017".
    pub issue: bool,
    /// From the first date, hour or weekday to the last, with its zone.
    pub words: Range<usize>,
    /// Words that are none of these, in the ranges in which they stand together.
    pub rest: Vec<Range<usize>>,
    /// The city of "Paris, le 3 mai 2016", if it is the line's first words.
    city: Option<Range<usize>>,
}

/// A label within a line.
pub(super) struct Marker {
    pub bytes: Range<usize>,
    pub changed: bool,
    /// Whether it opens the line.
    pub opens: bool,
}

/// What stands under one label.
pub(super) struct Segment<'a> {
    pub labelled: bool,
    pub changed: bool,
    pub date: Option<&'a Mention>,
    pub clock: Option<&'a Clock>,
}

impl Parts {
    /// Takes a line apart.
    pub fn of(words: &Words<'_>, order: Order) -> Self {
        let scan = Scan::new(words);
        let Moments {
            dates,
            clocks,
            relative,
        } = Moments::of(&scan, order);
        let mut known: Vec<Range<usize>> = dates.iter().map(|date| date.bytes.clone()).collect();
        known.extend(clocks.iter().map(|clock| clock.start..clock.end));
        known.extend(relative.iter().cloned());
        known.sort_by_key(|range| range.start);
        let mut parts = Self {
            dates,
            clocks,
            relative,
            labels: Vec::new(),
            has_day: false,
            signed: words.has(Kind::By),
            opens_signed: words.opens(Kind::By).is_some(),
            issue: false,
            words: 0..0,
            rest: Vec::new(),
            city: None,
        };
        parts.sort_out(&scan, &known);
        parts.city = parts.city(&scan, known.first());
        parts
    }

    /// Tells labels and small words from the rest, in one pass.
    fn sort_out(&mut self, scan: &Scan<'_>, moments: &[Range<usize>]) {
        let mut moments = moments.iter().peekable();
        let mut open: Option<Range<usize>> = None;
        let mut told: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some(piece) = scan.pieces.get(at) {
            while moments
                .next_if(|moment| moment.end <= piece.start)
                .is_some()
            {}
            let moment = moments.peek().filter(|moment| moment.start <= piece.start);
            let known = moment.map(|moment| after(scan, at, moment.end));
            if let Some(end) = known.or_else(|| scan.skip(at, &TELLING)) {
                let bytes = scan.bytes(at..end);
                // A weekday tells beside a date alone.
                if known.is_some() || told.is_some() || self.next_tells(scan, end) {
                    told.get_or_insert(bytes.start..bytes.end).end = bytes.end;
                }
            }
            let known = known
                .or_else(|| self.issue(scan, at))
                .or_else(|| self.label(scan, at));
            // "Santo Domingo" is a city, whatever its words are alone.
            let city = known.is_none().then(|| scan.hit(at, Kind::City)).flatten();
            if let Some((hit, next)) = city.filter(|&(_, next)| next > at + 1) {
                open.get_or_insert(hit.start..hit.end).end = hit.end;
                at = next;
                continue;
            }
            // A small word within a name stays in it: "Correspondent in Rawa".
            let inner = known.is_none() && open.is_some();
            let filler = inner.then(|| scan.skip(at, &[Kind::DateFiller])).flatten();
            if let Some(next) = filler.filter(|&next| scan.word(next).is_some()) {
                at = next;
                continue;
            }
            let known = known.or_else(|| self.small(scan, at));
            if let Some(next) = known {
                self.rest.extend(open.take());
                at = next;
                continue;
            }
            let solid = piece.form == Form::Word || open.is_some() && !scan.glued_mark(at, &[',']);
            let figure = matches!(piece.form, Form::Number { .. });
            if solid || figure {
                let mark =
                    matches!(piece.form, Form::Mark(mark) if !matches!(mark, '.' | '\'' | ')'));
                let range = open.get_or_insert(piece.start..piece.end);
                if !mark {
                    range.end = piece.end;
                }
            }
            at += 1;
        }
        self.rest.extend(open);
        self.words = told.unwrap_or(0..scan.text.len());
        // Figures alone are a page or a counter.
        self.rest
            .retain(|range| scan.text[range.clone()].contains(char::is_alphabetic));
    }

    /// "№ 44 от" before a date: the line of a printed issue.
    fn issue(&mut self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        let word = scan
            .word(at)
            .is_some_and(|word| matches!(word, "n" | "N" | "Nr" | "nr" | "No" | "no"));
        if !(word || scan.mark(at) == Some('№')) {
            return None;
        }
        let number = at + 1 + usize::from(matches!(scan.mark(at + 1), Some('.' | '°' | 'º')));
        scan.number(number)?;
        let mut next = number + 1;
        next += usize::from(scan.mark(next) == Some(','));
        let next = scan.skip(next, &[Kind::DateFiller]).unwrap_or(next);
        let start = scan.pieces.get(next)?.start;
        self.begins_moment(start).then_some(())?;
        self.issue = true;
        self.labels.push(Marker {
            bytes: scan.bytes(at..next),
            changed: false,
            opens: false,
        });
        Some(next)
    }

    /// A label that has something to say: a date, an hour or another label stands after it, with small words alone between.
    fn label(&mut self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        let published = scan.hit(at, Kind::Published);
        let updated = scan.hit(at, Kind::Updated);
        let changed = match (&published, &updated) {
            (Some((one, _)), Some((other, _))) => other.end > one.end,
            (None, Some(_)) => true,
            _ => false,
        };
        let (hit, next) = if changed { updated } else { published }?;
        let mut from = next;
        while let Some(piece) = scan.pieces.get(from) {
            let told = self.begins_moment(piece.start)
                || scan
                    .skip(from, &[Kind::Published, Kind::Updated, Kind::RelativeDay])
                    .is_some();
            if told {
                break;
            }
            from = match piece.form {
                Form::Mark(_) => from + 1,
                _ => scan.skip(from, &SMALL)?,
            };
        }
        let opens = scan.text[..hit.start].chars().all(|c| !c.is_alphanumeric());
        // At the line's end, a label speaks of what stands before it.
        if scan.pieces.get(from).is_none()
            && !(self.dates.iter().any(|date| date.bytes.end <= hit.start))
        {
            return None;
        }
        self.labels.push(Marker {
            bytes: hit.start..hit.end,
            changed,
            opens,
        });
        Some(next)
    }

    /// Whether a date or an hour stands next, small words and marks aside.
    fn next_tells(&self, scan: &Scan<'_>, at: usize) -> bool {
        let mut from = at;
        for _ in 0..4 {
            match scan.pieces.get(from) {
                Some(piece) if self.begins_moment(piece.start) => return true,
                Some(piece) if matches!(piece.form, Form::Mark(_)) => from += 1,
                _ => match scan.skip(from, &SMALL) {
                    Some(next) => from = next,
                    None => return false,
                },
            }
        }
        false
    }

    fn begins_moment(&self, at: usize) -> bool {
        self.dates.iter().any(|date| date.bytes.start == at)
            || self.clocks.iter().any(|clock| clock.start == at)
            || self.relative.iter().any(|range| range.start == at)
    }

    /// Past a weekday, a zone or another small word of such lines.
    fn small(&mut self, scan: &Scan<'_>, at: usize) -> Option<usize> {
        self.has_day |= scan.hit(at, Kind::RelativeDay).is_some();
        // "3 min", "12 Minuten": how long it takes to read.
        let after_number = at > 0 && scan.number(at - 1).is_some();
        scan.skip(at, &SMALL)
            .or_else(|| scan.skip(at, &[Kind::TimeUnit]).filter(|_| after_number))
    }

    /// The city that opens the line, with a comma between it and the date.
    fn city(&self, scan: &Scan<'_>, first: Option<&Range<usize>>) -> Option<Range<usize>> {
        let city = self
            .rest
            .first()
            .filter(|range| range.start <= 1 && self.rest.len() == 1)?;
        let date = self
            .dates
            .first()
            .filter(|date| Some(&date.bytes) == first)?;
        date.day?;
        let text = &scan.text[city.clone()];
        let between = scan.text[city.end..date.bytes.start].trim_start();
        let capital = |word: &str| {
            word.chars()
                .next()
                .is_some_and(|c| !c.is_lowercase() && c.is_alphabetic())
        };
        let words = text.split_whitespace().count();
        let placed = self.clocks.is_empty()
            && between.starts_with([',', '،'])
            && words <= 3
            && text.split_whitespace().all(capital)
            && !text.contains(|c: char| c.is_numeric() || matches!(c, '|' | '/' | '(' | ':'));
        (placed && self.labels.is_empty()).then(|| city.clone())
    }

    pub fn place(&self) -> Option<Range<usize>> {
        self.city.clone()
    }

    /// Whether a date or a span of time stands before the first label.
    pub fn tells_before_label(&self) -> bool {
        let first = self.labels.first().map_or(0, |label| label.bytes.start);
        self.relative.iter().any(|range| range.start < first)
    }

    /// What stands under each label, and first what stands before any.
    pub fn segments(&self, text: &str) -> Vec<Segment<'_>> {
        let starts = self
            .labels
            .iter()
            .map(|label| (label.bytes.start, label.changed));
        let mut segments = Vec::new();
        let bounds: Vec<(usize, bool)> = std::iter::once((0, false)).chain(starts).collect();
        for (at, &(start, changed)) in bounds.iter().enumerate() {
            let end = bounds.get(at + 1).map_or(text.len(), |&(start, _)| start);
            let inside = |at: usize| (start..end).contains(&at);
            segments.push(Segment {
                labelled: at > 0,
                changed,
                date: self.dates.iter().find(|date| inside(date.bytes.start)),
                clock: self.clocks.iter().find(|clock| inside(clock.start)),
            });
        }
        segments
    }
}

/// Words that belong to a date beside them.
const TELLING: [Kind; 5] = [
    Kind::Weekday,
    Kind::WeekdayShort,
    Kind::RelativeDay,
    Kind::Zone,
    Kind::ZoneHours,
];

/// Words that say nothing of their own in a line of dates.
const SMALL: [Kind; 9] = [
    Kind::ReadingTime,
    Kind::DateFiller,
    Kind::Weekday,
    Kind::WeekdayShort,
    Kind::Zone,
    Kind::ZoneHours,
    Kind::HourMark,
    Kind::RelativeDay,
    Kind::YearWord,
];

/// The first piece at or after a byte.
fn after(scan: &Scan<'_>, mut at: usize, byte: usize) -> usize {
    at += 1;
    while scan.pieces.get(at).is_some_and(|piece| piece.start < byte) {
        at += 1;
    }
    at
}
