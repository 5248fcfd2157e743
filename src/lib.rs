//! depeche: from a folder of dispatches to a browsable, citable, verifiable site.
//!
//! A build takes these steps, each a module; [`pipeline`] is all of them on one page.
//!
//! 1. [`config`] reads `site.toml`: as written, then as used.
//! 2. [`output`] locks the output folder and completes what a killed build left half done.
//! 3. [`source`] walks through `content/` and loads each file alone, most from memory; [`parse`] makes an article of each text,
//!    in the words of [`model`], with its faults.
//! 4. [`pipeline`] turns back what is not public. Nothing after this step knows of it.
//! 5. [`archive`] folds the public heads into read-only indexes: calendar, terms, translations, related articles.
//! 6. [`plan`] settles every file that will exist, at its path by [`route`], and what every link leads to.
//! 7. [`view`] makes the plain data of each page; where its fingerprint ([`hash`]) is not the known one, [`render`] makes bytes of
//!    it with the templates of [`theme`] and the marks of [`typography`].
//! 8. [`output`] commits: all or nothing.
//!
//! [`serve`] shows the site while it is written: the same steps, kept warm, and nothing committed.
//!
//! [`publish`] is what happens to a finished site. [`check`] reads the finished pages for faults, and [`inspect`] shows how one source was read. A fault in a user's file is a value of [`diag`]; all of a run are shown. [`atomic`]
//! writes single files whole. [`cli`] is what may be typed, and the only part that prints.
//!
//! A part leans only on those of its own floor and below: `docs/architecture.md` has the floors, and `tests/tidy.rs` holds them.

pub mod archive;
pub mod atomic;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod glance;
pub mod hash;
mod held;
pub mod hosting;
pub mod inspect;
pub mod model;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod publish;
pub mod render;
pub mod route;
mod sealed;
pub mod serve;
pub mod source;
pub mod theme;
pub mod typography;
pub mod view;

/// A digest of the sources that this program is built from: two programs that may render otherwise differ in it.
pub const BUILD: &str = env!("DEPECHE_BUILD");

/// The same of what makes the sizes of pictures alone: an hour's work is not thrown away for a changed template.
pub const PICTURES: &str = env!("DEPECHE_PICTURES");
