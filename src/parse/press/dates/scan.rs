//! Owns a text cut up for the reading of dates: numbers, words and marks in a row, each with what the lexicon calls it. The forms of
//! dates and hours are read from it elsewhere.

use std::ops::Range;

use crate::parse::press::lexicon::{self, Hit, Kind, Words};
use crate::parse::press::tokens::{TokenKind, digit, tokens};

/// The kinds of phrases that dates are made of.
const KINDS: [Kind; 25] = [
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
    Kind::AsOf,
    Kind::ReadingTime,
    Kind::JustNow,
    Kind::RelativeDay,
    Kind::ThisDay,
    Kind::OtherDay,
    Kind::Published,
    Kind::Updated,
    Kind::DateFiller,
    // "Santo Domingo" has a weekday in it.
    Kind::City,
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
        let mut hits: Vec<Hit> = KINDS.iter().flat_map(|&kind| words.all(kind)).collect();
        let mut pieces = Vec::new();
        // The lexicon finds whole words alone; on pages whose spaces were lost a word leans on what stands before or after it: "8am",
        // "1626GMT", "19MAR89", "14:05Updated", "Anne ExampleUpdated".
        for mut piece in pieces_of(text) {
            let leans = piece.glued && before_is_number(pieces.last());
            if piece.form == Form::Word {
                if let Some(at) = joint(&text[piece.start..piece.end]) {
                    let at = piece.start + at;
                    let labels = leaning(text, at)
                        .filter(|hit| matches!(hit.kind, Kind::Published | Kind::Updated));
                    let known = hits.len();
                    hits.extend(labels);
                    if hits.len() > known {
                        let zone = lexicon::hits(&text[piece.start..at]);
                        hits.extend(
                            zone.into_iter()
                                .filter(|hit| KINDS.contains(&hit.kind))
                                .map(|hit| moved(hit, piece.start)),
                        );
                        pieces.push(Piece { end: at, ..piece });
                        (piece.start, piece.glued) = (at, true);
                    }
                }
                if leans {
                    hits.extend(leaning(text, piece.start));
                }
                if text[piece.end..].chars().next().and_then(digit).is_some() {
                    let whole = lexicon::hits(&text[piece.start..piece.end]).into_iter();
                    let length = piece.end - piece.start;
                    hits.extend(
                        whole
                            .filter(|hit| {
                                hit.start == 0 && hit.end == length && KINDS.contains(&hit.kind)
                            })
                            .map(|hit| moved(hit, piece.start)),
                    );
                }
            }
            pieces.push(piece);
        }
        hits.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.kind));
        let mut scan = Self { text, pieces, hits };
        scan.part_figures();
        scan
    }

    /// Parts the figures of a year from those that lost the space before them: "2 Feb 20212 Feb 2021", "03 May 201817:42".
    fn part_figures(&mut self) {
        let long = |piece: &Piece| matches!(piece.form, Form::Number { digits: 5 | 6, .. });
        if !self.pieces.iter().any(long) {
            return;
        }
        let parts = |scan: &Self, at: usize| -> Option<[Piece; 2]> {
            let piece = scan.pieces[at];
            let before = scan.pieces.get(at.checked_sub(1)?)?;
            let month =
                |from: usize, kind| scan.hit(from, kind).is_some_and(|(_, next)| next == at);
            let named = [1, 2]
                .into_iter()
                .filter_map(|back| at.checked_sub(back))
                .any(|from| month(from, Kind::Month) || month(from, Kind::MonthWeak));
            let figure = before.glued && matches!(before.form, Form::Mark('.' | '/'));
            let goes_on = scan.glued_mark(at + 1, &[':', '.'])
                || scan.hit(at + 1, Kind::Month).is_some()
                || scan.hit(at + 1, Kind::DateLink).is_some();
            ((named || figure) && goes_on).then_some(())?;
            let middle = text_after(&scan.text[piece.start..piece.end], 4) + piece.start;
            let number = |start: usize, end: usize| {
                let digits = scan.text[start..end].chars().filter_map(digit);
                let (value, count) = digits.fold((0, 0), |(value, count), digit| {
                    (value * 10 + digit, count + 1)
                });
                Form::Number {
                    value,
                    digits: count,
                }
            };
            Some([
                Piece {
                    form: number(piece.start, middle),
                    end: middle,
                    ..piece
                },
                // As if the space were there.
                Piece {
                    form: number(middle, piece.end),
                    start: middle,
                    glued: false,
                    ..piece
                },
            ])
        };
        let mut whole = Vec::with_capacity(self.pieces.len() + 2);
        for at in 0..self.pieces.len() {
            match Some(at)
                .filter(|&at| long(&self.pieces[at]))
                .and_then(|at| parts(self, at))
            {
                Some(parts) => whole.extend(parts),
                None => whole.push(self.pieces[at]),
            }
        }
        self.pieces = whole;
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

fn before_is_number(piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| matches!(piece.form, Form::Number { .. }))
}

/// The byte after so many characters.
fn text_after(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at)
}

fn moved(hit: Hit, by: usize) -> Hit {
    Hit {
        start: hit.start + by,
        end: hit.end + by,
        ..hit
    }
}

/// The phrases that begin at a byte, whatever stands before it.
fn leaning(text: &str, at: usize) -> impl Iterator<Item = Hit> {
    let end = at + text_after(&text[at..], LONGEST_PHRASE);
    let found = lexicon::hits(&text[at..end]).into_iter();
    found
        .filter(|hit| hit.start == 0 && KINDS.contains(&hit.kind))
        .map(move |hit| moved(hit, at))
}

/// No phrase that leans on a figure is longer, in characters.
const LONGEST_PHRASE: usize = 32;

/// Where a word shows that a space was lost within it: "ExampleUpdated", "ESTFirst".
fn joint(word: &str) -> Option<usize> {
    if word.len() < 8 {
        return None;
    }
    let mut capitals = 0;
    let mut before = ' ';
    let mut last_capital = 0;
    for (at, c) in word.char_indices() {
        if c.is_uppercase() {
            if before.is_lowercase() {
                return Some(at);
            }
            capitals += 1;
            last_capital = at;
        } else {
            if capitals >= 3 && c.is_lowercase() {
                return Some(last_capital);
            }
            capitals = 0;
        }
        before = c;
    }
    None
}

/// Cuts a text up. Words are parted at apostrophes, so that "d'avril" and "Mart'ta" show their months.
fn pieces_of(text: &str) -> Vec<Piece> {
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
                // A stroke that only joins letters: "3ـی".
                let start = end - text[start..end].trim_start_matches('ـ').len();
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
