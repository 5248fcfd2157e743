//! Owns reading numbers and runs out of bytes that may end anywhere, and the checksums of the formats here.
//! Nothing in it can go out of bounds.

/// A place in a run of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The next `count` bytes, or none and no step where fewer are left.
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let run = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(run)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|run| run[0])
    }
}

pub(super) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}

pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

pub(super) fn be64(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_be_bytes)
}

pub(super) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// Writes over `bytes` at `at` as far as they reach.
pub(super) fn overwrite(bytes: &mut [u8], at: usize, with: &[u8]) {
    if let Some(run) = bytes.get_mut(at..at.saturating_add(with.len())) {
        run.copy_from_slice(with);
    }
}

/// Sets a range to zero as far as it lies within.
pub(super) fn zero(bytes: &mut [u8], from: usize, to: usize) {
    let to = to.min(bytes.len());
    if from < to {
        bytes[from..to].fill(0);
    }
}

pub(super) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// The checksum of PNG chunks (ISO 3309, reflected).
pub(super) fn crc_png(parts: &[&[u8]]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in parts.iter().copied().flatten() {
        crc = PNG_TABLE[((crc ^ u32::from(byte)) & 0xFF) as usize] ^ (crc >> 8);
    }
    !crc
}

/// The checksum of Ogg pages (the same polynomial, not reflected, no inversion).
pub(super) fn crc_ogg(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |crc, &byte| {
        OGG_TABLE[((crc >> 24) ^ u32::from(byte)) as usize] ^ (crc << 8)
    })
}

/// The checksum of a FLAC frame's header (polynomial x^8 + x^2 + x + 1).
pub(super) fn crc_flac_head(bytes: &[u8]) -> u8 {
    bytes.iter().fold(0, |crc, &byte| {
        (0..8).fold(crc ^ byte, |crc, _| {
            if crc & 0x80 == 0 {
                crc << 1
            } else {
                crc << 1 ^ 0x07
            }
        })
    })
}

/// The checksum of a FLAC frame (polynomial x^16 + x^15 + x^2 + 1), going on from one of the bytes before; it is 0 after the
/// frame's own.
pub(super) fn crc_flac_frame(before: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(before, |crc, &byte| {
        FLAC_TABLE[usize::from((crc >> 8) as u8 ^ byte)] ^ (crc << 8)
    })
}

const PNG_TABLE: [u32; 256] = png_table();
const OGG_TABLE: [u32; 256] = ogg_table();

const FLAC_TABLE: [u16; 256] = flac_table();

const fn flac_table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = (index as u16) << 8;
        let mut bit = 0;
        while bit < 8 {
            value = if value >> 15 == 1 {
                0x8005 ^ (value << 1)
            } else {
                value << 1
            };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

const fn png_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = index as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                0xEDB8_8320 ^ (value >> 1)
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

const fn ogg_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut value = (index as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            value = if value >> 31 == 1 {
                0x04C1_1DB7 ^ (value << 1)
            } else {
                value << 1
            };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_agree_with_the_published_check_values() {
        assert_eq!(crc_png(&[b"IEND", b""]), 0xAE42_6082);
        assert_eq!(crc_png(&[b"123456789"]), 0xCBF4_3926);
        assert_eq!(crc_ogg(b"123456789"), 0x89A1_897F);
        assert_eq!(crc_flac_head(b"123456789"), 0xF4);
        assert_eq!(crc_flac_frame(0, b"123456789"), 0xFEE8);
    }

    #[test]
    fn reading_past_the_end_gives_nothing() {
        assert_eq!(be32(b"abc", 0), None);
        assert_eq!(le16(b"abc", usize::MAX), None);
        assert!(Cursor::new(b"abc").take(usize::MAX).is_none());
    }
}
