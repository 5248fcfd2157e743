//! Owns what a text is about, as far as counting tells: the stems of its longer words and its figures. A headline speaks of what the
//! text speaks of; the buttons and menus of a site do not.

use crate::parse::press::block::Block;
use crate::parse::press::lexicon::fold::{folded, is_of_word};
use crate::parse::press::tokens::cut_before;

/// How many paragraphs are counted, and how much of each, in bytes: what a text is about is said early.
const PARAGRAPHS: usize = 40;
const SAMPLE: usize = 900;
/// With fewer stems than this a text has no theme to tell by.
const FEWEST: usize = 8;

/// The beginning of a word: its first five letters, side by side.
type Stem = u128;

/// The stems of some paragraphs, in order, each with the number of paragraphs that have it.
#[derive(Debug, Default)]
pub(super) struct Theme {
    stems: Vec<(Stem, u16)>,
}

/// What a line has in common with the paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Common {
    /// How many stems it has.
    pub stems: u16,
    /// How many of them other paragraphs have too.
    pub shared: u16,
}

impl Common {
    /// The share that is in common, from 0 to 1, drawn to one half where there are few stems to tell by.
    pub fn share(self) -> f32 {
        (f32::from(self.shared) + 0.5) / (f32::from(self.stems) + 1.0)
    }
}

impl Theme {
    /// Counts paragraphs.
    pub fn of<'a>(paragraphs: impl Iterator<Item = &'a Block>) -> Self {
        let mut all: Vec<Stem> = paragraphs
            .take(PARAGRAPHS)
            .flat_map(|block| stems(&block.text))
            .collect();
        all.sort_unstable();
        let same = all.chunk_by(|one, other| one == other);
        Self {
            stems: same.map(|same| (same[0], same.len() as u16)).collect(),
        }
    }

    /// Whether there is enough text to tell by.
    pub fn tells(&self) -> bool {
        self.stems.len() >= FEWEST
    }

    /// What a block has in common with the others; `counted` says whether it is one of the paragraphs itself.
    pub fn common(&self, block: &Block, counted: bool) -> Common {
        if !self.tells() {
            return Common::default();
        }
        let own = u16::from(counted);
        let stems = stems(&block.text);
        let count = |stem: &Stem| {
            let place = self.stems.binary_search_by_key(stem, |&(stem, _)| stem);
            place.map_or(0, |place| self.stems[place].1)
        };
        Common {
            stems: stems.len() as u16,
            shared: stems.iter().filter(|&stem| count(stem) > own).count() as u16,
        }
    }
}

/// The distinct stems of a text's beginning: the first five letters of words of four and more, and figures of two and more.
fn stems(text: &str) -> Vec<Stem> {
    let folded = folded(&text[..cut_before(text, SAMPLE)]);
    let words = folded.split(|c: char| !is_of_word(c));
    let mut stems: Vec<Stem> = words.filter_map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn stem(word: &str) -> Option<Stem> {
    // The Arabic article and the small words written with it.
    let word = match word.starts_with(['و', 'ب', 'ل', 'ا']) {
        true => ["وال", "بال", "لل", "ال"]
            .iter()
            .find_map(|article| word.strip_prefix(article))
            .unwrap_or(word),
        false => word,
    };
    let figures = word.starts_with(char::is_numeric);
    let least = if figures { 2 } else { 4 };
    word.chars().nth(least - 1)?;
    // A character takes 21 bits at most.
    let letters = word.chars().take(5);
    Some(letters.fold(0, |stem, letter| stem << 21 | Stem::from(u32::from(letter))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    #[test]
    fn a_headline_shares_words_with_its_text_and_a_menu_does_not() {
        let source = "Bridge of Sarn opened to traffic\n\nSkip to main content\n\nThe bridge over the river at Sarn was opened on Monday, \
            and the first lorries crossed before traffic was let through in both directions, the mayor said.\n";
        let (blocks, _) = blocks(source);
        let theme = Theme::of(blocks[2..].iter());
        assert!(theme.common(&blocks[0], false).share() > 0.6);
        assert!(theme.common(&blocks[1], false).share() < 0.4);
    }

    #[test]
    fn a_paragraph_is_not_compared_with_itself() {
        let (blocks, _) = blocks("Alone among nothing else\n");
        let theme = Theme::of(blocks.iter());
        assert_eq!(theme.common(&blocks[0], true).shared, 0);
    }
}
