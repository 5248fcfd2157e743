//! Owns the tests of `depeche publish` as a command: the plan that it shows, who has to agree, what it leaves, and its exit codes.
//! What each kind of target does is tested in `tests/publish.rs`.

use std::collections::BTreeMap;
use std::fs;

use serde_json::json;

use super::harness::{Folder, Ran};
use super::host::{Reply, Server};

const HERE: &str =
    "title = \"Essai\"\nlanguage = \"fr\"\n[publish.here]\nkind = \"directory\"\npath = \"live\"\n";
const WITNESS: &str = "2017/10/26/temoin.html";

/// A site with two articles and a target.
fn site() -> Folder {
    Folder::empty()
        .with("site.toml", HERE)
        .with_article("content/temoin.md", "Layla de Rawa témoigne", "")
        .with_article("content/pont.md", "Le pont", "")
}

/// Every file below a folder of it, links followed.
fn tree(site: &Folder, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let top = site.path(folder);
    let mut files = BTreeMap::new();
    let mut left = vec![top.clone()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(&top).expect("within").to_string_lossy();
                files.insert(name.into_owned(), fs::read(&path).expect("read"));
            }
        }
    }
    files
}

/// What standard error says after the build's own line.
fn after_build(ran: &Ran) -> &str {
    let built = ran.err.find("article").expect("a line of the build");
    ran.err[built..].split_once('\n').expect("a line").1
}

#[test]
fn a_plan_is_shown_then_applied_and_the_target_is_the_output() {
    let site = site();
    let shown = site.run(&["publish", "--dry-run"]).fine();
    assert!(!site.has("live"), "a dry run leaves nothing");
    let first = shown.out.lines().next().expect("a line");
    assert!(
        first.starts_with("plan ") && first.ends_with(" for `here`, the folder live"),
        "{first}"
    );
    assert!(shown.out.contains("\nPages\n  + "), "{}", shown.out);
    assert!(
        shown.out.contains(&format!("  + {WITNESS} (")),
        "{}",
        shown.out
    );
    let done = site.run(&["publish", "here", "--yes"]).fine();
    assert_eq!(done.out, shown.out, "the same plan");
    assert!(
        after_build(&done).starts_with("published to `here`: "),
        "{}",
        done.err
    );
    assert_eq!(tree(&site, "live/current"), tree(&site, "public"));
    let again = site.run(&["publish", "--yes"]).fine();
    assert_eq!(after_build(&again), "`here` has this very site already\n");
}

#[test]
fn nothing_is_published_that_nobody_agreed_to() {
    let site = site();
    let hash = site.run(&["publish", "--dry-run", "--json"]).fine().json()["hash"].clone();
    let hash = hash.as_str().expect("a hash");
    let refused = site.run(&["publish"]).code(2);
    assert_eq!(
        after_build(&refused),
        format!(
            "error[publish/consent]: nobody is there to agree to the plan\n  \
             = help: say so: `--yes`, or `--yes --plan {hash}` for this very plan\n\n\
             error: 1 error; nothing was published\n"
        )
    );
    let other = site
        .run(&["publish", "--yes", "--plan", "0123456789abcdef"])
        .code(2);
    assert_eq!(
        after_build(&other),
        format!(
            "error[publish/plan]: the plan is `{hash}` now, and `0123456789abcdef` was agreed to\n  \
             = help: look at the plan that is shown, and agree to that one\n\n\
             error: 1 error; nothing was published\n"
        )
    );
    assert!(!site.has("live"));
    site.run(&["publish", "--yes", "--plan", hash]).fine();
    assert!(site.has("live/current/index.html"));
}

#[test]
fn what_is_withdrawn_goes_first_and_from_everywhere_and_does_not_come_back() {
    let site = site();
    site.run(&["publish", "--yes"]).fine();
    let first = site.run(&["publish", "--history"]).fine().out;
    site.write(
        "content/pont.md",
        "+++\nheadline = \"Le pont neuf\"\npublished = 2017-10-26\n+++\nTexte.\n",
    );
    site.run(&["publish", "--yes"]).fine();
    site.write_article(
        "content/temoin.md",
        "Layla de Rawa témoigne",
        "status = \"withheld\"\n",
    );
    let done = site.run(&["publish", "--yes"]).fine();
    assert!(
        done.out
            .contains(&format!("\nFirst: what is taken down\n  - {WITNESS} (")),
        "{}",
        done.out
    );
    for (path, bytes) in tree(&site, "live") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Layla"), "{path}");
    }
    assert_eq!(tree(&site, "live/current"), tree(&site, "public"));
    let releases = site.run(&["publish", "--history"]).fine().out;
    assert_eq!(
        releases.lines().count(),
        1,
        "older releases named her: {releases}"
    );

    let gone = first.trim_start_matches(['*', ' ']).trim();
    let refused = site.run(&["publish", "here", "--rollback", gone]).code(2);
    let told = format!(
        "error[publish/taken-down]: release `{gone}` is not kept: something was taken down since\n"
    );
    assert!(refused.err.starts_with(&told), "{}", refused.err);
    site.run(&["publish", "here", "--rollback", "000099"])
        .code(2)
        .says(
            "error[publish/release]: the target `here` keeps no release with the id `000099`\n  \
         = help: `depeche publish here --history` lists them\n\n\
         error: 1 error; nothing was published\n",
        );

    site.write_article("content/temoin.md", "Layla de Rawa témoigne", "");
    let back = site.run(&["publish", "--yes"]).code(2);
    assert!(
        back.err.contains(&format!(
            "error[publish/taken-down]: `{WITNESS}` was taken down from `here`"
        )),
        "{}",
        back.err
    );
    assert!(!site.has(&format!("live/current/{WITNESS}")));
    site.run(&["publish", "--yes", "--reinstate"]).fine();
    assert!(site.has(&format!("live/current/{WITNESS}")));
}

#[test]
fn a_kept_release_is_shown_again() {
    let site = site();
    site.run(&["publish", "--yes"]).fine();
    let before = tree(&site, "live/current");
    site.write(
        "content/pont.md",
        "+++\nheadline = \"Le pont neuf\"\npublished = 2017-10-26\n+++\nTexte.\n",
    );
    site.run(&["publish", "--yes"]).fine();
    assert_ne!(tree(&site, "live/current"), before);
    let releases = site.run(&["publish", "--history"]).fine().out;
    let (one, two) = releases.split_once('\n').expect("two releases");
    assert!(
        one.starts_with("  000001-") && two.starts_with("* 000002-"),
        "{releases}"
    );
    let back = site.run(&["publish", "here", "--rollback"]).fine();
    assert!(
        back.err
            .starts_with(&format!("`here` shows release `{}` again\n", one.trim())),
        "{}",
        back.err
    );
    assert_eq!(tree(&site, "live/current"), before);
    site.run(&["publish", "--yes"]).fine();
    assert_eq!(tree(&site, "live/current"), tree(&site, "public"));
}

#[test]
fn an_empty_site_does_not_replace_one_with_articles() {
    let site = site();
    site.run(&["publish", "--yes"]).fine();
    fs::remove_dir_all(site.path("content")).expect("gone");
    fs::create_dir(site.path("content")).expect("made");
    let refused = site.run(&["publish", "--yes"]).code(2);
    assert!(
        refused
            .err
            .contains("error[publish/empty]: the site has no article any more, and `here` has 2\n"),
        "{}",
        refused.err
    );
    assert!(site.has(&format!("live/current/{WITNESS}")));
    site.run(&["publish", "--yes", "--allow-removals", "2"])
        .fine();
    assert!(!site.has(&format!("live/current/{WITNESS}")));
}

#[test]
fn a_target_has_to_be_there_and_to_be_named_where_there_are_several() {
    let none = Folder::site().with_article("content/a.md", "Un", "");
    none.run(&["publish"]).code(2).says(
        "error[publish/target]: `site.toml` has no target to publish to\n  \
         = help: add one: `[publish.here]`, and below it `kind = \"directory\"` and `path = \"…\"`\n\n\
         error: 1 error; nothing was published\n",
    );
    let several = site();
    several.write(
        "site.toml",
        format!("{HERE}[publish.file]\nkind = \"archive\"\npath = \"a.zip\"\n"),
    );
    several.run(&["publish"]).code(2).says(
        "error[publish/target]: there are several targets\n  \
         = help: name one of `file`, `here`: `depeche publish NAME`\n\n\
         error: 1 error; nothing was published\n",
    );
    several.run(&["publish", "ther"]).code(2).says(
        "error[publish/target]: there is no target `ther`\n  \
         = help: name one of `file`, `here`, or add `[publish.ther]` to `site.toml`\n\n\
         error: 1 error; nothing was published\n",
    );
    several.run(&["publish", "file", "--yes"]).fine();
    several.run(&["publish", "file", "--history"]).code(2).says(
        "error[publish/release]: the target `file` keeps no releases\n  \
         = help: targets of the kinds `directory` and `rsync` do; for the others, build an older state of the archive and publish it\n\n\
         error: 1 error; nothing was published\n",
    );
    assert!(several.has("a.zip"));
}

#[test]
fn faults_of_content_stop_it_and_warnings_do_not() {
    let site = site();
    site.write_article(
        "content/pont.md",
        "Le pont",
        "language = \"fr\"\nrelated = [\"nobody\"]\n",
    );
    site.run(&["publish", "--yes"]).fine();
    let before = tree(&site, "live/current");
    site.write("content/pont.md", "+++\nheadlin = 3\n+++\n");
    site.run(&["publish", "--yes"]).code(1);
    assert_eq!(tree(&site, "live/current"), before);
}

#[test]
fn a_protected_key_asks_for_its_password_by_name() {
    let site = site();
    site.write(
        "site.toml",
        HERE.replace(
            "[publish.here]",
            "[publish]\nsign = \"none.key\"\n[publish.here]",
        ),
    );
    let refused = site.run(&["publish", "--yes"]).code(3);
    assert!(refused.err.contains("none.key"), "{}", refused.err);
    site.write("none.key", "no key\n");
    let refused = site.run(&["publish", "--yes"]).code(2);
    assert!(
        refused.err.contains("error[publish/key]: "),
        "{}",
        refused.err
    );
    assert!(!site.has("live"));
}

#[test]
fn the_public_address_is_looked_at_and_what_it_still_shows_is_told() {
    let site = site();
    let server = Server::plain();
    let url = format!("path = \"live\"\nurl = \"{}\"", server.address);
    site.write("site.toml", HERE.replace("path = \"live\"", &url));
    let serve = |site: &Folder| {
        for (path, bytes) in tree(site, "live/current") {
            server.set(&path, Reply::of(bytes));
        }
    };
    site.run(&["build"]).fine();
    for (path, bytes) in tree(&site, "public") {
        server.set(&path, Reply::of(bytes));
    }
    let done = site.run(&["publish", "--yes"]).fine();
    assert!(
        done.err
            .ends_with(" is whole: 22 files are as its manifest says\n"),
        "{}",
        done.err
    );
    site.write_article(
        "content/temoin.md",
        "Layla de Rawa témoigne",
        "status = \"withheld\"\n",
    );
    let stale = site.run(&["publish", "--yes", "--json"]).code(1).json();
    assert_eq!(stale["public"]["ok"], false);
    let faults = stale["public"]["faults"].as_array().expect("faults");
    let shown = json!({
        "path": WITNESS,
        "what": "shown",
        "detail": "it was removed, and the host still answers 200",
    });
    assert!(faults.contains(&shown), "{faults:#?}");
    server.remove(WITNESS);
    serve(&site);
    site.run(&["publish", "--yes"]).fine();
    assert!(
        !site.has(&format!("live/current/{WITNESS}")),
        "and it stays withdrawn"
    );
}
