//! Owns the law of one pipeline (law 2) for the preview: an edition that is kept current while files change gives, byte for byte, the
//! files that a clean build writes; and where a build would fail, it does not go on as if nothing were.

use std::collections::BTreeSet;
use std::path::PathBuf;

use depeche::pipeline::{Clock, Edition, Failure, Memories, Reader, Taken, Timings, read_config};
use proptest::prelude::*;

use super::edits::{apply, edit};
use crate::support::world::world;
use crate::support::{NOW, Site, Tree, all, differences, in_words};

fn clock() -> Clock {
    Clock::new(Some(NOW)).expect("a time")
}

fn made(site: &Site, memories: &mut Option<Memories>) -> Result<Edition, Failure> {
    let (config, said) = read_config(site.root())?;
    let memories = memories.get_or_insert_with(|| Memories::open(&config));
    Edition::make(
        config,
        said,
        Reader::Public,
        clock(),
        memories,
        &Timings::default(),
    )
}

/// Makes the folder hold these files; says which ones that touched.
fn sync(site: &Site, before: &Tree, after: &Tree) -> BTreeSet<PathBuf> {
    let mut touched = BTreeSet::new();
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        site.delete(path);
        touched.insert(site.root().join(path));
    }
    for (path, bytes) in after {
        if before.get(path) != Some(bytes) {
            site.write(path, bytes);
            touched.insert(site.root().join(path));
        }
    }
    touched
}

/// Every file that an edition makes.
fn files(edition: &Edition) -> Tree {
    let renderer = edition.renderer();
    let jobs = edition.plan().jobs.iter();
    let each = jobs.filter_map(|(path, job)| {
        let piece = renderer.piece(path, job)?;
        let bytes = piece.make().expect("a file that can be made");
        Some((path.to_string(), bytes))
    });
    each.collect()
}

fn same_as_built(edition: &Edition, tree: &Tree) -> Result<(), TestCaseError> {
    let clean = Site::with(tree);
    let built = clean.try_build();
    prop_assert!(
        built.is_ok(),
        "no build: {}",
        built.map_or_else(|failure| in_words(&failure), |_| String::new())
    );
    let outcome = built.expect("built");
    let mut output = clean.output();
    // The preview packs nothing.
    output.retain(|path, _| !path.ends_with(".gz") && !path.ends_with(".br"));
    output.retain(|path, _| !depeche::output::is_own(path));
    if let Some(difference) = differences(&files(edition), &output) {
        return Err(TestCaseError::fail(format!(
            "shown, then built: {difference}"
        )));
    }
    prop_assert_eq!(all(edition.faults()), all(&outcome.warnings));
    Ok(())
}

proptest! {
    #![proptest_config(crate::config(24))]

    #[test]
    fn what_is_shown_is_what_a_build_writes(
        start in world(),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        let mut world = start;
        let mut tree = world.files();
        let site = Site::with(&tree);
        let mut memories = None;
        let mut edition = made(&site, &mut memories).ok();
        for edit in &edits {
            apply(&mut world, edit);
            let next = world.files();
            let touched = sync(&site, &tree, &next);
            tree = next;
            let taken = match (&mut edition, &mut memories) {
                (Some(edition), Some(memories)) => edition.take_up(&touched, clock(), memories),
                _ => Ok(Taken::Not),
            };
            if !matches!(taken, Ok(Taken::Up | Taken::Nothing)) {
                edition = match made(&site, &mut memories) {
                    Ok(edition) => Some(edition),
                    Err(failure) => {
                        let clean = Site::with(&tree).try_build();
                        let words = clean.err().map(|failure| in_words(&failure));
                        prop_assert_eq!(Some(in_words(&failure)), words);
                        None
                    }
                };
            }
            if let Some(edition) = &edition {
                same_as_built(edition, &tree)?;
            }
        }
    }
}

#[test]
fn a_changed_text_is_taken_up_in_place() {
    let article = |text: &str| {
        format!(
            "+++\nheadline = \"Pont\"\npublished = 2017-10-26\n+++\nPremier paragraphe.\n\n{text}\n"
        )
    };
    let site = Site::new()
        .article("2017/a.md", &article("Suite."))
        .article(
            "2017/b.md",
            "+++\nheadline = \"Autre\"\npublished = 2017-10-27\n+++\nUn texte.\n",
        );
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let mut write = |text: &str| {
        site.write("content/2017/a.md", article(text));
        let touched = BTreeSet::from([site.root().join("content/2017/a.md")]);
        edition.take_up(&touched, clock(), memories).expect("taken")
    };
    assert_eq!(write("Une suite [liée](b.md) et longue."), Taken::Up);
    assert_eq!(write("## Un intertitre\n\nEt la suite."), Taken::Up);
    assert_eq!(
        write("Un lien [vers rien](absent.md)."),
        Taken::Not,
        "a fault is to be told"
    );
}

#[test]
fn what_others_show_is_not_taken_up_in_place() {
    let text = |head: &str| format!("+++\n{head}\npublished = 2017-10-26\n+++\nUn texte.\n");
    let site = Site::new().article("a.md", &text("headline = \"Pont\""));
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let touched = BTreeSet::from([site.root().join("content/a.md")]);
    for head in [
        "headline = \"Route\"",
        "headline = \"Pont\"\ntags = [\"Irak\"]",
        "headline = \"Pont\"\nstatus = \"draft\"",
    ] {
        site.write("content/a.md", text(head));
        let taken = edition.take_up(&touched, clock(), memories).expect("taken");
        assert_eq!(taken, Taken::Not, "{head}");
    }
    site.delete("content/a.md");
    let taken = edition.take_up(&touched, clock(), memories).expect("taken");
    assert_eq!(taken, Taken::Not);
    let came_and_went = BTreeSet::from([
        site.root().join("content/b.md"),
        site.root().join("content/.b.md.swp"),
    ]);
    let taken = edition
        .take_up(&came_and_went, clock(), memories)
        .expect("taken");
    assert_eq!(taken, Taken::Nothing);
}

#[test]
fn a_broken_template_leaves_the_edition_as_it_was() {
    let site = Site::new().article(
        "a.md",
        "+++\nheadline = \"Pont\"\npublished = 2017-10-26\n+++\nUn texte.\n",
    );
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let before = files(&edition);
    for broken in ["{{ article.absent }}", "{% if %}"] {
        site.write("templates/article.html", broken);
        let touched = BTreeSet::from([site.root().join("templates/article.html")]);
        let failed = edition.take_up(&touched, clock(), memories);
        assert!(matches!(failed, Err(Failure::Faults(_))), "{broken}");
        assert_eq!(differences(&files(&edition), &before), None);
    }
    site.write(
        "templates/article.html",
        "<html><head></head><body>{{ article.headline }}</body></html>",
    );
    let touched = BTreeSet::from([site.root().join("templates/article.html")]);
    assert_eq!(
        edition.take_up(&touched, clock(), memories).expect("taken"),
        Taken::Up
    );
    assert_ne!(differences(&files(&edition), &before), None);
}
