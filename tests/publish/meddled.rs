//! Owns the tests of releases where somebody else had a hand in them: files edited, removed or linked at the target, and folders
//! that were never ours.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::rc::Rc;

use depeche::diag::{Code, Diagnostic};
use depeche::publish::{Now, Publisher, Silence};

use super::place::Place;
use super::releases::{numbered, refused, state};
use super::site::{Made, site, tree};
use super::sshd::Server;
use super::story::{Rig, assert_seen};

#[test]
fn a_folder_that_is_not_ours_is_left_as_it_is() {
    for place in Place::both() {
        let state = state();
        fs::create_dir_all(place.path()).expect("made");
        fs::write(place.path().join("index.html"), b"mine").expect("written");
        let fault = refused(place.publish(&numbered(1).site, state.path(), 1_000));
        let message = format!(
            "`{}` holds what depeche did not put there: `index.html`",
            place.shown()
        );
        let expected = Diagnostic::new(Code::PublishForeign, message)
            .note("nothing was published")
            .help("name another folder; or, if its files may stay beside the site's, say so: `--adopt`");
        assert_eq!(fault, expected);
        assert_eq!(tree(&place.path()).len(), 1);
        assert_eq!(fs::read_dir(place.path()).expect("listed").count(), 1);

        let adopt = |made: &Made| {
            let target = place.target(state.path(), None);
            let mut publisher =
                Publisher::new("there", target, &made.site, state.path(), Now::at(2_000));
            let looked = publisher.look().expect("looked");
            publisher.apply(&looked, true, &Silence)
        };
        fs::create_dir(place.current()).expect("made");
        let fault = refused(adopt(&numbered(1)));
        assert!(fault.message.ends_with("`current`"), "{fault:?}");
        fs::remove_dir(place.current()).expect("removed");
        adopt(&numbered(1)).expect("adopted");
        assert_seen(&place, &numbered(1).site);
        assert_eq!(
            fs::read(place.path().join("index.html")).expect("read"),
            b"mine"
        );
        place
            .publish(&numbered(2).site, state.path(), 3_000)
            .expect("and known from then on");
    }
}

#[test]
fn a_link_that_leads_elsewhere_is_not_replaced() {
    for place in Place::both() {
        let (state, elsewhere) = (state(), state());
        place
            .publish(&numbered(1).site, state.path(), 1_000)
            .expect("published");
        fs::remove_file(place.current()).expect("removed");
        symlink(elsewhere.path(), place.current()).expect("linked");
        let fault = refused(place.publish(&numbered(2).site, state.path(), 2_000));
        assert_eq!(fault.code, Code::PublishForeign);
        assert!(fault.message.ends_with("`current`"), "{fault:?}");
        assert_eq!(
            fs::read_link(place.current()).expect("a link"),
            elsewhere.path()
        );
    }
}

#[test]
fn what_somebody_edited_at_the_target_is_not_carried_on() {
    for place in Place::both() {
        let (state, elsewhere) = (state(), state());
        let with = |last: &[u8]| {
            site(&[
                ("a.html", b"a"),
                ("b.html", b"b"),
                ("folder/c.html", b"c"),
                ("last.html", last),
            ])
        };
        place
            .publish(&with(b"1").site, state.path(), 1_000)
            .expect("published");
        let at = |path: &str| place.current().join(path);
        fs::write(at("a.html"), b"edited").expect("written");
        fs::remove_file(at("b.html")).expect("removed");
        fs::write(elsewhere.path().join("c.html"), b"c").expect("written");
        fs::remove_dir_all(at("folder")).expect("removed");
        symlink(elsewhere.path(), at("folder")).expect("linked");
        fs::write(at("foreign.html"), b"foreign").expect("written");
        let two = with(b"2");
        place
            .publish(&two.site, state.path(), 2_000)
            .expect("published");
        assert_seen(&place, &two.site);
        let folder = fs::symlink_metadata(at("folder")).expect("there");
        assert!(folder.is_dir(), "no link was carried on");
    }
}

#[test]
fn a_server_sums_only_what_does_not_stand_as_it_did() {
    let tools = state();
    let log = tools.path().join("summed");
    let sum = format!(
        "#!/bin/sh\ntee -a '{}' | /usr/bin/sha256sum \"$@\"\n",
        log.display()
    );
    let tool = tools.path().join("sha256sum");
    fs::write(&tool, sum).expect("written");
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("set");
    let path = format!(
        "PATH={}:/usr/local/bin:/usr/bin:/bin",
        tools.path().display()
    );
    // The deletion of an older release is no edit.
    let place = Place {
        keep: 1,
        ..Place::remote(&Rc::new(Server::with(&path)))
    };
    let state = state();
    let publish = |last: &str, at: i64| -> Vec<String> {
        let made = site(&[
            ("a.html", b"a"),
            ("folder/b.html", b"b"),
            ("last.html", last.as_bytes()),
        ]);
        let _ = fs::remove_file(&log);
        place
            .publish(&made.site, state.path(), at)
            .expect("published");
        assert_seen(&place, &made.site);
        let summed = fs::read_to_string(&log).expect("something was summed");
        let mut summed: Vec<String> = summed.lines().map(|line| line[66..].to_owned()).collect();
        summed.sort();
        summed.dedup();
        summed
    };
    assert_eq!(publish("1", 1_000).len(), 3, "all that was brought");
    assert_eq!(publish("2", 2_000), ["./last.html"]);
    // Other bytes of the same length, and the old time: what an edit by hand hardly does.
    let edited = place.current().join("a.html");
    let before = fs::metadata(&edited).expect("there");
    let file = fs::File::options().write(true).open(&edited).expect("open");
    (&file).write_all(b"e").expect("written");
    let time = before.modified().expect("a time");
    file.set_modified(time).expect("set");
    drop(file);
    assert_eq!(publish("3", 3_000), ["./a.html", "./last.html"]);
}

#[test]
fn a_takedown_leads_through_no_link() {
    for place in Place::both() {
        let (state, elsewhere) = (state(), state());
        let page = "2017/10/26/witness.html";
        let one = site(&[(page, b"w"), ("index.html", b"i")]);
        place
            .publish(&one.site, state.path(), 1_000)
            .expect("published");
        fs::create_dir_all(elsewhere.path().join("10/26")).expect("made");
        fs::write(elsewhere.path().join("10/26/witness.html"), b"somebody's").expect("written");
        let folder = place.current().join("2017");
        fs::remove_dir_all(&folder).expect("removed");
        symlink(elsewhere.path(), &folder).expect("linked");
        let two = site(&[("index.html", b"i")]);
        place
            .publish(&two.site, state.path(), 2_000)
            .expect("published");
        assert_seen(&place, &two.site);
        assert_eq!(tree(elsewhere.path()).len(), 1);
    }
}

#[test]
fn a_release_that_somebody_deleted_is_made_anew() {
    for place in Place::both() {
        let state = state();
        place
            .publish(&numbered(1).site, state.path(), 1_000)
            .expect("published");
        let id = place.ids(state.path()).remove(0);
        fs::remove_dir_all(place.release(&id)).expect("removed");
        assert!(place.ids(state.path()).is_empty());
        place
            .publish(&numbered(2).site, state.path(), 2_000)
            .expect("published");
        assert_seen(&place, &numbered(2).site);
        fs::remove_file(place.current().join("manifest.sha256")).expect("removed");
        place
            .publish(&numbered(3).site, state.path(), 3_000)
            .expect("published");
        assert_seen(&place, &numbered(3).site);
        assert_eq!(place.ids(state.path()).len(), 1);
    }
}
