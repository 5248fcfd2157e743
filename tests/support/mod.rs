//! Owns the making of small sites for the tests: a folder that goes away with its test, a builder whose calls read as a
//! sentence, and the look at what came out. It knows no law; the tests that use it do.
#![allow(
    dead_code,
    reason = "each test crate takes from this tool box what it needs"
)]

mod tree;
pub mod world;

#[allow(unused_imports, reason = "each test crate takes what it needs")]
pub use tree::{Tree, differences, files, fingerprints, read as tree_of};

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use depeche::diag::{Diagnostics, Style, render};
use depeche::pipeline::{Clock, Failure, Outcome, Request, Silence, Summary, Task, run};
use tempfile::TempDir;

/// The time of every test run, in seconds since 1970: the spring of 2026.
pub const NOW: &str = "1775000000";

/// What `site.toml` says where a test does not care.
pub const PLAIN: &str = r#"
title = "Archive"
base_url = "https://archive.example/"
language = "fr"
"#;

/// A site in a folder of its own.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A site without articles.
    pub fn new() -> Self {
        Self::of(PLAIN)
    }

    /// A site with that `site.toml`.
    pub fn of(config: &str) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("depeche-test-")
            .tempdir()
            .expect("a folder");
        let site = Self { folder };
        site.write("site.toml", config);
        site
    }

    /// A site with those files, by their path from its root.
    pub fn with(files: &Tree) -> Self {
        let site = Self::new();
        for (path, bytes) in files {
            site.write(path, bytes);
        }
        site
    }

    /// Adds a source, by its path in `content/`.
    pub fn article(self, path: &str, text: &str) -> Self {
        self.file(&format!("content/{path}"), text)
    }

    /// Adds a file, by its path from the site's root.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }

    /// Deletes a file of the site.
    pub fn delete(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("deleted");
    }

    /// The folder with `site.toml`.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the site as built.
    pub fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// All that was built.
    pub fn output(&self) -> Tree {
        tree::read(&self.public())
    }

    /// Sets the time stamps of all sources an hour back, so that the next build may believe them.
    pub fn age(&self) {
        let past = past();
        for folder in ["content", "static", "templates", "i18n"] {
            for path in files(&self.root().join(folder)) {
                let file = fs::File::options().append(true).open(path).expect("open");
                // One that was set back is not touched: the system would note that.
                let modified = file.metadata().and_then(|data| data.modified());
                if modified.expect("a time") > past {
                    file.set_modified(past).expect("set back");
                }
            }
        }
    }

    /// Builds, whatever comes of it.
    pub fn try_build(&self) -> Result<Outcome, Failure> {
        self.run(Task::Build)
    }

    /// Runs the pipeline.
    pub fn run(&self, task: Task) -> Result<Outcome, Failure> {
        let request = Request {
            root: self.root().to_path_buf(),
            output: None,
            lite: false,
            task,
            roles: false,
            clock: Clock::new(Some(NOW)).expect("a number"),
        };
        run(&request, &Silence)
    }

    /// Builds again, and must succeed.
    pub fn rebuild(&self) -> Summary {
        match self.try_build() {
            Ok(outcome) => outcome.summary,
            Err(failure) => panic!("the build failed:\n{}", in_words(&failure)),
        }
    }

    /// Builds, and must succeed.
    pub fn build(self) -> Built {
        match self.try_build() {
            Ok(outcome) => Built {
                said: all(&outcome.warnings),
                output: self.output(),
                site: self,
            },
            Err(failure) => panic!("the build failed:\n{}", in_words(&failure)),
        }
    }

    /// Builds, and must fail; what was said.
    pub fn fail(&self) -> String {
        match self.try_build() {
            Ok(_) => panic!("the build should have failed"),
            Err(failure) => in_words(&failure),
        }
    }

    /// The command line, in this site.
    pub fn command(&self, words: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_depeche"));
        command
            .args(words)
            .current_dir(self.root())
            .env("SOURCE_DATE_EPOCH", NOW);
        command
    }
}

/// A site that was built.
pub struct Built {
    /// The site.
    pub site: Site,
    /// All that was built.
    pub output: Tree,
    /// All warnings, as a terminal shows them.
    pub said: String,
}

impl Built {
    /// The page at a path must hold a text.
    pub fn expect_page(self, path: &str, text: &str) -> Self {
        let page = self.page(path);
        assert!(page.contains(text), "`{text}` is not in {path}:\n{page}");
        self
    }

    /// The page at a path must not hold a text.
    pub fn expect_page_without(self, path: &str, text: &str) -> Self {
        let page = self.page(path);
        assert!(!page.contains(text), "`{text}` is in {path}:\n{page}");
        self
    }

    /// There must be nothing at a path.
    pub fn expect_nothing_at(self, path: &str) -> Self {
        assert!(!self.output.contains_key(path), "{path} exists");
        self
    }

    /// The build must have said something.
    pub fn expect_said(self, text: &str) -> Self {
        assert!(self.said.contains(text), "no `{text}` in:\n{}", self.said);
        self
    }

    /// The build must have had nothing to say.
    pub fn expect_silence(self) -> Self {
        assert!(self.said.is_empty(), "{}", self.said);
        self
    }

    /// The page at a path, as text.
    pub fn page(&self, path: &str) -> String {
        let bytes = self.output.get(path).unwrap_or_else(|| {
            let there: Vec<&String> = self.output.keys().collect();
            panic!("nothing at {path}; there are {there:?}")
        });
        String::from_utf8_lossy(bytes).into_owned()
    }
}

/// A failure as the terminal tells it.
pub fn in_words(failure: &Failure) -> String {
    match failure {
        Failure::Config(faults) | Failure::Faults(faults) => all(faults),
        Failure::World(fault) => format!("{fault} ({fault:?})"),
    }
}

/// Faults as the terminal tells them, all of them.
pub fn all(faults: &Diagnostics) -> String {
    faults
        .iter()
        .map(|fault| render(fault, Style::PLAIN))
        .collect()
}

#[allow(
    clippy::disallowed_methods,
    reason = "a stamp is old only as seen from now"
)]
fn past() -> SystemTime {
    SystemTime::now() - Duration::from_secs(3600)
}
