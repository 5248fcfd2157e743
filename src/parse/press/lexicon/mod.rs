//! Owns the words of the trade: names of agencies, labels, buttons, months, section headings of news sites, in files that an editor
//! can read (`words/*.txt`). One trie finds them all in one pass; what a word means at its place the recognisers decide.
//!
//! A file holds sections, `[kind]`, `[kind exact]` where capitals count (the agency AA is not the sound aa), or
//! `[kind 3]` with a number (the month of March); then lines of phrases, `fr: à lire aussi | lire aussi`, with their language or `*`.
//! A `~` at the end of a phrase stands for any ending of up to three letters, as Slavic and Kurdish grammar adds them.

pub(super) mod fold;
mod kind;
mod trie;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

pub(super) use kind::{Kind, Kinds};

use fold::Folded;
use trie::Trie;

const FILES: [&str; 10] = [
    include_str!("words/agencies.txt"),
    include_str!("words/bylines.txt"),
    include_str!("words/dates.txt"),
    include_str!("words/labels.txt"),
    include_str!("words/links.txt"),
    include_str!("words/noise.txt"),
    include_str!("words/persons.txt"),
    include_str!("words/pictures.txt"),
    include_str!("words/places.txt"),
    include_str!("words/wire.txt"),
];

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub kind: Kind,
    /// The number of a month or a weekday; else 0.
    pub value: u8,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// The phrases of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Hits {
    /// By their start, the longest first of those that begin together.
    all: Vec<Hit>,
    kinds: Kinds,
}

impl Hits {
    /// Knows of each which kinds there are.
    pub fn new(all: Vec<Hit>) -> Self {
        let kinds = Kinds::of(all.iter().map(|hit| hit.kind));
        Self { all, kinds }
    }
}

/// A text with the phrases found in it.
#[derive(Debug, Clone)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    hits: Cow<'a, [Hit]>,
    kinds: Kinds,
}

impl<'a> Words<'a> {
    /// Looks a whole text up.
    pub fn of(text: &'a str) -> Self {
        let Hits { all, kinds } = Hits::new(hits(text));
        Self {
            text,
            hits: Cow::Owned(all),
            kinds,
        }
    }

    /// A text whose phrases are known.
    pub fn known(text: &'a str, hits: &'a Hits) -> Self {
        Self {
            text,
            hits: Cow::Borrowed(&hits.all),
            kinds: hits.kinds,
        }
    }

    /// Every phrase, in order.
    pub fn each(&self) -> impl Iterator<Item = Hit> + '_ {
        self.hits.iter().copied()
    }

    /// Every phrase of a kind, in order, the longest of those that begin together first.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = Hit> + '_ {
        let hits: &[Hit] = match self.kinds.has(kind) {
            true => &self.hits,
            false => &[],
        };
        hits.iter().copied().filter(move |hit| hit.kind == kind)
    }

    /// Every phrase of some kinds, in order, the longest of those that begin together first.
    pub fn of_kinds<'k>(&'k self, kinds: &'k [Kind]) -> impl Iterator<Item = Hit> + 'k {
        self.hits
            .iter()
            .copied()
            .filter(|hit| kinds.contains(&hit.kind))
    }

    /// Whether there is one of a kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.has(kind)
    }

    /// Whether a phrase of a kind begins at a byte.
    pub fn has_at(&self, kind: Kind, at: usize) -> bool {
        self.all(kind).any(|hit| hit.start == at)
    }

    /// The longest phrase of a kind at the very start, marks and spaces before it aside.
    pub fn opens(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let start = self.text.find(fold::is_of_word)?;
        own.find(|hit| hit.start == start)
    }

    /// The phrase of a kind that the text is, marks and spaces around it aside.
    pub fn is(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let start = self.text.find(fold::is_of_word)?;
        let last = self.text.rfind(fold::is_of_word)?;
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        own.find(|hit| hit.start == start && hit.end == end)
    }

    /// The longest phrase of a kind that ends the text, marks and spaces after it aside.
    pub fn ends(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let last = self.text.rfind(fold::is_of_word)?;
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        own.find(|hit| hit.end == end)
    }
}

struct Entry {
    /// Its kinds; with the spelling that counts, where one does.
    uses: Vec<Use>,
    /// Whether an ending may follow.
    stem: bool,
}

struct Use {
    kind: Kind,
    value: u8,
    exact: Option<String>,
}

struct Lexicon {
    trie: Trie,
    entries: Vec<Entry>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut places: HashMap<(String, bool), u32> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut patterns = Vec::new();
    let mut folded = Folded::default();
    for phrase in FILES.iter().flat_map(|file| phrases(file)) {
        let (text, stem) = match phrase.text.strip_suffix('~') {
            Some(stem) => (stem, true),
            None => (phrase.text, false),
        };
        folded.set(text);
        let at = *places
            .entry((folded.text.clone(), stem))
            .or_insert_with_key(|(pattern, _)| {
                let at = entries.len() as u32;
                patterns.push((pattern.clone(), at));
                entries.push(Entry {
                    uses: Vec::new(),
                    stem,
                });
                at
            });
        entries[at as usize].uses.push(Use {
            kind: phrase.kind,
            value: phrase.value,
            exact: phrase.exact.then(|| text.to_owned()),
        });
    }
    Lexicon {
        trie: Trie::new(patterns),
        entries,
    }
});

/// A phrase as a file has it.
struct Phrase<'a> {
    kind: Kind,
    value: u8,
    exact: bool,
    text: &'a str,
}

/// Reads a file of the lexicon. The files are ours: a fault in one is found by the first test that runs.
fn phrases(file: &'static str) -> Vec<Phrase<'static>> {
    let mut phrases = Vec::new();
    let mut section = None;
    for line in file.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            let mut parts = head.split(' ');
            let kind = parts.next().and_then(Kind::named);
            let kind = kind.unwrap_or_else(|| panic!("a kind that the lexicon has: [{head}]"));
            let rest: Vec<&str> = parts.collect();
            let value = rest.iter().find_map(|part| part.parse().ok()).unwrap_or(0);
            section = Some((kind, value, rest.contains(&"exact")));
            continue;
        }
        let (kind, value, exact) = section.expect("a section before the first phrase");
        let (_, list) = line
            .split_once(": ")
            .expect("a language before the phrases");
        for text in list
            .split('|')
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            phrases.push(Phrase {
                kind,
                value,
                exact,
                text,
            });
        }
    }
    phrases
}

/// The most letters that an ending may have.
const LONGEST_ENDING: usize = 3;

/// Every phrase in a text, by its start, the longest first of those that begin together.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    thread_local! {
        static FOLDED: RefCell<Folded> = RefCell::default();
    }
    FOLDED.with_borrow_mut(|folded| {
        folded.set(text);
        find(text, folded)
    })
}

/// Goes along the trie from each place where a word may begin. Each step reads one byte, and no phrase is longer than a line of
/// the lexicon: linear time, and for most words two or three steps.
fn find(text: &str, folded: &Folded) -> Vec<Hit> {
    let lexicon = &*LEXICON;
    let mut hits: Vec<Hit> = Vec::new();
    for at in fold::starts(&folded.text) {
        let first = hits.len();
        lexicon.trie.walk(folded.text.as_bytes(), at, |end, entry| {
            let entry = &lexicon.entries[entry as usize];
            let Some(end) = word_end(&folded.text, end, entry.stem) else {
                return;
            };
            let (start, end) = (folded.origin(at), folded.origin(end));
            let fits = |given: &&Use| {
                let exact = given.exact.as_ref();
                exact.is_none_or(|exact| text.get(start..end) == Some(exact))
            };
            hits.extend(entry.uses.iter().filter(fits).map(|given| Hit {
                kind: given.kind,
                value: given.value,
                start,
                end,
            }));
        });
        if hits.len() - first > 1 {
            hits[first..]
                .sort_unstable_by_key(|hit| (std::cmp::Reverse(hit.end), hit.kind, hit.value));
        }
    }
    hits.dedup();
    hits
}

/// Where the word ends that a phrase ended in, if it may: at once, or after a short ending.
fn word_end(text: &str, end: usize, stem: bool) -> Option<usize> {
    if parted(text, end) {
        return Some(end);
    }
    let mut rest = text[end..].char_indices();
    for (letters, (at, c)) in rest.by_ref().take(LONGEST_ENDING + 1).enumerate() {
        match fold::is_letter(c) {
            true if !stem || letters == LONGEST_ENDING => return None,
            false => return stem.then_some(end + at),
            true => {}
        }
    }
    stem.then_some(text.len())
}

/// Whether a word may end at a byte: no letter or digit on both sides of it.
fn parted(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let inner = |c: Option<char>| c.is_some_and(fold::is_of_word);
    !(inner(before) && inner(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_a_whole_word_in_any_dress() {
        let words = Words::of("À LIRE AUSSI : le pont");
        let hit = words.opens(Kind::Related).expect("the label");
        assert_eq!(&words.text[hit.start..hit.end], "À LIRE AUSSI");
        assert!(!Words::of("rediffusion partagée").has(Kind::Button));
        assert!(Words::of(" – Publicité – ").is(Kind::Button).is_some());
    }

    #[test]
    fn capitals_count_where_the_file_says_so() {
        assert!(Words::of("laut AFP").has(Kind::Agency));
        assert!(!Words::of("aa").has(Kind::Agency));
        assert!(Words::of("AA").has(Kind::Agency));
    }

    #[test]
    fn endings_follow_a_stem() {
        let month = |text: &str| Words::of(text).all(Kind::Month).map(|hit| hit.value).next();
        assert_eq!(month("21'ê Nîsanê"), Some(4));
        assert_eq!(month("24 octobre 2017"), Some(10));
        assert_eq!(month("maison"), None);
    }

    #[test]
    fn every_file_names_languages_and_kinds() {
        let count = FILES.iter().map(|file| phrases(file).len()).sum::<usize>();
        assert!(count > 1_000, "{count}");
        for line in FILES.iter().flat_map(|file| file.lines()) {
            if let Some((language, _)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
                let known = language == "*" || (2..=3).contains(&language.len());
                assert!(known, "{line}");
            }
        }
    }
}
