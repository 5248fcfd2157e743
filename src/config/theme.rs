//! Owns what `[theme]` means: every value checked, so that none can end a declaration of the style sheet, and colours held against
//! what people can read.

mod contrast;
pub(super) mod written;

use std::collections::BTreeMap;

use toml::Spanned;

use self::written::{ColoursFile, FaceFile, FontsFile, ThemeFile};
use super::check::Check;
use crate::diag::{Code, Diagnostic};
use crate::hosting::content_type;
use crate::route::{OutPath, Route};
use crate::theme::{Colour, Face, Logo, Look, Named, Palette, Worded, colours, worded};

/// Colours as stated, each with its place.
type Stated<'a> = BTreeMap<&'static str, (Colour, &'a Spanned<String>)>;

impl Check<'_> {
    pub(super) fn look(&mut self, theme: ThemeFile) -> Look {
        let ThemeFile {
            logo,
            logo_dark,
            footer,
            light,
            dark,
            fonts,
            texts,
        } = theme;
        let FontsFile { text, small, files } = fonts;
        Look {
            light: self.palette(&light, false),
            dark: self.palette(&dark, true),
            text: self.families(&text),
            small: self.families(&small),
            faces: files.iter().filter_map(|file| self.face(file)).collect(),
            logo: self.logo(logo.as_ref(), logo_dark.as_ref()),
            footer: footer.map(Spanned::into_inner).unwrap_or_default(),
            texts: texts
                .into_iter()
                .filter_map(|(key, text)| self.text(key, text))
                .collect(),
        }
    }

    fn palette(&mut self, written: &ColoursFile, dark: bool) -> Palette {
        let known = colours();
        let mut stated = Stated::new();
        for (key, text) in written {
            let Some(name) = known.iter().find(|name| *name == key.get_ref()) else {
                self.unknown_colour(key, &known);
                continue;
            };
            match Colour::parse(text.get_ref()) {
                Some(colour) => {
                    stated.insert(*name, (colour, text));
                }
                None => {
                    let message = format!("`{name}` is `{}`", text.get_ref());
                    let help = "write a colour as `#rgb` or `#rrggbb`, as \"#8c1d18\"";
                    self.refuse(text, message, help);
                }
            }
        }
        self.faults
            .extend(contrast::warnings(self.source, &stated, dark));
        stated
            .into_iter()
            .map(|(name, (colour, _))| (name, colour))
            .collect()
    }

    fn unknown_colour(&mut self, key: &Spanned<String>, known: &[&str]) {
        let message = format!("unknown colour `{}`", key.get_ref());
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        self.faults.push(
            Diagnostic::new(Code::ConfigUnknownKey, message)
                .at(self.source.place(key.span()))
                .help(format!("the theme's colours are {}", names.join(", "))),
        );
    }

    fn families(&mut self, families: &[Spanned<String>]) -> Vec<String> {
        families
            .iter()
            .filter_map(|family| self.family(family))
            .collect()
    }

    /// The name of a family of fonts: letters, digits and little else, since it stands in a style sheet.
    fn family(&mut self, family: &Spanned<String>) -> Option<String> {
        let name = family.get_ref().trim();
        let plain = |c: char| c.is_alphanumeric() || " -_.&+".contains(c);
        if name.is_empty() || !name.chars().all(plain) {
            let message = format!("`{name}` is no name of a font");
            let help = "write one name, as \"Noto Serif\" or \"serif\"; a list has each in quotation marks of its own";
            self.refuse(family, message, help);
            return None;
        }
        Some(name.to_owned())
    }

    fn face(&mut self, face: &FaceFile) -> Option<Face> {
        let FaceFile {
            family,
            file,
            weight,
            style,
            unicode_range,
        } = face;
        let italic = match style
            .as_ref()
            .map(|style| (style, style.get_ref().as_str()))
        {
            None | Some((_, "normal")) => false,
            Some((_, "italic")) => true,
            Some((at, other)) => {
                let message = format!("`style` is `{other}`");
                self.refuse(at, message, "write \"normal\" or \"italic\"");
                false
            }
        };
        let range = unicode_range.as_ref().map(|range| self.range(range));
        let file = self.named(file, "font", "as \"fonts/serif.woff2\"");
        let weight = weight
            .as_ref()
            .map_or((400, 400), |weight| self.weight(weight));
        Some(Face {
            family: self.family(family)?,
            file: file?,
            weight,
            italic,
            range: range.unwrap_or_default(),
        })
    }

    fn weight(&mut self, weight: &Spanned<toml::Value>) -> (u16, u16) {
        let written = match weight.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let numbers: Option<Vec<u16>> = written
            .split_whitespace()
            .map(|number| {
                number
                    .parse()
                    .ok()
                    .filter(|number| (1..=1000).contains(number))
            })
            .collect();
        match numbers.as_deref() {
            Some([one]) => (*one, *one),
            Some([least, most]) if least <= most => (*least, *most),
            _ => {
                let message = format!("`weight` is `{written}`");
                let help = "write a number from 1 to 1000, as 400, or the two ends of a variable font, as \"400 700\"";
                self.refuse(weight, message, help);
                (400, 400)
            }
        }
    }

    fn range(&mut self, range: &Spanned<String>) -> String {
        let text = range.get_ref();
        let hexadecimal = |part: &str| {
            (1..=6).contains(&part.len()) && part.chars().all(|c| c.is_ascii_hexdigit())
        };
        let fits = |part: &str| {
            let part = part.trim();
            let ends = part.strip_prefix("U+").or_else(|| part.strip_prefix("u+"));
            ends.is_some_and(|ends| match ends.split_once('-') {
                Some((first, last)) => hexadecimal(first) && hexadecimal(last),
                None => hexadecimal(ends),
            })
        };
        if !text.split(',').all(fits) {
            let message = format!("`unicode_range` is `{text}`");
            self.refuse(
                range,
                message,
                "write ranges of letters, as \"U+0000-024F, U+2010-203A\"",
            );
            return String::new();
        }
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        parts.join(",").to_ascii_uppercase()
    }

    fn logo(
        &mut self,
        light: Option<&Spanned<String>>,
        dark: Option<&Spanned<String>>,
    ) -> Option<Logo> {
        const AS: &str = "as \"logo.svg\"";
        let other = dark.and_then(|dark| self.named(dark, "image", AS));
        match (light, dark) {
            (Some(light), _) => Some(Logo {
                light: self.named(light, "image", AS)?,
                dark: other,
            }),
            (None, Some(dark)) => {
                let message = "`logo_dark` stands alone".to_owned();
                self.refuse(dark, message, "state `logo` too, the file for light");
                None
            }
            (None, None) => None,
        }
    }

    /// A file of `static/` of one type of media. Whether it is there is known to whoever reads the folder.
    fn named(&mut self, file: &Spanned<String>, kind: &str, example: &str) -> Option<Named> {
        let name = file.get_ref();
        let inside = name.strip_prefix("static/").unwrap_or(name);
        let is_path = OutPath::parse(inside).is_some() && !inside.starts_with('/');
        let of_kind = content_type(inside).split('/').next() == Some(kind);
        if !is_path || !of_kind {
            let what = if kind == "font" { "font" } else { "picture" };
            let message = format!("`{name}` is no {what} of `static/`");
            let help = format!("write the path of a file in `static/`, {example}");
            self.refuse(file, message, &help);
            return None;
        }
        Some(Named {
            path: Route::Static(inside.to_owned()).path(),
            place: self.source.place(file.span()),
        })
    }

    fn text(&mut self, key: String, text: Spanned<String>) -> Option<(String, String)> {
        let (message, help) = match worded(&key, text.get_ref()) {
            Ok(()) => return Some((key, text.into_inner())),
            Err(Worded::Unknown(near)) => (
                format!("the interface has no words for `{key}`"),
                match near {
                    Some(near) => format!("words of a similar name exist: `{near}`"),
                    None => "the reference page on templates lists all of them".to_owned(),
                },
            ),
            Err(Worded::Unreadable) => (
                format!("the words for `{key}` cannot be read"),
                "write them on one line, with places as `{ $date }`; longer ones go into a file of `i18n/`".to_owned(),
            ),
            Err(Worded::Place(place)) => (
                format!("nothing fills `{{ ${place} }}` in the words for `{key}`"),
                "use only the places that the theme's own words have".to_owned(),
            ),
        };
        self.refuse(&text, message, &help);
        None
    }
}

#[cfg(test)]
mod tests;
