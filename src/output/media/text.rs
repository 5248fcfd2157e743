//! Owns the cleaning of texts: WebVTT loses its header's words, its notes and styles that reach out; plain text has nothing to
//! lose, and must be text. Source: WebVTT (W3C), clause 4.

use super::{Part, Refusal, Removed, svg_css};

pub(super) fn clean_vtt(bytes: &[u8]) -> Result<Part, Refusal> {
    let text = utf8(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    let mut removed = Removed::default();
    let mut out = "WEBVTT\n".to_owned();
    for (index, block) in text.split("\n\n").enumerate() {
        let block = block.trim_matches('\n');
        if let Some(kept) = kept(block, index == 0, &mut removed) {
            out.push('\n');
            out.push_str(kept);
            out.push('\n');
        }
    }
    Ok(Part {
        bytes: out.into_bytes(),
        size: None,
        removed,
    })
}

/// Any text without control characters, as it is.
pub(super) fn clean_plain(bytes: &[u8]) -> Result<Part, Refusal> {
    let text = utf8(bytes)?;
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0C');
    if text.contains(is_control) {
        return Err(Refusal::broken("is not plain text").with_help("save it as UTF-8 text"));
    }
    Ok(Part {
        bytes: bytes.to_vec(),
        size: None,
        removed: Removed::default(),
    })
}

fn utf8(bytes: &[u8]) -> Result<&str, Refusal> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Refusal::broken("is not UTF-8 text").with_help("save it as UTF-8"))?;
    Ok(text.trim_start_matches('\u{FEFF}'))
}

/// What stays of a block: a cue from its name on, a region, a style that reaches for nothing.
fn kept<'a>(block: &'a str, is_header: bool, removed: &mut Removed) -> Option<&'a str> {
    let first = block.lines().next().unwrap_or_default();
    if let Some(arrow) = block.find("-->") {
        let time = line_start(block, arrow);
        let name = line_start(block, time.saturating_sub(1));
        let from = if name == 0 && !is_header { 0 } else { time };
        if from > 0 && block[..from].trim() != "WEBVTT" {
            removed.note(if is_header { "header" } else { "note" });
        }
        return Some(&block[from..]);
    }
    match first.split([' ', '\t']).next().unwrap_or_default() {
        _ if is_header && block != "WEBVTT" => removed.note("header"),
        _ if is_header || block.is_empty() => {}
        "REGION" => return Some(block),
        "STYLE" if svg_css::clean(block, &mut Removed::default()) == block => return Some(block),
        "STYLE" => removed.note("style"),
        _ => removed.note("note"),
    }
    None
}

fn line_start(block: &str, at: usize) -> usize {
    block[..at].rfind('\n').map_or(0, |end| end + 1)
}
