//! Owns the long search for texts that the press reader cannot bear, on request (`tests/campaign.sh press`): how its time grows on hostile
//! shapes, then the laws on spoilt items, with new seeds, for as long as one likes. What breaks a law is made small and kept.

mod hostile;
mod laws;
mod mutate;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use depeche::diag::SourceText;
use depeche::inspect::inspect;
use depeche::model::{Language, SlugStyle};
use depeche::parse::decode::decode;
use depeche::parse::press::read;
use depeche::parse::{Input, Rules};

use hostile::SHAPES;
use laws::faults;
use mutate::{Random, spoilt};

/// How much longer a text eight times as long may take: eight times, and room for caches and a busy machine. Quadratic work would take sixty-four.
const MOST_GROWTH: f64 = 20.0;

/// The length of the short text, in bytes; the long one is eight times as long.
const SHORT: usize = if cfg!(debug_assertions) {
    8_000
} else {
    128_000
};

/// A time below this says nothing of how work grows.
const LEAST_TIME: Duration = Duration::from_micros(200);

/// Kinds of faults after which the search ends: so many have one cause.
const MOST_KINDS: usize = 25;

/// Where the last panic was: the hook is the only one that is told.
static PANIC: Mutex<String> = Mutex::new(String::new());

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|it| it.parse::<u64>());
    let (Some(Ok(seconds)), Some(Ok(seed)), None) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        say("usage: press-campaign SECONDS SEED");
        return ExitCode::from(2);
    };
    panic::set_hook(Box::new(|told| {
        if let Ok(mut panic) = PANIC.lock() {
            *panic = told.to_string().replace('\n', " ");
        }
    }));
    let slow = growth();
    let broken = search(Duration::from_secs(seconds), seed);
    ExitCode::from(u8::from(slow || broken))
}

/// Whether on some shape the time grows faster than the text. What seems to is measured again: on a busy machine a long run is
/// interrupted more often than a short one.
fn growth() -> bool {
    say(&format!(
        "milliseconds for {SHORT} bytes, twice, four and eight times as many, and how they grow; the worst first:"
    ));
    let mut rows: Vec<Row> = SHAPES
        .iter()
        .map(|shape| measured(shape.0, shape.1, 5))
        .collect();
    for row in &mut rows {
        let shape = SHAPES.iter().find(|shape| shape.0 == row.name);
        for (_, make) in shape.into_iter().cycle().take(3) {
            if row.growth > MOST_GROWTH {
                *row = measured(row.name, *make, 20);
            }
        }
    }
    rows.sort_by(|one, other| other.growth.total_cmp(&one.growth));
    for row in &rows {
        let times = row
            .times
            .map(|time| format!("{:>9.2}", time.as_secs_f64() * 1000.0));
        let mark = if row.growth > MOST_GROWTH {
            " FASTER THAN THE TEXT"
        } else {
            ""
        };
        say(&format!(
            "{} {:>6.1}  {}{mark}",
            times.concat(),
            row.growth,
            row.name
        ));
    }
    rows.iter().any(|row| row.growth > MOST_GROWTH)
}

/// How long a shape takes.
struct Row {
    name: &'static str,
    /// At one, two, four and eight times the length.
    times: [Duration; 4],
    /// The last of them over the first.
    growth: f64,
}

/// The least of several runs is taken: noise only adds.
fn measured(name: &'static str, make: fn(usize) -> String, runs: usize) -> Row {
    let times = [1, 2, 4, 8].map(|factor| {
        let text = make(SHORT * factor);
        let runs = (0..runs).map(|_| {
            let start = Instant::now();
            let reading = read(&SourceText::new("text.txt", &text));
            let time = start.elapsed();
            drop(reading);
            time
        });
        runs.min().unwrap_or_default()
    });
    let [short, .., long] = times.map(|time| time.max(LEAST_TIME).as_secs_f64());
    Row {
        name,
        times,
        growth: long / short,
    }
}

/// Whether some spoilt text breaks a law. Each kind of fault is told once, with the smallest text that was found for it.
fn search(time: Duration, seed: u64) -> bool {
    let mut texts = items();
    texts.extend(SHAPES.iter().map(|(_, make)| make(300).into_bytes()));
    let start = Instant::now();
    let mut kinds = BTreeSet::new();
    let mut tried = 0;
    while start.elapsed() < time && kinds.len() < MOST_KINDS {
        let own = seed.wrapping_add(tried);
        tried += 1;
        let bytes = spoilt(&mut Random::new(own), &texts);
        // Where a text ends the program itself, it is still there.
        let _ = keep("running.txt", &bytes);
        for fault in all_faults(&bytes) {
            if kinds.insert(kind(&fault)) {
                tell(own, &bytes, &fault);
            }
        }
    }
    say(&format!(
        "{tried} spoilt texts from seed {seed}, {} kinds of faults",
        kinds.len()
    ));
    !kinds.is_empty()
}

/// The texts of the items.
fn items() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/press/items");
    let entries = fs::read_dir(&folder).expect("the items");
    let paths = entries.map(|entry| entry.expect("an item").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("an item"))
        .collect()
}

/// What a file's bytes bring about: laws broken by the reading of their text, and panics there and in `inspect`.
fn all_faults(bytes: &[u8]) -> Vec<String> {
    let found = panic::catch_unwind(AssertUnwindSafe(|| {
        let english = Language::parse("en").expect("a tag");
        let input = Input {
            path: "a.txt",
            shown_path: "a.txt",
            bytes,
            sidecar: None,
        };
        let inspection = inspect(&input, &Rules::new(false, SlugStyle::default(), english));
        drop(inspection);
        decode(bytes).map_or_else(|_| Vec::new(), |decoded| faults(&decoded.text))
    }));
    found.unwrap_or_else(|_| {
        vec![
            PANIC
                .lock()
                .map_or_else(|_| "panic".to_owned(), |panic| panic.clone()),
        ]
    })
}

/// A fault without the words of its text.
fn kind(fault: &str) -> String {
    let bare = fault.split('“').next().unwrap_or_default();
    bare.chars()
        .filter(|c| !c.is_ascii_digit() || fault.contains("panicked"))
        .collect()
}

fn tell(seed: u64, bytes: &[u8], fault: &str) {
    let small = smaller(bytes, &kind(fault));
    let place = match keep(&format!("{seed}.txt"), &small) {
        Ok(path) => path.display().to_string(),
        Err(fault) => format!("not kept, since {fault}"),
    };
    let words: String = String::from_utf8_lossy(&small).chars().take(300).collect();
    say(&format!("seed {seed}: {fault}\n  {place}: {words:?}"));
}

fn keep(name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = Path::new("target/press-campaign");
    let path = folder.join(name);
    fs::create_dir_all(folder)?;
    fs::write(&path, bytes)?;
    Ok(path)
}

/// The same fault in less text: lines, then characters are left out while it stays.
fn smaller(bytes: &[u8], kind_of_fault: &str) -> Vec<u8> {
    let breaks = |text: &str| {
        all_faults(text.as_bytes())
            .iter()
            .any(|fault| kind(fault) == kind_of_fault)
    };
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if !breaks(&text) {
        return bytes.to_vec();
    }
    let end = Instant::now() + Duration::from_secs(20);
    for parts in [lines as fn(&str) -> Vec<String>, characters] {
        let mut pieces = parts(&text);
        let mut size = pieces.len().div_ceil(2);
        while size > 0 && Instant::now() < end {
            let mut at = 0;
            while at < pieces.len() && Instant::now() < end {
                let upto = (at + size).min(pieces.len());
                let fewer = [&pieces[..at], &pieces[upto..]].concat();
                if breaks(&fewer.concat()) {
                    pieces = fewer;
                } else {
                    at += size;
                }
            }
            size /= 2;
        }
        text = pieces.concat();
    }
    text.into_bytes()
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

fn characters(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}

fn say(line: &str) {
    // Whoever closed the pipe wants no more.
    let _ = writeln!(io::stdout(), "{line}");
}
