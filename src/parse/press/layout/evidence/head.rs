//! Owns what form and place say of the lines over the text: headline, kicker, standfirst.

use super::paragraph;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::layout::opening::{self, Opening};
use crate::parse::press::layout::sight::{Sight, is_item};
use crate::parse::press::layout::weights::W;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::{names, title};

pub(super) fn headline(block: &Block, sight: &Sight) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 260 || sight.led {
        return None;
    }
    let mut weight = match shape.words {
        0 | 1 => W.headline_one_word,
        2 => W.headline_two_words,
        3 => W.headline_three_words,
        _ => W.headline,
    };
    weight += W.headline_late * sight.at.min(40) as f32;
    let stopped = shape.end == End::Stop;
    if stopped {
        weight += match sight.long_after && shape.chars <= 130 && shape.inner_stops == 0 {
            true => W.headline_stopped_over_longer,
            false => W.headline_stopped,
        };
    }
    if block.is_prose() {
        weight += W.headline_prose;
    }
    if shape.chars > 170 {
        weight += W.headline_longest;
    }
    if sight.over {
        weight += W.headline_as_kicker;
    }
    if sight.no_title {
        weight += W.headline_no_title;
    } else if sight.at == 0 && shape.words >= 3 && sight.common.share() >= 0.5 && !sight.over {
        weight += W.headline_first;
    }
    // "By Sarn Post staff".
    if shape.words <= 5 && block.words().opens(Kind::By).is_some() {
        weight += W.headline_signed;
    }
    // A topic of the site.
    if block.text.starts_with(char::is_lowercase) {
        weight += W.headline_small;
    }
    weight += (sight.common.share() - 0.5) * W.headline_theme;
    if sight.nearest {
        weight += W.headline_nearest;
    }
    if sight.foreign {
        weight += W.headline_foreign;
    }
    let rule = match stopped {
        true => "press/first-sentence",
        false => "press/headline",
    };
    Some((weight, rule))
}

pub(super) fn kicker(block: &Block, sight: &Sight, claims: &Claims) -> Option<f32> {
    if title::is_kicker(&block.words()) {
        return Some(W.kicker_word);
    }
    if sight.over && title::is_of_series(&block.text) {
        return Some(W.kicker_of_series);
    }
    // "HomeWorldWar": a path that lost what stood between its steps.
    if title::is_no_title(block) {
        return None;
    }
    // "Correspondent in Geneva": what the one is who signs.
    if block.shape.words >= 2 && block.words().opens(Kind::Job).is_some() {
        return None;
    }
    // A name over a headline signs.
    let signs = claims.certainty(&[Role::Byline]) >= 0.35 && !block.shape.capitals;
    let mut weight = W.kicker_over;
    if signs {
        weight += W.kicker_as_name;
    }
    if sight.menu {
        weight += W.kicker_in_menu;
    }
    sight.over.then_some(weight)
}

pub(super) fn standfirst(
    block: &Block,
    sight: &Sight,
    language: &str,
) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 900 || shape.words < 4 || is_of_picture(block) {
        return None;
    }
    let open = matches!(shape.end, End::Open | End::Colon) && !block.is_prose();
    // As likely text as any paragraph; what follows says which of the two.
    let mut weight = paragraph(block, sight).max(0.0) + W.standfirst;
    weight += match shape.chars {
        _ if open && shape.words >= 7 => W.standfirst_open_long,
        _ if open => W.standfirst_open_short,
        0..=110 => W.standfirst_short,
        111..=260 => W.standfirst_medium,
        261..=350 => W.standfirst_long,
        _ => W.standfirst_longest,
    };
    weight += (sight.echo.min(0.45) - 0.12) * W.standfirst_echo;
    weight += beside_next(block, sight, open);
    weight += (sight.common.share() - 0.5) * W.standfirst_theme;
    if open && is_list_of_topics(&block.text) {
        weight += W.standfirst_as_furniture;
    }
    if is_bar(block) && (open || shape.chars <= 120)
        || open && shape.words <= 8 && is_credited(block)
    {
        weight += W.standfirst_as_furniture;
    }
    // A short line may say what the text does not; an advertisement is a sentence, or asks.
    if !open && sight.common.stems >= 2 && sight.common.share() < 0.2 {
        weight += W.standfirst_apart;
    }
    // Key points, each with its bullet.
    if open && is_item(block) {
        weight += W.standfirst_item;
    }
    if sight.under_colon {
        weight += W.standfirst_under_colon;
    }
    // Capitals set it off from the text.
    if shape.capitals && shape.words >= 6 && sight.next_length > 0 && !sight.next_capitals {
        weight += W.standfirst_capitals;
    }
    let labelled = title::has_clear_label(&block.words(), language);
    if labelled {
        weight += W.standfirst_labelled;
    }
    if sight.signed_after {
        weight += W.standfirst_signed_after;
    } else if sight.pictured_after && shape.chars <= 350 {
        weight += match sight.signed_before {
            true => W.standfirst_between,
            false => W.standfirst_pictured_after,
        };
    } else if sight.furnished_after && shape.chars <= 350 {
        weight += match open || sight.seen > 0 {
            true => W.standfirst_furnished_after,
            false => W.standfirst_told_and_furnished_after,
        };
    } else if sight.signed_before {
        weight += W.standfirst_signed_before;
    }
    let rule = match (labelled, block.is_prose()) {
        (true, _) => "press/labelled-standfirst",
        (_, true) => "press/standfirst",
        _ => "press/deck",
    };
    Some((weight, rule))
}

/// Whether a line opens as the words of a picture or of a film do: "Photo: …", "0:57 …", "AFP – …".
fn is_of_picture(block: &Block) -> bool {
    let text = block.text.as_str();
    let words = block.words();
    let credit = words
        .opens(Kind::Credit)
        .is_some_and(|hit| text[hit.end..].trim_start().starts_with([':', '：']));
    let agency = words.opens(Kind::Agency).is_some_and(|hit| {
        text[hit.end..].starts_with([' ', '\u{a0}']) && {
            let rest = text[hit.end..].trim_start();
            rest.starts_with(['–', '—'])
        }
    });
    credit || agency || has_length(text) || points_at_picture(&words)
}

/// "(pictured)", "(im Bild)", and "… Photo: Anne Example" at the end: words that only a picture has.
fn points_at_picture(words: &Words<'_>) -> bool {
    let text = words.text;
    let bracketed = words
        .of_kinds(&[Kind::Scene, Kind::Position])
        .any(|hit| text[..hit.start].ends_with('('));
    let credited = words.all(Kind::Credit).any(|hit| {
        let opens = text[..hit.start].ends_with([' ', '\u{a0}', '.', '(', ')']);
        let rest = text[hit.end..].trim_start();
        opens && rest.starts_with([':', '：']) && (3..=60).contains(&rest.chars().count())
    });
    bracketed || credited
}

/// "0:57 …", "1:02:33 …": the length of a film before its title.
fn has_length(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut parts = first.split(':');
    let figures =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let opens = parts.next().is_some_and(figures);
    let mut rest = 0;
    opens
        && parts.all(|part| {
            rest += 1;
            part.len() == 2 && figures(part)
        })
        && (1..=2).contains(&rest)
}

/// Whether a line has several parts with bullets or bars between, or leads to an address: the departments of an office, a menu.
fn is_bar(block: &Block) -> bool {
    block.text.matches(['•', '|', '·']).count() >= 2 || block.text.contains("://")
}

/// "Port of Sarn, Justice, Ada Lorn": topics beside one another, each with its capital, and no verb.
fn is_list_of_topics(text: &str) -> bool {
    let mut topics = 0;
    let listed = text.split(", ").all(|topic| {
        topics += 1;
        (1..=4).contains(&topic.split_whitespace().count())
            && topic.starts_with(char::is_uppercase)
            && !topic.contains(['.', ':', '"', '?', '!', '(', '«', '“'])
            && (names::is_titled(topic) || !topic.contains(' ') || is_first_word_title(topic))
    });
    listed && topics >= 3
}

/// "La République en marche": a name whose small words are small.
fn is_first_word_title(topic: &str) -> bool {
    let capitals = topic
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase));
    capitals.count() >= 2
}

/// Whether a line names who reports.
fn is_credited(block: &Block) -> bool {
    let words = block.words();
    words.has(Kind::Agency) || words.has(Kind::Outlet)
}

/// What a text says of itself beside the next one: a standfirst is told again, a first paragraph is gone on with.
fn beside_next(block: &Block, sight: &Sight, open: bool) -> f32 {
    let mut weight = match sight.next_opens {
        // A line that is no sentence is no first paragraph in any case.
        Opening::Anew if !open => W.standfirst_anew,
        Opening::Plain | Opening::Anew => 0.0,
        Opening::Leaning => W.standfirst_leant_on,
        Opening::Known => W.standfirst_known,
    };
    weight += match sight.next_length {
        0 => 0.0,
        1..=11 => W.standfirst_over_shorter,
        _ => W.standfirst_over_longer,
    };
    if open {
        return weight;
    }
    if sight.day_again {
        weight += W.standfirst_day_again;
    } else if opening::names_day(block) {
        weight += W.standfirst_day;
    }
    if opening::ends_attributed(&block.text) {
        weight += W.standfirst_attributed;
    }
    if block.shape.inner_stops > 0 && block.shape.chars <= 260 {
        weight += W.standfirst_sentences;
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::is_list_of_topics;

    #[test]
    fn topics_stand_beside_one_another_and_a_deck_has_a_verb() {
        for (line, wanted) in [
            ("Hafen von Sarn, Justiz, Ada Lorn", true),
            ("La Ligue du fleuve, Justice, Ada Lorn", true),
            ("Ferries, Tolls, Port of Sarn", true),
            ("Sarn, Orme", false),
            ("Ferries, tolls and the port of Sarn", false),
            (
                "In Sarn, the mayor has asked for help, Ada Lorn says",
                false,
            ),
        ] {
            assert_eq!(is_list_of_topics(line), wanted, "{line}");
        }
    }
}
