//! Owns `depeche theme`: the list of the built-in theme's files, and the copying of some into a site, where they take the
//! place of the built-in ones.

use serde_json::{Value, json};

use super::args::Common;
use super::fresh::{self, Fresh};
use super::terminal::Terminal;
use super::{Exit, root};
use crate::theme::builtin_files;

/// Lists the files, or copies those named.
pub(super) fn theme(names: &[String], common: &Common, terminal: &Terminal) -> Exit {
    if names.is_empty() {
        return list(common, terminal);
    }
    match copy(names, common, terminal) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn list(common: &Common, terminal: &Terminal) -> Exit {
    if !terminal.json {
        let list: String = builtin_files()
            .map(|(path, _)| format!("{path}\n"))
            .collect();
        terminal.data(&list);
        return Exit::Fine;
    }
    let site = match &common.root {
        Some(_) => match root::find(common, terminal) {
            Ok(root) => Some(root),
            Err(exit) => return exit,
        },
        None => std::env::current_dir()
            .ok()
            .and_then(|here| root::upwards(&here)),
    };
    let files: Vec<Value> = builtin_files()
        .map(|(path, bytes)| {
            let overridden = site.as_ref().map(|root| root.join(&path).is_file());
            json!({ "path": path, "bytes": bytes.len(), "overridden": overridden })
        })
        .collect();
    terminal.value(&json!({ "ok": true, "files": files }));
    Exit::Fine
}

fn copy(names: &[String], common: &Common, terminal: &Terminal) -> Result<(), Exit> {
    let root = root::find(common, terminal)?;
    let mut files: Vec<Fresh<'_>> = Vec::new();
    for name in names {
        let file = builtin(name).ok_or_else(|| unknown(name, terminal))?;
        if !files.contains(&file) {
            files.push(file);
        }
    }
    fresh::make(&root, &files, terminal)?;
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    if terminal.json {
        terminal.value(&json!({ "ok": true, "root": root, "copied": paths }));
    } else {
        let list: String = paths
            .iter()
            .map(|path| format!("{}\n", fresh::shown(&root.join(path))))
            .collect();
        terminal.data(&list);
    }
    terminal.say("the site's own files are used from the next build on; delete one to have the built-in file again");
    Ok(())
}

fn builtin(name: &str) -> Option<Fresh<'static>> {
    let wanted = name.trim_start_matches("./").replace('\\', "/");
    builtin_files().find(|(path, _)| *path == wanted)
}

fn unknown(name: &str, terminal: &Terminal) -> Exit {
    let likeness = |path: &str| {
        let file = path.rsplit('/').next().unwrap_or(path);
        strsim::jaro_winkler(name, path).max(strsim::jaro_winkler(name, file))
    };
    let near = builtin_files()
        .map(|(path, _)| (likeness(&path), path))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness > 0.85);
    let help = match near {
        Some((_, path)) => format!("did you mean `{path}`?"),
        None => "`depeche theme` lists its files".to_owned(),
    };
    terminal.refuse(
        &format!("the built-in theme has no file `{name}`; nothing was written"),
        Some(&help),
    )
}
