//! Owns the law that what is known is not read again, and that nothing is known that may be otherwise: a run in which no file is another
//! than after the last one opens none, and any change of any file, of the way it is called, or of the day asks for a whole run.

use std::fs;

use depeche::pipeline::{Clock, Outcome, Request, Silence, Stage, Task, run};

use crate::support::{NOW, Site, all, fingerprints};

const ARTICLE: &str =
    "---\nheadline: Un pont rouvre à Mossoul\npublished: 2017-10-26\n---\nLe pont a rouvert.\n";
const EMBARGOED: &str =
    "---\nheadline: Demain\npublished: 2017-10-27\nembargo: 2020-01-01T00:00:00Z\n---\nDemain.\n";

/// A site with a file of each kind, and a warning.
fn site() -> Site {
    let site = Site::of("title = \"Archive\"\n")
        .article("a.md", ARTICLE)
        .article(
            "b.md",
            "---\nheadline: Un autre\npublished: 2017-10-26\n---\nDeux.\n",
        )
        .article("b.toml", "kicker = \"Irak\"\n")
        .article("alone.toml", "kicker = \"Personne\"\n")
        .file("static/style/more.css", "p { margin: 0 }\n")
        .file("templates/parts/own.html", "<p>Rien</p>\n")
        .file("i18n/fr.ftl", "home = Début\n");
    site.age();
    site
}

fn built(site: &Site) -> Outcome {
    built_at(site, NOW, false)
}

fn built_at(site: &Site, now: &str, lite: bool) -> Outcome {
    let request = Request {
        root: site.root().to_path_buf(),
        output: None,
        lite,
        task: Task::Build,
        roles: false,
        clock: Clock::new(Some(now)).expect("a number"),
    };
    run(&request, &Silence).expect("built")
}

/// Whether a run looked no further than at the files' stamps.
fn was_known(outcome: &Outcome) -> bool {
    assert!(
        !outcome.timings.of(Stage::Glance).is_zero(),
        "it looks at every run"
    );
    outcome.timings.of(Stage::Discover).is_zero() && outcome.timings.of(Stage::Amend).is_zero()
}

#[test]
fn a_run_that_has_nothing_to_do_opens_nothing_and_says_the_same() {
    let site = site();
    let first = built(&site);
    assert!(!was_known(&first));
    let private = fingerprints(&site.root().join(".depeche"));
    let public = fingerprints(&site.public());
    let second = built(&site);
    assert!(was_known(&second));
    assert_eq!(all(&first.warnings), all(&second.warnings));
    assert!(
        all(&second.warnings).contains("alone.toml"),
        "a warning is said every time"
    );
    let (one, other) = (&first.summary, &second.summary);
    assert_eq!((one.articles, one.files), (other.articles, other.files));
    assert_eq!(
        (other.written, other.kept, other.removed),
        (0, one.written, 0)
    );
    assert_eq!(fingerprints(&site.public()), public);
    assert_eq!(
        fingerprints(&site.root().join(".depeche")),
        private,
        "nothing is written at all"
    );
}

#[test]
fn every_change_of_a_source_asks_for_a_run() {
    let site = site();
    built(&site);
    let changes: [(&str, Option<&str>); 9] = [
        (
            "content/a.md",
            Some(
                "---\nheadline: Un pont ferme à Mossoul.\npublished: 2017-10-26\n---\nLe pont a rouvert.\n",
            ),
        ),
        (
            "content/2017/c.txt",
            Some("Un titre\n\nUn texte sans rien.\n"),
        ),
        ("content/b.toml", Some("kicker = \"Iran\"\n")),
        ("content/b.md", None),
        ("static/style/more.css", Some("p { margin: 1 }\n")),
        ("static/CNAME", Some("archive.example\n")),
        ("templates/parts/own.html", Some("<p>Tout</p>\n")),
        ("i18n/fr.ftl", Some("home = Debut\n")),
        ("site.toml", Some("title = \"Archives\"\n")),
    ];
    for (path, text) in changes {
        match text {
            Some(text) => site.write(path, text),
            None => site.delete(path),
        }
        site.age();
        assert!(!was_known(&built(&site)), "{path}");
        assert!(was_known(&built(&site)), "{path}, built");
    }
}

#[test]
fn every_change_of_the_site_itself_asks_for_a_run_that_mends_it() {
    let site = site();
    built(&site);
    let whole = site.output();
    let public = site.public();
    let spoil: [(&str, &dyn Fn()); 4] = [
        ("a page with other words", &|| {
            fs::write(public.join("2017.html"), "x").expect("written");
        }),
        ("a page that is gone", &|| {
            fs::remove_file(public.join("2017/10.html")).expect("gone");
        }),
        ("a folder that is gone", &|| {
            fs::remove_dir_all(public.join("2017")).expect("gone");
        }),
        ("all gone", &|| fs::remove_dir_all(&public).expect("gone")),
    ];
    for (what, spoil) in spoil {
        spoil();
        assert!(!was_known(&built(&site)), "{what}");
        assert_eq!(site.output(), whole, "{what}");
        assert!(was_known(&built(&site)), "{what}, mended");
    }
    fs::write(public.join("foreign.txt"), "x").expect("written");
    let told = built(&site);
    assert!(!was_known(&told));
    let again = built(&site);
    assert!(was_known(&again));
    assert!(
        all(&again.warnings).contains("foreign.txt"),
        "a stray is told every time"
    );
}

#[test]
fn an_embargo_that_ends_asks_for_a_run_and_so_does_an_earlier_day() {
    let site = site().article("later.md", EMBARGOED);
    site.age();
    let before = "1577836799"; // one second before 2020
    assert_eq!(built_at(&site, before, false).summary.articles, 2);
    assert!(was_known(&built_at(&site, before, false)));
    let ended = built_at(&site, "1577836800", false);
    assert!(!was_known(&ended));
    assert_eq!(ended.summary.articles, 3);
    let earlier = built_at(&site, before, false);
    assert!(!was_known(&earlier));
    assert_eq!(earlier.summary.articles, 2);
}

#[test]
fn each_edition_is_remembered_by_itself() {
    let site = site();
    built(&site);
    let lite = built_at(&site, NOW, true);
    assert!(!was_known(&lite));
    assert_eq!(
        built_at(&site, NOW, true).summary.output,
        lite.summary.output
    );
    for edition in [true, false] {
        assert!(was_known(&built_at(&site, NOW, edition)));
    }
    // The same edition, into the folder of the other one.
    let config = "title = \"Archive\"\n[edition]\nlite = true\n";
    site.write("site.toml", config);
    assert!(!was_known(&built(&site)));
}

#[test]
fn a_file_written_to_just_before_is_not_believed() {
    let site = site();
    site.write("content/a.md", ARTICLE);
    built(&site);
    assert!(!was_known(&built(&site)));
}

#[test]
fn a_memory_that_is_garbage_is_none() {
    let site = site();
    built(&site);
    let state = site.root().join(".depeche");
    let mut files = fs::read_dir(&state)
        .expect("listed")
        .map(|entry| entry.expect("listed").path());
    let run = files
        .find(|path| path.to_string_lossy().contains("/run-"))
        .expect("remembered");
    let mut bytes = fs::read(&run).expect("read");
    bytes[40] ^= 1;
    fs::write(&run, bytes).expect("written");
    assert!(!was_known(&built(&site)));
    assert!(was_known(&built(&site)));
}

#[test]
#[cfg(unix)]
fn what_a_link_leads_to_may_change_unseen() {
    let site = site();
    std::os::unix::fs::symlink(
        site.root().join("content/a.md"),
        site.root().join("content/link.png"),
    )
    .expect("linked");
    built(&site);
    assert!(!was_known(&built(&site)));
}
