//! Owns the way from a reading of press copy to fields and blocks. It is the one place that knows the reader's shape.

use chrono::Datelike;

use crate::diag::SourceText;
use crate::model::{
    Agency, Block, BodySummary, Claim, Date, Dateline, EXCERPT, Media, Related, Standfirst,
    shortened,
};

use super::press::dates::{Order, mentions};
use super::press::{Caption, Found, Reading};
use super::validate::{Fields, Stated, empty_media};

/// The fields of a reading, each with its evidence.
pub(super) fn fields(reading: &Reading, source: &SourceText<'_>) -> Fields {
    let from = From { source };
    Fields {
        kicker: from.one("kicker", reading.kicker.as_ref()),
        headline: from.one("headline", reading.headline.as_ref()),
        standfirst: from.standfirst(reading),
        byline: reading
            .byline
            .as_ref()
            .map(|found| from.stated("byline", found, found.value.verbatim.clone())),
        agencies: from.many("agencies", &reading.agencies, |agency: &Agency| {
            agency.name.clone()
        }),
        dateline: from.dateline(reading),
        published: from.date("published", reading.published.as_ref()),
        modified: from.date("modified", reading.modified.as_ref()),
        tags: from.many("tags", &reading.tags, String::clone),
        related: from.many("related", &reading.related, |related: &Related| {
            related.verbatim.clone()
        }),
        media: from.media(&reading.captions),
        ..Fields::default()
    }
}

/// The blocks of a reading, in their order.
pub(super) fn blocks(reading: &Reading) -> Vec<Block> {
    reading
        .blocks
        .iter()
        .map(|found| found.value.clone())
        .collect()
}

/// Lays what an editor states over what the text has, for the two lists that the text's blocks point into: the text's entries
/// keep their places, the editor's complete or follow them.
pub(super) fn over(stated: &mut Fields, read: &mut Fields) {
    if let (Some(stated), Some(read)) = (&mut stated.media, &mut read.media) {
        let mut media = std::mem::take(&mut read.value);
        let mut next = 0;
        for entry in std::mem::take(&mut stated.value) {
            match completed(&media, &entry, &mut next) {
                Some(at) => complete(&mut media[at], entry),
                None => media.push(entry),
            }
        }
        stated.value = media;
    }
    if let (Some(stated), Some(read)) = (&mut stated.related, &mut read.related) {
        let mut related = std::mem::take(&mut read.value);
        for entry in std::mem::take(&mut stated.value) {
            match related
                .iter_mut()
                .find(|other| other.verbatim == entry.verbatim)
            {
                Some(same) => same.url = entry.url.or(same.url.take()),
                None => related.push(entry),
            }
        }
        stated.value = related;
    }
}

/// The caption of the text that an entry completes: that of the same words, or, for an entry without caption, the next that
/// still lacks its file.
fn completed(media: &[Media], entry: &Media, next: &mut usize) -> Option<usize> {
    if entry.caption.is_some() {
        return media
            .iter()
            .position(|medium| medium.caption == entry.caption);
    }
    let at = *next
        + media
            .get(*next..)?
            .iter()
            .position(|medium| medium.file.is_none())?;
    *next = at + 1;
    Some(at)
}

fn complete(medium: &mut Media, entry: Media) {
    let Media {
        file,
        caption,
        credit,
        alt,
        rights,
        sensitive,
        poster,
        captions,
    } = entry;
    medium.file = file.or(medium.file.take());
    medium.caption = caption.or(medium.caption.take());
    medium.credit = credit.or(medium.credit.take());
    medium.alt = alt.or(medium.alt.take());
    medium.rights = rights.or(medium.rights.take());
    medium.sensitive |= sensitive;
    medium.poster = poster.or(medium.poster.take());
    medium.captions = captions.or(medium.captions.take());
}

/// Blocks that point at an entry that an editor took away are dropped.
pub(super) fn kept(blocks: Vec<Block>, related: usize, media: usize) -> Vec<Block> {
    blocks
        .into_iter()
        .filter(|block| match block {
            Block::Related(at) => *at < related,
            Block::Figure(at) => *at < media,
            Block::Paragraph(_) | Block::Crosshead(_) => true,
        })
        .collect()
}

/// What the archive keeps of the blocks of a text.
pub(super) fn summary(blocks: &[Block]) -> BodySummary {
    let mut summary = BodySummary::default();
    for block in blocks {
        let (Block::Paragraph(text) | Block::Crosshead(text)) = block else {
            continue;
        };
        summary.words += text.split_whitespace().count() as u32;
        if matches!(block, Block::Paragraph(_)) && summary.excerpt.len() <= EXCERPT {
            if !summary.excerpt.is_empty() {
                summary.excerpt.push(' ');
            }
            summary.excerpt.push_str(text);
        }
    }
    summary.excerpt = shortened(&summary.excerpt, EXCERPT);
    summary
}

struct From<'s, 't> {
    source: &'s SourceText<'t>,
}

impl From<'_, '_> {
    fn claim<T>(&self, field: &str, found: &Found<T>, value: String) -> Claim {
        Claim {
            field: field.to_owned(),
            value,
            file: self.source.path().to_owned(),
            bytes: Some(found.bytes.clone()),
            line: Some(self.source.line_of(found.bytes.start)),
            rule: found.rule.to_owned(),
            confidence: found.confidence,
        }
    }

    fn stated<T: Clone>(&self, field: &str, found: &Found<T>, value: String) -> Stated<T> {
        Stated {
            claim: self.claim(field, found, value),
            value: found.value.clone(),
        }
    }

    fn one(&self, field: &str, found: Option<&Found<String>>) -> Option<Stated<String>> {
        found.map(|found| self.stated(field, found, found.value.clone()))
    }

    fn date(&self, field: &str, found: Option<&Found<Date>>) -> Option<Stated<Date>> {
        found.map(|found| self.stated(field, found, found.value.to_string()))
    }

    fn many<T: Clone>(
        &self,
        field: &str,
        found: &[Found<T>],
        show: impl Fn(&T) -> String,
    ) -> Option<Stated<Vec<T>>> {
        let first = found.first()?;
        let shown: Vec<_> = found.iter().map(|found| show(&found.value)).collect();
        Some(Stated {
            claim: self.claim(field, first, shown.join("; ")),
            value: found.iter().map(|found| found.value.clone()).collect(),
        })
    }

    fn standfirst(&self, reading: &Reading) -> Option<Stated<Standfirst>> {
        let text = reading.standfirst.as_ref()?;
        let label = reading
            .standfirst_label
            .as_ref()
            .map(|label| label.value.clone());
        let shown = label
            .iter()
            .chain([&text.value])
            .cloned()
            .collect::<Vec<_>>();
        Some(Stated {
            claim: self.claim("standfirst", text, shown.join(": ")),
            value: Standfirst {
                label,
                text: text.value.clone(),
            },
        })
    }

    fn dateline(&self, reading: &Reading) -> Option<Stated<Dateline>> {
        // A place may stand alone, beside the byline: "Name | Madrid".
        let found = reading
            .dateline
            .as_ref()
            .or(reading.dateline_place.as_ref())?;
        let date = reading.dateline_date.as_ref();
        Some(Stated {
            claim: self.claim("dateline", found, found.value.clone()),
            value: Dateline {
                verbatim: found.value.clone(),
                place: reading
                    .dateline_place
                    .as_ref()
                    .map(|place| place.value.clone()),
                date: date.and_then(|words| dateline_date(reading, &words.value)),
            },
        })
    }

    fn media(&self, captions: &[Found<Caption>]) -> Option<Stated<Vec<Media>>> {
        let first = captions.first()?;
        let shown: Vec<_> = captions
            .iter()
            .map(|found| found.value.text.clone())
            .collect();
        let media = captions
            .iter()
            .map(|found| Media {
                caption: Some(found.value.text.clone()).filter(|text| !text.is_empty()),
                credit: found.value.credit.clone(),
                ..empty_media()
            })
            .collect();
        Some(Stated {
            claim: self.claim("media", first, shown.join("; ")),
            value: media,
        })
    }
}

/// The day of a dateline. Most give no year: then it is that of publication, and the day is marked as worked out.
fn dateline_date(reading: &Reading, words: &str) -> Option<Date> {
    let language = reading.language.as_ref();
    let order = Order::of(language.map_or("", |(language, _)| language.base()));
    let mut mention = mentions(words, order).into_iter().next()?;
    if mention.full_day().is_some() {
        return mention.to_date(words);
    }
    let published = reading.published.as_ref()?;
    mention.year = Some(published.value.earliest()?.year());
    let from = format!("“{words}”, “{}”", published.value.words());
    Some(Date::inferred(mention.full_day()?, words, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(text: &str) -> Media {
        Media {
            caption: Some(text.to_owned()),
            ..empty_media()
        }
    }

    fn file(name: &str) -> Media {
        Media {
            file: Some(name.to_owned()),
            ..empty_media()
        }
    }

    fn with_media(media: Vec<Media>) -> Fields {
        let claim = Claim {
            field: "media".into(),
            value: String::new(),
            file: "a".into(),
            bytes: None,
            line: None,
            rule: "test".into(),
            confidence: 1.0,
        };
        Fields {
            media: Some(Stated {
                value: media,
                claim,
            }),
            ..Fields::default()
        }
    }

    #[test]
    fn the_day_of_a_dateline_takes_its_year_from_the_publication() {
        let text = "Le pont est rouvert\n\nPublié le 5 octobre 2017\n\nBAGDAD, 4 oct (Agence) - Le pont sur \
                    la rivière est de nouveau ouvert à tous les véhicules, a annoncé la province.\n";
        let source = SourceText::new("content/pont.txt", text);
        let fields = fields(&super::super::press::read(&source), &source);
        let dateline = fields.dateline.expect("a dateline").value;
        assert_eq!(dateline.place.as_deref(), Some("BAGDAD"));
        assert_eq!(dateline.date.expect("a day").edtf(), "2017-10-04?");
    }

    #[test]
    fn an_editor_completes_the_figures_of_the_text_in_their_places() {
        let mut stated = with_media(vec![
            Media {
                file: Some("deux.jpg".into()),
                ..caption("Le marché.")
            },
            file("un.jpg"),
            file("trois.jpg"),
        ]);
        let mut read = with_media(vec![caption("Le pont."), caption("Le marché.")]);
        over(&mut stated, &mut read);
        let media = stated.media.expect("media").value;
        let shown: Vec<_> = media
            .iter()
            .map(|medium| {
                (
                    medium.caption.as_deref().unwrap_or(""),
                    medium.file.as_deref().unwrap_or(""),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("Le pont.", "un.jpg"),
                ("Le marché.", "deux.jpg"),
                ("", "trois.jpg")
            ]
        );
    }

    #[test]
    fn blocks_of_what_was_taken_away_are_dropped() {
        let blocks = vec![
            Block::Figure(0),
            Block::Paragraph("un".into()),
            Block::Related(2),
        ];
        assert_eq!(
            kept(blocks, 3, 0),
            [Block::Paragraph("un".into()), Block::Related(2)]
        );
    }

    #[test]
    fn a_summary_counts_words_and_keeps_the_first() {
        let blocks = [
            Block::Crosshead("Un pont".into()),
            Block::Paragraph("é ".repeat(400).trim().into()),
        ];
        let summary = summary(&blocks);
        assert_eq!(summary.words, 402);
        assert!(summary.excerpt.chars().count() <= EXCERPT);
    }
}
