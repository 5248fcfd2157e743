//! Owns the soundness of the items: gold that stands in its text and says nothing impossible, items enough for each language,
//! and every layout of the trade in some item. It reads nothing as the reader does.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use depeche::parse::decode::decode;

use super::gold::{self, Item};
use super::score::{FIELDS, LANGUAGES, normal};

/// Keys of the gold beside the fields, the lists and their alternatives (`…_optional`).
const OTHER_KEYS: &[&str] = &[
    "published",
    "published_inferred",
    "captions",
    "credit",
    "crossheads",
    "related",
    "related_urls",
    "noise",
    "body_paragraphs",
    "body_paragraphs_range",
    "body_first",
    "body_last",
    "initials",
    "slug",
    "notes",
];

/// Fields whose value is one string of the text; a standfirst of several lines is held line by line.
const VERBATIM: &[&str] = &[
    "kicker",
    "headline",
    "standfirst_label",
    "standfirst",
    "byline",
    "dateline_place",
    "dateline_date",
    "published",
    "body_first",
    "body_last",
    "slug",
    "initials",
];

#[test]
fn gold_knows_its_keys() {
    none(|item, faults| {
        for key in item.gold.keys().filter(|key| !key.starts_with('_')) {
            let bare = key.strip_suffix("_optional").unwrap_or(key);
            if !FIELDS.contains(&bare) && !OTHER_KEYS.contains(&bare) {
                faults.push(format!("`{key}` is no key"));
            }
        }
        for key in FIELDS {
            if !item.gold.contains_key(key) {
                faults.push(format!("`{key}` is not told: null says that there is none"));
            }
        }
    });
}

#[test]
fn gold_stands_in_its_text() {
    none(|item, faults| {
        // Marks of direction print nothing either; the gold is written without them.
        let text = normal(&text(item).replace(['\u{200e}', '\u{200f}'], ""));
        let mut strings: Vec<&str> = VERBATIM
            .iter()
            .filter_map(|key| item.gold(key).as_str())
            .flat_map(str::lines)
            .collect();
        let agencies = item.gold("agency").as_str().unwrap_or_default();
        strings.extend(agencies.split(", "));
        for key in ["crossheads", "related", "noise"] {
            strings.extend(item.list(key));
        }
        strings.extend(item.captions("text"));
        strings.extend(item.captions("credit"));
        for string in strings {
            if !text.contains(&normal(string)) {
                faults.push(format!("not in the text: {string}"));
            }
        }
    });
}

#[test]
fn gold_says_nothing_impossible() {
    none(|item, faults| {
        let paragraphs = item.gold("body_paragraphs").as_u64().unwrap_or_default();
        let range = item.gold("body_paragraphs_range");
        let bound = |at: usize| range[at].as_u64().unwrap_or(paragraphs);
        if paragraphs == 0 || !(bound(0)..=bound(1)).contains(&paragraphs) {
            faults.push(format!("{paragraphs} paragraphs, of {range}"));
        }
        for key in ["published_iso", "published_inferred"] {
            let Some(date) = item.gold(key).as_str() else {
                continue;
            };
            let day = date.get(..10).unwrap_or(date);
            if NaiveDate::parse_from_str(day, "%Y-%m-%d").is_err() {
                faults.push(format!("{key}: {date}"));
            }
        }
        let words = ["published", "dateline_date"];
        if item.gold("published_iso").is_string()
            && words.iter().all(|key| item.gold(key).is_null())
        {
            faults.push("a date that no words give".to_owned());
        }
        let first = item.name.split('-').next().unwrap_or_default();
        if first != item.language() {
            faults.push(format!("named {first}, written in {}", item.language()));
        }
        let is_rtl = ["ar", "ckb", "fa", "he"].contains(&item.language());
        if item.gold("direction") != if is_rtl { "rtl" } else { "ltr" } {
            faults.push("the direction is not the script's".to_owned());
        }
        for list in ["crossheads", "related"] {
            let unique: BTreeSet<&str> = item.list(list).into_iter().collect();
            if unique.len() < item.list(list).len() {
                faults.push(format!("{list}: one of them twice"));
            }
        }
    });
}

#[test]
fn each_language_has_items() {
    let items = own();
    for language in LANGUAGES {
        let number = items
            .iter()
            .filter(|item| item.language() == language)
            .count();
        assert!(number >= 6, "{language}: {number} items");
    }
}

#[test]
fn each_layout_of_the_trade_is_in_some_item() {
    let texts: Vec<String> = own().iter().map(text_as_it_lies).collect();
    let lacking: Vec<&str> = layouts()
        .into_iter()
        .filter(|(_, is_in)| !texts.iter().any(|text| is_in(text)))
        .map(|(name, _)| name)
        .collect();
    assert!(lacking.is_empty(), "in no item: {}", lacking.join(", "));
}

type IsIn = Box<dyn Fn(&str) -> bool>;

/// What real copy is like, each with the sign by which an item that has it is known.
fn layouts() -> Vec<(&'static str, IsIn)> {
    fn any(words: &'static [&'static str]) -> IsIn {
        Box::new(move |text| words.iter().any(|word| text.contains(word)))
    }
    fn line(is: fn(&str) -> bool) -> IsIn {
        Box::new(move |text| text.lines().any(is))
    }
    vec![
        (
            "SOH, STX and ETX",
            Box::new(|text| {
                ['\u{1}', '\u{2}', '\u{3}']
                    .iter()
                    .all(|c| text.contains(*c))
            }),
        ),
        (
            "a paragraph of no-break spaces",
            line(|line| line.contains('\u{a0}') && line.trim().is_empty()),
        ),
        ("a soft hyphen within a word", within_words('\u{ad}')),
        ("a zero-width space within a word", within_words('\u{200b}')),
        ("a byte-order mark", any(&["\u{feff}"])),
        (
            "CRLF throughout",
            Box::new(|text| text.contains("\r\n") && !text.replace("\r\n", "").contains('\n')),
        ),
        (
            "CRLF mixed with LF",
            Box::new(|text| text.contains("\r\n") && text.replace("\r\n", "").contains('\n')),
        ),
        (
            "no blank lines",
            Box::new(|text| {
                text.trim().lines().count() > 5
                    && text.trim().lines().all(|line| !line.trim().is_empty())
            }),
        ),
        (
            "a release on one line, with runs of spaces",
            Box::new(|text| text.trim().lines().count() <= 2 && text.contains("    ")),
        ),
        ("hard wraps", Box::new(is_wrapped)),
        (
            "indented paragraphs",
            line(|line| line.starts_with("   ") && line.trim().len() > 40),
        ),
        (
            "a caption twice",
            Box::new(|text| {
                text.lines().enumerate().any(|(at, line)| {
                    line.len() > 25 && text.lines().skip(at + 1).any(|other| other == line)
                })
            }),
        ),
        ("a counter on its own line", line(is_counter)),
        (
            "a numbered crosshead",
            line(|line| line.len() < 80 && line.starts_with("1. ")),
        ),
        (
            "capitals with the Turkish İ",
            line(|line| {
                line.contains('İ')
                    && line.chars().count() > 8
                    && !line.chars().any(char::is_lowercase)
            }),
        ),
        ("initials of the desk", line(is_initials)),
        (
            "a kicker before the headline",
            any(&["VIDÉO", "VIDEO", "EXCLUSIVE: ", "Exclusive-"]),
        ),
        (
            "an update's number",
            any(&["UPDATE 1-", "UPDATE 2-", "UPDATE 3-"]),
        ),
        ("a writethru's slug", any(&["Ld-Writethru"])),
        ("what a slug adds", any(&["(Adds ", "(adds "])),
        ("urgent, in Latin letters", any(&["URGENT"])),
        ("urgent, in Arabic letters", any(&["عاجل"])),
        ("a paper with an agency", any(&[" avec AFP"])),
        ("an agency in brackets after a name", any(&["(avec AFP)"])),
        (
            "a signature ended by the wire's mark",
            line(|line| line.trim_end().ends_with('=') && line.starts_with("By ")),
        ),
        (
            "who reported and who edited",
            Box::new(|text| text.contains("Reporting by") && text.contains("diting by")),
        ),
        ("a German signature", any(&["Von "])),
        ("an Arabic source line", any(&["المصدر"])),
        ("the dateline of Reuters", any(&["(Reuters) -"])),
        ("the dateline of AP", any(&["(AP) —", "(AP) --", "(AP) _"])),
        ("the dateline of EFE", any(&["(EFE).-"])),
        ("the dateline of Yonhap", any(&["(Yonhap) --"])),
        ("an Arabic dateline", any(&["(رويترز)"])),
        ("a monitoring service", any(&["[TEXT]"])),
        ("publication, in French", any(&["Publié le"])),
        ("an update, in French", any(&["mis à jour", "Mis à jour"])),
        ("how long ago", any(&["il y a ", "Il y a ", "hace ", "منذ"])),
        ("an agency's part, in Spanish", any(&["on información de "])),
        (
            "two places in a dateline",
            any(&["ADEN/DUBAI, ", "NIAMEY/DAKAR, ", "Wien/Klagenfurt ("]),
        ),
        ("publication, in English", any(&["First published on"])),
        ("an update, in Arabic", any(&["آخر تحديث"])),
        ("the time stamp of AP", any(&["AP-WF-"])),
        ("a credit after a stroke", any(&["/ AFP", "/AFP"])),
        ("a credit in brackets", any(&["(REUTERS)"])),
        ("a credit of AP", any(&["AP Photo/"])),
        ("a credit after its word", any(&["Foto: "])),
        ("an agency of pictures", any(&["Getty Images"])),
        ("a credit, in Arabic", any(&["صدر الصورة"])),
        ("a labelled caption, in Spanish", any(&["Pie de foto"])),
        (
            "links, in French",
            any(&["À lire aussi", ">> A lire aussi"]),
        ),
        ("links in brackets", any(&["[Read"])),
        ("links, in Spanish", any(&["Lea también"])),
        ("links, in German", any(&["Lesen Sie auch"])),
        ("a list of links, in German", any(&["Mehr zum Thema"])),
        ("links, in Arabic", any(&["اقرأ أيضا"])),
        ("links, in Polish", any(&["Czytaj"])),
        ("links, in Ukrainian", any(&["Читайте також"])),
        (
            "an advertisement's place, in English",
            any(&["Story continues below"]),
        ),
        ("an advertisement's place, in Turkish", any(&["REKLAM"])),
        ("a newsletter's form", any(&["newsletter", "Newsletter"])),
        ("a link's spoken note", any(&["opens new tab"])),
    ]
}

fn within_words(mark: char) -> IsIn {
    Box::new(move |text| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        text.match_indices(mark).any(|(at, _)| {
            let after = text[at..].chars().nth(1);
            is_letter(text[..at].chars().next_back()) && is_letter(after)
        })
    })
}

fn is_wrapped(text: &str) -> bool {
    let widths: Vec<usize> = text
        .lines()
        .map(|line| line.trim_end().chars().count())
        .collect();
    let full = widths
        .iter()
        .filter(|width| (55..=80).contains(*width))
        .count();
    full > 8 && widths.iter().all(|width| *width <= 80)
}

fn is_counter(line: &str) -> bool {
    let (one, two) = line.trim().split_once('/').unwrap_or_default();
    let is_number = |part: &str| part.trim().parse::<u8>().is_ok();
    is_number(one) && is_number(two)
}

fn is_initials(line: &str) -> bool {
    let parts: Vec<&str> = line.trim().split('/').collect();
    let is_short =
        |part: &&str| (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase());
    parts.len() >= 2 && parts.iter().all(is_short)
}

fn own() -> Vec<Item> {
    gold::items(&gold::own_folder())
}

fn text(item: &Item) -> String {
    decode(&item.bytes).expect("a text").text
}

/// With the line ends of the file.
fn text_as_it_lies(item: &Item) -> String {
    String::from_utf8_lossy(&item.bytes).into_owned()
}

/// Asserts that no item has a fault.
fn none(look: fn(&Item, &mut Vec<String>)) {
    let mut all = Vec::new();
    for item in own() {
        let mut faults = Vec::new();
        look(&item, &mut faults);
        all.extend(
            faults
                .into_iter()
                .map(|fault| format!("{}: {fault}", item.name)),
        );
    }
    assert!(
        all.is_empty(),
        "{} faults of the gold:\n  {}",
        all.len(),
        all.join("\n  ")
    );
}
