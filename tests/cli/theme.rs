//! Owns the tests of `depeche theme`.

use super::harness::Folder;

#[test]
fn the_list_names_every_file_once() {
    let list = Folder::empty().run(&["theme"]).fine().says("").out;
    let mut lines: Vec<&str> = list.lines().collect();
    for file in ["templates/article.html", "static/style.css", "i18n/fr.ftl"] {
        assert!(lines.contains(&file), "{list}");
    }
    let count = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), count);
}

#[test]
fn a_copied_file_takes_the_place_of_the_built_in_one() {
    let site = Folder::site().with_article("content/un.md", "Un", "");
    site.run(&["theme", "templates/404.html", "./static/style.css"])
        .fine()
        .prints("templates/404.html\nstatic/style.css\n")
        .says("the site's own files are used from the next build on; delete one to have the built-in file again\n");
    site.run(&["build"]).fine();
    let before = site.read("public/style.css");
    assert_eq!(site.read("static/style.css"), before);
    site.write("static/style.css", "body { color: black }\n");
    site.run(&["build"]).fine();
    assert_eq!(site.read("public/style.css"), "body { color: black }\n");
}

#[test]
fn machines_see_which_files_the_site_has_of_its_own() {
    let overridden = |ran: serde_json::Value, path: &str| {
        let files = ran["files"].as_array().expect("a list").clone();
        let file = files.into_iter().find(|file| file["path"] == path);
        file.expect(path)["overridden"].clone()
    };
    let site = Folder::site().with("i18n/fr.ftl", "");
    let list = site.run_in("i18n", &["theme", "--json"]).fine().json();
    assert_eq!(overridden(list.clone(), "i18n/fr.ftl"), true);
    assert_eq!(overridden(list, "i18n/en.ftl"), false);
    let nowhere = Folder::empty().run(&["theme", "--json"]).fine().json();
    assert_eq!(overridden(nowhere, "i18n/fr.ftl"), serde_json::Value::Null);
}

#[test]
fn where_one_file_exists_none_is_copied() {
    let site = Folder::site().with("static/style.css", "mine");
    site.run(&["theme", "templates/base.html", "static/style.css"])
        .code(2)
        .prints("")
        .says(
            "error: `static/style.css` exists already; nothing was written\n\
             help: move or delete it first: depeche never overwrites a file of yours\n",
        );
    assert_eq!(site.files(), ["site.toml", "static/style.css"]);
    assert_eq!(site.read("static/style.css"), "mine");
}

#[test]
fn a_name_that_is_none_is_answered_with_the_nearest() {
    let site = Folder::site();
    for (name, help) in [
        ("article.html", "did you mean `templates/article.html`?"),
        (
            "templates/artcle.html",
            "did you mean `templates/article.html`?",
        ),
        ("../../etc/passwd", "`depeche theme` lists its files"),
    ] {
        site.run(&["theme", "static/style.css", name]).code(2).says(&format!(
            "error: the built-in theme has no file `{name}`; nothing was written\nhelp: {help}\n"
        ));
    }
    assert_eq!(site.files(), ["site.toml"]);
}

#[test]
fn to_copy_there_must_be_a_site() {
    Folder::empty().run(&["theme", "static/style.css"]).code(2);
}
