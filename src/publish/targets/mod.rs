//! Owns the kinds of targets, each in a file of its own.

pub mod git;
pub mod pack;
pub mod releases;
pub mod store;

mod steps;

pub use steps::Watch;
