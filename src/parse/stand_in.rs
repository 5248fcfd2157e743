//! Owns stand-ins for the readers of Markdown and of press copy, until those are in place: the same functions, doing little.

pub(super) mod markdown {
    use std::ops::Range;

    use crate::model::BodySummary;

    pub fn summarise(text: &str, _first_line: u32) -> BodySummary {
        BodySummary {
            words: text.split_whitespace().count() as u32,
            excerpt: text
                .split_whitespace()
                .take(40)
                .collect::<Vec<_>>()
                .join(" "),
            ..BodySummary::default()
        }
    }

    pub fn first_heading(text: &str) -> Option<(String, Range<usize>)> {
        let start = text.len() - text.trim_start().len();
        let line = text[start..].lines().next()?;
        let words = line.trim_start_matches('#');
        let range = start..(start + line.len() + 1).min(text.len());
        (line.starts_with('#')).then(|| (words.trim().to_owned(), range))
    }
}

pub(super) mod press {
    use std::ops::Range;

    use crate::diag::{Diagnostics, SourceText};
    use crate::model::{Agency, Block, Byline, Date, Language, Leftover, Related};

    #[derive(Debug, Clone, PartialEq)]
    pub struct Found<T> {
        pub value: T,
        pub bytes: Range<usize>,
        pub rule: &'static str,
        pub confidence: f32,
    }

    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Caption {
        pub text: String,
        pub credit: Option<String>,
    }

    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Reading {
        pub kicker: Option<Found<String>>,
        pub headline: Option<Found<String>>,
        pub standfirst_label: Option<Found<String>>,
        pub standfirst: Option<Found<String>>,
        pub byline: Option<Found<Byline>>,
        pub agencies: Vec<Found<Agency>>,
        pub dateline: Option<Found<String>>,
        pub dateline_place: Option<Found<String>>,
        pub dateline_date: Option<Found<String>>,
        pub published: Option<Found<Date>>,
        pub modified: Option<Found<Date>>,
        pub captions: Vec<Found<Caption>>,
        pub related: Vec<Found<Related>>,
        pub tags: Vec<Found<String>>,
        pub language: Option<(Language, f32)>,
        pub blocks: Vec<Found<Block>>,
        pub leftovers: Vec<Leftover>,
        pub diagnostics: Diagnostics,
    }

    pub fn read(source: &SourceText<'_>) -> Reading {
        let text = source.text();
        let mut at = 0;
        let mut blocks = Vec::new();
        for line in text.split_inclusive('\n') {
            let words = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if !words.is_empty() {
                blocks.push((words.to_owned(), start..start + words.len()));
            }
        }
        let mut blocks = blocks.into_iter();
        let headline = blocks.next().map(|(value, bytes)| Found {
            value,
            bytes,
            rule: "press/first-line",
            confidence: 0.5,
        });
        let language = super::super::language::detect(text);
        Reading {
            headline,
            language,
            blocks: blocks
                .map(|(text, bytes)| Found {
                    value: Block::Paragraph(text),
                    bytes,
                    rule: "press/paragraph",
                    confidence: 0.5,
                })
                .collect(),
            ..Reading::default()
        }
    }
}
