//! Owns what holds of compressed siblings and of the files for hosts: they come, stay and go with what they were made from, and an
//! incremental build gives what a clean one gives. Random edits in `edits` try the same; here each case is looked at.

use std::io::Read;

use crate::support::{Site, Tree, differences};

const PACKED: &str = "base_url = \"https://archive.example/\"\n[hosting]\ncompress = [\"gz\", \"br\"]\nheaders = [\"netlify\", \"cloudflare\", \"apache\"]\n";

fn article(text: &str) -> String {
    format!(
        "+++\nheadline = \"Pont\"\npublished = 2017-10-26\naliases = [\"/vieux/\"]\n+++\n{text}\n"
    )
}

fn site(config: &str) -> Site {
    let site = Site::of(config).article("a.md", &article("Le pont est ouvert."));
    site.write("static/list.csv", "a,b\n".repeat(2000));
    site.write("static/short.csv", "a,b\n");
    site.write("static/photo.bin", vec![b'a'; 5000]);
    site
}

fn siblings_of(output: &Tree, path: &str) -> usize {
    ["gz", "br"]
        .iter()
        .filter(|extension| output.contains_key(&format!("{path}.{extension}")))
        .count()
}

fn sources(site: &Site) -> Tree {
    let mut files = crate::support::tree_of(site.root());
    files.retain(|path, _| !path.starts_with("public/") && !path.starts_with(".depeche/"));
    files
}

fn same_as_clean(site: &Site) {
    let clean = Site::with(&sources(site));
    clean.rebuild();
    if let Some(difference) = differences(&site.output(), &clean.output()) {
        panic!("incremental, then clean: {difference}");
    }
}

#[test]
fn texts_have_siblings_that_say_the_same_and_are_smaller() {
    let site = site(PACKED);
    site.rebuild();
    let output = site.output();
    let page = "2017/10/26/a.html";
    for path in [
        page,
        "index.html",
        "404.html",
        "style.css",
        "sitemap-2017.xml",
        "list.csv",
    ] {
        let size = output[path].len();
        let wanted = if size < 1000 { 0 } else { 2 };
        assert_eq!(siblings_of(&output, path), wanted, "{path} of {size} bytes");
    }
    for path in [
        "short.csv",
        "photo.bin",
        "robots.txt",
        "vieux/index.html",
        "_headers",
        ".htaccess",
    ] {
        assert!(output.contains_key(path), "{path}");
        assert_eq!(siblings_of(&output, path), 0, "{path}");
    }
    let packed = &output[&format!("{page}.gz")];
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed[..])
        .read_to_end(&mut unpacked)
        .expect("unpacked");
    assert_eq!(unpacked, output[page]);
    for (path, bytes) in &output {
        if let Some(file) = path.strip_suffix(".gz").or(path.strip_suffix(".br")) {
            assert!(bytes.len() < output[file].len(), "{path}");
        }
    }
}

#[test]
fn a_page_that_stays_keeps_its_siblings_and_one_that_goes_takes_them_along() {
    let site = site(PACKED);
    site.write(
        "content/b.md",
        article("Un autre pont.").replace("/vieux/", "/ancien/"),
    );
    site.rebuild();
    let summary = site.rebuild();
    assert_eq!((summary.written, summary.removed), (0, 0));
    site.write("content/a.md", article("Le pont est fermé."));
    site.rebuild();
    same_as_clean(&site);
    site.write(
        "content/a.md",
        article("Le pont.").replace("aliases", "status = \"withheld\"\naliases"),
    );
    site.rebuild();
    let output = site.output();
    assert!(!output.keys().any(|path| path.starts_with("2017/10/26/a.")));
    assert_eq!(siblings_of(&output, "2017/10/26/b.html"), 2);
    same_as_clean(&site);
}

#[test]
fn siblings_come_and_go_with_the_configuration() {
    let site = site("base_url = \"https://archive.example/\"\n");
    site.rebuild();
    let plain = site.output();
    assert!(
        !plain
            .keys()
            .any(|path| path.ends_with(".gz") || path == "_headers")
    );
    site.write("site.toml", PACKED);
    site.rebuild();
    same_as_clean(&site);
    site.write("site.toml", "base_url = \"https://archive.example/\"\n");
    site.rebuild();
    assert_eq!(differences(&plain, &site.output()), None);
}

#[test]
fn a_file_of_the_sites_own_keeps_its_place() {
    let site = site(PACKED);
    site.write("static/list.csv.GZ", "mine");
    site.write("static/_headers", "/*\n  X-Mine: yes\n");
    site.rebuild();
    let output = site.output();
    assert_eq!(output["list.csv.GZ"], b"mine");
    assert!(!output.contains_key("list.csv.gz") && output.contains_key("list.csv.br"));
    assert_eq!(output["_headers"], b"/*\n  X-Mine: yes\n");
    assert!(output.contains_key(".htaccess"));
    same_as_clean(&site);
}

#[test]
fn what_somebody_took_away_is_made_again() {
    let site = site(PACKED);
    site.rebuild();
    let whole = site.output();
    for path in ["style.css.gz", "2017/10/26/a.html.br"] {
        std::fs::remove_file(site.public().join(path)).expect("removed");
    }
    site.rebuild();
    assert_eq!(differences(&whole, &site.output()), None);
}
