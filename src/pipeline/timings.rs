//! Owns how long each stage of a run took. It tells where the time went and decides nothing: no other part asks it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A part of a run whose time is told by itself, in the order of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The output is locked, and what was written last time is read.
    Open,
    /// All sources and all files of the site are looked at, without opening any.
    Glance,
    /// Texts that alone were written to are read, and their pages made again.
    Amend,
    /// What was read of sources last time is taken up.
    Recall,
    /// The folders are walked.
    Discover,
    /// The templates and the interface's words are loaded.
    Theme,
    /// Sources are read, or known from memory.
    Parse,
    /// What is not public is turned back; articles are ordered, their terms, links and days gathered.
    Fold,
    /// Every file that will exist.
    Plan,
    /// Files to copy are looked at.
    Media,
    /// New photographs are decoded, and made in their sizes.
    Pictures,
    /// What each page is made from, and its fingerprint.
    View,
    /// Files that are there are looked at.
    Keep,
    /// Bodies are read again, and pages made.
    Render,
    /// Pages are held against those that are there, and new ones written beside the output.
    Stage,
    /// The output becomes what was kept and put.
    Commit,
    /// What was read of sources is written down for the next run.
    Remember,
}

impl Stage {
    /// All of them, in the order of the run.
    pub const ALL: [Self; 17] = [
        Self::Open,
        Self::Glance,
        Self::Amend,
        Self::Recall,
        Self::Discover,
        Self::Theme,
        Self::Parse,
        Self::Fold,
        Self::Plan,
        Self::Media,
        Self::Pictures,
        Self::View,
        Self::Keep,
        Self::Render,
        Self::Stage,
        Self::Commit,
        Self::Remember,
    ];

    /// Whether its time is that of all threads added up: pages are looked at side by side.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::View | Self::Keep | Self::Render | Self::Stage)
    }
}

/// How long each stage took so far. Many threads may add to it at once.
#[derive(Debug, Default)]
pub struct Timings {
    nanoseconds: [AtomicU64; Stage::ALL.len()],
}

impl Timings {
    /// Does something, and adds its time to a stage's.
    pub fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = work();
        let spent = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds[stage as usize].fetch_add(spent, Ordering::Relaxed);
        done
    }

    /// What a stage took.
    pub fn of(&self, stage: Stage) -> Duration {
        Duration::from_nanos(self.nanoseconds[stage as usize].load(Ordering::Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_its_own_time_whichever_thread_adds_to_it() {
        let timings = Timings::default();
        let pause = Duration::from_millis(2);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| timings.time(Stage::Render, || std::thread::sleep(pause)));
            }
        });
        assert!(timings.of(Stage::Render) >= pause * 3);
        assert_eq!(timings.of(Stage::View), Duration::ZERO);
        for (at, stage) in Stage::ALL.iter().enumerate() {
            assert_eq!(*stage as usize, at, "each has its place");
        }
    }
}
