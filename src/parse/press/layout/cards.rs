//! Owns the cards that a page sets under its text, each of the same few lines: a headline and its day, a headline and its first
//! sentence between a section and a day. One alone may be anything; several of a form lead elsewhere.

use super::boxes::{is_free, is_whole};
use super::sight::Sight;
use super::weights::W;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::links;

/// How much of a text must stand before a card, in hundredths.
const FOOT: u8 = 70;
/// The fewest words of a headline.
const FEWEST: usize = 4;
/// The longest teaser, in characters.
const LONGEST_TEASER: usize = 320;
/// How many cards of a form tell.
const SEVERAL: usize = 2;

/// Marks the headlines of cards.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let titled = |at: usize| {
        let sight = &sights[at];
        sight.seen >= FOOT
            && !sight.commented
            && !sight.headed
            && blocks[at].shape.words >= FEWEST
            && !blocks[at].shape.capitals
            && is_whole(&blocks[at])
            && is_free(&claims[at])
    };
    let titles: Vec<usize> = (0..blocks.len()).filter(|&at| titled(at)).collect();
    if titles.len() < SEVERAL {
        return;
    }
    let dated = |at: Option<usize>| {
        let found = at.and_then(|at| blocks.get(at).zip(claims.get(at)));
        found.is_some_and(|(block, claims)| is_dated(block, claims))
    };
    let days: Vec<usize> = titles
        .iter()
        .copied()
        .filter(|&at| dated(Some(at + 1)))
        .collect();
    // After the last two sentences that follow one another, the text is over.
    let over = (1..blocks.len())
        .rfind(|&at| blocks[at].is_sentence() && blocks[at - 1].is_sentence())
        .unwrap_or(0);
    let set_off = |at: usize| {
        blocks
            .get(at)
            .is_none_or(|block| links::is_furniture(block, &claims[at]) || dated(Some(at)))
    };
    let teased: Vec<usize> = titles
        .iter()
        .copied()
        .filter(|&at| {
            let teaser = blocks.get(at + 1);
            at > over + 1
                && set_off(at - 1)
                && set_off(at + 2)
                && teaser.is_some_and(|teaser| {
                    teaser.is_sentence() && teaser.shape.chars <= LONGEST_TEASER
                })
        })
        .collect();
    let weight = W.box_line + W.box_several + W.box_of_text;
    for (cards, teased) in [(days, false), (teased, true)] {
        if cards.len() < SEVERAL {
            continue;
        }
        for at in cards {
            let known = sights[at].boxed.unwrap_or(weight);
            sights[at].boxed = Some(known.max(weight));
            if teased {
                sights[at + 1].taught = true;
            }
        }
    }
}

/// A day, or a day and who says it: "April 21, 2022", "XYZ | Abril 21, 2022".
fn is_dated(block: &Block, claims: &Claims) -> bool {
    block.shape.words <= 8
        && block.text.contains(|c: char| c.is_numeric())
        && claims.certainty(&[Role::Stamp, Role::SignOff]) >= 0.6
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;
    use serde_json::json;

    const TEXT: &str = "Bridge of Sarn opens again after a year of work\n\nThe bridge over the river at Sarn was opened again on \
        Monday after a year of work, the town's mayor said, and the first lorries crossed it in the morning.\n\nTraders along the \
        northern road said on Tuesday that they would wait for the summer before they sent their goods by the shorter way.\n\nThe \
        council will meet on Friday to speak of the toll, which the drivers of the lorries refuse to pay while the lane is \
        closed.\n\n";

    fn related(after: &str) -> serde_json::Value {
        let text = format!("{TEXT}{after}");
        read(&SourceText::new("text.txt", &text)).summary_json()["related"].clone()
    }

    #[test]
    fn several_titles_that_each_have_their_day_lead_elsewhere() {
        let cards = "Miners of three valleys walk out over bread\n\nApril 21, 2022\n\nHarbour of the coast is sold to the U.S.\n\n\
            April 20, 2022\n";
        assert_eq!(
            related(cards),
            json!([
                "Miners of three valleys walk out over bread",
                "Harbour of the coast is sold to the U.S."
            ])
        );
    }
}
