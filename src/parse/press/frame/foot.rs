//! Owns where the foot of an article begins, and what stands in it and under the headings between paragraphs.

use super::Frame;
use crate::parse::press::claim::Role;
use crate::parse::press::lexicon::ONLY_AGENCIES;

impl Frame<'_> {
    /// The foot begins at the first heading or mark after which no body follows.
    pub(super) fn find_foot(&mut self) {
        let total: usize = (self.body..=self.last)
            .filter(|&at| self.is_body(at))
            .map(|at| self.blocks[at].shape.chars)
            .sum();
        let mut seen = 0;
        for at in self.body..self.blocks.len() {
            if self.is_body(at) {
                seen += self.blocks[at].shape.chars;
            }
            let opens = match self.role(at) {
                Some(Role::End) => seen * 2 >= total,
                Some(Role::RelatedHeading | Role::PromoHeading) => {
                    seen * 10 >= total * 7 && at > self.body + 1
                }
                Some(Role::MarkedHeading) => {
                    seen * 10 >= total * 7 && (at..self.blocks.len()).all(|at| !self.is_body(at))
                }
                Some(Role::Policy) => seen * 10 >= total * 7 && at > self.body,
                _ => false,
            };
            if opens {
                self.foot = at;
                self.last = (self.body..at)
                    .rev()
                    .find(|&at| self.is_body(at))
                    .unwrap_or(self.body);
                return;
            }
        }
    }

    /// Between paragraphs, what follows a heading of promotion is promotion, but for a line that heads the next paragraph.
    pub(super) fn promotions(&mut self) {
        for at in self.body..self.last.min(self.foot) {
            let role = self.role(at);
            if !matches!(role, Some(Role::PromoHeading | Role::RelatedHeading)) {
                continue;
            }
            let items: Vec<usize> = (at + 1..self.last)
                .take_while(|&at| !self.is_body(at) && self.blocks[at].is_title())
                .take(8)
                .collect();
            let heads_next = items.len() > 1 || role == Some(Role::PromoHeading);
            let items = if heads_next {
                &items[..items.len().saturating_sub(1)]
            } else {
                &items[..]
            };
            for &item in items {
                if self.bids[item].is_none_or(|bid| bid.confidence < 0.8) {
                    let (role, rule) = if role == Some(Role::RelatedHeading) {
                        (Role::Related, "press/related-list")
                    } else {
                        (Role::Noise, "press/promotion")
                    };
                    self.bid(item, role, rule, 0.8);
                }
            }
        }
    }

    /// Under the foot's headings stand links and what belongs to none of the fields.
    pub(super) fn foot(&mut self) {
        let mut related = false;
        let mut ended = false;
        for at in self.foot..self.blocks.len() {
            match self.role(at) {
                Some(Role::RelatedHeading | Role::MarkedHeading) => {
                    related = self.role(at) == Some(Role::RelatedHeading);
                }
                Some(Role::Policy) => {
                    related = false;
                    self.bid(at, Role::Noise, "press/policy", 0.9);
                }
                Some(Role::PromoHeading) => related = false,
                Some(Role::End) => ended = true,
                _ if !self.is_free(at) => {}
                _ if related && self.is_link_title(at) => {
                    self.bid(at, Role::Related, "press/related-list", 0.8);
                }
                _ if related => self.bid(at, Role::Noise, "press/teaser", 0.75),
                _ if ended => self.bid(at, Role::Noise, "press/after-end", 0.7),
                _ => self.bid(at, Role::Noise, "press/foot", 0.6),
            }
        }
        // Agencies under the last paragraph close the text; over the first one they would sign it.
        for at in self.last + 1..self.blocks.len() {
            let agencies = ONLY_AGENCIES.is_match(&self.blocks[at].text);
            if agencies && matches!(self.role(at), Some(Role::Byline | Role::Credit)) {
                self.bid(at, Role::SignOff, "press/sign-off", 0.95);
            }
        }
        // Short lines between the last paragraph and the foot head nothing.
        for at in self.last + 1..self.foot {
            let block = &self.blocks[at];
            if self.is_free(at) && block.is_title() && block.shape.words <= 12 {
                self.bid(at, Role::Noise, "press/tail", 0.56);
            }
        }
    }

    /// The title of an article in a list of links; longer pieces of several sentences are teasers.
    fn is_link_title(&self, at: usize) -> bool {
        let block = &self.blocks[at];
        block.is_title() && (block.shape.inner_stops == 0 || block.shape.words < 14)
    }
}
