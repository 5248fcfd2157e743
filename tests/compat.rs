//! Folders written for other generators build as they are: each article is there, withheld, or named in a diagnostic, and
//! nothing that is not plainly public leaves. The folders are small imitations, made here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use depeche::diag::{Diagnostics, Severity};
use depeche::pipeline::{Clock, Outcome, Request, Silence, Task, run};
use tempfile::TempDir;

/// Words that stand in every text that must not leave.
const SECRET: &str = "Qarmazan";

#[test]
fn a_hugo_site_builds_with_its_bundles_sections_and_shortcodes() {
    let site = Site::new(&[
        ("posts/_index.md", "---\ntitle: Posts\n---\n"),
        (
            "posts/bridge.md",
            "+++\ntitle = \"The bridge reopens\"\ndate = 2018-05-07T20:34:00+02:00\ntags = [\"bridges\"]\ncategories = [\"Roads\"]\naliases = [\"/old/bridge/\"]\n[params]\nweight = 3\n+++\nSee [the ferry]({{< ref \"ferry/index.md\" >}}).\n",
        ),
        (
            "posts/ferry/index.md",
            "---\ntitle: \"The ferry\"\ndate: 2018-06-01\nauthor: Nadia Selim\n---\n![Map](map.svg)\n\n{{< youtube abc >}}\n",
        ),
        ("posts/ferry/map.svg", MAP),
        ("posts/ferry/notes.txt", "Attached words.\n"),
        (
            "posts/draft.md",
            "---\ntitle: Qarmazan one\ndate: 2018-01-01\ndraft: true\n---\nQarmazan.\n",
        ),
        (
            "posts/future.md",
            "---\ntitle: Qarmazan two\ndate: 2018-01-01\npublishDate: 2099-01-01\n---\nQarmazan.\n",
        ),
        (
            "posts/expired.md",
            "+++\ntitle = \"Qarmazan three\"\ndate = 2018-01-01\nexpiryDate = 2019-01-01\n+++\nQarmazan.\n",
        ),
    ]);
    let built = site.build();
    built.shows("2018/05/07/bridge.html", "The bridge reopens");
    built.shows("2018/05/07/bridge.html", "../../06/01/ferry.html");
    built.shows("2018/06/01/ferry.html", "Nadia Selim");
    built.shows("2018/06/01/ferry.html", "youtube abc");
    built.has("media/posts/ferry/map.svg");
    built.shows("old/bridge/index.html", "2018/05/07/bridge.html");
    built.shows("tags/roads.html", "The bridge reopens");
    built.names("posts/ferry/notes.txt");
    assert_eq!(built.outcome.summary.articles, 2);
}

#[test]
fn a_jekyll_site_builds_with_its_posts_drafts_and_permalinks() {
    let site = Site::new(&[
        (
            "_posts/2018-05-07-bridge.md",
            "---\nlayout: post\ntitle:  \"The bridge: reopened\"  \ndate:   2018-05-07 20:34\ntags: bridges, roads\npermalink: /news/bridge/\n---\nSee [the ferry]({% post_url 2018-06-01-ferry %}) and [home]({{ site.baseurl }}/index.html).\n{% comment %}Qarmazan{% endcomment %}\n",
        ),
        (
            "_posts/2018-06-01-ferry.md",
            "---\nlayout: post\ntitle: The ferry\n---\n[Back](/news/bridge/), [//example.org](//example.org/a)\n",
        ),
        (
            "_posts/2018-06-02-off.md",
            "---\ntitle: Qarmazan\npublished: false\n---\nQarmazan.\n",
        ),
        ("_drafts/later.md", "---\ntitle: Qarmazan\n---\nQarmazan.\n"),
        (
            "about.md",
            "---\nlayout: page\ntitle: About us\npermalink: /about/\n---\nWho we are.\n",
        ),
    ]);
    let built = site.build();
    built.shows("2018/05/07/bridge.html", "The bridge: reopened");
    built.shows("2018/05/07/bridge.html", "../../06/01/ferry.html");
    built.shows("2018/06/01/ferry.html", "../../05/07/bridge.html");
    built.shows("2018/06/01/ferry.html", "https://example.org/a");
    built.shows("news/bridge/index.html", "2018/05/07/bridge.html");
    built.shows("tags/roads.html", "The bridge");
    built.shows("about.html", "Who we are.");
    assert_eq!(built.outcome.summary.articles, 2);
}

#[test]
fn a_zola_site_builds_with_its_taxonomies_paths_and_extra() {
    let site = Site::new(&[
        (
            "_index.md",
            "+++\ntitle = \"Front\"\nsort_by = \"date\"\n+++\n",
        ),
        (
            "Bridge-Reopens.md",
            "+++\npath = \"2018/05/07/Bridge-Reopens\"\ntitle = \"The bridge reopens\"\nauthors = [\"Nadia Selim\"]\naliases = [\"2018/05/07/Bridge-Reopens.html\"]\n[taxonomies]\ntags = [\"bridges\"]\n[extra]\nteam = \"roads\"\n+++\nSee [the ferry](@/inside/ferry.md#the-2nd-quay) and [itself](/2018/05/07/Bridge-Reopens/).\n",
        ),
        (
            "inside/ferry.md",
            "+++\npath = \"inside/2018/06/01/ferry\"\ntitle = \"The ferry\"\n+++\n# The ferry\n\n## The 2nd quay\n\n{{ youtube(id=\"abc\") }}\n",
        ),
        (
            "secret.md",
            "+++\ntitle = \"Qarmazan\"\ndate = 2018-01-01\ndraft = true\n+++\nQarmazan.\n",
        ),
    ]);
    let built = site.build();
    built.shows("2018/05/07/bridge-reopens.html", "Nadia Selim");
    built.shows(
        "2018/05/07/bridge-reopens.html",
        "../../06/01/ferry.html#the-2nd-quay",
    );
    built.shows(
        "2018/05/07/Bridge-Reopens/index.html",
        "bridge-reopens.html",
    );
    built.shows(
        "inside/2018/06/01/ferry/index.html",
        "2018/06/01/ferry.html",
    );
    built.shows("tags/bridges.html", "The bridge reopens");
    built.names("Bridge-Reopens.md");
    assert_eq!(built.outcome.summary.articles, 2);
}

#[test]
fn an_eleventy_site_builds() {
    let site = Site::new(&[
        (
            "blog/bridge.md",
            "---\ntitle: The bridge\npubDate: May 7, 2018\ntags:\n  - bridges\neleventyExcludeFromCollections: false\nlayout: post.njk\n---\nSee [the ferry]({{ '/blog/ferry/' | url }}).\n{# Qarmazan #}\n",
        ),
        (
            "blog/ferry.md",
            "---\ntitle: The ferry\ndate: 2018-06-01\npermalink: /blog/ferry/index.html\n---\nText.\n",
        ),
        (
            "blog/hidden.md",
            "---\ntitle: Qarmazan\ndate: 2018-06-01\npermalink: false\n---\nQarmazan.\n",
        ),
    ]);
    let built = site.build();
    built.shows("2018/05/07/bridge.html", "../../06/01/ferry.html");
    built.has("blog/ferry/index.html");
    assert_eq!(built.outcome.summary.articles, 2);
}

#[test]
fn a_wordpress_export_builds_without_what_it_kept_private() {
    let site = Site::new(&[
        (
            "bridge.md",
            "---\nID: 12\npost_title: ignored\ntitle: The bridge\npost_date: 2018-05-07 20:34:00\npost_status: publish\nslug: bridge\nexcerpt: Cars again.\npassword: ''\n---\nText.\n",
        ),
        (
            "private.md",
            "---\ntitle: Qarmazan\npost_date: 2018-05-07 20:34\nstatus: private\n---\nQarmazan.\n",
        ),
        (
            "locked.md",
            "---\ntitle: Qarmazan\npost_date: 2018-05-07 20:34\nstatus: publish\npassword: x\n---\nQarmazan.\n",
        ),
        (
            "odd.md",
            "---\ntitle: Qarmazan\npost_date: 2018-05-07 20:34\nstatus: inherit\n---\nQarmazan.\n",
        ),
        (
            "nought.md",
            "---\ntitle: Nought\ndate: -001-11-30T00:00:00+00:00\n---\nText.\n",
        ),
    ]);
    let built = site.build();
    built.shows("2018/05/07/bridge.html", "Cars again.");
    built.shows("undated/nought.html", "Nought");
    built.names("nought.md");
    built.names("odd.md");
    assert_eq!(built.outcome.summary.articles, 2);
}

#[test]
fn what_real_folders_hold_neither_stops_the_build_nor_vanishes() {
    let long_line = "word ".repeat(4_000);
    let large = format!(
        "---\ntitle: Large\ndate: 2018-05-04\n---\n{}",
        "A line of words.\n\n".repeat(120_000)
    );
    let site = Site::new(&[
        (
            "a/NVIDIA.md",
            "---\ntitle: NVIDIA\ndate: 2018-05-01\ntags: [NVIDIA, Nvidia]\n---\nOne.\n",
        ),
        (
            "b/Nvidia.md",
            "---\ntitle: Nvidia  \ndate: 2018-05-01\naliases: [/2018/05/01/nvidia.html, /tags.html]\n---\nTwo.\n",
        ),
        (
            "tabs.md",
            "---\ntitle:\tTabs\n\tdate: 2018-05-02\ntags:\n\t- roads\n---\nText.\n",
        ),
        (
            "line.md",
            &format!("---\ntitle: Line\ndate: 2018-05-03\n---\n{long_line}\n"),
        ),
        ("large.md", &large),
        ("empty.md", ""),
        ("blank.md", " \n\n"),
        (
            "only.md",
            "---\ntitle: Only a title\ndate: 2018-05-05\n---\n",
        ),
        (
            "same-id.md",
            "---\ntitle: Same\ndate: 2018-05-06\nid: one\n---\nText.\n",
        ),
        (
            "same-id-2.md",
            "---\ntitle: Same too\ndate: 2018-05-06\nid: one\n---\nText.\n",
        ),
        (
            "broken.md",
            "---\ntitle: Broken: yes\ndate: 2018-05-08\n---\n![x](gone.png) ![y](http://elsewhere.example/y.png) [z](gone.md)\n",
        ),
        (
            "odd name (1) é.md",
            "---\ntitle: Odd\ndate: 2018-05-09\n---\nText.\n",
        ),
    ]);
    let built = site.build();
    built.names("empty.md");
    built.names("blank.md");
    built.names("broken.md");
    built.names("b/Nvidia.md");
    for headline in [
        "NVIDIA",
        "Nvidia",
        "Tabs",
        "Line",
        "Large",
        "Only a title",
        "Same",
        "Same too",
        "Odd",
        "Broken: yes",
    ] {
        assert_eq!(built.articles_with(headline), 1, "{headline}");
    }
    assert_eq!(built.outcome.summary.articles, 10);
}

#[test]
fn a_second_build_of_a_foreign_folder_writes_nothing() {
    let site = Site::new(&[
        (
            "_posts/2018-05-07-bridge.md",
            "---\ntitle: The bridge\npermalink: /b/\n---\n{{ page.x }}\n",
        ),
        (
            "_posts/2018-05-07-Bridge.md",
            "---\ntitle: The bridge too\n---\nText.\n",
        ),
    ]);
    let first = site.build();
    let second = site.build();
    assert_eq!(second.outcome.summary.written, 0);
    assert_eq!(
        first.outcome.warnings.iter().count(),
        second.outcome.warnings.iter().count()
    );
}

const MAP: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0h10v10z"/></svg>"#;

/// A site in compatibility mode.
struct Site {
    root: TempDir,
}

/// What a build gave.
struct Built {
    outcome: Outcome,
    /// Every file of the output that is text, by path.
    files: BTreeMap<String, String>,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let config = "title = \"Test\"\nlanguage = \"en\"\nbase_url = \"https://a.example/\"\n[content]\ncompat = true\n";
        fs::write(root.path().join("site.toml"), config).expect("written");
        for (path, text) in files {
            let path = root.path().join("content").join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        Self { root }
    }

    /// Builds, and holds what must hold of every foreign folder: no error, and nothing that is not public.
    fn build(&self) -> Built {
        let request = Request {
            root: self.root.path().to_owned(),
            output: None,
            lite: false,
            task: Task::Build,
            roles: false,
            clock: Clock::new(Some("1600000000")).expect("a time"),
        };
        let outcome = run(&request, &Silence).unwrap_or_else(|failure| panic!("{failure:?}"));
        let files = texts(&outcome.summary.output);
        for (path, text) in &files {
            assert!(!text.contains(SECRET), "{path} tells what is not public");
        }
        Built { outcome, files }
    }
}

impl Built {
    fn has(&self, path: &str) {
        assert!(
            self.files.contains_key(path),
            "no `{path}` among {:?}",
            self.files.keys()
        );
    }

    fn shows(&self, path: &str, words: &str) {
        self.has(path);
        assert!(
            self.files[path].contains(words),
            "no `{words}` in `{path}`:\n{}",
            self.files[path]
        );
    }

    /// A warning names the source.
    fn names(&self, source: &str) {
        let warnings: &Diagnostics = &self.outcome.warnings;
        let shown = format!("content/{source}");
        let named = warnings.iter().any(|fault| {
            fault.severity == Severity::Warning
                && fault
                    .place
                    .as_ref()
                    .is_some_and(|place| place.path == shown)
        });
        assert!(named, "nothing is said of `{source}`: {warnings:?}");
    }

    fn articles_with(&self, headline: &str) -> usize {
        let heading = format!("<h1>{headline}</h1>");
        let is_article = |path: &str| path.starts_with("2018/");
        let pages = self.files.iter().filter(|(path, text)| {
            is_article(path) && text.contains(&heading) && text.contains("class=\"dispatch\"")
        });
        pages.count()
    }
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside");
                let text = String::from_utf8_lossy(&fs::read(&path).expect("read")).into_owned();
                files.insert(name.to_string_lossy().into_owned(), text);
            }
        }
    }
    files
}
