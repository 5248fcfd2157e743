//! Owns the making of archives to measure on: `cargo run --release --example generate -- N DIR [SEED] [FORM]` writes N articles
//! into a new folder, as sources of depeche (with its `site.toml`) or, for the programs that it is measured beside, of `hugo`,
//! `eleventy` or `blades`: the same articles in the form of each. The same N and seed give the same bytes everywhere. It knows
//! nothing of depeche but the form of its source files, so that it cannot share its mistakes.
#![expect(
    clippy::print_stderr,
    reason = "a tool beside the program, with a terminal of its own"
)]

mod dispatch;
mod forms;
mod random;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dispatch::{Dispatch, Name, World};
use forms::Form;
use random::Random;

const SEED: u64 = 2017;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(wanted) = understood(&arguments) else {
        eprintln!("usage: generate N DIR [SEED] [depeche|hugo|eleventy|blades]");
        return ExitCode::from(2);
    };
    match write_site(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", wanted.folder.display());
            ExitCode::from(3)
        }
    }
}

struct Wanted {
    count: usize,
    folder: PathBuf,
    seed: u64,
    form: Form,
}

fn understood(arguments: &[String]) -> Option<Wanted> {
    let (count, rest) = arguments.split_first()?;
    let (folder, rest) = rest.split_first()?;
    let mut wanted = Wanted {
        count: count.parse().ok()?,
        folder: folder.into(),
        seed: SEED,
        form: Form::Depeche,
    };
    for word in rest {
        match (word.parse(), Form::named(word)) {
            (Ok(seed), _) => wanted.seed = seed,
            (_, Some(form)) => wanted.form = form,
            _ => return None,
        }
    }
    (rest.len() <= 2).then_some(wanted)
}

fn write_site(wanted: &Wanted) -> io::Result<()> {
    let Wanted {
        count,
        folder,
        seed,
        form,
    } = wanted;
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::other("the folder is not empty"));
    }
    fs::create_dir_all(folder)?;
    if *form == Form::Depeche {
        fs::write(folder.join("site.toml"), SITE)?;
    }
    let world = World::new();
    let mut random = Random::new(*seed);
    let mut earlier: Vec<Name> = Vec::with_capacity(*count);
    for number in 0..*count {
        let name = Name::new(number, *count, &mut random);
        let dispatch = Dispatch::new(&name, &earlier, &world, &mut random);
        put(&folder.join(form.source(&name)), &form.text(&dispatch))?;
        if name.has_drawing() {
            put(&folder.join(form.drawing(&name)), &drawing(&mut random))?;
        }
        earlier.push(name);
    }
    Ok(())
}

fn put(file: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(file.parent().unwrap_or(file))?;
    fs::write(file, text)
}

const SITE: &str = r#"title = "Archive de mesure"
description = "Des dépêches inventées, pour mesurer"
base_url = "https://archive.example/"
language = "fr"
timezone = "Europe/Paris"
"#;

fn drawing(random: &mut Random) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" width=\"640\" height=\"400\">\n<rect width=\"640\" height=\"400\" fill=\"#eef\"/>\n",
    );
    for _ in 0..random.within(4, 12) {
        let (x, y, r) = (random.below(640), random.below(400), random.within(4, 30));
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" stroke=\"#334\"/>"
        );
    }
    svg.push_str("</svg>\n");
    svg
}
