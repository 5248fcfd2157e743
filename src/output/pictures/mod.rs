//! Owns the making of pictures in further sizes: from the bytes of a cleaned file to those of its sizes. A pure function, with
//! the same bytes for the same input on however many threads. Orientation is applied to the pixels, and nothing but pixels
//! leaves: a colour profile only where the colours need one.
//! It does not read or write files, and does not choose pictures or sizes.

mod decode;
mod encode;
mod look;
mod profile;
mod room;

#[cfg(test)]
mod tests;

pub use look::look;

use serde::{Deserialize, Serialize};

use crate::model::Size;
use decode::Source;

/// A picture of more pixels is shown as it is: decoded, it would take 300 MB.
pub const MOST_PIXELS: u64 = 100_000_000;

/// How pictures are to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The sizes. All but the widest are made from the widest, so that a picture is gone through once.
    pub sizes: Vec<Size>,
    /// From 1 to 100.
    pub quality: u8,
}

/// A picture in its further sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// What is seen of it while it is loading.
    pub tint: Tint,
    /// In the order of the recipe.
    pub files: Vec<(Size, Vec<u8>)>,
}

/// The mean colour of a picture; none of one that one can see through.
pub type Tint = Option<[u8; 3]>;

/// Why a picture has no further sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    /// It cannot be decoded, in the decoder's words.
    Damaged(String),
    /// It has more pixels than [`MOST_PIXELS`].
    TooLarge(u64),
    /// It cannot be written in its sizes, in the encoder's words.
    Unwritable(String),
}

/// Makes a picture in all sizes of a recipe, of which none is wider than itself. `bytes` are those of a cleaned file.
///
/// # Errors
/// Where it is damaged, or too large.
pub fn make(bytes: &[u8], recipe: &Recipe) -> Result<Made, Unfit> {
    make_some(bytes, recipe, |_| true)
}

/// The same of one size alone, for the preview.
///
/// # Errors
/// As [`make`]; and where the recipe has no such size.
pub fn make_one(bytes: &[u8], recipe: &Recipe, size: Size) -> Result<Vec<u8>, Unfit> {
    let made = make_some(bytes, recipe, |one| one == size)?;
    let mut files = made.files.into_iter();
    files
        .next()
        .map(|(_, bytes)| bytes)
        .ok_or_else(|| Unfit::Unwritable("no such size".to_owned()))
}

/// What a picture's pixels tell, without its sizes.
///
/// # Errors
/// As [`make`].
pub fn try_out(bytes: &[u8]) -> Result<Tint, Unfit> {
    Ok(Source::decode(bytes)?.tint())
}

fn make_some(bytes: &[u8], recipe: &Recipe, wanted: impl Fn(Size) -> bool) -> Result<Made, Unfit> {
    let source = Source::decode(bytes)?;
    let tint = source.tint();
    let widest = recipe.sizes.iter().map(|size| size.width).max();
    let widest = source.into_picture(widest.unwrap_or_default())?;
    let each = recipe.sizes.iter().filter(|size| wanted(**size));
    let files = each.map(|&size| {
        let bytes = match size.width == widest.width {
            true => encode::encode(&widest, size.format, recipe.quality)?,
            false => encode::encode(&widest.scaled(size.width)?, size.format, recipe.quality)?,
        };
        Ok((size, bytes))
    });
    Ok(Made {
        tint,
        files: files.collect::<Result<_, Unfit>>()?,
    })
}
