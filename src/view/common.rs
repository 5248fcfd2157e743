//! Owns the parts that every view shares: the site, the page, links, dates, cards, counts.

use serde::Serialize;

use super::Ready;
use crate::model::{Direction, Extra, Language};

/// The site, the same on every page but for the addresses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Site {
    /// As stated in `site.toml`.
    pub title: String,
    /// As stated in `site.toml`.
    pub description: String,
    /// Absolute, ends with `/`; empty where the site states none.
    pub base_url: String,
    /// Language of the interface.
    pub language: Language,
    /// Direction of the interface.
    pub direction: Direction,
    /// Address of the home page.
    pub home: String,
    /// Address of the style sheet.
    pub style: String,
    /// The picture in the place of the title at the top of each page.
    pub logo: Option<Logo>,
    /// What stands at the foot of each page in the place of title and description; empty where `site.toml` states nothing.
    pub footer: String,
    /// Address of the icon.
    pub icon: String,
    /// As stated in `site.toml`.
    pub navigation: Vec<Link>,
    /// Links to the seven taxonomies, for the foot of the page: always all, so that no article changes every page.
    pub sections: Vec<Link>,
    /// The page that says how to check a copy of the site.
    pub verify: Link,
    /// Atom and JSON feeds of the whole site.
    pub feeds: Vec<FeedLink>,
    /// "depeche" and its version.
    pub generator: String,
    /// `[extra]` of `site.toml`.
    pub extra: Extra,
}

/// The site's logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// Ready to use from this page.
    pub url: String,
    /// The one for dark, where it is another; else empty.
    pub dark: String,
    /// In pixels; 0 where it is not known.
    pub width: u32,
    /// In pixels; 0 where it is not known.
    pub height: u32,
}

/// The page being rendered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// `article`, `page`, `home`, `year`, `month`, `day`, `undated`, `taxonomy`, `term`, `not-found`, `verify`, `redirect`.
    pub kind: String,
    /// For `<title>` and sharing; without the site's title.
    pub title: String,
    /// For search engines and sharing: plain, at most 300 characters.
    pub description: String,
    /// Language of the page's own text: an article's, else the interface's.
    pub language: Language,
    /// Direction of the page's own text.
    pub direction: Direction,
    /// From the site's root, without a leading slash: `2017/10/26/al-qaim.html`.
    pub path: String,
    /// Absolute address; empty where the site has no `base_url`.
    pub url: String,
    /// From this page to the site's root: `../../../`, or empty at the root.
    pub root: String,
    /// The way here from home, without the page itself.
    pub breadcrumbs: Vec<Link>,
    /// Another way to an article, by its first term: the taxonomy, then the term. Empty on other pages.
    pub trail: Vec<Link>,
    /// The same text in other languages.
    pub alternates: Vec<Alternate>,
    /// Feeds of this page's own term.
    pub feeds: Vec<FeedLink>,
    /// The Content-Security-Policy.
    pub policy: String,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words.
    pub label: String,
    /// Ready to use from this page.
    pub url: String,
    /// Whether it leads to the page it stands on, or to a part that the page belongs to.
    pub current: bool,
}

/// A link to a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedLink {
    /// Its title.
    pub title: String,
    /// Ready to use from this page.
    pub url: String,
    /// Its media type.
    pub mime: String,
}

/// The same text in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The language's tag.
    pub language: Language,
    /// Its direction.
    pub direction: Direction,
    /// The language's own name for itself.
    pub name: String,
    /// The other text's headline.
    pub headline: String,
    /// Ready to use from this page.
    pub url: String,
    /// Absolute; empty where the site has no `base_url`.
    pub absolute: String,
}

/// A date as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For people: "26 octobre 2017", "vers octobre 2017". On an article's own page in the article's language, where the
    /// theme speaks it; else in the interface's.
    pub text: String,
    /// Short, for lists: "26 oct. 2017".
    pub short: String,
    /// For `<time datetime>`: `2017-10-26`, `2017-10`.
    pub iso: String,
    /// In EDTF: `2017-10-26?`.
    pub edtf: String,
    /// Language of `text` and `short`.
    pub language: Language,
    /// Its direction.
    pub direction: Direction,
    /// The words of the source, where they say more than the date.
    pub words: String,
    /// Whether its source is doubtful.
    pub uncertain: bool,
    /// Whether it is approximate.
    pub approximate: bool,
    /// From what it was worked out; empty where it was stated.
    pub inferred_from: String,
    /// `day`, `month`, `year`, `interval`.
    pub precision: String,
    /// Time of day with its offset, "20:34 (UTC+03:00)"; empty where none is known.
    pub time: String,
    /// The page of that day, month or year; empty where there is none.
    pub url: String,
}

/// A number as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// In the page's language: "1 204".
    pub text: String,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Permanent name.
    pub id: String,
    /// Ready to use from this page.
    pub url: String,
    /// Word over the headline; empty where there is none.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// Standfirst or first words, at most 300 characters.
    pub summary: String,
    /// The date by which it is listed.
    pub date: Option<Ready<DateView>>,
    /// Language of its text.
    pub language: Language,
    /// The language's own name for itself.
    pub language_name: String,
    /// Direction of its text.
    pub direction: Direction,
    /// Whether its language is another than the page's: then a badge tells.
    pub foreign: bool,
    /// Names of its first two places.
    pub places: Vec<String>,
    /// Whether it was taken back.
    pub retracted: bool,
    /// What a reader should know before going on.
    pub warnings: Vec<String>,
}
