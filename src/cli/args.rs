//! Owns what may be typed. What it does is the commands' work.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// From a folder of dispatches to a browsable site.
#[derive(Debug, Parser)]
#[command(
    name = "depeche",
    version,
    about,
    propagate_version = true,
    max_term_width = 100
)]
pub(super) struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Common {
    /// The site: the folder with site.toml (default: found upwards from here)
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Data for machines on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing but faults
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site, into public/
    Build(To),
    /// Look for faults in content, links and pages, and write nothing; exit 1 where there are any
    Check(To),
    /// What a diagnostic means and how to mend it; without a code, all of them
    Explain {
        /// As shown in brackets: meta/unknown-key
        code: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct To {
    /// Where the site is written (default: `output` of site.toml)
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
