//! Owns the reading of the whole: which of the claims on each block hold. An article has a grammar (a headline stands once, over
//! everything that signs it; crossheads stand between paragraphs; after the tail begins there is no more text), and the blocks are
//! given the roles that make the likeliest article of all: the best path through the grammar, found by dynamic programming
//! (A. Viterbi, "Error bounds for convolutional codes", IEEE Trans. Inf. Theory 13, 1967) in time linear in the number of blocks.
//!
//! [`grammar`] says what may follow what, [`sight`] and [`evidence`] what form and place say, [`repeats`] what standing twice says,
//! [`groups`] what standing together says, [`theme`] what speaking of the same things says, [`opening`] how a text takes its place
//! beside the next, [`habits`] what was learned; [`weights`] how much. How sure a role
//! is follows from how much worse the best article would be in which the block had another role.

mod boxes;
mod evidence;
mod form;
mod grammar;
mod groups;
mod habits;
mod opening;
mod repeats;
mod sight;
#[cfg(test)]
mod tests;
mod theme;
mod weights;

use std::ops::Range;
use std::sync::LazyLock;

use super::claim::{Bid, Claims};
use super::credits;
use super::lines::Block;
use super::links;
use evidence::Evidence;
use grammar::STATES;
use habits::{HABITS, Page};

const COUNT: usize = STATES.len();
/// What no path can overcome.
const NEVER: f32 = f32::NEG_INFINITY;

/// A state that something speaks for at a block: its number, what it is worth there, and the rule that says so.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    state: usize,
    weight: f32,
    rule: &'static str,
}

/// The candidates of every block, one block after the other: most states are out of question at most blocks.
struct Candidates {
    all: Vec<Candidate>,
    /// Where those of each block begin, and where the last end.
    starts: Vec<usize>,
}

impl Candidates {
    /// Weighs every state of every block.
    fn of(source: &str, blocks: &[Block], claims: &[Claims], language: &str) -> Self {
        let mut candidates = Self {
            all: Vec::with_capacity(blocks.len() * 16),
            starts: Vec::with_capacity(blocks.len() + 1),
        };
        let sights = sight::sights(blocks, claims, language);
        let page = Page::new(source, blocks, claims, &sights);
        let mut traits = Vec::new();
        for (at, ((block, sight), claims)) in blocks.iter().zip(&sights).zip(claims).enumerate() {
            candidates.starts.push(candidates.all.len());
            let evidence = Evidence::of(block, sight, claims, language);
            page.traits(at, &mut traits);
            let usual = HABITS.of(&traits);
            let weighed = STATES.iter().enumerate().filter_map(|(state, of)| {
                let (weight, rule) = evidence.weight(*of)?;
                Some(Candidate {
                    state,
                    weight: weight + usual[state],
                    rule,
                })
            });
            candidates.all.extend(weighed);
        }
        candidates.starts.push(candidates.all.len());
        candidates
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

/// Settles what every block is.
pub(super) fn settle(
    source: &str,
    blocks: &[Block],
    mut claims: Vec<Claims>,
    language: &str,
) -> Vec<Bid> {
    prepare(blocks, &mut claims);
    let candidates = Candidates::of(source, blocks, &claims, language);
    let before = forward(&candidates);
    let after = backward(&candidates);
    (0..candidates.len())
        .map(|block| bid(&candidates, &before, &after, candidates.range(block)))
        .collect()
}

/// Adds what lines claim of one another.
fn prepare(blocks: &[Block], claims: &mut [Claims]) {
    credits::beside(blocks, claims);
    links::beside(blocks, claims);
    repeats::claim(blocks, claims);
    groups::claim(blocks, claims);
}

/// The candidate by which the best path goes, and by how much it is the best.
fn bid(candidates: &Candidates, before: &[f32], after: &[f32], own: Range<usize>) -> Bid {
    let total = |at: usize| before[at] + after[at];
    let best = own.clone().fold(
        own.start,
        |best, at| {
            if total(at) > total(best) { at } else { best }
        },
    );
    let role = |at: usize| STATES[candidates.all[at].state].role;
    let rivals = own.filter(|&at| role(at) != role(best)).map(total);
    let rival = rivals.fold(NEVER, f32::max);
    Bid {
        role: role(best),
        rule: candidates.all[best].rule,
        confidence: sureness(total(best) - rival),
    }
}

/// From a margin in log-odds to a confidence, in hundredths.
fn sureness(margin: f32) -> f32 {
    let sure = 1.0 / (1.0 + (-margin).exp());
    ((sure * 100.0).round() / 100.0).clamp(0.5, 0.99)
}

/// The worth of the best path that ends in each candidate.
fn forward(candidates: &Candidates) -> Vec<f32> {
    let passages = &*PASSAGES;
    let mut worth: Vec<f32> = Vec::with_capacity(candidates.all.len());
    let mut last = [NEVER; WIDTH];
    for block in 0..candidates.len() {
        let mut own = [NEVER; WIDTH];
        for to in &candidates.all[candidates.range(block)] {
            let reached = match block {
                0 => grammar::opening(STATES[to.state]).unwrap_or(NEVER),
                _ => best(&last, &passages.to[to.state]),
            };
            own[to.state] = reached + to.weight;
            worth.push(own[to.state]);
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
        worth[at] = grammar::closing(STATES[candidates.all[at].state]);
    }
    let passages = &*PASSAGES;
    for block in (1..candidates.len()).rev() {
        let mut next = [NEVER; WIDTH];
        for at in candidates.range(block) {
            let to = candidates.all[at];
            next[to.state] = to.weight + worth[at];
        }
        for at in candidates.range(block - 1) {
            worth[at] = best(&next, &passages.from[candidates.all[at].state]);
        }
    }
    worth
}

/// One number for each state, filled up to whole registers with [`NEVER`].
type Row = [f32; WIDTH];

const LANES: usize = 8;
const WIDTH: usize = COUNT.next_multiple_of(LANES);

/// The best of all ways. To try those that cannot be as well is faster than to ask which can: eight go at a time.
fn best(worth: &Row, ways: &Row) -> f32 {
    let mut lanes = [NEVER; LANES];
    for (worth, ways) in worth.chunks_exact(LANES).zip(ways.chunks_exact(LANES)) {
        for ((lane, worth), way) in lanes.iter_mut().zip(worth).zip(ways) {
            let total = worth + way;
            *lane = if total > *lane { total } else { *lane };
        }
    }
    lanes.into_iter().fold(NEVER, f32::max)
}

/// What each passage of the grammar weighs, by both of its ends; [`NEVER`] where it allows none.
struct Passages {
    to: [Row; COUNT],
    from: [Row; COUNT],
}

static PASSAGES: LazyLock<Passages> = LazyLock::new(|| {
    let weight = |from: usize, to: usize| {
        let ends = STATES.get(from).zip(STATES.get(to));
        ends.and_then(|(from, to)| grammar::passage(*from, *to))
            .map_or(NEVER, |weight| weight + HABITS.passage(from, to))
    };
    Passages {
        to: std::array::from_fn(|to| std::array::from_fn(|from| weight(from, to))),
        from: std::array::from_fn(|from| std::array::from_fn(|to| weight(from, to))),
    }
});
