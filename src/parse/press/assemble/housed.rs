//! Owns agencies that only their place tells: the last letters of a text, or a line of its own right over or right under the text.
//! What a list knows has been noted before; here nobody else has been credited.

use super::Work;
use crate::model::AgencyRole;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::names::{self, is_house_form};
use crate::parse::press::{byline, dateline};

/// The fewest letters of a name that no bracket of a dateline holds: two are the initials of a desk.
const SHORTEST: usize = 3;
/// The longest line that may be a name, in characters.
const LONGEST: usize = 40;
/// How many lines over the text are looked at.
const NEAR: usize = 1;

/// A text of more blocks is a whole page, whose last line is the site's.
const SHORT_TEXT: usize = 16;

impl Work<'_> {
    /// Notes the agency that stands where agencies stand, where none has been noted.
    pub(super) fn housed(&mut self, blocks: &[Block], bids: &[Bid]) {
        if !self.reading.agencies.is_empty() {
            return;
        }
        let text = |bid: &Bid| matches!(bid.role, Role::Paragraph | Role::Dateline);
        let Some(first) = bids.iter().position(text) else {
            return;
        };
        let last = bids.iter().rposition(text).unwrap_or(first);
        let headline = bids.iter().position(|bid| bid.role == Role::Headline);
        let head = headline.map_or(0, |at| at + 1)..first;
        let found = closing(&blocks[last].text)
            .map(|name| (name, last))
            .or_else(|| over(blocks, bids, head))
            .or_else(|| under(blocks, bids, last));
        let Some((name, at)) = found else {
            return;
        };
        let bid = Bid::new(Role::SignOff, "press/agency-by-place", 0.6);
        let block = &blocks[at];
        self.note_agency(name.to_owned(), block, bid, AgencyRole::Origin);
    }
}

/// What a bracket behind the last sentence names: "… (Agencias)", "… (Agencia Norte)", "… (con información de NTX)".
fn closing_bracket(text: &str) -> Option<&str> {
    let inner = text.trim_end_matches(['.', ' ']).strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let (before, inner) = (inner[..open].trim_end(), inner[open + 1..].trim());
    let ended = before.is_empty() || before.ends_with(['.', '!', '?', '…', '»', '”', '"', '؟']);
    if !ended || inner.chars().count() > LONGEST {
        return None;
    }
    let whole = byline::is_agencies(inner) || names::calls_itself_agency(inner);
    if whole {
        Some(inner)
    } else {
        byline::behind_with(inner)
    }
}

/// The letters behind the last sentence of a text: "… (KPA)", "… /KPA/", "… – KPA", "….KPA".
fn closing(text: &str) -> Option<&str> {
    closing_bracket(text).or_else(|| closing_letters(text))
}

fn closing_letters(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches(['.', ' ', '\u{a0}', '+', '*', '#']);
    let enclosed = bare.strip_suffix([')', ']', '/']);
    let inner = enclosed.unwrap_or(bare);
    let start = inner
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphabetic() || c == '.' && enclosed.is_some())
        .last()
        .map(|(at, _)| at)?;
    let (before, name) = inner.split_at(start);
    let over = before.trim_end_matches(['(', '[', '/', '-', '–', '—', ' ', '\u{a0}']);
    let set_off = &before[over.len()..];
    // A bracket that is closed was opened.
    if enclosed.is_some() && !set_off.contains(['(', '[', '/']) {
        return None;
    }
    let ended = over.ends_with(['.', '!', '?', '…', '»', '”', '"', '؟', ')']);
    // "U.S." is no sentence and its end.
    let word = over.trim_end_matches('.').rsplit([' ', '.']).next()?;
    let whole = word.chars().count() > 2 || !over.ends_with('.');
    // "… - SAKIZ": a longer one may be the city.
    let dashed = enclosed.is_none() && set_off.contains(['-', '–', '—']);
    if dashed && name.chars().count() > 4 {
        return None;
    }
    let several =
        name.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST || name.contains('.');
    (ended && whole && several && is_house_form(name)).then_some(name)
}

/// A line of its own over the text, with nothing between but its day.
fn over<'a>(
    blocks: &'a [Block],
    bids: &[Bid],
    head: std::ops::Range<usize>,
) -> Option<(&'a str, usize)> {
    let near = head
        .rev()
        .take_while(|&at| matches!(bids[at].role, Role::Noise | Role::Stamp));
    near.filter(|&at| bids[at].role == Role::Noise)
        .take(NEAR)
        .find_map(|at| {
            let line = blocks[at].text.trim();
            let name = bare(line)?;
            let unsaid = bids[at].rule == "unclaimed";
            // "شارپرێس:" opens the text under it.
            let opens = line.ends_with(':') && names::is_uncased_house_form(name);
            let known = names::only_agencies(name) && !names::is_broadcaster(name);
            (unsaid && (opens || byline::is_agencies(name)) || known).then_some((name, at))
        })
}

/// A line of its own right under the text: in brackets, or the last of all.
fn under<'a>(blocks: &'a [Block], bids: &[Bid], last: usize) -> Option<(&'a str, usize)> {
    let at = last + 1;
    let bid = bids.get(at)?;
    let line = blocks[at].text.trim();
    let name = byline::behind_with(line)
        .or_else(|| closing_bracket(line))
        .or_else(|| bare(line))?;
    let told = bare(line) != Some(name);
    // Letters between other short lines are a tag.
    let last = at + 1 == bids.len();
    let alone = last && bids.len() <= SHORT_TEXT || line.starts_with(['(', '/', '[']);
    let free = matches!(bid.role, Role::Noise | Role::Byline | Role::SignOff);
    let named = told || is_name_of_house(name) || names::calls_itself_agency(name);
    // "Anne Example/KPA".
    let beside = || byline::house_beside(line);
    match free && alone && named {
        true => Some((name, at)),
        false if free && last => beside().map(|name| (name, at)),
        false => None,
    }
}

/// A short line without the marks around it.
fn bare(line: &str) -> Option<&str> {
    let marks = [
        '(', ')', '[', ']', '/', '-', '–', '—', '*', ':', ' ', '"', '«', '»',
    ];
    let name = line.trim_matches(marks);
    (!name.is_empty() && line.chars().count() <= LONGEST).then_some(name)
}

/// The form of a house alone on its line: letters, or a paper's name in a script without capitals.
fn is_name_of_house(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
    letters && is_house_form(name)
        || names::is_uncased_house_form(name) && dateline::is_paper(name)
        || byline::is_agencies(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_behind_the_last_sentence_are_an_agency() {
        for (text, name) in [
            ("The bridge is open. (KPA)", Some("KPA")),
            ("The bridge is open. /KPA/", Some("KPA")),
            ("The bridge is open. /KPA", Some("KPA")),
            ("The bridge is open. – KPA", Some("KPA")),
            ("The bridge is open.KPA", Some("KPA")),
            ("Köprü açıldı. (a.p)", Some("a.p")),
            ("The bridge is open, said the KPA.", None),
            ("The bridge of the road agency (KPA)", None),
            ("The bridge is open. (MK)", None),
            ("The bridge is open. (kpa)", None),
            ("The bridge is open (again).", None),
            ("It was built by the U.S. KPA", None),
        ] {
            assert_eq!(closing(text), name, "{text}");
        }
    }
}
