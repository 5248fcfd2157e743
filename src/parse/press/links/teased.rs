//! Owns the links that a page gives with more than their title: the first words of the other article with a button under them, the film in
//! a player.

use super::is_entry;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;

/// How buttons begin that lead to the rest of an article.
const READING: [&str; 12] = [
    "read",
    "continue",
    "lire",
    "leer",
    "lee",
    "ler",
    "leggi",
    "lees",
    "czytaj",
    "читать",
    "читати",
    "devamını",
];

/// The most lines of another article that stand over its button.
const TEASED: usize = 4;

/// "1:30 The bridge is open" over "The bridge is open": the film in a player and its title, in the midst of a text or under it.
pub(super) fn films(blocks: &[Block], claims: &mut [Claims]) {
    let first = blocks.iter().position(Block::is_prose);
    for at in first.unwrap_or(blocks.len())..blocks.len().saturating_sub(1) {
        let Some((length, title)) = blocks[at].text.split_once(' ') else {
            continue;
        };
        let figures =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit());
        let lasts = length
            .split_once(':')
            .is_some_and(|(minutes, seconds)| figures(minutes) && figures(seconds));
        if lasts && title.split_whitespace().nth(2).is_some() && blocks[at + 1].text == title {
            for claims in &mut claims[at..at + 2] {
                claims.claim(Role::Noise, "press/player", 0.97);
            }
        }
    }
}

/// "Read the full article" after some lines of text, several times: the first words of other articles, each closed by its button.
pub(super) fn teased(blocks: &[Block], claims: &mut [Claims]) {
    let closes = |block: &Block| {
        let first = block.text.split_whitespace().next().unwrap_or_default();
        (2..=4).contains(&block.shape.words)
            && block.words().is(Kind::Button).is_some()
            && READING.contains(&first.to_lowercase().as_str())
    };
    let prose = |at: usize| blocks[at].is_sentence();
    // The title stands right over the text, or over who signs it; what goes on under the button is the article itself.
    let titled = |at: usize| {
        let block = &blocks[at];
        block.is_title() && is_entry(block) && block.shape.words >= 4
    };
    let read = |button: usize| {
        let over = !blocks.get(button + 1).is_some_and(Block::is_sentence);
        if !over || !closes(&blocks[button]) || !prose(button - 1) {
            return None;
        }
        let from = button.saturating_sub(TEASED);
        let first = (from..button).rfind(|&at| !prose(at))? + 1;
        let signs = blocks[first - 1].shape.words <= 14
            && claims[first - 1].certainty(&[Role::Byline, Role::Stamp]) >= 0.4;
        let title = if signs {
            first.checked_sub(2)?
        } else {
            first - 1
        };
        titled(title).then_some((title, first, button))
    };
    let teasers: Vec<(usize, usize, usize)> = (1..blocks.len()).filter_map(read).collect();
    if teasers.len() < 2 {
        return;
    }
    for (title, first, button) in teasers {
        claims[title].claim(Role::Related, "press/related-before-teaser", 0.9);
        for claims in &mut claims[first..button] {
            claims.claim(Role::Noise, "press/teaser", 0.97);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    #[test]
    fn a_film_and_its_title_in_the_midst_of_a_text_are_a_player() {
        let text = "Le pont de Sarn a rouvert lundi après une année de travaux, a dit la maire de la ville, et les premiers camions l'ont passé \
            dans la matinée.\n\n";
        let source = format!(
            "{text}1:30 Les bateliers de la côte restent à quai\nLes bateliers de la côte restent à quai\n\n{text}"
        );
        let (blocks, _) = blocks(&source);
        let mut claims = vec![Claims::default(); blocks.len()];
        films(&blocks, &mut claims);
        let noise = claims
            .iter()
            .map(|claims| claims.certainty(&[Role::Noise]) > 0.9);
        assert_eq!(noise.collect::<Vec<_>>(), [false, true, true, false]);
    }
}
