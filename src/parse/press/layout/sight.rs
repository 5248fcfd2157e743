//! Owns what can be seen of a block from where it stands: what comes before and after it, how much of the text it has behind it,
//! what it has in common with the rest. One pass from each end; what it weighs, the evidence says.

use rayon::prelude::*;

use super::theme::{Common, Theme};
use crate::parse::press::MANY;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lines::Block;
use crate::parse::press::{links, title};

/// What can be seen of a block from where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sight {
    /// Its number, from the start.
    pub at: usize,
    /// Whether the next block that is no noise is text.
    pub before_text: bool,
    /// Whether a signature, a date or a dateline stands after it, before any other text.
    pub signed_after: bool,
    /// Whether a signature or a date stands before it, after any other text.
    pub signed_before: bool,
    /// Whether a picture stands after it, before any other text, and none before.
    pub pictured_after: bool,
    /// Whether what belongs to a site stands between it and the next text.
    pub furnished_after: bool,
    /// Whether it may be the kicker of a headline under it.
    pub over: bool,
    /// Whether the next text is at least twice as long.
    pub long_after: bool,
    /// How much of the text stands before it, in hundredths.
    pub seen: u8,
    /// Whether a heading or mark of the foot stands before it.
    pub footed: bool,
    /// What it has in common with the paragraphs.
    pub common: Common,
    /// Whether no other line over the first text has more in common with the text.
    pub nearest: bool,
    /// How many lines stand over a paragraph as a crosshead would, up to three.
    pub heads: u8,
    /// Of the first text and what stands over it: how much of it the next text says again, from 0 to 1.
    pub echo: f32,
    /// Half the usual length of a paragraph, in characters.
    pub half: usize,
    /// Whether it stands in a list of titles that each have their teaser.
    pub taught: bool,
    /// Whether it is the first line of a text that is one sentence a line and has no headline.
    pub lead: bool,
}

/// Blocks longer than this are text, whatever they have in common with it.
const LONGEST_COMPARED: usize = 900;

/// How many texts may be told again by the next.
const ECHOES: usize = 4;

/// Noise that is sure enough not to count as a neighbour.
const SURE: f32 = 0.7;

const SIGNING: [Role; 2] = [Role::Byline, Role::Stamp];
const ASIDE: [Role; 7] = [
    Role::Noise,
    Role::Tags,
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::ContentsHeading,
    Role::End,
    Role::Related,
];
const FOOT: [Role; 4] = [
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::End,
    Role::Policy,
];

/// Looks at every block, in one pass from each end.
pub(super) fn sights(blocks: &[Block], claims: &[Claims]) -> Vec<Sight> {
    let aside = |at: usize| claims[at].certainty(&ASIDE) >= SURE;
    let apart = |at: usize| {
        aside(at)
            || claims[at].certainty(&[Role::Caption, Role::Credit, Role::Byline, Role::Stamp])
                >= SURE
    };
    let text = |at: usize| !apart(at) && blocks[at].is_prose();
    let told = |at: usize| !apart(at) && blocks[at].is_sentence();
    let total: usize = (0..blocks.len())
        .filter(|&at| told(at))
        .map(|at| blocks[at].shape.chars)
        .sum();
    let half = half_length(blocks, &apart);
    // A text of short sentences alone speaks through them.
    let prose = (0..blocks.len()).any(&text);
    let speaks = |at: usize| if prose { text(at) } else { told(at) };
    let theme = Theme::of(
        (0..blocks.len())
            .filter(|&at| speaks(at))
            .map(|at| &blocks[at]),
    );
    let seen = |at: usize| Sight {
        at,
        half,
        common: match blocks[at].shape.chars <= LONGEST_COMPARED {
            true => theme.common(&blocks[at], speaks(at)),
            false => Common::default(),
        },
        ..Sight::default()
    };
    let mut sights: Vec<Sight> = match blocks.len() < MANY {
        true => (0..blocks.len()).map(seen).collect(),
        false => (0..blocks.len()).into_par_iter().map(seen).collect(),
    };
    let (mut next, mut next_text) = (None::<usize>, None::<usize>);
    let (mut signed, mut pictured, mut furnished) = (false, false, false);
    for at in (0..blocks.len()).rev() {
        let sight = &mut sights[at];
        sight.before_text = next.is_some_and(|next| blocks[next].is_sentence());
        sight.signed_after = signed;
        sight.pictured_after = pictured;
        sight.furnished_after = furnished;
        sight.long_after = next_text.is_some_and(|next| {
            blocks[next].is_prose() && blocks[next].shape.chars >= blocks[at].shape.chars * 2
        });
        sight.over = next.is_some_and(|next| {
            next <= at + 3
                && !blocks[next].is_prose()
                && title::is_kicker_over(&blocks[at], &blocks[next])
        });
        let dateline = claims[at].certainty(&[Role::Dateline]) >= SURE;
        if dateline {
            (signed, pictured, furnished) = (true, false, false);
        } else if text(at) {
            (signed, pictured, furnished) = (false, false, false);
        } else {
            furnished |= aside(at);
            signed |= claims[at].certainty(&SIGNING) >= SURE;
            pictured |= claims[at].certainty(&[Role::Caption, Role::Credit]) >= SURE;
        }
        if !aside(at) {
            next = Some(at);
        }
        if text(at) {
            next_text = Some(at);
        }
    }
    let (mut before, mut footed) = (0, false);
    let (mut signed, mut pictured) = (false, false);
    for at in 0..blocks.len() {
        let sight = &mut sights[at];
        sight.seen = (before * 100 / total.max(1)) as u8;
        sight.footed = footed;
        sight.signed_before = signed;
        sight.pictured_after &= !pictured;
        footed |= sight.seen >= 70 && claims[at].certainty(&FOOT) >= SURE;
        if told(at) {
            before += blocks[at].shape.chars;
        }
        if text(at) {
            (signed, pictured) = (false, false);
        }
        signed |= claims[at].certainty(&SIGNING) >= SURE;
        pictured |= claims[at].certainty(&[Role::Caption, Role::Credit]) >= SURE;
    }
    teasers(blocks, claims, &mut sights);
    echoes(blocks, &mut sights, &text);
    nearest(blocks, claims, &mut sights, &text);
    let head_like = |at: &usize| {
        let sight = &sights[*at];
        sight.seen > 0
            && !sight.footed
            && sight.before_text
            && blocks[*at].is_title()
            && !apart(*at)
    };
    let heads = (0..blocks.len()).filter(head_like).take(3).count() as u8;
    sights.iter_mut().for_each(|sight| sight.heads = heads);
    if let Some(first) = sights.first_mut() {
        first.lead = is_lead(blocks, claims);
    }
    sights
}

/// Marks the line over the text that speaks most of what the text speaks of: of a page's menus, boxes and headline, the headline.
fn nearest(
    blocks: &[Block],
    claims: &[Claims],
    sights: &mut [Sight],
    text: &impl Fn(usize) -> bool,
) {
    let first = (0..blocks.len()).find(|&at| text(at)).unwrap_or(0);
    let mut best: Option<(usize, f32)> = None;
    for at in 0..first {
        let common = sights[at].common;
        let claimed = claims[at]
            .iter()
            .any(|bid| bid.role != Role::Headline && bid.confidence >= SURE);
        if claimed || !blocks[at].is_title() || common.shared == 0 {
            continue;
        }
        let nearness = common.share() * f32::from(common.stems.min(6)).sqrt();
        if best.is_none_or(|(_, most)| nearness > most) {
            best = Some((at, nearness));
        }
    }
    if let Some((at, _)) = best {
        sights[at].nearest = true;
    }
}

/// Marks the lists at the foot in which every title has its teaser: the form repeats, as crossheads and their text rarely do with
/// one paragraph each.
fn teasers(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let mut at = 0;
    while at < blocks.len() {
        let heading = claims[at].certainty(&[Role::RelatedHeading]) >= 0.8 && sights[at].seen >= 70;
        at += 1;
        if !heading {
            continue;
        }
        let (from, mut entries, mut end) = (at, 0, at);
        while at < blocks.len() {
            let teased = blocks.get(at + 1).is_some_and(Block::is_sentence);
            if links::is_furniture(&blocks[at], &claims[at]) {
                at += 1;
            } else if blocks[at].is_title() && blocks[at].shape.words >= 3 && teased {
                (entries, at) = (entries + 1, at + 2);
                end = at;
            } else {
                break;
            }
        }
        if entries >= 2 {
            let marked = &mut sights[from..end.min(blocks.len())];
            marked.iter_mut().for_each(|sight| sight.taught = true);
        }
    }
}

/// What the first blocks say that the text after them says again: a standfirst tells the story, and the story tells it once more.
fn echoes(blocks: &[Block], sights: &mut [Sight], text: &impl Fn(usize) -> bool) {
    let texts: Vec<usize> = (0..blocks.len())
        .filter(|&at| text(at))
        .take(ECHOES)
        .collect();
    let mut from = 0;
    for &next in &texts {
        let said = Theme::of(std::iter::once(&blocks[next]));
        for at in from..next {
            if blocks[at].shape.chars <= LONGEST_COMPARED {
                let common = said.common(&blocks[at], false);
                sights[at].echo = f32::from(common.shared) / f32::from(common.stems.max(3));
            }
        }
        from = next;
    }
}

/// Half the median length of what may be paragraphs.
fn half_length(blocks: &[Block], apart: &impl Fn(usize) -> bool) -> usize {
    let lengths = (0..blocks.len()).filter(|&at| !apart(at) && blocks[at].is_sentence());
    let mut lengths: Vec<usize> = lengths.map(|at| blocks[at].shape.chars).collect();
    if lengths.is_empty() {
        return 0;
    }
    let middle = lengths.len() / 2;
    *lengths.select_nth_unstable(middle).1 / 2
}

/// A text of one sentence a line without a headline opens with its lead.
fn is_lead(blocks: &[Block], claims: &[Claims]) -> bool {
    let sentences = blocks.iter().filter(|block| block.is_sentence()).count();
    let plain = claims
        .iter()
        .all(|claims| claims.iter().all(|bid| bid.confidence < 0.5));
    let opens = blocks.first().is_some_and(|block| {
        block.is_sentence() && block.shape.inner_stops == 0 && block.shape.chars <= 320
    });
    plain && opens && blocks.len() >= 5 && sentences * 10 >= blocks.len() * 9
}
