//! Owns the evidence in full: every caption, link, crosshead and paragraph with a place of its own, under the names of the summary,
//! where the claims of the article have one for each list.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{is_press, plain, rule_of};
use crate::diag::SourceText;
use crate::model::{Article, Block, Claim};
use crate::parse::markdown;
use crate::parse::press::{Found, Reading};

/// What the text of press copy says, and whether it holds: an editor may state otherwise.
pub(super) struct Detail {
    /// What is said, and where.
    pub claim: Claim,
    /// Whether the article has it from here.
    pub stands: bool,
}

/// All that the text of press copy says in its own words.
pub(super) fn of_press(
    reading: &Reading,
    article: &Article,
    claims: &[Claim],
    source: &SourceText<'_>,
) -> Vec<Detail> {
    let spoke = |field| rule_of(claims, field).is_some_and(is_press);
    let mut details = Details {
        source,
        details: Vec::new(),
        stands: true,
    };
    details.stands = spoke("kicker");
    details.add("kicker", reading.kicker.as_ref(), String::clone);
    details.stands = spoke("headline");
    details.add("headline", reading.headline.as_ref(), String::clone);
    details.stands = spoke("standfirst");
    let label = reading.standfirst_label.as_ref();
    details.add("standfirst_label", label, String::clone);
    details.add("standfirst", reading.standfirst.as_ref(), String::clone);
    details.stands = spoke("byline");
    details.add("byline", reading.byline.as_ref(), |byline| {
        byline.verbatim.clone()
    });
    details.stands = spoke("agencies");
    details.add("agency", &reading.agencies, |agency| agency.name.clone());
    details.stands = spoke("dateline");
    details.add("dateline", reading.dateline.as_ref(), String::clone);
    let (place, date) = (&reading.dateline_place, &reading.dateline_date);
    details.add("dateline_place", place.as_ref(), String::clone);
    details.add("dateline_date", date.as_ref(), String::clone);
    details.stands = spoke("published") || article.published.is_none();
    details.add("published", reading.published_words.as_ref(), String::clone);
    details.stands = spoke("published");
    let name = match reading.published.as_ref() {
        Some(date) if date.value.inferred_from().is_some() => "published_inferred",
        _ => "published_iso",
    };
    details.add(name, reading.published.as_ref(), plain);
    details.stands = spoke("modified");
    details.add("modified", reading.modified.as_ref(), plain);
    details.stands = spoke("tags");
    details.add("tags", &reading.tags, String::clone);
    details.captions(reading, article);
    details.related(reading, article);
    details.stands = true;
    for found in &reading.blocks {
        match &found.value {
            Block::Paragraph(text) => details.add("body_paragraphs", [found], |_| text.clone()),
            Block::Crosshead(text) => details.add("crossheads", [found], |_| text.clone()),
            Block::Related(_) | Block::Figure(_) => {}
        }
    }
    details.details
}

/// The claims of press copy, those that the text itself makes in full.
pub(super) fn with_details(
    claims: Vec<Claim>,
    details: Vec<Detail>,
    source: &SourceText<'_>,
) -> Vec<Claim> {
    let standing = details.into_iter().filter(|detail| detail.stands);
    let mut all: Vec<Claim> = standing.map(|detail| detail.claim).collect();
    all.extend(claims.into_iter().filter(|claim| !is_press(&claim.rule)));
    in_order(all, source.path())
}

/// The claims of a Markdown source, and where its text stands.
pub(super) fn with_body(
    mut claims: Vec<Claim>,
    text: &str,
    first_line: u32,
    source: &SourceText<'_>,
) -> Vec<Claim> {
    if !text.trim().is_empty() {
        let words: String = markdown::plain(text).chars().take(80).collect();
        claims.push(Claim {
            field: "body".to_owned(),
            value: words,
            file: source.path().to_owned(),
            bytes: body_bytes(source.text(), text),
            line: Some(first_line),
            rule: "markdown".to_owned(),
            confidence: 1.0,
        });
    }
    in_order(claims, source.path())
}

/// Where a body stands in its source; none where another generator's marks were settled in it, since its bytes are then not
/// those of the file.
pub(super) fn body_bytes(source: &str, body: &str) -> Option<Range<usize>> {
    let start = source.len() - source.strip_suffix(body).map(|_| body.len())?;
    Some(start..source.len())
}

struct Details<'s, 't> {
    source: &'s SourceText<'t>,
    details: Vec<Detail>,
    stands: bool,
}

impl Details<'_, '_> {
    fn add<'f, T: 'f>(
        &mut self,
        field: &str,
        found: impl IntoIterator<Item = &'f Found<T>>,
        show: impl Fn(&T) -> String,
    ) {
        for found in found {
            let claim = Claim {
                field: field.to_owned(),
                value: show(&found.value),
                file: self.source.path().to_owned(),
                bytes: Some(found.bytes.clone()),
                line: Some(self.source.line_of(found.bytes.start)),
                rule: found.rule.to_owned(),
                confidence: found.confidence,
            };
            let stands = self.stands;
            self.details.push(Detail { claim, stands });
        }
    }

    /// An editor may have taken some away, and completed others.
    fn captions(&mut self, reading: &Reading, article: &Article) {
        let media = article.media.iter();
        let kept: BTreeSet<&str> = media
            .map(|media| media.caption.as_deref().unwrap_or_default())
            .collect();
        for found in &reading.captions {
            self.stands = kept.contains(found.value.text.as_str());
            self.add("captions", [found], |caption| caption.text.clone());
            if let Some(credit) = &found.value.credit {
                self.add("credits", [found], |_| credit.clone());
            }
        }
    }

    fn related(&mut self, reading: &Reading, article: &Article) {
        let related = article.related.iter();
        let kept: BTreeSet<&str> = related.map(|related| related.verbatim.as_str()).collect();
        for found in &reading.related {
            self.stands = kept.contains(found.value.verbatim.as_str());
            self.add("related", [found], |related| related.verbatim.clone());
        }
    }
}

/// By their places in the source; then what stands in other files, then what stands in no text.
fn in_order(mut claims: Vec<Claim>, path: &str) -> Vec<Claim> {
    claims.sort_by_key(|claim| {
        let start = claim.bytes.as_ref().map_or(usize::MAX, |bytes| bytes.start);
        (
            claim.bytes.is_none(),
            claim.file != path,
            claim.file.clone(),
            start,
        )
    });
    claims
}
