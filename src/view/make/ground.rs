//! Owns what every page stands on, whatever articles there are: what the site states of itself, the interface's words, the writing of
//! dates and addresses. Nothing in here has seen the archive or the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use serde::Serialize;

use super::summary;
use crate::archive::Head;
use crate::config::{Config, NavItem};
use crate::hash::{Digest, Fingerprint};
use crate::hosting;
use crate::model::{Article, CalendarDay, Date, Extra, Language, Measure, Taxonomy};
use crate::route::{OutPath, Route};
use crate::theme::{SHEET, Strings};
use crate::typography;
use crate::view::{Card, DateView, FeedLink, Link, Logo, Manner, Page, Ready, Site};

/// What the ground is made of, prepared once.
pub struct Base {
    stated: Stated,
    /// How dates and numbers are written.
    pub(super) manner: Manner,
    /// How dates are written within texts of another language than the interface's.
    others: BTreeMap<Language, Manner>,
    sections: Vec<(Taxonomy, String)>,
    ready: Standing,
}

/// What is the same on many pages, made when the first of them asks.
struct Standing {
    linked: Linked,
    /// The site as seen from a page that is apart, by how deep it lies.
    sites: [OnceLock<Ready<Site>>; DEPTHS],
    /// Days, as lists show them.
    days: Mutex<BTreeMap<NaiveDate, Ready<DateView>>>,
}

/// Where the links that stand on each page lead.
struct Linked {
    pages: BTreeSet<OutPath>,
    /// Of those, the folders at the top of the site.
    folders: BTreeSet<String>,
}

/// The site's icon, among the static files.
const ICON: &str = "favicon.svg";

/// How deep most pages lie: `2017/10/26/al-qaim.html`.
const DEPTHS: usize = 4;

/// What `site.toml` states that a page shows. A page of an article knows no more of it, so this is what its fingerprint holds.
#[derive(Debug, Serialize)]
pub(super) struct Stated {
    pub(super) title: String,
    description: String,
    base_url: Option<String>,
    pub(super) language: Language,
    /// The interface's first.
    pub(super) languages: Vec<Language>,
    navigation: Vec<NavItem>,
    logo: Option<StatedLogo>,
    footer: String,
    extra: Extra,
    pub(super) lite: bool,
}

#[derive(Debug, Serialize)]
struct StatedLogo {
    light: OutPath,
    dark: Option<OutPath>,
    measure: Option<Measure>,
}

/// What every page stands on. It borrows all that it needs, and costs nothing to have.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub(super) stated: &'a Stated,
    pub(super) words: &'a Strings,
    pub(super) manner: &'a Manner,
    others: &'a BTreeMap<Language, Manner>,
    sections: &'a [(Taxonomy, String)],
    ready: &'a Standing,
}

impl Base {
    /// Prepares the ground for texts in these languages; `logo` is the logo's size, where it is known.
    pub fn new<'l>(
        config: &Config,
        words: &Strings,
        languages: impl Iterator<Item = &'l Language>,
        logo: Option<Measure>,
    ) -> Self {
        let languages: BTreeSet<&Language> = languages.collect();
        let others = languages
            .into_iter()
            .filter(|language| **language != config.language && words.of(language).is_some())
            .map(|language| (language.clone(), Manner::new(language, config.timezone)));
        let sections = Taxonomy::ALL.map(|taxonomy| (taxonomy, taxonomy_label(words, taxonomy)));
        let stated = Stated::new(config, logo);
        Self {
            manner: Manner::new(&config.language, config.timezone),
            others: others.collect(),
            sections: sections.into(),
            ready: Standing {
                linked: Linked::from(&stated),
                sites: Default::default(),
                days: Mutex::default(),
            },
            stated,
        }
    }

    /// The ground, with the interface's words.
    pub fn with<'a>(&'a self, words: &'a Strings) -> Ground<'a> {
        Ground {
            stated: &self.stated,
            words,
            manner: &self.manner,
            others: &self.others,
            sections: &self.sections,
            ready: &self.ready,
        }
    }
}

impl Stated {
    fn new(config: &Config, logo: Option<Measure>) -> Self {
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            base_url: config.base_url.clone(),
            language: config.language.clone(),
            languages: config.languages.clone(),
            navigation: config.navigation.clone(),
            logo: config.look.logo.as_ref().map(|stated| StatedLogo {
                light: stated.light.path.clone(),
                dark: stated.dark.as_ref().map(|dark| dark.path.clone()),
                measure: logo,
            }),
            footer: config.look.footer.clone(),
            extra: config.extra.clone(),
            lite: config.edition.lite,
        }
    }
}

impl From<&Stated> for Linked {
    fn from(stated: &Stated) -> Self {
        let own = [
            Route::Home,
            Route::Static(SHEET.to_owned()),
            Route::Static(ICON.to_owned()),
            Route::Verify,
            Route::Atom,
            Route::JsonFeed,
        ];
        let routes = own.into_iter().chain(Taxonomy::ALL.map(Route::Taxonomy));
        let navigation = stated.navigation.iter().filter_map(|item| inner(&item.to));
        let logo = stated.logo.iter();
        let logo = logo.flat_map(|logo| logo.dark.iter().chain([&logo.light]));
        let pages = routes.map(|route| route.path()).chain(navigation);
        pages.chain(logo.cloned()).collect::<BTreeSet<_>>().into()
    }
}

impl From<BTreeSet<OutPath>> for Linked {
    fn from(pages: BTreeSet<OutPath>) -> Self {
        let folders = pages.iter().filter_map(OutPath::folder);
        Self {
            folders: folders.map(str::to_owned).collect(),
            pages,
        }
    }
}

impl Linked {
    /// Whether a page is neither one of these nor in a folder with one: then it sees the site as any other page that lies as deep.
    fn is_apart(&self, page: &OutPath) -> bool {
        let beside = page
            .folder()
            .is_some_and(|folder| self.folders.contains(folder));
        !beside && !self.pages.contains(page)
    }
}

impl Ground<'_> {
    /// The fingerprint of what is stated. That of the words is the theme's.
    pub fn print(&self) -> Digest {
        Fingerprint::new().value(self.stated).finish()
    }

    /// An article as every list shows it.
    pub fn card(&self, head: &Head) -> Card {
        let article = &head.article;
        let language = &article.language;
        let set = |text: &str| typography::apply(text, language).into_owned();
        let summary = match self.stated.lite {
            true => String::new(),
            false => set(&summary(head)),
        };
        Card {
            id: article.id.to_string(),
            url: String::new(),
            kicker: article.kicker.as_deref().map(set).unwrap_or_default(),
            headline: set(&article.headline),
            summary,
            date: article.date().map(|date| self.listed_date(date)),
            language: language.clone(),
            language_name: language.autonym().to_owned(),
            direction: language.direction(),
            foreign: *language != self.stated.language,
            places: article
                .places
                .iter()
                .take(2)
                .map(|place| place.name.clone())
                .collect(),
            retracted: article.is_retracted(),
            warnings: self.warnings(article),
        }
    }

    /// A date as lists show it: many articles share a day.
    fn listed_date(&self, date: &Date) -> Ready<DateView> {
        let made = || Ready::from(self.manner.date(date, self.words));
        let Some(day) = date.plain_day() else {
            return made();
        };
        let mut days = self
            .ready
            .days
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        days.entry(day).or_insert_with(made).clone()
    }

    /// The site as seen from a page.
    pub(super) fn site(&self, here: &Linker<'_>) -> Ready<Site> {
        let apart = here.base.is_none() && self.ready.linked.is_apart(here.page);
        match self.ready.sites.get(here.page.depth()).filter(|_| apart) {
            Some(ready) => ready.get_or_init(|| self.site_from(here).into()).clone(),
            None => self.site_from(here).into(),
        }
    }

    fn site_from(&self, here: &Linker<'_>) -> Site {
        let stated = self.stated;
        let section = |(taxonomy, label): &(Taxonomy, String)| {
            self.link(here, &Route::Taxonomy(*taxonomy).path(), label.clone())
        };
        Site {
            title: stated.title.clone(),
            description: stated.description.clone(),
            base_url: stated.base_url.clone().unwrap_or_default(),
            language: stated.language.clone(),
            direction: stated.language.direction(),
            home: here.to(&Route::Home.path()),
            style: here.to(&Route::Static(SHEET.to_owned()).path()),
            logo: self.logo(here),
            footer: stated.footer.clone(),
            icon: here.to(&Route::Static(ICON.to_owned()).path()),
            navigation: stated
                .navigation
                .iter()
                .map(|item| self.nav_link(here, &item.label, &item.to))
                .collect(),
            sections: self.sections.iter().map(section).collect(),
            verify: self.link(
                here,
                &Route::Verify.path(),
                self.words.get("verify-title", &[]),
            ),
            feeds: self.site_feeds(here),
            generator: concat!("depeche ", env!("CARGO_PKG_VERSION")).to_owned(),
            extra: stated.extra.clone(),
        }
    }

    fn logo(&self, here: &Linker<'_>) -> Option<Logo> {
        let logo = self.stated.logo.as_ref()?;
        let dark = logo.dark.as_ref().map(|dark| here.to(dark));
        Some(Logo {
            url: here.to(&logo.light),
            dark: dark.unwrap_or_default(),
            width: logo.measure.map_or(0, |measure| measure.width),
            height: logo.measure.map_or(0, |measure| measure.height),
        })
    }

    fn nav_link(&self, here: &Linker<'_>, label: &str, to: &str) -> Link {
        match inner(to) {
            Some(path) => self.link(here, &path, label.to_owned()),
            None => Link {
                label: label.to_owned(),
                url: to.to_owned(),
                current: false,
            },
        }
    }

    fn site_feeds(&self, here: &Linker<'_>) -> Vec<FeedLink> {
        if self.stated.base_url.is_none() {
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
        let language = self.stated.language.clone();
        Page {
            kind: kind.to_owned(),
            title,
            description: self.stated.description.clone(),
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

    pub(super) fn warnings(&self, article: &Article) -> Vec<String> {
        warnings(self.words, article)
    }

    pub(super) fn word(&self, kind: &str, word: &str) -> String {
        word_of(self.words, kind, word)
    }

    /// A date in a text's language, where the theme speaks it, with the address of its page where it has one.
    pub(super) fn date_in(
        &self,
        language: &Language,
        here: &Linker<'_>,
        date: &Date,
        has_page: impl Fn(CalendarDay) -> bool,
    ) -> DateView {
        let (manner, words) = self.manner_of(language);
        let mut view = manner.date(date, words);
        let period = date.calendar();
        if has_page(period) {
            view.url = here.to(&Route::Calendar(period).path());
        }
        view
    }

    /// How dates are written within a text, where the theme speaks its language.
    pub(super) fn manner_of(&self, language: &Language) -> (&Manner, &Strings) {
        let manner = self.others.get(language);
        let other = manner.and_then(|manner| Some((manner, self.words.of(language)?)));
        other.unwrap_or((self.manner, self.words))
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

    /// The pages of the year, the month and the day of a date, down to itself.
    pub(super) fn period_links(&self, here: &Linker<'_>, date: CalendarDay) -> Vec<Link> {
        let part = |date| {
            let path = Route::Calendar(date).path();
            self.link(here, &path, self.manner.part(date))
        };
        chain(date).into_iter().map(part).collect()
    }

    pub(super) fn taxonomy_label(&self, taxonomy: Taxonomy) -> String {
        taxonomy_label(self.words, taxonomy)
    }

    /// The absolute address of a path; empty where the site has none.
    pub(super) fn absolute(&self, path: &OutPath) -> String {
        match &self.stated.base_url {
            // A site's front is its folder, as hosts serve it.
            Some(base) if *path == Route::Home.path() => base.clone(),
            Some(base) => format!("{base}{}", path.address()),
            None => String::new(),
        }
    }

    pub(super) fn linker<'p>(&self, page: &'p OutPath) -> Linker<'p> {
        Linker { page, base: None }
    }

    pub(super) fn linker_everywhere<'p>(&self, page: &'p OutPath) -> Linker<'p> {
        let base = self.stated.base_url.clone();
        Linker {
            page,
            base: Some(base.unwrap_or_else(|| "/".to_owned())),
        }
    }
}

/// Makes the links of one page: relative, but for the page that a host serves at any address.
pub(super) struct Linker<'p> {
    pub(super) page: &'p OutPath,
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

/// The page of the site that an address in `site.toml` names; none where it leads elsewhere.
fn inner(address: &str) -> Option<OutPath> {
    OutPath::parse(address).filter(|_| address.starts_with('/'))
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

/// The year, the month and the day of a date, as far as it has them.
pub(super) fn chain(date: CalendarDay) -> Vec<CalendarDay> {
    let CalendarDay { year, month, day } = date;
    let at = |month, day| CalendarDay { year, month, day };
    let mut chain = vec![at(None, None)];
    chain.extend(month.map(|month| at(Some(month), None)));
    chain.extend(day.map(|day| at(month, Some(day))));
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OutPath {
        OutPath::parse(text).expect("a path")
    }

    #[test]
    fn pages_that_are_apart_and_lie_as_deep_see_the_site_alike() {
        let linked = ["index.html", "tags.html", "about/team.html", "img/logo.svg"];
        let linked = Linked::from(linked.map(path).into_iter().collect::<BTreeSet<_>>());
        let seen_from = |page: &OutPath| {
            let links = linked.pages.iter().map(|target| page.link_to(target));
            links.collect::<Vec<_>>()
        };
        for alike in [
            ["2017.html", "people.html"],
            ["2017/10.html", "tags/raqqa.html"],
            ["2017/10/26.html", "places/irak/2017.html"],
        ] {
            let [one, other] = alike.map(path);
            assert!(linked.is_apart(&one) && linked.is_apart(&other));
            assert_eq!(seen_from(&one), seen_from(&other));
        }
        for not in [
            "tags.html",
            "about/team.html",
            "about/method.html",
            "img/old/a.html",
        ] {
            assert!(!linked.is_apart(&path(not)), "{not}");
        }
    }
}
