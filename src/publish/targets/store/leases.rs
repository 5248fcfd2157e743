//! Owns the lease in a store: an object that is written only where there is none, or over the very version that was looked at,
//! so that of two publishers one gets it. Where a store knows no such conditions, it is written, and read back after a moment.

use std::io;
use std::time::Duration;

use super::objects::{Failure, Objects, Put, When};
use super::place::Place;
use crate::diag::{Code, Diagnostic};
use crate::publish::lease::Lease;
use crate::publish::{Now, Trouble};

/// How often a lease is tried for when others are faster each time.
const TRIES: usize = 3;
/// How long to wait for another's writing where a store knows no conditions.
const MOMENT: Duration = Duration::from_secs(2);

/// The object.
pub(super) const NAME: &str = ".depeche/lease.json";

/// A lease that is ours.
#[derive(Debug, Clone)]
pub(super) struct Held {
    lease: Lease,
    tag: Option<String>,
}

/// The lease object of a target, for one publisher.
pub(super) struct Leases<'a> {
    pub objects: &'a dyn Objects,
    pub place: &'a Place,
    pub owner: &'a str,
    pub now: Now,
}

impl Leases<'_> {
    /// Takes the lease: a new one, one of our own that a run left, or one that has ended.
    pub async fn take(&self) -> Result<Held, Trouble> {
        let key = self.place.key(NAME);
        let mut other = None;
        for _ in 0..TRIES {
            // The tag first: if another writes between the two, ours is the older, and the condition fails.
            let tag = self
                .objects
                .tag(&key)
                .await
                .map_err(|fault| self.fail(fault))?;
            let there = self.read().await?;
            if let Some(there) = there.filter(|there| there.binds(self.owner, self.now)) {
                return Err(there.refusal(&self.place.shown()).into());
            }
            let lease = Lease::new(self.owner, self.now);
            let when = match tag {
                None => When::Absent,
                Some(tag) if tag.is_empty() => When::Always,
                Some(tag) => When::Tag(tag),
            };
            let tag = match self.write(&lease, when).await? {
                Put::Done(tag) => tag,
                // Another was faster; or a try of ours arrived, and its answer did not. The next look tells.
                Put::Refused => continue,
                Put::Unknown => {
                    self.write(&lease, When::Always).await?;
                    tokio::time::sleep(MOMENT).await;
                    None
                }
            };
            // Some stores take a condition and do not heed it.
            match self.read().await? {
                Some(there) if there == lease => return Ok(Held { lease, tag }),
                there => other = there,
            }
        }
        let other = other.unwrap_or_else(|| Lease::new("", self.now));
        Err(other.refusal(&self.place.shown()).into())
    }

    /// Renews the lease for as long as it is asked to; comes back only when the lease is lost.
    pub async fn keep(&self, held: &mut Held, every: Duration) -> Trouble {
        loop {
            tokio::time::sleep(every).await;
            if let Err(trouble) = self.renew(held).await {
                // A store that cannot be reached for a while: the lease lasts longer than that.
                if held.lease.until <= self.now.seconds() || matches!(trouble, Trouble::Refused(_))
                {
                    return trouble;
                }
            }
        }
    }

    async fn renew(&self, held: &mut Held) -> Result<(), Trouble> {
        let lease = Lease::new(self.owner, self.now);
        if let Some(tag) = held.tag.take()
            && let Put::Done(tag) = self.write(&lease, When::Tag(tag)).await?
        {
            *held = Held { lease, tag };
            return Ok(());
        }
        // The tag is not known, or not the one there: who has it?
        match self.read().await? {
            Some(there) if there.owner == self.owner => {
                if let Put::Done(tag) = self.write(&lease, When::Always).await? {
                    *held = Held { lease, tag };
                }
                Ok(())
            }
            _ => Err(self.lost().into()),
        }
    }

    /// Lets others in, if the lease is still ours.
    pub async fn give_back(&self) -> Result<(), Trouble> {
        match self.read().await? {
            Some(there) if there.owner == self.owner => {
                let keys = [self.place.key(NAME)];
                let deleted = self.objects.delete(&keys).await;
                deleted.map_err(|fault| {
                    let fault =
                        Trouble::world("delete the lease", self.place.of(NAME), fault.into());
                    fault.left("what was published is whole; the lease ends by itself")
                })
            }
            _ => Ok(()),
        }
    }

    fn lost(&self) -> Diagnostic {
        let message = format!(
            "somebody else took the lease of {} while this run was publishing",
            self.place.shown()
        );
        Diagnostic::new(Code::PublishLocked, message)
            .note(
                "this run stopped where it was: each file there is whole, an old one or a new one",
            )
            .help("wait until the other has finished, and look at the plan again")
    }

    async fn read(&self) -> Result<Option<Lease>, Trouble> {
        let bytes = self.objects.get(&self.place.key(NAME)).await;
        let bytes = bytes.map_err(|fault| self.fail(fault))?;
        Ok(bytes.and_then(|bytes| Lease::parse(&bytes)))
    }

    async fn write(&self, lease: &Lease, when: When) -> Result<Put, Trouble> {
        let key = self.place.key(NAME);
        let put = self.objects.put_if(&key, lease.text().into_bytes(), when);
        put.await.map_err(|fault| self.fail(fault))
    }

    fn fail(&self, fault: Failure) -> Trouble {
        let fault = Trouble::world(
            "take the lease",
            self.place.of(NAME),
            io::Error::from(fault),
        );
        fault.left("nothing was published")
    }
}
