//! Owns the compressed siblings of files: which files have them, where they stand, and their bytes. A sibling is made from its
//! file alone, and known by the fingerprint of its file, so it comes, stays and goes with it.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use flate2::{Compression, GzBuilder};

use crate::diag::WorldError;
use crate::hash::{Digest, Fingerprint};
use crate::hosting::{self, Encoding};
use crate::plan::{Job, Plan};
use crate::route::{LONGEST_PART, OutPath};

/// Below that a sibling saves no packet.
const LEAST: usize = 1000;

/// Measured on 426 pages of 14 KB on average: 0.12 ms and 25.5 % of the length; level 9 takes half as long again for 25.3 %.
const GZIP: u32 = 6;
/// The same: 0.31 ms and 23.3 %. Level 9 takes 5.6 ms for 23.2 %, level 11 15 ms for 20.9 %.
const BROTLI: i32 = 6;
/// A page fits into a window of 256 KB; a larger one is slower for nothing.
const BROTLI_WINDOW: i32 = 18;

/// What decides which siblings there are.
pub(super) struct Siblings {
    encodings: Vec<Encoding>,
    /// Files of the site's own that stand where a sibling might, folded as file systems fold names.
    taken: BTreeSet<Arc<str>>,
}

/// A place for a sibling of a file.
pub(super) struct Sibling {
    /// From the top of the site.
    pub path: String,
    encoding: Encoding,
}

impl Siblings {
    /// The siblings that the files of a plan may have.
    pub fn new(encodings: &[Encoding], plan: &Plan) -> Self {
        let encodings = encodings.to_vec();
        let might = |path: &&OutPath| {
            let end = path.as_str().rsplit('.').next().unwrap_or_default();
            let is = |encoding: &Encoding| end.eq_ignore_ascii_case(encoding.extension());
            encodings.iter().any(is)
        };
        let taken = plan.jobs.keys().filter(might).map(OutPath::folded);
        Self {
            taken: taken.collect(),
            encodings,
        }
    }

    /// Where the siblings of a file would stand. Neither what is packed already nor what nobody asks for has any; a file of the
    /// site's own keeps its place.
    pub fn of(&self, path: &OutPath, job: &Job) -> Vec<Sibling> {
        if self.encodings.is_empty()
            || matches!(job, Job::Redirect(_) | Job::Robots | Job::ForHost(_))
            || !hosting::is_text(path.as_str())
        {
            return Vec::new();
        }
        let sibling = |encoding: &Encoding| {
            let path = format!("{path}.{}", encoding.extension());
            let name = path.rsplit('/').next().unwrap_or_default();
            let fits = name.len() <= LONGEST_PART;
            let place = OutPath::parse(&path)?;
            (fits && !self.taken.contains(&place.folded())).then_some(Sibling {
                path,
                encoding: *encoding,
            })
        };
        self.encodings.iter().filter_map(sibling).collect()
    }
}

impl Sibling {
    /// Its fingerprint, from that of its file.
    pub fn print(&self, file: Digest) -> Digest {
        Fingerprint::new()
            .bytes(crate::BUILD.as_bytes())
            .bytes(file.as_bytes())
            .bytes(self.encoding.extension().as_bytes())
            .finish()
    }

    /// Its bytes; none where they would save nothing.
    pub fn pack(&self, bytes: &[u8]) -> Result<Option<Vec<u8>>, WorldError> {
        if bytes.len() < LEAST {
            return Ok(None);
        }
        let packed = match self.encoding {
            Encoding::Gzip => gzip(bytes),
            Encoding::Brotli => brotli(bytes),
        };
        let packed = packed.map_err(|fault| {
            WorldError::new("compress", std::path::Path::new(&self.path), fault)
        })?;
        Ok((packed.len() < bytes.len()).then_some(packed))
    }
}

/// Without a time, a name, or a word on the machine.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    const UNKNOWN_SYSTEM: u8 = 255;
    let mut packer = GzBuilder::new()
        .mtime(0)
        .operating_system(UNKNOWN_SYSTEM)
        .write(Vec::with_capacity(bytes.len() / 3), Compression::new(GZIP));
    packer.write_all(bytes)?;
    packer.finish()
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: BROTLI,
        lgwin: BROTLI_WINDOW,
        mode: BrotliEncoderMode::BROTLI_MODE_TEXT,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut bytes, &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn sibling(encoding: Encoding) -> Sibling {
        Sibling {
            path: format!("a.html.{}", encoding.extension()),
            encoding,
        }
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = "Bagdad, l'armée irakienne a lancé l'assaut. ".repeat(2000);
        let gz = sibling(Encoding::Gzip)
            .pack(text.as_bytes())
            .expect("packed");
        let mut back = String::new();
        flate2::read::GzDecoder::new(&gz.expect("smaller")[..])
            .read_to_string(&mut back)
            .expect("unpacked");
        assert_eq!(back, text);
        let br = sibling(Encoding::Brotli)
            .pack(text.as_bytes())
            .expect("packed");
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &br.expect("smaller")[..], &mut back).expect("unpacked");
        assert_eq!(back, text.as_bytes());
    }

    #[test]
    fn a_packed_file_tells_neither_time_nor_name_nor_system() {
        let packed = gzip(&[b'a'; 5000]).expect("packed");
        // RFC 1952: no flags, no time, no extra flags at this level, an unknown system.
        assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    }

    #[test]
    fn what_would_save_nothing_is_not_made() {
        let noise: Vec<u8> = (0..4000u32)
            .flat_map(|n| Digest::of(&n.to_le_bytes()).as_bytes()[..4].to_vec())
            .collect();
        for encoding in Encoding::ALL {
            let packed = |bytes: &[u8]| sibling(encoding).pack(bytes).expect("packed");
            assert_eq!(packed(&noise), None);
            assert_eq!(packed(&[b'a'; LEAST - 1]), None);
            assert!(packed(&[b'a'; LEAST]).is_some());
        }
    }
}
