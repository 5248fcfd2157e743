//! Owns what `depeche inspect` shows of one source, as data: the article as the archive understands it, each field with its
//! evidence, what no rule claimed, and the page as a ledger, line by line. It decides nothing about an article (`parse` does), and
//! reads no file.

mod details;
mod ledger;
mod summary;

use std::ops::Range;

use serde_json::{Value, json};

use crate::diag::{Diagnostics, SourceText};
use crate::model::{Article, Body, Claim, Date, Leftover, Precision};
use crate::parse::{Input, Parsed, Rules, decode, parse};
use crate::route::Route;

pub use ledger::{Entry, Ledger, Row};
pub use summary::{Caption, Summary};

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
    /// Every line of the source that says anything, with what it became. Empty where there is no article.
    pub ledger: Ledger,
    /// Faults, of their usual severity.
    pub diagnostics: Diagnostics,
    /// Whether places count the bytes of the file itself; else those of the text that was made of it: UTF-8, NFC, lines ended
    /// by LF, no byte-order mark.
    pub places_are_of_file: bool,
}

/// Reads one source and keeps all that is known of how it was read.
pub fn inspect(input: &Input<'_>, rules: &Rules) -> Inspection {
    let Parsed {
        article,
        body,
        summary: _, // the archive's, for links
        evidence,
        reading,
        diagnostics,
    } = parse(input, rules);
    let text = decode::decode(input.bytes).map(|decoded| decoded.text);
    let text = text.unwrap_or_default();
    let mut inspection = Inspection {
        article,
        summary: Summary::default(),
        fields: evidence.claims,
        leftovers: evidence.leftovers,
        ledger: Ledger::default(),
        diagnostics,
        places_are_of_file: text.as_bytes() == input.bytes,
    };
    let Some(article) = &inspection.article else {
        return inspection;
    };
    let source = SourceText::new(input.shown_path, &text);
    let claims = std::mem::take(&mut inspection.fields);
    inspection.summary = summary::summary(article, &body, reading.as_deref(), &claims);
    if let Some(reading) = reading.as_deref() {
        let details = details::of_press(reading, article, &claims, &source);
        inspection.ledger = Ledger::of_press(&source, &details, &claims, &inspection.leftovers);
        inspection.fields = details::with_details(claims, details, &source);
    } else if let Body::Markdown { text, first_line } = &body {
        inspection.ledger = Ledger::of_markdown(&source, text, *first_line, &claims);
        inspection.fields = details::with_body(claims, text, *first_line, &source);
    }
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
        value["ledger"] = self.ledger.rows.iter().map(row_value).collect();
        value["fields"] = self.fields.iter().map(claim_value).collect();
        value["leftovers"] = self.leftovers.iter().map(leftover_value).collect();
        value["places_are_of_file"] = json!(self.places_are_of_file);
        value["article"] = json!(article);
        value
    }
}

fn row_value(row: &Row) -> Value {
    let entry = |entry: &Entry| {
        json!({
            "field": entry.field,
            "rule": entry.rule,
            "confidence": entry.confidence.map(rounded),
            "continued": entry.continued,
            "overruled": entry.overruled,
        })
    };
    json!({
        "line": row.line,
        "text": row.text,
        "entries": row.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn claim_value(claim: &Claim) -> Value {
    json!({
        "field": claim.field,
        "value": claim.value,
        "file": claim.file,
        "bytes": claim.bytes.as_ref().map(ends),
        "line": claim.line,
        "rule": claim.rule,
        "confidence": rounded(claim.confidence),
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

fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

fn ends(bytes: &Range<usize>) -> [usize; 2] {
    [bytes.start, bytes.end]
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

#[cfg(test)]
mod tests;
