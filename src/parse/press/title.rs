//! Owns what stands within a headline or before a standfirst: the kicker glued to a headline ("VIDEO. ", "UPDATE 1-"), the name
//! of the site after it, the label of a standfirst ("LIBERATION …", "LE POINT SUR LA SITUATION - …"). Which block is the headline,
//! the layout decides.

mod label;
mod mail;
mod over;
mod series;
#[cfg(test)]
mod tests;

use super::lexicon::fold::is_of_word;
use super::lexicon::{Hit, Kind, Words};
use super::names;
use crate::parse::press::tokens::{cut_after, cut_before};

pub(super) use label::{has_clear_label, split_label};
pub(super) use mail::{recognise, without_subject};
pub(super) use over::{is_joined, is_kicker, is_kicker_over, is_kicker_word, is_no_title};
pub(super) use series::{is_of_series, is_quoted_over};

/// A headline longer than this has no kicker glued to it that could be told from its words.
const LONGEST: usize = 320;

/// Splits a headline from a kicker before it.
pub(super) fn split_kicker<'a>(text: &'a str, language: &str) -> (Option<&'a str>, &'a str) {
    if text.len() > LONGEST * 2 {
        return (None, text);
    }
    let words = Words::of(&text[..cut_before(text, 140)]);
    let parted = labelled(&words, text)
        .or_else(|| crumbs(text))
        .or_else(|| capitals(&words, text))
        .or_else(|| theme(&words, text, language))
        .or_else(|| barred(&words, text));
    match parted {
        Some((kicker, headline)) if heads(headline) => (Some(kicker), headline),
        _ => (None, text),
    }
}

/// Whether words may be a headline of their own: long enough, begun like one, and not all in capitals beside a kicker.
fn heads(text: &str) -> bool {
    let cased = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    text.chars().count() >= 12
        && text.chars().next().is_some_and(|c| !c.is_lowercase())
        && (!cased || text.chars().any(char::is_lowercase))
}

/// A label of the trade: where it ends, with its number and any label joined to it.
fn label(words: &Words<'_>, from: usize) -> Option<(usize, bool)> {
    if !words.has(Kind::Label) && !words.has(Kind::WireLabel) {
        return None;
    }
    let text = words.text;
    let longest = |at: usize| {
        words
            .each()
            .filter(|hit: &Hit| {
                hit.start == at && matches!(hit.kind, Kind::Label | Kind::WireLabel)
            })
            .max_by_key(|hit| (hit.end, hit.kind))
    };
    let first = longest(from)?;
    let wired = |end: usize| {
        words
            .all(Kind::WireLabel)
            .any(|hit| hit.start == from && hit.end == end)
    };
    let (mut end, mut wire) = (first.end, wired(first.end));
    loop {
        // "UPDATE 1", "WRAPUP 3", "GÜNCELLEME 2".
        let rest = &text[end..];
        let spaced = rest.trim_start();
        let figures = spaced.chars().take_while(|c| c.is_numeric()).count();
        if (1..=2).contains(&figures) && spaced.len() < rest.len() {
            let width: usize = spaced.chars().take(figures).map(char::len_utf8).sum();
            end += rest.len() - spaced.len() + width;
            wire = true;
        }
        // "URGENT / عاجل", "VIDEO + FOTO", "REFILE-UPDATE 2".
        let rest = &text[end..];
        let next = rest.trim_start_matches([' ', '/', '+', '&', ',', '-']);
        let joint = &rest[..rest.len() - next.len()];
        match longest(text.len() - next.len()) {
            Some(hit)
                if joint.contains(['/', '+', '&', ','])
                    || joint == "-" && wire && is_shouted(&text[hit.start..hit.end]) =>
            {
                end = hit.end;
            }
            _ => return Some((end, wire)),
        }
    }
}

fn is_shouted(text: &str) -> bool {
    !text.contains(char::is_lowercase)
}

/// Whether a line opens with a label of the trade and a mark that sets it off.
pub(super) fn is_labelled(words: &Words<'_>) -> bool {
    labelled(words, words.text).is_some_and(|(_, headline)| heads(headline))
}

/// "VIDEO. …", "Exclusive-…", "UPDATE 1-…", "عاجل: …", "بالفيديو..".
fn labelled<'a>(words: &Words<'_>, text: &'a str) -> Option<(&'a str, &'a str)> {
    let start = text.find(char::is_alphanumeric)?;
    let (end, wire) = label(words, start)?;
    let after = &text[end..];
    let kicker = &text[start..end];
    // "عاجل-رويترز: …": an agency beside the label is no part of the headline.
    let after = match words
        .all(Kind::Agency)
        .find(|hit| after.starts_with('-') && hit.start == end + 1)
    {
        Some(hit) => &text[hit.end..],
        None => after,
    };
    // "*BREAKING* The bridge …", "+++ EIL +++ The bridge …": the marks before a label close it.
    let around = text[..start].trim();
    let decorated = !around.is_empty() && after.trim_start().starts_with(around);
    let after = match decorated {
        true => after.trim_start().trim_start_matches(around),
        false => after,
    };
    let rest = after.trim_start_matches([
        ' ', '\u{a0}', '\u{202f}', ':', '：', '.', '|', '–', '—', '-', '!', '…', ']', ')', '>',
        '»', '/',
    ]);
    let mark = &after[..after.len() - rest.len()];
    let hyphen = mark == "-";
    let sound = match mark.trim() {
        "" if decorated || is_tagged(around, kicker) => true,
        "" => return shouted_label(words, kicker, rest, text),
        // A hyphen without spaces joins words ("Video-Konferenz"); only wires part with it.
        _ if hyphen => {
            wire && (is_shouted(kicker) || rest.starts_with(char::is_uppercase) || !is_cased(rest))
        }
        "." => mark.len() > 1 || !is_cased(rest),
        _ => true,
    };
    // "Live: …" heads; "Interview: …" too. "Opinion polls" has no mark.
    sound.then_some((kicker, rest))
}

/// "#عاجل الجسر …", "#SONDAKİKA Köprü …": a label that is a tag needs no mark behind it.
fn is_tagged(around: &str, kicker: &str) -> bool {
    around == "#" && (is_shouted(kicker) || !is_cased(kicker))
}

/// "SON DAKİKA Köprü …", "DİKEN ÖZEL …", "ОНОВЛЕНО Міст …", "EXCLUSIVE The bridge …": capitals alone set a label off.
fn shouted_label<'a>(
    words: &Words<'_>,
    kicker: &'a str,
    rest: &'a str,
    text: &'a str,
) -> Option<(&'a str, &'a str)> {
    let cased = kicker.contains(char::is_uppercase) && is_shouted(kicker);
    let next = rest.split_whitespace().next()?;
    let lower = next.chars().nth(1).is_some_and(char::is_lowercase);
    let known = words.opens(Kind::Label).is_some();
    let long = kicker.chars().filter(|c| c.is_alphabetic()).count() >= 5;
    (cased && lower && known && long && rest.len() < text.len()).then_some((kicker, rest))
}

fn is_cased(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// "Monde > Proche-Orient > Le pont …", "World | Middle East | The bridge …".
fn crumbs(text: &str) -> Option<(&str, &str)> {
    let mark = [" > ", " › ", " » ", " | "]
        .into_iter()
        .find(|mark| text.matches(mark).count() >= if *mark == " | " { 2 } else { 1 })?;
    let (kicker, headline) = text.rsplit_once(mark)?;
    if !kicker.contains(char::is_alphabetic) {
        return None;
    }
    let short = kicker
        .split(mark)
        .all(|part| part.split_whitespace().count() <= 4 && part.chars().count() <= 32);
    (short && headline.split_whitespace().count() >= 4).then_some((kicker, headline))
}

/// "IRAK. Le pont …", "OTAN - Le pont …", "ALEPPO | …".
fn capitals<'a>(words: &Words<'_>, text: &'a str) -> Option<(&'a str, &'a str)> {
    let (kicker, mark, rest) = first_mark(text, 44)?;
    let count = kicker.split_whitespace().count();
    let letters = kicker.chars().filter(|c| c.is_alphabetic()).count();
    let sound = letters >= 3
        && count <= 4
        && kicker.starts_with(char::is_uppercase)
        && is_shouted(kicker)
        && !kicker.contains(['"', '“', '«', ',', '(', '.'])
        // "AFP - …" says who reports.
        && !words.all(Kind::Agency).any(|hit| hit.start == 0 && hit.end == kicker.len());
    (sound && mark != ':' && rest.contains(char::is_lowercase)).then_some((kicker, rest))
}

/// Words that a theme may have in small letters.
const SMALL: [&str; 24] = [
    "en", "au", "aux", "du", "de", "des", "à", "la", "le", "les", "et", "l'", "in", "im", "of",
    "the", "y", "e", "del", "el", "and", "und", "am", "dans",
];

/// Titles before a name, which end in a stop and are no theme.
const TITLES: [&str; 12] = [
    "Capt", "Prof", "Sept", "Insp", "Supt", "Lieut", "Messrs", "Univ", "Comdr", "Sgts", "Brig",
    "Corp",
];

/// "d’Irak" without its article.
fn elided(word: &str) -> &str {
    ["d’", "d'", "l’", "l'"]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .unwrap_or(word)
}

/// "Guerre en Ukraine. La …", "Haïti. Les gangs …", "Irak - Le pont …", "Syria | The bridge …".
fn theme<'a>(words: &Words<'_>, text: &'a str, language: &str) -> Option<(&'a str, &'a str)> {
    let (kicker, mark, rest) = first_mark(text, 44)?;
    let parts: Vec<&str> = kicker.split_whitespace().collect();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let titled = parts.first().is_some_and(|first| capital(first))
        && parts.iter().all(|word| {
            capital(elided(word)) || SMALL.contains(word) || word.chars().all(char::is_numeric)
        });
    // "Catastrophe naturelle. La digue …": French regional papers set their themes so.
    let titled = titled
        || language == "fr" && mark == '.' && parts.len() == 2 && capital(parts[0]) && {
            let second = parts[1].chars().count();
            second >= 5 && parts[1].chars().all(char::is_lowercase)
        };
    let letters = kicker.chars().filter(|c| c.is_alphabetic()).count();
    let section = words
        .all(Kind::Section)
        .any(|hit| hit.start == 0 && hit.end == kicker.len());
    let plain = !kicker.contains(['"', '“', '«', ',', '(', '?', '!', '\''])
        || kicker.contains("d'")
        || kicker.contains("l'")
        || kicker.contains("L'");
    let agency = words
        .of_kinds(&[Kind::Agency, Kind::Outlet])
        .any(|hit| hit.start == 0 && hit.end == kicker.len());
    // "Ada Lorn. She walked for a year": French papers set the person whom a text is about so.
    let person =
        mark == '.' && language != "fr" && names::is_name(kicker) && names::has_given_name(kicker);
    if !titled
        || !plain
        || agency
        || person
        || !capital(rest.trim_start_matches(['"', '“', '«', '‘', ' ', '\u{a0}', '\'']))
    {
        return None;
    }
    let long = rest.chars().count() >= 20 && rest.split_whitespace().count() >= 4;
    let spaced_colon = language != "fr" && text.contains(&format!("{kicker} : "));
    let sound = match mark {
        '.' => {
            let latin = kicker
                .chars()
                .filter(|c| c.is_alphabetic())
                .all(|c| (c as u32) < 0x250);
            let initial = |part: &&str| part.chars().count() == 1 && capital(part);
            let abbreviated = TITLES.contains(&kicker) || parts.iter().any(initial);
            section
                || latin
                    && !abbreviated
                    && letters >= 4
                    && parts.len() <= 3
                    && long
                    && !rest.contains(". ")
        }
        '-' | '|' => section || parts.len() <= 3 && letters >= 3 && long && !ends_in_outlet(text),
        // "Krieg in Europa : Das Unfassbare …": only where a colon has no space before it by rule, as French has.
        ':' => spaced_colon && letters >= 3 && long,
        _ => false,
    };
    sound.then_some((kicker, rest))
}

/// "Peace talks | Rebels sign a truce for six months", "Conflict in Sarn // The bridge …": a bar sets a theme off, whatever its letters.
fn barred<'a>(words: &Words<'_>, text: &'a str) -> Option<(&'a str, &'a str)> {
    let (kicker, headline) = [" | ", " // "]
        .iter()
        .find_map(|mark| (text.matches(mark).count() == 1).then(|| text.split_once(mark))?)?;
    let (kicker, headline) = (kicker.trim(), headline.trim());
    let count = kicker.split_whitespace().count();
    let other = [Kind::Agency, Kind::Outlet, Kind::By, Kind::ByLabel]
        .into_iter()
        .any(|kind| words.all(kind).any(|hit| hit.start == 0));
    let plain = !kicker.contains(|c: char| {
        c.is_numeric() || matches!(c, '"' | '“' | '«' | ',' | '?' | '!' | '(' | ':')
    });
    let fits = count <= 4
        && kicker.chars().count() <= 36
        && kicker.chars().count() * 8 <= headline.chars().count() * 5
        && plain
        && !other
        && kicker.chars().next().is_some_and(|c| !c.is_lowercase())
        && headline.split_whitespace().count() >= 5
        && headline
            .trim_start_matches(['"', '“', '«', '‘', '\''])
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase())
        && !ends_in_outlet(text);
    fits.then_some((kicker, headline))
}

/// The first mark that could part a kicker from a headline, with what is before and after it.
fn first_mark(text: &str, longest: usize) -> Option<(&str, char, &str)> {
    let mut before = None;
    for (at, c) in text.char_indices() {
        if at > longest * 2 {
            return None;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let gap = next.is_some_and(char::is_whitespace);
        let spaced = before.is_some_and(char::is_whitespace);
        let mark = match c {
            '.' if gap => '.',
            '|' => '|',
            '-' | '–' | '—' if gap && spaced => '-',
            ':' if gap => ':',
            _ => {
                before = Some(c);
                continue;
            }
        };
        let kicker = text[..at].trim();
        let rest = text[at + c.len_utf8()..].trim();
        return (!kicker.is_empty() && kicker.chars().count() <= longest)
            .then_some((kicker, mark, rest));
    }
    None
}

/// A kicker without what leads to it: the number of a list, the first steps of a path ("Home > World"), the name of the site.
pub(super) fn trim_kicker(text: &str) -> &str {
    // "« Nobody passes »": the marks are those of words that somebody said.
    if text.starts_with('«') && text.ends_with('»') {
        return text;
    }
    let mut kicker =
        without_number(text).trim_end_matches([':', ' ', '\u{a0}', '>', '›', '»', '|', '/']);
    loop {
        let bare = kicker.trim_start_matches(['>', '›', '»', '|', '/', ' ', '\u{a0}']);
        let words = Words::of(bare);
        let step = bare.find(['>', '›', '»', '|']).unwrap_or(bare.len());
        let led = [Kind::Crumb, Kind::Outlet].into_iter().find_map(|kind| {
            let hit = words.opens(kind)?;
            let whole = kind == Kind::Crumb || bare[hit.end..step].trim().is_empty();
            (whole && bare[hit.end..].contains(char::is_alphabetic)).then_some(hit.end)
        });
        match led {
            Some(end) => kicker = &bare[end..],
            None => return if bare.is_empty() { text } else { bare },
        }
    }
}

/// A line without the number that a list gave it: "3. World".
pub(super) fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(". ") {
        Some(line) if (1..=2).contains(&(text.len() - rest.len())) => line.trim_start(),
        _ => text,
    }
}

/// A headline without what stands after it and is no part of it: "=" of wires, "- BBC News", "| Le Monde" of page titles.
pub(super) fn trim_headline(text: &str) -> &str {
    let text = without_subject(text).trim_end_matches(['=', ' ', '\u{a0}']);
    let text = without_clock(once(text));
    let text = match outlet(text) {
        Some(headline) if headline.split_whitespace().count() >= 3 => headline,
        _ => text,
    };
    without_path(without_sections(without_service(text)))
}

/// A headline without what its page says of the house: "… | Latest news".
fn without_service(text: &str) -> &str {
    let Some((headline, service)) = text.rsplit_once(" | ") else {
        return text;
    };
    let words = Words::of(service.trim());
    let serves =
        words.is(Kind::PopularHeading).is_some() || words.is(Kind::RelatedHeading).is_some();
    match serves && headline.split_whitespace().count() >= 3 {
        true => headline.trim_end(),
        false => text,
    }
}

/// A headline that a scraper set twice on one line, once.
fn once(text: &str) -> &str {
    let middle = text.len() / 2;
    let twice = text.len() > 20
        && text.as_bytes().get(middle) == Some(&b' ')
        && text.is_char_boundary(middle)
        && text[..middle] == text[middle + 1..];
    if twice { &text[..middle] } else { text }
}

/// A headline without the day and the hour that a page sets behind it, and the button there: "… in Sarn 2009-07-21 17:52:04 Print".
fn without_clock(text: &str) -> &str {
    let from = cut_after(text, text.len().saturating_sub(48));
    let day = |word: &str| {
        word.len() == 10
            && word.bytes().enumerate().all(|(at, b)| match at {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            })
    };
    let Some(at) = text[from..]
        .find(" 20")
        .or_else(|| text[from..].find(" 19"))
    else {
        return text;
    };
    let (head, tail) = text.split_at(from + at);
    let mut words = tail.split_whitespace();
    let dated = words.next().is_some_and(day);
    let clock = words
        .next()
        .is_some_and(|word| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit()));
    let rest = words.count();
    match dated && clock && rest <= 1 && head.split_whitespace().count() >= 3 {
        true => head.trim_end(),
        false => text,
    }
}

/// A headline without the path of sections that leads to it: "Home World Latest Bridge of Sarn opens again".
fn without_path(text: &str) -> &str {
    const STEPS: [Kind; 3] = [Kind::Crumb, Kind::Section, Kind::ButtonWeak];
    let words = Words::of(&text[..cut_before(text, 100)]);
    if words.opens(Kind::Crumb).is_none() {
        return text;
    }
    let (mut end, mut steps) = (0, 0);
    loop {
        let next = end + text[end..].len() - text[end..].trim_start().len();
        let hit = words
            .of_kinds(&STEPS)
            .filter(|hit| hit.start == next)
            .max_by_key(|hit| hit.end);
        match hit {
            Some(hit) if hit.end > end => (end, steps) = (hit.end, steps + 1),
            _ => break,
        }
    }
    let rest = text[end..].trim_start();
    match steps >= 2 && rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() >= 4
    {
        true => rest,
        false => text,
    }
}

/// A headline without the sections that lead to it: "News World Europe The bridge is open". Of two and more, none is its own.
fn without_sections(text: &str) -> &str {
    let words = Words::of(text);
    if !words.has(Kind::Section) {
        return text;
    }
    let (mut end, mut sections) = (0, 0);
    while let Some(hit) = words
        .all(Kind::Section)
        .filter(|hit| hit.start == end)
        .max_by_key(|hit| hit.end)
    {
        let rest = &text[hit.end..];
        if !text[hit.start..].starts_with(char::is_uppercase) || !rest.starts_with(' ') {
            break;
        }
        sections += 1;
        end = hit.end + 1;
    }
    let rest = &text[end..];
    let enough = rest.split_whitespace().nth(2).is_some() && !rest.starts_with(char::is_lowercase);
    if sections >= 3 && enough { rest } else { text }
}

fn ends_in_outlet(text: &str) -> bool {
    outlet(text).is_some()
}

/// What stands before the name of a site.
fn outlet(text: &str) -> Option<&str> {
    let from = cut_after(text, text.len().saturating_sub(70));
    let tail = &text[from..];
    let (at, wide) = [
        " | ", " – ", " — ", " - ", " « ", " » ", " :: ", " / ", " • ", " · ",
    ]
    .iter()
    .filter_map(|mark| tail.rfind(mark).map(|at| (at, mark)))
    .max()
    .map(|(at, mark)| (at, mark.len()))?;
    let name = tail[at + wide..].trim();
    let bar = tail[at..].starts_with(" | ");
    let words = Words::of(name);
    let known =
        words.is(Kind::Outlet).is_some() && name.chars().next().is_some_and(|c| !c.is_lowercase());
    // " - Reuters" says who reports; " | Reuters" where the page stands.
    let attributed = words.is(Kind::Agency).is_some();
    (known && (bar || !attributed || name.contains("News")) || bar && attributed)
        .then(|| text[..from + at].trim_end())
}

/// A text for comparison: lower case, letters and digits with single spaces.
pub(super) fn comparable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_of_word(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            match c.is_ascii() {
                true => out.push(c.to_ascii_lowercase()),
                false => out.extend(c.to_lowercase()),
            }
        } else {
            gap = true;
        }
    }
    out
}
