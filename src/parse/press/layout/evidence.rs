//! Owns what the form of a block and its neighbours say of each role, where no word of its own does: how long it is, how it ends,
//! what it stands over. Weights are log-odds, as in the grammar.

use super::form::{is_closed_by_source, is_posted, is_question, is_quotation};
use super::grammar::{Listed, State, Zone};
use super::opening::{self, Opening};
use super::sight::{Sight, is_item};
use super::weights::W;
use crate::parse::press::claim::{Bid, Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::lines::{Block, End};
use crate::parse::press::links;
use crate::parse::press::title;

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
            (None, None) if may_be(self.block, state) => (W.unsaid, "press/by-habit"),
            (None, None) => return None,
        };
        // What the words say that it is speaks against all else.
        let rival = match self.claims.iter().any(|bid| agree(&bid, state)) {
            true => surest(self.claims.iter().filter(|bid| !agree(bid, state))),
            false => self.surest,
        };
        Some((weight + fit(state, own.is_some()) - rival * W.rival, rule))
    }
}

/// Whether a block may be what neither its words nor its form say: habit alone may speak for it.
fn may_be(block: &Block, state: State) -> bool {
    use Zone::{Body, Tail, Top, Under};
    let shape = block.shape;
    match (state.zone, state.role, state.listed) {
        (Under | Body | Top, Role::Caption, Listed::No) => shape.chars <= 400,
        (Under | Body, Role::Credit, Listed::No) => shape.words <= 8,
        (Top | Under | Tail, Role::Byline, Listed::No) => shape.words <= 12 && !block.is_sentence(),
        (Top | Under | Body | Tail, Role::Related, Listed::No) => {
            block.is_title() && shape.words >= 3
        }
        (Body, Role::Crosshead, Listed::No) => shape.chars <= 120 && shape.words >= 1,
        (Top | Under, Role::Kicker, Listed::No) => shape.words <= 8 && !block.is_sentence(),
        (Top, Role::Standfirst, Listed::No) => shape.words >= 6 && shape.chars <= 500,
        _ => false,
    }
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
            (Role::Dateline, Role::Paragraph) | (Role::Credit, Role::Caption)
        )
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
        (Body, Role::Crosshead, _) => (crosshead(block, sight)?, "press/crosshead"),
        (Zone::Headline, ..) => headline(block, sight)?,
        (Top, Role::Kicker, _) => (kicker(block, sight, claims)?, "press/kicker-line"),
        // "World" between the headline and the date.
        (Under, Role::Kicker, _) => (
            ((sight.signed_after || sight.furnished_after) && title::is_kicker(&block.words()))
                .then_some(W.kicker_under)?,
            "press/kicker-line",
        ),
        (Top, Role::Standfirst, _) => (sight.lead.then_some(W.lead)?, "press/lead-sentence"),
        (Under, Role::Standfirst, _) => standfirst(block, sight, language)?,
        (Under, Role::Caption, _) => (caption(block, sight)?, "press/caption-before-body"),
        (Under | Body, Role::Noise, Listed::Contents) => (
            block.is_title().then_some(W.contents_title)?,
            "press/contents",
        ),
        (Body | Tail, Role::Related, Listed::Link) => (
            link(block, sight, claims, state.zone)?,
            "press/related-list",
        ),
        (Body, Role::Related, Listed::No) => (sight.between?, "press/related-between"),
        (Tail, Role::Related, Listed::No) => (sight.boxed?, "press/related-box"),
        (Body | Tail, Role::Noise, Listed::Promotion) => (
            block.is_title().then_some(W.promotion_title)?,
            "press/promotion",
        ),
        (Body | Tail, Role::Noise, Listed::Teaser) => {
            (teaser(block, sight, claims, state.zone)?, "press/teaser")
        }
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
    plain + commented + (sight.common.share() - 0.5) * W.paragraph_theme
}

fn crosshead(block: &Block, sight: &Sight) -> Option<f32> {
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
    if !block.is_title() || shape.chars > 130 || marked && !heads || is_posted(block) {
        return None;
    }
    let mut weight = W.crosshead;
    if marked {
        weight += W.crosshead_marked;
    }
    if sight.over_text && is_question(block) {
        weight += W.crosshead_question;
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
    if first && sight.heads >= 2 && shape.words >= 2 && sight.common.share() >= 0.4 {
        weight += W.crosshead_first_of_several;
    }
    if block.words().opens(Kind::Source).is_some() {
        weight += W.crosshead_sourced;
    }
    if sight.tight {
        weight += W.crosshead_tight;
    }
    weight += if sight.over_text {
        W.crosshead_over_text
    } else {
        W.crosshead_over_other
    };
    weight += if shape.words <= 10 || is_quotation(block) {
        W.crosshead_short
    } else {
        W.crosshead_wordy + (sight.common.share() - 0.5) * W.crosshead_theme
    };
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

fn headline(block: &Block, sight: &Sight) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 260 {
        return None;
    }
    let mut weight = match shape.words {
        0 | 1 => W.headline_one_word,
        2 => W.headline_two_words,
        3 => W.headline_three_words,
        _ => W.headline,
    };
    weight += W.headline_late * sight.at.min(40) as f32;
    let stopped = shape.end == End::Stop;
    if stopped {
        weight += match sight.long_after && shape.chars <= 130 && shape.inner_stops == 0 {
            true => W.headline_stopped_over_longer,
            false => W.headline_stopped,
        };
    }
    if block.is_prose() {
        weight += W.headline_prose;
    }
    if shape.chars > 170 {
        weight += W.headline_longest;
    }
    if sight.over {
        weight += W.headline_as_kicker;
    }
    weight += (sight.common.share() - 0.5) * W.headline_theme;
    if sight.nearest {
        weight += W.headline_nearest;
    }
    if sight.foreign {
        weight += W.headline_foreign;
    }
    let rule = match stopped {
        true => "press/first-sentence",
        false => "press/headline",
    };
    Some((weight, rule))
}

fn kicker(block: &Block, sight: &Sight, claims: &Claims) -> Option<f32> {
    if title::is_kicker(&block.words()) {
        return Some(W.kicker_word);
    }
    // A name over a headline signs.
    let signs = claims.certainty(&[Role::Byline]) >= 0.35 && !block.shape.capitals;
    let mut weight = W.kicker_over;
    if signs {
        weight += W.kicker_as_name;
    }
    if sight.menu {
        weight += W.kicker_in_menu;
    }
    sight.over.then_some(weight)
}

fn standfirst(block: &Block, sight: &Sight, language: &str) -> Option<(f32, &'static str)> {
    let shape = block.shape;
    if shape.chars > 900 || shape.words < 4 {
        return None;
    }
    let open = matches!(shape.end, End::Open | End::Colon) && !block.is_prose();
    // As likely text as any paragraph; what follows says which of the two.
    let mut weight = paragraph(block, sight).max(0.0) + W.standfirst;
    weight += match shape.chars {
        _ if open && shape.words >= 7 => W.standfirst_open_long,
        _ if open => W.standfirst_open_short,
        0..=110 => W.standfirst_short,
        111..=260 => W.standfirst_medium,
        261..=350 => W.standfirst_long,
        _ => W.standfirst_longest,
    };
    weight += (sight.echo.min(0.45) - 0.12) * W.standfirst_echo;
    weight += beside_next(block, sight, open);
    weight += (sight.common.share() - 0.5) * W.standfirst_theme;
    if open && (is_bar(block) || shape.words <= 8 && is_credited(block)) {
        weight += W.standfirst_as_furniture;
    }
    // A short line may say what the text does not; an advertisement is a sentence, or asks.
    if !open && sight.common.stems >= 2 && sight.common.share() < 0.2 {
        weight += W.standfirst_apart;
    }
    // Key points, each with its bullet.
    if open && is_item(block) {
        weight += W.standfirst_item;
    }
    let labelled = title::has_clear_label(&block.words(), language);
    if labelled {
        weight += W.standfirst_labelled;
    }
    if sight.signed_after {
        weight += W.standfirst_signed_after;
    } else if sight.pictured_after && shape.chars <= 350 {
        weight += match sight.signed_before {
            true => W.standfirst_between,
            false => W.standfirst_pictured_after,
        };
    } else if sight.furnished_after && shape.chars <= 350 {
        weight += match open || sight.seen > 0 {
            true => W.standfirst_furnished_after,
            false => W.standfirst_told_and_furnished_after,
        };
    } else if sight.signed_before {
        weight += W.standfirst_signed_before;
    }
    let rule = match (labelled, block.is_prose()) {
        (true, _) => "press/labelled-standfirst",
        (_, true) => "press/standfirst",
        _ => "press/deck",
    };
    Some((weight, rule))
}

/// Whether a line has several parts with bullets or bars between, or leads to an address: the departments of an office, a menu.
fn is_bar(block: &Block) -> bool {
    block.text.matches(['•', '|', '·']).count() >= 2 || block.text.contains("://")
}

/// Whether a line names who reports.
fn is_credited(block: &Block) -> bool {
    let words = block.words();
    words.has(Kind::Agency) || words.has(Kind::Outlet)
}

/// What a text says of itself beside the next one: a standfirst is told again, a first paragraph is gone on with.
fn beside_next(block: &Block, sight: &Sight, open: bool) -> f32 {
    let mut weight = match sight.next_opens {
        // A line that is no sentence is no first paragraph in any case.
        Opening::Anew if !open => W.standfirst_anew,
        Opening::Plain | Opening::Anew => 0.0,
        Opening::Leaning => W.standfirst_leant_on,
        Opening::Known => W.standfirst_known,
    };
    weight += match sight.next_length {
        0 => 0.0,
        1..=11 => W.standfirst_over_shorter,
        _ => W.standfirst_over_longer,
    };
    if open {
        return weight;
    }
    if sight.day_again {
        weight += W.standfirst_day_again;
    } else if opening::names_day(block) {
        weight += W.standfirst_day;
    }
    if opening::ends_attributed(&block.text) {
        weight += W.standfirst_attributed;
    }
    if block.shape.inner_stops > 0 && block.shape.chars <= 260 {
        weight += W.standfirst_sentences;
    }
    weight
}

/// A line between the headline and the body that says what a picture shows, and does not say so.
fn caption(block: &Block, sight: &Sight) -> Option<f32> {
    let shape = block.shape;
    let text = block.text.as_str();
    let marks = ['|', '·', '•', '@', '№', '#', '>'];
    let fits = !block.is_prose() && sight.before_text && (2..=20).contains(&shape.words);
    if !fits || text.ends_with(':') || text.contains(marks) || has_clock(text) {
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

/// An entry of a list of links: a title, or a theme, a stop and a title.
fn link(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    let shape = block.shape;
    // Another heading ends the list; and what says that it is of a picture is no title.
    let heads = claims.certainty(&[Role::PromoHeading]) >= 0.8 && shape.words >= 2;
    let pictured =
        block.text.ends_with(')') && claims.certainty(&[Role::Credit, Role::Caption]) >= 0.6;
    if heads || pictured {
        return None;
    }
    let long_enough = shape.words >= 3 || shape.words == 2 && shape.chars >= 10 && sight.dated;
    let furniture = links::is_furniture(block, claims) && !(shape.words == 2 && sight.dated);
    let telling = long_enough && !sight.aside && !furniture;
    let crosshead = zone == Zone::Body && sight.over_text && shape.words <= 5;
    (links::is_entry(block) && telling).then_some(
        W.link_title
            + if sight.taught { W.link_taught } else { 0.0 }
            + match sight.headed && shape.words >= 5 {
                true => W.link_headed,
                false => 0.0,
            }
            + match crosshead && !sight.taught {
                true => W.link_as_crosshead,
                false => 0.0,
            },
    )
}

/// The longest title, in characters, that is not taken for a teaser that was cut off.
const LONGEST_ENTRY: usize = 140;

/// What stands under an entry of a list. In the midst of a text only what cannot be the text itself.
fn teaser(block: &Block, sight: &Sight, claims: &Claims, zone: Zone) -> Option<f32> {
    if claims.certainty(&[Role::PromoHeading]) >= 0.8 && block.shape.words >= 2 {
        return None;
    }
    if links::is_furniture(block, claims) {
        let said = [Role::Stamp, Role::Byline, Role::Credit, Role::Tags];
        // The topics of one entry are those of the next, too.
        let again = claims
            .best(Role::Noise)
            .filter(|bid| bid.rule == "press/repeated");
        let certainty = again.map_or(0.0, |bid| bid.confidence);
        let certainty = certainty.max(claims.certainty(&said));
        return Some(W.teaser_furniture + odds(certainty).max(0.0));
    }
    if sight.aside {
        return Some(W.teaser_section);
    }
    let weight = match sight.seen >= 70 {
        true => W.teaser_late,
        false if block.is_prose() => W.teaser_early_prose,
        false => W.teaser_early,
    };
    // Teasers are cut off where their box ends; a line as long as the titles around it is one of these.
    let chars = block.shape.chars;
    let long = chars > LONGEST_ENTRY || chars >= 100 && sight.under_title;
    let cut = block.shape.end == End::Open && block.shape.words >= 14 && long;
    let taught = if sight.taught { W.teaser_taught } else { 0.0 };
    let weight = weight + if cut { W.teaser_cut } else { 0.0 };
    (zone == Zone::Tail).then_some(weight + taught)
}

/// A line that nothing explains.
fn stray(block: &Block, sight: &Sight) -> f32 {
    let plain: f32 = match () {
        () if block.is_prose() => W.stray_prose,
        () if block.is_sentence() => W.stray_sentence,
        () if sight.foreign => W.stray,
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
    stray(block, sight) + W.stray_in_body + if short { among } else { 0.0 }
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
