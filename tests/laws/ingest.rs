//! Owns the law that nothing is lost in ingest (law 8), on whole sites: each line of a source is in its page, or `inspect` says
//! which field it became, or that no rule claimed it.

use proptest::prelude::*;

use depeche::config::Config;
use depeche::parse::{Input, Rules, parse};

use crate::support::Site;

/// A line of press copy, with a word of its own that can be found again.
fn line(number: usize, kind: u8) -> String {
    let word = format!("mot{number}mot");
    match kind {
        0 => format!("Irak: Un titre avec {word} dedans"),
        1 => format!("CARTE Un chapeau où {word} se lit…"),
        2 => format!("Par Nour {word}"),
        3 => format!(
            "BAGDAD, 26 oct ({word}) - Un début de texte assez long pour en être un, selon la mairie."
        ),
        4 => format!(">> A lire aussi : Un autre texte sur {word}"),
        5 => format!("Une vue du quai {word}, le 25 octobre 2017. — NOUR / DEPECHE"),
        6 => format!("Intertitre {word}"),
        7 => format!("Publié le 26/10/2017 à 10:00 {word}"),
        8 => format!("- {word}"),
        9 => format!(
            "« {word} », a dit un habitant. Un paragraphe de plus, assez long pour compter."
        ),
        10 => format!("https://example.org/{word}"),
        _ => format!("{word} :: ### <b>{word}</b> | * [x]"),
    }
}

proptest! {
    #![proptest_config(crate::config(16))]

    #[test]
    fn each_line_of_press_copy_is_somewhere(
        kinds in prop::collection::vec(0..12u8, 1..12),
        tight: bool,
    ) {
        let lines: Vec<String> = kinds.iter().enumerate().map(|(at, kind)| line(at, *kind)).collect();
        let text = lines.join(if tight { "\n" } else { "\n\n" });
        let built = Site::new().article("2017-10-26-copie.txt", &text).build();
        let mut found: String = built
            .output
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        found.push_str(&evidence(&text));
        for at in 0..lines.len() {
            prop_assert!(found.contains(&format!("mot{at}mot")), "line {at} of\n{text}");
        }
    }
}

#[test]
fn a_credit_without_its_picture_is_told_by_the_ledger_and_no_figure() {
    let copy = "Deux bacs se heurtent au port de Sarn\n\nPhoto : Anne Exemple/AFP\n\nPar Nour Modèle\n\n26 octobre 2017\n\n\
        Deux bacs se sont heurtés lundi au port de Sarn, selon la mairie.\n\nPersonne n’a été blessé. Les deux bacs restent à quai.\n";
    let built = Site::new().article("2017-10-26-copie.txt", copy).build();
    let page = &built.output["2017/10/26/copie.html"];
    let page = String::from_utf8_lossy(page);
    assert!(
        page.contains("restent à quai") && !page.contains("<figure"),
        "{page}"
    );
    assert!(evidence(copy).contains("Anne Exemple"));
}

/// What no rule claimed, and the words from which each field was made.
fn evidence(text: &str) -> String {
    let (config, _) = Config::read(std::path::Path::new("/site"), "").expect("a configuration");
    let rules = Rules::new(false, config.content.slugs, config.language);
    let parsed = parse(
        &Input {
            path: "2017-10-26-copie.txt",
            shown_path: "content/2017-10-26-copie.txt",
            bytes: text.as_bytes(),
            sidecar: None,
        },
        &rules,
    );
    let claimed = parsed
        .evidence
        .claims
        .into_iter()
        .filter_map(|claim| claim.bytes);
    let claimed: Vec<&str> = claimed.map(|bytes| &text[bytes]).collect();
    format!("{:?} {claimed:?}", parsed.evidence.leftovers)
}
