//! Owns `depeche build` and `depeche check`: the pipeline's outcome in words and in an exit code.

use std::path::Path;
use std::time::Instant;

use chrono::DateTime;
use serde_json::{Value, json};

use super::args::{Common, To};
use super::terminal::{Terminal, fault_values};
use super::{Environment, Exit, root, today};
use crate::pipeline::{Failure, Outcome, Request, Summary, Task, run};

/// Builds the site.
pub(super) fn build(
    common: &Common,
    to: &To,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    go(Task::Build, common, to, environment, terminal)
}

/// Looks for faults.
pub(super) fn check(
    common: &Common,
    to: &To,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    go(Task::Check, common, to, environment, terminal)
}

fn go(
    task: Task,
    common: &Common,
    to: &To,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    let started = Instant::now();
    let clock = match today::clock(environment, terminal) {
        Ok(clock) => clock,
        Err(exit) => return exit,
    };
    let root = match root::find(common, terminal) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let output = match &to.output {
        None => None,
        Some(path) => match std::path::absolute(path) {
            Ok(path) => Some(path),
            Err(_) => return terminal.refuse("`--output` names no folder", None),
        },
    };
    let request = Request {
        root: root.clone(),
        output,
        task,
        clock,
    };
    let bar = terminal.bar();
    let result = run(&request, &bar);
    bar.clear();
    match result {
        Ok(outcome) => fine(task, &root, &outcome, started, terminal),
        Err(failure) => failed(task, failure, terminal),
    }
}

fn fine(task: Task, root: &Path, outcome: &Outcome, started: Instant, terminal: &Terminal) -> Exit {
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
