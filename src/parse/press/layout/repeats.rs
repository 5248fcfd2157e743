//! Owns what standing twice says of a line: lists of contents repeat every crosshead, the machinery of web sites repeats itself, and
//! scrapers take a headline from two places.

use std::collections::HashMap;

use super::theme::{Common, Theme};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::title::{comparable, is_kicker, is_no_title, without_number};

/// The fewest words of a headline that is cut off, and how near the whole one stands, in blocks.
const FEWEST_CUT: usize = 5;
const NEAR: usize = 3;
/// How far from the start a headline is looked for, in blocks.
const HEAD: usize = 40;

/// How many characters of a path or a ticker may stand before a headline that stands once more without them.
const LONGEST_LEAD: usize = 60;

/// Claims what repetition supports.
pub(super) fn claim(blocks: &[Block], claims: &mut [Claims]) {
    // First: of a headline and the path to it, the headline is not the one to go.
    page_titles(blocks, claims);
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    // Lists of links stand in the text and again under it: neither they nor their headings are machinery.
    let (mut told, mut listed) = (false, false);
    for (at, block) in blocks.iter().enumerate() {
        let taken = claims[at].iter().any(|bid| bid.confidence >= 0.7);
        let heads = claims[at].certainty(&[Role::RelatedHeading]) >= 0.7;
        told |= block.is_prose();
        listed = told && !block.is_prose() && (listed || heads);
        let linked = listed && (heads || block.shape.words >= 5);
        if !taken && !linked && block.shape.chars <= 200 && !block.is_prose() {
            let line = comparable(without_number(&block.text));
            places.entry(line).or_default().push(at);
        }
    }
    let mut repeated: Vec<Vec<usize>> = places.into_values().filter(|at| at.len() >= 2).collect();
    repeated.sort_unstable();
    let mut partner: Vec<Option<usize>> = vec![None; blocks.len()];
    for at in repeated.iter().filter(|at| at.len() == 2) {
        partner[at[0]] = Some(at[1]);
    }
    let is_first = |at: usize| partner.get(at).is_some_and(Option::is_some);
    // How many blocks of prose stand before each.
    let mut prose = vec![0_usize; blocks.len() + 1];
    for (at, block) in blocks.iter().enumerate() {
        prose[at + 1] = prose[at] + usize::from(block.is_prose());
    }
    for first in 0..blocks.len() {
        let Some(second) = partner[first] else {
            continue;
        };
        let heading = first > 0 && claims[first - 1].certainty(&[Role::ContentsHeading]) >= 0.5;
        let in_list = heading || is_first(first + 1) || first > 0 && is_first(first - 1);
        let heads = blocks.get(second + 1).is_some_and(Block::is_sentence);
        if in_list && heads && prose[second] > prose[first] {
            claims[first].claim(Role::Noise, "press/contents", 0.95);
            claims[second].claim(Role::Crosshead, "press/listed-crosshead", 0.95);
        }
    }
    let theme = Theme::of(blocks.iter().filter(|block| block.is_prose()));
    let titles = blocks.iter().take(HEAD).filter(|block| block.is_title());
    let near = titles.map(|block| theme.common(block, false));
    let nearest = near.filter(|common| common.stems >= 4);
    let nearest = nearest.map(Common::share).fold(0.0, f32::max);
    for at in repeated {
        elsewhere(blocks, claims, (&theme, nearest), &at);
    }
    captions(blocks, claims);
}

/// A line that says again what a caption beside it says: carousels and scrapers give it with and without its credit.
fn captions(blocks: &[Block], claims: &mut [Claims]) {
    for at in 0..blocks.len() {
        if claims[at].certainty(&[Role::Caption]) < 0.7 {
            continue;
        }
        let whole = comparable(&blocks[at].text);
        let near = at.saturating_sub(3)..blocks.len().min(at + 4);
        for other in near.filter(|&other| other != at) {
            let text = &blocks[other].text;
            if text.len() <= blocks[at].text.len()
                && blocks[other].shape.words >= 4
                && whole.starts_with(&comparable(text))
            {
                claims[other].claim(Role::Caption, "press/repeated-caption", 0.9);
            }
        }
    }
}

/// The fewest pictures of a gallery that gives each its title again.
const GALLERY: usize = 5;
/// The longest of their captions, in characters.
const LONGEST_SHOWN: usize = 260;

/// The title of a gallery over each of its pictures, and their words between.
fn gallery(blocks: &[Block], claims: &mut [Claims], places: &[usize]) {
    let runs: Vec<usize> = places
        .windows(2)
        .filter(|pair| pair[1] == pair[0] + 2)
        .map(|pair| pair[0] + 1)
        .collect();
    let shown = |at: &usize| {
        let block = &blocks[*at];
        block.shape.words >= 3 && block.shape.chars <= LONGEST_SHOWN
    };
    let titled = blocks[places[0]].is_title() && blocks[places[0]].shape.words >= 3;
    if !titled || runs.len() < GALLERY || !runs.iter().all(shown) {
        return;
    }
    for at in runs {
        claims[at].claim(Role::Caption, "press/gallery", 0.95);
    }
}

/// Lines that stand twice and more, and are no crossheads. The theme comes with the most that a title at the start has in common with it.
fn elsewhere(
    blocks: &[Block],
    claims: &mut [Claims],
    (theme, nearest): (&Theme, f32),
    places: &[usize],
) {
    let together = places.windows(2).all(|pair| pair[1] <= pair[0] + 2);
    gallery(blocks, claims, places);
    let first = &blocks[places[0]];
    let short = first.shape.words <= 5;
    // Whether it heads no prose anywhere.
    let machinery = || {
        let heads = |&at: &usize| blocks.get(at + 1).is_some_and(Block::is_prose);
        !places.iter().any(heads)
    };
    // The titles of other stories stand twice too, and the names of those who make the paper.
    let own = theme.common(first, false);
    let lesser = theme.tells() && nearest >= 0.6 && own.share() < nearest * 0.6;
    let foreign = theme.tells() && own.shared == 0
        || is_no_title(first)
        || first.words().opens(Kind::By).is_some();
    // The words of a picture stand twice under the headline, which says more of what the text says.
    let pictured = places.len() == 2
        && places[1] == places[0] + 1
        && theme.tells()
        && places[0] <= 8
        && (0..places[0]).any(|at| {
            let other = theme.common(&blocks[at], false);
            blocks[at].is_title()
                && !blocks[at].text.contains(&first.text)
                && other.share() >= 0.5
                && other.shared > own.shared
                && claims[at].certainty(&[Role::Noise, Role::Related]) < 0.5
        });
    if pictured && first.shape.words >= 3 && first.is_title() {
        claims[places[0]].claim(Role::Caption, "press/repeated-caption", 0.7);
        claims[places[1]].claim(Role::Noise, "press/repeated-caption", 0.85);
    } else if places[0] < HEAD && first.shape.words >= 3 && first.is_title() && !foreign {
        // Scrapers take a headline from the page's title, its heading, and the text of its picture.
        if !lesser {
            claims[places[0]].claim(Role::Headline, "press/repeated-headline", 0.7);
        }
        for &at in &places[1..] {
            claims[at].claim(Role::Noise, "press/repeated-headline", 0.85);
        }
    } else if short {
        let often = places.len() >= 3;
        if (often || !first.is_sentence()) && (together && often || machinery()) {
            // A section over the headline stands once more among the tags under the text.
            let under = blocks.get(places[0] + 1);
            let section = is_kicker(&first.words())
                && under.is_some_and(|under| under.is_title() && under.shape.words >= 4);
            let over = places[0] <= 8 && (section || !often && places[1] > places[0] + 6);
            for &at in &places[usize::from(over)..] {
                claims[at].claim(Role::Noise, "press/repeated", 0.85);
            }
        }
    } else if places[0] <= 4 {
        for &at in &places[1..] {
            claims[at].claim(Role::Noise, "press/repeated-headline", 0.85);
        }
    }
}

/// "Bridge of Sarn opened after a ..": the headline as a path has it, over the headline itself.
fn cut_titles(head: &[Block], claims: &mut [Claims]) {
    for at in 0..head.len().saturating_sub(1) {
        let text = head[at].text.as_str();
        let words = text.trim_end_matches(['.', '…', ' ']);
        let cut = text.ends_with("..") || text.ends_with('…');
        if !cut || head[at].shape.words < FEWEST_CUT {
            continue;
        }
        let part = comparable(words);
        let whole = head[at + 1..].iter().take(NEAR).any(|next| {
            next.is_title()
                && next.text.len() > words.len()
                && comparable(&next.text).starts_with(&part)
        });
        if whole {
            claims[at].claim(Role::Noise, "press/repeated-headline", 0.95);
        }
    }
}

/// The title of the page, "Headline - Name of the site", over or under the headline itself; and a first paragraph that stands once
/// more, which was the standfirst.
fn page_titles(blocks: &[Block], claims: &mut [Claims]) {
    let head = blocks.len().min(HEAD);
    cut_titles(&blocks[..head], claims);
    let titles: Vec<usize> = (0..head)
        .filter(|&at| blocks[at].is_title() && blocks[at].shape.words >= 3)
        .collect();
    for &long in &titles {
        let text = blocks[long].text.as_str();
        let named = titles.iter().any(|&short| {
            let rest = text.strip_prefix(blocks[short].text.as_str());
            short != long
                && rest.is_some_and(|rest| {
                    let rest = rest.trim_start();
                    rest.starts_with(['-', '–', '—', '|', '·', '«', '»'])
                })
        });
        // The path to it, a ticker or a date before it: "World » Bridge of Sarn opened".
        let led = titles.iter().copied().find(|&short| {
            let rest = text.strip_suffix(blocks[short].text.as_str());
            // "© Photo: House": who took the picture, and the picture's own line.
            short != long
                && blocks[short].shape.words >= 4
                && rest.is_some_and(|rest| {
                    !rest.is_empty() && rest.chars().count() <= LONGEST_LEAD && !rest.contains('©')
                })
        });
        if let Some(short) = led {
            claims[short].claim(Role::Headline, "press/repeated-headline", 0.7);
        }
        let leads = claims[long].certainty(&[Role::Related]) >= 0.6;
        if (named || led.is_some()) && !leads {
            claims[long].claim(Role::Noise, "press/page-title", 0.9);
        }
    }
    let prose: Vec<usize> = (0..blocks.len())
        .filter(|&at| blocks[at].is_prose())
        .take(4)
        .collect();
    let Some((&first, rest)) = prose.split_first() else {
        return;
    };
    let again = |&at: &usize| comparable(&blocks[at].text) == comparable(&blocks[first].text);
    if blocks[first].shape.chars <= 600 && rest.iter().any(again) {
        claims[first].claim(Role::Standfirst, "press/repeated-standfirst", 0.85);
    }
}
