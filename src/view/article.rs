//! Owns what the public may see of an article, field by field. A `Withheld<T>` cannot be serialised, so none can stand here.

use serde::Serialize;

use super::{Alternate, DateView, Listed};
use crate::model::{Direction, Extra, Language};

/// An article on its own page. Texts have their language's typography; empty texts and lists mean absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArticleView {
    /// Permanent name.
    pub id: String,
    /// Absolute address; empty where the site has no `base_url`.
    pub permalink: String,
    /// Language of the text.
    pub language: Language,
    /// The language's own name for itself.
    pub language_name: String,
    /// Direction of the text.
    pub direction: Direction,
    /// Word over the headline.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// Whether the first words stand in for a headline that the source lacks.
    pub headline_stands_in: bool,
    /// Lead paragraph.
    pub standfirst: Option<StandfirstView>,
    /// As printed.
    pub byline: String,
    /// The persons who sign.
    pub authors: Vec<String>,
    /// Who supplied the text.
    pub agencies: Vec<AgencyView>,
    /// Place and date of writing.
    pub dateline: Option<DatelineView>,
    /// When it happened.
    pub event: Option<DateView>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When it was last changed.
    pub modified: Option<DateView>,
    /// When it was taken into the archive.
    pub retrieved: Option<DateView>,
    /// The text as HTML, safe.
    pub body: String,
    /// Words of the text.
    pub words: u32,
    /// Free subjects.
    pub tags: Vec<NameView>,
    /// Wars and campaigns.
    pub conflicts: Vec<NameView>,
    /// Where it happened.
    pub places: Vec<PlaceView>,
    /// Persons named.
    pub people: Vec<NameView>,
    /// Forces and organisations.
    pub actors: Vec<NameView>,
    /// Claims of casualties, never summed.
    pub casualties: Vec<CasualtyView>,
    /// What was done to check it.
    pub verification: Option<VerificationView>,
    /// Where its statements come from.
    pub sources: Vec<SourceView>,
    /// Who owns it.
    pub rights: Option<RightsView>,
    /// What a reader should know before going on, in the page's words where the word is known.
    pub warnings: Vec<String>,
    /// What was changed after publication.
    pub corrections: Vec<CorrectionView>,
    /// Figures and recordings; those that the text shows only as `within`.
    pub media: Vec<MediaView>,
    /// Links that the text or its editor makes.
    pub related: Vec<RelatedView>,
    /// Articles of the same terms, by the rule of law 6.
    pub more: Vec<Listed>,
    /// The article before it in time.
    pub previous: Option<Listed>,
    /// The article after it in time.
    pub next: Option<Listed>,
    /// The same text in other languages.
    pub translations: Vec<Alternate>,
    /// Whether it was taken back.
    pub retracted: bool,
    /// `markdown` or `press`.
    pub format: String,
    /// SHA-256 of the original file, in hexadecimal.
    pub sha256: String,
    /// JSON-LD (`NewsArticle`), safe within a script element.
    pub json_ld: String,
    /// Pairs of name and content for citation `<meta>`: Dublin Core and Highwire.
    pub citation: Vec<MetaTag>,
    /// Address of the first image for sharing, absolute; empty where there is none.
    pub image: String,
    /// `[extra]` of the source.
    pub extra: Extra,
}

/// Lead paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandfirstView {
    /// The word in capitals before it.
    pub label: String,
    /// The paragraph.
    pub text: String,
}

/// A name, with the page of its term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameView {
    /// As written in this article.
    pub name: String,
    /// Function at the time.
    pub role: String,
    /// Ready to use from this page.
    pub url: String,
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyView {
    /// As written.
    pub name: String,
    /// `origin`, `with`, `republisher`.
    pub role: String,
    /// Ready to use from this page.
    pub url: String,
}

/// Place and date of writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatelineView {
    /// As printed.
    pub verbatim: String,
    /// The place in it.
    pub place: String,
    /// The date in it.
    pub date: Option<DateView>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceView {
    /// As written in this article.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// How exact the coordinates are.
    pub precision: String,
    /// Ready to use from this page.
    pub url: String,
}

/// One claim of casualties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CasualtyView {
    /// `killed`, `injured`, `missing`, `detained`, `displaced`.
    pub kind: String,
    /// Of whom.
    pub group: String,
    /// The figure or the range, in the page's language: "12 à 15".
    pub figure: String,
    /// The words of the text.
    pub verbatim: String,
    /// Who says so.
    pub attributed_to: String,
    /// When it was said.
    pub as_of: Option<DateView>,
}

/// What was done to check it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerificationView {
    /// As stated.
    pub status: String,
    /// By whom.
    pub by: String,
    /// How.
    pub method: String,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// Its address, `http` or `https`.
    pub url: String,
    /// A copy that stays.
    pub archived_url: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was read.
    pub retrieved: Option<DateView>,
    /// SHA-256 of what was read.
    pub sha256: String,
}

/// Rights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightsView {
    /// Who owns it.
    pub holder: String,
    /// The licence's name.
    pub licence: String,
    /// The licence's address, where it is a known one.
    pub url: String,
    /// What else is to be heeded.
    pub usage: String,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: Option<DateView>,
    /// `update`, `correction`, `clarification`, `retraction`, `redaction`.
    pub kind: String,
    /// What was wrong and what is right; empty where a redaction says no more.
    pub text: String,
}

/// A figure or a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MediaView {
    /// `image`, `video`, `audio`, `file`; `caption` where only the caption is known; `told` where the lite edition leaves it
    /// out; `within` where the text itself shows it, so that only its caption and credit are to be told.
    pub kind: String,
    /// Ready to use from this page: the file itself.
    pub url: String,
    /// Of a picture, a size that every browser shows; the file itself where it has one size.
    pub src: String,
    /// Of a picture, its sizes in WebP, ready for `srcset`; empty where it has one size.
    pub srcset: String,
    /// Of a picture, its mean colour, as `#8a7f6e`, to be seen while it is loading; empty where it is covered, or where one
    /// can see through it.
    pub tint: String,
    /// In pixels, as shown; 0 where unknown.
    pub width: u32,
    /// In pixels, as shown; 0 where unknown.
    pub height: u32,
    /// For those who do not see it.
    pub alt: String,
    /// What it shows.
    pub caption: String,
    /// By whom.
    pub credit: String,
    /// Whether it is covered until asked for.
    pub sensitive: bool,
    /// Its own rights.
    pub rights: Option<RightsView>,
    /// A still image for a video, ready to use.
    pub poster: String,
    /// A file of captions, ready to use.
    pub captions: String,
}

/// A link that the text or its editor makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedView {
    /// The words.
    pub label: String,
    /// Ready to use; empty where the archive does not hold it.
    pub url: String,
    /// `article`, `outside`, `missing`.
    pub target: String,
    /// Language of the target, where it is an article of another language.
    pub language: Option<Language>,
    /// Direction of the words.
    pub direction: Direction,
}

/// A `<meta>` element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: String,
}
