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

/// Texts that may have been written to since the last run and are still looked at one by one.
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

/// What a run saw in the content folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    folders: BTreeMap<String, Folder>,
}

/// One folder.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Folder {
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

    /// The files that were written to since they were `seen`, if they are few; none where a file or a folder came or went.
    pub(super) fn written_since(&self, seen: &Seen) -> Option<Vec<Written>> {
        if self.content.folders().count() != seen.folders.len() {
            return None;
        }
        let mut written = Vec::new();
        for (path, print) in self.content.folders() {
            let known = seen.folders.get(path.to_str()?)?;
            if known.is_settled() && known.print == print {
                continue;
            }
            let files = self.content.files(path).ok().flatten()?;
            if files.len() != known.files.len() {
                return None;
            }
            for file in files {
                if known.stamp(&file)? != Some(stamp_of(&file)) {
                    written.push(self.written(path, &file));
                }
            }
            if written.len() > FEW {
                return None;
            }
        }
        Some(written)
    }

    fn written(&self, folder: &Path, file: &File) -> Written {
        let path = folder.join(&file.name);
        Written {
            disk: self.content.top().join(&path),
            path,
        }
    }

    /// What there is to be remembered; none where anything was written to meanwhile. Of a folder that is as it was `before`, nothing is
    /// asked again.
    pub(super) fn seen(&self, mut before: Seen) -> Option<Seen> {
        let known = |(path, print): (&Path, Digest)| {
            let path = path.to_str()?.to_owned();
            let known = before.folders.remove(&path);
            let known = known.filter(|known| known.print == print && known.is_settled());
            Some((path, print, known))
        };
        let folders: Option<Vec<_>> = self.content.folders().map(known).collect();
        let folders = folders?.into_par_iter().map(|(path, print, known)| {
            let folder = match known {
                Some(known) => known,
                None => self.folder(&path, print)?,
            };
            Some((path, folder))
        });
        let folders: Option<BTreeMap<String, Folder>> = folders.collect();
        folders.map(|folders| Seen { folders })
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

impl Folder {
    /// Whether the stamp of every file is believed.
    fn is_settled(&self) -> bool {
        self.files.iter().all(|(_, stamp)| stamp.is_some())
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
