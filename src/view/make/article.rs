//! Owns the view of an article: every public field, with its language's typography. Nothing else decides what the public
//! sees of one.

use std::collections::BTreeSet;

use super::media::rights;
use super::{Linker, Maker, direction_of, json_ld, summary};
use crate::archive::{Head, Ix};
use crate::model::{
    AgencyRole, Article, CasualtyClaim, CasualtyKind, CorrectionKind, Dateline, Format, Language,
    Named, Taxonomy,
};
use crate::plan::Target;
use crate::route::{OutPath, Route};
use crate::typography;
use crate::view::{
    AgencyView, ArticlePage, ArticleView, CasualtyView, CorrectionView, DateView, DatelineView,
    Link, NameView, PlaceView, RelatedView, SourceView, StandfirstView, VerificationView,
};

/// Articles of the same terms that a page shows at most.
const MORE: usize = 6;

impl Maker<'_> {
    /// The page of an article.
    pub(super) fn article_page(&self, path: &OutPath, ix: Ix) -> ArticlePage {
        let here = self.linker(path);
        let head = self.archive.get(ix);
        let mut view = self.plain_article_page(path, head);
        view.page.kind = "article".to_owned();
        view.page.breadcrumbs = self.article_breadcrumbs(&here, &head.article);
        view.page.trail = self.trail(&here, ix);
        let mut others: Vec<_> = self
            .archive
            .translations(ix)
            .into_iter()
            .map(|other| self.alternate(&here, other))
            .collect();
        // In the order in which the site names its languages; those that it does not name come last.
        let known = &self.config.languages;
        others.sort_by_key(|other| {
            let rank = known
                .iter()
                .position(|language| *language == other.language);
            rank.unwrap_or(known.len())
        });
        view.page.alternates.clone_from(&others);
        let (before, after) = self.archive.neighbours(ix);
        let article = &mut view.article;
        article.translations = others;
        article.previous = before.map(|ix| self.card(&here, ix));
        article.next = after.map(|ix| self.card(&here, ix));
        article.more = self.cards(&here, self.more(ix).into_iter());
        view
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

    /// The page of an article or a page, without what ties it to others.
    pub(super) fn plain_article_page(&self, path: &OutPath, head: &Head) -> ArticlePage {
        let here = self.linker(path);
        let article = &head.article;
        let set = |text: &str| typography::apply(text, &article.language).into_owned();
        let mut page = self.page(&here, "page", set(&article.headline));
        page.language = article.language.clone();
        page.direction = article.language.direction();
        page.breadcrumbs = vec![self.home_link(&here)];
        let text = set(&summary(head));
        if !text.is_empty() {
            page.description = text;
        }
        ArticlePage {
            site: self.site(&here),
            article: match article.is_retracted() {
                true => without_what_was_said(self.article(&here, head)),
                false => self.article(&here, head),
            },
            page,
        }
    }

    fn article_breadcrumbs(&self, here: &Linker<'_>, article: &Article) -> Vec<Link> {
        let mut crumbs = vec![self.home_link(here)];
        let Some(date) = article.date().map(|date| date.calendar()) else {
            let label = self.words.get("undated", &[]);
            crumbs.push(self.link(here, &Route::Undated.path(), label));
            return crumbs;
        };
        crumbs.extend(self.period_links(here, date));
        crumbs
    }

    /// The way by term: by the first conflict, else by the first place, person, force or subject. A retracted article names
    /// none.
    fn trail(&self, here: &Linker<'_>, ix: Ix) -> Vec<Link> {
        if self.archive.get(ix).article.is_retracted() {
            return Vec::new();
        }
        let terms = self.archive.terms();
        let rank = |taxonomy| match taxonomy {
            Taxonomy::Conflicts => 0,
            Taxonomy::Places => 1,
            Taxonomy::Tags => 2,
            Taxonomy::Actors => 3,
            Taxonomy::People => 4,
            Taxonomy::Agencies | Taxonomy::Languages => 5,
        };
        let own = terms.of(ix).iter().map(|id| terms.get(*id));
        let Some(term) = own.min_by_key(|term| rank(term.taxonomy)) else {
            return Vec::new();
        };
        if rank(term.taxonomy) == 5 {
            return Vec::new();
        }
        let list = Route::Taxonomy(term.taxonomy).path();
        let page = Route::Term(term.taxonomy, term.slug.clone(), None).path();
        vec![
            self.link(here, &list, self.taxonomy_label(term.taxonomy)),
            self.link(here, &page, term.name.clone()),
        ]
    }

    fn article(&self, here: &Linker<'_>, head: &Head) -> ArticleView {
        let article = &head.article;
        let language = &article.language;
        let set = |text: &str| typography::apply(text, language).into_owned();
        let date = |date: &Option<_>| date.as_ref().map(|date| self.date_in(language, here, date));
        ArticleView {
            id: article.id.to_string(),
            permalink: self.absolute(here.page),
            language: language.clone(),
            language_name: language.autonym().to_owned(),
            direction: language.direction(),
            kicker: article.kicker.as_deref().map(set).unwrap_or_default(),
            headline: set(&article.headline),
            headline_stands_in: article.headline_stands_in,
            standfirst: article.standfirst.as_ref().map(|lead| StandfirstView {
                label: lead.label.clone().unwrap_or_default(),
                text: set(&lead.text),
            }),
            byline: article
                .byline
                .as_ref()
                .map(|byline| byline.verbatim.clone())
                .unwrap_or_default(),
            authors: article
                .byline
                .as_ref()
                .map(|byline| byline.people.clone())
                .unwrap_or_default(),
            agencies: self.agencies(here, article),
            dateline: article.dateline.as_ref().map(|dateline| {
                let date = date(&dateline.date);
                DatelineView {
                    verbatim: dateline_words(dateline, date.as_ref(), language),
                    place: dateline.place.clone().unwrap_or_default(),
                    date,
                }
            }),
            event: date(&article.event),
            published: date(&article.published),
            modified: date(&article.modified),
            retrieved: date(&article.retrieved),
            body: String::new(),
            words: head.summary.words,
            tags: self.names(here, Taxonomy::Tags, &article.tags),
            conflicts: self.names(here, Taxonomy::Conflicts, &article.conflicts),
            places: self.places(here, article),
            people: self.named(here, Taxonomy::People, &article.people),
            actors: self.named(here, Taxonomy::Actors, &article.actors),
            casualties: article
                .casualties
                .iter()
                .map(|claim| self.casualties(here, article, claim))
                .collect(),
            verification: article.verification.as_ref().map(|done| VerificationView {
                status: self.word("status", &done.status),
                by: done.by.clone().unwrap_or_default(),
                method: done.method.as_deref().map(set).unwrap_or_default(),
            }),
            sources: self.sources(here, article),
            rights: article.rights.as_ref().map(rights),
            warnings: self.warnings(article),
            corrections: article
                .corrections
                .iter()
                .map(|correction| CorrectionView {
                    date: date(&correction.date),
                    kind: correction_name(correction.kind).to_owned(),
                    text: set(&correction.text),
                })
                .collect(),
            media: self.media(here, head),
            related: each_once(self.related(here, article)),
            more: Vec::new(),
            previous: None,
            next: None,
            translations: Vec::new(),
            retracted: article.is_retracted(),
            format: match article.origin.format {
                Format::Markdown => "markdown",
                Format::Press => "press",
            }
            .to_owned(),
            sha256: article.origin.sha256.clone(),
            json_ld: json_ld::news_article(self, here, head),
            citation: self.citation(here, article),
            image: self.sharing_image(article),
            extra: article.extra.clone(),
        }
    }

    fn names(&self, here: &Linker<'_>, taxonomy: Taxonomy, names: &[String]) -> Vec<NameView> {
        names
            .iter()
            .map(|name| NameView {
                name: name.clone(),
                role: String::new(),
                url: self.term_url(here, taxonomy, name),
            })
            .collect()
    }

    fn named(&self, here: &Linker<'_>, taxonomy: Taxonomy, named: &[Named]) -> Vec<NameView> {
        named
            .iter()
            .map(|one| NameView {
                name: one.name.clone(),
                role: one.role.clone().unwrap_or_default(),
                url: self.term_url(here, taxonomy, &one.name),
            })
            .collect()
    }

    fn places(&self, here: &Linker<'_>, article: &Article) -> Vec<PlaceView> {
        article
            .places
            .iter()
            .map(|place| PlaceView {
                name: place.name.clone(),
                kind: place.kind.clone().unwrap_or_default(),
                latitude: place.latitude,
                longitude: place.longitude,
                precision: place
                    .precision
                    .as_deref()
                    .map(|precision| self.word("precision", precision))
                    .unwrap_or_default(),
                url: self.term_url(here, Taxonomy::Places, &place.name),
            })
            .collect()
    }

    fn agencies(&self, here: &Linker<'_>, article: &Article) -> Vec<AgencyView> {
        article
            .agencies
            .iter()
            .map(|agency| AgencyView {
                name: agency.name.clone(),
                role: match agency.role {
                    AgencyRole::Origin => "origin",
                    AgencyRole::With => "with",
                    AgencyRole::Republisher => "republisher",
                }
                .to_owned(),
                url: self.term_url(here, Taxonomy::Agencies, &agency.name),
            })
            .collect()
    }

    fn sources(&self, here: &Linker<'_>, article: &Article) -> Vec<SourceView> {
        article
            .sources
            .iter()
            .map(|source| SourceView {
                url: source.url.clone().unwrap_or_default(),
                archived_url: source.archived_url.clone().unwrap_or_default(),
                title: source.title.clone().unwrap_or_default(),
                publisher: source.publisher.clone().unwrap_or_default(),
                retrieved: source
                    .retrieved
                    .as_ref()
                    .map(|date| self.date_in(&article.language, here, date)),
                sha256: source.sha256.clone().unwrap_or_default(),
            })
            .collect()
    }

    /// One claim; ranges are said as ranges, and nothing is added up.
    fn casualties(
        &self,
        here: &Linker<'_>,
        article: &Article,
        claim: &CasualtyClaim,
    ) -> CasualtyView {
        let number = |value: u64| self.manner.count(value as usize).text;
        let fill = |key, places: &[(&str, u64)]| {
            let texts: Vec<_> = places
                .iter()
                .map(|(name, value)| (*name, number(*value)))
                .collect();
            let places: Vec<_> = texts
                .iter()
                .map(|(name, text)| (*name, text.as_str().into()))
                .collect();
            self.words.get(key, &places)
        };
        let figure = match (claim.low, claim.best, claim.high) {
            (_, Some(best), _) if claim.low == claim.high => number(best),
            (Some(low), best, Some(high)) if low != high => {
                let range = fill("figure-between", &[("low", low), ("high", high)]);
                best.map_or(range.clone(), |best| format!("{} ({range})", number(best)))
            }
            (Some(low), _, Some(_)) => number(low),
            (Some(low), None, None) => fill("figure-at-least", &[("low", low)]),
            (None, None, Some(high)) => fill("figure-at-most", &[("high", high)]),
            (_, Some(best), _) => number(best),
            (None, None, None) => String::new(),
        };
        CasualtyView {
            kind: match claim.kind {
                CasualtyKind::Killed => "killed",
                CasualtyKind::Injured => "injured",
                CasualtyKind::Missing => "missing",
                CasualtyKind::Detained => "detained",
                CasualtyKind::Displaced => "displaced",
            }
            .to_owned(),
            group: claim.group.clone().unwrap_or_default(),
            figure,
            verbatim: claim.verbatim.clone().unwrap_or_default(),
            attributed_to: claim.attributed_to.clone().unwrap_or_default(),
            as_of: claim
                .as_of
                .as_ref()
                .map(|date| self.date_in(&article.language, here, date)),
        }
    }

    fn related(&self, here: &Linker<'_>, article: &Article) -> Vec<RelatedView> {
        let targets = self.plan.targets.related(&article.origin.path);
        article
            .related
            .iter()
            .zip(targets)
            // An id or a path that leads nowhere says nothing to a reader, and perhaps too much of what is not public.
            .filter(|(related, target)| {
                **target != Target::Nothing || related.verbatim.trim().contains(' ')
            })
            .map(|(related, target)| {
                let own = self.related_article(target);
                let words = match own {
                    // An id or a path says nothing to a reader: the headline does.
                    Some(found) if !related.verbatim.contains(' ') => &found.headline,
                    _ => &related.verbatim,
                };
                let language = own.map_or(&article.language, |found| &found.language);
                RelatedView {
                    label: typography::apply(words, language).into_owned(),
                    url: match target {
                        Target::Here(path, _) => here.to(path),
                        Target::Outside(url) => url.clone(),
                        Target::Nothing => String::new(),
                    },
                    target: match target {
                        Target::Here(..) => "article",
                        Target::Outside(_) => "outside",
                        Target::Nothing => "missing",
                    }
                    .to_owned(),
                    direction: direction_of(words, language.direction()),
                    language: (*language != article.language).then(|| language.clone()),
                }
            })
            .collect()
    }

    fn related_article(&self, target: &Target) -> Option<&Article> {
        let Target::Here(path, _) = target else {
            return None;
        };
        match self.plan.jobs.get(path)? {
            crate::plan::Job::Article(ix) => Some(&self.archive.get(*ix).article),
            crate::plan::Job::Page(at) => Some(&self.archive.pages()[*at].article),
            _ => None,
        }
    }
}

/// A retracted article keeps its address, its headline and the reasons; what it claimed is not said again.
fn without_what_was_said(view: ArticleView) -> ArticleView {
    ArticleView {
        standfirst: None,
        casualties: Vec::new(),
        media: Vec::new(),
        sources: Vec::new(),
        verification: None,
        image: String::new(),
        ..view
    }
}

/// The dateline as printed, without the dash that parts it from the text; one put together from its parts, as the language
/// writes dates.
fn dateline_words(dateline: &Dateline, date: Option<&DateView>, language: &Language) -> String {
    let words = dateline.verbatim.trim_end_matches([' ', '-', '–', '—']);
    let (Some(place), Some(written), Some(shown)) = (&dateline.place, &dateline.date, date) else {
        return words.to_owned();
    };
    if words != format!("{place}, {}", written.words()) {
        return words.to_owned();
    }
    // A date in the interface's language would stand amid the words of another.
    if shown.language != *language {
        return place.clone();
    }
    let comma = match language.base() {
        "ar" | "fa" | "ur" | "ckb" | "ps" => '،',
        _ => ',',
    };
    format!("{place}{comma} {}", shown.text)
}

/// An editor may name what the text names already.
fn each_once(links: Vec<RelatedView>) -> Vec<RelatedView> {
    let mut seen = BTreeSet::new();
    links
        .into_iter()
        .filter(|link| link.url.is_empty() || seen.insert(link.url.clone()))
        .collect()
}

fn correction_name(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Update => "update",
        CorrectionKind::Correction => "correction",
        CorrectionKind::Clarification => "clarification",
        CorrectionKind::Retraction => "retraction",
        CorrectionKind::Redaction => "redaction",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Direction};

    fn words(verbatim: &str, place: Option<&str>, tag: &str, shown: &str) -> String {
        let language = Language::parse(tag).expect("a language");
        let dateline = Dateline {
            verbatim: verbatim.to_owned(),
            place: place.map(str::to_owned),
            date: Date::parse("2017-10-26").ok(),
        };
        dateline_words(&dateline, Some(&self::shown(tag, shown)), &language)
    }

    fn shown(tag: &str, text: &str) -> DateView {
        let language = Language::parse(tag).expect("a language");
        DateView {
            text: text.to_owned(),
            short: String::new(),
            iso: "2017-10-26".to_owned(),
            edtf: "2017-10-26".to_owned(),
            direction: language.direction(),
            language,
            words: String::new(),
            uncertain: false,
            approximate: false,
            inferred_from: String::new(),
            precision: "day".to_owned(),
            time: String::new(),
            url: String::new(),
        }
    }

    #[test]
    fn a_dateline_stands_as_printed_and_without_its_dash() {
        let printed = words(
            "RAHMA, 26 oct (Agence) -",
            Some("RAHMA"),
            "fr",
            "26 octobre 2017",
        );
        assert_eq!(printed, "RAHMA, 26 oct (Agence)");
    }

    #[test]
    fn a_dateline_of_parts_is_written_as_its_language_does() {
        let made = |tag, shown| words("Rahma, 2017-10-26", Some("Rahma"), tag, shown);
        assert_eq!(made("fr", "26 octobre 2017"), "Rahma, 26 octobre 2017");
        assert_eq!(made("ar", "26 أكتوبر 2017"), "Rahma، 26 أكتوبر 2017");
    }

    #[test]
    fn a_dateline_of_parts_keeps_to_the_language_of_its_place() {
        let dateline = Dateline {
            verbatim: "Багдад, 2017-10-26".to_owned(),
            place: Some("Багдад".to_owned()),
            date: Date::parse("2017-10-26").ok(),
        };
        let shown = shown("fr", "26 octobre 2017");
        let ukrainian = Language::parse("uk").expect("a language");
        let words = dateline_words(&dateline, Some(&shown), &ukrainian);
        assert_eq!(words, "Багдад");
    }

    #[test]
    fn a_related_article_is_named_once_and_what_leads_nowhere_stays() {
        let link = |label: &str, url: &str| RelatedView {
            label: label.to_owned(),
            url: url.to_owned(),
            target: String::new(),
            language: None,
            direction: Direction::Ltr,
        };
        let links = each_once(vec![
            link("one", "a.html"),
            link("gone", ""),
            link("the same", "a.html"),
            link("gone too", ""),
        ]);
        let labels: Vec<_> = links.iter().map(|link| link.label.as_str()).collect();
        assert_eq!(labels, ["one", "gone", "gone too"]);
    }
}
