//! Owns the steps of a target: each dealing with the disk or with another program asks here first, so that a test can cut a run
//! short before any one of them, or do something in between.

use std::fmt;
use std::io;

/// Hears of each step before it is taken, by its name; a fault stops the run there.
pub type Watch<'a> = Box<dyn FnMut(&'static str) -> io::Result<()> + 'a>;

/// The steps of one run; nobody watches, as a rule.
#[derive(Default)]
pub(super) struct Steps<'a>(Option<Watch<'a>>);

impl<'a> Steps<'a> {
    /// Steps that somebody watches.
    pub(super) fn watched(watch: Watch<'a>) -> Self {
        Self(Some(watch))
    }

    /// Asks whether the next step may be taken.
    pub(super) fn take(&mut self, name: &'static str) -> io::Result<()> {
        match &mut self.0 {
            Some(watch) => watch(name),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Steps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Steps")
    }
}
