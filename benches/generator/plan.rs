//! Owns what is in a generated archive: how many articles of which seed, and what was added since. It is written beside the archive's
//! own files, so that more can be added later without changing what is there.

use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use crate::forms::Form;
use crate::random::Random;

/// The file that remembers it.
const NOTE: &str = ".generated";

/// The turns of chance: each purpose has its own, so that one more of a thing changes no other.
pub mod turn {
    pub const CALENDAR: u64 = 1;
    pub const NAME: u64 = 2;
    pub const HEADLINE: u64 = 3;
    pub const HEAD: u64 = 4;
    pub const BODY: u64 = 5;
    pub const LINKS: u64 = 6;
    pub const DRAWING: u64 = 7;
    pub const KIND: u64 = 8;
    pub const PICTURE: u64 = 9;
}

/// How an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The same number of articles each day, all of about a length, all in Markdown: what every program reads.
    Plain,
    /// As newsrooms leave theirs: bursts, huge articles, photographs, press copy, corrections.
    Newsroom,
}

/// How articles are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Behind the last day of the archive.
    New,
    /// On any of its days.
    BackDated,
}

/// What an archive holds.
#[derive(Debug)]
pub struct Plan {
    pub count: usize,
    pub seed: u64,
    pub form: Form,
    pub style: Style,
    /// What was added since, in its order.
    pub added: Vec<(usize, Way)>,
}

impl Plan {
    /// A plain archive of depeche.
    pub fn new(count: usize, seed: u64) -> Self {
        Self {
            count,
            seed,
            form: Form::Depeche,
            style: Style::Plain,
            added: Vec::new(),
        }
    }

    /// All articles, those added since too.
    pub fn total(&self) -> usize {
        self.count + self.added.iter().map(|(count, _)| count).sum::<usize>()
    }

    /// How an article came to the archive; of a new one, how many new ones came before it.
    pub fn way(&self, number: usize) -> Option<(Way, usize)> {
        let mut rest = number.checked_sub(self.count)?;
        let mut before = 0;
        for (count, way) in &self.added {
            if rest < *count {
                return Some((*way, before + rest));
            }
            rest -= count;
            if *way == Way::New {
                before += count;
            }
        }
        None
    }

    /// Chance for one thing.
    pub fn random(&self, number: usize, turn: u64) -> Random {
        Random::of_one(self.seed, number, turn)
    }

    /// What the folder says that it holds.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(folder.join(NOTE))?;
        understood(&text).ok_or_else(|| io::Error::other(format!("{NOTE} cannot be understood")))
    }

    /// Says in the folder what it holds.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let style = match self.style {
            Style::Plain => "plain",
            Style::Newsroom => "newsroom",
        };
        let mut text = format!(
            "{} {} {} {style}\n",
            self.count,
            self.seed,
            self.form.name()
        );
        for (count, way) in &self.added {
            let way = match way {
                Way::New => "new",
                Way::BackDated => "back-dated",
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{count} {way}");
        }
        fs::write(folder.join(NOTE), text)
    }
}

fn understood(text: &str) -> Option<Plan> {
    let mut lines = text.lines();
    let mut first = lines.next()?.split(' ');
    let mut plan = Plan {
        count: first.next()?.parse().ok()?,
        seed: first.next()?.parse().ok()?,
        form: Form::named(first.next()?)?,
        style: style(first.next()?)?,
        added: Vec::new(),
    };
    for line in lines {
        let (count, way_word) = line.split_once(' ')?;
        plan.added.push((count.parse().ok()?, way(way_word)?));
    }
    Some(plan)
}

/// The style of a name.
pub fn style(name: &str) -> Option<Style> {
    match name {
        "plain" => Some(Style::Plain),
        "newsroom" => Some(Style::Newsroom),
        _ => None,
    }
}

/// The way of a name.
pub fn way(name: &str) -> Option<Way> {
    match name {
        "new" => Some(Way::New),
        "back-dated" => Some(Way::BackDated),
        _ => None,
    }
}
