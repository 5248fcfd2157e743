//! Owns what stands around a caption and is none of it: icons, the numbers of a carousel, labels, buttons.

use crate::parse::press::lexicon::{Hit, Kind, Words};
use crate::parse::press::tokens::cut_before;

/// "camera icon…", also glued.
pub(super) fn after_icon(words: &Words<'_>) -> Option<usize> {
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
pub(super) fn after_number(text: &str) -> Option<usize> {
    let head = &text[..cut_before(text, 40)];
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
    let between = ["/", "of", "de", "sur", "von", "из", "із", "з"]
        .into_iter()
        .find(|mark| separator.starts_with(mark))?;
    let after = &separator[between.len()..];
    // "1of4A ferry crosses": galleries lose the spaces around their numbers.
    let glued = !stroke && separator.len() == rest.len() && after.starts_with(is_figure);
    let (second, rest) = figures(after.trim_start())?;
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
    let barred = !stroke && rest.trim_start().starts_with('|');
    let sound = glued
        || barred
        || (bracketed || known || stroke) && (marked || stroke && rest.starts_with(' ') || known);
    (sound && capital && text.len() > head.len() - mark.len() + 10).then(|| head.len() - mark.len())
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}

/// A number of one to three figures, and what follows.
fn figures(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !is_figure(c)).unwrap_or(text.len());
    let value = text
        .get(..end)
        .filter(|part| (1..=3).contains(&part.len()))?
        .parse()
        .ok()?;
    Some((value, &text[end..]))
}

/// "Image caption, …", "Підпис до фото, …"; "Image: …" over a sentence.
pub(super) fn after_label(words: &Words<'_>, from: usize) -> Option<(usize, f32)> {
    let text = words.text;
    let begin = from + text[from..].find(char::is_alphanumeric)?;
    let opens = |hit: &Hit| hit.start == begin && matches!(hit.kind, Kind::Caption | Kind::Credit);
    if let Some(end) = glued_label(&text[begin..]) {
        return Some((begin + end, 0.93));
    }
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

/// "Media captionThe ferry was late": the end of a label that readers are not meant to see, and that lost its space.
fn glued_label(text: &str) -> Option<usize> {
    const LABELS: [&str; 15] = [
        "Media caption",
        "Image caption",
        "Video caption",
        "Photo caption",
        "Légende image",
        "Légende vidéo",
        "Légende",
        "Pie de foto",
        "Bildunterschrift",
        "Bildbeschreibung",
        "Подпись к фото",
        "Подпись к видео",
        "Підпис до фото",
        "Fotoğraf altı yazısı",
        "Legenda da foto",
    ];
    let label = LABELS.iter().find(|label| text.starts_with(**label))?;
    let rest = &text[label.len()..];
    (rest.starts_with(char::is_uppercase) && rest.split_whitespace().nth(2).is_some())
        .then_some(label.len())
}

/// Labels that only machinery writes, so that no mark is needed after them.
fn is_machine(label: &str) -> bool {
    let label = label.to_lowercase();
    label.ends_with("caption") || label.contains("unterschrift") || label.contains("yazısı")
}

/// "… Purchase Licensing Rights, opens new tab", "… / купить фото": where the caption ends.
pub(super) fn before_button(words: &Words<'_>) -> Option<usize> {
    let text = words.text;
    let first = words
        .all(Kind::PictureButton)
        .find(|hit| hit.start >= 12 && text.len() - hit.end <= 30)?;
    let before = text[..first.start].trim_end_matches([' ', '/', '|', '-', '–', ',', '.']);
    let stop = text[before.len()..].starts_with('.');
    Some(before.len() + usize::from(stop))
}
