//! Owns what became of a few files since all was remembered: their fingerprints, sizes and times, in a small file beside the state. It is
//! bound to that very state by its digest, and to two manifests by the sums of their roots: the state's own, and the one that the files
//! have come to. It is a cache as the state is; a whole run makes one of both.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::memory::Memory;
use crate::atomic;
use crate::diag::WorldError;
use crate::hash::Sum;
use crate::sealed::{SEAL, Seal, seal, unseal};

/// Changes whenever the shape of the stored file does.
const VERSION: u32 = 1;

/// As many files may have changed since: it is read and written whole. After that a whole run is due.
const MOST: usize = 1024;

/// What became of a few files since.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Since {
    version: u32,
    /// That of the state.
    base: Seal,
    /// The manifest of the state.
    from: Sum,
    /// The manifest now.
    to: Sum,
    memories: BTreeMap<Box<str>, Memory>,
}

impl Since {
    /// What became of files since the state in `state` was written, up to the manifest with this root; none where there is no state.
    /// Whether that state is whole, and of which manifest, is seen by who reads it whole.
    pub(super) fn open(state: &Path, root: Sum) -> Option<Self> {
        let mut base = [0; SEAL];
        let mut file = File::open(state).ok()?;
        file.read_exact(&mut base).ok()?;
        let known = Self::read(state).filter(|known| known.base == base && known.to == root);
        Some(known.unwrap_or_else(|| Self {
            version: VERSION,
            base,
            from: root,
            to: root,
            memories: BTreeMap::new(),
        }))
    }

    fn read(state: &Path) -> Option<Self> {
        let since: Self = unseal(&fs::read(file(state)).ok()?)?;
        (since.version == VERSION).then_some(since)
    }

    /// What became of files since the state with this seal, which is of the manifest `from`, up to the manifest `to`.
    pub(super) fn between(state: &Path, base: Seal, from: Sum, to: Sum) -> Option<Self> {
        let fits = |since: &Self| since.base == base && since.from == from && since.to == to;
        Self::read(state).filter(fits)
    }

    /// What is remembered of each of the files.
    pub(super) fn memories(&self) -> impl Iterator<Item = (&str, Memory)> {
        let each = self.memories.iter();
        each.map(|(path, memory)| (&**path, *memory))
    }

    /// Whether it stays small with these files in it.
    pub(super) fn has_room_for<'p>(&self, files: impl Iterator<Item = &'p str>) -> bool {
        let new = files.filter(|path| !self.memories.contains_key(*path));
        self.memories.len() + new.count() <= MOST
    }

    /// Takes what became of files, and the root of the manifest that they have come to. Says whether that is anything else.
    pub(super) fn take<'p>(
        &mut self,
        root: Sum,
        files: impl Iterator<Item = (&'p str, Memory)>,
    ) -> bool {
        let mut other = std::mem::replace(&mut self.to, root) != root;
        for (path, memory) in files {
            other |= self.memories.insert(path.into(), memory) != Some(memory);
        }
        other
    }

    /// Stores it beside the state. It may be lost with the power: a whole run makes its pages again then.
    pub(super) fn save(&self, state: &Path) -> Result<(), WorldError> {
        let file = file(state);
        let sealed = seal(self).map_err(|fault| WorldError::new("write", &file, fault))?;
        atomic::write_unflushed(&file, &sealed)
    }
}

/// Forgets what became of files since another state than the one that is there now. What cannot be removed is not believed either.
pub(super) fn forget(state: &Path) {
    let _ = fs::remove_file(file(state));
}

/// The file beside that of a state.
fn file(state: &Path) -> PathBuf {
    state.with_extension("since")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Digest;
    use crate::output::memory::Stamp;

    #[test]
    fn it_stays_small() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("a.state");
        let root = Sum::of(b"root");
        assert_eq!(
            Since::open(&state, root),
            None,
            "there is nothing to be beside"
        );
        fs::write(&state, [7; SEAL]).expect("written");
        let mut since = Since::open(&state, root).expect("there is a state");
        let memory = Memory {
            fingerprint: Digest::of(b"inputs"),
            size: 7,
            stamp: Stamp::default(),
        };
        let names: Vec<String> = (0..=MOST).map(|at| at.to_string()).collect();
        let most = || names[..MOST].iter().map(String::as_str);
        let all = || names.iter().map(String::as_str);
        assert!(since.has_room_for(most()) && !since.has_room_for(all()));
        assert!(since.take(root, most().map(|name| (name, memory))));
        assert!(
            !since.take(root, most().map(|name| (name, memory))),
            "it is known"
        );
        since.save(&state).expect("saved");
        let since = Since::open(&state, root).expect("there is a state");
        assert!(since.has_room_for(most()) && !since.has_room_for(all()));
    }
}
