//! Owns what a valid article is: the one place where stated fields become an `Article`, what stands in for those that are
//! missing, and what fields must hold together.

mod fields;
mod keys;
mod reader;
mod records;
mod tables;

pub(crate) use fields::{Embargo, Fields, Stated, whole};
pub use keys::{KeySpec, TableSpec, known_keys};
pub(crate) use reader::{Reader, clean, path_fault};
pub(crate) use records::empty_media;

use super::Rules;
use super::name::FileName;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Article, CalendarDay, Claim, Date, Id, Kind, Language, Origin, Slug, SlugStyle, Status,
    Visibility,
};

/// The longest headline that first words make, in characters.
const STAND_IN: usize = 80;

/// As long as `model` lets a slug be, in bytes.
const LONGEST_SLUG: usize = 200;

/// What an article is made of besides its fields.
pub(crate) struct Facts<'a> {
    /// The file.
    pub origin: Origin,
    /// Its path as messages show it.
    pub shown_path: &'a str,
    /// What its name says.
    pub name: &'a FileName,
    /// The site's rules.
    pub rules: &'a Rules,
    /// The first words of the text, plain.
    pub excerpt: &'a str,
    /// The language that the text itself seems to be in, and how sure that is.
    pub detected: Option<(Language, f32)>,
    /// Whether the file is a page where nothing states otherwise.
    pub is_page: bool,
}

/// Whether a key of the article itself has this name.
pub(crate) fn is_article_key(name: &str) -> bool {
    keys::ARTICLE.key(name).is_some()
}

/// Whether a key of the article has this name, here or in another generator.
pub(crate) fn is_anyones_key(name: &str) -> bool {
    is_article_key(name) || keys::translated(name).is_some()
}

/// An article of the fields of all layers, the records of those fields, and what is to be said of them.
pub(crate) fn article(fields: Fields, facts: Facts<'_>) -> (Article, Vec<Claim>, Diagnostics) {
    let mut maker = Maker {
        claims: fields.claims(),
        faults: Diagnostics::new(),
        facts: &facts,
    };
    let visibility = visibility(&fields);
    let language = maker.language(&fields);
    let slug = maker.slug(&fields, &language);
    let kind = match &fields.kind {
        Some(stated) => stated.value,
        None if facts.is_page => Kind::Page,
        None => Kind::Article,
    };
    maker.check_dates(&fields, kind);
    let (headline, headline_stands_in) = maker.headline(&fields);
    let published = value(fields.published);
    let event = value(fields.event);
    let id = match value(fields.id) {
        Some(id) => id,
        None => maker.id(published.as_ref().or(event.as_ref()), &slug, kind),
    };
    let Maker { claims, faults, .. } = maker;
    let article = Article {
        id,
        slug,
        origin: facts.origin,
        kind,
        visibility,
        kicker: value(fields.kicker),
        headline,
        headline_stands_in,
        standfirst: value(fields.standfirst),
        byline: value(fields.byline),
        agencies: list(fields.agencies),
        dateline: value(fields.dateline).map(Box::new),
        event,
        published,
        modified: value(fields.modified).map(Box::new),
        retrieved: value(fields.retrieved).map(Box::new),
        language,
        translations: value(fields.translations),
        tags: list(fields.tags),
        conflicts: list(fields.conflicts),
        places: list(fields.places),
        people: list(fields.people),
        actors: list(fields.actors),
        casualties: list(fields.casualties),
        verification: value(fields.verification).map(Box::new),
        sources: list(fields.sources),
        rights: value(fields.rights).map(Box::new),
        warnings: list(fields.warnings),
        corrections: list(fields.corrections),
        related: list(fields.related),
        media: list(fields.media),
        aliases: list(fields.aliases),
        extra: fields.extra,
    };
    (article, claims, faults)
}

fn value<T>(stated: Option<Stated<T>>) -> Option<T> {
    stated.map(|stated| stated.value)
}

fn list<T>(stated: Option<Stated<Vec<T>>>) -> Vec<T> {
    let mut list = value(stated).unwrap_or_default();
    // A list that grew has room for four at least, and there are a million heads.
    list.shrink_to_fit();
    list
}

/// What nothing states is published; what cannot be read is withheld.
fn visibility(fields: &Fields) -> Visibility {
    let status = fields
        .status
        .as_ref()
        .map_or(Status::Published, |stated| stated.value);
    match fields.embargo.as_ref().map(|stated| stated.value) {
        None => Visibility {
            status,
            embargo: None,
        },
        Some(Embargo::Until(end)) => Visibility {
            status,
            embargo: Some(end),
        },
        Some(Embargo::Unreadable) => Visibility {
            status: Status::Withheld,
            embargo: None,
        },
    }
}

struct Maker<'a> {
    facts: &'a Facts<'a>,
    claims: Vec<Claim>,
    faults: Diagnostics,
}

impl Maker<'_> {
    /// Records a value that no text states.
    fn record(&mut self, field: &str, value: &str, rule: &str, confidence: f32) {
        self.claims.push(Claim {
            field: field.to_owned(),
            value: value.to_owned(),
            file: self.facts.shown_path.to_owned(),
            bytes: None,
            line: None,
            rule: rule.to_owned(),
            confidence,
        });
    }

    fn missing(&mut self, code: Code, message: &str, help: &str) {
        let fault = whole(code, message, self.facts.shown_path).help(help);
        self.faults.push(fault);
    }

    fn language(&mut self, fields: &Fields) -> Language {
        if let Some(stated) = &fields.language {
            return stated.value.clone();
        }
        let (language, rule, confidence) = match &self.facts.name.language {
            Some((language, rule)) => (language.clone(), *rule, 0.9),
            None => match &self.facts.detected {
                Some((language, confidence)) => (language.clone(), "detected", *confidence),
                None => (self.facts.rules.language.clone(), "site default", 0.5),
            },
        };
        self.record("language", language.as_str(), rule, confidence);
        language
    }

    fn slug(&mut self, fields: &Fields, language: &Language) -> Slug {
        if let Some(stated) = &fields.slug {
            return stated.value.clone();
        }
        let name = self.facts.name;
        let style = self.facts.rules.slugs;
        let mut slug = Slug::of(&name.stem, style)
            .or_else(|| Slug::of(&self.facts.origin.sha256[..12], style))
            .expect("hexadecimal digits are a slug");
        // The same name stands once for each language, and must not become one address.
        if name.language.is_some() && *language != self.facts.rules.language {
            slug = with_language(&slug, language, style);
        }
        self.record("slug", slug.as_str(), "file name", 1.0);
        slug
    }

    fn id(&mut self, date: Option<&Date>, slug: &Slug, kind: Kind) -> Id {
        let calendar = date.filter(|_| kind == Kind::Article).map(Date::calendar);
        let text = match calendar {
            Some(CalendarDay { year, month, day }) => {
                let parts = [month, day].into_iter().flatten();
                let days: String = parts.map(|part| format!("-{part:02}")).collect();
                format!("{year:04}{days}-{slug}")
            }
            None => slug.to_string(),
        };
        let id = Id::parse(&text).expect("digits, hyphens and a slug are an id");
        self.record("id", &text, "date and slug", 1.0);
        id
    }

    fn headline(&mut self, fields: &Fields) -> (String, bool) {
        if let Some(stated) = &fields.headline {
            return (stated.value.clone(), false);
        }
        let words = match first_words(self.facts.excerpt) {
            words if words.is_empty() => self.facts.name.stem.replace(['-', '_'], " "),
            words => words,
        };
        self.missing(
            Code::HeadlineMissing,
            "no headline: the first words stand in",
            "state `headline` in the front matter or in a sidecar",
        );
        self.record("headline", &words, "first words", 0.1);
        (words, true)
    }

    fn check_dates(&mut self, fields: &Fields, kind: Kind) {
        let published = fields.published.as_ref().map(|stated| &stated.value);
        let event = fields.event.as_ref().map(|stated| &stated.value);
        if published.is_none() && event.is_none() && kind == Kind::Article {
            self.missing(
                Code::DateMissing,
                "no date: the article stands under `/undated/`",
                "state `published`, as finely as you know it: `published = \"2017-10\"`",
            );
        }
        let first = event.and_then(Date::earliest);
        let last = published.and_then(Date::latest);
        if let (Some(first), Some(last), Some(event), Some(published)) =
            (first, last, event, published)
            && first > last
        {
            let message =
                format!("the event is dated {event}, after its publication on {published}");
            let fault = whole(Code::EventAfterPublication, message, self.facts.shown_path)
                .help("correct one of them, or write the event as about then: `2017-11~`");
            self.faults.push(fault);
        }
    }
}

/// A slug with its language after it, no longer than a slug may be.
fn with_language(slug: &Slug, language: &Language, style: SlugStyle) -> Slug {
    let tag = language.as_str().to_lowercase();
    let mut text = slug.as_str();
    while text.len() + tag.len() + 1 > LONGEST_SLUG {
        text = &text[..text.char_indices().next_back().map_or(0, |(at, _)| at)];
    }
    Slug::of(text, style).map_or_else(|| slug.clone(), |slug| slug.suffixed(&tag))
}

/// The first words of a text, cut where a word ends.
fn first_words(text: &str) -> String {
    if text.chars().count() <= STAND_IN {
        return text.trim().to_owned();
    }
    let cut: String = text.chars().take(STAND_IN).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([' ', ',', ';', ':', '.'])
    )
}

/// Two dates of publication that disagree: the one that was taken, and the other.
pub(crate) fn date_conflict(
    taken: &Stated<Date>,
    other: &Stated<Date>,
    path: &str,
) -> Option<Diagnostic> {
    let (from, to) = (taken.value.earliest()?, taken.value.latest()?);
    let (first, last) = (other.value.earliest()?, other.value.latest()?);
    if first <= to && from <= last {
        return None;
    }
    let message = format!(
        "two dates of publication: {} ({}) and {} ({})",
        taken.value, taken.claim.rule, other.value, other.claim.rule
    );
    Some(
        whole(Code::DateConflict, message, path)
            .note(format!("{} was taken", taken.value))
            .help("state `published` in a sidecar to settle it"),
    )
}
