//! Owns the fields that one layer states (sidecar, front matter, press reading, file name, site defaults), each with the record
//! of where it stands, and the laying of one layer over another.

use super::keys::{ARTICLE, KeySpec};
use super::reader::{Reader, path_fault};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Agency, Byline, CasualtyClaim, Claim, Correction, Date, Dateline, Extra, Id, Kind, Language,
    Media, Named, Place, Related, Rights, Slug, Source, Standfirst, Status, Verification,
};
use crate::parse::node::{self, Node, Table, Value};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated<T> {
    pub value: T,
    pub claim: Claim,
}

/// An embargo as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Embargo {
    /// Seconds since 1970.
    Until(i64),
    /// It could not be read, so it does not end.
    Unreadable,
}

macro_rules! fields {
    ($($field:ident $key:literal $type:ty = $read:ident)*) => {
        /// What one layer states of an article.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(crate) struct Fields {
            $(pub $field: Option<Stated<$type>>,)*
            /// Values of the author's own.
            pub extra: Extra,
            /// Keys that a sidecar states as empty: what lower layers say of them does not count.
            pub cleared: Vec<&'static str>,
        }

        impl Fields {
            /// Reads the table of a layer. Its faults stay in the reader.
            pub fn read(reader: &mut Reader<'_, '_>, table: &Table) -> Self {
                let mut fields = Self::default();
                for (key, node) in table {
                    match key.name.as_str() {
                        $($key => {
                            let spec = ARTICLE.key($key).unwrap_or(&UNLISTED);
                            if node.is_empty() && !means_something_empty($key) {
                                fields.cleared.push($key);
                                continue;
                            }
                            let value = reader.$read(node, spec);
                            if value.is_none() {
                                reader.refused.push(key.clone());
                            }
                            fields.$field = value.map(|value| Stated {
                                value,
                                claim: reader.claim($key, node),
                            });
                        })*
                        "extra" => fields.extra = reader.extra(node),
                        _ => reader.unknown_key(&ARTICLE, key),
                    }
                }
                fields
            }

            /// Fills what this layer leaves open from a lower one.
            #[must_use]
            pub fn over(mut self, lower: Self) -> Self {
                $(if self.$field.is_none() && !self.cleared.contains(&$key) {
                    self.$field = lower.$field;
                })*
                for (name, value) in lower.extra.0 {
                    if !self.extra.0.contains_key(&name) {
                        self.extra.0.insert(name, value);
                    }
                }
                self
            }

            /// The records of all fields.
            pub fn claims(&self) -> Vec<Claim> {
                let mut claims = Vec::new();
                $(claims.extend(self.$field.as_ref().map(|stated| stated.claim.clone()));)*
                claims
            }
        }

        #[cfg(test)]
        const KEYS: &[&str] = &[$($key),*];
    };
}

fields! {
    kind "type" Kind = kind
    status "status" Status = status
    embargo "embargo" Embargo = embargo
    id "id" Id = id
    slug "slug" Slug = slug
    kicker "kicker" String = text
    headline "headline" String = text
    standfirst "standfirst" Standfirst = standfirst
    byline "byline" Byline = byline
    agencies "agencies" Vec<Agency> = agencies
    dateline "dateline" Dateline = dateline
    event "event" Date = date
    published "published" Date = date
    modified "modified" Date = date
    retrieved "retrieved" Date = date
    language "language" Language = language
    translations "translations" String = text
    tags "tags" Vec<String> = texts
    conflicts "conflicts" Vec<String> = texts
    places "places" Vec<Place> = places
    people "people" Vec<Named> = named
    actors "actors" Vec<Named> = named
    casualties "casualties" Vec<CasualtyClaim> = casualties
    verification "verification" Verification = verification
    sources "sources" Vec<Source> = sources
    rights "rights" Rights = rights
    warnings "warnings" Vec<String> = texts
    corrections "corrections" Vec<Correction> = corrections
    related "related" Vec<Related> = related
    media "media" Vec<Media> = media
    aliases "aliases" Vec<String> = aliases
}

/// Never used: a test holds the two lists of keys together.
const UNLISTED: KeySpec = KeySpec {
    name: "",
    takes: "a value",
    example: "",
};

/// An empty `status` or `embargo` is one that cannot be read, not one that is absent.
fn means_something_empty(key: &str) -> bool {
    matches!(key, "status" | "embargo")
}

impl Reader<'_, '_> {
    fn kind(&mut self, node: &Node, spec: &KeySpec) -> Option<Kind> {
        match node.words().as_deref().map(str::trim) {
            Some("article") => Some(Kind::Article),
            Some("page") => Some(Kind::Page),
            _ => {
                self.wrong_word(node, spec, "not one of these");
                None
            }
        }
    }

    /// What is no status is withheld.
    fn status(&mut self, node: &Node, spec: &KeySpec) -> Option<Status> {
        let status = match node.words().as_deref().map(str::trim) {
            Some("published") => Status::Published,
            Some("draft") => Status::Draft,
            Some("withheld") => Status::Withheld,
            Some("retracted") => Status::Retracted,
            _ => {
                self.withhold(node, spec);
                Status::Withheld
            }
        };
        Some(status)
    }

    /// An embargo ends at one moment, so it needs a time and an offset.
    fn embargo(&mut self, node: &Node, spec: &KeySpec) -> Option<Embargo> {
        let end = node.words().and_then(|words| moment(&words));
        if end.is_none() {
            self.withhold(node, spec);
        }
        Some(end.map_or(Embargo::Unreadable, Embargo::Until))
    }

    fn withhold(&mut self, node: &Node, spec: &KeySpec) {
        let message = format!(
            "`{}` takes {}; the article is withheld",
            spec.name, spec.takes
        );
        self.wrong(
            Code::StatusUnreadable,
            message,
            node,
            "cannot be read",
            spec,
        );
    }

    fn id(&mut self, node: &Node, spec: &KeySpec) -> Option<Id> {
        let text = self.text(node, spec)?;
        let id = Id::parse(&text);
        if id.is_none() {
            self.wrong_word(node, spec, "not such a word");
        }
        id
    }

    fn slug(&mut self, node: &Node, spec: &KeySpec) -> Option<Slug> {
        let text = self.text(node, spec)?;
        let is_path = text.contains('/') || text.split('.').all(str::is_empty);
        let fault = match path_fault(&text, "") {
            None if is_path => Some("takes the last part of an address only"),
            None => None,
            fault => fault,
        };
        if let Some(why) = fault {
            self.path_fault(node, spec, why);
            return None;
        }
        let slug = Slug::of(&text, self.slugs);
        if slug.is_none() {
            self.path_fault(node, spec, "holds no letter and no digit");
        }
        slug
    }

    fn aliases(&mut self, node: &Node, spec: &KeySpec) -> Option<Vec<String>> {
        let items = match &node.value {
            Value::Seq(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut aliases = Vec::new();
        for item in items.iter().filter(|item| !item.is_empty()) {
            let Some(alias) = self.text(item, spec) else {
                continue;
            };
            let fault = match path_fault(&alias, "") {
                None if !alias.starts_with('/') => Some("does not begin with `/`"),
                None if alias.contains(['?', '#']) => Some("holds `?` or `#`"),
                fault => fault,
            };
            match fault {
                Some(why) => self.path_fault(item, spec, why),
                None if aliases.contains(&alias) => {}
                None => aliases.push(alias),
            }
        }
        Some(aliases)
    }

    fn extra(&mut self, node: &Node) -> Extra {
        match &node.value {
            Value::Map(entries) => Extra(node::to_json_map(entries)),
            Value::Null => Extra::default(),
            _ => {
                if let Some(spec) = ARTICLE.key("extra") {
                    self.wrong_kind(node, spec);
                }
                Extra::default()
            }
        }
    }
}

/// Seconds since 1970 of a day and time with an offset.
pub(crate) fn moment(words: &str) -> Option<i64> {
    let date = Date::parse(words.trim()).ok()?;
    let (day, time) = (date.earliest()?, date.time()?);
    let offset = i64::from(date.offset_minutes()?) * 60;
    Some(day.and_time(time).and_utc().timestamp() - offset)
}

/// A fault that concerns the article as a whole.
pub(crate) fn whole(code: Code, message: impl Into<String>, path: &str) -> Diagnostic {
    Diagnostic::new(code, message).at(crate::diag::Place::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_keys_and_the_fields_are_the_same() {
        let mut listed: Vec<_> = ARTICLE.keys.iter().map(|key| key.name).collect();
        let mut read: Vec<_> = KEYS.iter().copied().chain(["extra"]).collect();
        listed.sort_unstable();
        read.sort_unstable();
        assert_eq!(listed, read);
    }

    #[test]
    fn an_embargo_needs_a_time_and_an_offset() {
        assert_eq!(moment("2026-12-01T06:00:00+01:00"), Some(1_796_101_200));
        assert_eq!(moment("2026-12-01T05:00:00Z"), Some(1_796_101_200));
        for words in [
            "2026-12-01",
            "2026-12-01T06:00:00",
            "demain",
            "",
            "2026-12~",
        ] {
            assert_eq!(moment(words), None, "{words}");
        }
    }
}
