//! Owns what lists put before and behind a title on its line: the hour, the day, counts of readers and comments, arrows.

use super::lists::seam;
use crate::parse::press::dates;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::tokens::cut_before;

/// Arrows behind a title.
const ARROWS: [char; 10] = ['<', '>', '»', '›', '→', '►', '▶', '❯', ' ', '\u{a0}'];
/// What parts an hour or a day from the title behind it.
const PARTING: [char; 9] = [' ', '\u{a0}', '|', '–', '—', '-', '·', '•', ':'];
/// What is counted behind a title.
const COUNTED: [&str; 30] = [
    "comments",
    "comment",
    "views",
    "shares",
    "reads",
    "replies",
    "kommentare",
    "kommentar",
    "aufrufe",
    "commentaires",
    "commentaire",
    "vues",
    "partages",
    "comentarios",
    "comentario",
    "visitas",
    "vistas",
    "comentários",
    "visualizações",
    "commenti",
    "просмотров",
    "просмотра",
    "комментариев",
    "комментария",
    "переглядів",
    "коментарів",
    "yorum",
    "okunma",
    "komentarzy",
    "reacties",
];
/// What says first that the other article was changed.
const CHANGED: [&str; 8] = [
    "updated",
    "published",
    "posted",
    "aktualisiert",
    "actualizado",
    "publié",
    "обновлено",
    "оновлено",
];
/// The most words of a moment before a title.
const MOMENT: usize = 9;

/// A title without what its list puts around it.
pub(super) fn bare(title: &str) -> &str {
    let title = title.trim();
    let title = without_arrows(title);
    let title = without_wall(title);
    let title = without_moment(title);
    let title = without_hour(title);
    let title = without_year(title);
    let title = without_count(title);
    let title = without_weekday(title);
    let title = seam(title).map_or(title, |at| &title[..at]);
    once(without_form(without_figures(title)))
}

/// Whether what is left may still be a title.
fn enough(title: &str) -> bool {
    title.split_whitespace().nth(2).is_some() && !title.starts_with(char::is_lowercase)
}

fn without_arrows(title: &str) -> &str {
    let bare = title.trim_end_matches(ARROWS);
    // Quotation marks of the title close what they opened.
    let quotes = title.ends_with('»') && title.contains('«');
    let bare = match quotes || bare.is_empty() {
        true => title,
        false => bare,
    };
    match bare.strip_prefix('«') {
        Some(rest) if !rest.contains(['»', '«']) && enough(rest) => rest.trim_start(),
        _ => bare,
    }
}

/// "Article réservé à nos abonnés Le pont…": who may read the other article.
fn without_wall(title: &str) -> &str {
    const WALLS: [&str; 20] = [
        "Article réservé à nos abonnés",
        "Article réservé aux abonnés",
        "Article abonné",
        "Contenu réservé aux abonnés",
        "Réservé aux abonnés",
        "réservé aux abonnés",
        "(abonnés)",
        "(Abonnés)",
        "Abonnés",
        "Solo para suscriptores",
        "Exclusivo suscriptores",
        "Exclusivo para assinantes",
        "Exklusiv für Abonnenten",
        "Nur für Abonnenten",
        "Subscribers only",
        "Subscriber only",
        "For subscribers",
        "SZ Plus",
        "SPIEGEL Plus",
        "Premium",
    ];
    let rest = WALLS.iter().find_map(|wall| title.strip_prefix(wall));
    let rest = rest.map(|rest| rest.trim_start_matches(PARTING));
    rest.filter(|rest| enough(rest) && rest.starts_with(|c: char| !c.is_numeric()))
        .unwrap_or(title)
}

/// "22:34The bridge…", "19:00 The bridge…", "16h30 | The bridge…".
fn without_hour(title: &str) -> &str {
    // "16 h 37The bridge…".
    if let Some((hour, rest)) = title.split_once(" h ") {
        let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let title = rest[figures(rest)..].trim_start_matches(PARTING);
        let hour = (1..=2).contains(&hour.len()) && figures(hour) == hour.len();
        if hour && figures(rest) == 2 && enough(title) {
            return title;
        }
    }
    let bytes = title.as_bytes();
    let figures = bytes.iter().take_while(|c| c.is_ascii_digit()).count();
    let minutes = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|two| two.iter().all(u8::is_ascii_digit))
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
    };
    let marked = matches!(bytes.get(figures), Some(b':' | b'h' | b'H'));
    if !(1..=2).contains(&figures) || !marked || !minutes(figures + 1) {
        return title;
    }
    let rest = title[figures + 3..].trim_start_matches(PARTING);
    let half = [
        "a.m.", "p.m.", "am ", "pm ", "AM ", "PM ", "a. m.", "p. m.", "Uhr ",
    ];
    let rest = half
        .iter()
        .find_map(|half| rest.strip_prefix(half))
        .unwrap_or(rest)
        .trim_start_matches(PARTING);
    if enough(rest) { rest } else { title }
}

/// "2 May 2018The bridge…": a day that lost the space behind its year.
fn without_year(title: &str) -> &str {
    if !title.starts_with(|c: char| c.is_ascii_digit()) {
        return title;
    }
    let head = &title[..cut_before(title, 60)];
    let bytes = head.as_bytes();
    let year = (0..bytes.len().saturating_sub(4)).find(|&at| {
        let digits = bytes[at..at + 4].iter().all(u8::is_ascii_digit);
        digits
            && matches!(&bytes[at..at + 2], b"19" | b"20")
            && at > 0
            && !bytes[at - 1].is_ascii_digit()
    });
    let Some(at) = year else {
        return title;
    };
    let rest = &title[at + 4..];
    let glued = rest.starts_with(|c: char| c.is_alphabetic() || "'‘“\"«„".contains(c));
    // "2018er": an ending of the figure.
    if glued && enough(rest) { rest } else { title }
}

/// "updated 5 minutes ago 4/15/2011 12:06:36 PM +00:00 The bridge…".
fn without_moment(title: &str) -> &str {
    let first = title.split_whitespace().next().unwrap_or_default();
    if !CHANGED.contains(&first.to_lowercase().as_str()) {
        return title;
    }
    let mut end = 0;
    for word in title.split_whitespace().take(MOMENT) {
        if word.contains(|c: char| c.is_ascii_digit()) || ["ago", "PM", "AM"].contains(&word) {
            end = word.as_ptr() as usize - title.as_ptr() as usize + word.len();
        }
    }
    let rest = title[end..].trim_start_matches(PARTING);
    if end > 0 && enough(rest) { rest } else { title }
}

/// "The bridge of Sarn is open 20 Kommentare", "… 9.660 Aufrufe".
fn without_count(title: &str) -> &str {
    let Some((rest, what)) = title.rsplit_once(' ') else {
        return title;
    };
    let Some((before, count)) = rest.rsplit_once(' ') else {
        return title;
    };
    let figures = count.starts_with(|c: char| c.is_ascii_digit())
        && count
            .chars()
            .all(|c| c.is_ascii_digit() || ".,KkM".contains(c));
    let counted = figures && COUNTED.contains(&what.to_lowercase().as_str());
    let enough = before.split_whitespace().nth(3).is_some() && enough(before);
    if counted && enough {
        before.trim_end_matches(PARTING)
    } else {
        title
    }
}

/// "The bridge of Sarn is open Lunes 02 Mayo, 2022": a weekday and its day that no small word leads to.
fn without_weekday(title: &str) -> &str {
    if title.len() < 30 || !title.ends_with(|c: char| c.is_ascii_digit()) {
        return title;
    }
    let words = Words::of(title);
    let Some(day) = words.all(Kind::Weekday).max_by_key(|hit| hit.start) else {
        return title;
    };
    let tail = Words::of(&title[day.start..]);
    let mentions = dates::mentions_in(&tail, dates::Order::DayFirst);
    let closes = mentions
        .last()
        .is_some_and(|last| last.year.is_some() && last.bytes.end == tail.text.len());
    let before = title[..day.start].trim_end();
    let led = is_led(before);
    let capital = title[day.start..].starts_with(char::is_uppercase);
    match closes && capital && !led && enough(before) {
        true => before.trim_end_matches(PARTING),
        false => title,
    }
}

/// "The bridge of Sarn is open 05/07/2019", but not "… of 05/07/2019".
fn without_figures(title: &str) -> &str {
    let Some((before, day)) = title.rsplit_once(' ') else {
        return title;
    };
    let mut parts = day.split(['/', '.', '-']);
    let mut figures = |least: usize, most: usize| {
        parts.next().is_some_and(|part| {
            (least..=most).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit())
        })
    };
    let dated = figures(1, 2) && figures(1, 2) && figures(4, 4) && parts.next().is_none();
    match dated && !is_led(before) && enough(before) {
        true => before.trim_end_matches(PARTING),
        false => title,
    }
}

/// Whether words lead on to what stands behind them: "… of", "… on", "…, ".
fn is_led(before: &str) -> bool {
    let last = before.split_whitespace().next_back();
    last.is_none_or(|word| {
        word.ends_with([',', ':', ';'])
            || word.starts_with(char::is_lowercase) && word.chars().count() <= 3
    })
}

/// "PhotosThe bridge…", "WatchThe bridge…": what the link shows, without the space behind it.
fn without_form(title: &str) -> &str {
    const FORMS: [&str; 14] = [
        "Photos",
        "Photo",
        "Video",
        "Vidéo",
        "Vidéos",
        "Watch",
        "Live",
        "Opinion",
        "Gallery",
        "Audio",
        "Fotos",
        "Vídeo",
        "Podcast",
        "Exclusive",
    ];
    let mut rests = FORMS.iter().filter_map(|form| title.strip_prefix(form));
    let rest = rests.find(|rest| rest.starts_with(char::is_uppercase));
    rest.filter(|rest| enough(rest)).unwrap_or(title)
}

/// "The bridge is open The bridge is open": the words of its picture and its own.
fn once(title: &str) -> &str {
    let middle = title.len() / 2;
    if title.len() < 31 || title.len().is_multiple_of(2) || !title.is_char_boundary(middle) {
        return title;
    }
    let (one, other) = title.split_at(middle);
    match other.strip_prefix(' ') {
        Some(other) if one == other && enough(one) => one,
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "The bridge of Sarn is open";

    #[test]
    fn what_stands_around_a_title_goes() {
        for text in [
            "22:34The bridge of Sarn is open",
            "19:00 The bridge of Sarn is open",
            "16h30 | The bridge of Sarn is open",
            "17H05 The bridge of Sarn is open",
            "The bridge of Sarn is openTraders wait for the summer",
            "16 h 30The bridge of Sarn is open",
            "Article réservé à nos abonnés The bridge of Sarn is open",
            "Premium The bridge of Sarn is open",
            "2 May 2018The bridge of Sarn is open",
            "updated 5 minutes ago 4/15/2011 12:06:36 PM +00:00 The bridge of Sarn is open",
            "12:12 a.m. The bridge of Sarn is open",
            "PhotosThe bridge of Sarn is open",
            "The bridge of Sarn is open 05/07/2019",
            "The bridge of Sarn is open <<<",
            "The bridge of Sarn is open »",
            "«The bridge of Sarn is open",
            "The bridge of Sarn is open 20 Kommentare",
            "The bridge of Sarn is open 9.660 views",
            "The bridge of Sarn is open Lunes 02 Mayo, 2022",
            "The bridge of Sarn is open The bridge of Sarn is open",
        ] {
            assert_eq!(bare(text), TITLE, "{text}");
        }
    }

    #[test]
    fn what_is_of_a_title_stays() {
        for text in [
            "20 lorries cross the bridge of Sarn",
            "3:10 to Yuma shown again at Sarn",
            "What the town said on Monday 2 May 2022",
            "The mayor counts 20 comments",
            "Mill of the valley: news of 22.01.2013",
            "Photographs of the bridge of Sarn",
            "Premium seats on the bridge of Sarn",
            "2 h 30 of work on the bridge",
            "The mayor says « the bridge is ours »",
            "2018er Wein aus Sarn ist gut",
            "Updated plans for the bridge of Sarn",
        ] {
            assert_eq!(bare(text), text);
        }
    }
}
