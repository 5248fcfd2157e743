//! Owns the detection of a text's language from the text alone: script, letters and small words, then `whatlang`. No statement
//! of the user's is read here.

mod scripts;
mod words;

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::model::Language;
use scripts::Letters;

/// How much of a text is looked at, in bytes: more does not change the answer.
const SAMPLE: usize = 6_000;

/// Tells the language of a text and how sure that is, from 0 to 1. Kurdish, which no detector knows, is told by its own letters
/// and small words: `kmr` (Kurmanji, Latin script) and `ckb` (Sorani, Arabic script).
pub fn detect_language(text: &str) -> Option<(Language, f32)> {
    let sample = head(text);
    let letters = Letters::of(sample);
    if letters.all < 3 {
        return None;
    }
    let (tag, confidence) = letters.by_script().or_else(|| by_words(sample, &letters))?;
    Language::parse(tag).map(|language| (language, confidence))
}

/// By small words and marked letters; where they leave it open, what the trigrams say decides.
fn by_words(sample: &str, letters: &Letters) -> Option<(&'static str, f32)> {
    let told = words::told(sample, letters);
    if let Some((tag, sure)) = told.filter(|&(_, sure)| sure >= 0.7) {
        return Some((tag, sure));
    }
    let guessed = by_trigrams(sample);
    match (told, guessed) {
        // A few words in common with a language weigh more than trigrams of a short line, unless these are sure of themselves.
        (Some((tag, sure)), Some((other, guess))) => Some(if tag == other {
            (tag, sure.max(guess))
        } else if guess > sure {
            (other, guess)
        } else {
            (tag, sure)
        }),
        (told, guessed) => told.or(guessed),
    }
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
        lang => return Some(two_letters((lang.code(), info.confidence() as f32 * 0.65))),
    };
    Some((tag, info.confidence() as f32 * 0.65))
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
        let mut faults = Vec::new();
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
            (
                "Burmistrz powiedział, że droga na północ zostanie otwarta wiosną.",
                "pl",
            ),
            (
                "Il sindaco ha detto che la strada per il nord sarà riaperta in primavera.",
                "it",
            ),
            (
                "O presidente da câmara disse que a estrada do norte será aberta na primavera.",
                "pt",
            ),
            (
                "De burgemeester zei dat de weg naar het noorden in het voorjaar opengaat.",
                "nl",
            ),
            ("ראש העיר אמר כי הכביש ייפתח באביב", "he"),
            (
                "Primarul a spus că drumul spre nord va fi deschis în primăvară.",
                "ro",
            ),
            (
                "Кметът каза, че пътят на север ще бъде отворен през пролетта.",
                "bg",
            ),
            (
                "Градоначелник је рекао да ће пут бити отворен на пролеће.",
                "sr",
            ),
            (
                "Gradonačelnik je rekao da će cesta prema sjeveru biti otvorena na proljeće.",
                "hr",
            ),
            (
                "Starosta řekl, že silnice na sever bude otevřena na jaře.",
                "cs",
            ),
            ("Мэр паведаміў, што дарогу на поўнач адкрыюць увесну.", "be"),
            (
                "Bələdiyyə sədri deyib ki, şimala gedən yol yazda açılacaq və iş davam edir.",
                "az",
            ),
            ("میئر نے کہا کہ سڑک موسم بہار میں کھول دی جائے گی", "ur"),
            (
                "سه‌رۆكی شاره‌وانی رایگه‌یاند كه‌ رێگاكه‌ له‌ به‌هاردا ده‌كرێته‌وه‌",
                "ckb",
            ),
            (
                "شهردار گفت كه اين جاده در بهار باز مي شود و اين كار براي مردم است",
                "fa",
            ),
            ("Zwei Tote bei Unfall auf der Brücke", "de"),
            ("Trois morts dans un accident sur le pont de Rawa", "fr"),
            ("Dos muertos en un accidente en el puente", "es"),
            ("Köprüde kaza: iki ölü, üç yaralı", "tr"),
            (
                "Li ser pirê qeza: du kes mirin û sê kes birîndar bûn",
                "kmr",
            ),
            ("ŞAREDAR DIBÊJE KU RÊ WÊ DI BIHARÊ DE BÊ VEKIRIN", "kmr"),
            (
                "BELEDİYE BAŞKANI YOLUN İLKBAHARDA AÇILACAĞINI SÖYLEDİ",
                "tr",
            ),
            ("МІСЬКИЙ ГОЛОВА: ДОРОГУ ВІДКРИЮТЬ НАВЕСНІ", "uk"),
            ("На мосту столкнулись два автобуса, пострадали дети", "ru"),
            ("На мосту зіткнулися два автобуси, постраждали діти", "uk"),
            (
                "Home News World Sport Video Login قال رئيس البلدية إن الطريق إلى الشمال سيفتح في الربيع القادم بعد عام من الأعمال",
                "ar",
            ),
            ("ﻗﺎﻝ ﺭﺋﻴﺲ ﺍﻟﺒﻠﺪﻳﺔ ﺇﻥ ﺍﻟﻄﺮﻳﻖ ﺳﻴﻔﺘﺢ ﻓﻲ ﺍﻟﺮﺑﻴﻊ", "ar"),
        ] {
            let (language, _) = detect_language(text).expect(text);
            if language.as_str() != tag {
                faults.push(format!("{tag}, not {}: {text}", language.as_str()));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
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
