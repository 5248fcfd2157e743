//! Owns the guess at a text's language, where nothing states it.

use crate::model::Language;

/// How sure a guess must be.
const SURE: f32 = 0.8;

/// The language of a text and how sure that is, where it is sure enough.
pub(crate) fn detect(sample: &str) -> Option<(Language, f32)> {
    let (language, confidence) = guess(sample)?;
    (confidence >= SURE).then_some((language, confidence))
}

fn guess(sample: &str) -> Option<(Language, f32)> {
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    let code = info.lang().code();
    let short = SHORT.iter().find(|(long, _)| *long == code);
    let language = Language::parse(short.map_or(code, |(_, short)| short))?;
    Some((language, info.confidence() as f32))
}

/// The detector speaks ISO 639-3; BCP 47 wants the two letters where there are two.
const SHORT: &[(&str, &str)] = &[
    ("eng", "en"),
    ("fra", "fr"),
    ("ara", "ar"),
    ("deu", "de"),
    ("spa", "es"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("pes", "fa"),
    ("por", "pt"),
    ("tur", "tr"),
    ("ita", "it"),
    ("nld", "nl"),
    ("heb", "he"),
    ("urd", "ur"),
    ("pol", "pl"),
    ("ell", "el"),
    ("cmn", "zh"),
    ("jpn", "ja"),
];
