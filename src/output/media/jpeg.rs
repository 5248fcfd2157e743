//! Owns the cleaning of JPEG: the segments that make the picture stay, byte for byte; all others go, and all that follows the
//! picture (films of motion photos, second images). It does not decode the picture.
//! Sources: ITU-T T.81 annex B, JFIF 1.02, Exif 2.32, ICC.1:2022 annex B.4.

use super::bytes::{Cursor, be16};
use super::exif::Orientation;
use super::{Part, Refusal, Removed, icc};

const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DNL: u8 = 0xDC;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP13: u8 = 0xED;
const APP14: u8 = 0xEE;
const COM: u8 = 0xFE;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut picture = Picture::new();
    let mut cursor = Cursor::new(bytes);
    cursor.take(2);
    while let Some(marker) = next_marker(&mut cursor)? {
        if marker == EOI {
            return picture.finish(cursor.rest());
        }
        picture.segment(marker, &mut cursor)?;
    }
    Err(truncated())
}

fn truncated() -> Refusal {
    Refusal::broken("is damaged: the JPEG image ends before its last line")
}

/// The next marker, past fill bytes; a byte that belongs to no segment is a fault, since what it hides cannot be known.
fn next_marker(cursor: &mut Cursor) -> Result<Option<u8>, Refusal> {
    let Some(first) = cursor.byte() else {
        return Ok(None);
    };
    if first != 0xFF {
        let why = "is damaged: the JPEG image holds bytes that belong to no segment";
        return Err(Refusal::broken(why));
    }
    while let Some(byte) = cursor.byte() {
        if byte != 0xFF {
            return Ok(Some(byte));
        }
    }
    Ok(None)
}

struct Picture {
    out: Vec<u8>,
    removed: Removed,
    size: Option<(u32, u32)>,
    orientation: Option<Orientation>,
    profile: Vec<(u8, Vec<u8>)>,
    profile_at: Option<usize>,
    scans: usize,
}

impl Picture {
    fn new() -> Self {
        Self {
            out: vec![0xFF, SOI],
            removed: Removed::default(),
            size: None,
            orientation: None,
            profile: Vec::new(),
            profile_at: None,
            scans: 0,
        }
    }

    fn segment(&mut self, marker: u8, cursor: &mut Cursor) -> Result<(), Refusal> {
        if matches!(marker, 0x00..=0x01 | 0xD0..=SOI) {
            return Err(Refusal::broken(
                "is damaged: the JPEG image holds a marker out of place",
            ));
        }
        let length = be16(cursor.rest(), 0)
            .filter(|&length| length >= 2)
            .ok_or_else(truncated)?;
        let whole = cursor.take(usize::from(length)).ok_or_else(truncated)?;
        let payload = &whole[2..];
        match marker {
            0xE0..=0xEF => self.application(marker, payload),
            COM => self.removed.note("comment"),
            SOS => {
                self.write(marker, payload);
                self.scans += 1;
                self.out.extend_from_slice(scan(cursor));
            }
            0xC0..=0xCF | 0xDB..=0xDF => {
                self.measure(marker, payload);
                self.write(marker, payload);
            }
            _ => self.removed.note("unknown data"),
        }
        Ok(())
    }

    fn application(&mut self, marker: u8, payload: &[u8]) {
        match marker {
            APP0 if payload.starts_with(b"JFIF\0") && payload.len() >= 14 => {
                if payload.len() > 14 {
                    self.removed.note("thumbnail");
                }
                // Version, density and a thumbnail of no size.
                let mut header = payload[..14].to_vec();
                header[12..].fill(0);
                self.write(marker, &header);
            }
            APP0 => self.removed.note("thumbnail"),
            APP1 if payload.starts_with(b"Exif\0") => {
                self.exif(payload.get(6..).unwrap_or_default());
            }
            APP1 => self.removed.note("XMP"),
            APP2 if payload.starts_with(b"ICC_PROFILE\0") && payload.len() > 14 => {
                self.profile_at.get_or_insert(self.out.len());
                self.profile.push((payload[12], payload[14..].to_vec()));
            }
            APP2 if payload.starts_with(b"MPF\0") => self.removed.note("second image"),
            APP13 => self.removed.note("IPTC"),
            // Says how the colours are coded; without it CMYK photographs turn to negatives.
            APP14 if payload.starts_with(b"Adobe") && payload.len() >= 12 => {
                self.write(marker, &payload[..12]);
            }
            _ => self.removed.note("application data"),
        }
    }

    /// Keeps the orientation of the first block, the one that browsers heed.
    fn exif(&mut self, tiff: &[u8]) {
        self.removed.note("EXIF");
        if self.orientation.is_some() {
            return;
        }
        let orientation = Orientation::read(tiff);
        self.orientation = Some(orientation);
        if let Some(block) = orientation.minimal() {
            self.write(APP1, &[b"Exif\0\0", &block[..]].concat());
        }
    }

    fn measure(&mut self, marker: u8, payload: &[u8]) {
        let size = |at| be16(payload, at).map(u32::from);
        match marker {
            0xC4 | 0xC8 | 0xCC | 0xDB | 0xDD..=0xDF => {}
            DNL => {
                let width = self.size.filter(|size| size.1 == 0).map(|size| size.0);
                self.size = width.zip(size(0)).or(self.size);
            }
            _ => self.size = self.size.or_else(|| size(3).zip(size(1))),
        }
    }

    fn write(&mut self, marker: u8, payload: &[u8]) {
        self.out.extend_from_slice(&segment(marker, payload));
    }

    fn finish(mut self, rest: &[u8]) -> Result<Part, Refusal> {
        if self.scans == 0 || self.size.is_none() {
            return Err(Refusal::broken(
                "is damaged: the JPEG file holds no picture",
            ));
        }
        if !rest.is_empty() {
            self.removed.note("data after the picture");
        }
        self.out.extend_from_slice(&[0xFF, EOI]);
        self.put_profile();
        let orientation = self.orientation.unwrap_or(Orientation::UPRIGHT);
        Ok(Part {
            bytes: self.out,
            size: self.size.map(|size| orientation.turn(size)),
            removed: self.removed,
        })
    }

    /// Puts the colour profile back where it began, without its words.
    fn put_profile(&mut self) {
        let Some(at) = self.profile_at else {
            return;
        };
        self.profile.sort_by_key(|(number, _)| *number);
        let parts: Vec<_> = self
            .profile
            .iter()
            .map(|(_, part)| part.as_slice())
            .collect();
        let Some(profile) = icc::clean(&parts.concat()) else {
            self.removed.note("broken colour profile");
            return;
        };
        let pieces: Vec<_> = profile.chunks(65_000).collect();
        let Ok(count) = u8::try_from(pieces.len()) else {
            self.removed.note("broken colour profile");
            return;
        };
        let segments: Vec<u8> = (1..=count)
            .zip(pieces)
            .flat_map(|(number, piece)| {
                let head = [b"ICC_PROFILE\0", &[number, count][..]].concat();
                segment(APP2, &[&head, piece].concat())
            })
            .collect();
        self.out.splice(at..at, segments);
    }
}

/// A segment; payloads come from segments, or are cut to fit, so that the length never overflows.
fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    [&[0xFF, marker], &length.to_be_bytes()[..], payload].concat()
}

/// The coded samples up to the next marker, with the restart markers among them.
fn scan<'a>(cursor: &mut Cursor<'a>) -> &'a [u8] {
    let rest = cursor.rest();
    let end = rest
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xD0..=0xD7 | 0xFF))
        .unwrap_or(rest.len());
    cursor.take(end).unwrap_or_default()
}
