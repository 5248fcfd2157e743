//! Owns the cutting of a text into lines, and of a line that lost its ends into pieces; what is cleaned away. It joins nothing.

use std::ops::Range;

use super::wraps::ends_sentence;
use crate::parse::press::block::is_invisible;
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
    let mut lines = Vec::new();
    let mut invisible = Vec::new();
    for (bytes, crlf) in raw_lines(source) {
        let raw = &source[bytes.clone()];
        let text = clean(raw);
        if !text.is_empty() {
            lines.push(Some(Line {
                chars: text.chars().count(),
                indent: indent(raw),
                bytes: trimmed(source, bytes),
                text,
                crlf,
            }));
            continue;
        }
        if !raw.trim().is_empty() {
            invisible.push(trimmed(source, bytes));
        }
        lines.push(None);
    }
    (lines, invisible)
}

/// How many spaces stand before the words; a byte-order mark is none, and hides none.
fn indent(raw: &str) -> usize {
    let printed = raw.chars().filter(|&c| c == '\t' || !is_invisible(c));
    printed.take_while(|c| matches!(c, ' ' | '\t')).count()
}

/// The ranges between line ends: LF, CRLF, a lone CR, and the separators of Unicode and of wire services.
fn raw_lines(source: &str) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let base = source.as_ptr() as usize;
    // CRLF gives an empty line after each: it would part every paragraph, so it is taken as one end.
    source
        .split_inclusive('\n')
        .map(|line| match line.strip_suffix("\r\n") {
            Some(line) => (line, true),
            None => (line.strip_suffix('\n').unwrap_or(line), false),
        })
        .flat_map(move |(line, crlf)| line.split(is_end).map(move |line| (line, crlf)))
        .map(move |(line, crlf)| {
            let start = line.as_ptr() as usize - base;
            (start..start + line.len(), crlf)
        })
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

/// Whether a dispatch begins here, right behind its headline: "… in Sarn  SARN (Agency) - The bridge …".
fn is_wire_after_title(text: &str, at: usize) -> bool {
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
    // Most lines of most texts need nothing.
    if bare.bytes().all(is_plain) && !bare.contains("  ") && !bare.contains('\u{61c}') {
        return bare.to_owned();
    }
    let mut text = String::with_capacity(bare.len());
    let mut space: Option<char> = None;
    for c in bare.chars() {
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
        if let Some(space) = space.take().filter(|_| !text.is_empty()) {
            text.push(space);
        }
        text.push(c);
    }
    text
}

/// Whether no character with this byte in it prints nothing or is a space other than the plain one; the mark U+061C of Arabic, whose
/// first byte many letters share, aside.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe1..=0xe3 | 0xef)
}

pub(super) fn trimmed(source: &str, bytes: Range<usize>) -> Range<usize> {
    let raw = &source[bytes.clone()];
    let start = bytes.start + (raw.len() - raw.trim_start().len());
    let end = (start + raw.trim().len()).max(start);
    start..end
}
