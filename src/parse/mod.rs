//! Owns the way from one source text to an article and its faults. It reads no file and knows no other article.

mod compat;
pub mod decode;
pub mod front_matter;
pub mod markdown;
pub mod node;
pub mod press;
mod validate;
