//! Owns what must be so before a session may look at the output: the locks are ours, and no commit is half done.

use std::fs;
use std::path::Path;

use super::commit;
use super::lock::{self, Attempt};
use super::opening::{Mode, OpenError};
use super::place::{Place, locked};
use super::stage;
use super::steps::Steps;
use crate::diag::WorldError;
use crate::held::Held;

/// The locks, which are free again when it goes.
#[derive(Debug)]
pub(super) struct Hold {
    /// Whether a commit that was cut short has been completed.
    pub(super) recovered: bool,
    _site: Option<Held>,
    _output: Option<Held>,
}

impl Hold {
    /// Locks the site, then the output, and clears up after a killed build. An output that such a build was about to make is
    /// locked once it is there.
    pub(super) fn take(
        state: &Path,
        place: &Place,
        mode: Mode,
        steps: &Steps,
    ) -> Result<Self, OpenError> {
        let site = lock_site(state, mode)?;
        let into = || format!("into `{}`", place.shown);
        let mut output = taken(lock::folder(&place.real)?, into)?;
        let recovered = recover(place, steps)?;
        if output.is_none() {
            output = taken(lock::folder(&place.real)?, into)?;
        }
        Ok(Self {
            recovered,
            _site: site,
            _output: output,
        })
    }
}

fn lock_site(state: &Path, mode: Mode) -> Result<Option<Held>, OpenError> {
    let writes = mode == Mode::Write;
    if writes {
        let wrap = |fault| WorldError::new("create", state, fault).left("nothing was written");
        stage::private_folder(state).map_err(wrap)?;
    }
    let attempt = lock::file(&state.join("lock"), writes)?;
    taken(attempt, || "this site".into())
}

fn taken(attempt: Attempt, what: impl Fn() -> String) -> Result<Option<Held>, OpenError> {
    match attempt {
        Attempt::Taken(lock) => Ok(lock),
        Attempt::Held => Err(locked(&what()).into()),
    }
}

/// Completes or throws away each stage that a killed process left behind.
fn recover(place: &Place, steps: &Steps) -> Result<bool, OpenError> {
    let mut recovered = false;
    for home in stage::homes(&place.real) {
        let there = fs::symlink_metadata(&home);
        if !there.is_ok_and(|there| there.is_dir()) {
            continue;
        }
        let into = || format!("into `{}`", place.shown);
        let lock = taken(lock::folder(&home)?, into)?;
        recovered |= commit::recover(&home, &place.real, steps)?;
        drop(lock);
    }
    Ok(recovered)
}
