//! Owns the walk through `content/` and `static/`: what is a source, a sidecar, a medium, and what is refused. It opens no
//! file.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Diagnostic, Diagnostics, Place, WorldError};

/// All that lies in `content/`.
#[derive(Debug, Default)]
pub struct Discovered {
    /// Sources by their path in the folder.
    pub sources: BTreeMap<String, SourceFile>,
    /// Other files, which articles may refer to, by their path in the folder.
    pub files: BTreeMap<String, PathBuf>,
}

/// A source and its sidecar.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it is on the disk.
    pub disk: PathBuf,
    /// Its sidecar, where there is one.
    pub sidecar: Option<PathBuf>,
}

/// Walks through the content folder. A folder that does not exist is an empty one. In one that was written for another
/// generator (`compat`), text beside an `index.md` is that article's attachment.
///
/// # Errors
/// Where the disk refuses: nothing has been written then.
pub fn discover(content: &Path, compat: bool) -> Result<(Discovered, Diagnostics), WorldError> {
    let (files, mut faults) = list_files(content, "content")?;
    let mut found = Discovered::default();
    let mut sidecars = BTreeMap::new();
    let bundles: BTreeSet<String> = files
        .keys()
        .filter(|_| compat)
        .filter_map(|path| Some(path.strip_suffix("/index.md")?.to_owned()))
        .collect();
    for (path, disk) in files {
        match extension(&path).as_str() {
            "txt" if bundles.contains(folder_of(&path)) => {
                faults.push(attachment(&path));
                found.files.insert(path, disk);
            }
            "md" | "markdown" | "txt" => {
                let source = SourceFile {
                    disk,
                    sidecar: None,
                };
                found.sources.insert(path, source);
            }
            "toml" => {
                sidecars.insert(path, disk);
            }
            _ => {
                found.files.insert(path, disk);
            }
        }
    }
    let owners = by_stem(&found.sources);
    for (path, disk) in sidecars {
        let owners = owners.get(stem(&path)).map_or(&[][..], Vec::as_slice);
        if owners.is_empty() {
            faults.push(orphan(&path, stem(&path)));
        }
        for owner in owners {
            if let Some(source) = found.sources.get_mut(owner) {
                source.sidecar = Some(disk.clone());
            }
        }
    }
    Ok((found, faults))
}

/// The sources by their path without its extension, which may be written in any case: a sidecar that is not found withholds
/// nothing.
fn by_stem(sources: &BTreeMap<String, SourceFile>) -> BTreeMap<String, Vec<String>> {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources.keys() {
        owners
            .entry(stem(path).to_owned())
            .or_default()
            .push(path.clone());
    }
    owners
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// Every file below `folder` by its path in it (NFC, with `/`), without the hidden ones. Links that leave the site, names
/// that are no text, and devices are faults; `shown` is the folder's name in messages.
///
/// # Errors
/// Where the disk refuses.
pub fn list_files(
    folder: &Path,
    shown: &str,
) -> Result<(BTreeMap<String, PathBuf>, Diagnostics), WorldError> {
    let mut files = BTreeMap::new();
    let mut faults = Diagnostics::new();
    if !folder.exists() {
        return Ok((files, faults));
    }
    let read = |path: &Path, source| WorldError::new("read", path, source).left(UNTOUCHED);
    let site = folder.parent().unwrap_or(folder);
    let site = fs::canonicalize(site).map_err(|fault| read(site, fault))?;
    let top = fs::canonicalize(folder).map_err(|fault| read(folder, fault))?;
    if !top.starts_with(&site) {
        faults.push(link_outside(shown));
        return Ok((files, faults));
    }
    let mut refused: BTreeSet<PathBuf> = BTreeSet::new();
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0
                || !is_hidden(entry.file_name()) && stays_inside(entry, &site, &mut refused)
        });
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(fault) if is_link_trouble(&fault) => {
                faults.push(broken_link(&shown_path(folder, shown, fault.path())));
                continue;
            }
            Err(fault) => {
                let path = fault.path().unwrap_or(folder).to_path_buf();
                return Err(read(&path, fault.into()));
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let here = shown_path(folder, shown, Some(entry.path()));
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let Some(path) = name_of(relative) else {
            faults.push(unusable_name(&here));
            continue;
        };
        if !entry.file_type().is_file() {
            faults.push(not_a_file(&here));
            continue;
        }
        if let Some(other) = files.insert(path.clone(), entry.path().to_path_buf()) {
            faults.push(same_name(&here, &shown_path(folder, shown, Some(&other))));
        }
    }
    for path in refused {
        faults.push(link_outside(&shown_path(folder, shown, Some(&path))));
    }
    Ok((files, faults))
}

const UNTOUCHED: &str = "nothing was written";

/// Names that start with a dot are the system's and the editors'; `_drafts` is no more hidden than any other.
pub fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db"
}

/// Whether an entry lies inside the site once its links are followed. Those that do not are noted.
fn stays_inside(entry: &DirEntry, site: &Path, refused: &mut BTreeSet<PathBuf>) -> bool {
    if !entry.path_is_symlink() {
        return true;
    }
    // A link that leads nowhere is left to the walk, which reports it as such.
    let inside = fs::canonicalize(entry.path()).map_or(true, |target| target.starts_with(site));
    if !inside {
        refused.insert(entry.path().to_path_buf());
    }
    inside
}

fn is_link_trouble(fault: &walkdir::Error) -> bool {
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|data| is_symlink(&data));
    fault.loop_ancestor().is_some()
        || fault.path().is_some_and(is_link)
            && fault.io_error().map(io::Error::kind) == Some(io::ErrorKind::NotFound)
}

fn is_symlink(data: &Metadata) -> bool {
    data.file_type().is_symlink()
}

/// The name of a file by its path in a folder: NFC, with `/`; none where it is no text.
pub fn name_of(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    let path: String = parts?.join("/").nfc().collect();
    (!path.contains(|c: char| c.is_control() || c == '\\')).then_some(path)
}

fn extension(path: &str) -> String {
    Path::new(path)
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn shown_path(folder: &Path, shown: &str, path: Option<&Path>) -> String {
    let relative = path
        .and_then(|path| path.strip_prefix(folder).ok())
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .unwrap_or_default();
    format!("{shown}/{relative}")
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn attachment(path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MetaCompat,
        "a text beside an `index.md` is taken for its attachment, not for an article",
    )
    .at(Place::file(format!("content/{path}")))
    .help("if it is an article, move it into another folder")
}

fn orphan(path: &str, stem: &str) -> Diagnostic {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    Diagnostic::new(Code::SidecarOrphan, "a sidecar without its source")
        .at(Place::file(format!("content/{path}")))
        .help(format!(
            "put `{name}.md` or `{name}.txt` beside it, or delete it"
        ))
}

fn link_outside(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceLink, "a symbolic link that leaves the site")
        .at(Place::file(path))
        .help("copy what it leads to into the site, or delete the link")
}

fn broken_link(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceLink, "a symbolic link that leads nowhere")
        .at(Place::file(path))
        .help("mend the link, or delete it")
}

fn unusable_name(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceName, "a file name that is not text")
        .at(Place::file(path))
        .help("rename the file: letters, digits, hyphens")
}

fn not_a_file(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceUnreadable, "neither a file nor a folder")
        .at(Place::file(path))
        .help("move it out of the site")
}

fn same_name(path: &str, other: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SourceName,
        "two file names that differ only in their Unicode form",
    )
    .at(Place::file(path))
    .also(Place::file(other), "the other one")
    .help("rename one of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = root.path().join("content").join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        root
    }

    fn found(root: &tempfile::TempDir) -> (Discovered, Diagnostics) {
        discover(&root.path().join("content"), false).expect("walked")
    }

    #[test]
    fn sources_sidecars_and_files_are_told_apart() {
        let root = site(&[
            "2017/a.md",
            "2017/b.txt",
            "2017/b.toml",
            "2017/map.svg",
            ".git/x.md",
        ]);
        let (found, faults) = found(&root);
        assert_eq!(
            found.sources.keys().collect::<Vec<_>>(),
            ["2017/a.md", "2017/b.txt"]
        );
        assert!(found.sources["2017/b.txt"].sidecar.is_some());
        assert_eq!(found.files.keys().collect::<Vec<_>>(), ["2017/map.svg"]);
        assert!(faults.is_empty());
    }

    #[test]
    fn a_sidecar_is_found_in_whatever_case_extensions_are_written() {
        let (found, faults) = found(&site(&["a.TXT", "a.toml", "b.md", "b.Toml"]));
        assert!(
            found
                .sources
                .values()
                .all(|source| source.sidecar.is_some())
        );
        assert!(faults.is_empty());
    }

    #[test]
    fn a_sidecar_without_its_source_is_reported() {
        let root = site(&["alone.toml"]);
        assert!(found(&root).1.has(Code::SidecarOrphan));
    }

    #[test]
    fn text_beside_an_index_is_an_attachment_in_foreign_folders_alone() {
        let root = site(&["pont/index.md", "pont/form.txt", "seul.txt"]);
        let content = root.path().join("content");
        let (found, faults) = discover(&content, true).expect("walked");
        assert_eq!(found.files.keys().collect::<Vec<_>>(), ["pont/form.txt"]);
        assert!(found.sources.contains_key("seul.txt") && faults.has(Code::MetaCompat));
        let (found, faults) = discover(&content, false).expect("walked");
        assert!(found.sources.contains_key("pont/form.txt") && faults.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_that_leave_the_site_or_lead_nowhere_are_refused() {
        let root = site(&["a.md"]);
        let content = root.path().join("content");
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(to, content.join(name)).expect("linked");
        };
        link("/etc/passwd", "leak.txt");
        link("/etc", "folder");
        link("missing.md", "broken.md");
        link("a.md", "inside.md");
        let (found, faults) = found(&root);
        assert_eq!(
            found.sources.keys().collect::<Vec<_>>(),
            ["a.md", "inside.md"]
        );
        assert_eq!(faults.errors(), 3);
        assert!(faults.iter().all(|fault| fault.code == Code::SourceLink));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_text_is_a_fault() {
        use std::os::unix::ffi::OsStrExt;
        let root = site(&["a.md"]);
        let name = OsStr::from_bytes(b"\xff.md");
        fs::write(root.path().join("content").join(name), "x").expect("written");
        assert!(found(&root).1.has(Code::SourceName));
    }
}
