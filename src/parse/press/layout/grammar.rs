//! Owns the grammar of an article: the states that a block may be in, and what may follow what. A state is a zone of the article and
//! a role in it. How much each passage weighs, [`super::weights`] says.

use super::weights::W;
use crate::parse::press::claim::Role;

/// The parts of an article, in their order. A text may skip any of them, and never goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// Over the headline, or over the body of a text without one.
    Top,
    Headline,
    /// Between the headline and the body.
    Under,
    Body,
    /// After the last paragraph.
    Tail,
}

/// A role at its place; `Listed` are the entries under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    pub zone: Zone,
    pub role: Role,
    pub listed: Listed,
}

/// Which heading a block stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    No,
    /// An entry of a list of links.
    Link,
    /// What stands between such entries: dates, names, sections, the first words of the other article.
    Teaser,
    /// What a site puts there to be seen.
    Promotion,
    /// A crosshead in a list of contents.
    Contents,
}

const fn state(zone: Zone, role: Role) -> State {
    State {
        zone,
        role,
        listed: Listed::No,
    }
}

const fn listed(zone: Zone, role: Role, listed: Listed) -> State {
    State { zone, role, listed }
}

use Zone::{Body, Headline, Tail, Top, Under};

/// Every state, by zone.
pub(super) const STATES: [State; 54] = [
    state(Top, Role::Kicker),
    state(Top, Role::Byline),
    state(Top, Role::Stamp),
    state(Top, Role::Place),
    state(Top, Role::Caption),
    state(Top, Role::Credit),
    state(Top, Role::Related),
    state(Top, Role::Tags),
    state(Top, Role::Noise),
    state(Top, Role::Standfirst),
    state(Headline, Role::Headline),
    state(Under, Role::Kicker),
    state(Under, Role::Standfirst),
    state(Under, Role::Byline),
    state(Under, Role::Stamp),
    state(Under, Role::Place),
    state(Under, Role::Caption),
    state(Under, Role::Credit),
    state(Under, Role::Related),
    state(Under, Role::Tags),
    state(Under, Role::Noise),
    state(Under, Role::ContentsHeading),
    listed(Under, Role::Noise, Listed::Contents),
    state(Body, Role::Paragraph),
    state(Body, Role::Dateline),
    state(Body, Role::Crosshead),
    state(Body, Role::Byline),
    state(Body, Role::Stamp),
    state(Body, Role::Caption),
    state(Body, Role::Credit),
    state(Body, Role::Related),
    state(Body, Role::RelatedHeading),
    listed(Body, Role::Related, Listed::Link),
    listed(Body, Role::Noise, Listed::Teaser),
    state(Body, Role::PromoHeading),
    listed(Body, Role::Noise, Listed::Promotion),
    state(Body, Role::ContentsHeading),
    listed(Body, Role::Noise, Listed::Contents),
    state(Body, Role::Noise),
    state(Tail, Role::Byline),
    state(Tail, Role::Stamp),
    state(Tail, Role::SignOff),
    state(Tail, Role::Tags),
    state(Tail, Role::Caption),
    state(Tail, Role::Credit),
    state(Tail, Role::Related),
    state(Tail, Role::RelatedHeading),
    listed(Tail, Role::Related, Listed::Link),
    listed(Tail, Role::Noise, Listed::Teaser),
    state(Tail, Role::PromoHeading),
    listed(Tail, Role::Noise, Listed::Promotion),
    state(Tail, Role::Policy),
    state(Tail, Role::End),
    state(Tail, Role::Noise),
];

/// What a text says for itself by beginning in a state.
pub(super) fn opening(to: State) -> Option<f32> {
    match to.zone {
        Top | Headline => inner(None, to),
        Body => Some(entering(None, to)? + inner(None, to)?),
        Under | Tail => None,
    }
}

/// What speaks for `to` right after `from`; none where it cannot follow.
pub(super) fn passage(from: State, to: State) -> Option<f32> {
    if from.zone > to.zone {
        return None;
    }
    let entering = match from.zone == to.zone {
        true if from.zone == Headline => return None,
        true => 0.0,
        false => entering(Some(from), to)?,
    };
    Some(entering + inner(Some(from), to)?)
}

/// What it costs to go to another zone.
fn entering(from: Option<State>, to: State) -> Option<f32> {
    let over = from.map(|from| from.zone);
    match (over, to.zone) {
        (Some(Top), Headline) => Some(0.0),
        (Some(Headline), Under) => Some(0.0),
        // Without a headline.
        (None | Some(Top), Body) => Some(W.no_headline),
        (Some(Headline | Under), Body) => Some(0.0),
        (Some(Body), Tail) => Some(W.tail),
        // A headline and nothing else is no article, but it is what some files hold.
        (Some(Headline | Under), Tail) => Some(W.no_body),
        _ => None,
    }
}

/// What the neighbour says, whatever the zones.
fn inner(from: Option<State>, to: State) -> Option<f32> {
    let before = from.map(|from| (from.role, from.listed));
    let under = |heading: Role, kind: Listed| match before {
        Some((role, listed)) => role == heading && listed == Listed::No || listed == kind,
        None => false,
    };
    let same_zone = from.is_some_and(|from| from.zone == to.zone);
    match to.listed {
        Listed::Link => {
            let again = matches!(before, Some((_, Listed::Teaser | Listed::Link)));
            let first = matches!(before, Some((Role::RelatedHeading, Listed::No)));
            return match (first, again) {
                _ if !same_zone => None,
                (true, _) => Some(W.link_listed + W.first_link),
                (_, true) => Some(W.link_listed),
                _ => None,
            };
        }
        Listed::Teaser => {
            return match before {
                _ if !same_zone => None,
                Some((_, Listed::Link)) => Some(0.0),
                Some((_, Listed::Teaser)) => Some(W.teaser_goes_on),
                // "Reportage", "list of 3 items", a date: before the first entry.
                Some((Role::RelatedHeading, Listed::No)) => Some(W.teaser_before_link),
                _ => None,
            };
        }
        Listed::Promotion => {
            return (same_zone && under(Role::PromoHeading, Listed::Promotion))
                .then_some(W.promotion_listed);
        }
        Listed::Contents => {
            return (same_zone && under(Role::ContentsHeading, Listed::Contents))
                .then_some(W.contents_listed);
        }
        Listed::No => {}
    }
    let role = before.map(|(role, _)| role);
    let opens_body = to.zone == Body && !same_zone;
    let weight = match (role, to.role) {
        (Some(Role::Crosshead), Role::Caption | Role::Credit) => W.picture_after_crosshead,
        (Some(Role::Noise), Role::Noise) if same_zone && to.zone == Body => W.noise_goes_on,
        (Some(Role::Caption), Role::Credit) => W.credit_after_caption,
        (Some(Role::Credit), Role::Caption) => W.caption_after_credit,
        (_, Role::Credit) => W.credit_alone,
        (Some(Role::Kicker), Role::Headline) => W.kicker_before_headline,
        (Some(Role::Headline), Role::Standfirst) => W.standfirst_after_headline,
        // "Most read", and what is most read.
        (Some(Role::PromoHeading), Role::Related) => W.link_after_promotion,
        (_, Role::Related) if before.is_some_and(|(_, listed)| listed == Listed::Promotion) => {
            W.link_after_promotion
        }
        // A list in the midst of a text is rarer than one at its foot.
        (Some(Role::Related), Role::Paragraph)
            if before.is_some_and(|(_, listed)| listed == Listed::Link) =>
        {
            W.text_after_list
        }
        // Of several sections over a headline, the nearest; those above it are a menu.
        (Some(Role::Kicker), Role::Kicker) => W.kicker_twice,
        (Some(Role::Kicker), _) if to.zone == Top => W.kicker_apart,
        (Some(Role::Standfirst), Role::Standfirst) => W.standfirst_goes_on,
        (Some(Role::Crosshead), Role::Crosshead) => W.crosshead_twice,
        (Some(Role::Crosshead), Role::Paragraph | Role::Dateline) => W.text_after_crosshead,
        (Some(Role::Crosshead), _) if to.zone == Tail => W.tail_after_crosshead,
        (Some(Role::Crosshead), Role::Noise) => W.noise_after_crosshead,
        // A crosshead over the first paragraph is rare, but guides and live pages have it.
        (_, Role::Crosshead) if opens_body => W.crosshead_opens_body,
        (_, Role::Caption) if opens_body => W.caption_opens_body,
        (Some(Role::Paragraph | Role::Dateline), Role::Dateline) => W.dateline_again,
        (_, Role::Noise | Role::Byline | Role::Stamp) if opens_body => W.noise_opens_body,
        _ => 0.0,
    };
    Some(weight)
}

/// What speaks for a text that stops here.
pub(super) fn closing(state: State) -> f32 {
    match (state.zone, state.role) {
        (Body, Role::Crosshead | Role::RelatedHeading | Role::ContentsHeading) => W.ends_in_heading,
        (Top, _) => W.ends_over_headline,
        (Headline | Under, _) => W.no_body,
        _ => 0.0,
    }
}
