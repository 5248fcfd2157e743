//! Owns targets of the kind `git`: a branch of a repository, as Pages hosts serve it. The branch is one commit without a parent,
//! made anew each time, so that what was withdrawn does not live on in a history. A push names the commit that the branch had when
//! it was looked at; where somebody else was faster, theirs stays and ours is refused. That is the lock.
//!
//! A private repository keeps what was brought and fetched, so that only what changed travels. It is not needed: without it
//! the branch is fetched again.

mod clear;
mod command;
mod import;
mod private;
mod tip;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::steps::{Steps, Watch};
use crate::atomic;
use crate::config;
use crate::diag::{Code, Diagnostic};
use crate::held::Held;
use crate::output::Written;
use crate::output::private_folder;
use crate::publish::target::{Now, Target, Work};
use crate::publish::there::There;
use crate::publish::trouble::Trouble;
use command::{Ended, Runner, masked};
use import::{Extras, import};
use tip::{Tip, is_name};

/// Says to Pages hosts that the files are to be served as they are.
const NO_JEKYLL: &str = ".nojekyll";
/// The branch as it was fetched or pushed last, in our own repository.
const THERE: &str = "refs/depeche/there";
/// The commit that is being made, in our own repository.
const NEXT: &str = "refs/depeche/next";
/// Stands in the private folder while our own repository may hold what should not stay.
const UNTIDY: &str = "untidy";

/// Where the branch is, and how it is reached.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// A path or an address that git takes: see [`address`].
    pub repository: String,
    /// The branch, without `refs/heads/`.
    pub branch: String,
    /// What `CNAME` is to say.
    pub cname: Option<String>,
    /// The private folder of this target.
    pub folder: PathBuf,
    /// Whether the environment names an ssh to use (`GIT_SSH_COMMAND`, `GIT_SSH`); else ours is one that never asks.
    pub own_ssh: bool,
    /// What is set for git besides the environment of this process.
    pub environment: Vec<(OsString, OsString)>,
}

/// The repository as git is to be told of it: an address as it is written; a path of this machine from the site's root, absolute, or
/// from the user's home.
pub fn address(root: &Path, home: Option<&Path>, written: &str) -> String {
    // As git tells them apart: a colon before the first slash is ssh's.
    let first = written.split('/').next().unwrap_or_default();
    if first.contains(':') {
        return written.to_owned();
    }
    let place = config::publish::place(root, home, written);
    place.to_string_lossy().into_owned()
}

/// A branch for Pages hosts.
#[derive(Debug)]
pub struct Git<'a> {
    settings: Settings,
    git: Runner<'a>,
    tip: Option<Tip>,
    there: There,
    ready: bool,
    busy: Option<Held>,
}

impl<'a> Git<'a> {
    /// The branch that `settings` name.
    pub fn new(settings: Settings) -> Self {
        let git = Runner {
            repository: settings.folder.join("repository"),
            environment: settings.environment.clone(),
            our_ssh: false,
            steps: Steps::default(),
        };
        Self {
            settings,
            git,
            tip: None,
            there: There::default(),
            ready: false,
            busy: None,
        }
    }

    /// The same, with somebody who hears of each step before it is taken.
    #[must_use]
    pub fn watched(mut self, watch: Watch<'a>) -> Self {
        self.git.steps = Steps::watched(watch);
        self
    }

    /// The repository as it may be shown.
    fn shown(&self) -> PathBuf {
        masked(&self.settings.repository).into()
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.settings.branch)
    }

    fn untidy(&self) -> PathBuf {
        self.settings.folder.join(UNTIDY)
    }

    /// The commit that the branch has now.
    fn ask(&mut self) -> Result<Option<String>, Trouble> {
        let place = self.shown();
        let world = |fault| Trouble::world("look at", &place, fault);
        let reference = self.reference();
        let words = [
            "ls-remote",
            "--quiet",
            "--",
            &self.settings.repository,
            &reference,
        ];
        let listed = self.git.reach("ask for the branch", &words, |_| {});
        let out = listed.and_then(Ended::out).map_err(world)?;
        let text = String::from_utf8_lossy(&out);
        let mut lines = text.lines().filter_map(|line| line.split_once('\t'));
        let name = lines.find(|(_, name)| *name == reference);
        Ok(name
            .map(|(commit, _)| commit.to_owned())
            .filter(|name| is_name(name)))
    }

    /// Brings the branch into our own repository, if it is not there already.
    fn fetch(&mut self, commit: &str) -> Result<String, Trouble> {
        let place = self.shown();
        let world = |fault| Trouble::world("fetch from", &place, fault);
        if self.resolve(THERE).map_err(world)?.as_deref() == Some(commit) {
            return Ok(commit.to_owned());
        }
        let both = format!("+{}:{THERE}", self.reference());
        let words = [
            "fetch",
            "--quiet",
            "--depth=1",
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--",
            &self.settings.repository,
            &both,
        ];
        let fetched = self.git.reach("fetch", &words, |_| {});
        fetched.and_then(Ended::out).map_err(world)?;
        let name = self.resolve(THERE).map_err(world)?;
        name.ok_or_else(|| world(io::ErrorKind::NotFound.into()))
    }

    fn resolve(&mut self, name: &str) -> io::Result<Option<String>> {
        let words = ["rev-parse", "--verify", "--quiet", name];
        let ended = self.git.run("name a commit", &words)?;
        let text = String::from_utf8_lossy(&ended.out).trim().to_owned();
        Ok(Some(text).filter(|text| ended.success && is_name(text)))
    }

    /// Sends the commit, if the branch is still as it was looked at.
    fn push(&mut self, commit: &str) -> Result<(), Trouble> {
        let place = self.shown();
        let world = |fault| {
            Trouble::world("push to", &place, fault).left("the branch is as it was, or whole anew")
        };
        let reference = self.reference();
        let before = self.tip.as_ref().map(|tip| tip.commit.clone());
        let lease = format!(
            "--force-with-lease={reference}:{}",
            before.as_deref().unwrap_or_default()
        );
        let both = format!("{commit}:{reference}");
        let words = [
            "push",
            "--porcelain",
            "--no-verify",
            "--no-signed",
            "--no-follow-tags",
            "--recurse-submodules=no",
            &lease,
            "--",
            &self.settings.repository,
            &both,
        ];
        // Git sends what the parents of a commit lack. For the sending alone, the commit before counts as a parent; else all of
        // the site would travel each time. The commit itself has none.
        let graft = self.settings.folder.join("graft");
        if let Some(before) = before.filter(|before| before != commit) {
            atomic::write(&graft, format!("{commit} {before}\n").as_bytes())?;
        }
        let pushed = self.git.reach("push", &words, |command| {
            command.env("GIT_GRAFT_FILE", &graft);
        });
        let pushed = pushed.map_err(world)?;
        remove(&graft)?;
        if pushed.success {
            return Ok(());
        }
        let report = String::from_utf8_lossy(&pushed.out).into_owned();
        if !was_faster(&report) {
            let refusal = report.lines().find(|line| line.starts_with('!'));
            let refusal = refusal.and_then(|line| line.rsplit('\t').next());
            let said = [refusal.unwrap_or_default(), &pushed.said].join(" ");
            return Err(world(io::Error::other(said.trim().to_owned())));
        }
        // The answer to a push of ours that did arrive may have been lost.
        if self.ask()?.as_deref() == Some(commit) {
            return Ok(());
        }
        Err(self.overtaken().into())
    }

    fn overtaken(&self) -> Diagnostic {
        let message = format!(
            "somebody else has pushed to the branch `{}` of {} meanwhile",
            self.settings.branch,
            self.shown().display()
        );
        Diagnostic::new(Code::PublishLocked, message)
            .note("theirs stays; nothing of this site was published")
            .help("look at the plan again")
    }
}

impl Target for Git<'_> {
    fn look(&mut self, ours: &Written) -> Result<There, Trouble> {
        self.open()?;
        self.tip = None;
        self.there = There::default();
        let Some(commit) = self.ask()? else {
            return Ok(There::default());
        };
        let commit = self.fetch(&commit)?;
        let place = self.shown();
        let world = |fault| Trouble::world("read the site in", &place, fault);
        let tip = Tip::read(&mut self.git, &commit).map_err(world)?;
        self.there = tip.site(&mut self.git, ours).map_err(world)?;
        self.tip = Some(tip);
        Ok(self.there.clone())
    }

    /// Nothing is left at the host: the push is refused where the branch is not as it was looked at.
    fn lock(&mut self, _now: Now) -> Result<(), Trouble> {
        private_folder(&self.settings.folder)
            .map_err(|fault| Trouble::world("make", &self.settings.folder, fault))?;
        self.open()?;
        if self.hold()? {
            return Ok(());
        }
        let message = "another depeche on this machine is publishing there".to_owned();
        Err(Diagnostic::new(Code::PublishLocked, message)
            .note("nothing was published")
            .help("wait until it has finished, and look at the plan again")
            .into())
    }

    fn unlock(&mut self) -> Result<(), Trouble> {
        self.busy = None;
        Ok(())
    }

    fn clear(&mut self, work: &Work<'_>, adopt: bool) -> Result<(), Trouble> {
        self.refuse_strangers(work, adopt)
    }

    fn apply(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let place = self.git.repository.clone();
        let world = |fault| Trouble::world("prepare", &place, fault);
        let tip = self.tip.clone();
        let extras = Extras::new(work.site, self.settings.cname.as_deref(), tip.as_ref());
        if let Some(tip) = tip
            .as_ref()
            .filter(|tip| work.plan.is_empty() && !tip.parents)
            && extras.stand(&mut self.git, tip).map_err(world)?
        {
            return Ok(());
        }
        self.git.steps.take("be untidy").map_err(world)?;
        atomic::write(&self.untidy(), b"")?;
        let commit = import(&mut self.git, work, tip.as_ref(), &extras)
            .map_err(|trouble| trouble.left("nothing was published"))?;
        work.progress.note("sending to the repository");
        self.push(&commit)?;
        let words = ["update-ref", THERE, &commit];
        let noted = self.git.run("note the commit", &words);
        noted.and_then(Ended::out).map_err(world)?;
        if self.is_untidy(work)? {
            work.progress.note("tidying up");
            return self
                .tidy()
                .map_err(|trouble| trouble.left("the site was published"));
        }
        remove(&self.untidy())
    }

    fn read_private(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        read_private(&self.settings.folder, name)
    }

    fn write_private(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let place = self.settings.folder.join(name);
        let world = |fault| Trouble::world("write", &place, fault);
        self.git.steps.take("write private state").map_err(world)?;
        private_folder(&self.settings.folder).map_err(world)?;
        Ok(atomic::write(&place, bytes)?)
    }
}

/// Reads a file of a private folder.
pub(super) fn read_private(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let place = folder.join(name);
    match fs::read(&place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(Trouble::world("read", &place, fault)),
    }
}

/// Deletes a file that need not be there.
pub(super) fn remove(file: &Path) -> Result<(), Trouble> {
    match fs::remove_file(file) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
            Err(Trouble::world("delete", file, fault))
        }
        _ => Ok(()),
    }
}

fn is_ssh(repository: &str) -> bool {
    match repository.split_once("://") {
        Some((scheme, _)) => scheme.contains("ssh"),
        None => {
            let first = repository.split('/').next().unwrap_or_default();
            first.contains(':')
        }
    }
}

/// Whether the report of a push says that the branch is not what it was when it was looked at. What a host refuses for reasons of
/// its own is another matter.
fn was_faster(report: &str) -> bool {
    const WORDS: [&str; 5] = [
        "stale info",
        "cannot lock ref",
        "incorrect old value",
        "failed to update ref",
        "reference already exists",
    ];
    let refused = report.lines().find(|line| line.starts_with('!'));
    refused.is_some_and(|line| WORDS.iter().any(|words| line.contains(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_path_as_git_does() {
        let (root, home) = (Path::new("/site"), Path::new("/home/a"));
        for (written, told) in [
            ("https://host.example/a.git", "https://host.example/a.git"),
            ("git@host.example:a/b.git", "git@host.example:a/b.git"),
            ("../pages.git", "/site/../pages.git"),
            ("~/pages.git", "/home/a/pages.git"),
            ("/srv/pages.git", "/srv/pages.git"),
            ("./a:b", "/site/./a:b"),
        ] {
            assert_eq!(address(root, Some(home), written), told);
        }
    }

    #[test]
    fn ssh_is_known_by_its_addresses() {
        for ssh in ["git@host:a.git", "ssh://host/a.git", "git+ssh://host/a"] {
            assert!(is_ssh(ssh), "{ssh}");
        }
        for other in ["/srv/a.git", "https://host/a.git", "file:///srv/a.git"] {
            assert!(!is_ssh(other), "{other}");
        }
    }

    #[test]
    fn a_branch_that_moved_is_told_from_a_host_that_refuses() {
        let moved = "To host\n!\ta:refs/heads/p\t[rejected] (stale info)\nDone\n";
        assert!(was_faster(moved));
        let refused = "To host\n!\ta:refs/heads/p\t[remote rejected] (pre-receive hook declined)\n";
        assert!(!was_faster(refused));
    }
}
