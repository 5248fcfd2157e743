//! Owns the seven ways into an archive. It does not hold terms (`archive::terms` does) nor their addresses (`route` does).

use serde::{Deserialize, Serialize};

/// A set of terms by which articles are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taxonomy {
    /// Free subjects.
    Tags,
    /// Where it happened.
    Places,
    /// Persons named.
    People,
    /// Armed forces, governments, organisations.
    Actors,
    /// Wars and campaigns.
    Conflicts,
    /// Who supplied the text.
    Agencies,
    /// Languages of the texts.
    Languages,
}

impl Taxonomy {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Tags,
        Self::Places,
        Self::People,
        Self::Actors,
        Self::Conflicts,
        Self::Agencies,
        Self::Languages,
    ];

    /// The name, as in addresses and in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Places => "places",
            Self::People => "people",
            Self::Actors => "actors",
            Self::Conflicts => "conflicts",
            Self::Agencies => "agencies",
            Self::Languages => "languages",
        }
    }

    /// Whether it says what an article is about; a language or an agency does not.
    pub fn tells_subject(self) -> bool {
        !matches!(self, Self::Languages | Self::Agencies)
    }

    /// Whether each of its terms has an Atom feed.
    pub fn has_feeds(self) -> bool {
        matches!(self, Self::Tags | Self::Conflicts)
    }
}
