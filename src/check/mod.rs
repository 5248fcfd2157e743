//! Owns the reading of finished pages for faults: links that lead nowhere, anchors that are not there, what a screen reader
//! needs and lacks. It reads what was rendered, as a browser would, and knows nothing of how it was made.

mod articles;
mod budget;
mod leaks;
mod page;

pub use articles::articles;
pub use budget::{Limit, Text, packed};

use std::sync::Arc;

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::archive::Head;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::Withheld;
use crate::output::ROOT;
use crate::plan::Plan;
use crate::route::OutPath;
use leaks::Leaks;
use page::PageFacts;

/// Gathers what pages hold, then looks whether it fits together.
#[derive(Debug)]
pub struct Checker {
    leaks: Leaks,
    pages: Mutex<BTreeMap<OutPath, PageFacts>>,
    found: Mutex<Diagnostics>,
}

impl Checker {
    /// A checker that also looks for what is withheld.
    pub fn new(withheld: &[Withheld<Arc<Head>>]) -> Self {
        Self {
            leaks: Leaks::of(withheld),
            pages: Mutex::default(),
            found: Mutex::default(),
        }
    }

    /// Looks for what is withheld in a file of any kind. Files may come from several threads.
    pub fn file(&self, path: &OutPath, bytes: &[u8]) {
        if self.leaks.is_in(path, bytes)
            && let Ok(mut found) = self.found.lock()
        {
            found.push(leaks::leak(path));
        }
    }

    /// Notes a fault that was found in the making.
    pub fn note(&self, fault: Diagnostic) {
        // A thread that panicked has ended the run already.
        if let Ok(mut found) = self.found.lock() {
            found.push(fault);
        }
    }

    /// Notes what a page holds. Pages may come from several threads.
    pub fn page(&self, path: &OutPath, html: &[u8]) {
        let facts = PageFacts::read(&String::from_utf8_lossy(html));
        // A thread that panicked has ended the run already.
        if let Ok(mut pages) = self.pages.lock() {
            pages.insert(path.clone(), facts);
        }
    }

    /// The faults of all pages against the plan of the site.
    pub fn finish(self, plan: &Plan) -> Diagnostics {
        let pages = self.pages.into_inner().unwrap_or_default();
        let mut faults = self.found.into_inner().unwrap_or_default();
        for (path, facts) in &pages {
            for link in &facts.links {
                faults.extend(link_fault(path, link, &pages, plan));
            }
            for want in &facts.wants {
                faults.push(
                    Diagnostic::new(Code::AccessibilityPage, want.as_str())
                        .at(Place::file(path.as_str()))
                        .help("mend the template, or the article that the page shows"),
                );
            }
        }
        faults
    }
}

fn link_fault(
    page: &OutPath,
    link: &str,
    pages: &BTreeMap<OutPath, PageFacts>,
    plan: &Plan,
) -> Option<Diagnostic> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    let target = match path {
        "" => Some(page.clone()),
        path => page.follow(path),
    };
    let known = target
        .as_ref()
        .filter(|target| plan.jobs.contains_key(*target) || target.as_str() == ROOT);
    let Some(target) = known else {
        return Some(
            Diagnostic::new(
                Code::LinkMissing,
                format!("the page links to `{link}`, which is not in the site"),
            )
            .at(Place::file(page.as_str()))
            .help("mend the template, or the article that the page shows"),
        );
    };
    let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
    let there = pages.get(target)?;
    (!there.ids.contains(anchor)).then(|| {
        Diagnostic::new(
            Code::LinkAnchor,
            format!("the page links to `{link}`, and nothing there has that id"),
        )
        .at(Place::file(page.as_str()))
        .help("correct the part after `#`")
    })
}
