//! Owns what is parted from a line before it is read, or after: brackets around it, the codes of a wire's machine, what a page has glued
//! behind a name; and who signs within a line of a date.

use super::{Byline, parse, signature};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

/// Who signs within a line of a date, behind the name of a paper or a section: "The Paper Recueilli par X", "All LandEdited by X".
pub(in crate::parse::press) fn within(text: &str) -> Option<Byline<'_>> {
    let leads = |at: &usize| {
        let words = Words::of(&text[*at..]);
        let kinds = [Kind::By, Kind::Reporting, Kind::Editing];
        kinds.iter().any(|kind| {
            words
                .opens(*kind)
                .is_some_and(|hit| hit.end > 3 && words.text[..hit.end].contains(' '))
        })
    };
    if let Some(found) = between_bars(text) {
        return Some(found);
    }
    let spaced = text.match_indices(' ').map(|(at, _)| at + 1);
    let capital = |at: &usize| text[*at..].starts_with(char::is_uppercase);
    let at = spaced
        .chain(names::glued(text))
        .filter(capital)
        .find(leads)?;
    let found = parse(text[at..].trim_end_matches(['.', ' ', ',']))?;
    (!found.sourced && signature::names(signature::core(found.verbatim))).then_some(found)
}

/// "Home | By Anne Example | 4 May 2018": a part of a line between bars that a word leads.
pub(in crate::parse::press) fn between_bars(text: &str) -> Option<Byline<'_>> {
    if !text.contains('|') {
        return None;
    }
    let parts = text.split('|').map(str::trim);
    let led = |part: &&str| Words::of(part).opens(Kind::By).is_some();
    let found = parse(parts.filter(|part| part.len() > 4).find(led)?)?;
    let person = signature::names(signature::core(found.verbatim));
    (person && found.certainty >= 88 && !found.sourced).then_some(found)
}

/// Without the codes that a wire's machine has left around a line: "&UR; By X &QC;".
pub(super) fn without_codes(line: &str) -> &str {
    let is_code = |word: &str| {
        word.strip_prefix('&')
            .and_then(|word| word.strip_suffix(';'))
            .is_some_and(|code| {
                (1..=5).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric())
            })
    };
    let mut line = line;
    while let Some((_, rest)) = line.split_once(' ').filter(|(first, _)| is_code(first)) {
        line = rest.trim_start();
    }
    // Trimming took the semicolon of the last.
    while let Some((rest, code)) = line.rsplit_once(' ')
        && (is_code(code) || code.starts_with('&') && is_code(&format!("{code};")))
        && code.len() > 2
    {
        line = rest.trim_end();
    }
    line
}

/// Without brackets around all of it.
pub(super) fn unbracketed(line: &str) -> &str {
    match line.strip_prefix(['(', '[']) {
        Some(inner) if !inner.trim_end_matches([')', ']', '.']).contains([')', ']']) => {
            inner.trim_end_matches([')', ']', '.', ' '])
        }
        _ => line,
    }
}

/// Where a page has glued a job, a button or a date to the name before it: "Anne ExampleUpdated 3 May", "Иван ПримеровСоб. корр.".
pub(super) fn glued_start(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = names::glued(&text[from..]).map(|at| from + at) {
        let rest = Words::of(&text[at..]);
        let kinds = [
            Kind::Updated,
            Kind::Published,
            Kind::Job,
            Kind::Follow,
            Kind::Weekday,
            Kind::Month,
        ];
        let before = text[..at].split_whitespace().count();
        // "Anne ExampleLive and breaking news reporter".
        let job = rest.ends(Kind::Job).is_some() && names::is_name(&text[..at]);
        let opens = || kinds.iter().any(|kind| rest.opens(*kind).is_some());
        if (2..=12).contains(&before) && (job || opens()) {
            return at;
        }
        from = at;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_signs_within_a_line_of_a_date() {
        let cases = [
            ("Le Phare Recueilli par Anne EXEMPLE.", Some("Anne EXEMPLE")),
            (
                "All KestreliaEdited by Anne Example (with inputs from Agencies)",
                Some("Anne Example"),
            ),
            ("The Harbour Written by Anne Example", Some("Anne Example")),
            ("Stand by Anne Example", None),
            ("A bridge opens in Port Sabine", None),
        ];
        for (line, expected) in cases {
            assert_eq!(
                within(line).map(|byline| byline.verbatim),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn who_signs_between_bars() {
        for (line, who) in [
            (
                "Accueil | Par Anne Exemple |  30 septembre 2018",
                Some("Anne Exemple"),
            ),
            (
                "Inicio | Por Ana Ejemplo | 30 de septiembre de 2018",
                Some("Ana Ejemplo"),
            ),
            ("Home | World | 30 September 2018", None),
            ("Home | By Monday | 30 September 2018", None),
        ] {
            assert_eq!(
                between_bars(line).map(|byline| byline.verbatim),
                who,
                "{line}"
            );
        }
    }

    #[test]
    fn the_codes_of_a_wire_are_no_part_of_a_line() {
        let cases = [
            ("&UR; By ANNE EXAMPLE &QC", "By ANNE EXAMPLE"),
            ("&UR; By ANNE EXAMPLE &QC;", "By ANNE EXAMPLE"),
            ("Example & Sons", "Example & Sons"),
            ("By Anne Example", "By Anne Example"),
        ];
        for (line, expected) in cases {
            assert_eq!(without_codes(line), expected);
        }
    }
}
