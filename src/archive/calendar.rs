//! Owns the cut of a list of articles by year, month and day. The depth to which a list has pages is the plan's decision.
//!
//! Every term that outgrows a page has such a cut, and most days of a term have one article: so a cut is three flat lists, in which each
//! period is a run, and not a tree.

use std::ops::Range;
use std::sync::Arc;

use super::{Head, Ix};
use crate::model::CalendarDay;

/// A list by year, month and day. The run of a year is at the same place in all three orders, and that of a month in the last two.
#[derive(Debug, Clone, Default)]
pub struct Years {
    /// In the order of time.
    by_year: Box<[Ix]>,
    /// The same, and within each year by month, those whose month is not known first.
    by_month: Box<[Ix]>,
    /// The same, and within each month by day, those whose day is not known first.
    by_day: Box<[Ix]>,
    /// Every day that is not empty, sorted, with the place where its run in `by_day` begins.
    runs: Box<[(Day, u32)]>,
}

/// A day, month or year, packed; what is not known is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: i16,
    month: u8,
    day: u8,
}

/// A period with its articles.
#[derive(Debug, Clone, Copy)]
pub struct Period<'a> {
    /// The year, month or day.
    pub date: CalendarDay,
    /// Its articles, oldest first.
    pub articles: &'a [Ix],
}

impl Years {
    /// Cuts a chronological list; articles without a date stay out.
    pub fn cut(list: &[Ix], articles: &[Arc<Head>]) -> Self {
        let dated = |ix: &Ix| Some((Day::of(articles[ix.at()].article.date()?.calendar()), *ix));
        let mut dated: Vec<(Day, Ix)> = list.iter().filter_map(dated).collect();
        // Each order is made from the one before, which it leaves in the order of time.
        let mut sorted = |by: fn(Day) -> Day| -> Box<[Ix]> {
            dated.sort_by_key(|(day, _)| by(*day));
            dated.iter().map(|(_, ix)| *ix).collect()
        };
        let by_year = sorted(Day::year);
        let by_month = sorted(Day::month);
        let by_day = sorted(|day| day);
        let mut runs: Vec<(Day, u32)> = Vec::new();
        for (at, (day, _)) in dated.iter().enumerate() {
            if runs.last().is_none_or(|(last, _)| last != day) {
                runs.push((*day, at as u32));
            }
        }
        Self {
            by_year,
            by_month,
            by_day,
            runs: runs.into(),
        }
    }

    /// The articles of a period, oldest first.
    pub fn articles_of(&self, date: CalendarDay) -> &[Ix] {
        let (list, last) = match (date.month, date.day) {
            (None, _) => (&self.by_year, Day::of(date).end_of_year()),
            (Some(_), None) => (&self.by_month, Day::of(date).end_of_month()),
            (Some(_), Some(_)) => (&self.by_day, Day::of(date)),
        };
        &list[self.places(self.runs_of(Day::of(date), last))]
    }

    /// The next finer periods of a period, oldest first: months of a year, days of a month, none of a day.
    pub fn within(&self, date: CalendarDay) -> Vec<Period<'_>> {
        let first = Day::of(date);
        match (date.month, date.day) {
            (None, _) => self.periods_of(first, first.end_of_year(), Day::month),
            (Some(_), None) => self.periods_of(first, first.end_of_month(), |day| day),
            (Some(_), Some(_)) => Vec::new(),
        }
    }

    /// The articles whose date is no finer than the period.
    pub fn coarse_of(&self, date: CalendarDay) -> &[Ix] {
        // Of a year those whose month is not known, of a month those whose day is not, are a run of their own.
        let day = Day::of(date);
        &self.by_day[self.places(self.runs_of(day, day))]
    }

    /// Each year, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, &[Ix])> {
        self.periods().map(|year| (year.date.year, year.articles))
    }

    /// Each year as a period.
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = Period<'_>> {
        let years = self
            .runs
            .chunk_by(|(one, _), (other, _)| one.year == other.year);
        years.map(|runs| self.period(runs[0].0.year().date()))
    }

    /// Each month with articles, oldest first.
    pub fn months(&self) -> impl Iterator<Item = Period<'_>> {
        self.periods().flat_map(|year| self.within(year.date))
    }

    /// Each day with articles, oldest first.
    pub fn days(&self) -> impl Iterator<Item = Period<'_>> {
        let days = self.runs.iter().filter(|(day, _)| day.day > 0);
        days.map(|(day, _)| self.period(day.date()))
    }

    fn period(&self, date: CalendarDay) -> Period<'_> {
        Period {
            date,
            articles: self.articles_of(date),
        }
    }

    /// The periods from the one that begins after `first`, which is coarser, to `last`; `cut` says of a day in which it is.
    fn periods_of(&self, first: Day, last: Day, cut: fn(Day) -> Day) -> Vec<Period<'_>> {
        let runs = &self.runs[self.runs_of(first, last)];
        let periods = runs.chunk_by(|(one, _), (other, _)| cut(*one) == cut(*other));
        let finer = periods
            .map(|runs| cut(runs[0].0))
            .filter(|day| *day > first);
        finer.map(|day| self.period(day.date())).collect()
    }

    /// Which runs are of these days, both counted in.
    fn runs_of(&self, first: Day, last: Day) -> Range<usize> {
        let from = self.runs.partition_point(|(day, _)| *day < first);
        let count = self.runs[from..].partition_point(|(day, _)| *day <= last);
        from..from + count
    }

    /// Which articles these runs are.
    fn places(&self, runs: Range<usize>) -> Range<usize> {
        let begin = |run: usize| {
            let run = self.runs.get(run);
            run.map_or(self.by_day.len(), |(_, at)| *at as usize)
        };
        begin(runs.start)..begin(runs.end)
    }
}

impl Day {
    fn of(date: CalendarDay) -> Self {
        Self {
            // Years have four digits.
            year: date.year as i16,
            month: date.month.unwrap_or_default() as u8,
            day: date.day.unwrap_or_default() as u8,
        }
    }

    fn date(self) -> CalendarDay {
        let known = |number: u8| (number > 0).then(|| number.into());
        CalendarDay {
            year: self.year.into(),
            month: known(self.month),
            day: known(self.day),
        }
    }

    fn year(self) -> Self {
        Self {
            month: 0,
            day: 0,
            ..self
        }
    }

    fn month(self) -> Self {
        Self { day: 0, ..self }
    }

    fn end_of_year(self) -> Self {
        Self {
            month: u8::MAX,
            day: u8::MAX,
            ..self
        }
    }

    fn end_of_month(self) -> Self {
        Self {
            day: u8::MAX,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::{archive, head, slugs};

    #[test]
    fn each_article_stands_as_deep_as_its_date_is_known() {
        let archive = archive(vec![
            head(Some("2017"), "y", &[]),
            head(Some("2017-10"), "m", &[]),
            head(Some("2017-10-26"), "d", &[]),
            head(Some("2014-06/2017-12"), "i", &[]),
        ]);
        let date = |year, month, day| CalendarDay { year, month, day };
        let years = archive.years();
        let numbers: Vec<i32> = years.iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, [2014, 2017]);
        let coarse = |date| slugs(&archive, years.coarse_of(date));
        let all = |date| slugs(&archive, years.articles_of(date));
        assert_eq!(coarse(date(2014, None, None)), ["i"]);
        assert_eq!(all(date(2017, None, None)), ["y", "m", "d"]);
        assert_eq!(coarse(date(2017, None, None)), ["y"]);
        assert_eq!(all(date(2017, Some(10), None)), ["m", "d"]);
        assert_eq!(coarse(date(2017, Some(10), None)), ["m"]);
        assert_eq!(all(date(2017, Some(10), Some(26))), ["d"]);
        assert_eq!(coarse(date(2017, Some(10), Some(26))), ["d"]);
        assert_eq!(all(date(2016, None, None)), [""; 0]);
        assert_eq!(all(date(2017, Some(9), None)), [""; 0]);
    }

    #[test]
    fn what_lasts_longer_stands_among_what_it_began_with() {
        // One begins in the middle of a month and has no month; another in the middle of it and has no day.
        let archive = archive(vec![
            head(Some("2017-10-02"), "a", &[]),
            head(Some("2017-10-05/2018-01"), "b", &[]),
            head(Some("2017-10-07"), "c", &[]),
            head(Some("2017-10-08/2017-10-20"), "d", &[]),
            head(Some("2017-10-08"), "e", &[]),
            head(Some("2017-11-01"), "f", &[]),
        ]);
        let years = archive.years();
        let year = CalendarDay {
            year: 2017,
            month: None,
            day: None,
        };
        let october = CalendarDay {
            month: Some(10),
            ..year
        };
        let parts = |periods: Vec<Period<'_>>| -> Vec<_> {
            let each = periods.iter();
            let each = each.map(|part| {
                (
                    part.date.month,
                    part.date.day,
                    slugs(&archive, part.articles).concat(),
                )
            });
            each.collect()
        };
        let said = |month, day, slugs: &str| (Some(month), day, slugs.to_owned());
        assert_eq!(slugs(&archive, years.articles_of(year)).concat(), "abcdef");
        assert_eq!(slugs(&archive, years.coarse_of(year)), ["b"]);
        assert_eq!(slugs(&archive, years.coarse_of(october)), ["d"]);
        assert_eq!(
            parts(years.within(year)),
            [said(10, None, "acde"), said(11, None, "f")]
        );
        let days = [
            said(10, Some(2), "a"),
            said(10, Some(7), "c"),
            said(10, Some(8), "e"),
        ];
        assert_eq!(parts(years.within(october)), days);
        let november = [said(11, Some(1), "f")];
        assert_eq!(
            parts(years.days().collect()),
            [&days[..], &november].concat()
        );
        assert_eq!(parts(years.months().collect()), parts(years.within(year)));
    }
}
