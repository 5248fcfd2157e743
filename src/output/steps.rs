//! Owns the counted steps of a commit, so that a test can kill it at each of them. In a build they do nothing.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Goes before each effect on the disk. Once killed, no further step is taken, as if the process were gone.
#[doc(hidden)]
#[derive(Debug)]
pub struct Steps {
    left: AtomicUsize,
    killed: AtomicBool,
}

impl Default for Steps {
    fn default() -> Self {
        Self::killed_at(usize::MAX)
    }
}

impl Steps {
    /// Takes so many steps and no more.
    pub fn killed_at(step: usize) -> Self {
        Self {
            left: AtomicUsize::new(step),
            killed: AtomicBool::new(false),
        }
    }

    /// Whether the process is to be thought gone: then nothing may be tidied up either.
    pub(super) fn killed(&self) -> bool {
        self.killed.load(Ordering::Relaxed)
    }

    pub(crate) fn step(&self) -> io::Result<()> {
        let next = |left: usize| match left {
            usize::MAX => Some(left),
            left => left.checked_sub(1),
        };
        match self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next)
        {
            Ok(_) => Ok(()),
            Err(_) => {
                self.killed.store(true, Ordering::Relaxed);
                Err(io::Error::other("killed by a test"))
            }
        }
    }
}
