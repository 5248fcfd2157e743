//! Owns what is known of a target once it was looked at.

use std::collections::BTreeSet;

use crate::output::Manifest;

/// What is at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct There {
    /// The manifest of the site there; `None` where there is none yet.
    pub manifest: Option<Manifest>,
    /// The signature beside it.
    pub signature: Option<String>,
    /// Paths that a run which was cut short may have brought, though the manifest there does not name them.
    pub unfinished: BTreeSet<String>,
}
