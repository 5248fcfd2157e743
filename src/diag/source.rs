//! Owns the way from a byte range in a source text to the place that a message shows: path, line, column, and the line itself.
//! It does not read files.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The longest piece of a line that a message shows, in characters: real lines of 20,000 characters exist.
const EXCERPT: usize = 100;

/// A text with its path from the site's root and the starts of its lines.
#[derive(Debug, Clone)]
pub struct SourceText<'a> {
    path: &'a str,
    text: &'a str,
    lines: Vec<usize>,
}

/// A place in a file, or a whole file where `spot` is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// From the site's root, with `/`.
    pub path: String,
    /// The place within the file.
    pub spot: Option<Spot>,
}

/// A run of characters on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The line, or the part of a long one that matters. Empty where it may not be shown.
    pub text: String,
    /// Where the run starts in `text`, in bytes.
    pub start: u32,
    /// How long it is in `text`, in bytes.
    pub len: u32,
}

impl Place {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            spot: None,
        }
    }

    /// A line of a file whose text is not at hand.
    pub fn line(path: impl Into<String>, line: u32) -> Self {
        Self {
            path: path.into(),
            spot: Some(Spot {
                line,
                column: 1,
                text: String::new(),
                start: 0,
                len: 0,
            }),
        }
    }

    /// The same place with no word of the text.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        if let Some(spot) = &mut self.spot {
            spot.text.clear();
            spot.start = 0;
            spot.len = 0;
        }
        self
    }
}

impl<'a> SourceText<'a> {
    /// Indexes the lines of `text`.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            path,
            text,
            lines: std::iter::once(0).chain(starts).collect(),
        }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The path from the site's root.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The line, from 1, on which a byte stands. A byte past the end is on the last line.
    pub fn line_of(&self, byte: usize) -> u32 {
        self.lines.partition_point(|&start| start <= byte) as u32
    }

    /// The place of a byte range. A range over several lines is shown on its first.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        let line = self.line_of(start);
        let line_start = self.lines[line as usize - 1];
        let line_end = self.text[line_start..]
            .find(['\n', '\r'])
            .map_or(self.text.len(), |at| line_start + at);
        let end = end.min(line_end.max(start));
        let before = self.text[line_start..start].chars().count();

        // A window of the line that keeps the run in sight.
        let from = if before > EXCERPT / 2 {
            nth_char(self.text, line_start, before - EXCERPT / 2)
        } else {
            line_start
        };
        let to = nth_char(self.text, from, EXCERPT).min(line_end).max(start);
        Place {
            path: self.path.to_owned(),
            spot: Some(Spot {
                line,
                column: before as u32 + 1,
                text: self.text[from..to].to_owned(),
                start: (start - from) as u32,
                len: (end.min(to) - start) as u32,
            }),
        }
    }

    /// The whole file as a place.
    pub fn whole(&self) -> Place {
        Place::file(self.path)
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

fn nth_char(text: &str, from: usize, count: usize) -> usize {
    text[from..]
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let source = SourceText::new("a.md", "un\ndéjà vu\n");
        let at = source.text().find("vu").expect("there");
        let spot = source.place(at..at + 2).spot.expect("a spot");
        assert_eq!((spot.line, spot.column), (2, 6));
        assert_eq!(spot.text, "déjà vu");
        assert_eq!(&spot.text[spot.start as usize..][..spot.len as usize], "vu");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}ici{}", "é".repeat(20_000), "è".repeat(20_000));
        let source = SourceText::new("a.md", &text);
        let at = text.find("ici").expect("there");
        let spot = source.place(at..at + 3).spot.expect("a spot");
        assert_eq!(spot.column, 20_001);
        assert!(spot.text.chars().count() <= EXCERPT);
        assert_eq!(
            &spot.text[spot.start as usize..][..spot.len as usize],
            "ici"
        );
    }

    #[test]
    fn a_range_past_the_end_is_held_in() {
        let source = SourceText::new("a.md", "é");
        let spot = source.place(1..90).spot.expect("a spot");
        assert_eq!((spot.line, spot.column), (1, 1));
    }
}
