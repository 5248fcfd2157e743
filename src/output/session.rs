//! Owns one build's dealings with its output folder, from the lock to the report. The files of each step are beside it:
//! `place` (may we write there), `stage`, `commit`, `manifest`, `state`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::change::{Change, Put, Record};
use super::commit;
use super::hold::Hold;
use super::manifest::{Lying, Manifest};
use super::memory::{Memory, Stamp};
use super::opening::{Mode, OpenError};
use super::path::{ROOT, check_write, locate};
use super::place::{self, Place};
use super::reach::Reach;
use super::stage::Stage;
use super::state::State;
use super::steps::Steps;
use super::strays;
use super::stream;
use crate::diag::{Diagnostics, WorldError};
use crate::hash::{Digest, Sum};

/// What a commit did, or in a dry run would do. Paths are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The files that are new or have new bytes.
    pub written: Vec<String>,
    /// The files that are gone.
    pub removed: Vec<String>,
    /// How many files stay as they were.
    pub kept: usize,
    /// A warning for each file in the output folder that depeche did not write.
    pub strays: Diagnostics,
}

/// One build's hold on its output folder. All but [`Session::commit`] can be called from many threads at once.
///
/// A session that is dropped without a commit leaves the output as it was.
#[derive(Debug)]
pub struct Session {
    mode: Mode,
    place: Place,
    state: PathBuf,
    steps: Steps,
    /// What was written last time; `None` where the output is missing or empty.
    before: Option<Lying>,
    /// In the order of the files of `before`; empty where nothing is remembered.
    memories: Vec<Memory>,
    /// In the same order.
    wanted: Vec<AtomicBool>,
    reach: Reach,
    puts: Mutex<BTreeMap<Box<str>, Record>>,
    stage: OnceLock<Stage>,
    stage_door: Mutex<()>,
    // Last, so that the stage is gone before they are free.
    hold: Hold,
}

/// What a session begins with: a locked place, and where what is remembered of it lies.
pub(super) struct Start {
    pub(super) mode: Mode,
    pub(super) place: Place,
    pub(super) state: PathBuf,
    pub(super) steps: Steps,
    pub(super) hold: Hold,
}

impl Session {
    /// Reads what was written last time.
    pub(super) fn begin(start: Start) -> Result<Self, OpenError> {
        let Start {
            mode,
            place,
            state,
            steps,
            hold,
        } = start;
        let before = place.manifest()?;
        let remembered = before
            .as_ref()
            .and_then(|lying| State::load(&state, lying.root, &lying.manifest));
        // Others write a `manifest.sha256` too: ours has lists, or is the one that we remember.
        if before.as_ref().is_some_and(|lying| lying.lists.is_empty())
            && remembered.is_none()
            && !hold.recovered
        {
            return Err(place::unproven(&place.shown).into());
        }
        let files = before.as_ref();
        let files = files.map_or(0, |lying| lying.manifest.entries().len());
        Ok(Self {
            mode,
            state,
            steps,
            hold,
            memories: remembered.unwrap_or_default(),
            wanted: (0..files).map(|_| AtomicBool::new(false)).collect(),
            before,
            reach: Reach::new(place.real.clone()),
            puts: Mutex::default(),
            stage: OnceLock::new(),
            stage_door: Mutex::default(),
            place,
        })
    }

    /// Whether opening completed a commit that had been cut short.
    pub fn recovered(&self) -> bool {
        self.hold.recovered
    }

    /// What was written last time, if there is anything.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref().map(|lying| &lying.manifest)
    }

    /// Whether the file at `path` is known to be the result of `fingerprint`, and was not touched since. Costs one look at the
    /// file; its bytes are not read.
    pub fn fresh(&self, path: &str, fingerprint: Digest) -> bool {
        self.find_fresh(path, fingerprint).is_some()
    }

    /// If the file at `path` is fresh, marks it as wanted and says so. If not, it must be put, or it will be removed.
    #[must_use = "a file that is not fresh must be put"]
    pub fn keep(&self, path: &str, fingerprint: Digest) -> bool {
        let found = self.find_fresh(path, fingerprint);
        if let Some(at) = found {
            self.wanted[at].store(true, Ordering::Relaxed);
        }
        found.is_some()
    }

    /// Takes the bytes of a file, made from what `fingerprint` stands for. Bytes that the file on the disk has already are not
    /// staged, and the new fingerprint is remembered.
    ///
    /// # Errors
    /// A path that leads out of the output or was put before, or the error of the system. The output is as it was.
    pub fn put(&self, path: &str, fingerprint: Digest, bytes: &[u8]) -> Result<Put, WorldError> {
        self.try_put(path, fingerprint, bytes)
            .map_err(|fault| fault.left(self.place.unchanged()))
    }

    /// The same for a file that need not fit into memory, as a film: it is copied as it is, and nothing but its bytes.
    ///
    /// # Errors
    /// As [`Session::put`], or `source` cannot be read.
    pub fn put_file(
        &self,
        path: &str,
        fingerprint: Digest,
        source: &Path,
    ) -> Result<Put, WorldError> {
        self.try_put_file(path, fingerprint, source)
            .map_err(|fault| fault.left(self.place.unchanged()))
    }

    /// Makes the output what was kept and put, and nothing else of ours. Where that changes nothing, nothing is written.
    ///
    /// # Errors
    /// The error says whether the output is as it was, or the next session will complete the commit.
    pub fn commit(mut self) -> Result<Report, WorldError> {
        let before = self.before().cloned().unwrap_or_default();
        let change = self.complete(before)?;
        let strays = self.strays(&change.manifest)?;
        let strays = strays::warnings(&self.place.shown, &strays);
        Ok(report(change, strays))
    }

    fn complete(&mut self, before: Manifest) -> Result<Change, WorldError> {
        let puts = std::mem::take(&mut *self.puts());
        let wanted = |at: usize| {
            let wanted = self.wanted[at].load(Ordering::Relaxed);
            self.memories.get(at).filter(|_| wanted).copied()
        };
        let change = Change::new(before, wanted, puts);
        if self.mode == Mode::Write {
            let known = self.before.as_ref().map(|lying| lying.root);
            let same = change.written.is_empty() && change.removed.is_empty();
            match known.filter(|_| same) {
                // The files are the same, and in the same order.
                Some(_) if self.memories == change.memories => {}
                Some(root) => self.remember(&change, root)?,
                None => {
                    let root = self.carry_out(&change)?;
                    self.remember(&change, root)?;
                }
            }
        }
        Ok(change)
    }

    /// Leaves the output as it was. Dropping the session does the same.
    pub fn abandon(self) {}

    fn find_fresh(&self, path: &str, fingerprint: Digest) -> Option<usize> {
        let at = self.before()?.position(path)?;
        let memory = self.memories.get(at)?;
        if memory.fingerprint != fingerprint {
            return None;
        }
        let stamp = self.look(path, memory.size)?;
        (stamp == memory.stamp).then_some(at)
    }

    fn try_put(&self, path: &str, fingerprint: Digest, bytes: &[u8]) -> Result<Put, WorldError> {
        check_write(path)?;
        let (sum, size) = (Sum::of(bytes), bytes.len() as u64);
        let (put, stamp) = match (self.unharmed(path, sum, size), self.mode) {
            (Some(stamp), _) => (Put::Same, stamp),
            (None, Mode::DryRun) => (Put::Staged, Stamp::default()),
            (None, Mode::Write) => (Put::Staged, self.stage(path)?.write(path, bytes)?),
        };
        let memory = Memory {
            fingerprint,
            size,
            stamp,
        };
        self.record(path, Record { sum, memory, put })
    }

    fn try_put_file(
        &self,
        path: &str,
        fingerprint: Digest,
        source: &Path,
    ) -> Result<Put, WorldError> {
        check_write(path)?;
        let record = |sum, size, stamp, put| {
            let memory = Memory {
                fingerprint,
                size,
                stamp,
            };
            self.record(path, Record { sum, memory, put })
        };
        let known = self
            .before()
            .is_some_and(|before| before.get(path).is_some());
        if known || self.mode == Mode::DryRun {
            let (sum, size) =
                stream::sum(source).map_err(|fault| WorldError::new("read", source, fault))?;
            match self.unharmed(path, sum, size) {
                Some(stamp) => return record(sum, size, stamp, Put::Same),
                None if self.mode == Mode::DryRun => {
                    return record(sum, size, Stamp::default(), Put::Staged);
                }
                None => {}
            }
        }
        let (sum, size, stamp) = self.stage(path)?.copy(path, source)?;
        record(sum, size, stamp, Put::Staged)
    }

    fn record(&self, path: &str, record: Record) -> Result<Put, WorldError> {
        let put = record.put;
        match self.puts().insert(path.into(), record) {
            None => Ok(put),
            Some(_) => {
                let fault = io::Error::new(io::ErrorKind::AlreadyExists, "it is written twice");
                Err(WorldError::new("write", Path::new(path), fault))
            }
        }
    }

    /// The stamp of the file at `path`, if it is there with the bytes of this sum and of so many. They are read only where somebody
    /// may have touched them since.
    fn unharmed(&self, path: &str, sum: Sum, size: u64) -> Option<Stamp> {
        let before = self.before()?;
        let at = before.position(path)?;
        if before.entries()[at].sum != sum {
            return None;
        }
        let stamp = self.look(path, size)?;
        let remembered = self.memories.get(at).map(|memory| memory.stamp);
        if remembered == Some(stamp) {
            return Some(stamp);
        }
        let (there, _) = stream::sum(&locate(&self.place.real, path)).ok()?;
        (there == sum).then_some(stamp)
    }

    /// The stamp of a file on the disk, if it is a file of this size, in real folders.
    fn look(&self, path: &str, size: u64) -> Option<Stamp> {
        if !self.reach.reaches(path) {
            return None;
        }
        let there = fs::symlink_metadata(locate(&self.place.real, path)).ok()?;
        (there.is_file() && there.len() == size).then(|| Stamp::of(&there))
    }

    /// The stage, made when it is first needed; `path` is what it is needed for.
    fn stage(&self, path: &str) -> Result<&Stage, WorldError> {
        let killed = |fault| WorldError::new("write", Path::new(path), fault);
        self.steps.step().map_err(killed)?;
        if let Some(stage) = self.stage.get() {
            return Ok(stage);
        }
        let _door = self
            .stage_door
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = self.stage.get() {
            return Ok(stage);
        }
        let stage = Stage::create(&self.place.real, &self.steps)?;
        Ok(self.stage.get_or_init(|| stage))
    }

    fn puts(&self) -> MutexGuard<'_, BTreeMap<Box<str>, Record>> {
        self.puts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Commits a change. Says the sum of the new root.
    fn carry_out(&mut self, change: &Change) -> Result<Sum, WorldError> {
        let unchanged = self.place.unchanged();
        self.stage(ROOT)
            .map_err(|fault| fault.left(unchanged.as_str()))?;
        let (next, root) = change.next(self.before.as_ref(), |path| self.reach.reaches(path));
        if let Some(stage) = self.stage.take() {
            commit::commit(stage, &self.place.real, next, &unchanged, &self.steps)?;
        }
        Ok(root)
    }

    fn remember(&self, change: &Change, root: Sum) -> Result<(), WorldError> {
        let wrap = |fault| WorldError::new("write", &self.state, fault);
        let state = State::new(root, change.memories.clone());
        let saved = self.steps.step().map_err(wrap);
        saved
            .and_then(|()| state.save(&self.state))
            .map_err(|fault| fault.left(self.place.forgotten()))
    }

    fn strays(&self, after: &Manifest) -> Result<Vec<String>, WorldError> {
        let ours: Vec<&Manifest> = self.before().into_iter().chain([after]).collect();
        strays::find(&self.place.real, &ours)
            .map_err(|fault| WorldError::new("list", &self.place.real, fault))
            .map_err(|fault| fault.left("the site there is complete"))
    }
}

fn report(change: Change, strays: Diagnostics) -> Report {
    Report {
        strays,
        written: change.written,
        removed: change.removed,
        kept: change.kept,
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(stage) = self.stage.get_mut()
            && self.steps.killed()
        {
            stage.hand_over();
        }
    }
}
