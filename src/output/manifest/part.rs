//! Owns a part of a manifest as it lies in a folder: the root, and of the lists those alone that name a few files. It is enough to give
//! these files other sums, and costs what their lists cost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::{Entry, Root, list_of, parse_list, text_of};
use crate::hash::Sum;
use crate::output::path::{self, ROOT};

/// The root, and some lists.
#[derive(Debug)]
pub(in crate::output) struct Part {
    root: Root,
    sum: Sum,
    lists: BTreeMap<String, Vec<Entry>>,
}

impl Part {
    /// Reads the root in a folder and the lists that name these files. None where one is missing or damaged, or where the root names no
    /// list at all, as that of another program.
    pub(in crate::output) fn read<'p>(
        folder: &Path,
        files: impl Iterator<Item = &'p str>,
    ) -> Option<Self> {
        let bytes = |path: &str| fs::read(path::locate(folder, path)).ok();
        let text = bytes(ROOT)?;
        let root = Root::parse(&text).ok()?;
        if root.lists.is_empty() {
            return None;
        }
        let wanted: BTreeSet<String> = files.filter_map(list_of).collect();
        let read = |path: String| {
            let known = &root.lists[place_of(&path, &root.lists)?];
            let entries = parse_list(&path, known.sum, &bytes(&path)?).ok()?;
            Some((path, entries))
        };
        let lists: Option<BTreeMap<String, Vec<Entry>>> =
            wanted.into_par_iter().map(read).collect();
        Some(Self {
            lists: lists?,
            sum: Sum::of(&text),
            root,
        })
    }

    /// The sum of the root, as it was read.
    pub(in crate::output) fn root(&self) -> Sum {
        self.sum
    }

    /// The sum of one of the files; none where no list that was read names it.
    pub(in crate::output) fn sum_of(&self, path: &str) -> Option<Sum> {
        let entries = match list_of(path) {
            Some(list) => self.lists.get(&list)?,
            None => &self.root.files,
        };
        place_of(path, entries).map(|at| entries[at].sum)
    }

    /// The manifest in which these files have other sums: the lists that say so, by path, and the root over them.
    pub(in crate::output) fn with<'p>(
        mut self,
        sums: impl Iterator<Item = (&'p str, Sum)>,
    ) -> (BTreeMap<String, String>, Root) {
        let mut changed: BTreeSet<String> = BTreeSet::new();
        for (path, sum) in sums {
            match list_of(path) {
                Some(list) => {
                    let entries = self.lists.get_mut(&list);
                    set(path, sum, entries.map_or(&mut [], Vec::as_mut_slice));
                    changed.insert(list);
                }
                None => set(path, sum, &mut self.root.files),
            }
        }
        let lists = self.lists.into_iter();
        let lists = lists.filter(|(path, _)| changed.contains(path));
        let texts: BTreeMap<String, String> = lists
            .map(|(path, entries)| (path, text_of(&entries)))
            .collect();
        for (path, text) in &texts {
            set(path, Sum::of(text.as_bytes()), &mut self.root.lists);
        }
        (texts, self.root)
    }
}

fn place_of(path: &str, entries: &[Entry]) -> Option<usize> {
    let found = entries.binary_search_by(|entry| (*entry.path).cmp(path));
    found.ok()
}

fn set(path: &str, sum: Sum, entries: &mut [Entry]) {
    if let Some(at) = place_of(path, entries) {
        entries[at].sum = sum;
    }
}
