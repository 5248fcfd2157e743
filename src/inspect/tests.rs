//! Owns the tests of what `depeche inspect` shows, as data.

use super::*;
use crate::model::{Language, SlugStyle};
use crate::parse::Sidecar;

const WIRE: &str = "\
Norvie: Le pont de Lissa rouvre

LISSA, 14 mars 2019 (ANP) - Le pont de Lissa a rouvert aux piétons ce jeudi, après deux semaines de travaux, a annoncé la mairie.

La circulation des voitures reste interdite, et aucune date n’a été donnée pour la suite des travaux.
";

fn inspected(path: &str, text: &str, sidecar: Option<&str>) -> Inspection {
    let english = Language::parse("en").expect("a tag");
    let input = Input {
        path,
        shown_path: path,
        bytes: text.as_bytes(),
        sidecar: sidecar.map(|text| Sidecar {
            shown_path: "a.toml",
            bytes: text.as_bytes(),
        }),
    };
    inspect(&input, &Rules::new(false, SlugStyle::Ascii, english))
}

#[test]
fn the_words_of_a_dateline_are_kept() {
    let summary = inspected("a.txt", WIRE, None).summary;
    assert_eq!(summary.dateline_place.as_deref(), Some("LISSA"));
    assert_eq!(summary.dateline_date.as_deref(), Some("14 mars 2019"));
    assert_eq!(summary.agency.as_deref(), Some("ANP"));
    assert_eq!(summary.body_paragraphs.len(), 2);
}

#[test]
fn what_a_sidecar_takes_away_is_absent() {
    let taken = "published = \"\"\ndateline = \"\"\nagencies = []\n";
    let inspection = inspected("a.txt", WIRE, Some(taken));
    let summary = inspection.summary;
    assert_eq!(summary.published_iso, None);
    assert_eq!(summary.published_inferred, None);
    assert_eq!(summary.dateline_place, None);
    assert_eq!(summary.agency, None);
    let is_agency = |claim: &Claim| matches!(claim.field.as_str(), "agency" | "agencies");
    assert!(!inspection.fields.iter().any(is_agency));
}

#[test]
fn places_in_press_copy_with_front_matter_are_those_of_the_file() {
    let text = format!("+++\nkicker = \"Été\"\n+++\n{WIRE}");
    let inspection = inspected("a.txt", &text, None);
    assert_eq!(inspection.summary.kicker.as_deref(), Some("Été"));
    let paragraph = inspection
        .fields
        .iter()
        .find(|claim| claim.field == "body_paragraphs")
        .expect("a paragraph");
    assert_eq!(paragraph.line, Some(6));
    let bytes = paragraph.bytes.clone().expect("a place");
    assert!(text[bytes].contains("a rouvert aux piétons"));
}

#[test]
fn first_words_that_stand_in_are_no_headline() {
    let summary = inspected("a.md", "Un texte sans titre.\n", None).summary;
    assert_eq!(summary.headline, None);
}

#[test]
fn an_arabic_text_runs_from_right_to_left() {
    let text = "عنوان الخبر\n\nأعلنت البلدية اليوم فتح الجسر أمام المشاة بعد أسبوعين من العمل.\n";
    let summary = inspected("a.txt", text, None).summary;
    assert_eq!(summary.language.as_deref(), Some("ar"));
    assert_eq!(summary.direction.as_deref(), Some("rtl"));
}

#[test]
fn an_interval_keeps_both_ends_and_doubt_leaves_no_mark() {
    let stated = |date: &str| {
        let text = format!("+++\nheadline = \"a\"\npublished = \"{date}\"\n+++\nb\n");
        inspected("a.md", &text, None).summary.published_iso
    };
    assert_eq!(
        stated("2014-06/2017-12").as_deref(),
        Some("2014-06/2017-12")
    );
    assert_eq!(stated("2017-10~").as_deref(), Some("2017-10"));
}
