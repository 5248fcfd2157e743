//! Each fault as it is shown, beside the text that causes it.

use super::*;

#[test]
fn a_slip_in_a_key_is_shown_with_the_key_that_was_meant() {
    let text = "+++\nheadline = \"Un pont\"\ndatelin = \"ERBIL\"\nauteur = \"N.\"\ndraft = true\nplaces = [{ nom = \"Rawa\", name = \"Rawa\" }]\n+++\n";
    insta::assert_snapshot!(file(DATED, text).said(), @r#"
    error[meta/unknown-key]: unknown key `datelin`
     --> content/2017-10-26-pont.md:3:1
      |
    3 | datelin = "ERBIL"
      | ^^^^^^^
      = help: a key with a similar name exists: `dateline`
    error[meta/unknown-key]: unknown key `auteur`
     --> content/2017-10-26-pont.md:4:1
      |
    4 | auteur = "N."
      | ^^^^^^
      = help: move it under `[extra]`, as `extra.auteur`
    error[meta/unknown-key]: unknown key `draft`
     --> content/2017-10-26-pont.md:5:1
      |
    5 | draft = true
      | ^^^^^
      = help: depeche calls it `status`: `status = "draft"`
    error[meta/unknown-key]: unknown key `nom` in `places`
     --> content/2017-10-26-pont.md:6:13
      |
    6 | places = [{ nom = "Rawa", name = "Rawa" }]
      |             ^^^
      = help: the keys of this table are `name`, `kind`, `latitude`, `longitude`, `precision`
    "#);
}

#[test]
fn values_of_the_wrong_kind_are_all_shown_each_with_an_example() {
    let text = "---\nheadline: [un]\npublished: hier\ntags: Irak\nlanguage: français\nagencies: 3\nplaces: [{latitude: 1}]\ncasualties: [{kind: hurt, best: -1}]\nsources: [{url: example.org}]\ntype: post\nid: a b\n---\nTexte.\n";
    insta::assert_snapshot!(file(DATED, text).said(), @r#"
    warning[article/no-headline]: no headline: the first words stand in
     --> content/2017-10-26-pont.md
      = help: state `headline` in the front matter or in a sidecar
    error[meta/value]: `headline` takes a text
     --> content/2017-10-26-pont.md:2:11
      |
    2 | headline: [un]
      |           ^^^^ this is a list
      = help: for example `headline: "L'armée lance l'assaut"`
    error[meta/date]: `published` is not a date
     --> content/2017-10-26-pont.md:3:12
      |
    3 | published: hier
      |            ^^^^ no date that can be read
      = note: it is not an EDTF date: invalid EDTF at offset 0: year must have exactly four digits (or X)
      = help: write `2017-10-26`, `2017-10`, `2017`, or `2017-10~` for about then
    error[meta/value]: `tags` takes a list of texts
     --> content/2017-10-26-pont.md:4:7
      |
    4 | tags: Irak
      |       ^^^^ this is a text
      = help: for example `tags: ["Irak", "offensive"]`
    error[meta/language]: `français` is not a language tag
     --> content/2017-10-26-pont.md:5:11
      |
    5 | language: français
      |           ^^^^^^^^ no language
      = help: for example `language: "fr"`
    error[meta/value]: `agencies` takes a list of names or of tables with `name` and `role`
     --> content/2017-10-26-pont.md:6:11
      |
    6 | agencies: 3
      |           ^ this is a whole number
      = help: for example `agencies: ["AFP"]`
    error[meta/value]: an entry of `places` lacks `name`
     --> content/2017-10-26-pont.md:7:10
      |
    7 | places: [{latitude: 1}]
      |          ^^^^^^^^^^^^^ this entry
      = help: for example `places: [{ name: "Rawa", latitude: 34.5, longitude: 41.9 }]`
    error[meta/value]: `kind` takes `killed`, `injured`, `missing`, `detained` or `displaced`
     --> content/2017-10-26-pont.md:8:21
      |
    8 | casualties: [{kind: hurt, best: -1}]
      |                     ^^^^ not one of these
      = help: for example `kind: "killed"`
    error[meta/value]: `best` takes a whole number from 0
     --> content/2017-10-26-pont.md:8:33
      |
    8 | casualties: [{kind: hurt, best: -1}]
      |                                 ^^ not such a number
      = help: for example `best: 5`
    error[meta/value]: `url` takes a web address
     --> content/2017-10-26-pont.md:9:17
      |
    9 | sources: [{url: example.org}]
      |                 ^^^^^^^^^^^ no web address
      = help: for example `url: "https://…"`
    error[meta/value]: `type` takes `article` or `page`
      --> content/2017-10-26-pont.md:10:7
       |
    10 | type: post
       |       ^^^^ not one of these
       = help: for example `type: "page"`
    error[meta/value]: `id` takes one word without spaces or slashes
      --> content/2017-10-26-pont.md:11:5
       |
    11 | id: a b
       |     ^^^ not such a word
       = help: for example `id: "2017-10-26-assaut-al-qaim"`
    "#);
}

#[test]
fn coordinates_and_casualty_figures_are_checked() {
    let text = "+++\nheadline = 'a'\nplaces = [{ name = 'Rawa', latitude = 134.5, longitude = 41.9 }]\ncasualties = [{ kind = 'killed', low = 5, best = 3 }]\n+++\n";
    insta::assert_snapshot!(file(DATED, text).said(), @r#"
    error[article/coordinates]: a latitude runs from -90 to 90
     --> content/2017-10-26-pont.md:3:39
      |
    3 | places = [{ name = 'Rawa', latitude = 134.5, longitude = 41.9 }]
      |                                       ^^^^^ off the globe
      = help: latitude comes first, in degrees: `latitude = 34.5, longitude = 41.9`
    warning[article/casualty-range]: the figures of this claim are not in the order `low`, `best`, `high`
     --> content/2017-10-26-pont.md:4:15
      |
    4 | casualties = [{ kind = 'killed', low = 5, best = 3 }]
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this claim
      = help: correct them; `low` is the least, `high` the most that is claimed
    "#);
}

#[test]
fn paths_that_leave_the_site_are_refused() {
    let text = "+++\nheadline = 'a'\nslug = '../a'\naliases = ['/../b', 'c.html', '/d?e']\nmedia = [{ file = '../../e.jpg' }, { file = 'C:\\f.jpg' }, { file = 'https://example.org/g.jpg' }]\n+++\n";
    insta::assert_snapshot!(file("2017/2017-10-26-a.md", text).said(), @r#"
    error[meta/path]: `slug` climbs out of the site
     --> content/2017/2017-10-26-a.md:3:8
      |
    3 | slug = '../a'
      |        ^^^^^^ refused
      = help: for example `slug = "assaut-al-qaim"`
    error[meta/path]: `aliases` climbs out of the site
     --> content/2017/2017-10-26-a.md:4:12
      |
    4 | aliases = ['/../b', 'c.html', '/d?e']
      |            ^^^^^^^ refused
      = help: for example `aliases = ["/old/path.html"]`
    error[meta/path]: `aliases` does not begin with `/`
     --> content/2017/2017-10-26-a.md:4:21
      |
    4 | aliases = ['/../b', 'c.html', '/d?e']
      |                     ^^^^^^^^ refused
      = help: for example `aliases = ["/old/path.html"]`
    error[meta/path]: `aliases` holds `?` or `#`
     --> content/2017/2017-10-26-a.md:4:31
      |
    4 | aliases = ['/../b', 'c.html', '/d?e']
      |                               ^^^^^^ refused
      = help: for example `aliases = ["/old/path.html"]`
    error[meta/path]: `file` climbs out of the site
     --> content/2017/2017-10-26-a.md:5:19
      |
    5 | media = [{ file = '../../e.jpg' }, { file = 'C:\f.jpg' }, { file = 'https://example.org/g.jpg' }]
      |                   ^^^^^^^^^^^^^ refused
      = help: for example `file = "carte.svg"`
    error[meta/path]: `file` holds a backslash
     --> content/2017/2017-10-26-a.md:5:45
      |
    5 | media = [{ file = '../../e.jpg' }, { file = 'C:\f.jpg' }, { file = 'https://example.org/g.jpg' }]
      |                                             ^^^^^^^^^^ refused
      = help: for example `file = "carte.svg"`
    error[meta/path]: `file` leads outside the site
     --> content/2017/2017-10-26-a.md:5:68
      |
    5 |  '../../e.jpg' }, { file = 'C:\f.jpg' }, { file = 'https://example.org/g.jpg' }]
      |                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ refused
      = help: for example `file = "carte.svg"`
    "#);
}

#[test]
fn what_is_no_status_and_no_embargo_is_withheld() {
    let text = "+++\nheadline = 'a'\nstatus = 'publié'\nembargo = 2026-12-01\n+++\n";
    insta::assert_snapshot!(file(DATED, text).said(), @r#"
    warning[status/unreadable]: `status` takes `published`, `draft`, `withheld` or `retracted`; the article is withheld
     --> content/2017-10-26-pont.md:3:10
      |
    3 | status = 'publié'
      |          ^^^^^^^^ cannot be read
      = help: for example `status = "draft"`
    warning[status/unreadable]: `embargo` takes a date and time with an offset; the article is withheld
     --> content/2017-10-26-pont.md:4:11
      |
    4 | embargo = 2026-12-01
      |           ^^^^^^^^^^ cannot be read
      = help: for example `embargo = "2026-12-01T06:00:00+01:00"`
    "#);
    for (line, status) in [
        ("status = 'published'", Status::Published),
        ("status = 'retracted'", Status::Retracted),
        ("status = 'draft'", Status::Draft),
        ("status = 'Published'", Status::Withheld),
        ("status = ''", Status::Withheld),
        ("status = []", Status::Withheld),
        ("status = true", Status::Withheld),
        ("embargo = ''", Status::Withheld),
        ("embargo = '2026-12-01T06:00:00'", Status::Withheld),
        ("embargo = 2026-12-01T06:00:00+01:00", Status::Published),
    ] {
        let text = format!("+++\nheadline = 'a'\n{line}\n+++\n");
        assert_eq!(file(DATED, &text).status(), status, "{line}");
    }
}

#[test]
fn an_embargo_is_kept_to_the_second() {
    let text = "---\nembargo: 2026-12-01T06:00:00+01:00\n---\n";
    assert_eq!(
        file(DATED, text).article().visibility.embargo,
        Some(1_796_101_200)
    );
}

#[test]
fn front_matter_that_cannot_be_read_gives_no_article_and_says_where() {
    for (text, syntax) in [
        ("+++\nslug = \n+++\nTexte.", "TOML"),
        ("---\na: b: c\n---\nTexte.", "YAML"),
    ] {
        let parsed = file(DATED, text).parsed();
        assert!(parsed.article.is_none());
        assert_eq!(parsed.diagnostics.errors(), 1);
        assert!(
            shown(&parsed).contains(&format!("this is not valid {syntax}")),
            "{}",
            shown(&parsed)
        );
    }
    insta::assert_snapshot!(file(DATED, "---\nheadline: a\n\nTexte.\n").said(), @r#"
    error[meta/unclosed]: the front matter has no end
     --> content/2017-10-26-pont.md:1:1
      |
    1 | ---
      | ^^^ it begins here
      = help: put a line `---` after its last key
    "#);
}

#[test]
fn files_that_are_no_text_or_empty_give_no_article_and_a_word() {
    let image = File {
        text: b"\x89PNG\0\0\0",
        ..file("a.md", "")
    };
    insta::assert_snapshot!(image.said(), @r#"
    error[source/unreadable]: the file is not text: it holds zero bytes, as images and other binary files do
     --> content/a.md
      = help: save it as text in UTF-8, or move it out of `content/`
    "#);
    insta::assert_snapshot!(file("a.txt", " \n\n").said(), @r#"
    warning[source/empty]: the file is empty, so it gives no article
     --> content/a.txt
      = help: write something in it, or delete it
    "#);
    assert!(file("a.txt", " \n").parsed().article.is_none());
    assert!(
        file("a.txt", "")
            .sidecar("headline = 'Un pont'")
            .parsed()
            .article
            .is_some()
    );
}

#[test]
fn legacy_encodings_are_read_and_reported() {
    let latin = File {
        text: b"+++\npublished = 2017-10-26\n+++\n# D\xE9j\xE0\n\nL\x92arm\xE9e.\n",
        ..file("a.md", "")
    };
    assert_eq!(latin.article().headline, "Déjà");
    assert_eq!(
        latin.article().origin.encoding.as_deref(),
        Some("windows-1252")
    );
    insta::assert_snapshot!(latin.said(), @r#"
    warning[source/encoding]: the file is not UTF-8; it was read as windows-1252
     --> content/a.md:4:4
      |
    4 | # Déjà
      |    ^ first here
      = help: save it as UTF-8
    "#);
    let damaged = File { text: b"+++\nheadline = 'a'\npublished = 2017-10-26\n+++\n\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 fin\xFF\n", ..file("a.md", "") };
    insta::assert_snapshot!(damaged.said(), @r#"
    warning[source/encoding]: one place in the file is not UTF-8 and could not be read
     --> content/a.md:5:10
      |
    5 | ééééé fin�
      |          ^ first here
      = help: save it as UTF-8
    "#);
}
