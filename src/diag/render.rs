//! Owns the text form of a diagnostic, as a terminal shows it, and the making safe of foreign text. It does not print:
//! colour and width are the terminal's to decide, which passes them in as a `Style`.

use std::fmt::Write;

use super::{Diagnostic, Place, Severity};

/// The marks around the parts of a message: ANSI sequences, or nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Before `error`.
    pub error: &'static str,
    /// Before `warning`.
    pub warning: &'static str,
    /// Before line numbers, bars and arrows.
    pub frame: &'static str,
    /// Before the headline.
    pub strong: &'static str,
    /// After any of them.
    pub reset: &'static str,
}

impl Style {
    /// No marks: meaning survives without colour.
    pub const PLAIN: Self = Self {
        error: "",
        warning: "",
        frame: "",
        strong: "",
        reset: "",
    };

    /// ANSI colours.
    pub const COLOUR: Self = Self {
        error: "\u{1b}[1;31m",
        warning: "\u{1b}[1;33m",
        frame: "\u{1b}[1;34m",
        strong: "\u{1b}[1m",
        reset: "\u{1b}[0m",
    };
}

/// A diagnostic as lines of text, each ended by a newline. Foreign text in it is made safe for a terminal.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let mut out = String::new();
    let colour = match diagnostic.severity {
        Severity::Error => style.error,
        Severity::Warning => style.warning,
    };
    let Style {
        frame,
        strong,
        reset,
        ..
    } = style;
    let severity = diagnostic.severity;
    let code = diagnostic.code;
    let message = sanitise(&diagnostic.message);
    line(
        &mut out,
        format_args!("{colour}{severity}[{code}]{reset}{strong}: {message}{reset}"),
    );

    let places = diagnostic
        .place
        .iter()
        .chain(diagnostic.others.iter().map(|(place, _)| place));
    let width = places
        .filter_map(|place| place.spot.as_ref())
        .map(|spot| spot.line.to_string().len())
        .max()
        .unwrap_or(1);
    if let Some(place) = &diagnostic.place {
        let label = diagnostic.label.as_deref().unwrap_or("");
        show_place(&mut out, place, "-->", '^', label, width, style);
    }
    for (place, label) in &diagnostic.others {
        show_place(&mut out, place, ":::", '-', label, width, style);
    }
    let pad = " ".repeat(width);
    for note in &diagnostic.notes {
        line(
            &mut out,
            format_args!("{pad} {frame}={reset} note: {}", sanitise(note)),
        );
    }
    if let Some(help) = &diagnostic.help {
        line(
            &mut out,
            format_args!("{pad} {frame}={reset} help: {}", sanitise(help)),
        );
    }
    out
}

fn show_place(
    out: &mut String,
    place: &Place,
    arrow: &str,
    mark: char,
    label: &str,
    width: usize,
    style: Style,
) {
    let Style { frame, reset, .. } = style;
    let pad = " ".repeat(width);
    let path = sanitise(&place.path);
    let label = sanitise(label);
    let Some(spot) = &place.spot else {
        let gap = if label.is_empty() { "" } else { ": " };
        line(
            out,
            format_args!("{pad}{frame}{arrow}{reset} {path}{gap}{label}"),
        );
        return;
    };
    let (row, column) = (spot.line, spot.column);
    line(
        out,
        format_args!("{pad}{frame}{arrow}{reset} {path}:{row}:{column}"),
    );
    if spot.text.is_empty() {
        return;
    }
    let (start, end) = (spot.start as usize, (spot.start + spot.len) as usize);
    let before = sanitise(&spot.text[..start]);
    let under = sanitise(&spot.text[start..end]);
    let after = sanitise(&spot.text[end..]);
    let indent = " ".repeat(before.chars().count());
    let carets = mark.to_string().repeat(under.chars().count().max(1));
    line(out, format_args!("{pad} {frame}|{reset}"));
    line(
        out,
        format_args!("{frame}{row:>width$} |{reset} {before}{under}{after}"),
    );
    line(
        out,
        format_args!("{pad} {frame}|{reset} {indent}{frame}{carets} {label}{reset}"),
    );
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    let from = out.len();
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
    let kept = out[from..].trim_end().len();
    out.truncate(from + kept);
    out.push('\n');
}

/// Makes foreign text safe for a terminal: control characters and bidirectional overrides become visible marks.
pub fn sanitise(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\n' => '⏎',
            c if c.is_control() => '\u{FFFD}',
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                '\u{FFFD}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, SourceText};

    #[test]
    fn a_fault_is_shown_with_its_line_and_caret() {
        let source = SourceText::new(
            "content/2024/03/kharkiv-strike.md",
            "+++\nx = 1\n\ndatelin = \"KHARKIV, Ukraine\"\n",
        );
        let at = source.text().find("datelin").expect("there");
        let fault = Diagnostic::new(Code::MetaUnknownKey, "unknown key `datelin`")
            .at(source.place(at..at + 7))
            .help("a key with a similar name exists: `dateline`");
        assert_eq!(
            render(&fault, Style::PLAIN),
            "error[meta/unknown-key]: unknown key `datelin`\n \
             --> content/2024/03/kharkiv-strike.md:4:1\n  \
             |\n\
             4 | datelin = \"KHARKIV, Ukraine\"\n  \
             | ^^^^^^^\n  \
             = help: a key with a similar name exists: `dateline`\n"
        );
    }

    #[test]
    fn a_second_place_has_its_own_label() {
        let one = SourceText::new("a.md", "slug = \"strike\"");
        let two = SourceText::new("b.md", "\n\nslug = \"strike\"");
        let fault = Diagnostic::new(Code::RouteCollision, "two articles at one address")
            .at(one.place(7..15))
            .label("this slug")
            .also(two.place(9..17), "is already used here");
        assert_eq!(
            render(&fault, Style::PLAIN),
            "error[route/collision]: two articles at one address\n \
             --> a.md:1:8\n  |\n1 | slug = \"strike\"\n  |        ^^^^^^^^ this slug\n \
             ::: b.md:3:8\n  |\n3 | slug = \"strike\"\n  |        -------- is already used here\n"
        );
    }

    #[test]
    fn foreign_text_cannot_steer_a_terminal() {
        assert_eq!(
            sanitise("a\u{1b}[2Jb\u{202E}c\u{7}"),
            "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}"
        );
    }

    #[test]
    fn of_a_withheld_article_no_word_is_shown() {
        let source = SourceText::new("content/a.md", "headline = \"a name\"");
        let fault = Diagnostic::new(Code::MetaValue, "`a name` is wrong")
            .at(source.place(11..19))
            .label("a name")
            .withheld();
        let text = render(&fault, Style::PLAIN);
        assert!(!text.contains("a name"), "{text}");
        assert!(text.contains("content/a.md:1:12"), "{text}");
    }
}
