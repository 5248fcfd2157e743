//! Owns the law that nothing withheld leaves (law 3): the site is the one that would be built were the withheld articles not
//! there, and no word of theirs is in the output, in what is said, or in any file that others may read.

use proptest::prelude::*;

use crate::support::world::{CANARY, gif, world};
use crate::support::{Site, all, differences};

proptest! {
    #![proptest_config(crate::config(24))]

    #[test]
    fn a_site_is_the_same_without_its_withheld_articles(world in world()) {
        let whole = Site::with(&world.files());
        let rest = Site::with(&world.public_files());
        match (whole.try_build(), rest.try_build()) {
            (Ok(one), Ok(_)) => {
                let difference = differences(&whole.output(), &rest.output());
                prop_assert!(difference.is_none(), "{}", difference.unwrap_or_default());
                for (path, bytes) in whole.output() {
                    prop_assert!(!holds(path.as_bytes()), "{path}");
                    prop_assert!(!holds(&bytes), "{path}");
                }
                let told = without_paths(&all(&one.warnings));
                prop_assert!(!holds(told.as_bytes()), "{told}");
            }
            (Err(_), Err(_)) => {}
            (one, other) => {
                return Err(TestCaseError::fail(format!(
                    "with: {:?}, without: {:?}",
                    one.map_err(|failure| crate::support::in_words(&failure)).map(|it| it.summary),
                    other.map_err(|failure| crate::support::in_words(&failure)).map(|it| it.summary)
                )));
            }
        }
    }
}

/// A fault in a withheld article names the file, so that it can be mended, and nothing else of it.
fn without_paths(told: &str) -> String {
    let lines = told
        .lines()
        .filter(|line| !line.trim_start().starts_with("--> content/"));
    lines.collect::<Vec<_>>().join("\n")
}

fn holds(bytes: &[u8]) -> bool {
    bytes
        .windows(CANARY.len())
        .any(|part| part == CANARY.as_bytes())
}

/// One article of each kind that is not public, all with the same words in every field, beside a public one that links to
/// them and stands where one of them would stand.
fn site_with_secrets() -> Site {
    let mut site = Site::new().article(
        "2017/pont.md",
        "+++\nheadline = \"Un pont rouvert\"\npublished = 2017-10-26\nid = \"le-pont\"\nrelated = [\"autre-un\"]\n\
         aliases = [\"/ancien.html\"]\n+++\nVoir [ce texte](cache.md) et [cet autre](/2017/10/26/deux.html).\n",
    );
    let kinds = [
        ("un", "status = \"draft\""),
        ("deux", "status = \"withheld\""),
        ("trois", "status = \"retenu\""),
        ("quatre", "status = 7"),
        ("cinq", "embargo = 2199-01-01T00:00:00Z"),
        ("six", "embargo = \"bientôt\""),
        ("sept", "status = \"published\"\nembargo = 2199-01-01"),
    ];
    for (name, line) in kinds {
        site = site
            .article(&format!("2017/{CANARY}-{name}.md"), &secret(name, line))
            .file(&format!("content/2017/{CANARY}-{name}.gif"), gif(1, CANARY));
    }
    site.article(
        &format!("2017/{CANARY}-copie.txt"),
        &format!(
            "Irak: {CANARY} titre\n\nPar {CANARY}\n\nBAGDAD, 26 oct ({CANARY}) - {CANARY} texte.\n"
        ),
    )
    .article(
        &format!("2017/{CANARY}-copie.toml"),
        "status = \"withheld\"\n",
    )
}

fn secret(name: &str, status: &str) -> String {
    format!(
        "+++\nheadline = \"{CANARY} titre {name}\"\nkicker = \"{CANARY}\"\nstandfirst = \"{CANARY}\"\n\
         published = 2017-10-26\nslug = \"pont\"\nid = \"le-pont\"\ntags = [\"{CANARY}\", \"Irak\"]\n\
         places = [\"{CANARY}\"]\npeople = [\"{CANARY}\"]\nbyline = \"{CANARY}\"\ntranslations = \"pont\"\n\
         aliases = [\"/ancien.html\", \"/{CANARY}.html\"]\nrelated = [\"{CANARY} sans suite\"]\n{status}\n\
         media = [{{ file = \"{CANARY}-{name}.gif\", caption = \"{CANARY}\" }}, {{ file = \"{CANARY}-absent.png\" }}]\n\
         [extra]\nnote = \"{CANARY}\"\n+++\n## {CANARY}\n\n{CANARY} [lien]({CANARY}.md) ![{CANARY}]({CANARY}.png)\n"
    )
}

#[test]
fn no_word_of_a_withheld_article_is_in_the_site() {
    let built = site_with_secrets().build();
    for (path, bytes) in &built.output {
        assert!(!holds(path.as_bytes()), "{path}");
        assert!(!holds(bytes), "{path}");
    }
    let pages = built
        .output
        .keys()
        .filter(|path| path.starts_with("2017/10/26/"));
    assert_eq!(pages.count(), 1);
    built
        .expect_page("2017/10/26/pont.html", "Voir ce texte et cet autre.")
        .expect_page("2017/10/26/pont.html", "Un pont rouvert");
}

#[test]
fn no_word_of_a_withheld_article_is_said() {
    let site = site_with_secrets();
    for words in [
        &["build"][..],
        &["build", "--json"],
        &["check"],
        &["check", "--json"],
    ] {
        let ran = site.command(words).output().expect("it runs");
        let told = [ran.stdout, ran.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
        let told = told
            .join("\n")
            .replace(&format!("content/2017/{CANARY}"), "");
        assert!(told.contains("status/unreadable"), "{told}");
        assert!(!told.contains(CANARY), "{words:?}:\n{told}");
    }
}

#[test]
fn a_withheld_article_without_faults_is_not_even_named() {
    let site = Site::new().article(
        &format!("{CANARY}.md"),
        "+++\nheadline = \"a\"\npublished = \"2017\"\nstatus = \"withheld\"\n+++\nTexte.\n",
    );
    for words in [&["build"][..], &["build", "--json"]] {
        let ran = site.command(words).output().expect("it runs");
        assert!(ran.status.success());
        assert!(
            !holds(&ran.stdout) && !holds(&ran.stderr),
            "{:?}",
            String::from_utf8(ran.stderr)
        );
    }
}

#[test]
fn what_is_remembered_lies_where_nobody_else_may_look() {
    let built = site_with_secrets().build();
    let state = built.site.root().join(".depeche");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&state)
            .expect("a folder")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    assert!(state.is_dir());
    // Outside of it and of the sources, nothing holds a word.
    for path in crate::support::files(built.site.root()) {
        let name = path.strip_prefix(built.site.root()).expect("inside");
        let is_own = name.starts_with("content") || name.starts_with(".depeche");
        assert!(
            is_own || !holds(&std::fs::read(&path).expect("read")),
            "{name:?}"
        );
    }
}

#[test]
fn what_is_withdrawn_is_gone_with_the_next_build() {
    let built = Site::new()
        .article("a.md", "+++\nheadline = \"Avant\"\npublished = 2017-10-26\nmedia = [{ file = \"a.gif\" }]\n+++\nTexte.\n")
        .file("content/a.gif", gif(1, "note"))
        .build();
    assert!(built.output.contains_key("media/a.gif"));
    built.site.write("content/a.md", "+++\nheadline = \"Avant\"\npublished = 2017-10-26\nstatus = \"withheld\"\nmedia = [{ file = \"a.gif\" }]\n+++\nTexte.\n");
    built
        .site
        .build()
        .expect_nothing_at("2017/10/26/a.html")
        .expect_nothing_at("media/a.gif")
        .expect_page_without("index.html", "Avant");
}

#[test]
fn an_unreadable_head_says_no_word_of_what_it_withholds() {
    let text = |status: &str| {
        format!("+++\n{status}\nheadline = \"{CANARY}\ntags = [\"{CANARY}\"]\n+++\n{CANARY}\n")
    };
    for status in [
        "status = \"withheld\"",
        "'status'=''",
        "embargo = 1",
        "draft: true",
    ] {
        let said = Site::new().article("a.md", &text(status)).fail();
        assert!(said.contains("error[meta/unreadable]"), "{said}");
        assert!(said.contains("content/a.md:"), "{said}");
        assert!(!said.contains(CANARY), "{said}");
    }
    let shown = Site::new()
        .article("a.md", &text("status = \"published\""))
        .fail();
    assert!(
        shown.contains(CANARY),
        "who hides nothing sees the line: {shown}"
    );
}
