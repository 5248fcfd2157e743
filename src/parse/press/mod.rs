//! Owns the reading of press copy.
