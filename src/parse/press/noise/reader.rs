//! Owns the recognisers of what is said on a page and is not of the house's reporting: sentences of forms that speak to the reader
//! ("We use your sign-up to …"), posts of others that are set into the text, the head of the readers' comments.

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::digit;

pub(super) fn recognise(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    let mut noise = |rule, confidence| claims.claim(Role::Noise, rule, confidence);
    if let Some(confidence) = addressed(block, words) {
        noise("press/form", confidence);
    }
    if let Some(confidence) = post(words.text) {
        noise("press/post", confidence);
    }
    if is_comments(block, words) {
        noise("press/comments", 0.93);
    }
    if is_reached(block) {
        noise("press/contact", 0.8);
    }
}

/// What forms speak of.
const SITE: [Kind; 5] = [
    Kind::SiteWord,
    Kind::Channel,
    Kind::Form,
    Kind::Policy,
    Kind::Notice,
];

/// A sentence to the reader, of things that only pages have. The news speaks to nobody, but quotes those who do.
fn addressed(block: &Block, words: &Words<'_>) -> Option<f32> {
    let text = words.text;
    if text.starts_with(['"', '“', '«', '„', '‘', '\'', '-', '–', '—'])
        || text.contains("\" ") && !text.contains("click")
        || text.contains('»')
    {
        return None;
    }
    let you = words.all(Kind::Reader).next().is_some();
    let (mut count, mut past) = (0, 0);
    for hit in words.of_kinds(&SITE) {
        if hit.start >= past {
            count += 1;
            past = hit.end;
        }
    }
    let telling = block.shape.words >= 4;
    match (you, count) {
        (true, 3..) => Some(0.92),
        (true, 2) => Some(if block.shape.chars <= 260 { 0.86 } else { 0.7 }),
        (true, 1) if telling && block.shape.chars <= 160 => Some(0.6),
        (false, 5..) if block.shape.chars <= 300 => Some(0.65),
        (false, 3..) if block.shape.words <= 18 => Some(0.6),
        _ => None,
    }
}

/// "— The Mill (@themill) May 4, 2022": who posted what stands over it; "… pic.twitter.com/…": a post.
fn post(text: &str) -> Option<f32> {
    let signed = text.starts_with(['—', '–', '-', '&'])
        && text.contains("(@")
        && text.ends_with(|c: char| digit(c).is_some());
    let linked = text.contains("pic.twitter.com/")
        || text.contains("https://t.co/")
        || text.contains("pic.x.com/");
    match (signed, linked) {
        (true, _) => Some(0.95),
        (_, true) => Some(0.9),
        _ => None,
    }
}

/// "Commentaires (6)", "133 Comentarios": what follows is the readers'.
fn is_comments(block: &Block, words: &Words<'_>) -> bool {
    let Some(hit) = words.all(Kind::Comments).next() else {
        return false;
    };
    let around = [&words.text[..hit.start], &words.text[hit.end..]];
    let letters = around.iter().any(|part| part.contains(char::is_alphabetic));
    let counted = around
        .iter()
        .any(|part| part.chars().any(|c| digit(c).is_some()));
    block.shape.chars <= 30 && !letters && counted
}

/// "• Name can be reached at name@house.example."
fn is_reached(block: &Block) -> bool {
    let text = block.text.as_str();
    let mail = |word: &str| {
        word.split_once('@').is_some_and(|(name, host)| {
            name.contains(char::is_alphanumeric) && host.trim_end_matches('.').contains('.')
        })
    };
    block.shape.words <= 20
        && block.shape.end != End::Colon
        && text.contains('@')
        && !text.contains(['"', '“', '«'])
        && text.split_whitespace().any(mail)
}
