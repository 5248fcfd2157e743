//! Owns a lock of the system's that ends when it is dropped, and at once: a program that another thread is starting just then
//! has the same file open for a moment, and would keep the lock with it.

use std::fs::{File, TryLockError};
use std::io;

/// A file that nobody else can lock.
#[derive(Debug)]
pub(crate) struct Held(File);

impl Held {
    /// Locks a file; `None` where somebody else has it.
    ///
    /// # Errors
    /// Where the system cannot lock it.
    pub(crate) fn take(file: File) -> io::Result<Option<Self>> {
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(fault)) => Err(fault),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // What cannot be unlocked is free when the file is closed, which is next.
        let _ = self.0.unlock();
    }
}
