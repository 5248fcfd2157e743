//! Owns the measure of the press reader: what it reads in the items of `tests/press/items` (texts of the project's own, in the
//! manner of the trade) against what a careful editor reads in them, and the laws that hold for any text at all.
//!
//! `cargo test --test press -- --nocapture` prints the table and every miss. `DEPECHE_PRESS_ITEMS=FOLDER` before it scores
//! another folder, of the same form, to no floor: for those who hold press copy with a gold of their own.

#[path = "press/floors.rs"]
mod floors;
#[path = "press/fuzz.rs"]
mod fuzz;
#[path = "press/gold.rs"]
mod gold;
#[path = "press/hostile.rs"]
mod hostile;
#[path = "press/laws.rs"]
mod laws;
#[path = "press/mutate.rs"]
mod mutate;
#[path = "press/score.rs"]
mod score;
#[path = "press/sound.rs"]
mod sound;
#[path = "press/unseen.rs"]
mod unseen;

use std::path::PathBuf;

use depeche::inspect::inspect;
use depeche::model::{Language, SlugStyle};
use depeche::parse::{Input, Rules};
use proptest::test_runner::Config;
use rayon::prelude::*;
use serde_json::{Value, json};

use gold::Item;
use score::{Marks, Score};

#[test]
fn the_reader_keeps_its_floors() {
    let items = gold::items(&gold::own_folder());
    let score = measured(&items);
    println!("{}", score.report());
    let fallen = floors::fallen(&score);
    assert!(
        fallen.is_empty(),
        "the reader reads worse than it did:\n  {}",
        fallen.join("\n  ")
    );
}

#[test]
fn another_folder_is_scored_where_one_is_named() {
    let Some(folder) = asked_folder() else {
        return;
    };
    let items = gold::items(&folder);
    assert!(!items.is_empty(), "{}: no item", folder.display());
    println!("{}", measured(&items).report());
}

fn asked_folder() -> Option<PathBuf> {
    asked("DEPECHE_PRESS_ITEMS").map(PathBuf::from)
}

/// How random tests run: as many cases as are asked for, else so `few` that a run stays short.
fn config(few: u32) -> Config {
    let asked = asked("PROPTEST_CASES").and_then(|text| text.parse().ok());
    Config {
        cases: asked.unwrap_or(few),
        max_shrink_iters: 400,
        failure_persistence: None,
        ..Config::default()
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "no part of the program: a test has no other way to be asked for something"
)]
fn asked(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn measured(items: &[Item]) -> Score {
    let marks: Vec<Marks> = items
        .par_iter()
        .map(|item| score::marks(item, &reading(item)))
        .collect();
    marks.into_iter().collect()
}

/// The top of what `depeche inspect --json` prints of an item that lies outside any site.
fn reading(item: &Item) -> Value {
    let english = Language::parse("en").expect("a tag");
    let path = format!("{}.txt", item.name);
    let input = Input {
        path: &path,
        shown_path: &path,
        bytes: &item.bytes,
        sidecar: None,
    };
    let rules = Rules::new(false, SlugStyle::default(), english);
    json!(inspect(&input, &rules).summary)
}
