//! Owns the tests of releases on one line: with their marks, and without.

use super::{STORY, blocks, texts, wrapped};
use crate::parse::press::block::End;

/// Two paragraphs of a release, as a program leaves them that turns every mark and every line end into a space.
const ONE: &str = "The mayor of Sarn today opened the new mill on the river bank where two hundred people of the upper town and of the villages around it will find work before the winter";
const TWO: &str = "The town paid one half of the costs and the owners of the old mill the other half after they had talked about it for the better part of four years in the council";
const THREE: &str = "Nobody should have to leave the valley to find work said the mayor who was born beside the old mill and whose father and both of whose uncles had worked there";

#[test]
fn small_letters_go_on_with_the_line_before_and_wraps_are_known_by_their_spaces() {
    let wrap = |text: &str| wrapped(text, 60, "").replace('\n', "      ");
    let source = format!("{}   {}   {}", wrap(ONE), wrap(TWO), wrap(THREE));
    assert_eq!(texts(&source), [ONE, TWO, THREE]);
}

#[test]
fn a_capital_goes_on_too_where_its_spaces_are_those_of_wraps() {
    let two = TWO.replace("owners of the old", "owners of the Old");
    let wrap = |text: &str| wrapped(text, 60, "").replace('\n', "      ");
    let source = format!(
        "{}   {}   {}   {}",
        wrap(ONE),
        wrap(&two),
        wrap(THREE),
        wrap(ONE)
    );
    assert!(source.contains("      Old "), "{source}");
    assert_eq!(texts(&source), [ONE, &two, THREE, ONE]);
}

#[test]
fn sentences_are_not_paragraphs_where_paragraphs_have_wider_spaces() {
    let short = [
        "The mill is open to all from the first of May",
        "The river is high and the ferry is at the other bank",
        "Nobody was hurt in the flood of last week",
    ];
    let sentences = short.repeat(4).join("   ");
    let source = format!("{ONE}   {sentences}     {TWO}   {sentences}     {THREE}   {sentences}");
    assert_eq!(texts(&source).len(), 3, "{:#?}", texts(&source));
}

#[test]
fn the_day_between_headline_and_text_stands_alone() {
    let source =
        format!("Mayor of Sarn Opens the New Mill June 13  2005 {ONE}    {TWO}    {THREE}");
    assert_eq!(
        texts(&source),
        [
            "Mayor of Sarn Opens the New Mill",
            "June 13 2005",
            ONE,
            TWO,
            THREE
        ]
    );
}

#[test]
fn a_headline_in_capitals_ends_where_they_end() {
    let source = format!("MAYOR OF SARN OPENS THE NEW MILL  {ONE}    {TWO}    {THREE}");
    assert_eq!(
        texts(&source)[..2],
        ["MAYOR OF SARN OPENS THE NEW MILL", ONE]
    );
}

#[test]
fn what_stood_between_two_quotations_is_no_heading() {
    let source = format!("{ONE}    {TWO}     Merin said     {THREE}    {ONE}");
    assert_eq!(texts(&source)[1], format!("{TWO} Merin said"));
}

#[test]
fn a_text_without_marks_has_sentences_all_the_same() {
    let (blocks, _) = blocks(&format!(
        "Mayor of Sarn Opens New Mill    {ONE}    {TWO}    {THREE}"
    ));
    let ends: Vec<End> = blocks.iter().map(|block| block.shape.end).collect();
    assert_eq!(ends, [End::Open, End::Stop, End::Stop, End::Stop]);
}

#[test]
fn marks_and_wraps_both_part_a_release_that_kept_its_marks() {
    let wrap = |text: &str| wrapped(text, 66, "").replace('\n', "    ");
    let source = format!(
        "{}    {}    {}",
        wrap(STORY[0]),
        wrap(STORY[2]),
        wrap(STORY[1])
    );
    assert_eq!(texts(&source), [STORY[0], STORY[2], STORY[1]]);
}

#[test]
fn two_spaces_part_paragraphs_where_sentences_have_one() {
    let paragraph = "The mayor opened the new mill. The owners were there. Nobody from the county came to see the wheel.";
    let source = format!("Mayor Opens Mill  June 13, 2005  {paragraph}  {paragraph}");
    assert_eq!(
        texts(&source),
        ["Mayor Opens Mill", "June 13, 2005", paragraph, paragraph]
    );
    let typed = paragraph.replace(". ", ".  ");
    assert_eq!(texts(&format!("{typed}  {typed}  {typed}")).len(), 1);
}

#[test]
fn a_text_behind_its_headline_begins_with_its_city_and_a_dash() {
    let source = "Mayor of Sarn opens the new mill Paris-- The mayor of Sarn opened the new mill on the river on Monday. Nobody from the county came to see it, and the owners did not speak.";
    let texts = texts(source);
    assert_eq!(texts[0], "Mayor of Sarn opens the new mill");
    assert!(texts[1].starts_with("Paris-- The mayor"));
}
