//! Owns the read-only indexes over all public articles: chronological order, calendar, terms, translations, ids. One fold
//! over the heads builds them, and nothing changes them afterwards: a head may be exchanged for another that stands in the same places
//! (`standing`). No I/O, and no knowledge of what is withheld: only what is public comes in here (law 3).

mod calendar;
mod related;
mod resolve;
mod standing;
mod terms;
mod unique;

pub use calendar::{Period, Years};
pub use resolve::{Found, Resolver, join};
pub use terms::{Term, TermId, Terms};
pub use unique::unique;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::diag::Diagnostics;
use crate::hash::{Digest, Fingerprint};
use crate::model::{Article, BodySummary, Origin, Precision, SlugStyle};

/// What the archive keeps of a source: the article and a summary of its body, not the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The article.
    pub article: Article,
    /// What is known of its body.
    pub summary: BodySummary,
    /// Digest of the source and its sidecar: what its body is made from.
    pub digest: Digest,
}

impl Head {
    /// What lists say of it: the standfirst, or the first words.
    pub fn lead(&self) -> &str {
        match &self.article.standfirst {
            Some(standfirst) => &standfirst.text,
            None => &self.summary.excerpt,
        }
    }

    /// The digest of all that others can know of it: where that is the same, only its own page can tell that its text is another.
    pub fn outside(&self) -> Digest {
        let BodySummary {
            links,
            images,
            anchors,
            words: _,
            excerpt: _,
        } = &self.summary;
        let links: Vec<&str> = links.iter().map(|link| link.target.as_str()).collect();
        let images = images.iter();
        let images: Vec<_> = images.map(|image| (&image.target, &image.alt)).collect();
        Fingerprint::new()
            .value(&stated(&self.article))
            .value(&(links, images, anchors, self.lead()))
            .finish()
    }
}

/// All that is stated of an article: it without the sum of its source. Every field is named here, so that a new one asks whether others
/// can know of it.
fn stated(article: &Article) -> impl Serialize {
    let Article {
        id,
        slug,
        origin,
        kind,
        visibility,
        kicker,
        headline,
        headline_stands_in,
        standfirst,
        byline,
        agencies,
        dateline,
        event,
        published,
        modified,
        retrieved,
        language,
        translations,
        tags,
        conflicts,
        places,
        people,
        actors,
        casualties,
        verification,
        sources,
        rights,
        warnings,
        corrections,
        related,
        media,
        aliases,
        extra,
    } = article;
    let Origin {
        path,
        format,
        sha256: _,
        encoding,
    } = origin;
    let words = (kicker, headline, headline_stands_in, standfirst, byline);
    let dates = (dateline, event, published, modified, retrieved);
    let terms = (tags, conflicts, places, people, actors, agencies);
    let reports = (casualties, verification, sources, rights, warnings);
    let rest = (corrections, related, media, aliases, extra);
    let place = (id, slug, path, format, encoding, kind, visibility);
    (
        place,
        language,
        translations,
        words,
        dates,
        terms,
        (reports, rest),
    )
}

/// An article's place in `Archive::articles`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ix(u32);

/// All public articles and pages, and every index over them.
#[derive(Debug)]
pub struct Archive {
    articles: Vec<Arc<Head>>,
    pages: Vec<Arc<Head>>,
    /// How many of the articles, at the front, have no date.
    undated: usize,
    years: Years,
    terms: Terms,
    translations: BTreeMap<String, Vec<Ix>>,
    /// The articles that tell of the events of another day than the one they are listed under, by that day.
    events: BTreeMap<NaiveDate, Vec<Ix>>,
}

impl Archive {
    /// Folds the public heads, in any order, into an archive. Doubts about terms come with it.
    pub fn new(heads: Vec<Arc<Head>>, slugs: SlugStyle) -> (Self, Diagnostics) {
        let (mut pages, mut articles): (Vec<_>, Vec<_>) =
            heads.into_iter().partition(|head| head.article.is_page());
        pages.sort_by(|one, other| one.article.origin.path.cmp(&other.article.origin.path));
        articles.sort_by(|one, other| chronological(&one.article, &other.article));
        let undated = articles.partition_point(|head| head.article.date().is_none());
        let all: Vec<Ix> = indices(articles.len()).collect();
        let years = Years::cut(&all[undated..], &articles);
        let (terms, doubts) = Terms::gather(&articles, slugs);
        let mut translations: BTreeMap<String, Vec<Ix>> = BTreeMap::new();
        for (ix, head) in all.iter().zip(&articles) {
            if let Some(group) = &head.article.translations {
                translations.entry(group.clone()).or_default().push(*ix);
            }
        }
        let mut events: BTreeMap<NaiveDate, Vec<Ix>> = BTreeMap::new();
        for (ix, head) in all.iter().zip(&articles) {
            if let Some(day) = day_of_another_event(&head.article) {
                events.entry(day).or_default().push(*ix);
            }
        }
        let archive = Self {
            articles,
            pages,
            undated,
            years,
            terms,
            translations,
            events,
        };
        (archive, doubts)
    }

    /// The articles in chronological order: the undated first, then the oldest.
    pub fn articles(&self) -> &[Arc<Head>] {
        &self.articles
    }

    /// Each article with its place.
    pub fn indexed(&self) -> impl Iterator<Item = (Ix, &Head)> {
        indices(self.articles.len()).zip(self.articles.iter().map(Arc::as_ref))
    }

    /// Takes another head in the place of one that it stands as ([`Head::stands_as`]), and gives that one: no index depends on what is
    /// another in it.
    pub fn exchange(&mut self, place: Found, head: Arc<Head>) -> Arc<Head> {
        let known = match place {
            Found::Article(ix) => &mut self.articles[ix.at()],
            Found::Page(at) => &mut self.pages[at],
        };
        std::mem::replace(known, head)
    }

    /// The pages, by path of their source.
    pub fn pages(&self) -> &[Arc<Head>] {
        &self.pages
    }

    /// The paths of all sources.
    pub fn sources(&self) -> BTreeSet<String> {
        let heads = self.articles.iter().chain(&self.pages);
        heads.map(|head| head.article.origin.path.clone()).collect()
    }

    /// One article.
    pub fn get(&self, ix: Ix) -> &Head {
        &self.articles[ix.0 as usize]
    }

    /// What a link leads to.
    pub fn at(&self, place: Found) -> &Head {
        match place {
            Found::Article(ix) => self.get(ix),
            Found::Page(at) => &self.pages[at],
        }
    }

    /// The dated articles by year, month and day.
    pub fn years(&self) -> &Years {
        &self.years
    }

    /// The articles without a date, by id.
    pub fn undated(&self) -> Vec<Ix> {
        indices(self.undated).collect()
    }

    /// The terms of all taxonomies.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The newest articles, newest first, at most `count`; the undated are never new.
    pub fn newest(&self, count: usize) -> Vec<Ix> {
        let dated = self.undated..self.articles.len();
        dated.rev().take(count).map(|at| Ix(at as u32)).collect()
    }

    /// The articles before and after in time; the undated have neighbours among themselves.
    pub fn neighbours(&self, ix: Ix) -> (Option<Ix>, Option<Ix>) {
        let at = ix.0 as usize;
        let side = if at < self.undated {
            0..self.undated
        } else {
            self.undated..self.articles.len()
        };
        let pick = |at: Option<usize>| at.filter(|at| side.contains(at)).map(|at| Ix(at as u32));
        (pick(at.checked_sub(1)), pick(Some(at + 1)))
    }

    /// The other articles of the same translation group.
    pub fn translations(&self, ix: Ix) -> Vec<Ix> {
        let group = self.get(ix).article.translations.as_ref();
        group
            .and_then(|group| self.translations.get(group))
            .into_iter()
            .flatten()
            .copied()
            .filter(|other| *other != ix)
            .collect()
    }

    /// The articles that tell of the events of a day and are listed under another, oldest first.
    pub fn told_of(&self, day: NaiveDate) -> &[Ix] {
        self.events.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Articles of the same terms, the nearest first, at most `count` (law 6).
    pub fn more_like(&self, ix: Ix, count: usize) -> Vec<Ix> {
        related::more_like(self, ix, count)
    }

    /// The articles among which those are found: with the article itself, they decide.
    pub fn like_candidates(&self, ix: Ix) -> Vec<Ix> {
        related::candidates(self, ix)
    }
}

impl Ix {
    /// The place in `Archive::articles`.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

fn indices(count: usize) -> impl Iterator<Item = Ix> {
    (0..count as u32).map(Ix)
}

/// The day of an article's events, where it is known and not the one that the article is listed under. What was taken back tells
/// of nothing any more.
fn day_of_another_event(article: &Article) -> Option<NaiveDate> {
    let event = article.event.as_ref()?;
    let listed = article.date()?;
    let other = event.precision() == Precision::Day && event.calendar() != listed.calendar();
    (other && !article.is_retracted()).then(|| event.sort_day())
}

fn chronological(one: &Article, other: &Article) -> Ordering {
    let by_date = match (one.date(), other.date()) {
        (Some(a), Some(b)) => a.chronological(b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    };
    by_date
        .then_with(|| one.id.cmp(&other.id))
        .then_with(|| one.origin.path.cmp(&other.origin.path))
}

#[cfg(test)]
pub(crate) mod samples {
    //! Heads for the tests of this folder and of the floors above.

    use super::*;
    use crate::model::*;

    /// An article of that date (or none) and slug, with these tags.
    pub fn head(date: Option<&str>, slug: &str, tags: &[&str]) -> Head {
        let slug = Slug::of(slug, SlugStyle::Ascii).expect("a slug");
        let prefix = date.map_or_else(String::new, |date| format!("{date}-"));
        Head {
            digest: Digest::of(slug.as_str().as_bytes()),
            summary: BodySummary::default(),
            article: Article {
                id: Id::parse(&format!("{prefix}{slug}").replace('/', "-")).expect("an id"),
                origin: Origin {
                    path: format!("{slug}.md"),
                    format: Format::Markdown,
                    sha256: String::new(),
                    encoding: None,
                },
                kind: Kind::Article,
                visibility: Visibility {
                    status: Status::Published,
                    embargo: None,
                },
                kicker: None,
                headline: format!("Headline of {slug}"),
                headline_stands_in: false,
                standfirst: None,
                byline: None,
                agencies: Vec::new(),
                dateline: None,
                event: None,
                published: date.map(|date| Date::parse(date).expect("a date")),
                modified: None,
                retrieved: None,
                language: Language::parse("fr").expect("a language"),
                translations: None,
                tags: tags.iter().map(ToString::to_string).collect(),
                conflicts: Vec::new(),
                places: Vec::new(),
                people: Vec::new(),
                actors: Vec::new(),
                casualties: Vec::new(),
                verification: None,
                sources: Vec::new(),
                rights: None,
                warnings: Vec::new(),
                corrections: Vec::new(),
                related: Vec::new(),
                media: Vec::new(),
                aliases: Vec::new(),
                extra: Extra::default(),
                slug,
            },
        }
    }

    /// An archive of such articles.
    pub fn archive(heads: Vec<Head>) -> Archive {
        Archive::new(heads.into_iter().map(Arc::new).collect(), SlugStyle::Ascii).0
    }

    /// The slugs of a list.
    pub fn slugs(archive: &Archive, list: &[Ix]) -> Vec<String> {
        list.iter()
            .map(|ix| archive.get(*ix).article.slug.to_string())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{archive, head, slugs};

    #[test]
    fn articles_stand_in_the_order_of_time() {
        let archive = archive(vec![
            head(Some("2017-10-26"), "c", &[]),
            head(None, "u", &[]),
            head(Some("2017"), "a", &[]),
            head(Some("2017-10-26"), "b", &[]),
        ]);
        let all: Vec<_> = archive.indexed().map(|(ix, _)| ix).collect();
        assert_eq!(slugs(&archive, &all), ["u", "a", "b", "c"]);
        assert_eq!(slugs(&archive, &archive.newest(2)), ["c", "b"]);
        assert_eq!(slugs(&archive, &archive.undated()), ["u"]);
    }

    #[test]
    fn neighbours_do_not_cross_from_dated_to_undated() {
        let archive = archive(vec![
            head(None, "u", &[]),
            head(Some("2017-01-01"), "a", &[]),
            head(Some("2017-01-02"), "b", &[]),
        ]);
        let all: Vec<_> = archive.indexed().map(|(ix, _)| ix).collect();
        assert_eq!(archive.neighbours(all[0]), (None, None));
        assert_eq!(archive.neighbours(all[1]), (None, Some(all[2])));
        assert_eq!(archive.neighbours(all[2]), (Some(all[1]), None));
    }

    #[test]
    fn a_day_knows_who_tells_of_it_later_but_not_what_was_taken_back() {
        let of = |slug: &str, published: &str, event: &str, retracted: bool| {
            let mut head = head(Some(published), slug, &[]);
            head.article.event = crate::model::Date::parse(event).ok();
            if retracted {
                head.article.visibility.status = crate::model::Status::Retracted;
            }
            head
        };
        let archive = archive(vec![
            of("same", "2017-10-26", "2017-10-26", false),
            of("later", "2017-10-28", "2017-10-26", false),
            of("month", "2017-10-29", "2017-10", false),
            of("gone", "2017-10-30", "2017-10-26", true),
        ]);
        let day = |day| chrono::NaiveDate::from_ymd_opt(2017, 10, day).expect("a day");
        assert_eq!(slugs(&archive, archive.told_of(day(26))), ["later"]);
        assert_eq!(slugs(&archive, archive.told_of(day(1))), [""; 0]);
    }

    #[test]
    fn a_group_of_translations_is_one_text() {
        let in_group = |slug: &str, group: &str| {
            let mut head = head(Some("2017-01-01"), slug, &[]);
            head.article.translations = Some(group.to_owned());
            head
        };
        let archive = archive(vec![
            in_group("a", "g"),
            in_group("b", "g"),
            in_group("c", "h"),
        ]);
        let all: Vec<_> = archive.indexed().map(|(ix, _)| ix).collect();
        assert_eq!(slugs(&archive, &archive.translations(all[0])), ["b"]);
        assert_eq!(archive.translations(all[2]), []);
    }
}
