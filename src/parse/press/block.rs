//! Owns the block: a run of a text's words that belong together, what its form tells, and where its parts stand in the source. How a text is
//! cut into blocks is the work of `lines`.

use std::ops::Range;

use super::lexicon::{self, Hit, Hits, Words};
use super::tokens::{cut_after, cut_before};

/// A paragraph, a heading or any other run of lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The words, on one line, without invisible characters.
    pub text: String,
    /// Where it stands in the source.
    pub bytes: Range<usize>,
    /// What can be told from its form alone.
    pub shape: Shape,
    /// Whether a blank line stands before it.
    pub apart: bool,
    /// Whether its marks say that it is a heading: "## The bridge". They are none of its text.
    pub marked: bool,
    /// The words of the trade in it; of a long block, at its two ends; none so late that it is no more an article's.
    pub(super) hits: Hits,
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
            || (chars >= 110 && (end != End::Open || inner_stops >= 1))
            || (chars >= 60 && inner_stops >= 1 && end == End::Stop)
    }

    /// A sentence by its form, however short.
    pub fn is_sentence(&self) -> bool {
        self.is_prose() || (self.shape.words >= 4 && matches!(self.shape.end, End::Stop))
    }

    /// A sentence of three words or less: "Yönetim yanıt vermedi." Initials, abbreviations and labels are none.
    pub fn is_short_sentence(&self) -> bool {
        let Shape {
            words,
            end,
            capitals,
            ..
        } = self.shape;
        let bare = self
            .text
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let last = bare
            .trim_end_matches('.')
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        end == End::Stop
            && (1..=3).contains(&words)
            && !capitals
            && last.chars().nth(2).is_some()
            && last.chars().all(char::is_alphabetic)
            // Names end in a capital letter's word.
            && !last.starts_with(char::is_uppercase)
            && !self.text.contains([':', '/', '@', '©', '|'])
            && !self.text.starts_with(char::is_lowercase)
    }

    /// A heading by its form: not long, and no full stop at its end.
    pub fn is_title(&self) -> bool {
        let Shape {
            chars, end, words, ..
        } = self.shape;
        chars <= 200 && words > 0 && !matches!(end, End::Stop) && !self.is_prose()
    }

    /// Where `part` of the text stands in the source, else the whole block. The source may have other spaces, a line's end or
    /// invisible characters where the text has one space or nothing.
    pub fn locate(&self, source: &str, part: &str) -> Range<usize> {
        let own = &source[self.bytes.clone()];
        if let Some(at) = own.find(part) {
            return self.bytes.start + at..self.bytes.start + at + part.len();
        }
        // The text is the source cleaned, so what stands before the part in the one tells where it begins in the other.
        let found = self.text.find(part).and_then(|at| {
            let seen = |text: &str| text.chars().filter(|&c| is_printed(c)).count();
            let before = match seen(own) == seen(&self.text) {
                true => 0,
                // The marks of a heading are none of its text.
                false => {
                    let bare =
                        |text: &str| text.chars().filter(|&c| is_printed(c)).collect::<String>();
                    let own = bare(own);
                    own[..own.find(&bare(&self.text))?].chars().count()
                }
            };
            let first = before + seen(&self.text[..at]);
            let count = seen(part);
            let mut printed = own.char_indices().filter(|&(_, c)| is_printed(c));
            let (start, c) = printed.nth(first)?;
            let (last, c) = match count {
                0 | 1 => (start, c),
                _ => printed.nth(count - 2)?,
            };
            Some(self.bytes.start + start..self.bytes.start + last + c.len_utf8())
        });
        found.unwrap_or_else(|| self.bytes.clone())
    }
}

/// The words of the trade at the two ends of a text, cut between words.
pub(super) fn ends(text: &str) -> Hits {
    if text.len() <= SEARCHED_HEAD + SEARCHED_TAIL {
        return Hits::new(lexicon::hits(text));
    }
    let (head, tail) = (
        cut_before(text, SEARCHED_HEAD),
        cut_after(text, text.len() - SEARCHED_TAIL),
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
    Hits::new(hits)
}

/// Whether a character may be of a script that has capitals: to ask costs much less than to look its case up.
fn is_cased(c: char) -> bool {
    c.is_ascii_alphabetic() || c >= '\u{80}' && !('\u{590}'..='\u{109f}').contains(&c)
}

/// Whether a character is printed: cleaning drops some of the others and changes the rest.
pub(super) fn is_printed(c: char) -> bool {
    !c.is_whitespace() && !is_invisible(c)
}

impl Shape {
    pub(super) fn of(text: &str) -> Self {
        let bare = without_house(text).trim_end_matches([
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
            if is_cased(c) {
                lower = lower || c.is_lowercase();
                upper = upper || c.is_uppercase();
            }
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

impl Shape {
    /// The shape of a text that lost its marks: what reads like a sentence ended like one. In a headline most words begin with a capital.
    pub(super) fn of_unmarked(text: &str) -> Self {
        let shape = Self::of(text);
        let long = |word: &&str| word.chars().nth(3).is_some();
        let (all, small) =
            text.split_whitespace()
                .filter(long)
                .fold((0, 0), |(all, small), word| {
                    (
                        all + 1,
                        small + usize::from(word.starts_with(char::is_lowercase)),
                    )
                });
        let sentence = shape.words >= 10 && small * 2 >= all;
        Self {
            end: if sentence { End::Stop } else { shape.end },
            inner_stops: shape
                .inner_stops
                .max(if sentence { shape.words / 25 } else { 0 }),
            ..shape
        }
    }
}

/// A text without the one word in brackets or between slashes that a desk sets behind its last sentence: "… is open. (KPA)".
fn without_house(text: &str) -> &str {
    const LONGEST: usize = 24;
    let bare = text.trim_end_matches(['.', ' ', '\u{a0}']);
    let open = match bare.chars().next_back() {
        Some(')') => '(',
        Some('/') => '/',
        _ => return text,
    };
    let inner = &bare[..bare.len() - 1];
    let Some(at) = inner.rfind(open).filter(|at| inner.len() - at <= LONGEST) else {
        return text;
    };
    let before = inner[..at].trim_end();
    let word = inner[at + 1..].trim_matches('.');
    let one = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '.');
    let ended = before.ends_with(['.', '!', '?', '…', '»', '”', '"', '؟']);
    if one && ended { before } else { text }
}

/// Characters that print nothing and mean nothing in press copy. The joiners of Persian and Kurdish are not among them.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\u{20}'..='\u{7e}' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => true,
        '\u{feff}' | '\u{fffc}' => true,
        _ => c.is_control() && !c.is_whitespace(),
    }
}
