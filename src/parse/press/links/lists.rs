//! Owns the lists of links: their entries, and what stands between these and is none of them.

use super::{Link, after_title, with_url};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::dates;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::lines::{Block, End};
use crate::parse::press::tokens::cut_after;

/// What stands between the entries of a list and is none of them: dates, signatures, sections, numbers ("list 1 of 3", "4 hours
/// ago"), the buttons of the list.
pub(in crate::parse::press) fn is_furniture(block: &Block, claims: &Claims) -> bool {
    let shape = block.shape;
    if shape.chars > 90 || shape.end == End::Stop && shape.words > 3 {
        return false;
    }
    let aside = [Role::Stamp, Role::Credit, Role::Tags, Role::Noise];
    let text = block.text.as_str();
    let figures = || text.chars().filter(|c| c.is_numeric()).count();
    let parted = text.contains(['·', '•', '|']);
    shape.words <= 2 && shape.end == End::Open
        || claims.certainty(&aside) >= 0.7
        // Headlines in capitals at every word look like names.
        || claims.certainty(&[Role::Byline]) >= if shape.words <= 3 { 0.7 } else { 0.85 }
        || claims.certainty(&[Role::Stamp]) >= 0.4 && shape.words <= 6
        || parted && (figures() >= 4 || text.matches(" | ").count() >= 2)
        || text.starts_with('#')
        || block.words().opens(Kind::ListButton).is_some() && shape.words <= 9
}

/// Reads a line of a list of links, which needs no label.
pub(in crate::parse::press) fn entry(text: &str) -> Link {
    let bare = text.trim_start_matches([
        '-', '–', '—', '•', '*', '·', '▪', '>', '»', '›', '→', '►', '▶', ' ', '\u{a0}',
    ]);
    let words = Words::of(bare);
    match after_title(&words) {
        Some(end) => with_url(&bare[..end]),
        None if bare.is_empty() => with_url(text),
        None => with_url(without_count(without_date(bare))),
    }
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

    const LAST: &str = "Traders along the northern road said on Tuesday that they would wait for the summer before they sent their goods \
        by the shorter way, because nobody trusted the new pillars yet.";

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
                let paragraphs = summary["body_paragraphs"].as_array().map(Vec::len);
                assert_eq!(
                    paragraphs,
                    Some(2 + usize::from(!after.is_empty())),
                    "{list}"
                );
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
        ] {
            assert_eq!(super::entry(line).words, wanted);
        }
    }
}
