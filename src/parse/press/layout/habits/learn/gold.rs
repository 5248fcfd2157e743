//! Owns what gold says of each line of a text: the states that it may be in. Gold tells fields, not lines, so each field is looked for
//! among them, and what no field has is text or furniture by its place.

use serde_json::Value;

use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::layout::COUNT;
use crate::parse::press::layout::grammar::STATES;
use crate::parse::press::links;

/// The roles of which gold tells every line.
const TOLD: [Role; 10] = [
    Role::Headline,
    Role::Kicker,
    Role::Standfirst,
    Role::Caption,
    Role::Credit,
    Role::Crosshead,
    Role::Related,
    Role::Byline,
    Role::Paragraph,
    Role::Dateline,
];

/// Letters and figures, which are all that is compared.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether a line is some words with little more: a label, a credit, a place.
fn is_near(line: &str, words: &str, more: usize) -> bool {
    !words.is_empty() && line.contains(words) && length(line) <= length(words) + more
}

fn texts(value: &Value) -> Vec<String> {
    let all = match value {
        Value::String(text) => vec![bare(text)],
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

struct Gold {
    headline: Vec<String>,
    kicker: Vec<String>,
    maybe_kicker: Vec<String>,
    standfirst: Vec<String>,
    maybe_standfirst: Vec<String>,
    byline: Vec<String>,
    agency: Vec<String>,
    published: Vec<String>,
    place: Vec<String>,
    crossheads: Vec<String>,
    related: Vec<String>,
    noise: Vec<String>,
    /// Captions and credits.
    captions: Vec<String>,
    credits: Vec<String>,
}

impl Gold {
    fn of(gold: &Value) -> Self {
        let of = |key: &str| texts(&gold[key]);
        let maybe = |key: &str| texts(&gold[format!("{key}_optional")]);
        let standfirst = gold["standfirst"].as_str().unwrap_or("");
        let pictures = gold["captions"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or(&[]);
        let part = |key: &str| {
            pictures
                .iter()
                .flat_map(|picture| texts(&picture[key]))
                .collect()
        };
        Self {
            headline: of("headline"),
            kicker: of("kicker"),
            maybe_kicker: maybe("kicker"),
            standfirst: standfirst
                .lines()
                .map(bare)
                .filter(|line| length(line) >= 8)
                .collect(),
            maybe_standfirst: maybe("standfirst"),
            byline: [of("byline"), maybe("byline")].concat(),
            agency: of("agency"),
            published: of("published"),
            place: of("dateline_place"),
            crossheads: of("crossheads"),
            related: of("related"),
            noise: of("noise"),
            captions: part("text"),
            credits: part("credit"),
        }
    }

    /// The line that is the headline: the first that is nothing else.
    fn headline_among(&self, lines: &[String]) -> Option<usize> {
        let headline = self.headline.first()?;
        let whole = lines.iter().position(|line| line == headline);
        whole.or_else(|| {
            let glued = |line: &String| {
                (line.starts_with(headline.as_str()) || line.ends_with(headline.as_str()))
                    && is_near(line, headline, 60)
            };
            lines.iter().position(glued)
        })
    }

    fn is_caption(&self, line: &str) -> bool {
        let caption = |caption: &String| match length(caption) {
            0..6 => false,
            6..25 => is_near(line, caption, 25),
            _ => is_near(line, caption, 120),
        };
        self.captions.iter().any(caption)
    }

    /// Whether a line begins with the place of the dateline.
    fn opens_with_place(&self, line: &str) -> bool {
        let near = |place: &String| line.find(place.as_str()).is_some_and(|at| at <= 40);
        length(line) > 60 && self.place.iter().any(near)
    }

    /// Whether any field but the body has a line.
    fn has(&self, line: &String) -> bool {
        self.standfirst.contains(line)
            || self.noise.contains(line)
            || self.is_caption(line)
            || self.related.iter().any(|link| line.contains(link.as_str()))
    }

    /// The first line of the body and the last.
    fn body(
        &self,
        gold: &Value,
        blocks: &[Block],
        lines: &[String],
        from: usize,
    ) -> (usize, usize) {
        let begins = |key: &str| {
            let words: String = texts(&gold[key]).first()?.chars().take(24).collect();
            Some(move |line: &String| line.contains(&words))
        };
        let text = |&at: &usize| blocks[at].is_prose() && !self.has(&lines[at]);
        let first = begins("body_first").and_then(|begins| lines.iter().position(begins));
        let last = begins("body_last").and_then(|begins| lines.iter().rposition(begins));
        let first = first.or_else(|| (from..blocks.len()).find(text));
        let last = last.or_else(|| (0..blocks.len()).rev().find(text));
        (first.unwrap_or(blocks.len()), last.unwrap_or(0))
    }
}

/// The states that each line may be in.
pub(super) fn allowed(gold: &Value, blocks: &[Block]) -> Vec<[bool; COUNT]> {
    let lines: Vec<String> = blocks.iter().map(|block| bare(&block.text)).collect();
    let known = Gold::of(gold);
    let head = known.headline_among(&lines);
    let (first, last) = known.body(gold, blocks, &lines, head.map_or(0, |head| head + 1));
    let mut told = Vec::new();
    let mut allowed = Vec::with_capacity(blocks.len());
    for (at, (block, line)) in blocks.iter().zip(&lines).enumerate() {
        let roles = match () {
            () if Some(at) == head => vec![Role::Headline],
            () if at == first && known.opens_with_place(line) => vec![Role::Dateline],
            () => {
                let again = lines[at + 1..].contains(line);
                let near_head = head.is_none_or(|head| at < head + 3);
                named(&known, block, line, again, near_head, at >= last, &mut told)
                    .unwrap_or_else(|| unnamed(&known, block, line, first <= at && at <= last))
            }
        };
        allowed.push(std::array::from_fn(|state| {
            roles.contains(&STATES[state].role)
        }));
    }
    allowed
}

/// What stands on a page and is in no field.
fn furniture() -> impl Iterator<Item = Role> {
    let roles = STATES.iter().map(|state| state.role);
    roles.filter(|role| !TOLD.contains(role))
}

/// What a line is that a field has.
fn named(
    known: &Gold,
    block: &Block,
    line: &String,
    again: bool,
    near_head: bool,
    after: bool,
    told: &mut Vec<String>,
) -> Option<Vec<Role>> {
    let near = |words: &[String], more: usize| words.iter().any(|own| is_near(line, own, more));
    if known.headline.contains(line) {
        return Some(furniture().collect());
    }
    if known.kicker.contains(line) && near_head {
        return Some(vec![Role::Kicker]);
    }
    let standfirst = known.standfirst.iter().find(|own| is_near(line, own, 40));
    if let Some(own) = standfirst.filter(|own| !told.contains(own)) {
        told.push(own.clone());
        return Some(vec![Role::Standfirst]);
    }
    if known.is_caption(line) {
        return Some(vec![Role::Caption]);
    }
    if known.crossheads.contains(line) {
        // A list of contents says it too.
        let listed = furniture().filter(|_| again);
        return Some(listed.chain([Role::Crosshead]).collect());
    }
    let within = |link: &String| length(line) >= 20 && link.contains(line.as_str());
    if near(&known.related, 45) || known.related.iter().any(within) {
        return Some(vec![Role::Related]);
    }
    if known.noise.contains(line) {
        return Some(furniture().collect());
    }
    if near(&known.credits, 25) && !block.is_prose() {
        return Some(vec![Role::Credit, Role::Caption]);
    }
    let opens = |own: &String| line.starts_with(own.as_str()) && is_near(line, own, 100);
    let dated = near(&known.published, 100) && !block.is_prose();
    if (near(&known.byline, 45) || known.byline.iter().any(opens)) && !block.is_sentence() {
        let others = [(Role::SignOff, after), (Role::Stamp, dated)];
        let others = others.into_iter().filter(|(_, may)| *may);
        let others = others.map(|(role, _)| role);
        return Some([Role::Byline].into_iter().chain(others).collect());
    }
    if dated {
        let placed = known
            .place
            .iter()
            .any(|place| line.contains(place.as_str()));
        let place = Some(Role::Place).filter(|_| placed);
        return Some([Role::Stamp].into_iter().chain(place).collect());
    }
    if near(&known.place, 40) && !block.is_sentence() {
        return Some(vec![
            Role::Place,
            Role::Dateline,
            Role::Stamp,
            Role::Byline,
            Role::SignOff,
        ]);
    }
    None
}

/// What a line may be that no field has.
fn unnamed(known: &Gold, block: &Block, line: &String, in_body: bool) -> Vec<Role> {
    let long = block.shape.chars > 60 && !links::is_furniture(block, &Claims::default());
    let mut roles: Vec<Role> = match in_body {
        true if block.is_sentence() || long => vec![Role::Paragraph, Role::Dateline],
        true => furniture().chain([Role::Paragraph]).collect(),
        false => furniture().collect(),
    };
    let near = |words: &[String]| words.iter().any(|own| is_near(line, own, 30));
    if known.maybe_kicker.contains(line) {
        roles.push(Role::Kicker);
    }
    if near(&known.maybe_standfirst) {
        roles.push(Role::Standfirst);
    }
    // A credit without a caption is a field to some editors and furniture to others.
    if length(line) < 60 && !block.is_sentence() {
        roles.push(Role::Credit);
    }
    let credits = known.agency.iter().any(|agency| is_near(line, agency, 40));
    if known.byline.is_empty() && credits && !block.is_sentence() {
        roles.push(Role::Byline);
    }
    roles
}
