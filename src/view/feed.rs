//! Owns the data of feeds and sitemaps: absolute addresses and dates, as their standards demand. `render` writes them down.

use serde::Serialize;

use crate::model::Language;

/// A feed: the newest articles of the site or of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedView {
    /// Its title.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Absolute address of the page that it follows.
    pub home: String,
    /// Absolute address of the feed itself: also its permanent name.
    pub address: String,
    /// Language of the interface.
    pub language: Language,
    /// When anything in it last changed (RFC 3339).
    pub updated: String,
    /// "depeche" and its version.
    pub generator: String,
    /// Newest first.
    pub entries: Vec<EntryView>,
}

/// An article in a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntryView {
    /// Absolute address: also its permanent name.
    pub address: String,
    /// Headline, with its kicker; marked where the article was retracted.
    pub title: String,
    /// Standfirst or first words.
    pub summary: String,
    /// When it was published (RFC 3339).
    pub published: String,
    /// When it was last changed (RFC 3339).
    pub updated: String,
    /// Who signs.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Language of its text.
    pub language: Language,
}

/// A sitemap: absolute addresses, each with the day of its last change where it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SitemapView {
    /// The addresses.
    pub addresses: Vec<SitemapAddress>,
}

/// An address of a sitemap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SitemapAddress {
    /// Absolute and encoded.
    pub address: String,
    /// `2017-10-26`, `2017-10`, `2017`, or empty.
    pub changed: String,
}
