//! Owns the sharing out of work that is the same for each of many blocks and lines to all processors. It knows nothing of the work.

use std::ops::Range;

use rayon::prelude::*;

use super::limits::MANY;

/// How many are worked on at a time, where that is shared out: to hand over fewer would cost more than it saves.
const PART: usize = 64;

/// Makes something of each number below `count`; on all processors where there are many.
pub(super) fn each<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    if count < MANY {
        return (0..count).map(make).collect();
    }
    (0..count)
        .into_par_iter()
        .with_min_len(PART)
        .map(make)
        .collect()
}

/// Makes any number of things of each number below `count`, which `make` adds to a list, in order; on all processors where there are
/// many.
pub(super) fn gather<T: Send>(count: usize, make: impl Fn(usize, &mut Vec<T>) + Sync) -> Vec<T> {
    let made = |numbers: Range<usize>| {
        let mut list = Vec::with_capacity(numbers.len());
        numbers.for_each(|at| make(at, &mut list));
        list
    };
    if count < MANY {
        return made(0..count);
    }
    let part = |part: usize| made(part * PART..count.min((part + 1) * PART));
    let parts = (0..count.div_ceil(PART)).into_par_iter().map(part);
    parts
        .collect::<Vec<Vec<T>>>()
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_come_out_in_order() {
        for count in [0, 1, MANY - 1, MANY * 3 + 7] {
            let wanted: Vec<usize> = (0..count).map(|at| at * 2).collect();
            assert_eq!(each(count, |at| at * 2), wanted, "{count}");
            let twice = |at: usize, list: &mut Vec<usize>| list.extend([at; 2]);
            let wanted: Vec<usize> = (0..count).flat_map(|at| [at; 2]).collect();
            assert_eq!(gather(count, twice), wanted, "{count}");
        }
    }
}
