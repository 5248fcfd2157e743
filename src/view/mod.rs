//! Owns all that a template may see: plain serialisable data, complete before rendering starts (law 1). Every address in a
//! view is ready to use from the page it is for; every date and number is already in the page's language.
//! It does not render, and it reads nothing: the plan hands it slices of the archive.
//!
//! `docs/content/reference/templates.md` lists each name, and a test holds that page against these types.

mod around;
mod article;
mod common;
mod dates;
mod feed;
mod list;
mod listed;
mod make;
mod ready;

pub use around::{Around, AroundFile, Near};
pub use article::*;
pub use common::*;
pub use dates::Manner;
pub use feed::*;
pub use list::*;
pub use listed::{Listed, Shared};
pub use make::{
    ArticleMaker, Base, Ground, Maker, Material, Outline, Prepared, Sketch, Surrounded,
    shared_digest,
};
pub use ready::Ready;

use serde::Serialize;

/// What one HTML page is made of. The variant names the template (`article.html`, `home.html`, …) and the fields are the
/// names that the template sees.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `article.html`, and `retracted.html` for what was taken back.
    Article(Box<ArticlePage>),
    /// `page.html`: about, method, legal.
    Page(Box<ArticlePage>),
    /// `home.html`.
    Home(Box<HomePage>),
    /// `calendar.html`: a year, a month, a day, or the undated.
    Calendar(Box<CalendarPage>),
    /// `taxonomy.html`: all terms of a taxonomy.
    Taxonomy(Box<TaxonomyPage>),
    /// `term.html`: one term, or one of its periods.
    Term(Box<TermPage>),
    /// `404.html`.
    NotFound(Box<PlainPage>),
    /// `verify.html`: how to check a copy of the site.
    Verify(Box<VerifyPage>),
    /// `redirect.html`.
    Redirect(Box<RedirectPage>),
}

/// `article.html`, `retracted.html` and `page.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticlePage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// The article.
    pub article: ArticleView,
}

/// `home.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HomePage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// The newest articles, newest first.
    pub newest: Vec<Listed>,
    /// Articles of the whole archive.
    pub count: Count,
    /// A bar for each year.
    pub chart: Vec<Bar>,
    /// The articles of each year by month.
    pub calendar: Option<Calendar>,
    /// The days with the most articles, the fullest first, at most six.
    pub days: Vec<Bar>,
    /// The taxonomies that have terms, each with its most used ones.
    pub taxonomies: Vec<TaxonomyLink>,
    /// The list of undated articles, where there are any.
    pub undated: Option<Link>,
    /// The month of the newest article, or its year where its month is not known.
    pub latest: Option<Link>,
}

/// `calendar.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CalendarPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// What is listed.
    pub list: List,
    /// On a day: the articles listed under other days that tell of its events, newest first.
    pub events: Vec<Listed>,
    /// On a day: the places that its articles name, those of most articles first, each with their number on that day.
    pub places: Vec<TermRow>,
    /// On a day: its week, with the numbers of articles.
    pub week: Option<Calendar>,
}

/// `taxonomy.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaxonomyPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// `tags`, `places`, …
    pub taxonomy: String,
    /// How many terms.
    pub count: Count,
    /// Terms by first letter, in the order of the site's language.
    pub groups: Vec<TermGroup>,
}

/// `term.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// The term.
    pub term: TermView,
    /// What is listed.
    pub list: List,
}

/// `404.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlainPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// The style sheet's text, carried inside since the page is served at any depth.
    pub style: String,
    /// The pages of the years.
    pub years: Vec<Link>,
}

/// `verify.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerifyPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// The public key, in minisign's form, that the site is signed with; empty where it is not signed.
    pub key: String,
}

/// `redirect.html`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedirectPage {
    /// The site.
    pub site: Ready<Site>,
    /// The page.
    pub page: Page,
    /// Where it leads.
    pub target: Link,
}

impl View {
    /// The template that makes it a page.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Article(view) if view.article.retracted => "retracted.html",
            Self::Article(_) => "article.html",
            Self::Page(_) => "page.html",
            Self::Home(_) => "home.html",
            Self::Calendar(_) => "calendar.html",
            Self::Taxonomy(_) => "taxonomy.html",
            Self::Term(_) => "term.html",
            Self::NotFound(_) => "404.html",
            Self::Verify(_) => "verify.html",
            Self::Redirect(_) => "redirect.html",
        }
    }
}
