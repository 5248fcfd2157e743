//! Owns the tests of `[theme]`: what is taken, what is refused, what is said of colours.

use crate::config::tests::{read, read_with_warnings};
use crate::theme::Look;

/// The look, and what was said of it.
fn look(text: &str) -> (Look, String) {
    let (config, said) = read_with_warnings(text).expect("fine");
    (config.look, said)
}

fn refused(text: &str) -> String {
    read(text).map(drop).expect_err("refused")
}

#[test]
fn a_look_is_what_the_table_says() {
    let (look, said) = look(
        "[theme]\nlogo = \"logo.svg\"\nlogo_dark = \"static/logo-dark.svg\"\nfooter = \"Kept by the newsroom.\"\n\
         [theme.light]\naccent = \"#0A5\"\n[theme.dark]\naccent = \"#7fe0a8\"\n\
         [theme.fonts]\ntext = [\"My Serif\"]\nsmall = [\"Inter\", \"sans-serif\"]\n\
         [[theme.fonts.files]]\nfamily = \"My Serif\"\nfile = \"fonts/a.woff2\"\nweight = \"400 700\"\n\
         unicode_range = \"u+0-24f, U+2010\"\n\
         [[theme.fonts.files]]\nfamily = \"My Serif\"\nfile = \"fonts/i.woff2\"\nweight = 400\nstyle = \"italic\"\n\
         [theme.texts]\nnewest = \"Latest dispatches\"\n",
    );
    // A green of #00aa55 is too light for white paper, and said to be.
    assert!(said.contains("config/contrast"), "{said}");
    assert_eq!(look.light["accent"].to_string(), "#00aa55");
    assert_eq!(look.dark["accent"].to_string(), "#7fe0a8");
    assert_eq!(look.text, ["My Serif"]);
    assert_eq!(look.small, ["Inter", "sans-serif"]);
    let [upright, italic] = &look.faces[..] else {
        panic!("two fonts: {:?}", look.faces);
    };
    assert_eq!((upright.weight, upright.italic), ((400, 700), false));
    assert_eq!(upright.range, "U+0-24F,U+2010");
    assert_eq!((italic.weight, italic.italic), ((400, 400), true));
    let files: Vec<String> = look.files().map(|file| file.path.to_string()).collect();
    assert_eq!(
        files,
        [
            "fonts/a.woff2",
            "fonts/i.woff2",
            "logo.svg",
            "logo-dark.svg"
        ]
    );
    assert_eq!(look.footer, "Kept by the newsroom.");
    assert_eq!(look.strings(), "newest = Latest dispatches\n");
}

#[test]
fn colours_that_can_be_read_are_not_spoken_of() {
    let text = "[theme.light]\naccent = \"#0b5c7a\"\npaper = \"#fff\"\n[theme.dark]\naccent = \"#7cc8e6\"\n";
    assert_eq!(look(text).1, "");
    assert_eq!(look("").1, "");
    // Of rules and bars nothing has to be read.
    assert_eq!(
        look("[theme.light]\nrule = \"#fff\"\nbar = \"#eee\"\n").1,
        ""
    );
}

#[test]
fn a_colour_that_cannot_be_read_is_named_with_its_ground_and_with_a_shade_that_can() {
    let (_, said) =
        look("[theme.light]\npaper = \"#fff\"\nsheet = \"#000\"\naccent = \"#e07a5f\"\n");
    let of_accent = said
        .split("warning")
        .find(|one| one.contains("`accent` on `paper`"));
    assert_eq!(
        of_accent,
        Some(
            "[config/contrast]: `accent` on `paper` has a contrast of 2.95 in light, and text needs 4.5\n \
             --> site.toml:4:10\n  |\n4 | accent = \"#e07a5f\"\n  |          ^^^^^^^^^\n \
             ::: site.toml:2:9\n  |\n2 | paper = \"#fff\"\n  |         ------ the ground that it is on\n  \
             = note: `#e07a5f` on `#ffffff`, by WCAG 2.2 AA\n  \
             = help: choose colours that lie further apart\n"
        )
    );
    let (_, said) =
        look("[theme.light]\npaper = \"#fff\"\nsheet = \"#fff\"\naccent = \"#e07a5f\"\n");
    let help = "= help: the nearest shade that can be read: `accent = \"#ae5f4a\"`";
    assert!(said.contains(help), "{said}");
}

#[test]
fn a_ground_under_the_themes_own_text_is_held_against_it() {
    let (_, said) = look("[theme.dark]\npaper = \"#777777\"\n");
    for text in ["ink", "soft", "accent"] {
        assert!(
            said.contains(&format!("`{text}` on `paper`")),
            "{text} not in {said}"
        );
    }
    assert!(
        !said.contains("`sheet`"),
        "the site has no part in it: {said}"
    );
}

#[test]
fn nothing_that_would_end_a_declaration_is_taken() {
    for text in [
        "[theme.light]\naccent = \"red;}body{display:none\"\n",
        "[theme.light]\naccent = \"url(https://elsewhere.example)\"\n",
        "[theme.fonts]\ntext = [\"A\\\";}body{display:none\"]\n",
        "[theme.fonts]\ntext = [\"Georgia, serif\"]\n",
        "[theme.fonts]\nsmall = [\"\\\\61\"]\n",
        "[theme.fonts]\nsmall = [\"</style><script>\"]\n",
        "[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"https://elsewhere.example/a.woff2\"\n",
        "[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"../a.woff2\"\n",
        "[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"a.woff2\"\nunicode_range = \"U+0;}\"\n",
        "[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"a.woff2\"\nweight = \"400;}\"\n",
        "[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"a.woff2\"\nstyle = \"normal;}\"\n",
        "[theme]\nlogo = \"//elsewhere.example/a.svg\"\n",
        "[theme.texts]\nnewest = \"a\\nhome = b\"\n",
    ] {
        let said = refused(text);
        assert!(said.starts_with("error[config/value]"), "{text}: {said}");
    }
}

#[test]
fn the_address_of_a_font_is_written_as_an_address() {
    let (look, _) = look("[[theme.fonts.files]]\nfamily = \"A\"\nfile = \"a'(b) \\u00e9.woff2\"\n");
    let css = look.css("");
    assert!(css.contains("src:url(\"a%27(b)%20%C3%A9.woff2\")"), "{css}");
}

#[test]
fn what_is_no_colour_and_no_file_of_the_site_is_told_with_what_to_write() {
    assert_eq!(
        refused("[theme]\nlogo = \"logo.txt\"\n[theme.light]\naccent = \"red\"\n"),
        "error[config/value]: `logo.txt` is no picture of `static/`\n --> site.toml:2:8\n  |\n\
         2 | logo = \"logo.txt\"\n  |        ^^^^^^^^^^\n  \
         = help: write the path of a file in `static/`, as \"logo.svg\"\n\
         error[config/value]: `accent` is `red`\n --> site.toml:4:10\n  |\n\
         4 | accent = \"red\"\n  |          ^^^^^\n  \
         = help: write a colour as `#rgb` or `#rrggbb`, as \"#8c1d18\"\n"
    );
}

#[test]
fn a_colour_that_the_theme_does_not_have_is_named_with_those_that_it_has() {
    let said = refused("[theme.dark]\npapier = \"#000\"\n");
    let start = "error[config/unknown-key]: unknown colour `papier`\n --> site.toml:2:1\n  |\n\
                 2 | papier = \"#000\"\n  | ^^^^^^\n  = help: the theme's colours are `paper`, `sheet`, `ink`, ";
    assert!(said.starts_with(start), "{said}");
}

#[test]
fn words_that_the_interface_does_not_have_are_a_fault_with_a_suggestion() {
    assert_eq!(
        refused("[theme.texts]\nnewst = \"Latest\"\n"),
        "error[config/value]: the interface has no words for `newst`\n --> site.toml:2:9\n  |\n\
         2 | newst = \"Latest\"\n  |         ^^^^^^^^\n  \
         = help: words of a similar name exist: `newest`\n"
    );
    let said = refused("[theme.texts]\nnewest = \"Latest { $count }\"\n");
    assert!(
        said.contains("nothing fills `{ $count }` in the words for `newest`"),
        "{said}"
    );
}

#[test]
fn a_dark_logo_belongs_to_a_light_one() {
    let said = refused("[theme]\nlogo_dark = \"a.svg\"\n");
    assert!(said.contains("`logo_dark` stands alone"), "{said}");
}

#[test]
fn fonts_are_a_list_or_one_text_as_style_sheets_have_it() {
    let (listed, _) = look("[theme.fonts]\ntext = [\"Georgia\", \"serif\"]\n");
    let (joined, _) = look("[theme.fonts]\ntext = \"Georgia, serif\"\n");
    assert_eq!(listed, joined);
    assert_ne!(listed, look("").0);
    let fault = refused("[theme.fonts]\nsmall = 7\n");
    assert!(
        fault.contains("expected the name of a font, or a list of them"),
        "{fault}"
    );
    let fault = refused("[theme.fonts]\ntext = \"Georgia, a}b\"\n");
    assert!(fault.contains("site.toml:2:8"), "{fault}");
}
