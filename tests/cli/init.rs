//! Owns the tests of `depeche init`.

use super::harness::Folder;

/// The files of a new archive in a language.
const FILES: &[(&str, [&str; 4])] = &[
    (
        "fr",
        [
            ".gitignore",
            "content/2017/11/premier-article.md",
            "content/a-propos.md",
            "site.toml",
        ],
    ),
    (
        "en",
        [
            ".gitignore",
            "content/2017/11/first-article.md",
            "content/about.md",
            "site.toml",
        ],
    ),
    (
        "ar",
        [
            ".gitignore",
            "content/2017/11/first-article.md",
            "content/about.md",
            "site.toml",
        ],
    ),
];

#[test]
fn a_new_archive_builds_and_checks_at_once_without_a_fault() {
    for (language, files) in FILES {
        let folder = Folder::empty();
        folder.run(&["init", "--language", language]).fine();
        assert_eq!(folder.files(), files, "{language}");
        let built = folder.run(&["build", "--json"]).fine().json();
        assert_eq!(built["diagnostics"], serde_json::json!([]), "{language}");
        assert_eq!(built["summary"]["articles"], 1, "{language}");
        let checked = folder.run(&["check", "--json"]).fine().json();
        assert_eq!(checked["diagnostics"], serde_json::json!([]), "{language}");
        let home = folder.read("public/index.html");
        assert!(home.contains(&format!("lang=\"{language}\"")), "{home}");
        let article = files[1].trim_start_matches("content/2017/11/");
        let page = format!("public/2017/11/22/{}", article.replace(".md", ".html"));
        assert!(folder.has(&page), "{page}");
    }
}

#[test]
fn every_key_that_the_new_site_file_offers_is_one() {
    for (language, _) in FILES {
        let folder = Folder::empty();
        folder.run(&["init", "--language", language]).fine();
        // Lines that state a key or open a table, made silent by `# `.
        let all: String = folder
            .read("site.toml")
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => rest,
                _ => line,
            })
            .map(|line| format!("{line}\n"))
            .collect();
        assert!(all.contains("\nbase_url = "), "{all}");
        assert!(all.contains("\n[defaults]"), "{all}");
        folder.write("site.toml", &all);
        folder.run(&["build"]).fine();
        assert!(folder.has("public/feed.xml"), "{language}");
    }
}

#[test]
fn the_language_is_that_of_the_person() {
    let folder = Folder::empty().in_locale("fr_FR.UTF-8");
    folder.run(&["init"]).fine();
    assert!(folder.read("site.toml").contains("language = \"fr\""));
}

#[test]
fn it_says_what_it_made_and_what_to_do_next() {
    let folder = Folder::empty();
    folder
        .run(&["init", "archive"])
        .fine()
        .prints(
            "archive/site.toml\narchive/content/2017/11/first-article.md\n\
             archive/content/about.md\narchive/.gitignore\n",
        )
        .says(
            "a new archive is ready: `cd archive && depeche build` makes its site, in `public/`\n",
        );
    folder
        .run(&["init"])
        .fine()
        .says("a new archive is ready: `depeche build` makes its site, in `public/`\n");
}

#[test]
fn git_is_told_to_leave_out_what_is_built() {
    let folder = Folder::empty();
    folder.run(&["init"]).fine();
    assert_eq!(
        folder.read(".gitignore"),
        "/public/\n/public-lite/\n/.depeche/\n.*.depeche-stage/\n"
    );
}

#[test]
fn nothing_is_overwritten_and_nothing_is_made_beside_it() {
    let folder = Folder::empty()
        .with("site.toml", "title = \"À moi\"\n")
        .with(".gitignore", "/mine/\n");
    folder.run(&["init"]).code(2).prints("").says(
        "error: `site.toml`, `.gitignore` exist already; nothing was written\n\
         help: move or delete them first: depeche never overwrites a file of yours\n",
    );
    assert_eq!(folder.files(), [".gitignore", "site.toml"]);
    assert_eq!(folder.read("site.toml"), "title = \"À moi\"\n");
}

#[test]
fn files_of_other_names_are_no_hindrance() {
    let folder = Folder::empty().with("README.md", "mine");
    folder.run(&["init"]).fine();
    assert_eq!(folder.read("README.md"), "mine");
    folder.run(&["build"]).fine();
}

#[test]
fn where_the_disk_refuses_one_file_none_is_left() {
    let folder = Folder::empty().with("content", "a file, and no folder");
    let ran = folder.run(&["init"]).code(3);
    assert!(
        ran.err.starts_with("error: could not write `"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("; no file was made\n"), "{}", ran.err);
    assert_eq!(folder.files(), ["content"]);
}

#[test]
fn machines_are_told_too() {
    let folder = Folder::empty();
    let made = folder.run(&["init", "--json", "--quiet"]).fine().says("");
    let made = made.json();
    assert_eq!(made["ok"], true);
    assert_eq!(made["language"], "en");
    assert_eq!(made["files"][0], "site.toml");
    let refused = folder.run(&["init", "--json"]).code(2).json();
    assert_eq!(refused["ok"], false);
}

#[test]
fn the_folder_may_be_named_either_way() {
    let folder = Folder::empty();
    folder.run(&["init", "one"]).fine();
    folder.run(&["--root", "two", "init"]).fine();
    assert!(folder.has("one/site.toml") && folder.has("two/site.toml"));
}

/// The recipes, each with the host's name and its path.
const RECIPES: &[(&str, &str)] = &[
    ("github", ".github/workflows/depeche.yml"),
    ("gitlab", ".gitlab-ci.yml"),
];

#[test]
fn a_new_archive_may_have_a_recipe_for_its_host() {
    for (host, path) in RECIPES {
        let folder = Folder::empty();
        folder.run(&["init", "--ci", host]).fine();
        assert!(folder.has(path) && folder.has("site.toml"), "{host}");
        folder.run(&["build"]).fine();
    }
}

#[test]
fn an_archive_that_is_there_gets_the_recipe_alone() {
    for (host, path) in RECIPES {
        let folder = Folder::empty().with("site.toml", "title = \"À moi\"\n");
        folder
            .run(&["init", "--ci", host])
            .fine()
            .prints(&format!("{path}\n"))
            .says(
                "state in it where depeche comes from, then commit it; its first lines say how\n",
            );
        assert_eq!(folder.files(), [*path, "site.toml"]);
        assert_eq!(folder.read("site.toml"), "title = \"À moi\"\n");
        folder.run(&["init", "--ci", host]).code(2).says(&format!(
            "error: `{path}` exists already; nothing was written\n\
             help: move or delete it first: depeche never overwrites a file of yours\n"
        ));
        folder
            .run(&["init", "--ci", host, "--language", "fr"])
            .code(2)
            .says(
                "error: `.` is an archive already, with a language of its own\n\
                 help: leave `--language` out: the recipe is the same in all languages\n",
            );
    }
}

#[test]
fn where_a_recipe_is_there_no_archive_is_made_over_it() {
    for (host, path) in RECIPES {
        let folder = Folder::empty().with(path, "mine\n");
        folder.run(&["init", "--ci", host]).code(2);
        assert_eq!(folder.files(), [*path]);
        assert_eq!(folder.read(path), "mine\n");
    }
}

/// A YAML text as its events: whatever a parser takes offence at fails.
fn yaml(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for event in granit_parser::Parser::new_from_str(text) {
        let (event, _) = event.expect("YAML");
        if let granit_parser::Event::Scalar(word, ..) = event {
            words.push(word.to_string());
        }
    }
    words
}

#[test]
fn recipes_are_yaml_and_grant_no_more_than_they_need() {
    let text = |at: usize| {
        let (host, path) = RECIPES[at];
        let folder = Folder::empty();
        folder.run(&["init", "--ci", host]).fine();
        folder.read(path)
    };
    let github = yaml(&text(0));
    let after = |word: &str| -> Vec<&str> {
        let at = github.iter().zip(github.iter().skip(1));
        at.filter(|(one, _)| *one == word)
            .map(|(_, next)| next.as_str())
            .collect()
    };
    assert_eq!(after("contents"), ["read"]);
    assert_eq!(after("pages"), ["write"]);
    assert_eq!(after("id-token"), ["write"]);
    let granted = github.iter().filter(|word| *word == "write");
    assert_eq!(granted.count(), 2);
    assert_eq!(after("include-hidden-files"), ["true"]);
    assert_eq!(after("persist-credentials"), ["false"]);
    assert_eq!(after("cron"), ["17 * * * *"]);
    for action in after("uses") {
        let (name, version) = action.split_once('@').expect("a version");
        let major = version.strip_prefix('v').expect("a version");
        assert!(name.starts_with("actions/"), "{action}");
        assert!(major.bytes().all(|byte| byte.is_ascii_digit()), "{action}");
    }
    let gitlab = yaml(&text(1));
    let publishes = |pair: &[String]| pair == ["publish".to_owned(), "public".to_owned()];
    assert!(gitlab.windows(2).any(publishes), "{gitlab:?}");
}
