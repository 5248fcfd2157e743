//! Owns the work that is done once for texts that stand several times: a page repeats its menus, a feed its whole pages, and a line
//! of the same words has the same shape, phrases and claims. It knows no words.

use super::limits::MANY;
use super::spread;

/// How many different texts are remembered at a time: a power of two. One that is forgotten is worked on again.
const REMEMBERED: usize = 1 << 12;

/// Makes something of each of `count` texts, and of those that are the same once; on all processors where there are many.
/// `key` gives a text and whatever else the work depends on.
pub(super) fn of_each<'a, T: Clone + Send, C: PartialEq>(
    count: usize,
    key: impl Fn(usize) -> (&'a str, C),
    make: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    if count < MANY {
        return (0..count).map(make).collect();
    }
    let first = first_alike(count, key);
    let own = |at: usize| (first[at] == at).then(|| make(at));
    let mut made: Vec<Option<T>> = spread::each(count, own);
    for at in 0..count {
        if first[at] != at {
            made[at] = made[first[at]].clone();
        }
    }
    made.into_iter().flatten().collect()
}

/// For each text the number of the first that is the same, or its own.
fn first_alike<'a, C: PartialEq>(count: usize, key: impl Fn(usize) -> (&'a str, C)) -> Vec<usize> {
    let mut places: Vec<Option<usize>> = vec![None; REMEMBERED];
    let same = |at: usize| {
        let place = &mut places[place(key(at).0)];
        let known = place.filter(|&known| key(known) == key(at));
        *place.insert(known.unwrap_or(at))
    };
    (0..count).map(same).collect()
}

/// Where a text is remembered, by its length and both of its ends.
fn place(text: &str) -> usize {
    let bytes = text.as_bytes();
    let folded = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let head = &bytes[..bytes.len().min(12)];
    let tail = &bytes[bytes.len().saturating_sub(12)..];
    let hash = head.iter().chain(tail).fold(bytes.len() as u64, folded);
    (hash ^ hash >> 29) as usize % REMEMBERED
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn work_on_the_same_text_is_done_once_and_tells_each_the_same() {
        let texts: Vec<String> = (0..MANY * 3).map(|at| format!("Mill {}", at % 7)).collect();
        let worked = AtomicUsize::new(0);
        let lengthen = |at: usize| {
            worked.fetch_add(1, Ordering::Relaxed);
            format!("{}!", texts[at])
        };
        let made = of_each(texts.len(), |at| (&texts[at], false), lengthen);
        let wanted: Vec<String> = texts.iter().map(|text| format!("{text}!")).collect();
        assert_eq!(made, wanted);
        assert_eq!(worked.into_inner(), 7);
    }

    #[test]
    fn texts_of_one_place_and_texts_under_other_conditions_are_told_apart() {
        let texts: Vec<String> = (0..MANY * 20)
            .map(|at| format!("A bridge over {} and other rivers", at % (MANY * 9)))
            .collect();
        let key = |at: usize| (texts[at].as_str(), at.is_multiple_of(2));
        let made = of_each(texts.len(), key, |at| {
            (texts[at].clone(), at.is_multiple_of(2))
        });
        let right = |(at, made): (usize, &(String, bool))| {
            *made == (texts[at].clone(), at.is_multiple_of(2))
        };
        assert!(made.iter().enumerate().all(right));
    }
}
