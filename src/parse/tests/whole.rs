//! One article with every field.

use super::*;
use crate::model::CorrectionKind;

#[test]
fn a_whole_article_is_read_from_toml_and_the_same_from_yaml() {
    let toml = r#"+++
headline = "Le pont est rouvert"
kicker = "Irak"
standfirst = { label = "REPORTAGE", text = "Trois ans après." }
published = 2017-10-26
event = "2017-10"
language = "fr"
byline = { verbatim = "Nour Haddad, à Erbil", people = ["Nour Haddad"] }
agencies = [{ name = "AFP", role = "with" }]
dateline = { place = "Erbil", date = 2017-10-25 }
tags = ["Irak", "ponts", "Irak"]
places = ["Rawa", { name = "al-Qaïm", latitude = 34.4, longitude = 41 }]
people = [{ name = "Nour Haddad", role = "ingénieure" }]
casualties = [{ kind = "killed", low = 1, best = 2, high = 3, as_of = 2017-10-26 }]
sources = ["https://example.org/a"]
rights = { holder = "Le journal", licence = "CC-BY-4.0" }
verification = { status = "verified", by = "la rédaction" }
warnings = ["graphic"]
related = ["2017-08-31-tal-afar"]
corrections = [{ date = 2017-10-27, text = "Le pont date de 1955." }]
media = [{ file = "carte.svg", alt = "" }]
aliases = ["/old/pont.html"]
modified = 2017-10-27
[extra]
mood = "sober"
+++
Texte.
"#;
    let yaml = r#"---
headline: Le pont est rouvert
kicker: Irak
standfirst: {label: REPORTAGE, text: Trois ans après.}
published: 2017-10-26
event: 2017-10
language: fr
byline: {verbatim: "Nour Haddad, à Erbil", people: [Nour Haddad]}
agencies:
- name: AFP
  role: with
dateline: {place: Erbil, date: 2017-10-25}
tags: [Irak, ponts, Irak]
places: [Rawa, {name: al-Qaïm, latitude: 34.4, longitude: 41}]
people: [{name: Nour Haddad, role: ingénieure}]
casualties: [{kind: killed, low: 1, best: 2, high: 3, as_of: 2017-10-26}]
sources: [https://example.org/a]
rights: {holder: Le journal, licence: CC-BY-4.0}
verification: {status: verified, by: la rédaction}
warnings: [graphic]
related: [2017-08-31-tal-afar]
corrections: [{date: 2017-10-27, text: Le pont date de 1955.}]
media: [{file: carte.svg, alt: ""}]
aliases: [/old/pont.html]
modified: 2017-10-27
extra: {mood: sober}
---
Texte.
"#;
    assert_eq!(file("pont.md", toml).said(), "");
    assert_eq!(file("pont.md", yaml).said(), "");
    let article = file("pont.md", toml).article();
    let mut other = file("pont.md", yaml).article();
    other.origin = article.origin.clone();
    assert_eq!(article, other);
    other.origin.sha256.clear();
    insta::assert_snapshot!(serde_json::to_string(&other).expect("json").replace(",\"", ",
\""), @r#"
    {"id":"2017-10-26-pont",
    "slug":"pont",
    "origin":{"path":"pont.md",
    "format":"markdown",
    "sha256":"",
    "encoding":null},
    "kind":"article",
    "visibility":{"status":"published",
    "embargo":null},
    "kicker":"Irak",
    "headline":"Le pont est rouvert",
    "headline_stands_in":false,
    "standfirst":{"label":"REPORTAGE",
    "text":"Trois ans après."},
    "byline":{"verbatim":"Nour Haddad, à Erbil",
    "people":["Nour Haddad"]},
    "agencies":[{"name":"AFP",
    "role":"with"}],
    "dateline":{"verbatim":"Erbil, 2017-10-25",
    "place":"Erbil",
    "date":{"edtf":"2017-10-25",
    "words":"2017-10-25",
    "earliest":"2017-10-25",
    "latest":"2017-10-25",
    "precision":"day",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null}},
    "event":{"edtf":"2017-10",
    "words":"2017-10",
    "earliest":"2017-10-01",
    "latest":"2017-10-31",
    "precision":"month",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null},
    "published":{"edtf":"2017-10-26",
    "words":"2017-10-26",
    "earliest":"2017-10-26",
    "latest":"2017-10-26",
    "precision":"day",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null},
    "modified":{"edtf":"2017-10-27",
    "words":"2017-10-27",
    "earliest":"2017-10-27",
    "latest":"2017-10-27",
    "precision":"day",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null},
    "retrieved":null,
    "language":"fr",
    "translations":null,
    "tags":["Irak",
    "ponts"],
    "conflicts":[],
    "places":[{"name":"Rawa",
    "kind":null,
    "latitude":null,
    "longitude":null,
    "precision":null},{"name":"al-Qaïm",
    "kind":null,
    "latitude":34.4,
    "longitude":41.0,
    "precision":null}],
    "people":[{"name":"Nour Haddad",
    "role":"ingénieure"}],
    "actors":[],
    "casualties":[{"kind":"killed",
    "group":null,
    "low":1,
    "best":2,
    "high":3,
    "verbatim":null,
    "attributed_to":null,
    "as_of":{"edtf":"2017-10-26",
    "words":"2017-10-26",
    "earliest":"2017-10-26",
    "latest":"2017-10-26",
    "precision":"day",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null}}],
    "verification":{"status":"verified",
    "by":"la rédaction",
    "method":null},
    "sources":[{"url":"https://example.org/a",
    "archived_url":null,
    "title":null,
    "publisher":null,
    "retrieved":null,
    "sha256":null}],
    "rights":{"holder":"Le journal",
    "licence":"CC-BY-4.0",
    "usage":null},
    "warnings":["graphic"],
    "corrections":[{"date":{"edtf":"2017-10-27",
    "words":"2017-10-27",
    "earliest":"2017-10-27",
    "latest":"2017-10-27",
    "precision":"day",
    "uncertain":false,
    "approximate":false,
    "time":null,
    "offset_minutes":null,
    "inferred_from":null},
    "kind":"correction",
    "text":"Le pont date de 1955."}],
    "related":[{"verbatim":"2017-08-31-tal-afar",
    "url":null}],
    "media":[{"file":"carte.svg",
    "caption":null,
    "credit":null,
    "alt":"",
    "rights":null,
    "sensitive":false,
    "poster":null,
    "captions":null}],
    "aliases":["/old/pont.html"],
    "extra":{"mood":"sober"}}
    "#);
}

#[test]
fn a_body_read_alone_is_that_of_the_whole() {
    for (path, text) in [
        ("a.md", "---\ntitle: a\n---\n# Titre\n\nUn *mot*.\n"),
        ("a.md", "Titre\n=====\n\nUn mot.\n"),
        (
            "a.txt",
            "Irak: un pont rouvert\n\nLe pont a rouvert jeudi, a dit la mairie.\n",
        ),
    ] {
        for compat in [false, true] {
            let language = Language::parse("fr").expect("a language");
            let rules = Rules::new(compat, SlugStyle::Ascii, language);
            let input = Input {
                path,
                shown_path: path,
                bytes: text.as_bytes(),
                sidecar: None,
            };
            assert_eq!(body(&input, &rules), parse(&input, &rules).body, "{path}");
        }
    }
}

#[test]
fn a_redaction_alone_needs_no_text() {
    let text = |kind: &str| {
        format!(
            "+++\nheadline = \"Un pont\"\ncorrections = [{{ kind = \"{kind}\" }}]\n+++\nTexte.\n"
        )
    };
    let redaction = text("redaction");
    assert_eq!(file(DATED, &redaction).said(), "");
    let corrections = file(DATED, &redaction).article().corrections;
    assert_eq!(corrections.len(), 1);
    assert_eq!(corrections[0].kind, CorrectionKind::Redaction);
    assert_eq!(corrections[0].text, "");
    for kind in ["update", "correction", "clarification", "retraction"] {
        let other = text(kind);
        let said = file(DATED, &other).said();
        assert!(
            said.contains("an entry of `corrections` lacks `text`"),
            "{said}"
        );
    }
}
