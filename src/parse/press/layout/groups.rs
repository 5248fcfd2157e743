//! Owns what standing together says of lines: insets between their two marks, the entries of a list under the sentence that introduces
//! them, the hours that head the entries of a live page.

use std::collections::BTreeSet;

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::lexicon::fold::{folded, is_of_word};
use crate::parse::press::tokens::digit;

use super::sight::is_item;

/// The longest inset, in blocks.
const LONGEST_INSET: usize = 24;
/// The longest list, in entries.
const LONGEST_LIST: usize = 400;
/// The longest entry of a list, in characters.
const LONGEST_ENTRY: usize = 240;

/// Claims what company supports.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    insets(blocks, claims);
    forms(blocks, claims);
    hours(blocks, claims);
    tickers(blocks, claims);
    lists(blocks, claims);
    names(blocks, claims);
    addresses(blocks, claims);
    shares(blocks, claims);
    // Of the headings that marks tell, the first is that of the whole.
    let marked = (0..blocks.len()).filter(|&at| blocks[at].marked);
    for at in marked.skip(1) {
        let other = [
            Role::RelatedHeading,
            Role::PromoHeading,
            Role::ContentsHeading,
        ];
        if claims[at].certainty(&other) < 0.6 {
            claims[at].claim(Role::Crosshead, "press/hash-heading", 0.9);
        }
    }
}

/// "Skip X and continue reading" … "End of X": what stands between the two is not the article. Both name the inset.
fn insets(blocks: &[Block], claims: &mut [Claims]) {
    let mut at = 0;
    while at < blocks.len() {
        let first = at;
        at += 1;
        if !is_mark(&blocks[first], Kind::Skip) {
            continue;
        }
        let name = names_of(&blocks[first]);
        let last = (first + 1..blocks.len().min(first + 1 + LONGEST_INSET)).find(|&last| {
            is_mark(&blocks[last], Kind::SkipEnd)
                && names_of(&blocks[last])
                    .iter()
                    .any(|word| name.contains(word))
        });
        let Some(last) = last else {
            continue;
        };
        for mark in [first, last] {
            claims[mark].claim(Role::Noise, "press/inset", 0.95);
        }
        // A list of other articles is read as such.
        let links = (first..last).any(|at| {
            let words = blocks[at].words();
            words.has(Kind::RelatedHeading) || claims[at].certainty(&[Role::RelatedHeading]) >= 0.7
        });
        if !links {
            for within in &mut claims[first + 1..last] {
                within.claim(Role::Noise, "press/inset", 0.97);
            }
        }
        at = last + 1;
    }
}

/// The most lines over a town and its code, and the most words of each.
const ADDRESS: usize = 4;
const ADDRESS_WORDS: usize = 6;

/// The house, its street and what else stands right over its town: "Sarn Post Corp", "7 Mill Place", "Sarn, MA 02114".
fn addresses(blocks: &[Block], claims: &mut [Claims]) {
    let named = |block: &Block| {
        let capital = |word: &str| !word.starts_with(char::is_lowercase);
        block.shape.words <= ADDRESS_WORDS
            && block.shape.end == End::Open
            && block.text.split_whitespace().all(capital)
    };
    for town in 1..blocks.len() {
        let address = claims[town].iter().any(|bid| bid.rule == "press/address");
        if !address || blocks[town].shape.words < 2 {
            continue;
        }
        let mut at = town;
        while at > 0 && town - at < ADDRESS && !blocks[at].apart && named(&blocks[at - 1]) {
            at -= 1;
            claims[at].claim(Role::Noise, "press/address", 0.9);
        }
    }
}

/// "33% of the bridges are old", "13% of the mills are sold", "Source: …": what is left of a drawing, its figures and where they are from.
fn shares(blocks: &[Block], claims: &mut [Claims]) {
    let share = |block: &Block| {
        let figures = block
            .text
            .chars()
            .take_while(|&c| digit(c).is_some() || matches!(c, '.' | ','));
        let rest = block.text.chars().skip(figures.count());
        let mut rest = rest.skip_while(|c| c.is_whitespace());
        block.text.starts_with(|c| digit(c).is_some())
            && matches!(rest.next(), Some('%' | '٪'))
            && block.is_title()
    };
    for source in 2..blocks.len() {
        let closes = blocks[source].words().opens(Kind::Source).is_some();
        let from = (0..source)
            .rev()
            .take_while(|&at| share(&blocks[at]))
            .last();
        let Some(from) = from.filter(|&from| closes && source - from >= 2) else {
            continue;
        };
        for claims in &mut claims[from..=source] {
            claims.claim(Role::Noise, "press/drawing", 0.93);
        }
    }
}

/// A short line that opens, or ends, with a phrase of a kind.
fn is_mark(block: &Block, kind: Kind) -> bool {
    let words = block.words();
    block.shape.words <= 16 && (words.opens(kind).is_some() || words.ends(kind).is_some())
}

/// The words of a line that are no mark of an inset.
fn names_of(block: &Block) -> BTreeSet<String> {
    let words = block.words();
    let marks = [Kind::Skip, Kind::SkipEnd];
    let mut rest = String::new();
    let mut from = 0;
    for mark in words.of_kinds(&marks).filter(|mark| mark.end > mark.start) {
        if mark.start >= from {
            rest.push_str(&words.text[from..mark.start]);
            rest.push(' ');
        }
        from = from.max(mark.end);
    }
    rest.push_str(&words.text[from..]);
    let folded = folded(&rest);
    let own = folded.split(|c: char| !is_of_word(c));
    own.filter(|word| word.chars().nth(2).is_some())
        .map(str::to_owned)
        .collect()
}

/// The longest line of a form that its neighbours tell, in characters.
const LONGEST_FORM: usize = 180;

/// A line that may speak for the house, between two that surely do: forms come in several lines.
fn forms(blocks: &[Block], claims: &mut [Claims]) {
    let speaks = |claims: &Claims| {
        let said = |rule: &str| {
            matches!(
                rule,
                "press/form" | "press/notice" | "press/policy" | "press/inset"
            )
        };
        claims
            .iter()
            .any(|bid| bid.role == Role::Noise && bid.confidence >= 0.75 && said(bid.rule))
    };
    let spoken: Vec<bool> = claims.iter().map(speaks).collect();
    let noise: Vec<bool> = claims
        .iter()
        .map(|claims| claims.certainty(&[Role::Noise]) >= 0.75)
        .collect();
    let mut told = false;
    for at in 1..blocks.len().saturating_sub(1) {
        let block = &blocks[at];
        // Over the text, a headline may stand between two notices.
        told |= block.is_prose() && !noise[at];
        let own = claims[at].certainty(&[Role::Noise]);
        let other = claims[at]
            .iter()
            .any(|bid| bid.role != Role::Noise && bid.confidence >= 0.6);
        let quoted = block.text.starts_with(['"', '“', '«', '„', '‘']);
        if noise[at] || other || quoted || block.shape.chars > LONGEST_FORM {
            continue;
        }
        let between = |known: &[bool]| known[at - 1] && known[at + 1];
        if told && between(&spoken)
            || own >= 0.3 && between(&noise) && (spoken[at - 1] || spoken[at + 1] || own >= 0.5)
        {
            claims[at].claim(Role::Noise, "press/form-goes-on", 0.85);
        }
    }
}

/// Hours alone on their lines, each over text: a page that is written as the news comes in.
fn hours(blocks: &[Block], claims: &mut [Claims]) {
    let heads: Vec<usize> = (0..blocks.len().saturating_sub(1))
        .filter(|&at| is_hour(&blocks[at]) && blocks[at + 1].is_sentence())
        .collect();
    if heads.len() >= 3 {
        for at in heads {
            claims[at].claim(Role::Crosshead, "press/hour", 0.95);
        }
    }
}

/// "+++ The bridge is open +++": how German tickers head their entries.
fn tickers(blocks: &[Block], claims: &mut [Claims]) {
    let heads: Vec<usize> = (0..blocks.len())
        .filter(|&at| {
            let text = blocks[at].text.as_str();
            let inner = text
                .strip_prefix("+++ ")
                .and_then(|text| text.strip_suffix(" +++"));
            blocks[at].shape.words >= 4 && inner.is_some_and(|inner| !inner.contains("+++"))
        })
        .collect();
    if heads.len() >= 2 {
        for at in heads {
            claims[at].claim(Role::Crosshead, "press/ticker", 0.97);
        }
    }
}

/// "14:35", "[18.32]", "16h30", "7:50 p.m.", "15:20 Uhr".
fn is_hour(block: &Block) -> bool {
    if block.shape.chars > 20 || block.shape.words > 3 {
        return false;
    }
    let bare = block.text.trim_matches(|c: char| !c.is_alphanumeric());
    let figures = |text: &str| text.chars().take_while(|&c| digit(c).is_some()).count();
    let hour = figures(bare);
    if !(1..=2).contains(&hour) {
        return false;
    }
    let rest: String = bare.chars().skip(hour).collect();
    let Some(rest) = rest.strip_prefix([':', '.', 'h', 'H']) else {
        return false;
    };
    let minutes = figures(rest);
    let zone: String = rest.chars().skip(minutes).collect();
    let zone = zone.trim();
    let words = block.words();
    let named = [Kind::HalfDay, Kind::HourMark, Kind::Zone, Kind::ZoneHours];
    minutes == 2 && (zone.is_empty() || named.iter().any(|&kind| words.ends(kind).is_some()))
}

/// What no entry of a list in the text is.
const OTHER: [Role; 12] = [
    Role::Noise,
    Role::Related,
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::ContentsHeading,
    Role::Caption,
    Role::Credit,
    Role::Byline,
    Role::Stamp,
    Role::Tags,
    Role::End,
    Role::Policy,
];

fn is_entry(block: &Block, claims: &Claims) -> bool {
    block.shape.chars <= LONGEST_ENTRY
        && !block.is_sentence()
        && !matches!(block.shape.end, End::Colon)
        && block.shape.words >= 2
        && claims.certainty(&OTHER) < 0.6
}

/// A sentence that ends in a colon, and the lines under it that are no sentences: a list of the text.
fn lists(blocks: &[Block], claims: &mut [Claims]) {
    let Some(first) =
        (0..blocks.len()).find(|&at| blocks[at].is_prose() && claims[at].certainty(&OTHER) < 0.6)
    else {
        return;
    };
    let mut at = first;
    while at < blocks.len() {
        let intro = &blocks[at];
        let introduces = intro.shape.end == End::Colon
            && (at == first || intro.shape.words >= 3)
            && claims[at].certainty(&OTHER) < 0.6;
        at += 1;
        if !introduces {
            continue;
        }
        let from = at;
        let marked = blocks.get(from).is_some_and(is_item);
        while at < blocks.len()
            && at - from < LONGEST_LIST
            && is_entry(&blocks[at], &claims[at])
            && is_item(&blocks[at]) == marked
        {
            at += 1;
        }
        // A short line over text, set off from the entries, is the next crosshead.
        let heads = |at: usize| {
            blocks[at].shape.words <= 6
                && blocks[at].shape.end != End::Stop
                && blocks[at].apart
                && blocks
                    .get(at + 1)
                    .is_some_and(|next| next.is_sentence() && next.apart)
        };
        let end = match at > from && heads(at - 1) {
            true => at - 1,
            false => at,
        };
        if end >= from + 2 {
            for claims in &mut claims[from..end] {
                claims.claim(Role::Paragraph, "press/list", 0.8);
            }
        }
    }
}

/// Where most entries of a list are names, each on the line after the other, the rest are too.
fn names(blocks: &[Block], claims: &mut [Claims]) {
    let named = |claims: &Claims| claims.certainty(&[Role::Paragraph]) >= 0.7;
    let mut from = 0;
    for at in 1..=blocks.len() {
        let goes_on = blocks
            .get(at)
            .is_some_and(|block| !block.apart && !block.is_prose());
        if goes_on {
            continue;
        }
        let known = claims[from..at]
            .iter()
            .filter(|claims| named(claims))
            .count();
        if known >= 2 && known * 2 >= at - from {
            for entry in from..at {
                if !named(&claims[entry]) && is_entry(&blocks[entry], &claims[entry]) {
                    claims[entry].claim(Role::Paragraph, "press/list-of-names", 0.75);
                }
            }
        }
        from = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    /// The lines that are claimed for a role, by the rules of this part alone.
    fn claimed(source: &str, role: Role, rule: &str) -> Vec<String> {
        let (blocks, _) = blocks(source);
        let mut claims = vec![Claims::default(); blocks.len()];
        claim(&blocks, &mut claims);
        let own = blocks.iter().zip(&claims);
        own.filter(|(_, claims)| claims.best(role).is_some_and(|bid| bid.rule == rule))
            .map(|(block, _)| block.text.clone())
            .collect()
    }

    #[test]
    fn an_inset_stands_between_its_marks() {
        for source in [
            "Skip Podcast and continue reading\n\nWhat was that?\n\nEnd of Podcast",
            "skip past newsletter promotion\n\nWhat was that?\n\nafter newsletter promotion",
            "Пропустить Подкаст и продолжить чтение.\n\nЧто это было?\n\nКонец истории Подкаст",
            "Saltar Boletín diario y continuar leyendo\n\n¿Qué fue?\n\nFinal de Boletín diario",
            "Ignorer Lettre du soir et continuer la lecture\n\nQu'était-ce ?\n\nFin de Lettre du soir",
        ] {
            let lines = claimed(source, Role::Noise, "press/inset");
            assert_eq!(lines.len(), 3, "{source}");
        }
        // Marks of two different things hold nothing between them.
        let source =
            "Skip Podcast and continue reading\n\nThe mill stood still.\n\nEnd of the road";
        assert!(claimed(source, Role::Noise, "press/inset").is_empty());
        let source = "After the flood the mill stood still.\n\nNobody came.\n\nEnd of the flood";
        assert!(claimed(source, Role::Noise, "press/inset").is_empty());
    }

    #[test]
    fn a_list_of_the_text_follows_its_introduction() {
        let source = "The mayor of Tolwa read the whole of the report to the council on Monday and went through what it \
            asks for, one point after the other, the council said.\n\nThe report asks for three things:\n\nA second bridge over \
            the river\n\nFree ferries until autumn\n\nThe river at night\n\nThe ferries that cross the river at night have \
            carried more than two hundred lorries since the crossing was closed to traffic in May.";
        let lines = claimed(source, Role::Paragraph, "press/list");
        assert_eq!(
            lines,
            [
                "A second bridge over the river",
                "Free ferries until autumn"
            ]
        );
    }

    #[test]
    fn marked_headings_but_the_first_head_their_parts() {
        let source = "# Bridge of Sarn opens again\n\nThe mayor came.\n\n## « Nobody pays »\nTraders wait.\n\n#sarn\n\n# 3\n\n###\n";
        let rule = "press/hash-heading";
        assert_eq!(claimed(source, Role::Crosshead, rule), ["« Nobody pays »"]);
    }

    #[test]
    fn hours_over_text_head_it_where_there_are_several() {
        let text = "The bridge at Sarn is closed.";
        let several = format!("14:35\n{text}\n[13.10]\n{text}\n9:05 a.m.\n{text}\n");
        assert_eq!(claimed(&several, Role::Crosshead, "press/hour").len(), 3);
        let one = format!("14:35\n{text}\n{text}\n");
        assert!(claimed(&one, Role::Crosshead, "press/hour").is_empty());
    }
}
