//! Owns what a recogniser may say of a block: a role, the rule that says so, and how sure it is. Recognisers claim without knowing of
//! one another; which claims hold, the layout settles.

use super::block::Block;
use super::dates::Order;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    Kicker,
    Headline,
    Standfirst,
    Byline,
    /// Date of publication or change.
    Stamp,
    /// A place alone on its line.
    Place,
    /// A paragraph that opens with a dateline.
    Dateline,
    Caption,
    /// The credit of the caption beside it.
    Credit,
    Related,
    Crosshead,
    Paragraph,
    /// The agency at the foot.
    SignOff,
    Tags,
    /// Heading of links.
    RelatedHeading,
    /// Heading of what is not the article.
    PromoHeading,
    /// Heading of a list of crossheads.
    ContentsHeading,
    /// After this, nothing is the article.
    End,
    /// House rules and the like: noise where no article follows.
    Policy,
    Noise,
}

/// A claim on a block: what it is said to be, by which rule, and how sure the rule is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bid {
    pub role: Role,
    /// As `press/byline`; the manual lists them all.
    pub rule: &'static str,
    /// From 0 to 1: how often a line with this evidence is what the rule says, wherever in a text it stands.
    pub confidence: f32,
}

impl Bid {
    pub fn new(role: Role, rule: &'static str, confidence: f32) -> Self {
        Self {
            role,
            rule,
            confidence,
        }
    }
}

/// What a recogniser may know beside the block itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// How it writes dates in figures.
    pub order: Order,
    /// Whether dates are looked for here: only so far from both ends of a text.
    pub dated: bool,
}

/// The claims on one block.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Claims(Vec<Bid>);

impl Claims {
    /// Adds a claim.
    pub fn claim(&mut self, role: Role, rule: &'static str, confidence: f32) {
        self.0.push(Bid {
            role,
            rule,
            confidence,
        });
    }

    /// Makes every claim to a role no surer than so much.
    pub fn weaken(&mut self, role: Role, most: f32) {
        let own = self.0.iter_mut().filter(|bid| bid.role == role);
        own.for_each(|bid| bid.confidence = bid.confidence.min(most));
    }

    /// The surest claim to a role.
    pub fn best(&self, role: Role) -> Option<Bid> {
        let bids = self.0.iter().copied().filter(|bid| bid.role == role);
        bids.max_by(|one, other| one.confidence.total_cmp(&other.confidence))
    }

    /// How sure the surest claim to any of some roles is; 0 without one.
    pub fn certainty(&self, roles: &[Role]) -> f32 {
        let bids = self.0.iter().filter(|bid| roles.contains(&bid.role));
        bids.map(|bid| bid.confidence).fold(0.0, f32::max)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Bid> + '_ {
        self.0.iter().copied()
    }
}

/// A recogniser: says of a block what its own words support.
pub(super) type Recogniser = fn(&Block, Context, &mut Claims);
