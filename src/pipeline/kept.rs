//! Owns the memory of what stood around every article when its page was made: `.depeche/around/`, in parts as the heads. With it a run can
//! make the page of a text that changed and look at nothing else. It belongs to one run into one output, whose record says that it is whole.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diag::WorldError;
use crate::hash::Digest;
use crate::source::{Memory, Spool};
use crate::view::Around;

/// The memory's folder.
const NAME: &str = "around";

/// What is kept of an article's page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// All that others can know of the article: `Head::outside`.
    pub(super) outside: Digest,
    /// The name of its sidecar, which lies beside it.
    pub(super) sidecar: Option<PathBuf>,
    /// What stood around it.
    pub(super) around: Around,
}

/// What one run keeps. It is more than a run should hold, so it waits on the disk.
pub(super) struct Keeper(Spool);

impl Keeper {
    /// Begins with nothing. `key` is `Known::keep_key`.
    pub(super) fn new(config: &Config, key: Digest) -> Self {
        Self(Spool::new(&config.state_folder(), NAME, key))
    }

    /// Keeps what stood around one article.
    pub(super) fn keep(
        &self,
        source: &str,
        outside: Digest,
        sidecar: Option<&OsStr>,
        around: &Around,
    ) {
        // What cannot be kept, as a name that is no text, is not known next time.
        if let Ok(bytes) = postcard::to_stdvec(&(outside, sidecar.map(Path::new), around)) {
            self.0.put(source, &bytes);
        }
    }

    /// Writes it all down.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub(super) fn save(self) -> Result<(), WorldError> {
        self.0.save()
    }
}

impl Kept {
    /// What the run with this key kept of these sources, in their order; none where it kept nothing of one.
    pub(super) fn of(config: &Config, key: Digest, sources: &[String]) -> Option<Vec<Self>> {
        let names = sources.iter().map(String::as_str);
        let memory: Memory<Self> = Memory::open_for(&config.state_folder(), NAME, key, names);
        let each = sources.iter();
        each.map(|source| memory.get(source).cloned()).collect()
    }
}
