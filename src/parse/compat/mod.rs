//! Owns the translation of other generators' front matter (Hugo, Jekyll, Zola, Eleventy, WordPress exports) into depeche's
//! keys. Each doubt is a warning; what has no meaning here goes to `extra`. It does not read single values (`validate` does).

mod address;
mod dates;
mod lenient;
mod marks;
mod visibility;

pub(crate) use dates::foreign_date;
pub(crate) use lenient::read as read_leniently;
pub(crate) use marks::settle as settle_marks;
pub(crate) use visibility::{Verdict, doubt, of_folder};

use crate::diag::{Diagnostics, SourceText};
use crate::model::Status;
use crate::parse::node::{Key, Node, Table, Value, get};
use crate::parse::validate::{clean, is_article_key};

/// Keys that state the date of publication, the most explicit first.
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "pubdate",
    "pub_date",
    "post_date",
    "published_at",
    "publishdate",
    "publish_date",
    "date_published",
    "datepublished",
    "created",
    "created_at",
];
/// Keys that state the date of the last change.
const MODIFIED: &[&str] = &[
    "modified",
    "lastmod",
    "last_modified_at",
    "last_modified",
    "updated",
    "updated_at",
    "post_modified",
    "date_modified",
    "lastupdated",
];
/// Keys that state a lead.
const STANDFIRST: &[&str] = &[
    "standfirst",
    "description",
    "summary",
    "excerpt",
    "subtitle",
    "lead",
];
/// Keys that state who signs.
const BYLINE: &[&str] = &["byline", "author", "authors"];
/// Keys that state subjects: all of them are read.
const TAGS: &[&str] = &["tags", "tag", "categories", "category", "keywords"];
/// Keys that state the language.
const LANGUAGE: &[&str] = &["language", "lang", "locale"];
/// Keys that state an address: its last part is the slug, the whole an alias.
const ADDRESS: &[&str] = &["path", "permalink", "url"];
/// Keys that state former addresses.
const ALIASES: &[&str] = &["aliases", "alias", "redirect_from", "redirects"];

/// A foreign table in depeche's words. The verdict on visibility, where the table holds one, is its `status`.
pub(crate) fn translate(table: Table, source: &SourceText<'_>, faults: &mut Diagnostics) -> Table {
    let verdict = visibility::verdict(&table, source);
    let mut translation = Translation {
        source,
        faults,
        known: Table::new(),
        fallback: Table::new(),
        extra: Table::new(),
        tags: Vec::new(),
        aliases: Vec::new(),
    };
    translation.run(table);
    if let Some(verdict) = verdict {
        translation.settle(verdict);
    }
    translation.finish()
}

/// Adds or replaces the status that a verdict gives, and keeps its fault.
pub(crate) fn settle(table: &mut Table, verdict: Verdict, faults: &mut Diagnostics) {
    if let Some(fault) = verdict.fault {
        faults.push(fault);
    }
    let word = match verdict.status {
        Status::Published => "published",
        Status::Draft => "draft",
        Status::Withheld => "withheld",
        Status::Retracted => "retracted",
    };
    table.retain(|(key, _)| key.name != "status");
    let value = Value::String(word.to_owned());
    table.push(entry("status", verdict.span, value));
}

struct Translation<'a, 't> {
    source: &'a SourceText<'t>,
    faults: &'a mut Diagnostics,
    known: Table,
    /// What counts only where nothing else states it.
    fallback: Table,
    extra: Table,
    tags: Vec<Node>,
    aliases: Vec<Node>,
}

impl Translation<'_, '_> {
    fn run(&mut self, table: Table) {
        let mut rest = Vec::new();
        let slug = get(&table, "slug").and_then(Node::words);
        for (key, node) in table {
            let name = key.name.to_lowercase();
            if visibility::is_ours(&name, &node) || node.is_empty() && name != "embargo" {
                continue;
            }
            match name.as_str() {
                name if TAGS.contains(&name) => self.add_tags(&node),
                name if ADDRESS.contains(&name) => self.address(key, node),
                "link" if is_own_address(&node, slug.as_deref()) => self.address(key, node),
                name if ALIASES.contains(&name) => self.add_aliases(&key, node),
                "taxonomies" => self.taxonomies(node),
                "extra" => self.nested_extra(key, node),
                "layout" | "type" | "post_type" => self.kind(key, node),
                _ => rest.push((key, node)),
            }
        }
        self.first_of("published", PUBLISHED, &mut rest);
        self.first_of("modified", MODIFIED, &mut rest);
        self.first_of("standfirst", STANDFIRST, &mut rest);
        self.first_of("byline", BYLINE, &mut rest);
        self.first_of("language", LANGUAGE, &mut rest);
        self.first_of("headline", &["headline", "title"], &mut rest);
        for (key, node) in rest {
            let name = key.name.to_lowercase();
            let is_known = is_article_key(&key.name) && fits(&name, &node);
            if !is_known {
                self.extra.push((key, node));
            } else if name == "slug" {
                self.put("slug", key, last_part(node));
            } else {
                self.known.push((key, node));
            }
        }
    }

    /// Moves the first entry of a list of names that says anything to the name that depeche has for it. The others keep their
    /// names, under `extra`.
    fn first_of(&mut self, ours: &str, names: &[&str], rest: &mut Table) {
        for name in names {
            let found = rest
                .iter()
                .position(|(key, _)| key.name.to_lowercase() == *name);
            let Some(at) = found else {
                continue;
            };
            if matches!(*name, "publishdate" | "publish_date") {
                self.embargo(&rest[at].1.clone());
            }
            if get(&self.known, ours).is_none() {
                let (key, node) = rest.remove(at);
                let node = if ours == "byline" {
                    signature(node)
                } else {
                    node
                };
                self.put(ours, key, node);
            }
        }
        for (key, node) in rest.extract_if(.., |(key, _)| {
            let name = key.name.to_lowercase();
            names.contains(&name.as_str()) && name != ours
        }) {
            self.extra.push((key, node));
        }
    }

    /// Hugo shows nothing before its `publishDate`, which is in UTC where it has no offset.
    fn embargo(&mut self, node: &Node) {
        let date = node
            .words()
            .and_then(|words| crate::model::Date::parse(&words).ok());
        let Some(end) = date.filter(|date| date.earliest().is_some()) else {
            return;
        };
        let span = node.span.clone();
        self.known
            .push(entry("embargo", span, Value::String(end.rfc3339())));
    }

    fn put(&mut self, ours: &str, mut key: Key, node: Node) {
        ours.clone_into(&mut key.name);
        self.known.push((key, node));
    }

    /// Tags in any form: a list, one text with commas, tables with a name.
    fn add_tags(&mut self, node: &Node) {
        match &node.value {
            Value::Seq(items) => items.iter().for_each(|item| self.add_tag(item)),
            Value::String(text) => {
                let parts = text
                    .split([',', ';'])
                    .map(clean)
                    .filter(|part| !part.is_empty());
                self.tags.extend(parts.map(|part| Node {
                    value: Value::String(part),
                    span: node.span.clone(),
                }));
            }
            _ => self.add_tag(node),
        }
    }

    fn add_tag(&mut self, node: &Node) {
        let node = match &node.value {
            Value::Map(entries) => ["name", "title", "slug"]
                .iter()
                .find_map(|name| get(entries, name)),
            _ => Some(node),
        };
        if let Some(words) = node.and_then(Node::words) {
            let span = node.map_or(0..0, |node| node.span.clone());
            self.tags.push(Node {
                value: Value::String(words),
                span,
            });
        }
    }

    fn taxonomies(&mut self, node: Node) {
        let Value::Map(entries) = node.value else {
            return;
        };
        let mut others = Table::new();
        for (key, node) in entries {
            match key.name.to_lowercase().as_str() {
                name if TAGS.contains(&name) => self.add_tags(&node),
                "authors" | "author" => self.put("byline", key, signature(node)),
                "places" | "people" | "actors" | "conflicts" | "agencies" => {
                    self.known.push((key, node));
                }
                _ => others.push((key, node)),
            }
        }
        if !others.is_empty() {
            self.extra
                .push(entry("taxonomies", node.span, Value::Map(others)));
        }
    }

    fn nested_extra(&mut self, key: Key, node: Node) {
        let Value::Map(entries) = node.value else {
            self.extra.push((key, node));
            return;
        };
        for (key, node) in entries {
            let is_author = matches!(key.name.as_str(), "author" | "authors");
            if is_author && !node.is_empty() {
                let span = node.span.clone();
                self.fallback
                    .push(entry("byline", span, signature(node.clone()).value));
            }
            self.extra.push((key, node));
        }
    }

    fn kind(&mut self, key: Key, node: Node) {
        let is_page = node
            .words()
            .is_some_and(|words| matches!(words.as_str(), "page" | "pages"));
        if is_page && get(&self.known, "type").is_none() {
            self.put(
                "type",
                key,
                Node {
                    value: Value::String("page".to_owned()),
                    ..node
                },
            );
        } else {
            self.extra.push((key, node));
        }
    }

    fn address(&mut self, key: Key, node: Node) {
        let Value::String(words) = &node.value else {
            self.extra.push((key, node));
            return;
        };
        let Some(path) = address::path(words) else {
            self.faults.push(address::not_a_path(
                self.source,
                &key.name,
                node.span.clone(),
            ));
            self.extra.push((key, node));
            return;
        };
        let span = &node.span;
        if let Some(slug) = address::last_part(&path) {
            self.fallback
                .push(entry("slug", span.clone(), Value::String(slug)));
        }
        if let Some(day) = address::day(&path) {
            self.fallback
                .push(entry("published", span.clone(), Value::String(day)));
        }
        if path != "/" {
            self.aliases.push(Node {
                value: Value::String(path),
                span: span.clone(),
            });
        }
    }

    fn add_aliases(&mut self, key: &Key, node: Node) {
        let items = match node.value {
            Value::Seq(items) => items,
            _ => vec![node],
        };
        for item in items.into_iter().filter(|item| !item.is_empty()) {
            match item.words().as_deref().and_then(address::path) {
                Some(path) => self.aliases.push(Node {
                    value: Value::String(path),
                    span: item.span,
                }),
                None => self
                    .faults
                    .push(address::not_a_path(self.source, &key.name, item.span)),
            }
        }
    }

    fn settle(&mut self, verdict: Verdict) {
        settle(&mut self.known, verdict, self.faults);
    }

    fn finish(mut self) -> Table {
        for (key, node) in self.fallback {
            if get(&self.known, &key.name).is_none() {
                self.known.push((key, node));
            }
        }
        for (name, items) in [("tags", self.tags), ("aliases", self.aliases)] {
            if let (Some(first), Some(last)) = (items.first(), items.last()) {
                let span = first.span.start..last.span.end.max(first.span.end);
                self.known.push(entry(name, span, Value::Seq(items)));
            }
        }
        if !self.extra.is_empty() {
            self.known
                .push(entry("extra", 0..0, Value::Map(self.extra)));
        }
        self.known
    }
}

fn entry(name: &str, span: std::ops::Range<usize>, value: Value) -> (Key, Node) {
    let key = Key {
        name: name.to_owned(),
        span: span.clone(),
    };
    (key, Node { value, span })
}

/// Whether a `link` is the text's own address, as exports from WordPress to Jekyll have it, and not what the text is about.
fn is_own_address(node: &Node, slug: Option<&str>) -> bool {
    let path = node.words().as_deref().and_then(address::path);
    slug.is_some() && path.as_deref().and_then(address::last_part).as_deref() == slug
}

/// Whether a value under one of depeche's keys can be meant as depeche means it; else the key is a foreign one of that name.
fn fits(name: &str, node: &Node) -> bool {
    let is_list = matches!(&node.value, Value::Seq(_));
    let is_table = matches!(node.value, Value::Map(_));
    let holds_tables = matches!(&node.value, Value::Seq(items) if items.iter().all(|item| matches!(item.value, Value::Map(_))));
    match name {
        "id" => matches!(node.value, Value::String(_)),
        "event" | "retrieved" => node.words().is_some_and(|words| {
            crate::model::Date::parse(&words).is_ok() || foreign_date(&words).is_some()
        }),
        "rights" | "verification" => is_table,
        "media" | "corrections" | "casualties" => holds_tables,
        "related" | "sources" | "places" | "people" | "actors" | "agencies" | "conflicts"
        | "warnings" => is_list,
        "type" => false,
        _ => !is_table || matches!(name, "standfirst" | "byline" | "dateline"),
    }
}

/// The last part of a slug that is a path.
fn last_part(node: Node) -> Node {
    match node.words().as_deref().and_then(address::path) {
        Some(path) => match address::last_part(&path) {
            Some(last) => Node {
                value: Value::String(last),
                ..node
            },
            None => node,
        },
        None => node,
    }
}

/// Who signs, as depeche takes it: tables of persons become their names.
fn signature(node: Node) -> Node {
    match node.value {
        Value::Map(entries) => {
            let name = ["name", "display_name", "verbatim", "login"]
                .iter()
                .find_map(|name| get(&entries, name));
            let value = name.map_or(Value::Null, |name| name.value.clone());
            Node {
                value,
                span: node.span,
            }
        }
        Value::Seq(items) => Node {
            value: Value::Seq(items.into_iter().map(signature).collect()),
            span: node.span,
        },
        _ => node,
    }
}
