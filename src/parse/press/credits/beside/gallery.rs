//! Owns the galleries that give each credit over its caption, two lines a picture and a blank line between the pictures: "NAME/AGENCY", "The
//! bridge at noon.", and so on. One pair may
//! be read either way, if no label tells; two and more cannot.

use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};

/// The fewest pictures that make a gallery.
const FEWEST: usize = 2;
/// From here on a line is a credit by its words.
const LIKELY: f32 = 0.55;
/// From here on, by its label: one pair will do.
const LABELLED: f32 = 0.85;
/// The longest caption, in characters.
const LONGEST: usize = 320;

/// Claims the pairs of galleries.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    let mut at = 0;
    while at + 1 < blocks.len() {
        let pairs = (at..blocks.len())
            .step_by(2)
            .take_while(|&at| is_pair(blocks, claims, at))
            .count();
        let labelled = pairs == 1
            && claims[at].certainty(&[Role::Credit]) >= LABELLED
            && super::labelled(&blocks[at])
            && !blocks[at + 1].is_prose();
        if pairs >= FEWEST || labelled {
            for credit in (at..at + pairs * 2).step_by(2) {
                claims[credit].claim(Role::Credit, "press/credit", 0.93);
                claims[credit + 1].claim(Role::Caption, "press/caption-after-credit", 0.93);
            }
        }
        at += (pairs * 2).max(1);
    }
}

/// A credit after a blank line, and right under it what may tell what is shown.
fn is_pair(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    let Some(scene) = blocks.get(at + 1) else {
        return false;
    };
    let credit = |at: usize| claims[at].certainty(&[Role::Credit]) >= LIKELY;
    let taken = claims[at + 1]
        .iter()
        .any(|bid| bid.role != Role::Caption && bid.confidence >= 0.6);
    blocks[at].apart
        && credit(at)
        && !blocks[at].is_sentence()
        && !scene.apart
        && !taken
        && scene.shape.words >= 4
        && scene.shape.chars <= LONGEST
        && blocks.get(at + 2).is_none_or(|next| next.apart)
}
