//! Owns what happens to a finished site: how it reaches a host, and how anyone can check that a copy is whole and ours.
//! It reads the output folder and never writes to it.

pub mod http;
pub mod sign;
pub mod verify;
