//! What a manifest looks like, and what is refused for one.

use proptest::prelude::*;

use super::super::path::{SIGNATURE, is_own};
use super::*;

fn sample() -> Manifest {
    let file = |path: &str| Entry {
        path: path.into(),
        sum: Sum::of(path.as_bytes()),
    };
    Manifest::new(vec![
        file("index.html"),
        file("2017/10/al-qaim.html"),
        file("2017/09/rawa.html"),
        file("tags/irak.html"),
        file("2017.html"),
        file("Tags/index.html"),
        file("العراق/نص.html"),
    ])
}

fn gather(written: &Written) -> io::Result<Manifest> {
    Manifest::gather(written.root.as_bytes(), |path| {
        Ok(written
            .lists
            .get(path)
            .map(|text| text.clone().into_bytes()))
    })
}

#[test]
fn it_is_written_in_two_levels_and_reads_back() {
    let written = sample().written();
    let lists: Vec<&str> = written.lists.keys().map(String::as_str).collect();
    assert_eq!(
        lists,
        [
            "manifest/2017.sha256",
            "manifest/tags.sha256",
            "manifest/العراق.sha256"
        ]
    );
    let sum = Sum::of(b"2017/09/rawa.html");
    let list = &written.lists["manifest/2017.sha256"];
    assert!(
        list.starts_with(&format!("{sum}  2017/09/rawa.html\n")),
        "{list}"
    );
    let paths =
        |list: &str| -> Vec<String> { list.lines().map(|line| line[66..].to_owned()).collect() };
    assert_eq!(
        paths(&written.lists["manifest/tags.sha256"]),
        ["Tags/index.html", "tags/irak.html"]
    );
    assert!(sample().lists().iter().eq(written.lists.keys()));
    let root = paths(&written.root);
    assert_eq!(root[..2], ["2017.html", "index.html"]);
    assert_eq!(root[2..], lists);
    assert_eq!(gather(&written).expect("read"), sample());
}

#[test]
fn one_file_more_rewrites_its_list_and_the_root() {
    let before = sample();
    let mut entries = before.entries().to_vec();
    entries.push(Entry {
        path: "2017/11/rawa.html".into(),
        sum: Sum::of(b"new"),
    });
    let (before, after) = (before.written(), Manifest::new(entries).written());
    let other = |path: &&String| before.lists.get(*path) != after.lists.get(*path);
    let rewritten: Vec<&String> = after.lists.keys().filter(other).collect();
    assert_eq!(rewritten, ["manifest/2017.sha256"]);
    assert_ne!(before.root, after.root);
}

#[test]
fn whatever_was_tampered_with_is_refused() {
    let whole = sample().written();
    let damages: [fn(&mut Written); 8] = [
        |written| written.root = written.root.replace("index.html", "manifest.sha256"),
        |written| written.root = written.root.replace("manifest/tags", "manifest/tags/a"),
        |written| written.root.truncate(written.root.len() - 1),
        |written| written.root.insert(0, '\n'),
        |written| written.root = written.root.to_uppercase(),
        |written| {
            written.lists.remove("manifest/tags.sha256");
        },
        |written| {
            let list = written.lists.get_mut("manifest/2017.sha256");
            list.expect("a list").push('\n');
        },
        |written| written.root = written.root.replace("index.html", "../x.html"),
    ];
    for (at, damage) in damages.into_iter().enumerate() {
        let mut written = whole.clone();
        damage(&mut written);
        let fault = gather(&written).expect_err("refused");
        assert_eq!(fault.kind(), io::ErrorKind::InvalidData, "damage {at}");
    }
}

#[test]
fn a_list_holds_the_files_of_its_own_folder_alone() {
    let read = |list: &str, path: &str| {
        let text = format!("{}  {path}\n", Sum::of(b""));
        parse_list(list, Sum::of(text.as_bytes()), text.as_bytes())
    };
    assert!(read("manifest/2018.sha256", "2018/a.html").is_ok());
    for (list, path) in [
        ("manifest/2017.sha256", "2018/a.html"),
        ("manifest/a/b.sha256", "a/b/c.html"),
        ("manifest/manifest.sha256", "manifest/a.html"),
        ("manifest/.depeche-stage.sha256", ".depeche-stage/a"),
    ] {
        assert_eq!(read(list, path), Err(misplaced(list, 0)));
    }
    let none = parse_list("manifest/a.sha256", Sum::of(b""), b"");
    assert_eq!(none, Err(misplaced("manifest/a.sha256", 0)));
}

#[test]
fn its_own_files_are_known() {
    for own in [ROOT, SIGNATURE, LISTS, "manifest/2017.sha256"] {
        assert!(is_own(own), "{own}");
    }
    for other in [
        "index.html",
        "manifest.html",
        "manifests/a",
        "a/manifest.sha256",
    ] {
        assert!(!is_own(other), "{other}");
    }
}

proptest! {
    #[test]
    fn whatever_may_be_written_reads_back(paths in prop::collection::vec("[\\PC/]{1,12}", 0..8)) {
        let entry = |path: &String| Entry {
            path: path.as_str().into(),
            sum: Sum::of(path.as_bytes()),
        };
        let paths = paths.iter().filter(|path| path::check(path).is_ok());
        let manifest = Manifest::new(paths.map(entry).collect());
        let written = manifest.written();
        prop_assert_eq!(gather(&written).expect("read"), manifest.clone());
        prop_assert!(manifest.lists().iter().eq(written.lists.keys()));
    }
}
