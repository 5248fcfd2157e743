//! Owns the commit: how a finished stage becomes the output, and how a commit that was cut short is completed.
//!
//! The journal is written when all else is in the stage. Before it is whole, the output has not been touched, and the stage is
//! thrown away. From then on there is one way, forward: remove what went; move the new tree into the output, a whole folder at
//! once where the output has none of that name, file by file where it has; move the root of the manifest, whose changed lists
//! came with the tree; delete the stage. Each step can be taken twice, so that completing is the same as doing.
//!
//! Removals come first: a file may have become a folder or a folder a file, or a name may have changed by case alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::path::{ROOT, is_own};
use super::path::{check, check_form, locate, parent};
use super::reach::Reach;
use super::stage::{NEXT_ROOT, Stage, TREE};
use super::steps::Steps;
use crate::diag::WorldError;
use crate::sealed::{seal, unseal};

const JOURNAL: &str = "journal";
const REMOVED: &str = "removed";
const VERSION: u32 = 2;

/// What the stage itself does not say.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Journal {
    version: u32,
    removed: Vec<String>,
}

/// What a commit brings besides the files in the stage.
#[derive(Debug, Default)]
pub(super) struct Next {
    /// The files of ours that go.
    pub(super) removed: Vec<String>,
    /// The lists of the manifest that are new or have another text, by path.
    pub(super) lists: BTreeMap<String, String>,
    /// The root of the manifest.
    pub(super) root: String,
}

/// Makes the stage the output: removes what goes, moves in the files of the stage and the lists, then the root.
///
/// # Errors
/// Up to the journal the output is as it was; after it, the next session completes the commit. The error says which.
pub(super) fn commit(
    mut stage: Stage,
    output: &Path,
    next: Next,
    unchanged: &str,
    steps: &Steps,
) -> Result<(), WorldError> {
    let prepared = prepare(&stage, output, next, steps);
    if prepared.is_ok() || steps.killed() {
        stage.hand_over();
    }
    let journal = prepared.map_err(|fault| fault.left(unchanged))?;
    complete(stage.work(), output, &journal, steps)
}

/// Completes the commit that a stage holds, or throws the stage away if it holds none. Says whether it completed one.
pub(super) fn recover(work: &Path, output: &Path, steps: &Steps) -> Result<bool, WorldError> {
    match read_journal(work) {
        Some(journal) => complete(work, output, &journal, steps).map(|()| true),
        None => {
            let deleted = steps.step().and_then(|()| fs::remove_dir_all(work));
            deleted.map_err(|fault| {
                WorldError::new("delete the old stage", work, fault).left("the output is as it was")
            })?;
            Ok(false)
        }
    }
}

fn prepare(stage: &Stage, output: &Path, next: Next, steps: &Steps) -> Result<Journal, WorldError> {
    let Next {
        removed,
        lists,
        root,
    } = next;
    let work = stage.work();
    let wrap = |fault| WorldError::new("prepare", work, fault);
    // All at once: the disk flushes many for little more than one.
    let own = || {
        steps.step().map_err(wrap)?;
        stage.write_own(NEXT_ROOT, root.as_bytes())
    };
    let lists = || {
        lists.par_iter().try_for_each(|(path, text)| {
            steps.step().map_err(wrap)?;
            stage.write_list(path, text)
        })
    };
    let (own, lists) = rayon::join(own, lists);
    own.and(lists)?;
    let names = removed.iter().map(String::as_str).collect();
    if let Some(path) = obstacle(stage.tree(), output, "", &names).map_err(wrap)? {
        let fault = "it is not depeche's, and a file or folder of the site belongs there";
        let fault = io::Error::new(io::ErrorKind::AlreadyExists, fault);
        return Err(WorldError::new("replace", &path, fault));
    }
    let journal = Journal {
        version: VERSION,
        removed,
    };
    steps.step().map_err(wrap)?;
    stage.write_own(JOURNAL, &seal(&journal).map_err(wrap)?)?;
    Ok(journal)
}

fn read_journal(work: &Path) -> Option<Journal> {
    let bytes = fs::read(work.join(JOURNAL)).ok()?;
    let journal: Journal = unseal(&bytes)?;
    let may_go = |path: &String| check(path).is_ok() || is_own(path) && check_form(path).is_ok();
    let sound = journal.version == VERSION && journal.removed.iter().all(may_go);
    sound.then_some(journal)
}

fn complete(
    work: &Path,
    output: &Path,
    journal: &Journal,
    steps: &Steps,
) -> Result<(), WorldError> {
    let mover = Mover { steps };
    let marker = work.join(REMOVED);
    if !marker.exists() {
        mover.remove_files(output, &journal.removed)?;
        mover.at("mark", &marker, |marker| fs::write(marker, b""))?;
    }
    let tree = work.join(TREE);
    if kind(&tree)
        .map_err(|fault| begun("read", &tree, fault))?
        .is_some()
    {
        mover.place(&tree, output)?;
    }
    let root = work.join(NEXT_ROOT);
    if kind(&root)
        .map_err(|fault| begun("read", &root, fault))?
        .is_some()
    {
        mover.place(&root, &output.join(ROOT))?;
    }
    // The journal first: what is deleted after it is no commit any more.
    mover.at("delete", &work.join(JOURNAL), remove_file)?;
    mover.at("delete", work, |work| fs::remove_dir_all(work))
}

struct Mover<'a> {
    steps: &'a Steps,
}

impl Mover<'_> {
    /// Removes files of ours, and the folders that this leaves empty.
    fn remove_files(&self, output: &Path, paths: &[String]) -> Result<(), WorldError> {
        let reach = Reach::new(output.to_path_buf());
        for path in paths.iter().filter(|path| reach.reaches(path)) {
            self.at("remove", &locate(output, path), remove_file)?;
        }
        let above = |path| std::iter::successors(parent(path), |folder| parent(folder));
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| above(path)).collect();
        // In the reverse order of their names a folder comes after all that lies in it.
        for folder in folders.iter().rev().filter(|folder| reach.reaches(folder)) {
            self.at("remove", &locate(output, folder), |folder| {
                // It may not be empty, and then it stays.
                let _ = fs::remove_dir(folder);
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Moves a file or a folder to its place. A folder that is there already receives what is in the other.
    fn place(&self, from: &Path, to: &Path) -> Result<(), WorldError> {
        let look = |path: &Path| kind(path).map_err(|fault| begun("read", path, fault));
        let is_folder = look(from)?.is_some_and(|kind| kind.is_dir());
        match look(to)? {
            Some(there) if there.is_dir() && is_folder => {
                for name in names(from).map_err(|fault| begun("list", from, fault))? {
                    self.place(&from.join(&name), &to.join(&name))?;
                }
                return Ok(());
            }
            Some(there) if there.is_dir() => self.at("remove", to, remove_empty)?,
            // A file takes the place of a file or of a link by being renamed over it; a folder does not.
            Some(_) if is_folder => self.at("remove", to, remove_file)?,
            _ => {}
        }
        self.at("replace", to, |to| fs::rename(from, to))
    }

    fn at(
        &self,
        doing: &'static str,
        path: &Path,
        act: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), WorldError> {
        let done = self.steps.step().and_then(|()| act(path));
        done.map_err(|fault| begun(doing, path, fault))
    }
}

fn begun(doing: &'static str, path: &Path, fault: io::Error) -> WorldError {
    WorldError::new(doing, path, fault)
        .left("the new site is in place in part only: the next command completes it")
}

/// What of the output stands in the way of the stage, and is neither a link, nor a file in the place of a file, nor about
/// to be removed. Nothing that is not ours is ever deleted to make room.
fn obstacle(
    tree: &Path,
    output: &Path,
    prefix: &str,
    removed: &BTreeSet<&str>,
) -> io::Result<Option<PathBuf>> {
    for name in names(tree)? {
        let (new, old) = (tree.join(&name), output.join(&name));
        let path = format!("{prefix}{}", name.to_string_lossy());
        let Some(old_kind) = kind(&old)? else {
            continue;
        };
        let found = match (new.is_dir(), old_kind.is_dir()) {
            (true, true) => obstacle(&new, &old, &format!("{path}/"), removed)?,
            (true, false) if old_kind.is_file() && !removed.contains(path.as_str()) => Some(old),
            (false, true) => foreign_within(&old, &path, removed)?,
            _ => None,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn foreign_within(
    folder: &Path,
    path: &str,
    removed: &BTreeSet<&str>,
) -> io::Result<Option<PathBuf>> {
    for name in names(folder)? {
        let inner = folder.join(&name);
        let path = format!("{path}/{}", name.to_string_lossy());
        let found = match kind(&inner)? {
            Some(kind) if kind.is_dir() => foreign_within(&inner, &path, removed)?,
            Some(_) if !removed.contains(path.as_str()) => Some(inner),
            _ => None,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// What stands at a path itself, no link followed; `None` where there is nothing, or no folder to hold it.
fn kind(path: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(there) => Ok(Some(there.file_type())),
        Err(fault) if is_absence(&fault) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn names(folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names: Vec<_> = names.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// Removes a file or a link. A folder in its place is not ours and stays.
fn remove_file(path: &Path) -> io::Result<()> {
    match kind(path)? {
        None => Ok(()),
        Some(kind) if kind.is_dir() => Ok(()),
        // On Windows a link to a folder goes the way of folders.
        Some(kind) if kind.is_symlink() => fs::remove_file(path).or_else(|_| fs::remove_dir(path)),
        Some(_) => fs::remove_file(path),
    }
}

/// Removes a folder that holds nothing but folders.
fn remove_empty(folder: &Path) -> io::Result<()> {
    for name in names(folder)? {
        let inner = folder.join(name);
        if kind(&inner)?.is_some_and(|kind| kind.is_dir()) {
            remove_empty(&inner)?;
        }
    }
    fs::remove_dir(folder)
}

fn is_absence(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        fs::create_dir(&output).expect("made");
        (folder, output)
    }

    fn staged(output: &Path, path: &str) -> Stage {
        let stage = Stage::create(output, &Steps::default()).expect("a stage");
        stage.write(path, b"new").expect("written");
        stage
    }

    fn removing(path: &str) -> Next {
        Next {
            removed: vec![path.to_owned()],
            ..Next::default()
        }
    }

    #[test]
    fn a_cut_journal_is_thrown_away_with_its_stage() {
        let (_folder, output) = site();
        let mut stage = staged(&output, "a/b.html");
        let steps = Steps::default();
        prepare(&stage, &output, removing("old.html"), &steps).expect("prepared");
        stage.hand_over();
        let journal = stage.work().join(JOURNAL);
        let whole = fs::read(&journal).expect("read");
        fs::write(&journal, &whole[..whole.len() - 1]).expect("cut");
        fs::write(output.join("old.html"), b"old").expect("written");

        let completed = recover(stage.work(), &output, &steps).expect("recovered");
        assert!(!completed);
        assert!(!stage.work().exists());
        assert_eq!(names(&output).expect("listed"), ["old.html"]);
    }

    #[test]
    fn what_was_removed_is_not_removed_again() {
        // As where names that differ by case are one: what is there now has been moved in.
        let (_folder, output) = site();
        let mut stage = staged(&output, "tags/b.html");
        let steps = Steps::default();
        prepare(&stage, &output, removing("tags/a.html"), &steps).expect("prepared");
        stage.hand_over();
        fs::write(stage.work().join(REMOVED), b"").expect("marked");
        fs::create_dir(output.join("tags")).expect("made");
        fs::write(output.join("tags/a.html"), b"new").expect("written");

        assert!(recover(stage.work(), &output, &steps).expect("recovered"));
        let there = names(&output.join("tags")).expect("listed");
        assert_eq!(there, ["a.html", "b.html"]);
    }

    #[test]
    fn nothing_of_the_users_is_deleted_to_make_room() {
        let (_folder, output) = site();
        fs::create_dir(output.join("a")).expect("made");
        fs::write(output.join("a/notes.txt"), b"mine").expect("written");
        let fault = commit(
            staged(&output, "a"),
            &output,
            Next::default(),
            "the site is as it was",
            &Steps::default(),
        )
        .expect_err("in the way")
        .to_string();
        assert!(fault.contains("notes.txt"), "{fault}");
        assert!(fault.ends_with("; the site is as it was"), "{fault}");
        assert_eq!(names(&output).expect("listed"), ["a"]);
        assert_eq!(homes_left(&output), 0);
    }

    fn homes_left(output: &Path) -> usize {
        let homes = super::super::stage::homes(output);
        homes.iter().filter(|home| home.exists()).count()
    }
}
