//! Owns the reading of the whole: which of the claims on each block hold. An article has a grammar (a headline stands once, over
//! everything that signs it; crossheads stand between paragraphs; after the tail begins there is no more text), and the blocks are
//! given the roles that make the likeliest article of all: the best path through the grammar, found by dynamic programming
//! (A. Viterbi, "Error bounds for convolutional codes", IEEE Trans. Inf. Theory 13, 1967) in time linear in the number of blocks.
//!
//! [`grammar`] says what may follow what, [`evidence`] what form and place say, [`repeats`] what standing twice says, [`theme`]
//! what speaking of the same things says; [`weights`] how much. How sure a role
//! is follows from how much worse the best article would be in which the block had another role.

mod evidence;
mod grammar;
mod repeats;
mod theme;
mod weights;

use super::claim::{Bid, Claims};
use super::credits;
use super::lines::Block;
use super::links;
use grammar::STATES;

const COUNT: usize = STATES.len();
/// What no path can overcome.
const NEVER: f32 = f32::NEG_INFINITY;

/// What each state is worth at one block, and the rule that says so.
type Weights = [(f32, &'static str); COUNT];

/// Settles what every block is.
pub(super) fn settle(blocks: &[Block], mut claims: Vec<Claims>, language: &str) -> Vec<Bid> {
    credits::beside(blocks, &mut claims);
    links::beside(blocks, &mut claims);
    repeats::claim(blocks, &mut claims);
    let sights = evidence::sights(blocks, &claims);
    let weights: Vec<Weights> = blocks
        .iter()
        .zip(&sights)
        .zip(&claims)
        .map(|((block, sight), claims)| {
            std::array::from_fn(|at| {
                evidence::weight(block, sight, claims, STATES[at], language).unwrap_or((NEVER, ""))
            })
        })
        .collect();
    let before = forward(&weights);
    let after = backward(&weights);
    let mut bids = Vec::with_capacity(blocks.len());
    for ((before, after), weights) in before.iter().zip(&after).zip(&weights) {
        let total = |at: usize| before[at] + after[at];
        let best = (0..COUNT).fold(
            0,
            |best, at| if total(at) > total(best) { at } else { best },
        );
        let role = STATES[best].role;
        let rivals = (0..COUNT).filter(|&at| STATES[at].role != role).map(total);
        let rival = rivals.fold(NEVER, f32::max);
        bids.push(Bid {
            role,
            rule: weights[best].1,
            confidence: sureness(total(best) - rival),
        });
    }
    bids
}

/// From a margin in log-odds to a confidence, in hundredths.
fn sureness(margin: f32) -> f32 {
    let sure = 1.0 / (1.0 + (-margin).exp());
    ((sure * 100.0).round() / 100.0).clamp(0.5, 0.99)
}

/// The worth of the best path that ends in each state of each block.
fn forward(weights: &[Weights]) -> Vec<[f32; COUNT]> {
    let mut worth: Vec<[f32; COUNT]> = Vec::with_capacity(weights.len());
    for own in weights {
        let reached: [f32; COUNT] = match worth.last() {
            None => std::array::from_fn(|to| grammar::opening(STATES[to]).unwrap_or(NEVER)),
            Some(last) => std::array::from_fn(|to| {
                if own[to].0 == NEVER {
                    return NEVER;
                }
                let ways = PASSAGES.to[to].iter();
                ways.map(|&(from, weight)| last[from] + weight)
                    .fold(NEVER, f32::max)
            }),
        };
        worth.push(std::array::from_fn(|at| reached[at] + own[at].0));
    }
    worth
}

/// The worth of the best path that goes on from each state of each block, without the block itself.
fn backward(weights: &[Weights]) -> Vec<[f32; COUNT]> {
    let closing: [f32; COUNT] = std::array::from_fn(|at| grammar::closing(STATES[at]));
    let mut worth = vec![closing; weights.len()];
    for at in (1..weights.len()).rev() {
        let (head, tail) = worth.split_at_mut(at);
        let (own, next) = (&weights[at], &tail[0]);
        let onward: [f32; COUNT] = std::array::from_fn(|to| own[to].0 + next[to]);
        head[at - 1] = std::array::from_fn(|from| {
            let ways = PASSAGES.from[from].iter();
            ways.map(|&(to, weight)| onward[to] + weight)
                .fold(NEVER, f32::max)
        });
    }
    worth
}

/// The passages that the grammar allows, by their ends.
struct Passages {
    to: Vec<Vec<(usize, f32)>>,
    from: Vec<Vec<(usize, f32)>>,
}

static PASSAGES: std::sync::LazyLock<Passages> = std::sync::LazyLock::new(|| {
    let mut passages = Passages {
        to: vec![Vec::new(); COUNT],
        from: vec![Vec::new(); COUNT],
    };
    for (from, one) in STATES.iter().enumerate() {
        for (to, other) in STATES.iter().enumerate() {
            if let Some(weight) = grammar::passage(*one, *other) {
                passages.to[to].push((from, weight));
                passages.from[from].push((to, weight));
            }
        }
    }
    passages
});
