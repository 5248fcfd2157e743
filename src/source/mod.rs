//! Owns finding and loading of source files.
