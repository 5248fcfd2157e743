//! Owns the watch that cuts a run short: after so many steps each one fails, as if the process were gone.

use std::io;

use depeche::publish::targets::Watch;

/// Lets so many steps pass; with `None`, all.
pub fn after(steps: Option<usize>) -> Watch<'static> {
    let mut left = steps;
    Box::new(move |_| match &mut left {
        None => Ok(()),
        Some(0) => Err(io::Error::other("cut short")),
        Some(count) => {
            *count -= 1;
            Ok(())
        }
    })
}
