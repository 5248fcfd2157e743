//! Owns the recogniser of links that a text makes to other articles: "À lire aussi", ">> …", "[Read: …]", a Markdown link, and of
//! the headings over what is not the article's own words. Which lines stand under a heading, the layout says.

mod forms;
mod headings;
mod lists;
mod paged;
mod ranked;
mod teased;
#[cfg(test)]
mod tests;
mod trim;

use super::block::{Block, End, Shape};
use super::claim::{Claims, Context, Role};
use super::lexicon::{Hit, Kind, Words};
use forms::{arrow, bracketed, glued, housed, is_cut_off, named, without_quotes};
pub(super) use lists::{entry, is_entry, is_furniture};

/// A link's words and, where they come with one, its address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub words: String,
    pub url: Option<String>,
}

/// The longest link, and the longest heading of links, in characters.
const LONGEST: usize = 400;

const LONGEST_HEADING: usize = 80;

pub(super) fn recognise(block: &Block, _: Context, claims: &mut Claims) {
    if block.shape.chars > LONGEST {
        return;
    }
    let words = block.words();
    if block.shape.chars <= LONGEST_HEADING {
        if headings::several(&words) || headings::of_section(&words) {
            claims.claim(Role::RelatedHeading, "press/related-heading", 0.93);
            return;
        }
        heading(block, &words, claims);
    }
    if let Some((_, confidence)) = read(&words) {
        claims.claim(Role::Related, "press/related", confidence);
    }
}

/// A line that heads links, promotion or a list of contents.
fn heading(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    let text = words.text;
    if words.is(Kind::ContentsHeading).is_some() {
        claims.claim(Role::ContentsHeading, "press/contents", 0.88);
        return;
    }
    let promotion = words.is(Kind::PromotionHeading).is_some();
    if promotion {
        claims.claim(Role::PromoHeading, "press/promotion-heading", 0.85);
    }
    // What a site has most read, and what it shows next, are other articles.
    if words.is(Kind::PopularHeading).is_some() || popular(block, words) {
        claims.claim(Role::RelatedHeading, "press/popular-heading", 0.86);
        claims.claim(Role::PromoHeading, "press/promotion-heading", 0.6);
    }
    if words.is(Kind::Paged).is_some() {
        let sure = if text.trim().contains(' ') { 0.86 } else { 0.7 };
        claims.claim(Role::RelatedHeading, "press/paged-heading", sure);
        claims.claim(Role::PromoHeading, "press/promotion-heading", 0.6);
    }
    let marked = text.ends_with([':', '：', '>', '»', '→', '▼', '↓', '…'])
        || text.starts_with(['►', '▶', '>', '→', '#', '»']);
    let rule = "press/related-heading";
    if words.is(Kind::Related).is_some() {
        let short = !text.trim().contains(' ') && !marked;
        claims.claim(Role::RelatedHeading, rule, if short { 0.8 } else { 0.93 });
    } else if words.is(Kind::RelatedHeading).is_some() {
        claims.claim(
            Role::RelatedHeading,
            rule,
            if promotion { 0.8 } else { 0.88 },
        );
    } else if words.is(Kind::RelatedWeak).is_some() {
        claims.claim(Role::RelatedHeading, rule, if marked { 0.85 } else { 0.5 });
    } else if let Some(confidence) = themed(block, words) {
        claims.claim(Role::RelatedHeading, rule, confidence);
    }
}

/// "Most read in News", "Lo más leído en Sarn": what is read most, and where.
fn popular(block: &Block, words: &Words<'_>) -> bool {
    let opened = words.opens(Kind::PopularHeading);
    let Some(hit) = opened.or_else(|| words.opens(Kind::PromotionHeading)) else {
        return false;
    };
    let rest = words.text[hit.end..].trim_start().to_lowercase();
    words.text[hit.start..hit.end].contains(' ')
        && begins_with(&rest, &BEFORE_THEME)
        && block.shape.words <= 7
        && block.shape.end == End::Open
}

/// Small words after which a heading names its theme: "More from …", "Mehr zum …".
const BEFORE_THEME: [&str; 34] = [
    "from", "about", "on", "in", "to", "de", "del", "en", "sobre", "sur", "dans", "aus", "zu",
    "zum", "zur", "von", "über", "du", "des", "من", "عن", "حول", "في", "о", "об", "з", "із", "из",
    "про", "по", "na", "su", "sul", "over",
];

/// How often a line is a heading of links that names its theme: "Read more from the coast:", "Otras noticias de la costa", "More on:
/// the coast".
fn themed(block: &Block, words: &Words<'_>) -> Option<f32> {
    let text = words.text;
    let hit = words
        .opens(Kind::Related)
        .or_else(|| words.opens(Kind::RelatedHeading))
        .or_else(|| words.opens(Kind::RelatedWeak))?;
    let rest = text[hit.end..].trim();
    let Shape {
        words: count,
        end,
        inner_stops,
        ..
    } = block.shape;
    let lower = rest.chars().next().is_some_and(char::is_lowercase) || !has_case(rest);
    let last = text[hit.start..hit.end].to_lowercase();
    let last = last.split_whitespace().next_back().unwrap_or_default();
    let several = last.len() < hit.end - hit.start;
    let led_on = several && BEFORE_THEME.contains(&last);
    let from = led_on || begins_with(&rest.to_lowercase(), &BEFORE_THEME);
    if hit.kind == Kind::RelatedWeak {
        // "More: Trending", "MORE ON THE COAST"; "More on the coast than before" is none.
        let colon = rest.strip_prefix(':').map(str::trim);
        let theme = colon.is_some_and(|theme| (1..=2).contains(&theme.split_whitespace().count()));
        let shouted = from && block.shape.capitals && count <= 5;
        return (end == End::Open && (theme || shouted)).then_some(0.8);
    }
    match end {
        End::Colon if count <= 10 && inner_stops == 0 => Some(0.88),
        End::Open if from && hit.kind == Kind::RelatedHeading && count <= 7 => Some(0.82),
        End::Open if from && count <= 6 => Some(0.72),
        // "Link copied" copies a link.
        End::Open if lower && !several && has_case(rest) => None,
        End::Open if lower && hit.kind == Kind::RelatedHeading && count <= 5 => Some(0.72),
        // "All the news Society".
        End::Open
            if hit.kind == Kind::RelatedHeading
                && last.len() < hit.end - hit.start
                && count <= 4 =>
        {
            Some(0.75)
        }
        End::Open if lower && count <= 4 => Some(0.5),
        _ => None,
    }
}

/// How many teasers that are cut off tell that the last line of all is one.
const TEASERS: usize = 2;

/// "Read more" alone under a title, with the text going on after it: how some papers close a link.
pub(super) fn beside(blocks: &[Block], claims: &mut [Claims]) {
    let (mut told, mut cut_off) = (0, 0);
    paged::pairs(blocks, claims);
    ranked::quoted_pair(blocks, claims);
    teased::films(blocks, claims);
    ranked::numbered(blocks, claims);
    // Over the text a list of what is last is the site's own.
    let first = blocks.iter().position(Block::is_prose).unwrap_or(0);
    for claims in &mut claims[..first] {
        let popular = claims.iter().any(|bid| bid.rule == "press/popular-heading");
        if popular && claims.certainty(&[Role::Noise]) < 0.5 {
            claims.claim(Role::Noise, "press/menu", 0.92);
        }
    }
    teased::teased(blocks, claims);
    for at in 1..blocks.len() {
        let (title, label) = (&blocks[at - 1], &blocks[at]);
        // "list 1 of 3", read out to those who do not see the list, over each of its titles.
        if is_counted(&title.text) && is_entry(label) && label.shape.words >= 3 {
            claims[at].claim(Role::Related, "press/listed-link", 0.95);
            continue;
        }
        let entitled = title.is_title()
            && (3..=30).contains(&title.shape.words)
            && claims[at - 1].iter().all(|bid| bid.confidence < 0.7);
        if entitled && leads_on(label, title) {
            claims[at - 1].claim(Role::Related, "press/related-before-teaser", 0.9);
            claims[at].claim(Role::Noise, "press/teaser", 0.97);
            // The section of the other article, over its title.
            let over = at.checked_sub(2).map(|over| &blocks[over]);
            if over.is_some_and(|over| over.is_title() && over.shape.words <= 5) {
                claims[at - 2].claim(Role::Noise, "press/teaser", 0.75);
            }
            continue;
        }
        // A title and the day of it, alone between two paragraphs.
        let between = at >= 3
            && at + 1 < blocks.len()
            && blocks[at - 2].is_sentence()
            && blocks[at + 1].is_sentence();
        if entitled
            && between
            && title.shape.words >= 4
            && label.shape.words <= 4
            && claims[at].certainty(&[Role::Stamp]) >= 0.6
            && claims[at - 1].certainty(&[Role::Byline]) < 0.5
        {
            claims[at - 1].claim(Role::Related, "press/related-before-date", 0.85);
            claims[at].claim(Role::Noise, "press/related-date", 0.97);
            continue;
        }
        // The first words of another article, cut off, under its title.
        // The last teaser of a list ends the copy.
        let goes_on = blocks
            .get(at + 1)
            .map_or(cut_off < TEASERS, Block::is_prose);
        told += usize::from(title.is_prose());
        if told >= 3
            && is_cut_off(label)
            && title.is_title()
            && title.shape.chars < label.shape.chars
            && (4..=30).contains(&title.shape.words)
            && !title.text.ends_with('…')
            && !goes_on
        {
            claims[at].claim(Role::Noise, "press/cut-off", 0.85);
            cut_off += 1;
        }
        let words = label.words();
        let closes = label.shape.words <= 3
            && label.shape.end == End::Open
            && words.is(Kind::RelatedAfter).is_some()
            && words.is(Kind::Related).is_some();
        let free = claims[at - 1].iter().all(|bid| bid.confidence < 0.6);
        let titled = title.is_title() && (4..=30).contains(&title.shape.words);
        if closes && goes_on && titled && free && at >= 3 {
            claims[at - 1].claim(Role::Related, "press/related-before-label", 0.85);
            claims[at].claim(Role::Noise, "press/related-label", 0.97);
        }
    }
}

/// Whether a line is the first words of another article with their button: "The pass was taken on Friday. | more", under its title.
fn leads_on(block: &Block, title: &Block) -> bool {
    let words = block.words();
    if block.shape.chars > LONGEST || block.shape.words < 5 {
        return false;
    }
    let Some(end) = after_title(&words) else {
        return false;
    };
    let mark = block.text[end..].trim_start_matches(['"', '“', '”', '»']);
    let longer = block.shape.words >= 8 && end >= title.text.len() * 2;
    (mark.starts_with('.') || longer) && mark.contains('|')
}

/// "list 2 of 3" and nothing else.
fn is_counted(text: &str) -> bool {
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    let count = text.trim().strip_prefix("list ");
    count
        .and_then(|count| count.split_once(" of "))
        .is_some_and(|(one, all)| figures(one) && figures(all))
}

fn begins_with(text: &str, words: &[&str]) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|first| words.contains(&first))
}

/// Reads a line that leads elsewhere.
pub(super) fn parse(text: &str) -> Option<Link> {
    if text.len() > LONGEST * 4 || text.chars().nth(LONGEST).is_some() {
        return None;
    }
    read(&Words::of(text)).map(|(link, _)| link)
}

/// The title of a line that its neighbour tells to lead to the next article.
pub(super) fn paged(text: &str) -> Option<Link> {
    paged::loose(text).map(|title| Link {
        words: trim::bare(title).to_owned(),
        url: None,
    })
}

/// The link of a line that leads elsewhere, or stands in a list of such lines, without what its list puts around its words.
pub(super) fn title(text: &str) -> Link {
    let link = parse(text).unwrap_or_else(|| entry(text));
    Link {
        words: trim::bare(&link.words).to_owned(),
        url: link.url,
    }
}

/// Reads a line, with how often one of its form is a link.
fn read(words: &Words<'_>) -> Option<(Link, f32)> {
    let text = words.text;
    if let Some(link) = markdown(text) {
        return Some((link, 0.9));
    }
    if words.has(Kind::Paged)
        && let Some(title) = paged::paged(text)
    {
        return Some((with_url(title), 0.93));
    }
    if let Some(found) = labelled(words) {
        return Some(found);
    }
    if let Some(found) = glued(text) {
        return Some(found);
    }
    if let Some(title) = housed(words) {
        return Some((with_url(title), 0.92));
    }
    if let Some(title) = bracketed(text) {
        // Machines leave the spaces: no editor's note has them.
        return Some((
            with_url(title),
            if text[1..].starts_with([' ', '\u{a0}']) {
                0.97
            } else {
                0.85
            },
        ));
    }
    if let Some(rest) = arrow(text) {
        return plain(rest).then(|| (with_url(rest), 0.8));
    }
    let end = after_title(words)?;
    let title = text[..end].trim();
    (plain(title) && !title.ends_with(':')).then(|| (with_url(title), 0.8))
}

/// "[words](url)", as an entry of a list or alone.
fn markdown(text: &str) -> Option<Link> {
    let rest = text
        .trim_start_matches(['-', '*', '•', ' '])
        .strip_prefix('[')?;
    let (words, rest) = rest.split_once("](")?;
    let url = rest.trim_end().strip_suffix(')')?;
    // Addresses may have brackets of their own, as encyclopedias write them.
    let opened = url.matches('(').count();
    let whole = !words.contains([']', '['])
        && !words.trim().is_empty()
        && !url.contains(' ')
        && opened == url.matches(')').count();
    (whole && !url.is_empty() && url.len() <= 2_000).then(|| Link {
        words: words.trim().to_owned(),
        url: Some(url.to_owned()),
    })
}

const MARKS: [char; 20] = [
    ' ', '\u{a0}', '\u{202f}', ':', '：', '|', '>', '→', '►', '▶', '»', '›', '–', '—', '-', '.',
    '…', '➡', '\u{fe0f}', ']',
];

/// "À lire aussi : …", "[Read: …]", "► À LIRE. …".
fn labelled(words: &Words<'_>) -> Option<(Link, f32)> {
    let text = words.text;
    let begin = text.find(char::is_alphanumeric)?;
    // "Click to read more and view comments": a button.
    if words.opens(Kind::ListButton).is_some() {
        return None;
    }
    let led = text[..begin].contains([
        '>', '→', '►', '▶', '»', '➡', '☞', '[', '*', '•', '👉', '+', '❱', '■',
    ]);
    let strong = opening(words, Kind::Related, begin);
    let hit = strong.or_else(|| opening(words, Kind::RelatedWeak, begin))?;
    if let Some(found) = named(text, hit) {
        return Some(found);
    }
    let strong = strong.is_some();
    let label = &text[hit.start..hit.end];
    let after = &text[hit.end..];
    // "À lire aussi [Rawa]", "Lire aussi (abonnés) …" and the like keep their brackets.
    let rest = after.trim_start_matches(MARKS);
    let mark = &after[..after.len() - rest.len()];
    let rest = if text.starts_with('[') {
        rest.trim_end_matches(']')
    } else if text.starts_with('(') && !rest.contains('(') {
        rest.trim_end_matches(')')
    } else {
        rest
    };
    let strict = mark.contains([':', '：', '|', '>', '→', '►', '▶', '»', '›']);
    let loose = strict || mark.contains(['–', '—', '-']) || (led && mark.contains('.'));
    let letters = rest.chars().filter(|c| c.is_alphanumeric()).take(4).count();
    if letters < 4
        || rest.len() == after.len()
            && !rest.starts_with(['«', '“', '"', '„', '‘', '\'', '(', '¿', '¡'])
    {
        return None;
    }
    let first = rest.chars().next()?;
    // Without a mark, the words after must begin like a headline: "Lire aussi La route…", not "Read more about it".
    let begins = !first.is_lowercase();
    let cased = first.is_lowercase() || first.is_uppercase();
    let wordy = label.contains(' ');
    let shouted = label.contains(char::is_uppercase) && !label.contains(char::is_lowercase);
    let stop = rest.ends_with('.') && !rest.ends_with("..");
    let count = rest.split_whitespace().count();
    let confidence: f32 = match () {
        () if strong && loose && begins => 0.95,
        () if strong && strict => 0.88,
        () if strong && begins && wordy && (cased || !first.is_alphanumeric()) => {
            if stop && count > 8 { 0.45 } else { 0.86 }
        }
        // Scripts without capitals give nothing to go by but the label.
        () if strong && begins && wordy && count >= 3 => {
            if stop {
                0.3
            } else {
                0.7
            }
        }
        () if strong && begins && (led || shouted && rest.contains(char::is_lowercase)) => 0.75,
        () if !strong && begins && (strict || led && loose) && (led || shouted) => 0.9,
        () if !strong && begins && strict && count >= 3 => {
            if stop {
                0.3
            } else {
                0.82
            }
        }
        () => return None,
    };
    let confidence = if count > 45 {
        confidence - 0.35
    } else {
        confidence
    };
    let words = Words::of(rest);
    let end = after_title(&words).unwrap_or(rest.len());
    Some((
        with_url(without_quotes(label, rest[..end].trim())),
        confidence,
    ))
}

/// The longest label of a kind at a place.
fn opening(words: &Words<'_>, kind: Kind, begin: usize) -> Option<Hit> {
    words
        .all(kind)
        .filter(|hit| hit.start == begin)
        .max_by_key(|hit| hit.end)
}

/// Labels after titles that titles end in too.
const ONE_WORD_OF_TITLES: [&str; 6] = ["video", "audio", "more", "vidéo", "vídeo", "видео"];

/// Where a title ends that a label follows: "… Next Story", "… | mehr", "… READ MORE".
fn after_title(words: &Words<'_>) -> Option<usize> {
    let text = words.text;
    let hit = words.ends(Kind::RelatedAfter)?;
    let label = &text[hit.start..hit.end];
    let before = text[..hit.start].trim_end_matches([' ', '\u{a0}']);
    let title = before.trim_end_matches([
        '|', '›', '>', '»', '→', '(', '[', '…', '.', '-', '–', '—', '•', ' ', '\u{a0}',
    ]);
    let mark = &before[title.len()..];
    // The bullet of an entry tells as much as a mark before the button.
    let set_off = mark.contains(['|', '›', '>', '»', '→', '[', '•'])
        || text.starts_with(['•', '▪', '■', '●']) && label.chars().nth(2).is_some();
    let capital = label.contains(' ')
        && label
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
    let shouted = capital && !label.contains(char::is_lowercase);
    // One word with a capital that its place does not ask for: "Die Brücke ist wieder offen Mehr".
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let word = !label.contains(' ')
        && label.starts_with(char::is_uppercase)
        && !ONE_WORD_OF_TITLES.contains(&label.to_lowercase().as_str())
        && title.split_whitespace().filter(|word| small(word)).count() >= 2
        && title.split_whitespace().next_back().is_some_and(small);
    let stopped = mark.starts_with('.') && !mark.starts_with("..");
    let enough = title.split_whitespace().count() >= 3 && title.len() < hit.start;
    (enough && (set_off || (capital || shouted || word) && !stopped)).then_some(title.len())
}

/// Whether words may be a title: a few of them, and no sentence.
fn plain(text: &str) -> bool {
    let count = text.split_whitespace().count();
    let stopped = text.ends_with(['.', '،', ',', ';']) && !text.ends_with("..");
    (2..=40).contains(&count) && !(stopped && count > 6)
}

fn has_case(text: &str) -> bool {
    text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// Splits an address off the end of some words.
pub(super) fn with_url(words: &str) -> Link {
    let bare = words.trim().trim_end_matches([')', ']', '>', ' ']);
    let start = bare.rfind("https://").or_else(|| bare.rfind("http://"));
    if let Some(start) = start.filter(|&start| !bare[start..].contains(char::is_whitespace)) {
        let title = bare[..start]
            .trim_end_matches([' ', '\u{a0}', '(', '[', '<'])
            .trim();
        let url = bare[start..].to_owned();
        return Link {
            words: if title.is_empty() {
                url.clone()
            } else {
                title.to_owned()
            },
            url: Some(url),
        };
    }
    Link {
        words: words.trim().to_owned(),
        url: None,
    }
}
