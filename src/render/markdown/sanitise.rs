//! Owns the cleaning of raw HTML: a list of what may stay, held by a real HTML parser (ammonia). All else goes.
//! No style, no frame, no form, no script, nothing that is loaded from another host.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use ammonia::{Builder, UrlRelative};

use super::Links;
use super::html::{address, escape, start_tag};
use super::links::{is_external, is_own, is_safe};
use super::media::SIZES;
use crate::parse::markdown::Anchors;
use crate::parse::markdown::raw::{self, Tag};

/// Marks an address that Markdown's renderer wrote, and that needs no more resolving. Raw HTML that uses it gains nothing:
/// what follows is checked all the same.
pub(super) const READY: &str = "depeche-ready:";

const REL: &str = "noopener noreferrer";

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "a", "abbr", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "data", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "input", "ins", "kbd", "label", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
    "small", "source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
    "tr", "track", "u", "ul", "var", "video", "wbr",
];

/// What goes with all that it holds.
const HIDDEN: &[&str] = &[
    "script", "style", "iframe", "object", "noscript", "template", "textarea", "select", "title",
];

const GENERIC: &[&str] = &[
    "id",
    "class",
    "dir",
    "lang",
    "title",
    "role",
    "aria-label",
    "aria-labelledby",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "name"]),
    ("audio", &["src", "controls", "preload", "loop"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("div", &["tabindex"]),
    (
        "img",
        &["src", "alt", "width", "height", "loading", "decoding"],
    ),
    ("input", &["type", "checked", "disabled"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("source", &["src", "srcset", "sizes", "type"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    (
        "video",
        &[
            "src", "controls", "preload", "poster", "width", "height", "loop", "muted",
        ],
    ),
];

const CLASSES: &[&str] = &[
    "table",
    "notes",
    "note-ref",
    "note-back",
    "task",
    "media",
    "media-caption",
    "doubt",
    "align-center",
    "align-right",
];

const ROLES: &[&str] = &["region", "doc-endnotes", "doc-noteref", "doc-backlink"];

/// Cleans the HTML of a body. Of ids those of `anchors` stay, each once.
pub(super) fn sanitise(html: &str, anchors: &Anchors, links: &Links) -> String {
    let keep = Keep {
        ids: anchors.ids().into_iter().collect(),
        met: Mutex::default(),
        links: links.clone(),
    };
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()))
        .collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HIDDEN.iter().copied().collect())
        .generic_attributes(GENERIC.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(HashSet::from([
            "http",
            "https",
            "mailto",
            "tel",
            "depeche-ready",
        ]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |tag, name, value| keep.attribute(tag, name, value));
    finish(&builder.clean(html).to_string(), links.told)
}

/// What decides over attributes. The parser wants to own it.
struct Keep {
    ids: BTreeSet<String>,
    met: Mutex<BTreeSet<String>>,
    links: Links,
}

impl Keep {
    fn attribute<'v>(&self, tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
        match name {
            "id" | "name" => self.is_first(value).then_some(Cow::Borrowed(value)),
            "class" => classes(value).map(Cow::Owned),
            "href" => href(value, &self.links).map(Cow::Owned),
            "src" | "poster" => source(value, &self.links).map(Cow::Owned),
            "srcset" => candidates(value).map(Cow::Borrowed),
            _ => is_fit(tag, name, value).then_some(Cow::Borrowed(value)),
        }
    }

    fn is_first(&self, id: &str) -> bool {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        self.ids.contains(id) && met.insert(id.to_owned())
    }
}

/// Raw HTML of trusted authors, with what it leads to and loads put where this page finds it.
pub(super) fn with_links<'a>(html: &'a str, links: &Links) -> Cow<'a, str> {
    rewrite(html, |mut tag| {
        if links.told
            && let Some(words) = words_of(&tag)
        {
            return Some(words);
        }
        let mut changed = false;
        for (name, value) in &mut tag.attributes {
            let ready = match name.as_str() {
                "href" => links.targets.get(value.as_str()).and_then(Clone::clone),
                "src" | "poster" => links.source(value),
                _ => None,
            };
            changed |= ready.is_some();
            if let Some(ready) = ready {
                *value = address(&ready);
            }
        }
        changed.then(|| start_tag(&tag))
    })
}

/// What stands for a picture, a film or a recording where they are told of instead of shown: the words of a picture; of the others
/// what they hold for browsers that cannot play them. None of any other tag.
fn words_of(tag: &Tag) -> Option<String> {
    match tag.name.as_str() {
        "img" => Some(escape(tag.attribute("alt").unwrap_or_default()).into_owned()),
        "video" | "audio" | "source" | "track" => Some(String::new()),
        _ => None,
    }
}

fn href(value: &str, links: &Links) -> Option<String> {
    match value.strip_prefix(READY) {
        Some(ready) => is_safe(ready).then(|| ready.to_owned()),
        None => links.href(value.trim()).map(|href| address(&href)),
    }
}

fn source(value: &str, links: &Links) -> Option<String> {
    match value.strip_prefix(READY) {
        Some(ready) => is_own(ready).then(|| ready.to_owned()),
        None => links.source(value.trim()).map(|src| address(&src)),
    }
}

/// The sizes of a picture, as the renderer wrote them: nobody else knows where they are.
fn candidates(value: &str) -> Option<&str> {
    let ready = value.strip_prefix(READY)?;
    let mut addresses = ready.split(", ").map(|one| one.split(' ').next());
    addresses
        .all(|address| address.is_some_and(is_own))
        .then_some(ready)
}

fn classes(value: &str) -> Option<String> {
    let ours = |class: &&str| CLASSES.contains(class) || class.starts_with("language-");
    let kept: Vec<&str> = value.split_ascii_whitespace().filter(ours).collect();
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// Whether an attribute has a value that does what it should and no more.
fn is_fit(tag: &str, name: &str, value: &str) -> bool {
    let number = || value.bytes().all(|b| b.is_ascii_digit()) && (1..=6).contains(&value.len());
    match (tag, name) {
        (_, "role") => ROLES.contains(&value),
        (_, "dir") => ["ltr", "rtl", "auto"].contains(&value),
        (_, "lang" | "hreflang" | "srclang") => {
            !value.is_empty()
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        (_, "cite") => is_external(value),
        (_, "tabindex") => value == "0",
        (_, "rel") => value == REL,
        (_, "preload") => value == "none",
        (_, "sizes") => value == SIZES,
        (_, "width" | "height") => number(),
        (_, "colspan" | "rowspan" | "span") => number(),
        _ => true,
    }
}

/// What a list of tags and attributes cannot say, on the cleaned HTML, in which each `<` begins a tag.
fn finish(html: &str, told: bool) -> String {
    // A parser lets a link stand within a link where a table parts them; no reader could tell which one they follow.
    let open_links = Cell::new(0_usize);
    let finished = rewrite(html, |mut tag| {
        let name = tag.name.clone();
        if told && let Some(words) = words_of(&tag) {
            return Some(words);
        }
        if name == "a" {
            let open = match tag.closes {
                true => open_links.replace(open_links.get().saturating_sub(1)),
                false => open_links.replace(open_links.get() + 1) + 1,
            };
            if open > 1 {
                return Some(String::new());
            }
        }
        match (name.as_str(), tag.closes) {
            // The page's only first heading is its headline.
            ("h1", true) => Some("</h2>".to_owned()),
            ("h1", false) => {
                "h2".clone_into(&mut tag.name);
                Some(start_tag(&tag))
            }
            ("img", _) if tag.attribute("src").is_none() => {
                let alt = tag.attribute("alt").unwrap_or_default();
                Some(escape(alt).into_owned())
            }
            ("source" | "track", _)
                if tag.attribute("src").is_none() && tag.attribute("srcset").is_none() =>
            {
                Some(String::new())
            }
            ("input", _) if tag.attribute("type") != Some("checkbox") => Some(String::new()),
            ("input", _) => with(tag, "disabled", ""),
            ("video" | "audio", false) => {
                let missing = tag.attribute("controls").is_none();
                if missing {
                    tag.attributes.push(("controls".into(), String::new()));
                }
                with(tag.clone(), "preload", "none").or_else(|| missing.then(|| start_tag(&tag)))
            }
            ("a", false) => {
                let external = tag.attribute("href").is_some_and(is_external);
                match (external, tag.attribute("rel").is_some()) {
                    (true, false) => with(tag, "rel", REL),
                    (false, true) => {
                        tag.attributes.retain(|(name, _)| name != "rel");
                        Some(start_tag(&tag))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    });
    finished.into_owned()
}

/// The tag with an attribute more, unless it has it.
fn with(mut tag: Tag, name: &str, value: &str) -> Option<String> {
    if tag.attribute(name).is_some() {
        return None;
    }
    tag.attributes.push((name.to_owned(), value.to_owned()));
    Some(start_tag(&tag))
}

/// HTML with some of its tags replaced.
fn rewrite(html: &str, replace: impl Fn(Tag) -> Option<String>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for tag in raw::tags(html) {
        let (start, end) = (tag.start, tag.end);
        if let Some(replaced) = replace(tag) {
            out.push_str(&html[done..start]);
            out.push_str(&replaced);
            done = end;
        }
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_links_within_links_the_outer_one_stays() {
        let nested = "<a href=\"x\">a<b><a href=\"y\">b</a></b>c</a> <a href=\"z\">d</a>";
        let flat = "<a href=\"x\">a<b>b</b>c</a> <a href=\"z\">d</a>";
        assert_eq!(finish(nested, false), flat);
    }
}
