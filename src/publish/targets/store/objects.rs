//! Owns what is asked of an object store: a handful of operations, so that whoever stands in for one (a test that cuts a run
//! short) can count them. It knows nothing of sites.

use std::io::{self, Cursor, Read};

use futures_util::future::BoxFuture;

/// What an operation comes to.
pub type Wait<'a, T> = BoxFuture<'a, Result<T, Failure>>;

/// The operations. Keys are whole: with the prefix of the target. Each has tried again, and waited, before it fails.
pub trait Objects: Send + Sync {
    /// The bytes of an object; `None` where there is none.
    fn get<'a>(&'a self, key: &'a str) -> Wait<'a, Option<Vec<u8>>>;

    /// The tag of the version that is there (its ETag); `None` where there is none.
    fn tag<'a>(&'a self, key: &'a str) -> Wait<'a, Option<String>>;

    /// Brings an object, whole or not at all.
    fn put<'a>(&'a self, key: &'a str, upload: Upload) -> Wait<'a, ()>;

    /// Brings a small object if the condition holds, and gives its tag.
    fn put_if<'a>(&'a self, key: &'a str, bytes: Vec<u8>, when: When) -> Wait<'a, Put>;

    /// Deletes objects, at most 1,000; one that is not there is deleted already.
    fn delete<'a>(&'a self, keys: &'a [String]) -> Wait<'a, ()>;

    /// Names each object whose key begins with `prefix`, which is empty or ends with `/`.
    fn list<'a>(&'a self, prefix: &'a str, each: &'a mut (dyn FnMut(&str) + Send)) -> Wait<'a, ()>;
}

/// When a small object may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Where there is none.
    Absent,
    /// Over the version with this tag.
    Tag(String),
    /// Always: for stores that know no conditions.
    Always,
}

/// What came of writing a small object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// It is there; its tag, if the store told it.
    Done(Option<String>),
    /// The condition did not hold: nothing was written.
    Refused,
    /// The store knows no such condition: nothing was written.
    Unknown,
}

/// A file on its way.
pub struct Upload {
    /// Its bytes. Where reading fails, at the end too, the object must not come into being.
    pub bytes: Box<dyn Read + Send>,
    /// How many there should be: an estimate, for memory and time limits.
    pub size: u64,
    /// Its type.
    pub content_type: &'static str,
    /// How long it may be kept.
    pub cache_control: &'static str,
}

impl Upload {
    /// A small file of our own, which no reader is to keep.
    pub fn note(bytes: Vec<u8>) -> Self {
        Self {
            size: bytes.len() as u64,
            bytes: Box::new(Cursor::new(bytes)),
            content_type: "application/json",
            cache_control: "no-store",
        }
    }
}

/// Why an operation failed, in our own words: what a store answers is not repeated, since it may hold what was sent.
#[derive(Debug, thiserror::Error)]
#[error("{told}")]
pub struct Failure {
    /// What the error of the world is to be called.
    pub kind: io::ErrorKind,
    /// For people.
    pub told: String,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: io::ErrorKind, told: impl Into<String>) -> Self {
        Self {
            kind,
            told: told.into(),
        }
    }
}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> Self {
        Self::new(failure.kind, failure.told)
    }
}
