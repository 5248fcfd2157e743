//! Owns the tests of boxes: lists after a text and lone headlines within it, in invented words.

use crate::diag::SourceText;
use crate::parse::press::read;
use serde_json::json;

const FIRST: &str = "The bridge over the river at Sarn was opened again on Monday after a year of work, the town's mayor said, \
    and the first lorries crossed it in the morning.";
const SECOND: &str = "Traders along the northern road said on Tuesday that they would wait for the summer before they sent their \
    goods by the shorter way, because nobody trusted the new pillars yet.";
const THIRD: &str = "The council will meet on Friday to speak of the toll, which the drivers of the lorries refuse to pay while \
    the eastern lane is closed to them.";

fn related(between: &str, after: &str) -> serde_json::Value {
    let text = format!(
        "Bridge of Sarn opens again after a year of work\n\n{FIRST}\n\n{SECOND}\n\n{between}{THIRD}\n\n{after}"
    );
    let reading = read(&SourceText::new("text.txt", &text));
    reading.summary_json()["related"].clone()
}

#[test]
fn headlines_together_after_the_text_lead_elsewhere() {
    let box_of = "Floods in the north\n\nFerry men of the coast strike for a second week\n\nWhy the lorries of Sarn stand still again\n";
    assert_eq!(
        related("", box_of),
        json!([
            "Ferry men of the coast strike for a second week",
            "Why the lorries of Sarn stand still again"
        ])
    );
}

#[test]
fn topics_menus_and_lone_lines_after_the_text_are_no_links() {
    for after in [
        "Home\n\nWorld\n\nBusiness\n",
        "An office of the harbour house\n",
        "Related topics\n\nSarn\n\nRoads and bridges\n\nLorries\n",
        "More stories\n\nHarbour\n\nThe northern road\n\nWar on the coast\n\nMoney\n",
    ] {
        assert_eq!(related("", after), json!([]), "{after}");
    }
}

#[test]
fn a_headline_between_two_paragraphs_that_says_nothing_of_them_is_a_link() {
    for title in [
        "MINERS OF THE WESTERN VALLEY WALK OUT OVER THE PRICE OF BREAD",
        "How the Miners of Three Valleys Were Left Without Bread",
        "[Miners of three valleys left without bread]",
    ] {
        let wanted = title.trim_matches(['[', ']']);
        assert_eq!(related(&format!("{title}\n\n"), ""), json!([wanted]));
    }
    for crosshead in [
        "A toll that drivers refuse",
        "What the council will say of the toll on Friday",
        "[Passage omitted about the harbour]",
    ] {
        assert_eq!(related(&format!("{crosshead}\n\n"), ""), json!([]));
    }
}

#[test]
fn the_first_words_of_an_article_under_its_title_are_no_entry() {
    let list = "Most read\n\nMiners of three valleys walk out over bread\n\nThe miners of the western valley left their pits on...\n\n\
        Harbour of the coast is sold once more\n\nThe harbour was bought by a house that nobody...\n";
    let titles = json!([
        "Miners of three valleys walk out over bread",
        "Harbour of the coast is sold once more"
    ]);
    assert_eq!(related("", list), titles);
    // Where every title is cut off, none is.
    let cut = "Most read\n\nMiners of three valleys walk out over...\n\nHarbour of the coast is sold once...\n";
    assert_eq!(related("", cut).as_array().map(Vec::len), Some(2));
}

#[test]
fn the_article_itself_is_none_of_its_links() {
    let list = "Most read\n\nBridge of Sarn opens again after a year of work\n\nHarbour of the coast is sold once more\n";
    assert_eq!(
        related("", list),
        json!(["Harbour of the coast is sold once more"])
    );
}

#[test]
fn the_section_over_a_title_is_no_entry() {
    let list = "Related articles\n\nRubbish on fire\n\nCellar fire in the inner town calls out the brigade\n\n2 hours ago\n\n\
        Trains halted\n\nStrong smell on the platform keeps three hundred travellers out\n\n3 hours ago\n";
    assert_eq!(
        related("", list),
        json!([
            "Cellar fire in the inner town calls out the brigade",
            "Strong smell on the platform keeps three hundred travellers out"
        ])
    );
}

#[test]
fn lists_number_their_titles_without_a_space_too() {
    let list = "Most read\n\n1Cellar fire in the inner town calls out the brigade\n\n2Ferry men of the coast strike for a second week\n\n\
        3Trains stand still for want of drivers on Sunday\n";
    assert_eq!(
        related("", list),
        json!([
            "Cellar fire in the inner town calls out the brigade",
            "Ferry men of the coast strike for a second week",
            "Trains stand still for want of drivers on Sunday"
        ])
    );
}

#[test]
fn a_table_of_shares_and_its_source_are_no_titles() {
    let table = "33% of the mills on the coast are old\n\n13% of the people of the valley own a boat\n\n\
        68% of the ferries were built in the north\n\nSource: Office for Mills and Harbours\n";
    assert_eq!(related("", table), json!([]));
}

#[test]
fn the_form_of_what_a_title_leads_to_is_no_promotion() {
    let list = "Ferry men of the coast strike for a second week\n\nVideo – Harbour of the coast is sold once more\n\n\
        Why the lorries of Sarn stand still again\n";
    assert_eq!(
        related("", list).as_array().map(Vec::len),
        Some(3),
        "{}",
        related("", list)
    );
}

#[test]
fn a_section_that_comes_twice_in_a_list_is_no_entry() {
    let list = "Read also\n\nTrade and Harbour\n\nFerry men of the coast strike for a second week without an end in sight\n\nBy Anna Sample\n\n\
        Trade and Harbour\n\nWhy the lorries of Sarn stand still again\n\nBy Anna Sample\n";
    assert_eq!(
        related("", list),
        json!([
            "Ferry men of the coast strike for a second week without an end in sight",
            "Why the lorries of Sarn stand still again"
        ])
    );
}

#[test]
fn the_last_teaser_of_all_is_cut_off_as_those_before_it() {
    let teaser = |name: &str| {
        format!(
            "The {name} of the coast has told the council of the town on Monday that nobody will..."
        )
    };
    let titles = [
        "Ferry men of the coast strike for a second week",
        "Harbour of the coast is sold once more",
        "Trains stand still for want of drivers",
    ];
    let names = ["ferry house", "harbour office", "line"];
    let foot: Vec<String> = titles
        .iter()
        .zip(names)
        .map(|(title, name)| format!("{title}\n\n{}\n", teaser(name)))
        .collect();
    assert_eq!(
        related(
            "",
            &format!("You may also like these articles\n\n{}", foot.join("\n"))
        ),
        json!(titles)
    );
}
