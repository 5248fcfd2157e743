//! Owns what a picture's head says of it: whether sizes of it can and should be made, and whether one can see through it. It
//! reads no pixel. Sources: ITU-T T.81 annex B, PNG third edition, RFC 9649.

use crate::model::Look;
use crate::output::media::Kind;

/// What a cleaned file looks like; none where it is shown as it is: what moves, what is drawn or for print (colours from a
/// palette, or of inks), what browsers themselves hardly know, and what is no picture.
pub fn look(kind: Kind, bytes: &[u8]) -> Option<Look> {
    match kind {
        Kind::Jpeg => jpeg(bytes),
        Kind::Png => png(bytes),
        Kind::WebP => webp(bytes),
        _ => None,
    }
}

/// Baseline, extended or progressive, of one or three components of eight bits.
fn jpeg(bytes: &[u8]) -> Option<Look> {
    let mut at = 2;
    loop {
        let &[0xFF, marker, high, low] = bytes.get(at..at + 4)? else {
            return None;
        };
        if matches!(marker, 0xC0..=0xC2) {
            let frame = bytes.get(at + 4..at + 10)?;
            let fits = frame[0] == 8 && matches!(frame[5], 1 | 3);
            return fits.then_some(Look::Opaque);
        }
        let is_frame = matches!(marker, 0xC3..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame || marker == 0xDA {
            return None;
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

fn png(bytes: &[u8]) -> Option<Look> {
    const PALETTE: u8 = 3;
    const WITH_ALPHA: u8 = 4;
    let colours = *bytes.get(25)?;
    if colours == PALETTE {
        return None;
    }
    let mut look = match colours & WITH_ALPHA {
        0 => Look::Opaque,
        _ => Look::Transparent,
    };
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        match bytes.get(at + 4..at + 8)? {
            b"acTL" => return None,
            b"tRNS" => look = Look::Transparent,
            b"IDAT" => return Some(look),
            _ => {}
        }
        at = at.checked_add(12)?.checked_add(length as usize)?;
    }
}

fn webp(bytes: &[u8]) -> Option<Look> {
    const ANIMATION: u8 = 0x02;
    const ALPHA: u8 = 0x10;
    /// Of the four bytes after the signature of a lossless picture.
    const ALPHA_USED: u8 = 0x10;
    let transparent = match bytes.get(12..16)? {
        b"VP8 " => false,
        b"VP8L" => *bytes.get(24)? & ALPHA_USED != 0,
        b"VP8X" => {
            let flags = *bytes.get(20)?;
            if flags & ANIMATION != 0 {
                return None;
            }
            flags & ALPHA != 0
        }
        _ => return None,
    };
    Some(match transparent {
        true => Look::Transparent,
        false => Look::Opaque,
    })
}
