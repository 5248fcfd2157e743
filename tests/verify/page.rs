//! Owns the tests of the page on which a site says how a copy of it is checked: what it tells people to type works.

use std::fs;
use std::path::Path;
use std::process::Command;

use depeche::output::ROOT;
use depeche::publish::sign;
use tempfile::TempDir;

use crate::support::Site;
use crate::{check, copy, told};

const ARTICLE: &str = "+++\nheadline = \"Le pont\"\npublished = 2017-10-26\n+++\nTexte.\n";

/// A site, built, and its manifest written as it is for publishing.
fn published(config: &str) -> TempDir {
    let site = Site::of(config).article("pont.md", ARTICLE).build();
    let mut files = site.output;
    files.retain(|path, _| !path.starts_with('.') && !path.starts_with("manifest"));
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in copy::published(&files) {
        copy::put(folder.path(), &path, bytes);
    }
    folder
}

/// What the page tells people to type, block by block.
fn commands(output: &Path) -> Vec<String> {
    let page = fs::read_to_string(output.join("verify.html")).expect("a page");
    let blocks = page.split("<pre dir=\"ltr\"><code>").skip(1);
    blocks
        .map(|block| {
            let block = block.split("</code>").next().expect("an end");
            block
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
        })
        .collect()
}

/// Runs lines in a folder: what they said, if the first word is known there.
fn typed(folder: &Path, lines: &str) -> Option<String> {
    let program = lines.split(' ').next()?;
    Command::new(program).arg("--version").output().ok()?;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", lines])
        .current_dir(folder)
        .env("LC_ALL", "C");
    let output = shell.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn what_the_page_says_to_type_tells_a_whole_copy_from_another() {
    let site = published(crate::support::PLAIN);
    let output = site.path().to_owned();
    assert!(check(&output, None, &()).expect("a report").is_whole());
    let commands = commands(&output);
    let [linux, mac, windows, ours] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert!(windows.contains("Get-FileHash -LiteralPath $path"));
    assert_eq!(
        ours,
        "depeche verify .\ndepeche verify https://archive.example/"
    );
    for lines in [linux, mac] {
        assert!(typed(&output, lines).is_none_or(|said| said.is_empty()));
    }
    copy::put(&output, "index.html", "autre");
    fs::remove_file(output.join("2017/10/26/pont.html")).expect("removed");
    for lines in [linux, mac] {
        let Some(said) = typed(&output, lines) else {
            continue;
        };
        let mut said: Vec<&str> = said.lines().collect();
        said.sort_unstable();
        assert_eq!(
            said,
            [
                "2017/10/26/pont.html: FAILED open or read",
                "index.html: FAILED"
            ]
        );
    }
    let report = check(&output, None, &()).expect("a report");
    assert_eq!(
        told(&report),
        ["missing 2017/10/26/pont.html", "changed index.html"]
    );
}

#[test]
fn a_signed_site_shows_its_key_and_how_minisign_takes_it() {
    let pair = sign::generate(None).expect("a pair");
    let key = pair.public.line();
    let config = format!("title = \"Essai\"\nlanguage = \"ar\"\n[publish]\nkey = \"{key}\"\n");
    let site = published(&config);
    let output = site.path();
    let commands = commands(output);
    assert_eq!(
        commands[3..],
        [
            format!("depeche verify . --key {key}"),
            format!("minisign -V -m manifest.sha256 -P {key}"),
        ]
    );
    let keys = tempfile::tempdir().expect("a folder");
    let secret = keys.path().join("site.key");
    fs::write(&secret, &pair.secret).expect("written");
    let text = fs::read(output.join(ROOT)).expect("a root");
    let signature = sign::sign(&secret, None, &text, "Essai").expect("signed");
    copy::put(output, "manifest.sha256.minisig", signature);
    if let Some(said) = typed(output, &commands[4]) {
        assert!(said.contains("Trusted comment: Essai"), "{said}");
    }
}

#[test]
fn every_page_leads_to_it_and_it_is_in_the_language_of_the_interface() {
    for (language, title) in [
        ("fr", "Vérifier une copie"),
        ("en", "Check a copy"),
        ("ar", "التحقق من نسخة"),
    ] {
        let site = Site::of(&format!("title = \"Essai\"\nlanguage = \"{language}\"\n"));
        let link = format!("<a href=\"../../../verify.html\">{title}</a>");
        site.article("pont.md", ARTICLE)
            .build()
            .expect_page("verify.html", &format!("<h1>{title}</h1>"))
            .expect_page("2017/10/26/pont.html", &link);
    }
}

#[test]
fn a_page_of_the_sites_own_takes_its_place() {
    let own = "+++\nheadline = \"Vérifier nos copies\"\n+++\nAppelez-nous.\n";
    let by_page = Site::new().article(
        "verify.md",
        &own.replace("+++\nh", "+++\ntype = \"page\"\nh"),
    );
    let by_static = Site::new().file("static/verify.html", "<p>Appelez-nous.</p>");
    let alias = ARTICLE.replace("+++\nTexte", "aliases = [\"/verify.html\"]\n+++\nTexte");
    let by_alias = Site::new().article("pont.md", &alias);
    for (site, word) in [
        (by_page, "Appelez-nous."),
        (by_static, "Appelez-nous."),
        (by_alias, "pont.html"),
    ] {
        site.build()
            .expect_page("verify.html", word)
            .expect_page_without("verify.html", "sha256sum")
            .expect_silence();
    }
}
