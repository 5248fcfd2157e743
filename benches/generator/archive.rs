//! Owns what all articles of a generated archive share: its plan, its calendar, and the terms with the law of how often each comes.

use crate::calendar::{Calendar, DAYS};
use crate::plan::{Plan, Style, turn};
use crate::random::{Random, Zipf};
use crate::words::{self, ARABIC, ENGLISH, FRENCH};

/// Articles to a photograph, and how many photographs there are at most: articles share them, as newsrooms do.
const PHOTOGRAPHS: (usize, usize) = (50, 300);

/// What all articles share.
pub struct Archive {
    pub plan: Plan,
    pub calendar: Calendar,
    pub tags: Terms,
    pub places: Terms,
    pub people: Terms,
    /// Photographs by number; none in a plain archive.
    pub photographs: Option<Zipf>,
}

impl Archive {
    /// The same each time, for the same plan.
    pub fn new(plan: Plan) -> Self {
        let calendar = match plan.style {
            Style::Plain => Calendar::even(),
            Style::Newsroom => Calendar::with_bursts(&mut plan.random(0, turn::CALENDAR)),
        };
        // What is added brings no photographs: those of the archive are shared on.
        let (articles, most) = PHOTOGRAPHS;
        let photographs = (plan.count / articles).clamp(2, most);
        Self {
            calendar,
            tags: Terms::new(mixed([FRENCH.tags(), ENGLISH.tags(), ARABIC.tags()])),
            places: Terms::new(words::places()),
            people: Terms::new(words::people()),
            photographs: (plan.style == Style::Newsroom).then(|| Zipf::new(photographs as u64)),
            plan,
        }
    }

    /// New articles a day, when they are added behind the last day.
    pub fn a_day(&self) -> usize {
        (self.plan.count / DAYS).max(1)
    }
}

/// Terms of a taxonomy, the most frequent ones first.
pub struct Terms {
    names: Vec<String>,
    law: Zipf,
}

impl Terms {
    fn new(names: Vec<String>) -> Self {
        let law = Zipf::new(names.len() as u64);
        Self { names, law }
    }

    /// From `least` to `most` different ones, each with its number.
    pub fn some(&self, least: usize, most: usize, random: &mut Random) -> Vec<(usize, &str)> {
        let count = random.within(least, most);
        let chosen = self.law.choose_several(count, random);
        chosen
            .into_iter()
            .map(|at| (at, &*self.names[at]))
            .collect()
    }
}

/// The lists dealt into one, each in its own order, so that frequent ones come from all.
fn mixed(lists: [Vec<String>; 3]) -> Vec<String> {
    let total: usize = lists.iter().map(Vec::len).sum();
    let mut ranked: Vec<(usize, usize, String)> = Vec::with_capacity(total);
    for (turn, list) in lists.into_iter().enumerate() {
        let length = list.len();
        ranked.extend(
            list.into_iter()
                .enumerate()
                .map(|(at, tag)| (at * total / length, turn, tag)),
        );
    }
    ranked.sort();
    ranked.into_iter().map(|(_, _, tag)| tag).collect()
}
