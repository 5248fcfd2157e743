//! Owns the article and its parts. Each field's equivalents in schema.org, IPTC ninjs and Dublin Core stand in
//! `docs/content/reference/article-model.md`. What makes an article valid is decided in `parse::validate`, nowhere else.
//!
//! All texts are NFC, plain (no HTML, no typography applied) and as their author wrote them. A million articles are held at once, so what
//! most of them do not have is boxed.

use serde::{Deserialize, Serialize};

use super::{Date, Extra, Id, Language, Slug};

/// One published text and its data, without its body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Permanent name; by default year-month-day-slug.
    pub id: Id,
    /// Last part of its address.
    pub slug: Slug,
    /// The file it was read from.
    pub origin: Origin,
    /// An article of the archive, or a page outside its indexes.
    pub kind: Kind,
    /// Who may see it, and from when.
    pub visibility: Visibility,
    /// Word or label over the headline.
    pub kicker: Option<String>,
    /// The headline; where `headline_stands_in`, the first words of the text.
    pub headline: String,
    /// Whether the source gave no headline.
    pub headline_stands_in: bool,
    /// Lead paragraph.
    pub standfirst: Option<Standfirst>,
    /// Who signs.
    pub byline: Option<Byline>,
    /// Who supplied the text.
    pub agencies: Vec<Agency>,
    /// Place and date of writing.
    pub dateline: Option<Box<Dateline>>,
    /// When it happened.
    pub event: Option<Date>,
    /// When the text was published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Box<Date>>,
    /// When it was taken into the archive.
    pub retrieved: Option<Box<Date>>,
    /// The text's language.
    pub language: Language,
    /// Name of the group of the same text in several languages.
    pub translations: Option<String>,
    /// Free subjects.
    pub tags: Vec<String>,
    /// Wars and campaigns.
    pub conflicts: Vec<String>,
    /// Where it happened.
    pub places: Vec<Place>,
    /// Persons named.
    pub people: Vec<Named>,
    /// Forces and organisations.
    pub actors: Vec<Named>,
    /// What is claimed of the dead and the hurt, claim by claim: never summed.
    pub casualties: Vec<CasualtyClaim>,
    /// What was done to check it.
    pub verification: Option<Box<Verification>>,
    /// Where its statements come from.
    pub sources: Vec<Source>,
    /// Who owns it and what others may do.
    pub rights: Option<Box<Rights>>,
    /// What a reader should know before going on, as `graphic`.
    pub warnings: Vec<String>,
    /// What was changed after publication.
    pub corrections: Vec<Correction>,
    /// Links to other articles that the text or its editor makes.
    pub related: Vec<Related>,
    /// Images, sounds, videos and documents.
    pub media: Vec<Media>,
    /// Former addresses, from the site's root, that lead here.
    pub aliases: Vec<String>,
    /// Values of the author's own.
    pub extra: Extra,
}

impl Article {
    /// The date by which it stands in the calendar: of publication, else of the event.
    pub fn date(&self) -> Option<&Date> {
        self.published.as_ref().or(self.event.as_ref())
    }

    /// Whether it is a page outside the indexes.
    pub fn is_page(&self) -> bool {
        self.kind == Kind::Page
    }

    /// Whether it stays at its address only to say that it was retracted.
    pub fn is_retracted(&self) -> bool {
        self.visibility.status == Status::Retracted
    }
}

/// The file an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// From the content folder, with `/`, in NFC.
    pub path: String,
    /// How it was written.
    pub format: Format,
    /// SHA-256 of the file's bytes, in hexadecimal: the original, before any conversion.
    pub sha256: String,
    /// The encoding it was converted from, if it was not UTF-8.
    pub encoding: Option<String>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CommonMark with front matter.
    Markdown,
    /// Plain text as published.
    Press,
}

/// What a source becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article, in all indexes.
    #[default]
    Article,
    /// A page (about, method, legal), in none.
    Page,
}

/// Who may see an article, and from when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visibility {
    /// As stated; withheld where the statement could not be read.
    pub status: Status,
    /// Seconds since 1970 (UTC) before which nobody may see it.
    pub embargo: Option<i64>,
}

impl Visibility {
    /// Whether the public may see it at `now`, in seconds since 1970. The one place that decides.
    pub fn is_public(&self, now: i64) -> bool {
        let out = matches!(self.status, Status::Published | Status::Retracted);
        out && self.embargo.is_none_or(|end| end <= now)
    }
}

/// The state of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// To be read by all.
    Published,
    /// Not finished.
    Draft,
    /// Not to be shown.
    Withheld,
    /// Taken back: its page stays and says so.
    Retracted,
}

/// Lead paragraph with its label, as "LIBERATION".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standfirst {
    /// The word in capitals before it.
    pub label: Option<String>,
    /// The paragraph.
    pub text: String,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// As printed, without "Par" or "By".
    pub verbatim: String,
    /// The persons in it.
    pub people: Vec<String>,
}

/// Who supplied the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// As "AFP".
    pub name: String,
    /// In what part.
    pub role: AgencyRole,
}

/// An agency's part in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AgencyRole {
    /// It wrote the text.
    #[default]
    Origin,
    /// The outlet wrote with it ("avec AFP").
    With,
    /// It passed on another's text.
    Republisher,
}

/// Place and date of writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// As printed: "BAGDAD, 26 oct (AFP)".
    pub verbatim: String,
    /// The place in it.
    pub place: Option<String>,
    /// The date in it.
    pub date: Option<Date>,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// As written.
    pub name: String,
    /// What it is: "city", "governorate", "mosque".
    pub kind: Option<String>,
    /// Degrees north, -90 to 90 (WGS 84).
    pub latitude: Option<f64>,
    /// Degrees east, -180 to 180 (WGS 84).
    pub longitude: Option<f64>,
    /// How exact the coordinates are: "exact", "settlement", "district", "province", "country".
    pub precision: Option<String>,
}

/// A person or an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// As written.
    pub name: String,
    /// Function at the time.
    pub role: Option<String>,
}

/// One claim of casualties, as one source makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasualtyClaim {
    /// What befell them.
    pub kind: CasualtyKind,
    /// Of whom: "civilians", "soldiers".
    pub group: Option<String>,
    /// At least.
    pub low: Option<u64>,
    /// The figure given.
    pub best: Option<u64>,
    /// At most.
    pub high: Option<u64>,
    /// The words of the text.
    pub verbatim: Option<String>,
    /// Who says so.
    pub attributed_to: Option<String>,
    /// When it was said.
    pub as_of: Option<Date>,
}

/// What befell the persons of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CasualtyKind {
    /// Dead.
    Killed,
    /// Hurt.
    Injured,
    /// Not found.
    Missing,
    /// Held.
    Detained,
    /// Driven out.
    Displaced,
}

/// What was done to check an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// As "verified", "partly verified", "unverified", "disputed".
    pub status: String,
    /// By whom.
    pub by: Option<String>,
    /// How.
    pub method: Option<String>,
}

/// Where a statement comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its address.
    pub url: Option<String>,
    /// A copy that stays.
    pub archived_url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was read.
    pub retrieved: Option<Box<Date>>,
    /// SHA-256 of what was read, in hexadecimal.
    pub sha256: Option<String>,
}

/// Who owns a text or a medium, and what others may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// Who owns it.
    pub holder: Option<String>,
    /// A licence by its SPDX name or address.
    pub licence: Option<String>,
    /// What else is to be heeded.
    pub usage: Option<String>,
}

/// A change after publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When.
    pub date: Option<Date>,
    /// Of what kind.
    pub kind: CorrectionKind,
    /// What was wrong and what is right. It may be empty for a redaction, which need not say what was taken out.
    pub text: String,
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// New facts.
    Update,
    /// An error mended.
    Correction,
    /// Something said more clearly.
    Clarification,
    /// The whole taken back.
    Retraction,
    /// Names or details taken out to protect somebody.
    Redaction,
}

/// A link to another article, as the text or its editor makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The words: a headline, an id, a path.
    pub verbatim: String,
    /// An address outside, where the words come with one.
    pub url: Option<String>,
}

/// An image, a sound, a video or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Path from the source file, or with `/` from the site's static files; none where the text has only a caption.
    pub file: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
    /// By whom.
    pub credit: Option<String>,
    /// For those who do not see it; empty where it is decoration.
    pub alt: Option<String>,
    /// Its own rights.
    pub rights: Option<Box<Rights>>,
    /// Whether it is covered until asked for.
    pub sensitive: bool,
    /// A still image to stand for a video.
    pub poster: Option<String>,
    /// A WebVTT file of captions.
    pub captions: Option<String>,
}

/// The size of an image as shown, its orientation applied, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plainly_out_is_public() {
        let seen = |status, embargo, now| Visibility { status, embargo }.is_public(now);
        assert!(seen(Status::Published, None, 0));
        assert!(seen(Status::Retracted, None, 0));
        assert!(!seen(Status::Draft, None, 0));
        assert!(!seen(Status::Withheld, None, 0));
        assert!(!seen(Status::Published, Some(100), 99));
        assert!(seen(Status::Published, Some(100), 100));
        assert!(!seen(Status::Withheld, Some(100), 200));
    }
}
