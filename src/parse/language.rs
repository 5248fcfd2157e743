//! Owns the decision whether a guess at a text's language is sure enough to stand where nothing states it.

use super::press::detect_language;
use crate::model::Language;

/// How sure a guess must be.
const SURE: f32 = 0.8;

/// The language of a text and how sure that is, where it is sure enough.
pub(crate) fn detect(sample: &str) -> Option<(Language, f32)> {
    detect_language(sample).filter(|(_, confidence)| *confidence >= SURE)
}
