//! Owns what is written and how: the one way from bytes for a path to an output folder that is right.
//!
//! 1. [`Door::open`] finds and locks the output folder ([`Folders`]) and completes a commit that was cut short; [`Door::enter`] reads
//!    what was written last time: the public [`Manifest`], and the private fingerprints.
//! 2. For each path, from any thread: [`Session::keep`] if the file there is known to be right, else [`Session::put`].
//! 3. [`Session::commit`] moves what was put into place, removes what was neither kept nor put, and reports. Without it the
//!    output is as it was.
//!
//! Where it is known that all is as it was left, [`Door::renew`] gives a few files other bytes, and reads next to nothing.
//!
//! It does not know what a page is, makes no path and no byte of its own, and prints nothing.

pub mod media;
pub mod pictures;

mod change;
mod commit;
mod door;
mod hold;
mod lock;
mod manifest;
mod memory;
mod opening;
mod path;
mod place;
mod reach;
mod renewal;
mod session;
mod since;
mod stage;
mod state;
mod steps;
mod strays;
mod stream;

pub use change::Put;
pub use door::Door;
pub use manifest::{Damaged, Entry, Manifest, Root, Written, list_of, parse_list};
pub use opening::{Mode, OpenError};
pub use path::{BadPath, LISTS, ROOT, SIGNATURE, check as check_path, check_form, is_own, locate};
pub use place::Folders;
pub(crate) use reach::Reach;
pub use renewal::Renewed;
pub use session::{Report, Session};
pub use stage::private_folder;
#[doc(hidden)]
pub use steps::Steps;
