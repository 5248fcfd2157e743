//! Owns the views of lists: periods, bars of a chart, terms.

use serde::Serialize;

use super::{Count, DateView, FeedLink, Link, Listed, Ready};
use crate::model::Language;

/// A list of articles cut by the calendar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// The period in the page's language: "octobre 2017"; empty for the whole.
    pub title: String,
    /// `all`, `year`, `month`, `day`, `undated`.
    pub level: String,
    /// Articles of the list.
    pub count: Count,
    /// The articles shown, newest first: all of them, or, where the list outgrows a page, the newest (of a whole) or those
    /// whose date is no finer than the period.
    pub articles: Vec<Listed>,
    /// Whether the list holds more than is shown here.
    pub partial: bool,
    /// The next finer periods, oldest first, each with its page or its place on this one.
    pub chart: Vec<Bar>,
    /// The articles by the calendar: those of a term by month, of a year by day, of a month by week. None of a day, of a
    /// term's periods, and of a term whose articles are of one month.
    pub calendar: Option<Calendar>,
    /// The period before, with articles.
    pub previous: Option<Link>,
    /// The period after, with articles.
    pub next: Option<Link>,
    /// The period that holds this one.
    pub up: Option<Link>,
}

/// A bar of a chart, and a row of the table that says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// "2017", "octobre", "26".
    pub label: String,
    /// For `<time datetime>`.
    pub iso: String,
    /// How many articles.
    pub count: Count,
    /// Share of the highest bar, 0 to 100.
    pub share: u32,
    /// The page of the period, or its first article on this page (`#2017-10`); empty where it has neither.
    pub url: String,
}

/// The numbers of articles as a table of the calendar, which is a heat map as well: years by month, months by day, or weeks
/// by weekday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// `years`, `months`, `weeks`.
    pub kind: String,
    /// The months, the days or the weekdays over the columns.
    pub columns: Ready<Vec<Column>>,
    /// The years, the months or the weeks, oldest first.
    pub rows: Vec<Row>,
}

/// A column of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// In full: "octobre", "lundi"; a day by its number.
    pub name: String,
    /// As short as the language has it: "O", "lun.".
    pub short: String,
}

/// A row of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// "2017", "octobre"; empty for a week.
    pub label: String,
    /// Its page or its place on this one; empty where it has neither.
    pub url: String,
    /// How many articles, those without a finer date too.
    pub count: Count,
    /// Under each column.
    pub cells: Vec<Ready<Cell>>,
}

/// A period in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The day's number, for a day; empty for a month, and where the calendar has no such day.
    pub day: String,
    /// In full: "octobre 2017", "26 octobre 2017"; empty where there is no article.
    pub label: String,
    /// How many articles.
    pub count: Count,
    /// Share of the fullest cell, 0 to 100.
    pub share: u32,
    /// From 0, none, to 4, the fullest: by the square root, so that a few great days do not make all others pale.
    pub step: u32,
    /// Its page or its place on this one; empty where it has neither.
    pub url: String,
    /// Whether it is the day that the page is about.
    pub current: bool,
}

/// A taxonomy with its most used terms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TaxonomyLink {
    /// `tags`, `places`, …
    pub taxonomy: String,
    /// Ready to use from this page.
    pub url: String,
    /// How many terms.
    pub count: Count,
    /// The most used, at most eight.
    pub terms: Vec<TermRow>,
}

/// Terms that begin with one letter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermGroup {
    /// The letter; `#` for digits and signs.
    pub letter: String,
    /// In the order of the site's language.
    pub terms: Vec<TermRow>,
}

/// A term in a list of terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermRow {
    /// Its name.
    pub name: String,
    /// Ready to use from this page.
    pub url: String,
    /// How many articles.
    pub count: Count,
}

/// The terms of one taxonomy that stand in the articles of a term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Companions {
    /// `tags`, `places`, …
    pub taxonomy: String,
    /// The most frequent, at most six, each with the number of articles that name both.
    pub terms: Vec<TermRow>,
}

/// A term on its page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TermView {
    /// `tags`, `places`, …
    pub taxonomy: String,
    /// Its name.
    pub name: String,
    /// Other ways of writing it in the archive.
    pub spellings: Vec<String>,
    /// The language, for a term of `languages`.
    pub language: Option<Language>,
    /// Address of the term's first page.
    pub url: String,
    /// Articles in all.
    pub count: Count,
    /// Date of the oldest.
    pub first: Option<DateView>,
    /// Date of the newest.
    pub last: Option<DateView>,
    /// Degrees north, for a place with coordinates.
    pub latitude: Option<f64>,
    /// Degrees east, for a place with coordinates.
    pub longitude: Option<f64>,
    /// The terms that most often stand in the same articles, on the term's first page.
    pub companions: Vec<Companions>,
    /// Its Atom feed.
    pub feed: Option<FeedLink>,
}
