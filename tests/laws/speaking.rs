//! Owns the law that a fault in the user's files is told, all of them at once, and leaves the site as it was (laws 4 and 7),
//! on whole sites.

use depeche::pipeline::Task;

use crate::support::{Site, all, fingerprints, in_words};

const FINE: &str =
    "+++\nheadline = \"Un pont rouvert\"\npublished = 2017-10-26\n+++\nLe pont est rouvert.\n";

#[test]
fn an_article_becomes_a_page() {
    Site::new()
        .article("2017/10/a.md", FINE)
        .build()
        .expect_page("2017/10/26/a.html", "Un pont rouvert")
        .expect_page("index.html", "2017/10/26/a.html")
        .expect_silence();
}

#[test]
fn a_fault_leaves_the_site_as_it_was() {
    let faults = [
        (
            "content/b.md",
            "+++\nheadlin = \"Une faute\"\n+++\n",
            "meta/unknown-key",
        ),
        (
            "content/b.md",
            "+++\nheadline = \"Une faute\n+++\n",
            "meta/unreadable",
        ),
        ("content/b.md", "---\nheadline: Sans fin\n", "meta/unclosed"),
        ("content/b.md", "+++\nslug = \"../b\"\n+++\n", "meta/path"),
        ("content/deux/a.md", FINE, "route/collision"),
        ("static/index.html", "<p>Une page</p>", "static"),
        ("static/manifest/a.css", "", "route/reserved"),
        ("static/manifest.sha256", "", "route/reserved"),
        (
            "templates/home.html",
            "{{ site.titel }}",
            "template/undefined",
        ),
        ("templates/home.html", "{% if %}", "template/syntax"),
        ("i18n/fr.ftl", "= rien", "strings/unreadable"),
        ("content/b.gif", "GIF89a", "media/"),
    ];
    for (path, text, code) in faults {
        let built = Site::new().article("a.md", FINE).build();
        let site = built.site;
        let before = (site.output(), fingerprints(&site.public()));
        site.write(path, text);
        if path.ends_with(".gif") {
            let shown =
                "+++\npublished = 2017-10-27\nmedia = [{ file = \"b.gif\" }]\n+++\nTexte.\n";
            site.write("content/c.md", shown);
        }
        let said = site.fail();
        assert!(said.contains(code), "{path}: {said}");
        assert!(said.contains(path), "{path}: {said}");
        assert_eq!(
            before,
            (site.output(), fingerprints(&site.public())),
            "{path}"
        );
        let left: Vec<_> = std::fs::read_dir(site.root()).expect("a folder").collect();
        let names: Vec<_> = left
            .iter()
            .flatten()
            .map(std::fs::DirEntry::file_name)
            .collect();
        let ours = |name: &std::ffi::OsString| name.to_string_lossy().contains("public");
        assert_eq!(
            names.iter().filter(|name| ours(name)).count(),
            1,
            "{names:?}"
        );
    }
}

#[test]
fn all_faults_of_a_run_are_told_in_their_order() {
    let said = Site::new()
        .article("b.md", "+++\ntags = 3\nplace = 1\n+++\n")
        .article("a.md", "+++\npublished = \"hier\"\n+++\n")
        .fail();
    let at = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("no {words} in {said}"))
    };
    assert!(at("content/a.md:2") < at("content/b.md:2"));
    assert!(at("content/b.md:2") < at("content/b.md:3"));
}

#[test]
fn a_first_build_with_a_fault_leaves_nothing() {
    let site = Site::new().article("a.md", "+++\nlanguage = \"xx-yy-zz-aa\"\n+++\n");
    site.fail();
    assert!(!site.public().exists());
}

#[test]
fn each_of_several_links_without_a_target_is_told_by_its_own_line() {
    let copy = "Irak: Un titre assez long\n\nBAGDAD, 26 oct (Agence) - Un début de texte, selon la mairie.\n\n\
                >> A lire aussi : Un premier texte absent\n\nUn paragraphe de plus, assez long.\n\n\
                >> A lire aussi : Un second texte absent\n";
    let list = "+++\nheadline = \"a\"\npublished = 2017-10-26\nrelated = [\n  \"un-absent\",\n  \"deux-absent\",\n]\n+++\nTexte.\n";
    for (name, text, lines) in [
        ("2017-10-26-copie.txt", copy, [5, 9]),
        ("a.md", list, [5, 6]),
    ] {
        let site = Site::new().article(name, text);
        let outcome = site.run(Task::Check).expect("nothing stops it");
        let said = all(&outcome.warnings);
        for line in lines {
            assert!(said.contains(&format!("content/{name}:{line}:")), "{said}");
        }
        site.build().expect_silence();
    }
}

#[test]
fn what_may_not_be_published_of_the_files_beside_an_article_is_told() {
    let with = |file: &str| {
        format!("+++\nheadline = \"Une vue\"\npublished = 2017-10-26\n+++\n![Une vue]({file})\n")
    };
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (file, bytes, code) in [
        ("absent.jpg", None, "media/missing"),
        ("vue.heic", Some(&heic[..]), "media/refused"),
        ("vue.jpg", Some(&b"\xFF\xD8\xFF\xE0\0"[..]), "media/broken"),
    ] {
        let mut site = Site::new().article("a.md", &with(file));
        if let Some(bytes) = bytes {
            site = site.file(&format!("content/{file}"), bytes);
        }
        let said = match site.run(Task::Build) {
            Ok(outcome) => all(&outcome.warnings),
            Err(failure) => in_words(&failure),
        };
        assert!(said.contains(code), "{file}: {said}");
        assert!(said.contains(file), "{file}: {said}");
    }
}

#[test]
fn a_check_finds_what_a_template_lets_out_or_leaves_out() {
    let hidden =
        "+++\nheadline = \"Un nom\"\npublished = 2017-10-27\nstatus = \"withheld\"\n+++\nTexte.\n";
    let page = "<!DOCTYPE html>\n<html><head><title>x</title></head><body>{{ article.headline }} LEAK</body></html>\n";
    for (leak, code) in [
        ("2017-10-27-cache", "check/leak"),
        ("rien", "check/accessibility"),
    ] {
        let site = Site::new()
            .article("a.md", FINE)
            .article("cache.md", hidden)
            .file("templates/article.html", page.replace("LEAK", leak));
        let said = match site.run(Task::Check) {
            Ok(outcome) => all(&outcome.warnings),
            Err(failure) => in_words(&failure),
        };
        assert!(said.contains(code), "{said}");
        assert!(!said.contains("Un nom"), "{said}");
    }
}
