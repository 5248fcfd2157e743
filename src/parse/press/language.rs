//! Owns the detection of a text's language from the text alone: script, letters and small words, then `whatlang`. No statement
//! of the user's is read here.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::model::Language;

/// How much of a text is looked at, in bytes: more does not change the answer.
const SAMPLE: usize = 6_000;

/// Tells the language of a text and how sure that is, from 0 to 1. Kurdish, which no detector knows, is told by its own letters
/// and small words: `kmr` (Kurmanji, Latin script) and `ckb` (Sorani, Arabic script).
pub fn detect_language(text: &str) -> Option<(Language, f32)> {
    let sample = head(text);
    let counts = Letters::of(sample);
    if counts.all < 3 {
        return None;
    }
    let (tag, confidence) = by_script(sample, &counts)
        .or_else(|| by_words(sample, &counts))
        .or_else(|| by_trigrams(sample))?;
    Language::parse(tag).map(|language| (language, confidence))
}

/// How many letters of each kind a sample has.
#[derive(Default)]
struct Letters {
    all: usize,
    arabic: usize,
    cyrillic: usize,
    latin: usize,
    sorani: usize,
    persian: usize,
    urdu: usize,
    ukrainian: usize,
    russian: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            counts.all += 1;
            match c {
                'ۆ' | 'ێ' | 'ڕ' | 'ڵ' | 'ە' => counts.sorani += 1,
                'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => counts.persian += 1,
                'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' => counts.urdu += 1,
                'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => counts.ukrainian += 1,
                'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => counts.russian += 1,
                _ => {}
            }
            match c {
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => counts.arabic += 1,
                '\u{400}'..='\u{4ff}' => counts.cyrillic += 1,
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => counts.latin += 1,
                _ => {}
            }
        }
        counts
    }
}

fn by_script(sample: &str, counts: &Letters) -> Option<(&'static str, f32)> {
    let most = |part: usize| part * 2 > counts.all;
    if most(counts.arabic) {
        let share = |part: usize| part * 100 / counts.arabic.max(1);
        return Some(match () {
            () if share(counts.sorani) >= 5 => ("ckb", 0.95),
            () if share(counts.urdu) >= 3 => ("ur", 0.8),
            () if share(counts.persian) >= 4 => ("fa", 0.9),
            () => ("ar", 0.95),
        });
    }
    if most(counts.cyrillic) {
        return match (counts.ukrainian, counts.russian) {
            (ukrainian, russian) if ukrainian > russian * 3 && !sample.contains(['ў', 'Ў']) => {
                Some(("uk", 0.95))
            }
            (ukrainian, russian) if russian > ukrainian * 3 => Some(("ru", 0.9)),
            _ => None,
        };
    }
    None
}

/// Small words that stand in any paragraph of a language, and letters that help.
const SMALL_WORDS: [(&str, &str); 9] = [
    (
        "fr",
        "le la les des du et une dans pour que qui est par sur au aux avec ont plus a",
    ),
    (
        "en",
        "the of and to in that was were for on with has have by is from said at it as",
    ),
    (
        "es",
        "el los las del y una en que por con para se fue más ha su al lo la como",
    ),
    (
        "de",
        "der die das und den dem von mit ist im auf für nicht ein eine sich werden auch zu bei",
    ),
    (
        "tr",
        "ve bir bu için ile olarak olan da de dedi göre çok daha sonra ise ettiği kadar",
    ),
    (
        "kmr",
        "û ku bi ji di li de ya yê yên hat hatin hate jî bo her wê kir kirin ser dijî",
    ),
    (
        "it",
        "il gli della che di e nel con sono per alla dei una più è anche ha da",
    ),
    (
        "pt",
        "o os do da dos que em não uma com para foi ao mais na no se e são",
    ),
    (
        "nl",
        "de het een van en dat op zijn voor met niet aan ook werd bij naar door",
    ),
];

/// Each small word and the languages that have it, by their places in the list: every word of every text is looked up.
static BY_WORD: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, list)) in SMALL_WORDS.iter().enumerate() {
        for word in list.split(' ') {
            let languages = by_word.entry(word).or_default();
            if languages.last() != Some(&at) {
                languages.push(at);
            }
        }
    }
    by_word
});

fn by_words(sample: &str, counts: &Letters) -> Option<(&'static str, f32)> {
    if counts.latin * 2 < counts.all {
        return None;
    }
    let mut scores = [0_usize; SMALL_WORDS.len()];
    let mut words = 0_usize;
    for word in sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        for at in BY_WORD
            .get(word.to_lowercase().as_str())
            .into_iter()
            .flatten()
        {
            scores[*at] += 1;
        }
    }
    let (best, &score) = scores
        .iter()
        .enumerate()
        .max_by_key(|&(at, &score)| (score, std::cmp::Reverse(at)))?;
    let second = scores
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != best)
        .map(|(_, &score)| score)
        .max()?;
    let clear = score >= 2 && score * 10 >= words && score * 3 >= second * 4;
    clear.then(|| (SMALL_WORDS[best].0, if score >= 8 { 0.95 } else { 0.75 }))
}

/// The languages that the archive's readers write in, and those that are often met beside them.
static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    const LANGUAGES: &str = "ara bul cat ces deu ell eng fra heb hun hye ita jpn kat kor nld pes pol por ron rus spa srp swe tur ukr urd bel cmn aze hrv dan nob fin slk hin ben vie ind";
    Detector::with_allowlist(LANGUAGES.split(' ').filter_map(Lang::from_code).collect())
});

fn by_trigrams(sample: &str) -> Option<(&'static str, f32)> {
    let info = DETECTOR.detect(sample)?;
    let tag = match info.lang() {
        Lang::Cmn => "zh",
        Lang::Pes => "fa",
        Lang::Nob => "nb",
        lang => return Some(two_letters((lang.code(), info.confidence() as f32 * 0.8))),
    };
    Some((tag, info.confidence() as f32 * 0.8))
}

/// The two-letter tag where BCP 47 wants one.
fn two_letters((code, confidence): (&'static str, f32)) -> (&'static str, f32) {
    const PAIRS: &str = "ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs dan=da deu=de ell=el eng=en fin=fi fra=fr heb=he hin=hi hrv=hr hun=hu hye=hy ind=id ita=it jpn=ja kat=ka kor=ko nld=nl pol=pl por=pt ron=ro rus=ru slk=sk spa=es srp=sr swe=sv tur=tr ukr=uk urd=ur vie=vi";
    let mut pairs = PAIRS.split(' ').filter_map(|pair| pair.split_once('='));
    let short = pairs.find(|(long, _)| *long == code);
    (short.map_or(code, |(_, short)| short), confidence)
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_of_the_archive_is_told() {
        for (text, tag) in [
            (
                "Les habitants sont revenus dans la ville après la fin des travaux sur le pont.",
                "fr",
            ),
            (
                "The mayor said that the road to the north would be opened in the spring.",
                "en",
            ),
            (
                "El alcalde dijo que la carretera del norte se abrirá en la primavera.",
                "es",
            ),
            (
                "Der Bürgermeister sagte, die Straße werde im Frühling für den Verkehr geöffnet.",
                "de",
            ),
            ("قال رئيس البلدية إن الطريق سيفتح في الربيع القادم", "ar"),
            (
                "Міський голова повідомив, що дорогу відкриють навесні цього року.",
                "uk",
            ),
            (
                "Мэр города сообщил, что дорогу откроют весной этого года.",
                "ru",
            ),
            (
                "Belediye başkanı yolun ilkbaharda açılacağını ve bunun için çalışıldığını söyledi.",
                "tr",
            ),
            (
                "Şaredar got ku rê wê di biharê de were vekirin û xebat li ser didome.",
                "kmr",
            ),
            ("سەرۆکی شارەوانی گوتی ڕێگاکە لە بەهاردا دەکرێتەوە", "ckb"),
            (
                "شهردار گفت که این جاده در بهار باز می‌شود و کار ادامه دارد",
                "fa",
            ),
        ] {
            let (language, _) = detect_language(text).expect(text);
            assert_eq!(language.as_str(), tag, "{text}");
        }
    }

    #[test]
    fn a_text_without_letters_has_no_language() {
        assert!(detect_language("12/3 — 45").is_none());
        assert!(detect_language("").is_none());
    }

    #[test]
    fn a_text_in_capitals_is_told_as_well() {
        let (language, _) =
            detect_language("THE COLUMN LEFT THE TOWN IN THE MORNING AND WAS SEEN ON THE ROAD")
                .expect("told");
        assert_eq!(language.as_str(), "en");
    }
}
