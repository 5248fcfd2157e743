//! Owns what the text as a whole says of its day: in what order it writes dates in figures, the day that can be worked out where it
//! states none, and the quarrel of two dates. No clock is read, and no file's time stamp.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::block;
use super::dates::{self, Mention, Order};
use super::lexicon::{Kind, Words};
use super::reading::{Found, Reading};
use crate::diag::{Code, Diagnostic, SourceText};
use crate::model::{Block, Date};

/// How many paragraphs from the first are read for the day of the text.
const PARAGRAPHS: usize = 3;
/// A caption, a dateline and a publication within so many days are of one story.
const DAYS_OF_ONE_STORY: i64 = 7;
/// How many blocks are read for the order of figures, and how long they may be.
const ORDER_BLOCKS: usize = 600;
const ORDER_BLOCK: usize = 1_200;

/// The order in which a text writes dates in figures. The language settles it, but for English: there an unambiguous date of the same
/// text does, then its spelling and zones; else it is American.
pub(super) fn order(language: &str, blocks: &[block::Block]) -> Order {
    let usual = Order::of(language);
    if usual == Order::DayFirst {
        return usual;
    }
    let near_enough = || {
        blocks
            .iter()
            .take(ORDER_BLOCKS)
            .filter(|block| block.text.len() <= ORDER_BLOCK)
    };
    let mut doubtful = Vec::new();
    for block in near_enough().filter(|block| dates::has_figures(&block.text)) {
        for mention in dates::mentions_in(&block.words(), usual) {
            match sure_order(&mention, &block.text[mention.bytes.clone()]) {
                Some(order) => return order,
                None if mention.either => doubtful.push(mention),
                None => {}
            }
        }
    }
    if doubtful.is_empty() {
        return usual;
    }
    let said: Vec<Mention> = near_enough()
        .flat_map(|block| dates::mentions_in(&block.words(), usual))
        .filter(|mention| !mention.either)
        .collect();
    // The same day in words elsewhere tells which figure is the month.
    let near = |day: Option<NaiveDate>| {
        day.is_some_and(|day| {
            said.iter().any(|said| {
                let year = said.year.unwrap_or(day.year());
                let said = said
                    .day
                    .and_then(|day| NaiveDate::from_ymd_opt(year, said.month, day));
                said.is_some_and(|said| (said - day).num_days().abs() <= 1)
            })
        })
    };
    for mention in &doubtful {
        let turned = mention.turned().and_then(|mention| mention.full_day());
        match (near(mention.full_day()), near(turned)) {
            (true, false) => return Order::MonthFirst,
            (false, true) => return Order::DayFirst,
            _ => {}
        }
    }
    if near_enough().any(|block| has_dotted_clock(&block.text)) {
        return Order::DayFirst;
    }
    let count = |kind: Kind| {
        near_enough()
            .map(|block| block.words().all(kind).count())
            .sum::<usize>()
    };
    if count(Kind::British) > count(Kind::American) {
        Order::DayFirst
    } else {
        Order::MonthFirst
    }
}

/// "9.45pm", "11.05 a.m.": so the British and the Irish write an hour, and Americans do not.
fn has_dotted_clock(text: &str) -> bool {
    text.match_indices('.').any(|(at, _)| {
        let hour = text[..at]
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .count();
        let rest = &text[at + 1..];
        let minutes = rest.chars().take_while(char::is_ascii_digit).count();
        let half = rest[minutes..].trim_start_matches(' ');
        let half = half.strip_prefix(['a', 'p']).unwrap_or_default();
        let half = half.strip_prefix('.').unwrap_or(half).strip_prefix('m');
        (1..=2).contains(&hour)
            && minutes == 2
            && half.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    })
}

/// The order that a date in figures shows by itself: 27/11/2021 can be read in one way only.
fn sure_order(mention: &Mention, figures: &str) -> Option<Order> {
    let mut parts = figures.split('/').map(str::len);
    let day = mention.day.filter(|&day| day > 12)?;
    (parts.next()? <= 2 && parts.count() == 2).then_some(())?;
    Some(match figures.starts_with(&day.to_string()) {
        true => Order::DayFirst,
        false => Order::MonthFirst,
    })
}

impl Reading {
    /// Works a day out where the text gives none. Each way is told with the words that it goes by.
    pub(super) fn infer_publication(&mut self, source: &SourceText<'_>, order: Order) {
        if self.published.is_some() {
            return self.doubt_figures(order);
        }
        if let Some(found) = self.stated_in_headline(order) {
            self.published = Some(found);
            return;
        }
        let anchors = self.dated_captions(order);
        self.published = self
            .by_told_day(source, order)
            .or_else(|| self.by_weekday(source, &anchors))
            .or_else(|| self.by_day_without_year(source, &anchors, order));
    }

    /// Figures that could mean another day are no sure date.
    fn doubt_figures(&mut self, order: Order) {
        let Some(published) = self
            .published
            .as_mut()
            .filter(|_| order == Order::MonthFirst)
        else {
            return;
        };
        let mentions = dates::mentions(published.value.words(), order);
        if mentions.first().is_some_and(|mention| mention.either) {
            published.confidence = published.confidence.min(0.5);
        }
    }

    /// The first paragraphs of the body.
    fn first_paragraphs(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let paragraphs = self.blocks.iter().filter_map(|block| match &block.value {
            Block::Paragraph(text) => Some((text.as_str(), block.bytes.clone())),
            _ => None,
        });
        paragraphs.take(PARAGRAPHS)
    }

    /// Full dates of captions, with their words: a picture is taken before the text goes out, and as a rule not long before.
    fn dated_captions(&self, order: Order) -> Vec<(NaiveDate, String)> {
        let dated = self.captions.iter().filter_map(|caption| {
            let text = &caption.value.text;
            let mentions = dates::mentions(text, order);
            let (day, bytes) = mentions
                .into_iter()
                .find_map(|mention| Some((mention.full_day()?, mention.bytes)))?;
            Some((day, text[bytes].to_owned()))
        });
        dated.collect()
    }

    /// "Situation as of 3 May 2016, 18:00", in the headline of a bulletin: its own date.
    fn stated_in_headline(&self, order: Order) -> Option<Found<Date>> {
        let headline = self.headline.as_ref()?;
        let (words, mention) = dates::as_of(&Words::of(head(&headline.value)), order)?;
        Some(Found {
            value: mention.to_date(words)?,
            bytes: headline.bytes.clone(),
            rule: "press/as-of",
            confidence: 0.6,
        })
    }

    /// "Yesterday, 25 October 2017", "as of 3 May 2016", in the first paragraphs: the text tells its own day.
    fn by_told_day(&self, source: &SourceText<'_>, order: Order) -> Option<Found<Date>> {
        self.first_paragraphs().find_map(|(text, bytes)| {
            let known = Words::of(head(text));
            let spoken_of = || {
                let (words, mention) = dates::as_of(&known, order)?;
                Some((words, mention.full_day()?))
            };
            let (words, day) = dates::told_from_today(&known, order).or_else(spoken_of)?;
            Some(worked_out(
                source,
                day,
                words,
                &bytes,
                format!("“{words}”"),
                "press/told-day",
                0.6,
            ))
        })
    }

    /// The weekday that the first paragraphs name as their own, on or after the day of a dated caption.
    fn by_weekday(
        &self,
        source: &SourceText<'_>,
        captions: &[(NaiveDate, String)],
    ) -> Option<Found<Date>> {
        let (words, weekday, bytes) = self.first_paragraphs().find_map(|(text, bytes)| {
            let words = Words::of(head(text));
            let (own, day) = dates::own_weekday(&words)?;
            Some((own.to_owned(), day, bytes))
        })?;
        let (anchor, anchor_words) = captions.first()?;
        let day = dates::infer_day(weekday, *anchor)?;
        let from = format!("“{words}”, “{anchor_words}”");
        Some(worked_out(
            source,
            day,
            &words,
            &bytes,
            from,
            "press/weekday-after-caption",
            0.6,
        ))
    }

    /// A dateline or a line of dates with day and month, and a full date within days of it that lends its year.
    fn by_day_without_year(
        &self,
        source: &SourceText<'_>,
        captions: &[(NaiveDate, String)],
        order: Order,
    ) -> Option<Found<Date>> {
        let written = self
            .published_words
            .as_ref()
            .or(self.dateline_date.as_ref())?;
        let mention = dates::mentions(&written.value, order).into_iter().next()?;
        if mention.year.is_some() {
            return None;
        }
        let mut anchors = captions.to_vec();
        for (text, _) in self.first_paragraphs() {
            let head = head(text);
            for mention in dates::mentions(head, order) {
                anchors.extend(
                    mention
                        .full_day()
                        .map(|day| (day, head[mention.bytes].to_owned())),
                );
            }
        }
        let mut found: Option<(NaiveDate, String)> = None;
        for (anchor, words) in anchors {
            let Some(day) = nearest(&mention, anchor) else {
                continue;
            };
            match &found {
                // Two years for one day: neither is known.
                Some((other, _)) if *other != day => return None,
                Some(_) => {}
                None => found = Some((day, words)),
            }
        }
        let (day, words) = found?;
        let from = format!("“{}”, “{words}”", written.value);
        Some(worked_out(
            source,
            day,
            &written.value,
            &written.bytes,
            from,
            "press/year-from-text",
            0.6,
        ))
    }

    /// Tells a date that was worked out, and two that disagree.
    pub(super) fn check_dates(&mut self, source: &SourceText<'_>, order: Order) {
        let Some(published) = &self.published else {
            return;
        };
        if let Some(from) = published.value.inferred_from() {
            let fault = date_inferred(source, published, from);
            self.diagnostics.push(fault);
            return;
        }
        let Some(written) = &self.dateline_date else {
            return;
        };
        let mention = dates::mentions(&written.value, order).into_iter().next();
        let day = mention
            .zip(published.value.earliest())
            .and_then(|(mut mention, day)| {
                mention.year = mention.year.or(Some(day.year()));
                mention
                    .full_day()
                    .map(|written| (written - day).num_days().abs())
            });
        // A text written on 31 December and published on 2 January has no quarrel with itself.
        if day.is_some_and(|apart| apart > 3 && apart < 360) {
            let fault = dates_disagree(source, published, written);
            self.diagnostics.push(fault);
        }
    }
}

/// The head of a paragraph: a text tells its day in its first sentences.
fn head(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(400)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The day that day and month mean near a full date.
fn nearest(mention: &Mention, anchor: NaiveDate) -> Option<NaiveDate> {
    let day = mention.day?;
    let years = [anchor.year() - 1, anchor.year(), anchor.year() + 1];
    let days = years
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, mention.month, day));
    days.into_iter()
        .find(|day| (*day - anchor).num_days().abs() <= DAYS_OF_ONE_STORY)
}

/// A date that was worked out, at the words themselves where the source has them on one line; else at their paragraph.
fn worked_out(
    source: &SourceText<'_>,
    day: NaiveDate,
    words: &str,
    bytes: &Range<usize>,
    from: String,
    rule: &'static str,
    confidence: f32,
) -> Found<Date> {
    let bytes = source.text()[bytes.clone()]
        .find(words)
        .map_or(bytes.clone(), |at| {
            bytes.start + at..bytes.start + at + words.len()
        });
    Found {
        value: Date::inferred(day, words, from),
        bytes,
        rule,
        confidence,
    }
}

fn date_inferred(source: &SourceText<'_>, published: &Found<Date>, from: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DateInferred,
        format!(
            "the date of publication was worked out: `{}`",
            published.value
        ),
    )
    .at(source.place(published.bytes.clone()))
    .note(format!("from {from}"))
    .help(format!(
        "state `published = \"{}\"` in a sidecar if it is right",
        published.value.edtf().trim_end_matches('?')
    ))
}

fn dates_disagree(
    source: &SourceText<'_>,
    published: &Found<Date>,
    written: &Found<String>,
) -> Diagnostic {
    Diagnostic::new(
        Code::DateConflict,
        format!(
            "the dateline says `{}` and the date line `{}`",
            written.value,
            published.value.words()
        ),
    )
    .at(source.place(published.bytes.clone()))
    .label("taken")
    .also(source.place(written.bytes.clone()), "the dateline")
    .help("state `published` in a sidecar to settle it")
}

#[cfg(test)]
mod tests;
