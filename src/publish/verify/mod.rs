//! Owns the check of a copy: whether a folder or a live site holds what its manifest says, byte for byte, and whether the
//! manifest is ours. Each file that is not as it should be is named; none is mended.
//!
//! [`folder`] checks a folder: every file, and that there is no other. [`live`] checks a site by its address, with what its
//! own manifest says; [`site`] with a manifest in hand, after publishing, and that what was removed is gone.

mod folder;
mod inject;
mod receive;
mod site;

use crate::diag::WorldError;
use crate::hash::Sum;
use crate::output::{Damaged, Entry, LISTS, ROOT, Root, SIGNATURE, parse_list};
use crate::publish::sign::{self, Key};

pub use folder::folder;
pub use receive::Limits;
pub use site::{Address, BadAddress, Host, live, site};

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The sum of the manifest's root, which names the very site.
    pub root: Option<Sum>,
    /// How many files the manifest lists, as far as it could be read.
    pub listed: usize,
    /// How many of them were looked at.
    pub checked: usize,
    /// Whether the manifest is ours.
    pub signed: Signed,
    /// Whatever is not as it should be, by path.
    pub findings: Vec<Finding>,
    /// Files that a host keeps to itself, and did not give.
    pub kept: Vec<String>,
    /// Why not all was looked at that should have been.
    pub stopped: Option<String>,
}

/// What was found of the signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Signed {
    /// Nobody asked: the files were held against a site in hand.
    #[default]
    Unasked,
    /// There is none, and no key to check one with.
    No,
    /// There is one, and no key to check it with.
    Unchecked,
    /// It holds.
    Good {
        /// The short name of the key.
        key: String,
        /// What was signed with the manifest.
        comment: String,
    },
    /// It does not hold, or is missing though there is a key. The findings say it.
    Bad,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// From the top of the site, with `/`.
    pub path: String,
    /// What it is.
    pub what: What,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The manifest names it, and it is not there.
    Missing,
    /// Its bytes are not those that the manifest names.
    Changed,
    /// The manifest does not name it.
    Foreign,
    /// It is a link, which is not followed, or nothing that holds bytes.
    NoFile,
    /// It is a part of the manifest and cannot be read as one.
    Damaged(String),
    /// The signature does not hold.
    Unsigned(String),
    /// The host has put a script into the page, and changed nothing else.
    Altered(String),
    /// The host leads to somewhere else.
    Elsewhere(String),
    /// It does not end, or comes too slowly to tell.
    Endless(String),
    /// It was removed, and the host still answers with this status.
    Shown(u16),
    /// It could not be read: neither right nor wrong is known.
    Unread(String),
}

/// Why there is no report at all.
#[derive(Debug, thiserror::Error)]
pub enum NoCopy {
    /// There is no manifest: it is no site of depeche's.
    #[error("there is no `{ROOT}` in `{0}`: it is no site that depeche made")]
    NoManifest(String),
    /// There is no folder of this name.
    #[error("there is no folder `{0}`")]
    NoFolder(String),
    /// The host leads to another address.
    #[error("`{from}` leads to `{to}`, which is another site")]
    Elsewhere {
        /// What was asked.
        from: String,
        /// What it leads to.
        to: String,
    },
    /// The disk refused.
    #[error(transparent)]
    World(#[from] WorldError),
    /// The network or the host refused.
    #[error("could not read `{address}`: {why}")]
    Network {
        /// What was asked.
        address: String,
        /// Why there was no answer.
        why: String,
    },
}

/// Is told how far a check is.
pub trait Watcher: Sync {
    /// So many files are to be looked at.
    fn files(&self, _count: usize) {}
    /// One was.
    fn file(&self) {}
}

/// Nobody watches.
impl Watcher for () {}

impl Report {
    /// Whether the copy is as it should be, as far as it was looked at.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty() && self.stopped.is_none()
    }

    /// How many things are known to be wrong.
    pub fn faults(&self) -> usize {
        self.findings.len() - self.unread()
    }

    /// How many files could not be read.
    pub fn unread(&self) -> usize {
        let unread = |finding: &&Finding| matches!(finding.what, What::Unread(_));
        self.findings.iter().filter(unread).count()
    }

    fn find(&mut self, path: &str, what: What) {
        let path = path.to_owned();
        self.findings.push(Finding { path, what });
    }

    fn sorted(mut self) -> Self {
        self.findings
            .sort_by(|one, other| one.path.cmp(&other.path));
        self.kept.sort();
        self
    }
}

impl What {
    /// One word for machines and for the start of a line.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Foreign => "foreign",
            Self::NoFile => "no-file",
            Self::Damaged(_) => "damaged",
            Self::Unsigned(_) => "unsigned",
            Self::Altered(_) => "altered",
            Self::Elsewhere(_) => "elsewhere",
            Self::Endless(_) => "endless",
            Self::Shown(_) => "shown",
            Self::Unread(_) => "unread",
        }
    }

    /// What there is to say besides.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Missing | Self::Changed | Self::Foreign => None,
            Self::NoFile => Some("a link or a device, which is not followed".to_owned()),
            Self::Altered(script) => Some(format!("the host has put a script into it: {script}")),
            Self::Elsewhere(to) => Some(format!("the host leads to {to}")),
            Self::Shown(status) => Some(format!(
                "it was removed, and the host still answers {status}"
            )),
            Self::Damaged(why) | Self::Unsigned(why) | Self::Endless(why) | Self::Unread(why) => {
                Some(why.clone())
            }
        }
    }
}

/// What a manifest says, as far as it holds.
#[derive(Debug, Default)]
struct Known {
    /// The files of the lists that hold, and those at the top, by path.
    files: Vec<Entry>,
    /// Folders whose list does not hold: nothing is known of their files.
    dark: Vec<String>,
}

impl Known {
    /// Takes a list that the root names, with what was found at its place.
    fn take(&mut self, list: &Entry, bytes: &[u8], report: &mut Report) {
        match parse_list(&list.path, list.sum, bytes) {
            Ok(entries) => self.files.extend(entries),
            Err(damaged) => {
                report.find(&list.path, damage(&list.path, &damaged, bytes));
                self.lose(&list.path);
            }
        }
    }

    /// A list is not to be had.
    fn lose(&mut self, list: &str) {
        let folder = list.strip_prefix(LISTS).and_then(|rest| {
            let rest = rest.strip_prefix('/')?;
            rest.strip_suffix(".sha256")
        });
        self.dark.extend(folder.map(str::to_owned));
    }

    fn is_dark(&self, path: &str) -> bool {
        let folder = path.split_once('/').map(|(folder, _)| folder);
        folder.is_some_and(|folder| self.dark.iter().any(|dark| dark == folder))
    }

    fn sort(&mut self) {
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
    }

    fn get(&self, path: &str) -> Option<&Entry> {
        let at = self
            .files
            .binary_search_by(|entry| (*entry.path).cmp(path))
            .ok()?;
        self.files.get(at)
    }
}

/// Reads a root; where it is damaged, that is found, and nothing more is known.
fn read_root(text: &[u8], report: &mut Report) -> Option<Root> {
    report.root = Some(Sum::of(text));
    match Root::parse(text) {
        Ok(root) => Some(root),
        Err(damaged) => {
            report.find(ROOT, damage(ROOT, &damaged, text));
            None
        }
    }
}

/// What is wrong with a part of the manifest: the line that cannot be read, or that it is another than the root names.
fn damage(path: &str, damaged: &Damaged, bytes: &[u8]) -> What {
    match damaged {
        Damaged::Sum(_) => match parse_list(path, Sum::of(bytes), bytes) {
            Err(damaged) => What::Damaged(format!("{damaged}")),
            Ok(_) => What::Changed,
        },
        damaged => What::Damaged(damaged.to_string()),
    }
}

/// Holds the signature against the root.
fn check_signature(key: Option<&Key>, text: &[u8], signature: Option<&[u8]>, report: &mut Report) {
    report.signed = match (key, signature) {
        (None, None) => Signed::No,
        (None, Some(_)) => Signed::Unchecked,
        (Some(_), None) => {
            report.find(SIGNATURE, What::Missing);
            Signed::Bad
        }
        (Some(key), Some(signature)) => {
            match sign::check(key, &String::from_utf8_lossy(signature), text) {
                Ok(comment) => Signed::Good {
                    key: key.identity(),
                    comment,
                },
                Err(bad) => {
                    report.find(SIGNATURE, What::Unsigned(bad.to_string()));
                    Signed::Bad
                }
            }
        }
    };
}
