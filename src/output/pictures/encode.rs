//! Owns the way from pixels to a file of each format, without a word beside the pixels but a colour profile that they need.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, ImageError};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageICC as _};

use super::Unfit;
use super::decode::Picture;
use crate::model::PictureFormat;

/// A picture as a file.
pub(super) fn encode(
    picture: &Picture,
    format: PictureFormat,
    quality: u8,
) -> Result<Vec<u8>, Unfit> {
    match format {
        PictureFormat::WebP => webp(picture, quality),
        PictureFormat::Jpeg => jpeg(picture, quality).map_err(unwritable),
        PictureFormat::Png => png(picture).map_err(unwritable),
    }
}

fn unwritable(fault: impl std::fmt::Display) -> Unfit {
    Unfit::Unwritable(fault.to_string())
}

fn webp(picture: &Picture, quality: u8) -> Result<Vec<u8>, Unfit> {
    let from = match picture.transparent {
        true => webp::Encoder::from_rgba,
        false => webp::Encoder::from_rgb,
    };
    let encoder = from(&picture.pixels, picture.width, picture.height);
    let file = encoder
        .encode_simple(false, f32::from(quality))
        .map_err(|fault| unwritable(format!("{fault:?}")))?;
    let Some(profile) = &picture.profile else {
        return Ok(file.to_vec());
    };
    let mut parts = WebP::from_bytes(Bytes::copy_from_slice(&file)).map_err(unwritable)?;
    parts.set_icc_profile(Some(Bytes::copy_from_slice(profile)));
    Ok(parts.encoder().bytes().to_vec())
}

fn jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, ImageError> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, quality);
    if let Some(profile) = picture.profile.clone() {
        // An encoder that takes no profile is not this one.
        encoder
            .set_icc_profile(profile)
            .map_err(ImageError::Unsupported)?;
    }
    let opaque;
    let pixels = match picture.transparent {
        true => {
            let each = picture.pixels.chunks_exact(4);
            opaque = each.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
            &opaque.collect::<Vec<u8>>()
        }
        false => &picture.pixels,
    };
    let (width, height) = (picture.width, picture.height);
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8)?;
    Ok(file)
}

fn png(picture: &Picture) -> Result<Vec<u8>, ImageError> {
    let mut file = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive);
    if let Some(profile) = picture.profile.clone() {
        encoder
            .set_icc_profile(profile)
            .map_err(ImageError::Unsupported)?;
    }
    let colours = match picture.transparent {
        true => ExtendedColorType::Rgba8,
        false => ExtendedColorType::Rgb8,
    };
    encoder.write_image(&picture.pixels, picture.width, picture.height, colours)?;
    Ok(file)
}
