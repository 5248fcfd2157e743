//! Owns the lists that number their titles ("1", "The bridge is open", "2", …) and the two titles that a page sets under its text between
//! angle quotes: the one before and the one after.

use super::{is_entry, is_furniture};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};

/// How many figures that follow one another are a list.
const SEVERAL: usize = 3;
/// How many lines may stand from one figure to the next.
const STEP: usize = 5;
/// The fewest words of a title.
const FEWEST: usize = 3;
/// The most lines between the two titles.
const NEAR: usize = 3;

/// Claims the titles of numbered lists, and their figures.
pub(super) fn numbered(blocks: &[Block], claims: &mut [Claims]) {
    let mut at = 0;
    while at < blocks.len() {
        if figure(&blocks[at]) != Some(1) {
            at += 1;
            continue;
        }
        let mut places = vec![at];
        while let Some(next) = next(blocks, &places) {
            places.push(next);
        }
        at += 1;
        let titles: Option<Vec<usize>> = places
            .iter()
            .map(|&place| title(blocks, claims, place))
            .collect();
        let Some(titles) = titles.filter(|_| places.len() >= SEVERAL) else {
            continue;
        };
        for (&place, &title) in places.iter().zip(&titles) {
            claims[place].claim(Role::Noise, "press/counter", 0.97);
            claims[title].claim(Role::Related, "press/numbered-link", 0.95);
        }
        at = titles.last().map_or(at, |&last| last + 1);
    }
}

/// The place of the figure that goes on with a list: near, and no sentence before it.
fn next(blocks: &[Block], places: &[usize]) -> Option<usize> {
    let last = *places.last()?;
    let near = last + 1..blocks.len().min(last + 1 + STEP);
    let stop = near.clone().find(|&at| blocks[at].is_sentence());
    (near.start..stop.unwrap_or(near.end)).find(|&at| figure(&blocks[at]) == Some(places.len() + 1))
}

/// The figure that a line is, or that its one other word stands behind: "4", "4.", "4 Column".
fn figure(block: &Block) -> Option<usize> {
    if block.shape.words > 2 {
        return None;
    }
    let first = block.text.split_whitespace().next()?;
    let digits = first.trim_end_matches(['.', ')', '/']);
    let plain =
        !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|c| c.is_ascii_digit());
    let rest = &block.text[first.len()..];
    let word = rest.is_empty() || rest.chars().all(|c| c.is_alphabetic() || c == ' ');
    (plain && word).then(|| digits.parse().ok())?
}

/// The first whole title under a figure.
fn title(blocks: &[Block], claims: &[Claims], place: usize) -> Option<usize> {
    let free = |claims: &Claims| {
        let other = claims
            .iter()
            .filter(|bid| !matches!(bid.role, Role::Related | Role::Headline));
        other.map(|bid| bid.confidence).fold(0.0, f32::max) < 0.7
    };
    let under = place + 1..blocks.len().min(place + 1 + STEP);
    let at = under
        .into_iter()
        .find(|&at| figure(&blocks[at]).is_some() || !is_furniture(&blocks[at], &claims[at]))?;
    let block = &blocks[at];
    let whole = block.shape.words >= FEWEST && block.is_title() && is_entry(block);
    (whole && figure(block).is_none() && free(&claims[at])).then_some(at)
}

/// "« The bridge is open" over "The ferry is sold »": the article before and the one after.
pub(super) fn quoted_pair(blocks: &[Block], claims: &mut [Claims]) {
    let whole = |block: &Block| {
        (FEWEST + 1..=30).contains(&block.shape.words) && !block.is_prose() && block.is_title()
    };
    for at in 0..blocks.len() {
        let text = blocks[at].text.as_str();
        let back =
            text.starts_with(['«', '‹', '←', '<', '❮']) && !text.contains(['»', '›', '→', '>']);
        if !back || !whole(&blocks[at]) {
            continue;
        }
        let other = (at + 1..blocks.len().min(at + 1 + NEAR)).find(|&other| {
            let text = blocks[other].text.as_str();
            text.ends_with(['»', '›', '→', '>', '❯'])
                && !text.contains(['«', '‹', '←', '<'])
                && whole(&blocks[other])
        });
        if let Some(other) = other {
            claims[at].claim(Role::Related, "press/paged", 0.95);
            claims[other].claim(Role::Related, "press/paged", 0.95);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    fn related(source: &str, claim: fn(&[Block], &mut [Claims])) -> Vec<String> {
        let (blocks, _) = blocks(source);
        let mut claims = vec![Claims::default(); blocks.len()];
        claim(&blocks, &mut claims);
        let own = blocks.iter().zip(&claims);
        own.filter(|(_, claims)| claims.best(Role::Related).is_some())
            .map(|(block, _)| block.text.clone())
            .collect()
    }

    #[test]
    fn figures_one_after_the_other_number_titles() {
        let list = "1\n\nLa bourse du blé ferme à Sarn\n\n2 Chronique\n\nLe moulin et la rivière\n\n3.\n\nLes bacs restent à quai lundi\n";
        assert_eq!(related(list, numbered).len(), 3);
        // Chapters have text under their figures, and two are no list.
        for other in [
            "1\n\nLe pont de Sarn est fermé.\n\n2\n\nLe bac est vendu.\n\n3\n\nLe moulin tourne.\n",
            "1\n\nLe moulin et la rivière\n\n2\n\nLa bourse du blé ferme à Sarn\n",
        ] {
            assert!(related(other, numbered).is_empty(), "{other}");
        }
    }

    #[test]
    fn angle_quotes_that_do_not_close_lead_to_the_articles_beside() {
        let pair = "«Мост в Сарне снова открыт\nПаром у мельницы продан дважды »\n";
        assert_eq!(related(pair, quoted_pair).len(), 2);
        let quoted = "«Мост в Сарне снова открыт»\nПаром у мельницы «продан дважды»\n";
        assert!(related(quoted, quoted_pair).is_empty());
    }
}
