//! Owns the masthead: who answers for a paper, as it prints them over every page. They sign none of its articles.

use crate::parse::press::lexicon::{Kind, Words};

/// Whether a line is an office of a paper's head and nothing else, or names who holds it behind a mark.
pub(super) fn is_masthead(words: &Words<'_>) -> bool {
    let Some(office) = words.opens(Kind::Masthead) else {
        return false;
    };
    let rest = words.text[office.end..].trim_start();
    rest.is_empty() || rest.starts_with([':', '：', '/', '-', '–', '|'])
}
