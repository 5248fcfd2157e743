//! Owns what the links and media of every article lead to, settled once, before any page is rendered: an article, a page, a
//! file to copy, an address outside, or nothing, which is a warning. Only what a public article refers to is copied.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::finder::{Finder, is_foreign};
use crate::archive::Head;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::BodyLink;
use crate::route::OutPath;

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A page of this site, with the part after `#` where there is one.
    Here(OutPath, Option<String>),
    /// Another host, or mail.
    Outside(String),
    /// Nothing that is public: the words stay, without a link.
    Nothing,
}

/// Short lists, one for each source that has any: a million of them have to be small.
type BySource<T> = BTreeMap<Box<str>, Box<[T]>>;

/// What every link leads to.
#[derive(Debug, Default)]
pub struct Targets {
    /// By source and the link as written, in order.
    links: BySource<(Box<str>, Target)>,
    /// By source and the medium as written, in order.
    media: BySource<(Box<str>, OutPath)>,
    /// By source, in the order of `Article::related`.
    related: BySource<Target>,
    /// Files of the content folder to copy.
    copied: BTreeSet<String>,
    /// What pages show as pictures.
    shown: BTreeSet<OutPath>,
}

impl Targets {
    /// Settles every link of an archive.
    pub(super) fn find(finder: Finder<'_>) -> (Self, Diagnostics) {
        let settled = |head: &Arc<Head>| {
            let mut own = Self::default();
            let mut faults = Diagnostics::new();
            own.settle(head, &finder, &mut faults);
            (own, faults)
        };
        let archive = finder.archive;
        let heads = archive.articles().par_iter().chain(archive.pages());
        let each: Vec<(Self, Diagnostics)> = heads.map(settled).collect();
        let mut targets = Self::default();
        let mut faults = Diagnostics::new();
        for (own, said) in each {
            targets.links.extend(own.links);
            targets.media.extend(own.media);
            targets.related.extend(own.related);
            targets.copied.extend(own.copied);
            targets.shown.extend(own.shown);
            faults.append(said);
        }
        (targets, faults)
    }

    /// Settles the links of one source anew, whose head was `before`. Says whether that can stand by itself: no fault is to be told, and the
    /// same files are copied and shown; if not, its links are as they were.
    pub(super) fn settle_again(&mut self, before: &Head, head: &Head, finder: Finder<'_>) -> bool {
        let settled = |head: &Head| {
            let mut own = Self::default();
            let mut faults = Diagnostics::new();
            own.settle(head, &finder, &mut faults);
            (own, faults)
        };
        let (before, _) = settled(before);
        let (mut own, faults) = settled(head);
        // Another source may show the same pictures: what this one shows more or less asks for all of them.
        let same = before.copied == own.copied && before.shown == own.shown;
        if !faults.is_empty() || !same {
            return false;
        }
        let source = &head.article.origin.path;
        take(&mut self.links, source, &mut own.links);
        take(&mut self.media, source, &mut own.media);
        take(&mut self.related, source, &mut own.related);
        true
    }

    /// Whether any link leads to a place within the page at `path`.
    pub(super) fn leads_within(&self, path: &OutPath) -> bool {
        let within = |target: &Target| matches!(target, Target::Here(to, Some(_)) if to == path);
        let mut targets = self.links.values().flatten().map(|(_, target)| target);
        targets.any(within)
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
            links.insert(link.target.as_str(), target);
        }
        put(&mut self.links, source, named(links));
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
        let as_pictures: BTreeSet<&String> = {
            let stated = head.article.media.iter();
            let within = head.summary.images.iter().map(|image| &image.target);
            let stated = stated.filter_map(|medium| medium.file.as_ref());
            stated.chain(within).collect()
        };
        let within = head
            .summary
            .images
            .iter()
            .map(|image| (&image.target, Some(image.line)));
        for (file, line) in stated.chain(within) {
            if is_foreign(file) || media.contains_key(file.as_str()) {
                continue;
            }
            match finder.file(source, file) {
                Some(path) => {
                    self.copy_if_media(&path);
                    if path.is_image() && as_pictures.contains(file) {
                        self.shown.insert(path.clone());
                    }
                    media.insert(file.as_str(), path);
                }
                None => faults.push(missing_file(source, file, line)),
            }
        }
        put(&mut self.media, source, named(media));
    }

    fn settle_related(&mut self, head: &Head, finder: &Finder<'_>) {
        let source = &head.article.origin.path;
        let related = head.article.related.iter();
        let related = related.map(|related| finder.related(source, related));
        put(&mut self.related, source, related.collect());
    }

    fn copy_if_media(&mut self, path: &OutPath) {
        if let Some(file) = path.as_str().strip_prefix("media/") {
            self.copied.insert(file.to_owned());
        }
    }

    /// What the links of a source's body lead to, as written.
    pub fn links(&self, source: &str) -> impl Iterator<Item = (&str, &Target)> {
        let links = self.links.get(source).into_iter().flatten();
        links.map(|(written, target)| (&**written, target))
    }

    /// Where the media of a source are, as written.
    pub fn files(&self, source: &str) -> impl Iterator<Item = (&str, &OutPath)> {
        let files = self.media.get(source).into_iter().flatten();
        files.map(|(written, path)| (&**written, path))
    }

    /// Where a medium of a source is.
    pub fn file(&self, source: &str, file: &str) -> Option<&OutPath> {
        let files = self.media.get(source)?;
        let at = files.binary_search_by(|(written, _)| (**written).cmp(file));
        at.ok().map(|at| &files[at].1)
    }

    /// What the related links of a source lead to, in their order.
    pub fn related(&self, source: &str) -> &[Target] {
        self.related.get(source).map_or(&[], |related| related)
    }

    /// What pages show as pictures, each once.
    pub fn shown(&self) -> impl Iterator<Item = &OutPath> {
        self.shown.iter()
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

/// Puts the list of a source, if there is anything in it.
fn put<T>(into: &mut BySource<T>, source: &str, list: Box<[T]>) {
    if !list.is_empty() {
        into.insert(source.into(), list);
    }
}

fn named<T>(list: BTreeMap<&str, T>) -> Box<[(Box<str>, T)]> {
    let owned = list.into_iter().map(|(name, value)| (name.into(), value));
    owned.collect()
}

/// Puts what one map has of a source in the place of what the other has.
fn take<T>(into: &mut BySource<T>, source: &str, from: &mut BySource<T>) {
    into.remove(source);
    into.extend(from.remove_entry(source));
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
    use super::super::Files;
    use super::super::finder::Names;
    use super::*;
    use crate::archive::samples::{archive, head};
    use crate::route::Route;

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
        let names = Names::new(&archive, &articles, &[], files);
        let (targets, faults) = Targets::find(Finder {
            names: &names,
            archive: &archive,
            articles: &articles,
            pages: &[],
        });
        let found: BTreeMap<_, _> = targets.links("2017/one.md").collect();
        let list = links.iter().map(|link| found[*link].clone());
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
            "/manifest.sha256",
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
        assert_eq!(paths[5], "manifest.sha256");
    }
}
