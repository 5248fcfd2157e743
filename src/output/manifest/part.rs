//! Owns a part of a manifest as it lies in a folder: the root, and of the lists those alone that name a few files. It is enough to give
//! these files other sums. A list is held against the root, and its lines stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::{Entry, Root, list_of};
use crate::hash::Sum;
use crate::output::path::{self, ROOT};

/// How long a sum is in a list.
const DIGITS: usize = 64;

/// The root, and the texts of some lists.
#[derive(Debug)]
pub(in crate::output) struct Part {
    root: Root,
    sum: Sum,
    lists: BTreeMap<String, String>,
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
            let text = bytes(&path)?;
            let is_it = Sum::of(&text) == known.sum;
            Some((path, String::from_utf8(text).ok().filter(|_| is_it)?))
        };
        let lists: Option<BTreeMap<String, String>> = wanted.into_par_iter().map(read).collect();
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
        match list_of(path) {
            Some(list) => {
                let text = self.lists.get(&list)?;
                let at = line_of(path, text)?;
                text[at..at + DIGITS].parse().ok()
            }
            None => {
                let files = &self.root.files;
                place_of(path, files).map(|at| files[at].sum)
            }
        }
    }

    /// The manifest in which these files have other sums: the lists that say so, by path, and the root over them.
    pub(in crate::output) fn with<'p>(
        mut self,
        sums: impl Iterator<Item = (&'p str, Sum)>,
    ) -> (BTreeMap<String, String>, Root) {
        let mut changed: BTreeMap<String, String> = BTreeMap::new();
        for (path, sum) in sums {
            let Some(list) = list_of(path) else {
                set(path, sum, &mut self.root.files);
                continue;
            };
            let Some(mut text) = changed.remove(&list).or_else(|| self.lists.remove(&list)) else {
                continue;
            };
            if let Some(at) = line_of(path, &text) {
                text.replace_range(at..at + DIGITS, &sum.to_string());
            }
            changed.insert(list, text);
        }
        for (path, text) in &changed {
            set(path, Sum::of(text.as_bytes()), &mut self.root.lists);
        }
        (changed, self.root)
    }
}

/// Where the line of a file begins in a list.
fn line_of(path: &str, text: &str) -> Option<usize> {
    let rest = format!("  {path}\n");
    let mut found = text.match_indices(&rest);
    // A path may hold what looks so; a line opens with its sum.
    found.find_map(|(at, _)| {
        let start = at.checked_sub(DIGITS)?;
        let before = &text.as_bytes()[..start];
        (before.is_empty() || before.ends_with(b"\n")).then_some(start)
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::manifest::Manifest;

    #[test]
    fn files_get_other_sums_and_all_else_stays() {
        let sum = |text: &str| Sum::of(text.as_bytes());
        let odd = format!("2017/a  {}  2017/b.html", sum("x"));
        let paths = [
            "index.html",
            "2017/a.html",
            "2017/b.html",
            "2017/c  d.html",
            "2018/b.html",
            &odd,
        ];
        let manifest = |other: &[&str]| {
            let entry = |path: &&str| Entry {
                path: (*path).into(),
                sum: sum(if other.contains(path) { "other" } else { path }),
            };
            Manifest::new(paths.iter().map(entry).collect())
        };
        let folder = tempfile::tempdir().expect("a folder");
        let written = manifest(&[]).written();
        fs::create_dir(folder.path().join("manifest")).expect("made");
        fs::write(folder.path().join(ROOT), &written.root).expect("written");
        for (path, text) in &written.lists {
            fs::write(path::locate(folder.path(), path), text).expect("written");
        }
        for other in [
            &["2017/b.html"][..],
            &["2017/c  d.html", "index.html"],
            &[&odd, "2018/b.html", "2017/a.html"],
        ] {
            let part = || Part::read(folder.path(), other.iter().copied()).expect("a manifest");
            for path in other {
                assert_eq!(part().sum_of(path), Some(sum(path)));
            }
            assert_eq!(part().sum_of("2017/d.html"), None);
            let (lists, root) = part().with(other.iter().map(|path| (*path, sum("other"))));
            let expected = manifest(other).written();
            assert_eq!(root.text(), expected.root);
            for (path, text) in lists {
                assert_eq!(text, expected.lists[&path]);
            }
        }
    }
}
