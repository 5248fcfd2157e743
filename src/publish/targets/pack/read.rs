//! Owns what an archive holds: the manifest of the site in it, and the names of what is not the site's. It unpacks nothing to the
//! disk, and reads no more into memory than the files of a manifest, each up to a limit for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read};

use zip::ZipArchive;

use super::Form;
use crate::output::{Manifest, ROOT, SIGNATURE, is_own};
use crate::publish::there::There;

/// How much of a manifest is read, in bytes: more than two million lines.
const LONGEST: u64 = 512 << 20;

/// What stands in the place of the archive.
#[derive(Debug)]
pub(super) enum Inside {
    /// No file.
    Nothing,
    /// A file that is no whole archive with a manifest of ours.
    Other,
    /// A site.
    Site {
        /// The site.
        there: Box<There>,
        /// Files in it that its manifest does not name.
        strangers: Vec<String>,
    },
}

/// What an archive holds. What cannot be read as one is something else.
pub(super) fn inside(form: Form, file: File) -> Inside {
    let read = match form {
        Form::Zip => zip(file),
        Form::TarZst => tar_zst(file),
    };
    let Ok(Listing {
        names, mut texts, ..
    }) = read
    else {
        return Inside::Other;
    };
    let Some(root) = texts.remove(ROOT) else {
        return Inside::Other;
    };
    let manifest = Manifest::gather(&root, |path| Ok(texts.remove(path)));
    let Ok(manifest) = manifest else {
        return Inside::Other;
    };
    let named = |path: &&String| !is_own(path) && manifest.get(path).is_none();
    let strangers = names.iter().filter(named).cloned().collect();
    let signature = texts.remove(SIGNATURE);
    Inside::Site {
        strangers,
        there: Box::new(There {
            manifest: Some(manifest),
            signature: signature.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            unfinished: BTreeSet::new(),
        }),
    }
}

/// The names in an archive, and the files of its manifest.
#[derive(Default)]
struct Listing {
    names: Vec<String>,
    texts: BTreeMap<String, Vec<u8>>,
    bytes: u64,
}

impl Listing {
    fn read(&mut self, name: &str, from: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        let most = LONGEST - self.bytes;
        from.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes += bytes.len() as u64;
        self.texts.insert(name.to_owned(), bytes);
        Ok(())
    }
}

fn zip(file: File) -> io::Result<Listing> {
    let mut zip = ZipArchive::new(BufReader::new(file))?;
    let mut listing = Listing::default();
    for at in 0..zip.len() {
        // Only the files of a manifest are unpacked: a zip says at its end where each file is.
        let name = zip.by_index_raw(at)?.name_raw().to_vec();
        let name = String::from_utf8(name).map_err(io::Error::other)?;
        if is_own(&name) {
            listing.read(&name, &mut zip.by_index(at)?)?;
        }
        listing.names.push(name);
    }
    Ok(listing)
}

fn tar_zst(file: File) -> io::Result<Listing> {
    let mut tar = tar::Archive::new(zstd::Decoder::new(file)?);
    let mut listing = Listing::default();
    for entry in tar.entries()? {
        let mut entry = entry?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(io::Error::other)?;
        if is_own(&name) {
            listing.read(&name, &mut entry)?;
        }
        listing.names.push(name);
    }
    // A tar ends before its stream does; the stream's end says whether it is whole.
    io::copy(&mut tar.into_inner(), &mut io::sink())?;
    Ok(listing)
}
