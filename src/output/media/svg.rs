//! Owns the cleaning of SVG: the drawing is read and written anew with the elements and attributes that draw; scripts, links that
//! reach out, editors' data and comments go. It does not draw and does not simplify.
//! Sources: SVG 2 (W3C), SVG Integration's secure static mode.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::svg_values::{escaped, is_hijack, is_plain_name, size};
use super::{Kind, Part, Refusal, Removed, base64, clean_embedded, svg_css};

const SVG: Namespace = Namespace("http://www.w3.org/2000/svg");
const XLINK: Namespace = Namespace("http://www.w3.org/1999/xlink");
const XML: Namespace = Namespace("http://www.w3.org/XML/1998/namespace");

/// The elements that draw, or tell those who do not see the drawing. All others go with all they hold.
const ELEMENTS: &[&str] = &[
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// The elements whose words are shown or read out.
const WORDS: &[&str] = &["a", "desc", "style", "text", "textPath", "title", "tspan"];

/// Attributes without a namespace that go: they run, fetch, or are an editor's own.
const REFUSED_ATTRIBUTES: &[&str] = &[
    "src",
    "srcset",
    "ping",
    "target",
    "download",
    "action",
    "formaction",
    "nonce",
    "base",
];

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let text = decode(bytes).ok_or_else(|| {
        Refusal::broken("is an SVG drawing in an encoding that cannot be read")
            .with_help("save it as UTF-8")
    })?;
    let mut drawing = Drawing::default();
    let mut reader = NsReader::from_str(&text);
    loop {
        let event = reader.read_event().map_err(|_| unreadable())?;
        match event {
            Event::Start(start) => drawing.open(&reader, &start, false)?,
            Event::Empty(start) => drawing.open(&reader, &start, true)?,
            Event::End(_) => drawing.close(),
            Event::Text(text) => drawing.words(&text.xml10_content()),
            Event::CData(text) => drawing.words(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let word = match name.resolve_char_ref().map_err(|_| unreadable())? {
                    Some(c) => c.to_string(),
                    None => entity(&name.xml10_content())?.to_owned(),
                };
                drawing.words(&word);
            }
            Event::DocType(doctype) => drawing.doctype(&doctype.xml10_content())?,
            Event::Comment(_) => drawing.removed.note("comment"),
            Event::PI(_) => drawing.removed.note("processing instruction"),
            Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    drawing.finish()
}

/// The drawing as text: by its mark, by its declaration, or as UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    }
    let declaration = bytes.get(..bytes.len().min(200))?;
    let declaration = declaration.split(|&byte| byte == b'>').next()?;
    let label = super::bytes::find(declaration, b"encoding=")
        .filter(|_| declaration.starts_with(b"<?xml"))
        .and_then(|at| declaration.get(at + 9..))
        .and_then(|rest| rest.split(|byte| matches!(byte, b'"' | b'\'')).nth(1));
    let encoding = match label {
        Some(label) => encoding_rs::Encoding::for_label(label)?,
        None => encoding_rs::UTF_8,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn unreadable() -> Refusal {
    Refusal::broken("is damaged: the SVG drawing is not well-formed XML")
}

fn entity(name: &str) -> Result<&'static str, Refusal> {
    quick_xml::escape::resolve_predefined_entity(name).ok_or_else(unreadable)
}

#[derive(Default)]
struct Drawing {
    out: String,
    /// The kept elements that are open.
    open: Vec<String>,
    /// How deep in a dropped element.
    dropped: usize,
    /// The words of a style sheet, which are judged as a whole.
    style: String,
    size: Option<(u32, u32)>,
    is_closed: bool,
    removed: Removed,
}

impl Drawing {
    fn open(
        &mut self,
        reader: &NsReader<&[u8]>,
        start: &BytesStart,
        is_empty: bool,
    ) -> Result<(), Refusal> {
        let (namespace, local) = reader.resolver().resolve_element(start.name());
        let name = local.as_ref();
        let is_svg = namespace == ResolveResult::Bound(SVG);
        if self.open.is_empty() && self.dropped == 0 && (self.is_closed || !is_svg || name != "svg")
        {
            return Err(Refusal::broken(
                "is no SVG drawing: its outermost element is not `svg` of the SVG namespace",
            ));
        }
        let attributes = self.attributes(reader, start, name)?;
        let is_kept = self.dropped == 0
            && is_svg
            && ELEMENTS.contains(&name)
            && !is_hijack(name, &attributes);
        if !is_kept {
            if self.dropped == 0 {
                self.removed.note(noun(is_svg, name));
            }
            self.dropped += usize::from(!is_empty);
            return Ok(());
        }
        if self.open.is_empty() {
            self.size = size(&attributes);
        }
        self.write_start(name, &attributes);
        self.open.push(name.to_owned());
        if is_empty {
            self.close();
        }
        Ok(())
    }

    fn write_start(&mut self, name: &str, attributes: &[(String, String)]) {
        self.out.push('<');
        self.out.push_str(name);
        if self.open.is_empty() {
            self.out.push_str(
                r#" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink""#,
            );
        }
        for (name, value) in attributes {
            self.out
                .push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
        self.out.push('>');
    }

    fn close(&mut self) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(name) = self.open.pop() else {
            return;
        };
        if name == "style" {
            let css = svg_css::clean(&std::mem::take(&mut self.style), &mut self.removed);
            self.out.push_str(&escaped(&css));
        }
        self.out.push_str(&format!("</{name}>"));
        self.is_closed = self.open.is_empty();
    }

    fn words(&mut self, words: &str) {
        match self.open.last().filter(|_| self.dropped == 0) {
            Some(name) if name == "style" => self.style.push_str(words),
            Some(name) if WORDS.contains(&name.as_str()) => self.out.push_str(&escaped(words)),
            _ => {}
        }
    }

    fn doctype(&mut self, doctype: &str) -> Result<(), Refusal> {
        if doctype.contains('[') {
            return Err(Refusal::cannot(
                "is an SVG drawing with entities or rules of its own, which depeche does not follow",
                "save it as plain SVG",
            ));
        }
        Ok(())
    }

    fn finish(self) -> Result<Part, Refusal> {
        if !self.is_closed {
            return Err(unreadable());
        }
        Ok(Part {
            bytes: self.out.into_bytes(),
            size: self.size,
            removed: self.removed,
        })
    }

    /// The attributes that stay, in the order written.
    fn attributes(
        &mut self,
        reader: &NsReader<&[u8]>,
        start: &BytesStart,
        element: &str,
    ) -> Result<Vec<(String, String)>, Refusal> {
        let mut kept: Vec<(String, String)> = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| unreadable())?;
            let is_declaration = attribute.key.as_namespace_binding().is_some();
            if is_declaration || self.dropped > 0 {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| unreadable())?;
            let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
            let name = match namespace {
                ResolveResult::Unbound => Cow::Borrowed(local.as_ref()),
                ResolveResult::Bound(XLINK) if local.as_ref() == "href" => "xlink:href".into(),
                ResolveResult::Bound(XML) => format!("xml:{}", local.as_ref()).into(),
                _ => {
                    self.removed.note("editor's data");
                    continue;
                }
            };
            if !is_plain_name(&name) {
                return Err(unreadable());
            }
            let is_new = !kept.iter().any(|(other, _)| *other == *name);
            if let Some(value) = self.value(element, &name, &value).filter(|_| is_new) {
                kept.push((name.into_owned(), value));
            }
        }
        Ok(kept)
    }

    /// The value of an attribute as it may stay.
    fn value(&mut self, element: &str, name: &str, value: &str) -> Option<String> {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("on") {
            self.removed.note("script");
            return None;
        }
        if lower.starts_with("data-")
            || lower == "xml:base"
            || lower.contains(':') && !["xlink:href", "xml:lang", "xml:space"].contains(&name)
        {
            self.removed.note("editor's data");
            return None;
        }
        if lower == "href" || lower == "xlink:href" {
            return self.link(element, value);
        }
        if lower == "style" {
            return Some(svg_css::clean(value, &mut self.removed));
        }
        let is_safe = svg_css::is_local(value) && !REFUSED_ATTRIBUTES.contains(&lower.as_str());
        if !is_safe {
            self.removed.note("link to another file");
        }
        is_safe.then(|| value.to_owned())
    }

    /// A link within the drawing, a cleaned picture, or on `a` a plain address.
    fn link(&mut self, element: &str, value: &str) -> Option<String> {
        let target = value.trim();
        let lower = target.to_ascii_lowercase();
        let is_web = lower.starts_with("https://") || lower.starts_with("http://");
        if target.starts_with('#') || element == "a" && is_web {
            return Some(target.to_owned());
        }
        if matches!(element, "image" | "feImage") && lower.starts_with("data:image/") {
            return self.picture(target);
        }
        self.removed.note("link to another file");
        None
    }

    fn picture(&mut self, uri: &str) -> Option<String> {
        let picture = uri
            .split_once(',')
            .filter(|(head, _)| head.to_ascii_lowercase().ends_with(";base64"))
            .and_then(|(_, data)| base64::decode(data))
            .and_then(|bytes| clean_embedded(&bytes));
        let Some(picture) = picture else {
            self.removed.note("embedded file");
            return None;
        };
        picture
            .removed
            .iter()
            .for_each(|what| self.removed.note(what));
        let kind: Kind = picture.kind;
        Some(format!(
            "data:{};base64,{}",
            kind.media_type(),
            base64::encode(&picture.bytes)
        ))
    }
}

fn noun(is_svg: bool, name: &str) -> &'static str {
    match name {
        _ if !is_svg => "editor's data",
        "script" | "set" | "animate" | "handler" => "script",
        "metadata" => "metadata",
        "foreignObject" => "foreign object",
        _ => "unknown element",
    }
}
