//! Owns what a line of a signature or a date gives beside its own field: who signs on the line of a date, and who does not sign.

use super::Work;
use crate::model::{AgencyRole, Byline};
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lines::Block;
use crate::parse::press::{byline, names};

impl Work<'_> {
    /// Whether a line that was read as a signature gives no byline: a source that a label names; under the text, an agency or
    /// initials, which are the desk's, and a bare name far down, which is a tag or another article's.
    pub(super) fn is_no_hand(&self, byline: &byline::Byline<'_>) -> bool {
        let initials = !byline
            .verbatim
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.chars().count() > 1);
        byline.named_source
            || self.after > 0 && (byline.only_agencies || initials)
            || self.after > 5 && byline.certainty < 80
    }

    /// Words on the line of a date: a signature, the city of a correspondent who has signed above, or a section.
    pub(super) fn beside_date(&mut self, words: &str, after: &str, block: &Block, bid: Bid) {
        let fields = &self.reading;
        if !names::is_titled(words)
            || words.chars().count() <= 2
            || words.split_whitespace().count() > 4
        {
            return;
        }
        let parted = after
            .trim_start()
            .starts_with(['|', '-', '–', '—', ',', '•', '·']);
        let signs = byline::parse(words).is_some() || parted && names::is_name(words);
        let one = !words.contains(char::is_whitespace);
        if signs && fields.byline.is_none() {
            let value = Byline {
                verbatim: words.to_owned(),
                people: byline::people(words),
            };
            self.note_agencies(words, block, bid, AgencyRole::With);
            self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
        } else if parted && one && fields.byline.is_some() && fields.dateline_place.is_none() {
            self.reading.dateline_place = Some(self.part(words, block, bid));
        } else if fields.kicker.is_none() && fields.headline.is_some() && fields.blocks.is_empty() {
            let bid = Bid::new(Role::Kicker, "press/section-by-date", 0.55);
            self.reading.kicker = Some(self.part(words, block, bid));
        }
    }
}
