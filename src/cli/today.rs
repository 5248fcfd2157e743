//! Owns the time of a run and the day that it is, for the files that commands make.

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;

use super::terminal::Terminal;
use super::{Environment, Exit};
use crate::pipeline::Clock;

/// The clock: the machine's, or the one that the environment states.
pub(super) fn clock(environment: &Environment, terminal: &Terminal) -> Result<Clock, Exit> {
    Clock::new(environment.epoch.as_deref()).map_err(|text| refused(&text, terminal))
}

/// The day in a time zone.
pub(super) fn day(
    environment: &Environment,
    zone: Tz,
    terminal: &Terminal,
) -> Result<NaiveDate, Exit> {
    let clock = clock(environment, terminal)?;
    DateTime::from_timestamp(clock.now, 0)
        .map(|moment| moment.with_timezone(&zone).date_naive())
        .filter(|day| (1..=9999).contains(&day.year()))
        .ok_or_else(|| refused(&clock.now.to_string(), terminal))
}

fn refused(text: &str, terminal: &Terminal) -> Exit {
    terminal.refuse(
        &format!("SOURCE_DATE_EPOCH is `{text}`, and must be a number of seconds since 1970"),
        Some("unset it, or set it to a number: `SOURCE_DATE_EPOCH=1509012000`"),
    )
}
