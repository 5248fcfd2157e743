//! Owns `site.toml`: as written (`file`), as used (`resolve`), and the one step between. It reads no file: the caller hands
//! it the text.

mod check;
mod edition;
mod file;
mod hosting;
mod images;
pub mod publish;
mod resolve;
#[cfg(test)]
mod tests;
mod theme;

pub use edition::EditionConfig;
pub use file::known_keys;
pub use hosting::HostingConfig;
pub use images::ImagesConfig;
pub use resolve::{Config, ContentConfig, NavItem};

use std::path::Path;

use crate::diag::{Diagnostics, SourceText};

/// The name of the configuration at the site's root.
pub const FILE_NAME: &str = "site.toml";

/// The folders of a site, beside that file, that a run reads.
pub const FOLDERS: [&str; 4] = ["content", "static", "templates", "i18n"];

impl Config {
    /// Reads the text of `site.toml` for the site at `root`.
    ///
    /// # Errors
    /// Every fault of the text that stops a build. Warnings come with the configuration.
    pub fn read(root: &Path, text: &str) -> Result<(Self, Diagnostics), Diagnostics> {
        let source = SourceText::new(FILE_NAME, text);
        let written = file::read(&source)?;
        resolve::resolve(root, &source, written)
    }
}
