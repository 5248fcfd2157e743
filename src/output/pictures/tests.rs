//! Owns the tests of the making of pictures, on pictures that are made here.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use img_parts::{Bytes, ImageEXIF as _, ImageICC as _, jpeg::Jpeg, png::Png, webp::WebP};

use super::*;
use crate::model::{Look, PictureFormat};
use crate::output::media::{Kind, clean};

const CANARY: &[u8] = b"GPS-CANARY";

/// Red on the left, blue on the right, darker towards the foot.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let light = 255 - 120 * y / height;
            let right = 200 * x / width;
            pixels.extend([220 - right, 40, 20 + right].map(|it| (it * light / 255) as u8));
        }
    }
    pixels
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .write_image(
            &pixels(width, height),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("written");
    file
}

fn png(width: u32, height: u32, pixels: &[u8], colours: ExtendedColorType) -> Vec<u8> {
    let mut file = Vec::new();
    PngEncoder::new(&mut file)
        .write_image(pixels, width, height, colours)
        .expect("written");
    file
}

/// EXIF with a word that must not leave, and this orientation.
fn exif(orientation: u8) -> Bytes {
    let mut block =
        b"II\x2A\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x0A\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0"
            .to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    block.extend(CANARY);
    block.into()
}

fn laden(orientation: u8, width: u32, height: u32) -> Vec<u8> {
    let mut file = Jpeg::from_bytes(jpeg(width, height).into()).expect("a JPEG");
    file.set_exif(Some(exif(orientation)));
    file.encoder().bytes().to_vec()
}

fn size(width: u32, format: PictureFormat) -> Size {
    Size { width, format }
}

fn recipe() -> Recipe {
    Recipe {
        sizes: vec![
            size(20, PictureFormat::WebP),
            size(40, PictureFormat::WebP),
            size(40, PictureFormat::Jpeg),
        ],
        quality: 80,
    }
}

fn shown(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture")
}

fn cleaned(name: &str, bytes: &[u8]) -> (Kind, Vec<u8>) {
    let clean = clean(name, bytes).expect("cleaned");
    (clean.kind, clean.bytes)
}

fn is_reddish(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue] = picture.to_rgb8().get_pixel(x, y).0;
    red > blue
}

#[test]
fn each_size_is_as_wide_as_it_says_in_the_format_that_it_says() {
    let made = make(&jpeg(100, 50), &recipe()).expect("made");
    let formats: Vec<_> = made
        .files
        .iter()
        .map(|(_, bytes)| image::guess_format(bytes).expect("a format"))
        .collect();
    use image::ImageFormat::{Jpeg, WebP};
    assert_eq!(formats, [WebP, WebP, Jpeg]);
    for (size, bytes) in &made.files {
        let picture = shown(bytes);
        assert_eq!(
            (picture.width(), picture.height()),
            (size.width, size.width / 2)
        );
        assert!(is_reddish(&picture, 1, 1));
        assert!(!is_reddish(&picture, size.width - 2, 1));
    }
}

#[test]
fn no_size_is_larger_than_the_picture() {
    let recipe = Recipe {
        sizes: vec![size(4000, PictureFormat::WebP)],
        quality: 80,
    };
    let made = make(&jpeg(100, 50), &recipe).expect("made");
    let picture = shown(&made.files[0].1);
    assert_eq!((picture.width(), picture.height()), (100, 50));
}

#[test]
fn a_picture_that_lies_on_its_side_is_set_upright_in_its_pixels() {
    // What was on the left is at the top after a quarter turn to the right.
    let (_, bytes) = cleaned("a.jpg", &laden(6, 100, 50));
    let made = make(&bytes, &recipe()).expect("made");
    for (size, bytes) in &made.files {
        let picture = shown(bytes);
        assert_eq!(
            (picture.width(), picture.height()),
            (size.width, 2 * size.width)
        );
        assert!(is_reddish(&picture, 1, 1), "{size:?}");
        assert!(!is_reddish(&picture, 1, 2 * size.width - 2), "{size:?}");
    }
    // Mirrored, the right is on the left.
    let (_, bytes) = cleaned("a.jpg", &laden(2, 100, 50));
    let made = make(&bytes, &recipe()).expect("made");
    assert!(!is_reddish(&shown(&made.files[2].1), 1, 1));
}

#[test]
fn nothing_but_pixels_leaves() {
    // Even of a file that was not cleaned before.
    for bytes in [laden(6, 100, 50), laden(1, 100, 50)] {
        for (size, bytes) in make(&bytes, &recipe()).expect("made").files {
            assert!(!bytes.windows(CANARY.len()).any(|part| part == CANARY));
            let has_exif = match size.format {
                PictureFormat::WebP => WebP::from_bytes(bytes.clone().into())
                    .expect("a WebP")
                    .exif(),
                _ => Jpeg::from_bytes(bytes.clone().into())
                    .expect("a JPEG")
                    .exif(),
            };
            assert_eq!(has_exif, None);
            let name = format!("a.{}", size.format.extension());
            let again = clean(&name, &bytes).expect("clean");
            assert!(again.removed.is_empty(), "{:?}", again.removed);
            assert_eq!(again.bytes, bytes, "the cleaner finds nothing");
        }
    }
}

/// A profile of these primaries and a power of 2.2, with a word of its maker.
fn profile(primaries: [[f64; 3]; 3]) -> Vec<u8> {
    let fixed = |number: f64| ((number * 65536.0) as i32).to_be_bytes();
    let mut data = Vec::new();
    let mut table = Vec::new();
    let start = 128 + 4 + 12 * 6;
    for (name, xyz) in [b"rXYZ", b"gXYZ", b"bXYZ"].into_iter().zip(primaries) {
        table.extend(
            [
                &name[..],
                &(start + data.len() as u32).to_be_bytes(),
                &20_u32.to_be_bytes(),
            ]
            .concat(),
        );
        data.extend([&b"XYZ \0\0\0\0"[..], &xyz.map(fixed).concat()].concat());
    }
    let curve = start + data.len() as u32;
    data.extend(b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0");
    for name in [b"rTRC", b"gTRC", b"bTRC"] {
        table.extend([&name[..], &curve.to_be_bytes(), &14_u32.to_be_bytes()].concat());
    }
    let mut file = vec![0; 128];
    file[16..24].copy_from_slice(b"RGB XYZ ");
    file[36..40].copy_from_slice(b"acsp");
    file.extend(6_u32.to_be_bytes());
    file.extend(table);
    file.extend(data);
    let length = (file.len() as u32).to_be_bytes();
    file[..4].copy_from_slice(&length);
    file
}

const SRGB: [[f64; 3]; 3] = [
    [0.43607, 0.22249, 0.01392],
    [0.38515, 0.71687, 0.09708],
    [0.14307, 0.06061, 0.7141],
];
const DISPLAY_P3: [[f64; 3]; 3] = [
    [0.51512, 0.2412, -0.00105],
    [0.29198, 0.69225, 0.04189],
    [0.1571, 0.06657, 0.78407],
];

#[test]
fn a_profile_stays_where_the_colours_need_it() {
    let with = |profile: Vec<u8>| {
        let mut file = Jpeg::from_bytes(jpeg(100, 50).into()).expect("a JPEG");
        file.set_icc_profile(Some(profile.into()));
        let (_, bytes) = cleaned("a.jpg", &file.encoder().bytes());
        make(&bytes, &recipe()).expect("made")
    };
    let plain = make(&jpeg(100, 50), &recipe()).expect("made");
    assert_eq!(with(profile(SRGB)), plain, "sRGB needs none");
    let wide = with(profile(DISPLAY_P3));
    for (size, bytes) in wide.files {
        let kept = match size.format {
            PictureFormat::WebP => WebP::from_bytes(bytes.clone().into())
                .expect("a WebP")
                .icc_profile(),
            _ => Jpeg::from_bytes(bytes.clone().into())
                .expect("a JPEG")
                .icc_profile(),
        };
        assert_eq!(kept.as_deref(), Some(&profile(DISPLAY_P3)[..]));
        assert!(shown(&bytes).width() == size.width);
    }
}

#[test]
fn what_one_can_see_through_stays_so() {
    let half: Vec<u8> = pixels(60, 60)
        .chunks_exact(3)
        .enumerate()
        .flat_map(|(at, rgb)| [rgb[0], rgb[1], rgb[2], if at < 1800 { 0 } else { 255 }])
        .collect();
    let file = png(60, 60, &half, ExtendedColorType::Rgba8);
    let (kind, bytes) = cleaned("a.png", &file);
    assert_eq!(look(kind, &bytes), Some(Look::Transparent));
    let recipe = Recipe {
        sizes: vec![
            size(30, PictureFormat::WebP),
            size(30, PictureFormat::Png),
            size(30, PictureFormat::Jpeg),
        ],
        quality: 80,
    };
    let made = make(&bytes, &recipe).expect("made");
    assert_eq!(made.tint, None, "a colour would show through");
    for (size, bytes) in &made.files[..2] {
        let picture = shown(bytes).to_rgba8();
        assert_eq!(picture.get_pixel(15, 2).0[3], 0, "{size:?}");
        assert_eq!(picture.get_pixel(15, 28).0[3], 255, "{size:?}");
    }
    assert!(Png::from_bytes(made.files[1].1.clone().into()).is_ok());
}

#[test]
fn the_same_picture_is_the_same_bytes_on_any_thread() {
    use rayon::prelude::*;
    let bytes = laden(8, 300, 200);
    let first = make(&bytes, &recipe()).expect("made");
    let each: Vec<Made> = (0..8)
        .into_par_iter()
        .map(|_| make(&bytes, &recipe()).expect("made"))
        .collect();
    assert!(each.iter().all(|made| *made == first));
    for (size, bytes) in &first.files {
        let alone = make_one(&laden(8, 300, 200), &recipe(), *size).expect("made");
        assert_eq!(alone, *bytes, "the preview shows what is built");
    }
    assert_eq!(try_out(&bytes), Ok(first.tint));
}

#[test]
fn the_tint_is_the_mean_of_the_colours() {
    let grey = png(10, 10, &[90; 300], ExtendedColorType::Rgb8);
    assert_eq!(try_out(&grey), Ok(Some([90, 90, 90])));
    let tiny = png(1, 1, &[1, 2, 3], ExtendedColorType::Rgb8);
    assert_eq!(try_out(&tiny), Ok(Some([1, 2, 3])));
}

#[test]
fn what_would_take_too_much_memory_is_not_decoded() {
    // A head that promises 20,000 by 20,000 pixels, in a file of a few bytes.
    let mut bomb = png(10, 10, &[90; 300], ExtendedColorType::Rgb8);
    bomb[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
    let sum = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(make(&bomb, &recipe()), Err(Unfit::TooLarge(400_000_000)));
    assert_eq!(try_out(&bomb), Err(Unfit::TooLarge(400_000_000)));
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[test]
fn a_damaged_picture_is_a_fault_and_no_panic() {
    let mut file = png(40, 40, &pixels(40, 40), ExtendedColorType::Rgb8);
    let at = file.len() / 2;
    file[at] ^= 0x55;
    assert!(matches!(make(&file, &recipe()), Err(Unfit::Damaged(_))));
    assert!(matches!(try_out(b"no picture"), Err(Unfit::Damaged(_))));
    let sound = jpeg(64, 64);
    for cut in (0..sound.len()).step_by(17) {
        let _ = make(&sound[..cut], &recipe());
        let mut spoilt = sound.clone();
        spoilt[cut] ^= 0xFF;
        let _ = make(&spoilt, &recipe());
    }
}

#[test]
fn what_moves_is_drawn_or_is_for_print_stays_as_it_is() {
    let of = |name: &str, bytes: &[u8]| {
        let (kind, bytes) = cleaned(name, bytes);
        look(kind, &bytes)
    };
    assert_eq!(of("a.jpg", &laden(6, 64, 64)), Some(Look::Opaque));
    let grey = png(4, 4, &[7; 16], ExtendedColorType::L8);
    assert_eq!(of("a.png", &grey), Some(Look::Opaque));
    let made = make(&jpeg(100, 50), &recipe()).expect("made");
    assert_eq!(of("a.webp", &made.files[0].1), Some(Look::Opaque));
    // Components of four inks.
    let mut inks = jpeg(16, 16);
    let frame = inks
        .windows(2)
        .position(|two| two == [0xFF, 0xC0])
        .expect("a frame");
    inks[frame + 9] = 4;
    assert_eq!(look(Kind::Jpeg, &inks), None);
    // Colours from a palette.
    let mut palette = grey.clone();
    palette[25] = 3;
    assert_eq!(look(Kind::Png, &palette), None);
    let mut moving = grey[..33].to_vec();
    moving.extend(b"\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0");
    moving.extend(&grey[33..]);
    assert_eq!(look(Kind::Png, &moving), None);
    let moving = b"RIFF\x20\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\0\0\0\0\0\0";
    assert_eq!(look(Kind::WebP, moving), None);
    assert_eq!(look(Kind::Gif, b"GIF89a"), None);
    assert_eq!(look(Kind::Svg, b"<svg/>"), None);
}
