//! Owns the gathering of faults while what was written is checked: each with its place in `site.toml`.

use toml::Spanned;

use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};

/// The checks of single values, each with its fault.
pub(super) struct Check<'a> {
    pub(super) source: &'a SourceText<'a>,
    pub(super) faults: Diagnostics,
}

impl<'a> Check<'a> {
    pub(super) fn new(source: &'a SourceText<'a>) -> Self {
        Self {
            source,
            faults: Diagnostics::new(),
        }
    }

    pub(super) fn refuse<T>(&mut self, value: &Spanned<T>, message: String, help: &str) {
        self.faults.push(
            Diagnostic::new(Code::ConfigValue, message)
                .at(self.source.place(value.span()))
                .help(help),
        );
    }

    /// The same without the line itself, which may hold a secret.
    pub(super) fn refuse_unseen<T>(&mut self, value: &Spanned<T>, message: String, help: &str) {
        self.faults.push(
            Diagnostic::new(Code::ConfigValue, message)
                .at(self.source.place(value.span()).without_text())
                .help(help),
        );
    }
}
