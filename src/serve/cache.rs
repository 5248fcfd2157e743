//! Owns the memory of pages that were shown last: what a page was while its source is half saved, and what need not be rendered twice.
//! It holds a fixed number of bytes, whatever is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::hash::Digest;
use crate::pipeline::{Kind, Reader};

/// The bytes that are kept at most. A file that is larger than half of it is not kept.
const LIMIT: usize = 16 << 20;

/// A file that was made.
#[derive(Debug, Clone)]
pub(super) struct Made {
    /// What it was made from.
    pub print: Digest,
    /// What kind of file it is.
    pub kind: Kind,
    /// Its bytes, as a build writes them.
    pub bytes: Arc<[u8]>,
}

/// By reader and path.
type Key = (Reader, String);

/// The files that were shown last.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    made: BTreeMap<Key, (u64, Made)>,
    /// By when they were asked for.
    order: BTreeMap<u64, Key>,
    bytes: usize,
    now: u64,
}

impl Cache {
    /// What stood at a path when it was shown last.
    pub fn get(&self, reader: Reader, path: &str) -> Option<Made> {
        let mut shelf = self.shelf();
        let key = (reader, path.to_owned());
        let (_, made) = shelf.made.get(&key)?;
        let made = made.clone();
        shelf.touch(&key);
        Some(made)
    }

    /// Takes what was made for a path.
    pub fn put(&self, reader: Reader, path: &str, made: Made) {
        if made.bytes.len() > LIMIT / 2 {
            return;
        }
        let mut shelf = self.shelf();
        let key = (reader, path.to_owned());
        shelf.remove(&key);
        shelf.bytes += made.bytes.len();
        shelf.made.insert(key.clone(), (0, made));
        shelf.touch(&key);
        while shelf.bytes > LIMIT {
            let Some((_, oldest)) = shelf.order.pop_first() else {
                break;
            };
            shelf.remove(&oldest);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn touch(&mut self, key: &Key) {
        self.now += 1;
        let now = self.now;
        if let Some((when, _)) = self.made.get_mut(key) {
            self.order.remove(when);
            *when = now;
            self.order.insert(now, key.clone());
        }
    }

    fn remove(&mut self, key: &Key) {
        if let Some((when, made)) = self.made.remove(key) {
            self.order.remove(&when);
            self.bytes -= made.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(len: usize) -> Made {
        Made {
            print: Digest::of(b"print"),
            kind: Kind::Page,
            bytes: vec![0; len].into(),
        }
    }

    #[test]
    fn what_was_asked_for_longest_ago_goes_first() {
        let cache = Cache::default();
        for path in ["a", "b", "c"] {
            cache.put(Reader::Public, path, made(LIMIT / 3));
        }
        assert!(cache.get(Reader::Public, "a").is_some());
        cache.put(Reader::Public, "d", made(LIMIT / 3));
        assert!(cache.get(Reader::Public, "a").is_some());
        assert!(cache.get(Reader::Public, "b").is_none());
        assert!(cache.shelf().bytes <= LIMIT);
    }

    #[test]
    fn what_one_reader_is_shown_is_not_shown_to_another() {
        let cache = Cache::default();
        cache.put(Reader::Author, "a", made(1));
        assert!(cache.get(Reader::Public, "a").is_none());
    }

    #[test]
    fn a_page_made_again_takes_the_place_of_the_old_one() {
        let cache = Cache::default();
        for _ in 0..100 {
            cache.put(Reader::Public, "a", made(1000));
        }
        assert_eq!(cache.shelf().bytes, 1000);
        assert_eq!(cache.shelf().order.len(), 1);
        cache.put(Reader::Public, "film", made(LIMIT));
        assert!(cache.get(Reader::Public, "film").is_none());
    }
}
