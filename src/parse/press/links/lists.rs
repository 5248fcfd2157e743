//! Owns the lists of links: their entries, and what stands between these and is none of them.

use super::{Link, after_title, with_url};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::dates;
use crate::parse::press::lexicon::fold::{is_capital, is_figure, is_of_word, is_small};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::{cut_after, has, leads_on, place_of};

/// What stands between the entries of a list and is none of them: dates, signatures, sections, numbers ("list 1 of 3", "4 hours
/// ago"), the buttons of the list.
pub(in crate::parse::press) fn is_furniture(block: &Block, claims: &Claims) -> bool {
    let shape = block.shape;
    if shape.chars > 90 || shape.end == End::Stop && shape.words > 3 {
        return false;
    }
    let aside = [Role::Stamp, Role::Credit, Role::Tags, Role::Noise];
    let text = block.text.as_str();
    let figures = text.chars().filter(|&c| is_figure(c)).count();
    let parted = text.contains(['·', '•', '|']);
    shape.words <= 2 && shape.end == End::Open
        || claims.certainty(&aside) >= 0.7
        // Headlines in capitals at every word look like names.
        || claims.certainty(&[Role::Byline]) >= if shape.words <= 3 { 0.7 } else { 0.85 }
        || claims.certainty(&[Role::Stamp]) >= 0.4 && shape.words <= 6
        || parted && figures >= 4
        || text.matches('|').count() >= 2
        || is_glued(text) && seam(text).is_none()
        || shape.words <= 4 && text.contains('|')
        // A day or an hour, whatever the words of its language.
        || figures * 2 >= text.chars().filter(|&c| is_of_word(c)).count()
        || text.starts_with('#')
        || text.starts_with(char::is_lowercase) && shape.words <= 4
        || block.words().opens(Kind::ListButton).is_some() && shape.words <= 9
}

/// "WarEuropeTrade": topics that lost what stood between them.
fn is_glued(text: &str) -> bool {
    let (mut small, mut seams) = (0, 0);
    for c in text.chars() {
        // "McAdam" and "YouTube" are written so.
        seams += usize::from(small >= 4 && is_capital(c));
        small = if is_small(c) { small + 1 } else { 0 };
    }
    seams >= 2 || seams == 1 && text.split_whitespace().count() >= 5
}

/// The fewest words of a title that lost the space before its deck, and of the deck.
const GLUED_TITLE: usize = 4;
const GLUED_DECK: usize = 3;

/// Where a title ends that lost the space before its deck: "The bridge of Sarn is openTraders wait for the summer". Topics and buttons that
/// stand so have fewer words between their seams.
pub(super) fn seam(text: &str) -> Option<usize> {
    let (mut small, mut seams) = (0, None);
    let mut closed = false;
    for (at, c) in text.char_indices() {
        if (small >= 3 || closed) && is_capital(c) {
            if seams.is_some() {
                return None;
            }
            seams = Some(at);
        }
        closed = matches!(c, '”' | '»' | '?' | '!') && at > 0;
        small = if is_small(c) { small + 1 } else { 0 };
    }
    let at = seams?;
    let count = |part: &str| part.split_whitespace().count();
    (count(&text[..at]) >= GLUED_TITLE && count(&text[at..]) >= GLUED_DECK).then_some(at)
}

/// "… extradited to the U.S.", "… de EE.UU.": a stop that is of the last word.
fn ends_in_acronym(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let last = last.trim_end_matches(['"', '”', '»', '’']);
    last.ends_with('.')
        && last.matches('.').count() >= 2
        && last.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The longest title, in characters.
const LONGEST_TITLE: usize = 170;

/// Whether a line may be the title of another article, as a list gives it: no sentence, but for a theme or the words of somebody
/// before the title ("Traffic. The bridge is open", "«We stay». The bridge is open").
pub(in crate::parse::press) fn is_entry(block: &Block) -> bool {
    let (shape, text) = (block.shape, block.text.as_str());
    let ends = || {
        matches!(shape.end, End::Stop | End::Colon) && !ends_in_acronym(text)
            || text.ends_with([',', '،', ';'])
            || leads_on(text)
    };
    // Its form tells of most lines that they are none, before any letter is looked at.
    if shape.chars > LONGEST_TITLE
        || text.starts_with(char::is_lowercase)
        || ends()
        || is_glued(text) && seam(text).is_none()
    {
        return false;
    }
    let stop = || {
        let marks = [". ", "? ", "! "];
        marks.iter().find_map(|mark| place_of(text, mark))
    };
    let themed = || shape.inner_stops <= 2 && stop().is_some_and(|stop| stop <= 90);
    // Two dots part the halves of a title in Arabic papers.
    let parted = || has(text, ".. ");
    shape.inner_stops == 0 || shape.words < 14 && !block.is_prose() || themed() || parted()
}

/// Reads a line of a list of links, which needs no label.
pub(in crate::parse::press) fn entry(text: &str) -> Link {
    let bare = text.trim_start_matches([
        '-', '–', '—', '•', '*', '·', '▪', '>', '»', '›', '→', '►', '▶', ' ', '\u{a0}',
    ]);
    let bare = without_form(bare);
    // The bracket that a label opened on the line before.
    let bare = match bare.contains('(') {
        true => bare,
        false => bare.trim_end_matches(')'),
    };
    let words = Words::of(bare);
    match after_title(&words) {
        Some(end) => with_url(&bare[..end]),
        None if bare.is_empty() => with_url(text),
        None => with_url(without_name(without_count(without_date(without_label(
            bare,
        ))))),
    }
}

/// A title without the form in brackets after it, as papers shout it: "The bridge is open [PICTURES]|".
fn without_label(title: &str) -> &str {
    let bare = title.trim_end_matches([' ', '\u{a0}', '|']);
    let Some((before, label)) = bare
        .strip_suffix(']')
        .and_then(|bare| bare.rsplit_once('['))
    else {
        return title;
    };
    let shouted = label.chars().all(|c| c.is_uppercase() || c == ' ') && label.len() <= 24;
    let before = before.trim_end_matches([' ', '\u{a0}']);
    match shouted && before.split_whitespace().count() >= 3 {
        true => before,
        false => title,
    }
}

/// A title without the day in figures after it: "The bridge is open 2013-01-22 17:11". A day without its hour may be of the title,
/// but for one that begins with its year, which no title writes.
fn without_figures(title: &str) -> Option<&str> {
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let (rest, last) = title.rsplit_once(' ')?;
    let hour = last
        .split_once(':')
        .is_some_and(|(hour, rest)| figures(hour) && hour.len() <= 2 && rest.len() >= 2);
    let (before, day) = match hour {
        true => rest.trim_end_matches([',', ' ']).rsplit_once(' ')?,
        false => (rest, last),
    };
    let parts: Vec<&str> = day.trim_end_matches(',').split(['-', '.', '/']).collect();
    let dated = parts.len() == 3 && parts.iter().all(|part| figures(part) && part.len() <= 4);
    let year = parts.first().is_some_and(|year| year.len() == 4);
    let before = before.trim_end_matches([' ', '|', '-', '–', ',']);
    (dated && (hour || year) && before.split_whitespace().count() >= 3).then_some(before)
}

/// A title without its number in the list ("1. …") or the word for its form ("Video 'We stay'").
fn without_form(line: &str) -> &str {
    let figures = line.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(title) = line[figures..]
        .strip_prefix(['.', ')'])
        .filter(|_| (1..=2).contains(&figures))
    {
        let title = title.trim_start();
        // "3. Oktober", "1. Liga": days and ranks are of their titles.
        let words = Words::of(title);
        let day = words.opens(Kind::Month).is_some() || words.opens(Kind::MonthWeak).is_some();
        let titled =
            title.split_whitespace().count() >= 3 && !title.starts_with(char::is_lowercase);
        return if titled && !day { title } else { line };
    }
    let formed = ["Video ", "Audio ", "VIDEO ", "AUDIO "]
        .iter()
        .find_map(|form| line.strip_prefix(form));
    let set_off =
        |title: &&str| title.starts_with(|c: char| c.is_uppercase() || "'\"‘“«".contains(c));
    formed.filter(set_off).unwrap_or(line)
}

/// A title without who wrote it: "The bridge is open Von Anna Ruben".
fn without_name(title: &str) -> &str {
    let found = [" Von ", " Par ", " Por "]
        .iter()
        .filter_map(|by| title.rfind(by))
        .max();
    let Some(at) = found else {
        return title;
    };
    let name: Vec<&str> = title[at + 1..].split_whitespace().skip(1).collect();
    let named = (2..=3).contains(&name.len())
        && name.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '-')
        });
    let before = title[..at].trim_end();
    let enough = before.split_whitespace().count() >= 3 && before.ends_with(char::is_alphanumeric);
    if named && enough { before } else { title }
}

/// A title without the place of it in the list: "… list 2 of 3", "… end of list".
fn without_count(title: &str) -> &str {
    let bare = title.strip_suffix(" end of list").unwrap_or(title);
    let Some((before, count)) = bare.rsplit_once(" list ") else {
        return bare;
    };
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    match count.split_once(" of ") {
        Some((one, all)) if figures(one) && figures(all) => before,
        _ => bare,
    }
}

/// A title without the day at its end: "The pass is taken NOV. 7, 2010".
fn without_date(title: &str) -> &str {
    if let Some(bare) = without_figures(title) {
        return bare;
    }
    let from = cut_after(title, title.len().saturating_sub(24));
    if title.len() < 30 || !title.ends_with(|c: char| c.is_ascii_digit()) {
        return title;
    }
    let tail = Words::of(&title[from..]);
    let mentions = dates::mentions_in(&tail, dates::Order::DayFirst);
    let Some(mention) = mentions
        .last()
        .filter(|mention| mention.bytes.end == tail.text.len())
    else {
        return title;
    };
    let before = &title[..from + mention.bytes.start];
    // "… in the attacks of 11 September 2001", "…, 04.06.2019" and "May 2015: …" belong to their titles.
    let shouted = title[from + mention.bytes.start..].contains(char::is_alphabetic)
        && !title[from + mention.bytes.start..].contains(char::is_lowercase)
        && before.contains(char::is_lowercase);
    match shouted && before.ends_with(' ') {
        true => before.trim_end(),
        false => title,
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::{Reading, read};
    use serde_json::json;

    const STORY: &str = "The bridge over the river at Sarn was opened again on Monday after a year of work, the town's mayor said, \
        and the first lorries crossed it in the morning.";
    const MORE: &str = "The mayor said that the bridge had cost the town more than it had, and that the lorries would pay a toll at \
        the river until the work was paid for.";

    const LAST: &str = "Traders of the town said on Tuesday that they would wait before they sent lorries over the bridge, because nobody at \
        the river trusted the work on it yet.";

    fn reading(between: &str, after: &str) -> Reading {
        let text = format!(
            "Bridge of Sarn opens again after a year of work\n\n{STORY}\n\n{MORE}\n\n{between}{after}"
        );
        read(&SourceText::new("text.txt", &text))
    }

    #[test]
    fn a_list_goes_on_over_what_stands_between_its_entries() {
        let lists = [
            "Related stories\n\nMill of the valley is at work again\n\n2 hours ago\n\nFerry men strike for a second week\n\n3 hours ago\n\n",
            "Related stories\n\nlist of 2 items\n\nMill of the valley is at work again\n\nFerry men strike for a second week\n\nend of list\n\n",
            "Related stories\n\nMill of the valley is at work again\n\nFerry men strike for a second week\n\n",
        ];
        let wanted = json!([
            "Mill of the valley is at work again",
            "Ferry men strike for a second week"
        ]);
        let last = format!("{LAST}\n");
        for list in lists {
            for after in ["", last.as_str()] {
                let summary = reading(list, after).summary_json();
                assert_eq!(summary["related"], wanted, "{list} {after}");
                let paragraphs = summary["body_paragraphs"].as_array();
                let last = paragraphs.and_then(|paragraphs| paragraphs.last());
                let wanted = if after.is_empty() { MORE } else { LAST };
                assert_eq!(last, Some(&json!(wanted)), "{list}");
            }
        }
    }

    #[test]
    fn crossheads_and_texts_without_a_heading_are_no_links() {
        let texts = [
            format!(
                "Toll of the town\n\n{STORY} So it went.\n\nCost of the work\n\n{MORE} So it was.\n"
            ),
            format!("{STORY} Related stories were told by the traders.\n"),
        ];
        for text in texts {
            let summary = reading("", &text).summary_json();
            assert_eq!(summary["related"], json!([]), "{text}");
        }
    }

    #[test]
    fn the_title_over_a_teaser_with_its_button_is_the_link() {
        let teaser = "Mill of the valley is at work again\n\nFor the first time in years the mill grinds. | mehr\n\n";
        let last = format!("{LAST}\n");
        let summary = reading(teaser, &last).summary_json();
        assert_eq!(
            summary["related"],
            json!(["Mill of the valley is at work again"])
        );
    }

    #[test]
    fn an_entry_loses_its_number_and_its_day_and_keeps_its_own_figures() {
        for (line, wanted) in [
            ("The mill by the river list 2 of 3", "The mill by the river"),
            (
                "Mill of the valley is at work again NOV. 7, 2010",
                "Mill of the valley is at work again",
            ),
            (
                "What the town remembers of 7 November 2010",
                "What the town remembers of 7 November 2010",
            ),
            ("Men on the list of the mill", "Men on the list of the mill"),
            ("2. Ferry men strike again", "Ferry men strike again"),
            (
                "Mill of the valley is at work 2013-01-22 17:11",
                "Mill of the valley is at work",
            ),
            (
                "Mill of the valley is at work 22.01.2013, 17:11",
                "Mill of the valley is at work",
            ),
            (
                "Mill of the valley: news of 22.01.2013",
                "Mill of the valley: news of 22.01.2013",
            ),
            (
                "Mill of the valley is at work [PICTURES]|",
                "Mill of the valley is at work",
            ),
            (
                "Mill of the valley asks for [more] hands",
                "Mill of the valley asks for [more] hands",
            ),
            (
                "Мельница в долине снова работает Подробнее",
                "Мельница в долине снова работает",
            ),
            (
                "Der Müller von Sarn zeigt ein Video",
                "Der Müller von Sarn zeigt ein Video",
            ),
            ("3. Mai in Sarn gefeiert", "3. Mai in Sarn gefeiert"),
            ("Video 'We stay by the river'", "'We stay by the river'"),
            (
                "Video shows the mill on fire",
                "Video shows the mill on fire",
            ),
            (
                "Die Mühle am Fluss mahlt wieder Von Anna Ruben",
                "Die Mühle am Fluss mahlt wieder",
            ),
            (
                "‘The mill is ours’, says the miller)",
                "‘The mill is ours’, says the miller",
            ),
        ] {
            assert_eq!(super::entry(line).words, wanted);
        }
    }
}
