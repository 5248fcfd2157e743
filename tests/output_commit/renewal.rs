//! The shortest way into an output folder: a few files that are there get other bytes, and nothing else is read. What comes of it is what a
//! session makes of the same tree, whatever is killed or spoilt.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use depeche::hash::{Digest, Fingerprint};
use depeche::output::{Door, Folders, LISTS, Mode, ROOT, Renewed, SIGNATURE, Steps};

use super::{Site, Tree, clean, kill_everywhere, tree, write};

fn print(bytes: &[u8]) -> Digest {
    Fingerprint::new().bytes(bytes).bytes(&[0]).finish()
}

impl Site {
    fn door(&self, mode: Mode, steps: Steps) -> Option<Door> {
        let folders = Folders {
            root: &self.root,
            output: &self.output,
            state: &self.state(),
            sources: &self.sources,
        };
        Door::open_with(&folders, mode, steps).ok()
    }

    /// Renews files; what came of it, if the steps sufficed.
    fn try_renew(&self, files: &Tree, steps: Steps) -> Option<Option<Vec<String>>> {
        let files = files.iter().map(|(path, bytes)| Renewed {
            path,
            fingerprint: print(bytes),
            bytes,
        });
        let door = self.door(Mode::Write, steps)?;
        door.renew(&files.collect::<Vec<_>>()).ok()
    }

    fn renew(&self, files: &[(&str, &str)]) -> Option<Vec<String>> {
        let renewed = self.try_renew(&tree(files), Steps::default());
        renewed.expect("not killed")
    }

    /// How many files a session knows, of those of a tree.
    fn known(&self, tree: &Tree) -> usize {
        let session = self.open();
        let fresh = |(path, bytes): &(&String, &Vec<u8>)| session.fresh(path, print(bytes));
        tree.iter().filter(fresh).count()
    }
}

fn some_pages() -> Tree {
    tree(&[
        ("index.html", "accueil"),
        ("2017.html", "2017"),
        ("2017/10/26/rawa.html", "dépêche"),
        ("2017/10/27/al-qaim.html", "autre dépêche"),
        ("2018/01/01/hawija.html", "encore une"),
        ("tags/irak.html", "Irak"),
    ])
}

/// What somebody does to a site between two builds.
type Mischief<'m> = &'m dyn Fn(&Site);

fn changed(mut tree: Tree, files: &[(&str, &str)]) -> Tree {
    tree.extend(super::tree(files));
    tree
}

/// All that lies in a folder, with the number and the time of each file.
#[cfg(unix)]
fn private(site: &Site) -> BTreeMap<std::path::PathBuf, (u64, i64, i64)> {
    super::stamps(&site.state())
}

#[cfg(unix)]
#[test]
fn a_row_of_renewals_leaves_the_site_of_a_clean_build_and_all_that_is_known_of_it() {
    let site = Site::built(&some_pages());
    site.write(SIGNATURE, "signed");
    let first = [("2017/10/26/rawa.html", "un")];
    let second = [
        ("2017/10/26/rawa.html", "deux"),
        ("2018/01/01/hawija.html", "deux"),
        ("index.html", "deux"),
    ];
    assert_eq!(site.renew(&first), Some(vec![first[0].0.to_owned()]));
    assert_eq!(site.files(), clean(&changed(some_pages(), &first)));
    let written = site.renew(&second).expect("renewed");
    assert_eq!(written, second.map(|(path, _)| path));
    let last = changed(some_pages(), &second);
    assert_eq!(site.files(), clean(&last));

    let before = private(&site);
    assert_eq!(site.known(&last), last.len(), "every file is known");
    assert_eq!(site.build(&last).kept, last.len());
    assert_eq!(private(&site), before, "there was nothing to be remembered");
    // A session that has something to remember makes one of both.
    let more = changed(last, &[("2019/a.html", "neuf")]);
    assert_eq!(site.build(&more).written, ["2019/a.html"]);
    assert_eq!(site.known(&more), more.len());
    let names = super::listed(&site.state());
    assert!(
        names.iter().all(|name| !name.ends_with(".since")),
        "{names:?}"
    );
}

#[cfg(unix)]
#[test]
fn only_the_files_and_the_lists_that_name_them_are_written() {
    let site = Site::built(&some_pages());
    let before = super::stamps(&site.output);
    site.renew(&[("2017/10/26/rawa.html", "un")])
        .expect("renewed");
    let after = super::stamps(&site.output);
    let same = |path: &str| before[&site.output.join(path)] == after[&site.output.join(path)];
    for path in ["2017/10/26/rawa.html", "manifest/2017.sha256", ROOT] {
        assert!(!same(path), "{path}");
    }
    for path in [
        "index.html",
        "2017/10/27/al-qaim.html",
        "manifest/2018.sha256",
    ] {
        assert!(same(path), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn the_same_bytes_are_not_written_again_and_their_new_inputs_are_remembered() {
    let site = Site::built(&some_pages());
    let before = super::stamps(&site.output);
    let door = site.door(Mode::Write, Steps::default()).expect("a door");
    let other = Digest::of(b"other inputs");
    let file = Renewed {
        path: "index.html",
        fingerprint: other,
        bytes: b"accueil",
    };
    assert_eq!(door.renew(&[file]).expect("looked at"), Some(Vec::new()));
    let remembered = private(&site);
    assert_eq!(door.renew(&[file]).expect("looked at"), Some(Vec::new()));
    drop(door);
    assert_eq!(private(&site), remembered, "the second time it is known");
    assert_eq!(super::stamps(&site.output), before);
    assert!(site.open().fresh("index.html", other));
    assert_eq!(site.known(&some_pages()), some_pages().len() - 1);
}

#[test]
fn a_renewal_killed_at_any_step_is_completed_or_was_never_there() {
    let files = tree(&[
        ("2017/10/26/rawa.html", "un"),
        ("2018/01/01/hawija.html", "deux"),
        ("index.html", "trois"),
    ]);
    let mut new = some_pages();
    new.extend(files.clone());
    let signed = || {
        let site = Site::built(&some_pages());
        site.write(SIGNATURE, "signed");
        site
    };
    let renew = |site: &Site, step| {
        let renewed = site.try_renew(&files, Steps::killed_at(step));
        renewed.is_some_and(|done| done.is_some())
    };
    kill_everywhere(&signed, &some_pages(), &new, &renew);
}

#[test]
fn where_anything_is_in_doubt_nothing_is_written() {
    let spoil: [(&str, Mischief<'_>); 7] = [
        ("the root", &|site| site.write(ROOT, "garbage\n")),
        ("no root", &|site| remove(&site.output.join(ROOT))),
        ("a root without lists", &|site| site.write(ROOT, "")),
        ("a list", &|site| {
            let list = format!("{LISTS}/2017.sha256");
            site.write(&list, &site.read(&list).replace("rawa", "rava"));
        }),
        ("no list", &|site| {
            remove(&site.output.join(LISTS).join("2017.sha256"));
        }),
        ("no file", &|site| {
            remove(&site.output.join("2017/10/26/rawa.html"));
        }),
        ("nothing remembered", &|site| {
            fs::remove_dir_all(site.state()).expect("removed");
        }),
    ];
    for (what, spoil) in spoil {
        let site = Site::built(&some_pages());
        spoil(&site);
        let before = site.files();
        assert_eq!(
            site.renew(&[("2017/10/26/rawa.html", "un")]),
            None,
            "{what}"
        );
        assert_eq!(site.files(), before, "{what}");
    }
    let site = Site::built(&some_pages());
    let before = site.files();
    for path in [
        "2017/new.html",
        "new.html",
        "2020/new.html",
        ROOT,
        "../x",
        "manifest/2017.sha256",
    ] {
        assert_eq!(site.renew(&[(path, "un")]), None, "{path}");
    }
    let door = site.door(Mode::DryRun, Steps::default()).expect("a door");
    let file = Renewed {
        path: "index.html",
        fingerprint: print(b"un"),
        bytes: b"un",
    };
    assert_eq!(door.renew(&[file]).expect("looked at"), None, "a dry run");
    assert_eq!(site.files(), before);
    assert!(site.leftovers().is_empty());
}

fn remove(path: &Path) {
    fs::remove_file(path).expect("removed");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_leads_no_renewal_outside() {
    let site = Site::built(&some_pages());
    let outside = site.root.join("mine");
    fs::rename(site.output.join("2017/10"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, site.output.join("2017/10")).expect("linked");
    assert_eq!(site.renew(&[("2017/10/26/rawa.html", "un")]), None);
    let kept = fs::read_to_string(outside.join("26/rawa.html"));
    assert_eq!(kept.expect("read"), "dépêche");
}

#[test]
fn garbage_in_what_is_remembered_costs_work_and_changes_nothing() {
    let renewed = [("2017/10/26/rawa.html", "un")];
    let last = changed(some_pages(), &renewed);
    let again = changed(some_pages(), &[("2017/10/26/rawa.html", "deux")]);
    for ending in [".state", ".since"] {
        for cut in [false, true] {
            let site = Site::built(&some_pages());
            site.renew(&renewed).expect("renewed");
            spoil(&site, ending, cut);
            assert_eq!(site.known(&last), 0, "{ending}");
            let _ = site.renew(&[("2017/10/26/rawa.html", "deux")]);
            site.build(&last);
            assert_eq!(site.files(), clean(&last));
            site.renew(&[("2017/10/26/rawa.html", "deux")])
                .expect("renewed");
            assert_eq!(site.known(&again), again.len(), "{ending}, mended");
        }
    }
}

/// Cuts every file of that ending, or changes a byte in its middle.
fn spoil(site: &Site, ending: &str, cut: bool) {
    let names = super::listed(&site.state());
    for name in names.iter().filter(|name| name.ends_with(ending)) {
        let path = site.state().join(name);
        let mut bytes = fs::read(&path).expect("read");
        let middle = bytes.len() / 2;
        match cut {
            true => bytes.truncate(middle),
            false => bytes[middle] ^= 1,
        }
        fs::write(&path, bytes).expect("written");
    }
}

#[test]
fn a_session_and_renewals_in_any_order_give_one_site() {
    let site = Site::built(&some_pages());
    let mut now = some_pages();
    for round in 0..12_u32 {
        let text = format!("{round}");
        let path = [
            "2017/10/26/rawa.html",
            "2018/01/01/hawija.html",
            "index.html",
        ];
        let path = path[round as usize % 3];
        now.insert(path.to_owned(), text.clone().into_bytes());
        match round % 4 {
            3 => {
                let session = site.open();
                write(&session, &now, 0).expect("put");
                let report = session.commit().expect("committed");
                assert_eq!(report.written, [path]);
            }
            _ => assert_eq!(site.renew(&[(path, &text)]), Some(vec![path.to_owned()])),
        }
        assert_eq!(site.files(), clean(&now));
        assert_eq!(site.known(&now), now.len());
    }
}
