//! Owns what stands after "By": names, and what follows them on their line: jobs, cities, agencies, addresses. What is kept is who
//! signs, as printed; a job, a city and an agency behind a comma are parted from it.

use super::city::{begins_place, may_follow};
use super::papers::{is_acronym, is_paper, opens_with_article};
use crate::parse::press::dateline::{is_city, is_place};
use crate::parse::press::lexicon::fold::is_letter;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name, is_particle, is_titled};
use crate::parse::press::tokens::{halves, place_of};

/// Who signs, and what stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signature<'a> {
    pub who: &'a str,
    /// The city from which it was written.
    pub place: Option<&'a str>,
    /// Whether a job stands behind the name.
    pub job: bool,
}

/// Marks behind a name that part something from it.
const PARTS: [&str; 15] = [
    "| ", "; ", " / ", "/", ", ", "، ", ",", " | ", " · ", " • ", " – ", " — ", " - ", " (", "(",
];

/// Parts a name from what stands behind it.
pub(super) fn signature(text: &str) -> Signature<'_> {
    signature_of(text, true)
}

/// The same of a text of which it is known whether it has a button.
pub(super) fn signature_of(text: &str, button: bool) -> Signature<'_> {
    let text = without_contact(trimmed_of(text, button));
    if let Some(found) = with_known_city(text) {
        return found;
    }
    let mut place = None;
    let mut at = 0;
    while let Some((cut, mark)) = next_part(text, at) {
        let behind = text[cut + mark.len()..].trim_start();
        let segment = match next_part(behind, 0).filter(|_| !mark.contains('(')) {
            Some((end, _)) => &behind[..end],
            None => behind,
        };
        let who = trimmed_of(&text[..cut], button);
        match kind(segment.trim_end_matches([')', ' ', '.']), mark, who) {
            Behind::More => at = cut + mark.len(),
            Behind::Job(city) => {
                return Signature {
                    who,
                    place: place.or(city),
                    job: true,
                };
            }
            Behind::City(city) => {
                // A job may follow the city.
                place = Some(city);
                return Signature {
                    who: without_agency(who),
                    place,
                    job: false,
                };
            }
            Behind::Agency => {
                return Signature {
                    who: without_agency(who),
                    place: None,
                    job: false,
                };
            }
        }
    }
    Signature {
        who: without_agency(text),
        place,
        job: false,
    }
}

/// "Anne Example in Beirut", "Ana Ejemplo. Madrid": one person and a city that is known.
fn with_known_city(text: &str) -> Option<Signature<'_>> {
    let (who, city) = [" in ", " à ", " en ", " from ", " aus ", ". "]
        .iter()
        .find_map(|mark| halves(text, mark))?;
    let initial = who
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() < 2);
    (is_name(who) && !initial && is_city(city)).then_some(Signature {
        who,
        place: Some(city),
        job: false,
    })
}

/// "Anne Example anne@example.org (509) 555-0100": a name without the address behind it, and what follows that.
fn without_contact(text: &str) -> &str {
    let Some(mail) = text.find('@') else {
        return text;
    };
    let start = text[..mail].rfind([' ', '\u{a0}', '|', '(', '<']);
    match start.map(|at| text[..at].trim_end_matches([' ', '\u{a0}', '|', '(', '<', ',', '-', '–']))
    {
        Some(who) if is_name(who) => who,
        _ => text,
    }
}

/// Where the next part begins, and its mark.
fn next_part(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let mut begins = text[from..].char_indices();
    begins.find_map(|(at, c)| {
        let at = from + at;
        if at == 0 || !matches!(c, ' ' | '/' | ',' | ';' | '،' | '(' | '|') {
            return None;
        }
        let marks = PARTS.iter().filter(|mark| text[at..].starts_with(**mark));
        let longest = marks.max_by_key(|mark| mark.len())?;
        Some((at, *longest))
    })
}

/// What a part behind a name is.
enum Behind<'a> {
    /// Another name, or words that belong to the signature.
    More,
    Job(Option<&'a str>),
    City(&'a str),
    Agency,
}

fn kind<'a>(segment: &'a str, mark: &str, who: &str) -> Behind<'a> {
    let segment = segment.trim();
    if segment.is_empty() {
        return Behind::More;
    }
    // "| +Coast+Floods", "| #Floods": the tags of a page.
    if segment.starts_with(['+', '#']) && names(who) {
        return Behind::Agency;
    }
    let words = Words::of(segment);
    let first = segment.split_whitespace().next().unwrap_or_default();
    if words.opens(Kind::With).is_some()
        || matches!(
            first,
            "and" | "et" | "und" | "y" | "та" | "и" | "і" | "ve" | "avec"
        )
    {
        return Behind::More;
    }
    // "– Kamera: Y": another hand.
    let other = segment.split_once(':').is_some_and(|(label, hand)| {
        label.split_whitespace().count() <= 4 && hand.split_whitespace().count() <= 5
    });
    if other && names(who) {
        return Behind::Job(None);
    }
    let comma = mark.starts_with([',', '،']);
    let short = segment.split_whitespace().count();
    // "Jerusalem Correspondent" has the form of a name.
    let office = !is_name(segment) || words.ends(Kind::Job).is_some();
    let job = words.has(Kind::Job) && short <= 9 && office;
    if job {
        return Behind::Job(city_of(segment));
    }
    if names::only_agencies(segment) && comma && names(who) {
        return Behind::Agency;
    }
    if !names(who) && !is_initials(who) {
        return Behind::More;
    }
    // "Anne Example, The Harbour Courier".
    if names::has_given_name(who) && opens_with_article(segment) && is_titled(segment) {
        return Behind::Agency;
    }
    // "Anne Example, Harbour Post".
    if comma && is_name(who) && is_paper(segment) && !names::has_given_name(segment) {
        return Behind::Agency;
    }
    // "Anne Example - The Paper", before the date.
    if mark.contains(['-', '–', '—', '|'])
        && (words.is(Kind::Outlet).is_some() || is_paper(segment))
    {
        return Behind::Agency;
    }
    let bare = without_in(segment);
    let led = bare.len() < segment.len();
    // "Section - Theme" is a way through a site.
    let dash = mark.contains(['-', '–', '—']);
    if is_city(bare)
        || short == 1
            && !dash
            && is_place(bare)
            && Words::of(bare).is(Kind::Section).is_none()
            && !names::names_agency(bare)
            && bare.chars().count() >= 4
            && !is_acronym(bare)
        || (led || begins_place(bare)) && is_place(bare)
        || !comma && may_follow(bare, who, mark)
    {
        return Behind::City(bare);
    }
    Behind::More
}

/// Who signs, without those who helped: "X (avec AFP)", "X, avec Y à Genève".
pub(super) fn core(who: &str) -> &str {
    let cut = [
        " (", " avec ", " with ", " mit ", " con ", ", avec ", ", with ",
    ]
    .iter()
    .filter_map(|mark| place_of(who, mark).map(|at| (at, *mark)))
    .filter(|(at, mark)| *mark != " (" || Words::of(&who[at + 2..]).opens(Kind::With).is_some())
    .map(|(at, _)| at)
    .min();
    cut.map_or(who, |at| who[..at].trim_end_matches([',', ' ']))
}

/// The city in "envoyé spécial à Mossoul", "Korrespondentin in Kiew".
fn city_of(job: &str) -> Option<&str> {
    // "Bruxelles, bureau européen".
    if let Some((first, _)) = job
        .split_once(", ")
        .filter(|(first, _)| is_place(first) && !Words::of(first).has(Kind::Job))
    {
        return Some(first);
    }
    let mut found = None;
    for (at, _) in job.match_indices(' ') {
        let rest = &job[at + 1..];
        let bare = without_in(rest);
        if bare.len() < rest.len() && is_place(bare) && !bare.starts_with(char::is_lowercase) {
            found = Some(bare);
        }
    }
    let city = found?;
    let end = city.find([',', '(', ';']).unwrap_or(city.len());
    Some(city[..end].trim()).filter(|city| !Words::of(city).has(Kind::Job))
}

/// Past "in", "à", "en": what leads to a city.
pub(super) fn without_in(text: &str) -> &str {
    [
        "in ", "à ", "au ", "aux ", "en ", "from ", "aus ", "a ", "у ", "в ", "из ", "desde ",
        "em ", "da ", "في ", "إلى ",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))
    .unwrap_or(text)
}

/// "DELLA RUCKERT Associated Press": a name and its agency without a mark.
fn without_agency(text: &str) -> &str {
    let words = Words::of(text);
    let hit = words
        .ends(Kind::Agency)
        .or_else(|| words.ends(Kind::Job))
        .filter(|hit| hit.end - hit.start >= 6);
    let before = hit.map(|hit| {
        let start = words
            .all(Kind::Agency)
            .filter(|one| one.end == hit.start || one.end + 1 == hit.start)
            .map(|one| one.start)
            .next();
        // The field goes before the name is judged: "International" is no part of one.
        without_field(text[..start.unwrap_or(hit.start)].trim_end())
    });
    match before {
        Some(before)
            if is_name(before)
                && (!is_name(text) || hit.is_some_and(|hit| hit.kind == Kind::Job)) =>
        {
            before
        }
        _ => text,
    }
}

/// "Anne Example China", before "Correspondent": a name of two words without the field that its bearer covers.
pub(super) fn without_field(text: &str) -> &str {
    const FIELDS: [&str; 44] = [
        "Political",
        "Foreign",
        "Chief",
        "Senior",
        "Diplomatic",
        "Defence",
        "Defense",
        "Security",
        "Economics",
        "Economic",
        "Business",
        "Legal",
        "Crime",
        "Home",
        "Affairs",
        "World",
        "Global",
        "International",
        "National",
        "Middle",
        "East",
        "Africa",
        "Asia",
        "Europe",
        "China",
        "Russia",
        "Israel",
        "Iran",
        "Turkey",
        "Moscow",
        "Beijing",
        "Washington",
        "Brussels",
        "London",
        "Berlin",
        "Paris",
        "Jerusalem",
        "Beirut",
        "Cairo",
        "Deputy",
        "Special",
        "Staff",
        "North",
        "South",
    ];
    let mut name = text;
    while let Some((before, last)) = name.rsplit_once(' ')
        && before.contains(' ')
        && FIELDS.contains(&last)
    {
        name = before;
    }
    name
}

/// Without the marks, the buttons, the addresses at its end.
pub(super) fn trimmed(text: &str) -> &str {
    trimmed_of(text, true)
}

/// The same of a text of which it is known whether it has a button.
pub(super) fn trimmed_of(text: &str, button: bool) -> &str {
    let mut text = text;
    loop {
        let mut next = text
            .trim()
            .trim_end_matches([',', '،', '|', '•', '·', '=', ';', ':', '/', '-', '–', '—'])
            .trim_end();
        let last = next.rsplit(char::is_whitespace).next().unwrap_or_default();
        if last.contains('@') && last.len() < next.len() {
            next = &next[..next.len() - last.len()];
        } else if last == "." {
            next = next.trim_end_matches('.');
        } else if button {
            let words = Words::of(next);
            if let Some(hit) = words
                .ends(Kind::Follow)
                .filter(|hit| hit.start > 0 && next[..hit.start].ends_with([' ', '\u{a0}', '|']))
            {
                next = &next[..hit.start];
            }
        }
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

/// Whether a text is one name or a list of names and initials, with places between them: "X in Kyiv and Y in London".
pub(super) fn names(text: &str) -> bool {
    text.len() <= 200
        && !text.is_empty()
        && parts(text).all(|part| is_name(part) || is_initials(part))
}

/// The parts of a list of names.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = text.char_indices().find_map(|(at, c)| {
            if !matches!(c, ' ' | ',' | '،' | '/') {
                return None;
            }
            let joints = JOINTS
                .iter()
                .filter(|joint| text[at..].starts_with(**joint));
            let shortest = joints.map(|joint| joint.len()).min()?;
            Some((at, shortest))
        });
        let (part, next) = match cut {
            Some((at, length)) => (&text[..at], Some(&text[at + length..])),
            None => (text, None),
        };
        rest = next;
        Some(part.trim_matches([' ', ',', '.', '\u{a0}']))
    })
    .filter(|part| !part.is_empty())
}

const JOINTS: [&str; 21] = [
    ", ", "، ", ",", " and ", " et ", " und ", " y ", " e ", " та ", " и ", " і ", " й ", " ve ",
    " û ", " & ", " / ", " | ", "/", " i ", " و ", " och ",
];

/// "A.D.", "L.B.", "J. P.": who signs with initials.
pub(super) fn is_initials(text: &str) -> bool {
    let capitals = text
        .chars()
        .all(|c| matches!(c, '.' | ' ' | '-') || c.is_uppercase());
    let letters = || text.chars().filter(|&c| is_letter(c)).count();
    capitals
        && !is_state(text)
        && text.contains('.')
        && (2..=4).contains(&letters())
        && text.matches('.').count() + 1 >= letters()
}

/// States and bodies that are written as initials are.
fn is_state(text: &str) -> bool {
    matches!(
        text.trim_end_matches('.'),
        "U.S" | "U.K" | "U.N" | "E.U" | "U.S.A" | "U.A.E" | "D.C" | "L.A" | "N.Y" | "P.M" | "A.M"
    )
}

/// Words that may sign: they begin with capitals, and make no sentence.
pub(super) fn may_sign(text: &str) -> bool {
    let first = text.chars().next();
    let words = text.split_whitespace().count();
    let titled = text
        .split_whitespace()
        .filter(|word| is_titled(word) || is_particle(word) || word.starts_with(char::is_numeric))
        .count();
    let sentence = words > 5
        && text
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .contains(". ")
        && !names(text);
    let letters = text
        .split_whitespace()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    // "teleSUR", "elDiario.es".
    let branded = text
        .split_whitespace()
        .next()
        .is_some_and(|word| word.chars().skip(1).any(char::is_uppercase));
    first.is_some_and(|c| {
        (branded || !c.is_lowercase()) && (c.is_alphanumeric() || c == '«' || c == '"')
    }) && words <= 16
        && titled * 10 >= words * 6
        && !sentence
        && letters
        && !text.ends_with(['?', '!', '…'])
}
