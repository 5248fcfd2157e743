//! Owns the error of the world: a disk or a system that refused, with the path and the state left behind.
//! It does not describe faults in the user's texts (`Diagnostic` does).

use std::io;
use std::path::{Path, PathBuf};

/// An operation of the system that failed. Its text names what was tried, on which path, why it failed, and what is left.
#[derive(Debug, thiserror::Error)]
#[error("could not {doing} `{}`: {source}{}", path.display(), left_suffix(left.as_ref()))]
pub struct WorldError {
    doing: &'static str,
    path: PathBuf,
    #[source]
    source: io::Error,
    left: Option<String>,
}

impl WorldError {
    /// `doing` is a verb: "read", "write", "list".
    pub fn new(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self {
            doing,
            path: path.to_path_buf(),
            source,
            left: None,
        }
    }

    /// Says the state left behind, as "the file is as it was".
    #[must_use]
    pub fn left(mut self, state: impl Into<String>) -> Self {
        self.left = Some(state.into());
        self
    }

    /// The kind of the system's error.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

fn left_suffix(left: Option<&String>) -> String {
    left.map(|state| format!("; {state}")).unwrap_or_default()
}
