//! Owns the shape of addresses.
