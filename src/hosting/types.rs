//! Owns the type of each file by its extension. What is text is UTF-8, as everything that a build writes.

/// What a browser saves, and does not try to show.
pub(super) const UNKNOWN: &str = "application/octet-stream";

/// What the type of every text ends with.
pub(super) const UTF_8: &str = "; charset=utf-8";

/// Types as they are sent, each with its extensions in small letters.
pub(super) const TYPES: &[(&str, &[&str])] = &[
    ("text/html; charset=utf-8", &["html", "htm"]),
    ("text/css; charset=utf-8", &["css"]),
    ("text/javascript; charset=utf-8", &["js", "mjs"]),
    // Lists of digests and their signature are there to be read.
    (
        "text/plain; charset=utf-8",
        &["txt", "sha256", "minisig", "md", "srt", "log"],
    ),
    ("text/csv; charset=utf-8", &["csv"]),
    ("text/tab-separated-values; charset=utf-8", &["tsv"]),
    ("text/vtt; charset=utf-8", &["vtt"]),
    ("application/xml; charset=utf-8", &["xml"]),
    ("application/json; charset=utf-8", &["json"]),
    ("application/geo+json; charset=utf-8", &["geojson"]),
    ("application/manifest+json; charset=utf-8", &["webmanifest"]),
    ("image/svg+xml; charset=utf-8", &["svg"]),
    ("image/jpeg", &["jpg", "jpeg", "jpe", "jfif"]),
    ("image/png", &["png"]),
    ("image/gif", &["gif"]),
    ("image/webp", &["webp"]),
    ("image/avif", &["avif"]),
    ("image/x-icon", &["ico"]),
    ("video/mp4", &["mp4", "m4v"]),
    ("video/quicktime", &["mov"]),
    ("video/webm", &["webm"]),
    ("video/x-matroska", &["mkv"]),
    ("video/ogg", &["ogv"]),
    ("audio/mpeg", &["mp3"]),
    ("audio/mp4", &["m4a"]),
    ("audio/wav", &["wav"]),
    ("audio/ogg", &["ogg", "oga", "opus"]),
    ("audio/flac", &["flac"]),
    ("audio/x-matroska", &["mka"]),
    ("audio/webm", &["weba"]),
    ("font/woff2", &["woff2"]),
    ("font/woff", &["woff"]),
    ("font/ttf", &["ttf"]),
    ("font/otf", &["otf"]),
    ("application/pdf", &["pdf"]),
    ("application/epub+zip", &["epub"]),
    ("application/zip", &["zip"]),
    ("application/gzip", &["gz", "tgz"]),
    ("application/zstd", &["zst"]),
    ("application/x-tar", &["tar"]),
    ("application/wasm", &["wasm"]),
];

/// The type that a file of the site is sent with, by its path.
pub fn content_type(path: &str) -> &'static str {
    let extension = extension(path);
    TYPES
        .iter()
        .find(|(_, extensions)| extensions.contains(&extension.as_str()))
        .map_or(UNKNOWN, |(sent, _)| sent)
}

/// Whether browsers show or play a file: a picture, a film, a recording.
pub fn is_shown_or_played(path: &str) -> bool {
    let kind = content_type(path).split('/').next();
    matches!(kind, Some("image" | "video" | "audio"))
}

/// Whether a file is text, by its path: what packing makes much smaller.
pub fn is_text(path: &str) -> bool {
    content_type(path).ends_with(UTF_8)
}

/// A type without the word on its letters.
pub(super) fn bare(sent: &str) -> &str {
    sent.strip_suffix(UTF_8).unwrap_or(sent)
}

/// The types of all text, bare.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    TYPES
        .iter()
        .filter_map(|(sent, _)| sent.strip_suffix(UTF_8))
}

/// The extensions of all text.
pub(super) fn text_extensions() -> impl Iterator<Item = &'static str> {
    let texts = TYPES.iter().filter(|(sent, _)| sent.ends_with(UTF_8));
    texts.flat_map(|(_, extensions)| extensions.iter().copied())
}

/// The extension in small letters; empty where there is none, as in `.htaccess`.
pub(super) fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_text_says_that_it_is_utf_8() {
        for (path, sent) in [
            ("index.html", "text/html; charset=utf-8"),
            ("style.css", "text/css; charset=utf-8"),
            ("feed.xml", "application/xml; charset=utf-8"),
            ("feed.json", "application/json; charset=utf-8"),
            ("manifest.sha256", "text/plain; charset=utf-8"),
            ("manifest.sha256.minisig", "text/plain; charset=utf-8"),
            ("media/2017/10/carte.SVG", "image/svg+xml; charset=utf-8"),
            ("media/a.tar.gz", "application/gzip"),
            ("media/2017/photo.JPG", "image/jpeg"),
        ] {
            assert_eq!(content_type(path), sent, "{path}");
        }
    }

    #[test]
    fn what_is_not_known_is_never_shown() {
        for path in ["CNAME", ".htaccess", "a.b/LICENSE", "data.unknown", ""] {
            assert_eq!(content_type(path), UNKNOWN, "{path}");
        }
    }

    #[test]
    fn text_is_what_packing_makes_smaller() {
        for text in [
            "a.html", "a.css", "a.js", "a.xml", "a.json", "a.svg", "a.txt", "a.csv",
        ] {
            assert!(is_text(text), "{text}");
        }
        for packed in [
            "a.jpg",
            "a.woff2",
            "a.mp4",
            "a.zip",
            "a.html.gz",
            "a.html.br",
            "CNAME",
        ] {
            assert!(!is_text(packed), "{packed}");
        }
    }

    #[test]
    fn an_extension_has_one_type() {
        let mut known = BTreeSet::new();
        for extension in TYPES.iter().flat_map(|(_, extensions)| *extensions) {
            assert!(known.insert(extension), "{extension}");
            assert_eq!(*extension, extension.to_ascii_lowercase());
        }
    }
}
