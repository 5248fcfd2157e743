//! Owns what is known of the files to copy: where each is, what it holds, and in which further sizes its picture is made.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::diag::WorldError;
use crate::hash::Digest;
use crate::model::{Measure, Size};
use crate::output::pictures::{Recipe, Tint};
use crate::route::OutPath;
use crate::source::{self, Known, MediaFact, MediaFile, Memory, RereadError, Shelf, Wanted};

/// What is known of the files to copy.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) files: BTreeMap<String, MediaFile>,
    pub(super) facts: BTreeMap<String, MediaFact>,
    /// Pictures that have further sizes, by output path.
    pub(super) pictures: BTreeMap<OutPath, (Recipe, Tint)>,
    /// Where those are kept.
    pub(super) shelf: PathBuf,
}

impl Facts {
    /// Sizes of images, by output path.
    pub fn measures(&self) -> BTreeMap<OutPath, Measure> {
        self.facts
            .iter()
            .filter_map(|(path, fact)| Some((OutPath::parse(path)?, fact.measure?)))
            .collect()
    }

    /// What is seen of pictures while they are loading, by output path.
    pub fn tints(&self) -> BTreeMap<OutPath, [u8; 3]> {
        let each = self.pictures.iter();
        each.filter_map(|(path, (_, tint))| Some((path.clone(), (*tint)?)))
            .collect()
    }

    /// A picture and how its sizes are made.
    pub fn picture(&self, original: &OutPath) -> Option<Wanted<'_>> {
        let (recipe, _) = self.pictures.get(original)?;
        let (file, fact) = self.of(original)?;
        let recipe = recipe.clone();
        Some(Wanted { file, fact, recipe })
    }

    /// The bytes of a size of a picture.
    pub fn picture_bytes(&self, one: &Wanted<'_>, size: Size) -> Result<Vec<u8>, RereadError> {
        Shelf::bytes(&self.shelf, one, size)
    }

    /// Looks at a file again. Says whether all else that is known of it but its bytes is as it was. A picture's sizes are not.
    pub fn renew(
        &mut self,
        path: &OutPath,
        now: SystemTime,
        media: &mut Memory<Known>,
    ) -> Result<bool, WorldError> {
        let Some(file) = self.files.get(path.as_str()) else {
            return Ok(false);
        };
        let fact = source::examine_again(path.as_str(), file, media, now)?;
        let before = self.facts.get(path.as_str());
        let same = !self.pictures.contains_key(path)
            && before.is_some_and(|before| {
                let of = |fact: &MediaFact| (fact.measure, fact.look, fact.fault.clone());
                of(before) == of(&fact)
            });
        if same {
            self.facts.insert(path.to_string(), fact);
        }
        Ok(same)
    }

    /// The digests of all files, by output path.
    pub fn digests(&self) -> BTreeMap<&str, Digest> {
        let each = self.facts.iter();
        each.map(|(path, fact)| (path.as_str(), fact.digest))
            .collect()
    }

    /// A file to copy and what is known of it; none where it may not be published.
    pub fn of(&self, path: &OutPath) -> Option<(&MediaFile, &MediaFact)> {
        let file = self.files.get(path.as_str())?;
        let fact = self.facts.get(path.as_str())?;
        fact.fault.is_none().then_some((file, fact))
    }
}
