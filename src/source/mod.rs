//! Owns finding and loading: which files of `content/` are sources, sidecars or media, and the heads read from them, by way
//! of the cache. It keeps no body: `body` reads one again when a page is rendered.
//! What a text means is `parse`'s work.

mod cache;
mod discover;
mod load;
mod media;
mod pictures;
mod spool;

pub use cache::Memory;
pub use discover::{Discovered, SourceFile, discover, is_hidden, list_files, name_of};
pub use load::{Entry, Loaded, Loader, Reread, RereadError};
pub use media::{Known, MediaFact, MediaFile, examine, examine_again, published};
pub use pictures::{Seen, Shelf, Wanted, unscaled};
pub use spool::Spool;
