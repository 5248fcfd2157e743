//! Owns the files of the theme: the built-in templates, static files and strings, embedded in the program, and a site's own
//! in their place; and the look that a site states in `site.toml`. What templates do with them is `render`'s work.

mod colour;
mod look;
mod sheet;
mod strings;

pub use colour::{Colour, Palette, TEXT};
pub use look::{Face, Logo, Look, Named};
pub use sheet::{GROUNDS, SHEET, builtin_palette, colours, texts};
#[cfg(test)]
pub(crate) use strings::keys_of;
pub use strings::{Argument, FOR_VIEWS, StringFault, Strings};
pub(crate) use strings::{Worded, worded};

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");
static STRINGS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/i18n");

/// A site's own files of the theme: path from the site's root (`templates/article.html`, `i18n/de.ftl`) to text. A file
/// takes the place of the built-in one of the same path; strings do so key by key. Other paths are not looked at.
pub type ThemeFiles = BTreeMap<String, String>;

/// Every file of the built-in theme: its path (`templates/article.html`, `static/style.css`, `i18n/fr.ftl`) and its bytes,
/// by folder, then by path.
pub fn builtin_files() -> impl Iterator<Item = (String, &'static [u8])> {
    let folders = [
        ("templates", &TEMPLATES),
        ("static", &STATIC),
        ("i18n", &STRINGS),
    ];
    folders.into_iter().flat_map(|(folder, dir)| {
        files_of(dir)
            .into_iter()
            .map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
    })
}

/// The text of a built-in file.
pub(crate) fn builtin_text(path: &str) -> Option<&'static str> {
    let (folder, name) = path.split_once('/')?;
    let dir = match folder {
        "templates" => &TEMPLATES,
        "static" => &STATIC,
        "i18n" => &STRINGS,
        _ => return None,
    };
    dir.get_file(name)?.contents_utf8()
}

fn files_of(dir: &'static Dir<'static>) -> BTreeMap<String, &'static [u8]> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        for file in folder.files() {
            // Paths are written with `/` in messages and in sites, whatever the machine that compiled.
            let parts = file.path().iter().map(|part| part.to_string_lossy());
            files.insert(parts.collect::<Vec<_>>().join("/"), file.contents());
        }
        folders.extend(folder.dirs());
    }
    files
}
