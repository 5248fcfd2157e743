//! Owns the glance: what the disk says of all files below a folder without opening one of them, as a digest for each folder.
//! It decides nothing from it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::hash::{Digest, Fingerprint};

/// A file written to this short a time before it was looked at may change again within one tick of the disk's clock, unseen: what the
/// disk says of such a one is not believed.
pub const RACY: Duration = Duration::from_secs(2);

/// What the disk says of the files below a folder.
#[derive(Debug, Clone)]
pub struct Glance {
    top: PathBuf,
    passed_over: fn(&OsStr) -> bool,
    /// Each folder that was entered, by its path below the top, and the top by none.
    folders: BTreeMap<PathBuf, Listing>,
}

/// What the disk says of one folder's files, and the names of its folders.
#[derive(Debug, Clone, Copy)]
struct Listing {
    print: Digest,
    newest: SystemTime,
}

/// What is in a folder.
struct Entries {
    listing: Listing,
    folders: Vec<PathBuf>,
    files: Vec<File>,
}

/// A file as the disk tells of it.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name within its folder.
    pub name: OsString,
    /// Its stamp.
    pub stamp: Stamp,
    /// When it was last written to.
    pub modified: SystemTime,
}

impl Glance {
    /// A glance at a folder, before it is cast: all that lies below `top`, but for what `passed_over` names there.
    pub fn new(top: PathBuf, passed_over: fn(&OsStr) -> bool) -> Self {
        Self {
            top,
            passed_over,
            folders: BTreeMap::new(),
        }
    }

    /// Looks at all of it, and says the latest time at which any of the files was written to; a folder that is not there is an empty
    /// one. None where there is a link: what it leads to may change unseen.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn cast(&mut self) -> io::Result<Option<SystemTime>> {
        let seen = self.enter(PathBuf::new())?;
        self.folders = seen.into_iter().flatten().collect();
        let times = self.folders.values().map(|listing| listing.newest);
        Ok(times.max())
    }

    /// Looks again at the folders in which these files lie or lay, and at those above, and says the latest time at which any file there
    /// was written to. None where there is a link now.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn renew<'p>(
        &mut self,
        files: impl Iterator<Item = &'p str>,
    ) -> io::Result<Option<SystemTime>> {
        let mut newest = UNIX_EPOCH;
        let mut renewed = BTreeSet::from([PathBuf::new()]);
        for file in files {
            let above = Path::new(file).ancestors().skip(1);
            for folder in above {
                if !renewed.insert(folder.to_path_buf()) {
                    break;
                }
            }
        }
        for folder in renewed {
            match self.list(&folder) {
                Ok(Some(entries)) => {
                    newest = newest.max(entries.listing.newest);
                    self.folders.insert(folder, entries.listing);
                }
                Ok(None) => return Ok(None),
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                    self.folders.remove(&folder);
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(Some(newest))
    }

    /// The folder that is looked at.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Each folder by its path below the top, in order, with its digest.
    pub fn folders(&self) -> impl Iterator<Item = (&Path, Digest)> {
        let folders = self.folders.iter();
        folders.map(|(path, listing)| (path.as_path(), listing.print))
    }

    /// The files of a folder as they are now, by name; none where anything there is not as it was at the last look.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn files(&self, folder: &Path) -> io::Result<Option<Vec<File>>> {
        let seen = self.folders.get(folder).map(|listing| listing.print);
        let now = self.list(folder)?;
        let same = now.filter(|now| Some(now.listing.print) == seen);
        Ok(same.map(|now| now.files))
    }

    /// One digest for all of it.
    pub fn print(&self) -> Digest {
        let all = self.folders.iter();
        all.fold(Fingerprint::new(), |print, (path, listing)| {
            let path = path.as_os_str().as_encoded_bytes();
            print.bytes(path).bytes(listing.print.as_bytes())
        })
        .finish()
    }

    /// A folder and all below it; none where there is a link.
    fn enter(&self, folder: PathBuf) -> io::Result<Option<Vec<(PathBuf, Listing)>>> {
        let entries = match self.list(&folder) {
            Ok(Some(entries)) => entries,
            Ok(None) => return Ok(None),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Entries::none(),
            Err(fault) => return Err(fault),
        };
        let below = entries.folders.into_par_iter();
        let below: Option<Vec<_>> = below
            .map(|folder| self.enter(folder))
            .collect::<io::Result<_>>()?;
        Ok(below.map(|below| {
            let mut all: Vec<_> = below.into_iter().flatten().collect();
            all.push((folder, entries.listing));
            all
        }))
    }

    /// What is in one folder; none where there is a link.
    fn list(&self, folder: &Path) -> io::Result<Option<Entries>> {
        let mut found: Vec<(OsString, Option<Metadata>)> = Vec::new();
        for entry in fs::read_dir(self.top.join(folder))? {
            let entry: DirEntry = entry?;
            let name = entry.file_name();
            if folder.as_os_str().is_empty() && (self.passed_over)(&name) {
                continue;
            }
            let kind = entry.file_type()?;
            if kind.is_symlink() {
                return Ok(None);
            }
            let data = (!kind.is_dir()).then(|| entry.metadata()).transpose()?;
            found.push((name, data));
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut print = Fingerprint::new();
        let mut newest = UNIX_EPOCH;
        let mut folders = Vec::new();
        let mut files = Vec::new();
        for (name, data) in found {
            print = print.bytes(name.as_encoded_bytes());
            match data {
                None => folders.push(folder.join(name)),
                Some(data) => {
                    let (modified, stamp) = (data.modified()?, Stamp::of(&data));
                    newest = newest.max(modified);
                    print = print.bytes(&stamp.bytes());
                    files.push(File {
                        name,
                        stamp,
                        modified,
                    });
                }
            }
        }
        let listing = Listing {
            print: print.finish(),
            newest,
        };
        Ok(Some(Entries {
            listing,
            folders,
            files,
        }))
    }
}

impl Entries {
    fn none() -> Self {
        let listing = Listing {
            print: Fingerprint::new().finish(),
            newest: UNIX_EPOCH,
        };
        Self {
            listing,
            folders: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// What the disk says of one file without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    len: u64,
    /// In nanoseconds since 1970.
    modified: i128,
    /// Time of the last change of any kind, and the file's number, where the system has them: they cannot be set back.
    changed: i128,
    number: u64,
}

impl Stamp {
    /// The stamp of a file; one without a time has that of 1970.
    pub fn of(data: &Metadata) -> Self {
        let since = |time: SystemTime| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        };
        let (changed, number) = of_the_system(data);
        Self {
            len: data.len(),
            modified: data.modified().map_or(0, since),
            changed,
            number,
        }
    }

    /// The same as bytes, for a fingerprint.
    pub fn bytes(&self) -> [u8; 48] {
        let mut bytes = [0; 48];
        bytes[..8].copy_from_slice(&self.len.to_le_bytes());
        bytes[8..24].copy_from_slice(&self.modified.to_le_bytes());
        bytes[24..40].copy_from_slice(&self.changed.to_le_bytes());
        bytes[40..].copy_from_slice(&self.number.to_le_bytes());
        bytes
    }
}

#[cfg(unix)]
fn of_the_system(data: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    let nanos = i128::from(data.ctime()) * 1_000_000_000 + i128::from(data.ctime_nsec());
    (nanos, data.ino())
}

#[cfg(not(unix))]
fn of_the_system(_: &Metadata) -> (i128, u64) {
    (0, 0)
}
