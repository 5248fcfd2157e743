//! Owns what is read from one finished page: its ids, its links, and what it lacks for those who hear it. A tokenizer of
//! HTML reads it, not patterns.

use std::cell::RefCell;
use std::collections::BTreeSet;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use percent_encoding::percent_decode_str;

/// What one page holds.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    /// Ids, decoded.
    pub ids: BTreeSet<String>,
    /// Links, sources of images and files of style that lead within the site, each once; the part after `#` decoded.
    pub links: BTreeSet<String>,
    /// What it lacks, in words.
    pub wants: Vec<String>,
}

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    facts: PageFacts,
    has_language: bool,
    has_title: bool,
    main_headings: usize,
    repeated: BTreeSet<String>,
}

impl PageFacts {
    /// Reads a page.
    pub fn read(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.0.into_inner().finish()
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
        {
            self.0.borrow_mut().tag(&tag);
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let attribute = |wanted: &str| {
            let found = tag.attrs.iter().find(|attr| &*attr.name.local == wanted);
            found.map(|attr| attr.value.to_string())
        };
        if let Some(id) = attribute("id")
            && !self.facts.ids.insert(id.clone())
        {
            self.repeated.insert(id);
        }
        match name {
            "html" => self.has_language = attribute("lang").is_some_and(|lang| !lang.is_empty()),
            "title" => self.has_title = true,
            "h1" => self.main_headings += 1,
            "img" if attribute("alt").is_none() => {
                let source = attribute("src").unwrap_or_default();
                let want = format!("the image `{source}` has no `alt`");
                self.facts.wants.push(want);
            }
            _ => {}
        }
        let address = match name {
            "a" | "link" | "area" => attribute("href"),
            "img" | "source" | "video" | "audio" | "track" | "script" | "iframe" => {
                attribute("src")
            }
            _ => None,
        };
        let poster = attribute("poster");
        for address in address.into_iter().chain(poster) {
            self.link(&address);
        }
        // Sizes of a picture: each an address and a width, parted by commas.
        for candidate in attribute("srcset").iter().flat_map(|set| set.split(", ")) {
            self.link(candidate.split_whitespace().next().unwrap_or_default());
        }
    }

    fn link(&mut self, address: &str) {
        let before = address.split(['/', '?', '#']).next().unwrap_or_default();
        if before.contains(':') || address.starts_with("//") {
            return;
        }
        let decoded = match address.split_once('#') {
            Some((path, anchor)) => {
                let anchor = percent_decode_str(anchor).decode_utf8_lossy();
                format!("{path}#{anchor}")
            }
            None => address.to_owned(),
        };
        self.facts.links.insert(decoded);
    }

    fn finish(mut self) -> PageFacts {
        let mut want = |missing: bool, words: &str| {
            if missing {
                self.facts.wants.push(words.to_owned());
            }
        };
        want(!self.has_language, "the page does not say its language");
        want(!self.has_title, "the page has no title");
        want(
            self.main_headings != 1,
            "the page has not exactly one main heading (`h1`)",
        );
        for id in self.repeated {
            self.facts.wants.push(format!("the id `{id}` stands twice"));
        }
        self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_browser_reads_it() {
        let facts = PageFacts::read(
            "<!doctype html><html lang=fr><title>t</title><h1 id='a'>x</h1>\
             <a href=\"../b.html#c%20d\">b</a><a href='https://x.example'>x</a>\
             <img src=i.png srcset='i-1.png 1w, i-2.png 2w' alt=''><!-- <a href='no.html'> -->",
        );
        assert!(facts.wants.is_empty(), "{:?}", facts.wants);
        assert!(facts.ids.contains("a"));
        let links: Vec<&str> = facts.links.iter().map(String::as_str).collect();
        assert_eq!(links, ["../b.html#c d", "i-1.png", "i-2.png", "i.png"]);
    }

    #[test]
    fn what_a_listener_needs_is_missed() {
        let facts = PageFacts::read("<html><img src='i.png'><b id=a></b><b id=a></b>");
        assert_eq!(
            facts.wants,
            [
                "the image `i.png` has no `alt`",
                "the page does not say its language",
                "the page has no title",
                "the page has not exactly one main heading (`h1`)",
                "the id `a` stands twice",
            ]
        );
    }
}
