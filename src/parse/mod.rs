//! Owns the way from one source text to an article and its faults. It reads no file and knows no other article.
//!
//! 1. [`decode`] makes text of bytes.
//! 2. [`front_matter`] cuts the text, and [`node`] reads the upper part.
//! 3. `compat` translates what other generators wrote, where the site asks for it.
//! 4. `validate` makes typed fields of each layer: sidecar, front matter, the text's own lines, the file's name and folder, the
//!    site's `[defaults]`. The higher layer speaks first.
//! 5. `validate` makes the article, and says what is missing.

mod compat;
pub mod decode;
pub mod front_matter;
mod language;
mod layers;
pub mod markdown;
mod name;
pub mod node;
pub mod press;
mod press_fields;
mod validate;

pub use validate::{KeySpec, TableSpec, known_keys};

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization;

use self::decode::Decoded;
use self::layers::Layer;
use self::press::Reading;
use self::validate::{Facts, Fields, whole};
use self::{markdown as markdown_reader, press as press_reader};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};
use crate::model::{
    Article, Body, BodySummary, Claim, Evidence, Format, Language, Leftover, Origin, Precision,
    SlugStyle,
};

/// What a site lays down for all its sources.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Whether the folder was written for another generator.
    pub compat: bool,
    /// How slugs are made.
    pub slugs: SlugStyle,
    /// The language of texts of which nothing tells it.
    pub language: Language,
    defaults: Fields,
}

impl Rules {
    /// Rules without `[defaults]`.
    pub fn new(compat: bool, slugs: SlugStyle, language: Language) -> Self {
        Self {
            compat,
            slugs,
            language,
            defaults: Fields::default(),
        }
    }

    /// Reads `[defaults]` of `site.toml`, once for all articles: the same keys as front matter. What is wrong with the file as a
    /// whole is for the reader of the configuration to say.
    #[must_use]
    pub fn with_defaults(mut self, shown_path: &str, site_toml: &str) -> (Self, Diagnostics) {
        let source = SourceText::new(shown_path, site_toml);
        let (fields, diagnostics) = layers::defaults(&source, &self);
        self.defaults = fields;
        (self, diagnostics)
    }
}

/// One source to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// From the content folder, with `/`.
    pub path: &'a str,
    /// From the site's root, for messages: `content/2017/pont.md`.
    pub shown_path: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// The file of further fields beside it.
    pub sidecar: Option<Sidecar<'a>>,
}

/// A file of fields beside a source.
#[derive(Debug, Clone, Copy)]
pub struct Sidecar<'a> {
    /// From the site's root.
    pub shown_path: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

/// What one source gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The article; none where nothing can be built, and then a diagnostic says why.
    pub article: Option<Article>,
    /// Its text.
    pub body: Body,
    /// What the archive keeps of the text.
    pub summary: BodySummary,
    /// Where each field comes from, and what no rule claimed.
    pub evidence: Evidence,
    /// What the text of press copy says in its own words, before an editor's word is laid over it; its leftovers and doubts are
    /// moved to the evidence and the faults.
    pub reading: Option<Box<Reading>>,
    /// Faults, of their usual severity. Where the article is not public, the caller lowers them.
    pub diagnostics: Diagnostics,
}

impl Parsed {
    fn nothing(diagnostics: Diagnostics) -> Self {
        Self {
            article: None,
            body: Body::Blocks(Vec::new()),
            summary: BodySummary::default(),
            evidence: Evidence::default(),
            reading: None,
            diagnostics,
        }
    }
}

/// Reads one source. Any bytes give a result, and whatever does not give an article gives a diagnostic.
pub fn parse(input: &Input<'_>, rules: &Rules) -> Parsed {
    read(input, rules, Wanted::All)
}

/// Reads the text of a source whose article is known: the same text as [`parse`] gives.
pub fn body(input: &Input<'_>, rules: &Rules) -> Body {
    markdown_alone(input, rules).unwrap_or_else(|| read(input, rules, Wanted::Body).body)
}

/// The body of Markdown in which no field decides where it starts; most are so, and what they state need not be read for it.
fn markdown_alone(input: &Input<'_>, rules: &Rules) -> Option<Body> {
    let layer = Layer {
        rules,
        path: input.path,
        format: format_of(input.path),
    };
    if layer.format != Format::Markdown {
        return None;
    }
    let decoded = decode::decode(input.bytes).ok()?;
    let source = SourceText::new(input.shown_path, &decoded.text);
    let start = layer.start(&source)?;
    if layers::may_begin_with_heading(&source.text()[start..]) {
        return None;
    }
    let (text, first_line, _) = markdown_text(&source, start, rules.compat);
    Some(Body::Markdown { text, first_line })
}

/// By the name of the file.
fn format_of(path: &str) -> Format {
    match path.to_lowercase().ends_with(".txt") {
        true => Format::Press,
        false => Format::Markdown,
    }
}

/// What a source is read for. Nothing that the body alone shows depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    Body,
}

fn read(input: &Input<'_>, rules: &Rules, wanted: Wanted) -> Parsed {
    let decoded = match decode::decode(input.bytes) {
        Ok(decoded) => decoded,
        Err(fault) => return Parsed::nothing(one(unreadable(input.shown_path, &fault))),
    };
    let source = SourceText::new(input.shown_path, &decoded.text);
    let mut diagnostics: Diagnostics = legacy_encoding(&source, &decoded).into_iter().collect();
    if decoded.text.trim().is_empty() && input.sidecar.is_none() {
        diagnostics.push(empty(input.shown_path));
        return Parsed::nothing(diagnostics);
    }
    let format = format_of(input.path);
    let name = name::read(input.path, rules.compat);
    let layer = Layer {
        rules,
        path: input.path,
        format,
    };
    let sidecar = layer.sidecar(input.sidecar.as_ref(), &mut diagnostics);
    let front = layer.front(&source, &mut diagnostics);
    let (Some(sidecar), Ok(front)) = (sidecar, front) else {
        return Parsed::nothing(diagnostics);
    };
    let is_bare = front.is_none();
    let (front, start) = front.unwrap_or_default();
    let mut stated = sidecar.over(front);
    let is_told = stated.language.is_some() || name.language.is_some();
    let looks = Looks {
        summary: wanted == Wanted::All,
        language: wanted == Wanted::All && !is_told,
    };
    let text = read_text(&source, start, &layer, &mut stated, looks);
    diagnostics.append(unsettled(text.diagnostics, &stated));

    let named = layers::named(&name, input.shown_path);
    let (read, named) = settle_dates(
        &stated,
        text.fields,
        named,
        input.shown_path,
        &mut diagnostics,
    );
    let fields = stated.over(read).over(named).over(rules.defaults.clone());
    let body = match text.body {
        Body::Blocks(blocks) => Body::Blocks(press_fields::kept(
            blocks,
            fields
                .related
                .as_ref()
                .map_or(0, |related| related.value.len()),
            fields.media.as_ref().map_or(0, |media| media.value.len()),
        )),
        markdown => markdown,
    };
    // A file that other generators need only for its template has neither headline, date nor text.
    let is_shell =
        fields.headline.is_none() && fields.published.is_none() && text.summary.words == 0;
    let is_page = rules.compat
        && format == Format::Markdown
        && (name.is_section || is_shell || (is_bare && name.date.is_none()));
    let facts = Facts {
        origin: origin(input, &decoded, format),
        shown_path: input.shown_path,
        name: &name,
        rules,
        excerpt: &text.summary.excerpt,
        detected: text.detected,
        is_page,
    };
    let (article, claims, faults) = validate::article(fields, facts);
    diagnostics.append(faults);
    Parsed {
        article: Some(article),
        body,
        summary: text.summary,
        evidence: Evidence {
            claims: in_order(claims, input.shown_path),
            leftovers: text.leftovers,
        },
        reading: text.reading,
        diagnostics,
    }
}

/// What the text below the front matter gave.
struct Text {
    fields: Fields,
    body: Body,
    summary: BodySummary,
    detected: Option<(Language, f32)>,
    leftovers: Vec<Leftover>,
    reading: Option<Box<Reading>>,
    diagnostics: Diagnostics,
}

/// What is looked for in a text besides its fields and blocks.
#[derive(Clone, Copy)]
struct Looks {
    summary: bool,
    language: bool,
}

fn read_text(
    source: &SourceText<'_>,
    start: usize,
    layer: &Layer<'_>,
    stated: &mut Fields,
    looks: Looks,
) -> Text {
    match layer.format {
        Format::Markdown => read_markdown(source, start, stated, layer.rules.compat, looks),
        Format::Press => read_press(source, start, stated),
    }
}

fn read_markdown(
    source: &SourceText<'_>,
    start: usize,
    stated: &Fields,
    compat: bool,
    looks: Looks,
) -> Text {
    let (fields, start) = layers::first_heading(source, start, stated);
    let (text, first_line, doubt) = markdown_text(source, start, compat);
    Text {
        fields,
        summary: match looks.summary {
            true => markdown_reader::summarise(&text, first_line),
            false => BodySummary::default(),
        },
        detected: looks.language.then(|| language::detect(&text)).flatten(),
        body: Body::Markdown { text, first_line },
        leftovers: Vec::new(),
        reading: None,
        diagnostics: doubt.into_iter().collect(),
    }
}

/// The text from `start` on, the line where it begins, and what is doubtful of it.
fn markdown_text(
    source: &SourceText<'_>,
    start: usize,
    compat: bool,
) -> (String, u32, Option<Diagnostic>) {
    let (text, doubt) = match compat {
        true => compat::settle_marks(source, start),
        false => (source.text()[start..].to_owned(), None),
    };
    (text, source.line_of(start), doubt)
}

fn read_press(source: &SourceText<'_>, start: usize, stated: &mut Fields) -> Text {
    // Front matter becomes blank, so that places in the rest stay those of the file.
    let masked: String = source.text()[..start]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .chain(source.text()[start..].chars())
        .collect();
    let masked = SourceText::new(source.path(), &masked);
    let mut reading = press_reader::read(&masked);
    let mut fields = press_fields::fields(&reading, &masked);
    press_fields::over(stated, &mut fields);
    let blocks = press_fields::blocks(&reading);
    Text {
        fields,
        summary: press_fields::summary(&blocks),
        detected: reading.language.clone(),
        body: Body::Blocks(blocks),
        leftovers: std::mem::take(&mut reading.leftovers),
        diagnostics: std::mem::take(&mut reading.diagnostics),
        reading: Some(Box::new(reading)),
    }
}

/// What the text's own reading doubts, without the doubts about a date that an editor states.
fn unsettled(doubts: Diagnostics, stated: &Fields) -> Diagnostics {
    let is_about_date = |code| matches!(code, Code::DateInferred | Code::DateConflict);
    doubts
        .into_iter()
        .filter(|doubt| stated.published.is_none() || !is_about_date(doubt.code))
        .collect()
}

/// Two layers may give a date of publication. One that was worked out gives way to a day in the file's name; two that disagree
/// are reported, unless the front matter or a sidecar settles it.
fn settle_dates(
    stated: &Fields,
    mut read: Fields,
    named: Fields,
    path: &str,
    diagnostics: &mut Diagnostics,
) -> (Fields, Fields) {
    let is_settled = stated.published.is_some();
    let (Some(by_text), Some(by_name)) = (&read.published, &named.published) else {
        return (read, named);
    };
    let is_worked_out = by_text.value.inferred_from().is_some();
    let name_wins = is_worked_out && by_name.value.precision() == Precision::Day;
    let (taken, other) = if name_wins {
        (by_name, by_text)
    } else {
        (by_text, by_name)
    };
    if !is_settled {
        diagnostics.extend(validate::date_conflict(taken, other, path));
    }
    if name_wins {
        read.published = None;
    }
    (read, named)
}

fn origin(input: &Input<'_>, decoded: &Decoded, format: Format) -> Origin {
    let digest = Sha256::digest(input.bytes);
    Origin {
        path: input.path.nfc().collect(),
        format,
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        encoding: decoded.encoding.map(str::to_owned),
    }
}

/// The claims of the file itself by their lines, then those of others.
fn in_order(mut claims: Vec<Claim>, path: &str) -> Vec<Claim> {
    claims.sort_by_key(|claim| (claim.file != path, claim.line.unwrap_or(u32::MAX)));
    claims
}

fn one(fault: Diagnostic) -> Diagnostics {
    std::iter::once(fault).collect()
}

fn unreadable(path: &str, fault: &decode::NotText) -> Diagnostic {
    whole(Code::SourceUnreadable, fault.to_string(), path)
        .help("save it as text in UTF-8, or move it out of `content/`")
}

fn empty(path: &str) -> Diagnostic {
    whole(
        Code::SourceEmpty,
        "the file is empty, so it gives no article",
        path,
    )
    .help("write something in it, or delete it")
}

fn legacy_encoding(source: &SourceText<'_>, decoded: &Decoded) -> Option<Diagnostic> {
    let encoding = decoded.encoding?;
    let message = match decoded.damaged {
        0 => format!("the file is not UTF-8; it was read as {encoding}"),
        1 => format!("one place in the file is not {encoding} and could not be read"),
        places => format!("{places} places in the file are not {encoding} and could not be read"),
    };
    let text = source.text();
    let sign = if decoded.damaged == 0 {
        text.find(|c: char| !c.is_ascii())
    } else {
        text.find('\u{FFFD}')
    };
    let fault = Diagnostic::new(Code::SourceEncoding, message).help("save it as UTF-8");
    Some(match sign {
        Some(at) => fault.at(source.place(at..at + 1)).label("first here"),
        None => fault.at(source.whole()),
    })
}

#[cfg(test)]
mod tests;
