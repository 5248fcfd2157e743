//! Owns the recogniser of datelines at the head of a paragraph: "PARIS, 1er janv (AFP) -", "LA CROSSE, Wis. (AP) —",
//! "Moscú, 1 ene (EFE).-La", "دمشق، سوريا (CNN) --", "SAN SALVADOR, 19 MAR 89 (AFP) -- [TEXT]".

use super::claim::{Bid, Claims, Context, Role};
use super::dates::{self, Order};
use super::lexicon::{self, AGENCY, ONLY_AGENCIES, is_particle, patterns};
use super::lines::Block;
use super::title;

patterns! {
    /// Place and perhaps date, agency in brackets or slashes, then a dash, a colon or a stop.
    WITH_AGENCY = r"^(?<head>[^()\[\]]{2,90}?|[^()\[\]]{2,40}\s\([^()]{2,30}\)[^()\[\]]{0,30}?)[\s,،]*[(/\[](?<agency>[^()/\[\]]{2,60})[)/\]]\s*(?:[.:]?\s*(?:--+|[—–−_-])|[:：]|\.\s)\s*";
    /// Place and date with a dash, no agency.
    BARE = r"^(?<head>[^()—–:;?!«»“”\x22]{2,80}?)\s*(?:--+|\.\s?[—–-]|[—–]|\s[-_]\s)\s*";
    /// "BERLIN taz |", "BERLIN afp |"
    BARRED = r"^(?<head>[\p{Lu}/ ]{3,30})\s+(?<agency>taz|afp|AFP|dpa|ap|epd|rtr|reuters|kna)\s*\|\s*";
    /// "МОСКВА, 5 мар — РИА Новости. …"
    AGENCY_AFTER = r"^(?<agency>[\p{Lu}][^.,:]{1,30})\.\s+";
    MARKS = r"^\[(?<mark>[^\[\]]{2,80})\]\s*";
    FORM_MARK = r"^(?:TEXT|REPORT|EXCERPTS?|COMMUNIQUE|EDITORIAL|INTERVIEW|SPEECH|STATEMENT|COMMENTARY|ARTICLE|PRESS RELEASE|DISPATCH|UNATTRIBUTED.*|FROM .*|PASSAGE .*|.*\bREPORT|RECORDED.*|LIVE.*|VIDEO.*|BEGIN.*|NO DATE.*)$";
}

/// A dateline as read. Its parts are slices of the paragraph.
#[derive(Debug, PartialEq)]
pub(super) struct Dateline<'a> {
    /// All of it, up to the text.
    pub verbatim: &'a str,
    pub place: Option<&'a str>,
    pub date: Option<&'a str>,
    pub agencies: Vec<String>,
    /// A bracketed name after the agency, as monitoring services put the reporter's there.
    pub person: Option<&'a str>,
    pub certainty: u8,
}

pub(super) fn recognise(block: &Block, _: Context<'_>, claims: &mut Claims) {
    claims.extend(recognised(block));
}

fn recognised(block: &Block) -> Option<Bid> {
    if block.shape.chars < 40 || !block.is_sentence() {
        return None;
    }
    parse(&block.text).map(|line| {
        Bid::new(
            Role::Dateline,
            "press/dateline",
            f32::from(line.certainty) / 100.0,
        )
    })
}

/// Reads the dateline that opens a paragraph.
pub(super) fn parse(text: &str) -> Option<Dateline<'_>> {
    let head = &text[..text
        .char_indices()
        .nth(220)
        .map_or(text.len(), |(at, _)| at)];
    let (mut line, end) = with_agency(head).or_else(|| bare(head))?;
    let mut at = end;
    while let Some(captures) = MARKS.captures(&text[at..]).filter(|_| at < 400) {
        let mark = captures.name("mark")?;
        if !FORM_MARK.is_match(mark.as_str()) {
            let mark = &text[at + mark.start()..at + mark.end()];
            if line.agencies.is_empty() {
                line.agencies.push(mark.to_owned());
            } else {
                line.person = line.person.or(Some(mark));
            }
        }
        line.certainty = line.certainty.max(85);
        at += captures.get(0)?.end();
    }
    line.verbatim = text[..at].trim_end();
    Some(line)
}

fn with_agency(head: &str) -> Option<(Dateline<'_>, usize)> {
    let captures = WITH_AGENCY
        .captures(head)
        .or_else(|| BARRED.captures(head))?;
    let end = captures.get(0)?.end();
    let place_and_date = captures.name("head")?.as_str();
    let signed = captures.name("agency")?.as_str();
    let (place, date) = split(place_and_date);
    let known = AGENCY.is_match(signed)
        || matches!(signed, "taz" | "afp" | "ap" | "rtr" | "reuters" | "kna");
    let short = signed.split_whitespace().count() <= 6
        && signed.chars().next().is_some_and(|c| !c.is_lowercase())
        && (date.is_some() || !signed.contains(char::is_numeric));
    let good = is_place(place) && (known || short && (date.is_some() || is_capitals(place)));
    let mut agencies = lexicon::agencies(signed);
    if agencies.is_empty() || !ONLY_AGENCIES.is_match(signed) {
        agencies = vec![signed.trim().to_owned()];
    }
    good.then_some({
        (
            Dateline {
                verbatim: "",
                place: Some(place),
                date,
                agencies,
                person: None,
                certainty: if known { 95 } else { 80 },
            },
            end,
        )
    })
}

fn bare(head: &str) -> Option<(Dateline<'_>, usize)> {
    let captures = BARE.captures(head)?;
    let mut end = captures.get(0)?.end();
    let words = captures.name("head")?.as_str();
    let dash = &head[words.len()..end];
    let (place, rest) = match words.rsplit_once(['.', ',']) {
        Some((before, last)) if lexicon::WHOLE_AGENCY.is_match(last.trim()) => {
            (before, Some(last.trim()))
        }
        _ => (words, None),
    };
    let (place, date) = split(place);
    let mut agencies: Vec<String> = rest.map(str::to_owned).into_iter().collect();
    if let Some(after) = AGENCY_AFTER
        .captures(&head[end..])
        .filter(|_| agencies.is_empty())
    {
        let name = after.name("agency")?.as_str();
        if ONLY_AGENCIES.is_match(name) {
            agencies.push(name.to_owned());
            end += after.get(0)?.end();
        }
    }
    let words = place.split_whitespace().count();
    let capitals = is_capitals(place);
    let spaced =
        dash.starts_with(char::is_whitespace) || dash.starts_with("--") || dash.starts_with('.');
    let certainty = match () {
        () if !is_place(place) || !spaced || title::is_kicker_word(place) => return None,
        () if !agencies.is_empty() => 90,
        () if date.is_some() => 85,
        () if capitals && words <= 3 => 75,
        () if capitals && place.contains([',', '،']) && words <= 6 => 75,
        () if words <= 2 => 50,
        () => return None,
    };
    Some((
        Dateline {
            verbatim: "",
            place: Some(place),
            date,
            agencies,
            person: None,
            certainty,
        },
        end,
    ))
}

/// Parts "PARIS, 1er janv" into its place and its date.
fn split(head: &str) -> (&str, Option<&str>) {
    let marks = [',', '،', '.', ' ', '\u{a0}', '-'];
    match dates::mentions(head, Order::DayFirst).first() {
        Some(mention) if mention.bytes.start > 0 => {
            let before = head[..mention.bytes.start].trim_end_matches(marks);
            let place = before
                .strip_suffix(" le")
                .unwrap_or(before)
                .trim_end_matches(marks);
            (
                place,
                Some(head[mention.bytes.start..].trim_matches([',', '،', ' '])),
            )
        }
        _ => (head.trim_end_matches([',', '،', ' ']), None),
    }
}

/// A place by its form: a few words with capitals, no figures, no quotes.
pub(super) fn is_place(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = |word: &str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|c| !c.is_lowercase())
    };
    let good = |word: &&str| {
        begins(word) || is_particle(word) || word.starts_with("al-") || word.starts_with("el-")
    };
    let strange = |c: char| c.is_numeric() || "«»“”\"?!;:=[]|".contains(c);
    (1..=7).contains(&words.len())
        && begins(words[0])
        && words.iter().all(good)
        && !text.contains(strange)
}

fn is_capitals(text: &str) -> bool {
    let first = text.split([',', '،', '/']).next().unwrap_or(text);
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && first.chars().any(char::is_uppercase) && !first.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_read_as_agencies_write_them() {
        let rest = "The bridge over the river was opened to traffic again, officials said.";
        for (dateline, place, date, agency) in [
            ("PARIS, 1er janv (AFP) -", "PARIS", "1er janv", "AFP"),
            ("BAGHDAD (Reuters) -", "BAGHDAD", "", "Reuters"),
            ("LA CROSSE, Wis. (AP) —", "LA CROSSE, Wis.", "", "AP"),
            ("SEOUL, Aug. 20 (Yonhap) --", "SEOUL", "Aug. 20", "Yonhap"),
            (
                "BEIRUT/THE HAGUE, March 7 (Reuters) -",
                "BEIRUT/THE HAGUE",
                "March 7",
                "Reuters",
            ),
            ("دمشق، سوريا (CNN) --", "دمشق، سوريا", "", "CNN"),
            ("مانيلا، 3 ديسمبر (رويترز) -", "مانيلا", "3 ديسمبر", "رويترز"),
            (
                "SAN SALVADOR, 19 MAR 89 (AFP) -- [TEXT]",
                "SAN SALVADOR",
                "19 MAR 89",
                "AFP",
            ),
            (
                "SAN SALVADOR, 3 JAN 90 -- [REPORT] [RADIO EXAMPLE] [TEXT]",
                "SAN SALVADOR",
                "3 JAN 90",
                "RADIO EXAMPLE",
            ),
            ("Washington (dpa) -", "Washington", "", "dpa"),
            (
                "КИЇВ, 5 березня /Укрінформ/ –",
                "КИЇВ",
                "5 березня",
                "Укрінформ",
            ),
            (
                "МОСКВА, 5 мар — РИА Новости.",
                "МОСКВА",
                "5 мар",
                "РИА Новости",
            ),
            (
                "Киев. 5 марта. ИНТЕРФАКС-УКРАИНА -",
                "Киев",
                "5 марта",
                "ИНТЕРФАКС-УКРАИНА",
            ),
            (
                "ERBIL, Kurdistan Region -",
                "ERBIL, Kurdistan Region",
                "",
                "",
            ),
            ("İSTANBUL (AA) -", "İSTANBUL", "", "AA"),
            ("BERLIN taz |", "BERLIN", "", "taz"),
        ] {
            let text = format!("{dateline} {rest}");
            let line = parse(&text).expect(dateline);
            assert_eq!(line.verbatim, dateline);
            assert_eq!(line.place, Some(place), "{dateline}");
            assert_eq!(line.date.unwrap_or_default(), date, "{dateline}");
            assert_eq!(
                line.agencies.first().map_or("", String::as_str),
                agency,
                "{dateline}"
            );
        }
        let line = parse("Moscú, 1 ene (EFE).-La fábrica reabrió sus puertas este lunes.")
            .expect("a dateline");
        assert_eq!((line.place, line.date), (Some("Moscú"), Some("1 ene")));
    }

    #[test]
    fn a_paragraph_without_one_is_left() {
        for text in [
            "The mill (built in 1890) was closed for repairs after the winter storm.",
            "« Nous reviendrons », a dit le maire - sans préciser quand ni comment.",
            "Trois ans après la fermeture (et deux projets), le moulin tourne.",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
