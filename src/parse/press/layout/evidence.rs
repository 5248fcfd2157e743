//! Owns what the form of a block and its neighbours say of each role, where no word of its own does: how long it is, how it ends,
//! what it stands over. Weights are log-odds, as in the grammar.

use super::grammar::{Listed, State, Zone};
use super::sight::Sight;
use super::weights::W;
use crate::parse::press::claim::{Bid, Claims, Role};
use crate::parse::press::lines::{Block, End};
use crate::parse::press::links;
use crate::parse::press::title;

/// All that speaks for and against the states of a block.
pub(super) struct Evidence<'a> {
    block: &'a Block,
    sight: &'a Sight,
    claims: &'a Claims,
    language: &'a str,
    /// The log-odds of the surest claim.
    surest: f32,
}

impl<'a> Evidence<'a> {
    /// The evidence at one block.
    pub fn of(block: &'a Block, sight: &'a Sight, claims: &'a Claims, language: &'a str) -> Self {
        Self {
            block,
            sight,
            claims,
            language,
            surest: surest(claims.iter()),
        }
    }

    /// How much speaks for a state, and the rule that says most of it; none where nothing does.
    pub fn weight(&self, state: State) -> Option<(f32, &'static str)> {
        let own = self.claims.best(state.role);
        let shaped = shaped(self.block, self.sight, self.claims, state, self.language);
        let (weight, rule) = match (own, shaped) {
            (Some(bid), Some((weight, rule))) => {
                let said = odds(bid.confidence);
                (
                    said + weight.max(0.0),
                    if said > 0.0 { bid.rule } else { rule },
                )
            }
            (Some(bid), None) => (odds(bid.confidence), bid.rule),
            // A dateline says what it is, or is none.
            (None, Some(_)) if state.role == Role::Dateline => return None,
            (None, Some((weight, rule))) => (weight, rule),
            (None, None) => return None,
        };
        // What the words say that it is speaks against all else.
        let rival = match self.claims.iter().any(|bid| agree(&bid, state)) {
            true => surest(self.claims.iter().filter(|bid| !agree(bid, state))),
            false => self.surest,
        };
        Some((weight + fit(state, own.is_some()) - rival * W.rival, rule))
    }
}

/// The log-odds of the surest of some claims; 0 where none is more likely than not.
fn surest(bids: impl Iterator<Item = Bid>) -> f32 {
    let confidence = bids.map(|bid| bid.confidence).fold(0.5, f32::max);
    odds(confidence)
}

/// Whether a claim does not speak against a state.
fn agree(bid: &Bid, state: State) -> bool {
    let furniture = [
        Role::Stamp,
        Role::Byline,
        Role::Credit,
        Role::Tags,
        Role::Place,
    ];
    bid.role == state.role
        || state.listed == Listed::Teaser && furniture.contains(&bid.role)
        // "… takes the pass, May 3": in a list, the day of the other article.
        || state.listed == Listed::Link
            && matches!(bid.role, Role::Caption | Role::Headline | Role::Byline)
        || matches!(
            (bid.role, state.role),
            (Role::Dateline, Role::Paragraph) | (Role::Credit, Role::Caption)
        )
}

/// The log-odds of a confidence.
fn odds(confidence: f32) -> f32 {
    let confidence = confidence.clamp(0.02, 0.98);
    (confidence / (1.0 - confidence)).ln()
}

/// How usual a claimed role is in a zone.
fn fit(state: State, claimed: bool) -> f32 {
    use Zone::{Body, Tail, Top, Under};
    match (state.zone, state.role) {
        (Under, Role::Byline | Role::Stamp) => W.signature_under,
        (Top, Role::Byline | Role::Stamp) => W.signature_over,
        (Body, Role::Byline) => W.byline_in_body,
        (Body, Role::Stamp) => W.stamp_in_body,
        (Tail, Role::Byline | Role::Stamp) => W.signature_in_tail,
        (Under, Role::Caption | Role::Credit) => W.picture_under,
        (Top, Role::Caption | Role::Credit) => W.picture_over,
        (Tail, Role::Caption | Role::Credit) => W.picture_in_tail,
        (Body, Role::RelatedHeading | Role::PromoHeading) => W.heading_in_body,
        (Tail, Role::RelatedHeading | Role::PromoHeading) => W.heading_in_tail,
        (Top, Role::Related) => W.link_over,
        (Body, Role::Noise) if claimed && state.listed != Listed::Teaser => W.noise_in_body,
        _ => 0.0,
    }
}

/// What form and place say, without a word of the block's own.
fn shaped(
    block: &Block,
    sight: &Sight,
    claims: &Claims,
    state: State,
    language: &str,
) -> Option<(f32, &'static str)> {
    use Zone::{Body, Tail, Top, Under};
    let found = match (state.zone, state.role, state.listed) {
        (Body, Role::Paragraph, _) => (paragraph(block, sight), "press/paragraph"),
        (Body, Role::Dateline, _) => (paragraph(block, sight) * 0.8, "press/dateline"),
        (Body, Role::Crosshead, _) => (crosshead(block, sight)?, "press/crosshead"),
        (Zone::Headline, ..) => headline(block, sight)?,
        (Top, Role::Kicker, _) => (kicker(block, sight, claims)?, "press/kicker-line"),
        (Top, Role::Standfirst, _) => (sight.lead.then_some(W.lead)?, "press/lead-sentence"),
        (Under, Role::Standfirst, _) => standfirst(block, sight, language)?,
        (Under, Role::Caption, _) => (caption(block, sight)?, "press/caption-before-body"),
        (Under | Body, Role::Noise, Listed::Contents) => (
            block.is_title().then_some(W.contents_title)?,
            "press/contents",
        ),
        (Body | Tail, Role::Related, Listed::Link) => (
            link(block, sight, claims, state.zone)?,
            "press/related-list",
        ),
        (Body | Tail, Role::Noise, Listed::Promotion) => (
            block.is_title().then_some(W.promotion_title)?,
            "press/promotion",
        ),
        (Body | Tail, Role::Noise, Listed::Teaser) => {
            (teaser(block, sight, claims, state.zone)?, "press/teaser")
        }
        (Top | Under, Role::Noise, Listed::No) => (stray(block, sight), "unclaimed"),
        (Body, Role::Noise, Listed::No) => (stray(block, sight) + W.stray_in_body, "unclaimed"),
        (Tail, Role::Noise, Listed::No) => (left_over(block, sight), "press/foot"),
        _ => return None,
    };
    Some(found)
}

/// A line of speech or an entry of a list.
fn is_itemised(block: &Block) -> bool {
    block.text.starts_with(['-', '–', '—', '•', '*', '·', '▪'])
}

fn paragraph(block: &Block, sight: &Sight) -> f32 {
    let shape = block.shape;
    let plain: f32 = match () {
        () if block.is_prose() => {
            W.prose
                + if shape.chars >= 300 {
                    W.long_prose
                } else {
                    0.0
                }
        }
        () if block.is_sentence() => W.sentence,
        () if is_itemised(block) && shape.words >= 3 => W.item,
        () if shape.end == End::Stop => W.stopped,
        () if shape.end != End::Open && shape.words >= 5 => W.lively,
        () if shape.words >= 14 => W.open_longest,
        () if shape.words >= 8 => W.open_long,
        () => W.open_short,
    };
    let plain = match sight.footed && shape.chars < 400 {
        true => plain.min(W.footed_paragraph),
        false => plain,
    };
    plain + (sight.common.share() - 0.5) * W.paragraph_theme
}

fn crosshead(block: &Block, sight: &Sight) -> Option<f32> {
    let shape = block.shape;
    if !block.is_title() || shape.chars > 130 || is_itemised(block) {
        return None;
    }
    let mut weight = W.crosshead;
    weight += if sight.before_text {
        W.crosshead_over_text
    } else {
        W.crosshead_over_other
    };
    weight += if shape.words <= 10 {
        W.crosshead_short
    } else {
        W.crosshead_wordy
    };
    if shape.chars > sight.half {
        weight += W.crosshead_as_long_as_text;
    }
    if shape.end == End::Colon {
        weight += W.crosshead_with_colon;
    }
    if sight.heads >= 3 {
        weight += W.crosshead_among_several;
    }
    if sight.footed {
        weight += W.crosshead_in_foot;
    }
    Some(weight)
}

fn headline(block: &Block, sight: &Sight) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 260 {
        return None;
    }
    let mut weight = match shape.words {
        0 | 1 => W.headline_one_word,
        2 => W.headline_two_words,
        3 => W.headline_three_words,
        _ => W.headline,
    };
    weight += W.headline_late * sight.at.min(40) as f32;
    let stopped = shape.end == End::Stop;
    if stopped {
        weight += match sight.long_after && shape.chars <= 130 && shape.inner_stops == 0 {
            true => W.headline_stopped_over_longer,
            false => W.headline_stopped,
        };
    }
    if block.is_prose() {
        weight += W.headline_prose;
    }
    if shape.chars > 170 {
        weight += W.headline_longest;
    }
    if sight.over {
        weight += W.headline_as_kicker;
    }
    weight += (sight.common.share() - 0.5) * W.headline_theme;
    if sight.nearest {
        weight += W.headline_nearest;
    }
    let rule = match stopped {
        true => "press/first-sentence",
        false => "press/headline",
    };
    Some((weight, rule))
}

fn kicker(block: &Block, sight: &Sight, claims: &Claims) -> Option<f32> {
    if title::is_kicker(&block.words()) {
        return Some(W.kicker_word);
    }
    // A name over a headline signs.
    let signs = claims.certainty(&[Role::Byline]) >= 0.35 && !block.shape.capitals;
    sight
        .over
        .then_some(W.kicker_over + if signs { W.kicker_as_name } else { 0.0 })
}

fn standfirst(block: &Block, sight: &Sight, language: &str) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 900 || shape.words < 4 {
        return None;
    }
    let open = shape.end != End::Stop && !block.is_prose();
    // As likely text as any paragraph; what follows says which of the two.
    let mut weight = paragraph(block, sight).max(0.0) + W.standfirst;
    weight += match shape.chars {
        _ if open && shape.words >= 7 => W.standfirst_open_long,
        _ if open => W.standfirst_open_short,
        0..=110 => W.standfirst_short,
        111..=200 => W.standfirst_medium,
        201..=350 => W.standfirst_long,
        _ => W.standfirst_longest,
    };
    weight += (sight.echo - 0.12) * W.standfirst_echo;
    weight += (sight.common.share() - 0.5) * W.standfirst_theme;
    let labelled = title::has_clear_label(&block.words(), language);
    if labelled {
        weight += W.standfirst_labelled;
    }
    if sight.signed_after {
        weight += W.standfirst_signed_after;
    } else if sight.pictured_after && !sight.signed_before && shape.chars <= 350 {
        weight += W.standfirst_pictured_after;
    } else if sight.furnished_after && shape.chars <= 350 {
        weight += W.standfirst_furnished_after;
    } else if sight.signed_before {
        weight += W.standfirst_signed_before;
    }
    let rule = match (labelled, block.is_prose()) {
        (true, _) => "press/labelled-standfirst",
        (_, true) => "press/standfirst",
        _ => "press/deck",
    };
    Some((weight, rule))
}

/// A line between the headline and the body that says what a picture shows, and does not say so.
fn caption(block: &Block, sight: &Sight) -> Option<f32> {
    let shape = block.shape;
    (!block.is_prose() && sight.before_text && shape.words >= 2 && shape.words <= 20).then_some(
        match shape.end {
            End::Stop if shape.words <= 8 => W.caption_stopped_short,
            End::Stop => W.caption_stopped,
            _ => W.caption_open,
        },
    )
}

/// An entry of a list of links: a title, or a theme, a stop and a title.
fn link(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    let shape = block.shape;
    let themed = || block.text.find(". ").is_some_and(|stop| stop <= 60);
    let titled = block.is_title() && (shape.inner_stops == 0 || shape.words < 14 || themed());
    let telling = shape.words >= 3 && !links::is_furniture(block, claims);
    let crosshead = zone == Zone::Body && sight.before_text && shape.words <= 5;
    (titled && telling).then_some(
        W.link_title
            + if sight.taught { W.link_taught } else { 0.0 }
            + match crosshead && !sight.taught {
                true => W.link_as_crosshead,
                false => 0.0,
            },
    )
}

/// What stands under an entry of a list. In the midst of a text only what cannot be the text itself.
fn teaser(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    if links::is_furniture(block, claims) {
        let said = [Role::Stamp, Role::Byline, Role::Credit, Role::Tags];
        return Some(W.teaser_furniture + odds(claims.certainty(&said)).max(0.0));
    }
    let weight = match sight.seen >= 70 {
        true => W.teaser_late,
        false if block.is_prose() => W.teaser_early_prose,
        false => W.teaser_early,
    };
    // Teasers are cut off where their box ends.
    let cut = block.shape.end == End::Open && block.shape.words >= 14;
    let taught = if sight.taught { W.teaser_taught } else { 0.0 };
    let weight = weight + if cut { W.teaser_cut } else { 0.0 };
    (zone == Zone::Tail).then_some(weight + taught)
}

/// A line that nothing explains.
fn stray(block: &Block, sight: &Sight) -> f32 {
    let plain: f32 = match () {
        () if block.is_prose() => W.stray_prose,
        () if block.is_sentence() => W.stray_sentence,
        () if block.shape.words >= 8 => W.stray_long,
        () => W.stray,
    };
    plain + (sight.common.share() - 0.5) * W.stray_theme
}

/// What stands after an article and belongs to no field.
fn left_over(block: &Block, sight: &Sight) -> f32 {
    let plain: f32 = match () {
        () if block.is_prose() => W.left_prose,
        () if block.is_sentence() => W.left_sentence,
        () => W.left,
    };
    let plain = match sight.footed {
        true => plain.max(W.left_footed),
        false => plain,
    };
    plain + (sight.common.share() - 0.5) * W.left_theme
}
