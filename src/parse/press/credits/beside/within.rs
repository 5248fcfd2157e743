//! Owns the captions within a text that have no credit, or one that signs articles as well: what tells them is that all around them
//! ends as sentences do.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::credits::{LONGEST_PLAIN, caption};

/// With more lines than these that close with an agency in brackets, they are the items of a digest.
const MOST_SIGNED: usize = 2;

/// How many words a line has that is a caption for its form: crossheads have fewer, sentences that lost their stop more. Where the
/// crossheads of a text are seen to be short, a line need not be as long.
const FEWEST: usize = 13;
const FEWEST_AMONG_SHORT: usize = 10;
const MOST: usize = 32;

/// The longest crosshead of a text that has short ones, and how many of them tell.
const SHORT: usize = 6;
const TELLING: usize = 2;

/// How many lines beside a caption may be others' (buttons, links, more captions) before its neighbours are told.
const NEAR: usize = 3;

/// From here on, in characters, what has several sentences is a paragraph.
const LONG: usize = 300;

/// Claims captions.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    let prose: Vec<usize> = (0..blocks.len())
        .filter(|&at| blocks[at].is_prose())
        .collect();
    let (Some(&first), Some(&last)) = (prose.first(), prose.iter().nth_back(1)) else {
        return;
    };
    open(blocks, claims, first + 1..last);
    run_on(blocks, claims);
    signed(blocks, claims, first + 1..last);
}

/// "… of the house. Foto: dpa": the last paragraph of a text, with the credit of its picture run on to it.
fn run_on(blocks: &[Block], claims: &mut [Claims]) {
    let Some(at) = blocks.iter().rposition(|block| block.shape.chars > LONG) else {
        return;
    };
    let several = at > 0 && blocks[at].shape.inner_stops >= 3 && blocks[at - 1].is_prose();
    if several && claims[at].certainty(&[Role::Caption]) >= 0.6 {
        let credit = caption(&blocks[at].text).and_then(|caption| caption.credit);
        if credit.is_some_and(|credit| credit.split_whitespace().count() == 1) {
            claims[at].claim(Role::Paragraph, "press/paragraph", 0.97);
        }
    }
}

/// A line that ends without a stop between paragraphs that all have theirs.
fn open(blocks: &[Block], claims: &mut [Claims], within: Range<usize>) {
    let aside = |at: &usize| claims[*at].iter().any(|bid| bid.confidence >= 0.7);
    let heads = within.clone().filter(|&at| {
        let over = blocks.get(at + 1).is_some_and(Block::is_prose);
        over && blocks[at].is_title() && blocks[at].shape.words <= SHORT && !aside(&at)
    });
    let fewest = match heads.take(TELLING).count() {
        TELLING => FEWEST_AMONG_SHORT,
        _ => FEWEST,
    };
    let told = |at: Option<usize>| {
        let block = at.and_then(|at| blocks.get(at));
        block.is_some_and(|block| block.is_sentence() && block.shape.end != End::Open)
    };
    let captions = within.filter(|&at| {
        let before = (at.saturating_sub(NEAR)..at).rev().find(|at| !aside(at));
        // A crosshead may stand under a picture.
        let headed = |at: &usize| {
            let over = blocks.get(at + 1).is_some_and(Block::is_prose);
            fewest < FEWEST && over && blocks[*at].is_title() && blocks[*at].shape.words <= SHORT
        };
        let after = (at + 1..blocks.len().min(at + 1 + NEAR)).find(|at| !aside(at) && !headed(at));
        let echoed = after.is_some_and(|after| begin_alike(&blocks[at].text, &blocks[after].text));
        blocks[at].shape.words >= fewest
            && is_open_scene(&blocks[at])
            && told(before)
            && told(after)
            && !echoed
            // The shouted section of a teaser stands over its title.
            && !(blocks[at - 1].shape.capitals && blocks[at - 1].shape.words <= 5)
            && claims[at].iter().all(|bid| bid.confidence < 0.5)
    });
    let captions: Vec<usize> = captions.collect();
    if captions.is_empty() {
        return;
    }
    let mut places: HashMap<&str, usize> = HashMap::new();
    for block in blocks {
        *places.entry(block.text.as_str()).or_default() += 1;
    }
    for at in captions {
        // A list of contents has every crosshead once more.
        if places.get(blocks[at].text.as_str()) == Some(&1) {
            claims[at].claim(Role::Caption, "press/caption-in-body", 0.7);
        }
    }
}

/// Whether two texts have their first three words in common: a crosshead is told again by what it stands over.
fn begin_alike(one: &str, two: &str) -> bool {
    one.split_whitespace()
        .take(3)
        .eq(two.split_whitespace().take(3))
}

/// One statement without a stop, a quotation, a label, or the capitals of a title.
fn is_open_scene(block: &Block) -> bool {
    let (shape, text) = (block.shape, block.text.as_str());
    let marks = [
        ':', '?', '!', '"', '“', '”', '«', '»', '„', '|', '…', '[', '@', '#', '؟', '*', '→', '•',
        '=', '>', '/', ';', '‘', '’', '–', '—',
    ];
    if shape.end != End::Open
        || shape.inner_stops > 0
        || shape.capitals
        || shape.words > MOST
        || shape.chars > LONGEST_PLAIN
        || text.contains(marks)
        || text.contains(" '")
        || !text.starts_with(char::is_alphabetic)
    {
        return false;
    }
    // A title has a capital on most of its words; "has", "that", "über" are written small.
    let long = text
        .split_whitespace()
        .filter(|word| word.chars().count() >= 4);
    let (small, all) = long.fold((0, 0), |(small, all), word| {
        (
            small + usize::from(!word.starts_with(char::is_uppercase)),
            all + 1,
        )
    });
    small * 5 >= all * 2 && all >= 4
}

/// "… of the museum. (AGENCY)": one sentence and an agency, before other paragraphs. At the end of a text the same signs it.
fn signed(blocks: &[Block], claims: &mut [Claims], within: Range<usize>) {
    let closes = |&at: &usize| {
        let block = &blocks[at];
        block.text.trim_end().ends_with(')')
            && block.shape.chars <= LONGEST_PLAIN
            && block.shape.inner_stops <= 1
            && (0.45..0.6).contains(&claims[at].certainty(&[Role::Caption]))
            && caption(&block.text).is_some_and(|caption| caption.credit.is_some())
    };
    let all: Vec<usize> = (0..blocks.len()).filter(closes).collect();
    if all.len() <= MOST_SIGNED {
        for at in all.into_iter().filter(|at| within.contains(at)) {
            claims[at].claim(Role::Caption, "press/caption", 0.72);
        }
    }
}
