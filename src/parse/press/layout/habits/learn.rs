//! Owns the learning of habits from copy whose reading is known: folders of `NAME.txt` with `NAME.expected.json`. The figures that make
//! the known reading likelier than all others are climbed to in small steps (J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient
//! methods", JMLR 12, 2011), drawn to nothing so that what is seen once says little, and are the mean of those of the later rounds.
//! `tests/campaign.sh learn FOLDER…` runs it.

mod gold;
mod sums;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use super::{Habits, Page};
use crate::diag::SourceText;
use crate::parse::press::claim::Role;
use crate::parse::press::layout::evidence::Evidence;
use crate::parse::press::layout::grammar::STATES;
use crate::parse::press::layout::{COUNT, NEVER, Row, WIDTH, look, prepare};
use crate::parse::press::{Claimed, base};
use sums::{Rules, Sums};

/// How many times every text is gone through, and from which time on the figures count.
const ROUNDS: usize = 9;
const COUNTED: usize = 3;
/// How many texts are looked at for a step.
const BATCH: usize = 16;
const STEP: f32 = 0.1;
/// How strongly a figure is drawn to nothing.
const DRAW: f32 = 0.05;
/// How much of what a state is taught its role is taught.
const SHARED: f32 = 0.5;
/// How unlikely a reading is that gold does not allow; gold is not always right.
const UNLIKELY: f32 = 7.0;

/// A text to learn from.
pub(super) struct Text {
    name: String,
    /// The traits of each line.
    traits: Vec<Vec<u16>>,
    /// What words and form say of each line.
    said: Vec<Row>,
    /// What gold allows each line to be.
    allowed: Vec<[bool; COUNT]>,
}

impl Text {
    /// Reads a text up to where habits come in.
    fn read(path: &Path) -> Self {
        let gold = std::fs::read(path.with_extension("expected.json")).expect("gold");
        let gold: Value = serde_json::from_slice(&gold).expect("gold in JSON");
        let bytes = std::fs::read(path).expect("a text");
        let text = String::from_utf8_lossy(&bytes);
        let source = SourceText::new("copy.txt", &text);
        let claimed = Claimed::of(&source);
        let (blocks, mut claims) = (claimed.blocks, claimed.claims);
        let language = base(claimed.language.as_ref());
        prepare(&blocks, &mut claims);
        let sights = look(&blocks, &claims, language);
        let page = Page::new(&text, &blocks, &claims, &sights);
        let said = |at: usize| {
            let evidence = Evidence::of(&blocks[at], &sights[at], &claims[at], language);
            let mut row = [NEVER; WIDTH];
            for (worth, state) in row.iter_mut().zip(STATES) {
                *worth = evidence.weight(state).map_or(NEVER, |(weight, _)| weight);
            }
            row
        };
        let traits = |at: usize| {
            let mut traits = Vec::new();
            page.traits(at, &mut traits);
            traits
        };
        Self {
            name: path.display().to_string(),
            traits: (0..blocks.len()).map(traits).collect(),
            said: (0..blocks.len()).map(said).collect(),
            allowed: gold::allowed(&gold, &blocks),
        }
    }

    /// What everything says of each line.
    fn worth(&self, habits: &Habits) -> Vec<Row> {
        let worth = |(said, traits): (&Row, &Vec<u16>)| {
            let usual = habits.of(traits);
            std::array::from_fn(|state| said[state] + usual[state])
        };
        self.said.iter().zip(&self.traits).map(worth).collect()
    }

    /// The same, with what gold does not allow made unlikely.
    fn known(&self, worth: &[Row]) -> Vec<Row> {
        let known = |(row, allowed): (&Row, &[bool; COUNT])| {
            let mut row = *row;
            for (worth, _) in row
                .iter_mut()
                .zip(allowed)
                .filter(|(_, allowed)| !**allowed)
            {
                *worth -= UNLIKELY;
            }
            row
        };
        worth.iter().zip(&self.allowed).map(known).collect()
    }

    /// How much of the learning is this text's: long ones would speak for all.
    fn share(&self) -> f32 {
        4.0 / (self.said.len() as f32).sqrt()
    }
}

/// Every text of some folders that has gold and words.
pub(super) fn texts(folders: &[PathBuf]) -> Vec<Text> {
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .filter(|path| path.with_extension("expected.json").exists())
        .collect();
    files.sort();
    let texts = files.par_iter().map(|path| Text::read(path));
    texts.filter(|text| !text.said.is_empty()).collect()
}

/// What one text wants changed.
struct Lesson {
    loss: f32,
    said: Vec<(u16, Row)>,
    passages: Vec<Row>,
}

impl Lesson {
    fn of(text: &Text, habits: &Habits, rules: &Rules) -> Self {
        let worth = text.worth(habits);
        let (all, known) = (
            Sums::of(&worth, rules),
            Sums::of(&text.known(&worth), rules),
        );
        let share = text.share();
        let mut said = Vec::new();
        for (at, traits) in text.traits.iter().enumerate() {
            let wanted: Row = std::array::from_fn(|state| {
                share * (known.states[at][state] - all.states[at][state])
            });
            if wanted.iter().any(|wanted| wanted.abs() > 1e-4) {
                said.extend(traits.iter().map(|&own| (own, wanted)));
            }
        }
        let passages = known.passages.iter().zip(&all.passages);
        Self {
            loss: share * (all.total - known.total),
            said,
            passages: passages
                .map(|(known, all)| std::array::from_fn(|to| share * (known[to] - all[to])))
                .collect(),
        }
    }
}

/// A figure on its way, with the squares of its steps.
struct Climb {
    rows: Vec<Row>,
    squares: Vec<Row>,
}

impl Climb {
    fn new(rows: usize) -> Self {
        Self {
            rows: vec![[0.0; WIDTH]; rows],
            squares: vec![[0.01; WIDTH]; rows],
        }
    }

    fn step(&mut self, row: usize, wanted: &Row, draw: f32) {
        let figures = self.rows[row].iter_mut().zip(&mut self.squares[row]);
        for ((figure, squares), wanted) in figures.zip(wanted) {
            let wanted = wanted - draw * *figure;
            *squares += wanted * wanted;
            *figure += STEP * wanted / squares.sqrt().max(0.3);
        }
    }
}

/// A role shares in what its states are taught.
fn shared(mut wanted: Row) -> Row {
    let mut roles: BTreeMap<Role, (f32, f32)> = BTreeMap::new();
    for (state, wanted) in STATES.iter().zip(wanted) {
        let (sum, count) = roles.entry(state.role).or_default();
        (*sum, *count) = (*sum + wanted, *count + 1.0);
    }
    for (state, wanted) in STATES.iter().zip(&mut wanted) {
        let (sum, count) = roles[&state.role];
        *wanted += SHARED * (sum - *wanted) / count;
    }
    wanted
}

/// Learns from texts.
pub(super) fn learned(texts: &[Text], rounds: usize) -> Habits {
    let silent = Habits::silent();
    let (mut said, mut passages) = (Climb::new(silent.said.len()), Climb::new(COUNT));
    let mut mean = silent;
    let mut habits = Habits::silent();
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let mut random = 20_171_026_u64;
    for round in 0..rounds {
        shuffle(&mut order, &mut random);
        let mut loss = 0.0;
        for batch in order.chunks(BATCH) {
            let rules = Rules::of(&habits);
            let lesson = |&at: &usize| Lesson::of(&texts[at], &habits, &rules);
            let lessons: Vec<Lesson> = batch.par_iter().map(lesson).collect();
            let mut wanted: BTreeMap<u16, Row> = BTreeMap::new();
            let mut after = vec![[0.0; WIDTH]; COUNT];
            for lesson in lessons {
                loss += lesson.loss;
                for (own, row) in lesson.said {
                    add(wanted.entry(own).or_insert([0.0; WIDTH]), &row);
                }
                for (sum, row) in after.iter_mut().zip(&lesson.passages) {
                    add(sum, row);
                }
            }
            let draw = DRAW * (BATCH * batch.len()) as f32 / texts.len() as f32;
            for (own, wanted) in wanted {
                said.step(usize::from(own), &shared(wanted), draw);
            }
            for (from, wanted) in after.iter().enumerate() {
                passages.step(from, wanted, draw);
            }
            habits.said.clone_from(&said.rows);
            habits.passages.clone_from(&passages.rows);
        }
        println!("round {round}: {:.3} a text", loss / texts.len() as f32);
        if round >= COUNTED.min(rounds - 1) {
            let pairs = mean.said.iter_mut().zip(&habits.said);
            pairs.for_each(|(sum, row)| add(sum, row));
            let pairs = mean.passages.iter_mut().zip(&habits.passages);
            pairs.for_each(|(sum, row)| add(sum, row));
        }
    }
    let counted = (rounds - COUNTED.min(rounds - 1)) as f32;
    for row in mean.said.iter_mut().chain(&mut mean.passages) {
        row.iter_mut().for_each(|figure| *figure /= counted);
    }
    mean
}

fn add(sum: &mut Row, row: &Row) {
    sum.iter_mut()
        .zip(row)
        .for_each(|(sum, value)| *sum += value);
}

/// The same order in every run (D. Lehmer's generator, with the constants of Knuth's MMIX).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (*random >> 33) as usize % (last + 1));
    }
}

/// How many lines are read as gold does not allow; with their texts, where they are wanted.
pub(super) fn faults(texts: &[Text], habits: &Habits) -> usize {
    let rules = Rules::of(habits);
    let wrong = |text: &Text| {
        let path = sums::best_path(&text.worth(habits), &rules);
        let wrong = path
            .iter()
            .zip(&text.allowed)
            .filter(|(state, allowed)| !allowed[**state]);
        wrong.count()
    };
    texts.par_iter().map(wrong).sum()
}

/// Folders in a variable of the environment.
fn folders(name: &str) -> Vec<PathBuf> {
    let value = std::env::var_os(name).unwrap_or_default();
    let folders = std::env::split_paths(&value);
    folders
        .filter(|folder| !folder.as_os_str().is_empty())
        .collect()
}

/// Learns anew from the folders that `DEPECHE_LEARN` names, tells what it read wrong before and after, of copy in `DEPECHE_HELD` as
/// well, and writes the file.
pub(super) fn anew() {
    let texts = texts(&folders("DEPECHE_LEARN"));
    let held = self::texts(&folders("DEPECHE_HELD"));
    let lines = |texts: &[Text]| texts.iter().map(|text| text.said.len()).sum::<usize>();
    let habits = learned(&texts, ROUNDS);
    for (what, texts) in [("learned", &texts), ("held back", &held)] {
        let (before, after) = (faults(texts, &Habits::silent()), faults(texts, &habits));
        let (count, lines) = (texts.len(), lines(texts));
        println!("{what}: {count} texts of {lines} lines, {before} wrong before, {after} after");
        assert!(after <= before, "nothing was learned");
    }
    let head = format!(
        "# Hundredths of log-odds, learned from {} texts of {} lines. Made by tests/campaign.sh learn; not to be edited.\n",
        texts.len(),
        lines(&texts)
    );
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse/press/layout/habits/learned.txt");
    std::fs::write(path, head + &habits.print()).expect("the file written");
    if std::env::var_os("DEPECHE_SHOW").is_some() {
        show(&texts, &habits);
        show(&held, &habits);
    }
}

/// Prints how often each role was read where gold does not allow it, by text.
fn show(texts: &[Text], habits: &Habits) {
    let rules = Rules::of(habits);
    for text in texts {
        let path = sums::best_path(&text.worth(habits), &rules);
        for (at, state) in path.into_iter().enumerate() {
            if !text.allowed[at][state] {
                println!("{} {at}: {:?}", text.name, STATES[state]);
            }
        }
    }
}
