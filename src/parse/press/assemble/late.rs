//! Owns who signs in lines that were taken for something else, where nobody has signed so far: beside a date, a mail address or a menu;
//! a name or a house alone; a name between marks.

use super::Work;
use super::signed::is_known_name;
use crate::model::{AgencyRole, Byline};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::reading::Found;
use crate::parse::press::{byline, credits, dates, names};

/// How far behind the text a signature may stand, in blocks.
const LAST_SIGNATURE: usize = 12;
/// The longest line over the text in which a name between marks signs, in characters.
const LONGEST_BETWEEN: usize = 80;
/// A text of more blocks is a whole page, whose last line is the site's.
const SHORT_TEXT: usize = 14;

impl Work<'_> {
    /// Who signs, where nobody does so far, in lines that were taken for something else: beside a date, a mail address, a menu. Only
    /// a word that says so tells there.
    pub(super) fn signed_beside(&mut self, blocks: &[Block], bids: &[Bid]) {
        if self.reading.byline.is_some() {
            return;
        }
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let head = bids.iter().position(text).unwrap_or(bids.len());
        let foot = bids.iter().rposition(text).unwrap_or(bids.len());
        let lines = blocks.iter().zip(bids).enumerate();
        let beside = lines.filter(|(at, (_, bid))| {
            let near = *at < head || (foot..foot + LAST_SIGNATURE).contains(at);
            near && matches!(bid.role, Role::Stamp | Role::Noise | Role::SignOff)
        });
        for (_, (block, bid)) in beside {
            let words = block.words();
            if !byline::is_led_within(&words) && !byline::is_reported(&words) {
                continue;
            }
            let Some(signed) = byline::parse(&block.text)
                .filter(|byline| byline.certainty >= 80 && !byline.sourced && !byline.only_agencies)
                .filter(|byline| !byline::people(byline.verbatim).is_empty())
                // A telephone stands in the notes of a desk.
                .filter(|byline| !dates::has_figure(byline.verbatim))
                .filter(|byline| !self.is_no_hand(byline))
            else {
                continue;
            };
            let value = Byline {
                verbatim: signed.verbatim.to_owned(),
                people: byline::people(signed.verbatim),
            };
            let bytes = block.bytes.clone();
            self.reading.leftovers.retain(|left| left.bytes != bytes);
            self.reading.byline = Some(Found {
                value,
                bytes,
                rule: "press/byline-beside",
                confidence: bid.confidence.min(0.7),
            });
            return;
        }
    }

    /// A name alone on its line that nothing else has taken: beside the date, right over a wire's dateline, right under the text.
    pub(super) fn signed_alone(&mut self, blocks: &[Block], bids: &[Bid]) {
        if self.reading.byline.is_some() {
            return;
        }
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let (Some(head), Some(foot)) = (bids.iter().position(text), bids.iter().rposition(text))
        else {
            return;
        };
        let role = |at: Option<usize>| at.and_then(|at| bids.get(at)).map(|bid| bid.role);
        let beside_date = |at: usize| {
            role(at.checked_sub(1)) == Some(Role::Stamp) || role(Some(at + 1)) == Some(Role::Stamp)
        };
        let wire = bids[head].role == Role::Dateline && !self.reading.agencies.is_empty();
        let over_wire = |at: usize| wire && at + 1 == head;
        let free = |at: &usize| bids[*at].role == Role::Noise && bids[*at].rule == "unclaimed";
        // "Autor:", and the name on the next line or the last.
        let labelled = |at: usize| {
            let near = [at.checked_sub(1), Some(at + 1)];
            let mut near = near.into_iter().flatten().filter_map(|at| blocks.get(at));
            near.any(|block| block.shape.words <= 2 && byline::ends_with_label(&block.words()))
        };
        let near = (0..head).chain(foot + 1..(foot + LAST_SIGNATURE).min(bids.len()));
        let at_end = |at: &usize| at + 1 == bids.len() && bids[*at].rule == "press/foot";
        let found = near.filter(|at| free(at) || at_end(at)).find(|&at| {
            let name = blocks[at].text.trim();
            let long = name.split_whitespace().any(|word| word.chars().count() > 4);
            match at < head {
                _ if names::is_name(name) && labelled(at) => true,
                true if over_wire(at) => names::is_name(name) || names::may_be_uncased_name(name),
                true => {
                    beside_date(at)
                        && names::is_name(name)
                        && name.contains(char::is_lowercase)
                        && (long || names::has_given_name(name))
                }
                false if at > foot + 2 => false,
                false => {
                    names::is_name(name)
                        && (names::has_given_name(name) || names::has_slavic_surname(name))
                        || at + 1 == bids.len() && at == foot + 1 && self.closes_short(name, at)
                }
            }
        });
        let Some(at) = found else {
            self.signed_between(blocks, bids, head);
            if self.reading.byline.is_none() {
                self.signed_by_house(blocks, bids, head);
            }
            if self.reading.byline.is_none() {
                self.signed_with(blocks, bids, head, foot);
            }
            return;
        };
        let name = blocks[at].text.trim().to_owned();
        let bytes = blocks[at].bytes.clone();
        self.reading.leftovers.retain(|left| left.bytes != bytes);
        self.reading.byline = Some(Found {
            value: Byline {
                people: vec![name.clone()],
                verbatim: name,
            },
            bytes,
            rule: "press/name-alone",
            confidence: 0.55,
        });
    }

    /// "Society — Anne Example, today, 18:06": a known name between marks, in a line over the text that has an hour or a day too.
    fn signed_between(&mut self, blocks: &[Block], bids: &[Bid], head: usize) {
        let near = (0..head).filter(|&at| {
            matches!(bids[at].role, Role::Noise | Role::Stamp)
                && blocks[at].shape.chars <= LONGEST_BETWEEN
                && dates::has_figure(&blocks[at].text)
                && !blocks[at].text.contains('©')
                && !credits::has_label(&blocks[at].text)
        });
        let found = near
            .filter_map(|at| {
                let mut parts = blocks[at]
                    .text
                    .split(['|', '•', '·', '—', ','])
                    .map(str::trim);
                let day = |name: &str| Words::of(name).has(Kind::Weekday);
                let name = parts.find(|part| is_known_name(part) && !day(part))?;
                Some((at, name))
            })
            .next();
        if let Some((at, name)) = found {
            self.sign_late(name, &blocks[at], "press/name-between");
        }
    }

    /// "KPA" alone on its line, right over the day or under it, or right over a dateline: who signs for a house, and its agency.
    fn signed_by_house(&mut self, blocks: &[Block], bids: &[Bid], head: usize) {
        let Some(title) = bids.iter().position(|bid| bid.role == Role::Headline) else {
            return;
        };
        let role = |at: usize| bids.get(at).map(|bid| bid.role);
        let beside = |at: usize| {
            role(at + 1) == Some(Role::Stamp)
                || role(at - 1) == Some(Role::Stamp)
                || matches!(role(at + 1), Some(Role::Place | Role::Dateline))
        };
        let found = (title + 1..head).find(|&at| {
            let name = blocks[at].text.trim();
            matches!(bids[at].role, Role::Noise | Role::Byline | Role::Place)
                && name.chars().count() > 3
                && self
                    .reading
                    .dateline_place
                    .as_ref()
                    .is_none_or(|place| place.value != name)
                && names::is_house_form(name)
                && beside(at)
        });
        let Some(at) = found else { return };
        let name = blocks[at].text.trim().to_owned();
        if self.reading.agencies.is_empty() {
            let bid = Bid::new(Role::SignOff, "press/house-alone", 0.55);
            self.note_agency(name.clone(), &blocks[at], bid, AgencyRole::Origin);
        }
        self.sign_late(&name, &blocks[at], "press/house-alone");
    }

    /// Takes a signature from a line that is left over so far, or that has given another field.
    fn sign_late(&mut self, name: &str, block: &Block, rule: &'static str) {
        let bytes = block.bytes.clone();
        self.reading.leftovers.retain(|left| left.bytes != bytes);
        let value = Byline {
            verbatim: name.to_owned(),
            people: byline::people(name),
        };
        self.reading.byline = Some(Found {
            value,
            bytes,
            rule,
            confidence: 0.55,
        });
    }

    /// "Anne Example - Port Sabine", "Anne Example (AFP)", which nothing else has taken: a known given name, and what correspondents
    /// sign with, over the text or right under it, beside no picture.
    fn signed_with(&mut self, blocks: &[Block], bids: &[Bid], head: usize, foot: usize) {
        let pictured = |at: Option<usize>| {
            at.and_then(|at| bids.get(at))
                .is_some_and(|bid| matches!(bid.role, Role::Caption | Role::Credit))
        };
        let mut near = (0..head).chain(foot + 1..(foot + 3).min(bids.len()));
        let found = near.find(|&at| {
            let block = &blocks[at];
            let free =
                bids[at].role == Role::Noise && matches!(bids[at].rule, "unclaimed" | "press/foot");
            free && block.shape.words <= 10
                && !block.text.contains('©')
                && !pictured(at.checked_sub(1))
                && !pictured(Some(at + 1))
                && !credits::has_label(&block.text)
                && byline::parse(&block.text).is_some_and(|byline| {
                    let people = byline::people(byline.verbatim);
                    let more = byline.place.is_some() || names::names_agency(byline.credited);
                    more && people.first().is_some_and(|who| names::has_given_name(who))
                })
        });
        if let Some(at) = found {
            let bytes = blocks[at].bytes.clone();
            self.reading.leftovers.retain(|left| left.bytes != bytes);
            let after = std::mem::replace(&mut self.after, usize::from(at > foot));
            self.byline(
                at,
                &blocks[at],
                Bid::new(Role::Byline, "press/name-alone", 0.55),
            );
            self.after = after;
        }
    }

    /// Whether the last line of a short text may be the name of whoever wrote it, known or not. Arabic pages end in buttons of two words.
    fn closes_short(&self, name: &str, at: usize) -> bool {
        let uncased = matches!(self.language, "ckb" | "fa" | "he");
        at <= SHORT_TEXT
            && !name.contains(['.', '!', '?', '؟', ':'])
            && (uncased && names::may_be_uncased_name(name)
                || names::is_name(name) && is_mixed(name))
    }
}

/// Whether a name is two words, each with its capital.
fn is_mixed(name: &str) -> bool {
    name.contains(char::is_lowercase)
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
        && name.split_whitespace().count() == 2
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::{Reading, read};

    const TITLE: &str = "The bridge at Sarn opens again after a year of work";
    const TEXT: &str = "The bridge over the river was opened again on Monday, the mayor said.\n\nHe spoke to the people of the \
        town, and the ferries will stay until the summer.\n\nThe council has put the cost at four million.";

    fn page(head: &str, foot: &str) -> Reading {
        let text = format!("{TITLE}\n\n{head}\n\n{TEXT}\n\n{foot}\n");
        read(&SourceText::new("text.txt", &text))
    }

    fn signs(reading: &Reading) -> Option<&str> {
        let byline = reading.byline.as_ref();
        byline.map(|found| found.value.verbatim.as_str())
    }

    #[test]
    fn a_name_between_marks_signs_beside_its_hour() {
        let read = page("Society — Anna Sample, today, 18:069100", "");
        assert_eq!(signs(&read), Some("Anna Sample"));
    }

    #[test]
    fn letters_alone_beside_the_day_sign_and_are_credited() {
        let read = page("NORVA\n\nMarch 3, 2022", "");
        assert_eq!(signs(&read), Some("NORVA"));
        assert_eq!(
            read.agencies.first().map(|found| found.value.name.as_str()),
            Some("NORVA")
        );
    }

    #[test]
    fn a_name_that_nobody_knows_closes_a_short_text() {
        let read = page("March 3, 2022", "Velda Quorn");
        assert_eq!(signs(&read), Some("Velda Quorn"));
        let read = page("March 3, 2022", "Velda quorn");
        assert_eq!(signs(&read), None);
    }

    #[test]
    fn an_agency_or_a_paper_beside_its_day() {
        let read = page("AFP 03.03.2022 10:26", "");
        let agencies: Vec<_> = read
            .agencies
            .iter()
            .map(|found| found.value.name.as_str())
            .collect();
        assert_eq!((signs(&read), agencies), (None, vec!["AFP"]));
    }

    #[test]
    fn a_name_under_the_title_of_another_article_is_that_ones() {
        let text = format!(
            "{TITLE}\n\nMarch 3, 2022\n\n{}",
            TEXT.replacen(
                "\n\n",
                "\n\nRead more: Ferries stay until the summer\n\nAnna Sample\n\n",
                1
            )
        );
        assert_eq!(signs(&read(&SourceText::new("text.txt", &text))), None);
    }

    #[test]
    fn what_a_machine_is_called_signs_nothing() {
        assert_eq!(signs(&page("(kpa_tickers)\n\n3 May 2019", "")), None);
    }
}
