//! Owns the recogniser of bylines: "Par X (avec AFP)", "20 Minutes avec AFP", "Name | Madrid", "AFP, MANILA", "(Reporting by X)".

use super::claim::{Bid, Claims, Context, Role};
use super::lexicon::{self, AGENCY, ONLY_AGENCIES, is_particle, is_titled, patterns};
use super::lines::{Block, End};

patterns! {
    SIGNED = r"^(?:Par|PAR|By|BY|by|par|Von|VON|von|Por|POR|De nos? (?:correspondante?s?|envoyée?s?\s\w+)|Written by|Story by|Reported by|Text(?:e|o)?\s?:|Text(?:e|o)?\s(?:par|by|von|de|:)\s?:?|Propos recueillis par|Автор(?:и|ы)?\s*:?|Текст\s*:|بقلم|كتبت?|إعداد|تقرير|Auteurs?\s?:|Autor(?:in|es|en)?(?:/Autor(?:in)?)?\s?:?|Authors?\s?:|Yazan\s?:|Yazar\s?:|Haber\s?:|Muhabir\s?:|Nivîskar\s?:|Amadekar\s?:|Від|Pubblicato da|Posted by)\s*[:：]?\s*(?<who>\S.*)$";
    SOURCED = r"^\(?(?:(?i:source|sources|quelle|fuente|джерело|источник|kaynak|المصدر|مصدر|çavkanî)\s*[:：]\s*|(?:Con información de|Avec|avec|With|with|Mit|mit|mit Material von|Mit Agenturmaterial|mit Informationen von|Con|con|Agencias y|وكالات و)\s+)(?<who>\S.{1,80}?)\)?\.?$";
    TOGETHER = r"^(?<outlet>\S.{1,60}?)\s*(?:\s(?:avec|with|mit|con|et|and|und|y|та|и|і|ve|û|مع|و)\s(?:les?\s|l[’']|the\s|la\s)?|\s?[/+|&،,]\s?|\()\s*(?<agency>[^()]{2,60})\)?$";
    PLACED = r"^(?<who>[^|,•·]{3,60}?)\s*(?:\||•|·)\s*(?<place>[^|,•·]{3,40})$";
    AGENCY_PLACE = r"^(?<who>[^,،]{2,40})[,،]\s*(?:in\s+|à\s+)?(?<place>[\p{Lu}][\p{Lu}\s.'’-]{2,40})$";
    DESK_CREDIT = r"^\(?(?:Reporting|Additional reporting|Writing|Compiled|Editing) by\s+(?<who>[^;)]{3,120})";
    STAMP_LABEL = r"(?i)[\s,|•·–—-]+(?:le \d|publié|mis à jour|published|updated|posted|veröffentlicht|publicado|actualizado|опубл|оновл|обновл|نشر|آخر تحديث).*$";
    FOLLOW = r"(?i)\s(?:suivre|follow|seguir|folgen|takip et)$";
    OF_A_NAME = r"^[\p{L}][\p{L}'’.-]*$";
}

/// A byline as read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Byline<'a> {
    /// Without "Par" and its kin.
    pub verbatim: &'a str,
    /// The city that a correspondent signs with.
    pub place: Option<&'a str>,
    /// How sure its form is, in hundredths.
    pub certainty: u8,
    /// Whether it is nothing but agencies.
    pub only_agencies: bool,
    /// Whether it names a source ("Source: …", "avec AFP") and not a hand.
    pub sourced: bool,
}

pub(super) fn recognise(block: &Block, _: Context<'_>, claims: &mut Claims) {
    claims.extend(recognised(block));
}

fn recognised(block: &Block) -> Option<Bid> {
    let open = block.shape.end != End::Stop || block.shape.words <= 8;
    let byline = (block.shape.chars <= 200 && open)
        .then(|| parse(&block.text))
        .flatten()?;
    Some(Bid::new(
        Role::Byline,
        if byline.sourced {
            "press/source-line"
        } else {
            "press/byline"
        },
        f32::from(byline.certainty) / 100.0,
    ))
}

/// Reads a line that says who signs.
pub(super) fn parse(text: &str) -> Option<Byline<'_>> {
    let line = text.trim_end_matches(['=', ' ']);
    let line = FOLLOW
        .find(line)
        .map_or(line, |button| line[..button.start()].trim_end());
    let line = STAMP_LABEL
        .find(line)
        .map_or(line, |stamp| line[..stamp.start()].trim_end());
    let byline = |verbatim, place, certainty| {
        let only_agencies = ONLY_AGENCIES.is_match(verbatim);
        Some(Byline {
            verbatim,
            place,
            certainty,
            only_agencies,
            sourced: SOURCED.is_match(line),
        })
    };
    if let Some(who) = DESK_CREDIT
        .captures(line)
        .and_then(|captures| captures.name("who"))
    {
        return byline(who.as_str().trim(), None, 85);
    }
    if line.chars().count() > 140 {
        return None;
    }
    if let Some(who) = SIGNED
        .captures(line)
        .and_then(|captures| captures.name("who"))
        .map(|who| who.as_str())
        && is_signature(who)
    {
        let inner = PLACED.captures(who);
        let part = |name| {
            inner
                .as_ref()
                .and_then(|captures| captures.name(name))
                .map(|part| part.as_str())
        };
        return byline(part("who").unwrap_or(who), part("place"), 88);
    }
    if ONLY_AGENCIES.is_match(line) && line.len() <= 60 {
        return byline(line.trim_matches(['(', ')']), None, 75);
    }
    if let Some(captures) = SOURCED.captures(line) {
        let who = captures.name("who")?.as_str();
        if AGENCY.is_match(who) && is_titled(who) {
            let shown = if line.starts_with('(') {
                line.trim_matches(['(', ')'])
            } else {
                line
            };
            let colon = shown.find([':', '：']).filter(|&at| at < 24);
            return byline(
                colon.map_or(shown, |at| {
                    shown[at..].trim_start_matches([':', '：', ' ', '\u{a0}'])
                }),
                None,
                80,
            );
        }
    }
    if let Some(captures) = AGENCY_PLACE.captures(line) {
        let (who, place) = (
            captures.name("who")?.as_str(),
            captures.name("place")?.as_str(),
        );
        if ONLY_AGENCIES.is_match(who) {
            return byline(line, Some(place), 85);
        }
    }
    if let Some(captures) = TOGETHER.captures(line) {
        let (outlet, agency) = (
            captures.name("outlet")?.as_str(),
            captures.name("agency")?.as_str(),
        );
        if ONLY_AGENCIES.is_match(agency)
            && is_signature(outlet)
            && outlet.split_whitespace().count() <= 8
        {
            // Joined by a stroke, they sign a picture more often than a text.
            let stroke = line[outlet.len()..].trim_start().starts_with('/');
            return byline(line, None, if stroke { 60 } else { 85 });
        }
    }
    let captures = PLACED.captures(line)?;
    let (who, place) = (
        captures.name("who")?.as_str(),
        captures.name("place")?.as_str(),
    );
    let fits = is_name(who)
        && is_titled(place)
        && place.split_whitespace().count() <= 4
        && !place.contains(char::is_numeric);
    if fits {
        byline(who, Some(place), 78)
    } else {
        None
    }
}

/// Words that may sign: they begin with capitals, and make no sentence.
fn is_signature(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = text.chars().next();
    let titled = words
        .iter()
        .filter(|word| is_titled(word) || is_particle(word) || word.starts_with(char::is_numeric))
        .count();
    let sentence = text
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .contains(". ")
        && words.len() > 5;
    let names = words
        .iter()
        .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    first.is_some_and(|c| !c.is_lowercase())
        && words.len() <= 16
        && titled * 10 >= words.len() * 6
        && !sentence
        && names
        && !text.ends_with(['?', '!'])
}

/// A person's name by its form: two to four words with capitals.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) && OF_A_NAME.is_match(word)
    };
    let capitals = words.iter().filter(|word| capital(word)).count();
    let whole = words.iter().all(|word| capital(word) || is_particle(word));
    (2..=5).contains(&words.len()) && capitals >= 2 && whole && !AGENCY.is_match(text)
}

/// The persons in a byline, without the agencies.
pub(super) fn people(verbatim: &str) -> Vec<String> {
    patterns! {
        JOINTS = r"\s*(?:[,;/+&|(]|\s(?:et|and|und|y|та|и|і|ve|û|avec|with|mit|con|in|à|at|for|pour)\s)\s*";
    }
    JOINTS
        .split(verbatim)
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|part| is_name(part) && !lexicon::WHOLE_AGENCY.is_match(part))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<&str>)> {
        parse(text).map(|byline| (byline.verbatim, byline.place))
    }

    #[test]
    fn each_way_to_sign_is_read() {
        for (text, verbatim, place) in [
            ("Le Quotidien avec AFP", "Le Quotidien avec AFP", None),
            ("Par Le Quotidien et AFP", "Le Quotidien et AFP", None),
            (
                "Par Anne Exemple (avec AFP)",
                "Anne Exemple (avec AFP)",
                None,
            ),
            ("AFP, MANILA", "AFP, MANILA", Some("MANILA")),
            ("by Anadolu Agency", "Anadolu Agency", None),
            ("Ana Ejemplo | Madrid", "Ana Ejemplo", Some("Madrid")),
            ("By ANNE EXAMPLE=", "ANNE EXAMPLE", None),
            (
                "(Reporting by Anne Example; Editing by John Example)",
                "Anne Example",
                None,
            ),
            ("von Anna Beispiel", "Anna Beispiel", None),
            ("المصدر : الجزيرة + وكالات", "الجزيرة + وكالات", None),
            ("(Con información de EFE)", "Con información de EFE", None),
            (
                "Par Anne Exemple, envoyée spéciale à Rawa",
                "Anne Exemple, envoyée spéciale à Rawa",
                None,
            ),
            (
                "Par Anne Exemple Publié le 3 mai 2016",
                "Anne Exemple",
                None,
            ),
            ("AFP", "AFP", None),
        ] {
            assert_eq!(read(text), Some((verbatim, place)), "{text}");
        }
    }

    #[test]
    fn a_sentence_signs_nothing() {
        for text in [
            "By the time they came, it was late",
            "Par ailleurs, le pont reste fermé",
            "Von der Brücke sah man alles",
            "The mill and the bridge",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn people_are_told_from_agencies() {
        assert_eq!(
            people("Anne Exemple et Paul Essai (avec AFP)"),
            ["Anne Exemple", "Paul Essai"]
        );
        assert!(people("20 Minutes avec AFP").is_empty());
    }
}
