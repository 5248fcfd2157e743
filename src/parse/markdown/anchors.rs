//! Owns the ids of a body: of headings, of notes and the references to them, and those that raw HTML states.
//! A heading's id is the slug of its text, or the `{#id}` it states. The ids of notes hold an underscore, which no slug does.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Events, raw};
use crate::model::{Slug, SlugStyle};

/// The id of the heading over the notes.
pub const NOTES_TITLE: &str = "notes_title";

/// The ids of one body. Places are those in the list of events.
#[derive(Debug, Default)]
pub struct Anchors {
    /// Id of the heading that starts at a place.
    pub headings: BTreeMap<usize, String>,
    /// The notes, in the order in which they are shown.
    pub notes: Vec<Note>,
    /// The reference at a place.
    pub references: BTreeMap<usize, Reference>,
    /// Ids that raw HTML states, as far as they are free.
    pub raw: Vec<String>,
}

/// A footnote.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// What it consists of.
    pub events: Range<usize>,
    /// How many references it has.
    pub references: usize,
}

/// A reference to a footnote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The note's place in `Anchors::notes`.
    pub note: usize,
    /// Which of the references to the note it is, from 0.
    pub nth: usize,
}

/// A reference as it stands in the text, before its note is known.
struct Found {
    place: usize,
    label: String,
}

impl Anchors {
    /// Gives each heading, note and reference its id.
    pub fn of(events: &Events) -> Self {
        let mut anchors = Self::default();
        anchors.number_notes(events);
        anchors.name_headings(events);
        anchors
    }

    /// All ids: of headings, raw HTML and notes.
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.headings.values().chain(&self.raw).cloned().collect();
        for (note, found) in self.notes.iter().enumerate() {
            ids.push(note_id(note));
            ids.extend((0..found.references).map(|nth| reference_id(note, nth)));
        }
        if !self.notes.is_empty() {
            ids.push(NOTES_TITLE.to_owned());
        }
        ids
    }

    /// Notes are numbered as a reader meets them: by the references in the text, then by those within notes. A note that
    /// nothing refers to comes last, for no text is lost.
    fn number_notes(&mut self, events: &Events) {
        let (definitions, mut found) = footnotes(events);
        let mut by_label = BTreeMap::new();
        for (index, (label, _)) in definitions.iter().enumerate() {
            by_label.entry(label.as_str()).or_insert(index);
        }
        let mut numbers: Vec<Option<usize>> = vec![None; definitions.len()];
        let mut queue = VecDeque::from([None]);
        let mut unmet = 0..definitions.len();
        loop {
            let Some(owner) = queue.pop_front() else {
                match unmet.find(|&index| numbers[index].is_none()) {
                    Some(index) => self.number(index, &definitions, &mut numbers, &mut queue),
                    None => return,
                };
                continue;
            };
            for reference in found.remove(&owner).unwrap_or_default() {
                let Some(&definition) = by_label.get(reference.label.as_str()) else {
                    continue;
                };
                let note = match numbers[definition] {
                    Some(note) => note,
                    None => self.number(definition, &definitions, &mut numbers, &mut queue),
                };
                let nth = self.notes[note].references;
                self.notes[note].references += 1;
                self.references
                    .insert(reference.place, Reference { note, nth });
            }
        }
    }

    fn number(
        &mut self,
        definition: usize,
        definitions: &[(String, Range<usize>)],
        numbers: &mut [Option<usize>],
        queue: &mut VecDeque<Option<usize>>,
    ) -> usize {
        let note = self.notes.len();
        self.notes.push(Note {
            events: definitions[definition].1.clone(),
            references: 0,
        });
        numbers[definition] = Some(note);
        queue.push_back(Some(definition));
        note
    }

    fn name_headings(&mut self, events: &Events) {
        let mut names = Names::default();
        for (index, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::Heading { id, .. }) => {
                    let stated = id.as_ref().and_then(|id| stated(id));
                    let wanted = stated.unwrap_or_else(|| slug(&heading_text(&events[index..])));
                    self.headings.insert(index, names.free(&wanted));
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    for tag in raw::tags(html).filter(|tag| !tag.closes) {
                        // `<a name>` was the way to say it before HTML 5.
                        let name = || tag.attribute("name").filter(|_| tag.name == "a");
                        let id = tag.attribute("id").or_else(name).unwrap_or_default();
                        if stated(id).as_deref() == Some(id) && names.take(id) {
                            self.raw.push(id.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// The id of a note, which is given by its place in `Anchors::notes`.
pub fn note_id(note: usize) -> String {
    format!("note_{}", note + 1)
}

/// The id of a reference to a note.
pub fn reference_id(note: usize, nth: usize) -> String {
    match nth {
        0 => format!("note_{}-ref", note + 1),
        _ => format!("note_{}-ref-{}", note + 1, nth + 1),
    }
}

/// The ids of the crossheads of press copy, which has no other.
pub fn crosshead_ids<'a>(crossheads: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names = Names::default();
    let slugs = crossheads.into_iter().map(slug);
    slugs.map(|slug| names.free(&slug)).collect()
}

type Footnotes = (
    Vec<(String, Range<usize>)>,
    BTreeMap<Option<usize>, Vec<Found>>,
);

/// The definitions of a text, and its references by the definition that they stand in.
fn footnotes(events: &Events) -> Footnotes {
    let mut definitions: Vec<(String, Range<usize>)> = Vec::new();
    let mut found: BTreeMap<Option<usize>, Vec<Found>> = BTreeMap::new();
    let mut within = Vec::new();
    // The text of an image is shown without its notes. Links hold none: the parser sees to it.
    let mut images = 0;
    for (place, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                within.push(definitions.len());
                definitions.push((label.to_lowercase(), place + 1..place + 1));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some(ended) = within.pop() {
                    definitions[ended].1.end = place;
                }
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::FootnoteReference(label) if images == 0 => {
                let owner = within.last().copied();
                found.entry(owner).or_default().push(Found {
                    place,
                    label: label.to_lowercase(),
                });
            }
            _ => {}
        }
    }
    (definitions, found)
}

/// The ids that are taken.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    /// The next suffix to try for a name, so that a thousand equal headings cost a thousand tries.
    next: BTreeMap<String, usize>,
}

impl Names {
    fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    fn free(&mut self, wanted: &str) -> String {
        if self.take(wanted) {
            return wanted.to_owned();
        }
        loop {
            let next = self.next.entry(wanted.to_owned()).or_insert(2);
            let name = format!("{wanted}-{next}");
            *next += 1;
            if self.take(&name) {
                return name;
            }
        }
    }
}

/// An id as its author states it, without what would break it as a fragment or meet the ids of notes.
fn stated(id: &str) -> Option<String> {
    let kept = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    let clean: String = id.chars().map(|c| if kept(c) { c } else { '-' }).collect();
    let clean = match clean.strip_prefix("note") {
        Some(rest) if rest.starts_with(['_', 's']) => clean.replace('_', "-"),
        _ => clean,
    };
    let clean = clean.trim_matches('-');
    (!clean.is_empty()).then(|| clean.to_owned())
}

/// The text of the heading that `events` begin with.
fn heading_text(events: &Events) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn slug(text: &str) -> String {
    Slug::of(text, SlugStyle::Ascii).map_or_else(|| "section".to_owned(), |slug| slug.to_string())
}
