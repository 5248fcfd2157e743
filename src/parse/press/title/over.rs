//! Owns the line over a headline: whether it is a kicker of its own or a piece of a menu.

use super::label;
use super::series::{is_label_and_theme, is_of_series};
use crate::parse::press::block::{Block, End};
use crate::parse::press::lexicon::fold::{is_capital, is_of_word, is_small};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::has;

/// Whether a whole line is a kicker that the trade uses: a label, or a section of a paper.
pub(in crate::parse::press) fn is_kicker_word(text: &str) -> bool {
    is_kicker(&Words::of(text))
}

/// Whether a line whose words are known is such a word or label.
pub(in crate::parse::press) fn is_kicker(words: &Words<'_>) -> bool {
    let text = words.text;
    let known = [Kind::Label, Kind::WireLabel, Kind::Section];
    if !known.into_iter().any(|kind| words.has(kind)) || text.chars().count() > 40 {
        return false;
    }
    let Some(start) = text.find(is_of_word) else {
        return false;
    };
    let labelled =
        label(words, start).is_some_and(|(end, _)| !text[end..].contains(char::is_alphanumeric));
    labelled || words.is(Kind::Section).is_some() || is_section_and_theme(words)
}

/// "World | Peace talks", "Politik / Friedensgespräche": a section, and the theme in it.
fn is_section_and_theme(words: &Words<'_>) -> bool {
    let text = words.text;
    [" | ", " / ", " · ", " • "].iter().any(|mark| {
        text.split_once(mark).is_some_and(|(section, theme)| {
            let theme = theme.trim();
            words
                .all(Kind::Section)
                .any(|hit| hit.start == 0 && hit.end == section.trim_end().len())
                && (1..=4).contains(&theme.split_whitespace().count())
                && !theme.contains(|c: char| c.is_numeric() || matches!(c, '|' | '/' | '•' | '·'))
        })
    })
}

/// Whether a line may stand over `headline` as its kicker.
pub(in crate::parse::press) fn is_kicker_over(block: &Block, headline: &Block) -> bool {
    let (over, under) = (block.shape, headline.shape);
    if over.chars > 120
        || !matches!(over.end, End::Open | End::Colon)
        || !block.text.contains(char::is_alphabetic)
        || is_address(&headline.text)
        || over.words <= 3 && is_joined(&block.text)
    {
        return false;
    }
    if over.chars <= 40 && is_kicker(&block.words()) {
        return true;
    }
    if !same_script(&block.text, &headline.text) || is_house(block) {
        return false;
    }
    let heads = under.words >= 3 && under.chars <= 200 && under.end != End::Stop;
    // "VIDEO Bridge opens again" is a headline itself, over its deck or a short line.
    let lesser = over.chars * 5 <= under.chars * 4;
    if heads && (is_of_series(&block.text) || lesser && is_label_and_theme(&block.words())) {
        return true;
    }
    if !heads || is_elsewhere(block) {
        return false;
    }
    let text = block.text.as_str();
    let short = over.words <= 6 && over.chars <= 48;
    let marks = text.matches(['>', '|', '›', '/', '»']).count();
    let breadcrumb = marks >= 1
        && over.words <= 6 + marks * 3
        && parts(text).all(|part| part.split_whitespace().count() <= 4);
    let apart = over.capitals && !under.capitals && over.words <= 6;
    let lesser =
        over.chars * 8 <= under.chars * 5 || (over.words <= 3 && under.words >= over.words + 2);
    breadcrumb || short && (apart || lesser)
}

/// Whether a line is by its form no headline: a menu, "No. 941 IMMEDIATE RELEASE", the name of the house that signs with a person
/// or a city behind it.
pub(in crate::parse::press) fn is_no_title(block: &Block) -> bool {
    is_glued(block)
        || is_topics(block)
        || is_where_and_when(block)
        || is_day_and_topics(block)
        || block.shape.words <= 6 && block.text.ends_with(')') && !block.text.contains('(')
        || block.shape.words <= 6
            && (block.words().ends(Kind::WireMark).is_some() || is_signed_by_house(block))
}

/// "Home | Business", "Ada Lorn / Town hall", "Floods , Rivers , Sarn": sections and topics beside one another, and no verb.
fn is_topics(block: &Block) -> bool {
    let text = block.text.as_str();
    if block.shape.chars > 160 || block.shape.end == End::Stop {
        return false;
    }
    // A colon between spaces is no word.
    let count = |part: &str| {
        let words = part.split_whitespace();
        words
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    };
    let apart = |mark: &str, longest: usize| {
        has(text, mark)
            && text
                .split(mark)
                .all(|part| (1..=longest).contains(&count(part)))
    };
    let listed = has(text, " , ") && text.matches(" , ").count() >= 2 && apart(" , ", 3)
        || has(text, ", ") && text.matches(", ").count() >= 4 && apart(", ", 2);
    let path = [" | ", " / ", " > ", " › ", " » ", " • ", " · "]
        .iter()
        .filter(|mark| has(text, mark))
        .any(|mark| apart(mark, 2) || text.matches(mark).count() >= 2 && apart(mark, 3));
    listed || path
}

/// "Sarn, 3 July 2018 — Release": a place and a day, and next to nothing else.
fn is_where_and_when(block: &Block) -> bool {
    let text = block.text.as_str();
    let Some((place, rest)) = text.split_once(", ") else {
        return false;
    };
    let words = block.words();
    let year = |word: &str| {
        word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit())
    };
    block.shape.words <= 8
        && block.shape.end != End::Stop
        && place.split_whitespace().count() <= 2
        && words.has(Kind::Month)
        && rest.starts_with(|c: char| c.is_numeric())
        && rest.split(|c: char| !c.is_alphanumeric()).any(year)
}

/// "28 April 2021 Politics Harbour, ferries": the day of a page, and what it is filed under.
fn is_day_and_topics(block: &Block) -> bool {
    let mut words = block.text.split_whitespace();
    let mut figures = |least: usize, most: usize| {
        words.next().is_some_and(|word| {
            let bare = word.trim_end_matches(['.', ',']);
            (least..=most).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
        })
    };
    if !figures(1, 2) {
        return false;
    }
    let found = block.words();
    let Some(month) = found.all(Kind::Month).next() else {
        return false;
    };
    let rest = block.text[month.end..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','));
    let year = rest.split_whitespace().next().unwrap_or_default();
    let topics = rest[year.len()..].trim_start();
    let dated = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let first = block.text.find(char::is_alphabetic) == Some(month.start);
    first
        && dated
        && block.shape.end != End::Stop
        && block.shape.words <= 12
        && topics.starts_with(char::is_uppercase)
        && topics
            .split(", ")
            .all(|topic| topic.split_whitespace().count() <= 4)
}

/// "السومرية نيوز/ كركوك", "وكالة - (name)": Arabic houses sign in a line of its own with a bar or a bracket.
fn is_signed_by_house(block: &Block) -> bool {
    let text = block.text.as_str();
    let house = text
        .split_whitespace()
        .take(3)
        .any(|word| word.starts_with("نيوز") || word.starts_with("وكالة"));
    let words = block.words();
    let known = words.opens(Kind::Agency).or(words.opens(Kind::Outlet));
    let behind = |end: usize| text[end..].trim_start().starts_with(['-', '/', '(', '|']);
    block.shape.end != End::Stop
        && (house && text.contains(['/', '(']) || known.is_some_and(|hit| behind(hit.end)))
}

/// Whether a line is a menu that lost the spaces between its entries: "WorldPoliticsScience NewsReal Estate".
fn is_glued(block: &Block) -> bool {
    if block.shape.chars > LONGEST_MENU || block.shape.end == End::Stop {
        return false;
    }
    let mut small = 0;
    let mut joints = 0;
    for c in block.text.chars() {
        // "McKenna", "iPhone", "BioNTech" have one or two small letters, or one such joint.
        joints += usize::from(small >= 3 && is_capital(c));
        small = if is_small(c) { small + 1 } else { 0 };
    }
    joints >= 3
}

/// Two words that lost the space between them: "HomeSociety", "Newest firstOldest first".
pub(in crate::parse::press) fn is_joined(text: &str) -> bool {
    let (mut small, mut joint) = (0, false);
    for c in text.chars() {
        joint = c.is_uppercase() && small >= 4 || joint && c.is_lowercase();
        // At least three small letters follow, as no brand has them after so many.
        small = if is_small(c) { small + 1 } else { 0 };
        if joint && small >= 3 {
            return true;
        }
    }
    false
}

/// How long a menu on one line is looked at, in characters.
const LONGEST_MENU: usize = 400;

/// Whether a line leads to a site: no kicker stands over it.
fn is_address(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    text.contains("://") || text.contains("www.") || first.ends_with(".com")
}

/// Whether a line names who reports or where the page stands: "The Daily Report", "CBS/AP".
fn is_house(block: &Block) -> bool {
    let house = |part: &str| {
        let words = Words::of(part.trim());
        words.is(Kind::Outlet).is_some() || words.is(Kind::Agency).is_some()
    };
    let words = block.words();
    (words.has(Kind::Outlet) || words.has(Kind::Agency)) && parts(&block.text).all(house)
}

/// Whether two lines are of one script; the names of other languages in a site's menu are not.
fn same_script(one: &str, other: &str) -> bool {
    let script = |text: &str| {
        let letter = text.chars().find(|c| c.is_alphabetic())? as u32;
        Some(match letter {
            0..=0x36f => 0,
            0x370..=0x3ff => 1,
            0x400..=0x52f => 2,
            0x590..=0x5ff => 3,
            0x600..=0x8ff | 0xfb50..=0xfeff => 4,
            _ => 5,
        })
    };
    script(one).is_some() && script(one) == script(other)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['>', '|', '›', '/', '»'])
}

/// Whether a line has words that no kicker has: dates, signatures, buttons, addresses.
fn is_elsewhere(block: &Block) -> bool {
    let text = block.text.as_str();
    let words = block.words();
    let figures = text.chars().filter(|c| c.is_numeric()).count();
    figures >= 4
        || text.contains(['@', '©', '='])
        || text.contains("www.")
        || text.contains("://")
        || text.starts_with(|c: char| c.is_lowercase() || c.is_numeric() && figures > 2)
        || words.is(Kind::Button).is_some()
        // "Download the app for Sarn".
        || words
            .opens(Kind::Button)
            .is_some_and(|hit| text[..hit.end].contains(' '))
        || words.is(Kind::Crumb).is_some()
        || words.is(Kind::Agency).is_some()
        || words.is(Kind::Tags).is_some()
        || [
            Kind::By,
            Kind::Published,
            Kind::Updated,
            Kind::ReadingTime,
            Kind::Credit,
        ]
        .into_iter()
        .any(|kind| {
            words
                .opens(kind)
                .is_some_and(|hit| hit.end < text.len() && hit.end - hit.start > 1)
        })
}

#[cfg(test)]
mod tests {
    use super::{is_kicker_over, is_no_title};
    use crate::parse::press::lines::blocks;

    #[test]
    fn menus_marks_of_releases_and_signatures_are_no_headlines() {
        for (line, wanted) in [
            ("WorldPoliticsReal EstateScience NewsSport", true),
            ("No. 12-07 IMMEDIATE RELEASE", true),
            ("سارن نيوز/ روا", true),
            ("28 April 2021 Politics Harbour, ferries, PRV", true),
            ("28 April 2021 was the day on which the bridge fell", false),
            ("Bridge of Sarn opens again, McKenna says", false),
            ("AFP", false),
            ("سارن تفتح الجسر/ صور", false),
        ] {
            let (blocks, _) = blocks(&format!("{line}\n"));
            assert_eq!(is_no_title(&blocks[0]), wanted, "{line}");
        }
    }

    #[test]
    fn a_theme_or_a_section_stands_over_a_headline_and_a_menu_does_not() {
        let headline = "Bridge of Sarn opens again after a year of work";
        for (line, wanted) in [
            ("World", true),
            ("Floods", true),
            ("WAR ON THE RIVER", true),
            ("الرئيسة", false),
            ("» » »", false),
            ("The Jerusalem Post", false),
            ("Reuters", false),
        ] {
            let text = format!("{line}\n\n{headline}\n");
            let (blocks, _) = blocks(&text);
            assert_eq!(is_kicker_over(&blocks[0], &blocks[1]), wanted, "{line}");
        }
    }
}
