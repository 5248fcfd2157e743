//! Owns the memory of what was read last time: for each source its stamp on the disk and what it became. It may vanish or be
//! garbage at any time: then all is read again. It holds heads of articles that are not public too, so it lies in
//! `.depeche/`, which nobody else may read, and never in the output.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::load::Loaded;
use crate::atomic;
use crate::diag::WorldError;
use crate::hash::Digest;

/// A file changed this short a time before it was read may change again within one tick of the disk's clock, unseen: such
/// a stamp is not believed.
const RACY: Duration = Duration::from_secs(2);

/// What was read last time.
#[derive(Debug, Default)]
pub struct Cache {
    file: PathBuf,
    content: Content,
    changed: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Content {
    /// Digest of all that a reading depends on besides the file: version, rules.
    key: Option<Digest>,
    entries: BTreeMap<String, Entry>,
}

/// A source as it was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub stamps: Stamps,
    pub loaded: Loaded,
}

/// The stamps of a source and of its sidecar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamps {
    source: Stamp,
    sidecar: Option<Stamp>,
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

impl Cache {
    /// Reads the cache of a site, empty where there is none that fits `key`.
    pub fn open(state: &Path, key: Digest) -> Self {
        let file = state.join("heads");
        let content = fs::read(&file)
            .ok()
            .and_then(|bytes| checked(&bytes).and_then(|body| postcard::from_bytes(body).ok()))
            .filter(|content: &Content| content.key == Some(key));
        Self {
            file,
            changed: content.is_none(),
            content: content.unwrap_or_else(|| Content {
                key: Some(key),
                entries: BTreeMap::new(),
            }),
        }
    }

    /// What a source became last time, whatever its stamp.
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        self.content.entries.get(path)
    }

    /// Takes what was read this time, in place of all that was there.
    pub(super) fn replace(&mut self, entries: BTreeMap<String, Entry>, all_from_cache: bool) {
        let same = all_from_cache && entries.len() == self.content.entries.len();
        self.changed |= !same;
        self.content.entries = entries;
    }

    /// Writes the cache, if it holds anything new.
    ///
    /// # Errors
    /// Where the disk refuses. The next build is slower then, and no less right.
    pub fn save(&self) -> Result<(), WorldError> {
        if !self.changed {
            return Ok(());
        }
        let body = postcard::to_stdvec(&self.content).expect("plain data serialises");
        let mut bytes = Digest::of(&body).as_bytes().to_vec();
        bytes.extend_from_slice(&body);
        atomic::write(&self.file, &bytes)
    }
}

/// The body of a cache file whose digest is right.
fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (digest, body) = bytes.split_at_checked(32)?;
    (Digest::of(body).as_bytes() == digest).then_some(body)
}

impl Stamps {
    /// The stamps of a source, as a build that began at `now` sees them.
    pub fn read(source: &Path, sidecar: Option<&Path>, now: SystemTime) -> std::io::Result<Self> {
        let data = fs::metadata(source)?;
        let beside = sidecar.map(fs::metadata).transpose()?;
        let racy = is_racy(&data, now) || beside.as_ref().is_some_and(|data| is_racy(data, now));
        Ok(Self {
            source: Stamp::of(&data),
            sidecar: beside.as_ref().map(Stamp::of),
            racy,
        })
    }

    /// Whether files with these stamps are surely those that had `old` ones.
    pub fn prove_same(&self, old: &Self) -> bool {
        !old.racy && self.source == old.source && self.sidecar == old.sidecar
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
