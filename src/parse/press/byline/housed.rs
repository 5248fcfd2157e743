//! Owns agencies that no list knows and that their place in a signature tells: "By Anne Example (KPA)", "Anne Example / KPA",
//! "La Voz con NTX", "KPA - Anne Example", "Par KPA".

use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_house_form, is_name};

/// The longest line that is read, in bytes.
const LONGEST: usize = 160;

/// The agency beside who signs, by its form.
pub(in crate::parse::press) fn house_beside(line: &str) -> Option<&str> {
    if line.len() > LONGEST || names::names_agency(line) {
        return None;
    }
    let parts = || {
        line.split(['(', ')', '/', '|'])
            .flat_map(|part| part.split(" - "))
            .flat_map(|part| part.split(" – "))
            .flat_map(|part| part.split(" — "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
    };
    let led = |part: &str| {
        let words = Words::of(part);
        let by = words
            .opens(Kind::By)
            .into_iter()
            .chain(words.opens(Kind::ByLabel));
        by.map(|hit| hit.end).max()
    };
    let signs = |part: &str| {
        let bare = led(part).map_or(part, |end| &part[end..]);
        let bare = bare.trim_start_matches([':', ' ', '\u{a0}']);
        is_name(bare) && bare.contains(char::is_lowercase)
    };
    // "OLJ / Par X" has the paper before who signs in it.
    let paper = parts().next().is_some_and(|first| !signs(first))
        && parts().any(|part| led(part).is_some() && signs(part));
    parts()
        .filter(|_| !paper)
        .find(|part| is_house_form(part) || names::calls_itself_agency(part) && !signs(part))
        .filter(|_| parts().any(signs))
        .or_else(|| behind_with(line))
}

/// "Anne Example avec KPA", "(Con información de NTX)": letters behind a word that joins a source, at the end of a line.
pub(in crate::parse::press) fn behind_with(line: &str) -> Option<&str> {
    let bare = line.trim_end_matches([')', ']', '.', ' ', '\u{a0}']);
    let at = bare.rfind([' ', '\u{a0}'])?;
    let house = bare[at..].trim_start();
    let words = Words::of(&bare[..at]);
    let joined = words
        .all(Kind::With)
        .chain(words.all(Kind::Source))
        .any(|hit| hit.end == words.text.len());
    (joined && is_house_form(house)).then_some(house)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_stands_beside_who_signs() {
        for (line, house) in [
            ("By Anne Example (KPA)", Some("KPA")),
            ("Anne Example / KPA", Some("KPA")),
            ("KPA - Anne Example", Some("KPA")),
            ("Por Ana Ejemplo / Agencia Norte", Some("Agencia Norte")),
            ("La Voz con NTX", Some("NTX")),
            ("Con información de NTX.", Some("NTX")),
            ("By Anne Example", None),
            ("By Anne Example, KPA", None),
            ("KPA / Par Anne Exemple", None),
            ("By Anne Example (Port Sabine)", None),
            ("By Anne Example and AFP", None),
            ("KPA", None),
        ] {
            assert_eq!(house_beside(line), house, "{line}");
        }
    }
}
