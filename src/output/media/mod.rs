//! Owns the cleaning of media: no photograph leaves with its metadata.
