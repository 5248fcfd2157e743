//! Owns the direction of a block whose script is not its surroundings': an Arabic quotation in a French article.

use pulldown_cmark::Event;

use crate::model::Direction;
use crate::parse::markdown::Events;

/// The direction of the first letter that has one.
pub(super) fn of_text(text: &str) -> Option<Direction> {
    text.chars().find_map(of_char)
}

/// The direction of the first letter of the block that starts at `start`. Code has none.
pub(super) fn of_block(events: &Events, start: usize) -> Option<Direction> {
    let mut depth = 0;
    for (event, _) in &events[start..] {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                if let Some(direction) = of_text(text) {
                    return Some(direction);
                }
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    None
}

fn of_char(c: char) -> Option<Direction> {
    let rtl = matches!(
        c,
        '\u{5D0}'..='\u{5F4}' | '\u{608}'..='\u{64A}' | '\u{66D}'..='\u{6D5}' | '\u{6E5}'..='\u{6EF}' | '\u{6FA}'..='\u{8C9}'
            | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
    );
    match c {
        _ if rtl => Some(Direction::Rtl),
        c if c.is_alphabetic() => Some(Direction::Ltr),
        _ => None,
    }
}
