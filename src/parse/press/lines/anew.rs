//! Owns what tells, in a wrapped text, that a line begins anew although the line before it was full: what it says. A signature, a date or
//! a dateline goes on with nothing, and nothing goes on with it; a headline that stands twice begins twice.

use std::collections::HashMap;

use super::cut::Line;
use super::wraps::{Wrap, begins_lower, ends_sentence, in_capitals, label_is_open};
use crate::parse::press::block::{Block, Shape, ends};
use crate::parse::press::claim::{Claims, Context, Role};
use crate::parse::press::dateline;
use crate::parse::press::dates::Order;
use crate::parse::press::recognise;

/// So many lines from the start may be an article's head, where every second line is a field of its own.
const HEAD: usize = 60;
/// So many lines a headline and what stands over it may have.
const LONGEST_HEADLINE: usize = 6;
/// A shorter line may stand twice by chance.
const SAME: usize = 20;

/// What closes a text, or leads elsewhere.
const CLOSING: [Role; 6] = [
    Role::Related,
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::SignOff,
    Role::End,
    Role::Noise,
];

/// What is known of one wrapped text.
pub(super) struct Anew<'w> {
    wrap: &'w Wrap,
    /// Whether the same words stand on another line.
    twice: Vec<bool>,
    /// Whether next to no blank lines part the text: what stands together need not belong together.
    tight: bool,
    /// Until this line, the first that goes on and then ends a sentence, there is no text yet.
    head: usize,
}

impl<'w> Anew<'w> {
    pub fn new(wrap: &'w Wrap, lines: &[Option<Line>]) -> Self {
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
        let mut twice = vec![false; lines.len()];
        for (at, line) in lines.iter().enumerate() {
            let Some(line) = line.as_ref().filter(|line| line.chars >= SAME) else {
                continue;
            };
            let first = *seen.entry(&line.text).or_insert(at);
            if first != at {
                twice[first] = true;
                twice[at] = true;
            }
        }
        let ended = |pair: &[Option<Line>]| {
            matches!(pair, [Some(one), Some(two)] if !ends_sentence(&one.text)
                && wrap.is_full(one, two) && ends_sentence(&two.text))
        };
        // Or three lines that run on in small letters, behind what may be a long headline.
        let runs = |three: &[Option<Line>]| {
            matches!(three, [Some(one), Some(two), Some(three)]
                if [one, two].iter().all(|line| !ends_sentence(&line.text))
                    && wrap.is_full(one, two)
                    && wrap.is_full(two, three)
                    && begins_lower(&two.text)
                    && begins_lower(&three.text))
        };
        let head = lines.windows(2).position(ended).unwrap_or(lines.len());
        let running = lines.windows(3).skip(LONGEST_HEADLINE).position(runs);
        let head = running.map_or(head, |at| head.min(at + LONGEST_HEADLINE));
        let of_text = |line: &Option<Line>| line.is_some();
        let from = lines.iter().position(of_text).unwrap_or(0);
        let to = lines.iter().rposition(of_text).unwrap_or(0);
        let within = &lines[from..=to];
        let blank = within.iter().filter(|line| line.is_none()).count();
        Self {
            wrap,
            twice,
            tight: blank * 12 < within.len(),
            head,
        }
    }

    /// Whether the line `at`, which by its place could go on with the block that begins at `open`, begins anew.
    pub fn begins(&self, lines: &[Option<Line>], at: usize, open: usize) -> bool {
        let line = |at: usize| lines.get(at).and_then(Option::as_ref);
        let (Some(first), Some(last), Some(next)) = (line(open), line(at - 1), line(at)) else {
            return false;
        };
        if is_open(&last.text) {
            return false;
        }
        if self.twice[at] && (!self.twice[at - 1] || next.text == first.text) {
            return true;
        }
        let ended = ends_sentence(&last.text);
        let alone = line(at + 1).is_none_or(|after| !self.wrap.is_full(next, after));
        // A text in capitals tells nothing by them.
        let heading = open + 1 == at && !ended && at < HEAD && !in_capitals(&last.text);
        if begins_lower(&next.text) {
            // "by Ada Merin" under a headline, "jrh/mp" under the last sentence.
            let closes = self.tight && ended && is_of_the_trade(next);
            return alone && (heading && signs(next) || closes);
        }
        let goes_on = ends_with_a_small_word(last);
        if at < HEAD && !goes_on && opens_dispatch(next) || heading && signs(last) {
            return true;
        }
        if alone && !goes_on && heading && (signs(next) || is_place(next)) {
            return true;
        }
        if !self.tight {
            return false;
        }
        if alone && !goes_on && is_of_the_trade(next) {
            return true;
        }
        if ended || closes_caption(last) {
            return self.wrap.parts(last, next)
                || captions(next)
                || closes_caption(last) && begins_upper(next) && captions(last);
        }
        // A headline as wide as the page: a capital, where sentences hardly ever break before one.
        heading
            && at <= self.head
            && self.wrap.lower
            && is_sentence_case(last)
            && !goes_on
            && begins_upper(next)
    }
}

/// Whether something that a line begins is still to come: the other bracket, the name after a dash.
fn is_open(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('(') > count(')')
        || count('«') > count('»')
        || count('“') > count('”')
        || text.ends_with([',', '-', '–', '—', '/', '|', '،', ';', '©'])
        || label_is_open(text)
}

fn begins_upper(line: &Line) -> bool {
    line.text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_uppercase)
}

/// Whether most words of a line that could have a capital have none: what then begins with one begins anew, or is a name.
fn is_sentence_case(line: &Line) -> bool {
    let words = line.text.split_whitespace().skip(1);
    let (all, small) = words
        .filter(|word| word.chars().nth(3).is_some())
        .fold((0, 0), |(all, small), word| {
            (all + 1, small + usize::from(begins_lower(word)))
        });
    all >= 3 && small * 2 > all
}

/// Whether a line ends with an article or a preposition, to which a name may belong: "in", "of the", "de la".
fn ends_with_a_small_word(line: &Line) -> bool {
    let last = line.text.split_whitespace().next_back().unwrap_or("");
    begins_lower(last) && last.chars().count() <= 4
}

/// Whether a line, read alone, signs, dates, links or closes.
fn is_of_the_trade(line: &Line) -> bool {
    // The last words of a paragraph, as most short lines are, end a sentence.
    let bare = line
        .text
        .trim_end_matches(['.', '؟', '!', '?', '”', '"', '»']);
    let sentence = bare.len() < line.text.len() && line.text.split(' ').nth(4).is_some();
    if sentence {
        return false;
    }
    if line.text.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
        return false;
    }
    if line.text.starts_with("http") {
        return true;
    }
    let claims = claims(line);
    let sure = |roles: &[Role], least: f32| claims.certainty(roles) >= least;
    // What may be the credit of the picture that the lines before show is not cut off.
    let credit = line.text.starts_with(['(', '[']) || sure(&[Role::Credit], 0.5);
    !credit && sure(&[Role::Byline, Role::Stamp], 0.9) || sure(&CLOSING, 0.95)
}

/// Whether a line signs or dates, as lines under a headline do.
fn signs(line: &Line) -> bool {
    let claims = claims(line);
    let credit = line.text.starts_with(['(', '[']) || claims.certainty(&[Role::Credit]) >= 0.5;
    !credit && claims.certainty(&[Role::Byline, Role::Stamp]) >= 0.7
}

/// Whether a line, read alone, is a caption with its credit.
fn captions(line: &Line) -> bool {
    closes_caption(line) && claims(line).certainty(&[Role::Caption]) >= 0.85
}

/// Whether a line may end with the credit of a picture: it has a mark that credits have.
fn closes_caption(line: &Line) -> bool {
    let text = line.text.as_str();
    let marked = text.contains(['/', '©', '(', ':']);
    let stop = text.find(['.', '،', ':', '©', '/', '(']);
    marked && stop.is_some_and(|stop| stop >= SAME) && !text.ends_with(['.', ':', ',', ';', '،'])
}

/// Whether a line opens with a dateline.
fn opens_dispatch(line: &Line) -> bool {
    dateline::parse(&line.text).is_some_and(|read| read.certainty >= 90)
}

/// Whether a line is a dateline alone.
fn is_place(line: &Line) -> bool {
    claims(line).certainty(&[Role::Place]) >= 0.9
}

/// What the recognisers say of a line that is a block of its own.
fn claims(line: &Line) -> Claims {
    let block = Block {
        shape: Shape::of(&line.text),
        hits: ends(&line.text),
        text: line.text.clone(),
        bytes: line.bytes.clone(),
        apart: false,
        marked: false,
    };
    let context = Context {
        order: Order::DayFirst,
        dated: true,
    };
    recognise(&block, context)
}
