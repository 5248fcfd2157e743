//! Owns the memory of what stood around every article when its page was made: `.depeche/around/`, in parts as the heads. With it a run can
//! make the page of a text that changed and look at nothing else. It belongs to one run into one output, whose record says that it is whole;
//! the next run into that output writes what is another, and leaves the rest as it lies.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::atomic;
use crate::config::Config;
use crate::diag::WorldError;
use crate::hash::Digest;
use crate::sealed::{seal, unseal};
use crate::source::{Memory, Spool};
use crate::view::{Around, Outline};

/// The memory's folder.
const NAME: &str = "around";

/// What is kept of an article's page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// All that others can know of the article: `Head::outside`.
    pub(super) outside: Digest,
    /// The name of its sidecar, which lies beside it.
    pub(super) sidecar: Option<PathBuf>,
    /// The digest of what that was gathered from.
    pub(super) print: Digest,
    /// What stood around it.
    pub(super) around: Around,
}

/// What one run keeps.
pub(super) struct Keeper {
    state: PathBuf,
    key: Digest,
    kept: Kind,
}

/// What there was before.
enum Kind {
    /// Nothing that fits. All is more than a run should hold, so it waits on the disk.
    Anew { all: Spool, count: AtomicUsize },
    /// The memory of the last run, of the output as it lies.
    Renewed {
        /// How many articles it holds.
        before: usize,
        /// How many of those stay as they are.
        stay: AtomicUsize,
        /// The others, by source.
        put: Mutex<BTreeMap<String, Bytes>>,
    },
}

/// A value in bytes already, to be decoded where it is asked for.
struct Bytes(Box<[u8]>);

impl Keeper {
    /// Begins with what the last run kept, where the output lies as that run `left` it, or with nothing. `key` is `Known::keep_key`.
    pub(super) fn new(config: &Config, key: Digest, left: bool) -> Self {
        let state = config.state_folder();
        let whole = left.then(|| fs::read(whole_file(&state)).ok()).flatten();
        let whole = whole.and_then(|bytes| unseal::<(Digest, usize)>(&bytes));
        let kept = match whole {
            Some((of, before)) if of == key => Kind::Renewed {
                before,
                stay: AtomicUsize::new(0),
                put: Mutex::default(),
            },
            _ => Kind::Anew {
                all: Spool::new(&state, NAME, key),
                count: AtomicUsize::new(0),
            },
        };
        Self { state, key, kept }
    }

    /// Whether what is kept of an article can stay whose page is known by the fingerprint that it had. It is counted if so.
    pub(super) fn stays(&self) -> bool {
        let Kind::Renewed { stay, .. } = &self.kept else {
            return false;
        };
        stay.fetch_add(1, Ordering::Relaxed);
        true
    }

    /// Keeps what stood around one article.
    pub(super) fn keep(&self, outline: Outline<'_>, sidecar: Option<&OsStr>, around: &Around) {
        let Outline {
            head,
            outside,
            around: print,
        } = outline;
        let kept = (outside, sidecar.map(Path::new), print, around);
        // What cannot be kept, as a name that is no text, is not known next time.
        let Ok(bytes) = postcard::to_stdvec(&kept).map(|bytes| Bytes(bytes.into())) else {
            return;
        };
        let source = &head.article.origin.path;
        match &self.kept {
            Kind::Anew { all, count } => {
                // As a memory writes the same value, which is to read it.
                let Ok(bytes) = postcard::to_stdvec(&bytes) else {
                    return;
                };
                all.put(source, &bytes);
                count.fetch_add(1, Ordering::Relaxed);
            }
            Kind::Renewed { put, .. } => {
                let mut put = put.lock().unwrap_or_else(PoisonError::into_inner);
                put.insert(source.clone(), bytes);
            }
        }
    }

    /// Writes down what is another. `sources` are all that there are: those of which nothing is to be known any more are looked for
    /// where the numbers say that there are some.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub(super) fn save(self, sources: impl FnOnce() -> BTreeSet<String>) -> Result<(), WorldError> {
        let Self { state, key, kept } = self;
        match kept {
            Kind::Anew { all, count } => {
                unsay(&state)?;
                all.save()?;
                say(&state, key, count.into_inner())
            }
            Kind::Renewed { before, stay, put } => {
                let stay = stay.into_inner();
                let put = put.into_inner().unwrap_or_else(PoisonError::into_inner);
                if before == stay && put.is_empty() {
                    return Ok(());
                }
                unsay(&state)?;
                let count = stay + put.len();
                let others = before - stay.min(before);
                let mut memory = left_of_last(&state, key, others, &put, sources);
                for (source, bytes) in put {
                    memory.put(source, bytes);
                }
                memory.save()?;
                say(&state, key, count)
            }
        }
    }
}

/// What the last run kept, without what is gone since: those parts of it that are to be written. All but `others` of it stay.
fn left_of_last(
    state: &Path,
    key: Digest,
    others: usize,
    put: &BTreeMap<String, Bytes>,
    sources: impl FnOnce() -> BTreeSet<String>,
) -> Memory<Bytes> {
    let names = put.keys().map(String::as_str);
    let mut memory: Memory<Bytes> = Memory::open_parts(state, NAME, key, names);
    let known = put.keys().filter(|name| memory.get(name).is_some());
    if known.count() != others {
        memory = Memory::open(state, NAME, key);
        let sources = sources();
        memory.retain(|name| sources.contains(name));
    }
    memory
}

/// Says that the memory is whole, whose it is, and how many articles it holds.
fn say(state: &Path, key: Digest, count: usize) -> Result<(), WorldError> {
    let file = whole_file(state);
    let sealed = seal(&(key, count)).map_err(|fault| WorldError::new("write", &file, fault))?;
    atomic::write_unflushed(&file, &sealed)
}

/// Says it no more, before the memory is written.
fn unsay(state: &Path) -> Result<(), WorldError> {
    let file = whole_file(state);
    match fs::remove_file(&file) {
        Ok(()) => Ok(()),
        Err(fault) => match fault.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(()),
            _ => Err(WorldError::new("write", &file, fault)),
        },
    }
}

/// The file that says whose the memory is, and how many articles it holds: there is none while it is written.
fn whole_file(state: &Path) -> PathBuf {
    state.join(NAME).join("whole")
}

impl Kept {
    /// What the run with this key kept of these sources, in their order; none where it kept nothing of one.
    pub(super) fn of(config: &Config, key: Digest, sources: &[String]) -> Option<Vec<Self>> {
        let names = sources.iter().map(String::as_str);
        let memory: Memory<Bytes> = Memory::open_for(&config.state_folder(), NAME, key, names);
        let each = sources.iter();
        each.map(|source| postcard::from_bytes(&memory.get(source)?.0).ok())
            .collect()
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Seen)
    }
}
