//! Owns the law of all or nothing (law 4) against a real kill: the program is killed at many moments of a build, and its
//! output is the old site or the new one, or the next command completes it; built again, it is what a clean build gives.
//! `tests/output_commit.rs` kills each single step of the commit; here the whole program dies.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Site, Tree, differences};

/// What a kill found.
#[derive(Debug, Default)]
struct Tally {
    rounds: usize,
    old: usize,
    new: usize,
    between: usize,
}

/// A site of 40 articles under one of its two titles.
fn config(title: &str) -> String {
    format!("title = \"{title}\"\nbase_url = \"https://archive.example/\"\npage_size = 5\n")
}

fn site(title: &str) -> Site {
    let site = Site::of(&config(title));
    for number in 0..40 {
        let (month, day) = (1 + number % 12, 1 + number % 28);
        let text = format!(
            "+++\nheadline = \"Titre {number}\"\npublished = 2017-{month:02}-{day:02}\ntags = [\"Sujet {}\"]\n+++\nTexte.\n",
            number % 7
        );
        site.write(&format!("content/a{number}.md"), text);
    }
    site
}

/// Builds with the program, and kills it after a while. Whether it was still at it.
fn build_and_kill(site: &Site, after: Duration) -> bool {
    let mut child = site
        .command(&["build", "--quiet"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    std::thread::sleep(after);
    let is_running = child.try_wait().expect("a child").is_none();
    child.kill().expect("killed");
    child.wait().expect("a child");
    is_running
}

/// How long the program takes when nobody kills it.
fn usual(site: &Site) -> Duration {
    let start = Instant::now();
    assert!(
        site.command(&["build", "--quiet"])
            .status()
            .expect("it runs")
            .success()
    );
    start.elapsed()
}

/// The output after a kill is whole, or whole after the next command, whichever that is.
fn look(site: &Site, old: &Tree, new: &Tree, tally: &mut Tally) {
    tally.rounds += 1;
    let found = site.output();
    if found == *old {
        tally.old += 1;
    } else if found == *new {
        tally.new += 1;
    } else {
        tally.between += 1;
        site.command(&["check", "--quiet"])
            .output()
            .expect("it runs");
        let completed = site.output();
        if completed != *old && completed != *new {
            panic!(
                "neither completed nor taken back: {:?}",
                differences(&completed, new)
            );
        }
    }
}

/// What a clean build gives, and nothing left beside it.
fn build_again(site: &Site, new: &Tree) {
    site.rebuild();
    assert_eq!(differences(&site.output(), new), None);
    let mut names: Vec<String> = std::fs::read_dir(site.root())
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, [".depeche", "content", "public", "site.toml"]);
}

/// So many moments, evenly from the start to a little after the end.
fn moments(usual: Duration) -> impl Iterator<Item = Duration> {
    let count = crate::config(4).cases;
    (0..count).map(move |at| usual.mul_f64(1.1) * at / count)
}

#[test]
fn a_first_build_that_is_killed_leaves_nothing_or_all() {
    let new = site("Un").build().output;
    let mut tally = Tally::default();
    for moment in moments(usual(&site("Un"))) {
        let site = site("Un");
        build_and_kill(&site, moment);
        look(&site, &Tree::new(), &new, &mut tally);
        build_again(&site, &new);
    }
    eprintln!("cold: {tally:?}");
    assert_eq!(tally.rounds, tally.old + tally.new + tally.between);
}

#[test]
fn a_build_of_every_page_that_is_killed_leaves_the_old_site_or_the_new() {
    let trees = [site("Un").build().output, site("Deux").build().output];
    let site = site("Un");
    site.rebuild();
    site.write("site.toml", config("Deux"));
    let time = usual(&site);
    let mut tally = Tally::default();
    for (round, moment) in moments(time).enumerate() {
        // The site stands at `Deux` before even rounds, at `Un` before odd ones.
        let (old, new) = if round % 2 == 0 { (1, 0) } else { (0, 1) };
        site.write("site.toml", config(["Un", "Deux"][new]));
        build_and_kill(&site, moment);
        look(&site, &trees[old], &trees[new], &mut tally);
        build_again(&site, &trees[new]);
    }
    eprintln!("all pages: {tally:?}");
}

#[test]
fn a_build_of_few_pages_that_is_killed_leaves_the_old_site_or_the_new() {
    let text = "+++\nheadline = \"Un de plus\"\npublished = 2017-03-03\ntags = [\"Sujet 1\"]\n+++\nTexte.\n";
    let trees = [
        site("Un").build().output,
        site("Un").article("plus.md", text).build().output,
    ];
    let site = site("Un").article("plus.md", text);
    site.rebuild();
    let time = usual(&site);
    let mut tally = Tally::default();
    for (round, moment) in moments(time).enumerate() {
        let (old, new) = if round % 2 == 0 { (1, 0) } else { (0, 1) };
        match new {
            0 => site.delete("content/plus.md"),
            _ => site.write("content/plus.md", text),
        }
        build_and_kill(&site, moment);
        look(&site, &trees[old], &trees[new], &mut tally);
        build_again(&site, &trees[new]);
    }
    eprintln!("few pages: {tally:?}");
}

#[test]
fn a_build_that_is_killed_within_its_commit_is_completed() {
    let trees = [site("Un").build().output, site("Deux").build().output];
    let site = site("Deux");
    site.rebuild();
    let journal = site.root().join(".public.depeche-stage/journal");
    let mut tally = Tally::default();
    for round in 0..crate::config(4).cases {
        let (old, new) = if round % 2 == 0 { (1, 0) } else { (0, 1) };
        site.write("site.toml", config(["Un", "Deux"][new]));
        let mut child = site
            .command(&["build", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        while !journal.exists() && child.try_wait().expect("a child").is_none() {
            std::hint::spin_loop();
        }
        std::thread::sleep(Duration::from_micros(u64::from(round % 12) * 150));
        child.kill().expect("killed");
        child.wait().expect("a child");
        look(&site, &trees[old], &trees[new], &mut tally);
        build_again(&site, &trees[new]);
    }
    eprintln!("within the commit: {tally:?}");
}
