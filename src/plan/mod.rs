//! Owns which pages exist.
