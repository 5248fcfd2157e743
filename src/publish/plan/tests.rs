//! Owns the tests of the plan: which changes it names, why, and in which phase.

use std::fs;

use super::*;
use crate::output::Entry;
use crate::output::locate;
use crate::publish::site::Roles;

const ARTICLE: &str = "2017/10/26/al-qaim.html";

/// A site of these files, its articles by path and id, with the folder that it lies in.
fn site(files: &[(&str, &str)], stories: &[(&str, Story)]) -> (Site, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut entries = Vec::new();
    let mut roles = Roles::default();
    for (path, text) in files {
        let place = locate(folder.path(), path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(&place, text).expect("written");
        entries.push(Entry {
            path: (*path).into(),
            sum: Sum::of(text.as_bytes()),
        });
        let role = match path {
            path if route::names_list(path) || path.ends_with(".xml") => Role::Index,
            path if path.ends_with(".html") => Role::Page,
            _ => Role::Asset,
        };
        roles.files.insert((*path).to_owned(), role);
    }
    for (path, story) in stories {
        roles.stories.insert((*path).to_owned(), story.clone());
    }
    let written = Manifest::new(entries).written();
    fs::create_dir(folder.path().join("manifest")).expect("made");
    for (path, text) in &written.lists {
        fs::write(locate(folder.path(), path), text).expect("written");
    }
    fs::write(folder.path().join(ROOT), &written.root).expect("written");
    let site = Site::open(folder.path(), roles).expect("a site");
    (site, folder)
}

fn story(id: &str) -> Story {
    Story {
        id: id.to_owned(),
        retracted: false,
        redactions: 0,
    }
}

fn there(site: &Site) -> There {
    There {
        manifest: Some(site.manifest().clone()),
        signature: site.signature().map(str::to_owned),
        unfinished: BTreeSet::new(),
    }
}

/// The changes besides those of the manifest, a line each.
fn told(plan: &Plan) -> Vec<String> {
    let own = |change: &&Change| !crate::output::is_own(&change.path);
    plan.changes
        .iter()
        .filter(own)
        .map(
            |Change {
                 phase,
                 what,
                 path,
                 reason,
                 ..
             }| format!("{phase:?} {what:?} {path}: {reason}"),
        )
        .collect()
}

fn plan(site: &Site, there: &There, record: Option<&Record>) -> Plan {
    Plan::new("here", site, there, record, &Tombstones::default())
}

#[test]
fn a_first_publishing_brings_all_in_the_order_that_readers_need() {
    let files = [
        ("index.html", "home"),
        (ARTICLE, "text"),
        ("style.css", "css"),
    ];
    let (site, _folder) = site(&files, &[(ARTICLE, story("a"))]);
    let plan = plan(&site, &There::default(), None);
    let paths: Vec<&str> = plan
        .changes
        .iter()
        .map(|change| change.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "style.css",
            ARTICLE,
            "index.html",
            "manifest/2017.sha256",
            "manifest.sha256"
        ]
    );
    assert!(
        plan.changes
            .iter()
            .all(|change| change.what == What::Add && change.reason == Reason::New)
    );
    let root = site.written().root.len() as u64;
    let list = site.written().lists["manifest/2017.sha256"].len() as u64;
    assert_eq!(plan.to_bring(), (5, 4 + 4 + 3 + root + list));
    assert_eq!((plan.articles_there, plan.articles_here), (0, 1));
}

#[test]
fn the_same_site_has_an_empty_plan() {
    let (site, _folder) = site(&[("index.html", "home")], &[]);
    assert!(plan(&site, &there(&site), None).is_empty());
}

#[test]
fn a_size_of_a_photograph_is_withdrawn_only_with_it() {
    let size = "media/a.jpg-480w.webp";
    let (before, _one) = site(&[("media/a.jpg", "x"), (size, "small")], &[]);
    for (files, reason) in [
        (&[("media/a.jpg", "x")][..], "not part of the site any more"),
        (&[("media/a.jpg", "another")], "withdrawn"),
        (&[], "withdrawn"),
    ] {
        let (after, _two) = site(files, &[]);
        let told = told(&plan(&after, &there(&before), None));
        let of = |line: &&String| line.contains(size);
        let line = told.iter().find(of).map(String::as_str).unwrap_or_default();
        assert!(line.ends_with(&format!("{size}: {reason}")), "{told:?}");
    }
}

#[test]
fn what_was_withdrawn_goes_first_and_takes_all_other_removals_along() {
    let (before, _one) = site(
        &[
            ("index.html", "al-Qaim"),
            (ARTICLE, "text"),
            ("tags/a.html", "list"),
            ("media/a.jpg", "x"),
        ],
        &[(ARTICLE, story("a"))],
    );
    let (after, _two) = site(&[("index.html", "empty")], &[]);
    for record in [None, Some(Record::of(&before))] {
        let plan = plan(&after, &there(&before), record.as_ref());
        assert_eq!(
            told(&plan),
            [
                format!("Takedown Remove {ARTICLE}: withdrawn"),
                "Takedown Remove media/a.jpg: withdrawn".into(),
                "Takedown Remove tags/a.html: not part of the site any more".into(),
                "Indexes Change index.html: other content".into(),
            ]
        );
        assert_eq!(plan.articles_removed, 1);
        let sizes: Vec<Option<u64>> = plan
            .phase(Phase::Takedown)
            .map(|change| change.bytes)
            .collect();
        assert_eq!(sizes.iter().all(Option::is_some), record.is_some());
    }
}

#[test]
fn an_article_that_stands_elsewhere_now_goes_last() {
    let (before, _one) = site(&[(ARTICLE, "text")], &[(ARTICLE, story("a"))]);
    let (after, _two) = site(
        &[("2017/10/27/al-qaim.html", "text")],
        &[("2017/10/27/al-qaim.html", story("a"))],
    );
    let plan = plan(&after, &there(&before), Some(&Record::of(&before)));
    assert_eq!(
        told(&plan),
        [
            "Pages Add 2017/10/27/al-qaim.html: new".to_owned(),
            format!("Removals Remove {ARTICLE}: stands elsewhere now"),
        ]
    );
    assert_eq!(plan.articles_removed, 0);
}

#[test]
fn a_former_address_that_goes_takes_nothing_down() {
    let (before, _one) = site(&[("old/a.html", "it moved"), ("index.html", "home")], &[]);
    let (after, _two) = site(&[("index.html", "home")], &[]);
    let known = plan(&after, &there(&before), Some(&Record::of(&before)));
    assert_eq!(
        told(&known),
        ["Removals Remove old/a.html: not part of the site any more"]
    );
    let unknown = plan(&after, &there(&before), None);
    assert_eq!(told(&unknown), ["Takedown Remove old/a.html: withdrawn"]);
}

#[test]
fn a_page_that_says_less_goes_first_once() {
    let whole = story("a");
    let redacted = Story {
        redactions: 1,
        ..story("a")
    };
    let retracted = Story {
        retracted: true,
        ..story("a")
    };
    let sibling = format!("{ARTICLE}.gz");
    for (now, told_as) in [(redacted, "redacted"), (retracted, "retracted")] {
        let (before, _one) = site(
            &[(ARTICLE, "text"), (&sibling, "t")],
            &[(ARTICLE, whole.clone())],
        );
        let (after, _two) = site(
            &[(ARTICLE, "less"), (&sibling, "l")],
            &[(ARTICLE, now.clone())],
        );
        let first = plan(&after, &there(&before), Some(&Record::of(&before)));
        let expected = [
            format!("Takedown Change {ARTICLE}: {told_as}"),
            format!("Takedown Change {sibling}: {told_as}"),
        ];
        assert_eq!(told(&first), expected);
        assert_eq!(
            told(&plan(&after, &there(&before), None)),
            expected,
            "and where nothing is remembered"
        );
        let (later, _three) = site(
            &[(ARTICLE, "less, newly set"), (&sibling, "l")],
            &[(ARTICLE, now)],
        );
        let second = plan(&later, &there(&after), Some(&Record::of(&after)));
        assert_eq!(
            told(&second),
            [format!("Pages Change {ARTICLE}: other content")]
        );
    }
}

#[test]
fn an_article_whose_place_another_takes_is_withdrawn() {
    let (before, _one) = site(&[(ARTICLE, "text")], &[(ARTICLE, story("a"))]);
    let (after, _two) = site(&[(ARTICLE, "other")], &[(ARTICLE, story("b"))]);
    let plan = plan(&after, &there(&before), Some(&Record::of(&before)));
    assert_eq!(
        told(&plan),
        [format!("Takedown Change {ARTICLE}: withdrawn")]
    );
}

#[test]
fn what_a_cut_run_left_goes_unless_it_is_part_of_the_site() {
    let (site, _folder) = site(&[("a.css", "a"), ("b.css", "b")], &[]);
    let mut there = there(&site);
    there.manifest = None;
    there.unfinished = ["a.css", ROOT, "2017/10/26/x.html"]
        .map(str::to_owned)
        .into();
    assert_eq!(
        told(&plan(&site, &there, None)),
        [
            "Takedown Remove 2017/10/26/x.html: left by a run that was cut short",
            "Assets Add a.css: new",
            "Assets Add b.css: new",
        ]
    );
}

#[test]
fn what_was_taken_down_is_told_when_it_comes_back() {
    let (site, _folder) = site(&[(ARTICLE, "text")], &[(ARTICLE, story("a"))]);
    let mut tombstones = Tombstones::default();
    tombstones.add(ARTICLE, 2, "2026-11-23", None);
    let plan = Plan::new("here", &site, &There::default(), None, &tombstones);
    assert_eq!(
        told(&plan),
        [format!(
            "Pages Add {ARTICLE}: was taken down, and comes back"
        )]
    );
}

#[test]
fn a_plan_is_named_by_all_that_it_does() {
    let (one, _one) = site(&[("index.html", "one")], &[]);
    let (two, _two) = site(&[("index.html", "two")], &[]);
    let empty = There::default();
    let hash = plan(&one, &empty, None).hash();
    assert_eq!(hash.len(), 16);
    assert_eq!(plan(&one, &empty, None).hash(), hash);
    for other in [plan(&two, &empty, None), plan(&one, &there(&two), None)] {
        assert_ne!(other.hash(), hash);
    }
    let elsewhere = Plan::new("there", &one, &empty, None, &Tombstones::default());
    assert_ne!(elsewhere.hash(), hash);
}

#[test]
fn a_signature_is_brought_beside_the_root_and_goes_with_the_key() {
    let (plain, _folder) = site(&[("index.html", "one")], &[]);
    let (again, _again) = site(&[("index.html", "one")], &[]);
    let signed = again.signed("signature".into());
    let changes = plan(&signed, &there(&plain), None).changes;
    let said: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(said, [SIGNATURE]);
    let unsigned = plan(&plain, &there(&signed), None).changes;
    assert_eq!(unsigned[0].what, What::Remove);
}
