//! Owns the way from a view to bytes. It asks nobody.

pub mod feed;
pub mod markdown;
pub mod templates;
