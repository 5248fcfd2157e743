//! Owns the page as a ledger: every line of a source that says anything, in order, with the fields that it became, the rule and
//! the confidence of each. It shows law 8: what nothing accounts for is `unclaimed`. It reads no meaning into a line itself.

mod spans;

use std::collections::BTreeSet;
use std::ops::Range;

use self::spans::{FRONT_MATTER, STATED, Span, UNCLAIMED};
use super::details::{self, Detail};
use crate::diag::SourceText;
use crate::model::{Claim, Leftover};
use crate::parse::front_matter::{self, Cut, Manner};
use crate::parse::{known_keys, markdown};

/// All lines of a source but those of white space, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The lines.
    pub rows: Vec<Row>,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// From 1.
    pub line: u32,
    /// The line as it stands in the text, without its end.
    pub text: String,
    /// What it became: at least one, in the order of the line.
    pub entries: Vec<Entry>,
}

/// What a line, or a part of it, became.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which part of the line's text, in bytes.
    pub part: Range<usize>,
    /// `kicker`, `headline`, `body`, … or `noise`, `stated`, `unclaimed`.
    pub field: String,
    /// The rule that says so.
    pub rule: String,
    /// How sure it is, from 0 to 1; none for what is set apart.
    pub confidence: Option<f32>,
    /// Whether it began on an earlier line.
    pub continued: bool,
    /// Whether the article has something else from an editor.
    pub overruled: bool,
}

impl Ledger {
    /// Of press copy: from the details of its reading, the claims of its front matter, and what was left over.
    pub(super) fn of_press(
        source: &SourceText<'_>,
        details: &[Detail],
        claims: &[Claim],
        leftovers: &[Leftover],
    ) -> Self {
        let knows = |name: &str| known_keys()[0].key(name).is_some();
        let matter = match front_matter::cut(source.text(), Manner::Press(knows)) {
            Cut::Matter { body, .. } => body.start,
            Cut::Text | Cut::Unclosed { .. } => 0,
        };
        let mut spans = spans::front(claims, source, matter);
        spans.extend(spans::said(details, source.text()));
        spans.extend(leftovers.iter().map(Span::left));
        rows(source.text(), spans, |line| match line.end <= matter {
            true => Span::of(line, STATED, FRONT_MATTER),
            false => Span::of(line, UNCLAIMED, UNCLAIMED),
        })
    }

    /// Of Markdown: the front matter and the first heading by their claims, then the blocks of the text.
    pub(super) fn of_markdown(
        source: &SourceText<'_>,
        body: &str,
        first_line: u32,
        claims: &[Claim],
    ) -> Self {
        let bytes = details::body_bytes(source.text(), body);
        let head = bytes
            .as_ref()
            .map_or(source.text().len(), |bytes| bytes.start);
        let mut spans = spans::front(claims, source, head);
        if let Some(bytes) = bytes {
            let places = markdown::places(body).into_iter();
            spans.extend(places.map(|(place, is_heading)| {
                let field = if is_heading { "crosshead" } else { "body" };
                let place = bytes.start + place.start..bytes.start + place.end;
                Span::of(place, field, "markdown")
            }));
        }
        rows(source.text(), spans, |line| {
            match source.line_of(line.start) < first_line {
                true => Span::of(line, STATED, FRONT_MATTER),
                false => Span::of(line, "body", "markdown"),
            }
        })
    }

    /// How many lines have an entry of a field, those that continue it included.
    pub fn lines_of(&self, field: &str) -> usize {
        let has = |row: &&Row| row.entries.iter().any(|entry| entry.field == field);
        self.rows.iter().filter(has).count()
    }
}

/// Goes once through the lines and once through the spans; `else_is` says what a line, or a piece of one, is that no span covers.
fn rows(text: &str, mut spans: Vec<Span>, else_is: impl Fn(Range<usize>) -> Span) -> Ledger {
    spans.retain(|span| !span.bytes.is_empty());
    spans.sort_by_key(|span| (span.bytes.start, span.bytes.end));
    let mut coming = spans.into_iter().peekable();
    let mut open: Vec<Span> = Vec::new();
    let mut ledger = Ledger::default();
    let mut start = 0;
    for (at, line) in text.split('\n').enumerate() {
        let bytes = start..start + line.len();
        start = bytes.end + 1;
        open.retain(|span| span.bytes.end > bytes.start);
        while let Some(span) = coming.next_if(|span| span.bytes.start < bytes.end) {
            open.push(span);
        }
        if line.trim().is_empty() {
            continue;
        }
        let mut entries = entries(text, &bytes, &open);
        if let Some(piece) = uncovered(text, &bytes, &open) {
            entries.push(else_is(piece).entry(&bytes));
        } else if entries.is_empty() {
            entries.push(else_is(bytes.clone()).entry(&bytes));
        }
        ledger.rows.push(Row {
            line: u32::try_from(at + 1).unwrap_or(u32::MAX),
            text: line.to_owned(),
            entries,
        });
    }
    ledger
}

fn entries(text: &str, line: &Range<usize>, open: &[Span]) -> Vec<Entry> {
    let here = |span: &Span| span.bytes.start.max(line.start)..span.bytes.end.min(line.end);
    let says = |range: Range<usize>| text.get(range).is_none_or(|part| !part.trim().is_empty());
    let begins = |span: &Span| span.bytes.start >= line.start;
    // What stands between the lines of a deck, as a signature, is not the deck.
    let is_whole = |span: &Span| {
        begins(span)
            && !span.is_inner()
            && !says(line.start..span.bytes.start)
            && (span.bytes.end >= line.end || !says(span.bytes.end..line.end))
    };
    let is_taken = open.iter().any(is_whole);
    // A date or an agency that is only known to stand in a paragraph is shown where the paragraph begins.
    let goes_on = open.iter().any(|span| !begins(span) && !span.is_inner());
    let is_shown = |span: &Span| begins(span) || !(is_taken || goes_on && span.is_inner());
    let mut entries: Vec<Entry> = Vec::new();
    for span in open {
        if says(here(span)) && is_shown(span) {
            let entry = span.entry(line);
            // Words and reading of a date are two claims on one place.
            if entries.last() != Some(&entry) || !span.is_inner() {
                entries.push(entry);
            }
        }
    }
    // What gave a field is kept as a leftover too, so that no line is lost: the field says it better.
    let is_field = |entry: &&Entry| entry.confidence.is_some();
    let fields = entries.iter().filter(is_field);
    let rules: BTreeSet<String> = fields.map(|entry| entry.rule.clone()).collect();
    entries.retain(|entry| entry.confidence.is_some() || !rules.contains(&entry.rule));
    entries
}

/// The first piece of a line with a letter or a digit that no span covers; the whole line if nothing covers any of it.
fn uncovered(text: &str, line: &Range<usize>, open: &[Span]) -> Option<Range<usize>> {
    if open.is_empty() {
        return Some(line.clone());
    }
    let says = |piece: &Range<usize>| {
        let piece = text.get(piece.clone()).unwrap_or_default();
        piece.contains(char::is_alphanumeric)
    };
    let mut covered = line.start;
    // By their starts: those that began on earlier lines come first.
    for span in open {
        let gap = covered..span.bytes.start.min(line.end);
        if gap.start < gap.end && says(&gap) {
            return Some(gap);
        }
        covered = covered.max(span.bytes.end.min(line.end));
    }
    let rest = covered..line.end;
    (!rest.is_empty() && says(&rest)).then_some(rest)
}

#[cfg(test)]
mod tests;
