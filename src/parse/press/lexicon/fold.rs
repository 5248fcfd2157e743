//! Owns the folding of a text for comparison with the lexicon: small letters, no accents, one kind of apostrophe, dash and space,
//! one form of the Arabic letters that are written in several. Every folded byte knows the byte that it came from.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A folded text and the way back.
#[derive(Debug, Default)]
pub(in crate::parse::press) struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, and its end, the byte of the original that it came from.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds a text of less than 4 GiB.
    pub fn of(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len() + 1),
        };
        for (at, c) in text.char_indices() {
            let origin = at as u32;
            if c.is_ascii() {
                folded.text.push(c.to_ascii_lowercase());
                folded.origin.push(origin);
                continue;
            }
            letters(c, |letter| {
                folded.text.push(letter);
                let end = folded.text.len();
                folded.origin.resize(end, origin);
            });
        }
        folded.origin.push(text.len() as u32);
        folded
    }

    /// Where a byte of the folded text came from.
    pub fn origin(&self, at: usize) -> usize {
        self.origin
            .get(at)
            .or(self.origin.last())
            .map_or(0, |&origin| origin as usize)
    }
}

/// The folded letters of a character beyond ASCII.
fn letters(c: char, mut put: impl FnMut(char)) {
    match c {
        'İ' | 'ı' => put('i'),
        '’' | '‘' | 'ʼ' | '´' | '′' => put('\''),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => put(' '),
        '–' | '—' | '−' | '‑' | '―' => put('-'),
        '：' => put(':'),
        '،' => put(','),
        'ß' => ['s', 's'].into_iter().for_each(put),
        'œ' | 'Œ' => ['o', 'e'].into_iter().for_each(put),
        'æ' | 'Æ' => ['a', 'e'].into_iter().for_each(put),
        'ی' | 'ى' => put('ي'),
        'ک' => put('ك'),
        // Sorani has one letter that many type as two characters.
        'ە' => put('ه'),
        // Tatweel and the joiners shape letters and mean nothing.
        '\u{640}' | '\u{200c}' | '\u{200d}' => {}
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
            ("12\u{a0}min – lecture", "12 min - lecture"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
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
