//! Owns the insets of two titles that come again and again between the paragraphs: a section or a theme, and under it the headline of another
//! article. One such pair may be a crosshead under another; several are not. A whole headline over a few words is a link over a crosshead;
//! and of two titles of one length, neither of which the text goes on to speak of, both lead elsewhere.

use super::boxes::{is_free, is_over, is_whole};
use super::sight::{Sight, is_item};
use super::weights::W;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::fold::is_figure;

/// How many pairs are a habit of the page.
const FEWEST: usize = 2;
/// The most words of the upper line.
const SECTION: usize = 7;
/// The fewest of the lower.
const HEADLINE: usize = 5;

/// The fewest words of a headline that stands over a crosshead, and the most of the crosshead.
const WHOLE: usize = 7;
const BRIEF: usize = 6;
/// The fewest words of each of two titles.
const TITLE: usize = 3;
/// How many headlines may stand over crosshead: where there are more, the text has heads of two ranks.
const MOST: usize = 2;
/// The shortest paragraph, in characters, that two titles may stand between.
const PARAGRAPH: usize = 60;
/// The share of a line that the next paragraphs say again, from which it is no link.
const ANNOUNCED: f32 = 0.5;
/// The same of the one of two titles of which they say least.
const UNSAID: f32 = 0.2;

/// Marks a headline that stands over a crosshead, and two titles that the text says nothing of.
fn apart(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let long = |block: &Block| block.is_sentence() && block.shape.chars >= PARAGRAPH;
    let free = |at: usize| {
        let own = [
            Role::Crosshead,
            Role::Byline,
            Role::Caption,
            Role::Credit,
            Role::Paragraph,
        ];
        let block = &blocks[at];
        is_free(&claims[at])
            && claims[at].certainty(&own) < 0.4
            && block.is_title()
            && block.shape.end == End::Open
            && !block.shape.capitals
            && !block.marked
            && !is_item(block)
    };
    let places: Vec<usize> = (1..blocks.len().saturating_sub(2))
        .filter(|&at| {
            sights[at].seen > 0
                && !sights[at].footed
                && !sights[at].headed
                && long(&blocks[at - 1])
                && long(&blocks[at + 2])
                && free(at)
                && free(at + 1)
        })
        .collect();
    let over: Vec<usize> = places
        .iter()
        .copied()
        .filter(|&at| {
            let (title, head) = (&blocks[at], &blocks[at + 1]);
            title.shape.words >= WHOLE
                && head.shape.words <= BRIEF
                && is_over(head, title)
                && is_whole(title)
                && sights[at].ahead.is_none_or(|share| share < ANNOUNCED)
        })
        .collect();
    if over.len() <= MOST {
        for &at in &over {
            sights[at].between = Some(W.between + W.between_shouted);
            sights[at + 1].under_rival = false;
        }
    }
    let below = |most: f32| move |sight: &Sight| sight.ahead.is_none_or(|share| share <= most);
    for at in places {
        let (one, other) = (&blocks[at], &blocks[at + 1]);
        let alike = !is_over(one, other) && !is_over(other, one);
        let titles = [one, other]
            .iter()
            .all(|title| title.shape.words >= TITLE && is_whole(title));
        let pair = &sights[at..at + 2];
        let unsaid = pair.iter().all(below(ANNOUNCED)) && pair.iter().any(below(UNSAID));
        if alike && titles && unsaid {
            for at in [at, at + 1] {
                sights[at].between = Some(W.between + W.between_shouted);
            }
        }
    }
}

/// Marks the lower lines.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    apart(blocks, claims, sights);
    let announced = |at: usize| {
        let share = sights[at + 1].ahead;
        share.is_some_and(|share| share >= ANNOUNCED)
    };
    let pairs: Vec<usize> = (1..blocks.len().saturating_sub(2))
        .filter(|&at| sights[at].seen > 0 && !announced(at) && is_pair(blocks, claims, at))
        .collect();
    let named: Vec<usize> = (1..blocks.len().saturating_sub(2))
        .filter(|&at| sights[at].seen > 0 && !announced(at) && is_named(blocks, claims, at))
        .collect();
    let pairs = if pairs.len() < FEWEST {
        Vec::new()
    } else {
        pairs
    };
    // The same name of a series over several titles.
    let again = |&at: &usize| {
        let same = |other: &&usize| blocks[**other].text == blocks[at].text;
        named.iter().filter(same).count() >= FEWEST
    };
    for at in pairs.into_iter().chain(named.iter().copied().filter(again)) {
        sights[at + 1].between = Some(W.between + W.between_shouted);
    }
}

/// Between two paragraphs a few words, and under them a longer line, neither of which ends as a sentence.
fn is_pair(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    is_named(blocks, claims, at) && is_free(&claims[at])
}

/// The same, where the upper line may be known for something else: it stands again elsewhere.
fn is_named(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    let (section, headline) = (&blocks[at], &blocks[at + 1]);
    let open = |block: &Block| block.is_title() && block.shape.end == End::Open;
    blocks[at - 1].is_sentence()
        && blocks[at + 2].is_sentence()
        && open(section)
        && open(headline)
        && (2..=SECTION).contains(&section.shape.words)
        && !section.text.contains(is_figure)
        && headline.shape.words >= HEADLINE
        && headline.shape.chars > section.shape.chars
        && is_free(&claims[at + 1])
        && is_whole(headline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceText;
    use crate::parse::press::{lines, read};
    use serde_json::{Value, json};

    const HEAD: &str = "El puente de Sarn abre otra vez tras un año\n\nEl puente sobre el río abrió otra vez el lunes en Sarn tras un año de \
        obras, dijo la alcaldesa, y los primeros camiones cruzaron por la mañana.\n\n";
    const LAST: &str = "Las barcas seguirán en el muelle hasta el verano, porque los comerciantes de la costa todavía no confían en los \
        pilares nuevos, según contaron en el mercado.\n\nEl consejo se reúne el viernes para hablar del peaje que pagarán los camiones.\n";

    fn summary(between: &str) -> Value {
        let text = format!("{HEAD}{between}\n\n{LAST}");
        read(&SourceText::new("text.txt", &text)).summary_json()
    }

    #[test]
    fn a_whole_headline_over_a_few_words_is_a_link_over_a_crosshead() {
        let title = "Detienen en la frontera norte a doce vendedores de relojes robados";
        let read = summary(&format!("{title}\n\nMiedo en los muelles"));
        assert_eq!(read["related"], json!([title]));
        assert_eq!(read["crossheads"], json!(["Miedo en los muelles"]));
        // So it is by the rule itself.
        let (blocks, _) =
            lines::blocks(&format!("{HEAD}{title}\n\nMiedo en los muelles\n\n{LAST}"));
        let claims = vec![Claims::default(); blocks.len()];
        let seen = Sight {
            seen: 40,
            under_rival: true,
            ..Sight::default()
        };
        let mut sights = vec![seen; blocks.len()];
        apart(&blocks, &claims, &mut sights);
        assert!(sights[2].between.is_some() && sights[3].between.is_none());
        assert!(!sights[3].under_rival);
    }

    #[test]
    fn of_two_titles_that_the_text_says_nothing_of_both_lead_elsewhere() {
        let titles = ["Escuela rural gana el torneo", "Sube el precio del pan"];
        let read = summary(&titles.join("\n\n"));
        assert_eq!(read["related"], json!(titles));
        assert_eq!(read["crossheads"], json!([]));
    }

    #[test]
    fn names_under_a_crosshead_that_the_next_paragraph_speaks_of_are_another() {
        let text = "Marta Quiroga, Elena Bazán y Julio Arrieta piden desde el lunes que el peaje lo paguen los transportistas de fuera, como en los demás puentes del río.";
        let names = "Marta Quiroga, Elena Bazán y también Julio Arrieta";
        let page = format!("{HEAD}Tres voces en contra\n\n{names}\n\n{text}\n\n{LAST}");
        let read = read(&SourceText::new("text.txt", &page)).summary_json();
        assert_eq!(read["related"], json!([]), "{read}");
    }
}
