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
mod byline;
mod calendar;
mod claim;
mod credits;
mod dateline;
pub mod dates;
pub mod language;
mod layout;
mod lexicon;
mod lines;
mod links;
mod names;
mod noise;
mod publication;
mod stamp;
mod title;
mod tokens;

use std::ops::Range;

use serde_json::{Value, json};

pub use language::detect_language;

use crate::diag::{Diagnostics, SourceText};
use crate::model::{Agency, Block, Byline, Date, Direction, Language, Leftover, Related};
use claim::{Bid, Claims, Context, Recogniser, Role};
use dates::Order;

/// A value with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// The value, in the words of the text.
    pub value: T,
    /// Where it stands in the source text.
    pub bytes: Range<usize>,
    /// The rule that found it, as `press/byline`.
    pub rule: &'static str,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
}

/// A caption of a picture that the text itself does not carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows.
    pub text: String,
    /// By whom, as "NAME / AFP".
    pub credit: Option<String>,
}

/// A press text as understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Word or label over or before the headline.
    pub kicker: Option<Found<String>>,
    /// The headline, without its kicker where that is set off by a mark.
    pub headline: Option<Found<String>>,
    /// The words in capitals before the standfirst.
    pub standfirst_label: Option<Found<String>>,
    /// The lead; lines of a deck are parted by line feeds.
    pub standfirst: Option<Found<String>>,
    /// Who signs, without "Par", "By", "Von".
    pub byline: Option<Found<Byline>>,
    /// Who supplied the text, by byline, dateline or sign-off.
    pub agencies: Vec<Found<Agency>>,
    /// The whole dateline, as printed. It is not repeated in the first paragraph.
    pub dateline: Option<Found<String>>,
    /// The place of writing.
    pub dateline_place: Option<Found<String>>,
    /// The day of writing, in the words of the dateline.
    pub dateline_date: Option<Found<String>>,
    /// The words that tell when it was published; "il y a 3 heures" gives words and no date.
    pub published_words: Option<Found<String>>,
    /// When it was published: as stated, or worked out (then uncertain, with what it was worked out from).
    pub published: Option<Found<Date>>,
    /// When it was last changed.
    pub modified: Option<Found<Date>>,
    /// Captions, each once.
    pub captions: Vec<Found<Caption>>,
    /// Links that the text makes, each once.
    pub related: Vec<Found<Related>>,
    /// Tags that stand under the text.
    pub tags: Vec<Found<String>>,
    /// The language and how sure that is; none for a text of a few letters.
    pub language: Option<(Language, f32)>,
    /// The body in order: paragraphs, crossheads, and where links and figures stand.
    pub blocks: Vec<Found<Block>>,
    /// Noise by its rule, and what no rule claimed.
    pub leftovers: Vec<Leftover>,
    /// Doubts.
    pub diagnostics: Diagnostics,
}

/// How many blocks from the start, and from the end, are searched for dates: far more than any article's head or foot has, and
/// few enough that a table of a million dates costs little.
const DATED_HEAD: usize = 400;
const DATED_FOOT: usize = 100;

/// How many blocks may be one article: a list or a table of more lines has no headline and no foot to be told apart, and what comes
/// after so many is taken for what its form says.
const LONGEST_ARTICLE: usize = 5_000;

/// A text of so many blocks is shared out to all processors; for a dispatch that would cost more than it saves.
const MANY: usize = 1_000;

/// A text in blocks, with what their own words claim.
struct Claimed {
    blocks: Vec<lines::Block>,
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
fn recognise(block: &lines::Block, context: Context) -> Claims {
    let mut claims = Claims::default();
    for recogniser in RECOGNISERS {
        recogniser(block, context, &mut claims);
    }
    claims
}

/// What a block is taken for that stands too late to be weighed: a sentence is text, and no rule speaks for anything else.
fn by_form(block: &lines::Block) -> Bid {
    match block.is_sentence() {
        true => Bid::new(Role::Paragraph, "press/paragraph", 0.5),
        false => Bid::new(Role::Noise, "unclaimed", 0.5),
    }
}

/// Text enough to tell the language: the longest blocks are the article, the short ones may be a site's menus.
fn sample(blocks: &[lines::Block]) -> String {
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

impl Reading {
    /// The direction of the text's script.
    pub fn direction(&self) -> Direction {
        self.language
            .as_ref()
            .map_or(Direction::Ltr, |(language, _)| language.direction())
    }

    /// The keys that `inspect --json` shows at its top level: plain, in the words of the text, `null` or `[]` where absent.
    pub fn summary_json(&self) -> Value {
        let text = |found: &Option<Found<String>>| found.as_ref().map(|found| found.value.clone());
        let stated = self
            .published
            .as_ref()
            .filter(|date| !date.value.is_uncertain());
        let inferred = self
            .published
            .as_ref()
            .filter(|date| date.value.is_uncertain());
        let agencies: Vec<&str> = self
            .agencies
            .iter()
            .map(|agency| agency.value.name.as_str())
            .collect();
        let published = text(&self.published_words)
            .or_else(|| stated.map(|date| date.value.words().to_owned()));
        let blocks = |pick: fn(&Block) -> Option<&String>| {
            self.blocks
                .iter()
                .filter_map(move |block| pick(&block.value))
                .collect::<Vec<_>>()
        };
        json!({
            "kicker": text(&self.kicker),
            "headline": text(&self.headline),
            "standfirst_label": text(&self.standfirst_label),
            "standfirst": text(&self.standfirst),
            "byline": self.byline.as_ref().map(|byline| byline.value.verbatim.clone()),
            "agency": (!agencies.is_empty()).then(|| agencies.join(", ")),
            "dateline_place": text(&self.dateline_place),
            "dateline_date": text(&self.dateline_date),
            "published": published,
            "published_iso": stated.map(|date| date.value.iso()),
            "published_inferred": inferred.map(|date| date.value.edtf().trim_end_matches('?')),
            "captions": self.captions.iter().map(|caption| json!({ "text": caption.value.text, "credit": caption.value.credit })).collect::<Vec<_>>(),
            "crossheads": blocks(|block| match block { Block::Crosshead(text) => Some(text), _ => None }),
            "related": self.related.iter().map(|link| link.value.verbatim.as_str()).collect::<Vec<_>>(),
            "language": self.language.as_ref().map(|(language, _)| language.as_str()),
            "direction": self.direction().as_str(),
            "body_paragraphs": blocks(|block| match block { Block::Paragraph(text) => Some(text), _ => None }),
        })
    }
}

#[cfg(test)]
mod tests;
