//! Owns the making of every planned file: its fingerprint, and its bytes if the one that is there is not that. Files are looked at
//! in parallel, one body a thread.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::facts::Facts;
use super::sheet;
use super::siblings::Siblings;
use super::site::Site;
use super::timings::{Stage, Timings};
use super::{Failure, Progress};
use crate::archive::{Archive, Head};
use crate::check::{Checker, Limit, Text, packed};
use crate::diag::{Diagnostic, Diagnostics, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::hosting;
use crate::model::{Body, Size};
use crate::output::Session;
use crate::plan::{Job, Plan, Target};
use crate::render::feed;
use crate::render::markdown::{self, Image, Labels, Links, Options, Parts, Sized};
use crate::route::OutPath;
use crate::source::{self, RereadError};
use crate::view::{Maker, View, shared_digest};

/// Makes the files of an edition. It borrows all that it needs, and costs little to have.
pub struct Renderer<'a> {
    site: &'a Site,
    archive: &'a Archive,
    plan: &'a Plan,
    facts: &'a Facts,
    maker: Maker<'a>,
    /// What the fingerprints of all pages share.
    html: Digest,
    labels: Labels,
}

/// A file before it is made.
pub struct Piece<'a> {
    /// What it is made from: pieces of one fingerprint are the same bytes.
    pub print: Digest,
    /// What kind of file it is.
    pub kind: Kind,
    make: Box<dyn FnOnce() -> Result<Vec<u8>, Trouble> + 'a>,
}

/// What a check can look for in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page, rendered from a template.
    Page,
    /// A file that is made from the archive.
    Text,
    /// A file that is copied.
    Copy,
}

/// Why one file could not be made.
#[derive(Debug)]
pub enum Trouble {
    /// A fault in a template.
    Fault(Box<Diagnostic>),
    /// A file that is not the one any more that the edition is made from.
    Changed(Box<Diagnostic>),
    /// The disk refused.
    World(WorldError),
}

/// Makes every file that is not there already.
pub(super) fn render_all(
    renderer: &Renderer<'_>,
    session: &Session,
    checker: Option<&Checker>,
    progress: &dyn Progress,
    timings: &Timings,
) -> Result<Diagnostics, Failure> {
    let plan = renderer.plan;
    progress.pages(plan.jobs.len());
    let siblings = Siblings::new(&renderer.site.config.hosting.compress, plan);
    let jobs: Vec<(&OutPath, &Job)> = plan.jobs.iter().collect();
    let troubles: Vec<Trouble> = jobs
        .into_par_iter()
        .filter_map(|(path, job)| {
            let result = put(renderer, path, job, session, checker, &siblings, timings);
            progress.page();
            result.err()
        })
        .collect();
    sorted_out(troubles).map(gathered)
}

/// The failure that troubles with pages are, if there is any; a file that changed meanwhile is none to an edition that is shown.
pub(super) fn faults_of(troubles: Vec<Trouble>) -> Option<Failure> {
    let of_templates = troubles
        .into_iter()
        .filter(|trouble| !matches!(trouble, Trouble::Changed(_)))
        .collect();
    match sorted_out(of_templates) {
        Ok(faults) if faults.is_empty() => None,
        Ok(faults) => Some(Failure::Faults(gathered(faults).sorted())),
        Err(failure) => Some(failure),
    }
}

fn sorted_out(troubles: Vec<Trouble>) -> Result<Vec<Diagnostic>, Failure> {
    let each = troubles.into_iter().map(|trouble| match trouble {
        Trouble::Fault(fault) | Trouble::Changed(fault) => Ok(*fault),
        Trouble::World(fault) => Err(Failure::World(fault)),
    });
    each.collect()
}

/// Keeps the file that is there, or makes another, with its siblings. A check looks at every file that is made all the same.
fn put(
    renderer: &Renderer<'_>,
    path: &OutPath,
    job: &Job,
    session: &Session,
    checker: Option<&Checker>,
    siblings: &Siblings,
    timings: &Timings,
) -> Result<(), Trouble> {
    let Some(piece) = timings.time(Stage::View, || renderer.piece(path, job)) else {
        return Ok(());
    };
    let limit = Limit::of(renderer.site.config.edition, job);
    let print = limit.map_or(piece.print, |limit| limit.print(piece.print));
    let kind = piece.kind;
    let looked_at = checker.filter(|_| kind != Kind::Copy);
    // One that is not there has to be asked for again: whether it is missing or would save nothing, only its file's bytes tell.
    let mut siblings = siblings.of(path, job);
    siblings.retain(|sibling| !session.keep(&sibling.path, sibling.print(print)));
    let kept =
        looked_at.is_none() && timings.time(Stage::Keep, || session.keep(path.as_str(), print));
    if kept && siblings.is_empty() {
        return Ok(());
    }
    // A check has seen that the picture can be decoded; its sizes are hours of work for nothing.
    if checker.is_some() && matches!(job, Job::Picture { .. }) {
        return Ok(());
    }
    let bytes = timings.time(Stage::Render, || piece.make())?;
    if let Some(limit) = limit.filter(|_| !kept) {
        weigh(renderer, path, job, limit, &bytes, looked_at)?;
    }
    if let Some(checker) = looked_at {
        if kind == Kind::Page {
            checker.page(path, &bytes);
        }
        checker.file(path, &bytes);
    }
    if !kept {
        timings.time(Stage::Stage, || session.put(path.as_str(), print, &bytes))?;
    }
    for sibling in siblings {
        if let Some(packed) = sibling.pack(&bytes)? {
            session.put(&sibling.path, sibling.print(print), &packed)?;
        }
    }
    Ok(())
}

/// Holds what a file weighs against its limit.
fn weigh(
    renderer: &Renderer<'_>,
    path: &OutPath,
    job: &Job,
    limit: Limit,
    bytes: &[u8],
    checker: Option<&Checker>,
) -> Result<(), Trouble> {
    let Some(weight) = limit.passed_by(bytes) else {
        return Ok(());
    };
    let body = renderer.body_of(path, job);
    let text = match &body {
        Some((head, links)) => Some(Text {
            source: &head.article.origin.path,
            weight: packed(renderer.body_html(head, links)?.as_bytes()),
        }),
        None => None,
    };
    match (limit.is_firm(), checker) {
        (true, _) => Err(Trouble::Fault(Box::new(limit.fault(path, weight, text)))),
        (false, Some(checker)) => {
            checker.note(limit.fault(path, weight, text));
            Ok(())
        }
        (false, None) => Ok(()),
    }
}

impl<'a> Piece<'a> {
    fn text(print: Digest, make: impl FnOnce() -> Vec<u8> + 'a) -> Self {
        Self {
            print,
            kind: Kind::Text,
            make: Box::new(|| Ok(make())),
        }
    }

    /// Makes the file.
    ///
    /// # Errors
    /// A fault of the template, or of the disk.
    pub fn make(self) -> Result<Vec<u8>, Trouble> {
        (self.make)()
    }
}

impl<'a> Renderer<'a> {
    /// Takes up what the files of an edition are made from.
    pub(super) fn new(
        site: &'a Site,
        archive: &'a Archive,
        plan: &'a Plan,
        facts: &'a Facts,
        maker: Maker<'a>,
    ) -> Self {
        let config = &site.config;
        let word = |key| site.theme.strings().get(key, &[]);
        let labels = Labels {
            notes: word("body-notes"),
            note: word("body-note"),
            back_to_text: word("body-back"),
            table: word("body-table"),
            left_out: word("media-left-out"),
        };
        let html = Fingerprint::new()
            .bytes(shared_digest(&config.language, config.timezone).as_bytes())
            .bytes(site.theme.digest().as_bytes())
            .value(&config.content)
            .finish();
        Self {
            site,
            archive,
            plan,
            facts,
            maker,
            html,
            labels,
        }
    }

    /// The file at a path; none where the site has none there.
    pub fn piece_at(&self, path: &OutPath) -> Option<Piece<'_>> {
        let (path, job) = self.plan.jobs.get_key_value(path)?;
        self.piece(path, job)
    }

    /// The file of a job; none where the file may not be published, which has been said.
    pub fn piece<'p>(&'p self, path: &'p OutPath, job: &'p Job) -> Option<Piece<'p>> {
        match job {
            Job::Static(name) if sheet::is_sheet(name) => {
                self.copy(path, job).map(|sheet| self.styled(sheet))
            }
            Job::Media(_) | Job::Static(_) => self.copy(path, job),
            Job::Picture { of, size } => self.picture(of, *size),
            Job::Atom | Job::JsonFeed | Job::TermAtom(_) => {
                let view = self.maker.feed(path, job)?;
                Some(Piece::text(print_of(&view), move || match job {
                    Job::JsonFeed => feed::json_feed(&view),
                    _ => feed::atom(&view),
                }))
            }
            Job::Sitemap(_) | Job::SitemapIndex => {
                let view = self.maker.sitemap(job)?;
                Some(Piece::text(print_of(&view), move || match job {
                    Job::SitemapIndex => feed::sitemap_index(&view),
                    _ => feed::sitemap(&view),
                }))
            }
            Job::Robots => {
                let address = self.maker.sitemap_url();
                Some(Piece::text(print_of(&address), move || {
                    feed::robots(&address)
                }))
            }
            Job::ForHost(file) => {
                let text = file.text(&self.site.config.wanted_of_host());
                let print = print_of(&text);
                Some(Piece::text(print, || text.into_bytes()))
            }
            Job::Article(_)
            | Job::Page(_)
            | Job::Home
            | Job::Calendar(_)
            | Job::Undated
            | Job::Taxonomy(_)
            | Job::Term(..)
            | Job::NotFound
            | Job::Verify
            | Job::Redirect(_) => self.page(path, job),
        }
    }

    fn copy<'p>(&'p self, path: &OutPath, job: &Job) -> Option<Piece<'p>> {
        if let Some((file, fact)) = self.facts.of(path) {
            let print = Fingerprint::new()
                .bytes(crate::BUILD.as_bytes())
                // Where a file lies decides whether it is cleaned.
                .bytes(file.shown.as_bytes())
                .bytes(fact.digest.as_bytes())
                .finish();
            return Some(Piece {
                print,
                kind: Kind::Copy,
                make: Box::new(move || Ok(source::published(file, fact)?)),
            });
        }
        let Job::Static(name) = job else {
            return None; // refused, and said so
        };
        let bytes = self.site.builtin_static(name)?;
        Some(Piece::text(Digest::of(bytes), || bytes.to_vec()))
    }

    fn picture<'p>(&'p self, of: &OutPath, size: Size) -> Option<Piece<'p>> {
        let one = self.facts.picture(of)?;
        let print = Fingerprint::new()
            .bytes(one.key().as_bytes())
            .value(&size)
            .finish();
        Some(Piece {
            print,
            kind: Kind::Copy,
            make: Box::new(move || Ok(self.facts.picture_bytes(&one, size)?)),
        })
    }

    /// The style sheet with what the site states of its look, and adds.
    fn styled<'p>(&'p self, sheet: Piece<'p>) -> Piece<'p> {
        let look = self.site.config.look.css("");
        let custom = self.facts.of(&sheet::custom_path());
        if look.is_empty() && custom.is_none() {
            return sheet;
        }
        let added = custom.map(|(_, fact)| *fact.digest.as_bytes());
        let print = Fingerprint::new()
            .bytes(sheet.print.as_bytes())
            .bytes(look.as_bytes())
            .value(&added)
            .finish();
        let make = move || {
            let custom = custom.map(|(file, fact)| source::published(file, fact));
            let custom = custom.transpose()?;
            Ok(sheet::joined(
                (sheet.make)()?,
                look.as_bytes(),
                custom.as_deref(),
            ))
        };
        Piece {
            print,
            kind: sheet.kind,
            make: Box::new(make),
        }
    }

    fn page<'p>(&'p self, path: &OutPath, job: &Job) -> Option<Piece<'p>> {
        let mut view = self.maker.view(path, job)?;
        let body = self.body_of(path, job);
        let mut print = Fingerprint::new().bytes(self.html.as_bytes()).value(&view);
        if let Some((head, links)) = &body {
            print = print.bytes(head.digest.as_bytes()).value(links);
        }
        let make = move || {
            if let (Some((head, links)), View::Article(page) | View::Page(page)) =
                (&body, &mut view)
            {
                page.article.body = self.body_html(head, links)?;
            }
            self.site.theme.render(&view).map_err(Trouble::Fault)
        };
        Some(Piece {
            print: print.finish(),
            kind: Kind::Page,
            make: Box::new(make),
        })
    }

    /// The head whose body a page shows, and where the body's links lead; none of a list, or of what was retracted.
    fn body_of(&self, path: &OutPath, job: &Job) -> Option<(&Head, Links)> {
        let head = match job {
            Job::Article(ix) => self.archive.get(*ix),
            Job::Page(at) => &self.archive.pages()[*at],
            _ => return None,
        };
        (!head.article.is_retracted()).then(|| (head, self.links(path, head)))
    }

    fn links(&self, here: &OutPath, head: &Head) -> Links {
        let source = &head.article.origin.path;
        let targets = self.plan.targets.links(source).map(|(written, target)| {
            let href = match target {
                Target::Here(path, _) if self.is_left_out(path) => None,
                Target::Here(path, None) => Some(here.link_to(path)),
                Target::Here(path, Some(anchor)) => {
                    Some(format!("{}#{anchor}", here.link_to(path)))
                }
                Target::Outside(url) => Some(url.clone()),
                Target::Nothing => None,
            };
            (written.to_owned(), href)
        });
        let covered: BTreeSet<&OutPath> = {
            let stated = head.article.media.iter();
            let files = stated.filter(|it| it.sensitive).flat_map(|it| &it.file);
            files
                .filter_map(|file| self.plan.targets.file(source, file))
                .collect()
        };
        let files = self.plan.targets.files(source);
        let shown = files.filter(|(_, path)| !self.is_left_out(path));
        let images = shown.map(|(written, path)| {
            let measure = self.facts.of(path).and_then(|(_, fact)| fact.measure);
            let image = Image {
                src: here.link_to(path),
                width: measure.map(|measure| measure.width),
                height: measure.map(|measure| measure.height),
                sized: self.plan.sizes(path).map(|sizes| Sized {
                    src: here.link_to(&sizes.fallback),
                    srcset: sizes.srcset(|path| here.link_to(path)),
                }),
            };
            // What is sensitive stands beside the text, covered, and not in it.
            let image = (!covered.contains(path)).then_some(image);
            (written.to_owned(), image)
        });
        Links {
            targets: targets.collect(),
            images: images.collect(),
            told: self.site.config.edition.lite,
        }
    }

    /// Whether the edition leaves a file out.
    fn is_left_out(&self, path: &OutPath) -> bool {
        self.site.config.edition.lite && hosting::is_shown_or_played(path.as_str())
    }

    fn body_html(&self, head: &Head, links: &Links) -> Result<String, Trouble> {
        let body = self.site.reread().body(head)?;
        let options = Options {
            language: &head.article.language,
            trusted_html: self.site.config.content.trusted_html,
            links,
            heading_level: 2,
            labels: &self.labels,
        };
        Ok(match &body {
            Body::Markdown { text, .. } => markdown::render(text, &options),
            Body::Blocks(blocks) => markdown::blocks(blocks, &options, &Parts::default()),
        })
    }
}

fn print_of<T: serde::Serialize>(view: &T) -> Digest {
    Fingerprint::new()
        .bytes(crate::BUILD.as_bytes())
        .value(view)
        .finish()
}

/// One fault of a template strikes every page that uses it: it is shown once, with the first page and the number of others.
fn gathered(faults: Vec<Diagnostic>) -> Diagnostics {
    let mut groups: BTreeMap<String, (Diagnostic, usize)> = BTreeMap::new();
    let mut in_order = faults;
    in_order.sort_by(|one, other| one.notes.cmp(&other.notes));
    for fault in in_order {
        let key = format!("{:?}{:?}{}", fault.code, fault.place, fault.message);
        groups
            .entry(key)
            .and_modify(|(_, count)| *count += 1)
            .or_insert((fault, 0));
    }
    groups
        .into_values()
        .map(|(mut fault, others)| {
            let mut notes = fault.notes.iter_mut();
            if let Some(note) = notes.find(|note| note.starts_with("while rendering")) {
                match others {
                    0 => {}
                    1 => note.push_str(", and one other page"),
                    _ => note.push_str(&format!(", and {others} other pages")),
                }
            }
            fault
        })
        .collect()
}

impl From<WorldError> for Trouble {
    fn from(fault: WorldError) -> Self {
        Self::World(fault)
    }
}

impl From<RereadError> for Trouble {
    fn from(fault: RereadError) -> Self {
        match fault {
            RereadError::World(fault) => Self::World(fault),
            RereadError::Changed(fault) => Self::Changed(fault),
        }
    }
}
