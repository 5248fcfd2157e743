//! Owns how much of a text is looked at closely: what keeps the cost of any text in proportion to its length.

/// How many blocks from the start, and from the end, are searched for dates: far more than any article's head or foot has, and
/// few enough that a table of a million dates costs little.
pub(super) const DATED_HEAD: usize = 400;
pub(super) const DATED_FOOT: usize = 100;

/// How many blocks may be one article: a list or a table of more lines has no headline and no foot to be told apart, and what comes
/// after so many is taken for what its form says.
pub(super) const LONGEST_ARTICLE: usize = 5_000;

/// A text of so many blocks is shared out to all processors; for a dispatch that would cost more than it saves.
pub(super) const MANY: usize = 1_000;
