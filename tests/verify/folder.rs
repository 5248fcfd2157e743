//! Owns the tests of the check of a folder.

use std::io::Write as _;

use depeche::hash::Sum;
use depeche::output::ROOT;
use depeche::publish::sign::{self, Key};
use depeche::publish::verify::{NoCopy, Signed};

use crate::{ARTICLE, LIST, after, check, copy, signed_copy, told, whole_copy};

#[test]
fn a_whole_copy_is_whole() {
    let report = after(|_| {});
    assert!(report.is_whole(), "{:?}", told(&report));
    assert_eq!((report.listed, report.checked), (7, 7));
    assert_eq!(report.signed, Signed::No);
    let root = copy::published(&copy::files())[ROOT].clone();
    assert_eq!(report.root, Some(Sum::of(&root)));
}

#[test]
fn each_missing_changed_and_foreign_file_is_named() {
    let report = after(|copy| {
        std::fs::remove_file(copy.join("2017/09/rawa.html")).expect("removed");
        copy::put(copy, ARTICLE, "<html><body>autre</body></html>\n");
        copy::put(copy, "media/carte.svg", "");
        copy::put(copy, "2017/10/27/faux.html", "faux");
        copy::put(copy, "manifest/2016.sha256", "");
        copy::put(copy, "a/b", "");
    });
    assert_eq!(
        told(&report),
        [
            "missing 2017/09/rawa.html",
            "changed 2017/10/26/al-qaim.html",
            "foreign 2017/10/27/faux.html",
            "foreign a/b",
            "foreign manifest/2016.sha256",
            "changed media/carte.svg",
        ]
    );
    assert_eq!((report.faults(), report.unread()), (6, 0));
}

#[test]
fn a_damaged_manifest_is_told_with_its_line() {
    let report = after(|copy| copy::put(copy, ROOT, "zz  index.html\n"));
    assert_eq!(
        told(&report),
        [
            "damaged manifest.sha256: line 1 of `manifest.sha256` cannot be read, or is out of its place"
        ]
    );
    let out = format!("{}  ../x\n", Sum::of(b"x"));
    let report = after(|copy| copy::put(copy, ROOT, out));
    assert_eq!(report.findings.len(), 1, "{:?}", told(&report));
    let report = after(|copy| copy::put(copy, LIST, "&\n"));
    assert_eq!(
        told(&report),
        [
            "damaged manifest/2017.sha256: line 1 of `manifest/2017.sha256` cannot be read, or is out of its place"
        ]
    );
}

#[test]
fn under_a_list_that_does_not_hold_nothing_is_judged() {
    let other = format!("{}  2017/a.html\n", Sum::of(b""));
    let report = after(|copy| copy::put(copy, LIST, other));
    assert_eq!(told(&report), ["changed manifest/2017.sha256"]);
    assert_eq!(report.checked, 5);
    let report = after(|copy| std::fs::remove_file(copy.join(LIST)).expect("removed"));
    assert_eq!(told(&report), ["missing manifest/2017.sha256"]);
    let report = after(|copy| std::fs::remove_file(copy.join(ROOT)).expect("removed"));
    assert_eq!(told(&report), ["missing manifest.sha256"]);
}

#[test]
fn a_folder_in_the_place_of_a_file_is_a_missing_file() {
    let report = after(|copy| {
        std::fs::remove_file(copy.join("index.html")).expect("removed");
        copy::put(copy, "index.html/a", "");
    });
    assert_eq!(
        told(&report),
        ["missing index.html", "foreign index.html/a"]
    );
}

#[cfg(unix)]
#[test]
fn links_are_told_and_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = whole_copy();
    let report = after(|copy| {
        std::fs::remove_file(copy.join("index.html")).expect("removed");
        symlink(elsewhere.path().join("index.html"), copy.join("index.html")).expect("a link");
        std::fs::remove_dir_all(copy.join("2017")).expect("removed");
        symlink(elsewhere.path().join("2017"), copy.join("2017")).expect("a link");
        symlink("/", copy.join("media/tout")).expect("a link");
    });
    let link = "a link or a device, which is not followed";
    assert_eq!(
        told(&report),
        ["2017", "index.html", "media/tout"].map(|path| format!("no-file {path}: {link}"))
    );
    let report = after(|copy| {
        std::fs::remove_file(copy.join(ROOT)).expect("removed");
        symlink(elsewhere.path().join(ROOT), copy.join(ROOT)).expect("a link");
    });
    assert_eq!(told(&report), [format!("no-file manifest.sha256: {link}")]);
}

#[test]
fn what_a_clone_and_a_host_need_besides_is_no_fault() {
    let gzip = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).expect("packed");
        packed.finish().expect("packed")
    };
    let page = copy::files()[ARTICLE].clone();
    let report = after(|copy| {
        copy::put(copy, ".git/HEAD", "ref");
        copy::put(copy, &format!("{ARTICLE}.gz"), gzip(&page));
        copy::put(copy, "index.html.gz", gzip(b"autre"));
        copy::put(copy, "404.html.br", "not brotli");
        copy::put(copy, "media/.git/HEAD", "ref");
    });
    assert_eq!(
        told(&report),
        [
            "foreign 404.html.br",
            "foreign index.html.gz",
            "foreign media/.git/HEAD"
        ]
    );
}

#[test]
fn a_folder_without_a_manifest_is_no_copy() {
    let empty = tempfile::tempdir().expect("a folder");
    let none = check(empty.path(), None, &()).expect_err("refused");
    assert!(matches!(none, NoCopy::NoManifest(_)), "{none}");
    let none = check(&empty.path().join("x"), None, &()).expect_err("refused");
    assert!(matches!(none, NoCopy::NoFolder(_)), "{none}");
}

#[test]
fn a_signature_is_checked_where_there_is_a_key() {
    let (copy, key) = signed_copy();
    let signed = |key: Option<&Key>| {
        let report = check(copy.path(), key, &()).expect("a report");
        (told(&report), report.signed)
    };
    assert_eq!(signed(None), (vec![], Signed::Unchecked));
    let good = Signed::Good {
        key: key.identity(),
        comment: "Essai".to_owned(),
    };
    assert_eq!(signed(Some(&key)), (vec![], good));
    let other = sign::generate(None).expect("a pair").public;
    let (lines, state) = signed(Some(&other));
    let (ours, asked) = (key.identity(), other.identity());
    assert_eq!(
        lines,
        [format!(
            "unsigned manifest.sha256.minisig: it was made with the key {ours}, not with {asked}"
        )]
    );
    assert_eq!(state, Signed::Bad);
    // Another edition, whole in itself, that nobody signed.
    let mut files = copy::files();
    files.insert("index.html".to_owned(), b"faux".to_vec());
    for (path, bytes) in copy::published(&files) {
        copy::put(copy.path(), &path, bytes);
    }
    assert_eq!(
        signed(Some(&key)).0,
        [
            "unsigned manifest.sha256.minisig: it does not fit: what was signed has been changed, or the signature has"
        ]
    );
    std::fs::remove_file(copy.path().join("manifest.sha256.minisig")).expect("removed");
    assert_eq!(signed(Some(&key)).0, ["missing manifest.sha256.minisig"]);
}
