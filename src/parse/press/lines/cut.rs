//! Owns the cutting of a text into lines, and of a line that lost its ends into pieces; what is cleaned away. It joins nothing.

use std::ops::Range;

use super::wraps::ends_sentence;
use crate::parse::press::block::is_invisible;
use crate::parse::press::spread;
use crate::parse::press::tokens::cut_before;

/// One line as it stands in the source.
pub(super) struct Line {
    /// Where its words stand.
    pub bytes: Range<usize>,
    /// Its words.
    pub text: String,
    /// Characters of its words.
    pub chars: usize,
    /// Spaces before them.
    pub indent: usize,
    /// Whether CRLF ends it, and not LF.
    pub crlf: bool,
}

/// Every line, none for one without words; lines of invisible characters alone come second.
pub(super) fn lines(source: &str) -> (Vec<Option<Line>>, Vec<Range<usize>>) {
    let raw = raw_lines(source);
    let line = |at: usize| {
        let (bytes, crlf) = &raw[at];
        let raw = &source[bytes.clone()];
        let text = clean(raw);
        (!text.is_empty()).then(|| Line {
            chars: text.chars().count(),
            indent: indent(raw),
            bytes: trimmed(source, bytes.clone()),
            text,
            crlf: *crlf,
        })
    };
    let lines = spread::each(raw.len(), line);
    let wordless = lines.iter().zip(&raw).filter(|(line, _)| line.is_none());
    let invisible = wordless
        .map(|(_, (bytes, _))| trimmed(source, bytes.clone()))
        .filter(|bytes| !bytes.is_empty())
        .collect();
    (lines, invisible)
}

/// How many spaces stand before the words; a byte-order mark is none, and hides none.
fn indent(raw: &str) -> usize {
    let printed = raw.chars().filter(|&c| c == '\t' || !is_invisible(c));
    printed.take_while(|c| matches!(c, ' ' | '\t')).count()
}

/// The ranges between line ends: LF, CRLF, a lone CR, and the separators of Unicode and of wire services; and whether CRLF ends each.
fn raw_lines(source: &str) -> Vec<(Range<usize>, bool)> {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    // The first bytes of the rarer ends: to ask for them all is faster than to decode every character.
    let may_end = |byte: u8| matches!(byte, 0xb..=0xd | 0xc2 | 0xe2);
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        // CRLF gives an empty line after each: it would part every paragraph, so it is taken as one end.
        let (own, crlf) = match line.strip_suffix("\r\n") {
            Some(own) => (own, true),
            None => (line.strip_suffix('\n').unwrap_or(line), false),
        };
        let several = own
            .bytes()
            .fold(false, |several, byte| several | may_end(byte));
        if several {
            let mut from = start;
            for part in own.split(is_end) {
                ranges.push((from..from + part.len(), crlf));
                from += part.len();
                let end = source[from..].chars().next();
                from += end.map_or(0, char::len_utf8);
            }
        } else {
            ranges.push((start..start + own.len(), crlf));
        }
        start += line.len();
    }
    ranges
}

/// Tags that begin or end a paragraph.
const BREAKING_TAGS: [&str; 14] = [
    "p", "/p", "br", "/br", "div", "/div", "h1", "h2", "h3", "/h1", "/h2", "/h3", "li", "/li",
];

/// The length of a tag at the start of a text that begins or ends a paragraph.
fn breaking_tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let inner = &inner[..cut_before(inner, 120)];
    let end = inner.find('>')?;
    let name = inner[..end].split([' ', '\t']).next()?;
    let name = match name.len() {
        0 | 1 => name,
        _ => name.strip_suffix('/').unwrap_or(name),
    };
    let known = BREAKING_TAGS
        .iter()
        .any(|tag| name.eq_ignore_ascii_case(tag));
    known.then_some(end + 2)
}

/// Where the button of a list of contents ends that lost the space before the first entry: "ToggleThe bridge".
pub(super) fn glued_button(text: &str) -> Option<usize> {
    const BUTTONS: [&str; 3] = ["Table of ContentsToggle", "Table of Contents", "Toggle"];
    let shown = || text.char_indices().filter(|&(_, c)| !is_invisible(c));
    BUTTONS.iter().find_map(|button| {
        let mut rest = shown();
        let same = button
            .chars()
            .all(|c| rest.next().is_some_and(|(_, own)| own == c));
        let (at, next) = rest.next().filter(|_| same)?;
        (next.is_alphabetic() && !next.is_lowercase()).then_some(at)
    })
}

/// The pieces of a line: runs of three spaces and more were its line ends when a whole release stands on one line, and so were
/// the tags of paragraphs. Two spaces after a full stop are a typist's habit, unless most sentences have one. The tags are pieces too:
/// nothing is lost. `whole` says that the line is all of the text, or nearly.
pub(super) fn pieces(source: &str, bytes: Range<usize>, whole: bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let (mut from, mut spaces) = (bytes.start, 0);
    let mut past = bytes.start;
    let text = &source[bytes.clone()];
    // Within a text of many lines two spaces are a slip.
    let doubles = whole && doubles_part(text);
    let mut ended = false;
    for (at, c) in text.char_indices() {
        let here = bytes.start + at;
        if here < past {
            continue;
        }
        if matches!(c, ' ' | '\t' | '\u{a0}') {
            spaces += 1;
            continue;
        }
        let tag = (c == '<').then(|| breaking_tag(&text[at..])).flatten();
        let headed = spaces == 2 && pieces.is_empty() && is_wire_after_title(text, at);
        let parted = doubles && spaces == 2 && !c.is_lowercase() && {
            let end = ends_sentence(text[..at].trim_end());
            ended |= end;
            end || !ended
        };
        if spaces >= 3 || headed || parted || tag.is_some() {
            pieces.push(from..here);
            from = here;
        }
        if let Some(length) = tag {
            past = here + length;
            pieces.push(here..past);
            from = past;
        }
        spaces = 0;
    }
    pieces.push(from..bytes.end);
    pieces.retain(|piece| piece.start < piece.end);
    pieces
}

/// Whether two spaces were a line's end: sentences have one between them, and no wider run stands in the text.
fn doubles_part(text: &str) -> bool {
    if text.contains("   ") {
        return false;
    }
    let (mut one, mut two) = (0, 0);
    for (at, _) in text.match_indices(". ") {
        // "Sen. Merin", "U.S. Army" end no sentence.
        let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next();
        let whole = word.is_some_and(|word| {
            word.chars().nth(3).is_some() && word.starts_with(char::is_lowercase)
        });
        if whole && text[at + 2..].starts_with(' ') {
            two += 1;
        } else if whole {
            one += 1;
        }
    }
    two > 0 && one >= 2 && one * 2 >= two
}

/// The longest headline that a wire's line may begin with, in bytes.
const LONGEST_TITLE: usize = 600;

/// Whether a dispatch begins here, right behind its headline: "… in Sarn  SARN (Agency) - The bridge …".
fn is_wire_after_title(text: &str, at: usize) -> bool {
    // Asked at every gap of a line: to look back over all of it would take the square of its length.
    if at > LONGEST_TITLE {
        return false;
    }
    let title = text[..at].trim_end();
    let ended = title.ends_with(['.', '!', '?', '"', '”', ':', ',', ';']);
    let sized = (4..=24).contains(&title.split_whitespace().count());
    let rest = &text[at..at + cut_before(&text[at..], 90)];
    let place = rest.split([' ', ',']).next().unwrap_or("");
    let shouted = place.chars().count() >= 3 && place.chars().all(char::is_uppercase);
    let signed = rest
        .split_once(") ")
        .is_some_and(|(open, rest)| open.contains('(') && rest.starts_with(['-', '–', '—']));
    !ended && sized && shouted && signed
}

/// The words of a piece of source: control characters and invisible ones gone, runs of spaces made one.
pub(in crate::parse::press) fn clean(raw: &str) -> String {
    let bare = raw.trim_matches([' ', '\t']);
    let mut text = String::with_capacity(bare.len());
    let mut space: Option<char> = None;
    let mut at = 0;
    while at < bare.len() {
        let end = at + plain_run(&bare.as_bytes()[at..]);
        if end > at {
            text.extend(space.take().filter(|_| !text.is_empty()));
            text.push_str(&bare[at..end]);
            at = end;
            continue;
        }
        let Some(c) = bare[at..].chars().next() else {
            break;
        };
        at += c.len_utf8();
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            space = Some(match space {
                None if c != '\t' => c,
                _ => ' ',
            });
            continue;
        }
        text.extend(space.take().filter(|_| !text.is_empty()));
        text.push(c);
    }
    text
}

/// How many bytes at the start of some are words with one plain space between each and the next, as most lines of most texts are: they
/// need nothing.
fn plain_run(bytes: &[u8]) -> usize {
    let is_word = |at: usize| match bytes.get(at) {
        Some(&byte) => IS_WORD[usize::from(byte)] && !bytes[at..].starts_with(&ARABIC_MARK),
        None => false,
    };
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let goes_on = match byte {
            b' ' => at > 0 && is_word(at + 1),
            // Only this byte may begin the mark.
            0xd8 => is_word(at),
            _ => IS_WORD[usize::from(byte)],
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a byte is of a word: [`is_plain`], and no space.
const IS_WORD: [bool; 256] = {
    let mut is_word = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_word[byte] = is_plain(byte as u8) && byte as u8 != b' ';
        byte += 1;
    }
    is_word
};

/// U+061C, which many letters share the first byte of.
const ARABIC_MARK: [u8; 2] = [0xd8, 0x9c];

/// Whether no character with this byte in it prints nothing or is a space other than the plain one, [`ARABIC_MARK`] aside.
const fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xef)
}

pub(super) fn trimmed(source: &str, bytes: Range<usize>) -> Range<usize> {
    let raw = &source[bytes.clone()];
    let start = bytes.start + (raw.len() - raw.trim_start().len());
    let end = (start + raw.trim().len()).max(start);
    start..end
}
