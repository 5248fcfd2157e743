//! Whole sources, as sentences: what is written, what it becomes, and what is said of it.

use proptest::prelude::*;

use super::*;
use crate::diag::{Style, render};
use crate::model::Status;

mod faults;
mod foreign;
mod layers;
mod whole;

/// A source file under test.
struct File<'a> {
    path: &'a str,
    text: &'a [u8],
    sidecar: Option<&'a str>,
    compat: bool,
    defaults: &'a str,
}

fn file<'a>(path: &'a str, text: &'a str) -> File<'a> {
    File {
        path,
        text: text.as_bytes(),
        sidecar: None,
        compat: false,
        defaults: "",
    }
}

fn foreign<'a>(path: &'a str, text: &'a str) -> File<'a> {
    File {
        compat: true,
        ..file(path, text)
    }
}

impl<'a> File<'a> {
    fn sidecar(self, text: &'a str) -> Self {
        let sidecar = Some(text);
        Self { sidecar, ..self }
    }

    fn defaults(self, defaults: &'a str) -> Self {
        Self { defaults, ..self }
    }

    fn parsed(&self) -> Parsed {
        let language = Language::parse("fr").expect("a language");
        let rules = Rules::new(self.compat, SlugStyle::Ascii, language);
        let (rules, faults) = rules.with_defaults("site.toml", self.defaults);
        assert!(faults.is_empty());
        let shown_path = format!("content/{}", self.path);
        let sidecar_path = format!("{shown_path}.toml");
        parse(
            &Input {
                path: self.path,
                shown_path: &shown_path,
                bytes: self.text,
                sidecar: self.sidecar.map(|text| Sidecar {
                    shown_path: &sidecar_path,
                    bytes: text.as_bytes(),
                }),
            },
            &rules,
        )
    }

    /// The article, which must be there.
    fn article(&self) -> Article {
        let parsed = self.parsed();
        let faults = shown(&parsed);
        parsed
            .article
            .unwrap_or_else(|| panic!("no article: {faults}"))
    }

    /// All that is said, as a terminal shows it.
    fn said(&self) -> String {
        shown(&self.parsed())
    }

    fn status(&self) -> Status {
        self.article().visibility.status
    }
}

fn shown(parsed: &Parsed) -> String {
    let diagnostics = parsed.diagnostics.clone().sorted();
    diagnostics
        .iter()
        .map(|fault| render(fault, Style::PLAIN))
        .collect()
}

const DATED: &str = "2017-10-26-pont.md";

proptest! {
    #[test]
    fn no_bytes_make_it_panic_or_vanish(bytes in prop::collection::vec(any::<u8>(), 0..200), compat: bool, press: bool) {
        let path = if press { "a.txt" } else { "a.md" };
        let parsed = File { text: &bytes, compat, ..file(path, "") }.parsed();
        prop_assert!(parsed.article.is_some() || !parsed.diagnostics.is_empty());
    }

    #[test]
    fn no_front_matter_makes_it_panic_or_vanish(
        lines in prop::collection::vec("(title|date|tags|draft|status|slug|path|media|places|extra|embargo|[a-z]{1,4})( ?[:=] ?)([-a-z0-9\\[\\]{}\"'/.:é ]{0,20})", 0..8),
        fence in "(---|\\+\\+\\+)",
        compat: bool,
    ) {
        let text = format!("{fence}\n{}\n{fence}\nTexte.\n", lines.join("\n"));
        let parsed = File { compat, ..file("2017/a.md", &text) }.parsed();
        prop_assert!(parsed.article.is_some() || parsed.diagnostics.errors() > 0);
    }
}
