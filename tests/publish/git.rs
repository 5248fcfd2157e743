//! Owns the tests of publishing to a branch of a Git repository: a bare one on disk, with an archivist whose own settings of git
//! are as unhelpful as they can be.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use depeche::diag::Code;
use depeche::publish::targets::Watch;
use depeche::publish::targets::git::{Git, Settings};
use depeche::publish::{Now, Publisher, Silence, Site, Target, Trouble, private_folder};

use super::cut;
use super::site::{files, site};
use super::story::{self, Rig, after, assert_seen, before, holds, publish};

const BRANCH: &str = "pages/été";

/// A bare repository and a home folder beside it.
struct Host {
    folder: tempfile::TempDir,
    cname: Option<&'static str>,
}

impl Host {
    fn new() -> Self {
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

    fn bare(&self) -> PathBuf {
        let bare = self.folder.path().join("pages.git");
        fs::create_dir_all(&bare).expect("made");
        bare
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn settings(&self, state: &Path) -> Settings {
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
    fn git(&self, words: &[&str], folder: &Path) -> Vec<u8> {
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

    fn ask(&self, words: &[&str]) -> String {
        let out = self.git(words, &self.bare());
        String::from_utf8(out).expect("text").trim().to_owned()
    }

    /// Pushes a commit of a neighbour's, on top of the branch or new, with these files.
    fn neighbour(&self, files: &[(&str, &str)], amend: bool) {
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

    fn publish(&self, site: &Site, state: &Path, adopt: bool) -> Result<(), Trouble> {
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
fn tree(host: &Host) -> BTreeMap<String, Vec<u8>> {
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

fn script(file: &Path, text: &str) {
    fs::write(file, format!("#!/bin/sh\n{text}\n")).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("set");
    }
}

fn refused(done: Result<(), Trouble>) -> (Code, String) {
    match done.expect_err("refused") {
        Trouble::Refused(fault) => (fault.code, fault.message.clone()),
        Trouble::World(fault) => panic!("{fault}"),
    }
}

/// Every object in the archivist's own repository.
fn kept(host: &Host, state: &Path) -> Vec<u8> {
    let repository = host.settings(state).folder.join("repository");
    let repository = repository.to_str().expect("text");
    let dir = format!("--git-dir={repository}");
    host.git(
        &[&dir, "cat-file", "--batch-all-objects", "--batch"],
        host.folder.path(),
    )
}

#[test]
fn a_branch_is_published_changed_and_freed_of_what_was_withdrawn() {
    story::tell(&Host::new());
}

#[test]
fn a_push_cut_short_anywhere_leaves_one_of_both_sites_and_is_taken_up() {
    let steps = story::cut_everywhere(|| Box::new(Host::new()));
    assert!(steps >= 30, "{steps}");
}

#[test]
fn what_a_run_cut_short_brought_goes_when_it_is_withdrawn() {
    story::cut_and_withdraw(|| Box::new(Host::new()));
}

#[test]
fn the_branch_is_one_commit_that_says_nothing_of_the_archivist() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    publish(&host, &before().site, state.path(), Now::at(1_000), None).expect("published");
    let after = after();
    publish(&host, &after.site, state.path(), Now::at(2_000), None).expect("changed");
    let branch = format!("refs/heads/{BRANCH}");
    assert_eq!(host.ask(&["rev-list", "--count", &branch]), "1");
    let tree = host.ask(&["rev-parse", &format!("{branch}^{{tree}}")]);
    assert_eq!(
        host.ask(&["cat-file", "commit", &branch]),
        format!(
            "tree {tree}\nauthor depeche <> 2000 +0000\ncommitter depeche <> 2000 +0000\n\nThe site whose manifest has the sum\n{}",
            after.site.root()
        )
    );
    host.git(&["fsck", "--strict", "--no-dangling"], &host.bare());
}

#[test]
fn what_was_withdrawn_is_not_kept_on_the_archivists_disk_either() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    let canary = b"Layla of Rawa spoke to us";
    publish(&host, &before().site, state.path(), Now::at(1_000), None).expect("published");
    assert!(holds(&kept(&host, state.path()), canary));
    publish(&host, &after().site, state.path(), Now::at(2_000), None).expect("changed");
    assert!(!holds(&kept(&host, state.path()), canary));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = host.settings(state.path()).folder;
        let mode = fs::metadata(folder).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[test]
fn a_run_cut_short_leaves_nothing_on_the_archivists_disk_once_it_is_taken_up() {
    let canary = b"Layla of Rawa spoke to us";
    for cut in (0..).step_by(3) {
        let host = Host::new();
        let state = tempfile::tempdir().expect("a folder");
        publish(&host, &before().site, state.path(), Now::at(1_000), None).expect("published");
        let done = publish(
            &host,
            &after().site,
            state.path(),
            Now::at(2_000),
            Some(cut),
        )
        .is_ok();
        publish(&host, &after().site, state.path(), Now::at(2_100), None).expect("taken up");
        assert!(!holds(&kept(&host, state.path()), canary), "cut at {cut}");
        if done {
            return;
        }
    }
}

#[test]
fn only_what_changed_travels() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    let page = |at: usize| {
        // Not to be squeezed, nor to be told from its neighbour.
        let sum = depeche::hash::Sum::of(at.to_string().as_bytes());
        (
            format!("2017/{at}.html"),
            sum.to_string().repeat(20).into_bytes(),
        )
    };
    let mut pages: Vec<(String, Vec<u8>)> = (0..200).map(page).collect();
    let made = |pages: &[(String, Vec<u8>)]| {
        let files: Vec<(&str, &[u8])> = pages
            .iter()
            .map(|(path, bytes)| (path.as_str(), &bytes[..]))
            .collect();
        site(&files)
    };
    publish(
        &host,
        &made(&pages).site,
        state.path(),
        Now::at(1_000),
        None,
    )
    .expect("published");
    host.git(&["gc", "--quiet", "--prune=now"], &host.bare());
    let count = |host: &Host| -> usize {
        let all = host.ask(&["cat-file", "--batch-all-objects", "--batch-check"]);
        all.lines().count()
    };
    let before = count(&host);
    pages[7].1 = b"corrected".to_vec();
    // A push of few objects leaves them loose, each one counted; those that were there are in the pack.
    publish(
        &host,
        &made(&pages).site,
        state.path(),
        Now::at(2_000),
        None,
    )
    .expect("changed");
    let loose = host.ask(&["count-objects"]);
    assert_eq!(
        count(&host) - before,
        7,
        "page, list, root, three trees, commit"
    );
    assert!(loose.starts_with("7 objects"), "{loose}");
}

#[test]
fn two_that_looked_at_the_same_branch_do_not_undo_one_another() {
    let host = Host::new();
    let (one, two) = (
        tempfile::tempdir().expect("one"),
        tempfile::tempdir().expect("two"),
    );
    let (before, after) = (before(), after());
    let mut first = Publisher::new(
        "there",
        host.target(one.path(), None),
        &before.site,
        one.path(),
        Now::at(1_000),
    );
    let looked = first.look().expect("looked");
    publish(&host, &after.site, two.path(), Now::at(1_010), None).expect("the second was faster");
    let (code, _) = refused(first.apply(&looked, false, &Silence));
    assert_eq!(code, Code::PublishPlan);
    assert_seen(&host, &after.site);
}

#[test]
fn a_push_between_the_last_look_and_ours_is_not_lost() {
    for existed in [false, true] {
        let host = Host::new();
        let (one, two) = (
            tempfile::tempdir().expect("one"),
            tempfile::tempdir().expect("two"),
        );
        let (before, after) = (before(), after());
        if existed {
            publish(
                &host,
                &site(&[("index.html", b"first")]).site,
                one.path(),
                Now::at(900),
                None,
            )
            .expect("published");
        }
        let watch: Watch<'_> = Box::new(|step| {
            if step == "push" {
                publish(&host, &after.site, two.path(), Now::at(1_005), None).expect("was faster");
            }
            Ok(())
        });
        let target = Box::new(Git::new(host.settings(one.path())).watched(watch));
        let mut publisher =
            Publisher::new("there", target, &before.site, one.path(), Now::at(1_000));
        let looked = publisher.look().expect("looked");
        let (code, message) = refused(publisher.apply(&looked, false, &Silence));
        assert_eq!(code, Code::PublishLocked);
        assert!(
            message.starts_with("somebody else has pushed to the branch `pages/été` of "),
            "{message}"
        );
        assert_seen(&host, &after.site);
        drop(publisher);
        publish(&host, &before.site, one.path(), Now::at(1_100), None).expect("after another look");
        assert_seen(&host, &before.site);
    }
}

#[test]
fn one_machine_publishes_once_at_a_time() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    let mut first = host.target(state.path(), None);
    first.lock(Now::at(1_000)).expect("locked");
    let (code, _) = refused(publish(
        &host,
        &before().site,
        state.path(),
        Now::at(1_010),
        None,
    ));
    assert_eq!(code, Code::PublishLocked);
    assert!(tree(&host).is_empty());
    first.unlock().expect("unlocked");
    publish(&host, &before().site, state.path(), Now::at(1_020), None).expect("published");
}

#[test]
fn a_branch_with_other_work_is_left_alone_unless_it_is_taken_over() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    host.neighbour(&[("src/main.c", "int main;"), ("README", "source")], false);
    host.neighbour(&[("index.html", "theirs")], false);
    let was = host.ask(&["rev-parse", BRANCH]);
    let before = before();
    let (code, message) = refused(host.publish(&before.site, state.path(), false));
    assert_eq!(code, Code::PublishForeign);
    assert!(
        message.ends_with("holds something else than a site of depeche's"),
        "{message}"
    );
    assert_eq!(host.ask(&["rev-parse", BRANCH]), was);

    host.publish(&before.site, state.path(), true)
        .expect("taken over");
    let mut seen = tree(&host);
    assert_eq!(
        seen.remove("src/main.c").as_deref(),
        Some(&b"int main;"[..])
    );
    assert_eq!(seen.remove("README").as_deref(), Some(&b"source"[..]));
    seen.remove(".nojekyll").expect("there");
    assert_eq!(seen, files(&before.site));
    assert_eq!(host.ask(&["rev-list", "--count", BRANCH]), "1");
}

#[test]
fn files_put_there_by_hand_stay() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    publish(&host, &before().site, state.path(), Now::at(1_000), None).expect("published");
    host.neighbour(
        &[
            ("README.md", "a copy"),
            ("CNAME", "by-hand.example\n"),
            ("own/x", "x"),
        ],
        true,
    );
    let after = after();
    publish(&host, &after.site, state.path(), Now::at(2_000), None).expect("changed");
    let mut seen = tree(&host);
    assert_eq!(seen.remove("README.md").as_deref(), Some(&b"a copy"[..]));
    assert_eq!(
        seen.remove("CNAME").as_deref(),
        Some(&b"by-hand.example\n"[..])
    );
    assert_eq!(seen.remove("own/x").as_deref(), Some(&b"x"[..]));
    seen.remove(".nojekyll").expect("there");
    assert_eq!(seen, files(&after.site));
}

#[test]
fn a_file_by_hand_is_not_overwritten_unless_it_is_taken_over() {
    for (theirs, ours) in [
        ("2018/a.html", "2018/a.html"),
        ("2018/a.html/x", "2018/a.html"),
        ("2018", "2018/a.html"),
    ] {
        let host = Host::new();
        let state = tempfile::tempdir().expect("a folder");
        let one = site(&[("index.html", b"one")]);
        host.publish(&one.site, state.path(), false)
            .expect("published");
        host.neighbour(&[(theirs, "by hand")], true);
        let two = site(&[("index.html", b"two"), (ours, b"ours")]);
        let (code, message) = refused(host.publish(&two.site, state.path(), false));
        assert_eq!(code, Code::PublishForeign);
        assert!(
            message.ends_with("has a file that is not ours where `2018/a.html` would go"),
            "{message}"
        );
        assert_eq!(tree(&host)[theirs], b"by hand");
        host.publish(&two.site, state.path(), true)
            .expect("taken over");
        assert_seen(&host, &two.site);
    }
}

#[test]
fn commits_on_top_of_ours_are_not_dropped_unasked() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    host.publish(&before().site, state.path(), false)
        .expect("published");
    host.neighbour(&[("README.md", "a copy")], false);
    let after = after();
    let (code, message) = refused(host.publish(&after.site, state.path(), false));
    assert_eq!(code, Code::PublishForeign);
    assert!(
        message.ends_with("has commits that are not depeche's"),
        "{message}"
    );
    assert_eq!(host.ask(&["rev-list", "--count", BRANCH]), "2");
    host.publish(&after.site, state.path(), true)
        .expect("taken over");
    assert_eq!(host.ask(&["rev-list", "--count", BRANCH]), "1");
    assert_eq!(tree(&host)["README.md"], b"a copy");
}

#[test]
fn the_host_name_is_written_followed_and_taken_away() {
    let mut host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    let made = before();
    for cname in [
        None,
        Some("archive.example"),
        Some("other.example"),
        Some("other.example"),
        None,
    ] {
        host.cname = cname;
        host.publish(&made.site, state.path(), false)
            .expect("published");
        let written = tree(&host).remove("CNAME");
        let expected = cname.map(|name| format!("{name}\n").into_bytes());
        assert_eq!(written, expected);
    }
}

#[test]
fn a_file_of_the_sites_own_goes_before_ours() {
    let mut host = Host::new();
    host.cname = Some("archive.example");
    let state = tempfile::tempdir().expect("a folder");
    let own = site(&[
        ("index.html", b"one"),
        ("CNAME", b"own.example"),
        (".nojekyll", b"own"),
    ]);
    host.publish(&own.site, state.path(), false)
        .expect("published");
    assert_eq!(tree(&host), files(&own.site));
    let without = site(&[("index.html", b"one")]);
    host.publish(&without.site, state.path(), false)
        .expect("published");
    assert_eq!(tree(&host)["CNAME"], b"archive.example\n");
    assert_eq!(tree(&host)[".nojekyll"], b"");
}

#[test]
fn names_of_any_kind_and_folders_that_become_files_are_brought_as_they_are() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    let one = site(&[
        ("index.html", b"one\r\ntwo\n"),
        ("-rf.html", b"dash"),
        ("--force/--all.html", b"dashes"),
        ("العراق/نص طويل.html", "نص".as_bytes()),
        ("a 'b' \"c\" $d `e`.txt", b"$Id$\r\n"),
        (":(glob)*.txt", b"magic"),
        (".gitattributes", b"* text eol=crlf\n"),
        (".gitignore", b"*\n"),
        ("folder/file", b"x"),
        ("file", b"x"),
        ("empty", b""),
    ]);
    host.publish(&one.site, state.path(), false)
        .expect("published");
    assert_seen(&host, &one.site);
    let two = site(&[
        ("index.html", b"one"),
        ("folder", b"now a file"),
        ("file/file", b"now a folder"),
    ]);
    host.publish(&two.site, state.path(), false)
        .expect("published");
    assert_seen(&host, &two.site);
}

#[test]
fn a_file_that_changed_after_the_build_is_not_published() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    for text in ["longer than before", "x", "same len"] {
        let made = site(&[("index.html", b"as built"), ("a.html", b"a")]);
        fs::write(made.site.folder().join("index.html"), text).expect("written");
        let fault = host
            .publish(&made.site, state.path(), false)
            .expect_err("refused")
            .to_string();
        assert!(
            fault.contains("it was changed after the build; build again"),
            "{fault}"
        );
        assert!(fault.ends_with("; nothing was published"), "{fault}");
        assert!(tree(&host).is_empty());
    }
}

#[test]
fn a_manifest_that_was_tampered_with_stops_everything() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    host.publish(&before().site, state.path(), false)
        .expect("published");
    host.neighbour(&[("manifest/2017.sha256", "nothing\n")], true);
    let fault = host
        .publish(&after().site, state.path(), false)
        .expect_err("refused")
        .to_string();
    assert!(
        fault.contains("`manifest/2017.sha256` is not the one that `manifest.sha256` names"),
        "{fault}"
    );
}

#[test]
fn a_repository_that_is_not_there_is_an_error_of_the_world() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    fs::remove_dir_all(host.bare()).expect("removed");
    let fault = host.publish(&before().site, state.path(), false);
    match fault.expect_err("refused") {
        Trouble::World(fault) => assert!(
            fault.to_string().starts_with("could not look at `"),
            "{fault}"
        ),
        Trouble::Refused(fault) => panic!("{fault:?}"),
    }
}

#[test]
fn a_host_that_refuses_is_quoted() {
    let host = Host::new();
    let state = tempfile::tempdir().expect("a folder");
    script(
        &host.bare().join("hooks/pre-receive"),
        "echo too large for us >&2; exit 1",
    );
    let fault = host
        .publish(&before().site, state.path(), false)
        .expect_err("refused")
        .to_string();
    assert!(fault.starts_with("could not push to `"), "{fault}");
    assert!(
        fault.contains("[remote rejected] (pre-receive hook declined)"),
        "{fault}"
    );
    assert!(fault.contains("too large for us"), "{fault}");
}

/// A web host that takes no password: it notes what it was sent, and says 401.
fn refusing_host() -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let address = listener.local_addr().expect("bound");
    let thread = std::thread::spawn(move || {
        let mut heard = String::new();
        for connection in listener.incoming() {
            let mut connection = connection.expect("connected");
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            while !bytes.ends_with(b"\r\n\r\n") {
                let count = connection.read(&mut buffer).expect("read");
                if count == 0 {
                    break;
                }
                bytes.extend(&buffer[..count]);
            }
            let answer = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            connection.write_all(answer.as_bytes()).expect("answered");
            heard.push_str(&String::from_utf8_lossy(&bytes));
            if bytes.is_empty() || heard.contains("Authorization:") {
                break;
            }
        }
        heard
    });
    (format!("http://{address}/pages.git"), thread)
}

#[test]
fn a_token_from_a_helper_reaches_the_host_and_no_message() {
    const TOKEN: &str = "ghp_canary0123456789";
    // `me:TOKEN`, as the host is to hear it.
    const HEARD: &str = "bWU6Z2hwX2NhbmFyeTAxMjM0NTY3ODk=";
    type Arrange = fn(&Host, &str) -> Vec<(OsString, OsString)>;
    let helper: Arrange = |host, _| {
        let config = format!(
            "[credential]\n helper = \"!f() {{ echo username=me; echo password={TOKEN}; }}; f\"\n"
        );
        fs::write(host.home().join(".gitconfig"), config).expect("written");
        Vec::new()
    };
    let asker: Arrange = |host, _| {
        let file = host.folder.path().join("ask");
        script(
            &file,
            &format!("case $1 in User*) echo me;; *) echo {TOKEN};; esac"),
        );
        vec![("GIT_ASKPASS".into(), file.into_os_string())]
    };
    let rewritten: Arrange = |host, address| {
        let token = address.replace("http://", &format!("http://me:{TOKEN}@"));
        let config = format!("[url \"{token}\"]\n insteadOf = \"{address}\"\n");
        fs::write(host.home().join(".gitconfig"), config).expect("written");
        Vec::new()
    };
    for arrange in [helper, asker, rewritten] {
        let host = Host::new();
        let (address, thread) = refusing_host();
        let state = tempfile::tempdir().expect("a folder");
        fs::write(host.home().join(".gitconfig"), "").expect("written");
        let mut settings = host.settings(state.path());
        settings.environment.extend(arrange(&host, &address));
        settings.repository = address;
        let target = Box::new(Git::new(settings));
        let made = before();
        let mut publisher =
            Publisher::new("there", target, &made.site, state.path(), Now::at(1_000));
        let fault = publisher.look().expect_err("refused");
        let shown = format!("{fault} {fault:?}");
        assert!(shown.contains("Authentication failed"), "{shown}");
        assert!(!shown.contains(TOKEN) && !shown.contains(HEARD), "{shown}");
        assert!(thread.join().expect("ended").contains(HEARD));
        let private = super::site::tree(&private_folder(state.path(), "there"));
        assert!(
            private
                .values()
                .all(|bytes| !holds(bytes, TOKEN.as_bytes()))
        );
    }
}
