//! Owns the way from a file's bytes to a text in NFC.
