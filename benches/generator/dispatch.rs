//! Owns what an article to measure on says, before it takes the form of any program's source.

use chrono::{Days, NaiveDate};

use crate::archive::Archive;
use crate::name::Name;
use crate::plan::{Style, turn};
use crate::random::Random;
use crate::words::{self, Words};

/// An article.
pub struct Dispatch<'a> {
    /// Where and when it is.
    pub name: &'a Name,
    /// The words of its language.
    pub words: &'static Words,
    /// Its head.
    pub head: Head<'a>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Earlier articles that the text leads to.
    pub links: Vec<Name>,
    /// What a newsroom's article has besides.
    pub more: More,
}

/// What an article is about. Places have their numbers too.
pub struct Head<'a> {
    pub headline: String,
    pub kicker: &'static str,
    pub standfirst: String,
    pub event: Option<NaiveDate>,
    pub agency: &'static str,
    pub tags: Vec<&'a str>,
    pub places: Vec<(usize, &'a str)>,
    pub people: Vec<&'a str>,
    pub actors: Vec<&'static str>,
    pub conflict: &'static str,
}

/// A part of a text.
pub enum Block {
    Crosshead(&'static str),
    Quote(String),
    Paragraph(String),
}

/// What only some articles have, and none of a plain archive.
#[derive(Default)]
pub struct More {
    /// A photograph, by its number.
    pub photograph: Option<usize>,
    /// Articles that its head names.
    pub related: Vec<Name>,
    /// What was set right, and when.
    pub correction: Option<(NaiveDate, String)>,
    /// Whether it is withheld.
    pub is_withheld: bool,
}

impl<'a> Dispatch<'a> {
    /// The article of a name.
    pub fn new(name: &'a Name, archive: &'a Archive) -> Self {
        Self {
            name,
            words: name.words(),
            head: Head::new(name, archive),
            blocks: body(name, archive),
            links: picks(name, archive),
            more: match archive.plan.style {
                Style::Plain => More::default(),
                Style::Newsroom => More::new(name, archive),
            },
        }
    }
}

impl<'a> Head<'a> {
    /// The head of an article, without its text.
    pub fn new(name: &Name, archive: &'a Archive) -> Self {
        let words = name.words();
        let mut random = archive.plan.random(name.number, turn::HEAD);
        let random = &mut random;
        let event = random
            .percent(70)
            .then(|| name.date - Days::new(random.below(3) as u64));
        let mut actors = vec![*random.of(words::ACTORS), *random.of(words::ACTORS)];
        actors.dedup();
        if random.percent(40) {
            actors.truncate(1);
        }
        Self {
            headline: headline(name, archive),
            kicker: *random.of(words.kickers),
            standfirst: sentence(words, random),
            event,
            agency: *random.of(words::AGENCIES),
            tags: without_numbers(archive.tags.some(3, 6, random)),
            places: archive.places.some(1, 3, random),
            people: without_numbers(archive.people.some(0, 3, random)),
            actors,
            conflict: *random.of(words::CONFLICTS),
        }
    }
}

impl More {
    fn new(name: &Name, archive: &Archive) -> Self {
        let mut random = archive.plan.random(name.number, turn::KIND);
        let photograph = random
            .percent(12)
            .then_some(archive.photographs.as_ref())
            .flatten()
            .map(|law| law.choose(&mut random));
        let related = match random.percent(25) {
            true => (0..random.within(1, 3))
                .filter_map(|_| earlier(name, 2000, archive, &mut random))
                .collect(),
            false => Vec::new(),
        };
        let correction = random.percent(2).then(|| {
            let date = name.date + Days::new(random.within(1, 40) as u64);
            (date, sentence(name.words(), &mut random))
        });
        Self {
            photograph,
            related,
            correction,
            // Three in a thousand.
            is_withheld: random.below(1000) < 3,
        }
    }
}

/// The headline of an article, which others name too.
pub fn headline(name: &Name, archive: &Archive) -> String {
    let mut random = archive.plan.random(name.number, turn::HEADLINE);
    sentence(name.words(), &mut random)
        .trim_end_matches('.')
        .to_owned()
}

fn without_numbers(terms: Vec<(usize, &str)>) -> Vec<&str> {
    terms.into_iter().map(|(_, name)| name).collect()
}

/// 400 to 700 words; in a newsroom's archive one text in a thousand has tens of thousands: a report, a law, a trial's record.
fn body(name: &Name, archive: &Archive) -> Vec<Block> {
    let words = name.words();
    let mut random = archive.plan.random(name.number, turn::BODY);
    let random = &mut random;
    let is_huge = archive.plan.style == Style::Newsroom && random.below(1000) == 0;
    let goal = match is_huge {
        true => random.within(10_000, 40_000),
        false => random.within(400, 700),
    };
    let mut written = 0;
    let mut blocks = Vec::new();
    let mut paragraphs = 0;
    while written < goal {
        if paragraphs % 4 == 3 {
            let crosshead: &&str = random.of(words.crossheads);
            blocks.push(Block::Crosshead(crosshead));
        }
        let quoted = random.percent(10);
        let mut text = sentence(words, random);
        for _ in 1..random.within(3, 6) {
            text.push(' ');
            text.push_str(&sentence(words, random));
        }
        written += text.split(' ').count();
        blocks.push(match quoted {
            true => Block::Quote(text),
            false => Block::Paragraph(text),
        });
        paragraphs += 1;
    }
    blocks
}

fn sentence(words: &Words, random: &mut Random) -> String {
    let [subject, verb, object, circumstance] = words.sentence(|count| random.below(count));
    // Arabic puts the verb first.
    if words.language == "ar" {
        format!("{verb} {subject} {object} {circumstance}.")
    } else {
        format!("{subject} {verb} {object} {circumstance}.")
    }
}

/// Two earlier articles, one of them a recent one, as newsrooms link.
fn picks(name: &Name, archive: &Archive) -> Vec<Name> {
    let mut random = archive.plan.random(name.number, turn::LINKS);
    let near = earlier(name, 50, archive, &mut random);
    let far = earlier(name, name.number, archive, &mut random);
    let mut both: Vec<Name> = near.into_iter().chain(far).collect();
    both.dedup_by_key(|other| other.number);
    both
}

/// One of the articles that came before, at most so many places away.
fn earlier(name: &Name, away: usize, archive: &Archive, random: &mut Random) -> Option<Name> {
    let away = away.min(name.number);
    (away > 0).then(|| Name::new(name.number - random.within(1, away), archive))
}
