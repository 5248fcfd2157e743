//! Owns the line that credits several hands: "(Reporting by X in Beirut; Writing by Y; Editing by Z)", and names with the cities
//! they write from.

use super::signature::{self, is_initials, trimmed};
use super::{Byline, byline};
use crate::parse::press::dateline::is_place;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::is_name;
use crate::parse::press::tokens::{halves, place_of};

/// "(Reporting by X in Beirut; Writing by Y; Editing by Z)": who reports signs, the other hands do not.
pub(super) fn reporters<'a>(words: &Words<'a>) -> Option<Byline<'a>> {
    let text = words.text;
    if let Some(byline) = bracketed(text) {
        return Some(byline);
    }
    // "Editör: X" signs, and the English "Editor" does not.
    let editing = words
        .opens(Kind::Editing)
        .filter(|hit| !text[hit.start..hit.end].contains(['ö', 'Ö', 'î', 'Î']));
    let (hit, certainty) = match (words.opens(Kind::Reporting), editing) {
        (Some(hit), other) if other.is_none_or(|other| other.end <= hit.end) => (hit, 88),
        (_, Some(hit)) => (hit, 50),
        _ => return None,
    };
    let rest = text[hit.end..].trim_start_matches([':', ' ', '\u{a0}', '：']);
    let colon = text[hit.end..].trim_start().starts_with([':', '：']);
    // One word leads to a name only with a mark.
    let next = words
        .all(Kind::Editing)
        .chain(words.all(Kind::Reporting))
        .filter(|other| other.start > hit.end)
        .filter(|other| text[other.start..other.end].contains(' ') || text.starts_with('('))
        .map(|other| other.start)
        .min();
    // One word leads to a name only with a mark, or in a bracket that names another hand too.
    let handed = text.starts_with('(') && next.is_some();
    if !text[hit.start..hit.end].contains(' ') && !colon && !handed {
        return None;
    }
    // "Reporting by X:Writing by Y", "Reporting by X Editing by Y".
    let next = next.map_or(rest.len(), |at| at.saturating_sub(text.len() - rest.len()));
    let end = rest.find([';', ')', '؛', '–']).unwrap_or(rest.len());
    let end = end.min(next);
    // "Edited by X (with inputs from agencies)".
    let helped = rest
        .find(" (")
        .filter(|at| Words::of(&rest[at + 2..]).opens(Kind::With).is_some());
    let end = helped.map_or(end, |at| at.min(end));
    let who = trimmed(rest[..end].trim_end_matches(['.', ' ']));
    let bare = without_places(who);
    let listed = is_uncased_list(who) && (colon || handed);
    let fits = signature::names(bare) || names_with_places(who) || listed;
    if !fits || bare.chars().count() > 150 {
        return None;
    }
    byline(
        if signature::names(bare) { bare } else { who },
        None,
        certainty,
        who,
    )
}

/// "(Anne Example; version française Paul Exemple)", "[Associated Press; By ANNE EXAMPLE]": who signs, and another hand or the agency,
/// in one bracket.
fn bracketed(text: &str) -> Option<Byline<'_>> {
    let inner = text.strip_prefix(['(', '['])?.trim_end_matches(['.', ' ']);
    let inner = inner.strip_suffix([')', ']'])?;
    let (first, second) = inner.split_once(';')?;
    let (first, second) = (first.trim(), second.trim());
    let behind = Words::of(second);
    // "[Agency; By X]".
    if crate::parse::press::names::only_agencies(first)
        && let Some(by) = behind.opens(Kind::By)
    {
        let who = trimmed(&second[by.end..]);
        return signature::names(who).then(|| byline(who, None, 92, text))?;
    }
    // "(Reporte de X; editado por Y)" has a word of its own.
    if Words::of(first).opens(Kind::Reporting).is_some() {
        return None;
    }
    let who = without_places(first);
    let hands = behind.opens(Kind::Editing).is_some() || behind.opens(Kind::Reporting).is_some();
    (hands && signature::names(who)).then(|| byline(who, None, 90, first))?
}

/// "X in Beirut" without the city, where one person signs.
fn without_places(who: &str) -> &str {
    let cut = [" in ", " à ", " en ", " from ", " aus "]
        .iter()
        .filter_map(|word| place_of(who, word))
        .min();
    match cut {
        Some(at) if !who[at..].contains(',') && !who[at..].contains(" and ") => &who[..at],
        _ => who,
    }
}

/// "X in Kyiv and Y in London".
pub(super) fn names_with_places(who: &str) -> bool {
    let mut any = false;
    let fits = signature::parts(who).all(|part| {
        let head = [
            " in ", " à ", " en ", " em ", " from ", " aus ", " at ", " у ", " в ", " из ", " في ",
        ]
        .iter()
        .find_map(|word| halves(part, word));
        match head {
            Some((name, place)) => {
                any = true;
                is_name(name) && is_place(place)
            }
            None => is_name(part) || is_initials(part) || any && is_place(part),
        }
    });
    any && fits
}

/// A few words of a script without capitals.
fn is_uncased_list(who: &str) -> bool {
    let uncased = !who.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    uncased
        && signature::parts(who).all(|part| (1..=5).contains(&part.split_whitespace().count()))
        && who.split_whitespace().count() <= 8
}
