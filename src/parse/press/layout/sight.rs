//! Owns what can be seen of a block from where it stands: what comes before and after it, how much of the text it has behind it,
//! what it has in common with the rest. One pass from each end; what it weighs, the evidence says.

use super::lead::{is_lead, lead};
use super::opening::{self, Opening};
use super::theme::{Common, Theme};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Bid, Claims, Role};
use crate::parse::press::{links, spread, title};

/// What can be seen of a block from where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sight {
    /// Its number, from the start.
    pub at: usize,
    /// Whether the next block that is no noise is text.
    pub before_text: bool,
    /// Whether text comes next, or what introduces text, pictures left out: so a crosshead stands.
    pub over_text: bool,
    /// Whether a picture stands between it and that text.
    pub over_picture: bool,
    /// Whether a signature, a date or a dateline stands after it, before any other text.
    pub signed_after: bool,
    /// Whether a signature or a date stands before it, after any other text.
    pub signed_before: bool,
    /// Whether a picture stands after it, before any other text, and none before.
    pub pictured_after: bool,
    /// Whether what belongs to a site stands between it and the next text.
    pub furnished_after: bool,
    /// Whether it may be the kicker of a headline under it.
    pub over: bool,
    /// Whether three short lines and more stand before it, one after the other: a menu, and it may be the last of it.
    pub menu: bool,
    /// Whether the next text is at least twice as long.
    pub long_after: bool,
    /// How much of the text stands before it, in hundredths.
    pub seen: u8,
    /// Whether a heading or mark of the foot stands before it.
    pub footed: bool,
    /// What it has in common with the paragraphs.
    pub common: Common,
    /// Whether no other line over the first text has more in common with the text.
    pub nearest: bool,
    /// How many lines stand over a paragraph as a crosshead would, up to three.
    pub heads: u8,
    /// Of the first text and what stands over it: how much of it the next text says again, from 0 to 1.
    pub echo: f32,
    /// How the next text begins, of the first few.
    pub next_opens: Opening,
    /// How often the length of the block the next text has, in tenths, of the first few; 0 where none follows.
    pub next_length: u16,
    /// Whether the line over it ends in a colon: what it announces is a list.
    pub under_colon: bool,
    /// Whether the next text is in capitals.
    pub next_capitals: bool,
    /// Whether the block names a weekday and the next text names one too.
    pub day_again: bool,
    /// Whether it stands over the headline, has words enough to tell by, and next to none of them in the text: another story, a menu.
    pub foreign: bool,
    /// Whether it is by its form no headline.
    pub no_title: bool,
    /// Whether its form is that of another article's title.
    pub entry: bool,
    /// Whether it is by its form or its claims what lists have beside their titles: a day, a name, a button.
    pub furniture: bool,
    /// Half the usual length of a paragraph, in characters.
    pub half: usize,
    /// Whether it stands in a list of titles that each have their teaser.
    pub taught: bool,
    /// Whether it stands under a title shorter than itself.
    pub under_title: bool,
    /// Whether a date stands right after it.
    pub dated: bool,
    /// Whether it stands in a list of links and is none: a topic, the theme of the list, the section of the next.
    pub aside: bool,
    /// Whether it is the first words of the article whose title stands over it, cut off.
    pub excerpt: bool,
    /// Whether it is as long as the titles of the list that it stands in.
    pub alike: bool,
    /// Whether it is the section over a title that leads elsewhere.
    pub over_link: bool,
    /// Whether it stands in a list that has a heading.
    pub headed: bool,
    /// What speaks for a link in what stands after the text.
    pub boxed: Option<f32>,
    /// What speaks for a link in what stands alone between two paragraphs.
    pub between: Option<f32>,
    /// Of a title among paragraphs: the share of its words that those under it say again.
    pub ahead: Option<f32>,
    /// Whether it stands right under text, and nothing but text, furniture or the end stands right under it.
    pub goes_on: bool,
    /// Whether the head of the readers' comments stands before it.
    pub commented: bool,
    /// Whether it stands right under text.
    pub under_text: bool,
    /// Whether another line that may be a title stands right over it.
    pub under_rival: bool,
    /// Whether no blank line parts it from the line over it, which is no sentence, where blank lines part the paragraphs.
    pub tight: bool,
    /// Whether it ends in a colon, in the midst of text, over what it may introduce.
    pub introduces: bool,
    /// On how many of its two sides what surely belongs to a site stands.
    pub among: u8,
    /// Whether a player of sound or pictures stands right over it.
    pub under_player: bool,
    /// Whether it is marked as an entry of a list, and no neighbour is.
    pub lone_item: bool,
    /// Whether the paragraphs of the text end in stops: a line that does not is none.
    pub stopped: bool,
    /// Whether it is the first line of a text that is one sentence a line and has no headline.
    pub lead: bool,
    /// Whether such a line stands before it: no headline comes any more.
    pub led: bool,
    /// Whether the copy ends with it in the midst of a sentence: its last line, right under text, without a stop.
    pub breaks_off: bool,
    /// Whether it is the day of another article, in a list under the text.
    pub day_of_list: bool,
}

/// Blocks longer than this are text, whatever they have in common with it.
const LONGEST_COMPARED: usize = 900;

/// A longer line than this, in characters, is a deck.
const LONGEST_HEADLINE: usize = 170;

/// How much more another line over the text must have in common with it.
const NEARER: f32 = 1.3;

/// How many texts may be told again by the next.
const ECHOES: usize = 4;

/// Noise that is sure enough not to count as a neighbour.
const SURE: f32 = 0.7;

/// A picture likely enough to stand between a crosshead and its text.
const LIKELY: f32 = 0.5;

const SIGNING: [Role; 2] = [Role::Byline, Role::Stamp];
const ASIDE: [Role; 7] = [
    Role::Noise,
    Role::Tags,
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::ContentsHeading,
    Role::End,
    Role::Related,
];
const FOOT: [Role; 4] = [
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::End,
    Role::Policy,
];

/// Looks at every block, in one pass from each end.
pub(super) fn sights(blocks: &[Block], claims: &[Claims], language: &str) -> Vec<Sight> {
    let aside = |at: usize| claims[at].certainty(&ASIDE) >= SURE;
    let apart = |at: usize| {
        aside(at)
            || claims[at].certainty(&[Role::Caption, Role::Credit, Role::Byline, Role::Stamp])
                >= SURE
    };
    let text = |at: usize| !apart(at) && blocks[at].is_prose();
    let told = |at: usize| !apart(at) && blocks[at].is_sentence();
    let total: usize = (0..blocks.len())
        .filter(|&at| told(at))
        .map(|at| blocks[at].shape.chars)
        .sum();
    let half = half_length(blocks, &apart);
    // A text of short sentences alone speaks through them.
    let prose = (0..blocks.len()).any(&text);
    let speaks = |at: usize| if prose { text(at) } else { told(at) };
    let theme = Theme::of(
        (0..blocks.len())
            .filter(|&at| speaks(at))
            .map(|at| &blocks[at]),
    );
    let seen = |at: usize| {
        let no_title = title::is_no_title(&blocks[at]);
        Sight {
            at,
            half,
            common: match blocks[at].shape.chars <= LONGEST_COMPARED {
                true => theme.common(&blocks[at], speaks(at)),
                false => Common::default(),
            },
            foreign: no_title,
            no_title,
            entry: links::is_entry(&blocks[at]),
            furniture: links::is_furniture(&blocks[at], &claims[at]),
            ..Sight::default()
        }
    };
    let mut sights = spread::each(blocks.len(), seen);
    let (mut next, mut next_text) = (None::<usize>, None::<usize>);
    let mut next_title = None::<usize>;
    let mut headed = None::<usize>;
    let (mut signed, mut pictured, mut furnished) = (false, false, false);
    let quoted = |at: usize| {
        at + 2 < blocks.len()
            && !aside(at + 1)
            && !aside(at + 2)
            && title::is_quoted_over(&blocks[at], &blocks[at + 1], &blocks[at + 2])
    };
    for at in (0..blocks.len()).rev() {
        let sight = &mut sights[at];
        sight.before_text = next.is_some_and(|next| blocks[next].is_sentence());
        sight.over_text = headed.is_some_and(|next| is_told(&blocks[next]));
        sight.over_picture = sight.over_text && next != headed && next == Some(at + 1);
        sight.signed_after = signed;
        sight.pictured_after = pictured;
        sight.furnished_after = furnished;
        sight.long_after = next_text.is_some_and(|next| {
            blocks[next].is_prose() && blocks[next].shape.chars >= blocks[at].shape.chars * 2
        });
        sight.over = next_title.is_some_and(|next| {
            next <= at + 3
                && !blocks[next].is_prose()
                && claims[next].certainty(&[Role::Dateline]) < 0.5
                && title::is_kicker_over(&blocks[at], &blocks[next])
        }) || quoted(at);
        let dateline = claims[at].certainty(&[Role::Dateline]) >= SURE;
        if dateline || text(at) && opens_with_desk(&blocks[at].text) {
            (signed, pictured, furnished) = (true, false, false);
        } else if text(at) {
            (signed, pictured, furnished) = (false, false, false);
        } else {
            furnished |= aside(at);
            signed |= claims[at].certainty(&SIGNING) >= SURE;
            pictured |= claims[at].certainty(&[Role::Caption, Role::Credit]) >= SURE;
        }
        if !aside(at) {
            next = Some(at);
            // A picture may stand under a crosshead.
            let shown = claims[at].certainty(&[Role::Caption, Role::Credit]) >= LIKELY;
            headed = if shown { headed } else { next };
        }
        // A section stands over the date as over the headline.
        if !aside(at) && claims[at].certainty(&[Role::Stamp]) < SURE {
            next_title = Some(at);
        }
        if text(at) {
            next_text = Some(at);
        }
    }
    let (mut before, mut footed) = (0, false);
    let mut short = 0_usize;
    let (mut texts, mut commented) = (0, false);
    let comments = |bid: Bid| bid.rule == "press/comments" && bid.confidence >= SURE;
    let (mut signed, mut pictured) = (false, false);
    for at in 0..blocks.len() {
        let sight = &mut sights[at];
        sight.seen = (before * 100 / total.max(1)) as u8;
        sight.footed = footed;
        sight.menu = short >= 3;
        short = match blocks[at].shape.words <= 3 && blocks[at].is_title() {
            true => short + 1,
            false => 0,
        };
        sight.commented = commented;
        // Their number stands over the text too.
        commented |= texts >= 2 && claims[at].iter().any(comments);
        texts += usize::from(text(at));
        sight.signed_before = signed;
        sight.pictured_after &= !pictured;
        footed |= sight.seen >= 70 && claims[at].certainty(&FOOT) >= SURE;
        if told(at) {
            before += blocks[at].shape.chars;
        }
        if text(at) {
            (signed, pictured) = (false, false);
        }
        signed |= claims[at].certainty(&SIGNING) >= SURE;
        pictured |= claims[at].certainty(&[Role::Caption, Role::Credit]) >= SURE;
    }
    beside(blocks, claims, &mut sights, &apart);
    teasers(blocks, claims, &mut sights);
    echoes(blocks, &mut sights, language, &text);
    nearest(blocks, claims, &mut sights, &text);
    let head_like = |at: &usize| {
        let sight = &sights[*at];
        sight.seen > 0 && !sight.footed && sight.over_text && blocks[*at].is_title() && !apart(*at)
    };
    let heads = (0..blocks.len()).filter(head_like).take(3).count() as u8;
    let stopped = is_stopped(blocks, &text);
    for sight in &mut sights {
        sight.heads = heads;
        sight.stopped = stopped;
    }
    if let Some(first) = sights.first_mut() {
        first.lead = is_lead(blocks, claims);
    }
    if let Some(lead) = lead(blocks, claims, language, &told) {
        sights[lead].lead = true;
        for sight in &mut sights[lead + 1..] {
            sight.led = true;
        }
    }
    sights
}

/// "(iz). The harbour …", "(red) – …", "(vk) In der …": a desk's letters in brackets open the text.
fn opens_with_desk(text: &str) -> bool {
    let Some((desk, rest)) = text.strip_prefix('(').and_then(|text| text.split_once(')')) else {
        return false;
    };
    let letters = |c: char| c.is_alphabetic() || matches!(c, '/' | '.' | '-');
    let text = rest.trim_start_matches(['.', ' ', '–', '—', '-', '\u{a0}', ':']);
    (2..=8).contains(&desk.chars().count())
        && desk.chars().all(letters)
        && !desk.starts_with(char::is_uppercase) | desk.chars().all(char::is_uppercase)
        && text.len() < rest.len()
        && text.starts_with(char::is_uppercase)
}

/// Text by its form, and what introduces text: a sentence before a list or a quotation, a question.
fn is_told(block: &Block) -> bool {
    let open = block.shape.end == End::Open;
    block.is_sentence() || block.is_short_sentence() || !open && block.shape.words >= 4
}

/// What stands right over and right under each block.
fn beside(
    blocks: &[Block],
    claims: &[Claims],
    sights: &mut [Sight],
    apart: &impl Fn(usize) -> bool,
) {
    let noise = |at: usize| claims[at].certainty(&[Role::Noise]) >= SURE;
    let told = |at: usize| !apart(at) && is_told(&blocks[at]);
    let item = |at: usize| blocks.get(at).is_some_and(is_item);
    let spaced = is_spaced(blocks, apart);
    let mut player = false;
    for at in 0..blocks.len() {
        let over = at.checked_sub(1);
        let under = Some(at + 1).filter(|&under| under < blocks.len());
        let sight = &mut sights[at];
        sight.introduces = sight.seen > 0
            && blocks[at].shape.end == End::Colon
            && under.is_some_and(|under| !apart(under));
        sight.under_text = over.is_some_and(told);
        sight.under_colon = over.is_some_and(|over| {
            blocks[over].shape.end == End::Colon && blocks[over].shape.words >= 3
        });
        let short_over = over.is_some_and(|over| !blocks[over].is_sentence());
        sight.tight = spaced && !blocks[at].apart && short_over;
        // The first entry under a heading of links is no rival.
        let headed = at >= 2 && apart(at - 2);
        sight.under_rival = over.is_some_and(|over| {
            !headed
                && !apart(over)
                && blocks[over].is_title()
                && blocks[over].shape.end == End::Open
        });
        sight.goes_on = over.is_some_and(told)
            && !blocks[at].text.starts_with(['(', '['])
            && under.is_none_or(|under| apart(under) || is_told(&blocks[under]));
        sight.among = [over, under]
            .into_iter()
            .flatten()
            .filter(|&at| noise(at))
            .count() as u8;
        sight.lone_item = item(at) && !over.is_some_and(item) && !under.is_some_and(item);
        sight.under_player = player;
        let plays = |bid: Bid| bid.rule == "press/player" && bid.confidence >= SURE;
        player = noise(at) && (player || claims[at].iter().any(plays));
    }
}

/// Marks the line over the text that speaks most of what the text speaks of: of a page's menus, boxes and headline, the headline.
fn nearest(
    blocks: &[Block],
    claims: &[Claims],
    sights: &mut [Sight],
    text: &impl Fn(usize) -> bool,
) {
    // Forms and notices over a headline are sentences too, of which a text that is long enough says nothing again.
    let long = (0..blocks.len()).filter(|&at| text(at)).nth(4).is_some();
    let strange = |common: Common| long && common.stems >= 8 && common.shared * 8 <= common.stems;
    let own = |at: &usize| text(*at) && !strange(sights[*at].common);
    let first = (0..blocks.len()).find(own).unwrap_or(0);
    let mut best: Option<(usize, f32)> = None;
    for at in 0..first {
        let common = sights[at].common;
        let claimed = claims[at]
            .iter()
            .any(|bid| bid.role != Role::Headline && bid.confidence >= SURE);
        let long = blocks[at].shape.chars > LONGEST_HEADLINE;
        if claimed || long || !blocks[at].is_title() || common.shared == 0 {
            continue;
        }
        let nearness = common.share() * f32::from(common.stems.min(6)).sqrt();
        // A deck says more than its headline, and no more to the point.
        if best.is_none_or(|(_, most)| nearness > most * NEARER) {
            best = Some((at, nearness));
        }
    }
    let Some((best, _)) = best else {
        return;
    };
    sights[best].nearest = true;
    if sights[best].common.share() < 0.45 || sights[best].common.shared < 3 {
        return;
    }
    for (sight, block) in sights.iter_mut().zip(blocks).take(best) {
        let Common { stems, shared } = sight.common;
        let few = if block.shape.capitals { 5 } else { 7 };
        // The first lines of a page may be a headline that plays, and its deck.
        let within = sight.at >= 2 || block.shape.capitals;
        sight.foreign |= within && block.is_title() && stems >= 4 && shared * few <= stems;
        sight.foreign |= block.is_prose() && strange(sight.common);
    }
}

/// Marks the lists at the foot in which every title has its teaser: the form repeats, as crossheads and their text rarely do with
/// one paragraph each.
fn teasers(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let mut at = 0;
    while at < blocks.len() {
        let heads = claims[at].certainty(&[Role::RelatedHeading]);
        let heading = heads >= 0.5 && sights[at].seen >= 70;
        at += 1;
        if !heading {
            continue;
        }
        let (from, mut entries, mut end) = (at, 0, at);
        let mut pairs: Vec<usize> = Vec::new();
        while at < blocks.len() {
            // Where one title has its deck, the next may have one without a stop.
            let deck = |deck: &Block| {
                deck.is_sentence()
                    || entries >= 1
                        && deck.shape.words >= 10
                        && deck.shape.chars > blocks[at].shape.chars
            };
            let teased = blocks.get(at + 1).is_some_and(deck);
            if links::is_furniture(&blocks[at], &claims[at]) {
                at += 1;
            } else if links::is_entry(&blocks[at]) && blocks[at].shape.words >= 3 && teased {
                (entries, at) = (entries + 1, at + 2);
                end = at;
            } else if paired(blocks, claims, at) {
                pairs.push(at + 1);
                at += 2;
            } else {
                break;
            }
        }
        if pairs.len() >= 2 {
            pairs.iter().for_each(|&deck| sights[deck].aside = true);
        }
        if entries >= 2 && heads >= 0.7 {
            let marked = &mut sights[from..end.min(blocks.len())];
            marked.iter_mut().for_each(|sight| sight.taught = true);
        }
    }
}

/// Whether a title and its deck stand here, with a picture's name or a day before them and after: where each pair is so, the second
/// line is no title of its own.
fn paired(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    let between = |at: usize| {
        let file = |block: &Block| {
            let text = block.text.as_str();
            text.contains(|c: char| c.is_numeric()) && block.shape.words <= 6
        };
        blocks
            .get(at)
            .is_none_or(|block| links::is_furniture(block, &claims[at]) && file(block))
    };
    let telling = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            let shape = block.shape;
            shape.words >= 4 && links::is_entry(block) && !links::is_furniture(block, &claims[at])
        })
    };
    between(at - 1) && telling(at) && telling(at + 1) && between(at + 2)
}

/// What the first blocks say that the text after them says again: a standfirst tells the story, and the story tells it once more.
fn echoes(blocks: &[Block], sights: &mut [Sight], language: &str, text: &impl Fn(usize) -> bool) {
    let texts: Vec<usize> = (0..blocks.len())
        .filter(|&at| text(at))
        .take(ECHOES)
        .collect();
    let mut from = 0;
    for &next in &texts {
        let said = Theme::of(std::iter::once(&blocks[next]));
        let opens = opening::opening(&blocks[next].text, language);
        let day = opening::names_day(&blocks[next]);
        for at in from..next {
            let chars = blocks[at].shape.chars;
            if chars <= LONGEST_COMPARED {
                sights[at].next_opens = opens;
                sights[at].next_capitals = blocks[next].shape.capitals;
                let tenths = blocks[next].shape.chars * 10 / chars.max(1);
                sights[at].next_length = tenths.min(1_000) as u16;
                sights[at].day_again = day && opening::names_day(&blocks[at]);
                let common = said.common(&blocks[at], false);
                sights[at].echo = f32::from(common.shared) / f32::from(common.stems.max(3));
            }
        }
        from = next;
    }
}

/// Whether nearly all paragraphs end in stops.
fn is_stopped(blocks: &[Block], text: &impl Fn(usize) -> bool) -> bool {
    let prose = (0..blocks.len()).filter(|&at| text(at) && blocks[at].shape.chars >= 130);
    let (all, open) = prose.fold((0, 0), |(all, open), at| {
        (
            all + 1,
            open + usize::from(blocks[at].shape.end == End::Open),
        )
    });
    all >= 4 && open * 10 <= all
}

/// Whether blank lines part the paragraphs of a text.
fn is_spaced(blocks: &[Block], apart: &impl Fn(usize) -> bool) -> bool {
    let prose = (1..blocks.len()).filter(|&at| blocks[at].is_prose() && !apart(at));
    let (all, spaced) = prose.fold((0, 0), |(all, spaced), at| {
        (all + 1, spaced + usize::from(blocks[at].apart))
    });
    all >= 3 && spaced * 10 >= all * 8
}

/// A line of speech or an entry of a list.
pub(super) fn is_item(block: &Block) -> bool {
    block.text.starts_with([
        '-', '–', '—', '•', '*', '·', '▪', '●', '■', '◾', '◆', '‣', '◦',
    ])
}

/// Half the median length of what may be paragraphs.
fn half_length(blocks: &[Block], apart: &impl Fn(usize) -> bool) -> usize {
    let lengths = (0..blocks.len()).filter(|&at| !apart(at) && blocks[at].is_sentence());
    let mut lengths: Vec<usize> = lengths.map(|at| blocks[at].shape.chars).collect();
    if lengths.is_empty() {
        return 0;
    }
    let middle = lengths.len() / 2;
    *lengths.select_nth_unstable(middle).1 / 2
}

#[cfg(test)]
mod tests {
    use super::opens_with_desk;

    #[test]
    fn letters_of_a_desk_open_a_text_in_brackets() {
        for (text, wanted) in [
            ("(iz). Die Brücke von Sarn ist offen.", true),
            ("(red) – Die Brücke von Sarn ist offen.", true),
            ("(ред.) Мост снова открыт.", true),
            ("(KPA) The bridge is open.", true),
            ("(Sarn) The bridge is open.", false),
            ("(see page 3) The bridge is open.", false),
            ("(iz) and more", false),
            ("The bridge (iz) is open.", false),
        ] {
            assert_eq!(opens_with_desk(text), wanted, "{text}");
        }
    }
}
