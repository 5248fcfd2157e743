//! Owns the way from Tera's errors to diagnostics: place, the name that is missing, and the names that exist.
//! Tera tells the place of a fault in a structure, but the names only in its words, which are read here and nowhere else;
//! a test holds each message whole, so that an update which changes the words is noticed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use tera::{Error, ErrorKind, ReportError};

use super::functions::{FILTERS, FUNCTIONS};
use crate::diag::{Code, Diagnostic, Place, SourceText};
use crate::theme::Strings;

type Sources = BTreeMap<String, String>;

static STRING_KEYS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\bt\(\s*key\s*=\s*"([^"]*)"\s*[,)]"#));
static COMPONENTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{%-?\s*component\s+([\w.]+)"));
/// Tera's report: the message, then `--> file:line:column`, then the line with carets under it.
static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)^error: (?P<message>.+)\n *--> (?P<name>.+):(?P<line>\d+):(?P<column>\d+)\n.*\n.*\n[ |\t]*(?P<carets>\^+)",
    )
});
static CALLED_FROM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^note: called from (.+:\d+:\d+)$"));

/// The faults of templates that cannot be loaded: one of syntax, or all references to what does not exist.
pub(super) fn of_loading(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![syntax(report, sources)],
        ErrorKind::MissingParent { current, parent } => {
            vec![missing_parent(current, parent, sources)]
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![circular(tpl, "extends itself")],
        ErrorKind::CircularInclude { tpl, .. } => vec![circular(tpl, "includes itself")],
        _ => {
            let text = error.to_string();
            let references: Vec<_> = REPORT
                .captures_iter(&text)
                .map(|report| missing_reference(&report, sources))
                .collect();
            if references.is_empty() {
                vec![
                    Diagnostic::new(Code::TemplateSyntax, sentence(&text))
                        .at(Place::file("templates")),
                ]
            } else {
                references
            }
        }
    }
}

/// The fault that stopped the rendering of a page.
pub(super) fn of_rendering(error: &Error, sources: &Sources, page: &str) -> Diagnostic {
    let ErrorKind::RenderingError(report) = error.kind() else {
        return Diagnostic::new(Code::TemplateRender, sentence(&error.to_string()))
            .at(Place::file("templates"))
            .note(while_rendering(page));
    };
    let mut fault = undefined(report, sources)
        .unwrap_or_else(|| of_report(Code::TemplateRender, report, sources));
    for caller in CALLED_FROM.captures_iter(&error.to_string()) {
        fault = fault.note(format!("called from `templates/{}`", &caller[1]));
    }
    fault.note(while_rendering(page))
}

/// Strings that templates ask for by a plain key, and that no language has.
pub(super) fn unknown_strings(sources: &Sources, strings: &Strings) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (name, text) in sources {
        for found in STRING_KEYS.captures_iter(text) {
            let key = found.get(1).expect("the pattern has a group");
            if !strings.has(key.as_str()) {
                let known: Vec<&str> = strings.keys().collect();
                let path = path_of(name);
                let fault = Diagnostic::new(
                    Code::TemplateUndefined,
                    format!("there is no interface string `{}`", key.as_str()),
                )
                .at(SourceText::new(&path, text).place(key.range()));
                faults.push(match nearest(key.as_str(), &known) {
                    Some(near) => fault.help(format!("a near name exists: `{near}`")),
                    None => fault.help(format!(
                        "add `{} = …` to the site's own file in `i18n/`",
                        key.as_str()
                    )),
                });
            }
        }
    }
    faults
}

fn syntax(report: &ReportError, sources: &Sources) -> Diagnostic {
    let fault = of_report(Code::TemplateSyntax, report, sources);
    if report.message().contains("end of input") {
        return fault.help("something is still open at the end: write the `{% endif %}`, `{% endfor %}` or `{% endblock %}` that it lacks");
    }
    fault
}

/// A name that the view does not have, if that is what Tera complains of.
fn undefined(report: &ReportError, sources: &Sources) -> Option<Diagnostic> {
    let message = report.message();
    let words = message.contains("is not defined")
        || message.contains("undefined")
            && !message.contains("Cannot compare")
            && !message.contains("operand");
    let text = sources.get(report.filename()).filter(|_| words)?;
    let range = whole_path(text, report.span().range.clone());
    let name = &text[range.clone()];
    let (owner, field) = name.rsplit_once('.').unwrap_or(("", name));
    let names: Vec<&str> = message
        .split_once("Available fields: ")
        .or_else(|| message.split_once("Available variables: "))
        .map(|(_, names)| names.split(", ").collect())
        .unwrap_or_default();

    let path = path_of(report.filename());
    let mut fault = Diagnostic::new(Code::TemplateUndefined, format!("`{name}` is not defined"))
        .at(SourceText::new(&path, text).place(range.clone()));
    if !names.is_empty() {
        let listed = listed(&names);
        fault = fault.note(match owner {
            "" => format!("the template sees {listed}"),
            owner => format!("`{owner}` has {listed}"),
        });
    }
    Some(match nearest(field, &names) {
        Some(near) if owner.is_empty() => fault.help(format!("a near name exists: `{near}`")),
        Some(near) => fault.help(format!("a near name exists: `{owner}.{near}`")),
        None => fault.help(format!(
            "use a name that exists, or say what stands in its place: `{{{{ {name} | default(value=\"\") }}}}`"
        )),
    })
}

/// The run of names and dots that ends with `range`: `article.author`, of which Tera points at `author`.
fn whole_path(text: &str, range: Range<usize>) -> Range<usize> {
    let of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?');
    let before = text[..range.start].trim_end_matches(of_path).len();
    before..range.end
}

fn of_report(code: Code, report: &ReportError, sources: &Sources) -> Diagnostic {
    let fault = Diagnostic::new(code, sentence(report.message()));
    let path = path_of(report.filename());
    match sources.get(report.filename()) {
        Some(text) => fault.at(SourceText::new(&path, text).place(report.span().range.clone())),
        None => fault.at(Place::file(path)),
    }
}

fn missing_reference(report: &regex::Captures<'_>, sources: &Sources) -> Diagnostic {
    let message = &report["message"];
    let fault = Diagnostic::new(Code::TemplateUndefined, sentence(message));
    let Some(text) = sources.get(&report["name"]) else {
        return fault.at(Place::file(path_of(&report["name"])));
    };
    let path = path_of(&report["name"]);
    let number = |group: &str| report[group].parse().unwrap_or(1_usize);
    let range = range_of(
        text,
        number("line"),
        number("column"),
        report["carets"].len(),
    );
    let fault = fault.at(SourceText::new(&path, text).place(range));
    let mut parts = message.splitn(3, '`');
    let (kind, name) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let known = known(kind.trim(), sources);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    match nearest(name, &known) {
        Some(near) => fault.help(format!("a near name exists: `{near}`")),
        None if known.is_empty() => fault,
        None => fault.note(format!("there are {}", listed(&known))),
    }
}

/// The names that exist of a kind, as Tera's message names it.
fn known(kind: &str, sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = match kind {
        "Unknown template" => sources.keys().cloned().collect(),
        "Unknown component" => sources
            .values()
            .flat_map(|text| COMPONENTS.captures_iter(text))
            .map(|found| found[1].to_owned())
            .collect(),
        "Unknown filter" => FILTERS
            .iter()
            .chain(TERA_FILTERS)
            .map(|&name| name.to_owned())
            .collect(),
        "Unknown function" => FUNCTIONS
            .iter()
            .chain(&["range", "throw"])
            .map(|&name| name.to_owned())
            .collect(),
        _ => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}

/// Tera's own filters, which it does not list.
const TERA_FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

fn missing_parent(current: &str, parent: &str, sources: &Sources) -> Diagnostic {
    let path = path_of(current);
    let fault = Diagnostic::new(
        Code::TemplateUndefined,
        format!("there is no template `{parent}` to extend"),
    );
    let found = sources
        .get(current)
        .and_then(|text| Some((text, text.find(parent)?)));
    let fault = match found {
        Some((text, at)) => fault.at(SourceText::new(&path, text).place(at..at + parent.len())),
        None => fault.at(Place::file(path)),
    };
    let known: Vec<&str> = sources.keys().map(String::as_str).collect();
    match nearest(parent, &known) {
        Some(near) => fault.help(format!("a near name exists: `{near}`")),
        None => fault.note(format!("there are {}", listed(&known))),
    }
}

fn circular(name: &str, how: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateSyntax,
        format!("the template `{name}` {how}, by way of others or straight"),
    )
    .at(Place::file(path_of(name)))
    .help("a template of yours replaces the built-in one of the same name: extend or include one of another name")
}

fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    // A template in a folder is near to its bare name.
    let likeness = |near: &str| {
        let bare = near.rsplit('/').next().unwrap_or(near);
        strsim::jaro_winkler(name, near).max(strsim::jaro_winkler(name, bare))
    };
    known
        .iter()
        .map(|&near| (likeness(near), near))
        .filter(|&(likeness, _)| likeness > 0.85)
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(one.1)))
        .map(|(_, near)| near)
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The bytes of a place that Tera tells by line and column, both from 1, in characters.
fn range_of(text: &str, line: usize, column: usize, chars: usize) -> Range<usize> {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let nth = |count: usize| {
        text[start..]
            .char_indices()
            .nth(count)
            .map_or(text.len(), |(at, _)| start + at)
    };
    let from = column.saturating_sub(1);
    nth(from)..nth(from + chars)
}

/// Tera's words as ours: lower case at the start, no stop at the end.
fn sentence(message: &str) -> String {
    let first = message.lines().next().unwrap_or("").trim_end_matches('.');
    let mut chars = first.chars();
    match chars.next() {
        Some(head) => head.to_lowercase().chain(chars).collect(),
        None => "a template fault that Tera does not describe".to_owned(),
    }
}

fn path_of(name: &str) -> String {
    format!("templates/{name}")
}

fn while_rendering(page: &str) -> String {
    format!("while rendering `{page}`")
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours")
}
