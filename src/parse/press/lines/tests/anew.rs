//! Owns the tests of wrapped texts without blank lines: what begins anew after a full line.

use super::{STORY, texts, wrapped};

const WIDTH: usize = 66;

/// Lines as wide as the page, each paragraph wrapped, nothing between them.
fn tight(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| wrapped(part, WIDTH, ""));
    parts.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn a_headline_as_wide_as_the_page_ends_before_what_signs_dates_and_places() {
    let headline = "Bridge over the river at Rawa is to be closed for a whole summer";
    for under in [
        "By Ada Merin",
        "by Ada Merin",
        "12 March 2019",
        "SARN (AP) — The bridge over the river was closed on Monday after engineers found cracks in it.",
    ] {
        let source = tight(&[headline, under, STORY[0], STORY[1], STORY[2], STORY[3]]);
        let texts = texts(&source);
        assert_eq!(texts[..2], [headline, under], "{texts:#?}");
    }
}

#[test]
fn a_headline_as_wide_as_the_page_ends_before_a_capital_where_capitals_are_rare() {
    let headline = "The bridge over the river is to be closed for the whole summer";
    let deck = "Engineers found cracks in two of the pillars";
    let source = tight(&[headline, deck, STORY[0], STORY[1], STORY[2]]);
    assert_eq!(texts(&source)[..3], [headline, deck, STORY[0]]);
}

#[test]
fn a_name_after_a_preposition_goes_on_with_the_headline() {
    let headline = "Engineers found new cracks in the pillars of the long bridge over Rawa and nobody may cross";
    let source = tight(&[headline, STORY[0], STORY[1], STORY[2]]);
    assert!(
        source
            .lines()
            .nth(1)
            .is_some_and(|line| line.starts_with("Rawa"))
    );
    assert_eq!(texts(&source)[..2], [headline, STORY[0]]);
}

#[test]
fn a_headline_that_stands_twice_begins_twice() {
    let headline = "Bruecke von Rawa bleibt nach Angaben der Stadt den Sommer gesperrt";
    let source = tight(&[
        headline,
        headline,
        "Von Ada Merin",
        STORY[0],
        STORY[1],
        STORY[2],
    ]);
    assert_eq!(texts(&source)[..3], [headline, headline, "Von Ada Merin"]);
}

#[test]
fn the_credit_of_a_picture_stays_with_its_words() {
    let caption = "The bridge over the river at Rawa as seen on Monday night. Photo: Ada Merin";
    let source = tight(&["Bridge closed", caption, STORY[0], STORY[1], STORY[2]]);
    assert_eq!(source.lines().nth(2), Some("Ada Merin"), "{source}");
    assert_eq!(texts(&source)[1], caption);
}

#[test]
fn a_line_with_room_left_ends_its_paragraph_whatever_the_next_begins_with() {
    let arabic = "أغلق جسر راوة يوم الاثنين بعد أن وجد المهندسون شقوقا في اثنتين من دعائمه وفق ما أعلنه مكتب الطرق في بيان صدر عنه مساء الاثنين وقال إن الشاحنات ستسلك الطريق الشمالي الطويل الذي لم يبن لمثل هذه الأحمال الثقيلة وإن عبارة ستستأجر فور انحسار المياه";
    let heading = "جسر راوة يغلق الصيف كله والبلدية تعتذر";
    let source = tight(&[heading, arabic, "12 آذار 2019", arabic, arabic, arabic]);
    assert_eq!(
        texts(&source),
        [heading, arabic, "12 آذار 2019", arabic, arabic, arabic]
    );
}

#[test]
fn a_dash_within_a_sentence_may_open_a_wrapped_line() {
    let sentence = "The mayor said that the old ferry of the upper village in the west \u{2013} the one that sank in March and was raised in May \u{2013} would be hired until the bridge is open again to all.";
    let source = tight(&[STORY[0], sentence, STORY[2]]);
    assert!(
        source.lines().any(|line| line.starts_with('\u{2013}')),
        "{source}"
    );
    assert_eq!(texts(&source), [STORY[0], sentence, STORY[2]]);
}
