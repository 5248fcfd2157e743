//! Owns what tells that words are the name of a paper or of a house, and nobody's city.

use crate::parse::press::names::is_titled;

/// Whether words are the name of a paper by the last of them.
pub(super) fn is_paper(text: &str) -> bool {
    const PAPERS: [&str; 36] = [
        "Times",
        "Post",
        "News",
        "Herald",
        "Tribune",
        "Journal",
        "Today",
        "Daily",
        "Press",
        "Gazette",
        "Telegraph",
        "Chronicle",
        "Globe",
        "Observer",
        "Standard",
        "Guardian",
        "Zeitung",
        "Nachrichten",
        "Anzeiger",
        "Noticias",
        "Diario",
        "Haber",
        "Gazetesi",
        "Presse",
        "Courier",
        "Examiner",
        "Inquirer",
        "Dispatch",
        "Register",
        "Review",
        "Independent",
        "Kurier",
        "Rundschau",
        "Tageblatt",
        "Tagblatt",
        "Allgemeine",
    ];
    let last = text.split_whitespace().next_back().unwrap_or_default();
    (2..=4).contains(&text.split_whitespace().count()) && PAPERS.contains(&last) && is_titled(text)
}

pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().count() <= 5 && word.chars().all(char::is_uppercase)
}

/// Whether three words and more open with an article, as the names of papers do: "The Harbour Courier", "El Correo del Puerto".
pub(super) fn opens_with_article(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.nth(1).is_some()
        && matches!(
            first,
            "The"
                | "El"
                | "La"
                | "Le"
                | "Les"
                | "Los"
                | "Il"
                | "Lo"
                | "Der"
                | "Die"
                | "Das"
                | "De"
                | "Het"
                | "O"
        )
}
