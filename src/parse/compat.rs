//! Owns how folders written for other generators are understood.
