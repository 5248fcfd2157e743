//! Owns the fields that stand within the body's own text: a date that opens it, the outlet it was passed on by, the agency that
//! closes it. They leave the text as it is.

use super::Work;
use crate::model::AgencyRole;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{self, patterns};
use crate::parse::press::lines::Block;
use crate::parse::press::{Found, calendar, dates};

patterns! {
    PASSED_ON = r"(?i)\b(?:передає|повідомляє|інформує|пише|передает|передаёт|сообщает|пишет)\s+[«\x22“]?(?<who>[\p{L}\p{N}.-]+(?:\s\p{Lu}[\p{L}-]+)?)";
    DOMAIN = r"(?i)^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ua|ru|info|tv|news|media)$";
}

impl Work<'_> {
    /// A body that opens with its date, as data sets print them.
    pub(super) fn opening_date(&mut self, body: &[(usize, &Block)]) {
        let Some((_, first)) = body
            .first()
            .filter(|_| self.reading.published_words.is_none())
        else {
            return;
        };
        let head = &first.text[..first
            .text
            .char_indices()
            .nth(60)
            .map_or(first.text.len(), |(at, _)| at)];
        let mention = dates::mentions(head, self.order).into_iter().next();
        let Some(mention) =
            mention.filter(|mention| mention.full_day().is_some() && mention.bytes.start <= 12)
        else {
            return;
        };
        // "26 August 2024 at noon the alarm went" is a sentence.
        let after = head[mention.bytes.end..].trim_start();
        if after.starts_with(|c: char| c == ',' || c.is_lowercase()) {
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
        if !self.reading.agencies.is_empty() || !matches!(self.language, "uk" | "ru") {
            return;
        }
        for (_, block) in body
            .iter()
            .take(2)
            .filter(|(_, block)| block.shape.chars <= 2_000)
        {
            let who = PASSED_ON
                .captures(&block.text)
                .and_then(|captures| captures.name("who"))
                .map(|who| who.as_str().trim_end_matches('.'));
            let Some(who) = who else { continue };
            let first = who.split_whitespace().next().unwrap_or(who);
            let name = [who, first]
                .into_iter()
                .find(|name| DOMAIN.is_match(name) || lexicon::WHOLE_AGENCY.is_match(name));
            if let Some(name) = name {
                let bid = Bid::new(Role::SignOff, "press/passed-on", 0.65);
                return self.note_agency(name.to_owned(), block, bid, AgencyRole::Republisher);
            }
        }
    }

    /// The agency in brackets or after a dash at the end of the last paragraph.
    pub(super) fn sign_off(&mut self, body: &[(usize, &Block)]) {
        let Some((_, last)) = body.last() else { return };
        let from = last
            .text
            .char_indices()
            .rev()
            .nth(60)
            .map_or(0, |(at, _)| at);
        let agency = lexicon::SIGN_OFF
            .captures(&last.text[from..])
            .and_then(|captures| captures.name("agency"))
            .map(|name| name.as_str().trim());
        if let Some(agency) = agency.filter(|agency| lexicon::ONLY_AGENCIES.is_match(agency)) {
            self.note_agencies(
                agency,
                last,
                Bid::new(Role::SignOff, "press/sign-off", 0.75),
                AgencyRole::Origin,
            );
        }
    }
}
