//! Owns the read-only indexes over all public articles.
