//! Owns one build's dealings with its output folder, from the lock to the report. The files of each step are beside it:
//! `place` (may we write there), `stage`, `commit`, `manifest`, `state`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::commit;
use super::lock::{self, Attempt};
use super::manifest::{Entry, Manifest};
use super::path::{check_write, locate};
use super::place::{Folders, Place, locked};
use super::reach::Reach;
use super::stage::{self, Stage};
use super::state::{self, Memory, Stamp, State};
use super::steps::Steps;
use super::strays;
use crate::diag::{Diagnostic, Diagnostics, WorldError};
use crate::hash::Digest;

/// Whether a session writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Files are staged, and committed.
    Write,
    /// Nothing is written: the report says what a build would do. (A commit that was cut short is completed even so.)
    DryRun,
}

/// Why a session could not be opened. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The output folder is not ours, or another process has it: `output/foreign`, `output/manifest`, `output/locked`.
    #[error("{}", .0.message)]
    Refused(Box<Diagnostic>),
    /// The disk or the system refused.
    #[error(transparent)]
    World(#[from] WorldError),
}

impl From<Diagnostic> for OpenError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Refused(Box::new(diagnostic))
    }
}

/// What became of the bytes that were put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// They are new, and wait in the stage.
    Staged,
    /// The file on the disk has the same bytes already, and stays.
    Same,
}

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
    recovered: bool,
    /// What was written last time; `None` where the output is missing or empty.
    before: Option<Manifest>,
    /// In the order of the files of `before`; empty where nothing is remembered.
    memories: Vec<Memory>,
    /// In the same order.
    wanted: Vec<AtomicBool>,
    reach: Reach,
    puts: Mutex<BTreeMap<Box<str>, Record>>,
    stage: OnceLock<Stage>,
    stage_door: Mutex<()>,
    // Last, so that the stage is gone before they are free.
    _locks: [Option<File>; 2],
}

#[derive(Debug)]
struct Record {
    digest: Digest,
    size: u64,
    memory: Memory,
    put: Put,
}

/// The tree as it shall be, and how it differs from the one before.
struct Change {
    manifest: Manifest,
    memories: Vec<Memory>,
    written: Vec<String>,
    removed: Vec<String>,
    kept: usize,
}

impl Session {
    /// Locks the site and its output, completes or throws away what a killed build left behind, and reads what was
    /// written last time. Neither a missing nor a damaged private state is an error.
    ///
    /// # Errors
    /// Refuses an output folder that is not ours or overlaps with the sources, one whose manifest is damaged, and one that
    /// another process is writing; else the error of the system. In each case the output is as it was.
    pub fn open(folders: &Folders<'_>, mode: Mode) -> Result<Self, OpenError> {
        Self::open_with(folders, mode, Steps::default())
    }

    /// The same with counted steps, for tests that kill it.
    #[doc(hidden)]
    pub fn open_with(folders: &Folders<'_>, mode: Mode, steps: Steps) -> Result<Self, OpenError> {
        let place = Place::find(folders)?;
        let site_lock = lock_site(folders.state, mode)?;
        let into = || format!("into `{}`", place.shown);
        let mut output_lock = taken(lock::folder(&place.real)?, into)?;
        let recovered = recover(&place, &steps)?;
        if output_lock.is_none() {
            output_lock = taken(lock::folder(&place.real)?, into)?;
        }
        let before = place.manifest()?;
        let state = state::file(folders.state, &place.name);
        let remembered = before
            .as_ref()
            .and_then(|manifest| State::load(&state, manifest.digest(), manifest.entries().len()));
        let files = before
            .as_ref()
            .map_or(0, |manifest| manifest.entries().len());
        Ok(Self {
            mode,
            state,
            steps,
            recovered,
            memories: remembered.unwrap_or_default(),
            wanted: (0..files).map(|_| AtomicBool::new(false)).collect(),
            before,
            reach: Reach::new(place.real.clone()),
            puts: Mutex::default(),
            stage: OnceLock::new(),
            stage_door: Mutex::default(),
            place,
            _locks: [site_lock, output_lock],
        })
    }

    /// Whether opening completed a commit that had been cut short.
    pub fn recovered(&self) -> bool {
        self.recovered
    }

    /// What was written last time, if there is anything.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref()
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

    /// Makes the output what was kept and put, and nothing else of ours. Where that changes nothing, nothing is written.
    ///
    /// # Errors
    /// The error says whether the output is as it was, or the next session will complete the commit.
    pub fn commit(mut self) -> Result<Report, WorldError> {
        let change = self.change();
        let is_new = self.before.is_none();
        if self.mode == Mode::Write {
            if is_new || !change.written.is_empty() || !change.removed.is_empty() {
                self.carry_out(&change)?;
            }
            self.remember(&change)?;
        }
        let strays = self.strays(&change.manifest)?;
        Ok(Report {
            strays: strays::warnings(&self.place.shown, &strays),
            written: change.written,
            removed: change.removed,
            kept: change.kept,
        })
    }

    /// Leaves the output as it was. Dropping the session does the same.
    pub fn abandon(self) {}

    fn find_fresh(&self, path: &str, fingerprint: Digest) -> Option<usize> {
        let before = self.before.as_ref()?;
        let at = before.position(path)?;
        let memory = self.memories.get(at)?;
        if memory.fingerprint != fingerprint {
            return None;
        }
        let stamp = self.look(&before.entries()[at])?;
        (stamp == memory.stamp).then_some(at)
    }

    fn try_put(&self, path: &str, fingerprint: Digest, bytes: &[u8]) -> Result<Put, WorldError> {
        check_write(path)?;
        let digest = Digest::of(bytes);
        let (put, stamp) = match (self.unharmed(path, digest), self.mode) {
            (Some(stamp), _) => (Put::Same, stamp),
            (None, Mode::DryRun) => (Put::Staged, Stamp::default()),
            (None, Mode::Write) => (Put::Staged, self.stage(path)?.write(path, bytes)?),
        };
        let record = Record {
            digest,
            size: bytes.len() as u64,
            memory: Memory { fingerprint, stamp },
            put,
        };
        match self.puts().insert(path.into(), record) {
            None => Ok(put),
            Some(_) => {
                let fault = io::Error::new(io::ErrorKind::AlreadyExists, "it is written twice");
                Err(WorldError::new("write", Path::new(path), fault))
            }
        }
    }

    /// The stamp of the file at `path`, if it is there with the bytes of this digest. They are read only where somebody may have
    /// touched them since.
    fn unharmed(&self, path: &str, digest: Digest) -> Option<Stamp> {
        let before = self.before.as_ref()?;
        let at = before.position(path)?;
        let entry = &before.entries()[at];
        if entry.digest != digest {
            return None;
        }
        let stamp = self.look(entry)?;
        let remembered = self.memories.get(at).map(|memory| memory.stamp);
        if remembered == Some(stamp) {
            return Some(stamp);
        }
        let bytes = fs::read(locate(&self.place.real, path)).ok()?;
        (Digest::of(&bytes) == digest).then_some(stamp)
    }

    /// The stamp of a file on the disk, if it is a file of the right size, in real folders.
    fn look(&self, entry: &Entry) -> Option<Stamp> {
        if !self.reach.reaches(&entry.path) {
            return None;
        }
        let there = fs::symlink_metadata(locate(&self.place.real, &entry.path)).ok()?;
        (there.is_file() && there.len() == entry.size).then(|| Stamp::of(&there))
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

    fn change(&mut self) -> Change {
        let puts = std::mem::take(&mut *self.puts());
        let before = self.before.as_ref().map_or(&[][..], Manifest::entries);
        let mut files: Vec<(Entry, Memory)> = Vec::with_capacity(before.len() + puts.len());
        let mut removed = Vec::new();
        let mut written = Vec::new();
        for (at, entry) in before.iter().enumerate() {
            if puts.contains_key(&entry.path) {
                continue;
            }
            match self.memories.get(at) {
                Some(memory) if self.wanted[at].load(Ordering::Relaxed) => {
                    files.push((entry.clone(), *memory));
                }
                _ => removed.push(entry.path.to_string()),
            }
        }
        for (path, record) in puts {
            if record.put == Put::Staged {
                written.push(path.to_string());
            }
            let Record { digest, size, .. } = record;
            files.push((Entry { path, digest, size }, record.memory));
        }
        files.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        let kept = files.len() - written.len();
        let (entries, memories) = files.into_iter().unzip();
        Change {
            manifest: Manifest::new(entries),
            memories,
            written,
            removed,
            kept,
        }
    }

    fn carry_out(&mut self, change: &Change) -> Result<(), WorldError> {
        let unchanged = self.place.unchanged();
        let manifest = change.manifest.text();
        self.stage(super::MANIFEST)
            .map_err(|fault| fault.left(unchanged.as_str()))?;
        let Some(stage) = self.stage.take() else {
            return Ok(());
        };
        let removed = change.removed.clone();
        let (output, steps) = (&self.place.real, &self.steps);
        commit::commit(stage, output, removed, &manifest, &unchanged, steps)
    }

    fn remember(&self, change: &Change) -> Result<(), WorldError> {
        let same_files = self.before.as_ref() == Some(&change.manifest);
        if same_files && self.memories == change.memories {
            return Ok(());
        }
        let left = format!(
            "the site in `{}` is complete, and the next build makes every page again",
            self.place.shown
        );
        let wrap = |fault| WorldError::new("write", &self.state, fault);
        let state = State::new(change.manifest.digest(), change.memories.clone());
        let saved = self.steps.step().map_err(wrap);
        saved
            .and_then(|()| state.save(&self.state))
            .map_err(|fault| fault.left(left))
    }

    fn strays(&self, after: &Manifest) -> Result<Vec<String>, WorldError> {
        let ours: Vec<&Manifest> = self.before.iter().chain([after]).collect();
        strays::find(&self.place.real, &ours)
            .map_err(|fault| WorldError::new("list", &self.place.real, fault))
            .map_err(|fault| fault.left("the site there is complete"))
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

fn lock_site(state: &Path, mode: Mode) -> Result<Option<File>, OpenError> {
    let writes = mode == Mode::Write;
    if writes {
        let wrap = |fault| WorldError::new("create", state, fault).left("nothing was written");
        stage::private_folder(state).map_err(wrap)?;
    }
    let attempt = lock::file(&state.join("lock"), writes)?;
    taken(attempt, || "this site".into())
}

fn taken(attempt: Attempt, what: impl Fn() -> String) -> Result<Option<File>, OpenError> {
    match attempt {
        Attempt::Taken(lock) => Ok(lock),
        Attempt::Held => Err(locked(&what()).into()),
    }
}

/// Completes or throws away each stage that a killed process left behind.
fn recover(place: &Place, steps: &Steps) -> Result<bool, OpenError> {
    let mut recovered = false;
    for home in stage::homes(&place.real) {
        let there = fs::symlink_metadata(&home);
        if !there.is_ok_and(|there| there.is_dir()) {
            continue;
        }
        let into = || format!("into `{}`", place.shown);
        let lock = taken(lock::folder(&home)?, into)?;
        recovered |= commit::recover(&home, &place.real, steps)?;
        drop(lock);
    }
    Ok(recovered)
}
