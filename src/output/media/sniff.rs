//! Owns what a file is, told by its first bytes, and the words for what cannot be cleaned.
//! It does not look further into a file than it needs to name it.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;

/// What a file is, by its bytes (a name alone tells only texts apart, which have no mark of their own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A JPEG photograph.
    Jpeg,
    /// A PNG image, animated or not.
    Png,
    /// A GIF image, animated or not.
    Gif,
    /// A WebP image, animated or not.
    WebP,
    /// An SVG drawing.
    Svg,
    /// An ISO base media file: MP4, MOV, M4V or M4A.
    Mp4,
    /// A Matroska or WebM film or sound.
    Matroska,
    /// An MP3 sound.
    Mp3,
    /// A WAV sound.
    Wav,
    /// An Ogg sound: Opus or Vorbis.
    Ogg,
    /// A FLAC sound.
    Flac,
    /// Captions in WebVTT.
    WebVtt,
    /// Plain text that carries no metadata beside its words: CSV, TSV, JSON, GeoJSON, SRT, TXT.
    Text,
}

impl Kind {
    /// Whether it is an image of pixels.
    pub fn is_raster(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::WebP)
    }

    /// Whether it is an image.
    pub fn is_image(self) -> bool {
        self.is_raster() || self == Self::Svg
    }

    /// The media type of IANA; where one kind serves sound and film, that of the film.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Svg => "image/svg+xml",
            Self::Mp4 => "video/mp4",
            Self::Matroska => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
            Self::Ogg => "audio/ogg",
            Self::Flac => "audio/flac",
            Self::WebVtt => "text/vtt",
            Self::Text => "text/plain",
        }
    }

    /// The format's name in a sentence, with its article.
    fn noun(self) -> &'static str {
        match self {
            Self::Jpeg => "a JPEG image",
            Self::Png => "a PNG image",
            Self::Gif => "a GIF image",
            Self::WebP => "a WebP image",
            Self::Svg => "an SVG drawing",
            Self::Mp4 => "an MP4 or MOV file",
            Self::Matroska => "a WebM or Matroska file",
            Self::Mp3 => "an MP3 sound",
            Self::Wav => "a WAV sound",
            Self::Ogg => "an Ogg sound",
            Self::Flac => "a FLAC sound",
            Self::WebVtt => "a WebVTT text",
            Self::Text => "a plain text",
        }
    }

    /// The ending it should have.
    fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            _ => self.endings()[0],
        }
    }

    /// The file name endings under which it may be published. A server or a browser goes by the ending, so that a picture
    /// called `.html` would be run as a page.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg | Self::Png | Self::Gif | Self::WebP => RASTER,
            Self::Svg => &["svg"],
            Self::Mp4 => &["mp4", "m4v", "m4a", "m4b", "mov", "qt", "3gp", "3g2"],
            Self::Matroska => &["webm", "mkv", "mka", "weba"],
            Self::Mp3 => &["mp3"],
            Self::Wav => &["wav", "wave"],
            Self::Ogg => &["ogg", "oga", "opus"],
            Self::Flac => &["flac"],
            Self::WebVtt => &["vtt"],
            Self::Text => TEXTS,
        }
    }
}

/// Old folders often hold a PNG called `.jpg`; browsers show it all the same.
const RASTER: &[&str] = &["jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp"];
const TEXTS: &[&str] = &["txt", "csv", "tsv", "json", "geojson", "srt"];

const TO_IMAGE: &str = "save it as JPEG, PNG or WebP";
const TO_FILM: &str = "convert it to MP4 or WebM";
const TO_SOUND: &str = "convert it to MP3, M4A or FLAC";
const TO_PAGE: &str = "publish its pages as PNG images, or its words as an article";
const UNPACK: &str = "unpack it and publish the files it holds";

/// Names a file, or refuses it.
pub(super) fn kind(name: &str, bytes: &[u8]) -> Result<Kind, Refusal> {
    let ending = ending(name);
    if bytes.is_empty() {
        return Err(Refusal::broken("is empty").with_help("copy it again from where it came"));
    }
    let kind = known(&ending, bytes).ok_or_else(|| unknown(&ending, bytes))?;
    if ending.is_empty() || kind.endings().contains(&ending.as_str()) {
        return Ok(kind);
    }
    Err(Refusal::broken(format!(
        "is {}, and its name ends in `.{ending}`",
        kind.noun()
    ))
    .with_help(format!("rename it to end in `.{}`", kind.ending())))
}

fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

fn known(ending: &str, bytes: &[u8]) -> Option<Kind> {
    let riff = |form: &[u8]| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(form);
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Png),
        _ if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => Some(Kind::Gif),
        _ if riff(b"WEBP") => Some(Kind::WebP),
        _ if riff(b"WAVE") => Some(Kind::Wav),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Some(Kind::Matroska),
        _ if bytes.starts_with(b"OggS") => Some(Kind::Ogg),
        _ if bytes.starts_with(b"fLaC") => Some(Kind::Flac),
        _ if bytes.starts_with(b"ID3") => Some(after_id3(ending, bytes)),
        [0xFF, second, ..] if second & 0xE0 == 0xE0 && second & 0x06 != 0 => Some(Kind::Mp3),
        _ if is_film(bytes) => Some(Kind::Mp4),
        _ => known_text(ending, bytes),
    }
}

fn after_id3(ending: &str, bytes: &[u8]) -> Kind {
    let flac = super::samples::skip_id3v2(bytes).starts_with(b"fLaC");
    if flac || ending == "flac" {
        Kind::Flac
    } else {
        Kind::Mp3
    }
}

fn is_film(bytes: &[u8]) -> bool {
    match bytes.get(4..8) {
        Some(b"ftyp") => foreign_brand(bytes).is_none(),
        Some(b"moov" | b"mdat" | b"wide" | b"free" | b"skip" | b"pnot") => true,
        _ => false,
    }
}

fn known_text(ending: &str, bytes: &[u8]) -> Option<Kind> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.starts_with(b"WEBVTT") {
        Some(Kind::WebVtt)
    } else if ending == "svg" && super::svg::decode(bytes).is_some() || looks_like_svg(text) {
        Some(Kind::Svg)
    } else if TEXTS.contains(&ending) {
        Some(Kind::Text)
    } else {
        None
    }
}

fn looks_like_svg(text: &[u8]) -> bool {
    let head = &text[..text.len().min(4096)];
    let is_svg = |mark: &[u8]| super::bytes::find(head, mark).is_some();
    text.trim_ascii_start().starts_with(b"<")
        && (is_svg(b"<svg") || is_svg(b":svg"))
        && !is_svg(b"<html")
}

fn unknown(ending: &str, bytes: &[u8]) -> Refusal {
    if let Some((noun, help)) = foreign(bytes).or_else(|| foreign_brand(bytes)) {
        return Refusal::cannot(
            format!("is {noun}, whose metadata depeche cannot remove"),
            help,
        );
    }
    let claims = CLEANED.iter().any(|kind| kind.endings().contains(&ending));
    if claims {
        let why = format!("is not what its name says: its bytes are those of no `.{ending}` file");
        return Refusal::broken(why);
    }
    Refusal::cannot(
        "is of a format that depeche does not know, so that its metadata cannot be removed",
        "publish images as JPEG, PNG, GIF, WebP or SVG, films as MP4 or WebM, sounds as MP3, M4A, WAV or FLAC, data as CSV or JSON",
    )
}

const CLEANED: &[Kind] = &[
    Kind::Jpeg,
    Kind::Svg,
    Kind::Mp4,
    Kind::Matroska,
    Kind::Mp3,
    Kind::Wav,
    Kind::Ogg,
    Kind::Flac,
    Kind::WebVtt,
];

/// The brands of ISO base media files that are images or need their own program.
fn foreign_brand(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.get(4..8) != Some(b"ftyp") {
        return None;
    }
    let length = super::bytes::be32(bytes, 0)? as usize;
    let brands = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    let major = brands.get(..4)?;
    let compatible = brands.get(8..).unwrap_or_default();
    let has =
        |brand: &[u8; 4]| major == brand || compatible.chunks_exact(4).any(|other| other == brand);
    match major {
        b"avif" | b"avis" => Some(("an AVIF image", TO_IMAGE)),
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" => {
            Some(("a HEIC image", TO_IMAGE))
        }
        b"crx " => Some(("a RAW image (CR3)", TO_IMAGE)),
        _ if has(b"avif") => Some(("an AVIF image", TO_IMAGE)),
        _ if has(b"heic") || has(b"mif1") || has(b"msf1") => Some(("a HEIF image", TO_IMAGE)),
        _ => None,
    }
}

fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    FOREIGN
        .iter()
        .find(|(at, mark, ..)| bytes.get(*at..).is_some_and(|run| run.starts_with(mark)))
        .map(|&(_, _, noun, help)| (noun, help))
}

type Mark = (usize, &'static [u8], &'static str, &'static str);

/// Marks of formats that are refused by name.
const FOREIGN: &[Mark] = &[
    (8, b"CR\x02\0", "a RAW image (CR2)", TO_IMAGE),
    (0, b"II\x2A\0", "a TIFF or RAW image", TO_IMAGE),
    (0, b"MM\0\x2A", "a TIFF or RAW image", TO_IMAGE),
    (0, b"II\x2B\0", "a TIFF image", TO_IMAGE),
    (0, b"MM\0\x2B", "a TIFF image", TO_IMAGE),
    (0, b"IIU\0", "a RAW image (RW2)", TO_IMAGE),
    (0, b"IIRO", "a RAW image (ORF)", TO_IMAGE),
    (0, b"IIRS", "a RAW image (ORF)", TO_IMAGE),
    (0, b"MMOR", "a RAW image (ORF)", TO_IMAGE),
    (0, b"FUJIFILMCCD-RAW", "a RAW image (RAF)", TO_IMAGE),
    (0, b"FOVb", "a RAW image (X3F)", TO_IMAGE),
    (0, b"II\xBC", "a JPEG XR image", TO_IMAGE),
    (0, b"8BPS", "a Photoshop image", TO_IMAGE),
    (0, b"gimp xcf", "a GIMP image", TO_IMAGE),
    (0, b"BM", "a BMP image", TO_IMAGE),
    (0, b"\0\0\x01\0", "an ICO image", TO_IMAGE),
    (0, b"\0\0\x02\0", "a CUR image", TO_IMAGE),
    (0, b"\xFF\x0A", "a JPEG XL image", TO_IMAGE),
    (4, b"JXL \r\n\x87\n", "a JPEG XL image", TO_IMAGE),
    (4, b"jP  \r\n\x87\n", "a JPEG 2000 image", TO_IMAGE),
    (0, b"\xFF\x4F\xFF\x51", "a JPEG 2000 image", TO_IMAGE),
    (0, b"%PDF", "a PDF document", TO_PAGE),
    (0, b"%!PS", "a PostScript document", TO_PAGE),
    (0, b"{\\rtf", "an RTF document", TO_PAGE),
    (0, b"\xD0\xCF\x11\xE0", "an Office document", TO_PAGE),
    (0, b"PK\x03\x04", "a ZIP archive or Office document", UNPACK),
    (0, b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
    (0, b"Rar!", "a RAR archive", UNPACK),
    (0, b"\x1F\x8B", "a gzip file", UNPACK),
    (8, b"AVI ", "an AVI film", TO_FILM),
    (0, b"\x30\x26\xB2\x75", "a Windows Media file", TO_FILM),
    (0, b"FLV\x01", "a Flash film", TO_FILM),
    (0, b"\0\0\x01\xBA", "an MPEG film", TO_FILM),
    (0, b"\0\0\x01\xB3", "an MPEG film", TO_FILM),
    (0, b".RMF", "a RealMedia file", TO_FILM),
    (0, b"RF64", "an RF64 sound", TO_SOUND),
    (0, b"FORM", "an AIFF sound", TO_SOUND),
    (0, b"#!AMR", "an AMR sound", TO_SOUND),
    (0, b"ADIF", "an AAC sound", TO_SOUND),
    (0, b"\xFF\xF1", "an AAC sound", TO_SOUND),
    (0, b"\xFF\xF9", "an AAC sound", TO_SOUND),
    (0, b"MThd", "a MIDI file", TO_SOUND),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, bytes: &[u8]) -> String {
        let refusal = kind(name, bytes).expect_err("refused").of(name);
        format!("{} / {}", refusal.message(), refusal.help())
    }

    #[test]
    fn an_image_that_cannot_be_cleaned_is_refused_by_its_format_whatever_its_name() {
        assert_eq!(
            refusal("photo.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
            "`photo.jpg` is a HEIC image, whose metadata depeche cannot remove / save it as JPEG, PNG or WebP"
        );
        for (bytes, noun) in [
            (&b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf"[..], "AVIF"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1miaf", "HEIF"),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "CR3"),
            (b"II\x2A\0\x10\0\0\0CR\x02\0", "CR2"),
            (b"II\x2A\0\x08\0\0\0", "TIFF or RAW"),
            (b"MM\0\x2A\0\0\0\x08", "TIFF or RAW"),
            (b"8BPS\0\x01", "Photoshop"),
            (b"BM\0\0\0\0", "BMP"),
            (b"\0\0\x01\0\x01\0", "ICO"),
        ] {
            let words = refusal("x.jpg", bytes);
            assert!(words.contains(noun), "{words}");
            assert!(words.ends_with("save it as JPEG, PNG or WebP"), "{words}");
        }
    }

    #[test]
    fn documents_and_archives_are_refused_with_a_way_out() {
        assert_eq!(
            refusal("report.pdf", b"%PDF-1.7\n"),
            "`report.pdf` is a PDF document, whose metadata depeche cannot remove / publish its pages as PNG images, or its words as an article"
        );
        assert!(refusal("a.docx", b"PK\x03\x04").contains("Office document"));
        assert!(refusal("a.bin", b"\x01\x02\x03").contains("does not know"));
    }

    #[test]
    fn a_name_that_lies_about_the_bytes_is_a_fault() {
        assert_eq!(
            refusal("page.html", b"GIF89a"),
            "`page.html` is a GIF image, and its name ends in `.html` / rename it to end in `.gif`"
        );
        assert!(refusal("a.jpg", b"hello there").contains("is not what its name says"));
        assert!(refusal("a.jpg", b"").contains("is empty"));
        assert_eq!(kind("old.jpg", b"\x89PNG\r\n\x1A\n"), Ok(Kind::Png));
    }
}
