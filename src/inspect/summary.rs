//! Owns the fields that every text of a newspaper may have, as `inspect --json` shows them at its top level: plain, in the words of
//! the text, without typography.

use serde::{Deserialize, Serialize};

use super::{is_press, plain, rule_of};
use crate::model::{Article, Block, Body, Claim, Media};
use crate::parse::markdown;
use crate::parse::press::Reading;

/// The keys at the top level of `inspect --json`: in the words of the text, without typography; absent is none or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// Word or label over the headline.
    pub kicker: Option<String>,
    /// The headline; none where first words stand in.
    pub headline: Option<String>,
    /// The word in capitals before the standfirst.
    pub standfirst_label: Option<String>,
    /// The lead.
    pub standfirst: Option<String>,
    /// Who signs.
    pub byline: Option<String>,
    /// Who supplied the text, all of them joined by `, `.
    pub agency: Option<String>,
    /// The place of writing.
    pub dateline_place: Option<String>,
    /// The day of writing, in the words of the dateline.
    pub dateline_date: Option<String>,
    /// The words that tell when it was published.
    pub published: Option<String>,
    /// Their reading, where the text or its editor gives a date.
    pub published_iso: Option<String>,
    /// A date that was worked out, from the text or from the file's name and folder.
    pub published_inferred: Option<String>,
    /// Captions.
    pub captions: Vec<Caption>,
    /// Headings within the body.
    pub crossheads: Vec<String>,
    /// Links that the text or its editor makes.
    pub related: Vec<String>,
    /// The language's tag.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: Option<String>,
    /// The body's paragraphs, as plain texts.
    pub body_paragraphs: Vec<String>,
}

/// A caption and its credit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// What the picture shows.
    pub text: String,
    /// By whom.
    pub credit: Option<String>,
}

/// What the text says in its own words, and over it what an editor states: the claims tell which of them spoke.
pub(super) fn summary(
    article: &Article,
    body: &Body,
    reading: Option<&Reading>,
    claims: &[Claim],
) -> Summary {
    let read = reading.map(Reading::summary_json);
    let read: Summary = read
        .and_then(|value| serde_json::from_value(value).ok())
        .unwrap_or_default();
    let by_text = |field| rule_of(claims, field).is_some_and(is_press);
    let mut summary = Summary {
        kicker: article.kicker.clone(),
        headline: (!article.headline_stands_in).then(|| article.headline.clone()),
        byline: article
            .byline
            .as_ref()
            .map(|byline| byline.verbatim.clone()),
        agency: agency(article),
        captions: article.media.iter().filter_map(caption).collect(),
        related: article
            .related
            .iter()
            .map(|related| related.verbatim.clone())
            .collect(),
        language: Some(article.language.to_string()),
        direction: Some(article.language.direction().as_str().to_owned()),
        crossheads: crossheads(body),
        body_paragraphs: paragraphs(body),
        ..Summary::default()
    };
    if let Some(standfirst) = &article.standfirst {
        summary.standfirst_label = standfirst.label.clone();
        summary.standfirst = Some(standfirst.text.clone());
    }
    if by_text("dateline") {
        summary.dateline_place = read.dateline_place;
        summary.dateline_date = read.dateline_date;
    } else if let Some(dateline) = &article.dateline {
        summary.dateline_place = dateline.place.clone();
        summary.dateline_date = dateline.date.as_ref().map(|date| date.words().to_owned());
    }
    match (rule_of(claims, "published"), &article.published) {
        (Some(rule), Some(_)) if is_press(rule) => {
            summary.published = read.published;
            summary.published_iso = read.published_iso;
            summary.published_inferred = read.published_inferred;
        }
        (Some("file name" | "folder"), Some(date)) => {
            summary.published = read.published;
            summary.published_inferred = Some(plain(date));
        }
        (_, Some(date)) => {
            summary.published = Some(date.words().to_owned());
            match date.inferred_from() {
                Some(_) => summary.published_inferred = Some(plain(date)),
                None => summary.published_iso = Some(plain(date)),
            }
        }
        // Words that give no date stay words; a date that an editor took away leaves none.
        (_, None) if reading.is_some_and(|reading| reading.published.is_none()) => {
            summary.published = read.published;
        }
        (_, None) => {}
    }
    summary
}

fn agency(article: &Article) -> Option<String> {
    let names: Vec<&str> = article
        .agencies
        .iter()
        .map(|agency| agency.name.as_str())
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn caption(media: &Media) -> Option<Caption> {
    let is_said = media.caption.is_some() || media.credit.is_some();
    is_said.then(|| Caption {
        text: media.caption.clone().unwrap_or_default(),
        credit: media.credit.clone(),
    })
}

fn crossheads(body: &Body) -> Vec<String> {
    match body {
        Body::Markdown { text, .. } => markdown::crossheads(text),
        Body::Blocks(blocks) => texts(blocks, |block| match block {
            Block::Crosshead(text) => Some(text),
            _ => None,
        }),
    }
}

fn paragraphs(body: &Body) -> Vec<String> {
    match body {
        Body::Markdown { text, .. } => markdown::paragraphs(text),
        Body::Blocks(blocks) => texts(blocks, |block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        }),
    }
}

fn texts(blocks: &[Block], pick: fn(&Block) -> Option<&String>) -> Vec<String> {
    blocks.iter().filter_map(pick).cloned().collect()
}
