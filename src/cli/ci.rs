//! Owns `depeche init --ci`: the recipe by which a host builds and publishes an archive each time that it changes. Its texts stand
//! in `starter/ci/`. In an archive that is there already, only the recipe is added.

use std::path::Path;

use serde_json::json;

use super::args::{CiHost, StarterLanguage};
use super::fresh::{self, Fresh};
use super::terminal::Terminal;
use super::{Environment, Exit, init};
use crate::config::FILE_NAME;

const GITHUB: (&str, &str) = (
    ".github/workflows/depeche.yml",
    include_str!("starter/ci/github.yml"),
);
const GITLAB: (&str, &str) = (".gitlab-ci.yml", include_str!("starter/ci/gitlab.yml"));

/// Makes the recipe, with a new archive where there is none.
pub(super) fn init(
    folder: &Path,
    host: CiHost,
    language: Option<StarterLanguage>,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    let (path, text) = match host {
        CiHost::Github => GITHUB,
        CiHost::Gitlab => GITLAB,
    };
    let recipe: Fresh<'_> = (path.to_owned(), text.as_bytes());
    if !folder.join(FILE_NAME).is_file() {
        return init::with(folder, language, Some(recipe), environment, terminal);
    }
    if language.is_some() {
        return terminal.refuse(
            &format!(
                "`{}` is an archive already, with a language of its own",
                folder.display()
            ),
            Some("leave `--language` out: the recipe is the same in all languages"),
        );
    }
    if let Err(exit) = fresh::make(folder, &[recipe], terminal) {
        return exit;
    }
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    if terminal.json {
        terminal.value(&json!({ "ok": true, "root": absolute, "files": [path] }));
    } else {
        terminal.data(&format!("{}\n", fresh::shown(&absolute.join(path))));
    }
    terminal.say("state in it where depeche comes from, then commit it; its first lines say how");
    Exit::Fine
}
