//! Owns what a path within the output may look like, and the one step from it to a path of the system.
//! It does not make paths (`route` does): it is the last door before the disk.

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diag::WorldError;

/// The first letters of the names of what depeche keeps at the top of an output folder while it works, and that is no part of a
/// site.
pub(super) const RESERVED: &str = ".depeche-";
/// The root of a manifest, at the top of a site.
pub const ROOT: &str = "manifest.sha256";
/// The folder of the lists of a manifest, at the top of a site.
pub const LISTS: &str = "manifest";
/// The signature of the root, beside it.
pub const SIGNATURE: &str = "manifest.sha256.minisig";

/// Why a text is no path within the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPath {
    /// It has no parts, or one that is empty, as in `a//b`, `/a` or `a/`.
    EmptyPart,
    /// It has a part `.` or `..`.
    Dots,
    /// It holds a backslash or a control character.
    Character,
    /// It names a drive or a device of the system.
    Absolute,
    /// It begins with `.depeche-`, or is where the manifest stands.
    Reserved,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyPart => "the path has an empty part",
            Self::Dots => "the path has a part `.` or `..`",
            Self::Character => "the path holds a backslash or a control character",
            Self::Absolute => "the path is absolute",
            Self::Reserved => {
                "names that begin with `.depeche-`, and those of the manifest, are depeche's own"
            }
        })
    }
}

/// Refuses what could lead out of the output folder, break a line of the manifest, or be one of our own files.
///
/// # Errors
/// Says what is wrong with the path.
pub fn check(path: &str) -> Result<(), BadPath> {
    check_form(path)?;
    // On many disks names are one without regard to case.
    let top = path.split('/').next().unwrap_or_default();
    let top = top.to_ascii_lowercase();
    if top.starts_with(RESERVED) || is_own(&top) {
        return Err(BadPath::Reserved);
    }
    Ok(())
}

/// Refuses what could lead out of a folder or break a line of a manifest.
///
/// # Errors
/// Says what is wrong with the path.
pub fn check_form(path: &str) -> Result<(), BadPath> {
    if path.contains(|c: char| c == '\\' || c.is_control()) {
        return Err(BadPath::Character);
    }
    for part in path.split('/') {
        match part {
            "" => return Err(BadPath::EmptyPart),
            "." | ".." => return Err(BadPath::Dots),
            _ => {}
        }
    }
    let plain = |part| matches!(part, Component::Normal(_));
    if !Path::new(path).components().all(plain) {
        return Err(BadPath::Absolute);
    }
    Ok(())
}

/// Whether a path is one of those that a manifest and its signature are written in.
pub fn is_own(path: &str) -> bool {
    [ROOT, SIGNATURE, LISTS].contains(&path.split('/').next().unwrap_or_default())
}

/// The same as an error of the world: a path that the routes should never have made.
pub(super) fn check_write(path: &str) -> Result<(), WorldError> {
    check(path).map_err(|bad| {
        let fault = io::Error::new(io::ErrorKind::InvalidInput, bad.to_string());
        WorldError::new("write", Path::new(path), fault).left("nothing was written")
    })
}

/// The path of the system for a checked path. Part by part, since Windows' long paths know no `/`.
pub fn locate(folder: &Path, path: &str) -> PathBuf {
    let mut place = PathBuf::with_capacity(folder.as_os_str().len() + path.len() + 1);
    place.push(folder);
    place.extend(path.split('/'));
    place
}

/// The folder of a path, `None` at the top.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_of_the_folder_are_refused() {
        for (path, why) in [
            ("", BadPath::EmptyPart),
            ("/etc/passwd", BadPath::EmptyPart),
            ("a//b", BadPath::EmptyPart),
            ("a/", BadPath::EmptyPart),
            ("..", BadPath::Dots),
            ("a/../../b", BadPath::Dots),
            ("./a", BadPath::Dots),
            ("a\\..\\b", BadPath::Character),
            ("a\0b", BadPath::Character),
            ("a\nb", BadPath::Character),
            (".depeche-stage/a", BadPath::Reserved),
            ("manifest", BadPath::Reserved),
            ("Manifest/a.html", BadPath::Reserved),
            ("manifest.sha256", BadPath::Reserved),
            ("manifest.sha256.minisig", BadPath::Reserved),
        ] {
            assert_eq!(check(path), Err(why), "{path:?}");
        }
    }

    #[test]
    fn ordinary_paths_pass() {
        for path in [
            "index.html",
            "2017/10/26/al-qaim.html",
            ".well-known/security.txt",
            "etiquettes/Syrie…/a b.html",
            "العراق.html",
            "manifest.json",
            "manifests/a",
            "a/manifest.sha256",
        ] {
            assert_eq!(check(path), Ok(()), "{path:?}");
        }
    }
}
