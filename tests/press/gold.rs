//! Owns the items: press copy, each text with the gold beside it, as a careful editor reads it. It judges nothing.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// A text with its gold.
pub struct Item {
    /// `NAME` of `NAME.txt` and `NAME.expected.json`; it begins with the text's language.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The gold. `FIELD` is what an editor reads, `FIELD_optional` what would do too, `null` that there is none.
    pub gold: Map<String, Value>,
}

/// The project's own.
pub fn own_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/press/items")
}

/// The items of a folder, by name.
pub fn items(folder: &Path) -> Vec<Item> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = entries.filter_map(|entry| {
        let name = entry.expect("an entry").file_name().into_string().ok()?;
        Some(name.strip_suffix(".expected.json")?.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.into_iter().map(|name| item(folder, name)).collect()
}

fn item(folder: &Path, name: String) -> Item {
    let read = |end: &str| {
        let path = folder.join(format!("{name}.{end}"));
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let bytes = read("txt");
    let gold = serde_json::from_slice(&read("expected.json"))
        .unwrap_or_else(|error| panic!("{name}.expected.json: {error}"));
    Item { name, bytes, gold }
}

impl Item {
    /// What the gold says of a field; null where it says nothing.
    pub fn gold(&self, key: &str) -> &Value {
        self.gold.get(key).unwrap_or(&Value::Null)
    }

    /// The strings of a list of the gold.
    pub fn list(&self, key: &str) -> Vec<&str> {
        strings(self.gold(key))
    }

    /// One side of the captions, `text` or `credit`, where there is one.
    pub fn captions(&self, side: &str) -> Vec<&str> {
        side_of_captions(self.gold("captions"), side)
    }

    /// The base of the text's language.
    pub fn language(&self) -> &str {
        let tag = self.gold("language").as_str().unwrap_or_default();
        tag.split('-').next().unwrap_or_default()
    }
}

/// The strings of a list; the one string where a string stands for a list of one.
pub fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// `text` or `credit` of each caption that has one.
pub fn side_of_captions<'v>(captions: &'v Value, side: &str) -> Vec<&'v str> {
    let captions = captions.as_array().map(Vec::as_slice).unwrap_or_default();
    captions
        .iter()
        .filter_map(|caption| caption[side].as_str())
        .collect()
}
