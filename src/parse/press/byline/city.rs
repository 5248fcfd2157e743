//! Owns the city beside who signs, before the name or behind it. One that no list knows is told by the person: where a known given name
//! stands on one side of a dash, a bar or a stroke, words on the other that nothing else claims are the city.

use super::papers::{is_acronym, is_paper, opens_with_article};
use super::{Byline, byline};
use crate::parse::press::dateline::{self, is_city, is_place};
use crate::parse::press::lexicon::fold::has_case;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_name};
use crate::parse::press::tokens::halves;

/// "بيروت: نذير المثال", "Moscow – Anne Example": the city of a correspondent before a colon or a dash. One that is not known is told by
/// whoever stands behind it, if that is a known given name's bearer.
pub(super) fn city_and_person(line: &str) -> Option<Byline<'_>> {
    let (mark, (city, who)) = [":", " – ", " — ", " - ", " ـ ", " / ", "/ ", ". "]
        .into_iter()
        .find_map(|mark| Some((mark, halves(line, mark)?)))?;
    let (city, who) = (city.trim(), who.trim());
    let count = who.split_whitespace().count();
    let uncased = !has_case(line);
    let person = is_name(who)
        || uncased
            && (2..=3).contains(&count)
            && !Words::of(who).has(Kind::NoName)
            && who.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_city(city) && person && !is_city(who) {
        let certainty = if is_name(who) { 88 } else { 66 };
        return byline(who, Some(city), certainty, who);
    }
    (mark != ":" && is_name(who) && names::has_given_name(who) && may_lead(city))
        .then(|| byline(who, Some(city), 70, who))?
}

/// "سامر المثال - بغداد": in a script without capitals a known city behind a dash says that two or three words before it are a person.
pub(super) fn person_and_city(line: &str) -> Option<Byline<'_>> {
    let (who, city) = [" - ", " – ", " — ", " ـ ", " / ", "/", " | "]
        .iter()
        .find_map(|mark| halves(line, mark))?;
    let (who, city) = (who.trim(), city.trim());
    let person = names::may_be_uncased_name(who)
        && !dateline::is_paper(who)
        && Words::of(who).is(Kind::Outlet).is_none()
        && !names::calls_itself_agency(who);
    (is_city(city) && person && !is_city(who)).then(|| byline(who, Some(city), 68, who))?
}

/// What a page has where the city of whoever signs may stand.
const NO_CITY: [Kind; 10] = [
    Kind::Section,
    Kind::NoName,
    Kind::Label,
    Kind::House,
    Kind::Job,
    Kind::Outlet,
    Kind::Agency,
    Kind::PictureSource,
    Kind::Desk,
    Kind::Weekday,
];

/// Whether words before a person may be a city that is not known: all in capitals, one word, or begun as cities are.
fn may_lead(text: &str) -> bool {
    let capitals = text.chars().count() > 5 && !text.contains(char::is_lowercase);
    let uncased = !has_case(text);
    let count = text.split_whitespace().count();
    (capitals && !uncased && count <= 4 || count == 1 || begins_place(text))
        && text.chars().count() >= 5
        && is_place(text)
        && !dateline::is_paper(text)
        && !names::has_given_name(text)
        && {
            let words = Words::of(text);
            let signing = [Kind::By, Kind::ByLabel, Kind::Credit];
            !NO_CITY.iter().chain(&signing).any(|&kind| words.has(kind))
        }
}

/// "Ayşe ÖRNEK/ANKARA, (DHA)", "Ayşe Örnek/ANKARA-DHA", "بيروت/ محمد المثال/ الأناضول": who writes, the city and the agency between strokes.
pub(super) fn between_strokes(line: &str) -> Option<Byline<'_>> {
    let (first, rest) = line.split_once('/')?;
    let (first, rest) = (first.trim(), rest.trim());
    let words = Words::of(rest);
    let agency = words.all(Kind::Agency).find(|hit| {
        hit.start > 0
            && rest[hit.end..]
                .trim_matches([')', ' ', '/', '.'])
                .is_empty()
    })?;
    let second = rest[..agency.start].trim_end_matches([' ', ',', '(', '-', '–', '/', '،']);
    let cased = has_case(line);
    let place = |text: &str| {
        is_place(text) && (is_city(text) || cased && !text.contains(char::is_lowercase))
    };
    // "Ayşe ÖRNEK- Ali ÖRNEK/ANKARA, (DHA)".
    let mut names = first.split(['-', ',']).map(str::trim);
    let several = cased && first.contains(['-', ',']) && names.all(is_name);
    if (is_name(first) || several) && place(second) {
        return byline(first, Some(second), 88, line);
    }
    let uncased = || !cased && names::has_given_name(second);
    ((place(first) || uncased() && is_place(first)) && is_name(second))
        .then(|| byline(second, Some(first), 88, line))?
}

/// Whether words behind a dash, a bar or in a bracket may be the city of whoever signs before them: who has a known given name is a
/// person, so that "Section - Theme" is out of question, and the words are nobody's name and nothing that a page has.
pub(super) fn may_follow(bare: &str, who: &str, mark: &str) -> bool {
    // Behind a stroke stands a paper as often: "Anne Example / Harbour Courier", but "Anne Example / PORT SABINE".
    if mark.contains('/') && bare.contains(char::is_lowercase) || opens_with_article(bare) {
        return false;
    }
    names::has_given_name(who)
        && is_name(who)
        && (1..=4).contains(&bare.split_whitespace().count())
        && bare.chars().count() >= 3
        && is_place(bare)
        && !is_acronym(bare)
        && !is_paper(bare)
        && !names::has_given_name(bare)
        && {
            let words = Words::of(bare);
            let page = [Kind::Button, Kind::ButtonWeak];
            !NO_CITY
                .iter()
                .chain(&[Kind::Follow, Kind::Month])
                .any(|&kind| words.has(kind))
                && !page.iter().any(|&kind| words.is(kind).is_some())
        }
}

/// Whether the first word is one with which cities begin.
pub(super) fn begins_place(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    text.contains(' ')
        && !text.contains(" and ")
        && !text.contains(" et ")
        && matches!(
            first.to_lowercase().as_str(),
            "port"
                | "porto"
                | "puerto"
                | "são"
                | "santo"
                | "sankt"
                | "nueva"
                | "nuevo"
                | "nova"
                | "nowa"
                | "nowy"
                | "bandar"
                | "khan"
                | "mont"
                | "monte"
                | "san"
                | "santa"
                | "saint"
                | "new"
                | "tel"
                | "deir"
                | "bad"
                | "fort"
                | "cape"
                | "addis"
                | "ciudad"
                | "villa"
        )
}

/// "Ali ÖRNEK- Ayşe DENEME/ANKARA, (DHA)", as Turkish agencies sign under a text: who reports, each surname in capitals, the city and
/// the agency.
pub(super) fn reporters_and_city(line: &str) -> Option<Byline<'_>> {
    let (head, agency) = line
        .trim_end_matches(['-', '–', '.', ' '])
        .strip_suffix(')')?
        .rsplit_once('(')?;
    let (who, city) = head.trim_end_matches([',', ' ']).rsplit_once('/')?;
    let (who, city) = (who.trim(), city.trim());
    let surname = |name: &str| {
        let last = name.split_whitespace().next_back().unwrap_or_default();
        last.chars().count() >= 2 && last.chars().all(char::is_uppercase)
    };
    let mut people = who.split(['-', '–', ',']).map(str::trim);
    let signed =
        who.contains(char::is_lowercase) && people.all(|name| is_name(name) && surname(name));
    let fits = signed && is_place(city) && names::only_agencies(agency);
    fits.then(|| byline(who, Some(city), 90, agency))?
}

#[cfg(test)]
mod tests {
    use crate::parse::press::byline::parse;

    #[test]
    fn a_city_that_no_list_knows_stands_beside_a_known_given_name() {
        for (line, who, place) in [
            (
                "Claire Exemple - Vallorbe",
                "Claire Exemple",
                Some("Vallorbe"),
            ),
            (
                "Marta Ejemplo | Robledal de la Sierra",
                "Marta Ejemplo",
                Some("Robledal de la Sierra"),
            ),
            (
                "Inés Ejemplo (Puerto Lomas)",
                "Inés Ejemplo",
                Some("Puerto Lomas"),
            ),
            (
                "Klara Muster – Oberlauben",
                "Klara Muster",
                Some("Oberlauben"),
            ),
            ("Selin Örnek - Çamlıköy", "Selin Örnek", Some("Çamlıköy")),
            (
                "Selin Örnek/ÇAMLIKÖY, (DHA)",
                "Selin Örnek",
                Some("ÇAMLIKÖY"),
            ),
            ("Selin Örnek / ÇAMLIKÖY", "Selin Örnek", Some("ÇAMLIKÖY")),
            (
                "Андрій Зразко - Соснівка",
                "Андрій Зразко",
                Some("Соснівка"),
            ),
            (
                "Инна Примерова | Сосновка",
                "Инна Примерова",
                Some("Сосновка"),
            ),
            ("بيروت ـ سامر المثال", "سامر المثال", Some("بيروت")),
            ("بيروت/ سامر المثال/ رويترز", "سامر المثال", Some("بيروت")),
            ("بهاء المثالي - بيروت", "بهاء المثالي", Some("بيروت")),
            ("سامر المثال - بغداد", "سامر المثال", Some("بغداد")),
            (
                "VALLORBE - Claire Exemple",
                "Claire Exemple",
                Some("VALLORBE"),
            ),
            (
                "Puerto Lomas. Clara Ejemplo",
                "Clara Ejemplo",
                Some("Puerto Lomas"),
            ),
            ("Rojîn Nimûne - Tilxezal", "Rojîn Nimûne", Some("Tilxezal")),
        ] {
            let read = parse(line).map(|byline| (byline.verbatim, byline.place));
            assert_eq!(read, Some((who, place)), "{line}");
        }
    }

    #[test]
    fn a_paper_a_section_or_a_theme_is_no_city() {
        for line in [
            "Clara Example / Harbour Courier",
            "Clara Example - The Harbour Courier",
            "Inés Ejemplo / El Correo del Puerto",
            "Clara Example | Politics",
            "Clara Example - Shutterstock",
            "World - Peace talks",
            "Africa | Clara Example",
        ] {
            assert_eq!(parse(line).and_then(|byline| byline.place), None, "{line}");
        }
    }
}
