//! Owns the reading of the whole: which of the claims on each block hold. An article has a grammar (a headline stands once, over
//! everything that signs it; crossheads stand between paragraphs; after the tail begins there is no more text), and the blocks are
//! given the roles that make the likeliest article of all: the best path through the grammar, found by dynamic programming
//! (A. Viterbi, "Error bounds for convolutional codes", IEEE Trans. Inf. Theory 13, 1967) in time linear in the number of blocks.
//!
//! [`grammar`] says what may follow what, [`sight`] and [`evidence`] what form and place say, [`repeats`] what standing twice says,
//! [`groups`] what standing together says, [`ahead`] what coming back in the next paragraphs says, [`theme`] what speaking of the same things says, [`opening`] how a text takes its place
//! beside the next, [`habits`] what was learned; [`weights`] how much. How sure a role
//! is follows from how much worse the best article would be in which the block had another role.

mod ahead;
mod boxes;
mod breaks;
mod cards;
mod evidence;
mod form;
mod grammar;
mod groups;
mod habits;
mod heads;
mod highlights;
mod lead;
mod opening;
mod pairs;
mod repeats;
mod runs;
mod sight;
#[cfg(test)]
mod tests;
mod theme;
mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::block::Block;
use super::claim::{Bid, Claims};
use super::credits;
use super::limits::MANY;
use super::links;
use super::spread;
use evidence::Evidence;
use grammar::{STATES, State};
use habits::{HABITS, Page};
use sight::Sight;

const COUNT: usize = STATES.len();
/// What no path can overcome.
const NEVER: f32 = f32::NEG_INFINITY;

/// A state that something speaks for at a block: its number, and what it is worth there.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    state: u8,
    weight: f32,
}

impl Candidate {
    fn state(self) -> usize {
        usize::from(self.state)
    }
}

/// The candidates of every block, one block after the other: most states are out of question at most blocks.
struct Candidates {
    all: Vec<Candidate>,
    /// Where those of each block begin, and where the last end.
    starts: Vec<usize>,
}

impl Candidates {
    /// Weighs every state of every block.
    fn of<'a>(page: &Page<'_>, evidence: impl Fn(usize) -> Evidence<'a> + Sync) -> Self {
        let blocks = page.len();
        let weigh = |range: Range<usize>| {
            let mut all = Vec::with_capacity(range.len() * 16);
            let mut traits = Vec::new();
            let starts = range.map(|block| {
                let start = all.len();
                let evidence = evidence(block);
                page.traits(block, &mut traits);
                let usual = HABITS.of(&traits);
                let states = (0_u8..).zip(STATES).zip(usual);
                all.extend(states.filter_map(|((state, of), usual)| {
                    let (weight, _) = evidence.weight(of)?;
                    Some(Candidate {
                        state,
                        weight: weight + usual,
                    })
                }));
                start
            });
            let starts = starts.collect();
            Self { all, starts }
        };
        let mut candidates = match blocks < MANY {
            true => weigh(0..blocks),
            false => {
                let parts = (0..blocks.div_ceil(PART)).into_par_iter();
                let part = |part: usize| weigh(part * PART..blocks.min((part + 1) * PART));
                Self::joined(parts.map(part).collect())
            }
        };
        candidates.starts.push(candidates.all.len());
        candidates
    }

    /// One after the other.
    fn joined(parts: Vec<Self>) -> Self {
        let mut joined = Self {
            all: Vec::with_capacity(parts.iter().map(|part| part.all.len()).sum()),
            starts: Vec::with_capacity(parts.len() * PART + 1),
        };
        for part in parts {
            let before = joined.all.len();
            let starts = part.starts.into_iter();
            joined.starts.extend(starts.map(|start| before + start));
            joined.all.extend(part.all);
        }
        joined
    }

    /// Where the candidates of a block stand.
    fn range(&self, block: usize) -> Range<usize> {
        self.starts[block]..self.starts[block + 1]
    }

    /// The number of blocks.
    fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

/// How many blocks are weighed at a time, where that is shared out.
const PART: usize = 256;

/// Settles what every block is.
pub(super) fn settle(
    source: &str,
    blocks: &[Block],
    mut claims: Vec<Claims>,
    language: &str,
) -> Vec<Bid> {
    prepare(blocks, &mut claims);
    let sights = look(blocks, &claims, language);
    let page = Page::new(source, blocks, &claims, &sights);
    let evidence =
        |block: usize| Evidence::of(&blocks[block], &sights[block], &claims[block], language);
    let candidates = Candidates::of(&page, evidence);
    let (before, after) = match blocks.len() < MANY {
        true => (forward(&candidates), backward(&candidates)),
        false => rayon::join(|| forward(&candidates), || backward(&candidates)),
    };
    let settled = |block: usize| {
        let (state, confidence) = best_state(&candidates, &before, &after, block);
        let told = evidence(block).weight(state);
        Bid::new(
            state.role,
            told.map_or("unclaimed", |(_, rule)| rule),
            confidence,
        )
    };
    spread::each(blocks.len(), settled)
}

/// Looks at every block where it stands, and at the boxes of links.
fn look(blocks: &[Block], claims: &[Claims], language: &str) -> Vec<Sight> {
    let mut sights = sight::sights(blocks, claims, language);
    ahead::mark(blocks, claims, &mut sights);
    boxes::mark(blocks, claims, &mut sights);
    sights
}

/// Adds what lines claim of one another.
fn prepare(blocks: &[Block], claims: &mut [Claims]) {
    credits::beside(blocks, claims);
    links::beside(blocks, claims);
    highlights::claim(blocks, claims);
    repeats::claim(blocks, claims);
    groups::claim(blocks, claims);
    heads::claim(blocks, claims);
}

/// The state by which the best path goes, and how sure it is: by how much it is the best.
fn best_state(
    candidates: &Candidates,
    before: &[f32],
    after: &[f32],
    block: usize,
) -> (State, f32) {
    let own = candidates.range(block);
    let total = |at: usize| before[at] + after[at];
    let best = own.clone().fold(
        own.start,
        |best, at| {
            if total(at) > total(best) { at } else { best }
        },
    );
    let state = |at: usize| STATES[candidates.all[at].state()];
    let rivals = own.filter(|&at| state(at).role != state(best).role);
    let rival = rivals.map(total).fold(NEVER, f32::max);
    (state(best), sureness(total(best) - rival))
}

/// From a margin in log-odds to a confidence, in hundredths.
fn sureness(margin: f32) -> f32 {
    let sure = 1.0 / (1.0 + (-margin).exp());
    ((sure * 100.0).round() / 100.0).clamp(0.5, 0.99)
}

/// The worth of the best path that ends in each candidate.
fn forward(candidates: &Candidates) -> Vec<f32> {
    let mut worth: Vec<f32> = Vec::with_capacity(candidates.all.len());
    let mut last = [NEVER; WIDTH];
    for block in 0..candidates.len() {
        let mut own = [NEVER; WIDTH];
        let mut ways = PASSAGES.to.beside(&last);
        for to in &candidates.all[candidates.range(block)] {
            let reached = match block {
                0 => grammar::opening(STATES[to.state()]).unwrap_or(NEVER),
                _ => ways.best(to.state()),
            };
            own[to.state()] = reached + to.weight;
            worth.push(own[to.state()]);
        }
        last = own;
    }
    worth
}

/// The worth of the best path that goes on from each candidate, without the candidate itself.
fn backward(candidates: &Candidates) -> Vec<f32> {
    let mut worth = vec![0.0; candidates.all.len()];
    let Some(last) = candidates.len().checked_sub(1) else {
        return worth;
    };
    for at in candidates.range(last) {
        worth[at] = grammar::closing(STATES[candidates.all[at].state()]);
    }
    for block in (1..candidates.len()).rev() {
        let mut next = [NEVER; WIDTH];
        for at in candidates.range(block) {
            let to = candidates.all[at];
            next[to.state()] = to.weight + worth[at];
        }
        let mut ways = PASSAGES.from.beside(&next);
        for at in candidates.range(block - 1) {
            worth[at] = ways.best(candidates.all[at].state());
        }
    }
    worth
}

/// One number for each state, filled up to whole registers with [`NEVER`].
type Row = [f32; WIDTH];

const LANES: usize = 8;
const WIDTH: usize = COUNT.next_multiple_of(LANES);

/// What the passages of the grammar weigh that a state has on one of its sides; [`NEVER`] where it allows none.
struct Passages {
    /// Each row once: many states may follow the same ones, and are as good there.
    rows: Vec<Row>,
    /// Which lanes of a row have a passage.
    lanes: Vec<Range<usize>>,
    /// The row of each state.
    row_of: [usize; COUNT],
}

impl Passages {
    fn new(weight: impl Fn(usize, usize) -> f32) -> Self {
        let mut passages = Self {
            rows: Vec::new(),
            lanes: Vec::new(),
            row_of: [0; COUNT],
        };
        for (state, row_of) in passages.row_of.iter_mut().enumerate() {
            let row: Row = std::array::from_fn(|other| weight(state, other));
            let known = passages.rows.iter().position(|known| *known == row);
            *row_of = known.unwrap_or(passages.rows.len());
            if known.is_none() {
                let open = |&weight: &f32| weight > NEVER;
                let first = row.iter().position(open).unwrap_or(0);
                let last = row.iter().rposition(open).unwrap_or(0);
                passages.rows.push(row);
                passages
                    .lanes
                    .push(first / LANES * LANES..(last / LANES + 1) * LANES);
            }
        }
        passages
    }

    /// The passages between one block and its neighbour, whose states are worth so much.
    fn beside<'a>(&'a self, worth: &'a Row) -> Ways<'a> {
        Ways {
            passages: self,
            worth,
            known: [None; COUNT],
        }
    }
}

/// The ways from one block to its neighbour.
struct Ways<'a> {
    passages: &'a Passages,
    worth: &'a Row,
    /// The best way of each row that was asked for.
    known: [Option<f32>; COUNT],
}

impl Ways<'_> {
    /// The worth of the best way that a state has.
    fn best(&mut self, state: usize) -> f32 {
        let row = self.passages.row_of[state];
        *self.known[row].get_or_insert_with(|| {
            let lanes = self.passages.lanes[row].clone();
            best(&self.worth[lanes.clone()], &self.passages.rows[row][lanes])
        })
    }
}

/// The best of all ways. To try those that cannot be as well is faster than to ask which can: eight go at a time.
fn best(worth: &[f32], ways: &[f32]) -> f32 {
    let mut lanes = [NEVER; LANES];
    let (worth, _) = worth.as_chunks::<LANES>();
    let (ways, _) = ways.as_chunks::<LANES>();
    for (worth, ways) in worth.iter().zip(ways) {
        for at in 0..LANES {
            let total = worth[at] + ways[at];
            lanes[at] = if total > lanes[at] { total } else { lanes[at] };
        }
    }
    lanes.into_iter().fold(NEVER, f32::max)
}

/// The passages of the grammar, by both of their ends.
struct Grammar {
    to: Passages,
    from: Passages,
}

static PASSAGES: LazyLock<Grammar> = LazyLock::new(|| {
    let weight = |from: usize, to: usize| {
        let ends = STATES.get(from).zip(STATES.get(to));
        ends.and_then(|(from, to)| grammar::passage(*from, *to))
            .map_or(NEVER, |weight| weight + HABITS.passage(from, to))
    };
    Grammar {
        to: Passages::new(|to, from| weight(from, to)),
        from: Passages::new(weight),
    }
});
