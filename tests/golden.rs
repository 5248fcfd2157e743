//! Owns the golden sites: small sites in `tests/golden/`, one concern each, with the files that they must become in
//! `expected/`. Where a change is meant, `GOLDEN=write cargo test --test golden` writes them anew, to be read before they are
//! committed. Of a page only the inner part is compared, so that a change of the frame is no change of each site.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{Site, Tree, differences, files};

#[test]
fn press_copy_with_a_sidecar() {
    golden("press", &["2017/10/26/digue.html", "tags.html"]);
}

#[test]
fn an_arabic_article_in_a_french_archive() {
    golden("arabic", &["2017/10/26/nahr.html", "index.html"]);
}

#[test]
fn a_term_cut_by_the_calendar() {
    golden(
        "cut",
        &[
            "tags/crue.html",
            "tags/crue/2017.html",
            "tags/crue/2017/10.html",
            "tags/crue/2017/10/26.html",
        ],
    );
}

#[test]
fn a_retracted_article_says_nothing_again() {
    let output = golden(
        "retraction",
        &["2017/10/26/rumeur.html", "index.html", "feed.xml"],
    );
    for (path, bytes) in output {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("ne doit plus se lire"), "{path}");
        assert!(!path.ends_with("plan.svg"));
    }
}

#[test]
fn a_redaction_need_not_say_what_was_taken_out() {
    let page = "2017/10/26/temoin.html";
    let output = golden("redaction", &[page]);
    let text = String::from_utf8_lossy(&output[page]);
    let comment = r#"{"@type":"CorrectionComment","datePublished":"2017-10-30"}"#;
    assert!(text.contains(comment), "{text}");
}

#[test]
fn former_addresses_lead_on() {
    golden(
        "aliases",
        &[
            "ancien/pont.html",
            "p/42/index.html",
            "court/index.html",
            "about.htm",
            "a-propos.html",
        ],
    );
}

#[test]
fn an_english_interface() {
    golden(
        "english",
        &[
            "2017/10/26/dam.html",
            "index.html",
            "feed.json",
            "verify.html",
        ],
    );
}

#[test]
fn media_without_what_was_in_them() {
    let output = golden("media", &["2017/10/26/vues.html", "media/2017/plan.svg"]);
    assert!(
        !output.contains_key("media/2017/inconnu.gif"),
        "nobody refers to it"
    );
    let image = &output["media/2017/vue.gif"];
    assert!(!String::from_utf8_lossy(image).contains("somebody"));
}

#[test]
fn the_lite_edition_of_an_article_with_pictures() {
    let output = golden("lite", &["2017/10/26/pont.html", "index.html"]);
    let page = String::from_utf8_lossy(&output["2017/10/26/pont.html"]);
    assert!(!page.contains("<img"), "{page}");
}

#[test]
fn one_text_in_three_languages() {
    let paths = [
        "2017/10/26/pont.html",
        "2017/10/26/bridge.html",
        "2017/10/26/jisr.html",
        "languages.html",
    ];
    golden("translations", &paths);
}

/// Builds a site and compares what is in its `expected/`: the pages named, every path, and all that was said.
fn golden(name: &str, pages: &[&str]) -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let site = Site::new();
    for path in files(&folder) {
        let relative = path.strip_prefix(&folder).expect("inside");
        if !relative.starts_with("expected") {
            site.write(&relative.to_string_lossy(), fs::read(&path).expect("read"));
        }
    }
    let built = site.build();
    let mut found = Tree::new();
    for page in pages {
        found.insert(
            (*page).to_owned(),
            inner(page, &built.page(page)).into_bytes(),
        );
    }
    let paths: Vec<&str> = built.output.keys().map(String::as_str).collect();
    found.insert(
        "paths.txt".to_owned(),
        format!("{}\n", paths.join("\n")).into_bytes(),
    );
    found.insert("said.txt".to_owned(), built.said.clone().into_bytes());
    compare(&folder.join("expected"), &found);
    built.output
}

#[allow(clippy::disallowed_methods, reason = "whoever means a change says so")]
fn compare(expected: &Path, found: &Tree) {
    if std::env::var("GOLDEN").as_deref() == Ok("write") {
        write(expected, found);
    }
    let there: Tree = files(expected)
        .into_iter()
        .map(|path| (relative(expected, &path), fs::read(&path).expect("read")))
        .collect();
    if let Some(difference) = differences(&there, found) {
        panic!("expected, then found (GOLDEN=write writes them anew): {difference}");
    }
}

fn relative(folder: &Path, path: &Path) -> String {
    let path: PathBuf = path.strip_prefix(folder).expect("inside").to_path_buf();
    path.to_string_lossy().replace('\\', "/")
}

fn write(expected: &Path, found: &Tree) {
    // There may be none yet.
    let _ = fs::remove_dir_all(expected);
    for (path, bytes) in found {
        let path = expected.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

/// Of a page its language and what is between the masthead and the colophon; of another file all. The version is no part of it.
fn inner(path: &str, text: &str) -> String {
    let text = text.replace(
        concat!("depeche ", env!("CARGO_PKG_VERSION")),
        "depeche VERSION",
    );
    let cut = |from: &str, to: &str| {
        let start = text.find(from)?;
        let end = start + text[start..].find(to)? + to.len();
        Some(text[start..end].to_owned())
    };
    match (
        path.ends_with(".html"),
        cut("<html", ">"),
        cut("<main", "</main>"),
    ) {
        (true, Some(language), Some(main)) => format!("{language}\n{main}\n"),
        _ => text,
    }
}
