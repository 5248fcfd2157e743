//! Owns the lines on which an agency signs: alone, with a city, with an outlet or a person.

use super::city::begins_place;
use super::signature::{self, is_initials, may_sign};
use super::{Byline, byline};
use crate::parse::press::dateline::{is_city, is_place};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name, only_agencies};
use crate::parse::press::tokens::place_of;

/// "AFP", "Agence France-Presse", "dpa/afp".
pub(super) fn agencies_alone(line: &str) -> Option<Byline<'_>> {
    // What sets it off from the text above: "*EFE", "/AFP/", "“ رويترز ”".
    let marks = [
        '-', '–', '—', '=', ' ', '*', '/', '"', '“', '”', '«', '»', '\u{a0}',
    ];
    let line = line.trim_matches(marks);
    // Spelled out, it stands for nothing else.
    let spelled = line.split_whitespace().count() > 1 && !line.contains([',', '/']);
    let certainty = if spelled { 92 } else { 76 };
    (only_agencies(line) && line.chars().count() <= 60)
        .then(|| byline(line, None, certainty, line))?
}

/// "Örnek Haber Ajansı" alone on a line. One that opens with the word may be what a text is about: "وكالة الفضاء".
pub(super) fn unknown_agency_alone(line: &str) -> Option<Byline<'_>> {
    let closes = Words::of(line).ends(Kind::AgencyNoun).is_some();
    (closes && names::calls_itself_agency(line)).then(|| byline(line, None, 70, line))?
}

/// "AFP, MANILA".
pub(super) fn agency_and_place(line: &str) -> Option<Byline<'_>> {
    let (who, place) = line
        .split_once([',', '،', '|'])
        .or_else(|| line.split_once(" - ").or_else(|| line.split_once(" – ")))
        .or_else(|| line.split_once(" / "))?;
    let place = place.trim();
    let bare = place
        .strip_prefix("in ")
        .or(place.strip_prefix("à "))
        .unwrap_or(place);
    let dashed = !line[who.len()..].starts_with([',', '،', '|']);
    // "AFP - Anne Example": behind a dash a name signs.
    let fits = only_agencies(who.trim())
        && is_place(bare)
        && !names::names_agency(bare)
        && (!dashed || is_city(bare) || !is_name(bare) || begins_place(bare));
    let certainty = if is_city(bare) || bare.chars().all(|c| !c.is_lowercase()) {
        85
    } else {
        60
    };
    // A bar parts the city from who signs; a comma joins them.
    let verbatim = if dashed || line[who.len()..].starts_with('|') {
        who.trim()
    } else {
        line
    };
    fits.then(|| byline(verbatim, Some(bare), certainty, who))?
}

/// "بلدي نيوز- (محمد وليد المثال)": an outlet, a dash and its reporter in brackets.
pub(super) fn outlet_and_person(line: &str) -> Option<Byline<'_>> {
    let (outlet, who) = line.strip_suffix(')')?.split_once('(')?;
    let outlet = outlet.trim_end();
    let dashed = outlet.ends_with(['-', '–', '—', ':', '/']);
    let short = (1..=3).contains(&outlet.split_whitespace().count());
    let person = is_name(who) && names::has_given_name(who);
    (dashed && short && person).then(|| byline(who, None, 80, line))?
}

/// "Z Kijowa Anna Przykład (PAP)", "Desde Madrid, Ana Ejemplo": from a city, then who writes.
pub(super) fn led_by_from(line: &str) -> Option<Byline<'_>> {
    let rest = ["Z ", "Ze ", "Desde ", "Da ", "Depuis ", "From "]
        .iter()
        .find_map(|word| line.strip_prefix(word))?;
    let (rest, agency) = match rest.split_once(" (") {
        Some((rest, agency)) => (rest, only_agencies(agency.trim_end_matches(')'))),
        None => (rest, false),
    };
    let (city, who) = rest.split_once([' ', ','])?;
    let (city, who) = (city.trim(), who.trim());
    let comma = rest.contains(',');
    (is_place(city) && is_name(who) && (agency || comma || is_city(city)))
        .then(|| byline(who, Some(city), if agency { 90 } else { 70 }, line))?
}

/// "ANF / Anne Example", "سانا – محمد المثال": the name signs, the agency is credited.
pub(super) fn agency_and_person(line: &str) -> Option<Byline<'_>> {
    let (at, mark) = [" / ", "/ ", " – ", " - ", " | ", "/"]
        .iter()
        .find_map(|mark| place_of(line, mark).map(|at| (at, *mark)))?;
    let (agency, who) = (line[..at].trim(), line[at + mark.len()..].trim());
    // So Russian and Ukrainian houses credit pictures.
    if mark.contains('/') && line.contains(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
        return None;
    }
    let fits = only_agencies(agency) && is_name(who) && !is_city(who);
    // A picture is credited so as well.
    let certainty = if names::has_given_name(who) { 60 } else { 50 };
    fits.then(|| byline(who, None, certainty, line))?
}

/// "20 Minutes avec AFP", "Le Quotidien (avec AFP)", "Anne Exemple / AFP".
pub(super) fn together(line: &str) -> Option<Byline<'_>> {
    let words = Words::of(line);
    let last = words.ends(Kind::Agency)?;
    // The agencies at the end, and what joins them to the outlet before them.
    let mut start = last.start;
    while let Some(before) = words
        .all(Kind::Agency)
        .filter(|hit| hit.end <= start && hit.start < start)
        .last()
        .filter(|hit| only_agencies(&line[hit.start..]))
    {
        start = before.start;
    }
    let head = line[..start].trim_end_matches([' ', '\u{a0}']);
    let (outlet, joint) = split_joint(head)?;
    let outlet = outlet
        .trim_end_matches([' ', ',', '(', '-', '–', '—'])
        .trim();
    // A label of a picture, or its sign, leads to a credit.
    if line.starts_with('©') || outlet.contains(':') || words.opens(Kind::Credit).is_some() {
        return None;
    }
    let count = outlet.split_whitespace().count();
    if count == 0
        || count > 8
        || !may_sign(outlet) && !is_initials(outlet)
        || Words::of(outlet).is(Kind::Desk).is_some()
    {
        return None;
    }
    let person = signature::names(outlet);
    // "The mayor of Port Sabine, Anne Example / AFP": an office and who bears it are on a picture.
    let listed = outlet.contains([',', '،']) && !person && !Words::of(outlet).has(Kind::Agency);
    if listed && matches!(joint, Joint::Stroke | Joint::Bracket | Joint::Dash) {
        return None;
    }
    let certainty = match joint {
        Joint::With => 88,
        Joint::And if person || count <= 4 => 80,
        Joint::And => 60,
        // Joined by a stroke or a bracket, they sign a picture more often than a text.
        Joint::Stroke | Joint::Bracket | Joint::Dash if person && names::has_given_name(outlet) => {
            56
        }
        Joint::Stroke | Joint::Bracket if person => 48,
        Joint::Stroke if is_place(outlet) && is_city(outlet) => return None,
        Joint::Stroke => 58,
        Joint::Bracket => 45,
        Joint::Comma if person => 85,
        Joint::Comma => 55,
        Joint::Dash if person => 50,
        Joint::Dash => 45,
    };
    // "RK (dpa, EFE)": a desk signs, and credits agencies.
    let desk = joint == Joint::Bracket && super::desk_signature(line).is_some();
    let verbatim = if desk || person && joint == Joint::Comma {
        outlet
    } else {
        line
    };
    byline(verbatim, None, certainty, line)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    With,
    And,
    Stroke,
    Bracket,
    Comma,
    Dash,
}

/// Parts an outlet from what joins it to an agency.
fn split_joint(head: &str) -> Option<(&str, Joint)> {
    const ARTICLES: [&str; 8] = ["les", "l'", "l’", "the", "la", "die", "der", "le"];
    let mut bare = head;
    for article in ARTICLES {
        if let Some(rest) = head
            .strip_suffix(article)
            .filter(|rest| rest.ends_with(' '))
        {
            bare = rest.trim_end();
            break;
        }
    }
    let last = bare.rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
    let before = &bare[..bare.len() - last.len()];
    let joint = match last {
        "avec" | "with" | "mit" | "con" | "com" | "Avec" | "مع" | "za" => Joint::With,
        "et" | "and" | "und" | "y" | "та" | "и" | "і" | "ve" | "û" | "و" | "e" | "&" | "+" => {
            Joint::And
        }
        "/" | "|" => Joint::Stroke,
        "-" | "–" | "—" => Joint::Dash,
        _ => {
            return match bare.chars().next_back()? {
                '/' | '+' => Some((&bare[..bare.len() - 1], Joint::Stroke)),
                '(' => Some((&bare[..bare.len() - 1], Joint::Bracket)),
                ',' => Some((&bare[..bare.len() - 1], Joint::Comma)),
                '،' => Some((bare.trim_end_matches('،'), Joint::Comma)),
                _ => None,
            };
        }
    };
    Some((before, joint))
}
