//! Owns the last step of a message: a fault that is known only by its file, and concerns a field, is given the field's line,
//! by reading the file once more. It changes no fault's meaning.

use super::Site;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, SourceText};
use crate::parse::decode;

/// The same faults, with lines where they can be told.
pub(super) fn places(faults: Diagnostics, site: &Site) -> Diagnostics {
    faults
        .into_iter()
        .map(|fault| match field_of(fault.code) {
            Some(field) => located(fault, field, site),
            None => fault,
        })
        .collect()
}

/// The field that a fault of this kind concerns.
fn field_of(code: Code) -> Option<&'static str> {
    match code {
        Code::RouteCollision => Some("slug"),
        Code::IdCollision => Some("id"),
        Code::RelatedUnresolved => Some("related"),
        _ => None,
    }
}

fn located(fault: Diagnostic, field: &str, site: &Site) -> Diagnostic {
    let needle = quoted(&fault.message);
    let find = |place: Place| match place.spot {
        None => line_of(&place.path, field, needle.as_deref(), site).unwrap_or(place),
        Some(_) => place,
    };
    let others = fault.others.clone();
    Diagnostic {
        place: fault.place.clone().map(find),
        others: others
            .into_iter()
            .map(|(place, label)| (find(place), label))
            .collect(),
        ..fault
    }
}

/// The literal that a message names last: of several values of a field, the one that is meant.
fn quoted(message: &str) -> Option<String> {
    message.rsplit('`').nth(1).map(ToOwned::to_owned)
}

fn line_of(shown: &str, field: &str, needle: Option<&str>, site: &Site) -> Option<Place> {
    let path = shown.strip_prefix("content/")?;
    let parsed = site.reread().whole(path).ok()??;
    let mut claims = parsed
        .evidence
        .claims
        .iter()
        .filter(|claim| claim.field == field && claim.bytes.is_some())
        .peekable();
    let first = claims.peek().copied();
    let meant = claims.find(|claim| needle.is_some_and(|needle| claim.value.contains(needle)));
    let claim = meant.or(first)?;
    let bytes = std::fs::read(site.config.root.join(&claim.file)).ok()?;
    let text = decode::decode(&bytes).ok()?.text;
    // Several links are one claim, with the first one's place: the one that is meant stands there or below.
    let start = claim.bytes.clone()?.start;
    let below = needle
        .filter(|_| field == "related")
        .and_then(|needle| Some((start + text.get(start..)?.find(needle)?, needle.len())));
    let spot = match below {
        Some((at, length)) => at..at + length,
        None => claim.bytes.clone()?,
    };
    Some(SourceText::new(&claim.file, &text).place(spot))
}
