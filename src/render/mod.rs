//! Owns the way from a view to bytes. It asks nobody.

pub mod markdown;
