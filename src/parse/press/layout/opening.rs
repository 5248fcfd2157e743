//! Owns how a text takes its place beside the next one. A standfirst tells the story whole, and the text after it begins anew: with
//! "a", with a day, with a place. A first paragraph is gone on with: "the attack", "he", "according to the police". And the first
//! paragraph of news says on which day and who said so, which a standfirst may leave to it.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::parse::press::block::Block;
use crate::parse::press::lexicon::Kind;
use crate::parse::press::lexicon::fold::{folded, is_of_word};
use crate::parse::press::tokens::{cut_after, cut_before};

/// How a text begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// With nothing to tell by.
    #[default]
    Plain,
    /// As one begins who has said nothing yet: "a", "at least", "on".
    Anew,
    /// With a word that leans on what stands before: "he", "this", "also", "وقال".
    Leaning,
    /// With what happened, as known: "the attack", "l'explosion".
    Known,
}

/// What leans on the text before, by language: persons and things known already, more of the same, who says so.
const LEANING: [&str; 13] = [
    "he she it they his her their its this these those that meanwhile however also earlier later separately afterwards another others \
        both nevertheless moreover but and still yet instead then",
    "il elle ils elles leur leurs celui celle ceux selon toutefois cependant néanmoins auparavant parallèlement également ailleurs mais ainsi cette ces",
    "él ella ellos ellas dicho dicha además asimismo según también mientras previamente anteriormente pero ese esa esos esas",
    "er sie sein seine seiner ihr ihre ihrer diese dieser dieses dabei zudem außerdem demnach auch darüber zuvor hinzu laut doch aber",
    "он она они его ее их это этот эта эти также ранее кроме напомним отмечается уточняется сообщается известно однако но",
    "він вона вони його її їх їхні це цей ця ці також раніше крім нагадаємо зазначається повідомляється відомо водночас однак але проте",
    "bu bunun o onun onlar ayrıca öte söz olayda saldırıda kazada raporda açıklamada önerinin ancak fakat",
    "ew ev wî wê herwiha",
    "كما هذا هذه يذكر الجدير جدير بدوره بدورها يشار تجدر لكن غير بينما فيما",
    "ئەو ئەم هەروەها",
    "وی همچنین این",
    "lui lei egli essi questo questa inoltre secondo ele ela eles elas além segundo também",
    "hij zij zijn haar dit deze ook volgens on ona oni jego jej ich także ponadto według wcześniej",
];

/// The same in two words and three.
const LEANING_PHRASES: [&str; 46] = [
    "according to",
    "by then",
    "in a statement",
    "police said",
    "officials said",
    "d après",
    "par ailleurs",
    "en outre",
    "de son côté",
    "por su parte",
    "sin embargo",
    "de acuerdo con",
    "por otra parte",
    "las autoridades",
    "nach angaben",
    "wie die",
    "по его",
    "по ее",
    "по их",
    "по словам",
    "по данным",
    "по информации",
    "по предварительным",
    "об этом",
    "о том",
    "как сообщает",
    "как передает",
    "в свою очередь",
    "при этом",
    "за його",
    "за її",
    "за словами",
    "за даними",
    "за інформацією",
    "про це",
    "як передає",
    "як повідомляє",
    "إلا أن",
    "في حين",
    "يأتي ذلك",
    "לדברי",
    "من جانبه",
    "من جهته",
    "إلى ذلك",
    "به گفته",
    "به گزارش",
];

/// What a text begins anew with.
const ANEW: [&str; 7] = [
    "a an on in at un une plusieurs des",
    "ein eine einer einem einen mindestens bei am im in zum",
    "una unos unas varios varias en um uma uns umas",
    "в во у на",
    "uno gli een een w we na",
    "li",
    "لە",
];

const ANEW_PHRASES: [&str; 6] = [
    "at least",
    "more than",
    "au moins",
    "al menos",
    "más de",
    "mehr als",
];

/// Articles that make a thing known; the French one loses its vowel.
const ARTICLES: [&str; 16] = [
    "the", "el", "la", "los", "las", "le", "les", "l", "der", "die", "das", "den", "il", "o", "os",
    "lo",
];

/// What news is about: the beginnings of words for what happened, and for who did or bore it.
const EVENTS: &str = "attack blast explosion strike incident victim suspect fire clash bomb shell casualt injured dead vehicle device \
    gunm shooting raid crash accident claim arrest fighting statement decision move \
    ataque atentado hecho víctima asaltante incendio tiroteo heridos muertos detenid accidente enfrentam comunicado \
    attaque attentat incident assaillant victime suspect incendie fusillade blessé accident affrontement combats tir obus drame rescapé \
    tat angriff anschlag angreifer opfer täter brand unfall schuss schüsse verletzt \
    attacco esplosione vittime incidente agguato ferit acidente ataque vítimas feridos";

/// The roots of verbs and nouns by which news is attributed.
const SAYING: &str = "said say told accord report announc confirm déclar annonc affirm indiqu selon rapport appris sagt teilt mitteil \
    laut bericht dijo según inform anunci dicho confirmó сообщ заяв передае рассказ данны повідом розпов переда قال قالت اعلن افاد ذكر \
    بحسب حسب وفق صرح açıkla bildir söyle belirt duyur ragihan gotin گوت راگەیاند gegu poinformow przekaz reuters afp";

static LEANING_WORDS: LazyLock<HashSet<String>> =
    LazyLock::new(|| words(&LEANING, &LEANING_PHRASES));
static ANEW_WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| words(&ANEW, &ANEW_PHRASES));
static EVENT_ROOTS: LazyLock<Vec<String>> = LazyLock::new(|| roots(EVENTS));
static SAYING_ROOTS: LazyLock<Vec<String>> = LazyLock::new(|| roots(SAYING));

fn words(lists: &[&str], phrases: &[&str]) -> HashSet<String> {
    let single = lists.iter().flat_map(|list| list.split_whitespace());
    single.chain(phrases.iter().copied()).map(folded).collect()
}

/// Folded and in order, each without those that begin with another.
fn roots(list: &str) -> Vec<String> {
    let mut roots: Vec<String> = list.split_whitespace().map(folded).collect();
    roots.sort_unstable();
    roots.dedup_by(|root, shorter| root.starts_with(shorter.as_str()));
    roots
}

/// Whether a word begins with one of some roots. As no root begins with another, only the last that is not behind the word in their
/// order may.
fn is_of_root(word: &str, roots: &[String]) -> bool {
    let behind = roots.partition_point(|root| root.as_str() <= word);
    behind > 0 && word.starts_with(&roots[behind - 1])
}

/// Arabic words that begin with the letter of "and" and have no "and" in them: minister, agency, Washington, fell, arrived.
const NO_AND: [&str; 17] = [
    "وزي", "وزا", "وزر", "وكال", "واشن", "وسط", "وسائ", "وفد", "وفا", "وصل", "وقع", "وحد", "وثا",
    "وجه", "وضع", "ولاي", "وافق",
];

/// How a text begins.
pub(super) fn opening(text: &str, language: &str) -> Opening {
    let head = folded(&text[..cut_before(text, 80)]);
    let mut each = head
        .split(|c: char| !is_of_word(c))
        .filter(|w| !w.is_empty());
    let Some(first) = each.next() else {
        return Opening::Plain;
    };
    let (second, third) = (each.next().unwrap_or(""), each.next().unwrap_or(""));
    let two = format!("{first} {second}");
    let three = format!("{two} {third}");
    let among = |set: &HashSet<String>| {
        [first, two.as_str(), three.as_str()]
            .iter()
            .any(|phrase| set.contains(*phrase))
    };
    let and = || {
        language == "ar"
            && first.starts_with('و')
            && first.chars().count() > 3
            && !NO_AND.iter().any(|word| first.starts_with(word))
    };
    let event = || ARTICLES.contains(&first) && is_of_root(second, &EVENT_ROOTS);
    match () {
        () if among(&LEANING_WORDS) || and() => Opening::Leaning,
        () if event() => Opening::Known,
        // Arabic joins each paragraph to the one before, and leaves the "and" out where a text begins.
        () if among(&ANEW_WORDS) || language == "ar" => Opening::Anew,
        () => Opening::Plain,
    }
}

/// Whether a text ends by saying who said so: "…, police told reporters on Monday."
pub(super) fn ends_attributed(text: &str) -> bool {
    let tail = folded(&text[cut_after(text, text.len().saturating_sub(90))..]);
    tail.split(|c: char| !is_of_word(c))
        .any(|word| is_of_root(word, &SAYING_ROOTS))
}

/// Whether a text names a day of the week.
pub(super) fn names_day(block: &Block) -> bool {
    block.words().has(Kind::Weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_of_the_root_that_it_begins_with() {
        let roots = roots("report said re sag");
        assert_eq!(roots, ["re", "sag", "said"]);
        for (word, wanted) in [
            ("reported", true),
            ("re", true),
            ("sagt", true),
            ("saiditself", true),
            ("sa", false),
            ("r", false),
            ("zebra", false),
            ("", false),
        ] {
            assert_eq!(is_of_root(word, &roots), wanted, "{word}");
        }
        for list in [EVENTS, SAYING] {
            let roots = super::roots(list);
            let known = |word: &str| is_of_root(&folded(word), &roots);
            assert!(list.split_whitespace().all(known));
        }
    }

    #[test]
    fn a_text_leans_on_what_stands_before_or_begins_anew() {
        for (text, language, wanted) in [
            ("He said the road was open.", "en", Opening::Leaning),
            (
                "According to the mayor, it was closed.",
                "en",
                Opening::Leaning,
            ),
            ("The attack began before dawn.", "en", Opening::Known),
            ("L'explosion a été entendue de loin.", "fr", Opening::Known),
            ("Le maire a rouvert le pont.", "fr", Opening::Plain),
            ("Un pont a été rouvert.", "fr", Opening::Anew),
            ("Au moins trois ponts ont rouvert.", "fr", Opening::Anew),
            ("Selon le maire, le pont est sûr.", "fr", Opening::Leaning),
            ("По его словам, мост открыт.", "ru", Opening::Leaning),
            ("У вівторок міст відкрили.", "uk", Opening::Anew),
            ("Про це повідомив голова.", "uk", Opening::Leaning),
            ("وأضاف العمدة أن الجسر مفتوح", "ar", Opening::Leaning),
            ("وزير النقل يفتح الجسر", "ar", Opening::Anew),
            ("أعلن العمدة فتح الجسر", "ar", Opening::Anew),
            ("Bu köprü dün açıldı.", "tr", Opening::Leaning),
            ("...", "en", Opening::Plain),
        ] {
            assert_eq!(opening(text, language), wanted, "{text}");
        }
    }

    #[test]
    fn news_ends_by_saying_who_said_so() {
        assert!(ends_attributed(
            "The bridge is open, the mayor told reporters."
        ));
        assert!(ends_attributed("Міст відкрили, повідомив голова."));
        assert!(!ends_attributed(
            "The bridge is open, and the lorries cross."
        ));
    }
}
