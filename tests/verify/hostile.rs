//! Owns the tests of hosts that mean no good: they lead away, never end, send drop by drop, or lie in the manifest.

use std::time::{Duration, Instant};

use depeche::hash::Sum;
use depeche::output::ROOT;
use depeche::publish::verify::NoCopy;

use crate::host::{Body, Reply, Server, Trap};
use crate::{ARTICLE, LIST, copy, look, served, told};

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
        server.set("media/carte.svg", Reply::with(200, Body::Nothing));
    });
    assert_eq!(
        told(&report),
        [
            "endless 2017/10/26/al-qaim.html: more than 256 KiB came",
            "missing 404.html",
            "endless index.html: it came more slowly than any line should be",
            "unread media/carte.svg: the host is silent",
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
