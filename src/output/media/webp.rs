//! Owns the cleaning of WebP: the chunks that make the picture stay; all others go, and all that follows the file's stated end.
//! It does not decode the picture. Source: RFC 9649.

use super::bytes::{Cursor, le16, le32};
use super::exif::Orientation;
use super::{Part, Refusal, Removed, icc};

const FLAG_PROFILE: u8 = 0x20;
const FLAG_EXIF: u8 = 0x08;
const FLAG_XMP: u8 = 0x04;
const FRAME_HEADER: usize = 16;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let length = le32(bytes, 4).ok_or_else(truncated)? as usize;
    let end = length.checked_add(8).ok_or_else(truncated)?;
    let body = bytes.get(12..end).ok_or_else(truncated)?;
    let mut picture = Picture::default();
    if end < bytes.len() {
        picture.removed.note("data after the picture");
    }
    let mut cursor = Cursor::new(body);
    while !cursor.is_at_end() {
        let (name, data) = next_chunk(&mut cursor).ok_or_else(truncated)?;
        picture.chunk(name, data)?;
    }
    picture.finish()
}

fn truncated() -> Refusal {
    Refusal::broken("is damaged: the WebP image ends before its last line")
}

fn next_chunk<'a>(cursor: &mut Cursor<'a>) -> Option<([u8; 4], &'a [u8])> {
    let name = cursor.take(4)?.try_into().ok()?;
    let length = le32(cursor.take(4)?, 0)? as usize;
    let data = cursor.take(length)?;
    // The last chunk of many files lacks the byte that makes it even.
    if length % 2 == 1 {
        cursor.take(1);
    }
    Some((name, data))
}

#[derive(Default)]
struct Picture {
    header: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
    body: Vec<u8>,
    exif: Option<[u8; 26]>,
    orientation: Option<Orientation>,
    size: Option<(u32, u32)>,
    pixels: bool,
    removed: Removed,
}

impl Picture {
    fn chunk(&mut self, name: [u8; 4], data: &[u8]) -> Result<(), Refusal> {
        match &name {
            b"VP8X" if data.len() >= 10 && self.header.is_none() => {
                self.size = le24(data, 4)
                    .zip(le24(data, 7))
                    .map(|(w, h)| (w + 1, h + 1));
                self.header = Some(data[..10].to_vec());
            }
            b"VP8 " | b"VP8L" => {
                let size = if &name == b"VP8L" {
                    lossless_size(data)
                } else {
                    lossy_size(data)
                };
                self.size = self.size.or(size);
                self.pixels = true;
                write(&mut self.body, name, data);
            }
            b"ALPH" => write(&mut self.body, name, data),
            b"ANIM" => write(&mut self.body, name, data.get(..6).ok_or_else(truncated)?),
            b"ANMF" => {
                let frame = frame(data, &mut self.removed).ok_or_else(truncated)?;
                self.pixels = true;
                write(&mut self.body, name, &frame);
            }
            b"ICCP" => {
                self.profile = icc::clean(data);
                if self.profile.is_none() {
                    self.removed.note("broken colour profile");
                }
            }
            b"EXIF" => {
                self.removed.note("EXIF");
                let orientation = *self.orientation.get_or_insert(Orientation::read(data));
                self.exif = orientation.minimal();
            }
            b"XMP " => self.removed.note("XMP"),
            _ => self.removed.note("unknown data"),
        }
        Ok(())
    }

    fn finish(self) -> Result<Part, Refusal> {
        if !self.pixels || self.size.is_none() {
            return Err(Refusal::broken(
                "is damaged: the WebP file holds no picture",
            ));
        }
        // The simple form of the format has no EXIF, and readers heed none in it.
        let orientation = self.orientation.filter(|_| self.header.is_some());
        let exif = self.exif.filter(|_| self.header.is_some());
        let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
        if let Some(mut header) = self.header {
            header[0] &= !(FLAG_PROFILE | FLAG_EXIF | FLAG_XMP | 0xC1);
            header[0] |= if self.profile.is_some() {
                FLAG_PROFILE
            } else {
                0
            };
            header[0] |= if exif.is_some() { FLAG_EXIF } else { 0 };
            header[1..4].fill(0);
            write(&mut out, *b"VP8X", &header);
            self.profile
                .iter()
                .for_each(|profile| write(&mut out, *b"ICCP", profile));
        }
        out.extend_from_slice(&self.body);
        exif.iter()
            .for_each(|block| write(&mut out, *b"EXIF", block));
        let length = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
        out[4..8].copy_from_slice(&length.to_le_bytes());
        let orientation = orientation.unwrap_or(Orientation::UPRIGHT);
        Ok(Part {
            bytes: out,
            size: self.size.map(|size| orientation.turn(size)),
            removed: self.removed,
        })
    }
}

/// One picture of an animation, with what makes it and no more.
fn frame(data: &[u8], removed: &mut Removed) -> Option<Vec<u8>> {
    let mut out = data.get(..FRAME_HEADER)?.to_vec();
    let mut cursor = Cursor::new(&data[FRAME_HEADER..]);
    while !cursor.is_at_end() {
        let (name, data) = next_chunk(&mut cursor)?;
        match &name {
            b"ALPH" | b"VP8 " | b"VP8L" => write(&mut out, name, data),
            _ => removed.note("unknown data"),
        }
    }
    Some(out)
}

fn lossy_size(data: &[u8]) -> Option<(u32, u32)> {
    let side = |at| le16(data, at).map(|side| u32::from(side & 0x3FFF));
    (data.get(3..6) == Some(b"\x9D\x01\x2A")).then(|| side(6).zip(side(8)))?
}

fn lossless_size(data: &[u8]) -> Option<(u32, u32)> {
    let bits = le32(data, 1).filter(|_| data[0] == 0x2F)?;
    Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let run = bytes.get(at..at + 3)?;
    Some(u32::from_le_bytes([run[0], run[1], run[2], 0]))
}

fn write(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    out.extend_from_slice(&name);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
