//! Owns what other generators say of who may see a text. Whatever is not plainly public is withheld; what cannot be read is
//! withheld with a word.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, SourceText};
use crate::model::Status;
use crate::parse::node::{Key, Node, Table, Value};

/// Keys that say who may see a text, in lower case.
const WORDS: &[&str] = &[
    "draft",
    "drafts",
    "is_draft",
    "isdraft",
    "published",
    "publish",
    "is_published",
    "ispublished",
    "public",
    "is_public",
    "ispublic",
    "visible",
    "private",
    "hidden",
    "unlisted",
    "protected",
    "secret",
    "unpublished",
    "password",
    "post_password",
    "passphrase",
    "visibility",
    "access",
    "status",
    "post_status",
    "embargo",
    "publishdate",
    "publish_date",
    "expirydate",
    "expires",
    "headless",
    "build",
    "_build",
];

/// Tables in which a statement about the whole text may be nested.
const PARENTS: &[&str] = &["params", "extra", "data", "meta", "page", "post", "header"];

/// What one key says, from the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    Public,
    Retracted,
    Draft,
    Withheld,
    /// It cannot be read.
    Unclear,
}

/// The status that a table states, with the place that states it, and a fault where it could not be read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub status: Status,
    pub span: Range<usize>,
    pub fault: Option<Diagnostic>,
}

/// Whether a key is read here and nowhere else.
pub(crate) fn is_ours(name: &str, node: &Node) -> bool {
    let name = name.to_lowercase();
    match name.as_str() {
        "embargo" | "publishdate" | "publish_date" | "build" | "_build" => false,
        "published" => judge(&name, node).is_some(),
        name => WORDS.contains(&name),
    }
}

/// The strictest of all that a table says.
pub(crate) fn verdict(table: &Table, source: &SourceText<'_>) -> Option<Verdict> {
    let mut strictest: Option<(Says, &Key)> = None;
    for (key, node) in table {
        let name = key.name.to_lowercase();
        let mut consider = |says: Option<Says>, key| {
            if let Some(says) = says
                && strictest.is_none_or(|(before, _)| says > before)
            {
                strictest = Some((says, key));
            }
        };
        consider(judge(&name, node), key);
        if let Value::Map(nested) = &node.value
            && PARENTS.contains(&name.as_str())
        {
            for (key, node) in nested {
                consider(judge_nested(&key.name.to_lowercase(), node), key);
            }
        }
    }
    strictest.map(|(says, key)| Verdict {
        status: match says {
            Says::Public => Status::Published,
            Says::Retracted => Status::Retracted,
            Says::Draft => Status::Draft,
            Says::Withheld | Says::Unclear => Status::Withheld,
        },
        span: key.span.clone(),
        fault: (says == Says::Unclear).then(|| unclear(source, &key.name, key.span.clone())),
    })
}

/// Lines of broken front matter that speak of visibility, and that the table read from it does not hold, or that stand twice.
pub(crate) fn doubt(
    source: &SourceText<'_>,
    part: Range<usize>,
    table: &Table,
    unread: &[Range<usize>],
) -> Option<Verdict> {
    let text = source.text();
    let mut seen: Vec<String> = Vec::new();
    let mut at = part.start;
    for line in text[part].split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let word = leading_word(line);
        let is_word = WORDS.contains(&word.as_str());
        let is_read = table.iter().any(|(key, _)| key.name.to_lowercase() == word);
        let names_one = unread.iter().any(|unread| unread.start == range.start)
            && line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .any(|part| WORDS.contains(&part.to_lowercase().as_str()));
        if names_one || (is_word && (!is_read || seen.contains(&word))) {
            return Some(Verdict {
                status: Status::Withheld,
                span: range.clone(),
                fault: Some(unclear(source, &word, range)),
            });
        }
        if is_word {
            seen.push(word);
        }
    }
    None
}

fn unclear(source: &SourceText<'_>, name: &str, span: Range<usize>) -> Diagnostic {
    let message = if name.is_empty() {
        "who may see this cannot be read; the article is withheld".to_owned()
    } else {
        format!("what `{name}` says of who may see this cannot be read; the article is withheld")
    };
    Diagnostic::new(Code::StatusUnreadable, message)
        .at(source.place(span))
        .label("this")
        .help("write `draft: true`, or state `status = \"published\"` in a sidecar")
}

fn leading_word(line: &str) -> String {
    let line = line.trim_start().trim_start_matches(['"', '\'']);
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

fn judge(name: &str, node: &Node) -> Option<Says> {
    match name {
        "draft" | "drafts" | "is_draft" | "isdraft" => Some(flag(node, Says::Draft, Says::Public)),
        "published" if is_date(node) => None,
        "published" | "publish" | "is_published" | "ispublished" | "public" | "is_public"
        | "ispublic" | "visible" => Some(flag(node, Says::Public, Says::Draft)),
        "private" | "hidden" | "unlisted" | "protected" | "secret" | "unpublished" | "headless" => {
            Some(flag(node, Says::Withheld, Says::Public))
        }
        "password" | "post_password" | "passphrase" => match &node.value {
            _ if node.is_empty() => None,
            Value::Bool(false) => None,
            _ => Some(Says::Withheld),
        },
        "visibility" | "access" | "status" | "post_status" => Some(word(node)),
        // Whether it has passed is not known here, where there is no clock.
        "expirydate" | "expires" if !node.is_empty() => Some(Says::Unclear),
        "permalink" if node.value == Value::Bool(false) => Some(Says::Withheld),
        "build" | "_build" => rendering(node),
        _ => None,
    }
}

/// In a nested table only the words that can mean nothing else: themes hide covers and menus there.
fn judge_nested(name: &str, node: &Node) -> Option<Says> {
    matches!(name, "draft" | "private" | "password" | "published")
        .then(|| judge(name, node))
        .flatten()
        .filter(|says| *says != Says::Public)
}

fn flag(node: &Node, yes: Says, no: Says) -> Says {
    match node
        .words()
        .map(|words| words.trim().to_lowercase())
        .as_deref()
    {
        Some("true" | "yes" | "on" | "1") => yes,
        Some("false" | "no" | "off" | "0") => no,
        _ => Says::Unclear,
    }
}

fn word(node: &Node) -> Says {
    let word = node.words().unwrap_or_default().trim().to_lowercase();
    match word.as_str() {
        "published" | "publish" | "public" | "live" => Says::Public,
        "retracted" => Says::Retracted,
        "draft" | "auto-draft" | "wip" | "unpublished" => Says::Draft,
        "private" | "pending" | "future" | "scheduled" | "trash" | "hidden" | "withheld"
        | "password" | "members" => Says::Withheld,
        _ => Says::Unclear,
    }
}

/// `published: 2018-05-07` is a date, not a statement.
fn is_date(node: &Node) -> bool {
    match &node.value {
        Value::Date(_) => true,
        Value::Int(number, _) => *number > 1,
        Value::String(text) => {
            text.contains(|c: char| c.is_ascii_digit()) && text.trim().len() >= 4
        }
        _ => false,
    }
}

/// Hugo's `build: { render: never }`.
fn rendering(node: &Node) -> Option<Says> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let render = crate::parse::node::get(entries, "render")?.words()?;
    (render != "always" && render != "true").then_some(Says::Withheld)
}

/// What a folder says: drafts are kept apart in folders of that name.
pub(crate) fn of_folder(path: &str) -> Option<(Status, &str)> {
    let folder = crate::parse::name::folder(path);
    folder.split('/').find_map(|part| {
        let status = match part.to_lowercase().as_str() {
            "_drafts" | "drafts" | "draft" => Status::Draft,
            "_private" | "private" | "unpublished" | "_unpublished" | "trash" | "_trash" => {
                Status::Withheld
            }
            _ => return None,
        };
        Some((status, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::node::{self, Syntax};

    fn status(yaml: &str) -> Option<Status> {
        let source = SourceText::new("content/a.md", yaml);
        let table = node::read(&source, 0..yaml.len(), Syntax::Yaml).table;
        verdict(&table, &source).map(|verdict| verdict.status)
    }

    #[test]
    fn whatever_is_not_plainly_public_is_not_published() {
        for (yaml, expected) in [
            ("title: a", None),
            ("published: 2018-05-07", None),
            ("published: 2018", None),
            ("password: ''", None),
            ("expiryDate:", None),
            ("draft: false", Some(Status::Published)),
            ("published: true", Some(Status::Published)),
            ("status: publish", Some(Status::Published)),
            ("visibility: Public", Some(Status::Published)),
            ("status: retracted", Some(Status::Retracted)),
            ("draft: true", Some(Status::Draft)),
            ("Draft: yes", Some(Status::Draft)),
            ("published: false", Some(Status::Draft)),
            ("published: no", Some(Status::Draft)),
            ("status: auto-draft", Some(Status::Draft)),
            ("draft: false\npublished: false", Some(Status::Draft)),
            ("params:\n  draft: true", Some(Status::Draft)),
            ("status: private", Some(Status::Withheld)),
            ("status: future", Some(Status::Withheld)),
            ("status: relu", Some(Status::Withheld)),
            ("visibility: friends", Some(Status::Withheld)),
            ("password: secret", Some(Status::Withheld)),
            ("password: 1234", Some(Status::Withheld)),
            ("private: true", Some(Status::Withheld)),
            ("hidden: on", Some(Status::Withheld)),
            ("draft:", Some(Status::Withheld)),
            ("draft: maybe", Some(Status::Withheld)),
            ("published:", Some(Status::Withheld)),
            ("published: soon", Some(Status::Withheld)),
            (
                "draft: true\nstatus: publish\npassword: x",
                Some(Status::Withheld),
            ),
            ("permalink: false", Some(Status::Withheld)),
            ("expiryDate: 2019-01-01", Some(Status::Withheld)),
            ("build:\n  render: never", Some(Status::Withheld)),
        ] {
            assert_eq!(status(yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn a_hidden_cover_hides_no_article() {
        assert_eq!(
            status("cover:\n  hidden: true\nparams:\n  hidden: true"),
            None
        );
    }

    #[test]
    fn folders_for_drafts_are_not_public() {
        let of = |path| of_folder(path).map(|(status, _)| status);
        assert_eq!(of("_drafts/a.md"), Some(Status::Draft));
        assert_eq!(of("blog/Private/a.md"), Some(Status::Withheld));
        assert_eq!(of("_posts/drafts.md"), None);
    }
}
