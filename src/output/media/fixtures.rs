//! Owns small images for the tests and the list of all pairs: each file bare, and the same with a canary wherever metadata can stand.

use super::Kind;
use super::base64;
use super::bytes::crc_png;
use super::fixtures_av::{
    flac, laden_flac, laden_mp3, laden_opus, laden_wav, mp3_frames, mp4, opus, vtt, wav, webm,
};

/// Stands for what must not leave. No cleaned file may hold it, in UTF-8 or in UTF-16.
pub(super) const CANARY: &[u8] = b"GPS-CANARY";

/// A file without metadata and the same file with it.
pub(super) struct Pair {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    pub(super) bare: Vec<u8>,
    pub(super) laden: Vec<u8>,
}

/// One pair of each format.
pub(super) fn pairs() -> Vec<Pair> {
    let pair = |kind, name, bare, laden| Pair {
        kind,
        name,
        bare,
        laden,
    };
    vec![
        pair(Kind::Jpeg, "a.jpg", jpeg(&[]), laden_jpeg()),
        pair(Kind::Png, "a.png", png(&[], &[]), laden_png()),
        pair(Kind::Gif, "a.gif", gif(b""), laden_gif()),
        pair(Kind::WebP, "a.webp", webp(&[]), laden_webp()),
        pair(Kind::Svg, "a.svg", bare_svg(), laden_svg()),
        pair(Kind::Mp4, "a.mp4", mp4(false), mp4(true)),
        pair(Kind::Matroska, "a.webm", webm(false), webm(true)),
        pair(Kind::Mp3, "a.mp3", mp3_frames(), laden_mp3()),
        pair(Kind::Wav, "a.wav", wav(&[]), laden_wav()),
        pair(
            Kind::Ogg,
            "a.opus",
            opus(b"OpusTags\0\0\0\0\0\0\0\0"),
            laden_opus(),
        ),
        pair(Kind::Flac, "a.flac", flac(&[]), laden_flac()),
        pair(Kind::WebVtt, "a.vtt", vtt(false), vtt(true)),
    ]
}

// JPEG

pub(super) fn jpeg_segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], &length[..], payload].concat()
}

/// A grey picture of 16 by 8, with these segments after the JFIF header.
pub(super) fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    let mut table = vec![0];
    table.extend([1; 64]);
    let code = |class| {
        [
            &[class][..],
            &[0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &[0],
        ]
        .concat()
    };
    [
        vec![0xFF, 0xD8],
        jpeg_segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segments.concat(),
        jpeg_segment(0xDB, &table),
        jpeg_segment(0xC0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        jpeg_segment(0xC4, &code(0)),
        jpeg_segment(0xC4, &code(0x10)),
        jpeg_segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        vec![0x0F, 0xFF, 0x00, 0xFF, 0xD0, 0x12, 0x34],
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// EXIF with a camera's name, a place and a thumbnail, and this orientation.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II\x2A\0\x08\0\0\0\x03\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &count.to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    tiff.extend(entry(0x010F, 2, 10, 50));
    tiff.extend(entry(0x0112, 3, 1, orientation.into()));
    tiff.extend(entry(0x8825, 4, 1, 60));
    tiff.extend([0; 4]);
    tiff.extend(CANARY);
    tiff.extend(b"\0\0\0\0\0\0");
    tiff.extend(jpeg(&[jpeg_segment(0xFE, CANARY)]));
    tiff
}

fn laden_jpeg() -> Vec<u8> {
    let with = |head: &[u8]| [head, CANARY].concat();
    let mut file = jpeg(&[
        jpeg_segment(0xE0, &with(b"JFXX\0\x10")),
        jpeg_segment(0xE1, &[b"Exif\0\0", &exif(1)[..]].concat()),
        jpeg_segment(0xE1, &with(b"http://ns.adobe.com/xap/1.0/\0")),
        jpeg_segment(0xE1, &with(b"http://ns.adobe.com/xmp/extension/\0")),
        jpeg_segment(0xE2, &with(b"MPF\0")),
        jpeg_segment(0xE2, &with(b"ICC_PROFILE\0\x01\x01")),
        jpeg_segment(0xEB, &with(b"JP")),
        jpeg_segment(0xED, &with(b"Photoshop 3.0\0")),
        jpeg_segment(0xFE, CANARY),
        jpeg_segment(0xF0, CANARY),
    ]);
    file.extend(b"\0\0\0\x18ftypmp42");
    file.extend(CANARY);
    file
}

// PNG

pub(super) fn png_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u32).to_be_bytes();
    [
        &length[..],
        name,
        data,
        &crc_png(&[name, data]).to_be_bytes(),
    ]
    .concat()
}

/// A grey pixel, with these chunks before and after its data.
pub(super) fn png(before: &[Vec<u8>], after: &[Vec<u8>]) -> Vec<u8> {
    // zlib: one stored block of two bytes (filter 0, grey 0x7F).
    let pixels = b"\x78\x01\x01\x02\0\xFD\xFF\0\x7F\0\x81\0\x80";
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        png_chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"),
        png_chunk(b"gAMA", b"\0\0\xB1\x8F"),
        before.concat(),
        png_chunk(b"IDAT", pixels),
        after.concat(),
        png_chunk(b"IEND", b""),
    ]
    .concat()
}

fn laden_png() -> Vec<u8> {
    let with = |head: &[u8]| [head, CANARY].concat();
    let before = [
        png_chunk(b"tEXt", &with(b"Author\0")),
        png_chunk(b"iTXt", &with(b"XML:com.adobe.xmp\0\0\0\0\0")),
        png_chunk(b"zTXt", &with(b"Raw profile type exif\0\0")),
        png_chunk(b"eXIf", &exif(1)),
        png_chunk(b"tIME", b"\x07\xE1\x0A\x1A\x0C\0\0"),
        png_chunk(b"iCCP", &with(b"GPS-CANARY\0\0")),
        png_chunk(b"sPLT", CANARY),
        png_chunk(b"pHYs", &with(b"\0\0\0\x01\0\0\0\x01\0")),
        png_chunk(b"caBX", CANARY),
    ];
    let after = [png_chunk(b"tEXt", &with(b"Comment\0"))];
    let mut file = png(&before, &after);
    file.extend(CANARY);
    file
}

// GIF

fn gif(extensions: &[u8]) -> Vec<u8> {
    [
        b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec(),
        b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0".to_vec(),
        extensions.to_vec(),
        b"\x21\xF9\x04\0\x0A\0\0\0".to_vec(),
        b"\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x01\0".to_vec(),
        b"\x3B".to_vec(),
    ]
    .concat()
}

fn laden_gif() -> Vec<u8> {
    let block = |head: &[u8]| [head, &[CANARY.len() as u8], CANARY, &[0]].concat();
    let mut file = gif(&[
        block(b"\x21\xFE"),
        block(b"\x21\xFF\x0BXMP DataXMP"),
        block(b"\x21\xFF\x0BICCRGBG1012"),
        b"\x21\xF9\x04\0\x0B\0\0\0".to_vec(),
        block(b"\x21\x01\x0C\0\0\0\0\0\0\0\0\x08\x08\0\x01"),
    ]
    .concat());
    file.extend(CANARY);
    file
}

// WebP

pub(super) fn riff_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [name, &(data.len() as u32).to_le_bytes()[..], data, padding].concat()
}

pub(super) fn riff(form: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
    riff_chunk(b"RIFF", &[form.to_vec(), chunks.concat()].concat())
}

/// A lossless picture of 16 by 8 in the extended form, with these chunks after its data.
pub(super) fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let has = |name: &[u8; 4]| chunks.iter().any(|chunk| chunk.starts_with(name));
    let flags = 0x10 | if has(b"EXIF") { 8 } else { 0 } | if has(b"XMP ") { 4 } else { 0 };
    let header = [&[flags, 0, 0, 0][..], &[15, 0, 0], &[7, 0, 0]].concat();
    let pixels = [&[0x2F][..], &(15u32 | 7 << 14).to_le_bytes(), b"\x07\x10"].concat();
    let first = [riff_chunk(b"VP8X", &header), riff_chunk(b"VP8L", &pixels)];
    riff(b"WEBP", &[first.concat(), chunks.concat()])
}

fn laden_webp() -> Vec<u8> {
    let mut file = webp(&[
        riff_chunk(b"EXIF", &exif(1)),
        riff_chunk(b"XMP ", CANARY),
        riff_chunk(b"C2PA", CANARY),
        riff_chunk(b"ICCP", CANARY),
    ]);
    file.extend(CANARY);
    file
}

// SVG

fn bare_svg() -> Vec<u8> {
    br##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30"><title>Map of Rawa</title><style>.a{fill:red}</style><rect class="a" width="4" height="3"></rect><use xlink:href="#b"></use></svg>"##.to_vec()
}

fn laden_svg() -> Vec<u8> {
    let picture = base64::encode(&laden_png());
    format!(
        r##"<?xml version="1.0"?><!-- GPS-CANARY -->
<!DOCTYPE svg PUBLIC "GPS-CANARY" "http://x/GPS-CANARY.dtd">
<?xml-stylesheet href="GPS-CANARY.css"?>
<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" xmlns:i="http://www.inkscape.org/namespaces/inkscape" width="40" height="30" i:docname="/home/GPS-CANARY/a.svg" onload="GPS-CANARY()" data-by="GPS-CANARY"><s:metadata><a>GPS-CANARY</a></s:metadata><i:namedview>GPS-CANARY</i:namedview><s:title>Map of Rawa</s:title><s:script>GPS-CANARY</s:script><s:style>/*GPS-CANARY*/.a{{fill:red}}@import url(http://x/GPS-CANARY);</s:style><s:rect class="a" width="4" height="3" fill="url(http://x/GPS-CANARY)"/><s:use x:href="#b" x:title="GPS-CANARY"/><s:foreignObject><p xmlns="http://www.w3.org/1999/xhtml">GPS-CANARY</p></s:foreignObject><s:image x:href="file:///home/GPS-CANARY.png"/><s:image x:href="data:image/png;base64,{picture}"/>GPS-CANARY</s:svg>"##
    )
    .into_bytes()
}
