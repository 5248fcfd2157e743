//! Owns a text cut up for the reading of dates: numbers, words and marks in a row, each with what the lexicon calls it. The forms of
//! dates and hours are read from it elsewhere.

use std::ops::Range;

use crate::parse::press::lexicon::{self, Hit, Kind, Words};
use crate::parse::press::tokens::{TokenKind, tokens};

/// The kinds of phrases that dates are made of.
const KINDS: [Kind; 22] = [
    Kind::Month,
    Kind::MonthWeak,
    Kind::Weekday,
    Kind::WeekdayShort,
    Kind::Ordinal,
    Kind::DateLink,
    Kind::YearWord,
    Kind::HalfDay,
    Kind::HourMark,
    Kind::ZoneHours,
    Kind::Zone,
    Kind::AgoBefore,
    Kind::AgoAfter,
    Kind::TimeUnit,
    Kind::One,
    Kind::JustNow,
    Kind::RelativeDay,
    Kind::ThisDay,
    Kind::OtherDay,
    Kind::Published,
    Kind::Updated,
    Kind::DateFiller,
];

/// A number, a word without apostrophes, or a mark.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse::press) struct Piece {
    pub form: Form,
    pub start: usize,
    pub end: usize,
    /// Whether nothing parts it from the piece before.
    pub glued: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse::press) enum Form {
    Number { value: u32, digits: u8 },
    Word,
    Mark(char),
}

/// A text cut up.
pub(in crate::parse::press) struct Scan<'a> {
    pub text: &'a str,
    pub pieces: Vec<Piece>,
    /// By their start, the longest first of those that begin together.
    hits: Vec<Hit>,
}

impl<'a> Scan<'a> {
    /// Cuts a text up with the phrases already found in it.
    pub fn new(words: &Words<'a>) -> Self {
        let text = words.text;
        let pieces = pieces(text);
        let mut hits: Vec<Hit> = KINDS.iter().flat_map(|&kind| words.all(kind)).collect();
        // The lexicon finds whole words alone; here a word may lean on a figure: "8am", "1626GMT", "19MAR89".
        for (at, piece) in pieces.iter().enumerate() {
            let after_number = piece.glued && at > 0 && is_number(&pieces[at - 1]);
            let before_number = pieces
                .get(at + 1)
                .is_some_and(|next| next.glued && is_number(next));
            if piece.form == Form::Word && (after_number || before_number) {
                let found = lexicon::hits(&text[piece.start..piece.end]);
                let whole = found.into_iter().filter(|hit| {
                    hit.start == 0
                        && hit.end == piece.end - piece.start
                        && KINDS.contains(&hit.kind)
                });
                hits.extend(whole.map(|hit| Hit {
                    start: piece.start,
                    end: piece.end,
                    ..hit
                }));
            }
        }
        hits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.kind));
        Self { text, pieces, hits }
    }

    pub fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.pieces.get(at)?.form {
            Form::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// A number that follows the piece before without a space.
    pub fn glued_number(&self, at: usize) -> Option<(u32, u8)> {
        self.number(at).filter(|_| self.glued(at))
    }

    pub fn mark(&self, at: usize) -> Option<char> {
        match self.pieces.get(at)?.form {
            Form::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether one of some marks follows the piece before without a space.
    pub fn glued_mark(&self, at: usize, marks: &[char]) -> bool {
        self.glued(at) && self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    pub fn glued(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.glued)
    }

    pub fn word(&self, at: usize) -> Option<&'a str> {
        let piece = self.pieces.get(at)?;
        (piece.form == Form::Word).then(|| &self.text[piece.start..piece.end])
    }

    /// The longest phrase of a kind that begins with a piece, and the piece after it.
    pub fn hit(&self, at: usize, kind: Kind) -> Option<(Hit, usize)> {
        let start = self.pieces.get(at)?.start;
        let first = self.hits.partition_point(|hit| hit.start < start);
        let hit = self.hits[first..]
            .iter()
            .take_while(|hit| hit.start == start)
            .find(|hit| hit.kind == kind)?;
        let mut next = at + 1;
        while self
            .pieces
            .get(next)
            .is_some_and(|piece| piece.start < hit.end)
        {
            next += 1;
        }
        Some((*hit, next))
    }

    /// The piece after a phrase of any of some kinds.
    pub fn skip(&self, at: usize, kinds: &[Kind]) -> Option<usize> {
        kinds
            .iter()
            .filter_map(|&kind| self.hit(at, kind))
            .map(|(_, next)| next)
            .max()
    }

    /// The bytes of some pieces.
    pub fn bytes(&self, pieces: Range<usize>) -> Range<usize> {
        let last = pieces.end.saturating_sub(1).max(pieces.start);
        self.pieces[pieces.start].start..self.pieces[last].end
    }
}

fn is_number(piece: &Piece) -> bool {
    matches!(piece.form, Form::Number { .. })
}

/// Cuts a text up. Words are parted at apostrophes, so that "d'avril" and "Mart'ta" show their months.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut glued = false;
    for token in tokens(text) {
        let Range { start, end } = token.bytes;
        let form = match token.kind {
            TokenKind::Space => {
                glued = false;
                continue;
            }
            TokenKind::Number { value, digits } => Form::Number { value, digits },
            TokenKind::Mark(mark) => Form::Mark(mark),
            TokenKind::Word => {
                let mut from = start;
                for (at, mark) in text[start..end].match_indices(['\'', '’', 'ʼ']) {
                    let at = start + at;
                    let mark_end = at + mark.len();
                    if at > from {
                        pieces.push(Piece {
                            form: Form::Word,
                            start: from,
                            end: at,
                            glued,
                        });
                        glued = true;
                    }
                    let form = Form::Mark('\'');
                    pieces.push(Piece {
                        form,
                        start: at,
                        end: mark_end,
                        glued,
                    });
                    (from, glued) = (mark_end, true);
                }
                if from < end {
                    pieces.push(Piece {
                        form: Form::Word,
                        start: from,
                        end,
                        glued,
                    });
                }
                glued = true;
                continue;
            }
        };
        let form = match form {
            Form::Mark('’' | 'ʼ' | '‘') => Form::Mark('\''),
            Form::Mark('–' | '—' | '−' | '‑') => Form::Mark('-'),
            Form::Mark('،') => Form::Mark(','),
            Form::Mark('：') => Form::Mark(':'),
            form => form,
        };
        pieces.push(Piece {
            form,
            start,
            end,
            glued,
        });
        glued = true;
    }
    pieces
}
