//! Owns the reading of single values: texts, lists, dates, paths, and the faults of those that are of the wrong kind.
//! Which keys there are is `keys`'s; what an article makes of them is `fields`'s and `validate`'s.

use std::borrow::Cow;

use super::keys::{self, KeySpec, TableSpec};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};
use crate::model::{Claim, Date, Language, SlugStyle};
use crate::parse::compat;
use crate::parse::decode::composed;
use crate::parse::node::{Key, Node, Syntax, Table, Value};

/// Reads the values of one layer (a sidecar, front matter, the site's defaults) and gathers their faults.
pub(crate) struct Reader<'s, 't> {
    /// The text that the values stand in.
    pub source: &'s SourceText<'t>,
    /// How it is written, so that examples can be shown likewise.
    pub syntax: Syntax,
    /// The layer's name in the evidence.
    pub rule: &'static str,
    /// Whether faults are doubts only.
    pub compat: bool,
    /// How slugs are made.
    pub slugs: SlugStyle,
    /// The folder of the article's file, from the content folder.
    pub folder: &'s str,
    /// Faults so far.
    pub faults: Diagnostics,
    /// In compatibility mode, values that could not be read; they go to `extra`, so that none is lost.
    pub refused: Vec<Key>,
}

impl Reader<'_, '_> {
    /// Keeps a fault; in compatibility mode as a doubt that stops nothing.
    pub fn fault(&mut self, fault: Diagnostic) {
        self.faults
            .push(if self.compat { fault.lowered() } else { fault });
    }

    /// The record of a value.
    pub fn claim(&self, field: &str, node: &Node) -> Claim {
        Claim {
            field: field.to_owned(),
            value: clean(&node.plain()),
            file: self.source.path().to_owned(),
            line: Some(self.source.line_of(node.span.start)),
            bytes: Some(node.span.clone()),
            rule: self.rule.to_owned(),
            confidence: 1.0,
        }
    }

    /// A key that the table does not have.
    pub fn unknown_key(&mut self, table: &TableSpec, key: &Key) {
        let place = match table.name {
            "" => String::new(),
            name => format!(" in `{name}`"),
        };
        let theirs = keys::translated(&key.name).filter(|_| table.name.is_empty());
        let help = match (theirs, table.nearest(&key.name)) {
            (Some(ours), _) => {
                format!("depeche calls it `{}`: `{}`", ours.name, self.example(ours))
            }
            (None, Some(near)) => format!("a key with a similar name exists: `{near}`"),
            (None, None) if table.name.is_empty() => {
                format!("move it under `[extra]`, as `extra.{}`", key.name)
            }
            (None, None) => {
                let names: Vec<_> = table
                    .keys
                    .iter()
                    .map(|key| format!("`{}`", key.name))
                    .collect();
                format!("the keys of this table are {}", names.join(", "))
            }
        };
        let fault = Diagnostic::new(
            Code::MetaUnknownKey,
            format!("unknown key `{}`{place}", key.name),
        )
        .at(self.source.place(key.span.clone()))
        .help(help);
        self.fault(fault);
    }

    /// A value of a kind that its key does not take.
    pub fn wrong_kind(&mut self, node: &Node, spec: &KeySpec) {
        let message = format!("`{}` takes {}", spec.name, spec.takes);
        let label = format!("this is {}", node.kind());
        self.wrong(Code::MetaValue, message, node, &label, spec);
    }

    /// A value of the right kind that its key does not take.
    pub fn wrong_word(&mut self, node: &Node, spec: &KeySpec, label: &str) {
        let message = format!("`{}` takes {}", spec.name, spec.takes);
        self.wrong(Code::MetaValue, message, node, label, spec);
    }

    /// Any fault of a value, with the example of its key.
    pub fn wrong(&mut self, code: Code, message: String, node: &Node, label: &str, spec: &KeySpec) {
        let fault = Diagnostic::new(code, message)
            .at(self.source.place(node.span.clone()))
            .label(label)
            .help(format!("for example `{}`", self.example(spec)));
        self.fault(fault);
    }

    fn example(&self, spec: &KeySpec) -> Cow<'static, str> {
        match self.syntax {
            Syntax::Toml => Cow::Borrowed(spec.example),
            Syntax::Yaml => Cow::Owned(spec.example.replace(" = ", ": ")),
        }
    }

    /// A text in one line; numbers and dates are taken as they are written.
    pub fn text(&mut self, node: &Node, spec: &KeySpec) -> Option<String> {
        match &node.value {
            Value::String(text)
            | Value::Int(_, text)
            | Value::Float(_, text)
            | Value::Date(text) => Some(clean(text)).filter(|text| !text.is_empty()),
            _ => {
                self.wrong_kind(node, spec);
                None
            }
        }
    }

    /// A list of texts without repetition. In compatibility mode also one text, cut at its commas; never at its spaces, since
    /// "Weekly News" is one tag more often than two.
    pub fn texts(&mut self, node: &Node, spec: &KeySpec) -> Option<Vec<String>> {
        let mut texts: Vec<String> = match &node.value {
            Value::Seq(items) => items
                .iter()
                .filter(|item| !item.is_empty())
                .filter_map(|item| self.text(item, spec))
                .collect(),
            Value::String(text) if self.compat => text
                .split([',', ';'])
                .map(clean)
                .filter(|text| !text.is_empty())
                .collect(),
            _ => {
                self.wrong_kind(node, spec);
                return None;
            }
        };
        let mut seen = std::collections::BTreeSet::new();
        texts.retain(|text| seen.insert(text.clone()));
        Some(texts)
    }

    /// The items of a list; a single table counts as a list of one.
    pub fn items<'n>(&mut self, node: &'n Node, spec: &KeySpec) -> Option<&'n [Node]> {
        match &node.value {
            Value::Seq(items) => Some(items),
            Value::Map(_) => Some(std::slice::from_ref(node)),
            Value::String(_) if self.compat => Some(std::slice::from_ref(node)),
            _ => {
                self.wrong_kind(node, spec);
                None
            }
        }
    }

    /// A table whose keys are all known.
    pub fn table<'n>(
        &mut self,
        node: &'n Node,
        table: &TableSpec,
        spec: &KeySpec,
    ) -> Option<&'n Table> {
        let Value::Map(entries) = &node.value else {
            self.wrong_kind(node, spec);
            return None;
        };
        for (key, _) in entries {
            if table.key(&key.name).is_none() {
                self.unknown_key(table, key);
            }
        }
        Some(entries)
    }

    /// A date of EDTF level 0 or 1; in compatibility mode also the other forms that people use.
    pub fn date(&mut self, node: &Node, spec: &KeySpec) -> Option<Date> {
        let Some(words) = node
            .words()
            .filter(|_| !matches!(node.value, Value::Bool(_)))
        else {
            self.wrong_kind(node, spec);
            return None;
        };
        let words = clean(&words);
        let date = Date::parse(&words);
        if let Some(date) = date
            .as_ref()
            .ok()
            .cloned()
            .or_else(|| self.foreign_date(&words))
        {
            return Some(date);
        }
        let why = date
            .err()
            .map(|fault| fault.to_string())
            .unwrap_or_default();
        let fault = Diagnostic::new(Code::MetaDate, format!("`{}` is not a date", spec.name))
            .at(self.source.place(node.span.clone()))
            .label("no date that can be read")
            .note(format!("it {why}"))
            .help("write `2017-10-26`, `2017-10`, `2017`, or `2017-10~` for about then");
        self.fault(fault);
        None
    }

    fn foreign_date(&self, words: &str) -> Option<Date> {
        self.compat.then(|| compat::foreign_date(words)).flatten()
    }

    /// A language tag.
    pub fn language(&mut self, node: &Node, spec: &KeySpec) -> Option<Language> {
        let tag = self.text(node, spec)?;
        let language = Language::parse(&tag);
        if language.is_none() {
            let message = format!("`{tag}` is not a language tag");
            self.wrong(Code::MetaLanguage, message, node, "no language", spec);
        }
        language
    }

    /// A path of a file of the site, as stated: from the source file, or with `/` from the static files.
    pub fn file(&mut self, node: &Node, spec: &KeySpec) -> Option<String> {
        let path = self.text(node, spec)?;
        match path_fault(&path, self.folder) {
            None => Some(path),
            Some(why) => {
                self.path_fault(node, spec, why);
                None
            }
        }
    }

    /// A path that is refused.
    pub fn path_fault(&mut self, node: &Node, spec: &KeySpec, why: &str) {
        let message = format!("`{}` {why}", spec.name);
        self.wrong(Code::MetaPath, message, node, "refused", spec);
    }
}

/// Why a path may not be used, if it may not: every way out of the site is refused, also those of other systems.
pub(crate) fn path_fault(path: &str, folder: &str) -> Option<&'static str> {
    if path.contains(['\\']) {
        return Some("holds a backslash");
    }
    if path.contains(char::is_control) {
        return Some("holds a control character");
    }
    let head = path.split('/').next().unwrap_or_default();
    if head.contains(':') || path.starts_with("//") {
        return Some("leads outside the site");
    }
    let mut depth = match path.strip_prefix('/') {
        Some(_) => 0,
        None => folder.split('/').filter(|part| !part.is_empty()).count(),
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if depth == 0 => return Some("climbs out of the site"),
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    None
}

/// A text in NFC and in one line, without spaces at its ends and without stray byte-order marks. Only plain spaces, tabs and
/// line ends are joined: French narrow spaces are the author's.
pub(crate) fn clean(text: &str) -> String {
    let unmarked: Cow<'_, str> = if text.contains('\u{FEFF}') {
        Cow::Owned(text.replace('\u{FEFF}', ""))
    } else {
        Cow::Borrowed(text)
    };
    let mut joined = String::with_capacity(unmarked.len());
    let parts = unmarked.split([' ', '\t', '\n']);
    for part in parts.filter(|part| !part.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    composed(joined.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within_the_site() {
        for fine in [
            "carte.svg",
            "../img/a.png",
            "/img/a.png",
            "a/../b.png",
            "./a.png",
        ] {
            assert_eq!(path_fault(fine, "2017/10"), None, "{fine}");
        }
        for bad in [
            "../../../a",
            "/../a",
            "a/../../../../b",
            "C:/a",
            "C:a",
            "..\\a",
            "a\0b",
            "//host/a",
            "https://host/a",
            "file:a",
        ] {
            assert!(path_fault(bad, "2017/10").is_some(), "{bad}");
        }
    }

    #[test]
    fn a_clean_text_keeps_the_spaces_of_french() {
        assert_eq!(
            clean("  «\u{202F}Un\u{202F}»\n  deux "),
            "«\u{202F}Un\u{202F}» deux"
        );
        assert_eq!(clean("\u{FEFF}Qai\u{308}m"), "Qaïm");
    }
}
