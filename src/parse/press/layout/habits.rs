//! Owns what pages have in common that no rule says: how much each trait of a line, and of the lines beside it, has spoken for each
//! state in copy whose reading is known. [`traits`] names the traits; the figures stand in `habits/learned.txt` and are added to what
//! words and form say. They come from a conditional random field (J. Lafferty, A. McCallum, F. Pereira, "Conditional random fields",
//! ICML 2001) over the grammar, that starts from the weights set by hand; `learn` fits it, and is run on request.

#[cfg(test)]
mod learn;
#[cfg(test)]
mod tests;
mod traits;

use std::sync::LazyLock;

use super::grammar::{Listed, STATES, State};
use super::{COUNT, LANES, Row, WIDTH};
pub(super) use traits::Page;

/// How much each trait and each passage says, in log-odds.
pub(super) struct Habits {
    /// By trait, then by state.
    said: Vec<Row>,
    /// By the state before, then by the state after.
    passages: Vec<Row>,
}

/// The habits in use.
pub(super) static HABITS: LazyLock<Habits> =
    LazyLock::new(|| Habits::parse(include_str!("habits/learned.txt")));

impl Habits {
    /// Nothing said of anything.
    fn silent() -> Self {
        Self {
            said: vec![[0.0; WIDTH]; traits::count()],
            passages: vec![[0.0; WIDTH]; COUNT],
        }
    }

    /// What the traits of a line say of each state.
    pub fn of(&self, traits: &[u16]) -> Row {
        let mut sum = [0.0; WIDTH];
        for &own in traits {
            let said = &self.said[usize::from(own)];
            let (sums, _) = sum.as_chunks_mut::<LANES>();
            let (said, _) = said.as_chunks::<LANES>();
            for (sums, said) in sums.iter_mut().zip(said) {
                for at in 0..LANES {
                    sums[at] += said[at];
                }
            }
        }
        sum
    }

    /// What usage says of one state after another.
    pub fn passage(&self, from: usize, to: usize) -> f32 {
        self.passages[from][to]
    }

    /// Reads the learned figures: under a line of states, lines of a trait (or `after` a state) and its figures in hundredths, empty
    /// for none. The file is ours: a fault in it is found by the first test that runs.
    fn parse(file: &str) -> Self {
        let mut habits = Self::silent();
        let mut lines = file.lines().filter(|line| !line.starts_with('#'));
        let Some(heads) = lines.next() else {
            return habits;
        };
        let heads: Vec<usize> = heads
            .split(',')
            .skip(1)
            .map(|name| state_named(name).expect("a state"))
            .collect();
        for line in lines {
            let (name, figures) = line.split_once(',').expect("a name and its figures");
            let row = match name.strip_prefix("after ") {
                Some(state) => &mut habits.passages[state_named(state).expect("a state")],
                None => &mut habits.said[traits::named(name).expect("a trait")],
            };
            for (&state, figure) in heads.iter().zip(figures.split(',')) {
                if !figure.is_empty() {
                    row[state] = figure.parse::<f32>().expect("a figure") / 100.0;
                }
            }
        }
        habits
    }

    /// The figures as [`Habits::parse`] reads them.
    #[cfg(test)]
    fn print(&self) -> String {
        let figure = |value: f32| match (value * 100.0).round() as i32 {
            0 => String::new(),
            hundredths => hundredths.to_string(),
        };
        let line = |name: String, row: &Row| {
            let figures: Vec<String> = row[..COUNT].iter().map(|&value| figure(value)).collect();
            format!("{name},{}\n", figures.join(","))
        };
        let names: Vec<String> = STATES.iter().map(|state| state_name(*state)).collect();
        let mut out = format!("trait,{}\n", names.join(","));
        let traits = self.said.iter().enumerate();
        out.extend(traits.map(|(at, row)| line(traits::name(at), row)));
        let passages = self.passages.iter().zip(&names);
        out.extend(passages.map(|(row, name)| line(format!("after {name}"), row)));
        out
    }
}

/// The state of a name in the file.
fn state_named(name: &str) -> Option<usize> {
    STATES.iter().position(|state| state_name(*state) == name)
}

/// "Body Crosshead", "Tail Related in Link".
fn state_name(state: State) -> String {
    let State { zone, role, listed } = state;
    match listed {
        Listed::No => format!("{zone:?} {role:?}"),
        listed => format!("{zone:?} {role:?} in {listed:?}"),
    }
}
