//! Owns what a run writes down in the bucket for the next one, in case it is cut short: which paths it is about to add,
//! or to delete when the new manifest is there, so that they are known as ours; and the lists of the old manifest that it is about to overwrite, without which the old root could not
//! be read. Both stand under `.depeche/`, say what is public or about to be, and are deleted when the run is over.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use futures_util::StreamExt as _;
use futures_util::stream;

use super::objects::{Objects, Upload};
use super::place::Place;
use crate::hash::Sum;
use crate::output::{Manifest, ROOT, Root, SIGNATURE, Written};
use crate::publish::{There, Trouble};

/// The paths about to be added, or deleted last.
pub(super) const PENDING: &str = ".depeche/pending";
/// The lists about to be overwritten.
pub(super) const BEFORE: &str = ".depeche/before";
/// How many lists are fetched at once.
const LISTS_AT_ONCE: usize = 16;

/// A bucket, to be read and noted in.
pub(super) struct Notes<'a> {
    pub objects: &'a dyn Objects,
    pub place: &'a Place,
}

impl Notes<'_> {
    /// What is there. Of the manifest's lists only those are fetched that are not the same as ours.
    pub async fn look(&self, ours: &Written) -> Result<There, Trouble> {
        let unfinished = match self.fetch(PENDING).await? {
            Some(bytes) => self.read(PENDING, &bytes)?,
            None => BTreeSet::new(),
        };
        let Some(root) = self.fetch(ROOT).await? else {
            return Ok(There {
                unfinished,
                ..There::default()
            });
        };
        let signature = self.fetch(SIGNATURE).await?;
        let signature = signature.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let manifest = self.manifest(&root, ours).await?;
        Ok(There {
            manifest: Some(manifest),
            signature,
            unfinished,
        })
    }

    async fn manifest(&self, root: &[u8], ours: &Written) -> Result<Manifest, Trouble> {
        let damaged = |fault| {
            let fault = Trouble::world("read the manifest of", self.place.of(""), fault);
            fault.left("nothing was published: what is there cannot be told from what is not ours")
        };
        let parsed = Root::parse(root);
        let parsed =
            parsed.map_err(|fault| damaged(io::Error::new(io::ErrorKind::InvalidData, fault)))?;
        let mut lists: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut wanted: Vec<(String, Sum)> = Vec::new();
        for entry in &parsed.lists {
            let path = entry.path.to_string();
            match ours.lists.get(&path) {
                Some(text) if Sum::of(text.as_bytes()) == entry.sum => {
                    lists.insert(path, text.clone().into_bytes());
                }
                _ => wanted.push((path, entry.sum)),
            }
        }
        let mut overwritten: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut fetched = stream::iter(wanted)
            .map(|(path, sum)| async move { (self.fetch(&path).await, path, sum) })
            .buffered(LISTS_AT_ONCE);
        while let Some((bytes, path, sum)) = fetched.next().await {
            let bytes = bytes?.unwrap_or_default();
            let part = if Sum::of(&bytes) == sum {
                &mut lists
            } else {
                &mut overwritten
            };
            part.insert(path, bytes);
        }
        if !overwritten.is_empty()
            && let Some(before) = self.fetch(BEFORE).await?
        {
            let before: BTreeMap<String, String> = self.read(BEFORE, &before)?;
            let before = before
                .into_iter()
                .map(|(path, text)| (path, text.into_bytes()));
            overwritten.extend(before);
        }
        for (path, bytes) in overwritten {
            lists.entry(path).or_insert(bytes);
        }
        Manifest::gather(root, |path| Ok(lists.remove(path))).map_err(damaged)
    }

    /// Notes the paths about to be added or deleted last, besides those that earlier runs left.
    pub async fn write_pending(&self, paths: &BTreeSet<&str>) -> Result<(), Trouble> {
        self.write(PENDING, serde_json::to_vec(paths)).await
    }

    /// Notes the lists about to be overwritten or deleted.
    pub async fn write_before(&self, lists: &BTreeMap<&str, &str>) -> Result<(), Trouble> {
        self.write(BEFORE, serde_json::to_vec(lists)).await
    }

    /// Does away with both.
    pub async fn delete(&self) -> Result<(), Trouble> {
        let keys = [self.place.key(BEFORE), self.place.key(PENDING)];
        let deleted = self.objects.delete(&keys).await;
        deleted.map_err(|fault| {
            let fault = Trouble::world("delete", self.place.of(PENDING), fault.into());
            fault.left("readers see the new site; the next run deletes it")
        })
    }

    async fn write(&self, path: &str, text: serde_json::Result<Vec<u8>>) -> Result<(), Trouble> {
        let fail = |fault| {
            let fault = Trouble::world("write", self.place.of(path), fault);
            fault.left("readers see the old pages; the next run goes on")
        };
        let text = text.map_err(|fault| fail(io::Error::other(fault)))?;
        let key = self.place.key(path);
        let put = self.objects.put(&key, Upload::note(text)).await;
        put.map_err(|fault| fail(fault.into()))
    }

    async fn fetch(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let bytes = self.objects.get(&self.place.key(path)).await;
        bytes.map_err(|fault| {
            let fault = Trouble::world("read", self.place.of(path), fault.into());
            fault.left("nothing was published")
        })
    }

    fn read<T: serde::de::DeserializeOwned>(&self, path: &str, bytes: &[u8]) -> Result<T, Trouble> {
        serde_json::from_slice(bytes).map_err(|fault| {
            let fault = io::Error::new(io::ErrorKind::InvalidData, fault);
            Trouble::world("read", self.place.of(path), fault).left(
                "nothing was published; depeche did not write it so: look at it, and delete it",
            )
        })
    }
}
