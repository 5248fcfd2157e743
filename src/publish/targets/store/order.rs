//! Owns the order in which a plan is brought about in a bucket, where each object is seen as soon as it is there: phase after
//! phase, many at once within one, and the root of the manifest alone at the end of its phase.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use futures_util::stream;
use futures_util::{StreamExt as _, future};

use super::notes::Notes;
use super::objects::{Objects, Upload};
use super::place::Place;
use crate::hosting;
use crate::output::{self, ROOT, SIGNATURE};
use crate::publish::{Change, Phase, Trouble, What, Work};

/// How many objects a store deletes at one request.
const DELETED_AT_ONCE: usize = 1000;

/// What is to be done, and where.
pub(super) struct Order<'a> {
    pub objects: &'a dyn Objects,
    pub place: &'a Place,
    pub work: &'a Work<'a>,
    /// How many operations at once.
    pub at_once: usize,
}

impl Order<'_> {
    /// Brings the plan about.
    pub async fn bring_about(&self) -> Result<(), Trouble> {
        let Work { plan, there, .. } = *self.work;
        let notes = Notes {
            objects: self.objects,
            place: self.place,
        };
        // What goes after the new root is named by no manifest any more, if this run is cut short between the two.
        let noted = |change: &&Change| change.what == What::Add || change.phase == Phase::Removals;
        let noted = plan.changes.iter().filter(noted);
        let mut pending: BTreeSet<&str> = noted.map(|change| change.path.as_str()).collect();
        pending.extend(there.unfinished.iter().map(String::as_str));
        // Always, even of nothing: as long as it is there, the next run knows that there is something to tidy up.
        notes.write_pending(&pending).await?;
        for phase in Phase::ALL {
            if phase == Phase::Manifest {
                self.note_before(&notes).await?;
            }
            self.phase(phase).await?;
        }
        notes.delete().await
    }

    /// The old root stays readable until the new one is there.
    async fn note_before(&self, notes: &Notes<'_>) -> Result<(), Trouble> {
        let Some(before) = &self.work.there.manifest else {
            return Ok(());
        };
        let before = before.written();
        let ours = &self.work.site.written().lists;
        let overwritten: BTreeMap<&str, &str> = before
            .lists
            .iter()
            .filter(|(path, text)| ours.get(*path) != Some(*text))
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        if overwritten.is_empty() {
            return Ok(());
        }
        notes.write_before(&overwritten).await
    }

    async fn phase(&self, phase: Phase) -> Result<(), Trouble> {
        let changes: Vec<&Change> = self.work.plan.phase(phase).collect();
        let (removed, brought): (Vec<&Change>, Vec<&Change>) = changes
            .into_iter()
            .partition(|change| change.what == What::Remove);
        for some in removed.chunks(DELETED_AT_ONCE) {
            self.delete(some).await?;
        }
        let last = |change: &&Change| matches!(change.path.as_str(), ROOT | SIGNATURE);
        let (alone, together): (Vec<&Change>, Vec<&Change>) = brought.into_iter().partition(last);
        self.bring_all(together).await?;
        for path in [SIGNATURE, ROOT] {
            if let Some(change) = alone.iter().find(|change| change.path == path) {
                self.bring(change).await?;
            }
        }
        Ok(())
    }

    /// After a fault nothing more is begun, and what was begun is finished: an upload in parts that is dropped would stay behind.
    async fn bring_all(&self, changes: Vec<&Change>) -> Result<(), Trouble> {
        let failed = std::cell::Cell::new(false);
        let mut first = Ok(());
        {
            let mut running = stream::iter(changes)
                .take_while(|_| future::ready(!failed.get()))
                .map(|change| self.bring(change))
                .buffer_unordered(self.at_once);
            while let Some(done) = running.next().await {
                if done.is_err() {
                    failed.set(true);
                    first = first.and(done);
                }
            }
        }
        first
    }

    async fn bring(&self, change: &Change) -> Result<(), Trouble> {
        let path = change.path.as_str();
        let size = self.work.site.size(path).unwrap_or_default();
        let cache_control = if output::is_own(path) {
            "no-cache"
        } else {
            hosting::cache_control(path)
        };
        let upload = Upload {
            bytes: Box::new(self.work.site.reader(path)?),
            size,
            content_type: hosting::content_type(path),
            cache_control,
        };
        let put = self.objects.put(&self.place.key(path), upload).await;
        put.map_err(|fault| {
            let fault = Trouble::world("bring", self.place.of(path), io::Error::from(fault));
            fault.left(left(change.phase))
        })?;
        self.work.progress.file(size);
        Ok(())
    }

    async fn delete(&self, changes: &[&Change]) -> Result<(), Trouble> {
        let key = |change: &&Change| self.place.key(&change.path);
        let keys: Vec<String> = changes.iter().map(key).collect();
        let deleted = self.objects.delete(&keys).await;
        deleted.map_err(|fault| {
            let place = changes.first().map_or("", |change| &change.path);
            let place = match changes.len() {
                1 => self.place.of(place),
                many => format!("{} and {} more", self.place.of(place), many - 1),
            };
            Trouble::world("delete", place, fault.into()).left(left(changes[0].phase))
        })?;
        changes.iter().for_each(|_| self.work.progress.file(0));
        Ok(())
    }
}

/// What a fault in a phase leaves.
fn left(phase: Phase) -> &'static str {
    match phase {
        Phase::Takedown => {
            "what is to be taken down may still be there: publish again; the next run begins with it"
        }
        Phase::Assets | Phase::Pages => "readers see the old pages; the next run goes on",
        Phase::Indexes | Phase::Manifest => {
            "readers see whole pages, old ones and new ones; the next run goes on"
        }
        Phase::Removals => {
            "readers see the new site; what is no part of it may still be there; the next run goes on"
        }
    }
}
