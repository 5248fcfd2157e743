//! Owns the line that is a credit and nothing else: "Photo: NAME / HOUSE", "NAME/AGENCY", "© NAME".

use std::ops::Range;

use super::around::before_button;
use super::source::{self, Grade};
use super::{cut, split};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

/// A line that is a credit and nothing else: where its names stand.
pub(super) fn read_credit(words: &Words<'_>) -> Option<(Range<usize>, f32)> {
    let text = words.text;
    if text.len() > 220 {
        return None;
    }
    if is_behind_words(words) || is_behind_stop(words) {
        return None;
    }
    let end = before_button(words).unwrap_or(text.len());
    let begin = text.find(|c: char| c.is_alphanumeric() || c == '©')?;
    if begin >= end {
        return None;
    }
    if let Some(credit) = filed(words, begin, end) {
        return Some(credit);
    }
    if is_noted(words) {
        return Some((begin..end, 0.86));
    }
    let note = words.opens(Kind::FilePhoto).filter(|hit| {
        !text[hit.end..].starts_with([':', ' ', '\u{a0}'])
            || text[hit.end..]
                .trim_start()
                .starts_with(['/', '-', '–', '—', '|', '('])
    });
    if note.is_none() && text[..end].contains('©')
        || note.is_none()
            && words
                .each()
                .any(|hit| hit.start == begin && is_label(hit.kind))
    {
        return labelled_credit(words, begin, end);
    }
    let range = cut::trimmed(text, begin..end);
    let part = &text[range.clone()];
    if note.is_some() || part.chars().filter(|c| c.is_numeric()).count() >= 3 {
        return None;
    }
    let grade = source::grade(words, &range)?;
    let dashed = begin > 0 || text.starts_with(['—', '–', '-', '(']);
    let desk = source::sources(words, &range)
        .any(|hit| matches!(hit.kind, Kind::Desk | Kind::PictureSource));
    // "Anna Example | abc": over more words a bar sets off the credit of a caption.
    let barred = part.contains('|') && part.split_whitespace().count() <= 6;
    let parted = part.contains('/') || barred;
    let confidence = match grade {
        Grade::Bare if words.is(Kind::FilePhoto).is_some() => return None,
        // A bare agency signs an article as often as a picture.
        Grade::Bare if desk && words.is(Kind::Agency).is_none() && is_whole_name(part) => 0.7,
        Grade::Bare if parted => 0.6,
        Grade::Bare => 0.45,
        Grade::Sourced if parted && desk => 0.88,
        Grade::Sourced if parted => 0.8,
        Grade::Sourced if part.ends_with([')', ']']) && desk => 0.75,
        Grade::Sourced if part.contains(" via ") => 0.8,
        // "Anna Example, AP", as some chains print under their pictures; hands may sign so.
        Grade::Sourced if is_named_before_source(part) => 0.72,
        Grade::Sourced if dashed && desk => 0.6,
        Grade::Sourced if desk && part.contains([',', '-', '(']) => 0.5,
        Grade::Signed if parted && dashed => 0.6,
        Grade::Signed if parted => 0.4,
        _ => return None,
    };
    Some((range, confidence))
}

/// "Getty Images/EyeEm (Symbolbild)", "dpa (Archivbild)": nothing but sources, and in brackets a note of one word.
pub(super) fn is_noted(words: &Words<'_>) -> bool {
    let text = words.text.trim_end();
    let Some((before, note)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    else {
        return false;
    };
    let end = before.trim_end().len();
    let noted = words
        .all(Kind::FilePhoto)
        .any(|hit| hit.start == before.len() + 1 && hit.end == before.len() + 1 + note.len());
    let grade = source::grade(words, &(0..end));
    noted && matches!(grade, Some(Grade::Bare | Grade::Sourced)) && end < 60
}

/// "File image: HOUSE", "Archivbild: dpa", "Symbolfoto: NAME/HOUSE": the note is the label, and a source is all that follows.
fn filed(words: &Words<'_>, begin: usize, end: usize) -> Option<(Range<usize>, f32)> {
    let text = words.text;
    let note = words
        .all(Kind::FilePhoto)
        .filter(|hit| hit.start == begin)
        .max_by_key(|hit| hit.end)?;
    let rest = text[note.end..end].trim_start().strip_prefix([':', '：'])?;
    let range = cut::trimmed(text, end - rest.len()..end);
    match source::grade(words, &range)? {
        Grade::Sourced | Grade::Bare => Some((range, 0.93)),
        Grade::Signed => Some((range, 0.85)),
        Grade::Named | Grade::Shouted => None,
    }
}

/// "Fire (photo: brigade)": a label in brackets behind words that are none of it.
fn is_behind_words(words: &Words<'_>) -> bool {
    let text = words.text;
    let Some(open) = text.find('(') else {
        return false;
    };
    let before = text[..open].trim();
    let alphabetic = |c: char| c.is_alphabetic() || c == ' ';
    let plain = before.chars().count() >= 4 && before.chars().all(alphabetic);
    let sourced = source::sources(words, &(0..open)).next().is_some();
    let labelled = |at: usize| {
        words
            .each()
            .any(|hit| hit.start == at && is_label(hit.kind))
    };
    let inner = &text[open + 1..];
    plain
        && !sourced
        && !labelled(0)
        && labelled(open + 1)
        && (inner.contains(':') || inner.to_lowercase().starts_with("fot."))
        && inner.trim_end().ends_with(')')
        && before.starts_with(char::is_uppercase)
        && before.split(' ').count() <= 3
}

/// "Anna Example. Photographer: Uwe Beispiel/House": a label and its colon behind a stop, which closes who is shown.
fn is_behind_stop(words: &Words<'_>) -> bool {
    let text = words.text;
    words.each().any(|hit| {
        let before = text[..hit.start].trim_end();
        let closed = before.ends_with('.') && before.split_whitespace().nth(1).is_some();
        let long = text[hit.start..hit.end].chars().nth(3).is_some();
        is_label(hit.kind) && closed && long && text[hit.end..].starts_with(':')
    })
}

pub(super) fn is_label(kind: Kind) -> bool {
    matches!(kind, Kind::Credit | Kind::CreditBy)
}

/// "Anna Example, AP": a person and an agency, parted by a comma.
fn is_named_before_source(part: &str) -> bool {
    let Some((name, house)) = part.split_once(", ") else {
        return false;
    };
    names::is_name(name) && names::only_agencies(house)
}

/// Whether who gave a picture gives nothing else: a bank, or a word that says how it came. "Pixabay", "Reprodução/Gazeta".
pub(in crate::parse::press) fn gives_pictures(credit: &str) -> bool {
    const GIVERS: [&str; 32] = [
        "reprodução",
        "divulgação",
        "reproducción",
        "getty images",
        "gettyimages",
        "shutterstock",
        "pixabay",
        "unsplash",
        "pexels",
        "freeimages",
        "freepik",
        "depositphotos",
        "istock",
        "istockphoto",
        "alamy",
        "alamy stock photo",
        "dreamstime",
        "fotolia",
        "adobe stock",
        "adobestock",
        "123rf",
        "flickr",
        "wikimedia commons",
        "bestimage",
        "bigstock",
        "thinkstock",
        "vostock photo",
        "шаттерсток",
        "شترستوك",
        "شاترستوك",
        "بيكسباي",
        "imago images",
    ];
    let first = credit.split('/').next().unwrap_or(credit);
    let first = first.trim().trim_end_matches('.').to_lowercase();
    GIVERS.contains(&first.as_str()) && credit.split_whitespace().count() <= 6
}

/// Whether a source's name is long enough to be no word of a menu.
pub(super) fn is_whole_name(part: &str) -> bool {
    part.chars().count() >= 5
        && !matches!(
            part.to_lowercase().as_str(),
            "facebook"
                | "twitter"
                | "telegram"
                | "instagram"
                | "youtube"
                | "tiktok"
                | "whatsapp"
                | "google"
                | "weibo"
                | "archives"
                | "archive"
                | "archiv"
                | "archivo"
                | "reporter"
                | "reporters"
                | "agencias"
                | "cosmos"
                | "google maps"
                | "the guardian"
                | "guardian"
                | "the new york times"
                | "the washington post"
                | "los angeles times"
                | "al jazeera"
                | "unicef"
                | "известия"
                | "новая"
                | "وكالات"
                | "الإنترنت"
                | "أرشيف"
                | "الجزيرة"
                | "ناشطون"
                | "تويتر"
                | "فيسبوك"
                | "يوتيوب"
                | "تلغرام"
                | "الفرنسية"
                | "suspilne"
                | "суспільне"
                | "evrensel"
                | "mediapart"
                | "libération"
                | "rudaw"
                | "rûdaw"
                | "sputnik"
                | "le parisien"
                | "صفحة"
                | "redes sociales"
                | "supplied"
                | "courtesy"
        )
}

/// Whether a label is of one picture: those of films, of drawings and of galleries head titles as well.
fn is_still(label: &str) -> bool {
    let label = label.to_lowercase();
    let others = [
        "vid",
        "víd",
        "від",
        "вид",
        "graf",
        "graph",
        "illustr",
        "pictures",
        "images",
        "imágenes",
        "bilder",
        "photos",
        "görüntü",
        "görsel",
        "infogr",
        "screen",
        "скр",
    ];
    !others.iter().any(|other| label.starts_with(other))
}

/// Whether the sign of rights stands before a known source or an address, and before no sentence.
fn is_signed_over(words: &Words<'_>, begin: usize, range: &Range<usize>) -> bool {
    let part = &words.text[range.clone()];
    let address = part.split([' ', ',']).any(|word| {
        let end = word.rsplit_once('.').map_or("", |(_, end)| end);
        word.len() >= 6
            && (2..=4).contains(&end.len())
            && end.bytes().all(|c| c.is_ascii_lowercase())
    });
    words.text[begin..].starts_with('©')
        && part.split_whitespace().count() <= 14
        && !part.contains(". ")
        && !part.contains('|')
        && (address && part.contains([' ', ',']) || source::sources(words, range).next().is_some())
}

/// Whether a licence for pictures is named.
pub(super) fn is_licensed(part: &str) -> bool {
    [
        "CC BY",
        "CC-BY",
        "CC0",
        "CC 0",
        "Creative Commons",
        "Public domain",
        "Gemeinfrei",
    ]
    .iter()
    .any(|licence| part.contains(licence))
}

/// "Anna Example | abc", "Uwe Beispiel/xy": a name and the short name of its house.
fn is_joined(part: &str) -> bool {
    let Some((name, house)) = part.rsplit_once(['|', '/']) else {
        return false;
    };
    let titled = |word: &str| word.starts_with(char::is_uppercase);
    let name: Vec<&str> = name.split_whitespace().collect();
    let short = house.trim().chars().count() <= 6 && house.trim().chars().all(char::is_alphabetic);
    (1..=4).contains(&name.len()) && name.iter().all(|word| titled(word)) && short
}

/// "Photo: NAME / HOUSE", "© NAME", "Image source, HOUSE", "(photo credit: HOUSE)".
fn labelled_credit(words: &Words<'_>, begin: usize, end: usize) -> Option<(Range<usize>, f32)> {
    let text = words.text;
    let (mut at, mut marked, mut long) = (begin, false, false);
    let mut by = false;
    loop {
        let rest = &text[at..end];
        let bare = rest.trim_start_matches([
            ' ', '\u{a0}', ':', '：', ',', '،', '.', '…', '/', '©', '|', '(', '[',
        ]);
        let skipped = &rest[..rest.len() - bare.len()];
        marked |= skipped.contains([':', '：', ',', '،', '©', '/']) || skipped.contains("...");
        // "Foto. Cortesía": a stop in the place of the colon.
        marked |= at > begin
            && skipped.starts_with(". ")
            && is_still(&text[begin..at])
            && gives_pictures(bare);
        at = end - bare.len();
        let label = words
            .each()
            .filter(|hit| is_label(hit.kind) && hit.start == at && hit.end < end)
            .max_by_key(|hit| (hit.end, hit.kind));
        let Some(label) = label else { break };
        // "Image Archive" is a name.
        if at > begin
            && source::sources(words, &(at..end)).any(|hit| hit.start == at && hit.end > label.end)
        {
            break;
        }
        long |= text[label.start..label.end].contains(' ');
        by |= label.kind == Kind::CreditBy
            || words.each().any(|hit| {
                hit.kind == Kind::CreditBy && (hit.start, hit.end) == (label.start, label.end)
            });
        at = label.end;
    }
    if at >= end {
        return None;
    }
    let range = cut::trimmed(text, at..end);
    let part = &text[range.clone()];
    let count = part.split_whitespace().count();
    let dated = part.chars().take_while(char::is_ascii_digit).count() == 4;
    if count == 0 || dated || split::is_rights(text) {
        return None;
    }
    let grade = source::grade(words, &range);
    // "Quelle: dpa" tells of a text as often as of a picture.
    let loose = matches!(
        text[begin..].split([':', ' ']).next(),
        Some("Quelle" | "Fuente" | "Source" | "Kaynak" | "Kaynak:" | "Çavkanî")
    );
    let confidence = match grade {
        Some(_) if marked && loose && text[begin..].contains(':') => 0.72,
        Some(Grade::Sourced | Grade::Signed) if marked => 0.95,
        Some(Grade::Bare) if marked => {
            if long {
                0.95
            } else {
                0.88
            }
        }
        Some(_) if marked => {
            if long {
                0.93
            } else {
                0.85
            }
        }
        Some(Grade::Sourced | Grade::Bare | Grade::Signed) => {
            if by {
                0.9
            } else {
                0.85
            }
        }
        Some(_) if by => 0.7,
        // "фото, надане АБВ": a house that no list knows.
        None if by && long && count == 1 && part.chars().all(char::is_uppercase) => 0.75,
        // "Foto: NAME (CC BY 4.0)": only pictures state their licence so.
        None if marked && !loose && is_licensed(part) => 0.93,
        // "© imago images/XY, NAME via www.example.org", "© name - stock.example.org": a sign that only rights and pictures have, and
        // a source or its address.
        None if is_signed_over(words, begin, &range) => 0.9,
        // "Foto: NAME | abc".
        None if marked && !loose && is_joined(part) && is_still(&text[begin..at]) => 0.8,
        None if marked && long && count <= 8 && !part.contains(". ") => 0.85,
        // "Foto: XYZ": letters that no list knows.
        None if marked
            && count == 1
            && !loose
            && is_still(&text[begin..at])
            && part.chars().all(char::is_uppercase) =>
        {
            0.8
        }
        None if marked
            && count <= 4
            && !part.contains(|c: char| c.is_lowercase() || !c.is_alphabetic() && c != ' ') =>
        {
            0.68
        }
        // "Foto: Gazette"; "Video: Rettung" heads a film.
        None if marked
            && count == 1
            && !loose
            && part.starts_with(char::is_uppercase)
            && is_still(&text[begin..at]) =>
        {
            0.75
        }
        None if marked && count <= 4 && !part.contains(['?', '!', '"', '“', '«']) => 0.55,
        _ => return None,
    };
    Some((range, confidence))
}
