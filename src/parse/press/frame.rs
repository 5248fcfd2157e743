//! Owns the reading of the whole: where the head of an article ends, where its foot begins, and what the blocks between are that
//! only their place tells (headline, kicker over it, standfirst, crossheads, captions without credit, lists of contents).

mod foot;
mod repeats;

use super::claim::{Bid, Role};
use super::lexicon::ONLY_AGENCIES;
use super::lines::{Block, End};
use super::{byline, credits, title};

/// The blocks with what has been claimed of each so far.
pub(super) struct Frame<'a> {
    blocks: &'a [Block],
    bids: Vec<Option<Bid>>,
    language: &'a str,
    headline: Option<usize>,
    /// The first paragraph of the body.
    body: usize,
    /// The last one.
    last: usize,
    /// The first block of the foot.
    foot: usize,
}

/// The head of an article is never longer than this, in blocks.
const LONGEST_HEAD: usize = 40;

/// Settles what every block is. Each starts with the best claim that its own words gave it.
pub(super) fn settle(blocks: &[Block], bids: Vec<Option<Bid>>, language: &str) -> Vec<Bid> {
    let mut frame = Frame {
        blocks,
        bids,
        language,
        headline: None,
        body: 0,
        last: 0,
        foot: blocks.len(),
    };
    frame.repeats();
    frame.signed_end();
    frame.find_headline();
    frame.find_body();
    frame.find_foot();
    frame.kicker();
    frame.standfirst();
    frame.head();
    frame.crossheads();
    frame.foot();
    let (headed, body) = (frame.headline.is_some(), frame.body);
    let rest = |(at, bid): (usize, Option<Bid>)| {
        let block = &blocks[at];
        bid.unwrap_or(match block.is_sentence() {
            true => Bid::new(Role::Paragraph, "press/paragraph", 0.7),
            false if headed && at < body => Bid::new(Role::Noise, "unclaimed", 0.2),
            false => Bid::new(Role::Paragraph, "press/paragraph", 0.4),
        })
    };
    frame.bids.into_iter().enumerate().map(rest).collect()
}

impl Frame<'_> {
    fn bid(&mut self, at: usize, role: Role, rule: &'static str, confidence: f32) {
        Bid::contest(&mut self.bids[at], Bid::new(role, rule, confidence));
    }

    fn role(&self, at: usize) -> Option<Role> {
        self.bids.get(at).copied().flatten().map(|bid| bid.role)
    }

    fn is_free(&self, at: usize) -> bool {
        self.bids
            .get(at)
            .is_some_and(|bid| bid.is_none_or(|bid| bid.confidence < 0.55))
    }

    /// Whether a hand or a date of publication stands here; a line that names a source may follow any paragraph.
    fn is_signed(&self, at: usize) -> bool {
        self.bids[at].is_some_and(|bid| bid.role.signs() && bid.rule != "press/source-line")
    }

    /// Body text that nothing else claims.
    fn is_body(&self, at: usize) -> bool {
        match self.role(at) {
            Some(Role::Dateline) => true,
            _ => self.is_free(at) && self.blocks[at].is_prose(),
        }
    }

    fn next_content(&self, after: usize) -> Option<usize> {
        (after + 1..self.blocks.len()).find(|&at| !self.role(at).is_some_and(Role::is_noise))
    }

    /// A paragraph that ends with an agency's name, and after which the foot begins, is no caption.
    fn signed_end(&mut self) {
        let mut told = false;
        for at in 0..self.blocks.len() {
            told |= self.is_body(at);
            let ends = at + 1 == self.blocks.len() || self.role(at + 1).is_some_and(Role::is_noise);
            let long = self.blocks[at].shape.chars >= 100;
            if !(told && ends && long && self.role(at) == Some(Role::Caption)) {
                continue;
            }
            let caption = credits::caption(&self.blocks[at].text);
            let credit = caption.and_then(|caption| caption.credit);
            if credit.is_some_and(|credit| ONLY_AGENCIES.is_match(credit)) {
                self.bids[at] = None;
            }
        }
    }

    fn find_headline(&mut self) {
        let head = self.blocks.len().min(LONGEST_HEAD);
        let sentences = self
            .blocks
            .iter()
            .filter(|block| block.is_sentence())
            .count();
        for at in 0..head {
            let block = &self.blocks[at];
            if self.is_body(at) || self.role(at) == Some(Role::Dateline) {
                // A first line that ends like a sentence is a headline only where it is much shorter than what follows.
                return;
            }
            if !self.is_free(at) && self.role(at) != Some(Role::Kicker) {
                continue;
            }
            let next = self.next_content(at);
            let stopped = block.shape.end == End::Stop;
            let long_after = next.is_some_and(|next| {
                self.blocks[next].shape.chars >= block.shape.chars * 2
                    && self.blocks[next].is_prose()
            });
            if stopped
                && (!long_after
                    || block.shape.chars > 130
                    || sentences * 10 >= self.blocks.len() * 9 && self.blocks.len() > 6)
            {
                return;
            }
            if !(block.is_title() || stopped) || next.is_none() {
                continue;
            }
            let under = next.filter(|&next| {
                next <= at + 3 && self.is_free(next) && !self.blocks[next].is_prose()
            });
            let over = under
                .is_some_and(|under| title::is_kicker_over(block, &self.blocks[under]) && !stopped);
            if over || title::is_kicker_word(&block.text) {
                continue;
            }
            self.headline = Some(at);
            self.bid(
                at,
                Role::Headline,
                if stopped {
                    "press/first-sentence"
                } else {
                    "press/headline"
                },
                if stopped { 0.56 } else { 0.85 },
            );
            return;
        }
    }

    fn find_body(&mut self) {
        let from = self.headline.map_or(0, |at| at + 1);
        let until = self.blocks.len().min(from + LONGEST_HEAD);
        let dateline = (from..until).find(|&at| self.role(at) == Some(Role::Dateline));
        let prose = (from..self.blocks.len()).find(|&at| self.is_body(at));
        let sentence = || {
            (from..self.blocks.len()).find(|&at| self.is_free(at) && self.blocks[at].is_sentence())
        };
        let first = prose.or_else(sentence).unwrap_or(from);
        self.body = match dateline {
            Some(at) if at <= first || self.is_deck(first, at) => at,
            _ => self.body_after_standfirst(first),
        };
        self.last = (self.body..self.blocks.len())
            .rev()
            .find(|&at| self.is_body(at))
            .unwrap_or(self.body);
    }

    /// Whether all text from `first` up to a dateline may be a standfirst: little of it, under a headline.
    fn is_deck(&self, first: usize, dateline: usize) -> bool {
        let text: Vec<usize> = (first..dateline).filter(|&at| self.is_body(at)).collect();
        let chars: usize = text.iter().map(|&at| self.blocks[at].shape.chars).sum();
        self.headline.is_some() && text.len() <= 2 && chars <= 600
    }

    /// The first prose is a standfirst where signatures, or at least a picture, part it from the rest.
    fn body_after_standfirst(&mut self, first: usize) -> usize {
        let Some(headline) = self.headline else {
            return first;
        };
        let block = &self.blocks[first];
        let Some(second) =
            (first + 1..self.blocks.len().min(first + LONGEST_HEAD)).find(|&at| self.is_body(at))
        else {
            return first;
        };
        let between =
            |role: fn(Role) -> bool| (first + 1..second).any(|at| self.role(at).is_some_and(role));
        let before = |role: fn(Role) -> bool| {
            (headline + 1..first).any(|at| self.role(at).is_some_and(role))
        };
        let signed_after =
            (first + 1..second).any(|at| self.is_signed(at)) && block.shape.chars <= 700;
        let is_picture: fn(Role) -> bool = |role| matches!(role, Role::Caption | Role::Credit);
        let pictured_after = between(is_picture)
            && !before(Role::signs)
            && !before(is_picture)
            && block.shape.chars <= 350;
        let labelled =
            title::has_clear_label(&block.text, self.language) && block.shape.chars <= 600;
        let confidence = match () {
            () if signed_after => 0.85,
            () if labelled => 0.85,
            () if pictured_after => 0.7,
            () => return first,
        };
        self.bid(
            first,
            Role::Standfirst,
            if labelled {
                "press/labelled-standfirst"
            } else {
                "press/standfirst"
            },
            confidence,
        );
        second
    }

    fn kicker(&mut self) {
        let Some(headline) = self.headline else {
            return;
        };
        let over = (0..headline)
            .rev()
            .filter(|&at| self.is_free(at) || self.role(at) == Some(Role::Kicker));
        let at = over
            .take(3)
            .find(|&at| title::is_kicker_over(&self.blocks[at], &self.blocks[headline]));
        if let Some(at) = at {
            let known = title::is_kicker_word(&self.blocks[at].text);
            self.bid(
                at,
                Role::Kicker,
                "press/kicker-line",
                if known { 0.85 } else { 0.7 },
            );
        }
    }

    /// Decks: lines right under the headline, before signatures or the body.
    fn standfirst(&mut self) {
        let Some(headline) = self.headline else {
            return self.lead();
        };
        let mut deck = Vec::new();
        for at in headline + 1..self.body {
            let block = &self.blocks[at];
            match self.role(at) {
                Some(Role::Standfirst) => return,
                Some(role) if deck.is_empty() && may_precede(role) => continue,
                _ if !self.is_free(at) || deck.len() == 4 => break,
                _ => {}
            }
            if byline::is_name(&block.text)
                || block.shape.words < 4
                || block.shape.chars > 500
                || title::same(&block.text, &self.blocks[headline].text)
            {
                break;
            }
            deck.push(at);
        }
        let Some(&last) = deck.last() else { return };
        let next = self.next_content(last);
        let signed = (last + 1..=self.body).any(|at| {
            self.role(at)
                .is_some_and(|role| role.signs() || role == Role::Dateline)
                || at < self.body && byline::is_name(&self.blocks[at].text)
        });
        let long = deck
            .iter()
            .map(|&at| self.blocks[at].shape.chars)
            .sum::<usize>()
            >= 40;
        let open = deck
            .iter()
            .all(|&at| self.blocks[at].shape.end != End::Stop);
        if signed || open && long && next.is_some_and(|next| next <= self.body) {
            for at in deck {
                self.bid(
                    at,
                    Role::Standfirst,
                    "press/deck",
                    if signed { 0.8 } else { 0.62 },
                );
            }
        }
    }

    /// A text of one sentence a line without a headline opens with its lead.
    fn lead(&mut self) {
        let sentences = self
            .blocks
            .iter()
            .filter(|block| block.is_sentence())
            .count();
        let plain = self.bids.iter().all(Option::is_none);
        let opens = self.blocks.first().is_some_and(|block| {
            block.is_sentence() && block.shape.inner_stops == 0 && block.shape.chars <= 320
        });
        if plain && opens && self.blocks.len() >= 5 && sentences * 10 >= self.blocks.len() * 9 {
            self.bid(0, Role::Standfirst, "press/lead-sentence", 0.56);
            self.body = 1;
        }
    }

    /// What stands between headline and body and has no sign of its own: names, cities, small captions.
    fn head(&mut self) {
        let Some(headline) = self.headline else {
            return;
        };
        let signed = (headline..self.body).any(|at| self.role(at) == Some(Role::Byline));
        for at in headline + 1..self.body {
            if !self.is_free(at) || self.bids[at].is_some_and(|bid| bid.confidence >= 0.5) {
                continue;
            }
            let block = &self.blocks[at];
            let beside_date = [at.wrapping_sub(1), at + 1]
                .into_iter()
                .any(|near| self.role(near) == Some(Role::Stamp));
            let named = byline::is_name(&block.text) && (beside_date || !block.shape.capitals);
            let after_byline = self.role(at - 1) == Some(Role::Byline);
            if named && !signed && block.shape.end == End::Open {
                self.bid(
                    at,
                    Role::Byline,
                    "press/name-line",
                    if beside_date { 0.75 } else { 0.6 },
                );
            } else if block.shape.capitals
                && block.shape.words <= 3
                && at + 1 == self.body
                && super::dateline::is_place(&block.text)
            {
                self.bid(at, Role::Place, "press/place-line", 0.6);
            } else if after_byline && block.shape.words <= 8 && block.shape.end == End::Open {
                self.bid(at, Role::Noise, "press/byline-note", 0.56);
            } else if block.shape.end == End::Stop && block.shape.words <= 8 {
                self.bid(at, Role::Caption, "press/caption-before-body", 0.58);
            }
        }
    }

    fn crossheads(&mut self) {
        let mut lengths: Vec<usize> = (self.body..=self.last)
            .filter(|&at| self.is_free(at))
            .map(|at| self.blocks[at].shape.chars)
            .collect();
        lengths.sort_unstable();
        let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        for at in self.body + 1..self.last {
            let block = &self.blocks[at];
            if !self.is_free(at)
                || !block.is_title()
                || block.shape.chars > 130
                || block.shape.chars * 2 > median
            {
                continue;
            }
            let before_text = self.next_content(at).is_some_and(|next| {
                self.blocks[next].is_sentence() || self.role(next) == Some(Role::Caption)
            });
            let quoted_speech = block.text.starts_with(['-', '–', '—', '•', '*']);
            if before_text && !quoted_speech && block.shape.end != End::Colon {
                self.bid(at, Role::Crosshead, "press/crosshead", 0.75);
            }
        }
        self.promotions();
    }
}

/// What may stand between a headline and its standfirst.
fn may_precede(role: Role) -> bool {
    role.is_noise() || role.signs() || matches!(role, Role::Caption | Role::Credit | Role::Kicker)
}
