//! Owns the form of places: the words that may name the city of a dateline, and those that look like one and are labels.

use crate::parse::press::lexicon::fold::has_case;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

impl Words<'_> {
    /// Whether a part of the text is a city that is known, or begins or ends with one ("BEIRUT/THE HAGUE", "Berlin/Kiew").
    pub(super) fn is_city(&self, part: &str) -> bool {
        let start = (part.as_ptr() as usize)
            .checked_sub(self.text.as_ptr() as usize)
            .filter(|start| start + part.len() <= self.text.len());
        match start {
            Some(start) => {
                let end = start + part.len();
                self.all(Kind::City).any(|hit| {
                    hit.start == start && (hit.end == end || follows(self.text, hit.end, end))
                })
            }
            None => Words::of(part).is(Kind::City).is_some(),
        }
    }
}

/// Whether a place goes on after a city with a slash or a comma.
fn follows(text: &str, city: usize, end: usize) -> bool {
    city < end && text[city..].starts_with(['/', ',', '،'])
}

/// A place by its form: a few words with capitals, no figures, no quotes.
pub(in crate::parse::press) fn is_place(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let first = word.chars().find(|c| c.is_alphabetic());
        let begins = first.is_some_and(|c| !c.is_lowercase());
        let small = words > 1 && is_small(word)
            || ["al-", "el-", "ar-", "as-", "ash-", "at-"]
                .iter()
                .any(|start| word.starts_with(start));
        if words > 6 || !(begins || small || word == "/" || word == "-") {
            return false;
        }
    }
    let strange = |c: char| c.is_numeric() || "«»“”\"?!;:=[]|()@#&%+…*".contains(c);
    let cased = !is_uncased(text);
    let length = text.chars().count();
    let likely = match cased {
        true => {
            (length >= 3 || text.chars().all(char::is_uppercase))
                && text
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || c == 'a' || c == 'e' || c == '\'')
        }
        false => words <= 4 && (2..=32).contains(&length) && !opens_sentence(text),
    };
    words > 0
        && length <= 60
        && likely
        && !text.contains(strange)
        && !is_locative(text)
        && text.chars().any(char::is_alphabetic)
}

/// Whether a place has the Turkish ending that says "in": then a sentence goes on.
fn is_locative(text: &str) -> bool {
    let (_, ending) = text.rsplit_once(['\'', '’']).unwrap_or_default();
    matches!(
        ending,
        "de" | "da" | "te" | "ta" | "den" | "dan" | "ten" | "tan" | "nin" | "nın" | "in" | "ın"
    )
}

/// "Ayşe ÖRNEK/ANKARA", as Turkish agencies sign: who writes, with the surname in capitals, and from where.
pub(super) fn person_before(text: &str) -> Option<(&str, &str)> {
    let (who, city) = text.split_once('/')?;
    let surname = who.split_whitespace().next_back()?;
    let signed = names::is_name(who)
        && surname.chars().all(|c| !c.is_lowercase())
        && who.chars().any(char::is_lowercase);
    (signed && is_place(city)).then_some((who.trim(), city.trim()))
}

/// "Por Ana Ejemplo Minsk", before a day or an agency: who signs, and the city behind, which is known or the last of three words
/// and more.
pub(super) fn led_person_before(text: &str) -> Option<(&str, &str)> {
    let words = Words::of(text);
    let by = words.opens(Kind::By)?;
    let rest = text[by.end..].trim_start();
    let from = text.len() - rest.len();
    let known = words
        .all(Kind::City)
        .filter(|hit| hit.start > from && hit.end == text.len())
        .map(|hit| hit.start)
        .min();
    let last = || {
        let at = text.rfind(' ')? + 1;
        (rest.split_whitespace().count() == 3).then_some(at)
    };
    let at = known.or_else(last)?;
    let who = text[from..at].trim_end_matches([' ', ',', '/', '-', '–']);
    (from < at && names::is_name(who) && is_place(&text[at..])).then(|| (who, &text[at..]))
}

/// Whether a place is words with a capital each, and nothing but letters.
pub(super) fn is_plain(place: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-');
    place.chars().all(plain)
        && place
            .split([' ', '-'])
            .all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// "SarnSarn" gives the place once: a page has set it for readers and for machines.
pub(super) fn once(place: &str) -> &str {
    let half = place.len() / 2;
    match (place.get(..half), place.get(half..)) {
        (Some(one), Some(other)) if one == other && half > 2 => one,
        _ => place,
    }
}

/// Whether words are the name of a paper by the last of them, or the address of a site.
pub(super) fn is_paper(text: &str) -> bool {
    const PAPERS: [&str; 36] = [
        "Presse",
        "Kurier",
        "Rundschau",
        "Anzeiger",
        "Tageblatt",
        "Merkur",
        "Allgemeine",
        "Courier",
        "Gazeta",
        "Gazetesi",
        "Nieuws",
        "Dagblad",
        "Notícias",
        "Notizie",
        "Digital",
        "Actu",
        "News",
        "Times",
        "Post",
        "Herald",
        "Tribune",
        "Journal",
        "Gazette",
        "Chronicle",
        "Press",
        "Today",
        "Daily",
        "Online",
        "Agency",
        "Network",
        "Radio",
        "Noticias",
        "Haber",
        "Nachrichten",
        "Zeitung",
        "Новости",
    ];
    const ENDINGS: [&str; 7] = [".com", ".net", ".org", ".info", ".ru", ".ua", ".tv"];
    let mut words = text.split_whitespace();
    let many = words.clone().count() > 1;
    let last = words.next_back().unwrap_or_default();
    let lower = text.to_lowercase();
    // "HarbourNews", "کوردپرێس": two words made one.
    const GLUED: [&str; 7] = ["پرێس", "پریس", "نیوز", "نيوز", "برس", "نیووز", "press"];
    let glued = || {
        // "SarnSarn" is a place that the page gives twice.
        let joint = names::glued(text).filter(|&at| at >= 4 && text[..at] != text[at..]);
        joint.is_some() && !lower.starts_with("mac")
            || text.chars().count() >= 7 && GLUED.iter().any(|ending| text.ends_with(ending))
    };
    // "Hafenblatt", "Nordkurier": one word of two.
    const COMPOUNDS: [&str; 9] = [
        "blatt",
        "zeitung",
        "nachrichten",
        "anzeiger",
        "kurier",
        "rundschau",
        "presse",
        "bote",
        "tribüne",
    ];
    let compound = || {
        let mut ends = COMPOUNDS.iter().filter(|end| lower.ends_with(**end));
        ends.any(|end| lower.len() > end.len() + 2)
    };
    const ARABIC: [&str; 14] = [
        "نبأ",
        "صحيفة",
        "وكالة",
        "شبكة",
        "موقع",
        "جريدة",
        "قناة",
        "أخبار",
        "اخبار",
        "أخبارنا",
        "بوابة",
        "مدار",
        "إذاعة",
        "مركز",
    ];
    let first = text.split_whitespace().next().unwrap_or_default();
    // "HARBOUR NEWS" too.
    let shouted = !last.contains(char::is_lowercase);
    let mut papers = PAPERS.iter();
    let named = papers.any(|paper| *paper == last || shouted && paper.eq_ignore_ascii_case(last));
    many && (named || ARABIC.contains(&first))
        || !many && (glued() || compound() || ENDINGS.iter().any(|ending| lower.ends_with(ending)))
}

/// Small words within the name of a place.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "el"
            | "al"
            | "of"
            | "the"
            | "and"
            | "am"
            | "an"
            | "der"
            | "in"
            | "im"
            | "bei"
            | "ob"
            | "upon"
            | "on"
            | "sur"
            | "del"
            | "do"
            | "da"
            | "di"
            | "near"
            | "près"
            | "y"
            | "et"
            | "und"
            | "на"
            | "e"
    )
}

/// Whether words of a script without capitals open a sentence: with a verb or a small word of the trade.
fn opens_sentence(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let count = text.split_whitespace().count();
    matches!(
        first,
        "قال"
            | "قالت"
            | "أعلن"
            | "أعلنت"
            | "أفاد"
            | "أفادت"
            | "أكد"
            | "أكدت"
            | "ذكر"
            | "ذكرت"
            | "كشف"
            | "كشفت"
            | "قتل"
            | "قُتل"
            | "أصيب"
            | "في"
            | "من"
            | "على"
            | "إلى"
            | "بعد"
            | "قبل"
            | "مع"
            | "عن"
            | "هذا"
            | "هذه"
            | "لا"
            | "لم"
            | "لن"
            | "ما"
            | "هل"
            | "كيف"
            | "لماذا"
            | "وقال"
            | "وقالت"
            | "وأضاف"
            | "وأضافت"
            | "وأكد"
            | "كما"
            | "فيما"
            | "بينما"
            | "حيث"
            | "إن"
            | "أن"
            | "كان"
            | "كانت"
            | "وكان"
            | "وكانت"
            | "وذكر"
            | "أما"
            | "لكن"
            | "ولكن"
            | "غير"
            | "المصدر"
            | "مصدر"
            | "تحرير"
            | "بقلم"
            | "كتب"
            | "كتبت"
            | "إعداد"
            | "عاجل"
            | "فيديو"
            | "صور"
            | "صورة"
            | "الصورة"
            | "أرشيفية"
            | "شاهد"
            | "لە"
            | "بۆ"
            | "ئەو"
            | "ئەم"
            | "لەو"
            | "در"
            | "به"
            | "از"
    ) || count > 1 && matches!(first.chars().next(), Some('و')) && first.chars().count() > 5
}

/// Whether the first part of a place is in capitals, and no acronym of two letters.
pub(in crate::parse::press) fn is_capitals(text: &str) -> bool {
    let first = text.split([',', '،', '/']).next().unwrap_or(text);
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && first.chars().any(char::is_uppercase)
        && !first.replace("Mc", "MC").chars().any(char::is_lowercase)
}

/// Whether a text has no letter with a case.
pub(super) fn is_uncased(text: &str) -> bool {
    !has_case(text)
}

/// Words that a desk sets before a text and that are no place: "VIDEO", "Analyse", "عاجل".
pub(super) fn is_label(text: &str) -> bool {
    let words = Words::of(text);
    if is_outlet(text) || is_notice(text) || is_of_clock(&words) {
        return true;
    }
    [
        Kind::Label,
        Kind::Button,
        Kind::LabelAlone,
        Kind::ByLabel,
        Kind::Source,
        Kind::Updated,
        Kind::Published,
        Kind::House,
        Kind::Tags,
        Kind::Section,
    ]
    .into_iter()
    .filter(|&kind| kind != Kind::Section || words.is(Kind::City).is_none())
    .any(|kind| words.is(kind).is_some())
        || words.is(Kind::Outlet).is_some() && words.is(Kind::City).is_none()
        || words.has(Kind::NoName)
            && words.is(Kind::City).is_none()
            && !names::is_name(text)
            && text.split_whitespace().count() <= 2
            && words.is(Kind::NoName).is_some()
}

/// "Uhr Editiert", "hs Actualizado": what is left of a line of the clock, with the label of a change behind or before.
fn is_of_clock(words: &Words<'_>) -> bool {
    let several = words.text.contains(' ');
    let changed = [Kind::Updated, Kind::Published]
        .into_iter()
        .any(|kind| words.opens(kind).is_some() || words.ends(kind).is_some());
    let hour = words.opens(Kind::HourMark).is_some();
    several && (changed || hour && words.text.split_whitespace().count() <= 2)
}

/// Whether words of a script without capitals name a paper or a station and no place: "الوكيل الإخباري".
fn is_outlet(text: &str) -> bool {
    const OUTLETS: [&str; 24] = [
        "نيوز",
        "الإخباري",
        "الاخباري",
        "الإخبارية",
        "الاخبارية",
        "برس",
        "أونلاين",
        "اونلاين",
        "تايمز",
        "تلفزيون",
        "قناة",
        "راديو",
        "إذاعة",
        "صحيفة",
        "موقع",
        "وكالة",
        "شبكة",
        "جريدة",
        "نیوز",
        "تیڤی",
        "خبرگزاری",
        "خبر",
        "الأخبار",
        "بوست",
    ];
    is_uncased(text) && text.split_whitespace().any(|word| OUTLETS.contains(&word))
}

/// Words in capitals before a colon that call for attention.
fn is_notice(text: &str) -> bool {
    const NOTICES: [&str; 26] = [
        "BALKÊŞÎ",
        "NOT",
        "NOTE",
        "NOTA",
        "NOTICE",
        "DİKKAT",
        "UYARI",
        "ACHTUNG",
        "HINWEIS",
        "ATENCIÓN",
        "AVISO",
        "ATTENTION",
        "WARNING",
        "IMPORTANT",
        "IMPORTANTE",
        "ВНИМАНИЕ",
        "УВАГА",
        "ВАЖНО",
        "ВАЖЛИВО",
        "CORRECTION",
        "UPDATE",
        "PHOTO",
        "CAPTION",
        "TRANSLATION",
        "SOURCE",
        "DISCLAIMER",
    ];
    NOTICES.contains(&text)
}

/// How a monitoring service marks what it gives: "[TEXT]", "[EXCERPT]", "[FROM THE "EXAMPLE" PROGRAM]".
pub(super) fn is_form_mark(mark: &str) -> bool {
    const WHOLE: [&str; 16] = [
        "TEXT",
        "REPORT",
        "EXCERPT",
        "EXCERPTS",
        "COMMUNIQUE",
        "EDITORIAL",
        "INTERVIEW",
        "SPEECH",
        "STATEMENT",
        "COMMENTARY",
        "ARTICLE",
        "PRESS RELEASE",
        "DISPATCH",
        "NO DATE",
        "PASSAGE OMITTED",
        "SUMMARY",
    ];
    const OPENING: [&str; 7] = [
        "UNATTRIBUTED",
        "FROM ",
        "PASSAGE ",
        "RECORDED",
        "LIVE",
        "VIDEO",
        "BEGIN",
    ];
    WHOLE.contains(&mark)
        || OPENING.iter().any(|start| mark.starts_with(start))
        || mark.ends_with(" REPORT")
        || mark.starts_with("NO DATE")
}

/// The length of a label before a dateline: that of a feed ("DateLine: …"), or the BBC's "Reporting from".
pub(super) fn label(text: &str, alone: bool) -> usize {
    const FEEDS: [&str; 3] = ["DateLine: ", "Dateline: ", "DATELINE: "];
    const REPORTED: [&str; 14] = [
        "Bildirdiği yer, ",
        "Reporting from, ",
        "Reporting from ",
        "Reporting from: ",
        "Informa desde ",
        "Informa desde, ",
        "Informando desde ",
        "Informando desde, ",
        "Desde, ",
        "Depuis, ",
        "Повідомляє з, ",
        "Репортаж з, ",
        "Репортаж из, ",
        "Berichtet aus ",
    ];
    // "HB PUERTO LOMAS. …": a paper's own letters before the city.
    let own = !alone
        && text
            .strip_prefix("HB ")
            .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if own {
        return "HB ".len();
    }
    let labels = FEEDS.iter().chain(REPORTED.iter());
    labels
        .filter(|_| alone)
        .find(|label| text.starts_with(**label))
        .map_or(0, |label| label.len())
}
