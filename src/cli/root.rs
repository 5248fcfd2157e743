//! Owns the finding of the site: the folder named, or the nearest one upwards that holds `site.toml`.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::Common;
use super::terminal::Terminal;
use crate::config::FILE_NAME;

/// The site's folder, absolute.
pub(super) fn find(common: &Common, terminal: &Terminal) -> Result<PathBuf, Exit> {
    if let Some(root) = &common.root {
        let absolute = std::path::absolute(root).unwrap_or_else(|_| root.clone());
        if absolute.join(FILE_NAME).is_file() {
            return Ok(absolute);
        }
        terminal.fail(&format!(
            "there is no `{FILE_NAME}` in `{}`",
            root.display()
        ));
        terminal.say("help: `depeche init DIR` makes a new archive");
        return Err(Exit::Usage);
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    upwards(&here).ok_or_else(|| {
        terminal.fail(&format!("no `{FILE_NAME}` in this folder or above it"));
        terminal.say("help: go to the archive's folder, name it with `--root DIR`, or make a new one with `depeche init DIR`");
        Exit::Usage
    })
}

/// The nearest folder from `start` upwards that is a site.
pub(super) fn upwards(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| folder.join(FILE_NAME).is_file())
        .map(Path::to_path_buf)
}
