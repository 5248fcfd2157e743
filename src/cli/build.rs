//! Owns `depeche build` and `depeche check`: the pipeline's outcome in words and in an exit code.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::DateTime;
use serde_json::{Value, json};

use super::args::{Build, Common, To};
use super::terminal::{Terminal, fault_values};
use super::{Environment, Exit, pack, root, timings, today};
use crate::pipeline::{Failure, Outcome, Request, Summary, Task, run};

/// What is asked for beside the site.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    timings: bool,
    roles: bool,
}

/// Builds the site, and packs it where that is asked for.
pub(super) fn build(
    common: &Common,
    what: &Build,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    let built = go(
        Task::Build,
        common,
        &what.to,
        Asked {
            timings: what.timings,
            roles: what.zip.is_some(),
        },
        environment,
        terminal,
        |root, outcome| {
            let Some(file) = &what.zip else {
                return Ok(());
            };
            let place = pack::place(file, root, terminal)?;
            let (config, _) = root::config(root, terminal)?;
            pack::pack(&place, &config.state_folder(), outcome, terminal)
        },
    );
    built.unwrap_or_else(|exit| exit)
}

/// Looks for faults.
pub(super) fn check(
    common: &Common,
    to: &To,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    let checked = go(
        Task::Check,
        common,
        to,
        Asked::default(),
        environment,
        terminal,
        |_, _| Ok(()),
    );
    checked.unwrap_or_else(|exit| exit)
}

/// Runs the pipeline and tells of it; `then` is done once all is well.
fn go(
    task: Task,
    common: &Common,
    to: &To,
    asked: Asked,
    environment: &Environment,
    terminal: &Terminal,
    then: impl FnOnce(&Path, &Outcome) -> Result<(), Exit>,
) -> Result<Exit, Exit> {
    let started = Instant::now();
    let clock = today::clock(environment, terminal)?;
    let root = root::find(common, terminal)?;
    let request = Request {
        root: root.clone(),
        output: output(to, terminal)?,
        lite: to.lite,
        task,
        roles: asked.roles,
        clock,
    };
    let bar = terminal.bar();
    let result = run(&request, &bar);
    bar.clear();
    let outcome = result.map_err(|failure| failed(task, failure, terminal))?;
    let exit = fine(task, &root, &outcome, asked.timings, started, terminal);
    then(&root, &outcome)?;
    Ok(exit)
}

/// The folder that `--output` names, absolute.
pub(super) fn output(to: &To, terminal: &Terminal) -> Result<Option<PathBuf>, Exit> {
    let absolute = |path| {
        std::path::absolute(path).map_err(|_| terminal.refuse("`--output` names no folder", None))
    };
    to.output.as_ref().map(absolute).transpose()
}

fn fine(
    task: Task,
    root: &Path,
    outcome: &Outcome,
    timings: bool,
    started: Instant,
    terminal: &Terminal,
) -> Exit {
    let Outcome {
        warnings, summary, ..
    } = outcome;
    let seconds = started.elapsed().as_secs_f64();
    let count = warnings.warnings();
    let exit = match task {
        Task::Check if count > 0 => Exit::Faults,
        _ => Exit::Fine,
    };
    if terminal.json {
        let mut value = json!({ "ok": exit == Exit::Fine, "diagnostics": fault_values(warnings) });
        value["summary"] = serde_json::to_value(summary).unwrap_or(Value::Null);
        value["summary"]["seconds"] = json!(seconds);
        if timings {
            value["timings"] = timings::value(&outcome.timings);
        }
        terminal.value(&value);
    } else {
        terminal.faults(warnings);
    }
    match task {
        Task::Build => {
            if summary.recovered {
                terminal.say("a build that was cut short has been completed first");
            }
            terminal.say(&summary_line(root, summary, count, seconds));
        }
        Task::Check => terminal.say(&format!(
            "checked {}, {}: {} ({seconds:.2} s)",
            counted(summary.articles, "article", "articles"),
            counted(summary.files, "file", "files"),
            counted(count, "fault", "faults"),
        )),
    }
    if timings && !terminal.json {
        for line in timings::lines(&outcome.timings) {
            terminal.say(&line);
        }
    }
    if summary.withheld > 0 {
        let articles = counted(summary.withheld, "article is", "articles are");
        terminal.say(&format!("{articles} not public"));
    }
    if let Some(end) = summary
        .next_embargo
        .and_then(|end| DateTime::from_timestamp(end, 0))
    {
        terminal.say(&format!(
            "the next embargo ends at {}",
            end.format("%Y-%m-%d %H:%M UTC")
        ));
    }
    exit
}

pub(super) fn summary_line(
    root: &Path,
    summary: &Summary,
    warnings: usize,
    seconds: f64,
) -> String {
    let output = summary.output.strip_prefix(root).unwrap_or(&summary.output);
    format!(
        "{} in `{}`: {} written, {} kept, {} removed, {} ({seconds:.2} s)",
        counted(summary.articles, "article", "articles"),
        output.display(),
        counted(summary.written, "file", "files"),
        summary.kept,
        summary.removed,
        counted(warnings, "warning", "warnings"),
    )
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn failed(task: Task, failure: Failure, terminal: &Terminal) -> Exit {
    let left = match task {
        Task::Build => "nothing was written, and the site is as it was",
        Task::Check => "a build would write nothing",
    };
    match failure {
        Failure::World(fault) => terminal.world(&fault),
        Failure::Config(faults) => terminal.stop(&faults, left, Exit::Usage),
        Failure::Faults(faults) => terminal.stop(&faults, left, Exit::Faults),
    }
}
