//! Owns the summary of a Markdown body: links, images, anchors, words.
