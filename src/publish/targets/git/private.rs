//! Owns the care of the private repository: it is made, tidied up after a run that was cut short, and kept free of what was
//! withdrawn.

use std::fs;
use std::io;
use std::path::Path;

use super::command::{self, Ended, not_run};
use super::{Git, NEXT, is_ssh, remove};
use crate::held::Held;
use crate::output::private_folder;
use crate::publish::plan::What;
use crate::publish::target::Work;
use crate::publish::trouble::Trouble;

/// How many packs of objects there may be before they are made one.
const PACKS: usize = 20;

impl Git<'_> {
    /// Makes our own repository where it is missing or half made, and tidies up after a run that was cut short.
    pub(super) fn open(&mut self) -> Result<(), Trouble> {
        if self.ready {
            return Ok(());
        }
        let place = self.git.repository.clone();
        let world = |fault| Trouble::world("make the private repository", &place, fault);
        private_folder(&self.settings.folder).map_err(world)?;
        self.git.steps.take("init").map_err(world)?;
        let words = [
            "init",
            "--quiet",
            "--bare",
            "--template=",
            "--object-format=sha1",
        ];
        let made = self.git.command(&words).output().map_err(not_run);
        let made = made.map_err(world)?;
        if !made.status.success() {
            return Err(world(io::Error::other(command::fit(&made.stderr))));
        }
        if !self.settings.own_ssh && is_ssh(&self.settings.repository) {
            let words = ["config", "--get", "core.sshCommand"];
            let set = self.git.run("ask for the ssh", &words).map_err(world)?;
            self.git.our_ssh = !set.success;
        }
        if self.untidy().exists() && self.hold()? {
            self.tidy()?;
            self.busy = None;
        }
        self.ready = true;
        Ok(())
    }

    /// Keeps other runs of this machine from tidying up what this one is making. Says whether none is at it.
    pub(super) fn hold(&mut self) -> Result<bool, Trouble> {
        let place = self.settings.folder.join("busy");
        let world = |fault| Trouble::world("lock", &place, fault);
        let mut options = fs::File::options();
        let file = options.create(true).append(true).open(&place);
        let file = file.map_err(world)?;
        self.busy = Held::take(file).map_err(world)?;
        Ok(self.busy.is_some())
    }

    /// Leaves nothing in our own repository but the branch as it is, so that what was withdrawn is not kept on this disk either.
    pub(super) fn tidy(&mut self) -> Result<(), Trouble> {
        let place = self.git.repository.clone();
        let world = |fault| Trouble::world("tidy up", &place, fault);
        self.git.steps.take("clear away").map_err(world)?;
        for folder in [
            place.clone(),
            place.join("refs"),
            place.join("refs/depeche"),
        ] {
            for file in names(&folder).map_err(world)? {
                if file.ends_with(".lock") || file.starts_with("fast_import_crash_") {
                    remove(&folder.join(&file))?;
                }
            }
        }
        remove(&self.settings.folder.join("graft"))?;
        let steps: [&[&str]; 4] = [
            &["update-ref", "-d", NEXT],
            &["repack", "-a", "-d", "-q", "-n"],
            &["prune", "--expire=now"],
            &["pack-refs", "--all"],
        ];
        for words in steps {
            let ended = self.git.run("tidy up", words);
            ended.and_then(Ended::out).map_err(world)?;
        }
        self.git.steps.take("be tidy").map_err(world)?;
        remove(&self.untidy())
    }

    /// Whether our own repository holds what should not stay, or too many packs.
    pub(super) fn is_untidy(&self, work: &Work<'_>) -> Result<bool, Trouble> {
        let removes = |what: What| what == What::Remove;
        let mut changes = work.plan.changes.iter();
        if work.plan.takedowns().next().is_some() || changes.any(|change| removes(change.what)) {
            return Ok(true);
        }
        let place = self.git.repository.join("objects/pack");
        let files = names(&place).map_err(|fault| Trouble::world("list", &place, fault))?;
        let packs = files.iter().filter(|name| name.ends_with(".pack"));
        Ok(packs.count() > PACKS)
    }
}

fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
