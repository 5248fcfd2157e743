//! Folders written for other generators.

use super::*;
use crate::diag::Severity;
use crate::model::Kind;

#[test]
fn jekyll_posts_are_read() {
    let text = "---\nlayout: post\ntitle: \"Un pont: rouvert\"\ndate: 2018-05-07 20:34\ncategories: [Irak]\ntags: ponts, fleuve\nauthor: {name: Nour Haddad}\nexcerpt: Trois ans après.\nredirect_from: /vieux/pont/\npublished: true\nimage: a.jpg\n---\nTexte.\n";
    let post = foreign("_posts/2018/2018-05-08-pont.md", text);
    assert_eq!(post.said(), "");
    let article = post.article();
    assert_eq!(article.headline, "Un pont: rouvert");
    assert_eq!(article.id.as_str(), "2018-05-07-pont");
    assert_eq!(article.tags, ["Irak", "ponts", "fleuve"]);
    assert_eq!(
        article.byline.map(|byline| byline.verbatim).as_deref(),
        Some("Nour Haddad")
    );
    assert_eq!(
        article.standfirst.map(|lead| lead.text).as_deref(),
        Some("Trois ans après.")
    );
    assert_eq!(article.aliases, ["/vieux/pont/"]);
    assert_eq!(article.visibility.status, Status::Published);
    assert_eq!(
        article.extra.0.keys().collect::<Vec<_>>(),
        ["layout", "image"]
    );
}

#[test]
fn zola_pages_are_read() {
    let text = "+++\ntitle = 'Un pont'\npath = 'dedans/2018/07/27/le-pont'\nauthors = ['Nour', 'Ali']\naliases = ['2018/07/27/pont.html']\n[taxonomies]\ntags = ['a']\nplaces = ['Rawa']\nseries = ['s']\n[extra]\nteam = 'x'\n+++\nTexte.\n";
    let page = foreign("pont.md", text);
    assert_eq!(page.said(), "");
    let article = page.article();
    assert_eq!(article.id.as_str(), "2018-07-27-le-pont");
    assert_eq!(
        article.aliases,
        ["/dedans/2018/07/27/le-pont", "/2018/07/27/pont.html"]
    );
    assert_eq!(
        article.byline.map(|byline| byline.people),
        Some(vec!["Nour".into(), "Ali".into()])
    );
    assert_eq!(
        (article.tags.as_slice(), article.places[0].name.as_str()),
        (["a".to_owned()].as_slice(), "Rawa")
    );
    assert_eq!(
        serde_json::to_string(&article.extra).expect("json"),
        r#"{"taxonomies":{"series":["s"]},"team":"x"}"#
    );
}

#[test]
fn hugo_bundles_sections_and_languages_are_read() {
    let text =
        "---\ntitle: Un pont\ndate: 2018-05-07\npublishDate: 2030-01-01T00:00:00Z\n---\nTexte.\n";
    let bundle = foreign("posts/pont/index.md", text).article();
    assert_eq!(bundle.slug.as_str(), "pont");
    assert!(
        bundle.visibility.embargo.is_some(),
        "not before its publishDate"
    );
    let section = foreign("posts/_index.md", "---\ntitle: Textes\n---\n").article();
    assert_eq!((section.kind, section.slug.as_str()), (Kind::Page, "posts"));
    let arabic = foreign("posts/pont.ar.md", text).article();
    assert_eq!(
        (arabic.language.as_str(), arabic.slug.as_str()),
        ("ar", "pont-ar")
    );
    assert_eq!(
        foreign("README.md", "# Un dossier\n").article().kind,
        Kind::Page
    );
}

#[test]
fn broken_dates_fall_back_to_the_file_name_with_a_warning() {
    for date in [
        "-001-11-30T00:00:00+00:00",
        "2019-13-45",
        "0000-00-00",
        "05/07/2018",
    ] {
        let text = format!("---\ntitle: a\ndate: {date}\n---\n");
        let post = foreign("_posts/2018-05-07-pont.md", &text);
        let article = post.article();
        assert_eq!(
            article.published.map(|date| date.to_string()).as_deref(),
            Some("2018-05-07"),
            "{date}"
        );
        assert_eq!(
            article
                .extra
                .0
                .get("published")
                .and_then(|kept| kept.as_str()),
            Some(date)
        );
        assert_eq!(post.parsed().diagnostics.warnings(), 1);
    }
    let text = "---\ntitle: a\ndate: 2019-13-45\n---\n";
    insta::assert_snapshot!(foreign("_posts/2018-05-07-pont.md", text).said(), @r#"
    warning[meta/date]: `published` is not a date
     --> content/_posts/2018-05-07-pont.md:3:7
      |
    3 | date: 2019-13-45
      |       ^^^^^^^^^^ no date that can be read
      = note: it is not an EDTF date: invalid EDTF at offset 5: month must be 01-12 or a sub-year code 21-41
      = help: write `2017-10-26`, `2017-10`, `2017`, or `2017-10~` for about then
    "#);
}

#[test]
fn broken_yaml_of_others_is_read_line_by_line_with_a_warning() {
    let text = "---\ntitle: Irak: un pont\n\ttags: ponts\ndate: 2018-05-07\n---\nTexte.\n";
    let post = foreign("a.md", text);
    assert_eq!(post.article().headline, "Irak: un pont");
    assert_eq!(post.article().tags, ["ponts"]);
    assert_eq!(post.status(), Status::Published);
    insta::assert_snapshot!(post.said(), @r#"
    warning[meta/unreadable]: this is not valid YAML
     --> content/a.md:2:12
      |
    2 | title: Irak: un pont
      |            ^ mapping values are not allowed in this context
      = note: it was read line by line, and every line was understood
      = help: quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs
    "#);
}

#[test]
fn broken_front_matter_that_speaks_of_visibility_is_withheld() {
    for lines in [
        "title: a: b\n  draft = true",
        "title: a: b\ndraft: maybe",
        "title: a: b\n? draft\n: true",
        "title: a: b\nstatus: [draft",
        "draft: false\ndraft: true",
        "title: a: b\npassword: x",
    ] {
        let text = format!("---\n{lines}\n---\nTexte.\n");
        assert_ne!(foreign(DATED, &text).status(), Status::Published, "{lines}");
    }
    for lines in [
        "title = a\ndraft = true",
        "draft = false\ntitle = \"a\ndraft = true",
    ] {
        let text = format!("+++\n{lines}\n+++\nTexte.\n");
        assert_ne!(foreign(DATED, &text).status(), Status::Published, "{lines}");
    }
    let text = "---\ntitle: a: b\n? draft\n---\nTexte.\n";
    insta::assert_snapshot!(foreign(DATED, text).said(), @r#"
    warning[meta/unreadable]: this is not valid YAML
     --> content/2017-10-26-pont.md:2:9
      |
    2 | title: a: b
      |         ^ mapping values are not allowed in this context
      = note: it was read line by line, and one line was not understood
      = help: quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs
    warning[status/unreadable]: who may see this cannot be read; the article is withheld
     --> content/2017-10-26-pont.md:3:1
      |
    3 | ? draft
      | ^^^^^^^ this
      = help: write `draft: true`, or state `status = "published"` in a sidecar
    "#);
}

#[test]
fn a_draft_is_withheld_also_where_its_front_matter_begins_with_no_key() {
    let text = "---\nmy own key: un\ndraft: true\n---\nTexte.\n";
    assert_eq!(foreign(DATED, text).status(), Status::Draft);
}

#[test]
fn foreign_front_matter_without_an_end_still_gives_an_article() {
    let post = foreign(DATED, "---\ntitle: Un pont\ndraft: true\n\nTexte.\n");
    assert_eq!(
        (post.article().headline.as_str(), post.status()),
        ("Un pont", Status::Draft)
    );
    insta::assert_snapshot!(post.said(), @r#"
    warning[meta/unclosed]: the front matter has no end
     --> content/2017-10-26-pont.md:1:1
      |
    1 | ---
      | ^^^ it begins here
      = note: what stands before the first empty line was taken for front matter
      = help: put a line `---` after its last key
    "#);
}

#[test]
fn folders_for_drafts_are_withheld_with_and_without_front_matter() {
    assert_eq!(
        foreign("_drafts/a.md", "---\ntitle: a\n---\n").status(),
        Status::Draft
    );
    assert_eq!(foreign("_drafts/a.md", "Texte.").status(), Status::Draft);
    insta::assert_snapshot!(foreign("private/2018-05-07-a.md", "---\ntitle: a\n---\n").said(), @r#"
    warning[meta/compat]: the file lies in `private`, so it is not published
     --> content/private/2018-05-07-a.md
      = help: state `status = "published"` in a sidecar if it is to be
    "#);
}

#[test]
fn addresses_that_are_no_paths_are_doubts() {
    let text = "---\ntitle: a\npermalink: /:year/:title/\naliases: ['../../x']\n---\n";
    insta::assert_snapshot!(foreign(DATED, text).said(), @r#"
    warning[meta/compat]: `permalink` is no path within the site, so this address will not lead here
     --> content/2017-10-26-pont.md:3:12
      |
    3 | permalink: /:year/:title/
      |            ^^^^^^^^^^^^^^
      = help: state `aliases` in a sidecar, as `aliases = ["/old/path.html"]`
    warning[meta/compat]: `aliases` is no path within the site, so this address will not lead here
     --> content/2017-10-26-pont.md:4:11
      |
    4 | aliases: ['../../x']
      |           ^^^^^^^^^
      = help: state `aliases` in a sidecar, as `aliases = ["/old/path.html"]`
    "#);
}

#[test]
fn in_a_foreign_folder_no_fault_stops_the_build() {
    let text = "---\nheadline: [un]\ndate: hier\nslug: '...'\nlanguage: klingonais\nplaces: [{latitude: 900}]\nrelated: true\nrights: CC\nevent: FOSDEM\nid: 12\nanything: else\n---\nTexte.\n";
    let parsed = foreign("a.md", text).parsed();
    assert!(
        parsed
            .diagnostics
            .iter()
            .all(|fault| fault.severity == Severity::Warning),
        "{}",
        shown(&parsed)
    );
    let article = parsed.article.expect("an article");
    for key in [
        "headline",
        "published",
        "slug",
        "language",
        "related",
        "rights",
        "event",
        "id",
        "anything",
    ] {
        assert!(article.extra.0.contains_key(key), "{key} is lost");
    }
}

#[test]
fn a_sidecar_that_cannot_be_read_publishes_nothing() {
    let strict = file(DATED, "Texte.").sidecar("status = ").parsed();
    assert!(strict.article.is_none() && strict.diagnostics.errors() == 1);
    let lenient = foreign(DATED, "Texte.").sidecar("status = ");
    assert_eq!(lenient.status(), Status::Withheld);
    insta::assert_snapshot!(lenient.said(), @r#"
    warning[article/no-headline]: no headline: the first words stand in
     --> content/2017-10-26-pont.md
      = help: state `headline` in the front matter or in a sidecar
    warning[status/unreadable]: the sidecar cannot be read, and may withhold the article; the article is withheld
     --> content/2017-10-26-pont.md.toml
      = help: correct the sidecar
    warning[meta/unreadable]: this is not valid TOML
     --> content/2017-10-26-pont.md.toml:1:10
      |
    1 | status =
      |          ^ string values must be quoted, expected literal string
      = help: each line is `key = value`, and texts stand in quotes
    warning[status/unreadable]: `status` takes `published`, `draft`, `withheld` or `retracted`; the article is withheld
     --> content/2017-10-26-pont.md.toml:1:10
      |
    1 | status =
      |          ^ cannot be read
      = help: for example `status = "draft"`
    "#);
}

#[test]
fn long_lines_and_large_files_are_read() {
    let line = "mot ".repeat(5_000);
    let text = format!(
        "---\ntitle: {line}\n---\n{}",
        format!("{line}\n").repeat(100)
    );
    let article = foreign(DATED, &text).article();
    assert_eq!(article.headline.chars().count(), 19_999);
    let path = format!("{}.ar.md", "mot-".repeat(60));
    let article = foreign(&path, "---\ntitle: a\ndate: 2018-05-07\n---\n").article();
    assert!(article.slug.as_str().len() <= 200 && article.slug.as_str().ends_with("-ar"));
}

#[test]
fn a_link_is_an_address_only_where_it_names_the_text_itself() {
    let aliases = |link: &str| {
        let text = format!("---\ntitle: a\nslug: pont\nlink: {link}\n---\nTexte.\n");
        foreign(DATED, &text).article().aliases
    };
    assert_eq!(
        aliases("https://example.org/2017/10/26/pont/"),
        ["/2017/10/26/pont/"]
    );
    assert!(aliases("https://example.org/2017/10/26/autre/").is_empty());
}

#[test]
fn a_file_that_only_names_a_template_is_a_page() {
    let shell = foreign("latest.md", "+++\ntemplate = \"latest.html\"\n+++\n");
    assert!(shell.article().is_page());
    let post = foreign("latest.md", "+++\ntemplate = \"x.html\"\n+++\nTexte.\n");
    assert!(!post.article().is_page());
}
