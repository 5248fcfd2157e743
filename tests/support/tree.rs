//! Owns the look at a folder: all of its files with their bytes, what two such looks differ in, and whether a file was
//! written again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files with their bytes, by path with `/`.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Every file below a folder, none where it does not exist.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(folder) = left.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                left.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every file below a folder with its bytes.
pub fn read(folder: &Path) -> Tree {
    files(folder)
        .into_iter()
        .map(|path| (name(folder, &path), fs::read(&path).expect("readable")))
        .collect()
}

/// What tells whether a file was written since: its number and its time.
pub fn fingerprints(folder: &Path) -> BTreeMap<String, String> {
    files(folder)
        .into_iter()
        .map(|path| {
            let data = fs::metadata(&path).expect("a file");
            let stamp = format!("{} {:?}", number(&data), data.modified().expect("a time"));
            (name(folder, &path), stamp)
        })
        .collect()
}

#[cfg(unix)]
fn number(data: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// What two trees differ in, in words; nothing where they are the same.
pub fn differences(one: &Tree, other: &Tree) -> Option<String> {
    let mut told = Vec::new();
    for (path, bytes) in one {
        match other.get(path) {
            None => told.push(format!("{path}: only in the first")),
            Some(others) if others != bytes => told.push(first_difference(path, bytes, others)),
            Some(_) => {}
        }
    }
    let only = other.keys().filter(|path| !one.contains_key(*path));
    told.extend(only.map(|path| format!("{path}: only in the second")));
    (!told.is_empty()).then(|| {
        let count = told.len();
        told.truncate(12);
        format!("{count} files differ:\n{}", told.join("\n"))
    })
}

fn first_difference(path: &str, one: &[u8], other: &[u8]) -> String {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let start = same.saturating_sub(60);
        let end = bytes.len().min(same + 120);
        String::from_utf8_lossy(&bytes[start.min(end)..end]).into_owned()
    };
    format!(
        "{path}: differs at byte {same}\n    first:  {:?}\n    second: {:?}",
        around(one),
        around(other)
    )
}

fn name(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).expect("below the folder");
    relative.to_string_lossy().replace('\\', "/")
}
