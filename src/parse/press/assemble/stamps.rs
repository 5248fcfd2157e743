//! Owns lines of dates on their way into the fields: which of them is the date of publication, which that of a change, and what becomes
//! of the others.

use std::ops::Range;

use super::{Work, leftover};
use crate::model::{Date, Precision};
use crate::parse::press::block::Block;
use crate::parse::press::byline;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::dates::{self, Mention};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::reading::Found;
use crate::parse::press::stamp::{self, Stamp};

/// The rule of words that tell of a change alone: they stand for the date of publication until a better line comes.
const CHANGE: &str = "press/change-line";

/// How far behind the text a bare day may still be its own, in blocks.
const FOOT: usize = 12;
/// The longest line that may tell the day beside something else, in characters.
const LONGEST_BESIDE: usize = 80;
/// The longest line that credits a source and tells a day, in characters.
const LONGEST_SOURCE: usize = 120;
/// How near the start of a source the day of the page stands, in bytes.
const PAGE_HEAD: usize = 160;

impl Work<'_> {
    pub(super) fn stamp(&mut self, at: usize, block: &Block, bid: Bid) {
        let label = self
            .waiting_label
            .take()
            .filter(|(before, _)| before + 1 == at);
        let stamp = match label {
            Some((_, label)) => stamp::parse_under(label, &block.text, self.order),
            None => stamp::parse(&block.text, self.order),
        };
        let Some(stamp) = stamp else {
            self.waiting_label = stamp::label(&block.text).map(|label| (at, label));
            return self.leftover(block, bid.rule);
        };
        // "By Anne Example - The Paper - Wednesday, November 8, 2023": who signs comes first.
        let signed = byline::is_led(&block.text)
            && byline::parse(&block.text).is_some_and(|byline| byline.certainty >= 86);
        if signed && self.after == 0 {
            return self.byline(at, block, bid);
        }
        let used = self.stamped(&stamp, block, bid);
        if self.reading.byline.is_none()
            && self.after == 0
            && let Some(found) = byline::between_bars(&block.text)
        {
            self.signed = found.certainty;
            self.sign(found.verbatim, &block.text, block, bid);
        }
        if let Some(rest) = stamp.rest {
            self.beside_date(
                &block.text[rest.clone()],
                &block.text[rest.end..],
                block,
                bid,
            );
        }
        if !used {
            self.leftover(block, "press/second-date");
        }
    }

    /// Takes the dates of a line, and says whether any of them was wanted.
    pub(super) fn stamped(&mut self, stamp: &Stamp, block: &Block, bid: Bid) -> bool {
        let text = &block.text;
        let date = |mention: &Mention| mention.to_date(&text[mention.bytes.clone()]);
        let dated = |value: Date| Found {
            value,
            bytes: block.bytes.clone(),
            rule: bid.rule,
            confidence: bid.confidence,
        };
        let published = stamp.published.as_ref().and_then(date);
        let modified = stamp.modified.as_ref().and_then(date);
        let mut used = false;
        if let Some(date) = &modified
            && self.reading.modified.is_none()
        {
            self.reading.modified = Some(dated(date.clone()));
            used = true;
        }
        if self.is_wanted(stamp, published.as_ref()) {
            self.labelled |= stamp.labelled;
            let mut words = self.part(&text[stamp.words.clone()], block, bid);
            words.bytes = block.bytes.clone();
            if stamp.only_change {
                words.rule = CHANGE;
            }
            self.publish(words, published.or(modified).map(dated));
            used = true;
        }
        // "Anne Example, 12 March 2019": who signs is no place.
        let signs = |place: &Range<usize>| {
            let signed = self.reading.byline.as_ref();
            signed.is_some_and(|byline| byline.value.verbatim == text[place.clone()])
        };
        // "World | 3 May 2018 | 7:09 am": a section, not a city.
        let of_sections = text.matches(" | ").count() >= 2;
        if let Some(place) = stamp.place.as_ref().filter(|place| !signs(place))
            && !of_sections
            && self.reading.dateline_place.is_none()
        {
            self.reading.dateline_place = Some(self.part(&text[place.clone()], block, bid));
            // "Port Sabine, 12 March": without its year the day is that of a dateline.
            let day = stamp
                .published
                .as_ref()
                .filter(|day| day.full_day().is_none());
            if let Some(day) = day.filter(|_| self.reading.dateline_date.is_none()) {
                let words = self.part(&text[day.bytes.clone()], block, bid);
                self.reading.dateline_date = Some(words);
            }
        }
        used
    }

    /// The first whole day over the text, in a short line that was taken for something else, where no line of dates was found: beside
    /// a section, a counter, the name of the paper, who signs.
    pub(super) fn dated_beside(&mut self, blocks: &[Block], bids: &[Bid]) {
        if self.reading.published.is_some() {
            return;
        }
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let head = bids.iter().position(text).unwrap_or(0);
        let lines = blocks.iter().zip(bids).take(head);
        let short = lines.filter(|(block, bid)| {
            let free = match bid.role {
                // "The bridge opens again | World | 19.03.2016": a title of a page ends in its day.
                Role::Noise if bid.rule == "press/page-title" => {
                    let last = block.text.rsplit_once(" | ").map(|(_, last)| last.trim());
                    return last.is_some_and(|last| self.is_day(last));
                }
                Role::Noise => bid.rule != "press/rights",
                role => matches!(role, Role::Byline | Role::Stamp),
            };
            free && block.shape.chars <= LONGEST_BESIDE && dates::has_figure(&block.text)
        });
        for (block, bid) in short {
            let words = block.words();
            if words.has(Kind::Rights) || words.has(Kind::Updated) || block.text.contains('©') {
                continue;
            }
            let mentions = dates::mentions_in(&words, self.order);
            let Some(day) = mentions.into_iter().find(|day| day.full_day().is_some()) else {
                continue;
            };
            let own = &block.text[day.bytes.clone()];
            let whole = dates::read_date(&block.text, self.order).or_else(|| day.to_date(own));
            let bid = Bid::new(Role::Stamp, "press/day-beside", bid.confidence.min(0.5));
            let bytes = block.bytes.clone();
            self.reading.leftovers.retain(|left| left.bytes != bytes);
            let words = self.found(own.to_owned(), bytes.clone(), bid);
            self.publish(words, None);
            self.reading.published = whole.map(|date| self.found(date.with_words(own), bytes, bid));
            return;
        }
    }

    /// The first whole day in a line that credits an agency: "Source: Xinhua| 2019-04-11 03:12:45|Editor: huaxia", "Door ANP - 3-5-2018,
    /// 10:05 (Update 3-5-2018, 11:20)".
    pub(super) fn dated_source(&mut self, text: &str, block: &Block, bid: Bid) {
        let told = self.reading.published_words.is_some() || self.after > 0;
        if told || block.shape.chars > LONGEST_SOURCE {
            return;
        }
        let mentions = dates::mentions(text, self.order);
        let Some(day) = mentions.into_iter().find(|day| day.full_day().is_some()) else {
            return;
        };
        let own = &text[day.bytes.clone()];
        self.reading.published_words = Some(self.part(own, block, bid));
        let date = dates::read_date(text, self.order).or_else(|| day.to_date(own));
        let bytes = block.bytes.clone();
        self.reading.published = date.map(|date| self.found(date.with_words(own), bytes, bid));
    }

    /// "date 2025-10-26 A bridge opens": an archive has set the day before the headline. Gives the headline alone.
    pub(super) fn dated_head<'t>(&mut self, text: &'t str, block: &Block) -> &'t str {
        let Some(rest) = text.strip_prefix("date ") else {
            return text;
        };
        let Some((words, title)) = rest.split_once(' ') else {
            return text;
        };
        let mention = dates::mentions(words, self.order).into_iter().next();
        let whole = mention.filter(|day| day.full_day().is_some() && day.bytes == (0..words.len()));
        let Some(day) = whole.filter(|_| self.reading.published_words.is_none()) else {
            return text;
        };
        let bid = Bid::new(Role::Stamp, "press/archive-date", 0.8);
        let mut bytes = block.locate(self.source.text(), words);
        bytes.start = block.bytes.start;
        self.reading.published_words = Some(self.found(words.to_owned(), bytes.clone(), bid));
        self.reading.published = day.to_date(words).map(|date| self.found(date, bytes, bid));
        title.trim_start()
    }

    /// "This text came out in № 44 of 26 April 2017", in a notice over the text: the day of a printed issue.
    pub(super) fn printed(&mut self, block: &Block) {
        let head = self.reading.blocks.is_empty() && self.reading.published_words.is_none();
        if !head || !block.text.contains('№') || block.shape.chars > 120 {
            return;
        }
        let mention = dates::mentions(&block.text, self.order).into_iter().next();
        let Some(day) = mention.filter(|day| day.full_day().is_some()) else {
            return;
        };
        let bid = Bid::new(Role::Stamp, "press/issue-date", 0.8);
        let words = &block.text[day.bytes.clone()];
        self.reading.published_words = Some(self.part(words, block, bid));
        let bytes = block.locate(self.source.text(), words);
        self.reading.published = day.to_date(words).map(|date| self.found(date, bytes, bid));
    }

    /// Whether words are a whole day and nothing else.
    fn is_day(&self, words: &str) -> bool {
        let mentions = dates::mentions(words, self.order);
        let whole = |day: &Mention| day.bytes == (0..words.len()) && day.full_day().is_some();
        mentions.first().is_some_and(whole)
    }

    /// Whether a line tells more of the publication than is known.
    fn is_wanted(&self, stamp: &Stamp, published: Option<&Date>) -> bool {
        let known = &self.reading;
        // The day over the rates of a foot, or far down, is that of the page.
        let told = stamp.labelled
            || stamp
                .published
                .as_ref()
                .is_some_and(|day| day.time.is_some());
        if !told && (self.priced || self.after > FOOT) {
            return false;
        }
        let in_head = known.blocks.len() <= usize::from(known.headline.is_none());
        let whole = published.is_some_and(|date| date.precision() == Precision::Day);
        // A whole date is better than words without one; in the head, what is called publication than what is not.
        let better = whole
            && (in_head || stamp.labelled)
            && (known.published.is_none() || stamp.labelled && !self.labelled && in_head);
        let clocked = whole && in_head && !self.labelled && !stamp.only_change;
        better
            || clocked && published.is_some_and(|date| self.is_site_clock(date))
            || known
                .published_words
                .as_ref()
                .is_none_or(|words| words.rule == CHANGE && !stamp.only_change)
    }

    /// Whether the date so far is the day on which the page was looked at, as sites print it over everything, with its weekday or
    /// without: it stands over the headline, or first of all, and an hour or a day under it is before it.
    fn is_site_clock(&self, under: &Date) -> bool {
        let known = &self.reading;
        let (Some(words), Some(date)) = (&known.published_words, &known.published) else {
            return false;
        };
        let weekday = Words::of(&words.value).has(Kind::Weekday);
        let over = match &known.headline {
            Some(headline) => words.bytes.end <= headline.bytes.start,
            None => words.bytes.end <= PAGE_HEAD,
        };
        let bare = date.value.time().is_none() && under.time().is_some();
        over && (weekday || bare && words.bytes.end <= PAGE_HEAD)
            && under.to_string() < date.value.to_string()
    }

    /// Takes a date of publication. The one that it replaces is that of a change, or left over.
    fn publish(&mut self, words: Found<String>, date: Option<Found<Date>>) {
        let before = self.reading.published_words.replace(words);
        let dated = std::mem::replace(&mut self.reading.published, date);
        let Some(before) = before else {
            return;
        };
        let clock = self
            .reading
            .headline
            .as_ref()
            .is_some_and(|headline| before.bytes.end <= headline.bytes.start)
            && Words::of(&before.value).has(Kind::Weekday);
        if self.reading.modified.is_none() && !clock {
            self.reading.modified = dated;
        }
        let kept = [
            self.reading.modified.as_ref().map(|found| &found.bytes),
            self.reading.byline.as_ref().map(|found| &found.bytes),
        ];
        if !kept.contains(&Some(&before.bytes)) {
            let apart = leftover(self.source, before.bytes, "press/second-date");
            self.reading.leftovers.push(apart);
        }
    }
}
