//! Owns the HTML of press copy's blocks, in the manner of Markdown's.

use std::collections::BTreeMap;

use super::Options;
use super::direction;
use super::html::escape;
use crate::model::Block;
use crate::parse::markdown::crosshead_ids;
use crate::typography::apply;

/// The finished HTML of what stands between the paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// By place in `Article::related`.
    pub related: BTreeMap<usize, String>,
    /// By place in `Article::media`.
    pub figures: BTreeMap<usize, String>,
}

/// Renders the blocks of press copy. A part that is absent is left out.
pub fn blocks(blocks: &[Block], options: &Options, parts: &Parts) -> String {
    let crossheads = blocks.iter().filter_map(|block| match block {
        Block::Crosshead(text) => Some(text.as_str()),
        _ => None,
    });
    let mut ids = crosshead_ids(crossheads).into_iter();
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                let set = apply(text, options.language);
                let set = escape(&set).replace('\n', "<br>\n");
                out.push_str(&format!("<p{}>{set}</p>\n", dir(text, options)));
            }
            Block::Crosshead(text) => {
                let level = options.heading_level.clamp(1, 6);
                out.push_str(&format!(
                    "<h{level} id=\"{}\"{}>{}</h{level}>\n",
                    escape(&ids.next().unwrap_or_default()),
                    dir(text, options),
                    escape(&apply(text, options.language))
                ));
            }
            Block::Related(index) => part(&mut out, &parts.related, *index),
            Block::Figure(index) => part(&mut out, &parts.figures, *index),
        }
    }
    out
}

fn part(out: &mut String, parts: &BTreeMap<usize, String>, index: usize) {
    if let Some(html) = parts.get(&index) {
        out.push_str(html.trim_end());
        out.push('\n');
    }
}

fn dir(text: &str, options: &Options) -> String {
    match direction::of_text(text) {
        Some(own) if own != options.language.direction() => format!(" dir=\"{}\"", own.as_str()),
        _ => String::new(),
    }
}
