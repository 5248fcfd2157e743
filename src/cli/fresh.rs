//! Owns the making of files that must not be there yet: all of them or none, and never over another.

use std::fs;
use std::path::{Path, PathBuf};

use super::Exit;
use super::terminal::Terminal;
use crate::atomic;
use crate::diag::WorldError;

/// A file to make: its path from the folder, with `/`, and its bytes.
pub(super) type Fresh<'a> = (String, &'a [u8]);

/// Makes files in a folder. Where one exists, or the disk refuses one, none is made.
pub(super) fn make(folder: &Path, files: &[Fresh<'_>], terminal: &Terminal) -> Result<(), Exit> {
    let taken: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| is_taken(&folder.join(path)))
        .collect();
    if !taken.is_empty() {
        return Err(exists(&taken, terminal));
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        let disk = folder.join(path);
        if let Err(fault) = atomic::create_new(&disk, bytes) {
            for path in &made {
                // What cannot be taken back is named by the error all the same.
                let _ = fs::remove_file(path);
            }
            if fault.kind() == std::io::ErrorKind::AlreadyExists && disk.is_file() {
                return Err(exists(&[path], terminal));
            }
            let fault = WorldError::new("write", &disk, fault).left("no file was made");
            return Err(terminal.world(&fault));
        }
        made.push(disk);
    }
    Ok(())
}

/// A path as a person in the current folder would write it.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(&here).unwrap_or(path);
    shown.to_string_lossy().into_owned()
}

/// Whether anything bears the name, a link that leads nowhere included.
fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn exists(taken: &[&str], terminal: &Terminal) -> Exit {
    let names: Vec<String> = taken.iter().map(|path| format!("`{path}`")).collect();
    let (verb, them) = match names.len() {
        1 => ("exists", "it"),
        _ => ("exist", "them"),
    };
    terminal.refuse(
        &format!("{} {verb} already; nothing was written", names.join(", ")),
        Some(&format!(
            "move or delete {them} first: depeche never overwrites a file of yours"
        )),
    )
}
