//! Owns the list of keys that front matter and sidecars may hold: for each table its keys, what each takes, and an example.
//! The reference page on source files, the suggestions for slips of the pen, and the tests all read this one list.

/// A key of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeySpec {
    /// The key.
    pub name: &'static str,
    /// What it takes, after "takes".
    pub takes: &'static str,
    /// A line that states it, in TOML.
    pub example: &'static str,
}

/// A table and its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableSpec {
    /// The table: empty for the article itself, else the key that holds it.
    pub name: &'static str,
    /// Its keys, in the order in which the reference shows them.
    pub keys: &'static [KeySpec],
}

impl TableSpec {
    /// The key of a name.
    pub fn key(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The known key nearest to a name, if one is near enough to be meant.
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        let name = name.to_lowercase();
        self.keys
            .iter()
            .map(|key| (strsim::damerau_levenshtein(key.name, &name), key.name))
            .filter(|(distance, key)| *distance <= 1 + key.len() / 5)
            .min()
            .map(|(_, key)| key)
    }
}

macro_rules! table {
    ($(#[$doc:meta])* $const:ident $name:literal $($key:literal $takes:literal $example:literal)*) => {
        $(#[$doc])*
        pub const $const: TableSpec = TableSpec {
            name: $name,
            keys: &[$(KeySpec { name: $key, takes: $takes, example: $example }),*],
        };
    };
}

table! {
    /// The article itself.
    ARTICLE ""
    "headline" "a text" r#"headline = "L'armée lance l'assaut""#
    "kicker" "a text" r#"kicker = "Irak""#
    "standfirst" "a text, or a table with `label` and `text`" r#"standfirst = { label = "OFFENSIVE", text = "…" }"#
    "byline" "a text, or a table with `verbatim` and `people`" r#"byline = "La rédaction""#
    "agencies" "a list of names or of tables with `name` and `role`" r#"agencies = ["AFP"]"#
    "dateline" "a text, or a table with `verbatim`, `place` and `date`" r#"dateline = { place = "Bagdad", date = "2017-10-26" }"#
    "published" "a date" r#"published = "2017-10-26""#
    "event" "a date" r#"event = "2017-10""#
    "modified" "a date" r#"modified = "2017-10-27""#
    "retrieved" "a date" r#"retrieved = "2017-11-02""#
    "language" "a language tag" r#"language = "fr""#
    "translations" "the name of a group of translations" r#"translations = "assaut-al-qaim""#
    "tags" "a list of texts" r#"tags = ["Irak", "offensive"]"#
    "conflicts" "a list of texts" r#"conflicts = ["Guerre contre l'EI"]"#
    "places" "a list of names or of tables with `name`" r#"places = [{ name = "Rawa", latitude = 34.5, longitude = 41.9 }]"#
    "people" "a list of names or of tables with `name` and `role`" r#"people = ["Haider al-Abadi"]"#
    "actors" "a list of names or of tables with `name` and `role`" r#"actors = ["Forces irakiennes"]"#
    "casualties" "a list of tables" r#"casualties = [{ kind = "killed", best = 3, attributed_to = "…" }]"#
    "verification" "a table with `status`, `by` and `method`" r#"verification = { status = "verified", by = "…" }"#
    "sources" "a list of addresses or of tables" r#"sources = [{ url = "https://…", title = "…" }]"#
    "rights" "a table with `holder`, `licence` and `usage`" r#"rights = { holder = "…", licence = "CC-BY-4.0" }"#
    "warnings" "a list of texts" r#"warnings = ["graphic"]"#
    "status" "`published`, `draft`, `withheld` or `retracted`" r#"status = "draft""#
    "embargo" "a date and time with an offset" r#"embargo = "2026-12-01T06:00:00+01:00""#
    "corrections" "a list of tables with `date`, `kind` and `text`" r#"corrections = [{ date = "2017-10-27", kind = "correction", text = "…" }]"#
    "related" "a list of texts or of tables with `title` and `url`" r#"related = ["2017-08-31-tal-afar"]"#
    "media" "a list of tables with `file`" r#"media = [{ file = "carte.svg", caption = "…", alt = "…" }]"#
    "slug" "the last part of an address" r#"slug = "assaut-al-qaim""#
    "id" "one word without spaces or slashes" r#"id = "2017-10-26-assaut-al-qaim""#
    "aliases" "a list of paths from the site's root" r#"aliases = ["/old/path.html"]"#
    "type" "`article` or `page`" r#"type = "page""#
    "extra" "a table of your own" r#"extra = { anything = "…" }"#
}

table! {
    /// The lead paragraph.
    STANDFIRST "standfirst"
    "label" "a text" r#"label = "OFFENSIVE""#
    "text" "a text" r#"text = "…""#
}

table! {
    /// Who signs.
    BYLINE "byline"
    "verbatim" "a text" r#"verbatim = "Par Nour Haddad, à Erbil""#
    "people" "a list of texts" r#"people = ["Nour Haddad"]"#
}

table! {
    /// One of the agencies.
    AGENCY "agencies"
    "name" "a text" r#"name = "AFP""#
    "role" "`origin`, `with` or `republisher`" r#"role = "with""#
}

table! {
    /// Place and date of writing.
    DATELINE "dateline"
    "verbatim" "a text" r#"verbatim = "BAGDAD, 26 oct (AFP)""#
    "place" "a text" r#"place = "Bagdad""#
    "date" "a date" r#"date = "2017-10-26""#
}

table! {
    /// One of the places.
    PLACE "places"
    "name" "a text" r#"name = "Rawa""#
    "kind" "a text" r#"kind = "city""#
    "latitude" "a number of degrees north" r#"latitude = 34.5"#
    "longitude" "a number of degrees east" r#"longitude = 41.9"#
    "precision" "a text" r#"precision = "settlement""#
}

table! {
    /// A person or an actor.
    NAMED "people"
    "name" "a text" r#"name = "Haider al-Abadi""#
    "role" "a text" r#"role = "Premier ministre""#
}

table! {
    /// One claim of casualties.
    CASUALTY "casualties"
    "kind" "`killed`, `injured`, `missing`, `detained` or `displaced`" r#"kind = "killed""#
    "group" "a text" r#"group = "civilians""#
    "low" "a whole number from 0" r#"low = 3"#
    "best" "a whole number from 0" r#"best = 5"#
    "high" "a whole number from 0" r#"high = 8"#
    "verbatim" "a text" r#"verbatim = "au moins trois morts""#
    "attributed_to" "a text" r#"attributed_to = "un médecin""#
    "as_of" "a date" r#"as_of = "2017-10-26""#
}

table! {
    /// What was done to check the article.
    VERIFICATION "verification"
    "status" "a text" r#"status = "verified""#
    "by" "a text" r#"by = "…""#
    "method" "a text" r#"method = "…""#
}

table! {
    /// One of the sources.
    SOURCE "sources"
    "url" "a web address" r#"url = "https://…""#
    "archived_url" "a web address" r#"archived_url = "https://…""#
    "title" "a text" r#"title = "…""#
    "publisher" "a text" r#"publisher = "…""#
    "retrieved" "a date" r#"retrieved = "2017-11-02""#
    "sha256" "64 hexadecimal digits" r#"sha256 = "…""#
}

table! {
    /// The rights in a text or a medium.
    RIGHTS "rights"
    "holder" "a text" r#"holder = "…""#
    "licence" "a text" r#"licence = "CC-BY-4.0""#
    "usage" "a text" r#"usage = "…""#
}

table! {
    /// One of the corrections.
    CORRECTION "corrections"
    "date" "a date" r#"date = "2017-10-27""#
    "kind" "`update`, `correction`, `clarification`, `retraction` or `redaction`" r#"kind = "correction""#
    "text" "a text" r#"text = "…""#
}

table! {
    /// One of the related links.
    RELATED "related"
    "title" "a text" r#"title = "…""#
    "url" "an address, a path or an id" r#"url = "https://…""#
}

table! {
    /// One of the media.
    MEDIA "media"
    "file" "a path from the source file, or with `/` from `static/`" r#"file = "carte.svg""#
    "caption" "a text" r#"caption = "…""#
    "credit" "a text" r#"credit = "…""#
    "alt" "a text" r#"alt = "…""#
    "rights" "a table with `holder`, `licence` and `usage`" r#"rights = { holder = "…" }"#
    "sensitive" "true or false" r#"sensitive = true"#
    "poster" "a path from the source file, or with `/` from `static/`" r#"poster = "image.jpg""#
    "captions" "a path from the source file, or with `/` from `static/`" r#"captions = "paroles.vtt""#
}

/// What other generators call a key of the article.
const FOREIGN: &[(&str, &str)] = &[
    ("title", "headline"),
    ("date", "published"),
    ("updated", "modified"),
    ("lastmod", "modified"),
    ("author", "byline"),
    ("authors", "byline"),
    ("description", "standfirst"),
    ("summary", "standfirst"),
    ("excerpt", "standfirst"),
    ("categories", "tags"),
    ("keywords", "tags"),
    ("lang", "language"),
    ("draft", "status"),
    ("permalink", "slug"),
    ("image", "media"),
    ("images", "media"),
];

/// The key of the article that another generator calls by this name.
pub fn translated(name: &str) -> Option<&'static KeySpec> {
    let name = name.to_lowercase();
    let (_, ours) = FOREIGN.iter().find(|(theirs, _)| *theirs == name)?;
    ARTICLE.key(ours)
}

/// Every table with its keys. `[extra]` is not among them: anything may stand there.
pub fn known_keys() -> &'static [TableSpec] {
    &[
        ARTICLE,
        STANDFIRST,
        BYLINE,
        AGENCY,
        DATELINE,
        PLACE,
        NAMED,
        CASUALTY,
        VERIFICATION,
        SOURCE,
        RIGHTS,
        CORRECTION,
        RELATED,
        MEDIA,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::node::{self, Syntax};

    #[test]
    fn every_example_states_its_key_in_both_formats() {
        for table in known_keys() {
            for key in table.keys {
                let yaml = key.example.replace(" = ", ": ");
                for (text, syntax) in [(key.example, Syntax::Toml), (yaml.as_str(), Syntax::Yaml)] {
                    let source = crate::diag::SourceText::new("a", text);
                    let read = node::read(&source, 0..text.len(), syntax);
                    assert_eq!(read.faults, [], "{text}");
                    assert_eq!(read.table[0].0.name, key.name);
                }
            }
        }
    }

    #[test]
    fn what_others_call_a_key_is_a_key_here() {
        for (theirs, _) in FOREIGN {
            assert!(translated(theirs).is_some(), "{theirs}");
            assert!(ARTICLE.key(theirs).is_none(), "{theirs}");
        }
    }

    #[test]
    fn only_near_names_are_suggested() {
        for (slip, meant) in [
            ("datelin", Some("dateline")),
            ("Headline", Some("headline")),
            ("tag", Some("tags")),
            ("sulg", Some("slug")),
            ("publised", Some("published")),
            ("author", None),
            ("description", None),
            ("layout", None),
        ] {
            assert_eq!(ARTICLE.nearest(slip), meant, "{slip}");
        }
    }
}
