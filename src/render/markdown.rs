//! Owns the HTML of a body: Markdown and the blocks of press copy. It asks nobody: where links lead and which images exist
//! is told beforehand. What Markdown is, and the ids in it, `parse::markdown` says.
//!
//! The HTML is safe by construction: text is escaped, links have a scheme of a short list, nothing is loaded from another host.
//! Raw HTML is cleaned by a real HTML parser unless the site trusts its authors.

mod blocks;
mod direction;
mod html;
mod links;
mod media;
mod sanitise;
mod typeset;
mod writer;

pub use html::escape;

use std::collections::BTreeMap;

use pulldown_cmark::Event;
use serde::{Deserialize, Serialize};

use crate::model::Language;
use crate::parse::markdown::{Anchors, Events, events};

pub use blocks::{Parts, blocks};

/// Where the links of a body lead and what its images are: plain data, complete before rendering.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// By the target as written, what to put into `href`; `None` where the link becomes plain text. A relative target that is
    /// absent becomes plain text too; an absent `https`, `http`, `mailto`, `tel` or `#fragment` stays as written.
    pub targets: BTreeMap<String, Option<String>>,
    /// By the target as written, the image, film or sound; where it is `None` or absent, its text stands in, as a link if it
    /// lies on another host.
    pub images: BTreeMap<String, Option<Image>>,
    /// Whether images, films and sounds of this site are told of instead of shown.
    pub told: bool,
}

/// An image, film or sound of this site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// What to put into `src`.
    pub src: String,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// A picture's further sizes.
    pub sized: Option<Sized>,
}

/// A picture's further sizes, as a page names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sized {
    /// What to put into `src`: a size that every browser shows.
    pub src: String,
    /// What to put into `srcset`: the sizes in WebP.
    pub srcset: String,
}

/// The words that rendering adds, in the language of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Heading over the footnotes: "Notes".
    pub notes: String,
    /// One footnote, before its number: "Note".
    pub note: String,
    /// The link from a footnote to its place: "Retour au texte".
    pub back_to_text: String,
    /// A table, before its number: "Tableau".
    pub table: String,
    /// Before the words of an image that the edition leaves out.
    pub left_out: String,
}

/// How to render.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The language of the text: its typography and direction.
    pub language: &'a Language,
    /// Whether raw HTML is written as it is.
    pub trusted_html: bool,
    /// Links and images.
    pub links: &'a Links,
    /// The level that the outermost headings of the body get: 2, for a page's `h1` is its headline.
    pub heading_level: u8,
    /// Words of the interface.
    pub labels: &'a Labels,
}

/// Renders Markdown.
pub fn render(text: &str, options: &Options) -> String {
    let mut events = events(text);
    typeset::typeset(&mut events, options.language);
    let anchors = Anchors::of(&events);
    let cleaned = !options.trusted_html && holds_raw_html(&events);
    let html = writer::write(&events, &anchors, options, cleaned);
    if cleaned {
        return sanitise::sanitise(&html, &anchors, options.links);
    }
    html
}

/// The plain text of Markdown, its blocks parted by empty lines.
pub fn plain(text: &str) -> String {
    crate::parse::markdown::plain(text)
}

fn holds_raw_html(events: &Events) -> bool {
    events
        .iter()
        .any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

#[cfg(test)]
mod tests;
