//! Owns the reading of values that are tables or lists of tables, and of those that say who and where: byline, agencies,
//! dateline, places, people. What records and refers (claims, sources, media) is in `records`.

use super::keys::{self, KeySpec, TableSpec};
use super::reader::Reader;
use crate::diag::{Code, Diagnostic};
use crate::model::{Agency, AgencyRole, Byline, Date, Dateline, Named, Place, Standfirst};
use crate::parse::node::{Node, Table, Value, get};

/// A table being read, with the list of its keys.
pub(super) struct Entry<'n> {
    pub table: &'n Table,
    pub spec: TableSpec,
}

impl<'n> Entry<'n> {
    pub fn find(&self, name: &str) -> Option<(&'n Node, &'static KeySpec)> {
        let node = get(self.table, name).filter(|node| !node.is_empty())?;
        Some((node, self.spec.key(name)?))
    }

    pub fn read<T>(
        &self,
        reader: &mut Reader<'_, '_>,
        name: &str,
        read: impl FnOnce(&mut Reader<'_, '_>, &'n Node, &'static KeySpec) -> Option<T>,
    ) -> Option<T> {
        let (node, spec) = self.find(name)?;
        read(reader, node, spec)
    }

    pub fn text(&self, reader: &mut Reader<'_, '_>, name: &str) -> Option<String> {
        self.read(reader, name, |reader, node, spec| reader.text(node, spec))
    }

    pub fn date(&self, reader: &mut Reader<'_, '_>, name: &str) -> Option<Date> {
        self.read(reader, name, |reader, node, spec| reader.date(node, spec))
    }
}

impl Reader<'_, '_> {
    pub(super) fn entry<'n>(
        &mut self,
        node: &'n Node,
        spec: TableSpec,
        key: &KeySpec,
    ) -> Option<Entry<'n>> {
        let table = self.table(node, &spec, key)?;
        Some(Entry { table, spec })
    }

    pub(super) fn each<T>(
        &mut self,
        node: &Node,
        key: &KeySpec,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items = self.items(node, key)?;
        let read = items
            .iter()
            .filter(|item| !item.is_empty())
            .filter_map(|item| read(self, item))
            .collect();
        Some(read)
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: &Node,
        spec: &KeySpec,
        words: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text(node, spec)?.to_lowercase();
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            self.wrong_word(node, spec, "not one of these");
        }
        found.map(|(_, value)| *value)
    }

    /// A table lacks the one key without which it says nothing.
    pub(super) fn lacks(&mut self, node: &Node, key: &KeySpec, name: &str) {
        let message = format!("an entry of `{}` lacks `{name}`", key.name);
        self.wrong(Code::MetaValue, message, node, "this entry", key);
    }

    pub fn standfirst(&mut self, node: &Node, key: &KeySpec) -> Option<Standfirst> {
        if !matches!(node.value, Value::Map(_)) {
            let text = self.text(node, key)?;
            return Some(Standfirst { label: None, text });
        }
        let entry = self.entry(node, keys::STANDFIRST, key)?;
        let label = entry.text(self, "label");
        let Some(text) = entry.text(self, "text") else {
            self.lacks(node, key, "text");
            return None;
        };
        Some(Standfirst { label, text })
    }

    pub fn byline(&mut self, node: &Node, key: &KeySpec) -> Option<Byline> {
        match &node.value {
            Value::Map(_) => {
                let entry = self.entry(node, keys::BYLINE, key)?;
                let people = entry
                    .read(self, "people", |reader, node, spec| {
                        reader.texts(node, spec)
                    })
                    .unwrap_or_default();
                let verbatim = entry
                    .text(self, "verbatim")
                    .unwrap_or_else(|| people.join(", "));
                if verbatim.is_empty() {
                    self.lacks(node, key, "verbatim");
                    return None;
                }
                Some(Byline { verbatim, people })
            }
            Value::Seq(_) => {
                let people = self.texts(node, key)?;
                let verbatim = people.join(", ");
                (!verbatim.is_empty()).then_some(Byline { verbatim, people })
            }
            _ => {
                let verbatim = self.text(node, key)?;
                Some(Byline {
                    verbatim,
                    people: Vec::new(),
                })
            }
        }
    }

    pub fn agencies(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Agency>> {
        const ROLES: [(&str, AgencyRole); 3] = [
            ("origin", AgencyRole::Origin),
            ("with", AgencyRole::With),
            ("republisher", AgencyRole::Republisher),
        ];
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                let name = reader.text(item, key)?;
                let role = AgencyRole::default();
                return Some(Agency { name, role });
            }
            let entry = reader.entry(item, keys::AGENCY, key)?;
            let role = entry
                .read(reader, "role", |reader, node, spec| {
                    reader.word(node, spec, &ROLES)
                })
                .unwrap_or_default();
            let name = reader.name_of(&entry, item, key)?;
            Some(Agency { name, role })
        })
    }

    fn name_of(&mut self, entry: &Entry<'_>, item: &Node, key: &KeySpec) -> Option<String> {
        let name = entry.text(self, "name");
        if name.is_none() {
            self.lacks(item, key, "name");
        }
        name
    }

    pub fn dateline(&mut self, node: &Node, key: &KeySpec) -> Option<Dateline> {
        if !matches!(node.value, Value::Map(_)) {
            let verbatim = self.text(node, key)?;
            return Some(Dateline {
                verbatim,
                place: None,
                date: None,
            });
        }
        let entry = self.entry(node, keys::DATELINE, key)?;
        let place = entry.text(self, "place");
        let date = entry.date(self, "date");
        let verbatim = entry.text(self, "verbatim").unwrap_or_else(|| {
            let date = date.as_ref().map(Date::words);
            let parts: Vec<_> = place.as_deref().into_iter().chain(date).collect();
            parts.join(", ")
        });
        if verbatim.is_empty() {
            self.lacks(node, key, "place");
            return None;
        }
        Some(Dateline {
            verbatim,
            place,
            date,
        })
    }

    pub fn places(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Place>> {
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                return reader.text(item, key).map(|name| Place {
                    name,
                    kind: None,
                    latitude: None,
                    longitude: None,
                    precision: None,
                });
            }
            let entry = reader.entry(item, keys::PLACE, key)?;
            let name = reader.name_of(&entry, item, key)?;
            Some(Place {
                name,
                kind: entry.text(reader, "kind"),
                latitude: entry.read(reader, "latitude", |r, node, spec| {
                    r.degrees(node, spec, 90.0)
                }),
                longitude: entry.read(reader, "longitude", |r, node, spec| {
                    r.degrees(node, spec, 180.0)
                }),
                precision: entry.text(reader, "precision"),
            })
        })
    }

    fn degrees(&mut self, node: &Node, spec: &KeySpec, most: f64) -> Option<f64> {
        let degrees = match &node.value {
            Value::Int(degrees, _) => *degrees as f64,
            Value::Float(degrees, _) => *degrees,
            _ => {
                self.wrong_kind(node, spec);
                return None;
            }
        };
        if degrees.abs() <= most {
            return Some(degrees);
        }
        let fault = Diagnostic::new(
            Code::CoordinateRange,
            format!("a {} runs from -{most} to {most}", spec.name),
        )
        .at(self.source.place(node.span.clone()))
        .label("off the globe")
        .help("latitude comes first, in degrees: `latitude = 34.5, longitude = 41.9`");
        self.fault(fault);
        None
    }

    pub fn named(&mut self, node: &Node, key: &KeySpec) -> Option<Vec<Named>> {
        self.each(node, key, |reader, item| {
            if !matches!(item.value, Value::Map(_)) {
                return reader
                    .text(item, key)
                    .map(|name| Named { name, role: None });
            }
            let entry = reader.entry(item, keys::NAMED, key)?;
            let name = reader.name_of(&entry, item, key)?;
            let role = entry.text(reader, "role");
            Some(Named { name, role })
        })
    }
}
