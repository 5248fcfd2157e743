//! Owns the key points that a page sets over its text: "STORY HIGHLIGHTS", "Das Wichtigste in Kürze", and the lines under that. The
//! heading is the house's; the points are the standfirst.

use super::sight::is_item;
use super::theme::Theme;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;

/// The fewest and the most points.
const FEWEST: usize = 2;
const MOST: usize = 8;
/// The most marked points that are a deck: more are a list.
const MOST_MARKED: usize = 4;
/// The longest point, in characters.
const LONGEST: usize = 220;
/// The most sentences that are a deck, and the longest of them, in characters.
const MOST_TOLD: usize = 3;
const LONGEST_TOLD: usize = 190;
/// How many lines may stand over the heading.
const HEAD: usize = 60;

/// Two to four marked points right over the text, under a line that may be the headline: a deck in points.
fn points(blocks: &[Block], claims: &mut [Claims]) {
    let Some(text) = blocks
        .iter()
        .take(HEAD)
        .position(|block| block.is_prose() && !is_item(block))
    else {
        return;
    };
    let fits = |at: usize| {
        let block = &blocks[at];
        let other = claims[at]
            .iter()
            .any(|bid| bid.role != Role::Headline && bid.confidence >= 0.5);
        is_bullet(block) && block.shape.words >= 4 && block.shape.chars <= LONGEST && !other
    };
    let Some(from) = (0..text).find(|&at| fits(at)) else {
        return;
    };
    let end = (from..text).find(|&at| !fits(at)).unwrap_or(text);
    // Under a heading of their own they are a part of the text.
    let headed = from > 0 && {
        let over = &blocks[from - 1];
        over.shape.words <= 3 && claims[from - 1].iter().all(|bid| bid.confidence < 0.6)
            || over.shape.end == End::Colon
    };
    let titled = !headed
        && blocks[..from]
            .iter()
            .any(|block| block.is_title() && block.shape.words >= 4 && !is_item(block));
    if (FEWEST..=MOST_MARKED).contains(&(end - from)) && titled && text <= end + 3 {
        for points in &mut claims[from..end] {
            points.claim(Role::Standfirst, "press/points", 0.85);
        }
    }
}

/// Two or three sentences of their own over a longer paragraph that tells the first once more: a deck in points that lost its bullets.
fn told_points(blocks: &[Block], claims: &mut [Claims]) {
    let head = blocks.len().min(HEAD);
    // Over them stand what a site says of itself, and who signs.
    let first = |at: usize| {
        let aside = [Role::Noise, Role::Byline, Role::Caption, Role::Stamp];
        blocks[at].is_sentence() && claims[at].certainty(&aside) < 0.5
    };
    let Some(from) = (0..head).find(|&at| first(at)) else {
        return;
    };
    let other = [
        Role::Dateline,
        Role::Caption,
        Role::Byline,
        Role::Stamp,
        Role::Related,
    ];
    let fits = |at: usize| {
        let shape = blocks[at].shape;
        shape.end == End::Stop
            && shape.inner_stops == 0
            && shape.words >= 6
            && shape.chars <= LONGEST_TOLD
            && !blocks[at]
                .text
                .starts_with(['"', '“', '«', '„', '-', '–', '—'])
            && claims[at].certainty(&other) < 0.5
            && claims[at].certainty(&[Role::Noise]) < 0.5
    };
    let titled = blocks[..from]
        .iter()
        .any(|block| block.is_title() && block.shape.words >= 4);
    let most = blocks.len().min(from + MOST_TOLD + 1);
    let end = (from..most).find(|&at| !fits(at)).unwrap_or(most);
    let again = |at: usize| {
        let Some(text) = blocks.get(at).filter(|block| block.is_prose()) else {
            return false;
        };
        let length: usize = (from..at).map(|at| blocks[at].shape.chars).sum();
        let theme = Theme::of(std::iter::once(text));
        let first = theme.common(&blocks[from], false);
        let told = |at: &usize| theme.common(&blocks[*at], false).shared >= 1;
        text.shape.chars * (at - from) >= length * 2
            && first.shared >= 4
            && first.share() >= 0.5
            && (from..at).filter(told).count() + 1 >= at - from
            && claims[at].certainty(&other) < 0.5
    };
    let Some(text) = (from + FEWEST..=end)
        .find(|&at| again(at))
        .filter(|_| titled)
    else {
        return;
    };
    for points in &mut claims[from..text] {
        points.claim(Role::Standfirst, "press/points-told-again", 0.9);
    }
}

/// Whether a line opens with a bullet; a dash may open what somebody says.
fn is_bullet(block: &Block) -> bool {
    block.text.starts_with(['•', '●', '▪', '■', '·', '◾'])
}

/// Claims the heading and its points.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    points(blocks, claims);
    told_points(blocks, claims);
    let first = blocks.iter().take(HEAD).position(Block::is_prose);
    let head = first.unwrap_or(0).min(blocks.len().saturating_sub(1));
    let Some(at) = (0..=head).find(|&at| {
        let block = &blocks.get(at);
        block.is_some_and(|block| {
            block.shape.words <= 6 && block.words().is(Kind::Highlights).is_some()
        })
    }) else {
        return;
    };
    let point = |at: usize| {
        let block = &blocks[at];
        let other = claims[at].iter().any(|bid| {
            !matches!(
                bid.role,
                Role::Headline
                    | Role::Standfirst
                    | Role::Paragraph
                    | Role::Related
                    | Role::Crosshead
            ) && bid.confidence >= 0.6
        });
        let fits =
            block.shape.chars <= LONGEST && block.shape.words >= 4 && block.shape.end != End::Colon;
        fits && !other
    };
    let from = at + 1;
    let end = (from..blocks.len())
        .find(|&at| !point(at))
        .unwrap_or(blocks.len());
    let text = blocks.iter().skip(end).take(6).any(Block::is_prose);
    // One word may head a part of the text.
    let several = blocks[at].shape.words >= 2;
    let titles = blocks[from..end]
        .iter()
        .all(|point| point.shape.end == End::Open);
    if !(FEWEST..=MOST).contains(&(end - from)) || !text || !several && !titles {
        return;
    }
    claims[at].claim(Role::Noise, "press/highlights", 0.97);
    for points in &mut claims[from..end] {
        points.claim(Role::Standfirst, "press/highlights", 0.93);
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;
    use serde_json::json;

    const STORY: &str = "The bridge over the river at Sarn was opened again on Monday after a year of work, the town's mayor said, \
        and the first lorries crossed it in the morning while traders waited on both of the banks for their goods from the coast.";

    #[test]
    fn key_points_over_the_text_are_its_standfirst() {
        for heading in ["STORY HIGHLIGHTS", "Key points", "Das Wichtigste in Kürze"] {
            let text = format!(
                "Bridge of Sarn opens again after a year\n\n{heading}\n\nFirst lorries cross the river again\n\nToll to be paid from the summer on\n\n\
                 {STORY}\n\n{STORY} Nobody paid.\n"
            );
            let summary = read(&SourceText::new("text.txt", &text)).summary_json();
            assert_eq!(
                summary["standfirst"],
                json!("First lorries cross the river again\nToll to be paid from the summer on"),
                "{heading}"
            );
            assert_eq!(
                summary["headline"],
                json!("Bridge of Sarn opens again after a year")
            );
        }
    }

    #[test]
    fn sentences_that_the_text_tells_again_are_its_standfirst() {
        let head =
            "Council of Sarn passes its budget after twenty hours\n\nBy Ada Sample\n\n3 May 2019";
        let points = "The council of Sarn passed its budget by three votes at dawn.\n\nThe text had been blocked for two months.";
        let text = "The council of Sarn passed the budget of the year by three votes at dawn on Wednesday, after twenty hours of debate, and \
            half of it will go to roads and schools, the mayor said. The port pays a new tax.";
        let other = "A ferry ran aground off the northern islands on Wednesday with forty people on board, and the coast guard took them \
            all to the mainland before the tide had turned, its chief said in the evening. Nobody was hurt.";
        for (text, wanted) in [
            (
                text,
                json!(
                    "The council of Sarn passed its budget by three votes at dawn.\nThe text had been blocked for two months."
                ),
            ),
            (other, json!(null)),
        ] {
            let page = format!("{head}\n\n{points}\n\n{text}\n\n{STORY}\n");
            let summary = read(&SourceText::new("text.txt", &page)).summary_json();
            assert_eq!(summary["standfirst"], wanted, "{text}");
        }
    }
}
