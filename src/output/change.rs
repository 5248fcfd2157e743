//! Owns the difference between the tree as it was written last time and as it shall be. It touches no disk.

use std::collections::{BTreeMap, BTreeSet};

use super::commit::Next;
use super::manifest::{Entry, Lying, Manifest, Written, list_of};
use super::memory::Memory;
use super::path::SIGNATURE;
use crate::hash::Sum;

/// What became of the bytes that were put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// They are new, and wait in the stage.
    Staged,
    /// The file on the disk has the same bytes already, and stays.
    Same,
}

/// A file that was put.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) sum: Sum,
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
        before: Manifest,
        wanted: impl Fn(usize) -> Option<Memory>,
        puts: BTreeMap<Box<str>, Record>,
    ) -> Self {
        let before = before.into_entries();
        let mut files: Vec<(Entry, Memory)> = Vec::with_capacity(before.len() + puts.len());
        let mut removed = Vec::new();
        for (at, entry) in before.into_iter().enumerate() {
            if puts.contains_key(&entry.path) {
                continue;
            }
            match wanted(at) {
                Some(memory) => files.push((entry, memory)),
                None => removed.push(entry.path.into()),
            }
        }
        let mut written = Vec::new();
        for (path, record) in puts {
            if record.put == Put::Staged {
                written.push(path.to_string());
            }
            let Record { sum, memory, .. } = record;
            files.push((Entry { path, sum }, memory));
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

    /// What a commit brings besides the files, and the sum of the new root. A list stays that had this text before, in a real
    /// folder (`reaches`).
    pub(super) fn next(
        &self,
        before: Option<&Lying>,
        reaches: impl Fn(&str) -> bool,
    ) -> (Next, Sum) {
        let changed: BTreeSet<String> = {
            let files = self.written.iter().chain(&self.removed);
            files.filter_map(|path| list_of(path)).collect()
        };
        let known = before.map_or(&[][..], |before| &before.lists).iter();
        let known = known.filter(|list| !changed.contains(&*list.path) && reaches(&list.path));
        let known = known.map(|list| (&*list.path, list.sum)).collect();
        let Written {
            mut lists,
            sums,
            root,
        } = self.manifest.written_but(&known);
        let sum = Sum::of(root.as_bytes());
        let mut removed = self.removed.clone();
        if let Some(before) = before {
            for Entry { path, sum } in &before.lists {
                match sums.get(&**path) {
                    None => removed.push(path.to_string()),
                    Some(new) if new == sum && reaches(path) => {
                        lists.remove(&**path);
                    }
                    Some(_) => {}
                }
            }
            if before.root != sum {
                // It fits the old root alone.
                removed.push(SIGNATURE.to_owned());
            }
        }
        let next = Next {
            removed,
            lists,
            root,
        };
        (next, sum)
    }
}
