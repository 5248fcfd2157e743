//! Owns the tables of the calendar: years by month, months by day, weeks by weekday, each cell with its number, its depth of
//! colour and where it leads. It does not decide which pages exist; it asks the plan.

use chrono::{Datelike, NaiveDate, Weekday};

use super::lists::iso;
use super::{Linker, Maker};
use crate::archive::Years;
use crate::model::CalendarDay;
use crate::route::Route;
use crate::view::{Bar, Calendar, Cell, Column, Count, Manner, Ready, Row};

/// Years that a table shows one after another; where more lie between the first and the last, those without articles are left out.
const UNBROKEN: i32 = 40;

/// Days that the home page names at most.
const FULLEST: usize = 6;

/// What most tables of the calendar share: what stands over their columns, and the cells without articles.
pub(super) struct Blanks {
    months: Ready<Vec<Column>>,
    days: Ready<Vec<Column>>,
    weekdays: Vec<Weekday>,
    /// Over the columns of weeks.
    week: Ready<Vec<Column>>,
    /// By the number of their day; the first is for what is no day.
    cells: Vec<Ready<Cell>>,
}

impl Blanks {
    pub(super) fn new(manner: &Manner) -> Self {
        let number = |day: usize| manner.count(day).text;
        let nothing = manner.count(0);
        let cell = |day| {
            let day = if day == 0 { String::new() } else { number(day) };
            Ready::from(empty(day, &nothing))
        };
        let days = (1..=31).map(number).map(|name| Column {
            short: name.clone(),
            name,
        });
        let weekdays = manner.weekdays();
        Self {
            months: months(manner).into(),
            days: days.collect::<Vec<_>>().into(),
            week: weekday_columns(&weekdays).into(),
            weekdays: weekdays.into_iter().map(|(weekday, ..)| weekday).collect(),
            cells: (0..=31).map(cell).collect(),
        }
    }

    /// How many days of its week lie before a day.
    fn before(&self, day: NaiveDate) -> usize {
        let mut weekdays = self.weekdays.iter();
        let at = weekdays.position(|weekday| *weekday == day.weekday());
        at.unwrap_or_default()
    }
}

impl Maker<'_> {
    /// Each year by month. None where no month is known.
    pub(super) fn by_month(
        &self,
        years: &Years,
        url: impl Fn(CalendarDay) -> String,
    ) -> Option<Calendar> {
        let (first, last) = (years.iter().next()?.0, years.iter().next_back()?.0);
        let shown: Vec<i32> = match last - first < UNBROKEN {
            true => (first..=last).collect(),
            false => years.iter().map(|(year, _)| year).collect(),
        };
        let months = |year| (1..=12).map(move |month| period(year, Some(month), None));
        let highest = self.highest(years, shown.iter().flat_map(|year| months(*year)))?;
        let row = |&year: &i32| {
            let whole = period(year, None, None);
            let count = years.articles_of(whole).len();
            Row {
                label: self.ground.manner.part(whole),
                url: link_of(count, || url(whole)),
                count: self.count(count),
                cells: months(year)
                    .map(|date| self.cell(years, date, highest, &url))
                    .collect(),
            }
        };
        Some(Calendar {
            kind: "years".to_owned(),
            columns: self.prepared.blanks.months.clone(),
            rows: shown.iter().map(row).collect(),
        })
    }

    /// The parts of a period: a year's days by month, a month's by week. A day has none.
    pub(super) fn within_period(
        &self,
        years: &Years,
        date: CalendarDay,
        url: impl Fn(CalendarDay) -> String,
    ) -> Option<Calendar> {
        match (date.month, date.day) {
            (None, _) => self.by_day(years, date.year, url),
            (Some(month), None) => self.by_week(years, date.year, month, url),
            (Some(_), Some(_)) => None,
        }
    }

    fn by_day(
        &self,
        years: &Years,
        year: i32,
        url: impl Fn(CalendarDay) -> String,
    ) -> Option<Calendar> {
        let days = |month| (1..=31).map(move |day| period(year, Some(month), Some(day)));
        let highest = self.highest(years, (1..=12).flat_map(days))?;
        let row = |month| {
            let whole = period(year, Some(month), None);
            let count = years.articles_of(whole).len();
            Row {
                label: self.ground.manner.part(whole),
                url: link_of(count, || url(whole)),
                count: self.count(count),
                cells: days(month)
                    .map(|date| self.cell(years, date, highest, &url))
                    .collect(),
            }
        };
        Some(Calendar {
            kind: "months".to_owned(),
            columns: self.prepared.blanks.days.clone(),
            rows: (1..=12).map(row).collect(),
        })
    }

    fn by_week(
        &self,
        years: &Years,
        year: i32,
        month: u32,
        url: impl Fn(CalendarDay) -> String,
    ) -> Option<Calendar> {
        let days = (1..=31).map(|day| period(year, Some(month), Some(day)));
        let highest = self.highest(years, days.clone())?;
        let blanks = &self.prepared.blanks;
        let before = blanks.before(NaiveDate::from_ymd_opt(year, month, 1)?);
        let blank = || blanks.cells[0].clone();
        let mut cells: Vec<Ready<Cell>> = (0..before).map(|_| blank()).collect();
        cells.extend(
            days.filter(|date| exists(*date))
                .map(|date| self.cell(years, date, highest, &url)),
        );
        while !cells.len().is_multiple_of(7) {
            cells.push(blank());
        }
        let row = |week: &[Ready<Cell>]| Row {
            label: String::new(),
            url: String::new(),
            count: self.count(week.iter().map(|cell| cell.count.value as usize).sum()),
            cells: week.to_vec(),
        };
        Some(Calendar {
            kind: "weeks".to_owned(),
            columns: blanks.week.clone(),
            rows: cells.chunks(7).map(row).collect(),
        })
    }

    /// The week of a day. Not its month: a count that stands on thirty pages would change them all (law 6).
    pub(super) fn week(&self, here: &Linker<'_>, day: NaiveDate) -> Calendar {
        let years = self.archive.years();
        let blanks = &self.prepared.blanks;
        let days = self.week_of(day);
        let highest = self.highest(years, days.iter().copied()).unwrap_or(1);
        let url = |date| here.to(&Route::Calendar(date).path());
        let cell = |date: &CalendarDay| {
            let cell = self.cell(years, *date, highest, &url);
            match date.day == Some(day.day()) {
                true => Ready::from(Cell {
                    current: true,
                    ..(*cell).clone()
                }),
                false => cell,
            }
        };
        let cells: Vec<Ready<Cell>> = days.iter().map(cell).collect();
        Calendar {
            kind: "weeks".to_owned(),
            columns: blanks.week.clone(),
            rows: vec![Row {
                label: String::new(),
                url: String::new(),
                count: self.count(cells.iter().map(|cell| cell.count.value as usize).sum()),
                cells,
            }],
        }
    }

    /// The days of the week of a day.
    pub(super) fn week_of(&self, day: NaiveDate) -> Vec<CalendarDay> {
        let before = self.prepared.blanks.before(day);
        let first = day - chrono::Days::new(before as u64);
        let days = first.iter_days().take(7);
        days.map(|day| period(day.year(), Some(day.month()), Some(day.day())))
            .collect()
    }

    /// How many articles the fullest of some periods has; none where all are empty.
    fn highest(&self, years: &Years, periods: impl Iterator<Item = CalendarDay>) -> Option<usize> {
        let highest = periods.map(|date| years.articles_of(date).len()).max();
        highest.filter(|count| *count > 0)
    }

    fn cell(
        &self,
        years: &Years,
        date: CalendarDay,
        highest: usize,
        url: &impl Fn(CalendarDay) -> String,
    ) -> Ready<Cell> {
        let count = years.articles_of(date).len();
        let day = date.day.filter(|_| exists(date)).unwrap_or_default();
        let blank = &self.prepared.blanks.cells[day as usize];
        if count == 0 {
            return blank.clone();
        }
        Ready::from(Cell {
            day: blank.day.clone(),
            label: self.ground.manner.period(date),
            count: self.count(count),
            share: (count * 100).div_ceil(highest) as u32,
            step: step(count, highest),
            url: url(date),
            current: false,
        })
    }

    /// The page of a period, or its place on the page of the next larger one that has a page; empty where neither is.
    pub(super) fn nearest_page(
        &self,
        here: &Linker<'_>,
        date: CalendarDay,
        route: impl Fn(CalendarDay) -> Option<Route>,
    ) -> String {
        let page = |date| {
            let path = route(date)?.path();
            let planned = self.plan.jobs.contains_key(&path);
            planned.then(|| here.to(&path))
        };
        if let Some(url) = page(date) {
            return url;
        }
        let above = match (date.month, date.day) {
            (_, Some(_)) => CalendarDay { day: None, ..date },
            (Some(_), None) => period(date.year, None, None),
            (None, None) => return String::new(),
        };
        match page(above) {
            Some(url) if !here.is(&url) => format!("{url}#{}", iso(date)),
            _ => String::new(),
        }
    }

    /// The days with the most articles, the fullest first; of equals, the newest.
    pub(super) fn fullest_days(&self, here: &Linker<'_>) -> Vec<Bar> {
        let years = self.archive.years();
        let days = years.days().map(|day| (day.articles.len(), day.date));
        let mut days: Vec<(usize, CalendarDay)> = days.collect();
        days.sort_by_key(|(count, date)| {
            std::cmp::Reverse((*count, date.year, date.month, date.day))
        });
        days.truncate(FULLEST);
        let highest = days.first().map_or(1, |(count, _)| *count);
        days.into_iter()
            .map(|(count, date)| Bar {
                label: self.ground.manner.period(date),
                iso: iso(date),
                count: self.count(count),
                share: (count * 100).div_ceil(highest) as u32,
                url: here.to(&Route::Calendar(date).path()),
            })
            .collect()
    }
}

fn weekday_columns(weekdays: &[(Weekday, String, String)]) -> Vec<Column> {
    let column = |(_, name, short): &(Weekday, String, String)| Column {
        name: name.clone(),
        short: short.clone(),
    };
    weekdays.iter().map(column).collect()
}

/// A cell without articles.
fn empty(day: String, nothing: &Count) -> Cell {
    Cell {
        day,
        label: String::new(),
        count: nothing.clone(),
        share: 0,
        step: 0,
        url: String::new(),
        current: false,
    }
}

/// The twelve months, each with its first letter.
fn months(manner: &Manner) -> Vec<Column> {
    (1..=12)
        .map(|month| manner.part(period(2000, Some(month), None)))
        .map(|name| Column {
            short: name.chars().take(1).flat_map(char::to_uppercase).collect(),
            name,
        })
        .collect()
}

/// What an empty period leads to is nothing.
fn link_of(count: usize, url: impl FnOnce() -> String) -> String {
    match count {
        0 => String::new(),
        _ => url(),
    }
}

/// How deep the colour of a cell is. Where no cell holds more than a few, one article is not the fullest that can be.
fn step(count: usize, highest: usize) -> u32 {
    let share = count as f64 / highest.max(4) as f64;
    (4.0 * share.sqrt()).ceil() as u32
}

/// Whether the calendar has such a day.
fn exists(date: CalendarDay) -> bool {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    NaiveDate::from_ymd_opt(date.year, month, day).is_some()
}

fn period(year: i32, month: Option<u32>, day: Option<u32>) -> CalendarDay {
    CalendarDay { year, month, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_deepens_with_the_root_and_one_article_is_never_the_deepest() {
        let steps = |highest| [0, 1, 4, 9, 16].map(|count| step(count, highest));
        assert_eq!(steps(16), [0, 1, 2, 3, 4]);
        assert_eq!(step(1, 1), 2);
        assert_eq!(step(3, 3), 4);
    }

    #[test]
    fn only_days_of_the_calendar_exist() {
        assert!(exists(period(2016, Some(2), Some(29))));
        assert!(!exists(period(2017, Some(2), Some(29))));
    }
}
