//! Owns the tests of releases: in a folder of this machine, and on another one by ssh and rsync, which have to be the same to
//! readers.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::rc::Rc;

use depeche::diag::{Code, Diagnostic};
use depeche::publish::{Site, Trouble};

use super::place::Place;
use super::site::{Made, files, site, tree};
use super::sshd::{Server, key};
use super::story::{self, assert_seen};

pub fn state() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

pub fn refused(done: Result<(), Trouble>) -> Diagnostic {
    match done.expect_err("refused") {
        Trouble::Refused(fault) => *fault,
        Trouble::World(fault) => panic!("{fault}"),
    }
}

pub fn numbered(count: usize) -> Made {
    let text = format!("<p>{count}");
    site(&[
        ("index.html", text.as_bytes()),
        ("style.css", b"p { color: black }"),
    ])
}

#[test]
fn a_folder_is_published_to_changed_and_cleared_of_what_was_withdrawn() {
    story::tell(&Place::local());
}

#[test]
fn a_server_is_published_to_changed_and_cleared_of_what_was_withdrawn() {
    story::tell(&Place::remote(&Rc::new(Server::start())));
}

#[test]
fn a_server_needs_no_more_than_small_tools() {
    let tools = tempfile::tempdir().expect("a folder");
    let installed = Command::new("busybox")
        .args(["--install", "-s"])
        .arg(tools.path())
        .status()
        .expect("install busybox");
    assert!(installed.success());
    let rsync = ["/usr/bin/rsync", "/usr/local/bin/rsync"];
    let rsync = rsync.iter().find(|place| Path::new(place).exists());
    symlink(rsync.expect("install rsync"), tools.path().join("rsync")).expect("linked");
    let path = format!("PATH={}", tools.path().display());
    let server = Rc::new(Server::with(&path));
    story::tell(&Place::remote(&server));
    // Without a tool that sums, what is there is trusted, and what is brought is held against the manifest here.
    fs::remove_file(tools.path().join("sha256sum")).expect("removed");
    story::tell(&Place::remote(&server));
}

#[test]
fn publishing_to_a_folder_goes_on_wherever_it_was_cut_short() {
    let operations = story::cut_everywhere(|| Box::new(Place::local()));
    assert!(operations > 30, "{operations}");
    story::cut_and_withdraw(|| Box::new(Place::local()));
}

#[test]
fn publishing_to_a_server_goes_on_wherever_it_was_cut_short() {
    let server = Rc::new(Server::start());
    let operations = story::cut_everywhere(|| Box::new(Place::remote(&server)));
    assert!(operations > 15, "{operations}");
}

#[test]
fn what_a_server_was_brought_before_a_cut_goes_when_it_is_withdrawn() {
    let server = Rc::new(Server::start());
    story::cut_and_withdraw(|| Box::new(Place::remote(&server)));
}

#[test]
fn of_two_publishers_the_second_stops() {
    for place in Place::both() {
        story::two_at_once(&place);
    }
}

#[test]
fn unchanged_files_are_shared_between_releases_and_new_versions_are_not() {
    for place in Place::both() {
        let state = state();
        let one = site(&[("a.html", b"one"), ("b/c.html", b"same"), ("d.html", b"d")]);
        let two = site(&[("a.html", b"two"), ("b/c.html", b"same"), ("d.html", b"d")]);
        place
            .publish(&one.site, state.path(), 1_000)
            .expect("published");
        place
            .publish(&two.site, state.path(), 2_000)
            .expect("published");
        let ids = place.ids(state.path());
        let inode = |id: &str, path: &str| {
            fs::metadata(place.release(id).join(path))
                .expect("there")
                .ino()
        };
        assert_eq!(inode(&ids[0], "b/c.html"), inode(&ids[1], "b/c.html"));
        assert_ne!(inode(&ids[0], "a.html"), inode(&ids[1], "a.html"));
        assert_eq!(tree(&place.release(&ids[0])), files(&one.site));
        assert_eq!(tree(&place.release(&ids[1])), files(&two.site));
        let link = fs::read_link(place.current()).expect("a link");
        assert_eq!(link, Path::new("releases").join(&ids[1]));
    }
}

#[test]
fn a_redaction_reaches_no_other_release_through_a_shared_file() {
    for place in Place::both() {
        let state = state();
        let page = "2017/10/27/march.html";
        let one = site(&[(page, b"whole"), ("a.css", b"1")]);
        let two = site(&[(page, b"whole"), ("a.css", b"2")]);
        let three = site(&[(page, b"REDACTED"), ("a.css", b"2")]);
        place
            .publish(&one.site, state.path(), 1_000)
            .expect("published");
        place
            .publish(&two.site, state.path(), 2_000)
            .expect("published");
        let kept = place.folder.path().join("somebody's own");
        fs::hard_link(place.current().join(page), &kept).expect("linked");
        place
            .publish(&three.site, state.path(), 3_000)
            .expect("published");
        assert_eq!(fs::read(kept).expect("read"), b"whole");
        assert_eq!(place.ids(state.path()).len(), 1, "those before it are gone");
        assert_seen(&place, &three.site);
    }
}

#[test]
fn a_kept_release_is_gone_back_to_and_forward_from() {
    for place in Place::both() {
        let state = state();
        let sites: Vec<Made> = (1..=3).map(numbered).collect();
        for (at, made) in (1_000..).step_by(1_000).zip(&sites[..2]) {
            place
                .publish(&made.site, state.path(), at)
                .expect("published");
        }
        let ids = place.ids(state.path());
        let back = place.back(None, state.path(), 3_000).expect("back");
        assert_eq!(back, ids[0]);
        assert_seen(&place, &sites[0].site);
        let back = place
            .back(Some(&ids[1]), state.path(), 3_100)
            .expect("back");
        assert_eq!(back, ids[1]);
        assert_seen(&place, &sites[1].site);
        for unknown in ["000009-19700101-000000-00000000", "../..", ""] {
            let done = place.back(Some(unknown), state.path(), 3_200);
            assert_eq!(refused(done.map(drop)).code, Code::PublishRelease);
        }
        let _ = place
            .back(Some(&ids[0]), state.path(), 3_300)
            .expect("back");
        place
            .publish(&sites[2].site, state.path(), 4_000)
            .expect("published");
        assert_seen(&place, &sites[2].site);
        assert_eq!(place.ids(state.path()).len(), 3);
        assert!(place.ids(state.path())[2].starts_with("000003-"));
    }
}

#[test]
fn a_release_that_is_not_whole_is_not_gone_back_to() {
    for place in Place::both() {
        let state = state();
        let (one, two) = (numbered(1), numbered(2));
        place
            .publish(&one.site, state.path(), 1_000)
            .expect("published");
        place
            .publish(&two.site, state.path(), 2_000)
            .expect("published");
        let ids = place.ids(state.path());
        fs::remove_file(place.release(&ids[0]).join("index.html")).expect("removed");
        let fault = place.back(None, state.path(), 3_000).expect_err("refused");
        let text = fault.to_string();
        assert!(
            text.contains("`index.html` is missing or has changed, and 0 more"),
            "{text}"
        );
        assert!(
            text.contains(&format!("readers see release `{}`", ids[1])),
            "{text}"
        );
        assert_seen(&place, &two.site);
    }
}

#[test]
fn what_was_taken_down_is_not_gone_back_to() {
    for place in Place::both() {
        let state = state();
        let page = "2017/10/27/march.html";
        let with = |text: &[u8]| site(&[(page, text), ("index.html", b"<p>all")]);
        let (whole, redacted) = (with(b"<p>whole"), with(b"<p>REDACTED"));
        place
            .publish(&whole.site, state.path(), 1_000)
            .expect("published");
        let first = place.ids(state.path()).remove(0);
        let copy = place.folder.path().join("copy");
        copy_tree(&place.release(&first), &copy);
        place
            .publish(&redacted.site, state.path(), 2_000)
            .expect("published");
        // From a backup, say.
        copy_tree(&copy, &place.release(&first));
        let done = place.back(Some(&first), state.path(), 3_000);
        assert_eq!(refused(done.map(drop)).code, Code::PublishTakenDown);
        assert_seen(&place, &redacted.site);
        place
            .publish(&redacted.site, state.path(), 4_000)
            .expect("published");
        assert!(!place.release(&first).exists(), "the next run deletes it");
    }
}

fn copy_tree(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let place = to.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, bytes).expect("written");
    }
}

#[test]
fn no_more_releases_stay_than_are_to_be_kept() {
    for mut place in Place::both() {
        place.keep = 2;
        let state = state();
        for count in 1..=4 {
            place
                .publish(&numbered(count).site, state.path(), 1_000 * count as i64)
                .expect("published");
        }
        let ids = place.ids(state.path());
        assert_eq!(ids.len(), 2);
        assert!(ids[0].starts_with("000003-") && ids[1].starts_with("000004-"));
        assert_eq!(
            fs::read_dir(place.path().join("releases"))
                .expect("listed")
                .count(),
            2
        );
        let private = fs::read_dir(place.path().join(".depeche")).expect("listed");
        let mut private: Vec<_> = private
            .map(|entry| entry.expect("one").file_name())
            .collect();
        private.sort();
        private.retain(|name| name != "door");
        let all: &[&str] = match place.server {
            None => &["releases"],
            Some(_) => &["releases", "sound"],
        };
        assert_eq!(private, all);
    }
}

#[test]
fn a_web_server_can_read_whatever_was_published() {
    for place in Place::both() {
        let state = state();
        let made = site(&[("a/b/c.html", b"c"), ("d.html", b"d")]);
        let hidden = made.site.folder().join("d.html");
        fs::set_permissions(hidden, fs::Permissions::from_mode(0o600)).expect("set");
        place
            .publish(&made.site, state.path(), 1_000)
            .expect("published");
        let shared = place.current().join("a/b/c.html");
        fs::set_permissions(shared, fs::Permissions::from_mode(0o640)).expect("set");
        let more = site(&[("a/b/c.html", b"c"), ("d.html", b"d"), ("e.html", b"e")]);
        place
            .publish(&more.site, state.path(), 2_000)
            .expect("published");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        for entry in walkdir::WalkDir::new(place.path().join("releases")) {
            let entry = entry.expect("listed");
            let expected = if entry.file_type().is_dir() {
                0o755
            } else {
                0o644
            };
            assert_eq!(mode(entry.path()), expected, "{}", entry.path().display());
        }
        assert_eq!(mode(&place.path()), 0o755);
        assert_eq!(mode(&place.path().join(".depeche")), 0o700);
    }
}

#[test]
fn names_of_every_kind_arrive() {
    for place in Place::both() {
        let state = state();
        let names = [
            "a b.html",
            "-rf.html",
            "--delete/x.html",
            "-",
            "quote's \"two\".html",
            "$HOME/`id`/$(id).html",
            "#hash;semi&amp*star?[x].html",
            "العراق/نص.html",
            "manifests/a.sha256",
            "x: OK",
            " leading and trailing ",
            "depeche-ends-here",
            "%41.html",
            ".hidden/.file",
        ];
        let named = |text: &'static [u8]| {
            let all: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, text)).collect();
            site(&all)
        };
        let (one, two) = (named(b"1"), named(b"2"));
        let none = site(&[("index.html", b"i")]);
        for (at, made) in [(1_000, &one), (2_000, &two), (3_000, &one), (4_000, &none)] {
            place
                .publish(&made.site, state.path(), at)
                .expect("published");
            assert_seen(&place, &made.site);
        }
    }
}

#[test]
fn a_signature_is_brought_changed_and_taken_away() {
    for place in Place::both() {
        let state = state();
        for (at, signature) in [
            (1_000, Some("one\n")),
            (2_000, Some("two\n")),
            (3_000, None),
        ] {
            let Made { site, .. } = &mut numbered(1);
            let folder = site.folder().to_owned();
            let made = Site::open(&folder, site.roles().clone()).expect("a site");
            let made = match signature {
                Some(signature) => made.signed(signature.to_owned()),
                None => made,
            };
            place.publish(&made, state.path(), at).expect("published");
            assert_seen(&place, &made);
        }
    }
}

#[test]
fn what_cannot_be_written_is_told_with_the_state_that_was_left() {
    let place = Place::local();
    let state = state();
    place
        .publish(&numbered(1).site, state.path(), 1_000)
        .expect("published");
    let id = place.ids(state.path()).remove(0);
    let made = numbered(2);
    fs::write(
        made.site.folder().join("index.html"),
        b"changed after the build",
    )
    .expect("written");
    let fault = place
        .publish(&made.site, state.path(), 2_000)
        .expect_err("refused")
        .to_string();
    assert!(
        fault.contains("it was changed after the build; build again"),
        "{fault}"
    );
    let left = format!("; readers see release `{id}`, and the next run goes on from there");
    assert!(fault.ends_with(&left), "{fault}");
    assert_seen(&place, &numbered(1).site);
}

#[test]
fn a_server_that_cannot_be_reached_is_told_and_no_secret_is() {
    const CANARY: &str = "the canary that nobody may hear";
    let server = Rc::new(Server::start());
    let place = Place::remote(&server);
    let state = state();
    place
        .publish(&numbered(1).site, state.path(), 1_000)
        .expect("published");

    let locked = server.file("locked");
    key(&locked, CANARY);
    fs::copy(&locked, server.file("user")).expect("copied");
    let fault = place
        .publish(&numbered(2).site, state.path(), 2_000)
        .expect_err("refused");
    let secret = fs::read_to_string(&locked).expect("read");
    let secret = secret.lines().nth(1).expect("a line");
    for text in [fault.to_string(), format!("{fault:?}")] {
        assert!(text.contains("Permission denied"), "{text}");
        assert!(!text.contains(CANARY) && !text.contains(secret), "{text}");
    }
    let text = fault.to_string();
    assert!(text.ends_with("; nothing was published"), "{text}");
    assert_seen(&place, &numbered(1).site);
}
