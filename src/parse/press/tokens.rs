//! Owns the cutting of a text into numbers, words and marks, each with its place. It knows no language.

use std::ops::Range;

use super::lexicon::fold::is_letter;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Where it stands in the text.
    pub bytes: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Figures of the Latin, Arabic or Persian set: their value (at most nine figures count) and how many they are.
    Number { value: u32, digits: u8 },
    /// Letters and combining marks, with apostrophes between them.
    Word,
    /// Any other character but a space.
    Mark(char),
    /// A run of spaces.
    Space,
}

#[cfg(test)]
impl Token {
    /// Its characters.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.bytes.clone()]
    }
}

/// Where a part begins in a text, as [`str::find`] has it. For the short marks that a line is asked for by the dozen, the search of the
/// standard library spends most of its time on getting ready.
pub(super) fn place_of(text: &str, part: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), part.as_bytes())
}

/// Whether a part stands in a text, by [`place_of`].
pub(super) fn has(text: &str, part: &str) -> bool {
    place_of(text, part).is_some()
}

/// A text on both sides of a part, as [`str::split_once`] has it, by [`place_of`].
pub(super) fn halves<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = place_of(text, part)?;
    Some((&text[..at], &text[at + part.len()..]))
}

/// The value of a digit of the Latin, Arabic or Persian set.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => c.to_digit(10),
    }
}

/// Articles, conjunctions and prepositions, in many languages: no title ends in one of these, and a line that does goes on in the next.
/// Words that some language ends its titles with are not among them ("in", "mit", "no").
const LEADING: [&str; 122] = [
    "the", "of", "and", "a", "an", "its", "their", "or", "der", "den", "dem", "des", "eine",
    "einem", "einen", "einer", "eines", "und", "oder", "im", "zum", "zur", "vom", "beim", "ins",
    "für", "seine", "seinem", "seinen", "ihre", "ihrem", "ihren", "sowie", "von", "le", "la",
    "les", "de", "du", "et", "ou", "un", "une", "au", "aux", "à", "en", "que", "qui", "dont",
    "par", "pour", "sur", "dans", "avec", "leurs", "el", "los", "las", "del", "al", "con", "por",
    "para", "y", "e", "o", "una", "di", "dal", "della", "delle", "degli", "nel", "nella", "il",
    "gli", "che", "com", "em", "um", "uma", "na", "het", "een", "van", "voor", "ve", "ile", "bir",
    "veya", "û", "li", "ji", "bi", "ku", "w", "z", "ze", "oraz", "dla", "przez", "в", "на", "и",
    "с", "по", "от", "из", "к", "о", "у", "для", "та", "і", "з", "від", "або", "или", "في", "إلى",
    "التي",
];

/// Whether the last word of a text leads on to what follows it.
pub(super) fn leads_on(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.len() < text.len() && LEADING.contains(&last)
}

/// The last place at or before a byte where a text may be cut.
pub(super) fn cut_before(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first place at or after a byte where a text may be cut.
pub(super) fn cut_after(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Cuts a text up; the pieces cover it without gaps.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1_u8);
            while let Some((at, next)) = chars.next_if(|&(_, next)| digit(next).is_some()) {
                if digits < 9 {
                    value = value * 10 + digit(next).unwrap_or(0);
                }
                digits = digits.saturating_add(1);
                end = at + next.len_utf8();
            }
            TokenKind::Number { value, digits }
        } else if is_letter(c) {
            loop {
                let within = |&(at, next): &(usize, char)| {
                    let apostrophe = matches!(next, '\'' | '’' | 'ʼ');
                    let goes_on = text[at + next.len_utf8()..]
                        .chars()
                        .next()
                        .is_some_and(is_letter);
                    is_letter(next) && digit(next).is_none()
                        || unicode_normalization::char::is_combining_mark(next)
                        || apostrophe && goes_on
                };
                let Some((at, next)) = chars.next_if(within) else {
                    break;
                };
                end = at + next.len_utf8();
            }
            TokenKind::Word
        } else if c.is_whitespace() {
            while let Some((at, next)) = chars.next_if(|(_, next)| next.is_whitespace()) {
                end = at + next.len_utf8();
            }
            TokenKind::Space
        } else {
            TokenKind::Mark(c)
        };
        tokens.push(Token {
            kind,
            bytes: start..end,
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_as_the_standard_library_finds_it() {
        let long = format!("{} – جسر راوة - Rawa", "الطريق ".repeat(40));
        for text in ["", "-", "a - b - c", "Rawa –", long.as_str()] {
            for part in [" - ", " – ", "-", "راوة", "Rawa –"] {
                assert_eq!(place_of(text, part), text.find(part), "{text:?} {part:?}");
                assert_eq!(halves(text, part), text.split_once(part));
                assert_eq!(has(text, part), text.contains(part));
            }
        }
    }

    #[test]
    fn pieces_cover_the_text_and_know_their_kind() {
        let text = "PARIS, 1er janv. ٢٠١٣ (l’AFP)";
        let pieces = tokens(text);
        let joined: String = pieces.iter().map(|piece| piece.text(text)).collect();
        assert_eq!(joined, text);
        let numbers: Vec<_> = pieces
            .iter()
            .filter_map(|piece| match piece.kind {
                TokenKind::Number { value, digits } => Some((value, digits)),
                _ => None,
            })
            .collect();
        assert_eq!(numbers, [(1, 1), (2013, 4)]);
        assert!(pieces.iter().any(|piece| piece.text(text) == "l’AFP"));
    }
}
