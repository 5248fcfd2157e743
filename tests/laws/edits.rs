//! Owns the law of one result (law 1): whatever was edited, an incremental build gives, byte for byte, what a clean build
//! gives elsewhere; and where nothing changed, nothing is written.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::support::world::{IMAGES, Piece, World, piece, world};
use crate::support::{Site, Tree, all, differences, fingerprints};

/// One change to a site.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    Put(usize, Box<Piece>),
    /// A small change of one field, as an editor makes it.
    Touch(usize, u8, u8),
    Delete(usize),
    /// Other last words of a text.
    End(usize, u8),
    /// What its card and its page say of it, and nothing that moves it.
    Say(usize, u8),
    Title(u8),
    PageSize(u8),
    Address,
    Template(u8),
    Words(u8),
    Style(u8),
    Image(usize, u8),
    Nothing,
}

pub(super) fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        2 => (0..12usize, piece()).prop_map(|(at, piece)| Edit::Put(at, Box::new(piece))),
        6 => (0..12usize, 0..12u8, 0..8u8).prop_map(|(at, field, value)| Edit::Touch(at, field, value)),
        2 => (0..12usize).prop_map(Edit::Delete),
        4 => (0..12usize, 0..8u8).prop_map(|(at, value)| Edit::End(at, value)),
        4 => (0..12usize, 0..9u8).prop_map(|(at, value)| Edit::Say(at, value)),
        1 => (0..3u8).prop_map(Edit::Title),
        1 => (1..5u8).prop_map(Edit::PageSize),
        1 => Just(Edit::Address),
        1 => (0..3u8).prop_map(Edit::Template),
        1 => (0..3u8).prop_map(Edit::Words),
        1 => (0..3u8).prop_map(Edit::Style),
        2 => (0..IMAGES, 0..3u8).prop_map(|(at, variant)| Edit::Image(at, variant)),
        1 => Just(Edit::Nothing),
    ]
}

pub(super) fn apply(world: &mut World, edit: &Edit) {
    match edit {
        Edit::Put(at, piece) => {
            world.pieces.insert(*at, (**piece).clone());
        }
        Edit::Touch(at, field, value) => {
            if let Some(piece) = one_of(world, *at) {
                touch(piece, *field, *value);
            }
        }
        Edit::End(at, value) => {
            if let Some(piece) = one_of(world, *at) {
                piece.end = *value;
            }
        }
        Edit::Say(at, value) => {
            if let Some(piece) = one_of(world, *at) {
                piece.said = *value;
            }
        }
        Edit::Delete(at) => {
            world.pieces.remove(at);
        }
        Edit::Title(value) => world.title = *value,
        Edit::PageSize(value) => world.page_size = *value,
        Edit::Address => world.has_address = !world.has_address,
        Edit::Template(value) => world.template = *value,
        Edit::Words(value) => world.words = *value,
        Edit::Style(value) => world.style = *value,
        Edit::Image(at, variant) => world.images[*at] = *variant,
        Edit::Nothing => {}
    }
}

fn one_of(world: &mut World, at: usize) -> Option<&mut Piece> {
    let count = world.pieces.len().max(1);
    world.pieces.values_mut().nth(at % count)
}

fn touch(piece: &mut Piece, field: u8, value: u8) {
    use crate::support::world::Status::{Draft, Published, Retracted, Withheld};
    match field {
        0 => piece.body = value,
        1 => piece.headline = value,
        2 => piece.tags = vec![value],
        3 => piece.places = vec![value, value / 2],
        4 => piece.date = value,
        5 => piece.status = [Published, Draft, Withheld, Retracted][usize::from(value) % 4],
        6 => piece.folder = value % 3,
        7 => piece.group = value % 4,
        8 => piece.language = value % 4,
        9 => piece.image = value,
        10 => piece.links = vec![(value, value + 1)],
        _ => piece.flags ^= 1 << value,
    }
}

/// Makes the folder hold these files, and no others of the site's own.
pub(super) fn sync(site: &Site, before: &Tree, after: &Tree) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        site.delete(path);
    }
    for (path, bytes) in after {
        if before.get(path) != Some(bytes) {
            site.write(path, bytes);
        }
    }
}

pub(super) fn same_as_clean(site: &Site, files: &Tree) -> Result<(), TestCaseError> {
    let clean = Site::with(files);
    match (site.try_build(), clean.try_build()) {
        (Ok(one), Ok(other)) => {
            if let Some(difference) = differences(&site.output(), &clean.output()) {
                return Err(TestCaseError::fail(format!(
                    "incremental, then clean: {difference}"
                )));
            }
            prop_assert_eq!(all(&one.warnings), all(&other.warnings));
            prop_assert_eq!(one.summary.articles, other.summary.articles);
            prop_assert_eq!(one.summary.files, other.summary.files);
        }
        (Err(one), Err(other)) => {
            prop_assert_eq!(
                crate::support::in_words(&one),
                crate::support::in_words(&other)
            );
        }
        (one, other) => {
            let words = |result: Result<_, depeche::pipeline::Failure>| {
                result.map_or_else(
                    |failure| crate::support::in_words(&failure),
                    |_| "fine".to_owned(),
                )
            };
            return Err(TestCaseError::fail(format!(
                "incremental: {}\nclean: {}",
                words(one.map(drop)),
                words(other.map(drop))
            )));
        }
    }
    Ok(())
}

fn nothing_is_written_again(site: &Site) -> Result<(), TestCaseError> {
    let before = fingerprints(&site.public());
    let summary = site.rebuild();
    prop_assert_eq!((summary.written, summary.removed), (0, 0));
    prop_assert_eq!(before, fingerprints(&site.public()));
    Ok(())
}

#[test]
fn most_random_archives_build() {
    let mut fine = 0;
    let mut said = String::new();
    for seed in 0..20 {
        let world = crate::sample(world(), seed);
        match Site::with(&world.files()).try_build() {
            Ok(_) => fine += 1,
            Err(failure) => said.push_str(&crate::support::in_words(&failure)),
        }
    }
    assert!(fine > 15, "{fine} of 20:\n{said}");
}

proptest! {
    #![proptest_config(crate::config(12))]

    #[test]
    fn an_incremental_build_is_a_clean_one(
        start in world(),
        edits in prop::collection::vec(edit(), 1..6),
        believed: bool,
    ) {
        let mut world = start;
        let mut files = world.files();
        let site = Site::with(&files);
        if believed {
            site.age();
        }
        let mut works = site.try_build().is_ok();
        for edit in &edits {
            apply(&mut world, edit);
            let after = world.files();
            sync(&site, &files, &after);
            if believed {
                site.age();
            }
            files = after;
            same_as_clean(&site, &files)?;
            works = site.public().exists();
        }
        if works && site.try_build().is_ok() {
            nothing_is_written_again(&site)?;
        }
    }
}

#[test]
fn what_was_read_is_remembered_and_believed() {
    let site = crate::sample(world(), 3);
    let site = Site::with(&site.files()).article("a.md", ARTICLE);
    site.age();
    site.rebuild();
    let remembered = || fingerprints(&site.root().join(".depeche"));
    let first = remembered();
    let heads = |files: &BTreeMap<String, String>| -> Vec<(String, String)> {
        let heads = files.iter().filter(|(name, _)| name.starts_with("heads/"));
        heads
            .map(|(name, stamp)| (name.clone(), stamp.clone()))
            .collect()
    };
    assert!(!heads(&first).is_empty() && first.keys().any(|name| name.starts_with("media/")));
    site.rebuild();
    assert_eq!(
        remembered(),
        first,
        "all was known, so nothing was to be remembered"
    );
    site.write("content/a.md", ARTICLE.replace("rouvert", "coupé"));
    site.rebuild();
    let (before, after) = (heads(&first), heads(&remembered()));
    let changed = after.iter().filter(|head| !before.contains(head));
    assert_eq!(changed.count(), 1, "and no more than what changed");
}

const ARTICLE: &str =
    "+++\nheadline = \"Un pont rouvert\"\npublished = 2017-10-26\n+++\nLe pont est rouvert.\n";

#[test]
fn a_file_of_the_same_length_and_time_is_seen_to_have_changed() {
    let site = Site::new().article("a.md", ARTICLE);
    site.age();
    site.rebuild();
    let before = std::fs::metadata(site.root().join("content/a.md")).expect("a file");
    site.write("content/a.md", ARTICLE.replace("rouvert", "effondr"));
    let file = std::fs::File::options()
        .append(true)
        .open(site.root().join("content/a.md"));
    let time = before.modified().expect("a time");
    file.and_then(|file| file.set_modified(time))
        .expect("set back");
    site.build()
        .expect_page("2017/10/26/a.html", "Le pont est effondr.");
}

#[test]
fn a_memory_that_is_garbage_or_gone_changes_nothing() {
    let files = crate::sample(world(), 3).files();
    let site = Site::with(&files);
    site.age();
    let built = site.build();
    let state = built.site.root().join(".depeche");
    let remembered = fingerprints(&state);
    for folder in ["heads/", "media/"] {
        let of_it = |name: &&String| name.starts_with(folder);
        let name = remembered.keys().find(of_it).expect("remembered");
        let bytes = std::fs::read(state.join(name)).expect("read");
        for damaged in [&b"garbage"[..], b"", &bytes[..bytes.len() / 2]] {
            built.site.write(&format!(".depeche/{name}"), damaged);
            // Without it, nothing would be read.
            let runs = remembered.keys().filter(|name| name.starts_with("run-"));
            runs.for_each(|run| built.site.delete(&format!(".depeche/{run}")));
            let summary = built.site.rebuild();
            assert_eq!((summary.written, summary.removed), (0, 0), "{name}");
        }
    }
    std::fs::remove_dir_all(built.site.root().join(".depeche")).expect("deleted");
    let summary = built.site.rebuild();
    assert_eq!((summary.written, summary.removed), (0, 0));
}

#[test]
fn a_file_that_moves_between_content_and_static_is_looked_at_anew() {
    let shown = "+++\nheadline = \"Un plan\"\npublished = 2017-10-26\n+++\n[Le plan](plan.csv)\n";
    let csv = "nom,valeur\r\n\u{FEFF}a,1\n";
    let site = Site::new()
        .article("a.md", shown)
        .file("content/plan.csv", csv);
    site.rebuild();
    site.delete("content/plan.csv");
    site.write("static/media/plan.csv", csv);
    site.write("content/a.md", shown.replace("plan.csv", "/media/plan.csv"));
    let files = Tree::from([
        ("site.toml".to_owned(), crate::support::PLAIN.into()),
        ("static/media/plan.csv".to_owned(), csv.into()),
        (
            "content/a.md".to_owned(),
            shown.replace("plan.csv", "/media/plan.csv").into(),
        ),
    ]);
    same_as_clean(&site, &files).expect("the same");
}

#[test]
fn a_page_follows_what_it_links_to_and_shows_and_no_more() {
    let dated = |year: u32, rest: &str| {
        format!("+++\nheadline = \"De {year}\"\npublished = {year}-05-05\n{rest}")
    };
    let mut files = Tree::from([
        ("site.toml".to_owned(), crate::support::PLAIN.into()),
        (
            "content/loin.md".to_owned(),
            dated(2001, "+++\nTexte.\n").into(),
        ),
        (
            "content/vue.gif".to_owned(),
            crate::support::world::gif(1, "note"),
        ),
    ]);
    for year in 2002..2008 {
        let path = format!("content/a{year}.md");
        files.insert(path, dated(year, "+++\nTexte.\n").into());
    }
    let linking = "related = [\"loin-1\"]\n+++\nVoir [loin](loin.md) et ![vue](vue.gif).\n";
    files.insert("content/z.md".to_owned(), dated(2010, linking).into());
    let site = Site::with(&files);
    site.age();
    site.rebuild();
    let changes: [(&str, Vec<u8>); 4] = [
        (
            "content/loin.md",
            dated(2001, "slug = \"ailleurs\"\n+++\nTexte.\n").into(),
        ),
        (
            "content/loin.md",
            dated(2001, "id = \"loin-1\"\n+++\nTexte.\n").into(),
        ),
        (
            "content/loin.md",
            dated(2001, "status = \"withheld\"\n+++\nTexte.\n").into(),
        ),
        ("content/vue.gif", crate::support::world::gif(3, "note")),
    ];
    for (path, bytes) in changes {
        site.write(path, &bytes);
        files.insert(path.to_owned(), bytes);
        let before = site.output();
        same_as_clean(&site, &files).expect("the same");
        let after = site.output();
        let page = "2010/05/05/z.html";
        assert_ne!(before[page], after[page], "{path}");
        let still = "2006/05/05/a2006.html";
        assert_eq!(before[still], after[still], "{path}");
    }
}
