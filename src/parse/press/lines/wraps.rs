//! Owns the mending of hard wraps: whether a text was wrapped, at what width, and which lines go on with the one before.

use super::cut::Line;
use crate::parse::press::tokens::leads_on;

/// Lines longer than this are never taken for wrapped ones.
pub(super) const WIDEST: usize = 100;
/// Nor are shorter ones the measure of a width.
const NARROWEST: usize = 36;

/// What a line of a letter's header begins with: each is a line of its own.
const MAIL: [&str; 9] = [
    "Subject:",
    "From:",
    "To:",
    "Date:",
    "Newsgroups:",
    "Message-ID:",
    "Keywords:",
    "Lines:",
    "Path:",
];

/// How a text was wrapped.
pub(super) struct Wrap {
    /// The most characters that a line has.
    width: usize,
    /// Whether every line was filled, as programs do: then a line with room left is the last of its paragraph.
    pub filled: bool,
    /// Whether nearly all lines that go on do so with a small letter: a capital then tells something.
    pub lower: bool,
    /// Of mixed line ends, the kind that stands between paragraphs, where one does.
    parting: Option<bool>,
}

/// Takes away the blank lines of a text that has one after each line of a wrapped paragraph: else every line would stand alone.
pub(super) fn close_up(lines: &mut Vec<Option<Line>>) {
    let adjacent = lines
        .windows(2)
        .any(|pair| matches!(pair, [Some(_), Some(_)]));
    if adjacent || lines.len() < 9 {
        return;
    }
    let (mut gaps, mut broken) = (0, 0);
    for three in lines.windows(3) {
        if let [Some(one), None, Some(two)] = three {
            gaps += 1;
            let within = (NARROWEST..=WIDEST).contains(&one.chars);
            broken += usize::from(within && !ends_sentence(&one.text) && begins_small(&two.text));
        }
    }
    if broken < 4 || broken * 2 < gaps {
        return;
    }
    let mut after_line = false;
    lines.retain(|line| {
        let blank = line.is_none();
        let drop = blank && after_line;
        after_line = !blank;
        !drop
    });
}

impl Wrap {
    /// Weighs the evidence: lines that stop short of a sentence's end where the next word had no place left.
    pub fn of(lines: &[Option<Line>]) -> Option<Self> {
        let mut breaks: Vec<(usize, &Line, &Line)> = Vec::new();
        let mut pairs = 0;
        for pair in lines.windows(2) {
            let [Some(one), Some(two)] = pair else {
                continue;
            };
            pairs += 1;
            let length = one.chars + one.indent;
            if (NARROWEST..=WIDEST).contains(&length) && !ends_sentence(&one.text) {
                breaks.push((length, one, two));
            }
        }
        if breaks.len() < 2 || breaks.len() * 4 < pairs {
            return None;
        }
        // A header may be wider than the text: the width is one that several lines come near.
        let mut lengths: Vec<usize> = breaks.iter().map(|&(length, ..)| length).collect();
        lengths.sort_unstable();
        let near = |width: usize| {
            let least = width.saturating_sub(9);
            lengths
                .iter()
                .filter(|&&length| (least..=width).contains(&length))
                .count()
        };
        let enough = (lengths.len() / 4).max(2).min(lengths.len());
        let mut widths = lengths.chunk_by(|one, other| one == other).rev();
        let mut width = widths.find_map(|same| (near(same[0]) >= enough).then_some(same[0]))?;
        let full = breaks
            .iter()
            .filter(|(length, _, two)| length + 1 + first_word(two) > width)
            .count();
        // Lines that end a sentence may be fuller than all others; the headline of a wire is no measure.
        let text = lines
            .iter()
            .flatten()
            .filter(|line| !line.text.ends_with('='));
        let fuller = text.map(|line| line.chars + line.indent);
        width = fuller
            .filter(|length| (width..=width + 4).contains(length))
            .max()
            .unwrap_or(width);
        let goes_on = |one: &Line, two: &Line| begins_small(&two.text) || in_capitals(&one.text);
        let lively = breaks
            .iter()
            .filter(|(_, one, two)| goes_on(one, two))
            .count();
        let beyond = lines
            .iter()
            .flatten()
            .filter(|line| line.chars > WIDEST)
            .count();
        let within = lines.iter().flatten().count() - beyond;
        // Where nearly every line goes on with a small letter, those who wrapped need not have filled their lines.
        let small = breaks
            .iter()
            .filter(|(_, _, two)| begins_lower(&two.text))
            .count();
        let filled = full * 10 >= breaks.len() * 6
            || full * 10 >= breaks.len() * 4 && small * 10 >= breaks.len() * 8;
        // German nouns and names begin with a capital wherever they stand; that every line is full is evidence enough.
        let always = full * 10 >= breaks.len() * 9 && breaks.len() >= 3 && lively > 0;
        let lively = always || lively * 2 >= breaks.len();
        // A program's lines leave no doubt, whatever the next ones begin with.
        let machine = is_filled(&breaks, width);
        let clear = machine && small >= 3;
        let wrapped = (filled && lively || clear) && beyond * 5 <= within;
        wrapped.then(|| Self {
            width,
            filled: machine,
            lower: small * 10 >= full * 6,
            parting: parting(lines),
        })
    }

    /// Whether what somebody says ends with a full line, and what is said next begins a paragraph.
    pub fn parts(&self, last: &Line, next: &Line) -> bool {
        self.filled
            && last.text.ends_with(['"', '”', '»', '“'])
            && next.text.starts_with(['"', '“', '«', '„'])
    }

    /// Whether `next` goes on with the paragraph that `last` belongs to and `first` began: its first word had no place left.
    pub fn continues(&self, last: &Line, next: &Line, after: Option<&Line>, first: &Line) -> bool {
        if next.indent >= 2 && next.indent > last.indent.max(1) {
            return false;
        }
        let listed = next
            .text
            .starts_with(['#', '-', '*', '•', '>', '—', '–', '·'])
            && !is_attribution(last, next)
            && !self.breaks_at_dash(last, next, first);
        let field = MAIL.iter().any(|field| next.text.starts_with(field));
        if listed || field || last.text.ends_with('=') || last.text.starts_with('#') {
            return false;
        }
        if self.parting == Some(last.crlf) || last.chars > self.width.max(NARROWEST) + 12 {
            return false;
        }
        let ended = ends_sentence(&last.text);
        if ended && !label_is_open(&last.text) && self.is_heading(next, after) {
            return false;
        }
        let length = last.chars + last.indent;
        if self.is_full(last, next) {
            return true;
        }
        // Not all who wrap fill their lines: a word more would have fitted, but the sentence goes on. Where lines are filled, only a small
        // letter says so.
        let goes_on = match self.filled {
            true => begins_lower(&next.text),
            false => begins_small(&next.text) || in_capitals(&first.text),
        } || leads_on(&last.text);
        !ended && length * 10 >= self.width * 7 && goes_on
    }

    /// Whether a dash that opens a line is one within a sentence: the line before is full and ends none, and is no entry of a list.
    fn breaks_at_dash(&self, last: &Line, next: &Line, first: &Line) -> bool {
        const DASHES: [char; 3] = ['-', '–', '—'];
        let entry = first.text.starts_with(['-', '–', '—', '•', '*', '·']);
        self.filled
            && next.text.starts_with(DASHES)
            && !entry
            && !ends_sentence(&last.text)
            && self.is_full(last, next)
    }

    /// Whether a line had no place for the first word of the next.
    pub fn is_full(&self, line: &Line, next: &Line) -> bool {
        line.chars + line.indent + 1 + first_word(next) > self.width
    }

    /// A line that has room left, ends no sentence, and stands over another paragraph.
    fn is_heading(&self, line: &Line, after: Option<&Line>) -> bool {
        let room = after.is_none_or(|after| {
            line.chars + line.indent + 1 + first_word(after) <= self.width * 9 / 10
        });
        room && !ends_sentence(&line.text) && !begins_lower(&line.text) && after.is_some()
    }
}

/// Whether who wrapped filled each line before the next: of the lines that come near the width and end no sentence, nearly all had no place
/// for one word more. A small letter behind them is the better evidence, where there are small letters; a line far from the width is a
/// heading or a name, not a line wrapped early.
fn is_filled(breaks: &[(usize, &Line, &Line)], width: usize) -> bool {
    let near = breaks
        .iter()
        .filter(|(length, ..)| length * 100 >= width * 88);
    let full = |&&(length, _, two): &&(usize, &Line, &Line)| length + 1 + first_word(two) > width;
    let small = near.clone().filter(|(_, _, two)| begins_lower(&two.text));
    let (all, full) = match small.clone().count() {
        0..3 => (near.clone().count(), near.filter(full).count()),
        all => (all, small.filter(full).count()),
    };
    full >= 3 && (all - full) * 8 <= all
}

/// A wire may end the lines of a paragraph with one mark and paragraphs with another: then the rarer one ends sentences.
fn parting(lines: &[Option<Line>]) -> Option<bool> {
    let of = |crlf: bool| {
        let own = lines.iter().flatten().filter(move |line| line.crlf == crlf);
        let (all, ended) = own.fold((0, 0), |(all, ended), line| {
            (all + 1, ended + usize::from(ends_sentence(&line.text)))
        });
        (all, ended)
    };
    let (crlf, lf) = (of(true), of(false));
    let (rare, often, kind) = if crlf.0 < lf.0 {
        (crlf, lf, true)
    } else {
        (lf, crlf, false)
    };
    // Blank lines part paragraphs already: then the kinds of ends came about by chance.
    let blank = lines.iter().filter(|line| line.is_none()).count();
    let parts =
        rare.0 >= 3 && blank < rare.0 && rare.1 * 10 >= rare.0 * 7 && often.1 * 2 <= often.0;
    parts.then_some(kind)
}

/// «…», at the end of a line and "— said the sister" on the next: who speaks, and no entry of a list.
fn is_attribution(last: &Line, next: &Line) -> bool {
    let comma = last.text.ends_with(',') && !last.text.starts_with(['-', '–', '—']);
    let rest = next.text.trim_start_matches(['—', '–', '-']);
    comma && rest.trim_start().starts_with(char::is_lowercase)
}

/// "… on Sunday. Photograph:": who took it stands on the next line.
pub(super) fn label_is_open(text: &str) -> bool {
    text.strip_suffix(':').is_some_and(|before| {
        let label = before
            .rsplit(['.', '|', '"', '”', '»'])
            .next()
            .unwrap_or("");
        label.len() < before.len() && label.split_whitespace().count() <= 2
    })
}

fn first_word(line: &Line) -> usize {
    let word = line.text.split_whitespace().next();
    word.map_or(0, |word| word.chars().count())
}

/// Whether a line does not begin with a capital: in a script without capitals any line.
fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_uppercase())
}

pub(super) fn begins_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

pub(super) fn in_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', '؟', '۔'])
}
