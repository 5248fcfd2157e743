//! Owns the view of an article: every public field, with its language's typography. Nothing else decides what the public
//! sees of one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ground::{Ground, Linker};
use super::rights::rights;
use super::{citation, direction_of, json_ld, summary};
use crate::archive::Head;
use crate::model::{
    AgencyRole, Article, CasualtyClaim, CasualtyKind, CorrectionKind, Date, Dateline, Format,
    Language, Named, Taxonomy,
};
use crate::plan::Target;
use crate::route::Route;
use crate::typography;
use crate::view::around::{Around, Translation};
use crate::view::{
    AgencyView, Alternate, ArticlePage, ArticleView, CasualtyView, CorrectionView, DateView,
    DatelineView, Link, Listed, NameView, PlaceView, RelatedView, Shared, SourceView,
    StandfirstView, VerificationView, View,
};

/// Makes the page of one article. It knows the ground, the article and what stands around it, and nothing else: neither the archive nor
/// the plan.
#[derive(Clone, Copy)]
pub struct ArticleMaker<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) head: &'a Head,
    pub(super) around: &'a Around,
    cards: &'a [Arc<Shared>],
}

impl<'a> ArticleMaker<'a> {
    /// Takes up what the page is made from; `cards` are those of [`Around::near`], in that order.
    pub fn new(
        ground: Ground<'a>,
        head: &'a Head,
        around: &'a Around,
        cards: &'a [Arc<Shared>],
    ) -> Self {
        Self {
            ground,
            head,
            around,
            cards,
        }
    }

    /// The page. The article's body is not in it yet.
    pub fn view(self) -> View {
        let article = &self.head.article;
        let here = self.ground.linker(&self.around.path);
        let mut page = self.page(&here);
        if article.is_page() {
            return View::Page(Box::new(page));
        }
        page.page.kind = "article".to_owned();
        page.page.breadcrumbs = self.breadcrumbs(&here);
        page.page.trail = self.trail(&here);
        let others = self.around.translations.iter();
        let others: Vec<_> = others.map(|other| self.alternate(&here, other)).collect();
        page.page.alternates.clone_from(&others);
        let near = self.around.near().zip(self.cards);
        let mut cards = near.map(|(near, card)| Listed::new(card, here.to(&near.path)));
        let own = &mut page.article;
        own.translations = others;
        own.previous = self.around.previous.as_ref().and_then(|_| cards.next());
        own.next = self.around.next.as_ref().and_then(|_| cards.next());
        own.more = cards.collect();
        View::Article(Box::new(page))
    }

    /// The page without what ties it to others.
    fn page(&self, here: &Linker<'_>) -> ArticlePage {
        let article = &self.head.article;
        let set = |text: &str| typography::apply(text, &article.language).into_owned();
        let mut page = self.ground.page(here, "page", set(&article.headline));
        page.language = article.language.clone();
        page.direction = article.language.direction();
        page.breadcrumbs = vec![self.ground.home_link(here)];
        let text = set(&summary(self.head));
        if !text.is_empty() {
            page.description = text;
        }
        ArticlePage {
            site: self.ground.site(here),
            article: match article.is_retracted() {
                true => without_what_was_said(self.article(here)),
                false => self.article(here),
            },
            page,
        }
    }

    fn breadcrumbs(&self, here: &Linker<'_>) -> Vec<Link> {
        let mut crumbs = vec![self.ground.home_link(here)];
        match self.head.article.date().map(Date::calendar) {
            Some(date) => crumbs.extend(self.ground.period_links(here, date)),
            None => {
                let label = self.ground.words.get("undated", &[]);
                crumbs.push(self.ground.link(here, &Route::Undated.path(), label));
            }
        }
        crumbs
    }

    fn trail(&self, here: &Linker<'_>) -> Vec<Link> {
        let Some(term) = &self.around.trail else {
            return Vec::new();
        };
        let list = Route::Taxonomy(term.taxonomy).path();
        let page = Route::Term(term.taxonomy, term.slug.clone(), None).path();
        let label = self.ground.taxonomy_label(term.taxonomy);
        vec![
            self.ground.link(here, &list, label),
            self.ground.link(here, &page, term.name.clone()),
        ]
    }

    fn alternate(&self, here: &Linker<'_>, other: &Translation) -> Alternate {
        let Translation {
            language,
            headline,
            path,
        } = other;
        Alternate {
            language: language.clone(),
            direction: language.direction(),
            name: language.autonym().to_owned(),
            headline: typography::apply(headline, language).into_owned(),
            url: here.to(path),
            absolute: self.ground.absolute(path),
        }
    }

    /// A date in the article's language, where the theme speaks it, with the address of its page.
    fn date(&self, here: &Linker<'_>, date: &Date) -> DateView {
        let language = &self.head.article.language;
        let has_page = |period| self.around.has_period(period);
        self.ground.date_in(language, here, date, has_page)
    }

    /// The address of a term's page, by the name that the article gives it.
    fn term_url(&self, here: &Linker<'_>, taxonomy: Taxonomy, name: &str) -> String {
        let slug = self.around.slug(taxonomy, name);
        slug.map(|slug| here.to(&Route::Term(taxonomy, slug.clone(), None).path()))
            .unwrap_or_default()
    }

    fn article(&self, here: &Linker<'_>) -> ArticleView {
        let head = self.head;
        let article = &head.article;
        let language = &article.language;
        let set = |text: &str| typography::apply(text, language).into_owned();
        let date = |date: Option<&Date>| date.map(|date| self.date(here, date));
        let image = self.sharing_image();
        ArticleView {
            id: article.id.to_string(),
            permalink: self.ground.absolute(here.page),
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
                let date = date(dateline.date.as_ref());
                DatelineView {
                    verbatim: dateline_words(dateline, date.as_ref(), language),
                    place: dateline.place.clone().unwrap_or_default(),
                    date,
                }
            }),
            event: date(article.event.as_ref()),
            published: date(article.published.as_ref()),
            modified: date(article.modified.as_deref()),
            retrieved: date(article.retrieved.as_deref()),
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
                .map(|claim| self.casualties(here, claim))
                .collect(),
            verification: article.verification.as_ref().map(|done| VerificationView {
                status: self.ground.word("status", &done.status),
                by: done.by.clone().unwrap_or_default(),
                method: done.method.as_deref().map(set).unwrap_or_default(),
            }),
            sources: self.sources(here, article),
            rights: article.rights.as_deref().map(rights),
            warnings: self.ground.warnings(article),
            corrections: article
                .corrections
                .iter()
                .map(|correction| CorrectionView {
                    date: date(correction.date.as_ref()),
                    kind: correction_name(correction.kind).to_owned(),
                    text: set(&correction.text),
                })
                .collect(),
            media: self.media(here),
            related: each_once(self.related(here)),
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
            json_ld: json_ld::news_article(self.ground, here, head, &image),
            citation: citation::tags(self.ground, here, article),
            image,
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
                    .map(|precision| self.ground.word("precision", precision))
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
                retrieved: source.retrieved.as_ref().map(|date| self.date(here, date)),
                sha256: source.sha256.clone().unwrap_or_default(),
            })
            .collect()
    }

    /// One claim; ranges are said as ranges, and nothing is added up.
    fn casualties(&self, here: &Linker<'_>, claim: &CasualtyClaim) -> CasualtyView {
        let number = |value: u64| self.ground.manner.count(value as usize).text;
        let fill = |key, places: &[(&str, u64)]| {
            let texts: Vec<_> = places
                .iter()
                .map(|(name, value)| (*name, number(*value)))
                .collect();
            let places: Vec<_> = texts
                .iter()
                .map(|(name, text)| (*name, text.as_str().into()))
                .collect();
            self.ground.words.get(key, &places)
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
            as_of: claim.as_of.as_ref().map(|date| self.date(here, date)),
        }
    }

    fn related(&self, here: &Linker<'_>) -> Vec<RelatedView> {
        let article = &self.head.article;
        article
            .related
            .iter()
            .zip(&self.around.related)
            // An id or a path that leads nowhere says nothing to a reader, and perhaps too much of what is not public.
            .filter(|(related, found)| {
                found.target != Target::Nothing || related.verbatim.trim().contains(' ')
            })
            .map(|(related, found)| {
                let words = match &found.own {
                    // An id or a path says nothing to a reader: the headline does.
                    Some((headline, _)) if !related.verbatim.contains(' ') => headline,
                    _ => &related.verbatim,
                };
                let language = found.own.as_ref();
                let language = language.map_or(&article.language, |(_, language)| language);
                let (url, target) = match &found.target {
                    Target::Here(path, _) => (here.to(path), "article"),
                    Target::Outside(url) => (url.clone(), "outside"),
                    Target::Nothing => (String::new(), "missing"),
                };
                RelatedView {
                    label: typography::apply(words, language).into_owned(),
                    url,
                    target: target.to_owned(),
                    direction: direction_of(words, language.direction()),
                    language: (*language != article.language).then(|| language.clone()),
                }
            })
            .collect()
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
    use crate::model::Direction;

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
