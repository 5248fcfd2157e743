//! Owns one question: do we reach a file of the output through real folders alone? A link put in the place of a folder must
//! lead no write and no removal out of the output.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use super::path::{locate, parent};

/// The folders of one tree, each looked at once.
#[derive(Debug)]
pub(crate) struct Reach {
    top: PathBuf,
    known: RwLock<HashMap<Box<str>, bool>>,
}

impl Reach {
    pub(crate) fn new(top: PathBuf) -> Self {
        Self {
            top,
            known: RwLock::default(),
        }
    }

    /// Whether every folder above `path`, below the top, is there and is a folder, not a link to one.
    pub(crate) fn reaches(&self, path: &str) -> bool {
        parent(path).is_none_or(|folder| self.is_real(folder))
    }

    fn is_real(&self, folder: &str) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(&known) = known.get(folder) {
            return known;
        }
        drop(known);
        let there = || fs::symlink_metadata(locate(&self.top, folder));
        let real = self.reaches(folder) && there().is_ok_and(|there| there.is_dir());
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(folder.into(), real);
        real
    }
}
