//! Owns what a page that is being looked at is told: that it changed, that something it shows did, that something is wrong, that it is
//! mended. Each hears of its own page alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::inject;
use super::studio::Studio;
use crate::hash::Digest;
use crate::pipeline::Reader;
use crate::route::OutPath;

/// What a page is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum News {
    /// It is another page now, or there is none any more, or there is one at last.
    Reload,
    /// Something is wrong; the page stays.
    Fault {
        /// What, as HTML.
        html: String,
    },
    /// Nothing is wrong any more, and the page is as it was.
    Mended,
    /// Files that pages show have other bytes.
    Assets {
        /// Their paths from the server's root, with `/` before them.
        paths: Vec<String>,
    },
}

/// What one of the pages of a line is told.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// Its place among the pages that the line is of.
    pub page: usize,
    /// What.
    #[serde(flatten)]
    pub news: News,
}

/// A page that somebody looks at.
pub(super) struct Onlooker {
    reader: Reader,
    page: OutPath,
    /// What stands before the paths of this reader's pages.
    base: String,
    /// What the page was made from that is looked at; none where there was none.
    print: Option<String>,
    fault: Option<Digest>,
    copied: Arc<BTreeMap<String, Digest>>,
}

impl Onlooker {
    /// Somebody who looks at a page as it was made from `print`.
    pub fn new(
        studio: &Studio,
        reader: Reader,
        base: String,
        page: OutPath,
        print: Option<String>,
    ) -> Self {
        Self {
            reader,
            page,
            base,
            print,
            fault: None,
            copied: studio.copied(reader),
        }
    }

    /// What is new, since it was asked last.
    pub fn news(&mut self, studio: &Studio) -> Vec<News> {
        let (fault, print) = studio.look(self.reader, &self.page);
        if let Some(fault) = fault {
            let digest = fault.digest();
            if self.fault.replace(digest) == Some(digest) {
                return Vec::new();
            }
            return vec![News::Fault {
                html: inject::faults(&fault, &self.base, &self.page),
            }];
        }
        let was_faulty = self.fault.take().is_some();
        let print = print.map(|print| print.to_string());
        if print != self.print {
            self.print = print;
            return vec![News::Reload];
        }
        let copied = studio.copied(self.reader);
        let before = std::mem::replace(&mut self.copied, Arc::clone(&copied));
        let mut news = Vec::new();
        if was_faulty {
            news.push(News::Mended);
        }
        let changed = copied
            .iter()
            .filter(|(path, digest)| before.get(*path) != Some(digest));
        let paths: Vec<String> = changed
            .map(|(path, _)| format!("{}{path}", self.base))
            .collect();
        if !paths.is_empty() {
            news.push(News::Assets { paths });
        }
        news
    }
}
