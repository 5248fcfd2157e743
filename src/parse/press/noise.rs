//! Owns the recognisers of what is not the article: [`bars`] the machinery of pages, [`notices`] what a house says for itself, [`reader`] what it says to its reader,
//! [`wires`] the furniture of wire copy; here the marks and headings that end an article, and tags. They set lines apart with the
//! name of their rule; nothing is thrown away.

mod bars;
mod notices;
mod reader;
mod wires;

use super::block::{Block, End};
use super::claim::{Claims, Context, Role};
use super::lexicon::{Kind, Words};
use super::tokens::digit;
use crate::parse::press::lexicon::fold::has_case;

/// Nothing longer is noise by its words: a paragraph may speak of newsletters and cookies.
const LONGEST: usize = 600;

pub(super) fn recognise(block: &Block, _: Context, claims: &mut Claims) {
    // An address of the net is no prose, however long.
    if block.shape.words == 1 && block.text.starts_with("http") && block.text.contains("://") {
        claims.claim(Role::Noise, "press/address", 0.93);
    }
    if block.shape.chars > LONGEST {
        return;
    }
    let text = block.text.as_str();
    if !text.contains(char::is_alphanumeric) {
        match is_end_mark(text) {
            true => claims.claim(Role::End, "press/end", 0.9),
            false => claims.claim(Role::Noise, "press/separator", 0.95),
        }
        return;
    }
    let words = block.words();
    end(block, &words, claims);
    heading(block, &words, claims);
    tag_line(block, &words, claims);
    listed(block, &words, claims);
    if is_address(&block.text) {
        claims.claim(Role::Noise, "press/address", 0.9);
    }
    bars::recognise(block, &words, claims);
    wires::recognise(block, &words, claims);
    notices::recognise(block, &words, claims);
    reader::recognise(block, &words, claims);
}

/// "###" and "# # #" stand under releases; other marks part sections.
fn is_end_mark(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    marks.clone().count() >= 2 && marks.clone().all(|c| c == '#')
}

/// "(END)", "-30-", "ENDS", "انتهى".
fn end(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    if block.shape.chars > 40 {
        return;
    }
    let text = words.text;
    let bare = bare(text);
    // Between marks only: "30" alone is a counter.
    let set_off =
        bare.len() < text.len() && text.starts_with(['-', '—', '–', '(', '=', '*', '#', '/', '[']);
    if set_off && matches!(bare, "30" | "0" | "o" | "oOo" | "xxx") {
        claims.claim(Role::End, "press/end", 0.9);
    }
    if words.is(Kind::End).is_none() {
        return;
    }
    let confidence = match () {
        () if set_off || text.ends_with('/') => 0.93,
        () if block.shape.capitals && bare.chars().count() >= 3 => 0.92,
        () if !has_case(bare) => 0.88,
        () if bare.contains(' ') => 0.85,
        () => 0.6,
    };
    claims.claim(Role::End, "press/end", confidence);
}

/// Headings over what is not the article.
fn heading(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    if block.shape.chars > 80 {
        return;
    }
    if words.is(Kind::ContentsHeading).is_some() {
        claims.claim(Role::ContentsHeading, "press/contents", 0.85);
    }
    if words.is(Kind::RelatedHeading).is_some() || words.is(Kind::Related).is_some() {
        claims.claim(Role::RelatedHeading, "press/related-heading", 0.85);
    } else if words.is(Kind::RelatedWeak).is_some() {
        claims.claim(Role::RelatedHeading, "press/related-heading", 0.6);
    }
    let leads = words
        .opens(Kind::Related)
        .or(words.opens(Kind::RelatedWeak));
    if block.shape.end == End::Colon && block.shape.words <= 10 && leads.is_some() {
        claims.claim(Role::RelatedHeading, "press/related-heading", 0.7);
    }
    if words.is(Kind::PromotionHeading).is_some() {
        claims.claim(Role::PromoHeading, "press/promotion-heading", 0.8);
    }
    let levels = block.text.chars().take_while(|&c| c == '#').count();
    let marked = block.marked || (1..=4).contains(&levels) && block.text[levels..].starts_with(' ');
    if words.is(Kind::FootHeading).is_some() {
        claims.claim(Role::PromoHeading, "press/foot-heading", 0.85);
        claims.claim(Role::End, "press/foot-heading", 0.35);
    } else if words.is(Kind::FootHeadingWeak).is_some() {
        let confidence = if marked { 0.7 } else { 0.3 };
        claims.claim(Role::PromoHeading, "press/foot-heading", confidence);
    }
    // As wires mark their notes that send Markdown, and writers their crossheads.
    if marked && block.shape.words <= 9 {
        claims.claim(Role::PromoHeading, "press/marked-heading", 0.4);
        claims.claim(Role::Crosshead, "press/marked-heading", 0.5);
    }
}

/// What looks like furniture and is text: entries of a list of names, and the hours that head the entries of a live page.
fn listed(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    if block.shape.chars > 120 {
        return;
    }
    if is_person(words.text) {
        claims.claim(Role::Paragraph, "press/list-of-names", 0.75);
    }
    if is_dashed(words) {
        claims.claim(Role::Crosshead, "press/dashed-crosshead", 0.93);
    }
    let hour = block.shape.words <= 3
        && words.text.starts_with(|c: char| c.is_ascii_digit())
        && words.text.contains([':', '.', 'h'])
        && words.ends(Kind::HalfDay).is_some();
    if hour {
        claims.claim(Role::Crosshead, "press/hour", 0.6);
    }
}

/// "- A bridge too late -": how agencies set crossheads in plain text. Buttons, notes and marks of the end stand so too.
fn is_dashed(words: &Words<'_>) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '*' | '=' | '~' | '_');
    let text = words.text;
    let inner = text.trim_matches(dash);
    let set_off = text.starts_with(dash) && text.ends_with(dash);
    let spaced = inner.starts_with(char::is_whitespace) && inner.ends_with(char::is_whitespace)
        || text.len() - inner.len() >= 4;
    let count = inner.split_whitespace().count();
    const OTHER: [Kind; 13] = [
        Kind::Button,
        Kind::ButtonWeak,
        Kind::End,
        Kind::Continued,
        Kind::Agency,
        Kind::Label,
        Kind::WireNote,
        Kind::WireMark,
        Kind::Related,
        Kind::RelatedHeading,
        Kind::PromotionHeading,
        Kind::PopularHeading,
        Kind::FootHeading,
    ];
    set_off
        && spaced
        && (1..=10).contains(&count)
        && inner.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !inner.contains(['|', '@'])
        && !OTHER.iter().any(|&kind| words.is(kind).is_some())
        && words.opens(Kind::WireNote).is_none()
}

/// "Ana Ruiz, 34, a nurse": a name, a comma, an age or a year of birth.
fn is_person(text: &str) -> bool {
    let Some(at) = text.find([',', '،']) else {
        return false;
    };
    let (name, rest) = text.split_at(at);
    let plain =
        |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '.' | '\'' | '’');
    let small = name.starts_with(char::is_lowercase);
    let named = (1..=6).contains(&name.split_whitespace().count())
        && name
            .chars()
            .all(|c| plain(c) || is_mark(c) || matches!(c, '(' | ')'));
    let rest = rest.trim_start_matches([',', '،', ' ', '\u{a0}']);
    let digits = rest.chars().take_while(|&c| digit(c).is_some());
    let (value, count) = digits.fold((0_u32, 0), |(value, count), c| {
        let next = value
            .saturating_mul(10)
            .saturating_add(digit(c).unwrap_or(0));
        (next, count + 1)
    });
    let after = rest.chars().nth(count);
    // "70,000" is no age.
    let figure = after == Some(',') && rest.chars().nth(count + 1).is_some_and(char::is_numeric);
    let apart =
        !figure && after.is_none_or(|c| matches!(c, ',' | '،' | ' ' | '.' | ';' | '-' | '\u{a0}'));
    // A year after a name is a date of something: it must be one of birth, with a word after it.
    let age = count >= 1 && value <= 105;
    let born = count == 4 && (1900..2010).contains(&value) && after == Some(' ');
    named && apart && (age && !small || born) && !has_month(text)
}

/// A combining mark, as Arabic and Hebrew have over their letters.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn has_month(text: &str) -> bool {
    Words::of(text)
        .of_kinds(&[Kind::Month, Kind::Weekday])
        .next()
        .is_some()
}

/// "Tags: bridge, river", "#bridge #river".
fn tag_line(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    if block.shape.chars > 320 {
        return;
    }
    let hashed = block.text.starts_with('#') && !block.text.starts_with("##");
    if hashed && is_hashtags(&block.text) {
        let spaced = block.text.starts_with("# ");
        claims.claim(
            Role::Tags,
            "press/hashtags",
            if spaced { 0.5 } else { 0.88 },
        );
        return;
    }
    let Some(list) = tag_list(words) else {
        return;
    };
    let listed = list
        .split(is_separator)
        .filter(|tag| !tag.trim().is_empty());
    let (count, longest) = listed.fold((0, 0), |(count, longest), tag| {
        (count + 1, longest.max(tag.split_whitespace().count()))
    });
    let sentence = block.is_sentence() && count < 3;
    if sentence || longest > 9 {
        return;
    }
    let colon = words.text[..words.text.len() - list.len()].contains([':', '：']);
    let confidence = match (colon, count) {
        (true, _) => 0.88,
        (false, 3..) => 0.75,
        (false, 2) => 0.6,
        _ => 0.35,
    };
    claims.claim(Role::Tags, "press/tags", confidence);
}

/// "Sarn, MA 02114": a town, its state and its code, and nothing else.
fn is_address(text: &str) -> bool {
    let mut parts = text.rsplitn(3, ' ');
    let (Some(code), Some(state), Some(town)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let code = code.len() == 5 && code.bytes().all(|c| c.is_ascii_digit());
    let state = state.len() == 2 && state.bytes().all(|c| c.is_ascii_uppercase());
    let named = town.split_whitespace().count() <= 8
        && town.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    code && state && named && town.ends_with(',')
}

fn is_hashtags(text: &str) -> bool {
    let mut tags = text.split('#').skip(1);
    let short = |tag: &str| {
        let words = tag.split_whitespace().count();
        (1..=4).contains(&words) && tag.trim().chars().count() <= 40
    };
    tags.clone().count() <= 30 && tags.all(short)
}

/// What follows the label of a list of tags.
fn tag_list<'a>(words: &Words<'a>) -> Option<&'a str> {
    let label = words.opens(Kind::Tags)?;
    // "In" and "more on" label tags only with a colon.
    let rest = words.text[label.end..].trim_start();
    let marked = rest.trim_start_matches([':', '：', ' ']);
    let faint = words.text[label.start..label.end].chars().count() <= 2
        || words.text[label.start..label.end]
            .to_lowercase()
            .ends_with(" on");
    let has_mark = marked.len() < rest.len();
    let follows = !marked.is_empty() && (has_mark || !faint);
    follows.then_some(marked)
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '،' | ';' | '|' | '·' | '•' | '؛')
}

/// The tags in a line of them.
pub(super) fn tags(text: &str) -> Vec<String> {
    let words = Words::of(text);
    let list = match tag_list(&words) {
        Some(list) if !text.starts_with('#') => list,
        _ => text,
    };
    let hashed = list.trim_start().starts_with('#');
    list.split(|c| is_separator(c) || hashed && c == '#')
        .map(|tag| tag.trim().trim_start_matches('#').trim().to_owned())
        .filter(|tag| tag.contains(char::is_alphanumeric))
        .collect()
}

/// A text without the marks and spaces around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests;
