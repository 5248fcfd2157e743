//! Owns the shelf of pictures in their further sizes, by content: what was made once is not made again, whatever becomes of the
//! output, and wherever the picture lies by then. It may vanish or be garbage at any time. The making itself is
//! `output::pictures`' work.
//!
//! A build makes what is not there. A check and the preview write nothing: they try whether a picture can be decoded, and the
//! preview makes the one size that a browser asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::RereadError;
use super::cache::Memory;
use super::media::{MediaFact, MediaFile, published};
use crate::atomic;
use crate::diag::{Code, Diagnostic, Place, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::model::Size;
use crate::output;
use crate::output::pictures::{self, MOST_PIXELS, Made, Recipe, Tint, Unfit};
use crate::sealed::{seal, unseal};

/// A picture and how it is to be made.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The file.
    pub file: &'a MediaFile,
    /// What is known of it.
    pub fact: &'a MediaFact,
    /// In which sizes.
    pub recipe: Recipe,
}

/// What a picture's pixels told.
pub type Seen = Result<Tint, Unfit>;

/// What was made of each picture, by the digest of all that it is made from.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// So that no file is opened of a picture that is known.
    memory: Memory<Seen>,
    writes: bool,
    /// What this run asked for: the rest goes when the run is remembered.
    used: BTreeSet<Digest>,
    /// Whether it asked at all: an edition without pictures leaves those of the other one alone.
    asked: bool,
}

/// A picture on the shelf.
#[derive(Debug, Serialize, Deserialize)]
struct Kept(Result<Made, Unfit>);

impl Wanted<'_> {
    /// The digest of all that its sizes are made from.
    pub fn key(&self) -> Digest {
        Fingerprint::new()
            .bytes(crate::PICTURES.as_bytes())
            .bytes(self.fact.digest.as_bytes())
            .value(&self.recipe)
            .finish()
    }
}

impl Shelf {
    /// The shelf in the state folder. It is not written to.
    pub fn open(state: &Path) -> Self {
        let key = Digest::of(crate::PICTURES.as_bytes());
        Self {
            folder: state.join("pictures"),
            memory: Memory::open(state, "seen", key),
            writes: false,
            used: BTreeSet::new(),
            asked: false,
        }
    }

    /// From now on pictures are made and kept.
    pub fn write(&mut self) {
        self.writes = true;
    }

    /// The pictures that have to be opened, each content once.
    pub fn unknown<'w>(&self, wanted: impl Iterator<Item = &'w Wanted<'w>>) -> Vec<&'w Wanted<'w>> {
        // What the preview alone has seen is not made yet.
        let is_known = |key: Digest| {
            self.memory.get(&key.to_string()).is_some()
                && (!self.writes || self.place(key).exists())
        };
        let new = wanted
            .map(|one| (one.key(), one))
            .filter(|(key, _)| !is_known(*key));
        let each: BTreeMap<Digest, &Wanted<'_>> = new.collect();
        each.into_values().collect()
    }

    /// Opens pictures, side by side, and in a build makes them. Each is decoded once. `done` hears of each.
    ///
    /// # Errors
    /// Where the disk refuses a file, or one is not the one that was examined.
    pub fn take_up(
        &mut self,
        unknown: &[&Wanted<'_>],
        done: &(dyn Fn() + Sync),
    ) -> Result<(), RereadError> {
        self.asked = true;
        if self.writes && !unknown.is_empty() {
            self.make_folder(&self.folder)?;
        }
        let shelf = &*self;
        let seen: Vec<(Digest, Seen)> = unknown
            .par_iter()
            .map(|one| {
                let seen = shelf.see(one)?;
                done();
                Ok((one.key(), seen))
            })
            .collect::<Result<_, RereadError>>()?;
        for (key, seen) in seen {
            self.memory.put(key.to_string(), seen);
        }
        Ok(())
    }

    /// What is known of a picture that was taken up.
    pub fn seen(&mut self, one: &Wanted<'_>) -> Option<Seen> {
        let key = one.key();
        self.used.insert(key);
        self.memory.get(&key.to_string()).cloned()
    }

    fn see(&self, one: &Wanted<'_>) -> Result<Seen, RereadError> {
        let key = one.key();
        if let Some(Kept(made)) = read(&self.place(key)) {
            return Ok(made.map(|made| made.tint));
        }
        let bytes = published(one.file, one.fact)?;
        if !self.writes {
            return Ok(pictures::try_out(&bytes));
        }
        let made = pictures::make(&bytes, &one.recipe);
        let seen = made.as_ref().map(|made| made.tint).map_err(Clone::clone);
        self.keep(key, &Kept(made))?;
        Ok(seen)
    }

    fn keep(&self, key: Digest, kept: &Kept) -> Result<(), WorldError> {
        let place = self.place(key);
        if let Some(folder) = place.parent() {
            self.make_folder(folder)?;
        }
        let wrap = |fault| WorldError::new("write", &place, fault);
        atomic::write(&place, &seal(kept).map_err(wrap)?)
    }

    fn make_folder(&self, folder: &Path) -> Result<(), WorldError> {
        let made = output::private_folder(folder);
        made.map_err(|fault| WorldError::new("make", folder, fault).left("nothing was written"))
    }

    /// The bytes of one size: from the shelf, or made.
    ///
    /// # Errors
    /// Where the file is not the one any more that was examined, or the disk refuses it.
    pub fn bytes(folder: &Path, one: &Wanted<'_>, size: Size) -> Result<Vec<u8>, RereadError> {
        if let Some(Kept(Ok(made))) = read(&place(folder, one.key())) {
            let mut files = made.files.into_iter();
            if let Some((_, bytes)) = files.find(|(kept, _)| *kept == size) {
                return Ok(bytes);
            }
        }
        let bytes = published(one.file, one.fact)?;
        let made = pictures::make_one(&bytes, &one.recipe, size);
        made.map_err(|unfit| unscaled(&one.file.shown, &unfit).into())
    }

    /// Where pictures are kept.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn place(&self, key: Digest) -> PathBuf {
        place(&self.folder, key)
    }

    /// Remembers what this run asked for, and forgets all else.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub fn save(&mut self) -> Result<(), WorldError> {
        if !self.asked {
            return Ok(());
        }
        let known = |key: &Digest| {
            let name = key.to_string();
            let seen = self.memory.get(&name)?.clone();
            Some((name, seen, true))
        };
        let entries: Vec<(String, Seen, bool)> = self.used.iter().filter_map(known).collect();
        if self.memory.replace(entries.into_iter()) {
            self.clear();
        }
        self.memory.save()
    }

    /// Removes what is asked for no more. What cannot be removed is in nobody's way.
    fn clear(&self) {
        let wanted: BTreeSet<PathBuf> = self.used.iter().map(|key| self.place(*key)).collect();
        for folder in entries(&self.folder) {
            for file in entries(&folder).filter(|file| !wanted.contains(file)) {
                let _ = fs::remove_file(file);
            }
            // One that still holds something stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let listed = fs::read_dir(folder).into_iter().flatten();
    listed.filter_map(|entry| Some(entry.ok()?.path()))
}

fn place(folder: &Path, key: Digest) -> PathBuf {
    let name = key.to_string();
    let (group, rest) = name.split_at(2);
    folder.join(group).join(rest)
}

fn read(place: &Path) -> Option<Kept> {
    let bytes = fs::read(place).ok()?;
    unseal(&bytes)
}

/// Why a picture is shown in one size.
pub fn unscaled(shown: &str, unfit: &Unfit) -> Diagnostic {
    const AGAIN: &str = "open it in an image program and save it again";
    let (message, note, help) = match unfit {
        Unfit::Damaged(why) => {
            let message = format!("`{shown}` cannot be decoded");
            (message, Some(format!("the decoder says: {why}")), AGAIN)
        }
        Unfit::TooLarge(pixels) => {
            let (millions, most) = (pixels / 1_000_000, MOST_PIXELS / 1_000_000);
            let message = format!("`{shown}` has {millions} million pixels, more than {most}");
            (
                message,
                None,
                "save it smaller; readers on a phone load it whole",
            )
        }
        Unfit::Unwritable(why) => {
            let message = format!("`{shown}` cannot be written in further sizes");
            (message, Some(format!("the reason: {why}")), AGAIN)
        }
    };
    let fault = Diagnostic::new(Code::MediaUnscaled, message)
        .at(Place::file(shown))
        .help(help);
    match note {
        Some(note) => fault.note(note),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Style, render};

    #[test]
    fn why_a_picture_is_shown_in_one_size_is_said_in_words() {
        let told = |unfit| render(&unscaled("content/2017/a.jpg", &unfit), Style::PLAIN);
        assert_eq!(
            told(Unfit::TooLarge(120_500_000)),
            "warning[media/unscaled]: `content/2017/a.jpg` has 120 million pixels, more than 100\n \
             --> content/2017/a.jpg\n  \
             = help: save it smaller; readers on a phone load it whole\n"
        );
        assert_eq!(
            told(Unfit::Unwritable(
                "its colour profile is too long".to_owned()
            )),
            "warning[media/unscaled]: `content/2017/a.jpg` cannot be written in further sizes\n \
             --> content/2017/a.jpg\n  \
             = note: the reason: its colour profile is too long\n  \
             = help: open it in an image program and save it again\n"
        );
    }
}
