//! Owns the cleaning of colour profiles: the numbers that make the colours stay; the words go, since the profile of a screen
//! names its maker, its serial number and the day it was measured. It does not know where a format keeps its profile.
//! Source: ICC.1:2022, clauses 7.2 (header), 7.3 (tag table), 9.2 (tags).

use super::bytes::{be32, overwrite, zero};

const HEADER: usize = 128;
const MARK: usize = 36;
/// The longest profile and the most tags worth believing.
const LIMIT: usize = 16 << 20;
const MOST_TAGS: usize = 256;

/// The tags that colour managers compute with; all others hold words, dates and devices.
const KEPT: &[&[u8; 4]] = &[
    b"A2B0", b"A2B1", b"A2B2", b"A2B3", b"B2A0", b"B2A1", b"B2A2", b"B2A3", b"D2B0", b"D2B1",
    b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC",
    b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"chrm", b"gamt", b"cicp", b"lumi",
];

/// The profile without its words; none where it is damaged.
pub(super) fn clean(profile: &[u8]) -> Option<Vec<u8>> {
    let stated = be32(profile, 0)? as usize;
    let profile = profile.get(..stated).filter(|_| stated <= LIMIT)?;
    let count = be32(profile, HEADER)? as usize;
    if profile.get(MARK..MARK + 4) != Some(b"acsp") || count > MOST_TAGS {
        return None;
    }
    let table_end = HEADER + 4 + 12 * count;
    let mut out = vec![0; profile.len()];
    out[..table_end.min(stated)].copy_from_slice(profile.get(..table_end)?);
    blank_header(&mut out);
    for index in 0..count {
        copy_tag(profile, HEADER + 4 + 12 * index, table_end, &mut out)?;
    }
    Some(out)
}

/// The kind of colour space, of device and of rendering stay; who made it, when, with what and for what goes.
fn blank_header(out: &mut [u8]) {
    zero(out, 4, 8);
    zero(out, 24, 36);
    zero(out, 40, 44);
    zero(out, 48, 64);
    zero(out, 80, HEADER);
}

fn copy_tag(profile: &[u8], entry: usize, floor: usize, out: &mut [u8]) -> Option<()> {
    let signature = profile.get(entry..entry + 4)?;
    let start = be32(profile, entry + 4)? as usize;
    let length = be32(profile, entry + 8)? as usize;
    let data = profile.get(start..start.checked_add(length)?)?;
    if start < floor {
        return None;
    }
    if KEPT.iter().any(|kept| *kept == signature) {
        overwrite(out, start, data);
    } else if let Some(empty) = empty_text(data) {
        // A description is required: it stays as one of no words. Tags may share their data, so nothing kept is overwritten.
        let free = out
            .get(start..start + empty.len())?
            .iter()
            .all(|&byte| byte == 0);
        if free {
            overwrite(out, start, empty);
        }
    }
    Some(())
}

/// The head of a text of no words, in the type of the text that stood there.
fn empty_text(data: &[u8]) -> Option<&'static [u8]> {
    let empty: &[u8] = match data.get(..4)? {
        b"desc" => b"desc\0\0\0\0\0\0\0\x01",
        b"mluc" => b"mluc\0\0\0\0\0\0\0\0\0\0\0\x0C",
        _ => b"text\0\0\0\0",
    };
    (empty.len() <= data.len()).then_some(empty)
}
