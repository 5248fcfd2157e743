//! Owns how files are packed so that the same files always give the same bytes: in the order of their paths, with one time, one
//! mode, no owner, and nothing that depends on the machine. Files are streamed, however long.

use std::fs::File;
use std::io::{self, BufWriter, Read};

use tar::{EntryType, Header};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Form;

/// 1980-01-01, the first day that a zip can name, in seconds since 1970; also in a tar, so that both unpack alike.
const TIME: u64 = 315_532_800;
const MODE: u32 = 0o644;
/// Measured on pages: higher levels take much longer for a few hundredths.
const ZSTD_LEVEL: i32 = 9;
const DEFLATE_LEVEL: i64 = 6;
/// From this length on, a file may need the long form of a zip once it is packed.
const LONG: u64 = 0xF000_0000;
/// The longest name that fits a plain header of a tar.
const SHORT_NAME: usize = 100;

/// What is packed already, by the ends of names.
const PACKED: [&str; 24] = [
    "jpg", "jpeg", "png", "webp", "avif", "gif", "mp4", "m4v", "webm", "mov", "mp3", "m4a", "aac",
    "ogg", "oga", "ogv", "opus", "woff", "woff2", "gz", "br", "zst", "zip", "xz",
];

/// An archive that is being written.
pub(super) enum Writer {
    Zip(Box<ZipWriter<BufWriter<File>>>),
    Tar(Tar),
}

/// A tar within a stream of zstd.
pub(super) struct Tar {
    to: tar::Builder<zstd::Encoder<'static, BufWriter<File>>>,
    long_names: usize,
}

impl Writer {
    /// Starts an archive in an empty file.
    pub(super) fn new(form: Form, file: File) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 17, file);
        Ok(match form {
            Form::Zip => Self::Zip(Box::new(ZipWriter::new(file))),
            Form::TarZst => {
                let mut encoder = zstd::Encoder::new(file, ZSTD_LEVEL)?;
                encoder.include_checksum(true)?;
                Self::Tar(Tar {
                    to: tar::Builder::new(encoder),
                    long_names: 0,
                })
            }
        })
    }

    /// Packs a file of `size` bytes.
    pub(super) fn add(&mut self, path: &str, size: u64, reader: &mut dyn Read) -> io::Result<()> {
        let mut reader = Exactly { reader, left: size };
        match self {
            Self::Zip(zip) => {
                zip.start_file(path, options(path, size))?;
                io::copy(&mut reader, zip)?;
                Ok(())
            }
            Self::Tar(tar) => tar.add(path, size, &mut reader),
        }
    }

    /// Ends the archive; the file is written, though not yet on the disk for certain.
    pub(super) fn finish(self) -> io::Result<File> {
        let file = match self {
            Self::Zip(zip) => zip.finish()?,
            Self::Tar(tar) => tar.to.into_inner()?.finish()?,
        };
        file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

fn options(path: &str, size: u64) -> SimpleFileOptions {
    let packed = path.rsplit_once('.').is_some_and(|(_, end)| {
        let end = end.to_ascii_lowercase();
        PACKED.contains(&end.as_str())
    });
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE)
        .system(System::Unix)
        .large_file(size >= LONG);
    if packed {
        options.compression_method(CompressionMethod::Stored)
    } else {
        options
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(DEFLATE_LEVEL))
    }
}

impl Tar {
    fn add(&mut self, path: &str, size: u64, reader: &mut dyn Read) -> io::Result<()> {
        let mut header = header(EntryType::Regular, size);
        if path.is_ascii() && path.len() <= SHORT_NAME {
            header.set_path(path)?;
        } else {
            // A name that a plain header cannot hold, or of which it cannot say in which letters it is written, stands before
            // it, as POSIX has it. The name after it is for readers of forty years ago.
            self.to.append_pax_extensions([("path", path.as_bytes())])?;
            header.set_path(format!("long-name-{}", self.long_names))?;
            self.long_names += 1;
        }
        header.set_cksum();
        self.to.append(&header, reader)
    }
}

fn header(kind: EntryType, size: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(MODE);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(TIME);
    header
}

/// A reader that ends well after so many bytes alone: its length stands in the archive before it.
struct Exactly<'a> {
    reader: &'a mut dyn Read,
    left: u64,
}

impl Read for Exactly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        match self.left.checked_sub(count as u64) {
            Some(left) if count > 0 || left == 0 || buffer.is_empty() => {
                self.left = left;
                Ok(count)
            }
            _ => {
                let changed = "it was changed after the build; build again";
                Err(io::Error::new(io::ErrorKind::InvalidData, changed))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_of_another_length_does_not_end_well() {
        let read = |bytes: &[u8], left| {
            let mut reader = bytes;
            let mut exactly = Exactly {
                reader: &mut reader,
                left,
            };
            exactly.read_to_end(&mut Vec::new()).is_ok()
        };
        assert!(read(b"four", 4) && read(b"", 0));
        assert!(!read(b"four", 3) && !read(b"four", 5) && !read(b"", 1));
    }
}
