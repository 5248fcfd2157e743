//! Owns the reading of YAML 1.2 into nodes, from the parser's events: so the words of each value are kept, and aliases are
//! followed only within a budget.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

use super::{Key, Node, Read, Syntax, Table, Value, duplicate, unreadable};
use crate::diag::{Diagnostic, SourceText};

/// How many values the aliases of one file may add: far more than any front matter, far less than a machine can bear.
const ALIAS_BUDGET: usize = 10_000;
/// How deep lists and tables may nest.
const DEPTH: usize = 64;
/// Titles as keys are no use, but quoted ones must not be refused at the standard's 1,024 characters alone.
const LONGEST_KEY: usize = 4096;

pub(super) fn read(source: &SourceText<'_>, part: Range<usize>) -> Read {
    let options = granit_parser::options! {
        emit_comments: false,
        bom_inside_document_as_content: true,
        simple_key_max_lookahead: LONGEST_KEY,
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
    };
    let text = &source.text()[part.clone()];
    let mut reader = Reader {
        source,
        base: part.start,
        events: Parser::new_from_str_with_options(text, options),
        last: part.start,
        anchors: BTreeMap::new(),
        budget: ALIAS_BUDGET,
        faults: Vec::new(),
    };
    let table = reader.document().unwrap_or_else(|fault| {
        reader.faults.push(*fault);
        Table::new()
    });
    Read {
        table,
        faults: reader.faults,
    }
}

/// Boxed, since it is rare and large.
type Result<T> = std::result::Result<T, Box<Diagnostic>>;

struct Reader<'s, 't> {
    source: &'s SourceText<'t>,
    base: usize,
    events: Parser<'t, StrInput<'t>>,
    /// The end of what was read so far.
    last: usize,
    anchors: BTreeMap<usize, Node>,
    budget: usize,
    faults: Vec<Diagnostic>,
}

impl<'t> Reader<'_, 't> {
    fn document(&mut self) -> Result<Table> {
        let mut table = None;
        while let Some((event, span)) = self.next()? {
            let is_node = event.is_node();
            if is_node && table.is_some() {
                return Err(self.fault(span, "a second YAML document"));
            }
            if is_node {
                let node = self.node(event, span.clone())?;
                table = Some(match node.value {
                    Value::Map(entries) => entries,
                    Value::Null => Table::new(),
                    _ => return Err(self.fault(span, "expected `key: value` lines")),
                });
            }
        }
        Ok(table.unwrap_or_default())
    }

    fn next(&mut self) -> Result<Option<(Event<'t>, Range<usize>)>> {
        match self.events.next() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                let range = self.range(span);
                self.last = range.end.max(self.last);
                Ok(Some((event, range)))
            }
            Some(Err(error)) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .map_or(self.last, |at| at + self.base);
                Err(self.fault(at..at, &error.info()))
            }
        }
    }

    fn range(&self, span: Span) -> Range<usize> {
        match span.byte_range() {
            Some(range) => range.start + self.base..range.end + self.base,
            None => self.last..self.last,
        }
    }

    fn node(&mut self, event: Event<'t>, span: Range<usize>) -> Result<Node> {
        let anchor = event.anchor_id();
        let node = match event {
            Event::Alias(id) => return self.alias(id, span),
            Event::Scalar(text, style, _, tag) => Node {
                value: scalar(&text, style, tag.as_deref()),
                span,
            },
            Event::SequenceStart(..) => self.sequence(span)?,
            Event::MappingStart(..) => self.mapping(span)?,
            _ => return Err(self.fault(span, "expected a value")),
        };
        if let Some(id) = anchor {
            self.anchors.insert(id, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, id: usize, span: Range<usize>) -> Result<Node> {
        let Some(node) = self.anchors.get(&id) else {
            return Err(self.fault(span, "an alias within what it names"));
        };
        match self.budget.checked_sub(size(node)) {
            Some(left) => {
                let value = node.value.clone();
                self.budget = left;
                Ok(Node { value, span })
            }
            None => Err(self.fault(span, "aliases that grow without end")),
        }
    }

    fn sequence(&mut self, start: Range<usize>) -> Result<Node> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::SequenceEnd {
                break;
            }
            items.push(self.node(event, span)?);
        }
        let span = self.trimmed(start.start);
        Ok(Node {
            value: Value::Seq(items),
            span,
        })
    }

    fn mapping(&mut self, start: Range<usize>) -> Result<Node> {
        let mut entries = Table::new();
        let mut merged = Vec::new();
        while let Some((event, span)) = self.next()? {
            if event == Event::MappingEnd {
                break;
            }
            let key = self.node(event, span)?;
            let Some(name) = key.words() else {
                return Err(self.fault(key.span, "a key must be a word"));
            };
            let Some((event, span)) = self.next()? else {
                break;
            };
            let node = self.node(event, span)?;
            if name == "<<" {
                merged.push(node);
            } else {
                self.enter(
                    &mut entries,
                    Key {
                        name,
                        span: key.span,
                    },
                    node,
                );
            }
        }
        merged
            .into_iter()
            .for_each(|node| merge(&mut entries, node));
        let span = self.trimmed(start.start);
        Ok(Node {
            value: Value::Map(entries),
            span,
        })
    }

    /// The first of two entries with one name is kept, so that what follows has one meaning.
    fn enter(&mut self, entries: &mut Table, key: Key, node: Node) {
        match entries.iter().find(|(first, _)| first.name == key.name) {
            Some((first, _)) => self.faults.push(duplicate(
                self.source,
                &key.name,
                key.span,
                Some(first.span.clone()),
            )),
            None => entries.push((key, node)),
        }
    }

    /// From a start to the end of what was read, without the line ends that block values take with them.
    fn trimmed(&self, start: usize) -> Range<usize> {
        let text = self.source.text();
        let start = start.min(self.last);
        let kept = text
            .get(start..self.last)
            .map_or(0, |part| part.trim_end().len());
        start..start + kept
    }

    fn fault(&self, at: Range<usize>, why: &str) -> Box<Diagnostic> {
        Box::new(unreadable(self.source, Syntax::Yaml, at, why))
    }
}

/// YAML's merge key: entries of other tables, where the table has none of their name.
fn merge(entries: &mut Table, node: Node) {
    match node.value {
        Value::Map(others) => {
            let absent: Vec<_> = others
                .into_iter()
                .filter(|(other, _)| entries.iter().all(|(key, _)| key.name != other.name))
                .collect();
            entries.splice(0..0, absent);
        }
        Value::Seq(tables) => tables.into_iter().for_each(|table| merge(entries, table)),
        _ => {}
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Seq(items) => items.iter().map(size).sum(),
        Value::Map(entries) => entries.iter().map(|(_, node)| size(node)).sum(),
        _ => 0,
    }
}

/// The core schema of YAML 1.2.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
    if style != ScalarStyle::Plain || is_text {
        return Value::String(text.to_owned());
    }
    let words = || text.to_owned();
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        number => match (whole_number(number), fraction(number)) {
            (Some(whole), _) => Value::Int(whole, words()),
            (None, Some(float)) => Value::Float(float, words()),
            (None, None) => Value::String(words()),
        },
    }
}

fn whole_number(text: &str) -> Option<i64> {
    if let Some(digits) = text.strip_prefix("0x") {
        return i64::from_str_radix(digits, 16).ok();
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return i64::from_str_radix(digits, 8).ok();
    }
    text.parse().ok()
}

fn fraction(text: &str) -> Option<f64> {
    let numeric = text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    numeric.then(|| text.parse().ok()).flatten()
}
