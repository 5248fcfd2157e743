//! Owns why publishing stops: the user can mend it, or the world refused.

use std::io;
use std::path::Path;

use crate::diag::{Diagnostic, WorldError};

/// Why publishing stopped. The message says what state was left.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Something that the archivist decides: a guard, a lease, a target that is not ours.
    #[error("{}", .0.message)]
    Refused(Box<Diagnostic>),
    /// The disk, the network or the other machine.
    #[error(transparent)]
    World(#[from] WorldError),
}

impl From<Diagnostic> for Trouble {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Refused(Box::new(diagnostic))
    }
}

impl Trouble {
    /// A fault of the world at a place that need not be one of this disk: `s3://archive/index.html`.
    pub fn world(doing: &'static str, place: impl AsRef<Path>, fault: io::Error) -> Self {
        Self::World(WorldError::new(doing, place.as_ref(), fault))
    }

    /// Says the state left behind, where the world refused.
    #[must_use]
    pub fn left(self, state: impl Into<String>) -> Self {
        match self {
            Self::World(fault) => Self::World(fault.left(state)),
            refused @ Self::Refused(_) => refused,
        }
    }
}
