//! Owns the names of things in a bucket: a path of the site as a key, and as people are told of it.

/// A bucket, and the folder within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub bucket: String,
    /// Empty, or ending with `/`.
    pub prefix: String,
}

impl Place {
    /// The key of a path.
    pub fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The path of a key; `None` outside the folder.
    pub fn path<'k>(&self, key: &'k str) -> Option<&'k str> {
        key.strip_prefix(self.prefix.as_str())
    }

    /// A path for people.
    pub fn of(&self, path: &str) -> String {
        format!("s3://{}/{}{path}", self.bucket, self.prefix)
    }

    /// The whole for people.
    pub fn shown(&self) -> String {
        format!("`{}`", self.of(""))
    }
}
