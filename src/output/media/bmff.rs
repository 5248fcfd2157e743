//! Owns the cleaning of ISO base media files (MP4, MOV, M4A): what is not needed to play is blanked in its place, so that no
//! offset moves; tracks of places and other data go, with their samples. Pictures and sounds are not touched.
//! Where samples stand is told by `bmff_samples`. Sources: ISO/IEC 14496-12, the QuickTime File Format.

use std::ops::Range;

use super::bmff_samples::{Chunks, chunks};
use super::bytes::{be32, be64, find, overwrite, zero};
use super::{Part, Refusal, Removed};

const SAMPLE_TABLE: &[&[u8; 4]] = &[
    b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss",
    b"stsh", b"stps", b"padb", b"stdp", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio",
];
const FRAGMENT: &[&[u8; 4]] = &[
    b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc",
];
/// Length of a picture's sample entry before the boxes within it.
const VISUAL_ENTRY: usize = 86;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut film = Film {
        bytes: bytes.to_vec(),
        ..Film::default()
    };
    let top = film.top_level()?;
    for part in &top {
        film.top_box(part)?;
    }
    film.wipe_between_samples(&top)?;
    if film.kept == 0 {
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

/// A box: where it begins, where its content does, where it ends.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    start: usize,
    pub(super) body: usize,
    pub(super) end: usize,
    pub(super) name: [u8; 4],
}

/// The box at a place; none where it does not fit.
fn atom(bytes: &[u8], start: usize, limit: usize) -> Option<Atom> {
    let name = bytes.get(start + 4..start + 8)?.try_into().ok()?;
    let (header, length) = match be32(bytes, start)? {
        0 => (8, limit - start),
        1 => (16, usize::try_from(be64(bytes, start + 8)?).ok()?),
        length => (8, length as usize),
    };
    let end = start.checked_add(length)?;
    (length >= header && end <= limit).then_some(Atom {
        start,
        body: start + header,
        end,
        name,
    })
}

/// The boxes side by side in a range, and where they end; fewer than eight bytes may be left over.
pub(super) fn children(bytes: &[u8], range: Range<usize>) -> Option<Vec<Atom>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at + 8 <= range.end {
        let next = atom(bytes, at, range.end)?;
        at = next.end;
        found.push(next);
    }
    Some(found)
}

#[derive(Default)]
struct Film {
    bytes: Vec<u8>,
    removed: Removed,
    size: Option<(u32, u32)>,
    /// How many tracks of pictures or sound stay.
    kept: usize,
    dropped: usize,
    is_fragmented: bool,
    chunks: Vec<Chunks>,
}

impl Film {
    /// The outermost boxes; what some cameras append after them is no box, and goes.
    fn top_level(&mut self) -> Result<Vec<Atom>, Refusal> {
        let mut found: Vec<Atom> = Vec::new();
        let mut at = 0;
        while at < self.bytes.len() {
            let Some(next) = atom(&self.bytes, at, self.bytes.len()) else {
                let has = |name: &[u8; 4]| found.iter().any(|part| &part.name == name);
                let is_media = matches!(
                    self.bytes.get(at + 4..at + 8),
                    Some(b"mdat" | b"moov" | b"moof")
                );
                if is_media || !has(b"moov") || !has(b"mdat") {
                    return Err(truncated());
                }
                self.bytes.truncate(at);
                self.removed.note("data after the film");
                break;
            };
            at = next.end;
            found.push(next);
        }
        Ok(found)
    }

    fn top_box(&mut self, part: &Atom) -> Result<(), Refusal> {
        match &part.name {
            b"moov" => self.movie(part)?,
            b"moof" => {
                self.is_fragmented = true;
                self.only(part, |film, part| match &part.name {
                    b"mfhd" => Ok(true),
                    b"traf" => film.list(part, FRAGMENT).map(|()| true),
                    _ => Ok(false),
                })?;
            }
            b"mfra" => self.list(part, &[b"tfra", b"mfro"])?,
            b"ftyp" | b"styp" | b"sidx" | b"ssix" | b"mdat" => {}
            _ => self.blank(part),
        }
        Ok(())
    }

    fn movie(&mut self, movie: &Atom) -> Result<(), Refusal> {
        self.only(movie, |film, part| match &part.name {
            b"mvhd" => Ok(film.forget_times(part)),
            b"trak" => film.track(part),
            b"mvex" => film.list(part, &[b"mehd", b"trex"]).map(|()| true),
            b"iods" => Ok(true),
            b"cmov" => Err(Refusal::cannot(
                "is a film with a compressed index, which depeche cannot clean",
                "convert it to MP4 or WebM",
            )),
            _ => Ok(false),
        })
    }

    /// A track stays if it is shown or heard. Others hold places, speeds, faces and times of day.
    fn track(&mut self, track: &Atom) -> Result<bool, Refusal> {
        let handler = self
            .inside(track, b"mdia")?
            .map(|media| self.handler(&media));
        let handler = handler.transpose()?.flatten();
        if !matches!(&handler, Some(name) if name == b"vide" || name == b"soun") {
            self.removed.note("data track");
            self.dropped += 1;
            return Ok(false);
        }
        self.kept += 1;
        self.only(track, |film, part| match &part.name {
            b"tkhd" => {
                film.measure(part, handler == Some(*b"vide"));
                Ok(film.forget_times(part))
            }
            b"mdia" => film.media(part).map(|()| true),
            b"edts" => film.list(part, &[b"elst"]).map(|()| true),
            b"tapt" => film.list(part, &[b"clef", b"prof", b"enof"]).map(|()| true),
            _ => Ok(false),
        })?;
        Ok(true)
    }

    fn media(&mut self, media: &Atom) -> Result<(), Refusal> {
        self.only(media, |film, part| match &part.name {
            b"mdhd" => Ok(film.forget_times(part)),
            b"hdlr" => Ok(film.forget_handler_name(part)),
            b"minf" => film.information(part).map(|()| true),
            b"elng" => Ok(true),
            _ => Ok(false),
        })
    }

    fn information(&mut self, information: &Atom) -> Result<(), Refusal> {
        self.only(information, |film, part| match &part.name {
            b"vmhd" | b"smhd" => Ok(true),
            b"gmhd" => film.list(part, &[b"gmin"]).map(|()| true),
            b"hdlr" => Ok(film.forget_handler_name(part)),
            b"dinf" => film
                .only(part, |film, part| {
                    film.references(part).map(|()| &part.name == b"dref")
                })
                .map(|()| true),
            b"stbl" => film.sample_table(part).map(|()| true),
            _ => Ok(false),
        })
    }

    fn sample_table(&mut self, table: &Atom) -> Result<(), Refusal> {
        self.list(table, SAMPLE_TABLE)?;
        let boxes = children(&self.bytes, table.body..table.end).ok_or_else(truncated)?;
        if let Some(description) = boxes.iter().find(|part| &part.name == b"stsd") {
            self.descriptions(description);
        }
        let chunks = chunks(&self.bytes, &boxes).ok_or_else(truncated)?;
        self.chunks.push(chunks);
        Ok(())
    }

    /// Descriptions name the program or the camera that coded the pictures.
    fn descriptions(&mut self, description: &Atom) {
        let entries = description.body + 8..description.end;
        for entry in children(&self.bytes, entries).unwrap_or_default() {
            let is_picture = entry.end - entry.start >= VISUAL_ENTRY && self.is_picture(&entry);
            if !is_picture {
                continue;
            }
            zero(&mut self.bytes, entry.start + 20, entry.start + 24);
            zero(&mut self.bytes, entry.start + 50, entry.start + 82);
            let inner = entry.start + VISUAL_ENTRY..entry.end;
            for part in children(&self.bytes, inner).unwrap_or_default() {
                if matches!(&part.name, b"uuid" | b"udta" | b"meta" | b"free" | b"skip") {
                    self.blank(&part);
                }
            }
        }
    }

    /// Sound entries are shorter, and have no frame count of one and no colour depth where pictures do.
    fn is_picture(&self, entry: &Atom) -> bool {
        let frames = super::bytes::be16(&self.bytes, entry.start + 48);
        let depth = super::bytes::be16(&self.bytes, entry.start + 82);
        frames == Some(1) && depth.is_some_and(|depth| matches!(depth, 1..=40 | 0xFFFF))
    }

    /// Where the samples are kept: in this file, without a path to say so.
    fn references(&mut self, part: &Atom) -> Result<(), Refusal> {
        if &part.name != b"dref" {
            return Ok(());
        }
        let entries = part.body + 8..part.end;
        for entry in children(&self.bytes, entries).ok_or_else(truncated)? {
            let is_here = be32(&self.bytes, entry.body).is_some_and(|flags| flags & 1 == 1);
            if !is_here {
                return Err(Refusal::cannot(
                    "is a film that plays from other files",
                    "export it as one self-contained file",
                ));
            }
            zero(&mut self.bytes, entry.body + 4, entry.end);
        }
        Ok(())
    }

    /// Sets when it was made and changed to nothing.
    fn forget_times(&mut self, part: &Atom) -> bool {
        let length = if self.bytes.get(part.body) == Some(&1) {
            16
        } else {
            8
        };
        let times = part.body + 4..(part.body + 4 + length).min(part.end);
        if self.bytes[times.clone()].iter().any(|&byte| byte != 0) {
            self.removed.note("time");
            self.bytes[times].fill(0);
        }
        true
    }

    fn forget_handler_name(&mut self, part: &Atom) -> bool {
        zero(&mut self.bytes, part.body + 12, part.end);
        true
    }

    fn handler(&self, media: &Atom) -> Result<Option<[u8; 4]>, Refusal> {
        let handler = self.inside(media, b"hdlr")?;
        let name = handler.and_then(|part| self.bytes.get(part.body + 8..part.body + 12));
        Ok(name.and_then(|name| name.try_into().ok()))
    }

    fn inside(&self, parent: &Atom, name: &[u8; 4]) -> Result<Option<Atom>, Refusal> {
        let boxes = children(&self.bytes, parent.body..parent.end).ok_or_else(truncated)?;
        Ok(boxes.into_iter().find(|part| &part.name == name))
    }

    /// The size as shown: films taken upright are stored lying, with a matrix that turns them.
    fn measure(&mut self, header: &Atom, is_picture: bool) {
        let version_1 = self.bytes.get(header.body) == Some(&1);
        let matrix = header.body + if version_1 { 52 } else { 40 };
        let value = |at: usize| be32(&self.bytes, at).filter(|_| at + 4 <= header.end);
        let sides = value(matrix + 36).zip(value(matrix + 40));
        let turned = value(matrix) == Some(0) && value(matrix + 16) == Some(0);
        if let Some((width, height)) = sides.filter(|_| is_picture && self.size.is_none()) {
            let (width, height) = (width >> 16, height >> 16);
            self.size = Some(if turned {
                (height, width)
            } else {
                (width, height)
            });
        }
    }

    /// Keeps the boxes of these names within a box, and blanks the others.
    fn list(&mut self, parent: &Atom, kept: &[&[u8; 4]]) -> Result<(), Refusal> {
        self.only(parent, |_, part| Ok(kept.contains(&&part.name)))
    }

    /// Keeps the boxes within a box that `keep` says to keep, and blanks the others.
    fn only(
        &mut self,
        parent: &Atom,
        keep: impl Fn(&mut Self, &Atom) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let boxes = children(&self.bytes, parent.body..parent.end).ok_or_else(truncated)?;
        let end = boxes.last().map_or(parent.body, |part| part.end);
        for part in &boxes {
            if !keep(self, part)? {
                self.blank(part);
            }
        }
        zero(&mut self.bytes, end, parent.end);
        Ok(())
    }

    /// Makes a box free space of the same length.
    fn blank(&mut self, part: &Atom) {
        let body = &self.bytes[part.body..part.end];
        let is_free = matches!(&part.name, b"free" | b"skip" | b"wide");
        if !is_free || body.iter().any(|&byte| byte != 0) {
            let is_place = [&b"\xA9xyz"[..], b"loci", b"quicktime.location"]
                .iter()
                .any(|mark| find(body, mark).is_some());
            if is_place {
                self.removed.note("location");
            }
            self.removed.note(noun(part.name));
        }
        overwrite(&mut self.bytes, part.start + 4, b"free");
        zero(&mut self.bytes, part.body, part.end);
    }

    /// Wipes what lies in the media data and belongs to no track that stays: the samples of those that went, and what cameras
    /// hide between samples.
    fn wipe_between_samples(&mut self, top: &[Atom]) -> Result<(), Refusal> {
        let media: Vec<_> = top
            .iter()
            .filter(|part| &part.name == b"mdat")
            .map(|part| part.body..part.end)
            .collect();
        if self.is_fragmented {
            if self.dropped == 0 {
                return Ok(());
            }
            return Err(Refusal::cannot(
                "is a film in fragments with a track of other data, which depeche cannot take out",
                "convert it to a plain MP4 with its picture and sound only",
            ));
        }
        let kept = super::bmff_samples::ranges(&self.chunks, &media).ok_or_else(truncated)?;
        let mut wiped = false;
        for range in &media {
            let mut at = range.start;
            for samples in kept.iter().filter(|kept| range.contains(&kept.start)) {
                wiped |= self.wipe(at..samples.start);
                at = at.max(samples.end);
            }
            wiped |= self.wipe(at..range.end);
        }
        if wiped {
            self.removed.note("data between the samples");
        }
        Ok(())
    }

    /// Sets a range to nothing, and says whether it held something.
    fn wipe(&mut self, range: Range<usize>) -> bool {
        let Some(run) = self.bytes.get_mut(range) else {
            return false;
        };
        let held = run.iter().any(|&byte| byte != 0);
        run.fill(0);
        held
    }
}

fn noun(name: [u8; 4]) -> &'static str {
    match &name {
        b"udta" | b"meta" | b"keys" | b"ilst" => "metadata",
        b"uuid" => "application data",
        b"trak" => "data track",
        b"free" | b"skip" | b"wide" => "leftover data",
        _ => "unknown data",
    }
}
