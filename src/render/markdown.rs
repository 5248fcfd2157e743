//! Owns the way from a Markdown body to safe HTML.
