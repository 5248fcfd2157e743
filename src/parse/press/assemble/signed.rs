//! Owns who signs a text of those that may: of two signatures the surer, no masthead, a name that a picture was not found for; and
//! what a line of a date gives beside its own field.

use super::{Work, leftover};
use crate::model::{Agency, AgencyRole, Byline};
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::lines::clean;
use crate::parse::press::reading::Found;
use crate::parse::press::{byline, credits, dateline, dates, names, stamp};

/// The rule of those who answer for a paper, as it prints them over every page.
const MASTHEAD: &str = "press/masthead";
/// By how much a second signature must be surer than the first to take its place.
const SURER: u8 = 16;
/// How sure the name of a paper is that stands for a signature: anything else is better.
const OUTLET: u8 = 1;

impl Work<'_> {
    pub(super) fn byline(&mut self, at: usize, block: &Block, bid: Bid) {
        if self.masthead.is_some_and(|before| before + 1 == at) {
            return self.leftover(block, MASTHEAD);
        }
        // "AA / Paris / Anne Example": where a signature stands, and a dateline whole.
        if self.reading.dateline.is_none() && byline::signs_as_dateline(&block.words()) {
            return self.place(block, bid);
        }
        if self.is_picture_beside(block) {
            return self.credit_beside(block, bid);
        }
        let parsed = byline::parse(&block.text);
        let (verbatim, credited) = parsed
            .as_ref()
            .map_or((block.text.as_str(), block.text.as_str()), |byline| {
                (byline.verbatim, byline.credited)
            });
        // "PM:07:09:01/01/2016": no hand signs with figures.
        if parsed.is_none() && block.text.chars().filter(|c| c.is_numeric()).count() > 3 {
            return self.leftover(block, bid.rule);
        }
        let certainty = parsed.as_ref().map_or(0, |byline| byline.certainty);
        // "Staff Writer" stands aside for who reports.
        let people = byline::people(verbatim);
        let rank = certainty.saturating_sub(if people.is_empty() { 15 } else { 0 });
        let taken = self.reading.byline.is_some();
        // "By X" over the text is surer than a bare name above it; who reports, than "Staff Writer".
        let outlet = parsed.as_ref().is_some_and(|byline| byline.outlet);
        let over = self.reading.blocks.is_empty() && rank >= self.signed.saturating_add(SURER);
        let nameless = self.reading.byline.as_ref().is_some_and(|byline| {
            byline.value.people.is_empty() || byline::is_house(&byline.value.verbatim)
        });
        let reports = block.text.starts_with(['(', '[']);
        let better = taken
            && (over && !people.is_empty()
                || nameless && reports && !people.is_empty() && rank >= 80
                || !outlet && self.signed == OUTLET);
        let alone = parsed.as_ref().is_some_and(|byline| byline.only_agencies);
        let role = match alone && !taken {
            true => AgencyRole::Origin,
            false => AgencyRole::With,
        };
        let no_hand = parsed
            .as_ref()
            .is_some_and(|byline| self.is_no_hand(byline))
            || byline::is_desk(&block.text)
            // "(kpa_tickers)": so a machine calls whom it takes texts from.
            || parsed.is_none() && block.text.contains('_');
        // A bare name under the title of another article is that one's; under the text, "By Anne Example" there.
        let others = match self.after {
            0 => certainty < 80,
            _ => byline::is_led(&block.text),
        };
        if others && self.is_under_related(block) {
            return self.leftover(block, "press/second-byline");
        }
        // "Staff Correspondent", and under it "The Harbour Post, Port Sabine".
        let office = taken && !better && self.reading.blocks.is_empty();
        let office = parsed
            .as_ref()
            .filter(|byline| office && (outlet || dateline::is_paper(byline.verbatim)));
        if let Some(place) = office.and_then(|byline| byline.place)
            && self.reading.dateline_place.is_none()
        {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        // The name of the site over its own page credits nobody.
        if outlet && (taken || self.reading.headline.is_none() || self.after > 0) {
            return self.leftover(block, "press/outlet");
        }
        // "Anne Example, BBC diplomatic correspondent": a broadcaster's own hand.
        // In the text, beside who has signed, a stroke credits a picture.
        let pictured = taken && !self.reading.blocks.is_empty() && self.after == 0;
        let pictured = pictured && block.text.contains('/') && !alone;
        for name in names::agencies(credited) {
            if !pictured && !names::is_broadcaster(&name) {
                self.note_agency(name, block, bid, role);
            }
        }
        if let Some(house) = parsed.as_ref().and_then(|byline| byline.house) {
            self.note_agency(house.to_owned(), block, bid, AgencyRole::Origin);
        }
        let under = self.reading.headline.is_some() && self.after == 0;
        // "KPA" where a signature stands: letters sign for a house.
        let name = block.text.trim();
        if parsed.is_none() && under && name.chars().count() > 3 && names::is_house_form(name) {
            self.note_agency(name.to_owned(), block, bid, AgencyRole::Origin);
        }
        if under && self.reading.agencies.is_empty() {
            self.house_of(parsed.as_ref(), block, bid, role);
        }
        // "Agencias": in place of their names.
        let alone = alone || byline::is_agencies(verbatim.trim());
        let header = alone && self.titled && self.reading.headline.is_none();
        // Agencies that readers read on their own pages head those with their name.
        let header = header || alone && !byline::is_led(&block.text) && names::is_host(verbatim);
        let stamp = stamp::parse(&block.text, self.order)
            .filter(|stamp| stamp.words.start > 0 || stamp.published.is_some());
        // An agency is credited and signs nothing.
        let agency = alone;
        let place = parsed.as_ref().and_then(|byline| byline.place);
        let place = place.filter(|_| !header && self.reading.dateline_place.is_none());
        if let Some(place) = place.filter(|_| agency && !taken) {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        if no_hand || header || agency || taken && !better {
            let dated = stamp.is_some_and(|stamp| self.stamped(&stamp, block, bid));
            if !dated {
                let rule = if taken {
                    "press/second-byline"
                } else {
                    bid.rule
                };
                self.leftover(block, rule);
            }
            return;
        }
        if let Some(place) = place {
            self.reading.dateline_place = Some(self.part(place, block, bid));
        }
        let value = Byline {
            verbatim: verbatim.to_owned(),
            people,
        };
        let found = self.found(value, block.bytes.clone(), bid);
        self.signed = if outlet { OUTLET } else { rank };
        if let Some(before) = self.reading.byline.replace(found) {
            let dates = [&self.reading.published, &self.reading.modified];
            let dated = dates
                .into_iter()
                .flatten()
                .any(|date| date.bytes == before.bytes);
            if !dated && !self.unsigned(&before) {
                let apart = leftover(self.source, before.bytes, "press/second-byline");
                self.reading.leftovers.push(apart);
            }
        }
        if let Some(stamp) = stamp {
            self.stamped(&stamp, block, bid);
        }
    }

    /// Whether the line before is the title of another article, and the text has begun.
    fn is_under_related(&self, block: &Block) -> bool {
        let last = self.reading.related.last();
        !self.reading.blocks.is_empty()
            && last.is_some_and(|related| {
                let between = self.source.text().get(related.bytes.end..block.bytes.start);
                between.is_some_and(|text| !text.contains(char::is_alphanumeric))
            })
    }

    /// The agency that no list knows, beside who signs or behind its label: "Anne Example / KPA", "Source: KPA", "Agencias".
    fn house_of(
        &mut self,
        byline: Option<&byline::Byline<'_>>,
        block: &Block,
        bid: Bid,
        role: AgencyRole,
    ) {
        let named = byline.filter(|byline| byline.named_source);
        let house = match named {
            Some(_) => super::credited::source(&block.text),
            None if byline.is_some_and(|byline| byline::is_agencies(byline.verbatim.trim())) => {
                byline.map(|byline| byline.verbatim.trim())
            }
            None => byline::house_beside(&block.text),
        };
        if let Some(house) = house {
            self.note_agency(house.to_owned(), block, bid, role);
        }
    }

    /// A line that may credit a picture and found none: "Le Quotidien / AFP", "EX / Anne Example", "La Voz | Madrid" sign the text.
    /// Says whether it did.
    pub(super) fn signed_as_credit(&mut self, credit: &Found<String>) -> bool {
        let line = &clean(&self.source.text()[credit.bytes.clone()]);
        let labelled = line.starts_with(['(', '©', '[']) || credits::has_label(line);
        let Some(byline) = byline::parse(line)
            .filter(|byline| !byline.sourced && (!byline.only_agencies || byline.place.is_some()))
            .filter(|_| !labelled && line.contains(['/', '|']))
        else {
            return false;
        };
        if self.reading.byline.is_some() {
            return false;
        }
        let bid = Bid::new(Role::Byline, "press/byline", 0.55);
        let found = |value: String| Found {
            value,
            bytes: credit.bytes.clone(),
            rule: bid.rule,
            confidence: bid.confidence,
        };
        let mut agencies = names::agencies(byline.credited);
        agencies.extend(byline.house.map(str::to_owned));
        for name in agencies {
            let name = found(name);
            let agency = Found {
                value: Agency {
                    name: name.value,
                    role: AgencyRole::Origin,
                },
                bytes: name.bytes,
                rule: name.rule,
                confidence: name.confidence,
            };
            self.note(agency, false);
        }
        if self.reading.dateline_place.is_none() {
            self.reading.dateline_place = byline.place.map(|place| found(place.to_owned()));
        }
        let signed = found(byline.verbatim.to_owned());
        self.reading.byline = Some(Found {
            value: Byline {
                people: byline::people(byline.verbatim),
                verbatim: signed.value,
            },
            bytes: signed.bytes,
            rule: signed.rule,
            confidence: signed.confidence,
        });
        true
    }

    /// Takes the words of a signature that a line holds with others.
    pub(super) fn sign(&mut self, verbatim: &str, words: &str, block: &Block, bid: Bid) {
        let value = Byline {
            verbatim: verbatim.to_owned(),
            people: byline::people(verbatim),
        };
        self.note_agencies(words, block, bid, AgencyRole::With);
        self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
    }

    /// Whether a line that was read as a signature gives no byline: a source that a label names; under the text, an agency or
    /// initials, which are the desk's, and a bare name far down, which is a tag or another article's.
    pub(super) fn is_no_hand(&self, byline: &byline::Byline<'_>) -> bool {
        let initials = !byline
            .verbatim
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word.chars().count() > 1);
        byline.named_source
            || self.after > 0 && (byline.only_agencies || initials)
            || self.after > 0 && byline.certainty < 40
            || self.after > 5 && byline.certainty < 80
    }

    /// Whether words beside a day are a section, a label of the day or a city.
    fn is_told_otherwise(&self, words: &str) -> bool {
        let found = Words::of(words);
        let kinds = [
            Kind::Section,
            Kind::Published,
            Kind::Updated,
            Kind::Label,
            Kind::Button,
            Kind::Zone,
        ];
        kinds.iter().any(|&kind| found.has(kind)) || dateline::is_city(words)
    }

    /// Words on the line of a date: a signature, the city of a correspondent who has signed above, or a section.
    pub(super) fn beside_date(&mut self, words: &str, after: &str, block: &Block, bid: Bid) {
        // "Anne ExampleThursday 2 Nov 2023": the day is glued to the name.
        let glued = names::glued(words).filter(|&at| names::is_weekday(&words[at..]));
        let words = glued.map_or(words, |at| &words[..at]);
        let words = without_count(words);
        // An agency's own page is headed with its name.
        let over = self.titled && self.reading.headline.is_none();
        if names::only_agencies(words) && (over || names::is_host(words)) {
            return self.note_agencies(words, block, bid, AgencyRole::Origin);
        }
        // "Source:Xinhua Published: …": a source is credited and signs nothing.
        if byline::parse(words).is_some_and(|byline| byline.named_source) {
            return self.note_agencies(words, block, bid, AgencyRole::Origin);
        }
        // "AA 29.04.2020 01:26": the agency beside its day.
        if names::only_agencies(words) {
            return self.note_agencies(words, block, bid, AgencyRole::Origin);
        }
        // "La Voz16.08.2020 - 21:03h": what a page has glued to the day signs.
        let glues = after.starts_with(char::is_numeric) && words.ends_with(char::is_alphabetic);
        let title = (1..=4).contains(&words.split_whitespace().count()) && names::is_titled(words);
        if self.reading.byline.is_none()
            && self.reading.headline.is_some()
            && glues
            && title
            && words.chars().count() > 2
            && !self.is_told_otherwise(words)
        {
            return self.sign(words, words, block, bid);
        }
        if self.reading.byline.is_none()
            && let Some(byline) = byline::within(words)
        {
            return self.sign(byline.verbatim, words, block, bid);
        }
        // "4.02.2022 par Anne Exemple": a word says so.
        if self.reading.byline.is_none()
            && byline::is_led(words)
            && let Some(byline) = byline::parse(words)
            && byline.certainty >= 88
            && !byline::people(byline.verbatim).is_empty()
        {
            return self.sign(byline.verbatim, words, block, bid);
        }
        // "5 мая 2016 • Anne Example • 1234", "Section — Anne Example, 5 May": a name between dots, with what it stands beside.
        let between = words
            .split(['•', '·', '∙', '|', '—'])
            .map(str::trim)
            .find(|part| part.len() < words.trim().len() && is_known_name(part));
        let (words, after) = match between {
            Some(name) => {
                self.agencies_between(words, block, bid);
                (name, "•")
            }
            None => (words, after),
        };
        let fields = &self.reading;
        if !names::is_titled(words)
            || is_zone(words)
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
        // "Hesekê - 4ê Tîrmeha 2022": no hand signs with a city's name.
        // "Santo Lomo - 22 Apr. 2022 | 12:01", under who signs: the place from which he writes.
        let dashed = after.trim_start().starts_with(['-', '–', '—']);
        let placed = dashed
            && fields.byline.is_some()
            && fields.blocks.is_empty()
            && dateline::is_place(words)
            && !dateline::is_paper(words)
            && !self.is_told_otherwise(words)
            && !Words::of(words).has(Kind::NoName);
        let city = parted && dateline::is_city(words) || placed;
        if city && fields.dateline_place.is_none() {
            self.reading.dateline_place = Some(self.part(words, block, bid));
            return;
        }
        // "World - 12 March 2021", over the headline.
        let section = Words::of(words).is(Kind::Section).is_some();
        if section && fields.headline.is_none() && fields.kicker.is_none() {
            let bid = Bid::new(Role::Kicker, "press/section-by-date", 0.55);
            self.reading.kicker = Some(self.part(words, block, bid));
        } else if signs && fields.byline.is_none() {
            let value = Byline {
                verbatim: words.to_owned(),
                people: byline::people(words),
            };
            self.note_agencies(words, block, bid, AgencyRole::With);
            self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
        } else if parted
            && one
            && !section
            && fields.byline.is_some()
            && fields.dateline_place.is_none()
        {
            self.reading.dateline_place = Some(self.part(words, block, bid));
        } else if one && names::is_site(words) {
            if fields.byline.is_none() && fields.headline.is_some() {
                let value = Byline {
                    verbatim: words.to_owned(),
                    people: Vec::new(),
                };
                self.reading.byline = Some(self.found(value, block.bytes.clone(), bid));
            }
        } else if fields.kicker.is_none()
            && fields.headline.is_some()
            && fields.blocks.is_empty()
            && Words::of(words).opens(Kind::Published).is_none()
            // "The Weekly No. 43": an issue.
            && !dates::has_figure(words)
        {
            let bid = Bid::new(Role::Kicker, "press/section-by-date", 0.55);
            self.reading.kicker = Some(self.part(words, block, bid));
        }
    }
}

impl Work<'_> {
    /// "Anne Example | TNN | 7 Apr 2020": the agency that has a part of its own beside who signs.
    fn agencies_between(&mut self, words: &str, block: &Block, bid: Bid) {
        for part in words.split(['•', '·', '∙', '|', '—']).map(str::trim) {
            if names::only_agencies(part) && !names::is_broadcaster(part) {
                self.note_agencies(part, block, bid, AgencyRole::With);
            }
        }
    }
}

/// "Europe/Istanbul": the name that machines have for a zone of time.
fn is_zone(words: &str) -> bool {
    words.split_once('/').is_some_and(|(area, city)| {
        Words::of(area).is(Kind::ZoneArea).is_some() && !city.contains(' ')
    })
}

/// "Anne Example 12 comments": without what is counted behind the words.
fn without_count(words: &str) -> &str {
    let found = Words::of(words);
    let Some(hit) = found.ends(Kind::Counted) else {
        return words;
    };
    let before = words[..hit.start].trim_end();
    let bare = before.trim_end_matches(|c: char| c.is_numeric());
    match bare.len() < before.len() && bare.ends_with(' ') {
        true => bare.trim_end_matches([' ', '|', '•', '·', '-', ',']),
        false => words,
    }
}

/// Whether words have the form of a name, and a part of it that names have.
pub(super) fn is_known_name(words: &str) -> bool {
    names::is_name(words) && (names::has_given_name(words) || names::has_slavic_surname(words))
}
