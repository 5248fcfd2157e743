//! Owns what stands before a session: the output folder found and locked, and one look at it that opens no file.

use std::path::PathBuf;

use super::hold::Hold;
use super::opening::{Mode, OpenError};
use super::place::{Folders, Place};
use super::renewal::{Renewal, Renewed};
use super::session::{Session, Start};
use super::state;
use super::steps::Steps;
use super::strays::is_no_part;
use crate::diag::WorldError;
use crate::glance::Glance;

/// An output folder that is locked, with no commit half done in it, and of which nothing was read yet.
#[derive(Debug)]
pub struct Door {
    mode: Mode,
    place: Place,
    state: PathBuf,
    steps: Steps,
    // Last, so that it is free when all else is gone.
    hold: Hold,
}

impl Door {
    /// Locks the site and its output, and completes or throws away what a killed build left behind.
    ///
    /// # Errors
    /// Refuses an output folder that overlaps with the sources, and one that another process is writing; else the error of the system.
    /// The output is as it was, or the error says otherwise.
    pub fn open(folders: &Folders<'_>, mode: Mode) -> Result<Self, OpenError> {
        Self::open_with(folders, mode, Steps::default())
    }

    /// The same with counted steps, for tests that kill what goes in by it.
    ///
    /// # Errors
    /// As [`Door::open`].
    #[doc(hidden)]
    pub fn open_with(folders: &Folders<'_>, mode: Mode, steps: Steps) -> Result<Self, OpenError> {
        let place = Place::find(folders)?;
        let hold = Hold::take(folders.state, &place, mode, &steps)?;
        Ok(Self {
            mode,
            state: folders.state.to_path_buf(),
            steps,
            hold,
            place,
        })
    }

    /// Whether opening completed a commit that had been cut short.
    pub fn recovered(&self) -> bool {
        self.hold.recovered
    }

    /// The private file of what is remembered under this name of this output folder.
    pub fn memory(&self, what: &str) -> PathBuf {
        state::file(&self.state, what, &self.place.name)
    }

    /// A glance at all that lies in the output folder, but for depeche's own work and the `.git` of a branch that holds the site.
    pub fn glance(&self) -> Glance {
        Glance::new(self.place.real.clone(), is_no_part)
    }

    /// Gives files that are there other bytes, all of them or none, keeps all else, and says which of them had others. Nobody looks at
    /// the rest: whoever calls this has seen that the output is as it was left. None where that cannot be done, or this is a dry run;
    /// then nothing was written, and [`Door::enter`] finds out more.
    ///
    /// # Errors
    /// The error says whether the output is as it was, or the next session will complete the commit.
    pub fn renew(&self, files: &[Renewed<'_>]) -> Result<Option<Vec<String>>, WorldError> {
        if self.mode == Mode::DryRun {
            return Ok(None);
        }
        let renewal = Renewal {
            place: &self.place,
            state: &self.memory("output"),
            steps: &self.steps,
        };
        renewal.carry_out(files)
    }

    /// Reads what was written last time. Neither a missing nor a damaged private state is an error.
    ///
    /// # Errors
    /// Refuses an output folder that is not ours, and one whose manifest is damaged; else the error of the system.
    pub fn enter(self) -> Result<Session, OpenError> {
        Session::begin(Start {
            state: self.memory("output"),
            mode: self.mode,
            place: self.place,
            steps: self.steps,
            hold: self.hold,
        })
    }
}
