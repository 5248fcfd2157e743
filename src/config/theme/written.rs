//! Owns `[theme]` as written: its keys and their kinds.

use std::collections::BTreeMap;

use serde::Deserialize;
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
    pub text: Vec<Spanned<String>>,
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
