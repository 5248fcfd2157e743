//! Owns the credits of a text that its layout gave to no field: a line of sources at the foot that a list or a button has taken, the
//! sentence that thanks another agency. The lines stay where they are; who is credited is noted.

use super::Work;
use crate::model::AgencyRole;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::limits::LONGEST_ARTICLE;
use crate::parse::press::tokens::{halves, place_of};
use crate::parse::press::{byline, dateline, names};

/// How many blocks after the last paragraph are looked at.
const FOOT: usize = 12;
/// How many blocks over the text are looked at.
const HEAD: usize = 60;
/// How near to the text a source with its label is the text's, in blocks.
const NEAR: usize = 3;
/// The longest line of credits, in characters.
const LONGEST: usize = 160;

impl Work<'_> {
    /// Notes who is credited at the foot, where nothing else has told.
    pub(super) fn credited(&mut self, blocks: &[Block], bids: &[Bid]) {
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let Some(first) = bids.iter().position(text) else {
            return;
        };
        let last = bids.iter().rposition(text).unwrap_or(first);
        self.under_signature(&blocks[..first], bids);
        // What comes so late is no article's any more, and has no words that are known.
        let end = (last + FOOT).min(LONGEST_ARTICLE);
        let foot = blocks.iter().zip(bids).enumerate();
        for (at, (block, bid)) in foot.take(end).skip(first + 1) {
            if !self.reading.agencies.is_empty() {
                return;
            }
            if block.shape.chars > LONGEST || block.shape.capitals && block.shape.words > 6 {
                continue;
            }
            let rule = "press/foot-credit";
            let aside = !matches!(bid.role, Role::Related | Role::Caption | Role::Crosshead);
            // To look for the name first costs next to nothing: it is known which words stand in the block.
            let named = block.words().has(Kind::Agency);
            if named && let Some(credit) = contributors(&block.text) {
                let bid = Bid::new(Role::SignOff, rule, 0.7);
                self.note_agencies(credit, block, bid, AgencyRole::With);
            } else if bid.role == Role::Caption {
                if let Some(credit) = closing(block) {
                    let bid = Bid::new(Role::SignOff, rule, 0.6);
                    self.note_agencies(credit, block, bid, AgencyRole::Origin);
                }
            } else if aside
                && (last + 1..=last + NEAR).contains(&at)
                && let Some(name) = source(&block.text)
            {
                self.note_source(name, block);
            } else if aside
                && named
                && let Some(credit) = foot_credit(&block.text)
            {
                let bid = Bid::new(Role::SignOff, rule, 0.65);
                self.note_agencies(credit, block, bid, AgencyRole::Origin);
            }
        }
    }
}

impl Work<'_> {
    /// "By Anne Example", and "The Associated Press" on the next line.
    fn under_signature(&mut self, head: &[Block], bids: &[Bid]) {
        if !self.reading.agencies.is_empty() {
            return;
        }
        let lines = head.iter().enumerate().skip(1);
        let found = lines.take(HEAD).find(|(at, block)| {
            bids[at - 1].role == Role::Byline
                && matches!(bids[*at].role, Role::Noise | Role::SignOff | Role::Byline)
                && block.shape.chars <= 60
                && (names::only_agencies(&block.text) || is_job_of_agency(&block.text))
                && !names::is_broadcaster(block.text.trim())
        });
        let bid = Bid::new(Role::SignOff, "press/under-signature", 0.7);
        if let Some((_, block)) = found {
            return self.note_agencies(&block.text, block, bid, AgencyRole::Origin);
        }
        // "World | 7 October 2020 | 7:09 am | Agency": behind the last bar of a line with its day.
        let behind = head
            .iter()
            .zip(bids)
            .rev()
            .take(HEAD)
            .find_map(|(block, bid)| {
                let aside = !matches!(bid.role, Role::Related | Role::Headline | Role::Byline);
                let (before, last) = block.text.rsplit_once(" | ")?;
                let told = block.shape.chars <= LONGEST
                    && dateline::first_date(&Words::of(before)).is_some();
                (aside && told && names::only_agencies(last)).then_some((block, last))
            });
        if let Some((block, last)) = behind {
            return self.note_agencies(last, block, bid, AgencyRole::Origin);
        }
        // "( Source: AFP )", which nothing else has taken.
        let named = head
            .iter()
            .zip(bids)
            .rev()
            .take(HEAD)
            .find_map(|(block, bid)| {
                let free = bid.role == Role::Noise && bid.rule == "unclaimed";
                let line = block.text.trim_matches(['(', ')', '[', ']', ' ', '\u{a0}']);
                let name = source(line).filter(|name| free && names::only_agencies(name))?;
                Some((block, name))
            });
        if let Some((block, name)) = named {
            self.note_agencies(name, block, bid, AgencyRole::Origin);
        }
    }

    /// "Source: AFP", "Источник - Русский пример": who is named, by its agencies or as written.
    fn note_source(&mut self, name: &str, block: &Block) {
        let bid = Bid::new(Role::SignOff, "press/foot-source", 0.65);
        if names::names_agency(name) {
            return self.note_agencies(name, block, bid, AgencyRole::Origin);
        }
        self.note_agency(name.to_owned(), block, bid, AgencyRole::Republisher);
    }
}

/// "Associated Press Writer=", under a name: the agency that employs whoever signs.
fn is_job_of_agency(text: &str) -> bool {
    let line = text.trim().trim_end_matches('=');
    let words = Words::of(line);
    let short = line.split_whitespace().count() <= 6;
    short && words.ends(Kind::Job).is_some() && names::opening_agency(line).is_some()
}

/// Who a line with its label names as the source of a text: an agency or an outlet, and neither a person nor a desk of the house.
pub(super) fn source(text: &str) -> Option<&str> {
    let line = text.trim();
    let words = Words::of(line);
    let label = words.opens(Kind::Source)?;
    if words.has(Kind::Credit) || words.has(Kind::Caption) || line.contains('©') {
        return None;
    }
    let name = line[label.end..].trim_start();
    let name = name.strip_prefix([':', '-', '–', '—', '/', '：'])?;
    let name = name.trim_matches([' ', '\u{a0}', '.', ',', '«', '»', '"', '“', '”']);
    let found = Words::of(name);
    let desk = found.has(Kind::House) && !name.to_lowercase().contains("agenc");
    let short = (1..=3).contains(&name.split_whitespace().count())
        && !name.contains([',', '/', ':', '(', '|', '@'])
        && name.chars().count() >= 2
        && !name.contains(char::is_numeric);
    let itself = names::calls_itself_agency(name);
    let outlet = short && (itself || !names::is_name(name)) && !desk && name.chars().count() <= 40;
    (names::names_agency(name) && name.chars().count() <= 60 && !name.contains('/') || outlet)
        .then_some(name)
}

/// The desks at the end of a sentence that was taken for a caption: in small letters, or joined, they credit a text.
fn closing(block: &Block) -> Option<&str> {
    let credit = names::closing_agencies(&block.text)?;
    let small = !credit.contains(char::is_uppercase);
    let desks = small && credit.contains('/') || credit.contains("dpa/l");
    (desks && block.is_sentence()).then_some(credit)
}

/// The agencies that a whole line credits: "(Con información de AFP y EFE)", "hh/ph (AFP, Reuters)", "Quelle: AFP, dpa", "XYZ/AFP".
fn foot_credit(text: &str) -> Option<&str> {
    let line = text.trim();
    // A picture has one source and a name; a right is no credit.
    let words = Words::of(line);
    let pictured = words.has(Kind::Credit) && !words.has(Kind::Source);
    if line.contains('©') || words.has(Kind::Rights) || pictured {
        return None;
    }
    let bracket = line.rfind('(').filter(|_| line.ends_with(')'));
    if let Some(open) = bracket {
        let before = line[..open].trim();
        let inner = &line[open + 1..line.len() - 1];
        let initials = before
            .split(['/', ' ', ',', '-'])
            .all(|part| part.chars().count() <= 4 && !part.ends_with(char::is_uppercase));
        let credits =
            names::only_agencies(inner) || byline::parse(inner).is_some_and(|by| by.sourced);
        return (initials && before.chars().count() <= 14 && credits && names::names_agency(inner))
            .then_some(inner);
    }
    // "XYZ/AFP": a house and its agency.
    let plain = |c: char| c.is_uppercase() || c == '/';
    if line.contains('/') && line.chars().all(plain) && line.len() <= 20 {
        return names::names_agency(line).then_some(line);
    }
    let byline = byline::parse(line).filter(|byline| byline.sourced)?;
    let several = names::agencies(byline.credited).len() > 1;
    (several || !byline.named_source && names::names_agency(byline.credited))
        .then_some(byline.credited)
}

/// Who is thanked in a sentence of its own: "The Associated Press contributed to this report."
pub(super) fn contributors(text: &str) -> Option<&str> {
    const BEHIND: [&str; 9] = [
        " contributed to this",
        " contributed reporting",
        " contributed to the",
        " a contribué à",
        " ont contribué à",
        " contribuyó",
        " contribuyeron",
        " contribuíram",
        " haben zu diesem",
    ];
    const BEFORE: [&str; 10] = [
        "reporting by ",
        "reporting from ",
        "report was provided by ",
        "report were provided by ",
        "report includes information from ",
        "contains information from ",
        "material from ",
        "comes from ",
        "stammen von ",
        "information from ",
    ];
    let line = text.trim().trim_end_matches('.');
    if let Some(at) = BEHIND.iter().find_map(|phrase| place_of(line, phrase)) {
        // Its own sentence, as under the rights of a site.
        let start = line[..at].rfind(". ").map_or(0, |stop| stop + 2);
        let who = &line[start..at];
        return names::only_agencies(without_article(who)).then_some(who);
    }
    let opens = [
        "Additional reporting",
        "With reporting",
        "Some information",
        "Information",
        "This report",
        "Some material",
        "Teile dieses",
    ];
    let (_, who) = BEFORE.iter().find_map(|phrase| halves(line, phrase))?;
    let told = opens.iter().any(|start| line.starts_with(start));
    (told && names::only_agencies(without_article(who))).then_some(who)
}

fn without_article(who: &str) -> &str {
    ["The ", "the ", "L'", "L’", "La ", "El ", "Le "]
        .iter()
        .find_map(|article| {
            who.strip_prefix(article)
                .filter(|rest| names::only_agencies(rest))
        })
        .unwrap_or(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_at_the_foot_credits_agencies() {
        for (text, credit) in [
            (
                "(Con información de AFP y EFE)",
                Some("Con información de AFP y EFE"),
            ),
            ("hh/ph (AFP, Reuters)", Some("AFP, Reuters")),
            ("م.ن/ع.س (رويترز، د ب أ)", Some("رويترز، د ب أ")),
            ("Quelle: AFP, dpa", Some("AFP, dpa")),
            ("mit dpa", Some("dpa")),
            // One source and a label may be a picture's.
            ("Quelle: dpa", None),
            ("© AFP", None),
            ("The bridge (AFP)", None),
            ("Más noticias", None),
        ] {
            assert_eq!(foot_credit(text), credit, "{text}");
        }
    }

    #[test]
    fn a_job_under_a_name_is_an_agencys() {
        assert!(is_job_of_agency("Associated Press Writer="));
        assert!(!is_job_of_agency("Staff Writer") && !is_job_of_agency("AFP"));
    }

    #[test]
    fn a_sentence_thanks_an_agency() {
        for (text, who) in [
            (
                "The Associated Press contributed to this report.",
                Some("The Associated Press"),
            ),
            (
                "© 2019 Example Inc. AFP contributed to this report.",
                Some("AFP"),
            ),
            (
                "AP and Reuters contributed to this story.",
                Some("AP and Reuters"),
            ),
            (
                "Some information for this report was provided by AP and Reuters.",
                Some("AP and Reuters"),
            ),
            ("Additional reporting by Reuters", Some("Reuters")),
            ("Additional reporting by Anne Example", None),
            ("Anne Example contributed to this report.", None),
            ("The flood contributed to this loss, AP reported.", None),
        ] {
            assert_eq!(contributors(text), who, "{text}");
        }
    }
}
