//! Owns the cleaning of GIF and its animations: pictures, their delays and the count of turns stay; comments, texts, foreign
//! extensions and what follows the end go. It does not decode the pictures. Source: GIF89a specification.

use super::bytes::{Cursor, le16};
use super::{Part, Refusal, Removed};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const TRAILER: u8 = 0x3B;
const GRAPHIC_CONTROL: u8 = 0xF9;
const COMMENT: u8 = 0xFE;
const PLAIN_TEXT: u8 = 0x01;
const APPLICATION: u8 = 0xFF;

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    animation(bytes)
        .ok_or_else(|| Refusal::broken("is damaged: the GIF image ends before its last line"))
}

fn animation(bytes: &[u8]) -> Option<Part> {
    let mut cursor = Cursor::new(bytes);
    let head = cursor.take(13)?;
    let mut part = Part {
        bytes: [head, cursor.take(colour_table(head[10]))?].concat(),
        size: Some((le16(head, 6)?.into(), le16(head, 8)?.into())),
        removed: Removed::default(),
    };
    // A control belongs to the picture that follows it, and goes with a text that does.
    let mut control: Option<[u8; 8]> = None;
    let mut pictures = 0;
    loop {
        match cursor.byte()? {
            TRAILER => break,
            IMAGE => {
                part.bytes.extend(control.take().into_iter().flatten());
                picture(&mut cursor, &mut part.bytes)?;
                pictures += 1;
            }
            EXTENSION => match cursor.byte()? {
                GRAPHIC_CONTROL => control = Some(graphic_control(blocks(&mut cursor)?)?),
                APPLICATION => application(blocks(&mut cursor)?, &mut part),
                label => {
                    blocks(&mut cursor)?;
                    if label == PLAIN_TEXT {
                        control = None;
                    }
                    part.removed
                        .note(if label == COMMENT { "comment" } else { "text" });
                }
            },
            _ => return None,
        }
    }
    if !cursor.is_at_end() {
        part.removed.note("data after the picture");
    }
    part.bytes.push(TRAILER);
    (pictures > 0).then_some(part)
}

fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

fn picture(cursor: &mut Cursor, out: &mut Vec<u8>) -> Option<()> {
    let head = cursor.take(9)?;
    out.push(IMAGE);
    out.extend_from_slice(head);
    out.extend_from_slice(cursor.take(colour_table(head[8]))?);
    out.extend_from_slice(cursor.take(1)?);
    out.extend_from_slice(blocks(cursor)?);
    Some(())
}

/// The blocks up to the empty one, with their lengths.
fn blocks<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    let start = cursor.rest();
    let from = cursor.position();
    loop {
        let length = cursor.byte()?;
        cursor.take(length.into())?;
        if length == 0 {
            return start.get(..cursor.position() - from);
        }
    }
}

fn graphic_control(blocks: &[u8]) -> Option<[u8; 8]> {
    let [4, flags, low, high, transparent, ..] = *blocks else {
        return None;
    };
    Some([
        EXTENSION,
        GRAPHIC_CONTROL,
        4,
        flags,
        low,
        high,
        transparent,
        0,
    ])
}

/// Keeps how often the animation turns, written anew.
fn application(blocks: &[u8], part: &mut Part) {
    match blocks {
        [11, rest @ ..] if rest.starts_with(b"NETSCAPE2.0") || rest.starts_with(b"ANIMEXTS1.0") => {
            if let [3, 1, low, high, ..] = rest[11..] {
                part.bytes
                    .extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
                part.bytes.extend_from_slice(&[low, high, 0]);
            }
        }
        [11, rest @ ..] if rest.starts_with(b"XMP Data") => part.removed.note("XMP"),
        _ => part.removed.note("application data"),
    }
}
