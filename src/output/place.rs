//! Owns where the output folder is and whether depeche may write there. It does not lock it and does not write.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::{Damaged, Lying};
use super::opening::OpenError;
use super::path::ROOT;
use super::strays::is_no_part;
use crate::diag::{Code, Diagnostic, WorldError};

/// The manifest of earlier versions, which was no part of the site.
const EARLIER: &str = ".depeche-manifest";

/// The folders that a session must know. Each may be relative to the working directory.
#[derive(Debug, Clone, Copy)]
pub struct Folders<'a> {
    /// The site: the folder with `site.toml`.
    pub root: &'a Path,
    /// Where the site is written. It need not exist, and may be a link to a folder, which is then followed.
    pub output: &'a Path,
    /// The private state, `.depeche/`.
    pub state: &'a Path,
    /// What the output must neither contain nor lie in: `content/`, `static/`, `templates/` and their like.
    pub sources: &'a [PathBuf],
}

/// The output folder, found.
#[derive(Debug)]
pub(super) struct Place {
    /// Absolute, with every link followed. The folder may be missing.
    pub(super) real: PathBuf,
    /// The same from the site's root, where it lies within: a site that is moved keeps what it remembers.
    pub(super) name: PathBuf,
    /// As messages show it.
    pub(super) shown: String,
}

impl Place {
    /// Finds the output folder, and refuses one that cannot be told apart from the site's own files.
    pub(super) fn find(folders: &Folders<'_>) -> Result<Self, OpenError> {
        let output = folders.output;
        let shown = output.strip_prefix(folders.root).unwrap_or(output);
        let shown = match shown.display().to_string() {
            here if here.is_empty() => ".".to_owned(),
            shown => shown,
        };
        match fs::metadata(output) {
            Ok(there) if !there.is_dir() => return Err(not_a_folder(&shown).into()),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound && output.is_symlink() => {
                return Err(link_to_nothing(&shown).into());
            }
            _ => {}
        }
        let real = settle(output)?;
        let root = settle(folders.root)?;
        if root.starts_with(&real) {
            return Err(holds_the_site(&shown).into());
        }
        let state = std::iter::once(folders.state);
        for source in folders.sources.iter().map(PathBuf::as_path).chain(state) {
            let settled = settle(source)?;
            if settled.starts_with(&real) || real.starts_with(&settled) {
                let name = source.strip_prefix(folders.root).unwrap_or(source);
                return Err(entangled(&shown, name).into());
            }
        }
        let name = real.strip_prefix(&root).unwrap_or(&real).to_path_buf();
        Ok(Self { real, name, shown })
    }

    /// The manifest of the folder: `None` where it is missing or empty. A folder that is neither ours nor empty is refused.
    pub(super) fn manifest(&self) -> Result<Option<Lying>, OpenError> {
        let wrap = |fault| WorldError::new("read", &self.real, fault).left(self.unchanged());
        match Lying::read(&self.real) {
            Ok(Some(lying)) => Ok(Some(lying)),
            Ok(None) if self.real.join(EARLIER).exists() => {
                Err(of_an_earlier_version(&self.shown).into())
            }
            Ok(None) if self.is_free().map_err(wrap)? => Ok(None),
            Ok(None) => Err(foreign(&self.shown).into()),
            Err(fault) => match fault.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(damaged) => Err(damaged_manifest(&self.shown, damaged).into()),
                None => Err(WorldError::new("read", &self.real.join(ROOT), fault)
                    .left(self.unchanged())
                    .into()),
            },
        }
    }

    /// The sentence for an error before the commit.
    pub(super) fn unchanged(&self) -> String {
        format!("the site in `{}` is as it was", self.shown)
    }

    /// The sentence for an error after it, where what was done could not be remembered.
    pub(super) fn forgotten(&self) -> String {
        format!(
            "the site in `{}` is complete, and the next build makes every page again",
            self.shown
        )
    }

    /// Whether there is nothing in the folder that could be anybody's. The `.git` of a branch that holds the finished site
    /// is no part of that site.
    fn is_free(&self) -> io::Result<bool> {
        let entries = match fs::read_dir(&self.real) {
            Ok(entries) => entries,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(fault) => return Err(fault),
        };
        for entry in entries {
            let name = entry?.file_name();
            if !is_no_part(&name) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// An absolute path with every link followed as far as it exists.
fn settle(path: &Path) -> Result<PathBuf, WorldError> {
    let absolute =
        std::path::absolute(path).map_err(|fault| WorldError::new("find", path, fault))?;
    let mut settled = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => {
                settled.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => settled.push(component),
            Component::Normal(name) => {
                settled.push(name);
                if let Ok(real) = settled.canonicalize() {
                    settled = real;
                }
            }
        }
    }
    Ok(settled)
}

const ELSEWHERE: &str = "name another folder with `--output`, or as `output` in `site.toml`";

fn not_a_folder(shown: &str) -> Diagnostic {
    let message = format!("the output `{shown}` is not a folder");
    Diagnostic::new(Code::OutputForeign, message).help(ELSEWHERE)
}

fn link_to_nothing(shown: &str) -> Diagnostic {
    let message =
        format!("the output `{shown}` is a symbolic link to a folder that does not exist");
    Diagnostic::new(Code::OutputForeign, message).help("create the folder, or delete the link")
}

fn holds_the_site(shown: &str) -> Diagnostic {
    let message = format!("the output folder `{shown}` contains the site's own sources");
    Diagnostic::new(Code::OutputForeign, message).help(ELSEWHERE)
}

fn entangled(shown: &str, source: &Path) -> Diagnostic {
    let source = source.display();
    let message = format!("the output folder `{shown}` and the site's own `{source}` overlap");
    Diagnostic::new(Code::OutputForeign, message).help(ELSEWHERE)
}

pub(super) fn foreign(shown: &str) -> Diagnostic {
    let message = format!("the output folder `{shown}` is not empty, and depeche did not make it");
    Diagnostic::new(Code::OutputForeign, message)
        .note("nothing was written or removed there")
        .help(ELSEWHERE)
}

/// A folder whose root could be anybody's.
pub(super) fn unproven(shown: &str) -> Diagnostic {
    foreign(shown)
        .note(format!("its `{ROOT}` names no list of a folder, so it may be another program's"))
        .help(format!("if it holds nothing but the site, delete the folder `{shown}`, and build again; else {ELSEWHERE}"))
}

fn of_an_earlier_version(shown: &str) -> Diagnostic {
    let message = format!("an earlier version of depeche made the output folder `{shown}`");
    Diagnostic::new(Code::OutputForeign, message)
        .note("this one keeps another manifest, and nothing was written or removed there")
        .help(format!("delete the folder `{shown}`, and build again"))
}

fn damaged_manifest(shown: &str, damaged: &Damaged) -> Diagnostic {
    let message = format!("the manifest of the output folder `{shown}` is damaged");
    Diagnostic::new(Code::OutputManifest, message)
        .note(damaged.to_string())
        .note("nothing was written or removed there")
        .help(format!("if it holds nothing but the site, delete the folder `{shown}`, and build again; else {ELSEWHERE}"))
}

/// A build that is under way: of this site, or into this output.
pub(super) fn locked(what: &str) -> Diagnostic {
    let message = format!("another depeche is building {what}");
    Diagnostic::new(Code::OutputLocked, message)
        .note("nothing was written")
        .help("wait until it has finished, or stop it")
}
