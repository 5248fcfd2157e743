//! Owns who signs in a line that has more than a name: right under a label, between marks beside a day, with a city or an agency.

use super::{Claim, Form, NEAR, Page};
use crate::parse::press::assemble::signed::is_known_name;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::Role;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::{byline, credits, dates, names};

/// The longest line that a label alone over it says to sign, in words.
const LONGEST_LED: usize = 10;
/// The longest line over the text in which a name between marks signs, in characters.
const LONGEST_BETWEEN: usize = 80;
/// What stands right under a word that leads to who signs, alone on its line over the text ("By", "Article rédigé par"): a name with
/// more beside it, a house with the agency that it took from.
pub(super) fn under_label(page: &Page<'_>) -> Option<Claim> {
    let leads = |block: &Block| {
        let words = block.words();
        let kinds = [Kind::By, Kind::ByLabel];
        kinds.into_iter().any(|kind| words.is(kind).is_some())
    };
    let at = (1..page.head).find(|&at| {
        let block = &page.blocks[at];
        let words = block.words();
        leads(&page.blocks[at - 1])
            && page.is_free(at)
            && block.shape.end == End::Open
            && block.shape.words <= LONGEST_LED
            && (words.has(Kind::With) && words.has(Kind::Agency)
                || byline::parse(&block.text)
                    .is_some_and(|byline| !byline::people(byline.verbatim).is_empty()))
    })?;
    Some(Claim {
        at,
        form: Form::Line,
        rule: "press/under-label",
        confidence: 0.62,
    })
}

/// "Society — Anne Example, today, 18:06", "Cronaca | marzo 3, 2022 | Redazione": a known name, or a desk's, between marks, in a line over the text that has an hour or a day too.
pub(super) fn name_between(page: &Page<'_>) -> Option<Claim> {
    (0..page.head).find_map(|at| {
        let block = &page.blocks[at];
        let near = matches!(page.bids[at].role, Role::Noise | Role::Stamp)
            && block.shape.chars <= LONGEST_BETWEEN
            && dates::has_figure(&block.text)
            && !block.text.contains('©')
            && !credits::has_label(&block.text);
        if !near {
            return None;
        }
        let parts = block.text.split(['|', '•', '·', '—', ',']);
        let day = |name: &str| Words::of(name).has(Kind::Weekday);
        let is_house = |part: &str| Words::of(part).is(Kind::House).is_some();
        let name = parts
            .map(str::trim)
            .find(|part| (is_known_name(part) || is_house(part)) && !day(part))?;
        Some(Claim {
            at,
            form: Form::Words(name.to_owned()),
            rule: "press/name-between",
            confidence: 0.58,
        })
    })
}

/// "Anne Example - Port Sabine", "Anne Example (AFP)", which nothing else has taken: a known given name, and what correspondents
/// sign with, over the text or right under it, beside no picture.
pub(super) fn name_with_more(page: &Page<'_>) -> Option<Claim> {
    let at = page.around(NEAR).find(|&at| {
        let block = &page.blocks[at];
        let foot = page.bids[at].role == Role::Noise && page.bids[at].rule == "press/foot";
        (page.is_free(at) || foot)
            && block.shape.words <= 10
            && !block.text.contains('©')
            && !page.is_beside_picture(at)
            && !credits::has_label(&block.text)
            && byline::parse(&block.text).is_some_and(|byline| {
                let people = byline::people(byline.verbatim);
                let more = byline.place.is_some() || names::names_agency(byline.credited);
                more && people.first().is_some_and(|who| names::has_given_name(who))
            })
    })?;
    Some(Claim {
        at,
        form: Form::Line,
        rule: "press/name-alone",
        confidence: 0.54,
    })
}
