//! Owns what `depeche inspect` shows of one source, as data: the article as the archive understands it, each field with its
//! evidence, and what no rule claimed. It decides nothing about an article (`parse` does), and reads no file.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::diag::{Diagnostics, SourceText};
use crate::model::{Article, Block, Body, Claim, Date, Format, Leftover, Media, Precision};
use crate::parse::front_matter::{self, Cut, Manner};
use crate::parse::press::{self, Found, Reading};
use crate::parse::{Input, Parsed, Rules, decode, known_keys, markdown, parse};
use crate::route::Route;

/// One source as understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// The article; none where nothing could be built, and then a diagnostic says why.
    pub article: Option<Article>,
    /// The fields that every text of a newspaper may have, plain and verbatim.
    pub summary: Summary,
    /// Every field with its evidence, in the order of the source; what stands in other files, or in no text, after.
    pub fields: Vec<Claim>,
    /// Text that is no field and no body.
    pub leftovers: Vec<Leftover>,
    /// Faults, of their usual severity.
    pub diagnostics: Diagnostics,
    /// Whether places count the bytes of the file itself; else those of the text that was made of it: UTF-8, NFC, lines ended
    /// by LF, no byte-order mark.
    pub places_are_of_file: bool,
}

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

/// Reads one source and keeps all that is known of how it was read.
pub fn inspect(input: &Input<'_>, rules: &Rules) -> Inspection {
    let Parsed {
        article,
        body,
        summary: _, // the archive's, for links
        evidence,
        diagnostics,
    } = parse(input, rules);
    let text = decode::decode(input.bytes).map(|decoded| decoded.text);
    let text = text.unwrap_or_default();
    let mut inspection = Inspection {
        article,
        summary: Summary::default(),
        fields: evidence.claims,
        leftovers: evidence.leftovers,
        diagnostics,
        places_are_of_file: text.as_bytes() == input.bytes,
    };
    let Some(article) = &inspection.article else {
        return inspection;
    };
    let reading = (article.origin.format == Format::Press)
        .then(|| press::read(&SourceText::new(input.shown_path, &masked(&text))));
    inspection.summary = summary(article, &body, reading.as_ref(), &inspection.fields);
    let source = SourceText::new(input.shown_path, &text);
    inspection.fields = match &reading {
        Some(reading) => with_details(inspection.fields, reading, article, &source),
        None => with_body(inspection.fields, &body, &source),
    };
    inspection
}

impl Inspection {
    /// As `inspect --json` prints it, but for the diagnostics, whose form is the terminal's.
    pub fn to_json(&self) -> Value {
        let article = self.article.as_ref();
        let mut value = json!(self.summary);
        value["id"] = json!(article.map(|article| article.id.as_str()));
        value["path"] = json!(article.map(|article| Route::of(article).path().to_string()));
        value["status"] = json!(article.map(|article| article.visibility.status));
        value["fields"] = self.fields.iter().map(claim_value).collect();
        value["leftovers"] = self.leftovers.iter().map(leftover_value).collect();
        value["places_are_of_file"] = json!(self.places_are_of_file);
        value["article"] = json!(article);
        value
    }
}

fn claim_value(claim: &Claim) -> Value {
    json!({
        "field": claim.field,
        "value": claim.value,
        "file": claim.file,
        "bytes": claim.bytes.as_ref().map(ends),
        "line": claim.line,
        "rule": claim.rule,
        "confidence": (f64::from(claim.confidence) * 100.0).round() / 100.0,
    })
}

fn leftover_value(leftover: &Leftover) -> Value {
    json!({
        "text": leftover.text,
        "bytes": ends(&leftover.bytes),
        "line": leftover.line,
        "rule": leftover.rule,
    })
}

fn ends(bytes: &Range<usize>) -> [usize; 2] {
    [bytes.start, bytes.end]
}

/// The text of press copy with its front matter made blank, so that places stay those of the file.
fn masked(text: &str) -> String {
    let knows = |name: &str| known_keys()[0].key(name).is_some();
    let Cut::Matter { body, .. } = front_matter::cut(text, Manner::Press(knows)) else {
        return text.to_owned();
    };
    let blank = text[..body.start]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    blank.chain(text[body.start..].chars()).collect()
}

/// What the text says in its own words, and over it what an editor states: the claims tell which of them spoke.
fn summary(article: &Article, body: &Body, reading: Option<&Reading>, claims: &[Claim]) -> Summary {
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

fn rule_of<'c>(claims: &'c [Claim], field: &str) -> Option<&'c str> {
    let claim = claims.iter().find(|claim| claim.field == field)?;
    Some(&claim.rule)
}

fn is_press(rule: &str) -> bool {
    rule.starts_with("press/")
}

/// A date without the marks of its doubt; an interval as it is.
fn plain(date: &Date) -> String {
    match date.precision() {
        Precision::Interval => date.edtf().to_owned(),
        _ => date.iso(),
    }
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

/// The claims of a Markdown source, and where its text stands.
fn with_body(mut claims: Vec<Claim>, body: &Body, source: &SourceText<'_>) -> Vec<Claim> {
    if let Body::Markdown { text, first_line } = body
        && !text.trim().is_empty()
    {
        let words: String = markdown::plain(text).chars().take(80).collect();
        claims.push(Claim {
            field: "body".to_owned(),
            value: words,
            file: source.path().to_owned(),
            bytes: Some(source.text().len() - text.len()..source.text().len()),
            line: Some(*first_line),
            rule: "markdown".to_owned(),
            confidence: 1.0,
        });
    }
    in_order(claims, source.path())
}

/// The claims of press copy, those that the text itself makes in full: every caption, link, crosshead and paragraph with a
/// place of its own, under the names of the summary.
fn with_details(
    claims: Vec<Claim>,
    reading: &Reading,
    article: &Article,
    source: &SourceText<'_>,
) -> Vec<Claim> {
    let spoke = |field| rule_of(&claims, field).is_some_and(is_press);
    let mut details = Details {
        source,
        claims: Vec::new(),
    };
    if spoke("kicker") {
        details.add("kicker", reading.kicker.as_ref(), String::clone);
    }
    if spoke("headline") {
        details.add("headline", reading.headline.as_ref(), String::clone);
    }
    if spoke("standfirst") {
        let label = reading.standfirst_label.as_ref();
        details.add("standfirst_label", label, String::clone);
        details.add("standfirst", reading.standfirst.as_ref(), String::clone);
    }
    if spoke("byline") {
        details.add("byline", reading.byline.as_ref(), |byline| {
            byline.verbatim.clone()
        });
    }
    if spoke("agencies") {
        details.add("agency", &reading.agencies, |agency| agency.name.clone());
    }
    if spoke("dateline") {
        details.add("dateline", reading.dateline.as_ref(), String::clone);
        let (place, date) = (&reading.dateline_place, &reading.dateline_date);
        details.add("dateline_place", place.as_ref(), String::clone);
        details.add("dateline_date", date.as_ref(), String::clone);
    }
    if spoke("published") || article.published.is_none() {
        details.add("published", reading.published_words.as_ref(), String::clone);
    }
    if spoke("published") {
        let name = match reading.published.as_ref() {
            Some(date) if date.value.inferred_from().is_some() => "published_inferred",
            _ => "published_iso",
        };
        details.add(name, reading.published.as_ref(), plain);
    }
    if spoke("modified") {
        details.add("modified", reading.modified.as_ref(), plain);
    }
    if spoke("tags") {
        details.add("tags", &reading.tags, String::clone);
    }
    // An editor may have taken some away, and completed others.
    let captions = reading.captions.iter().filter(|found| {
        let mut kept = article.media.iter();
        kept.any(|media| media.caption.as_deref().unwrap_or_default() == found.value.text)
    });
    for found in captions {
        details.add("captions", [found], |caption| caption.text.clone());
        if let Some(credit) = &found.value.credit {
            details.add("credits", [found], |_| credit.clone());
        }
    }
    let related = reading.related.iter().filter(|found| {
        let mut kept = article.related.iter();
        kept.any(|related| related.verbatim == found.value.verbatim)
    });
    details.add("related", related, |related| related.verbatim.clone());
    for found in &reading.blocks {
        match &found.value {
            Block::Paragraph(text) => details.add("body_paragraphs", [found], |_| text.clone()),
            Block::Crosshead(text) => details.add("crossheads", [found], |_| text.clone()),
            Block::Related(_) | Block::Figure(_) => {}
        }
    }
    let mut all = details.claims;
    all.extend(claims.into_iter().filter(|claim| !is_press(&claim.rule)));
    in_order(all, source.path())
}

struct Details<'s, 't> {
    source: &'s SourceText<'t>,
    claims: Vec<Claim>,
}

impl Details<'_, '_> {
    fn add<'f, T: 'f>(
        &mut self,
        field: &str,
        found: impl IntoIterator<Item = &'f Found<T>>,
        show: impl Fn(&T) -> String,
    ) {
        for found in found {
            self.claims.push(Claim {
                field: field.to_owned(),
                value: show(&found.value),
                file: self.source.path().to_owned(),
                bytes: Some(found.bytes.clone()),
                line: Some(self.source.line_of(found.bytes.start)),
                rule: found.rule.to_owned(),
                confidence: found.confidence,
            });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, SlugStyle};
    use crate::parse::Sidecar;

    const WIRE: &str = "\
Norvie: Le pont de Lissa rouvre

LISSA, 14 mars 2019 (ANP) - Le pont de Lissa a rouvert aux piétons ce jeudi, après deux semaines de travaux, a annoncé la mairie.

La circulation des voitures reste interdite, et aucune date n’a été donnée pour la suite des travaux.
";

    fn inspected(path: &str, text: &str, sidecar: Option<&str>) -> Inspection {
        let english = Language::parse("en").expect("a tag");
        let input = Input {
            path,
            shown_path: path,
            bytes: text.as_bytes(),
            sidecar: sidecar.map(|text| Sidecar {
                shown_path: "a.toml",
                bytes: text.as_bytes(),
            }),
        };
        inspect(&input, &Rules::new(false, SlugStyle::Ascii, english))
    }

    #[test]
    fn the_words_of_a_dateline_are_kept() {
        let summary = inspected("a.txt", WIRE, None).summary;
        assert_eq!(summary.dateline_place.as_deref(), Some("LISSA"));
        assert_eq!(summary.dateline_date.as_deref(), Some("14 mars 2019"));
        assert_eq!(summary.agency.as_deref(), Some("ANP"));
        assert_eq!(summary.body_paragraphs.len(), 2);
    }

    #[test]
    fn what_a_sidecar_takes_away_is_absent() {
        let taken = "published = \"\"\ndateline = \"\"\nagencies = []\n";
        let inspection = inspected("a.txt", WIRE, Some(taken));
        let summary = inspection.summary;
        assert_eq!(summary.published_iso, None);
        assert_eq!(summary.published_inferred, None);
        assert_eq!(summary.dateline_place, None);
        assert_eq!(summary.agency, None);
        let is_agency = |claim: &Claim| matches!(claim.field.as_str(), "agency" | "agencies");
        assert!(!inspection.fields.iter().any(is_agency));
    }

    #[test]
    fn places_in_press_copy_with_front_matter_are_those_of_the_file() {
        let text = format!("+++\nkicker = \"Été\"\n+++\n{WIRE}");
        let inspection = inspected("a.txt", &text, None);
        assert_eq!(inspection.summary.kicker.as_deref(), Some("Été"));
        let paragraph = inspection
            .fields
            .iter()
            .find(|claim| claim.field == "body_paragraphs")
            .expect("a paragraph");
        assert_eq!(paragraph.line, Some(6));
        let bytes = paragraph.bytes.clone().expect("a place");
        assert!(text[bytes].contains("a rouvert aux piétons"));
    }

    #[test]
    fn first_words_that_stand_in_are_no_headline() {
        let summary = inspected("a.md", "Un texte sans titre.\n", None).summary;
        assert_eq!(summary.headline, None);
    }

    #[test]
    fn an_arabic_text_runs_from_right_to_left() {
        let text =
            "عنوان الخبر\n\nأعلنت البلدية اليوم فتح الجسر أمام المشاة بعد أسبوعين من العمل.\n";
        let summary = inspected("a.txt", text, None).summary;
        assert_eq!(summary.language.as_deref(), Some("ar"));
        assert_eq!(summary.direction.as_deref(), Some("rtl"));
    }

    #[test]
    fn an_interval_keeps_both_ends_and_doubt_leaves_no_mark() {
        let stated = |date: &str| {
            let text = format!("+++\nheadline = \"a\"\npublished = \"{date}\"\n+++\nb\n");
            inspected("a.md", &text, None).summary.published_iso
        };
        assert_eq!(
            stated("2014-06/2017-12").as_deref(),
            Some("2014-06/2017-12")
        );
        assert_eq!(stated("2017-10~").as_deref(), Some("2017-10"));
    }
}
