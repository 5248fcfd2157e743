//! Owns what is written and how: manifest, stage, commit, assets.

pub mod media;
