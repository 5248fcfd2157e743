//! Owns the lease: the note at a target that says who is publishing there and until when. It has a time limit, since a
//! publisher may die; one that lives renews it. Where it is kept, and how two are told apart there, is the target's own matter.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::target::Now;
use super::trouble::Trouble;
use crate::atomic;
use crate::diag::{Code, Diagnostic};

/// How long a lease lasts, in seconds.
pub const LASTS: i64 = 600;
/// How old a lease is when it is renewed, in seconds.
pub const RENEWED: i64 = 120;

/// Who publishes, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// A random name of the publisher's machine and site.
    pub owner: String,
    /// Seconds since 1970.
    pub until: i64,
}

impl Lease {
    /// A lease from now on.
    pub fn new(owner: &str, now: Now) -> Self {
        Self {
            owner: owner.to_owned(),
            until: now.seconds() + LASTS,
        }
    }

    /// Reads one back; a text that is none binds nobody.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The text to keep.
    pub fn text(&self) -> String {
        // Two plain fields always serialise.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// Whether it keeps this publisher out. One's own is left from a run that was cut short: two runs of one site on one machine
    /// are told apart by a lock of the system's.
    pub fn binds(&self, owner: &str, now: Now) -> bool {
        self.owner != owner && self.until > now.seconds()
    }

    /// Whether it is time to write it anew.
    pub fn is_old(&self, now: Now) -> bool {
        self.until - LASTS + RENEWED <= now.seconds()
    }

    /// What a publisher who is kept out is told.
    pub fn refusal(&self, target: &str) -> Diagnostic {
        let until = chrono::DateTime::from_timestamp(self.until, 0).unwrap_or_default();
        let message = format!("somebody else is publishing to {target}");
        Diagnostic::new(Code::PublishLocked, message)
            .note(format!(
                "the lease ends at {} UTC, if it is not renewed",
                until.format("%Y-%m-%d %H:%M:%S")
            ))
            .note("nothing was published")
            .help("wait until it has finished, and look at the plan again")
    }
}

/// The name by which this machine and site take leases, made once and kept in `folder`.
///
/// # Errors
/// Where the folder cannot be written.
pub fn owner(folder: &Path) -> Result<String, Trouble> {
    let file = folder.join("owner");
    if let Ok(text) = fs::read_to_string(&file)
        && text.trim().len() == 32
    {
        return Ok(text.trim().to_owned());
    }
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|fault| Trouble::world("name", &file, std::io::Error::other(fault)))?;
    let name: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    atomic::write(&file, format!("{name}\n").as_bytes())?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_binds_others_until_it_ends() {
        let now = Now::at(1_000);
        let lease = Lease::new("a", now);
        assert_eq!(Lease::parse(lease.text().as_bytes()), Some(lease.clone()));
        assert!(!lease.binds("a", now));
        assert!(lease.binds("b", now));
        assert!(lease.binds("b", Now::at(1_000 + LASTS - 5)));
        assert!(!lease.binds("b", Now::at(1_000 + LASTS)));
        assert!(!lease.is_old(now));
        assert!(lease.is_old(Now::at(1_000 + RENEWED)));
        assert_eq!(Lease::parse(b"<html>"), None);
    }

    #[test]
    fn the_owners_name_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = owner(folder.path()).expect("named");
        assert_eq!(owner(folder.path()).expect("named"), name);
        let other = tempfile::tempdir().expect("a folder");
        assert_ne!(owner(other.path()).expect("named"), name);
    }
}
