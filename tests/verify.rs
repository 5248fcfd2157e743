//! Owns the tests of the check of a copy, by way of the library: whatever was done to a folder or by a host is named, nothing
//! is followed that leads away, and no host can make a check run or grow without end.

#[path = "support/copy.rs"]
mod copy;
#[path = "support/host.rs"]
mod host;

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use depeche::hash::Sum;
use depeche::output::ROOT;
use depeche::publish::http::client;
use depeche::publish::sign::{self, Key};
use depeche::publish::verify::{
    Address, BadAddress, Host, Limits, NoCopy, Report, Signed, folder, live, site,
};
use host::{Body, Reply, Server, Trap};
use tempfile::TempDir;

/// Each thing that was found: a word, a path, and what there is to say.
fn told(report: &Report) -> Vec<String> {
    let line = |finding: &depeche::publish::verify::Finding| {
        let detail = finding.what.detail();
        let detail = detail.map_or_else(String::new, |detail| format!(": {detail}"));
        format!("{} {}{detail}", finding.what.word(), finding.path)
    };
    report.findings.iter().map(line).collect()
}

fn whole_copy() -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    copy::write(copy.path());
    copy
}

fn after(change: impl FnOnce(&Path)) -> Report {
    let copy = whole_copy();
    change(copy.path());
    folder(copy.path(), None, &()).expect("a report")
}

const LIST: &str = "manifest/2017.sha256";
const ARTICLE: &str = "2017/10/26/al-qaim.html";

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
    let none = folder(empty.path(), None, &()).expect_err("refused");
    assert!(matches!(none, NoCopy::NoManifest(_)), "{none}");
    let none = folder(&empty.path().join("x"), None, &()).expect_err("refused");
    assert!(matches!(none, NoCopy::NoFolder(_)), "{none}");
}

/// A signed copy, and the key.
fn signed_copy() -> (TempDir, Key) {
    let copy = whole_copy();
    let pair = sign::generate(None).expect("a pair");
    let keys = tempfile::tempdir().expect("a folder");
    let secret = keys.path().join("site.key");
    std::fs::write(&secret, &pair.secret).expect("written");
    let text = std::fs::read(copy.path().join(ROOT)).expect("a root");
    let signature = sign::sign(&secret, None, &text, "Essai").expect("signed");
    copy::put(copy.path(), "manifest.sha256.minisig", signature);
    (copy, pair.public)
}

#[test]
fn a_signature_is_checked_where_there_is_a_key() {
    let (copy, key) = signed_copy();
    let signed = |key: Option<&Key>| {
        let report = folder(copy.path(), key, &()).expect("a report");
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

/// Limits that a test can wait for.
const QUICK: Limits = Limits {
    root: 64 << 10,
    list: 64 << 10,
    file: 256 << 10,
    tries: 3,
    pause: Duration::from_millis(5),
    grace: Duration::from_millis(400),
    at_once: 16,
};

fn look(server: &Server, key: Option<&Key>, sample: Option<usize>) -> Result<Report, NoCopy> {
    let pem = Some(server.certificate.as_bytes()).filter(|pem| !pem.is_empty());
    let host = Host {
        client: &client(pem).expect("a client"),
        address: &Address::parse(&server.address).expect("an address"),
        limits: QUICK,
    };
    live(&host, key, sample, &())
}

fn served(change: impl FnOnce(&Server)) -> Report {
    let server = Server::plain();
    copy::serve(&server);
    change(&server);
    look(&server, None, None).expect("a report")
}

#[test]
fn a_live_site_is_whole_over_http_and_over_tls() {
    for server in [Server::plain(), Server::tls()] {
        copy::serve(&server);
        let report = look(&server, None, None).expect("a report");
        assert!(report.is_whole(), "{:?}", told(&report));
        assert_eq!((report.listed, report.checked), (7, 7));
        let asked = server.asked();
        assert!(asked.contains(&"tags/l%27%C3%A9t%C3%A9%20%26%20co.html".to_owned()));
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let server = Server::tls();
    copy::serve(&server);
    let host = Host {
        client: &client(None).expect("a client"),
        address: &Address::parse(&server.address).expect("an address"),
        limits: QUICK,
    };
    let none = live(&host, None, None, &())
        .expect_err("refused")
        .to_string();
    assert!(none.contains("certificate"), "{none}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_live_site_with_missing_and_changed_files_is_told_of_them() {
    let report = served(|server| {
        server.remove(ARTICLE);
        server.set("index.html", Reply::of("autre"));
        server.set("2017/09/rawa.html", Reply::with(410, Body::Bytes(vec![])));
    });
    assert_eq!(
        told(&report),
        [
            "missing 2017/09/rawa.html",
            "missing 2017/10/26/al-qaim.html",
            "changed index.html"
        ]
    );
}

#[test]
fn a_script_that_the_host_puts_in_is_named() {
    let beacon = "<script src=\"https://stats.example.net/b.js\"></script>";
    let page = format!("<html><body>accueil{beacon}</body></html>\n");
    let report = served(|server| server.set("index.html", Reply::of(page)));
    assert_eq!(
        told(&report),
        ["altered index.html: the host has put a script into it: https://stats.example.net/b.js"]
    );
}

#[test]
fn what_a_host_compresses_unasked_is_unpacked() {
    let page = copy::files()[ARTICLE].clone();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&page).expect("packed");
    let gzip = gzip.finish().expect("packed");
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(&page).expect("packed");
    let zlib = zlib.finish().expect("packed");
    let mut br = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &page[..], &mut br, &parameters).expect("packed");
    let zstd = zstd::encode_all(&page[..], 1).expect("packed");
    for (encoding, body) in [
        ("gzip", gzip),
        ("deflate", zlib),
        ("br", br),
        ("zstd", zstd),
    ] {
        let packed = Reply::of(body).header("Content-Encoding", encoding);
        let report = served(|server| server.set(ARTICLE, packed));
        assert!(report.is_whole(), "{encoding}: {:?}", told(&report));
    }
    // Some hosts call a file compressed that is not, or that is so by itself.
    for encoding in ["gzip", "br", "zstd", "deflate", "rot13"] {
        let plain = Reply::of(page.clone()).header("Content-Encoding", encoding);
        let report = served(|server| server.set(ARTICLE, plain));
        assert!(report.is_whole(), "{encoding}: {:?}", told(&report));
    }
}

#[test]
fn what_may_pass_is_tried_again_and_what_does_not_pass_is_told() {
    let page = copy::files()[ARTICLE].clone();
    let report = served(|server| server.set(ARTICLE, Reply::of(page.clone()).busy(2)));
    assert!(report.is_whole(), "{:?}", told(&report));
    let report = served(|server| {
        server.set(ARTICLE, Reply::of(page).busy(3));
        server.set("index.html", Reply::with(403, Body::Bytes(vec![])));
        server.set("2017/09/rawa.html", Reply::with(200, Body::Broken));
    });
    let lines = told(&report);
    assert!(
        lines[0].starts_with("unread 2017/09/rawa.html: "),
        "{lines:?}"
    );
    assert_eq!(
        lines[1..],
        [
            "unread 2017/10/26/al-qaim.html: the host answered 503 Service Unavailable",
            "unread index.html: the host answered 403 Forbidden"
        ]
    );
    assert_eq!((report.faults(), report.unread()), (0, 3));
}

#[test]
fn the_page_for_what_is_not_there_may_come_with_that_status() {
    let page = copy::files()["404.html"].clone();
    let report = served(|server| server.set("404.html", Reply::with(404, Body::Bytes(page))));
    assert!(report.is_whole(), "{:?}", told(&report));
    let report = served(|server| server.remove("404.html"));
    assert_eq!(told(&report), ["missing 404.html"]);
}

#[test]
fn redirections_are_followed_within_the_site_alone() {
    let page = copy::files()[ARTICLE].clone();
    let report = served(|server| {
        server.set(ARTICLE, Reply::to("/2017/10/26/al-qaim"));
        server.set("2017/10/26/al-qaim", Reply::of(page));
    });
    assert!(report.is_whole(), "{:?}", told(&report));
    let trap = Trap::new();
    let report = served(|server| {
        server.set(ARTICLE, Reply::to(&trap.address));
        server.set("index.html", Reply::to("file:///etc/passwd"));
        server.set("media/carte.svg", Reply::to("/media/carte.svg"));
    });
    let lines = told(&report);
    assert_eq!(
        lines[0],
        format!(
            "elsewhere 2017/10/26/al-qaim.html: the host leads to {}",
            trap.address
        )
    );
    assert_eq!(
        lines[1],
        "elsewhere index.html: the host leads to file:///etc/passwd"
    );
    assert!(
        lines[2].starts_with("unread media/carte.svg: ")
            && lines[2].ends_with("it leads on and on"),
        "{lines:?}"
    );
    assert_eq!(trap.caught(), 0);
}

#[test]
fn a_host_that_sends_without_end_or_drop_by_drop_is_left() {
    let started = Instant::now();
    let report = served(|server| {
        server.set(ARTICLE, Reply::with(200, Body::Endless));
        server.set("index.html", Reply::with(200, Body::Drip));
        server.set("404.html", Reply::with(404, Body::Endless));
    });
    assert_eq!(
        told(&report),
        [
            "endless 2017/10/26/al-qaim.html: more than 256 KiB came",
            "missing 404.html",
            "endless index.html: it came more slowly than any line should be",
        ]
    );
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_packed_body_that_unpacks_without_end_is_not_the_file() {
    let bomb =
        zstd::encode_all(std::io::Read::take(std::io::repeat(0), 64 << 20), 1).expect("packed");
    let reply = Reply::of(bomb).header("Content-Encoding", "zstd");
    let report = served(|server| server.set(ARTICLE, reply));
    assert_eq!(told(&report), ["changed 2017/10/26/al-qaim.html"]);
}

#[test]
fn a_hostile_manifest_is_bounded_and_told() {
    let refused = |reply: Reply| {
        let server = Server::plain();
        copy::serve(&server);
        server.set(ROOT, reply);
        look(&server, None, None)
    };
    for body in [Body::Endless, Body::Bytes(vec![b'a'; 65 << 10]), Body::Drip] {
        let none = refused(Reply::with(200, body)).expect_err("refused");
        assert!(matches!(none, NoCopy::Network { .. }), "{none}");
    }
    let page = refused(Reply::of("<!doctype html>")).expect_err("refused");
    assert!(matches!(page, NoCopy::NoManifest(_)), "{page}");
    let absent = refused(Reply::with(404, Body::Bytes(vec![]))).expect_err("refused");
    assert!(matches!(absent, NoCopy::NoManifest(_)), "{absent}");
    let trap = Trap::new();
    let moved = refused(Reply::to(&trap.address)).expect_err("refused");
    assert!(matches!(moved, NoCopy::Elsewhere { .. }), "{moved}");
    let climbing = format!("{}  ../../x\n", Sum::of(b""));
    let report = refused(Reply::of(climbing)).expect("a report");
    assert_eq!(
        told(&report),
        [
            "damaged manifest.sha256: line 1 of `manifest.sha256` cannot be read, or is out of its place"
        ]
    );
    let report = served(|server| server.set(LIST, Reply::with(200, Body::Endless)));
    assert_eq!(
        told(&report),
        ["endless manifest/2017.sha256: more than 64 KiB came"]
    );
    assert_eq!(trap.caught(), 0);
}

#[test]
fn a_sample_is_the_files_at_the_top_and_always_the_same_others() {
    let asked = || {
        let server = Server::plain();
        copy::serve(&server);
        let report = look(&server, None, Some(2)).expect("a report");
        assert_eq!((report.listed, report.checked), (7, 4));
        let mut asked = server.asked();
        asked.retain(|path| !path.starts_with("manifest"));
        asked.sort();
        asked
    };
    let once = asked();
    assert_eq!(once.len(), 4);
    assert!(once.contains(&"index.html".to_owned()) && once.contains(&"404.html".to_owned()));
    assert_eq!(asked(), once);
}

#[test]
fn what_a_host_keeps_to_itself_is_no_fault() {
    let mut files = copy::files();
    files.insert("_headers".to_owned(), b"/*\n".to_vec());
    let server = Server::plain();
    for (path, bytes) in copy::published(&files) {
        let path = depeche::route::OutPath::parse(&path).expect("a path");
        server.set(&path.address(), Reply::of(bytes));
    }
    server.remove("_headers");
    let report = look(&server, None, None).expect("a report");
    assert!(report.is_whole(), "{:?}", told(&report));
    assert_eq!(report.kept, ["_headers"]);
}

#[test]
fn a_live_signature_is_checked_too() {
    let server = Server::plain();
    copy::serve(&server);
    let (copy, key) = signed_copy();
    let report = look(&server, Some(&key), None).expect("a report");
    assert_eq!(told(&report), ["missing manifest.sha256.minisig"]);
    let signature = std::fs::read(copy.path().join("manifest.sha256.minisig")).expect("read");
    server.set("manifest.sha256.minisig", Reply::of(signature));
    let report = look(&server, Some(&key), None).expect("a report");
    assert!(
        matches!(report.signed, Signed::Good { .. }),
        "{:?}",
        report.signed
    );
}

#[test]
fn a_host_that_goes_away_ends_the_check() {
    let mut files = copy::files();
    for number in 0..200 {
        files.insert(format!("2018/{number}.html"), vec![]);
    }
    let server = Server::plain();
    for (path, bytes) in copy::published(&files) {
        if path.starts_with("manifest") {
            server.set(
                &depeche::route::OutPath::parse(&path)
                    .expect("a path")
                    .address(),
                Reply::of(bytes),
            );
        } else {
            server.set(&path, Reply::with(500, Body::Bytes(vec![])));
        }
    }
    let report = look(&server, None, None).expect("a report");
    let stopped = report.stopped.clone().expect("stopped");
    assert!(
        stopped.starts_with("the host no longer answers: "),
        "{stopped}"
    );
    assert!(!report.is_whole());
    assert!(report.findings.len() < 64, "{}", report.findings.len());
}

#[test]
fn after_publishing_the_sample_and_what_was_removed_are_looked_at() {
    let server = Server::plain();
    copy::serve(&server);
    let manifest = copy::manifest(&copy::files());
    let look = |gone: &[&str]| {
        let host = Host {
            client: &client(None).expect("a client"),
            address: &Address::parse(&server.address).expect("an address"),
            limits: QUICK,
        };
        let gone: Vec<String> = gone.iter().map(ToString::to_string).collect();
        site(&host, &manifest, 100, &gone, &()).expect("a report")
    };
    server.set("2017/b.html", Reply::with(410, Body::Bytes(vec![])));
    let report = look(&["2017/a.html", "2017/b.html"]);
    assert!(report.is_whole(), "{:?}", told(&report));
    server.set("2017/a.html", Reply::of("encore là"));
    server.set("2017/c.html", Reply::with(500, Body::Bytes(vec![])));
    server.set(ROOT, Reply::of("ancien"));
    let report = look(&["2017/a.html", "2017/b.html", "2017/c.html"]);
    assert_eq!(
        told(&report),
        [
            "shown 2017/a.html: it was removed, and the host still answers 200",
            "unread 2017/c.html: the host answered 500 Internal Server Error",
            "changed manifest.sha256"
        ]
    );
}

#[test]
fn an_address_is_that_of_a_folder() {
    let address = |text: &str| Address::parse(text).map(|address| address.to_string());
    for text in [
        "https://example.org/a",
        "https://example.org/a/",
        "https://example.org/a/manifest.sha256",
        "https://example.org/a/index.html?x#y",
    ] {
        assert_eq!(
            address(text).as_deref(),
            Ok("https://example.org/a/"),
            "{text}"
        );
    }
    for text in [
        "",
        "example.org",
        "ftp://example.org/",
        "file:///etc/",
        "https://",
    ] {
        assert_eq!(address(text), Err(BadAddress::Form), "{text}");
    }
    assert_eq!(address("https://a:b@example.org/"), Err(BadAddress::Secret));
}
