//! Owns what a recogniser may say of a block, and how two that disagree are settled: the more confident one has it.

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// `# Heading`, as wires that send Markdown mark their notes.
    MarkedHeading,
    /// After this, nothing is the article.
    End,
    /// House rules and the like: noise where no article follows.
    Policy,
    Noise,
}

impl Role {
    /// Whether it shows where the head of an article ends: who signs it, when it came out.
    pub fn signs(self) -> bool {
        matches!(self, Self::Byline | Self::Stamp)
    }

    /// Whether the block stands apart from the text.
    pub fn is_noise(self) -> bool {
        matches!(
            self,
            Self::Noise
                | Self::Tags
                | Self::RelatedHeading
                | Self::PromoHeading
                | Self::ContentsHeading
                | Self::MarkedHeading
                | Self::End
        )
    }
}

/// A claim on a block: what it is said to be, by which rule, and how sure the rule is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bid {
    pub role: Role,
    pub rule: &'static str,
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

    /// Sets the better of two claims; the older one stands where they are equal.
    pub fn contest(holder: &mut Option<Self>, rival: Self) {
        if holder.is_none_or(|held| held.confidence < rival.confidence) {
            *holder = Some(rival);
        }
    }
}
