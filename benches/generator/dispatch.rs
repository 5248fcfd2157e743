//! Owns what an article to measure on says, before it takes the form of any program's source.

use chrono::{Datelike, Days, NaiveDate};

use crate::random::{Random, Zipf};
use crate::words::{self, ARABIC, ENGLISH, FRENCH, Words};

/// From the first of January of this year on, for fifteen years.
const FIRST_YEAR: i32 = 2010;
const DAYS: u64 = 15 * 365;

/// An article.
pub struct Dispatch<'a> {
    /// Where and when it is.
    pub name: &'a Name,
    /// The words of its language.
    pub words: &'static Words,
    /// Its head.
    pub headline: String,
    pub kicker: &'static str,
    pub standfirst: String,
    pub event: Option<NaiveDate>,
    pub agency: &'static str,
    /// What it is about; places by their number too.
    pub tags: Vec<&'a str>,
    pub places: Vec<(usize, &'a str)>,
    pub people: Vec<&'a str>,
    pub actors: Vec<&'static str>,
    pub conflict: &'static str,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Earlier articles that the text leads to.
    pub links: Vec<&'a Name>,
}

/// A part of a text.
pub enum Block {
    Crosshead(&'static str),
    Quote(String),
    Paragraph(String),
}

impl<'a> Dispatch<'a> {
    /// The article of a name.
    pub fn new(name: &'a Name, earlier: &'a [Name], world: &'a World, random: &mut Random) -> Self {
        let words = name.words();
        let chosen =
            |law: &Zipf, count: usize, random: &mut Random| law.choose_several(count, random);
        let headline = sentence(words, random).trim_end_matches('.').to_owned();
        let kicker = *random.of(words.kickers);
        let standfirst = sentence(words, random);
        let event = random
            .percent(70)
            .then(|| name.date - Days::new(random.below(3) as u64));
        let agency = *random.of(words::AGENCIES);
        let (tags, places, people) = (
            random.within(3, 6),
            random.within(1, 3),
            random.within(0, 3),
        );
        let tags = chosen(&world.tag_law, tags, random);
        let places = chosen(&world.place_law, places, random);
        let people = chosen(&world.person_law, people, random);
        let mut actors = vec![*random.of(words::ACTORS), *random.of(words::ACTORS)];
        actors.dedup();
        if random.percent(40) {
            actors.truncate(1);
        }
        Self {
            name,
            words,
            headline,
            kicker,
            standfirst,
            event,
            agency,
            tags: tags.iter().map(|at| &*world.tags[*at]).collect(),
            places: places.iter().map(|at| (*at, &*world.places[*at])).collect(),
            people: people.iter().map(|at| &*world.people[*at]).collect(),
            actors,
            conflict: *random.of(words::CONFLICTS),
            blocks: body(words, random),
            links: picks(earlier, random),
        }
    }
}

/// What all articles share.
pub struct World {
    tags: Vec<String>,
    places: Vec<String>,
    people: Vec<String>,
    tag_law: Zipf,
    place_law: Zipf,
    person_law: Zipf,
}

impl World {
    /// The same each time.
    pub fn new() -> Self {
        let tags = mixed([FRENCH.tags(), ENGLISH.tags(), ARABIC.tags()]);
        let places = words::places();
        let people = words::people();
        let law = |names: &[String]| Zipf::new(names.len() as u64);
        let (tag_law, place_law, person_law) = (law(&tags), law(&places), law(&people));
        Self {
            tags,
            places,
            people,
            tag_law,
            place_law,
            person_law,
        }
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

/// Where and when an article is.
pub struct Name {
    pub number: usize,
    pub date: NaiveDate,
    pub slug: String,
}

impl Name {
    /// The name of one of so many.
    pub fn new(number: usize, count: usize, random: &mut Random) -> Self {
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default();
        let date = first + Days::new(number as u64 * DAYS / count as u64);
        let kind = [
            "convoi", "pont", "treve", "crue", "gue", "barrage", "marche", "releve",
        ];
        let place = [
            "nord",
            "sud",
            "plateau",
            "vallee",
            "rive-gauche",
            "rive-droite",
            "bourg",
        ];
        let slug = format!("{}-{}-{number:06}", random.of(&kind), random.of(&place));
        Self { number, date, slug }
    }

    /// Year and month.
    pub fn folder(&self) -> String {
        format!("{}/{:02}", self.date.year(), self.date.month())
    }

    /// Whether it has a figure.
    pub fn has_drawing(&self) -> bool {
        self.number % 10 == 3
    }

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        match self.number * 7 % 20 {
            0..12 => &FRENCH,
            12..17 => &ENGLISH,
            _ => &ARABIC,
        }
    }
}

/// 400 to 700 words in paragraphs of three to six sentences, with a crosshead now and then.
fn body(words: &Words, random: &mut Random) -> Vec<Block> {
    let goal = random.within(400, 700);
    let mut written = 0;
    let mut blocks = Vec::new();
    let mut paragraphs = 0;
    while written < goal {
        if paragraphs % 4 == 3 {
            let crosshead: &&str = random.of(words.crossheads);
            blocks.push(Block::Crosshead(crosshead));
        }
        let quoted = random.percent(10);
        let count = random.within(3, 6);
        let sentences: Vec<String> = (0..count).map(|_| sentence(words, random)).collect();
        let text = sentences.join(" ");
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

/// Two earlier articles, mostly recent ones, as newsrooms link.
fn picks<'a>(earlier: &'a [Name], random: &mut Random) -> Vec<&'a Name> {
    if earlier.len() < 2 {
        return Vec::new();
    }
    let near = random.within(1, earlier.len().min(50));
    let far = random.within(1, earlier.len());
    let mut both = vec![&earlier[earlier.len() - near]];
    if far != near {
        both.push(&earlier[earlier.len() - far]);
    }
    both
}
