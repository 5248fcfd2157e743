//! Owns what the lite edition says in the place of what it does not show.

use crate::view::MediaView;

/// A picture, a film or a recording as words: what it shows, its caption, its credit. None of one without any; other files stay.
pub(super) fn told(view: MediaView) -> Option<MediaView> {
    if !matches!(view.kind.as_str(), "image" | "video" | "audio") {
        return Some(view);
    }
    let has_words = [&view.alt, &view.caption, &view.credit]
        .into_iter()
        .any(|words| !words.is_empty());
    has_words.then(|| MediaView {
        kind: "told".to_owned(),
        url: String::new(),
        poster: String::new(),
        width: 0,
        height: 0,
        ..view
    })
}
