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

/// Two articles and a page, of which one article is linked to by its headline, and a picture.
fn linked() -> Site {
    let text = |headline: &str, more: &str| {
        format!("+++\nheadline = \"{headline}\"\npublished = 2017-10-26\n{more}+++\nUn texte.\n")
    };
    Site::new()
        .article("a.md", &text("Pont", "tags = [\"Irak\"]\n"))
        .article("b.md", &text("Route", "related = [\"Péage\", \"Bac\"]\n"))
        .article("c.md", &text("Péage", ""))
        .article(
            "page.md",
            "+++\nheadline = \"Nous\"\ntype = \"page\"\n+++\nNous.\n",
        )
        .file("content/vue.gif", crate::support::world::gif(1, "vue"))
}

/// Writes a text, and says whether it was taken up in place; the edition is that of a clean build then.
fn taken(
    site: &Site,
    edition: &mut Edition,
    memories: &mut Memories,
    path: &str,
    text: &str,
) -> bool {
    site.write(path, text);
    let touched = BTreeSet::from([site.root().join(path)]);
    let taken = edition.take_up(&touched, clock(), memories).expect("taken");
    if taken == Taken::Up {
        let tree = crate::support::tree_of(site.root());
        same_as_built(edition, &tree).expect("the same");
    }
    taken == Taken::Up
}

#[test]
fn what_an_article_says_is_taken_up_in_place_and_by_whoever_shows_its_card() {
    let site = linked();
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    for more in [
        "headline = \"Pont rouvert\"",
        "headline = \"Pont rouvert\"\nkicker = \"Irak\"",
        "headline = \"Autre\"\nkicker = \"Irak\"\nstandfirst = \"En deux mots.\"",
        "headline = \"Autre\"\nbyline = \"Anne Exemple\"\nwarnings = [\"graphic\"]",
        "headline = \"Autre\"\ncasualties = [{ kind = \"killed\", best = 3 }]\nmodified = 2018-01-01",
        "headline = \"Autre\"\nrelated = [\"Route\"]\ncorrections = [{ text = \"Un mot.\" }]",
        "headline = \"Pont\"\nrelated = [\"Pont\"]",
        "headline = \"Route\"\nrelated = [\"Route\"]",
        "headline = \"Pont\"\nrelated = [\"Route\"]",
    ] {
        let text =
            format!("+++\n{more}\ntags = [\"Irak\"]\npublished = 2017-10-26\n+++\nUn texte.\n");
        let path = "content/a.md";
        assert!(taken(&site, &mut edition, memories, path, &text), "{more}");
    }
    let page = "+++\nheadline = \"Qui nous sommes\"\ntype = \"page\"\n+++\nNous.\n";
    assert!(taken(
        &site,
        &mut edition,
        memories,
        "content/page.md",
        page
    ));
}

#[test]
fn words_by_which_others_are_called_are_not_taken_up_in_place() {
    for (path, headline) in [("a.md", "Bac"), ("a.md", "péage !"), ("c.md", "Péages")] {
        let site = linked();
        let mut memories = None;
        let mut edition = made(&site, &mut memories).expect("an edition");
        let memories = memories.as_mut().expect("memories");
        let path = format!("content/{path}");
        let before = std::fs::read_to_string(site.root().join(&path)).expect("read");
        let (own, _) = before[16..].split_once('"').expect("a headline");
        let text = before.replacen(own, headline, 1);
        assert!(
            !taken(&site, &mut edition, memories, &path, &text),
            "{headline}"
        );
    }
}

#[test]
fn a_picture_that_is_shown_now_is_not_taken_up_in_place() {
    let text = |more: &str| {
        format!(
            "+++\nheadline = \"Pont\"\npublished = 2017-10-26\nmedia = [{{ poster = \"vue.gif\", caption = \"Vue\" }}]\n+++\nUn texte.\n\n{more}\n"
        )
    };
    let site = linked().article("a.md", &text(""));
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let path = "content/a.md";
    assert!(taken(&site, &mut edition, memories, path, &text("Suite.")));
    assert!(!taken(
        &site,
        &mut edition,
        memories,
        path,
        &text("![Vue](vue.gif)")
    ));
}

#[test]
fn a_place_within_the_text_itself_is_looked_for_in_the_new_text() {
    let text = |more: &str| {
        format!("+++\nheadline = \"Pont\"\npublished = 2017-10-26\n+++\nUn texte.\n\n{more}\n")
    };
    let site = Site::new().article("a.md", &text("## Suite\n\nFin."));
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let path = "content/a.md";
    let gone = text("Voir [là](#suite).");
    assert!(
        !taken(&site, &mut edition, memories, path, &gone),
        "a fault is to be told"
    );
    let there = text("## Fin\n\nVoir [là](#fin).");
    assert!(taken(&site, &mut edition, memories, path, &there));
}

#[test]
fn what_moves_an_article_is_not_taken_up_in_place() {
    let text = |head: &str| format!("+++\n{head}\npublished = 2017-10-26\n+++\nUn texte.\n");
    let site = Site::new().article("a.md", &text("headline = \"Pont\""));
    let mut memories = None;
    let mut edition = made(&site, &mut memories).expect("an edition");
    let memories = memories.as_mut().expect("memories");
    let touched = BTreeSet::from([site.root().join("content/a.md")]);
    for head in [
        "headline = \"Pont\"\nslug = \"route\"",
        "headline = \"Pont\"\ntags = [\"Irak\"]",
        "headline = \"Pont\"\nevent = 2017-10-25",
        "headline = \"Pont\"\nlanguage = \"ar\"",
        "headline = \"Pont\"\ntranslations = \"deux\"",
        "headline = \"Pont\"\naliases = [\"/ancien\"]",
        "headline = \"Pont\"\nstatus = \"retracted\"",
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
