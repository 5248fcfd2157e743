//! Owns `depeche inspect`: the finding of a source, its sidecar and its site's rules on the disk. What is shown is
//! `crate::inspect`'s to say, and how it looks, `listing`'s.

mod fit;
mod listing;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::args::Common;
use super::terminal::{Terminal, fault_values};
use super::{Exit, root};
use crate::diag::{Diagnostics, WorldError};
use crate::inspect::inspect as read;
use crate::model::{Language, SlugStyle};
use crate::parse::{Input, Rules, Sidecar};
use crate::pipeline::rules_of;

/// Shows one source.
pub(super) fn inspect(file: &Path, common: &Common, terminal: &Terminal) -> Exit {
    let found = match find(file, common, terminal) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let mut inspection = read(&found.input(), &found.rules);
    inspection.diagnostics.append(found.doubts);
    let faults = std::mem::take(&mut inspection.diagnostics).sorted();
    if terminal.json {
        let mut value = inspection.to_json();
        value["diagnostics"] = fault_values(&faults).into();
        value["ok"] = true.into();
        terminal.value(&value);
    } else {
        let page = listing::Page {
            width: terminal.width,
            palette: terminal.palette,
        };
        terminal.data(&page.of(&found.shown, &inspection));
        terminal.faults(&faults);
    }
    Exit::Fine
}

/// A source as it lies on the disk, and the rules that hold for it.
struct Found {
    /// From the content folder; of a file outside, its name.
    path: String,
    /// From the site's root; of a file outside, as it was typed.
    shown: String,
    bytes: Vec<u8>,
    sidecar: Option<(String, Vec<u8>)>,
    rules: Rules,
    /// What is doubtful in `site.toml`.
    doubts: Diagnostics,
}

impl Found {
    fn input(&self) -> Input<'_> {
        let sidecar = self.sidecar.as_ref();
        Input {
            path: &self.path,
            shown_path: &self.shown,
            bytes: &self.bytes,
            sidecar: sidecar.map(|(shown_path, bytes)| Sidecar { shown_path, bytes }),
        }
    }
}

fn find(file: &Path, common: &Common, terminal: &Terminal) -> Result<Found, Exit> {
    let refused = |path: &Path, fault| terminal.world(&WorldError::new("read", path, fault));
    let bytes = fs::read(file).map_err(|fault| refused(file, fault))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // The folder's own path, so that `..` and links do not hide which site it lies in; the file keeps the name it has there.
    let folder = fs::canonicalize(folder).map_err(|fault| refused(folder, fault))?;
    let disk = folder.join(file.file_name().unwrap_or_default());
    let site = match &common.root {
        Some(_) => Some(root::find(common, terminal)?),
        None => root::upwards(&folder),
    };
    let (rules, doubts) = match &site {
        Some(site) => rules_in(site, terminal)?,
        None => (rules_outside(), Diagnostics::new()),
    };
    let (path, shown) = names(file, &disk, site.as_deref());
    let beside = disk.with_extension("toml");
    let sidecar = match beside.is_file() && beside != disk {
        true => {
            let bytes = fs::read(&beside).map_err(|fault| refused(&beside, fault))?;
            Some((text_of(&Path::new(&shown).with_extension("toml")), bytes))
        }
        false => None,
    };
    Ok(Found {
        path,
        shown,
        bytes,
        sidecar,
        rules,
        doubts,
    })
}

fn rules_in(site: &Path, terminal: &Terminal) -> Result<(Rules, Diagnostics), Exit> {
    let (config, mut doubts) = root::config(site, terminal)?;
    let (rules, more) = rules_of(&config);
    doubts.append(more);
    Ok((rules, doubts))
}

/// Outside a site a text whose language nothing tells is taken for English.
fn rules_outside() -> Rules {
    let english = Language::parse("en").expect("a tag of our own");
    Rules::new(false, SlugStyle::default(), english)
}

/// The file's path from the content folder, and from the site's root.
fn names(typed: &Path, disk: &Path, site: Option<&Path>) -> (String, String) {
    let site = site.and_then(|site| fs::canonicalize(site).ok());
    let inside = site.and_then(|site| Some(text_of(disk.strip_prefix(site).ok()?)));
    match inside {
        Some(shown) => {
            let path = shown.strip_prefix("content/").unwrap_or(&shown);
            (path.to_owned(), shown)
        }
        None => {
            let name = disk.file_name().map(OsString::from).unwrap_or_default();
            (text_of(&PathBuf::from(name)), text_of(typed))
        }
    }
}

fn text_of(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    match path.is_absolute() {
        true => path.to_string_lossy().into_owned(),
        false => parts.join("/"),
    }
}
