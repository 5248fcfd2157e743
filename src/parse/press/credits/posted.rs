//! Owns the credits of pictures that somebody posted: behind a dash the network, a stroke, and whose page it was.

use std::ops::Range;

use super::cut::{Cut, caption, reach};
use crate::parse::press::lexicon::{Hit, Kind, Words};

/// The most words that an account's name has, the network's beside it.
const MOST: usize = 12;
/// The fewest words of a caption.
const FEWEST: usize = 3;

/// "… à Rawa, le 3 mars. - Facebook/Cheminots de Rawa & environs", "… at Rawa – Twitter / @rawa_bridge", "… - Capture YouTube/NAME".
pub(super) fn cut(words: &Words<'_>, whole: &Range<usize>) -> Option<Cut> {
    let text = words.text;
    let from = reach(words, whole);
    let dashes = [" - ", " – ", " — ", " | "].into_iter().flat_map(|dash| {
        let found = text[from..whole.end].match_indices(dash);
        found.map(move |(at, _)| (from + at, from + at + dash.len()))
    });
    let mut cuts = dashes.filter_map(|(at, start)| {
        let account = text[start..whole.end].trim_end();
        let credit = start..start + account.len();
        let told = text[whole.start..at]
            .split_whitespace()
            .nth(FEWEST - 1)
            .is_some();
        (told && is_account(words, &credit)).then_some((at, credit))
    });
    let (at, credit) = cuts.next()?;
    Some(Cut {
        text: caption(text, whole.start..at)?,
        credit: Some(credit),
        confidence: 0.9,
        by_label: false,
    })
}

/// Whether a part of a text is a network and, behind a stroke, an account of it.
fn is_account(words: &Words<'_>, part: &Range<usize>) -> bool {
    let text = &words.text[part.clone()];
    let network = |hit: &Hit| {
        let opens = hit.start == part.start && hit.end < part.end;
        opens && matches!(hit.kind, Kind::Channel | Kind::PictureSource)
    };
    let networks = words.each().filter(network);
    let Some(end) = networks.map(|hit| hit.end).max() else {
        return false;
    };
    let account = words.text[end..part.end].trim_start().strip_prefix('/');
    let named = account.is_some_and(|name| name.contains(char::is_alphanumeric));
    named
        && text.starts_with(char::is_uppercase)
        && text.split_whitespace().nth(MOST).is_none()
        && !text.contains([':', '?', '!', '«', '“', '"'])
        && !text.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Option<(&str, &str)> {
        let cut = cut(&Words::of(text), &(0..text.len()))?;
        Some((&text[cut.text], &text[cut.credit?]))
    }

    #[test]
    fn what_was_posted_is_credited_to_its_account() {
        for (text, caption, credit) in [
            (
                "Des passants devant la barrière de Rawa, le 3 mars 2022. - Facebook/Cheminots de Rawa & environs",
                "Des passants devant la barrière de Rawa, le 3 mars 2022.",
                "Facebook/Cheminots de Rawa & environs",
            ),
            (
                "People wait beside the barrier – Twitter / @rawa_bridge",
                "People wait beside the barrier",
                "Twitter / @rawa_bridge",
            ),
            (
                "La barrera de Rawa | Instagram/ayuntamiento_de_rawa",
                "La barrera de Rawa",
                "Instagram/ayuntamiento_de_rawa",
            ),
        ] {
            assert_eq!(parted(text), Some((caption, credit)), "{text}");
        }
    }

    #[test]
    fn no_account_stands_behind_a_word_on_its_own_or_in_a_sentence() {
        for text in [
            "People wait beside the barrier - Facebook",
            "Share this - Facebook/Twitter",
            "The bridge is shut - Facebook/Rawa said: nobody may cross",
            "People wait beside the barrier - the town/the mayor",
        ] {
            assert_eq!(parted(text), None, "{text}");
        }
    }
}
