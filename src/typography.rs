//! Owns the marks that a language's typography asks for: quotation marks, spaces before punctuation, apostrophes,
//! ellipses and dashes. It knows no Markdown and no HTML: `render` hands it the texts of one block.
//!
//! The rules are cautious, for what they change is somebody's published text:
//! - letters and digits are never changed, added or dropped; applied twice, it is as if applied once;
//! - a language that is not listed in `style`, and every right-to-left script, is left as typed;
//! - addresses (`https://…`, `www.…`), times, ratios, `::`, emoticons and coordinates are left as typed;
//! - a quotation mark without its partner stays as typed, except one that opens a block: the quotation runs on;
//! - French: a space typed before `; : ! ? »` or after `«` becomes U+202F. Where none was typed one is put in before `; ! ?`
//!   that end a word, and within `« »`; never before a colon, since the press writes `Irak: …` and means it.

mod quotes;
mod spaces;
mod style;

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Language;
use style::Style;

/// The narrow no-break space that French puts around its marks.
const NARROW: char = '\u{202F}';

/// What stands in the joined text for a run that must not be changed but is there, as code is.
const OPAQUE: char = '\u{FFFC}';

/// A part of one block of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// Text that typography may touch.
    Text(&'a str),
    /// Something that stands in the line like a word, and is left alone: code, an image.
    Opaque,
}

/// The replacement of a range of the joined text, which lies within one run.
struct Edit {
    range: Range<usize>,
    with: String,
}

/// Applies the language's typography to one text that stands for itself, as a headline does.
pub fn apply<'a>(text: &'a str, language: &Language) -> Cow<'a, str> {
    let mut applied = apply_runs(&[Run::Text(text)], language);
    applied.pop().unwrap_or(Cow::Borrowed(text))
}

/// Applies the language's typography to the runs of one block: a quotation may open in one and close in another.
/// Gives one text for each run, an empty one for an opaque run.
pub fn apply_runs<'a>(runs: &[Run<'a>], language: &Language) -> Vec<Cow<'a, str>> {
    let as_typed = || runs.iter().map(|run| Cow::Borrowed(typed(run))).collect();
    let Some(style) = Style::of(language) else {
        return as_typed();
    };
    if !runs.iter().any(|run| may_change(typed(run))) {
        return as_typed();
    }
    let line = Line::of(runs);
    let mut edits = quotes::edits(&line, &style);
    edits.extend(spaces::edits(&line, &style));
    edits.extend(ellipses_and_dashes(&line));
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    spread(runs, &edits)
}

fn typed<'a>(run: &Run<'a>) -> &'a str {
    match run {
        Run::Text(text) => text,
        Run::Opaque => "",
    }
}

fn may_change(text: &str) -> bool {
    text.contains(['"', '\'', ';', ':', '!', '?', '«', '»'])
        || text.contains("...")
        || text.contains("--")
}

/// The characters of a block with their places in its joined text.
struct Line {
    chars: Vec<(usize, char)>,
    /// Whether the character belongs to an address.
    locked: Vec<bool>,
}

impl Line {
    fn of(runs: &[Run]) -> Self {
        let mut chars = Vec::new();
        let mut at = 0;
        for run in runs {
            match run {
                Run::Text(text) => chars.extend(text.char_indices().map(|(i, c)| (at + i, c))),
                Run::Opaque => chars.push((at, OPAQUE)),
            }
            at += width(run);
        }
        let locked = addresses(&chars);
        Self { chars, locked }
    }

    fn len(&self) -> usize {
        self.chars.len()
    }

    fn get(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|&(_, c)| c)
    }

    fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|before| self.get(before))
    }

    /// Whether the character may be changed.
    fn open(&self, index: usize) -> bool {
        self.locked.get(index) == Some(&false)
    }

    fn edit(&self, index: usize, with: impl Into<String>) -> Option<Edit> {
        let &(start, c) = self.chars.get(index)?;
        Some(Edit {
            range: start..start + c.len_utf8(),
            with: with.into(),
        })
    }
}

fn width(run: &Run) -> usize {
    match run {
        Run::Text(text) => text.len(),
        Run::Opaque => OPAQUE.len_utf8(),
    }
}

/// Marks what belongs to an address: from `scheme://` or `www.` to the next space or quotation mark.
fn addresses(chars: &[(usize, char)]) -> Vec<bool> {
    let mut locked = vec![false; chars.len()];
    let is = |index: usize, wanted: &str| {
        wanted
            .chars()
            .enumerate()
            .all(|(i, c)| chars.get(index + i).is_some_and(|&(_, found)| found == c))
    };
    let ends = |c: char| c.is_whitespace() || "\"<>«»“”„".contains(c) || c == OPAQUE;
    let mut index = 0;
    while index < chars.len() {
        if !(is(index, "://") || is(index, "www.")) {
            index += 1;
            continue;
        }
        let scheme = chars[..index]
            .iter()
            .rev()
            .take_while(|(_, c)| c.is_ascii_alphanumeric())
            .count();
        let end = chars[index..]
            .iter()
            .position(|&(_, c)| ends(c))
            .map_or(chars.len(), |length| index + length);
        locked[index - scheme..end].fill(true);
        index = end;
    }
    locked
}

fn ellipses_and_dashes(line: &Line) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut index = 0;
    while let Some(c) = line.get(index) {
        let length = (index..line.len())
            .take_while(|&i| line.get(i) == Some(c))
            .count();
        let (before, after) = (line.before(index), line.get(index + length));
        let spaced = before == Some(' ') && after == Some(' ');
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let with = match (c, length) {
            ('.', 3) if before != Some('/') && after != Some('/') => Some("…"),
            ('-', 2) if spaced => Some("–"),
            ('-', 3) if spaced || joined(before) && joined(after) => Some("—"),
            _ => None,
        };
        if let Some(with) = with.filter(|_| line.open(index)) {
            let start = line.chars[index].0;
            edits.push(Edit {
                range: start..start + length,
                with: with.to_owned(),
            });
        }
        index += length;
    }
    edits
}

/// Hands each run its edits. Of two edits of one place the first stands, and one that would cross into the next run falls.
fn spread<'a>(runs: &[Run<'a>], edits: &[Edit]) -> Vec<Cow<'a, str>> {
    let mut edits = edits.iter().peekable();
    let mut start = 0;
    runs.iter()
        .map(|run| {
            let text = typed(run);
            let end = start + width(run);
            let mut changed = String::new();
            let mut done = start;
            while let Some(edit) = edits.next_if(|edit| edit.range.start < end) {
                if edit.range.start < done || edit.range.end > end {
                    continue;
                }
                changed.push_str(&text[done - start..edit.range.start - start]);
                changed.push_str(&edit.with);
                done = edit.range.end;
            }
            let whole = done == start;
            if !whole {
                changed.push_str(&text[done - start..]);
            }
            start = end;
            if whole {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(changed)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
