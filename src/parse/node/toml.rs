//! Owns the reading of TOML into nodes. It goes on after a fault, so that all of a file's faults are shown.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::{Key, Node, Read, Syntax, Table, Value, duplicate, unreadable};
use crate::diag::{Diagnostic, SourceText};

pub(super) fn read(source: &SourceText<'_>, part: Range<usize>) -> Read {
    let text = &source.text()[part.clone()];
    let (root, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(text.len(), |span| span.start));
    let faults = errors
        .iter()
        .map(|error| fault(source, text, part.start, error))
        .collect();
    let reader = Reader {
        text,
        base: part.start,
    };
    Read {
        table: reader.table(root.get_ref()),
        faults,
    }
}

struct Reader<'t> {
    text: &'t str,
    base: usize,
}

impl Reader<'_> {
    fn table(&self, entries: &DeTable<'_>) -> Table {
        entries
            .iter()
            .map(|(key, value)| {
                let name = key.get_ref().to_string();
                let span = self.place(key.span());
                (Key { name, span }, self.node(value.get_ref(), value.span()))
            })
            .collect()
    }

    fn node(&self, value: &DeValue<'_>, span: Range<usize>) -> Node {
        let words = || self.text.get(span.clone()).unwrap_or_default().to_owned();
        let value = match value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(whole) => Value::Int(whole, words()),
                    Err(_) => Value::String(words()),
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(float) => Value::Float(float, words()),
                Err(_) => Value::String(words()),
            },
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(_) => Value::Date(words()),
            DeValue::Array(items) => Value::Seq(
                items
                    .iter()
                    .map(|item| self.node(item.get_ref(), item.span()))
                    .collect(),
            ),
            DeValue::Table(entries) => Value::Map(self.table(entries)),
        };
        let span = self.place(span);
        Node { value, span }
    }

    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }
}

fn fault(source: &SourceText<'_>, text: &str, base: usize, error: &Error) -> Diagnostic {
    let span = error.span().unwrap_or(text.len()..text.len());
    let at = span.start + base..span.end + base;
    if error.message().starts_with("duplicate key") {
        let name = text.get(span.clone()).unwrap_or_default();
        return duplicate(
            source,
            name.trim(),
            at,
            first_of(text, name, span.start, base),
        );
    }
    unreadable(source, Syntax::Toml, at, error.message())
}

/// The line before `end` that states the same key: the parser tells only the second place.
fn first_of(text: &str, name: &str, end: usize, base: usize) -> Option<Range<usize>> {
    let mut from = 0;
    let mut found = None;
    for line in text.get(..end)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let rest = line[indent..].trim_start_matches('[').trim_start();
        let states = rest
            .strip_prefix(name)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']));
        if states && found.is_none() {
            let start = base + from + (line.len() - rest.len());
            found = Some(start..start + name.len());
        }
        from += line.len();
    }
    found
}
