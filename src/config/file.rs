//! Owns what `site.toml` may say: the keys and their kinds, as written. What they mean is `resolve`'s work.

use serde::Deserialize;
use toml::Spanned;

use super::publish::written::{PublishFile, is_secret};
use super::theme::written::ThemeFile;
use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};

/// `site.toml` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SiteFile {
    pub title: Option<String>,
    pub description: Option<String>,
    pub base_url: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    pub languages: Vec<Spanned<String>>,
    pub timezone: Option<Spanned<String>>,
    pub page_size: Option<Spanned<i64>>,
    pub output: Option<Spanned<String>>,
    pub content: ContentFile,
    /// Front-matter keys: checked where front matter is.
    pub defaults: toml::Table,
    pub navigation: NavigationFile,
    pub theme: ThemeFile,
    pub edition: EditionFile,
    pub hosting: HostingFile,
    pub images: ImagesFile,
    pub publish: PublishFile,
    pub extra: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ContentFile {
    pub compat: bool,
    pub trusted_html: bool,
    pub slugs: Option<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HostingFile {
    pub compress: Vec<Spanned<String>>,
    pub headers: Vec<Spanned<String>>,
    pub hsts: Option<Spanned<bool>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ImagesFile {
    pub enabled: Option<bool>,
    pub widths: Option<Spanned<Vec<i64>>>,
    pub quality: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EditionFile {
    pub lite: bool,
    pub budget: Option<Spanned<i64>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NavigationFile {
    pub items: Vec<NavItemFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NavItemFile {
    pub label: String,
    pub to: Spanned<String>,
}

/// Every key of `site.toml`, dotted, in the order of the reference page: for suggestions, and for the test that holds that
/// page against the code.
pub fn known_keys() -> &'static [&'static str] {
    &[
        "title",
        "description",
        "base_url",
        "language",
        "languages",
        "timezone",
        "page_size",
        "output",
        "content.compat",
        "content.trusted_html",
        "content.slugs",
        "defaults",
        "navigation.items.label",
        "navigation.items.to",
        "theme.logo",
        "theme.logo_dark",
        "theme.footer",
        "theme.light",
        "theme.dark",
        "theme.fonts.text",
        "theme.fonts.small",
        "theme.fonts.files.family",
        "theme.fonts.files.file",
        "theme.fonts.files.weight",
        "theme.fonts.files.style",
        "theme.fonts.files.unicode_range",
        "theme.texts",
        "edition.lite",
        "edition.budget",
        "hosting.compress",
        "hosting.headers",
        "hosting.hsts",
        "images.enabled",
        "images.widths",
        "images.quality",
        "publish.sign",
        "publish.key",
        "publish.NAME.kind",
        "publish.NAME.url",
        "publish.NAME.path",
        "publish.NAME.keep",
        "publish.NAME.host",
        "publish.NAME.port",
        "publish.NAME.ssh_config",
        "publish.NAME.bucket",
        "publish.NAME.endpoint",
        "publish.NAME.region",
        "publish.NAME.prefix",
        "publish.NAME.virtual_host",
        "publish.NAME.certificate",
        "publish.NAME.repository",
        "publish.NAME.branch",
        "publish.NAME.cname",
        "extra",
    ]
}

/// Reads the text.
pub(super) fn read(source: &SourceText<'_>) -> Result<SiteFile, Diagnostics> {
    toml::from_str(source.text())
        .map_err(|fault| std::iter::once(unreadable(source, &fault)).collect())
}

fn unreadable(source: &SourceText<'_>, fault: &toml::de::Error) -> Diagnostic {
    let place = fault
        .span()
        .map_or_else(|| source.whole(), |span| source.place(span));
    let unknown = fault
        .message()
        .strip_prefix("unknown field `")
        .and_then(|rest| rest.split_once('`'));
    if let Some((key, _)) = unknown {
        if is_secret(key) {
            let message =
                format!("`{key}` would hold a secret, and `site.toml` is no place for one");
            return Diagnostic::new(Code::ConfigUnknownKey, message)
                .at(place.without_text())
                .note("credentials come from the environment, from an agent or from a helper")
                .help("delete it, and if it was ever shared, change the secret where it is used");
        }
        return Diagnostic::new(Code::ConfigUnknownKey, format!("unknown key `{key}`"))
            .at(place)
            .help(suggestion(key));
    }
    Diagnostic::new(
        Code::ConfigUnreadable,
        format!("`site.toml` cannot be read: {}", fault.message().trim()),
    )
    .at(place)
    .help("mend this line; the reference page on `site.toml` shows each key")
}

fn suggestion(key: &str) -> String {
    let last = |known: &&'static str| known.rsplit('.').next().unwrap_or(known);
    known_keys()
        .iter()
        .map(|known| (strsim::jaro_winkler(key, last(known)), last(known)))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness > 0.85)
        .map_or_else(
            || format!("delete it, or move it: `[extra]` with `{key} = …` below it takes anything"),
            |(_, near)| format!("a key with a similar name exists: `{near}`"),
        )
}
