//! Owns a folder to run `depeche` in, and what a run gave. The time is 22 November 2017, the language nobody's.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// Noon on 22 November 2017, in UTC.
pub const NOON: &str = "1511352000";

/// What the machine of the tests may say of its network.
const NETWORK: &[&str] = &[
    "SSL_CERT_FILE",
    "HTTPS_PROXY",
    "https_proxy",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// A folder for one test.
pub struct Folder {
    folder: tempfile::TempDir,
    epoch: String,
    locale: String,
    columns: String,
}

/// What one run gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    /// An empty one.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            epoch: NOON.to_owned(),
            locale: "C".to_owned(),
            columns: "100".to_owned(),
        }
    }

    /// A site without an article.
    pub fn site() -> Self {
        Self::empty().with("site.toml", "title = \"Essai\"\nlanguage = \"fr\"\n")
    }

    /// The same with a file.
    pub fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// The same with an article of 26 October 2017.
    pub fn with_article(self, path: &str, headline: &str, keys: &str) -> Self {
        self.write_article(path, headline, keys);
        self
    }

    /// Writes an article of 26 October 2017.
    pub fn write_article(&self, path: &str, headline: &str, keys: &str) {
        let matter = format!("headline = \"{headline}\"\npublished = 2017-10-26\n{keys}");
        self.write(path, format!("+++\n{matter}+++\nTexte.\n"));
    }

    /// The same at another time.
    pub fn at(mut self, epoch: &str) -> Self {
        self.epoch = epoch.to_owned();
        self
    }

    /// The same for a person of another language.
    pub fn in_locale(mut self, locale: &str) -> Self {
        self.locale = locale.to_owned();
        self
    }

    /// The same before a terminal of so many columns.
    pub fn wide(mut self, columns: usize) -> Self {
        self.columns = columns.to_string();
        self
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    pub fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Every file, with `/`, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut left = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = left.pop() {
            for entry in fs::read_dir(folder).expect("listed") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => left.push(path),
                    false => files.push(self.inner(&path)),
                }
            }
        }
        files.sort();
        files
    }

    /// Runs `depeche` in it.
    pub fn run(&self, words: &[&str]) -> Ran {
        self.run_in("", words)
    }

    /// Runs `depeche` in a folder of it.
    pub fn run_in(&self, folder: &str, words: &[&str]) -> Ran {
        self.ran(self.command(folder, words))
    }

    /// Runs `depeche` in it, with these variables or without them.
    pub fn run_with(&self, words: &[&str], variables: &[(&str, Option<&str>)]) -> Ran {
        let mut command = self.command("", words);
        for (name, value) in variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        self.ran(command)
    }

    fn command(&self, folder: &str, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_depeche"));
        for name in NETWORK {
            command.env_remove(name);
        }
        command
            .args(words)
            .current_dir(self.path(folder))
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env("LANG", &self.locale)
            .env("COLUMNS", &self.columns)
            .env("SOURCE_DATE_EPOCH", &self.epoch);
        command
    }

    fn ran(&self, mut command: Command) -> Ran {
        let output = command.output().expect("run");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ran {
            code: output.status.code().expect("not killed"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    fn inner(&self, path: &Path) -> String {
        let inner = path.strip_prefix(self.folder.path()).expect("inside");
        inner.to_string_lossy().replace('\\', "/")
    }
}

impl Ran {
    /// It ended well; what it said is handed on.
    #[track_caller]
    pub fn fine(self) -> Self {
        self.code(0)
    }

    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// All that standard error holds.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert_eq!(self.err, text, "{}", self.err);
        self
    }

    /// All that standard output holds.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert_eq!(self.out, text, "{}", self.out);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|fault| panic!("{fault}: {self:#?}"))
    }
}
