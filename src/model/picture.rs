//! Owns what is known of a picture without decoding it, and what a further size of one is.

use serde::{Deserialize, Serialize};

/// A format in which pictures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PictureFormat {
    /// What every browser of the last years shows, in two thirds of the bytes.
    WebP,
    /// For all others, and for whoever shares a page.
    Jpeg,
    /// The same, for what one can see through.
    Png,
}

/// A size in which a picture is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Size {
    /// In pixels, as displayed.
    pub width: u32,
    /// In which format.
    pub format: PictureFormat,
}

/// What a picture of which further sizes can be made looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// It covers what is behind it.
    Opaque,
    /// One can see through parts of it.
    Transparent,
}

impl PictureFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::WebP, Self::Jpeg, Self::Png];

    /// What its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}
