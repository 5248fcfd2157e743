//! Owns the forms of names: what is an agency's name, what may be a person's, and which words stand between the parts of one.
//! Who signs a text with them, the recognisers of bylines, datelines and credits decide.

mod house;
mod small;

use super::lexicon::fold::{has_case, is_capital, is_small};
use super::lexicon::{Hit, Kind, Words};

pub(super) use house::{is_house_form, is_small_house_form, is_uncased_house_form};
pub(super) use small::is_particle;
use small::{is_verb, opens_no_name};

/// A name of an agency within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named<'a> {
    /// As written.
    pub name: &'a str,
    /// Where its name begins in the text.
    pub start: usize,
    /// One number for all names of one agency ("AFP", "أ ف ب"); 0 for those with one name.
    pub house: u8,
}

/// The agencies that a text names, the longest name of those that overlap.
fn named<'a>(words: &Words<'a>) -> Vec<Named<'a>> {
    let mut found: Vec<Named<'a>> = Vec::new();
    let mut end = 0;
    for hit in words
        .all(Kind::Agency)
        .filter(|hit| whole(words.text, *hit))
    {
        if hit.start >= end {
            end = hit.end;
            found.push(Named {
                name: &words.text[hit.start..hit.end],
                start: hit.start,
                house: hit.value,
            });
        }
    }
    found
}

/// Whether a name is not a part of a longer word: "AP-7" is a motorway, "anti-AFP" is no agency, "x.efe" is an address.
fn whole(text: &str, hit: Hit) -> bool {
    let before = text[..hit.start].chars().next_back();
    let mut after = text[hit.end..].chars();
    let (next, second) = (after.next(), after.next());
    let bound = matches!(next, Some('-' | '.' | '@' | '_')) && second.is_some_and(char::is_numeric);
    !matches!(before, Some('@' | '_')) && next != Some('@') && !bound
}

/// The names of the agencies in a text, as written, in order, each agency once.
pub(super) fn agencies(text: &str) -> Vec<String> {
    let mut kept: Vec<Named<'_>> = Vec::new();
    for new in named(&Words::of(text)) {
        let known =
            |old: &Named<'_>| old.name == new.name || old.house != 0 && old.house == new.house;
        if !kept.iter().any(known) {
            kept.push(new);
        }
    }
    kept.into_iter()
        .map(|agency| without_noun(agency.name).to_owned())
        .collect()
}

/// "Agencia EFE", "Agência Lusa", "агентство Интерфакс": the name of the agency without the word that says what it is, where it has a
/// name without. Scripts without capitals join the two.
fn without_noun(name: &str) -> &str {
    let words = Words::of(name);
    let noun = words.opens(Kind::AgencyNoun).filter(|_| has_case(name));
    let bare = noun.map_or(name, |noun| name[noun.end..].trim_start());
    let own = Words::of(bare).is(Kind::Agency).map(|hit| hit.value);
    let same = own.is_some() && own == words.is(Kind::Agency).map(|hit| hit.value);
    if same { bare } else { name }
}

/// Whether two names are one agency's: "AP" and "Associated Press".
pub(super) fn same_house(one: &str, other: &str) -> bool {
    let house = |name: &str| Words::of(name).is(Kind::Agency).map_or(0, |hit| hit.value);
    let house_of_one = house(one);
    house_of_one != 0 && house_of_one == house(other)
}

/// Whether a text names an agency.
pub(super) fn names_agency(text: &str) -> bool {
    !named(&Words::of(text)).is_empty()
}

/// The agency with whose name a text begins.
pub(super) fn opening_agency(text: &str) -> Option<&str> {
    named(&Words::of(text))
        .first()
        .filter(|agency| agency.start == 0)
        .map(|agency| &text[..agency.name.len()])
}

/// Whether a text is the name of an agency, brackets and stops around it aside.
pub(super) fn is_agency(text: &str) -> bool {
    text.len() <= 60 && {
        let words = Words::of(text);
        words.is(Kind::Agency).is_some_and(|hit| whole(text, hit))
    }
}

/// Whether a text calls itself an agency, known or not: "News Service of Northport", "Agencia Ejemplo", "Örnek Haber Ajansı".
pub(super) fn calls_itself_agency(text: &str) -> bool {
    let text = text.trim();
    let count = text.split_whitespace().count();
    (2..=5).contains(&count) && !text.contains(|c: char| c.is_numeric() || c == ',') && {
        let words = Words::of(text);
        let opens = words.opens(Kind::AgencyNoun).map(|hit| hit.end);
        let ends = words.ends(Kind::AgencyNoun).map(|hit| hit.start);
        // A name follows or goes before, and begins as names do.
        let named = |name: &str| {
            let first = name.split_whitespace().find(|word| !is_particle(word));
            first.is_some_and(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
        };
        opens.is_some_and(|end| named(&text[end..]))
            || ends.is_some_and(|start| named(&text[..start]))
    }
}

/// Whether a text is nothing but agencies: "AFP", "(AFP, AP et Reuters)", "dpa/afp", "رويترز، وكالات".
pub(super) fn only_agencies(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let words = Words::of(text);
    let named = named(&words);
    let mut at = 0;
    for agency in &named {
        if !joins(&text[at..agency.start], at == 0) {
            return false;
        }
        at = agency.start + agency.name.len();
    }
    !named.is_empty()
        && joins(
            text[at..].trim_end_matches([')', ']', '/', '.', ' ', '»']),
            false,
        )
}

/// What joins two agencies, and what stands for those that are not named.
const JOINING: [&str; 24] = [
    "et",
    "and",
    "und",
    "y",
    "e",
    "та",
    "і",
    "и",
    "ve",
    "û",
    "و",
    "avec",
    "with",
    "mit",
    "con",
    "agences",
    "agencies",
    "agencias",
    "Agences",
    "Agencies",
    "Agencias",
    "Agenturen",
    "агентства",
    "Ajanslar",
];

/// Whether what stands between two agencies, or before the first, only joins them.
fn joins(between: &str, first: bool) -> bool {
    between
        .split(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | '/' | '+' | '&' | '،' | '-' | '–' | '—' | '|' | ';' | '·'
                )
        })
        .all(|word| match first {
            true => matches!(word, "" | "(" | "["),
            false => word.is_empty() || JOINING.contains(&word),
        })
}

/// The agencies at the very end of a text: in brackets or slashes, after a dash, or alone after a sentence.
pub(super) fn closing_agencies(text: &str) -> Option<&str> {
    let from = text.char_indices().rev().nth(70).map_or(0, |(at, _)| at);
    let tail = text[from..].trim_end_matches(['.', ' ', '\u{a0}']);
    let words = Words::of(tail);
    let named = named(&words);
    let bare = tail.trim_end_matches([')', '/', ']', ' ', '\u{a0}']);
    let last = named
        .last()
        .filter(|agency| agency.start + agency.name.len() == bare.len())?;
    // As many of those before it as are joined to it.
    let mut start = last.start;
    for agency in named.iter().rev().skip(1) {
        let between = &tail[agency.start + agency.name.len()..start];
        if !joins(between, false) || between.contains(['-', '–', '—']) {
            break;
        }
        start = agency.start;
    }
    let before = tail[..start].trim_end_matches([' ', '\u{a0}']);
    let gap = before.len() < start;
    let closed = bare.len() < tail.len();
    let mut back = before.chars().rev();
    let set_off = match back.next() {
        Some('(' | '/' | '[') => closed,
        // "… l'opération.—AFP" too: a sentence has ended before the dash.
        Some('-' | '–' | '—' | '|' | '•') => {
            gap || before.len() < 4
                || matches!(back.next(), Some(' ' | '.' | '!' | '?' | '»' | '”' | '"'))
        }
        Some('.' | '!' | '?' | '…' | '»' | '”' | '"' | '؟') => gap && !closed,
        _ => false,
    };
    set_off.then(|| &tail[start..bare.len()])
}

/// Particles of a person's name alone: no "and", no "with".
fn is_name_particle(word: &str) -> bool {
    const PARTICLES: [&str; 36] = [
        "de", "du", "des", "la", "le", "el", "al", "von", "vom", "zu", "zum", "zur", "van", "ter",
        "ten", "der", "den", "da", "do", "das", "dos", "di", "del", "della", "los", "las", "bin",
        "bint", "ben", "ibn", "abu", "ould", "y", "e", "af", "av",
    ];
    PARTICLES.contains(&word)
}

/// Articles that stay small at the head of a word: "al-Khatib", "d’Arc".
fn has_small_article(word: &str) -> bool {
    [
        "d’", "d'", "l’", "l'", "al-", "el-", "as-", "at-", "ar-", "ash-", "an-", "az-", "ad-",
        "es-", "et-",
    ]
    .iter()
    .any(|start| word.starts_with(start))
}

/// Whether a word is the address of a site, by what it ends in: "HarbourWire.info".
pub(super) fn is_site(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, ending)| {
        name.chars().count() > 1 && Words::of(ending).is(Kind::SiteEnding).is_some()
    })
}

/// Whether each word but particles starts with a capital, or with a letter of a script without capitals.
pub(super) fn is_titled(text: &str) -> bool {
    let mut any = false;
    text.split_whitespace().all(|word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        let good = first.is_none_or(|c| {
            any |= c.is_alphabetic();
            !c.is_lowercase()
        });
        good || is_particle(word)
            || has_small_article(word)
            || is_agency(word.trim_end_matches(','))
    }) && any
}

/// A person's name by its form: two to five words; with capitals where the script has them, else with a given name among them.
pub(super) fn is_name(text: &str) -> bool {
    if text.len() > 90 {
        return false;
    }
    let mut all = text.split_whitespace();
    let words: Vec<&str> = all.by_ref().take(6).collect();
    if !(2..=5).contains(&words.len()) {
        return false;
    }
    let cased = has_case(text);
    match cased {
        true => is_cased_name(text, &words),
        false => is_uncased_name(text, &words),
    }
}

fn is_cased_name(text: &str, words: &[&str]) -> bool {
    let (mut capitals, mut full) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        if is_part_of_name(word) {
            capitals += 1;
            full += usize::from(
                word.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !word.ends_with('.'),
            );
        } else if !(at > 0 && at + 1 < words.len() && is_name_particle(word)
            || at == 0 && is_leading_particle(word))
        {
            return false;
        }
    }
    let edges = [words.first(), words.last()];
    let small = edges.into_iter().flatten().any(|word| opens_no_name(word));
    capitals >= 2 && full >= 1 && !small && !words.iter().any(|word| is_verb(word)) && {
        let words = Words::of(text);
        !words.has(Kind::Agency) && !words.has(Kind::NoName)
    }
}

/// Whether a person's name may begin with a word, in a script with capitals.
pub(super) fn may_open(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '،', ';', '(']);
    is_part_of_name(bare) || is_leading_particle(bare) || bare.contains(is_mark)
}

/// Whether a person's name may go on with a word.
pub(super) fn may_go_on(word: &str) -> bool {
    is_part_of_name(word) || is_name_particle(word) || word.contains(is_mark)
}

/// What may part a name from what follows it, within a word: the word is more than the name's.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '،' | '/' | '|' | '(' | '·' | '•')
}

/// With which names of several parts begin.
fn is_leading_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "van" | "von" | "di" | "da" | "del" | "al" | "el"
    )
}

/// A word with a capital, an initial ("J.", "J.-P."), or a surname with an article ("al-Khatib").
fn is_part_of_name(word: &str) -> bool {
    let bare = ["d’", "d'", "l’", "l'"]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .unwrap_or(word);
    let bare = match has_small_article(bare) {
        true => bare.split_once('-').map_or(bare, |(_, rest)| rest),
        false => bare,
    };
    let known = |c: char| {
        c.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\'' | '’' | 'ʼ' | '.' | '-')
    };
    // A stop ends an initial, an abbreviated name ("Yu.", "Мак.") or "Jr."; within a word it parts initials.
    let stops = bare.len() <= 8 || !bare.contains('.');
    // "McDonald" is one name, "CarretaW" is two words that a page has glued.
    if glued(bare).is_some_and(|at| at > 5) {
        return false;
    }
    bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().all(known) && stops
}

/// Where a capital follows a small letter within a word, as where a page has glued two lines.
pub(super) fn glued(text: &str) -> Option<usize> {
    let mut previous = ' ';
    text.char_indices().find_map(|(at, c)| {
        let found = is_capital(c) && is_small(previous);
        previous = c;
        found.then_some(at)
    })
}

/// Whether a text is a weekday.
pub(super) fn is_weekday(text: &str) -> bool {
    let words = Words::of(text);
    words.is(Kind::Weekday).is_some()
}

/// Whether an agency is one whose copy is read on its own pages: its name over a text is the site's, and signs nothing.
pub(super) fn is_host(name: &str) -> bool {
    const HOSTS: [&str; 23] = [
        "ANF",
        "ANHA",
        "Укрінформ",
        "УНІАН",
        "УНН",
        "РИА Новости",
        "ТАСС",
        "Интерфакс",
        "Rûdaw",
        "Rudaw",
        "K24",
        "Kurdistan 24",
        "BasNews",
        "SANA",
        "سانا",
        "WAFA",
        "وفا",
        "شفق نيوز",
        "رووداو",
        "IRNA",
        "ایرنا",
        "KYODO NEWS",
        "Xinhua",
    ];
    HOSTS.contains(&name)
}

/// Whether a name is that of a broadcaster, which supplies others as an agency does and whose own people sign with it.
pub(super) fn is_broadcaster(name: &str) -> bool {
    const BROADCASTERS: [&str; 22] = [
        "BBC",
        "BBC News",
        "CNN",
        "RFI",
        "France 24",
        "Al Jazeera",
        "Al-Jazeera",
        "Al Jazeera English",
        "VOA",
        "VOA News",
        "Voice of America",
        "RFE/RL",
        "Sputnik",
        "NTV",
        "TRT",
        "بي بي سي",
        "الجزيرة",
        "الجزيرة نت",
        "سي إن إن",
        "العربية نت",
        "سكاي نيوز عربية",
        "روسيا اليوم",
    ];
    BROADCASTERS.contains(&name)
}

/// Two or three words of a script without capitals that may be a name, where their place alone tells.
pub(super) fn may_be_uncased_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let letters = |word: &&str| {
        (2..=14).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    let uncased = !has_case(text);
    (2..=3).contains(&words.len()) && uncased && words.iter().all(letters) && {
        let found = Words::of(text);
        let other = [
            Kind::NoName,
            Kind::Agency,
            Kind::City,
            Kind::Label,
            Kind::Button,
            Kind::Section,
        ];
        !other.iter().any(|&kind| found.has(kind))
    }
}

/// Whether a name opens with a given name that is known.
pub(super) fn has_given_name(text: &str) -> bool {
    Words::of(text).opens(Kind::GivenName).is_some()
}

/// Whether the last word ends as the surnames of Ukrainians and Russians do.
pub(super) fn has_slavic_surname(text: &str) -> bool {
    const ENDINGS: [&str; 22] = [
        "ов",
        "ев",
        "ёв",
        "єв",
        "їв",
        "ин",
        "ін",
        "ын",
        "ова",
        "ева",
        "єва",
        "ина",
        "іна",
        "ский",
        "цкий",
        "ська",
        "ская",
        "ський",
        "цький",
        "ко",
        "ук",
        "юк",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.chars().any(char::is_lowercase) && ENDINGS.iter().any(|ending| last.ends_with(ending))
}

/// A name in a script without capitals: only a given name among its words tells it from any other few words.
fn is_uncased_name(text: &str, words: &[&str]) -> bool {
    let letters = |word: &&str| {
        let chars = word.chars().count();
        (2..=14).contains(&chars)
            && word.chars().all(|c| {
                c.is_alphabetic()
                    || unicode_normalization::char::is_combining_mark(c)
                    || c == '\u{200c}'
            })
    };
    words.len() <= 4 && words.iter().all(letters) && {
        let found = Words::of(text);
        found.opens(Kind::GivenName).is_some()
            && !found.has(Kind::Agency)
            && !found.has(Kind::NoName)
    }
}

#[cfg(test)]
mod tests;
