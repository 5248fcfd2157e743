//! Owns the layers that state fields of an article: sidecar, front matter, first heading, file name, site defaults. Each becomes
//! `Fields`; which one speaks first is `parse`'s to say.

use std::ops::Range;

use super::compat;
use super::decode;
use super::front_matter::{self, Cut, Manner};
use super::markdown as markdown_reader;
use super::name::{self, FileName};
use super::node::{self, Read, Syntax, Table, Value};
use super::validate::{Fields, Reader, Stated, clean, is_anyones_key, is_article_key, whole};
use super::{Rules, Sidecar};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};
use crate::model::{Claim, Format, Status};

/// The names of the layers in the evidence.
const SIDECAR: &str = "sidecar";
const FRONT: &str = "front matter";
const DEFAULTS: &str = "site defaults";

/// Front matter that cannot be read; the diagnostics say why.
pub(super) struct Unbuildable;

/// What the layers of one source have in common.
pub(super) struct Layer<'a> {
    pub rules: &'a Rules,
    pub path: &'a str,
    pub format: Format,
}

impl Layer<'_> {
    fn reader<'s, 't>(
        &'s self,
        source: &'s SourceText<'t>,
        syntax: Syntax,
        rule: &'static str,
    ) -> Reader<'s, 't> {
        Reader {
            source,
            syntax,
            rule,
            compat: self.rules.compat,
            slugs: self.rules.slugs,
            folder: name::folder(self.path),
            faults: Diagnostics::new(),
            refused: Vec::new(),
        }
    }

    /// The fields of a sidecar; none where it cannot be read, so that nothing is published that it may withhold.
    pub fn sidecar(
        &self,
        sidecar: Option<&Sidecar<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fields> {
        let Some(sidecar) = sidecar else {
            return Some(Fields::default());
        };
        let path = sidecar.shown_path;
        let text = match decode::decode(sidecar.bytes) {
            Ok(decoded) => decoded.text,
            Err(fault) => {
                diagnostics.push(
                    whole(Code::MetaUnreadable, fault.to_string(), path)
                        .help("write it as TOML, in UTF-8"),
                );
                return None;
            }
        };
        let source = SourceText::new(path, &text);
        let Read { table, faults } = node::read(&source, 0..text.len(), Syntax::Toml);
        if faults
            .iter()
            .any(|fault| fault.code == Code::MetaUnreadable)
            && !self.rules.compat
        {
            diagnostics.extend(faults);
            return None;
        }
        let mut reader = self.reader(&source, Syntax::Toml, SIDECAR);
        let is_broken = !faults.is_empty();
        faults.into_iter().for_each(|fault| reader.fault(fault));
        let mut fields = Fields::read(&mut reader, &table);
        diagnostics.append(reader.faults);
        if is_broken && self.rules.compat {
            diagnostics.push(withheld_sidecar(path));
            fields.status = Some(self.inferred_status(Status::Withheld, path, SIDECAR));
        }
        Some(fields)
    }

    /// The fields of the front matter and where the text starts, where the file has front matter.
    ///
    /// # Errors
    /// Where the front matter leaves nothing to build.
    pub fn front(
        &self,
        source: &SourceText<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<(Fields, usize)>, Unbuildable> {
        let text = source.text();
        match front_matter::cut(text, self.manner()) {
            Cut::Text if self.rules.compat => Ok(self.bare(source.path(), diagnostics)),
            Cut::Text => Ok(None),
            Cut::Matter {
                syntax,
                matter,
                body,
            } => {
                let fields = self
                    .matter(source, syntax, matter, diagnostics)
                    .ok_or(Unbuildable)?;
                Ok(Some((fields, body.start)))
            }
            Cut::Unclosed { fence, closing, .. } => {
                let fault = unclosed(source, fence.clone(), closing);
                if !self.rules.compat {
                    diagnostics.push(fault);
                    return Err(Unbuildable);
                }
                diagnostics.push(
                    fault
                        .lowered()
                        .note("what stands before the first empty line was taken for front matter"),
                );
                let start = (fence.end + 1).min(text.len());
                let end = text[start..]
                    .find("\n\n")
                    .map_or(text.len(), |at| start + at + 1);
                let fields = self.broken(source, start..end, Vec::new(), diagnostics);
                Ok(Some((fields, end)))
            }
        }
    }

    /// Where the text starts, if that is told without reading what stands before it.
    pub fn start(&self, source: &SourceText<'_>) -> Option<usize> {
        match front_matter::cut(source.text(), self.manner()) {
            Cut::Text => Some(0),
            Cut::Matter { body, .. } => Some(body.start),
            Cut::Unclosed { .. } => None,
        }
    }

    fn manner(&self) -> Manner {
        match self.format {
            Format::Press => Manner::Press(is_article_key),
            Format::Markdown => Manner::Markdown(is_anyones_key),
        }
    }

    /// A file without front matter may still lie among the drafts.
    fn bare(&self, path: &str, diagnostics: &mut Diagnostics) -> Option<(Fields, usize)> {
        let mut fields = Fields::default();
        self.heed_folder(&mut fields, path, diagnostics);
        fields.status.is_some().then_some((fields, 0))
    }

    fn matter(
        &self,
        source: &SourceText<'_>,
        syntax: Syntax,
        part: Range<usize>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fields> {
        let Read { table, faults } = node::read(source, part.clone(), syntax);
        if self.rules.compat {
            return Some(match (faults.is_empty(), syntax) {
                (true, _) => self.foreign(source, syntax, table, diagnostics),
                (false, Syntax::Yaml)
                    if faults
                        .iter()
                        .any(|fault| fault.code == Code::MetaUnreadable) =>
                {
                    self.broken(source, part, faults, diagnostics)
                }
                (false, _) => {
                    let doubt = compat::doubt(source, part, &table, &[]);
                    diagnostics.extend(faults.into_iter().map(Diagnostic::lowered));
                    self.foreign_with(source, syntax, table, doubt, diagnostics)
                }
            });
        }
        let is_unreadable = faults
            .iter()
            .any(|fault| fault.code == Code::MetaUnreadable);
        diagnostics.extend(faults);
        if is_unreadable {
            return None;
        }
        let mut reader = self.reader(source, syntax, FRONT);
        let mut fields = Fields::read(&mut reader, &table);
        // Only a sidecar takes away; here an empty value is none.
        fields.cleared.clear();
        diagnostics.append(reader.faults);
        Some(fields)
    }

    /// Front matter that is no YAML, read line by line.
    fn broken(
        &self,
        source: &SourceText<'_>,
        part: Range<usize>,
        faults: Vec<Diagnostic>,
        diagnostics: &mut Diagnostics,
    ) -> Fields {
        let (table, unread) = compat::read_leniently(source, part.clone());
        let lost = match unread.len() {
            0 => "it was read line by line, and every line was understood".to_owned(),
            1 => "it was read line by line, and one line was not understood".to_owned(),
            lines => format!("it was read line by line, and {lines} lines were not understood"),
        };
        diagnostics.extend(
            faults
                .into_iter()
                .map(|fault| fault.lowered().note(lost.clone())),
        );
        let doubt = compat::doubt(source, part, &table, &unread);
        self.foreign_with(source, Syntax::Yaml, table, doubt, diagnostics)
    }

    fn foreign(
        &self,
        source: &SourceText<'_>,
        syntax: Syntax,
        table: Table,
        diagnostics: &mut Diagnostics,
    ) -> Fields {
        self.foreign_with(source, syntax, table, None, diagnostics)
    }

    fn foreign_with(
        &self,
        source: &SourceText<'_>,
        syntax: Syntax,
        table: Table,
        doubt: Option<compat::Verdict>,
        diagnostics: &mut Diagnostics,
    ) -> Fields {
        let mut table = compat::translate(table, source, diagnostics);
        if let Some(doubt) = doubt {
            compat::settle(&mut table, doubt, diagnostics);
        }
        let mut reader = self.reader(source, syntax, FRONT);
        let mut fields = Fields::read(&mut reader, &table);
        fields.cleared.clear();
        for key in &reader.refused {
            if let Some(value) = node::get(&table, &key.name)
                && !matches!(value.value, Value::Null)
            {
                fields.extra.0.insert(key.name.clone(), value.to_json());
            }
        }
        diagnostics.append(reader.faults);
        self.heed_folder(&mut fields, source.path(), diagnostics);
        fields
    }

    /// A folder for drafts makes drafts of what lies in it.
    fn heed_folder(&self, fields: &mut Fields, path: &str, diagnostics: &mut Diagnostics) {
        let Some((status, folder)) = compat::of_folder(self.path) else {
            return;
        };
        let is_stricter = fields
            .status
            .as_ref()
            .is_none_or(|stated| matches!(stated.value, Status::Published | Status::Retracted));
        if !is_stricter {
            return;
        }
        if !folder.starts_with('_') {
            diagnostics.push(
                whole(
                    Code::MetaCompat,
                    format!("the file lies in `{folder}`, so it is not published"),
                    path,
                )
                .help("state `status = \"published\"` in a sidecar if it is to be"),
            );
        }
        fields.status = Some(self.inferred_status(status, path, "folder"));
    }

    fn inferred_status(&self, status: Status, path: &str, rule: &str) -> Stated<Status> {
        let word = if status == Status::Draft {
            "draft"
        } else {
            "withheld"
        };
        Stated {
            value: status,
            claim: unplaced("status", word, path, rule),
        }
    }
}

/// The layer of `[defaults]` in `site.toml`.
pub(super) fn defaults(source: &SourceText<'_>, rules: &Rules) -> (Fields, Diagnostics) {
    let root = node::read(source, 0..source.text().len(), Syntax::Toml).table;
    let Some(Value::Map(table)) = node::get(&root, "defaults").map(|node| &node.value) else {
        return (Fields::default(), Diagnostics::new());
    };
    let layer = Layer {
        rules,
        path: "",
        format: Format::Markdown,
    };
    let mut reader = layer.reader(source, Syntax::Toml, DEFAULTS);
    // The site's own file is written for depeche, whatever its folder was written for.
    reader.compat = false;
    let fields = Fields::read(&mut reader, table);
    (fields, reader.faults)
}

/// The layer of the file's name and folder.
pub(super) fn named(name: &FileName, path: &str) -> Fields {
    let published = name.date.as_ref().map(|(date, rule)| Stated {
        value: date.clone(),
        claim: unplaced("published", date.edtf(), path, rule),
    });
    Fields {
        published,
        ..Fields::default()
    }
}

/// A heading that opens the text is the headline where nothing states one, and leaves the text, where it would stand twice.
/// The second value is where the text then starts.
pub(super) fn first_heading(
    source: &SourceText<'_>,
    start: usize,
    stated: &Fields,
) -> (Fields, usize) {
    let text = &source.text()[start..];
    let nothing = (Fields::default(), start);
    if !may_begin_with_heading(text) {
        return nothing;
    }
    let Some((words, range)) = markdown_reader::first_heading(text) else {
        return nothing;
    };
    let marks = text[range.clone()].trim_start();
    let is_first = text[..range.start].trim().is_empty();
    let is_title =
        marks.starts_with("# ") || (!marks.starts_with('#') && marks.trim_end().ends_with('='));
    let words = clean(&words);
    if !is_first || !is_title || words.is_empty() {
        return nothing;
    }
    let rest = start + range.end;
    match &stated.headline {
        Some(headline) if headline.value == words => (Fields::default(), rest),
        Some(_) => nothing,
        None => {
            let bytes = start + range.start..start + range.start + text[range].trim_end().len();
            let claim = Claim {
                line: Some(source.line_of(bytes.start)),
                bytes: Some(bytes),
                confidence: 0.9,
                ..unplaced("headline", &words, source.path(), "first heading")
            };
            let headline = Some(Stated {
                value: words,
                claim,
            });
            let fields = Fields {
                headline,
                ..Fields::default()
            };
            (fields, rest)
        }
    }
}

/// Whether a text may begin with a heading. Most begin with none, which is told without reading them as Markdown.
pub(super) fn may_begin_with_heading(text: &str) -> bool {
    let underlined = || text.lines().any(|line| line.trim_start().starts_with('='));
    text.trim_start().starts_with('#') || underlined()
}

/// The record of a value that stands in no text.
fn unplaced(field: &str, value: &str, path: &str, rule: &str) -> Claim {
    Claim {
        field: field.to_owned(),
        value: value.to_owned(),
        file: path.to_owned(),
        bytes: None,
        line: None,
        rule: rule.to_owned(),
        confidence: 1.0,
    }
}

fn unclosed(source: &SourceText<'_>, fence: Range<usize>, closing: &str) -> Diagnostic {
    Diagnostic::new(Code::MetaUnclosed, "the front matter has no end")
        .at(source.place(fence))
        .label("it begins here")
        .help(format!("put a line `{closing}` after its last key"))
}

fn withheld_sidecar(path: &str) -> Diagnostic {
    whole(
        Code::StatusUnreadable,
        "the sidecar cannot be read, and may withhold the article; the article is withheld",
        path,
    )
    .help("correct the sidecar")
}
