//! Owns the tests of the messages of important faults, each whole, with its exit code and what is left on the disk.

use std::fmt::Write;

use super::harness::Folder;

/// The last line of a build that faults stopped.
const AS_IT_WAS: &str = "error: 1 error; nothing was written, and the site is as it was\n";

#[test]
fn an_unknown_key_is_answered_with_the_nearest() {
    let site = Folder::site().with_article("content/a.md", "Un", "datelin = \"KHARKIV\"\n");
    site.run(&["build"]).code(1).prints("").says(&format!(
        "error[meta/unknown-key]: unknown key `datelin`\n \
         --> content/a.md:4:1\n  \
         |\n\
         4 | datelin = \"KHARKIV\"\n  \
         | ^^^^^^^\n  \
         = help: a key with a similar name exists: `dateline`\n\n{AS_IT_WAS}"
    ));
    assert!(!site.has("public"));
}

#[test]
fn an_unknown_key_of_the_site_is_a_fault_of_the_configuration() {
    let site = Folder::site().with("site.toml", "titel = \"Essai\"\n");
    site.run(&["build"]).code(2).says(&format!(
        "error[config/unknown-key]: unknown key `titel`\n \
         --> site.toml:1:1\n  \
         |\n\
         1 | titel = \"Essai\"\n  \
         | ^^^^^\n  \
         = help: a key with a similar name exists: `title`\n\n{AS_IT_WAS}"
    ));
}

#[test]
fn a_site_file_that_is_no_utf_8_is_a_fault_of_the_configuration() {
    let site = Folder::site().with("site.toml", b"title = \"\xe9t\xe9\"\n".as_slice());
    site.run(&["build"]).code(2).says(&format!(
        "error[config/unreadable]: `site.toml` is not UTF-8\n \
         --> site.toml\n  \
         = help: save it as UTF-8\n\n{AS_IT_WAS}"
    ));
}

#[test]
fn two_articles_at_one_address_are_both_shown() {
    let site = Folder::site()
        .with_article("content/strike.md", "Un", "slug = \"strike\"\n")
        .with_article("content/wire.md", "Deux", "slug = \"strike\"\n");
    site.run(&["build"]).code(1).says(&format!(
        "error[route/collision]: two pages would be written to `2017/10/26/strike.html`\n \
         --> content/wire.md:4:8\n  \
         |\n\
         4 | slug = \"strike\"\n  \
         |        ^^^^^^^^\n \
         ::: content/strike.md:4:8\n  \
         |\n\
         4 | slug = \"strike\"\n  \
         |        -------- is already there\n  \
         = help: change one `slug`, or one alias\n\n{AS_IT_WAS}"
    ));
    let check = site.run(&["check"]).code(1);
    assert!(
        check
            .err
            .ends_with("error: 1 error; a build would write nothing\n"),
        "{}",
        check.err
    );
}

#[test]
fn without_a_site_it_says_where_one_was_looked_for() {
    let folder = Folder::empty();
    for command in [vec!["build"], vec!["check"], vec!["new", "Un"]] {
        folder.run(&command).code(2).prints("").says(
            "error: no `site.toml` in this folder or above it\n\
             help: go to the archive's folder, name it with `--root DIR`, or make a new one with `depeche init DIR`\n",
        );
    }
    folder.run(&["build", "--root", "nowhere"]).code(2).says(
        "error: there is no `site.toml` in `nowhere`\n\
         help: `depeche init DIR` makes a new archive\n",
    );
    let data = folder.run(&["build", "--json"]).code(2).json();
    assert_eq!(data["ok"], false);
    assert_eq!(data["error"], "no `site.toml` in this folder or above it");
}

#[test]
fn a_fault_in_a_template_names_what_there_is() {
    let site = Folder::site()
        .with_article("content/un.md", "Un", "")
        .with_article("content/deux.md", "Deux", "")
        .with(
            "templates/article.html",
            "{% extends \"base.html\" %}\n{% block main %}\n<p>{{ article.author }}</p>\n{% endblock %}\n",
        );
    let ran = site.run(&["build"]).code(1);
    let (before, rest) = ran
        .err
        .split_once("  = note: `article` has ")
        .expect("the names");
    let (names, after) = rest.split_once('\n').expect("a line");
    assert_eq!(
        before,
        "error[template/undefined]: `article.author` is not defined\n \
         --> templates/article.html:3:7\n  |\n\
         3 | <p>{{ article.author }}</p>\n  |       ^^^^^^^^^^^^^^\n"
    );
    assert!(names.contains("`byline`, "), "{names}");
    assert_eq!(
        after,
        format!(
            "  = note: while rendering `2017/10/26/deux.html`, and one other page\n  \
             = help: a near name exists: `article.authors`\n\n{AS_IT_WAS}"
        )
    );
    assert!(!site.has("public"));
}

#[test]
fn an_output_folder_that_is_not_ours_is_left_alone() {
    let site = Folder::site()
        .with_article("content/un.md", "Un", "")
        .with("mine/letter.txt", "mine");
    site.run(&["build", "--output", "mine"]).code(2).says(&format!(
        "error[output/foreign]: the output folder `mine` is not empty, and depeche did not make it\n  \
         = note: nothing was written or removed there\n  \
         = help: name another folder with `--output`, or as `output` in `site.toml`\n\n{AS_IT_WAS}"
    ));
    assert_eq!(site.read("mine/letter.txt"), "mine");
    site.run(&["build", "--output", "content"]).code(2);
}

#[test]
fn a_time_that_is_none_is_refused() {
    let site = Folder::site().at("hier");
    site.run(&["build"]).code(2).prints("").says(
        "error: SOURCE_DATE_EPOCH is `hier`, and must be a number of seconds since 1970\n\
         help: unset it, or set it to a number: `SOURCE_DATE_EPOCH=1509012000`\n",
    );
}

#[test]
fn of_many_faults_of_one_kind_twenty_are_shown() {
    let mut keys = String::new();
    for number in 0..23 {
        writeln!(keys, "cle{number} = 1").expect("written");
    }
    let site = Folder::site().with_article("content/a.md", "Un", &keys);
    let ran = site.run(&["build"]).code(1);
    assert_eq!(ran.err.matches("error[meta/unknown-key]").count(), 20);
    assert!(
        ran.err.ends_with(
            "[meta/unknown-key] and 3 more\n\n\
             error: 23 errors; nothing was written, and the site is as it was\n"
        ),
        "{}",
        ran.err
    );
    let data = site.run(&["build", "--json"]).code(1).json();
    assert_eq!(data["diagnostics"].as_array().map(Vec::len), Some(23));
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_disk_refuses_is_named_and_told_to_machines() {
    let site = Folder::site().with("file", "no folder");
    let ran = site
        .run(&["build", "--output", "file/public", "--json"])
        .code(3);
    let data = ran.json();
    assert_eq!(data["ok"], false);
    let error = data["error"].as_str().expect("a text").to_owned();
    assert!(error.contains("file/public"), "{error}");
    assert_eq!(ran.err, format!("error: {error}\n"));
}

#[test]
fn foreign_words_cannot_steer_the_terminal() {
    let site = Folder::site();
    let ran = site.run(&["explain", "\u{1b}[2Jmeta"]).code(2);
    assert!(!ran.err.contains('\u{1b}'), "{}", ran.err);
    site.write("content/2017/a.txt", "Un \u{1b}[2Jtitre\n\nUn texte assez long pour faire un paragraphe, et sans plus de détours.\n");
    let ran = site.run(&["inspect", "content/2017/a.txt"]).fine();
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
}
