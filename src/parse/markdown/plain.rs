//! Owns the plain text of a body, block by block: no marks, no HTML, no typography, white space squeezed.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Events, raw};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Code,
    Row,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: Kind,
    pub text: String,
    /// Its bytes in the whole text.
    pub range: Range<usize>,
    /// Whether it belongs to a footnote.
    pub in_note: bool,
}

/// The blocks that hold text, in their order.
pub(super) fn blocks(events: &Events) -> Vec<Block> {
    let mut reader = Reader::default();
    for (event, range) in events {
        reader.read(event, range);
    }
    reader.end();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    kind: Option<Kind>,
    range: Range<usize>,
    images: usize,
    notes: usize,
}

impl Reader {
    fn read(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            _ if self.images > 0 => {}
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.end();
                self.notes += 1;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.end();
                self.notes -= 1;
            }
            Event::Start(Tag::Heading { .. }) => self.begin(Kind::Heading, range),
            Event::Start(Tag::CodeBlock(_)) => self.begin(Kind::Code, range),
            Event::Start(Tag::TableHead | Tag::TableRow) => self.begin(Kind::Row, range),
            Event::Start(Tag::TableCell) if !self.text.is_empty() => self.text.push_str(" | "),
            Event::Start(tag) if is_inline(tag) => {}
            Event::End(tag) if is_inline_end(*tag) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.end(),
            Event::Text(text) | Event::Code(text) => self.push(text, range),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            Event::Html(html) => {
                for text in raw::texts(html) {
                    self.end();
                    self.push(&text, range);
                }
                self.end();
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, range: &Range<usize>) {
        self.end();
        self.kind = Some(kind);
        self.range = range.clone();
    }

    fn push(&mut self, text: &str, range: &Range<usize>) {
        if self.kind.is_none() {
            self.begin(Kind::Paragraph, range);
        }
        self.range.end = self.range.end.max(range.end);
        self.text.push_str(text);
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let kind = self.kind.take().unwrap_or(Kind::Paragraph);
        let text = match kind {
            Kind::Code => text.trim_end().to_owned(),
            _ => squeezed(&text),
        };
        if !text.is_empty() {
            self.blocks.push(Block {
                kind,
                text,
                range: self.range.clone(),
                in_note: self.notes > 0,
            });
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    is_inline_end(tag.to_end()) || matches!(tag, Tag::TableCell)
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::TableCell
    )
}

/// Runs of ordinary white space as one space. No-break spaces are the author's and stay.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
