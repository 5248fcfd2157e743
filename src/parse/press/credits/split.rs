//! Owns the place where a caption ends and its credit begins: a label, a dash, a bracket, the stop before it, or nothing at all.

use std::ops::Range;

use super::alone::is_licensed;
use super::cut::{Cut, caption, reach, trimmed};
use super::led;
use super::marks;
use super::posted;
use super::source::{self, Grade};
use crate::parse::press::lexicon::{Hit, Kind, Words};
use crate::parse::press::tokens::cut_after;

/// Finds the credit at the end of a line.
pub(super) fn cut(words: &Words<'_>, whole: Range<usize>) -> Option<Cut> {
    taken_on(words, &whole)
        .or_else(|| dated(words, &whole))
        .or_else(|| posted::cut(words, &whole))
        .or_else(|| led::cut(words, &whole))
        .or_else(|| labelled(words, &whole))
        .or_else(|| photo_bank(words, &whole))
        .or_else(|| marks::set_off(words, &whole))
        .or_else(|| stroked(words, &whole))
        .or_else(|| last_word(words, &whole))
}

/// "…. /Photo prise le 3 mai 2016/REUTERS/NAME": the day and the house are all of the credit.
fn taken_on(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let from = reach(words, whole);
    let opens = |at: &usize| {
        let label = |hit: &Hit| {
            hit.start == at + 1 && matches!(hit.kind, Kind::Credit | Kind::FilePhoto | Kind::Scene)
        };
        let parted = text[whole.start..*at].ends_with([' ', '.', '\u{a0}']);
        parted && words.each().any(|hit| label(&hit))
    };
    let mut strokes = text[from..whole.end].match_indices('/');
    let start = strokes.by_ref().map(|(at, _)| from + at).find(opens)?;
    let house = words
        .all(Kind::Agency)
        .find(|hit| hit.start > start && hit.end < whole.end && text[..hit.start].ends_with('/'))?;
    // What a scraper adds in brackets is no part of it.
    let end = text[house.end..whole.end]
        .find(" (")
        .map_or(whole.end, |bracket| house.end + bracket);
    Some(Cut {
        text: caption(text, whole.start..start)?,
        credit: Some(trimmed(text, start + 1..end)),
        confidence: 0.93,
        by_label: true,
    })
}

/// "… - Anna Example - 3.mai.21/AFP": the name, the day and the house, each behind its dash.
fn dated(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let (rest, tail) = text[whole.clone()].rsplit_once(" - ")?;
    let (before, name) = rest.rsplit_once(" - ")?;
    let (day, house) = tail.split_once('/')?;
    let dated = day.starts_with(|c: char| c.is_ascii_digit())
        && day.ends_with(|c: char| c.is_ascii_digit())
        && day.len() <= 12;
    let named = (1..=4).contains(&name.split_whitespace().count())
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
    let housed = house.split_whitespace().count() <= 4 && house.starts_with(char::is_uppercase);
    let start = whole.start + before.len() + " - ".len();
    (dated && named && housed).then_some(Cut {
        text: caption(text, whole.start..whole.start + before.len())?,
        credit: Some(start..whole.end),
        confidence: 0.93,
        by_label: true,
    })
}

/// "… en un campo de girasoles AFP": a source as the bare last word, after a word that does not lead to it.
fn last_word(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let near = reach(words, whole)..whole.end;
    let hit = source::sources(words, &near)
        .filter(|hit| hit.end == whole.end && hit.kind != Kind::FilePhoto)
        .min_by_key(|hit| hit.start)?;
    let before = text[whole.start..hit.start].strip_suffix(' ')?;
    let last = before.rsplit(' ').next()?;
    let leads = last.chars().count() <= 4
        || [
            "laut", "told", "agence", "agency", "agencia", "agentur", "said",
        ]
        .contains(&last);
    let short = text[whole.clone()].split_whitespace().count();
    let letter = last.chars().all(char::is_lowercase) && last.chars().all(char::is_alphabetic);
    // After a name the source may belong to it; where something else says that the line is a caption, it is the credit.
    let named = last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase);
    ((letter || named) && !leads && (6..=32).contains(&short)).then(|| Cut {
        text: whole.start..whole.start + before.len(),
        credit: Some(hit.start..hit.end),
        confidence: if letter { 0.55 } else { 0.3 },
        by_label: false,
    })
}

/// "… Foto: NAME (dpa)", "(Photo by NAME/HOUSE)", "….Credit...NAME", "… © NAME, AFP", "… PHOTO NAME, ARCHIVES".
fn labelled(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let from = cut_after(text, reach(words, whole).max(whole.start + 1));
    let signs = text[from..whole.end]
        .match_indices('©')
        .map(|(at, _)| (from + at, from + at + 2));
    // "(C) NAME", as typewriters have it.
    let typed = ["(C) ", "(c) "];
    let typed = typed.into_iter().flat_map(|sign| {
        let found = text[from..whole.end].match_indices(sign);
        found.map(|(at, _)| (from + at, from + at + 3))
    });
    let typed = typed.filter(|&(_, end)| {
        let next = text[end..whole.end].trim_start();
        next.starts_with(char::is_uppercase)
    });
    let labels = words
        .each()
        .filter(|hit| matches!(hit.kind, Kind::Credit | Kind::CreditBy))
        .filter(|hit| hit.start >= from && hit.end < whole.end)
        // "AP Photo" is a name, and so is "AP Foto/NAME".
        .filter(|hit| {
            let own = |name: &Hit| {
                name.end + 1 == hit.start && text[hit.end..].trim_start().starts_with('/')
            };
            !source::sources(words, whole).any(|name| {
                name.start < hit.start && name.end >= hit.end
                    || own(&name)
                    || is_note(words, hit, &name)
            })
        })
        .map(|hit| (hit.start, hit.end));
    let mut marks: Vec<(usize, usize)> = signs.chain(typed).chain(labels).collect();
    marks.extend(glued(text, from..whole.end));
    marks.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    for (start, end) in marks {
        let Some(mut found) = after_label(words, whole, start, end) else {
            continue;
        };
        // "Screenshot from XY", "Illustration by XY": how it was made is of the credit.
        let next = text[end..found.0.start].trim().is_empty();
        let small = text[found.0.clone()].starts_with(char::is_lowercase)
            && text[end..].starts_with(' ')
            && words
                .all(Kind::CreditBy)
                .any(|hit| (hit.start, hit.end) == (start, end))
            && text[start..end].starts_with(char::is_uppercase)
            && source::sources(words, &found.0).next().is_none();
        if next && (tells_making(&text[start..end]) || small) {
            found.0.start = start;
        }
        let Some(caption) = caption(text, whole.start..start) else {
            continue;
        };
        // "… at the river (HOUSE, Fot: NAME)": the bracket has both.
        let part = &text[caption.clone()];
        if let Some(open) = part.rfind('(')
            && !part[open..].contains(')')
            && part.len() - open <= 60
            && open > 0
        {
            let open = caption.start + open;
            return Some(Cut {
                text: caption.start..text[..open].trim_end().len(),
                credit: Some(trimmed(text, open + 1..whole.end)),
                confidence: found.1,
                by_label: true,
            });
        }
        // "… in the harbour – video Gazette": the word says what it is, and stays with the title.
        let stays = is_film(&text[start..end]) && text[end..found.0.start].trim().is_empty();
        return Some(Cut {
            text: if stays { whole.start..end } else { caption },
            credit: Some(found.0),
            confidence: found.1,
            by_label: true,
        });
    }
    None
}

/// "…crosses at noonCredit: NAME", "…CreditCredit": labels that lost the space before them.
fn glued(text: &str, part: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    const LABELS: [&str; 35] = [
        "Copyright",
        "Bildquelle:",
        "Photo :",
        "Photo:",
        "Fot.",
        "Zdjęcie:",
        "Beeld:",
        "Görsel:",
        "Wêne:",
        "Світлина:",
        "Źródło:",
        "Quelle:",
        "Fuente:",
        "Source:",
        "Source :",
        "Kaynak:",
        "Çavkanî:",
        "Bron:",
        "Fonte:",
        "Джерело:",
        "Источник:",
        "CreditCredit",
        "Credit:",
        "Credits:",
        "Photograph:",
        "Picture:",
        "Image:",
        "Photo by",
        "Foto:",
        "Bild:",
        "Crédit",
        "Crédito:",
        "Créditos:",
        "Фото:",
        "Fotoğraf:",
    ];
    // To ask for the mark that most of them end with costs less than to ask for each.
    let coloned = text[part.clone()].contains(':');
    let labels = LABELS
        .into_iter()
        .filter(move |label| coloned || !label.ends_with(':'));
    labels.flat_map(move |label| {
        let places = text[part.clone()].match_indices(label);
        places
            .map(move |(at, _)| part.start + at)
            .filter(move |&at| {
                let before = text[..at].chars().next_back();
                let seam = before.is_some_and(|c| {
                    c.is_alphanumeric() || matches!(c, '.' | ')' | '"' | '”' | '’')
                });
                seam || label == "CreditCredit"
            })
            .map(move |at| (at, at + label.len()))
    })
}

/// "(foto de archivo)", "صورة من الأرشيف": what opens as a label does, and is a note of where the picture comes from.
fn is_note(words: &Words<'_>, label: &Hit, note: &Hit) -> bool {
    let rest = words.text[note.end..].trim_start();
    note.kind == Kind::FilePhoto
        && (note.start..note.end).contains(&label.start)
        && note.end > label.end
        && !rest.starts_with([':', '/'])
}

/// Whether a label tells how a picture was made, and not only that it is one.
pub(super) fn tells_making(label: &str) -> bool {
    let label = label.to_lowercase();
    const MADE: [&str; 14] = [
        "screenshot ",
        "screengrab ",
        "screen grab ",
        "still from",
        "illustration by",
        "graphic by",
        "capture ",
        "captura ",
        "стоп-кадр",
        "скриншот",
        "скріншот",
        "кадр ",
        "zrzut ",
        "ekran ",
    ];
    MADE.iter().any(|made| label.starts_with(made))
}

/// A label that tells moving pictures from others.
fn is_film(label: &str) -> bool {
    matches!(label, "video" | "vídeo" | "vidéo" | "відео" | "видео")
}

/// Reads what follows a label as a credit, if it is one.
fn after_label(
    words: &Words<'_>,
    whole: &Range<usize>,
    start: usize,
    end: usize,
) -> Option<(Range<usize>, f32)> {
    let text = words.text;
    // Several labels stand together: "Foto: ©", "© Photo", "Photo credit:".
    let own = &text[start..end];
    let (mut at, mut marked) = (end, own.starts_with(['©', '(']) || own == "Copyright");
    loop {
        let rest = &text[at..whole.end];
        let bare = rest.trim_start_matches([
            ' ', '\u{a0}', ':', '：', ',', '،', '.', '…', '/', '©', '|', '-', '–',
        ]);
        let skipped = &rest[..rest.len() - bare.len()];
        marked |= skipped.contains([':', '：', '©', '/', '|'])
            || ["...", "…", ",", "،"]
                .iter()
                .any(|mark| skipped.starts_with(mark));
        at = whole.end - bare.len();
        let next = words
            .each()
            .filter(|hit| {
                matches!(hit.kind, Kind::Credit | Kind::CreditBy)
                    && hit.start == at
                    && hit.end < whole.end
            })
            .max_by_key(|hit| hit.end);
        match next {
            Some(hit)
                if !source::sources(words, &(at..whole.end))
                    .any(|other| other.start == at && other.end >= hit.end) =>
            {
                at = hit.end;
            }
            _ => break,
        }
    }
    let credit = trimmed(text, at..whole.end);
    let by = words
        .each()
        .any(|hit| hit.kind == Kind::CreditBy && hit.start == start && hit.end == end);
    let words_in = text[credit.clone()].split_whitespace().count();
    if credit.is_empty()
        || is_rights(&text[whole.start..whole.end])
        || text[credit.clone()].contains("www.")
    {
        return None;
    }
    let before = text[whole.start..start].trim_end_matches([' ', '\u{a0}']);
    let apart = before.ends_with([
        '.', '(', '[', '|', '/', '-', '–', '—', ',', '!', '?', '…', '”', '»', '"', '،', '*', '·',
        '•',
    ]) || before.len() == start - whole.start;
    let shouted = text[start..end]
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    let grade = source::grade(words, &credit);
    let confidence = match grade {
        Some(Grade::Sourced | Grade::Bare | Grade::Signed) if marked => 0.95,
        Some(_) if marked => 0.92,
        Some(Grade::Sourced | Grade::Signed) if apart || by || shouted => 0.9,
        Some(Grade::Bare | Grade::Named | Grade::Shouted)
            if apart && (by || has_capitals(text, &credit)) =>
        {
            0.8
        }
        // "(Foto: zur Verfügung gestellt)": a label, a mark and some words.
        // "Foto: Von NAME, CC BY-SA 3.0, https://…": only pictures state their licence so.
        None if marked && is_licensed(&text[credit.clone()]) => 0.9,
        // "Photo by author".
        None if by && apart && words_in <= 2 => 0.75,
        // "Anna Example photo: example.org".
        None if marked && is_address(&text[credit.clone()]) => 0.88,
        // "… / фото поліції Києва".
        None if before.ends_with('/') && words_in <= 7 && is_phrase(&text[credit.clone()]) => 0.82,
        None if marked && apart && words_in <= 7 && is_phrase(&text[credit.clone()]) => 0.8,
        _ => return None,
    };
    Some((credit, confidence))
}

fn has_capitals(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].contains(char::is_uppercase)
}

/// The site's own line: "© 2021 …, all rights reserved".
pub(super) fn is_rights(part: &str) -> bool {
    let lower = part.to_lowercase();
    [
        "rights reserved",
        "droits réservés",
        "derechos reservados",
        "rechte vorbehalten",
        "hakları saklı",
        "права защищены",
        "права захищен",
        "حقوق محفوظة",
        "الحقوق محفوظة",
        "riservat",
        "copyright ©",
        "© copyright",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// The address of a site: "example.org".
pub(super) fn is_address(text: &str) -> bool {
    let end = text.rsplit_once('.').map_or("", |(_, end)| end);
    (2..=5).contains(&end.len())
        && end.bytes().all(|c| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b'/'))
}

/// A few words, and no sentence.
fn is_phrase(text: &str) -> bool {
    !text.contains(['?', '!', '"', '“', '«']) && !text.contains(". ")
}

/// "… - AGENCY, 1920, 23.09.2021": the tail that the photo bank of an agency puts under its pictures.
fn photo_bank(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let tail = &text[reach(words, whole)..whole.end];
    let (rest, date) = tail.rsplit_once(", ")?;
    let (_, width) = rest.rsplit_once(", ")?;
    let figures =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !figures(width) || !figures(date) || !date.contains('.') {
        return None;
    }
    let end = whole.end - (tail.len() - (rest.len() - width.len() - 2));
    let dash = text[whole.start..end]
        .rfind(" - ")
        .or(text[whole.start..end].rfind(" — "))?;
    Some(Cut {
        text: caption(text, whole.start..whole.start + dash)?,
        credit: None,
        confidence: 0.93,
        by_label: true,
    })
}

/// "… le 19 janvier 2025 AFP / NAME", "… NAME NAME/AFP/Getty Images": no mark but the credit's own stroke.
fn stroked(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let from = reach(words, whole);
    let made = |start: usize, confidence: f32| {
        let credit = trimmed(text, start..whole.end);
        let caption = caption(text, whole.start..start)?;
        (source::grade(words, &credit)? == Grade::Sourced).then_some(Cut {
            text: caption,
            credit: Some(credit),
            confidence,
            by_label: false,
        })
    };
    let strokes = text[from..whole.end]
        .match_indices('/')
        .map(|(at, _)| from + at);
    for stroke in strokes {
        let left = text[whole.start..stroke].trim_end().len() + whole.start;
        let right = whole.end - text[stroke + 1..whole.end].trim_start().len();
        let near = from..whole.end;
        if let Some(hit) = source::sources(words, &near).find(|hit| hit.end == left) {
            // The agency first; what is between it and the end is names.
            let start = source::sources(words, &near)
                .filter(|other| other.end == hit.end)
                .map(|other| other.start)
                .min()
                .unwrap_or(hit.start);
            if let Some(cut) = made(start, 0.85) {
                return Some(cut);
            }
        }
        if source::sources(words, &near).any(|hit| hit.start == right)
            && let Some(cut) = made(name_before(text, whole.start, left), 0.8)
        {
            return Some(cut);
        }
    }
    None
}

/// Where the name that ends at `end` begins: as many words in capitals as there are, or two with a capital each.
fn name_before(text: &str, from: usize, end: usize) -> usize {
    let mut start = end;
    let mut shouting = true;
    for (count, word) in text[from..end].rsplit(' ').enumerate() {
        let at = start
            .saturating_sub(word.len() + usize::from(start < end))
            .max(from);
        let first = word.chars().next();
        let capital = first.is_some_and(char::is_uppercase);
        let shouted = capital && !word.contains(char::is_lowercase) && word.chars().count() > 1;
        shouting &= shouted;
        if !capital
            || word.ends_with([',', '.', ';', ':']) && word.chars().count() > 2
            || count >= 2 && !shouting
            || count >= 5
        {
            break;
        }
        start = at;
    }
    start
}
