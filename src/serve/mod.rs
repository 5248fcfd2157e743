//! Owns the preview: the site at the author's own machine, kept current while files change, with what is wrong shown where it is looked
//! at. It writes nothing but the memory of what was read.
//!
//! [`watch`] says which files changed; the keeper hands them to the [`studio`], which has the pipeline's edition and takes them up or makes
//! another; each turn, every page that is looked at hears what concerns it ([`events`]). A request passes the [`guard`], is looked up among
//! the routes of the plan, made by the pipeline's renderer ([`studio`], [`cache`]) and sent ([`http`], [`answer`]), with the preview's
//! script added in flight ([`inject`]).

mod answer;
mod cache;
mod events;
mod guard;
mod http;
mod inject;
mod near;
mod studio;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use crate::diag::{Diagnostics, WorldError};
use crate::pipeline::{Memories, Reader};
use http::App;
use studio::{Studio, Update};
use watch::{Change, Ended, Watch};

/// How many ports after the one that was asked for are tried.
const PORTS: u16 = 100;
/// How long the keeper sleeps at most: so soon it sees that it is to end.
const NAP: Duration = Duration::from_millis(200);

/// How a site is to be shown.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port to listen on; where it is taken, the next that is free.
    pub port: u16,
    /// Whether what is not public is shown as well, under a secret path.
    pub drafts: bool,
    /// Whether a browser is to be opened.
    pub open: bool,
    /// `SOURCE_DATE_EPOCH`, where it is stated: a number.
    pub epoch: Option<String>,
}

/// Tells the person at the terminal.
pub trait Talk: Sync {
    /// A line of talk.
    fn say(&self, text: &str);
    /// Faults in the user's files.
    fn faults(&self, faults: &Diagnostics);
    /// A fault of the world.
    fn world(&self, fault: &str);
}

/// Shows a site until it is interrupted.
///
/// # Errors
/// Where no port is free, or the system will not watch the folders.
pub fn serve(options: &Options, talk: &dyn Talk) -> Result<(), WorldError> {
    let world = |doing: &'static str, fault: std::io::Error| {
        WorldError::new(doing, &options.root, fault).left("nothing was written")
    };
    // As the system names it when it tells of changes.
    let root = options.root.canonicalize();
    let root = root.map_err(|fault| world("read", fault))?;
    let epoch = options.epoch.clone();
    let studio = Arc::new(Studio::new(root.clone(), epoch, options.drafts));
    let token = match options.drafts {
        true => Some(token().map_err(|fault| world("find a secret word for", fault))?),
        false => None,
    };
    // Before the first look at the files, so that no change falls between.
    let watch = Watch::new(&root)
        .map_err(|fault| world("watch", std::io::Error::other(fault.to_string())))?;
    let mut keeper = Keeper {
        studio: Arc::clone(&studio),
        watch,
        memories: None,
        talk,
    };
    keeper.begin();

    let runtime = tokio::runtime::Runtime::new().map_err(|fault| world("serve", fault))?;
    let listener = runtime
        .block_on(listen(options.host, options.port))
        .map_err(|fault| world("find a port to serve", fault))?;
    let address = listener
        .local_addr()
        .map_err(|fault| world("serve", fault))?;
    // Before anybody is told that they may end it.
    let interrupted = {
        let _within = runtime.enter();
        interrupted()
    };
    announce(options, address, token.as_deref(), talk);

    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| keeper.keep(&stop));
        runtime.block_on(async {
            let app = App::new(studio, options.host, token);
            tokio::select! {
                () = http::run(listener, app) => {}
                () = interrupted => {}
            }
        });
        stop.store(true, Ordering::Relaxed);
    });
    runtime.shutdown_timeout(NAP);
    Ok(())
}

/// Hears, from now on, the interrupt key and the system's wish to end; what it gives waits for either.
fn interrupted() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let signals = {
        use tokio::signal::unix::{SignalKind, signal};
        (
            signal(SignalKind::interrupt()),
            signal(SignalKind::terminate()),
        )
    };
    async move {
        #[cfg(unix)]
        if let (Ok(mut key), Ok(mut wish)) = signals {
            tokio::select! {
                _ = key.recv() => {}
                _ = wish.recv() => {}
            }
            return;
        }
        // Where the key cannot be heard, the process is ended from outside.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// The port that was asked for, or the next that is free.
async fn listen(host: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let mut refused = None;
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind(SocketAddr::new(host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(fault) if fault.kind() == std::io::ErrorKind::AddrInUse => refused = Some(fault),
            Err(fault) => return Err(fault),
        }
    }
    Err(refused.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

fn announce(options: &Options, address: SocketAddr, token: Option<&str>, talk: &dyn Talk) {
    if options.port != 0 && address.port() != options.port {
        talk.say(&format!("port {} is taken", options.port));
    }
    if !options.host.is_loopback() {
        talk.say("anyone in the network can read this preview: `--host` opened it");
    }
    let front = format!("http://{address}/");
    talk.say(&format!("serving {front} (Ctrl-C ends it)"));
    if let Some(token) = token {
        talk.say(&format!("with drafts: {front}{token}/"));
    }
    let shown = token.map_or_else(|| front.clone(), |token| format!("{front}{token}/"));
    if options.open && open::that_detached(&shown).is_err() {
        talk.say("no browser could be opened");
    }
}

/// A word that nobody guesses: 128 random bits.
fn token() -> std::io::Result<Arc<str>> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|fault| std::io::Error::other(fault.to_string()))?;
    let word: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(word.into())
}

/// Keeps the site current.
struct Keeper<'a> {
    studio: Arc<Studio>,
    watch: Watch,
    memories: Option<Memories>,
    talk: &'a dyn Talk,
}

impl Keeper<'_> {
    /// Makes the site for the first time, and writes down what was read, so that the next start is quick.
    fn begin(&mut self) {
        let started = Instant::now();
        let update = self.studio.update(None, &mut self.memories);
        self.tell("the site", &update, started);
        if let (Update::Current { .. }, Some(memories)) = (&update, &mut self.memories)
            && let Err(fault) = memories.save()
        {
            self.talk.world(&fault.to_string());
        }
    }

    fn keep(&mut self, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            let change = match self.watch.next(NAP) {
                Ok(Some(change)) => change,
                Ok(None) if self.embargo_ended() => Change::Anything,
                Ok(None) => continue,
                Err(Ended) => {
                    self.talk
                        .world("the system has ended the watching of the folders");
                    return;
                }
            };
            let started = Instant::now();
            match change {
                Change::Files(files) => {
                    let files = files
                        .into_iter()
                        .filter(|path| !is_half_saved(path))
                        .collect();
                    let what = self.named(&files);
                    let update = match files.is_empty() {
                        true => Update::Nothing,
                        false => self.studio.update(Some(&files), &mut self.memories),
                    };
                    self.tell(&what, &update, started);
                }
                Change::Anything => {
                    let update = self.studio.update(None, &mut self.memories);
                    self.tell("the site", &update, started);
                }
            }
        }
    }

    /// Whether the time of an embargo has come since the site was made, by the clock that it was made by. A site that is faulty is
    /// made anew when a file changes, and not before.
    fn embargo_ended(&self) -> bool {
        let end = self
            .studio
            .with_edition(crate::pipeline::Edition::next_embargo);
        end.flatten()
            .is_some_and(|end| end <= self.studio.clock().now)
            && self.studio.failure(Reader::Public).is_none()
    }

    /// The changed files in words.
    fn named(&self, files: &std::collections::BTreeSet<PathBuf>) -> String {
        let root = self.studio.root();
        let mut names = files.iter().map(|path| {
            let path = path.strip_prefix(root).unwrap_or(path);
            path.display().to_string().replace('\\', "/")
        });
        match (names.next(), files.len()) {
            (Some(name), 1) => name,
            (Some(name), count) => format!("{name} and {} more", count - 1),
            (None, _) => "nothing".to_owned(),
        }
    }

    fn tell(&self, what: &str, update: &Update, started: Instant) {
        let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
        match update {
            Update::Nothing => {}
            Update::Current { whole } => {
                let figures = self.studio.with_edition(|edition| {
                    (
                        edition.archive().articles().len(),
                        edition.plan().jobs.len(),
                        edition.faults().clone(),
                    )
                });
                let Some((articles, files, faults)) = figures else {
                    return;
                };
                if *whole {
                    self.talk.faults(&faults);
                }
                self.talk.say(&format!(
                    "{what}: {articles} articles, {files} files, {} warnings ({milliseconds:.0} ms)",
                    faults.warnings()
                ));
            }
            Update::Faulty(fault) => {
                self.talk.faults(&fault.faults);
                if let Some(world) = &fault.world {
                    self.talk.world(world);
                }
                self.talk.say(&format!(
                    "{what}: the last good site is shown ({milliseconds:.0} ms)"
                ));
            }
        }
    }
}

/// Whether a text is empty: an editor has emptied it, and is about to write it. What it was is shown on.
fn is_half_saved(path: &std::path::Path) -> bool {
    let is_text = path.extension().is_some_and(|extension| {
        ["md", "markdown", "txt", "html", "toml", "ftl", "css"]
            .iter()
            .any(|known| extension == *known)
    });
    is_text && std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() == 0)
}
