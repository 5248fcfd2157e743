//! Owns the reading of a press text: fields, body and leftovers, each with its evidence. How it comes about stands elsewhere.

use std::ops::Range;

use serde_json::{Value, json};

use crate::diag::Diagnostics;
use crate::model::{Agency, Block, Byline, Date, Direction, Language, Leftover, Related};

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
