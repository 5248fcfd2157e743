//! Owns the forms that tell a link without a label of its own: a label that lost its space, the address of the house, brackets,
//! arrows.

use super::{Link, plain, with_url};
use crate::parse::press::block::Block;
use crate::parse::press::lexicon::{Hit, Kind, Words};
use crate::parse::press::tokens::cut_before;

/// "À lire aussiLe pont…", "Read moreThe bridge…": a label that lost the space after it.
pub(super) fn glued(text: &str) -> Option<(Link, f32)> {
    let head = &text[..cut_before(text, 60)];
    let mut before = None;
    let at = head.char_indices().find_map(|(at, c)| {
        let seam = before.is_some_and(char::is_lowercase) && c.is_uppercase();
        before = Some(c);
        (seam && at >= 4).then_some(at)
    })?;
    let words = Words::of(&text[..at]);
    words.is(Kind::Related).or_else(|| words.is(Kind::Paged))?;
    let link = with_url(text[at..].trim());
    plain(&link.words).then_some((link, 0.93))
}

/// "Also on example.org The bridge is open": a title behind the address of the house.
pub(super) fn housed<'a>(words: &Words<'a>) -> Option<&'a str> {
    let hit = words
        .opens(Kind::Related)
        .or_else(|| words.opens(Kind::RelatedHeading))?;
    let (house, title) = words.text[hit.end..].trim_start().split_once(' ')?;
    let house = house.trim_end_matches(':');
    let address = house
        .rsplit_once('.')
        .is_some_and(|(name, end)| !name.is_empty() && (2..=6).contains(&end.len()))
        && house
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c == b'.' || c == b'-');
    let title = title.trim_start_matches([':', '|', '–', '-', ' ']);
    (address && !title.starts_with(char::is_lowercase) && plain(title)).then_some(title)
}

/// What opens a note in square brackets that is no title: of an editor, of who took the text down.
const NOTES: [&str; 24] = [
    "passage",
    "begin",
    "end",
    "description",
    "text",
    "video",
    "editor",
    "editor's",
    "editor’s",
    "editors",
    "words",
    "as",
    "correction",
    "photo",
    "image",
    "note",
    "translated",
    "sic",
    "figure",
    "sentence",
    "material",
    "interview",
    "updated",
    "ndlr",
];

/// "[The bridge is open again]" alone on its line: how several papers set a link apart.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let title = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let first = title.split_whitespace().next()?.to_lowercase();
    let first = first.trim_end_matches([':', ',', '.']);
    let one = !title.contains(['[', ']', ';', '/', '|', '@', '=']);
    let enough = title.split_whitespace().count() >= 4 && title.chars().count() <= 180;
    let begins = !title.starts_with(char::is_lowercase);
    (one && enough && begins && plain(title) && !title.ends_with('.') && !NOTES.contains(&first))
        .then_some(title)
}

/// What follows an arrow at the start: ">> …", "→ …".
pub(super) fn arrow(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches([
        '>', '→', '►', '▶', '➡', '☞', '👉', '\u{fe0f}', ' ', '\u{a0}',
    ]);
    let mark = text[..text.len() - rest.len()].trim();
    (mark.chars().count() >= 1 && mark != ">").then_some(rest)
}

/// Whether a line breaks off as the first words of another article do: "The pass was taken on Friday by men who (...)".
pub(super) fn is_cut_off(block: &Block) -> bool {
    let text = block.text.trim_end();
    let ends = ["…", "...", "(...)", "[...]", "[…]", "(…)"];
    (10..=60).contains(&block.shape.words) && ends.iter().any(|end| text.ends_with(end))
}

/// "Lire nos explications : …", "Lesen Sie auch das Interview: …": what is to be read, between the label and the mark.
pub(super) fn named(text: &str, hit: Hit) -> Option<(Link, f32)> {
    let (what, title) = text[hit.end..].split_once(':')?;
    let what = what.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let count = what.split_whitespace().count();
    let small = what.starts_with(' ')
        && what.trim_start().starts_with(char::is_lowercase)
        && !what.contains(['.', ',', '"', '“', '«']);
    let title = title.trim_start();
    let begins = !title.starts_with(char::is_lowercase);
    ((1..=4).contains(&count)
        && small
        && begins
        && plain(title)
        && title.split_whitespace().nth(2).is_some())
    .then(|| (with_url(title), 0.85))
}

/// "Read the article “…”": quotes after such a word hold the title, and are none of it.
pub(super) fn without_quotes<'a>(label: &str, title: &'a str) -> &'a str {
    let named = [
        "материал",
        "материале",
        "матеріал",
        "матеріалі",
        "статью",
        "статье",
        "статтю",
        "статті",
        "article",
        "artículo",
    ];
    let last = label.split_whitespace().next_back().unwrap_or_default();
    let quotes = ['"', '«', '»', '“', '”', '„'];
    let bare = title.trim_matches(quotes);
    match named.contains(&last.to_lowercase().as_str()) && !bare.contains(quotes) {
        true => bare.trim(),
        false => title,
    }
}
