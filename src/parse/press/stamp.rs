//! Owns the recogniser of lines that say when a text came out or was changed: "Publié le …, mis à jour le …", "North Country
//! 10:52 August 23, 2019", "212101 GMT Nov 18", "il y a 3 heures". Dates within the text are not read here.

mod parts;

use std::ops::Range;

use super::block::Block;
use super::claim::{Claims, Context, Role};
use super::dateline;
use super::dates::{Mention, Order};
use super::lexicon::{Kind, Words};
use parts::{Parts, Segment};

/// What a line of dates says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The words of publication, without "Publié le".
    pub words: Range<usize>,
    pub published: Option<Mention>,
    pub modified: Option<Mention>,
    /// Whether a label calls its first date that of publication.
    pub labelled: bool,
    /// Whether all it tells is a change.
    pub only_change: bool,
    /// Other words before or after the date: a section, a signature.
    pub rest: Option<Range<usize>>,
    /// The city of "Paris, le 3 mai 2016".
    pub place: Option<Range<usize>>,
    pub certainty: u8,
}

/// What a label that stands alone on its line says of the date on the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Published,
    Updated,
}

/// No line of dates is longer, in characters.
const LONGEST: usize = 200;

/// A line that a signature or more stands on may be longer, in bytes, but not without end.
const LONGEST_READ: usize = 1_000;

pub(super) fn recognise(block: &Block, context: Context, claims: &mut Claims) {
    if !context.dated || block.shape.chars > LONGEST || block.shape.inner_stops > 4 {
        return;
    }
    let words = block.words();
    // "PORT SABINE (KPA) May 01, 2005": a dateline whole, and its day with it.
    let marked = block.text.contains(['(', '/']) || block.text.ends_with(['-', '–', '—']);
    if marked && dateline::closes_whole(&block.text) {
        return;
    }
    if let Some(stamp) = parse_words(&words, context.order) {
        claims.claim(
            Role::Stamp,
            "press/date-line",
            f32::from(stamp.certainty) / 100.0,
        );
    } else if label_of(&words).is_some() {
        claims.claim(Role::Stamp, "press/date-label", 0.6);
    }
}

/// Reads a line of dates.
pub(super) fn parse(text: &str, order: Order) -> Option<Stamp> {
    parse_words(&Words::of(text), order)
}

/// Reads a line of dates whose label stands on the line before.
pub(super) fn parse_under(label: Label, text: &str, order: Order) -> Option<Stamp> {
    let mut stamp = parse(text, order)?;
    if label == Label::Updated && stamp.modified.is_none() {
        stamp.modified = stamp.published.take();
        stamp.only_change = true;
    }
    Some(stamp)
}

/// The label that a line is, if it is one and nothing more: "Veröffentlicht am".
pub(super) fn label(text: &str) -> Option<Label> {
    (text.len() <= 80).then(|| label_of(&Words::of(text)))?
}

fn label_of(words: &Words<'_>) -> Option<Label> {
    if words.is(Kind::Updated).is_some() {
        return Some(Label::Updated);
    }
    words.is(Kind::Published).map(|_| Label::Published)
}

fn parse_words(words: &Words<'_>, order: Order) -> Option<Stamp> {
    if words.text.len() > LONGEST_READ {
        return None;
    }
    let figure = super::dates::has_figure(words.text);
    let told = [
        Kind::JustNow,
        Kind::AgoBefore,
        Kind::AgoAfter,
        Kind::RelativeDay,
    ];
    if !figure && !told.iter().any(|&kind| words.has(kind)) {
        return None;
    }
    let parts = Parts::of(words, order);
    let place = parts.place();
    let certainty = certainty(words.text, &parts, place.as_ref())?;
    Some(read(words.text, parts, place, certainty))
}

/// How sure it is that a line of such parts is a line of dates, in per cent.
fn certainty(text: &str, parts: &Parts, place: Option<&Range<usize>>) -> Option<u8> {
    let Parts {
        dates,
        labels,
        rest,
        ..
    } = parts;
    if dates.is_empty()
        && parts.relative.is_empty()
        && (labels.is_empty() && !parts.has_day || parts.clocks.is_empty())
    {
        return None;
    }
    let letters: usize = rest
        .iter()
        .map(|range| {
            text[range.clone()]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
        })
        .sum();
    let whole = dates.iter().any(|mention| mention.full_day().is_some());
    let day = dates.iter().any(|mention| mention.day.is_some());
    let timed = !parts.clocks.is_empty() || dates.iter().any(|mention| mention.time.is_some());
    let opens = labels.first().is_some_and(|label| label.opens);
    if letters <= 2 {
        return Some(match () {
            // A wire's own form: nothing else looks so.
            () if dates
                .iter()
                .any(|date| date.time.is_some() && date.offset.is_some()) =>
            {
                97
            }
            () if opens && (whole || timed || !parts.relative.is_empty()) => 93,
            () if !labels.is_empty() || opens => 85,
            () if whole && timed => 92,
            () if whole => 85,
            () if !parts.relative.is_empty() || parts.has_day && timed => 80,
            () if day && timed => 75,
            () if day => 55,
            // A month and a year alone may be a crosshead.
            () => 40,
        });
    }
    let sentence = text.ends_with(['.', '!', '?', '؟', '…'])
        && letters > 12
        && text.matches(" | ").count() < 2
        && !text.ends_with("m.")
        && !text.ends_with("г.")
        && !text.ends_with("р.");
    let titled = rest.iter().all(|range| is_titled(&text[range.clone()]));
    let solid = |word: &&str| word.contains(char::is_alphanumeric);
    let count: usize = rest
        .iter()
        .map(|range| text[range.clone()].split_whitespace().filter(solid).count())
        .sum();
    let set_apart = rest.iter().all(|range| is_set_apart(text, range));
    if sentence || letters > 70 {
        return None;
    }
    if !labels.is_empty() {
        return match () {
            () if parts.issue && count <= 6 => Some(78),
            () if (titled || set_apart) && letters <= 45 && opens => Some(88),
            () if titled || set_apart => Some(78),
            () if parts.signed && letters <= 60 => Some(75),
            () if count <= 3 => Some(60),
            () if count <= 6 && opens => Some(40),
            () => None,
        };
    }
    if place.is_some() {
        return Some(match () {
            () if whole => 68,
            () => 45,
        });
    }
    if !parts.relative.is_empty() && !whole {
        // "Il y a 3 heures | Le Quotidien", and not "Il y a 3 ans le pont".
        return (set_apart && titled && count <= 5).then_some(70);
    }
    let edge = rest.len() == 1 && (rest[0].start <= 1 || text.len() - rest[0].end <= 1);
    let at_sides = rest.len() == 2 && rest[0].start <= 1 && text.len() - rest[1].end <= 1;
    // "RADIO OF THE COAST IN SPANISH 0100 GMT 14 FEB 88", as monitors of broadcasts name their sources.
    let zoned = parts.clocks.iter().any(|clock| clock.offset.is_some());
    if zoned && whole && edge && count <= 10 && !text.chars().any(char::is_lowercase) {
        return Some(75);
    }
    let barred = text.contains('|') && set_apart && at_sides;
    if barred && whole && timed && count <= 8 {
        return Some(75);
    }
    // "Von Anna Beispiel und Paul Muster 03.05.2016, 14.05 Uhr"
    if parts.opens_signed && whole && edge && count <= 12 {
        return Some(55);
    }
    // "Harbour Post 3 May 2019 3 May 2019 Sarn, Police": a paper, its day, and the topics.
    let papered = rest
        .first()
        .is_some_and(|range| range.start <= 1 && dateline::is_paper(text[range.clone()].trim()));
    if papered && titled && whole && day && count <= 8 {
        return Some(72);
    }
    if !titled || !(edge || at_sides && set_apart) || count > 7 {
        return None;
    }
    let caseless = !text.chars().any(char::is_uppercase);
    Some(match () {
        () if !day => return None,
        () if set_apart && whole && count <= 4 => {
            if timed {
                85
            } else {
                75
            }
        }
        () if set_apart && whole => {
            if timed {
                70
            } else {
                50
            }
        }
        () if caseless && count > 1 && !timed => return None,
        () if whole && timed && count <= 4 => 80,
        () if whole && timed => 50,
        () if whole && count <= 2 => 60,
        () if whole && count <= 4 => 45,
        () if timed && set_apart && count <= 3 => 55,
        () => return None,
    })
}

/// Whether words are those of a name or a section: each but small ones with a capital, or in a script without capitals.
fn is_titled(text: &str) -> bool {
    let mut first = true;
    text.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let Some(initial) = bare.chars().next() else {
            return true;
        };
        let small = !first && bare.chars().count() <= 3;
        first = false;
        small || !initial.is_lowercase()
    })
}

/// Whether a bar, a dash, a dot or a slash parts words from the rest of the line.
fn is_set_apart(text: &str, range: &Range<usize>) -> bool {
    const MARKS: [char; 12] = ['|', '/', '•', '·', '–', '—', '-', '(', '[', '>', '∙', '¦'];
    let before = text[..range.start].trim_end();
    let after = text[range.end..].trim_start();
    let parted = |text: &str, mark: Option<char>| {
        text.is_empty() || mark.is_some_and(|mark| MARKS.contains(&mark))
    };
    parted(before, before.chars().next_back()) && parted(after, after.chars().next())
}

fn read(text: &str, parts: Parts, place: Option<Range<usize>>, certainty: u8) -> Stamp {
    let segments = parts.segments(text);
    let dated = |segment: &Segment<'_>| {
        let mut date = segment.date?.clone();
        date.take_time(segment.clock);
        Some(date)
    };
    let find = |changed: bool| {
        segments
            .iter()
            .filter(|segment| segment.changed == changed)
            .find_map(dated)
    };
    let published = find(false);
    let mut modified = find(true);
    // "3 May 2016 14:05, first published on 2 May 2016 9:10": the date without a label is that of the last change.
    let own = segments
        .iter()
        .filter(|segment| segment.labelled && !segment.changed)
        .find_map(dated);
    let labelled = own.is_some();
    let published = match own {
        Some(own) if modified.is_none() && published.as_ref() != Some(&own) => {
            modified = published;
            Some(own)
        }
        Some(own) if modified.is_some() => Some(own),
        _ => published,
    };
    // "5 March 2018, updated 15:10": an hour of the same day.
    if modified.is_none()
        && let Some(published) = &published
        && let Some(clock) = segments
            .iter()
            .filter(|segment| segment.changed)
            .find_map(|segment| segment.clock)
    {
        let mut same = published.clone();
        (same.time, same.second, same.offset) = (None, None, None);
        same.take_time(Some(clock));
        modified = Some(same);
    }
    let only_change = published.is_none()
        && !parts.labels.is_empty()
        && parts.labels.iter().all(|label| label.changed)
        && !parts.tells_before_label();
    let words = parts.words.clone();
    let rest = parts.rest.into_iter().next().filter(|_| place.is_none());
    Stamp {
        words,
        published,
        modified,
        labelled,
        only_change,
        rest,
        place,
        certainty,
    }
}

#[cfg(test)]
mod tests;
