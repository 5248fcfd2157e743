//! Owns the command line: what may be typed, and which exit code answers. Each command has a file of its own; only
//! `terminal` prints.

mod args;
mod build;
mod ci;
mod explain;
mod fresh;
mod headers;
mod init;
mod inspect;
mod keygen;
mod network;
mod new;
mod pack;
mod publish;
mod root;
mod serve;
mod terminal;
mod theme;
mod timings;
mod today;
mod troubles;
mod verify;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches};

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
#[derive(Clone, Default)]
pub(crate) struct Environment {
    /// `SOURCE_DATE_EPOCH`: the time of the run, in seconds since 1970.
    pub epoch: Option<String>,
    /// `NO_COLOR`: no colour, unless asked for.
    pub no_color: bool,
    /// `COLUMNS`: the width of listings.
    pub columns: Option<usize>,
    /// The variables whose names begin with `AWS_`: credentials for a bucket, and where it is.
    pub aws: BTreeMap<String, String>,
    /// Whether `GIT_SSH_COMMAND` or `GIT_SSH` says how git is to call ssh.
    pub own_ssh: bool,
    /// `LANG` and its like: the language of the person at the terminal.
    pub language: String,
    /// `HOME`, or what Windows has for it.
    pub home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`: where settings lie, if not in `.config` of the home.
    pub config_home: Option<PathBuf>,
    /// `DEPECHE_KEY_PASSWORD`: opens a protected secret key.
    pub key_password: Option<String>,
    /// `SSL_CERT_FILE`: certificates to trust besides the built-in ones.
    pub certificates: Option<PathBuf>,
    /// `HTTPS_PROXY`, `http_proxy` and `NO_PROXY`.
    pub proxies: Proxies,
}

/// How the network is reached, as the environment says it. An address may hold a password, so nothing shows it.
#[derive(Clone, Default)]
pub(crate) struct Proxies {
    /// For `https` addresses.
    pub https: Option<String>,
    /// For `http` addresses.
    pub http: Option<String>,
    /// Hosts that need none.
    pub none: Option<String>,
}

/// Runs a command line, its first word the program's name.
pub fn main(words: impl IntoIterator<Item = OsString>) -> Exit {
    let environment = Environment::read();
    let words: Vec<OsString> = words.into_iter().collect();
    let command = Args::command().color(args::color_of(&words));
    let read = command
        .try_get_matches_from(words)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let Args { common, command } = match read {
        Ok(args) => args,
        Err(fault) => return terminal::usage(&fault),
    };
    let terminal = Terminal::new(&common, &environment);
    match &command {
        Command::Init {
            folder,
            language,
            ci,
        } => {
            let folder = folder.as_ref().or(common.root.as_ref());
            let folder = folder.map_or(Path::new("."), PathBuf::as_path);
            match ci {
                Some(host) => ci::init(folder, *host, *language, &environment, &terminal),
                None => init::init(folder, *language, &environment, &terminal),
            }
        }
        Command::New { headline } => {
            new::new(&headline.join(" "), &common, &environment, &terminal)
        }
        Command::Build(what) => build::build(&common, what, &environment, &terminal),
        Command::Serve(preview) => serve::serve(&common, preview, &environment, &terminal),
        Command::Publish(wish) => publish::publish(&common, wish, &environment, &terminal),
        Command::Check(to) => build::check(&common, to, &environment, &terminal),
        Command::Inspect { file } => inspect::inspect(file, &common, &terminal),
        Command::Headers { host } => headers::headers(*host, &common, &terminal),
        Command::Verify(what) => verify::verify(what, &environment, &terminal),
        Command::Keygen(what) => keygen::keygen(what, &common, &environment, &terminal),
        Command::Theme { files } => theme::theme(files, &common, &terminal),
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
            columns: of("COLUMNS").and_then(|columns| columns.parse().ok()),
            aws: std::env::vars_os()
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .filter(|(name, _)| name.starts_with("AWS_"))
                .collect(),
            own_ssh: of("GIT_SSH_COMMAND").or_else(|| of("GIT_SSH")).is_some(),
            language: of("LC_ALL")
                .or_else(|| of("LC_MESSAGES"))
                .or_else(|| of("LANG"))
                .unwrap_or_default(),
            home: of("HOME").or_else(|| of("USERPROFILE")).map(PathBuf::from),
            config_home: of("XDG_CONFIG_HOME").map(PathBuf::from),
            key_password: of("DEPECHE_KEY_PASSWORD"),
            certificates: of("SSL_CERT_FILE").map(PathBuf::from),
            proxies: Proxies {
                https: of("HTTPS_PROXY").or_else(|| of("https_proxy")),
                // In capitals, a request to a web server could set it.
                http: of("http_proxy"),
                none: of("NO_PROXY").or_else(|| of("no_proxy")),
            },
        }
    }
}

impl std::fmt::Debug for Proxies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proxies")
    }
}
