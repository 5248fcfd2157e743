//! Owns what was taken down and must not come back by a rollback: paths, each with the release that took it down. They are
//! kept with the private state of a target, never published: the address of what was withdrawn can itself be harmful.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::hash::Sum;
use crate::output::Manifest;

/// The name of the file that holds them.
pub const FILE: &str = "tombstones.json";

/// All that was taken down at a target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstones {
    /// By path.
    paths: BTreeMap<String, Tombstone>,
}

/// One path that was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The number of the release that did; releases before it are bound by it.
    pub release: u64,
    /// The day, `2026-11-23`, for people.
    pub on: String,
    /// What stood in its place then, as a text of 64 digits; none where nothing does.
    pub left: Option<String>,
}

impl Tombstones {
    /// Reads them back.
    ///
    /// # Errors
    /// Where the text is damaged: then nothing may be published or rolled back before somebody has looked.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// The text to keep.
    pub fn text(&self) -> String {
        // A map of texts and numbers always serialises.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Notes that release `release` took down what stood at `path`, and what it left there.
    pub fn add(&mut self, path: &str, release: u64, on: &str, left: Option<Sum>) {
        let tombstone = Tombstone {
            release,
            on: on.to_owned(),
            left: left.map(|sum| sum.to_string()),
        };
        self.paths.insert(path.to_owned(), tombstone);
    }

    /// The tombstone of a path from which all was taken down.
    pub fn gone(&self, path: &str) -> Option<&Tombstone> {
        self.paths
            .get(path)
            .filter(|tombstone| tombstone.left.is_none())
    }

    /// Whether nothing was ever taken down.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// The newest tombstone that binds releases with this number.
    pub fn since(&self, release: u64) -> Option<&Tombstone> {
        let newest = self
            .paths
            .values()
            .max_by_key(|tombstone| tombstone.release);
        newest.filter(|tombstone| release < tombstone.release)
    }

    /// What of a release with this number was taken down since.
    pub fn within<'a>(
        &'a self,
        release: u64,
        manifest: &'a Manifest,
    ) -> impl Iterator<Item = (&'a str, &'a Tombstone)> {
        self.paths.iter().filter_map(move |(path, tombstone)| {
            let entry = manifest.get(path)?;
            let left = tombstone.left.as_deref() == Some(entry.sum.to_string().as_str());
            (release < tombstone.release && !left).then_some((path.as_str(), tombstone))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Entry;

    fn site(files: &[(&str, &[u8])]) -> Manifest {
        let entry = |(path, bytes): &(&str, &[u8])| Entry {
            path: (*path).into(),
            sum: Sum::of(bytes),
        };
        Manifest::new(files.iter().map(entry).collect())
    }

    #[test]
    fn a_release_from_before_a_takedown_holds_what_was_taken_down() {
        let mut tombstones = Tombstones::default();
        tombstones.add("a.html", 3, "2026-11-23", None);
        tombstones.add("b.html", 3, "2026-11-23", Some(Sum::of(b"redacted")));
        let held = |release: u64, files: &[(&str, &[u8])]| -> Vec<String> {
            let manifest = site(files);
            let within = tombstones.within(release, &manifest);
            within.map(|(path, _)| path.to_owned()).collect()
        };
        assert_eq!(
            held(2, &[("a.html", b"x"), ("b.html", b"whole")]),
            ["a.html", "b.html"]
        );
        assert_eq!(held(2, &[("b.html", b"redacted")]), [""; 0]);
        assert_eq!(held(3, &[("b.html", b"redacted")]), [""; 0]);
        assert_eq!(
            held(4, &[("a.html", b"back"), ("b.html", b"later")]),
            [""; 0]
        );
    }

    #[test]
    fn they_come_back_from_their_text_and_from_no_other() {
        let mut tombstones = Tombstones::default();
        tombstones.add("a.html", 3, "2026-11-23", None);
        assert_eq!(
            Tombstones::parse(tombstones.text().as_bytes()).expect("read"),
            tombstones
        );
        assert!(Tombstones::parse(b"{").is_err());
        assert!(tombstones.gone("a.html").is_some());
        assert!(tombstones.gone("b.html").is_none());
        assert!(tombstones.since(2).is_some());
        assert!(tombstones.since(3).is_none());
    }
}
