//! Owns what two lines say together of a picture: a credit alone on its line has its caption before it, where none follows; a
//! carousel gives a caption twice running; a label alone ("Foto:") has its credit after it, and a button that opens a picture its
//! caption. The captions that only their place [`within`] the text tells are found there.

mod gallery;
mod shown;
#[cfg(test)]
mod tests;
mod within;

pub(in crate::parse::press) use shown::{SOURCED, with_source};

use super::{LONGEST, LONGEST_PLAIN, caption, credit, source};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::names;

/// Up to here, a line may be the headline or its deck: the credit of a picture without words stands under them as well.
const HEAD: usize = 6;

/// Up to here, a name alone over a credit signs the text.
const NAMED: usize = 12;

/// The longest caption over the text that a credit under it tells, in characters.
const LONGEST_STORY: usize = 420;

/// The longest deck that stands over a credit in brackets.
const LONGEST_DECK: usize = 200;

/// The longest statement that is a caption because it stands twice.
const LONGEST_TWICE: usize = 180;

/// The longest statement over an agency alone on its line that is the caption of a picture, in characters.
const LONGEST_STATEMENT: usize = 170;

/// How many lines may stand over a text whose picture is named twice.
const MOST_OVER: usize = 40;

/// Adds the claims of neighbours.
pub(in crate::parse::press) fn beside(blocks: &[Block], claims: &mut [Claims]) {
    for at in 1..blocks.len() {
        label_alone(blocks, claims, at);
    }
    for at in 1..blocks.len() {
        before_credit(blocks, claims, at);
        after_credit(blocks, claims, at);
        twice(blocks, claims, at);
        name_alone(blocks, claims, at);
    }
    gallery::claim(blocks, claims);
    within::claim(blocks, claims);
    shown::claim(blocks, claims);
}

/// "Foto:" on one line, the name on the next.
fn label_alone(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (label, name) = (&blocks[at - 1], &blocks[at]);
    let parted = label.text.ends_with([',', ':', '،', '：']) && name.shape.words >= 2;
    let scene = says_scene(name) || parted && name.shape.chars <= LONGEST_PLAIN;
    if opens_picture(label) && scene && claims[at].iter().all(|bid| bid.confidence < 0.6) {
        claims[at - 1].claim(Role::Noise, "press/label", 0.9);
        claims[at].claim(Role::Caption, "press/caption-after-label", 0.8);
        return;
    }
    // "Foto" alone on its line amid the text, over words that no stop ends: a heading of the picture. The place of one that a scraper left
    // stands over a sentence.
    let heading = label.shape.words == 1
        && label.text.chars().all(char::is_alphabetic)
        && label.words().is(Kind::Credit).is_some()
        && at >= 2
        && blocks[at - 2].is_sentence()
        && blocks.get(at + 1).is_some_and(Block::is_prose);
    let shown = name.shape.end == End::Open && (4..=40).contains(&name.shape.words);
    if heading && shown && claims[at].iter().all(|bid| bid.confidence < 0.7) {
        claims[at - 1].claim(Role::Noise, "press/label", 0.95);
        claims[at].claim(Role::Caption, "press/caption-after-label", 0.9);
        return;
    }
    // "Image source", "Автор фото": two words and more need no mark, where a caption's label follows.
    let captioned = blocks.get(at + 1).is_some_and(captions);
    let marked = label.shape.words <= 4
        && (label.text.ends_with([':', '：', '/', ',', '،'])
            || label.shape.words >= 2 && captioned);
    let plain = name.shape.words <= 8
        && name.shape.chars <= 80
        && name.shape.end != End::Stop
        && name.shape.inner_stops == 0;
    let known = claims[at].certainty(&[Role::Credit]) >= 0.8;
    if marked && (plain || known) && label.words().is(Kind::Credit).is_some() {
        claims[at - 1].claim(Role::Noise, "press/label", 0.9);
        let noted = claims[at].certainty(&[Role::Caption]) >= 0.3;
        if !known || noted {
            let sure = match noted || captioned {
                true => 0.98,
                false => 0.85,
            };
            claims[at].claim(Role::Credit, "press/credit", sure);
        }
        let told = at >= 2 && at - 2 > 0 && known && says_scene(&blocks[at - 2]);
        if at >= 2 && (is_scene(&blocks[at - 2]) || told && !under_title(blocks, at - 2)) {
            claims[at - 2].claim(Role::Caption, "press/caption-before-credit", 0.85);
        }
    }
}

/// "Caption", "Enlarge image" and nothing else.
fn opens_picture(block: &Block) -> bool {
    let words = block.words();
    block.shape.words <= 5
        && (words.is(Kind::PictureIcon).is_some()
            || words
                .is(Kind::Caption)
                .is_some_and(|hit| hit.end - hit.start >= 7))
}

/// "Image caption" alone, or before its caption.
fn captions(block: &Block) -> bool {
    let label = block.words().opens(Kind::Caption);
    label.is_some_and(|hit| block.text[hit.start..hit.end].contains(' '))
}

/// A line that may tell what a picture shows, and is no button and no title of a box.
fn says_scene(block: &Block) -> bool {
    block.shape.words >= 5 && block.shape.chars <= LONGEST && block.shape.inner_stops <= 3
}

/// A name alone under a caption that has no credit: within a text, where nobody signs.
fn name_alone(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (one, two) = (&blocks[at - 1], &blocks[at]);
    let words = two.shape.words;
    if at < 3
        || !(2..=4).contains(&words)
        || claims[at - 1].certainty(&[Role::Caption]) < 0.7
        || claims[at].iter().any(|bid| bid.confidence >= 0.5)
        || !blocks[at - 2].is_prose()
        || !blocks.get(at + 1).is_some_and(Block::is_prose)
        || caption(&one.text).is_some_and(|caption| caption.credit.is_some())
    {
        return;
    }
    let graded = source::grade(&two.words(), &(0..two.text.len()));
    if graded.is_some() {
        claims[at].claim(Role::Credit, "press/credit", 0.75);
    }
}

/// Whether a line stands right under another, and apart from what follows.
fn stands_under(blocks: &[Block], at: usize) -> bool {
    !blocks[at].apart && blocks.get(at + 1).is_some_and(|next| next.apart)
}

/// Whether text goes on under a line: a paragraph, or a crosshead and one.
fn goes_on(blocks: &[Block], at: usize) -> bool {
    let text = |at: usize| blocks.get(at).is_some_and(Block::is_prose);
    let heading = blocks.get(at + 1).is_some_and(|block| block.is_title());
    text(at + 1) || heading && text(at + 2)
}

/// Whether no text follows within a few lines.
fn is_foot(blocks: &[Block], at: usize) -> bool {
    !blocks.iter().skip(at + 1).take(4).any(Block::is_prose)
}

/// Whether no sentence follows within a few lines.
fn is_last(blocks: &[Block], at: usize) -> bool {
    !blocks.iter().skip(at + 1).take(4).any(Block::is_sentence)
}

/// "Quelle: …", which is said of texts and pictures alike.
fn is_source_label(block: &Block) -> bool {
    block.words().opens(Kind::Source).is_some()
}

/// Whether a line that is no sentence stands right under one that has the form of a headline.
fn under_title(blocks: &[Block], at: usize) -> bool {
    let over = at.checked_sub(1).and_then(|over| blocks.get(over));
    blocks[at].shape.end == End::Open
        && over.is_some_and(|over| over.is_title() && over.shape.words >= 5)
}

/// Whether the credit under a paragraph is that of the short line under it, and text goes on after: "Bild: dpa", "Lorries at the
/// bridge of Rawa."
fn shows_after(blocks: &[Block], at: usize) -> bool {
    let scene = |block: &Block| {
        (3..=18).contains(&block.shape.words)
            && !block.is_prose()
            && block.shape.inner_stops == 0
            && block.shape.end != End::Colon
    };
    let told = |block: &Block| block.is_prose() && block.shape.chars <= LONGEST_PLAIN;
    told(&blocks[at - 1])
        && labelled(&blocks[at])
        && blocks[at].shape.words <= 8
        && blocks
            .get(at + 1)
            .is_some_and(|block| scene(block) && block.shape.end == End::Stop)
        && blocks.get(at + 2).is_some_and(Block::is_prose)
}

/// Whether a line stands right under two that have the form of a headline and its deck.
fn under_deck(blocks: &[Block], claims: &[Claims], at: usize) -> bool {
    let told = |at: usize| {
        let shape = blocks[at].shape;
        let free = claims[at]
            .iter()
            .all(|bid| bid.role == Role::Headline || bid.confidence < 0.5);
        free && !blocks[at].is_prose() && shape.words >= 5 && shape.chars <= LONGEST_PLAIN
    };
    at >= 2 && told(at - 1) && told(at - 2) && blocks[at].shape.words >= 3
}

/// A line under a labelled credit that no caption stands over, and over the text: "Foto: dpa" first, and what it shows second.
fn after_credit(blocks: &[Block], claims: &mut [Claims], at: usize) {
    if at < 2 {
        return;
    }
    // Over a text stands only so much.
    let from = at.saturating_sub(MOST_OVER);
    let (credit, one) = (&blocks[at - 1], &blocks[at]);
    if shows_after(blocks, at - 1) && claims[at].iter().all(|bid| bid.confidence < 0.5) {
        claims[at].claim(Role::Caption, "press/caption-after-credit", 0.85);
        return;
    }
    let over = at >= 2 && claims[at - 2].certainty(&[Role::Caption]) >= 0.5;
    let told = blocks.get(at + 1).is_some_and(Block::is_prose);
    let titled = at >= 2
        && blocks[from..at - 1]
            .iter()
            .any(|block| block.is_title() && block.shape.words >= 5);
    if !over
        && told
        && titled
        && !blocks[from..at].iter().any(Block::is_prose)
        && labelled(credit)
        && claims[at - 1].certainty(&[Role::Credit]) >= 0.8
        && one.is_title()
        && one.shape.end == End::Open
        && (3..=25).contains(&one.shape.words)
        && claims[at].iter().all(|bid| bid.confidence < 0.5)
    {
        claims[at].claim(Role::Caption, "press/caption-after-credit", 0.7);
    }
}

/// Whether a line is the first of a text that has the form of a title: over it are dates and buttons.
fn is_first_title(blocks: &[Block], at: usize) -> bool {
    let title = |block: &Block| block.shape.end == End::Open && block.is_title();
    let over = |block: &Block| {
        let button = block.shape.words < 2 || block.text.starts_with(char::is_lowercase);
        title(block) && !button && !block.text.contains(char::is_numeric)
    };
    title(&blocks[at]) && !blocks[..at].iter().any(over)
}

/// "Listen 4:22", "Durée de l'audio 12:05": the line of a player ends with how long it plays.
fn is_player(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let figures =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    last.split_once(':').is_some_and(|(one, two)| {
        figures(one)
            && (figures(two)
                || two
                    .split_once(':')
                    .is_some_and(|(a, b)| figures(a) && figures(b)))
    })
}

/// Whether a line is a credit behind its label, and so no caption.
fn labelled(block: &Block) -> bool {
    block.words().opens(Kind::Credit).is_some() && credit(&block.text).is_some()
}

/// One sentence of some length, as captions are.
fn is_scene(block: &Block) -> bool {
    let shape = block.shape;
    shape.end == End::Stop && shape.inner_stops == 0 && (3..=25).contains(&shape.words)
}

/// The line before a credit.
fn before_credit(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (one, two) = (&blocks[at - 1], &blocks[at]);
    let sure = |at: usize, role: Role| {
        claims
            .get(at)
            .is_some_and(|claims| claims.certainty(&[role]) >= 0.6)
    };
    let taken = claims[at - 1].iter().any(|bid| bid.confidence >= 0.6);
    let begins = one
        .text
        .starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '“' | '"' | '„'));
    let credited = claims[at].certainty(&[Role::Credit]);
    // "(NAME / HOUSE)" on its own line stands under a caption of any length.
    let bracketed = two.text.starts_with('(') && credited >= 0.75;
    // Over the text the words of the first picture may be a small story: "NAME / HOUSE" on its own line says so.
    let first = credited >= 0.85
        && at <= MOST_OVER
        && two.text.contains('/')
        && !blocks[..at - 1].iter().any(Block::is_prose)
        && blocks.get(at + 1).is_some_and(Block::is_prose);
    let longest = match (bracketed, first) {
        (true, _) => LONGEST,
        (_, true) => LONGEST_STORY,
        _ => LONGEST_PLAIN,
    };
    // "JPS // ACL": the hands of a desk.
    let initials = one.shape.words <= 4 && one.shape.capitals;
    // Who signs stands over the picture of a text.
    let signs = (at <= NAMED || is_foot(blocks, at))
        && one.shape.words <= 3
        && claims[at - 1].certainty(&[Role::Byline]) >= 0.35;
    let goes_after = blocks.get(at + 1).is_some_and(opens_picture) || shows_after(blocks, at);
    // "Anne EXAMPLE" over the credit of the picture at the foot: who signs.
    let closes = is_foot(blocks, at) && names::is_name(&one.text);
    if taken
        || goes_after
        || signs
        || closes
        || !begins
        || initials
        || is_player(&one.text)
        || labelled(one)
        || one.shape.words < 2
        || one.shape.chars > longest
        || sure(at + 1, Role::Caption) && !stands_under(blocks, at)
    {
        return;
    }
    // A deck that stands once more, over a credit, is what its picture shows.
    let repeats = |over: &Block| over.text == one.text;
    if at > 2
        && credited >= 0.7
        && labelled(two)
        && one.is_sentence()
        && blocks[..at - 2].iter().take(MOST_OVER).any(repeats)
    {
        claims[at - 1].claim(Role::Caption, "press/caption-before-credit", 0.95);
        return;
    }
    // Headlines and their decks are shorter.
    if first && one.shape.chars > LONGEST_DECK {
        claims[at - 1].claim(Role::Caption, "press/caption-before-credit", 0.7);
        return;
    }
    if one.shape.chars > LONGEST_PLAIN || bracketed && one.shape.chars > LONGEST_DECK {
        claims[at - 1].claim(Role::Caption, "press/caption-before-credit", 0.9);
        return;
    }
    let scene = is_scene(one);
    let early = at * 2 < blocks.len() || goes_on(blocks, at);
    if credited < 0.7 {
        // An agency alone under one sentence, within a text: at its end, it signs.
        let within = at > HEAD || blocks[..at - 1].iter().any(Block::is_prose);
        if credited >= 0.4 && scene && early && within && one.shape.chars <= LONGEST_STATEMENT {
            claims[at - 1].claim(Role::Caption, "press/caption-before-credit", 0.75);
            claims[at].claim(Role::Credit, "press/credit", 0.8);
        }
        return;
    }
    let labelled = credit(&two.text).is_some_and(|credit| credit.len() < two.text.len());
    let confidence = match (labelled, at <= HEAD) {
        (true, _) if one.is_prose() && is_foot(blocks, at) => return,
        // The last sentence of a text, and the credit of the picture over it.
        (true, _) if scene && at >= 2 && blocks[at - 2].is_prose() && is_last(blocks, at) => return,
        // A lead of several sentences, signed by its agencies.
        (false, true) if one.shape.inner_stops >= 2 => return,
        // The first line that has the form of a title is the headline.
        (_, true) if is_first_title(blocks, at - 1) => return,
        // Decks begin as sentences do.
        (true, true) if one.text.starts_with(char::is_lowercase) && one.shape.words <= 9 => 0.8,
        // Of a headline, its deck and a third line, this one is the picture's.
        (true, true)
            if !scene && !two.text.starts_with('©') && under_deck(blocks, claims, at - 1) =>
        {
            0.8
        }
        // Right under a headline, a line without a stop is its deck, and the picture has no words.
        (_, true) if under_title(blocks, at - 1) => return,
        (_, true) if !scene => 0.45,
        (true, true) => 0.8,
        (true, false) if two.text.starts_with('©') && (!early || one.shape.chars > 150) => return,
        // Under the last lines a source is the text's own.
        (true, false) if !early && is_source_label(two) => return,
        // Several sentences of a paragraph's length are one.
        (true, false) if one.shape.inner_stops >= 1 && one.shape.chars > 200 => 0.35,
        (true, false) if one.shape.inner_stops >= 2 || one.shape.chars > 200 => 0.6,
        (true, false) => 0.88,
        (false, true) => 0.7,
        // Who signs a text stands under its last sentence.
        // Where the text goes on nobody signs.
        (false, false) if goes_on(blocks, at) && scene && two.text.contains('/') => 0.88,
        (false, false) if goes_on(blocks, at) && one.is_title() && one.shape.words >= 6 => 0.85,
        (false, false) if goes_on(blocks, at) && scene && one.shape.chars <= LONGEST_STATEMENT => {
            0.8
        }
        (false, false) if early && scene => 0.66,
        (false, false) => 0.4,
    };
    claims[at - 1].claim(Role::Caption, "press/caption-before-credit", confidence);
}

/// A few words that stand twice running between a headline and its text: what stands for the picture, and its caption. A longer line
/// may be the headline.
fn name_twice(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let (one, two) = (&blocks[at - 1], &blocks[at]);
    let plain = two.shape.end == End::Open
        && (2..=4).contains(&two.shape.words)
        && one.text == two.text
        && !two.shape.capitals
        && !two.text.contains([':', '|', '/', '@', '#'])
        && !two.text.contains(char::is_numeric);
    if !plain || !(2..=MOST_OVER).contains(&at) {
        return;
    }
    let over = &blocks[..at - 1];
    let under = blocks.get(at + 1).zip(claims.get(at + 1));
    let leads = under.is_some_and(|(block, claims)| {
        let roles = [Role::Byline, Role::Credit, Role::Dateline, Role::Stamp];
        block.is_prose() || claims.certainty(&roles) >= 0.5
    });
    let titled = over
        .iter()
        .any(|block| block.is_title() && block.shape.words >= 5);
    let known = claims[at]
        .iter()
        .any(|bid| bid.role != Role::Byline && bid.confidence >= 0.6);
    let others = blocks.iter().filter(|block| block.text == two.text).count();
    if leads && titled && !known && others == 2 && !over.iter().any(Block::is_prose) {
        for place in [at - 1, at] {
            claims[place].claim(Role::Caption, "press/caption-twice", 0.9);
        }
    }
}

/// A line that stands twice running, or twice with its credit between.
fn twice(blocks: &[Block], claims: &mut [Claims], at: usize) {
    let two = &blocks[at];
    // The box of another article gives its title twice as well.
    if two.text.contains(['!', '?', '؟']) || labelled(two) {
        return;
    }
    name_twice(blocks, claims, at);
    if two.shape.words < 4 || two.shape.chars > LONGEST_PLAIN || at < 2 {
        return;
    }
    let credited = claims[at - 1].certainty(&[Role::Credit]) >= 0.5;
    let is_credit = |at: usize| {
        claims
            .get(at)
            .is_some_and(|claims| claims.certainty(&[Role::Credit]) >= 0.75)
    };
    let (place, confidence) = match () {
        // A paragraph may be set twice by mistake.
        () if blocks[at - 1].text == two.text
            && two.shape.chars > LONGEST_TWICE
            && caption(&two.text).is_none() =>
        {
            (at - 1, 0.45)
        }
        () if blocks[at - 1].text == two.text && two.shape.end == End::Stop => (at - 1, 0.9),
        // Over a credit, what stands twice is no title.
        () if blocks[at - 1].text == two.text && is_credit(at + 1) => (at - 1, 0.93),
        () if blocks[at - 1].text == two.text => (at - 1, 0.6),
        () if blocks[at - 2].text == two.text && credited => (at - 2, 0.93),
        // "Photo:", and the name on a line of its own.
        () if at >= 4
            && blocks[at - 3].text == two.text
            && credited
            && blocks[at - 2].words().is(Kind::Credit).is_some() =>
        {
            (at - 3, 0.95)
        }
        () => return,
    };
    for place in [place, at] {
        if claims[place].certainty(&[Role::Caption]) < confidence {
            claims[place].claim(Role::Caption, "press/caption-twice", confidence);
        }
    }
    if place + 1 < at {
        claims[at - 1].claim(Role::Credit, "press/credit", 0.85);
    }
}
