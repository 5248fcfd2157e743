//! Owns who signs in lines that were taken for something else, where nobody has signed so far: beside a date, a mail address or a menu;
//! a name, a house or a desk alone; a name between marks. Each form that a signature may have there claims it; the surest has it.

mod boxes;
mod lines;

use super::Work;
use super::signed::is_known_name;
use crate::model::{AgencyRole, Byline};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::reading::Found;
use crate::parse::press::{byline, dates, names};
use boxes::{author_box, closing_under, helped};
use lines::{name_between, name_with_more, under_label};

/// How far behind the text a signature may stand, in blocks.
const LAST_SIGNATURE: usize = 12;
/// How far behind the text what only its place tells may sign, in blocks.
const NEAR: usize = 2;
/// How far behind the text a desk may sign where pictures or tags stand between, in blocks.
const LAST_DESK: usize = 6;
/// A text of more blocks is a whole page, whose last line is the site's.
const SHORT_TEXT: usize = 14;

/// A page as it was settled, and where its text begins and ends.
struct Page<'a> {
    blocks: &'a [Block],
    bids: &'a [Bid],
    head: usize,
    foot: usize,
}

/// A claim to the signature of a text that nobody has signed so far.
struct Claim {
    /// The block in which it stands.
    at: usize,
    form: Form,
    rule: &'static str,
    confidence: f32,
}

/// What a claim takes of its line.
enum Form {
    /// The words that sign.
    Words(String),
    /// The name of a house, which is credited as an agency too.
    House(String),
    /// The initials of a desk, and the line, whose agencies are credited.
    Desk(String),
    /// The same in brackets at the end of the text.
    Closing(String),
    /// A signature with a city or an agency: the line is read as one.
    Line,
}

impl Page<'_> {
    fn role(&self, at: Option<usize>) -> Option<Role> {
        at.and_then(|at| self.bids.get(at)).map(|bid| bid.role)
    }

    /// Whether no rule has taken a line.
    fn is_free(&self, at: usize) -> bool {
        self.bids[at].role == Role::Noise && self.bids[at].rule == "unclaimed"
    }

    /// Whether a date stands right over a line or under it.
    fn is_beside_date(&self, at: usize) -> bool {
        let date = Some(Role::Stamp);
        self.role(at.checked_sub(1)) == date || self.role(Some(at + 1)) == date
    }

    /// Whether the label of a signature stands right over a line or under it: "Autor:".
    fn is_labelled(&self, at: usize) -> bool {
        let near = [at.checked_sub(1), Some(at + 1)];
        let mut near = near.into_iter().flatten();
        near.any(|at| {
            let block = self.blocks.get(at);
            block.is_some_and(|block| {
                block.shape.words <= 2 && byline::ends_with_label(&block.words())
            })
        })
    }

    /// Whether a line right under the text is a bracket and nothing else, as who signs there is set.
    fn is_enclosed_under_text(&self, at: usize) -> bool {
        let text = self.blocks[at].text.trim();
        at == self.foot + 1
            && self.bids[at].rule == "press/foot"
            && text.starts_with('(')
            && text.ends_with(')')
    }

    /// Whether a picture stands right over a line or under it.
    fn is_beside_picture(&self, at: usize) -> bool {
        let picture = |at| matches!(self.role(at), Some(Role::Caption | Role::Credit));
        picture(at.checked_sub(1)) || picture(Some(at + 1))
    }

    /// The lines over the text, and so many under it.
    fn around(&self, under: usize) -> impl Iterator<Item = usize> + use<> {
        let end = (self.foot + 1 + under).min(self.bids.len());
        (0..self.head).chain(self.foot + 1..end)
    }
}

impl Work<'_> {
    /// Who signs, where nobody does so far: of all that claim it the surest, and of two as sure the first.
    pub(super) fn signed_late(&mut self, blocks: &[Block], bids: &[Bid]) {
        if self.reading.byline.is_some() {
            return;
        }
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let whole = bids.len();
        let page = Page {
            blocks,
            bids,
            head: bids.iter().position(text).unwrap_or(whole),
            foot: bids.iter().rposition(text).unwrap_or(whole),
        };
        let mut claims: Vec<Claim> = self.led_beside(&page).into_iter().collect();
        if page.head < whole {
            let others = [
                self.name_alone(&page),
                under_label(&page),
                author_box(&page),
                helped(&page),
                closing_under(&page),
                name_between(&page),
                self.house_alone(&page),
                name_with_more(&page),
                self.desk_alone(&page),
            ];
            claims.extend(others.into_iter().flatten());
        }
        let surest = claims.into_iter().reduce(|first, next| {
            let surer = next.confidence > first.confidence;
            if surer { next } else { first }
        });
        if let Some(claim) = surest {
            self.sign_late(&page, claim);
        }
    }

    /// Takes a signature from a line that is left over so far, or that has given another field.
    fn sign_late(&mut self, page: &Page<'_>, claim: Claim) {
        let block = &page.blocks[claim.at];
        let mut bytes = block.bytes.clone();
        self.reading.leftovers.retain(|left| left.bytes != bytes);
        let bid = Bid::new(Role::Byline, claim.rule, claim.confidence);
        let name = match claim.form {
            Form::Line => {
                let after = usize::from(claim.at > page.foot);
                let after = std::mem::replace(&mut self.after, after);
                self.byline(claim.at, block, bid);
                self.after = after;
                return;
            }
            Form::Words(name) => name,
            Form::House(name) => {
                if self.reading.agencies.is_empty() {
                    self.note_agency(name.clone(), block, bid, AgencyRole::Origin);
                }
                name
            }
            Form::Closing(name) => {
                bytes = block.locate(self.source.text(), &name);
                self.note_agencies(&name, block, bid, AgencyRole::Origin);
                name
            }
            Form::Desk(name) => {
                self.note_agencies(&block.text, block, bid, AgencyRole::Origin);
                name
            }
        };
        let value = Byline {
            people: byline::people(&name),
            verbatim: name,
        };
        self.reading.byline = Some(Found {
            value,
            bytes,
            rule: bid.rule,
            confidence: bid.confidence,
        });
    }

    /// Beside a date, a mail address, a menu only a word that says so tells who signs.
    fn led_beside(&self, page: &Page<'_>) -> Option<Claim> {
        // Under the titles of other articles stand those who wrote them.
        let linked = (page.foot..page.bids.len())
            .find(|&at| matches!(page.bids[at].role, Role::Related | Role::RelatedHeading));
        let end = (page.foot + LAST_SIGNATURE).min(linked.unwrap_or(page.bids.len()));
        let near = |at: usize| at < page.head || (page.foot..end).contains(&at);
        let lines = page.blocks.iter().zip(page.bids).enumerate();
        let beside = lines.filter(|(at, (_, bid))| {
            near(*at) && matches!(bid.role, Role::Stamp | Role::Noise | Role::SignOff)
        });
        beside
            .filter_map(|(at, (block, bid))| {
                let words = block.words();
                if !byline::is_led_within(&words) && !byline::is_reported(&words) {
                    return None;
                }
                let signed = byline::parse(&block.text).filter(|byline| {
                    byline.certainty >= 80
                        && !byline.sourced
                        && !byline.only_agencies
                        && (!byline::people(byline.verbatim).is_empty()
                            || byline::desk_signature(byline.verbatim).is_some())
                        // A telephone stands in the notes of a desk.
                        && !dates::has_figure(byline.verbatim)
                        && !self.is_no_hand(byline)
                })?;
                Some(Claim {
                    at,
                    form: Form::Words(signed.verbatim.to_owned()),
                    rule: "press/byline-beside",
                    confidence: bid.confidence.clamp(0.65, 0.7),
                })
            })
            .next()
    }

    /// A name alone on its line that nothing else has taken: beside the date, right over a wire's dateline, right under the text.
    fn name_alone(&self, page: &Page<'_>) -> Option<Claim> {
        let at_end = |at: usize| at + 1 == page.bids.len() && page.bids[at].rule == "press/foot";
        let mut near = page.around(LAST_SIGNATURE - 1);
        near.find_map(|at| {
            // "Autor:", over initials that a rule for desks has taken.
            let named = page.bids[at].role == Role::Noise && page.is_labelled(at);
            let free = page.is_free(at) || at_end(at) || named || page.is_enclosed_under_text(at);
            let name = free.then(|| self.alone(page, at))??;
            Some(Claim {
                at,
                form: Form::Words(name.to_owned()),
                rule: "press/name-alone",
                confidence: 0.6,
            })
        })
    }

    /// The name that a line is, where its place says that it signs.
    fn alone<'p>(&self, page: &Page<'p>, at: usize) -> Option<&'p str> {
        let text = page.blocks[at].text.trim();
        let name = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        let enclosed = name.is_some();
        let name = name.unwrap_or(text).trim();
        let uncased = matches!(self.language, "ckb" | "fa" | "he");
        let bare = uncased && names::may_be_uncased_name(name);
        if page.is_labelled(at) {
            let signs = names::is_name(name) || byline::desk_signature(name).is_some();
            return signs.then_some(name);
        }
        if at < page.head {
            let wire = page.bids[page.head].role == Role::Dateline;
            if wire && at + 1 == page.head && !self.reading.agencies.is_empty() {
                let signs = names::is_name(name) || names::may_be_uncased_name(name);
                return signs.then_some(name);
            }
            let long = name.split_whitespace().any(|word| word.chars().count() > 4);
            let signs = page.is_beside_date(at)
                && names::is_name(name)
                && name.contains(char::is_lowercase)
                && (long || names::has_given_name(name));
            return signs.then_some(name);
        }
        let under = at - page.foot;
        // "(Anne Example)", right under the text: brackets set it off; so does the day under it, where letters have no capitals.
        let set_off = enclosed || page.role(Some(at + 1)) == Some(Role::Stamp);
        let signs = is_known_name(name)
            || under == 1
                && set_off
                && (bare || enclosed && is_mixed(name) && names::is_name(name))
            || at + 1 == page.bids.len() && under == 1 && self.closes_short(name, at);
        (under <= NEAR && signs).then_some(name)
    }

    /// "KPA" alone on its line, right over the day or under it, or right over a dateline: who signs for a house, and its agency.
    fn house_alone(&self, page: &Page<'_>) -> Option<Claim> {
        let title = page
            .bids
            .iter()
            .position(|bid| bid.role == Role::Headline)?;
        let place = self.reading.dateline_place.as_ref();
        let at = (title + 1..page.head).find(|&at| {
            let name = page.blocks[at].text.trim();
            let over = matches!(page.role(Some(at + 1)), Some(Role::Place | Role::Dateline));
            matches!(page.bids[at].role, Role::Noise | Role::Byline | Role::Place)
                && name.chars().count() > 3
                && place.is_none_or(|place| place.value != name)
                && names::is_house_form(name)
                && (over || page.is_beside_date(at))
        })?;
        Some(Claim {
            at,
            form: Form::House(page.blocks[at].text.trim().to_owned()),
            rule: "press/house-alone",
            confidence: 0.56,
        })
    }

    /// "rtk/dpa/AFP", "RK (dpa, EFE)", "(bm – tl)": initials under the text, of papers and broadcasters. What a wire sets there are the
    /// codes of those who handled the text, and sign nothing.
    fn desk_alone(&self, page: &Page<'_>) -> Option<Claim> {
        let agencies = &self.reading.agencies;
        let own = agencies
            .iter()
            .any(|agency| names::is_host(&agency.value.name));
        let wire = own || self.reading.dateline.is_some() && !agencies.is_empty();
        if wire || self.reading.headline.is_none() {
            return None;
        }
        // "… by the summer. (rtk/sda)": a desk closes the last paragraph.
        let last = page.blocks[page.foot].text.trim_end();
        let closing = last
            .strip_suffix(')')
            .and_then(|last| last.rsplit_once('('));
        if let Some((_, desk)) = closing
            && names::names_agency(desk)
            && byline::desk_signature(desk).is_some()
        {
            return Some(Claim {
                at: page.foot,
                form: Form::Closing(desk.to_owned()),
                rule: "press/desk-signature",
                confidence: 0.52,
            });
        }
        let mut near = page.around(LAST_DESK).filter(|&at| at > page.foot);
        near.find_map(|at| {
            if !matches!(
                page.bids[at].role,
                Role::Noise | Role::SignOff | Role::Credit
            ) {
                return None;
            }
            let text = page.blocks[at].text.trim();
            let name = byline::desk_signature(text)?;
            // What names no agency and has neither stroke nor bracket may be anything.
            let told = names::names_agency(text) || at == page.foot + 1;
            told.then(|| Claim {
                at,
                form: Form::Desk(name.to_owned()),
                rule: "press/desk-signature",
                confidence: 0.52,
            })
        })
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
    fn what_stands_right_under_a_label_signs() {
        for (head, who) in [
            ("AUTOR/IN\n\nVelda Quorn\n\nMarch 3, 2022", "Velda Quorn"),
            (
                "Article rédigé par\n\nnorvainfo avec AFP\n\nMarch 3, 2022",
                "norvainfo avec AFP",
            ),
            (
                "By\n\nVelda QuornLive and breaking news reporter\n\nMarch 3, 2022",
                "Velda Quorn",
            ),
        ] {
            assert_eq!(signs(&page(head, "")), Some(who), "{head}");
        }
        let read = page(
            "By\n\nThe ferries stay until the summer\n\nMarch 3, 2022",
            "",
        );
        assert_eq!(signs(&read), None);
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

    #[test]
    fn a_desk_signs_under_the_text_of_a_paper() {
        for (foot, wanted) in [
            ("(bm – tl)", "bm – tl"),
            ("rtk/nbd/AFP", "rtk/nbd/AFP"),
            ("RK (dpa, EFE)", "RK"),
            ("rtk//sol", "rtk//sol"),
            ("Author:\n\nrtk//sol", "rtk//sol"),
            ("(Velda Quorn)", "Velda Quorn"),
        ] {
            let read = page("March 3, 2022", foot);
            assert_eq!(signs(&read), Some(wanted), "{foot}");
        }
        let read = page("March 3, 2022", "RK (dpa, EFE)");
        let agencies: Vec<_> = read
            .agencies
            .iter()
            .map(|found| &found.value.name)
            .collect();
        assert_eq!(agencies, ["dpa", "EFE"]);
        for foot in ["and/or", "(see above)", "(END)", "km/h", "Yes / No", "1/2"] {
            assert_eq!(signs(&page("March 3, 2022", foot)), None, "{foot}");
        }
    }

    #[test]
    fn the_codes_of_a_wire_sign_nothing() {
        let text = format!("{TITLE}\n\nSARN, March 3 (AFP) - {TEXT}\n\nhk-amb/gir/kjl\n");
        assert_eq!(signs(&read(&SourceText::new("text.txt", &text))), None);
    }
}
