//! Owns the tests of how a site looks and of what its pages weigh: the look that `site.toml` states, the lite edition and its budget,
//! and the budgets of the built-in theme.

mod support;

#[path = "theme/budgets.rs"]
mod budgets;
#[path = "theme/lite.rs"]
mod lite;
#[path = "theme/look.rs"]
mod look;

use std::io::Write as _;

/// What bytes weigh as hosts send them.
fn packed(bytes: &[u8]) -> usize {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed").len()
}
