//! Owns the recognisers of the furniture of wire copy and of press releases: headers of IPTC 7901 and ANPA, slugs, notes to editors,
//! marks of more to come, document numbers, and the headline that a wire ends with "=". Desk initials and stamps are read elsewhere.

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

use super::bare;

pub(super) fn recognise(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    if block.shape.chars > 320 {
        return;
    }
    let text = words.text;
    if is_headline(block, words) {
        claims.claim(Role::Headline, "press/wire-headline", 0.8);
    }
    if text.starts_with("NNNN") && block.shape.words <= 2 {
        claims.claim(Role::End, "press/end", 0.9);
    }
    let mut noise = |rule, confidence| claims.claim(Role::Noise, rule, confidence);
    if let Some(confidence) = header(block, words) {
        noise("press/wire-header", confidence);
    }
    if let Some(confidence) = slug(text) {
        noise("press/slug", confidence);
    }
    if is_document(text) {
        noise("press/document-number", 0.88);
    }
    if let Some(confidence) = note(block, words) {
        noise("press/wire-note", confidence);
    }
    if let Some(confidence) = continued(block, words) {
        noise("press/continued", confidence);
    }
    if let Some(confidence) = contact(block, words) {
        noise("press/contact", confidence);
    }
    if is_job(block, words) {
        noise("press/job-title", 0.75);
    }
}

/// "Road to the north closed =".
fn is_headline(block: &Block, words: &Words<'_>) -> bool {
    let title = words.text.strip_suffix('=').map(str::trim_end);
    let signed = words.opens(Kind::By).is_some()
        || words.opens(Kind::Agency).is_some() && block.shape.words <= 5;
    title.is_some_and(|title| !title.ends_with(['=', '.']))
        && (3..=30).contains(&block.shape.words)
        && !signed
}

/// Letters and then digits: "eca0124", "ТАС1207".
fn is_item_number(word: &str) -> bool {
    if !word.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
    let digits = word.chars().skip(letters).collect::<Vec<_>>();
    (1..=4).contains(&letters)
        && (3..=5).contains(&digits.len())
        && digits.iter().all(char::is_ascii_digit)
}

fn header(block: &Block, words: &Words<'_>) -> Option<f32> {
    let text = words.text.trim_start_matches(['^', '\u{b7}']);
    if block.shape.chars > 140 {
        return None;
    }
    if words.is(Kind::WireMark).is_some() && block.shape.words <= 5 {
        // "Urgent" and "refile" may be all the kicker there is.
        return Some(if text.contains(['(', '[', '<']) {
            0.9
        } else {
            0.75
        });
    }
    if words.opens(Kind::WireField).is_some_and(|hit| {
        let rest = &words.text[hit.end..];
        let number = rest
            .trim_start()
            .starts_with(|c: char| c == '#' || c.is_ascii_digit());
        rest.starts_with(':') || rest.starts_with(" :") || number && block.shape.words <= 4
    }) {
        let mail = text.contains('@') || block.shape.words <= 12;
        return Some(if mail { 0.8 } else { 0.5 });
    }
    let mut parts = text.split_whitespace();
    let first = parts.next()?;
    let (second, third) = (parts.next(), parts.next());
    let figures = || {
        text.split_whitespace()
            .skip(1)
            .any(|word| word.chars().all(|c| c.is_ascii_digit()))
    };
    let single = |word: Option<&str>| word.is_some_and(|word| word.chars().count() == 1);
    let lettered = |word: &str| word.chars().all(char::is_alphabetic);
    let titled = ["BC-", "AM-", "PM-", "AP-", "^BC-", "BC ", "AM ", "PM "];
    let named = |word: &str| {
        titled
            .iter()
            .any(|title| word.starts_with(title) && word.len() > 4)
    };
    match () {
        () if first == "ZCZC" => return Some(0.95),
        () if is_item_number(first) && single(second) && block.shape.words <= 12 => {
            return Some(0.95);
        }
        () if is_item_number(first) && second.is_none() => return Some(0.8),
        () if is_item_number(first)
            && figures()
            && block.shape.words <= 8
            && block.shape.end == End::Open =>
        {
            return Some(0.6);
        }
        // "r i BC-ABC-DEF 05-03 0400", "u w BC-…", "U I 0214 BJA-T89"
        () if single(Some(first)) && single(second) && lettered(first) => {
            let third = third.unwrap_or("");
            if named(third) || third.len() >= 3 && third.bytes().all(|byte| byte.is_ascii_digit()) {
                return Some(0.95);
            }
        }
        () if named(first) && !first.ends_with("AM-") && block.shape.end == End::Open => {
            return Some(0.93);
        }
        () => {}
    }
    let hit = words.all(Kind::WireHeader).next()?;
    let phrase = words.text[hit.start..hit.end].chars().count();
    // "2nd ld" is of the trade; "itar" is half a name.
    let short = block.shape.words <= 10 && block.shape.end != End::Stop;
    short.then_some(match phrase {
        9.. => 0.93,
        _ if words.text.contains(['-', ',']) => 0.8,
        _ => 0.6,
    })
}

/// "Yemen/conflict/", "MIDEAST-CRISIS/SYRIA (UPDATE 2)", "bridge-collapse-lead".
fn slug(text: &str) -> Option<f32> {
    if !text.contains(['/', '-']) {
        return None;
    }
    let (words, extra) = match text.split_once(" (") {
        // "PORT-SABINE (AFP)": a city and its agency.
        Some((_, extra)) if names::is_agency(extra.trim_end_matches(')')) => return None,
        Some((words, extra)) if extra.ends_with(')') && extra.len() <= 24 => (words, true),
        Some(_) => return None,
        None => (text, false),
    };
    if words.contains(char::is_whitespace)
        || words.chars().count() > 70
        || words.contains(['.', '@', '&'])
    {
        return None;
    }
    let (words, version) = match words.split_once(',') {
        Some((words, version)) => (
            words,
            version
                .chars()
                .all(|c| c.is_uppercase() || c.is_ascii_digit()),
        ),
        None => (words, false),
    };
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '\'' | '’');
    if !words.chars().all(letter) || !words.contains(char::is_alphabetic) {
        return None;
    }
    let (slashes, hyphens) = (words.matches('/').count(), words.matches('-').count());
    let capitals = !words.contains(char::is_lowercase);
    let lower = !words.contains(char::is_uppercase);
    let slash = |ends: bool| if ends { 0.93 } else { 0.7 };
    let closed = words.ends_with('/') && words.len() > 4;
    match () {
        // In a script without capitals nothing tells a slug from two names.
        () if capitals && lower => closed.then_some(0.6),
        () if closed => Some(slash(true)),
        () if words.starts_with('/') => Some(slash(true)),
        () if version && hyphens >= 1 => Some(0.9),
        () if capitals && slashes >= 1 && (hyphens >= 1 || extra) => Some(0.93),
        () if capitals && hyphens >= 1 && extra => Some(0.9),
        () if capitals && hyphens >= 2 => Some(0.6),
        () if capitals && slashes >= 1 && words.len() >= 8 => Some(0.5),
        () if lower && hyphens >= 2 && slashes == 0 => Some(0.8),
        () if hyphens >= 3 => Some(0.6),
        () => None,
    }
}

/// "DEV-MUC3-0001 (NOSC)", "SC/14612", "SGR20231".
fn is_document(text: &str) -> bool {
    let text = match text.split_once(" (") {
        Some((number, mark)) if mark.ends_with(')') && mark.len() <= 20 => number,
        _ => text,
    };
    if text.len() > 40 || !text.is_ascii() || text.contains(char::is_whitespace) {
        return false;
    }
    let mut groups = text.split(['-', '/']);
    let letters = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let upper = |group: &str| {
        group
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let number =
        |group: &&&str| group.len() >= 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if rest.is_empty() {
        let head = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = text.len() - head;
        return (2..=8).contains(&head)
            && digits >= 4
            && text.bytes().skip(head).all(|byte| byte.is_ascii_digit());
    }
    letters.starts_with(|c: char| c.is_ascii_uppercase())
        && upper(letters)
        && rest.iter().all(|group| upper(group))
        && rest.last().as_ref().is_some_and(number)
        && letters.len() >= 2
}

/// "(Adds comments)", "Eds: …", "ATTENTION - ADDS details ///".
fn note(block: &Block, words: &Words<'_>) -> Option<f32> {
    let text = words.text;
    if text.ends_with("///") && block.shape.words >= 2 {
        return Some(0.95);
    }
    let hit = words.opens(Kind::WireNote)?;
    let opened = text.starts_with(['(', '[']);
    let closed = text.ends_with([')', ']']) || text.ends_with(").");
    let rest = &text[hit.end..];
    let label = &text[hit.start..hit.end];
    let colon = rest.starts_with(':') || rest.starts_with(" :");
    let desk = matches!(label.to_lowercase().as_str(), "eds" | "attn" | "attention");
    let alone = bare(text).len() == label.len();
    match () {
        () if desk && (colon || rest.starts_with(" -")) => Some(0.95),
        () if opened && closed && !text[1..text.len() - 1].contains([')', ']']) => {
            Some(if alone && text.is_ascii() && label.len() <= 4 {
                0.5
            } else {
                0.9
            })
        }
        () if opened && desk => Some(0.9),
        () if colon && block.shape.words <= 12 && block.shape.capitals => Some(0.4),
        () if label.chars().all(|c| !c.is_lowercase()) && rest.chars().any(char::is_lowercase) => {
            Some(0.3)
        }
        () => None,
    }
}

/// "(MORE)", "(suit)", "(Sürecek)".
fn continued(block: &Block, words: &Words<'_>) -> Option<f32> {
    if block.shape.chars > 40 {
        return None;
    }
    let hit = words.is(Kind::Continued)?;
    let set_off = words.text.starts_with(['(', '-', '[', '/', '.', '=', '—']);
    Some(match () {
        () if set_off => 0.93,
        () if block.shape.capitals && hit.end - hit.start >= 4 => 0.75,
        () => 0.5,
    })
}

/// "For further information, please contact: …".
fn contact(block: &Block, words: &Words<'_>) -> Option<f32> {
    if is_reachable(words.text) && block.shape.words <= 22 {
        return Some(0.85);
    }
    let hit = words.opens(Kind::FootHeading)?;
    let rest = words.text[hit.end..].trim_start();
    let reached = words.text.contains('@')
        || rest
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| run.len() >= 2)
            .count()
            >= 3;
    let long = words.text[hit.start..hit.end].contains(' ');
    match () {
        () if rest.is_empty() => None,
        () if reached => Some(0.9),
        () if long && block.shape.words <= 30 => Some(0.75),
        () if rest.starts_with(':') && block.shape.words <= 14 => Some(0.6),
        () => None,
    }
}

/// Somebody's address at the desk: a mail address and a telephone number in one line.
fn is_reachable(text: &str) -> bool {
    if !text.contains('@') {
        return false;
    }
    let mail = text
        .split_whitespace()
        .any(|word| word.contains('@') && word.contains('.'));
    let mut run = 0;
    let phone = text.chars().any(|c| {
        run = match c {
            '0'..='9' => run + 1,
            ' ' | '-' | '.' | '(' | ')' | '+' | '/' => run,
            _ => 0,
        };
        run >= 7
    });
    mail && phone
}

/// "AP Sports Writer", alone under a byline.
fn is_job(block: &Block, words: &Words<'_>) -> bool {
    let agency = words.all(Kind::Agency).find(|hit| hit.start <= 4);
    let job = words.all(Kind::Job).last();
    agency.zip(job).is_some_and(|(agency, job)| {
        let after = words.text[job.end..].chars().any(char::is_alphanumeric);
        block.shape.words <= 6 && agency.end < job.start && !after
    })
}
