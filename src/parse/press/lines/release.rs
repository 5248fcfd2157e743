//! Owns the release on one line: which of the runs of spaces in it were the ends of paragraphs. Some were the ends of wrapped lines; where
//! a program turned every mark into a space, others were a full stop, a quotation mark and a space.
//!
//! What tells them apart: a small letter never begins a paragraph; a width of run before which small letters are common was that of wraps;
//! paragraphs are longer than sentences.

use std::ops::Range;

use super::cut::{Line, clean, pieces, trimmed};
use super::records;
use super::wraps::{Wrap, begins_lower};
use crate::parse::press::lexicon::fold::{is_capital, is_of_word, is_small};
use crate::parse::press::spread;

/// Of so many words one has a mark behind it, in any text that kept its marks.
const WORDS_FOR_A_MARK: usize = 50;
/// A shorter line tells nothing of its marks.
const FEWEST_WORDS: usize = 60;
/// The length of the piece that a letter stands in, on the average: sentences stay below, paragraphs above.
const SENTENCES: usize = 260;
/// So many pieces from the start may be the headline, and what stands over and under it.
const HEAD: usize = 6;
/// Wider runs are all alike.
const WIDEST: usize = 15;

/// The paragraphs of a line that lost its ends, and whether it lost its marks too. `whole` says that the line is all of the text, or
/// nearly.
pub(super) fn paragraphs(
    source: &str,
    line: Range<usize>,
    whole: bool,
) -> (Vec<Range<usize>>, bool) {
    let unmarked = lost_marks(&source[line.clone()]);
    let mut pieces = pieces(source, line, whole);
    if unmarked {
        part_day(source, &mut pieces);
    }
    if let Some(text) = pieces
        .first()
        .and_then(|first| text_under_capitals(source, first))
    {
        let first = trimmed(source, pieces[0].start..text);
        pieces[0].start = text;
        pieces.insert(0, first);
    }
    if pieces.len() < 2 {
        return (pieces, unmarked);
    }
    let lines = spread::each(pieces.len(), |at| as_line(source, &pieces[at]));
    let joins = match unmarked {
        true => unmarked_joins(source, &pieces, &lines),
        false => marked_joins(source, &pieces, lines),
    };
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for (piece, joins) in pieces.into_iter().zip(joins) {
        match joined.last_mut().filter(|_| joins) {
            Some(last) => last.end = piece.end,
            None => joined.push(piece),
        }
    }
    (joined, unmarked)
}

/// Whether a program left letters and figures alone: hardly a stop, a comma, a quotation mark in many words.
fn lost_marks(text: &str) -> bool {
    let words = text.split_whitespace();
    let (mut all, mut marked, mut capitals) = (0, 0, false);
    for word in words {
        all += 1;
        marked += usize::from(word.ends_with(|c: char| !is_of_word(c)));
        capitals = capitals || word.starts_with(is_capital);
    }
    capitals && all >= FEWEST_WORDS && marked * WORDS_FOR_A_MARK < all
}

/// Sets the day of a release apart from the headline before it and the text behind it.
fn part_day(source: &str, pieces: &mut Vec<Range<usize>>) {
    let mut head = pieces.iter().take(HEAD).enumerate();
    let found = head.find_map(|(at, piece)| Some((at, records::day(source, piece.clone())?)));
    let Some((at, day)) = found else { return };
    let whole = pieces[at].clone();
    let parts = [whole.start..day.start, day.clone(), day.end..whole.end];
    let parts = parts.map(|part| trimmed(source, part));
    pieces.splice(at..=at, parts.into_iter().filter(|part| !part.is_empty()));
}

/// Where the text begins behind a headline in capitals that two spaces part from it.
fn text_under_capitals(source: &str, piece: &Range<usize>) -> Option<usize> {
    let text = &source[piece.clone()];
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let capital = |word: &&str| !word.contains(is_small);
    let shouted = words
        .by_ref()
        .take_while(capital)
        .filter(|word| word.chars().nth(2).is_some());
    if shouted.count() < 4 {
        return None;
    }
    let from = text.find(char::is_lowercase)?;
    let start = text[..from].rfind(' ')? + 1;
    let parted = text[..start].ends_with("  ");
    parted.then_some(piece.start + start)
}

fn as_line(source: &str, piece: &Range<usize>) -> Line {
    let text = clean(&source[piece.clone()]);
    Line {
        bytes: trimmed(source, piece.clone()),
        chars: text.chars().count(),
        text,
        indent: 0,
        crlf: false,
    }
}

/// The spaces at the end of a piece; none where something else parts it from the next: a tag, a day, the end of the capitals.
fn gap(source: &str, piece: &Range<usize>) -> usize {
    let text = &source[piece.clone()];
    let bare = text.trim_end();
    text[bare.len()..].chars().count()
}

/// Which pieces go on with the one before, where the marks are kept: those of sentences that wraps cut, as in any wrapped text.
fn marked_joins(source: &str, pieces: &[Range<usize>], lines: Vec<Line>) -> Vec<bool> {
    let lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    // Cards and lists are as short as wrapped lines, but hardly one of them begins with a small letter.
    let texts = lines.iter().flatten();
    let small = texts.filter(|line| begins_lower(&line.text)).count();
    let wrap = (small * 5 >= lines.len())
        .then(|| Wrap::of(&lines))
        .flatten();
    let wrap = wrap.filter(|wrap| wrap.filled);
    let mut open = 0;
    let mut joins = vec![false; lines.len()];
    for at in 1..lines.len() {
        let line = |at: usize| lines.get(at).and_then(Option::as_ref);
        let (Some(first), Some(last), Some(next)) = (line(open), line(at - 1), line(at)) else {
            continue;
        };
        let by_wrap = |wrap: &Wrap| wrap.continues(last, next, line(at + 1), first);
        joins[at] = wrap.as_ref().is_some_and(by_wrap) && gap(source, &pieces[at - 1]) >= 3;
        if !joins[at] {
            open = at;
        }
    }
    joins
}

/// A shorter piece may be a label or a name, and what follows its own.
const SHORTEST: usize = 30;

/// Which pieces go on with the one before, where all marks are gone.
fn unmarked_joins(source: &str, pieces: &[Range<usize>], lines: &[Line]) -> Vec<bool> {
    let gaps: Vec<usize> = pieces.iter().map(|piece| gap(source, piece)).collect();
    let wraps = Wraps::of(&gaps, lines);
    let joins = |least: usize| -> Vec<bool> {
        let join = |at: usize| {
            at > 0
                && gaps[at - 1] > 0
                && (begins_lower(&lines[at].text)
                    || is_fragment(&lines[at])
                    || wraps.goes_on(gaps[at - 1], &lines[at - 1])
                    || gaps[at - 1] < least && lines[at - 1].chars > SHORTEST)
        };
        (0..lines.len()).map(join).collect()
    };
    // Between two paragraphs both the last words of the one and the first of the other are text.
    let parts = |least: usize| {
        let ends = |at: &usize| {
            let (gap, one, two) = (gaps[at - 1], &lines[at - 1], &lines[*at]);
            let goes_on = begins_lower(&two.text) || wraps.goes_on(gap, one);
            gap >= least && one.chars.min(two.chars) > SHORTEST && !goes_on
        };
        (1..lines.len()).filter(ends).count() >= 2
    };
    let mut all = joins(3);
    for least in 4..=6 {
        if mean_length(lines, &all) >= SENTENCES || !parts(least) {
            break;
        }
        all = joins(least);
    }
    all
}

/// "Merin said": what stood between two quotations belongs to the one before.
fn is_fragment(line: &Line) -> bool {
    let mut words = line.text.split_whitespace();
    let last = words.next_back().unwrap_or("");
    last.len() > 3 && begins_lower(last) && words.count() <= 5
}

/// The length of the piece that a letter stands in, on the average.
fn mean_length(lines: &[Line], joins: &[bool]) -> usize {
    let mut lengths: Vec<usize> = Vec::new();
    for (line, joins) in lines.iter().zip(joins) {
        match lengths.last_mut().filter(|_| *joins) {
            Some(last) => *last += line.chars,
            None => lengths.push(line.chars),
        }
    }
    let squares: usize = lengths.iter().map(|length| length * length).sum();
    squares / lengths.iter().sum::<usize>().max(1)
}

/// The runs of spaces that were wraps.
struct Wraps {
    /// By their width.
    widths: [bool; WIDEST + 1],
    /// How long a wrapped line is, about.
    length: usize,
}

impl Wraps {
    fn of(gaps: &[usize], lines: &[Line]) -> Self {
        let mut seen = [(0_usize, 0_usize); WIDEST + 1];
        let mut length = 0;
        for (gap, pair) in gaps.iter().zip(lines.windows(2)) {
            let (all, small) = &mut seen[(*gap).min(WIDEST)];
            *all += 1;
            if begins_lower(&pair[1].text) {
                *small += 1;
                length = length.max(pair[0].chars);
            }
        }
        Self {
            widths: seen.map(|(all, small)| all >= 4 && small * 5 >= all * 2),
            length: length.min(super::wraps::WIDEST),
        }
    }

    /// Whether a line that is about as long as wrapped ones, or reads like the beginning of one, has the spaces of a wrap behind it.
    fn goes_on(&self, gap: usize, line: &Line) -> bool {
        self.widths[gap.min(WIDEST)] && (line.chars * 4 >= self.length * 3 || is_begun(line))
    }
}

/// Six words and more, most of them small: no heading, which ends where it ends.
fn is_begun(line: &Line) -> bool {
    let (all, small) = line
        .text
        .split_whitespace()
        .fold((0, 0), |(all, small), word| {
            (all + 1, small + usize::from(begins_lower(word)))
        });
    all >= 6 && small * 2 > all
}
