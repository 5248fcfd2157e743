//! Owns the record of how an article was understood: for each field its value, where it stands in which file, and the rule
//! that claimed it; and what no rule claimed (law 8). `inspect` shows it; no page does.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One field as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The field's name, as in front matter.
    pub field: String,
    /// The value as read, plain.
    pub value: String,
    /// The file it stands in, from the site's root.
    pub file: String,
    /// Where in the file, in bytes of its text; none where the value does not stand in a text (a file's name).
    pub bytes: Option<Range<usize>>,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The rule that claimed it: "front matter", "sidecar", "press/caption", "file name", "site default".
    pub rule: String,
    /// How sure the rule is, from 0 to 1: 1 for what was stated.
    pub confidence: f32,
}

/// Source text that is no field and no body: noise that a rule names, or text that no rule claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leftover {
    /// The text.
    pub text: String,
    /// Where in the file, in bytes of its text.
    pub bytes: Range<usize>,
    /// The line, from 1.
    pub line: u32,
    /// The rule that set it apart, or "unclaimed".
    pub rule: String,
}

/// All that is known of how an article was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The fields, in the order of the source.
    pub claims: Vec<Claim>,
    /// The rest.
    pub leftovers: Vec<Leftover>,
}
