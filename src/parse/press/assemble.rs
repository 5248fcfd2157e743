//! Owns the step from settled blocks to fields, body blocks and leftovers. Every block ends in one of them (law 8): a field that
//! is taken already makes a leftover with the name of its rule, never nothing.

mod credited;
mod datelines;
mod housed;
mod kickers;
mod late;
mod listed;
mod pictures;
mod signed;
mod stamps;
mod within;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::block::{Block, is_printed};
use super::claim::{Bid, Role};
use super::dates::Order;
use super::reading::{Found, Reading};
use super::title::comparable;
use super::{byline, dateline, names, noise, stamp, title};
use crate::diag::SourceText;
use crate::model::{self, AgencyRole, Leftover};

/// How far behind the text the bare name of an agency may sign it off, in blocks.
const FAR: usize = 3;

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
        headline_again: None,
        waiting_label: None,
        standfirst_at: None,
        labelled: false,
        after: 0,
        masthead: None,
        titled: bids.iter().any(|bid| bid.role == Role::Headline),
        signed: 0,
        placed: false,
        credited_dateline: None,
        before_caption: false,
        priced: false,
        seen: Seen::default(),
        ranked: listed::ranked(blocks, bids),
        sectioned: listed::sectioned(blocks, bids),
    };
    work.credited_dateline = datelines::credited(blocks, bids);
    let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
    let end = bids.iter().rposition(text).unwrap_or(bids.len());
    for (at, (block, bid)) in blocks.iter().zip(bids).enumerate() {
        work.after = at.saturating_sub(end);
        work.before_caption = bids
            .get(at + 1)
            .is_some_and(|bid| bid.role == Role::Caption);
        work.priced = bid.role == Role::Stamp && beside_prices(blocks, at);
        work.take(at, block, *bid);
    }
    work.drop_waiting_credit();
    let body: Vec<(usize, &Block)> = blocks
        .iter()
        .enumerate()
        .filter(|&(at, _)| matches!(bids[at].role, Role::Paragraph | Role::Dateline))
        .collect();
    work.kicker_beside(blocks, bids);
    work.opening_date(&body);
    work.passed_on(&body);
    work.sign_off(&body);
    work.reporters(&body);
    work.credited(blocks, bids);
    work.housed(blocks, bids);
    work.signed_late(blocks, bids);
    work.dated_beside(blocks, bids);
    work.reading
}

struct Work<'a> {
    source: &'a SourceText<'a>,
    order: Order,
    language: &'a str,
    reading: Reading,
    last_caption: Option<LastCaption>,
    waiting_credit: Option<WaitingCredit>,
    /// Where the headline last stood once more.
    headline_again: Option<usize>,
    /// A label of a date that stands on the next line, and its block.
    waiting_label: Option<(usize, stamp::Label)>,
    /// The last block of the standfirst.
    standfirst_at: Option<usize>,
    /// Whether a label calls the date so far that of publication.
    labelled: bool,
    /// How many blocks after the last paragraph; 0 up to there.
    after: usize,
    /// The last line of a masthead: the name under it signs nothing.
    masthead: Option<usize>,
    /// Whether a headline stands somewhere: what stands over it may be the site's.
    titled: bool,
    /// How sure the signature is, in hundredths.
    signed: u8,
    /// Whether the dateline so far is a place alone on its line.
    placed: bool,
    /// The first dateline that names its agency.
    credited_dateline: Option<usize>,
    /// Whether the next line is a caption: a credit that stands apart from the last one is its.
    before_caption: bool,
    /// Whether a price, a rate or a temperature stands beside the line.
    priced: bool,
    seen: Seen,
    /// The links that open with their number in a list.
    ranked: BTreeSet<usize>,
    /// The links that open with their section, and where that ends.
    sectioned: BTreeMap<usize, usize>,
}

/// What is in the lists already, folded: looked up for each line, so never by going through a list.
#[derive(Default)]
struct Seen {
    captions: BTreeMap<String, usize>,
    related: BTreeSet<String>,
    tags: BTreeSet<String>,
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
    /// Whether the block had more than the credit: a label, brackets.
    labelled: bool,
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
        if block.marked {
            self.marks(block);
        }
        match bid.role {
            Role::Kicker => self.kicker(block, bid),
            Role::Headline => self.headline(block, bid),
            Role::Standfirst => self.standfirst(at, block, bid),
            Role::Byline => self.byline(at, block, bid),
            Role::Stamp => self.stamp(at, block, bid),
            Role::Place => self.place(block, bid),
            Role::Dateline => self.dateline(at, block, bid),
            Role::Caption => self.caption(at, block, bid),
            Role::Credit => self.credit(at, block, bid),
            Role::Related => self.related(at, block, bid),
            Role::Crosshead => self.push(model::Block::Crosshead(block.text.clone()), block, bid),
            Role::Paragraph => self.push(model::Block::Paragraph(block.text.clone()), block, bid),
            Role::SignOff => self.agencies(&block.text, block, bid, AgencyRole::Origin),
            Role::Tags => self.tags(block, bid),
            Role::Noise if self.is_credit_at_foot(block, &bid) => self.credit(at, block, bid),
            Role::RelatedHeading
            | Role::PromoHeading
            | Role::ContentsHeading
            | Role::Policy
            | Role::End
            | Role::Noise => {
                if bid.rule == "press/masthead" {
                    self.masthead = Some(at);
                }
                self.printed(block);
                if bid.rule == "press/repeated-headline" {
                    self.headline_again = Some(at);
                }
                self.leftover(block, bid.rule);
            }
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

    /// The marks of a heading, which are none of its text: "## The bridge ##".
    fn marks(&mut self, block: &Block) {
        let words = block.locate(self.source.text(), &block.text);
        let around = match words == block.bytes {
            true => [words.clone(), words.end..words.end],
            false => [block.bytes.start..words.start, words.end..block.bytes.end],
        };
        let text = self.source.text();
        let shows = |bytes: &Range<usize>| text[bytes.clone()].chars().any(is_printed);
        for bytes in around.into_iter().filter(shows) {
            let marks = leftover(self.source, bytes, "press/heading-marks");
            self.reading.leftovers.push(marks);
        }
    }

    fn kicker(&mut self, block: &Block, bid: Bid) {
        // The nearest to the headline holds; what stands under it too is the section once more.
        if self.reading.kicker.is_some() && self.reading.headline.is_some() {
            return self.leftover(block, "press/second-kicker");
        }
        if let Some(menu) = self.reading.kicker.take() {
            let apart = leftover(self.source, menu.bytes, "press/second-kicker");
            self.reading.leftovers.push(apart);
        }
        let kicker = title::trim_kicker(&block.text);
        self.reading.kicker = Some(self.found(kicker.to_owned(), block.bytes.clone(), bid));
    }

    fn headline(&mut self, block: &Block, bid: Bid) {
        if self.reading.headline.is_some() {
            return self.leftover(block, "press/second-headline");
        }
        let text = self.dated_head(title::trim_headline(listed::unbulleted(&block.text)), block);
        let text = self.without_glued(text, block);
        let (kicker, headline) = match self.reading.kicker {
            None => title::split_kicker(text, self.language),
            Some(_) => (None, text),
        };
        let (before, own) = self.parted(headline, block);
        if let Some(kicker) = kicker {
            let bid = Bid::new(Role::Kicker, "press/kicker-prefix", 0.8);
            self.reading.kicker = Some(self.found(kicker.to_owned(), before, bid));
            self.reading.headline = Some(self.found(headline.to_owned(), own, bid));
            return;
        }
        // Without a kicker the words before it ("Subject:") go with it.
        self.reading.headline = Some(self.found(headline.to_owned(), block.bytes.clone(), bid));
    }

    fn standfirst(&mut self, at: usize, block: &Block, bid: Bid) {
        let goes_on = self.standfirst_at.is_none_or(|last| last + 1 == at);
        // Of two that stand apart the second is text, or the words of a picture.
        if !goes_on {
            return match block.is_prose() {
                true => self.push(model::Block::Paragraph(block.text.clone()), block, bid),
                false => self.leftover(block, "press/second-standfirst"),
            };
        }
        self.standfirst_at = Some(at);
        // "… the mayor said. (AFP)": the agency closes the standfirst as it closes a text.
        if block.shape.words >= 6
            && block.text.trim_end().ends_with([')', ']'])
            && let Some(credit) = names::closing_agencies(&block.text)
        {
            self.note_agencies(credit, block, bid, AgencyRole::Origin);
        }
        if let Some(standfirst) = &mut self.reading.standfirst {
            standfirst.value.push('\n');
            standfirst.value.push_str(listed::unbulleted(&block.text));
            standfirst.bytes.end = block.bytes.end;
            return;
        }
        let text = self.without_glued(listed::unbulleted(&block.text), block);
        let (label, text) = title::split_label(text, self.language);
        let (before, own) = self.parted(text, block);
        match label {
            // "NAVENDA NÛÇEYAN – …": a desk in a city's place.
            Some(label) if byline::is_house(label) => {
                let desk = leftover(self.source, before, "press/desk-label");
                self.reading.leftovers.push(desk);
            }
            Some(label) => {
                self.reading.standfirst_label = Some(self.found(label.to_owned(), before, bid));
            }
            None => {}
        }
        self.reading.standfirst = Some(self.found(text.to_owned(), own, bid));
    }

    /// Where the last part of a block stands, and what is before it; the two cover the block.
    fn parted(&self, part: &str, block: &Block) -> (Range<usize>, Range<usize>) {
        let start = block.locate(self.source.text(), part).start;
        (block.bytes.start..start, start..block.bytes.end)
    }

    fn agencies(&mut self, text: &str, block: &Block, bid: Bid, role: AgencyRole) {
        // An agency's bare name far under the text is a tag, or another text's.
        let bare = names::only_agencies(text) && !text.contains(['(', '/', '-', '–', '—', '=']);
        if self.after > FAR && bare {
            return self.leftover(block, bid.rule);
        }
        // "المصدر: الجزيرة + وكالات" is one credit, as written.
        let joined =
            byline::parse(text).filter(|byline| byline.sourced && byline.credited.contains(" + "));
        match joined {
            Some(byline) => self.note_agency(byline.credited.to_owned(), block, bid, role),
            None => self.note_agencies(text, block, bid, role),
        }
        self.dated_source(text, block, bid);
        // "(كابول - أ ف ب)" under a text that had no dateline.
        let place = dateline::alone(text).and_then(|line| line.place);
        // "EFE/abc": an agency and its desk.
        let place = place.filter(|place| !names::names_agency(place) && !byline::is_desk(place));
        if let Some(place) = place.filter(|_| self.reading.dateline_place.is_none()) {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        self.leftover(block, bid.rule);
    }

    fn note_agencies(&mut self, text: &str, block: &Block, bid: Bid, role: AgencyRole) {
        for name in names::agencies(text) {
            self.note_agency(name, block, bid, role);
        }
    }

    fn note_agency(&mut self, name: String, block: &Block, bid: Bid, role: AgencyRole) {
        let bytes = block.locate(self.source.text(), &name);
        let found = self.found(model::Agency { name, role }, bytes, bid);
        self.note(found, bid.role == Role::Dateline);
    }

    /// Notes an agency once, by whichever of its names; that of the dateline is the one that the text is known by.
    fn note(&mut self, agency: Found<model::Agency>, dateline: bool) {
        let name = &agency.value.name;
        let folded = comparable(name);
        let same = |known: &Found<model::Agency>| {
            comparable(&known.value.name) == folded || names::same_house(&known.value.name, name)
        };
        match self.reading.agencies.iter().position(same) {
            Some(at) if dateline && comparable(&self.reading.agencies[at].value.name) != folded => {
                self.reading.agencies[at] = agency;
            }
            Some(_) => {}
            None => self.reading.agencies.push(agency),
        }
    }

    fn tags(&mut self, block: &Block, bid: Bid) {
        for tag in noise::tags(&block.text) {
            if self.seen.tags.insert(tag.clone()) {
                let found = self.part(&tag, block, bid);
                self.reading.tags.push(found);
            }
        }
        self.leftover(block, bid.rule);
    }
}

/// Whether a rate or a temperature stands right before or after a block: then its date is the day's, and no text's.
fn beside_prices(blocks: &[Block], at: usize) -> bool {
    let near = [at.checked_sub(1), Some(at + 1)];
    let mut near = near.into_iter().flatten().filter_map(|at| blocks.get(at));
    near.any(|block| {
        block.shape.chars <= 30
            && block.text.contains(['%', '°'])
            && super::dates::has_figure(&block.text)
            && block.text.chars().filter(|c| c.is_alphabetic()).count() <= 6
    })
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
