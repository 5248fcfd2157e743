//! Owns the writing of one file so that a reader sees the old content or the new, never a part.
//! It does not order several files: that is the commit's work (`output::commit`).

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::diag::WorldError;

/// Writes `bytes` to `path` whole or not at all: to a temporary file beside it, flushed to the disk, then renamed.
///
/// # Errors
/// Names the path and says that the file is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WorldError> {
    put(path, bytes, true)
}

/// The same for what may be lost: it is not flushed, so that a loss of power may leave a part or nothing. Whoever reads it must be able
/// to tell.
///
/// # Errors
/// As [`write()`].
pub fn write_unflushed(path: &Path, bytes: &[u8]) -> Result<(), WorldError> {
    put(path, bytes, false)
}

fn put(path: &Path, bytes: &[u8], flushed: bool) -> Result<(), WorldError> {
    let wrap = |source| WorldError::new("write", path, source).left("the file is as it was");
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".depeche-")
        .tempfile_in(folder)
        .map_err(wrap)?;
    file.write_all(bytes).map_err(wrap)?;
    if flushed {
        file.as_file().sync_all().map_err(wrap)?;
    }
    file.persist(path).map_err(|fault| wrap(fault.error))?;
    Ok(())
}

/// Creates `path` with `bytes`, whole or not at all, refusing one that exists: the way of every command that must not
/// overwrite.
///
/// # Errors
/// `AlreadyExists` where there is something at `path` already; what was there is untouched.
pub fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes).inspect_err(|_| {
        // A part of a file is worse than none. Where even that fails, the error says enough.
        let _ = fs::remove_file(path);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.txt");
        write(&path, b"one").expect("written");
        write(&path, b"two").expect("written again");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        write_unflushed(&path, b"three").expect("written again");
        assert_eq!(fs::read(&path).expect("read"), b"three");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn an_existing_file_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/a.txt");
        create_new(&path, b"one").expect("created");
        let refused = create_new(&path, b"two").expect_err("refused");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("read"), b"one");
    }
}
