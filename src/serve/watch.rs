//! Owns the watching of a site's folders: which files changed, gathered until they have been still for a moment, so that a burst of
//! saves, an editor that writes by renaming and a switch of branches are one change each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::config::{FILE_NAME, FOLDERS};
use notify::event::ModifyKind;
use notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long a file is still before it counts as saved, and how often that is looked at.
const STILL: Duration = Duration::from_millis(6);
const TICK: Duration = Duration::from_millis(2);
/// How long all files are still before they count as one change.
const QUIET: Duration = Duration::from_millis(6);

/// What changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// These files and folders.
    Files(BTreeSet<PathBuf>),
    /// Nobody knows what: more than the system could tell.
    Anything,
}

/// Watches the folders of a site.
pub(super) struct Watch {
    events: Receiver<DebounceEventResult>,
    debouncer: Debouncer<notify::RecommendedWatcher, RecommendedCache>,
    root: PathBuf,
    watched: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins to watch.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn new(root: &Path) -> notify::Result<Self> {
        let (tell, events) = mpsc::channel();
        let mut debouncer = new_debouncer(STILL, Some(TICK), tell)?;
        debouncer.watch(root, RecursiveMode::NonRecursive)?;
        let mut watch = Self {
            events,
            debouncer,
            root: root.to_path_buf(),
            watched: BTreeSet::new(),
        };
        watch.reach()?;
        Ok(watch)
    }

    /// Watches the folders that are there now, and not yet watched; says whether there were any.
    fn reach(&mut self) -> notify::Result<bool> {
        let mut more = false;
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            match (folder.is_dir(), self.watched.contains(&folder)) {
                (true, false) => {
                    self.debouncer.watch(&folder, RecursiveMode::Recursive)?;
                    self.watched.insert(folder);
                    more = true;
                }
                (false, true) => {
                    self.watched.remove(&folder);
                }
                _ => {}
            }
        }
        Ok(more)
    }

    /// Forgets the folders that went, or whose name another has now: what is watched is a folder, and not its name.
    fn forget(&mut self, moved: &BTreeSet<PathBuf>) {
        for folder in moved {
            if self.watched.remove(folder) {
                // The system may have forgotten it already.
                let _ = self.debouncer.unwatch(folder);
            }
        }
    }

    /// Whether a site depends on a file: beside its folders there are others, as that of a build.
    fn is_of_site(&self, path: &Path) -> bool {
        let parts = FOLDERS.iter().chain([&FILE_NAME]);
        parts
            .into_iter()
            .any(|name| path.starts_with(self.root.join(name)))
    }

    /// Waits for the next change, at most so long; none where there was none, and an error where the watching has ended.
    pub fn next(&mut self, wait: Duration) -> Result<Option<Change>, Ended> {
        let mut files = BTreeSet::new();
        let mut moved = BTreeSet::new();
        let mut anything = false;
        let mut wait = wait;
        loop {
            match self.events.recv_timeout(wait) {
                Ok(Ok(events)) => {
                    for event in events {
                        anything |= event.need_rescan();
                        if is_move(event.kind) {
                            moved.extend(event.event.paths.iter().cloned());
                        }
                        if !matches!(event.kind, EventKind::Access(_)) {
                            files.extend(event.event.paths);
                        }
                    }
                }
                Ok(Err(_)) => anything = true,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(Ended),
            }
            wait = QUIET;
        }
        let is_top = FOLDERS
            .iter()
            .any(|name| files.contains(&self.root.join(name)));
        if is_top || anything {
            self.forget(&moved);
            anything |= self.reach().unwrap_or(true);
        }
        files.retain(|path| self.is_of_site(path));
        Ok(match (anything, files.is_empty()) {
            (true, _) => Some(Change::Anything),
            (false, true) => None,
            (false, false) => Some(Change::Files(files)),
        })
    }
}

/// Whether another file or folder may have a name now than before.
fn is_move(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Create(_)
            | EventKind::Remove(_)
            | EventKind::Modify(ModifyKind::Name(_))
            | EventKind::Any
            | EventKind::Other
    )
}

/// The watching has ended.
#[derive(Debug)]
pub(super) struct Ended;

#[cfg(test)]
mod tests {
    use super::*;

    fn next(watch: &mut Watch) -> BTreeSet<String> {
        let change = watch.next(Duration::from_secs(5)).expect("watching");
        match change {
            Some(Change::Files(files)) => files
                .iter()
                .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_burst_is_one_change() {
        let root = tempfile::tempdir().expect("a folder");
        let content = root.path().join("content/2017");
        std::fs::create_dir_all(&content).expect("made");
        let mut watch = Watch::new(root.path()).expect("watching");
        for name in ["a.md", "b.md", "c.md"] {
            std::fs::write(content.join(name), name).expect("written");
        }
        let found = next(&mut watch);
        assert!(
            ["a.md", "b.md", "c.md"]
                .iter()
                .all(|name| found.contains(*name)),
            "{found:?}"
        );
        let more = watch.next(Duration::from_millis(50)).expect("watching");
        assert_eq!(more, None);
    }

    #[test]
    fn an_editor_that_renames_tells_of_the_file() {
        let root = tempfile::tempdir().expect("a folder");
        let content = root.path().join("content");
        std::fs::create_dir_all(&content).expect("made");
        std::fs::write(content.join("a.md"), "old").expect("written");
        let mut watch = Watch::new(root.path()).expect("watching");
        std::fs::write(content.join(".a.md.swp"), "new").expect("written");
        std::fs::rename(content.join(".a.md.swp"), content.join("a.md")).expect("renamed");
        assert!(next(&mut watch).contains("a.md"));
    }

    #[test]
    fn a_folder_that_comes_later_is_watched_too() {
        let root = tempfile::tempdir().expect("a folder");
        let mut watch = Watch::new(root.path()).expect("watching");
        std::fs::create_dir(root.path().join("static")).expect("made");
        let change = watch.next(Duration::from_secs(5)).expect("watching");
        assert_eq!(change, Some(Change::Anything));
        std::fs::write(root.path().join("static/style.css"), "a{}").expect("written");
        assert!(next(&mut watch).contains("style.css"));
    }

    #[test]
    fn a_folder_that_takes_the_place_of_another_is_watched() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| root.path().join(name);
        for folder in ["content", "other"] {
            std::fs::create_dir(at(folder)).expect("made");
            std::fs::write(at(folder).join("a.md"), folder).expect("written");
        }
        let mut watch = Watch::new(root.path()).expect("watching");
        for _ in 0..2 {
            std::fs::rename(at("content"), at("old")).expect("renamed");
            std::fs::rename(at("other"), at("content")).expect("renamed");
            std::fs::rename(at("old"), at("other")).expect("renamed");
            let change = watch.next(Duration::from_secs(5)).expect("watching");
            assert_eq!(change, Some(Change::Anything));
            std::fs::write(at("content/a.md"), "new").expect("written");
            assert!(next(&mut watch).contains("a.md"));
        }
    }
}
