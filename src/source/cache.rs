//! Owns the memory of what was read last time: for each file its stamp on the disk and what it became. It may vanish or be
//! garbage at any time: then all is read again. It holds heads of articles that are not public too, so it lies in
//! `.depeche/`, which nobody else may read, and never in the output.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::diag::WorldError;
use crate::glance::RACY;
use crate::hash::Digest;
use crate::sealed::{seal, unseal};

/// What was read last time, by key.
#[derive(Debug)]
pub struct Memory<T> {
    file: PathBuf,
    content: Content<T>,
    changed: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Content<T> {
    /// Digest of all that a reading depends on besides the file: version, rules.
    key: Digest,
    entries: BTreeMap<String, T>,
}

/// The stamps of a file and of the one beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps {
    file: Stamp,
    beside: Option<Stamp>,
    /// Whether either was so fresh that equal stamps prove nothing.
    racy: bool,
}

/// What the disk says of a file without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    len: u64,
    modified: u128,
    /// Time of the last change of any kind, and the file's number, where the system has them: they cannot be set back.
    changed: i128,
    number: u64,
}

impl<T: Clone + Serialize + DeserializeOwned> Memory<T> {
    /// Reads the memory of that name in the state folder, empty where there is none that fits `key`.
    pub fn open(state: &Path, name: &str, key: Digest) -> Self {
        let file = state.join(name);
        let content = fs::read(&file)
            .ok()
            .and_then(|bytes| unseal(&bytes))
            .filter(|content: &Content<T>| content.key == key);
        Self {
            file,
            changed: content.is_none(),
            content: content.unwrap_or_else(|| Content {
                key,
                entries: BTreeMap::new(),
            }),
        }
    }

    /// What a file became last time, whatever its stamp.
    pub(super) fn get(&self, key: &str) -> Option<&T> {
        self.content.entries.get(key)
    }

    /// Takes what one file became.
    pub(super) fn put(&mut self, key: String, entry: T) {
        self.changed = true;
        self.content.entries.insert(key, entry);
    }

    /// Takes what was read this time, in place of all that was there. Says whether that is anything else.
    pub(super) fn replace(&mut self, entries: BTreeMap<String, T>, all_known: bool) -> bool {
        let same = all_known && entries.len() == self.content.entries.len();
        self.changed |= !same;
        self.content.entries = entries;
        !same
    }

    /// Writes the memory, if it holds anything new.
    ///
    /// # Errors
    /// Where the disk refuses. The next build is slower then, and no less right.
    pub fn save(&self) -> Result<(), WorldError> {
        if !self.changed {
            return Ok(());
        }
        let wrap = |fault| WorldError::new("write", &self.file, fault);
        atomic::write(&self.file, &seal(&self.content).map_err(wrap)?)
    }
}

impl Stamps {
    /// The stamps of a file and of the one beside it, as a build that began at `now` sees them.
    pub fn read(file: &Path, beside: Option<&Path>, now: SystemTime) -> std::io::Result<Self> {
        let data = fs::metadata(file)?;
        let beside = beside.map(fs::metadata).transpose()?;
        let racy = is_racy(&data, now) || beside.as_ref().is_some_and(|data| is_racy(data, now));
        Ok(Self {
            file: Stamp::of(&data),
            beside: beside.as_ref().map(Stamp::of),
            racy,
        })
    }

    /// Whether files with these stamps are surely those that had `old` ones.
    pub fn prove_same(&self, old: &Self) -> bool {
        !old.racy && self.file == old.file && self.beside == old.beside
    }
}

impl Stamp {
    fn of(data: &Metadata) -> Self {
        let modified = data
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map_or(0, |since| since.as_nanos());
        let (changed, number) = system_stamp(data);
        Self {
            len: data.len(),
            modified,
            changed,
            number,
        }
    }
}

fn is_racy(data: &Metadata, now: SystemTime) -> bool {
    data.modified()
        .map_or(true, |modified| modified + RACY >= now)
}

#[cfg(unix)]
fn system_stamp(data: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    let nanos = i128::from(data.ctime()) * 1_000_000_000 + i128::from(data.ctime_nsec());
    (nanos, data.ino())
}

#[cfg(not(unix))]
fn system_stamp(_: &Metadata) -> (i128, u64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_an_empty_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Digest::of(b"key");
        let mut memory: Memory<String> = Memory::open(folder.path(), "m", key);
        memory.replace([("a".to_owned(), "b".to_owned())].into(), false);
        memory.save().expect("saved");
        let back: Memory<String> = Memory::open(folder.path(), "m", key);
        assert_eq!(back.get("a").map(String::as_str), Some("b"));
        let other: Memory<String> = Memory::open(folder.path(), "m", Digest::of(b"other"));
        assert_eq!(other.get("a"), None, "another version reads it all again");
        fs::write(folder.path().join("m"), b"garbage").expect("written");
        let broken: Memory<String> = Memory::open(folder.path(), "m", key);
        assert_eq!(broken.get("a"), None);
    }

    #[test]
    fn a_fresh_stamp_proves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "x").expect("written");
        let modified = fs::metadata(&path)
            .and_then(|data| data.modified())
            .expect("a time");
        let fresh = Stamps::read(&path, None, modified).expect("read");
        assert!(!fresh.prove_same(&fresh));
        let settled = Stamps::read(&path, None, modified + RACY * 2).expect("read");
        assert!(settled.prove_same(&settled));
    }
}
