//! Owns what an article *is*: typed, valid by construction, serialisable. No I/O, no configuration, no templates, no clock.
//! How a text becomes one is `parse`'s work; what the public sees of one is `view`'s.

mod article;
mod body;
mod date;
mod evidence;
mod extra;
mod language;
mod picture;
mod slug;
mod taxonomy;
mod withheld;

pub use article::*;
pub use body::*;
pub use date::*;
pub use evidence::*;
pub use extra::Extra;
pub use language::{Direction, Language};
pub use picture::{Look, PictureFormat, Size};
pub use slug::{Id, Slug, SlugStyle};
pub use taxonomy::Taxonomy;
pub use withheld::Withheld;
