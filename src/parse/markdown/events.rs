//! Owns the one reading of Markdown: which extensions, and the bounds that keep a hostile or broken text from costing more than its size.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::raw;

/// The events of a text, each with its bytes in it.
pub type Events<'a> = [(Event<'a>, Range<usize>)];

/// The deepest nesting that is kept. Browsers stop near 500; no text that somebody wrote comes near 100.
const DEEPEST: usize = 100;

/// The most tags of raw HTML in one text: an HTML parser's worst cases grow with their square.
const MOST_TAGS: usize = 20_000;

/// The most raw elements open at once, and how often they may be opened anew: a parser repeats an unclosed `<b>` in each
/// paragraph that follows.
const MOST_OPEN: usize = 500;
const MOST_REPEATED: usize = 1_000_000;

/// The most attributes of one raw tag, for the same reason.
const MOST_ATTRIBUTES: usize = 64;

/// Reads Markdown. Neighbouring texts are merged, and so are the lines of one HTML block.
///
/// A text whose lines nest more than 100 deep is not read as Markdown but shown as it is typed, since the cost of reading it
/// grows with its square. Deeper emphasis, lists and the like within a sane text are dropped, and their text stays; raw HTML
/// without bounds is shown as typed.
pub fn events(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    if text.lines().any(|line| markers(line) > DEEPEST) {
        return as_typed(text);
    }
    let parsed = Parser::new_ext(text, options()).into_offset_iter();
    let mut events = merged(shallow(parsed));
    if !raw_is_bounded(&events) {
        events.iter_mut().for_each(|(event, _)| show_raw(event));
    }
    events
}

/// The extensions. Typography is ours, not the parser's, whose quotation marks are English.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// How many blocks a line opens or goes on within: its leading `>`, `-`, `1.` and the like.
fn markers(line: &str) -> usize {
    let rule = |mark: char| line.chars().all(|c| c == mark || c == ' ' || c == '\t');
    if line.len() <= DEEPEST || rule('-') || rule('*') {
        return 0;
    }
    let mut rest = line.trim_start();
    let mut count = 0;
    while let Some(after) = after_marker(rest) {
        count += 1;
        rest = after.trim_start();
    }
    count
}

fn after_marker(rest: &str) -> Option<&str> {
    if let Some(after) = rest.strip_prefix('>') {
        return Some(after);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = match digits {
        0 => rest.strip_prefix(['-', '+', '*', ':']),
        1..=9 => rest[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    after.filter(|after| after.is_empty() || after.starts_with([' ', '\t']))
}

fn as_typed(text: &str) -> Vec<(Event<'_>, Range<usize>)> {
    let whole = 0..text.len();
    vec![
        (
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            whole.clone(),
        ),
        (Event::Text(CowStr::from(text)), whole.clone()),
        (Event::End(TagEnd::CodeBlock), whole),
    ]
}

/// Drops the starts and ends of what nests too deep. What holds text of its own, as paragraphs do, stays.
fn shallow<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
    let mut dropped: Vec<bool> = Vec::new();
    let mut kept = 0_usize;
    events.map(move |(event, range)| {
        let drop = match &event {
            Event::Start(tag) => {
                let parent = dropped.last().copied().unwrap_or(false);
                let drop = if is_part(tag) {
                    parent
                } else {
                    kept >= DEEPEST && !is_leaf(tag)
                };
                dropped.push(drop);
                kept += usize::from(!drop);
                drop
            }
            Event::End(_) => {
                let drop = dropped.pop().unwrap_or(false);
                kept -= usize::from(!drop);
                drop
            }
            _ => false,
        };
        // A break stands in, so that no two words are glued together.
        (if drop { Event::SoftBreak } else { event }, range)
    })
}

/// Parts go with the whole that they are part of.
fn is_part(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Item
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
    )
}

fn is_leaf(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock
    )
}

fn merged<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> Vec<(Event<'a>, Range<usize>)> {
    let mut merged: Vec<(Event<'a>, Range<usize>)> = Vec::new();
    let mut growing: Option<String> = None;
    for (event, range) in events {
        let part = match (merged.last(), &event) {
            (Some((Event::Text(_), _)), Event::Text(part))
            | (Some((Event::Html(_), _)), Event::Html(part)) => Some(part),
            _ => None,
        };
        match (merged.last_mut(), part) {
            (Some((first, whole)), Some(part)) => {
                let text = growing.get_or_insert_with(|| match first {
                    Event::Text(text) | Event::Html(text) => text.to_string(),
                    _ => String::new(),
                });
                text.push_str(part);
                whole.end = range.end;
            }
            _ => {
                settle(&mut merged, growing.take());
                merged.push((event, range));
            }
        }
    }
    settle(&mut merged, growing);
    merged
}

/// Puts the text that grew out of several events into the first of them.
fn settle(merged: &mut [(Event, Range<usize>)], grown: Option<String>) {
    let (Some(grown), Some((Event::Text(text) | Event::Html(text), _))) =
        (grown, merged.last_mut())
    else {
        return;
    };
    *text = CowStr::from(grown);
}

/// Whether an HTML parser can read the raw HTML in a time that grows with its length.
fn raw_is_bounded(events: &Events) -> bool {
    let mut tags = 0;
    let mut open = 0_usize;
    let mut most_open = 0;
    for (event, _) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            continue;
        };
        for tag in raw::tags(html) {
            tags += 1;
            match (tag.closes, tag.nests()) {
                (true, true) => open = open.saturating_sub(1),
                (false, true) => open += 1,
                _ => {}
            }
            most_open = most_open.max(open);
            if tags > MOST_TAGS || most_open > MOST_OPEN || tag.attributes.len() > MOST_ATTRIBUTES {
                return false;
            }
        }
    }
    tags * most_open <= MOST_REPEATED
}

fn show_raw(event: &mut Event) {
    *event = match std::mem::replace(event, Event::SoftBreak) {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::CodeBlock),
        other => other,
    };
}
