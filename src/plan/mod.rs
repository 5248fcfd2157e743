//! Owns which pages, feeds and files exist, each at its path, and that no two stand in one place. It renders nothing and
//! reads nothing.

mod collide;
mod finder;
mod links;
mod pictures;

pub use finder::Names;
pub use links::{Target, Targets};
pub use pictures::Sizes;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::archive::{Archive, Found, Head, Ix, TermId, Years};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::hosting::{self, HostFile};
use crate::model::{CalendarDay, Size, Taxonomy};
use crate::route::{OutPath, Route};
use finder::Finder;

/// Addresses that one sitemap may hold (sitemaps.org, protocol 0.9).
pub const SITEMAP_LIMIT: usize = 50_000;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// An article's page.
    Article(Ix),
    /// A page outside the indexes: its place in `Archive::pages`.
    Page(usize),
    /// The home page.
    Home,
    /// A year, a month or a day of the archive.
    Calendar(CalendarDay),
    /// The articles without a date.
    Undated,
    /// All terms of a taxonomy.
    Taxonomy(Taxonomy),
    /// A term, or a period of it.
    Term(TermId, Option<CalendarDay>),
    /// The page for addresses that lead nowhere.
    NotFound,
    /// How to check a copy of the site.
    Verify,
    /// A former address, and where it leads now.
    Redirect(OutPath),
    /// The newest articles in Atom.
    Atom,
    /// The newest articles in JSON Feed.
    JsonFeed,
    /// The newest articles of a term in Atom.
    TermAtom(TermId),
    /// All sitemaps.
    SitemapIndex,
    /// A part of the addresses.
    Sitemap(Vec<OutPath>),
    /// What crawlers may do.
    Robots,
    /// What the site's host is to do.
    ForHost(HostFile),
    /// A file beside a source, by its path in the content folder.
    Media(String),
    /// A static file, by its path in the static folder.
    Static(String),
    /// A further size of a picture.
    Picture {
        /// Where the picture itself stands.
        of: OutPath,
        /// Which size.
        size: Size,
    },
}

impl Job {
    /// The article or page whose page it is, if it is one's.
    pub fn place(&self) -> Option<Found> {
        match self {
            Self::Article(ix) => Some(Found::Article(*ix)),
            Self::Page(at) => Some(Found::Page(*at)),
            _ => None,
        }
    }
}

/// All that will exist.
#[derive(Debug)]
pub struct Plan {
    /// Every file but the manifest, by path.
    pub jobs: BTreeMap<OutPath, Job>,
    /// Where each article stands, by its place in the archive.
    pub articles: Vec<OutPath>,
    /// Where each page stands, by its place in the archive.
    pub pages: Vec<OutPath>,
    /// The cut of each term that outgrows a page.
    pub cuts: BTreeMap<TermId, Years>,
    /// What links and media lead to.
    pub targets: Targets,
    /// The further sizes of pictures, once it is known what the pictures are.
    pictures: BTreeMap<OutPath, Sizes>,
    /// The years, months and days that have a page: each date on a page asks.
    periods: HashSet<CalendarDay>,
}

/// What lies on the disk besides sources, by path.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// Files of the content folder that an article may refer to.
    pub content: &'a [String],
    /// Static files of the theme and of the site.
    pub statics: &'a [String],
}

impl Plan {
    /// Plans a site. Collisions and names that no file system takes are faults.
    pub fn new(archive: &Archive, config: &Config, files: Files<'_>) -> (Self, Diagnostics) {
        let (plan, _, faults) = Self::with_names(archive, config, files);
        (plan, faults)
    }

    /// The same, with the names by which a changed text's links are settled again.
    pub fn with_names(
        archive: &Archive,
        config: &Config,
        files: Files<'_>,
    ) -> (Self, Names, Diagnostics) {
        let articles: Vec<OutPath> = archive
            .articles()
            .iter()
            .map(|head| Route::of(&head.article).path())
            .collect();
        let pages: Vec<OutPath> = archive
            .pages()
            .iter()
            .map(|head| Route::of(&head.article).path())
            .collect();
        // Of all that is planned only the media ask what links lead to.
        let settle = || {
            let names = Names::new(archive, &articles, &pages, files);
            let (targets, faults) = Targets::find(Finder {
                names: &names,
                archive,
                articles: &articles,
                pages: &pages,
            });
            (names, targets, faults)
        };
        let draft = || {
            let cuts = cut_terms(archive, config.page_size);
            let draft = draft(archive, config, files, &cuts, (&articles, &pages));
            (cuts, draft)
        };
        let ((names, targets, mut faults), (cuts, mut draft)) = rayon::join(settle, draft);
        faults.extend(unread_documents(files, &targets));
        for path in targets.media() {
            let place = Route::Media(path.clone()).path();
            if config.edition.lite && hosting::is_shown_or_played(place.as_str()) {
                continue;
            }
            draft.put(place, Job::Media(path.clone()));
        }
        for path in files.statics {
            draft.put(
                Route::Static(path.clone()).path(),
                Job::Static(path.clone()),
            );
        }
        add_aliases(&mut draft, archive, &articles, &pages);
        // A site that says itself how it is checked keeps its own page, or whatever else it has there.
        if draft.is_free(&Route::Verify.path()) {
            draft.put(Route::Verify.path(), Job::Verify);
        }
        let (jobs, collisions) = draft.finish();
        faults.append(collisions);
        let periods = jobs.values().filter_map(|job| match job {
            Job::Calendar(date) => Some(*date),
            _ => None,
        });
        let plan = Self {
            periods: periods.collect(),
            jobs,
            articles,
            pages,
            cuts,
            targets,
            pictures: BTreeMap::new(),
        };
        (plan, names, faults)
    }

    /// Settles the links of an article or a page anew that has another head in the archive than `before`, which it stands as. Says whether
    /// that changed nothing else of the plan, and no fault is to be told; if not, the plan is as it was.
    pub fn settle_again(
        &mut self,
        archive: &Archive,
        names: &Names,
        before: &Head,
        place: Found,
    ) -> bool {
        let finder = Finder {
            names,
            archive,
            articles: &self.articles,
            pages: &self.pages,
        };
        self.targets.settle_again(before, archive.at(place), finder)
    }

    /// Whether any link leads to a place within the page at `path`.
    pub fn leads_within(&self, path: &OutPath) -> bool {
        self.targets.leads_within(path)
    }

    /// Whether a year, a month or a day has a page.
    pub fn has_period(&self, date: CalendarDay) -> bool {
        self.periods.contains(&date)
    }

    /// Where an article stands.
    pub fn article(&self, ix: Ix) -> &OutPath {
        &self.articles[ix.at()]
    }
}

/// All that stands by itself, whatever links lead to. Articles and pages come first: what else would stand in their place is at fault.
fn draft<'a>(
    archive: &'a Archive,
    config: &Config,
    files: Files<'_>,
    cuts: &BTreeMap<TermId, Years>,
    (articles, pages): (&[OutPath], &[OutPath]),
) -> collide::Draft<'a> {
    let mut draft = collide::Draft::new(archive, config.content.compat);
    for (ix, _) in archive.indexed() {
        draft.put(articles[ix.at()].clone(), Job::Article(ix));
    }
    for (at, path) in pages.iter().enumerate() {
        draft.put(path.clone(), Job::Page(at));
    }
    add_lists(&mut draft, archive, cuts, config.page_size);
    if config.base_url.is_some() {
        add_feeds(&mut draft, archive);
        add_sitemaps(&mut draft, archive, articles, pages);
    }
    // A site that has its own rules for crawlers keeps them.
    if !files.statics.iter().any(|path| path == "robots.txt") {
        draft.put(Route::Robots.path(), Job::Robots);
    }
    let for_hosts: BTreeSet<HostFile> = config
        .hosting
        .headers
        .iter()
        .filter_map(|host| host.file())
        .collect();
    for file in for_hosts {
        // What the site states itself is better known to it.
        if !files.statics.iter().any(|path| path == file.path()) {
            draft.put(Route::ForHost(file).path(), Job::ForHost(file));
        }
    }
    draft.put(Route::NotFound.path(), Job::NotFound);
    draft
}

/// Documents in the content folder that somebody may take for articles, and that no article refers to: a word of each, so
/// that none is thought to be in the archive.
fn unread_documents(files: Files<'_>, targets: &Targets) -> Vec<Diagnostic> {
    const DOCUMENTS: &[&str] = &[
        "html", "htm", "mdx", "rst", "adoc", "org", "text", "docx", "doc", "odt", "rtf", "pdf",
        "eml", "xml",
    ];
    let is_document = |path: &&String| {
        let extension = path.rsplit('.').next().unwrap_or_default();
        DOCUMENTS.contains(&extension.to_lowercase().as_str())
    };
    files
        .content
        .iter()
        .filter(is_document)
        .filter(|path| !targets.is_copied(path))
        .map(|path| {
            Diagnostic::new(Code::SourceIgnored, "a document that depeche does not read")
                .at(Place::file(format!("content/{path}")))
                .help("save it as Markdown (`.md`) or as plain text (`.txt`)")
        })
        .collect()
}

/// The cuts of the terms that outgrow a page.
fn cut_terms(archive: &Archive, page_size: usize) -> BTreeMap<TermId, Years> {
    archive
        .terms()
        .iter()
        .filter(|(_, term)| term.articles.len() > page_size)
        .map(|(id, term)| (id, Years::cut(&term.articles, archive.articles())))
        .collect()
}

fn add_lists(
    draft: &mut collide::Draft<'_>,
    archive: &Archive,
    cuts: &BTreeMap<TermId, Years>,
    page_size: usize,
) {
    draft.put(Route::Home.path(), Job::Home);
    for date in every_period(archive.years(), 0) {
        draft.put(Route::Calendar(date).path(), Job::Calendar(date));
    }
    if !archive.undated().is_empty() {
        draft.put(Route::Undated.path(), Job::Undated);
    }
    for taxonomy in Taxonomy::ALL {
        draft.put(Route::Taxonomy(taxonomy).path(), Job::Taxonomy(taxonomy));
    }
    for (id, term) in archive.terms().iter() {
        let route = |period| Route::Term(term.taxonomy, term.slug.clone(), period).path();
        draft.put(route(None), Job::Term(id, None));
        for date in cuts
            .get(&id)
            .into_iter()
            .flat_map(|years| every_period(years, page_size))
        {
            draft.put(route(Some(date)), Job::Term(id, Some(date)));
        }
    }
}

/// The periods that have a page: every year, and the parts of each that holds more than `page_size` articles.
fn every_period(years: &Years, page_size: usize) -> Vec<CalendarDay> {
    let mut dates = Vec::new();
    for year in years.periods() {
        dates.push(year.date);
        if year.articles.len() <= page_size {
            continue;
        }
        for month in years.within(year.date) {
            dates.push(month.date);
            if month.articles.len() > page_size {
                dates.extend(years.within(month.date).iter().map(|day| day.date));
            }
        }
    }
    dates
}

fn add_feeds(draft: &mut collide::Draft<'_>, archive: &Archive) {
    draft.put(Route::Atom.path(), Job::Atom);
    draft.put(Route::JsonFeed.path(), Job::JsonFeed);
    for (id, term) in archive.terms().iter() {
        if term.taxonomy.has_feeds() {
            let route = Route::TermAtom(term.taxonomy, term.slug.clone());
            draft.put(route.path(), Job::TermAtom(id));
        }
    }
}

/// A sitemap a year, a month where a year holds too many, one of the undated, and one of all that is no article.
fn add_sitemaps(
    draft: &mut collide::Draft<'_>,
    archive: &Archive,
    articles: &[OutPath],
    pages: &[OutPath],
) {
    let of =
        |list: &[Ix]| -> Vec<OutPath> { list.iter().map(|ix| articles[ix.at()].clone()).collect() };
    let mut parts: Vec<(String, Vec<OutPath>)> = Vec::new();
    for year in archive.years().periods() {
        let name = format!("{:04}", year.date.year);
        if year.articles.len() <= SITEMAP_LIMIT {
            parts.push((name, of(year.articles)));
            continue;
        }
        parts.push((name.clone(), of(archive.years().coarse_of(year.date))));
        for month in archive.years().within(year.date) {
            let number = month.date.month.unwrap_or_default();
            parts.push((format!("{name}-{number:02}"), of(month.articles)));
        }
    }
    parts.push(("undated".to_owned(), of(&archive.undated())));
    parts.push(("pages".to_owned(), pages.to_vec()));
    let lists: Vec<OutPath> = draft
        .planned()
        .filter(|(_, job)| {
            matches!(
                job,
                Job::Home | Job::Calendar(_) | Job::Undated | Job::Taxonomy(_) | Job::Term(..)
            )
        })
        .map(|(path, _)| path.clone())
        .collect();
    parts.push(("lists".to_owned(), lists));
    for (name, addresses) in parts {
        for (at, chunk) in addresses.chunks(SITEMAP_LIMIT).enumerate() {
            let name = match at {
                0 => name.clone(),
                at => format!("{name}-part-{}", at + 1),
            };
            draft.put(Route::Sitemap(name).path(), Job::Sitemap(chunk.to_vec()));
        }
    }
    draft.put(Route::SitemapIndex.path(), Job::SitemapIndex);
}

fn add_aliases(
    draft: &mut collide::Draft<'_>,
    archive: &Archive,
    articles: &[OutPath],
    pages: &[OutPath],
) {
    let articles = archive.articles().iter().zip(articles);
    let pages = archive.pages().iter().zip(pages);
    for (head, to) in articles.chain(pages) {
        for alias in &head.article.aliases {
            // Validation has refused what is no path; a folder's address is that of its index.
            let file = match alias.strip_suffix('/') {
                Some(folder) => format!("{folder}/index.html"),
                None if alias.ends_with(".html") || alias.ends_with(".htm") => alias.clone(),
                None => format!("{alias}/index.html"),
            };
            if let Some(from) = OutPath::parse(&file)
                && from != *to
            {
                draft.put_alias(from, to.clone(), &head.article);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive::samples::{archive, head};

    fn plan(heads: Vec<Head>, config: &str) -> (Plan, Diagnostics) {
        let (config, _) = Config::read(Path::new("/site"), config).expect("a configuration");
        let files = Files {
            content: &[],
            statics: &[],
        };
        Plan::new(&archive(heads), &config, files)
    }

    fn paths(plan: &Plan, start: &str) -> Vec<String> {
        plan.jobs
            .keys()
            .map(ToString::to_string)
            .filter(|path| path.starts_with(start))
            .collect()
    }

    #[test]
    fn a_small_archive_has_a_page_for_each_period_and_term() {
        let heads = vec![
            head(Some("2017-10-26"), "a", &["Irak"]),
            head(None, "u", &[]),
        ];
        let (plan, faults) = plan(heads, "");
        assert!(faults.is_empty());
        assert_eq!(
            paths(&plan, "2017"),
            [
                "2017.html",
                "2017/10.html",
                "2017/10/26.html",
                "2017/10/26/a.html"
            ]
        );
        assert_eq!(paths(&plan, "undated"), ["undated.html", "undated/u.html"]);
        assert_eq!(paths(&plan, "tags"), ["tags.html", "tags/irak.html"]);
        assert_eq!(
            paths(&plan, "languages"),
            ["languages.html", "languages/fr.html"]
        );
        assert!(paths(&plan, "feed").is_empty(), "no address, no feed");
    }

    #[test]
    fn a_term_is_cut_by_calendar_as_deep_as_it_needs() {
        let mut heads: Vec<_> = (1..=6)
            .map(|day| {
                let date = format!("2017-10-{day:02}");
                head(Some(&date), &format!("a{day}"), &["Irak"])
            })
            .collect();
        heads.push(head(Some("2016-05-01"), "b", &["Irak"]));
        let (plan, _) = plan(heads, "page_size = 4");
        let days: Vec<String> = (1..=6)
            .map(|day| format!("tags/irak/2017/10/{day:02}.html"))
            .collect();
        let mut expected = vec![
            "tags/irak.html".to_owned(),
            "tags/irak/2016.html".to_owned(),
        ];
        expected.extend([
            "tags/irak/2017.html".to_owned(),
            "tags/irak/2017/10.html".to_owned(),
        ]);
        expected.extend(days);
        assert_eq!(paths(&plan, "tags/irak"), expected);
    }

    #[test]
    fn an_address_of_the_site_brings_feeds_and_sitemaps() {
        let heads = vec![head(Some("2017-10-26"), "a", &["Irak"])];
        let (plan, _) = plan(heads, "base_url = \"https://a.example\"");
        assert_eq!(paths(&plan, "feed"), ["feed.json", "feed.xml"]);
        assert_eq!(paths(&plan, "tags/"), ["tags/irak.html", "tags/irak.xml"]);
        assert_eq!(
            paths(&plan, "sitemap"),
            ["sitemap-2017.xml", "sitemap-lists.xml", "sitemap.xml"]
        );
    }

    #[test]
    fn a_year_of_too_many_addresses_has_a_sitemap_a_month() {
        let heads = (0..=SITEMAP_LIMIT)
            .map(|at| {
                let date = format!("2017-{:02}-01", at % 12 + 1);
                head(Some(&date), &format!("a{at}"), &[])
            })
            .collect();
        let (plan, _) = plan(heads, "base_url = \"https://a.example\"");
        let maps = paths(&plan, "sitemap-2017");
        assert_eq!(maps.len(), 12);
        assert_eq!(maps[0], "sitemap-2017-01.xml");
    }

    #[test]
    fn a_document_that_is_no_source_is_told_of() {
        let (config, _) = Config::read(Path::new("/site"), "").expect("a configuration");
        let content = ["2017/story.docx".to_owned(), "2017/map.svg".to_owned()];
        let files = Files {
            content: &content,
            statics: &[],
        };
        let (_, faults) = Plan::new(&archive(Vec::new()), &config, files);
        assert_eq!(faults.warnings(), 1);
        assert!(faults.has(Code::SourceIgnored));
    }

    #[test]
    fn former_addresses_lead_to_the_new_one() {
        let mut one = head(Some("2017-10-26"), "a", &[]);
        one.article.aliases = vec!["/old/a.html".to_owned(), "/b/".to_owned(), "/c".to_owned()];
        let (plan, _) = plan(vec![one], "");
        let to = OutPath::parse("2017/10/26/a.html").expect("a path");
        for from in ["old/a.html", "b/index.html", "c/index.html"] {
            let from = OutPath::parse(from).expect("a path");
            assert_eq!(plan.jobs[&from], Job::Redirect(to.clone()));
        }
    }
}
