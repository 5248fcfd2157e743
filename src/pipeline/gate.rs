//! Owns the one place where what is not public is turned back (law 3), and the clock by which embargoes end. Behind it
//! there are only heads that anyone may see.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::archive::Head;
use crate::diag::Diagnostics;
use crate::model::{Status, Visibility, Withheld};
use crate::source::Loaded;

/// The time of a run: an input, so that the same input gives the same bytes (law 5).
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// Seconds since 1970 by which embargoes end.
    pub now: i64,
    pub(super) started: SystemTime,
}

impl Clock {
    /// The machine's time, or, for embargoes, the one that is stated in seconds since 1970 (`SOURCE_DATE_EPOCH`).
    ///
    /// # Errors
    /// The stated text where it is no number.
    pub fn new(stated: Option<&str>) -> Result<Self, String> {
        let machine = Self::machine();
        let now = match stated {
            Some(text) => text.trim().parse().map_err(|_| text.to_owned())?,
            None => machine.now,
        };
        Ok(Self { now, ..machine })
    }

    /// The machine's time.
    pub fn machine() -> Self {
        let started = machine_time();
        let since = started.duration_since(UNIX_EPOCH);
        Self {
            now: since.unwrap_or(Duration::ZERO).as_secs() as i64,
            started,
        }
    }
}

/// The one reading of the clock.
#[allow(clippy::disallowed_methods, reason = "this is the door")]
fn machine_time() -> SystemTime {
    SystemTime::now()
}

/// What passed, and what may be said of the rest.
pub(super) struct Gated {
    /// Heads that anyone may see.
    pub public: Vec<Arc<Head>>,
    /// All faults; those of articles that are not public without a word of them.
    pub faults: Diagnostics,
    /// The rest, closed in: only the search for leaks opens it.
    pub withheld: Vec<Withheld<Arc<Head>>>,
    /// When the next embargo ends.
    pub next_embargo: Option<i64>,
}

/// For whom an edition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// Everybody: what is not public is turned back.
    Public,
    /// The author at the machine, who looks at what is not public yet. Such an edition is shown, and never written.
    Author,
}

/// Lets through what its reader may see at the time of the run.
pub(super) fn admit(loaded: BTreeMap<String, Loaded>, clock: Clock, reader: Reader) -> Gated {
    let mut gated = Gated {
        public: Vec::new(),
        faults: Diagnostics::new(),
        withheld: Vec::new(),
        next_embargo: None,
    };
    for source in loaded.into_values() {
        let Some(head) = source.head else {
            gated.faults.append(source.faults);
            continue;
        };
        let visibility = &head.article.visibility;
        if reader == Reader::Author || visibility.is_public(clock.now) {
            gated.faults.append(source.faults);
            gated.public.push(head);
            continue;
        }
        gated.faults.append(source.faults.withheld());
        let end = awaited(visibility, clock);
        gated.withheld.push(Withheld::new(head));
        if let Some(end) = end {
            let sooner = gated.next_embargo.map_or(end, |next| next.min(end));
            gated.next_embargo = Some(sooner);
        }
    }
    gated
}

/// The end of an embargo that alone keeps an article from the public.
fn awaited(visibility: &Visibility, clock: Clock) -> Option<i64> {
    let end = visibility.embargo?;
    let ready = matches!(visibility.status, Status::Published | Status::Retracted);
    (ready && end > clock.now).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_time_must_be_a_number() {
        assert_eq!(
            Clock::new(Some("1509000000")).expect("fine").now,
            1_509_000_000
        );
        assert_eq!(Clock::new(Some("hier")).expect_err("refused"), "hier");
        assert!(Clock::new(None).expect("fine").now > 1_700_000_000);
    }
}
