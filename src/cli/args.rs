//! Owns what may be typed. What it does is the commands' work.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, ColorChoice, Parser, Subcommand, ValueEnum};

/// From a folder of dispatches to a browsable site.
#[derive(Debug, Parser)]
#[command(
    name = "depeche",
    version,
    about,
    after_help = "Exit codes: 0 fine, 1 faults in content, 2 usage or configuration, 3 disk or network.\n\
                  Data goes to standard output, talk to standard error.",
    max_term_width = 100
)]
pub(super) struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Common {
    /// The site: the folder with site.toml (default: found upwards from here)
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Print data for machines (JSON) on standard output
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
    /// Make a new archive: site.toml, one article, one page; nothing is overwritten
    Init {
        /// The folder of the archive, made where it does not exist (default: this one)
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
        /// The language of the archive and of the texts in it (default: that of your system)
        #[arg(long, value_name = "LANGUAGE")]
        language: Option<StarterLanguage>,
        /// Write the recipe by which GitHub or GitLab builds and publishes the archive; in an archive, that file alone
        #[arg(long, value_name = "HOST")]
        ci: Option<CiHost>,
    },
    /// Make a new article file, dated today, in its place; print its path
    New {
        /// The headline; quotation marks around it are not needed
        #[arg(required = true, value_name = "HEADLINE")]
        headline: Vec<String>,
    },
    /// Build the site, into public/
    Build(Build),
    /// Preview the site in a browser, at http://127.0.0.1:4000, and show each change as it is saved; nothing is written
    Serve(Preview),
    /// Look for faults in content, links and pages, and write nothing; exit 1 where there are any
    Check(To),
    /// Build the site and bring it to a target of site.toml: the plan is shown, then done
    Publish(Publish),
    /// Show one article as the archive understands it, each field with its evidence
    Inspect {
        /// A source file, in a site or not
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the configuration of a host for this site: security headers, types, caching, the page for lost addresses
    Headers {
        /// The kind of host
        #[arg(value_name = "HOST")]
        host: HostName,
    },
    /// Hold a copy of a published site against its manifest, and name each file that is missing, changed or foreign
    Verify(Copy),
    /// Make a pair of keys to sign a site with: the secret one in a file of your own, the public one for everybody
    Keygen(Keys),
    /// List the built-in theme's files; copy those named into the site, to be changed there
    Theme {
        /// As listed: templates/article.html
        #[arg(value_name = "FILE")]
        files: Vec<String>,
    },
    /// Say what a diagnostic means and how to mend it; without a code, list all
    Explain {
        /// As shown in brackets: meta/unknown-key
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct To {
    /// Where the site is written (default: `output` of site.toml)
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The lite edition: no pictures, films and recordings, 10 KB a page at most; into public-lite/ unless --output names a folder
    #[arg(long)]
    pub lite: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Copy {
    /// The folder of the copy, or the address of a live site
    #[arg(value_name = "DIR|URL")]
    pub place: String,
    /// The public key of whoever publishes the site, or a file with it: its signature is checked too
    #[arg(long, value_name = "KEY|FILE")]
    pub key: Option<String>,
    /// Of a live site, look at the files at its top and at N others, always the same ones for one manifest
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Keys {
    /// Where the secret key goes; the public one goes beside it, as FILE.pub (default: among your settings)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Protect the secret key by a password, asked for here or taken from DEPECHE_KEY_PASSWORD
    #[arg(long)]
    pub password: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    #[command(flatten)]
    pub to: To,
    /// Pack the finished site into one file too, `….zip` or `….tar.zst`: to hand on, to keep, to read offline
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "site.zip")]
    pub zip: Option<PathBuf>,
    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Preview {
    /// The port; where it is taken, the next that is free
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub port: u16,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// Show drafts, embargoed and withheld articles too, under a secret path
    #[arg(long)]
    pub drafts: bool,
    /// The address to listen on; any but this machine's own opens the preview to the network
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Publish {
    /// A target: NAME of [publish.NAME] (default: the only one)
    #[arg(value_name = "TARGET")]
    pub target: Option<String>,
    /// Show the plan and its hash, and publish nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Apply the plan that is shown, without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Apply the plan with this hash, or nothing
    #[arg(long, value_name = "HASH", requires = "yes")]
    pub plan: Option<String>,
    /// So many articles may be removed, even if that is most of them
    #[arg(long, value_name = "N")]
    pub allow_removals: Option<usize>,
    /// What was taken down from this target may come back
    #[arg(long)]
    pub reinstate: bool,
    /// Take over files at the target that stand where files of the site go
    #[arg(long)]
    pub adopt: bool,
    /// List the releases that the target keeps
    #[arg(long, conflicts_with_all = ["dry_run", "yes", "rollback"])]
    pub history: bool,
    /// Make a kept release the current one again (default: the one before)
    #[arg(long, value_name = "RELEASE", num_args = 0..=1, conflicts_with = "dry_run")]
    pub rollback: Option<Option<String>>,
    #[command(flatten)]
    pub to: To,
}

/// A language that a new archive can be made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StarterLanguage {
    /// français
    Fr,
    /// English
    En,
    /// العربية
    Ar,
}

/// A kind of host whose configuration can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum HostName {
    /// `_headers`
    Netlify,
    /// `_headers`
    Cloudflare,
    /// A file for conf.d/
    Nginx,
    /// A site of a Caddyfile
    Caddy,
    /// `.htaccess`, or lines for <Directory>
    Apache,
}

/// A host that builds and publishes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CiHost {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
}

/// The colour that is asked for, as far as it can be told before the words are understood: help and usage faults are shown
/// then.
pub(super) fn color_of(words: &[OsString]) -> ColorChoice {
    let mut choice = ColorChoice::Auto;
    for (at, word) in words.iter().enumerate() {
        let value = match word.to_str() {
            Some("--") => break,
            Some("--color") => words.get(at + 1).and_then(|next| next.to_str()),
            Some(word) => word.strip_prefix("--color="),
            None => None,
        };
        choice = match value {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => choice,
        };
    }
    choice
}
