//! Owns the cleaning of FLAC: the stream's description, its seek table and its frames stay; comments, pictures and the rest go.
//! It does not decode the sound. Source: RFC 9639, clauses 8 and 9.

use super::bytes::{Cursor, crc_flac_frame, crc_flac_head};
use super::{Part, Refusal, Removed, samples};

const STREAM_INFO: u8 = 0;
const SEEK_TABLE: u8 = 3;
const LAST: u8 = 0x80;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut removed = Removed::default();
    let sound = samples::without_tags(bytes, &mut removed);
    let bytes = stream(sound, &mut removed)
        .ok_or_else(|| Refusal::broken("is damaged: the FLAC sound ends before its samples"))?;
    Ok(Part {
        bytes,
        size: None,
        removed,
    })
}

fn stream(bytes: &[u8], removed: &mut Removed) -> Option<Vec<u8>> {
    let mut cursor = Cursor::new(bytes);
    let mut out = cursor.take(4).filter(|mark| mark == b"fLaC")?.to_vec();
    let mut last_kept = None;
    loop {
        let head = cursor.take(4)?;
        let length = u32::from_be_bytes([0, head[1], head[2], head[3]]) as usize;
        let data = cursor.take(length)?;
        let kind = head[0] & !LAST;
        let is_kept = match kind {
            STREAM_INFO => last_kept.is_none() && length == 34,
            SEEK_TABLE => last_kept.is_some(),
            _ => false,
        };
        if is_kept {
            last_kept = Some(out.len());
            out.extend_from_slice(&[kind, head[1], head[2], head[3]]);
            out.extend_from_slice(data);
        } else {
            removed.note(noun(kind));
        }
        if head[0] & LAST != 0 {
            break;
        }
    }
    out[last_kept?] |= LAST;
    let frames = frames(cursor.rest())?;
    if frames.len() < cursor.rest().len() {
        removed.note("data after the sound");
    }
    out.extend_from_slice(frames);
    Some(out)
}

/// The frames, each of which ends with a checksum of its own; what follows the last goes. None where one is damaged.
///
/// The checksum of a whole frame is zero. It is so by chance within one frame in some; there no frame begins.
fn frames(bytes: &[u8]) -> Option<&[u8]> {
    let mut end = 0;
    let mut crc = 0;
    let mut last_zero = None;
    for (index, byte) in bytes.iter().enumerate() {
        crc = crc_flac_frame(crc, &[*byte]);
        if crc == 0 && index > end {
            let next = index + 1;
            last_zero = Some(next);
            if begins_frame(&bytes[next..]) {
                end = next;
                last_zero = None;
            }
        }
    }
    // No frame follows the last: it ends at the last place where one could. An earlier one may be chance, and cut it short.
    let is_sound = begins_frame(&bytes[end..]);
    last_zero
        .filter(|_| is_sound)
        .and_then(|end| bytes.get(..end))
}

fn begins_frame(bytes: &[u8]) -> bool {
    head_length(bytes)
        .is_some_and(|length| bytes.get(length) == Some(&crc_flac_head(&bytes[..length])))
}

/// How long a frame's header is without its checksum.
fn head_length(bytes: &[u8]) -> Option<usize> {
    let [0xFF, 0xF8 | 0xF9, sizes, _, number, ..] = *bytes else {
        return None;
    };
    let number = match number.leading_ones() {
        0 => 1,
        1 | 8 => return None,
        length => length as usize,
    };
    let size = match sizes >> 4 {
        6 => 1,
        7 => 2,
        _ => 0,
    };
    let rate = match sizes & 15 {
        12 => 1,
        13 | 14 => 2,
        _ => 0,
    };
    let length = 4 + number + size + rate;
    (length < bytes.len()).then_some(length)
}

fn noun(kind: u8) -> &'static str {
    match kind {
        1 => "padding",
        4 => "tags",
        5 => "cue sheet",
        6 => "picture",
        _ => "application data",
    }
}
