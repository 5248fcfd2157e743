//! Owns what the links and media of every article lead to, settled once, before any page is rendered: an article, a page, a
//! file to copy, an address outside, or nothing, which is a warning. Only what a public article refers to is copied.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::Files;
use crate::archive::join;
use crate::archive::{Archive, Found, Head, Resolver};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{BodyLink, Related, Taxonomy};
use crate::route::{OutPath, Route};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of this site, with the part after `#` where there is one.
    Here(OutPath, Option<String>),
    /// Another host, or mail.
    Outside(String),
    /// Nothing that is public: the words stay, without a link.
    Nothing,
}

/// What every link leads to.
#[derive(Debug, Default)]
pub struct Targets {
    /// By source and the link as written.
    links: BTreeMap<String, BTreeMap<String, Target>>,
    /// By source and the medium as written.
    media: BTreeMap<String, BTreeMap<String, OutPath>>,
    /// By source, in the order of `Article::related`.
    related: BTreeMap<String, Vec<Target>>,
    /// Files of the content folder to copy.
    copied: BTreeSet<String>,
}

impl Targets {
    /// Settles every link of an archive.
    pub fn find(
        archive: &Archive,
        articles: &[OutPath],
        pages: &[OutPath],
        files: Files<'_>,
    ) -> (Self, Diagnostics) {
        let finder = Finder {
            archive,
            resolver: Resolver::new(archive),
            articles,
            pages,
            content: files.content.iter().map(String::as_str).collect(),
            statics: files.statics.iter().map(String::as_str).collect(),
            by_path: by_path(archive, articles, pages),
            former: former(archive),
            lists: lists(archive),
        };
        let mut targets = Self::default();
        let mut faults = Diagnostics::new();
        for head in archive.articles().iter().chain(archive.pages()) {
            targets.settle(head, &finder, &mut faults);
        }
        (targets, faults)
    }

    /// Of a retracted article only the related links are shown, so nothing else of it is looked for or copied.
    fn settle(&mut self, head: &Head, finder: &Finder<'_>, faults: &mut Diagnostics) {
        if !head.article.is_retracted() {
            self.settle_links(head, finder, faults);
            self.settle_media(head, finder, faults);
        }
        self.settle_related(head, finder);
    }

    fn settle_links(&mut self, head: &Head, finder: &Finder<'_>, faults: &mut Diagnostics) {
        let source = &head.article.origin.path;
        let mut links = BTreeMap::new();
        for link in &head.summary.links {
            let target = finder.link(source, &link.target);
            match &target {
                Target::Nothing if !is_foreign(&link.target) => {
                    faults.push(missing_link(source, link));
                }
                Target::Nothing => faults.push(refused_link(source, link)),
                Target::Here(path, Some(anchor)) if !finder.has_anchor(path, anchor) => {
                    faults.push(missing_anchor(source, link, path, anchor));
                }
                Target::Here(path, _) => self.copy_if_media(path),
                Target::Outside(_) => {}
            }
            links.insert(link.target.clone(), target);
        }
        if !links.is_empty() {
            self.links.insert(source.clone(), links);
        }
    }

    fn settle_media(&mut self, head: &Head, finder: &Finder<'_>, faults: &mut Diagnostics) {
        let source = &head.article.origin.path;
        let mut media = BTreeMap::new();
        let stated = head.article.media.iter().flat_map(|medium| {
            [&medium.file, &medium.poster, &medium.captions]
                .into_iter()
                .flatten()
                .map(|file| (file, None))
        });
        let within = head
            .summary
            .images
            .iter()
            .map(|image| (&image.target, Some(image.line)));
        for (file, line) in stated.chain(within) {
            if is_foreign(file) || media.contains_key(file) {
                continue;
            }
            match finder.file(source, file) {
                Some(path) => {
                    self.copy_if_media(&path);
                    media.insert(file.clone(), path);
                }
                None => faults.push(missing_file(source, file, line)),
            }
        }
        if !media.is_empty() {
            self.media.insert(source.clone(), media);
        }
    }

    fn settle_related(&mut self, head: &Head, finder: &Finder<'_>) {
        let source = &head.article.origin.path;
        let related: Vec<Target> = head
            .article
            .related
            .iter()
            .map(|related| finder.related(source, related))
            .collect();
        if !related.is_empty() {
            self.related.insert(source.clone(), related);
        }
    }

    fn copy_if_media(&mut self, path: &OutPath) {
        if let Some(file) = path.as_str().strip_prefix("media/") {
            self.copied.insert(file.to_owned());
        }
    }

    /// What the links of a source's body lead to, as written.
    pub fn links(&self, source: &str) -> impl Iterator<Item = (&String, &Target)> {
        self.links.get(source).into_iter().flatten()
    }

    /// Where the media of a source are, as written.
    pub fn files(&self, source: &str) -> impl Iterator<Item = (&String, &OutPath)> {
        self.media.get(source).into_iter().flatten()
    }

    /// Where a medium of a source is.
    pub fn file(&self, source: &str, file: &str) -> Option<&OutPath> {
        self.media.get(source)?.get(file)
    }

    /// What the related links of a source lead to, in their order.
    pub fn related(&self, source: &str) -> &[Target] {
        self.related.get(source).map_or(&[], Vec::as_slice)
    }

    /// Whether a file of the content folder is copied.
    pub fn is_copied(&self, path: &str) -> bool {
        self.copied.contains(path)
    }

    /// The files of the content folder to copy.
    pub fn media(&self) -> impl Iterator<Item = &String> {
        self.copied.iter()
    }
}

struct Finder<'a> {
    archive: &'a Archive,
    resolver: Resolver,
    articles: &'a [OutPath],
    pages: &'a [OutPath],
    content: BTreeSet<&'a str>,
    statics: BTreeSet<&'a str>,
    by_path: BTreeMap<&'a str, Found>,
    /// By the key of a former address.
    former: BTreeMap<String, Found>,
    lists: BTreeSet<OutPath>,
}

impl Finder<'_> {
    fn link(&self, source: &str, written: &str) -> Target {
        let written = written.trim();
        if let Some(anchor) = written.strip_prefix('#') {
            let own = self.resolver.by_source("", source);
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
            .resolver
            .by_source(source, &path)
            .or_else(|| self.by_output(source, &path))
            .or_else(|| self.resolver.by_id(&path))
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

    fn related(&self, source: &str, related: &Related) -> Target {
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
            .resolver
            .by_id(words)
            .or_else(|| self.resolver.by_headline(&related.verbatim))
            .or_else(|| self.resolver.by_source(source, words))
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
                let own = self.path(self.resolver.by_source("", source)?);
                join(own.as_str(), path)?
            }
        };
        let clean = rooted.trim_end_matches('/');
        let with_extension = format!("{clean}.html");
        self.by_path
            .get(clean)
            .or_else(|| self.by_path.get(with_extension.as_str()))
            .copied()
    }

    /// Finds by an address that an article had before, written from the root.
    fn by_former(&self, path: &str) -> Option<Found> {
        path.starts_with('/')
            .then(|| self.former.get(&address_key(path)))
            .flatten()
            .copied()
    }

    /// The anchor that is meant: generators make ids of headings in ways of their own, from the same letters and digits.
    fn anchor(&self, found: Found, written: String) -> String {
        let anchors = &self.head(found).summary.anchors;
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
        self.lists.contains(&path).then_some(path)
    }

    /// A file beside the source, or from the root of the static folder.
    fn file(&self, source: &str, written: &str) -> Option<OutPath> {
        let path = decoded(written);
        if let Some(rooted) = path.strip_prefix('/') {
            let rooted = OutPath::parse(rooted)?;
            if self.statics.contains(rooted.as_str()) {
                return Some(Route::Static(rooted.to_string()).path());
            }
            let beside = self.content.contains(rooted.as_str());
            return beside.then(|| Route::Media(rooted.to_string()).path());
        }
        let path = join(source, &path)?;
        let known = self.content.contains(path.as_str());
        known.then(|| Route::Media(path).path())
    }

    fn path(&self, found: Found) -> OutPath {
        match found {
            Found::Article(ix) => self.articles[ix.at()].clone(),
            Found::Page(at) => self.pages[at].clone(),
        }
    }

    fn has_anchor(&self, path: &OutPath, anchor: &str) -> bool {
        let Some(found) = self.by_path.get(path.as_str()) else {
            return true;
        };
        let anchors = &self.head(*found).summary.anchors;
        anchor.is_empty() || anchors.iter().any(|known| known == anchor)
    }

    fn head(&self, found: Found) -> &Head {
        match found {
            Found::Article(ix) => self.archive.get(ix),
            Found::Page(at) => &self.archive.pages()[at],
        }
    }
}

fn by_path<'a>(
    archive: &Archive,
    articles: &'a [OutPath],
    pages: &'a [OutPath],
) -> BTreeMap<&'a str, Found> {
    let articles = archive
        .indexed()
        .zip(articles)
        .map(|((ix, _), path)| (path.as_str(), Found::Article(ix)));
    let pages = pages
        .iter()
        .enumerate()
        .map(|(at, path)| (path.as_str(), Found::Page(at)));
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
        .map(|(at, head)| (head, Found::Page(at)));
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

/// The lists that an author may link to: those whose address does not depend on how long a list is.
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
        .collect()
}

/// Whether it leads, or tries to lead, out of the site: it has a scheme or a host.
fn is_foreign(target: &str) -> bool {
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

fn place(source: &str) -> Place {
    Place::file(format!("content/{source}"))
}

fn place_at(source: &str, line: u32) -> Place {
    Place::line(format!("content/{source}"), line)
}

fn missing_link(source: &str, link: &BodyLink) -> Diagnostic {
    Diagnostic::new(
        Code::LinkMissing,
        format!("nothing public at `{}`", link.target),
    )
    .at(place_at(source, link.line))
    .help("give the path of a source (`../2017/al-qaim.md`), an id, or a path from the root")
}

fn refused_link(source: &str, link: &BodyLink) -> Diagnostic {
    Diagnostic::new(
        Code::LinkRefused,
        format!("`{}` is no safe link", link.target),
    )
    .at(place_at(source, link.line))
    .help("links may be `https:`, `http:`, `mailto:`, `tel:`, or within the site")
}

fn missing_anchor(source: &str, link: &BodyLink, path: &OutPath, anchor: &str) -> Diagnostic {
    Diagnostic::new(
        Code::LinkAnchor,
        format!("no heading or note `{anchor}` in `{path}`"),
    )
    .at(place_at(source, link.line))
    .help(format!("correct the part after `#` in `{}`", link.target))
}

fn missing_file(source: &str, file: &str, line: Option<u32>) -> Diagnostic {
    let place = line.map_or_else(|| place(source), |line| place_at(source, line));
    Diagnostic::new(Code::MediaMissing, format!("there is no file `{file}`"))
        .at(place)
        .help("put it beside the article, or write its path from the root of `static/` with a `/`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::{archive, head};

    fn link(target: &str) -> BodyLink {
        BodyLink {
            target: target.to_owned(),
            line: 7,
        }
    }

    fn settle(links: &[&str]) -> (Vec<Target>, Diagnostics) {
        let mut one = head(Some("2017-10-26"), "one", &[]);
        one.article.origin.path = "2017/one.md".to_owned();
        one.summary.links = links.iter().map(|target| link(target)).collect();
        let mut two = head(Some("2017-11-03"), "two", &["Irak"]);
        two.article.origin.path = "2017/two.md".to_owned();
        two.summary.anchors = vec!["suite".to_owned()];
        two.article.aliases = vec!["/blog/two".to_owned()];
        let archive = archive(vec![one, two]);
        let articles: Vec<_> = archive
            .articles()
            .iter()
            .map(|head| Route::of(&head.article).path())
            .collect();
        let content = vec!["2017/données.csv".to_owned()];
        let files = Files {
            content: &content,
            statics: &[],
        };
        let (targets, faults) = Targets::find(&archive, &articles, &[], files);
        let found: BTreeMap<_, _> = targets.links("2017/one.md").collect();
        let list = links.iter().map(|link| found[&link.to_string()].clone());
        (list.collect(), faults)
    }

    #[test]
    fn an_article_is_linked_by_source_id_or_output_path() {
        let names = [
            "two.md",
            "/2017/two.md",
            "2017-11-03-two",
            "/2017/11/03/two.html",
            "../../11/03/two.html",
        ];
        let (targets, faults) = settle(&names);
        let two = OutPath::parse("2017/11/03/two.html").expect("a path");
        for (name, target) in names.iter().zip(targets) {
            assert_eq!(target, Target::Here(two.clone(), None), "{name}");
        }
        assert!(faults.is_empty());
    }

    #[test]
    fn what_is_not_public_or_not_safe_is_no_link() {
        let (targets, faults) =
            settle(&["hidden.md", "javascript:alert(1)", "../../../etc/passwd"]);
        assert_eq!(targets, [Target::Nothing, Target::Nothing, Target::Nothing]);
        assert!(faults.has(Code::LinkMissing) && faults.has(Code::LinkRefused));
    }

    #[test]
    fn former_addresses_and_the_anchors_of_other_generators_lead_on() {
        let two = OutPath::parse("2017/11/03/two.html").expect("a path");
        let (targets, faults) = settle(&["/blog/Two/", "/blog/two.html", "two.md#-Suite-"]);
        assert_eq!(targets[0], Target::Here(two.clone(), None));
        assert_eq!(targets[1], targets[0]);
        assert_eq!(targets[2], Target::Here(two, Some("suite".to_owned())));
        assert!(faults.is_empty());
    }

    #[test]
    fn an_address_without_a_scheme_is_given_one() {
        let (targets, faults) = settle(&["//example.org/a"]);
        assert_eq!(
            targets,
            [Target::Outside("https://example.org/a".to_owned())]
        );
        assert!(faults.is_empty());
    }

    #[test]
    fn anchors_files_and_lists_are_known() {
        let (targets, faults) = settle(&[
            "two.md#suite",
            "two.md#absent",
            "donn%C3%A9es.csv",
            "/tags/irak.html",
            "https://example.org/",
        ]);
        assert!(faults.has(Code::LinkAnchor));
        assert_eq!(faults.warnings(), 1);
        let paths: Vec<String> = targets
            .iter()
            .map(|target| match target {
                Target::Here(path, _) => path.to_string(),
                Target::Outside(url) => url.clone(),
                Target::Nothing => "nothing".to_owned(),
            })
            .collect();
        assert_eq!(paths[2], "media/2017/données.csv");
        assert_eq!(paths[3], "tags/irak.html");
        assert_eq!(paths[4], "https://example.org/");
    }
}
