//! Owns where and when a generated article is, and what kind it is: all that others must know of it to link to it.

use chrono::{Datelike, NaiveDate};

use crate::archive::Archive;
use crate::plan::{Style, Way, turn};
use crate::words::{self, ARABIC, ENGLISH, FRENCH, Words};

/// Where and when an article is.
pub struct Name {
    pub number: usize,
    pub date: NaiveDate,
    pub slug: String,
    /// Whether it is press copy.
    pub is_copy: bool,
    /// Whether it has a drawing of its own.
    pub has_drawing: bool,
}

impl Name {
    /// The name of an article.
    pub fn new(number: usize, archive: &Archive) -> Self {
        let plan = &archive.plan;
        let mut random = plan.random(number, turn::NAME);
        let date = match plan.way(number) {
            None => archive.calendar.spread(number, plan.count),
            Some((Way::BackDated, _)) => archive.calendar.draw(&mut random),
            Some((Way::New, before)) => archive.calendar.after(before / archive.a_day()),
        };
        let kind = random.of(words::KINDS);
        let place = random.of(words::REGIONS);
        let slug = format!("{kind}-{place}-{number:06}");
        let is_copy = plan.style == Style::Newsroom && random.percent(15);
        Self {
            number,
            date,
            slug,
            is_copy,
            has_drawing: number % 10 == 3 && !is_copy,
        }
    }

    /// Year and month.
    pub fn folder(&self) -> String {
        format!("{}/{:02}", self.date.year(), self.date.month())
    }

    /// What names it for ever.
    pub fn id(&self) -> String {
        format!("{}-{}", self.date, self.slug)
    }

    /// Its source within its folder.
    pub fn file(&self) -> String {
        match self.is_copy {
            true => format!("{}.txt", self.slug),
            false => format!("{}.md", self.slug),
        }
    }

    /// The words of its language.
    pub fn words(&self) -> &'static Words {
        match self.number * 7 % 20 {
            0..12 => &FRENCH,
            12..17 => &ENGLISH,
            _ => &ARABIC,
        }
    }
}
