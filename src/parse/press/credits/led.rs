//! Owns the credits that stand before their captions on one line, as portals and photo banks write them: "© Anna Example The bridge at
//! Rawa", "© HOUSE / NAMEThe bridge", "Getty Images The bridge at Rawa".

use std::ops::Range;

use super::cut::{Cut, trimmed};
use super::source;
use crate::parse::press::lexicon::{Kind, Words};

/// Banks that a sentence never begins with, for all that a caption does.
const BANKS: [&str; 12] = [
    "Getty Images",
    "GETTY IMAGES",
    "Getty",
    "Shutterstock",
    "SHUTTERSTOCK",
    "Alamy Stock Photo",
    "Alamy",
    "iStock",
    "Adobe Stock",
    "AFP via Getty Images",
    "AP Photo",
    "Reuters Photo",
];

/// The fewest words of a caption behind its credit.
const FEWEST: usize = 5;
/// How far into the line a credit may reach, in bytes.
const REACH: usize = 90;

/// Finds the credit at the start of a line.
pub(super) fn cut(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let open = text[whole.clone()].trim_start_matches(['-', '–', '—', ' ', '\u{a0}']);
    let start = whole.end - open.len();
    let signed = text[..whole.start].contains('©');
    let (from, marked) = match open.strip_prefix('©') {
        Some(rest) => (after_labels(words, whole.end - rest.len()), true),
        None => (start, signed),
    };
    let rest = &text[from..whole.end];
    let end = match marked {
        true => seam(rest)
            .or_else(|| after_house(words, from))
            .or_else(|| after_name(rest)),
        false => BANKS
            .iter()
            .filter(|bank| rest.starts_with(*bank))
            .map(|bank| bank.len())
            .max(),
    }?;
    let caption = rest[end..].trim_start();
    let begins = caption.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let told = !caption.contains('|') && caption.split_whitespace().nth(FEWEST - 1).is_some()
        // What lost its space to the credit is a caption, however short.
        || marked && rest[..end].contains('/') && caption.split_whitespace().nth(1).is_some();
    let credit = trimmed(text, from..from + end);
    let dated = text[credit.clone()].contains(|c: char| c.is_ascii_digit());
    (begins && told && !dated && !credit.is_empty() && !super::split::is_rights(text)).then(|| {
        Cut {
            text: whole.end - caption.len()..whole.end,
            credit: Some(credit),
            confidence: 0.88,
            by_label: true,
        }
    })
}

/// "© Photo : …", "© Provided by …": where the names begin.
fn after_labels(words: &Words<'_>, from: usize) -> usize {
    let text = words.text;
    let mut at = from;
    loop {
        at = text.len()
            - text[at..]
                .trim_start_matches([' ', '\u{a0}', ':', '/'])
                .len();
        let rest = &text[at..];
        let provided = [
            "Provided by ",
            "Fourni par ",
            "Proporcionado por ",
            "Bereitgestellt von ",
        ];
        if let Some(phrase) = provided.iter().find(|phrase| rest.starts_with(**phrase)) {
            at += phrase.len();
            continue;
        }
        let label = words
            .each()
            .filter(|hit| hit.start == at && super::is_label(hit.kind))
            .max_by_key(|hit| hit.end);
        match label {
            Some(label) if label.end > at && text[label.end..].trim_start().starts_with(':') => {
                at = label.end;
            }
            _ => return at,
        }
    }
}

/// "HOUSE / Anna ExampleThe bridge", "HOUSE / ANNA EXAMPLEThe bridge": where a name behind a stroke runs into the caption.
fn seam(rest: &str) -> Option<usize> {
    let head = &rest[..super::cut_before(rest, REACH)];
    let stroke = head.find('/')?;
    let letters: Vec<(usize, char)> = head[stroke..]
        .char_indices()
        .map(|(at, c)| (stroke + at, c))
        .collect();
    letters.windows(4).find_map(|four| {
        let [(_, one), (_, two), (at, three), (_, four)] = four else {
            return None;
        };
        let begins = three.is_uppercase() && four.is_lowercase();
        let small = one.is_lowercase() && two.is_lowercase();
        let shouted = one.is_uppercase() && two.is_uppercase();
        (begins && (small || shouted)).then_some(*at)
    })
}

/// "Anna Example/Getty Images The bridge": behind the last source that names in capitals lead to.
fn after_house(words: &Words<'_>, from: usize) -> Option<usize> {
    let text = words.text;
    let near = from..text.len().min(super::cut_before(text, from + REACH));
    let ends = source::sources(words, &near)
        .filter(|hit| hit.kind != Kind::FilePhoto)
        .map(|hit| hit.end);
    let fits = |&end: &usize| {
        let part = trimmed(text, from..end);
        source::grade(words, &part).is_some_and(|grade| grade >= source::Grade::Bare)
            && text[end..].starts_with([' ', '\u{a0}'])
    };
    ends.filter(fits).max().map(|end| end - from)
}

/// "Anna Example The bridge": two words as people are called.
fn after_name(rest: &str) -> Option<usize> {
    let mut names = rest.split_whitespace();
    let (first, last) = (names.next()?, names.next()?);
    let name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().nth(1).is_some()
            && word.contains(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    };
    let end = last.as_ptr() as usize - rest.as_ptr() as usize + last.len();
    let article = matches!(
        first,
        "The" | "Le" | "La" | "Les" | "El" | "Los" | "Die" | "Der" | "Das" | "Il"
    );
    (name(first) && name(last) && !article).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::parse::press::credits::caption;

    #[test]
    fn a_credit_may_stand_before_its_caption() {
        for (line, text, credit) in [
            (
                "© Anna Ruben The bridge at Rawa is open to lorries again",
                "The bridge at Rawa is open to lorries again",
                "Anna Ruben",
            ),
            (
                "© Provided by AFP Lorries wait at the bridge of Rawa",
                "Lorries wait at the bridge of Rawa",
                "AFP",
            ),
            (
                "© REUTERS / ANNA RUBENLorries wait at the bridge",
                "Lorries wait at the bridge",
                "REUTERS / ANNA RUBEN",
            ),
            (
                "© Sputnik / Anna RubenLorries at the bridge",
                "Lorries at the bridge",
                "Sputnik / Anna Ruben",
            ),
            (
                "© Foto : Twitter / @RAWA_TODAYCamiones ante el puente",
                "Camiones ante el puente",
                "Twitter / @RAWA_TODAY",
            ),
            (
                "Getty Images The bridge at Rawa was closed for a year",
                "The bridge at Rawa was closed for a year",
                "Getty Images",
            ),
        ] {
            let read = caption(line).map(|caption| (caption.text, caption.credit));
            assert_eq!(read, Some((text, Some(credit))), "{line}");
        }
    }

    #[test]
    fn rights_and_sentences_have_no_credit_before_them() {
        for line in [
            "© 2021 Rawa Gazette. This article is the property of the house.",
            "© Rawa Gazette, all rights reserved to the house and its owners",
            "Getty Images said on Monday that it would close its office",
        ] {
            let read = caption(line).and_then(|caption| caption.credit.map(str::to_owned));
            assert_eq!(read, None, "{line}");
        }
    }
}
