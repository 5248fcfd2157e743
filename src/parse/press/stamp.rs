//! Owns the recogniser of lines that say when a text came out or was changed: "Publié le …, mis à jour le …", "North Country
//! 10:52 August 23, 2019", "212101 GMT Nov 18", "il y a 3 heures". Dates within the text are not read here.

use std::ops::Range;

use super::claim::{Bid, Claims, Context, Role};
use super::dates::{self, Mention, Order, RELATIVE};
use super::lexicon::patterns;
use super::lines::Block;

patterns! {
    LABEL = r"(?i)(?:(?<new>first published(?: on| at)?|published(?: on| at)?|posted(?: on)?|publié(?:e)?(?: le| à)?|mis en ligne(?: le)?|créé(?: le)?|publicado(?: el| a las)?|veröffentlicht(?: am)?|erstellt(?: am)?|datum|date|fecha|stand|опубліковано|опубликовано|дата|yayınlanma(?: tarihi)?|yayın tarihi|giriş|oluşturulma(?: tarihi)?|نشر(?:ت)?(?: في| يوم)?|تاريخ النشر|تم النشر(?: في)?|hat weşandin|dîrok)|(?<changed>last (?:updated|modified)(?: on| at)?|updated(?: on| at)?|modified(?: on)?|mis(?:e)? à jour(?: le| à)?|mise à jour|màj|modifié(?:e)?(?: le| à)?|actualisé(?:e)?(?: le| à)?|actualizado(?: el| a las)?|actualización|aktualisiert(?: am)?|zuletzt aktualisiert|letzte aktualisierung|оновлено|обновлено|змінено|güncelleme(?: tarihi)?|güncellendi|son güncelleme|آخر تحديث|اخر تحديث|تحديث|تم التحديث|hat nûkirin|nûkirin))\s*[:：]?\s*";
    FILLER = r"(?i)\b(?:pages?\s\w?\d+|p\.?\s?\d+|\d{1,2}\s?(?:[:.]|h)\s?\d{2}(?::\d\d)?|[ap]\.?m|le|à|a|au|at|on|um|uhr|horas?|h|gmt|utc|cet|cest|est|edt|bst|eet|eest|msk|et|de|el|del|las|los|den|dem|am|vom|the|of|local|time|heure|heures|paris|ist|pst|pdt|hrs|года|г|року|р|в|о|у|об|saat|tarihinde|mecca|makkah|الساعة|بتوقيت|غرينتش|جرينتش|مكة|مساء|صباحا|في|يوم|م|ه|هـ|gmt\+?\d*)\b";
    PLACED_DAY = r"^(?<place>[\p{Lu}][\p{L}'’.-]+(?:[\s-][\p{Lu}\p{L}'’-]+){0,3}),\s+(?:le\s+|den\s+|el\s+|on\s+)?$";
}

/// What a line of dates says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The words of publication, without "Publié le".
    pub words: Range<usize>,
    pub published: Option<Mention>,
    pub modified: Option<Mention>,
    /// Whether all it tells is a change.
    pub only_change: bool,
    /// Other words before or after the date: a section, a signature.
    pub rest: Option<Range<usize>>,
    /// The city of "Paris, le 3 mai 2016".
    pub place: Option<Range<usize>>,
    pub certainty: u8,
}

pub(super) fn recognise(block: &Block, context: Context<'_>, claims: &mut Claims) {
    if context.dated {
        claims.extend(recognised(block, context.order));
    }
}

fn recognised(block: &Block, order: Order) -> Option<Bid> {
    if block.shape.chars > 200 || block.shape.inner_stops > 3 {
        return None;
    }
    parse(&block.text, order).map(|stamp| {
        Bid::new(
            Role::Stamp,
            "press/date-line",
            f32::from(stamp.certainty) / 100.0,
        )
    })
}

/// Reads a line of dates.
pub(super) fn parse(text: &str, order: Order) -> Option<Stamp> {
    let mentions = dates::mentions(text, order);
    let relative: Vec<Range<usize>> = RELATIVE
        .find_iter(text)
        .map(|found| found.range())
        .collect();
    let labels: Vec<(Range<usize>, bool)> = LABEL
        .captures_iter(text)
        .filter_map(|captures| Some((captures.get(0)?.range(), captures.name("changed").is_some())))
        .filter(|(range, _)| starts_word(text, range.start))
        .collect();
    let labelled = labels.first().is_some_and(|(range, _)| range.start <= 2);
    let clock_alone =
        labelled && mentions.is_empty() && dates::time_of_day(text, &(0..0)).is_some();
    if mentions.is_empty() && relative.is_empty() && !clock_alone {
        return None;
    }
    let mut known: Vec<Range<usize>> = mentions
        .iter()
        .map(|mention| mention.bytes.clone())
        .collect();
    known.extend(relative);
    known.extend(labels.iter().map(|(range, _)| range.clone()));
    let rest = remainder(text, &known, order);
    let letters = rest
        .iter()
        .map(|range| {
            text[range.clone()]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
        })
        .sum::<usize>();
    let whole = mentions.iter().any(|mention| mention.full_day().is_some());
    let place = rest
        .first()
        .filter(|range| range.start == 0)
        .and_then(|range| {
            let before = &text[..mentions.first()?.bytes.start];
            PLACED_DAY
                .captures(before)
                .filter(|_| !labelled)
                .and_then(|captures| captures.name("place"))
                .map(|place| place.range().start..place.range().end.min(range.end.max(place.end())))
        });
    let one = rest.len() == 1
        && letters <= 40
        && text[rest[0].clone()].split_whitespace().count() <= 4
        && text[rest[0].clone()]
            .chars()
            .next()
            .is_some_and(|c| !c.is_lowercase());
    let edge = rest
        .first()
        .is_some_and(|range| range.start <= 1 || range.end + 1 >= text.len());
    let certainty = match () {
        () if letters <= 2 && labelled => 92,
        () if letters <= 2 && (whole || mentions.is_empty()) => 85,
        () if letters <= 2 => 60,
        () if place.is_some() && whole && letters <= 40 => 70,
        () if labelled && letters <= 40 => 85,
        () if !labels.is_empty() && letters <= 60 => 75,
        () if whole && one && edge => {
            if dates::time_of_day(text, &mentions[0].bytes).is_some() {
                80
            } else {
                70
            }
        }
        () => return None,
    };
    Some(read(text, &mentions, &labels, rest, place, certainty))
}

fn read(
    text: &str,
    mentions: &[Mention],
    labels: &[(Range<usize>, bool)],
    rest: Vec<Range<usize>>,
    place: Option<Range<usize>>,
    certainty: u8,
) -> Stamp {
    let changed = |at: usize| {
        labels
            .iter()
            .rev()
            .find(|(range, _)| range.start <= at)
            .is_some_and(|&(_, changed)| changed)
    };
    let timed = |mention: &Mention| {
        let mut mention = mention.clone();
        if mention.time.is_none() {
            let end = labels
                .iter()
                .map(|(range, _)| range.start)
                .find(|&start| start > mention.bytes.end)
                .unwrap_or(text.len());
            let start = labels
                .iter()
                .map(|(range, _)| range.end)
                .filter(|&end| end <= mention.bytes.start)
                .max()
                .unwrap_or(0);
            let local = mention.bytes.start.saturating_sub(start)..mention.bytes.end - start;
            mention.time = dates::time_of_day(&text[start..end], &local);
            mention.offset = mention.time.and_then(|_| dates::offset(text));
        }
        mention
    };
    let published = mentions
        .iter()
        .find(|mention| !changed(mention.bytes.start))
        .map(timed);
    let modified = mentions
        .iter()
        .find(|mention| changed(mention.bytes.start))
        .map(timed);
    let only_change =
        labels.iter().all(|&(_, changed)| changed) && !labels.is_empty() && published.is_none();
    let from = labels
        .first()
        .filter(|(range, _)| range.start <= 2)
        .map_or(0, |(range, _)| range.end);
    let rest = rest.into_iter().next().filter(|_| place.is_none());
    let from = match &rest {
        Some(rest) if rest.start <= 1 && from == 0 => {
            let after = &text[rest.end..];
            rest.end
                + (after.len()
                    - after
                        .trim_start_matches(|c: char| !c.is_alphanumeric())
                        .len())
        }
        _ => from,
    };
    Stamp {
        words: from..text.len(),
        published,
        modified,
        only_change,
        rest,
        place,
        certainty,
    }
}

/// What is left of a line without its dates, times, labels and small words: ranges of words that belong together.
fn remainder(text: &str, known: &[Range<usize>], _: Order) -> Vec<Range<usize>> {
    let mut known = known.to_vec();
    known.extend(FILLER.find_iter(text).map(|found| found.range()));
    known.extend(weekdays(text));
    known.sort_by_key(|range| range.start);
    let mut rest = Vec::new();
    let mut at = 0;
    for range in known
        .into_iter()
        .chain(std::iter::once(text.len()..text.len()))
    {
        if range.start > at {
            let gap = &text[at..range.start];
            let start =
                at + (gap.len() - gap.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
            let end = at
                + gap
                    .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.')
                    .len();
            if end > start && text[start..end].contains(char::is_alphabetic) {
                rest.push(start..end);
            }
        }
        at = at.max(range.end);
    }
    rest
}

fn weekdays(text: &str) -> Vec<Range<usize>> {
    let base = text.as_ptr() as usize;
    text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty() && super::calendar::weekday(&word.to_lowercase()).is_some())
        .map(|word| {
            let start = word.as_ptr() as usize - base;
            start..start + word.len()
        })
        .collect()
}

fn starts_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let stamp = parse(text, Order::DayFirst).unwrap_or_else(|| panic!("{text}"));
        let show = |mention: &Option<Mention>| {
            mention
                .as_ref()
                .and_then(|mention| mention.to_date(""))
                .map(|date| date.iso())
                .unwrap_or_default()
        };
        (show(&stamp.published), show(&stamp.modified))
    }

    #[test]
    fn publication_and_change_are_told_apart() {
        assert_eq!(
            read("Publié le 27/11/2021 à 15:33, mis à jour le 28/11/2021 à 09:10"),
            ("2021-11-27T15:33:00".into(), "2021-11-28T09:10:00".into())
        );
        assert_eq!(
            read("Mis à jour le 28/11/2021, publié le 27/11/2021"),
            ("2021-11-27".into(), "2021-11-28".into())
        );
        assert_eq!(
            read("First published on Fri 19 Feb 2021 17.20 GMT").0,
            "2021-02-19T17:20:00Z"
        );
        assert_eq!(
            read("Actualizado lunes 14/05/2012 07:40 horas").1,
            "2012-05-14T07:40:00"
        );
        assert_eq!(
            read("الثلاثاء، 06 آب/اغسطس 2013، آخر تحديث 05:37 (GMT+0400)")
                .0
                .get(..10),
            Some("2013-08-06")
        );
        assert_eq!(read("Datum 17.05.2023").0, "2023-05-17");
    }

    #[test]
    fn a_section_beside_the_date_is_kept() {
        let text = "North Country 10:52 August 23, 2019";
        let stamp = parse(text, Order::DayFirst).expect("a date line");
        assert_eq!(&text[stamp.rest.expect("a rest")], "North Country");
    }

    #[test]
    fn a_relative_time_gives_words_and_no_date() {
        let text = "Publié il y a 5 heures, mis à jour à 11h07";
        let stamp = parse(text, Order::DayFirst).expect("a date line");
        assert_eq!((stamp.published, stamp.modified), (None, None));
        assert_eq!(&text[stamp.words], "il y a 5 heures, mis à jour à 11h07");
    }

    #[test]
    fn a_sentence_with_a_date_is_no_line_of_dates() {
        for text in [
            "The mill burned down on 3 May 2016 and was rebuilt within a year.",
            "Der Markt in Rawa am Morgen des 3. Mai 2016",
        ] {
            assert_eq!(parse(text, Order::DayFirst), None, "{text}");
        }
    }
}
