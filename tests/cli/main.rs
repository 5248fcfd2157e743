//! Owns the tests of the command line: each command as a person would run it, its messages whole, its exit code, and what it
//! leaves on the disk.

mod build;
#[path = "../support/copy.rs"]
mod copy;
mod faults;
mod harness;
mod headers;
#[path = "../support/host.rs"]
mod host;
mod init;
mod inspect;
mod new;
mod publish;
mod talk;
mod theme;
mod verify;
