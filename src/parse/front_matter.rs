//! Owns the cut between front matter and text: which lines are fences. It does not read what stands between them (`node` does).

use std::ops::Range;

use super::node::Syntax;

/// How the first lines are judged. Each manner knows the keys of an article by a function.
#[derive(Debug, Clone, Copy)]
pub enum Manner {
    /// A fence followed by anything like a key opens front matter: better a fault than a `status` that is shown as text.
    Markdown(fn(&str) -> bool),
    /// Press copy: a line of hyphens belongs to the text unless the next line states a known key.
    Press(fn(&str) -> bool),
}

/// A text cut in two. All ranges are bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// No front matter: all is text.
    Text,
    /// Front matter, then text.
    Matter {
        /// By its fence.
        syntax: Syntax,
        /// What stands between the fences.
        matter: Range<usize>,
        /// What follows the second.
        body: Range<usize>,
    },
    /// A first fence, lines that look like front matter, and no second fence.
    Unclosed {
        /// By its fence.
        syntax: Syntax,
        /// The first fence.
        fence: Range<usize>,
        /// The fence that should have closed it.
        closing: &'static str,
    },
}

/// Cuts a text. A first line `---` that is a rule between paragraphs, with no key after it, is text.
pub fn cut(text: &str, manner: Manner) -> Cut {
    let mut lines = Lines { text, at: 0 };
    let Some((syntax, fence)) = opening(&mut lines) else {
        return Cut::Text;
    };
    let start = lines.at;
    if !opens_matter(&text[start..], syntax, manner) {
        return Cut::Text;
    }
    let closing = match syntax {
        Syntax::Toml => "+++",
        Syntax::Yaml => "---",
    };
    for line in lines {
        if text[line.clone()].trim_end() == closing {
            let after = line.end + usize::from(line.end < text.len());
            return Cut::Matter {
                syntax,
                matter: start..line.start,
                body: after..text.len(),
            };
        }
    }
    Cut::Unclosed {
        syntax,
        fence,
        closing,
    }
}

/// The first line that says anything, if it is a fence. Blank lines, spaces and stray byte-order marks before it are what
/// editors leave behind, not a reason to show front matter as text.
fn opening(lines: &mut Lines<'_>) -> Option<(Syntax, Range<usize>)> {
    let text = lines.text;
    let bare = |line: &Range<usize>| text[line.clone()].trim_matches(['\u{FEFF}', ' ', '\t']);
    let first = lines.find(|line| !bare(line).is_empty())?;
    let syntax = match bare(&first) {
        "+++" => Syntax::Toml,
        "---" => Syntax::Yaml,
        _ => return None,
    };
    Some((syntax, first))
}

/// Whether the lines after a fence are front matter: the first that says anything is a key, or the fence closes at once, or one
/// of the lines before the second fence is a known key.
fn opens_matter(rest: &str, syntax: Syntax, manner: Manner) -> bool {
    let mut lines = rest
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = lines.next();
    match (syntax, manner) {
        (_, Manner::Press(knows)) => first.and_then(|line| key(line, syntax)).is_some_and(knows),
        (Syntax::Toml, Manner::Markdown(_)) => true,
        (Syntax::Yaml, Manner::Markdown(knows)) => first.is_some_and(|line| {
            let is_known = |line: &str| key(line, syntax).is_some_and(knows);
            let mut others = lines.take_while(|line| *line != "---");
            line == "---"
                || line.starts_with('{')
                || key(line, syntax).is_some()
                || others.any(is_known)
        }),
    }
}

/// The key that a line states.
fn key(line: &str, syntax: Syntax) -> Option<&str> {
    let (name, value) = match syntax {
        Syntax::Toml => match line.trim_start().trim_start_matches('[') {
            table if line.ends_with(']') && !line.contains('=') => {
                (table.trim_end_matches(']'), "")
            }
            line => line.split_once('=')?,
        },
        Syntax::Yaml => line.split_once(':')?,
    };
    let name = name.trim().trim_matches(['"', '\'']);
    let is_name = (1..=40).contains(&name.chars().count())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let is_value = syntax == Syntax::Toml || value.is_empty() || value.starts_with([' ', '\t']);
    (is_name && is_value).then_some(name)
}

/// The lines of a text as byte ranges, without their ends.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let start = self.at;
        let len = rest.find('\n').unwrap_or(rest.len());
        self.at = start + (len + 1).min(rest.len());
        Some(start..start + len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MARKDOWN: Manner = Manner::Markdown(|name| name == "status");

    /// The syntax, the front matter and the text.
    fn parts(text: &str, manner: Manner) -> Option<(Syntax, &str, &str)> {
        match cut(text, manner) {
            Cut::Matter {
                syntax,
                matter,
                body,
            } => Some((syntax, &text[matter], &text[body])),
            _ => None,
        }
    }

    #[test]
    fn two_fences_part_front_matter_from_text() {
        let toml = parts("+++\na = 1\n+++\nTexte.\n", MARKDOWN);
        assert_eq!(toml, Some((Syntax::Toml, "a = 1\n", "Texte.\n")));
        let yaml = parts("---  \na: 1\n--- \n\nTexte.", MARKDOWN);
        assert_eq!(yaml, Some((Syntax::Yaml, "a: 1\n", "\nTexte.")));
        let empty = parts("---\n---\nTexte.", MARKDOWN);
        assert_eq!(empty, Some((Syntax::Yaml, "", "Texte.")));
        let bare = parts("+++\na = 1\n+++", MARKDOWN);
        assert_eq!(bare, Some((Syntax::Toml, "a = 1\n", "")));
    }

    #[test]
    fn what_editors_leave_before_a_fence_does_not_show_front_matter_as_text() {
        for before in ["\n \n", "\u{FEFF}", "  "] {
            let text = format!("{before}---\na: 1\n---\nTexte.");
            assert_eq!(
                parts(&text, MARKDOWN),
                Some((Syntax::Yaml, "a: 1\n", "Texte.")),
                "{before:?}"
            );
        }
        assert_eq!(cut("", MARKDOWN), Cut::Text);
        assert_eq!(cut("Texte.\n---\na: 1\n---\n", MARKDOWN), Cut::Text);
    }

    #[test]
    fn a_known_key_among_lines_that_are_none_makes_front_matter_of_them() {
        let text = "---\nmy own key: un\nstatus: draft\n---\nTexte.";
        assert!(parts(text, MARKDOWN).is_some());
        assert_eq!(
            cut("---\nUne phrase.\n---\nstatus: draft\n", MARKDOWN),
            Cut::Text
        );
    }

    #[test]
    fn a_rule_between_paragraphs_is_text() {
        for text in [
            "---\nUne phrase, puis une autre.\n",
            "---\n\nUne phrase.\n\n---\n\nUne autre.\n",
            "---\n",
            "---",
        ] {
            assert_eq!(cut(text, MARKDOWN), Cut::Text, "{text}");
        }
    }

    #[test]
    fn keys_without_a_second_fence_are_front_matter_without_an_end() {
        for (text, closing) in [("---\ntitle: un\n\nTexte.\n", "---"), ("+++\n", "+++")] {
            let unclosed = cut(text, MARKDOWN);
            assert!(
                matches!(&unclosed, Cut::Unclosed { fence, closing: sign, .. } if *fence == (0..3) && *sign == closing),
                "{text}: {unclosed:?}"
            );
        }
    }

    #[test]
    fn press_copy_may_have_front_matter_and_may_begin_with_a_rule() {
        let press = Manner::Press(|name| name == "slug");
        assert!(parts("+++\nslug = 'a'\n+++\nTexte.", press).is_some());
        for text in [
            "+++\nURGENT\n+++\n",
            "---\nBAGDAD, 3 mai : un pont\n",
            "---\nURGENT: un pont\n---\nTexte.",
        ] {
            assert_eq!(cut(text, press), Cut::Text, "{text}");
        }
        assert!(matches!(
            cut("---\nslug: a\nTexte.", press),
            Cut::Unclosed { .. }
        ));
    }

    proptest! {
        #[test]
        fn any_text_is_cut_without_loss(text in "[-+a:= \\né]{0,60}") {
            for manner in [MARKDOWN, Manner::Press(|name| name == "a")] {
                if let Cut::Matter { matter, body, .. } = cut(&text, manner) {
                    prop_assert!(matter.end <= body.start && body.end == text.len());
                    prop_assert_eq!(text[matter.end..body.start].trim_end().len(), 3);
                }
            }
        }
    }
}
