//! Owns the target of kind `s3`: a bucket of an object store, where each file of the site is an object.
//!
//! A bucket knows no way to change many objects at once, so what keeps readers from half a site is the order (`order`): what
//! was taken down goes first, pages come before what leads to them, the root of the manifest is last but for the deletions.
//! A run that is cut short leaves whole objects, and notes (`notes`) by which the next one goes on.
//!
//! | object under the prefix | is |
//! |---|---|
//! | `…` | the files of the site |
//! | `.depeche/lease.json` | who publishes now: a random name, and until when (`leases`) |
//! | `.depeche/pending` | while publishing: the paths that this run adds, or deletes last |
//! | `.depeche/before` | while publishing: the manifest's lists that are being overwritten |
//!
//! The last three may be read by whoever may read the site. They say nothing that is not public, about to be, or was until now: the name in the
//! lease means nothing elsewhere, and both notes are deleted when the run is over. What was taken down is remembered on this
//! machine alone.
//!
//! A run that dies within a large file leaves parts that are no object and that nobody can read; a rule of the bucket (in S3's words,
//! `AbortIncompleteMultipartUpload`) does away with them.
//!
//! The environment is not read: its variables are handed in as [`Machine`]. Credentials come from them, from the files that they
//! and the home lead to, or from the helper that such a file names.

mod credentials;
mod leases;
mod notes;
pub mod objects;
mod order;
mod place;
mod s3;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tokio::runtime::Runtime;

pub use credentials::Machine;
use leases::{Held, Leases};
use notes::Notes;
use objects::Objects;
use order::Order;
use place::Place;
pub use s3::{Bucket, Settings};

use crate::atomic;
use crate::diag::{Code, Diagnostic};
use crate::output::Written;
use crate::output::private_folder;
use crate::publish::lease;
use crate::publish::{Now, Target, There, Trouble, What, Work};

/// Up to so many paths are asked for one by one; more, by a list of the whole bucket.
const ASKED: usize = 400;
/// How many foreign files a message names.
const NAMED: usize = 5;
/// How many threads carry what is sent.
const THREADS: usize = 2;

/// How many things happen at once, and how often the lease is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Operations at once.
    pub at_once: usize,
    /// The time between two renewals of the lease.
    pub renewed: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 32,
            renewed: Duration::from_secs(lease::RENEWED.unsigned_abs()),
        }
    }
}

/// A bucket as a place to publish to.
pub struct Store {
    objects: Arc<dyn Objects>,
    place: Place,
    private: PathBuf,
    pace: Pace,
    runtime: Runtime,
    lease: Option<Taken>,
}

struct Taken {
    owner: String,
    now: Now,
    held: Held,
}

impl Store {
    /// The bucket with these settings. `private` is the folder for what this machine knows of the target.
    ///
    /// # Errors
    /// Where the settings cannot be true; nothing is asked of the store yet.
    pub fn open(settings: &Settings, machine: &Machine, private: &Path) -> Result<Self, Trouble> {
        let bucket = Bucket::open(settings, machine).map_err(|fault| {
            let place = format!("s3://{}", settings.bucket);
            Trouble::world("reach", place, fault.into()).left("nothing was published")
        })?;
        let objects = Arc::new(bucket);
        let Settings { bucket, prefix, .. } = settings;
        Self::over(objects, bucket, prefix, private, Pace::default())
    }

    /// The same by way of whatever does the operations.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn over(
        objects: Arc<dyn Objects>,
        bucket: &str,
        prefix: &str,
        private: &Path,
        pace: Pace,
    ) -> Result<Self, Trouble> {
        let place = Place {
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(THREADS)
            .enable_all()
            .build()
            .map_err(|fault| Trouble::world("reach", place.of(""), fault))?;
        Ok(Self {
            objects,
            place,
            private: private.to_path_buf(),
            pace,
            runtime,
            lease: None,
        })
    }

    /// Which of these paths stand in the bucket.
    fn standing<'p>(&self, paths: &BTreeSet<&'p str>, list: bool) -> Result<Vec<&'p str>, Trouble> {
        let fail = |doing, path: &str, fault: objects::Failure| {
            let fault = Trouble::world(doing, self.place.of(path), fault.into());
            fault.left("nothing was published")
        };
        let mut standing = Vec::new();
        if list || paths.len() > ASKED {
            let mut note = |key: &str| {
                let path = self.place.path(key);
                standing.extend(path.and_then(|path| paths.get(path)));
            };
            let listed = self.objects.list(&self.place.prefix, &mut note);
            let listed = self.runtime.block_on(listed);
            listed.map_err(|fault| fail("list", "", fault))?;
            standing.sort_unstable();
            return Ok(standing);
        }
        let asked = stream::iter(paths)
            .map(|path| async { (*path, self.objects.tag(&self.place.key(path)).await) })
            .buffered(self.pace.at_once);
        for (path, tag) in self.runtime.block_on(asked.collect::<Vec<_>>()) {
            if tag
                .map_err(|fault| fail("look for", path, fault))?
                .is_some()
            {
                standing.push(path);
            }
        }
        Ok(standing)
    }
}

impl Target for Store {
    fn look(&mut self, ours: &Written) -> Result<There, Trouble> {
        let notes = Notes {
            objects: &*self.objects,
            place: &self.place,
        };
        self.runtime.block_on(notes.look(ours))
    }

    fn lock(&mut self, now: Now) -> Result<(), Trouble> {
        let made = private_folder(&self.private);
        made.map_err(|fault| Trouble::world("make", &self.private, fault))?;
        let owner = lease::owner(&self.private)?;
        let leases = Leases {
            objects: &*self.objects,
            place: &self.place,
            owner: &owner,
            now,
        };
        let held = self.runtime.block_on(leases.take())?;
        self.lease = Some(Taken { owner, now, held });
        Ok(())
    }

    fn unlock(&mut self) -> Result<(), Trouble> {
        let Some(Taken { owner, now, .. }) = self.lease.take() else {
            return Ok(());
        };
        let leases = Leases {
            objects: &*self.objects,
            place: &self.place,
            owner: &owner,
            now,
        };
        self.runtime.block_on(leases.give_back())
    }

    fn clear(&mut self, work: &Work<'_>, adopt: bool) -> Result<(), Trouble> {
        let ours = |path: &&str| !work.there.unfinished.contains(*path);
        let added = work
            .plan
            .changes
            .iter()
            .filter(|change| change.what == What::Add);
        let added: BTreeSet<&str> = added
            .map(|change| change.path.as_str())
            .filter(ours)
            .collect();
        if adopt || added.is_empty() {
            return Ok(());
        }
        let foreign = self.standing(&added, work.there.manifest.is_none())?;
        let named = foreign.iter().take(NAMED).map(|path| format!("`{path}`"));
        let named = named.collect::<Vec<_>>().join(", ");
        let message = match foreign.as_slice() {
            [] => return Ok(()),
            [_] => format!("a file at {} is not ours", self.place.shown()),
            many => format!(
                "{} files at {} are not ours",
                many.len(),
                self.place.shown()
            ),
        };
        Err(Diagnostic::new(Code::PublishForeign, message)
            .note(format!("files of the site would overwrite: {named}"))
            .note("nothing was published")
            .help("choose another `prefix`, move them away, or take them over: `--adopt`")
            .into())
    }

    fn apply(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let order = Order {
            objects: &*self.objects,
            place: &self.place,
            work,
            at_once: self.pace.at_once,
        };
        let Some(Taken { owner, now, held }) = &mut self.lease else {
            let fault = io::Error::other("it was not locked");
            return Err(Trouble::world("publish to", self.place.of(""), fault));
        };
        let leases = Leases {
            objects: &*self.objects,
            place: &self.place,
            owner,
            now: *now,
        };
        self.runtime.block_on(async {
            tokio::select! {
                done = order.bring_about() => done,
                lost = leases.keep(held, self.pace.renewed) => Err(lost),
            }
        })
    }

    fn read_private(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let file = self.private.join(name);
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(Trouble::world("read", &file, fault)),
        }
    }

    fn write_private(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let made = private_folder(&self.private);
        made.map_err(|fault| Trouble::world("make", &self.private, fault))?;
        Ok(atomic::write(&self.private.join(name), bytes)?)
    }
}
