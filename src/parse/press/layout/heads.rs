//! Owns what the lines of a text say of one another where its parts stand in an unusual order or beside what others wrote: a label
//! over the first line, a standfirst or the first paragraph over the headline, the words of a post over who posted them, who the
//! author is.

use super::lead::is_told_again;
use super::theme::Theme;
use crate::parse::press::block::{Block, End};
use crate::parse::press::byline;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::dateline;
use crate::parse::press::lexicon::Kind;
use crate::parse::press::title::{self, comparable};
use crate::parse::press::tokens::cut_before;

/// How many blocks from the start a text may be turned round.
const HEAD: usize = 6;
/// How many paragraphs may stand over the one that a place opens, and it.
const PLACED: usize = 3;
/// The longest standfirst over a headline, in characters.
const LONGEST_STANDFIRST: usize = 600;
/// The longest headline that ends as a sentence does, in characters.
const LONGEST_HEADLINE: usize = 200;
/// The longest post, in characters.
const LONGEST_POST: usize = 420;
/// How many lines that sign are remembered.
const SIGNATURES: usize = 4;

/// Claims what such an order supports.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    labelled(blocks, claims);
    turned(blocks, claims);
    posts(blocks, claims);
    told_of(blocks, claims);
    authors(blocks, claims);
    told_again(blocks, claims);
    placed(blocks, claims);
}

/// "Oberlauben. Händler und Gäste …": a place and a stop open the text, and a line over it names the place as where things happen, or
/// as what the text is filed under.
fn placed(blocks: &[Block], claims: &mut [Claims]) {
    let texts = (0..blocks.len()).filter(|&at| blocks[at].is_prose());
    let found = texts.take(PLACED).find_map(|at| {
        let line = dateline::parse(&blocks[at].text)?;
        let place = line.place.filter(|_| line.certainty <= dateline::UNSURE)?;
        let over = blocks[..at]
            .iter()
            .filter(|block| block.shape.chars <= LONGEST_STANDFIRST);
        let mut over = over.skip(at.saturating_sub(HEAD * 2));
        over.any(|block| is_set_in(&block.text, place))
            .then_some(at)
    });
    if let Some(at) = found {
        claims[at].claim(Role::Dateline, "press/placed-above", 0.8);
    }
}

/// Whether a line says that something happens in a place, or is filed under it: "Feuer in Oberlauben", "Region | Oberlauben".
fn is_set_in(text: &str, place: &str) -> bool {
    const IN: [&str; 22] = [
        "in", "bei", "aus", "nahe", "um", "auf", "am", "à", "en", "au", "de", "em", "a", "at",
        "near", "te", "w", "v", "в", "у", "во", "за",
    ];
    let filed = text
        .split(['|', '/', '›', '>', '·', '•', ','])
        .any(|part| part.trim() == place);
    let named = |at: usize| {
        let (before, after) = (text[..at].trim_end(), &text[at + place.len()..]);
        let whole = !after.starts_with(char::is_alphanumeric);
        let word = before.rsplit(' ').next().unwrap_or_default();
        whole && before.len() < at && IN.contains(&word.to_lowercase().as_str())
    };
    filed || text.match_indices(place).any(|(at, _)| named(at))
}

/// A first line that the next opens with once more, behind its dateline: a headline, however it ends.
fn told_again(blocks: &[Block], claims: &mut [Claims]) {
    let first = blocks.iter().position(|block| block.shape.words >= 5);
    if let Some(first) = first.filter(|&first| first <= HEAD)
        && blocks[first].shape.chars <= LONGEST_HEADLINE
        && blocks[first].shape.inner_stops == 0
        && claims[first].iter().all(|bid| bid.confidence < 0.5)
        && is_told_again(&blocks[first], blocks.get(first + 1))
    {
        claims[first].claim(Role::Headline, "press/told-again", 0.9);
    }
}

/// "Ada Lorn" on a line of its own, and text that speaks of Ada Lorn: a picture shows the one, or a part is about the one, who signs no
/// text. Only a word that says so signs then.
fn told_of(blocks: &[Block], claims: &mut [Claims]) {
    let bare = |at: &usize| {
        let certainty = claims[*at].certainty(&[Role::Byline]);
        (0.3..0.87).contains(&certainty)
            && blocks[*at].shape.words <= 8
            && !blocks[*at].words().has(Kind::Agency)
            && !byline::people(&blocks[*at].text).is_empty()
            && !byline::is_led(&blocks[*at].text)
    };
    let named: Vec<usize> = (0..blocks.len()).filter(bare).take(SIGNATURES).collect();
    for at in named {
        let people = byline::people(&blocks[at].text);
        // Who tells of himself opens one block with his name.
        let speaks_of = |text: &str, name: &str| match text.find(name) {
            Some(from) if text[from + name.len()..].starts_with(char::is_alphanumeric) => 0,
            Some(0) => 1,
            Some(_) => 3,
            None => 0,
        };
        let tells = |(other, block): (usize, &Block)| {
            let aside = [Role::Byline, Role::Caption, Role::Credit, Role::Stamp];
            let telling = other != at
                && (block.is_sentence() || block.is_title() && block.shape.words >= 5)
                && block.shape.words > blocks[at].shape.words + 1;
            let most = || people.iter().map(|name| speaks_of(&block.text, name)).max();
            match telling && claims[other].certainty(&aside) < 0.5 {
                true => most().unwrap_or_default(),
                false => 0,
            }
        };
        if blocks.iter().enumerate().map(tells).sum::<u32>() >= 3 {
            claims[at].weaken(Role::Byline, 0.3);
        }
    }
}

/// "WATCH: Bridge of Sarn opens again": in a text such a line leads elsewhere, at its start it heads it.
fn labelled(blocks: &[Block], claims: &mut [Claims]) {
    let Some(first) = blocks.first() else {
        return;
    };
    let heads = first.is_title() && first.shape.words >= 5 && title::is_labelled(&first.words());
    if heads && claims[0].certainty(&[Role::Noise]) < 0.7 {
        claims[0].claim(Role::Headline, "press/labelled-headline", 0.75);
    }
}

/// The first letters of a text, for comparison.
fn opening(block: &Block) -> String {
    comparable(&block.text[..cut_before(&block.text, 160)])
}

/// Whether a block is text that nothing else claims.
fn is_told(block: &Block, claims: &Claims) -> bool {
    let other = [Role::Noise, Role::Caption, Role::Byline, Role::Related];
    block.is_prose() && claims.certainty(&other) < 0.5
}

/// A headline between two texts at the start: what stands over it is the standfirst, or the first paragraph once more.
fn turned(blocks: &[Block], claims: &mut [Claims]) {
    for at in 0..blocks.len().saturating_sub(2).min(HEAD) {
        let (lead, head, text) = (&blocks[at], &blocks[at + 1], &blocks[at + 2]);
        let titled = head.is_title()
            && matches!(head.shape.end, End::Open | End::Lively)
            && (2..=24).contains(&head.shape.words)
            // A crosshead; the words of a picture.
            && !head.shape.capitals
            && !head.text.contains(['@', '©', '|', '/'])
            && claims[at + 1].iter().all(|bid| bid.confidence < 0.5);
        if !titled || !is_told(lead, &claims[at]) || !is_told(text, &claims[at + 2]) {
            continue;
        }
        if opening(lead) == opening(text) {
            claims[at].claim(Role::Noise, "press/repeated-lead", 0.97);
            claims[at + 1].claim(Role::Headline, "press/turned-headline", 0.9);
            return;
        }
        let dated = claims[at].certainty(&[Role::Dateline]) >= 0.5;
        if at > 0 || dated || lead.shape.chars > LONGEST_STANDFIRST {
            continue;
        }
        // Where other lines head the text, this one does too.
        let heads = (at + 3..blocks.len()).any(|other| {
            blocks[other].is_title()
                && blocks.get(other + 1).is_some_and(Block::is_prose)
                && claims[other].iter().all(|bid| bid.confidence < 0.5)
        });
        let theme = Theme::of(std::iter::once(text));
        let again = theme.tells()
            && theme.common(lead, false).shared >= 3
            && theme.common(head, false).shared >= 1;
        if !heads && again {
            claims[at].claim(Role::Standfirst, "press/turned-standfirst", 0.85);
            claims[at + 1].claim(Role::Headline, "press/turned-headline", 0.85);
        }
        return;
    }
}

/// "Nobody is hurt. / — The Mill (@themill) May 4, 2022": the words of a post stand over who posted them.
fn posts(blocks: &[Block], claims: &mut [Claims]) {
    for at in 1..blocks.len() {
        let text = blocks[at].text.as_str();
        let signed = text.starts_with(['—', '–', '-', '&'])
            && text.contains("(@")
            && text.ends_with(|c: char| c.is_ascii_digit());
        let over = &blocks[at - 1];
        let quoted = over.text.starts_with(['"', '“', '«', '„', '‘']);
        if signed
            && over.shape.chars <= LONGEST_POST
            && over.shape.end != End::Colon
            && !quoted
            && claims[at - 1].certainty(&[Role::Dateline]) < 0.5
        {
            claims[at - 1].claim(Role::Noise, "press/post", 0.85);
        }
    }
}

/// "Ada Lorn is a reporter in Sarn": who signs a text does not tell of himself in it by his name. And "Ada Lorn – Ada Lorn is …".
fn authors(blocks: &[Block], claims: &mut [Claims]) {
    let signs = |at: &usize| {
        claims[*at].certainty(&[Role::Byline]) >= 0.7
            && blocks[*at].shape.words <= 16
            && !blocks[*at].is_prose()
    };
    let names: Vec<String> = (0..blocks.len())
        .filter(signs)
        .take(SIGNATURES)
        .map(|at| format!(" {} ", comparable(&blocks[at].text)))
        .collect();
    for (block, claims) in blocks.iter().zip(claims) {
        if !block.is_prose() || !block.text.starts_with(char::is_uppercase) {
            continue;
        }
        let mut words = block.text.split_whitespace();
        let (Some(one), Some(two), third) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let capital = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’'))
        };
        if !capital(one) || !capital(two) {
            continue;
        }
        let doubled = third.is_some_and(|mark| matches!(mark, "-" | "–" | "—" | "|"))
            && words.next() == Some(one)
            && words.next() == Some(two);
        let name = format!(" {} {} ", comparable(one), comparable(two));
        if doubled || names.iter().any(|line| line.contains(&name)) {
            claims.claim(Role::Noise, "press/author-box", 0.9);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    /// The claims of this part on each line of a text.
    fn claimed(source: &str, signs: Option<usize>) -> Vec<Option<(Role, &'static str)>> {
        let (blocks, _) = blocks(source);
        let mut claims = vec![Claims::default(); blocks.len()];
        if let Some(at) = signs {
            claims[at].claim(Role::Byline, "press/byline", 0.9);
        }
        claim(&blocks, &mut claims);
        let last = |claims: &Claims| claims.iter().last().map(|bid| (bid.role, bid.rule));
        claims.iter().map(last).collect()
    }

    const TEXT: &str = "The bridge of Sarn was opened to lorries on Monday after a year of work, the mayor of the town said. Traders had \
        waited for it since the flood of last May.";

    #[test]
    fn a_label_heads_the_first_line_and_no_later_one() {
        let line = "WATCH: Bridge of Sarn opens again after a year";
        let found = claimed(&format!("{line}\n\n{TEXT}\n\n{line} now\n"), None);
        assert_eq!(found[0], Some((Role::Headline, "press/labelled-headline")));
        assert_eq!(found[2], None);
    }

    #[test]
    fn a_headline_may_stand_under_its_standfirst() {
        let lead = "Lorries cross the bridge of Sarn again. The traders of the town had waited for it for a year since the flood.";
        let found = claimed(
            &format!("{lead}\n\nSarn opens its bridge\n\n{TEXT}\n"),
            None,
        );
        assert_eq!(
            found[0],
            Some((Role::Standfirst, "press/turned-standfirst"))
        );
        assert_eq!(found[1], Some((Role::Headline, "press/turned-headline")));
        let twice = claimed(
            &format!("{TEXT}\n\nSarn opens its bridge\n\n{TEXT}\n"),
            None,
        );
        assert_eq!(twice[0], Some((Role::Noise, "press/repeated-lead")));
        // One of several crossheads.
        let other = format!(
            "{lead}\n\nSarn opens its bridge\n\n{TEXT}\n\nTraders wait\n\n{TEXT} Not all.\n"
        );
        assert_eq!(claimed(&other, None)[0], None);
    }

    #[test]
    fn who_is_told_of_signs_nothing() {
        let signs = |body: &str| {
            let (blocks, _) = blocks(&format!("Ada Lorn\n\n{body}\n"));
            let mut claims = vec![Claims::default(); blocks.len()];
            claims[0].claim(Role::Byline, "press/byline", 0.74);
            claim(&blocks, &mut claims);
            claims[0].certainty(&[Role::Byline]) >= 0.5
        };
        assert!(signs(TEXT));
        assert!(!signs(
            "The bridge of Sarn was opened by the minister Ada Lorn on Monday after a year of work."
        ));
        assert!(signs(
            "The bridge of Sarn was opened by the minister Ada Lornsen on Monday after a year of work."
        ));
        // Who tells of himself opens with his name.
        assert!(signs(
            "Ada Lorn writes of rivers and bridges for this paper from her desk in Orme."
        ));
    }

    #[test]
    fn a_line_above_tells_the_place_that_opens_a_text() {
        let text = "Oberlauben. Händler und Gäste der Altstadt haben am Montag gegen die neuen Gebühren protestiert, wie die Stadt mitteilte.";
        for (head, wanted) in [
            ("Händler in Oberlauben wehren sich gegen Gebühren", true),
            ("Region | Oberlauben", true),
            ("Händler wehren sich gegen neue Gebühren", false),
            ("Der Oberlauben wehrt sich gegen Gebühren", false),
        ] {
            let found = claimed(&format!("{head}\n\n{text}\n"), None);
            let placed = found[1] == Some((Role::Dateline, "press/placed-above"));
            assert_eq!(placed, wanted, "{head}");
        }
    }

    #[test]
    fn posts_and_authors_are_no_paragraphs() {
        let found = claimed(
            "Nobody is hurt at the mill.\n\n— The Mill (@themill) May 4, 2022\n",
            None,
        );
        assert_eq!(found[0], Some((Role::Noise, "press/post")));
        let bio = "Ada Lorn came to this paper in 2001. She studied in Orme and has written of rivers, towns and trade for us since then.";
        let found = claimed(&format!("By Ada Lorn\n\n{TEXT}\n\n{bio}\n"), Some(0));
        assert_eq!(found[2], Some((Role::Noise, "press/author-box")));
        assert_eq!(
            claimed(&format!("By Bo Tarn\n\n{TEXT}\n\n{bio}\n"), Some(0))[2],
            None
        );
    }
}
