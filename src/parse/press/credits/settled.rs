//! Owns the credit of a line that is known to be a caption: its place or its double has told, so that less is asked of the credit than
//! where the credit itself must tell.

use std::ops::Range;

use super::cut::trimmed;
use super::{Caption, is_label, read_caption, source};
use crate::parse::press::lexicon::{Kind, Words};

/// The most words of such a credit.
const MOST: usize = 8;
/// The fewest of the caption before it.
const FEWEST: usize = 2;

/// Reads a line that is a caption.
pub(in crate::parse::press) fn settled(text: &str) -> Caption<'_> {
    let text = unfolded(text);
    let words = Words::of(text);
    let read = read_caption(&words);
    let (whole, credit) = match read {
        Some(((whole, credit), _)) => (whole, credit),
        None => (0..text.len(), None),
    };
    let (own, credit) = match credit {
        Some(credit) => (whole, Some(credit)),
        None => loose(&words, &whole).map_or((whole, None), |(own, credit)| (own, Some(credit))),
    };
    let own = text[own].trim();
    let bare = own.trim_end_matches(['-', '–', '—']);
    Caption {
        // "Anna Example -": what the dash led to is gone.
        text: if bare.ends_with(' ') {
            bare.trim_end()
        } else {
            own
        },
        credit: credit.map(|credit| unlabelled(text[credit].trim())),
    }
}

/// "… across the river. less", "… across the ... more": without the button that folds a long caption.
fn unfolded(text: &str) -> &str {
    const BUTTONS: [&str; 10] = [
        " less",
        " more",
        " Less",
        " More",
        " Show more",
        " Show less",
        " Read more",
        " mehr",
        " Mehr",
        " Voir plus",
    ];
    let before = BUTTONS.iter().find_map(|button| text.strip_suffix(button));
    before
        .filter(|before| before.ends_with(['.', '…']) && before.split_whitespace().nth(4).is_some())
        .unwrap_or(text)
}

/// "… across the river. less", "… across the ... more": so a chain of papers shows its captions twice, whole and folded.
pub(super) fn is_unfolded(text: &str) -> bool {
    let told = |before: &str| before.split_whitespace().nth(5).is_some();
    text.strip_suffix(". less").is_some_and(told)
        || text.strip_suffix(" ... more").is_some_and(told)
}

/// "Source: XY", "Crédits : XY", "File: XY", "Foto XY": a credit without its label.
fn unlabelled(credit: &str) -> &str {
    let words = Words::of(credit);
    let labels = words.each().filter(|hit| {
        hit.start == 0 && (is_label(hit.kind) || matches!(hit.kind, Kind::Source | Kind::FilePhoto))
    });
    let label = labels
        .map(|hit| hit.end)
        .chain(archive_at_start(credit))
        .max();
    let Some((label, rest)) = label.map(|end| (&credit[..end], &credit[end..])) else {
        return credit;
    };
    let bare = rest.trim_start();
    let bare = match bare.strip_prefix([':', '：']) {
        Some(bare) => bare.trim_start(),
        None if leads_to_source(&words, label, rest) => bare,
        None => return credit,
    };
    if bare.is_empty() { credit } else { bare }
}

/// "File: …", "Archivo: …", "أرشيف: …": where a word for old pictures ends.
fn archive_at_start(credit: &str) -> Option<usize> {
    const WORDS: [&str; 21] = [
        "file",
        "archive",
        "archives",
        "archivo",
        "archiv",
        "archivio",
        "arquivo",
        "arşiv",
        "arsiv",
        "arşîv",
        "archiwum",
        "archief",
        "arkiv",
        "arhiva",
        "архів",
        "архив",
        "أرشيف",
        "آرشیو",
        "ئەرشیف",
        "ארכיון",
        "stock",
    ];
    let (word, _) = credit.split_once(':')?;
    let folded = word.trim_end().to_lowercase();
    WORDS.contains(&folded.as_str()).then_some(word.len())
}

/// "Foto dpa", "Photo Le Quotidien / NAME": a label of one word, and a source right after it. "AP Photo" and "Photo Bank" are names.
fn leads_to_source(words: &Words<'_>, label: &str, rest: &str) -> bool {
    let start = words.text.len() - rest.trim_start().len();
    let sources = || words.each().filter(source::is_source);
    let named = sources().any(|hit| hit.start < label.len());
    !label.contains(' ')
        && rest.starts_with([' ', '\u{a0}'])
        && !named
        && sources().any(|hit| hit.start == start)
}

fn loose(words: &Words<'_>, whole: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let found = bracketed(words, whole)
        .or_else(|| dashed(words, whole))
        .or_else(|| last(words, whole))?;
    let own = words.text[whole.start..found.start].trim_end_matches([
        ' ', '\u{a0}', '(', '[', '-', '–', '—', '|', '/', ',', ':', '©',
    ]);
    let enough = own.split_whitespace().nth(FEWEST - 1).is_some();
    enough.then(|| (whole.start..whole.start + own.len(), found))
}

/// "… on Friday.(XY Photo)", "… (Instagram / @anna)", "… [AGENCY]".
fn bracketed(words: &Words<'_>, whole: &Range<usize>) -> Option<Range<usize>> {
    let text = words.text;
    let part = text[whole.clone()].trim_end_matches([' ', '\u{a0}', '.']);
    let close = part.chars().next_back()?;
    let open = match close {
        ')' => part.rfind('(')?,
        ']' => part.rfind('[')?,
        _ => return None,
    };
    let inner = whole.start + open + 1..whole.start + part.len() - 1;
    credits(words, &inner).then(|| trimmed(text, inner))
}

/// "… August 6, 2017. — XY pic", "… | Illustration by XY / AP Photo".
fn dashed(words: &Words<'_>, whole: &Range<usize>) -> Option<Range<usize>> {
    let text = words.text;
    let part = &text[whole.clone()];
    let marks = [" — ", " – ", " - ", " | ", ".— ", ".- "];
    let (at, mark) = marks
        .iter()
        .filter_map(|mark| part.rfind(mark).map(|at| (at, *mark)))
        .max()?;
    let tail = trimmed(text, whole.start + at + mark.len()..whole.end);
    (names_source(words, &tail) && credits(words, &tail)).then_some(tail)
}

/// "Anna Example Getty Images": a bank as the last words.
fn last(words: &Words<'_>, whole: &Range<usize>) -> Option<Range<usize>> {
    let text = words.text;
    let end = whole.start
        + text[whole.clone()]
            .trim_end_matches([' ', '\u{a0}', '.'])
            .len();
    let hit = words
        .each()
        .filter(|hit| matches!(hit.kind, Kind::PictureSource) && hit.end == end)
        .filter(|hit| text[whole.start..hit.start].ends_with([' ', '\u{a0}', '.']))
        .min_by_key(|hit| hit.start)?;
    let name = &text[hit.start..hit.end];
    (name.contains(char::is_uppercase) && name.contains(' ') && hit.start > whole.start)
        .then_some(hit.start..hit.end)
}

/// Whether a part may be a credit: it names a source, an account, an address, or says that it is one; and is neither a note nor where
/// somebody stands.
fn credits(words: &Words<'_>, part: &Range<usize>) -> bool {
    let text = &words.text[part.clone()];
    let count = text.split_whitespace().count();
    let within = |hit_start: usize, hit_end: usize| hit_start >= part.start && hit_end <= part.end;
    let position = words
        .all(Kind::Position)
        .chain(words.all(Kind::FilePhoto))
        .any(|hit| within(hit.start, hit.end));
    let told = names_source(words, part)
        || text.contains('@')
        || is_address(text)
        || source::grade(words, part).is_some_and(|grade| grade >= source::Grade::Signed);
    (1..=MOST).contains(&count) && told && !position && !text.contains(". ")
}

/// Whether a part names a source of pictures, or is labelled as a credit.
fn names_source(words: &Words<'_>, part: &Range<usize>) -> bool {
    words.each().any(|hit| {
        hit.start >= part.start
            && hit.end <= part.end
            && (source::is_source(&hit) && hit.kind != Kind::FilePhoto || is_label(hit.kind))
    })
}

fn is_address(text: &str) -> bool {
    let Some((name, end)) = text.rsplit_once('.') else {
        return false;
    };
    !text.contains(' ')
        && name.chars().count() >= 3
        && (2..=5).contains(&end.len())
        && end.bytes().all(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_asked_of_the_credit_of_a_known_caption() {
        for (line, text, credit) in [
            (
                "Anna Ruben Getty Images",
                "Anna Ruben",
                Some("Getty Images"),
            ),
            (
                "Anna Ruben and Paul Corin (Instagram / @annaruben)",
                "Anna Ruben and Paul Corin",
                Some("Instagram / @annaruben"),
            ),
            (
                "The bridge on Monday.(XY Photo)",
                "The bridge on Monday.",
                Some("XY Photo"),
            ),
            (
                "The bridge of Rawa, August 6, 2017. — AFP pic",
                "The bridge of Rawa, August 6, 2017.",
                Some("AFP pic"),
            ),
            (
                "The bridge is open again. Source: Getty Images",
                "The bridge is open again.",
                Some("Getty Images"),
            ),
            (
                "The bridge is open again. Screenshot from YouTube",
                "The bridge is open again.",
                Some("Screenshot from YouTube"),
            ),
            (
                "Lorries wait at the old bridge of Rawa [Archivo: EFE]",
                "Lorries wait at the old bridge of Rawa",
                Some("EFE"),
            ),
            (
                "Lorries wait at the old bridge of Rawa / Foto dpa",
                "Lorries wait at the old bridge of Rawa",
                Some("dpa"),
            ),
            (
                "Anna Ruben (left) and Paul",
                "Anna Ruben (left) and Paul",
                None,
            ),
            (
                "Anna Ruben with her son Paul",
                "Anna Ruben with her son Paul",
                None,
            ),
        ] {
            let read = settled(line);
            assert_eq!((read.text, read.credit), (text, credit), "{line}");
        }
    }
}
