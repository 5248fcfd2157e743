//! Owns which file is the style sheet, which adds to it, and how one is made of both and of the look that `site.toml` states.

use crate::route::{OutPath, Route};
use crate::theme::SHEET;

/// What a site has to add to it.
pub(super) const CUSTOM: &str = "custom.css";

/// Whether a path is the style sheet's.
pub(super) fn is_sheet(path: &str) -> bool {
    path == SHEET
}

/// Whether what a site has to add to the style sheet stands at a path.
pub(super) fn is_custom(path: &str) -> bool {
    path == CUSTOM
}

/// Where what a site has to add to the style sheet stands.
pub(super) fn custom_path() -> OutPath {
    Route::Static(CUSTOM.to_owned()).path()
}

/// One sheet of three, the last word last: the theme's, the look that `site.toml` states, what the site adds.
pub(super) fn joined(mut sheet: Vec<u8>, look: &[u8], custom: Option<&[u8]>) -> Vec<u8> {
    for part in [Some(look), custom].into_iter().flatten() {
        if !part.is_empty() {
            sheet.push(b'\n');
            // A mark of the order of bytes belongs at the start of a file, which this is not.
            sheet.extend(part.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(part));
        }
    }
    sheet
}
