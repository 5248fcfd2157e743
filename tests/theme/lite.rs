//! Owns what holds of the lite edition: no picture, film or recording, all of their words, and no page heavier than its budget.

use std::fmt::Write as _;

use depeche::pipeline::Task;

use crate::support::{PLAIN, Site, Tree, differences, tree_of};

const PICTURE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>"#;

const ARTICLE: &str = r#"+++
headline = "Le pont"
published = 2017-10-26
[[media]]
file = "vue.svg"
caption = "Le pont vu du nord."
credit = "Agence"
alt = "Un pont de bateaux."
[[media]]
file = "decor.svg"
alt = ""
[[media]]
file = "liste.csv"
caption = "La liste."
+++
Le pont est ouvert. [Le plan](plan.svg) est public.

![Une carte de la vallée.](carte.svg "La vallée en 2017.")

Au milieu ![un trait](trait.svg) du texte.
"#;

fn site(config: &str) -> Site {
    let mut site = Site::of(&format!("{PLAIN}{config}"))
        .article("2017/pont.md", ARTICLE)
        .article("2017/liste.csv", "a,b\n");
    for name in ["vue", "decor", "plan", "carte", "trait"] {
        site = site.article(&format!("2017/{name}.svg"), PICTURE);
    }
    site
}

/// So many words that no two lines are alike.
fn words(count: u32) -> String {
    let mut text = String::new();
    for at in 0..count {
        let digest = depeche::hash::Digest::of(&at.to_le_bytes());
        let letters = digest.as_bytes().iter().take(4 + at as usize % 5);
        text.extend(letters.map(|byte| char::from(b'a' + byte % 26)));
        let _ = write!(text, "{}", if at % 12 == 11 { ".\n\n" } else { " " });
    }
    text
}

fn article(headline: &str, words: &str) -> String {
    format!("+++\nheadline = \"{headline}\"\npublished = 2017-10-26\n+++\n{words}\n")
}

fn media(output: &Tree) -> Vec<&str> {
    let paths = output.keys().map(String::as_str);
    paths.filter(|path| path.starts_with("media/")).collect()
}

#[test]
fn pictures_are_left_out_and_their_words_stay() {
    let built = site("[edition]\nlite = true\n").build();
    assert_eq!(media(&built.output), ["media/2017/liste.csv"]);
    for (path, bytes) in built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let page = String::from_utf8_lossy(bytes);
        for absent in ["<img", "<video", "<audio", ".svg\" alt", "carte.svg"] {
            assert!(!page.contains(absent), "{absent} in {path}");
        }
    }
    let page = built.page("2017/10/26/pont.html");
    for told in [
        "<p class=\"doubt\"><span>Image ou enregistrement, absent de cette édition légère :</span></p>\n<p>Un pont de bateaux.</p>",
        "<figcaption>Le pont vu du nord. <span class=\"credit\">Agence</span></figcaption>",
        "<p class=\"doubt\">Image ou enregistrement, absent de cette édition légère :</p><p>Une carte de la vallée.</p><figcaption>La vallée en 2017.</figcaption></figure>",
        "Au milieu un trait du texte.",
        "Le pont est ouvert. Le plan est public.",
        "media/2017/liste.csv",
    ] {
        assert!(page.contains(told), "{told} not in {page}");
    }
}

#[test]
fn raw_html_shows_and_plays_nothing_either() {
    let text = "+++\nheadline = \"Brut\"\npublished = 2017-10-26\n+++\n\
                <p>Avant <img src=\"vue.svg\" alt=\"un pont\"> après.</p>\n\n\
                <video src=\"film.mp4\" poster=\"vue.svg\" controls>Un film du pont.</video>\n\n\
                ![Une carte.](carte.svg \"La vallée.\")\n";
    for trusted in [false, true] {
        let config = format!("[content]\ntrusted_html = {trusted}\n[edition]\nlite = true\n");
        let built = site(&config)
            .article("2017/brut.md", text)
            .article("2017/film.mp4", "")
            .build();
        let page = built.page("2017/10/26/brut.html");
        for absent in ["<img", "<video", "<source", "film.mp4", ".svg\" alt"] {
            assert!(
                !page.contains(absent),
                "{absent}, trusted: {trusted}: {page}"
            );
        }
        for told in [
            "Avant un pont après.",
            "Un film du pont.",
            "<figure class=\"media media-caption\"><p class=\"doubt\">",
        ] {
            assert!(page.contains(told), "{told}, trusted: {trusted}: {page}");
        }
    }
}

#[test]
fn the_lite_edition_loads_no_fonts_and_no_logo() {
    let look = "[theme]\nlogo = \"logo.svg\"\n[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"a.woff2\"\n\
                [theme.light]\naccent = \"#0b5c7a\"\n[edition]\nlite = true\n";
    let output = site(look)
        .file("static/logo.svg", PICTURE)
        .file("static/a.woff2", "wOF2")
        .build()
        .output;
    let sheet = String::from_utf8_lossy(&output["style.css"]);
    assert!(sheet.contains("--accent:#0b5c7a"), "{sheet}");
    assert!(!sheet.contains("@font-face"), "{sheet}");
    let home = String::from_utf8_lossy(&output["index.html"]);
    assert!(
        home.contains("<h1 class=\"masthead-title\">Archive</h1>"),
        "{home}"
    );
}

#[test]
fn both_editions_stand_side_by_side() {
    let site = site("");
    site.rebuild();
    let full = site.output();
    let status = site.command(&["build", "--lite", "--quiet"]).status();
    assert!(status.expect("run").success());
    let lite = tree_of(&site.root().join("public-lite"));
    assert!(!String::from_utf8_lossy(&lite["2017/10/26/pont.html"]).contains("<img"));
    assert_eq!(differences(&full, &site.output()), None);
    assert_eq!(
        site.rebuild().written,
        0,
        "each edition has a memory of its own"
    );
    let again = site.command(&["build", "--lite", "--json"]).output();
    let said: serde_json::Value =
        serde_json::from_slice(&again.expect("run").stdout).expect("JSON");
    assert_eq!(said["summary"]["written"], 0);
}

#[test]
fn an_article_heavier_than_its_budget_stops_the_build_and_leaves_the_site() {
    let site = site("[edition]\nlite = true\n");
    site.rebuild();
    let before = site.output();
    let long = words(4000);
    site.write("content/2017/long.md", article("Long", &long));
    let said = site.fail();
    let weight = |start: &str| -> f64 {
        let (_, rest) = said.split_once(start).expect(start);
        let figure = rest.split(' ').next().expect("a figure");
        figure.parse().expect("a figure")
    };
    let (page, text) = (weight("weighs "), weight("its text alone weighs "));
    assert_eq!(
        said,
        format!(
            "error[budget/page]: the page `2017/10/26/long.html` weighs {page} KB compressed, and may weigh 10 KB\n \
             --> content/2017/long.md\n  = note: its text alone weighs {text} KB\n  \
             = help: split the text into parts, or state a larger `budget` under `[edition]`\n"
        )
    );
    assert!(10.0 < text && text < page && page < 40.0, "{text} {page}");
    assert_eq!(differences(&before, &site.output()), None);
    site.write(
        "site.toml",
        format!("{PLAIN}[edition]\nlite = true\nbudget = 40\n"),
    );
    site.rebuild();
    assert!(site.output().contains_key("2017/10/26/long.html"));
}

#[test]
fn a_smaller_budget_is_held_against_pages_that_did_not_change() {
    let site = site("").article("2017/long.md", &article("Long", &words(4000)));
    site.rebuild();
    site.write("site.toml", format!("{PLAIN}[edition]\nbudget = 40\n"));
    site.rebuild();
    assert_eq!(site.rebuild().written, 0);
    let before = site.output();
    site.write("site.toml", format!("{PLAIN}[edition]\nbudget = 14\n"));
    let said = site.fail();
    assert_eq!(said.matches("budget/page").count(), 1, "{said}");
    assert!(said.contains("content/2017/long.md"), "{said}");
    assert_eq!(differences(&before, &site.output()), None);
}

#[test]
fn a_style_sheet_has_a_budget_where_pages_have_one() {
    let sheet = words(6000).replace('.', "");
    let site = site("").file("static/custom.css", format!("/* {sheet} */"));
    site.rebuild();
    site.write("site.toml", format!("{PLAIN}[edition]\nbudget = 14\n"));
    let said = site.fail();
    assert!(
        said.contains("error[budget/style]: the style sheet `style.css` weighs "),
        "{said}"
    );
    assert!(
        said.contains("compressed, and may weigh 10 KB\n --> style.css"),
        "{said}"
    );
}

#[test]
fn a_list_is_cut_and_what_nothing_cuts_is_a_warning_of_the_check() {
    let mut site = Site::of(&format!("{PLAIN}[edition]\nlite = true\nbudget = 4\n"));
    for at in 0..12 {
        let all = words(40 * (at + 1));
        let own = all.split_whitespace().rev().take(40);
        let tags: Vec<String> = own.map(|word| format!("\"{word} {at}\"")).collect();
        let text = format!(
            "+++\nheadline = \"{at}\"\npublished = 2017-10-{:02}\ntags = [{}]\n+++\nTexte.\n",
            at + 1,
            tags.join(", ")
        );
        site = site.article(&format!("2017/{at}.md"), &text);
    }
    let said = match site.run(Task::Check) {
        Ok(outcome) => crate::support::all(&outcome.warnings),
        Err(failure) => crate::support::in_words(&failure),
    };
    assert!(
        said.contains("warning[budget/page]: the page `tags.html` weighs"),
        "{said}"
    );
    assert!(
        said.contains(
            "nothing cuts this list: state a larger `budget` under `[edition]`, or let it be"
        ),
        "{said}"
    );
}

#[test]
fn a_page_of_a_hundred_headlines_fits_into_the_lite_budget() {
    let mut site = Site::of(&format!("{PLAIN}[edition]\nlite = true\n"));
    for at in 0..150_u32 {
        let all = words(40 * (at + 1));
        let own: Vec<&str> = all.split_whitespace().rev().take(40).collect();
        let text = format!(
            "+++\nheadline = \"{}\"\nkicker = \"{}\"\npublished = 2017-{:02}-{:02}\nplaces = [\"{}\"]\n+++\n{}\n",
            own[..8].join(" "),
            own[9],
            at % 12 + 1,
            at % 28 + 1,
            own[10],
            own.join(" ")
        );
        site = site.article(&format!("2017/{at}.md"), &text);
    }
    site.rebuild();
    let page = &site.output()["languages/fr.html"];
    assert!(crate::packed(page) > 5000, "a hundred headlines are there");
}
