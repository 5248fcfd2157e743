//! Owns releases on this machine's disk. No link within them is ever followed; files and folders are readable by a web server,
//! whatever the user's habits of permission are.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::host::{
    Beat, CURRENT, Host, Kind, LEASE, MAKING, MARK, RELEASES, RISING, STATE, Survey,
};
use crate::hash::{Sum, Summing};
use crate::output::{Entry, Manifest, ROOT};
use crate::output::{Reach, Steps, locate, private_folder};
use crate::publish::plan::What;
use crate::publish::{Progress, Site, Trouble, Work};

/// So many files between two looks at the lease.
const TURN: usize = 1024;

/// A folder of this machine.
pub(super) struct Local {
    top: PathBuf,
    steps: Arc<Steps>,
}

impl Local {
    pub(super) fn new(top: &Path, steps: Arc<Steps>) -> Self {
        Self {
            top: top.to_path_buf(),
            steps,
        }
    }

    fn release(&self, id: &str) -> PathBuf {
        self.top.join(RELEASES).join(id)
    }

    fn state(&self, name: &str) -> PathBuf {
        self.top.join(STATE).join(name)
    }

    /// Takes one counted step at `place`.
    fn at<T>(
        &self,
        doing: &'static str,
        place: &Path,
        step: impl FnOnce(&Path) -> io::Result<T>,
    ) -> Result<T, Trouble> {
        let done = self.steps.step().and_then(|()| step(place));
        done.map_err(|fault| Trouble::world(doing, place, fault))
    }

    fn keep_lease(&mut self, beat: &mut Beat) -> Result<(), Trouble> {
        match beat.due() {
            None => Ok(()),
            Some((before, after)) => {
                self.swap(LEASE, before.as_bytes(), after.as_bytes())?;
                Ok(())
            }
        }
    }

    /// Makes one file of the release that is being made: shared with `from`, or copied.
    fn lay(
        &self,
        making: &Path,
        from: Option<&Old>,
        site: &Site,
        path: &str,
    ) -> Result<(), Trouble> {
        let place = locate(making, path);
        let shared = from.is_some_and(|old| old.has(site, path));
        if let Some(old) = from.filter(|_| shared) {
            let before = locate(&old.top, path);
            // A file with too many names, or a disk that knows one name alone: then a copy.
            let linked = self.at("make", &place, |place| Ok(fs::hard_link(&before, place)))?;
            if linked.is_ok() {
                return self.at("open to readers", &place, |place| permit(place, 0o644));
            }
        }
        self.copy(site, path, &place)
    }

    fn copy(&self, site: &Site, path: &str, place: &Path) -> Result<(), Trouble> {
        let mut reader = site.reader(path)?;
        self.at("write", place, |place| {
            let mut file = File::create_new(place)?;
            io::copy(&mut reader, &mut file)?;
            permit(place, 0o644)
        })
    }
}

impl Host for Local {
    fn shown(&self) -> String {
        self.top.display().to_string()
    }

    fn survey(&mut self) -> Result<Survey, Trouble> {
        let list =
            |folder: &Path| list(folder).map_err(|fault| Trouble::world("list", folder, fault));
        let mut survey = Survey {
            top: list(&self.top)?,
            ..Survey::default()
        };
        let folder = |name: &str| {
            let mut top = survey.top.iter();
            top.any(|(it, kind)| it == name && *kind == Kind::Folder)
        };
        let (releases, state) = (folder(RELEASES), folder(STATE));
        if releases {
            for (name, kind) in list(&self.top.join(RELEASES))? {
                if kind == Kind::Folder {
                    survey.note_release(&name, is_file(&self.release(&name).join(ROOT)));
                }
            }
        }
        if state {
            survey.marked = is_file(&self.state(MARK));
            let rising = self.read(&[format!("{STATE}/{RISING}")])?.pop().flatten();
            let rising = rising.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_owned());
            survey.rising = rising;
        }
        survey.sort();
        Ok(survey)
    }

    fn read(&mut self, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let read = |path: &String| {
            let place = self.top.join(path);
            match fs::read(&place) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(fault) if is_absence(&fault) => Ok(None),
                Err(fault) => Err(Trouble::world("read", &place, fault)),
            }
        };
        paths.iter().map(read).collect()
    }

    fn found(&mut self) -> Result<(), Trouble> {
        self.at("make the folder", &self.top, open_folder)?;
        self.at("make the folder", &self.top.join(STATE), |place| {
            if place.is_symlink() {
                return Err(io::Error::new(io::ErrorKind::NotADirectory, "it is a link"));
            }
            private_folder(place)
        })
    }

    fn settle(&mut self) -> Result<(), Trouble> {
        // The mark first: a folder of releases without it is somebody else's.
        self.write(MARK, b"depeche keeps releases here\n")?;
        self.at("make the folder", &self.top.join(RELEASES), open_folder)
    }

    fn write(&mut self, name: &str, text: &[u8]) -> Result<(), Trouble> {
        let place = self.state(name);
        self.at("write", &place, |_| Ok(()))?;
        Ok(crate::atomic::write(&place, text)?)
    }

    fn create(&mut self, name: &str, text: &[u8]) -> Result<bool, Trouble> {
        let place = self.state(name);
        self.at("write", &place, |place| {
            let mut file = tempfile::NamedTempFile::new_in(self.top.join(STATE))?;
            io::Write::write_all(&mut file, text)?;
            file.as_file().sync_all()?;
            match file.persist_noclobber(place) {
                Ok(_) => Ok(true),
                Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(fault) => Err(fault.error),
            }
        })
    }

    fn swap(&mut self, name: &str, before: &[u8], after: &[u8]) -> Result<bool, Trouble> {
        let place = self.state(name);
        // A lock of the system's, so that of two who find the same old lease one alone takes it.
        let door = self.at("lock", &self.state("door"), |place| {
            let door = File::options().create(true).append(true).open(place)?;
            door.lock()?;
            Ok(door)
        })?;
        let there = self.read(&[format!("{STATE}/{name}")])?.pop().flatten();
        if there.unwrap_or_default() != before {
            return Ok(false);
        }
        crate::atomic::write(&place, after)?;
        drop(door);
        Ok(true)
    }

    fn discard(&mut self, name: &str) -> Result<(), Trouble> {
        self.at("delete", &self.state(name), remove)
    }

    fn leave(&mut self, text: &[u8]) -> Result<(), Trouble> {
        let lease = self.read(&[format!("{STATE}/{LEASE}")])?.pop().flatten();
        if lease.as_deref() == Some(text) {
            self.discard(LEASE)?;
        }
        self.at("delete", &self.state(""), |place| {
            // Only where nothing but our door is in it.
            let names = list(place)?;
            if names.iter().all(|(name, _)| name == "door") {
                remove(&place.join("door"))?;
                // Somebody else may have come in: then it stays.
                let _ = fs::remove_dir(place);
            }
            Ok(())
        })
    }

    fn erase(&mut self, gone: &[(String, Vec<String>)]) -> Result<(), Trouble> {
        for (id, paths) in gone {
            let top = self.release(id);
            let reach = Reach::new(top.clone());
            for path in paths.iter().filter(|path| reach.reaches(path)) {
                let place = locate(&top, path);
                self.at("remove", &place, remove)?;
                // The name of a folder may tell something too. One that is not empty stays.
                let above = place.ancestors().skip(1).take_while(|above| *above != top);
                let mut empty = above.map_while(|above| fs::remove_dir(above).ok());
                while empty.next().is_some() {}
            }
        }
        Ok(())
    }

    fn replace(
        &mut self,
        id: &str,
        site: &Site,
        paths: &[String],
        beat: &mut Beat,
    ) -> Result<(), Trouble> {
        let top = self.release(id);
        let reach = Reach::new(top.clone());
        for path in paths {
            self.keep_lease(beat)?;
            if !reach.reaches(path) {
                // Somebody removed or linked the folder: no reader is led to the old version by us.
                continue;
            }
            let new = self.state("new");
            self.at("delete", &new, remove)?;
            self.copy(site, path, &new)?;
            let place = locate(&top, path);
            self.at("replace", &place, |place| {
                File::open(&new)?.sync_all()?;
                fs::rename(&new, place)
            })?;
        }
        Ok(())
    }

    fn make(
        &mut self,
        from: Option<&str>,
        work: &Work<'_>,
        beat: &mut Beat,
    ) -> Result<(), Trouble> {
        let making = self.state(MAKING);
        self.at("delete", &making, remove_tree)?;
        self.at("make the folder", &making, open_folder)?;
        let old = from.map(|id| Old::new(self.release(id)));
        let told = Told::new(work);
        let site = work.site;
        let paths: Vec<&str> = site.paths().filter(|path| *path != ROOT).collect();
        let mut last = PathBuf::new();
        for turn in paths.chunks(TURN) {
            self.keep_lease(beat)?;
            for path in turn {
                let place = locate(&making, path);
                let folder = place.parent().unwrap_or(&making);
                if folder != last {
                    self.at("make the folder", folder, open_folder)?;
                    folder.clone_into(&mut last);
                }
            }
            turn.par_iter().try_for_each(|path| {
                self.lay(&making, old.as_ref(), site, path)?;
                told.tell(path);
                Ok::<_, Trouble>(())
            })?;
        }
        self.copy(site, ROOT, &locate(&making, ROOT))?;
        told.tell(ROOT);
        told.tell_removals();
        self.at("bring to the disk", &making, settle_on_disk)
    }

    fn rise(&mut self, id: &str) -> Result<(), Trouble> {
        let made = self.state(MAKING);
        self.at("make the release", &self.release(id), |place| {
            fs::rename(&made, place)?;
            sync_folder(&self.top.join(RELEASES))
        })
    }

    fn switch(&mut self, id: &str) -> Result<(), Trouble> {
        let next = self.state("next");
        self.at("delete", &next, remove)?;
        self.at("write", &next, |next| {
            link(&format!("{RELEASES}/{id}"), next)
        })?;
        self.at("switch", &self.top.join(CURRENT), |place| {
            fs::rename(&next, place)?;
            sync_folder(&self.top)
        })
    }

    fn unsound(&mut self, id: &str, manifest: &Manifest) -> Result<Vec<String>, Trouble> {
        let old = Old::new(self.release(id));
        let bad = |entry: &&Entry| !old.holds(&entry.path, entry.sum);
        let bad = manifest.entries().par_iter().filter(bad);
        Ok(bad.map(|entry| entry.path.to_string()).collect())
    }

    fn delete(&mut self, id: &str) -> Result<(), Trouble> {
        let top = self.release(id);
        self.at("delete", &top.join(ROOT), remove)?;
        self.at("delete", &top, remove_tree)
    }
}

/// A release whose files may be shared.
struct Old {
    top: PathBuf,
    reach: Reach,
}

impl Old {
    fn new(top: PathBuf) -> Self {
        let reach = Reach::new(top.clone());
        Self { top, reach }
    }

    fn has(&self, site: &Site, path: &str) -> bool {
        site.sum(path).is_some_and(|sum| self.holds(path, sum))
    }

    /// By its bytes: somebody may have edited it there.
    fn holds(&self, path: &str, sum: Sum) -> bool {
        let place = locate(&self.top, path);
        self.reach.reaches(path)
            && is_file(&place)
            && sum_of(&place).is_ok_and(|there| there == sum)
    }
}

/// Tells how far it is: what the plan brings and removes, and nothing of what is shared.
struct Told<'a> {
    brought: BTreeMap<&'a str, u64>,
    removed: usize,
    progress: &'a dyn Progress,
}

impl<'a> Told<'a> {
    fn new(work: &Work<'a>) -> Self {
        let changes = work.plan.changes.iter();
        let brought = changes
            .filter(|change| change.what != What::Remove)
            .map(|change| (change.path.as_str(), change.bytes.unwrap_or_default()))
            .collect::<BTreeMap<_, _>>();
        Self {
            removed: work.plan.changes.len() - brought.len(),
            brought,
            progress: work.progress,
        }
    }

    fn tell(&self, path: &str) {
        if let Some(bytes) = self.brought.get(path) {
            self.progress.file(*bytes);
        }
    }

    fn tell_removals(&self) {
        (0..self.removed).for_each(|_| self.progress.file(0));
    }
}

/// The names in a folder; none where there is no such folder.
fn list(folder: &Path) -> io::Result<Vec<(String, Kind)>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        let kind = entry.file_type()?;
        let kind = if kind.is_symlink() {
            Kind::Link(fs::read_link(entry.path())?.to_string_lossy().into_owned())
        } else if kind.is_dir() {
            Kind::Folder
        } else {
            Kind::File
        };
        names.push((entry.file_name().to_string_lossy().into_owned(), kind));
    }
    Ok(names)
}

fn is_file(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok_and(|there| there.is_file())
}

fn is_absence(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn sum_of(place: &Path) -> io::Result<Sum> {
    let mut file = File::open(place)?;
    let mut summing = Summing::default();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(summing.finish()),
            count => io::Write::write_all(&mut summing, &buffer[..count])?,
        }
    }
}

fn remove(place: &Path) -> io::Result<()> {
    match fs::remove_file(place) {
        Err(fault) if is_absence(&fault) => Ok(()),
        done => done,
    }
}

fn remove_tree(place: &Path) -> io::Result<()> {
    match fs::remove_dir_all(place) {
        Err(fault) if is_absence(&fault) => Ok(()),
        done => done,
    }
}

/// Makes a folder that readers may enter, and those above it that are missing.
fn open_folder(place: &Path) -> io::Result<()> {
    if place.is_dir() {
        return Ok(());
    }
    if let Some(above) = place.parent().filter(|above| !above.as_os_str().is_empty()) {
        open_folder(above)?;
    }
    fs::create_dir(place)?;
    permit(place, 0o755)
}

#[cfg(unix)]
fn permit(place: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let there = fs::metadata(place)?.permissions();
    if there.mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(place, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permit(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn link(to: &str, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, place)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> io::Result<()> {
    let why = "this system has no links that can be switched; publish an archive file instead";
    Err(io::Error::new(io::ErrorKind::Unsupported, why))
}

#[cfg(unix)]
fn sync_folder(place: &Path) -> io::Result<()> {
    File::open(place)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Brings a tree to the disk with one request: a request a file would take minutes for a large site.
#[cfg(target_os = "linux")]
fn settle_on_disk(tree: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(tree)?)?)
}

#[cfg(not(target_os = "linux"))]
fn settle_on_disk(tree: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(tree) {
        let entry = entry?;
        if entry.file_type().is_file() || cfg!(unix) {
            File::open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}
