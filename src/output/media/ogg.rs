//! Owns the cleaning of Ogg sounds, Opus and Vorbis: the comment packet is written anew without words, and the pages are numbered
//! and summed again; the packets of sound are not touched. Other codecs and several streams in one file are refused.
//! Sources: RFC 3533 (Ogg), RFC 7845 (Opus), Vorbis I clauses 4.2 and 5.

use super::bytes::{Cursor, crc_ogg, find, le32};
use super::{Part, Refusal, Removed};

const HEADER: usize = 27;
const CONTINUED: u8 = 1;
const FIRST: u8 = 2;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut removed = Removed::default();
    let pages = pages(bytes, &mut removed)?;
    let (first, rest) = pages.split_first().ok_or_else(truncated)?;
    let is_one = rest
        .iter()
        .all(|page| page.serial() == first.serial() && page.flags() & FIRST == 0);
    let codec = Codec::of(first).filter(|_| is_one).ok_or_else(several)?;
    let (packets, used) = header_packets(rest, codec.header_packets()).ok_or_else(truncated)?;
    let comment = codec.empty_comment();
    if packets[0] != comment {
        removed.note("tags");
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut number = 0;
    put(&mut out, first.head, first.lacing, first.body, &mut number);
    let mut headers = vec![comment.to_vec()];
    headers.extend(packets.into_iter().skip(1));
    for (lacing, body, is_continued) in paginate(&headers) {
        let mut head = first.head.to_vec();
        head[5] = if is_continued { CONTINUED } else { 0 };
        // The time of a page on which no packet ends is -1.
        head[6..14].fill(if lacing.iter().all(|&part| part == 255) {
            0xFF
        } else {
            0
        });
        put(&mut out, &head, &lacing, &body, &mut number);
    }
    for page in &rest[used..] {
        put(&mut out, page.head, page.lacing, page.body, &mut number);
    }
    Ok(Part {
        bytes: out,
        size: None,
        removed,
    })
}

fn truncated() -> Refusal {
    Refusal::broken(
        "is damaged: the Ogg sound ends within a page, or a page does not agree with its checksum",
    )
}

fn several() -> Refusal {
    Refusal::cannot(
        "is an Ogg file of another kind than one stream of Opus or Vorbis, whose metadata depeche cannot remove",
        "convert sounds to MP3, M4A or FLAC, and films to MP4 or WebM",
    )
}

#[derive(Clone, Copy)]
enum Codec {
    Opus,
    Vorbis,
}

impl Codec {
    fn of(first: &Page) -> Option<Self> {
        match first.body {
            body if body.starts_with(b"OpusHead") => Some(Self::Opus),
            body if body.starts_with(b"\x01vorbis") => Some(Self::Vorbis),
            _ => None,
        }
    }

    /// How many packets stand between the first and the sound.
    fn header_packets(self) -> usize {
        match self {
            Self::Opus => 1,
            Self::Vorbis => 2,
        }
    }

    /// A comment by nobody with nothing to say.
    fn empty_comment(self) -> &'static [u8] {
        match self {
            Self::Opus => b"OpusTags\0\0\0\0\0\0\0\0",
            Self::Vorbis => b"\x03vorbis\0\0\0\0\0\0\0\0\x01",
        }
    }
}

struct Page<'a> {
    head: &'a [u8],
    lacing: &'a [u8],
    body: &'a [u8],
}

impl<'a> Page<'a> {
    fn next(cursor: &mut Cursor<'a>) -> Option<Self> {
        let whole = cursor.rest();
        let head = cursor
            .take(HEADER)
            .filter(|head| head.starts_with(b"OggS\0"))?;
        let lacing = cursor.take(head[26].into())?;
        let length = lacing.iter().map(|&part| usize::from(part)).sum();
        let body = cursor.take(length)?;
        let mut page = whole[..HEADER + lacing.len() + length].to_vec();
        page[22..26].fill(0);
        let is_sound = le32(head, 22) == Some(crc_ogg(&page));
        is_sound.then_some(Self { head, lacing, body })
    }

    fn flags(&self) -> u8 {
        self.head[5]
    }

    fn serial(&self) -> &[u8] {
        &self.head[14..18]
    }
}

/// All pages; what follows the last, if it begins none, goes.
fn pages<'a>(bytes: &'a [u8], removed: &mut Removed) -> Result<Vec<Page<'a>>, Refusal> {
    let mut cursor = Cursor::new(bytes);
    let mut found = Vec::new();
    while !cursor.is_at_end() {
        if !cursor.rest().starts_with(b"OggS") {
            if find(cursor.rest(), b"OggS").is_some() {
                return Err(truncated());
            }
            removed.note("data after the sound");
            break;
        }
        found.push(Page::next(&mut cursor).ok_or_else(truncated)?);
    }
    Ok(found)
}

/// The header packets after the first, and how many pages they take; sound begins on a page of its own.
fn header_packets(pages: &[Page], count: usize) -> Option<(Vec<Vec<u8>>, usize)> {
    let mut packets = Vec::new();
    let mut packet = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let mut body = Cursor::new(page.body);
        for &length in page.lacing {
            packet.extend_from_slice(body.take(length.into())?);
            if length < 255 {
                packets.push(std::mem::take(&mut packet));
            }
        }
        if packets.len() >= count {
            let is_whole = packets.len() == count && packet.is_empty();
            return is_whole.then_some((packets, index + 1));
        }
    }
    None
}

/// Lays packets on pages of at most 255 segments: lacing, bytes, and whether a packet goes on from the page before.
fn paginate(packets: &[Vec<u8>]) -> Vec<(Vec<u8>, Vec<u8>, bool)> {
    let segments: Vec<&[u8]> = packets
        .iter()
        .flat_map(|packet| {
            // A packet whose length is a multiple of 255 ends with an empty segment.
            let is_even = packet.len() % 255 == 0;
            packet.chunks(255).chain(is_even.then_some(&[][..]))
        })
        .collect();
    let mut is_continued = false;
    segments
        .chunks(255)
        .map(|run| {
            let lacing: Vec<u8> = run.iter().map(|segment| segment.len() as u8).collect();
            let was_continued = is_continued;
            is_continued = lacing.last() == Some(&255);
            (lacing, run.concat(), was_continued)
        })
        .collect()
}

fn put(out: &mut Vec<u8>, head: &[u8], lacing: &[u8], body: &[u8], number: &mut u32) {
    let start = out.len();
    out.extend_from_slice(&head[..26]);
    out.push(lacing.len() as u8);
    out.extend_from_slice(lacing);
    out.extend_from_slice(body);
    let page = &mut out[start..];
    page[18..22].copy_from_slice(&number.to_le_bytes());
    page[22..26].fill(0);
    let sum = crc_ogg(page);
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    *number += 1;
}
