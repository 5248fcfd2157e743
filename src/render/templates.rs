//! Owns the theme in effect: the built-in templates with the site's own over them, compiled once, and the rendering of a
//! view into HTML. No template function reads the archive, the disk, the network or the clock (law 1).
//! It does not read files (the caller hands them in) and does not copy `static/` (the assets do).

mod faults;
mod functions;

pub use functions::safe_url;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use crate::diag::{Diagnostic, Diagnostics};
use crate::hash::{Digest, Fingerprint};
use crate::model::Language;
use crate::theme::{Strings, ThemeFiles, builtin_files};
use crate::view::{Page, View};

/// Bytes that most pages fit into: a page that grows from nothing is copied a dozen times on the way.
const USUAL: usize = 32 * 1024;

/// The templates and strings in effect. Shared by threads.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    strings: Arc<Strings>,
    /// Template name (`article.html`) to text, for messages.
    sources: BTreeMap<String, String>,
    digest: Digest,
}

impl Theme {
    /// The built-in theme with a site's files over it, in the language of the site's interface.
    ///
    /// # Errors
    /// Templates that cannot be read, that use a filter, function, component, template or string which does not exist, and
    /// broken files of strings: every one that can be told.
    pub fn load(language: &Language, overrides: &ThemeFiles) -> Result<Self, Diagnostics> {
        let sources = templates_in_effect(overrides);
        let strings = match Strings::load(language, overrides) {
            Ok(strings) => Arc::new(strings),
            Err(broken) => {
                let mut faults = faults_of_syntax(&sources);
                faults.append(broken);
                return Err(faults.sorted());
            }
        };
        let mut tera = Tera::default();
        functions::register(&mut tera, &strings);
        let refused = tera.add_raw_templates(&sources).err();
        let mut faults = match refused {
            Some(_) => faults_of_syntax(&sources),
            None => Diagnostics::new(),
        };
        faults.extend(faults::unknown_strings(&sources, &strings));
        if faults.is_empty()
            && let Some(error) = refused
        {
            faults.extend(faults::of_loading(&error, &sources));
        }
        if !faults.is_empty() {
            return Err(faults.sorted());
        }
        let mut print = Fingerprint::new().bytes(strings.digest().as_bytes());
        for (name, text) in &sources {
            print = print.bytes(name.as_bytes()).bytes(text.as_bytes());
        }
        Ok(Self {
            tera,
            strings,
            sources,
            digest: print.finish(),
        })
    }

    /// The fingerprint of all templates and strings in effect, by name and content.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The interface's words, for the building of views.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// A view as HTML.
    ///
    /// # Errors
    /// A name that the view does not have, or another fault of the template, with its line and the page's path.
    pub fn render(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut out = Vec::with_capacity(USUAL);
        self.render_into(view, &mut out)?;
        Ok(out)
    }

    /// A view as HTML, into a buffer that the caller keeps. What the buffer held is dropped.
    ///
    /// # Errors
    /// As [`Theme::render`]; the buffer then holds a part of the page.
    pub fn render_into(&self, view: &View, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        out.clear();
        let path = &page_of(view).path;
        let fault = |error| Box::new(faults::of_rendering(&error, &self.sources, path));
        let context = Context::from_serialize(view).map_err(fault)?;
        self.tera
            .render_to(view.template(), &context, out)
            .map_err(fault)
    }
}

fn page_of(view: &View) -> &Page {
    match view {
        View::Article(view) | View::Page(view) => &view.page,
        View::Home(view) => &view.page,
        View::Calendar(view) => &view.page,
        View::Taxonomy(view) => &view.page,
        View::Term(view) => &view.page,
        View::NotFound(view) => &view.page,
        View::Verify(view) => &view.page,
        View::Redirect(view) => &view.page,
    }
}

fn templates_in_effect(overrides: &ThemeFiles) -> BTreeMap<String, String> {
    let builtin = builtin_files().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("templates/")?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some((name.to_owned(), text.to_owned()))
    });
    let own = overrides.iter().filter_map(|(path, text)| {
        let name = path.strip_prefix("templates/")?;
        // A byte order mark would stand before the doctype and put the browser in quirks mode.
        let text = text.trim_start_matches('\u{FEFF}');
        Some((name.to_owned(), text.to_owned()))
    });
    builtin
        .chain(own)
        .filter(|(name, _)| name.ends_with(".html"))
        .collect()
}

/// Reads each template alone, since Tera stops at the first that it cannot read. What a template needs of others is
/// checked when all are loaded.
fn faults_of_syntax(sources: &BTreeMap<String, String>) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for (name, text) in sources {
        if let Err(error) = Tera::default().add_raw_template(name, text)
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            faults.extend(faults::of_loading(&error, sources));
        }
    }
    faults
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
