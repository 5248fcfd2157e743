//! Owns the way from a file's bytes to its text: encodings, byte-order marks, line ends, normal form. It makes no diagnostics
//! (`parse` does, from what is returned here) and never changes the file.
//!
//! The text that comes out is NFC, ends its lines with LF, and has as many lines as the file: so line numbers are the file's
//! own, and byte positions are those of this text, which `inspect` shows.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// NFC, lines ended by LF, no byte-order mark.
    pub text: String,
    /// The encoding it was converted from, where that was not plain UTF-8.
    pub encoding: Option<&'static str>,
    /// How many places could not be read; each is U+FFFD in the text.
    pub damaged: usize,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is not text: it holds zero bytes, as images and other binary files do")]
pub struct NotText;

/// Reads bytes as text, in the encoding that they are most likely in.
///
/// # Errors
/// Where they are no text in any encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return converted(encoding, &bytes[mark..]);
    }
    if bytes.contains(&0) {
        let encoding = utf16_without_mark(bytes).ok_or(NotText)?;
        return converted(encoding, bytes);
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: normalised(text),
            encoding: None,
            damaged: 0,
        }),
        Err(_) if is_damaged_utf8(bytes) => converted(UTF_8, bytes),
        Err(_) => converted(legacy(bytes), bytes),
    }
}

fn converted(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, NotText> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        return Err(NotText);
    }
    let damaged = if faulty {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    Ok(Decoded {
        text: normalised(&text),
        encoding: (encoding != UTF_8 || faulty).then(|| encoding.name()),
        damaged,
    })
}

fn normalised(text: &str) -> String {
    let composed = composed(text);
    if composed.contains('\r') {
        composed.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        composed.into_owned()
    }
}

/// A text in NFC. Most texts are, which is told without composing them.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// Text in UTF-16 without a mark has its zero bytes all on one side, and many of them.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| {
        bytes
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = bytes.len() / 20;
    match (even, odd) {
        _ if !bytes.len().is_multiple_of(2) => None,
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a text is UTF-8 with a few broken places, rather than of another encoding: far more of its letters beyond ASCII
/// are whole than broken. One bad byte must not turn a whole page into "Ã©".
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken * 4
}

/// The encoding of bytes that are no UTF-8. The detector is helped in the two cases that archives of the French and Arabic
/// press are full of, since it is weak on short texts.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    if looks_arabic(bytes) {
        return WINDOWS_1256;
    }
    if looks_french(bytes) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// In windows-1256, French accented letters keep the places they have in windows-1252 and Arabic letters fill the others.
/// So Arabic text is nearly all Arabic letters there, in runs, while Cyrillic, Greek and Hebrew text falls on both kinds.
fn looks_arabic(bytes: &[u8]) -> bool {
    let is_arabic = |byte: u8| {
        matches!(byte,
            0x81 | 0x8D..=0x90 | 0x98 | 0x9A | 0x9F | 0xAA | 0xC0..=0xD6 | 0xD8..=0xDF
            | 0xE1 | 0xE3..=0xE6 | 0xEC | 0xED | 0xF0..=0xF3 | 0xF5 | 0xF6 | 0xF8 | 0xFA | 0xFF)
    };
    let (mut letters, mut arabic, mut in_runs) = (0usize, 0usize, 0usize);
    let mut before = false;
    for &byte in bytes {
        let now = is_arabic(byte);
        letters += usize::from(byte >= 0xC0 || now);
        arabic += usize::from(now);
        in_runs += usize::from(now && before);
        before = now;
    }
    letters >= 3 && arabic * 100 >= letters * 85 && in_runs * 2 >= arabic
}

/// Whether each byte beyond ASCII is a letter or a sign that French, English and their typography use, and no run of them is
/// longer than such words have.
fn looks_french(bytes: &[u8]) -> bool {
    let is_french = |byte: u8| {
        matches!(byte,
            0x80 | 0x85 | 0x8C | 0x91..=0x97 | 0x9C | 0xA0 | 0xA7 | 0xA9 | 0xAB | 0xB0 | 0xB2 | 0xB7 | 0xBB
            | 0xC0 | 0xC2 | 0xC6..=0xCB | 0xCE | 0xCF | 0xD4 | 0xD9 | 0xDB
            | 0xE0 | 0xE2 | 0xE4 | 0xE6..=0xEB | 0xEE | 0xEF | 0xF1 | 0xF4 | 0xF6 | 0xF9 | 0xFB | 0xFC | 0xFF)
    };
    let mut run = 0;
    for &byte in bytes {
        run = if byte >= 0xC0 { run + 1 } else { 0 };
        if run > 2 || (byte >= 0x80 && !is_french(byte)) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes).expect("text")
    }

    fn legacy_bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let (bytes, _, faulty) = encoding.encode(text);
        assert!(!faulty, "{text} in {}", encoding.name());
        bytes.into_owned()
    }

    #[test]
    fn plain_utf8_is_taken_as_it_is() {
        let decoded = read("Al-Qaïm, مدينة\n".as_bytes());
        assert_eq!(decoded.text, "Al-Qaïm, مدينة\n");
        assert_eq!((decoded.encoding, decoded.damaged), (None, 0));
    }

    #[test]
    fn byte_order_marks_are_obeyed_and_dropped() {
        assert_eq!(read(b"\xEF\xBB\xBFun").text, "un");
        assert_eq!(read(b"\xEF\xBB\xBFun").encoding, None);
        let wide = read(b"\xFF\xFEu\0\xE9\0");
        assert_eq!(
            (wide.text.as_str(), wide.encoding),
            ("ué", Some("UTF-16LE"))
        );
        let wide = read(b"\xFE\xFF\0u\0\xE9");
        assert_eq!(
            (wide.text.as_str(), wide.encoding),
            ("ué", Some("UTF-16BE"))
        );
        assert_eq!(read(b"l\0a\0 \0v\0i\0l\0l\0e\0").text, "la ville");
    }

    #[test]
    fn every_kind_of_line_end_becomes_one_and_lines_keep_their_numbers() {
        assert_eq!(read(b"a\r\nb\rc\n\r\nd").text, "a\nb\nc\n\nd");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(read("Qai\u{308}m".as_bytes()).text, "Qaïm");
    }

    #[test]
    fn french_in_windows_1252_is_told_from_arabic_in_windows_1256() {
        for french in [
            "déjà",
            "Al-Qaïm : l’armée avance",
            "« Ça, c’est l’été », dit-il à la poignée de curieux.",
            "À lire aussi",
            "cœur",
            "bientôt 20 000 € d’aide",
        ] {
            let decoded = read(&legacy_bytes(french, WINDOWS_1252));
            assert_eq!(decoded.text, french);
            assert_eq!(decoded.encoding, Some("windows-1252"), "{french}");
        }
        for arabic in [
            "الموصل",
            "قال شاهد إن الجسر القديم أغلق صباح اليوم.",
            "بغداد",
            "وصلت القافلة إلى المدينة، والطريق مفتوح.",
            "AFP - بيروت",
            "چند ساعت",
        ] {
            let decoded = read(&legacy_bytes(arabic, WINDOWS_1256));
            assert_eq!(decoded.text, arabic);
            assert_eq!(decoded.encoding, Some("windows-1256"), "{arabic}");
        }
    }

    #[test]
    fn other_scripts_are_left_to_the_detector() {
        let russian = "Колонна вышла из города утром, сообщил очевидец на дороге.";
        let decoded = read(&legacy_bytes(russian, encoding_rs::WINDOWS_1251));
        assert_eq!(decoded.text, russian);
        let greek = "Η γέφυρα έκλεισε το πρωί και άνοιξε ξανά το βράδυ, είπε ο μάρτυρας.";
        let decoded = read(&legacy_bytes(greek, encoding_rs::WINDOWS_1253));
        assert_eq!(decoded.text, greek);
    }

    #[test]
    fn a_broken_byte_does_not_spoil_a_text_in_utf8() {
        let mut bytes = "L’armée a gagné la vallée près d’al-Qaïm. "
            .repeat(3)
            .into_bytes();
        bytes.extend(b"fin \xE9");
        let decoded = read(&bytes);
        assert!(decoded.text.starts_with("L’armée"));
        assert!(decoded.text.ends_with("fin \u{FFFD}"));
        assert_eq!((decoded.encoding, decoded.damaged), (Some("UTF-8"), 1));
    }

    #[test]
    fn binary_files_are_refused() {
        assert_eq!(decode(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0"), Err(NotText));
        assert_eq!(decode(&[0; 64]), Err(NotText));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(!decoded.text.contains('\r'));
            }
        }
    }
}
