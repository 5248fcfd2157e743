//! Owns what a person or a machine sees: data on standard output, talk on standard error, colour where it is wanted. The
//! only file that prints.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is the door"
)]

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};

use super::args::{Color, Common};
use super::{Environment, Exit};
use crate::diag::{Code, Diagnostic, Diagnostics, Style, WorldError, render, sanitise};
use crate::pipeline::Progress;

/// Faults of one code that are shown in full.
const SHOWN: usize = 20;

/// The width of a listing where no terminal tells its own, in columns.
const WIDTH: usize = 100;
/// Columns between which a listing can be laid out.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=400;

/// Marks for the parts of a listing on standard output: ANSI sequences, or nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Palette {
    /// Titles.
    pub strong: &'static str,
    /// Names.
    pub name: &'static str,
    /// What is doubtful.
    pub doubt: &'static str,
    /// What matters less.
    pub dim: &'static str,
    /// After any of them.
    pub reset: &'static str,
}

impl Palette {
    const COLOUR: Self = Self {
        strong: "\u{1b}[1m",
        name: "\u{1b}[36m",
        doubt: "\u{1b}[33m",
        dim: "\u{1b}[2m",
        reset: "\u{1b}[0m",
    };
}

/// The terminal, or what stands in its place.
pub(super) struct Terminal {
    style: Style,
    quiet: bool,
    /// Whether data for machines is wanted.
    pub json: bool,
    /// How a listing on standard output is marked.
    pub palette: Palette,
    /// How many columns a listing on standard output may take.
    pub width: usize,
    draws: bool,
    asks: bool,
    /// Whether a listing on standard output is read by a person, who does not want ten thousand lines.
    pub listens: bool,
}

impl Terminal {
    pub fn new(common: &Common, environment: &Environment) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let coloured = |is_terminal: bool| match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal && !environment.no_color,
        };
        let out = io::stdout();
        Self {
            style: match coloured(is_terminal) {
                true => Style::COLOUR,
                false => Style::PLAIN,
            },
            palette: match coloured(out.is_terminal()) {
                true => Palette::COLOUR,
                false => Palette::default(),
            },
            width: environment
                .columns
                .or_else(|| Some(usize::from(terminal_size::terminal_size_of(&out)?.0.0)))
                .unwrap_or(WIDTH)
                .clamp(*WIDTHS.start(), *WIDTHS.end()),
            quiet: common.quiet,
            json: common.json,
            draws: is_terminal && !common.quiet && !common.json,
            asks: is_terminal && io::stdin().is_terminal() && !common.json,
            listens: out.is_terminal(),
        }
    }

    /// A line of talk.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            talk(&format!("{}\n", sanitise(text)));
        }
    }

    /// Why a command stopped, and one thing to do: said even to the quiet, and to machines.
    pub fn refuse(&self, text: &str, help: Option<&str>) -> Exit {
        if self.json {
            self.value(&json!({ "ok": false, "error": text, "help": help, "diagnostics": [] }));
        }
        self.fail(text);
        if let Some(help) = help {
            talk(&format!("help: {}\n", sanitise(help)));
        }
        Exit::Usage
    }

    /// The world refused: the disk, most often.
    pub fn world(&self, fault: &WorldError) -> Exit {
        self.refuse(&fault.to_string(), None);
        Exit::World
    }

    /// Faults in the user's files stopped a command: the faults, their number, and what is left.
    pub fn stop(&self, faults: &Diagnostics, left: &str, exit: Exit) -> Exit {
        if self.json {
            self.value(&json!({ "ok": false, "diagnostics": fault_values(faults) }));
        } else {
            self.faults(faults);
        }
        let count = faults.errors();
        let errors = if count == 1 { "error" } else { "errors" };
        self.fail(&format!("{count} {errors}; {left}"));
        exit
    }

    /// Something went wrong.
    pub fn fail(&self, text: &str) {
        let Style { error, reset, .. } = self.style;
        talk(&format!("{error}error{reset}: {}\n", sanitise(text)));
    }

    /// Data, as text.
    pub fn data(&self, text: &str) {
        write_out(text);
    }

    /// Asks for a password at the terminal, without showing it.
    pub fn password(&self, prompt: &str) -> io::Result<String> {
        rpassword::prompt_password(prompt)
    }

    /// Data for machines.
    pub fn value(&self, value: &Value) {
        write_out(&format!("{value:#}\n"));
    }

    /// Faults, in their order; after twenty of one code only their number.
    pub fn faults(&self, faults: &Diagnostics) {
        let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
        for fault in faults.iter() {
            let count = counts.entry(fault.code).or_default();
            *count += 1;
            if *count <= SHOWN {
                talk(&format!("{}\n", render(fault, self.style)));
            }
        }
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > SHOWN) {
            talk(&format!("[{code}] and {} more\n\n", count - SHOWN));
        }
    }

    /// Asks for a yes; no where nobody is there to give it.
    pub fn agrees(&self, question: &str) -> Option<bool> {
        if !self.asks {
            return None;
        }
        talk(&format!("{} [y/N] ", sanitise(question)));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).ok()?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// A bar that fills as files are brought, with the rate and the time left; nothing where no one watches.
    pub fn transfer(&self) -> Transfer {
        let target = match self.draws {
            true => ProgressDrawTarget::stderr_with_hz(10),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        let template =
            "{bar:30} {human_pos}/{human_len} files, {prefix} {msg} ({per_sec}, {eta} left)";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if self.draws {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Transfer {
            bar,
            bytes: AtomicU64::new(0),
        }
    }

    /// A bar that fills as pages are looked at; nothing where no one watches.
    pub fn bar(&self) -> Bar {
        let target = match self.draws {
            true => ProgressDrawTarget::stderr_with_hz(10),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} {eta}") {
            bar.set_style(style);
        }
        if self.draws {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Bar(bar)
    }
}

/// A progress bar on standard error.
pub(super) struct Bar(ProgressBar);

impl Progress for Bar {
    fn pages(&self, count: usize) {
        self.0.set_position(0);
        self.0.set_length(count as u64);
    }

    fn page(&self) {
        self.0.inc(1);
    }
}

impl Bar {
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// A progress bar of files that are brought, on standard error.
pub(super) struct Transfer {
    bar: ProgressBar,
    bytes: AtomicU64,
}

impl crate::publish::Progress for Transfer {
    fn begin(&self, files: usize, _: u64) {
        self.bar.set_length(files as u64);
    }

    fn file(&self, bytes: u64) {
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.bar.set_prefix(HumanBytes(bytes).to_string());
        self.bar.inc(1);
    }

    fn note(&self, text: &str) {
        self.bar.set_message(sanitise(text));
    }
}

impl Transfer {
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// Answers a command line that could not be read, or that asks for help.
pub(super) fn usage(fault: &clap::Error) -> Exit {
    // Where even this cannot be printed, the exit code still says it.
    let _ = fault.print();
    match fault.use_stderr() {
        true => Exit::Usage,
        false => Exit::Fine,
    }
}

/// A reader that has gone away (`depeche theme | head`) is no fault of ours.
fn write_out(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// `eprintln!` would bring the program down where nobody listens any more (`depeche build 2>&1 | head`).
fn talk(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Faults as data.
pub(super) fn fault_values(faults: &Diagnostics) -> Vec<Value> {
    faults.iter().map(fault_value).collect()
}

/// A fault as data.
fn fault_value(fault: &Diagnostic) -> Value {
    let place = |place: &crate::diag::Place| match &place.spot {
        Some(spot) => json!({ "path": place.path, "line": spot.line, "column": spot.column }),
        None => json!({ "path": place.path }),
    };
    json!({
        "code": fault.code.as_str(),
        "severity": fault.severity.to_string(),
        "message": fault.message,
        "place": fault.place.as_ref().map(place),
        "label": fault.label,
        "others": fault.others.iter().map(|(other, label)| {
            let mut value = place(other);
            value["label"] = json!(label);
            value
        }).collect::<Vec<_>>(),
        "notes": fault.notes,
        "help": fault.help,
    })
}
