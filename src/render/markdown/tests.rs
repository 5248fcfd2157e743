//! Holds the HTML of bodies to what it promises, hostile input included.

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;

use super::*;
use crate::model::Block;
use crate::parse::markdown::summarise;

mod safety;

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels {
    left_out: "Sans image :".into(),
    notes: "Notes".into(),
    note: "Note".into(),
    back_to_text: "Retour au texte".into(),
    table: "Tableau".into(),
});

fn links() -> Links {
    let image = |src: &str| {
        Some(Image {
            sized: None,
            src: src.into(),
            width: Some(640),
            height: Some(480),
        })
    };
    Links {
        told: false,
        targets: BTreeMap::from([
            ("autre.md".to_owned(), Some("../27/autre.html".to_owned())),
            ("retire.md".to_owned(), None),
            (
                "piege.md".to_owned(),
                Some("javascript:alert(1)".to_owned()),
            ),
        ]),
        images: BTreeMap::from([
            ("carte.svg".to_owned(), image("../media/carte plan.svg")),
            ("film.mp4".to_owned(), image("../media/film.mp4")),
            ("son.ogg".to_owned(), image("../media/son.ogg")),
            ("absente.png".to_owned(), None),
            ("loin.png".to_owned(), image("https://example.org/loin.png")),
        ]),
    }
}

fn render_as(tag: &str, trusted_html: bool, text: &str) -> String {
    let language = Language::parse(tag).expect(tag);
    let links = links();
    let options = Options {
        language: &language,
        trusted_html,
        links: &links,
        heading_level: 2,
        labels: &LABELS,
    };
    render(text, &options)
}

fn french(text: &str) -> String {
    render_as("fr", false, text)
}

/// The ids in finished HTML.
fn ids(html: &str) -> Vec<String> {
    static ID: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"<[a-z0-9]+(?: [^<>]*)? id="([^"]*)""#).expect("a pattern"));
    let mut ids: Vec<_> = ID
        .captures_iter(html)
        .map(|found| found[1].to_owned())
        .collect();
    ids.sort();
    ids
}

#[test]
fn paragraphs_are_set_and_escaped() {
    assert_eq!(
        french("L'armée *a dit : \"stop\"* & <`a \"b\" < c`"),
        "<p>L’armée <em>a dit\u{202F}: «\u{202F}stop\u{202F}»</em> &amp; &lt;<code>a &quot;b&quot; &lt; c</code></p>\n"
    );
    assert_eq!(
        french("\"un *mot* ici\""),
        "<p>«\u{202F}un <em>mot</em> ici\u{202F}»</p>\n"
    );
    assert_eq!(
        render_as("ar", false, "قال \"نعم\""),
        "<p>قال &quot;نعم&quot;</p>\n"
    );
    assert_eq!(french("a  \nb\n\n***\n"), "<p>a<br>\nb</p>\n<hr>\n");
}

#[test]
fn code_and_addresses_are_not_set() {
    assert_eq!(
        french("```rust\nlet a = \"l'b\";\n```\n"),
        "<pre><code class=\"language-rust\">let a = &quot;l'b&quot;;\n</code></pre>\n"
    );
    assert!(french("<https://example.org/l'a?b>").contains(">https://example.org/l'a?b</a>"));
}

#[test]
fn headings_begin_below_the_headline_and_skip_no_level() {
    let html = french("### Un\n\n##### Deux\n\n## Trois {#trois}\n\n# Trois\n");
    assert_eq!(
        html,
        "<h2 id=\"un\">Un</h2>\n<h3 id=\"deux\">Deux</h3>\n<h2 id=\"trois\">Trois</h2>\n<h2 id=\"trois-2\">Trois</h2>\n"
    );
}

#[test]
fn links_are_resolved_allowed_or_plain() {
    for (text, html) in [
        ("[a](autre.md)", "<a href=\"../27/autre.html\">a</a>"),
        (
            "[a](autre.md \"T \\\" t\")",
            "<a href=\"../27/autre.html\" title=\"T &quot; t\">a</a>",
        ),
        ("[a *b*](retire.md)", "a <em>b</em>"),
        ("[a](inconnu.md)", "a"),
        ("[a](piege.md)", "a"),
        ("[a](#b)", "<a href=\"#b\">a</a>"),
        (
            "[a](https://example.org/?a=1&b=[2])",
            "<a href=\"https://example.org/?a=1&amp;b=%5B2%5D\" rel=\"noopener noreferrer\">a</a>",
        ),
        (
            "<redaction@example.org>",
            "<a href=\"mailto:redaction@example.org\">redaction@example.org</a>",
        ),
        ("[a](tel:+3312)", "<a href=\"tel:+3312\">a</a>"),
        ("[a](//example.org)", "a"),
        ("[a](ftp://example.org)", "a"),
        ("[a]()", "a"),
        (
            "[Київ](https://example.org/Київ)",
            "<a href=\"https://example.org/Київ\" rel=\"noopener noreferrer\">Київ</a>",
        ),
    ] {
        assert_eq!(french(text), format!("<p>{html}</p>\n"), "{text}");
    }
}

#[test]
fn an_image_alone_is_a_figure_with_its_title_for_a_caption() {
    let image = "<img src=\"../media/carte%20plan.svg\" alt=\"La \"\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\">".replace("La \"", "La &quot;carte&quot;");
    assert_eq!(
        french("![La \"carte\"](carte.svg \"L'avancée\")"),
        format!("<figure>{image}<figcaption>L’avancée</figcaption></figure>\n")
    );
    assert_eq!(
        french("[![La \"carte\"](carte.svg)](autre.md)"),
        format!("<figure><a href=\"../27/autre.html\">{image}</a></figure>\n")
    );
    assert_eq!(
        french("Voir ![La \"carte\"](carte.svg)"),
        format!("<p>Voir {image}</p>\n")
    );
}

#[test]
fn no_image_is_loaded_from_elsewhere() {
    assert_eq!(
        french("![Un pont](https://example.org/p.jpg)"),
        "<p><a href=\"https://example.org/p.jpg\" rel=\"noopener noreferrer\">Un pont</a></p>\n"
    );
    for target in [
        "absente.png",
        "inconnue.png",
        "data:image/png;base64,AAAA",
        "//example.org/p.png",
        "loin.png",
    ] {
        assert_eq!(
            french(&format!("![Un *pont*]({target})")),
            "<p>Un pont</p>\n",
            "{target}"
        );
    }
    assert_eq!(
        french("[![Un pont](https://example.org/p.jpg)](autre.md)"),
        "<p><a href=\"../27/autre.html\">Un pont</a></p>\n"
    );
}

#[test]
fn films_and_sounds_play_from_the_site() {
    assert_eq!(
        french("![Le pont](film.mp4)"),
        "<figure><video controls preload=\"none\" src=\"../media/film.mp4\" aria-label=\"Le pont\" width=\"640\" height=\"480\"><a href=\"../media/film.mp4\">Le pont</a></video></figure>\n"
    );
    assert!(french("![](son.ogg)").contains(
        "<audio controls preload=\"none\" src=\"../media/son.ogg\" aria-label=\"son.ogg\">"
    ));
}

#[test]
fn tables_name_their_columns() {
    let html = french("| Lieu | Date |  |\n|---|--:|:-:|\n| Rawa | 2017 | x |\n");
    assert_eq!(
        html,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Tableau 1\">\n<table><thead><tr><th scope=\"col\">Lieu</th>\
         <th scope=\"col\" class=\"align-right\">Date</th><td></td></tr></thead>\n<tbody><tr><td>Rawa</td><td class=\"align-right\">2017</td>\
         <td class=\"align-center\">x</td></tr>\n</tbody></table>\n</div>\n"
    );
}

#[test]
fn notes_stand_at_the_end_with_links_back() {
    let html =
        french("Un[^a], deux[^b], encore[^a].\n\n[^a]: Note *une*.\n[^b]: Note deux.\n\nFin.");
    assert!(html.contains("Un<sup class=\"note-ref\"><a id=\"note_1-ref\" href=\"#note_1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a></sup>"));
    assert!(html.contains("<p>Fin.</p>\n<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes_title\">\n<h2 id=\"notes_title\">Notes</h2>"));
    assert!(
        html.contains(
            "<li id=\"note_1\">\n<p>Note <em>une</em>. <a class=\"note-back\" href=\"#note_1-ref\""
        ),
        "{html}"
    );
    assert_eq!(html.matches("doc-backlink").count(), 3);
    assert!(html.contains("aria-label=\"Retour au texte 2\">↩\u{FE0E}<sup>2</sup></a></p>\n</li>"));
}

#[test]
fn notes_may_refer_to_notes_and_none_is_lost() {
    let html = french("a[^x]\n\n[^x]: X[^y]\n\n[^y]:\n    - liste\n\n[^z]: Z\n\n[^q] !");
    assert!(
        html.contains("</ul>\n<p><a class=\"note-back\" href=\"#note_2-ref\""),
        "{html}"
    );
    assert!(html.contains("<p>Z</p>"));
    assert!(html.contains("[^q]"));
}

#[test]
fn tasks_have_labels() {
    assert_eq!(
        french("- [x] fait\n- [ ] à faire\n  - dedans\n"),
        "<ul>\n<li><label class=\"task\"><input type=\"checkbox\" disabled checked> fait</label></li>\n<li><label class=\"task\">\
         <input type=\"checkbox\" disabled> à faire</label>\n<ul>\n<li>dedans</li>\n</ul>\n</li>\n</ul>\n"
    );
}

#[test]
fn definitions_strikes_and_lists() {
    assert_eq!(
        french("EI\n: organisation\n"),
        "<dl>\n<dt>EI</dt>\n<dd>organisation</dd>\n</dl>\n"
    );
    assert_eq!(french("~~faux~~"), "<p><del>faux</del></p>\n");
    assert_eq!(
        french("3. c\n4. d\n"),
        "<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>\n"
    );
}

#[test]
fn a_block_in_another_script_has_its_direction() {
    assert_eq!(
        french("> قال نعم\n\nTexte"),
        "<blockquote dir=\"rtl\">\n<p>قال نعم</p>\n</blockquote>\n<p>Texte</p>\n"
    );
    assert_eq!(
        render_as("ar", false, "نص\n\nText 12\n\n12"),
        "<p>نص</p>\n<p dir=\"ltr\">Text 12</p>\n<p>12</p>\n"
    );
    assert_eq!(
        render_as("ar", false, "    a\n"),
        "<pre dir=\"ltr\"><code>a\n</code></pre>\n"
    );
}

#[test]
fn raw_html_is_cleaned_and_its_links_are_resolved() {
    let html = french(
        "<details open onclick=x><summary>Plus</summary>\n\n[a](autre.md) ![c](carte.svg)\n\n</details>\n\n<a href=\"autre.md\" style=\"x\">b</a> <a href=retire.md>c</a> <img src=carte.svg alt=k onerror=x> <img src=https://example.org/x.png alt=\"Un <pont>\">\n",
    );
    assert!(
        html.contains("<details open=\"\"><summary>Plus</summary>"),
        "{html}"
    );
    assert!(
        html.contains("<a href=\"../27/autre.html\">a</a>")
            && html.contains("<a href=\"../27/autre.html\">b</a>"),
        "{html}"
    );
    assert!(
        html.contains("<a>c</a> <img src=\"../media/carte%20plan.svg\" alt=\"k\"> Un &lt;pont&gt;"),
        "{html}"
    );
    assert!(
        !html.contains("depeche-ready") && !html.contains("onclick") && !html.contains("style")
    );
}

#[test]
fn what_markdown_gives_survives_cleaning() {
    let text = "# A\n\nb[^1] https://example.org [x](https://example.org)\n\n- [x] t\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n![f](film.mp4)\n\n```rust\nx\n```\n\n[^1]: N\n";
    let clean = french(text);
    let cleaned = french(&format!("{text}\n<wbr>\n"));
    let normal = |html: &str| {
        let html = html
            .replace("=\"\"", "")
            .replace("<wbr>", "")
            .replace("&nbsp;", "\u{A0}")
            .replace("&quot;", "\"");
        let mut parts: Vec<_> = html.split_whitespace().map(str::to_owned).collect();
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    };
    assert_eq!(
        normal(&clean).replace(" </section>", "</section>"),
        normal(&cleaned).replace(" </section>", "</section>")
    );
}

#[test]
fn raw_headings_ids_and_players_keep_to_the_page() {
    let html = french(
        "<h1 id=\"a\" class=\"notes evil\">T</h1>\n<p id=\"a\">x</p>\n<video src=film.mp4 autoplay></video><video src=https://example.org/f.mp4></video>\n<input type=text><form action=/x><button>b</button></form>\n",
    );
    assert!(
        html.contains("<h2 id=\"a\" class=\"notes\">T</h2>\n<p>x</p>"),
        "{html}"
    );
    assert!(
        html.contains("<video src=\"../media/film.mp4\" controls=\"\" preload=\"none\">"),
        "{html}"
    );
    assert!(
        !html.contains("autoplay")
            && !html.contains("example.org")
            && !html.contains("<input")
            && !html.contains("<form")
    );
}

#[test]
fn external_raw_links_say_nothing_of_where_they_come_from() {
    let html = french(
        "<a href=\"https://example.org/\" target=_blank>a</a> <a href=\"#b\" rel=\"noopener noreferrer\">b</a>",
    );
    assert_eq!(
        html,
        "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\">a</a> <a href=\"#b\">b</a></p>\n"
    );
}

#[test]
fn trusted_html_is_written_as_it_is_but_for_its_links() {
    let html = render_as(
        "fr",
        true,
        "<section style=\"x\"><a href=\"autre.md\">a</a><img src='carte.svg'></section>\n",
    );
    assert_eq!(
        html,
        "<section style=\"x\"><a href=\"../27/autre.html\">a</a><img src=\"../media/carte%20plan.svg\"></section>\n"
    );
}

#[test]
fn blocks_of_press_copy_render_alike() {
    let language = Language::parse("fr").expect("a language");
    let links = links();
    let options = Options {
        language: &language,
        trusted_html: false,
        links: &links,
        heading_level: 2,
        labels: &LABELS,
    };
    let parts = Parts {
        related: BTreeMap::from([(0, "<aside>r</aside>".to_owned())]),
        ..Parts::default()
    };
    let copy = [
        Block::Crosshead("L'avancée".into()),
        Block::Paragraph("Il a dit : \"non\" <b>".into()),
        Block::Related(0),
        Block::Figure(3),
        Block::Crosshead("L’avancée".into()),
        Block::Paragraph("قال نعم".into()),
    ];
    assert_eq!(
        blocks(&copy, &options, &parts),
        "<h2 id=\"l-avancee\">L’avancée</h2>\n<p>Il a dit\u{202F}: «\u{202F}non\u{202F}» &lt;b&gt;</p>\n<aside>r</aside>\n<h2 id=\"l-avancee-2\">L’avancée</h2>\n<p dir=\"rtl\">قال نعم</p>\n"
    );
}

#[test]
fn the_anchors_of_the_archive_are_those_of_the_page() {
    for text in [
        "# A\n\n## A\n\n[^x] [^x] [^y]\n\n[^x]: # B\n\n[^y]: c [^x]\n\n[^z]: d\n\n> # Q {#q}\n",
        "<p id=\"brut\">x</p>\n\n# Brut\n\n<p id=\"brut\">y</p>\n",
        "![a [^1]](carte.svg) [^1]\n\n[^1]: n\n",
    ] {
        let mut anchors = summarise(text, 1).anchors;
        anchors.sort();
        assert_eq!(ids(&french(text)), anchors, "{text}");
    }
}

#[test]
fn every_character_is_one_that_html_allows() {
    let html = french("a\u{1}b\u{7F}c\u{FFFE}d\u{FDD0}e");
    assert_eq!(html, "<p>a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e</p>\n");
}
