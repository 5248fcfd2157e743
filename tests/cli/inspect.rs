//! Owns the tests of `depeche inspect`.

use serde_json::{Value, json};

use super::harness::Folder;

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

fn field<'v>(data: &'v Value, name: &str) -> &'v Value {
    let fields = data["fields"].as_array().expect("a list");
    let mut found = fields.iter().filter(|field| field["field"] == name);
    found
        .next()
        .unwrap_or_else(|| panic!("no {name} in {fields:#?}"))
}

#[test]
fn press_copy_gives_its_fields_in_its_own_words() {
    let folder = Folder::empty().with("wire.txt", WIRE);
    let data = folder.run(&["inspect", "wire.txt", "--json"]).fine().json();
    for (key, value) in [
        ("kicker", json!("VIDEO")),
        (
            "headline",
            json!("Norvie: L'armée reprend le pont de Lissa"),
        ),
        ("standfirst_label", json!("RETOUR")),
        (
            "standfirst",
            json!("Après deux semaines, les habitants retrouvent le passage vers l’autre rive…"),
        ),
        ("byline", json!("La Gazette avec ANP")),
        ("agency", json!("ANP")),
        ("dateline_place", Value::Null),
        ("dateline_date", Value::Null),
        ("published", Value::Null),
        ("published_iso", Value::Null),
        ("published_inferred", json!("2019-03-15")),
        (
            "captions",
            json!([{ "text": "Un soldat devant le pont de Lissa, le 14 mars 2019.", "credit": "JEANNE RIVEL / ANP" }]),
        ),
        ("crossheads", json!(["Un passage étroit"])),
        (
            "related",
            json!(["Norvie: Le marché de Lissa rouvre ses portes"]),
        ),
        ("language", json!("fr")),
        ("direction", json!("ltr")),
        ("status", json!("published")),
        ("path", json!("2019/03/15/wire.html")),
        ("id", json!("2019-03-15-wire")),
        ("leftovers", json!([])),
    ] {
        assert_eq!(data[key], value, "{key}");
    }
    assert_eq!(data["body_paragraphs"].as_array().map(Vec::len), Some(2));
    assert_eq!(data["article"]["byline"]["verbatim"], "La Gazette avec ANP");
    assert_eq!(data["diagnostics"][0]["code"], "article/date-inferred");
}

#[test]
fn evidence_points_at_the_words_in_the_file() {
    let folder = Folder::empty().with("wire.txt", WIRE);
    let data = folder.run(&["inspect", "wire.txt", "--json"]).fine().json();
    assert_eq!(data["places_are_of_file"], true);
    for (name, line) in [
        ("kicker", 1),
        ("headline", 1),
        ("byline", 5),
        ("captions", 7),
        ("credits", 7),
        ("crossheads", 13),
    ] {
        let claim = field(&data, name);
        assert_eq!(claim["line"], line, "{claim}");
        assert_eq!(claim["file"], "wire.txt");
        let place = |at| claim["bytes"][at].as_u64().expect("a place") as usize;
        let words = &WIRE[place(0)..place(1)];
        assert!(
            words.contains(claim["value"].as_str().expect("a text")),
            "{claim}: {words}"
        );
        assert!(
            claim["rule"]
                .as_str()
                .is_some_and(|rule| rule.starts_with("press/"))
        );
        assert!(
            claim["confidence"]
                .as_f64()
                .is_some_and(|sure| sure > 0.0 && sure <= 1.0)
        );
    }
}

#[test]
fn what_an_editor_states_wins() {
    let site = Folder::site().with("content/2019/03/wire.txt", WIRE).with(
        "content/2019/03/wire.toml",
        "headline = \"Le pont de Lissa est repris\"\npublished = \"2019-03\"\nbyline = \"\"\n",
    );
    let data = site
        .run(&["inspect", "content/2019/03/wire.txt", "--json"])
        .fine()
        .json();
    assert_eq!(data["headline"], "Le pont de Lissa est repris");
    assert_eq!(data["published"], "2019-03");
    assert_eq!(data["published_iso"], "2019-03");
    assert_eq!(data["published_inferred"], Value::Null);
    assert_eq!(data["byline"], Value::Null);
    assert_eq!(data["kicker"], "VIDEO");
    let headline = field(&data, "headline");
    assert_eq!(headline["file"], "content/2019/03/wire.toml");
    assert_eq!(headline["rule"], "sidecar");
    assert_eq!(headline["line"], 1);
    assert_eq!(field(&data, "kicker")["file"], "content/2019/03/wire.txt");
}

#[test]
fn a_date_of_the_folder_alone_is_one_that_was_worked_out() {
    let site = Folder::site().with("content/2019/03/a.md", "# Un pont\n\nTexte.\n");
    let data = site
        .run_in("content/2019/03", &["inspect", "a.md", "--json"])
        .fine()
        .json();
    assert_eq!(data["published"], Value::Null);
    assert_eq!(data["published_iso"], Value::Null);
    assert_eq!(data["published_inferred"], "2019-03");
    assert_eq!(data["path"], "2019/03/a.html");
    assert_eq!(data["headline"], "Un pont");
}

#[test]
fn markdown_gives_front_matter_and_body() {
    let site = Folder::site().with_article(
        "content/un.md",
        "Un",
        "standfirst = { label = \"RETOUR\", text = \"Le pont rouvre.\" }\n\
         agencies = [\"ANP\", \"AGP\"]\ndateline = { place = \"Lissa\", date = 2017-10-25 }\n\
         status = \"draft\"\nrelated = [\"2016-01-01-deux\"]\n\
         [[media]]\nfile = \"a.jpg\"\ncaption = \"Le pont.\"\ncredit = \"J. R.\"\n",
    );
    let text = site.read("content/un.md") + "\n## Après\n\nUn **second** paragraphe.\n";
    site.write("content/un.md", text);
    let data = site
        .run(&["inspect", "content/un.md", "--json"])
        .fine()
        .json();
    for (key, value) in [
        ("headline", json!("Un")),
        ("kicker", Value::Null),
        ("standfirst_label", json!("RETOUR")),
        ("standfirst", json!("Le pont rouvre.")),
        ("agency", json!("ANP, AGP")),
        ("dateline_place", json!("Lissa")),
        ("dateline_date", json!("2017-10-25")),
        ("published", json!("2017-10-26")),
        ("published_iso", json!("2017-10-26")),
        ("published_inferred", Value::Null),
        (
            "captions",
            json!([{ "text": "Le pont.", "credit": "J. R." }]),
        ),
        ("crossheads", json!(["Après"])),
        ("related", json!(["2016-01-01-deux"])),
        (
            "body_paragraphs",
            json!(["Texte.", "Un second paragraphe."]),
        ),
        ("status", json!("draft")),
        ("path", json!("2017/10/26/un.html")),
    ] {
        assert_eq!(data[key], value, "{key}");
    }
    assert_eq!(field(&data, "headline")["line"], 2);
    assert_eq!(field(&data, "body")["rule"], "markdown");
}

#[test]
fn a_text_with_faults_is_shown_as_far_as_it_goes() {
    let site = Folder::site().with_article("content/un.md", "Un", "datelin = 1\n");
    let ran = site.run(&["inspect", "content/un.md", "--json"]).fine();
    assert_eq!(ran.json()["diagnostics"][0]["code"], "meta/unknown-key");
    let broken = Folder::site().with("content/un.md", "+++\nheadline = \n+++\nTexte.\n");
    let ran = broken.run(&["inspect", "content/un.md", "--json"]).fine();
    let data = ran.json();
    assert_eq!(data["article"], Value::Null);
    assert_eq!(data["headline"], Value::Null);
    assert_eq!(data["captions"], json!([]));
    assert_eq!(data["diagnostics"][0]["code"], "meta/unreadable");
    let listed = broken.run(&["inspect", "content/un.md"]).fine();
    assert!(
        listed.out.contains("none: see the faults"),
        "{}",
        listed.out
    );
    assert!(
        listed.err.starts_with("error[meta/unreadable]"),
        "{}",
        listed.err
    );
}

#[test]
fn old_encodings_and_line_ends_are_said_not_to_be_the_places_counted() {
    let folder = Folder::empty().with("a.txt", WIRE.replace('\n', "\r\n"));
    let data = folder.run(&["inspect", "a.txt", "--json"]).fine().json();
    assert_eq!(data["places_are_of_file"], false);
    assert_eq!(field(&data, "byline")["line"], 5);
}

#[test]
fn a_person_reads_a_listing() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["inspect", "content/un.md"]).fine().says("").prints(
        "content/un.md\n  \
           page               2017/10/26/un.html\n  \
           id                 2017-10-26-un\n  \
           status             published\n\
         \nfields\n  \
           headline           Un\n                     content/un.md:2, front matter, 1.00\n  \
           published          2017-10-26\n                     content/un.md:3, front matter, 1.00\n  \
           language           fr\n                     content/un.md, site default, 0.50\n  \
           slug               un\n                     content/un.md, file name, 1.00\n  \
           id                 2017-10-26-un\n                     content/un.md, date and slug, 1.00\n\
         \nbody: 1 paragraph, 0 crossheads\n      5  Texte.\n",
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_the_worlds_fault() {
    let folder = Folder::empty().with("folder/a", "");
    folder
        .run(&["inspect", "nowhere.txt"])
        .code(3)
        .prints("")
        .says("error: could not read `nowhere.txt`: No such file or directory (os error 2)\n");
    folder.run(&["inspect", "folder"]).code(3);
    let data = folder
        .run(&["inspect", "nowhere.txt", "--json"])
        .code(3)
        .json();
    assert_eq!(data["ok"], false);
}

#[test]
fn any_bytes_are_read() {
    let folder = Folder::empty()
        .with("empty.txt", "")
        .with("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\r".as_slice())
        .with("no-extension", "Un texte.")
        .with(
            "latin.txt",
            b"Un \xe9t\xe9 \xe0 Lissa\n\nLe pont a \xe9t\xe9 rouvert ce matin.".as_slice(),
        );
    for file in ["empty.txt", "image.txt", "no-extension", "latin.txt"] {
        let data = folder.run(&["inspect", file, "--json"]).fine().json();
        assert_eq!(data["ok"], true, "{file}");
    }
}
