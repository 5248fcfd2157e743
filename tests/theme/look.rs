//! Owns what holds of a look that a site states: it is in the one style sheet and on every page, it changes nothing else, and a file
//! that is not there stops the build.

use sha2::Digest as _;

use crate::support::{PLAIN, Site, Tree, differences};

const LOGO: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80" viewBox="0 0 320 80"><path d="M0 0h320v80H0z"/></svg>"#;

const LOOK: &str = r##"
[theme]
logo = "logo.svg"
logo_dark = "logo-dark.svg"
footer = "Tenu par la <rédaction>."

[theme.light]
accent = "#0b5c7a"

[theme.dark]
accent = "#7cc8e6"

[theme.fonts]
text = ["Vallée"]
small = ["Arial", "sans-serif"]

[[theme.fonts.files]]
family = "Vallée"
file = "fonts/vallee.woff2"
weight = "400 700"
unicode_range = "U+0000-024F"

[theme.texts]
newest = "Dernières dépêches"
"##;

const ARTICLE: &str = "+++\nheadline = \"Le pont\"\npublished = 2017-10-26\ntags = [\"Crue\"]\n+++\nLe pont est ouvert.\n";

fn site(config: &str) -> Site {
    Site::of(&format!("{PLAIN}{config}"))
        .article("2017/pont.md", ARTICLE)
        .file("static/logo.svg", LOGO)
        .file("static/logo-dark.svg", LOGO)
        .file("static/fonts/vallee.woff2", "wOF2")
}

fn text(output: &Tree, path: &str) -> String {
    String::from_utf8(output[path].clone()).expect("text")
}

fn same_as_clean(site: &Site) {
    let mut sources = crate::support::tree_of(site.root());
    sources.retain(|path, _| !path.starts_with("public/") && !path.starts_with(".depeche/"));
    let clean = Site::with(&sources);
    clean.rebuild();
    if let Some(difference) = differences(&site.output(), &clean.output()) {
        panic!("incremental, then clean: {difference}");
    }
}

#[test]
fn a_look_stands_after_the_themes_sheet_in_the_one_file() {
    let plain = site("").build();
    let built = site(LOOK).build();
    assert_eq!(built.said, "");
    let sheet = text(&built.output, "style.css");
    let added = sheet
        .strip_prefix(&text(&plain.output, "style.css"))
        .expect("the theme's own first");
    for line in [
        "\n@font-face{font-family:\"Vallée\";font-style:normal;font-weight:400 700;font-display:swap;\
         src:url(\"fonts/vallee.woff2\");unicode-range:U+0000-024F}\n",
        "--small-font:\"Arial\",sans-serif;",
        "--text-font:\"Vallée\",\"",
        "@media screen and (prefers-color-scheme:light){:root{--accent:#0b5c7a;}}",
        "@media screen and (prefers-color-scheme:dark){:root{--accent:#7cc8e6;}}",
        ".logo{",
    ] {
        assert!(added.contains(line), "{line} not in {added}");
    }
    assert!(!added.contains("http"), "nothing comes from elsewhere");
}

#[test]
fn a_logo_stands_for_the_title_and_says_it() {
    let output = site(LOOK).build().output;
    let size = "alt=\"Archive\" width=\"320\" height=\"80\">";
    for (path, root) in [("index.html", ""), ("2017/10/26/pont.html", "../../../")] {
        let page = text(&output, path);
        let logo = format!("<img class=\"logo\" src=\"{root}logo.svg\" {size}");
        assert!(page.contains(&logo), "{logo} not in {page}");
        let dark = format!(
            "<source srcset=\"{root}logo-dark.svg\" media=\"(prefers-color-scheme: dark)\">"
        );
        assert!(page.contains(&dark), "{dark} not in {page}");
        assert!(page.contains("Tenu par la &lt;rédaction&gt;."), "{page}");
    }
    assert!(text(&output, "index.html").contains("Dernières dépêches"));
    assert!(!text(&output, "index.html").contains("style=\""));
}

#[test]
fn the_page_for_lost_addresses_finds_the_look_at_any_depth_and_its_policy_allows_it() {
    let output = site(LOOK).build().output;
    let page = text(&output, "404.html");
    let (_, rest) = page.split_once("<style>").expect("a style");
    let (style, _) = rest.split_once("</style>").expect("an end");
    assert!(style.contains("src:url(\"https://archive.example/fonts/vallee.woff2\")"));
    assert!(style.contains("--accent:#0b5c7a"));
    let digest = base64(&sha2::Sha256::digest(style.as_bytes()));
    assert!(
        page.contains(&format!("sha256-{digest}")),
        "{digest} not in {page}"
    );
    assert!(page.contains("src=\"https://archive.example/logo.svg\""));
}

#[test]
fn another_look_changes_the_sheet_and_the_page_that_carries_it_and_no_other() {
    let site = site(LOOK);
    site.rebuild();
    let before = site.output();
    site.write(
        "site.toml",
        format!("{PLAIN}{LOOK}").replace("#0b5c7a", "#7a1f0b"),
    );
    site.rebuild();
    let after = site.output();
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.starts_with("manifest"))
        .collect();
    assert_eq!(changed, ["404.html", "style.css"]);
    same_as_clean(&site);
}

#[test]
fn one_rule_more_needs_one_small_file() {
    let site = site("");
    site.rebuild();
    let before = text(&site.output(), "style.css");
    site.write("static/custom.css", "h1 { text-transform: uppercase }\n");
    site.rebuild();
    let sheet = format!("{before}\nh1 {{ text-transform: uppercase }}\n");
    assert_eq!(text(&site.output(), "style.css"), sheet);
    assert!(text(&site.output(), "404.html").contains("text-transform: uppercase"));
    site.write("static/custom.css", "h1 { color: var(--accent) }\n");
    site.rebuild();
    assert!(text(&site.output(), "style.css").ends_with("\nh1 { color: var(--accent) }\n"));
    same_as_clean(&site);
    site.delete("static/custom.css");
    site.rebuild();
    assert_eq!(text(&site.output(), "style.css"), before);
    same_as_clean(&site);
}

#[test]
fn a_sheet_of_the_sites_own_gets_the_look_too() {
    let output = site("[theme.light]\naccent = \"#0b5c7a\"\n")
        .file("static/style.css", "a { color: var(--accent) }")
        .file("static/custom.css", "\u{FEFF}b { color: red }")
        .build()
        .output;
    assert_eq!(
        text(&output, "style.css"),
        "a { color: var(--accent) }\n\
         @media screen and (prefers-color-scheme:light){:root{--accent:#0b5c7a;}}\n\
         \nb { color: red }"
    );
}

#[test]
fn a_file_of_the_look_that_is_not_there_stops_the_build() {
    let site = site("");
    site.rebuild();
    let before = site.output();
    site.write(
        "site.toml",
        format!("{PLAIN}[theme]\nlogo = \"logo.png\"\n"),
    );
    assert_eq!(
        site.fail(),
        "error[config/value]: there is no `static/logo.png`\n --> site.toml:6:8\n  |\n\
         6 | logo = \"logo.png\"\n  |        ^^^^^^^^^^\n  = help: put the file there, or correct the path\n"
    );
    assert_eq!(differences(&before, &site.output()), None);
}

#[test]
fn words_of_the_configuration_come_before_those_of_a_file() {
    let built = site("[theme.texts]\nnewest = \"Aus site.toml\"\n")
        .file("i18n/fr.ftl", "newest = Aus der Datei\nhome = Haus\n")
        .build();
    built
        .expect_page("index.html", "Aus site.toml")
        .expect_page("2017/10/26/pont.html", "Haus");
}

#[test]
fn colours_that_are_hard_to_read_are_told_of_and_stop_nothing() {
    site("[theme.light]\naccent = \"#e07a5f\"\n")
        .build()
        .expect_said("`accent` on `paper` has a contrast of");
}

#[test]
fn the_guide_shows_a_bad_colour_as_the_program_does() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("read");
    let config = read("src/cli/starter/en/site.toml")
        .replace("# [theme", "[theme")
        .replacen("# accent = \"#1f6b3a\"", "accent = \"#3fa65c\"", 1)
        .replace("# accent", "accent");
    let said = Site::of(&config).build().said;
    let first = said.split("warning").nth(1).expect("a warning");
    let guide = read("docs/content/guides/change-the-look.md");
    assert!(
        guide.contains(first),
        "the guide should show:\nwarning{first}"
    );
}

#[test]
fn the_reference_names_every_colour() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = root.join("docs/content/reference/site-toml.md");
    let page = std::fs::read_to_string(page).expect("read");
    for name in depeche::theme::colours() {
        assert!(page.contains(&format!("`{name}` (")), "{name}");
    }
}

/// Base 64 of RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|group| {
            let at = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            (0..4).map(move |place| match place <= group.len() {
                true => char::from(LETTERS[(bits >> (18 - 6 * place)) as usize & 63]),
                false => '=',
            })
        })
        .collect()
}
