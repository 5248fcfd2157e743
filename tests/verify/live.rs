//! Owns the tests of the check of a live site, and of what is looked at after publishing.

use std::io::Write as _;

use depeche::output::ROOT;
use depeche::publish::http::client;
use depeche::publish::verify::{Address, BadAddress, Host, Signed, site};

use crate::host::{Body, Reply, Server};
use crate::{ARTICLE, QUICK, copy, look, look_at, served, signed_copy, told};

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
    let none = look_at(&host, None, None, &())
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
    server.set("manifest.sha256.minisig", Reply::of("<!doctype html>"));
    let report = look(&server, None, None).expect("a report");
    assert_eq!(
        report.signed,
        Signed::No,
        "a page for whatever is not there"
    );
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
    let look = |gone: &[&str], signature: Option<&str>| {
        let host = Host {
            client: &client(None).expect("a client"),
            address: &Address::parse(&server.address).expect("an address"),
            limits: QUICK,
        };
        let gone: Vec<String> = gone.iter().map(ToString::to_string).collect();
        site(&host, (&manifest, signature), 100, &gone, &()).expect("a report")
    };
    server.set("2017/b.html", Reply::with(410, Body::Bytes(vec![])));
    let report = look(&["2017/a.html", "2017/b.html"], None);
    assert!(report.is_whole(), "{:?}", told(&report));
    assert_eq!(report.signed, Signed::Unasked);
    let unsigned = look(&[], Some("signature"));
    assert_eq!(told(&unsigned), ["missing manifest.sha256.minisig"]);
    server.set("manifest.sha256.minisig", Reply::of("signature"));
    assert!(look(&[], Some("signature")).is_whole());
    server.set("2017/a.html", Reply::of("encore là"));
    server.set("2017/c.html", Reply::with(500, Body::Bytes(vec![])));
    server.set(ROOT, Reply::of("ancien"));
    let report = look(&["2017/a.html", "2017/b.html", "2017/c.html"], None);
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
