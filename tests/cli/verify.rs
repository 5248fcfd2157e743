//! Owns the tests of `depeche verify` and `depeche keygen`: what they say, how they end, and where a secret key may lie.

use serde_json::{Value, json};

use super::copy;
use super::harness::Folder;
use super::host::{Reply, Server};

/// A folder that holds a whole copy.
fn with_copy() -> Folder {
    let folder = Folder::empty();
    copy::write(&folder.path("copie"));
    folder
}

fn root_sum() -> String {
    copy::manifest(&copy::files()).root().to_string()
}

#[test]
fn a_whole_copy_is_told_to_be_whole() {
    let folder = with_copy();
    folder
        .run(&["verify", "copie"])
        .fine()
        .prints("")
        .says(&format!(
            "the manifest is not signed: it can show that a copy is whole, not who made it\n\
         the SHA-256 of its `manifest.sha256` is {}\n\
         `copie` is whole: 7 files are as its manifest says\n",
            root_sum()
        ));
    folder
        .run(&["verify", "copie", "--quiet"])
        .fine()
        .prints("")
        .says("");
}

#[test]
fn what_is_wrong_is_printed_a_line_each() {
    let folder = with_copy();
    folder.write("copie/index.html", "autre");
    folder.write("copie/.DS_Store", "");
    std::fs::remove_file(folder.path("copie/media/carte.svg")).expect("removed");
    folder
        .run(&["verify", "copie"])
        .code(1)
        .prints("foreign   .DS_Store\nchanged   index.html\nmissing   media/carte.svg\n")
        .says(&format!(
            "some foreign files are of the kind that systems leave in folders: .DS_Store, Thumbs.db\n\
             the manifest is not signed: it can show that a copy is whole, not who made it\n\
             the SHA-256 of its `manifest.sha256` is {}\n\
             error: `copie` is not whole: 3 faults\n",
            root_sum()
        ));
}

#[test]
fn a_name_cannot_write_to_the_terminal() {
    let folder = with_copy();
    folder.write("copie/a\u{1b}[2J\nb\u{202e}c", "");
    let ran = folder.run(&["verify", "copie"]).code(1);
    assert_eq!(ran.out, "foreign   a\u{fffd}[2J⏎b\u{fffd}c\n");
}

#[test]
fn machines_get_all_of_it() {
    let folder = with_copy();
    folder.write("copie/index.html", "autre");
    let ran = folder.run(&["verify", "copie", "--json"]).code(1);
    assert_eq!(
        ran.json(),
        json!({
            "ok": false,
            "live": false,
            "manifest": root_sum(),
            "listed": 7,
            "checked": 7,
            "signature": { "state": "none" },
            "faults": [{ "path": "index.html", "what": "changed", "detail": null }],
            "kept_by_host": [],
            "stopped": null,
        })
    );
}

#[test]
fn what_is_no_copy_is_refused() {
    let folder = with_copy().with("site/site.toml", "title = \"Essai\"\n");
    folder.run(&["verify", "site"]).code(2).says(
        "error: there is no `manifest.sha256` in `site`: it is no site that depeche made\n\
         help: this is the archive itself; what is published of it lies in its output folder, `public`\n",
    );
    folder.run(&["verify", "rien"]).code(2).says(
        "error: there is no folder `rien`\n\
         help: name the folder of a copy, or the address of a site: `https://example.org/`\n",
    );
    folder.run(&["verify", "ftp://example.org/"]).code(2).says(
        "error: `ftp://example.org/`: it is no address of a site: write it as `https://example.org/`\n\
         help: name a folder, or an address that begins with `https://`\n",
    );
    folder
        .run(&["verify", "copie", "--sample", "3"])
        .code(2)
        .says(
            "error: `--sample` is for live sites: a folder is always looked at whole\n\
         help: leave it out\n",
        );
    let secret = folder
        .run(&["verify", "https://a:canari@example.org/"])
        .code(2);
    secret.says(
        "error: the address cannot be taken: it holds a name or a password, which have no place in an address\n\
         help: check a copy of the site in a folder\n",
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_no_fault_of_the_copy() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = with_copy();
    let page = folder.path("copie/index.html");
    std::fs::set_permissions(&page, std::fs::Permissions::from_mode(0o000)).expect("set");
    if std::fs::read(&page).is_ok() {
        // Whoever may read anything cannot see this.
        return;
    }
    folder.run(&["verify", "copie"]).code(3);
}

#[test]
fn a_live_site_is_checked_over_tls_with_a_certificate_of_the_environment() {
    let server = Server::tls();
    copy::serve(&server);
    let folder = Folder::empty().with("ca.pem", &server.certificate);
    let verify = |words: &[&str]| {
        let ca = folder.path("ca.pem");
        let words = [&["verify", server.address.as_str()], words].concat();
        folder.run_with(&words, &[("SSL_CERT_FILE", ca.to_str())])
    };
    let whole = verify(&[]).fine().prints("");
    assert!(
        whole
            .err
            .starts_with("files that the manifest does not name cannot be seen on a live site\n"),
        "{}",
        whole.err
    );
    assert!(whole.err.ends_with(&format!(
        "`{}` is whole: 7 files are as its manifest says\n",
        server.address
    )));
    let sample = verify(&["--sample", "1"]).fine();
    assert!(
        sample.err.starts_with("3 of 7 files were looked at\n"),
        "{}",
        sample.err
    );
    assert!(sample.err.ends_with(&format!(
        "no fault was found in `{}`: 3 files are as its manifest says\n",
        server.address
    )));
    server.set("index.html", Reply::of("autre"));
    verify(&[]).code(1).prints("changed   index.html\n");
    let place = server.address.as_str();
    let unknown = folder
        .run_with(&["verify", place], &[("SSL_CERT_FILE", None)])
        .code(3);
    assert!(
        unknown
            .err
            .starts_with(&format!("error: could not read `{place}manifest.sha256`: "))
    );
    let none = folder
        .run_with(&["verify", place], &[("SSL_CERT_FILE", Some("rien.pem"))])
        .code(2);
    assert!(
        none.err
            .starts_with("error: `SSL_CERT_FILE` names `rien.pem`: "),
        "{}",
        none.err
    );
    let bad = folder.path("ca.pem");
    std::fs::write(&bad, "canari").expect("written");
    verify(&[]).code(2).says(
        "error: the certificates to trust cannot be read as PEM: there is no certificate in it\n\
         help: look at the file that `SSL_CERT_FILE` names\n",
    );
}

#[test]
fn a_site_that_has_moved_is_told_with_its_new_address() {
    let server = Server::plain();
    server.set(
        "manifest.sha256",
        Reply::to("https://example.org/manifest.sha256"),
    );
    let place = &server.address;
    Folder::empty().run(&["verify", place]).code(2).says(&format!(
        "error: `{place}manifest.sha256` leads to `https://example.org/manifest.sha256`, which is another site\n\
         help: if that is the site you mean: `depeche verify https://example.org/`\n"
    ));
}

#[test]
fn a_proxy_is_asked_where_the_environment_names_one_and_its_password_is_never_told() {
    let folder = Folder::empty();
    let proxy = Server::plain();
    let with = proxy.address.replace("http://", "http://user:canari@");
    let ran = folder.run_with(
        &["verify", "http://archive.invalid/"],
        &[("http_proxy", Some(&with))],
    );
    let ran = ran.code(2);
    assert!(!ran.err.contains("canari"), "{}", ran.err);
    assert_eq!(proxy.asked(), ["http://archive.invalid/manifest.sha256"]);
    let ran = folder.run_with(
        &["verify", "http://archive.invalid/"],
        &[
            ("HTTPS_PROXY", Some("http://user:canari@[")),
            ("http_proxy", Some(&with)),
        ],
    );
    ran.code(2).says(
        "error: the address of the proxy for `https` cannot be read\nhelp: write it as `http://host:port`\n",
    );
}

/// Makes keys for a person with a home of their own.
fn keys(folder: &Folder, words: &[&str]) -> super::harness::Ran {
    let home = Folder::empty();
    keys_at(&home, folder, words)
}

fn keys_at(home: &Folder, folder: &Folder, words: &[&str]) -> super::harness::Ran {
    let home = home.path("");
    let words = [&["keygen"], words].concat();
    folder.run_with(
        &words,
        &[("HOME", home.to_str()), ("XDG_CONFIG_HOME", None)],
    )
}

#[test]
fn keys_are_made_among_the_settings_under_the_name_of_the_site() {
    let (folder, home) = (Folder::site(), Folder::empty());
    let ran = keys_at(&home, &folder, &[]).fine();
    let secret = home.path(".config/depeche/essai.key");
    let public = home.read(".config/depeche/essai.key.pub");
    let key = public.lines().nth(1).expect("a key");
    assert_eq!(
        ran.out,
        format!("[publish]\nsign = \"~/.config/depeche/essai.key\"\nkey = \"{key}\"\n")
    );
    assert_eq!(
        ran.err,
        format!(
            "the secret key is in `{0}`, the public one in `{0}.pub`\n\
             write the lines above into `site.toml`: the site is signed then, and shows the public key\n\
             keep a copy of the secret key where nobody else can read it: who has it can sign as you\n",
            secret.display()
        )
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &std::path::Path| {
            let found = std::fs::metadata(path).expect("there");
            found.permissions().mode() & 0o777
        };
        assert_eq!(mode(&secret), 0o600);
        assert_eq!(mode(secret.parent().expect("a folder")), 0o700);
    }
    // What was printed is what `site.toml` takes, and nothing is overwritten.
    folder.write(
        "site.toml",
        format!("title = \"Essai\"\nlanguage = \"fr\"\n{}", ran.out),
    );
    folder.run(&["check"]).fine();
    let before = home.read(".config/depeche/essai.key");
    keys_at(&home, &folder, &[]).code(2).says(&format!(
        "error: `{}` exists already; no key was made\n\
         help: keep it, and name another file with `--out FILE`: what a lost key has signed can never be signed so again\n",
        secret.display()
    ));
    assert_eq!(home.read(".config/depeche/essai.key"), before);
}

#[test]
fn machines_get_the_public_key_and_never_the_secret_one() {
    let folder = Folder::empty();
    let ran = keys(&folder, &["--out", "cle", "--json"]).fine();
    let value: Value = ran.json();
    let public = folder.read("cle.pub");
    assert_eq!(value["key"].as_str(), public.lines().nth(1));
    assert_eq!(value["protected"], json!(false));
    let secret = folder.read("cle");
    let secret = secret.lines().nth(1).expect("a key");
    assert!(!ran.out.contains(secret) && !ran.err.contains(secret));
}

#[test]
fn no_secret_key_is_made_where_it_could_come_to_light() {
    let folder = Folder::site();
    folder.write("depot/.git/HEAD", "ref");
    folder.write("ailleurs/manifest.sha256", "");
    for (out, why) in [
        ("a.key", "a site"),
        (".depeche/a.key", "a site"),
        ("static/deep/a.key", "a site"),
    ] {
        let ran = keys(&folder, &["--out", out]).code(2);
        assert!(
            ran.err.contains(&format!("lies in {why}, `")),
            "{}",
            ran.err
        );
        assert!(!folder.has(out));
    }
    let other = Folder::empty()
        .with("depot/.git/HEAD", "ref")
        .with("copie/manifest.sha256", "");
    for (out, why) in [
        ("depot/a/b.key", "a Git repository"),
        ("copie/b.key", "a published copy"),
    ] {
        let ran = keys(&other, &["--out", out]).code(2);
        assert!(
            ran.err.contains(&format!("lies in {why}, `")),
            "{}",
            ran.err
        );
        assert!(!other.has(out));
    }
}

#[test]
fn a_protected_key_takes_its_password_from_the_environment() {
    let folder = Folder::empty();
    let ran = folder.run_with(
        &["keygen", "--out", "cle", "--password"],
        &[("DEPECHE_KEY_PASSWORD", Some("mot-canari"))],
    );
    let ran = ran.fine();
    assert!(
        ran.err.ends_with("to sign, set `DEPECHE_KEY_PASSWORD`\n"),
        "{}",
        ran.err
    );
    let secret = folder.path("cle");
    let sign = |password| depeche::publish::sign::sign(&secret, password, b"a", "b");
    assert!(sign(Some("mot-canari")).is_ok());
    assert!(sign(Some("autre")).is_err() && sign(None).is_err());
    for text in [
        &ran.out,
        &ran.err,
        &folder.read("cle"),
        &folder.read("cle.pub"),
    ] {
        assert!(!text.contains("canari"), "{text}");
    }
}

#[test]
fn a_key_is_given_as_itself_or_as_a_file_and_a_secret_one_is_refused() {
    let folder = with_copy();
    keys(&folder, &["--out", "cle"]).fine();
    let text = std::fs::read(folder.path("copie/manifest.sha256")).expect("read");
    let secret = folder.path("cle");
    let signature = depeche::publish::sign::sign(&secret, None, &text, "Essai").expect("signed");
    folder.write("copie/manifest.sha256.minisig", signature);
    let public = folder.read("cle.pub");
    let line = public.lines().nth(1).expect("a key");
    for key in [line, "cle.pub"] {
        let ran = folder.run(&["verify", "copie", "--key", key]).fine();
        assert!(
            ran.err.starts_with("the manifest is signed with the key "),
            "{}",
            ran.err
        );
        assert!(ran.err.contains(": Essai\n"), "{}", ran.err);
    }
    let ran = folder.run(&["verify", "copie"]).fine();
    assert!(
        ran.err.starts_with("the manifest is signed, but the signature was not checked: `depeche verify copie --key KEY`, "),
        "{}",
        ran.err
    );
    folder.run(&["verify", "copie", "--key", "cle"]).code(2).says(
        "error: `--key` takes a public key, or a file with one: it is a secret key, which nobody but its owner may have; the public one is needed\n\
         help: the site that the copy was made of shows it on its page on how to check a copy\n",
    );
    keys(&folder, &["--out", "autre"]).fine();
    let ran = folder
        .run(&["verify", "copie", "--key", "autre.pub"])
        .code(1);
    assert!(
        ran.out
            .starts_with("unsigned  manifest.sha256.minisig (it was made with the key "),
        "{}",
        ran.out
    );
    std::fs::remove_file(folder.path("copie/manifest.sha256.minisig")).expect("removed");
    folder
        .run(&["verify", "copie", "--key", line])
        .code(1)
        .prints("missing   manifest.sha256.minisig\n");
}
