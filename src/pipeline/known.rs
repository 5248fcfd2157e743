//! Owns the memory of a whole run: where every source and every file of the site is as that run left it, its outcome still holds,
//! and nothing has to be read; where texts alone were written to, it says which. It may vanish or be garbage at any time; then the whole
//! run is made, and is no less right.
//!
//! What a run depends on besides files is in its key, or is the time: what it turned back may be public later.

use std::cell::OnceCell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::gate::Clock;
use super::seen::{Seen, Sources, Written};
use super::{Outcome, Request, Summary, Timings};
use crate::atomic;
use crate::config::Config;
use crate::diag::{Diagnostics, WorldError};
use crate::glance::Glance;
use crate::hash::{Digest, Fingerprint};
use crate::model::Measure;
use crate::output::{Door, LISTS};
use crate::publish::Roles;
use crate::sealed::{seal, unseal};

/// What is known before a run: the last one, and how all files are now.
pub(super) struct Known {
    run_file: PathBuf,
    seen_file: PathBuf,
    key: Digest,
    clock: Clock,
    last: Option<Run>,
    /// The texts as the last run saw them, once that was asked.
    seen: OnceCell<Option<Seen>>,
    sources: Option<Sources>,
    output: Glance,
    /// Whether that was cast.
    cast: bool,
}

/// A run that is over.
#[derive(Debug, Serialize, Deserialize)]
struct Run {
    key: Digest,
    /// By which time embargoes ended: an earlier one asks for another run.
    from: i64,
    /// All sources that are no texts.
    others: Digest,
    /// The texts; none where one was too fresh to be believed.
    content: Option<Digest>,
    /// The texts one by one, as they were seen in the file beside this one.
    seen: Option<Digest>,
    output: Digest,
    warnings: Diagnostics,
    summary: Summary,
    logo: Option<Measure>,
}

/// What is left of the last run where texts alone were written to since.
pub(super) struct Standing<'a> {
    /// The texts.
    pub(super) written: Vec<Written>,
    /// What the run said.
    pub(super) warnings: &'a Diagnostics,
    /// What it did.
    pub(super) summary: &'a Summary,
    /// The size of the logo, where there is one and its size was known.
    pub(super) logo: Option<Measure>,
}

impl Known {
    /// Takes up what the last run wrote down, and looks at all files. None is opened.
    pub(super) fn look(config: &Config, request: &Request, door: &Door) -> Self {
        let run_file = door.memory("run");
        let key = Fingerprint::new()
            .bytes(crate::BUILD.as_bytes())
            .bytes(config.text.as_bytes())
            .bytes(&[u8::from(request.lite)])
            .finish();
        let run = read::<Run>(&run_file);
        let last = run.filter(|run| run.key == key && !door.recovered());
        let mut output = door.glance();
        let (sources, cast) = rayon::join(
            || Sources::look(config, request.clock.started),
            // Where nothing is known, it is looked at when all is written.
            || last.is_some() && matches!(output.cast(), Ok(Some(_))),
        );
        Self {
            run_file,
            seen_file: door.memory("seen"),
            key,
            clock: request.clock,
            last,
            seen: OnceCell::new(),
            sources,
            output,
            cast,
        }
    }

    /// The key of what the run keeps: all that it depends on besides files and the time, and the output that it is for. Another output
    /// may be as another state of the sources left it.
    pub(super) fn keep_key(&self) -> Digest {
        let output = self.run_file.file_name().unwrap_or_default();
        Fingerprint::new()
            .bytes(self.key.as_bytes())
            .bytes(output.as_encoded_bytes())
            .finish()
    }

    /// The outcome, if it is that of the last run.
    pub(super) fn answer(&mut self, output: &Path) -> Option<Outcome> {
        let content = self.sources.as_ref()?.content()?;
        let stands = self.run()?.content == Some(content);
        let run = self.last.take_if(|_| stands)?;
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

    /// What stands of the last run where nothing but texts was written to since.
    pub(super) fn standing(&self) -> Option<Standing<'_>> {
        let run = self.run()?;
        let seen = self.seen.get_or_init(|| self.seen_by(run));
        Some(Standing {
            written: self.sources.as_ref()?.written_since(seen.as_ref()?)?,
            warnings: &run.warnings,
            summary: &run.summary,
            logo: run.logo,
        })
    }

    /// The last run, if all but the texts is as it left it.
    fn run(&self) -> Option<&Run> {
        let run = self.last.as_ref()?;
        let end = run.summary.next_embargo;
        let same = run.from <= self.clock.now
            && end.is_none_or(|end| self.clock.now < end)
            && self.sources.as_ref()?.others == run.others
            && self.cast
            && self.output.print() == run.output;
        same.then_some(run)
    }

    /// The texts as a run saw them.
    fn seen_by(&self, run: &Run) -> Option<Seen> {
        let bytes = fs::read(&self.seen_file).ok()?;
        (Digest::of(&bytes) == run.seen?).then(|| unseal(&bytes))?
    }

    /// Writes down a run that is over and that wrote or removed the files that `changed`. `rest` is written after the last record is gone and before there is another: a record says that
    /// all else is whole.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub(super) fn remember(
        mut self,
        changed: &[String],
        warnings: &Diagnostics,
        summary: &Summary,
        logo: Option<Measure>,
        rest: impl FnOnce() -> Result<(), WorldError>,
    ) -> Result<(), WorldError> {
        let before = self.seen.take();
        let before = before.unwrap_or_else(|| self.seen_by(self.last.as_ref()?));
        match fs::remove_file(&self.run_file) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                return Err(WorldError::new("remove", &self.run_file, fault));
            }
            _ => rest()?,
        }
        let Some(sources) = self.sources.take() else {
            return Ok(());
        };
        let ended = Clock::machine().started;
        let Some(newest) = self.look_again(changed) else {
            return Ok(());
        };
        // Somebody wrote there since: that is for the next run to find.
        if newest > ended {
            return Ok(());
        }
        let seen = sources.seen(before.unwrap_or_default());
        let seen = seen.map(|seen| write(&self.seen_file, &seen)).transpose()?;
        let run = Run {
            key: self.key,
            from: self.clock.now,
            others: sources.others,
            content: sources.content(),
            seen,
            output: self.output.print(),
            warnings: warnings.clone(),
            summary: Summary {
                written: 0,
                kept: summary.written + summary.kept,
                removed: 0,
                recovered: false,
                ..summary.clone()
            },
            logo,
        };
        write(&self.run_file, &run).map(drop)
    }

    /// Looks at what this run changed in the output, and says the latest time at which a file there was written to.
    fn look_again(&mut self, changed: &[String]) -> Option<SystemTime> {
        let seen = match self.cast {
            true => {
                let list = format!("{LISTS}/any");
                let changed = changed.iter().chain([&list]).map(String::as_str);
                self.output.renew(changed)
            }
            false => self.output.cast(),
        };
        seen.ok().flatten()
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    unseal(&fs::read(file).ok()?)
}

/// Writes a value, and says the digest of its file. It may be lost with the power: then the next run is a whole one.
fn write<T: Serialize>(file: &Path, value: &T) -> Result<Digest, WorldError> {
    let sealed = seal(value).map_err(|fault| WorldError::new("write", file, fault))?;
    atomic::write_unflushed(file, &sealed)?;
    Ok(Digest::of(&sealed))
}
