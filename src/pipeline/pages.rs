//! Owns the making of every planned file: its fingerprint, and its bytes if the one that is there is not that. Files are looked at
//! in parallel, one body a thread.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::desk::Desk;
use super::facts::Facts;
use super::kept::Keeper;
use super::sheet;
use super::siblings::Siblings;
use super::site::Site;
use super::timings::{Stage, Timings};
use super::trouble::Trouble;
use super::{Failure, Progress};
use crate::archive::Found;
use crate::check::{Checker, Limit, Text, packed};
use crate::diag::{Diagnostic, Diagnostics};
use crate::hash::{Digest, Fingerprint};
use crate::model::Size;
use crate::output::Session;
use crate::plan::{Job, Plan};
use crate::render::feed;
use crate::route::OutPath;
use crate::source;
use crate::view::{Around, Maker, Outline, Sketch, Surrounded};

/// Makes the files of an edition. It borrows all that it needs, and costs little to have.
pub struct Renderer<'a> {
    site: &'a Site,
    plan: &'a Plan,
    facts: &'a Facts,
    maker: Maker<'a>,
    desk: Desk<'a>,
    keeper: Option<&'a Keeper>,
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
        timings.time(Stage::View, || renderer.stay(path, job));
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
    let text = renderer.text(path, job)?;
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
    pub(super) fn new(site: &'a Site, plan: &'a Plan, facts: &'a Facts, maker: Maker<'a>) -> Self {
        let desk = Desk::new(&site.config, &site.theme, maker.ground(), site.reread());
        Self {
            site,
            plan,
            facts,
            maker,
            desk,
            keeper: None,
        }
    }

    /// The same, keeping what stands around each article that is made.
    pub(super) fn keeping(self, keeper: Option<&'a Keeper>) -> Self {
        Self { keeper, ..self }
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
                let Sketch { print, make } = self.maker.feed(path, job)?;
                Some(Piece::text(self.desk.listed(print), move || match job {
                    Job::JsonFeed => feed::json_feed(&make()),
                    _ => feed::atom(&make()),
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
            Job::Article(ix) => Some(self.article(path, Found::Article(*ix))),
            Job::Page(at) => Some(self.article(path, Found::Page(*at))),
            Job::Home
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

    /// A page that lists, or says something by itself.
    fn page<'p>(&'p self, path: &'p OutPath, job: &'p Job) -> Option<Piece<'p>> {
        let Sketch { print, make } = self.maker.sketch(path, job)?;
        Some(Piece {
            print: self.desk.listed(print),
            kind: Kind::Page,
            make: Box::new(move || self.site.theme.render(&make()).map_err(Trouble::Fault)),
        })
    }

    fn article<'p>(&'p self, path: &'p OutPath, place: Found) -> Piece<'p> {
        let outline = self.maker.outline(path, place);
        Piece {
            print: self.desk.print(outline),
            kind: Kind::Page,
            make: Box::new(move || {
                let surrounded = self.maker.surrounded(path, place);
                self.keep(outline, &surrounded.around);
                let Surrounded {
                    head,
                    around,
                    cards,
                } = surrounded;
                self.desk.page(head, &around, &cards)
            }),
        }
    }

    /// Keeps what stands around an article whose page is made.
    fn keep(&self, outline: Outline<'_>, around: &Around) {
        if let Some(keeper) = self.keeper {
            let source = &outline.head.article.origin.path;
            keeper.keep(outline, self.site.sidecar(source), around);
        }
    }

    /// Sees to it that what stands around an article is kept whose page stays as it is.
    fn stay(&self, path: &OutPath, job: &Job) {
        let Some((keeper, place)) = self.keeper.zip(job.place()) else {
            return;
        };
        if !keeper.stays() {
            let around = self.maker.surrounded(path, place).around;
            self.keep(self.maker.outline(path, place), &around);
        }
    }

    /// Where the text of a page comes from, and how much of its weight it is; none of a list, or of what was retracted.
    fn text(&self, path: &OutPath, job: &Job) -> Result<Option<Text<'_>>, Trouble> {
        let surrounded = job.place().map(|place| self.maker.surrounded(path, place));
        let Some(Surrounded { head, around, .. }) =
            surrounded.filter(|it| !it.head.article.is_retracted())
        else {
            return Ok(None);
        };
        Ok(Some(Text {
            source: &head.article.origin.path,
            weight: packed(self.desk.body(head, &around)?.as_bytes()),
        }))
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
