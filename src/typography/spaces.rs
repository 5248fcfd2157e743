//! Owns the narrow no-break spaces of French.

use super::style::Style;
use super::{Edit, Line, NARROW};

/// The spaces to change, and the marks to put one before or after.
pub(super) fn edits(line: &Line, style: &Style) -> Vec<Edit> {
    if !style.airy {
        return Vec::new();
    }
    (0..line.len())
        .filter(|&index| line.open(index))
        .filter_map(|index| match line.get(index)? {
            c if is_space(c) => respaced(line, style, index, c),
            '«' => {
                needs_air(line.get(index + 1)).then(|| line.edit(index, format!("«{NARROW}")))?
            }
            '»' => needs_air(line.before(index).filter(|&c| c != '«'))
                .then(|| line.edit(index, format!("{NARROW}»")))?,
            mark if style.always.contains(mark) => spaced_mark(line, index, mark),
            _ => None,
        })
        .collect()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | NARROW)
}

fn needs_air(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_whitespace())
}

/// A typed space that stands where French wants a narrow one.
fn respaced(line: &Line, style: &Style, index: usize, space: char) -> Option<Edit> {
    let before = line.before(index)?;
    let after = line.get(index + 1)?;
    let alone = !before.is_whitespace() && !after.is_whitespace();
    let wanted = before == '«'
        || after == '»'
        || style.after_space.contains(after)
            && ends_a_word(line, index + 1)
            && !is_ratio(line, index);
    (alone && wanted && space != NARROW)
        .then(|| line.edit(index, NARROW))
        .flatten()
}

/// A mark set close to a word, which takes its space.
fn spaced_mark(line: &Line, index: usize, mark: char) -> Option<Edit> {
    let before = line.before(index)?;
    let wordly = before.is_alphanumeric() || "\"'”’›)»%".contains(before);
    (wordly && ends_a_word(line, index))
        .then(|| line.edit(index, format!("{NARROW}{mark}")))
        .flatten()
}

/// Whether the marks from `index` on are followed by what may follow the end of a word. `::`, `:-)`, `;)` and `?x=1` are not.
fn ends_a_word(line: &Line, index: usize) -> bool {
    let mark = line.get(index);
    let run = (index..line.len())
        .take_while(|&i| line.get(i).is_some_and(|c| ";:!?".contains(c)))
        .count();
    let single = matches!(mark, Some(':' | ';'));
    if single && run > 1 {
        return false;
    }
    match line.get(index + run) {
        None => true,
        Some(')' | ']') => !single,
        Some(c) => c.is_whitespace() || "»\"'”’….".contains(c),
    }
}

/// `1 : 3` is a ratio, and `15 : 33` a time.
fn is_ratio(line: &Line, index: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    digit(line.before(index))
        && (digit(line.get(index + 2))
            || line.get(index + 2).is_some_and(is_space) && digit(line.get(index + 3)))
}
