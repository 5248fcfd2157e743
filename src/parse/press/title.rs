//! Owns what stands within a headline or before a standfirst: the kicker glued to a headline ("VIDEO. ", "UPDATE 1-"), the
//! label of a standfirst ("LIBERATION …", "LE POINT SUR LA SITUATION - …"). Which block is the headline, `frame` decides.

use super::lexicon::{self, folded, patterns};
use super::lines::{Block, End};

const LABELS: &str = "VIDEOS?|VIDÉOS?|VÍDEOS?|EN IMAGES|EN VIDÉO|IMAGES|PHOTOS?|FOTOS?|PODCAST|DIRECT|EN DIRECT|LIVE|LIVE BLOG|DIRECTO|EN DIRECTO|LIVETICKER|TICKER|EXCLUSIVE|EXCLUSIF|EXCLUSIVA|EXKLUSIV|URGENT|ALERTE?|FLASH|BREAKING(?: NEWS)?|EXTRA|EIL(?:MELDUNG)?|SON DAKİKA|ÚLTIMA HORA|SNAP|INFOGRAPHIE|CARTES?|RÉCIT|REPORTAGE|ENQUÊTE|ANALYSE|ANALYSIS|ANÁLISIS|DÉCRYPTAGE|ENTRETIEN|INTERVIEW|ENTREVISTA|TRIBUNE|OPINION|OPINIÓN|ÉDITO(?:RIAL)?|EDITORIAL|PORTRAIT|TÉMOIGNAGES?|EXPLAINER|FACTBOX|TIMELINE|CHRONOLOGIE|ROUNDUP|WRAPUP(?: \\d+)?|UPDATE(?: \\d+)?|REFILE|CORRECTED|CORRECTION|RPT|REPEAT|LEAD|ADVISORY|BRIEF|FEATURE|INSIGHT|SPECIAL REPORT|WATCH|WORLD|MONDE|INTERNATIONAL|HINTERGRUND|KOMMENTAR|ÜBERBLICK|ВІДЕО|ВИДЕО|ФОТО|ОНОВЛЕНО|ОБНОВЛЕНО|СРОЧНО|ТЕРМІНОВО|ЕКСКЛЮЗИВ|ЭКСКЛЮЗИВ|ИНТЕРВЬЮ|ІНТЕРВ'Ю|عاجل|فيديو|بالفيديو|حصري|خاص|تحليل|تقرير";

patterns! {
    PREFIX = format!(r"^(?<kicker>(?i:{LABELS})(?:\s?[/,+&]\s?(?i:{LABELS}))*)\s*(?:[.:|–—]|-|\s-)\s*(?<rest>\S.*)$");
    CAPITAL_PREFIX = r"^(?<kicker>\p{Lu}[\p{Lu}\d’'-]{2,}(?:[\s/-]\p{Lu}[\p{Lu}\d’'-]*){0,3})(?:\.|\s?[|–—]|\s-)\s+(?<rest>\S.*)$";
    GLUED = r"^(?<kicker>\p{Lu}[\p{L}’'-]+(?:\s[\p{Lu}\d][\p{L}\d’'-]*){0,2})\s+[-–—|]\s+(?<rest>[\p{Lu}«“\x22].{20,})$";
    WHOLE = format!(r"(?i)^(?:{LABELS})(?:\s?[/,+&]\s?(?:{LABELS}))*\W{{0,2}}$");
    LABEL_WITH_MARK = r"^(?<label>\p{Lu}[\p{Lu}\d’'«» -]{2,60}?)\s*(?:[-–—|:]|\.)\s+(?<rest>\S.*)$";
    LABEL_ALONE = r"^(?<label>\p{Lu}[\p{Lu}’'-]{4,}(?:\s\p{Lu}[\p{Lu}’'-]+){0,4})\s+(?<rest>[«“\x22]?\p{Lu}[\p{Ll}’'].*)$";
}

/// Splits a headline from a kicker before it.
pub(super) fn split_kicker(text: &str) -> (Option<&str>, &str) {
    let lower = |rest: &str| rest.chars().any(char::is_lowercase);
    for pattern in [&*PREFIX, &*CAPITAL_PREFIX, &*GLUED] {
        let Some(captures) = pattern.captures(text) else {
            continue;
        };
        let part = |name| captures.name(name).map_or("", |part| part.as_str());
        let (kicker, rest) = (part("kicker"), part("rest"));
        let cased = rest.chars().any(|c| c.is_uppercase() || c.is_lowercase());
        let long = rest.chars().count() >= 12;
        let begins = rest.chars().next().is_some_and(|c| !c.is_lowercase());
        if long && begins && (lower(rest) || !cased) {
            return (Some(kicker), rest);
        }
    }
    (None, text)
}

/// Whether a whole line is a kicker that the trade uses.
pub(super) fn is_kicker_word(text: &str) -> bool {
    text.chars().count() <= 40 && WHOLE.is_match(text)
}

/// Whether a line may stand over `headline` as its kicker.
pub(super) fn is_kicker_over(block: &Block, headline: &Block) -> bool {
    let (over, under) = (block.shape, headline.shape);
    let open = matches!(over.end, End::Open | End::Colon);
    if is_kicker_word(&block.text) {
        return true;
    }
    let short = over.words <= 6 && over.chars <= 48 && open;
    let breadcrumb = block.text.contains(['>', '|', '›', '/', '»']) && over.words <= 9 && open;
    let apart = over.capitals && !under.capitals && over.words <= 6;
    let lesser =
        over.chars * 8 <= under.chars * 5 || (over.words <= 3 && under.words >= over.words + 2);
    let heads = under.words >= 3 && under.chars <= 160 && under.end != End::Stop;
    heads && (breadcrumb || short && (apart || lesser))
}

/// Splits the label off a standfirst. Without a mark after it only French papers set one, and never an agency's name or a
/// short acronym.
pub(super) fn split_label<'a>(text: &'a str, language: &str) -> (Option<&'a str>, &'a str) {
    let patterns: &[&regex::Regex] = if language == "fr" {
        &[&LABEL_WITH_MARK, &LABEL_ALONE]
    } else {
        &[&LABEL_WITH_MARK]
    };
    for pattern in patterns {
        let Some(captures) = pattern.captures(text) else {
            continue;
        };
        let part = |name| captures.name(name).map_or("", |part| part.as_str());
        let (label, rest) = (part("label").trim(), part("rest"));
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= 5
            && rest.chars().any(char::is_lowercase)
            && rest.chars().count() >= 25
            && !lexicon::WHOLE_AGENCY.is_match(label)
        {
            return (Some(label), rest);
        }
    }
    (None, text)
}

/// Whether the label of a block cannot be the place of a dateline: words of the trade, or too many for a place.
pub(super) fn has_clear_label(text: &str, language: &str) -> bool {
    split_label(text, language)
        .0
        .is_some_and(|label| is_kicker_word(label) || label.split_whitespace().count() >= 4)
}

/// A text for comparison: lower case, letters and digits with single spaces.
pub(super) fn comparable(text: &str) -> String {
    folded(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kickers_are_parted_from_headlines() {
        for (text, kicker, headline) in [
            (
                "VIDEO. Rawa: Le pont rouvre après un an",
                Some("VIDEO"),
                "Rawa: Le pont rouvre après un an",
            ),
            (
                "Exclusive-Bridge to open again in the spring",
                Some("Exclusive"),
                "Bridge to open again in the spring",
            ),
            (
                "UPDATE 1-Bridge to open again in the spring",
                Some("UPDATE 1"),
                "Bridge to open again in the spring",
            ),
            (
                "IRAK. Le pont de Rawa rouvre après un an",
                Some("IRAK"),
                "Le pont de Rawa rouvre après un an",
            ),
            (
                "Irak - Le pont de Rawa rouvre après un an",
                Some("Irak"),
                "Le pont de Rawa rouvre après un an",
            ),
            (
                "عاجل: افتتاح الجسر فوق النهر بعد عام",
                Some("عاجل"),
                "افتتاح الجسر فوق النهر بعد عام",
            ),
            (
                "Guerre du pont : la ville affirme avoir gagné",
                None,
                "Guerre du pont : la ville affirme avoir gagné",
            ),
            ("Le pont rouvre - enfin", None, "Le pont rouvre - enfin"),
        ] {
            assert_eq!(split_kicker(text), (kicker, headline), "{text}");
        }
    }

    #[test]
    fn labels_are_parted_from_standfirsts() {
        let text = "REOUVERTURE Un an après la crue, le pont de la ville accueille de nouveau les voitures…";
        assert_eq!(split_label(text, "fr").0, Some("REOUVERTURE"));
        assert_eq!(split_label(text, "en").0, None);
        let text = "LE POINT SUR LES TRAVAUX - « Nous finirons au printemps », a dit le maire.";
        assert_eq!(split_label(text, "fr").0, Some("LE POINT SUR LES TRAVAUX"));
        assert_eq!(
            split_label(
                "ONU Le pont sera rouvert au printemps, dit la mairie.",
                "fr"
            )
            .0,
            None
        );
    }
}
