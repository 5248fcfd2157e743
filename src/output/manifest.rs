//! Owns the manifest of a site, which is part of it: the SHA-256 of every file, in two levels, so that one article more
//! rewrites little. `manifest/FOLDER.sha256` lists the files of a folder at the top of the site; `manifest.sha256`, the root,
//! lists those lists and the files that stand at the top themselves. Each is in the form that `sha256sum -c` reads, with
//! paths from the top of the site:
//!
//! ```text
//! manifest.sha256         3b1f…  index.html
//!                         90ab…  manifest/2017.sha256
//! manifest/2017.sha256    77c0…  2017/10/26/al-qaim.html
//! ```
//!
//! Lines are sorted by the bytes of their paths. There is one text for one site, so the sum of the root names the whole site.
//! The lists are not among the files of a manifest; nor is a signature of the root. It marks an output folder as ours, says what
//! to remove when a page goes, and is what a copy is verified against. It holds nothing private and nothing of the machine: what
//! is only ours to know (fingerprints, sizes, times) is in `state`.

mod part;

pub(super) use part::Part;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::path::{self, LISTS, ROOT};
use crate::hash::Sum;

/// How the name of a list ends, after that of its folder.
const ENDING: &str = ".sha256";

/// Every file of a site, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: Vec<Entry>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the top of the site, with `/`.
    pub path: Box<str>,
    /// Of its bytes.
    pub sum: Sum,
}

/// A manifest as the files it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// `manifest/FOLDER.sha256` and its text, by path.
    pub lists: BTreeMap<String, String>,
    /// The sum of each list, by path.
    pub sums: BTreeMap<String, Sum>,
    /// The text of `manifest.sha256`.
    pub root: String,
}

/// What the root says: enough to know which lists must be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Root {
    /// The files at the top of the site.
    pub files: Vec<Entry>,
    /// The lists.
    pub lists: Vec<Entry>,
}

/// A manifest as it lies in a folder, with what the files it is written in sum up to.
#[derive(Debug)]
pub(super) struct Lying {
    pub(super) manifest: Manifest,
    /// The sum of the root.
    pub(super) root: Sum,
    /// The lists.
    pub(super) lists: Vec<Entry>,
}

/// Where a manifest is not as depeche writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// A line, from 1, that cannot be read, stands out of order or belongs into another list.
    #[error("line {line} of `{file}` cannot be read, or is out of its place")]
    Line {
        /// The root or a list.
        file: String,
        /// From 1.
        line: usize,
    },
    /// A list that the root names is missing.
    #[error("`{0}` is missing")]
    Missing(String),
    /// A list has other bytes than the root says.
    #[error("`{0}` is not the one that `manifest.sha256` names")]
    Sum(String),
    /// It is not UTF-8.
    #[error("`{0}` is not text")]
    Text(String),
}

impl Manifest {
    /// A manifest of these files, in any order. Of two with one path the first is taken.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|one, other| one.path == other.path);
        Self { entries }
    }

    /// Reads the manifest of a site's folder, and holds each list against the root; `None` where the folder has no root.
    ///
    /// # Errors
    /// `InvalidData` with a [`Damaged`] inside where it is not a manifest, else the system's error.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let lying = Lying::read(folder)?;
        Ok(lying.map(|lying| lying.manifest))
    }

    /// The manifest with this root, whose lists `fetch` gives.
    ///
    /// # Errors
    /// `InvalidData` with a [`Damaged`] inside where it is not a manifest, else the error of `fetch`.
    pub fn gather(
        root: &[u8],
        fetch: impl FnMut(&str) -> io::Result<Option<Vec<u8>>>,
    ) -> io::Result<Self> {
        Lying::gather(root, fetch).map(|lying| lying.manifest)
    }

    /// The files it is written in.
    pub fn written(&self) -> Written {
        self.written_but(&BTreeMap::new())
    }

    /// The same without the texts of lists whose sum is `known`.
    pub(super) fn written_but(&self, known: &BTreeMap<&str, Sum>) -> Written {
        let mut lists: BTreeMap<String, String> = BTreeMap::new();
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        let mut top: Vec<Entry> = Vec::new();
        for group in self.by_folder() {
            let Some(list) = list_of(&group[0].path) else {
                top.extend_from_slice(group);
                continue;
            };
            if let Some(sum) = known.get(list.as_str()) {
                sums.insert(list, *sum);
                continue;
            }
            lists.entry(list).or_default().push_str(&text_of(group));
        }
        let sum = |(path, text): (&String, &String)| (path.clone(), Sum::of(text.as_bytes()));
        sums.extend(lists.iter().map(sum));
        top.extend(sums.iter().map(|(path, sum)| Entry {
            path: path.as_str().into(),
            sum: *sum,
        }));
        top.sort_by(|one, other| one.path.cmp(&other.path));
        let root = text_of(&top);
        Written { lists, sums, root }
    }

    /// The sum of the root, which names this very site.
    pub fn root(&self) -> Sum {
        Sum::of(self.written().root.as_bytes())
    }

    /// The files, by path, for whoever goes on with them.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The files, by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.position(path).map(|at| &self.entries[at])
    }

    /// Where a file stands among [`Manifest::entries`].
    pub fn position(&self, path: &str) -> Option<usize> {
        self.entries
            .binary_search_by(|entry| (*entry.path).cmp(path))
            .ok()
    }

    /// The lists that it is written in, by path.
    pub fn lists(&self) -> BTreeSet<String> {
        let folders = self.by_folder();
        folders
            .filter_map(|group| list_of(&group[0].path))
            .collect()
    }

    /// The files of each folder at the top, which stand together, and each file at the top by itself.
    fn by_folder(&self) -> impl Iterator<Item = &[Entry]> {
        let mut rest = &self.entries[..];
        std::iter::from_fn(move || {
            let first = rest.first()?;
            let same = match first.path.find('/') {
                Some(at) => {
                    rest.partition_point(|other| other.path.starts_with(&first.path[..=at]))
                }
                None => 1,
            };
            let (group, others) = rest.split_at(same);
            rest = others;
            Some(group)
        })
    }

    /// Whether a file lies within this folder, at any depth.
    pub fn has_within(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let at = self.entries.partition_point(|entry| *entry.path < *inside);
        self.entries
            .get(at)
            .is_some_and(|entry| entry.path.starts_with(&inside))
    }
}

impl Lying {
    /// Reads what lies in a folder; `None` where it has no root.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        let bytes = |path: &str| match fs::read(path::locate(folder, path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault),
        };
        let Some(text) = bytes(ROOT)? else {
            return Ok(None);
        };
        let root = Root::parse(&text).map_err(invalid)?;
        let read = |list: &Entry| root_list(list, bytes(&list.path)?);
        let each: Vec<Vec<Entry>> = root.lists.par_iter().map(read).collect::<io::Result<_>>()?;
        Ok(Some(Self::of(&text, root, each)))
    }

    fn gather(
        root: &[u8],
        mut fetch: impl FnMut(&str) -> io::Result<Option<Vec<u8>>>,
    ) -> io::Result<Self> {
        let text = root;
        let root = Root::parse(text).map_err(invalid)?;
        let each = root.lists.iter();
        let each = each.map(|list| root_list(list, fetch(&list.path)?));
        let each: Vec<Vec<Entry>> = each.collect::<io::Result<_>>()?;
        Ok(Self::of(text, root, each))
    }

    /// `each` has the files of each of the root's lists, in their order.
    fn of(text: &[u8], root: Root, each: Vec<Vec<Entry>>) -> Self {
        let Root { mut files, lists } = root;
        files.extend(each.into_iter().flatten());
        Self {
            manifest: Manifest::new(files),
            root: Sum::of(text),
            lists,
        }
    }
}

/// The files of a list that the root names, if it was found.
fn root_list(list: &Entry, found: Option<Vec<u8>>) -> io::Result<Vec<Entry>> {
    let missing = || invalid(Damaged::Missing(list.path.to_string()));
    let bytes = found.ok_or_else(missing)?;
    parse_list(&list.path, list.sum, &bytes).map_err(invalid)
}

impl Root {
    /// Reads the text of a root. Only what depeche writes is taken.
    ///
    /// # Errors
    /// Says where it is damaged.
    pub fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut root = Self::default();
        for (at, entry) in parse(ROOT, bytes)?.into_iter().enumerate() {
            let listed = is_list(&entry.path);
            if !listed && (entry.path.contains('/') || path::check(&entry.path).is_err()) {
                return Err(misplaced(ROOT, at));
            }
            let part = if listed {
                &mut root.lists
            } else {
                &mut root.files
            };
            part.push(entry);
        }
        Ok(root)
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut all: Vec<Entry> = self.files.iter().chain(&self.lists).cloned().collect();
        all.sort_by(|one, other| one.path.cmp(&other.path));
        text_of(&all)
    }
}

/// Reads a list that the root names with `sum`. Only what depeche writes is taken.
///
/// # Errors
/// Says where it is damaged.
pub fn parse_list(path: &str, sum: Sum, bytes: &[u8]) -> Result<Vec<Entry>, Damaged> {
    if Sum::of(bytes) != sum {
        return Err(Damaged::Sum(path.to_owned()));
    }
    let entries = parse(path, bytes)?;
    let stray = |entry: &Entry| {
        path::check(&entry.path).is_err() || list_of(&entry.path).is_none_or(|list| list != path)
    };
    match entries.iter().position(stray) {
        Some(at) => Err(misplaced(path, at)),
        // There is no list of nothing.
        None if entries.is_empty() => Err(misplaced(path, 0)),
        None => Ok(entries),
    }
}

/// The list that a file stands in; `None` at the top, where the root lists it. Folders whose names a common file system takes for
/// one share a list, since it has one name too.
pub fn list_of(path: &str) -> Option<String> {
    let (folder, _) = path.split_once('/')?;
    let folder: String = match folder.is_ascii() {
        true => folder.to_ascii_lowercase(),
        false => folder.chars().flat_map(char::to_lowercase).nfc().collect(),
    };
    Some(format!("{LISTS}/{folder}{ENDING}"))
}

fn is_list(path: &str) -> bool {
    let name = path
        .strip_prefix(LISTS)
        .and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| name.ends_with(ENDING) && !name.contains('/'))
}

fn parse(file: &str, bytes: &[u8]) -> Result<Vec<Entry>, Damaged> {
    let text = std::str::from_utf8(bytes).map_err(|_| Damaged::Text(file.to_owned()))?;
    let mut entries: Vec<Entry> = Vec::new();
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let entry = line.strip_suffix('\n').and_then(entry);
        let entry = entry.ok_or_else(|| misplaced(file, at))?;
        if entries.last().is_some_and(|last| last.path >= entry.path) {
            return Err(misplaced(file, at));
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn entry(line: &str) -> Option<Entry> {
    let (sum, path) = line.split_once("  ")?;
    path::check_form(path).ok()?;
    Some(Entry {
        path: path.into(),
        sum: sum.parse().ok()?,
    })
}

/// The lines of some files.
fn text_of(entries: &[Entry]) -> String {
    let mut text = String::with_capacity(entries.iter().map(|entry| entry.path.len() + 67).sum());
    for Entry { path, sum } in entries {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{sum}  {path}");
    }
    text
}

fn misplaced(file: &str, at: usize) -> Damaged {
    Damaged::Line {
        file: file.to_owned(),
        line: at + 1,
    }
}

fn invalid(damaged: Damaged) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, damaged)
}

#[cfg(test)]
mod tests;
