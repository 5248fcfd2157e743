//! Owns the signature that a word leads: "Par X", "By X and Y", "Автор: X", "بقلم X", and what that word may have behind it besides the
//! name: a desk's notes, another hand, the city of whoever reports.

use super::reporters::names_with_places;
use super::signature::{self, Signature, is_initials, may_sign, signature};
use super::{Byline, byline};
use crate::parse::press::dateline::{self, is_place};
use crate::parse::press::lexicon::{Hit, Kind, Words};
use crate::parse::press::names::{self, is_name, is_titled};

/// "Par X", "By X and Y", "Автор: X", "بقلم X".
pub(super) fn signed<'a>(words: &Words<'a>, line: &'a str) -> Option<Byline<'a>> {
    let base = line.as_ptr() as usize - words.text.as_ptr() as usize;
    let start = base + line.find(char::is_alphanumeric)?;
    let at = |kind: Kind| {
        words
            .all(kind)
            .find(|hit| hit.start == start && hit.end <= base + line.len())
    };
    let label = at(Kind::ByLabel);
    let by = at(Kind::By);
    let longer = |one: Option<Hit>, other: Option<Hit>| {
        one.is_some_and(|one| other.is_none_or(|other| one.end > other.end))
    };
    let (hit, labelled) = match (by, label) {
        (Some(by), _) if !longer(label, Some(by)) => (by, false),
        (_, Some(label)) => (label, true),
        _ => return None,
    };
    let after = &words.text[hit.end..base + line.len()];
    let rest = after.trim_start_matches([' ', '\u{a0}', ':', '：', '|', ',', '-', '–', '—', '/']);
    let marks = &after[..after.len() - rest.len()];
    // "Автор — X": a dash between spaces stands for the colon.
    let dashed = marks.starts_with([' ', '\u{a0}'])
        && marks.ends_with([' ', '\u{a0}'])
        && marks.contains(['-', '–', '—']);
    let colon = marks.contains([':', '：', '|']) || (marks.contains(',') || dashed) && labelled;
    let in_house =
        labelled && !colon && words.all(Kind::House).any(|house| house.start == hit.start);
    if rest.is_empty() || marks.is_empty() || in_house {
        return None;
    }
    // "By Xby X": scraped twice.
    let word = &words.text[hit.start..hit.end];
    let rest = doubled(rest, word).or_else(|| again(rest)).unwrap_or(rest);
    let rest = once(rest);
    // "Artikel von: Von X, dpa": two words that say so.
    let again = Words::of(rest)
        .opens(Kind::By)
        .filter(|by| colon && rest[by.end..].starts_with(' '));
    let rest = again.map_or(rest, |by| rest[by.end..].trim_start());
    let rest = match labelled && colon {
        true => without_desk(without_other_hand(rest)),
        false => rest,
    };
    let (led, rest) = led_by_city(rest);
    let Signature { who, place, job } = signature(rest);
    let place = led.or(place);
    let offset = |part: &str| part.as_ptr() as usize - words.text.as_ptr() as usize;
    let uncased = !who.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if who.is_empty() || who.split_whitespace().count() > 16 {
        return None;
    }
    let core = signature::core(who);
    let person = signature::names(core) || is_initials(core) || names_with_places(who);
    let agency = names::names_agency(who);
    let short_word = word.chars().count() <= 2 && !matches!(word, "by" | "By" | "BY");
    // Words that are everyday ones as well need a name behind them.
    if uncased && !colon && matches!(word, "من" | "عن") && !is_name(who) {
        return None;
    }
    let certainty = match () {
        () if uncased => match (
            labelled,
            colon,
            is_name(who),
            who.split_whitespace().count(),
        ) {
            // "نص: …" stands over a text, and a picture's credit has words of its own.
            (true, true, _, 1..=6) => 93,
            (_, true, _, 1..=6) => 85,
            (_, _, true, _) => 88,
            (false, _, _, 2..=4) => 78,
            (true, _, _, 2..=3) => 40,
            _ => return None,
        },
        () if labelled && !colon && !(person && is_cased_label(rest)) => return None,
        () if person => 92,
        // "Von dpa": small letters are the agency's own.
        () if agency
            && names::opening_agency(who).is_some()
            && who.split_whitespace().count() <= 6 =>
        {
            88
        }
        // "Par La Rédaction (archives) avec AFP".
        () if words
            .all(Kind::House)
            .any(|house| house.start == offset(who) || house.end == offset(who) + who.len()) =>
        {
            84
        }
        // "Autor: AB": two letters are a hand's.
        () if labelled && colon && !agency && is_two_letters(who) => 82,
        // "Par KPA": letters sign for a house.
        () if names::is_house_form(who) && (!short_word || colon) => {
            let found = byline(who, None, 84, rest)?;
            return Some(Byline {
                only_agencies: true,
                house: Some(who),
                ..found
            });
        }
        // "Автор: редактор Приклад": the office signs that a label names.
        () if labelled && colon && signs_by_office(who) => 82,
        // "Autor: rtk//sol".
        () if labelled && colon && super::desk_signature(who).is_some() => 82,
        // "Autor: www.hafen.example": a site signs what its staff writes.
        () if labelled && colon && is_address(who) => 82,
        // "von hafenmaus · 3. Mai 2019": the name by which a site knows who writes, before the day.
        () if is_handle(who) && is_over_day(words, base + line.len()) => 86,
        // "Autor: kasia_k".
        () if labelled && colon && is_handle(who) && who.is_ascii() && !is_nobody(who) => 80,
        () if !may_sign(who) => return None,
        () if agency => 88,
        () if short_word && !colon => return None,
        () if job => 88,
        () if colon => 80,
        // "By Monday", "Von Montag an".
        () if starts_with_date(who) => return None,
        () if is_titled(who) && who.split_whitespace().count() <= 5 => 80,
        () if signature::parts(core).next().is_some_and(is_name) => 86,
        () => return None,
    };
    byline(who, place, certainty, rest)
}

/// "ByAnne Example", "PorAna Ejemplo": a copy that lost the space behind the word.
pub(super) fn glued(line: &str) -> Option<Byline<'_>> {
    const WORDS: [&str; 7] = ["By", "Por", "Par", "Von", "Door", "Autor", "Автор"];
    let rest = WORDS.iter().find_map(|word| line.strip_prefix(word))?;
    let begins = rest.starts_with(char::is_uppercase);
    let Signature { who, place, .. } = signature(rest);
    let signs = begins && signature::names(signature::core(who)) && who.contains(' ');
    signs.then(|| byline(who, place, 88, rest))?
}

/// "Anne Muster (Kiew), +49 30 123456, <anne@example.org>": the notes of a desk name who signs first, and then how to reach him.
fn without_desk(rest: &str) -> &str {
    let reached = rest.contains('@') || rest.contains(", +") || rest.contains(") +");
    let Some(end) = rest.find(['(', ',', '<', ';', '+']).filter(|_| reached) else {
        return rest;
    };
    let who = rest[..end].trim_end();
    if is_name(who) { who } else { rest }
}

/// "Ana Ejemplo Fotos: Juan Modelo": a name without the next label and its hand.
fn without_other_hand(rest: &str) -> &str {
    let words = Words::of(rest);
    let labels = words.of_kinds(&[Kind::Credit, Kind::Editing, Kind::ByLabel]);
    let next = labels
        .filter(|hit| hit.start > 0 && rest[hit.end..].trim_start().starts_with([':', '：']))
        .map(|hit| hit.start)
        .min();
    let who = next.map_or(rest, |at| {
        rest[..at].trim_end_matches([' ', ';', '/', '|', ',', '-', '–'])
    });
    if signature::names(who) { who } else { rest }
}

/// Whether words are an office, in small letters, and whose it is: "головний редактор Приклад".
fn signs_by_office(who: &str) -> bool {
    let words = Words::of(who);
    let office = [Kind::Job, Kind::Masthead]
        .into_iter()
        .filter_map(|kind| words.opens(kind))
        .map(|hit| hit.end)
        .max();
    office.is_some_and(|end| {
        let house = who[end..].trim();
        (1..=3).contains(&house.split_whitespace().count()) && is_titled(house)
    })
}

/// "De notre correspondant à Rawa, X": the city stands before the name.
fn led_by_city(rest: &str) -> (Option<&str>, &str) {
    let bare = signature::without_in(rest);
    let parted = bare.split_once(", ").filter(|_| bare.len() < rest.len());
    match parted {
        Some((city, who)) if is_place(city) && signature::names(signature::core(who)) => {
            (Some(city), who)
        }
        _ => (None, rest),
    }
}

/// The address of a site, with what browsers want before it or without.
fn is_address(who: &str) -> bool {
    let bare = who.strip_prefix("www.").unwrap_or(who);
    names::is_site(bare) && !who.contains(|c: char| c.is_whitespace() || c == '@')
}

/// The name of an account: one word in small letters, which is no everyday one.
fn is_handle(who: &str) -> bool {
    const OTHER: [Kind; 9] = [
        Kind::Month,
        Kind::Weekday,
        Kind::RelativeDay,
        Kind::ThisDay,
        Kind::Button,
        Kind::NoName,
        Kind::Follow,
        Kind::TimeUnit,
        Kind::Published,
    ];
    const HOURS: [&str; 12] = [
        "noon",
        "midnight",
        "dawn",
        "dusk",
        "night",
        "mittag",
        "mitternacht",
        "midi",
        "minuit",
        "anbeginn",
        "beginn",
        "mail",
    ];
    let letters = who.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.' | '-');
    (4..=24).contains(&who.chars().count())
        && letters >= 4
        && who.starts_with(char::is_lowercase)
        && who.chars().all(plain)
        && !HOURS.contains(&who)
        && {
            let words = Words::of(who);
            !OTHER.iter().any(|&kind| words.has(kind))
        }
}

/// Two letters, as who writes is known by in the house: "AB", "A.B.".
fn is_two_letters(who: &str) -> bool {
    let letters = who.chars().filter(|&c| c != '.');
    letters.clone().count() == 2 && letters.clone().all(char::is_uppercase)
}

/// What stands in a name's place where there is none.
fn is_nobody(who: &str) -> bool {
    const NOBODY: [&str; 10] = [
        "unknown",
        "unbekannt",
        "anonym",
        "anonymous",
        "inconnu",
        "anonyme",
        "desconocido",
        "sconosciuto",
        "nieznany",
        "none",
    ];
    NOBODY.contains(&who)
}

/// Whether behind a place in a line stands a mark and then its day.
fn is_over_day(words: &Words<'_>, end: usize) -> bool {
    const ON: [&str; 10] = [
        "on ", "am ", "le ", "el ", "em ", "il ", "op ", "den ", "vom ", "du ",
    ];
    let rest = &words.text[end..];
    let day = rest.trim_start_matches([' ', '\u{a0}', '·', '•', '|', '/', '–', '—', '-', ',']);
    let marks = &rest[..rest.len() - day.len()];
    let on = ON.iter().find_map(|on| day.strip_prefix(on));
    let first = dateline::first_date(words);
    let begins = |day: &str| first == Some(words.text.len() - day.len());
    (on.is_some() || marks.contains(['·', '•', '|', '/', '–', '—', '-', ',']))
        && (begins(day) || on.is_some_and(begins))
}

/// "Agencia Norte | Agencia Norte -" gives the name once: a page prints its field for the author and that for the source.
fn once(rest: &str) -> &str {
    let mut parts = rest
        .split('|')
        .map(|part| part.trim_matches([' ', '\u{a0}', '-', '–', '—', '/', ',']));
    let first = parts.next().unwrap_or_default();
    let mut others = parts.filter(|part| !part.is_empty()).peekable();
    let again = others.peek().is_some() && others.all(|part| part == first);
    if again && !first.is_empty() {
        first
    } else {
        rest
    }
}

/// Whether the first words after a label without a colon are a name.
fn is_cased_label(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_uppercase)
}

fn starts_with_date(who: &str) -> bool {
    let words = Words::of(who);
    words.opens(Kind::Weekday).is_some() || words.opens(Kind::Month).is_some()
}

/// "By ANNE EXAMPLE, KPA Anne Example, Kpa" gives the name once: a page prints it a second time in its own letters.
fn again(rest: &str) -> Option<&str> {
    let middle = rest.len() / 2;
    let one = rest.get(..middle)?;
    let other = rest.get(middle..)?.strip_prefix(' ')?;
    (one.contains(' ') && one.to_lowercase() == other.to_lowercase()).then_some(one)
}

/// "By Anne Exampleby Anne Example" gives the name once.
fn doubled<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let half = rest.len().checked_sub(word.len() + 1)? / 2;
    let (one, other) = (rest.get(..half)?, rest.get(half..)?);
    let again = other.get(word.len()..)?.trim_start();
    (other.get(..word.len())?.eq_ignore_ascii_case(word) && again == one).then_some(one)
}

#[cfg(test)]
mod tests {
    use crate::parse::press::byline::parse;

    #[test]
    fn the_name_of_an_account_signs_over_its_day() {
        for (line, who) in [
            ("von hafenmaus · 31. Oktober 2023", Some("hafenmaus")),
            ("by harbourmouse on May 3, 2019", Some("harbourmouse")),
            ("por vecina_77 | 3 de mayo de 2019", Some("vecina_77")),
            ("par lampadaire, le 3 mai 2019", Some("lampadaire")),
            ("door kustmuis - 3 mei 2019", Some("kustmuis")),
            ("by noon on May 3, 2019", None),
            ("by email · May 3, 2019", None),
            ("von gestern · 3. Mai 2019", None),
            ("by harbourmouse", None),
            ("by the river on May 3, 2019", None),
        ] {
            let found = parse(line).map(|byline| byline.verbatim);
            assert_eq!(found, who, "{line}");
        }
    }

    #[test]
    fn a_site_or_an_account_signs_behind_its_label() {
        for (line, who) in [
            ("Autor: www.hafenpost.pl", Some("www.hafenpost.pl")),
            (
                "Author: harbourpost.example.com",
                Some("harbourpost.example.com"),
            ),
            ("Автор: www.primer.ru", Some("www.primer.ru")),
            ("Autor: kasia_k", Some("kasia_k")),
            ("Автор: lampa77", Some("lampa77")),
            ("Author: unknown", None),
        ] {
            let found = parse(line).map(|byline| byline.verbatim);
            assert_eq!(found, who, "{line}");
        }
    }

    #[test]
    fn two_letters_behind_a_label_are_a_hand() {
        for (line, agency) in [
            ("Autor: AB", false),
            ("Opracowanie: MK", false),
            ("Autor: KPA", true),
        ] {
            let found = parse(line).map(|byline| byline.only_agencies);
            assert_eq!(found, Some(agency), "{line}");
        }
    }

    #[test]
    fn a_source_that_the_page_gives_twice_is_given_once() {
        for (line, who) in [
            ("Por  Agência Norte  | Agência Norte -  |", "Agência Norte"),
            ("Por Agencia Norte | Agencia Norte", "Agencia Norte"),
        ] {
            let found = parse(line).map(|byline| (byline.verbatim, byline.only_agencies));
            assert_eq!(found, Some((who, true)), "{line}");
        }
    }
}
