//! Owns the fields that stand within the body's own text: a date that opens it, the outlet it was passed on by, the agency that
//! closes it. They leave the text as it is.

use super::Work;
use crate::model::{AgencyRole, Byline};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::reading::Found;
use crate::parse::press::tokens::cut_after;
use crate::parse::press::{byline, calendar, dates, names};

/// The longest paragraph that is searched for the outlet it was passed on by, in characters.
const LONGEST: usize = 2_000;

impl Work<'_> {
    /// A body that opens with its date, as data sets print them.
    pub(super) fn opening_date(&mut self, body: &[(usize, &Block)]) {
        let Some((_, first)) = body
            .first()
            .filter(|_| self.reading.published_words.is_none())
        else {
            return;
        };
        let end = first
            .text
            .char_indices()
            .nth(60)
            .map_or(first.text.len(), |(at, _)| at);
        let head = &first.text[..end];
        let mention = dates::mentions(head, self.order).into_iter().next();
        let Some(mention) =
            mention.filter(|mention| mention.full_day().is_some() && mention.bytes.start <= 12)
        else {
            return;
        };
        // "26 August 2024 at noon the alarm went" is a sentence.
        let after = head[mention.bytes.end..].trim_start();
        // So is what has the ending of a case: "20 Temmuz 2015'te …".
        if after.starts_with(|c: char| matches!(c, ',' | '\'' | '’') || c.is_lowercase()) {
            return;
        }
        let before = head[..mention.bytes.start].trim_matches(|c: char| !c.is_alphabetic());
        if !before.is_empty() && calendar::weekday(&before.to_lowercase()).is_none() {
            return;
        }
        let bid = Bid::new(Role::Stamp, "press/opening-date", 0.7);
        let words = &head[..mention.bytes.end];
        self.reading.published_words = Some(self.part(words, first, bid));
        let date = mention.to_date(words);
        let bytes = first.locate(self.source.text(), words);
        self.reading.published = date.map(|date| Found {
            value: date,
            bytes,
            rule: bid.rule,
            confidence: bid.confidence,
        });
    }

    /// "…, передає X": how Ukrainian and Russian sites name whose text they pass on, in the first paragraphs.
    pub(super) fn passed_on(&mut self, body: &[(usize, &Block)]) {
        if !self.reading.agencies.is_empty() {
            return;
        }
        if self.language == "fa" {
            return self.by_report_of(body);
        }
        if !matches!(self.language, "uk" | "ru") {
            return;
        }
        let searched = body
            .iter()
            .take(2)
            .filter(|(_, block)| block.shape.chars <= LONGEST);
        let closing = body.last().filter(|(_, block)| {
            body.len() > 2 && block.shape.words <= 8 && block.text.starts_with(['П', 'О'])
        });
        for (_, block) in searched.chain(closing) {
            if let Some(name) = outlet_passed_on(&block.text) {
                let bid = Bid::new(Role::SignOff, "press/passed-on", 0.65);
                return self.note_agency(name.to_owned(), block, bid, AgencyRole::Republisher);
            }
        }
    }

    /// "به گزارش خبرگزاری X، …": how Iranian houses open a text that is their own.
    fn by_report_of(&mut self, body: &[(usize, &Block)]) {
        for (_, block) in body.iter().take(2) {
            if let Some(name) = reported_by(&block.text) {
                let bid = Bid::new(Role::SignOff, "press/passed-on", 0.7);
                return self.note_agency(name.to_owned(), block, bid, AgencyRole::Origin);
            }
        }
    }

    /// The agency in brackets or after a dash at the end of the last paragraph; in brackets also of one of the last, as what
    /// stands after it may be the site's.
    pub(super) fn sign_off(&mut self, body: &[(usize, &Block)]) {
        for (back, (_, block)) in body.iter().rev().take(4).enumerate() {
            let own = names::closing_agencies(&block.text).filter(|_| {
                back == 0
                    || block
                        .text
                        .trim_end_matches(['.', ' '])
                        .ends_with([')', '/'])
            });
            let thanked = || super::credited::contributors(last_sentence(&block.text)?);
            let credit = own.or_else(|| closing_bracket(&block.text));
            if let Some(credit) = credit.or_else(thanked) {
                let bid = Bid::new(Role::SignOff, "press/sign-off", 0.75);
                return self.note_agencies(credit, block, bid, AgencyRole::Origin);
            }
        }
    }
}

impl Work<'_> {
    /// "… for years. (Reporting by X; Editing by Y)": who reports, at the end of one of the last paragraphs.
    pub(super) fn reporters(&mut self, body: &[(usize, &Block)]) {
        if self.reading.byline.is_some() {
            return;
        }
        for (_, block) in body.iter().rev().take(3) {
            let reporters = closing_reporters(&block.text)
                .or_else(|| closing_hand(&block.text))
                .or_else(|| closing_outlet(&block.text));
            let Some(byline) = reporters else {
                continue;
            };
            let bid = Bid::new(Role::Byline, "press/reporting-credit", 0.8);
            let value = Byline {
                verbatim: byline.to_owned(),
                people: byline::people(byline),
            };
            let bytes = block.locate(self.source.text(), byline);
            self.reading.byline = Some(self.found(value, bytes, bid));
            return;
        }
    }
}

/// The last words of a paragraph, behind a dash or a stop: "… – Additional reporting by AFP".
fn last_sentence(text: &str) -> Option<&str> {
    const LONGEST: usize = 120;
    let bare = text.trim_end_matches(['.', ' ', ')', ']']);
    let marks = ["– ", "— ", ". ", "(", "["];
    let (at, mark) = marks
        .iter()
        .filter_map(|mark| bare.rfind(mark).map(|at| (at, *mark)))
        .max()?;
    let last = &bare[at + mark.len()..];
    (last.len() <= LONGEST).then_some(last)
}

/// Who reports by the bracket, or the last words, at the end of a paragraph.
fn closing_reporters(text: &str) -> Option<&str> {
    let tail = &text[cut_after(text, text.len().saturating_sub(260))..];
    let words = Words::of(tail);
    let hit = words
        .all(Kind::Reporting)
        .filter(|hit| tail[hit.start..hit.end].contains(' '))
        .find(|hit| {
            let before = tail[..hit.start].trim_end();
            before.ends_with(['(', '[', '.', '!', '?', '”', '"', '»'])
                && tail[hit.start..]
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase())
        })?;
    byline::parse(&tail[hit.start..]).map(|byline| byline.verbatim)
}

/// Who signs in a bracket behind the last sentence: "(Anne Exemple)", "(By Anne Example) Enditem/", "(Anne Exemple; Paul Modèle)".
pub(super) fn closing_hand(text: &str) -> Option<&str> {
    const LONGEST: usize = 90;
    const BEHIND: usize = 14;
    let close = text.rfind(')').filter(|at| text.len() - at <= BEHIND)?;
    let open = text[..close].rfind('(')?;
    let before = text[..open].trim_end();
    let inner = text[open + 1..close].trim();
    let ended = before.ends_with(['.', '!', '?', '…', '»', '”', '"', '“']);
    if !ended || inner.chars().count() > LONGEST || inner.contains([':', '/', '@', '©']) {
        return None;
    }
    if byline::is_led(inner) {
        let signed = byline::parse(inner)?;
        let hand = signed.certainty >= 85 && !signed.only_agencies && !signed.sourced;
        return hand.then_some(signed.verbatim);
    }
    let mut each = inner.split([';', ',']).map(str::trim);
    let first = each.next().filter(|name| {
        names::is_name(name) && name.contains(char::is_lowercase) && !dates::has_figure(inner)
    })?;
    let mut rest = each.filter(|part| !part.is_empty()).peekable();
    let known = names::has_given_name(first) || names::has_slavic_surname(first);
    let whole = rest.peek().is_none() && close + 1 >= text.trim_end_matches(['.', ' ', '+']).len();
    let several = inner.contains(';');
    (several || whole && (known || first.split_whitespace().count() > 2)).then_some(first)
}

/// Whose report opens a Persian text: "به گزارش خبرگزاری مثال، …", "به گزارش خبرنگار مثال از یزد، …".
fn reported_by(text: &str) -> Option<&str> {
    const LONGEST: usize = 90;
    let rest = text.trim_start().strip_prefix("به گزارش")?.trim_start();
    let end = rest.find(['،', ',', ':', ';', '؛'])?;
    let name = rest[..end].trim();
    // "… از یزد": from where.
    let from = name
        .split_whitespace()
        .find(|word| matches!(*word, "از" | "و" | "به"));
    let end = from.map_or(name.len(), |word| {
        word.as_ptr() as usize - name.as_ptr() as usize
    });
    let name = name[..end].trim();
    let hit = Words::of(name)
        .all(Kind::AgencyNoun)
        .map(|hit| hit.start)
        .next();
    let hit = hit.or_else(|| name.find("باشگاه"));
    if names::only_agencies(name) {
        return Some(name);
    }
    let name = &name[hit?..];
    let count = name.split_whitespace().count();
    ((2..=5).contains(&count) && name.len() <= LONGEST * 2).then_some(name)
}

/// The outlet after a verb of passing on, where its name is an address, "передає depo.ua", or an agency's; any other outlet's where the
/// words before say that all of the text is meant, "Про це повідомляє …".
fn outlet_passed_on(text: &str) -> Option<&str> {
    let mut after_verb = false;
    let mut rest = text;
    while let Some(word) = rest.split_whitespace().next() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        rest = &text[at + word.len()..];
        if after_verb {
            let from = text[at..].trim_start_matches(['«', '"', '“', '„']);
            let word = from.split_whitespace().next()?;
            let word = word.trim_end_matches([',', '.', '»', '"', '”', ':', ';', ')']);
            if is_domain(word) {
                return Some(word);
            }
            // "Про це повідомляє УНН", "передает Укринформ".
            if let Some(name) = names::opening_agency(from) {
                return Some(name);
            }
            if let Some(outlet) = Words::of(from)
                .opens(Kind::Outlet)
                .filter(|_| is_told(text, at))
            {
                return Some(&from[..outlet.end]);
            }
        }
        // "передає агентство X", "сообщает РИА Новости".
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        after_verb = is_passing(bare)
            || after_verb
                && matches!(
                    bare,
                    "агентство"
                        | "агенція"
                        | "видання"
                        | "издание"
                        | "портал"
                        | "сайт"
                        | "кореспондент"
                        | "корреспондент"
                );
    }
    None
}

/// Whether "Про це", "Об этом" stands before a verb that ends at `at`: the words before are the outlet's.
fn is_told(text: &str, at: usize) -> bool {
    let mut before = text[..at].split_whitespace().rev().skip(1);
    let (second, first) = (before.next(), before.next());
    matches!(
        (first, second),
        (Some("Про" | "про"), Some("це")) | (Some("Об" | "об"), Some("этом"))
    )
}

fn is_passing(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "передає"
            | "повідомляє"
            | "інформує"
            | "пише"
            | "передает"
            | "передаёт"
            | "сообщает"
            | "пишет"
    )
}

/// An address of a site: "depo.ua".
fn is_domain(word: &str) -> bool {
    let Some((name, ending)) = word.rsplit_once('.') else {
        return false;
    };
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    matches!(
        ending.to_lowercase().as_str(),
        "com"
            | "org"
            | "net"
            | "ua"
            | "ru"
            | "info"
            | "tv"
            | "news"
            | "media"
            | "by"
            | "eu"
            | "рф"
            | "укр"
    ) && !name.is_empty()
        && name.chars().all(letters)
}

/// "(FR mit dpa)", "(Con información de EFE)", "(kurier.at, APA, evs)": a short bracket at the very end with an agency in it.
fn closing_bracket(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(['.', ' ']);
    let inner = bare.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let before = inner[..open].trim_end();
    let inner = &inner[open + 1..];
    let closed = before.ends_with(['.', '!', '?', '…', '»', '”', '"', '“']);
    let short = inner.chars().count() <= 60 && inner.split_whitespace().count() <= 8;
    // A bracket within the last sentence names no agency as its source.
    (closed && short && names::names_agency(inner)).then_some(inner)
}

/// "… in the harbour. (The Courier with AFP)", "(FR mit dpa)", "(Le Phare avec l’AFP)": a paper that has worked on an agency's text.
fn closing_outlet(text: &str) -> Option<&str> {
    let inner = closing_bracket(text)?;
    let words = Words::of(inner);
    let joined = words.all(Kind::With).any(|hit| hit.start > 0);
    let signed = byline::parse(inner).filter(|signed| !signed.sourced && !signed.only_agencies)?;
    (joined && signed.certainty >= 85 && !inner.contains(':')).then_some(signed.verbatim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_named_after_a_verb_of_passing_on() {
        for (text, outlet) in [
            ("Міст знову відкрито, передає depo.ua.", Some("depo.ua")),
            (
                "Мост снова открыт, передает агентство «primer.info».",
                Some("primer.info"),
            ),
            (
                "Про це повідомляє Укрінформ з посиланням на раду.",
                Some("Укрінформ"),
            ),
            (
                "Мост снова открыт, сообщает РИА Новости.",
                Some("РИА Новости"),
            ),
            ("Про це повідомляє ГЛАВКОМ.", Some("ГЛАВКОМ")),
            ("Міст відкрито, пише ГЛАВКОМ.", None),
            ("Про це повідомляє мер міста.", None),
            ("Міська рада пише про це у звіті.", None),
        ] {
            assert_eq!(outlet_passed_on(text), outlet, "{text}");
        }
    }

    #[test]
    fn a_persian_text_opens_with_whose_report_it_is() {
        for (text, name) in [
            (
                "به گزارش خبرگزاری نمونه، پل باز شد.",
                Some("خبرگزاری نمونه"),
            ),
            (
                "به گزارش خبرنگار خبرگزاری نمونه از یزد، پل باز شد.",
                Some("خبرگزاری نمونه"),
            ),
            ("به گزارش پلیس، پل باز شد.", None),
            ("پل باز شد، به گزارش خبرگزاری نمونه.", None),
        ] {
            assert_eq!(reported_by(text), name, "{text}");
        }
    }

    #[test]
    fn the_last_words_of_a_text_thank_an_agency() {
        let text = "The bridge is open. – Additional reporting from Reuters";
        assert_eq!(
            last_sentence(text),
            Some("Additional reporting from Reuters")
        );
    }

    #[test]
    fn who_reports_is_named_at_the_end() {
        for (text, who) in [
            (
                "The ferry sank. (Reporting by Anne Example; Editing by John Sample)",
                Some("Anne Example"),
            ),
            (
                "The ferry sank. Reporting by Anne Example; Editing by John Sample",
                Some("Anne Example"),
            ),
            ("He praised the reporting by Anne Example.", None),
            ("The ferry sank. (Reporting by then had ended.)", None),
        ] {
            assert_eq!(closing_reporters(text), who, "{text}");
        }
    }

    #[test]
    fn who_signs_behind_the_last_sentence() {
        for (text, who) in [
            (
                "Die Brücke ist offen. (Anna C. Beispiel) +++",
                Some("Anna C. Beispiel"),
            ),
            (
                "Le pont est ouvert. (Anne Exemple,; Paul Modèle pour le service)",
                Some("Anne Exemple"),
            ),
            (
                "The bridge is open. (By Anne Example) Enditem/",
                Some("Anne Example"),
            ),
            ("The bridge is open. (See page 3.)", None),
            ("The bridge was named after her (Anne Example).", None),
            ("The bridge is open. (Photo: Anne Example)", None),
            ("The bridge is open. (AFP)", None),
            ("The bridge is open. (Port Sabine)", None),
        ] {
            assert_eq!(closing_hand(text), who, "{text}");
        }
    }

    #[test]
    fn a_paper_signs_with_the_agency_whose_text_it_worked_on() {
        for (text, who) in [
            ("Die Brücke ist offen. (FR mit dpa)", Some("FR mit dpa")),
            (
                "Le pont est ouvert. (Le Phare avec AFP)",
                Some("Le Phare avec AFP"),
            ),
            (
                "The bridge is open. (Harbour Courier with Reuters)",
                Some("Harbour Courier with Reuters"),
            ),
            ("El puente está abierto. (Con información de EFE)", None),
            ("Die Brücke ist offen. (mit dpa)", None),
            ("Die Brücke ist offen. (dpa)", None),
        ] {
            assert_eq!(closing_outlet(text), who, "{text}");
        }
    }

    #[test]
    fn a_bracket_closes_a_text_with_its_agencies() {
        for (text, bracket) in [
            ("Die Brücke ist offen. (FR mit dpa)", Some("FR mit dpa")),
            (
                "El puente está abierto. (Con información de EFE)",
                Some("Con información de EFE"),
            ),
            (
                "Die Brücke ist offen. (kurier.at, APA, evs)",
                Some("kurier.at, APA, evs"),
            ),
            ("He spoke to three men (one of them from AP).", None),
            ("The bridge is open. (It was closed for a year.)", None),
        ] {
            assert_eq!(closing_bracket(text), bracket, "{text}");
        }
    }
}
