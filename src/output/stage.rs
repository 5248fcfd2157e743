//! Owns the stage: the folder in which a build's files wait, each under its final path, until all of them are there.
//! It is a hidden sibling of the output or, where nothing can be moved from beside the output into it (a mount point, a
//! folder above that we may not write to), a hidden folder inside it. It does not move anything into place (`commit` does).
//!
//! ```text
//! .public.depeche-stage/
//!     tree/       the new files, and the new lists of the manifest
//!     root        the new root of the manifest
//!     journal     what to remove; while it is whole, the commit is to be completed
//!     removed     is there once all is removed
//! ```

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::lock::{self, Attempt};
use super::memory::Stamp;
use super::path::{locate, parent};
use super::steps::Steps;
use super::stream;
use crate::diag::WorldError;
use crate::hash::Sum;
use crate::held::Held;

/// The name of a stage within its output, and the end of its name beside it.
const NAME: &str = ".depeche-stage";
/// The folder of the new files within a stage.
pub(super) const TREE: &str = "tree";
/// The new root of the manifest within a stage.
pub(super) const NEXT_ROOT: &str = "root";

/// A stage of our own. It is deleted when it goes, unless a journal has taken it over.
#[derive(Debug)]
pub(super) struct Stage {
    work: PathBuf,
    tree: PathBuf,
    made: RwLock<HashSet<Box<str>>>,
    taken_over: bool,
    _lock: Option<Held>,
}

/// The places where the stage of an output folder can be.
pub(super) fn homes(output: &Path) -> Vec<PathBuf> {
    let inside = output.join(NAME);
    beside(output).into_iter().chain([inside]).collect()
}

fn beside(output: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(output.file_name()?);
    name.push(NAME);
    Some(output.with_file_name(name))
}

impl Stage {
    /// Makes an empty stage for an output folder, which need not exist.
    pub(super) fn create(output: &Path, steps: &Steps) -> Result<Self, WorldError> {
        let wrap = |fault| WorldError::new("make a stage beside", output, fault);
        steps.step().map_err(wrap)?;
        let (work, lock) = if output.is_dir() {
            // Made inside and moved out: what can be moved out can be moved in again.
            let inside = output.join(NAME);
            let lock = make(&inside).map_err(wrap)?;
            steps.step().map_err(wrap)?;
            let moved = beside(output).filter(|beside| fs::rename(&inside, beside).is_ok());
            (moved.unwrap_or(inside), lock)
        } else {
            let beside = beside(output).ok_or_else(|| wrap(io::ErrorKind::InvalidInput.into()))?;
            fs::create_dir_all(beside.parent().unwrap_or(output)).map_err(wrap)?;
            let lock = make(&beside).map_err(wrap)?;
            (beside, lock)
        };
        let tree = work.join(TREE);
        let stage = Self {
            work,
            tree,
            made: RwLock::default(),
            taken_over: false,
            _lock: lock,
        };
        fs::create_dir(&stage.tree).map_err(wrap)?;
        Ok(stage)
    }

    /// Where it is.
    pub(super) fn work(&self) -> &Path {
        &self.work
    }

    /// The folder of the new files.
    pub(super) fn tree(&self) -> &Path {
        &self.tree
    }

    /// Writes one file under its final name, and says its time.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Stamp, WorldError> {
        let wrap = |fault| WorldError::new("write", Path::new(path), fault);
        let mut file = self.create_file(path).map_err(wrap)?;
        file.write_all(bytes).map_err(wrap)?;
        Ok(Stamp::of(&file.metadata().map_err(wrap)?))
    }

    /// Writes a list of the manifest under its final name, flushed to the disk: without it the whole site could not be told from
    /// files of others.
    pub(super) fn write_list(&self, path: &str, text: &str) -> Result<(), WorldError> {
        let write = || {
            let mut file = self.create_file(path)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        write().map_err(|fault| WorldError::new("write", Path::new(path), fault))
    }

    /// Copies one file under its final name, and says its sum, length and time.
    pub(super) fn copy(&self, path: &str, source: &Path) -> Result<(Sum, u64, Stamp), WorldError> {
        let mut from =
            File::open(source).map_err(|fault| WorldError::new("read", source, fault))?;
        let wrap = |fault| WorldError::new("write", Path::new(path), fault);
        let mut file = self.create_file(path).map_err(wrap)?;
        let (sum, size) = stream::copy(&mut from, &mut file)
            .map_err(|fault| WorldError::new("copy", source, fault))?;
        Ok((sum, size, Stamp::of(&file.metadata().map_err(wrap)?)))
    }

    /// Writes a file of the commit's own, flushed to the disk.
    pub(super) fn write_own(&self, name: &str, bytes: &[u8]) -> Result<(), WorldError> {
        let place = self.work.join(name);
        let write = || {
            let mut file = File::create_new(&place)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().map_err(|fault| WorldError::new("write", &place, fault))
    }

    /// Leaves it on the disk when it goes: it now belongs to its journal, or to a process that is to be thought gone.
    pub(super) fn hand_over(&mut self) {
        self.taken_over = true;
    }

    fn create_file(&self, path: &str) -> io::Result<File> {
        if let Some(folder) = parent(path) {
            self.make_folder(folder)?;
        }
        File::create_new(locate(&self.tree, path))
    }

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if made.contains(folder) {
            return Ok(());
        }
        drop(made);
        fs::create_dir_all(locate(&self.tree, folder))?;
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        made.insert(folder.into());
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.taken_over {
            // What cannot be deleted now is deleted by the next session.
            let _ = fs::remove_dir_all(&self.work);
        }
    }
}

fn make(work: &Path) -> io::Result<Option<Held>> {
    fs::create_dir(work)?;
    private_folder(work)?;
    let busy = || io::Error::new(io::ErrorKind::AlreadyExists, "another depeche works here");
    match lock::folder(work) {
        Ok(Attempt::Taken(lock)) => Ok(lock),
        Ok(Attempt::Held) | Err(_) => Err(busy()),
    }
}

/// Makes a folder that only its owner can look into, where the system knows of such a thing; one that exists becomes so.
///
/// # Errors
/// Where the disk refuses.
pub fn private_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let permissions = fs::metadata(path)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}
