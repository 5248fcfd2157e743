//! Owns the finding of the site: the folder named, or the nearest one upwards that holds `site.toml`.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::Common;
use super::terminal::Terminal;
use crate::config::{Config, FILE_NAME};
use crate::diag::Diagnostics;
use crate::pipeline::{Failure, read_config};

/// The site's folder, absolute.
pub(super) fn find(common: &Common, terminal: &Terminal) -> Result<PathBuf, Exit> {
    if let Some(root) = &common.root {
        return named(root, terminal);
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    upwards(&here).ok_or_else(|| {
        terminal.refuse(
            &format!("no `{FILE_NAME}` in this folder or above it"),
            Some("go to the archive's folder, name it with `--root DIR`, or make a new one with `depeche init DIR`"),
        )
    })
}

fn named(root: &Path, terminal: &Terminal) -> Result<PathBuf, Exit> {
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    if absolute.join(FILE_NAME).is_file() {
        return Ok(absolute);
    }
    Err(terminal.refuse(
        &format!("there is no `{FILE_NAME}` in `{}`", root.display()),
        Some("`depeche init DIR` makes a new archive"),
    ))
}

/// The nearest folder from `start` upwards that is a site.
pub(super) fn upwards(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(FILE_NAME).is_file())
        .map(Path::to_path_buf)
}

/// The configuration of a site, and what is doubtful in it; faults are said.
pub(super) fn config(root: &Path, terminal: &Terminal) -> Result<(Config, Diagnostics), Exit> {
    read_config(root).map_err(|failure| match failure {
        Failure::World(fault) => terminal.world(&fault),
        Failure::Config(faults) | Failure::Faults(faults) => {
            terminal.stop(&faults, "nothing was written", Exit::Usage)
        }
    })
}
