//! Owns the links on their way into the fields, and what lists put before their entries: numbers, sections, bullets.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use crate::model::{self, Related};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::links;
use crate::parse::press::title::comparable;

/// The fewest words by which a headline is known that is cut off.
const FEWEST_CUT: usize = 4;

impl Work<'_> {
    pub(super) fn related(&mut self, at: usize, block: &Block, bid: Bid) {
        self.drop_credit_of_link(at);
        let paged = (bid.rule == "press/paged").then(|| links::paged(&block.text));
        let mut link = paged.flatten().unwrap_or_else(|| links::title(&block.text));
        // "1 The bridge…" over "2 The ferry…".
        if self.ranked.contains(&at)
            && let Some((_, title)) = numbered(&link.words)
        {
            link.words = title.trim_start().to_owned();
        } else if let Some(&section) = self.sectioned.get(&at) {
            link.words = link
                .words
                .get(section..)
                .unwrap_or_default()
                .trim_start()
                .to_owned();
        }
        let words = comparable(&link.words);
        // The site's own lists have the article too.
        if self.is_headline(&words) || self.is_headline_cut(&link.words) {
            return self.leftover(block, "press/repeated-headline");
        }
        if !self.seen.related.insert(words) {
            return self.leftover(block, "press/repeated-link");
        }
        let index = self.reading.related.len();
        let found = self.found(
            Related {
                verbatim: link.words,
                url: link.url,
            },
            block.bytes.clone(),
            bid,
        );
        self.reading.related.push(found);
        self.push(model::Block::Related(index), block, bid);
    }

    /// Whether words are the first of the headline's and break off: "The bridge of Sarn is open to...".
    fn is_headline_cut(&self, words: &str) -> bool {
        let bare = words.trim_end_matches(['.', '…', ' ']);
        let cut = words.ends_with("...") || words.ends_with('…');
        let folded = comparable(bare);
        let headline = self.reading.headline.as_ref();
        cut && folded.split(' ').nth(FEWEST_CUT - 1).is_some()
            && headline.is_some_and(|headline| comparable(&headline.value).starts_with(&folded))
    }

    /// Whether words, folded, are the headline's.
    pub(super) fn is_headline(&self, words: &str) -> bool {
        let headline = self.reading.headline.as_ref();
        headline.is_some_and(|headline| comparable(&headline.value) == words)
    }
}

/// A line without the bullet that its page sets before it.
pub(super) fn unbulleted(text: &str) -> &str {
    text.trim_start_matches(['•', '●', '▪', '■', '·', '◾', '🔹', '🔸', '\u{fe0f}'])
        .trim_start()
}

/// The number that a title opens with, and the title: "1 The bridge…", "1The bridge…".
fn numbered(text: &str) -> Option<(u32, &str)> {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(figures);
    let parted = rest.starts_with(char::is_whitespace) || rest.starts_with(char::is_uppercase);
    let title = rest.trim_start();
    ((1..=2).contains(&figures) && parted && !title.is_empty())
        .then(|| Some((number.parse().ok()?, title)))?
}

/// The links that open with a number, next to one that opens with the number before or after it.
pub(super) fn ranked(blocks: &[Block], bids: &[Bid]) -> BTreeSet<usize> {
    let number = |at: usize| numbered(&blocks[at].text).map(|(number, _)| number);
    let links = (0..blocks.len()).filter(|&at| bids[at].role == Role::Related);
    let mut ranked = BTreeSet::new();
    let mut last: Option<(usize, u32)> = None;
    for at in links {
        let number = number(at);
        if let (Some((before, last)), Some(number)) = (last, number)
            && number == last + 1
        {
            ranked.extend([before, at]);
        }
        last = number.map(|number| (at, number));
    }
    ranked
}

/// The links that open with a section that the next or the last one opens with too: "Politics The bridge…" over "Politics The ferry…".
pub(super) fn sectioned(blocks: &[Block], bids: &[Bid]) -> BTreeMap<usize, usize> {
    let section = |at: usize| -> Option<usize> {
        let words = blocks[at].words();
        let hit = words.opens(Kind::Section).filter(|hit| hit.start == 0)?;
        let title = words.text[hit.end..].strip_prefix(' ')?;
        let set_off =
            title.starts_with(char::is_uppercase) && title.split_whitespace().nth(3).is_some();
        set_off.then_some(hit.end)
    };
    let links = (0..blocks.len()).filter(|&at| bids[at].role == Role::Related);
    let mut sectioned = BTreeMap::new();
    let mut last: Option<(usize, usize)> = None;
    for at in links {
        let own = section(at).map(|end| (at, end));
        if let (Some((before, last)), Some((_, end))) = (last, own)
            && blocks[before].text[..last] == blocks[at].text[..end]
        {
            sectioned.insert(before, last);
            sectioned.insert(at, end);
        }
        last = own;
    }
    sectioned
}
