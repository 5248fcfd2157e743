//! Owns the tree that front matter is read into: values with their places, the same for TOML and YAML. It knows no key of
//! depeche's; what a key means is `validate`'s.

mod toml;
mod yaml;

use std::ops::Range;

use serde_json::{Map, Number, Value as Json};

use crate::diag::{Code, Diagnostic, SourceText};

/// The two formats of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Between `+++` lines, and in sidecars.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// A value with its place in the file's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

/// A value of front matter. Numbers and dates keep their words, so that a headline `1.10` or `007` stays what it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// YAML's `null`, `~`, or nothing after the colon.
    Null,
    /// `true` or `false`; YAML 1.2, so `yes`, `no` and `on` are strings.
    Bool(bool),
    /// A whole number.
    Int(i64, String),
    /// A number with a fraction.
    Float(f64, String),
    /// A text.
    String(String),
    /// A date or time of TOML, as written. In YAML, dates are strings.
    Date(String),
    /// A list.
    Seq(Vec<Node>),
    /// A table.
    Map(Table),
}

/// The entries of a table, in the order in which they were written.
pub type Table = Vec<(Key, Node)>;

/// A key with its place in the file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

/// What a piece of front matter held: what could be read, and the faults.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// All that could be read; complete where there is no fault.
    pub table: Table,
    /// Faults of the format, in their order.
    pub faults: Vec<Diagnostic>,
}

/// Reads a part of a file's text. Places are those of the whole text.
pub fn read(source: &SourceText<'_>, part: Range<usize>, syntax: Syntax) -> Read {
    match syntax {
        Syntax::Toml => toml::read(source, part),
        Syntax::Yaml => yaml::read(source, part),
    }
}

impl Node {
    /// The words of a plain value; none for lists, tables and nothing.
    pub fn words(&self) -> Option<String> {
        match &self.value {
            Value::Null | Value::Seq(_) | Value::Map(_) => None,
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Int(_, words)
            | Value::Float(_, words)
            | Value::String(words)
            | Value::Date(words) => Some(words.clone()),
        }
    }

    /// Whether nothing was stated: no value, a text of spaces, a list or table without entries.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Seq(items) => items.iter().all(Self::is_empty),
            Value::Map(entries) => entries.is_empty(),
            _ => false,
        }
    }

    /// The kind of the value, as messages call it.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Int(..) => "a whole number",
            Value::Float(..) => "a number",
            Value::String(_) => "a text",
            Value::Date(_) => "a date",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a table",
        }
    }

    /// The value in one line, for `inspect`.
    pub fn plain(&self) -> String {
        match &self.value {
            Value::Seq(items) => joined(items.iter().map(Self::plain)),
            Value::Map(entries) => joined(
                entries
                    .iter()
                    .map(|(key, node)| format!("{}: {}", key.name, node.plain())),
            ),
            _ => self.words().unwrap_or_default().trim().to_owned(),
        }
    }

    /// The value as templates see it under `extra`.
    pub fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(yes) => Json::Bool(*yes),
            Value::Int(number, _) => Json::Number((*number).into()),
            Value::Float(number, words) => {
                Number::from_f64(*number).map_or_else(|| Json::String(words.clone()), Json::Number)
            }
            Value::String(text) | Value::Date(text) => Json::String(text.clone()),
            Value::Seq(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Value::Map(entries) => Json::Object(to_json_map(entries)),
        }
    }
}

/// A table as templates see it under `extra`.
pub fn to_json_map(entries: &Table) -> Map<String, Json> {
    entries
        .iter()
        .map(|(key, node)| (key.name.clone(), node.to_json()))
        .collect()
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}

fn unreadable(source: &SourceText<'_>, syntax: Syntax, at: Range<usize>, why: &str) -> Diagnostic {
    let (name, help) = match syntax {
        Syntax::Toml => (
            "TOML",
            "each line is `key = value`, and texts stand in quotes",
        ),
        Syntax::Yaml => (
            "YAML",
            "quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs",
        ),
    };
    Diagnostic::new(Code::MetaUnreadable, format!("this is not valid {name}"))
        .at(source.place(at))
        .label(why)
        .help(help)
}

fn duplicate(
    source: &SourceText<'_>,
    name: &str,
    again: Range<usize>,
    first: Option<Range<usize>>,
) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::MetaDuplicateKey,
        format!("the key `{name}` stands twice"),
    )
    .at(source.place(again))
    .label("here again")
    .help("delete one of them");
    match first {
        Some(first) => fault.also(source.place(first), "first here"),
        None => fault,
    }
}

/// The entry of a name.
pub fn get<'t>(table: &'t Table, name: &str) -> Option<&'t Node> {
    table
        .iter()
        .find(|(key, _)| key.name == name)
        .map(|(_, node)| node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Style, render};
    use proptest::prelude::*;

    fn whole(text: &str, syntax: Syntax) -> Read {
        read(
            &SourceText::new("content/a.md", text),
            0..text.len(),
            syntax,
        )
    }

    fn table(text: &str, syntax: Syntax) -> Table {
        let read = whole(text, syntax);
        assert_eq!(read.faults, [], "{text}");
        read.table
    }

    fn shown(text: &str, from: usize, syntax: Syntax) -> String {
        let source = SourceText::new("content/a.md", text);
        read(&source, from..text.len(), syntax)
            .faults
            .iter()
            .map(|fault| render(fault, Style::PLAIN))
            .collect()
    }

    #[test]
    fn toml_and_yaml_give_the_same_tree() {
        let toml = table(
            "a = 'un'\nb = 7\nd = [1, true]\n[e]\nf = 'deux'\n",
            Syntax::Toml,
        );
        let yaml = table("a: un\nb: 7\nd: [1, true]\ne:\n  f: deux\n", Syntax::Yaml);
        assert_eq!(to_json_map(&toml), to_json_map(&yaml));
    }

    #[test]
    fn dates_and_numbers_of_toml_keep_their_words() {
        let text = "day = 2017-10-26\nend = 2026-12-01T06:00:00+01:00\nn = 1_000\nf = 1.10\n";
        let table = table(text, Syntax::Toml);
        let words: Vec<_> = table.iter().filter_map(|(_, node)| node.words()).collect();
        assert_eq!(
            words,
            ["2017-10-26", "2026-12-01T06:00:00+01:00", "1_000", "1.10"]
        );
        assert_eq!(
            get(&table, "n").expect("n").value,
            Value::Int(1000, "1_000".into())
        );
        let (key, node) = &table[1];
        assert_eq!(
            (&text[key.span.clone()], &text[node.span.clone()]),
            ("end", "2026-12-01T06:00:00+01:00")
        );
    }

    #[test]
    fn yaml_is_read_by_the_rules_of_1_2() {
        let text = "country: no\nstate: on\nday: 2017-10-26\nversion: 1.10\nzip: 00420\nyes: true\nnone: ~\nempty:\nquoted: \"2017\"\n";
        let table = table(text, Syntax::Yaml);
        let value = |name: &str| get(&table, name).expect(name).value.clone();
        assert_eq!(value("country"), Value::String("no".into()));
        assert_eq!(value("state"), Value::String("on".into()));
        assert_eq!(value("day"), Value::String("2017-10-26".into()));
        assert_eq!(value("version"), Value::Float(1.1, "1.10".into()));
        assert_eq!(
            get(&table, "zip").and_then(Node::words).as_deref(),
            Some("00420")
        );
        assert_eq!(value("yes"), Value::Bool(true));
        assert_eq!(value("none"), Value::Null);
        assert_eq!(value("empty"), Value::Null);
        assert_eq!(value("quoted"), Value::String("2017".into()));
    }

    #[test]
    fn places_are_those_of_the_file_also_after_letters_beyond_ascii() {
        for (text, syntax) in [
            ("# é\ntitre = 'à'\nlieu = 'Rawa'\n", Syntax::Toml),
            ("# é\ntitre: à\nlieu: Rawa\n", Syntax::Yaml),
        ] {
            let whole = format!("---é\n{text}");
            let source = SourceText::new("content/a.md", &whole);
            let table = read(&source, whole.len() - text.len()..whole.len(), syntax).table;
            let (key, node) = &table[1];
            assert_eq!(&whole[key.span.clone()], "lieu");
            assert_eq!(whole[node.span.clone()].trim_matches('\''), "Rawa");
        }
    }

    #[test]
    fn lists_tables_and_block_texts_are_read() {
        let text = "tags:\n- a\n- 'b: c'\nplace: {name: Rawa, at: [1, 2]}\ntext: |\n  un\n  deux\n";
        let table = table(text, Syntax::Yaml);
        let plain: Vec<_> = table.iter().map(|(_, node)| node.plain()).collect();
        assert_eq!(plain, ["a; b: c", "name: Rawa; at: 1; 2", "un\ndeux"]);
    }

    #[test]
    fn anchors_are_followed_within_a_budget() {
        let small = table("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n", Syntax::Yaml);
        assert_eq!(get(&small, "c").map(Node::plain).as_deref(), Some("b: 1"));
        assert_eq!(
            get(&small, "d").map(Node::plain).as_deref(),
            Some("b: 1; e: 2")
        );
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for n in 1..12 {
            let before = format!("*a{}, ", n - 1).repeat(10);
            bomb.push_str(&format!(
                "a{n}: &a{n} [{}]\n",
                before.trim_end_matches(", ")
            ));
        }
        let read = whole(&bomb, Syntax::Yaml);
        assert_eq!(read.faults.len(), 1);
        assert_eq!(
            read.faults[0].label.as_deref(),
            Some("aliases that grow without end")
        );
    }

    #[test]
    fn a_fault_of_toml_is_shown_at_its_line_in_the_file() {
        insta::assert_snapshot!(shown("+++\nslug = un deux\ntags = [\"a\"\n", 4, Syntax::Toml), @r#"
        error[meta/unreadable]: this is not valid TOML
         --> content/a.md:2:8
          |
        2 | slug = un deux
          |        ^^^^^^^ string values must be quoted, expected literal string
          = help: each line is `key = value`, and texts stand in quotes
        error[meta/unreadable]: this is not valid TOML
         --> content/a.md:3:12
          |
        3 | tags = ["a"
          |            ^ unclosed array, expected `]`
          = help: each line is `key = value`, and texts stand in quotes
        "#);
    }

    #[test]
    fn a_fault_of_yaml_is_shown_at_its_line_in_the_file() {
        insta::assert_snapshot!(shown("---\ntitle: a\nlabel: Irak: l'assaut\n", 4, Syntax::Yaml), @r#"
        error[meta/unreadable]: this is not valid YAML
         --> content/a.md:3:12
          |
        3 | label: Irak: l'assaut
          |            ^ mapping values are not allowed in this context
          = help: quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs
        "#);
        insta::assert_snapshot!(shown("---\ntitle: a\n\tlabel: b\n", 4, Syntax::Yaml), @r#"
        error[meta/unreadable]: this is not valid YAML
         --> content/a.md:2:8
          |
        2 | title: a
          |        ^ while scanning a plain scalar, found a tab
          = help: quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs
        "#);
        insta::assert_snapshot!(shown("---\njust words\n", 4, Syntax::Yaml), @r#"
        error[meta/unreadable]: this is not valid YAML
         --> content/a.md:2:1
          |
        2 | just words
          | ^^^^^^^^^^ expected `key: value` lines
          = help: quote a text that holds `: ` or ` #`, and indent with spaces, never with tabs
        "#);
    }

    #[test]
    fn a_key_stated_twice_is_shown_with_both_places() {
        insta::assert_snapshot!(shown("+++\nslug = 'a'\nslug = 'b'\n", 4, Syntax::Toml), @r#"
        error[meta/duplicate-key]: the key `slug` stands twice
         --> content/a.md:3:1
          |
        3 | slug = 'b'
          | ^^^^ here again
         ::: content/a.md:2:1
          |
        2 | slug = 'a'
          | ---- first here
          = help: delete one of them
        "#);
        insta::assert_snapshot!(shown("---\nslug: a\nplace: {name: b, name: c}\nslug: b\n", 4, Syntax::Yaml), @r#"
        error[meta/duplicate-key]: the key `name` stands twice
         --> content/a.md:3:18
          |
        3 | place: {name: b, name: c}
          |                  ^^^^ here again
         ::: content/a.md:3:9
          |
        3 | place: {name: b, name: c}
          |         ---- first here
          = help: delete one of them
        error[meta/duplicate-key]: the key `slug` stands twice
         --> content/a.md:4:1
          |
        4 | slug: b
          | ^^^^ here again
         ::: content/a.md:2:1
          |
        2 | slug: a
          | ---- first here
          = help: delete one of them
        "#);
    }

    proptest! {
        #[test]
        fn no_text_makes_a_reader_panic(text in "[-+:=\\[\\]{}\"'#&*|>!%@,. \\n\\ta-c0-9é]{0,80}") {
            whole(&text, Syntax::Toml);
            whole(&text, Syntax::Yaml);
        }
    }
}
