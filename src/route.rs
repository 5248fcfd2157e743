//! Owns the shape of addresses: the only file that knows how a page, a feed or a file is named in the output. A route is a
//! page's identity; its path is that of the file to write; its address is the path, encoded.
//! It does not decide which pages exist (`plan` does).

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::hosting::HostFile;
use crate::model::{Article, CalendarDay, PictureFormat, Size, Slug, Taxonomy};

/// The longest part of a path, in bytes, that common file systems take.
pub const LONGEST_PART: usize = 255;

/// What is escaped in a path: all that RFC 3986 does not allow in one, and what HTML and XML would have to escape again.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// The path of an output file: relative to the output folder, with `/`, never climbing. It stands in many indexes at once, which share
/// its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutPath(Arc<str>);

/// A page, a feed or a file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Route {
    /// `index.html`
    Home,
    /// `2017/10/26/slug.html`, as deep as the date is known; `undated/slug.html`.
    Article(Option<CalendarDay>, Slug),
    /// `about.html`, or deeper where the source lies deeper.
    Page(String),
    /// `2017.html`, `2017/10.html`, `2017/10/26.html`
    Calendar(CalendarDay),
    /// `undated.html`
    Undated,
    /// `tags.html`
    Taxonomy(Taxonomy),
    /// `tags/irak.html`, `tags/irak/2017.html`, …
    Term(Taxonomy, Slug, Option<CalendarDay>),
    /// `404.html`
    NotFound,
    /// `verify.html`
    Verify,
    /// A former address.
    Redirect(String),
    /// `feed.xml`
    Atom,
    /// `feed.json`
    JsonFeed,
    /// `tags/irak.xml`
    TermAtom(Taxonomy, Slug),
    /// `sitemap.xml`
    SitemapIndex,
    /// `sitemap-2017.xml`, `sitemap-2017-10.xml`, `sitemap-pages.xml`: at the root, since a sitemap may name no page
    /// outside its own folder.
    Sitemap(String),
    /// `robots.txt`
    Robots,
    /// `_headers`, `.htaccess`
    ForHost(HostFile),
    /// A file beside a source: `media/` and its path in the content folder.
    Media(String),
    /// A static file, at its path.
    Static(String),
    /// A further size of the picture at a path, beside it: `media/2017/bridge.jpg-960w.webp`. The whole name is in it, so that
    /// `bridge.jpg` and `bridge.png` have sizes of their own.
    Picture(String, Size),
}

impl Route {
    /// The route of an article, by its date and slug, or of a page, by its slug in the folders of its source.
    pub fn of(article: &Article) -> Self {
        if article.is_page() {
            return Self::Page(page_path(article));
        }
        let date = article.date().map(|date| date.calendar());
        Self::Article(date, article.slug.clone())
    }

    /// The file to write.
    pub fn path(&self) -> OutPath {
        let path = match self {
            Self::Home => "index.html".to_owned(),
            Self::Article(Some(date), slug) => format!("{}/{slug}.html", date_path(*date)),
            Self::Article(None, slug) => format!("undated/{slug}.html"),
            Self::Page(path) => format!("{path}.html"),
            Self::Calendar(date) => format!("{}.html", date_path(*date)),
            Self::Undated => "undated.html".to_owned(),
            Self::Taxonomy(taxonomy) => format!("{}.html", taxonomy.as_str()),
            Self::Term(taxonomy, slug, None) => format!("{}/{slug}.html", taxonomy.as_str()),
            Self::Term(taxonomy, slug, Some(period)) => {
                format!("{}/{slug}/{}.html", taxonomy.as_str(), date_path(*period))
            }
            Self::NotFound => "404.html".to_owned(),
            Self::Verify => "verify.html".to_owned(),
            Self::Redirect(path) => path.clone(),
            Self::Atom => "feed.xml".to_owned(),
            Self::JsonFeed => "feed.json".to_owned(),
            Self::TermAtom(taxonomy, slug) => format!("{}/{slug}.xml", taxonomy.as_str()),
            Self::SitemapIndex => "sitemap.xml".to_owned(),
            Self::Sitemap(part) => format!("sitemap-{part}.xml"),
            Self::Robots => "robots.txt".to_owned(),
            Self::ForHost(file) => file.path().to_owned(),
            Self::Media(path) => format!("media/{path}"),
            Self::Static(path) => path.clone(),
            Self::Picture(path, size) => {
                format!("{path}-{}w.{}", size.width, size.format.extension())
            }
        };
        OutPath(path.into())
    }
}

impl OutPath {
    /// Takes a path that stands in a text, with or without a leading slash; `None` where it climbs out, is empty, or holds
    /// what no path may.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('/').unwrap_or(text);
        let text: String = match text.is_ascii() {
            true => text.to_owned(),
            false => text.nfc().collect(),
        };
        let bad_part = |part: &str| {
            part.is_empty() || part == "." || part == ".." || part.ends_with(['.', ' '])
        };
        let bad = text.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c));
        (!bad && !text.split('/').any(bad_part)).then(|| Self(text.into()))
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address from the site's root, without a leading slash, encoded.
    pub fn address(&self) -> String {
        utf8_percent_encode(&self.0, PATH).to_string()
    }

    /// From this page to the site's root: `../../`, or nothing.
    pub fn to_root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// How many folders it lies in.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }

    /// The folder at the top of the site that it lies in; none where it lies at the top itself.
    pub fn folder(&self) -> Option<&str> {
        self.0.split_once('/').map(|(folder, _)| folder)
    }

    /// The relative address of `target` as a link on this page. Never empty: a page links to itself by its name.
    pub fn link_to(&self, target: &Self) -> String {
        let both = self.0.bytes().zip(target.0.bytes()).enumerate();
        let alike = both.take_while(|(_, (here, there))| here == there);
        let folders = alike.filter(|(_, (here, _))| *here == b'/');
        let shared = folders.last().map_or(0, |(at, _)| at + 1);
        let up = self.0[shared..].matches('/').count();
        let down = &target.0[shared..];
        let mut link = String::with_capacity(3 * up + down.len());
        (0..up).for_each(|_| link.push_str("../"));
        link.extend(utf8_percent_encode(down, PATH));
        link
    }

    /// Where a relative address on this page leads, without its query; none where it leaves the site.
    pub fn follow(&self, address: &str) -> Option<Self> {
        let address = address.split('?').next().unwrap_or(address);
        let decoded = percent_decode_str(address).decode_utf8().ok()?;
        let mut parts: Vec<&str> = self.0.split('/').collect();
        parts.pop();
        for part in decoded.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Self::parse(&parts.join("/"))
    }

    /// Whether it is an image that browsers show, by its extension.
    pub fn is_image(&self) -> bool {
        let extension = self.0.rsplit('.').next().unwrap_or_default();
        let extension = extension.to_ascii_lowercase();
        matches!(
            extension.as_str(),
            "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg"
        )
    }

    /// The form under which two paths are one on common file systems: without regard to case or Unicode form.
    pub fn folded(&self) -> Arc<str> {
        match self.0.is_ascii() {
            true if !self.0.bytes().any(|byte| byte.is_ascii_uppercase()) => Arc::clone(&self.0),
            true => self.0.to_ascii_lowercase().into(),
            false => {
                let folded: String = self.0.nfkc().flat_map(char::to_lowercase).nfc().collect();
                folded.into()
            }
        }
    }

    /// The first part that is too long for a file system.
    pub fn part_too_long(&self) -> Option<&str> {
        self.0.split('/').find(|part| part.len() > LONGEST_PART)
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether an output path has the form of an article's page. A year's article named by two digits looks like a month.
pub fn names_article(path: &str) -> bool {
    let Some(page) = path.strip_suffix(".html") else {
        return false;
    };
    match page.split_once('/') {
        Some(("undated", slug)) => !slug.contains('/'),
        Some((year, _)) => is_year(year) && !names_list(path),
        None => false,
    }
}

/// Whether an output path has the form of a list's page: a period, what is undated, a taxonomy, a term.
pub fn names_list(path: &str) -> bool {
    let Some(page) = path.strip_suffix(".html") else {
        return false;
    };
    let parts: Vec<&str> = page.split('/').collect();
    let two_digits =
        |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        ["index" | "undated"] => true,
        [top, rest @ ..] if is_year(top) => rest.len() <= 2 && rest.iter().all(two_digits),
        [top, ..] => Taxonomy::ALL
            .iter()
            .any(|taxonomy| taxonomy.as_str() == *top),
        [] => false,
    }
}

/// Whether an output path is that of a file beside a source.
pub fn is_media(path: &str) -> bool {
    path.starts_with("media/")
}

/// The path of the picture of which an output path names a further size.
pub fn picture_of(path: &str) -> Option<&str> {
    let (rest, extension) = path.rsplit_once("w.")?;
    let (original, width) = rest.rsplit_once('-')?;
    let is_number = !width.is_empty() && width.bytes().all(|byte| byte.is_ascii_digit());
    let is_format = PictureFormat::ALL
        .iter()
        .any(|format| format.extension() == extension);
    (is_number && is_format).then_some(original)
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A page stands where its source lies; a folder's own page (`about/index.md`), which has the folder's name for a slug,
/// beside the folder.
fn page_path(page: &Article) -> String {
    let mut folders: Vec<&str> = page.origin.path.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    if name.starts_with("index.") || name.starts_with("_index.") {
        folders.pop();
    }
    folders.push(page.slug.as_str());
    folders.join("/")
}

/// `2017`, `2017/10`, `2017/10/26`.
fn date_path(date: CalendarDay) -> String {
    let mut path = format!("{:04}", date.year);
    for part in [date.month, date.day].into_iter().flatten() {
        path.push_str(&format!("/{part:02}"));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SlugStyle;

    fn day(year: i32, month: u32, day: u32) -> CalendarDay {
        CalendarDay {
            year,
            month: (month > 0).then_some(month),
            day: (day > 0).then_some(day),
        }
    }

    fn slug(text: &str) -> Slug {
        Slug::of(text, SlugStyle::Ascii).expect("a slug")
    }

    #[test]
    fn addresses_are_those_of_the_design() {
        let path = |route: Route| route.path().to_string();
        let article = |date| path(Route::Article(date, slug("irak assaut")));
        assert_eq!(
            article(Some(day(2017, 10, 26))),
            "2017/10/26/irak-assaut.html"
        );
        assert_eq!(article(Some(day(2017, 10, 0))), "2017/10/irak-assaut.html");
        assert_eq!(article(Some(day(2017, 0, 0))), "2017/irak-assaut.html");
        assert_eq!(article(None), "undated/irak-assaut.html");
        assert_eq!(path(Route::Calendar(day(2017, 10, 26))), "2017/10/26.html");
        assert_eq!(path(Route::Calendar(day(987, 0, 0))), "0987.html");
        let term = |period| path(Route::Term(Taxonomy::Tags, slug("Irak"), period));
        assert_eq!(term(None), "tags/irak.html");
        assert_eq!(term(Some(day(2017, 10, 0))), "tags/irak/2017/10.html");
    }

    #[test]
    fn a_size_of_a_picture_says_whose_it_is() {
        for format in PictureFormat::ALL {
            let size = Size { width: 960, format };
            let path = Route::Picture("media/a-2w.jpg".to_owned(), size).path();
            assert_eq!(picture_of(path.as_str()), Some("media/a-2w.jpg"), "{path}");
        }
        for other in ["media/a.jpg", "media/a-w.jpg", "media/a-2w.gif", "w.png"] {
            assert_eq!(picture_of(other), None, "{other}");
        }
    }

    #[test]
    fn a_path_tells_an_article_from_a_list() {
        for article in [
            "2017/10/26/al-qaim.html",
            "2017/10/al-qaim.html",
            "2017/x.html",
            "undated/x.html",
        ] {
            assert!(names_article(article) && !names_list(article), "{article}");
        }
        for list in [
            "index.html",
            "2017.html",
            "2017/10.html",
            "2017/10/26.html",
            "tags.html",
            "tags/irak/2017.html",
            "undated.html",
        ] {
            assert!(names_list(list) && !names_article(list), "{list}");
        }
        for other in [
            "methode.html",
            "about/us.html",
            "2017/10/26/al-qaim.html.gz",
            "media/2017/a.jpg",
            "style.css",
        ] {
            assert!(!names_list(other) && !names_article(other), "{other}");
        }
    }

    #[test]
    fn links_are_relative() {
        let path = |text: &str| OutPath::parse(text).expect(text);
        let link = |from: &str, to: &str| path(from).link_to(&path(to));
        assert_eq!(link("index.html", "tags/irak.html"), "tags/irak.html");
        assert_eq!(link("2017/10/26/a.html", "2017/10/26/b.html"), "b.html");
        assert_eq!(link("2017/10/26/a.html", "2017/10.html"), "../../10.html");
        assert_eq!(link("2017/10/26/a.html", "style.css"), "../../../style.css");
        assert_eq!(link("2017.html", "2017/10.html"), "2017/10.html");
        assert_eq!(link("a.html", "a.html"), "a.html");
        assert_eq!(
            link("a.html", "b c/d'é?.html".replace('?', "").as_str()),
            "b%20c/d%27%C3%A9.html"
        );
        assert_eq!(path("2017/10/26/a.html").to_root(), "../../../");
    }

    #[test]
    fn a_link_leads_back_to_the_path_it_was_made_for() {
        let path = |text: &str| OutPath::parse(text).expect(text);
        let (here, there) = (path("2017/10/26/a.html"), path("tags/d'été.html"));
        assert_eq!(here.follow(&here.link_to(&there)), Some(there));
        assert_eq!(here.follow("../../../../x.html"), None);
    }

    #[test]
    fn no_path_climbs_out() {
        for text in [
            "",
            "/",
            "../a",
            "a/../../b",
            "a//b",
            "a\\b",
            "a\0b",
            "C:/a",
            "a/.",
            "a./b",
        ] {
            assert!(OutPath::parse(text).is_none(), "{text:?}");
        }
        assert_eq!(
            OutPath::parse("/old/a.html").expect("fine").as_str(),
            "old/a.html"
        );
    }

    #[test]
    fn paths_that_a_file_system_would_confuse_are_told() {
        let fold = |text: &str| OutPath::parse(text).expect(text).folded();
        assert_eq!(fold("tags/NVIDIA.html"), fold("tags/Nvidia.html"));
        assert_eq!(fold("a/e\u{301}.html"), fold("a/É.html"));
    }
}
