//! Owns the cleaning of PNG and its animations: the chunks that make the picture stay; all others go, and all that follows
//! its end. It does not decode the picture. Source: PNG third edition (W3C), clauses 5 and 11.

use img_parts::{Bytes, ImageICC as _, png::Png};

use super::bytes::{Cursor, be32, crc_png};
use super::exif::Orientation;
use super::{Part, Refusal, Removed, icc};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut out = SIGNATURE.to_vec();
    let mut removed = Removed::default();
    let mut seen = Seen::default();
    let mut cursor = Cursor::new(bytes);
    cursor.take(SIGNATURE.len());
    loop {
        let chunk = Chunk::next(&mut cursor).ok_or_else(truncated)?;
        seen.check(&chunk)?;
        if chunk.is_kept() {
            chunk.check_sum()?;
            write(&mut out, chunk.name, chunk.data);
        } else if &chunk.name == b"iCCP" {
            profile(&chunk, &mut out, &mut removed);
        } else {
            removed.note(chunk.noun());
        }
        if &chunk.name == b"eXIf" && seen.orientation.is_none() {
            let orientation = Orientation::read(chunk.data);
            seen.orientation = Some(orientation);
            if let Some(block) = orientation.minimal() {
                write(&mut out, *b"eXIf", &block);
            }
        }
        if &chunk.name == b"IEND" {
            break;
        }
    }
    if !cursor.is_at_end() {
        removed.note("data after the picture");
    }
    seen.finish(out, removed)
}

fn truncated() -> Refusal {
    Refusal::broken("is damaged: the PNG image ends before its last line")
}

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    sum: u32,
}

impl<'a> Chunk<'a> {
    fn next(cursor: &mut Cursor<'a>) -> Option<Self> {
        let length = be32(cursor.take(4)?, 0)? as usize;
        let name = cursor.take(4)?.try_into().ok()?;
        let data = cursor.take(length)?;
        let sum = be32(cursor.take(4)?, 0)?;
        Some(Self { name, data, sum })
    }

    /// Whether it makes the picture. A chunk of a fixed length must have it, so that nothing rides along.
    fn is_kept(&self) -> bool {
        match &self.name {
            b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"fdAT" => true,
            b"tRNS" => self.data.len() <= 256,
            b"bKGD" => self.data.len() <= 6,
            b"sBIT" => self.data.len() <= 4,
            b"sRGB" => self.data.len() == 1,
            b"gAMA" | b"cICP" => self.data.len() == 4,
            b"acTL" | b"cLLI" | b"cLLi" => self.data.len() == 8,
            // Pixels that are not square are drawn so by it.
            b"pHYs" => self.data.len() == 9,
            b"mDCV" | b"mDCv" => self.data.len() == 24,
            b"fcTL" => self.data.len() == 26,
            b"cHRM" => self.data.len() == 32,
            _ => false,
        }
    }

    fn check_sum(&self) -> Result<(), Refusal> {
        if crc_png(&[&self.name, self.data]) == self.sum {
            return Ok(());
        }
        let why = "is damaged: a part of the PNG image does not agree with its checksum";
        Err(Refusal::broken(why))
    }

    fn noun(&self) -> &'static str {
        match &self.name {
            b"eXIf" => "EXIF",
            b"tIME" => "time",
            b"iTXt" if self.data.starts_with(b"XML:com.adobe.xmp\0") => "XMP",
            b"tEXt" | b"zTXt" | b"iTXt" => "text",
            _ => "unknown data",
        }
    }
}

/// What must hold of the order of chunks.
#[derive(Default)]
struct Seen {
    size: Option<(u32, u32)>,
    pixels: bool,
    orientation: Option<Orientation>,
}

impl Seen {
    fn check(&mut self, chunk: &Chunk) -> Result<(), Refusal> {
        let is_header = &chunk.name == b"IHDR";
        if is_header != self.size.is_none() || is_header && chunk.data.len() != 13 {
            return Err(Refusal::broken(
                "is damaged: the PNG image has no proper header",
            ));
        }
        if is_header {
            self.size = be32(chunk.data, 0).zip(be32(chunk.data, 4));
        }
        if &chunk.name == b"IEND" && !chunk.data.is_empty() {
            return Err(Refusal::broken(
                "is damaged: the end of the PNG image holds data",
            ));
        }
        let is_critical = chunk.name[0].is_ascii_uppercase();
        if is_critical && !chunk.is_kept() {
            let why = "is a PNG image that needs a program of its own (it holds an unknown critical part)";
            return Err(Refusal::broken(why).with_help("save it as a plain PNG"));
        }
        self.pixels |= &chunk.name == b"IDAT";
        Ok(())
    }

    fn finish(self, out: Vec<u8>, removed: Removed) -> Result<Part, Refusal> {
        if !self.pixels {
            return Err(Refusal::broken("is damaged: the PNG file holds no picture"));
        }
        let orientation = self.orientation.unwrap_or(Orientation::UPRIGHT);
        Ok(Part {
            bytes: out,
            size: self.size.map(|size| orientation.turn(size)),
            removed,
        })
    }
}

/// Writes the colour profile without its name and its words.
fn profile(chunk: &Chunk, out: &mut Vec<u8>, removed: &mut Removed) {
    let mut one = SIGNATURE.to_vec();
    write(&mut one, *b"iCCP", chunk.data);
    let cleaned = Png::from_bytes(Bytes::from(one)).ok().and_then(|mut png| {
        let profile = icc::clean(&png.icc_profile()?)?;
        png.set_icc_profile(Some(Bytes::from(profile)));
        let chunk = png.chunk_by_type(*b"iCCP")?;
        Some(chunk.contents().clone())
    });
    match cleaned {
        Some(data) => write(out, *b"iCCP", &data),
        None => removed.note("broken colour profile"),
    }
}

fn write(out: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    // Chunks come from chunks, whose length has 32 bits.
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(&name);
    out.extend_from_slice(data);
    out.extend_from_slice(&crc_png(&[&name, data]).to_be_bytes());
}
