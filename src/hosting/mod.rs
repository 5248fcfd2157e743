//! Owns what a host must be told of a site: the type of each file, how long it may be kept, and the headers of every answer.
//! It is data for whoever serves or uploads a site, and the same for all of them.

mod policy;
mod types;

pub use policy::{PAGE_POLICY, cache_control, page_policy};
pub use types::content_type;
