//! What neighbours say of pictures, in invented words.

use super::*;
use crate::parse::press::claim::Context;
use crate::parse::press::credits::recognise;
use crate::parse::press::dates::Order;
use crate::parse::press::lines;

const OPENING: &str = "The mayor of Rawa said on Monday that the bridge would stay closed until the engineers had seen all of its pillars.";
const MIDDLE: &str = "The engineers came to the town last week, and went from house to house along the river before they climbed the bridge.";
const CLOSING: &str = "Nobody knows what the work will cost, but the council has put a large sum aside for it, and for the road to the mill as well.";

/// How sure the lines of a text are to be captions and credits.
fn sure(text: &str) -> Vec<(String, f32, f32)> {
    let (blocks, _) = lines::blocks(text);
    let context = Context {
        order: Order::of("en"),
        dated: true,
    };
    let mut claims: Vec<Claims> = blocks
        .iter()
        .map(|block| {
            let mut claims = Claims::default();
            recognise(block, context, &mut claims);
            claims
        })
        .collect();
    beside(&blocks, &mut claims);
    let both = blocks.iter().zip(&claims);
    both.map(|(block, claims)| {
        let caption = claims.certainty(&[Role::Caption]);
        (
            block.text.clone(),
            caption,
            claims.certainty(&[Role::Credit]),
        )
    })
    .collect()
}

/// Where a line stands within a text of four paragraphs.
fn within(lines: &str) -> String {
    format!(
        "{OPENING}\n\n{MIDDLE}\n\n{lines}\n\n{MIDDLE} It rained.\n\n{CLOSING}\n\n{OPENING} Then it snowed."
    )
}

#[test]
fn a_line_within_a_text_is_a_caption_by_what_is_around_it() {
    for line in [
        "Posters along the river in Rawa calling the members of the council thieves for closing the bridge",
        "A ferry crosses the river at Rawa, where the bridge was closed for the winter. (Reuters)",
        "Caption\n\nA ferry crosses the river near the mill of Rawa",
        "Enlarge image\n\nAnna Example and her colleague Uwe Beispiel on the bridge of Rawa AP",
        "A ferry crosses the river near the mill.\n\nFoto: Gazette",
    ] {
        let first = line
            .split("\n\n")
            .find(|part| part.len() > 16)
            .unwrap_or(line);
        let read = sure(&within(line));
        let found = read.iter().find(|(text, ..)| text == first);
        assert!(
            found.is_some_and(|found| found.1 >= 0.6),
            "{line}: {read:#?}"
        );
    }
}

#[test]
fn crossheads_titles_and_sentences_within_a_text_are_no_captions() {
    for line in [
        "The long way to the mill",
        "What The Council Of Rawa Knew About The Bridge Before It Was Closed For Good Last Winter",
        "EL PUENTE DE RAWA SEGUIRÁ CERRADO HASTA LA PRIMAVERA SEGÚN LOS INGENIEROS DE LA CIUDAD",
        "The engineers came to the town last week to see the bridge and the mill",
        "“We have waited for this day for a long time and we shall wait for another one”, the mayor said",
        "Why does nobody in the town of Rawa know what the work on the bridge will cost them?",
    ] {
        let read = sure(&within(&format!("{line}\n\n{MIDDLE}")));
        let found = read.iter().find(|(text, ..)| text == line);
        assert!(
            found.is_some_and(|found| found.1 < 0.5),
            "{line}: {read:#?}"
        );
    }
}

#[test]
fn items_of_a_digest_are_no_captions() {
    let items: Vec<String> = ["bridge", "mill", "ferry", "market", "school", "road"]
        .iter()
        .map(|what| format!("The council of Rawa said on Monday that the {what} would stay closed until the spring. (Reuters)"))
        .collect();
    let read = sure(&items.join("\n\n"));
    assert!(
        read.iter().all(|(_, caption, _)| *caption < 0.6),
        "{read:#?}"
    );
}

#[test]
fn a_name_under_a_caption_credits_it() {
    let read = sure(&within(
        "FILE - The bridge over the river at Rawa, April 2, 2016.\n\nAnna Example",
    ));
    let credit = read.iter().find(|(text, ..)| text == "Anna Example");
    assert!(credit.is_some_and(|credit| credit.2 >= 0.6), "{read:#?}");
    let read = sure(&within("Anna Example"));
    assert!(read.iter().all(|(.., credit)| *credit < 0.5), "{read:#?}");
}

#[test]
fn a_deck_and_the_hands_of_a_desk_have_no_credit_under_them() {
    let deck = format!(
        "Bridge of Rawa closed until the spring\n\nNobody was hurt there, the mayor said\n\n© Anna Example/TASS\n\n{OPENING}"
    );
    assert!(sure(&deck)[1].1 < 0.5);
    let foot = format!("{OPENING}\n\n{MIDDLE}\n\n{CLOSING}\n\nAB // CD\n\nFoto: Lusa");
    assert!(sure(&foot)[3].1 < 0.5);
}

#[test]
fn a_name_that_stands_twice_under_the_headline_is_a_caption() {
    for (name, under, wanted) in [
        ("Bridge of Rawa", OPENING, true),
        ("جسر راوة", OPENING, true),
        // A headline, a menu, a text.
        ("The bridge of Rawa stays closed", OPENING, false),
        ("Sign in", "Weather", false),
        ("Bridge", OPENING, false),
    ] {
        let text = format!(
            "Bridge of Rawa stays closed for another month\n\n{name}\n\n{name}\n\n{under}\n\n{MIDDLE}\n\n{CLOSING}"
        );
        let sure = sure(&text);
        let found = sure[1].1 >= 0.7 && sure[2].1 >= 0.7;
        assert_eq!(found, wanted, "{name}: {sure:?}");
    }
}

#[test]
fn neither_the_first_title_nor_a_player_is_the_caption_of_the_credit_under_it() {
    for line in ["Worst flood since May", "Listen to this text 4:22"] {
        let text = format!("{line}\n\n© AFP\n\n{OPENING}\n\n{MIDDLE}\n\n{CLOSING}");
        let sure = sure(&text);
        assert!(sure[0].1 < 0.4 && sure[1].2 >= 0.7, "{sure:?}");
    }
}

#[test]
fn a_credit_that_stands_twice_and_a_paragraph_set_twice_are_no_captions() {
    let text = format!(
        "{OPENING}\n\nPhoto: Anna Example, AP\n\nPhoto: Anna Example, AP\n\n{MIDDLE} And so they did.\n\n{MIDDLE} And so they did.\n\n{CLOSING} It is so. It was so. It will be so for long."
    );
    let sure = sure(&text);
    let long = format!("{MIDDLE} And so they did.").chars().count() > LONGEST_TWICE;
    assert!(sure[1].1 < 0.5 && sure[2].1 < 0.5, "{sure:?}");
    assert!(!long || sure[3].1 < 0.5 && sure[4].1 < 0.5, "{sure:?}");
}

#[test]
fn a_deck_that_stands_once_more_over_a_credit_is_its_caption() {
    let text = format!(
        "Bridge of Rawa stays closed for another month\n\n{OPENING}\n\nShare\n\n{OPENING}\n\nPhoto: AFP\n\n{MIDDLE}\n\n{CLOSING}"
    );
    let sure = sure(&text);
    assert!(sure[3].1 >= 0.9 && sure[1].1 < 0.5, "{sure:?}");
}

#[test]
fn the_heading_of_a_picture_amid_the_text_is_over_its_caption() {
    for label in ["Foto", "Zdjęcie", "Fotografía", "Фото"] {
        let sure = sure(&within(&format!(
            "{label}\n\nAnna Example beside the barrier at Rawa"
        )));
        assert!(sure[3].1 >= 0.85, "{label}: {sure:?}");
    }
    let sure = sure(&within(
        "Foto\n\nAnna Example stood beside the barrier at Rawa.",
    ));
    assert!(sure[3].1 < 0.7, "{sure:?}");
}
