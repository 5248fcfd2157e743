//! Owns the keeping apart of builds. A lock is the system's, on an open handle, so it dies with its process.
//!
//! Three things are locked: the site (a file in its state folder, held for the whole session); the output folder itself and the
//! stage, so that two sites cannot write into one output. A folder can be locked where it can be opened, which is everywhere
//! but on Windows: there only builds of one site are kept apart.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::diag::WorldError;
use crate::held::Held;

/// What came of an attempt.
#[derive(Debug)]
pub(super) enum Attempt {
    /// The lock is ours while this lives. `None` where the file system knows no locks, or there is nothing to lock.
    Taken(Option<Held>),
    /// Another process has it.
    Held,
}

/// Locks a file, which is created where `create` says so.
pub(super) fn file(path: &Path, create: bool) -> Result<Attempt, WorldError> {
    // A file system that asks for a writable handle says so below; a read-only site can be checked all the same.
    let opened = File::options()
        .read(true)
        .write(create)
        .create(create)
        .open(path);
    match opened {
        Ok(file) => attempt(file, path),
        Err(fault) if !create && fault.kind() == io::ErrorKind::NotFound => {
            Ok(Attempt::Taken(None))
        }
        Err(fault) => Err(WorldError::new("open", path, fault).left("nothing was written")),
    }
}

/// Locks a folder, if it exists. A folder that is moved or replaced while we reach for it counts as held.
#[cfg(unix)]
pub(super) fn folder(path: &Path) -> Result<Attempt, WorldError> {
    use std::os::unix::fs::MetadataExt;
    let wrap = |fault| WorldError::new("open", path, fault).left("nothing was written");
    let opened = match File::open(path) {
        Ok(opened) => opened,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Attempt::Taken(None)),
        Err(fault) => return Err(wrap(fault)),
    };
    let ours = opened.metadata().map_err(wrap)?;
    let attempt = attempt(opened, path)?;
    match std::fs::metadata(path) {
        Ok(there) if (there.dev(), there.ino()) == (ours.dev(), ours.ino()) => Ok(attempt),
        Ok(_) => Ok(Attempt::Held),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(Attempt::Held),
        Err(fault) => Err(wrap(fault)),
    }
}

/// Folders cannot be locked here.
#[cfg(not(unix))]
pub(super) fn folder(_: &Path) -> Result<Attempt, WorldError> {
    Ok(Attempt::Taken(None))
}

fn attempt(file: File, path: &Path) -> Result<Attempt, WorldError> {
    match Held::take(file) {
        Ok(Some(held)) => Ok(Attempt::Taken(Some(held))),
        Ok(None) => Ok(Attempt::Held),
        // Some network file systems know no locks; an archive on them must still build.
        Err(fault) if unsupported(&fault) => Ok(Attempt::Taken(None)),
        Err(fault) => Err(WorldError::new("lock", path, fault).left("nothing was written")),
    }
}

fn unsupported(fault: &io::Error) -> bool {
    // `flock` on a folder that a network file system will not write to says EBADF, which has no kind of its own.
    let unwritable = cfg!(unix) && fault.raw_os_error() == Some(9);
    fault.kind() == io::ErrorKind::Unsupported || unwritable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_held(attempt: &Result<Attempt, WorldError>) -> bool {
        matches!(attempt, Ok(Attempt::Held))
    }

    #[test]
    fn a_lock_is_refused_while_it_is_held_and_goes_with_its_handle() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lock");
        let first = file(&path, true);
        assert!(is_held(&file(&path, true)));
        drop(first);
        assert!(!is_held(&file(&path, true)));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_can_be_locked() {
        let temporary = tempfile::tempdir().expect("a folder");
        let first = folder(temporary.path());
        assert!(is_held(&folder(temporary.path())));
        drop(first);
        assert!(!is_held(&folder(temporary.path())));
    }

    #[test]
    fn what_does_not_exist_is_free() {
        let folder = tempfile::tempdir().expect("a folder");
        let attempt = file(&folder.path().join("lock"), false);
        assert!(matches!(attempt, Ok(Attempt::Taken(None))));
    }
}
