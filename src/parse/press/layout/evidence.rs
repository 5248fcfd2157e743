//! Owns what the form of a block and its neighbours say of each role, where no word of its own does: how long it is, how it ends,
//! what it stands over. Weights are log-odds, as in the grammar.

mod head;
mod lists;

use super::boxes;
use super::form::{is_closed_by_source, is_furniture, is_posted, is_question, is_quotation};
use super::grammar::{Listed, State, Zone};
use super::sight::{Sight, is_item};
use super::weights::W;
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Bid, Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::links;
use crate::parse::press::title;

/// The share of its words that paragraphs say again of a line that may be a crosshead as well as a link.
const USUAL_AHEAD: f32 = 0.33;

/// All that speaks for and against the states of a block.
pub(super) struct Evidence<'a> {
    block: &'a Block,
    sight: &'a Sight,
    claims: &'a Claims,
    language: &'a str,
    /// The log-odds of the surest claim.
    surest: f32,
}

impl<'a> Evidence<'a> {
    /// The evidence at one block.
    pub fn of(block: &'a Block, sight: &'a Sight, claims: &'a Claims, language: &'a str) -> Self {
        Self {
            block,
            sight,
            claims,
            language,
            surest: surest(claims.iter()),
        }
    }

    /// How much speaks for a state, and the rule that says most of it; none where nothing does.
    pub fn weight(&self, state: State) -> Option<(f32, &'static str)> {
        let own = self.claims.best(state.role);
        let shaped = shaped(self.block, self.sight, self.claims, state, self.language);
        let (weight, rule) = match (own, shaped) {
            (Some(bid), Some((weight, rule))) => {
                let said = odds(bid.confidence);
                (
                    said + weight.max(0.0),
                    if said > 0.0 { bid.rule } else { rule },
                )
            }
            (Some(bid), None) => (odds(bid.confidence), bid.rule),
            // A dateline says what it is, or is none.
            (None, Some(_)) if state.role == Role::Dateline => return None,
            (None, Some((weight, rule))) => (weight, rule),
            // A paragraph that breaks off is no title.
            (None, None) if self.sight.breaks_off && state.role == Role::Related => return None,
            // The first words of another article, under its title.
            (None, None) if self.sight.excerpt && state.role == Role::Related => return None,
            (None, None) if may_be(self.block, state) => (W.unsaid, "press/by-habit"),
            (None, None) => return None,
        };
        // What the words say that it is speaks against all else.
        let rival = match self.claims.iter().any(|bid| agree(&bid, state)) {
            true => surest(self.claims.iter().filter(|bid| !agree(bid, state))),
            false => self.surest,
        };
        let listed = self.sight.day_of_list && state.zone == Zone::Tail;
        let of_list = match (listed, state.role) {
            (true, Role::Stamp) => W.day_of_list,
            _ => 0.0,
        };
        let fit = fit(state, own.is_some()) + of_list + self.leads(state, own);
        Some((weight + fit - rival * W.rival, rule))
    }
}

impl Evidence<'_> {
    /// What the next paragraphs say of a title among them that no label tells to lead elsewhere.
    fn leads(&self, state: State, own: Option<Bid>) -> f32 {
        let labelled = own.is_some_and(|bid| bid.confidence >= 0.6);
        let link = state.zone == Zone::Body && state.role == Role::Related && !labelled;
        match (link, state.listed) {
            (true, Listed::No) if self.sight.between.is_some() => ahead(self.sight) * W.link_ahead,
            (true, Listed::No) => ahead(self.sight).max(0.0) * W.link_ahead,
            // The last of a list right over a paragraph.
            (true, Listed::Link) if self.sight.over_text && !self.sight.taught => {
                ahead(self.sight).max(0.0) * W.link_ahead
            }
            _ => 0.0,
        }
    }
}

/// Whether a block may be what neither its words nor its form say: habit alone may speak for it.
fn may_be(block: &Block, state: State) -> bool {
    use Zone::{Body, Tail, Top, Under};
    let shape = block.shape;
    match (state.zone, state.role, state.listed) {
        (Under | Body | Top, Role::Caption, Listed::No) => shape.chars <= 400,
        (Under | Body, Role::Credit, Listed::No) => shape.words <= 8,
        (Top | Under | Tail, Role::Byline, Listed::No) => {
            shape.words <= 12 && !block.is_sentence() && may_sign(&block.text)
        }
        (Top | Under | Body | Tail, Role::Related, Listed::No) => {
            let item = is_item(block) && state.zone != Tail;
            block.is_title()
                && shape.words >= 3
                && shape.end != End::Colon
                && links::is_entry(block)
                && (state.zone == Tail || boxes::is_whole(block))
                && !item
        }
        (Body, Role::Crosshead, Listed::No) => shape.chars <= 120 && shape.words >= 1,
        (Top | Under, Role::Kicker, Listed::No) => shape.words <= 8 && !block.is_sentence(),
        (Top, Role::Standfirst, Listed::No) => shape.words >= 6 && shape.chars <= 500,
        _ => false,
    }
}

/// Whether habit alone may make a signature of a line: no right, no quotation, no stop.
fn may_sign(text: &str) -> bool {
    let line = text.trim_end();
    // In a script without capitals eight words and more are a title or a sentence.
    let cased = |c: char| c.is_uppercase() || c.is_lowercase();
    let told = !line.contains(cased) && line.split_whitespace().count() > 7;
    !told && !line.contains(['©', '?', '!', '"', '“', '«']) && !line.ends_with(['.', ':', '…'])
}

/// The log-odds of the surest of some claims; 0 where none is more likely than not.
fn surest(bids: impl Iterator<Item = Bid>) -> f32 {
    let confidence = bids.map(|bid| bid.confidence).fold(0.5, f32::max);
    odds(confidence)
}

/// Whether a claim does not speak against a state.
fn agree(bid: &Bid, state: State) -> bool {
    let furniture = [
        Role::Stamp,
        Role::Byline,
        Role::Credit,
        Role::Tags,
        Role::Place,
    ];
    bid.role == state.role
        // Over the headline a list and its heading are a menu.
        || state.zone == Zone::Top
            && state.role == Role::Noise
            && matches!(
                bid.role,
                Role::RelatedHeading | Role::PromoHeading | Role::ContentsHeading | Role::End
            )
        || state.listed == Listed::Teaser && furniture.contains(&bid.role)
        // "… takes the pass, May 3": in a list, the day of the other article.
        || state.listed == Listed::Link
            && matches!(bid.role, Role::Caption | Role::Headline | Role::Byline)
        || matches!(
            (bid.role, state.role),
            (Role::Dateline, Role::Paragraph)
                | (Role::Credit, Role::Caption)
                | (Role::SignOff, Role::Place)
        )
        // Over the text a source signs as hands do: a sign-off stands under it alone.
        || bid.role == Role::SignOff
            && state.role == Role::Byline
            && matches!(state.zone, Zone::Top | Zone::Under)
        // Over the text, "Share" or "Follow us" heads no list: what stands under it may sign.
        || bid.role == Role::PromoHeading
            && state.role == Role::Noise
            && matches!(state.zone, Zone::Top | Zone::Under)
        // "Top stories" over a headline heads the site's own links.
        || bid.role == Role::RelatedHeading
            && state.role == Role::Noise
            && state.zone == Zone::Top
}

/// The log-odds of a confidence.
fn odds(confidence: f32) -> f32 {
    let confidence = confidence.clamp(0.02, 0.98);
    (confidence / (1.0 - confidence)).ln()
}

/// How usual a claimed role is in a zone.
fn fit(state: State, claimed: bool) -> f32 {
    use Zone::{Body, Tail, Top, Under};
    match (state.zone, state.role) {
        (Under, Role::Byline | Role::Stamp) => W.signature_under,
        (Top, Role::Byline | Role::Stamp) => W.signature_over,
        (Body, Role::Byline) => W.byline_in_body,
        (Body, Role::Stamp) => W.stamp_in_body,
        (Tail, Role::Byline | Role::Stamp) => W.signature_in_tail,
        (Under, Role::Caption | Role::Credit) => W.picture_under,
        (Top, Role::Caption | Role::Credit) => W.picture_over,
        (Tail, Role::Caption | Role::Credit) => W.picture_in_tail,
        (Body, Role::RelatedHeading | Role::PromoHeading) => W.heading_in_body,
        (Tail, Role::RelatedHeading | Role::PromoHeading) => W.heading_in_tail,
        (Top, Role::Related) => W.link_over,
        (Body, Role::Noise) if claimed && state.listed != Listed::Teaser => W.noise_in_body,
        _ => 0.0,
    }
}

/// What form and place say, without a word of the block's own.
fn shaped(
    block: &Block,
    sight: &Sight,
    claims: &Claims,
    state: State,
    language: &str,
) -> Option<(f32, &'static str)> {
    use Zone::{Body, Tail, Top, Under};
    let found = match (state.zone, state.role, state.listed) {
        (Body, Role::Paragraph, _) => (paragraph(block, sight), "press/paragraph"),
        (Body, Role::Dateline, _) => (paragraph(block, sight) * 0.8, "press/dateline"),
        (Body, Role::Crosshead, _) => (crosshead(block, sight, claims)?, "press/crosshead"),
        (Zone::Headline, ..) => head::headline(block, sight)?,
        (Top, Role::Kicker, _) => (head::kicker(block, sight, claims)?, "press/kicker-line"),
        // "World" between the headline and the date.
        (Under, Role::Kicker, _) => (
            ((sight.signed_after || sight.furnished_after) && title::is_kicker(&block.words())
                || block.shape.capitals && block.words().is(Kind::Section).is_some())
            .then_some(W.kicker_under)?,
            "press/kicker-line",
        ),
        (Top, Role::Standfirst, _) => (sight.lead.then_some(W.lead)?, "press/lead-sentence"),
        (Under, Role::Standfirst, _) => head::standfirst(block, sight, language)?,
        (Under, Role::Caption, _) => (caption(block, sight)?, "press/caption-before-body"),
        (Under | Body, Role::Noise, Listed::Contents) => (
            block.is_title().then_some(W.contents_title)?,
            "press/contents",
        ),
        (Body | Tail, Role::Related, Listed::Link) => (
            lists::link(block, sight, claims, state.zone)?,
            "press/related-list",
        ),
        (Body, Role::Related, Listed::No) => (sight.between?, "press/related-between"),
        (Tail, Role::Related, Listed::No) => (sight.boxed?, "press/related-box"),
        (Body | Tail, Role::Noise, Listed::Promotion) => (
            block.is_title().then_some(W.promotion_title)?,
            "press/promotion",
        ),
        (Body | Tail, Role::Noise, Listed::Teaser) => (
            lists::teaser(block, sight, claims, state.zone)?,
            "press/teaser",
        ),
        (Top | Under, Role::Noise, Listed::No) => (stray(block, sight), "unclaimed"),
        (Body, Role::Noise, Listed::No) => (stray_in_body(block, sight), "unclaimed"),
        (Tail, Role::Noise, Listed::No) => (left_over(block, sight), "press/foot"),
        _ => return None,
    };
    Some(found)
}

fn paragraph(block: &Block, sight: &Sight) -> f32 {
    let shape = block.shape;
    let plain: f32 = match () {
        () if block.is_prose() => {
            W.prose
                + if shape.chars >= 300 {
                    W.long_prose
                } else {
                    0.0
                }
        }
        () if block.is_sentence() => W.sentence,
        () if is_item(block) && shape.words >= 3 => W.item,
        () if sight.seen >= 70 && is_closed_by_source(block) => W.sentence,
        () if !sight.footed && block.is_short_sentence() => W.short_sentence,
        () if sight.breaks_off => W.broken_off,
        () if shape.end == End::Stop => W.stopped,
        () if sight.introduces && shape.words >= 4 => W.introducing,
        () if shape.end != End::Open && shape.words >= 5 => W.lively,
        () if shape.words >= 8 && sight.stopped && sight.over_text && !sight.footed => {
            W.open_among_stopped
        }
        () if shape.words >= 14 => W.open_longest,
        () if shape.words >= 8 => W.open_long,
        () => W.open_short,
    };
    let plain = match sight.footed && shape.chars < 400 {
        true => plain.min(W.footed_paragraph),
        false => plain,
    };
    let commented = if sight.commented { W.commented } else { 0.0 };
    let taught = if sight.taught {
        W.paragraph_taught
    } else {
        0.0
    };
    plain + taught + commented + (sight.common.share() - 0.5) * W.paragraph_theme
}

fn crosshead(block: &Block, sight: &Sight, claims: &Claims) -> Option<f32> {
    let shape = block.shape;
    // One bullet alone between paragraphs heads what follows; several are a list.
    let marked = is_item(block);
    // Long dashes open speech and the name of who said it.
    let heads = sight.lone_item
        && sight.over_text
        && sight.seen > 0
        && shape.words <= 10
        && shape.end == End::Open
        && !block.text.starts_with(['–', '—'])
        && !block.text.contains('@');
    if !block.is_title()
        || shape.chars > 130
        || marked && !heads
        || is_posted(block)
        || is_furniture(block)
    {
        return None;
    }
    let mut weight = W.crosshead;
    if marked {
        weight += W.crosshead_marked;
    }
    let asks = sight.over_text && is_question(block);
    if asks {
        weight += W.crosshead_question;
    }
    // A name alone is of a picture, or signs; where several head their parts, they are a list of people.
    if claims.certainty(&[Role::Byline]) >= 0.35 && !shape.capitals && sight.heads < 3 {
        weight += W.crosshead_as_name;
    }
    if is_quotation(block) {
        weight += W.crosshead_quoted;
    }
    if shape.capitals && shape.words >= 2 {
        weight += W.crosshead_capitals;
    }
    if sight.under_rival && sight.seen > 0 {
        weight += W.crosshead_under_title;
    }
    // "NA", "1/3": what is left of something else.
    if block.text.chars().filter(|c| c.is_alphabetic()).count() <= 2 {
        weight += W.crosshead_of_two_letters;
    }
    if shape.words > 16 {
        weight += W.crosshead_of_a_paragraph;
    }
    if sight.among >= 2 {
        weight += W.crosshead_among_noise;
    }
    if sight.under_player {
        weight += W.crosshead_under_player;
    }
    // Where others follow, the first paragraph may have one too.
    let first = !sight.under_text && sight.seen <= 35;
    let several = if asks { 1 } else { 2 };
    if first && sight.heads >= several && shape.words >= 2 && sight.common.share() >= 0.4 {
        weight += W.crosshead_first_of_several;
    }
    if block.words().opens(Kind::Source).is_some() {
        weight += W.crosshead_sourced;
    }
    if sight.over_link {
        weight += W.crosshead_over_link;
    }
    if sight.tight {
        weight += W.crosshead_tight;
    }
    weight += if sight.over_text {
        W.crosshead_over_text
    } else {
        W.crosshead_over_other
    };
    if sight.over_picture && sight.under_text && shape.words >= 2 {
        weight += W.crosshead_over_picture;
    }
    weight += if shape.words <= 10 || is_quotation(block) {
        W.crosshead_short
    } else {
        W.crosshead_wordy + (sight.common.share() - 0.5) * W.crosshead_theme
    };
    weight += ahead(sight) * W.crosshead_ahead;
    if shape.chars > sight.half {
        weight += match sight.long_after && sight.heads >= 2 {
            true => W.crosshead_long_over_longer,
            false => W.crosshead_as_long_as_text,
        };
    }
    if shape.end == End::Colon {
        weight += W.crosshead_with_colon;
    }
    weight += match sight.heads {
        0 | 1 => 0.0,
        2 => W.crosshead_one_of_two,
        _ => W.crosshead_among_several,
    };
    if sight.footed {
        weight += W.crosshead_in_foot;
    }
    Some(weight)
}

/// How much more of a line than usual the paragraphs under it say again.
fn ahead(sight: &Sight) -> f32 {
    sight.ahead.map_or(0.0, |share| share - USUAL_AHEAD)
}

/// A line between the headline and the body that says what a picture shows, and does not say so.
fn caption(block: &Block, sight: &Sight) -> Option<f32> {
    let shape = block.shape;
    let text = block.text.as_str();
    let marks = ['|', '·', '•', '@', '№', '#', '>'];
    let fits = !block.is_prose() && sight.before_text && (2..=20).contains(&shape.words);
    if !fits || text.ends_with([':', '?', '؟']) || text.contains(marks) || has_clock(text) {
        return None;
    }
    // The rest of a sentence, the credit of a picture without words, topics joined by their hyphens.
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || "\"“«„‘¿¡".contains(c));
    let hyphens = text.split('-').count() > shape.words.max(3);
    if !begins || hyphens || block.words().opens(Kind::Credit).is_some() {
        return None;
    }
    // Where there are capitals, two or three words are a section, a button, a house, if not a name.
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let named = shape.words == 2 && text.split_whitespace().all(capital);
    let words = block.words();
    let house = shape.words <= 3
        && (words.has(Kind::Outlet) || words.has(Kind::Agency) || words.has(Kind::PictureSource));
    if shape.words < 4 && text.contains(cased) && !named || house {
        return None;
    }
    Some(match shape.end {
        End::Stop if shape.words <= 8 => W.caption_stopped_short,
        End::Stop => W.caption_stopped,
        _ if shape.words > 8 => W.caption_open_long,
        _ => W.caption_open,
    })
}

/// An hour of the clock: "11:00".
fn has_clock(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(':').any(|(at, _)| {
        digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())
    })
}

/// A line that nothing explains.
fn stray(block: &Block, sight: &Sight) -> f32 {
    let plain: f32 = match () {
        () if sight.foreign => W.stray,
        () if block.is_prose() => W.stray_prose,
        () if block.is_sentence() => W.stray_sentence,
        () if block.shape.words >= 8 => W.stray_long,
        () => W.stray,
    };
    plain + (sight.common.share() - 0.5) * W.stray_theme
}

/// Among paragraphs such lines are rare, and come with machinery. One neighbour says little of a line over text: advertisements stand
/// over crossheads too.
fn stray_in_body(block: &Block, sight: &Sight) -> f32 {
    let short = !block.is_sentence() && block.shape.words < 8;
    let among = match sight.among {
        1 if sight.over_text => W.stray_over_text,
        among => W.stray_among * f32::from(among),
    };
    let over_link = if sight.over_link {
        W.stray_over_link
    } else {
        0.0
    };
    stray(block, sight) + W.stray_in_body + over_link + if short { among } else { 0.0 }
}

/// What stands after an article and belongs to no field.
fn left_over(block: &Block, sight: &Sight) -> f32 {
    let plain: f32 = match () {
        () if block.is_prose() => W.left_prose,
        () if block.is_sentence() => W.left_sentence,
        () => W.left,
    };
    let plain = match sight.footed {
        true => plain.max(W.left_footed),
        // With so much of the text still to come, it is no foot; and what stands right under text goes on with it.
        false => {
            let early = f32::from(70_u8.saturating_sub(sight.seen)) / 70.0;
            let telling = block.is_sentence() || block.shape.words >= 14;
            let after = sight.goes_on && (telling || block.is_short_sentence());
            plain
                + if telling { W.left_early * early } else { 0.0 }
                + if after { W.left_after_text } else { 0.0 }
        }
    };
    plain + (sight.common.share() - 0.5) * W.left_theme
}
