//! Owns the cleaning of Matroska and WebM: what is not needed to play is made void in its place, so that no offset moves; tracks
//! other than pictures and sound go, with their blocks. Pictures and sounds are not touched.
//! Sources: RFC 8794 (EBML), RFC 9559 (Matroska).

use std::collections::BTreeSet;
use std::ops::Range;

use super::bytes::zero;
use super::{Part, Refusal, Removed};

const EBML: u32 = 0x1A45_DFA3;
const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114D_9B74;
const SEEK: u32 = 0x4DBB;
const SEEK_ID: u32 = 0x53AB;
const INFO: u32 = 0x1549_A966;
const MUXING_APP: u32 = 0x4D80;
const WRITING_APP: u32 = 0x5741;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK_ENTRY: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_TYPE: u32 = 0x83;
const VIDEO: u32 = 0xE0;
const CLUSTER: u32 = 0x1F43_B675;
const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
const CUES: u32 = 0x1C53_BB6B;
const CUE_POINT: u32 = 0xBB;
const CUE_POSITIONS: u32 = 0xB7;
const CUE_TRACK: u32 = 0xF7;
const TAGS: u32 = 0x1254_C367;
const ATTACHMENTS: u32 = 0x1941_A469;
const CHAPTERS: u32 = 0x1043_A770;
const VOID: u32 = 0xEC;
const CRC: u32 = 0xBF;

/// What a header may say: versions, and the kind of document.
const HEADER: &[u32] = &[0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285];
/// Time scale and duration.
const INFO_KEPT: &[u32] = &[0x2A_D7B1, 0x4489];
/// Names, codecs' comments and links to attachments.
const ENTRY_DROPPED: &[u32] = &[0x536E, 0x25_8688, 0x3A_9697, 0x3B_4040, 0x26_B240, 0x7446];
/// Time, position, size before, silent tracks.
const CLUSTER_KEPT: &[u32] = &[0xE7, 0xA7, 0xAB, 0x5854];
/// Duration, references, padding, state, additions such as transparency.
const GROUP_KEPT: &[u32] = &[0x9B, 0xFB, 0x75A2, 0xA4, 0x75A1, 0xFA];

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut film = Film {
        bytes: bytes.to_vec(),
        ..Film::default()
    };
    film.document()?;
    if film.kept.is_empty() {
        return Err(Refusal::broken(
            "is damaged: the film holds no picture and no sound",
        ));
    }
    Ok(Part {
        bytes: film.bytes,
        size: film.size,
        removed: film.removed,
    })
}

fn truncated() -> Refusal {
    Refusal::broken("is damaged: the film is shorter than its parts say")
}

#[derive(Debug, Clone)]
struct Element {
    id: u32,
    start: usize,
    body: usize,
    end: usize,
}

/// The element at a place; one of unknown length ends where `end_of` says.
fn element(bytes: &[u8], start: usize, limit: usize) -> Option<Element> {
    let (id, id_length) = vint(bytes, start, false)?;
    let (length, length_length) = vint(bytes, start + id_length, true)?;
    let body = start + id_length + length_length;
    let id = u32::try_from(id).ok()?;
    let is_unknown = length == (1u64 << (7 * length_length)) - 1;
    let end = if is_unknown {
        match id {
            SEGMENT => limit,
            CLUSTER => end_of_cluster(bytes, body, limit)?,
            _ => return None,
        }
    } else {
        body.checked_add(usize::try_from(length).ok()?)?
    };
    (body <= limit && end <= limit).then_some(Element {
        id,
        start,
        body,
        end,
    })
}

/// Recorders that write as they go leave clusters without a length: one ends where an element of its own rank begins.
fn end_of_cluster(bytes: &[u8], body: usize, limit: usize) -> Option<usize> {
    let mut at = body;
    while at < limit {
        let (id, _) = vint(bytes, at, false)?;
        let id = u32::try_from(id).ok()?;
        if [
            CLUSTER,
            CUES,
            TAGS,
            SEEK_HEAD,
            INFO,
            TRACKS,
            ATTACHMENTS,
            CHAPTERS,
            SEGMENT,
        ]
        .contains(&id)
        {
            break;
        }
        at = element(bytes, at, limit)?.end;
    }
    Some(at)
}

/// A number of variable length, and that length; the mark of the length stays in ids and is taken from sizes.
fn vint(bytes: &[u8], at: usize, is_size: bool) -> Option<(u64, usize)> {
    let first = *bytes.get(at)?;
    let length = first.leading_zeros() as usize + 1;
    let run = bytes.get(at..at + length).filter(|_| length <= 8)?;
    let whole = run
        .iter()
        .fold(0u64, |sum, &byte| sum << 8 | u64::from(byte));
    let mark = 1u64 << (7 * length);
    Some((if is_size { whole & (mark - 1) } else { whole }, length))
}

fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

#[derive(Default)]
struct Film {
    bytes: Vec<u8>,
    removed: Removed,
    size: Option<(u32, u32)>,
    /// The numbers of the tracks that stay.
    kept: BTreeSet<u64>,
}

impl Film {
    fn document(&mut self) -> Result<(), Refusal> {
        let mut at = 0;
        let mut segments = 0;
        while at < self.bytes.len() {
            let Some(next) = element(&self.bytes, at, self.bytes.len()) else {
                if segments == 0 {
                    return Err(truncated());
                }
                break;
            };
            match next.id {
                EBML => self.only(&next, |_, part| Ok(HEADER.contains(&part.id)))?,
                SEGMENT => {
                    self.segment(&next)?;
                    segments += 1;
                }
                _ if segments > 0 => break,
                _ => self.void(&next, "unknown data"),
            }
            at = next.end;
        }
        if at < self.bytes.len() {
            self.bytes.truncate(at);
            self.removed.note("data after the film");
        }
        Ok(())
    }

    /// Tracks are read first, wherever they stand, since they say which blocks stay.
    fn segment(&mut self, segment: &Element) -> Result<(), Refusal> {
        let parts = self.children(segment.body..segment.end)?;
        for part in parts.iter().filter(|part| part.id == TRACKS) {
            self.only(part, Self::track)?;
        }
        self.only(segment, |film, part| {
            match part.id {
                TRACKS => {}
                SEEK_HEAD => film.only(part, Self::seek)?,
                INFO => film.only(part, Self::information)?,
                CLUSTER => film.only(part, Self::block)?,
                CUES => film.only(part, Self::cue)?,
                TAGS | CHAPTERS => film.void(part, "tags"),
                ATTACHMENTS => film.void(part, "attachments"),
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn seek(&mut self, seek: &Element) -> Result<bool, Refusal> {
        let parts = self.children(seek.body..seek.end)?;
        let target = parts.iter().find(|part| part.id == SEEK_ID);
        let target = target.map_or(0, |part| number(&self.bytes[part.body..part.end]));
        let is_kept = [INFO, TRACKS, CUES, CLUSTER, SEEK_HEAD]
            .map(u64::from)
            .contains(&target);
        // Pointers to what is void now are no loss that a reader need hear of.
        if !is_kept {
            self.blank(seek);
        }
        Ok(seek.id == SEEK)
    }

    fn information(&mut self, part: &Element) -> Result<bool, Refusal> {
        if part.id == MUXING_APP || part.id == WRITING_APP {
            // A film must say by which program it was made: by one of no name.
            zero(&mut self.bytes, part.body, part.end);
            return Ok(true);
        }
        Ok(INFO_KEPT.contains(&part.id))
    }

    fn track(&mut self, entry: &Element) -> Result<bool, Refusal> {
        if entry.id != TRACK_ENTRY {
            return Ok(false);
        }
        let parts = self.children(entry.body..entry.end)?;
        let value = |id| {
            let part = parts.iter().find(|part| part.id == id)?;
            Some(number(&self.bytes[part.body..part.end]))
        };
        let (Some(number), Some(1 | 2)) = (value(TRACK_NUMBER), value(TRACK_TYPE)) else {
            self.void(entry, "data track");
            return Ok(true);
        };
        self.kept.insert(number);
        if let Some(video) = parts.iter().find(|part| part.id == VIDEO) {
            self.measure(video)?;
        }
        self.only(entry, |_, part| Ok(!ENTRY_DROPPED.contains(&part.id)))?;
        Ok(true)
    }

    fn measure(&mut self, video: &Element) -> Result<(), Refusal> {
        let parts = self.children(video.body..video.end)?;
        let value = |id| {
            let part = parts.iter().find(|part| part.id == id)?;
            u32::try_from(number(&self.bytes[part.body..part.end])).ok()
        };
        let is_in_pixels = value(0x54B2).unwrap_or(0) == 0;
        let shown = value(0x54B0).zip(value(0x54BA)).filter(|_| is_in_pixels);
        self.size = self.size.or(shown).or_else(|| value(0xB0).zip(value(0xBA)));
        Ok(())
    }

    fn block(&mut self, part: &Element) -> Result<bool, Refusal> {
        match part.id {
            SIMPLE_BLOCK => Ok(self.is_of_kept_track(part)),
            BLOCK_GROUP => {
                let parts = self.children(part.body..part.end)?;
                let block = parts.iter().find(|part| part.id == BLOCK);
                if !block.is_some_and(|block| self.is_of_kept_track(block)) {
                    return Ok(false);
                }
                self.only(part, |_, part| {
                    Ok(part.id == BLOCK || GROUP_KEPT.contains(&part.id))
                })?;
                Ok(true)
            }
            id => Ok(CLUSTER_KEPT.contains(&id)),
        }
    }

    fn is_of_kept_track(&self, block: &Element) -> bool {
        vint(&self.bytes[..block.end], block.body, true)
            .is_some_and(|(track, _)| self.kept.contains(&track))
    }

    fn cue(&mut self, point: &Element) -> Result<bool, Refusal> {
        if point.id != CUE_POINT {
            return Ok(false);
        }
        for positions in self.children(point.body..point.end)? {
            if positions.id != CUE_POSITIONS {
                continue;
            }
            let parts = self.children(positions.body..positions.end)?;
            let track = parts.iter().find(|part| part.id == CUE_TRACK);
            let track = track.map(|part| number(&self.bytes[part.body..part.end]));
            if !track.is_some_and(|track| self.kept.contains(&track)) {
                self.blank(&positions);
            }
        }
        Ok(true)
    }

    fn children(&self, range: Range<usize>) -> Result<Vec<Element>, Refusal> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let next = element(&self.bytes, at, range.end).ok_or_else(truncated)?;
            at = next.end;
            found.push(next);
        }
        Ok(found)
    }

    /// Keeps the elements within one that `keep` says to keep. Checksums go too: they would no longer hold.
    fn only(
        &mut self,
        parent: &Element,
        keep: impl Fn(&mut Self, &Element) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        for part in self.children(parent.body..parent.end)? {
            match part.id {
                VOID | CRC => self.blank(&part),
                _ if keep(self, &part)? => {}
                _ => self.void(&part, "metadata"),
            }
        }
        Ok(())
    }

    fn void(&mut self, part: &Element, what: &'static str) {
        self.removed.note(what);
        self.blank(part);
    }

    /// Makes an element void space of the same length.
    fn blank(&mut self, part: &Element) {
        let length = part.end - part.start;
        zero(&mut self.bytes, part.start, part.end);
        self.bytes[part.start] = 0xEC;
        if length < 9 {
            self.bytes[part.start + 1] = 0x80 | (length - 2) as u8;
        } else {
            // The mark of eight bytes, then the length in seven.
            let size = (1u64 << 56 | (length - 9) as u64).to_be_bytes();
            self.bytes[part.start + 1..part.start + 9].copy_from_slice(&size);
        }
    }
}
