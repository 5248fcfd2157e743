//! Owns the tree of values, each with its place, that TOML and YAML are read into.
