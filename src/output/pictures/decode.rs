//! Owns the way from a file to pixels, and from pixels to fewer of them. What is decoded is bounded beforehand.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer, ImageDecoder, ImageReader, Limits};

use super::room::Room;
use super::{MOST_PIXELS, Tint, Unfit, profile};

/// Sixteen bits a channel and four channels of the largest picture, once.
const MOST_BYTES: u64 = MOST_PIXELS * 8;
/// No colour profile of a photograph for the screen is near that.
const LONGEST_PROFILE: usize = 60_000;

/// A decoded file.
pub(super) struct Source {
    pixels: Vec<u8>,
    width: u32,
    height: u32,
    transparent: bool,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
    // Given back when the pixels are gone.
    _room: Room,
}

/// A picture the right way up, of eight bits a channel.
pub(super) struct Picture {
    pub pixels: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// Whether each pixel has a fourth byte.
    pub transparent: bool,
    /// What its colours mean, where that is not what every browser takes them for.
    pub profile: Option<Vec<u8>>,
}

impl Source {
    /// Decodes a file, which its first bytes name.
    pub fn decode(bytes: &[u8]) -> Result<Self, Unfit> {
        let damaged = |fault: image::ImageError| Unfit::Damaged(fault.to_string());
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
        let reader = reader.map_err(|fault| Unfit::Damaged(fault.to_string()))?;
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        let count = u64::from(width) * u64::from(height);
        if count > MOST_PIXELS {
            return Err(Unfit::TooLarge(count));
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_BYTES);
        decoder.set_limits(limits).map_err(damaged)?;
        let room = Room::take(count);
        let orientation = decoder.orientation().map_err(damaged)?;
        let profile = decoder.icc_profile().map_err(damaged)?;
        let transparent = decoder.color_type().has_alpha();
        let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
        let profile = profile.and_then(profile::needed);
        if profile
            .as_ref()
            .is_some_and(|it| it.len() > LONGEST_PROFILE)
        {
            let why = "its colour profile is too long for a picture on a screen";
            return Err(Unfit::Unwritable(why.to_owned()));
        }
        Ok(Self {
            pixels: match transparent {
                true => picture.into_rgba8().into_raw(),
                false => picture.into_rgb8().into_raw(),
            },
            width,
            height,
            transparent,
            orientation,
            profile,
            _room: room,
        })
    }

    /// The mean of some of its pixels, the same ones each time.
    pub fn tint(&self) -> Tint {
        const EACH_WAY: usize = 64;
        if self.transparent {
            return None;
        }
        let (width, height) = (self.width as usize, self.height as usize);
        let mut sums = [0_u64; 3];
        for down in 0..EACH_WAY {
            for across in 0..EACH_WAY {
                let at = (height * down / EACH_WAY) * width + width * across / EACH_WAY;
                for (sum, value) in sums.iter_mut().zip(&self.pixels[3 * at..]) {
                    *sum += u64::from(*value);
                }
            }
        }
        let mean = |sum: u64| u8::try_from(sum / (EACH_WAY * EACH_WAY) as u64).unwrap_or(u8::MAX);
        Some(sums.map(mean))
    }

    /// The picture at a width, the right way up. The pixels are fewer before they are turned.
    pub fn into_picture(self, width: u32) -> Result<Picture, Unfit> {
        let turned = matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        let size = match turned {
            true => {
                let (across, down) = fitted(self.height, self.width, width);
                (down, across)
            }
            false => fitted(self.width, self.height, width),
        };
        let from = (self.width, self.height);
        let small = resized(&self.pixels, self.transparent, from, size)?;
        let (pixels, width, height) = match self.transparent {
            true => upright::<image::Rgba<u8>>(small, size, self.orientation),
            false => upright::<image::Rgb<u8>>(small, size, self.orientation),
        }
        .ok_or_else(|| Unfit::Unwritable("it cannot be turned".to_owned()))?;
        Ok(Picture {
            pixels,
            width,
            height,
            transparent: self.transparent,
            profile: self.profile,
        })
    }
}

impl Picture {
    /// The same narrower.
    pub fn scaled(&self, width: u32) -> Result<Self, Unfit> {
        let (width, height) = fitted(self.width, self.height, width);
        let from = (self.width, self.height);
        Ok(Self {
            pixels: resized(&self.pixels, self.transparent, from, (width, height))?,
            width,
            height,
            transparent: self.transparent,
            profile: self.profile.clone(),
        })
    }
}

/// Width and height at a width, never larger than they are.
fn fitted(width: u32, height: u32, wanted: u32) -> (u32, u32) {
    if wanted >= width {
        return (width, height);
    }
    let exact = u64::from(height) * u64::from(wanted) + u64::from(width) / 2;
    let rounded = exact / u64::from(width.max(1));
    (wanted, u32::try_from(rounded).unwrap_or(height).max(1))
}

fn resized(
    pixels: &[u8],
    transparent: bool,
    from: (u32, u32),
    to: (u32, u32),
) -> Result<Vec<u8>, Unfit> {
    if from == to {
        return Ok(pixels.to_vec());
    }
    let kind = match transparent {
        true => PixelType::U8x4,
        false => PixelType::U8x3,
    };
    let unwritable = |fault: &dyn std::fmt::Display| Unfit::Unwritable(fault.to_string());
    let source = ImageRef::new(from.0, from.1, pixels, kind).map_err(|fault| unwritable(&fault))?;
    let mut small = Image::new(to.0, to.1, kind);
    // Lanczos3 over numbers of sRGB, and over premultiplied ones where there is a fourth.
    let options = ResizeOptions::new().use_alpha(transparent);
    Resizer::new()
        .resize(&source, &mut small, &options)
        .map_err(|fault| unwritable(&fault))?;
    Ok(small.into_vec())
}

fn upright<P>(
    pixels: Vec<u8>,
    (width, height): (u32, u32),
    orientation: Orientation,
) -> Option<(Vec<u8>, u32, u32)>
where
    P: image::Pixel<Subpixel = u8>,
    DynamicImage: From<ImageBuffer<P, Vec<u8>>>,
{
    if orientation == Orientation::NoTransforms {
        return Some((pixels, width, height));
    }
    let mut picture = DynamicImage::from(ImageBuffer::<P, _>::from_raw(width, height, pixels)?);
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    Some((picture.into_bytes(), width, height))
}
