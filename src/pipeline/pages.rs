//! Owns the rendering of every planned file: its fingerprint, whether the file on the disk is already that, and its bytes.
//! Files are looked at in parallel, one body a thread.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::site::{Facts, Site};
use super::{Failure, Progress, Task};
use crate::archive::{Archive, Head};
use crate::check::Checker;
use crate::diag::{Diagnostic, Diagnostics, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::model::Body;
use crate::output::Session;
use crate::plan::{Job, Plan, Target};
use crate::render::feed;
use crate::render::markdown::{self, Image, Labels, Links, Options, Parts};
use crate::route::OutPath;
use crate::source::{self, RereadError};
use crate::view::{Maker, View, shared_digest};

/// All that rendering needs.
pub(super) struct Renderer<'a> {
    pub site: &'a Site,
    pub archive: &'a Archive,
    pub plan: &'a Plan,
    pub maker: &'a Maker<'a>,
    pub facts: &'a Facts,
    pub session: &'a Session,
    pub task: Task,
    pub checker: &'a Checker,
}

/// Why one file could not be made.
enum Trouble {
    Fault(Box<Diagnostic>),
    World(WorldError),
}

/// What all fingerprints of a run share.
struct Shared {
    html: Digest,
    labels: Labels,
}

impl Renderer<'_> {
    /// Makes every file that is not there already.
    pub fn render_all(&self, progress: &dyn Progress) -> Result<Diagnostics, Failure> {
        let shared = self.shared();
        progress.pages(self.plan.jobs.len());
        let jobs: Vec<(&OutPath, &Job)> = self.plan.jobs.iter().collect();
        let troubles: Vec<Trouble> = jobs
            .into_par_iter()
            .filter_map(|(path, job)| {
                let result = self.make(path, job, &shared);
                progress.page();
                result.err()
            })
            .collect();
        let mut faults = Vec::new();
        for trouble in troubles {
            match trouble {
                Trouble::Fault(fault) => faults.push(*fault),
                Trouble::World(fault) => return Err(Failure::World(fault)),
            }
        }
        Ok(gathered(faults))
    }

    fn shared(&self) -> Shared {
        let config = &self.site.config;
        let word = |key| self.site.theme.strings().get(key, &[]);
        let labels = Labels {
            notes: word("body-notes"),
            note: word("body-note"),
            back_to_text: word("body-back"),
            table: word("body-table"),
        };
        let html = Fingerprint::new()
            .bytes(shared_digest(&config.language, config.timezone).as_bytes())
            .bytes(self.site.theme.digest().as_bytes())
            .value(&config.content)
            .finish();
        Shared { html, labels }
    }

    fn make(&self, path: &OutPath, job: &Job, shared: &Shared) -> Result<(), Trouble> {
        match job {
            Job::Media(_) | Job::Static(_) => self.copy(path, job),
            Job::Atom | Job::JsonFeed | Job::TermAtom(_) => {
                let Some(view) = self.maker.feed(path, job) else {
                    return Ok(());
                };
                self.put(path, print_of(&view), || match job {
                    Job::JsonFeed => feed::json_feed(&view),
                    _ => feed::atom(&view),
                })
            }
            Job::Sitemap(_) | Job::SitemapIndex => {
                let Some(view) = self.maker.sitemap(job) else {
                    return Ok(());
                };
                self.put(path, print_of(&view), || match job {
                    Job::SitemapIndex => feed::sitemap_index(&view),
                    _ => feed::sitemap(&view),
                })
            }
            Job::Robots => {
                let address = self.maker.sitemap_url();
                self.put(path, print_of(&address), || feed::robots(&address))
            }
            Job::Article(_)
            | Job::Page(_)
            | Job::Home
            | Job::Calendar(_)
            | Job::Undated
            | Job::Taxonomy(_)
            | Job::Term(..)
            | Job::NotFound
            | Job::Redirect(_) => self.page(path, job, shared),
        }
    }

    fn put(
        &self,
        path: &OutPath,
        print: Digest,
        bytes: impl FnOnce() -> Vec<u8>,
    ) -> Result<(), Trouble> {
        if self.is_known(path, print) {
            return Ok(());
        }
        let bytes = bytes();
        if self.task == Task::Check {
            self.checker.file(path, &bytes);
        }
        self.session.put(path.as_str(), print, &bytes)?;
        Ok(())
    }

    /// Whether the file on the disk is that of the fingerprint. A check looks at every file all the same.
    fn is_known(&self, path: &OutPath, print: Digest) -> bool {
        self.task == Task::Build && self.session.keep(path.as_str(), print)
    }

    fn copy(&self, path: &OutPath, job: &Job) -> Result<(), Trouble> {
        if let Some((file, fact)) = self.facts.of(path) {
            let print = Fingerprint::new()
                .bytes(crate::BUILD.as_bytes())
                // Where a file lies decides whether it is cleaned.
                .bytes(file.shown.as_bytes())
                .bytes(fact.digest.as_bytes())
                .finish();
            if self.session.keep(path.as_str(), print) {
                return Ok(());
            }
            let bytes = source::published(file, fact)?;
            self.session.put(path.as_str(), print, &bytes)?;
            return Ok(());
        }
        let Job::Static(name) = job else {
            return Ok(()); // refused, and said so
        };
        match self.site.builtin_static(name) {
            Some(bytes) => self.put(path, Digest::of(bytes), || bytes.to_vec()),
            None => Ok(()),
        }
    }

    fn page(&self, path: &OutPath, job: &Job, shared: &Shared) -> Result<(), Trouble> {
        let Some(mut view) = self.maker.view(path, job) else {
            return Ok(());
        };
        let body = self.body_of(path, job);
        let mut print = Fingerprint::new()
            .bytes(shared.html.as_bytes())
            .value(&view);
        if let Some((head, links)) = &body {
            print = print.bytes(head.digest.as_bytes()).value(links);
        }
        let print = print.finish();
        if self.is_known(path, print) {
            return Ok(());
        }
        if let (Some((head, links)), View::Article(page) | View::Page(page)) = (&body, &mut view) {
            page.article.body = self.body_html(head, links, &shared.labels)?;
        }
        let html = self.site.theme.render(&view).map_err(Trouble::Fault)?;
        if self.task == Task::Check {
            self.checker.page(path, &html);
            self.checker.file(path, &html);
        }
        self.session.put(path.as_str(), print, &html)?;
        Ok(())
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
                Target::Here(path, None) => Some(here.link_to(path)),
                Target::Here(path, Some(anchor)) => {
                    Some(format!("{}#{anchor}", here.link_to(path)))
                }
                Target::Outside(url) => Some(url.clone()),
                Target::Nothing => None,
            };
            (written.clone(), href)
        });
        let images = self.plan.targets.files(source).map(|(written, path)| {
            let measure = self.facts.of(path).and_then(|(_, fact)| fact.measure);
            let image = Image {
                src: here.link_to(path),
                width: measure.map(|measure| measure.width),
                height: measure.map(|measure| measure.height),
            };
            (written.clone(), Some(image))
        });
        Links {
            targets: targets.collect(),
            images: images.collect(),
        }
    }

    fn body_html(&self, head: &Head, links: &Links, labels: &Labels) -> Result<String, Trouble> {
        let body = self.site.reread().body(head)?;
        let options = Options {
            language: &head.article.language,
            trusted_html: self.site.config.content.trusted_html,
            links,
            heading_level: 2,
            labels,
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
            RereadError::Changed(fault) => Self::Fault(fault),
        }
    }
}
