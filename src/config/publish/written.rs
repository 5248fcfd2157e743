//! Owns `[publish]` as written: its keys and their kinds, and which keys would hold a secret.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use toml::Spanned;

/// `[publish]` as written. Its tables are the targets; a derived reading would lose where they stand.
#[derive(Debug, Default)]
pub(in crate::config) struct PublishFile {
    pub sign: Option<Spanned<String>>,
    pub key: Option<Spanned<String>>,
    pub targets: Vec<(Spanned<String>, TargetFile)>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct TargetFile {
    pub kind: Spanned<String>,
    pub path: Option<Spanned<String>>,
    pub keep: Option<Spanned<i64>>,
    pub host: Option<Spanned<String>>,
    pub port: Option<Spanned<u16>>,
    pub ssh_config: Option<Spanned<String>>,
    pub bucket: Option<Spanned<String>>,
    pub endpoint: Option<Spanned<String>>,
    pub region: Option<Spanned<String>>,
    pub prefix: Option<Spanned<String>>,
    pub virtual_host: Option<Spanned<bool>>,
    pub certificate: Option<Spanned<String>>,
    pub repository: Option<Spanned<String>>,
    pub branch: Option<Spanned<String>>,
    pub cname: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for PublishFile {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Tables)
    }
}

struct Tables;

impl<'de> Visitor<'de> for Tables {
    type Value = PublishFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`sign`, `key`, and a table for each target")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<PublishFile, M::Error> {
        let mut file = PublishFile::default();
        while let Some(name) = map.next_key::<Spanned<String>>()? {
            match name.get_ref().as_str() {
                "sign" => file.sign = Some(map.next_value()?),
                "key" => file.key = Some(map.next_value()?),
                _ => {
                    file.targets.push((name, map.next_value()?));
                }
            }
        }
        Ok(file)
    }
}

/// Whether a key of this name would hold a secret.
pub(in crate::config) fn is_secret(key: &str) -> bool {
    let lower = key.to_lowercase();
    [
        "secret",
        "password",
        "passphrase",
        "token",
        "access_key",
        "credential",
    ]
    .iter()
    .any(|word| lower.contains(word))
}
