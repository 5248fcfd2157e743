//! Owns what holds of photographs in their further sizes: each is made once, by its content; none is made of what is not
//! shown; what is sensitive stays covered; and no fault of one stops a site.

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use depeche::pipeline::{Clock, Progress, Request, Task, run};

use crate::support::world::photograph;
use crate::support::{NOW, PLAIN, Site, all, files};

const PAGE: &str = "2017/10/26/pont.html";

/// The article of these tests, with this after its head's own lines.
fn article(more: &str) -> String {
    format!(
        "+++\nheadline = \"Le pont\"\npublished = 2017-10-26\nslug = \"pont\"\n{more}\n+++\nUn texte.\n"
    )
}

/// A site with two small sizes of each picture, so that those of the tests may be small too.
fn site(text: &str) -> Site {
    Site::of(&format!("{PLAIN}\n[images]\nwidths = [40, 80]\n"))
        .article("2017/pont.md", text)
        .file("content/2017/pont.jpg", photograph(120, 90, 1))
}

fn shown() -> Site {
    site(&article(
        "media = [{ file = \"pont.jpg\", alt = \"Un pont.\", caption = \"Vue.\" }]",
    ))
}

/// How many pictures a build opened that were not known, and how many files it wrote.
fn opened(site: &Site, task: Task) -> (usize, usize) {
    opened_for(site, task, false)
}

/// The same for the lite edition, or not.
fn opened_for(site: &Site, task: Task, lite: bool) -> (usize, usize) {
    #[derive(Default)]
    struct Ear {
        announced: AtomicUsize,
        all: AtomicUsize,
    }
    impl Progress for Ear {
        fn pages(&self, count: usize) {
            // Pictures are announced before pages, and only where some are opened.
            self.announced
                .store(self.all.swap(count, Ordering::Relaxed), Ordering::Relaxed);
        }
        fn page(&self) {}
    }
    let ear = Ear::default();
    let request = Request {
        root: site.root().to_path_buf(),
        output: None,
        task,
        roles: false,
        lite,
        clock: Clock::new(Some(NOW)).expect("a number"),
    };
    let outcome = run(&request, &ear).expect("built");
    (
        ear.announced.load(Ordering::Relaxed),
        outcome.summary.written,
    )
}

fn pictures(site: &Site) -> BTreeSet<String> {
    let output = site.output().into_keys();
    output.filter(|path| path.starts_with("media/")).collect()
}

fn on_the_shelf(site: &Site) -> usize {
    let shelf = site.root().join(".depeche/pictures");
    match shelf.exists() {
        true => files(&shelf).len(),
        false => 0,
    }
}

#[test]
fn a_photograph_is_shown_in_its_sizes() {
    let built = shown().build();
    let listed: Vec<String> = pictures(&built.site).into_iter().collect();
    assert_eq!(
        listed,
        [
            "media/2017/pont.jpg",
            "media/2017/pont.jpg-40w.webp",
            "media/2017/pont.jpg-80w.jpg",
            "media/2017/pont.jpg-80w.webp",
        ]
    );
    built
        .expect_page(
            PAGE,
            "<source type=\"image/webp\" srcset=\"../../../media/2017/pont.jpg-40w.webp 40w, \
             ../../../media/2017/pont.jpg-80w.webp 80w\" sizes=",
        )
        .expect_page(
            PAGE,
            "<img src=\"../../../media/2017/pont.jpg-80w.jpg\" alt=\"Un pont.\" width=\"120\" height=\"90\" \
             fetchpriority=\"high\" decoding=\"async\">",
        )
        .expect_page(PAGE, "<a class=\"picture\" href=\"../../../media/2017/pont.jpg\">")
        .expect_page(PAGE, "fill=\"#")
        .expect_page(PAGE, "content=\"https://archive.example/media/2017/pont.jpg-80w.jpg\"");
}

#[test]
fn a_photograph_within_the_text_has_its_sizes_too() {
    let text = article("") + "\n![Un pont.](pont.jpg)\n";
    let page = "<figure><a href=\"../../../media/2017/pont.jpg\"><picture><source type=\"image/webp\" \
                srcset=\"../../../media/2017/pont.jpg-40w.webp 40w, ../../../media/2017/pont.jpg-80w.webp 80w\" \
                sizes=\"(min-width: 42rem) 38rem, 100vw\">\
                <img src=\"../../../media/2017/pont.jpg-80w.jpg\" alt=\"Un pont.\" width=\"120\" height=\"90\" \
                loading=\"lazy\" decoding=\"async\"></picture></a></figure>";
    site(&text).build().expect_page(PAGE, page);
    // Where raw HTML stands beside it, all is cleaned, and nobody else names sizes.
    let raw = text
        + "\n<picture><source srcset=\"https://evil.example/a.webp\"><source srcset=\"depeche-ready://evil.example/b\">\
           <img src=\"pont.jpg\" srcset=\"https://evil.example/c.webp\" alt=\"x\"></picture>\n";
    let built = site(&raw).build();
    let whole = built.page(PAGE);
    assert!(
        whole.contains("pont.jpg-40w.webp 40w, ../../../media"),
        "{whole}"
    );
    assert!(!whole.contains("evil"), "{whole}");
}

#[test]
fn what_was_made_once_is_not_made_again() {
    let site = shown();
    assert_eq!(opened(&site, Task::Build).0, 1);
    assert_eq!(opened(&site, Task::Build), (0, 0), "nothing changed");
    // Another name, another article: the same picture.
    fs::rename(
        site.root().join("content/2017/pont.jpg"),
        site.root().join("content/2017/rive.jpg"),
    )
    .expect("renamed");
    site.write(
        "content/2017/pont.md",
        article("media = [{ file = \"rive.jpg\", alt = \"\" }]"),
    );
    assert_eq!(opened(&site, Task::Build).0, 0);
    assert!(pictures(&site).contains("media/2017/rive.jpg-40w.webp"));
    assert!(!pictures(&site).contains("media/2017/pont.jpg-40w.webp"));
    // The output is lost, and what was made is not.
    let before = site.output();
    fs::remove_dir_all(site.public()).expect("removed");
    assert_eq!(opened(&site, Task::Build).0, 0);
    assert_eq!(site.output(), before);
    // All is lost: the same bytes are made again.
    fs::remove_dir_all(site.public()).expect("removed");
    fs::remove_dir_all(site.root().join(".depeche")).expect("removed");
    assert_eq!(opened(&site, Task::Build).0, 1);
    assert_eq!(site.output(), before);
}

#[test]
fn another_photograph_in_its_place_is_made_anew() {
    let site = shown();
    site.rebuild();
    let before = site.output();
    site.write("content/2017/pont.jpg", photograph(120, 90, 2));
    assert_eq!(opened(&site, Task::Build).0, 1);
    let after = site.output();
    let name = "media/2017/pont.jpg-40w.webp";
    assert_ne!(before[name], after[name]);
    assert_eq!(on_the_shelf(&site), 1, "what is shown no more is not kept");
}

#[test]
fn a_damaged_shelf_costs_time_and_nothing_else() {
    let site = shown();
    site.rebuild();
    let before = site.output();
    for file in files(&site.root().join(".depeche/pictures")) {
        fs::write(file, b"garbage").expect("written");
    }
    fs::remove_dir_all(site.public()).expect("removed");
    site.rebuild();
    assert_eq!(site.output(), before);
}

#[test]
fn no_size_is_made_of_what_is_not_public() {
    let media = "media = [{ file = \"pont.jpg\", alt = \"\" }]";
    for status in ["withheld", "draft", "retracted"] {
        let hidden = site(&article(&format!("{media}\nstatus = \"{status}\"")));
        hidden.rebuild();
        assert!(pictures(&hidden).is_empty(), "{status}");
        assert_eq!(on_the_shelf(&hidden), 0, "{status}");
    }
    let site = shown();
    site.rebuild();
    assert_eq!((pictures(&site).len(), on_the_shelf(&site)), (4, 1));
    site.write(
        "content/2017/pont.md",
        article(&format!("{media}\nstatus = \"withheld\"")),
    );
    site.rebuild();
    assert_eq!((pictures(&site).len(), on_the_shelf(&site)), (0, 0));
}

#[test]
fn what_is_sensitive_stays_covered_wherever_it_is_shown() {
    let media = "media = [{ file = \"pont.jpg\", alt = \"Un pont.\", sensitive = true }]";
    let built = site(&(article(media) + "\n![Un pont.](pont.jpg)\n")).build();
    let page = built.page(PAGE);
    assert_eq!(page.matches("<img").count(), 1, "{page}");
    let (before, after) = page
        .split_once("<details class=\"covered\">")
        .expect("covered");
    assert!(!before.contains("pont.jpg"), "{page}");
    assert!(after.contains("pont.jpg-40w.webp 40w"), "{page}");
    assert!(after.contains("loading=\"lazy\""), "{page}");
    assert!(!page.contains("fill=\"#"), "not even its colour is seen");
}

#[test]
fn a_photograph_that_cannot_be_decoded_is_told_of_and_copied_as_it_is() {
    let mut bytes = photograph(120, 90, 1);
    // The tables of its code: as a file it is whole, as a picture it says nothing.
    let table = bytes
        .windows(2)
        .position(|two| two == [0xFF, 0xC4])
        .expect("a table");
    bytes[table + 5..table + 21].fill(0xFF);
    let site = shown().file("content/2017/pont.jpg", &bytes);
    let outcome = site.try_build().expect("built");
    assert_eq!(
        all(&outcome.warnings),
        "warning[media/unscaled]: `content/2017/pont.jpg` cannot be decoded\n \
         --> content/2017/pont.jpg\n  \
         = note: the decoder says: Format error decoding Jpeg: \"Encountered Huffman table with excessive length in DHT\"\n  \
         = help: open it in an image program and save it again\n"
    );
    assert_eq!(
        pictures(&site).into_iter().collect::<Vec<_>>(),
        ["media/2017/pont.jpg"]
    );
    let page = String::from_utf8(site.output()[PAGE].clone()).expect("text");
    assert!(
        page.contains("<img src=\"../../../media/2017/pont.jpg\""),
        "{page}"
    );
    let again = site.try_build().expect("built");
    assert_eq!(
        all(&again.warnings),
        all(&outcome.warnings),
        "it is told each time"
    );
}

#[test]
fn a_file_that_stands_where_a_size_would_is_told_of() {
    let site = shown()
        .file("content/2017/pont.jpg-40w.webp", photograph(8, 8, 1))
        .article(
            "2017/autre.md",
            "+++\nheadline = \"Autre\"\npublished = 2017-10-26\n+++\n[Vue](pont.jpg-40w.webp)\n",
        );
    assert_eq!(
        site.fail(),
        "error[route/collision]: a size of this picture would be written to `media/2017/pont.jpg-40w.webp`\n \
         --> content/2017/pont.jpg\n \
         ::: content/2017/pont.jpg-40w.webp: is already there\n  \
         = help: rename one of the two\n"
    );
}

#[test]
fn a_check_makes_nothing_and_misses_nothing() {
    let site = shown();
    assert_eq!(
        opened(&site, Task::Check).0,
        1,
        "whether it can be decoded has to be known"
    );
    assert_eq!(on_the_shelf(&site), 0);
    let outcome = site.run(Task::Check).expect("checked");
    assert_eq!(all(&outcome.warnings), "");
    site.rebuild();
    assert_eq!(opened(&site, Task::Check).0, 0);
}

#[test]
fn a_site_may_do_without() {
    let site = shown();
    site.write("site.toml", format!("{PLAIN}\n[images]\nenabled = false\n"));
    site.rebuild();
    assert_eq!(
        pictures(&site).into_iter().collect::<Vec<_>>(),
        ["media/2017/pont.jpg"]
    );
    assert_eq!(on_the_shelf(&site), 0);
}

#[test]
fn the_lite_edition_makes_none_and_leaves_those_of_the_other_alone() {
    let site = shown();
    site.rebuild();
    assert_eq!(opened_for(&site, Task::Build, true).0, 0);
    let lite = crate::support::tree_of(&site.root().join("public-lite"));
    assert!(lite.contains_key(PAGE));
    assert!(!lite.keys().any(|path| path.starts_with("media/")));
    assert_eq!(on_the_shelf(&site), 1);
    assert_eq!(opened(&site, Task::Build), (0, 0));
}
