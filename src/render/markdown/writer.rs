//! Owns the HTML of Markdown's events, one by one. It trusts `links` for addresses and escapes all else.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::html::{address, escape};
use super::links::is_external;
use super::media::{self, Stated};
use super::sanitise::{self, READY};
use super::{Options, direction};
use crate::model::Direction;
use crate::parse::markdown::{
    Anchors, Events, NOTES_TITLE, alternative, link_target, note_id, reference_id,
};
use crate::typography::apply;

/// Writes the body and its notes. Where the HTML is to be cleaned, addresses that are ready are marked so.
pub(super) fn write(
    events: &Events,
    anchors: &Anchors,
    options: &Options,
    cleaned: bool,
) -> String {
    let mut writer = Writer {
        events,
        anchors,
        options,
        ready: if cleaned { READY } else { "" },
        out: String::new(),
        directions: vec![options.language.direction()],
        links: Vec::new(),
        headings: Vec::new(),
        tables: 0,
        columns: Vec::new(),
        column: 0,
        in_head: false,
        in_label: false,
    };
    writer.run(0..events.len());
    writer.notes();
    writer.out
}

struct Writer<'a> {
    events: &'a Events<'a>,
    anchors: &'a Anchors,
    options: &'a Options<'a>,
    ready: &'static str,
    out: String,
    /// The directions of the open blocks, the article's first.
    directions: Vec<Direction>,
    /// Whether each open link was written or became plain text.
    links: Vec<bool>,
    /// The levels, as written, of the headings that the next one may stand under.
    headings: Vec<HeadingLevel>,
    tables: usize,
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_label: bool,
}

impl Writer<'_> {
    fn run(&mut self, places: Range<usize>) {
        let mut place = places.start;
        while place < places.end {
            place = self.event(place);
        }
    }

    /// Writes the event at a place and gives the place to go on from.
    fn event(&mut self, place: usize) -> usize {
        let events = self.events;
        match &events[place].0 {
            Event::Start(Tag::Image { .. }) => {
                let html = self.image(place, false);
                self.out.push_str(&html);
                return end_of(events, place);
            }
            Event::Start(Tag::FootnoteDefinition(_)) => return end_of(events, place),
            Event::Start(Tag::Paragraph) if self.figure(place) => return end_of(events, place),
            Event::Start(tag) => self.start(place, tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.out.push_str("<code>");
                self.text(code);
                self.out.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(html),
            Event::FootnoteReference(label) => self.reference(place, label),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => {
                self.line();
                self.out.push_str("<hr>\n");
            }
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                self.in_label = true;
                self.out.push_str(&format!(
                    "<label class=\"task\"><input type=\"checkbox\" disabled{checked}> "
                ));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
        }
        place + 1
    }

    fn start(&mut self, place: usize, tag: &Tag) {
        match tag {
            Tag::Paragraph => self.open(place, "p", ""),
            Tag::Heading { level, .. } => {
                let id = self.anchors.headings.get(&place).map_or("", |id| id);
                let attributes = format!(" id=\"{}\"", escape(id));
                let name = self.heading(*level);
                self.open(place, &name, &attributes);
            }
            Tag::BlockQuote(_) => self.open(place, "blockquote", ""),
            Tag::List(None) => self.open(place, "ul", ""),
            Tag::List(Some(1)) => self.open(place, "ol", ""),
            Tag::List(Some(first)) => self.open(place, "ol", &format!(" start=\"{first}\"")),
            Tag::Item => self.open(place, "li", ""),
            Tag::DefinitionList => self.open(place, "dl", ""),
            Tag::DefinitionListTitle => self.open(place, "dt", ""),
            Tag::DefinitionListDefinition => self.open(place, "dd", ""),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.tables += 1;
                self.line();
                self.out.push_str(&format!(
                    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{} {}\">",
                    escape(&self.options.labels.table),
                    self.tables
                ));
                self.open(place, "table", "");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(place),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(&link_target(*link_type, dest_url), title),
            Tag::HtmlBlock => self.line(),
            Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close("p"),
            TagEnd::Heading(_) => {
                let name = format!("h{}", self.level());
                self.close(&name);
            }
            TagEnd::BlockQuote(_) => self.close("blockquote"),
            TagEnd::List(ordered) => self.close(if ordered { "ol" } else { "ul" }),
            TagEnd::Item => self.close("li"),
            TagEnd::DefinitionList => self.close("dl"),
            TagEnd::DefinitionListTitle => self.close("dt"),
            TagEnd::DefinitionListDefinition => self.close("dd"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::Table => {
                self.out.push_str("</tbody>");
                self.close("table");
                self.out.push_str("</div>\n");
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead>\n<tbody>");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.directions.pop();
                // An empty cell of the head is no heading, and `cell` has written all of it.
                if !self.out.ends_with("</td>") {
                    self.out
                        .push_str(if self.in_head { "</th>" } else { "</td>" });
                }
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    /// Begins a line, and ends the label of a task, which holds no blocks.
    fn line(&mut self) {
        self.end_label();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn end_label(&mut self) {
        if std::mem::take(&mut self.in_label) {
            self.out.push_str("</label>");
        }
    }

    /// Opens a block, with `dir` where its first letter runs against what surrounds it. The direction is named: `auto` would not
    /// look into inner blocks that have their own.
    fn open(&mut self, place: usize, name: &str, attributes: &str) {
        self.line();
        let dir = self.turn(place);
        self.out.push_str(&format!("<{name}{attributes}{dir}>"));
    }

    fn close(&mut self, name: &str) {
        self.end_label();
        self.directions.pop();
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn turn(&mut self, place: usize) -> String {
        let around = self.direction();
        let own = direction::of_block(self.events, place).unwrap_or(around);
        self.directions.push(own);
        match own == around {
            true => String::new(),
            false => format!(" dir=\"{}\"", own.as_str()),
        }
    }

    fn direction(&self) -> Direction {
        let article = self.options.language.direction();
        self.directions.last().copied().unwrap_or(article)
    }

    /// The element of a heading: one level below the heading it stands under, however many hashes its author left out.
    fn heading(&mut self, level: HeadingLevel) -> String {
        while self.headings.last().is_some_and(|&above| above >= level) {
            self.headings.pop();
        }
        self.headings.push(level);
        format!("h{}", self.level())
    }

    fn level(&self) -> usize {
        let first = usize::from(self.options.heading_level);
        (first + self.headings.len().saturating_sub(1)).clamp(1, 6)
    }

    fn code_block(&mut self, kind: &CodeBlockKind) {
        self.line();
        let dir = match self.direction() {
            Direction::Rtl => " dir=\"ltr\"",
            Direction::Ltr => "",
        };
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or(""),
            CodeBlockKind::Indented => "",
        };
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape(language)),
        };
        self.out.push_str(&format!("<pre{dir}><code{class}>"));
    }

    fn cell(&mut self, place: usize) {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let empty = matches!(self.events.get(place + 1), Some((Event::End(_), _)));
        let dir = self.turn(place);
        match (self.in_head, empty) {
            (true, false) => self
                .out
                .push_str(&format!("<th scope=\"col\"{align}{dir}>")),
            (true, true) => self.out.push_str("<td></td>"),
            (false, _) => self.out.push_str(&format!("<td{align}{dir}>")),
        }
    }

    fn link(&mut self, target: &str, title: &str) {
        let nested = self.links.contains(&true);
        let href = self.options.links.href(target).filter(|_| !nested);
        self.links.push(href.is_some());
        let Some(href) = href else { return };
        let rel = match is_external(&href) {
            true => " rel=\"noopener noreferrer\"",
            false => "",
        };
        let title = match title {
            "" => String::new(),
            title => format!(" title=\"{}\"", escape(title)),
        };
        self.out.push_str(&format!(
            "<a href=\"{}{}\"{title}{rel}>",
            self.ready,
            escape(&address(&href))
        ));
    }

    fn raw(&mut self, html: &str) {
        if self.ready.is_empty() {
            self.out
                .push_str(&sanitise::with_links(html, self.options.links));
        } else {
            self.out.push_str(html);
        }
    }

    fn image(&self, place: usize, captioned: bool) -> String {
        let Event::Start(Tag::Image {
            dest_url, title, ..
        }) = &self.events[place].0
        else {
            return String::new();
        };
        let stated = Stated {
            target: dest_url,
            alt: &alternative(self.events, place),
            title: if captioned { "" } else { title },
            in_link: self.links.contains(&true),
        };
        media::write(&stated, self.options.links, self.ready)
    }

    /// Writes a paragraph that is one image, or a link around one, as a figure with its title for a caption.
    fn figure(&mut self, place: usize) -> bool {
        let linked = matches!(
            self.events.get(place + 1),
            Some((Event::Start(Tag::Link { .. }), _))
        );
        let image = place + 1 + usize::from(linked);
        let Some((
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            _,
        )) = self.events.get(image)
        else {
            return false;
        };
        let after = end_of(self.events, image) + usize::from(linked);
        let alone = matches!(
            self.events.get(after),
            Some((Event::End(TagEnd::Paragraph), _))
        );
        let shown = self.options.links.image(dest_url).is_some();
        let told = self.options.links.told && !is_external(dest_url);
        if !alone || !(shown || told) {
            return false;
        }
        self.line();
        if !shown {
            return self.told_figure(image, title);
        }
        self.out.push_str("<figure>");
        if linked {
            self.event(place + 1);
        }
        let html = self.image(image, true);
        self.out.push_str(&html);
        if linked {
            self.end(TagEnd::Link);
        }
        self.close_figure(title);
        true
    }

    fn close_figure(&mut self, title: &str) {
        if !title.is_empty() {
            let caption = apply(title, self.options.language);
            self.out
                .push_str(&format!("<figcaption>{}</figcaption>", escape(&caption)));
        }
        self.out.push_str("</figure>\n");
    }

    /// What an image shows and says, in the words that stand for it.
    fn told_figure(&mut self, image: usize, title: &str) -> bool {
        let label = escape(&self.options.labels.left_out);
        let alt = self.image(image, true);
        self.out.push_str(&format!(
            "<figure class=\"media media-caption\"><p class=\"doubt\">{label}</p><p>{alt}</p>"
        ));
        self.close_figure(title);
        true
    }

    fn reference(&mut self, place: usize, label: &str) {
        let Some(reference) = self.anchors.references.get(&place) else {
            self.text(&format!("[^{label}]"));
            return;
        };
        let number = reference.note + 1;
        self.out.push_str(&format!(
            "<sup class=\"note-ref\"><a id=\"{}\" href=\"{}#{}\" role=\"doc-noteref\" aria-label=\"{} {number}\">{number}</a></sup>",
            reference_id(reference.note, reference.nth),
            self.ready,
            note_id(reference.note),
            escape(&self.options.labels.note),
        ));
    }

    fn notes(&mut self) {
        let anchors = self.anchors;
        if anchors.notes.is_empty() {
            return;
        }
        self.line();
        let level = self.options.heading_level.clamp(1, 6);
        self.out.push_str(&format!(
            "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"{NOTES_TITLE}\">\n<h{level} id=\"{NOTES_TITLE}\">{}</h{level}>\n<ol>\n",
            escape(&self.options.labels.notes)
        ));
        for (note, found) in anchors.notes.iter().enumerate() {
            self.out.push_str(&format!("<li id=\"{}\">", note_id(note)));
            self.run(found.events.clone());
            self.back_links(note, found.references);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    /// One link back for each reference, at the end of the note's last paragraph.
    fn back_links(&mut self, note: usize, references: usize) {
        if references == 0 {
            return;
        }
        let links: Vec<String> = (0..references)
            .map(|nth| {
                let number = match nth {
                    0 => String::new(),
                    _ => format!("<sup>{}</sup>", nth + 1),
                };
                let which = match references {
                    1 => String::new(),
                    _ => format!(" {}", nth + 1),
                };
                format!(
                    "<a class=\"note-back\" href=\"{}#{}\" role=\"doc-backlink\" aria-label=\"{}{which}\">↩\u{FE0E}{number}</a>",
                    self.ready,
                    reference_id(note, nth),
                    escape(&self.options.labels.back_to_text),
                )
            })
            .collect();
        let links = links.join(" ");
        match self.out.strip_suffix("</p>\n").map(str::len) {
            Some(end) => {
                self.out.truncate(end);
                self.out.push_str(&format!(" {links}</p>\n"));
            }
            None => self.out.push_str(&format!("<p>{links}</p>\n")),
        }
    }
}

/// The place after the end of the element that starts at `start`.
fn end_of(events: &Events, start: usize) -> usize {
    let mut depth = 0;
    for (offset, (event, _)) in events[start..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return start + offset + 1;
        }
    }
    events.len()
}
