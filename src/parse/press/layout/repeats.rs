//! Owns what standing twice says of a line: lists of contents repeat every crosshead, the machinery of web sites repeats itself, and
//! scrapers take a headline from two places.

use std::collections::HashMap;

use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lines::Block;
use crate::parse::press::title::comparable;

/// Claims what repetition supports.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let taken = claims[at].iter().any(|bid| bid.confidence >= 0.7);
        if !taken && block.shape.chars <= 200 && !block.is_prose() {
            places.entry(comparable(&block.text)).or_default().push(at);
        }
    }
    let mut repeated: Vec<Vec<usize>> = places.into_values().filter(|at| at.len() >= 2).collect();
    repeated.sort_unstable();
    let mut partner: Vec<Option<usize>> = vec![None; blocks.len()];
    for at in repeated.iter().filter(|at| at.len() == 2) {
        partner[at[0]] = Some(at[1]);
    }
    let is_first = |at: usize| partner.get(at).is_some_and(Option::is_some);
    // How many blocks of prose stand before each.
    let mut prose = vec![0_usize; blocks.len() + 1];
    for (at, block) in blocks.iter().enumerate() {
        prose[at + 1] = prose[at] + usize::from(block.is_prose());
    }
    for first in 0..blocks.len() {
        let Some(second) = partner[first] else {
            continue;
        };
        let heading = first > 0 && claims[first - 1].certainty(&[Role::ContentsHeading]) >= 0.5;
        let in_list = heading || is_first(first + 1) || first > 0 && is_first(first - 1);
        let heads = blocks.get(second + 1).is_some_and(Block::is_sentence);
        if in_list && heads && prose[second] > prose[first] {
            claims[first].claim(Role::Noise, "press/contents", 0.95);
            claims[second].claim(Role::Crosshead, "press/listed-crosshead", 0.95);
        }
    }
    for at in repeated {
        elsewhere(blocks, claims, &at);
    }
}

/// Lines that stand twice and more, and are no crossheads.
fn elsewhere(blocks: &[Block], claims: &mut [Claims], places: &[usize]) {
    let together = places.windows(2).all(|pair| pair[1] <= pair[0] + 2);
    let first = &blocks[places[0]];
    let short = first.shape.words <= 5;
    // Whether it heads no prose anywhere.
    let machinery = || {
        let heads = |&at: &usize| blocks.get(at + 1).is_some_and(Block::is_prose);
        !places.iter().any(heads)
    };
    if short {
        let often = places.len() >= 3;
        if (often || !first.is_sentence()) && (together && often || machinery()) {
            for &at in places {
                claims[at].claim(Role::Noise, "press/repeated", 0.85);
            }
        }
    } else if places[0] <= 4 {
        for &at in &places[1..] {
            claims[at].claim(Role::Noise, "press/repeated-headline", 0.85);
        }
    }
}
