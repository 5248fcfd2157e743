//! Owns what form and place say of lists: the entries of a list of links, and what stands under them.

use super::odds;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::layout::grammar::Zone;
use crate::parse::press::layout::sight::Sight;
use crate::parse::press::layout::weights::W;
use crate::parse::press::lexicon::Kind;

/// An entry of a list of links: a title, or a theme, a stop and a title.
pub(super) fn link(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    let shape = block.shape;
    // Another heading ends the list; and what says that it is of a picture is no title.
    let heads = claims.certainty(&[Role::PromoHeading]) >= 0.8 && shape.words >= 2;
    let shown = claims.certainty(&[Role::Credit, Role::Caption]);
    let pictured = block.text.ends_with(')') && shown >= 0.6
        || shown >= 0.9 && block.words().has(Kind::Credit) && block.text.contains('/');
    // "Editor-in-chief: Anna Example".
    let answers = block.text.contains([':', '|']) && block.words().opens(Kind::Masthead).is_some();
    if heads || pictured || answers || is_names(&block.text) {
        return None;
    }
    let long_enough = shape.words >= 3 || shape.words == 2 && shape.chars >= 10 && sight.dated;
    let furniture = sight.furniture && !(shape.words == 2 && sight.dated);
    let telling = long_enough && !sight.aside && !furniture;
    let crosshead = zone == Zone::Body && sight.over_text && shape.words <= 5;
    (telling && sight.entry).then_some(
        W.link_title
            + if sight.taught { W.link_taught } else { 0.0 }
            + match sight.headed && shape.words >= 5 {
                true => W.link_headed,
                false => 0.0,
            }
            + if sight.alike { W.link_alike } else { 0.0 }
            + match crosshead && !sight.taught {
                true => W.link_as_crosshead,
                false => 0.0,
            },
    )
}

/// "Anna Example, Uwe Beispiel": who wrote the article over it.
fn is_names(text: &str) -> bool {
    let name = |part: &str| {
        let mut words = part.split_whitespace();
        (2..=3).contains(&words.clone().count())
            && words.all(|word| {
                word.starts_with(char::is_uppercase)
                    && word.chars().nth(1).is_some_and(char::is_lowercase)
                    && word.chars().all(|c| c.is_alphabetic() || c == '-')
            })
    };
    text.contains(", ") && text.split(", ").all(name)
}

/// The longest title, in characters, that is not taken for a teaser that was cut off.
const LONGEST_ENTRY: usize = 140;

/// What stands under an entry of a list. In the midst of a text only what cannot be the text itself.
pub(super) fn teaser(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    if claims.certainty(&[Role::PromoHeading]) >= 0.8 && block.shape.words >= 2 {
        return None;
    }
    if sight.furniture {
        let said = [Role::Stamp, Role::Byline, Role::Credit, Role::Tags];
        // The topics of one entry are those of the next, too.
        let again = claims
            .best(Role::Noise)
            .filter(|bid| bid.rule == "press/repeated");
        let certainty = again.map_or(0.0, |bid| bid.confidence);
        let certainty = certainty.max(claims.certainty(&said));
        return Some(W.teaser_furniture + odds(certainty).max(0.0));
    }
    if sight.excerpt && block.is_prose() {
        return Some(W.teaser_taught);
    }
    if sight.aside {
        return Some(W.teaser_section);
    }
    let weight = match sight.seen >= 70 {
        true => W.teaser_late,
        false if block.is_prose() => W.teaser_early_prose,
        false => W.teaser_early,
    };
    // Teasers are cut off where their box ends; a line as long as the titles around it is one of these.
    let chars = block.shape.chars;
    let long = !sight.alike && chars > LONGEST_ENTRY || chars >= 100 && sight.under_title;
    let cut = block.shape.end == End::Open && block.shape.words >= 14 && long;
    let taught = if sight.taught { W.teaser_taught } else { 0.0 };
    let weight = weight + if cut { W.teaser_cut } else { 0.0 };
    (zone == Zone::Tail).then_some(weight + taught)
}
