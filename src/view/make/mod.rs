//! Owns the making of views: from the read-only archive, the plan and the site's words to the plain data of one page. It
//! reads no file and renders nothing, so a view says all that a page depends on but its body (law 1).

mod article;
mod calendar;
mod citation;
mod feeds;
mod json_ld;
mod lists;
mod lite;
mod media;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Alternate, Card, Column, Count, DateView, FeedLink, Link, Listed, Logo, Manner, Page,
    PlainPage, RedirectPage, Shared, Site, VerifyPage, View,
};
use crate::archive::{Archive, Head, Ix};
use crate::config::Config;
use crate::hash::Digest;
use crate::hosting;
use crate::model::{
    Article, CalendarDay, Date, Direction, EXCERPT, Language, Measure, Taxonomy, shortened,
};
use crate::plan::{Job, Plan};
use crate::route::{OutPath, Route};
use crate::theme::{SHEET, Strings};
use crate::typography;

/// Makes views. It borrows all that it needs, and costs nothing to have.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    pub(super) config: &'a Config,
    pub(super) archive: &'a Archive,
    pub(super) plan: &'a Plan,
    pub(super) words: &'a Strings,
    pub(super) manner: &'a Manner,
    /// Sizes of images by their output path.
    pub(super) measures: &'a BTreeMap<OutPath, Measure>,
    pub(super) tints: &'a BTreeMap<OutPath, [u8; 3]>,
    /// The style sheet's text, for the one page that carries it inside.
    style: &'a str,
    prepared: &'a Prepared,
}

/// What many pages share, prepared once.
pub struct Prepared {
    /// How dates and numbers are written.
    manner: Manner,
    /// Each article as lists show it, without its address: every one stands in a dozen lists.
    cards: Vec<Arc<Shared>>,
    /// How dates are written within texts of another language than the interface's.
    others: BTreeMap<Language, Manner>,
    sections: Vec<(Taxonomy, String)>,
    /// The months over the columns of calendars.
    months: Vec<Column>,
    /// What most cells of calendars hold.
    nothing: Count,
}

/// What views are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The articles.
    pub archive: &'a Archive,
    /// What exists where.
    pub plan: &'a Plan,
    /// The interface's words.
    pub words: &'a Strings,
    /// Sizes of images by their output path.
    pub measures: &'a BTreeMap<OutPath, Measure>,
    /// The mean colours of pictures by their output path.
    pub tints: &'a BTreeMap<OutPath, [u8; 3]>,
    /// The style sheet's text.
    pub style: &'a str,
    /// What many pages share.
    pub prepared: &'a Prepared,
}

impl Prepared {
    /// Prepares what the pages of an archive share.
    pub fn new(config: &Config, archive: &Archive, words: &Strings) -> Self {
        let manner = Manner::new(&config.language, config.timezone);
        let card = |head: &Arc<Head>| Arc::new(card_of(head, config, words, &manner).into());
        let cards = archive.articles().par_iter().map(card).collect();
        let sections = Taxonomy::ALL
            .into_iter()
            .map(|taxonomy| (taxonomy, taxonomy_label(words, taxonomy)))
            .collect();
        let heads = archive.articles().iter().chain(archive.pages());
        let languages: BTreeSet<&Language> = heads.map(|head| &head.article.language).collect();
        let others = languages
            .into_iter()
            .filter(|language| **language != config.language && words.of(language).is_some())
            .map(|language| (language.clone(), Manner::new(language, config.timezone)))
            .collect();
        Self {
            months: calendar::months(&manner),
            nothing: manner.count(0),
            manner,
            cards,
            others,
            sections,
        }
    }

    /// Prepares anew what concerns one article, whose language is the one it had.
    pub fn renew(&mut self, ix: Ix, config: &Config, archive: &Archive, words: &Strings) {
        let head = archive.get(ix);
        self.cards[ix.at()] = Arc::new(card_of(head, config, words, &self.manner).into());
    }
}

impl<'a> Maker<'a> {
    /// Takes up what pages are made from.
    pub fn new(material: Material<'a>) -> Self {
        let Material {
            config,
            archive,
            plan,
            words,
            measures,
            tints,
            style,
            prepared,
        } = material;
        Self {
            config,
            archive,
            plan,
            words,
            manner: &prepared.manner,
            measures,
            tints,
            style,
            prepared,
        }
    }

    /// The view of an HTML page; none where the job is a feed or a file. An article's body is not in it yet.
    pub fn view(&self, path: &OutPath, job: &Job) -> Option<View> {
        Some(match job {
            Job::Article(ix) => View::Article(Box::new(self.article_page(path, *ix))),
            Job::Page(at) => {
                let head = &self.archive.pages()[*at];
                View::Page(Box::new(self.plain_article_page(path, head)))
            }
            Job::Home => View::Home(Box::new(self.home(path))),
            Job::Calendar(date) => View::Calendar(Box::new(self.calendar(path, *date))),
            Job::Undated => View::Calendar(Box::new(self.undated(path))),
            Job::Taxonomy(taxonomy) => View::Taxonomy(Box::new(self.taxonomy(path, *taxonomy))),
            Job::Term(id, period) => View::Term(Box::new(self.term(path, *id, *period))),
            Job::NotFound => View::NotFound(Box::new(self.not_found(path))),
            Job::Verify => View::Verify(Box::new(self.verify(path))),
            Job::Redirect(to) => View::Redirect(Box::new(self.redirect(path, to))),
            _ => return None,
        })
    }

    fn not_found(&self, path: &OutPath) -> PlainPage {
        let here = self.linker_everywhere(path);
        let title = self.words.get("not-found", &[]);
        let mut page = self.page(&here, "not-found", title);
        page.policy = hosting::page_policy(&digest_of(self.style));
        // The page stands at no address of its own.
        page.url = String::new();
        page.root = here.to(&Route::Home.path()).replace("index.html", "");
        let years = self.archive.years().iter();
        let link = |(year, _)| {
            let date = CalendarDay {
                year,
                month: None,
                day: None,
            };
            let path = Route::Calendar(date).path();
            self.link(&here, &path, self.manner.period(date))
        };
        PlainPage {
            site: self.site(&here),
            page,
            style: self.style.to_owned(),
            years: years.map(link).collect(),
        }
    }

    fn verify(&self, path: &OutPath) -> VerifyPage {
        let here = self.linker(path);
        let mut page = self.page(&here, "verify", self.words.get("verify-title", &[]));
        page.breadcrumbs = vec![self.home_link(&here)];
        VerifyPage {
            site: self.site(&here),
            page,
            key: self.config.publish.key.clone().unwrap_or_default(),
        }
    }

    fn redirect(&self, path: &OutPath, to: &OutPath) -> RedirectPage {
        let here = self.linker(path);
        let mut page = self.page(&here, "redirect", self.words.get("moved", &[]));
        page.url = self.absolute(to);
        RedirectPage {
            site: self.site(&here),
            page,
            target: Link {
                label: self.headline_at(to).unwrap_or_else(|| to.to_string()),
                url: here.to(to),
                current: false,
            },
        }
    }

    /// The headline of the article or page at a path.
    fn headline_at(&self, path: &OutPath) -> Option<String> {
        let article = match self.plan.jobs.get(path)? {
            Job::Article(ix) => &self.archive.get(*ix).article,
            Job::Page(at) => &self.archive.pages()[*at].article,
            _ => return None,
        };
        Some(typography::apply(&article.headline, &article.language).into_owned())
    }

    /// The site as seen from a page.
    pub(super) fn site(&self, here: &Linker<'_>) -> Site {
        let config = self.config;
        let section = |(taxonomy, label): &(Taxonomy, String)| {
            self.link(here, &Route::Taxonomy(*taxonomy).path(), label.clone())
        };
        Site {
            title: config.title.clone(),
            description: config.description.clone(),
            base_url: config.base_url.clone().unwrap_or_default(),
            language: config.language.clone(),
            direction: config.language.direction(),
            home: here.to(&Route::Home.path()),
            style: here.to(&Route::Static(SHEET.to_owned()).path()),
            logo: self.logo(here),
            footer: config.look.footer.clone(),
            icon: here.to(&Route::Static("favicon.svg".to_owned()).path()),
            navigation: config
                .navigation
                .iter()
                .map(|item| self.nav_link(here, &item.label, &item.to))
                .collect(),
            sections: self.prepared.sections.iter().map(section).collect(),
            verify: self.link(
                here,
                &Route::Verify.path(),
                self.words.get("verify-title", &[]),
            ),
            feeds: self.site_feeds(here),
            generator: concat!("depeche ", env!("CARGO_PKG_VERSION")).to_owned(),
            extra: config.extra.clone(),
        }
    }

    fn logo(&self, here: &Linker<'_>) -> Option<Logo> {
        let logo = self.config.look.logo.as_ref()?;
        let measure = self.measures.get(&logo.light.path);
        let dark = logo.dark.as_ref().map(|dark| here.to(&dark.path));
        Some(Logo {
            url: here.to(&logo.light.path),
            dark: dark.unwrap_or_default(),
            width: measure.map_or(0, |measure| measure.width),
            height: measure.map_or(0, |measure| measure.height),
        })
    }

    fn nav_link(&self, here: &Linker<'_>, label: &str, to: &str) -> Link {
        match OutPath::parse(to).filter(|_| to.starts_with('/')) {
            Some(path) => self.link(here, &path, label.to_owned()),
            None => Link {
                label: label.to_owned(),
                url: to.to_owned(),
                current: false,
            },
        }
    }

    fn site_feeds(&self, here: &Linker<'_>) -> Vec<FeedLink> {
        if self.config.base_url.is_none() {
            return Vec::new();
        }
        let feed = |route: Route, key, mime: &str| FeedLink {
            title: self.words.get(key, &[]),
            url: here.to(&route.path()),
            mime: mime.to_owned(),
        };
        vec![
            feed(Route::Atom, "feed-site-atom", "application/atom+xml"),
            feed(Route::JsonFeed, "feed-site-json", "application/feed+json"),
        ]
    }

    /// A page of the interface's own language; callers add what is theirs.
    pub(super) fn page(&self, here: &Linker<'_>, kind: &str, title: String) -> Page {
        let language = self.config.language.clone();
        Page {
            kind: kind.to_owned(),
            title,
            description: self.config.description.clone(),
            direction: language.direction(),
            language,
            path: here.page.to_string(),
            url: self.absolute(here.page),
            root: here.page.to_root(),
            breadcrumbs: Vec::new(),
            trail: Vec::new(),
            alternates: Vec::new(),
            feeds: Vec::new(),
            policy: hosting::PAGE_POLICY.to_owned(),
        }
    }

    /// An article in a list.
    pub(super) fn card(&self, here: &Linker<'_>, ix: Ix) -> Listed {
        Listed::new(
            &self.prepared.cards[ix.at()],
            here.to(self.plan.article(ix)),
        )
    }

    pub(super) fn cards(
        &self,
        here: &Linker<'_>,
        newest_first: impl Iterator<Item = Ix>,
    ) -> Vec<Listed> {
        newest_first.map(|ix| self.card(here, ix)).collect()
    }

    pub(super) fn warnings(&self, article: &Article) -> Vec<String> {
        warnings(self.words, article)
    }

    pub(super) fn word(&self, kind: &str, word: &str) -> String {
        word_of(self.words, kind, word)
    }

    /// A date in the interface's language, with the address of its page.
    pub(super) fn date(&self, here: &Linker<'_>, date: &Date) -> DateView {
        self.date_in(&self.config.language, here, date)
    }

    /// A date in a text's language, where the theme speaks it, with the address of its page.
    pub(super) fn date_in(&self, language: &Language, here: &Linker<'_>, date: &Date) -> DateView {
        let (manner, words) = self.manner_of(language);
        let mut view = manner.date(date, words);
        let period = date.calendar();
        if self.plan.has_period(period) {
            view.url = here.to(&Route::Calendar(period).path());
        }
        view
    }

    /// How dates are written within a text, where the theme speaks its language.
    pub(super) fn manner_of(&self, language: &Language) -> (&Manner, &Strings) {
        let manner = self.prepared.others.get(language);
        let other = manner.and_then(|manner| Some((manner, self.words.of(language)?)));
        other.unwrap_or((self.manner, self.words))
    }

    pub(super) fn count(&self, count: usize) -> Count {
        match count {
            0 => self.prepared.nothing.clone(),
            _ => self.manner.count(count),
        }
    }

    pub(super) fn link(&self, here: &Linker<'_>, to: &OutPath, label: String) -> Link {
        Link {
            label,
            url: here.to(to),
            current: here.page == to,
        }
    }

    pub(super) fn home_link(&self, here: &Linker<'_>) -> Link {
        self.link(here, &Route::Home.path(), self.words.get("home", &[]))
    }

    pub(super) fn alternate(&self, here: &Linker<'_>, ix: Ix) -> Alternate {
        let article = &self.archive.get(ix).article;
        let path = self.plan.article(ix);
        Alternate {
            language: article.language.clone(),
            direction: article.language.direction(),
            name: article.language.autonym().to_owned(),
            headline: typography::apply(&article.headline, &article.language).into_owned(),
            url: here.to(path),
            absolute: self.absolute(path),
        }
    }

    /// The address of a term's page, by the name that an article gives it.
    pub(super) fn term_url(&self, here: &Linker<'_>, taxonomy: Taxonomy, name: &str) -> String {
        self.archive
            .terms()
            .named(taxonomy, name)
            .map(|term| here.to(&Route::Term(taxonomy, term.slug.clone(), None).path()))
            .unwrap_or_default()
    }

    pub(super) fn taxonomy_label(&self, taxonomy: Taxonomy) -> String {
        taxonomy_label(self.words, taxonomy)
    }

    /// The absolute address of a path; empty where the site has none.
    pub(super) fn absolute(&self, path: &OutPath) -> String {
        match &self.config.base_url {
            // A site's front is its folder, as hosts serve it.
            Some(base) if *path == Route::Home.path() => base.clone(),
            Some(base) => format!("{base}{}", path.address()),
            None => String::new(),
        }
    }

    pub(super) fn linker<'p>(&self, page: &'p OutPath) -> Linker<'p> {
        Linker { page, base: None }
    }

    fn linker_everywhere<'p>(&self, page: &'p OutPath) -> Linker<'p> {
        let base = self.config.base_url.clone();
        Linker {
            page,
            base: Some(base.unwrap_or_else(|| "/".to_owned())),
        }
    }
}

/// Makes the links of one page: relative, but for the page that a host serves at any address.
pub(super) struct Linker<'p> {
    page: &'p OutPath,
    base: Option<String>,
}

impl Linker<'_> {
    /// Whether an address made here leads to the page that it stands on.
    pub fn is(&self, url: &str) -> bool {
        self.to(self.page) == url
    }

    pub fn to(&self, target: &OutPath) -> String {
        match &self.base {
            None => self.page.link_to(target),
            Some(base) => format!("{base}{}", target.address()),
        }
    }
}

/// An article as every list shows it.
fn card_of(head: &Head, config: &Config, words: &Strings, manner: &Manner) -> Card {
    let article = &head.article;
    let language = &article.language;
    let set = |text: &str| typography::apply(text, language).into_owned();
    let summary = match config.edition.lite {
        true => String::new(),
        false => set(&summary(head)),
    };
    Card {
        id: article.id.to_string(),
        url: String::new(),
        kicker: article.kicker.as_deref().map(set).unwrap_or_default(),
        headline: set(&article.headline),
        summary,
        date: article.date().map(|date| manner.date(date, words)),
        language: language.clone(),
        language_name: language.autonym().to_owned(),
        direction: language.direction(),
        foreign: *language != config.language,
        places: article
            .places
            .iter()
            .take(2)
            .map(|place| place.name.clone())
            .collect(),
        retracted: article.is_retracted(),
        warnings: warnings(words, article),
    }
}

/// What a reader should know before going on: in the interface's words where it has them.
fn warnings(words: &Strings, article: &Article) -> Vec<String> {
    article
        .warnings
        .iter()
        .map(|warning| word_of(words, "warning", warning))
        .collect()
}

/// A word that an editor chose, in the interface's language where it is one of those that the theme knows.
fn word_of(words: &Strings, kind: &str, word: &str) -> String {
    let key = format!("{kind}-{}", word.trim().to_lowercase().replace(' ', "-"));
    match words.has(&key) {
        true => words.get(&key, &[]),
        false => word.to_owned(),
    }
}

fn taxonomy_label(words: &Strings, taxonomy: Taxonomy) -> String {
    words.get(&format!("taxonomy-{}", taxonomy.as_str()), &[])
}

/// The standfirst, or the first words, at most 300 characters; nothing of what was retracted.
pub(super) fn summary(head: &Head) -> String {
    if head.article.is_retracted() {
        return String::new();
    }
    let text = match &head.article.standfirst {
        Some(standfirst) => &standfirst.text,
        None => &head.summary.excerpt,
    };
    shortened(text, EXCERPT)
}

/// How a policy names a style that stands within the page.
fn digest_of(style: &str) -> String {
    use sha2::Digest as _;
    base64(&sha2::Sha256::digest(style.as_bytes()))
}

/// Base 64 of RFC 4648, which the policy's hashes are written in.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= group.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    text
}

/// The direction of a text whose language is not known: that of its first strong letter.
pub(super) fn direction_of(text: &str, otherwise: Direction) -> Direction {
    let strong = text.chars().find(|c| c.is_alphabetic());
    match strong {
        Some('\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}') => {
            Direction::Rtl
        }
        Some(_) => Direction::Ltr,
        None => otherwise,
    }
}

/// A digest of what every view shares and none contains, for the fingerprints.
pub fn shared_digest(language: &Language, timezone: chrono_tz::Tz) -> Digest {
    crate::hash::Fingerprint::new()
        .bytes(crate::BUILD.as_bytes())
        .bytes(language.as_str().as_bytes())
        .bytes(timezone.name().as_bytes())
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_rfc() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn the_first_strong_letter_gives_the_direction() {
        assert_eq!(direction_of("« الموصل »", Direction::Ltr), Direction::Rtl);
        assert_eq!(direction_of("2017", Direction::Rtl), Direction::Rtl);
        assert_eq!(direction_of("Irak", Direction::Rtl), Direction::Ltr);
    }
}
