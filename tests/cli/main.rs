//! Owns the tests of the command line: each command as a person would run it, its messages whole, its exit code, and what it
//! leaves on the disk.

mod build;
mod faults;
mod harness;
mod headers;
mod init;
mod inspect;
mod new;
mod talk;
mod theme;
