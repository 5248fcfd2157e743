//! Whole texts that are signed, dated and credited at odd places.

use super::*;

const BODY: &str = "The bridge over the river was opened to traffic again on Monday, the mayor said in the town hall.

Lorries may use it from Tuesday, and a second lane is to follow in the spring, according to the plan.

\"We have waited for this day,\" said a trader who has his stall beside the northern ramp of the bridge.";

fn page(over: &str, under: &str) -> String {
    format!(
        "Northtown bridge is open to traffic again after a year of works\n\n{over}\n\n{BODY}\n\n{under}\n"
    )
}

#[test]
fn who_is_surest_signs() {
    for (over, under, who) in [
        (
            "Staff Writer",
            "(Reporting by Anne Example; Editing by John Sample)",
            Some("Anne Example"),
        ),
        (
            "By Anne Example",
            "(Reporting by John Sample)",
            Some("Anne Example"),
        ),
        (
            "Paul Sample\n\nBy Anne Example, Northtown Correspondent",
            "",
            Some("Anne Example"),
        ),
        (
            "",
            "(Anne Example; version française Paul Exemple)",
            Some("Anne Example"),
        ),
        (
            "",
            "[Associated Press; By ANNE EXAMPLE]",
            Some("ANNE EXAMPLE"),
        ),
        ("", "MX / Berfîn Mînak", Some("Berfîn Mînak")),
        ("", "W Radio", None),
    ] {
        expect(&page(over, under), json!({ "byline": who }));
    }
}

#[test]
fn a_share_button_over_the_text_heads_no_list() {
    let text = page("Share\n\nBy Anne Example\n\nMay 3, 2016", "");
    expect(
        &text,
        json!({ "byline": "Anne Example", "published_iso": "2016-05-03" }),
    );
}

#[test]
fn a_masthead_signs_nothing() {
    let text = format!(
        "Editor-in-chief\nJohn Sample\n\n{}",
        page("By Anne Example", "")
    );
    expect(&text, json!({ "byline": "Anne Example" }));
}

#[test]
fn a_line_at_the_foot_credits_and_may_place_the_text() {
    for (under, agency, place) in [
        ("(Northtown - AFP)", Some("AFP"), Some("Northtown")),
        (
            "The Associated Press contributed to this report.",
            Some("The Associated Press"),
            None,
        ),
        (
            "Read more\n\n(With information from AFP and Reuters)",
            Some("AFP, Reuters"),
            None,
        ),
    ] {
        expect(
            &page("By Anne Example", under),
            json!({ "agency": agency, "dateline_place": place }),
        );
    }
}

#[test]
fn a_fuller_dateline_takes_the_place_of_a_bare_one() {
    let text = page("Istanbul\n\nISTANBUL, May 3, 2016 (AA) -", "");
    expect(
        &text,
        json!({ "agency": "AA", "dateline_place": "ISTANBUL", "dateline_date": "May 3, 2016" }),
    );
}

#[test]
fn an_archive_sets_its_day_before_the_headline() {
    let text = format!("date 2025-10-26 {}", page("By Anne Example", ""));
    expect(
        &text,
        json!({
            "published_iso": "2025-10-26",
            "headline": "Northtown bridge is open to traffic again after a year of works",
        }),
    );
}

#[test]
fn a_line_of_sources_and_a_notice_have_their_dates() {
    for (over, day) in [
        (
            "Source: Xinhua| 2019-04-11 03:12:45|Editor: huaxia",
            "2019-04-11T03:12:45",
        ),
        (
            "By Anne Example - The Guardian - Wednesday, November 8, 2023",
            "2023-11-08",
        ),
    ] {
        expect(&page(over, ""), json!({ "published_iso": day }));
    }
}

#[test]
fn an_agency_between_bars_is_credited() {
    let agencies = |text: &str| {
        let found = read(&SourceText::new("text.txt", text)).agencies;
        let names = found.into_iter().map(|found| found.value.name);
        names.collect::<Vec<_>>()
    };
    let line = "Anna Sample | TNN | May 7, 2020, 15:43 IST";
    assert_eq!(agencies(&page(line, "")), ["TNN"]);
}
