//! Owns captions and credits on their way into the fields: carousels repeat them, and a credit may stand before or after.

use std::ops::Range;

use super::{LastCaption, WaitingCredit, Work, leftover};
use crate::model;
use crate::parse::press::block::Block;
use crate::parse::press::byline;
use crate::parse::press::claim::Bid;
use crate::parse::press::credits;
use crate::parse::press::lines::clean;
use crate::parse::press::names;
use crate::parse::press::reading::{Caption, Found};
use crate::parse::press::title::comparable;

/// From here on, a credit whose caption never came stands for a picture without words; below, it may sign the text.
const PICTURED: f32 = 0.7;

/// The same of a credit without a label, where its place tells that nobody signs so.
const UNLABELLED: f32 = 0.5;

/// How far under the text its pictures may be credited, in blocks.
const NEAR_FOOT: usize = 3;

impl Work<'_> {
    pub(super) fn caption(&mut self, at: usize, block: &Block, bid: Bid) {
        // "Foto: Gazette": a label and a few words say nothing of the picture.
        if bid.rule != "press/caption" && credits::is_labelled_credit(&block.words()) {
            return self.credit(at, block, bid);
        }
        let parsed = match credits::with_source(&block.text) {
            Some((text, source)) if bid.rule == credits::SOURCED => credits::Caption {
                text,
                credit: Some(source),
            },
            _ => credits::settled(&block.text),
        };
        let text = super::listed::unbulleted(parsed.text);
        let own = parsed.credit.map(str::to_owned);
        let folded = comparable(text);
        // The headline once more stands for a picture, and says nothing of it.
        if own.is_none() && self.waiting_credit.is_none() && self.is_headline(&folded) {
            return self.leftover(block, "press/repeated-headline");
        }
        if self.said_in_full(&folded) {
            return self.leftover(block, "press/repeated-caption");
        }
        self.drop_cut_off(&folded);
        if own.is_some() {
            self.drop_waiting_credit();
        }
        let waiting = self.waiting_credit.take();
        let mut bytes = block.bytes.clone();
        if let Some(waiting) = &waiting {
            bytes.start = bytes.start.min(waiting.found.bytes.start);
        }
        let credit = own.or(waiting.map(|waiting| waiting.found.value));
        let captions = &mut self.reading.captions;
        let index = captions.len();
        let known = *self.seen.captions.entry(folded).or_insert(index);
        if known < index {
            let caption = &mut captions[known].value;
            caption.credit = caption.credit.take().or(credit);
            self.last_caption = Some(LastCaption {
                at,
                index: known,
                repeated: true,
            });
            let rest = leftover(self.source, bytes, "press/repeated-caption");
            return self.reading.leftovers.push(rest);
        }
        let value = Caption {
            text: text.to_owned(),
            credit,
        };
        captions.push(Found {
            value,
            bytes,
            rule: bid.rule,
            confidence: bid.confidence,
        });
        self.last_caption = Some(LastCaption {
            at,
            index,
            repeated: false,
        });
        self.push(model::Block::Figure(index), block, bid);
    }

    /// Whether the last caption says what this one says, and goes on.
    fn said_in_full(&self, folded: &str) -> bool {
        let last = self.reading.captions.last();
        last.is_some_and(|last| is_cut_off(folded, &comparable(&last.value.text)))
    }

    /// Takes the last caption back where the next one says it in full: "The bridge at…" over "The bridge at Rawa on Monday".
    fn drop_cut_off(&mut self, folded: &str) {
        let cut_off = self.reading.captions.last().is_some_and(|last| {
            last.value.credit.is_none() && is_cut_off(&comparable(&last.value.text), folded)
        });
        let index = self.reading.captions.len().wrapping_sub(1);
        let figure = self.reading.blocks.last();
        let newest = figure.is_some_and(|found| found.value == model::Block::Figure(index));
        if cut_off
            && newest
            && let Some(last) = self.reading.captions.pop()
        {
            self.reading.blocks.pop();
            self.seen.captions.remove(&comparable(&last.value.text));
            let rest = leftover(self.source, last.bytes, "press/repeated-caption");
            self.reading.leftovers.push(rest);
            self.last_caption = None;
        }
    }

    pub(super) fn credit(&mut self, at: usize, block: &Block, bid: Bid) {
        let credit = credits::credit(&block.text)
            .unwrap_or(&block.text)
            .to_owned();
        self.drop_waiting_credit();
        if at > 0 && self.headline_again == Some(at - 1) && credit != block.text {
            return self.headline_shown(credit, block, bid);
        }
        let last = self.last_caption.as_ref().filter(|last| at <= last.at + 2);
        // A caption that has its own leaves this one to what comes next.
        let open = last.filter(|last| {
            let bare = self.reading.captions[last.index].value.credit.is_none();
            let under = at == last.at + 1;
            match bare {
                true => under || !self.before_caption,
                false => under && !self.before_caption,
            }
        });
        let Some(last) = open else {
            let found = Found {
                value: credit,
                bytes: block.bytes.clone(),
                rule: bid.rule,
                confidence: bid.confidence,
            };
            let labelled = found.value != block.text;
            self.waiting_credit = Some(WaitingCredit {
                at,
                found,
                labelled,
            });
            return;
        };
        let caption = &mut self.reading.captions[last.index];
        let takes = caption.value.credit.is_none();
        if takes {
            caption.value.credit = Some(credit);
        }
        if takes && !last.repeated && at == last.at + 1 {
            caption.bytes.end = block.bytes.end;
        } else {
            self.leftover(
                block,
                if takes {
                    "press/credit"
                } else {
                    "press/second-credit"
                },
            );
        }
    }

    /// Whether a line that nothing has explained, near the end of the text, is the credit of its pictures: "Fotos: Anna Example/Bank".
    pub(super) fn is_credit_at_foot(&self, block: &Block, bid: &Bid) -> bool {
        matches!(bid.rule, "press/foot" | "unclaimed")
            && (1..=NEAR_FOOT).contains(&self.after)
            && credits::labels_photo(&block.text)
            && credits::credit(&block.text).is_some_and(|credit| credit.len() < block.text.len())
    }

    /// Whether who signs stands right over some bytes: what a desk prints under a name at the foot.
    fn is_under_signature(&self, bytes: &Range<usize>) -> bool {
        let again = self.reading.leftovers.iter();
        let again = again.filter(|rest| rest.rule == "press/second-byline");
        let signed = self.reading.byline.iter().map(|byline| byline.bytes.end);
        let mut ends = again.map(|rest| rest.bytes.end).chain(signed);
        ends.any(|end| {
            let between = self.source.text().get(end..bytes.start);
            between.is_some_and(|text| !text.contains(char::is_alphanumeric))
        })
    }

    /// The headline once more, right over a credit behind its label, is what the picture shows.
    fn headline_shown(&mut self, credit: String, block: &Block, bid: Bid) {
        let again = self.reading.leftovers.pop();
        let Some(again) = again.filter(|again| again.rule == "press/repeated-headline") else {
            return self.leftover(block, bid.rule);
        };
        let bytes = again.bytes.start..block.bytes.end;
        let value = Caption {
            text: clean(&again.text),
            credit: Some(credit),
        };
        let index = self.reading.captions.len();
        self.seen.captions.insert(comparable(&value.text), index);
        self.reading.captions.push(self.found(value, bytes, bid));
        self.push(model::Block::Figure(index), block, bid);
    }

    /// A credit whose caption never came: a picture without words has it, "Le Quotidien / AFP" may sign the text; anything else
    /// is kept apart.
    pub(super) fn drop_waiting_credit(&mut self) {
        let Some(WaitingCredit {
            found, labelled, ..
        }) = self.waiting_credit.take()
        else {
            return;
        };
        let line = clean(&self.source.text()[found.bytes.clone()]);
        let photo = credits::labels_photo(&line);
        if labelled && (found.confidence >= PICTURED || photo) {
            let paragraphs = self.reading.blocks.iter();
            let mut paragraphs =
                paragraphs.filter(|block| matches!(block.value, model::Block::Paragraph(_)));
            let before = |block: &Found<model::Block>| block.bytes.start < found.bytes.start;
            let opens = !paragraphs.clone().any(before);
            // Under the text, it is the text that is credited, or the one picture that has no credit yet.
            if opens || paragraphs.any(|block| !before(block)) {
                return self.without_words(found);
            }
            if !self.credit_at_foot(&found.value) && photo && !self.is_under_signature(&found.bytes)
            {
                return self.without_words(found);
            }
        }
        if self.signed_as_credit(&found) {
            return;
        }
        if found.confidence >= UNLABELLED && self.after <= 1 && self.is_pictures(&found) {
            return self.without_words(found);
        }
        self.apart(found);
    }

    /// Whether a credit without a label is a picture's, and signs nothing: "Anne Example / AFP" amid the text, or over it where somebody
    /// else has signed; "ТАСС / Анна Пример", which no signature looks like.
    fn is_pictures(&self, found: &Found<String>) -> bool {
        let credit = found.value.as_str();
        let cyrillic = |c| matches!(c, '\u{400}'..='\u{4ff}');
        let strokes = credit.matches('/').count();
        let first = credit.split('/').next().unwrap_or(credit);
        let led = names::only_agencies(first.trim());
        if strokes == 1 && led && credit.contains(cyrillic) {
            return true;
        }
        let paragraph = |block: &Found<model::Block>| {
            matches!(block.value, model::Block::Paragraph(_))
                && block.bytes.start < found.bytes.start
        };
        if self.reading.blocks.iter().any(paragraph) {
            return strokes >= 1 && self.after == 0;
        }
        // "Pixabay", "Reprodução/Gazeta": nobody signs so.
        if credits::gives_pictures(credit) {
            return true;
        }
        let signed = self.reading.byline.is_some();
        signed && (strokes >= 2 || strokes == 1 && !self.signs_too(credit))
    }

    /// Whether who is credited is who signs: hands do so once more, with their house.
    fn signs_too(&self, credit: &str) -> bool {
        let signed = self.reading.byline.as_ref();
        let signed = signed.map(|byline| comparable(&byline.value.verbatim));
        signed.is_some_and(|signed| {
            credit.split(['/', '|']).any(|part| {
                let part = comparable(part.trim());
                part.contains(' ') && signed.contains(&part)
            })
        })
    }

    /// "Anne Example / Bank / AFP" under "By Paul Sample": who took the picture, since somebody else has signed the text.
    pub(super) fn is_picture_beside(&self, block: &Block) -> bool {
        let signed = self.reading.byline.is_some() && self.reading.headline.is_some();
        let strokes = block.text.matches('/').count();
        let named = strokes == 1 && names_one(&block.text) && !self.signs_too(&block.text);
        signed
            && self.after <= 1
            && (strokes >= 2 || named || block.text.contains(" | "))
            && !names::only_agencies(&block.text)
            // "Port Sabine/ Anne Example/ KPA" has the city of whoever signs.
            && byline::parse(&block.text).is_none_or(|byline| byline.place.is_none())
            && credits::credit(&block.text).is_some()
    }

    /// The same of a line over who signs, that was taken for the signature until then.
    pub(super) fn unsigned(&mut self, before: &Found<model::Byline>) -> bool {
        let line = clean(&self.source.text()[before.bytes.clone()]);
        let own = |agency: &Found<model::Agency>| {
            agency.bytes.start >= before.bytes.start && agency.bytes.end <= before.bytes.end
        };
        let pictured = names_one(&line)
            && !self.signs_too(&line)
            && byline::parse(&line).is_none_or(|byline| byline.place.is_none());
        let Some(credit) = credits::credit(&line).filter(|_| pictured) else {
            return false;
        };
        self.reading.agencies.retain(|agency| !own(agency));
        self.without_words(Found {
            value: credit.to_owned(),
            bytes: before.bytes.clone(),
            rule: "press/credit",
            confidence: before.confidence,
        });
        true
    }

    pub(super) fn credit_beside(&mut self, block: &Block, bid: Bid) {
        let credit = credits::credit(&block.text).unwrap_or(&block.text);
        self.without_words(Found {
            value: credit.to_owned(),
            bytes: block.bytes.clone(),
            rule: "press/credit",
            confidence: bid.confidence,
        });
    }

    /// A picture of which the text says only who took it.
    fn without_words(&mut self, credit: Found<String>) {
        let known = self.reading.captions.iter();
        let known = known.filter_map(|caption| caption.value.credit.as_deref());
        if known
            .map(comparable)
            .any(|known| known == comparable(&credit.value))
        {
            return self.apart(credit);
        }
        self.reading.captions.push(Found {
            value: Caption {
                text: String::new(),
                credit: Some(credit.value),
            },
            bytes: credit.bytes,
            rule: credit.rule,
            confidence: credit.confidence,
        });
    }

    /// Sets a credit apart that stands right over a link: its picture is the other article's.
    pub(super) fn drop_credit_of_link(&mut self, at: usize) {
        let own = |credit: &WaitingCredit| credit.at + 1 == at;
        if self.waiting_credit.as_ref().is_some_and(own)
            && let Some(credit) = self.waiting_credit.take()
        {
            self.apart(credit.found);
        }
    }

    fn apart(&mut self, credit: Found<String>) {
        let rest = leftover(self.source, credit.bytes, credit.rule);
        self.reading.leftovers.push(rest);
    }

    /// Gives a credit that stands under the text to the picture that lacks one, where there is no doubt which; says whether one has it.
    fn credit_at_foot(&mut self, credit: &str) -> bool {
        let captions = &mut self.reading.captions;
        let known = captions
            .iter()
            .filter_map(|found| found.value.credit.as_deref());
        let known = known
            .map(comparable)
            .any(|known| known == comparable(credit));
        let mut bare = captions
            .iter_mut()
            .filter(|found| found.value.credit.is_none());
        if let (Some(one), None) = (bare.next(), bare.next()) {
            one.value.credit = Some(credit.to_owned());
            return true;
        }
        known
    }
}

/// Whether a stroke parts one person and one source: "Anne Example / AFP", "ТАСС/Анна Пример".
fn names_one(line: &str) -> bool {
    let Some((one, two)) = line.split_once('/') else {
        return false;
    };
    let (one, two) = (one.trim(), two.trim());
    let person = |part: &str| names::is_name(part) && !names::names_agency(part);
    names::only_agencies(one) && person(two) || person(one) && names::only_agencies(two)
}

/// The fewest words of a caption that is cut off.
const FEWEST: usize = 4;

/// Whether one text, folded, is the beginning of another.
fn is_cut_off(part: &str, whole: &str) -> bool {
    whole.len() > part.len()
        && whole.starts_with(part)
        && whole[part.len()..].starts_with(' ')
        && part.split(' ').nth(FEWEST - 1).is_some()
}
