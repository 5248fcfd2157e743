//! Owns the laws that the reading of any text keeps: nothing is lost, nothing is invented, every place lies in the text, and what
//! prints nothing changes nothing. It judges no field by its sense.

use std::ops::Range;

use depeche::diag::SourceText;
use depeche::model::Block;
use depeche::parse::press::{Found, Reading, read};
use serde_json::Value;

/// Each law that the reading of a text breaks, in a line; none where all is well.
pub fn faults(text: &str) -> Vec<String> {
    let reading = reading(text);
    let pieces = pieces(&reading);
    let mut faults = Vec::new();
    if let Some(piece) = pieces
        .iter()
        .find(|piece| text.get(piece.bytes.clone()).is_none())
    {
        faults.push(format!(
            "{} lies at {:?}, which is no place",
            piece.name, piece.bytes
        ));
        return faults;
    }
    faults.extend(invented(text, &pieces));
    faults.extend(lost(text, &pieces));
    faults.extend(disorder(&reading));
    faults.extend(doubts(&reading));
    faults.extend(changed(text, &reading));
    faults
}

fn reading(text: &str) -> Reading {
    read(&SourceText::new("text.txt", text))
}

/// All that the reading of a text says, but for places.
pub fn told_of(text: &str) -> Vec<String> {
    told(&reading(text))
}

/// Something that the reading has made of a part of the text.
struct Piece<'r> {
    name: &'static str,
    bytes: Range<usize>,
    /// Its words as they must stand there; none where it only marks a place.
    words: Vec<&'r str>,
    /// Whether its words are all that the place holds. Of a field a label may have gone ("By", "Read also").
    is_whole: bool,
}

fn pieces(reading: &Reading) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let texts = [
        ("kicker", &reading.kicker),
        ("headline", &reading.headline),
        ("standfirst label", &reading.standfirst_label),
        ("standfirst", &reading.standfirst),
        ("dateline", &reading.dateline),
        ("place of the dateline", &reading.dateline_place),
        ("date of the dateline", &reading.dateline_date),
        ("words of the date", &reading.published_words),
    ];
    for (name, found) in texts {
        pieces.extend(
            found
                .iter()
                .map(|it| piece(name, it, it.value.lines().collect())),
        );
    }
    let byline = reading.byline.iter();
    pieces.extend(byline.map(|found| piece("byline", found, vec![&found.value.verbatim])));
    for found in &reading.agencies {
        pieces.push(piece("agency", found, vec![&found.value.name]));
    }
    for found in reading.published.iter().chain(&reading.modified) {
        pieces.push(piece("date", found, Vec::new()));
    }
    for found in &reading.captions {
        pieces.push(piece("caption", found, vec![&found.value.text]));
    }
    for found in &reading.related {
        pieces.push(piece("link", found, vec![&found.value.verbatim]));
    }
    for found in &reading.tags {
        pieces.push(piece("tag", found, vec![&found.value]));
    }
    for found in &reading.blocks {
        let (name, words) = match &found.value {
            Block::Paragraph(text) => ("paragraph", vec![text.as_str()]),
            Block::Crosshead(text) => ("crosshead", vec![text.as_str()]),
            Block::Related(_) => ("place of a link", Vec::new()),
            Block::Figure(_) => ("place of a figure", Vec::new()),
        };
        let is_whole = !words.is_empty();
        pieces.push(Piece {
            is_whole,
            ..piece(name, found, words)
        });
    }
    for leftover in &reading.leftovers {
        pieces.push(Piece {
            name: "leftover",
            bytes: leftover.bytes.clone(),
            words: vec![&leftover.text],
            is_whole: true,
        });
    }
    pieces
}

fn piece<'r, T>(name: &'static str, found: &Found<T>, words: Vec<&'r str>) -> Piece<'r> {
    Piece {
        name,
        bytes: found.bytes.clone(),
        words,
        is_whole: false,
    }
}

/// The characters of a text that print, each with its place.
struct Printed {
    chars: String,
    /// Where each byte of `chars` stands in the text.
    places: Vec<usize>,
}

fn printed(text: &str) -> Printed {
    let mut printed = Printed {
        chars: String::new(),
        places: Vec::new(),
    };
    for (at, c) in text.char_indices().filter(|(_, c)| prints(*c)) {
        printed.chars.push(c);
        printed
            .places
            .extend((0..c.len_utf8()).map(|byte| at + byte));
    }
    printed
}

/// Whether a character shows. The joiners of Persian and Kurdish do: they shape the letters beside them.
fn prints(c: char) -> bool {
    let shows_nothing = matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffc}'
    );
    !(c.is_whitespace() || c.is_control() || shows_nothing)
}

/// Words that do not stand where the reading says.
fn invented(text: &str, pieces: &[Piece]) -> Vec<String> {
    let mut faults = Vec::new();
    for piece in pieces {
        let place = printed(&text[piece.bytes.clone()]);
        for words in &piece.words {
            if !place.chars.contains(&printed(words).chars) {
                faults.push(format!(
                    "{}: “{}” is not in “{}”",
                    piece.name,
                    cut(words),
                    cut(&text[piece.bytes.clone()])
                ));
            }
        }
    }
    faults
}

/// Text that no piece has.
fn lost(text: &str, pieces: &[Piece]) -> Vec<String> {
    let mut kept = vec![false; text.len()];
    for piece in pieces {
        if !piece.is_whole {
            kept[piece.bytes.clone()].fill(true);
            continue;
        }
        let place = printed(&text[piece.bytes.clone()]);
        for words in &piece.words {
            let words = printed(words).chars;
            let Some(at) = place.chars.find(&words) else {
                continue;
            };
            for byte in &place.places[at..at + words.len()] {
                kept[piece.bytes.start + byte] = true;
            }
        }
    }
    let lost = text.char_indices().find(|&(at, c)| prints(c) && !kept[at]);
    lost.map(|(at, _)| format!("lost at {at}: “{}”", cut(&text[at..])))
        .into_iter()
        .collect()
}

/// Blocks and leftovers stand in the order of the text, and no two blocks have the same words.
fn disorder(reading: &Reading) -> Vec<String> {
    let mut faults = Vec::new();
    for pair in reading.blocks.windows(2) {
        if pair[0].bytes.end > pair[1].bytes.start {
            faults.push(format!(
                "a block at {:?} before one at {:?}",
                pair[0].bytes, pair[1].bytes
            ));
        }
    }
    if !reading
        .leftovers
        .is_sorted_by_key(|leftover| leftover.bytes.start)
    {
        faults.push("the leftovers are not in the order of the text".to_owned());
    }
    faults
}

/// A confidence is a share, and a rule has a name.
fn doubts(reading: &Reading) -> Vec<String> {
    let blocks = reading
        .blocks
        .iter()
        .map(|found| (found.rule, found.confidence));
    let titles = reading
        .headline
        .iter()
        .chain(&reading.kicker)
        .map(|found| (found.rule, found.confidence));
    let odd = blocks
        .chain(titles)
        .filter(|(rule, confidence)| rule.is_empty() || !(0.0..=1.0).contains(confidence));
    odd.map(|(rule, confidence)| format!("`{rule}` is {confidence} sure"))
        .collect()
}

/// What prints nothing changes nothing: the kind of line ends, a byte-order mark, blank lines at the end. All of them are tried at
/// once, and one by one where that makes a difference. A second reading is among them, so that chance would show too.
fn changed(text: &str, reading: &Reading) -> Vec<String> {
    type Change = fn(&str) -> String;
    let mut changes: Vec<(&str, Change)> = vec![
        ("a second reading", str::to_owned),
        ("a byte-order mark", |text| format!("\u{feff}{text}")),
        ("blank lines at the end", |text| {
            format!("{text}\n\n \n\u{a0}\n")
        }),
    ];
    if !text.contains('\r') {
        changes.push(("CRLF", |text| text.replace('\n', "\r\n")));
    }
    let plain = told(reading);
    let all = changes
        .iter()
        .fold(text.to_owned(), |text, (_, change)| change(&text));
    if told_of(&all) == plain {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (what, change) in changes {
        let other = told_of(&change(text));
        if let Some((one, two)) = plain.iter().zip(&other).find(|(one, two)| one != two) {
            faults.push(format!("{what} makes “{}” of “{}”", cut(two), cut(one)));
        }
    }
    if faults.is_empty() {
        faults.push(
            "blank lines, a byte-order mark and line ends together make a difference".to_owned(),
        );
    }
    faults
}

/// All that a reading says, but for places. A leftover is a piece of the file, of which only what prints counts.
fn told(reading: &Reading) -> Vec<String> {
    let Value::Object(summary) = reading.summary_json() else {
        return Vec::new();
    };
    let fields = summary
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"));
    let leftovers = reading
        .leftovers
        .iter()
        .filter(|leftover| leftover.rule != "press/invisible");
    let leftovers =
        leftovers.map(|leftover| format!("{}: {}", leftover.rule, printed(&leftover.text).chars));
    fields
        .chain([leftovers.collect::<Vec<_>>().join("\n")])
        .collect()
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    short.escape_debug().to_string()
}
