//! Owns the rules of the house that no compiler holds: what a file says of itself, which floor may lean on which, how long a
//! file may grow, who may print, what may not be left lying about, and that every diagnostic code is used and tested.
//! It reads the sources as text: plain, and blind to what macros make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use depeche::diag::Code;

/// Which part stands on which floor: a part leans only on its own floor and those below (`docs/architecture.md`).
/// The parts of one floor may lean on each other, as long as nobody leans back.
const FLOORS: &[(u8, &[&str])] = &[
    (1, &["hash", "atomic", "held", "glance", "sealed", "diag"]),
    (2, &["model", "typography"]),
    (3, &["config", "hosting", "route", "theme"]),
    (4, &["archive", "parse", "output"]),
    (5, &["source", "plan", "inspect", "publish", "import"]),
    (6, &["view", "check"]),
    (7, &["render"]),
    (8, &["pipeline"]),
    (9, &["serve"]),
    (10, &["cli", "main"]),
];

/// Lines above which a file has probably taken on a second duty.
const MOST_LINES: usize = 600;

/// Files that are longer all the same, each with the reason.
const LONG: &[(&str, &str)] = &[(
    "tests/output_commit.rs",
    "one harness that kills a commit at each step, and every case that it must survive",
)];

/// The one file that prints.
const PRINTER: &str = "src/cli/terminal.rs";

#[test]
fn every_rust_file_opens_by_saying_what_it_owns() {
    let faults = rust_files(&["src", "tests", "benches", "examples"])
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("{}: does not open with `//! `", file.path));
    none(faults);
}

#[test]
fn a_part_leans_only_on_its_own_floor_and_those_below() {
    let floors = floors();
    let mut faults = Vec::new();
    for file in rust_files(&["src"])
        .iter()
        .filter(|file| file.path != "src/lib.rs")
    {
        let part = file.part();
        let Some(floor) = floors.get(part.as_str()) else {
            faults.push(format!(
                "{}: `{part}` has no floor: give it one in this test",
                file.path
            ));
            continue;
        };
        for (line, other) in file.leans_on() {
            match floors.get(other.as_str()) {
                Some(below) if below <= floor => {}
                Some(above) => faults.push(format!(
                    "{}:{line}: `{part}` (floor {floor}) leans on `{other}` (floor {above})",
                    file.path
                )),
                None => faults.push(format!("{}:{line}: `{other}` has no floor", file.path)),
            }
        }
    }
    none(faults);
}

#[test]
fn no_two_parts_lean_on_each_other() {
    let mut edges = BTreeMap::<String, BTreeSet<String>>::new();
    for file in rust_files(&["src"])
        .iter()
        .filter(|file| file.path != "src/lib.rs")
    {
        let part = file.part();
        let others = file.leans_on().into_iter().map(|(_, other)| other);
        edges
            .entry(part.clone())
            .or_default()
            .extend(others.filter(|other| *other != part));
    }
    none(circle(&edges).map(|circle| format!("a circle: {}", circle.join(" → "))));
}

#[test]
fn no_file_is_so_long_that_it_must_have_two_duties() {
    let files = rust_files(&["src", "tests", "benches", "examples"]);
    let mut faults = Vec::new();
    for file in &files {
        let lines = file.text.lines().count();
        let known = LONG.iter().any(|(path, _)| *path == file.path);
        if lines > MOST_LINES && !known {
            faults.push(format!(
                "{}: {lines} lines, more than {MOST_LINES}",
                file.path
            ));
        }
        if lines <= MOST_LINES && known {
            faults.push(format!(
                "{}: {lines} lines: take it off the list of long files",
                file.path
            ));
        }
    }
    none(faults);
}

#[test]
fn one_file_prints() {
    let printing = [
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "io::stdout()",
        "io::stderr()",
    ];
    let mut faults = Vec::new();
    for file in rust_files(&["src"])
        .iter()
        .filter(|file| file.path != PRINTER)
    {
        for (line, code) in file.production() {
            for word in printing.iter().filter(|word| code.contains(**word)) {
                faults.push(format!(
                    "{}:{line}: `{word}` belongs in {PRINTER}",
                    file.path
                ));
            }
        }
    }
    none(faults);
}

#[test]
fn nothing_is_left_for_later() {
    // Written in two halves, so that this file does not find itself.
    let words = [
        ["TO", "DO"],
        ["FIX", "ME"],
        ["XX", "X"],
        ["unimplem", "ented!"],
        ["#[ig", "nore"],
    ];
    let folders = [
        "src",
        "tests",
        "benches",
        "examples",
        "templates",
        "static",
        "docs",
    ];
    let mut faults = Vec::new();
    for path in text_files(&folders) {
        for (index, line) in read(&path).lines().enumerate() {
            for word in words.iter().map(|halves| halves.concat()) {
                if holds_word(line, &word) {
                    faults.push(format!("{}:{}: `{word}`", name(&path), index + 1));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn the_browser_tests_name_no_registry() {
    for folder in ["tests/browser", "tests/lighthouse"] {
        let lock = read(&root().join(folder).join("package-lock.json"));
        assert!(!lock.contains("\"resolved\""), "see {folder}/.npmrc");
    }
}

#[test]
fn every_code_of_the_catalogue_is_used() {
    let files = rust_files(&["src"]);
    let used = |code: Code| {
        let variant = format!("Code::{code:?}");
        files
            .iter()
            .filter(|file| file.path != "src/diag/code.rs")
            .any(|file| {
                file.production()
                    .any(|(_, line)| holds_word(line, &variant))
            })
    };
    none(
        Code::ALL
            .iter()
            .filter(|code| !used(**code))
            .map(|code| format!("{code}: never used")),
    );
}

#[test]
fn every_code_of_the_catalogue_appears_in_a_test() {
    let mut tests = String::new();
    for file in rust_files(&["src"]) {
        tests.push_str(file.tests());
    }
    for path in text_files(&["tests"])
        .iter()
        .filter(|path| !path.ends_with("tidy.rs"))
    {
        tests.push_str(&read(path));
    }
    let tested = |code: Code| {
        holds_word(&tests, &format!("Code::{code:?}")) || tests.contains(code.as_str())
    };
    none(
        Code::ALL
            .iter()
            .filter(|code| !tested(**code))
            .map(|code| format!("{code}: in no test")),
    );
}

/// A Rust file of the repository.
struct RustFile {
    /// From the repository's root, with `/`.
    path: String,
    text: String,
    /// Whether all of it is compiled for tests alone.
    is_test: bool,
}

impl RustFile {
    /// The top-level module it belongs to: `view` for `src/view/list.rs`.
    fn part(&self) -> String {
        self.modules()[0].to_owned()
    }

    /// `["view", "list"]` for `src/view/list.rs`, `["view"]` for `src/view/mod.rs`.
    fn modules(&self) -> Vec<&str> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').collect()
    }

    /// Its unit tests: the text from a `#[cfg(test)]` before a module's body; all of a file that is a test module.
    fn tests(&self) -> &str {
        if self.is_test {
            return &self.text;
        }
        let mut opens = self.text.match_indices("#[cfg(test)]\nmod ");
        let body = opens.find(|(at, _)| declared_module(&self.text[*at..]).is_none());
        body.map_or("", |(at, _)| &self.text[at..])
    }

    /// The files of the test modules that it declares and does not hold, without `.rs`.
    fn test_modules(&self) -> Vec<String> {
        let (folder, stem) = self
            .path
            .trim_end_matches(".rs")
            .rsplit_once('/')
            .unwrap_or(("", ""));
        let within = match stem {
            "mod" | "lib" | "main" => folder.to_owned(),
            _ => format!("{folder}/{stem}"),
        };
        let opens = self.text.match_indices("#[cfg(test)]\n");
        let names = opens.filter_map(|(at, _)| declared_module(&self.text[at..]));
        names.map(|name| format!("{within}/{name}")).collect()
    }

    /// Its numbered lines, but for comments and unit tests.
    fn production(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.len() - self.tests().len();
        let lines = self.text[..end]
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The parts it names by path, each with its line.
    fn leans_on(&self) -> Vec<(usize, String)> {
        let depth = self.modules().len();
        let mut code = String::new();
        let mut starts = Vec::new();
        for (line, text) in self.production() {
            starts.push((code.len(), line));
            code.push_str(text);
            code.push('\n');
        }
        let line_at = |at: usize| {
            starts[starts
                .partition_point(|(start, _)| *start <= at)
                .saturating_sub(1)]
            .1
        };
        let own_crate = if self.path == "src/main.rs" {
            "depeche::"
        } else {
            "crate::"
        };
        let climb = "super::".repeat(depth);
        let mut found = Vec::new();
        for (prefix, is_climb) in [(own_crate, false), (climb.as_str(), true)] {
            for (at, _) in code.match_indices(prefix) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || (is_climb && c == ':'))
                {
                    continue;
                }
                let names = first_names(&code[at + prefix.len()..]);
                found.extend(names.into_iter().map(|name| (line_at(at), name)));
            }
        }
        found
    }
}

/// The modules that a path's rest begins with: `a` of `a::b`, `a` and `b` of `{a::x, b::{y, z}}`.
/// Names that begin with a capital or end in `!` are no modules.
fn first_names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let is_module = rest[name.len()..].starts_with("::") || rest[name.len()..].starts_with(';');
        return if is_module { vec![name] } else { Vec::new() };
    };
    let mut names = Vec::new();
    let mut depth = 1;
    let mut item = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            let name: String = item
                .trim()
                .split("::")
                .next()
                .unwrap_or_default()
                .to_owned();
            if name.starts_with(|c: char| c.is_lowercase()) && name != "self" {
                names.push(
                    name.split_whitespace()
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
            item.clear();
        } else {
            item.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// A circle of parts, the first found in the order of names.
fn circle(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        part: &str,
        edges: &BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        if let Some(start) = path.iter().position(|it| it == part) {
            let mut circle = path[start..].to_vec();
            circle.push(part.to_owned());
            return Some(circle);
        }
        if !done.insert(part.to_owned()) {
            return None;
        }
        path.push(part.to_owned());
        let found = edges.get(part).and_then(|others| {
            others
                .iter()
                .find_map(|other| visit(other, edges, path, done))
        });
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    edges
        .keys()
        .find_map(|part| visit(part, edges, &mut Vec::new(), &mut done))
}

fn floors() -> BTreeMap<&'static str, u8> {
    FLOORS
        .iter()
        .flat_map(|(floor, parts)| parts.iter().map(|part| (*part, *floor)))
        .collect()
}

/// Whether `text` holds `word` with no letter, digit or `_` beside it.
fn holds_word(text: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(inner)
            && !text[at + word.len()..].chars().next().is_some_and(inner)
    })
}

fn rust_files(folders: &[&str]) -> Vec<RustFile> {
    let paths = text_files(folders).into_iter();
    let files = paths
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|path| RustFile {
            path: name(&path),
            text: read(&path),
            is_test: false,
        });
    with_test_modules(files.collect())
}

/// The files, those marked that another file declares under `#[cfg(test)]`, and those below them.
fn with_test_modules(mut files: Vec<RustFile>) -> Vec<RustFile> {
    let modules: Vec<String> = files.iter().flat_map(RustFile::test_modules).collect();
    for file in &mut files {
        let path = file.path.trim_end_matches(".rs");
        file.is_test = modules.iter().any(|module| {
            path.strip_prefix(module.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
    }
    files
}

/// `x` of `#[cfg(test)]` and `mod x;`, with `pub(crate)` or without; none where the module's body follows.
fn declared_module(text: &str) -> Option<&str> {
    let line = text.lines().nth(1)?.trim();
    let line = line
        .strip_prefix("pub(crate) ")
        .or(line.strip_prefix("pub "))
        .unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}

/// The files below some folders that are text, sorted; folders that do not exist hold none.
fn text_files(folders: &[&str]) -> Vec<PathBuf> {
    const TEXTS: &[&str] = &[
        "rs", "md", "mjs", "js", "html", "css", "toml", "ftl", "txt", "json", "snap", "sh", "svg",
    ];
    let mut found = Vec::new();
    let mut left: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = left.pop() {
        if path.is_dir() && !path.ends_with("node_modules") {
            let entries = fs::read_dir(&path).expect("a folder of the repository");
            left.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path
            .extension()
            .is_some_and(|it| TEXTS.iter().any(|text| it == *text))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // Test data may be in an old encoding.
    String::from_utf8_lossy(&bytes).into_owned()
}

fn name(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a path of the repository");
    path.to_string_lossy().replace('\\', "/")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn none(faults: impl IntoIterator<Item = String>) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n  {}",
        faults.len(),
        faults.join("\n  ")
    );
}

mod this_test {
    use super::*;

    fn file(path: &str, text: &str) -> RustFile {
        RustFile {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test: false,
        }
    }

    fn leans(path: &str, text: &str) -> Vec<(usize, String)> {
        file(path, text).leans_on()
    }

    #[test]
    fn reads_plain_and_grouped_paths() {
        let text = "use crate::model::Date;\nfn f() { crate::route::url() }\n";
        assert_eq!(
            leans("src/a.rs", text),
            [(1, "model".into()), (2, "route".into())]
        );
        let text = "use crate::{\n    diag::{self, Code},\n    model,\n};\n";
        assert_eq!(
            leans("src/a.rs", text),
            [(1, "diag".into()), (1, "model".into())]
        );
    }

    #[test]
    fn reads_paths_that_climb_out_of_a_part() {
        let text = "use super::super::model::Date;\nuse super::common::Link;\n";
        assert_eq!(leans("src/view/list.rs", text), [(1, "model".into())]);
        assert_eq!(
            leans("src/route.rs", "use super::model::Date;"),
            [(1, "model".into())]
        );
    }

    #[test]
    fn leaves_out_comments_tests_and_macros() {
        let text = "/// [`crate::plan::Plan`]\ncrate::codes! {}\n#[cfg(test)]\nmod tests { use crate::cli; }\n";
        assert!(leans("src/a.rs", text).is_empty());
    }

    #[test]
    fn knows_test_modules_in_files_of_their_own() {
        let files = with_test_modules(vec![
            file(
                "src/parse/mod.rs",
                "#[cfg(test)]\nmod tests;\nuse crate::model::Date;\n",
            ),
            file("src/parse/tests.rs", "use crate::cli::x;\n"),
            file("src/route.rs", "#[cfg(test)]\npub(crate) mod samples;\n"),
            file("src/route/samples/a.rs", "use crate::cli::x;\n"),
        ]);
        assert_eq!(
            files.iter().map(|file| file.is_test).collect::<Vec<_>>(),
            [false, true, false, true]
        );
        assert_eq!(files[0].leans_on(), [(3, "model".into())]);
        assert!(files[1].leans_on().is_empty());
    }

    #[test]
    fn finds_a_circle() {
        let edge = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
        let edges = BTreeMap::from([edge("a", "b"), edge("b", "c"), edge("c", "b")]);
        assert_eq!(
            circle(&edges),
            Some(vec!["b".into(), "c".into(), "b".into()])
        );
        assert_eq!(
            circle(&BTreeMap::from([edge("a", "b"), edge("b", "c")])),
            None
        );
    }
}
