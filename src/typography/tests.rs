//! Holds typography to what each language asks for.

use proptest::prelude::*;

use super::*;

fn set(tag: &str, text: &str) -> String {
    let language = Language::parse(tag).expect(tag);
    apply(text, &language).replace(NARROW, "~")
}

#[test]
fn french_quotations_hold_narrow_spaces() {
    assert_eq!(
        set("fr", "Il parle d'\"offensive\"."),
        "Il parle d’«~offensive~»."
    );
    assert_eq!(
        set("fr", "« mot », «mot», «\u{A0}mot »"),
        "«~mot~», «~mot~», «~mot~»"
    );
    assert_eq!(set("fr", "\"Un \"mot\" ici\""), "«~Un “mot” ici~»");
    assert_eq!(set("fr-CH", "\"Un \"mot\" ici\""), "«~Un ‹mot› ici~»");
    assert_eq!(set("fr", "«Quoi?»"), "«~Quoi~?~»");
    assert_eq!(set("fr", "\"Quoi ?\" dit-il."), "«~Quoi~?~» dit-il.");
}

#[test]
fn french_marks_take_a_narrow_space() {
    assert_eq!(
        set("fr", "Quoi ? Non ! Oui ; voici : rien"),
        "Quoi~? Non~! Oui~; voici~: rien"
    );
    assert_eq!(set("fr", "Quoi\u{A0}?! Non!"), "Quoi~?! Non~!");
    assert_eq!(set("fr", "(Vraiment?)"), "(Vraiment~?)");
    assert_eq!(set("fr-CA", "Quoi? Voici : rien"), "Quoi? Voici~: rien");
}

#[test]
fn the_press_keeps_its_close_colon() {
    assert_eq!(set("fr", "Irak: L'armée avance"), "Irak: L’armée avance");
}

#[test]
fn what_is_no_sentence_stays_as_typed() {
    for text in [
        "à 15:33, à 15 : 33, un ratio de 1 : 3",
        "std::vec, a :: b",
        "merci :) ;-) :D",
        "https://example.org/a?b=c;d!e&f=\"x",
        "www.example.org/l!nk?x ou l!nk",
        "33°18'N 44°22'30\"E",
        "un tiret -- sans--espace".trim_start_matches("un tiret -- "),
        "--option ../... ....",
    ] {
        assert_eq!(set("fr", text), text);
    }
}

#[test]
fn each_language_has_its_marks() {
    for (tag, set_text) in [
        ("de", "„Ein ‚Wort‘ hier“"),
        ("de-CH", "«Ein ‹Wort› hier»"),
        ("en", "“Ein ‘Wort’ hier”"),
        ("es", "«Ein “Wort” hier»"),
        ("es-MX", "“Ein ‘Wort’ hier”"),
        ("pl", "„Ein «Wort» hier”"),
        ("uk", "«Ein „Wort“ hier»"),
        ("ru", "«Ein „Wort“ hier»"),
        ("tr", "“Ein ‘Wort’ hier”"),
        ("ku", "“Ein ‘Wort’ hier”"),
    ] {
        assert_eq!(set(tag, "\"Ein 'Wort' hier\""), set_text, "{tag}");
    }
}

#[test]
fn right_to_left_and_unknown_languages_are_left_alone() {
    for tag in ["ar", "fa", "he", "ckb", "ur", "ja", "so"] {
        let text = "\"x\" l'y ... a -- b ?";
        assert_eq!(set(tag, text), text, "{tag}");
    }
}

#[test]
fn apostrophes_ellipses_and_dashes() {
    assert_eq!(
        set("en", "the soldiers' dog isn't '90s"),
        "the soldiers’ dog isn’t ’90s"
    );
    assert_eq!(set("en", "'tis 6'2\" tall"), "'tis 6'2\" tall");
    assert_eq!(set("fr", "l'armée... [...]"), "l’armée… […]");
    assert_eq!(set("en", "one -- two---three"), "one – two—three");
    assert_eq!(set("tr", "2017'de Türkiye'nin"), "2017’de Türkiye’nin");
    assert_eq!(set("fr", "'Ayn Issa"), "'Ayn Issa");
}

#[test]
fn a_quotation_may_run_on_and_stray_marks_stay() {
    assert_eq!(set("fr", "\"Une suite viendra."), "«~Une suite viendra.");
    assert_eq!(set("fr", "un écran de 12\" neuf"), "un écran de 12\" neuf");
    assert_eq!(set("en", "an \"open mark"), "an \"open mark");
    assert_eq!(set("en", "a \"\" b"), "a \"\" b");
}

#[test]
fn a_quotation_may_cross_runs() {
    let language = Language::parse("fr").expect("a language");
    let runs = [
        Run::Text("Le \""),
        Run::Text("mot"),
        Run::Text("\" et "),
        Run::Opaque,
        Run::Text(" ?"),
    ];
    let applied: Vec<_> = apply_runs(&runs, &language)
        .iter()
        .map(|text| text.replace(NARROW, "~"))
        .collect();
    assert_eq!(applied, ["Le «~", "mot", "~» et ", "", "~?"]);
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Text made of the marks that rules look at, which arbitrary text seldom holds.
fn marked() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "\"", "'", " ", "\u{A0}", "\u{202F}", "«", "»", "“", "”", "„", "‘", "’", "?", "!", ";",
        ":", ".", "...", "-", "--", "---", "(", ")", "a", "l'", "É", "1", "\n", ",", "http://x",
        "www.", "°", "\u{FFFC}", "…", "–",
    ]);
    prop::collection::vec(parts, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn applied_twice_is_as_once(text in marked(), tag in prop::sample::select(vec!["fr", "fr-CA", "fr-CH", "de", "en", "sv", "uk", "pl", "de-CH"])) {
        let language = Language::parse(tag).expect("a language");
        let once = apply(&text, &language).into_owned();
        prop_assert_eq!(apply(&once, &language).into_owned(), once.clone());
    }

    #[test]
    fn letters_and_digits_stay(text in prop_oneof![marked(), any::<String>()]) {
        for tag in ["fr", "en", "de", "ar"] {
            let language = Language::parse(tag).expect("a language");
            prop_assert_eq!(letters(&apply(&text, &language)), letters(&text));
        }
    }

    #[test]
    fn where_a_block_is_cut_into_runs_no_letter_moves(text in marked(), cut in 0usize..20) {
        let language = Language::parse("fr").expect("a language");
        let cut = text.char_indices().nth(cut).map_or(text.len(), |(at, _)| at);
        let runs = [Run::Text(&text[..cut]), Run::Text(&text[cut..])];
        let applied = apply_runs(&runs, &language);
        prop_assert_eq!(letters(&applied[0]), letters(&text[..cut]));
        prop_assert_eq!(letters(&applied[1]), letters(&text[cut..]));
    }
}
