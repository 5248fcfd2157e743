//! Owns `[theme]` as written: its keys and their kinds.

use std::collections::BTreeMap;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// `[theme]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct ThemeFile {
    pub logo: Option<Spanned<String>>,
    pub logo_dark: Option<Spanned<String>>,
    pub footer: Option<Spanned<String>>,
    pub light: ColoursFile,
    pub dark: ColoursFile,
    pub fonts: FontsFile,
    pub texts: BTreeMap<String, Spanned<String>>,
}

/// Colours by name; which there are, the style sheet says.
pub(in crate::config) type ColoursFile = BTreeMap<Spanned<String>, Spanned<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::config) struct FontsFile {
    #[serde(deserialize_with = "names")]
    pub text: Vec<Spanned<String>>,
    #[serde(deserialize_with = "names")]
    pub small: Vec<Spanned<String>>,
    pub files: Vec<FaceFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct FaceFile {
    pub family: Spanned<String>,
    pub file: Spanned<String>,
    pub weight: Option<Spanned<toml::Value>>,
    pub style: Option<Spanned<String>>,
    pub unicode_range: Option<Spanned<String>>,
}

/// Names in a list, or in one text with commas between, as style sheets have them.
fn names<'de, D: Deserializer<'de>>(stated: D) -> Result<Vec<Spanned<String>>, D::Error> {
    let stated: Spanned<Names> = Deserialize::deserialize(stated)?;
    let span = stated.span();
    Ok(match stated.into_inner() {
        Names::Listed(names) => names,
        Names::Joined(text) => {
            let each = text.split(',').map(|name| name.trim().to_owned());
            each.map(|name| Spanned::new(span.clone(), name)).collect()
        }
    })
}

enum Names {
    Joined(String),
    Listed(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(stated: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Names;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of a font, or a list of them")
            }

            fn visit_str<E>(self, text: &str) -> Result<Names, E> {
                Ok(Names::Joined(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Names::Listed(names))
            }
        }

        stated.deserialize_any(Reader)
    }
}
