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
fn the_ledger_has_every_line_with_what_it_became() {
    let folder = Folder::empty().with("wire.txt", WIRE);
    let data = folder.run(&["inspect", "wire.txt", "--json"]).fine().json();
    let rows = data["ledger"].as_array().expect("a list");
    let shown: Vec<&str> = rows
        .iter()
        .map(|row| row["text"].as_str().expect("a text"))
        .collect();
    let said: Vec<&str> = WIRE.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(shown, said);
    let first = &rows[0];
    assert_eq!(first["line"], 1);
    assert_eq!(first["entries"].as_array().map(Vec::len), Some(2));
    let kicker = &first["entries"][0];
    assert_eq!(kicker["field"], "kicker");
    assert_eq!(kicker["continued"], false);
    assert_eq!(kicker["overruled"], false);
    assert_eq!(kicker["rule"], field(&data, "kicker")["rule"]);
    assert_eq!(kicker["confidence"], field(&data, "kicker")["confidence"]);
    assert_eq!(first["entries"][1]["field"], "headline");
}

#[test]
fn a_person_reads_press_copy_as_a_ledger() {
    let text = "\
Norvie: Le pont de Lissa rouvre

LISSA, 14 mars 2019 (ANP) - Le pont de Lissa a rouvert aux piétons ce
jeudi, après deux semaines de travaux, a annoncé la mairie dans un
message diffusé par la radio locale.

____

La circulation des voitures reste interdite, et aucune date n’a été
donnée pour la suite des travaux.
";
    let folder = Folder::empty().with("pont.txt", text);
    let out = folder.run(&["inspect", "pont.txt"]).fine().out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0] == "pont.txt" && lines[5].is_empty(), "{out}");
    for (start, end) in [
        ("  page      2019/03/14/pont.html", ""),
        ("  language  fr, left to right", ""),
        ("   1  ", "  Norvie: Le pont de Lissa rouvre"),
        ("   3  dateline", "…"),
        ("      agency", ""),
        ("   4  \"  ", "a annoncé la mairie dans un"),
        ("   7  noise", "  ____"),
        ("   9  body", ""),
        ("  id        2019-03-14-pont", "date and slug"),
        (
            "2 paragraphs, 0 crossheads, 1 line of noise, 0 unclaimed",
            "",
        ),
    ] {
        let fits = |line: &&str| line.starts_with(start) && line.ends_with(end);
        assert!(lines.iter().any(fits), "{start} … {end}\n{out}");
    }
}

#[test]
fn what_begins_behind_the_cut_shows_its_own_part() {
    let first = "Les habitants de Lissa ont repassé le pont ce vendredi matin, pour la première fois depuis deux semaines.";
    let next = "La circulation reste limitée aux piétons, a précisé la mairie dans un message diffusé par la radio.";
    let also = "Deux piles avaient été emportées par la crue de mars, et les bacs n’avaient suffi ni au marché ni à l’école.";
    let then = "La circulation reste limitée à un seul sens sur la route du moulin, où des ouvriers relèvent encore la digue.";
    let last = "La circulation reste limitée de nuit dans la vallée, jusqu’à la fin des travaux que paie le gouvernorat.";
    let release = [first, next, also, then, last].join("     ");
    let folder = Folder::empty().with(
        "pont.txt",
        format!("Norvie: Le pont de Lissa rouvre\n\n{release}\n"),
    );
    let out = folder.run(&["inspect", "pont.txt"]).fine().out;
    let parts = out
        .lines()
        .filter(|line| line.contains("…La circulation reste limitée"));
    assert_eq!(parts.count(), 3, "{out}");
}

#[test]
fn a_ledger_keeps_to_the_width_and_to_the_colours_that_are_wanted() {
    let long = "mot ".repeat(40);
    let text = format!("Le pont\n\n{long}\u{1b}[31m.\n\nDes mots.\n");
    for columns in [80, 120] {
        let folder = Folder::empty().with("a.txt", &text).wide(columns);
        let out = folder.run(&["inspect", "a.txt"]).fine().out;
        assert!(!out.contains('\u{1b}'), "{out}");
        let widths = out.lines().map(|line| line.chars().count());
        assert_eq!(widths.max(), Some(columns), "{out}");
    }
    let folder = Folder::empty().with("a.txt", &text);
    let always = ["inspect", "a.txt", "--color", "always"];
    let out = folder.run(&always).fine().out;
    assert!(out.contains("\u{1b}[36mheadline"), "{out}");
    assert!(!out.contains("\u{1b}[31m"), "{out}");
}

#[test]
fn a_person_reads_a_listing() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["inspect", "content/un.md"])
        .fine()
        .says("")
        .prints(
            "content/un.md\n  \
           page      2017/10/26/un.html\n  \
           id        2017-10-26-un\n  \
           status    published\n  \
           language  fr, left to right\n\
         \nline  field      sure  rule          text\n   \
            1  stated     1.00  front matter  +++\n   \
            2  headline   1.00  front matter  headline = \"Un\"\n   \
            3  published  1.00  front matter  published = 2017-10-26\n   \
            4  stated     1.00  front matter  +++\n   \
            5  body       1.00  markdown      Texte.\n\
         \nnot in the text\n  \
           language  fr             site default, 0.50\n  \
           slug      un             file name\n  \
           id        2017-10-26-un  date and slug\n\
         \n1 paragraph, 0 crossheads, 0 lines of noise, 0 unclaimed\n",
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
