//! Owns the check of a folder: every file that the manifest names, and every file that is there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization as _;
use walkdir::WalkDir;

use super::{Finding, Known, NoCopy, Report, Watcher, What, check_signature, read_root};
use crate::diag::WorldError;
use crate::hash::{Sum, Summing};
use crate::output::locate;
use crate::output::{Entry, LISTS, ROOT, SIGNATURE};
use crate::publish::sign::Key;

/// How much of a file is in memory at once, in bytes.
const PIECE: usize = 64 * 1024;
/// The most that is read of a manifest, in bytes.
const LONGEST: u64 = 1 << 30;
/// The repository's own folder, at the top of a clone.
const GIT: &str = ".git";

/// What is at a path.
enum There {
    File(Vec<u8>),
    Nothing,
    NoFile,
    Unread(String),
}

/// What a walk through a folder met, as paths from its top.
#[derive(Default)]
struct Walk {
    files: BTreeSet<String>,
    /// Links, devices and the like.
    others: BTreeSet<String>,
    /// What could not be listed, and why.
    unread: Vec<Finding>,
}

/// Checks a folder against its manifest, and the manifest against a key.
///
/// # Errors
/// Where there is no folder, or no manifest in it, or the disk refuses to give either.
pub fn folder(folder: &Path, key: Option<&Key>, watcher: &dyn Watcher) -> Result<Report, NoCopy> {
    let name = folder.display().to_string();
    if !folder.is_dir() {
        return Err(NoCopy::NoFolder(name));
    }
    let mut report = Report::default();
    let root = match read(folder, ROOT, LONGEST) {
        There::File(text) => {
            let signature = match read(folder, SIGNATURE, LONGEST) {
                There::File(signature) => Some(signature),
                There::Nothing => None,
                There::NoFile => {
                    report.find(SIGNATURE, What::NoFile);
                    None
                }
                There::Unread(why) => {
                    report.find(SIGNATURE, What::Unread(why));
                    None
                }
            };
            check_signature(key, &text, signature.as_deref(), &mut report);
            read_root(&text, &mut report)
        }
        There::NoFile => {
            report.find(ROOT, What::NoFile);
            None
        }
        There::Unread(why) => {
            let fault = WorldError::new("read", &folder.join(ROOT), io::Error::other(why));
            return Err(fault.into());
        }
        // The lists are there: it is one of ours that has lost its root.
        There::Nothing if folder.join(LISTS).is_dir() => {
            report.find(ROOT, What::Missing);
            None
        }
        There::Nothing => return Err(NoCopy::NoManifest(name)),
    };
    let Some(root) = root else {
        return Ok(report);
    };
    let mut known = Known::default();
    let mut room = LONGEST;
    for list in &root.lists {
        match read(folder, &list.path, room) {
            There::File(bytes) => {
                room = room.saturating_sub(bytes.len() as u64);
                known.take(list, &bytes, &mut report);
            }
            other => {
                report.find(
                    &list.path,
                    match other {
                        There::Unread(why) => What::Unread(why),
                        There::NoFile => What::NoFile,
                        _ => What::Missing,
                    },
                );
                known.lose(&list.path);
            }
        }
    }
    known.files.extend(root.files);
    known.sort();
    report.listed = known.files.len();
    watcher.files(known.files.len());
    let walk = walk(folder);
    let looked: Vec<Option<Finding>> = known
        .files
        .par_iter()
        .map(|entry| {
            let what = look(folder, entry, &walk);
            watcher.file();
            what.map(|what| Finding {
                path: entry.path.to_string(),
                what,
            })
        })
        .collect();
    report.checked = looked.len();
    report.findings.extend(looked.into_iter().flatten());
    let own = |path: &str| {
        path == ROOT || path == SIGNATURE || root.lists.iter().any(|list| *list.path == *path)
    };
    let strange = |path: &&String| {
        !own(path)
            && !known.is_dark(path)
            && !is_known(&known, path)
            && !is_twin(folder, &known, path)
    };
    for path in walk.files.iter().filter(strange) {
        report.find(path, What::Foreign);
    }
    for path in walk.others.iter().filter(|path| !own(path)) {
        report.find(path, What::NoFile);
    }
    report.findings.extend(walk.unread);
    Ok(report.sorted())
}

/// Looks at one file that the manifest names.
fn look(folder: &Path, entry: &Entry, walk: &Walk) -> Option<What> {
    // Whatever lies behind a link is not the copy's own; the link itself is told.
    if is_behind(&walk.others, &entry.path) {
        return None;
    }
    match sum(folder, &entry.path) {
        Ok(sum) if sum == entry.sum => None,
        Ok(_) => Some(What::Changed),
        Err(fault) if is_absent(&fault) => Some(What::Missing),
        Err(fault) => Some(What::Unread(fault.to_string())),
    }
}

/// Whether a path is one of these, or lies below one.
fn is_behind(links: &BTreeSet<String>, path: &str) -> bool {
    !links.is_empty()
        && path
            .match_indices('/')
            .map(|(at, _)| &path[..at])
            .chain([path])
            .any(|part| links.contains(part))
}

/// Some systems give names back in another form of Unicode than they were written in.
fn is_known(known: &Known, path: &str) -> bool {
    known.get(path).is_some()
        || !path.is_ascii() && known.get(&path.nfc().collect::<String>()).is_some()
}

/// Whether a file is the compressed twin of one that the manifest names: a host gives it to browsers in the other's place.
fn is_twin(folder: &Path, known: &Known, path: &str) -> bool {
    let Some((plain, ending)) = path.rsplit_once('.') else {
        return false;
    };
    let Some(entry) = known.get(plain) else {
        return false;
    };
    let Ok(file) = File::open(locate(folder, path)) else {
        return false;
    };
    // A twin holds no more than the other, so what unpacks to more is none.
    let most = fs::metadata(locate(folder, plain)).map_or(0, |plain| plain.len());
    let unpacked = match ending {
        "gz" => sum_of(flate2::read::GzDecoder::new(file).take(most + 1)),
        "br" => sum_of(brotli::Decompressor::new(file, PIECE).take(most + 1)),
        _ => return false,
    };
    unpacked.is_ok_and(|sum| sum == entry.sum)
}

fn sum(folder: &Path, path: &str) -> io::Result<Sum> {
    sum_of(File::open(locate(folder, path))?)
}

fn sum_of(mut file: impl Read) -> io::Result<Sum> {
    let mut summing = Summing::default();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(summing.finish()),
            Ok(count) => summing.write_all(&piece[..count])?,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
}

/// Reads a part of the manifest, up to a length.
fn read(folder: &Path, path: &str, most: u64) -> There {
    let disk = locate(folder, path);
    let found = fs::symlink_metadata(&disk).and_then(|found| match found.is_file() {
        true if found.len() > most => Err(io::ErrorKind::FileTooLarge.into()),
        true => fs::read(&disk).map(There::File),
        false => Ok(There::NoFile),
    });
    match found {
        Ok(there) => there,
        Err(fault) if is_absent(&fault) => There::Nothing,
        Err(fault) => There::Unread(fault.to_string()),
    }
}

/// Whether a file is not there, a file in the place of its folder included.
fn is_absent(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
    )
}

fn walk(folder: &Path) -> Walk {
    let mut walk = Walk::default();
    let within = |path: &Path| {
        let path = path.strip_prefix(folder).unwrap_or(path);
        let parts = path.iter().map(|part| part.to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    };
    let entries = WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !(entry.depth() == 1 && entry.file_name() == GIT));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => {
                walk.files.insert(within(entry.path()));
            }
            Ok(entry) => {
                walk.others.insert(within(entry.path()));
            }
            Err(fault) => walk.unread.push(Finding {
                path: fault.path().map(within).unwrap_or_default(),
                what: What::Unread(match fault.io_error() {
                    Some(fault) => fault.to_string(),
                    None => fault.to_string(),
                }),
            }),
        }
    }
    walk
}
