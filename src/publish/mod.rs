//! Owns the way of a finished site to a target: the plan, the guards, the order, and what must not come back.
//!
//! 1. [`Site`]: the output folder with its manifest, as it is to be published.
//! 2. [`Target::look`]: the manifest of the site at the target.
//! 3. [`Plan`]: the difference of the two, by content, each change with its reason and its phase.
//! 4. [`guard`]: what a plan may not do unless somebody said so.
//! 5. [`Target::apply`]: the phases in order; each target owns how a reader never meets half a site.
//! 6. [`Tombstones`] and [`Record`]: what is kept for the next time.
//!
//! Beside that: the check of a copy, on a disk or live ([`verify`]), and signatures ([`sign`]).
//!
//! It builds nothing (`pipeline` does) and asks nobody (`cli` does).

pub mod guard;
pub mod http;
pub mod lease;
pub mod plan;
pub mod record;
pub mod retry;
pub mod sign;
pub mod site;
pub mod target;
pub mod targets;
pub mod there;
pub mod tombstones;
mod trouble;
pub mod verify;

pub use guard::Consent;
pub use plan::{Change, Phase, Plan, Reason, What};
pub use record::Record;
pub use site::{Role, Roles, Site, Story};
pub use target::{Now, Progress, Release, Silence, Target, Work};
pub use there::There;
use tombstones::Tombstone;
pub use tombstones::Tombstones;
pub use trouble::Trouble;

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};
use crate::held::Held;
use crate::output::Manifest;
use crate::output::private_folder as private;

/// The dealings with one target, from the first look to what is kept for the next time.
pub struct Publisher<'a> {
    name: &'a str,
    target: Box<dyn Target + 'a>,
    site: &'a Site,
    record: PathBuf,
    now: Now,
}

/// A plan, and what it was made from.
#[derive(Debug)]
pub struct Looked {
    /// The difference.
    pub plan: Plan,
    there: There,
    tombstones: Tombstones,
}

impl<'a> Publisher<'a> {
    /// Publishes `site` to `target`, which `site.toml` calls `name`. `state` is the private folder of this site.
    pub fn new(
        name: &'a str,
        target: Box<dyn Target + 'a>,
        site: &'a Site,
        state: &Path,
        now: Now,
    ) -> Self {
        Self {
            name,
            target,
            site,
            record: record_file(state, name),
            now,
        }
    }

    /// Looks at the target, and plans. Nothing is changed.
    ///
    /// # Errors
    /// Where the target cannot be reached, or holds what cannot be read.
    pub fn look(&mut self) -> Result<Looked, Trouble> {
        let there = self.target.look(self.site.written())?;
        let tombstones = tombstones(&mut *self.target)?;
        let root = there.manifest.as_ref().map(Manifest::root);
        let record = root.and_then(|root| Record::load(&self.record, root));
        let plan = Plan::new(self.name, self.site, &there, record.as_ref(), &tombstones);
        Ok(Looked {
            plan,
            there,
            tombstones,
        })
    }

    /// Brings about the plan that was looked at: that one, or nothing.
    ///
    /// # Errors
    /// `publish/locked`; `publish/plan` where the target has changed since; `publish/foreign`; else where the world refuses, with
    /// the state that was left. The next run goes on from there.
    pub fn apply(
        &mut self,
        looked: &Looked,
        adopt: bool,
        progress: &dyn Progress,
    ) -> Result<(), Trouble> {
        let _machine = lock_machine(self.name, &self.record.with_file_name("lock"))?;
        self.target.lock(self.now)?;
        let done = self.apply_locked(looked, adopt, progress);
        // The first fault is the one to tell: a lease that stays ends by itself.
        done.and(self.target.unlock())
    }

    fn apply_locked(
        &mut self,
        looked: &Looked,
        adopt: bool,
        progress: &dyn Progress,
    ) -> Result<(), Trouble> {
        let Looked {
            plan,
            there,
            tombstones,
        } = self.look()?;
        if plan.hash() != looked.plan.hash() || tombstones != looked.tombstones {
            return Err(changed(self.name).into());
        }
        let tombstones = self.bury(&plan, tombstones)?;
        let work = Work {
            site: self.site,
            plan: &plan,
            there: &there,
            tombstones: &tombstones,
            now: self.now,
            progress,
        };
        self.target.clear(&work, adopt)?;
        let (files, bytes) = plan.to_bring();
        let removals = plan.changes.len() - files;
        progress.begin(files + removals, bytes);
        self.target.apply(&work)?;
        Record::of(self.site).save(&self.record)
    }

    /// Writes the tombstones of a plan before it is brought about, so that a run which is cut short has them too.
    fn bury(&mut self, plan: &Plan, mut tombstones: Tombstones) -> Result<Tombstones, Trouble> {
        let release = self.next_release()?;
        let day = chrono::DateTime::from_timestamp(self.now.seconds(), 0).unwrap_or_default();
        let day = day.format("%Y-%m-%d").to_string();
        let mut any = false;
        for change in plan.takedowns() {
            let left = match change.what {
                What::Remove => None,
                What::Add | What::Change => self.site.sum(&change.path),
            };
            tombstones.add(&change.path, release, &day, left);
            any = true;
        }
        if any {
            self.target
                .write_private(tombstones::FILE, tombstones.text().as_bytes())?;
        }
        Ok(tombstones)
    }

    fn next_release(&mut self) -> Result<u64, Trouble> {
        let releases = self.target.history()?.unwrap_or_default();
        let last = releases
            .iter()
            .filter_map(|release| Release::number(&release.id))
            .max();
        Ok(last.unwrap_or(0) + 1)
    }
}

/// Makes a kept release of a target the current one again.
///
/// # Errors
/// `publish/release` where there is none of that id, `publish/taken-down` where it holds what was taken down since, `publish/locked`, or
/// where the world refuses.
pub fn roll_back(
    name: &str,
    target: &mut dyn Target,
    id: Option<&str>,
    state: &Path,
    now: Now,
) -> Result<String, Trouble> {
    let _machine = lock_machine(name, &private_folder(state, name).join("lock"))?;
    target.lock(now)?;
    let done = roll_back_locked(name, target, id);
    let unlocked = target.unlock();
    let id = done?;
    unlocked.map(|()| id)
}

fn roll_back_locked(
    name: &str,
    target: &mut dyn Target,
    id: Option<&str>,
) -> Result<String, Trouble> {
    let releases = target.history()?.ok_or_else(|| keeps_none(name))?;
    let current = releases.iter().position(|release| release.current);
    let id = match id {
        Some(id) => id.to_owned(),
        None => {
            let before = current.and_then(|at| at.checked_sub(1));
            let before = before.ok_or_else(|| no_release(name, "before the current one"))?;
            releases[before].id.clone()
        }
    };
    let tombstones = tombstones(target)?;
    let manifest = target.release(&id)?;
    let number = Release::number(&id);
    let (Some(manifest), Some(number)) = (manifest, number) else {
        let since = number.and_then(|number| tombstones.since(number));
        return Err(match since {
            Some(tombstone) => deleted(&id, tombstone),
            None => no_release(name, &format!("with the id `{id}`")),
        }
        .into());
    };
    let held: Vec<(&str, &Tombstone)> = tombstones.within(number, &manifest).collect();
    if let Some((path, tombstone)) = held.first() {
        let message = format!("release `{id}` holds what was taken down since");
        return Err(Diagnostic::new(Code::PublishTakenDown, message)
            .note(format!(
                "`{path}` on {}, and {} more",
                tombstone.on,
                held.len() - 1
            ))
            .note("the current release stays")
            .help("roll back to a later release, or publish again")
            .into());
    }
    target.switch(&id)?;
    Ok(id)
}

/// What was taken down at a target.
fn tombstones(target: &mut dyn Target) -> Result<Tombstones, Trouble> {
    match target.read_private(tombstones::FILE)? {
        None => Ok(Tombstones::default()),
        Some(bytes) => Tombstones::parse(&bytes).map_err(|fault| {
            let fault = std::io::Error::new(std::io::ErrorKind::InvalidData, fault);
            Trouble::world("read", tombstones::FILE, fault)
                .left("nothing was published: without them, what was taken down could come back")
        }),
    }
}

/// Where this machine remembers what it brought to a target.
fn record_file(state: &Path, name: &str) -> PathBuf {
    private_folder(state, name).join("record")
}

/// Where this machine keeps what it knows of a target.
pub fn private_folder(state: &Path, name: &str) -> PathBuf {
    state.join("publish").join(name)
}

/// Keeps a second run of this site on this machine out: the two would share one lease.
fn lock_machine(name: &str, place: &Path) -> Result<Held, Trouble> {
    let fault = |fault| Trouble::world("lock", place, fault);
    if let Some(folder) = place.parent() {
        private(folder).map_err(fault)?;
    }
    let options = fs::File::options().create(true).append(true).open(place);
    let held = Held::take(options.map_err(fault)?).map_err(fault)?;
    held.ok_or_else(|| busy(name).into())
}

fn busy(name: &str) -> Diagnostic {
    let message = format!("another depeche on this machine is publishing to `{name}`");
    Diagnostic::new(Code::PublishLocked, message)
        .note("nothing was published")
        .help("wait until it has finished, and look at the plan again")
}

fn changed(name: &str) -> Diagnostic {
    let message = format!("the target `{name}` has changed since the plan was made");
    Diagnostic::new(Code::PublishPlan, message)
        .note("nothing was published")
        .help("look at the plan again, and agree to that one")
}

/// What is told of a target that keeps no releases.
pub fn keeps_none(name: &str) -> Diagnostic {
    let message = format!("the target `{name}` keeps no releases");
    Diagnostic::new(Code::PublishRelease, message)
        .help("targets of the kinds `directory` and `rsync` do; for the others, build an older state of the archive and publish it")
}

fn deleted(id: &str, tombstone: &Tombstone) -> Diagnostic {
    let message = format!("release `{id}` is not kept: something was taken down since");
    Diagnostic::new(Code::PublishTakenDown, message)
        .note(format!(
            "on {}; releases that held it were deleted",
            tombstone.on
        ))
        .note("the current release stays")
        .help("roll back to a later release, or publish again")
}

fn no_release(name: &str, which: &str) -> Diagnostic {
    let message = format!("the target `{name}` keeps no release {which}");
    Diagnostic::new(Code::PublishRelease, message)
        .help(format!("`depeche publish {name} --history` lists them"))
}
