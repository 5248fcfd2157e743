//! Owns the plan: the difference between the site that was built and the one at a target, by content alone, each change with
//! its reason and its phase. It changes nothing and reads nothing.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use serde::{Serialize, Serializer};

use super::record::Record;
use super::site::{Role, Site, Story, plain};
use super::there::There;
use super::tombstones::Tombstones;
use crate::hash::Sum;
use crate::output::{Manifest, ROOT, SIGNATURE};
use crate::route;

/// When a change is made: each phase is over before the next begins, so that no page is there before what it needs, nothing
/// leads to what is not there yet, and what may harm somebody goes before all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// What was withdrawn goes; what was retracted or redacted is replaced.
    Takedown,
    /// What pages need.
    Assets,
    /// Articles and pages.
    Pages,
    /// Lists, feeds, sitemaps, search.
    Indexes,
    /// The manifest's lists, the signature, then the root.
    Manifest,
    /// What is no part of the site any more.
    Removals,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 6] = [
        Self::Takedown,
        Self::Assets,
        Self::Pages,
        Self::Indexes,
        Self::Manifest,
        Self::Removals,
    ];
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is brought; nothing of ours is there.
    Add,
    /// It is brought, over another version.
    Change,
    /// It is deleted.
    Remove,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The target has no such file.
    New,
    /// The target has other bytes.
    Content,
    /// The article or page is not public any more, or its medium is not shown any more.
    Withdrawn,
    /// The article is retracted since.
    Retracted,
    /// Something was taken out of the article since.
    Redacted,
    /// The article stands at another address now.
    Moved,
    /// The site has no such file any more.
    Gone,
    /// A run that was cut short brought it, and the site has no such file.
    Unfinished,
    /// It was taken down, and comes back.
    Back,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::Content => "other content",
            Self::Withdrawn => "withdrawn",
            Self::Retracted => "retracted",
            Self::Redacted => "redacted",
            Self::Moved => "stands elsewhere now",
            Self::Gone => "not part of the site any more",
            Self::Unfinished => "left by a run that was cut short",
            Self::Back => "was taken down, and comes back",
        })
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// One file's change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// When.
    pub phase: Phase,
    /// What.
    pub what: What,
    /// From the top of the site.
    pub path: String,
    /// Its length: of the new version, or of the one that goes where that is known.
    pub bytes: Option<u64>,
    /// Why.
    pub reason: Reason,
}

/// The difference between a site and a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The target's name.
    pub target: String,
    /// The root of the site there; `None` where there is none.
    #[serde(serialize_with = "sum_or_none")]
    pub from: Option<Sum>,
    /// The root of the site to be.
    #[serde(serialize_with = "sum")]
    pub to: Sum,
    /// In the order in which they are made: by phase, then by path, the root last of its phase.
    pub changes: Vec<Change>,
    /// How many articles the target has.
    pub articles_there: usize,
    /// How many articles the site has.
    pub articles_here: usize,
    /// How many articles go.
    pub articles_removed: usize,
}

impl Plan {
    /// Compares `site` with what is `there`. `record` is what this machine remembers of the site there, if it remembers that one.
    pub fn new(
        target: &str,
        site: &Site,
        there: &There,
        record: Option<&Record>,
        tombstones: &Tombstones,
    ) -> Self {
        let empty = Manifest::default();
        let before = there.manifest.as_ref().unwrap_or(&empty);
        let draft = Draft {
            site,
            before,
            record,
            tombstones,
        };
        let mut changes = draft.brought();
        changes.extend(draft.removed(&there.unfinished));
        changes.extend(manifest_changes(site, there));
        changes.sort_by(|one, other| {
            let key = |change: &Change| (change.phase, change.path == ROOT);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.path.cmp(&other.path))
        });
        let articles = |manifest: &Manifest| {
            let paths = manifest.entries().iter().map(|entry| &entry.path);
            paths.filter(|path| route::names_article(path)).count()
        };
        let gone = |change: &&Change| {
            change.what == What::Remove
                && !matches!(change.reason, Reason::Moved | Reason::Unfinished)
                && route::names_article(&change.path)
        };
        Self {
            target: target.to_owned(),
            from: there.manifest.as_ref().map(Manifest::root),
            to: site.root(),
            articles_there: articles(before),
            articles_here: articles(site.manifest()),
            articles_removed: changes.iter().filter(gone).count(),
            changes,
        }
    }

    /// Whether the target has this very site.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes of one phase.
    pub fn phase(&self, phase: Phase) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.phase == phase)
    }

    /// The changes that take something down from readers: before all else, and never to come back by itself.
    pub fn takedowns(&self) -> impl Iterator<Item = &Change> {
        let harmful = |reason| {
            matches!(
                reason,
                Reason::Withdrawn | Reason::Retracted | Reason::Redacted
            )
        };
        self.changes
            .iter()
            .filter(move |change| harmful(change.reason))
    }

    /// Files and bytes to bring.
    pub fn to_bring(&self) -> (usize, u64) {
        let brought = self
            .changes
            .iter()
            .filter(|change| change.what != What::Remove);
        brought.fold((0, 0), |(files, bytes), change| {
            (files + 1, bytes + change.bytes.unwrap_or_default())
        })
    }

    /// The name of this very plan: 16 hexadecimal digits, the same for the same site, the same target and the same state of it.
    pub fn hash(&self) -> String {
        let mut text = format!("{}\n{:?}\n{}\n", self.target, self.from, self.to);
        for Change {
            phase,
            what,
            path,
            bytes,
            reason,
        } in &self.changes
        {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{phase:?} {what:?} {bytes:?} {reason} {path}");
        }
        Sum::of(text.as_bytes()).short(16)
    }
}

struct Draft<'a> {
    site: &'a Site,
    before: &'a Manifest,
    record: Option<&'a Record>,
    tombstones: &'a Tombstones,
}

impl Draft<'_> {
    fn brought(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for entry in self.site.manifest().entries() {
            let path = &*entry.path;
            let there = self.before.get(path);
            if there.is_some_and(|there| there.sum == entry.sum) {
                continue;
            }
            let (what, reason) = match there {
                None if self.tombstones.gone(path).is_some() => (What::Add, Reason::Back),
                None => (What::Add, Reason::New),
                Some(_) => (What::Change, self.why_changed(path)),
            };
            let phase = match (reason, self.site.roles().of(path)) {
                (Reason::Retracted | Reason::Redacted | Reason::Withdrawn, _) => Phase::Takedown,
                (_, Role::Asset) => Phase::Assets,
                (_, Role::Page) => Phase::Pages,
                (_, Role::Index) => Phase::Indexes,
            };
            changes.push(Change {
                phase,
                what,
                path: path.to_owned(),
                bytes: self.site.size(path),
                reason,
            });
        }
        changes
    }

    /// A page that says less than before goes first. Where nothing is remembered of the site there, any new version of a page that
    /// is retracted or redacted is taken for one.
    fn why_changed(&self, path: &str) -> Reason {
        let path = plain(path);
        let before = self.record.and_then(|record| record.stories.get(path));
        let now = self.site.roles().stories.get(path);
        let same = |before: &Story| now.is_some_and(|now| now.id == before.id);
        if before.is_some_and(|before| !same(before) && !self.has_story(&before.id)) {
            return Reason::Withdrawn;
        }
        let Some(now) = now else {
            return Reason::Content;
        };
        let retracted = before.is_some_and(|before| before.retracted);
        let redactions = before.map_or(0, |before| before.redactions);
        if now.retracted && !retracted {
            Reason::Retracted
        } else if now.redactions > redactions {
            Reason::Redacted
        } else {
            Reason::Content
        }
    }

    /// Where something was withdrawn, all removals go first: what else goes (a list of one article) may name it.
    fn removed(&self, unfinished: &BTreeSet<String>) -> Vec<Change> {
        let ours = self.site.manifest();
        let gone = self.before.entries().iter().map(|entry| &*entry.path);
        let mut changes: Vec<Change> = gone
            .filter(|path| ours.get(path).is_none())
            .map(|path| self.removal(path, self.why_removed(path)))
            .collect();
        let left = unfinished.iter().map(String::as_str).filter(|path| {
            ours.get(path).is_none()
                && self.before.get(path).is_none()
                && self.site.sum(path).is_none()
        });
        changes.extend(left.map(|path| self.removal(path, Reason::Unfinished)));
        let urgent =
            |change: &Change| matches!(change.reason, Reason::Withdrawn | Reason::Unfinished);
        if changes.iter().any(urgent) {
            changes
                .iter_mut()
                .for_each(|change| change.phase = Phase::Takedown);
        }
        changes
    }

    fn removal(&self, path: &str, reason: Reason) -> Change {
        Change {
            phase: Phase::Removals,
            what: What::Remove,
            path: path.to_owned(),
            bytes: self
                .record
                .and_then(|record| record.sizes.get(path).copied()),
            reason,
        }
    }

    fn why_removed(&self, path: &str) -> Reason {
        let page = plain(path);
        if route::is_media(page) {
            return match self.is_size_of_what_stays(page) {
                true => Reason::Gone,
                false => Reason::Withdrawn,
            };
        }
        if !page.ends_with(".html") || route::names_list(page) {
            return Reason::Gone;
        }
        let before = self.record.and_then(|record| record.stories.get(page));
        match before {
            Some(before) if self.has_story(&before.id) => Reason::Moved,
            // A former address, or a page of the theme's own.
            None if self.record.is_some() => Reason::Gone,
            _ => Reason::Withdrawn,
        }
    }

    /// Whether a file is a size of a picture that is there and stays as it is: then nobody took it down, and other widths are
    /// wanted.
    fn is_size_of_what_stays(&self, path: &str) -> bool {
        let Some(original) = route::picture_of(path) else {
            return false;
        };
        let before = self.before.get(original).map(|entry| entry.sum);
        before.is_some() && before == self.site.sum(original)
    }

    fn has_story(&self, id: &str) -> bool {
        let mut stories = self.site.roles().stories.values();
        stories.any(|story| story.id == id)
    }
}

/// What changes of the manifest's own files and the signature.
fn manifest_changes(site: &Site, there: &There) -> Vec<Change> {
    let before = there.manifest.as_ref().map(Manifest::written);
    let old_text = |path: &str| match path {
        ROOT => before.as_ref().map(|written| written.root.as_str()),
        SIGNATURE => there.signature.as_deref(),
        list => before
            .as_ref()
            .and_then(|written| written.lists.get(list))
            .map(String::as_str),
    };
    let new_text = |path: &str| match path {
        ROOT => Some(site.written().root.as_str()),
        SIGNATURE => site.signature(),
        list => site.written().lists.get(list).map(String::as_str),
    };
    let lists = before.iter().flat_map(|written| written.lists.keys());
    let paths: BTreeSet<&str> = lists
        .chain(site.written().lists.keys())
        .map(String::as_str)
        .chain([SIGNATURE, ROOT])
        .collect();
    let mut changes = Vec::new();
    for path in paths {
        let (old, new) = (old_text(path), new_text(path));
        let (what, phase, reason) = match (old, new) {
            (old, new) if old == new => continue,
            (None, _) => (What::Add, Phase::Manifest, Reason::New),
            (Some(_), Some(_)) => (What::Change, Phase::Manifest, Reason::Content),
            (Some(_), None) => (What::Remove, Phase::Removals, Reason::Gone),
        };
        changes.push(Change {
            phase,
            what,
            path: path.to_owned(),
            bytes: new.or(old).map(|text| text.len() as u64),
            reason,
        });
    }
    changes
}

fn sum<S: Serializer>(sum: &Sum, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(sum)
}

fn sum_or_none<S: Serializer>(sum: &Option<Sum>, to: S) -> Result<S::Ok, S::Error> {
    match sum {
        Some(sum) => to.collect_str(sum),
        None => to.serialize_none(),
    }
}

#[cfg(test)]
mod tests;
