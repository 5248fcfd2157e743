//! Owns the split of a source into front matter and body.
