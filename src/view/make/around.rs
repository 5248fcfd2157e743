//! Owns the gathering of what stands around an article: the one place where the page of an article learns anything from the archive
//! and the plan.

use std::sync::Arc;

use super::Maker;
use crate::archive::{Found, Head, Ix};
use crate::model::{Article, CalendarDay, Date, Slug, Taxonomy};
use crate::plan::Target;
use crate::route::OutPath;
use crate::view::Shared;
use crate::view::around::{Around, AroundFile, NamedTerm, Near, RelatedTarget, Translation};

/// Articles of the same terms that a page shows at most.
const MORE: usize = 6;

/// An article with what stands around it.
pub struct Surrounded<'a> {
    /// The article.
    pub head: &'a Head,
    /// What stands around it.
    pub around: Around,
    /// The cards of [`Around::near`], in that order.
    pub cards: Vec<Arc<Shared>>,
}

impl<'a> Maker<'a> {
    /// The article or page at a path, with what stands around it. [`Maker::outline`] has the digest of whatever is asked here.
    pub fn surrounded(&self, path: &OutPath, place: Found) -> Surrounded<'a> {
        let archive = self.archive;
        let head = archive.at(place);
        let mut around = self.alone(path, head);
        match place {
            Found::Article(ix) => {
                let (before, after) = archive.neighbours(ix);
                let more = self.more(ix);
                let near = |ix: &Ix| self.near(*ix);
                around.trail = self.trail(ix);
                around.translations = self.translations(ix);
                around.previous = before.as_ref().map(near);
                around.next = after.as_ref().map(near);
                around.more = more.iter().map(near).collect();
                let shown = before.iter().chain(&after).chain(&more);
                let card = |ix: &Ix| Arc::clone(&self.prepared.cards[ix.at()]);
                Surrounded {
                    head,
                    cards: shown.map(card).collect(),
                    around,
                }
            }
            Found::Page(_) => Surrounded {
                head,
                cards: Vec::new(),
                around,
            },
        }
    }

    /// What stands around a text that nothing ties to others.
    fn alone(&self, path: &OutPath, head: &Head) -> Around {
        let article = &head.article;
        let source = &article.origin.path;
        let targets = &self.plan.targets;
        let owned = |(written, target): (&str, &Target)| (written.into(), target.clone());
        let file = |(written, path): (&str, &OutPath)| {
            let file = AroundFile {
                path: path.clone(),
                measure: self.measures.get(path).copied(),
                tint: self.tints.get(path).copied(),
                sizes: self.plan.sizes(path).cloned(),
            };
            (written.into(), file)
        };
        Around {
            path: path.clone(),
            trail: None,
            terms: self.terms_of(article),
            periods: self.periods_of(article),
            translations: Vec::new(),
            previous: None,
            next: None,
            more: Vec::new(),
            links: targets.links(source).map(owned).collect(),
            files: targets.files(source).map(file).collect(),
            related: targets
                .related(source)
                .iter()
                .map(|target| self.related_target(target))
                .collect(),
        }
    }

    fn near(&self, ix: Ix) -> Near {
        Near {
            source: self.archive.get(ix).article.origin.path.as_str().into(),
            path: self.plan.article(ix).clone(),
            card: self.prepared.cards[ix.at()].print(),
        }
    }

    /// The way by term: by the first conflict, else by the first place, person, force or subject. A retracted article names
    /// none.
    fn trail(&self, ix: Ix) -> Option<NamedTerm> {
        if self.archive.get(ix).article.is_retracted() {
            return None;
        }
        let rank = |taxonomy| match taxonomy {
            Taxonomy::Conflicts => Some(0),
            Taxonomy::Places => Some(1),
            Taxonomy::Tags => Some(2),
            Taxonomy::Actors => Some(3),
            Taxonomy::People => Some(4),
            Taxonomy::Agencies | Taxonomy::Languages => None,
        };
        let terms = self.archive.terms();
        let own = terms.of(ix).iter().map(|id| terms.get(*id));
        let ranked = own.filter_map(|term| Some((rank(term.taxonomy)?, term)));
        let (_, first) = ranked.min_by_key(|(rank, _)| *rank)?;
        Some(NamedTerm {
            taxonomy: first.taxonomy,
            slug: first.slug.clone(),
            name: first.name.clone(),
        })
    }

    /// The other languages, in the order in which the site names them; those that it does not name come last.
    fn translations(&self, ix: Ix) -> Vec<Translation> {
        let others = self.archive.translations(ix).into_iter();
        let mut others: Vec<Translation> = others
            .map(|ix| {
                let article = &self.archive.get(ix).article;
                Translation {
                    language: article.language.clone(),
                    headline: article.headline.clone(),
                    path: self.plan.article(ix).clone(),
                }
            })
            .collect();
        let known = &self.config.languages;
        let rank = |other: &Translation| known.iter().position(|it| *it == other.language);
        others.sort_by_key(|other| rank(other).unwrap_or(known.len()));
        others
    }

    /// The articles of the same terms that its text does not name already.
    fn more(&self, ix: Ix) -> Vec<Ix> {
        let source = &self.archive.get(ix).article.origin.path;
        let named = self.plan.targets.related(source);
        let is_named = |other: &Ix| {
            let path = self.plan.article(*other);
            named
                .iter()
                .any(|target| matches!(target, Target::Here(named, _) if named == path))
        };
        let mut more = self.archive.more_like(ix, MORE + named.len());
        more.retain(|other| !is_named(other));
        more.truncate(MORE);
        more
    }

    pub(super) fn terms_of(&self, article: &Article) -> Vec<(Taxonomy, Box<str>, Slug)> {
        let names = |taxonomy, names: &mut dyn Iterator<Item = &String>| -> Vec<_> {
            names
                .filter_map(|name| {
                    let term = self.archive.terms().named(taxonomy, name)?;
                    Some((taxonomy, name.as_str().into(), term.slug.clone()))
                })
                .collect()
        };
        let mut terms = names(Taxonomy::Tags, &mut article.tags.iter());
        terms.extend(names(Taxonomy::Conflicts, &mut article.conflicts.iter()));
        let places = &mut article.places.iter().map(|place| &place.name);
        terms.extend(names(Taxonomy::Places, places));
        let people = &mut article.people.iter().map(|one| &one.name);
        terms.extend(names(Taxonomy::People, people));
        let actors = &mut article.actors.iter().map(|one| &one.name);
        terms.extend(names(Taxonomy::Actors, actors));
        let agencies = &mut article.agencies.iter().map(|one| &one.name);
        terms.extend(names(Taxonomy::Agencies, agencies));
        terms
    }

    pub(super) fn periods_of(&self, article: &Article) -> Vec<CalendarDay> {
        let dateline = article
            .dateline
            .iter()
            .filter_map(|line| line.date.as_ref());
        let dates = article.event.iter();
        let dates = dates.chain(&article.published).chain(dateline);
        let dates = dates.chain(article.modified.as_deref());
        let dates = dates.chain(article.retrieved.as_deref());
        let claims = article.casualties.iter();
        let dates = dates.chain(claims.filter_map(|claim| claim.as_of.as_ref()));
        let corrections = article.corrections.iter();
        let dates = dates.chain(corrections.filter_map(|one| one.date.as_ref()));
        let sources = article.sources.iter();
        let dates = dates.chain(sources.filter_map(|source| source.retrieved.as_deref()));
        let mut periods: Vec<CalendarDay> = dates.map(Date::calendar).collect();
        periods.sort_unstable();
        periods.dedup();
        periods.retain(|period| self.plan.has_period(*period));
        periods
    }

    /// The article or page that a related link leads to.
    pub(super) fn article_at(&self, target: &Target) -> Option<&'a Article> {
        let Target::Here(path, _) = target else {
            return None;
        };
        let place = self.plan.jobs.get(path)?.place()?;
        Some(&self.archive.at(place).article)
    }

    fn related_target(&self, target: &Target) -> RelatedTarget {
        let own = self.article_at(target);
        RelatedTarget {
            own: own.map(|own| (own.headline.clone(), own.language.clone())),
            target: target.clone(),
        }
    }
}
