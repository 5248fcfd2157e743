//! Owns the folding of a text for comparison with the lexicon: small letters, no accents, one kind of apostrophe, dash and space,
//! one form of the Arabic letters that are written in several. Every folded byte knows the byte that it came from.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

/// A folded text and the way back. It may be used again and again, for text after text.
#[derive(Debug, Default)]
pub(in crate::parse::press) struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, and its end, the byte of the original that it came from; empty where each byte came from its own
    /// place, as in ASCII.
    origin: Vec<u32>,
}

/// The characters below this are looked up in a table: ASCII, Latin, Greek, Cyrillic, Hebrew, Arabic.
const TABLED: usize = 0x800;
/// In the table: folds to nothing.
const NOTHING: u32 = 0;
/// In the table: folds to several letters.
const SEVERAL: u32 = u32::MAX;

/// What the common characters fold to: to decompose each anew took most of the time of reading a text.
static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let fold = |c: u32| {
        let mut letters_of = Vec::new();
        letters(char::from_u32(c).unwrap_or(' '), |letter| {
            letters_of.push(letter);
        });
        match letters_of[..] {
            [] => NOTHING,
            [letter] => u32::from(letter),
            _ => SEVERAL,
        }
    };
    (0..TABLED as u32).map(fold).collect()
});

/// Which of the common characters are letters, and which are letters or digits: the tables of the standard library are compressed,
/// and searched for every character beyond ASCII.
static LETTERS: LazyLock<Vec<bool>> = LazyLock::new(|| tabled(char::is_alphabetic));
static OF_WORD: LazyLock<Vec<bool>> = LazyLock::new(|| tabled(char::is_alphanumeric));
static FIGURES: LazyLock<Vec<bool>> = LazyLock::new(|| tabled(char::is_numeric));
static CAPITALS: LazyLock<Vec<bool>> = LazyLock::new(|| tabled(char::is_uppercase));
static SMALL: LazyLock<Vec<bool>> = LazyLock::new(|| tabled(char::is_lowercase));

fn tabled(is: fn(char) -> bool) -> Vec<bool> {
    let common = 0..TABLED as u32;
    common.map(|c| char::from_u32(c).is_some_and(is)).collect()
}

/// Whether a character is a letter, as [`char::is_alphabetic`] has it.
pub(in crate::parse::press) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    match LETTERS.get(c as usize) {
        Some(&letter) => letter,
        None => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit, as [`char::is_alphanumeric`] has it.
pub(in crate::parse::press) fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    match OF_WORD.get(c as usize) {
        Some(&of_word) => of_word,
        None => c.is_alphanumeric(),
    }
}

/// Where something may begin in a text: at every character, those within a word aside.
pub(in crate::parse::press) fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let (mut next, mut within) = (0, false);
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(next) {
            let at = next;
            let of_word = match byte.is_ascii() {
                true => byte.is_ascii_alphanumeric(),
                false => text[at..].chars().next().is_some_and(is_of_word),
            };
            next += width(byte);
            let begins = !(within && of_word);
            within = of_word;
            if begins {
                return Some(at);
            }
        }
        None
    })
}

/// How many bytes a character has, by its first.
fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Whether a character is a capital, as [`char::is_uppercase`] has it.
pub(in crate::parse::press) fn is_capital(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_uppercase();
    }
    match CAPITALS.get(c as usize) {
        Some(&capital) => capital,
        None => c.is_uppercase(),
    }
}

/// Whether a character is a small letter, as [`char::is_lowercase`] has it.
pub(in crate::parse::press) fn is_small(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_lowercase();
    }
    match SMALL.get(c as usize) {
        Some(&small) => small,
        None => c.is_lowercase(),
    }
}

/// Whether a text has a letter of a script that knows capitals.
pub(in crate::parse::press) fn has_case(text: &str) -> bool {
    text.contains(|c| is_capital(c) || is_small(c))
}

/// Whether a character is a figure of any kind, as [`char::is_numeric`] has it.
pub(in crate::parse::press) fn is_figure(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    match FIGURES.get(c as usize) {
        Some(&figure) => figure,
        None => c.is_numeric(),
    }
}

impl Folded {
    /// Folds a text of less than 4 GiB.
    pub fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.set(text);
        folded
    }

    /// Folds another text in its place.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.origin.clear();
        if text.is_ascii() {
            self.text.push_str(text);
            self.text.make_ascii_lowercase();
            return;
        }
        let table = &**TABLE;
        self.text.reserve(text.len());
        self.origin.reserve(text.len() + 1);
        // Most letters of most texts fold to themselves: such runs are taken over whole.
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let fold = table.get(c as usize).copied().unwrap_or(SEVERAL);
            if fold == c as u32 {
                continue;
            }
            self.take_over(text, from..at);
            from = at + c.len_utf8();
            match fold {
                NOTHING => continue,
                SEVERAL => letters(c, |letter| self.text.push(letter)),
                letter => self.text.extend(char::from_u32(letter)),
            }
            self.origin.resize(self.text.len(), at as u32);
        }
        self.take_over(text, from..text.len());
        self.origin.push(text.len() as u32);
    }

    /// Adds a part of a text that folds to itself.
    fn take_over(&mut self, text: &str, part: Range<usize>) {
        self.text.push_str(&text[part.clone()]);
        self.origin.extend(part.start as u32..part.end as u32);
    }

    /// Where a byte of the folded text came from.
    pub fn origin(&self, at: usize) -> usize {
        if self.origin.is_empty() {
            return at;
        }
        let known = self.origin.get(at).or(self.origin.last());
        known.map_or(0, |&origin| origin as usize)
    }
}

/// The folded letters of a character.
fn letters(c: char, mut put: impl FnMut(char)) {
    match c {
        // Forms of Arabic letters by their place in the word, as old systems sent them; wide forms.
        '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{ff01}'..='\u{ff5e}' => {
            decompose_compatible(c, |letter| plain_letters(letter, &mut put));
        }
        _ => plain_letters(c, &mut put),
    }
}

fn plain_letters(c: char, put: &mut impl FnMut(char)) {
    match c {
        'İ' | 'ı' => put('i'),
        '’' | '‘' | 'ʼ' | '´' | '′' => put('\''),
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\u{3000}' => put(' '),
        '–' | '—' | '−' | '‑' | '―' => put('-'),
        '：' => put(':'),
        '،' => put(','),
        'ß' => "ss".chars().for_each(put),
        'œ' | 'Œ' => "oe".chars().for_each(put),
        'æ' | 'Æ' => "ae".chars().for_each(put),
        'ی' | 'ى' => put('ي'),
        'ک' => put('ك'),
        // Old Sorani writes its vowel with a heh and a joiner.
        'ە' | 'ہ' | 'ھ' => put('ه'),
        // Tatweel and the joiners shape letters and mean nothing; marks of direction and soft hyphens print nothing.
        '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' | '\u{feff}' => {}
        _ => {
            for lower in c.to_lowercase() {
                decompose_canonical(lower, |letter| {
                    if !is_combining_mark(letter) {
                        put(letter);
                    }
                });
            }
        }
    }
}

/// The folded form alone.
pub(in crate::parse::press) fn folded(text: &str) -> String {
    Folded::of(text).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_mean_the_same_fold_to_the_same() {
        for (one, other) in [
            ("À LIRE AUSSI", "a lire aussi"),
            ("l’app", "L'APP"),
            ("SON DAKİKA", "son dakıka"),
            ("أقرأ أيضاً", "اقرا ايضا"),
            ("آخر تحديث", "اخر تحديث"),
            ("Київ", "київ"),
            ("Straße", "STRASSE"),
            ("ﻣﺸﺎﺭﻛﺔ", "مشاركة"),
            ("پێشوه‌", "پێشوە"),
            ("Publi\u{ad}cité", "publicite"),
            ("12\u{a0}min – lecture", "12 min - lecture"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
    }

    #[test]
    fn the_tables_say_of_every_character_what_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_of_word(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_figure(c), c.is_numeric(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_small(c), c.is_lowercase(), "{c:?}");
        }
        assert!(has_case("الجسر A") && has_case("ß") && !has_case("الجسر 12"));
    }

    #[test]
    fn something_begins_at_every_character_but_within_words() {
        let starts_of = |text: &str| starts(text).collect::<Vec<usize>>();
        assert_eq!(starts_of("Am 5ten, ok"), [0, 2, 3, 7, 8, 9]);
        assert_eq!(starts_of("é—ж𝄞a"), [0, 2, 5, 7, 11]);
        assert!(starts_of("").is_empty());
    }

    #[test]
    fn each_folded_byte_knows_its_origin() {
        let text = "«É»t";
        let folded = Folded::of(text);
        let at = folded.text.find('e').expect("the letter");
        assert_eq!(folded.origin(at), 2);
        assert_eq!(folded.origin(folded.text.len()), text.len());
    }
}
