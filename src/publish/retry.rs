//! Owns how often and how long to wait before something that may pass is tried again.

use std::time::Duration;

/// The pauses between one try and the next: four, each twice as long as the one before.
pub fn pauses() -> impl Iterator<Item = Duration> {
    (0..4).map(|turn| Duration::from_millis(300 << turn))
}

/// What a try came to, when it came to nothing.
#[derive(Debug)]
pub enum Failed<E> {
    /// It may pass: a connection that broke, a host that is busy.
    Maybe(E),
    /// It will not.
    Surely(E),
}

/// Tries until it works, it cannot work, or the pauses are used up.
///
/// # Errors
/// The fault of the last try.
pub fn patiently<T, E>(mut attempt: impl FnMut() -> Result<T, Failed<E>>) -> Result<T, E> {
    let mut pauses = pauses();
    loop {
        match attempt() {
            Ok(value) => return Ok(value),
            Err(Failed::Surely(fault)) => return Err(fault),
            Err(Failed::Maybe(fault)) => match pauses.next() {
                Some(pause) => std::thread::sleep(pause),
                None => return Err(fault),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_tried_again_and_what_will_not_is_not() {
        let mut tries = 0;
        let late = patiently(|| {
            tries += 1;
            if tries < 2 {
                Err(Failed::Maybe("busy"))
            } else {
                Ok(tries)
            }
        });
        assert_eq!(late, Ok(2));
        let mut tries = 0;
        let never: Result<(), _> = patiently(|| {
            tries += 1;
            Err(Failed::Surely("refused"))
        });
        assert_eq!((never, tries), (Err("refused"), 1));
    }
}
