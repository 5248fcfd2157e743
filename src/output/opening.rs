//! Owns how a session is opened: to write or only to look, and why it could not be.

use crate::diag::{Diagnostic, WorldError};

/// Whether a session writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Files are staged, and committed.
    Write,
    /// Nothing is written: the report says what a build would do. (A commit that was cut short is completed even so.)
    DryRun,
}

/// Why a session could not be opened. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The output folder is not ours, or another process has it: `output/foreign`, `output/manifest`, `output/locked`.
    #[error("{}", .0.message)]
    Refused(Box<Diagnostic>),
    /// The disk or the system refused.
    #[error(transparent)]
    World(#[from] WorldError),
}

impl From<Diagnostic> for OpenError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Refused(Box::new(diagnostic))
    }
}
