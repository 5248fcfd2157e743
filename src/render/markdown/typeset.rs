//! Owns the way of typography into Markdown: block by block, so that a quotation may open in one emphasis and close in another.
//! Code, HTML, addresses and the texts of images stay as written.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::Language;
use crate::typography::{Run, apply_runs};

/// A run and where it came from.
enum Piece {
    Text(usize),
    Break,
    Opaque,
}

/// Applies the language's typography to the texts among the events.
pub(super) fn typeset(events: &mut [(Event, Range<usize>)], language: &Language) {
    let mut pieces = Vec::new();
    // Within code, images and addresses nothing is touched; they never hold each other's blocks.
    let mut untouched: usize = 0;
    let mut addresses = Vec::new();
    for index in 0..events.len() {
        match &events[index].0 {
            Event::Text(_) if untouched == 0 => pieces.push(Piece::Text(index)),
            Event::Code(_) if untouched == 0 => pieces.push(Piece::Opaque),
            Event::SoftBreak | Event::HardBreak => pieces.push(Piece::Break),
            Event::Start(Tag::CodeBlock(_)) => untouched += 1,
            Event::Start(Tag::Image { .. }) => {
                pieces.push(Piece::Opaque);
                untouched += 1;
            }
            Event::Start(Tag::Link { link_type, .. }) => {
                let address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                addresses.push(address);
                untouched += usize::from(address);
                if address {
                    pieces.push(Piece::Opaque);
                }
            }
            Event::End(TagEnd::Link) => untouched -= usize::from(addresses.pop() == Some(true)),
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => untouched -= 1,
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(*tag) => {}
            Event::Start(_) | Event::End(_) => settle(events, &mut pieces, language),
            _ => {}
        }
    }
    settle(events, &mut pieces, language);
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
    )
}

/// Applies typography to the pieces of one block, and forgets them.
fn settle(events: &mut [(Event, Range<usize>)], pieces: &mut Vec<Piece>, language: &Language) {
    let runs: Vec<Run> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(index) => match &events[*index].0 {
                Event::Text(text) => Run::Text(text),
                _ => Run::Opaque,
            },
            Piece::Break => Run::Text("\n"),
            Piece::Opaque => Run::Opaque,
        })
        .collect();
    let applied: Vec<Option<String>> = apply_runs(&runs, language)
        .into_iter()
        .map(|text| match text {
            std::borrow::Cow::Owned(text) => Some(text),
            std::borrow::Cow::Borrowed(_) => None,
        })
        .collect();
    for (piece, text) in pieces.drain(..).zip(applied) {
        if let (Piece::Text(index), Some(text)) = (piece, text) {
            events[index].0 = Event::Text(CowStr::from(text));
        }
    }
}
