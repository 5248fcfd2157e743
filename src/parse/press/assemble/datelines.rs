//! Owns datelines on their way into the fields: at the head of a paragraph, alone on a line, one over another.

use super::{Work, leftover};
use crate::model::{self, AgencyRole, Byline};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::reading::Found;
use crate::parse::press::{dateline, dates};

impl Work<'_> {
    pub(super) fn place(&mut self, block: &Block, bid: Bid) {
        let line = dateline::alone(&block.text);
        // "Istanbul", and under it "إسطنبول/ … / الأناضول": the fuller line is the dateline.
        let fuller =
            |line: &dateline::Dateline<'_>| line.date.is_some() || !line.agencies.is_empty();
        if line.as_ref().is_some_and(fuller) {
            self.drop_place();
        }
        if self.reading.dateline.is_some() {
            return self.leftover(block, "press/second-place");
        }
        match line {
            Some(line) => {
                self.placed = !fuller(&line);
                self.dated(line, block, bid);
                // A label before it goes with it.
                if let Some(dateline) = &mut self.reading.dateline {
                    dateline.bytes = block.bytes.clone();
                }
            }
            None if self.reading.dateline_place.is_some() => {
                self.leftover(block, "press/second-place");
            }
            None => {
                self.reading.dateline = Some(self.part(&block.text, block, bid));
                self.reading.dateline_place = Some(self.part(&block.text, block, bid));
            }
        }
    }

    /// Gives up a place alone on its line, over the text, for a dateline that says more.
    pub(super) fn drop_place(&mut self) {
        let text = |block: &Found<model::Block>| matches!(block.value, model::Block::Paragraph(_));
        if !std::mem::take(&mut self.placed) || self.reading.blocks.iter().any(text) {
            return;
        }
        let before = self.reading.dateline.take();
        self.reading.dateline_place = None;
        if let Some(before) = before {
            let apart = leftover(self.source, before.bytes, "press/second-place");
            self.reading.leftovers.push(apart);
        }
    }

    pub(super) fn dateline(&mut self, at: usize, block: &Block, bid: Bid) {
        // "Port Sabine , 23 may ( EFE ) .": a sentence by its form, and all of it the dateline.
        let whole = dateline::alone(&block.text)
            .filter(|line| line.certainty >= 85 && !line.agencies.is_empty());
        if let Some(line) = whole.filter(|_| self.reading.dateline.is_none()) {
            self.drop_place();
            self.dated(line, block, bid);
            if let Some(dateline) = &mut self.reading.dateline {
                dateline.bytes = block.bytes.clone();
            }
            return;
        }
        let line = dateline::parse(&block.text);
        // "Port Sabine - Rawa was …", over a text whose own dateline names its agency.
        let line = line.filter(|line| {
            let bare = line.agencies.is_empty() && line.date.is_none();
            !bare || self.credited_dateline.is_none_or(|sure| sure <= at)
        });
        if line.as_ref().is_some_and(|line| line.place.is_some()) {
            self.drop_place();
        }
        let Some(line) = line.filter(|_| self.reading.dateline.is_none()) else {
            return self.push(model::Block::Paragraph(block.text.clone()), block, bid);
        };
        let start =
            line.verbatim.as_ptr() as usize - block.text.as_ptr() as usize + line.verbatim.len();
        // Marks before the place belong to it: nothing of the block is lost.
        let line = dateline::Dateline {
            verbatim: block.text[..start].trim(),
            ..line
        };
        self.dated(line, block, bid);
        let text = block.text[start..].trim_start().to_owned();
        // The text stands behind its dateline, where that was found.
        let dateline = self.reading.dateline.as_ref().map(|found| &found.bytes);
        let behind = dateline.filter(|bytes| bytes.end < block.bytes.end);
        let mut bytes = behind.map_or(block.bytes.start, |bytes| bytes.end)..block.bytes.end;
        let rest = &self.source.text()[bytes.clone()];
        bytes.start += rest.len() - rest.trim_start().len();
        let paragraph = self.found(model::Block::Paragraph(text), bytes, bid);
        self.reading.blocks.push(paragraph);
    }

    /// Takes the parts of a dateline.
    pub(super) fn dated(&mut self, line: dateline::Dateline<'_>, block: &Block, bid: Bid) {
        let bid = Bid {
            role: Role::Dateline,
            ..bid
        };
        self.reading.dateline = Some(self.part(line.verbatim, block, bid));
        if let Some(place) = line.place {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        self.reading.dateline_date = line.date.map(|date| self.part(date, block, bid));
        if let Some(person) = line.person.filter(|_| self.reading.byline.is_none()) {
            let value = Byline {
                verbatim: person.to_owned(),
                people: vec![person.to_owned()],
            };
            let bytes = block.locate(self.source.text(), person);
            let bid = Bid {
                confidence: bid.confidence.min(0.6),
                ..bid
            };
            self.reading.byline = Some(self.found(value, bytes, bid));
        }
        let date = line
            .date
            .and_then(|words| dates::read_date(words, self.order));
        let dated = self.reading.published.is_some() || self.reading.published_words.is_some();
        if let Some(date) = date.filter(|_| !dated) {
            self.reading.published = Some(Found {
                value: date,
                bytes: block.bytes.clone(),
                rule: "press/dateline",
                confidence: bid.confidence,
            });
        }
        for name in line.agencies {
            self.note_agency(name, block, bid, AgencyRole::Origin);
        }
    }
}

/// The first block, of those that may be datelines, that names a place and its agency.
pub(super) fn credited(blocks: &[Block], bids: &[Bid]) -> Option<usize> {
    let lines = bids
        .iter()
        .enumerate()
        .filter(|(_, bid)| bid.role == Role::Dateline);
    lines.map(|(at, _)| at).take(4).find(|&at| {
        dateline::parse(&blocks[at].text)
            .is_some_and(|line| line.place.is_some() && !line.agencies.is_empty())
    })
}
