//! Owns site.toml: as written, as used, and the one step between.
