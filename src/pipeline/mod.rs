//! Owns the whole build, on one page: the one way from a folder of dispatches to a site, which `build`, `check` and the
//! tests all take (law 2). What each step does is the step's own part.
//!
//! 1. `config`: `site.toml`, as used.
//! 2. `output`: the lock; what a killed build left behind is completed first.
//!    [`known`]: where no file is another than after the last run, that run's outcome holds, and nothing is read. [`amend`]: where texts
//!    alone are others, and no other page can tell, their pages are made again, and nothing else is read.
//! 3. `source`: every file of `content/`, each read alone, most from memory.
//! 4. [`edition`]: all that pages are made from. [`gate`]: what is not public goes no further (law 3); `archive`: one fold over the
//!    public heads; `plan`: every file that will exist; collisions end the run here.
//! 5. [`pages`]: for each file, its view; a known fingerprint keeps it, another renders it.
//! 6. `output`: the commit, all or nothing (law 4).

mod amend;
mod desk;
mod edition;
mod facts;
mod gate;
mod kept;
mod known;
mod locate;
mod pages;
mod roles;
mod seen;
mod sheet;
mod siblings;
mod site;
mod timings;
mod trouble;

pub use edition::{Edition, Taken};
pub use gate::{Clock, Reader};
pub use pages::{Kind, Piece, Renderer};
pub use site::{Memories, Site, rules_of};
pub use timings::{Stage, Timings};
pub use trouble::Trouble;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::check::{self, Checker};
use crate::config::{self, Config};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, WorldError};
use crate::output::{Door, Folders, Mode, OpenError};
use crate::publish::Roles;
use amend::Amendment;
use kept::Keeper;
use known::Known;
use pages::render_all;

/// What a run is to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// Where to write, if not where `site.toml` says.
    pub output: Option<PathBuf>,
    /// Whether the lite edition is asked for, whatever `site.toml` says.
    pub lite: bool,
    /// Write the site, or only look.
    pub task: Task,
    /// Whether the roles of the site's files are asked for: a run that has nothing to do does not know them.
    pub roles: bool,
    /// What time it is.
    pub clock: Clock,
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Write the site.
    Build,
    /// Render every page and look at it, and write nothing.
    Check,
}

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// Faults that stopped nothing.
    pub warnings: Diagnostics,
    /// The figures.
    pub summary: Summary,
    /// What each file of the site is for, where that was asked.
    pub roles: Roles,
    /// Where the time went.
    pub timings: Timings,
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Summary {
    /// Public articles.
    pub articles: usize,
    /// Files in the site.
    pub files: usize,
    /// Files written.
    pub written: usize,
    /// Files that stayed as they were.
    pub kept: usize,
    /// Files removed.
    pub removed: usize,
    /// Articles that are not public: drafts, withheld, embargoed. Said to the archivist alone.
    pub withheld: usize,
    /// When the next embargo ends, in seconds since 1970.
    pub next_embargo: Option<i64>,
    /// Whether a build that was cut short was completed first.
    pub recovered: bool,
    /// The folder of the site.
    pub output: PathBuf,
}

/// Why a run stopped. The output is as it was.
#[derive(Debug)]
pub enum Failure {
    /// The configuration, or the way it was called.
    Config(Diagnostics),
    /// Faults in the user's files, with the warnings found on the way.
    Faults(Diagnostics),
    /// The world refused.
    World(WorldError),
}

/// Hears how far a run is.
pub trait Progress: Sync {
    /// So many pages are to be looked at, or so many pictures before that.
    fn pages(&self, count: usize);
    /// One more is done.
    fn page(&self);
}

/// Hears nothing.
pub struct Silence;

impl Progress for Silence {
    fn pages(&self, _: usize) {}
    fn page(&self) {}
}

/// Runs the pipeline.
///
/// # Errors
/// Faults that stop a build, all that could be told; then nothing has been written.
pub fn run(request: &Request, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let (config, said) = read_config(&request.root)?;
    let config = match request.lite {
        true => config.asked_lite(),
        false => config,
    };
    let output = request.output.clone().unwrap_or(config.output.clone());
    let timings = Timings::default();
    let door = timings.time(Stage::Open, || open(&config, &output, request.task))?;
    let mut known = (request.task == Task::Build)
        .then(|| timings.time(Stage::Glance, || Known::look(&config, request, &door)));
    if !request.roles
        && let Some(known) = &mut known
        && let Some(outcome) = known.answer(&output)
    {
        return Ok(Outcome { timings, ..outcome });
    }
    let amendment = known.as_ref().filter(|_| !request.roles).and_then(|known| {
        timings.time(Stage::Amend, || {
            Amendment::find(&config, known, request.clock)
        })
    });
    if let Some(amendment) = amendment
        && let Some(written) = timings
            .time(Stage::Commit, || amendment.put(&door))
            .map_err(Failure::World)?
        && let Some(known) = known.take()
    {
        return amended(amendment, &written, known, output, timings);
    }
    let session = timings
        .time(Stage::Open, || door.enter())
        .map_err(refused)?;
    let keeper = known
        .as_ref()
        .map(|known| Keeper::new(&config, known.keep_key(), known.is_left()));

    let mut memories = timings.time(Stage::Recall, || Memories::open(&config));
    if request.task == Task::Build {
        memories.make_pictures();
    }
    let edition = Edition::make_heard(
        config,
        said,
        Reader::Public,
        request.clock,
        &mut memories,
        &timings,
        progress,
    )?;

    let checker = Checker::new(edition.withheld());
    let looked_at = (request.task == Task::Check).then_some(&checker);
    let renderer = edition.renderer().keeping(keeper.as_ref());
    let mut said = render_all(&renderer, &session, looked_at, progress, &timings)?;
    drop(renderer);
    if request.task == Task::Check {
        said.append(check::articles(edition.archive(), edition.plan()));
        said.append(checker.finish(edition.plan()));
    }
    if said.errors() > 0 {
        said.append(edition.faults().clone());
        return Err(Failure::Faults(said.sorted()));
    }

    let recovered = session.recovered();
    if let Some(known) = &known {
        known.forget().map_err(Failure::World)?;
    }
    let report = timings
        .time(Stage::Commit, || session.commit())
        .map_err(Failure::World)?;
    said.append(report.strays.clone());
    said.append(edition.faults().clone());
    let warnings = locate::places(said, edition.site()).sorted();
    let summary = Summary {
        articles: edition.archive().articles().len(),
        files: edition.plan().jobs.len(),
        written: report.written.len(),
        kept: report.kept,
        removed: report.removed.len(),
        withheld: edition.withheld().len(),
        next_embargo: edition.next_embargo(),
        recovered,
        output,
    };
    if let Some(known) = known {
        let changed = [report.written, report.removed].concat();
        let rest = || {
            memories.save()?;
            keeper.map_or(Ok(()), |keeper| keeper.save(|| edition.archive().sources()))
        };
        timings
            .time(Stage::Remember, || {
                known.remember(&changed, &warnings, &summary, edition.logo(), rest)
            })
            .map_err(Failure::World)?;
    }
    Ok(Outcome {
        warnings,
        roles: match request.roles {
            true => roles::of(&edition),
            false => Roles::default(),
        },
        timings,
        summary,
    })
}

/// Ends a run that made some pages again and looked at nothing else.
fn amended(
    amendment: Amendment,
    written: &[String],
    known: Known,
    output: PathBuf,
    timings: Timings,
) -> Result<Outcome, Failure> {
    let Amendment {
        warnings,
        summary,
        logo,
        ..
    } = amendment;
    let summary = Summary {
        written: written.len(),
        kept: summary.kept - written.len().min(summary.kept),
        removed: 0,
        output,
        ..summary
    };
    timings
        .time(Stage::Remember, || {
            known.remember_amended(written, &warnings, &summary, logo)
        })
        .map_err(Failure::World)?;
    Ok(Outcome {
        warnings,
        roles: Roles::default(),
        timings,
        summary,
    })
}

/// Reads `site.toml` of a site.
///
/// # Errors
/// Where there is none, or it has faults.
pub fn read_config(root: &Path) -> Result<(Config, Diagnostics), Failure> {
    let path = root.join(config::FILE_NAME);
    let read = |source| WorldError::new("read", &path, source).left("nothing was written");
    let bytes = std::fs::read(&path).map_err(|fault| Failure::World(read(fault)))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::Config(one(not_utf8())))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    Config::read(root, text).map_err(|faults| Failure::Config(faults.sorted()))
}

fn open(config: &Config, output: &Path, task: Task) -> Result<Door, Failure> {
    let sources = config::FOLDERS.map(|name| config.root.join(name));
    let folders = Folders {
        root: &config.root,
        output,
        state: &config.state_folder(),
        sources: &sources,
    };
    let mode = match task {
        Task::Build => Mode::Write,
        Task::Check => Mode::DryRun,
    };
    Door::open(&folders, mode).map_err(refused)
}

fn refused(fault: OpenError) -> Failure {
    match fault {
        OpenError::Refused(fault) => Failure::Config(one(*fault)),
        OpenError::World(fault) => Failure::World(fault),
    }
}

fn not_utf8() -> Diagnostic {
    let message = format!("`{}` is not UTF-8", config::FILE_NAME);
    Diagnostic::new(Code::ConfigUnreadable, message)
        .at(Place::file(config::FILE_NAME))
        .help("save it as UTF-8")
}

fn one(fault: Diagnostic) -> Diagnostics {
    std::iter::once(fault).collect()
}

impl Clock {
    /// When the run began, for judging how fresh a file is.
    pub(crate) fn started(self) -> SystemTime {
        self.started
    }
}
