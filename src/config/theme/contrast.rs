//! Owns the warnings of colours that cannot be read: every pair of text and ground in which a site states one or both.

use super::Stated;
use crate::diag::{Code, Diagnostic, SourceText};
use crate::theme::{Colour, GROUNDS, TEXT, builtin_palette, texts};

/// The pairs that are too close, of those that the site has a part in.
pub(super) fn warnings(
    source: &SourceText<'_>,
    stated: &Stated<'_>,
    dark: bool,
) -> Vec<Diagnostic> {
    let own = builtin_palette(dark);
    let colour = |name: &str| {
        let stated = stated.get(name).map(|(colour, _)| *colour);
        stated.or_else(|| own.get(name).copied())
    };
    let grounds: Vec<Colour> = GROUNDS.into_iter().filter_map(colour).collect();
    let mut found = Vec::new();
    for text in texts() {
        for ground in GROUNDS {
            let (Some(above), Some(below)) = (colour(text), colour(ground)) else {
                continue;
            };
            let contrast = above.contrast(below);
            let mut at = [text, ground]
                .into_iter()
                .filter_map(|name| stated.get(name));
            let Some((_, first)) = at.next() else {
                continue;
            };
            if contrast >= TEXT {
                continue;
            }
            let scheme = if dark { "dark" } else { "light" };
            // Cut, not rounded: what lacks a little must not look as if it lacked nothing.
            let shown = (contrast * 100.0).floor() / 100.0;
            let message = format!(
                "`{text}` on `{ground}` has a contrast of {shown:.2} in {scheme}, and text needs {TEXT}"
            );
            let mut warning = Diagnostic::new(Code::ConfigContrast, message)
                .at(source.place(first.span()))
                .note(format!("`{above}` on `{below}`, by WCAG 2.2 AA"));
            if let Some((_, second)) = at.next() {
                warning = warning.also(source.place(second.span()), "the ground that it is on");
            }
            let shade = above.readable_on(&grounds);
            found.push(warning.help(match shade {
                Some(shade) => {
                    format!("the nearest shade that can be read: `{text} = \"{shade}\"`")
                }
                None => "choose colours that lie further apart".to_owned(),
            }));
        }
    }
    found
}
