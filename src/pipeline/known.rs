//! Owns the memory of a whole run: where every source and every file of the site is as that run left it, its outcome still holds,
//! and nothing has to be read. It may vanish or be garbage at any time; then the run is made, and is no less right.
//!
//! What a run depends on besides files is in its key, or is the time: what it turned back may be public later.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::gate::Clock;
use super::{Outcome, Request, Summary, Timings};
use crate::atomic;
use crate::config::{Config, FOLDERS};
use crate::diag::{Diagnostics, WorldError};
use crate::glance::{Glance, RACY};
use crate::hash::{Digest, Fingerprint};
use crate::output::{Door, LISTS, Report};
use crate::publish::Roles;
use crate::sealed::{seal, unseal};

/// What is known before a run: the last one, and how all files are now.
pub(super) struct Known {
    file: PathBuf,
    key: Digest,
    clock: Clock,
    last: Option<Run>,
    /// None where a link or the disk stands in the way, or a file is too fresh to be believed.
    sources: Option<Digest>,
    output: Glance,
    /// Whether that was cast.
    seen: bool,
}

/// A run that is over.
#[derive(Debug, Serialize, Deserialize)]
struct Run {
    key: Digest,
    /// By which time embargoes ended: an earlier one asks for another run.
    from: i64,
    sources: Digest,
    output: Digest,
    warnings: Diagnostics,
    summary: Summary,
}

impl Known {
    /// Takes up what the last run wrote down, and looks at all files. None is opened.
    pub(super) fn look(config: &Config, request: &Request, door: &Door) -> Self {
        let file = door.memory("run");
        let key = Fingerprint::new()
            .bytes(crate::BUILD.as_bytes())
            .bytes(config.text.as_bytes())
            .bytes(&[u8::from(request.lite)])
            .finish();
        let run = fs::read(&file).ok().and_then(|bytes| unseal::<Run>(&bytes));
        let last = run.filter(|run| run.key == key && !door.recovered());
        let mut output = door.glance();
        let (sources, seen) = rayon::join(
            || sources(&config.root, request.clock.started),
            // Where nothing is known, it is looked at when all is written.
            || last.is_some() && matches!(output.cast(), Ok(Some(_))),
        );
        Self {
            file,
            key,
            clock: request.clock,
            last,
            sources,
            output,
            seen,
        }
    }

    /// The outcome, if it is that of the last run.
    pub(super) fn answer(&mut self, output: &Path) -> Option<Outcome> {
        let seen = self.seen.then(|| self.output.print());
        let run = self.last.take_if(|run| {
            let end = run.summary.next_embargo;
            run.from <= self.clock.now
                && end.is_none_or(|end| self.clock.now < end)
                && self.sources == Some(run.sources)
                && seen == Some(run.output)
        })?;
        Some(Outcome {
            warnings: run.warnings,
            roles: Roles::default(),
            timings: Timings::default(),
            summary: Summary {
                output: output.to_path_buf(),
                ..run.summary
            },
        })
    }

    /// Writes down a run that is over.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub(super) fn remember(
        mut self,
        report: &Report,
        warnings: &Diagnostics,
        summary: &Summary,
    ) -> Result<(), WorldError> {
        let Some(sources) = self.sources else {
            return Ok(());
        };
        let ended = Clock::machine().started;
        let Some(newest) = self.look_again(report) else {
            return Ok(());
        };
        // Somebody wrote there since: that is for the next run to find.
        if newest > ended {
            return Ok(());
        }
        let run = Run {
            key: self.key,
            from: self.clock.now,
            sources,
            output: self.output.print(),
            warnings: warnings.clone(),
            summary: Summary {
                written: 0,
                kept: summary.written + summary.kept,
                removed: 0,
                recovered: false,
                ..summary.clone()
            },
        };
        let sealed = seal(&run).map_err(|fault| WorldError::new("write", &self.file, fault))?;
        atomic::write(&self.file, &sealed)
    }

    /// Looks at what this run changed in the output, and says the latest time at which a file there was written to.
    fn look_again(&mut self, report: &Report) -> Option<SystemTime> {
        let seen = match self.seen {
            true => {
                let changed = report.written.iter().chain(&report.removed);
                let list = format!("{LISTS}/any");
                let changed = changed.chain([&list]).map(String::as_str);
                self.output.renew(changed)
            }
            false => self.output.cast(),
        };
        seen.ok().flatten()
    }
}

/// One digest for all sources, if none was written to just before the run.
fn sources(root: &Path, started: SystemTime) -> Option<Digest> {
    let folders = FOLDERS.par_iter().map(|folder| {
        let mut glance = Glance::new(root.join(folder), |_| false);
        let newest = glance.cast().ok().flatten()?;
        (newest + RACY < started).then(|| glance.print())
    });
    let prints: Option<Vec<Digest>> = folders.collect();
    let each = prints?.into_iter();
    Some(
        each.fold(Fingerprint::new(), |all, one| all.bytes(one.as_bytes()))
            .finish(),
    )
}
