//! Owns the escaping of text, attributes and addresses.

use std::borrow::Cow;

use crate::parse::markdown::raw::Tag;

/// Escapes text for an element or for an attribute in double quotes. Characters that HTML forbids are replaced.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"') || is_forbidden(c);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if is_forbidden(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Controls and noncharacters.
fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
        || u32::from(c) & 0xFFFE == 0xFFFE
        || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// An address with what may not stand in one percent-encoded. Letters of any script stay: they are read better so.
pub(super) fn address(address: &str) -> String {
    let host = address.find("://").map_or(0, |at| {
        let rest = &address[at + 3..];
        at + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len())
    });
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let kept = match c {
            '[' | ']' => at < host,
            c if c.is_ascii() => !c.is_ascii_control() && !" \"<>\\^`{|}".contains(c),
            c => c.is_alphanumeric(),
        };
        if kept {
            out.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push_str(percent_encoding::percent_encode_byte(byte));
        }
    }
    out
}

/// A start tag.
pub(super) fn start_tag(tag: &Tag) -> String {
    let mut out = format!("<{}", tag.name);
    for (name, value) in &tag.attributes {
        out.push_str(&format!(" {}=\"{}\"", name, escape(value)));
    }
    out.push('>');
    out
}
