//! Owns the memory of what was read last time: for each file its stamp on the disk and what it became. It may vanish or be
//! garbage at any time: then all is read again. It holds heads of articles that are not public too, so it lies in
//! `.depeche/`, which nobody else may read, and never in the output.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::ser::{self, Serializer};
use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::diag::WorldError;
use crate::glance::{RACY, Stamp};
use crate::hash::Digest;
use crate::output::private_folder;
use crate::sealed::{seal, unseal};

/// In how many files a memory lies: one that changes is written whole, and all are read side by side.
pub(super) const PARTS: usize = 256;

/// What was read last time, by key.
#[derive(Debug)]
pub struct Memory<T> {
    folder: PathBuf,
    /// Digest of all that a reading depends on besides the file: version, rules.
    key: Digest,
    parts: Vec<Part<T>>,
}

/// The entries whose keys have one digest's beginning.
#[derive(Debug)]
struct Part<T> {
    entries: BTreeMap<String, T>,
    changed: bool,
}

/// The stamps of a file and of the one beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps {
    file: Stamp,
    /// Boxed, since few have one.
    beside: Option<Box<Stamp>>,
    /// Whether either was so fresh that equal stamps prove nothing.
    racy: bool,
}

impl<T: Send + Sync + Serialize + DeserializeOwned> Memory<T> {
    /// Reads the memory of that name in the state folder, empty where there is none that fits `key`.
    pub fn open(state: &Path, name: &str, key: Digest) -> Self {
        Self::of_parts(state, name, key, |_, file| read(file, key, |_| true))
    }

    /// The same with the entries of these keys alone, of which no others are decoded: for looking something up, never for writing.
    pub fn open_for<'k>(
        state: &Path,
        name: &str,
        key: Digest,
        keys: impl Iterator<Item = &'k str>,
    ) -> Self {
        let mut wanted: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for key in keys {
            wanted.entry(part_of(key)).or_default().insert(key);
        }
        Self::of_parts(state, name, key, |at, file| {
            let wanted = wanted.get(&at)?;
            read(file, key, |name| wanted.contains(name))
        })
    }

    /// The same with those parts alone, whole, in which these keys are: for writing them and no others.
    pub fn open_parts<'k>(
        state: &Path,
        name: &str,
        key: Digest,
        keys: impl Iterator<Item = &'k str>,
    ) -> Self {
        let wanted: BTreeSet<usize> = keys.map(part_of).collect();
        Self::of_parts(state, name, key, |at, file| {
            wanted.contains(&at).then(|| read(file, key, |_| true))?
        })
    }

    fn of_parts(
        state: &Path,
        name: &str,
        key: Digest,
        entries: impl Fn(usize, &Path) -> Option<BTreeMap<String, T>> + Sync,
    ) -> Self {
        let folder = state.join(name);
        let part = |at: usize| Part {
            entries: entries(at, &file(&folder, at)).unwrap_or_default(),
            changed: false,
        };
        Self {
            parts: (0..PARTS).into_par_iter().map(part).collect(),
            folder,
            key,
        }
    }

    /// What a file became last time, whatever its stamp.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.parts[part_of(key)].entries.get(key)
    }

    /// Takes what one file became.
    pub fn put(&mut self, key: String, entry: T) {
        let part = &mut self.parts[part_of(&key)];
        part.changed = true;
        part.entries.insert(key, entry);
    }

    /// Forgets the entries whose keys are not wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        for part in &mut self.parts {
            let before = part.entries.len();
            part.entries.retain(|key, _| is_wanted(key));
            part.changed |= part.entries.len() != before;
        }
    }

    /// Takes what was read this time, each with whether it was known, in place of all that was there. Says whether that is anything
    /// else.
    pub(super) fn replace(&mut self, entries: impl Iterator<Item = (String, T, bool)>) -> bool {
        let before: Vec<usize> = self.parts.iter().map(|part| part.entries.len()).collect();
        self.parts.iter_mut().for_each(|part| part.entries.clear());
        for (key, entry, known) in entries {
            let part = &mut self.parts[part_of(&key)];
            part.changed |= !known;
            part.entries.insert(key, entry);
        }
        for (part, before) in self.parts.iter_mut().zip(before) {
            part.changed |= part.entries.len() != before;
        }
        self.parts.iter().any(|part| part.changed)
    }

    /// Writes what holds anything new.
    ///
    /// # Errors
    /// Where the disk refuses. The next build is slower then, and no less right.
    pub fn save(&self) -> Result<(), WorldError> {
        let changed = self.parts.iter().enumerate();
        let changed: Vec<_> = changed.filter(|(_, part)| part.changed).collect();
        if changed.is_empty() {
            return Ok(());
        }
        make_folder(&self.folder)?;
        changed
            .into_par_iter()
            .try_for_each(|(at, part)| self.write(at, part))
    }

    fn write(&self, at: usize, part: &Part<T>) -> Result<(), WorldError> {
        let file = file(&self.folder, at);
        let entries = part.entries.iter();
        let frames = entries.map(|(name, entry)| (name, Frame(entry)));
        atomic::write_unflushed(&file, &sealed(&file, self.key, frames)?)
    }
}

/// Makes the folder of a memory.
pub(super) fn make_folder(folder: &Path) -> Result<(), WorldError> {
    let wrap = |fault| WorldError::new("make", folder, fault);
    if folder.is_file() {
        // An earlier version kept all in one file.
        fs::remove_file(folder).map_err(wrap)?;
    }
    private_folder(folder).map_err(wrap)
}

/// The bytes of a part's file, of its entries by their keys.
pub(super) fn sealed<N: Serialize, E: Serialize>(
    file: &Path,
    key: Digest,
    entries: impl Iterator<Item = (N, E)> + Clone,
) -> Result<Vec<u8>, WorldError> {
    let wrap = |fault| WorldError::new("write", file, fault);
    seal(&(key, Framed(entries))).map_err(wrap)
}

/// The part in which the entry of a key is.
pub(super) fn part_of(key: &str) -> usize {
    usize::from(Digest::of(key.as_bytes()).as_bytes()[0])
}

/// The file of a part.
pub(super) fn file(folder: &Path, part: usize) -> PathBuf {
    folder.join(format!("{part:02x}"))
}

/// Those entries of one part that are wanted, if they were read under this key.
fn read<T: DeserializeOwned>(
    file: &Path,
    key: Digest,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<BTreeMap<String, T>> {
    let bytes = fs::read(file).ok()?;
    let (read_under, framed): (Digest, Vec<(&str, &[u8])>) = unseal(&bytes)?;
    if read_under != key {
        return None;
    }
    let wanted = framed.into_iter().filter(|(name, _)| is_wanted(name));
    wanted
        .map(|(name, bytes)| Some((name.to_owned(), postcard::from_bytes(bytes).ok()?)))
        .collect()
}

/// The entries of a part as they lie in its file: each a run of bytes of its own, so that who looks for one passes over the others.
struct Framed<I>(I);

/// One of them.
struct Frame<'e, T>(&'e T);

impl<N: Serialize, E: Serialize, I: Iterator<Item = (N, E)> + Clone> Serialize for Framed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

impl<T: Serialize> Serialize for Frame<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes = postcard::to_stdvec(self.0).map_err(ser::Error::custom)?;
        serializer.serialize_bytes(&bytes)
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
            beside: beside.as_ref().map(Stamp::of).map(Box::new),
            racy,
        })
    }

    /// Whether files with these stamps are surely those that had `old` ones.
    pub fn prove_same(&self, old: &Self) -> bool {
        !old.racy && self.file == old.file && self.beside == old.beside
    }
}

fn is_racy(data: &Metadata, now: SystemTime) -> bool {
    data.modified()
        .map_or(true, |modified| modified + RACY >= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_an_empty_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Digest::of(b"key");
        let mut memory: Memory<String> = Memory::open(folder.path(), "m", key);
        memory.replace(std::iter::once(("a".to_owned(), "b".to_owned(), false)));
        memory.save().expect("saved");
        let back: Memory<String> = Memory::open(folder.path(), "m", key);
        assert_eq!(back.get("a").map(String::as_str), Some("b"));
        let other: Memory<String> = Memory::open(folder.path(), "m", Digest::of(b"other"));
        assert_eq!(other.get("a"), None, "another version reads it all again");
        fs::write(file(&folder.path().join("m"), part_of("a")), b"garbage").expect("written");
        let broken: Memory<String> = Memory::open(folder.path(), "m", key);
        assert_eq!(broken.get("a"), None);
    }

    #[test]
    fn who_looks_a_few_up_has_these_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Digest::of(b"key");
        let mut memory: Memory<Vec<u32>> = Memory::open(folder.path(), "m", key);
        for at in 0..2000 {
            memory.put(at.to_string(), vec![at; 3]);
        }
        memory.save().expect("saved");
        let all: Memory<Vec<u32>> = Memory::open(folder.path(), "m", key);
        let few: Memory<Vec<u32>> =
            Memory::open_for(folder.path(), "m", key, ["7", "1999", "absent"].into_iter());
        let known = |memory: &Memory<Vec<u32>>| {
            let all =
                (0..2000_u32).filter_map(|at| Some((at, memory.get(&at.to_string())?.clone())));
            all.collect::<Vec<_>>()
        };
        assert_eq!(known(&all).len(), 2000);
        assert_eq!(known(&few), [(7, vec![7; 3]), (1999, vec![1999; 3])]);
    }

    #[test]
    fn only_what_changed_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = Digest::of(b"key");
        let entries = |known: bool, other: &str| {
            let entry = move |at: usize| (at.to_string(), other.to_owned(), known || at > 0);
            (0..600).map(entry).collect::<Vec<_>>()
        };
        let mut memory: Memory<String> = Memory::open(folder.path(), "m", key);
        assert!(memory.replace(entries(false, "a").into_iter()));
        memory.save().expect("saved");
        let stamp = |at: usize| {
            let file = file(&folder.path().join("m"), at);
            // Some parts have no entry.
            fs::metadata(file).ok().map(|data| Stamp::of(&data))
        };
        let before: Vec<Option<Stamp>> = (0..PARTS).map(stamp).collect();
        let mut memory: Memory<String> = Memory::open(folder.path(), "m", key);
        assert!(
            !memory.replace(entries(true, "a").into_iter()),
            "all was known"
        );
        memory.save().expect("saved");
        assert_eq!(before, (0..PARTS).map(stamp).collect::<Vec<_>>());
        assert!(memory.replace(entries(false, "a").into_iter()));
        memory.save().expect("saved");
        let changed = (0..PARTS).filter(|at| stamp(*at) != before[*at]);
        assert_eq!(changed.collect::<Vec<_>>(), [part_of("0")]);
        // One that is gone is as much a change as one that is new.
        assert!(memory.replace(entries(true, "a").into_iter().take(599)));
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
