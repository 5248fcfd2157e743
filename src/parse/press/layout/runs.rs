//! Owns what a line takes from the titles it stands among: in a run of titles the one that has figures, names or a question is a title too;
//! whole titles among topics are no topics; a section and a title between two paragraphs are the link to another article, and no two
//! crossheads.

use std::ops::Range;

use super::boxes::{is_free, is_over, is_told_form, is_whole};
use super::sight::{Sight, is_item};
use super::weights::W;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::links;

/// The fewest words of a title that is told by its like.
const FEWEST: usize = 3;
/// The fewest words of a title among topics, and the most of a topic.
const TITLE: usize = 7;
const TOPIC: usize = 3;
/// The most words of the section over a title.
const SECTION: usize = 5;
/// The shortest paragraph, in characters, that a link may stand beside.
const PARAGRAPH: usize = 60;
/// The share of a title that the next paragraphs say again, from which it heads them.
const ANNOUNCED: f32 = 0.6;
/// The longest teaser, in characters.
const LONGEST_TEASER: usize = 420;

/// Marks the titles of a list that are as long as their like: none of them is the teaser of another.
pub(super) fn alike(blocks: &[Block], titles: &[usize], sights: &mut [Sight]) {
    let own: Vec<usize> = titles
        .iter()
        .copied()
        .filter(|&at| blocks[at].shape.words > FEWEST && links::is_entry(&blocks[at]))
        .collect();
    if own.len() < 2 {
        return;
    }
    let chars = |at: usize| blocks[at].shape.chars;
    // A title and its deck, a title and its deck: the second of each is longer.
    let pairs = own
        .windows(2)
        .filter(|pair| is_over(&blocks[pair[0]], &blocks[pair[1]]));
    if own.len() >= 4 && pairs.count() * 3 >= own.len() {
        return;
    }
    let mut lengths: Vec<usize> = own.iter().map(|&at| chars(at)).collect();
    lengths.sort_unstable();
    let usual = lengths[lengths.len() / 2];
    let (least, most) = match own.len() {
        2 => (usual * 3 / 5, usual * 8 / 5),
        _ => (usual / 3, usual * 2),
    };
    for at in own {
        sights[at].alike = (least..=most).contains(&chars(at)) && blocks[at].shape.end != End::Stop;
    }
}

/// What forms and buttons speak of, and no title between titles.
const SITE: [Kind; 5] = [
    Kind::Form,
    Kind::SiteWord,
    Kind::Channel,
    Kind::Comments,
    Kind::Counted,
];

/// Marks what stands between two headlines after the text, or closes a tight run of them, and is none by its own form.
pub(super) fn gaps(blocks: &[Block], claims: &[Claims], foot: Range<usize>, sights: &mut [Sight]) {
    let boxed = |at: Option<usize>, sights: &[Sight]| {
        at.is_some_and(|at| {
            foot.contains(&at)
                && (sights[at].boxed.is_some() || claims[at].certainty(&[Role::Related]) >= 0.8)
        })
    };
    // The section over the next title, and what speaks to the reader.
    let aside = |at: usize| {
        let over = blocks
            .get(at + 1)
            .is_some_and(|next| is_over(&blocks[at], next));
        let words = blocks[at].words();
        over && blocks[at].shape.words <= SECTION
            || SITE.iter().any(|&kind| words.has(kind))
            // "Source: …", under a table.
            || words.opens(Kind::Source).is_some()
    };
    let fits = |at: usize| {
        let block = &blocks[at];
        block.shape.words >= FEWEST
            && !aside(at)
            && block.is_title()
            && !block.shape.capitals
            && !block.text.contains(['©', '@', '|'])
            && links::is_entry(block)
            // After the text "Sarn: …" is no dateline.
            && claims[at].iter().all(|bid| {
                let other = !matches!(bid.role, Role::Related | Role::Headline | Role::Dateline);
                !other || bid.confidence < 0.6 || is_told_form(bid)
            })
            && !links::is_furniture(block, &claims[at])
    };
    let found: Vec<usize> = foot
        .clone()
        .filter(|&at| {
            let between = boxed(at.checked_sub(1), sights) && boxed(Some(at + 1), sights);
            let tight = |at: usize| blocks.get(at).is_some_and(|block| !block.apart);
            let closes = at >= 2
                && tight(at)
                && tight(at - 1)
                && boxed(Some(at - 1), sights)
                && boxed(Some(at - 2), sights);
            sights[at].boxed.is_none() && !sights[at].headed && (between || closes) && fits(at)
        })
        .collect();
    for at in found {
        sights[at].boxed = Some(W.box_line + W.box_several);
    }
}

/// Marks the whole titles among the topics of a text.
pub(super) fn among_topics(
    blocks: &[Block],
    claims: &[Claims],
    titles: &[usize],
    sights: &mut [Sight],
) {
    let topics = titles.iter().filter(|&&at| blocks[at].shape.words <= TOPIC);
    if topics.count() == 0 {
        return;
    }
    for &at in titles {
        let block = &blocks[at];
        let whole = block.shape.words >= TITLE
            && !block.shape.capitals
            && sights[at].seen >= 90
            && is_whole(block)
            && is_free(&claims[at]);
        // The deck of the title over it, and the button under the two.
        let button = claims
            .get(at + 1)
            .is_some_and(|next| next.certainty(&[Role::Noise]) >= 0.8);
        let deck = at > 0 && sights[at - 1].boxed.is_some() && button;
        if whole && !deck {
            sights[at].boxed = Some(W.box_among_topics);
        }
    }
}

/// Whether a text under the title before it is the first words of the other article, cut off by its box.
pub(super) fn is_cut_teaser(blocks: &[Block], at: usize) -> bool {
    let text = blocks[at].text.trim_end();
    let ends = ["…", "...", "[…]", "(…)", "[...]", "(...)"];
    at > 0
        && ends.iter().any(|end| text.ends_with(end))
        && blocks[at].shape.words >= 8
        && blocks[at].shape.chars <= LONGEST_TEASER
        && blocks[at - 1].is_title()
        && links::is_entry(&blocks[at - 1])
        && blocks[at - 1].shape.words >= FEWEST
        && is_over(&blocks[at - 1], &blocks[at])
}

/// Marks a section and the title under it that stand alone between two paragraphs.
pub(super) fn under_sections(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let long = |block: &Block| block.is_sentence() && block.shape.chars >= PARAGRAPH;
    for at in 1..blocks.len().saturating_sub(2) {
        let (over, section, title, after) = (
            &blocks[at - 1],
            &blocks[at],
            &blocks[at + 1],
            &blocks[at + 2],
        );
        let again = claims[at].iter().any(|bid| {
            matches!(bid.rule, "press/repeated-headline" | "press/repeated")
                && bid.confidence >= 0.7
        });
        let heads =
            |at: usize| is_free(&claims[at]) && claims[at].certainty(&[Role::Crosshead]) < 0.6;
        let fits = sights[at].seen > 0
            && sights[at + 1].ahead.is_none_or(|share| share < ANNOUNCED)
            && long(over)
            && long(after)
            && (again || heads(at))
            && heads(at + 1)
            && claims[at].certainty(&[Role::Byline, Role::Caption, Role::Credit]) < 0.4
            && claims[at + 1].certainty(&[Role::Byline, Role::Caption, Role::Credit]) < 0.4;
        let forms = section.shape.words <= SECTION
            && section.shape.end == End::Open
            && section.is_title()
            && title.is_title()
            && title.shape.end != End::Colon
            && title.shape.words >= TITLE
            && !title.shape.capitals
            && !title.marked
            && !is_item(title)
            && !is_item(section)
            && links::is_entry(title)
            && !title.text.contains(['|', '©', '@'])
            && (again || is_over(section, title));
        if fits && forms {
            sights[at].over_link = !again;
            sights[at + 1].between = Some(W.between + W.between_shouted);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;
    use serde_json::{Value, json};

    const HEAD: &str = "Die Brücke von Sarn ist nach einem Jahr wieder offen\n\n";
    const FIRST: &str = "Die Brücke über den Fluss bei Sarn ist am Montag nach einem Jahr Arbeit wieder geöffnet worden, sagte die Bürgermeisterin \
        der Stadt, und am Morgen fuhren die ersten Lastwagen hinüber.\n\n";
    const SECOND: &str = "Die Händler an der nördlichen Straße wollen bis zum Sommer warten, bevor sie ihre Waren auf dem kürzeren Weg schicken, \
        weil den neuen Pfeilern noch niemand traut.\n\n";
    const THIRD: &str = "Der Rat kommt am Freitag zusammen und spricht über die Maut, die von den Fahrern der Lastwagen nicht bezahlt wird, \
        solange die östliche Spur gesperrt bleibt.\n\n";

    fn summary(between: &str, after: &str) -> Value {
        let text = format!("{HEAD}{FIRST}{SECOND}{between}{THIRD}{after}");
        read(&SourceText::new("text.txt", &text)).summary_json()
    }

    #[test]
    fn a_section_and_a_title_between_two_paragraphs_lead_elsewhere() {
        let title = "Schmuggel im Hafen: Drei Fährleute stehen seit heute vor Gericht";
        let read = summary(&format!("Prozess an der Küste\n\n{title}\n\n"), "");
        assert_eq!(read["related"], json!([title]));
        assert_eq!(read["crossheads"], json!([]));
        // One short line over text is a crosshead.
        let read = summary("Streit um die Maut\n\n", "");
        assert_eq!(read["crossheads"], json!(["Streit um die Maut"]));
    }

    #[test]
    fn what_stands_among_headlines_is_one_whatever_its_form() {
        let list = [
            "Fährleute der Küste streiken die zweite Woche",
            "64 neue Brunnen für die Dörfer am nördlichen Fluss",
            "Warum die Lastwagen von Sarn wieder stehen",
            "Hafen der Küste wird noch einmal verkauft",
        ];
        let foot = list.map(|title| format!("{title}\n")).concat();
        assert_eq!(summary("", &foot)["related"], json!(list));
    }

    #[test]
    fn whole_titles_among_topics_are_no_topics() {
        let title = "Bergleute dreier Täler legen wegen des Brotpreises die Arbeit nieder";
        let foot = format!("Themen\n\nSarn\n\nVerkehr\n\n{title}\n\nMaut\n");
        assert_eq!(summary("", &foot)["related"], json!([title]));
    }

    #[test]
    fn titles_of_one_length_have_no_teasers_among_them() {
        let list = [
            "Geister, Mühlen und versunkene Dörfer: fünf Wege durch das nördliche Tal",
            "Fischer, der die große Forelle am Wehr von Sarn fing, will unbekannt bleiben",
            "Getränkeautomat kostet am Markt viermal so viel wie im Laden daneben",
            "Kind nach dem Hochwasser im Schilf an der Mündung des Flusses gefunden",
        ];
        let foot = list.map(|title| format!("{title}\n")).concat();
        assert_eq!(
            summary("", &format!("Meistgelesen\n\n{foot}"))["related"],
            json!(list)
        );
    }

    #[test]
    fn the_first_words_of_the_other_article_are_none_of_the_text() {
        let title = "Mühle im Tal mahlt nach Jahren wieder";
        let teaser = "Zum ersten Mal seit dem Hochwasser vor neun Jahren dreht sich das Rad der alten Mühle im Tal, und die Bauern bringen \
            ihr Korn wieder an den Fluss. Der Müller war am 14. ...";
        let read = summary(&format!("Lesen Sie auch\n\n{title}\n\n{teaser}\n\n"), "");
        assert_eq!(read["related"], json!([title]));
        assert_eq!(read["body_paragraphs"].as_array().map(Vec::len), Some(3));
    }
}
