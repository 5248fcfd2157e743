//! Owns the law that old pages stay still (law 6): in an archive like those of newsrooms, one article more changes at most
//! 100 files, and a back-dated one at most 120, however large the archive is and wherever its lists are cut. The files of the
//! manifest are counted apart: there is a list for each folder at the top, and one for each folder that changed is written.

use std::fmt::Write as _;

use crate::support::{Site, Tree};

/// Files that a new article may change.
const NEW: usize = 100;

/// Files that a back-dated article may change.
const BACK_DATED: usize = 120;

/// Lists of the manifest that either may change: one for each folder at the top, of years and of taxonomies.
const LISTS: usize = DAYS as usize / 360 + 7;

/// Numbers that are always the same: a linear congruential generator (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    /// One of `count` names, the first by far the most often, as tags are (Zipf).
    fn name(&mut self, count: u64) -> u64 {
        let weight = |rank: u64| 1_000_000 / (rank + 1);
        let all: u64 = (0..count).map(weight).sum();
        let mut left = self.below(all);
        (0..count)
            .find(|rank| {
                let found = left < weight(*rank);
                left = left.saturating_sub(weight(*rank));
                found
            })
            .unwrap_or(0)
    }

    fn names(&mut self, least: u64, most: u64, of: u64, word: &str) -> Vec<String> {
        let count = least + self.below(most - least + 1);
        let mut names: Vec<String> = (0..count)
            .map(|_| format!("{word} {}", self.name(of)))
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// A day of the fifteen years from 2003 on, by its number.
fn date(day: u64) -> String {
    let (year, rest) = (2003 + day / 360, day % 360);
    format!("{year}-{:02}-{:02}", 1 + rest / 30, 1 + rest % 30 % 28)
}

/// The days of fifteen years.
const DAYS: u64 = 15 * 360;

fn article(dice: &mut Dice, day: u64) -> String {
    let mut text = String::from("+++\n");
    let _ = writeln!(
        text,
        "headline = \"Un titre du {}, {}\"",
        date(day),
        dice.below(1000)
    );
    let _ = writeln!(text, "published = {}", date(day));
    let _ = writeln!(text, "tags = {:?}", dice.names(3, 6, 60, "Sujet"));
    let _ = writeln!(text, "places = {:?}", dice.names(1, 3, 40, "Lieu"));
    let _ = writeln!(text, "people = {:?}", dice.names(0, 2, 40, "Nom"));
    let _ = writeln!(text, "actors = {:?}", dice.names(1, 2, 12, "Groupe"));
    let _ = writeln!(text, "conflicts = {:?}", dice.names(1, 1, 3, "Conflit"));
    let _ = writeln!(text, "agencies = {:?}", dice.names(1, 1, 3, "Agence"));
    text.push_str("+++\nUn paragraphe de quelques mots, sans rien de plus.\n");
    text
}

/// An archive of `count` articles, its days drawn evenly.
fn archive(count: u64, page_size: u64, days: u64, dice: &mut Dice) -> Site {
    let site = Site::of(&format!(
        "title = \"Archive\"\nbase_url = \"https://archive.example/\"\npage_size = {page_size}\n"
    ));
    for number in 0..count {
        let day = dice.below(days);
        site.write(&format!("content/a{number}.md"), article(dice, day));
    }
    site.age();
    site.rebuild();
    site
}

#[allow(
    clippy::print_stderr,
    reason = "the figures, for who asks with --nocapture"
)]
/// The most files that one article more changed, when it is dated as `day` draws.
fn most_changed(
    site: &Site,
    times: u64,
    dice: &mut Dice,
    mut day: impl FnMut(&mut Dice, u64) -> u64,
) -> usize {
    let mut changes = Vec::new();
    for time in 0..times {
        let day = day(dice, time);
        let name = format!("content/b{}-{time}.md", dice.below(1_000_000));
        site.write(&name, article(dice, day));
        let before = lists(site);
        let done = site.rebuild();
        changes.push(done.written + done.removed);
        let after = lists(site);
        let rewritten = after
            .iter()
            .filter(|(path, text)| before.get(*path) != Some(text));
        let rewritten = rewritten.count();
        eprintln!("lists of the manifest: {rewritten} of {}", after.len());
        assert!(rewritten <= LISTS.min(done.written + done.removed));
    }
    changes.sort_unstable();
    eprintln!("changed: {changes:?}");
    changes.last().copied().unwrap_or(0)
}

/// The lists of the manifest.
fn lists(site: &Site) -> Tree {
    let mut output = site.output();
    output.retain(|path, _| path.starts_with("manifest/"));
    output
}

#[test]
fn one_article_more_leaves_old_pages_still() {
    stays_still(300, 20, DAYS);
}

#[test]
fn one_article_more_leaves_the_pages_of_a_crowded_archive_still() {
    // So many articles a month that terms are cut down to days, as in an archive of hundreds of thousands.
    stays_still(150, 3, 90);
}

fn stays_still(count: u64, page_size: u64, days: u64) {
    let times = u64::from(crate::config(4).cases);
    let mut dice = Dice(count);
    let site = archive(count, page_size, days, &mut dice);
    let new = most_changed(&site, times, &mut dice, |_, time| days + time);
    let back = most_changed(&site, 2 * times, &mut dice, |dice, _| dice.below(days));
    assert!(
        new <= NEW,
        "{new} files for a new article among {count}, {page_size} a page"
    );
    assert!(
        back <= BACK_DATED,
        "{back} files for a back-dated article among {count}, {page_size} a page"
    );
}
