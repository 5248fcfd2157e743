//! Owns the lines on which a paper signs by its name: alone, with its city, or as a few capitals before a person; and who signs behind
//! its buttons.

use super::{Byline, byline};
use crate::parse::press::dateline::{is_city, is_paper as is_paper_name, is_place};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name, only_agencies};
use crate::parse::press::tokens::halves;

/// "LA NACION", "Jeune Afrique": the name of a paper alone. Its place says whether it signs.
pub(super) fn outlet_alone(line: &str) -> Option<Byline<'_>> {
    // "The Harbour News, Port Sabine": its city.
    let (name, city) = match line.split_once([',', '،', '|']) {
        Some((name, city)) if is_city(city.trim()) => (name.trim_end(), Some(city.trim())),
        _ => (line, None),
    };
    let words = Words::of(name);
    let known = words.is(Kind::Outlet);
    // A paper that no list knows is told by its city.
    let name = match known {
        Some(hit) => &name[hit.start..hit.end],
        None if city.is_some() && is_paper_name(name) => name,
        None => return None,
    };
    let found = byline(name, city, 50, "")?;
    Some(Byline {
        outlet: true,
        ..found
    })
}

/// "EX / Anne Example", "XY – Ruken Örnek": an agency that only its capitals tell, and who writes for it.
pub(super) fn house_and_person(line: &str) -> Option<Byline<'_>> {
    let (house, who) = [" / ", "/ ", " – ", " - "]
        .iter()
        .find_map(|mark| halves(line, mark))?;
    let (house, who) = (house.trim(), who.trim());
    let capitals =
        (2..=5).contains(&house.chars().count()) && house.chars().all(char::is_uppercase);
    // A picture is credited so as well, but then its desk is known.
    let desk = Words::of(line).has(Kind::Desk) || Words::of(line).has(Kind::PictureSource);
    if !capitals || desk || !is_name(who) || !who.chars().any(char::is_lowercase) {
        return None;
    }
    let found = byline(who, None, 66, who)?;
    Some(Byline {
        house: Some(house),
        ..found
    })
}

/// "The Harbour Courier | Anne Example": a bar or a dash between spaces parts the paper from a person with a known given name.
pub(super) fn paper_and_person(line: &str) -> Option<Byline<'_>> {
    let (paper, who) = [" | ", " – ", " — ", " - "]
        .iter()
        .find_map(|mark| halves(line, mark))?;
    let (paper, who) = (paper.trim(), who.trim());
    let words = Words::of(paper);
    let other = [
        Kind::Section,
        Kind::NoName,
        Kind::Crumb,
        Kind::Label,
        Kind::Credit,
        Kind::PictureSource,
        Kind::Desk,
    ];
    let fits = (1..=4).contains(&paper.split_whitespace().count())
        && !paper.starts_with(char::is_lowercase)
        && !paper.contains(|c: char| c.is_numeric() || matches!(c, ':' | '"' | '«' | '“' | ','))
        && !names::has_given_name(paper)
        && !other.iter().any(|&kind| words.has(kind))
        && is_name(who)
        && names::has_given_name(who);
    fits.then(|| byline(who, None, 62, who))?
}

/// "ديلي صباح ووكالات, إسطنبول", "La Voz y agencias | Madrid", "مثال عربي - وكالات": a paper with agencies, and its city.
pub(super) fn outlets_and_city(line: &str) -> Option<Byline<'_>> {
    let line = line.trim_start_matches(['-', '–', '—', '•', ' ']);
    let at = line.rfind([',', '،', '|'])?;
    let (who, city) = (
        line[..at].trim(),
        line[at..].trim_start_matches([',', '،', '|', ' ']),
    );
    let count = who.split_whitespace().count();
    let fits = (1..=5).contains(&count)
        && is_city(city)
        && is_place(city)
        && names::names_agency(who)
        && !only_agencies(who)
        && !who.contains([',', '،', '|', '/', ':', '(']);
    (fits && !is_name(who)).then(|| byline(who, Some(city), 80, who))?
}

/// "red, harbour.example.at/Agenturen", "red/dpa", "lok/afp": a desk in small letters, with its site, beside agencies.
pub(super) fn desk_and_agencies(line: &str) -> Option<Byline<'_>> {
    const DESKS: [&str; 5] = ["red", "redaktion", "redacción", "rédaction", "redazione"];
    let (first, last) = (line.find([',', '/'])?, line.rfind('/')?);
    let (desk, site) = (line[..first].trim(), line.get(first + 1..last));
    let agencies = line[last + 1..].trim();
    let known = only_agencies(agencies) || super::is_agencies(agencies);
    let sited = site.is_none_or(|site| {
        let site = site.trim();
        site.is_empty() || site.contains('.') && !site.contains(' ')
    });
    (DESKS.contains(&desk) && known && sited).then(|| byline(line, None, 84, line))?
}

/// "Drucken Von dpa": a signature behind the buttons of its line.
pub(super) fn behind_buttons<'a>(words: &Words<'a>) -> Option<Byline<'a>> {
    let text = words.text;
    let by = words.all(Kind::By).find(|hit| hit.start > 0)?;
    let before = text[..by.start].trim();
    let buttons = before.split_whitespace().count() <= 4
        && before
            .split_whitespace()
            .all(|word| Words::of(word).is(Kind::Button).is_some());
    let capital = text[by.start..]
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    // "No pickup By ANNE EXAMPLE Associated Press Writer": the orders of an old wire, then who signs for it.
    let wire = words.ends(Kind::Job).is_some() && words.has(Kind::Agency);
    let short = text.chars().count() <= 90;
    ((buttons || wire) && capital && short).then(|| super::parse(&text[by.start..]))?
}
