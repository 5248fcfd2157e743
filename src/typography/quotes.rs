//! Owns which straight quotation marks open, which close, and which are apostrophes or stay as typed.

use super::style::Style;
use super::{Edit, Line, NARROW};

/// A straight mark that has found its partner.
struct Pair {
    open: usize,
    /// `None` for a quotation that runs on into the next block.
    close: Option<usize>,
}

/// The replacements of straight quotation marks.
pub(super) fn edits(line: &Line, style: &Style) -> Vec<Edit> {
    let doubles = pairs(line, style, '"');
    let singles = pairs(line, style, '\'');
    let mut edits = Vec::new();
    let mut inside = Vec::new();
    for pair in &doubles {
        inside.retain(|&end| end > pair.open);
        let marks = match inside.len() % 2 {
            0 => style.double,
            _ => style.single,
        };
        put(line, style, pair, marks, &mut edits);
        inside.push(pair.close.unwrap_or(usize::MAX));
    }
    let mut used = vec![false; line.len()];
    for pair in &singles {
        put(line, style, pair, style.single, &mut edits);
        used[pair.open] = true;
        pair.close.into_iter().for_each(|close| used[close] = true);
    }
    let apostrophes = (0..line.len()).filter(|&i| !used[i] && is_apostrophe(line, style, i));
    edits.extend(apostrophes.filter_map(|i| line.edit(i, '’')));
    edits
}

fn put(line: &Line, style: &Style, pair: &Pair, marks: (char, char), edits: &mut Vec<Edit>) {
    let airy = style.airy && marks.0 == '«';
    let mut opening = String::from(marks.0);
    let mut closing = String::from(marks.1);
    if airy {
        opening.push(NARROW);
        closing.insert(0, NARROW);
    }
    edits.extend(line.edit(pair.open, opening));
    edits.extend(pair.close.and_then(|close| line.edit(close, closing)));
}

/// The pairs of one straight mark, in the order in which they open.
fn pairs(line: &Line, style: &Style, mark: char) -> Vec<Pair> {
    let mut waiting: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for index in 0..line.len() {
        if line.get(index) != Some(mark) || !line.open(index) || is_doubled(line, index) {
            continue;
        }
        if !waiting.is_empty() && can_close(line, style, index) {
            pairs.extend(waiting.pop().map(|open| Pair {
                open,
                close: Some(index),
            }));
        } else if can_open(line, style, index, mark) {
            waiting.push(index);
        }
    }
    if mark == '"' && waiting.first() == Some(&0) {
        pairs.push(Pair {
            open: 0,
            close: None,
        });
    }
    pairs.sort_by_key(|pair| pair.open);
    pairs
}

/// `""` is a ditto mark or an empty string: nobody quotes nothing.
fn is_doubled(line: &Line, index: usize) -> bool {
    let own = line.get(index);
    line.before(index) == own || line.get(index + 1) == own
}

fn can_open(line: &Line, style: &Style, index: usize, mark: char) -> bool {
    let fits_before = line.before(index).is_none_or(|c| {
        c.is_whitespace() || style.opens(c) || is_dash(c) || "'\"’‘".contains(c) && c != mark
    });
    let fits_after = line
        .get(index + 1)
        .is_some_and(|c| !c.is_whitespace() && !";:!?»),]}".contains(c));
    // `'...` and `'90s` do not open a quotation as surely as a letter does.
    let surely = mark == '"' || line.get(index + 1).is_some_and(char::is_alphabetic);
    fits_before && fits_after && surely
}

fn can_close(line: &Line, style: &Style, index: usize) -> bool {
    let fits_before = line
        .before(index)
        .is_some_and(|c| !c.is_whitespace() && !style.opens(c));
    let fits_after = line
        .get(index + 1)
        .is_none_or(|c| !c.is_alphanumeric() && !style.opens(c));
    fits_before && fits_after
}

fn is_apostrophe(line: &Line, style: &Style, index: usize) -> bool {
    if line.get(index) != Some('\'') || !line.open(index) || is_doubled(line, index) {
        return false;
    }
    let next = line.get(index + 1);
    match line.before(index) {
        None => next.is_some_and(|c| c.is_ascii_digit()),
        // Feet and minutes of arc (`33°18'N`) stay; `1990's` and `2017'de` do not.
        Some(c) if c.is_numeric() => next.is_some_and(char::is_lowercase),
        Some(c) if c.is_alphabetic() => true,
        Some(c) if c.is_whitespace() || c == '"' || style.opens(c) || is_dash(c) => {
            next.is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => ".,)…".contains(c) && next.is_some_and(char::is_alphabetic),
    }
}

fn is_dash(c: char) -> bool {
    "-–—".contains(c)
}
