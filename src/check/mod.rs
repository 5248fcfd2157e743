//! Owns the reading of the finished output for faults.
