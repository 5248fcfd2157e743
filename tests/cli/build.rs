//! Owns the tests of `depeche build` and `depeche check` as commands: what they say when all is well, and their exit codes.

use serde_json::json;

use super::harness::{Folder, Ran};

/// Without the seconds that it took, which no two runs share.
fn timeless(ran: &Ran) -> String {
    let (before, rest) = ran.err.rsplit_once(" (").expect("a time");
    let (seconds, after) = rest.split_once(" s)").expect("a time");
    assert!(seconds.parse::<f64>().is_ok(), "{}", ran.err);
    format!("{before}{after}")
}

#[test]
fn a_build_says_what_it_did_and_prints_nothing() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    let first = site.run(&["build"]).fine().prints("");
    // The files of the manifest are not counted among those that they list.
    let files = site.files();
    let built = files.iter().filter_map(|file| file.strip_prefix("public/"));
    let files = built.filter(|file| !depeche::output::is_own(file)).count();
    assert_eq!(
        timeless(&first),
        format!("1 article in `public`: {files} files written, 0 kept, 0 removed, 0 warnings\n")
    );
    let second = site.run(&["build"]).fine();
    assert_eq!(
        timeless(&second),
        format!("1 article in `public`: 0 files written, {files} kept, 0 removed, 0 warnings\n")
    );
}

#[test]
fn it_says_where_the_time_went_when_it_is_asked() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    assert!(!site.run(&["build"]).fine().err.contains("render"));
    let told = site.run(&["build", "--timings"]).fine().prints("").err;
    let view = told.lines().find(|line| line.starts_with("view "));
    let view = view.expect("the stage is told");
    assert!(view.ends_with(" s  all threads added up"), "{view}");
    let data = site.run(&["build", "--timings", "--json"]).fine().json();
    let stages = data["timings"].as_array().expect("a list");
    let spent = |name: &str| {
        let mut stages = stages.iter();
        let stage = stages.find(|stage| stage["stage"] == name);
        stage.expect("the stage is told")["seconds"].as_f64()
    };
    assert!(spent("glance") > Some(0.0));
    // The article was written just now, so its text alone is read once more.
    assert!(spent("amend") > Some(0.0));
    assert_eq!(spent("render"), Some(0.0), "nothing had changed");
    assert!(site.run(&["build", "--json"]).fine().json()["timings"].is_null());
}

#[test]
fn it_builds_from_within_the_archive_and_from_afar() {
    let site = Folder::site()
        .with_article("content/2017/un.md", "Un", "")
        .with("elsewhere/a", "");
    site.run_in("content/2017", &["build"]).fine();
    site.run_in("elsewhere", &["build", "--root", ".."]).fine();
    site.run_in("elsewhere", &["--root", "..", "build", "--output", "out"])
        .fine();
    assert!(site.has("public/2017/10/26/un.html"));
    assert!(site.has("elsewhere/out/2017/10/26/un.html"));
}

#[test]
fn an_embargo_is_awaited() {
    let keys = "embargo = 2017-11-23T06:00:00+01:00\n";
    let site = Folder::site().with_article("content/un.md", "Un", keys);
    let ran = site.run(&["build"]).fine();
    assert!(
        ran.err
            .ends_with("the next embargo ends at 2017-11-23 05:00 UTC\n"),
        "{}",
        ran.err
    );
    assert!(!site.has("public/2017/10/26/un.html"));
    let data = site.run(&["build", "--json"]).fine().json();
    assert_eq!(data["summary"]["next_embargo"], 1_511_413_200);
    let later = site.at("1511413200");
    assert!(!later.run(&["build"]).fine().err.contains("embargo"));
    assert!(later.has("public/2017/10/26/un.html"));
}

#[test]
fn warnings_stop_no_build_and_fail_a_check() {
    let site = Folder::site().with("content/2017/un.md", "Un texte sans titre.\n");
    let built = site.run(&["build"]).fine();
    assert!(
        timeless(&built).contains("0 kept, 0 removed, 1 warning\n"),
        "{}",
        built.err
    );
    let checked = site.run(&["check"]).code(1).prints("");
    assert!(
        timeless(&checked).ends_with(": 1 fault\n"),
        "{}",
        checked.err
    );
    assert_eq!(site.run(&["check", "--json"]).code(1).json()["ok"], false);
}

#[test]
fn a_check_writes_nothing() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["check"]).fine();
    assert!(!site.has("public"));
}

#[test]
fn machines_get_all_of_it_as_data() {
    let site = Folder::site().with("content/2017/un.md", "Un texte sans titre.\n");
    let data = site
        .run(&["build", "--json", "--quiet"])
        .fine()
        .says("")
        .json();
    assert_eq!(data["ok"], true);
    assert_eq!(data["summary"]["articles"], 1);
    assert!(data["summary"]["seconds"].is_number());
    assert_eq!(
        data["diagnostics"],
        json!([{
            "code": "article/no-headline",
            "severity": "warning",
            "message": "no headline: the first words stand in",
            "place": { "path": "content/2017/un.md" },
            "label": null,
            "others": [],
            "notes": [],
            "help": "state `headline` in the front matter or in a sidecar",
        }])
    );
}

#[test]
fn a_quiet_build_shows_faults_alone() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["build", "-q"]).fine().prints("").says("");
    site.write("content/2017/deux.md", "Un texte sans titre.\n");
    site.run(&["build", "-q"]).fine().prints("").says(
        "warning[article/no-headline]: no headline: the first words stand in\n \
         --> content/2017/deux.md\n  \
         = help: state `headline` in the front matter or in a sidecar\n\n",
    );
}

#[test]
fn a_withdrawn_article_is_gone_after_the_next_build() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["build"]).fine();
    site.write(
        "content/un.md",
        "+++\nheadline = \"Un\"\npublished = 2017-10-26\nstatus = \"withheld\"\n+++\nTexte.\n",
    );
    let ran = site.run(&["build", "--json"]).fine().json();
    assert_ne!(ran["summary"]["removed"], 0);
    assert!(!site.has("public/2017/10/26/un.html"));
}

#[test]
fn the_whole_site_is_packed_into_one_file_that_stays_the_same() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    let ran = site.run(&["build", "--zip"]).fine();
    let file = site.path("site.zip");
    let told = format!("the whole site is in `{}`\n", file.display());
    assert!(ran.err.ends_with(&told), "{}", ran.err);
    let packed = std::fs::read(&file).expect("a file");
    let mut names: Vec<String> = zip::ZipArchive::new(std::io::Cursor::new(&packed))
        .expect("a zip")
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    names.sort();
    let built: Vec<String> = site
        .files()
        .iter()
        .filter_map(|file| Some(file.strip_prefix("public/")?.to_owned()))
        .collect();
    assert_eq!(names, built);
    std::fs::remove_file(&file).expect("gone");
    site.run(&["build", "--zip", "site.zip"]).fine();
    assert_eq!(std::fs::read(&file).expect("a file"), packed);
    site.run(&["build", "--zip", "copie.tar.zst"]).fine();
    assert!(site.has("copie.tar.zst"));
}

#[test]
fn a_file_that_is_not_ours_or_would_be_a_source_is_not_written() {
    let site = Folder::site()
        .with_article("content/un.md", "Un", "")
        .with("thesis.zip", "years of work");
    let refused = site.run(&["build", "--zip", "thesis.zip"]).code(2);
    assert!(
        refused.err.contains("error[publish/foreign]: "),
        "{}",
        refused.err
    );
    assert_eq!(site.read("thesis.zip"), "years of work");
    for (place, told) in [
        ("site.rar", "error: `--zip` names `site.rar`\n"),
        (
            "static/site.zip",
            "error: `static/site.zip` would lie among the site's own sources\n",
        ),
        (
            "public/site.zip",
            "error: the file would lie in the site that it is to hold\n",
        ),
    ] {
        let refused = site.run(&["build", "--zip", place]).code(2);
        assert!(refused.err.contains(told), "{}", refused.err);
        assert!(!site.has(place));
    }
}
