//! Owns the reading of YAML that is none: titles with colons, tabs, stray quotes. Line by line, `key: value`, with the lists and
//! the continued lines that stand under a key. Lines that it cannot place are returned, so that nothing is lost unseen.

use std::ops::Range;

use crate::diag::SourceText;
use crate::parse::node::{Key, Node, Table, Value};

/// What could be read, and the lines that could not.
pub(crate) fn read(source: &SourceText<'_>, part: Range<usize>) -> (Table, Vec<Range<usize>>) {
    let text = source.text();
    let mut table = Table::new();
    let mut unread = Vec::new();
    let mut at = part.start;
    for line in text[part].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let span = start + indent..start + indent + words.len();
        if !take(&mut table, line, words, span.clone()) {
            unread.push(start..span.end);
        }
    }
    (table, unread)
}

/// Puts a line where it belongs; false where it belongs nowhere.
fn take(table: &mut Table, line: &str, words: &str, span: Range<usize>) -> bool {
    let is_indented = line.starts_with(' ');
    if let Some(item) = words.strip_prefix("- ").or((words == "-").then_some("")) {
        return add_item(table, item, span);
    }
    let entry = key_and_value(words);
    match (is_indented, entry) {
        (false, Some((name, value))) => enter(table, name, value, span),
        (true, None) => continue_text(table, words),
        _ => false,
    }
}

fn key_and_value(words: &str) -> Option<(&str, &str)> {
    let (name, value) = words.split_once(':')?;
    let name = name.trim().trim_matches(['"', '\'']);
    let is_name = !name.is_empty()
        && name.len() <= 40
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.".contains(c));
    (is_name && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (name, value.trim()))
}

fn enter(table: &mut Table, name: &str, value: &str, span: Range<usize>) -> bool {
    if table.iter().any(|(key, _)| key.name == name) {
        return false;
    }
    let key = Key {
        name: name.to_owned(),
        span: span.start..span.start + name.len(),
    };
    let at = span.end - value.len()..span.end;
    table.push((
        key,
        Node {
            value: scalar_or_list(value, &at),
            span: at,
        },
    ));
    true
}

fn scalar_or_list(value: &str, at: &Range<usize>) -> Value {
    let inner = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(inner) => Value::Seq(
            inner
                .split(',')
                .map(|item| Node {
                    value: scalar(item.trim()),
                    span: at.clone(),
                })
                .collect(),
        ),
        None => scalar(value),
    }
}

fn scalar(value: &str) -> Value {
    let quoted = ['"', '\'']
        .into_iter()
        .find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    match (quoted, value) {
        (Some(inner), _) => Value::String(inner.replace("''", "'")),
        (None, "" | "~" | "null") => Value::Null,
        (None, "true") => Value::Bool(true),
        (None, "false") => Value::Bool(false),
        (None, text) => Value::String(text.to_owned()),
    }
}

fn add_item(table: &mut Table, item: &str, span: Range<usize>) -> bool {
    let Some((_, node)) = table.last_mut() else {
        return false;
    };
    let item = Node {
        value: scalar(item.trim()),
        span,
    };
    match &mut node.value {
        Value::Seq(items) => items.push(item),
        Value::Null => node.value = Value::Seq(vec![item]),
        _ => return false,
    }
    true
}

fn continue_text(table: &mut Table, words: &str) -> bool {
    let Some((_, node)) = table.last_mut() else {
        return false;
    };
    match &mut node.value {
        Value::String(text) if matches!(text.as_str(), "|" | ">" | "|-" | ">-") => {
            words.clone_into(text);
        }
        Value::String(text) => {
            text.push(' ');
            text.push_str(words);
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> (Vec<String>, Vec<String>) {
        let source = SourceText::new("content/a.md", text);
        let (table, unread) = read(&source, 0..text.len());
        (
            table
                .iter()
                .map(|(key, node)| format!("{} = {}", key.name, node.plain()))
                .collect(),
            unread
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect(),
        )
    }

    #[test]
    fn broken_yaml_is_read_line_by_line() {
        let (read, unread) = plain(
            "title: Irak: un pont \"rouvert\"\n\tauthor: 'Nour'\ntags:\n- a\n  - 'b'\nlist: [x, \"y\"]\ndescription: >\n  un\n  deux\ntitle: encore\n???\n",
        );
        assert_eq!(
            read,
            [
                "title = Irak: un pont \"rouvert\"",
                "author = Nour",
                "tags = a; b",
                "list = x; y",
                "description = un deux"
            ]
        );
        assert_eq!(unread, ["title: encore", "???"]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "é: 1\n\tauthor: 'Nour'\n";
        let source = SourceText::new("content/a.md", text);
        let (table, _) = read(&source, 0..text.len());
        let (key, node) = &table[1];
        assert_eq!(
            (&text[key.span.clone()], &text[node.span.clone()]),
            ("author", "'Nour'")
        );
    }
}
