//! Owns the manifest: the public list of every file that depeche wrote into an output folder, kept at its top. It marks the
//! folder as ours, says what to remove when a page goes, and is what a published copy is verified against.
//! It holds nothing private and nothing of the machine: the same tree gives the same manifest. What is only ours to know
//! (fingerprints, times) is in `state`.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::path;
use crate::hash::Digest;

/// The manifest's own name at the top of the output folder. It is the one file of ours that it does not list.
pub const MANIFEST: &str = ".depeche-manifest";

/// What opens the first line, before the number of files.
const HEADER: &str = "depeche-manifest 1 ";

/// Every file of an output tree, by path.
///
/// As text it is a first line `depeche-manifest 1 COUNT`, then for each file, sorted by the bytes of its path, a line
/// `DIGEST LENGTH PATH`: BLAKE3 in 64 lower-case hexadecimal digits, the length in bytes, the path with `/`. Each line ends
/// with a line feed. There is one text for one list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: Vec<Entry>,
}

/// One file of the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the top of the output, with `/`.
    pub path: Box<str>,
    /// BLAKE3 of its bytes.
    pub digest: Digest,
    /// How many bytes it has.
    pub size: u64,
}

/// Where a manifest is not as depeche writes it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// The first line is another.
    #[error("its first line is not that of a manifest of version 1")]
    Header,
    /// It has fewer or more lines than its first line says.
    #[error("its first line says {said} files, and it lists {found}")]
    Count {
        /// What the first line says.
        said: usize,
        /// What follows.
        found: usize,
    },
    /// A line, from 1, that cannot be read or stands out of order.
    #[error("its line {0} cannot be read, or is out of order")]
    Line(usize),
    /// It is not UTF-8.
    #[error("it is not text")]
    Text,
}

impl Manifest {
    /// A manifest of these files, in any order. Of two with one path the first is taken.
    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|one, other| one.path == other.path);
        Self { entries }
    }

    /// Reads the manifest of a folder; `None` where the folder has none.
    ///
    /// # Errors
    /// `InvalidData` with a [`Damaged`] inside where it is not a manifest, else the system's error.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let bytes = match fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => bytes,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(fault),
        };
        let invalid = |damaged| io::Error::new(io::ErrorKind::InvalidData, damaged);
        let text = String::from_utf8(bytes).map_err(|_| invalid(Damaged::Text))?;
        Self::parse(&text).map(Some).map_err(invalid)
    }

    /// Reads the text form back. Only what [`Manifest::text`] writes is taken.
    ///
    /// # Errors
    /// Says where the text is damaged.
    pub fn parse(text: &str) -> Result<Self, Damaged> {
        let (first, rest) = text.split_once('\n').ok_or(Damaged::Header)?;
        let said = first.strip_prefix(HEADER).and_then(number);
        let said = said.ok_or(Damaged::Header)? as usize;
        let mut entries: Vec<Entry> = Vec::new();
        for (index, line) in rest.split_terminator('\n').enumerate() {
            let entry = entry(line).ok_or(Damaged::Line(index + 2))?;
            if entries.last().is_some_and(|last| last.path >= entry.path) {
                return Err(Damaged::Line(index + 2));
            }
            entries.push(entry);
        }
        let found = entries.len();
        if found != said {
            return Err(Damaged::Count { said, found });
        }
        if !text.ends_with('\n') {
            return Err(Damaged::Line(found + 1));
        }
        Ok(Self { entries })
    }

    /// The text form: the same for the same tree.
    pub fn text(&self) -> String {
        self.to_string()
    }

    /// The digest of the text form, which names this very tree.
    pub fn digest(&self) -> Digest {
        Digest::of(self.text().as_bytes())
    }

    /// The files, by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One file.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.position(path).map(|at| &self.entries[at])
    }

    /// Whether a file of the list lies within this folder, at any depth.
    pub fn has_within(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let at = self.entries.partition_point(|entry| *entry.path < *inside);
        self.entries
            .get(at)
            .is_some_and(|entry| entry.path.starts_with(&inside))
    }

    pub(super) fn position(&self, path: &str) -> Option<usize> {
        self.entries
            .binary_search_by(|entry| (*entry.path).cmp(path))
            .ok()
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}{}", self.entries.len())?;
        for Entry { path, digest, size } in &self.entries {
            writeln!(f, "{digest} {size} {path}")?;
        }
        Ok(())
    }
}

fn entry(line: &str) -> Option<Entry> {
    let (digest, rest) = line.split_once(' ')?;
    let (size, path) = rest.split_once(' ')?;
    let upper = |byte: u8| byte.is_ascii_uppercase();
    if digest.bytes().any(upper) || path::check(path).is_err() {
        return None;
    }
    Some(Entry {
        path: path.into(),
        digest: Digest::from_hex(digest)?,
        size: number(size)?,
    })
}

/// A number as it is written by `{}`, and in no other way.
fn number(text: &str) -> Option<u64> {
    let value: u64 = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Manifest {
        let file = |path: &str, bytes: &[u8]| Entry {
            path: path.into(),
            digest: Digest::of(bytes),
            size: bytes.len() as u64,
        };
        Manifest::new(vec![
            file("index.html", b"une page"),
            file("2017/10/al-qaim.html", b"une autre"),
            file("2017-index.html", b""),
        ])
    }

    #[test]
    fn the_text_is_sorted_and_reads_back() {
        let text = sample().text();
        let digest = Digest::of(b"une page");
        assert!(text.starts_with("depeche-manifest 1 3\n"), "{text}");
        assert!(text.ends_with(&format!("\n{digest} 8 index.html\n")));
        assert_eq!(Manifest::parse(&text), Ok(sample()));
        assert_eq!(
            Manifest::parse("depeche-manifest 1 0\n"),
            Ok(Manifest::default())
        );
    }

    #[test]
    fn a_damaged_text_is_refused_with_its_line() {
        let text = sample().text();
        let lines: Vec<&str> = text.lines().collect();
        let swapped = [lines[0], lines[2], lines[1], lines[3], ""].join("\n");
        for (damaged, why) in [
            (String::new(), Damaged::Header),
            ("<html>\n".into(), Damaged::Header),
            (text.replacen('1', "2", 1), Damaged::Header),
            (
                text.replacen(" 3\n", " 4\n", 1),
                Damaged::Count { said: 4, found: 3 },
            ),
            (swapped, Damaged::Line(3)),
            (text.replace(" index.html", " ../x"), Damaged::Line(4)),
            (text.replace(" 8 ", " 08 "), Damaged::Line(4)),
            (text[..text.len() - 1].to_owned(), Damaged::Line(4)),
        ] {
            assert_eq!(Manifest::parse(&damaged), Err(why), "{damaged}");
        }
    }

    #[test]
    fn no_cut_of_the_text_passes() {
        let text = sample().text();
        for end in 0..text.len() {
            assert!(Manifest::parse(&text[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn it_knows_which_folders_it_reaches_into() {
        let manifest = sample();
        assert!(manifest.has_within("2017"));
        assert!(manifest.has_within("2017/10"));
        assert!(!manifest.has_within("2017/1"));
        assert!(!manifest.has_within("index.html"));
    }
}
