//! Owns what of an article decides where it stands: in an order, at an address, under a term, in a calendar, among translations, and who may
//! see it. The words of its headline are no part of that: `resolve` knows who is called by them. All else is told by its own page, and by
//! whoever shows its card. Every field is named here, so that a new one asks where it belongs.

use super::Head;
use crate::model::{
    Agency, Article, Date, Format, Id, Kind, Language, Media, Named, Origin, Place, Slug,
    Visibility,
};

/// All of an article on which an index or a plan depends.
#[derive(PartialEq)]
struct Standing<'a> {
    id: &'a Id,
    slug: &'a Slug,
    path: &'a str,
    format: Format,
    kind: Kind,
    visibility: &'a Visibility,
    dates: [Option<&'a Date>; 2],
    language: &'a Language,
    translations: Option<&'a str>,
    /// The names of its terms, by taxonomy.
    terms: [Vec<&'a str>; 6],
    /// Its files, in their parts.
    files: Vec<Files<'a>>,
    aliases: &'a [String],
}

/// The files of a medium.
#[derive(PartialEq)]
struct Files<'a> {
    file: Option<&'a str>,
    poster: Option<&'a str>,
    captions: Option<&'a str>,
    sensitive: bool,
}

impl Head {
    /// Whether another head of the same source stands in the same places. What its links lead to, and what leads into it, is not asked.
    pub fn stands_as(&self, other: &Self) -> bool {
        standing(&self.article) == standing(&other.article)
    }
}

fn standing(article: &Article) -> Standing<'_> {
    let Article {
        id,
        slug,
        origin,
        kind,
        visibility,
        event,
        published,
        language,
        translations,
        tags,
        conflicts,
        places,
        people,
        actors,
        agencies,
        media,
        aliases,
        // Told by its own page and by its card, or settled again with its links.
        kicker: _,
        headline: _,
        headline_stands_in: _,
        standfirst: _,
        byline: _,
        dateline: _,
        modified: _,
        retrieved: _,
        casualties: _,
        verification: _,
        sources: _,
        rights: _,
        warnings: _,
        corrections: _,
        related: _,
        extra: _,
    } = article;
    let Origin {
        path,
        format,
        sha256: _,
        encoding: _,
    } = origin;
    Standing {
        id,
        slug,
        path,
        format: *format,
        kind: *kind,
        visibility,
        dates: [published.as_ref(), event.as_ref()],
        language,
        translations: translations.as_deref(),
        terms: [
            tags.iter().map(String::as_str).collect(),
            conflicts.iter().map(String::as_str).collect(),
            places.iter().map(name_of_place).collect(),
            people.iter().map(name_of).collect(),
            actors.iter().map(name_of).collect(),
            agencies.iter().map(name_of_agency).collect(),
        ],
        files: media.iter().map(files).collect(),
        aliases,
    }
}

fn name_of_place(place: &Place) -> &str {
    let Place {
        name,
        kind: _,
        latitude: _,
        longitude: _,
        precision: _,
    } = place;
    name
}

fn name_of(named: &Named) -> &str {
    let Named { name, role: _ } = named;
    name
}

fn name_of_agency(agency: &Agency) -> &str {
    let Agency { name, role: _ } = agency;
    name
}

fn files(media: &Media) -> Files<'_> {
    let Media {
        file,
        poster,
        captions,
        sensitive,
        caption: _,
        credit: _,
        alt: _,
        rights: _,
    } = media;
    Files {
        file: file.as_deref(),
        poster: poster.as_deref(),
        captions: captions.as_deref(),
        sensitive: *sensitive,
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::samples::head;
    use crate::model::{Article, Date, Language, Place};

    #[test]
    fn what_moves_an_article_is_told_from_what_it_says() {
        let known = head(Some("2017-10-26"), "a", &["Irak"]);
        let changed = |change: &dyn Fn(&mut Article)| {
            let mut other = known.clone();
            change(&mut other.article);
            assert_ne!(other, known, "something changed");
            known.stands_as(&other)
        };
        let said: [&dyn Fn(&mut Article); 5] = [
            &|article| article.headline = "Autre".to_owned(),
            &|article| article.kicker = Some("Irak".to_owned()),
            &|article| article.warnings = vec!["graphic".to_owned()],
            &|article| article.modified = Date::parse("2018").ok().map(Box::new),
            &|article| article.origin.sha256 = "0".to_owned(),
        ];
        for (at, change) in said.iter().enumerate() {
            assert!(changed(change), "{at}");
        }
        let moved: [&dyn Fn(&mut Article); 7] = [
            &|article| article.tags.push("Syrie".to_owned()),
            &|article| article.tags.clear(),
            &|article| article.places.push(mosul()),
            &|article| article.event = Date::parse("2018").ok(),
            &|article| article.language = Language::parse("ar").expect("a language"),
            &|article| article.aliases.push("/a".to_owned()),
            &|article| article.visibility.status = crate::model::Status::Retracted,
        ];
        for (at, change) in moved.iter().enumerate() {
            assert!(!changed(change), "{at}");
        }
        let mut here = known.clone();
        here.article.places.push(mosul());
        let mut there = here.clone();
        there.article.places[0].latitude = Some(36.3);
        assert!(here.stands_as(&there));
    }

    fn mosul() -> Place {
        Place {
            name: "Mossoul".to_owned(),
            kind: None,
            latitude: None,
            longitude: None,
            precision: None,
        }
    }
}
