//! Owns how many pixels are decoded at one time: as many threads as there are could otherwise take more memory than there is.

use std::sync::{Condvar, Mutex, PoisonError};

/// About 600 MB, decoded. One picture always finds room.
const MOST: u64 = 200_000_000;

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// Room for a picture, given back when it is dropped.
pub(super) struct Room(u64);

impl Room {
    /// Waits until there is room for so many pixels.
    pub fn take(pixels: u64) -> Self {
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u64| *taken > 0 && *taken + pixels > MOST;
        let mut taken = FREED
            .wait_while(taken, full)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += pixels;
        Self(pixels)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        FREED.notify_all();
    }
}
