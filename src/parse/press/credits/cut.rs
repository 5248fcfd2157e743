//! Owns a line that is cut in two, the caption's words and the credit's, and where the two may be trimmed. Where to cut, `split` and
//! `marks` say.

use std::ops::Range;

use crate::parse::press::lexicon::Words;
use crate::parse::press::tokens::cut_after;

/// A line cut in two.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cut {
    /// The caption's words.
    pub text: Range<usize>,
    /// The credit's.
    pub credit: Option<Range<usize>>,
    /// How often a line that can be cut so is a caption.
    pub confidence: f32,
    /// Whether a label says that it is one.
    pub by_label: bool,
}

/// How far from the end a credit may begin, in bytes.
const REACH: usize = 190;

/// What is taken off the end of a caption before its credit, and off a credit's start.
const EDGES: [char; 17] = [
    ' ', '\u{a0}', '\u{202f}', '-', '–', '—', '―', '|', '/', '(', '[', ',', '،', '·', '•', ':', '©',
];

/// The first byte that a credit may begin at.
pub(super) fn reach(words: &Words<'_>, whole: &Range<usize>) -> usize {
    let from = whole.end.saturating_sub(REACH).max(whole.start);
    cut_after(words.text, from)
}

/// A range without the edges of its text.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(EDGES).len());
    let part = &text[start.min(range.end)..range.end];
    let mut end = start.min(range.end)
        + part
            .trim_end_matches([' ', '\u{a0}', '-', '–', '—', '|', ',', '/'])
            .len();
    // A bracket that was opened before the credit is closed after it; the stop after it is none of its own.
    loop {
        let part = &text[start.min(end)..end];
        let closes = |c: char, open: char| {
            part.ends_with(c) && part.matches(c).count() > part.matches(open).count()
        };
        if closes(')', '(')
            || closes(']', '[')
            || (part.ends_with('.') && !part.ends_with("..") && !is_initial(part))
        {
            end -= 1;
        } else if part.ends_with([' ', '\u{a0}']) {
            end -= part.chars().next_back().map_or(1, char::len_utf8);
        } else {
            return start.min(end)..end;
        }
    }
}

/// Whether the stop at the end belongs to an initial or an acronym: "D.R.", "أ.ف.ب.".
fn is_initial(part: &str) -> bool {
    let last = part.trim_end_matches('.').rsplit([' ', '.']).next();
    last.is_some_and(|last| last.chars().count() == 1) && part.matches('.').count() >= 2
}

/// A caption's words without what leads to its credit.
pub(super) fn caption(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text[range.clone()].trim_end_matches(EDGES);
    let letters = part.chars().filter(|c| c.is_alphanumeric()).take(4).count();
    (letters >= 3 || part == ".").then(|| range.start..range.start + part.len())
}
