//! Owns what is read from the built-in style sheet itself, so that nothing that it states is stated twice: its colours and its
//! lists of fonts, from the properties at its top.

use super::builtin_text;
use super::colour::Colour;
use super::look::Palette;

/// The colours of the theme: each is a property of its sheet, in light and in dark, that a site may state otherwise.
pub const COLOURS: [&str; 7] = ["paper", "sheet", "ink", "soft", "rule", "accent", "bar"];

/// The colours that text has, and those that it stands on.
pub const TEXTS: [&str; 3] = ["ink", "soft", "accent"];
/// The grounds of text.
pub const GROUNDS: [&str; 2] = ["paper", "sheet"];

const FILE: &str = "static/style.css";
const DARK: &str = "(prefers-color-scheme: dark)";

/// The theme's own colours, in dark or in light.
pub fn builtin_palette(dark: bool) -> Palette {
    let text = match dark {
        true => sheet().split_once(DARK).map_or("", |(_, rest)| rest),
        false => sheet(),
    };
    COLOURS
        .into_iter()
        .filter_map(|name| Some((name, Colour::parse(property(text, name)?)?)))
        .collect()
}

/// The value of a property as the built-in sheet first states it.
pub(super) fn builtin_property(name: &str) -> Option<&'static str> {
    property(sheet(), name)
}

fn sheet() -> &'static str {
    builtin_text(FILE).unwrap_or_default()
}

fn property<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("--{name}:"))?;
    Some(rest.split([';', '}']).next()?.trim())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::theme::colour::TEXT;

    #[test]
    fn every_colour_of_the_sheet_can_be_stated_and_is_there_in_light_and_in_dark() {
        let at_top = sheet().split_once('}').expect("a block").0;
        let stated: BTreeSet<&str> = at_top
            .split("--")
            .skip(1)
            .filter_map(|piece| piece.split_once(": #").map(|(name, _)| name))
            .collect();
        assert_eq!(stated, COLOURS.into_iter().collect());
        for dark in [false, true] {
            assert_eq!(builtin_palette(dark).len(), COLOURS.len(), "dark: {dark}");
        }
    }

    #[test]
    fn the_themes_own_colours_can_be_read_in_light_and_in_dark() {
        for dark in [false, true] {
            let palette = builtin_palette(dark);
            for text in TEXTS {
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
