//! Owns why a file of the site could not be made. What becomes of that, the run decides.

use crate::diag::{Diagnostic, WorldError};
use crate::source::RereadError;

/// Why one file could not be made.
#[derive(Debug)]
pub enum Trouble {
    /// A fault in a template.
    Fault(Box<Diagnostic>),
    /// A file that is not the one any more that the edition is made from.
    Changed(Box<Diagnostic>),
    /// The disk refused.
    World(WorldError),
}

impl From<WorldError> for Trouble {
    fn from(fault: WorldError) -> Self {
        Self::World(fault)
    }
}

impl From<RereadError> for Trouble {
    fn from(fault: RereadError) -> Self {
        match fault {
            RereadError::World(fault) => Self::World(fault),
            RereadError::Changed(fault) => Self::Changed(fault),
        }
    }
}
