//! Owns what every target can do, whatever its kind: say what is there, keep others out, and bring a plan about.

use super::plan::Plan;
use super::site::Site;
use super::there::There;
use super::tombstones::Tombstones;
use super::trouble::Trouble;
use crate::output::{Manifest, Written};

/// A place where a site is published.
pub trait Target {
    /// What is there now. Only the manifest is read, and of that only the lists that differ from `ours`. Nothing is changed.
    ///
    /// # Errors
    /// Where it cannot be reached, or holds a site's manifest that is damaged.
    fn look(&mut self, ours: &Written) -> Result<There, Trouble>;

    /// Keeps other publishers out until [`Target::unlock`], or until its time limit has passed if this process dies.
    ///
    /// # Errors
    /// `publish/locked` where somebody else publishes; it says who, and until when.
    fn lock(&mut self, now: Now) -> Result<(), Trouble>;

    /// Lets others in again. What cannot be unlocked is free when its time limit has passed.
    ///
    /// # Errors
    /// Where the target cannot be reached.
    fn unlock(&mut self) -> Result<(), Trouble>;

    /// Refuses to go where files lie that are not ours and would be overwritten: asked once, after the lock and before the first
    /// change. `adopt` says that they may be taken over.
    ///
    /// # Errors
    /// `publish/foreign`, which names them; or where the target cannot be listed.
    fn clear(&mut self, work: &Work<'_>, adopt: bool) -> Result<(), Trouble>;

    /// Brings the plan about, in the order of its phases. When it is cut short, the old site or whole new pages are there, and the
    /// next run goes on.
    ///
    /// # Errors
    /// Where the world refuses for longer than retries help; says what was left.
    fn apply(&mut self, work: &Work<'_>) -> Result<(), Trouble>;

    /// A file of our own state at this target, such as the tombstones; never published.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn read_private(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble>;

    /// Writes such a file, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn write_private(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble>;

    /// The releases that are kept, the oldest first; `None` for a target that keeps none.
    ///
    /// # Errors
    /// Where they cannot be listed.
    fn history(&mut self) -> Result<Option<Vec<Release>>, Trouble> {
        Ok(None)
    }

    /// The manifest of a kept release; `None` where there is none of that name.
    ///
    /// # Errors
    /// Where it cannot be read or is damaged.
    fn release(&mut self, _id: &str) -> Result<Option<Manifest>, Trouble> {
        Ok(None)
    }

    /// Makes a kept release the current one. The caller has asked the tombstones.
    ///
    /// # Errors
    /// Where the world refuses.
    fn switch(&mut self, _id: &str) -> Result<(), Trouble> {
        Ok(())
    }
}

/// All that is needed to bring a plan about.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// What is to be there.
    pub site: &'a Site,
    /// The difference.
    pub plan: &'a Plan,
    /// What is there.
    pub there: &'a There,
    /// What must never come back, with what this plan takes down.
    pub tombstones: &'a Tombstones,
    /// When this run is.
    pub now: Now,
    /// Hears how far it is.
    pub progress: &'a dyn Progress,
}

/// A release that is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Release {
    /// `NUMBER-DATE-TIME-ROOT`: `000007-20261123-043000-1a2b3c4d`, the time in UTC, the root by the first digits of its sum.
    pub id: String,
    /// Whether readers see it now.
    pub current: bool,
}

impl Release {
    /// The number in a release's id, by which releases follow one another.
    pub fn number(id: &str) -> Option<u64> {
        id.split('-').next()?.parse().ok()
    }

    /// The id of a release with this number.
    pub fn name(number: u64, now: Now, site: &Site) -> String {
        let time = chrono::DateTime::from_timestamp(now.seconds(), 0).unwrap_or_default();
        format!(
            "{number:06}-{}-{}",
            time.format("%Y%m%d-%H%M%S"),
            site.root().short(8)
        )
    }
}

/// The time of a run: a clock read once, and what has passed since.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    began: i64,
    since: std::time::Instant,
}

impl Now {
    /// The run began at this time, in seconds since 1970.
    pub fn at(began: i64) -> Self {
        Self {
            began,
            since: std::time::Instant::now(),
        }
    }

    /// The present time, in seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.began + self.since.elapsed().as_secs() as i64
    }
}

/// Hears how far a run is. It may be told from several threads.
pub trait Progress: Sync {
    /// So many files and bytes are to be brought.
    fn begin(&self, files: usize, bytes: u64);
    /// One more is there, or gone, with so many bytes.
    fn file(&self, bytes: u64);
    /// What is being done, where it is no file: "waiting for the store".
    fn note(&self, text: &str);
}

/// Hears nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silence;

impl Progress for Silence {
    fn begin(&self, _: usize, _: u64) {}
    fn file(&self, _: u64) {}
    fn note(&self, _: &str) {}
}
