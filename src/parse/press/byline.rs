//! Owns the recogniser of bylines: "Par X (avec AFP)", "20 Minutes avec AFP", "Name | Madrid", "AFP, MANILA", "(Reporting by X)",
//! "بقلم X", "Автор: X", and of the initials with which a desk closes a text. What follows the name is [`signature`]'s.

mod city;
mod foot;
mod housed;
mod led;
mod masthead;
mod named;
mod outlets;
mod papers;
mod reporters;
mod signature;
mod sources;
mod together;
mod within;

use super::block::{Block, End};
use super::claim::{Claims, Context, Role};
use super::credits;
use super::dateline::{self, is_place};
use super::lexicon::fold::is_letter;
use super::lexicon::{Kind, Words};
use super::names::{self, is_name, is_titled, only_agencies};
use city::{between_strokes, city_and_person, person_and_city, reporters_and_city};
pub(super) use foot::{desk_signature, is_desk};
pub(super) use housed::{behind_with, house_beside};
use led::{glued, signed};
use named::{initialled, named};
use outlets::{
    behind_buttons, desk_and_agencies, house_and_person, outlet_alone, outlets_and_city,
    paper_and_person,
};
use reporters::reporters;
use signature::{is_initials, trimmed_of};
use sources::{behind_bar, source_behind_bar, sourced};
use together::{
    agencies_alone, agency_and_person, agency_and_place, led_by_from, outlet_and_person, together,
    unknown_agency_alone,
};
pub(super) use within::{between_bars, within};
use within::{glued_start, unbracketed, without_codes};

/// A byline as read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Byline<'a> {
    /// Without "Par" and its kin, and without a job.
    pub verbatim: &'a str,
    /// The city that a correspondent signs with.
    pub place: Option<&'a str>,
    /// How sure its form is, in hundredths.
    pub certainty: u8,
    /// Whether it is nothing but agencies.
    pub only_agencies: bool,
    /// Whether it names a source ("Source: …", "avec AFP") and not a hand.
    pub sourced: bool,
    /// Whether a label says so ("Source: …"): then nobody signs.
    pub named_source: bool,
    /// All that was said after "By": the agencies in it are credited.
    pub credited: &'a str,
    /// An agency that only its form tells: "EX / Anne Example".
    pub house: Option<&'a str>,
    /// Whether it is the name of a paper and nothing else.
    pub outlet: bool,
}

/// The longest line that is read, in characters.
const LONGEST: usize = 230;
/// A line of more words tells a story: they are short where it is no longer than that.
const MOST_WORDS: usize = 30;

pub(super) fn recognise(block: &Block, _: Context, claims: &mut Claims) {
    let shape = block.shape;
    if shape.chars > LONGEST {
        return;
    }
    let words = block.words();
    if credits::shows_person(&words) || is_credit(&words) {
        return;
    }
    if masthead::is_masthead(&words) {
        return claims.claim(Role::Noise, "press/masthead", 0.85);
    }
    // "… angewiesen. (sda/afp)": small letters are the desk's, a picture's credit has capitals.
    let closed = block.is_sentence() && words.has(Kind::Agency);
    let closing = closed
        .then(|| names::closing_agencies(&block.text))
        .flatten();
    if closing.is_some_and(|credit| !credit.contains(char::is_uppercase)) {
        claims.claim(Role::Paragraph, "press/paragraph", 0.92);
    }
    foot::recognise(block, &words, claims);
    // "PORT LOMAS, Kestrelia (AP) — The Latest on … (all times local):" opens a text.
    if shape.words > 9
        && words.has(Kind::Agency)
        && dateline::parse(&block.text).is_some_and(|line| line.certainty >= 85)
    {
        return;
    }
    if shape.end == End::Stop && shape.words > 9 && !block.text.starts_with('(')
        || shape.inner_stops > 4
        || shape.words > MOST_WORDS
    {
        return;
    }
    if signs_as_dateline(&words) {
        // Under the text it says whose copy this was, and from where.
        if words.has(Kind::Agency) {
            claims.claim(Role::SignOff, "press/sign-off", 0.8);
        }
        return;
    }
    let Some(byline) = read(&words) else { return };
    let confidence = f32::from(byline.certainty) / 100.0;
    if byline.sourced {
        claims.claim(Role::SignOff, "press/source-line", confidence);
        // Above the text a source has no place of its own.
        let over = if byline.named_source { 0.95 } else { 0.55 };
        claims.claim(Role::Byline, "press/source-line", confidence * over);
    } else if byline.outlet {
        claims.claim(Role::Byline, "press/outlet", confidence);
    } else if byline.only_agencies {
        // "BBC" alone may be a tag, and is no credit.
        let tag = names::is_broadcaster(block.text.trim());
        let certainty = if tag { confidence * 0.6 } else { confidence };
        claims.claim(Role::Byline, "press/byline", certainty);
        claims.claim(Role::SignOff, "press/sign-off", certainty);
    } else {
        claims.claim(Role::Byline, "press/byline", confidence);
    }
}

/// "(Photo: Anne Example/AFP)": a label of pictures and its colon open the line.
fn is_credit(words: &Words<'_>) -> bool {
    let text = words.text;
    let begin = text.find(char::is_alphanumeric);
    let mut labels = words
        .all(Kind::Credit)
        .filter(|hit| Some(hit.start) == begin);
    let label = labels.any(|hit| text[hit.end..].trim_start().starts_with(':'));
    label && text.starts_with(['(', '[']) && words.opens(Kind::Source).is_none()
}

/// Whether a line is a dateline whole, and so nobody's name: "PORT SABINE, April 14 , 1997 (AP)", "Port Sabine (Kestrelia) (AFP)".
pub(super) fn signs_as_dateline(words: &Words<'_>) -> bool {
    let text = words.text;
    // "by Anne Example, The Harbour Post, Posted: May 3".
    if text.starts_with("by ") || text.starts_with("By ") {
        return false;
    }
    // Letters in brackets or between slashes may be an agency that is not known.
    let enclosed = || text.contains(['(', '/']);
    let dashed = || text.trim_end().ends_with(['-', '–', '—']);
    (words.has(Kind::Agency) || enclosed())
        && dateline::alone(text).is_some_and(|line| {
            line.certainty >= 85 && line.place.is_some() && !line.agencies.is_empty()
        })
        || dashed() && dateline::closes_whole(text)
}

/// Reads a line that says who signs.
pub(super) fn parse(text: &str) -> Option<Byline<'_>> {
    (text.len() <= LONGEST * 4).then(|| read(&Words::of(text)))?
}

/// Whether a text stands for a person and names none: "Staff Writer".
pub(super) fn is_house(text: &str) -> bool {
    let words = Words::of(text);
    words.is(Kind::House).is_some() || words.is(Kind::Job).is_some()
}

/// Whether a text stands for agencies and names none: "Agencias", "وكالات".
pub(super) fn is_agencies(text: &str) -> bool {
    const AGENCIES: [&str; 14] = [
        "agencias",
        "agences",
        "agencies",
        "agenturen",
        "agenzie",
        "agências",
        "agentschappen",
        "agencje",
        "ajanslar",
        "агентства",
        "агенції",
        "وكالات",
        "الوكالات",
        "ئاژانسەکان",
    ];
    AGENCIES.contains(&text.to_lowercase().as_str())
}

/// Whether a word says that who follows signs.
pub(super) fn is_led(text: &str) -> bool {
    Words::of(text).opens(Kind::By).is_some()
}

/// The same of a line, or of a part of it behind a bar: "Home | By Anne Example | 4 May 2018".
pub(super) fn is_led_within(words: &Words<'_>) -> bool {
    words.opens(Kind::By).is_some()
        || words.opens(Kind::ByLabel).is_some()
        || words.all(Kind::By).any(|by| {
            let before = words.text[..by.start].trim_end();
            before.ends_with(['|', '•', '·'])
        })
}

/// Whether a line ends with the word that leads to who signs: "Autor:", "Disko Von".
pub(super) fn ends_with_label(words: &Words<'_>) -> bool {
    let end = words
        .text
        .trim_end_matches([' ', ':', '：', '\u{a0}'])
        .len();
    let mut labels = words.all(Kind::ByLabel).chain(words.all(Kind::By));
    labels.any(|hit| hit.end == end && hit.end - hit.start > 1)
}

/// Whether a line opens with who reports: "(Reporting by X; Editing by Y)".
pub(super) fn is_reported(words: &Words<'_>) -> bool {
    let opens = |at: usize| !words.text[..at].contains(char::is_alphanumeric);
    words.all(Kind::Reporting).any(|hit| opens(hit.start))
}

fn read<'a>(words: &Words<'a>) -> Option<Byline<'a>> {
    let text = words.text;
    if text.chars().count() > LONGEST {
        return None;
    }
    // "Editor: huaxia" has read the text and not written it.
    if text.starts_with("Editor:") {
        return source_behind_bar(text);
    }
    if let Some(byline) = reporters(words) {
        return Some(byline);
    }
    let end = stamp_start(words).min(glued_start(text));
    let line = without_codes(trimmed_of(&text[..end], words.has(Kind::Follow)));
    let inner = unbracketed(line);
    if inner.is_empty() || !inner.contains(is_letter) {
        return None;
    }
    // Each is asked only of lines that have what it cannot do without.
    let with = |kind: Kind, read: fn(&'a str) -> Option<Byline<'a>>| {
        words.has(kind).then(|| read(inner)).flatten()
    };
    several_behind_bars(inner)
        .or_else(|| initialled(inner))
        .or_else(|| glued(inner))
        .or_else(|| with(Kind::Agency, reporters_and_city))
        .or_else(|| signed(words, inner))
        .or_else(|| behind_bar(words, inner))
        .or_else(|| with(Kind::Agency, between_strokes))
        .or_else(|| city_and_person(inner))
        .or_else(|| person_and_city(inner))
        .or_else(|| outlet_and_person(inner))
        .or_else(|| outlets_and_city(inner))
        .or_else(|| sourced(words, inner))
        .or_else(|| desk_and_agencies(inner))
        .or_else(|| reported_from(inner))
        .or_else(|| led_by_from(inner))
        .or_else(|| with(Kind::House, house))
        .or_else(|| with(Kind::Agency, agencies_alone))
        .or_else(|| with(Kind::AgencyNoun, unknown_agency_alone))
        .or_else(|| with(Kind::Agency, agency_and_place))
        .or_else(|| with(Kind::Agency, agency_and_person))
        .or_else(|| with(Kind::Agency, together))
        .or_else(|| house_and_person(inner))
        // What is cut off glued may part a button from what stood behind it.
        .or_else(|| {
            let button = words.has(Kind::Follow) || end < text.len();
            opens_with_name(words, inner).then(|| named(inner, button))?
        })
        // "The Paper | 4 May 2015 | By X": behind the date.
        .or_else(|| behind_bar(words, trimmed_of(text, words.has(Kind::Follow))))
        .or_else(|| source_behind_bar(text))
        .or_else(|| behind_buttons(words))
        .or_else(|| with(Kind::GivenName, paper_and_person))
        .or_else(|| {
            (words.has(Kind::Outlet) || words.has(Kind::City)).then(|| outlet_alone(inner))?
        })
        .or_else(|| report_of(inner))
}

/// Whether a name, or initials, may stand at the start of a line, by its first two words.
fn opens_with_name(words: &Words<'_>, line: &str) -> bool {
    let bare = line.trim_start_matches(['^', '-', '–', '—', ' ', ',', '.', '\u{a0}']);
    let mut first = bare.split_whitespace();
    let (one, two) = (first.next(), first.next());
    let named = one.is_some_and(names::may_open)
        && two.is_none_or(|two| names::may_go_on(two) || is_initials(bare));
    let barred = || line.contains('|');
    named || words.has(Kind::GivenName) && (barred() || words.opens(Kind::GivenName).is_some())
}

fn byline<'a>(
    verbatim: &'a str,
    place: Option<&'a str>,
    certainty: u8,
    credited: &'a str,
) -> Option<Byline<'a>> {
    let known = only_agencies(verbatim);
    let unknown = !known && !names::names_agency(verbatim) && names::calls_itself_agency(verbatim);
    Some(Byline {
        verbatim,
        place,
        certainty,
        only_agencies: known || unknown,
        sourced: false,
        named_source: false,
        credited,
        house: unknown.then_some(verbatim),
        outlet: false,
    })
}

/// Where the date of publication begins that stands behind a name; else the end of the line.
fn stamp_start(words: &Words<'_>) -> usize {
    let text = words.text;
    let label = words
        .all(Kind::Published)
        .chain(words.all(Kind::Updated))
        .map(|hit| hit.start)
        .filter(|&at| at > 0 && !text[..at].ends_with(char::is_alphabetic))
        .min();
    let date = dateline::first_date(words).filter(|&at| at > 0);
    let at = [label, date, reading_time(words)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(text.len());
    // "le 3 mai", "am 3. Mai".
    let head =
        text[..at].trim_end_matches([' ', '\u{a0}', '(', ',', '|', '·', '•', '-', '–', '—', '/']);
    let small = ["le", "am", "on", "el", "den", "à", "at", "du", "vom"]
        .iter()
        .find(|small| {
            head.strip_suffix(**small)
                .is_some_and(|rest| rest.ends_with(' '))
        });
    if at == text.len() {
        at
    } else {
        head.len() - small.map_or(0, |small| small.len())
    }
}

/// Where "· 3 min read" begins behind a name.
fn reading_time(words: &Words<'_>) -> Option<usize> {
    let text = words.text;
    let told = |kind: Kind| words.all(kind).map(|hit| hit.start);
    let mut times = told(Kind::ReadingTime).chain(told(Kind::ReadingUnit));
    times.find_map(|at| {
        let before = text[..at].trim_end();
        let figure = before.trim_end_matches(char::is_numeric);
        let head = figure.trim_end();
        (figure.len() < before.len() && head.ends_with(['·', '•', '|', '-', '–', '—']))
            .then_some(head.len())
    })
}

/// "Aus Kiew berichtet Anna Muster", "Aus Kabul berichtet unser Redakteur Paul Muster".
fn reported_from(line: &str) -> Option<Byline<'_>> {
    let rest = line.strip_prefix("Aus ")?;
    let (place, who) = [" berichtet ", " berichten "]
        .iter()
        .find_map(|verb| rest.split_once(verb))?;
    let person = who
        .match_indices(' ')
        .map(|(at, _)| &who[at + 1..])
        .chain(std::iter::once(who))
        .filter(|tail| signature::names(tail) && Words::of(tail).opens(Kind::Job).is_none())
        .max_by_key(|tail| tail.len())?;
    let before = &who[..who.len() - person.len()];
    let job = before.is_empty()
        || before.starts_with("unser")
        || before.starts_with("der")
        || before.starts_with("die")
        || Words::of(before).has(Kind::Job);
    (is_place(place) && job).then(|| byline(person, Some(place), 88, person))?
}

/// "Staff and agencies", "Redacción", "Our Foreign Staff", "BİA Haber Merkezi".
fn house(line: &str) -> Option<Byline<'_>> {
    let count = line.split_whitespace().count();
    if count > 6 || line.chars().next().is_none_or(char::is_lowercase) {
        return None;
    }
    let words = Words::of(line);
    if words.is(Kind::House).is_some() {
        let one = count == 1;
        return byline(line, None, if one { 55 } else { 80 }, line);
    }
    let edge = words
        .opens(Kind::House)
        .or_else(|| words.ends(Kind::House))?;
    let rest = if edge.start == 0 {
        &line[edge.end..]
    } else {
        &line[..edge.start]
    };
    // "Navenda Nûçeyan a X": a short word joins the two.
    let rest = rest.trim_matches([' ', '/', '|', '-', ',']);
    // "Anne Example Middle East Correspondent": a person and her field.
    let person = signature::without_field(rest);
    if edge.start > 0 && person.len() < rest.len() && is_name(person) {
        return None;
    }
    // "الساعة 10:57 (متابعات)": an hour signs nothing.
    let titled = is_titled(rest.strip_prefix("a ").unwrap_or(rest))
        && !rest
            .split_whitespace()
            .any(|word| word.starts_with(char::is_numeric));
    let length = line[edge.start..edge.end].chars().count();
    let closes = edge.start > 0 && length >= 6;
    (titled && (length >= 7 || closes) && count <= 5)
        .then(|| byline(line, None, if closes { 70 } else { 64 }, line))?
}

/// "Anne Example | Uwe Beispiel": names and nothing but names, between bars; of three and more one may be of a form that is not known.
fn several_behind_bars(line: &str) -> Option<Byline<'_>> {
    if !line.contains('|') {
        return None;
    }
    let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let known = parts.iter().filter(|part| names::has_given_name(part));
    let enough = match parts.len() {
        0 | 1 => return None,
        2 => 2,
        all => all - 1,
    };
    let name = |part: &&str| is_name(part) && !dateline::is_city(part);
    (known.count() >= enough && parts.iter().all(name)).then(|| byline(line, None, 86, line))?
}

/// "F.P. Report", "Harbour Monitor", "City Desk": how papers of South Asia sign what none of their own hands wrote.
fn report_of(line: &str) -> Option<Byline<'_>> {
    const ENDS: [&str; 6] = [
        "Report",
        "Reporter",
        "Correspondent",
        "Monitor",
        "Desk",
        "Bureau",
    ];
    let (first, last) = line.rsplit_once(' ')?;
    let short = first.split_whitespace().count() <= 2 && line.chars().count() <= 30;
    let titled = first.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase) && !word.ends_with([':', ',']) && !word.contains('’')
    });
    (short && titled && ENDS.contains(&last)).then(|| byline(line, None, 56, line))?
}

/// The persons in a byline, without the agencies.
pub(super) fn people(verbatim: &str) -> Vec<String> {
    const JOINTS: [&str; 24] = [
        " et ", " and ", " und ", " y ", " та ", " и ", " і ", " ve ", " û ", " avec ", " with ",
        " mit ", " con ", " in ", " à ", " at ", " for ", " pour ", " e ", " en ", " من ", " و ",
        " i ", " och ",
    ];
    let mut text = verbatim.to_owned();
    for joint in JOINTS {
        text = text.replace(joint, ",");
    }
    text.split([',', ';', '/', '+', '&', '|', '(', '،'])
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .map(|part| {
            part.strip_prefix("avec ")
                .or(part.strip_prefix("with "))
                .unwrap_or(part)
        })
        .filter(|part| is_name(part) && !names::is_agency(part))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;
