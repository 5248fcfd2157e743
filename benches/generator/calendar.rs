//! Owns the days that articles are dated by: fifteen years of them, all alike, or as news comes: fewer on a weekend, and bursts of
//! days with many times the usual number.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::random::Random;

/// From the first of January of this year on.
const FIRST_YEAR: i32 = 2010;

/// The days of fifteen years.
pub const DAYS: usize = 15 * 365;

/// What a usual day weighs; a day of the weekend weighs half of it.
const USUAL: u64 = 10;

/// One day in so many begins a burst.
const BURSTS: usize = 90;

/// How many times the usual number a burst begins with, at least and at most.
const HEIGHT: Range<usize> = 5..40;

/// The days, and how much of the archive each one holds.
pub struct Calendar {
    // Sums of the weights so far.
    sums: Vec<u64>,
}

impl Calendar {
    /// Days that are all alike.
    pub fn even() -> Self {
        Self::of([1; DAYS])
    }

    /// Days as news comes.
    pub fn with_bursts(random: &mut Random) -> Self {
        let mut weights = [0; DAYS];
        let mut burst = 0;
        for (day, weight) in weights.iter_mut().enumerate() {
            let usual = match date(day).weekday() {
                Weekday::Sat | Weekday::Sun => USUAL / 2,
                _ => USUAL,
            };
            if random.below(BURSTS) == 0 {
                burst = USUAL * random.within(HEIGHT.start, HEIGHT.end) as u64;
            }
            *weight = usual + burst;
            // A third less each day, until nobody writes of it any more.
            burst = burst * 2 / 3;
        }
        Self::of(weights)
    }

    fn of(weights: [u64; DAYS]) -> Self {
        let sums = weights.iter().scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self {
            sums: sums.collect(),
        }
    }

    /// The day of one of so many articles that come in the order of their days.
    pub fn spread(&self, number: usize, count: usize) -> NaiveDate {
        let point = u128::from(self.total()) * number as u128 / count.max(1) as u128;
        self.at(point as u64)
    }

    /// The day of an article that comes at random.
    pub fn draw(&self, random: &mut Random) -> NaiveDate {
        self.at(random.next() % self.total())
    }

    /// The day that is so far behind the last one.
    pub fn after(&self, days: usize) -> NaiveDate {
        date(DAYS + days)
    }

    fn at(&self, point: u64) -> NaiveDate {
        date(self.sums.partition_point(|sum| *sum <= point))
    }

    fn total(&self) -> u64 {
        self.sums.last().copied().unwrap_or(1)
    }
}

/// The date of a day by its number.
pub fn date(day: usize) -> NaiveDate {
    first() + Days::new(day as u64)
}

/// The number of a day.
pub fn day(date: NaiveDate) -> usize {
    usize::try_from((date - first()).num_days()).unwrap_or_default()
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default()
}
