//! Owns the tests of the check of a copy, by way of the library: whatever was done to a folder or by a host is named, nothing
//! is followed that leads away, no host can make a check run or grow without end, and what a site's own page says of it works.

#[path = "../support/copy.rs"]
mod copy;
mod folder;
#[path = "../support/host.rs"]
mod host;
mod hostile;
mod live;
mod page;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use depeche::output::ROOT;
use depeche::publish::http::client;
use depeche::publish::sign::{self, Key};
use depeche::publish::verify::{
    Address, Finding, Host, Limits, NoCopy, Report, folder as check, live as look_at,
};
use host::Server;
use tempfile::TempDir;

/// Each thing that was found: a word, a path, and what there is to say.
fn told(report: &Report) -> Vec<String> {
    let line = |finding: &Finding| {
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
    check(copy.path(), None, &()).expect("a report")
}

const LIST: &str = "manifest/2017.sha256";
const ARTICLE: &str = "2017/10/26/al-qaim.html";

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

/// Limits that a test can wait for.
const QUICK: Limits = Limits {
    root: 64 << 10,
    lists: 64 << 10,
    file: 256 << 10,
    tries: 3,
    pause: Duration::from_millis(5),
    silence: Duration::from_millis(300),
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
    look_at(&host, key, sample, &())
}

fn served(change: impl FnOnce(&Server)) -> Report {
    let server = Server::plain();
    copy::serve(&server);
    change(&server);
    look(&server, None, None).expect("a report")
}
