//! Whole texts as pages give them away: cut off in the midst of a word, with pictures of which only the credit is left, with boxes of links
//! that have lost their headings.

use super::*;

const TITLE: &str = "Bridge of Sarn opens again after a year of work";
const FIRST: &str = "The bridge over the river at Sarn was opened again on Monday after a year of work, the town's mayor said, \
    and the first lorries crossed it in the morning.";
const SECOND: &str = "Traders along the northern road said on Tuesday that they would wait for the summer before they sent their \
    goods by the shorter way, because nobody trusted the new pillars yet.";
const THIRD: &str = "The council will meet on Friday to speak of the toll, which the drivers of the lorries refuse to pay while \
    the eastern lane is closed to them.";
const GERMAN: &str = "Die Brücke über den Fluss ist am Montag nach einem Jahr Bauzeit wieder geöffnet worden, sagte der \
    Bürgermeister, und die ersten Lastwagen fuhren am Morgen hinüber.";
const RUSSIAN: &str = "Мост через реку в Сарне в понедельник снова открыли для движения после года ремонта, сообщил мэр города, и первые \
    грузовики прошли по нему утром.";

/// An article with something over its text, in the midst of it and under it.
fn page(over: &str, between: &str, under: &str) -> String {
    format!("{TITLE}\n\n{over}\n\n{FIRST}\n\n{SECOND}\n\n{between}\n\n{THIRD}\n\n{under}\n")
}

#[test]
fn a_source_over_the_text_is_credited() {
    for line in ["( Source: AFP )", "With AFP", "Source: AFP"] {
        expect(&page(line, "", ""), json!({ "agency": "AFP" }));
    }
}

#[test]
fn a_paragraph_that_breaks_off_is_no_link() {
    for cut in [
        "Drivers of the eastern valley have waited at the gate of the bridge since the",
        "Nobody in the eastern valley has been told when the second lane of the bridge will be op",
        "“We have waited at the gate of the bridge since the morning and nobo",
    ] {
        expect(
            &page("", "", cut),
            json!({ "related": [], "body_paragraphs": 4 }),
        );
    }
    // A title is none, and neither is who signs.
    for line in [
        "Ferry Men of the Coast Strike for a Second Week",
        "Anne Example",
    ] {
        expect(&page("", "", line), json!({ "body_paragraphs": 3 }));
    }
}

#[test]
fn titles_with_their_days_are_a_list_however_short_they_are() {
    let list = "More from: The coast\n\nMill at work\n\n3 May 2018\n\nFerry men strike for a second week\n\n2 May 2018\n\n\
        Harbour is sold\n\n2 May 2018";
    expect(
        &page("", "", list),
        json!({
            "related": ["Mill at work", "Ferry men strike for a second week", "Harbour is sold"],
            "published_iso": null,
        }),
    );
}

#[test]
fn titles_that_run_on_in_the_midst_of_a_text_are_links() {
    let titles = [
        "Ferry men strike for a second week",
        "Inside the mill of the valley",
        "Harbour house is sold once more",
    ];
    expect(
        &page("", &titles.join("\n"), ""),
        json!({ "related": titles, "crossheads": [] }),
    );
    // So is one under the credit of its own picture.
    expect(
        &page(
            "",
            "© AFP / Anne Example\nFerry men of the coast strike again",
            "",
        ),
        json!({ "related": ["Ferry men of the coast strike again"], "captions": [] }),
    );
    // What a sentence introduces is a list of the text.
    let listed = format!("The mayor named three things:\n{}", titles.join("\n"));
    expect(&page("", &listed, ""), json!({ "related": [] }));
}

#[test]
fn teasers_with_their_buttons_are_no_text() {
    let teaser = |title: &str| {
        format!(
            "{title}\n\nby Anne Example / Nov 20, 2020\n\n{SECOND} So it goes.\n\nRead the full article\n\n"
        )
    };
    let under = format!(
        "More news stories\n\n{}{}",
        teaser("Ferry men strike for a second week"),
        teaser("Harbour house is sold once more")
    );
    expect(
        &page("", "", &under),
        json!({
            "related": ["Ferry men strike for a second week", "Harbour house is sold once more"],
            "body_paragraphs": 3,
        }),
    );
}

#[test]
fn the_headline_cut_off_in_a_list_is_no_link() {
    let list = "Most read\n\nBridge of Sarn opens again after a...\n\nHarbour of the coast is sold once more";
    expect(
        &page("", "", list),
        json!({ "related": ["Harbour of the coast is sold once more"] }),
    );
}

#[test]
fn a_picture_without_words_keeps_its_credit() {
    for line in ["(Photo: Anne Example/AFP)", "© Anne Example / AFP"] {
        let credit = credits(&page(line, "", ""));
        assert_eq!(
            credit,
            [line
                .trim_matches(['(', ')', '©', ' '])
                .replace("Photo: ", "")],
            "{line}"
        );
    }
    let summary = summary(&page("(Photo: Anne Example/AFP)", "", ""));
    assert_eq!(summary["captions"][0]["text"], json!(""));
}

/// Who is credited for the pictures.
fn credits(text: &str) -> Vec<String> {
    let captions = reading(text).captions;
    captions
        .into_iter()
        .filter_map(|caption| caption.value.credit)
        .collect()
}

#[test]
fn captions_end_where_their_credit_begins() {
    let line = "Lorries at the gate of the bridge / (C) Anne Example";
    assert_eq!(credits(&page("", line, "")), ["Anne Example"]);
    let line = "El Mundo Política | mayo 3, 2018 | 7:09 am | Agencia Efe.";
    expect(
        &page(line, "", ""),
        json!({ "captions": [], "dateline_place": null }),
    );
    let line = "World Politics | May 3, 2018 | 7:09 am | AFP";
    expect(
        &page(line, "", ""),
        json!({ "captions": [], "dateline_place": null }),
    );
    // A small story over the text, with who took the picture on the next line.
    let story = format!(
        "{SECOND} The mayor of Sarn came to the bridge in the morning and left it at noon."
    );
    let text = page(
        &format!("3 May 2018\n\n{story}\n\nAnne Example / AFP"),
        "",
        "",
    );
    expect(&text, json!({ "body_paragraphs": 3 }));
    // Who signs at the foot is shown by no picture.
    let text = page("", "", "Anne EXAMPLE\n\nPhoto: AE / Gazette");
    expect(&text, json!({ "captions": [] }));
    // Two sentences and more of a paragraph are none, whatever stands under them.
    let long = format!("{SECOND} {THIRD}");
    let text = page("", &format!("{long}\n\nPhoto: AFP"), "");
    expect(&text, json!({ "body_paragraphs": 4 }));
}

#[test]
fn a_caption_in_wrapped_text_stands_alone() {
    let text = "Bridge of Sarn opens again after a year\n\
        The bridge over the river at Sarn was opened again on Monday after\n\
        a year of work, the mayor of the town said to those who had come to\n\
        see it.\n\
        The first lorries crossed it in the morning, and the traders of the\n\
        northern road said that they would wait until the summer for that.\n\
        Lorries of the traders at the gate of Sarn. Photo: Anne Example/AFP\n\
        The council will meet on Friday to speak of the toll, which drivers\n\
        of the lorries refuse to pay while the eastern lane is still closed\n\
        to them and to their goods.\n";
    expect(
        text,
        json!({
            "captions": [{ "text": "Lorries of the traders at the gate of Sarn.", "credit": "Anne Example/AFP" }],
            "body_paragraphs": 3,
        }),
    );
}

#[test]
fn two_points_over_the_text_are_its_standfirst() {
    let points =
        "Share\n\n• Lorries cross the river after a year\n• Toll to be paid from the summer on";
    expect(
        &page(points, "", ""),
        json!({ "standfirst": "Lorries cross the river after a year\nToll to be paid from the summer on" }),
    );
    let headed = format!("HIGHLIGHTS\n\n{}", &points[7..]);
    expect(&page(&headed, "", ""), json!({ "headline": TITLE }));
}

#[test]
fn a_ticker_heads_its_entries_between_crosses() {
    let text = format!(
        "Brücke von Sarn: Der Tag im Ticker\n\n• Brücke von Sarn wieder offen\n\n• Maut kommt im Sommer in Sarn\n\n{GERMAN}\n\n\
         +++ Brücke von Sarn wieder offen +++\n\n{GERMAN} So war es.\n\n+++ Maut kommt im Sommer in Sarn +++\n\n{GERMAN} Noch nicht.\n"
    );
    expect(
        &text,
        json!({
            "crossheads": ["+++ Brücke von Sarn wieder offen +++", "+++ Maut kommt im Sommer in Sarn +++"],
            "related": [],
        }),
    );
}

#[test]
fn german_papers_open_with_the_city_and_a_stop() {
    for (head, place) in [
        ("Tripolis. ", "Tripolis"),
        ("Minsk.", "Minsk"),
        ("HB ISLAMABAD/NEU DELHI. ", "ISLAMABAD/NEU DELHI"),
    ] {
        let text = format!("Brücke wieder offen\n\n{head}{GERMAN}\n\n{GERMAN} So war es.\n");
        expect(&text, json!({ "dateline_place": place }));
    }
}

#[test]
fn a_first_line_that_is_told_again_is_the_headline() {
    let title = "Съемочная группа городской газеты попала под дождь на мосту в Сарне.";
    let text = format!(
        "{title}\n\nСарна, 23 февраля. {} Никто не пострадал, машина цела.\n\n{RUSSIAN}\n\n{RUSSIAN} Так и было.\n",
        title.trim_end_matches('.')
    );
    expect(&text, json!({ "headline": title, "standfirst": null }));
}

#[test]
fn what_machines_say_of_a_day_is_no_kicker() {
    expect(
        &page("May 3, 2018 18:18 Europe/Istanbul", "", ""),
        json!({ "kicker": null, "published_iso": "2018-05-03T18:18:00" }),
    );
    expect(
        &page("Gazette.net, 3 May 2018, 14:51", "", ""),
        json!({ "kicker": null, "byline": "Gazette.net" }),
    );
    // A day with the ending of a case is a part of its sentence.
    let turkish = "20 Temmuz 2015'te Sarn köprüsünde başlayan onarım pazartesi günü bitti ve köprü yeniden trafiğe açıldı.";
    let text = format!("Sarn köprüsü yeniden açıldı\n\n{turkish}\n\n{turkish} Esnaf sevindi.\n");
    expect(&text, json!({ "published_iso": null }));
}

#[test]
fn who_took_a_picture_beside_who_signs_is_its_credit() {
    let text = page(
        "By Paul Sample\n\nAnne Example / Photononstop / AFP",
        "",
        "",
    );
    assert_eq!(credits(&text), ["Anne Example / Photononstop / AFP"]);
    expect(&text, json!({ "byline": "Paul Sample", "agency": null }));
}

#[test]
fn a_headline_cut_off_over_itself_is_the_path_to_it() {
    let text = format!(
        "Bridge of Sarn opens again after a ..\n\n{}",
        page("3 May 2018", "", "")
    );
    expect(&text, json!({ "headline": TITLE, "standfirst": null }));
}

#[test]
fn a_section_in_capitals_under_the_headline_is_its_kicker() {
    let text = page("", "", "").replace(TITLE, &format!("{TITLE}\n\nFAIT DIVERS"));
    expect(&text, json!({ "kicker": "FAIT DIVERS", "byline": null }));
}

#[test]
fn a_name_behind_a_quotation_in_a_sentence_is_no_credit() {
    let deck =
        "The ceremony is opened by the mayor, the minister and the head of \"Roads\" Anna Ruben";
    let text = page(&format!("{deck}\n\n3 May 2018"), "", "");
    expect(&text, json!({ "standfirst": deck, "captions": [] }));
}
