//! Owns the insets of two titles that come again and again between the paragraphs: a section or a theme, and under it the headline of another
//! article. One such pair may be a crosshead under another; several are not.

use super::boxes::{is_free, is_whole};
use super::sight::Sight;
use super::weights::W;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::Claims;
use crate::parse::press::lexicon::fold::is_figure;

/// How many pairs are a habit of the page.
const FEWEST: usize = 2;
/// The most words of the upper line.
const SECTION: usize = 7;
/// The fewest of the lower.
const HEADLINE: usize = 5;

/// Marks the lower lines.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let pairs: Vec<usize> = (1..blocks.len().saturating_sub(2))
        .filter(|&at| sights[at].seen > 0 && is_pair(blocks, claims, at))
        .collect();
    let named: Vec<usize> = (1..blocks.len().saturating_sub(2))
        .filter(|&at| sights[at].seen > 0 && is_named(blocks, claims, at))
        .collect();
    let pairs = if pairs.len() < FEWEST {
        Vec::new()
    } else {
        pairs
    };
    // The same name of a series over several titles.
    let again = |&at: &usize| {
        let same = |other: &&usize| blocks[**other].text == blocks[at].text;
        named.iter().filter(same).count() >= FEWEST
    };
    for at in pairs.into_iter().chain(named.iter().copied().filter(again)) {
        sights[at + 1].between = Some(W.between + W.between_shouted);
    }
}

/// Between two paragraphs a few words, and under them a longer line, neither of which ends as a sentence.
fn is_pair(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    is_named(blocks, claims, at) && is_free(&claims[at])
}

/// The same, where the upper line may be known for something else: it stands again elsewhere.
fn is_named(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    let (section, headline) = (&blocks[at], &blocks[at + 1]);
    let open = |block: &Block| block.is_title() && block.shape.end == End::Open;
    blocks[at - 1].is_sentence()
        && blocks[at + 2].is_sentence()
        && open(section)
        && open(headline)
        && (2..=SECTION).contains(&section.shape.words)
        && !section.text.contains(is_figure)
        && headline.shape.words >= HEADLINE
        && headline.shape.chars > section.shape.chars
        && is_free(&claims[at + 1])
        && is_whole(headline)
}
