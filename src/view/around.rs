//! Owns what the page of an article says that is not in its source: where its links lead, the addresses of its terms and dates, what stands
//! beside it in time and what is like it. Plain data, made of the whole archive and small: with the article's head it is all that the page
//! is made from, so no page of an article can depend on anything else of the archive.

use serde::{Deserialize, Serialize};

use crate::hash::Digest;
use crate::model::{CalendarDay, Language, Measure, Slug, Taxonomy};
use crate::plan::{Sizes, Target};
use crate::route::OutPath;

/// What the page of an article says that is not in its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Around {
    /// Where the page stands.
    pub path: OutPath,
    /// The first of its terms: another way to it than by date.
    pub(super) trail: Option<NamedTerm>,
    /// The terms that it names, by taxonomy and name as written.
    pub(super) terms: Vec<(Taxonomy, Box<str>, Slug)>,
    /// The days, months and years of its dates that have a page.
    pub(super) periods: Vec<CalendarDay>,
    /// The same text in other languages.
    pub(super) translations: Vec<Translation>,
    /// The article before it in time.
    pub(super) previous: Option<Near>,
    /// The article after it in time.
    pub(super) next: Option<Near>,
    /// Articles of the same terms.
    pub(super) more: Vec<Near>,
    /// Where the links of its text lead, as written.
    pub links: Vec<(Box<str>, Target)>,
    /// Its media, as written, in the order of their names.
    pub files: Vec<(Box<str>, AroundFile)>,
    /// Where its related links lead, in their order.
    pub(super) related: Vec<RelatedTarget>,
}

/// A term by its address and its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct NamedTerm {
    pub(super) taxonomy: Taxonomy,
    pub(super) slug: Slug,
    pub(super) name: String,
}

/// The same text in another language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Translation {
    pub(super) language: Language,
    pub(super) headline: String,
    pub(super) path: OutPath,
}

/// Another article, whose card stands on the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// The path of its source.
    pub source: Box<str>,
    /// Where it stands.
    pub path: OutPath,
    /// The digest of its card: all that is shown of it but its address.
    pub card: Digest,
}

/// A file beside the text or in `static/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AroundFile {
    /// Where it stands.
    pub path: OutPath,
    /// Its size, if it is an image.
    pub measure: Option<Measure>,
    /// Its mean colour.
    pub(super) tint: Option<[u8; 3]>,
    /// Its further sizes.
    pub sizes: Option<Sizes>,
}

/// What a related link leads to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct RelatedTarget {
    pub(super) target: Target,
    /// Headline and language, where it is an article or a page.
    pub(super) own: Option<(String, Language)>,
}

impl Around {
    /// The articles whose cards stand on the page: the one before, the one after, and those that are like it.
    pub fn near(&self) -> impl Iterator<Item = &Near> {
        self.previous.iter().chain(&self.next).chain(&self.more)
    }

    /// A medium, by its name as written.
    pub fn file(&self, written: &str) -> Option<&AroundFile> {
        let at = self
            .files
            .binary_search_by(|(name, _)| (**name).cmp(written));
        at.ok().map(|at| &self.files[at].1)
    }

    pub(super) fn has_period(&self, date: CalendarDay) -> bool {
        self.periods.contains(&date)
    }

    /// The address of a term that the article names.
    pub(super) fn slug(&self, taxonomy: Taxonomy, name: &str) -> Option<&Slug> {
        let mut terms = self.terms.iter();
        let found = terms.find(|(of, written, _)| *of == taxonomy && **written == *name);
        found.map(|(_, _, slug)| slug)
    }
}
