//! Owns what the lines of a text say of one another where its parts stand in an unusual order or beside what others wrote: a label
//! over the first line, a standfirst or the first paragraph over the headline, the words of a post over who posted them, who the
//! author is.

use super::theme::Theme;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::names;
use crate::parse::press::title::{self, comparable};
use crate::parse::press::tokens::cut_before;

/// How many blocks from the start a text may be turned round.
const HEAD: usize = 6;
/// The longest standfirst over a headline, in characters.
const LONGEST_STANDFIRST: usize = 600;
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
}

/// "Ada Lorn" on a line of its own, and text that speaks of Ada Lorn: a picture shows the one, or a part is about the one, who signs no
/// text. Only a word that says so signs then.
fn told_of(blocks: &[Block], claims: &mut [Claims]) {
    let bare = |at: &usize| {
        let certainty = claims[*at].certainty(&[Role::Byline]);
        (0.3..0.8).contains(&certainty) && names::is_name(blocks[*at].text.trim())
    };
    let named: Vec<usize> = (0..blocks.len()).filter(bare).take(SIGNATURES).collect();
    for at in named {
        let name = blocks[at].text.trim();
        let tells = |(other, block): (usize, &Block)| {
            let aside = [Role::Byline, Role::Caption, Role::Credit, Role::Stamp];
            other != at
                && (block.is_sentence() || block.is_title() && block.shape.words >= 5)
                && block.shape.words > blocks[at].shape.words + 1
                // Who tells of himself opens with his name.
                && block.text.find(name).is_some_and(|from| {
                    let next = block.text[from + name.len()..].chars().next();
                    from > 0 && !next.is_some_and(char::is_alphanumeric)
                })
                && claims[other].certainty(&aside) < 0.5
        };
        if blocks.iter().enumerate().any(tells) {
            claims[at].weaken(Role::Byline, 0.3);
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
        assert!(!signs("The bridge of Sarn was opened by the minister Ada Lorn on Monday after a year of work."));
        assert!(signs("The bridge of Sarn was opened by the minister Ada Lornsen on Monday after a year of work."));
        // Who tells of himself opens with his name.
        assert!(signs("Ada Lorn writes of rivers and bridges for this paper from her desk in Orme."));
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
