//! Owns how the tests of the configuration read one, and how they tell its faults: whole, as a terminal without colours shows them.

use std::path::Path;

use super::Config;
use crate::diag::{Diagnostics, Style, render};

/// The configuration of a text, or its faults.
pub(super) fn read(text: &str) -> Result<Config, String> {
    read_with_warnings(text).map(|(config, _)| config)
}

/// The same, with what was said of it.
pub(super) fn read_with_warnings(text: &str) -> Result<(Config, String), String> {
    Config::read(Path::new("/site"), text)
        .map(|(config, said)| (config, shown(said)))
        .map_err(shown)
}

fn shown(faults: Diagnostics) -> String {
    let sorted = faults.sorted();
    let each = sorted.iter();
    each.map(|fault| render(fault, Style::PLAIN)).collect()
}
