//! Owns the look that a site states for itself, as data, and the style that it becomes after the theme's sheet: colours, fonts, the
//! logo's place. Every value has been checked by the time it is here (`config::theme`): nothing in it can end a declaration.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::colour::Palette;
use super::sheet;
use crate::diag::Place;
use crate::route::OutPath;

/// Families that every browser has by kind, and that are written without quotation marks.
const GENERIC: [&str; 12] = [
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "math",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
    "-apple-system",
];

/// The look that a site states; what it leaves out is the theme's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Colours in light, by the name of their property.
    pub light: Palette,
    /// Colours in dark.
    pub dark: Palette,
    /// Families of the text, the first one first.
    pub text: Vec<String>,
    /// Families of small print.
    pub small: Vec<String>,
    /// Fonts that the site brings along.
    pub faces: Vec<Face>,
    /// What stands in the place of the title.
    pub logo: Option<Logo>,
    /// What stands at the foot of every page in the place of title and description.
    pub footer: String,
    /// Strings of the interface in other words, by key, in Fluent.
    pub texts: BTreeMap<String, String>,
}

/// A font of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The family that it belongs to.
    pub family: String,
    /// Its file.
    pub file: Named,
    /// From the thinnest to the boldest that the file holds.
    pub weight: (u16, u16),
    /// Whether it is slanted.
    pub italic: bool,
    /// The letters that it is loaded for; empty for all.
    pub range: String,
}

/// The picture that says whose archive it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// In light.
    pub light: Named,
    /// In dark, where it is another.
    pub dark: Option<Named>,
}

/// A file of `static/`, and where `site.toml` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The file, and its place in the site.
    pub path: OutPath,
    /// For messages.
    pub place: Place,
}

impl Look {
    /// The files of `static/` that it needs.
    pub fn files(&self) -> impl Iterator<Item = &Named> {
        let logo = self.logo.iter();
        let logos = logo.flat_map(|logo| std::iter::once(&logo.light).chain(&logo.dark));
        self.faces.iter().map(|face| &face.file).chain(logos)
    }

    /// The style to stand after the theme's sheet, for a page from which `root` leads to the top of the site; empty where the site
    /// states nothing of the kind.
    ///
    /// Colours are for screens alone: paper has its own.
    pub fn css(&self, root: &str) -> String {
        let mut css: String = self.faces.iter().map(|face| face.css(root)).collect();
        let fonts: String = [("text-font", &self.text), ("small-font", &self.small)]
            .into_iter()
            .filter(|(_, families)| !families.is_empty())
            .map(|(property, families)| format!("--{property}:{};", stack(property, families)))
            .collect();
        if !fonts.is_empty() {
            let _ = writeln!(css, ":root{{{fonts}}}");
        }
        for (scheme, palette) in [("light", &self.light), ("dark", &self.dark)] {
            if palette.is_empty() {
                continue;
            }
            let colours: String = palette
                .iter()
                .map(|(name, colour)| format!("--{name}:{colour};"))
                .collect();
            let _ = writeln!(
                css,
                "@media screen and (prefers-color-scheme:{scheme}){{:root{{{colours}}}}}"
            );
        }
        if self.logo.is_some() {
            css.push_str(
                ".logo{background:none;block-size:1.6em;inline-size:auto;object-fit:contain;vertical-align:bottom}\n",
            );
        }
        css
    }

    /// The strings as a file of Fluent.
    pub fn strings(&self) -> String {
        let each = self.texts.iter();
        each.map(|(key, text)| format!("{key} = {text}\n"))
            .collect()
    }
}

impl Face {
    fn css(&self, root: &str) -> String {
        let (least, most) = self.weight;
        let weight = match least == most {
            true => least.to_string(),
            false => format!("{least} {most}"),
        };
        let style = if self.italic { "italic" } else { "normal" };
        let range = match self.range.as_str() {
            "" => String::new(),
            range => format!(";unicode-range:{range}"),
        };
        // Text is read in the fonts of the system until the font is there.
        format!(
            "@font-face{{font-family:\"{}\";font-style:{style};font-weight:{weight};font-display:swap;\
             src:url(\"{root}{}\"){range}}}\n",
            self.family,
            self.file.path.address()
        )
    }
}

/// Families as CSS lists them. What follows a list that ends without a generic family is the theme's own: it names the fonts of
/// other scripts.
fn stack(property: &str, families: &[String]) -> String {
    let is_generic = |family: &str| GENERIC.contains(&family);
    let mut list: Vec<String> = families
        .iter()
        .map(|family| match is_generic(family) {
            true => family.clone(),
            false => format!("\"{family}\""),
        })
        .collect();
    if !families.last().is_some_and(|last| is_generic(last)) {
        list.extend(sheet::builtin_property(property).map(str::to_owned));
    }
    list.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Colour;

    fn named(path: &str) -> Named {
        Named {
            path: OutPath::parse(path).expect("a path"),
            place: Place::file("site.toml"),
        }
    }

    #[test]
    fn what_is_not_stated_adds_nothing_to_the_sheet() {
        assert_eq!(Look::default().css(""), "");
        assert_eq!(Look::default().strings(), "");
    }

    #[test]
    fn colours_are_for_screens_and_for_their_scheme_alone() {
        let accent = Colour::parse("#0A5").expect("a colour");
        let look = Look {
            light: [("accent", accent)].into(),
            ..Look::default()
        };
        assert_eq!(
            look.css(""),
            "@media screen and (prefers-color-scheme:light){:root{--accent:#00aa55;}}\n"
        );
    }

    #[test]
    fn fonts_of_the_site_are_swapped_in_and_found_from_anywhere() {
        let look = Look {
            faces: vec![Face {
                family: "My Serif".to_owned(),
                file: named("fonts/my serif.woff2"),
                weight: (400, 700),
                italic: false,
                range: "U+0-24F".to_owned(),
            }],
            ..Look::default()
        };
        assert_eq!(
            look.css("https://a.example/"),
            "@font-face{font-family:\"My Serif\";font-style:normal;font-weight:400 700;font-display:swap;\
             src:url(\"https://a.example/fonts/my%20serif.woff2\");unicode-range:U+0-24F}\n"
        );
    }

    #[test]
    fn a_list_of_families_is_followed_by_the_themes_own_unless_it_ends_by_kind() {
        let open = stack("text-font", &["My Serif".to_owned()]);
        assert!(open.starts_with("\"My Serif\",\""), "{open}");
        assert!(open.contains("Arab") || open.contains("Naskh"), "{open}");
        let closed = stack(
            "text-font",
            &["My Sans".to_owned(), "sans-serif".to_owned()],
        );
        assert_eq!(closed, "\"My Sans\",sans-serif");
    }
}
