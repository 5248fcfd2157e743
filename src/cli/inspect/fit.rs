//! Owns the fitting of foreign text into a column: safe for a terminal, on one line, of so many columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::diag::sanitise;

/// A text on one line of so many columns: safe, its runs of spaces made one, what has no width and no shape of its own left
/// out, cut between characters as a reader counts them.
pub(super) fn fit(text: &str, columns: usize) -> String {
    // So much that no mark or space can hide what is shown, and no more: lines of a million characters exist.
    let enough: String = text.chars().take(columns * 8 + 64).collect();
    let is_cut = enough.len() < text.len();
    let seen = enough.replace(['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'], "");
    let words: Vec<&str> = seen.split_whitespace().collect();
    let line = sanitise(&words.join(" "));
    if !is_cut && line.width() <= columns {
        return line;
    }
    let (mut shown, mut width) = (String::new(), 0);
    for part in line.graphemes(true) {
        width += part.width();
        if width >= columns {
            break;
        }
        shown.push_str(part);
    }
    format!("{}…", shown.trim_end())
}

/// A text cut or filled up to so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let spaces = columns.saturating_sub(text.width());
    format!("{text}{:spaces$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_width_and_not_at_its_length() {
        for (text, columns, shown) in [
            ("Le pont", 7, "Le pont"),
            ("Le pont rouvre", 8, "Le pont…"),
            ("Le  pont\t rouvre", 20, "Le pont rouvre"),
            ("橋が再び開通", 12, "橋が再び開通"),
            ("橋が再び開通した", 12, "橋が再び開…"),
            ("فُتِحَ الجسر", 9, "فُتِحَ الجسر"),
            (
                "e\u{301}te\u{301} e\u{301}te\u{301}",
                4,
                "e\u{301}te\u{301}…",
            ),
            ("a\u{ad}b\u{200b}c\u{1b}[31m", 12, "abc\u{fffd}[31m"),
            ("\u{202e}abc", 12, "\u{fffd}abc"),
        ] {
            assert_eq!(fit(text, columns), shown, "{text}");
        }
        let long = "a ".repeat(1_000_000);
        assert_eq!(fit(&long, 8), "a a a a…");
    }
}
