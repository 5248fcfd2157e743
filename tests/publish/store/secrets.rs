//! Owns who is let in and who is trusted: where credentials come from, that they are never shown, and certificates.

use std::fs;
use std::sync::Arc;

use depeche::publish::http;
use depeche::publish::targets::store::{Machine, Settings, Store};
use depeche::publish::{Now, Target, Trouble, private_folder};

use super::super::site::{Made, files};
use super::super::story::{Rig as _, before};
use super::moto::{Moto, SIGNED};
use super::proxy::{Proxy, Request};
use super::{InBucket, machine, settings, through};

const CANARY: &str = "canary-hunter2-secret";
const SESSION: &str = "canary-session-token";

fn open(settings: &Settings, machine: &Machine, state: &std::path::Path) -> Result<Store, Trouble> {
    Store::open(settings, machine, &private_folder(state, "there"))
}

/// Looks at a bucket.
fn look(settings: &Settings, machine: &Machine, made: &Made) -> Result<(), Trouble> {
    let state = tempfile::tempdir().expect("a folder");
    let mut store = open(settings, machine, state.path())?;
    store.look(made.site.written()).map(drop)
}

fn with(variables: &[(&str, &str)]) -> Machine {
    let mut machine = Machine::default();
    for (name, value) in variables {
        machine
            .variables
            .insert((*name).to_owned(), (*value).to_owned());
    }
    machine
}

#[test]
fn no_credential_is_shown_even_if_the_server_repeats_them() {
    let moto = Moto::start();
    let machine = with(&[
        ("AWS_ACCESS_KEY_ID", "canary-key-id"),
        ("AWS_SECRET_ACCESS_KEY", CANARY),
        ("AWS_SESSION_TOKEN", SESSION),
    ]);
    let heard = Arc::new(std::sync::Mutex::new(String::new()));
    let ear = Arc::clone(&heard);
    // A server that repeats all it was sent, as a badly set up one may.
    let refuse = move |request: &Request| {
        ear.lock().expect("held").push_str(&request.head);
        let said = request.head.replace(['<', '&'], "") + CANARY;
        let body = format!(
            "<Error><Code>AccessDenied</Code><Message>{said}</Message><Resource>{said}</Resource></Error>"
        );
        Some(("403 Forbidden", body))
    };
    let proxy = Proxy::before(moto.port, Arc::new(refuse));
    let fault =
        look(&settings(proxy.port, "archive", ""), &machine, &before()).expect_err("refused");
    assert_eq!(
        fault.to_string(),
        "could not read `s3://archive/.depeche/pending`: the credentials do not allow it (AccessDenied); nothing was published"
    );
    let heard = heard.lock().expect("held").clone();
    assert!(
        heard.contains(SESSION),
        "the token was sent, so the server could repeat it"
    );
    assert!(!heard.contains(CANARY), "the secret itself never leaves");
    let shown = format!("{fault} {fault:?} {fault:#?} {machine:?}");
    for secret in [CANARY, SESSION, "canary-key-id"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn without_credentials_it_says_what_to_set() {
    let moto = Moto::start();
    let bucket = moto.bucket();
    let home = tempfile::tempdir().expect("a home");
    let mut machine = with(&[]);
    machine.home = Some(home.path().to_path_buf());
    let fault = look(&settings(moto.port, &bucket, ""), &machine, &before()).expect_err("refused");
    assert_eq!(
        fault.to_string().replace(&bucket, "BUCKET"),
        "could not read `s3://BUCKET/.depeche/pending`: no credentials were found: set `AWS_ACCESS_KEY_ID` and \
         `AWS_SECRET_ACCESS_KEY`, or `AWS_PROFILE` for a profile that holds them or names a `credential_process`; \
         nothing was published"
    );
}

#[cfg(unix)]
#[test]
fn credentials_come_from_a_profile_or_from_its_helper() {
    use std::os::unix::fs::PermissionsExt as _;
    let moto = Moto::start();
    let bucket = moto.bucket();
    let home = tempfile::tempdir().expect("a home");
    let folder = home.path().join(".aws");
    fs::create_dir(&folder).expect("made");
    let helper = home.path().join("helper");
    let answer = r#"{"Version": 1, "AccessKeyId": "from-helper", "SecretAccessKey": "x", "SessionToken": "y"}"#;
    fs::write(&helper, format!("#!/bin/sh\necho '{answer}'\n")).expect("written");
    fs::set_permissions(&helper, fs::Permissions::from_mode(0o700)).expect("set");
    let config = format!(
        "[profile helped]\ncredential_process = {} for me\n",
        helper.display()
    );
    fs::write(folder.join("config"), config).expect("written");
    let file = "[default]\naws_access_key_id = from-file\naws_secret_access_key = x\n";
    fs::write(folder.join("credentials"), file).expect("written");
    for (variables, key) in [
        (&[][..], "Credential=from-file/"),
        (&[("AWS_PROFILE", "helped")][..], "Credential=from-helper/"),
    ] {
        let heard = Arc::new(std::sync::Mutex::new(String::new()));
        let ear = Arc::clone(&heard);
        let listen = move |request: &Request| {
            ear.lock().expect("held").push_str(&request.head);
            None
        };
        let proxy = Proxy::before(moto.port, Arc::new(listen));
        let mut machine = with(variables);
        machine.home = Some(home.path().to_path_buf());
        look(&settings(proxy.port, &bucket, ""), &machine, &before()).expect("looked");
        let heard = heard.lock().expect("held").clone();
        assert!(heard.contains(key), "{heard}");
    }
}

#[test]
fn the_region_of_the_settings_goes_before_that_of_the_machine() {
    let moto = Moto::start();
    let bucket = moto.bucket();
    for (set, signed) in [
        (Some("eu-west-3"), "/eu-west-3/s3/"),
        (None, "/af-south-1/s3/"),
    ] {
        let heard = Arc::new(std::sync::Mutex::new(String::new()));
        let ear = Arc::clone(&heard);
        let listen = move |request: &Request| {
            ear.lock().expect("held").push_str(&request.head);
            None
        };
        let proxy = Proxy::before(moto.port, Arc::new(listen));
        let mut machine = machine();
        machine
            .variables
            .insert("AWS_REGION".into(), "af-south-1".into());
        let mut settings = settings(proxy.port, &bucket, "");
        settings.region = set.map(str::to_owned);
        look(&settings, &machine, &before()).expect("looked");
        let heard = heard.lock().expect("held").clone();
        assert!(heard.contains(signed), "{heard}");
    }
}

#[test]
fn over_https_a_certificate_of_ones_own_is_trusted_if_it_is_named_and_refused_if_not() {
    let made =
        rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned(), "localhost".to_owned()])
            .expect("made");
    let folder = tempfile::tempdir().expect("a folder");
    let (certificate, key) = (folder.path().join("ca.pem"), folder.path().join("key.pem"));
    fs::write(&certificate, made.cert.pem()).expect("written");
    fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    let moto = Moto::start_https(&certificate, &key);
    let mut settings = settings(moto.port, "archive", "site/");
    settings.endpoint = Some(format!("https://127.0.0.1:{}", moto.port));
    let site = before();

    let fault = look(&settings, &machine(), &site)
        .expect_err("refused")
        .to_string();
    assert!(
        fault.starts_with(
            "could not read `s3://archive/site/.depeche/pending`: the store cannot be reached: "
        ),
        "{fault}"
    );
    assert!(
        fault.contains("invalid peer certificate: UnknownIssuer"),
        "{fault}"
    );
    assert!(
        fault.ends_with("; a store with a certificate of its own needs `certificate` in its settings; nothing was published"),
        "{fault}"
    );

    // The bucket is made, and looked into, by a client of the test's own.
    let pem = made.cert.pem();
    let client = http::client(Some(pem.as_bytes())).expect("a client");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let address = |path: &str| format!("https://127.0.0.1:{}/archive{path}", moto.port);
    let made = runtime.block_on(async {
        client
            .put(address(""))
            .header("Authorization", SIGNED)
            .body("")
            .send()
            .await
    });
    assert!(made.expect("asked").status().is_success());
    settings.certificate = Some(pem.into_bytes());
    let state = tempfile::tempdir().expect("a folder");
    let store = open(&settings, &machine(), state.path()).expect("opened");
    through(store, &site.site, state.path(), false).expect("published");
    for (path, bytes) in files(&site.site) {
        let there = async {
            let answer = client
                .get(address(&format!("/site/{path}")))
                .header("Authorization", SIGNED)
                .send()
                .await?;
            answer.bytes().await
        };
        let there = runtime.block_on(there).expect("asked");
        assert!(there == bytes, "{path}");
    }
}

#[test]
fn certificates_that_are_none_are_refused_at_once() {
    let mut settings = settings(1, "archive", "");
    settings.certificate = Some(b"no PEM".to_vec());
    let state = tempfile::tempdir().expect("a folder");
    let fault = open(&settings, &machine(), state.path())
        .err()
        .expect("refused");
    assert_eq!(
        fault.to_string(),
        "could not reach `s3://archive`: the certificates to trust cannot be read as PEM: there is no certificate in it; \
         nothing was published"
    );
}

#[test]
fn what_is_told_to_the_private_folder_stays_out_of_the_bucket() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    let mut target = rig.target(state.path(), None);
    assert_eq!(target.read_private("tombstones.json").expect("read"), None);
    target
        .write_private("tombstones.json", b"{}")
        .expect("written");
    assert_eq!(
        target
            .read_private("tombstones.json")
            .expect("read")
            .as_deref(),
        Some(&b"{}"[..])
    );
    assert!(target.history().expect("asked").is_none());
    target.lock(Now::at(0)).expect("locked");
    target.unlock().expect("unlocked");
    assert!(moto.keys(&rig.bucket).is_empty());
}
