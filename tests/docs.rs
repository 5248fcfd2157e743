//! Holds the manual and the README against the code: what a reference page lists is what there is, no more and no less.
//! Parts of pages between `<!-- from the code: NAME -->` and `<!-- end -->` are made of the code; with `DEPECHE_WRITE_DOCS=1`
//! in the environment this test writes them anew instead of failing.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use depeche::diag::Code;

const BINARY: &str = env!("CARGO_BIN_EXE_depeche");

/// The files whose public structs templates see. Feeds and sitemaps (`feed.rs`) have no template.
const VIEWS: &[&str] = &["mod", "common", "article", "list"];

#[test]
fn the_templates_page_lists_every_field_of_every_view() {
    let page = Page::open("reference/templates.md");
    for file in VIEWS {
        page.holds(&format!("src/view/{file}.rs"), &tables_of_views(file));
    }
}

#[test]
fn the_templates_page_names_no_field_that_does_not_exist() {
    let known: BTreeSet<String> = VIEWS
        .iter()
        .flat_map(|file| structs(&format!("src/view/{file}.rs")))
        .flat_map(|one| {
            let of = variable(&one.name);
            one.fields
                .into_iter()
                .map(move |field| format!("{of}.{}", field.name))
        })
        .collect();
    let prefixes: BTreeSet<&str> = known
        .iter()
        .filter_map(|name| name.split('.').next())
        .collect();
    let pages = ["reference/templates.md", "guides/change-the-look.md"].map(Page::open);
    for (page, word) in pages.iter().flat_map(Page::code_words) {
        let mut parts = word.split('.');
        let (Some(of), Some(field)) = (parts.next(), parts.next()) else {
            continue;
        };
        let is_file = ["html", "toml", "md", "css", "xml", "json", "svg"].contains(&field);
        if prefixes.contains(of) && !is_file {
            let name = format!("{of}.{field}");
            assert!(known.contains(&name), "{page}: there is no `{name}`");
        }
    }
}

#[test]
fn the_templates_page_lists_every_string() {
    let strings: String = keys_of_strings()
        .into_iter()
        .map(|(key, text)| format!("| `{key}` | {} |\n", cell(&text)))
        .collect();
    let table = format!("| Key | In English |\n|---|---|\n{strings}");
    Page::open("reference/templates.md").holds("i18n/en.ftl", &table);
}

#[test]
fn the_page_on_components_shows_each_with_all_that_it_is_given() {
    let page = Page::open("reference/components.md");
    let theme = read(&root().join("templates/components.html"));
    for component in theme.split("{% component ").skip(1) {
        let (name, rest) = component.split_once('(').expect("what it is given");
        let (given, _) = rest.split_once(')').expect("an end");
        let section = page.text.split(&format!("\n### `{name}`\n")).nth(1);
        let section = section.unwrap_or_else(|| panic!("{}: no component `{name}`", page.name));
        let section = section.split("\n### ").next().unwrap_or_default();
        // What stands after `@` is there for all of them.
        for argument in given
            .split(", ")
            .filter(|argument| !argument.starts_with('@'))
        {
            let argument = argument.split(':').next().unwrap_or_default();
            assert!(
                section.contains(&format!("| `{argument}` |")),
                "{name}: no `{argument}`"
            );
        }
    }
}

#[test]
fn the_page_on_source_files_lists_every_key() {
    let mut text = String::new();
    for table in depeche::parse::known_keys() {
        let title = match table.name {
            "" => "The keys of an article".to_owned(),
            "people" => "In `people` and `actors`".to_owned(),
            name => format!("In `{name}`"),
        };
        writeln!(
            text,
            "### {title}\n\n| Key | Takes | Example |\n|---|---|---|"
        )
        .expect("written");
        for key in table.keys {
            let (takes, example) = (cell(key.takes), cell(key.example));
            writeln!(text, "| `{}` | {takes} | `{example}` |", key.name).expect("written");
        }
        text.push('\n');
    }
    Page::open("reference/source-files.md").holds("the keys", &text);
}

#[test]
fn the_page_on_site_toml_lists_every_key() {
    let page = Page::open("reference/site-toml.md");
    let listed: BTreeSet<String> = page.first_cells().collect();
    let known: BTreeSet<String> = depeche::config::known_keys()
        .iter()
        .map(|key| (*key).to_owned())
        .collect();
    assert_eq!(listed, known, "{}", page.name);
}

#[test]
fn the_page_on_diagnostics_explains_every_code() {
    let mut text = String::new();
    let mut areas: Vec<&str> = Vec::new();
    for code in Code::ALL {
        let area = area(*code);
        if !areas.contains(&area) {
            areas.push(area);
        }
    }
    for wanted in areas {
        writeln!(text, "## {wanted}\n").expect("written");
        for code in Code::ALL.iter().filter(|code| area(**code) == wanted) {
            let (severity, title) = (code.severity(), code.title());
            writeln!(text, "### `{code}`\n\n**{severity}**: {title}.\n").expect("written");
            writeln!(text, "{}\n", code.explanation()).expect("written");
        }
    }
    Page::open("reference/diagnostics.md").holds("the catalogue", &text);
}

#[test]
fn the_page_on_the_command_line_shows_every_command_as_the_program_does() {
    let mut text = String::new();
    for command in commands() {
        let help = said(&depeche(&[&command, "--help"]));
        writeln!(
            text,
            "### depeche {command}\n\n```text\n{}\n```\n",
            help.trim_end()
        )
        .expect("written");
    }
    Page::open("reference/command-line.md").holds("the help", &text);
}

#[test]
fn the_guide_to_press_copy_shows_the_ledger_of_its_copy() {
    let page = Page::open("guides/press-copy.md");
    let section = page.text.split("## Read the ledger\n").nth(1);
    let copy = section.and_then(|text| text.split("```text\n").nth(1)?.split("```\n").next());
    let site = tempfile::tempdir().expect("a folder");
    let file = "content/2017/10/ferry.txt";
    let path = site.path().join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(&path, copy.expect("the copy")).expect("written");
    fs::write(
        site.path().join("site.toml"),
        "title = \"Sarn\"\nlanguage = \"en\"\n",
    )
    .expect("written");
    let output = Command::new(BINARY)
        .args(["inspect", file])
        .current_dir(site.path())
        .env("COLUMNS", "80")
        .output()
        .expect("run");
    let shown = format!("```text\n{}```", said(&output));
    page.holds("the ledger", &shown);
}

#[test]
fn the_page_on_the_article_lists_every_field_of_the_model() {
    let page = Page::open("reference/article-model.md");
    let mut text = String::new();
    for one in structs("src/model/article.rs") {
        if one.fields.is_empty() || one.name == "Measure" {
            continue;
        }
        writeln!(text, "### {}\n\n{}\n", one.name, one.says).expect("written");
        text.push_str("| Field | What it is | schema.org | IPTC ninjs | Dublin Core |\n|---|---|---|---|---|\n");
        for field in &one.fields {
            let start = format!("| `{}` | {} |", field.name, cell(&field.says));
            let others = page.rest_of_row(&one.name, &field.name);
            writeln!(text, "{start} {others}").expect("written");
        }
        text.push('\n');
    }
    page.holds("src/model/article.rs", &text);
    assert!(
        !page.text.contains("| ? |"),
        "{}: fill the row that is new",
        page.name
    );
}

#[test]
fn every_command_that_the_readme_or_the_manual_names_exists() {
    let known = commands();
    let mut pages = Page::all();
    pages.push(Page::of("README.md"));
    for page in pages {
        for line in page.commands() {
            let mut words = line.split_whitespace();
            let is_ours = words.next() == Some("depeche");
            let command = words.find(|word| !word.starts_with('-'));
            if let (true, Some(command)) = (is_ours, command) {
                let fine = known.iter().any(|one| one == command);
                assert!(fine, "{}: there is no `depeche {command}`", page.name);
            }
        }
    }
}

#[test]
fn what_the_readme_links_to_exists() {
    let page = Page::of("README.md");
    for target in page.text.split("](").skip(1) {
        let target = target.split([')', '#']).next().unwrap_or_default();
        if !target.contains(':') && !target.is_empty() {
            assert!(
                root().join(target).exists(),
                "README.md links to `{target}`"
            );
        }
    }
    assert!(page.text.contains("./test.sh") && root().join("test.sh").exists());
}

#[test]
fn the_architecture_names_every_part_on_its_floor() {
    let page = Page::of("docs/architecture.md");
    let tidy = read(&root().join("tests/tidy.rs"));
    let floors = tidy.split("const FLOORS").nth(1).unwrap_or_default();
    let floors = floors.split("];").next().unwrap_or_default();
    for line in floors.lines().filter(|line| line.trim().starts_with('(')) {
        let floor: String = line.chars().filter(char::is_ascii_digit).collect();
        for part in line.split('"').skip(1).step_by(2) {
            let row = page.text.lines().find(|row| {
                row.starts_with(&format!("| {floor} |")) && row.contains(&format!("`{part}`"))
            });
            let exists = ["", ".rs"]
                .iter()
                .any(|end| root().join(format!("src/{part}{end}")).exists());
            assert!(
                row.is_some() || !exists,
                "{}: `{part}` on floor {floor}",
                page.name
            );
        }
    }
}

#[test]
fn every_page_of_the_manual_can_be_found_from_its_home() {
    let site = read(&root().join("docs/site.toml"));
    for page in Page::all() {
        let address = page
            .name
            .replace("docs/content/", "")
            // A folder's own page stands beside it.
            .replace("/index.md", ".md")
            .replace(".md", ".html");
        assert!(
            site.contains(&format!("\"{address}\"")),
            "{address}: not in docs/site.toml"
        );
    }
}

#[test]
fn the_manual_builds_without_a_fault() {
    let out = tempfile::tempdir().expect("a folder");
    let output = out.path().join("manual").display().to_string();
    let manual = root().join("docs").display().to_string();
    for command in ["build", "check"] {
        let done = depeche(&[command, "--root", &manual, "--output", &output, "--quiet"]);
        let talk = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{command}: {talk}");
        assert_eq!(talk, "", "{command}");
    }
}

/// A page of the manual.
struct Page {
    /// From the repository's root.
    name: String,
    text: String,
}

impl Page {
    fn open(path: &str) -> Self {
        Self::of(&format!("docs/content/{path}"))
    }

    fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: read(&root().join(name)),
        }
    }

    fn all() -> Vec<Self> {
        let mut names = Vec::new();
        for folder in ["guides", "guides/hosts", "concepts", "reference"] {
            let path = root().join("docs/content").join(folder);
            for entry in fs::read_dir(&path).expect("a folder of the manual") {
                let entry = entry.expect("an entry");
                if entry.path().is_dir() {
                    continue;
                }
                let name = entry.file_name();
                names.push(format!("docs/content/{folder}/{}", name.to_string_lossy()));
            }
        }
        names.sort();
        names.iter().map(|name| Self::of(name)).collect()
    }

    /// The part between the marks of this name must be `wanted`, or is made so.
    fn holds(&self, name: &str, wanted: &str) {
        let mark = format!("<!-- from the code: {name} -->\n");
        let start = self.text.find(&mark).map(|at| at + mark.len());
        let start = start.unwrap_or_else(|| panic!("{}: no `{}`", self.name, mark.trim()));
        let len = self.text[start..].find("<!-- end -->").expect("an end");
        let wanted = format!("\n{}\n\n", wanted.trim());
        if self.text[start..start + len] == wanted {
            return;
        }
        assert!(
            std::env::var_os("DEPECHE_WRITE_DOCS").is_some(),
            "{}: the part `{name}` is not what the code says; write it anew with\n\
             DEPECHE_WRITE_DOCS=1 cargo test --test docs -- --test-threads=1",
            self.name
        );
        // Another part of the same page may have been written since this one was read.
        let path = root().join(&self.name);
        let whole = read(&path).replace(
            &format!("{mark}{}", &self.text[start..start + len]),
            &format!("{mark}{wanted}"),
        );
        fs::write(path, whole).expect("written");
    }

    /// What stands in a table's row after its first two cells, under a heading.
    fn rest_of_row(&self, heading: &str, first: &str) -> String {
        let section = self.text.split(&format!("### {heading}\n")).nth(1);
        let section = section.and_then(|text| text.split("\n### ").next());
        let row = section.and_then(|text| {
            let start = format!("| `{first}` |");
            text.lines().find(|line| line.starts_with(&start))
        });
        let rest = row.and_then(|row| row.splitn(4, '|').nth(3));
        rest.map_or_else(|| "? | ? | ? |".to_owned(), |rest| rest.trim().to_owned())
    }

    /// The code words that open the rows of its tables.
    fn first_cells(&self) -> impl Iterator<Item = String> {
        self.text
            .lines()
            .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
    }

    /// The words set as code in running text, with the page's name.
    fn code_words(&self) -> Vec<(&str, &str)> {
        let prose = self.text.split("```").step_by(2);
        let words = prose.flat_map(|text| text.split('`').skip(1).step_by(2));
        words.map(|word| (self.name.as_str(), word)).collect()
    }

    /// The lines of its blocks of shell, and its code words: those that begin with `depeche`, or call it through cargo.
    fn commands(&self) -> Vec<String> {
        let blocks = self.text.split("```").skip(1).step_by(2);
        let lines = blocks.flat_map(str::lines);
        let words = self.code_words().into_iter().map(|(_, word)| word);
        lines
            .chain(words)
            .filter_map(|line| {
                let line = line.trim().trim_start_matches("$ ");
                match line.strip_prefix("cargo run ") {
                    Some(rest) => Some(format!("depeche {}", rest.split_once("-- ")?.1)),
                    None => line.starts_with("depeche ").then(|| line.to_owned()),
                }
            })
            .filter(|line| !line.starts_with("depeche COMMAND"))
            .collect()
    }
}

/// A public struct, read from the source as text.
struct Struct {
    name: String,
    says: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    says: String,
}

/// The public structs of a file with their public fields and their comments.
fn structs(path: &str) -> Vec<Struct> {
    let text = read(&root().join(path));
    let mut found: Vec<Struct> = Vec::new();
    let mut says = String::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            says = format!("{says} {}", words.trim()).trim().to_owned();
            continue;
        }
        if line.starts_with("#[") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("pub struct ") {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            open = rest.ends_with('{');
            found.push(Struct {
                name,
                says: std::mem::take(&mut says),
                fields: Vec::new(),
            });
        } else if line == "}" {
            open = false;
        } else if let (true, Some(rest)) = (open, line.strip_prefix("pub ")) {
            let (name, kind) = rest
                .trim_end_matches(',')
                .split_once(": ")
                .expect("a field");
            let field = Field {
                name: name.to_owned(),
                kind: kind.to_owned(),
                says: std::mem::take(&mut says),
            };
            found.last_mut().expect("a struct").fields.push(field);
        }
        says.clear();
    }
    found
}

fn tables_of_views(file: &str) -> String {
    let mut text = String::new();
    for one in structs(&format!("src/view/{file}.rs")) {
        let of = variable(&one.name);
        writeln!(text, "### {}\n\n{}\n", one.name, one.says).expect("written");
        text.push_str("| Name | Kind | What it is |\n|---|---|---|\n");
        for field in &one.fields {
            // What a page is made of is named alone; what a part is made of, after a variable that holds the part.
            let name = match file {
                "mod" => field.name.clone(),
                _ => format!("{of}.{}", field.name),
            };
            let (kind, says) = (kind(&field.kind), cell(&field.says));
            writeln!(text, "| `{name}` | {kind} | {says} |").expect("written");
        }
        text.push('\n');
    }
    text
}

/// What the manual calls a variable that holds a view.
fn variable(name: &str) -> String {
    let name = name.trim_end_matches("View");
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

/// A Rust type in words, with a link to its table.
fn kind(rust: &str) -> String {
    let inner = |prefix: &str| rust.strip_prefix(prefix)?.strip_suffix('>');
    if let Some(of) = inner("Option<") {
        return format!("{} or none", kind(of));
    }
    if let Some(of) = inner("Vec<") {
        return format!("list of {}", kind(of));
    }
    // What a template sees of it is the view itself.
    if let Some(of) = inner("Ready<") {
        return kind(of);
    }
    match rust {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u32" | "u64" | "f64" => "number".to_owned(),
        "Language" => "language tag".to_owned(),
        "Direction" => "`ltr` or `rtl`".to_owned(),
        "Extra" => "table of your own".to_owned(),
        // What a template sees of it is a card.
        "Listed" => kind("Card"),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

/// The interface strings, each as its file has it.
fn keys_of_strings() -> Vec<(String, String)> {
    let text = read(&root().join("i18n/en.ftl"));
    let mut keys: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let is_key = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let (true, Some((key, value))) = (is_key, line.split_once(" =")) {
            keys.push((key.to_owned(), value.trim().to_owned()));
        } else if let (true, Some((_, value))) = (line.starts_with(' '), keys.last_mut()) {
            *value = format!("{value} {}", line.trim());
        }
    }
    keys.into_iter()
        .map(|(key, value)| (key, format!("`{value}`")))
        .collect()
}

fn area(code: Code) -> &'static str {
    code.as_str().split('/').next().unwrap_or_default()
}

/// A text that can stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The commands that the program says it has.
fn commands() -> Vec<String> {
    let help = said(&depeche(&["--help"]));
    let list = help
        .split("Commands:\n")
        .nth(1)
        .expect("a list of commands");
    list.lines()
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("    "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(ToOwned::to_owned)
        .collect()
}

fn depeche(words: &[&str]) -> Output {
    let mut command = Command::new(BINARY);
    command
        .args(words)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1");
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
