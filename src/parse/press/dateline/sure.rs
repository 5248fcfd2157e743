//! Owns how sure a dateline is by what was read of it: which elements, closed by which mark.

use super::scan::Mark;
use super::{Element, Reading, place};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::names;

/// How sure a word with its stop is that nothing tells for a place.
pub(in crate::parse::press) const UNSURE: u8 = 20;

impl Reading<'_, '_> {
    /// "عدن/محمد المثال/الأناضول أعلن …": the head of a text whose slashes have lost the space behind them. Gives its length.
    pub(super) fn slashed(&mut self, run: &str, at: usize) -> Option<usize> {
        if self.alone || self.last.is_some() || !place::is_uncased(run) {
            return None;
        }
        let text = self.words.text;
        let (city, rest) = run.split_once('/')?;
        let start = text.len().min(at + run.len() - rest.len());
        let hit = self.words.all(Kind::Agency).find(|hit| {
            hit.start >= start && hit.end <= at + run.len() && text[..hit.start].ends_with('/')
        })?;
        let who = text[start..hit.start].trim_end_matches('/');
        if !self.words.is_city(city) || who.contains('/') || who.split_whitespace().count() > 4 {
            return None;
        }
        self.place = Some(at..at + city.len());
        if !who.is_empty() {
            self.person = Some(start..start + who.len());
        }
        self.note(&text[hit.start..hit.end]);
        self.bracketed = true;
        Some(hit.end - at)
    }

    /// How sure a dateline is that ends with `mark` here; none where it cannot end.
    pub(super) fn certainty(&self, mark: Mark, joined: bool) -> Option<u8> {
        let text = self.words.text;
        let rest = &text[self.at..];
        let over = rest.trim().is_empty();
        if over != self.alone {
            return None;
        }
        let place = self.place.as_ref().map(|place| &text[place.clone()]);
        let (agency, date) = (!self.agencies.is_empty(), self.date.is_some());
        // Behind who signs, the agency or the day tells the city.
        if self.signed && !agency && !date {
            return None;
        }
        if self.alone {
            return self.line_certainty(place, mark, agency, date);
        }
        let capital = begins_text(rest);
        let form = self
            .last
            .is_some_and(|(element, _)| element == Element::Form);
        let closes = matches!(mark, Mark::Dash | Mark::Colon | Mark::Bar | Mark::Line);
        let sure = match (place, agency, date) {
            (Some(_), _, _) if form && !date && !agency && !capital => return None,
            (Some(_), _, _) if form => 95,
            (Some(place), true, _) if self.known => match mark {
                Mark::Dash | Mark::Bar | Mark::Line => 95,
                Mark::Colon | Mark::Stop if capital => 93,
                Mark::None if capital && joined => 90,
                Mark::None
                    if capital
                        && self.bracketed
                        && (date || place::is_capitals(place) || self.words.is_city(place)) =>
                {
                    85
                }
                _ => return None,
            },
            (Some(_), true, _) => match mark {
                Mark::Dash | Mark::Bar => 85,
                Mark::Stop | Mark::Colon if capital && date => 80,
                Mark::Colon if capital && self.bracketed => 78,
                Mark::None if capital && date && self.bracketed => 75,
                // "Port Sabine (KPA) The mayor …".
                // Four words and letters are a body and its short name: "Northern Road Users League (NRUL)".
                Mark::None
                    if capital
                        && self.bracketed
                        && !place::is_uncased(rest)
                        && place.is_some_and(|place| {
                            place::is_capitals(place) || place.split_whitespace().count() <= 3
                        }) =>
                {
                    68
                }
                _ => return None,
            },
            (None, true, _) if !capital => return None,
            (None, true, true) if closes => 88,
            // "ТАСС, 23 июня. Паром …".
            (None, true, true) if self.known && mark == Mark::Stop => 80,
            (None, true, true) if self.bracketed && mark != Mark::Comma => 70,
            (None, true, false) if self.bracketed && self.known => match mark {
                Mark::Dash => 85,
                Mark::None => 70,
                _ => return None,
            },
            (None, true, false) if self.known && closes => {
                let first = self.agencies[0].as_str();
                match place::is_capitals(first) || place::is_uncased(first) {
                    true if mark == Mark::Colon => 55,
                    true => 75,
                    false => 50,
                }
            }
            // "(KPA) - The bridge …", "KPA – The bridge …": letters that no place has.
            (None, true, false) if mark == Mark::Dash && !self.known => match self.bracketed {
                true => 78,
                false => 60,
            },
            // "Update, 3 May, 17:15: …": the label of a change, or a paper, and its day.
            (Some(place), false, true)
                if !form && (place::is_label(place) || place::is_paper(place)) =>
            {
                return None;
            }
            (Some(place), false, true) if capital || form => match mark {
                _ if form => 92,
                Mark::Dash => 88,
                Mark::Colon | Mark::Bar => 72,
                Mark::Stop if place::is_capitals(place) => 75,
                Mark::Stop => 50,
                Mark::None if place::is_capitals(place) || self.words.is_city(place) => 70,
                Mark::None => 66,
                _ => return None,
            },
            (Some(place), false, false) => return self.bare(place, mark, capital),
            _ => return None,
        };
        Some(sure)
    }

    /// Whether a dash with its stop ends the line: "Puerto Lomas (17 agosto 2017).-".
    fn closes_line(&self) -> bool {
        let text = self.words.text.trim_end();
        text.ends_with(['-', '–', '—'])
            && text.trim_end_matches(['-', '–', '—']).ends_with(['.', ')'])
    }

    /// "Puerto Lomas - AFP": whether a dash between spaces stands behind the place.
    fn is_dashed(&self, place: &str) -> bool {
        let text = self.words.text.trim_start();
        let rest = text.strip_prefix(place).unwrap_or_default();
        [" - ", " – ", " — "]
            .iter()
            .any(|dash| rest.starts_with(dash))
    }

    /// Whether a second city stands behind a dash, and then a road, a line or a border between the two.
    fn is_road(&self) -> bool {
        const BETWEEN: [&str; 20] = [
            "yol", "karayol", "otoyol", "otoban", "aras", "hatt", "sınır", "güzerg", "sefer",
            "road", "highway", "route", "motorway", "line", "railway", "train", "flight", "border",
            "rivalry", "corridor",
        ];
        let text = self.words.text;
        let second = self.words.all(Kind::City).find(|hit| hit.start == self.at);
        second.is_some_and(|hit| {
            let next = text[hit.end..]
                .split_whitespace()
                .next()
                .unwrap_or_default();
            BETWEEN.iter().any(|word| next.starts_with(word))
        })
    }

    /// Whether what follows opens as German sentences do.
    fn opens_german(&self) -> bool {
        const OPENING: [&str; 28] = [
            "In", "Im", "Am", "An", "Der", "Die", "Das", "Ein", "Eine", "Einen", "Bei", "Beim",
            "Nach", "Auf", "Mit", "Zum", "Zur", "Vor", "Für", "Wegen", "Seit", "Unter", "Rund",
            "Mehr", "Zwei", "Drei", "Von", "Es",
        ];
        let first = self.words.text[self.at..].split_whitespace().next();
        first.is_some_and(|first| OPENING.contains(&first))
    }

    /// A place and nothing else.
    fn bare(&self, place: &str, mark: Mark, capital: bool) -> Option<u8> {
        if !capital || place::is_label(place) || self.words.opens(Kind::Label).is_some() {
            return None;
        }
        let words = place.split_whitespace().count();
        let city = self.words.is_city(place);
        let capitals = place::is_capitals(place);
        let comma = place.contains([',', '،']);
        let wrapped = self.bracketed;
        let sure = match mark {
            Mark::Dash if wrapped => 78,
            Mark::None if wrapped && city => 88,
            Mark::None if wrapped => 60,
            // "Puerto Lomas - Port Sabine yolunda": a road between two cities.
            Mark::Dash if self.is_road() => return None,
            Mark::Dash if city => 85,
            Mark::Dash if capitals && (words <= 3 || comma && words <= 6) => 78,
            Mark::Dash if comma && words <= 5 => 72,
            // "Marlow Springs (Ireland) -".
            Mark::Dash if place.ends_with(')') && words <= 5 => 72,
            Mark::Dash if place.contains('/') => 76,
            Mark::Dash if words <= 2 => 70,
            // "NORTHTOWN: The mayor": as papers of South Asia open every text.
            Mark::Colon if city && capitals => 88,
            Mark::Colon if city && place::is_uncased(place) => 75,
            Mark::Colon if city => 70,
            Mark::Colon if capitals && words <= 3 => 72,
            Mark::Bar if city => 75,
            Mark::Bar if capitals && words <= 3 => 60,
            // "HB PUERTO LOMAS. …".
            Mark::Stop if self.labelled && capitals => 88,
            Mark::Stop if city && self.opens_german() => 78,
            Mark::Stop if city && capitals => 55,
            // "PUERTO LOMAS. El alcalde …".
            // "NORDHEIM. In der Halle …": so papers of German towns open every text.
            Mark::Stop if capitals && words <= 2 && self.opens_german() => 55,
            // "PUERTO LOMAS. El alcalde …".
            Mark::Stop if capitals && words <= 2 && place.chars().count() >= 5 => 52,
            Mark::Stop if place.contains('/') && words <= 3 && self.opens_german() => 55,
            Mark::Stop if city => 45,
            // "Oberlauben. Die Polizei …".
            Mark::Stop if words == 1 && place.chars().count() >= 5 && self.opens_german() => 45,
            // "Oberlauben. Händler und Gäste …": only a line over the text can tell.
            Mark::Stop if words <= 2 && place.chars().count() >= 4 && place::is_plain(place) => {
                UNSURE
            }
            _ => return None,
        };
        Some(sure)
    }

    /// The same for a line that holds nothing else.
    fn line_certainty(
        &self,
        place: Option<&str>,
        mark: Mark,
        agency: bool,
        date: bool,
    ) -> Option<u8> {
        let closes = matches!(mark, Mark::Dash | Mark::Line | Mark::Bar | Mark::Colon);
        let place = place?;
        // "ITV, ASSOCIATED PRESS": a station and an agency share a picture.
        let acronym = place.chars().count() <= 4 && place.chars().all(char::is_uppercase);
        if acronym && agency && !date && !self.words.is_city(place) {
            return None;
        }
        // "AA / France / Anne Example": an agency's own line, with a country in the city's place.
        let slashed = self.known
            && self.begin == 0
            && self.agencies.len() == 1
            && self.words.text.starts_with(self.agencies[0].as_str())
            && self.words.text.matches('/').count() == 2
            && self.person.is_some();
        if slashed {
            return Some(95);
        }
        if place::is_label(place) || agency && place::is_paper(place) {
            return None;
        }
        let form = self
            .last
            .is_some_and(|(element, _)| element == Element::Form);
        if self.labelled || form {
            return Some(88);
        }
        let city = self.words.is_city(place);
        // "KPA" alone stands for no place.
        let few = place.chars().count() <= 4;
        if !agency && !date && mark == Mark::None && few && names::is_house_form(place) {
            return None;
        }
        // "BBC News, Nairobi" is where its correspondent sits.
        if agency && self.agencies[0].starts_with("BBC") {
            return None;
        }
        // "Anne Example / AFP" signs; "CopyrightLine: AFP" is a label.
        let other = names::is_name(place) && !place::is_capitals(place)
            || mark == Mark::Colon
            || self.coloned;
        let enclosed = self.bracketed && self.words.text.trim_end().ends_with('/');
        if agency && other && !city && !date && !enclosed {
            return None;
        }
        let capitals = place::is_capitals(place);
        let barred = self.begin > 0;
        let words = place.split_whitespace().count();
        let sure = match (agency, date) {
            (true, true) => 90,
            // "شفق نيوز/ كركوك", "KABIL-Anadolu Agency": nothing else stands so.
            (true, false) if self.known && city && !self.words.text.contains([',', '،']) => 92,
            // "Port Sabine (Kestrelia) (AFP)".
            (true, false) if self.known && self.bracketed && place.ends_with(')') => 92,
            // "PORT SABINE (AFP)": no hand signs with one word, or all in capitals without a given name.
            (true, false)
                if self.known
                    && (self.bracketed || self.is_dashed(place))
                    && self.person.is_none()
                    && (words == 1 || capitals && !names::has_given_name(place))
                    && !self.words.text.contains([',', '،']) =>
            {
                86
            }
            (true, false) if self.known => 82,
            (true, false) if self.bracketed && city => 75,
            // "Port Sabine (KPA)", "Port Sabine/KPA/": an agency by its place.
            (true, false) if self.bracketed && names::is_house_form(&self.agencies[0]) => {
                if enclosed || mark == Mark::Dash {
                    90
                } else {
                    78
                }
            }
            (true, false) => 50,
            (false, true) if self.bracketed => 70,
            (false, true) if mark == Mark::Dash && self.closes_line() => 88,
            // "PORT SABINE, May 3 -": the dash wants a text.
            (false, true) if mark == Mark::Dash && (city || capitals) => 88,
            // A place and a day: as often a line of dates.
            (false, true) if closes => 60,
            (false, true) => 35,
            (false, false) if self.person.is_some() && city => 62,
            (false, false) if self.person.is_some() => 40,
            (false, false) if mark == Mark::Dash && (city || capitals) => 85,
            // "Ada Lorn -": as a page names who is on a picture.
            (false, false) if mark == Mark::Dash && words == 2 && names::is_name(place) => 28,
            (false, false) if mark == Mark::Dash && words <= 2 => 60,
            (false, false) if barred && closes => 75,
            (false, false) if city && words <= 3 && mark == Mark::None => 68,
            // "Port Sabine/ Puerto Lomas:".
            (false, false) if city && mark == Mark::Colon && place.contains('/') => 72,
            (false, false) if capitals && place.contains(',') && words <= 5 => 66,
            (false, false) if self.words.has(Kind::NoName) => return None,
            (false, false) if place.contains(',') && words <= 4 && mark == Mark::None => 38,
            // One word in capitals is a theme as often.
            (false, false) if capitals && (2..=3).contains(&words) && mark == Mark::None => 30,
            (false, false)
                if capitals && words == 1 && place.chars().count() >= 4 && mark == Mark::None =>
            {
                20
            }
            _ => return None,
        };
        Some(sure)
    }
}

/// Whether what follows may be the first words of a text: no small letter.
fn begins_text(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && !matches!(c, ')' | ',' | '.' | ';' | ':' | '/'))
}
