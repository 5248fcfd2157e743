//! Owns the lines on which an agency signs: alone, with a city, with an outlet or a person.

use super::signature::{self, is_initials, may_sign};
use super::{Byline, byline};
use crate::parse::press::dateline::{is_city, is_paper, is_place};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name, only_agencies};

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
        && (!dashed || is_city(bare) || !is_name(bare) || signature::begins_place(bare));
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

/// "بيروت: نذير المثال", "Moscow – Anne Example": the city of a correspondent before a colon or a dash. One that is not known is told by
/// whoever stands behind it, if that is a known given name's bearer.
pub(super) fn city_and_person(line: &str) -> Option<Byline<'_>> {
    let (mark, (city, who)) = [":", " – ", " — ", " - ", " ـ ", " / ", "/ ", ". "]
        .into_iter()
        .find_map(|mark| Some((mark, line.split_once(mark)?)))?;
    let (city, who) = (city.trim(), who.trim());
    let count = who.split_whitespace().count();
    let uncased = !line.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let person = is_name(who)
        || uncased
            && (2..=3).contains(&count)
            && !Words::of(who).has(Kind::NoName)
            && who.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_city(city) && person && !is_city(who) {
        let certainty = if is_name(who) { 88 } else { 66 };
        return byline(who, Some(city), certainty, who);
    }
    (mark != ":" && is_name(who) && names::has_given_name(who) && may_be_city(city))
        .then(|| byline(who, Some(city), 70, who))?
}

/// Whether words before a person may be a city that is not known: all in capitals, one word, or begun as cities are.
fn may_be_city(text: &str) -> bool {
    const OTHER: [Kind; 13] = [
        Kind::Section,
        Kind::NoName,
        Kind::Label,
        Kind::House,
        Kind::Job,
        Kind::Outlet,
        Kind::Agency,
        Kind::PictureSource,
        Kind::Desk,
        Kind::By,
        Kind::ByLabel,
        Kind::Credit,
        Kind::Weekday,
    ];
    let capitals = text.chars().count() > 5 && !text.contains(char::is_lowercase);
    let uncased = !text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let count = text.split_whitespace().count();
    (capitals && !uncased && count <= 4 || count == 1 || signature::begins_place(text))
        && text.chars().count() >= 5
        && is_place(text)
        && !is_paper(text)
        && !names::has_given_name(text)
        && {
            let words = Words::of(text);
            !OTHER.iter().any(|&kind| words.has(kind))
        }
}

/// "Ayşe ÖRNEK/ANKARA, (DHA)", "Ayşe Örnek/ANKARA-DHA", "بيروت/ محمد المثال/ الأناضول": who writes, the city and the agency between strokes.
pub(super) fn between_strokes(line: &str) -> Option<Byline<'_>> {
    let (first, rest) = line.split_once('/')?;
    let (first, rest) = (first.trim(), rest.trim());
    let words = Words::of(rest);
    let agency = words.all(Kind::Agency).find(|hit| {
        hit.start > 0 && rest[hit.end..].trim_matches([')', ' ', '/', '.']).is_empty()
    })?;
    let second = rest[..agency.start].trim_end_matches([' ', ',', '(', '-', '–', '/', '،']);
    let cased = line.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    let place = |text: &str| {
        is_place(text) && (is_city(text) || cased && !text.contains(char::is_lowercase))
    };
    if is_name(first) && place(second) {
        return byline(first, Some(second), 88, line);
    }
    let uncased = || !cased && names::has_given_name(second);
    ((place(first) || uncased() && is_place(first)) && is_name(second))
        .then(|| byline(second, Some(first), 88, line))?
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
        .find_map(|mark| line.find(mark).map(|at| (at, *mark)))?;
    let (agency, who) = (line[..at].trim(), line[at + mark.len()..].trim());
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
        Joint::Stroke | Joint::Bracket | Joint::Dash
            if person && names::has_given_name(outlet) =>
        {
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
    let verbatim = if person && joint == Joint::Comma {
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
