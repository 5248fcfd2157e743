//! Owns the captions that name who is shown and say no more: a name alone on its line that the text speaks of. Who signs is not spoken
//! of in the text; who is shown is.

use std::collections::HashSet;

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::credits;
use crate::parse::press::lexicon::fold::{folded, is_of_word};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

/// How many paragraphs are looked at, and how many characters of each.
const PARAGRAPHS: usize = 12;
/// How many blocks, from the start.
const BLOCKS: usize = 80;
/// The fewest words of a headline.
const HEADLINE: usize = 5;

/// The most words that say who somebody is, before the name.
const MOST_OF_ROLE: usize = 5;

/// The rule of what is shown and who gave it.
pub(in crate::parse::press) const SOURCED: &str = "press/subject-and-source";

/// Claims names alone on their lines.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    scene(blocks, claims);
    let named: Vec<usize> = (1..blocks.len().min(BLOCKS))
        .filter(|&at| person(&blocks[at]).is_some())
        .collect();
    let prose: Vec<usize> = (0..blocks.len())
        .filter(|&at| blocks[at].is_prose())
        .take(PARAGRAPHS)
        .collect();
    let Some((&first, &last)) = prose.first().zip(prose.last()) else {
        return;
    };
    let words: Vec<HashSet<String>> = prose.iter().map(|&at| words(&blocks[at].text)).collect();
    let title = |at: usize| {
        let block = &blocks[at];
        block.is_title() && block.shape.words >= HEADLINE
    };
    labelled(blocks, claims, first, last);
    sourced(blocks, claims, (first, last), &words);
    for at in named {
        let own = &claims[at];
        let Some(shown) = person(&blocks[at]) else {
            continue;
        };
        let taken = own.iter().any(|bid| {
            let roles = [Role::Byline, Role::Headline, Role::Kicker, Role::Credit];
            let least = if roles.contains(&bid.role) { 0.85 } else { 0.6 };
            bid.confidence >= least
        });
        let name = folded(
            shown
                .name
                .split_whitespace()
                .next_back()
                .unwrap_or_default(),
        );
        let name = name.trim_matches(|c: char| !is_of_word(c));
        let spoken = words.iter().filter(|words| words.contains(name)).count();
        // A name in several lines is a menu or a signature.
        let alone = !blocks.get(at + 1).is_some_and(is_name) && !is_name(&blocks[at - 1]);
        if taken || name.chars().count() < 4 || !alone {
            continue;
        }
        let headed = (0..at).any(|over| title(over) && says(&blocks[over].text, name));
        let parted = (at + 1..first).any(title);
        let under = at < first && (0..at).any(title) && (headed || !parted);
        let within =
            at > first && at < last && blocks[at - 1].is_sentence() && blocks[at + 1].is_prose();
        let enough = match () {
            () if shown.form != Form::Bare => 1,
            () if headed => 2,
            () => 3,
        };
        if (within || under) && spoken >= enough {
            claims[at].claim(Role::Caption, "press/person-shown", 0.995);
        }
    }
}

/// How a line names who is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "Anna Example", "Anna Example."
    Bare,
    /// "Anna Example, minister of works."
    Titled,
}

/// Who is shown.
struct Shown<'a> {
    name: &'a str,
    form: Form,
}

/// Reads a line that names a person, and says at most what office that is.
fn person(block: &Block) -> Option<Shown<'_>> {
    let text = block.text.as_str();
    if let Some(name) = before_lost_credit(text) {
        return Some(Shown {
            name,
            form: Form::Titled,
        });
    }
    if is_name(block) {
        let name = text.trim_end_matches('.');
        return Some(Shown {
            name,
            form: Form::Bare,
        });
    }
    let shape = block.shape;
    if shape.end != End::Stop || shape.inner_stops > 0 || shape.chars > 90 {
        return None;
    }
    let (name, office) = text.trim_end_matches('.').split_once([',', '،'])?;
    let told = (1..=9).contains(&office.split_whitespace().count());
    let plain = !office.contains(char::is_numeric) && !office.contains(':');
    let form = Form::Titled;
    (told && plain && names::is_name(name)).then_some(Shown { name, form })
}

/// "Anna Example -", "Anna Example, minister of works –": a dash behind which the credit is gone.
fn before_lost_credit(text: &str) -> Option<&str> {
    let before = text.strip_suffix(['-', '–', '—'])?.strip_suffix(' ')?;
    let (name, office) = before.split_once(',').unwrap_or((before, ""));
    let plain = !office.contains(char::is_numeric) && office.split_whitespace().count() <= 9;
    (plain && names::is_name(name)).then_some(name)
}

/// Whether a text has a word, folded.
fn says(text: &str, word: &str) -> bool {
    let folded = folded(text);
    folded
        .split(|c: char| !is_of_word(c))
        .any(|own| own == word)
}

/// "The bridge / Getty Images", "Anna Example / Party": what is shown and who gave the picture. Whoever took it is not what the headline is
/// about.
fn sourced(
    blocks: &[Block],
    claims: &mut [Claims],
    (first, last): (usize, usize),
    words: &[HashSet<String>],
) {
    let title = |at: usize| blocks[at].is_title() && blocks[at].shape.words >= HEADLINE;
    for at in 1..last {
        let Some((scene, source)) = with_source(&blocks[at].text) else {
            continue;
        };
        let known = credits::source::sources_alone(source);
        // Amid the text a name before a bank is whose picture it is.
        let within = at > first
            && known
            && !names::is_name(scene)
            && blocks[at - 1].is_sentence()
            && blocks.get(at + 1).is_some_and(Block::is_prose);
        if at >= first && !within {
            continue;
        }
        let taken = claims[at]
            .iter()
            .any(|bid| bid.role == Role::Caption && bid.confidence >= 0.8);
        let scene = folded(scene);
        let mut own = scene.split(|c: char| !is_of_word(c));
        let Some(last) = own.rfind(|word| word.chars().count() >= 4) else {
            continue;
        };
        let stem = stem(last);
        let spoken = words
            .iter()
            .filter(|words| words.iter().any(|word| word.starts_with(stem)))
            .count();
        let headed = (0..at).any(|over| {
            let over = over_title(blocks, over);
            over.is_some_and(|text| {
                let mut own = text.split(|c: char| !is_of_word(c));
                own.any(|word| word.starts_with(stem))
            })
        });
        let enough = if known { 2 } else { 3 };
        let told = spoken >= enough || known && headed;
        if !taken && told && (0..at).any(title) {
            claims[at].claim(Role::Caption, SOURCED, 0.97);
        }
    }
}

/// What a headline over a picture says, folded.
fn over_title(blocks: &[Block], at: usize) -> Option<String> {
    let block = &blocks[at];
    (block.is_title() && block.shape.words >= HEADLINE || block.shape.words >= HEADLINE + 3)
        .then(|| folded(&block.text))
}

/// A word without what it may be bent by.
fn stem(word: &str) -> &str {
    let count = word.chars().count();
    let kept = if count >= 7 { count - 2 } else { count };
    let end = word
        .char_indices()
        .nth(kept)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// The two parts of such a line.
pub(in crate::parse::press) fn with_source(text: &str) -> Option<(&str, &str)> {
    // "Toll road/Bank": between a name and its house a stroke stands without spaces, too.
    let tight = || {
        let (scene, source) = text.rsplit_once('/')?;
        let small = scene
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with(char::is_lowercase));
        (small && credits::source::sources_alone(source)).then_some((scene, source))
    };
    let (scene, source) = text
        .rsplit_once(" / ")
        .or_else(|| text.rsplit_once(" | "))
        .or_else(tight)?;
    let (scene, source) = (scene.trim(), source.trim().trim_end_matches('.'));
    let few = |text: &str, most: usize| (1..=most).contains(&text.split_whitespace().count());
    let plain = |text: &str| {
        !text.contains(char::is_numeric) && !text.contains(['/', '|', ':', '?', '@', '(', '©'])
    };
    let named = source.starts_with(char::is_uppercase) || credits::source::sources_alone(source);
    let opens = scene.starts_with(char::is_alphabetic);
    let signs = Words::of(text).opens(Kind::By).is_some();
    let known = credits::source::sources_alone(source);
    let sourced = plain(source) || known && !source.contains('/');
    (few(scene, 6) && few(source, 4) && plain(scene) && sourced && named && opens && !signs)
        .then_some((scene, source))
}

/// "Representative image.", "Symbolbild": nothing but what kind of picture it is, between the headline and the text, or within it.
fn labelled(blocks: &[Block], claims: &mut [Claims], first: usize, last: usize) {
    for at in 1..blocks.len().min(last) {
        let block = &blocks[at];
        let words = block.words();
        let note = words.is(Kind::FilePhoto).or_else(|| {
            let note = words.opens(Kind::FilePhoto).filter(|hit| hit.start == 0)?;
            (block.text[note.end..].trim() == ".").then_some(note)
        });
        let Some(note) = note else {
            continue;
        };
        let kind = block.text[note.start..note.end].to_lowercase();
        let whole = block.shape.words >= 2
            || ["bild", "foto", "beeld", "kuva", "fotografija"]
                .iter()
                .any(|end| kind.ends_with(end));
        let titled = |over: usize| {
            let over = &blocks[over];
            over.is_title() && over.shape.words >= HEADLINE
        };
        let under = at < first && (0..at).any(titled);
        let within = at > first && blocks[at - 1].is_prose() && blocks[at + 1].is_prose();
        if whole && (under || within) && claims[at].iter().all(|bid| bid.confidence < 0.85) {
            claims[at].claim(Role::Caption, "press/file-photo", 0.9);
        }
    }
}

/// The words of a picture right under the first paragraph, in a text where no other line stands between paragraphs: a crosshead parts
/// a text into more than the first paragraph and the rest.
fn scene(blocks: &[Block], claims: &mut [Claims]) {
    let mut prose = (0..blocks.len()).filter(|&at| blocks[at].is_prose());
    let Some(first) = prose.next() else {
        return;
    };
    let at = first + 1;
    let last = blocks.iter().rposition(Block::is_prose).unwrap_or(first);
    if last < first + 2 || last > first + BLOCKS {
        return;
    }
    let plain = |block: &Block| {
        let text = block.text.as_str();
        let quoted = text.starts_with(['"', '“', '«', '„', '‘', '-', '–', '—', '(', '[', '#']);
        block.is_title()
            && block.shape.end == End::Open
            && (2..=9).contains(&block.shape.words)
            && !block.shape.capitals
            && !quoted
            && !text.contains([':', '|', '?'])
    };
    let free = claims[at]
        .iter()
        .all(|bid| bid.confidence < 0.5 || bid.role == Role::Caption);
    let told = blocks.get(at + 1).is_some_and(Block::is_sentence);
    let other = (first..last).any(|other| other != at && !blocks[other].is_sentence());
    if plain(&blocks[at]) && free && told && !other {
        claims[at].claim(Role::Caption, "press/scene-alone", 0.75);
    }
}

/// Two to four words, each with a capital and small letters: a person, as captions give one.
fn is_name(block: &Block) -> bool {
    let text = block.text.as_str();
    let shape = block.shape;
    // "Anna Example.": papers that end every caption so.
    let stopped = shape.end == End::Stop && shape.inner_stops == 0;
    if shape.chars > 90 || shape.end != End::Open && !stopped {
        return false;
    }
    let text = text.trim_end_matches('.');
    // "The driver, Anna Example", "Dead: Anna Example".
    let text = match text.split_once([',', ':']) {
        Some((role, name)) if stopped && role.split_whitespace().count() <= MOST_OF_ROLE => {
            name.trim()
        }
        Some(_) => return false,
        None => text,
    };
    if !(2..=4).contains(&text.split_whitespace().count()) || text.chars().count() > 50 {
        return false;
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.'))
    };
    let words = block.words();
    let known = [
        Kind::Section,
        Kind::Agency,
        Kind::Outlet,
        Kind::Button,
        Kind::Channel,
        Kind::Label,
        Kind::Month,
        Kind::Weekday,
    ];
    text.split_whitespace().all(capital)
        && text.contains(char::is_lowercase)
        && words.opens(Kind::By).is_none()
        && words.ends(Kind::Agency).is_none()
        && !known.iter().any(|&kind| words.is(kind).is_some())
}

/// The words of a paragraph, folded.
fn words(text: &str) -> HashSet<String> {
    let folded = folded(text);
    folded
        .split(|c: char| !is_of_word(c))
        .filter(|word| word.len() >= 4)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;
    use serde_json::json;

    const FIRST: &str = "The mayor of Sarn, Anna Merin, opened the bridge over the river on Monday after a year of work, and the first \
        lorries crossed it in the morning while traders waited.";
    const SECOND: &str = "Merin told reporters at the river that the toll would be paid from the summer on, and that nobody in the town had \
        asked for it to be lower than it is.";
    const THIRD: &str = "Asked about the pillars, Merin said that the engineers of the coast had looked at each of them twice, and that she \
        would cross the bridge on foot.";

    fn captions(over: &str, within: &str) -> serde_json::Value {
        let text = format!(
            "Bridge of Sarn opens again after a year of work\n\n{over}{FIRST}\n\n{SECOND}\n\n{within}{THIRD}\n\n{FIRST} It was.\n"
        );
        read(&SourceText::new("text.txt", &text)).summary_json()["captions"].clone()
    }

    #[test]
    fn a_name_that_the_text_speaks_of_is_who_is_shown() {
        let shown = json!([{ "text": "Anna Merin", "credit": null }]);
        assert_eq!(captions("Anna Merin\n\n", ""), shown);
        assert_eq!(captions("", "Anna Merin\n\n"), shown);
    }

    #[test]
    fn an_office_may_stand_behind_the_name() {
        let line = "Anna Merin, mayor of Sarn.";
        let shown = json!([{ "text": line, "credit": null }]);
        assert_eq!(captions(&format!("{line}\n\n"), ""), shown);
    }

    #[test]
    fn what_the_text_is_about_stands_before_who_gave_the_picture() {
        for (line, text, credit) in [
            (
                "Anna Merin / Party of the River",
                "Anna Merin",
                "Party of the River",
            ),
            ("bridge / ShutterStock", "bridge", "ShutterStock"),
            ("Anna Merin | Getty Images", "Anna Merin", "Getty Images"),
        ] {
            let shown = json!([{ "text": text, "credit": credit }]);
            assert_eq!(captions(&format!("{line}\n\n"), ""), shown, "{line}");
        }
        let read = captions("Uwe Beispiel / Getty Images\n\n", "");
        assert!(!read.to_string().contains("\"Uwe Beispiel\""), "{read}");
    }

    #[test]
    fn a_note_alone_is_a_caption_and_a_bank_alone_a_credit() {
        for line in [
            "Representative image.",
            "Symbolbild",
            "Imagen ilustrativa",
            "Temsili resim",
        ] {
            let read = captions(&format!("{line}\n\n"), "");
            assert_eq!(read[0]["text"], line, "{read}");
        }
        for (line, credit) in [("freeimages", "freeimages"), ("Reprodução", "Reprodução")] {
            let read = captions(&format!("{line}\n\n"), "");
            assert_eq!(read, json!([{ "text": "", "credit": credit }]), "{line}");
        }
    }

    #[test]
    fn a_dash_behind_a_name_led_to_a_credit() {
        for (line, text) in [
            ("Anna Merin -", "Anna Merin"),
            ("Anna Merin, mayor of Sarn –", "Anna Merin, mayor of Sarn"),
        ] {
            let shown = json!([{ "text": text, "credit": null }]);
            assert_eq!(captions(&format!("{line}\n\n"), ""), shown);
            assert_eq!(captions("", &format!("{line}\n\n")), shown);
        }
        assert_eq!(captions("", "Uwe Beispiel -\n\n"), json!([]));
    }

    #[test]
    fn within_the_text_too_a_bank_stands_behind_what_is_shown() {
        for (line, text, credit) in [
            ("bridge / ShutterStock", "bridge", "ShutterStock"),
            (
                "The bridge in summer/123RF",
                "The bridge in summer",
                "123RF",
            ),
        ] {
            let shown = json!([{ "text": text, "credit": credit }]);
            assert_eq!(captions("", &format!("{line}\n\n")), shown, "{line}");
        }
        let label = "Anna Merin. Photographer: Uwe Beispiel/Getty Images";
        let shown = json!([{ "text": "Anna Merin.", "credit": "Uwe Beispiel/Getty Images" }]);
        assert_eq!(captions("", &format!("{label}\n\n")), shown);
    }

    #[test]
    fn who_is_not_spoken_of_is_not_shown() {
        assert_eq!(captions("Uwe Beispiel\n\n", ""), json!([]));
        assert_eq!(captions("By Anna Merin\n\n", ""), json!([]));
        assert_eq!(captions("", "The northern road\n\n"), json!([]));
    }
}
