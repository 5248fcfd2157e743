//! Owns the cleaning of WAV: the format, the count and the samples stay; all else goes (names, places, recorders, times).
//! Source: RIFF WAVE (Microsoft, 1991), EBU Tech 3285 for what is dropped.

use super::bytes::{Cursor, le32};
use super::{Part, Refusal, Removed};

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut cursor = Cursor::new(bytes);
    cursor.take(12);
    let mut out = b"RIFF\0\0\0\0WAVE".to_vec();
    let mut removed = Removed::default();
    let mut seen = Vec::new();
    while cursor.rest().len() >= 8 {
        let Some((name, data)) = next_chunk(&mut cursor) else {
            break;
        };
        // Some recorders write a second `data` of their own after the samples.
        if matches!(&name, b"fmt " | b"fact" | b"data") && !seen.contains(&name) {
            write(&mut out, name, data);
            seen.push(name);
        } else {
            removed.note(noun(&name));
        }
    }
    if !cursor.is_at_end() {
        removed.note("data after the sound");
    }
    if !seen.contains(b"fmt ") || !seen.contains(b"data") {
        return Err(truncated());
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| truncated())?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(Part {
        bytes: out,
        size: None,
        removed,
    })
}

fn truncated() -> Refusal {
    Refusal::broken("is damaged: the WAV sound is missing or shorter than it says")
}

fn next_chunk<'a>(cursor: &mut Cursor<'a>) -> Option<([u8; 4], &'a [u8])> {
    let name = cursor.take(4)?.try_into().ok()?;
    let length = le32(cursor.take(4)?, 0)? as usize;
    let data = cursor.take(length)?;
    if length % 2 == 1 {
        cursor.take(1);
    }
    Some((name, data))
}

fn noun(name: &[u8; 4]) -> &'static str {
    match name {
        b"LIST" => "tags",
        b"bext" => "broadcast data",
        b"id3 " | b"ID3 " => "ID3",
        b"_PMX" => "XMP",
        _ => "unknown data",
    }
}

fn write(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    out.extend_from_slice(&name);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
