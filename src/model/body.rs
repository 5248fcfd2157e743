//! Owns the body of an article as the reader of its format left it, and the summary that the archive keeps of it.
//! It is not HTML: `render` makes that, and `parse` makes this.

use serde::{Deserialize, Serialize};

/// The text of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// CommonMark, in NFC, with the line of the source file on which it starts, from 1.
    Markdown {
        /// The text after the front matter.
        text: String,
        /// The line of the file on which it starts.
        first_line: u32,
    },
    /// The blocks of press copy, in their order.
    Blocks(Vec<Block>),
}

/// A block of press copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph of the body.
    Paragraph(String),
    /// A heading within the body.
    Crosshead(String),
    /// A related link where the text has it: its place in `Article::related`.
    Related(usize),
    /// A figure where the text has it: its place in `Article::media`.
    Figure(usize),
}

/// What the archive keeps of a body: enough to check and resolve, not to render.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodySummary {
    /// Links, in their order.
    pub links: Vec<BodyLink>,
    /// Images, in their order.
    pub images: Vec<BodyImage>,
    /// Ids of its headings and notes, for the check of anchors.
    pub anchors: Vec<String>,
    /// Words of the text.
    pub words: u32,
    /// The first words, for lists and descriptions: plain, at most 300 characters.
    pub excerpt: String,
}

/// A link in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyLink {
    /// As written.
    pub target: String,
    /// The line of the source file, from 1.
    pub line: u32,
}

/// An image in a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyImage {
    /// As written.
    pub target: String,
    /// The text for those who do not see it.
    pub alt: String,
    /// The line of the source file, from 1.
    pub line: u32,
}

/// The longest excerpt of a text, in characters.
pub const EXCERPT: usize = 300;

/// At most `longest` characters of a text, cut at a word and marked with an ellipsis where it was cut.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().nth(longest).is_none() {
        return text.to_owned();
    }
    let end = text
        .char_indices()
        .nth(longest - 1)
        .map_or(text.len(), |(at, _)| at);
    let cut = match text[end..].starts_with(char::is_whitespace) {
        true => end,
        false => text[..end].rfind(char::is_whitespace).unwrap_or(end),
    };
    let kept = text[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    [kept, "…"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let short = shortened(&"mot ".repeat(200), EXCERPT);
        assert!(short.ends_with("mot…"));
        assert!(short.chars().count() <= EXCERPT);
        assert_eq!(shortened("court", EXCERPT), "court");
    }
}
