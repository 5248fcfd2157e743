//! Owns the data of feeds and sitemaps.

use super::citation::authors;
use super::{Maker, summary};
use crate::archive::{Ix, TermId};
use crate::model::{Article, Date};
use crate::plan::Job;
use crate::route::{OutPath, Route};
use crate::theme::Strings;
use crate::view::{EntryView, FeedView, SitemapAddress, SitemapView};

/// Articles in a feed.
const ENTRIES: usize = 20;

/// The time that stands where a feed has no dated entry: Atom demands one, and the clock's would change every build.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

impl Maker<'_> {
    /// The data of a feed of these articles.
    pub(super) fn feed_view(&self, path: &OutPath, job: &Job, newest: &[Ix]) -> FeedView {
        match job {
            Job::TermAtom(id) => self.one_term_feed(path, *id, newest),
            _ => self.site_feed(path, newest),
        }
    }

    /// The articles of a feed, newest first; none where the job is another.
    pub(super) fn entries_of(&self, job: &Job) -> Option<Vec<Ix>> {
        let dated = |ix: &Ix| self.archive.get(*ix).article.date().is_some();
        match job {
            Job::Atom | Job::JsonFeed => Some(self.archive.newest(ENTRIES)),
            Job::TermAtom(id) => {
                let newest = self.archive.terms().get(*id).articles.iter().rev();
                Some(newest.copied().filter(dated).take(ENTRIES).collect())
            }
            _ => None,
        }
    }

    fn site_feed(&self, path: &OutPath, list: &[Ix]) -> FeedView {
        let home = Route::Home.path();
        self.feed_of(path, self.config.title.clone(), &home, list)
    }

    fn one_term_feed(&self, path: &OutPath, id: TermId, newest: &[Ix]) -> FeedView {
        let term = self.archive.terms().get(id);
        let title = self.ground.words.get(
            "feed-title",
            &[
                ("site", self.config.title.as_str().into()),
                ("term", term.name.as_str().into()),
            ],
        );
        let home = Route::Term(term.taxonomy, term.slug.clone(), None).path();
        self.feed_of(path, title, &home, newest)
    }

    fn feed_of(&self, path: &OutPath, title: String, home: &OutPath, list: &[Ix]) -> FeedView {
        let entries: Vec<EntryView> = list.iter().map(|ix| self.entry(*ix)).collect();
        let newest = entries.iter().map(|entry| &entry.updated).max();
        FeedView {
            title,
            description: self.config.description.clone(),
            home: self.ground.absolute(home),
            address: self.ground.absolute(path),
            language: self.config.language.clone(),
            updated: newest.cloned().unwrap_or_else(|| NO_TIME.to_owned()),
            generator: concat!("depeche ", env!("CARGO_PKG_VERSION")).to_owned(),
            entries,
        }
    }

    fn entry(&self, ix: Ix) -> EntryView {
        let head = self.archive.get(ix);
        let article = &head.article;
        let time = |date: Option<&Date>| date.map_or_else(|| NO_TIME.to_owned(), Date::rfc3339);
        let title = self.entry_title(article);
        EntryView {
            address: self.ground.absolute(self.plan.article(ix)),
            summary: match article.is_retracted() {
                true => self.words_of(article).get("retracted-note", &[]),
                // A feed's entry must say something.
                false => Some(summary(head))
                    .filter(|text| !text.is_empty())
                    .unwrap_or_else(|| title.clone()),
            },
            title,
            published: time(article.date()),
            updated: time(article.modified.as_deref().or(article.date())),
            authors: authors(article).iter().map(ToString::to_string).collect(),
            tags: article.tags.clone(),
            language: article.language.clone(),
        }
    }

    /// The theme's words in an article's language, where it has them.
    fn words_of(&self, article: &Article) -> &Strings {
        self.ground.manner_of(&article.language).1
    }

    fn entry_title(&self, article: &Article) -> String {
        let mut title = String::new();
        if article.is_retracted() {
            let words = self.words_of(article);
            title.push_str(&format!("[{}] ", words.get("retracted-mark", &[])));
        }
        if let Some(kicker) = &article.kicker {
            title.push_str(&format!("{kicker}. "));
        }
        title.push_str(&article.headline);
        title
    }

    /// The data of a sitemap, or of the list of all sitemaps; none where the job is another.
    pub fn sitemap(&self, job: &Job) -> Option<SitemapView> {
        let addresses = match job {
            Job::Sitemap(paths) => paths
                .iter()
                .map(|path| self.sitemap_address(path))
                .collect(),
            Job::SitemapIndex => self
                .plan
                .jobs
                .iter()
                .filter(|(_, job)| matches!(job, Job::Sitemap(_)))
                .map(|(path, _)| SitemapAddress {
                    address: self.ground.absolute(path),
                    changed: String::new(),
                })
                .collect(),
            _ => return None,
        };
        Some(SitemapView { addresses })
    }

    fn sitemap_address(&self, path: &OutPath) -> SitemapAddress {
        let article = match self.plan.jobs.get(path) {
            Some(Job::Article(ix)) => Some(&self.archive.get(*ix).article),
            Some(Job::Page(at)) => Some(&self.archive.pages()[*at].article),
            _ => None,
        };
        let changed = article.and_then(|article| article.modified.as_deref().or(article.date()));
        let day = changed.map(|date| {
            let iso = date.iso();
            iso.split('T').next().unwrap_or_default().to_owned()
        });
        SitemapAddress {
            address: self.ground.absolute(path),
            changed: day.unwrap_or_default(),
        }
    }

    /// Where crawlers find the sitemaps; empty where the site has no address.
    pub fn sitemap_url(&self) -> String {
        self.ground.absolute(&Route::SitemapIndex.path())
    }
}
