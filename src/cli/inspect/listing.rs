//! Owns what a person sees of one source: the article's place, the page as a ledger with aligned columns, what is not in the text,
//! and the counts. Foreign text is made safe for a terminal here; what it means is `crate::inspect`'s to say.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::super::terminal::Palette;
use super::fit::{fit, padded};
use crate::diag::sanitise;
use crate::inspect::{Entry, Inspection, Row};
use crate::model::{Article, Claim, Direction};
use crate::route::Route;

/// Below this a rule is said to be in doubt.
const DOUBTFUL: f32 = 0.6;
/// Space between columns.
const GAP: usize = 2;
/// The width of a confidence, as `0.93`.
const SURE: usize = 4;
/// The narrowest column of text, and of rules where the text would be narrower.
const LEAST_TEXT: usize = 36;
const LEAST_RULE: usize = 14;

/// Where a listing is shown.
pub(super) struct Page {
    /// Columns.
    pub width: usize,
    /// The marks of its parts.
    pub palette: Palette,
}

impl Page {
    /// The listing.
    pub fn of(&self, shown: &str, inspection: &Inspection) -> String {
        let mut list = Listing {
            text: String::new(),
            page: self,
        };
        let Palette { strong, reset, .. } = self.palette;
        list.line(&format!("{strong}{}{reset}", sanitise(shown)));
        let Some(article) = &inspection.article else {
            list.pair("page", "none: see the faults");
            return list.text;
        };
        list.head(article);
        list.ledger(&inspection.ledger.rows);
        list.elsewhere(shown, article, inspection);
        list.counts(inspection);
        list.text
    }
}

/// Lines. Writing to a `String` cannot fail.
struct Listing<'p> {
    text: String,
    page: &'p Page,
}

/// The widths of the columns before the text.
struct Columns {
    line: usize,
    field: usize,
    rule: usize,
    text: usize,
}

impl Columns {
    fn of(rows: &[Row], width: usize) -> Self {
        let last = rows.last().map_or(1, |row| row.line);
        let entries = || rows.iter().flat_map(|row| &row.entries);
        let wide = |name: &str, of: fn(&Entry) -> usize| {
            entries().map(of).max().unwrap_or(0).max(name.len())
        };
        let line = last.to_string().len().max("line".len());
        let field = wide("field", |entry| field(entry).len());
        let rule = wide("rule", |entry| rule(&entry.rule).len());
        let taken = line + field + SURE + 4 * GAP;
        let rule = rule.min(width.saturating_sub(taken + LEAST_TEXT).max(LEAST_RULE));
        Self {
            line,
            field,
            rule,
            text: width.saturating_sub(taken + rule),
        }
    }
}

impl Listing<'_> {
    fn head(&mut self, article: &Article) {
        self.pair("page", &Route::of(article).path().to_string());
        self.pair("id", article.id.as_str());
        let status = serde_json::to_value(article.visibility.status).unwrap_or_default();
        self.pair("status", status.as_str().unwrap_or_default());
        let direction = match article.language.direction() {
            Direction::Ltr => "left to right",
            Direction::Rtl => "right to left",
        };
        self.pair("language", &format!("{}, {direction}", article.language));
    }

    fn ledger(&mut self, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        let columns = Columns::of(rows, self.page.width);
        let Palette { dim, reset, .. } = self.page.palette;
        let Columns {
            line,
            field,
            rule,
            text: _,
        } = columns;
        let heads = format!(
            "{:>line$}  {:field$}  {:SURE$}  {:rule$}  text",
            "line", "field", "sure", "rule"
        );
        self.line(&format!("\n{dim}{heads}{reset}"));
        for row in rows {
            self.row(row, &columns);
        }
    }

    /// The line's number and text stand beside its first entry. Another that begins behind the cut shows its own part, as where a whole
    /// release stands on one line.
    fn row(&mut self, row: &Row, columns: &Columns) {
        let whole = fit(&row.text, columns.text);
        let seen = match whole.strip_suffix('…').filter(|_| whole != row.text) {
            Some(seen) => nth(&row.text, seen.chars().count()),
            None => row.text.len(),
        };
        for (at, run) in row.entries.chunk_by(is_one).enumerate() {
            let part = run[0].part.start..run[run.len() - 1].part.end;
            let (number, text) = match at {
                0 => (row.line.to_string(), whole.clone()),
                _ if part.start >= seen => {
                    let part = row.text.get(part).unwrap_or_default();
                    (
                        String::new(),
                        fit(&format!("…{}", part.trim_start()), columns.text),
                    )
                }
                _ => (String::new(), String::new()),
            };
            self.entry(&number, &run[0], &text, columns);
        }
    }

    fn entry(&mut self, number: &str, entry: &Entry, text: &str, columns: &Columns) {
        let Palette {
            name,
            doubt,
            dim,
            reset,
            ..
        } = self.page.palette;
        let Columns {
            line,
            field: wide,
            rule: long,
            text: _,
        } = *columns;
        let sure = match entry.confidence {
            Some(sure) if !entry.continued => format!("{sure:.2}"),
            _ => String::new(),
        };
        let told = match entry.continued {
            true => String::new(),
            // Where no text follows there is room for the whole of it.
            false if text.is_empty() => rule(&entry.rule).to_owned(),
            false => fit(rule(&entry.rule), long),
        };
        let is_aside = entry.field == "noise" || entry.overruled;
        let is_doubtful = entry.field == "unclaimed"
            || (!entry.continued && entry.confidence.is_some_and(|sure| sure < DOUBTFUL));
        let (colour, doubt, rest) = match (is_aside, is_doubtful) {
            (true, _) => (dim, dim, dim),
            (false, true) => (
                if entry.field == "unclaimed" {
                    doubt
                } else {
                    name
                },
                doubt,
                "",
            ),
            (false, false) => (name, "", ""),
        };
        let field = field(entry);
        let mut shown = String::new();
        for (cell, mark) in [
            (format!("{number:>line$}"), dim),
            (format!("{field:wide$}"), colour),
            (format!("{sure:SURE$}"), doubt),
            (format!("{told:long$}"), dim),
            (text.to_owned(), rest),
        ] {
            shown.push_str(&marked(&cell, mark, reset));
            shown.push_str("  ");
        }
        self.line(shown.trim_end());
    }

    /// What the article has from elsewhere: worked out, of the file's name, from a sidecar or the site.
    fn elsewhere(&mut self, shown: &str, article: &Article, inspection: &Inspection) {
        let is_placed = |claim: &Claim| claim.line.is_some() && claim.file == shown;
        let claims: Vec<&Claim> = inspection
            .fields
            .iter()
            .filter(|claim| !is_placed(claim))
            .collect();
        let published = article.published.as_ref();
        let inferred = published.and_then(|date| Some((date, date.inferred_from()?)));
        if claims.is_empty() && inferred.is_none() {
            return;
        }
        let mut told: Vec<[String; 3]> = Vec::new();
        if let Some((date, from)) = inferred {
            let from = format!("worked out from {from}");
            told.push(["published".to_owned(), date.edtf().to_owned(), from]);
        }
        for claim in claims {
            if claim.field == "published" && inferred.is_some() {
                continue;
            }
            let place = match claim.line {
                Some(line) => format!("{}:{line}, ", claim.file),
                None => String::new(),
            };
            let from = match claim.confidence {
                1.0 => format!("{place}{}", claim.rule),
                sure => format!("{place}{}, {sure:.2}", claim.rule),
            };
            told.push([claim.field.clone(), claim.value.clone(), from]);
        }
        self.told(&told);
    }

    /// Fields, values and where they come from, aligned.
    fn told(&mut self, told: &[[String; 3]]) {
        let Palette {
            name, dim, reset, ..
        } = self.page.palette;
        self.line(&format!("\n{dim}not in the text{reset}"));
        let widest = |at: usize, most: usize| {
            let widths = told.iter().map(|row| row[at].width());
            widths.max().unwrap_or(0).min(most)
        };
        let room = self.page.width - 2 * GAP;
        let fields = widest(0, room / 4);
        let values = widest(1, room / 2);
        let origins = room.saturating_sub(fields + values + GAP);
        for [field, value, from] in told {
            let field = marked(&padded(field, fields), name, reset);
            let value = padded(value, values);
            let from = marked(&fit(from, origins), dim, reset);
            self.line(&format!("  {field}  {value}  {from}"));
        }
    }

    fn counts(&mut self, inspection: &Inspection) {
        let summary = &inspection.summary;
        let ledger = &inspection.ledger;
        let counts = [
            counted(summary.body_paragraphs.len(), "paragraph"),
            counted(summary.crossheads.len(), "crosshead"),
            counted(ledger.lines_of("noise"), "line") + " of noise",
            format!("{} unclaimed", ledger.lines_of("unclaimed")),
        ];
        self.line(&format!("\n{}", counts.join(", ")));
    }

    fn pair(&mut self, name: &str, value: &str) {
        let Palette { dim, reset, .. } = self.page.palette;
        let name = marked(&format!("{name:8}"), dim, reset);
        self.line(&format!("  {name}  {}", sanitise(value)));
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }
}

/// A field as the column names it: in brackets where the article has something else, a ditto mark where it began above.
fn field(entry: &Entry) -> String {
    let name = match entry.field.as_str() {
        "published_inferred" => "published?",
        name => name,
    };
    match (entry.overruled, entry.continued) {
        (_, true) => "\"".to_owned(),
        (true, false) => format!("({name})"),
        (false, false) => name.to_owned(),
    }
}

/// Whether entries share a row: tags of one list, and fields that go on from the line above.
fn is_one(one: &Entry, other: &Entry) -> bool {
    let are_tags = one.field == "tags" && other.field == "tags";
    are_tags || (one.continued && other.continued)
}

/// The byte at which a character begins, counted from 0; the end where there are fewer.
fn nth(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(at, _)| at)
}

/// A rule without what all rules of press copy begin with.
fn rule(rule: &str) -> &str {
    rule.strip_prefix("press/").unwrap_or(rule)
}

fn marked(text: &str, mark: &str, reset: &str) -> String {
    match text.trim().is_empty() || mark.is_empty() {
        true => text.to_owned(),
        false => format!("{mark}{text}{reset}"),
    }
}

fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}
