//! Owns the tags that sounds carry before and after their samples: ID3 versions 1 and 2, APE, Lyrics3.
//! It does not know the samples between them.
//! Sources: id3.org (ID3v2.4 structure, Lyrics3 2.00), the APEv2 specification.

use super::Removed;
use super::bytes::le32;

/// What stands between the tags.
pub(super) fn without_tags<'a>(bytes: &'a [u8], removed: &mut Removed) -> &'a [u8] {
    let mut rest = skip_id3v2(bytes);
    if rest.len() < bytes.len() {
        removed.note("ID3");
    }
    while let Some((shorter, what)) = cut_front(rest).or_else(|| cut_end(rest)) {
        removed.note(what);
        rest = shorter;
    }
    rest
}

/// What follows the ID3v2 tags at the front; nothing where one says to be longer than the file.
pub(super) fn skip_id3v2(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some(length) = id3v2_length(rest) {
        rest = rest.get(length..).unwrap_or_default();
    }
    rest
}

fn id3v2_length(bytes: &[u8]) -> Option<usize> {
    let header = bytes
        .get(..10)
        .filter(|header| header.starts_with(b"ID3"))?;
    let footer = if header[5] & 0x10 == 0 { 0 } else { 10 };
    Some(10 + syncsafe(&header[6..10]) + footer)
}

fn syncsafe(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |sum, byte| (sum << 7) | usize::from(byte & 0x7F))
}

fn cut_front(bytes: &[u8]) -> Option<(&[u8], &'static str)> {
    let length = le32(bytes, 12).filter(|_| bytes.starts_with(b"APETAGEX"))? as usize;
    Some((bytes.get(32 + length..)?, "APE tag"))
}

fn cut_end(bytes: &[u8]) -> Option<(&[u8], &'static str)> {
    id3v1(bytes)
        .or_else(|| id3v2_footer(bytes))
        .or_else(|| ape(bytes))
        .or_else(|| lyrics(bytes))
        .and_then(|(length, what)| Some((bytes.get(..bytes.len().checked_sub(length)?)?, what)))
}

fn id3v1(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let plain = from_end(bytes, 128)?.starts_with(b"TAG");
    let extended = plain && from_end(bytes, 355).is_some_and(|tag| tag.starts_with(b"TAG+"));
    plain.then_some((if extended { 355 } else { 128 }, "ID3"))
}

fn id3v2_footer(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let footer = from_end(bytes, 10).filter(|footer| footer.starts_with(b"3DI"))?;
    Some((20 + syncsafe(&footer[6..10]), "ID3"))
}

fn ape(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let footer = from_end(bytes, 32).filter(|footer| footer.starts_with(b"APETAGEX"))?;
    let header = if footer[23] & 0x80 == 0 { 0 } else { 32 };
    // The stated size holds the footer itself; a smaller one is a lie, and cutting nothing would never end.
    Some(((le32(footer, 12)? as usize).max(32) + header, "APE tag"))
}

fn lyrics(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let end = from_end(bytes, 9)?;
    let length = if end == b"LYRICS200" {
        let digits = std::str::from_utf8(from_end(bytes, 15)?.get(..6)?).ok()?;
        digits.parse::<usize>().ok()?.checked_add(15)?
    } else if end == b"LYRICSEND" {
        let window = &bytes[bytes.len().saturating_sub(5200)..];
        window.len() - super::bytes::find(window, b"LYRICSBEGIN")?
    } else {
        return None;
    };
    Some((length, "lyrics"))
}

fn from_end(bytes: &[u8], count: usize) -> Option<&[u8]> {
    bytes.get(bytes.len().checked_sub(count)?..)
}
