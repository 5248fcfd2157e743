//! Owns what is known of each file to copy: its digest, its size in pixels, whether it can be published. A file is opened
//! only where the disk does not prove that it is the one of last time. The cleaning itself is `output::media`'s work.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::cache::{Memory, Stamps};
use crate::diag::{Code, Diagnostic, Place, WorldError};
use crate::hash::Digest;
use crate::model::{Look, Measure};
use crate::output::media::{Refusal, clean};
use crate::output::pictures;

/// A file to copy.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// Where it is on the disk.
    pub disk: PathBuf,
    /// Its path from the site's root, for messages.
    pub shown: String,
}

/// What is known of a file to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFact {
    /// Digest of the original.
    pub digest: Digest,
    /// Size in pixels, of what has one.
    pub measure: Option<Measure>,
    /// What it looks like, of what can be made in further sizes.
    pub look: Option<Look>,
    /// Why it may not be published.
    pub fault: Option<Diagnostic>,
}

/// A file's stamps and what is known of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Known {
    stamps: Stamps,
    /// The file's own path: what was found of one file says nothing of another that comes to stand at the same address.
    shown: String,
    fact: MediaFact,
}

/// What is known of each file, by key. `memory` holds the same afterwards.
///
/// # Errors
/// Where the disk refuses a file: nothing has been written then.
pub fn examine(
    files: &BTreeMap<String, MediaFile>,
    memory: &mut Memory<Known>,
    now: SystemTime,
) -> Result<BTreeMap<String, MediaFact>, WorldError> {
    let known: Vec<(String, Known, bool)> = files
        .par_iter()
        .map(|(key, file)| examine_one(key, file, memory.get(key), now))
        .collect::<Result<_, _>>()?;
    let facts = known
        .iter()
        .map(|(key, known, _)| (key.clone(), known.fact.clone()))
        .collect();
    memory.replace(known.into_iter());
    Ok(facts)
}

fn examine_one(
    key: &str,
    file: &MediaFile,
    known: Option<&Known>,
    now: SystemTime,
) -> Result<(String, Known, bool), WorldError> {
    let stamps =
        Stamps::read(&file.disk, None, now).map_err(|fault| unreadable(&file.disk, fault))?;
    let known = known.filter(|known| known.shown == file.shown);
    if let Some(known) = known
        && stamps.prove_same(&known.stamps)
    {
        return Ok((key.to_owned(), known.clone(), true));
    }
    let bytes = fs::read(&file.disk).map_err(|fault| unreadable(&file.disk, fault))?;
    let digest = Digest::of(&bytes);
    let fact = match known {
        Some(known) if known.fact.digest == digest => known.fact.clone(),
        _ => fact(file, digest, &bytes),
    };
    let shown = file.shown.clone();
    let known = Known {
        stamps,
        shown,
        fact,
    };
    Ok((key.to_owned(), known, false))
}

fn fact(file: &MediaFile, digest: Digest, bytes: &[u8]) -> MediaFact {
    let mut fact = MediaFact {
        digest,
        measure: None,
        look: None,
        fault: None,
    };
    if is_carrier(&file.shown) {
        match clean(&file.shown, bytes) {
            Ok(clean) => {
                fact.measure = clean.size.map(|(width, height)| Measure { width, height });
                fact.look = pictures::look(clean.kind, &clean.bytes);
            }
            Err(refusal) => fact.fault = Some(refused(&file.shown, &refusal)),
        }
    }
    fact
}

/// What is known of one file now, which `memory` holds afterwards.
///
/// # Errors
/// Where the disk refuses the file.
pub fn examine_again(
    key: &str,
    file: &MediaFile,
    memory: &mut Memory<Known>,
    now: SystemTime,
) -> Result<MediaFact, WorldError> {
    let (key, known, from_memory) = examine_one(key, file, memory.get(key), now)?;
    let fact = known.fact.clone();
    if !from_memory {
        memory.put(key, known);
    }
    Ok(fact)
}

/// The bytes of a file as they are published.
///
/// # Errors
/// Where the disk refuses, or the file is not the one that was examined.
pub fn published(file: &MediaFile, fact: &MediaFact) -> Result<Vec<u8>, super::RereadError> {
    let bytes = fs::read(&file.disk).map_err(|fault| unreadable(&file.disk, fault))?;
    if Digest::of(&bytes) != fact.digest {
        let fault = Diagnostic::new(Code::SourceUnreadable, "the file changed during the build")
            .at(Place::file(file.shown.clone()))
            .help("build again");
        return Err(fault.into());
    }
    if !is_carrier(&file.shown) {
        return Ok(bytes);
    }
    let clean = clean(&file.shown, &bytes).map_err(|refusal| refused(&file.shown, &refusal))?;
    Ok(clean.bytes)
}

/// Whether a file may carry metadata that endangers somebody: every file beside an article, and every image, sound and film
/// of `static/`. What else stands there (styles, fonts, the archive's own downloads) was put there to be copied as it is.
fn is_carrier(shown: &str) -> bool {
    const CARRIERS: &[&str] = &[
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg", "heic", "heif", "avif",
        "tif", "tiff", "bmp", "psd", "raw", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "jxl",
        "jp2", "mp4", "m4v", "m4a", "mov", "qt", "3gp", "webm", "mkv", "mka", "mp3", "wav", "flac",
        "ogg", "oga", "ogv", "opus", "avi", "wmv", "aac",
    ];
    let extension = Path::new(shown)
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    !shown.starts_with("static/") || CARRIERS.contains(&extension.as_str())
}

fn refused(shown: &str, refusal: &Refusal) -> Diagnostic {
    let code = match refusal {
        Refusal::CannotClean { .. } => Code::MediaRefused,
        Refusal::Broken { .. } => Code::MediaBroken,
    };
    Diagnostic::new(code, refusal.message())
        .at(Place::file(shown))
        .help(refusal.help())
}

fn unreadable(path: &Path, fault: std::io::Error) -> WorldError {
    WorldError::new("read", path, fault).left("nothing was written")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_carry_metadata_is_cleaned_wherever_it_lies() {
        assert!(is_carrier("static/photo.JPG"));
        assert!(is_carrier("content/2017/data.csv"));
        assert!(!is_carrier("static/style.css"));
        assert!(!is_carrier("static/report.pdf"));
        assert!(is_carrier("content/report.pdf"));
    }
}
