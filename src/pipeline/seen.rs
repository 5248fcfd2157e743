//! Owns what a run saw of the sources on the disk, file by file, and so which texts were written to since. No file is opened.
//!
//! A file that was written to just before it was looked at is remembered with no stamp: it counts as written to since.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::{Config, FOLDERS};
use crate::glance::{File, Glance, RACY};
use crate::hash::{Digest, Fingerprint};
use crate::source::Memory;

/// Texts, and folders, that may have been written to since the last run and are still looked at one by one.
const FEW: usize = 64;

/// How the sources lie on the disk before a run.
pub(super) struct Sources {
    /// One digest for all that is no text.
    pub(super) others: Digest,
    /// The texts, and what lies beside them.
    content: Glance,
    newest: SystemTime,
    started: SystemTime,
}

/// What a run saw in the content folder: each folder by its path. What it saw in them, file by file, is in a memory of [`Folder`]s.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Seen {
    folders: BTreeMap<String, Look>,
}

/// How a folder looked.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Look {
    print: Digest,
    /// Whether the stamp of every file is believed.
    settled: bool,
}

/// What was seen in one folder, file by file. It is true of the folder whenever that has this digest.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Folder {
    print: Digest,
    /// By the digest of its name, shortened, the digest of each file's stamp, in order: hundreds of thousands of them have to be small.
    files: Vec<(u64, Option<u64>)>,
}

/// A text that was written to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Written {
    /// Where it lies.
    pub(super) disk: PathBuf,
    /// Its path below the content folder.
    pub(super) path: PathBuf,
}

impl Sources {
    /// Looks at all sources; none where a link or the disk stands in the way, or where anything but a text is too fresh to be believed.
    pub(super) fn look(config: &Config, started: SystemTime) -> Option<Self> {
        let top = config.content_folder();
        let glance = |folder: PathBuf| {
            let mut glance = Glance::new(folder, |_| false);
            let newest = glance.cast().ok().flatten()?;
            Some((glance, newest))
        };
        let (content, newest) = glance(top.clone())?;
        let mut others = Fingerprint::new();
        let folders = FOLDERS.iter().map(|name| config.root.join(name));
        for folder in folders.filter(|folder| *folder != top) {
            let (other, newest) = glance(folder)?;
            if newest + RACY >= started {
                return None;
            }
            others = others.bytes(other.print().as_bytes());
        }
        Some(Self {
            others: others.finish(),
            content,
            newest,
            started,
        })
    }

    /// One digest for all texts; none where one is too fresh to be believed.
    pub(super) fn content(&self) -> Option<Digest> {
        (self.newest + RACY < self.started).then(|| self.content.print())
    }

    /// The folders in which something was written to since they were `seen`, if they are few; none where one came or went.
    pub(super) fn changed_since(&self, seen: &Seen) -> Option<Vec<&str>> {
        if self.content.folders().count() != seen.folders.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (path, print) in self.content.folders() {
            let path = path.to_str()?;
            if !seen.folders.get(path)?.is(print) {
                changed.push(path);
            }
        }
        (changed.len() <= FEW).then_some(changed)
    }

    /// The files of these folders that were written to since they were seen, if they are few; none where a file came or went.
    pub(super) fn written_since(
        &self,
        folders: &[&str],
        seen: &Seen,
        memory: &Memory<Folder>,
    ) -> Option<Vec<Written>> {
        let mut written = Vec::new();
        for folder in folders {
            let print = seen.folders.get(*folder)?.print;
            let known = memory.get(folder).filter(|known| known.print == print)?;
            let folder = Path::new(folder);
            let files = self.content.files(folder).ok().flatten()?;
            if files.len() != known.files.len() {
                return None;
            }
            for file in files {
                if known.stamp(&file)? != Some(stamp_of(&file)) {
                    written.push(self.written(folder, &file));
                }
            }
        }
        (written.len() <= FEW).then_some(written)
    }

    fn written(&self, folder: &Path, file: &File) -> Written {
        let path = folder.join(&file.name);
        Written {
            disk: self.content.top().join(&path),
            path,
        }
    }

    /// What there is to be remembered, of which `memory` gets what it has not; none where anything was written to meanwhile. Of a folder
    /// that `memory` knows, or that was seen `before` as it is, nothing is asked again.
    pub(super) fn seen(&self, before: Option<&Seen>, memory: &mut Memory<Folder>) -> Option<Seen> {
        let known = |path: &str, print| {
            let seen = before.and_then(|seen| seen.folders.get(path));
            seen.is_some_and(|look| look.is(print))
                || memory
                    .get(path)
                    .is_some_and(|folder| folder.look().is(print))
        };
        let mut folders = BTreeMap::new();
        let mut others = Vec::new();
        for (path, print) in self.content.folders() {
            let path = path.to_str()?;
            match known(path, print) {
                true => {
                    let look = Look {
                        print,
                        settled: true,
                    };
                    folders.insert(path.to_owned(), look);
                }
                false => others.push((path, print)),
            }
        }
        let others = others.into_par_iter();
        let others = others.map(|(path, print)| Some((path, self.folder(path, print)?)));
        for (path, folder) in others.collect::<Option<Vec<_>>>()? {
            folders.insert(path.to_owned(), folder.look());
            memory.put(path.to_owned(), folder);
        }
        Some(Seen { folders })
    }

    fn folder(&self, path: &str, print: Digest) -> Option<Folder> {
        let files = self.content.files(Path::new(path)).ok().flatten()?;
        let stamp = |file: &File| {
            let settled = file.modified + RACY < self.started;
            settled.then(|| stamp_of(file))
        };
        let each = files.iter().map(|file| (name_of(file), stamp(file)));
        let mut each: Vec<(u64, Option<u64>)> = each.collect();
        each.sort_unstable();
        // Two names that shorten to one are not told apart.
        let alike = each.windows(2).any(|pair| pair[0].0 == pair[1].0);
        (!alike).then_some(Folder { print, files: each })
    }
}

impl Look {
    /// Whether a folder with this digest is as it looked, and all of it was believed.
    fn is(self, print: Digest) -> bool {
        self.settled && self.print == print
    }
}

impl Folder {
    fn look(&self) -> Look {
        Look {
            print: self.print,
            settled: self.files.iter().all(|(_, stamp)| stamp.is_some()),
        }
    }

    /// The stamp of a file, if it was believed; none where it was not there.
    fn stamp(&self, file: &File) -> Option<Option<u64>> {
        let at = self
            .files
            .binary_search_by_key(&name_of(file), |(name, _)| *name);
        at.ok().map(|at| self.files[at].1)
    }
}

fn name_of(file: &File) -> u64 {
    short(Digest::of(file.name.as_encoded_bytes()))
}

fn stamp_of(file: &File) -> u64 {
    short(Digest::of(&file.stamp.bytes()))
}

fn short(digest: Digest) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *digest.as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}
