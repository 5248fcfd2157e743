//! Owns the site as it is shown: the last good edition, what is wrong with the files since, and the turn that tells all who watch that
//! something is new. It makes a page when it is asked for, by the pipeline's own renderer, so that the bytes are those of a build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::watch;

use super::cache::{Cache, Made};
use crate::diag::{Diagnostic, Diagnostics, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::pipeline::{
    Clock, Edition, Failure, Kind, Memories, Reader, Taken, Timings, Trouble, read_config,
};
use crate::route::OutPath;

/// What the files are, beside their text.
type Copied = Arc<BTreeMap<String, Digest>>;

/// The site as it is shown.
pub(super) struct Studio {
    root: PathBuf,
    /// `SOURCE_DATE_EPOCH`, where it is stated.
    epoch: Option<String>,
    /// For whom there are editions: the public, and the author where drafts are shown.
    readers: Vec<Reader>,
    shown: RwLock<Shown>,
    cache: Cache,
    turns: watch::Sender<u64>,
}

#[derive(Default)]
struct Shown {
    editions: BTreeMap<Reader, Edition>,
    copied: BTreeMap<Reader, Copied>,
    /// Why the files as they are now make no site, and for whom.
    failure: Option<(Reader, Arc<Fault>)>,
}

impl Shown {
    /// What a reader is told of why the files make no site. The public hears no word of what is not public.
    fn failure(&self, reader: Reader) -> Option<Arc<Fault>> {
        let (of, fault) = self.failure.as_ref()?;
        Some(match (of, reader) {
            (Reader::Author, Reader::Public) => Arc::default(),
            _ => Arc::clone(fault),
        })
    }
}

/// What is wrong, as it is shown. One without a word is wrong with what is not public.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fault {
    /// Faults in the user's files.
    pub faults: Diagnostics,
    /// What the disk said.
    pub world: Option<String>,
}

/// What stands at a path.
pub(super) enum Answer {
    /// A file, as a build would write it.
    Made(Made),
    /// Nothing can be shown of it, for this reason.
    Fault(Arc<Fault>),
    /// The site has nothing there.
    Missing,
}

/// How the site came to be what it is now.
#[derive(Debug)]
pub(super) enum Update {
    /// It is as it was: nothing of it changed.
    Nothing,
    /// It was taken up.
    Current {
        /// Whether it was made anew as a whole.
        whole: bool,
    },
    /// It cannot be made; what was good is shown on.
    Faulty(Arc<Fault>),
}

impl Studio {
    /// A site that is not read yet.
    pub fn new(root: PathBuf, epoch: Option<String>, drafts: bool) -> Self {
        let readers = match drafts {
            true => vec![Reader::Public, Reader::Author],
            false => vec![Reader::Public],
        };
        Self {
            root,
            epoch,
            readers,
            shown: RwLock::default(),
            cache: Cache::default(),
            turns: watch::Sender::new(0),
        }
    }

    /// Hears of every turn.
    pub fn turns(&self) -> watch::Receiver<u64> {
        self.turns.subscribe()
    }

    /// Takes up changed files, or with `None` the whole site anew. `memories` are the keeper's own.
    pub fn update(
        &self,
        touched: Option<&BTreeSet<PathBuf>>,
        memories: &mut Option<Memories>,
    ) -> Update {
        let result = match (touched, memories.as_mut()) {
            (Some(touched), Some(memories)) => self.take_up(touched, memories),
            _ => Ok(None),
        };
        let result = match result {
            Ok(Some(update)) => Ok((update, None)),
            Ok(None) => self
                .make(memories)
                .map(|before| (Update::Current { whole: true }, Some(before))),
            Err(failure) => Err(failure),
        };
        let (update, before) = result.unwrap_or_else(|(reader, failure)| {
            let fault = Arc::new(Fault::of(failure));
            self.write().failure = Some((reader, Arc::clone(&fault)));
            (Update::Faulty(fault), None)
        });
        if !matches!(update, Update::Nothing) {
            self.turns.send_modify(|turn| *turn += 1);
        }
        // To free so much takes longer than to tell of what took its place.
        drop(before);
        update
    }

    /// Takes up what can be taken up; none where the site has to be made anew.
    fn take_up(
        &self,
        touched: &BTreeSet<PathBuf>,
        memories: &mut Memories,
    ) -> Result<Option<Update>, (Reader, Failure)> {
        let clock = self.clock();
        let mut shown = self.write();
        let shown = &mut *shown;
        // A broken site's last good edition is not that of the files before the change.
        if shown.failure.is_some() || shown.editions.is_empty() {
            return Ok(None);
        }
        let mut update = Update::Nothing;
        for (reader, edition) in &mut shown.editions {
            let taken = edition.take_up(touched, clock, memories);
            match taken.map_err(|failure| (*reader, failure))? {
                Taken::Nothing => continue,
                Taken::Up => update = Update::Current { whole: false },
                Taken::Not => return Ok(None),
            }
            let copied = edition.copied();
            let known = shown.copied.get(reader);
            if !known.is_some_and(|known| is_same(known, &copied)) {
                shown.copied.insert(*reader, owned(&copied));
            }
        }
        Ok(Some(update))
    }

    /// Makes every edition anew, and gives the ones that were shown till then: they are until all are good.
    fn make(&self, memories: &mut Option<Memories>) -> Result<Shown, (Reader, Failure)> {
        let mut editions = BTreeMap::new();
        for &reader in &self.readers {
            let edition = self.make_one(reader, memories);
            editions.insert(reader, edition.map_err(|failure| (reader, failure))?);
        }
        let copied = editions
            .iter()
            .map(|(reader, edition)| (*reader, owned(&edition.copied())))
            .collect();
        let shown = Shown {
            editions,
            copied,
            failure: None,
        };
        Ok(std::mem::replace(&mut *self.write(), shown))
    }

    fn make_one(
        &self,
        reader: Reader,
        memories: &mut Option<Memories>,
    ) -> Result<Edition, Failure> {
        let (config, said) = read_config(&self.root)?;
        let memories = memories.get_or_insert_with(|| Memories::open(&config));
        let edition = Edition::make(
            config,
            said,
            reader,
            self.clock(),
            memories,
            &Timings::default(),
        )?;
        edition.try_samples()?;
        Ok(edition)
    }

    /// The file at a path.
    pub fn get(&self, reader: Reader, path: &OutPath) -> Result<Answer, Box<Diagnostic>> {
        let shown = self.read();
        let failure = shown.failure(reader);
        let Some(edition) = shown.editions.get(&reader) else {
            return Ok(failure.map_or(Answer::Missing, Answer::Fault));
        };
        let known = self.cache.get(reader, path.as_str());
        let renderer = edition.renderer();
        let Some(piece) = renderer.piece_at(path) else {
            return Ok(Answer::Missing);
        };
        let (print, kind) = (piece.print, piece.kind);
        if let Some(known) = &known
            && known.print == print
        {
            return Ok(Answer::Made(known.clone()));
        }
        let fault = match piece.make() {
            Ok(bytes) => {
                let bytes = bytes.into();
                let made = Made { print, kind, bytes };
                self.cache.put(reader, path.as_str(), made.clone());
                return Ok(Answer::Made(made));
            }
            Err(Trouble::Changed(fault)) if failure.is_none() => return Err(fault),
            Err(Trouble::Fault(fault) | Trouble::Changed(fault)) => Fault::one(*fault),
            Err(Trouble::World(fault)) => Fault::world(&fault),
        };
        // The last good page, while there is one.
        Ok(known.map_or_else(
            || Answer::Fault(failure.unwrap_or_else(|| Arc::new(fault))),
            Answer::Made,
        ))
    }

    /// What is wrong with the page at a path, or with the whole site; and what the page is made from.
    pub fn look(&self, reader: Reader, path: &OutPath) -> (Option<Arc<Fault>>, Option<Digest>) {
        let shown = self.read();
        if let Some(failure) = shown.failure(reader) {
            return (Some(failure), None);
        }
        let Some(edition) = shown.editions.get(&reader) else {
            return (None, None);
        };
        let renderer = edition.renderer();
        let Some(piece) = renderer.piece_at(path) else {
            return (None, None);
        };
        let (print, kind) = (piece.print, piece.kind);
        let known = self.cache.get(reader, path.as_str());
        if kind != Kind::Page || known.is_some_and(|known| known.print == print) {
            return (None, Some(print));
        }
        match piece.make() {
            Ok(bytes) => {
                let bytes = bytes.into();
                self.cache
                    .put(reader, path.as_str(), Made { print, kind, bytes });
                (None, Some(print))
            }
            Err(Trouble::Fault(fault)) => (Some(Arc::new(Fault::one(*fault))), Some(print)),
            Err(Trouble::World(fault)) => (Some(Arc::new(Fault::world(&fault))), Some(print)),
            // The next turn is under way.
            Err(Trouble::Changed(_)) => (None, Some(print)),
        }
    }

    /// The files that are copied, with what they were.
    pub fn copied(&self, reader: Reader) -> Copied {
        self.read().copied.get(&reader).cloned().unwrap_or_default()
    }

    /// Every path of the site.
    pub fn paths(&self, reader: Reader) -> Vec<String> {
        let shown = self.read();
        let edition = shown.editions.get(&reader);
        let jobs = edition
            .into_iter()
            .flat_map(|edition| edition.plan().jobs.keys());
        jobs.map(ToString::to_string).collect()
    }

    /// What is wrong with the site, if anything is, as a reader may know it.
    pub fn failure(&self, reader: Reader) -> Option<Arc<Fault>> {
        self.read().failure(reader)
    }

    /// Looks at the public's edition, if there is one.
    pub fn with_edition<T>(&self, look: impl FnOnce(&Edition) -> T) -> Option<T> {
        self.read().editions.get(&Reader::Public).map(look)
    }

    /// Where the site is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What time it is. The text was read once before, and was a number.
    pub fn clock(&self) -> Clock {
        Clock::new(self.epoch.as_deref()).unwrap_or_else(|_| Clock::machine())
    }

    fn read(&self) -> RwLockReadGuard<'_, Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Shown> {
        self.shown.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fault {
    fn of(failure: Failure) -> Self {
        match failure {
            Failure::Config(faults) | Failure::Faults(faults) => Self {
                faults,
                world: None,
            },
            Failure::World(fault) => Self::world(&fault),
        }
    }

    pub fn one(fault: Diagnostic) -> Self {
        Self {
            faults: std::iter::once(fault).collect(),
            world: None,
        }
    }

    fn world(fault: &WorldError) -> Self {
        Self {
            faults: Diagnostics::new(),
            world: Some(fault.to_string()),
        }
    }

    /// What tells it from another.
    pub fn digest(&self) -> Digest {
        Fingerprint::new()
            .value(&self.faults)
            .value(&self.world)
            .finish()
    }
}

fn is_same(known: &BTreeMap<String, Digest>, copied: &BTreeMap<&str, Digest>) -> bool {
    let each = known.iter().map(|(path, digest)| (path.as_str(), *digest));
    known.len() == copied.len() && each.eq(copied.iter().map(|(path, digest)| (*path, *digest)))
}

fn owned(copied: &BTreeMap<&str, Digest>) -> Copied {
    let each = copied.iter();
    Arc::new(
        each.map(|(path, digest)| ((*path).to_owned(), *digest))
            .collect(),
    )
}
