//! Owns the whole build, on one page.
