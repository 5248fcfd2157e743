//! Owns the promise that a copy of a site can be checked without depeche: the tool that every system has (here that of GNU)
//! reads the manifest of a built site, and finds every file that it was built of.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use depeche::pipeline::Task;

use crate::support::{Site, all};

/// Checks a site as its own page tells its readers to.
fn check(public: &Path) -> Output {
    let root = "sha256sum --strict -c manifest.sha256";
    let lists = "cat manifest/*.sha256 | sha256sum --strict -c";
    Command::new("sh")
        .args(["-ec", &format!("{root} && {lists}")])
        .env("LC_ALL", "C")
        .current_dir(public)
        .output()
        .expect("a shell")
}

fn built() -> Site {
    let site = Site::new()
        .article(
            "2017/pont.md",
            "+++\nheadline = \"Pont\"\npublished = 2017-10-26\ntags = [\"Crue\", \"سوريا\"]\n+++\nUn texte.\n",
        )
        .file("static/Cartes/à l’est.txt", "est")
        .file("static/cartes/ouest.txt", "ouest")
        .file("static/.well-known/security.txt", "Contact: https://archive.example/\n");
    site.rebuild();
    site
}

#[test]
fn sha256sum_finds_every_file_of_a_built_site_and_every_change() {
    let site = built();
    let public = site.public();
    let done = check(&public);
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}{done:?}");
    let found: BTreeSet<String> = said
        .lines()
        .map(|line| line.strip_suffix(": OK").expect("found whole").to_owned())
        .collect();
    let mut there: BTreeSet<String> = site.output().into_keys().collect();
    assert!(
        there.remove("manifest.sha256"),
        "the root sums itself up not"
    );
    assert_eq!(found, there);

    for changed in ["2017/10/26/pont.html", "index.html", "manifest/2017.sha256"] {
        site.write(&format!("public/{changed}"), "autre");
        assert!(!check(&public).status.success(), "{changed}");
        std::fs::remove_dir_all(&public).expect("removed");
        site.rebuild();
    }
}

#[test]
fn a_page_may_link_to_the_manifest() {
    let site = Site::new().article(
        "copier.md",
        "+++\ntype = \"page\"\nheadline = \"Copier\"\n+++\n[Somme](/manifest.sha256)\n",
    );
    let checked = site.run(Task::Check).expect("checked");
    assert_eq!(all(&checked.warnings), "");
    site.build()
        .expect_page("copier.html", "<a href=\"manifest.sha256\">Somme</a>")
        .expect_silence();
}
