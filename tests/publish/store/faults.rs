//! Owns what goes wrong on the way to a store: a busy server, a list that fails, a file that changes, one that is large.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use depeche::output::locate;
use depeche::publish::{Now, Trouble};

use super::super::site::{files, site};
use super::super::story::{self, Rig, after, before, publish};
use super::InBucket;
use super::moto::Moto;
use super::proxy::{Proxy, Request};

/// A rig whose publisher goes through a server that answers some requests itself.
fn spoilt(
    moto: &Arc<Moto>,
    spoil: impl Fn(&Request) -> Option<(&'static str, String)> + Send + Sync + 'static,
) -> (InBucket, Proxy) {
    let proxy = Proxy::before(moto.port, Arc::new(spoil));
    let mut rig = InBucket::new(moto, "");
    rig.port = proxy.port;
    (rig, proxy)
}

fn xml(code: &str) -> String {
    format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>no</Message></Error>")
}

fn large() -> Vec<u8> {
    (0..20_u32 << 20)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect()
}

#[test]
fn a_server_that_is_busy_every_third_time_is_asked_again() {
    let moto = Moto::start();
    let (rig, proxy) = spoilt(&moto, |request| {
        (request.number % 3 == 0).then(|| ("503 Slow Down", xml("SlowDown")))
    });
    let state = tempfile::tempdir().expect("a folder");
    let film = large();
    let with_film = site(&[("index.html", b"index"), ("media/film.mp4", &film)]);
    publish(&rig, &with_film.site, state.path(), Now::at(1_000), None).expect("published");
    story::assert_seen(&rig, &with_film.site);
    publish(&rig, &before().site, state.path(), Now::at(2_000), None).expect("changed");
    story::assert_seen(&rig, &before().site);
    assert!(proxy.requests.load(std::sync::atomic::Ordering::SeqCst) > 60);
}

#[test]
fn a_server_that_stays_busy_is_given_up_with_what_was_left() {
    let moto = Moto::start();
    let (rig, proxy) = spoilt(&moto, |request| {
        let pages = request.head.starts_with("PUT") && request.head.contains("bridge.html");
        pages.then(|| ("500 Oh", String::new()))
    });
    let state = tempfile::tempdir().expect("a folder");
    publish(&rig, &before().site, state.path(), Now::at(1_000), None).expect("published");
    let fault =
        publish(&rig, &after().site, state.path(), Now::at(2_000), None).expect_err("given up");
    assert_eq!(
        fault.to_string().replace(&rig.bucket, "BUCKET"),
        "could not bring `s3://BUCKET/2017/11/04/bridge.html`: the store failed, however often it was asked; \
         readers see the old pages; the next run goes on"
    );
    drop(proxy);
}

#[test]
fn where_the_bucket_cannot_be_listed_nothing_is_changed() {
    let moto = Moto::start();
    let (rig, _proxy) = spoilt(&moto, |request| {
        let list = request.head.contains("list-type=2");
        list.then(|| ("403 Forbidden", xml("AccessDenied")))
    });
    moto.put(&rig.bucket, "index.html", b"theirs");
    let state = tempfile::tempdir().expect("a folder");
    let fault =
        publish(&rig, &before().site, state.path(), Now::at(1_000), None).expect_err("stopped");
    assert_eq!(
        fault.to_string().replace(&rig.bucket, "BUCKET"),
        "could not list `s3://BUCKET/`: the credentials do not allow it (AccessDenied); nothing was published"
    );
    assert_eq!(moto.keys(&rig.bucket), ["index.html"]);
    assert_eq!(moto.get(&rig.bucket, "index.html").body, b"theirs");
}

#[test]
fn a_damaged_manifest_there_stops_the_run_and_deletes_nothing() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    publish(&rig, &before().site, state.path(), Now::at(1_000), None).expect("published");
    moto.put(&rig.bucket, "manifest/2017.sha256", b"nonsense");
    let there = moto.objects(&rig.bucket, "");
    let fault =
        publish(&rig, &after().site, state.path(), Now::at(2_000), None).expect_err("stopped");
    assert_eq!(
        fault.to_string().replace(&rig.bucket, "BUCKET"),
        "could not read the manifest of `s3://BUCKET/`: `manifest/2017.sha256` is not the one that `manifest.sha256` names; \
         nothing was published: what is there cannot be told from what is not ours"
    );
    assert!(moto.objects(&rig.bucket, "") == there);
}

#[test]
fn a_large_file_goes_in_parts_and_is_whole() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    let film = large();
    let exact = vec![7_u8; 8 << 20];
    let made = site(&[
        ("media/film.mp4", &film),
        ("media/exact.bin", &exact),
        ("media/none.txt", b""),
    ]);
    publish(&rig, &made.site, state.path(), Now::at(1_000), None).expect("published");
    assert!(rig.seen() == files(&made.site));
    let film = moto.get(&rig.bucket, "media/film.mp4").headers;
    assert!(film["etag"].ends_with("-3\""), "{}", film["etag"]);
    assert_eq!(film["content-type"], "video/mp4");
    assert_eq!(
        film["cache-control"],
        "public, max-age=3600, must-revalidate"
    );
}

#[test]
fn a_file_that_changed_after_the_build_never_becomes_an_object() {
    let moto = Moto::start();
    for (path, length) in [("media/note.txt", 10), ("media/film.mp4", 20 << 20)] {
        let bytes = vec![1_u8; length];
        let made = site(&[("index.html", b"index"), (path, &bytes)]);
        let place = locate(made.site.folder(), path);
        let mut changed = bytes.clone();
        changed[length - 1] = 2;
        fs::write(place, changed).expect("changed");
        let rig = InBucket::new(&moto, "");
        let state = tempfile::tempdir().expect("a folder");
        let fault =
            publish(&rig, &made.site, state.path(), Now::at(1_000), None).expect_err("refused");
        assert_eq!(
            fault.to_string(),
            format!(
                "could not bring `s3://{}/{path}`: it was changed after the build; build again; \
                 readers see the old pages; the next run goes on",
                rig.bucket
            )
        );
        assert!(!rig.seen().contains_key(path));
        let uploads = moto
            .ask("GET", &format!("/{}?uploads", rig.bucket), b"")
            .body;
        assert!(!story::holds(&uploads, b"<UploadId>"), "an upload was left");
    }
}

#[test]
fn a_file_that_vanishes_on_the_way_leaves_no_part_of_it() {
    let moto = Moto::start();
    let film = vec![1_u8; 20 << 20];
    let made = Arc::new(site(&[("media/film.mp4", &film)]));
    let place = locate(made.site.folder(), "media/film.mp4");
    let cut: Arc<Mutex<Option<fs::File>>> = Arc::default();
    let hook = Arc::clone(&cut);
    // Shortened when its first part arrives.
    let (rig, _proxy) = spoilt(&moto, move |request| {
        if request.head.starts_with("PUT") && request.head.contains("partNumber=1") {
            shorten(&place, &hook);
        }
        None
    });
    let state = tempfile::tempdir().expect("a folder");
    let fault = publish(&rig, &made.site, state.path(), Now::at(1_000), None).expect_err("refused");
    assert!(matches!(fault, Trouble::World(_)), "{fault}");
    assert!(
        fault.to_string().contains("it was changed after the build"),
        "{fault}"
    );
    assert!(rig.seen().is_empty());
}

fn shorten(place: &Path, kept: &Mutex<Option<fs::File>>) {
    let file = fs::File::options().write(true).open(place).expect("opened");
    file.set_len(1 << 20).expect("shortened");
    *kept.lock().expect("held") = Some(file);
}
