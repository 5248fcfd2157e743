//! Owns what `site.toml` means: defaults filled in, values checked, folders made absolute. It destructures what was written,
//! so that no key is forgotten.

use std::path::{Component, Path, PathBuf};

use chrono_tz::Tz;
use serde::Serialize;
use toml::Spanned;

use super::check::Check;
use super::edition::EditionConfig;
use super::file::{ContentFile, NavItemFile, NavigationFile, SiteFile};
use super::hosting::HostingConfig;
use super::images::ImagesConfig;
use super::publish::{self, Publish};
use crate::diag::{Diagnostics, SourceText};
use crate::hosting::Wanted;
use crate::model::{Extra, Language, SlugStyle};
use crate::theme::Look;

/// The configuration as used.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of `site.toml`.
    pub root: PathBuf,
    /// The site's name.
    pub title: String,
    /// A sentence on it.
    pub description: String,
    /// Absolute address, ending with `/`, where a standard demands one.
    pub base_url: Option<String>,
    /// Language of the interface.
    pub language: Language,
    /// Languages of the archive, the interface's first.
    pub languages: Vec<Language>,
    /// Zone in which times are shown; dates are never converted.
    pub timezone: Tz,
    /// Articles on a page of a list, at least 1.
    pub page_size: usize,
    /// Where the site is written.
    pub output: PathBuf,
    /// How sources are read.
    pub content: ContentConfig,
    /// Links at the top of each page.
    pub navigation: Vec<NavItem>,
    /// Colours, fonts, logo and words that the site states for itself.
    pub look: Look,
    /// What is left out for those on a bad line, and how much a page may weigh.
    pub edition: EditionConfig,
    /// What the site's host needs.
    pub hosting: HostingConfig,
    /// In which sizes pictures are made.
    pub images: ImagesConfig,
    /// Where it is published, and with what key.
    pub publish: Publish,
    /// Free values, read by templates as `site.extra`.
    pub extra: Extra,
    /// The text of `site.toml`, for the faults of `[defaults]`, which is read as front matter is.
    pub text: String,
}

/// `[content]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ContentConfig {
    /// Whether folders written for other generators are understood.
    pub compat: bool,
    /// Whether raw HTML in Markdown is taken as it is.
    pub trusted_html: bool,
    /// Which letters slugs hold.
    pub slugs: SlugStyle,
}

/// A link at the top of each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// The words.
    pub label: String,
    /// An output path from the root (`/tags.html`) or an absolute address.
    pub to: String,
}

impl Config {
    /// The same for the lite edition: no pictures, films and recordings, and no fonts to be loaded.
    #[must_use]
    pub fn made_lite(mut self) -> Self {
        self.edition = self.edition.made_lite();
        self.look.faces.clear();
        self.look.logo = None;
        self
    }

    /// The lite edition where it is asked for beside the ordinary one: it lies in a folder of its own (`public-lite`).
    #[must_use]
    pub fn asked_lite(mut self) -> Self {
        if self.edition.lite {
            return self;
        }
        let mut name = self.output.file_name().unwrap_or_default().to_owned();
        name.push("-lite");
        self.output.set_file_name(name);
        self.made_lite()
    }

    /// What the configuration of a host depends on.
    pub fn wanted_of_host(&self) -> Wanted<'_> {
        Wanted {
            base_url: self.base_url.as_deref(),
            hsts: self.hosting.hsts,
            compress: &self.hosting.compress,
        }
    }

    /// Where sources are.
    pub fn content_folder(&self) -> PathBuf {
        self.root.join("content")
    }

    /// Where the state of builds is kept.
    pub fn state_folder(&self) -> PathBuf {
        self.root.join(".depeche")
    }
}

/// From as written to as used.
pub(super) fn resolve(
    root: &Path,
    source: &SourceText<'_>,
    written: SiteFile,
) -> Result<(Config, Diagnostics), Diagnostics> {
    let SiteFile {
        title,
        description,
        base_url,
        language,
        languages,
        timezone,
        page_size,
        output,
        content,
        defaults: _, // read as front matter, from the text
        navigation: NavigationFile { items },
        theme,
        edition,
        hosting,
        images,
        publish,
        extra,
    } = written;
    let mut check = Check::new(source);
    let interface = check
        .language(language.as_ref())
        .unwrap_or_else(|| check.default_language());
    let mut all = vec![interface.clone()];
    for tag in &languages {
        if let Some(language) = check.language(Some(tag))
            && !all.contains(&language)
        {
            all.push(language);
        }
    }
    let config = Config {
        root: root.to_path_buf(),
        title: title.unwrap_or_else(|| "Archive".to_owned()),
        description: description.unwrap_or_default(),
        base_url: check.base_url(base_url.as_ref()),
        language: interface,
        languages: all,
        timezone: check.timezone(timezone.as_ref()),
        page_size: check.page_size(page_size.as_ref()),
        output: check.output(root, output.as_ref()),
        content: check.content(&content),
        navigation: items
            .into_iter()
            .filter_map(|item| check.nav_item(item))
            .collect(),
        look: check.look(theme),
        edition: check.edition(&edition),
        hosting: check.hosting(&hosting, base_url.as_ref()),
        images: check.images(&images),
        publish: publish::resolve(&mut check, publish),
        extra: Extra(json_table(extra)),
        text: source.text().to_owned(),
    };
    if check.faults.errors() > 0 {
        return Err(check.faults);
    }
    let config = match config.edition.lite {
        true => config.made_lite(),
        false => config,
    };
    Ok((config, check.faults))
}

impl Check<'_> {
    fn default_language(&self) -> Language {
        Language::parse("en").expect("a tag of our own")
    }

    fn language(&mut self, tag: Option<&Spanned<String>>) -> Option<Language> {
        let tag = tag?;
        let language = Language::parse(tag.get_ref());
        if language.is_none() {
            let message = format!("`{}` is no language tag", tag.get_ref());
            self.refuse(
                tag,
                message,
                "write a BCP 47 tag, as \"fr\", \"ar\" or \"ckb\"",
            );
        }
        language
    }

    fn base_url(&mut self, url: Option<&Spanned<String>>) -> Option<String> {
        let url = url?;
        let text = url.get_ref().trim();
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let fine = host.is_some_and(|host| {
            !host.is_empty()
                && !host.starts_with('/')
                && !host.contains(|c: char| c.is_whitespace() || "\"'<>\\?#".contains(c))
        });
        if !fine {
            let message = format!("`{text}` is no address of a site");
            let help = "write it with its scheme and no query, as \"https://archive.example/\"";
            self.refuse(url, message, help);
            return None;
        }
        Some(format!("{}/", text.trim_end_matches('/')))
    }

    fn timezone(&mut self, zone: Option<&Spanned<String>>) -> Tz {
        let Some(zone) = zone else { return Tz::UTC };
        zone.get_ref().parse().unwrap_or_else(|_| {
            let message = format!("`{}` is no time zone", zone.get_ref());
            self.refuse(
                zone,
                message,
                "write a name of the IANA list, as \"Asia/Baghdad\"",
            );
            Tz::UTC
        })
    }

    fn page_size(&mut self, size: Option<&Spanned<i64>>) -> usize {
        const DEFAULT: usize = 100;
        let Some(size) = size else { return DEFAULT };
        match usize::try_from(*size.get_ref()) {
            Ok(articles @ 1..=1000) => articles,
            _ => {
                let message = format!("`page_size` is {}", size.get_ref());
                self.refuse(size, message, "write a number from 1 to 1000");
                DEFAULT
            }
        }
    }

    fn output(&mut self, root: &Path, output: Option<&Spanned<String>>) -> PathBuf {
        let Some(output) = output else {
            return root.join("public");
        };
        let path = Path::new(output.get_ref());
        let climbs = path.components().any(|part| part == Component::ParentDir);
        if output.get_ref().trim().is_empty() || path.is_absolute() || climbs {
            let message = format!("`output` is `{}`", output.get_ref());
            let help = "name a folder within the site, as \"public\"; `--output` takes any other";
            self.refuse(output, message, help);
        }
        root.join(path)
    }

    fn content(&mut self, content: &ContentFile) -> ContentConfig {
        let ContentFile {
            compat,
            trusted_html,
            slugs,
        } = content;
        let style = match slugs.as_ref().map(|style| style.get_ref().as_str()) {
            None | Some("ascii") => SlugStyle::Ascii,
            Some("unicode") => SlugStyle::Unicode,
            Some(other) => {
                let message = format!("`slugs` is `{other}`");
                if let Some(style) = slugs {
                    self.refuse(style, message, "write \"ascii\" or \"unicode\"");
                }
                SlugStyle::Ascii
            }
        };
        ContentConfig {
            compat: *compat,
            trusted_html: *trusted_html,
            slugs: style,
        }
    }

    fn nav_item(&mut self, item: NavItemFile) -> Option<NavItem> {
        let NavItemFile { label, to } = item;
        let target = to.get_ref();
        let outside = target.starts_with("https://") || target.starts_with("http://");
        let climbs = target.split('/').any(|part| part == "..") || target.contains('\\');
        if !outside && (!target.starts_with('/') || target.starts_with("//") || climbs) {
            let message = format!("the navigation leads to `{target}`");
            self.refuse(
                &to,
                message,
                "write a path from the root, as \"/tags.html\"",
            );
            return None;
        }
        Some(NavItem {
            label,
            to: to.into_inner(),
        })
    }
}

fn json_table(table: toml::Table) -> serde_json::Map<String, serde_json::Value> {
    table
        .into_iter()
        .map(|(key, value)| (key, json_value(value)))
        .collect()
}

fn json_value(value: toml::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json_value).collect(),
        toml::Value::Table(table) => Value::Object(json_table(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests::read;

    #[test]
    fn an_empty_file_is_a_configuration() {
        let config = read("").expect("fine");
        assert_eq!(config.output, Path::new("/site/public"));
        assert_eq!(config.page_size, 100);
        assert_eq!(config.language.as_str(), "en");
        assert!(!config.content.compat);
    }

    #[test]
    fn the_base_url_ends_with_a_slash() {
        let config = read("base_url = \"https://a.example/sub\"").expect("fine");
        assert_eq!(config.base_url.as_deref(), Some("https://a.example/sub/"));
    }

    #[test]
    fn an_unknown_key_is_a_fault_with_a_suggestion() {
        assert_eq!(
            read("title = \"A\"\nbase_ulr = \"https://a.example\"\n").expect_err("refused"),
            "error[config/unknown-key]: unknown key `base_ulr`\n \
             --> site.toml:2:1\n  |\n2 | base_ulr = \"https://a.example\"\n  | ^^^^^^^^\n  \
             = help: a key with a similar name exists: `base_url`\n"
        );
    }

    #[test]
    fn all_faults_are_shown_at_once() {
        let text = "language = \"klingonese!\"\ntimezone = \"Mars/Base\"\npage_size = 0\n\
                    base_url = \"archive.example\"\noutput = \"../else\"\n[content]\nslugs = \"x\"\n";
        let faults = read(text).expect_err("refused");
        assert_eq!(faults.matches("error[config/value]").count(), 6, "{faults}");
        for words in [
            "`klingonese!` is no language tag",
            "`Mars/Base` is no time zone",
            "`page_size` is 0",
            "`archive.example` is no address of a site",
            "`output` is `../else`",
            "`slugs` is `x`",
        ] {
            assert!(faults.contains(words), "{words} not in\n{faults}");
        }
    }

    #[test]
    fn broken_toml_names_its_line() {
        let faults = read("title = \"A\"\ndescription = \n").expect_err("refused");
        assert!(faults.contains("site.toml:2:"), "{faults}");
    }
}
