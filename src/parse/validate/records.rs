//! Owns the reading of tables that record and refer: casualty claims, verification, sources, rights, corrections, related links,
//! media.

use super::keys::{self, KeySpec};
use super::reader::Reader;
use crate::diag::{Code, Diagnostic};
use crate::model::{
    CasualtyClaim, CasualtyKind, Correction, CorrectionKind, Media, Related, Rights, Source,
    Verification,
};
use crate::parse::node::{Node, Value, get};

impl Reader<'_, '_> {
    pub fn casualties(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<CasualtyClaim>> {
        const KINDS: [(&str, CasualtyKind); 5] = [
            ("killed", CasualtyKind::Killed),
            ("injured", CasualtyKind::Injured),
            ("missing", CasualtyKind::Missing),
            ("detained", CasualtyKind::Detained),
            ("displaced", CasualtyKind::Displaced),
        ];
        self.each(node, key, |reader, item| {
            let entry = reader.entry(item, keys::CASUALTY, key)?;
            let Some((kind, spec)) = entry.find("kind") else {
                reader.lacks(item, key, "kind");
                return None;
            };
            let kind = reader.word(kind, spec, &KINDS);
            let claim = CasualtyClaim {
                kind: kind.unwrap_or(CasualtyKind::Killed),
                group: entry.text(reader, "group"),
                low: entry.read(reader, "low", |r, node, spec| r.count(node, spec)),
                best: entry.read(reader, "best", |r, node, spec| r.count(node, spec)),
                high: entry.read(reader, "high", |r, node, spec| r.count(node, spec)),
                verbatim: entry.text(reader, "verbatim"),
                attributed_to: entry.text(reader, "attributed_to"),
                as_of: entry.date(reader, "as_of"),
            };
            reader.check_order(&claim, item);
            kind.map(|_| claim)
        })
    }

    fn count(&mut self, node: &Node, spec: &KeySpec) -> Option<u64> {
        match node.value {
            Value::Int(number, _) if number >= 0 => number.try_into().ok(),
            _ => {
                self.wrong_word(node, spec, "not such a number");
                None
            }
        }
    }

    fn check_order(&mut self, claim: &CasualtyClaim, item: &Node) {
        let figures: Vec<u64> = [claim.low, claim.best, claim.high]
            .into_iter()
            .flatten()
            .collect();
        if figures.is_sorted() {
            return;
        }
        let fault = Diagnostic::new(
            Code::CasualtyRange,
            "the figures of this claim are not in the order `low`, `best`, `high`",
        )
        .at(self.source.place(item.span.clone()))
        .label("this claim")
        .help("correct them; `low` is the least, `high` the most that is claimed");
        self.fault(fault);
    }

    pub fn verification(&mut self, node: &Node, key: &KeySpec) -> Option<Verification> {
        let entry = self.entry(node, keys::VERIFICATION, key)?;
        let (by, method) = (entry.text(self, "by"), entry.text(self, "method"));
        let Some(status) = entry.text(self, "status") else {
            self.lacks(node, key, "status");
            return None;
        };
        Some(Verification { status, by, method })
    }

    pub fn sources(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Source>> {
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                let words = reader.text(item, key)?;
                return Some(bare_source(words));
            }
            let entry = reader.entry(item, keys::SOURCE, key)?;
            let source = Source {
                url: entry.read(reader, "url", |r, node, spec| r.web_address(node, spec)),
                archived_url: entry.read(reader, "archived_url", |r, node, spec| {
                    r.web_address(node, spec)
                }),
                title: entry.text(reader, "title"),
                publisher: entry.text(reader, "publisher"),
                retrieved: entry.date(reader, "retrieved").map(Box::new),
                sha256: entry.read(reader, "sha256", |r, node, spec| r.sha256(node, spec)),
            };
            Some(source)
        })
    }

    fn web_address(&mut self, node: &Node, spec: &KeySpec) -> Option<String> {
        let url = self.text(node, spec)?;
        if is_web_address(&url) {
            return Some(url);
        }
        self.wrong_word(node, spec, "no web address");
        None
    }

    fn sha256(&mut self, node: &Node, spec: &KeySpec) -> Option<String> {
        let digest = self.text(node, spec)?.to_lowercase();
        if digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(digest);
        }
        self.wrong_word(node, spec, "not such digits");
        None
    }

    pub fn rights(&mut self, node: &Node, key: &KeySpec) -> Option<Rights> {
        let entry = self.entry(node, keys::RIGHTS, key)?;
        Some(Rights {
            holder: entry.text(self, "holder"),
            licence: entry.text(self, "licence"),
            usage: entry.text(self, "usage"),
        })
    }

    pub fn corrections(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Correction>> {
        const KINDS: [(&str, CorrectionKind); 5] = [
            ("update", CorrectionKind::Update),
            ("correction", CorrectionKind::Correction),
            ("clarification", CorrectionKind::Clarification),
            ("retraction", CorrectionKind::Retraction),
            ("redaction", CorrectionKind::Redaction),
        ];
        self.each(node, key, |reader, item| {
            let entry = reader.entry(item, keys::CORRECTION, key)?;
            let date = entry.date(reader, "date");
            let kind = match entry.find("kind") {
                Some((node, spec)) => reader.word(node, spec, &KINDS),
                None => Some(CorrectionKind::Correction),
            };
            let text = match (entry.text(reader, "text"), kind) {
                (Some(text), _) => text,
                // Who is protected must not be pointed at.
                (None, Some(CorrectionKind::Redaction)) => String::new(),
                (None, _) => {
                    reader.lacks(item, key, "text");
                    return None;
                }
            };
            kind.map(|kind| Correction { date, kind, text })
        })
    }

    pub fn related(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Related>> {
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                let verbatim = reader.text(item, key)?;
                let url = is_web_address(&verbatim).then(|| verbatim.clone());
                return Some(Related { verbatim, url });
            }
            let entry = reader.entry(item, keys::RELATED, key)?;
            let url = entry.text(reader, "url");
            let Some(verbatim) = entry.text(reader, "title").or_else(|| url.clone()) else {
                reader.lacks(item, key, "title");
                return None;
            };
            Some(Related { verbatim, url })
        })
    }

    pub fn media(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Media>> {
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                let file = reader.file(item, key)?;
                return Some(Media {
                    file: Some(file),
                    ..empty_media()
                });
            }
            let entry = reader.entry(item, keys::MEDIA, key)?;
            let stated_alt = get(entry.table, "alt").is_some();
            Some(Media {
                file: entry.read(reader, "file", |r, node, spec| r.file(node, spec)),
                caption: entry.text(reader, "caption"),
                credit: entry.text(reader, "credit"),
                // An empty text says that the image is decoration, so it is not the same as none.
                alt: entry
                    .text(reader, "alt")
                    .or_else(|| stated_alt.then(String::new)),
                rights: entry
                    .read(reader, "rights", |r, node, spec| r.rights(node, spec))
                    .map(Box::new),
                sensitive: entry
                    .read(reader, "sensitive", |r, node, spec| r.yes_or_no(node, spec))
                    .unwrap_or(false),
                poster: entry.read(reader, "poster", |r, node, spec| r.file(node, spec)),
                captions: entry.read(reader, "captions", |r, node, spec| r.file(node, spec)),
            })
        })
    }

    /// What cannot be read is covered: better one image too many than one too few.
    fn yes_or_no(&mut self, node: &Node, spec: &KeySpec) -> Option<bool> {
        if let Value::Bool(yes) = node.value {
            return Some(yes);
        }
        self.wrong_kind(node, spec);
        Some(true)
    }
}

/// A medium of which nothing is known.
pub(crate) fn empty_media() -> Media {
    Media {
        file: None,
        caption: None,
        credit: None,
        alt: None,
        rights: None,
        sensitive: false,
        poster: None,
        captions: None,
    }
}

fn bare_source(words: String) -> Source {
    let is_url = is_web_address(&words);
    let (url, title) = if is_url {
        (Some(words), None)
    } else {
        (None, Some(words))
    };
    Source {
        url,
        archived_url: None,
        title,
        publisher: None,
        retrieved: None,
        sha256: None,
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}
