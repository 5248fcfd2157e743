//! Owns the look-up of a weekday's name. The names of months and weekdays stand in the lexicon.

use super::lexicon::{Kind, Words};

/// The number of a weekday's name, whole or cut short, from 0 for Monday.
pub(super) fn weekday(name: &str) -> Option<u32> {
    let words = Words::of(name);
    let hit = words
        .is(Kind::Weekday)
        .or_else(|| words.is(Kind::WeekdayShort))?;
    Some(u32::from(hit.value))
}
