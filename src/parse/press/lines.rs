//! Owns the way from a text to its blocks: line ends of every kind, invisible characters, hard wraps, indents, and the shape of
//! each block. It does not know what a block means (the recognisers do).

mod cut;
mod wraps;

use std::ops::Range;

use super::lexicon::{self, Hit, Words};
use cut::{Line, clean, pieces, trimmed};

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

/// The words of the trade at the two ends of a text, cut between words.
fn ends(text: &str) -> Vec<Hit> {
    if text.len() <= SEARCHED_HEAD + SEARCHED_TAIL {
        return lexicon::hits(text);
    }
    let (head, tail) = (
        text.floor_char_boundary(SEARCHED_HEAD),
        text.ceil_char_boundary(text.len() - SEARCHED_TAIL),
    );
    // A text without spaces is cut where it must be.
    let space = |c: char| c.is_whitespace();
    let head = text[..head]
        .rfind(space)
        .filter(|&at| at > 0)
        .unwrap_or(head);
    let tail = text[tail..].find(space).map_or(tail, |at| tail + at);
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
            Some('.' | '。' | '۔' | '।') if !bare.ends_with("..") => End::Stop,
            Some('?' | '!' | '…' | '.' | '؟') => End::Lively,
            Some(':' | '：') => End::Colon,
            _ => End::Open,
        };
        let (mut chars, mut words, mut inner_stops) = (0, 0, 0);
        let (mut upper, mut lower) = (false, false);
        let (mut after_stop, mut after_space) = (false, true);
        for c in text.chars() {
            chars += 1;
            lower = lower || c.is_lowercase();
            upper = upper || c.is_uppercase();
            let space = c.is_whitespace();
            words += usize::from(after_space && !space);
            inner_stops += usize::from(after_stop && c == ' ');
            after_space = space;
            after_stop = matches!(c, '.' | '?' | '!' | '؟' | '۔');
        }
        Self {
            chars,
            words,
            end,
            capitals: upper && !lower,
            inner_stops,
        }
    }
}

/// A line longer than this with runs of spaces in it is several paragraphs that lost their line ends.
const LOST_ENDS: usize = 220;

/// Cuts a text into blocks, in order. Lines that hold only invisible characters (a lone byte-order mark) come second.
pub(super) fn blocks(source: &str) -> (Vec<Block>, Vec<Range<usize>>) {
    let (mut lines, invisible) = cut::lines(source);
    wraps::close_up(&mut lines);
    let wrap = wraps::Wrap::of(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<&Line> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let joins = match (line, open.last(), &wrap) {
            (Some(next), Some(last), Some(wrap)) => {
                let after = lines.get(at + 1).and_then(Option::as_ref);
                wrap.continues(last, next, after, open[0])
            }
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
    match open.as_slice() {
        [line] if line.text.len() > LOST_ENDS || line.text.starts_with('<') => {
            blocks.extend(pieces(source, bytes).into_iter().filter_map(|range| {
                let text = clean(&source[range.clone()]);
                (!text.is_empty()).then(|| Block::new(text, trimmed(source, range)))
            }));
        }
        [line] => blocks.push(Block::new(line.text.clone(), bytes)),
        lines => {
            let words: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            blocks.push(Block::new(words.join(" "), bytes));
        }
    }
    open.clear();
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
