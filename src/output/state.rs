//! Owns what was written last time and is nobody's business but ours: of each file of the manifest, the fingerprint of what it
//! was made from, and its size and its time as we left it. It is a cache: it may vanish or be garbage at any time, and then every
//! page is made again. It does not list the files (`manifest` does): it is bound to one manifest by the sum of its root, and lies
//! in the same order. What became of a few files since is beside it (`since`).

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;
use super::memory::Memory;
use super::since::{self, Since};
use crate::atomic;
use crate::diag::WorldError;
use crate::hash::{Digest, Sum};
use crate::sealed::{seal, unseal_with};

/// Changes whenever the shape of the stored file does.
const VERSION: u32 = 2;

/// What is remembered of an output folder.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    root: Sum,
    memories: Vec<Memory>,
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

    /// The memories stored in `file` and beside it, if they are of this manifest, whose root has this sum. Whatever is wrong, there are
    /// none.
    pub(super) fn load(file: &Path, root: Sum, manifest: &Manifest) -> Option<Vec<Memory>> {
        let bytes = fs::read(file).ok()?;
        let (state, seal): (Self, _) = unseal_with(&bytes)?;
        if state.version != VERSION || state.memories.len() != manifest.entries().len() {
            return None;
        }
        let mut memories = state.memories;
        match Since::between(file, seal, state.root, root) {
            Some(since) => {
                for (path, memory) in since.memories() {
                    memories[manifest.position(path)?] = memory;
                }
            }
            None if state.root == root => {}
            None => return None,
        }
        Some(memories)
    }

    /// Stores the memories in `file`.
    pub(super) fn save(&self, file: &Path) -> Result<(), WorldError> {
        let sealed = seal(self).map_err(|fault| WorldError::new("write", file, fault))?;
        atomic::write(file, &sealed)?;
        since::forget(file);
        Ok(())
    }
}

/// The file of what is remembered of an output folder: each folder has its own, so that `--output` elsewhere forgets nothing here.
pub(super) fn file(state: &Path, what: &str, output: &Path) -> PathBuf {
    let key = Digest::of(output.as_os_str().as_encoded_bytes()).short(16);
    state.join(format!("{what}-{key}.state"))
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;
    use crate::output::memory::Stamp;

    fn memory(inputs: &str) -> Memory {
        Memory {
            fingerprint: Digest::of(inputs.as_bytes()),
            size: 7,
            stamp: Stamp::default(),
        }
    }

    fn manifest(files: &[&str]) -> Manifest {
        let entry = |path: &&str| Entry {
            path: (*path).into(),
            sum: Sum::of(path.as_bytes()),
        };
        Manifest::new(files.iter().map(entry).collect())
    }

    #[test]
    fn memories_come_back_for_their_own_manifest_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.state");
        let memories = vec![memory("one"), memory("two")];
        let root = Sum::of(b"root");
        let state = State::new(root, memories.clone());
        state.save(&file).expect("saved");
        let two = manifest(&["a.html", "b.html"]);
        assert_eq!(State::load(&file, root, &two), Some(memories));
        let three = manifest(&["a.html", "b.html", "c.html"]);
        assert_eq!(State::load(&file, root, &three), None);
        assert_eq!(State::load(&file, Sum::of(b"another"), &two), None);
    }

    #[test]
    fn what_became_of_files_since_is_believed_beside_its_own_state_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.state");
        let [first, second, third] =
            ["first", "second", "third"].map(|text| Sum::of(text.as_bytes()));
        let two = manifest(&["a.html", "b.html"]);
        let whole = State::new(first, vec![memory("one"), memory("two")]);
        whole.save(&file).expect("saved");
        let since = |root, to, path, inputs| {
            let mut since = Since::open(&file, root).expect("there is a state");
            assert!(since.take(to, std::iter::once((path, memory(inputs)))));
            since.save(&file).expect("saved");
        };
        let known = |root| State::load(&file, root, &two);

        since(first, second, "b.html", "deux");
        assert_eq!(known(second), Some(vec![memory("one"), memory("deux")]));
        since(second, third, "a.html", "un");
        assert_eq!(known(third), Some(vec![memory("un"), memory("deux")]));
        assert_eq!(known(second), None);
        assert_eq!(known(first), Some(vec![memory("one"), memory("two")]));
        since(third, first, "b.html", "zwei");
        assert_eq!(known(first), Some(vec![memory("un"), memory("zwei")]));
        // What came between was lost: nothing leads from the state to where this begins.
        since(second, third, "a.html", "uno");
        assert_eq!(known(third), None);
        // Another state of the same manifest.
        since(first, second, "b.html", "deux");
        let other = State::new(first, vec![memory("ein"), memory("zwei")]);
        other.save(&file).expect("saved");
        assert_eq!(known(second), None);
        assert_eq!(known(first), Some(vec![memory("ein"), memory("zwei")]));
        since(first, second, "c.html", "of another site");
        assert_eq!(known(second), None);
    }

    #[test]
    fn each_output_folder_has_its_own_state() {
        let state = Path::new(".depeche");
        let one = file(state, "output", Path::new("/site/public"));
        assert_eq!(one, file(state, "output", Path::new("/site/public")));
        assert_ne!(one, file(state, "output", Path::new("/site/other")));
    }
}
