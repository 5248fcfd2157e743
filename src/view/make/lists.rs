//! Owns the views of lists: home, calendar, taxonomies, terms and their periods.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use unicode_normalization::UnicodeNormalization;

use super::Maker;
use super::ground::{Linker, chain};
use crate::archive::{Ix, Period, Term, TermId, Years};
use crate::model::{CalendarDay, Date, Taxonomy};
use crate::route::{OutPath, Route};
use crate::view::{
    Bar, CalendarPage, Companions, Count, FeedLink, HomePage, Link, List, TaxonomyLink,
    TaxonomyPage, TermGroup, TermPage, TermRow, TermView,
};

/// Articles that the home page shows at most.
const NEWEST: usize = 12;

/// Terms of a taxonomy that the home page shows at most.
const FOREMOST: usize = 8;

/// Terms of a taxonomy that a term's page shows beside it at most.
const COMPANIONS: usize = 6;

impl Maker<'_> {
    pub(super) fn home(&self, path: &OutPath) -> HomePage {
        let here = self.ground.linker(path);
        let undated = self.archive.undated();
        let years: Vec<_> = self.archive.years().periods().collect();
        let newest = self.archive.newest(NEWEST);
        let latest = newest.first().and_then(|ix| {
            let date = self.archive.get(*ix).article.date()?.calendar();
            let month = CalendarDay { day: None, ..date };
            let path = Route::Calendar(month).path();
            Some(
                self.ground
                    .link(&here, &path, self.ground.manner.period(month)),
            )
        });
        HomePage {
            site: self.ground.site(&here),
            page: self.ground.page(&here, "home", self.config.title.clone()),
            newest: self.cards(&here, newest.into_iter()),
            latest,
            count: self.count(self.archive.articles().len()),
            chart: self.bars(&here, &years, false, |date| Some(Route::Calendar(date))),
            calendar: self.by_month(self.archive.years(), |date| {
                here.to(&Route::Calendar(date).path())
            }),
            days: self.fullest_days(&here),
            taxonomies: Taxonomy::ALL
                .into_iter()
                .filter_map(|taxonomy| self.taxonomy_link(&here, taxonomy))
                .collect(),
            undated: (!undated.is_empty()).then(|| {
                let label = self.ground.words.get("undated", &[]);
                self.ground.link(&here, &Route::Undated.path(), label)
            }),
        }
    }

    pub(super) fn calendar(&self, path: &OutPath, date: CalendarDay) -> CalendarPage {
        let here = self.ground.linker(path);
        let years = self.archive.years();
        let title = self.ground.manner.period(date);
        let level = level(date);
        let mut page = self.ground.page(&here, level, title);
        page.breadcrumbs = vec![self.ground.home_link(&here)];
        let mut above = self.ground.period_links(&here, date);
        above.pop();
        page.breadcrumbs.extend(above);
        let mut list = self.period_list(&here, years, date, |date| Some(Route::Calendar(date)));
        (list.previous, list.next) = self.periods_beside(&here, date);
        list.calendar =
            self.within_period(years, date, |date| here.to(&Route::Calendar(date).path()));
        let day = day_of(date);
        let of_day = |list: &[Ix]| match day {
            Some(_) => self.places_of(&here, list),
            None => Vec::new(),
        };
        CalendarPage {
            site: self.ground.site(&here),
            page,
            events: day.map_or_else(Vec::new, |day| {
                let told = self.archive.told_of(day);
                self.cards(&here, told.iter().rev().copied())
            }),
            places: of_day(years.articles_of(date)),
            week: day.map(|day| self.week(&here, day)),
            list,
        }
    }

    pub(super) fn undated(&self, path: &OutPath) -> CalendarPage {
        let here = self.ground.linker(path);
        let title = self.ground.words.get("undated", &[]);
        let undated = self.archive.undated();
        let mut page = self.ground.page(&here, "undated", title.clone());
        page.breadcrumbs = vec![self.ground.home_link(&here)];
        CalendarPage {
            site: self.ground.site(&here),
            page,
            list: List {
                title,
                level: "undated".to_owned(),
                count: self.count(undated.len()),
                articles: self.cards(&here, undated.into_iter()),
                partial: false,
                chart: Vec::new(),
                calendar: None,
                previous: None,
                next: None,
                up: Some(self.ground.home_link(&here)),
            },
            events: Vec::new(),
            places: Vec::new(),
            week: None,
        }
    }

    /// The places that some articles name, those of most articles first.
    fn places_of(&self, here: &Linker<'_>, articles: &[Ix]) -> Vec<TermRow> {
        let terms = self.archive.terms();
        let row = |(id, count): (TermId, usize)| TermRow {
            count: self.count(count),
            ..self.term_row(here, terms.get(id))
        };
        self.found_places(articles).into_iter().map(row).collect()
    }

    /// The same, each with the number of articles.
    pub(super) fn found_places(&self, articles: &[Ix]) -> Vec<(TermId, usize)> {
        let terms = self.archive.terms();
        let mut counts: BTreeMap<TermId, usize> = BTreeMap::new();
        for id in articles.iter().flat_map(|ix| terms.of(*ix)) {
            if terms.get(*id).taxonomy == Taxonomy::Places {
                *counts.entry(*id).or_default() += 1;
            }
        }
        let mut found: Vec<(TermId, usize)> = counts.into_iter().collect();
        // Of equals, by address: that of the archive's naming would change with any older article.
        found.sort_by_key(|(id, count)| (Reverse(*count), &terms.get(*id).slug));
        found.truncate(FOREMOST);
        found
    }

    pub(super) fn taxonomy(&self, path: &OutPath, taxonomy: Taxonomy) -> TaxonomyPage {
        let here = self.ground.linker(path);
        let mut terms: Vec<&Term> = self
            .archive
            .terms()
            .in_taxonomy(taxonomy)
            .map(|(_, term)| term)
            .collect();
        terms.sort_by(|one, other| self.ground.manner.compare(&name_of(one), &name_of(other)));
        let mut groups: Vec<TermGroup> = Vec::new();
        for term in &terms {
            let letter = letter_of(&name_of(term));
            let row = self.term_row(&here, term);
            match groups.last_mut() {
                Some(group) if group.letter == letter => group.terms.push(row),
                _ => groups.push(TermGroup {
                    letter,
                    terms: vec![row],
                }),
            }
        }
        let mut page = self
            .ground
            .page(&here, "taxonomy", self.ground.taxonomy_label(taxonomy));
        page.breadcrumbs = vec![self.ground.home_link(&here)];
        TaxonomyPage {
            site: self.ground.site(&here),
            page,
            taxonomy: taxonomy.as_str().to_owned(),
            count: self.count(terms.len()),
            groups: self.merged(groups),
        }
    }

    /// A letter's terms stand together, and letters in their order, even where signs before a name put it elsewhere.
    fn merged(&self, groups: Vec<TermGroup>) -> Vec<TermGroup> {
        let mut whole: Vec<TermGroup> = Vec::with_capacity(groups.len());
        for group in groups {
            match whole.iter_mut().find(|other| other.letter == group.letter) {
                Some(other) => other.terms.extend(group.terms),
                None => whole.push(group),
            }
        }
        let is_letter = |group: &TermGroup| group.letter != "#";
        whole.sort_by(|one, other| {
            let signs_first = is_letter(one).cmp(&is_letter(other));
            signs_first.then_with(|| self.ground.manner.compare(&one.letter, &other.letter))
        });
        whole
    }

    pub(super) fn term(&self, path: &OutPath, id: TermId, period: Option<CalendarDay>) -> TermPage {
        let here = self.ground.linker(path);
        let term = self.archive.terms().get(id);
        let route = |date| Route::Term(term.taxonomy, term.slug.clone(), date);
        let name = name_of(term);
        let title = match period {
            Some(date) => format!("{name}, {}", self.ground.manner.period(date)),
            None => name.clone(),
        };
        let mut page = self.ground.page(&here, "term", title);
        page.breadcrumbs = vec![
            self.ground.home_link(&here),
            self.ground.link(
                &here,
                &Route::Taxonomy(term.taxonomy).path(),
                self.ground.taxonomy_label(term.taxonomy),
            ),
        ];
        let feed = self.term_feed(&here, term);
        page.feeds.extend(feed.clone());
        let list = match (period, self.plan.cuts.get(&id)) {
            (Some(date), Some(years)) => {
                page.breadcrumbs
                    .push(self.ground.link(&here, &route(None).path(), name.clone()));
                page.breadcrumbs
                    .extend(self.term_periods_above(&here, term, date));
                let exists = |date: CalendarDay| {
                    let path = route(Some(date)).path();
                    self.plan
                        .jobs
                        .contains_key(&path)
                        .then(|| route(Some(date)))
                };
                let mut list = self.period_list(&here, years, date, exists);
                list.up = Some(self.ground.link(&here, &route(None).path(), name.clone()));
                list
            }
            (_, years) => self.whole_term(&here, term, years),
        };
        TermPage {
            site: self.ground.site(&here),
            page,
            term: self.term_view(&here, id, period, feed),
            list,
        }
    }

    /// The first page of a term: all of its articles, or the newest and its years.
    fn whole_term(&self, here: &Linker<'_>, term: &Term, cut: Option<&Years>) -> List {
        let shown = self.shown_whole(term);
        let own = Years::cut(&term.articles, self.archive.articles());
        let years: Vec<_> = own.periods().collect();
        let route = |date| Route::Term(term.taxonomy, term.slug.clone(), Some(date));
        List {
            title: String::new(),
            level: "all".to_owned(),
            count: self.count(term.articles.len()),
            articles: self.cards(here, self.newest_first(&term.articles).take(shown)),
            partial: cut.is_some(),
            chart: self.bars(here, &years, cut.is_none(), |date| cut.map(|_| route(date))),
            calendar: (months_of(&own) > 1)
                .then(|| {
                    self.by_month(&own, |date| match cut {
                        Some(_) => self.nearest_page(here, date, |date| Some(route(date))),
                        None => format!("#{:04}", date.year),
                    })
                })
                .flatten(),
            previous: None,
            next: None,
            up: Some(self.ground.link(
                here,
                &Route::Taxonomy(term.taxonomy).path(),
                self.ground.taxonomy_label(term.taxonomy),
            )),
        }
    }

    /// How many articles the first page of a term shows.
    pub(super) fn shown_whole(&self, term: &Term) -> usize {
        self.config.page_size.min(term.articles.len())
    }

    /// The articles that the page of a period shows, and whether it has more.
    pub(super) fn shown_of<'y>(&self, years: &'y Years, date: CalendarDay) -> (&'y [Ix], bool) {
        let all = years.articles_of(date);
        let has_parts = || !years.within(date).is_empty();
        match all.len() > self.config.page_size && has_parts() {
            true => (years.coarse_of(date), true),
            false => (all, false),
        }
    }

    /// A period: all of its articles, or, where it outgrows a page, those dated no finer, and its parts.
    fn period_list(
        &self,
        here: &Linker<'_>,
        years: &Years,
        date: CalendarDay,
        route: impl Fn(CalendarDay) -> Option<Route>,
    ) -> List {
        let all = years.articles_of(date);
        let parts = years.within(date);
        let (shown, partial) = self.shown_of(years, date);
        let above = self.ground.period_links(here, date);
        List {
            title: self.ground.manner.period(date),
            level: level(date).to_owned(),
            count: self.count(all.len()),
            articles: self.cards(here, self.newest_first(shown)),
            partial,
            chart: self.bars(here, &parts, !partial, route),
            calendar: None,
            previous: None,
            next: None,
            up: match above.len() {
                0 | 1 => Some(self.ground.home_link(here)),
                depth => above.into_iter().nth(depth - 2),
            },
        }
    }

    /// Newest first; the undated, which have no time, come last.
    pub(super) fn newest_first<'l>(
        &self,
        list: &'l [Ix],
    ) -> impl Iterator<Item = Ix> + use<'l, '_> {
        let dated = |ix: &Ix| self.archive.get(*ix).article.date().is_some();
        let first_dated = list.iter().position(dated).unwrap_or(list.len());
        let (undated, dated) = list.split_at(first_dated);
        dated.iter().rev().chain(undated).copied()
    }

    /// A bar for each period. One without a page of its own leads to its first article, where all of them are `shown` on
    /// this page: the theme gives that article the period's name (`2017-10`).
    fn bars(
        &self,
        here: &Linker<'_>,
        periods: &[Period<'_>],
        shown: bool,
        route: impl Fn(CalendarDay) -> Option<Route>,
    ) -> Vec<Bar> {
        let highest = periods.iter().map(|period| period.articles.len()).max();
        let highest = highest.unwrap_or(1).max(1);
        periods
            .iter()
            .map(|period| Bar {
                label: self.ground.manner.part(period.date),
                iso: iso(period.date),
                count: self.count(period.articles.len()),
                share: (period.articles.len() * 100).div_ceil(highest) as u32,
                url: match route(period.date) {
                    Some(route) => here.to(&route.path()),
                    None if shown => format!("#{}", iso(period.date)),
                    None => String::new(),
                },
            })
            .collect()
    }

    fn term_periods_above(&self, here: &Linker<'_>, term: &Term, date: CalendarDay) -> Vec<Link> {
        let mut chain = chain(date);
        chain.pop();
        chain
            .into_iter()
            .map(|date| {
                let route = Route::Term(term.taxonomy, term.slug.clone(), Some(date));
                self.ground
                    .link(here, &route.path(), self.ground.manner.part(date))
            })
            .collect()
    }

    /// The periods of the same fineness before and after, among those with articles, within the period that holds it; a
    /// year's are all years.
    fn periods_beside(&self, here: &Linker<'_>, date: CalendarDay) -> (Option<Link>, Option<Link>) {
        let link = |date| {
            let label = self.ground.manner.period(date);
            self.ground.link(here, &Route::Calendar(date).path(), label)
        };
        let (before, after) = self.dates_beside(date);
        (before.map(link), after.map(link))
    }

    /// The same as dates.
    pub(super) fn dates_beside(
        &self,
        date: CalendarDay,
    ) -> (Option<CalendarDay>, Option<CalendarDay>) {
        let years = self.archive.years();
        let siblings: Vec<CalendarDay> = match (date.month, date.day) {
            (None, _) => years.periods().map(|period| period.date).collect(),
            (Some(_), None) => dates(&years.within(CalendarDay {
                month: None,
                ..date
            })),
            (Some(_), Some(_)) => dates(&years.within(CalendarDay { day: None, ..date })),
        };
        let at = siblings.iter().position(|other| *other == date);
        let beside = |at: Option<usize>| siblings.get(at?).copied();
        (
            beside(at.and_then(|at| at.checked_sub(1))),
            beside(at.map(|at| at + 1)),
        )
    }

    fn taxonomy_link(&self, here: &Linker<'_>, taxonomy: Taxonomy) -> Option<TaxonomyLink> {
        let mut terms: Vec<&Term> = self
            .archive
            .terms()
            .in_taxonomy(taxonomy)
            .map(|(_, term)| term)
            .collect();
        if terms.is_empty() {
            return None;
        }
        let count = self.count(terms.len());
        terms.sort_by_key(|term| (Reverse(term.articles.len()), term.slug.clone()));
        terms.truncate(FOREMOST);
        Some(TaxonomyLink {
            taxonomy: taxonomy.as_str().to_owned(),
            url: here.to(&Route::Taxonomy(taxonomy).path()),
            count,
            terms: terms.iter().map(|term| self.term_row(here, term)).collect(),
        })
    }

    fn term_row(&self, here: &Linker<'_>, term: &Term) -> TermRow {
        let route = Route::Term(term.taxonomy, term.slug.clone(), None);
        TermRow {
            name: name_of(term),
            url: here.to(&route.path()),
            count: self.count(term.articles.len()),
        }
    }

    fn term_feed(&self, here: &Linker<'_>, term: &Term) -> Option<FeedLink> {
        let has = term.taxonomy.has_feeds() && self.config.base_url.is_some();
        has.then(|| FeedLink {
            title: self.ground.words.get(
                "feed-title",
                &[
                    ("site", self.config.title.as_str().into()),
                    ("term", term.name.as_str().into()),
                ],
            ),
            url: here.to(&Route::TermAtom(term.taxonomy, term.slug.clone()).path()),
            mime: "application/atom+xml".to_owned(),
        })
    }

    fn term_view(
        &self,
        here: &Linker<'_>,
        id: TermId,
        period: Option<CalendarDay>,
        feed: Option<FeedLink>,
    ) -> TermView {
        let term = self.archive.terms().get(id);
        let [first, last] = self.span_of(term).map(|date| {
            let language = &self.config.language;
            let has_page = |period| self.plan.has_period(period);
            Some(self.ground.date_in(language, here, date?, has_page))
        });
        let whole = period.is_none();
        let place = self.coordinates(id);
        let count: Count = self.count(term.articles.len());
        TermView {
            taxonomy: term.taxonomy.as_str().to_owned(),
            name: name_of(term),
            spellings: term.spellings.clone(),
            language: (term.taxonomy == Taxonomy::Languages)
                .then(|| crate::model::Language::parse(&term.name))
                .flatten(),
            url: here.to(&Route::Term(term.taxonomy, term.slug.clone(), None).path()),
            count,
            first,
            last,
            latitude: place.map(|(latitude, _)| latitude),
            longitude: place.map(|(_, longitude)| longitude),
            companions: match whole {
                true => self.companions(here, id),
                false => Vec::new(),
            },
            feed,
        }
    }

    /// The dates of the first and the last of a term's articles that have one.
    pub(super) fn span_of(&self, term: &Term) -> [Option<&Date>; 2] {
        let date = |ix: &Ix| self.archive.get(*ix).article.date();
        let articles = || term.articles.iter();
        [articles().find_map(date), articles().rev().find_map(date)]
    }

    /// What a term's articles name with it, by taxonomy. A row's number is that of the articles which name both, so the list
    /// changes with the term's own articles alone (law 6).
    fn companions(&self, here: &Linker<'_>, id: TermId) -> Vec<Companions> {
        let terms = self.archive.terms();
        let found = self.found_companions(id);
        let row = |&(other, together): &(TermId, usize)| TermRow {
            count: self.count(together),
            ..self.term_row(here, terms.get(other))
        };
        found
            .into_iter()
            .map(|(taxonomy, rows)| Companions {
                taxonomy: taxonomy.as_str().to_owned(),
                terms: rows.iter().map(row).collect(),
            })
            .collect()
    }

    /// The same, each with the number of articles.
    pub(super) fn found_companions(&self, id: TermId) -> Vec<(Taxonomy, Vec<(TermId, usize)>)> {
        self.archive.terms().companions(id, COMPANIONS)
    }

    /// The coordinates that the oldest article with any gives for a place; none of what is no place.
    pub(super) fn coordinates(&self, id: TermId) -> Option<(f64, f64)> {
        self.prepared.coordinates.of.get(&id).copied()
    }
}

/// How many months have articles.
fn months_of(years: &Years) -> usize {
    years.months().count()
}

fn dates(periods: &[Period<'_>]) -> Vec<CalendarDay> {
    periods.iter().map(|period| period.date).collect()
}

/// A term's name as shown: a language by its own name for itself.
fn name_of(term: &Term) -> String {
    match term.taxonomy {
        Taxonomy::Languages => crate::model::Language::parse(&term.name).map_or_else(
            || term.name.clone(),
            |language| language.autonym().to_owned(),
        ),
        _ => term.name.clone(),
    }
}

/// The letter under which a name is found: its first, in upper case and without accents.
fn letter_of(name: &str) -> String {
    name.nfd()
        .find(|c| c.is_alphanumeric())
        .filter(|c| c.is_alphabetic())
        .map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
}

/// The day that a date is, where it is one.
pub(super) fn day_of(date: CalendarDay) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month?, date.day?)
}

fn level(date: CalendarDay) -> &'static str {
    match (date.month, date.day) {
        (None, _) => "year",
        (Some(_), None) => "month",
        (Some(_), Some(_)) => "day",
    }
}

pub(super) fn iso(date: CalendarDay) -> String {
    let mut text = format!("{:04}", date.year);
    for part in [date.month, date.day].into_iter().flatten() {
        text.push_str(&format!("-{part:02}"));
    }
    text
}
