//! Owns what many pages show as it is: a view that is turned into what templates see once, and shared. It knows nothing of what it holds.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use tera::Value;

use crate::hash::{Digest, Fingerprint};

/// A view that many pages share. A template sees the view itself; a fingerprint takes its digest, which says as much.
pub struct Ready<T>(Arc<Inner<T>>);

struct Inner<T> {
    view: T,
    print: Digest,
    /// Made when a page is first rendered with it: what is only looked at for its fingerprint needs none.
    seen: OnceLock<Value>,
}

impl<T: Serialize> From<T> for Ready<T> {
    fn from(view: T) -> Self {
        let print = Fingerprint::new().value(&view).finish();
        Self(Arc::new(Inner {
            view,
            print,
            seen: OnceLock::new(),
        }))
    }
}

impl<T: Serialize> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Inner { view, print, seen } = self.0.as_ref();
        if !serializer.is_human_readable() {
            return print.serialize(serializer);
        }
        let seen = match seen.get() {
            Some(seen) => seen,
            None => {
                let made = Value::try_from_serializable(view).map_err(S::Error::custom)?;
                seen.get_or_init(|| made)
            }
        };
        // To Tera this is one more hold on the same value.
        seen.serialize(serializer)
    }
}

impl<T> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.view
    }
}

impl<T: PartialEq> PartialEq for Ready<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: Eq> Eq for Ready<T> {}

impl<T: fmt::Debug> fmt::Debug for Ready<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Link;

    fn link(label: &str) -> Link {
        Link {
            label: label.to_owned(),
            url: "mossoul.html".to_owned(),
            current: true,
        }
    }

    #[test]
    fn a_template_sees_the_view_itself() {
        let plain = Value::from_serializable(&link("Mossoul"));
        let ready = Ready::from(link("Mossoul"));
        for _ in 0..2 {
            assert_eq!(Value::from_serializable(&ready), plain);
        }
        let json = |value: serde_json::Result<serde_json::Value>| value.expect("plain data");
        assert_eq!(
            json(serde_json::to_value(&ready)),
            json(serde_json::to_value(link("Mossoul")))
        );
    }

    #[test]
    fn a_fingerprint_tells_views_apart() {
        let print = |label| {
            let ready = Ready::from(link(label));
            Fingerprint::new().value(&ready).finish()
        };
        assert_eq!(print("Mossoul"), print("Mossoul"));
        assert_ne!(print("Mossoul"), print("Raqqa"));
    }
}
