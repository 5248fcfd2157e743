//! Owns what is read from the built-in style sheet itself, so that nothing that it states is stated twice: its colours and its
//! lists of fonts, from the properties at its top.

use super::builtin_text;
use super::colour::{Colour, Palette};

/// The grounds of text.
pub const GROUNDS: [&str; 2] = ["paper", "sheet"];
/// What is drawn, and not read.
const DRAWN: [&str; 2] = ["rule", "bar"];

/// The name of the style sheet among the static files.
pub const SHEET: &str = "style.css";
const DARK: &str = "(prefers-color-scheme: dark)";

/// The colours of the theme: each is a property at the top of its sheet, in light and in dark, that a site may state otherwise.
pub fn colours() -> Vec<&'static str> {
    let top = sheet().split('}').next().unwrap_or_default();
    top.split("--")
        .skip(1)
        .filter_map(|piece| {
            let (name, rest) = piece.split_once(':')?;
            let value = rest.split(';').next()?.trim();
            Colour::parse(value).map(|_| name)
        })
        .collect()
}

/// The colours that text has.
pub fn texts() -> Vec<&'static str> {
    let others = |name: &&str| !GROUNDS.contains(name) && !DRAWN.contains(name);
    colours().into_iter().filter(others).collect()
}

/// The theme's own colours, in dark or in light.
pub fn builtin_palette(dark: bool) -> Palette {
    let text = match dark {
        true => sheet().split_once(DARK).map_or("", |(_, rest)| rest),
        false => sheet(),
    };
    colours()
        .into_iter()
        .filter_map(|name| Some((name, Colour::parse(property(text, name)?)?)))
        .collect()
}

/// The value of a property as the built-in sheet first states it.
pub(super) fn builtin_property(name: &str) -> Option<&'static str> {
    property(sheet(), name)
}

fn sheet() -> &'static str {
    builtin_text(&format!("static/{SHEET}")).unwrap_or_default()
}

fn property<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("--{name}:"))?;
    Some(rest.split([';', '}']).next()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::colour::TEXT;

    #[test]
    fn every_colour_of_the_sheet_is_there_in_light_and_in_dark() {
        let names = colours();
        for name in GROUNDS
            .into_iter()
            .chain(DRAWN)
            .chain(["ink", "soft", "accent"])
        {
            assert!(names.contains(&name), "{name} not in {names:?}");
        }
        for dark in [false, true] {
            assert_eq!(builtin_palette(dark).len(), names.len(), "dark: {dark}");
        }
    }

    #[test]
    fn the_themes_own_colours_can_be_read_in_light_and_in_dark() {
        for dark in [false, true] {
            let palette = builtin_palette(dark);
            for text in texts() {
                for ground in GROUNDS {
                    let contrast = palette[text].contrast(palette[ground]);
                    assert!(
                        contrast >= TEXT,
                        "{text} on {ground}, dark: {dark}: {contrast:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_sheet_names_its_fonts() {
        for name in ["text-font", "small-font"] {
            let stack = builtin_property(name).expect("a list");
            assert!(stack.contains(','), "{stack}");
        }
    }
}
