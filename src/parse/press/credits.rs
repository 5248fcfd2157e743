//! Owns the recognisers of captions and of their credits: "… — NAME / AFP", "(AFP / NAME)", "NAME via REUTERS", "Foto: NAME (dpa)",
//! "صدر الصورة، …". [`split`] finds where the credit begins, [`source`] says what may be one. Whether two captions are one (carousels
//! repeat them) is settled where the fields are put together.

mod alone;
mod around;
mod beside;
mod cut;
mod led;
mod marks;
mod posted;
mod settled;
mod source;
mod split;
#[cfg(test)]
mod tests;

use crate::parse::press::lexicon::fold::is_figure;
use std::ops::Range;

use super::block::{Block, End};
use super::byline;
use super::claim::{Claims, Context, Role};
use super::dates::{self, Order};
use super::lexicon::{Hit, Kind, Words};
use crate::parse::press::tokens::{cut_after, cut_before};
pub(super) use alone::gives_pictures;
use alone::{is_label, read_credit};
use around::{after_icon, after_label, after_number, before_button};
pub(super) use beside::{SOURCED, beside, with_source};
pub(super) use settled::settled;

/// The longest caption, in characters: real ones tell a small story.
const LONGEST: usize = 700;

/// The longest that is taken for a caption for its looks.
const LONGEST_PLAIN: usize = 260;

/// Whether a line opens with a label of a picture: "Photo: …".
pub(super) fn has_label(text: &str) -> bool {
    Words::of(text).opens(Kind::Credit).is_some()
}

/// Whether a line opens with a label that only a photograph has, and its colon: "Photos: …", and neither "Source: …" nor "Credit: …".
pub(super) fn labels_photo(text: &str) -> bool {
    let words = Words::of(text);
    let label = words.opens(Kind::Credit).filter(|hit| {
        let label = text[hit.start..hit.end].to_lowercase();
        let photo = [
            "photo",
            "foto",
            "fotó",
            "фото",
            "світлин",
            "bild",
            "wêne",
            "وێن",
            "صور",
            "تصوير",
            "fot",
            "zdj",
        ];
        // "Crédits photos", "Zdroj foto"; "Aufmacherbild".
        let compound = ["bild", "bilder", "foto", "fotos"];
        photo
            .iter()
            .any(|photo| label.split_whitespace().any(|word| word.starts_with(photo)))
            || compound.iter().any(|photo| label.ends_with(photo))
    });
    let sourced = words.opens(Kind::Source).is_some();
    label.is_some_and(|hit| text[hit.end..].trim_start().starts_with([':', '：'])) && !sourced
}

/// A caption and its credit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption<'a> {
    pub text: &'a str,
    pub credit: Option<&'a str>,
}

pub(super) fn recognise(block: &Block, context: Context, claims: &mut Claims) {
    if block.shape.chars > LONGEST {
        return;
    }
    let words = block.words();
    // "PORT SABINE (AFP)": a city, and no hand that took a picture.
    if block.text.ends_with(')') && !block.text.contains('©') && byline::signs_as_dateline(&words)
    {
        return;
    }
    if settled::is_unfolded(&block.text) {
        claims.claim(Role::Caption, "press/unfolded-caption", 0.93);
    }
    let credit = read_credit(&words);
    if let Some((_, confidence)) = &credit {
        claims.claim(Role::Credit, "press/credit", *confidence);
    }
    if credit.is_none_or(|(_, confidence)| confidence < 0.6)
        && let Some((_, confidence)) = read_caption(&words)
    {
        let confidence = confidence - prose(block, confidence);
        claims.claim(Role::Caption, "press/caption", confidence);
    }
    if block.shape.chars <= LONGEST_PLAIN {
        // "Archivbild: dpa" is a credit, for all that it notes.
        let noted = noted(block, &words);
        let credited = claims.certainty(&[Role::Credit]) >= 0.85 || alone::is_noted(&words);
        if let Some((rule, confidence)) = noted.filter(|_| !credited) {
            claims.claim(Role::Caption, rule, confidence);
        }
        if context.dated
            && words.opens(Kind::By).is_none()
            && let Some(confidence) = dated(block, context.order)
        {
            claims.claim(Role::Caption, "press/dated-caption", confidence);
        }
    }
}

/// What the length of a block takes from the confidence: a long caption has a credit that leaves no doubt.
fn prose(block: &Block, confidence: f32) -> f32 {
    let sentences = block.shape.inner_stops + usize::from(block.shape.end == End::Stop);
    let less: f32 = match () {
        () if confidence >= 0.9 && block.shape.chars > 450 => 0.15,
        () if confidence >= 0.9 => 0.0,
        () if block.shape.chars > 300 => 0.4,
        () if sentences >= 3 || block.shape.chars > 200 => 0.2,
        () => 0.0,
    };
    less.min(confidence - 0.1)
}

/// Reads a caption with its credit or its label.
pub(super) fn caption(text: &str) -> Option<Caption<'_>> {
    let (cut, _) = read_caption(&Words::of(text))?;
    let (start, end) = (cut.0.start, cut.0.end);
    Some(Caption {
        text: text[start..end].trim(),
        credit: cut.1.map(|credit| text[credit].trim()),
    })
}

/// "Anna Example, photo: Gazette": who is shown, and whose picture it is.
pub(super) fn shows_person(words: &Words<'_>) -> bool {
    let text = words.text;
    let label = |hit: Hit| {
        let before = text[..hit.start].trim_end();
        let singular = !text[..hit.end].ends_with('s');
        text[hit.end..].trim_start().starts_with(':')
            && singular
            && before.ends_with([',', '|', '/', '–', '—'])
            && !before.contains(':')
    };
    words.opens(Kind::By).is_none()
        && words.all(Kind::Credit).any(label)
        && caption(text).is_some_and(|caption| caption.credit.is_some())
}

/// Reads a line that is a credit and nothing else.
pub(super) fn credit(text: &str) -> Option<&str> {
    let (range, _) = read_credit(&Words::of(text))?;
    Some(&text[range])
}

/// The most words of a credit behind its label, where its place has told that it stands by a picture.
const MOST_LABELLED: usize = 7;

/// Whether a line is a label and a few words that are no sentence.
pub(super) fn is_labelled_credit(words: &Words<'_>) -> bool {
    let text = words.text;
    let label = words
        .all(Kind::Credit)
        .filter(|hit| hit.start == 0)
        .max_by_key(|hit| hit.end);
    let rest = label.and_then(|label| {
        let rest = text[label.end..].trim_start();
        rest.strip_prefix([':', '：', '/', '©'])
    });
    let count = rest.map_or(0, |rest| rest.split_whitespace().count());
    (1..=MOST_LABELLED).contains(&count) && !text.ends_with(['.', '!', '?'])
}

type Parts = (Range<usize>, Option<Range<usize>>);

fn read_caption(words: &Words<'_>) -> Option<(Parts, f32)> {
    let text = words.text;
    if text.is_empty() {
        return None;
    }
    let mut whole = 0..text.len();
    let mut sure = 0.0_f32;
    if let Some(start) = after_icon(words).or_else(|| after_number(text)) {
        (whole.start, sure) = (start, 0.75);
    }
    if let Some(end) = before_button(words) {
        (whole.end, sure) = (end, sure.max(0.75));
    }
    if let Some((start, confidence)) = after_label(words, whole.start) {
        (whole.start, sure) = (start, sure.max(confidence));
    }
    if whole.start >= whole.end {
        return None;
    }
    // "World | 3 May 2018 | 7:09 am | AGENCY": where and when, and who signs.
    let furnished = text.matches(" | ").count() >= 2
        && text
            .split(" | ")
            .all(|part| part.split_whitespace().count() <= 5)
        && text.contains(|c: char| c.is_ascii_digit());
    if furnished || text.starts_with('^') || text.starts_with("Eds") || text.ends_with('=') {
        return None;
    }
    if sure == 0.0 && !may_be_cut(words) {
        return None;
    }
    let cut = split::cut(words, whole.clone())
        .filter(|cut| sure > 0.0 || cut.by_label || says(words, &cut.text));
    match cut {
        Some(cut) => Some(((once(text, cut.text), cut.credit), cut.confidence.max(sure))),
        None if sure > 0.0 => Some(((once(text, whole), None), sure)),
        None => None,
    }
}

/// Whether a line may be a caption and a credit: it says something, or has a label or a name of the trade.
fn may_be_cut(words: &Words<'_>) -> bool {
    let text = words.text;
    words
        .each()
        .any(|hit| source::is_source(&hit) || is_label(hit.kind))
        || text.split_whitespace().nth(2).is_some()
        || text.contains('©')
        || text.contains("CreditCredit")
}

/// Whether words may say what a picture shows: more than a date or a name.
fn says(words: &Words<'_>, part: &Range<usize>) -> bool {
    let own = words.text[part.clone()].split_whitespace();
    let real = own.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    let figures = words.text[part.clone()]
        .chars()
        .filter(|&c| is_figure(c))
        .count();
    let real = real.count();
    // "Sources: … / Photo credit: …" names whom the text is from.
    let sourced = words.opens(Kind::Source).is_some_and(|hit| {
        hit.start == part.start && words.text[hit.end..].trim_start().starts_with(':')
    });
    if sourced {
        return false;
    }
    // "Editor: …" and a source close a telegram.
    let told = real <= 4 && words.text[part.clone()].contains(": ");
    real >= 3 && !told && (figures < 9 || real >= 10)
        || words
            .all(Kind::FilePhoto)
            .any(|hit| hit.start == part.start)
}

/// A caption that stands twice on its line, with its credit between: once.
fn once(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let half = cut_before(part, part.len() / 2);
    let opening: String = part.chars().take(24).collect();
    let again = part
        .get(opening.len()..)
        .and_then(|rest| rest.find(&opening));
    match again {
        Some(at)
            if opening.chars().count() == 24
                && at + opening.len() >= half.min(at + opening.len()) =>
        {
            let first = part[..at + opening.len()].trim_end();
            // What is between the two is the credit, in brackets.
            let bare = match first.rfind([')', ']']) {
                Some(last) if last + 1 == first.len() => {
                    first.rfind(['(', '[']).map_or(first, |open| &first[..open])
                }
                _ => first,
            };
            range.start..range.start + bare.trim_end().len()
        }
        _ => range,
    }
}

/// A caption by what it says of its picture: "File photo", "second from left", "أرشيفية".
fn noted(block: &Block, words: &Words<'_>) -> Option<(&'static str, f32)> {
    let text = block.text.as_str();
    if block.shape.words < 2 {
        let alone = words.is(Kind::FilePhoto)?;
        return (text.len() - (alone.end - alone.start) <= 4).then_some(("press/file-photo", 0.4));
    }
    let opens = [
        "FILE -",
        "FILE –",
        "FILE —",
        "FILE PHOTO",
        "FILE:",
        "(FILE",
        "File -",
        "ARCHIVO -",
        "ARCHIVES -",
        "Archiv:",
    ]
    .iter()
    .any(|mark| text.starts_with(mark));
    if opens {
        return Some(("press/file-photo", 0.92));
    }
    if words.is(Kind::FilePhoto).is_some() {
        return Some(("press/file-photo", 0.4));
    }
    if let Some(hit) = words.opens(Kind::FilePhoto) {
        // "Archivbild: …", "File photo of the bridge": one word alone may open any sentence.
        let marked = text[hit.end..].starts_with([':', ',', '،', ')']);
        if (marked || text[hit.start..hit.end].contains(' ')) && block.shape.inner_stops <= 2 {
            return Some(("press/file-photo", 0.88));
        }
    }
    if let Some(confidence) = placed(block, words) {
        return Some(("press/caption-positions", confidence));
    }
    if let Some(hit) = words.ends(Kind::FilePhoto) {
        let before = text[..hit.start].trim_end_matches([' ', '\u{a0}']);
        if before.ends_with(['(', '[', '.', '-', '–', '—', '|', '/', ',', '،', '"', '»']) {
            return Some(("press/file-photo", 0.88));
        }
        return (block.shape.end == End::Open).then_some(("press/file-photo", 0.4));
    }
    let early = |hit: &Hit| hit.start <= 40;
    if words
        .all(Kind::FilePhoto)
        .any(|hit| early(&hit) && hit.end - hit.start >= 8)
    {
        let opens =
            text.starts_with("In this") || text.starts_with("This") || text.starts_with("A file");
        return Some(("press/file-photo", if opens { 0.9 } else { 0.35 }));
    }
    let scene = words.all(Kind::Scene).next()?;
    let start = text.find(char::is_alphanumeric)?;
    let confidence = match () {
        () if scene.start == start => 0.6,
        () if block.shape.inner_stops <= 1 => 0.4,
        () => 0.25,
    };
    Some(("press/scene", confidence))
}

/// A caption by where it says that people stand: "Anna Example (left) and Uwe Beispiel", "Anna Example, right, in Rawa".
fn placed(block: &Block, words: &Words<'_>) -> Option<f32> {
    if block.shape.inner_stops > 2 {
        return None;
    }
    let text = words.text;
    let mut commas = false;
    // "From left: Anna Example and Uwe Beispiel".
    let first = words.all(Kind::Position).find(|hit| hit.start == 0);
    if first.is_some_and(|hit| hit.end >= 8 && text[hit.end..].starts_with([';', ':', ',', '،'])) {
        return Some(0.85);
    }
    for hit in words.all(Kind::Position) {
        let before = text[..hit.start].trim_end();
        let after = text[hit.end..].trim_start_matches('.').trim_start();
        if before.ends_with(['(', '[']) && after.starts_with([')', ']', ',', ';']) {
            return Some(0.8);
        }
        commas |= before.ends_with([',', '،'])
            && after.starts_with([',', '،'])
            && hit.end > hit.start + 2;
    }
    (commas && block.shape.inner_stops <= 1).then_some(0.6)
}

/// A caption by its date alone: a scene and a day, as "Markt in Rawa, 3. Mai 2016".
fn dated(block: &Block, order: Order) -> Option<f32> {
    let text = block.text.trim_end_matches(['.', ' ']);
    let words = block.words();
    let stamped = words.has(Kind::Published)
        || words.has(Kind::Updated)
        || words.opens(Kind::By).is_some()
        // Whoever is quoted, and when: "Source: Ministry of …, 3 May 2016".
        || words.opens(Kind::Source).is_some()
        || ["This story", "This article", "This page"]
            .iter()
            .any(|head| text.starts_with(head))
        || text.contains(['|', '№', '(', '=', '^', '@', '•']);
    // A telegram's head has numbers of its own before the date.
    let figures = text.chars().filter(|&c| is_figure(c)).count();
    if figures > 9
        || block.shape.chars > 220
        || block.shape.words < 4
        || block.shape.inner_stops > 1
        || stamped
    {
        return None;
    }
    if !text[cut_after(text, text.len().saturating_sub(40))..].contains(char::is_numeric) {
        return None;
    }
    let last = dates::mentions(text, order).into_iter().next_back()?;
    // "year 2016", "2016 року": a word of the date's own may follow.
    let after = text[last.bytes.end..].trim();
    let closes =
        after.is_empty() || matches!(after, "року" | "года" | "г" | "р" | "yılında" | "r" | "гг");
    let opens = last.bytes.start >= 15;
    if !closes || !opens {
        return None;
    }
    let bare = &text[..last.bytes.start];
    if bare.chars().filter(|&c| is_figure(c)).count() >= 4 {
        return None;
    }
    let parted = bare.trim_end().ends_with([',', '،', '-', '–', '—', '(']);
    let stop = block.shape.end == End::Stop;
    match (last.year.is_some(), parted, stop) {
        (true, true, false) => Some(0.8),
        (true, _, false) => Some(0.72),
        // A statement that ends in a month or a year is the text's: "The two resigned in June 2017."
        (true, _, true) if last.full_day().is_some() => Some(0.6),
        (false, true, false) => Some(0.55),
        _ => None,
    }
}
