//! Owns the kinds of targets, each in a file of its own, and the choice of one by its settings.

pub mod releases;
