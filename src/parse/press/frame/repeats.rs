//! Owns lines that stand twice: lists of contents that repeat every crosshead, and the machinery of web sites.

use std::collections::BTreeMap;

use super::Frame;
use crate::parse::press::claim::Role;
use crate::parse::press::lexicon::folded;
use crate::parse::press::lines::Block;

impl Frame<'_> {
    /// Lines that stand twice and more: a list of contents before the body, then crossheads; machinery elsewhere.
    pub(super) fn repeats(&mut self) {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, block) in self.blocks.iter().enumerate() {
            if self.is_free(at) && block.shape.chars <= 200 && !block.is_prose() {
                places.entry(folded(&block.text)).or_default().push(at);
            }
        }
        let twice: BTreeMap<usize, usize> = places
            .values()
            .filter(|at| at.len() == 2)
            .map(|at| (at[0], at[1]))
            .collect();
        for (&first, &second) in &twice {
            let listed = |at: usize| twice.contains_key(&at);
            let heading = first > 0 && (self.role(first - 1) == Some(Role::ContentsHeading));
            let in_list = heading || listed(first + 1) || first > 0 && listed(first - 1);
            let heads = self.blocks.get(second + 1).is_some_and(Block::is_sentence);
            let prose_between = (first..second).any(|at| self.blocks[at].is_prose());
            if in_list && heads && prose_between {
                self.bid(first, Role::Noise, "press/contents", 0.9);
                self.bid(second, Role::Crosshead, "press/listed-crosshead", 0.92);
            }
        }
        for at in places.into_values().filter(|at| at.len() >= 2) {
            let together = at.windows(2).all(|pair| pair[1] <= pair[0] + 2);
            let short = self.blocks[at[0]].shape.words <= 5;
            let first_line = at[0] == 0 && !short;
            if short
                && (at.len() >= 3 || !self.blocks[at[0]].is_sentence())
                && (together && at.len() >= 3 || at.len() >= 2 && self.machinery(&at))
            {
                for &at in &at {
                    self.bid(at, Role::Noise, "press/repeated", 0.8);
                }
            } else if first_line {
                for &at in &at[1..] {
                    self.bid(at, Role::Noise, "press/repeated-headline", 0.8);
                }
            }
        }
    }

    /// Whether a short line that stands twice heads no prose anywhere.
    fn machinery(&self, places: &[usize]) -> bool {
        places
            .iter()
            .all(|&at| !self.blocks.get(at + 1).is_some_and(Block::is_prose))
    }
}
