//! Owns the way from the words of a link to what it means within the plan: an article, a page, a list, a file, an address
//! outside, or nothing that is public. It makes no diagnostics.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use percent_encoding::percent_decode_str;

use super::{Files, Target};
use crate::archive::{Archive, Found, Head, Ix, Resolver, join};
use crate::model::{Related, Taxonomy};
use crate::output::ROOT;
use crate::route::{OutPath, Route};

/// Every name of an archive and of the files beside it, by which a link may call it.
#[derive(Debug)]
pub struct Names {
    resolver: Resolver,
    content: BTreeSet<String>,
    statics: BTreeSet<String>,
    by_path: HashMap<OutPath, Found>,
    /// By the key of a former address.
    former: BTreeMap<String, Found>,
    lists: BTreeSet<OutPath>,
}

/// Finds what links and files lead to, by any of the names that they may use.
#[derive(Clone, Copy)]
pub(super) struct Finder<'a> {
    pub names: &'a Names,
    pub archive: &'a Archive,
    pub articles: &'a [OutPath],
    pub pages: &'a [OutPath],
}

impl Names {
    /// Indexes every name.
    pub(super) fn new(
        archive: &Archive,
        articles: &[OutPath],
        pages: &[OutPath],
        files: Files<'_>,
    ) -> Self {
        Self {
            resolver: Resolver::new(archive),
            content: files.content.iter().cloned().collect(),
            statics: files.statics.iter().cloned().collect(),
            by_path: by_path(archive, articles, pages),
            former: former(archive),
            lists: lists(archive),
        }
    }

    /// Takes the words of the headline of another head of an article, if that moves no link ([`Resolver::rename`]).
    pub fn rename(&mut self, archive: &Archive, ix: Ix, head: &Head) -> bool {
        self.resolver.rename(archive, ix, head)
    }
}

impl Finder<'_> {
    /// What a link of a body leads to.
    pub fn link(&self, source: &str, written: &str) -> Target {
        let written = written.trim();
        if let Some(anchor) = written.strip_prefix('#') {
            let own = self.names.resolver.by_source("", source);
            return own.map_or(Target::Nothing, |found| {
                Target::Here(self.path(found), Some(self.anchor(found, decoded(anchor))))
            });
        }
        if let Some(address) = written.strip_prefix("//") {
            // Its scheme was that of the page it stood on; from `file://` it would lead nowhere.
            return Target::Outside(format!("https://{address}"));
        }
        if is_foreign(written) {
            return match is_safe(written) {
                true => Target::Outside(written.to_owned()),
                false => Target::Nothing,
            };
        }
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(decoded(anchor))),
            None => (written, None),
        };
        let path = decoded(path.split('?').next().unwrap_or(path));
        let found = self
            .names
            .resolver
            .by_source(source, &path)
            .or_else(|| self.by_output(source, &path))
            .or_else(|| self.names.resolver.by_id(&path))
            .or_else(|| self.by_former(&path));
        if let Some(found) = found {
            return Target::Here(
                self.path(found),
                anchor.map(|name| self.anchor(found, name)),
            );
        }
        if let Some(list) = self.list(&path) {
            return Target::Here(list, anchor);
        }
        self.file(source, &path)
            .map_or(Target::Nothing, |file| Target::Here(file, anchor))
    }

    /// What a related link leads to.
    pub fn related(&self, source: &str, related: &Related) -> Target {
        if let Some(url) = &related.url
            && is_foreign(url)
            && is_safe(url)
        {
            return Target::Outside(url.clone());
        }
        let words = related.url.as_deref().unwrap_or(&related.verbatim);
        if is_foreign(words) && is_safe(words) && !words.contains(' ') {
            return Target::Outside(words.to_owned());
        }
        let found = self
            .names
            .resolver
            .by_id(words)
            .or_else(|| self.names.resolver.by_headline(&related.verbatim))
            .or_else(|| self.names.resolver.by_source(source, words))
            .or_else(|| self.by_output(source, words));
        found.map_or(Target::Nothing, |found| {
            Target::Here(self.path(found), None)
        })
    }

    /// Finds by output path: from the root where it starts with `/`, else as a browser would go from the page of `source`.
    fn by_output(&self, source: &str, path: &str) -> Option<Found> {
        let rooted = match path.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => {
                let own = self.path(self.names.resolver.by_source("", source)?);
                join(own.as_str(), path)?
            }
        };
        let clean = rooted.trim_end_matches('/');
        let with_extension = format!("{clean}.html");
        self.names
            .by_path
            .get(clean)
            .or_else(|| self.names.by_path.get(with_extension.as_str()))
            .copied()
    }

    /// Finds by an address that an article had before, written from the root.
    fn by_former(&self, path: &str) -> Option<Found> {
        path.starts_with('/')
            .then(|| self.names.former.get(&address_key(path)))
            .flatten()
            .copied()
    }

    /// The anchor that is meant: generators make ids of headings in ways of their own, from the same letters and digits.
    fn anchor(&self, found: Found, written: String) -> String {
        let anchors = &self.archive.at(found).summary.anchors;
        if anchors.contains(&written) {
            return written;
        }
        let letters = letters_of(&written);
        let mut alike = anchors.iter().filter(|known| letters_of(known) == letters);
        match (alike.next(), alike.next()) {
            (Some(known), None) if !letters.is_empty() => known.clone(),
            _ => written,
        }
    }

    /// A list of this site, by its output path from the root.
    fn list(&self, path: &str) -> Option<OutPath> {
        let path = OutPath::parse(path.strip_prefix('/')?)?;
        self.names.lists.contains(&path).then_some(path)
    }

    /// A file beside the source, or from the root of the static folder.
    pub fn file(&self, source: &str, written: &str) -> Option<OutPath> {
        let path = decoded(written);
        if let Some(rooted) = path.strip_prefix('/') {
            let rooted = OutPath::parse(rooted)?;
            if self.names.statics.contains(rooted.as_str()) {
                return Some(Route::Static(rooted.to_string()).path());
            }
            let beside = self.names.content.contains(rooted.as_str());
            return beside.then(|| Route::Media(rooted.to_string()).path());
        }
        let path = join(source, &path)?;
        let known = self.names.content.contains(path.as_str());
        known.then(|| Route::Media(path).path())
    }

    fn path(&self, found: Found) -> OutPath {
        match found {
            Found::Article(ix) => self.articles[ix.at()].clone(),
            Found::Page(at) => self.pages[at].clone(),
        }
    }

    /// Whether a page has an element with that id; of lists nothing is known, and all is believed.
    pub fn has_anchor(&self, path: &OutPath, anchor: &str) -> bool {
        let Some(found) = self.names.by_path.get(path.as_str()) else {
            return true;
        };
        let anchors = &self.archive.at(*found).summary.anchors;
        anchor.is_empty() || anchors.iter().any(|known| known == anchor)
    }
}

fn by_path(archive: &Archive, articles: &[OutPath], pages: &[OutPath]) -> HashMap<OutPath, Found> {
    let articles = archive
        .indexed()
        .zip(articles)
        .map(|((ix, _), path)| (path.clone(), Found::Article(ix)));
    let pages = pages
        .iter()
        .enumerate()
        .map(|(at, path)| (path.clone(), Found::Page(at)));
    pages.chain(articles).collect()
}

/// The former addresses of all articles and pages. Where two state one, the first keeps it, as in the plan.
fn former(archive: &Archive) -> BTreeMap<String, Found> {
    let articles = archive
        .indexed()
        .map(|(ix, head)| (head, Found::Article(ix)));
    let pages = archive
        .pages()
        .iter()
        .enumerate()
        .map(|(at, head)| (head.as_ref(), Found::Page(at)));
    let mut former = BTreeMap::new();
    for (head, found) in articles.chain(pages) {
        for alias in &head.article.aliases {
            former.entry(address_key(alias)).or_insert(found);
        }
    }
    former
}

/// What the ways to write one address have in common: hosts serve `/a/`, `/a`, `/a.html` and `/a/index.html` alike.
fn address_key(path: &str) -> String {
    let path = path.trim_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.to_lowercase()
}

fn letters_of(anchor: &str) -> String {
    let letters = anchor.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The lists that an author may link to: those whose address does not depend on how long a list is, and that of all files.
fn lists(archive: &Archive) -> BTreeSet<OutPath> {
    let taxonomies = Taxonomy::ALL.into_iter().map(Route::Taxonomy);
    let years = archive
        .years()
        .periods()
        .map(|year| Route::Calendar(year.date));
    let terms = archive
        .terms()
        .iter()
        .map(|(_, term)| Route::Term(term.taxonomy, term.slug.clone(), None));
    [Route::Home, Route::Atom, Route::JsonFeed]
        .into_iter()
        .chain(taxonomies)
        .chain(years)
        .chain(terms)
        .map(|route| route.path())
        .chain(OutPath::parse(ROOT))
        .collect()
}

/// Whether it leads, or tries to lead, out of the site: it has a scheme or a host.
pub(super) fn is_foreign(target: &str) -> bool {
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    target.starts_with("//") || before.contains(':')
}

/// Whether a scheme is one that a reader may follow.
fn is_safe(target: &str) -> bool {
    let scheme = target.split(':').next().unwrap_or_default();
    ["http", "https", "mailto", "tel"]
        .iter()
        .any(|safe| scheme.eq_ignore_ascii_case(safe))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
