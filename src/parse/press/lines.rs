//! Owns the way from a text to its blocks: line ends of every kind, invisible characters, hard wraps, indents, and the shape of
//! each block. It does not know what a block means (the recognisers do).

use std::ops::Range;

use super::lexicon::{self, Hit, Words};

/// A paragraph, a heading or any other run of lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The words, on one line, without invisible characters.
    pub text: String,
    /// Where it stands in the source.
    pub bytes: Range<usize>,
    /// What can be told from its form alone.
    pub shape: Shape,
    /// The words of the trade in it; of a long block, at its two ends.
    hits: Vec<Hit>,
}

/// How many bytes of a long block are searched for words of the trade: nothing that matters stands in the midst of a paragraph.
const SEARCHED_HEAD: usize = 420;
const SEARCHED_TAIL: usize = 260;

/// What can be told of a block without understanding it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Characters.
    pub chars: usize,
    /// Words, parted by spaces.
    pub words: usize,
    /// How it ends.
    pub end: End,
    /// Whether it has capitals and no small letter.
    pub capitals: bool,
    /// Stops followed by a space and more text.
    pub inner_stops: usize,
}

/// How a block ends, closing quotes aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A full stop.
    Stop,
    /// A question mark, an exclamation mark, three dots.
    Lively,
    /// A colon.
    Colon,
    /// A letter, a digit, a bracket, or a quote with nothing before it.
    Open,
}

impl Block {
    fn new(text: String, bytes: Range<usize>) -> Self {
        let shape = Shape::of(&text);
        let hits = ends(&text);
        Self {
            text,
            bytes,
            shape,
            hits,
        }
    }

    /// The text with the words of the trade in it.
    pub fn words(&self) -> Words<'_> {
        Words::known(&self.text, &self.hits)
    }

    /// Body text by its form: long, or of several sentences.
    pub fn is_prose(&self) -> bool {
        let Shape {
            chars,
            end,
            inner_stops,
            ..
        } = self.shape;
        chars >= 260
            || (chars >= 110 && end != End::Open)
            || (chars >= 60 && inner_stops >= 1 && end == End::Stop)
    }

    /// A sentence by its form, however short.
    pub fn is_sentence(&self) -> bool {
        self.is_prose() || (self.shape.words >= 4 && matches!(self.shape.end, End::Stop))
    }

    /// A heading by its form: not long, and no full stop at its end.
    pub fn is_title(&self) -> bool {
        let Shape {
            chars, end, words, ..
        } = self.shape;
        chars <= 200 && words > 0 && !matches!(end, End::Stop) && !self.is_prose()
    }

    /// Where `part` of the text stands in the source, else the whole block.
    pub fn locate(&self, source: &str, part: &str) -> Range<usize> {
        let own = &source[self.bytes.clone()];
        match own.find(part) {
            Some(at) => self.bytes.start + at..self.bytes.start + at + part.len(),
            None => self.bytes.clone(),
        }
    }
}

/// The words of the trade at the two ends of a text.
fn ends(text: &str) -> Vec<Hit> {
    if text.len() <= SEARCHED_HEAD + SEARCHED_TAIL {
        return lexicon::hits(text);
    }
    let (head, tail) = (
        text.floor_char_boundary(SEARCHED_HEAD),
        text.ceil_char_boundary(text.len() - SEARCHED_TAIL),
    );
    let mut hits = lexicon::hits(&text[..head]);
    hits.extend(lexicon::hits(&text[tail..]).into_iter().map(|hit| Hit {
        start: hit.start + tail,
        end: hit.end + tail,
        ..hit
    }));
    hits
}

impl Shape {
    fn of(text: &str) -> Self {
        let bare = text.trim_end_matches([
            '"', '”', '»', '’', '\'', ')', ']', ' ', '\u{a0}', '\u{202f}', '“',
        ]);
        let end = match bare.chars().next_back() {
            Some('.' | '؟' | '。' | '۔') if !bare.ends_with("...") => {
                match bare.chars().next_back() {
                    Some('؟') => End::Lively,
                    _ => End::Stop,
                }
            }
            Some('?' | '!' | '…' | '.') => End::Lively,
            Some(':' | '：') => End::Colon,
            _ => End::Open,
        };
        let (mut chars, mut inner_stops) = (0, 0);
        let (mut upper, mut lower) = (false, false);
        let mut after_stop = false;
        for c in text.chars() {
            chars += 1;
            upper |= c.is_uppercase();
            lower |= c.is_lowercase();
            inner_stops += usize::from(after_stop && c == ' ');
            after_stop = matches!(c, '.' | '?' | '!' | '؟');
        }
        Self {
            chars,
            words: text.split_whitespace().count(),
            end,
            capitals: upper && !lower,
            inner_stops,
        }
    }
}

/// One line as it stands in the source.
struct Line {
    bytes: Range<usize>,
    text: String,
    indent: usize,
}

/// Lines and pieces longer than this are never taken for wrapped ones.
const WIDEST_WRAP: usize = 100;
/// A line longer than this with runs of spaces in it is several paragraphs that lost their line ends.
const LOST_ENDS: usize = 400;

/// Cuts a text into blocks, in order. Lines that hold only invisible characters (a lone byte-order mark) come second.
pub(super) fn blocks(source: &str) -> (Vec<Block>, Vec<Range<usize>>) {
    let mut lines: Vec<Option<Line>> = Vec::new();
    let mut invisible = Vec::new();
    for bytes in raw_lines(source) {
        let raw = &source[bytes.clone()];
        let text = clean(raw);
        if !text.is_empty() {
            lines.push(Some(Line {
                indent: raw.chars().take_while(|c| matches!(c, ' ' | '\t')).count(),
                bytes: trimmed(source, bytes),
                text,
            }));
            continue;
        }
        if !raw.trim().is_empty() {
            invisible.push(trimmed(source, bytes));
        }
        lines.push(None);
    }
    let width = wrap_width(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<&Line> = Vec::new();
    for line in &lines {
        let joins = match (line, open.last(), width) {
            (Some(next), Some(last), Some(width)) => continues(last, next, open[0], width),
            _ => false,
        };
        if !joins {
            close(source, &mut open, &mut blocks);
        }
        open.extend(line);
    }
    close(source, &mut open, &mut blocks);
    (blocks, invisible)
}

fn close(source: &str, open: &mut Vec<&Line>, blocks: &mut Vec<Block>) {
    let Some((first, last)) = open.first().zip(open.last()) else {
        return;
    };
    let bytes = first.bytes.start..last.bytes.end;
    if open.len() == 1 && first.text.len() > LOST_ENDS {
        blocks.extend(pieces(source, bytes));
    } else {
        let mut text = String::new();
        for line in open.iter() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&line.text);
        }
        blocks.push(Block::new(text, bytes));
    }
    open.clear();
}

/// A whole release on one line: runs of three spaces and more were its line ends.
fn pieces(source: &str, bytes: Range<usize>) -> Vec<Block> {
    let mut pieces = Vec::new();
    let (mut from, mut spaces) = (bytes.start, 0);
    let mut put = |range: Range<usize>| {
        let text = clean(&source[range.clone()]);
        if !text.is_empty() {
            pieces.push(Block::new(text, trimmed(source, range)));
        }
    };
    for (at, c) in source[bytes.clone()].char_indices() {
        if matches!(c, ' ' | '\t') {
            spaces += 1;
            continue;
        }
        if spaces >= 3 {
            put(from..bytes.start + at);
            from = bytes.start + at;
        }
        spaces = 0;
    }
    put(from..bytes.end);
    pieces
}

/// The ranges between line ends: LF, CRLF, a lone CR, and the separators of Unicode and of wire services.
fn raw_lines(source: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let base = source.as_ptr() as usize;
    // CRLF gives an empty line after each: it would part every paragraph, so it is taken as one end.
    source
        .split_inclusive('\n')
        .map(|line| {
            line.strip_suffix("\r\n")
                .or(line.strip_suffix('\n'))
                .unwrap_or(line)
        })
        .flat_map(move |line| line.split(is_end))
        .map(move |line| {
            let start = line.as_ptr() as usize - base;
            start..start + line.len()
        })
}

/// The width at which the text was wrapped by hand or by a wire, if it was: many lines that stop short of a sentence's end.
fn wrap_width(lines: &[Option<Line>]) -> Option<usize> {
    let (mut pairs, mut broken, mut lively) = (0, 0, 0);
    for pair in lines.windows(2) {
        let [Some(one), Some(two)] = pair else {
            continue;
        };
        pairs += 1;
        let length = one.text.chars().count();
        if !(40..=WIDEST_WRAP).contains(&length) || ends_sentence(&one.text) {
            continue;
        }
        broken += 1;
        let small = two.text.chars().next().is_some_and(|c| !c.is_uppercase());
        let caps = one.text.chars().all(|c| !c.is_lowercase());
        lively += usize::from(small || caps);
    }
    let fits = lines
        .iter()
        .flatten()
        .map(|line| line.text.chars().count() + line.indent);
    let (within, beyond) = fits.clone().fold((0, 0), |(within, beyond), length| {
        if length <= WIDEST_WRAP {
            (within + 1, beyond)
        } else {
            (within, beyond + 1)
        }
    });
    let wrapped =
        broken >= 2 && broken * 3 >= pairs && lively * 2 >= broken && beyond * 10 <= within;
    let width = fits.filter(|length| *length <= WIDEST_WRAP).max();
    width.filter(|_| wrapped)
}

/// Whether `next` goes on with the paragraph that `last` belongs to: the next word had no place left on the line.
fn continues(last: &Line, next: &Line, first: &Line, width: usize) -> bool {
    if next.indent >= 2 && next.indent > last.indent.max(1) {
        return false;
    }
    let listed = next.text.starts_with(['#', '-', '*', '•', '>', '—', '–']);
    if listed || last.text.ends_with('=') || last.text.starts_with('#') {
        return false;
    }
    let word = next
        .text
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    let length = last.text.chars().count() + last.indent;
    if length + 1 + word > width {
        return true;
    }
    let small = next.text.chars().next().is_some_and(char::is_lowercase);
    let caps = !first.text.chars().any(char::is_lowercase);
    let near = length * 10 >= width * 7;
    !ends_sentence(&last.text)
        && near
        && (small || caps || !next.text.chars().next().is_some_and(char::is_uppercase))
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', '؟'])
}

/// The words of a piece of source: control characters and invisible ones gone, runs of spaces made one.
pub(super) fn clean(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut space: Option<char> = None;
    for c in raw.chars() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            space = Some(match space {
                None => {
                    if c == '\t' {
                        ' '
                    } else {
                        c
                    }
                }
                Some(_) => ' ',
            });
            continue;
        }
        if let Some(space) = space.take().filter(|_| !text.is_empty()) {
            text.push(space);
        }
        text.push(c);
    }
    text
}

/// Characters that print nothing and mean nothing in press copy. The joiners of Persian and Kurdish are not among them.
pub(super) fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffc}'
        )
}

fn trimmed(source: &str, bytes: Range<usize>) -> Range<usize> {
    let raw = &source[bytes.clone()];
    let start = bytes.start + (raw.len() - raw.trim_start().len());
    let end = (start + raw.trim().len()).max(start);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        blocks(source)
            .0
            .into_iter()
            .map(|block| block.text)
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_parts_lines() {
        assert_eq!(
            texts("one\r\ntwo\rthree\n\u{2028}four"),
            ["one", "two", "three", "four"]
        );
    }

    #[test]
    fn invisible_characters_go_and_a_line_of_them_is_told() {
        let (blocks, invisible) =
            blocks("so\u{ad}lid\u{200b} ground\n\u{feff}\n\u{1}slug\u{3}\n\u{a0} \u{a0}\n");
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["solid ground", "slug"]);
        assert_eq!(invisible.len(), 1);
    }

    #[test]
    fn hard_wraps_are_mended_and_indents_part_paragraphs() {
        let source = "   The bridge over the river was closed on Monday after engineers found\n\
            cracks in two of its pillars, the provincial office for roads said in a\n\
            statement.\n   Lorries were sent round by the northern road, which is longer and was\n\
            not built for such loads, and local people asked for a ferry.\n";
        let texts = texts(source);
        assert_eq!(texts.len(), 2, "{texts:#?}");
        assert!(texts[0].starts_with("The bridge") && texts[0].ends_with("statement."));
    }

    #[test]
    fn one_sentence_a_line_stays_so() {
        let source = "The mill reopened on Friday after a year of repairs by its owners.\n\
            Its workers were called back by letter in the course of last week.\n\
            The owner said that prices would not change before the next spring.\n";
        assert_eq!(texts(source).len(), 3);
    }

    #[test]
    fn a_release_on_one_line_is_parted_at_runs_of_spaces() {
        let sentence =
            "The office said that the road would be open again before the first snow of the year. ";
        let source = format!(
            "Road to reopen    {}     {}",
            sentence.repeat(3),
            sentence.repeat(3)
        );
        assert_eq!(texts(&source).len(), 3);
    }

    #[test]
    fn a_block_knows_where_it_stands() {
        let source = "  déjà\r\n\r\n  vu  \r\n";
        let (blocks, _) = blocks(source);
        assert_eq!(&source[blocks[0].bytes.clone()], "déjà");
        assert_eq!(&source[blocks[1].bytes.clone()], "vu");
    }
}
