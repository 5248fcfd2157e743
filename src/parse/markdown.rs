//! Owns what depeche takes for Markdown, and what is read from it without rendering: links, images, anchors, words, plain texts.
//! `render::markdown` makes the HTML of it, from the same `events` and `Anchors`, so that the two never disagree.

mod anchors;
mod events;
mod plain;
pub mod raw;
mod words;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::model::{BodyImage, BodyLink, BodySummary, EXCERPT, shortened};

pub use anchors::{Anchors, NOTES_TITLE, Note, Reference, crosshead_ids, note_id, reference_id};
pub use events::{Events, events};
use plain::Kind;

/// Reads what the archive keeps of a body. Lines are those of the source file, where `text` starts on `first_line`.
pub fn summarise(text: &str, first_line: u32) -> BodySummary {
    let events = events(text);
    let anchors = Anchors::of(&events);
    let blocks = plain::blocks(&events);
    let lines = Lines::of(text, first_line);
    let mut summary = BodySummary {
        anchors: anchors.ids(),
        words: u32::try_from(blocks.iter().map(|b| words::count(&b.text)).sum::<usize>())
            .unwrap_or(u32::MAX),
        excerpt: excerpt(&blocks),
        ..BodySummary::default()
    };
    targets(&events, &lines, &mut summary);
    // A head keeps it, and there are a million heads.
    summary.links.shrink_to_fit();
    summary.images.shrink_to_fit();
    summary
}

/// The plain texts of the body, block by block, without its headings. The cells of a table's row are joined by ` | `.
pub fn paragraphs(text: &str) -> Vec<String> {
    let blocks = plain::blocks(&events(text)).into_iter();
    blocks
        .filter(|block| block.kind != Kind::Heading)
        .map(|block| block.text)
        .collect()
}

/// The plain texts of the body's headings.
pub fn crossheads(text: &str) -> Vec<String> {
    let blocks = plain::blocks(&events(text)).into_iter();
    blocks
        .filter(|block| block.kind == Kind::Heading)
        .map(|block| block.text)
        .collect()
}

/// Where the blocks of the body stand in `text`, in their order, and whether each is a heading.
pub fn places(text: &str) -> Vec<(Range<usize>, bool)> {
    let blocks = plain::blocks(&events(text)).into_iter();
    blocks
        .map(|block| (block.range, block.kind == Kind::Heading))
        .collect()
}

/// The first heading of any level, as plain text, and its bytes in `text`, marks and line end included.
pub fn first_heading(text: &str) -> Option<(String, Range<usize>)> {
    plain::blocks(&events(text))
        .into_iter()
        .find(|block| block.kind == Kind::Heading)
        .map(|block| (block.text, block.range))
}

/// The whole body as plain text, its blocks parted by empty lines.
pub fn plain(text: &str) -> String {
    let blocks = plain::blocks(&events(text)).into_iter();
    blocks
        .map(|block| block.text)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// The target of a link as its author meant it: an address in angle brackets may be that of a mailbox.
pub fn link_target(link_type: LinkType, target: &str) -> String {
    match link_type {
        LinkType::Email => format!("mailto:{target}"),
        _ => target.to_owned(),
    }
}

/// The plain text between an image's start, at `start`, and its end: what it says to those who do not see it.
pub fn alternative(events: &Events, start: usize) -> String {
    let mut depth = 0;
    let mut text = String::new();
    for (event, _) in &events[start..] {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 1 => break,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn excerpt(blocks: &[plain::Block]) -> String {
    let first = blocks
        .iter()
        .find(|block| block.kind == Kind::Paragraph && !block.in_note);
    first.map_or_else(String::new, |block| shortened(&block.text, EXCERPT))
}

fn targets(events: &Events, lines: &Lines, summary: &mut BodySummary) {
    let mut in_image = 0;
    for (index, (event, range)) in events.iter().enumerate() {
        let line = lines.line(range.start);
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                in_image += 1;
                if in_image == 1 {
                    summary.images.push(BodyImage {
                        target: dest_url.to_string(),
                        alt: alternative(events, index),
                        line,
                    });
                }
            }
            Event::End(TagEnd::Image) => in_image -= 1,
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if in_image == 0 => {
                summary.links.push(BodyLink {
                    target: link_target(*link_type, dest_url),
                    line,
                });
            }
            Event::Html(html) | Event::InlineHtml(html) if in_image == 0 => {
                raw_targets(html, line, summary);
            }
            _ => {}
        }
    }
}

/// Images of raw HTML are images; all else that it loads or leads to, films and sounds among them, are links.
fn raw_targets(html: &str, line: u32, summary: &mut BodySummary) {
    let mut newlines = 0;
    let mut counted = 0;
    for tag in raw::tags(html) {
        newlines += count_newlines(&html[counted..tag.start]);
        counted = tag.start;
        let line = line + newlines;
        for (name, value) in &tag.attributes {
            match (tag.name.as_str(), name.as_str()) {
                ("img", "src") => summary.images.push(BodyImage {
                    target: value.clone(),
                    alt: tag.attribute("alt").unwrap_or_default().to_owned(),
                    line,
                }),
                ("a" | "area", "href")
                | ("video" | "audio" | "source" | "track", "src")
                | ("video", "poster") => summary.links.push(BodyLink {
                    target: value.clone(),
                    line,
                }),
                _ => {}
            }
        }
    }
}

/// Where the lines of a text end.
struct Lines {
    ends: Vec<usize>,
    first: u32,
}

impl Lines {
    fn of(text: &str, first: u32) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Self { ends, first }
    }

    fn line(&self, offset: usize) -> u32 {
        let before = self.ends.partition_point(|&end| end < offset);
        self.first
            .saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }
}

fn count_newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
