//! Owns what releases need of the machine that holds them, and the names they have there:
//!
//! ```text
//! PATH/current          a link to `releases/ID`, which the web server serves
//! PATH/releases/ID/     a whole site, with its manifest
//! PATH/.depeche/        for the publisher alone: tombstones, the lease, the release that is being made
//! ```

use crate::output::Manifest;
use crate::publish::lease::Lease;
use crate::publish::{Now, Site, Trouble, Work};

/// The link to the release that readers see.
pub(super) const CURRENT: &str = "current";
/// The folder of the releases.
pub(super) const RELEASES: &str = "releases";
/// The private folder.
pub(super) const STATE: &str = ".depeche";
/// In the private folder: says that the place is ours.
pub(super) const MARK: &str = "releases";
/// In the private folder: who publishes.
pub(super) const LEASE: &str = "lease";
/// In the private folder: the release that is being made.
pub(super) const MAKING: &str = "making";
/// In the private folder: the id of a release that was moved to the others and that readers were not led to yet.
pub(super) const RISING: &str = "rising";

/// The machine that holds the releases. Paths are from PATH, with `/`; names of private files are within [`STATE`].
pub(super) trait Host {
    /// PATH, as messages name it.
    fn shown(&self) -> String;

    /// What lies in PATH.
    fn survey(&mut self) -> Result<Survey, Trouble>;

    /// The bytes of small files, each `None` where there is none.
    fn read(&mut self, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, Trouble>;

    /// Makes PATH and its private folder.
    fn found(&mut self) -> Result<(), Trouble>;

    /// Makes the folder of the releases, and marks PATH as ours.
    fn settle(&mut self) -> Result<(), Trouble>;

    /// Writes a private file, whole or not at all.
    fn write(&mut self, name: &str, text: &[u8]) -> Result<(), Trouble>;

    /// Creates a private file, whole. Says `false` where there is one.
    fn create(&mut self, name: &str, text: &[u8]) -> Result<bool, Trouble>;

    /// Puts a private file in the place of one that still says `before`. Says `false` where it says something else.
    fn swap(&mut self, name: &str, before: &[u8], after: &[u8]) -> Result<bool, Trouble>;

    /// Deletes a private file, if there is one.
    fn discard(&mut self, name: &str) -> Result<(), Trouble>;

    /// Deletes the lease if it still says `text`, and the private folder if it is empty then.
    fn leave(&mut self, text: &[u8]) -> Result<(), Trouble>;

    /// Takes files out of releases, each a release with its paths. What is not there is gone already.
    fn erase(&mut self, gone: &[(String, Vec<String>)]) -> Result<(), Trouble>;

    /// Puts new versions of files into a release: beside the old one, then over it, so that no other release that shares the
    /// old one is touched.
    fn replace(
        &mut self,
        id: &str,
        site: &Site,
        paths: &[String],
        beat: &mut Beat,
    ) -> Result<(), Trouble>;

    /// Makes the whole site in [`MAKING`]: what release `from` holds with the same bytes is shared with it, all else is brought.
    /// The root of the manifest comes last, and all is on the disk at the end.
    fn make(&mut self, from: Option<&str>, work: &Work<'_>, beat: &mut Beat)
    -> Result<(), Trouble>;

    /// Moves what was made to the releases, under this id.
    fn rise(&mut self, id: &str) -> Result<(), Trouble>;

    /// Leads readers to a release, from one moment to the next.
    fn switch(&mut self, id: &str) -> Result<(), Trouble>;

    /// Notes how the files of a release that was just made stand, where that spares reading them all next time.
    fn remember(&mut self, _id: &str) -> Result<(), Trouble> {
        Ok(())
    }

    /// The paths of a release that are missing or hold other bytes than its manifest says.
    fn unsound(&mut self, id: &str, manifest: &Manifest) -> Result<Vec<String>, Trouble>;

    /// Deletes a release, the root of its manifest first.
    fn delete(&mut self, id: &str) -> Result<(), Trouble>;
}

/// What something in PATH is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A folder.
    Folder,
    /// A link, and what it says.
    Link(String),
    /// Something else.
    File,
}

/// What lies in PATH.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// The names in PATH.
    pub(super) top: Vec<(String, Kind)>,
    /// The releases that have the root of their manifest, by number.
    pub(super) whole: Vec<String>,
    /// Those that do not.
    pub(super) halves: Vec<String>,
    /// The release that readers were not led to when a run was cut short.
    pub(super) rising: Option<String>,
    /// Whether it is marked as ours.
    pub(super) marked: bool,
}

impl Survey {
    /// Notes a folder among the releases. Those that are not named as ours are somebody else's.
    pub(super) fn note_release(&mut self, name: &str, whole: bool) {
        if is_id(name) {
            let list = if whole {
                &mut self.whole
            } else {
                &mut self.halves
            };
            list.push(name.to_owned());
        }
    }

    /// Brings the releases into their order.
    pub(super) fn sort(&mut self) {
        // Numbers have leading noughts up to a million; beyond it the length tells.
        let key = |id: &String| (crate::publish::Release::number(id), id.clone());
        self.whole.sort_by_key(key);
        self.halves.sort_by_key(key);
        self.top.sort_by(|one, other| one.0.cmp(&other.0));
    }

    /// What the link `current` leads to, if it is ours.
    pub(super) fn linked(&self) -> Option<&str> {
        let (_, kind) = self.top.iter().find(|(name, _)| name == CURRENT)?;
        let Kind::Link(to) = kind else { return None };
        let id = to.strip_prefix("releases/")?;
        is_id(id).then_some(id)
    }

    /// The release that readers see, if it is whole.
    pub(super) fn current(&self) -> Option<&str> {
        let linked = self.linked()?;
        self.whole.iter().any(|id| id == linked).then_some(linked)
    }

    /// The releases that readers see or saw.
    pub(super) fn kept(&self) -> impl Iterator<Item = &str> {
        let current = self.current();
        let rising = self.rising.as_deref();
        let ids = self.whole.iter().map(String::as_str);
        ids.filter(move |id| rising != Some(*id) || current == Some(*id))
    }

    /// What a run that was cut short left among the releases.
    pub(super) fn left_over(&self) -> impl Iterator<Item = &str> {
        let linked = self.linked();
        let rising = self
            .rising
            .as_deref()
            .filter(|id| self.whole.iter().any(|it| it == id));
        let halves = self.halves.iter().map(String::as_str);
        halves.chain(rising).filter(move |id| linked != Some(*id))
    }
}

/// Whether a text is the id of a release: it becomes a part of paths.
pub(super) fn is_id(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [number, day, time, root] => {
            digits(number)
                && digits(day)
                && digits(time)
                && root.len() == 8
                && root.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        _ => false,
    }
}

/// The lease of a run, written anew from time to time while the run goes on.
#[derive(Debug, Clone)]
pub(super) struct Beat {
    lease: Lease,
    now: Now,
}

impl Beat {
    pub(super) fn new(owner: &str, now: Now) -> Self {
        Self {
            lease: Lease::new(owner, now),
            now,
        }
    }

    /// What the lease says now.
    pub(super) fn text(&self) -> String {
        self.lease.text()
    }

    /// What it says now, and is to say from now on, where it is time for that.
    pub(super) fn due(&mut self) -> Option<(String, String)> {
        if !self.lease.is_old(self.now) {
            return None;
        }
        let before = self.text();
        self.lease = Lease::new(&self.lease.owner, self.now);
        Some((before, self.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "000001-20261123-043000-1a2b3c4d";
    const TWO: &str = "000002-20261123-043000-1a2b3c4d";

    #[test]
    fn an_id_is_never_a_way_out_of_the_releases() {
        assert!(is_id(ONE));
        for text in [
            "",
            "..",
            "000001",
            "../000001-20261123-043000-1a2b3c4d",
            "000001-20261123-043000-1a2b3c4d/..",
            "000001-20261123-043000-1a2b3c4d\n",
            "-1-1-1a2b3c4d",
        ] {
            assert!(!is_id(text), "{text:?}");
        }
    }

    #[test]
    fn what_nobody_was_led_to_is_left_over_and_never_kept() {
        let mut survey = Survey {
            top: vec![(CURRENT.into(), Kind::Link(format!("releases/{ONE}")))],
            rising: Some(TWO.into()),
            ..Survey::default()
        };
        survey.note_release(TWO, true);
        survey.note_release(ONE, true);
        survey.note_release("notes", true);
        survey.sort();
        assert_eq!(survey.current(), Some(ONE));
        assert_eq!(survey.kept().collect::<Vec<_>>(), [ONE]);
        assert_eq!(survey.left_over().collect::<Vec<_>>(), [TWO]);
        survey.top[0].1 = Kind::Link(format!("releases/{TWO}"));
        assert_eq!(survey.kept().collect::<Vec<_>>(), [ONE, TWO]);
        assert_eq!(survey.left_over().count(), 0);
        survey.top[0].1 = Kind::Link("/srv/other".into());
        assert_eq!(survey.current(), None);
    }
}
