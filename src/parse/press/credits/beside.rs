//! Owns what two lines say together of a picture: a credit alone on its line has its caption before it, where none follows; a
//! carousel gives a caption twice running; a label alone ("Foto:") has its credit after it.

use super::{LONGEST_PLAIN, credit};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::lines::{Block, End};

/// Up to here, a line may be the headline or its deck: the credit of a picture without words stands under them as well.
const HEAD: usize = 6;

/// Adds the claims of neighbours.
pub(in crate::parse::press) fn beside(blocks: &[Block], claims: &mut [Claims]) {
    for at in 1..blocks.len() {
        label_alone(blocks, claims, at);
    }
    for at in 1..blocks.len() {
        before_credit(blocks, claims, at);
        twice(blocks, claims, at);
    }
}

/// "Foto:" on one line, the name on the next.
fn label_alone(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (label, name) = (&blocks[at - 1], &blocks[at]);
    let marked = label.text.ends_with([':', '：', '/']) && label.shape.words <= 4;
    let plain = name.shape.words <= 8
        && name.shape.chars <= 80
        && name.shape.end != End::Stop
        && name.shape.inner_stops == 0;
    if marked
        && plain
        && label.words().is(Kind::Credit).is_some()
        && claims[at].certainty(&[Role::Credit]) < 0.8
    {
        claims[at - 1].claim(Role::Noise, "press/label", 0.9);
        claims[at].claim(Role::Credit, "press/credit", 0.85);
        if at >= 2 && is_scene(&blocks[at - 2]) {
            claims[at - 2].claim(Role::Caption, "press/caption-before-credit", 0.85);
        }
    }
}

/// One sentence of some length, as captions are.
fn is_scene(block: &Block) -> bool {
    let shape = block.shape;
    shape.end == End::Stop && shape.inner_stops == 0 && (3..=25).contains(&shape.words)
}

/// The line before a credit.
fn before_credit(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (one, two) = (&blocks[at - 1], &blocks[at]);
    let sure = |at: usize, role: Role| {
        claims
            .get(at)
            .is_some_and(|claims| claims.certainty(&[role]) >= 0.6)
    };
    let taken = claims[at - 1].iter().any(|bid| bid.confidence >= 0.6);
    let begins = one
        .text
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '“' | '"' | '„'));
    if taken
        || !begins
        || one.shape.words < 2
        || one.shape.chars > LONGEST_PLAIN
        || sure(at + 1, Role::Caption)
    {
        return;
    }
    let credited = claims[at].certainty(&[Role::Credit]);
    let scene = is_scene(one);
    let early = at * 2 < blocks.len();
    if credited < 0.7 {
        // An agency alone under one sentence, in the first half of a text: later on, it signs.
        if credited >= 0.4 && scene && early && at > HEAD && one.shape.words <= 20 {
            claims[at - 1].claim(Role::Caption, "press/caption-before-credit", 0.6);
            claims[at].claim(Role::Credit, "press/credit", 0.7);
        }
        return;
    }
    let labelled = credit(&two.text).is_some_and(|credit| credit.len() < two.text.len());
    let confidence = match (labelled, at <= HEAD) {
        (_, true) if !scene => 0.45,
        (true, true) => 0.8,
        (true, false) if !early && two.text.starts_with('©') => 0.35,
        (true, false) if one.shape.inner_stops >= 2 || one.shape.chars > 200 => 0.6,
        (true, false) => 0.88,
        (false, true) => 0.7,
        // Who signs a text stands under its last sentence.
        (false, false) if early && scene => 0.66,
        (false, false) => 0.4,
    };
    claims[at - 1].claim(Role::Caption, "press/caption-before-credit", confidence);
}

/// A line that stands twice running, or twice with its credit between.
fn twice(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let two = &blocks[at];
    if two.shape.words < 4 || two.shape.chars > LONGEST_PLAIN || at < 2 {
        return;
    }
    let credited = claims[at - 1].certainty(&[Role::Credit]) >= 0.5;
    let (place, confidence) = match () {
        () if blocks[at - 1].text == two.text && two.shape.end == End::Stop => (at - 1, 0.9),
        () if blocks[at - 1].text == two.text => (at - 1, 0.6),
        () if blocks[at - 2].text == two.text && credited => (at - 2, 0.93),
        () => return,
    };
    for place in [place, at] {
        if claims[place].certainty(&[Role::Caption]) < confidence {
            claims[place].claim(Role::Caption, "press/caption-twice", confidence);
        }
    }
    if place + 1 < at {
        claims[at - 1].claim(Role::Credit, "press/credit", 0.85);
    }
}
