//! Owns the sums over all readings of a text, by which a field learns: how likely each state is at each line, and each passage
//! (L. Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77, 1989).

use super::Habits;
use crate::parse::press::layout::grammar::{self, STATES};
use crate::parse::press::layout::{COUNT, NEVER, Row, WIDTH};

/// What each passage, each first and each last state is worth.
pub(super) struct Rules {
    passages: Vec<Row>,
    opening: Row,
    closing: Row,
}

impl Rules {
    pub fn of(habits: &Habits) -> Self {
        let mut passages = vec![[NEVER; WIDTH]; COUNT];
        for (from, row) in passages.iter_mut().enumerate() {
            for (to, worth) in row[..COUNT].iter_mut().enumerate() {
                let allowed = grammar::passage(STATES[from], STATES[to]);
                *worth = allowed.map_or(NEVER, |worth| worth + habits.passage(from, to));
            }
        }
        let (mut opening, mut closing) = ([NEVER; WIDTH], [NEVER; WIDTH]);
        for (at, state) in STATES.into_iter().enumerate() {
            opening[at] = grammar::opening(state).unwrap_or(NEVER);
            closing[at] = grammar::closing(state);
        }
        Self {
            passages,
            opening,
            closing,
        }
    }
}

/// The logarithm of a sum of powers.
fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(NEVER, f32::max);
    match most > NEVER {
        true => most + values.map(|value| (value - most).exp()).sum::<f32>().ln(),
        false => NEVER,
    }
}

/// The sums over all readings.
pub(super) struct Sums {
    /// The logarithm of the whole.
    pub total: f32,
    /// How likely each state is at each line.
    pub states: Vec<Row>,
    /// How often each passage is gone.
    pub passages: Vec<Row>,
}

impl Sums {
    /// Sums up a text of one line and more.
    pub fn of(worth: &[Row], rules: &Rules) -> Self {
        let open = |at: usize| (0..COUNT).filter(move |&state| worth[at][state] > NEVER);
        let last = worth.len() - 1;
        let mut before = vec![[NEVER; WIDTH]; worth.len()];
        for to in open(0) {
            before[0][to] = rules.opening[to] + worth[0][to];
        }
        for at in 1..worth.len() {
            for to in open(at) {
                let ways = open(at - 1).map(|from| before[at - 1][from] + rules.passages[from][to]);
                before[at][to] = log_sum(ways) + worth[at][to];
            }
        }
        let mut after = vec![[NEVER; WIDTH]; worth.len()];
        after[last] = rules.closing;
        for at in (0..last).rev() {
            for from in open(at) {
                let ways = open(at + 1)
                    .map(|to| rules.passages[from][to] + worth[at + 1][to] + after[at + 1][to]);
                after[at][from] = log_sum(ways);
            }
        }
        let total = log_sum(open(last).map(|state| before[last][state] + after[last][state]));
        let likely = |value: f32| {
            if value > NEVER {
                (value - total).exp()
            } else {
                0.0
            }
        };
        let states = before.iter().zip(&after);
        let mut passages = vec![[0.0; WIDTH]; COUNT];
        for at in 1..worth.len() {
            for from in open(at - 1).filter(|&from| before[at - 1][from] > NEVER) {
                for to in open(at) {
                    let way = before[at - 1][from] + rules.passages[from][to];
                    passages[from][to] += likely(way + worth[at][to] + after[at][to]);
                }
            }
        }
        Self {
            total,
            states: states
                .map(|(before, after)| {
                    std::array::from_fn(|state| likely(before[state] + after[state]))
                })
                .collect(),
            passages,
        }
    }
}

/// The best reading.
pub(super) fn best_path(worth: &[Row], rules: &Rules) -> Vec<usize> {
    let best = |ways: &Row| {
        let pick = |best: usize, state: usize| {
            if ways[state] > ways[best] {
                state
            } else {
                best
            }
        };
        (0..COUNT).fold(0, pick)
    };
    let mut reached: Row = std::array::from_fn(|state| rules.opening[state] + worth[0][state]);
    let mut froms: Vec<[usize; COUNT]> = Vec::new();
    for row in &worth[1..] {
        let ways = |to: usize| -> Row {
            std::array::from_fn(|from| {
                let passage = rules
                    .passages
                    .get(from)
                    .map_or(NEVER, |passages| passages[to]);
                reached[from] + passage
            })
        };
        let from: [usize; COUNT] = std::array::from_fn(|to| best(&ways(to)));
        reached = std::array::from_fn(|to| match from.get(to) {
            Some(&from) => ways(to)[from] + row[to],
            None => NEVER,
        });
        froms.push(from);
    }
    let mut state = best(&std::array::from_fn(|state| {
        reached[state] + rules.closing[state]
    }));
    let mut path = vec![state];
    for from in froms.iter().rev() {
        state = from[state];
        path.push(state);
    }
    path.reverse();
    path
}
