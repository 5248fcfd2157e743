//! Owns the pictures of generated archives: drawings as text, and photographs of nothing.

use std::fmt::Write as _;
use std::io;

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

use crate::random::Random;

/// A drawing of circles.
pub fn drawing(random: &mut Random) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\" width=\"640\" height=\"400\">\n<rect width=\"640\" height=\"400\" fill=\"#eef\"/>\n",
    );
    for _ in 0..random.within(4, 12) {
        let (x, y, r) = (random.below(640), random.below(400), random.within(4, 30));
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\" stroke=\"#334\"/>"
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// A photograph of 800 by 533 pixels, a JPEG: soft shapes with a grain, in whole numbers, so that it is the same everywhere.
pub fn photograph(random: &mut Random) -> io::Result<Vec<u8>> {
    const WIDTH: usize = 800;
    const HEIGHT: usize = 533;
    let hue = [random.below(120), random.below(120), random.below(120)];
    let (slope, length) = (random.within(1, 9), random.within(150, 400));
    let mut pixels = Vec::with_capacity(WIDTH * HEIGHT * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let wave = (x * slope + y * 3) % (2 * length);
            // A wave that goes up and down between 0 and 100.
            let light = wave.abs_diff(length) * 100 / length;
            let grain = random.below(12);
            pixels.extend(hue.map(|part| u8::try_from(part + light + grain).unwrap_or(u8::MAX)));
        }
    }
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 85)
        .encode(
            &pixels,
            WIDTH as u32,
            HEIGHT as u32,
            ExtendedColorType::Rgb8,
        )
        .map_err(io::Error::other)?;
    Ok(file)
}
