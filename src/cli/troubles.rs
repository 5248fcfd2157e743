//! Owns how it is told why publishing stopped, and the exit code of that.

use super::Exit;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Diagnostics};
use crate::publish::Trouble;

/// What a publisher is told where nothing was done.
pub(super) const NOTHING: &str = "nothing was published";

/// Something that the archivist decides.
pub(super) fn refused(fault: Diagnostic, terminal: &Terminal) -> Exit {
    let faults: Diagnostics = std::iter::once(fault).collect();
    terminal.stop(&faults, NOTHING, Exit::Usage)
}

/// That, or the world.
pub(super) fn stopped(trouble: Trouble, terminal: &Terminal) -> Exit {
    match trouble {
        Trouble::Refused(fault) => refused(*fault, terminal),
        Trouble::World(fault) => terminal.world(&fault),
    }
}
