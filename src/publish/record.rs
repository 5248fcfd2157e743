//! Owns what this machine remembers of the site it last brought to a target: how long its files were, and which article stood
//! where. It is a help, bound to the root of that site: without it a plan is more careful and says less.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::site::{Site, Story};
use super::trouble::Trouble;
use crate::atomic;
use crate::hash::Sum;

/// What is remembered of a published site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    root: Sum,
    /// In bytes, by path.
    pub sizes: BTreeMap<String, u64>,
    /// By the path of the page.
    pub stories: BTreeMap<String, Story>,
}

impl Record {
    /// What is to be remembered of a site.
    pub fn of(site: &Site) -> Self {
        let size = |path: &str| (path.to_owned(), site.size(path).unwrap_or_default());
        Self {
            root: site.root(),
            sizes: site.paths().map(size).collect(),
            stories: site.roles().stories.clone(),
        }
    }

    /// What is remembered of the site with this root. A record that is missing, damaged or of another site is none.
    pub fn load(file: &Path, root: Sum) -> Option<Self> {
        let bytes = fs::read(file).ok()?;
        let record: Self = postcard::from_bytes(&bytes).ok()?;
        (record.root == root).then_some(record)
    }

    /// Stores it.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn save(&self, file: &Path) -> Result<(), Trouble> {
        let encode = |fault| Trouble::world("write", file, std::io::Error::other(fault));
        let bytes = postcard::to_stdvec(self).map_err(encode)?;
        Ok(atomic::write(file, &bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_of_one_site_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("record");
        let record = Record {
            root: Sum::of(b"one"),
            sizes: BTreeMap::from([("index.html".to_owned(), 3)]),
            stories: BTreeMap::new(),
        };
        record.save(&file).expect("saved");
        assert_eq!(Record::load(&file, Sum::of(b"one")), Some(record));
        assert_eq!(Record::load(&file, Sum::of(b"two")), None);
        fs::write(&file, b"garbage").expect("written");
        assert_eq!(Record::load(&file, Sum::of(b"one")), None);
    }
}
