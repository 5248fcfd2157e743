//! Whole heads of pages, of our own invention: what stands over the first paragraph, and which text is the first paragraph.

use crate::diag::SourceText;
use crate::parse::press::{Reading, read};

const TEXT: &str = "The bridge at Sarn was opened to lorries again on Monday after a year of repairs to two of its piers, the mayor \
    Ada Lorn told reporters at the market.\n\nShe said that the ferries would stay until the summer, and that the dam upstream \
    had been raised by a metre.\n\nThe council of Sarn has put the cost at four million, most of it for the two piers of the bridge.\n";

fn reading(text: &str) -> Reading {
    read(&SourceText::new("text.txt", text))
}

fn headline(text: &str) -> Option<String> {
    reading(text).headline.map(|found| found.value)
}

fn standfirst(text: &str) -> Option<String> {
    reading(text).standfirst.map(|found| found.value)
}

#[test]
fn the_headline_is_found_under_what_a_page_puts_over_it() {
    for over in [
        "",
        "WorldPoliticsReal EstateScience NewsSport & Games\n\n",
        "World » News » Bridge of Sarn opens to lorries again\n\n",
        "World|Bridge of Sarn opens to lorries again\n\n",
        "Sign in\n\nMenu\n\nSinger thanks her fans after record concert in Orme\n\n",
    ] {
        let text = format!("{over}Bridge of Sarn opens to lorries again\n\nBy Ivo Mern\n\n{TEXT}");
        let wanted = Some("Bridge of Sarn opens to lorries again".to_owned());
        assert_eq!(headline(&text), wanted, "{over}");
    }
}

#[test]
fn a_standfirst_is_told_again_and_a_first_paragraph_is_gone_on_with() {
    let first = "Two piers have been rebuilt since the flood. The ferries stay until the summer.";
    for (head, wanted) in [
        (format!("{first}\n\nBy Ivo Mern\n\n"), Some(first)),
        (String::new(), None),
        ("By Ivo Mern\n\n".to_owned(), None),
    ] {
        let text = format!("Bridge of Sarn opens to lorries again\n\n{head}{TEXT}");
        assert_eq!(standfirst(&text).as_deref(), wanted, "{text}");
    }
}

#[test]
fn a_second_standfirst_that_stands_apart_is_text() {
    let first = "Two piers have been rebuilt since the flood. The ferries stay until the summer.";
    let text = format!("Bridge of Sarn opens to lorries again\n\n{first}\n\nBy Ivo Mern\n\n{TEXT}");
    let reading = reading(&text);
    assert_eq!(reading.blocks.len(), 3);
}

#[test]
fn a_section_between_headline_and_date_is_the_kicker() {
    let text = format!(
        "Bridge of Sarn opens to lorries again\n\nPolitics\n\n12 May 2019, 14:10\n\n{TEXT}"
    );
    let kicker = reading(&text).kicker.map(|found| found.value);
    assert_eq!(kicker.as_deref(), Some("Politics"));
}
