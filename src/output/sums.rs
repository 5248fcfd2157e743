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
//! The lists are not among the files of a manifest; nor is a signature of the root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::path;
use crate::hash::Sum;

/// The root of a manifest, at the top of a site.
pub const ROOT: &str = "manifest.sha256";
/// The folder of the lists of a manifest, at the top of a site.
pub const LISTS: &str = "manifest";
/// The signature of the root, beside it.
pub const SIGNATURE: &str = "manifest.sha256.minisig";

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
        let bytes = |path: &str| match fs::read(path::locate(folder, path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault),
        };
        match bytes(ROOT)? {
            None => Ok(None),
            Some(root) => Self::gather(&root, bytes).map(Some),
        }
    }

    /// The manifest with this root, whose lists `fetch` gives.
    ///
    /// # Errors
    /// `InvalidData` with a [`Damaged`] inside where it is not a manifest, else the error of `fetch`.
    pub fn gather(
        root: &[u8],
        mut fetch: impl FnMut(&str) -> io::Result<Option<Vec<u8>>>,
    ) -> io::Result<Self> {
        let Root { mut files, lists } = Root::parse(root).map_err(invalid)?;
        for Entry { path, sum } in lists {
            let list = fetch(&path)?;
            let list = list.ok_or_else(|| invalid(Damaged::Missing(path.to_string())))?;
            files.extend(parse_list(&path, sum, &list).map_err(invalid)?);
        }
        Ok(Self::new(files))
    }

    /// The files it is written in.
    pub fn written(&self) -> Written {
        let mut lists: BTreeMap<String, String> = BTreeMap::new();
        let mut top: Vec<Entry> = Vec::new();
        for entry in &self.entries {
            match list_of(&entry.path) {
                None => top.push(entry.clone()),
                Some(list) => line(lists.entry(list).or_default(), entry),
            }
        }
        top.extend(lists.iter().map(|(path, text)| Entry {
            path: path.as_str().into(),
            sum: Sum::of(text.as_bytes()),
        }));
        top.sort_by(|one, other| one.path.cmp(&other.path));
        let mut root = String::new();
        top.iter().for_each(|entry| line(&mut root, entry));
        Written { lists, root }
    }

    /// The sum of the root, which names this very site.
    pub fn root(&self) -> Sum {
        Sum::of(self.written().root.as_bytes())
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

    /// Whether a file lies within this folder, at any depth.
    pub fn has_within(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let at = self.entries.partition_point(|entry| *entry.path < *inside);
        self.entries
            .get(at)
            .is_some_and(|entry| entry.path.starts_with(&inside))
    }
}

impl Root {
    /// Reads the text of a root. Only what depeche writes is taken.
    ///
    /// # Errors
    /// Says where it is damaged.
    pub fn parse(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut root = Self::default();
        for (at, entry) in parse(ROOT, bytes)?.into_iter().enumerate() {
            let list = entry.path.strip_prefix("manifest/").is_some();
            let listed = list && entry.path.ends_with(".sha256");
            if !listed && entry.path.contains('/') {
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
    let stray = |entry: &Entry| list_of(&entry.path).is_none_or(|list| list != path);
    match entries.iter().position(stray) {
        Some(at) => Err(misplaced(path, at)),
        None => Ok(entries),
    }
}

/// The list that a file stands in; `None` at the top, where the root lists it.
pub fn list_of(path: &str) -> Option<String> {
    path.split_once('/')
        .map(|(folder, _)| format!("{LISTS}/{folder}.sha256"))
}

/// Whether a path is one of those that a manifest and its signature are written in.
pub fn is_own(path: &str) -> bool {
    let list = |path: &str| {
        path.strip_prefix(LISTS)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    path == ROOT || path == SIGNATURE || list(path)
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

fn line(text: &mut String, entry: &Entry) {
    // Writing to a text cannot fail.
    let _ = writeln!(text, "{}  {}", entry.sum, entry.path);
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
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let file = |path: &str| Entry {
            path: path.into(),
            sum: Sum::of(path.as_bytes()),
        };
        Manifest::new(vec![
            file("index.html"),
            file("2017/10/al-qaim.html"),
            file("2017/09/rawa.html"),
            file("tags/irak.html"),
            file("2017.html"),
            file("العراق/نص.html"),
        ])
    }

    fn gather(written: &Written) -> io::Result<Manifest> {
        Manifest::gather(written.root.as_bytes(), |path| {
            Ok(written
                .lists
                .get(path)
                .map(|text| text.clone().into_bytes()))
        })
    }

    #[test]
    fn it_is_written_in_two_levels_and_reads_back() {
        let written = sample().written();
        let lists: Vec<&str> = written.lists.keys().map(String::as_str).collect();
        assert_eq!(
            lists,
            [
                "manifest/2017.sha256",
                "manifest/tags.sha256",
                "manifest/العراق.sha256"
            ]
        );
        let sum = Sum::of(b"2017/09/rawa.html");
        let list = &written.lists["manifest/2017.sha256"];
        assert!(
            list.starts_with(&format!("{sum}  2017/09/rawa.html\n")),
            "{list}"
        );
        let root: Vec<&str> = written.root.lines().map(|line| &line[66..]).collect();
        assert_eq!(root[..2], ["2017.html", "index.html"]);
        assert_eq!(root[2..], lists);
        assert_eq!(gather(&written).expect("read"), sample());
    }

    #[test]
    fn one_file_more_rewrites_its_list_and_the_root() {
        let before = sample();
        let mut entries = before.entries().to_vec();
        entries.push(Entry {
            path: "2017/11/rawa.html".into(),
            sum: Sum::of(b"new"),
        });
        let (before, after) = (before.written(), Manifest::new(entries).written());
        let other = |path: &&String| before.lists.get(*path) != after.lists.get(*path);
        let rewritten: Vec<&String> = after.lists.keys().filter(other).collect();
        assert_eq!(rewritten, ["manifest/2017.sha256"]);
        assert_ne!(before.root, after.root);
    }

    #[test]
    fn whatever_was_tampered_with_is_refused() {
        let whole = sample().written();
        let damages: [fn(&mut Written); 6] = [
            |written| written.root.truncate(written.root.len() - 1),
            |written| written.root.insert(0, '\n'),
            |written| written.root = written.root.to_uppercase(),
            |written| {
                written.lists.remove("manifest/tags.sha256");
            },
            |written| {
                let list = written.lists.get_mut("manifest/2017.sha256");
                list.expect("a list").push('\n');
            },
            |written| written.root = written.root.replace("index.html", "../x.html"),
        ];
        for (at, damage) in damages.into_iter().enumerate() {
            let mut written = whole.clone();
            damage(&mut written);
            let fault = gather(&written).expect_err("refused");
            assert_eq!(fault.kind(), io::ErrorKind::InvalidData, "damage {at}");
        }
    }

    #[test]
    fn a_list_holds_the_files_of_its_own_folder_alone() {
        let text = format!("{}  2018/a.html\n", Sum::of(b""));
        let sum = Sum::of(text.as_bytes());
        assert!(parse_list("manifest/2018.sha256", sum, text.as_bytes()).is_ok());
        assert_eq!(
            parse_list("manifest/2017.sha256", sum, text.as_bytes()),
            Err(misplaced("manifest/2017.sha256", 0))
        );
    }

    #[test]
    fn its_own_files_are_known() {
        for own in [ROOT, SIGNATURE, "manifest/2017.sha256"] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "index.html",
            "manifest.html",
            "manifests/a",
            "a/manifest.sha256",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }
}
