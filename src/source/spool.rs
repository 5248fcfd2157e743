//! Owns the writing of a memory that comes entry by entry and is larger than what should be held: entries wait in a file without a name,
//! and are put into the parts of the memory when all are there. It reads nothing back between runs: `cache` does.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Serialize, Serializer};

use super::cache::{PARTS, file, make_folder, part_of, sealed};
use crate::atomic;
use crate::diag::WorldError;
use crate::hash::Digest;

/// How much waits in memory before it goes to the file.
const BUFFER: usize = 256 << 10;

/// A memory in the making.
pub struct Spool {
    folder: PathBuf,
    /// Digest of all that an entry depends on, as in a memory.
    key: Digest,
    waiting: Mutex<io::Result<Waiting>>,
}

/// What waits in the file.
struct Waiting {
    file: BufWriter<File>,
    end: u64,
    /// By part: where each entry lies, and how long its key and its bytes are.
    parts: Vec<Vec<Place>>,
}

/// Where an entry lies: its key, and its bytes behind that.
#[derive(Clone, Copy)]
struct Place {
    at: u64,
    key: u32,
    bytes: u32,
}

/// A value in bytes already.
#[derive(Clone, Copy)]
struct Bytes<'b>(&'b [u8]);

impl Spool {
    /// An empty one. Where the state folder takes no file, [`Spool::save`] says so.
    pub fn new(state: &Path, name: &str, key: Digest) -> Self {
        Self {
            folder: state.join(name),
            key,
            waiting: Mutex::new(Waiting::begin(state)),
        }
    }

    /// Takes an entry in bytes. A key comes once.
    pub fn put(&self, key: &str, bytes: &[u8]) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(taking) = &mut *waiting
            && let Err(fault) = taking.put(key, bytes)
        {
            *waiting = Err(fault);
        }
    }

    /// Writes every part that is not there with the same bytes.
    ///
    /// # Errors
    /// Where the disk refuses, or refused an entry. The next run is slower then, and no less right.
    pub fn save(self) -> Result<(), WorldError> {
        let wrap = |fault| WorldError::new("write", &self.folder, fault);
        let waiting = self.waiting.into_inner();
        let waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        let mut waiting = waiting.map_err(wrap)?;
        make_folder(&self.folder)?;
        for (at, places) in std::mem::take(&mut waiting.parts).into_iter().enumerate() {
            let file = file(&self.folder, at);
            let read = waiting.read(&places).map_err(wrap)?;
            if read.is_empty() && !file.exists() {
                continue;
            }
            let entries = read.iter().map(|(key, bytes)| (key, Bytes(bytes)));
            let sealed = sealed(&file, self.key, entries)?;
            if is_other(&file, &sealed) {
                atomic::write_unflushed(&file, &sealed)?;
            }
        }
        Ok(())
    }
}

impl Waiting {
    fn begin(state: &Path) -> io::Result<Self> {
        crate::output::private_folder(state)?;
        Ok(Self {
            file: BufWriter::with_capacity(BUFFER, tempfile::tempfile_in(state)?),
            end: 0,
            parts: vec![Vec::new(); PARTS],
        })
    }

    fn put(&mut self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let place = Place {
            at: self.end,
            key: length(key.as_bytes())?,
            bytes: length(bytes)?,
        };
        self.file.write_all(key.as_bytes())?;
        self.file.write_all(bytes)?;
        self.end += u64::from(place.key) + u64::from(place.bytes);
        self.parts[part_of(key)].push(place);
        Ok(())
    }

    /// The entries that lie there, sorted by their keys.
    fn read(&mut self, places: &[Place]) -> io::Result<BTreeMap<String, Vec<u8>>> {
        let mut entries = BTreeMap::new();
        for place in places {
            // What is in the buffer yet is written by the first seek.
            self.file.seek(SeekFrom::Start(place.at))?;
            let mut key = vec![0; place.key as usize + place.bytes as usize];
            self.file.get_mut().read_exact(&mut key)?;
            let bytes = key.split_off(place.key as usize);
            let key = String::from_utf8(key).map_err(io::Error::other)?;
            entries.insert(key, bytes);
        }
        Ok(entries)
    }
}

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

fn length(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).map_err(io::Error::other)
}

/// Whether a file has not these bytes.
fn is_other(file: &Path, sealed: &[u8]) -> bool {
    fs::read(file).map_or(true, |there| there != sealed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn what_was_spooled_is_a_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        let key = Digest::of(b"key");
        let write = |from: u32, to: u32| {
            let spool = Spool::new(&state, "m", key);
            for at in from..to {
                let value = vec![at; 40];
                let bytes = postcard::to_stdvec(&value).expect("bytes");
                spool.put(&format!("path/{at}.md"), &bytes);
            }
            spool.save().expect("saved");
            Memory::<Vec<u32>>::open(&state, "m", key)
        };
        let memory = write(0, 3000);
        for at in 0..3000 {
            let known = memory.get(&format!("path/{at}.md"));
            assert_eq!(known, Some(&vec![at; 40]));
        }
        // What is not put again is gone, the last of a part too.
        let memory = write(2999, 3000);
        assert!(memory.get("path/2999.md").is_some());
        assert!((0..2999).all(|at| memory.get(&format!("path/{at}.md")).is_none()));
        let names = fs::read_dir(&state).expect("a folder");
        assert_eq!(names.count(), 1, "nothing else lies there");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_of_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        fs::write(&state, "a file").expect("written");
        let spool = Spool::new(&state, "m", Digest::of(b"key"));
        spool.put("a", b"b");
        assert!(spool.save().is_err());
    }
}
