//! Owns the command line: what may be typed, and which exit code answers. Each command has a file of its own; only
//! `terminal` prints.

mod args;
mod build;
mod explain;
mod root;
mod terminal;

use std::ffi::OsString;

use clap::Parser;

use args::{Args, Command};
use terminal::Terminal;

/// How a command ended, as the exit code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is fine.
    Fine = 0,
    /// Faults in content.
    Faults = 1,
    /// The way it was called, or the configuration.
    Usage = 2,
    /// Disk or network.
    World = 3,
}

/// What the environment says, read once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Environment {
    /// `SOURCE_DATE_EPOCH`: the time of the run, in seconds since 1970.
    pub epoch: Option<String>,
    /// `NO_COLOR`: no colour, unless asked for.
    pub no_color: bool,
    /// `LANG` and its like: the language of the person at the terminal.
    pub language: String,
}

/// Runs a command line, its first word the program's name.
pub fn main(words: impl IntoIterator<Item = OsString>) -> Exit {
    let environment = Environment::read();
    let args = match Args::try_parse_from(words) {
        Ok(args) => args,
        Err(fault) => return terminal::usage(&fault),
    };
    let terminal = Terminal::new(&args.common, &environment);
    match &args.command {
        Command::Build(to) => build::build(&args.common, to, &environment, &terminal),
        Command::Check(to) => build::check(&args.common, to, &environment, &terminal),
        Command::Explain { code } => explain::explain(code.as_deref(), &terminal),
    }
}

impl Environment {
    /// The one reading of the environment.
    #[allow(clippy::disallowed_methods, reason = "this is the door")]
    fn read() -> Self {
        let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            epoch: of("SOURCE_DATE_EPOCH"),
            no_color: of("NO_COLOR").is_some(),
            language: of("LC_ALL")
                .or_else(|| of("LC_MESSAGES"))
                .or_else(|| of("LANG"))
                .unwrap_or_default(),
        }
    }
}
