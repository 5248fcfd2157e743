//! Owns a stand-in for a store's operations: it counts them, and fails from one on, holds them up or does not know conditions.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use depeche::publish::targets::store::objects::{Failure, Objects, Put, Upload, Wait, When};

/// The operations of another, with what is wrong with them.
pub struct Wrapped {
    pub inner: Arc<dyn Objects>,
    pub done: Arc<AtomicUsize>,
    /// Every operation after so many fails.
    pub cut: Option<usize>,
    /// How long each upload takes.
    pub slow: Duration,
    pub conditions: Conditions,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Conditions {
    Kept,
    /// The store says that it has none.
    Unknown,
    /// The store does not heed them.
    Ignored,
}

impl Wrapped {
    pub fn new(inner: Arc<dyn Objects>) -> Self {
        Self {
            inner,
            done: Arc::default(),
            cut: None,
            slow: Duration::ZERO,
            conditions: Conditions::Kept,
        }
    }

    fn count(&self) -> Result<(), Failure> {
        let before = self.done.fetch_add(1, Ordering::SeqCst);
        match self.cut {
            Some(cut) if before >= cut => Err(Failure::new(
                std::io::ErrorKind::BrokenPipe,
                "the line was cut",
            )),
            _ => Ok(()),
        }
    }
}

impl Objects for Wrapped {
    fn get<'a>(&'a self, key: &'a str) -> Wait<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            self.count()?;
            self.inner.get(key).await
        })
    }

    fn tag<'a>(&'a self, key: &'a str) -> Wait<'a, Option<String>> {
        Box::pin(async move {
            self.count()?;
            self.inner.tag(key).await
        })
    }

    fn put<'a>(&'a self, key: &'a str, upload: Upload) -> Wait<'a, ()> {
        Box::pin(async move {
            self.count()?;
            tokio::time::sleep(self.slow).await;
            self.inner.put(key, upload).await
        })
    }

    fn put_if<'a>(&'a self, key: &'a str, bytes: Vec<u8>, when: When) -> Wait<'a, Put> {
        Box::pin(async move {
            self.count()?;
            match (self.conditions, when) {
                (Conditions::Kept, when) => self.inner.put_if(key, bytes, when).await,
                (Conditions::Unknown, When::Absent | When::Tag(_)) => Ok(Put::Unknown),
                _ => self.inner.put_if(key, bytes, When::Always).await,
            }
        })
    }

    fn delete<'a>(&'a self, keys: &'a [String]) -> Wait<'a, ()> {
        Box::pin(async move {
            self.count()?;
            self.inner.delete(keys).await
        })
    }

    fn list<'a>(&'a self, prefix: &'a str, each: &'a mut (dyn FnMut(&str) + Send)) -> Wait<'a, ()> {
        Box::pin(async move {
            self.count()?;
            self.inner.list(prefix, each).await
        })
    }
}
