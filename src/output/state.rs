//! Owns what was written last time and is nobody's business but ours: of each file of the manifest, the fingerprint of what it
//! was made from, and its size and its time as we left it. It is a cache: it may vanish or be garbage at any time, and then every
//! page is made again. It does not list the files (`manifest` does): it is bound to one manifest by the sum of its root, and lies
//! in the same order.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::diag::WorldError;
use crate::hash::{Digest, Sum};
use crate::sealed::{seal, unseal};

/// Changes whenever the shape of the stored file does.
const VERSION: u32 = 2;

/// What is remembered of an output folder.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    root: Sum,
    memories: Vec<Memory>,
}

/// What is remembered of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) fingerprint: Digest,
    /// In bytes.
    pub(super) size: u64,
    pub(super) stamp: Stamp,
}

/// The time of a file, in seconds and nanoseconds since 1970. It is never believed as a date: it only tells whether somebody
/// touched the file since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    seconds: i64,
    nanoseconds: u32,
}

impl Stamp {
    /// The stamp of a file; a file without a time has that of 1970.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (sign, since) = match metadata.modified() {
            Ok(time) => match time.duration_since(UNIX_EPOCH) {
                Ok(since) => (1, since),
                Err(before) => (-1, before.duration()),
            },
            Err(_) => (1, Duration::ZERO),
        };
        Self {
            seconds: sign * since.as_secs() as i64,
            nanoseconds: since.subsec_nanos(),
        }
    }
}

impl State {
    /// The memories of the files of the manifest with this root, in its order.
    pub(super) fn new(root: Sum, memories: Vec<Memory>) -> Self {
        Self {
            version: VERSION,
            root,
            memories,
        }
    }

    /// The memories stored in `file`, if they are of this manifest and its number of files. Whatever is wrong, there are none.
    pub(super) fn load(file: &Path, root: Sum, files: usize) -> Option<Vec<Memory>> {
        let bytes = fs::read(file).ok()?;
        let state: Self = unseal(&bytes)?;
        let ours = state.version == VERSION && state.root == root;
        (ours && state.memories.len() == files).then_some(state.memories)
    }

    /// Stores the memories in `file`.
    pub(super) fn save(&self, file: &Path) -> Result<(), WorldError> {
        let sealed = seal(self).map_err(|fault| WorldError::new("write", file, fault))?;
        atomic::write(file, &sealed)
    }
}

/// The file of what is remembered of an output folder: each folder has its own, so that `--output` elsewhere forgets nothing here.
pub(super) fn file(state: &Path, what: &str, output: &Path) -> PathBuf {
    let key = Digest::of(output.as_os_str().as_encoded_bytes()).short(16);
    state.join(format!("{what}-{key}.state"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> State {
        let memory = Memory {
            fingerprint: Digest::of(b"inputs"),
            size: 7,
            stamp: Stamp {
                seconds: -3,
                nanoseconds: 5,
            },
        };
        State::new(Sum::of(b"root"), vec![memory; 2])
    }

    #[test]
    fn memories_come_back_for_their_own_manifest_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.state");
        sample().save(&file).expect("saved");
        let root = Sum::of(b"root");
        assert_eq!(State::load(&file, root, 2), Some(sample().memories.clone()));
        assert_eq!(State::load(&file, root, 3), None);
        assert_eq!(State::load(&file, Sum::of(b"another"), 2), None);
    }

    #[test]
    fn each_output_folder_has_its_own_state() {
        let state = Path::new(".depeche");
        let one = file(state, "output", Path::new("/site/public"));
        assert_eq!(one, file(state, "output", Path::new("/site/public")));
        assert_ne!(one, file(state, "output", Path::new("/site/other")));
    }
}
