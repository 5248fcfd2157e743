//! Owns the words with which a file is refused. It does not decide which files are.

use std::fmt;

/// Why a file may not be published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The format is known, or not, and its metadata cannot be taken out soundly.
    CannotClean {
        /// One lower-case sentence without a full stop, with the file's name.
        what: String,
        /// One thing to do.
        help: String,
    },
    /// The file is damaged, or is not what its name says.
    Broken {
        /// One lower-case sentence without a full stop, with the file's name.
        why: String,
        /// One thing to do.
        help: String,
    },
}

impl Refusal {
    /// The headline: one lower-case sentence without a full stop.
    pub fn message(&self) -> &str {
        match self {
            Self::CannotClean { what, .. } => what,
            Self::Broken { why, .. } => why,
        }
    }

    /// One thing to do now.
    pub fn help(&self) -> &str {
        match self {
            Self::CannotClean { help, .. } | Self::Broken { help, .. } => help,
        }
    }

    /// A damaged file; `why` goes on after its name: "ends within a segment".
    pub(super) fn broken(why: impl Into<String>) -> Self {
        Self::Broken {
            why: why.into(),
            help: "open it in the program that made it and save it again".to_owned(),
        }
    }

    /// A file that cannot be cleaned; `what` goes on after its name: "is a HEIC image, …".
    pub(super) fn cannot(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self::CannotClean {
            what: what.into(),
            help: help.into(),
        }
    }

    /// The same with another thing to do.
    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        let help = help.into();
        match self {
            Self::CannotClean { what, .. } => Self::CannotClean { what, help },
            Self::Broken { why, .. } => Self::Broken { why, help },
        }
    }

    /// Puts the file's name before the words.
    pub(super) fn of(self, name: &str) -> Self {
        let named = |words: String| format!("`{name}` {words}");
        match self {
            Self::CannotClean { what, help } => Self::CannotClean {
                what: named(what),
                help,
            },
            Self::Broken { why, help } => Self::Broken {
                why: named(why),
                help,
            },
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Refusal {}
