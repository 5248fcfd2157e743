//! Holds the reading of Markdown bodies to what it promises.

use super::*;

fn of(text: &str) -> BodySummary {
    summarise(text, 10)
}

#[test]
fn links_and_images_keep_their_target_and_their_line() {
    let summary = of(
        "Un [lien](../a.md \"x\") et\n![une carte](carte.svg)\n\n[r][ref] <redaction@example.org>\n\n[ref]: b.md\n",
    );
    let links: Vec<_> = summary
        .links
        .iter()
        .map(|l| (l.target.as_str(), l.line))
        .collect();
    assert_eq!(
        links,
        [
            ("../a.md", 10),
            ("b.md", 13),
            ("mailto:redaction@example.org", 13)
        ]
    );
    assert_eq!(
        summary.images,
        [BodyImage {
            target: "carte.svg".into(),
            alt: "une carte".into(),
            line: 11
        }]
    );
}

#[test]
fn raw_html_is_looked_through() {
    let summary = of(
        "Texte\n\n<p>\n<IMG alt=\"Pont\" src='pont.jpg'>\n<a href=\"b.md\">b</a></p>\n\n<video src=film.mp4 poster=p.jpg></video>\n",
    );
    assert_eq!(
        summary.images,
        [BodyImage {
            target: "pont.jpg".into(),
            alt: "Pont".into(),
            line: 13
        }]
    );
    let links: Vec<_> = summary
        .links
        .iter()
        .map(|l| (l.target.as_str(), l.line))
        .collect();
    assert_eq!(links, [("b.md", 14), ("film.mp4", 16), ("p.jpg", 16)]);
}

#[test]
fn an_image_in_a_link_gives_both() {
    let summary = of("[![alt](petite.png)](grande.png)");
    assert_eq!(summary.links[0].target, "grande.png");
    assert_eq!(summary.images[0].alt, "alt");
}

#[test]
fn headings_have_stable_ids() {
    let ids = of("# L'assaut\n\n## L’assaut\n\n## Été {#saison}\n\n### …\n\n## Saison {#saison}\n")
        .anchors;
    assert_eq!(
        ids,
        ["l-assaut", "l-assaut-2", "saison", "section", "saison-2"]
    );
}

#[test]
fn stated_ids_are_made_safe() {
    let ids = of("# a {#x\"><script>}\n\n# b {#note_1}\n\n<p id=\"brut\">x</p>\n").anchors;
    assert!(
        ids.iter().all(|id| !id.contains(['"', '<', '>', '_'])),
        "{ids:?}"
    );
    assert!(ids.contains(&"brut".to_owned()));
}

#[test]
fn notes_are_numbered_as_a_reader_meets_them() {
    let text = "B[^b] A[^a] B[^b]\n\n[^a]: Une[^c]\n[^b]: Deux\n[^c]: Trois\n[^d]: Seule\n";
    let events = events(text);
    let anchors = Anchors::of(&events);
    let shown: Vec<_> = anchors.notes.iter().map(|note| note.references).collect();
    assert_eq!(shown, [2, 1, 1, 0]);
    let ids = anchors.ids();
    for id in [
        "note_1",
        "note_1-ref",
        "note_1-ref-2",
        "note_4",
        NOTES_TITLE,
    ] {
        assert!(ids.contains(&id.to_owned()), "{id}");
    }
    assert!(!ids.contains(&"note_4-ref".to_owned()));
}

#[test]
fn words_are_counted_in_any_script() {
    assert_eq!(of("# Titre\n\nTrois mots *ici*. L'eau").words, 5);
    assert_eq!(of("دخلت القوات المدينة").words, 3);
}

#[test]
fn the_excerpt_is_the_first_paragraph_cut_at_a_word() {
    assert_eq!(
        of("# Titre\n\n![x](y.png)\n\nUn *texte*\ncoupé [ici](a).\n\nDeux").excerpt,
        "Un texte coupé ici."
    );
    let long = of(&"mot ".repeat(200)).excerpt;
    assert!(
        long.chars().count() <= 300 && long.ends_with("mot…"),
        "{long}"
    );
    let unbroken = of(&"é".repeat(400)).excerpt;
    assert_eq!(unbroken.chars().count(), 300);
    assert_eq!(of("a[^1]\n\n[^1]: note").excerpt, "a");
    assert_eq!(of("<p>Du HTML &amp; rien</p>").excerpt, "Du HTML & rien");
}

#[test]
fn paragraphs_and_crossheads_are_plain() {
    let text = "Un.\n\n## Inter *titre*\n\n- deux\n- trois\n\n> quatre\n\n| a | b |\n|---|---|\n| c | d |\n\n    code x\n";
    assert_eq!(
        paragraphs(text),
        ["Un.", "deux", "trois", "quatre", "a | b", "c | d", "code x"]
    );
    assert_eq!(crossheads(text), ["Inter titre"]);
    assert_eq!(plain("# T\n\nUn **mot**"), "T\n\nUn mot");
}

#[test]
fn the_first_heading_can_be_cut_out() {
    let text = "# Le *titre*\n\nTexte\n";
    let (title, range) = first_heading(text).expect("a heading");
    assert_eq!(title, "Le titre");
    assert_eq!(text[range.end..].trim(), "Texte");
    let text = "Titre\n=====\nTexte";
    assert_eq!(
        &text[first_heading(text).expect("a heading").1],
        "Titre\n=====\n"
    );
    assert_eq!(first_heading("Texte"), None);
}

#[test]
fn nothing_empty_is_a_fault() {
    for text in ["", "\n", "[]()", "![]()", "#", "[^1]: ", "<", "\u{feff}"] {
        let _ = of(text);
    }
}

#[test]
fn deep_nesting_is_shown_as_typed() {
    for text in [
        ">".repeat(20_000),
        "- ".repeat(5_000) + "a",
        "1) > ".repeat(200) + "a",
    ] {
        let events = events(&text);
        assert_eq!(events.len(), 3);
        assert!(matches!(&events[1].0, Event::Text(shown) if **shown == text));
    }
    assert!(events(&"- ".repeat(300)).len() == 1, "a rule is a rule");
}

#[test]
fn deep_emphasis_keeps_its_text() {
    let text = "*a **b ".repeat(300) + &"c** d* ".repeat(300);
    let mut depth = 0;
    let mut deepest = 0;
    for (event, _) in events(&text) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    assert_eq!(depth, 0);
    assert!(deepest <= 101, "{deepest}");
    assert_eq!(of(&text).words, 1200);
}

#[test]
fn unbounded_raw_html_is_shown_as_typed() {
    for text in [
        "<b>".repeat(600),
        "<div>\n".repeat(600),
        format!("<a {}>", "x y z ".repeat(100)),
        "<br>".repeat(30_000),
        "<b>".repeat(200) + &"<p>x\n\n".repeat(10_000),
    ] {
        let raw = |event: &Event| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        assert!(!events(&text).iter().any(|(event, _)| raw(event)));
    }
}
