//! Owns what a bracket, slashes or quotes hold within a dateline: an agency, a date, a country, a correspondent, the mark of a
//! monitoring service.

use std::ops::Range;

use super::{Element, Reading, is_place, place, scan};
use crate::parse::press::lexicon::Words;
use crate::parse::press::names;

impl<'a> Reading<'_, 'a> {
    /// Notes the agencies of a bracket: beside one that is known, capitals behind a stroke are another ("AFP/KPA").
    fn note_all(&mut self, content: &str) {
        let known = names::agencies(content);
        let parts = || content.split('/').map(str::trim);
        let other = |part: &str| {
            names::is_house_form(part) && part.chars().count() <= 5 && !names::names_agency(part)
        };
        if known.is_empty()
            || !parts().any(other)
            || !parts().all(|part| other(part) || names::is_agency(part))
        {
            return self.note(content);
        }
        self.known = true;
        self.agencies.extend(parts().map(str::to_owned));
    }

    pub(super) fn in_bracket(
        &mut self,
        open: char,
        inner: Range<usize>,
        end: usize,
    ) -> Option<Element> {
        let text = self.words.text;
        let content = &text[inner.clone()];
        if open == '[' {
            return self.in_square(content);
        }
        // How a German service marks what others have sent to be passed on.
        if matches!(content, "ots" | "ots/RND" | "ots/LKA") && open == '(' {
            return Some(Element::Form);
        }
        // "(Example News / Sputnik - 29th April, 2020)": the day behind the agencies.
        let inner = self.without_day(inner);
        let content = &text[inner.clone()];
        if let Some(named) = self.agencies_in(inner.start, inner.end) {
            let (before, after) = (&text[inner.start..named.start], &text[named.end..inner.end]);
            // "/Корр. ИТАР-ТАСС Иван Примеров/", "(Con información de EFE)", "(بغداد - أ ف ب)".
            if before.is_empty() && names::is_name(after.trim()) || before.ends_with('.') {
                let person = after.trim();
                let start = inner.end - after.trim_start().len();
                self.person = names::is_name(person).then(|| start..start + person.len());
                self.note(&text[named]);
                self.bracketed = true;
                return Some(Element::Agency);
            }
            if named == inner || content.chars().count() <= 40 && self.last.is_some() {
                self.note_all(content);
                self.bracketed = true;
                return Some(Element::Agency);
            }
        }
        if self.date.is_none() && scan::date(self.words, inner.start) == Some(inner.end) {
            self.date = Some(inner);
            return Some(Element::Date);
        }
        if self.last.is_none() {
            return self.opening_bracket(open, inner);
        }
        let place = self
            .place
            .as_ref()
            .map(|place| text[place.clone()].to_owned())?;
        let more = text[end..].trim_start_matches(scan::is_space);
        // "Rostow (Russland) - ": a country, and no house.
        let dash = more.trim_start_matches('.').chars().next();
        let person = names::is_name(&place) && names::has_given_name(&place);
        let known = place::is_capitals(&place) || self.words.is_city(&place);
        // Behind a city that is not known, a name in small letters is its country's more often than a house's.
        let likely = !known && !person && content.contains(char::is_lowercase);
        let country = dash.is_some_and(scan::is_dash) && (is_country(content) || likely);
        let goes_on = country
            || more.starts_with([',', '،'])
            || scan::date(self.words, text.len() - more.len()).is_some()
            || more.starts_with('(');
        if goes_on
            && self.agencies.is_empty()
            && self.date.is_none()
            && open == '('
            && is_place(content)
            && !names::is_house_form(content)
        {
            self.place = self.place.as_ref().map(|place| place.start..end);
            return Some(Element::Place);
        }
        if open == '"' || open == '“' {
            return None;
        }
        let words = content.split_whitespace().count();
        let titled = words <= 6
            && content.chars().next().is_some_and(|c| !c.is_lowercase())
            && (!content.contains(char::is_numeric)
                || self.date.is_some() && place::is_capitals(content))
            && names::is_titled(content);
        let dashed = more.chars().next().is_some_and(scan::is_dash)
            || more.starts_with(".-")
            || more.starts_with('.')
            || more.starts_with('=');
        // "XALAPA, Ver.-(apro).-": small letters between two marks are the house's own.
        let small = open == '('
            && words == 1
            && (3..=8).contains(&content.chars().count())
            && content.chars().all(char::is_lowercase)
            && more.starts_with(".-")
            && (place::is_capitals(&place) || self.words.is_city(&place));
        let titled = titled || small;
        // "Port Sabine (KPA) -", "Oberlauben (nbd) –": between a place and a dash such letters are a house's, known or not; and
        // so they are at the end of a line.
        let ends = more.is_empty() || dashed || open == '/' && more.starts_with([':', '.', '،']);
        let dated = scan::date(self.words, text.len() - more.len()).is_some();
        let capital = open == '(' && more.starts_with(char::is_uppercase);
        let ends = ends || names::is_house_form(content) && (dated || capital);
        let each = content.split('/');
        let several = content.contains('/') && each.clone().all(names::is_house_form) && !person;
        if self.agencies.is_empty() && several && ends {
            self.agencies.extend(each.map(str::to_owned));
            self.bracketed = true;
            return Some(Element::Agency);
        }
        let named = names::is_house_form(content)
            || dashed
                && (names::is_small_house_form(content) || names::is_uncased_house_form(content));
        // "Northern Road Authority (NRA) …": the letters of the words before them.
        let initials: String = place
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .collect();
        let house = named && (ends || self.date.is_some()) && !person && initials != content;
        let supported = self.date.is_some()
            || dashed && (place::is_capitals(&place) || self.words.is_city(&place))
            || open == '«' && words <= 3;
        if self.agencies.is_empty() && (titled && supported || house) {
            self.agencies.push(content.to_owned());
            self.bracketed = true;
            // Arabic papers set themselves in quotes.
            self.known |= open == '«';
            return Some(Element::Agency);
        }
        None
    }

    /// What a bracket holds before the day at its end, which is noted.
    fn without_day(&mut self, inner: Range<usize>) -> Range<usize> {
        let text = self.words.text;
        let parts = text[inner.clone()].match_indices([',', '-', '–', '،']);
        let day = parts
            .map(|(at, mark)| inner.start + at + mark.len())
            .map(|at| at + (text[at..].len() - text[at..].trim_start().len()))
            .find(|&at| at < inner.end && scan::date(self.words, at) == Some(inner.end));
        let before =
            |at: usize| text[inner.start..at].trim_end_matches([' ', ',', '-', '–', '،', '\u{a0}']);
        let is_house = |at: usize| self.place.is_some() && names::is_house_form(before(at));
        match day.filter(|_| self.date.is_none()) {
            Some(at) if self.agencies_in(inner.start, at).is_some() || is_house(at) => {
                self.date = Some(at..inner.end);
                let before = before(at);
                inner.start..inner.start + before.len()
            }
            _ => inner,
        }
    }

    /// A bracket at the very start that names no agency: "(Dubaï) Un navire …", "(صنعاء، 5 أيلول/سبتمبر 2022)", "(بغداد - أ ف ب)".
    fn opening_bracket(&mut self, open: char, inner: Range<usize>) -> Option<Element> {
        if open != '(' {
            return None;
        }
        let content = &self.words.text[inner.clone()];
        // "(KPA) - The bridge …": no city that is known.
        if names::is_house_form(content) {
            self.agencies.push(content.to_owned());
            self.bracketed = true;
            return Some(Element::Agency);
        }
        let inside = Words::of(content);
        let mut reading = Reading::new(&inside, 0, true);
        while reading.step() {}
        if reading.at < inside.text.len() || reading.person.is_some() {
            return None;
        }
        let place = reading.place?;
        let shift = |range: Range<usize>| range.start + inner.start..range.end + inner.start;
        self.date = reading.date.map(shift);
        self.known |= reading.known;
        self.agencies.append(&mut reading.agencies);
        self.place = Some(shift(place));
        self.bracketed = true;
        Some(Element::Place)
    }

    /// "[TEXT]", "[REPORT]", "[RADIO EXAMPLE]", "[JORGE EJEMPLO]", as monitoring services set them.
    fn in_square(&mut self, content: &'a str) -> Option<Element> {
        let capitals = !content.chars().any(char::is_lowercase);
        let known = self.agencies_in_text(content);
        if !known && (!capitals || self.date.is_none()) {
            return None;
        }
        if place::is_form_mark(content) {
            return Some(Element::Form);
        }
        self.bracketed = true;
        if self.agencies.is_empty() {
            self.agencies.push(content.to_owned());
            return Some(Element::Agency);
        }
        if self.person.is_none() {
            let start = content.as_ptr() as usize - self.words.text.as_ptr() as usize;
            self.person = Some(start..start + content.len());
        }
        Some(Element::Person)
    }
}

/// Whether a bracket behind a city holds its country, as papers in German, French and Spanish write it.
fn is_country(text: &str) -> bool {
    const COUNTRIES: [&str; 120] = [
        "Russland",
        "Ukraine",
        "Syrien",
        "Irak",
        "Iran",
        "Israel",
        "Libanon",
        "Jemen",
        "Ägypten",
        "Libyen",
        "Türkei",
        "Afghanistan",
        "Pakistan",
        "Indien",
        "China",
        "Japan",
        "USA",
        "Frankreich",
        "Italien",
        "Spanien",
        "Polen",
        "Österreich",
        "Schweiz",
        "Sudan",
        "Südsudan",
        "Äthiopien",
        "Somalia",
        "Kenia",
        "Nigeria",
        "Mali",
        "Niger",
        "Kongo",
        "Serbien",
        "Kosovo",
        "Georgien",
        "Armenien",
        "Aserbaidschan",
        "Belarus",
        "Kolumbien",
        "Mexiko",
        "Brasilien",
        "Russie",
        "Syrie",
        "Irak",
        "Liban",
        "Yémen",
        "Égypte",
        "Libye",
        "Turquie",
        "Inde",
        "Chine",
        "Japon",
        "États-Unis",
        "Allemagne",
        "Italie",
        "Espagne",
        "Pologne",
        "Soudan",
        "Soudan du Sud",
        "Éthiopie",
        "Somalie",
        "Burkina Faso",
        "Tchad",
        "Cameroun",
        "RDC",
        "Centrafrique",
        "Serbie",
        "Géorgie",
        "Arménie",
        "Azerbaïdjan",
        "Colombie",
        "Mexique",
        "Brésil",
        "Rusia",
        "Ucrania",
        "Siria",
        "Líbano",
        "Egipto",
        "Libia",
        "Turquía",
        "Francia",
        "Italia",
        "España",
        "Polonia",
        "Colombia",
        "México",
        "Brasil",
        "Perú",
        "Ecuador",
        "Chile",
        "Argentina",
        "Venezuela",
        "Afganistán",
        "Pakistán",
        "Sudán",
        "Sudán del Sur",
        "Irán",
        "Japón",
        "Etiopía",
        "Kenia",
        "Nigeria",
        "Somalia",
        "Bolivia",
        "Estados Unidos",
        "Reino Unido",
        "Alemania",
        "Filipinas",
        "Russia",
        "Syria",
        "Iraq",
        "Lebanon",
        "Egypt",
        "Libya",
        "Turkey",
        "Türkei/Syrien",
        "Siria/Turchia",
        "Suriye",
        "Türkiye",
        "Rusya",
        "Lübnan",
    ];
    COUNTRIES.contains(&text)
}
