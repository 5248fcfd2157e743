//! Owns the forecast: how many files, folders and bytes depeche makes of a plain archive of so many articles, without writing or
//! building one. It draws the heads that the generator would write and counts by the rules of `src/plan`: every day, month and year of
//! the archive has a page, a term has one, and further ones for its years, months and days where it outgrows a page. What a page
//! weighs was measured once, on builds of 1,000 and 10,000 articles, and is written below.
//!
//! `benches/slopes.sh` prints it beside what real builds gave.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use rayon::prelude::*;

use crate::archive::Archive;
use crate::calendar::{self, DAYS};
use crate::dispatch::Head;
use crate::name::Name;

/// Articles that a list takes before it is cut (`page_size`).
const PAGE: u32 = 100;

/// Articles of a feed.
const FEED: u32 = 20;

/// Addresses of a sitemap.
const SITEMAP: u32 = 50_000;

/// What is made for an archive of any size: home, the pages of taxonomies, of lost addresses and of checking, feeds, `robots.txt`,
/// what is listed of the pages and of all sitemaps, style, icon and the manifest's root.
const ONCE: u64 = 1 + 7 + 2 + 2 + 1 + 1 + 2 + 1;

/// Bytes: of a page without its articles, and of each article on it.
struct Weight(f64, f64);

const ARTICLE: f64 = 18_260.0;
const DRAWING: f64 = 728.0;
const DAY: Weight = Weight(5_500.0, 600.0);
const LIST: Weight = Weight(4_700.0, 600.0);
const TERM: Weight = Weight(9_500.0, 710.0);
const FEED_WEIGHT: Weight = Weight(600.0, 770.0);
/// A period that is cut shows its parts and no articles: of a term, and of the whole archive.
const PARTS: f64 = 6_400.0;
const ALL_PARTS: f64 = 43_600.0;
const MANIFEST_LINE: f64 = 96.0;
/// Of an article's address, and of a list's.
const SITEMAP_ENTRY: (f64, f64) = (112.0, 70.0);
const ONCE_WEIGHT: f64 = 280_000.0;

/// What there will be.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Forecast {
    pub files: u64,
    pub folders: u64,
    pub bytes: f64,
    /// Pages that list articles, for the sitemap of lists.
    lists: u64,
}

impl Forecast {
    /// What depeche makes of an archive.
    pub fn new(archive: &Archive) -> Self {
        let counts = Counts::new(archive);
        let mut all = Self {
            files: ONCE,
            bytes: ONCE_WEIGHT,
            // The top, the manifest, and each taxonomy.
            folders: 2 + 7,
            lists: 1 + 7,
        };
        let mut years = 0;
        for (term, (days, has_feed)) in counts.0.iter().enumerate() {
            let cut = cut(days);
            let total: u32 = cut.values().map(Year::count).sum();
            if term == 0 {
                years = cut.len() as u64;
                all.add_calendar(&cut);
            } else if total > 0 {
                all.add_term(&cut, total, *has_feed);
            }
        }
        all.add_articles(archive);
        // A list of the manifest for each year and taxonomy, and one for media.
        let has_media = u64::from(archive.plan.count > 3);
        all.files += years + 7 + has_media;
        all.files += all.lists.div_ceil(u64::from(SITEMAP));
        all.bytes += all.lists as f64 * SITEMAP_ENTRY.1 + all.files as f64 * MANIFEST_LINE;
        all
    }

    fn add_articles(&mut self, archive: &Archive) {
        let count = archive.plan.count;
        self.files += count as u64;
        self.bytes += count as f64 * (ARTICLE + SITEMAP_ENTRY.0);
        let mut months: Vec<String> = (3..count)
            .step_by(10)
            .map(|number| Name::new(number, archive).folder())
            .collect();
        self.files += months.len() as u64;
        self.bytes += months.len() as f64 * DRAWING;
        months.dedup();
        let mut years: Vec<&str> = months.iter().map(|month| &month[..4]).collect();
        years.dedup();
        if !years.is_empty() {
            self.folders += 1 + years.len() as u64 + months.len() as u64;
        }
    }

    /// Every year, month and day of the archive has a page; a folder for each holds the articles and the finer periods.
    fn add_calendar(&mut self, cut: &BTreeMap<i32, Year>) {
        for year in cut.values() {
            self.page(year.count(), ALL_PARTS);
            self.folders += 1;
            // A year of too many articles has a sitemap for each month.
            self.files += match year.count() > SITEMAP {
                true => year.0.len() as u64,
                false => 1,
            };
            for month in year.0.values() {
                self.page(month.iter().sum(), ALL_PARTS);
                self.folders += 1 + month.len() as u64;
                self.days(month, &DAY);
            }
        }
    }

    /// A term has a page, and where it outgrows it further ones for its periods, as deep as it needs.
    fn add_term(&mut self, cut: &BTreeMap<i32, Year>, total: u32, has_feed: bool) {
        self.list(TERM.of(total.min(PAGE)));
        if has_feed {
            self.files += 1;
            self.bytes += FEED_WEIGHT.of(total.min(FEED));
        }
        if total <= PAGE {
            return;
        }
        self.folders += 1;
        for year in cut.values() {
            self.page(year.count(), PARTS);
            if year.count() <= PAGE {
                continue;
            }
            self.folders += 1;
            for month in year.0.values() {
                let count: u32 = month.iter().sum();
                self.page(count, PARTS);
                if count > PAGE {
                    self.folders += 1;
                    self.days(month, &LIST);
                }
            }
        }
    }

    /// A page of a period: its articles, or its parts where they are too many.
    fn page(&mut self, count: u32, parts: f64) {
        self.list(match count > PAGE {
            true => parts,
            false => LIST.of(count),
        });
    }

    fn list(&mut self, bytes: f64) {
        self.files += 1;
        self.lists += 1;
        self.bytes += bytes;
    }

    fn days(&mut self, days: &[u32], weight: &Weight) {
        self.files += days.len() as u64;
        self.lists += days.len() as u64;
        self.bytes += days.iter().map(|count| weight.of(*count)).sum::<f64>();
    }
}

impl Weight {
    fn of(&self, count: u32) -> f64 {
        self.0 + self.1 * f64::from(count)
    }
}

/// The articles of a year, by month and by day of those that have any.
#[derive(Default)]
struct Year(BTreeMap<u32, Vec<u32>>);

impl Year {
    fn count(&self) -> u32 {
        self.0.values().flatten().sum()
    }
}

fn cut(days: &[u32]) -> BTreeMap<i32, Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for (day, count) in days.iter().enumerate().filter(|(_, count)| **count > 0) {
        let date = calendar::date(day);
        let year = years.entry(date.year()).or_default();
        year.0.entry(date.month()).or_default().push(*count);
    }
    years
}

/// How many articles each day has: of the whole archive first, then of each term, with whether the term has a feed.
struct Counts(Vec<(Vec<u32>, bool)>);

impl Counts {
    fn new(archive: &Archive) -> Self {
        let parts = rayon::current_num_threads();
        let size = archive.plan.count.div_ceil(parts).max(1);
        let counted: Vec<Drawn<'_>> = (0..parts)
            .into_par_iter()
            .map(|part| {
                let mut drawn = Drawn::default();
                for number in part * size..((part + 1) * size).min(archive.plan.count) {
                    drawn.add(number, archive);
                }
                drawn
            })
            .collect();
        let mut all: BTreeMap<Term<'_>, Vec<u32>> = BTreeMap::new();
        for (term, days) in counted.into_iter().flat_map(|drawn| drawn.0) {
            let sums = all.entry(term).or_insert_with(|| vec![0; DAYS]);
            for (sum, more) in sums.iter_mut().zip(days) {
                *sum += more;
            }
        }
        let has_feed = |(taxonomy, _): &Term<'_>| [TAGS, CONFLICTS].contains(taxonomy);
        // The whole archive sorts first.
        Self(
            all.into_iter()
                .map(|(term, days)| (days, has_feed(&term)))
                .collect(),
        )
    }
}

/// A term: its taxonomy by number, and its name. The whole archive is number 0.
type Term<'a> = (u8, &'a str);

const ALL: u8 = 0;
const TAGS: u8 = 1;
const CONFLICTS: u8 = 5;

/// The articles of each term and day that one thread drew.
#[derive(Default)]
struct Drawn<'a>(HashMap<Term<'a>, Vec<u32>>);

impl<'a> Drawn<'a> {
    fn add(&mut self, number: usize, archive: &'a Archive) {
        let name = Name::new(number, archive);
        let head = Head::new(&name, archive);
        let day = calendar::day(name.date).min(DAYS - 1);
        let mut count = |taxonomy: u8, term: &'a str| {
            let days = self
                .0
                .entry((taxonomy, term))
                .or_insert_with(|| vec![0; DAYS]);
            days[day] += 1;
        };
        count(ALL, "");
        for tag in head.tags {
            count(TAGS, tag);
        }
        for (_, place) in head.places {
            count(2, place);
        }
        for person in head.people {
            count(3, person);
        }
        for actor in head.actors {
            count(4, actor);
        }
        count(CONFLICTS, head.conflict);
        count(6, head.agency);
        count(7, name.words().language);
    }
}
