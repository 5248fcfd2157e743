//! Owns small sites to publish: folders with a manifest, as a build leaves them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use depeche::hash::Sum;
use depeche::output::locate;
use depeche::output::{Entry, Manifest, ROOT};
use depeche::publish::{Role, Roles, Site, Story};
use depeche::route;

/// A finished site and the folder it lies in.
pub struct Made {
    pub site: Site,
    _folder: tempfile::TempDir,
}

/// A site whose home page somebody changed into `text` after it was built.
pub fn changed_after_build(text: &str) -> Made {
    let made = site(&[("index.html", b"as built"), ("a.html", b"a")]);
    fs::write(made.site.folder().join("index.html"), text).expect("written");
    made
}

/// A site of these files, by path. An article's page that holds the word `RETRACTED` or `REDACTED` is one; its path is its id.
pub fn site(files: &[(&str, &[u8])]) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let mut roles = Roles::default();
    let mut entries = Vec::new();
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
        entries.push(Entry {
            path: (*path).into(),
            sum: Sum::of(bytes),
        });
        let text = String::from_utf8_lossy(bytes);
        if route::names_article(path) {
            let story = Story {
                id: (*path).to_owned(),
                retracted: text.contains("RETRACTED"),
                redactions: usize::from(text.contains("REDACTED")),
            };
            roles.stories.insert((*path).to_owned(), story);
        }
        roles.files.insert((*path).to_owned(), role(path));
    }
    let written = Manifest::new(entries).written();
    for (path, text) in written
        .lists
        .iter()
        .map(|(path, text)| (path.as_str(), text))
    {
        write(folder.path(), path, text.as_bytes());
    }
    write(folder.path(), ROOT, written.root.as_bytes());
    Made {
        site: Site::open(folder.path(), roles).expect("a site"),
        _folder: folder,
    }
}

/// All files of a site as it is published, by path.
pub fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    site.paths()
        .map(|path| (path.to_owned(), site.read(path).expect("read")))
        .collect()
}

/// All files within a folder, by path. Links are followed.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).follow_links(true) {
        let entry = entry.expect("listed");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("within");
            let path = path.to_str().expect("text").to_owned();
            files.insert(path, fs::read(entry.path()).expect("read"));
        }
    }
    files
}

fn role(path: &str) -> Role {
    match path {
        path if route::names_list(path) || path.ends_with(".xml") => Role::Index,
        path if path.ends_with(".html") => Role::Page,
        _ => Role::Asset,
    }
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let place = locate(folder, path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    fs::write(place, bytes).expect("written");
}
