//! Owns the captions that name who is shown and say no more: a name alone on its line that the text speaks of. Who signs is not spoken
//! of in the text; who is shown is.

use std::collections::HashSet;

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::lexicon::fold::{folded, is_of_word};

/// How many paragraphs are looked at, and how many characters of each.
const PARAGRAPHS: usize = 12;
/// How many blocks, from the start.
const BLOCKS: usize = 80;
/// The fewest words of a headline.
const HEADLINE: usize = 5;

/// The most words that say who somebody is, before the name.
const MOST_OF_ROLE: usize = 5;

/// Claims names alone on their lines.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    scene(blocks, claims);
    let named: Vec<usize> = (1..blocks.len().min(BLOCKS))
        .filter(|&at| is_name(&blocks[at]))
        .collect();
    if named.is_empty() {
        return;
    }
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
    for at in named {
        let own = &claims[at];
        let taken = own.iter().any(|bid| {
            let roles = [Role::Byline, Role::Headline, Role::Kicker, Role::Credit];
            bid.confidence >= if roles.contains(&bid.role) { 0.85 } else { 0.6 }
        });
        let text = blocks[at].text.as_str();
        let text = text.trim_end_matches('.');
        let name = folded(text.split_whitespace().next_back().unwrap_or_default());
        let name = name.trim_matches(|c: char| !is_of_word(c));
        let spoken = words.iter().filter(|words| words.contains(name)).count();
        // A name in several lines is a menu or a signature.
        let alone = !blocks.get(at + 1).is_some_and(is_name) && !is_name(&blocks[at - 1]);
        if taken || name.chars().count() < 4 || !alone {
            continue;
        }
        let under = at < first && (0..at).any(title) && !(at + 1..first).any(title);
        let within =
            at > first && at < last && blocks[at - 1].is_sentence() && blocks[at + 1].is_sentence();
        if (within || under) && spoken >= 3 {
            claims[at].claim(Role::Caption, "press/person-shown", 0.97);
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
    fn who_is_not_spoken_of_is_not_shown() {
        assert_eq!(captions("Uwe Beispiel\n\n", ""), json!([]));
        assert_eq!(captions("By Anna Merin\n\n", ""), json!([]));
        assert_eq!(captions("", "The northern road\n\n"), json!([]));
    }
}
