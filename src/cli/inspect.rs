//! Owns `depeche inspect`: the finding of a source, its sidecar and its site's rules on the disk, and the listing that a
//! person reads. What is shown is `crate::inspect`'s to say.

use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::args::Common;
use super::terminal::{Terminal, fault_values};
use super::{Exit, root};
use crate::diag::{Diagnostics, WorldError, sanitise};
use crate::inspect::{Inspection, inspect as read};
use crate::model::{Claim, Language, SlugStyle};
use crate::parse::{Input, Rules, Sidecar};
use crate::pipeline::rules_of;
use crate::route::Route;

/// The width to which a paragraph is cut in the outline of the body, in characters.
const OUTLINE: usize = 72;

/// Shows one source.
pub(super) fn inspect(file: &Path, common: &Common, terminal: &Terminal) -> Exit {
    let found = match find(file, common, terminal) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let mut inspection = read(&found.input(), &found.rules);
    inspection.diagnostics.append(found.doubts);
    let faults = std::mem::take(&mut inspection.diagnostics).sorted();
    if terminal.json {
        let mut value = inspection.to_json();
        value["diagnostics"] = fault_values(&faults).into();
        value["ok"] = true.into();
        terminal.value(&value);
    } else {
        terminal.data(&listing(&found.shown, &inspection));
        terminal.faults(&faults);
    }
    Exit::Fine
}

/// A source as it lies on the disk, and the rules that hold for it.
struct Found {
    /// From the content folder; of a file outside, its name.
    path: String,
    /// From the site's root; of a file outside, as it was typed.
    shown: String,
    bytes: Vec<u8>,
    sidecar: Option<(String, Vec<u8>)>,
    rules: Rules,
    /// What is doubtful in `site.toml`.
    doubts: Diagnostics,
}

impl Found {
    fn input(&self) -> Input<'_> {
        let sidecar = self.sidecar.as_ref();
        Input {
            path: &self.path,
            shown_path: &self.shown,
            bytes: &self.bytes,
            sidecar: sidecar.map(|(shown_path, bytes)| Sidecar { shown_path, bytes }),
        }
    }
}

fn find(file: &Path, common: &Common, terminal: &Terminal) -> Result<Found, Exit> {
    let refused = |path: &Path, fault| terminal.world(&WorldError::new("read", path, fault));
    let bytes = fs::read(file).map_err(|fault| refused(file, fault))?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // The folder's own path, so that `..` and links do not hide which site it lies in; the file keeps the name it has there.
    let folder = fs::canonicalize(folder).map_err(|fault| refused(folder, fault))?;
    let disk = folder.join(file.file_name().unwrap_or_default());
    let site = match &common.root {
        Some(_) => Some(root::find(common, terminal)?),
        None => root::upwards(&folder),
    };
    let (rules, doubts) = match &site {
        Some(site) => rules_in(site, terminal)?,
        None => (rules_outside(), Diagnostics::new()),
    };
    let (path, shown) = names(file, &disk, site.as_deref());
    let beside = disk.with_extension("toml");
    let sidecar = match beside.is_file() && beside != disk {
        true => {
            let bytes = fs::read(&beside).map_err(|fault| refused(&beside, fault))?;
            Some((text_of(&Path::new(&shown).with_extension("toml")), bytes))
        }
        false => None,
    };
    Ok(Found {
        path,
        shown,
        bytes,
        sidecar,
        rules,
        doubts,
    })
}

fn rules_in(site: &Path, terminal: &Terminal) -> Result<(Rules, Diagnostics), Exit> {
    let (config, mut doubts) = root::config(site, terminal)?;
    let (rules, more) = rules_of(&config);
    doubts.append(more);
    Ok((rules, doubts))
}

/// Outside a site a text whose language nothing tells is taken for English.
fn rules_outside() -> Rules {
    let english = Language::parse("en").expect("a tag of our own");
    Rules::new(false, SlugStyle::default(), english)
}

/// The file's path from the content folder, and from the site's root.
fn names(typed: &Path, disk: &Path, site: Option<&Path>) -> (String, String) {
    let site = site.and_then(|site| fs::canonicalize(site).ok());
    let inside = site.and_then(|site| Some(text_of(disk.strip_prefix(site).ok()?)));
    match inside {
        Some(shown) => {
            let path = shown.strip_prefix("content/").unwrap_or(&shown);
            (path.to_owned(), shown)
        }
        None => {
            let name = disk.file_name().map(OsString::from).unwrap_or_default();
            (text_of(&PathBuf::from(name)), text_of(typed))
        }
    }
}

fn text_of(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    match path.is_absolute() {
        true => path.to_string_lossy().into_owned(),
        false => parts.join("/"),
    }
}

/// The listing for a person: the article's place, its fields, the outline of its body, its leftovers.
fn listing(shown: &str, inspection: &Inspection) -> String {
    let mut list = Listing::default();
    list.line(format_args!("{}", sanitise(shown)));
    let Some(article) = &inspection.article else {
        list.pair("page", "none: see the faults");
        return list.text;
    };
    list.pair("page", &Route::of(article).path().to_string());
    list.pair("id", article.id.as_str());
    let status = serde_json::to_value(article.visibility.status).unwrap_or_default();
    list.pair("status", status.as_str().unwrap_or_default());
    list.fields(inspection);
    list.body(inspection);
    list.leftovers(inspection);
    list.text
}

fn is_body(claim: &Claim) -> bool {
    matches!(
        claim.field.as_str(),
        "body" | "body_paragraphs" | "crossheads"
    )
}

fn evidence(claim: &Claim) -> String {
    let file = sanitise(&claim.file);
    let place = match claim.line {
        Some(line) => format!("{file}:{line}"),
        None => file,
    };
    format!("{place}, {}, {:.2}", claim.rule, claim.confidence)
}

fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(OUTLINE) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Lines, with foreign text made safe for a terminal. Writing to a `String` cannot fail.
#[derive(Default)]
struct Listing {
    text: String,
}

impl Listing {
    fn fields(&mut self, inspection: &Inspection) {
        self.title("fields");
        for claim in inspection.fields.iter().filter(|claim| !is_body(claim)) {
            self.pair(&claim.field, &claim.value);
            self.line(format_args!("{:21}{}", "", evidence(claim)));
        }
    }

    fn body(&mut self, inspection: &Inspection) {
        let summary = &inspection.summary;
        self.title(&format!(
            "body: {}, {}",
            counted(summary.body_paragraphs.len(), "paragraph"),
            counted(summary.crossheads.len(), "crosshead"),
        ));
        for claim in inspection.fields.iter().filter(|claim| is_body(claim)) {
            let mark = match claim.field.as_str() {
                "crossheads" => "## ",
                _ => "",
            };
            self.row(claim.line, &format!("{mark}{}", shortened(&claim.value)));
        }
    }

    fn leftovers(&mut self, inspection: &Inspection) {
        let leftovers = &inspection.leftovers;
        if !leftovers.is_empty() {
            self.title(&format!("leftovers: {}", leftovers.len()));
        }
        for leftover in leftovers {
            let text = format!("{} ({})", shortened(&leftover.text), leftover.rule);
            self.row(Some(leftover.line), &text);
        }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.text, "{line}");
    }

    fn title(&mut self, title: &str) {
        let _ = writeln!(self.text, "\n{title}");
    }

    fn pair(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.text, "  {name:18} {}", sanitise(value));
    }

    fn row(&mut self, line: Option<u32>, text: &str) {
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        let _ = writeln!(self.text, "  {line:>5}  {}", sanitise(text));
    }
}
