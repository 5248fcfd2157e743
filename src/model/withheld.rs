//! Owns the wrapper around what the public must not see (law 3). It cannot be serialised, shown or compared, so it cannot
//! reach a view, a log or a page by oversight; the archivist's own commands open it by name.

use std::fmt;

/// A value that is not public.
pub struct Withheld<T>(T);

impl<T> Withheld<T> {
    /// Closes a value in.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Opens it, for the archivist alone: faults by path, `inspect`, the leak check. Never for a view.
    pub fn for_archivist(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Withheld<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Withheld(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_not_show_what_it_holds() {
        assert_eq!(format!("{:?}", Withheld::new("a name")), "Withheld(…)");
    }
}
