//! depeche: from a folder of dispatches to a browsable, citable, verifiable site.

pub mod archive;
pub mod atomic;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod hash;
pub mod inspect;
pub mod model;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod route;
pub mod source;
pub mod theme;
pub mod typography;
pub mod view;

/// A digest of the sources that this program is built from: two programs that may render otherwise differ in it.
pub const BUILD: &str = env!("DEPECHE_BUILD");
