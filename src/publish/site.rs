//! Owns the site as it is published: the finished output folder with its manifest, what each file is for, and the files that
//! stand outside the manifest. Whatever is read of it is held against its manifest, so that nothing else goes out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::hash::{Sum, Summing};
use crate::output::locate;
use crate::output::{Manifest, ROOT, SIGNATURE, Written};
use crate::publish::Trouble;

/// What a file is for, in the order in which files are brought: a page never stands where what it needs does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Styles, scripts, fonts, pictures, films: what pages need.
    Asset,
    /// An article, a page, a former address.
    Page,
    /// What leads to pages: lists, feeds, sitemaps, search.
    Index,
}

/// What is known of an article's page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Story {
    /// The article's id.
    pub id: String,
    /// Whether it is retracted.
    pub retracted: bool,
    /// How often something was taken out of it.
    pub redactions: usize,
}

/// What the build knows of the files it made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// By path.
    pub files: BTreeMap<String, Role>,
    /// By the path of the page.
    pub stories: BTreeMap<String, Story>,
}

impl Roles {
    /// What a file is for. A compressed sibling is for what its file is for.
    pub fn of(&self, path: &str) -> Role {
        let known = |path: &str| self.files.get(path).copied();
        known(path)
            .or_else(|| known(plain(path)))
            .unwrap_or(Role::Asset)
    }
}

/// The file that a compressed sibling is of; any other path itself.
pub fn plain(path: &str) -> &str {
    let file = path
        .strip_suffix(".gz")
        .or_else(|| path.strip_suffix(".br"));
    file.unwrap_or(path)
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    manifest: Manifest,
    written: Written,
    sizes: BTreeMap<String, u64>,
    roles: Roles,
    signature: Option<String>,
}

impl Site {
    /// The site in `folder`.
    ///
    /// # Errors
    /// Where the folder has no whole manifest, or a file of it is missing.
    pub fn open(folder: &Path, roles: Roles) -> Result<Self, Trouble> {
        let read = |fault| Trouble::world("read the manifest of", folder, fault);
        let none = || io::Error::new(io::ErrorKind::NotFound, "there is no finished site");
        let manifest = Manifest::read(folder).map_err(read)?;
        let manifest = manifest.ok_or_else(|| read(none()))?;
        let mut sizes = BTreeMap::new();
        for entry in manifest.entries() {
            let place = locate(folder, &entry.path);
            let there = fs::symlink_metadata(&place)
                .map_err(|fault| Trouble::world("find", &place, fault))?;
            sizes.insert(entry.path.to_string(), there.len());
        }
        let written = manifest.written();
        Ok(Self {
            folder: folder.to_path_buf(),
            manifest,
            written,
            sizes,
            roles,
            signature: None,
        })
    }

    /// The same site, with a signature of its root.
    #[must_use]
    pub fn signed(mut self, signature: String) -> Self {
        self.signature = Some(signature);
        self
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every file but those of the manifest itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The manifest as files.
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// The sum of the root, which names this very site.
    pub fn root(&self) -> Sum {
        Sum::of(self.written.root.as_bytes())
    }

    /// The signature of the root, if the site is signed.
    pub fn signature(&self) -> Option<&str> {
        self.signature.as_deref()
    }

    /// What the files are for.
    pub fn roles(&self) -> &Roles {
        &self.roles
    }

    /// The length of a file in bytes; `None` where the site has no such file.
    pub fn size(&self, path: &str) -> Option<u64> {
        self.own(path)
            .map(|text| text.len() as u64)
            .or_else(|| self.sizes.get(path).copied())
    }

    /// The sum of a file, one of the manifest's own included; `None` where the site has no such file.
    pub fn sum(&self, path: &str) -> Option<Sum> {
        self.own(path)
            .map(|text| Sum::of(text.as_bytes()))
            .or_else(|| self.manifest.get(path).map(|entry| entry.sum))
    }

    /// The paths of all files that make up the site as it is published: those of the manifest, then the manifest's own lists,
    /// the signature, and the root last.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let files = self.manifest.entries().iter().map(|entry| &*entry.path);
        let lists = self.written.lists.keys().map(String::as_str);
        let signature = self.signature.iter().map(|_| SIGNATURE);
        files.chain(lists).chain(signature).chain([ROOT])
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Where it cannot be read, or is not what the manifest says any more.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        if let Some(text) = self.own(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let mut bytes = Vec::new();
        let mut reader = self.reader(path)?;
        reader
            .read_to_end(&mut bytes)
            .map_err(|fault| Trouble::world("read", locate(&self.folder, path), fault))?;
        Ok(bytes)
    }

    /// A reader of a file of any length that fails at its end if the bytes were not those of the manifest: who passes them on
    /// must not count the file as brought before the reader ended well.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn reader(&self, path: &str) -> Result<Checked<Box<dyn Read + Send>>, Trouble> {
        if let Some(text) = self.own(path) {
            let bytes = text.as_bytes().to_vec();
            let sum = Sum::of(&bytes);
            return Ok(Checked::new(Box::new(io::Cursor::new(bytes)), sum));
        }
        let place = locate(&self.folder, path);
        let open = |fault| Trouble::world("read", &place, fault);
        let missing = || io::Error::new(io::ErrorKind::NotFound, "the site has no such file");
        let entry = self.manifest.get(path).ok_or_else(|| open(missing()))?;
        let file = File::open(&place).map_err(open)?;
        Ok(Checked::new(Box::new(file), entry.sum))
    }

    /// The text of a file of the manifest's own, or of the signature.
    fn own(&self, path: &str) -> Option<&str> {
        match path {
            ROOT => Some(&self.written.root),
            SIGNATURE => self.signature.as_deref(),
            list => self.written.lists.get(list).map(String::as_str),
        }
    }
}

/// A reader that knows what it is to have read by its end.
#[derive(Debug)]
pub struct Checked<R> {
    inner: R,
    summing: Option<Summing>,
    sum: Sum,
}

impl<R: Read> Checked<R> {
    /// Reads `inner`, whose bytes are to have this sum.
    pub fn new(inner: R, sum: Sum) -> Self {
        Self {
            inner,
            summing: Some(Summing::default()),
            sum,
        }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            if let Some(summing) = &mut self.summing {
                io::Write::write_all(summing, &buffer[..count])?;
            }
            return Ok(count);
        }
        match self.summing.take().map(Summing::finish) {
            Some(sum) if sum != self.sum => {
                let changed = "it was changed after the build; build again";
                Err(io::Error::new(io::ErrorKind::InvalidData, changed))
            }
            _ => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_after_the_build_is_not_read_to_its_end() {
        let whole = b"une page".to_vec();
        let mut bytes = Vec::new();
        let mut reader = Checked::new(&whole[..], Sum::of(&whole));
        reader.read_to_end(&mut bytes).expect("read");
        assert_eq!(bytes, whole);
        let fault = Checked::new(&whole[..], Sum::of(b"une autre"))
            .read_to_end(&mut Vec::new())
            .expect_err("refused");
        assert_eq!(fault.kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn a_sibling_is_for_what_its_file_is_for() {
        let mut roles = Roles::default();
        roles.files.insert("2017/a.html".into(), Role::Page);
        assert_eq!(roles.of("2017/a.html.br"), Role::Page);
        assert_eq!(roles.of("data.csv.gz"), Role::Asset);
    }
}
