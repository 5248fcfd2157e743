//! Owns the one fact that is kept of EXIF: which way up the picture is. It does not know where a format keeps its EXIF.
//! Source: TIFF 6.0 and Exif 2.32, tag 274 of the first directory.

use super::bytes::{be16, be32, le16, le32};

const ORIENTATION: u16 = 0x0112;
const SHORT: u16 = 3;

/// Which way up: 1 is upright, 2 to 8 are the turns and mirrors of Exif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    pub(super) const UPRIGHT: Self = Self(1);

    /// Reads it from an EXIF block, with or without the `Exif\0\0` before it. What is damaged counts as upright,
    /// as it does in browsers.
    pub(super) fn read(exif: &[u8]) -> Self {
        let tiff = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
        find(tiff).map_or(Self::UPRIGHT, Self)
    }

    /// An EXIF block that says nothing else; none where it need not be said.
    pub(super) fn minimal(self) -> Option<[u8; 26]> {
        let mut tiff = *b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        tiff[19] = self.0;
        (self != Self::UPRIGHT).then_some(tiff)
    }

    /// Width and height as displayed.
    pub(super) fn turn(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.0 >= 5 {
            (height, width)
        } else {
            (width, height)
        }
    }
}

fn find(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II\x2A\0" => true,
        b"MM\0\x2A" => false,
        _ => return None,
    };
    let short = |at| {
        if little {
            le16(tiff, at)
        } else {
            be16(tiff, at)
        }
    };
    let long = |at| {
        if little {
            le32(tiff, at)
        } else {
            be32(tiff, at)
        }
    };
    let directory = long(4)? as usize;
    let entries = directory.checked_add(2)?;
    (0..usize::from(short(directory)?))
        .map_while(|index| entries.checked_add(index * 12))
        .find(|&entry| short(entry) == Some(ORIENTATION) && short(entry + 2) == Some(SHORT))
        .and_then(|entry| short(entry + 8))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (2..=8).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minimal_block_reads_back_and_upright_needs_none() {
        for value in 2..=8 {
            let block = Orientation(value).minimal().expect("a block");
            assert_eq!(Orientation::read(&block), Orientation(value));
        }
        assert_eq!(Orientation::UPRIGHT.minimal(), None);
    }

    #[test]
    fn another_reader_of_exif_agrees() {
        let block = Orientation(6).minimal().expect("a block");
        let read = exif::Reader::new().read_raw(block.to_vec()).expect("valid");
        let field = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
        assert_eq!(field.and_then(|field| field.value.get_uint(0)), Some(6));
        assert_eq!(read.fields().count(), 1);
    }

    #[test]
    fn little_endian_blocks_and_damaged_ones_are_read() {
        let little = b"Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!(Orientation::read(little), Orientation(8));
        assert_eq!(Orientation::read(&little[..20]), Orientation::UPRIGHT);
        assert_eq!(
            Orientation::read(b"MM\0\x2A\xFF\xFF\xFF\xFF"),
            Orientation::UPRIGHT
        );
    }

    #[test]
    fn quarter_turns_swap_width_and_height() {
        assert_eq!(Orientation(6).turn((40, 30)), (30, 40));
        assert_eq!(Orientation(3).turn((40, 30)), (40, 30));
    }
}
