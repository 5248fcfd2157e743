//! Owns the finding of files in the output folder that depeche did not write. It leaves them alone: a web server's file, a
//! `CNAME`, a picture put there by hand.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use super::manifest::Manifest;
use super::path::RESERVED;
use super::path::{LISTS, ROOT, SIGNATURE};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};

/// What is ours.
struct Ours<'a> {
    manifests: &'a [&'a Manifest],
    lists: BTreeSet<String>,
}

impl Ours<'_> {
    fn has(&self, path: &str) -> bool {
        let listed = |manifest: &&Manifest| manifest.get(path).is_some();
        [ROOT, SIGNATURE].contains(&path)
            || self.lists.contains(path)
            || self.manifests.iter().any(listed)
    }

    fn has_within(&self, folder: &str) -> bool {
        let reaches = |manifest: &&Manifest| manifest.has_within(folder);
        folder == LISTS && !self.lists.is_empty() || self.manifests.iter().any(reaches)
    }
}

/// What lies in `output` and in none of these manifests. A folder in which nothing is ours is named once, with a `/` at its end,
/// and not entered; `.git` is passed over.
pub(super) fn find(output: &Path, manifests: &[&Manifest]) -> io::Result<Vec<String>> {
    let lists = manifests.iter().flat_map(|manifest| manifest.lists());
    let ours = Ours {
        lists: lists.collect(),
        manifests,
    };
    let mut strays = Vec::new();
    if output.is_dir() {
        walk(output, "", &ours, &mut strays)?;
    }
    strays.sort();
    Ok(strays)
}

/// The warnings for such files, of an output folder shown as `shown`.
pub(super) fn warnings(shown: &str, strays: &[String]) -> Diagnostics {
    strays.iter().map(|stray| warning(shown, stray)).collect()
}

fn warning(shown: &str, stray: &str) -> Diagnostic {
    let message = format!("`{stray}` lies in the output folder, and depeche did not write it");
    Diagnostic::new(Code::OutputStray, message)
        .at(Place::file(format!("{shown}/{stray}")))
        .help("move it to `static/` if it belongs to the site, else delete it")
}

/// Whether what has this name at the top of an output folder is passed over: depeche's own work, and a repository.
pub(super) fn is_no_part(name: &OsStr) -> bool {
    name == ".git" || name.as_encoded_bytes().starts_with(RESERVED.as_bytes())
}

fn walk(folder: &Path, prefix: &str, ours: &Ours<'_>, out: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if prefix.is_empty() && is_no_part(&entry.file_name()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if !entry.file_type()?.is_dir() {
            if !ours.has(&path) {
                out.push(path);
            }
        } else if ours.has_within(&path) {
            walk(&entry.path(), &format!("{path}/"), ours, out)?;
        } else if fs::read_dir(entry.path())?.next().is_some() {
            out.push(format!("{path}/"));
        }
    }
    Ok(())
}
