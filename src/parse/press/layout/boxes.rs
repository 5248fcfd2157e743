//! Owns what the lines of a box of links say of one another where no word of theirs says it: whole headlines that stand together after
//! the text, or one alone between two paragraphs, lead elsewhere; a list in which every line is a word or two is one of topics, and
//! the short line over a longer title names its section.

use std::ops::Range;

use super::breaks;
use super::cards;
use super::pairs;
use super::runs;
use super::sight::Sight;
use super::theme::Theme;
use super::weights::W;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Bid, Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::links;
use crate::parse::press::tokens::leads_on;

/// How much of a text must stand before a box at its foot, in hundredths.
const FOOT: u8 = 70;
/// The fewest words of a headline that stands alone in the midst of a text.
const ALONE: usize = 6;
/// The fewest where nothing else tells it from a crosshead.
const WORDY: usize = 8;
/// The fewest of a title in a run of them, and under its picture's credit.
const FEWEST: usize = 3;
/// How many titles running are a box in the midst of a text.
const RUNNING: usize = 3;
/// The shortest paragraph, in characters, that a headline may stand beside.
const PARAGRAPH: usize = 60;

/// Marks the lines of boxes.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    under_titles(blocks, claims, sights);
    lists(blocks, claims, sights);
    feet(blocks, claims, sights);
    cards::mark(blocks, claims, sights);
    between(blocks, claims, sights);
    pairs::mark(blocks, claims, sights);
    running(blocks, claims, sights);
    runs::under_sections(blocks, claims, sights);
    breaks::mark(blocks, claims, sights);
}

/// Whether nothing speaks against a line's being a headline.
pub(super) fn is_free(claims: &Claims) -> bool {
    let headlines = [Role::Related, Role::Headline];
    claims
        .iter()
        .all(|bid| headlines.contains(&bid.role) || bid.confidence < 0.6)
}

/// Whether a claim speaks not against a headline's standing among others under a text.
fn is_title_bid(bid: Bid) -> bool {
    matches!(bid.role, Role::Related | Role::Headline) || bid.confidence < 0.6 || is_told_form(bid)
}

/// "Live – …", "Video – …": the form of what a title leads to, which is no promotion among titles.
pub(super) fn is_told_form(bid: Bid) -> bool {
    bid.rule == "press/promotion" && bid.confidence <= 0.6
}

/// Whether a line says of itself that it heads a list.
fn is_heading(claims: &Claims) -> bool {
    claims.certainty(&[
        Role::RelatedHeading,
        Role::PromoHeading,
        Role::ContentsHeading,
    ]) >= 0.5
}

/// Whether a title is much shorter than the next.
pub(super) fn is_over(title: &Block, next: &Block) -> bool {
    title.shape.chars * 8 <= next.shape.chars * 5
}

/// Marks what stands under a title shorter than itself, as a teaser does.
fn under_titles(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let mut last: Option<usize> = None;
    for at in 0..blocks.len() {
        sights[at].under_title = last.is_some_and(|last| {
            !is_heading(&claims[last]) && sights[last].entry && is_over(&blocks[last], &blocks[at])
        });
        sights[at].dated = claims
            .get(at + 1)
            .is_some_and(|next| next.certainty(&[Role::Stamp]) >= 0.6);
        if !sights[at].furniture {
            last = Some(at);
        }
    }
}

/// Marks the titles in a list that are no entries: topics, the theme of the whole, the section over an entry.
fn lists(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let mut at = 0;
    while at < blocks.len() {
        let headed = claims[at].certainty(&[Role::RelatedHeading, Role::PromoHeading]) >= 0.5;
        at += 1;
        if !headed {
            continue;
        }
        let from = at;
        while at < blocks.len() && !is_heading(&claims[at]) {
            let cut = at > from && runs::is_cut_teaser(blocks, at);
            if blocks[at].is_sentence() && !cut {
                break;
            }
            sights[at].excerpt |= cut;
            sights[at].taught |= cut;
            at += 1;
        }
        let titles: Vec<usize> = (from..at)
            .filter(|&at| {
                let plain = !sights[at].furniture;
                blocks[at].is_title() && (is_free(&claims[at]) || plain)
            })
            .collect();
        let longest = titles.iter().map(|&at| blocks[at].shape.words).max();
        let shortest = titles.iter().map(|&at| blocks[at].shape.words).min();
        // What has its own day is an article, however short its title.
        let dated = titles.iter().filter(|&&at| sights[at].dated).count() * 2 > titles.len();
        let topics = !dated
            && (titles.len() >= 3 && longest <= Some(5) && shortest <= Some(2)
                || titles.len() == 2 && longest <= Some(3) && shortest <= Some(2));
        sights[from..at]
            .iter_mut()
            .for_each(|sight| sight.headed = true);
        for (nth, &title) in titles.iter().enumerate() {
            let short = blocks[title].shape.words <= 6;
            let next = titles
                .get(nth + 1)
                .copied()
                .filter(|&next| next == title + 1);
            let over = next.is_some_and(|next| short && is_over(&blocks[title], &blocks[next]));
            // "Flood on the coast" over the headlines of it; or a section over each title, with a date or a name under that.
            let theme = nth == 0
                && titles.len() >= 3
                && blocks[title].shape.words <= 4
                && !blocks[title].text.contains(':');
            let section = next.is_some_and(|next| {
                let before = title == from || !titles.contains(&(title - 1));
                let after = blocks.get(next + 1);
                // Over prose that is the text itself, two titles are two links.
                let brief = blocks[title].shape.words <= 4;
                let closed = after.is_some_and(|after| {
                    after.is_prose() && brief || links::is_furniture(after, &claims[next + 1])
                });
                before && closed
            });
            // Capitals over a title that has small letters.
            let shouted = next
                .is_some_and(|next| blocks[title].shape.capitals && !blocks[next].shape.capitals);
            // What stands twice in a list names the section of what is under it.
            let again = titles
                .iter()
                .any(|&other| other != title && blocks[other].text == blocks[title].text);
            let named = again && next.is_some_and(|next| blocks[next].text != blocks[title].text);
            // So does what stands twice in few words, each time over more.
            let under = blocks.get(title + 1);
            let sections = again
                && blocks[title].shape.words <= 4
                && under.is_some_and(|under| is_over(&blocks[title], under));
            sights[title].aside =
                topics || named || sections || over && (theme || section || shouted);
        }
        runs::alike(blocks, &titles, sights);
        if claims[from - 1].certainty(&[Role::PromoHeading]) >= 0.7 {
            runs::among_topics(blocks, claims, &titles, sights);
        }
        excerpts(blocks, from..at, &titles, sights);
    }
}

/// Marks the first words of each article under its title: "The bridge is open", "The bridge of Sarn was opened on Monday after…". Where
/// every title is cut off, none is.
fn excerpts(blocks: &[Block], list: Range<usize>, titles: &[usize], sights: &mut [Sight]) {
    let cut = |at: usize| blocks[at].text.ends_with("...") || blocks[at].text.ends_with('…');
    let cuts: Vec<usize> = list
        .filter(|&at| cut(at) && blocks[at].shape.words >= 5)
        .collect();
    // Where lines of one length are cut off, they are titles.
    let longer = |at: usize| blocks[at].shape.chars * 5 >= blocks[at - 1].shape.chars * 6;
    let under = |&at: &usize| {
        at > 0 && titles.binary_search(&(at - 1)).is_ok() && !cut(at - 1) && longer(at)
    };
    if cuts.len() >= 2 && cuts.iter().all(under) {
        for &at in &cuts {
            (sights[at].aside, sights[at].excerpt) = (true, true);
        }
    }
}

/// A sentence; a headline may end in an acronym all the same: "… of the U.S."
fn is_closed(block: &Block) -> bool {
    block.is_sentence() && !links::is_entry(block)
}

/// Marks the headlines that stand together after the text, or speak of what it speaks of.
fn feet(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let mut at = 0;
    while at < blocks.len() {
        let from = at;
        while at < blocks.len() && sights[at].seen >= FOOT && !is_closed(&blocks[at]) {
            at += 1;
        }
        if from == at {
            at += 1;
            continue;
        }
        let titles: Vec<usize> = (from..at)
            .filter(|&at| {
                let block = &blocks[at];
                let long = block.shape.words >= 4 && !block.shape.capitals;
                let free = || claims[at].iter().all(is_title_bid);
                long && is_whole(block) && free() && !sights[at].headed
            })
            .collect();
        // "Video – …" alone under a text may be that text's own film.
        let alone = titles.len() == 1 && !is_free(&claims[titles[0]]);
        let titles = if alone { Vec::new() } else { titles };
        let shared: Vec<u16> = titles.iter().map(|&at| sights[at].common.shared).collect();
        let telling = shared.iter().filter(|&&shared| shared >= 1).count();
        // Headlines that mostly speak of other things are the front page of the site.
        let several = titles.len() >= 2 && telling * 2 >= titles.len();
        for (nth, &title) in titles.iter().enumerate() {
            let next = titles.get(nth + 1).map(|&next| &blocks[next]);
            let theme = nth == 0
                && blocks[title].shape.words <= 4
                && next.is_some_and(|next| is_over(&blocks[title], next));
            if theme {
                continue;
            }
            let mut weight = W.box_line;
            weight += if several { W.box_several } else { 0.0 };
            weight += match shared[nth] {
                0 => 0.0,
                1 => W.box_of_text / 2.0,
                _ => W.box_of_text,
            };
            sights[title].boxed = Some(weight);
        }
        runs::gaps(blocks, claims, from..at, sights);
    }
}

/// Whether a line is a headline of its own: no button, no list of names, no address, nobody's office.
pub(super) fn is_whole(block: &Block) -> bool {
    let (shape, text) = (block.shape, block.text.as_str());
    let words = block.words();
    let leads = [
        Kind::RelatedWeak,
        Kind::ListButton,
        Kind::Form,
        Kind::Button,
        Kind::Source,
        Kind::Tags,
        Kind::Published,
    ];
    let told = leads.iter().any(|&kind| words.opens(kind).is_some());
    // "14:44 …", "16 h 37…": a ticker; "2 …": the number of a list.
    let first = text.split_whitespace().next().unwrap_or_default();
    let timed = first.starts_with(|c: char| c.is_ascii_digit())
        && (first.contains([':', 'h', '.']) || first.len() <= 2)
        && !is_timed(text);
    let asks = shape.end == End::Lively && !text.ends_with('…') && !text.contains(':');
    let parted = text.contains(['|', '©', '@', '•', '·', '▪', '/', '(', '+']);
    // "The mill is sold. What now": a title may be of two.
    let halves = text.split_once(". ").is_some_and(|(one, other)| {
        one.split_whitespace().nth(2).is_some()
            && other.starts_with(char::is_uppercase)
            && shape.words <= 20
    });
    let stopped = shape.inner_stops > usize::from(halves) && !text.contains(".. ");
    links::is_entry(block)
        && shape.chars <= 150
        && !(told || timed || asks || parted || stopped)
        && !text.starts_with(['-', '–', '—', '*', '[', '#', '›'])
        && !words.has(Kind::Job)
        && !words.has(Kind::AuthorBox)
        && !words.has(Kind::Channel)
        && !is_list_of_names(text)
        && !leads_on(text)
}

/// "14:44 The bridge is open": the hour of a ticker and a whole headline.
fn is_timed(text: &str) -> bool {
    let Some((hour, title)) = text.split_once([' ', '\u{a0}']) else {
        return false;
    };
    let figures = |text: &str| text.len() <= 2 && text.bytes().all(|c| c.is_ascii_digit());
    let hour = hour.split_once(':').is_some_and(|(hour, minutes)| {
        !hour.is_empty() && figures(hour) && minutes.len() == 2 && figures(minutes)
    });
    let title = title.trim_start_matches([' ', '\u{a0}', '-', '–', '—', '|']);
    hour && title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && title.split_whitespace().nth(4).is_some()
}

/// Whether nearly every word has a capital, as in names and tags side by side: headlines in such capitals keep their small words.
fn is_list_of_names(text: &str) -> bool {
    let begins = |word: &&str, cased: fn(char) -> bool| {
        word.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(cased)
    };
    let count = text
        .split_whitespace()
        .filter(|word| begins(word, char::is_alphabetic))
        .count();
    let small = text
        .split_whitespace()
        .filter(|word| begins(word, char::is_lowercase))
        .count();
    let large = text
        .split_whitespace()
        .filter(|word| begins(word, char::is_uppercase))
        .count();
    // Only English and its like give capitals to the words of a headline.
    let cyrillic = text.contains(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    let accents = text.contains(|c| {
        matches!(
            c,
            'à' | 'â'
                | 'ç'
                | 'è'
                | 'é'
                | 'ê'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ô'
                | 'ñ'
                | 'á'
                | 'í'
                | 'ó'
                | 'ã'
                | 'ì'
                | 'ò'
        )
    });
    let many = if cyrillic || accents { 2 } else { 7 };
    large >= 3 && small * many < count && text.contains(char::is_lowercase)
}

/// Marks the headlines that stand alone between two paragraphs.
fn between(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let shouting = blocks.iter().filter(|block| block.shape.capitals).count();
    // Papers that set their crossheads in capitals set none of their links so.
    let habit = (0..blocks.len()).any(|at| {
        let shape = blocks[at].shape;
        let short = shape.capitals && (2..7).contains(&shape.words);
        short && blocks[at].is_title() && sights[at].seen > 0 && sights[at].before_text
    });
    for at in 1..blocks.len().saturating_sub(1) {
        let (before, block, after) = (&blocks[at - 1], &blocks[at], &blocks[at + 1]);
        let long = |block: &Block| block.is_sentence() && block.shape.chars >= PARAGRAPH;
        let pictured = claims[at + 1].certainty(&[Role::Caption]) >= 0.7;
        // "© HOUSE / NAME" alone, and a title under it: the other article's picture.
        let under_credit = at >= 2
            && before.text.starts_with('©')
            && claims[at - 1].certainty(&[Role::Credit]) >= 0.7
            && long(&blocks[at - 2])
            && long(after)
            && sights[at].seen > 0
            && block.shape.words >= FEWEST
            && block.shape.end != End::Stop
            && is_free(&claims[at])
            && is_whole(block);
        if under_credit {
            sights[at].between = Some(W.between + W.between_shouted);
            continue;
        }
        let eligible = block.shape.words >= ALONE
            && sights[at].seen > 0
            && long(before)
            && (long(after) || pictured)
            && is_free(&claims[at])
            && is_free(&claims[at - 1])
            && is_whole(block)
            && !is_quote(&block.text);
        if !eligible {
            continue;
        }
        let said = Theme::of(std::iter::once(after)).common(block, false);
        let echo = f32::from(said.shared) / f32::from(said.stems.max(3));
        let shouted = block.shape.capitals
            && block.shape.words >= 7
            && shouting * 4 <= blocks.len()
            && !habit;
        let titled = block.shape.words >= 7 && !block.shape.capitals && is_title_case(&block.text);
        let plain = block.shape.words >= WORDY && !block.shape.capitals;
        if !shouted && !titled && !plain {
            continue;
        }
        let mut weight = W.between + (0.12 - echo) * W.between_echo;
        weight += match (shouted, titled) {
            (true, _) => W.between_shouted,
            (_, true) => W.between_title_case,
            _ => 0.0,
        };
        if sights[at].heads >= 3 && !shouted && !titled {
            weight += W.between_among_heads;
        }
        sights[at].between = Some(weight);
    }
}

/// Marks the titles that stand one right after the other between two paragraphs: a box of links that has lost its heading. Entries
/// of a list have marks, or a line over them that introduces them; names and figures are no titles.
fn running(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let title = |at: usize| {
        let block = &blocks[at];
        (FEWEST..=16).contains(&block.shape.words)
            && block.shape.end != End::Stop
            && block.shape.end != End::Colon
            && !block.shape.capitals
            && is_free(&claims[at])
            && claims[at].certainty(&[Role::Paragraph, Role::Crosshead]) < 0.5
            && !block.marked
            && is_titled(&block.text)
            && links::is_entry(block)
    };
    let mut at = 1;
    while at < blocks.len() {
        let from = at;
        while at < blocks.len() && title(at) && (at == from || !blocks[at].apart) {
            at += 1;
        }
        let (before, after) = (&blocks[from - 1], blocks.get(at));
        let several = at - from >= RUNNING
            && sights[from].seen > 0
            && before.is_sentence()
            && blocks[from].apart
            && after.is_some_and(|after| after.apart);
        for sight in &mut sights[from..at] {
            if several && !sight.headed {
                sight.between = Some(W.box_line + W.box_several);
            }
        }
        at = at.max(from + 1);
    }
}

/// Whether a line begins as a title does, and has no mark of an entry or of a table.
fn is_titled(text: &str) -> bool {
    let begins = text
        .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || "\"'“‘«„¿¡".contains(c));
    begins && !text.contains(['|', '@', '©', '=', ';', '/'])
}

/// "How the Bridge of Sarn Was Lost": in English headlines of some houses every longer word has a capital, in no crosshead of
/// another language.
fn is_title_case(text: &str) -> bool {
    let long = || {
        let words = text.split_whitespace().skip(1);
        words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4)
    };
    let capital = |word: &str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    long().count() >= 4 && long().all(capital)
}

/// Words of somebody, which stand out of a text as crossheads do.
fn is_quote(text: &str) -> bool {
    text.starts_with(['"', '“', '”', '«', '„', '‘', '»'])
        && text.ends_with(['"', '“', '”', '»', '’', '«'])
}

#[cfg(test)]
mod tests;
