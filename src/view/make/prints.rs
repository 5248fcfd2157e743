//! Owns the fingerprints of lists and feeds: of all that such a page is made from, gathered without making it. What a maker of `lists`,
//! `calendar` or `feeds` asks of the archive or the plan is asked here too, in the order of its questions; a test holds both together.
//! What the site states, the interface's words and the templates are in the fingerprints of all pages, and not in here.

use std::ops::Bound;

use serde::Serialize;

use super::Maker;
use super::lists::day_of;
use crate::archive::{Found, Head, Ix, Period, Term, TermId, Years};
use crate::hash::{Digest, Fingerprint};
use crate::model::{CalendarDay, Date};
use crate::plan::Job;
use crate::route::OutPath;
use crate::view::{FeedView, View};

/// Bytes that most pages' parts fit into.
const USUAL: usize = 4096;

/// What a page is made from, one after another. A run of things has their number before it, so that no two runs read alike.
struct Parts(Vec<u8>);

/// An article or a page before what stands around it is gathered.
#[derive(Clone, Copy)]
pub struct Outline<'a> {
    /// The article.
    pub head: &'a Head,
    /// [`Head::outside`].
    pub outside: Digest,
    /// The digest of what its [`Around`](crate::view::Around) is gathered from.
    pub around: Digest,
}

/// A view that is to be made.
pub struct Sketch<'m, V> {
    /// Of what it is made from.
    pub print: Digest,
    /// Makes it.
    pub make: Box<dyn FnOnce() -> V + 'm>,
}

impl<'m> Maker<'m> {
    /// A page that lists, or says something by itself, before it is made; none where the job is an article, a feed or a file.
    pub fn sketch<'j: 'm>(&self, path: &'j OutPath, job: &'j Job) -> Option<Sketch<'m, View>> {
        let maker = *self;
        let mut parts = Parts::new(path);
        let make: Box<dyn FnOnce() -> View + 'm> = match *job {
            Job::Calendar(date) => {
                self.calendar_parts(&mut parts, date);
                Box::new(move || View::Calendar(Box::new(maker.calendar(path, date))))
            }
            Job::Term(id, period) => {
                self.term_parts(&mut parts, path, id, period);
                Box::new(move || View::Term(Box::new(maker.term(path, id, period))))
            }
            // Of the others there are few.
            _ => {
                let view = self.view(path, job)?;
                parts.value(&view);
                Box::new(move || view)
            }
        };
        Some(Sketch {
            print: parts.print(),
            make,
        })
    }

    /// A feed before it is made; none where the job is another.
    pub fn feed<'j: 'm>(&self, path: &'j OutPath, job: &'j Job) -> Option<Sketch<'m, FeedView>> {
        let entries = self.entries_of(job)?;
        let mut parts = Parts::new(path);
        if let Job::TermAtom(id) = job {
            parts.row(self.archive.terms().get(*id), 0);
        }
        for ix in &entries {
            parts.digest(self.prepared.outside(*ix, self.archive));
            parts.text(self.plan.article(*ix).as_str());
        }
        let maker = *self;
        Some(Sketch {
            print: parts.print(),
            make: Box::new(move || maker.feed_view(path, job, &entries)),
        })
    }

    /// The article or page at a path, before what stands around it is gathered.
    pub fn outline(&self, path: &OutPath, place: Found) -> Outline<'m> {
        let head = self.archive.at(place);
        let mut parts = Parts::new(path);
        let outside = match place {
            Found::Article(ix) => {
                self.beside_parts(&mut parts, ix);
                self.prepared.outside(ix, self.archive)
            }
            Found::Page(_) => {
                parts.value(&self.terms_of(&head.article));
                head.outside()
            }
        };
        parts.value(&self.periods_of(&head.article));
        self.leads_parts(&mut parts, &head.article.origin.path);
        Outline {
            head,
            outside,
            around: parts.print(),
        }
    }

    /// The articles beside one, each by all that others can know of it, and its terms.
    fn beside_parts(&self, parts: &mut Parts, ix: Ix) {
        let (before, after) = self.archive.neighbours(ix);
        parts.value(&(before.is_some(), after.is_some()));
        let lists = [
            before.into_iter().chain(after).collect(),
            self.archive.translations(ix),
            self.archive.like_candidates(ix),
        ];
        for list in lists {
            parts.number(list.len());
            for other in list {
                parts.digest(self.prepared.outside(other, self.archive));
            }
        }
        // Which of them a name of the article's is, the names say.
        let terms = self.archive.terms();
        let own = terms.of(ix);
        parts.number(own.len());
        for id in own {
            parts.row(terms.get(*id), 0);
        }
    }

    /// Where the links, the media and the related links of a source lead.
    fn leads_parts(&self, parts: &mut Parts, source: &str) {
        let targets = &self.plan.targets;
        for link in targets.links(source) {
            parts.text("link");
            parts.value(&link);
        }
        for (written, path) in targets.files(source) {
            parts.text("file");
            parts.value(&(written, path));
            parts.value(&(self.measures.get(path), self.tints.get(path)));
            parts.value(&self.plan.sizes(path));
        }
        for target in targets.related(source) {
            parts.text("related");
            parts.value(target);
            let own = self.article_at(target);
            parts.value(&own.map(|own| (&own.headline, &own.language)));
        }
    }

    fn calendar_parts(&self, parts: &mut Parts, date: CalendarDay) {
        let years = self.archive.years();
        self.period_parts(parts, years, date);
        let (before, after) = self.dates_beside(date);
        for beside in [before, after] {
            parts.value(&beside);
        }
        // The tables: a year's by month and day, a month's by day, and of a day its week.
        if date.month.is_none() {
            for month in years.within(date) {
                parts.counts(&years.within(month.date));
            }
        }
        let Some(day) = day_of(date) else {
            return;
        };
        for date in self.week_of(day) {
            parts.number(years.articles_of(date).len());
        }
        self.cards_parts(parts, self.archive.told_of(day).iter().rev().copied());
        let places = self.found_places(years.articles_of(date));
        parts.number(places.len());
        for (id, count) in places {
            parts.row(self.archive.terms().get(id), count);
        }
    }

    /// A period and its parts, as far as every list of a period shows them.
    fn period_parts(&self, parts: &mut Parts, years: &Years, date: CalendarDay) {
        let (shown, partial) = self.shown_of(years, date);
        parts.value(&(date, partial));
        parts.number(years.articles_of(date).len());
        parts.counts(&years.within(date));
        self.cards_parts(parts, self.newest_first(shown));
    }

    fn term_parts(
        &self,
        parts: &mut Parts,
        path: &OutPath,
        id: TermId,
        period: Option<CalendarDay>,
    ) {
        let term = self.archive.terms().get(id);
        parts.row(term, term.articles.len());
        parts.value(&term.spellings);
        let span = self.span_of(term);
        let dates = span.map(|date| date.map(|date| (date, self.plan.has_period(date.calendar()))));
        parts.value(&dates);
        parts.value(&self.coordinates(id));
        match (period, self.plan.cuts.get(&id)) {
            (Some(date), Some(years)) => {
                self.period_parts(parts, years, date);
                self.below_parts(parts, path);
            }
            (_, cut) => {
                self.whole_parts(parts, term, cut);
                if cut.is_some() {
                    self.below_parts(parts, path);
                }
            }
        }
        if period.is_none() {
            let companions = self.found_companions(id);
            parts.number(companions.len());
            for (taxonomy, rows) in companions {
                parts.text(taxonomy.as_str());
                parts.number(rows.len());
                for (other, together) in rows {
                    parts.row(self.archive.terms().get(other), together);
                }
            }
        }
    }

    /// A term's first page: how many of its articles are of each month, and those that are shown.
    fn whole_parts(&self, parts: &mut Parts, term: &Term, cut: Option<&Years>) {
        parts.value(&cut.is_some());
        match cut {
            Some(years) => {
                let all: Vec<_> = years.periods().collect();
                parts.counts(&all);
                for year in &all {
                    parts.counts(&years.within(year.date));
                }
            }
            // All of its articles are shown, so there are few.
            None => {
                for ix in &term.articles {
                    let date = self.archive.get(*ix).article.date();
                    parts.value(&date.map(Date::calendar));
                }
            }
        }
        let newest = self.newest_first(&term.articles);
        let newest: Vec<Ix> = newest.take(self.shown_whole(term)).collect();
        self.cards_parts(parts, newest.into_iter());
    }

    /// What stands in the folder of a list: its finer periods, to which it links where they have a page.
    fn below_parts(&self, parts: &mut Parts, path: &OutPath) {
        let stem = path.as_str().trim_end_matches(".html");
        let folder = format!("{stem}/");
        let from = (Bound::Included(folder.as_str()), Bound::Unbounded);
        let from = self.plan.jobs.range::<str, _>(from);
        for (below, _) in from.take_while(|(below, _)| below.as_str().starts_with(&folder)) {
            parts.text(&below.as_str()[folder.len()..]);
        }
        parts.text("");
    }

    /// Articles as lists show them.
    fn cards_parts(&self, parts: &mut Parts, list: impl Iterator<Item = Ix>) {
        for ix in list {
            parts.text("card");
            parts.digest(self.prepared.cards[ix.at()].print());
            parts.text(self.plan.article(ix).as_str());
        }
        parts.text("");
    }
}

impl Parts {
    /// What the page at a path is made from. The path says what kind of page it is.
    fn new(path: &OutPath) -> Self {
        let mut parts = Self(Vec::with_capacity(USUAL));
        parts.text(path.as_str());
        parts
    }

    fn print(self) -> Digest {
        Fingerprint::new().bytes(&self.0).finish()
    }

    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn digest(&mut self, digest: Digest) {
        self.0.extend_from_slice(digest.as_bytes());
    }

    fn value<T: Serialize>(&mut self, value: &T) {
        let bytes = std::mem::take(&mut self.0);
        self.0 = postcard::to_extend(value, bytes).expect("plain data serialises");
    }

    /// Periods that stand beside one another, each with the number of its articles.
    fn counts(&mut self, periods: &[Period<'_>]) {
        self.number(periods.len());
        for period in periods {
            self.value(&period.date);
            self.number(period.articles.len());
        }
    }

    /// A term as lists of terms show it.
    fn row(&mut self, term: &Term, count: usize) {
        self.text(term.taxonomy.as_str());
        self.text(term.slug.as_str());
        self.text(&term.name);
        self.number(count);
    }
}

#[cfg(test)]
mod tests;
