//! Owns the first paragraph that papers set off from the rest, where the headline over it is lost.

use super::opening::{self, Opening};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::title;

/// Papers in these languages set the first paragraph off from the rest: where the headline is lost, it stands first.
const SET_OFF: [&str; 8] = ["uk", "ru", "tr", "ar", "fa", "ckb", "kmr", "ku"];
/// What stands over a text and is no headline.
const FURNITURE: [Role; 8] = [
    Role::Noise,
    Role::Byline,
    Role::Stamp,
    Role::Place,
    Role::Credit,
    Role::Tags,
    Role::Related,
    Role::RelatedHeading,
];
/// How many characters that stand again tell that a line is told again.
const SAME: usize = 40;
/// How long the dateline before them may be, in bytes.
const REACH: usize = 120;
/// The longest first paragraph that may be set off.
const LONGEST_LEAD: usize = 330;

/// The first paragraph of a text without a headline and without a dateline.
pub(super) fn lead(
    blocks: &[Block],
    claims: &[Claims],
    language: &str,
    told: &impl Fn(usize) -> bool,
) -> Option<usize> {
    if !SET_OFF.contains(&language) {
        return None;
    }
    let first = (0..blocks.len()).find(|&at| told(at))?;
    let block = &blocks[first];
    let titled = |at: usize| {
        let title = blocks[at].is_title() && blocks[at].shape.words >= 2;
        title && claims[at].certainty(&FURNITURE) < 0.6
    };
    // The house and the place before the text: a wire, which has no lead.
    let placed = |at: usize| {
        claims[at].certainty(&[Role::Dateline, Role::Place]) >= 0.4
            || title::is_no_title(&blocks[at])
    };
    let other = [Role::Dateline, Role::Byline, Role::Noise, Role::Caption];
    let fits = block.shape.end == End::Stop
        && block.shape.inner_stops <= 2
        && block.shape.words >= 6
        && block.shape.chars <= LONGEST_LEAD
        && !block.text.starts_with(['"', '“', '«', '-', '–', '—'])
        && claims[first].certainty(&other) < 0.4
        && opening::opening(&block.text, language) != Opening::Leaning;
    // What the first paragraph says in the same words once more is the headline.
    let fits = fits && !is_told_again(block, blocks.get(first + 1));
    let goes_on = (first + 1..blocks.len().min(first + 4)).any(told);
    let ends = block.text.ends_with(['.', '!', '…', '"', '”', '»']);
    let alone = !(0..first).any(|at| titled(at) || placed(at));
    (fits && ends && goes_on && alone).then_some(first)
}

/// Whether the next paragraph opens with the words of a line, behind its dateline.
pub(super) fn is_told_again(block: &Block, next: Option<&Block>) -> bool {
    let head: String = block.text.chars().take(SAME).collect();
    let whole = head.chars().count() == SAME;
    next.and_then(|next| next.text.find(&head))
        .is_some_and(|at| whole && at <= REACH)
}

/// A text of one sentence a line without a headline opens with its lead.
pub(super) fn is_lead(blocks: &[Block], claims: &[Claims]) -> bool {
    let sentences = blocks.iter().filter(|block| block.is_sentence()).count();
    let plain = claims
        .iter()
        .all(|claims| claims.iter().all(|bid| bid.confidence < 0.5));
    let opens = blocks.first().is_some_and(|block| {
        block.is_sentence() && block.shape.inner_stops == 0 && block.shape.chars <= 320
    });
    plain && opens && blocks.len() >= 5 && sentences * 10 >= blocks.len() * 9
}
