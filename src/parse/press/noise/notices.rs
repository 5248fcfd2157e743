//! Owns the recognisers of what a house says for itself in whole sentences: invitations to subscribe, follow and load; standing
//! notices; rights; policies; who the author is. A sentence of the news that mentions a newsletter or a cookie is not among them.

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Hit, Kind, Words};

/// The longest invitation, in characters.
const LONGEST_FORM: usize = 320;

pub(super) fn recognise(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    let mut noise = |rule, confidence| claims.claim(Role::Noise, rule, confidence);
    if let Some(confidence) = invitation(block, words) {
        noise("press/form", confidence);
    }
    if let Some(confidence) = notice(block, words) {
        noise("press/notice", confidence);
    }
    if let Some(confidence) = rights(block, words) {
        noise("press/rights", confidence);
    }
    if let Some(confidence) = promotion(block, words) {
        noise("press/promotion", confidence);
    }
    if let Some(confidence) = author(block, words) {
        noise("press/author-box", confidence);
    }
    if let Some(confidence) = policy(block, words) {
        claims.claim(Role::Policy, "press/policy", confidence);
        // A line of links to the house's rules is noise even among paragraphs.
        if !block.is_prose() && block.shape.words <= 20 {
            claims.claim(Role::Noise, "press/policy", confidence - 0.05);
        }
    }
}

/// Whether a phrase begins the text, or a sentence or a part of one that stands by itself.
fn begins(words: &Words<'_>, hit: Hit) -> bool {
    let before = words.text[..hit.start].trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '“' | '«' | '¡' | '¿' | '*' | '[' | '(' | '>' | '👉'
            )
    });
    let last = before.chars().next_back();
    last.is_none_or(|c| {
        matches!(
            c,
            '.' | '!' | '?' | '؟' | ':' | '|' | '-' | '–' | '—' | '»' | '•' | '…'
        )
    }) || !before.contains(char::is_alphanumeric)
}

/// "Sign up for our newsletter": an imperative at the start of a sentence; with what one signs up for, nearly certain.
fn invitation(block: &Block, words: &Words<'_>) -> Option<f32> {
    if block.shape.chars > LONGEST_FORM {
        return None;
    }
    let channel = words.has(Kind::Channel);
    let form = words.all(Kind::Form).find(|&hit| begins(words, hit));
    let Some(form) = form else {
        // "Our Telegram channel", "on Google News": a heading, or part of a sentence.
        let loose = words.has(Kind::Form) && channel && block.shape.words <= 14;
        // "Newsletter", alone on its line.
        if words.is(Kind::Channel).is_some() && block.shape.end == End::Open {
            return Some(0.7);
        }
        let short = channel && block.shape.words <= 6 && block.shape.end != End::Stop;
        return match (loose, short) {
            (true, _) => Some(0.6),
            (false, true) => Some(0.4),
            _ => None,
        };
    };
    let own = form.start == words.text.find(char::is_alphanumeric).unwrap_or(0);
    // "Suivez", "Want to", "Get the": many a headline and many a quotation begin so.
    let strong = words.text[form.start..form.end].split_whitespace().count() >= 2;
    let addressed = words.has(Kind::Addressing);
    let quoted = words.text.starts_with(['“', '"', '„', '«']) && block.is_sentence();
    let base: f32 = match (channel, strong, addressed) {
        (true, true, _) => 0.93,
        (true, false, _) => 0.88,
        (false, true, true) => 0.75,
        (false, true, false) => 0.6,
        (false, false, true) => 0.5,
        (false, false, false) => 0.35,
    };
    let late = if own { 0.0 } else { 0.08 };
    let long = if block.shape.chars > 220 && !channel {
        0.2
    } else {
        0.0
    };
    let said = if quoted { 0.3 } else { 0.0 };
    Some((base - late - long - said).max(0.1))
}

/// "Our Standards: …", "This article is more than 5 years old".
fn notice(block: &Block, words: &Words<'_>) -> Option<f32> {
    let phrases = words.all(Kind::Notice);
    let hit = phrases.max_by_key(|&hit| (begins(words, hit), hit.end - hit.start))?;
    let long = words.text[hit.start..hit.end].split_whitespace().count();
    let chars = words.text[hit.start..hit.end].chars().count();
    // "Skip the podcast and continue reading": at the end of a short line it is as sure as at its start.
    let closes = block.shape.words <= 14 && words.ends(Kind::Notice) == Some(hit);
    let opens = begins(words, hit) || closes && long >= 2;
    let confidence = match (opens, long) {
        // So many words in a row are the house's own wherever they stand.
        _ if chars >= 24 => return Some(0.94),
        (true, 3..) => 0.92,
        (true, 2) => 0.85,
        (true, _) if block.shape.words <= 12 => 0.6,
        // In the midst of a paragraph the news itself may say so.
        (false, _) if block.is_prose() => 0.3,
        (false, 4..) => 0.8,
        (false, 3) => 0.65,
        _ if chars >= 14 => 0.5,
        _ => 0.3,
    };
    Some(if block.shape.chars > 350 {
        confidence - 0.1
    } else {
        confidence
    })
}

/// "© 2021 House", "All rights reserved".
fn rights(block: &Block, words: &Words<'_>) -> Option<f32> {
    if block.shape.chars > 260 {
        return None;
    }
    let text = words.text;
    let signed = text.starts_with('©') || text.starts_with("(c)") || text.starts_with("(C)");
    if !signed && !words.has(Kind::Rights) {
        return None;
    }
    let year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|run| run.len() == 4);
    let phrase = words.all(Kind::Rights).next();
    let word = |hit: Hit| words.text[hit.start..hit.end].split_whitespace().count();
    match phrase {
        Some(hit) if signed || year || text.contains('©') => {
            let sure = signed || word(hit) > 1 || text.contains('©') || hit.start == 0;
            Some(if sure { 0.93 } else { 0.5 })
        }
        Some(hit) if begins(words, hit) && word(hit) >= 2 => Some(0.9),
        Some(hit) if words.is(Kind::Rights) == Some(hit) => Some(0.85),
        Some(hit) if word(hit) >= 3 && block.shape.words <= 14 => Some(0.7),
        // "© Name" credits a picture; with a year it is the house's.
        None if signed && year => Some(0.8),
        None if signed => Some(0.4),
        _ => None,
    }
}

/// "Podcast – Five days at the mill".
fn promotion(block: &Block, words: &Words<'_>) -> Option<f32> {
    if block.shape.chars > 200 {
        return None;
    }
    let hit = words.opens(Kind::Promotion)?;
    let rest = words.text[hit.end..].trim_start();
    let marked = rest.starts_with(['-', '–', '—', ':', '|', '»']);
    let follows = rest.chars().filter(|c| c.is_alphanumeric()).count() >= 3;
    (marked && follows).then_some(if block.is_sentence() { 0.4 } else { 0.6 })
}

/// "Name is a correspondent based in Tolwa."
fn author(block: &Block, words: &Words<'_>) -> Option<f32> {
    let hit = words.all(Kind::AuthorBox).next()?;
    if block.shape.chars > 360 || !words.text.starts_with(char::is_alphabetic) {
        return None;
    }
    let named = (2..=4).contains(&words.text[..hit.start].split_whitespace().count());
    let is = words
        .text
        .find(" is ")
        .map(|at| words.text[..at].split_whitespace().count());
    let job = words
        .all(Kind::Job)
        .next()
        .is_some_and(|job| job.start < hit.end + 40);
    match is {
        Some(2..=4) if job && block.shape.inner_stops <= 2 => Some(0.72),
        _ if named && words.text[hit.start..hit.end].contains(' ') && hit.start > 4 => {
            Some(if block.shape.inner_stops > 2 {
                0.35
            } else {
                0.5
            })
        }
        _ => None,
    }
}

/// House rules and terms: a line of links, or sentences that speak to the reader.
fn policy(block: &Block, words: &Words<'_>) -> Option<f32> {
    let hit = words.all(Kind::Policy).next()?;
    let addressed = words.has(Kind::Addressing);
    let opens = begins(words, hit);
    Some(match (block.is_sentence(), addressed, opens) {
        (false, ..) if block.shape.words <= 14 => 0.78,
        (false, true, _) => 0.7,
        (false, ..) => 0.5,
        (true, true, true) => 0.75,
        (true, true, false) => 0.6,
        (true, false, true) => 0.45,
        (true, false, false) => 0.25,
    })
}
