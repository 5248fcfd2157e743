//! Owns the forms that the articles take: the source files of depeche and of the programs that it is measured beside, each in its
//! own words for the same things.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::copy;
use crate::dispatch::{Block, Dispatch};
use crate::name::Name;

/// Whose sources they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Depeche,
    Hugo,
    Eleventy,
    Blades,
}

impl Form {
    /// The form of a program.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "depeche" => Some(Self::Depeche),
            "hugo" => Some(Self::Hugo),
            "eleventy" => Some(Self::Eleventy),
            "blades" => Some(Self::Blades),
            _ => None,
        }
    }

    /// The name of a program.
    pub fn name(self) -> &'static str {
        match self {
            Self::Depeche => "depeche",
            Self::Hugo => "hugo",
            Self::Eleventy => "eleventy",
            Self::Blades => "blades",
        }
    }

    /// The files of an article, by what comes behind their common folder: its source, and what lies beside it.
    pub fn files(self, it: &Dispatch<'_>) -> Vec<(String, String)> {
        if !it.name.is_copy {
            return vec![(it.name.file(), self.text(it))];
        }
        let mut files = vec![(it.name.file(), copy::text(it))];
        if let Some(sidecar) = sidecar(it) {
            files.push((format!("{}.toml", it.name.slug), sidecar));
        }
        files
    }

    /// The folder of an article.
    pub fn folder(self, name: &Name) -> PathBuf {
        format!("content/{}", name.folder()).into()
    }

    /// The folder of its drawing.
    pub fn drawings(self, name: &Name) -> PathBuf {
        let top = match self {
            Self::Depeche | Self::Eleventy => "content",
            Self::Hugo => "static",
            Self::Blades => "assets",
        };
        format!("{top}/{}", name.folder()).into()
    }

    fn text(self, dispatch: &Dispatch<'_>) -> String {
        let mut text = Text(String::with_capacity(6 * 1024));
        match self {
            Self::Depeche => text.depeche(dispatch),
            Self::Hugo => text.hugo(dispatch),
            Self::Eleventy => text.eleventy(dispatch),
            Self::Blades => text.blades(dispatch),
        }
        text.body(dispatch, self);
        text.0
    }
}

/// A text that grows.
struct Text(String);

impl Text {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// A key with its words, as TOML and JSON both write them: none of the words holds a quotation mark.
    fn word(&mut self, key: &str, word: &str) {
        self.line(format_args!("{key} = \"{word}\""));
    }

    fn list(&mut self, key: &str, names: &[&str]) {
        if !names.is_empty() {
            self.line(format_args!("{key} = {}", quoted(names)));
        }
    }

    fn depeche(&mut self, it: &Dispatch<'_>) {
        let date = it.name.date;
        self.line(format_args!("+++"));
        self.word("headline", &it.head.headline);
        self.word("kicker", it.head.kicker);
        self.word("standfirst", &it.head.standfirst);
        self.line(format_args!("published = {date}"));
        if let Some(event) = it.head.event {
            self.word("event", &event.to_string());
        }
        self.word("language", it.words.language);
        self.word("byline", it.words.byline);
        self.list("agencies", &[it.head.agency]);
        self.list("tags", &it.head.tags);
        self.line(format_args!(
            "dateline = {{ place = \"{}\", date = {date} }}",
            it.head.places[0].1
        ));
        self.terms(it);
        if !it.more.related.is_empty() {
            let ids: Vec<String> = it.more.related.iter().map(Name::id).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            self.list("related", &ids);
        }
        if it.more.is_withheld {
            self.word("status", "withheld");
        }
        if it.name.has_drawing {
            self.line(format_args!("[[media]]"));
            self.word("file", &format!("{}.svg", it.name.slug));
            self.word("caption", it.words.drawing);
            self.word("credit", it.words.byline);
            self.word("alt", it.words.drawing);
        }
        if let Some(number) = it.more.photograph {
            self.line(format_args!("[[media]]"));
            self.word("file", &format!("../../{}", photograph(number)));
            self.word("caption", it.words.photograph);
            self.word("credit", it.head.agency);
            self.word("alt", it.words.photograph);
        }
        self.line(format_args!("[[sources]]"));
        self.word("url", &source(it.name));
        if let Some((date, text)) = &it.more.correction {
            self.line(format_args!("[[corrections]]\ndate = {date}"));
            self.word("text", text);
        }
        self.line(format_args!("+++"));
    }

    /// Places and all behind them.
    fn terms(&mut self, it: &Dispatch<'_>) {
        let places: Vec<String> = it
            .head
            .places
            .iter()
            .map(|(at, name)| place(*at, name))
            .collect();
        self.line(format_args!("places = [{}]", places.join(", ")));
        self.list("people", &it.head.people);
        self.list("actors", &it.head.actors);
        self.list("conflicts", &[it.head.conflict]);
    }

    fn hugo(&mut self, it: &Dispatch<'_>) {
        self.line(format_args!("+++"));
        self.word("title", &it.head.headline);
        self.line(format_args!("date = {}", it.name.date));
        self.word("description", &it.head.standfirst);
        self.list("tags", &it.head.tags);
        self.list("places", &names(it));
        self.list("people", &it.head.people);
        self.list("actors", &it.head.actors);
        self.list("conflicts", &[it.head.conflict]);
        self.line(format_args!("[params]"));
        self.extra(it);
        self.line(format_args!("+++"));
    }

    fn blades(&mut self, it: &Dispatch<'_>) {
        self.line(format_args!("+++"));
        self.word("title", &it.head.headline);
        self.line(format_args!("date = {}", it.name.date));
        self.word("summary", &it.head.standfirst);
        self.extra(it);
        self.line(format_args!("[taxonomies]"));
        self.list("tags", &it.head.tags);
        self.list("places", &names(it));
        self.list("people", &it.head.people);
        self.list("actors", &it.head.actors);
        self.list("conflicts", &[it.head.conflict]);
        self.line(format_args!("+++"));
    }

    /// What the other programs have no key of their own for.
    fn extra(&mut self, it: &Dispatch<'_>) {
        self.word("kicker", it.head.kicker);
        self.word("language", it.words.language);
        self.word("direction", direction(it));
        self.word("byline", it.words.byline);
        self.word("agency", it.head.agency);
        if let Some(event) = it.head.event {
            self.word("event", &event.to_string());
        }
        if it.name.has_drawing {
            let file = format!("{}/{}.svg", it.name.folder(), it.name.slug);
            self.word("figure", &file);
            self.word("caption", it.words.drawing);
        }
        self.word("source", &source(it.name));
    }

    fn eleventy(&mut self, it: &Dispatch<'_>) {
        self.line(format_args!("---json\n{{"));
        let mut pair = |key: &str, word: &str| self.line(format_args!("\"{key}\": \"{word}\","));
        pair("title", &it.head.headline);
        pair("date", &it.name.date.to_string());
        pair("description", &it.head.standfirst);
        pair("kicker", it.head.kicker);
        pair("language", it.words.language);
        pair("direction", direction(it));
        pair("byline", it.words.byline);
        pair("agency", it.head.agency);
        if let Some(event) = it.head.event {
            pair("event", &event.to_string());
        }
        if it.name.has_drawing {
            pair(
                "figure",
                &format!("{}/{}.svg", it.name.folder(), it.name.slug),
            );
            pair("caption", it.words.drawing);
        }
        pair("source", &source(it.name));
        let mut lists = |key: &str, list: &[&str]| {
            self.line(format_args!("\"{key}\": {},", quoted(list)));
        };
        lists("subjects", &it.head.tags);
        lists("places", &names(it));
        lists("people", &it.head.people);
        lists("actors", &it.head.actors);
        self.line(format_args!(
            "\"conflicts\": {}\n}}\n---",
            quoted(&[it.head.conflict])
        ));
    }

    fn body(&mut self, it: &Dispatch<'_>, form: Form) {
        for block in &it.blocks {
            match block {
                Block::Crosshead(words) => self.line(format_args!("## {words}\n")),
                Block::Quote(words) => self.line(format_args!("> {words}\n")),
                Block::Paragraph(words) => self.line(format_args!("{words}\n")),
            }
        }
        for other in &it.links {
            let to = match form {
                Form::Depeche | Form::Hugo => {
                    format!("../../{}/{}", other.folder(), other.file())
                }
                // These two follow no link to a source.
                Form::Eleventy | Form::Blades => {
                    format!("../../{}/{}.html", other.folder(), other.slug)
                }
            };
            let label = other.slug.replace('-', " ");
            self.line(format_args!("{}: [{label}]({to})\n", it.words.earlier));
        }
    }
}

/// What an archivist adds beside press copy: every other text has terms, the rest is as it was received.
fn sidecar(it: &Dispatch<'_>) -> Option<String> {
    let has_terms = it.name.number.is_multiple_of(2);
    if !has_terms && !it.more.is_withheld {
        return None;
    }
    let mut text = Text(String::new());
    if has_terms {
        text.list("tags", &it.head.tags);
        text.terms(it);
    }
    if it.more.is_withheld {
        text.word("status", "withheld");
    }
    Some(text.0)
}

/// Where a photograph lies in the content folder.
pub fn photograph(number: usize) -> String {
    format!("images/photo-{number:03}.jpg")
}

fn names<'a>(it: &Dispatch<'a>) -> Vec<&'a str> {
    it.head.places.iter().map(|(_, name)| *name).collect()
}

fn direction(it: &Dispatch<'_>) -> &'static str {
    match it.words.language {
        "ar" => "rtl",
        _ => "ltr",
    }
}

fn source(name: &Name) -> String {
    format!("https://source.example/{:06}", name.number)
}

fn quoted(names: &[&str]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", each.join(", "))
}

fn place(at: usize, name: &str) -> String {
    let latitude = 30 + at * 7 % 17;
    let longitude = 20 + at * 11 % 29;
    format!(
        "{{ name = \"{name}\", latitude = {latitude}.{:02}, longitude = {longitude}.{:02}, precision = \"settlement\" }}",
        at % 100,
        at * 3 % 100
    )
}
