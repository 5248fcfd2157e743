//! Owns the last step of a message: a fault that is known only by its file, and concerns a field, is given the field's line,
//! by reading the file once more. It changes no fault's meaning.

use super::Site;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, SourceText};
use crate::model::Claim;
use crate::parse::decode;

/// The same faults, with lines where they can be told.
pub(super) fn places(faults: Diagnostics, site: &Site) -> Diagnostics {
    faults
        .into_iter()
        .map(|fault| match clue(fault.code) {
            Some(clue) => located(&fault, clue, site),
            None => fault,
        })
        .collect()
}

/// By what the place of a fault is found. Faults of articles that are not public never have these codes: no word of their
/// files is shown.
#[derive(Clone, Copy)]
enum Clue {
    /// The field that it concerns.
    Field(&'static str),
    /// Its line is known, and the words on it are not.
    Line,
}

fn clue(code: Code) -> Option<Clue> {
    Some(match code {
        Code::RouteCollision => Clue::Field("slug"),
        Code::IdCollision => Clue::Field("id"),
        Code::RelatedUnresolved => Clue::Field("related"),
        Code::LinkMissing | Code::LinkRefused | Code::LinkAnchor => Clue::Line,
        Code::MediaMissing | Code::MediaAlt => Clue::Line,
        _ => return None,
    })
}

fn located(fault: &Diagnostic, clue: Clue, site: &Site) -> Diagnostic {
    let literals: Vec<&str> = fault.message.split('`').skip(1).step_by(2).collect();
    let find = |place: Place| {
        let found = match (clue, &place.spot) {
            (Clue::Field(field), None) => by_field(&place.path, field, literals.last(), site),
            (Clue::Line, Some(spot)) if spot.text.is_empty() => {
                by_line(&place.path, spot.line, &literals, site)
            }
            (Clue::Line, None) => by_field(&place.path, "media", literals.last(), site),
            _ => None,
        };
        found.unwrap_or(place)
    };
    Diagnostic {
        place: fault.place.clone().map(find),
        others: fault
            .others
            .iter()
            .cloned()
            .map(|(place, label)| (find(place), label))
            .collect(),
        ..fault.clone()
    }
}

fn by_field(shown: &str, field: &str, needle: Option<&&str>, site: &Site) -> Option<Place> {
    let path = shown.strip_prefix("content/")?;
    let parsed = site.reread().whole(path).ok()??;
    let of_field = |claim: &&Claim| claim.field == field && claim.bytes.is_some();
    let mut claims = parsed.evidence.claims.iter().filter(of_field);
    let first = claims.clone().next();
    let meant = claims.find(|claim| needle.is_some_and(|needle| claim.value.contains(*needle)));
    let claim = meant.or(first)?;
    let text = text_of(&claim.file, site)?;
    let range = claim.bytes.clone()?;
    // One of several values of a field: where its words stand, from the field on.
    let within = needle.and_then(|needle| {
        let at = text.get(range.start..)?.find(*needle)? + range.start;
        Some(at..at + needle.len())
    });
    Some(SourceText::new(&claim.file, &text).place(within.unwrap_or(range)))
}

fn by_line(shown: &str, line: u32, literals: &[&str], site: &Site) -> Option<Place> {
    let text = text_of(shown, site)?;
    let start: usize = text
        .split_inclusive('\n')
        .take((line as usize).checked_sub(1)?)
        .map(str::len)
        .sum();
    let row = text.get(start..)?.lines().next()?;
    // The longest of the literals that stand on the line says most.
    let (len, at) = literals
        .iter()
        .filter_map(|literal| Some((literal.len(), row.find(literal)?)))
        .max_by_key(|(len, _)| *len)
        .unwrap_or((row.len(), 0));
    Some(SourceText::new(shown, &text).place(start + at..start + at + len))
}

fn text_of(shown: &str, site: &Site) -> Option<String> {
    let bytes = std::fs::read(site.config.root.join(shown)).ok()?;
    Some(decode::decode(&bytes).ok()?.text)
}
