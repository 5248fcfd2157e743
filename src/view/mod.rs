//! Owns all that a template may see.
