//! Owns the way from a text to its blocks: line ends of every kind, invisible characters, hard wraps, indents, records on one line. It does
//! not know what a block means (the recognisers do).

mod anew;
mod cut;
mod records;
mod release;
mod wraps;

use std::borrow::Cow;
use std::ops::Range;

use super::alike;
use super::block::{Block, Shape, ends};
use super::lexicon::Hits;
use super::limits::LONGEST_ARTICLE;
use super::spread;
pub(super) use cut::clean;
use cut::{Line, trimmed};

/// A line longer than this with runs of spaces in it is several paragraphs that lost their line ends.
const LOST_ENDS: usize = 220;

/// Cuts a text into blocks, in order. Lines that hold only invisible characters (a lone byte-order mark) come second.
pub(super) fn blocks(source: &str) -> (Vec<Block>, Vec<Range<usize>>) {
    let (mut lines, invisible) = cut::lines(source);
    wraps::close_up(&mut lines);
    let wrap = wraps::Wrap::of(&lines);
    // From the first word to the last.
    let mut shown = lines.iter().flatten();
    let start = shown.next().map_or(0, |line| line.bytes.start);
    let span = shown.next_back().map_or(0, |line| line.bytes.end - start);
    let anew = wrap.as_ref().map(|wrap| anew::Anew::new(wrap, &lines));
    let mut groups: Vec<Range<usize>> = Vec::new();
    // The lines from here on are not in a block yet.
    let mut open = 0;
    for at in 0..lines.len() {
        let line = |at: usize| lines.get(at).and_then(Option::as_ref);
        let before = at
            .checked_sub(1)
            .filter(|&before| before >= open)
            .and_then(line);
        let joins = match (line(at), before, line(open), &wrap) {
            (Some(next), Some(last), Some(first), Some(wrap)) => {
                wrap.continues(last, next, line(at + 1), first)
                    && !anew
                        .as_ref()
                        .is_some_and(|anew| anew.begins(&lines, at, open))
            }
            _ => false,
        };
        if !joins {
            groups.push(open..at);
            open = at;
        }
    }
    groups.push(open..lines.len());
    groups.retain(|own| lines[own.clone()].iter().any(Option::is_some));
    let mut texts = spread::gather(groups.len(), |at, texts| {
        let own = groups[at].clone();
        let place = Place {
            span,
            first: at == 0,
            apart: own
                .start
                .checked_sub(1)
                .is_none_or(|before| lines[before].is_none()),
        };
        cut_up(source, &lines[own], place, texts);
    });
    let marked: Vec<bool> = texts.iter_mut().map(|cut| unmark(&mut cut.text)).collect();
    let words = |at: usize| {
        let cut = &texts[at];
        (cut.text.as_str(), (at < LONGEST_ARTICLE, cut.unmarked))
    };
    let seen = |at: usize| {
        let (text, (searched, unmarked)) = words(at);
        let hits = if searched {
            ends(text)
        } else {
            Hits::default()
        };
        let shape = match unmarked {
            true => Shape::of_unmarked(text),
            false => Shape::of(text),
        };
        (shape, hits)
    };
    let forms = alike::of_each(texts.len(), words, seen);
    let block = |((cut, (shape, hits)), marked): ((Cut, _), _)| Block {
        text: cut.text,
        bytes: cut.bytes,
        shape,
        apart: cut.apart,
        marked,
        hits,
    };
    let blocks = texts.into_iter().zip(forms).zip(marked).map(block);
    (blocks.collect(), invisible)
}

/// What a block is made of.
struct Cut {
    text: String,
    bytes: Range<usize>,
    /// Whether a blank line stands before it.
    apart: bool,
    /// Whether it stands on a line whose stops and commas are gone.
    unmarked: bool,
}

impl Cut {
    /// The words of a piece of source.
    fn of(source: &str, bytes: Range<usize>, apart: bool) -> Self {
        Self {
            text: clean(&source[bytes.clone()]),
            bytes: trimmed(source, bytes),
            apart,
            unmarked: false,
        }
    }
}

/// Where some lines stand in their source.
#[derive(Clone, Copy)]
struct Place {
    /// How long the source is, from its first word to its last.
    span: usize,
    /// Whether no word stands before them.
    first: bool,
    /// Whether a blank line, or nothing, stands before them.
    apart: bool,
}

/// Makes the text of a block of lines that belong together, or several of one that lost its line ends.
fn cut_up(source: &str, own: &[Option<Line>], place: Place, texts: &mut Vec<Cut>) {
    let apart = place.apart;
    let mut own = own.iter().flatten();
    let Some(first) = own.next() else {
        return;
    };
    let mut bytes = first.bytes.clone();
    let mut text = Cow::Borrowed(first.text.as_str());
    let mut alone = true;
    for line in own {
        alone = false;
        text.to_mut().push(' ');
        text.to_mut().push_str(&line.text);
        bytes.end = line.bytes.end;
    }
    if alone && let Some(start) = records::text_start(source, bytes.clone(), place.first) {
        let head = trimmed(source, bytes.start..start);
        texts.push(Cut::of(source, head, apart));
        bytes.start = start;
        text = Cow::Owned(clean(&source[bytes.clone()]));
    }
    if alone && (text.len() > LOST_ENDS || text.starts_with('<')) {
        let whole = bytes.len() * 3 >= place.span * 2;
        let (ranges, unmarked) = release::paragraphs(source, bytes, whole);
        let cut = |at: usize| Cut {
            unmarked,
            ..Cut::of(source, ranges[at].clone(), true)
        };
        for cut in spread::each(ranges.len(), cut) {
            push(source, cut, texts);
        }
    } else {
        let cut = Cut {
            text: text.into_owned(),
            bytes,
            apart,
            unmarked: false,
        };
        match alone {
            true => push(source, cut, texts),
            false => texts.push(cut),
        }
    }
}

/// Adds a block, and apart from it the button that lost the space behind it.
fn push(source: &str, cut: Cut, texts: &mut Vec<Cut>) {
    let Range { start, end } = cut.bytes;
    match cut::glued_button(&source[start..end]) {
        Some(button) => {
            let middle = start + button;
            texts.push(Cut::of(source, start..middle, cut.apart));
            texts.push(Cut::of(source, middle..end, cut.apart));
        }
        None if cut.text.is_empty() => {}
        None => texts.push(cut),
    }
}

/// Takes the marks off a heading, and says whether it had any.
fn unmark(text: &mut String) -> bool {
    let heading = marked_heading(text).map(str::to_owned);
    let marked = heading.is_some();
    if let Some(heading) = heading {
        *text = heading;
    }
    marked
}

/// The words of a heading as plain text marks it: "## The bridge". "#bridge" is a topic, "# 3" a number, "###" the end of a release.
fn marked_heading(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('#');
    let marks = text.len() - rest.len();
    let heading = rest.strip_prefix(' ')?.trim_start();
    let heading = heading.trim_end_matches(['#', ' ']);
    let begins = !heading.starts_with(char::is_lowercase)
        && heading.starts_with(|c: char| c.is_alphabetic() || "«“\"„'‘¿¡*_".contains(c));
    // "# Army" may be a topic that lost its form.
    let begins = begins && (marks > 1 || heading.contains(' '));
    ((1..=6).contains(&marks) && begins).then(|| heading.trim_matches(['*', '_']))
}

#[cfg(test)]
mod tests;
