//! Owns the label before a standfirst: "LIBERATION …", "LE POINT SUR LA SITUATION - …", "Reportage. …".

use super::{is_kicker_word, label as trade_label};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::cut_before;

/// How far into a standfirst its label may reach, in bytes.
const REACH: usize = 130;

/// Splits the label off a standfirst. Without a mark after it only French papers set one, and never an agency's name or a
/// short acronym.
pub(in crate::parse::press) fn split_label<'a>(
    text: &'a str,
    language: &str,
) -> (Option<&'a str>, &'a str) {
    split(&Words::of(&text[..cut_before(text, REACH)]), text, language)
}

/// The same of a text the words of whose head are known.
fn split<'a>(words: &Words<'_>, text: &'a str, language: &str) -> (Option<&'a str>, &'a str) {
    let head = &text[..cut_before(text, REACH)];
    let parted = of_the_trade(words, text)
        .or_else(|| capitals(head, text))
        .or_else(|| (language == "fr").then(|| unmarked(head, text)).flatten());
    match parted {
        Some((label, rest)) if is_label(label, words) && leads(rest) => (Some(label), rest),
        _ => (None, text),
    }
}

/// Whether the label of a block cannot be the place of a dateline: words of the trade, or too many for a place.
pub(in crate::parse::press) fn has_clear_label(words: &Words<'_>, language: &str) -> bool {
    split(words, words.text, language)
        .0
        .is_some_and(|label| is_kicker_word(label) || label.split_whitespace().count() >= 4)
}

fn is_label(label: &str, words: &Words<'_>) -> bool {
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let agency = words
        .all(Kind::Agency)
        .any(|hit| &words.text[hit.start..hit.end] == label);
    (letters >= 5 || is_kicker_word(label)) && !agency
}

/// Whether words go on as a standfirst does.
fn leads(rest: &str) -> bool {
    let cased = rest.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    rest.chars().count() >= 25
        && (!cased || rest.contains(char::is_lowercase))
        && !rest.starts_with(char::is_lowercase)
}

/// "Reportage. …", "Exclusif - …", "ANALYSE. …", "Résumé : …": a word of the trade with a mark.
fn of_the_trade<'a>(words: &Words<'_>, text: &'a str) -> Option<(&'a str, &'a str)> {
    let start = text.find(char::is_alphanumeric)?;
    if start > 0 {
        return None;
    }
    let (end, _) = trade_label(words, start)?;
    let after = &text[end..];
    let rest = after.trim_start_matches([
        ' ', '\u{a0}', '\u{202f}', '-', '–', '—', '|', ':', '.', '…', '/',
    ]);
    let mark = &after[..after.len() - rest.len()];
    let sound = mark.contains(['–', '—', '|', ':', '.', '…'])
        || mark.contains('-') && mark.starts_with([' ', '\u{a0}']);
    (sound && mark.ends_with([' ', '\u{a0}', '\u{202f}'])).then(|| (&text[start..end], rest))
}

/// "LE POINT SUR LA SITUATION - …", "ANALYSE | …": a run of capitals up to a mark.
fn capitals<'a>(head: &str, text: &'a str) -> Option<(&'a str, &'a str)> {
    if !head.starts_with(char::is_uppercase) {
        return None;
    }
    let mut before = None;
    for (at, c) in head.char_indices() {
        let gap = text[at + c.len_utf8()..].starts_with([' ', '\u{a0}']);
        let spaced = before.is_some_and(char::is_whitespace);
        before = Some(c);
        match c {
            '-' | '–' | '—' | '|' | ':' if gap && (spaced || c == ':' || c == '|') => {
                return Some((text[..at].trim(), text[at + c.len_utf8()..].trim_start()));
            }
            '.' if gap => return Some((text[..at].trim(), text[at + 1..].trim_start())),
            '’' | '\'' | '-' | '«' | '»' | '&' | ',' => {}
            _ if c.is_whitespace() || c.is_numeric() || c.is_uppercase() => {}
            _ => return None,
        }
        if at > 70 {
            return None;
        }
    }
    None
}

/// "LIBERATION Un an après …": French papers set the label off by its capitals alone.
fn unmarked<'a>(head: &str, text: &'a str) -> Option<(&'a str, &'a str)> {
    let mut end = 0;
    let mut count = 0;
    for word in head.split_inclusive([' ', '\u{a0}']) {
        let bare = word.trim_end();
        let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = bare
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '’' | '\'' | '-'));
        if !capitals || letters < 2 && count == 0 || count >= 5 {
            break;
        }
        count += 1;
        end += word.len();
    }
    let label = text[..end].trim_end();
    let first = label.split_whitespace().next()?;
    let rest = &text[end..];
    let bare = rest.trim_start_matches(['«', '“', '"', ' ', '\u{a0}']);
    let mut chars = bare.chars();
    let begins = chars.next().is_some_and(char::is_uppercase)
        && chars
            .next()
            .is_some_and(|c| c.is_lowercase() || matches!(c, '’' | '\'' | ' '));
    (count >= 1 && first.chars().count() >= 5 && begins).then_some((label, rest))
}
