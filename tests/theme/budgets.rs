//! Owns the budgets of the built-in theme: what a reader on a bad line loads of an article. They are promises: a change that breaks
//! one is made lighter, or not made.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::packed;
use crate::support::{PLAIN, Site, Tree, files};

/// A page and the sheet with it: what one round trip carries.
const ARTICLE: usize = 14_000;
const SHEET: usize = 10_000;
const SCRIPT: usize = 5_000;

/// The sample archive of the project.
fn sample() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::new();
    site.write("site.toml", fs::read(root.join("site.toml")).expect("read"));
    for path in files(&root.join("content")) {
        let relative = path.strip_prefix(root).expect("inside");
        site.write(&relative.to_string_lossy(), fs::read(&path).expect("read"));
    }
    site.build().output
}

fn of_kind<'a>(output: &'a Tree, end: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let ends = output.iter().filter(move |(path, _)| path.ends_with(end));
    ends.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

fn is_article(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts[..], [year, _, _, _] if year.parse::<u16>().is_ok())
}

/// All articles with what they load besides pictures.
fn held(output: &Tree) {
    let sheet = packed(&output["style.css"]);
    assert!(sheet <= SHEET, "the sheet: {sheet}");
    let script: usize = of_kind(output, ".js").map(|(_, bytes)| packed(bytes)).sum();
    assert!(script <= SCRIPT, "the script: {script}");
    let articles: Vec<_> = of_kind(output, ".html")
        .filter(|(path, _)| is_article(path))
        .collect();
    assert!(!articles.is_empty());
    for (path, page) in articles {
        let both = packed(page) + sheet;
        assert!(both <= ARTICLE, "{path}: {both} with the sheet's {sheet}");
    }
}

#[test]
fn every_article_of_the_sample_archive_is_there_in_one_round_trip() {
    held(&sample());
}

#[test]
fn an_article_of_seven_hundred_words_with_all_that_is_known_of_it_is_there_in_one_round_trip() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/2017");
    let prose: String = files(&root)
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .filter_map(|text| text.rsplit_once("+++").map(|(_, body)| body.to_owned()))
        .collect();
    let vocabulary: Vec<&str> = prose
        .split_whitespace()
        .filter(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || "’'-,".contains(c))
        })
        .collect();
    // Words drawn at random weigh more than the same words in sentences: they have no turn of phrase in common.
    let mut at = 7_usize;
    let mut text = String::new();
    for number in 1..=700 {
        at = (at * 48_271) % 2_147_483_647;
        let _ = write!(text, "{} ", vocabulary[at % vocabulary.len()]);
        if number % 70 == 0 {
            text.push_str("\n\n");
        }
    }
    let article = format!(
        r#"+++
headline = "L'armée lance l'assaut sur al-Qaïm et sur Rawa, dernières villes de la vallée"
kicker = "Irak"
standfirst = "Trois ans après la chute de la vallée, les forces du gouvernement avancent de trois côtés vers la frontière."
published = 2017-10-26T18:20:00+03:00
event = "2017-10-26"
byline = "La rédaction, à Bagdad"
agencies = ["AFP", {{ name = "Reuters", role = "with" }}]
dateline = {{ place = "Bagdad", date = 2017-10-26 }}
tags = ["Offensive", "Frontière", "Vallée de l'Euphrate"]
places = [{{ name = "al-Qaïm", latitude = 34.4, longitude = 41.0, precision = "settlement" }}, "Rawa", "Bagdad"]
people = ["Haider al-Abadi"]
actors = ["Forces irakiennes", "Unités de mobilisation populaire"]
conflicts = ["Guerre contre l'EI"]
rights = {{ holder = "La rédaction", licence = "CC-BY-4.0" }}
verification = {{ status = "verified", by = "La rédaction", method = "Deux témoins, une image de satellite." }}
warnings = ["graphic"]
[[sources]]
title = "Communiqué du commandement"
url = "https://source.example/communique/2017/10/26"
[[sources]]
title = "Relevé de terrain"
url = "https://source.example/releve"
[[corrections]]
date = 2017-10-27
kind = "correction"
text = "Le nombre de villages était faux."
+++
{text}
"#
    );
    let output = Site::of(PLAIN)
        .article("2017/assaut.md", &article)
        .build()
        .output;
    held(&output);
}
