//! Owns a light look at raw HTML: its tags, their attributes, its text. It makes nothing safe: `render::markdown` does that
//! with a real HTML parser, whatever was seen here.

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Lower-case name.
    pub name: String,
    /// Whether it is an end tag.
    pub closes: bool,
    /// Names, in lower case, and values, with character references resolved.
    pub attributes: Vec<(String, String)>,
    /// The byte of its `<`.
    pub start: usize,
    /// The byte after its `>`.
    pub end: usize,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the element holds others until its end tag: not an empty one, nor one that ends by itself.
    pub fn nests(&self) -> bool {
        !matches!(
            self.name.as_str(),
            "area"
                | "base"
                | "br"
                | "col"
                | "embed"
                | "hr"
                | "img"
                | "input"
                | "link"
                | "meta"
                | "param"
                | "source"
                | "track"
                | "wbr"
                | "p"
                | "li"
                | "dt"
                | "dd"
                | "tr"
                | "td"
                | "th"
                | "thead"
                | "tbody"
                | "tfoot"
                | "option"
        )
    }
}

/// The tags of a piece of HTML, in their order. Comments hold none.
pub fn tags(html: &str) -> impl Iterator<Item = Tag> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            at = start + 1;
            if let Some(comment) = html[start..].strip_prefix("<!--") {
                at = comment
                    .find("-->")
                    .map_or(html.len(), |end| start + 4 + end + 3);
                continue;
            }
            if let Some(tag) = tag(html, start) {
                at = tag.end;
                return Some(tag);
            }
        }
    })
}

/// The text of a piece of HTML, one string for each block.
pub fn texts(html: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut done = 0;
    let mut hidden: Option<String> = None;
    for tag in tags(html) {
        let between = &html[done.min(tag.start)..tag.start];
        if hidden.is_none() {
            push(&mut texts, &without_comments(between));
        }
        done = tag.end;
        match &hidden {
            Some(name) if tag.closes && *name == tag.name => hidden = None,
            None if !tag.closes && is_hidden(&tag.name) => hidden = Some(tag.name),
            None if !is_phrasing(&tag.name) => texts.push(String::new()),
            _ => {}
        }
    }
    if hidden.is_none() {
        push(&mut texts, &without_comments(&html[done..]));
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

fn push(texts: &mut [String], part: &str) {
    if let Some(text) = texts.last_mut() {
        text.push_str(&resolved(part));
    }
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "template" | "iframe" | "object" | "noscript" | "svg" | "math"
    )
}

fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = rest[start..]
            .find("-->")
            .map_or("", |end| &rest[start + end + 3..]);
    }
    kept.push_str(rest);
    kept
}

fn tag(html: &str, start: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    let closes = bytes.get(at) == Some(&b'/');
    at += usize::from(closes);
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    let name = word(html, &mut at, |b| {
        b.is_ascii_whitespace() || b == b'/' || b == b'>'
    });
    let mut attributes = Vec::new();
    loop {
        while bytes
            .get(at)
            .is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
        {
            at += 1;
        }
        match bytes.get(at) {
            None => {
                return Some(Tag {
                    name,
                    closes,
                    attributes,
                    start,
                    end: html.len(),
                });
            }
            Some(b'>') => {
                return Some(Tag {
                    name,
                    closes,
                    attributes,
                    start,
                    end: at + 1,
                });
            }
            Some(_) => attributes.push(attribute(html, &mut at)),
        }
    }
}

fn attribute(html: &str, at: &mut usize) -> (String, String) {
    let bytes = html.as_bytes();
    // An equals sign first is part of the name, as HTML has it.
    let first = *at;
    let name = word(html, at, |b| {
        b.is_ascii_whitespace() || b == b'/' || b == b'>' || b == b'='
    });
    if *at == first {
        *at += 1;
    }
    let mut value_at = *at;
    let space = |i: &mut usize| {
        while bytes.get(*i).is_some_and(u8::is_ascii_whitespace) {
            *i += 1;
        }
    };
    space(&mut value_at);
    if bytes.get(value_at) != Some(&b'=') {
        return (name, String::new());
    }
    value_at += 1;
    space(&mut value_at);
    let value = match bytes.get(value_at) {
        Some(&quote @ (b'"' | b'\'')) => {
            let rest = &html[value_at + 1..];
            let length = rest.find(char::from(quote)).unwrap_or(rest.len());
            value_at = (value_at + 1 + length + 1).min(html.len());
            &rest[..length]
        }
        _ => {
            let from = value_at;
            while bytes
                .get(value_at)
                .is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>')
            {
                value_at += 1;
            }
            &html[from..value_at]
        }
    };
    *at = value_at;
    (name, resolved(value))
}

/// The lower-case word at `at`, which moves behind it.
fn word(html: &str, at: &mut usize, ends: impl Fn(u8) -> bool) -> String {
    let from = *at;
    while html.as_bytes().get(*at).is_some_and(|&b| !ends(b)) {
        *at += 1;
    }
    html[from..*at].to_ascii_lowercase()
}

/// Resolves the character references that raw HTML in archives holds: numbers, and the common names.
fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        match end.and_then(|end| Some((end, character(&rest[1..end])?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "laquo" => '«',
        "raquo" => '»',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "agrave" => 'à',
        "acirc" => 'â',
        "ccedil" => 'ç',
        "icirc" => 'î',
        "iuml" => 'ï',
        "ocirc" => 'ô',
        "ugrave" => 'ù',
        "ucirc" => 'û',
        "ouml" => 'ö',
        "auml" => 'ä',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "Eacute" => 'É',
        "oelig" => 'œ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_seen_however_they_are_written() {
        let html =
            "<IMG\n src = 'a b.jpg' alt=x><a href=c.md?x&amp;y/><!-- <a href=no> --></a><br/>< p>";
        let seen: Vec<_> = tags(html).collect();
        assert_eq!(seen.len(), 4);
        assert_eq!(seen[0].attribute("src"), Some("a b.jpg"));
        assert_eq!(seen[0].attribute("alt"), Some("x"));
        assert_eq!(seen[1].attribute("href"), Some("c.md?x&y/"));
        assert!(seen[2].closes);
        assert_eq!(seen[3].name, "br");
    }

    #[test]
    fn broken_html_is_no_fault() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"",
            "<a =\"x\" =>",
            "<!--",
            "</",
            "<é>",
            "<a \u{e9}=1>",
        ] {
            let _ = tags(html).count();
            let _ = texts(html);
        }
    }

    #[test]
    fn the_text_of_html_is_read_block_by_block() {
        let html = "<p>Un <b>premier</b>&nbsp;texte</p><script>x < y</script><!-- no --><div>l&rsquo;autre &#233;</div>";
        assert_eq!(texts(html), ["Un premier\u{A0}texte", "l’autre é"]);
    }
}
