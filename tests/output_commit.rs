//! What is written and how (laws 1, 4 and 5): trees of files through real sessions on a real disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use depeche::diag::{Code, Style, WorldError, render};
use depeche::hash::{Digest, Fingerprint, Sum};
use depeche::output::{
    Door, Folders, Manifest, Mode, OpenError, Put, ROOT, Report, SIGNATURE, Session, Steps,
};
use proptest::prelude::*;
use rayon::prelude::*;

#[path = "output_commit/renewal.rs"]
mod renewal;

type Tree = BTreeMap<String, Vec<u8>>;

struct Site {
    _folder: tempfile::TempDir,
    root: PathBuf,
    output: PathBuf,
    sources: Vec<PathBuf>,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        let sources = vec![root.join("content"), root.join("static")];
        for source in &sources {
            fs::create_dir_all(source).expect("made");
        }
        Self {
            output: root.join("public"),
            root,
            sources,
            _folder: folder,
        }
    }

    fn with_output(output: impl FnOnce(&Path) -> PathBuf) -> Self {
        let mut site = Self::new();
        site.output = output(&site.root);
        site
    }

    fn built(tree: &Tree) -> Self {
        let site = Self::new();
        site.build(tree);
        site
    }

    fn state(&self) -> PathBuf {
        self.root.join(".depeche")
    }

    fn open_with(&self, mode: Mode, steps: Steps) -> Result<Session, OpenError> {
        let folders = Folders {
            root: &self.root,
            output: &self.output,
            state: &self.state(),
            sources: &self.sources,
        };
        Door::open_with(&folders, mode, steps)?.enter()
    }

    fn try_open(&self) -> Result<Session, OpenError> {
        self.open_with(Mode::Write, Steps::default())
    }

    fn open(&self) -> Session {
        self.try_open().expect("a session")
    }

    fn refusal(&self) -> (Code, String) {
        match self.try_open().expect_err("refused") {
            OpenError::Refused(diagnostic) => (diagnostic.code, diagnostic.message),
            OpenError::World(fault) => panic!("{fault}"),
        }
    }

    /// The whole of a refusal, as a terminal shows it.
    fn words(&self) -> String {
        match self.try_open().expect_err("refused") {
            OpenError::Refused(diagnostic) => render(&diagnostic, Style::PLAIN),
            OpenError::World(fault) => panic!("{fault}"),
        }
    }

    fn build(&self, tree: &Tree) -> Report {
        let session = self.open();
        write(&session, tree, 0).expect("put");
        session.commit().expect("committed")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.output.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.output.join(path)).expect("read")
    }

    /// Every file of the output, the manifest too, and every empty folder, which there should not be.
    fn files(&self) -> Tree {
        let mut files = Tree::new();
        if self.output.exists() {
            gather(&self.output, "", &mut files);
        }
        files
    }

    fn leftovers(&self) -> Vec<String> {
        let mut names = listed(self.output.parent().expect("a folder"));
        names.extend(listed(&self.output));
        names.retain(|name| name.ends_with(".depeche-stage"));
        names
    }
}

fn listed(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries.map(|entry| name(entry.expect("listed"))).collect()
}

fn gather(folder: &Path, prefix: &str, files: &mut Tree) {
    let names = listed(folder);
    if names.is_empty() && !prefix.is_empty() {
        files.insert(prefix.into(), b"an empty folder".to_vec());
    }
    for name in names {
        let path = folder.join(&name);
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), files);
        } else {
            files.insert(format!("{prefix}{name}"), fs::read(path).expect("read"));
        }
    }
}

/// What the pipeline does for each page. A `salt` changes the fingerprints and not the bytes.
fn write(session: &Session, tree: &Tree, salt: u8) -> Result<(), WorldError> {
    tree.par_iter().try_for_each(|(path, bytes)| {
        let fingerprint = Fingerprint::new().bytes(bytes).bytes(&[salt]).finish();
        if !session.keep(path, fingerprint) {
            session.put(path, fingerprint, bytes)?;
        }
        Ok(())
    })
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let file = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
    files.iter().map(file).collect()
}

/// What a clean build of `tree` leaves in its output folder.
fn clean(tree: &Tree) -> Tree {
    Site::built(tree).files()
}

fn two_pages() -> Tree {
    tree(&[
        ("index.html", "accueil"),
        ("2017/10/26/rawa.html", "dépêche"),
    ])
}

#[test]
fn a_first_build_writes_every_file_and_a_manifest() {
    let site = Site::new();
    let report = site.build(&two_pages());
    assert_eq!(report.written, ["2017/10/26/rawa.html", "index.html"]);
    assert_eq!(report.kept, 0);
    assert_eq!(site.read("index.html"), "accueil");
    let manifest = Manifest::read(&site.output).expect("read");
    let manifest = manifest.expect("a manifest");
    let entry = manifest.get("index.html").expect("listed");
    assert_eq!(entry.sum, Sum::of(b"accueil"));
    assert_eq!(manifest.entries().len(), 2);
    let list = format!("{}  2017/10/26/rawa.html\n", Sum::of("dépêche".as_bytes()));
    assert_eq!(site.read("manifest/2017.sha256"), list);
    let root = format!(
        "{}  index.html\n{}  manifest/2017.sha256\n",
        Sum::of(b"accueil"),
        Sum::of(list.as_bytes())
    );
    assert_eq!(site.read(ROOT), root);
    assert!(site.leftovers().is_empty());
}

#[test]
fn an_empty_site_is_a_site() {
    let site = Site::new();
    site.build(&Tree::new());
    assert_eq!(site.read(ROOT), "");
    assert_eq!(site.build(&two_pages()).written.len(), 2);
    assert_eq!(site.build(&Tree::new()).removed.len(), 2);
    assert_eq!(site.files().len(), 1);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let one = tree(&[("a", "file"), ("b/c/d", "deep"), ("e.html", "same")]);
    let other = tree(&[("a/x/y", "deep"), ("b", "file"), ("e.html", "same")]);
    let site = Site::built(&one);
    assert_eq!(site.build(&other).kept, 1);
    assert_eq!(site.files(), clean(&other));
    site.build(&one);
    assert_eq!(site.files(), clean(&one));
}

#[test]
fn a_name_that_changes_by_case_alone_is_renamed() {
    let site = Site::built(&tree(&[("Tags/Syrie.html", "un")]));
    site.build(&tree(&[("tags/syrie.html", "un")]));
    assert_eq!(site.files(), clean(&tree(&[("tags/syrie.html", "un")])));
}

#[test]
fn without_a_commit_the_output_is_as_it_was() {
    let site = Site::built(&two_pages());
    let before = site.files();
    let session = site.open();
    let changed = tree(&[("index.html", "autre"), ("new.html", "nouveau")]);
    write(&session, &changed, 0).expect("put");
    session.abandon();
    assert_eq!(site.files(), before);
    assert!(site.leftovers().is_empty());
}

#[test]
fn without_a_commit_a_missing_output_stays_missing() {
    let site = Site::new();
    write(&site.open(), &two_pages(), 0).expect("put");
    assert!(!site.output.exists());
    assert!(site.leftovers().is_empty());
}

#[test]
fn a_dry_run_writes_nothing_and_reports_all() {
    let site = Site::new();
    let session = site.open_with(Mode::DryRun, Steps::default());
    let session = session.expect("a session");
    write(&session, &two_pages(), 0).expect("put");
    let report = session.commit().expect("reported");
    assert_eq!(report.written.len(), 2);
    assert!(!site.output.exists());
    assert!(!site.state().exists());

    site.build(&two_pages());
    let before = site.files();
    let session = site.open_with(Mode::DryRun, Steps::default());
    let session = session.expect("a session");
    write(&session, &tree(&[("index.html", "accueil")]), 0).expect("put");
    let report = session.commit().expect("reported");
    assert_eq!((report.written.len(), report.kept), (0, 1));
    assert_eq!(report.removed, ["2017/10/26/rawa.html"]);
    assert_eq!(site.files(), before);
}

#[cfg(unix)]
#[test]
fn nothing_changed_means_nothing_written() {
    let site = Site::built(&two_pages());
    let before = stamps(&site.root);
    let report = site.build(&two_pages());
    assert_eq!((report.kept, report.written.len()), (2, 0));
    assert_eq!(stamps(&site.root), before);
}

#[cfg(unix)]
#[test]
fn the_same_bytes_from_new_inputs_touch_no_file_and_are_remembered() {
    let site = Site::built(&two_pages());
    let before = stamps(&site.output);
    let session = site.open();
    write(&session, &two_pages(), 7).expect("put");
    assert_eq!(session.commit().expect("committed").kept, 2);
    assert_eq!(stamps(&site.output), before);

    let session = site.open();
    let fingerprint = Fingerprint::new().bytes(b"accueil").bytes(&[7]).finish();
    assert!(session.fresh("index.html", fingerprint));
}

#[cfg(unix)]
#[test]
fn one_changed_file_leaves_the_others_alone() {
    let site = Site::built(&two_pages());
    let before = stamps(&site.output.join("2017"));
    let mut changed = two_pages();
    changed.insert("index.html".into(), b"autre".to_vec());
    let report = site.build(&changed);
    assert_eq!(report.written, ["index.html"]);
    assert_eq!(stamps(&site.output.join("2017")), before);
    assert_eq!(site.files(), clean(&changed));
}

/// The inode and the time of everything in a folder, itself included.
#[cfg(unix)]
fn stamps(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let stamp = |entry: walkdir::DirEntry| {
        let there = entry.metadata().expect("there");
        let stamp = (there.ino(), there.mtime(), there.mtime_nsec());
        (entry.into_path(), stamp)
    };
    let entries = walkdir::WalkDir::new(folder).into_iter();
    entries.map(|entry| stamp(entry.expect("walked"))).collect()
}

#[test]
fn a_file_that_was_edited_or_deleted_is_repaired() {
    let site = Site::built(&two_pages());
    let before = site.files();
    site.write("index.html", "ACCUEIL"); // as long as it was
    fs::remove_dir_all(site.output.join("2017")).expect("removed");
    site.build(&two_pages());
    assert_eq!(site.files(), before);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_folder_leads_no_write_and_no_removal_outside() {
    let site = Site::built(&two_pages());
    let outside = site.root.join("mine");
    fs::rename(site.output.join("2017/10"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, site.output.join("2017/10")).expect("linked");
    let kept = outside.join("26/rawa.html");

    site.build(&tree(&[("index.html", "accueil")]));
    assert!(kept.exists(), "a removal went through the link");

    fs::remove_file(&kept).expect("removed");
    site.build(&two_pages());
    assert!(!kept.exists(), "a write went through the link");
    assert_eq!(site.files(), clean(&two_pages()));
}

#[test]
fn the_private_state_may_vanish_or_be_garbage() {
    let site = Site::built(&two_pages());
    let before = site.files();
    for garbage in [&b""[..], b"garbage", &[0xFF; 4096]] {
        for entry in fs::read_dir(site.state()).expect("listed") {
            fs::write(entry.expect("listed").path(), garbage).expect("written");
        }
        let session = site.open();
        assert!(!session.keep("index.html", Digest::of(b"any")));
        drop(session);
        // Every page is made again, and found to be there already.
        assert_eq!(site.build(&two_pages()).kept, 2);
    }
    fs::remove_dir_all(site.state()).expect("removed");
    assert_eq!(site.build(&two_pages()).kept, 2);
    assert_eq!(site.files(), before);
}

#[test]
fn two_output_folders_are_remembered_apart() {
    let mut site = Site::built(&two_pages());
    let public = std::mem::replace(&mut site.output, site.root.join("other"));
    assert_eq!(site.build(&two_pages()).written.len(), 2);
    site.output = public;
    let fingerprint = Fingerprint::new().bytes(b"accueil").bytes(&[0]).finish();
    assert!(site.open().fresh("index.html", fingerprint));
}

#[test]
fn a_site_that_is_moved_keeps_what_it_remembers() {
    let mut site = Site::built(&two_pages());
    let moved = site.root.with_file_name("moved");
    fs::rename(&site.root, &moved).expect("moved");
    site.root = moved;
    site.output = site.root.join("public");
    site.sources = vec![site.root.join("content")];
    let fingerprint = Fingerprint::new().bytes(b"accueil").bytes(&[0]).finish();
    assert!(site.open().fresh("index.html", fingerprint));
}

#[cfg(unix)]
#[test]
fn the_private_state_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::built(&two_pages());
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&site.state()), 0o700);
    assert_ne!(mode(&site.output), 0o700, "the output is to be served");
}

#[test]
fn a_folder_with_files_and_no_manifest_is_refused() {
    let site = Site::new();
    site.write("novel.txt", "mine");
    let (code, message) = site.refusal();
    assert_eq!(code, Code::OutputForeign);
    assert_eq!(
        message,
        "the output folder `public` is not empty, and depeche did not make it"
    );
    assert_eq!(site.files(), tree(&[("novel.txt", "mine")]));
}

#[test]
fn an_empty_folder_is_taken_and_so_is_the_branch_of_a_finished_site() {
    let site = Site::new();
    site.write(".git/HEAD", "ref: refs/heads/pages");
    let report = site.build(&two_pages());
    assert!(report.strays.is_empty());
    assert_eq!(site.read(".git/HEAD"), "ref: refs/heads/pages");
    site.build(&Tree::new());
    assert_eq!(site.read(".git/HEAD"), "ref: refs/heads/pages");
}

#[test]
fn an_output_that_overlaps_with_the_site_is_refused() {
    let outputs = [
        "",
        ".",
        "..",
        "content",
        "content/public",
        "static/../content/deep/er",
        ".depeche",
        ".depeche/public",
        "missing/..",
    ];
    for output in outputs {
        let site = Site::with_output(|root| root.join(output));
        assert_eq!(site.refusal().0, Code::OutputForeign, "{output:?}");
    }
}

#[test]
fn a_file_in_the_place_of_the_output_is_refused() {
    let site = Site::new();
    fs::write(&site.output, "mine").expect("written");
    assert_eq!(
        site.refusal(),
        (
            Code::OutputForeign,
            "the output `public` is not a folder".into()
        )
    );
}

#[cfg(unix)]
#[test]
fn a_linked_output_is_the_folder_it_leads_to() {
    let site = Site::new();
    let real = site.root.with_file_name("served");
    std::os::unix::fs::symlink(&real, &site.output).expect("linked");
    assert_eq!(site.refusal().0, Code::OutputForeign, "it leads nowhere");

    fs::create_dir(&real).expect("made");
    site.build(&two_pages());
    assert!(site.output.is_symlink());
    assert!(real.join("index.html").exists());
    site.build(&tree(&[("a.html", "a")]));
    assert_eq!(site.files(), clean(&tree(&[("a.html", "a")])));

    fs::remove_file(&site.output).expect("unlinked");
    std::os::unix::fs::symlink(&site.sources[0], &site.output).expect("linked");
    assert_eq!(site.refusal().0, Code::OutputForeign, "it leads to content");
}

#[test]
fn a_damaged_manifest_is_a_fault_and_nothing_is_touched() {
    type Damage = fn(&Site);
    let damages: [(Damage, &str); 4] = [
        (
            |site| {
                let root = site.read(ROOT);
                site.write(ROOT, &root[..root.len() - 9]);
            },
            "line 2 of `manifest.sha256` cannot be read, or is out of its place",
        ),
        (
            |site| site.write(ROOT, "<html>\n"),
            "line 1 of `manifest.sha256` cannot be read, or is out of its place",
        ),
        (
            |site| site.write("manifest/2017.sha256", "2017"),
            "`manifest/2017.sha256` is not the one that `manifest.sha256` names",
        ),
        (
            |site| fs::remove_file(site.output.join("manifest/2017.sha256")).expect("removed"),
            "`manifest/2017.sha256` is missing",
        ),
    ];
    for (damage, note) in damages {
        let site = Site::built(&two_pages());
        damage(&site);
        let before = site.files();
        assert_eq!(
            site.words(),
            format!(
                "error[output/manifest]: the manifest of the output folder `public` is damaged\n  \
                 = note: {note}\n  \
                 = note: nothing was written or removed there\n  \
                 = help: if it holds nothing but the site, delete the folder `public`, and build again; \
                 else name another folder with `--output`, or as `output` in `site.toml`\n"
            )
        );
        assert_eq!(site.files(), before);
    }
}

#[test]
fn a_folder_whose_manifest_may_be_another_programs_is_refused() {
    let site = Site::new();
    site.write("novel.txt", "mine");
    site.write(ROOT, &format!("{}  novel.txt\n", Sum::of(b"mine")));
    let before = site.files();
    assert_eq!(
        site.words(),
        "error[output/foreign]: the output folder `public` is not empty, and depeche did not make it\n  \
         = note: nothing was written or removed there\n  \
         = note: its `manifest.sha256` names no list of a folder, so it may be another program's\n  \
         = help: if it holds nothing but the site, delete the folder `public`, and build again; \
         else name another folder with `--output`, or as `output` in `site.toml`\n"
    );
    assert_eq!(site.files(), before);

    let flat = tree(&[("index.html", "accueil")]);
    let site = Site::built(&flat);
    assert_eq!(site.build(&flat).kept, 1, "our own is remembered");
}

#[test]
fn a_folder_of_an_earlier_version_is_refused_with_what_to_do() {
    let site = Site::new();
    site.write(".depeche-manifest", "depeche-manifest 1 0\n");
    assert_eq!(
        site.words(),
        "error[output/foreign]: an earlier version of depeche made the output folder `public`\n  \
         = note: this one keeps another manifest, and nothing was written or removed there\n  \
         = help: delete the folder `public`, and build again\n"
    );
}

#[cfg(unix)]
#[test]
fn a_list_is_rewritten_where_its_folder_changed_and_goes_with_it() {
    let one = tree(&[
        ("2016/a.html", "a"),
        ("2017/b.html", "b"),
        ("2018/c.html", "c"),
        ("index.html", "accueil"),
    ]);
    let site = Site::built(&one);
    let before = stamps(&site.output.join("manifest"));
    let mut other = one;
    other.insert("2017/b.html".into(), b"autre".to_vec());
    other.remove("2018/c.html");
    let report = site.build(&other);
    assert_eq!(report.written, ["2017/b.html"]);
    assert_eq!(report.removed, ["2018/c.html"]);
    assert_eq!(site.files(), clean(&other));
    let after = stamps(&site.output.join("manifest"));
    let changed = |name: &str| {
        let path = site.output.join("manifest").join(name);
        before.get(&path) != after.get(&path)
    };
    assert!(!changed("2016.sha256"));
    assert!(changed("2017.sha256"));
    assert_eq!(listed(&site.output.join("manifest")).len(), 2);
}

#[test]
fn a_signature_stays_while_it_fits_and_goes_with_its_root() {
    let site = Site::built(&two_pages());
    site.write(SIGNATURE, "signed");
    let report = site.build(&two_pages());
    assert!(report.strays.is_empty());
    assert_eq!(site.read(SIGNATURE), "signed");

    // A page that is repaired changes no root.
    site.write("index.html", "ACCUEIL");
    assert_eq!(site.build(&two_pages()).written, ["index.html"]);
    assert_eq!(site.read(SIGNATURE), "signed");

    let mut changed = two_pages();
    changed.insert("index.html".into(), b"autre".to_vec());
    let report = site.build(&changed);
    assert!(report.removed.is_empty(), "it is no page");
    assert_eq!(site.files(), clean(&changed));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lists_leads_no_write_outside() {
    let site = Site::built(&two_pages());
    let outside = site.root.join("mine");
    fs::rename(site.output.join("manifest"), &outside).expect("moved");
    std::os::unix::fs::symlink(&outside, site.output.join("manifest")).expect("linked");
    let list = fs::read(outside.join("2017.sha256")).expect("read");
    let mut changed = two_pages();
    changed.insert("index.html".into(), b"autre".to_vec());
    site.build(&changed);
    assert_eq!(site.files(), clean(&changed));
    assert!(!site.output.join("manifest").is_symlink());
    assert_eq!(fs::read(outside.join("2017.sha256")).expect("read"), list);
}

#[test]
fn a_second_build_of_a_site_is_refused_while_the_first_runs() {
    let site = Site::new();
    let first = site.open();
    assert_eq!(
        site.refusal(),
        (
            Code::OutputLocked,
            "another depeche is building this site".into()
        )
    );
    drop(first);
    site.open();
}

#[cfg(unix)]
#[test]
fn two_sites_cannot_write_into_one_output_at_once() {
    for exists in [true, false] {
        let (one, mut other) = (Site::new(), Site::new());
        other.output.clone_from(&one.output);
        if exists {
            one.build(&two_pages());
        }
        let first = one.open();
        write(&first, &tree(&[("tags/a.html", "a")]), 0).expect("put");
        assert_eq!(other.refusal().0, Code::OutputLocked);
        first.commit().expect("committed");
        other.open();
    }
}

#[test]
fn files_of_the_users_are_left_alone_and_named() {
    let site = Site::built(&two_pages());
    site.write("CNAME", "archive.example");
    site.write("2017/10/notes.txt", "mine");
    site.write("mine/a/b.txt", "mine");
    site.write("manifest/notes.txt", "mine");
    let report = site.build(&tree(&[("index.html", "autre")]));
    let strays: Vec<_> = report.strays.iter().map(|stray| &stray.message).collect();
    assert_eq!(
        strays,
        [
            "`2017/10/notes.txt` lies in the output folder, and depeche did not write it",
            "`CNAME` lies in the output folder, and depeche did not write it",
            "`manifest/notes.txt` lies in the output folder, and depeche did not write it",
            "`mine/` lies in the output folder, and depeche did not write it",
        ]
    );
    assert!(report.strays.has(Code::OutputStray));
    assert_eq!(site.read("2017/10/notes.txt"), "mine");
    assert!(!site.output.join("2017/10/26").exists());
}

#[test]
fn a_file_of_the_users_is_not_deleted_for_a_folder_of_ours() {
    let site = Site::built(&two_pages());
    site.write("tags", "mine");
    let before = site.files();
    let session = site.open();
    write(&session, &tree(&[("tags/syrie.html", "étiquette")]), 0).expect("put");
    let fault = session.commit().expect_err("in the way").to_string();
    assert!(
        fault.ends_with("; the site in `public` is as it was"),
        "{fault}"
    );
    assert_eq!(site.files(), before);
    assert!(site.leftovers().is_empty());
}

#[test]
fn a_file_is_copied_without_being_held_in_memory() {
    let site = Site::new();
    let film = site.sources[1].join("film.webm");
    let build = |print: &[u8]| {
        let session = site.open();
        let put = session.put_file("media/film.webm", Digest::of(print), &film);
        let report = session.commit().expect("committed");
        (put.expect("put"), report.written.len())
    };
    fs::write(&film, vec![7; 300_000]).expect("written");
    assert_eq!(build(b"one"), (Put::Staged, 1));
    let manifest = Manifest::read(&site.output).expect("read").expect("there");
    let entry = manifest.get("media/film.webm").expect("listed");
    assert_eq!(entry.sum, Sum::of(&vec![7; 300_000]));
    assert_eq!(build(b"two"), (Put::Same, 0));
    assert!(site.open().fresh("media/film.webm", Digest::of(b"two")));
    fs::write(&film, vec![8; 300_000]).expect("written");
    assert_eq!(build(b"three"), (Put::Staged, 1));
    assert_eq!(
        fs::read(site.output.join("media/film.webm")).expect("read"),
        vec![8; 300_000]
    );

    fs::remove_file(&film).expect("removed");
    let fault = site
        .open()
        .put_file("media/other.webm", Digest::of(b"x"), &film);
    let fault = fault.expect_err("missing").to_string();
    assert!(
        fault.ends_with("; the site in `public` is as it was"),
        "{fault}"
    );
}

#[test]
fn a_path_that_leads_out_is_an_error_and_leaves_all_as_it_was() {
    let site = Site::new();
    let session = site.open();
    let paths = ["../evil", "/etc/evil", "a/../../evil", "", "a\\b"];
    let own = [ROOT, SIGNATURE, "manifest/2017.sha256", ".depeche-stage/a"];
    for path in paths.into_iter().chain(own) {
        let fault = session.put(path, Digest::of(b""), b"evil");
        let fault = fault.expect_err(path).to_string();
        assert!(fault.ends_with("the site in `public` is as it was"));
    }
    drop(session);
    assert!(!site.output.exists());
}

#[test]
fn a_path_that_is_put_twice_is_an_error() {
    let site = Site::built(&two_pages());
    let session = site.open();
    let put = || session.put("index.html", Digest::of(b"x"), b"accueil");
    assert_eq!(put().expect("put"), Put::Same);
    put().expect_err("put twice");
    session.put("a", Digest::of(b"x"), b"file").expect("put");
    let inside = session.put("a/b", Digest::of(b"x"), b"within a file");
    inside.expect_err("a file is no folder");
}

#[test]
fn where_nothing_can_be_moved_in_from_beside_the_stage_is_inside() {
    let site = Site::new();
    fs::create_dir(&site.output).expect("made");
    let beside = site.root.join(".public.depeche-stage");
    fs::write(&beside, "no folder").expect("written");
    let changed = tree(&[("index.html", "autre"), ("a/b.html", "b")]);
    for tree in [&two_pages(), &changed] {
        site.build(tree);
        assert_eq!(site.files(), clean(tree));
    }
    kill_everywhere(
        &|| {
            let site = Site::built(&two_pages());
            fs::write(site.root.join(".public.depeche-stage"), "no folder").expect("written");
            site
        },
        &two_pages(),
        &changed,
        &build_of(&changed),
    );
}

#[test]
fn what_a_killed_build_staged_is_cleared_away() {
    let site = Site::built(&two_pages());
    for home in [
        site.root.join(".public.depeche-stage"),
        site.output.join(".depeche-stage"),
    ] {
        fs::create_dir_all(home.join("tree/a")).expect("made");
        fs::write(home.join("tree/a/b.html"), "half").expect("written");
        site.open();
        assert!(!home.exists());
    }
    assert_eq!(site.files(), clean(&two_pages()));
}

#[test]
fn a_build_killed_at_any_step_is_completed_or_was_never_there() {
    let one = tree(&[
        ("a", "file"),
        ("b/c/d", "deep"),
        ("index.html", "accueil"),
        ("kept/x.html", "x"),
        ("Tags/Syrie.html", "un"),
    ]);
    let other = tree(&[
        ("a/x/y", "deep"),
        ("a/x/z", "deep"),
        ("b", "file"),
        ("index.html", "autre"),
        ("kept/x.html", "x"),
        ("kept/y.html", "y"),
        ("tags/syrie.html", "un"),
    ]);
    kill_everywhere(&|| Site::built(&one), &one, &other, &build_of(&other));
}

#[test]
fn a_build_killed_between_the_lists_and_the_root_is_completed() {
    let page = |year: u32| (format!("{year}/a.html"), b"a".to_vec());
    let one: Tree = (2014..2017).map(page).collect();
    let other: Tree = (2015..2018)
        .map(|year| (format!("{year}/a.html"), year.to_string().into_bytes()))
        .collect();
    let signed = || {
        let site = Site::built(&one);
        site.write(SIGNATURE, "signed");
        site
    };
    kill_everywhere(&signed, &one, &other, &build_of(&other));
    // Some kills do fall between them: a root that names another text than the list has.
    let parted = (0..500).any(|step| {
        let site = signed();
        build_killed_at(&site, &other, step);
        Manifest::read(&site.output).is_err()
    });
    assert!(parted);
}

#[test]
fn a_first_build_killed_at_any_step_is_completed_or_was_never_there() {
    let none = Tree::new();
    kill_everywhere(&Site::new, &none, &two_pages(), &build_of(&two_pages()));
    let empty_folder = || {
        let site = Site::new();
        fs::create_dir(&site.output).expect("made");
        site
    };
    kill_everywhere(&empty_folder, &none, &two_pages(), &build_of(&two_pages()));
}

/// Kills the making of `new` at each step; kills the recovery at each step; then asks for the old site or the new one, whole, and
/// for the new one after the next build.
fn kill_everywhere(
    make: &dyn Fn() -> Site,
    old: &Tree,
    new: &Tree,
    killed_at: &dyn Fn(&Site, usize) -> bool,
) {
    let before = make().files();
    let after = clean(new);
    let mut completed = 0;
    for step in 0.. {
        assert!(step < 500, "the build never ends");
        let mut survived = false;
        for again in 0.. {
            assert!(again < 500, "the recovery never ends");
            let site = make();
            survived = killed_at(&site, step);
            let second = site.open_with(Mode::Write, Steps::killed_at(again));
            let recovered = second.is_ok();
            completed += usize::from(second.is_ok_and(|session| session.recovered()));

            let session = site.open();
            let there = site.files();
            assert!(
                there == before || there == after,
                "killed at {step}, then at {again}: {there:?}\nold: {old:?}"
            );
            drop(session);
            assert!(
                site.leftovers()
                    .iter()
                    .all(|left| site.root.join(left).is_file())
            );
            site.build(new);
            assert_eq!(site.files(), after, "killed at {step}, then at {again}");
            if recovered {
                break;
            }
        }
        if survived {
            break;
        }
    }
    assert!(completed > 0, "no kill fell into the commit");
}

fn build_of(tree: &Tree) -> impl Fn(&Site, usize) -> bool {
    move |site, step| build_killed_at(site, tree, step)
}

/// Whether the build came to its end.
fn build_killed_at(site: &Site, tree: &Tree, step: usize) -> bool {
    let Ok(session) = site.open_with(Mode::Write, Steps::killed_at(step)) else {
        return false;
    };
    write(&session, tree, 0).is_ok() && session.commit().is_ok()
}

/// Some files, one of them in a folder, as in every site that has an article.
fn any_tree() -> impl Strategy<Value = Tree> {
    let part = prop::sample::select(vec!["a", "b", "B", "2017", "x.html", "étiquettes"]);
    let path = prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("/"));
    let text = prop::sample::select(vec!["", "un", "deux", "trois"]);
    prop::collection::btree_map(path, text, 0..8).prop_map(|files| {
        // A path under another file cannot be; the first of the two stays.
        let mut tree = tree(&[("undated/x.html", "")]);
        for (path, text) in files {
            let below = |other: &String| path.starts_with(&format!("{other}/"));
            if !tree.keys().any(below) {
                tree.insert(path, text.as_bytes().to_vec());
            }
        }
        tree
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_builds_the_output_is_that_of_a_clean_one(
        trees in prop::collection::vec((any_tree(), 0..3u8), 1..5),
    ) {
        let site = Site::new();
        for (tree, salt) in &trees {
            let session = site.open();
            write(&session, tree, *salt).expect("put");
            let report = session.commit().expect("committed");
            prop_assert_eq!(report.kept + report.written.len(), tree.len());
            prop_assert_eq!(site.files(), clean(tree));
        }
        prop_assert!(site.leftovers().is_empty());
    }

    #[test]
    fn after_any_kill_the_next_build_is_that_of_a_clean_one(
        old in any_tree(),
        new in any_tree(),
        last in any_tree(),
        step in 0..40usize,
        again in 0..20usize,
    ) {
        let site = Site::built(&old);
        build_killed_at(&site, &new, step);
        build_killed_at(&site, &last, again);
        drop(site.open());
        let there = site.files();
        let whole = [&old, &new, &last].into_iter().any(|tree| there == clean(tree));
        prop_assert!(whole, "{:?}", there);
        site.build(&last);
        prop_assert_eq!(site.files(), clean(&last));
    }
}
