//! Owns what the template marks of other generators become within a text (Liquid, Tera, Nunjucks, Hugo's shortcodes). Those
//! that give an address become it, comments go, and any other stays as it is written, with a word: no mark is ever run.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, SourceText};

/// A text without the marks that mean something here, line for line as it was, and a doubt about those that stay.
pub(crate) fn settle(source: &SourceText<'_>, start: usize) -> (String, Option<Diagnostic>) {
    let text = &source.text()[start..];
    if !text.contains("{{") && !text.contains("{%") && !text.contains("{#") && !text.contains("{:")
    {
        return (without_cuts(text), None);
    }
    let mut settled = Settled::default();
    let mut at = start;
    for line in text.split_inclusive('\n') {
        settled.line(line, at);
        at += line.len();
    }
    let doubt = settled.doubt(source);
    (without_cuts(&settled.text), doubt)
}

/// A text without the marks that cut an excerpt: as HTML, each would make a block of the line that it stands on.
fn without_cuts(text: &str) -> String {
    text.replace("<!-- more -->", "").replace("<!--more-->", "")
}

#[derive(Default)]
struct Settled {
    text: String,
    block: Block,
    kept: usize,
    first: Option<Range<usize>>,
}

/// What a line stands in.
#[derive(Default, Clone, PartialEq)]
enum Block {
    #[default]
    Text,
    /// A fence, which the same one closes.
    Code(String),
    Highlight,
    Raw,
    Comment,
}

/// What a mark becomes.
enum Meaning {
    Words(String),
    Opens(Block, &'static str),
    Closes(&'static str),
    Unknown,
}

impl Settled {
    fn line(&mut self, line: &str, at: usize) {
        let fence: String = fence_of(line).to_owned();
        match (&self.block, fence.is_empty()) {
            (Block::Text, false) => {
                self.block = Block::Code(fence);
                self.text.push_str(line);
            }
            (Block::Code(open), _) => {
                if fence.starts_with(open.as_str()) {
                    self.block = Block::Text;
                }
                self.text.push_str(line);
            }
            _ => self.pieces(line, at),
        }
    }

    /// The pieces of a line between its marks.
    fn pieces(&mut self, line: &str, at: usize) {
        let mut done = 0;
        let mut ticks = 0;
        for range in marks_of(line) {
            let before = &line[done..range.start];
            ticks += before.matches('`').count();
            self.words(before);
            let mark = &line[range.clone()];
            if ticks % 2 == 1 && self.block == Block::Text {
                self.words(mark);
            } else {
                self.mark(mark, &line[..range.start], at + range.start);
            }
            done = range.end;
        }
        self.words(&line[done..]);
    }

    fn words(&mut self, words: &str) {
        match self.block {
            // Lines stay, so that the places of faults do.
            Block::Comment => self.text.extend(words.chars().filter(|c| *c == '\n')),
            _ => self.text.push_str(words),
        }
    }

    fn mark(&mut self, mark: &str, before: &str, place: usize) {
        let meaning = meaning(mark, before);
        match (&self.block, meaning) {
            (Block::Text, Meaning::Words(words)) => self.text.push_str(&words),
            (Block::Text, Meaning::Opens(block, words)) => {
                self.block = block;
                self.text.push_str(words);
            }
            (Block::Text, Meaning::Closes(_) | Meaning::Unknown) => {
                self.kept += 1;
                self.first.get_or_insert(place..place + mark.len());
                self.text.push_str(mark);
            }
            (block, Meaning::Closes(name)) if closes(block, name) => {
                if self.block == Block::Highlight {
                    self.text.push_str("```");
                }
                self.block = Block::Text;
            }
            _ => self.words(mark),
        }
    }

    fn doubt(&self, source: &SourceText<'_>) -> Option<Diagnostic> {
        if self.block == Block::Comment {
            let fault = Diagnostic::new(
                Code::MetaCompat,
                "a comment of another generator has no end, so the rest of the text is not shown",
            );
            return Some(
                fault
                    .at(source.whole())
                    .help("write `{% endcomment %}` where it ends"),
            );
        }
        let message = match self.kept {
            0 => return None,
            1 => "a template mark of another generator stays as it is written".to_owned(),
            count => {
                format!("{count} template marks of another generator stay as they are written")
            }
        };
        let fault = Diagnostic::new(Code::MetaCompat, message);
        Some(
            fault
                .at(source.place(self.first.clone()?))
                .label("here")
                .help("write what it stood for, in Markdown"),
        )
    }
}

/// The fence that a line opens or closes code with.
fn fence_of(line: &str) -> &str {
    let words = line.trim_start();
    ['`', '~']
        .iter()
        .map(|sign| &words[..words.len() - words.trim_start_matches(*sign).len()])
        .find(|fence| fence.len() >= 3)
        .unwrap_or_default()
}

/// Where the marks of a line are. Each is looked for once, however long the line.
fn marks_of(line: &str) -> impl Iterator<Item = Range<usize>> {
    const ENDS: [(&str, &str); 4] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("{:", "}")];
    let mut endless = [false; ENDS.len()];
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += line[at..].find('{')?;
            let kind = ENDS
                .iter()
                .position(|(open, _)| line[at..].starts_with(open));
            if let Some(kind) = kind.filter(|kind| !endless[*kind]) {
                let end = ENDS[kind].1;
                if let Some(stop) = line[at + 2..].find(end) {
                    let range = at..at + 2 + stop + end.len();
                    at = range.end;
                    return Some(range);
                }
                // What has no end is text, as `{#id}` of a heading is.
                endless[kind] = true;
            }
            at += 1;
        }
    })
}

fn meaning(mark: &str, before: &str) -> Meaning {
    if mark.starts_with("{#") || mark.starts_with("{{/*") {
        return Meaning::Words(String::new());
    }
    if mark.starts_with("{:") {
        return attributes(mark, before);
    }
    let inner = mark.trim_matches(|c: char| "{}%<>-".contains(c) || c.is_whitespace());
    let (name, argument) = inner.split_once([' ', '(']).unwrap_or((inner, ""));
    match name {
        "site.baseurl" | "site.url" | "base_url" | "config.base_url" | ".Site.BaseURL"
        | "site.BaseURL" => Meaning::Words(String::new()),
        "raw" => Meaning::Opens(Block::Raw, ""),
        "comment" => Meaning::Opens(Block::Comment, ""),
        "highlight" => Meaning::Opens(Block::Highlight, "```"),
        "endraw" | "endcomment" | "endhighlight" => Meaning::Closes(match name {
            "endraw" => "raw",
            "endcomment" => "comment",
            _ => "highlight",
        }),
        // By the name of the file, which is what ids are made of here.
        "post_url" => address(
            argument
                .trim()
                .rsplit('/')
                .next()
                .map(|name| name.trim_end_matches(".md")),
        ),
        "link" => address(Some(argument.trim())).rooted(),
        "ref" | "relref" => address(Some(first_text(argument).unwrap_or(argument.trim()))),
        "get_url" => address(first_text(argument)),
        _ if is_filtered_address(inner) => address(first_text(inner)),
        _ => Meaning::Unknown,
    }
}

impl Meaning {
    fn rooted(self) -> Self {
        match self {
            Self::Words(path) => Self::Words(format!("/{}", path.trim_start_matches('/'))),
            other => other,
        }
    }
}

fn address(words: Option<&str>) -> Meaning {
    match words {
        Some(words) if !words.is_empty() && !words.contains(['{', ' ', '|']) => {
            Meaning::Words(words.to_owned())
        }
        _ => Meaning::Unknown,
    }
}

/// `'/a/b' | relative_url`
fn is_filtered_address(inner: &str) -> bool {
    let filters = ["relative_url", "absolute_url", "url", "prepend"];
    inner.starts_with(['"', '\''])
        && inner.split('|').skip(1).any(|filter| {
            let name = filter.trim().split([' ', ':', '(']).next();
            filters.contains(&name.unwrap_or_default())
        })
}

fn first_text(words: &str) -> Option<&str> {
    let start = words.find(['"', '\''])?;
    let quote = &words[start..=start];
    words[start + 1..].split(quote).next()
}

/// Kramdown's attributes of the link or block before them: `{:target="_blank"}`. Only after a link or alone on a line, since
/// `{:?}` is a word of programmers.
fn attributes(mark: &str, before: &str) -> Meaning {
    let inner = mark[2..mark.len() - 1].trim();
    let follows = before.ends_with(')') || before.trim().is_empty();
    let states = inner.starts_with(['.', '#']) || inner.contains('=') || inner == "toc";
    match follows && states {
        true => Meaning::Words(String::new()),
        // Nobody would take it for a mark that was lost.
        false => Meaning::Words(mark.to_owned()),
    }
}

fn closes(block: &Block, name: &str) -> bool {
    matches!(
        (block, name),
        (Block::Raw, "raw") | (Block::Comment, "comment") | (Block::Highlight, "highlight")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str) -> (String, Option<String>) {
        let source = SourceText::new("content/a.md", text);
        let (text, doubt) = settle(&source, 0);
        (text, doubt.map(|doubt| doubt.message))
    }

    #[test]
    fn marks_that_give_an_address_become_it() {
        for (written, read) in [
            ("[a]({{ site.baseurl }}/b/)", "[a](/b/)"),
            ("[a]({{ site.url }}{{ site.baseurl }}/b/)", "[a](/b/)"),
            (
                "[a]({% post_url 2017/2017-10-26-pont %})",
                "[a](2017-10-26-pont)",
            ),
            (
                "[a]({% link _posts/2017-10-26-pont.md %})",
                "[a](/_posts/2017-10-26-pont.md)",
            ),
            ("[a]({{< ref \"pont.md\" >}})", "[a](pont.md)"),
            ("[a]({{% relref '/blog/pont.md' %}})", "[a](/blog/pont.md)"),
            (
                "[a]({{ get_url(path=\"@/blog/pont.md\") }})",
                "[a](@/blog/pont.md)",
            ),
            (
                "![a]({{ '/img/a.png' | relative_url }})",
                "![a](/img/a.png)",
            ),
            ("[a](/b){:target=\"_blank\"}, c", "[a](/b), c"),
            ("{: .note}\n", "\n"),
        ] {
            assert_eq!(settled(written), (read.to_owned(), None), "{written}");
        }
    }

    #[test]
    fn the_mark_that_cuts_an_excerpt_makes_no_block() {
        assert_eq!(settled("<!--more-->Un.\n").0, "Un.\n");
    }

    #[test]
    fn comments_are_never_shown() {
        for written in [
            "Un.{% comment %} source : un nom {% endcomment %}",
            "Un.{%- comment -%} source : un nom",
            "Un.{# source : un nom #}",
            "Un.{{/* source : un nom */}}",
        ] {
            assert_eq!(settled(written).0, "Un.", "{written}");
        }
        let (text, doubt) = settled("Un.\n{% comment %}\nun nom\n{% endcomment %}\nDeux.\n");
        assert_eq!((text.as_str(), doubt), ("Un.\n\n\n\nDeux.\n", None));
    }

    #[test]
    fn highlighted_text_is_code_and_raw_text_is_text() {
        let written = "{% highlight ruby %}\na\n{% endhighlight %}\n{% raw %}{{ b }}{% endraw %}\n";
        assert_eq!(settled(written).0, "```\na\n```\n{{ b }}\n");
    }

    #[test]
    fn code_is_left_alone() {
        for written in [
            "```rust\nprintln!(\"{:?} {{}}\"); {% x %}\n```\n",
            "~~~\n{# a #}\n~~~\n",
            "Un `{{ site.baseurl }}` et `{% raw %}`.",
            "Un {:?} deux, et {#} trois.",
            "# Titre {#titre}\n",
        ] {
            assert_eq!(settled(written), (written.to_owned(), None), "{written}");
        }
    }

    #[test]
    fn hostile_lines_are_read_once() {
        for piece in ["{{", "{{a}}", "{%", "{:", "{#", "`{{a"] {
            let line = piece.repeat(100_000);
            assert_eq!(settled(&line).0, line);
        }
    }

    #[test]
    fn other_marks_stay_with_one_word_for_all() {
        let written = "{{< youtube abc >}}\n{% include a.html %}\n{{ page.title }}";
        let (text, doubt) = settled(written);
        assert_eq!(text, written);
        assert_eq!(
            doubt.as_deref(),
            Some("3 template marks of another generator stay as they are written")
        );
    }
}
