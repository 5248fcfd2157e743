//! Owns the headings of boxes that are made of several: two tabs on one line, with or without the space between them ("Related articlesMore
//! from author"), and the next article's button with its section ("Next Up In Sport").

use crate::parse::press::lexicon::{Kind, Words};

/// What heads a box, or is one of its tabs.
const HEADS: [Kind; 5] = [
    Kind::Related,
    Kind::RelatedHeading,
    Kind::PopularHeading,
    Kind::PromotionHeading,
    Kind::Paged,
];
/// The most words of a section.
const SECTION: usize = 3;

/// Whether a line is two headings and more, and nothing else.
pub(super) fn several(words: &Words<'_>) -> bool {
    if words.opens(Kind::Related).is_none()
        && words.opens(Kind::RelatedHeading).is_none()
        && words.opens(Kind::PopularHeading).is_none()
        && !has_seam(words.text)
    {
        return false;
    }
    let parted = part(words.text);
    let words = Words::of(&parted);
    let (mut at, mut count, mut leads) = (0, 0, false);
    loop {
        let rest = &words.text[at..];
        let Some(begin) = rest.find(char::is_alphanumeric) else {
            return count >= 2 && leads;
        };
        let hit = words
            .of_kinds(&HEADS)
            .filter(|hit| hit.start == at + begin)
            .max_by_key(|hit| hit.end);
        let Some(hit) = hit else {
            return false;
        };
        leads |= !matches!(hit.kind, Kind::Paged | Kind::PromotionHeading);
        count += 1;
        at = hit.end;
    }
}

/// "Next Up In Sport", "Next story in The North": the button over other articles of a section.
pub(super) fn of_section(words: &Words<'_>) -> bool {
    let Some(hit) = words.opens(Kind::Paged) else {
        return false;
    };
    let label = &words.text[hit.start..hit.end];
    let rest: Vec<&str> = words.text[hit.end..].split_whitespace().collect();
    let (led, section) = match rest.split_first() {
        Some((first, section)) if first.eq_ignore_ascii_case("in") => (true, section),
        _ => (label.to_lowercase().ends_with(" in"), rest.as_slice()),
    };
    led && label.contains(' ')
        && (1..=SECTION).contains(&section.len())
        && section
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a small letter stands right before a capital.
fn has_seam(text: &str) -> bool {
    let mut small = false;
    text.chars().any(|c| {
        let seam = small && c.is_uppercase();
        small = c.is_lowercase();
        seam
    })
}

/// A text with a space at each seam.
fn part(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + 4);
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(c);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tabs_on_one_line_head_a_box() {
        for line in [
            "Related articlesMore from author",
            "RELATED ARTICLES MORE FROM AUTHOR",
            "Artículos relacionadosMás del autor",
            "Articles similairesPlus de l'auteur",
            "Ähnliche ArtikelMehr vom Autor",
            "Похожие статьиБольше от автора",
            "Схожі статтіБільше від автора",
            "Powiązane artykułyWięcej od autora",
            "مقالات ذات صلة المزيد من المؤلف",
            "Articoli correlatiAltro dall'autore",
            "Artigos relacionadosMais do autor",
            "İlgili yazılarYazarın diğer yazıları",
        ] {
            assert!(several(&Words::of(line)), "{line}");
        }
        for line in [
            "Related articles",
            "More from the harbour",
            "Next article More bread for Sarn",
        ] {
            assert!(!several(&Words::of(line)), "{line}");
        }
    }

    #[test]
    fn the_next_articles_of_a_section_have_their_heading() {
        assert!(of_section(&Words::of("Next Up In Sport")));
        for line in [
            "Next Up In Sport the ferry men strike",
            "Next in line",
            "Next Article",
        ] {
            assert!(!of_section(&Words::of(line)), "{line}");
        }
    }
}
