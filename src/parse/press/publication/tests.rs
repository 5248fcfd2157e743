//! The day of a text as a whole: what may be worked out, and what may not.

use super::*;
use crate::parse::press::read;

const STORY: &str = "The northern bridge was opened to traffic again after a year of repairs, and lorries crossed it in the morning.";

fn reading(text: &str) -> Reading {
    read(&SourceText::new("text.txt", text))
}

/// The date of a text and the words that it was worked out from.
fn published(text: &str) -> (String, String) {
    let reading = reading(text);
    let date = reading.published.as_ref().map(|found| &found.value);
    (
        date.map(|date| date.edtf().to_owned()).unwrap_or_default(),
        date.and_then(|date| date.inferred_from())
            .unwrap_or_default()
            .to_owned(),
    )
}

#[test]
fn a_date_in_figures_follows_the_evidence_of_its_text() {
    let text = |date: &str, more: &str| {
        format!(
            "Bridge opens again after a year\n\nPublished {date}\n\n{STORY} {more}\n\n{STORY} So they said.\n"
        )
    };
    for (date, more, wanted) in [
        ("4/5/2017", "", "2017-04-05"),
        (
            "4/5/2017",
            "The council closed it on 27/11/2016 for good.",
            "2017-05-04",
        ),
        (
            "4/5/2017",
            "The council closed it on 11/27/2016 for good.",
            "2017-04-05",
        ),
        (
            "4/5/2017",
            "The neighbouring centre was closed.",
            "2017-05-04",
        ),
        ("4/5/2017 17:20 BST", "", "2017-05-04"),
        ("4/5/2017", "They spoke on 4 May 2017.", "2017-05-04"),
        ("4/5/2017", "They spoke on April 5, 2017.", "2017-04-05"),
    ] {
        assert_eq!(
            published(&text(date, more)).0.get(..10),
            Some(wanted),
            "{date} {more}"
        );
    }
}

#[test]
fn figures_that_may_mean_another_day_are_less_sure() {
    let text = |date: &str| {
        format!(
            "Bridge opens again after a year\n\nPublished {date}\n\n{STORY}\n\n{STORY} So they said.\n"
        )
    };
    let sure = |date: &str| reading(&text(date)).published.expect("a date").confidence;
    assert!(sure("4/5/2017") <= 0.5);
    assert!(sure("4/25/2017") > 0.8);
}

#[test]
fn a_text_that_calls_a_date_yesterday_tells_its_own_day() {
    let text = "Bridge opens again after a year\n\nThe northern bridge was opened again yesterday (Wednesday 25 October 2017), and lorries crossed it in the morning, the mayor said.";
    assert_eq!(
        published(text),
        (
            "2017-10-26?".into(),
            "“yesterday (Wednesday 25 October 2017”".into()
        )
    );
}

#[test]
fn a_day_without_a_year_takes_it_from_a_date_within_days() {
    let text = "Bridge opens again after a year\n\nRAWA, March 11 (Reuters) - The northern bridge was opened to traffic again on Friday, a year after the flood of March 10, 2016, and lorries crossed it.";
    assert_eq!(
        published(text),
        ("2016-03-11?".into(), "“March 11”, “March 10, 2016”".into())
    );
    let far = "Bridge opens again after a year\n\nRAWA, March 11 (Reuters) - The northern bridge was opened to traffic again on Friday, a year after the flood of June 10, 2016, and lorries crossed it.";
    assert_eq!(published(far).0, "");
}

#[test]
fn a_date_far_from_the_text_says_nothing_of_its_day() {
    let text = "Le pont rouvre\n\nLe pont du nord a rouvert ce jeudi, a annoncé la mairie. Il avait été détruit le 13 novembre 2015 par une crue, et reconstruit depuis.\n\n© 2019 Le Quotidien";
    assert_eq!(published(text).0, "");
}
