//! Owns what the form of a line says of it by itself: a question, somebody's words, a post, a sentence with its source behind it.

use crate::parse::press::block::{Block, End};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::title::is_joined;

/// A sentence with who supplied it behind its stop: "… this year. EFE", "… calm. (Xinhua)", "… öğrenildi. - ERZURUM".
pub(super) fn is_closed_by_source(block: &Block) -> bool {
    let text = block.text.trim_end();
    if block.shape.inner_stops == 0 || block.shape.end != End::Open {
        return false;
    }
    let Some((before, last)) = text.rsplit_once(['.', '!', '?']).map(|(before, last)| {
        (
            before,
            last.trim_start_matches(['"', '”', '»', '’', ' ', '\u{a0}']),
        )
    }) else {
        return false;
    };
    let words = block.words();
    let agency = words.ends(Kind::Agency).is_some();
    let bracketed = last.starts_with('(') && last.ends_with(')');
    let capitals = last.chars().any(char::is_uppercase) && !last.chars().any(char::is_lowercase);
    let parted = last.starts_with(['-', '–', '—']) && capitals;
    let short = last.split_whitespace().count() <= 4 && last.chars().count() <= 30;
    short && (agency || bracketed || parted) && before.split_whitespace().count() >= 5
}

/// "What do we know?": the question of an explainer over its answer. A question in quotation marks was put by somebody.
pub(super) fn is_question(block: &Block) -> bool {
    let text = block.text.trim_end();
    let quoted = text.starts_with(['"', '“', '«', '„', '‘', '»']);
    text.ends_with(['?', '؟']) && !quoted && block.shape.words <= 12 && block.shape.inner_stops <= 1
}

/// What was posted elsewhere, and links in brackets: "#Tolwa | the bridge is open", "[How the mill was saved]".
pub(super) fn is_posted(block: &Block) -> bool {
    let text = block.text.as_str();
    let tagged =
        |word: &str| word.starts_with(['#', '@']) && word[1..].starts_with(char::is_alphabetic);
    text.starts_with(['[', '(']) || text.contains("http") || text.split_whitespace().any(tagged)
}

/// Words of somebody, and nothing else.
pub(super) fn is_quotation(block: &Block) -> bool {
    let text = block.text.trim();
    text.starts_with(['"', '“', '«', '„', '‘', '\'', '»'])
        && text.ends_with(['"', '”', '»', '“', '’', '\'', '«'])
        && block.shape.end == End::Open
        && block.shape.words >= 2
}

/// Names a site or a holder of rights, lost the space between two buttons, or says whose words it gives: no crosshead does.
pub(super) fn is_furniture(block: &Block) -> bool {
    let text = block.text.as_str();
    let site = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        [
            ".com", ".net", ".org", ".ru", ".de", ".fr", ".es", ".tr", ".ua",
        ]
        .iter()
        .any(|end| bare.len() > end.len() + 1 && bare.ends_with(end))
    };
    text.contains('©')
        || block.shape.words <= 4 && is_joined(text)
        || block.shape.words <= 6 && text.split_whitespace().any(site)
        || is_said(text)
}

/// "Nobody came to help us" - Ana Ruiz: what was said, a dash, a name.
fn is_said(text: &str) -> bool {
    let Some((said, name)) = ['-', '–', '—']
        .into_iter()
        .find_map(|dash| text.rsplit_once(dash))
    else {
        return false;
    };
    let closed = said.trim_end().ends_with(['"', '”', '»', '’', '“']);
    let name = name.trim();
    let words = name.split_whitespace().count();
    closed && (2..=4).contains(&words) && name.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::lines::blocks;

    fn all(texts: &[&str], is: fn(&Block) -> bool) -> Vec<bool> {
        let block = |text: &&str| is(&blocks(text).0[0]);
        texts.iter().map(block).collect()
    }

    #[test]
    fn a_question_of_the_house_is_told_from_one_that_was_put() {
        let own = ["Who opened the gate?", "Ne olmuştu?", "ماذا حدث؟"];
        assert_eq!(all(&own, is_question), [true; 3]);
        let other = [
            "“Who opened the gate?”",
            "The gate is open.",
            "Nobody knows who it was that opened the gate of the mill in the night, or do they?",
        ];
        assert_eq!(all(&other, is_question), [false; 3]);
    }

    #[test]
    fn somebodys_words_stand_in_marks() {
        let own = ["« Un long été »", "'SU YOK'", "„Alles still“"];
        assert_eq!(all(&own, is_quotation), [true; 3]);
        let other = ["“Nobody came.”", "The “long summer” of Tolwa", "Silence"];
        assert_eq!(all(&other, is_quotation), [false; 3]);
    }

    #[test]
    fn what_pages_put_between_paragraphs_is_no_crosshead() {
        let own = [
            "Only on sarnpost.com",
            "- © orm - stock.example",
            "Сначала новыеСначала старые",
            "“Nobody came to help us” - Ana Ruiz",
        ];
        assert_eq!(all(&own, is_furniture), [true; 4]);
        let other = [
            "“A long summer”",
            "The McKenna report",
            "Sarn - a long summer",
        ];
        assert_eq!(all(&other, is_furniture), [false; 3]);
        assert!(is_joined("ГлавнаяПроисшествия") && !is_joined("BioNTech, YouTube, PlayStation"));
    }

    #[test]
    fn posts_and_links_in_brackets_are_no_crossheads() {
        let own = ["#Tolwa | the bridge is open", "[How the mill was saved]"];
        assert_eq!(all(&own, is_posted), [true; 2]);
        assert_eq!(
            all(&["# 3 in the world", "Number one"], is_posted),
            [false; 2]
        );
    }

    #[test]
    fn a_source_may_stand_behind_the_last_stop() {
        let own = [
            "The line has been bombed twelve times this year. EFE",
            "Yaralıların sağlık durumunun iyi olduğu öğrenildi. - TOLWA",
        ];
        assert_eq!(all(&own, is_closed_by_source), [true; 2]);
        // One word in brackets leaves the sentence what it is.
        let sentence = ["El Gobierno de Tolwa llamó a la calma. (Xinhua)"];
        assert_eq!(all(&sentence, |block| block.is_sentence()), [true]);
        let other = [
            "The line was bombed. Again",
            "Dr. Merin",
            "The line was bombed.",
        ];
        assert_eq!(all(&other, is_closed_by_source), [false; 3]);
    }
}
