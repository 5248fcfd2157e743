//! Owns the law of the shortest way: a text whose change no other page can tell is made again alone, to the same bytes as a clean build;
//! and whatever another page could tell, or is in doubt, asks for a whole run.

use std::fs;

use depeche::pipeline::{Clock, Outcome, Request, Silence, Stage, Task, run};
use proptest::prelude::*;

use crate::edits::{Edit, apply, edit};
use crate::support::world::world;
use crate::support::{NOW, Site, Tree, all, differences, fingerprints};

const LONG: &str = "Le bureau des routes a annoncé que le pont du nord serait fermé aux camions jusqu'à la fin du mois, et que deux de ses piles \
    seraient reprises. Un marchand a dit au journal qu'il passerait par la rive droite. Le maire a rappelé que le péage paierait les travaux, \
    comme après la crue de l'autre année, et que nul autre pont n'était menacé. ";

/// A text in which nothing but the last words is told nowhere else.
fn text(headline: &str, more: &str, last: &str) -> String {
    format!("---\nheadline: {headline}\npublished: 2017-10-26\n{more}---\n{LONG}\n\n{last}\n")
}

fn files() -> Tree {
    let plain = |path: &str, text: String| (format!("content/{path}"), text.into_bytes());
    let site = "title = \"Archive\"\nlanguages = [\"fr\", \"ar\"]\n";
    let mut files = Tree::from([
        ("site.toml".to_owned(), site.into()),
        (
            "static/carte.gif".to_owned(),
            crate::support::world::gif(1, "carte"),
        ),
        (
            "content/vue.gif".to_owned(),
            crate::support::world::gif(2, "vue"),
        ),
        plain("a.md", text("Un pont ferme", "tags: [ponts]\n", "Fin.")),
        plain(
            "b.md",
            text(
                "Un pont rouvre",
                "tags: [ponts]\ntranslations: deux\n",
                "![Vue](vue.gif)\n\nVoir [a](a.md).",
            ),
        ),
        plain(
            "c.txt",
            format!(
                "Un titre en clair\n\nPar Anne Exemple\n\nRAWA, 26 octobre 2017 (Agence) - {LONG}\n\n{LONG}\n\nFin.\n"
            ),
        ),
        plain(
            "e.md",
            text("Avec chapeau", "standfirst: En deux mots.\n", "Fin."),
        ),
        plain("d.md", text("Avec fiche", "", "Fin.")),
        plain("d.toml", "kicker = \"Irak\"\n".to_owned()),
        plain("alone.toml", "kicker = \"Personne\"\n".to_owned()),
        plain(
            "qui.md",
            "---\nheadline: Qui nous sommes\ntype: page\n---\nNous.\n".to_owned(),
        ),
        plain(
            "brouillon.md",
            text("Pas encore", "status: draft\n", "Fin."),
        ),
    ]);
    for day in 1..9 {
        let text = text(&format!("Jour {day}"), "tags: [ponts, jours]\n", "Fin.");
        files.insert(format!("content/jours/{day}.md"), text.into_bytes());
    }
    files
}

fn built(site: &Site) -> Outcome {
    site.try_build()
        .unwrap_or_else(|failure| panic!("{}", crate::support::in_words(&failure)))
}

/// What an editor does to a text.
type Change = dyn Fn(&str) -> String;

/// Whether a run made the pages of changed texts, and looked at nothing else.
fn was_amended(outcome: &Outcome) -> bool {
    !outcome.timings.of(Stage::Amend).is_zero() && outcome.timings.of(Stage::Discover).is_zero()
}

/// Writes a text in the place of another, and says whether the build that follows was the short one. The site is that of a clean build.
fn edited(site: &Site, files: &mut Tree, path: &str, change: impl Fn(&str) -> String) -> bool {
    let path = format!("content/{path}");
    let before = String::from_utf8(files[&path].clone()).expect("text");
    let after = change(&before);
    assert_ne!(before, after, "{path}");
    site.write(&path, &after);
    site.age();
    files.insert(path.clone(), after.into_bytes());
    let outcome = built(site);
    let clean = Site::with(files);
    let told = built(&clean);
    assert_eq!(differences(&site.output(), &clean.output()), None, "{path}");
    assert_eq!(all(&outcome.warnings), all(&told.warnings), "{path}");
    assert_eq!(outcome.summary.files, told.summary.files, "{path}");
    assert_eq!(outcome.summary.articles, told.summary.articles, "{path}");
    was_amended(&outcome)
}

fn started() -> (Site, Tree) {
    let files = files();
    let site = Site::with(&files);
    site.age();
    built(&site);
    (site, files)
}

#[test]
fn last_words_that_nobody_else_tells_are_changed_alone() {
    let (site, mut files) = started();
    let first = |text: &str| text.replace("Le bureau des routes a annoncé", "Le bureau annonce");
    assert!(
        edited(&site, &mut files, "e.md", first),
        "lists have a standfirst in the place of first words"
    );
    for path in ["a.md", "b.md", "c.txt", "d.md", "jours/4.md", "qui.md"] {
        assert!(
            edited(&site, &mut files, path, |text| format!(
                "{text}\nEt encore.\n"
            )),
            "{path}"
        );
        let again = built(&site);
        assert!(again.timings.of(Stage::Open) > std::time::Duration::ZERO);
        assert_eq!((again.summary.written, again.summary.removed), (0, 0));
        assert!(
            again.timings.of(Stage::Amend).is_zero(),
            "{path}: all is known"
        );
    }
}

#[test]
fn one_page_is_written_and_the_lists_that_name_its_sum() {
    let (site, _) = started();
    let before = fingerprints(&site.public());
    site.write(
        "content/jours/4.md",
        text("Jour 4", "tags: [ponts, jours]\n", "Fin, dit-on."),
    );
    site.age();
    let outcome = built(&site);
    assert!(was_amended(&outcome));
    assert_eq!(outcome.summary.written, 1);
    let after = fingerprints(&site.public());
    let changed = after
        .iter()
        .filter(|(path, print)| before.get(*path) != Some(print));
    let changed: Vec<&str> = changed.map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        changed,
        [
            "2017/10/26/4.html",
            "manifest.sha256",
            "manifest/2017.sha256"
        ]
    );
}

#[test]
fn what_another_page_could_tell_asks_for_a_whole_run() {
    let (site, mut files) = started();
    let edits: [(&str, &str, &Change); 10] = [
        ("the first words", "a.md", &|text| {
            text.replace("Le bureau des routes a annoncé", "Le bureau annonce")
        }),
        ("the headline", "a.md", &|text| {
            text.replace("Un pont", "Le pont")
        }),
        ("a term", "a.md", &|text| {
            text.replace("[ponts]", "[ponts, routes]")
        }),
        ("a date", "a.md", &|text| {
            text.replace("2017-10-26", "2017-10-25")
        }),
        ("a heading", "a.md", &|text| {
            format!("{text}\n## Deux\n\nSuite.\n")
        }),
        ("a link", "a.md", &|text| {
            format!("{text}\nVoir [b](b.md).\n")
        }),
        ("a link that leads nowhere", "a.md", &|text| {
            format!("{text}\nVoir [z](zz.md).\n")
        }),
        ("what was warned of", "a.md", &|text| {
            text.replace("zz.md", "b.md")
        }),
        ("a sidecar", "d.toml", &|text| text.replace("Irak", "Iran")),
        ("what is not public", "brouillon.md", &|text| {
            format!("{text}\nEncore.\n")
        }),
    ];
    for (what, path, edit) in edits {
        assert!(!edited(&site, &mut files, path, edit), "{what}");
    }
    let public = |text: &str| text.replace("status: draft\n", "");
    assert!(!edited(&site, &mut files, "brouillon.md", public));
    let withheld = |text: &str| text.replace("tags: [ponts, jours]\n", "status: withheld\n");
    assert!(!edited(&site, &mut files, "jours/4.md", withheld));
    assert!(
        edited(&site, &mut files, "a.md", |text| format!(
            "{text}\nÀ la fin.\n"
        )),
        "and the next is short again"
    );
}

#[test]
fn a_file_that_comes_or_goes_and_one_that_is_no_text_ask_for_a_whole_run() {
    let (site, _) = started();
    let changes: [(&str, Option<&[u8]>); 6] = [
        (
            "content/neuf.md",
            Some(b"---\nheadline: Neuf\npublished: 2017-10-27\n---\nNeuf.\n"),
        ),
        ("content/jours/5.md", None),
        ("content/neuf/neuf.gif", Some(b"x")),
        (
            "content/vue.gif",
            Some(&crate::support::world::gif(3, "vue")),
        ),
        (
            "static/carte.gif",
            Some(&crate::support::world::gif(3, "carte")),
        ),
        ("content/d.toml", Some(b"kicker = \"Iran\"\n")),
    ];
    for (path, bytes) in changes {
        match bytes {
            Some(bytes) => site.write(path, bytes),
            None => site.delete(path),
        }
        site.age();
        assert!(!was_amended(&built(&site)), "{path}");
    }
}

#[test]
fn a_text_written_to_just_now_is_read_again_until_its_stamp_is_believed() {
    let (site, _) = started();
    let path = "content/jours/4.md";
    let write = |last: &str| site.write(path, text("Jour 4", "tags: [ponts, jours]\n", last));
    write("Fin, un.");
    assert!(was_amended(&built(&site)));
    let again = built(&site);
    assert!(
        was_amended(&again),
        "it may have changed within one tick of the clock"
    );
    assert_eq!(again.summary.written, 0);
    write("Fin: un.");
    let third = built(&site);
    assert!(was_amended(&third));
    assert_eq!(third.summary.written, 1);
    site.age();
    built(&site);
    assert!(
        built(&site).timings.of(Stage::Amend).is_zero(),
        "now all is known"
    );
}

#[test]
fn what_another_output_knows_already_is_told_to_this_one_too() {
    let (site, mut files) = started();
    let into = |output: &str| {
        let request = Request {
            root: site.root().to_path_buf(),
            output: Some(site.root().join(output)),
            lite: false,
            task: Task::Build,
            roles: false,
            clock: Clock::new(Some(NOW)).expect("a number"),
        };
        run(&request, &Silence).expect("built")
    };
    into("elsewhere");
    built(&site);
    let headline = |text: &str| text.replace("Jour 4", "Journal 4");
    let path = "content/jours/4.md";
    let changed = headline(std::str::from_utf8(&files[path]).expect("text"));
    site.write(path, &changed);
    files.insert(path.to_owned(), changed.into_bytes());
    site.age();
    into("elsewhere");
    assert!(
        !was_amended(&built(&site)),
        "the other output has the new headline, this one not"
    );
    let clean = Site::with(&files).build().site;
    assert_eq!(differences(&site.output(), &clean.output()), None);
    let last = |text: &str| format!("{text}\nEt encore.\n");
    assert!(edited(&site, &mut files, "a.md", last));
}

#[test]
fn several_texts_are_made_again_at_once_and_many_are_left_to_a_whole_run() {
    let (site, mut files) = started();
    for day in 1..9 {
        let text = text(
            &format!("Jour {day}"),
            "tags: [ponts, jours]\n",
            "Fin de la série.",
        );
        site.write(&format!("content/jours/{day}.md"), &text);
        files.insert(format!("content/jours/{day}.md"), text.into_bytes());
    }
    site.age();
    let outcome = built(&site);
    assert!(was_amended(&outcome));
    assert_eq!(outcome.summary.written, 8);
    assert_eq!(
        differences(&site.output(), &Site::with(&files).build().site.output()),
        None
    );
}

#[test]
fn a_site_that_was_touched_or_a_memory_that_is_garbage_asks_for_a_whole_run() {
    let (site, mut files) = started();
    let more = |text: &str| format!("{text}\nEncore.\n");
    let state = site.root().join(".depeche");
    let spoil: [(&str, &dyn Fn()); 3] = [
        ("a page", &|| {
            fs::write(site.public().join("2017.html"), "x").expect("written");
        }),
        ("what stood around", &|| garble(&state.join("around"), "")),
        ("what was seen", &|| garble(&state.join("seen"), "")),
    ];
    for (what, spoil) in spoil {
        spoil();
        assert!(!edited(&site, &mut files, "a.md", more), "{what}");
        assert!(
            edited(&site, &mut files, "a.md", more),
            "{what}, made again"
        );
    }
}

#[test]
fn a_whole_run_finds_what_was_made_alone_as_it_is_and_makes_all_again_where_the_memory_of_it_is_garbage()
 {
    let (site, mut files) = started();
    let more = |text: &str| format!("{text}\nEncore.\n");
    let state = site.root().join(".depeche");
    let whole = || {
        garble(&state, "run-");
        let outcome = built(&site);
        assert!(!was_amended(&outcome));
        assert_eq!((outcome.summary.written, outcome.summary.removed), (0, 0));
        // What had to be made to be compared.
        !outcome.timings.of(Stage::Render).is_zero()
    };
    for path in ["a.md", "b.md", "a.md"] {
        assert!(edited(&site, &mut files, path, more));
    }
    assert!(!whole(), "every file is known");
    assert!(edited(&site, &mut files, "b.md", more));
    garble(&state, "output-");
    assert!(edited(&site, &mut files, "a.md", more), "it is not read");
    assert!(whole());
    assert!(!whole(), "and now it is mended");
    assert!(edited(&site, &mut files, "b.md", more));
    assert!(!whole());
}

/// Changes a byte in the middle of every file of that beginning in a folder.
fn garble(folder: &std::path::Path, beginning: &str) {
    let entries = fs::read_dir(folder).expect("listed");
    for entry in entries.map(|entry| entry.expect("listed")) {
        if !entry.file_name().to_string_lossy().starts_with(beginning) {
            continue;
        }
        let mut bytes = fs::read(entry.path()).expect("read");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(entry.path(), bytes).expect("written");
    }
}

#[test]
fn a_site_that_is_packed_or_weighed_is_made_by_whole_runs() {
    for more in [
        "[hosting]\ncompress = [\"gz\"]\n",
        "[edition]\nbudget = 500\n",
    ] {
        let mut files = files();
        let site = format!("title = \"Archive\"\n{more}");
        files.insert("site.toml".to_owned(), site.into_bytes());
        let site = Site::with(&files);
        site.age();
        built(&site);
        assert!(
            !edited(&site, &mut files, "a.md", |text| format!(
                "{text}\nEncore.\n"
            )),
            "{more}"
        );
    }
}

proptest! {
    #![proptest_config(crate::config(8))]

    #[test]
    fn any_row_of_last_words_and_other_edits_gives_a_clean_site(
        mut world in world(),
        edits in prop::collection::vec(
            prop_oneof![3 => (0..12usize, 0..8u8).prop_map(|(at, value)| Edit::End(at, value)), 1 => edit()],
            2..7,
        ),
    ) {
        let mut files = world.files();
        let site = Site::with(&files);
        site.age();
        let _ = site.try_build();
        for edit in &edits {
            apply(&mut world, edit);
            let after = world.files();
            crate::edits::sync(&site, &files, &after);
            site.age();
            files = after;
            crate::edits::same_as_clean(&site, &files)?;
        }
    }
}
