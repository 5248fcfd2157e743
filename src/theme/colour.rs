//! Owns colours: how one is written, how far two stand apart (WCAG 2.2, 1.4.3), and the nearest shade that stands far enough.

use std::collections::BTreeMap;

use std::fmt;

/// What text needs, by WCAG 2.2 AA.
pub const TEXT: f64 = 4.5;

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Colour([u8; 3]);

/// Some of the theme's colours, by the names of their properties.
pub type Palette = BTreeMap<&'static str, Colour>;

impl Colour {
    /// Reads `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let mut values = digits.chars().map(|digit| {
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        });
        let values: Vec<u8> = values.by_ref().collect::<Option<_>>()?;
        match values[..] {
            [red, green, blue] => Some(Self([red * 17, green * 17, blue * 17])),
            [a, b, c, d, e, f] => Some(Self([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// From 1, where both are the same, to 21 of black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest shade on which the text can be read on all of these grounds: darker on light ones, lighter on dark ones.
    pub fn readable_on(self, grounds: &[Self]) -> Option<Self> {
        const STEPS: u16 = 50;
        let light = grounds.iter().all(|ground| ground.luminance() > 0.18);
        let end = if light { 0 } else { 255 };
        let toward = |value: u8, step: u16| {
            let mixed = u16::from(value) * (STEPS - step) + end * step;
            u8::try_from(mixed / STEPS).unwrap_or(u8::MAX)
        };
        let shades = (0..=STEPS).map(|step| Self(self.0.map(|value| toward(value, step))));
        let fits = |shade: &Self| grounds.iter().all(|ground| shade.contrast(*ground) >= TEXT);
        shades.into_iter().find(fits)
    }

    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            match value <= 0.04045 {
                true => value / 12.92,
                false => ((value + 0.055) / 1.055).powf(2.4),
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn a_colour_is_three_or_six_hexadecimal_digits() {
        assert_eq!(colour("#8C1").to_string(), "#88cc11");
        assert_eq!(colour("#8c1d18").to_string(), "#8c1d18");
        for other in [
            "8c1d18", "#8c1d", "#8c1d188", "red", "#ggg", "", "#", "#é1d18",
        ] {
            assert_eq!(Colour::parse(other), None, "{other}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        let (black, white) = (colour("#000"), colour("#fff"));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The greys that every table of contrasts names: the one passes on white, the next does not.
        assert!(colour("#767676").contrast(white) >= TEXT);
        assert!(colour("#777777").contrast(white) < TEXT);
    }

    #[test]
    fn the_nearest_shade_that_can_be_read_is_darker_on_light_and_lighter_on_dark() {
        let orange = colour("#e07a5f");
        let on_white = orange.readable_on(&[colour("#fff")]).expect("a shade");
        assert!(on_white.contrast(colour("#fff")) >= TEXT);
        assert!(on_white.luminance() < orange.luminance());
        let blue = colour("#0a5f9c");
        let on_black = blue.readable_on(&[colour("#111")]).expect("a shade");
        assert!(on_black.contrast(colour("#111")) >= TEXT);
        assert!(on_black.luminance() > blue.luminance());
        let middle = [colour("#555"), colour("#fff")];
        assert_eq!(
            orange.readable_on(&middle),
            None,
            "no shade is far from both"
        );
    }
}
