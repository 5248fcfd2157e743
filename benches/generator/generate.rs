//! Owns the making of archives to measure on: `cargo run --release --example generate -- N DIR [SEED]` writes a site of N
//! articles into a new folder. The same N and seed give the same bytes everywhere. It knows nothing of depeche but the
//! form of its source files, so that it cannot share its mistakes.
#![expect(
    clippy::print_stderr,
    reason = "a tool beside the program, with a terminal of its own"
)]

mod random;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Datelike, Days, NaiveDate};

use random::{Random, Zipf};
use words::{ARABIC, ENGLISH, FRENCH, Words};

const SEED: u64 = 2017;
/// From the first of January of this year on, for fifteen years.
const FIRST_YEAR: i32 = 2010;
const DAYS: u64 = 15 * 365;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((count, folder, seed)) = understood(&arguments) else {
        eprintln!("usage: generate N DIR [SEED]");
        return ExitCode::from(2);
    };
    match write_site(count, &folder, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::from(3)
        }
    }
}

fn understood(arguments: &[String]) -> Option<(usize, PathBuf, u64)> {
    let seed = arguments.get(2).map_or(Some(SEED), |it| it.parse().ok())?;
    let count = arguments.first()?.parse().ok()?;
    (arguments.len() <= 3).then_some((count, PathBuf::from(arguments.get(1)?), seed))
}

fn write_site(count: usize, folder: &Path, seed: u64) -> io::Result<()> {
    if folder.exists() && fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::other("the folder is not empty"));
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("site.toml"), SITE)?;
    let world = World::new();
    let mut random = Random::new(seed);
    let mut earlier: Vec<Name> = Vec::with_capacity(count);
    for number in 0..count {
        let name = Name::new(number, count, &mut random);
        let text = article(&name, &earlier, &world, &mut random);
        let file = folder
            .join("content")
            .join(name.folder())
            .join(format!("{}.md", name.slug));
        fs::create_dir_all(file.parent().unwrap_or(folder))?;
        fs::write(&file, text)?;
        if name.has_drawing() {
            fs::write(file.with_extension("svg"), drawing(&mut random))?;
        }
        earlier.push(name);
    }
    Ok(())
}

const SITE: &str = r#"title = "Archive de mesure"
description = "Des dépêches inventées, pour mesurer"
base_url = "https://archive.example/"
language = "fr"
timezone = "Europe/Paris"
"#;

/// What all articles share.
struct World {
    tags: Vec<String>,
    places: Vec<String>,
    people: Vec<String>,
    tag_law: Zipf,
    place_law: Zipf,
    person_law: Zipf,
}

impl World {
    fn new() -> Self {
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
struct Name {
    number: usize,
    date: NaiveDate,
    slug: String,
}

impl Name {
    fn new(number: usize, count: usize, random: &mut Random) -> Self {
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

    fn folder(&self) -> String {
        format!("{}/{:02}", self.date.year(), self.date.month())
    }

    fn has_drawing(&self) -> bool {
        self.number % 10 == 3
    }

    fn words(&self) -> &'static Words {
        match self.number * 7 % 20 {
            0..12 => &FRENCH,
            12..17 => &ENGLISH,
            _ => &ARABIC,
        }
    }
}

fn article(name: &Name, earlier: &[Name], world: &World, random: &mut Random) -> String {
    let words = name.words();
    let mut text = String::with_capacity(6 * 1024);
    text.push_str("+++\n");
    front_matter(&mut text, name, world, random);
    text.push_str("+++\n");
    body(&mut text, words, random);
    for other in picks(earlier, random) {
        let path = format!("../../{}/{}.md", other.folder(), other.slug);
        put(
            &mut text,
            format_args!(
                "{}: [{}]({path})\n\n",
                words.earlier,
                other.slug.replace('-', " ")
            ),
        );
    }
    text
}

fn front_matter(text: &mut String, name: &Name, world: &World, random: &mut Random) {
    let words = name.words();
    let date = name.date;
    put(
        text,
        format_args!(
            "headline = \"{}\"\n",
            sentence(words, random).trim_end_matches('.')
        ),
    );
    put(
        text,
        format_args!("kicker = \"{}\"\n", random.of(words.kickers)),
    );
    put(
        text,
        format_args!("standfirst = \"{}\"\n", sentence(words, random)),
    );
    put(text, format_args!("published = {date}\n"));
    if random.percent(70) {
        let event = date - Days::new(random.below(3) as u64);
        put(text, format_args!("event = \"{event}\"\n"));
    }
    put(text, format_args!("language = \"{}\"\n", words.language));
    put(text, format_args!("byline = \"{}\"\n", words.byline));
    put(
        text,
        format_args!("agencies = [\"{}\"]\n", random.of(words::AGENCIES)),
    );
    let tags = random.within(3, 6);
    list(
        text,
        "tags",
        world
            .tag_law
            .choose_several(tags, random)
            .iter()
            .map(|at| world.tags[*at].as_str()),
    );
    let count = random.within(1, 3);
    let places = world.place_law.choose_several(count, random);
    put(
        text,
        format_args!(
            "dateline = {{ place = \"{}\", date = {date} }}\n",
            world.places[places[0]]
        ),
    );
    let places: Vec<String> = places
        .iter()
        .map(|at| place(*at, &world.places[*at]))
        .collect();
    put(text, format_args!("places = [{}]\n", places.join(", ")));
    let people = random.within(0, 3);
    list(
        text,
        "people",
        world
            .person_law
            .choose_several(people, random)
            .iter()
            .map(|at| world.people[*at].as_str()),
    );
    let (first, second) = (random.of(words::ACTORS), random.of(words::ACTORS));
    let both = [*first, *second];
    let actors = if first == second || random.percent(40) {
        &both[..1]
    } else {
        &both[..]
    };
    list(text, "actors", actors.iter().copied());
    list(
        text,
        "conflicts",
        [*random.of(words::CONFLICTS)].into_iter(),
    );
    if name.has_drawing() {
        put(
            text,
            format_args!(
                "[[media]]\nfile = \"{}.svg\"\ncaption = \"{}\"\n",
                name.slug, words.drawing
            ),
        );
        put(
            text,
            format_args!(
                "credit = \"{}\"\nalt = \"{}\"\n",
                words.byline, words.drawing
            ),
        );
    }
    put(
        text,
        format_args!(
            "[[sources]]\nurl = \"https://source.example/{:06}\"\n",
            name.number
        ),
    );
}

fn place(at: usize, name: &str) -> String {
    let latitude = 30 + at * 7 % 17;
    let longitude = 20 + at * 11 % 29;
    format!(
        "{{ name = \"{name}\", latitude = {latitude}.{:02}, longitude = {longitude}.{:02}, precision = \"settlement\" }}",
        at % 100,
        at * 3 % 100
    )
}

/// 400 to 700 words in paragraphs of three to six sentences, with a crosshead now and then.
fn body(text: &mut String, words: &Words, random: &mut Random) {
    let goal = random.within(400, 700);
    let mut written = 0;
    let mut paragraphs = 0;
    while written < goal {
        if paragraphs % 4 == 3 {
            put(text, format_args!("## {}\n\n", random.of(words.crossheads)));
        }
        let quoted = random.percent(10);
        text.push_str(if quoted { "> " } else { "" });
        for _ in 0..random.within(3, 6) {
            let sentence = sentence(words, random);
            written += sentence.split(' ').count();
            text.push_str(&sentence);
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
        paragraphs += 1;
    }
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

fn list<'a>(text: &mut String, key: &str, names: impl Iterator<Item = &'a str>) {
    let quoted: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    if !quoted.is_empty() {
        put(text, format_args!("{key} = [{}]\n", quoted.join(", ")));
    }
}

fn drawing(random: &mut Random) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" width=\"640\" height=\"400\">\n<rect width=\"640\" height=\"400\" fill=\"#eef\"/>\n",
    );
    for _ in 0..random.within(4, 12) {
        let (x, y, r) = (random.below(640), random.below(400), random.within(4, 30));
        put(
            &mut svg,
            format_args!(
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" stroke=\"#334\"/>\n"
            ),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(what);
}
