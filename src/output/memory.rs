//! Owns what is remembered of one file of the output: what it was made from, its size and its time as we left it. `state` has it of every
//! file, `since` of those that changed after that.

use std::fs::Metadata;
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::hash::Digest;

/// What is remembered of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) fingerprint: Digest,
    /// In bytes.
    pub(super) size: u64,
    pub(super) stamp: Stamp,
}

/// The time of a file, in seconds and nanoseconds since 1970. It is never believed as a date: it only tells whether somebody
/// touched the file since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    seconds: i64,
    nanoseconds: u32,
}

impl Stamp {
    /// The stamp of a file; a file without a time has that of 1970.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (sign, since) = match metadata.modified() {
            Ok(time) => match time.duration_since(UNIX_EPOCH) {
                Ok(since) => (1, since),
                Err(before) => (-1, before.duration()),
            },
            Err(_) => (1, Duration::ZERO),
        };
        Self {
            seconds: sign * since.as_secs() as i64,
            nanoseconds: since.subsec_nanos(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_before_1970_comes_back() {
        let stamp = Stamp {
            seconds: -3,
            nanoseconds: 5,
        };
        let bytes = postcard::to_stdvec(&stamp).expect("plain data");
        assert_eq!(postcard::from_bytes::<Stamp>(&bytes), Ok(stamp));
    }
}
