//! Owns the tests of publishing to a branch of a Git repository.

mod host;
mod token;

use std::fs;

use depeche::diag::Code;
use depeche::publish::targets::Watch;
use depeche::publish::targets::git::Git;
use depeche::publish::{Now, Publisher, Silence, Trouble};

use super::site::{changed_after_build, files, site};
use super::story::{self, Rig, after, assert_seen, before, holds, publish};
use host::{BRANCH, Host, kept, refused, script, tree};

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
        let made = changed_after_build(text);
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
