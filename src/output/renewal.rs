//! Owns the shortest way into an output folder: a few files that are there get other bytes, all of them or none, and of the rest nothing
//! is read: of the manifest its root and the lists that name these files, of what is remembered what became of files since. Whatever is
//! in doubt is left to a session; the result is the same, only the cost is another.

use std::fs;
use std::path::Path;

use super::commit::{self, Next};
use super::manifest::Part;
use super::memory::{Memory, Stamp};
use super::path::{SIGNATURE, locate};
use super::place::Place;
use super::reach::Reach;
use super::since::Since;
use super::stage::Stage;
use super::steps::Steps;
use crate::diag::WorldError;
use crate::hash::{Digest, Sum};

/// A file that is there, as it is to be.
#[derive(Debug, Clone, Copy)]
pub struct Renewed<'a> {
    /// From the top of the site.
    pub path: &'a str,
    /// Of all that its bytes are made from.
    pub fingerprint: Digest,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Where files are renewed: a locked output folder with no commit half done in it.
pub(super) struct Renewal<'a> {
    pub(super) place: &'a Place,
    /// The file of what is remembered.
    pub(super) state: &'a Path,
    pub(super) steps: &'a Steps,
}

/// A file beside what is there.
struct Found<'a> {
    file: Renewed<'a>,
    /// Of its new bytes.
    sum: Sum,
    /// The time of the one that is there, if that has the same bytes.
    same: Option<Stamp>,
}

impl Renewal<'_> {
    /// Gives the files their bytes, and says which of them had others. None where that cannot be done; then nothing was written.
    pub(super) fn carry_out(
        &self,
        files: &[Renewed<'_>],
    ) -> Result<Option<Vec<String>>, WorldError> {
        let paths = || files.iter().map(|file| file.path);
        let part = Part::read(&self.place.real, paths());
        let Some((part, since)) = part.and_then(|part| {
            let since = Since::open(self.state, part.root())?;
            since.has_room_for(paths()).then_some((part, since))
        }) else {
            return Ok(None);
        };
        let Some(found) = self.find(&part, files) else {
            return Ok(None);
        };
        let other = || found.iter().filter(|found| found.same.is_none());
        let stamps = self
            .staged(other())
            .map_err(|fault| fault.left(self.place.unchanged()))?;
        let mut root = part.root();
        let stamps = match stamps {
            None => Vec::new(),
            Some((stage, stamps)) => {
                root = self.commit(stage, part, other())?;
                stamps
            }
        };
        self.remember(since, root, &found, stamps)?;
        Ok(Some(
            other().map(|found| found.file.path.to_owned()).collect(),
        ))
    }

    /// Each file beside what is there; none where one is not.
    fn find<'f>(&self, part: &Part, files: &[Renewed<'f>]) -> Option<Vec<Found<'f>>> {
        let reach = Reach::new(self.place.real.clone());
        let found = files.iter().map(|file| {
            let known = part.sum_of(file.path)?;
            if !reach.reaches(file.path) {
                return None;
            }
            let there = fs::symlink_metadata(locate(&self.place.real, file.path)).ok()?;
            let sum = Sum::of(file.bytes);
            let same = sum == known && there.len() == file.bytes.len() as u64;
            there.is_file().then(|| Found {
                file: *file,
                sum,
                same: same.then(|| Stamp::of(&there)),
            })
        });
        found.collect()
    }

    /// The files in a stage, with their times; none where there are none.
    fn staged<'f>(
        &self,
        files: impl Iterator<Item = &'f Found<'f>>,
    ) -> Result<Option<(Stage, Vec<Stamp>)>, WorldError> {
        let mut files = files.peekable();
        if files.peek().is_none() {
            return Ok(None);
        }
        let mut stage = Stage::create(&self.place.real, self.steps)?;
        let stamps = files.map(|Found { file, .. }| {
            let killed = |fault| WorldError::new("write", Path::new(file.path), fault);
            self.steps.step().map_err(killed)?;
            stage.write(file.path, file.bytes)
        });
        let stamps: Result<Vec<Stamp>, WorldError> = stamps.collect();
        if self.steps.killed() {
            stage.hand_over();
        }
        Ok(Some((stage, stamps?)))
    }

    /// Moves the stage into place, with the manifest that says so. Says the sum of its root.
    fn commit<'f>(
        &self,
        stage: Stage,
        part: Part,
        files: impl Iterator<Item = &'f Found<'f>>,
    ) -> Result<Sum, WorldError> {
        let (lists, root) = part.with(files.map(|found| (found.file.path, found.sum)));
        let root = root.text();
        let sum = Sum::of(root.as_bytes());
        let next = Next {
            // It fits the old root alone.
            removed: vec![SIGNATURE.to_owned()],
            lists,
            root,
        };
        let unchanged = self.place.unchanged();
        commit::commit(stage, &self.place.real, next, &unchanged, self.steps)?;
        Ok(sum)
    }

    /// Writes down what became of the files; `stamps` are the times of those that were written, in their order.
    fn remember(
        &self,
        mut since: Since,
        root: Sum,
        found: &[Found<'_>],
        stamps: Vec<Stamp>,
    ) -> Result<(), WorldError> {
        let mut stamps = stamps.into_iter();
        let memories = found.iter().filter_map(|Found { file, same, .. }| {
            let memory = Memory {
                fingerprint: file.fingerprint,
                size: file.bytes.len() as u64,
                stamp: same.or_else(|| stamps.next())?,
            };
            Some((file.path, memory))
        });
        if !since.take(root, memories) {
            return Ok(());
        }
        let wrap = |fault| WorldError::new("write", self.state, fault);
        let saved = self.steps.step().map_err(wrap);
        saved
            .and_then(|()| since.save(self.state))
            .map_err(|fault| fault.left(self.place.forgotten()))
    }
}
