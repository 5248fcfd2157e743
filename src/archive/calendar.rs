//! Owns the cut of a list of articles by year, month and day. The depth to which a list has pages is the plan's decision.

use std::sync::Arc;

use std::collections::BTreeMap;

use super::{Head, Ix};
use crate::model::CalendarDay;

/// A list by year.
#[derive(Debug, Clone, Default)]
pub struct Years(BTreeMap<i32, Year>);

/// The articles of a year.
#[derive(Debug, Clone, Default)]
pub struct Year {
    /// All of them, oldest first.
    pub all: Vec<Ix>,
    /// Those whose month is not known.
    pub coarse: Vec<Ix>,
    /// By month, 1 to 12.
    pub months: BTreeMap<u32, Month>,
}

/// The articles of a month.
#[derive(Debug, Clone, Default)]
pub struct Month {
    /// All of them, oldest first.
    pub all: Vec<Ix>,
    /// Those whose day is not known.
    pub coarse: Vec<Ix>,
    /// By day, 1 to 31.
    pub days: BTreeMap<u32, Vec<Ix>>,
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
        let mut years: BTreeMap<i32, Year> = BTreeMap::new();
        for &ix in list {
            let Some(date) = articles[ix.at()].article.date() else {
                continue;
            };
            let CalendarDay { year, month, day } = date.calendar();
            let year = years.entry(year).or_default();
            year.all.push(ix);
            let Some(month) = month else {
                year.coarse.push(ix);
                continue;
            };
            let month = year.months.entry(month).or_default();
            month.all.push(ix);
            match day {
                Some(day) => month.days.entry(day).or_default().push(ix),
                None => month.coarse.push(ix),
            }
        }
        Self(years)
    }

    /// One year.
    pub fn year(&self, year: i32) -> Option<&Year> {
        self.0.get(&year)
    }

    /// The articles of a period, oldest first.
    pub fn articles_of(&self, date: CalendarDay) -> &[Ix] {
        let year = self.0.get(&date.year);
        let month = date
            .month
            .map(|month| year.and_then(|year| year.months.get(&month)));
        let found = match (month, date.day) {
            (None, _) => year.map(|year| &year.all),
            (Some(month), None) => month.map(|month| &month.all),
            (Some(month), Some(day)) => month.and_then(|month| month.days.get(&day)),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// The next finer periods of a period, oldest first: months of a year, days of a month, none of a day.
    pub fn within(&self, date: CalendarDay) -> Vec<Period<'_>> {
        let Some(year) = self.0.get(&date.year) else {
            return Vec::new();
        };
        match (date.month, date.day) {
            (None, _) => year.periods(date.year).collect(),
            (Some(number), None) => year
                .months
                .get(&number)
                .map(|month| month.periods(date.year, number).collect())
                .unwrap_or_default(),
            (Some(_), Some(_)) => Vec::new(),
        }
    }

    /// The articles whose date is no finer than the period.
    pub fn coarse_of(&self, date: CalendarDay) -> &[Ix] {
        let year = self.0.get(&date.year);
        let month = date
            .month
            .map(|month| year.and_then(|year| year.months.get(&month)));
        let found = match (month, date.day) {
            (None, _) => year.map(|year| &year.coarse),
            (Some(month), None) => month.map(|month| &month.coarse),
            (Some(_), Some(_)) => return self.articles_of(date),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// Each year, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i32, &Year)> {
        self.0.iter().map(|(number, year)| (*number, year))
    }

    /// Each year as a period.
    pub fn periods(&self) -> impl DoubleEndedIterator<Item = Period<'_>> {
        self.0.iter().map(|(&year, part)| Period {
            date: period(year, None, None),
            articles: &part.all,
        })
    }
}

impl Year {
    /// Each month of the year `number` as a period.
    pub fn periods(&self, number: i32) -> impl DoubleEndedIterator<Item = Period<'_>> {
        self.months.iter().map(move |(&month, part)| Period {
            date: period(number, Some(month), None),
            articles: &part.all,
        })
    }
}

impl Month {
    /// Each day of the month as a period.
    pub fn periods(&self, year: i32, month: u32) -> impl DoubleEndedIterator<Item = Period<'_>> {
        self.days.iter().map(move |(&day, articles)| Period {
            date: period(year, Some(month), Some(day)),
            articles,
        })
    }
}

fn period(year: i32, month: Option<u32>, day: Option<u32>) -> CalendarDay {
    CalendarDay { year, month, day }
}

#[cfg(test)]
mod tests {
    use crate::archive::samples::{archive, head, slugs};

    #[test]
    fn each_article_stands_as_deep_as_its_date_is_known() {
        let archive = archive(vec![
            head(Some("2017"), "y", &[]),
            head(Some("2017-10"), "m", &[]),
            head(Some("2017-10-26"), "d", &[]),
            head(Some("2014-06/2017-12"), "i", &[]),
        ]);
        let years: Vec<_> = archive.years().iter().collect();
        assert_eq!(years[0].0, 2014);
        assert_eq!(slugs(&archive, &years[0].1.coarse), ["i"]);
        let (_, year) = years[1];
        assert_eq!(slugs(&archive, &year.all), ["y", "m", "d"]);
        assert_eq!(slugs(&archive, &year.coarse), ["y"]);
        let month = &year.months[&10];
        assert_eq!(slugs(&archive, &month.coarse), ["m"]);
        assert_eq!(slugs(&archive, &month.days[&26]), ["d"]);
    }
}
