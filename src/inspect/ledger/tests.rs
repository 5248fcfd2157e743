//! Owns the tests of the ledger: law 8 made visible on every press item of the project and on random text, and what single lines
//! become.

use std::path::Path;

use proptest::prelude::*;

use crate::inspect::{Inspection, inspect};
use crate::model::{Language, SlugStyle};
use crate::parse::{Input, Rules, Sidecar, decode};

fn inspected(path: &str, bytes: &[u8], sidecar: Option<&str>) -> Inspection {
    let english = Language::parse("en").expect("a tag");
    let input = Input {
        path,
        shown_path: path,
        bytes,
        sidecar: sidecar.map(|text| Sidecar {
            shown_path: "a.toml",
            bytes: text.as_bytes(),
        }),
    };
    inspect(&input, &Rules::new(false, SlugStyle::Ascii, english))
}

/// The ledger as lines: number, fields (brackets: overruled, `"`: continued).
fn listed(path: &str, text: &str, sidecar: Option<&str>) -> Vec<String> {
    let ledger = inspected(path, text.as_bytes(), sidecar).ledger;
    let rows = ledger.rows.iter();
    rows.map(|row| {
        let fields: Vec<String> = row
            .entries
            .iter()
            .map(|entry| match (entry.continued, entry.overruled) {
                (true, _) => format!("\"{}", entry.field),
                (_, true) => format!("({})", entry.field),
                _ => entry.field.clone(),
            })
            .collect();
        format!("{} {}", row.line, fields.join(" "))
    })
    .collect()
}

/// Each line that is not blank has its row, in order; and what is `unclaimed` is a leftover, so that nothing is lost in silence.
fn faults(name: &str, bytes: &[u8]) -> Vec<String> {
    let inspection = inspected(name, bytes, None);
    if inspection.article.is_none() {
        return Vec::new();
    }
    let text = decode::decode(bytes).expect("an article").text;
    let lines = text.split('\n').enumerate();
    let said: Vec<(u32, &str)> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (at as u32 + 1, line))
        .collect();
    let rows = inspection.ledger.rows.iter();
    let shown: Vec<(u32, &str)> = rows.map(|row| (row.line, row.text.as_str())).collect();
    let mut faults = Vec::new();
    if said != shown {
        faults.push(format!("{name}: {said:?} is not {shown:?}"));
    }
    let left: Vec<u32> = inspection
        .leftovers
        .iter()
        .filter(|leftover| leftover.rule == "unclaimed")
        .flat_map(|leftover| {
            let lines = leftover.text.matches('\n').count() as u32;
            leftover.line..=leftover.line + lines
        })
        .collect();
    for row in &inspection.ledger.rows {
        if row.entries.is_empty() {
            faults.push(format!("{name}:{}: nothing", row.line));
        }
        let lost = row.entries.iter().any(|entry| entry.field == "unclaimed");
        if lost && !left.contains(&row.line) {
            faults.push(format!("{name}:{}: lost: {}", row.line, row.text));
        }
    }
    faults
}

#[test]
fn every_line_of_every_press_item_is_in_the_ledger_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/press/items");
    let mut read = 0;
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("items") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let name = path.file_name().expect("a name").to_string_lossy();
            all.extend(faults(&name, &std::fs::read(&path).expect("read")));
            read += 1;
        }
    }
    assert!(read > 100, "{read} items");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "VIDEO. Norvie : Le pont de Lissa rouvre",
        "RETOUR - Les habitants retrouvent le passage…",
        "Par Jeanne Rivel avec ANP",
        "LISSA, 14 mars 2019 (AFP) - Le pont a rouvert ce jeudi, a annoncé la mairie de la ville.",
        "Publié le 14/03/2019 à 10:00, mis à jour le 15/03/2019",
        "Un soldat devant le pont. — JEANNE RIVEL / AFP",
        "Un soldat devant le pont.",
        "JEANNE RIVEL / AFP",
        ">> A lire aussi : Le marché de Lissa",
        "Le passage",
        "By CARL NORD=",
        "Tags : pont, Lissa",
        "Les habitants ont repassé le pont ce vendredi\nmatin, pour la première fois depuis deux semaines,\nont constaté des témoins sur les deux rives.",
        "اقرأ أيضا: الجسر",
        "مانيلا (رويترز) - أعلنت البلدية اليوم فتح الجسر أمام المشاة.",
        "+++\nkicker = \"Été\"\ntags = [\n  \"pont\",\n]\n+++",
        "\u{feff}\u{200b}",
        "\u{a0}\u{a0}",
        "\u{1}\u{2}",
        "—",
    ];
    prop_oneof![
        4 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        2 => "[A-Za-zé ,.:()/-]{0,90}",
        1 => "\\PC{0,40}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_line_of_any_text_is_in_the_ledger_once(
        pieces in prop::collection::vec((piece(), "\n|\n\n|\r\n| \n|   |\u{b}"), 0..14),
        markdown in any::<bool>(),
    ) {
        let text: String = pieces.iter().flat_map(|(piece, end)| [piece.as_str(), end]).collect();
        let name = if markdown { "a.md" } else { "a.txt" };
        let faults = faults(name, text.as_bytes());
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

const WIRE: &str = "\
VIDEO. Norvie: L'armée reprend le pont de Lissa

RETOUR - Après deux semaines, les habitants retrouvent le passage vers l’autre rive…

La Gazette avec ANP

Un soldat devant le pont de Lissa, le 14 mars 2019. — JEANNE RIVEL / ANP

Les habitants de Lissa ont repassé le pont ce vendredi matin, pour la première fois depuis deux semaines, ont constaté des témoins.

>> A lire aussi : Norvie: Le marché de Lissa rouvre ses portes

Un passage étroit

La circulation reste limitée aux piétons, a précisé la mairie dans un message diffusé par la radio locale, sans donner de date.
";

#[test]
fn a_line_shows_each_field_that_it_became() {
    assert_eq!(
        listed("a.txt", WIRE, None),
        [
            "1 kicker headline",
            "3 standfirst_label standfirst",
            "5 byline agency",
            "7 caption credit",
            "9 body published_inferred",
            "11 related",
            "13 crosshead",
            "15 body",
        ]
    );
}

#[test]
fn a_dateline_comes_before_its_paragraph() {
    let text = "Le pont de Lissa rouvre\n\nLISSA, 14 mars 2019 (AFP) - Le pont de Lissa a rouvert aux piétons ce \
                jeudi, après deux semaines de travaux, a annoncé la mairie.\n";
    assert_eq!(
        listed("a.txt", text, None),
        ["1 headline", "3 dateline published agency body"]
    );
}

#[test]
fn a_field_over_several_lines_goes_on() {
    let text = "abc def\nghi\n\njkl\n";
    let span = |bytes, field: &str| super::Span::of(bytes, field, "press/test");
    let spans = vec![
        span(0..16, "body"),
        span(0..16, "published"),
        span(4..7, "agency"),
    ];
    let ledger = super::rows(text, spans, |line| span(line, "unclaimed"));
    let rows: Vec<Vec<(&str, bool)>> = ledger
        .rows
        .iter()
        .map(|row| {
            row.entries
                .iter()
                .map(|entry| (entry.field.as_str(), entry.continued))
        })
        .map(Iterator::collect)
        .collect();
    let all = vec![("body", false), ("published", false), ("agency", false)];
    assert_eq!(rows, [all, vec![("body", true)], vec![("body", true)]]);
}

#[test]
fn what_an_editor_states_overrules_and_the_line_still_shows() {
    let rows = listed(
        "a.txt",
        WIRE,
        Some("headline = \"Le pont\"\nbyline = \"\"\n"),
    );
    assert_eq!(rows[0], "1 kicker (headline)");
    assert_eq!(rows[2], "5 (byline) agency");
}

#[test]
fn front_matter_shows_its_keys_and_leaves_its_fences_stated() {
    let text = format!("+++\nkicker = \"Été\"\ntags = [\n  \"pont\",\n]\n+++\n{WIRE}");
    let rows = listed("a.txt", &text, None);
    assert_eq!(
        rows[..7],
        [
            "1 stated",
            "2 kicker",
            "3 tags",
            "4 \"tags",
            "5 \"tags",
            "6 stated",
            "7 (kicker) headline"
        ]
    );
}

#[test]
fn a_table_of_front_matter_goes_on_to_the_next() {
    let text = "+++\nheadline = \"Un\"\npublished = 2017-10-26\n[[sources]]\ntitle = \"A\"\n\n[rights]\nholder = \"B\"\n\
                [[sources]]\ntitle = \"C\"\n+++\nTexte.\n";
    assert_eq!(
        listed("a.md", text, None),
        [
            "1 stated",
            "2 headline",
            "3 published",
            "4 sources",
            "5 \"sources",
            "7 rights",
            "8 \"rights",
            "9 sources",
            "10 \"sources",
            "11 stated",
            "12 body",
        ]
    );
}

#[test]
fn markdown_shows_front_matter_heading_and_blocks() {
    let text = "+++\npublished = 2017-10-26\n+++\n# Le pont\n\nUn texte\nsur deux lignes.\n\n## Après\n\n- un\n- deux\n\n***\n";
    assert_eq!(
        listed("a.md", text, None),
        [
            "1 stated",
            "2 published",
            "3 stated",
            "4 headline",
            "6 body",
            "7 \"body",
            "9 crosshead",
            "11 body",
            "12 body",
            "14 body",
        ]
    );
}

#[test]
fn a_signature_between_two_lines_of_a_deck_is_not_the_deck() {
    let text = "abc\ndef\nghi\n";
    let span = |bytes, field: &str| super::Span::of(bytes, field, "press/test");
    let spans = vec![span(0..11, "standfirst"), span(4..7, "byline")];
    let ledger = super::rows(text, spans, |line| span(line, "unclaimed"));
    let fields: Vec<&str> = ledger
        .rows
        .iter()
        .map(|row| row.entries[0].field.as_str())
        .collect();
    assert_eq!(fields, ["standfirst", "byline", "standfirst"]);
    assert_eq!(ledger.rows[1].entries.len(), 1);
}

#[test]
fn a_piece_that_nothing_covers_is_unclaimed() {
    let text = "abc def ghi\n";
    let span = |bytes, field: &str| super::Span::of(bytes, field, "press/test");
    let spans = vec![span(0..3, "kicker"), span(8..11, "headline")];
    let ledger = super::rows(text, spans, |line| span(line, "unclaimed"));
    let fields: Vec<&str> = ledger.rows[0]
        .entries
        .iter()
        .map(|entry| entry.field.as_str())
        .collect();
    assert_eq!(fields, ["kicker", "headline", "unclaimed"]);
}
