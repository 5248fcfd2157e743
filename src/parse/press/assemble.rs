//! Owns the step from settled blocks to fields, body blocks and leftovers. Every block ends in one of them (law 8): a field that
//! is taken already makes a leftover with the name of its rule, never nothing.

use std::ops::Range;

use super::claim::{Bid, Role};
use super::dates::Order;
use super::lexicon::{self, folded, patterns};
use super::lines::Block;
use super::{Caption, Found, Reading, byline, credits, dateline, links, noise, stamp, title};
use crate::diag::SourceText;
use crate::model::{self, AgencyRole, Byline, Date, Leftover, Related};

patterns! {
    SIGN_OFF = format!(r"(?:\s[-–—]+\s?|\s?[(/])(?<agency>[^()/–—]{{2,40}}?)[)/]?\.?$");
    PASSED_ON = r"(?i)\b(?:передає|повідомляє|інформує|пише|передает|передаёт|сообщает|пишет)\s+[«\x22“]?(?<who>[\p{L}\p{N}.-]+(?:\s\p{Lu}[\p{L}-]+)?)";
    DOMAIN = r"(?i)^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|ua|ru|info|tv|news|media)$";
}

/// Puts the fields together.
pub(super) fn assemble(
    source: &SourceText<'_>,
    blocks: &[Block],
    bids: &[Bid],
    order: Order,
    language: &str,
) -> Reading {
    let mut work = Work {
        source,
        order,
        language,
        reading: Reading::default(),
        last_caption: None,
        waiting_credit: None,
    };
    for (at, (block, bid)) in blocks.iter().zip(bids).enumerate() {
        work.take(at, block, *bid);
    }
    work.drop_waiting_credit();
    let body: Vec<(usize, &Block)> = blocks
        .iter()
        .enumerate()
        .filter(|&(at, _)| matches!(bids[at].role, Role::Paragraph | Role::Dateline))
        .collect();
    work.opening_date(&body);
    work.passed_on(&body);
    work.sign_off(&body);
    work.reading
}

struct Work<'a> {
    source: &'a SourceText<'a>,
    order: Order,
    language: &'a str,
    reading: Reading,
    last_caption: Option<LastCaption>,
    waiting_credit: Option<WaitingCredit>,
}

/// The last caption: its block, its place in the list, and whether it was in the list before.
struct LastCaption {
    at: usize,
    index: usize,
    repeated: bool,
}

/// A credit that stands before its caption, and its block.
struct WaitingCredit {
    at: usize,
    found: Found<String>,
}

impl Work<'_> {
    fn take(&mut self, at: usize, block: &Block, bid: Bid) {
        if self
            .waiting_credit
            .as_ref()
            .is_some_and(|credit| credit.at + 2 < at)
        {
            self.drop_waiting_credit();
        }
        match bid.role {
            Role::Kicker => self.kicker(block, bid),
            Role::Headline => self.headline(block, bid),
            Role::Standfirst => self.standfirst(block, bid),
            Role::Byline => self.byline(block, bid),
            Role::Stamp => self.stamp(block, bid),
            Role::Place => self.place(block, bid),
            Role::Dateline => self.dateline(block, bid),
            Role::Caption => self.caption(at, block, bid),
            Role::Credit => self.credit(at, block, bid),
            Role::Related => self.related(block, bid),
            Role::Crosshead => self.push(model::Block::Crosshead(block.text.clone()), block, bid),
            Role::Paragraph | Role::Policy => {
                self.push(model::Block::Paragraph(block.text.clone()), block, bid);
            }
            Role::SignOff => self.agencies(&block.text, block, bid, AgencyRole::Origin),
            Role::Tags => self.tags(block, bid),
            Role::RelatedHeading
            | Role::PromoHeading
            | Role::ContentsHeading
            | Role::MarkedHeading
            | Role::End
            | Role::Noise => self.leftover(block, bid.rule),
        }
    }

    fn found<T>(&self, value: T, bytes: Range<usize>, bid: Bid) -> Found<T> {
        Found {
            value,
            bytes,
            rule: bid.rule,
            confidence: bid.confidence,
        }
    }

    fn part(&self, part: &str, block: &Block, bid: Bid) -> Found<String> {
        self.found(part.to_owned(), block.locate(self.source.text(), part), bid)
    }

    fn push(&mut self, value: model::Block, block: &Block, bid: Bid) {
        let found = self.found(value, block.bytes.clone(), bid);
        self.reading.blocks.push(found);
    }

    fn leftover(&mut self, block: &Block, rule: &str) {
        self.reading
            .leftovers
            .push(leftover(self.source, block.bytes.clone(), rule));
    }

    fn kicker(&mut self, block: &Block, bid: Bid) {
        if self.reading.kicker.is_some() {
            return self.leftover(block, "press/second-kicker");
        }
        let kicker = block.text.trim_end_matches([':', ' ', '\u{a0}']);
        self.reading.kicker = Some(self.found(kicker.to_owned(), block.bytes.clone(), bid));
    }

    fn headline(&mut self, block: &Block, bid: Bid) {
        if self.reading.headline.is_some() {
            return self.leftover(block, "press/second-headline");
        }
        let text = block.text.trim_end_matches(['=', ' ']);
        let (kicker, headline) = match self.reading.kicker {
            None => title::split_kicker(text),
            Some(_) => (None, text),
        };
        let (before, own) = self.parted(headline, block);
        if let Some(kicker) = kicker {
            let bid = Bid::new(Role::Kicker, "press/kicker-prefix", 0.8);
            self.reading.kicker = Some(self.found(kicker.to_owned(), before, bid));
        }
        self.reading.headline = Some(self.found(headline.to_owned(), own, bid));
    }

    fn standfirst(&mut self, block: &Block, bid: Bid) {
        if let Some(standfirst) = &mut self.reading.standfirst {
            standfirst.value.push('\n');
            standfirst.value.push_str(&block.text);
            standfirst.bytes.end = block.bytes.end;
            return;
        }
        let (label, text) = title::split_label(&block.text, self.language);
        let (before, own) = self.parted(text, block);
        self.reading.standfirst_label =
            label.map(|label| self.found(label.to_owned(), before, bid));
        self.reading.standfirst = Some(self.found(text.to_owned(), own, bid));
    }

    /// Where the last part of a block stands, and what is before it; the two cover the block.
    fn parted(&self, part: &str, block: &Block) -> (Range<usize>, Range<usize>) {
        let start = block.locate(self.source.text(), part).start;
        (block.bytes.start..start, start..block.bytes.end)
    }

    fn byline(&mut self, block: &Block, bid: Bid) {
        let parsed = byline::parse(&block.text);
        let verbatim = parsed
            .as_ref()
            .map_or(block.text.as_str(), |byline| byline.verbatim);
        let taken = self.reading.byline.is_some();
        let alone = parsed.as_ref().is_some_and(|byline| byline.only_agencies);
        if let Some(place) = parsed
            .as_ref()
            .and_then(|byline| byline.place)
            .filter(|_| self.reading.dateline_place.is_none())
        {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        if taken {
            self.note_agencies(verbatim, block, bid, AgencyRole::With);
            return self.leftover(block, "press/second-byline");
        }
        self.note_agencies(
            verbatim,
            block,
            bid,
            if alone {
                AgencyRole::Origin
            } else {
                AgencyRole::With
            },
        );
        let value = Byline {
            verbatim: verbatim.to_owned(),
            people: byline::people(verbatim),
        };
        self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
        if let Some(stamp) = stamp::parse(&block.text, self.order)
            .filter(|stamp| stamp.words.start > 0 || stamp.published.is_some())
        {
            self.stamped(stamp, block, bid, true);
        }
    }

    fn agencies(&mut self, text: &str, block: &Block, bid: Bid, role: AgencyRole) {
        self.note_agencies(text, block, bid, role);
        self.leftover(block, bid.rule);
    }

    fn note_agencies(&mut self, text: &str, block: &Block, bid: Bid, role: AgencyRole) {
        for name in lexicon::agencies(text) {
            self.note_agency(name, block, bid, role);
        }
    }

    fn note_agency(&mut self, name: String, block: &Block, bid: Bid, role: AgencyRole) {
        if self
            .reading
            .agencies
            .iter()
            .all(|known| folded(&known.value.name) != folded(&name))
        {
            let bytes = block.locate(self.source.text(), &name);
            let found = self.found(model::Agency { name, role }, bytes, bid);
            self.reading.agencies.push(found);
        }
    }

    fn stamp(&mut self, block: &Block, bid: Bid) {
        match stamp::parse(&block.text, self.order) {
            Some(stamp) => self.stamped(stamp, block, bid, false),
            None => self.leftover(block, bid.rule),
        }
    }

    fn stamped(&mut self, stamp: stamp::Stamp, block: &Block, bid: Bid, aside: bool) {
        let text = &block.text;
        let mut used = aside;
        let date = |mention: &super::dates::Mention| mention.to_date(&text[mention.bytes.clone()]);
        let dated = |date: Date| Found {
            value: date,
            bytes: block.bytes.clone(),
            rule: bid.rule,
            confidence: bid.confidence,
        };
        let published = stamp.published.as_ref().and_then(date);
        let modified = stamp.modified.as_ref().and_then(date);
        if let Some(date) = &modified
            && self.reading.modified.is_none()
        {
            self.reading.modified = Some(dated(date.clone()));
            used = true;
        }
        // A line that tells of a change alone is all that is known of the day, until a better one comes.
        let weak = stamp.only_change;
        let taken = self
            .reading
            .published_words
            .as_ref()
            .is_some_and(|found| weak || found.rule != "press/change-line");
        if !taken {
            let mut words = self.part(&text[stamp.words.clone()], block, bid);
            words.bytes = block.bytes.clone();
            if weak {
                words.rule = "press/change-line";
            }
            self.reading.published_words = Some(words);
            self.reading.published = published.or(modified).map(dated);
            used = true;
        }
        if let Some(place) = stamp.place
            && self.reading.dateline_place.is_none()
        {
            self.reading.dateline_place = Some(self.part(&text[place], block, bid));
        }
        if let Some(rest) = stamp.rest {
            let rest = &text[rest];
            let whole = lexicon::is_titled(rest) && rest.split_whitespace().count() <= 4;
            if whole && byline::parse(rest).is_some() && self.reading.byline.is_none() && !aside {
                let value = Byline {
                    verbatim: rest.to_owned(),
                    people: byline::people(rest),
                };
                self.note_agencies(rest, block, bid, AgencyRole::With);
                self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
            } else if whole
                && self.reading.kicker.is_none()
                && self.reading.headline.is_some()
                && self.reading.blocks.is_empty()
                && !aside
            {
                self.reading.kicker = Some(self.part(
                    rest,
                    block,
                    Bid::new(Role::Kicker, "press/section-by-date", 0.55),
                ));
            }
        }
        if !used {
            self.leftover(block, "press/second-date");
        }
    }

    fn place(&mut self, block: &Block, bid: Bid) {
        if self.reading.dateline_place.is_some() {
            return self.leftover(block, "press/second-place");
        }
        self.reading.dateline = Some(self.part(&block.text, block, bid));
        self.reading.dateline_place = Some(self.part(&block.text, block, bid));
    }

    fn dateline(&mut self, block: &Block, bid: Bid) {
        let line = dateline::parse(&block.text).filter(|_| self.reading.dateline.is_none());
        let Some(line) = line else {
            return self.push(model::Block::Paragraph(block.text.clone()), block, bid);
        };
        let part = |part: &str| Found {
            value: part.to_owned(),
            bytes: block.locate(self.source.text(), part),
            rule: bid.rule,
            confidence: bid.confidence,
        };
        self.reading.dateline = Some(part(line.verbatim));
        self.reading.dateline_place = line.place.map(part).or(self.reading.dateline_place.take());
        self.reading.dateline_date = line.date.map(part);
        if let Some(person) = line.person.filter(|_| self.reading.byline.is_none()) {
            let value = Byline {
                verbatim: person.to_owned(),
                people: vec![person.to_owned()],
            };
            self.reading.byline = Some(Found {
                value,
                bytes: block.locate(self.source.text(), person),
                rule: bid.rule,
                confidence: 0.6,
            });
        }
        let date = line
            .date
            .and_then(|words| super::dates::read_date(words, self.order));
        if let Some(date) = date
            .filter(|_| self.reading.published.is_none() && self.reading.published_words.is_none())
        {
            self.reading.published = Some(Found {
                value: date,
                bytes: block.bytes.clone(),
                rule: "press/dateline",
                confidence: bid.confidence,
            });
        }
        let text = block.text[line.verbatim.len()..].trim_start().to_owned();
        for name in line.agencies {
            self.note_agency(name, block, bid, AgencyRole::Origin);
        }
        self.push(model::Block::Paragraph(text), block, bid);
    }

    fn caption(&mut self, at: usize, block: &Block, bid: Bid) {
        let parsed = credits::caption(&block.text);
        let text = parsed
            .as_ref()
            .map_or(block.text.as_str(), |caption| caption.text);
        let own = parsed
            .as_ref()
            .and_then(|caption| caption.credit)
            .map(str::to_owned);
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
        let same = |known: &Found<Caption>| folded(&known.value.text) == folded(text);
        if let Some(index) = captions.iter().position(same) {
            let caption = &mut captions[index].value;
            caption.credit = caption.credit.take().or(credit);
            self.last_caption = Some(LastCaption {
                at,
                index,
                repeated: true,
            });
            let rest = leftover(self.source, bytes, "press/repeated-caption");
            return self.reading.leftovers.push(rest);
        }
        let index = captions.len();
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

    fn credit(&mut self, at: usize, block: &Block, bid: Bid) {
        let credit = credits::credit(&block.text)
            .unwrap_or(&block.text)
            .to_owned();
        self.drop_waiting_credit();
        let last = self.last_caption.as_ref().filter(|last| at <= last.at + 2);
        let Some(last) = last else {
            let found = Found {
                value: credit,
                bytes: block.bytes.clone(),
                rule: bid.rule,
                confidence: bid.confidence,
            };
            self.waiting_credit = Some(WaitingCredit { at, found });
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

    /// A credit whose caption never came is kept apart.
    fn drop_waiting_credit(&mut self) {
        if let Some(WaitingCredit { found, .. }) = self.waiting_credit.take() {
            self.reading
                .leftovers
                .push(leftover(self.source, found.bytes, found.rule));
        }
    }

    fn related(&mut self, block: &Block, bid: Bid) {
        let link = links::parse(&block.text).unwrap_or_else(|| links::with_url(&block.text));
        if self
            .reading
            .related
            .iter()
            .any(|known| folded(&known.value.verbatim) == folded(&link.words))
        {
            return self.leftover(block, "press/repeated-link");
        }
        let index = self.reading.related.len();
        let found = self.found(
            Related {
                verbatim: link.words,
                url: link.url,
            },
            block.bytes.clone(),
            bid,
        );
        self.reading.related.push(found);
        self.push(model::Block::Related(index), block, bid);
    }

    fn tags(&mut self, block: &Block, bid: Bid) {
        for tag in noise::tags(&block.text) {
            if self.reading.tags.iter().all(|known| known.value != tag) {
                let found = self.part(&tag, block, bid);
                self.reading.tags.push(found);
            }
        }
        self.leftover(block, bid.rule);
    }

    /// A body that opens with its date, as data sets print them.
    fn opening_date(&mut self, body: &[(usize, &Block)]) {
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
        let mention = super::dates::mentions(head, self.order).into_iter().next();
        let Some(mention) =
            mention.filter(|mention| mention.full_day().is_some() && mention.bytes.start <= 12)
        else {
            return;
        };
        let before = head[..mention.bytes.start].trim_matches(|c: char| !c.is_alphabetic());
        if !before.is_empty() && super::calendar::weekday(&before.to_lowercase()).is_none() {
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
    fn passed_on(&mut self, body: &[(usize, &Block)]) {
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
    fn sign_off(&mut self, body: &[(usize, &Block)]) {
        let Some((_, last)) = body.last() else { return };
        let from = last
            .text
            .char_indices()
            .rev()
            .nth(60)
            .map_or(0, |(at, _)| at);
        let agency = SIGN_OFF
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

/// A piece of source that is no field and no body.
pub(super) fn leftover(source: &SourceText<'_>, bytes: Range<usize>, rule: &str) -> Leftover {
    Leftover {
        text: source.text()[bytes.clone()].to_owned(),
        line: source.line_of(bytes.start),
        bytes,
        rule: rule.to_owned(),
    }
}
