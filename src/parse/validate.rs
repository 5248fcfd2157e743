//! Owns what a valid article is.
