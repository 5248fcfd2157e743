//! Owns the line that is a name, or several, and no word says that they sign: "Name | Madrid", "Name, journalist".

use super::reporters::names_with_places;
use super::signature::{self, Signature, signature_of};
use super::{Byline, byline};
use crate::parse::press::dateline::is_city;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name, is_titled};

/// Names and what may stand behind them, without a word that says that they sign: "Name | Madrid", "Name, Madrid", "Name, journalist".
pub(super) fn named(line: &str, button: bool) -> Option<Byline<'_>> {
    let line = line.trim_start_matches(['^', '-', '–', '—', ' ']);
    // "FAITS DIVERS": two words in capitals may be a section's.
    let words = Words::of(line);
    if words.is(Kind::Section).is_some() || words.is(Kind::Label).is_some() || is_where(line) {
        return None;
    }
    let found = signature_of(line, button);
    let Signature { who, place, job } = found;
    let bare = who.len() == line.len();
    let person = signature::names(who);
    let many = signature::parts(who).count() > 1;
    let certainty = match () {
        () if who.split_whitespace().count() > 24 => return None,
        () if person && job => 85,
        () if person && place.is_some_and(is_city) => 84,
        () if person && place.is_some() => 74,
        // Without a word that says so, "Man Is Held in Port Sabine" is a headline.
        () if names_with_places(who) && (Words::of(who).has(Kind::City) || is_short(who)) => 76,
        // A picture may have two hands so as well.
        () if person && bare && who.contains('/') => 40,
        // "X et Y (The Paper)".
        () if !person && among_outlets(who) => 88,
        () if !person => match who.split_once(" (") {
            Some((head, house))
                if signature::names(head)
                    && is_titled(house)
                    && house.split_whitespace().count() <= 4 =>
            {
                62
            }
            _ => return None,
        },
        // One of several with a known given name: the others are people too.
        () if many && signature::parts(who).any(names::has_given_name) => 73,
        () if many => 66,
        // A given name and a surname, and nothing else: who signs, or a tag.
        () if bare && names::has_given_name(who) => 74,
        () if bare && names::has_slavic_surname(who) => 70,
        () if bare && !who.chars().any(char::is_lowercase) => 30,
        // "W Radio": a letter without a stop is a station's.
        () if bare && who.chars().nth(1) == Some(' ') => 30,
        () if bare => 45,
        // An address, a button or a date stood behind the name, or an agency.
        () => 72,
    };
    byline(who, place, certainty, line)
}

/// "a. ejemplo / J. M. da modelo": hands whose given names are initials, and whose surnames a paper may set in small letters. One alone
/// may be anything.
pub(super) fn initialled(line: &str) -> Option<Byline<'_>> {
    const LONGEST: usize = 90;
    if line.len() > LONGEST || !line.contains(['/', ',', '&']) && !line.contains(" y ") {
        return None;
    }
    let hand = |part: &str| {
        let mut words = part.split_whitespace().peekable();
        let mut initials = 0;
        let is_initial = |word: &&str| {
            word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() == 1
        };
        while words.next_if(is_initial).is_some() {
            initials += 1;
        }
        let surname: Vec<&str> = words.collect();
        let letters = |word: &&str| {
            word.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        };
        (1..=3).contains(&initials)
            && (1..=3).contains(&surname.len())
            && surname.iter().all(letters)
            && surname.last().is_some_and(|word| word.chars().count() >= 3)
    };
    let mut hands = 0;
    let parts = line
        .split(['/', ',', '&'])
        .flat_map(|part| part.split(" y "));
    let all = parts.map(str::trim).all(|part| {
        hands += 1;
        hand(part)
    });
    (all && (2..=4).contains(&hands)).then(|| byline(line, None, 80, line))?
}

/// "En Sarn (Kestrelia)": where something has happened, and nobody's name.
fn is_where(line: &str) -> bool {
    let led = ["En ", "In ", "Im ", "Au ", "Aux ", "À ", "At ", "Em ", "A "];
    line.ends_with(')') && led.iter().any(|word| line.starts_with(word))
}

/// Whether no place among names is longer than a word: "Head of Studies in Rural History" is an office.
fn is_short(who: &str) -> bool {
    signature::parts(who).all(|part| {
        let place = part.split_once(" in ").or_else(|| part.split_once(" à "));
        place.is_none_or(|(name, place)| {
            let known = names::has_given_name(name) && place.split_whitespace().count() <= 3;
            known || !place.contains(' ')
        })
    })
}

/// "Example.com | Anne Example | Paul Sample".
fn among_outlets(who: &str) -> bool {
    let (mut people, mut others) = (0, 0);
    for part in who.split('|').map(str::trim) {
        match is_name(part) {
            true => people += 1,
            false if part.contains('.') && !part.contains(' ') => others += 1,
            false => return false,
        }
    }
    people > 0 && others == 1
}

#[cfg(test)]
mod tests {
    use crate::parse::press::byline::parse;

    #[test]
    fn hands_of_initials_sign_together() {
        for (line, signs) in [
            ("a. modelo / J. I. da silva", true),
            ("A. Beispiel, k. muster", true),
            ("A. Exemple & P. Modèle", true),
            ("e. modelo", false),
            ("a. m. / p. m.", false),
            ("No. 3 / Vol. 4", false),
        ] {
            let found = parse(line).map(|byline| byline.verbatim);
            assert_eq!(found == Some(line), signs, "{line}");
        }
    }
}
