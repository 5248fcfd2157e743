//! Owns the recognisers of captions and of their credits: "… — NAME / AFP", "(AFP / NAME)", "NAME via REUTERS", "Foto: NAME (dpa)",
//! "صدر الصورة، …". [`split`] finds where the credit begins, [`source`] says what may be one. Whether two captions are one (carousels
//! repeat them) is settled where the fields are put together.

mod beside;
mod source;
mod split;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::claim::{Claims, Context, Role};
use super::dates::{self, Order};
use super::lexicon::{Hit, Kind, Words};
use super::lines::{Block, End};
pub(super) use beside::beside;
use source::Grade;

/// The longest caption, in characters: real ones tell a small story.
const LONGEST: usize = 700;
/// The longest that is taken for a caption for its looks.
const LONGEST_PLAIN: usize = 260;

/// A caption and its credit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption<'a> {
    pub text: &'a str,
    pub credit: Option<&'a str>,
}

pub(super) fn recognise(block: &Block, context: Context<'_>, claims: &mut Claims) {
    if block.shape.chars > LONGEST {
        return;
    }
    let words = block.words();
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
        if let Some((rule, confidence)) = noted(block, &words) {
            claims.claim(Role::Caption, rule, confidence);
        }
        if context.dated
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

/// Reads a line that is a credit and nothing else.
pub(super) fn credit(text: &str) -> Option<&str> {
    let (range, _) = read_credit(&Words::of(text))?;
    Some(&text[range])
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
    if text.starts_with('^') || text.starts_with("Eds") || text.ends_with('=') {
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
        .filter(|c| c.is_numeric())
        .count();
    let real = real.count();
    // "Editor: …" and a source close a telegram.
    let told = real <= 4 && words.text[part.clone()].contains(": ");
    real >= 3 && !told && figures < 9
        || words
            .all(Kind::FilePhoto)
            .any(|hit| hit.start == part.start)
}

/// A caption that stands twice on its line, with its credit between: once.
fn once(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let half = part.floor_char_boundary(part.len() / 2);
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

/// "camera icon…", also glued.
fn after_icon(words: &Words<'_>) -> Option<usize> {
    if let Some(hit) = words.opens(Kind::PictureIcon) {
        let rest = &words.text[hit.end..];
        let start = words.text.len() - rest.trim_start_matches([' ', ':', '|']).len();
        return (rest.len() > 12).then_some(start);
    }
    let start = words
        .text
        .strip_prefix("camera icon")
        .map(|rest| words.text.len() - rest.len());
    start.filter(|&start| words.text.len() > start + 8)
}

/// "[1/3]…", "1/3 …", "Photo 2 of 7: …": the number that a carousel gives its picture.
fn after_number(text: &str) -> Option<usize> {
    let head = &text[..text.floor_char_boundary(40)];
    let bracketed = head.starts_with(['[', '(']);
    let bare = head.trim_start_matches(['[', '(']);
    let mut at = head.len() - bare.len();
    let opening = bare
        .split(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or("");
    let word = opening.trim();
    let known = matches!(
        word.to_lowercase().as_str(),
        "photo"
            | "image"
            | "picture"
            | "bild"
            | "foto"
            | "imagen"
            | "фото"
            | "slide"
            | "صورة"
            | "fotoğraf"
    );
    if !(word.is_empty() || known) {
        return None;
    }
    at += opening.len();
    let (first, rest) = figures(&head[at..])?;
    let separator = rest.trim_start();
    let stroke = separator.starts_with('/');
    let between = ["/", "of ", "de ", "sur ", "von ", "из ", "із ", "з "]
        .into_iter()
        .find(|mark| separator.starts_with(mark))?;
    let (second, rest) = figures(separator[between.len()..].trim_start())?;
    if first == 0 || first > second || second > 200 {
        return None;
    }
    let mark = rest.trim_start_matches([' ', ']', ')', ':', '.', '|', '-', '–', '—']);
    let marked = rest[..rest.len() - mark.len()].contains([']', ')', ':', '|', '-', '–', '—']);
    let capital = mark
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && !c.is_numeric());
    // "1 of 3 roads" is the subject of a sentence.
    let sound =
        (bracketed || known || stroke) && (marked || stroke && rest.starts_with(' ') || known);
    (sound && capital && text.len() > head.len() - mark.len() + 10).then(|| head.len() - mark.len())
}

/// A number of one to three figures, and what follows.
fn figures(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let value = text
        .get(..end)
        .filter(|part| (1..=3).contains(&part.len()))?
        .parse()
        .ok()?;
    Some((value, &text[end..]))
}

/// "Image caption, …", "Підпис до фото, …"; "Image: …" over a sentence.
fn after_label(words: &Words<'_>, from: usize) -> Option<(usize, f32)> {
    let text = words.text;
    let begin = from + text[from..].find(char::is_alphanumeric)?;
    let opens = |hit: &Hit| hit.start == begin && matches!(hit.kind, Kind::Caption | Kind::Credit);
    let mut best: Option<Hit> = None;
    for hit in words.each().filter(opens) {
        if best.is_none_or(|known| {
            known.end < hit.end || known.end == hit.end && hit.kind == Kind::Caption
        }) {
            best = Some(hit);
        }
    }
    let hit = best?;
    let rest = &text[hit.end..];
    let bare = rest.trim_start_matches([' ', '\u{a0}', ',', '،', ':', '：', '.', '–', '—', '-']);
    let mark = &rest[..rest.len() - bare.len()];
    let start = text.len() - bare.len();
    let count = bare.split_whitespace().count();
    let label = &text[hit.start..hit.end];
    let long = label.contains(' ');
    let sure = match hit.kind {
        Kind::Caption if mark.contains([',', '،', ':', '：']) && count >= 2 => {
            if long {
                0.96
            } else {
                0.75
            }
        }
        Kind::Caption if long && is_machine(label) && count >= 3 => 0.85,
        // Over a sentence, "Image:" or "Foto:" heads a caption; over a name, it is a credit.
        Kind::Credit if mark.contains([':', '：']) && count >= 5 && !long => 0.7,
        _ => return None,
    };
    Some((start, sure))
}

/// Labels that only machinery writes, so that no mark is needed after them.
fn is_machine(label: &str) -> bool {
    let label = label.to_lowercase();
    label.ends_with("caption") || label.contains("unterschrift") || label.contains("yazısı")
}

/// "… Purchase Licensing Rights, opens new tab", "… / купить фото": where the caption ends.
fn before_button(words: &Words<'_>) -> Option<usize> {
    let text = words.text;
    let first = words
        .all(Kind::PictureButton)
        .find(|hit| hit.start >= 12 && text.len() - hit.end <= 30)?;
    let before = text[..first.start].trim_end_matches([' ', '/', '|', '-', '–', ',', '.']);
    let stop = text[before.len()..].starts_with('.');
    Some(before.len() + usize::from(stop))
}

/// A line that is a credit and nothing else: where its names stand.
fn read_credit(words: &Words<'_>) -> Option<(Range<usize>, f32)> {
    let text = words.text;
    if text.len() > 220 {
        return None;
    }
    let end = before_button(words).unwrap_or(text.len());
    let begin = text.find(|c: char| c.is_alphanumeric() || c == '©')?;
    if begin >= end {
        return None;
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
    let range = split::trimmed(text, begin..end);
    let part = &text[range.clone()];
    if note.is_some() || part.chars().filter(|c| c.is_numeric()).count() >= 3 {
        return None;
    }
    let grade = source::grade(words, &range)?;
    let dashed = begin > 0 || text.starts_with(['—', '–', '-', '(']);
    let desk = source::sources(words, &range)
        .any(|hit| matches!(hit.kind, Kind::Desk | Kind::PictureSource));
    let parted = part.contains('/');
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
        Grade::Sourced if dashed && desk => 0.6,
        Grade::Sourced if desk && part.contains([',', '-', '(']) => 0.5,
        Grade::Signed if parted && dashed => 0.6,
        Grade::Signed if parted => 0.4,
        _ => return None,
    };
    Some((range, confidence))
}

fn is_label(kind: Kind) -> bool {
    matches!(kind, Kind::Credit | Kind::CreditBy)
}

/// Whether a source's name is long enough to be no word of a menu.
fn is_whole_name(part: &str) -> bool {
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
        )
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
    let range = split::trimmed(text, at..end);
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
        None if marked && long && count <= 8 && !part.contains(". ") => 0.85,
        None if marked
            && count <= 4
            && !part.contains(|c: char| c.is_lowercase() || !c.is_alphabetic() && c != ' ') =>
        {
            0.68
        }
        None if marked && count <= 4 && !part.contains(['?', '!', '"', '“', '«']) => 0.55,
        _ => return None,
    };
    Some((range, confidence))
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

/// A caption by its date alone: a scene and a day, as "Markt in Rawa, 3. Mai 2016".
fn dated(block: &Block, order: Order) -> Option<f32> {
    let text = block.text.trim_end_matches(['.', ' ']);
    let words = block.words();
    let stamped = words.has(Kind::Published)
        || words.has(Kind::Updated)
        || text.contains(['|', '№', '(', '=', '^', '@', '•']);
    // A telegram's head has numbers of its own before the date.
    let figures = text.chars().filter(|c| c.is_numeric()).count();
    if figures > 9
        || block.shape.chars > 220
        || block.shape.words < 4
        || block.shape.inner_stops > 1
        || stamped
    {
        return None;
    }
    if !text[text.ceil_char_boundary(text.len().saturating_sub(40))..].contains(char::is_numeric) {
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
    if bare.chars().filter(|c| c.is_numeric()).count() >= 4 {
        return None;
    }
    let parted = bare.trim_end().ends_with([',', '،', '-', '–', '—', '(']);
    let stop = block.shape.end == End::Stop;
    match (last.year.is_some(), parted, stop) {
        (true, true, false) => Some(0.8),
        (true, _, false) => Some(0.72),
        (true, _, true) => Some(0.6),
        (false, true, false) => Some(0.55),
        (false, ..) => None,
    }
}
