//! Owns a published site for the tests: its files, its manifest, and the same as a folder or on a server.
#![allow(
    dead_code,
    reason = "each test crate takes from this tool box what it needs"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use depeche::hash::Sum;
use depeche::output::{Entry, Manifest, ROOT};
use depeche::route::OutPath;

use crate::host::{Reply, Server};

/// The files of a small site, without its manifest.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    [
        ("index.html", "<html><body>accueil</body></html>\n"),
        ("404.html", "<html><body>introuvable</body></html>\n"),
        (
            "2017/10/26/al-qaim.html",
            "<html><body>assaut</body></html>\n",
        ),
        ("2017/09/rawa.html", "<html><body>rawa</body></html>\n"),
        ("tags/l'été & co.html", "<html><body>été</body></html>\n"),
        ("العراق/نص.html", "<html><body>نص</body></html>\n"),
        ("media/carte.svg", "<svg/>\n"),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .collect()
}

pub fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Manifest {
    let entry = |(path, bytes): (&String, &Vec<u8>)| Entry {
        path: path.as_str().into(),
        sum: Sum::of(bytes),
    };
    Manifest::new(files.iter().map(entry).collect())
}

/// The files and those that the manifest is written in.
pub fn published(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let written = manifest(files).written();
    let mut all = files.clone();
    all.insert(ROOT.to_owned(), written.root.into_bytes());
    let lists = written.lists.into_iter();
    all.extend(lists.map(|(path, text)| (path, text.into_bytes())));
    all
}

/// Writes a whole copy.
pub fn write(folder: &Path) {
    for (path, bytes) in published(&files()) {
        put(folder, &path, bytes);
    }
}

pub fn put(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, bytes).expect("written");
}

/// Puts a whole site on a server.
pub fn serve(server: &Server) {
    for (path, bytes) in published(&files()) {
        let path = OutPath::parse(&path).expect("a path").address();
        server.set(&path, Reply::of(bytes));
    }
}
