//! Owns the rules by which a reading is held against its gold, and the table of them. It reads no file and knows no floor but to
//! show it.
//!
//! A field that the gold has counts as found where the reading's words are the gold's or one of its alternatives, but for
//! case, spaces, invisible characters and the stops around; a date by its day. A field that the gold has not counts as invented
//! where the reading has one that is no alternative. Lists are held together as sets, by F1, where either has anything;
//! paragraphs by their number, within the range that careful editors leave; noise by the lines of it that are paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::floors::{FLOORS, holds};
use super::gold::{Item, side_of_captions, strings};

/// The fields of one value.
pub const FIELDS: [&str; 11] = [
    "kicker",
    "headline",
    "standfirst_label",
    "standfirst",
    "byline",
    "agency",
    "dateline_place",
    "dateline_date",
    "published_iso",
    "language",
    "direction",
];

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The share of right ones, where there is such a field.
    Found(&'static str),
    /// The share of texts in which none was invented, where there is none.
    Absent(&'static str),
    /// The mean F1 of a list.
    Listed(&'static str),
    /// How near the number of paragraphs is.
    Paragraphs,
    /// Lines of noise among the paragraphs, for each text.
    Noise,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found(field) | Self::Listed(field) => f.pad(field),
            Self::Absent(field) => f.pad(&format!("no {field}")),
            Self::Paragraphs => f.pad("paragraphs"),
            Self::Noise => f.pad("noise in body"),
        }
    }
}

/// What one reading is worth.
pub struct Marks {
    group: &'static str,
    marks: Vec<(Measure, f64)>,
    misses: Vec<String>,
}

/// Holds a reading against the gold.
pub fn marks(item: &Item, reading: &Value) -> Marks {
    let mut marks = Marks {
        group: group(item.language()),
        marks: Vec::new(),
        misses: Vec::new(),
    };
    for field in FIELDS {
        marks.field(item, field, &reading[field]);
    }
    for list in ["crossheads", "related"] {
        marks.list(item, list, &item.list(list), &strings(&reading[list]));
    }
    for (list, side) in [("captions", "text"), ("credits", "credit")] {
        let read = side_of_captions(&reading["captions"], side);
        marks.list(item, list, &item.captions(side), &read);
    }
    let paragraphs = strings(&reading["body_paragraphs"]);
    marks.paragraphs(item, paragraphs.len());
    marks.noise(item, &paragraphs);
    marks
}

impl Marks {
    fn field(&mut self, item: &Item, field: &'static str, read: &Value) {
        let gold = item.gold(field);
        let optional = alternatives(item.gold(&format!("{field}_optional")));
        let shown = plain(read);
        if plain(gold).is_empty() {
            let invented = !shown.is_empty() && !optional.contains(&shown);
            self.marks.push((Measure::Absent(field), worth(!invented)));
            if invented {
                self.miss(item, field, &format!("there is none, read {}", short(read)));
            }
            return;
        }
        let is_day = field == "published_iso" && day(&shown) == day(&plain(gold));
        let is_alternative = || match field {
            "published_iso" => optional
                .iter()
                .any(|it| *it == shown || day(it) == day(&shown)),
            _ => optional.contains(&shown),
        };
        let found = shown == plain(gold) || is_day || is_alternative();
        self.marks.push((Measure::Found(field), worth(found)));
        if !found {
            self.miss(
                item,
                field,
                &format!("{}, read {}", short(gold), short(read)),
            );
        }
    }

    fn list(&mut self, item: &Item, list: &'static str, gold: &[&str], read: &[&str]) {
        let set = |texts: &[&str]| -> BTreeSet<String> {
            let texts = texts.iter().map(|text| normal(text));
            texts.filter(|text| !text.is_empty()).collect()
        };
        let (gold, read) = (set(gold), set(read));
        if gold.is_empty() && read.is_empty() {
            return;
        }
        let both = gold.intersection(&read).count();
        let f1 = 2.0 * both as f64 / (gold.len() + read.len()) as f64;
        self.marks.push((Measure::Listed(list), f1));
        for lacking in gold.difference(&read) {
            self.miss(item, list, &format!("lacks {}", cut(lacking)));
        }
        for invented in read.difference(&gold) {
            self.miss(item, list, &format!("has too {}", cut(invented)));
        }
    }

    fn paragraphs(&mut self, item: &Item, read: usize) {
        let gold = match item.gold("body_paragraphs").as_u64() {
            Some(number) if number > 0 => number as f64,
            _ => return,
        };
        let range = item.gold("body_paragraphs_range");
        let (least, most) = (
            range[0].as_f64().unwrap_or(gold),
            range[1].as_f64().unwrap_or(gold),
        );
        let read = read as f64;
        if (least..=most).contains(&read) {
            self.marks.push((Measure::Paragraphs, 1.0));
            return;
        }
        let near = 1.0 - (read - gold).abs() / gold;
        self.marks.push((Measure::Paragraphs, near.max(0.0)));
        self.miss(item, "paragraphs", &format!("{gold}, read {read}"));
    }

    fn noise(&mut self, item: &Item, paragraphs: &[&str]) {
        let paragraphs: BTreeSet<String> = paragraphs.iter().map(|text| normal(text)).collect();
        let mut leaks = 0.0;
        for line in item.list("noise") {
            let plain = normal(line);
            if !plain.is_empty() && paragraphs.contains(&plain) {
                leaks += 1.0;
                self.miss(item, "noise", &format!("in the body: {}", cut(line)));
            }
        }
        self.marks.push((Measure::Noise, leaks));
    }

    fn miss(&mut self, item: &Item, field: &str, what: &str) {
        self.misses.push(format!("{} · {field}: {what}", item.name));
    }
}

fn worth(right: bool) -> f64 {
    f64::from(u8::from(right))
}

/// What would do too; a null among them is "none".
fn alternatives(optional: &Value) -> Vec<String> {
    match optional {
        Value::Array(list) => list.iter().map(plain).collect(),
        Value::Null => Vec::new(),
        one => vec![plain(one)],
    }
}

/// A value of one field, to be compared.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => normal(text),
        Value::Array(_) => normal(&strings(value).join(" ")),
        _ => String::new(),
    }
}

/// The first ten characters of a date: its day.
fn day(iso: &str) -> &str {
    iso.char_indices()
        .nth(10)
        .map_or(iso, |(end, _)| &iso[..end])
}

/// A text without what no editor would quarrel about.
pub fn normal(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    let mut one_spaced = String::new();
    for c in text.nfc().filter(|c| !is_invisible(*c)) {
        if !is_space(c) {
            one_spaced.push(c);
        } else if !one_spaced.ends_with(' ') {
            one_spaced.push(' ');
        }
    }
    let bare = one_spaced.trim_matches([' ', '.', ':', '—', '–', '-']);
    bare.chars().flat_map(folded).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// A character without its case: small, and the letters whose small forms differ among themselves made one.
fn folded(c: char) -> impl Iterator<Item = char> {
    let (c, second) = match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'ς' => ('σ', None),
        c => (c, None),
    };
    c.to_lowercase().chain(second)
}

fn short(value: &Value) -> String {
    value.as_str().map_or_else(|| "nothing".to_owned(), cut)
}

/// The first words, on one line.
fn cut(text: &str) -> String {
    const MOST: usize = 70;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None => format!("“{words}”"),
    }
}

/// The languages that have a column of their own.
pub const LANGUAGES: [&str; 10] = ["fr", "en", "es", "de", "ar", "uk", "ru", "tr", "kmr", "ckb"];

fn group(language: &str) -> &'static str {
    let own = LANGUAGES.into_iter().find(|own| *own == language);
    own.unwrap_or("else")
}

/// What all readings together are worth.
#[derive(Default)]
pub struct Score {
    /// The sum of the marks and their number, by measure and language, and over all languages as `all`.
    sums: BTreeMap<(Measure, &'static str), (f64, u32)>,
    misses: Vec<String>,
    items: usize,
}

impl FromIterator<Marks> for Score {
    fn from_iter<T: IntoIterator<Item = Marks>>(all: T) -> Self {
        let mut score = Self::default();
        for one in all {
            for (measure, mark) in one.marks {
                for group in ["all", one.group] {
                    let sum = score.sums.entry((measure, group)).or_default();
                    *sum = (sum.0 + mark, sum.1 + 1);
                }
            }
            score.misses.extend(one.misses);
            score.items += 1;
        }
        score
    }
}

impl Score {
    /// The mean mark over all languages; none where nothing was measured.
    pub fn mean(&self, measure: Measure) -> Option<f64> {
        self.mean_of(measure, "all")
    }

    fn mean_of(&self, measure: Measure, group: &'static str) -> Option<f64> {
        let (sum, number) = self.sums.get(&(measure, group))?;
        Some(sum / f64::from(*number))
    }

    /// Every miss, and then the table: shares in hundredths, and how many texts each was measured on; `<` where the goal is not reached.
    pub fn report(&self) -> String {
        let mut report = self.misses.join("\n");
        let _ = write!(
            report,
            "\n\n{:<20}{:>6}{:>7}{:>6}{:>6} ",
            format!("{} items", self.items),
            "on",
            "now",
            "floor",
            "goal"
        );
        let columns: Vec<&str> = LANGUAGES.into_iter().chain(["else"]).collect();
        for column in &columns {
            let _ = write!(report, "{column:>6}");
        }
        for &(measure, goal, floor) in FLOORS {
            let Some((_, number)) = self.sums.get(&(measure, "all")) else {
                continue;
            };
            let now = self.mean(measure).unwrap_or_default();
            let mark = if holds(measure, now, goal) { ' ' } else { '<' };
            let _ = write!(
                report,
                "\n{measure:<20}{number:>6}{:>7.1}{:>6.0}{:>6.0}{mark}",
                now * 100.0,
                floor * 100.0,
                goal * 100.0
            );
            for column in &columns {
                let _ = match self.mean_of(measure, column) {
                    Some(mean) => write!(report, "{:>6.0}", mean * 100.0),
                    None => write!(report, "{:>6}", "·"),
                };
            }
        }
        report
    }
}

mod this_test {
    use serde_json::json;

    use super::*;

    fn marked(gold: Value, reading: &Value) -> (Vec<(Measure, f64)>, Vec<String>) {
        let Value::Object(gold) = gold else {
            panic!("fields by name")
        };
        let item = Item {
            name: "en-x".to_owned(),
            bytes: Vec::new(),
            gold,
        };
        let marks = marks(&item, reading);
        (marks.marks, marks.misses)
    }

    fn mark(gold: Value, reading: &Value, measure: Measure) -> Option<f64> {
        let (marks, _) = marked(gold, reading);
        let found = marks.into_iter().find(|(it, _)| *it == measure);
        found.map(|(_, mark)| mark)
    }

    #[test]
    fn words_are_compared_without_what_no_editor_would_quarrel_about() {
        for (one, other) in [
            (" Rawa\u{a0}:  Le pont", "rawa : le\npont."),
            ("so\u{ad}lid\u{200b}", "SOLID —"),
            ("e\u{301}te\u{301}", "Été"),
            ("Straße", "STRASSE"),
            ("one\u{1c}two", "one two"),
        ] {
            assert_eq!(normal(one), normal(other));
        }
        assert_ne!(normal("l’eau"), normal("l'eau"));
        assert_ne!(normal("A, B"), normal("A B"));
    }

    #[test]
    fn a_field_is_found_missed_or_invented() {
        let byline = |gold: Value, read: Value| {
            let (marks, misses) = marked(gold, &json!({ "byline": read }));
            let mark = marks.into_iter().find(|(measure, _)| {
                matches!(
                    measure,
                    Measure::Found("byline") | Measure::Absent("byline")
                )
            });
            (mark.expect("a mark"), misses.join(""))
        };
        let (found, absent) = (Measure::Found("byline"), Measure::Absent("byline"));
        let alternatives = json!({ "byline": "A and B", "byline_optional": ["A", null] });
        assert_eq!(byline(alternatives.clone(), json!("a")).0, (found, 1.0));
        assert_eq!(byline(alternatives.clone(), Value::Null).0, (found, 1.0));
        assert_eq!(
            byline(alternatives, json!("C")),
            (
                (found, 0.0),
                "en-x · byline: “A and B”, read “C”".to_owned()
            )
        );
        let none = json!({ "byline": null, "byline_optional": "A" });
        assert_eq!(byline(none.clone(), json!("A")).0, (absent, 1.0));
        assert_eq!(byline(none.clone(), Value::Null).0, (absent, 1.0));
        assert_eq!(
            byline(none, json!("C")),
            (
                (absent, 0.0),
                "en-x · byline: there is none, read “C”".to_owned()
            )
        );
    }

    #[test]
    fn a_date_is_right_where_its_day_is() {
        let found = Measure::Found("published_iso");
        let gold = json!({ "published_iso": "2018-03-04T09:00:00Z", "published_iso_optional": ["2018-03-06"] });
        for (read, worth) in [
            ("2018-03-04", 1.0),
            ("2018-03-06", 1.0),
            ("2018-03-05", 0.0),
        ] {
            let read = json!({ "published_iso": read });
            assert_eq!(mark(gold.clone(), &read, found), Some(worth));
        }
    }

    #[test]
    fn lists_are_sets() {
        let related = Measure::Listed("related");
        let score = |gold: Value, read: Value| {
            mark(
                json!({ "related": gold }),
                &json!({ "related": read }),
                related,
            )
        };
        assert_eq!(score(json!([]), json!([])), None);
        assert_eq!(score(json!(["a", "b"]), json!(["B", "a", "a"])), Some(1.0));
        assert_eq!(score(json!(["a"]), json!([])), Some(0.0));
        assert_eq!(score(json!(["a"]), json!(["a", "b"])), Some(2.0 / 3.0));
        let credits = json!({ "captions": [{ "text": "A bridge.", "credit": "Anna" }] });
        let read = json!({ "captions": [{ "text": "A bridge", "credit": null }] });
        assert_eq!(
            mark(credits.clone(), &read, Measure::Listed("captions")),
            Some(1.0)
        );
        assert_eq!(mark(credits, &read, Measure::Listed("credits")), Some(0.0));
    }

    #[test]
    fn paragraphs_are_counted_and_noise_among_them() {
        let gold = json!({ "body_paragraphs": 4, "body_paragraphs_range": [4, 5], "noise": ["Share", "Print"] });
        let read = |number: usize| {
            let all = ["SHARE", "b", "c", "d", "e", "f"];
            json!({ "body_paragraphs": all[..number].to_vec() })
        };
        for (number, worth) in [(5, 1.0), (6, 0.5), (3, 0.75)] {
            let near = mark(gold.clone(), &read(number), Measure::Paragraphs);
            assert_eq!(near, Some(worth));
        }
        assert_eq!(mark(gold, &read(4), Measure::Noise), Some(1.0));
    }
}
