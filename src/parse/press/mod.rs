//! Owns the reading of press copy: plain text of newspapers and agencies, as people have it, to fields, body and leftovers.
//!
//! 1. [`lines`] cuts the text into blocks and mends hard wraps.
//! 2. Recognisers, each with its evidence and its confidence, claim blocks by their own words ([`claim`], [`lexicon`]): [`noise`],
//!    [`links`], [`credits`], [`byline`], [`dateline`], [`stamp`]. Several may claim the same block.
//! 3. [`layout`] reads the whole: of all articles that the claims allow, the likeliest.
//! 4. [`assemble`] makes fields, body blocks and leftovers of the settled blocks. Every line of the source ends in one (law 8).
//!
//! It reads no file, no clock and no file's time stamp, and touches no field's typography.

mod alike;
mod assemble;
mod block;
mod byline;
mod calendar;
mod claim;
mod credits;
mod dateline;
pub mod dates;
pub mod language;
mod layout;
mod lexicon;
mod limits;
mod lines;
mod links;
mod names;
mod noise;
mod publication;
mod reading;
mod spread;
mod stamp;
mod title;
mod tokens;

use std::ops::Range;

pub use language::detect_language;
pub use reading::{Caption, Found, Reading};

use crate::diag::SourceText;
use crate::model::Language;
use claim::{Bid, Claims, Context, Recogniser, Role};
use dates::Order;
use limits::{DATED_FOOT, DATED_HEAD, LONGEST_ARTICLE};

/// A text in blocks, with what their own words claim.
struct Claimed {
    blocks: Vec<block::Block>,
    /// Lines of nothing that is printed.
    invisible: Vec<Range<usize>>,
    language: Option<(Language, f32)>,
    order: Order,
    /// The claims on each block that may be an article's.
    claims: Vec<Claims>,
}

impl Claimed {
    fn of(source: &SourceText<'_>) -> Self {
        let (blocks, invisible) = lines::blocks(source.text());
        let language = detect_language(&sample(&blocks));
        let order = publication::order(base(language.as_ref()), &blocks);
        let article = blocks.len().min(LONGEST_ARTICLE);
        let dated = |at: usize| at < DATED_HEAD || at + DATED_FOOT >= article;
        let claim = |at: usize| {
            let context = Context {
                order,
                dated: dated(at),
            };
            recognise(&blocks[at], context)
        };
        let words = |at: usize| (blocks[at].text.as_str(), (dated(at), blocks[at].marked));
        let claims = alike::of_each(article, words, claim);
        Self {
            blocks,
            invisible,
            language,
            order,
            claims,
        }
    }
}

/// The language without its script and region; nothing for none.
fn base(language: Option<&(Language, f32)>) -> &str {
    language.map_or("", |(language, _)| language.base())
}

/// Reads press copy. Any text has a reading; nothing here fails.
pub fn read(source: &SourceText<'_>) -> Reading {
    let Claimed {
        blocks,
        invisible,
        language,
        order,
        claims,
    } = Claimed::of(source);
    let base = base(language.as_ref());
    let (article, beyond) = blocks.split_at(claims.len());
    let mut bids = layout::settle(source.text(), article, claims, base);
    bids.extend(beyond.iter().map(by_form));
    let mut reading = assemble::assemble(source, &blocks, &bids, order, base);
    reading.leftovers.extend(
        invisible
            .into_iter()
            .map(|bytes| assemble::leftover(source, bytes, "press/invisible")),
    );
    reading
        .leftovers
        .sort_by_key(|leftover| leftover.bytes.start);
    reading.language = language;
    reading.infer_publication(source, order);
    reading.check_dates(source, order);
    reading
}

/// Each says of a block what its own words support.
const RECOGNISERS: [Recogniser; 7] = [
    dateline::recognise,
    noise::recognise,
    links::recognise,
    stamp::recognise,
    byline::recognise,
    credits::recognise,
    title::recognise,
];

/// Every claim on a block.
fn recognise(block: &block::Block, context: Context) -> Claims {
    let mut claims = Claims::default();
    for recogniser in RECOGNISERS {
        recogniser(block, context, &mut claims);
    }
    claims
}

/// What a block is taken for that stands too late to be weighed: a sentence is text, and no rule speaks for anything else.
fn by_form(block: &block::Block) -> Bid {
    match block.is_sentence() {
        true => Bid::new(Role::Paragraph, "press/paragraph", 0.5),
        false => Bid::new(Role::Noise, "unclaimed", 0.5),
    }
}

/// Text enough to tell the language: the longest blocks are the article, the short ones may be a site's menus.
fn sample(blocks: &[block::Block]) -> String {
    let mut sample = String::new();
    let prose = blocks.iter().filter(|block| block.is_sentence());
    let rest = blocks.iter().filter(|block| !block.is_sentence());
    for block in prose.chain(rest) {
        if sample.len() > 8_000 {
            break;
        }
        sample.push_str(&block.text);
        sample.push('\n');
    }
    sample
}

#[cfg(test)]
mod tests;
