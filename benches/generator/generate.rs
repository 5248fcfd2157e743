//! Owns the making of archives to measure on: `cargo run --release --example generate -- N DIR [SEED] [FORM] [STYLE]` writes N
//! articles into a new folder, as sources of depeche (with its `site.toml`) or, for the programs that it is measured beside, of `hugo`,
//! `eleventy` or `blades`: the same articles in the form of each. STYLE is `plain`, or for depeche `newsroom`: bursts of news, huge
//! articles, photographs, press copy, corrections, withheld articles. `generate add K DIR [new|back-dated]` adds K articles to such
//! a folder and changes no other. `generate forecast N` says how many files, folders and bytes depeche makes of a plain archive
//! of N articles, without making any.
//!
//! The same words on the command line give the same bytes everywhere. It knows nothing of depeche but the form of its source
//! files, so that it cannot share its mistakes.
#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a tool beside the program, with a terminal of its own"
)]

mod archive;
mod calendar;
mod copy;
mod dispatch;
mod forecast;
mod forms;
mod name;
mod pictures;
mod plan;
mod random;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rayon::prelude::*;

use archive::Archive;
use dispatch::Dispatch;
use forecast::Forecast;
use forms::Form;
use name::Name;
use plan::{Plan, Style, Way, turn};

const SEED: u64 = 2017;

const USAGE: &str = "usage: generate N DIR [SEED] [depeche|hugo|eleventy|blades] [plain|newsroom]
       generate add K DIR [new|back-dated]
       generate forecast N [SEED]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(plan) = forecast_wanted(&arguments) {
        let Forecast {
            files,
            folders,
            bytes,
            ..
        } = Forecast::new(&Archive::new(plan));
        println!("{files} {folders} {bytes:.0}");
        return ExitCode::SUCCESS;
    }
    let (folder, done) = if let Some((folder, plan)) = archive_wanted(&arguments) {
        let done = make(&folder, plan);
        (folder, done)
    } else if let Some((folder, count, way)) = addition_wanted(&arguments) {
        let done = add(&folder, count, way);
        (folder, done)
    } else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(3)
        }
    }
}

fn archive_wanted(arguments: &[String]) -> Option<(PathBuf, Plan)> {
    let [count, folder, rest @ ..] = arguments else {
        return None;
    };
    let mut plan = Plan::new(count.parse().ok()?, SEED);
    for word in rest {
        if let Ok(seed) = word.parse() {
            plan.seed = seed;
        } else if let Some(form) = Form::named(word) {
            plan.form = form;
        } else {
            plan.style = plan::style(word)?;
        }
    }
    // No other program reads press copy.
    let can_be = plan.form == Form::Depeche || plan.style == Style::Plain;
    (can_be && rest.len() <= 3).then(|| (folder.into(), plan))
}

fn forecast_wanted(arguments: &[String]) -> Option<Plan> {
    match arguments {
        [word, count, seed @ ..] if word == "forecast" && seed.len() <= 1 => {
            let seed = seed.first().map_or(Some(SEED), |seed| seed.parse().ok());
            Some(Plan::new(count.parse().ok()?, seed?))
        }
        _ => None,
    }
}

fn addition_wanted(arguments: &[String]) -> Option<(PathBuf, usize, Way)> {
    match arguments {
        [add, count, folder] if add == "add" => {
            Some((folder.into(), count.parse().ok()?, Way::New))
        }
        [add, count, folder, way] if add == "add" => {
            Some((folder.into(), count.parse().ok()?, plan::way(way)?))
        }
        _ => None,
    }
}

fn make(folder: &Path, plan: Plan) -> io::Result<()> {
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::other("the folder is not empty"));
    }
    fs::create_dir_all(folder)?;
    if plan.form == Form::Depeche {
        fs::write(folder.join("site.toml"), SITE)?;
    }
    let archive = Archive::new(plan);
    write_photographs(folder, &archive)?;
    write(folder, &archive, 0..archive.plan.total())?;
    archive.plan.write(folder)
}

fn add(folder: &Path, count: usize, way: Way) -> io::Result<()> {
    let mut plan = Plan::read(folder)?;
    let before = plan.total();
    plan.added.push((count, way));
    let archive = Archive::new(plan);
    write(folder, &archive, before..archive.plan.total())?;
    archive.plan.write(folder)
}

/// Writes some of the articles, on all processors.
fn write(folder: &Path, archive: &Archive, numbers: Range<usize>) -> io::Result<()> {
    let form = archive.plan.form;
    let places: BTreeSet<PathBuf> = numbers
        .clone()
        .flat_map(|number| {
            let name = Name::new(number, archive);
            [form.folder(&name), form.drawings(&name)]
        })
        .collect();
    for place in places {
        fs::create_dir_all(folder.join(place))?;
    }
    numbers.into_par_iter().try_for_each(|number| {
        let name = Name::new(number, archive);
        let beside = folder.join(form.folder(&name));
        for (file, text) in form.files(&Dispatch::new(&name, archive)) {
            fs::write(beside.join(file), text)?;
        }
        if name.has_drawing {
            let file = folder
                .join(form.drawings(&name))
                .join(format!("{}.svg", name.slug));
            let mut random = archive.plan.random(number, turn::DRAWING);
            fs::write(file, pictures::drawing(&mut random))?;
        }
        Ok(())
    })
}

fn write_photographs(folder: &Path, archive: &Archive) -> io::Result<()> {
    let Some(law) = &archive.photographs else {
        return Ok(());
    };
    (0..law.count()).into_par_iter().try_for_each(|number| {
        let file = folder.join("content").join(forms::photograph(number));
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        let mut random = archive.plan.random(number, turn::PICTURE);
        fs::write(file, pictures::photograph(&mut random)?)
    })
}

const SITE: &str = r#"title = "Archive de mesure"
description = "Des dépêches inventées, pour mesurer"
base_url = "https://archive.example/"
language = "fr"
timezone = "Europe/Paris"
"#;
