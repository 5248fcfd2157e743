//! Owns the difference between the tree as it was written last time and as it shall be. It touches no disk.

use std::collections::BTreeMap;

use super::manifest::{Entry, Manifest};
use super::session::Put;
use super::state::Memory;
use crate::hash::Digest;

/// A file that was put.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) digest: Digest,
    /// In bytes.
    pub(super) size: u64,
    pub(super) memory: Memory,
    pub(super) put: Put,
}

/// The tree as it shall be, and how it differs from the one before.
pub(super) struct Change {
    pub(super) manifest: Manifest,
    /// In the order of the manifest.
    pub(super) memories: Vec<Memory>,
    /// Sorted.
    pub(super) written: Vec<String>,
    /// Sorted.
    pub(super) removed: Vec<String>,
    pub(super) kept: usize,
}

impl Change {
    /// The tree of the files that were put, and of those of `before` that are wanted: `wanted` gives, for the number of a file
    /// in `before`, what is remembered of it.
    pub(super) fn new(
        before: Option<&Manifest>,
        wanted: impl Fn(usize) -> Option<Memory>,
        puts: BTreeMap<Box<str>, Record>,
    ) -> Self {
        let before = before.map_or(&[][..], Manifest::entries);
        let mut files: Vec<(Entry, Memory)> = Vec::with_capacity(before.len() + puts.len());
        let mut removed = Vec::new();
        for (at, entry) in before.iter().enumerate() {
            if puts.contains_key(&entry.path) {
                continue;
            }
            match wanted(at) {
                Some(memory) => files.push((entry.clone(), memory)),
                None => removed.push(entry.path.to_string()),
            }
        }
        let mut written = Vec::new();
        for (path, record) in puts {
            if record.put == Put::Staged {
                written.push(path.to_string());
            }
            let Record { digest, size, .. } = record;
            files.push((Entry { path, digest, size }, record.memory));
        }
        files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let kept = files.len() - written.len();
        let (entries, memories) = files.into_iter().unzip();
        Self {
            manifest: Manifest::new(entries),
            memories,
            written,
            removed,
            kept,
        }
    }
}
