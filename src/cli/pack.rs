//! Owns `depeche build --zip`: the finished site as one file, by the same way as publishing to one.

use std::path::{Path, PathBuf};

use super::Exit;
use super::terminal::Terminal;
use super::troubles::stopped;
use crate::config::FOLDERS;
use crate::pipeline::{Clock, Outcome};
use crate::publish::targets::pack::{Archive, Settings};
use crate::publish::{Now, Publisher, Site, private_folder};

/// What is kept of such a file stands under this name, which no target can have.
const NAME: &str = "build.zip";

/// Where the file is to be, if it may be there.
pub(super) fn place(file: &Path, root: &Path, terminal: &Terminal) -> Result<PathBuf, Exit> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if !name.ends_with(".zip") && !name.ends_with(".tar.zst") {
        let text = format!("`--zip` names `{}`", file.display());
        return Err(terminal.refuse(&text, Some("end the name with `.zip` or `.tar.zst`")));
    }
    let place =
        std::path::absolute(file).map_err(|_| terminal.refuse("`--zip` names no file", None))?;
    let mut taken = FOLDERS.iter().chain([&".depeche"]);
    if taken.any(|folder| place.starts_with(root.join(folder))) {
        let text = format!(
            "`{}` would lie among the site's own sources",
            file.display()
        );
        return Err(terminal.refuse(&text, Some("name a file beside them, as `site.zip`")));
    }
    Ok(place)
}

/// Packs the site that a build made.
pub(super) fn pack(
    place: &Path,
    state: &Path,
    outcome: &Outcome,
    terminal: &Terminal,
) -> Result<(), Exit> {
    if place.starts_with(&outcome.summary.output) {
        let text = "the file would lie in the site that it is to hold";
        return Err(terminal.refuse(text, Some("name a file beside it, as `site.zip`")));
    }
    let stop = |trouble| stopped(trouble, terminal);
    let site = Site::open(&outcome.summary.output, outcome.roles.clone()).map_err(stop)?;
    let archive = Archive::new(Settings {
        path: place.to_path_buf(),
        folder: private_folder(state, NAME),
    });
    let now = Now::at(Clock::machine().now);
    let mut publisher = Publisher::new(NAME, Box::new(archive), &site, state, now);
    let looked = publisher.look().map_err(stop)?;
    let bar = terminal.transfer();
    let done = publisher.apply(&looked, false, &bar);
    bar.clear();
    done.map_err(stop)?;
    terminal.say(&format!("the whole site is in `{}`", place.display()));
    Ok(())
}
