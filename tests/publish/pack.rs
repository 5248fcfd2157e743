//! Owns the tests of publishing into one file: a zip or a tar, read back by libraries and by the tools that others have.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use depeche::diag::Code;
use depeche::publish::targets::pack::{Archive, Settings};
use depeche::publish::{Now, Publisher, Silence, Site, Target, Trouble, private_folder};

use super::cut;
use super::site::{changed_after_build, files, site};
use super::story::{self, Rig, assert_seen, before, publish};

const NAMES: [&str; 2] = ["site.zip", "site.tar.zst"];

/// A folder in which an archive is to be.
struct Place {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Place {
    fn new(name: &'static str) -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            name,
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("to/upload").join(self.name)
    }

    fn publish(&self, site: &Site, state: &Path, adopt: bool) -> Result<(), Trouble> {
        let target = self.target(state, None);
        let mut publisher = Publisher::new("there", target, site, state, Now::at(1_000));
        let looked = publisher.look()?;
        publisher.apply(&looked, adopt, &Silence)
    }
}

impl Rig for Place {
    fn target<'a>(&'a self, state: &'a Path, cut: Option<usize>) -> Box<dyn Target + 'a> {
        let settings = Settings {
            path: self.file(),
            folder: private_folder(state, "there"),
        };
        Box::new(Archive::new(settings).watched(cut::after(cut)))
    }

    fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        if !self.file().exists() {
            return BTreeMap::new();
        }
        let unpacked = unpack(&self.file());
        let paths: Vec<&String> = unpacked.iter().map(|(path, _)| path).collect();
        assert!(paths.is_sorted(), "{paths:?}");
        unpacked.into_iter().collect()
    }

    fn held(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (path, file) in super::site::tree(self.folder.path()) {
            let place = self.folder.path().join(&path);
            let unpacked = if place == self.file() {
                unpack(&place)
            } else {
                Vec::new()
            };
            bytes.extend(path.into_bytes());
            bytes.extend(file);
            bytes.extend(unpacked.into_iter().flat_map(|(_, bytes)| bytes));
        }
        bytes
    }

    fn at_once(&self) -> bool {
        true
    }
}

/// The files in an archive, in their order.
fn unpack(file: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let opened = File::open(file).expect("opened");
    if file.extension().is_some_and(|end| end == "zip") {
        let mut zip = zip::ZipArchive::new(opened).expect("a zip");
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).expect("an entry");
            assert_eq!(entry.unix_mode(), Some(0o100_644));
            assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("read");
            files.push((entry.name().expect("UTF-8").into_owned(), bytes));
        }
        return files;
    }
    let mut tar = tar::Archive::new(zstd::Decoder::new(opened).expect("zstd"));
    for entry in tar.entries().expect("a tar") {
        let mut entry = entry.expect("an entry");
        let header = entry.header();
        assert_eq!(header.mode().expect("a mode"), 0o644);
        assert_eq!(
            (
                header.uid().expect("a user"),
                header.gid().expect("a group")
            ),
            (0, 0)
        );
        assert_eq!(header.username_bytes(), Some(&b""[..]));
        assert_eq!(header.mtime().expect("a time"), 315_532_800);
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        let path = String::from_utf8(entry.path_bytes().into_owned()).expect("UTF-8");
        files.push((path, bytes));
    }
    files
}

fn refused(done: Result<(), Trouble>) -> (Code, String) {
    match done.expect_err("refused") {
        Trouble::Refused(fault) => (fault.code, fault.message.clone()),
        Trouble::World(fault) => panic!("{fault}"),
    }
}

/// Names that have broken one tool or another.
fn odd() -> Vec<(String, Vec<u8>)> {
    let long = format!(
        "{}/{}.html",
        "long-folder/".repeat(12).trim_end_matches('/'),
        "n".repeat(180)
    );
    let names = [
        "index.html",
        "-rf.html",
        "--all/-x.html",
        "a 'b' \"c\" $d `e`.txt",
        "été/noël.html",
        "العراق/نص طويل.html",
        "empty",
        "picture.JPG",
        &"m".repeat(100),
        &"m".repeat(101),
        &"é".repeat(51),
        &long,
    ];
    let bytes = |name: &str| match name {
        "empty" => Vec::new(),
        name => format!("<p>{name}\r\n").repeat(50).into_bytes(),
    };
    names
        .iter()
        .map(|name| ((*name).to_owned(), bytes(name)))
        .collect()
}

fn made(files: &[(String, Vec<u8>)]) -> super::site::Made {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), &bytes[..]))
        .collect();
    site(&files)
}

#[test]
fn an_archive_is_made_changed_and_freed_of_what_was_withdrawn() {
    for name in NAMES {
        story::tell(&Place::new(name));
    }
}

#[test]
fn an_archive_cut_short_anywhere_is_the_old_one_or_the_new_one() {
    for name in NAMES {
        let steps = story::cut_everywhere(|| Box::new(Place::new(name)));
        assert!(steps > 15, "{steps}");
    }
}

#[test]
fn what_a_run_cut_short_packed_goes_when_it_is_withdrawn() {
    for name in NAMES {
        story::cut_and_withdraw(|| Box::new(Place::new(name)));
    }
}

#[test]
fn one_archive_is_written_by_one_at_a_time() {
    for name in NAMES {
        story::two_at_once(&Place::new(name));
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    for name in NAMES {
        let state = tempfile::tempdir().expect("a folder");
        let bytes = |at: i64| {
            let place = Place::new(name);
            let site = made(&odd());
            let page = File::options()
                .append(true)
                .open(site.site.folder().join("index.html"));
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(at as u64);
            page.expect("opened").set_modified(time).expect("touched");
            publish(&place, &site.site, state.path(), Now::at(at), None).expect("published");
            fs::read(place.file()).expect("read")
        };
        assert!(bytes(1_000) == bytes(2_000_000_000), "{name}");
    }
}

#[test]
fn odd_names_come_back_by_the_library_and_by_the_tools_of_others() {
    for name in NAMES {
        let place = Place::new(name);
        let state = tempfile::tempdir().expect("a folder");
        let site = made(&odd());
        place
            .publish(&site.site, state.path(), false)
            .expect("published");
        assert_seen(&place, &site.site);
        let mode = fs::metadata(place.file()).expect("there").permissions();
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777,
            0o644
        );
        assert!(!mode.readonly());

        let folder = tempfile::tempdir().expect("a folder");
        let (program, words): (&str, &[&str]) = match name {
            "site.zip" => ("unzip", &["-q"]),
            _ => ("tar", &["--zstd", "-xf"]),
        };
        let done = Command::new(program)
            .args(words)
            .arg(place.file())
            .current_dir(folder.path())
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("`unzip`, `tar` and `zstd` are needed");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success() && said.is_empty(),
            "{program}: {said}"
        );
        assert_eq!(super::site::tree(folder.path()), files(&site.site));
    }
}

#[test]
fn what_is_packed_already_is_stored_as_it_is() {
    let place = Place::new("site.zip");
    let state = tempfile::tempdir().expect("a folder");
    place
        .publish(&made(&odd()).site, state.path(), false)
        .expect("published");
    let mut zip = zip::ZipArchive::new(File::open(place.file()).expect("opened")).expect("a zip");
    let mut method = |name: &str| zip.by_name(name).expect("there").compression();
    assert_eq!(method("picture.JPG"), zip::CompressionMethod::Stored);
    assert_eq!(method("index.html"), zip::CompressionMethod::Deflated);
}

#[test]
fn a_file_that_is_no_archive_of_ours_is_left_alone_unless_it_is_taken_over() {
    for name in NAMES {
        let place = Place::new(name);
        let state = tempfile::tempdir().expect("a folder");
        let before = before();
        place
            .publish(&before.site, state.path(), false)
            .expect("published");
        let whole = fs::read(place.file()).expect("read");
        for other in [
            &b""[..],
            b"a letter",
            &whole[..whole.len() / 2],
            &whole[..whole.len() - 3],
        ] {
            fs::write(place.file(), other).expect("written");
            let (code, message) = refused(place.publish(&before.site, state.path(), false));
            assert_eq!(code, Code::PublishForeign);
            assert!(message.ends_with("is no archive of depeche's"), "{message}");
            assert_eq!(fs::read(place.file()).expect("read"), other);
        }
        place
            .publish(&before.site, state.path(), true)
            .expect("taken over");
        assert_seen(&place, &before.site);
    }
}

#[test]
fn files_that_somebody_put_into_the_archive_are_not_lost_unasked() {
    let place = Place::new("site.zip");
    let state = tempfile::tempdir().expect("a folder");
    let before = before();
    place
        .publish(&before.site, state.path(), false)
        .expect("published");
    let file = File::options()
        .read(true)
        .write(true)
        .open(place.file())
        .expect("opened");
    let mut zip = zip::ZipWriter::new_append(file).expect("a zip");
    let plain =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for name in ["notes.txt", "../../climbs.txt"] {
        zip.start_file(name, plain).expect("started");
    }
    zip.finish().expect("written");
    let (code, message) = refused(place.publish(&before.site, state.path(), false));
    assert_eq!(code, Code::PublishForeign);
    assert!(
        message.ends_with("holds files that are not ours, which would be lost"),
        "{message}"
    );
    place
        .publish(&before.site, state.path(), true)
        .expect("taken over");
    assert_seen(&place, &before.site);
}

#[test]
fn a_file_that_changed_after_the_build_leaves_the_old_archive() {
    for name in NAMES {
        for text in ["longer than before", "x", "other me"] {
            let place = Place::new(name);
            let state = tempfile::tempdir().expect("a folder");
            let before = before();
            place
                .publish(&before.site, state.path(), false)
                .expect("published");
            let made = changed_after_build(text);
            let fault = place
                .publish(&made.site, state.path(), false)
                .expect_err("refused")
                .to_string();
            assert!(
                fault.contains("it was changed after the build; build again"),
                "{fault}"
            );
            assert!(fault.ends_with("; the old file is as it was"), "{fault}");
            assert_seen(&place, &before.site);
            let left = super::site::tree(place.folder.path());
            assert_eq!(left.len(), 1, "{:?}", left.keys());
        }
    }
}
