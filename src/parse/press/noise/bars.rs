//! Owns the recognisers of the machinery of pages: buttons, share bars, counters, reading times, players, tickers, paths, addresses,
//! file names, scripts. Each line is nothing else; sentences are not its business.

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::digit;

use super::bare;

/// The longest bar of buttons, in characters.
const LONGEST_BAR: usize = 160;

pub(super) fn recognise(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    let mut noise = |rule, confidence| claims.claim(Role::Noise, rule, confidence);
    if is_script(&block.text) {
        noise("press/script", 0.9);
    }
    if block.shape.chars > LONGEST_BAR {
        return;
    }
    if let Some((rule, confidence)) = cover(words).and_then(|cover| cover.rule(words.text)) {
        noise(rule, confidence);
    }
    if let Some(confidence) = glued_count(words.text) {
        noise("press/counter", confidence);
    }
    if let Some(confidence) = letters_alone(words.text) {
        noise("press/lone-letters", confidence);
    }
    if let Some(confidence) = path(block, words) {
        noise("press/breadcrumb", confidence);
    }
    if is_address(words.text) {
        noise("press/address", 0.9);
    } else if is_mail(words.text) {
        noise("press/e-mail", 0.9);
    } else if is_handle(words.text) {
        noise("press/handle", 0.75);
    }
    if is_file(words.text) || is_code(words.text) {
        noise("press/file-name", 0.88);
    }
    if is_weather(words.text) {
        noise("press/weather", 0.85);
    }
    if let Some(confidence) = links(block, words) {
        noise("press/links-bar", confidence);
    }
    let label = words.is(Kind::LabelAlone).is_some();
    if label && block.shape.words <= 4 {
        let colon = block.shape.end == End::Colon;
        noise("press/label", if colon { 0.85 } else { 0.7 });
    }
}

/// What the words of a line are, where all of them are words of machinery.
#[derive(Debug, Default)]
struct Cover {
    buttons: usize,
    weak: usize,
    counted: usize,
    links: usize,
    reading: usize,
    units: usize,
    players: usize,
    tickers: usize,
    numbers: Vec<Figure>,
}

/// A run of digits.
#[derive(Debug, Clone, Copy)]
struct Figure {
    value: u32,
    digits: usize,
    /// The mark before it, if one is; else the space.
    before: Option<char>,
}

/// The kinds that cover a line; where several begin together, the longest word counts as each of its kinds.
const COVERING: [Kind; 8] = [
    Kind::Button,
    Kind::ButtonWeak,
    Kind::Counted,
    Kind::CountLink,
    Kind::ReadingTime,
    Kind::ReadingUnit,
    Kind::Player,
    Kind::Ticker,
];

/// Goes through a line, phrase by phrase; none as soon as a word is of no kind.
fn cover(words: &Words<'_>) -> Option<Cover> {
    let text = words.text;
    let mut cover = Cover::default();
    let (mut at, mut last) = (0, None);
    let mut hits = words.of_kinds(&COVERING).peekable();
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            // Of "3 / 12" the mark counts, not the space after it.
            last = last.filter(|_| c.is_whitespace()).or(Some(c));
            at += c.len_utf8();
            continue;
        }
        if digit(c).is_some() {
            let (mut value, mut digits) = (0_u32, 0);
            while let Some(next) = text[at..]
                .chars()
                .next()
                .filter(|&next| digit(next).is_some())
            {
                value = value
                    .saturating_mul(10)
                    .saturating_add(digit(next).unwrap_or(0));
                digits += 1;
                at += next.len_utf8();
            }
            let before = last.take();
            cover.numbers.push(Figure {
                value,
                digits,
                before,
            });
            continue;
        }
        while hits.next_if(|hit| hit.start < at).is_some() {}
        let end = hits.peek().filter(|hit| hit.start == at)?.end;
        while let Some(hit) = hits.next_if(|hit| hit.start == at && hit.end == end) {
            cover.add(hit.kind);
        }
        at = end;
        last = None;
    }
    Some(cover)
}

impl Cover {
    fn add(&mut self, kind: Kind) {
        let count = match kind {
            Kind::Button => &mut self.buttons,
            Kind::ButtonWeak => &mut self.weak,
            Kind::Counted => &mut self.counted,
            Kind::CountLink => &mut self.links,
            Kind::ReadingTime => &mut self.reading,
            Kind::ReadingUnit => &mut self.units,
            Kind::Player => &mut self.players,
            Kind::Ticker => &mut self.tickers,
            _ => return,
        };
        *count += 1;
    }

    /// What such a line is, and how surely.
    fn rule(&self, text: &str) -> Option<(&'static str, f32)> {
        let buttons = self.buttons + self.weak;
        if self.numbers.is_empty() {
            return match () {
                () if self.buttons >= 2 => Some(("press/share-bar", 0.95)),
                () if self.buttons == 1 && buttons == 1 => Some(("press/button", 0.92)),
                () if buttons >= 2 => Some(("press/share-bar", 0.75)),
                () if self.reading > 0 && self.units == 0 => Some(("press/reading-time", 0.85)),
                () if self.weak == 1 => Some(("press/button", 0.6)),
                () if self.players > 0 => Some(("press/player", 0.55)),
                () => None,
            };
        }
        match () {
            () if self.units > 0 && self.players > 0 => Some(("press/player", 0.9)),
            () if self.reading > 0 && self.units > 0 => Some(("press/reading-time", 0.95)),
            () if self.units > 0 => Some(("press/reading-time", 0.8)),
            () if self.players > 0 && self.is_clock() => Some(("press/player", 0.93)),
            () if self.tickers > 0 => Some(("press/ticker", 0.85)),
            () if self.counted > 0 => Some(("press/counter", 0.9)),
            () if self.reading > 0 && self.buttons == 0 => Some(("press/reading-time", 0.7)),
            () if self.buttons > 0 => Some(("press/share-bar", 0.88)),
            () if self.links > 0 && self.numbers.len() == 2 => Some(("press/counter", 0.9)),
            () if self.links > 0 => Some(("press/counter", 0.7)),
            () if self.weak > 0 => Some(("press/counter", 0.5)),
            () => self.figures(text),
        }
    }

    fn is_clock(&self) -> bool {
        self.numbers
            .iter()
            .skip(1)
            .any(|number| number.before == Some(':'))
    }

    /// A line of figures and marks alone: a counter, a duration; perhaps a date, which is not ours.
    fn figures(&self, text: &str) -> Option<(&'static str, f32)> {
        let marks = self.numbers.iter().skip(1).map(|number| number.before);
        let clock = marks.clone().all(|mark| mark == Some(':'));
        let year = |number: &Figure| number.digits == 4 && (1900..2100).contains(&number.value);
        let found = match self.numbers.as_slice() {
            [number] if text.contains(['%', '€', '$', '£']) => {
                ("press/counter", if number.digits > 4 { 0.3 } else { 0.5 })
            }
            // "1." may number a chapter, "2016" may be all that is left of a date.
            [number] if year(number) => ("press/counter", 0.5),
            [number] if number.digits >= 9 => ("press/document-number", 0.85),
            [_] if text.ends_with('.') || text.ends_with(')') && !text.starts_with('(') => {
                ("press/counter", 0.45)
            }
            [_] => ("press/counter", 0.88),
            [_, _] if clock => ("press/player", 0.75),
            [_, _, _] if clock => ("press/player", 0.75),
            [one, two] if two.before == Some('/') && one.value <= two.value => {
                ("press/counter", 0.93)
            }
            [_, two] if matches!(two.before, Some('/' | '|')) => ("press/counter", 0.7),
            [_, two]
                if matches!(two.before, Some(',' | ' ' | '\u{a0}' | '\u{202f}'))
                    && two.digits == 3 =>
            {
                ("press/counter", 0.85)
            }
            [_, _] => ("press/counter", 0.45),
            numbers if numbers.iter().any(year) => return None,
            [_, two, third, fourth]
                if two.before == Some(':')
                    && third.before == Some('/')
                    && fourth.before == Some(':') =>
            {
                ("press/player", 0.95)
            }
            [_, _, _] => return None,
            _ => ("press/counter", 0.5),
        };
        Some(found)
    }
}

/// "View comments941": a count that lost its space.
fn glued_count(text: &str) -> Option<f32> {
    let letters = text.trim_end_matches(|c| digit(c).is_some());
    let glued = letters.len() < text.len() && letters.ends_with(char::is_alphabetic);
    if !glued || text.chars().count() > 30 {
        return None;
    }
    let words = Words::of(letters);
    let counts = words.is(Kind::Counted).or(words.is(Kind::Button));
    counts.map(|_| 0.88)
}

/// "x", "×", "T", "F Y T I R": icons that a font drew.
fn letters_alone(text: &str) -> Option<f32> {
    let mut letters = 0;
    let mut roman = true;
    for word in text.split_whitespace() {
        let mut chars = word.chars().filter(|c| c.is_alphanumeric());
        let first = chars.next();
        if chars.next().is_some() || first.is_some_and(|c| !c.is_alphabetic() || is_ideograph(c)) {
            return None;
        }
        roman &= matches!(first, Some('I' | 'V' | 'X' | 'L' | 'C') | None);
        letters += usize::from(first.is_some());
    }
    match letters {
        0 => None,
        1 if roman => Some(0.4),
        1 => Some(0.85),
        2 => Some(0.6),
        _ => Some(0.85),
    }
}

/// A whole word in one sign.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}

/// "Home > World > Africa", "Accueil / Monde".
fn path(block: &Block, words: &Words<'_>) -> Option<f32> {
    let text = words.text;
    let crumb = words.is(Kind::Crumb).is_some() && block.shape.words >= 3;
    if !crumb && !text.contains(['>', '›', '»', '/', '|', '→']) {
        return None;
    }
    if block.shape.end == End::Stop || text.contains('«') {
        return None;
    }
    if crumb {
        return Some(0.85);
    }
    let parted = |c: char| matches!(c, '>' | '›' | '»' | '/' | '|' | '→');
    let mut steps = text
        .split(parted)
        .map(str::trim)
        .filter(|step| !step.is_empty());
    let short = steps
        .clone()
        .all(|step| step.split_whitespace().count() <= 5);
    let count = steps.clone().count();
    if !short || text.contains("://") || !text.contains(parted) {
        return None;
    }
    let first = steps.next()?;
    let root = words
        .opens(Kind::Crumb)
        .is_some_and(|hit| bare(first).len() == hit.end - hit.start);
    let arrows = text
        .chars()
        .filter(|c| matches!(c, '>' | '›' | '»'))
        .count();
    match (root, count, arrows) {
        (true, 2.., _) => Some(0.92),
        (true, 1, _) => Some(0.8),
        (false, 2.., 2..) => Some(0.85),
        (false, 3.., _) => Some(0.45),
        _ => None,
    }
}

/// "Terms | Index | Help | Contact": a row of links; "The mill is at work again | more": a teaser.
fn links(block: &Block, words: &Words<'_>) -> Option<f32> {
    if !words.text.contains(['|', '▪', '•', '·', '»']) {
        return None;
    }
    let parts = words.text.split(['|', '▪', '•', '·']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let (count, longest) = parts.fold((0, 0), |(count, longest), part| {
        (count + 1, longest.max(part.split_whitespace().count()))
    });
    if count >= 5 && longest <= 5 && block.shape.end != End::Stop {
        return Some(0.85);
    }
    let last = words.text.rfind(['|', '»']).map(|at| {
        words.text[at..]
            .find(char::is_alphanumeric)
            .map(|on| at + on)
    })??;
    let more = words
        .of_kinds(&[Kind::RelatedWeak, Kind::Button, Kind::ButtonWeak])
        .any(|hit| hit.start == last);
    (more && words.text[last..].chars().count() <= 12 && count == 2 && block.shape.words >= 4)
        .then_some(0.7)
}

/// A web address and nothing else.
fn is_address(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    if bare.contains(char::is_whitespace) || bare.len() < 5 || text.contains('@') {
        return false;
    }
    if bare.starts_with("http://") || bare.starts_with("https://") || bare.starts_with("www.") {
        return true;
    }
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let Some((name, top)) = host.rsplit_once('.') else {
        return false;
    };
    let lettered = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    // "DAWN.COM" is a site as well as "dawn.com"; "U.S" is a country.
    const TOPS: [&str; 27] = [
        "com", "org", "net", "fr", "de", "es", "ua", "ru", "tr", "info", "eu", "uk", "co", "tv",
        "news", "me", "ch", "at", "it", "pl", "int", "gov", "mil", "edu", "ps", "ly", "krd",
    ];
    name.len() >= 2 && lettered && TOPS.iter().any(|known| top.eq_ignore_ascii_case(known))
}

/// "name@example.org", with a word before it at most; "[email protected]" is what sites make of it.
fn is_mail(text: &str) -> bool {
    if text == "[email protected]" || text == "[email\u{a0}protected]" {
        return true;
    }
    if !text.contains('@') {
        return false;
    }
    let mut words = text.split_whitespace();
    let last = words.next_back().unwrap_or("");
    let before: Vec<&str> = words.take(2).collect();
    let mail = last.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((name, host)) = mail.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let labelled = match before.as_slice() {
        [] => true,
        [label] => label.ends_with(':') || label.to_lowercase().contains("mail"),
        _ => false,
    };
    labelled
        && !name.is_empty()
        && name.chars().all(plain)
        && host.contains('.')
        && host.chars().all(plain)
}

/// "@handle".
fn is_handle(text: &str) -> bool {
    let name = text.strip_prefix('@').unwrap_or("");
    name.chars().count() >= 2
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// "bridge at dusk.jpg".
fn is_file(text: &str) -> bool {
    let Some((name, ending)) = text.rsplit_once('.') else {
        return false;
    };
    const ENDINGS: [&str; 14] = [
        "jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "mp4", "mp3", "mov", "pdf",
        "docx", "html",
    ];
    !name.is_empty()
        && text.chars().count() <= 90
        && ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
}

/// "338Bdf87 D328 45F5": what is left of a picture's number.
fn is_code(text: &str) -> bool {
    if text.len() < 12 || !text.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return false;
    }
    let mut groups = text
        .split([' ', '-', '_'])
        .filter(|group| !group.is_empty());
    let hex = |group: &str| group.len() >= 3 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mixed = |group: &str| {
        group.bytes().any(|byte| byte.is_ascii_digit())
            && group.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    let count = groups.clone().count();
    let mixes = groups.clone().filter(|group| mixed(group)).count();
    groups.all(hex) && (mixes >= 2 || count == 1 && mixes == 1)
}

/// "Tolwa 23 °C".
fn is_weather(text: &str) -> bool {
    let bare = text.trim_end_matches(['C', 'F', 'c', ' ']);
    let Some(before) = bare.strip_suffix(['°', 'º']) else {
        return false;
    };
    let figures = before
        .trim_end()
        .trim_end_matches(|c: char| digit(c).is_some() || c == '.');
    figures.len() < before.trim_end().len() && text.split_whitespace().count() <= 6
}

/// What a template or a script left: "{{title}}", "[ad_1]", "var x = …;".
fn is_script(text: &str) -> bool {
    let marked = |byte: u8| matches!(byte, b'{' | b'}' | b'<' | b'[' | b'(' | b'=' | b'%');
    if !text.bytes().any(marked) {
        return matches!(text, "undefined" | "null");
    }
    const SIGNS: [&str; 13] = [
        "{{",
        "}}",
        "[ad_",
        "<script",
        "</script",
        "document.getElement",
        "window.",
        "function(",
        "function (",
        "googletag",
        "<!--",
        "innerHTML",
        "{%",
    ];
    let code = |sign: &&&str| text.contains(**sign);
    if let Some(sign) = SIGNS.iter().find(|sign| code(sign)) {
        // A sentence may end in "through the window."
        return *sign != "window." || text.contains('=');
    }
    let tag =
        text.starts_with('<') && text.ends_with('>') && text.find('>') == Some(text.len() - 1);
    tag && text.len() > 2 || text == "[caption]" || text == "[gallery]"
}
