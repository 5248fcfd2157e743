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
use super::seen::{Folder, Seen, Sources, Written};
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
use crate::source::Memory;

/// The memory of what a run saw in the content folder.
const SEEN: &str = "seen";

/// What is known before a run: the last one, and how all files are now.
pub(super) struct Known {
    run_file: PathBuf,
    /// The folder of what is remembered.
    state: PathBuf,
    key: Digest,
    clock: Clock,
    last: Option<Run>,
    /// What the last run saw in the folders in which something was written to since, once that was asked.
    seen: OnceCell<Memory<Folder>>,
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
    /// The texts one by one, as they were seen; none where one was written to meanwhile.
    seen: Option<Seen>,
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
            state: config.state_folder(),
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

    /// Whether the output lies as the last run left it.
    pub(super) fn is_left(&self) -> bool {
        let last = self.last.as_ref();
        last.is_some_and(|run| self.cast && self.output.print() == run.output)
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
        let sources = self.sources.as_ref()?;
        let seen = run.seen.as_ref()?;
        let changed = sources.changed_since(seen)?;
        let memory = self.seen.get_or_init(|| {
            let changed = changed.iter().copied();
            Memory::open_parts(&self.state, SEEN, self.keep_key(), changed)
        });
        Some(Standing {
            written: sources.written_since(&changed, seen, memory)?,
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
            && self.is_left();
        same.then_some(run)
    }

    /// Writes down a run that made the pages of some texts, which are the files that `changed`, and looked at nothing else.
    ///
    /// # Errors
    /// As [`Known::remember`].
    pub(super) fn remember_amended(
        mut self,
        changed: &[String],
        warnings: &Diagnostics,
        summary: &Summary,
        logo: Option<Measure>,
    ) -> Result<(), WorldError> {
        self.forget()?;
        let before = self.last.take().and_then(|run| run.seen);
        let seen = self.seen.take().zip(before);
        self.write(changed, warnings, summary, logo, |sources| {
            let (mut memory, before) = seen?;
            Some((sources.seen(Some(&before), &mut memory)?, memory))
        })
    }

    /// Writes down a run that is over, and that wrote or removed the files that `changed`. `rest` is written after the last record is gone
    /// and before there is another: a record says that all else is whole.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub(super) fn remember(
        self,
        changed: &[String],
        warnings: &Diagnostics,
        summary: &Summary,
        logo: Option<Measure>,
        rest: impl FnOnce() -> Result<(), WorldError>,
    ) -> Result<(), WorldError> {
        self.forget()?;
        rest()?;
        let mut memory = Memory::open(&self.state, SEEN, self.keep_key());
        self.write(changed, warnings, summary, logo, |sources| {
            Some((sources.seen(None, &mut memory)?, memory))
        })
    }

    /// Removes the record of the last run, before anything is made another that it says is whole.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub(super) fn forget(&self) -> Result<(), WorldError> {
        match fs::remove_file(&self.run_file) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                Err(WorldError::new("remove", &self.run_file, fault))
            }
            _ => Ok(()),
        }
    }

    /// Writes the record of a run, if it can be known by stamps alone; `seen` gives what it saw of the texts.
    fn write(
        mut self,
        changed: &[String],
        warnings: &Diagnostics,
        summary: &Summary,
        logo: Option<Measure>,
        seen: impl FnOnce(&Sources) -> Option<(Seen, Memory<Folder>)>,
    ) -> Result<(), WorldError> {
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
        let seen = seen(&sources);
        if let Some((_, memory)) = &seen {
            memory.save()?;
        }
        let run = Run {
            key: self.key,
            from: self.clock.now,
            others: sources.others,
            content: sources.content(),
            seen: seen.map(|(seen, _)| seen),
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
        let wrap = |fault| WorldError::new("write", &self.run_file, fault);
        // It may be lost with the power: then the next run is a whole one.
        atomic::write_unflushed(&self.run_file, &seal(&run).map_err(wrap)?)
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
