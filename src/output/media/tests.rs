//! Owns what must hold of every format: no canary leaves, the picture or sound stays as it was, nothing panics.

use proptest::prelude::*;

use super::fixtures::{CANARY, exif, jpeg, jpeg_segment, pairs, png, png_chunk, riff_chunk, webp};
use super::fixtures_av::PICTURE;
use super::{Clean, Kind, clean};

fn cleaned(name: &str, bytes: &[u8]) -> Clean {
    clean(name, bytes).unwrap_or_else(|refusal| panic!("{}", refusal.message()))
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn has_canary(bytes: &[u8]) -> bool {
    let wide = |pair: fn(u8) -> [u8; 2]| {
        CANARY
            .iter()
            .flat_map(|&byte| pair(byte))
            .collect::<Vec<_>>()
    };
    holds(bytes, CANARY)
        || holds(bytes, &wide(|byte| [byte, 0]))
        || holds(bytes, &wide(|byte| [0, byte]))
}

#[test]
fn no_canary_leaves_in_any_format() {
    for pair in pairs() {
        assert!(
            has_canary(&pair.laden),
            "{}: the test must have a canary",
            pair.name
        );
        let clean = cleaned(pair.name, &pair.laden);
        assert_eq!(clean.kind, pair.kind);
        assert!(!has_canary(&clean.bytes), "{}", pair.name);
        assert!(!clean.removed.is_empty(), "{}", pair.name);
    }
}

#[test]
fn a_bare_file_stays_byte_for_byte() {
    for pair in pairs() {
        let clean = cleaned(pair.name, &pair.bare);
        assert_eq!(clean.bytes, pair.bare, "{}", pair.name);
        assert!(
            clean.removed.is_empty(),
            "{}: {:?}",
            pair.name,
            clean.removed
        );
    }
}

#[test]
fn what_is_left_of_a_laden_file_is_the_bare_one() {
    // Films are blanked in place and drawings keep a cleaned picture: they have tests of their own.
    let in_place = [Kind::Mp4, Kind::Matroska, Kind::Svg];
    for pair in pairs()
        .into_iter()
        .filter(|pair| !in_place.contains(&pair.kind))
    {
        assert_eq!(
            cleaned(pair.name, &pair.laden).bytes,
            pair.bare,
            "{}",
            pair.name
        );
    }
}

#[test]
fn cleaning_twice_changes_nothing_more() {
    for pair in pairs() {
        let once = cleaned(pair.name, &pair.laden).bytes;
        let twice = cleaned(pair.name, &once);
        assert_eq!(twice.bytes, once, "{}", pair.name);
        assert!(
            twice.removed.is_empty(),
            "{}: {:?}",
            pair.name,
            twice.removed
        );
    }
}

#[test]
fn sizes_are_told_and_another_reader_agrees() {
    for pair in pairs().into_iter().filter(|pair| pair.kind.is_raster()) {
        let clean = cleaned(pair.name, &pair.laden);
        let size = imagesize::blob_size(&clean.bytes).expect("a size");
        let read = (size.width as u32, size.height as u32);
        assert_eq!(clean.size, Some(read), "{}", pair.name);
    }
}

#[test]
fn a_film_keeps_its_length_and_its_pictures_and_loses_its_track_of_places() {
    for pair in pairs() {
        if !matches!(pair.kind, Kind::Mp4 | Kind::Matroska) {
            continue;
        }
        let clean = cleaned(pair.name, &pair.laden);
        assert!(holds(&clean.bytes, PICTURE), "{}", pair.name);
        assert!(clean.removed.contains(&"data track"), "{:?}", clean.removed);
        assert!(!holds(&clean.bytes, b"34.5 41.9"));
        let place = |bytes: &[u8]| bytes.windows(PICTURE.len()).position(|run| run == PICTURE);
        assert_eq!(place(&clean.bytes), place(&pair.laden), "{}", pair.name);
    }
}

#[test]
fn a_film_taken_upright_is_measured_as_shown() {
    let films: Vec<_> = pairs()
        .into_iter()
        .filter(|pair| pair.kind == Kind::Mp4)
        .collect();
    let clean = cleaned("a.mov", &films[0].laden);
    assert_eq!(clean.size, Some((360, 640)));
    assert!(clean.removed.contains(&"location"), "{:?}", clean.removed);
    assert!(clean.removed.contains(&"time"), "{:?}", clean.removed);
}

#[test]
fn orientation_alone_is_kept_of_exif() {
    let minimal = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let with_head = [b"Exif\0\0", &exif(6)[..]].concat();
    let files = [
        ("a.jpg", jpeg(&[jpeg_segment(0xE1, &with_head)]), (8, 16)),
        ("a.png", png(&[png_chunk(b"eXIf", &exif(6))], &[]), (1, 1)),
        ("a.webp", webp(&[riff_chunk(b"EXIF", &exif(6))]), (8, 16)),
    ];
    for (name, file, size) in files {
        let clean = cleaned(name, &file);
        assert!(holds(&clean.bytes, minimal), "{name}");
        assert!(!has_canary(&clean.bytes), "{name}");
        assert_eq!(clean.size, Some(size), "{name}");
        assert_eq!(clean.removed, ["EXIF"], "{name}");
        let read = exif::Reader::new()
            .read_from_container(&mut std::io::Cursor::new(&clean.bytes))
            .expect("EXIF");
        assert_eq!(read.fields().count(), 1, "{name}");
    }
}

/// A profile that converts colours, with a description that names a screen.
fn profile() -> Vec<u8> {
    let mut profile = vec![0; 128];
    profile[36..40].copy_from_slice(b"acsp");
    profile[48..56].copy_from_slice(&CANARY[..8]);
    profile.extend(3u32.to_be_bytes());
    for (name, at, length) in [
        (b"rXYZ", 168u32, 20u32),
        (b"desc", 188, 32),
        (b"mmod", 220, 20),
    ] {
        profile.extend(name);
        profile.extend(at.to_be_bytes());
        profile.extend(length.to_be_bytes());
    }
    profile.extend(b"XYZ \0\0\0\0redredredred");
    profile.extend(b"desc\0\0\0\0\0\0\0\x0BGPS-CANARY\0\0\0\0\0\0\0\0\0\0");
    profile.extend(b"mmod\0\0\0\0GPS-CANARY\0\0");
    let length = (profile.len() as u32).to_be_bytes();
    profile[..4].copy_from_slice(&length);
    profile
}

#[test]
fn a_colour_profile_keeps_its_numbers_and_loses_its_words() {
    use img_parts::{Bytes, ImageICC, jpeg::Jpeg, png::Png, webp::WebP};
    let dirty = || Some(Bytes::from(profile()));
    let mut photograph = Jpeg::from_bytes(jpeg(&[]).into()).expect("JPEG");
    photograph.set_icc_profile(dirty());
    let mut image = Png::from_bytes(png(&[], &[]).into()).expect("PNG");
    image.set_icc_profile(dirty());
    let mut small = WebP::from_bytes(webp(&[]).into()).expect("WebP");
    small.set_icc_profile(dirty());
    let photograph = cleaned("a.jpg", &photograph.encoder().bytes());
    let image = cleaned("a.png", &image.encoder().bytes());
    let small = cleaned("a.webp", &small.encoder().bytes());
    let profiles = [
        Jpeg::from_bytes(photograph.bytes.into())
            .expect("JPEG")
            .icc_profile(),
        Png::from_bytes(image.bytes.into())
            .expect("PNG")
            .icc_profile(),
        WebP::from_bytes(small.bytes.into())
            .expect("WebP")
            .icc_profile(),
    ];
    for kept in profiles {
        let kept = kept.expect("a profile");
        assert_eq!(kept.len(), profile().len());
        assert!(holds(&kept, b"redredredred"));
        assert!(!holds(&kept, b"CANARY") && !holds(&kept, &CANARY[..8]));
    }
}

#[test]
fn a_drawing_keeps_what_it_draws_and_says() {
    let drawing = pairs()
        .into_iter()
        .find(|pair| pair.kind == Kind::Svg)
        .expect("a drawing");
    let clean = cleaned("a.svg", &drawing.laden);
    let text = String::from_utf8(clean.bytes).expect("UTF-8");
    let expected = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30"><title>Map of Rawa</title><style> .a{{fill:red}}</style><rect class="a" width="4" height="3"></rect><use xlink:href="#b"></use><image></image><image xlink:href="data:image/png;base64,{}"></image></svg>"##,
        super::base64::encode(&png(&[], &[]))
    );
    assert_eq!(text, expected);
    assert_eq!(clean.size, Some((40, 30)));
}

fn svg(inner: &str) -> String {
    let file =
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10.4 20">{inner}</svg>"#);
    let clean = cleaned("a.svg", file.as_bytes());
    assert_eq!(clean.size, Some((10, 20)));
    let text = String::from_utf8(clean.bytes).expect("UTF-8");
    let (_, inner) = text.split_once('>').expect("a root");
    inner.trim_end_matches("</svg>").to_owned()
}

#[test]
fn a_drawing_runs_nothing_and_reaches_for_nothing() {
    for (before, after) in [
        (
            r#"<a href="javascript:x()"><text>t</text></a>"#,
            "<a><text>t</text></a>",
        ),
        (r#"<a href="java&#10;script:x()"/>"#, "<a></a>"),
        (
            r#"<a href="https://x.org/"/>"#,
            r#"<a href="https://x.org/"></a>"#,
        ),
        (r#"<use href="x.svg#a"/>"#, "<use></use>"),
        (r#"<g ONCLICK="x()" id="k"/>"#, r#"<g id="k"></g>"#),
        (
            r##"<a href="#a"><animate attributeName="href" values="javascript:x()"/></a>"##,
            r##"<a href="#a"></a>"##,
        ),
        (r#"<set attributeName="onclick" to="x()"/>"#, ""),
        (
            r#"<iframe src="x"/><html:script xmlns:html="http://www.w3.org/1999/xhtml">x()</html:script>"#,
            "",
        ),
        (
            r#"<g style="fill:url(#a);background:url('//x')"/>"#,
            r#"<g style="fill:url(#a);background:none"></g>"#,
        ),
        (r#"<rect fill="u\72l(http://x)"/>"#, "<rect></rect>"),
        (
            r#"<style><![CDATA[a>b{fill:red}]]></style>"#,
            "<style>a&gt;b{fill:red}</style>",
        ),
        (
            r#"<text>a &lt; b &#x628;</text>"#,
            "<text>a &lt; b ب</text>",
        ),
        (
            r#"<image href="data:image/svg+xml;base64,PHN2Zy8+"/>"#,
            "<image></image>",
        ),
        (
            r#"<switch><foreignObject/><text>t</text></switch>"#,
            "<switch><text>t</text></switch>",
        ),
    ] {
        assert_eq!(svg(before), after, "{before}");
    }
}

#[test]
fn entities_are_refused_and_damage_is_named() {
    let refused = |file: &str| {
        let refusal = clean("a.svg", file.as_bytes()).expect_err("refused");
        format!("{} / {}", refusal.message(), refusal.help())
    };
    assert_eq!(
        refused(
            r#"<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>"#
        ),
        "`a.svg` is an SVG drawing with entities or rules of its own, which depeche does not follow / save it as plain SVG"
    );
    assert_eq!(
        refused(r#"<svg xmlns="http://www.w3.org/2000/svg"><g>"#),
        "`a.svg` is damaged: the SVG drawing is not well-formed XML / open it in the program that made it and save it again"
    );
    for broken in [
        "<svg/>",
        "<html/>",
        "words",
        r#"<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>"#,
        r#"<svg xmlns="http://www.w3.org/2000/svg" a/onload="x"/>"#,
    ] {
        assert!(clean("a.svg", broken.as_bytes()).is_err(), "{broken}");
    }
}

#[test]
fn a_file_that_ends_too_soon_is_broken_or_clean() {
    for pair in pairs() {
        for end in 0..pair.laden.len() {
            if let Ok(clean) = clean(pair.name, &pair.laden[..end]) {
                assert!(!has_canary(&clean.bytes), "{} cut at {end}", pair.name);
            }
        }
    }
}

#[test]
fn damage_is_told_in_one_sentence_with_a_thing_to_do() {
    let whole = jpeg(&[]);
    let refusal = clean("photo.jpg", &whole[..whole.len() - 2]).expect_err("broken");
    assert_eq!(
        refusal.message(),
        "`photo.jpg` is damaged: the JPEG image ends before its last line"
    );
    assert_eq!(
        refusal.help(),
        "open it in the program that made it and save it again"
    );
}

#[test]
fn cues_stay_whatever_stands_around_them() {
    let file = "WEBVTT\nKind: captions\n00:01.000 --> 00:02.000\nOne\n\nNOTE secret\nsecret\n00:03.000 --> 00:04.000\nTwo\n\nname\n00:05.000 --> 00:06.000\nThree\n\nSTYLE\n::cue { color: red }\n";
    let text = String::from_utf8(cleaned("a.vtt", file.as_bytes()).bytes).expect("UTF-8");
    assert_eq!(
        text,
        "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\nsecret\n00:03.000 --> 00:04.000\nTwo\n\nname\n00:05.000 --> 00:06.000\nThree\n\nSTYLE\n::cue { color: red }\n"
            .replace("secret\n00:03", "00:03")
    );
}

#[test]
fn data_in_plain_text_stays_as_it_is() {
    let table = "place;killed\nRawa;3\n".as_bytes();
    assert_eq!(cleaned("figures.csv", table).bytes, table);
    assert!(clean("figures.csv", b"a;b\0").is_err());
}

const NAMES: &[&str] = &["a.jpg", "a.svg", "a.vtt", "a.csv", "a", ""];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(NAMES)) {
        let _ = clean(name, &bytes);
    }

    #[test]
    fn no_damage_makes_it_panic(
        which in 0..12usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let pair = pairs().swap_remove(which);
        let mut bytes = pair.laden;
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(first) = clean(pair.name, &bytes) {
            prop_assert!(clean(pair.name, &first.bytes).is_ok());
        }
    }
}
