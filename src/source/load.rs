//! Owns the loading of sources: each alone, in parallel, from the cache where the disk proves that nothing changed. It hands
//! on heads and faults; a body is read again, by `Reread`, when its page is rendered.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::cache::{Memory, Stamps};
use super::discover::{Discovered, SourceFile};
use crate::archive::Head;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::model::Body;
use crate::parse::{self, Input, Parsed, Rules, Sidecar};

/// What one source became.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Loaded {
    /// The article; none where its faults left nothing.
    pub head: Option<Arc<Head>>,
    /// The faults, as `parse` found them: whoever shows them blinds those of articles that are not public.
    pub faults: Diagnostics,
    digest: Digest,
}

/// A source's stamps and what it became.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    stamps: Stamps,
    loaded: Loaded,
}

/// Loads all sources of a site.
#[derive(Debug, Clone, Copy)]
pub struct Loader<'a> {
    /// What was found in the content folder.
    pub found: &'a Discovered,
    /// How sources are read.
    pub rules: &'a Rules,
    /// When the build began, for judging how fresh a file is.
    pub now: SystemTime,
}

/// Reads the bodies of sources again.
#[derive(Debug, Clone, Copy)]
pub struct Reread<'a> {
    /// What was found in the content folder.
    pub found: &'a Discovered,
    /// How sources are read.
    pub rules: &'a Rules,
}

impl Entry {
    /// The article; none where its faults left nothing.
    pub fn head(&self) -> Option<&Arc<Head>> {
        self.loaded.head.as_ref()
    }
}

impl Loader<'_> {
    /// What every source became, by path. `memory` holds the same afterwards.
    ///
    /// # Errors
    /// Where the disk refuses a file: nothing has been written then.
    pub fn load(&self, memory: &mut Memory<Entry>) -> Result<BTreeMap<String, Loaded>, WorldError> {
        let read: Vec<(String, Entry, bool)> = self
            .found
            .sources
            .par_iter()
            .map(|(path, file)| self.load_one(path, file, memory.get(path)))
            .collect::<Result<_, _>>()?;
        let loaded = read
            .iter()
            .map(|(path, entry, _)| (path.clone(), entry.loaded.clone()))
            .collect();
        memory.replace(read.into_iter());
        Ok(loaded)
    }

    /// Reads one source, whatever is known of it; none where it is not among those that were found.
    ///
    /// # Errors
    /// Where the disk refuses the file.
    pub fn read(&self, path: &str) -> Result<Option<Loaded>, WorldError> {
        let file = self.found.sources.get(path);
        let read = file
            .map(|file| self.load_one(path, file, None))
            .transpose()?;
        Ok(read.map(|(_, entry, _)| entry.loaded))
    }

    /// Reads one known source again, as `memory` holds it afterwards; none where it is not known, or is not there any more.
    ///
    /// # Errors
    /// Where the disk refuses the file.
    pub fn reload(
        &self,
        path: &str,
        memory: &mut Memory<Entry>,
    ) -> Result<Option<Loaded>, WorldError> {
        let Some(file) = self.found.sources.get(path) else {
            return Ok(None);
        };
        if !file.disk.exists() || file.sidecar.as_ref().is_some_and(|file| !file.exists()) {
            return Ok(None);
        }
        let (_, entry, from_memory) = self.load_one(path, file, memory.get(path))?;
        let loaded = entry.loaded.clone();
        if !from_memory {
            memory.put(path.to_owned(), entry);
        }
        Ok(Some(loaded))
    }

    fn load_one(
        &self,
        path: &str,
        file: &SourceFile,
        known: Option<&Entry>,
    ) -> Result<(String, Entry, bool), WorldError> {
        let stamps = Stamps::read(&file.disk, file.sidecar.as_deref(), self.now)
            .map_err(|fault| unreadable(&file.disk, fault))?;
        if let Some(known) = known
            && stamps.prove_same(&known.stamps)
        {
            return Ok((path.to_owned(), known.clone(), true));
        }
        let bytes = Bytes::read(file)?;
        let digest = bytes.digest();
        // The same words under a new stamp (a checkout, a copy): the stamp is news, the reading is not.
        let loaded = match known {
            Some(known) if known.loaded.digest == digest => known.loaded.clone(),
            _ => Loaded::new(&bytes, bytes.parse(path, file, self.rules), digest),
        };
        Ok((path.to_owned(), Entry { stamps, loaded }, false))
    }
}

impl Reread<'_> {
    /// The body of a source whose head is known.
    ///
    /// # Errors
    /// Where the disk refuses, or the file has changed since its head was read: the run stops, and the next one is right.
    pub fn body(&self, head: &Head) -> Result<Body, RereadError> {
        let path = &head.article.origin.path;
        let file = self.found.sources.get(path);
        let file = file.ok_or_else(|| changed(path))?;
        let bytes = Bytes::read(file)?;
        if bytes.digest() != head.digest {
            return Err(changed(path).into());
        }
        Ok(bytes.read_as(path, file, |input| parse::body(input, self.rules)))
    }

    /// A source with all that is known of how it was read.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn whole(&self, path: &str) -> Result<Option<Parsed>, WorldError> {
        let Some(file) = self.found.sources.get(path) else {
            return Ok(None);
        };
        let bytes = Bytes::read(file)?;
        Ok(Some(bytes.parse(path, file, self.rules)))
    }
}

/// Why a body could not be had.
#[derive(Debug)]
pub enum RereadError {
    /// The disk refused.
    World(WorldError),
    /// The file is not the one that was read before.
    Changed(Box<Diagnostic>),
}

impl From<Diagnostic> for RereadError {
    fn from(fault: Diagnostic) -> Self {
        Self::Changed(Box::new(fault))
    }
}

impl From<WorldError> for RereadError {
    fn from(fault: WorldError) -> Self {
        Self::World(fault)
    }
}

impl Loaded {
    /// The article, if nothing at all is wrong with it.
    pub fn sound_head(self) -> Option<Arc<Head>> {
        self.head.filter(|_| self.faults.is_empty())
    }

    fn new(bytes: &Bytes, parsed: Parsed, digest: Digest) -> Self {
        let Parsed {
            article,
            body: _,
            summary,
            evidence: _,
            reading: _,
            diagnostics,
        } = parsed;
        let diagnostics = match &article {
            None if bytes.hint_at_secrecy() => blinded(diagnostics),
            _ => diagnostics,
        };
        let head = article.map(|article| {
            Arc::new(Head {
                article,
                summary,
                digest,
            })
        });
        Self {
            head,
            faults: diagnostics,
            digest,
        }
    }
}

/// The bytes of a source and of its sidecar.
struct Bytes {
    source: Vec<u8>,
    sidecar: Option<Vec<u8>>,
}

impl Bytes {
    fn read(file: &SourceFile) -> Result<Self, WorldError> {
        let read = |path: &Path| fs::read(path).map_err(|fault| unreadable(path, fault));
        Ok(Self {
            source: read(&file.disk)?,
            sidecar: file.sidecar.as_deref().map(read).transpose()?,
        })
    }

    fn digest(&self) -> Digest {
        let beside = self.sidecar.as_deref().unwrap_or_default();
        Fingerprint::new()
            .bytes(&self.source)
            .bytes(&[u8::from(self.sidecar.is_some())])
            .bytes(beside)
            .finish()
    }

    fn parse(&self, path: &str, file: &SourceFile, rules: &Rules) -> Parsed {
        self.read_as(path, file, |input| parse::parse(input, rules))
    }

    fn read_as<T>(&self, path: &str, file: &SourceFile, read: impl FnOnce(&Input<'_>) -> T) -> T {
        let shown = format!("content/{path}");
        let sidecar_path = file.sidecar.as_ref().map(|_| sidecar_path(&shown));
        let sidecar = self
            .sidecar
            .as_deref()
            .zip(sidecar_path.as_deref())
            .map(|(bytes, shown_path)| Sidecar { shown_path, bytes });
        let input = Input {
            path,
            shown_path: &shown,
            bytes: &self.source,
            sidecar,
        };
        read(&input)
    }

    /// Whether fields that could not be read speak of a status or an embargo. Nobody knows then what they would have said, so
    /// the article counts as withheld, and no line of it may be shown.
    fn hint_at_secrecy(&self) -> bool {
        let sidecar = self.sidecar.as_deref().unwrap_or_default();
        [&self.source, sidecar].into_iter().any(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.lines().any(keeps_back)
        })
    }
}

/// Whether a line states that its article is not public, by any of the keys for it.
fn keeps_back(line: &str) -> bool {
    let Some((key, value)) = line.split_once(['=', ':']) else {
        return false;
    };
    let bare = |text: &str| text.trim().trim_matches(['"', '\'']).to_lowercase();
    match bare(key).as_str() {
        "status" => bare(value) != "published",
        "draft" => bare(value) != "false",
        "embargo" => true,
        _ => false,
    }
}

/// The faults of a source that may not be quoted. They stop the build as before: what they are about was not understood.
fn blinded(faults: Diagnostics) -> Diagnostics {
    faults
        .into_iter()
        .map(|fault| Diagnostic {
            severity: fault.severity,
            ..fault.withheld()
        })
        .collect()
}

fn sidecar_path(shown: &str) -> String {
    let stem = shown.rsplit_once('.').map_or(shown, |(stem, _)| stem);
    format!("{stem}.toml")
}

fn unreadable(path: &Path, fault: std::io::Error) -> WorldError {
    WorldError::new("read", path, fault).left("nothing was written")
}

fn changed(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceUnreadable, "the file changed during the build")
        .at(Place::file(format!("content/{path}")))
        .help("build again")
}
