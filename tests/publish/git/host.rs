//! Owns a host to push to: a bare repository on disk, and an archivist whose own settings of git are as unhelpful as they can be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use depeche::diag::Code;
use depeche::publish::targets::git::{Git, Settings};
use depeche::publish::{Now, Publisher, Silence, Site, Target, Trouble, private_folder};

use super::super::cut;
use super::super::story::Rig;

pub const BRANCH: &str = "pages/été";

/// A bare repository and a home folder beside it.
pub struct Host {
    pub folder: tempfile::TempDir,
    pub cname: Option<&'static str>,
}

impl Host {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("depeche a 'b' é ")
            .tempdir()
            .expect("a folder");
        let home = folder.path().join("home");
        fs::create_dir(&home).expect("made");
        let host = Self {
            folder,
            cname: None,
        };
        host.git(&["init", "--quiet", "--bare", "."], &host.bare());
        // A host has settings of its own; that it is on the same disk here does not make the archivist's its own.
        for (name, value) in [
            ("core.hooksPath", "hooks"),
            ("core.logAllRefUpdates", "false"),
        ] {
            host.git(&["config", name, value], &host.bare());
        }
        // What an archivist may have set for other work.
        let hooks = host.folder.path().join("hooks");
        fs::create_dir(&hooks).expect("made");
        for name in [
            "pre-push",
            "reference-transaction",
            "post-index-change",
            "pre-commit",
        ] {
            script(&hooks.join(name), "echo hook >&2; exit 1");
        }
        let signer = host.folder.path().join("sign");
        script(&signer, "exit 1");
        let attributes = home.join("attributes");
        fs::write(&attributes, "* text eol=crlf ident filter=spoil\n").expect("written");
        let ignored = home.join("ignored");
        fs::write(&ignored, "*\n").expect("written");
        let config = format!(
            "[user]\n name = Rasha Archivist\n email = rasha@secret.example\n\
             [commit]\n gpgsign = true\n[tag]\n gpgsign = true\n[push]\n gpgSign = true\n followTags = true\n pushOption = odd\n useForceIfIncludes = true\n\
             [gpg]\n program = \"{sign}\"\n[core]\n autocrlf = true\n eol = crlf\n safecrlf = true\n hooksPath = \"{hooks}\"\n attributesFile = \"{attributes}\"\n excludesFile = \"{ignored}\"\n logAllRefUpdates = always\n quotePath = true\n\
             [init]\n templateDir = \"{hooks}\"\n defaultBranch = odd\n[filter \"spoil\"]\n clean = rev\n smudge = rev\n required = true\n\
             [transfer]\n fsckObjects = true\n[receive]\n fsckObjects = true\n[fetch]\n prune = true\n recurseSubmodules = true\n[safe]\n bareRepository = explicit\n[i18n]\n commitEncoding = iso-8859-1\n",
            sign = signer.display(),
            hooks = hooks.display(),
            attributes = attributes.display(),
            ignored = ignored.display(),
        );
        fs::write(home.join(".gitconfig"), config).expect("written");
        host
    }

    pub fn bare(&self) -> PathBuf {
        let bare = self.folder.path().join("pages.git");
        fs::create_dir_all(&bare).expect("made");
        bare
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn settings(&self, state: &Path) -> Settings {
        let text = |path: PathBuf| path.into_os_string();
        Settings {
            repository: self.bare().to_str().expect("text").to_owned(),
            branch: BRANCH.to_owned(),
            cname: self.cname.map(str::to_owned),
            folder: private_folder(state, "there"),
            own_ssh: false,
            environment: vec![
                ("HOME".into(), text(self.home())),
                ("XDG_CONFIG_HOME".into(), text(self.home())),
                ("GIT_AUTHOR_NAME".into(), "Rasha Archivist".into()),
                ("GIT_COMMITTER_EMAIL".into(), "rasha@secret.example".into()),
            ],
        }
    }

    /// Git as somebody else runs it, free of what the archivist has set.
    pub fn git(&self, words: &[&str], folder: &Path) -> Vec<u8> {
        let ended = Command::new("git")
            .args(["-c", "core.quotePath=false"])
            .args(words)
            .current_dir(folder)
            .env("HOME", "/nonexistent")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs([
                ("GIT_AUTHOR_NAME", "A Neighbour"),
                ("GIT_AUTHOR_EMAIL", "a@b.example"),
                ("GIT_COMMITTER_NAME", "A Neighbour"),
                ("GIT_COMMITTER_EMAIL", "a@b.example"),
            ])
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{words:?}: {said}");
        ended.stdout
    }

    pub fn ask(&self, words: &[&str]) -> String {
        let out = self.git(words, &self.bare());
        String::from_utf8(out).expect("text").trim().to_owned()
    }

    /// Pushes a commit of a neighbour's, on top of the branch or new, with these files.
    pub fn neighbour(&self, files: &[(&str, &str)], amend: bool) {
        let clone = tempfile::tempdir().expect("a folder");
        let (folder, bare) = (clone.path(), self.bare());
        let bare = bare.to_str().expect("text");
        self.git(&["init", "--quiet", "-b", "work"], folder);
        let there = !self
            .ask(&["for-each-ref", &format!("refs/heads/{BRANCH}")])
            .is_empty();
        if there {
            self.git(&["fetch", "--quiet", bare, BRANCH], folder);
            self.git(&["reset", "--quiet", "--hard", "FETCH_HEAD"], folder);
        }
        for (path, text) in files {
            let place = folder.join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("made");
            fs::write(place, text).expect("written");
        }
        self.git(&["add", "-A", "-f"], folder);
        let amend: &[&str] = if amend { &["--amend"] } else { &[] };
        let words = ["commit", "--quiet", "--allow-empty", "-m", "by hand"];
        self.git(&[&words[..], amend].concat(), folder);
        self.git(
            &[
                "push",
                "--quiet",
                "--force",
                bare,
                &format!("HEAD:refs/heads/{BRANCH}"),
            ],
            folder,
        );
    }

    pub fn publish(&self, site: &Site, state: &Path, adopt: bool) -> Result<(), Trouble> {
        let target = self.target(state, None);
        let mut publisher = Publisher::new("there", target, site, state, Now::at(1_000));
        let looked = publisher.look()?;
        publisher.apply(&looked, adopt, &Silence)
    }
}

impl Rig for Host {
    fn target<'a>(&'a self, state: &'a Path, cut: Option<usize>) -> Box<dyn Target + 'a> {
        Box::new(Git::new(self.settings(state)).watched(cut::after(cut)))
    }

    fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        tree(self)
    }

    fn held(&self) -> Vec<u8> {
        // What nothing leads to is gone when a host tidies up.
        self.git(&["gc", "--quiet", "--prune=now"], &self.bare());
        let all = ["cat-file", "--batch-all-objects", "--batch"];
        self.git(&all, &self.bare())
    }

    fn added(&self) -> &'static [&'static str] {
        &[".nojekyll"]
    }

    fn at_once(&self) -> bool {
        true
    }
}

/// All files of the branch, by path.
pub fn tree(host: &Host) -> BTreeMap<String, Vec<u8>> {
    let branch = format!("refs/heads/{BRANCH}");
    if host.ask(&["for-each-ref", &branch]).is_empty() {
        return BTreeMap::new();
    }
    let list = host.git(
        &["ls-tree", "-r", "-z", "--name-only", &branch],
        &host.bare(),
    );
    let paths = String::from_utf8(list).expect("text");
    let paths = paths.split('\0').filter(|path| !path.is_empty());
    paths
        .map(|path| {
            let name = format!("{branch}:{path}");
            (
                path.to_owned(),
                host.git(&["cat-file", "blob", &name], &host.bare()),
            )
        })
        .collect()
}

pub fn script(file: &Path, text: &str) {
    fs::write(file, format!("#!/bin/sh\n{text}\n")).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("set");
    }
}

pub fn refused(done: Result<(), Trouble>) -> (Code, String) {
    match done.expect_err("refused") {
        Trouble::Refused(fault) => (fault.code, fault.message.clone()),
        Trouble::World(fault) => panic!("{fault}"),
    }
}

/// Every object in the archivist's own repository.
pub fn kept(host: &Host, state: &Path) -> Vec<u8> {
    let repository = host.settings(state).folder.join("repository");
    let repository = repository.to_str().expect("text");
    let dir = format!("--git-dir={repository}");
    host.git(
        &[&dir, "cat-file", "--batch-all-objects", "--batch"],
        host.folder.path(),
    )
}
