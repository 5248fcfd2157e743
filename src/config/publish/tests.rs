//! Owns the tests of `[publish]`: what is taken, and how each fault is told.

use super::*;
use crate::config::tests;

fn read(text: &str) -> Result<Publish, String> {
    tests::read(text).map(|config| config.publish)
}

#[test]
fn each_kind_of_target_has_its_keys_and_defaults() {
    let publish = read(
        r#"
        [publish]
        sign = "~/keys/archive.key"
        key = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
        [publish.here]
        kind = "directory"
        path = "/srv/archive"
        url = "https://archive.example"
        [publish.server]
        kind = "rsync"
        host = "web@server"
        port = 2222
        path = "archive/"
        keep = 2
        [publish.bucket]
        kind = "s3"
        bucket = "archive"
        endpoint = "https://s3.example/"
        prefix = "/site/"
        [publish.pages]
        kind = "git"
        repository = "git@git.example:us/archive.git"
        [publish.upload]
        kind = "archive"
        path = "archive.tar.zst"
        "#,
    )
    .expect("read");
    assert_eq!(publish.sign.as_deref(), Some("~/keys/archive.key"));
    assert!(publish.key.is_some());
    let kind = |name: &str| publish.targets[name].kind.clone();
    let path = |path: &str| path.to_owned();
    assert_eq!(
        kind("here"),
        TargetKind::Directory {
            path: path("/srv/archive"),
            keep: 5
        }
    );
    assert_eq!(
        publish.targets["here"].url.as_deref(),
        Some("https://archive.example/")
    );
    assert_eq!(
        kind("server"),
        TargetKind::Rsync {
            host: "web@server".into(),
            port: Some(2222),
            path: path("archive"),
            keep: 2,
            ssh_config: None
        }
    );
    assert_eq!(
        kind("bucket"),
        TargetKind::S3 {
            bucket: "archive".into(),
            endpoint: Some("https://s3.example".into()),
            region: None,
            prefix: "site/".into(),
            virtual_host: false,
            certificate: None
        }
    );
    assert_eq!(
        kind("pages"),
        TargetKind::Git {
            repository: "git@git.example:us/archive.git".into(),
            branch: "gh-pages".into(),
            cname: None
        }
    );
    assert_eq!(
        kind("upload"),
        TargetKind::Archive {
            path: path("archive.tar.zst")
        }
    );
}

#[test]
fn a_fault_is_told_with_its_place() {
    assert_eq!(
        read("[publish.here]\nkind = \"directory\"\n").expect_err("refused"),
        "error[config/value]: the target `here` of kind `directory` has no `path`\n \
         --> site.toml:1:10\n  |\n1 | [publish.here]\n  |          ^^^^\n  \
         = help: add `path = \"…\"`: the folder that is to hold the site\n"
    );
}

#[test]
fn what_a_kind_does_not_know_is_refused() {
    for (text, told) in [
        ("kind = \"ftp\"", "`ftp` is no kind of target"),
        (
            "kind = \"directory\"\npath = \"a\"\nbucket = \"b\"",
            "`bucket` means nothing to a target of kind `directory`",
        ),
        (
            "kind = \"archive\"\npath = \"a.zip\"\nkeep = 3",
            "`keep` means nothing to a target of kind `archive`",
        ),
        (
            "kind = \"archive\"\npath = \"a.rar\"",
            "`a.rar` is neither a `.zip` nor a `.tar.zst`",
        ),
        (
            "kind = \"directory\"\npath = \"a\"\nkeep = 0",
            "`keep` is 0",
        ),
        (
            "kind = \"rsync\"\nhost = \"-oProxyCommand=x\"\npath = \"a\"",
            "`-oProxyCommand=x` is no host",
        ),
        (
            "kind = \"rsync\"\nhost = \"h\"\npath = \"a/../b\"",
            "`path` is `a/../b`",
        ),
        (
            "kind = \"git\"\nrepository = \"ext::sh -c x\"",
            "`ext::sh -c x` is no repository",
        ),
        (
            "kind = \"git\"\nrepository = \"a\"\nbranch = \"-x\"",
            "`-x` is no name of a branch",
        ),
        (
            "kind = \"s3\"\nbucket = \"a\"\nprefix = \"a/../b\"",
            "`prefix` is `a/../b`",
        ),
        (
            "kind = \"s3\"\nbucket = \"a\"\nbuckets = \"a\"",
            "unknown key `buckets`",
        ),
    ] {
        let fault = read(&format!("[publish.a]\n{text}\n")).expect_err(text);
        assert!(fault.contains(told), "{fault}");
        assert!(fault.contains("--> site.toml:"), "{fault}");
    }
}

#[test]
fn a_secret_is_refused_and_not_repeated() {
    for text in [
        "kind = \"s3\"\nbucket = \"a\"\nsecret_access_key = \"canary\"",
        "kind = \"s3\"\nbucket = \"a\"\nendpoint = \"https://user:canary@s3.example\"",
        "kind = \"git\"\nrepository = \"https://user:canary@git.example/a.git\"",
        "kind = \"git\"\nrepository = \"https://canary@git.example/a.git\"",
        "kind = \"directory\"\npath = \"a\"\nurl = \"https://user:canary@a.example\"",
    ] {
        let fault = read(&format!("[publish.a]\n{text}\n")).expect_err(text);
        assert!(!fault.contains("canary"), "{fault}");
        assert!(fault.contains("--> site.toml:"), "{fault}");
    }
    assert_eq!(
        read("[publish.a]\nkind = \"s3\"\nbucket = \"a\"\naccess_key_id = \"canary\"\n")
            .expect_err("refused"),
        "error[config/unknown-key]: `access_key_id` would hold a secret, and `site.toml` is no place for one\n \
         --> site.toml:4:1\n  \
         = note: credentials come from the environment, from an agent or from a helper\n  \
         = help: delete it, and if it was ever shared, change the secret where it is used\n"
    );
}

#[test]
fn a_path_is_from_the_site_the_home_or_the_root_of_the_disk() {
    let (root, home) = (Path::new("/site"), Some(Path::new("/home/a")));
    assert_eq!(place(root, home, "out"), Path::new("/site/out"));
    assert_eq!(place(root, home, "/srv/out"), Path::new("/srv/out"));
    assert_eq!(place(root, home, "~/out"), Path::new("/home/a/out"));
}
