//! Owns which run of a source became what: the claims, details and leftovers of a reading, each with its own part of the text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::details::Detail;
use super::super::is_press;
use super::Entry;
use crate::diag::SourceText;
use crate::model::{Claim, Leftover};

/// Text that no field and no leftover accounts for; also the rule of leftovers that no rule set apart.
pub(super) const UNCLAIMED: &str = "unclaimed";
/// A line of front matter that is no field's alone: a fence, a remark, a key that another file overrules.
pub(super) const STATED: &str = "stated";
pub(super) const FRONT_MATTER: &str = "front matter";

/// A run of source text and what it became.
#[derive(Debug)]
pub(super) struct Span {
    pub bytes: Range<usize>,
    pub field: String,
    pub rule: String,
    pub confidence: Option<f32>,
    pub overruled: bool,
}

impl Span {
    /// What is certain, or set apart.
    pub fn of(bytes: Range<usize>, field: &str, rule: &str) -> Self {
        let is_sure = field != UNCLAIMED;
        Self {
            bytes,
            field: field.to_owned(),
            rule: rule.to_owned(),
            confidence: is_sure.then_some(1.0),
            overruled: false,
        }
    }

    fn claimed(bytes: Range<usize>, field: &str, claim: &Claim) -> Self {
        Self {
            bytes,
            field: field.to_owned(),
            rule: claim.rule.clone(),
            confidence: Some(claim.confidence),
            overruled: false,
        }
    }

    pub fn left(leftover: &Leftover) -> Self {
        let field = match leftover.rule == UNCLAIMED {
            true => UNCLAIMED,
            false => "noise",
        };
        Self {
            bytes: leftover.bytes.clone(),
            field: field.to_owned(),
            rule: leftover.rule.clone(),
            confidence: None,
            overruled: false,
        }
    }

    pub fn entry(&self, line: &Range<usize>) -> Entry {
        let within = |at: usize| at.clamp(line.start, line.end) - line.start;
        Entry {
            part: within(self.bytes.start)..within(self.bytes.end),
            field: self.field.clone(),
            rule: self.rule.clone(),
            confidence: self.confidence,
            continued: self.bytes.start < line.start,
            overruled: self.overruled,
        }
    }

    /// Whether it is a part of a text that may have other fields around it, and so never all that a line is.
    pub fn is_inner(&self) -> bool {
        matches!(
            self.field.as_str(),
            "agency"
                | "dateline"
                | "dateline_place"
                | "dateline_date"
                | "published"
                | "published_inferred"
                | "modified"
                | "tags"
        )
    }
}

/// What the front matter, or a first heading, states in the source itself, before `end`.
pub(super) fn front(claims: &[Claim], source: &SourceText<'_>, end: usize) -> Vec<Span> {
    let text = source.text();
    let is_own = |claim: &&Claim| claim.file == source.path() && !is_press(&claim.rule);
    let own: Vec<&Claim> = claims.iter().filter(is_own).collect();
    let mut spans = tables(&text[..end], &own);
    let tables: BTreeSet<String> = spans.iter().map(|span| span.field.clone()).collect();
    let keys = own
        .into_iter()
        .filter(|claim| !tables.contains(&claim.field));
    spans.extend(keys.filter_map(|claim| {
        let bytes = claim.bytes.clone()?;
        // A value's place; its key and its remark are on the same lines.
        let start = text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[bytes.end..].find('\n');
        let end = end.map_or(text.len(), |at| bytes.end + at);
        Some(Span::claimed(start..end, &claim.field, claim))
    }));
    spans
}

/// The tables of TOML front matter, `[name]` and `[[name]]`: their claim's place is that of the first title alone.
fn tables(head: &str, claims: &[&Claim]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut at, mut fences, mut is_open) = (0, 0, false);
    for line in head.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim();
        fences += usize::from(line == "+++");
        if fences == 2 {
            break;
        }
        let title = line.strip_prefix('[').filter(|_| fences == 1);
        let title = title.map(|title| title.trim_start_matches('['));
        if let Some(title) = title {
            let name = title.split([']', '.']).next().unwrap_or_default().trim();
            let mut stated = claims.iter().filter(|claim| claim.rule == FRONT_MATTER);
            let claim = stated.find(|claim| claim.field == name);
            is_open = claim.is_some();
            spans.extend(claim.map(|claim| Span::claimed(start..at, name, claim)));
        } else if let Some(table) = spans.last_mut().filter(|_| is_open) {
            table.bytes.end = at;
        }
    }
    spans
}

/// What the text says, each in its own part of the text as far as the reader's places tell it.
pub(super) fn said<'a>(details: &'a [Detail], text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let of = |name: &str| {
        let mut found = details
            .iter()
            .filter(move |detail| detail.claim.field == name);
        found.next().and_then(|detail| detail.claim.bytes.clone())
    };
    let (dateline, day) = (of("dateline"), of("dateline_date"));
    let mut caption: Option<Range<usize>> = None;
    let mut credits = credits(details, text).into_iter();
    details.iter().filter_map(move |detail| {
        let claim = &detail.claim;
        let mut bytes = claim.bytes.clone()?;
        let field = match claim.field.as_str() {
            "captions" => {
                let credit = credits.next().flatten();
                caption.clone_from(&credit);
                if let Some(credit) = credit {
                    bytes = match credit.start == bytes.start {
                        true => credit.end..bytes.end,
                        false => bytes.start..credit.start,
                    };
                }
                if claim.value.is_empty() {
                    return None;
                }
                "caption"
            }
            "credits" => {
                bytes = caption.take().unwrap_or(bytes);
                "credit"
            }
            "crossheads" => "crosshead",
            "body_paragraphs" => {
                // The paragraph begins behind its dateline.
                if let Some(dateline) = dateline.as_ref().filter(|line| line.start == bytes.start) {
                    bytes.start = dateline.end.min(bytes.end);
                }
                "body"
            }
            "published_iso" => {
                // A date that the dateline alone gives stands in it, not in the whole paragraph.
                let by_dateline = |line: &Range<usize>| line.start == bytes.start;
                if dateline.as_ref().is_some_and(by_dateline) {
                    bytes = day.clone().unwrap_or(bytes);
                }
                "published"
            }
            name @ ("dateline_place" | "dateline_date") => {
                let within =
                    |line: &Range<usize>| line.start <= bytes.start && bytes.end <= line.end;
                if dateline.as_ref().is_some_and(within) {
                    return None;
                }
                name
            }
            name => name,
        };
        Some(Span {
            overruled: !detail.stands,
            ..Span::claimed(bytes, field, claim)
        })
    })
}

/// For each caption the part of its place that is its credit, from the one or to the other end; none where it has no credit, or the
/// credit's words are not found as they are.
fn credits(details: &[Detail], text: &str) -> Vec<Option<Range<usize>>> {
    let mut credits = Vec::new();
    let mut is_said = false;
    for detail in details {
        let claim = &detail.claim;
        let Some(bytes) = claim.bytes.clone() else {
            continue;
        };
        match claim.field.as_str() {
            "captions" => {
                is_said = !claim.value.is_empty();
                credits.push(None);
            }
            // A credit without a caption has its place for itself.
            "credits" if is_said => {
                let own = &text[bytes.clone()];
                let Some((last, at)) = credits.last_mut().zip(own.rfind(&claim.value)) else {
                    continue;
                };
                let end = at + claim.value.len();
                *last = Some(match at < own.len() - end {
                    true => bytes.start..bytes.start + end,
                    false => bytes.start + at..bytes.end,
                });
            }
            _ => {}
        }
    }
    credits
}
