//! Owns the process: the allocator and the exit code. All else is the library's.
fn main() {}
