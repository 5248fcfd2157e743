//! Owns the recogniser of datelines, at the head of a paragraph or alone on their line: "PARIS, 1er janv (AFP) -", "LA CROSSE,
//! Wis. (AP) —", "МОСКВА, 5 мар — РИА Новости.", "دمشق، سوريا (CNN) --", "KUALA LUMPUR, March 5 (Bernama) --", "حلب-سانا".
//!
//! A head is read element by element (places, dates, agencies, names, and the marks between them) as long as each can be told for
//! what it is. Where the reading stops, the last mark that may close a dateline closes it, if what was read is enough.

mod bracket;
mod house;
mod place;
mod scan;
mod sure;
mod unmarked;

use std::ops::Range;

use super::block::Block;
use super::claim::{Claims, Context, Role};
use super::lexicon::fold::is_of_word;
use super::lexicon::{Kind, Words};
use super::names;
use super::tokens::digit;
use scan::Mark;

pub(super) use place::is_place;
pub(super) use sure::UNSURE;

/// Whether a text is a city that is known.
pub(super) fn is_city(text: &str) -> bool {
    Words::of(text).is_city(text)
}

/// Whether words are the name of a paper, or the address of a site.
pub(super) fn is_paper(text: &str) -> bool {
    place::is_paper(text)
}

/// Whether the first part of a place is in capitals.
pub(super) fn is_capitals(place: &str) -> bool {
    place::is_capitals(place)
}

/// Where the first date of a line begins.
pub(super) fn first_date(words: &Words<'_>) -> Option<usize> {
    let text = words.text;
    // Every date has a figure.
    if !text.contains(|c| digit(c).is_some()) {
        return None;
    }
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let starts = is_of_word(c) && !is_of_word(previous);
        if starts && scan::date(words, at).is_some() {
            return Some(at);
        }
        previous = c;
    }
    None
}

/// A dateline as read. Its parts are slices of the paragraph.
#[derive(Debug, PartialEq)]
pub(super) struct Dateline<'a> {
    /// All of it, up to the text.
    pub verbatim: &'a str,
    pub place: Option<&'a str>,
    pub date: Option<&'a str>,
    pub agencies: Vec<String>,
    /// Who signs within it: "КАИР, 17 окт — РИА Новости, Иван Примеров."
    pub person: Option<&'a str>,
    pub certainty: u8,
}

/// How much of a paragraph may be its dateline, in bytes.
const LONGEST: usize = 300;
/// The longest line that may be a dateline alone, in characters.
const LONGEST_LINE: usize = 80;

pub(super) fn recognise(block: &Block, _: Context, claims: &mut Claims) {
    let words = block.words();
    // "World | 3 May 2018 | 7:09 am": a page's own line.
    if block.shape.chars <= LONGEST_LINE * 2 && block.text.matches(" | ").count() >= 2 {
        return;
    }
    let whole = (block.shape.chars <= LONGEST_LINE)
        .then(|| read(&words, true))
        .flatten();
    if block.shape.chars >= 40
        && (block.is_sentence() || block.shape.words >= 8)
        && let Some(line) = read(&words, false)
        && line.certainty > UNSURE
    {
        let form = if block.is_sentence() { 1.0 } else { 0.8 };
        claims.claim(
            Role::Dateline,
            "press/dateline",
            f32::from(line.certainty) / 100.0 * form,
        );
    }
    // "Photo Anna Example/KPA" credits.
    let pictured = words.opens(Kind::Credit).is_some();
    if let Some(line) = whole.filter(|_| !pictured) {
        claims.claim(
            Role::Place,
            "press/dateline-line",
            f32::from(line.certainty) / 100.0,
        );
    }
}

/// Reads the dateline that opens a paragraph.
pub(super) fn parse(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..scan::floor(text, LONGEST)];
    read(&Words::of(head), false)
}

/// Reads a line that is a dateline and nothing else.
pub(super) fn alone(text: &str) -> Option<Dateline<'_>> {
    (text.chars().count() <= LONGEST_LINE).then(|| read(&Words::of(text), true))?
}

/// Whether a line is a dateline whole, of a place and a day, with its agency or a dash at its end.
pub(super) fn closes_whole(text: &str) -> bool {
    alone(text).is_some_and(|line| {
        let closed = !line.agencies.is_empty() || text.trim_end().ends_with(['-', '–', '—']);
        line.certainty >= 85 && line.place.is_some() && line.date.is_some() && closed
    })
}

fn read<'a>(words: &Words<'a>, alone: bool) -> Option<Dateline<'a>> {
    let text = words.text;
    let begin = text.find(|c: char| {
        !scan::is_space(c) && !matches!(c, '|' | '•' | '*' | '^' | '·' | '\u{200f}' | '\u{200e}')
    })?;
    // "[August 03, 2013]  NORTHTOWN (AP) -- ": a day that the page has set before it.
    let day = scan::bracket(text, begin)
        .filter(|(open, inner, _)| {
            *open == '[' && scan::date(words, inner.start) == Some(inner.end)
        })
        .map(|(_, _, end)| text.len() - text[end..].trim_start().len());
    let begin = day.unwrap_or(begin);
    let label = place::label(&text[begin..], alone);
    let mut reading = Reading::new(words, begin + label, alone);
    reading.labelled = label > 0;
    while reading.step() {}
    let unmarked = || (!alone).then(|| unmarked::read(words, begin)).flatten();
    reading.finish().or_else(unmarked)
}

/// What an element was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Place,
    Date,
    Agency,
    Person,
    /// "[TEXT]", "[REPORT]".
    Form,
}

struct Reading<'w, 'a> {
    words: &'w Words<'a>,
    alone: bool,
    begin: usize,
    at: usize,
    last: Option<(Element, Mark)>,
    place: Option<Range<usize>>,
    date: Option<Range<usize>>,
    agencies: Vec<String>,
    person: Option<Range<usize>>,
    /// Whether an agency is one that is known, and whether one stood in brackets.
    known: bool,
    bracketed: bool,
    /// The surest close so far: where the text begins, and how sure.
    closed: Option<(usize, u8)>,
    /// What had been read there.
    kept: Kept,
    /// Whether a hyphen without spaces stands before the next element.
    joined: bool,
    /// Whether a colon has stood between two elements.
    coloned: bool,
    /// Whether a label says that a place follows.
    labelled: bool,
    /// Whether a word says that who stands before the place signs.
    signed: bool,
    steps: u8,
}

/// How much of what was read belongs to the dateline as it was closed.
#[derive(Debug, Clone, Copy, Default)]
struct Kept {
    agencies: usize,
    date: bool,
    person: bool,
    place_end: usize,
}

impl<'w, 'a> Reading<'w, 'a> {
    fn new(words: &'w Words<'a>, begin: usize, alone: bool) -> Self {
        Self {
            words,
            alone,
            begin,
            at: begin,
            last: None,
            place: None,
            date: None,
            agencies: Vec::new(),
            person: None,
            known: false,
            bracketed: false,
            closed: None,
            kept: Kept::default(),
            joined: false,
            coloned: false,
            labelled: false,
            signed: false,
            steps: 0,
        }
    }

    /// Reads one element and the mark after it; false where it cannot.
    fn step(&mut self) -> bool {
        let text = self.words.text;
        self.steps += 1;
        if self.at >= text.len() || self.at > LONGEST || self.steps > 12 {
            return false;
        }
        let Some((element, end)) = self.element() else {
            return false;
        };
        let (mark, next) = match scan::mark(text, end) {
            // A hyphen without spaces parts a city and an agency.
            (Mark::None, _)
                if text[end..].starts_with(['-', '–', '‑'])
                    && matches!(element, Element::Place | Element::Agency | Element::Date) =>
            {
                let dash = text[end..].chars().next().map_or(1, char::len_utf8);
                (Mark::Dash, end + dash)
            }
            (Mark::None, _) if text[end..].starts_with('/') && element == Element::Agency => {
                (Mark::Bar, end + 1)
            }
            found => found,
        };
        let was_joined = std::mem::replace(
            &mut self.joined,
            mark == Mark::Dash
                && scan::hyphen(text, end) > 0
                && next == end + scan::hyphen(text, end),
        );
        self.last = Some((element, mark));
        self.coloned |= mark == Mark::Colon && next < text.len();
        self.at = next.max(end);
        if let Some(certainty) = self.certainty(mark, was_joined && element == Element::Agency) {
            self.closed = Some((self.at, certainty));
            self.kept = Kept {
                agencies: self.agencies.len(),
                date: self.date.is_some(),
                person: self.person.is_some(),
                place_end: self.place.as_ref().map_or(0, |place| place.end),
            };
        }
        self.at > end || self.at < text.len() && mark == Mark::None
    }

    fn element(&mut self) -> Option<(Element, usize)> {
        let text = self.words.text;
        let at = self.at;
        if let Some((open, inner, end)) = scan::bracket(text, at) {
            return self
                .in_bracket(open, inner, end)
                .map(|element| (element, end));
        }
        if self.date.is_none()
            && let Some(end) = scan::date(self.words, at).or_else(|| scan::wire_day(text, at))
        {
            let end = scan::clock(text, end);
            self.date = Some(at..end);
            return Some((Element::Date, end));
        }
        if let Some(end) = scan::branch(self.words, at) {
            self.known = true;
            self.agencies.push(text[at..end].to_owned());
            return Some((Element::Agency, end));
        }
        let mut end = scan::run(self.words, at);
        // "AA/Ankara/Anne Example": a stroke behind the city of an agency's own line parts.
        let opens = at == self.begin && text[at..end].matches('/').count() == 2;
        if self.alone && self.place.is_none() && (opens || !self.agencies.is_empty()) {
            let stroke = text[at..end].find('/').map_or(end, |stroke| at + stroke);
            let agency = !opens || names::is_agency(&text[at..stroke]);
            end = if agency { stroke } else { end };
        }
        let run = text[at..end].trim_end_matches(scan::is_space);
        let end = at + run.len();
        if run.is_empty() {
            return None;
        }
        self.in_words(run, at)
            .map(|(element, length)| (element, at + length.min(end - at)))
    }

    /// An element that no bracket holds; with its length.
    fn in_words(&mut self, run: &'a str, at: usize) -> Option<(Element, usize)> {
        let after = self.last.map(|(_, mark)| mark);
        let by_form = self.slashed(run, at).or_else(|| self.house(run, at, after));
        if let Some(length) = by_form {
            return Some((Element::Agency, length));
        }
        if let Some(named) = self.agencies_in(at, at + run.len()) {
            let before = scan::text_before(run, named.start - at);
            // "LEIPZIG afp/epd |": a city before its agencies.
            // "KPA via JTA — ": whose text an agency has passed on.
            if before.ends_with(" via") && named.end == at + run.len() {
                self.note(&self.words.text[named.clone()]);
                return Some((Element::Agency, run.len()));
            }
            if !before.is_empty() {
                let barred = self.words.text[at + run.len()..]
                    .trim_start()
                    .starts_with('|');
                let close = self.place.is_none()
                    && barred
                    && named.end == at + run.len()
                    && place::is_capitals(before);
                if !close {
                    return self.place_or_person(run, at, after);
                }
                self.place = Some(at..at + before.len());
            } else if named.end < at + run.len() {
                // "حلب-سانا افتتحت …": the hyphen says it, whatever follows.
                let first = self
                    .words
                    .all(Kind::Agency)
                    .find(|hit| hit.start == at)
                    .filter(|_| self.joined);
                let Some(first) = first else {
                    return self.place_or_person(run, at, after);
                };
                self.note(&self.words.text[first.start..first.end]);
                return Some((Element::Agency, first.end - at));
            }
            self.note(&self.words.text[named.clone()]);
            return Some((Element::Agency, named.end - at));
        }
        self.place_or_person(run, at, after)
    }

    fn place_or_person(
        &mut self,
        run: &'a str,
        at: usize,
        after: Option<Mark>,
    ) -> Option<(Element, usize)> {
        let range = at..at + run.len();
        let joins = match &self.place {
            None => self.date.is_none() || self.agencies.is_empty(),
            // "خەندان - رانیە: …": an outlet before its city.
            Some(place)
                if matches!(after, Some(Mark::Dash | Mark::Bar))
                    && self.date.is_none()
                    && self.agencies.is_empty()
                    && !self.words.is_city(&self.words.text[place.clone()])
                    && self.words.is_city(run) =>
            {
                // "Ana Ejemplo - Puerto Lomas - ": who signs, before the city.
                let first = &self.words.text[place.clone()];
                if names::is_name(first) && names::has_given_name(first) {
                    self.person = Some(place.clone());
                }
                self.place = Some(range.clone());
                return Some((Element::Place, run.len()));
            }
            Some(place) => {
                // "Puerto Lomas/ Port Sabine": two cities.
                let text = self.words.text;
                let cities = after == Some(Mark::Bar)
                    && text[place.end..at].trim() == "/"
                    && self.words.is_city(&text[place.clone()])
                    && self.words.is_city(run);
                (after == Some(Mark::Comma) || cities)
                    && self.date.is_none()
                    && self.agencies.is_empty()
            }
        };
        let signed = !self.agencies.is_empty() && self.place.is_some()
            || self.alone && self.place.is_some() && after != Some(Mark::Comma);
        // "Reuters, Puerto Lomas, Kestrelia": behind a comma stands a place.
        let behind_agency = self.alone
            && after != Some(Mark::Comma)
            && !self.agencies.is_empty()
            && self.place.is_none()
            && !self.words.is_city(run);
        if (signed || behind_agency) && self.person.is_none() && names::is_name(run) {
            self.person = Some(range);
            return Some((Element::Person, run.len()));
        }
        // "تونس-المثال": a paper that sets its own name behind the city.
        if self.alone
            && after == Some(Mark::Dash)
            && self.agencies.is_empty()
            && self.date.is_none()
            && self.is_own_name(run, &range)
        {
            self.agencies.push(run.to_owned());
            self.bracketed = true;
            return Some((Element::Agency, run.len()));
        }
        // "ЕРЕВАН - 29 СЕНТЯБРЯ, ПРИМЕР24": the house at the end of a line of place and day.
        if self.alone
            && self.date.is_some()
            && self.place.is_some()
            && self.agencies.is_empty()
            && matches!(after, Some(Mark::Comma | Mark::Dash))
            && scan::text_is_over(self.words.text, range.end)
            && place::is_capitals(run)
            && run.split_whitespace().count() <= 2
        {
            self.agencies.push(run.to_owned());
            self.bracketed = true;
            return Some((Element::Agency, run.len()));
        }
        // "Por Ana Ejemplo Minsk, 23 may (EFE)": who signs, and the city without a mark between.
        if self.place.is_none()
            && self.person.is_none()
            && at == self.begin
            && let Some((who, city)) = place::led_person_before(run)
        {
            let start = |part: &str| at + (part.as_ptr() as usize - run.as_ptr() as usize);
            self.person = Some(start(who)..start(who) + who.len());
            self.place = Some(start(city)..range.end);
            self.signed = true;
            return Some((Element::Place, run.len()));
        }
        // "القدس في 24 ديسمبر": the word before the day is no part of the city's name.
        let city = scan::without_on(run).filter(|_| scan::dated(self.words, range.end));
        let city = city.unwrap_or(run);
        if joins && is_place(city) {
            let start = self.place.as_ref().map_or(at, |place| place.start);
            self.place = Some(start..at + city.len());
            return Some((Element::Place, run.len()));
        }
        None
    }

    /// Whether the last words of a line behind a known city are the paper's own name, in a script without capitals.
    fn is_own_name(&self, run: &str, range: &Range<usize>) -> bool {
        let text = self.words.text;
        let city = self
            .place
            .as_ref()
            .is_some_and(|place| self.words.is_city(&text[place.clone()]));
        city && place::is_uncased(run)
            && text[range.end..].trim().is_empty()
            && run.split_whitespace().count() <= 2
            && is_place(run)
            && !names::is_name(run)
            && !self.words.is_city(run)
            && (!place::is_label(run) || Words::of(run).is(Kind::Outlet).is_some())
    }

    /// Where the agencies stand that fill a part of the text, or stand in it.
    fn agencies_in(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let mut hits = self
            .words
            .all(Kind::Agency)
            .filter(|hit| hit.start >= from && hit.end <= to);
        let first = hits.next()?;
        let end = hits.fold(first.end, |end, hit| end.max(hit.end));
        Some(first.start..end)
    }

    fn agencies_in_text(&self, part: &str) -> bool {
        let start = part.as_ptr() as usize - self.words.text.as_ptr() as usize;
        self.agencies_in(start, start + part.len()).is_some()
    }

    fn note(&mut self, text: &str) {
        let names = names::agencies(text);
        self.known |= !names.is_empty();
        self.agencies.extend(names);
    }

    fn finish(self) -> Option<Dateline<'a>> {
        let (end, certainty) = self.closed?;
        let text = self.words.text;
        let part =
            |range: &Range<usize>| text[range.clone()].trim_matches([' ', ',', '،', '\u{a0}']);
        let place = self
            .place
            .as_ref()
            .map(|place| place.start..place.end.min(self.kept.place_end.max(place.start)));
        let mut agencies = self.agencies;
        agencies.truncate(self.kept.agencies);
        agencies.dedup();
        let place = place
            .as_ref()
            .map(part)
            .map(scan::without_stop)
            .map(place::once)
            .filter(|place| !place.is_empty());
        let person = self.person.as_ref().filter(|_| self.kept.person).map(part);
        let date = self.date.as_ref().filter(|_| self.kept.date).map(part);
        let (person, place) = match place.and_then(place::person_before) {
            Some((who, city)) if person.is_none() => (Some(who), Some(city)),
            _ => (person, place),
        };
        // "المنارة - وكالات", "Navenda Nûçeyan (KPA)": who has put agencies together, or a desk, is no city.
        let generic = !agencies.is_empty() && agencies.iter().all(|name| is_any_agency(name));
        let place = place.filter(|place| {
            let house = Words::of(place).is(Kind::House).is_some();
            !house && (!generic || self.words.is_city(place))
        });
        // "The Harbour News – The mayor": the paper opens the text with its own name.
        let paper = place.filter(|place| {
            agencies.is_empty() && date.is_none() && person.is_none() && place::is_paper(place)
        });
        let place = match paper {
            Some(paper) => {
                agencies.push(paper.to_owned());
                None
            }
            None => place,
        };
        Some(Dateline {
            verbatim: text[self.begin..end].trim_end(),
            place,
            date,
            agencies,
            person,
            certainty,
        })
    }
}

/// Whether a name stands for any agency: "وكالات".
fn is_any_agency(name: &str) -> bool {
    super::byline::is_agencies(name.trim_start_matches('و'))
}

#[cfg(test)]
mod tests;
