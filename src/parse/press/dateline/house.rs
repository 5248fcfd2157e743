//! Owns agencies that no list knows and that their place in a dateline tells: "Port Sabine/KPA/", "KPA – …", "Port Sabine - KPA: …",
//! "PORT SABINE, 5 March — KPA The mayor …".

use super::scan::{self, Mark};
use super::{Reading, is_place};
use crate::parse::press::lexicon::Kind;
use crate::parse::press::names::{self, is_house_form};

/// The most letters of a name that a slash or a dash alone tells: longer ones may be cities.
const SHORT: usize = 4;
/// The same at the head of a text, where nothing else tells.
const SHORTEST: usize = 3;

impl Reading<'_, '_> {
    /// The length that an agency's name has in a run of words, where form and place tell it; it is noted.
    pub(super) fn house(&mut self, run: &str, at: usize, after: Option<Mark>) -> Option<usize> {
        if !self.agencies.is_empty() {
            return None;
        }
        let text = self.words.text;
        let (mark, _) = scan::mark(text, at + run.len());
        let ends = text[at + run.len()..].trim().is_empty();
        if let Some((city, house)) = run.split_once('/').filter(|_| self.last.is_none()) {
            return self.joined_by_slash(at, city, house, mark, ends);
        }
        match after {
            // "KPA – The bridge …".
            None if !self.alone && mark == Mark::Dash => {
                let short = run.chars().count() <= SHORTEST;
                (short && is_house_form(run)).then(|| self.take_house(run, false))
            }
            Some(Mark::Dash) if self.place.is_some() => self.behind_dash(run, at, mark, ends),
            // "Port Sabine, 5 March, KPA - …", "Port Sabine. 5 March. KPA - …".
            Some(Mark::Comma | Mark::Stop) if self.date.is_some() && self.place.is_some() => {
                let closed = !ends && matches!(mark, Mark::Colon | Mark::Dash);
                (closed && is_house_form(run)).then(|| self.take_house(run, true))
            }
            _ => None,
        }
    }

    /// "Port Sabine/KPA:", "KPA/PORT SABINE".
    fn joined_by_slash(
        &mut self,
        at: usize,
        city: &str,
        house: &str,
        mark: Mark,
        ends: bool,
    ) -> Option<usize> {
        let closed = matches!(mark, Mark::Colon | Mark::Dash | Mark::Bar | Mark::Line);
        if house.contains('/') || !(closed && !ends || self.alone && ends || mark == Mark::Bar) {
            return None;
        }
        let length = city.len() + 1 + house.len();
        let short = |name: &str, other: &str| {
            let count = name.chars().count();
            is_house_form(name) && count <= SHORT && count < other.chars().count()
        };
        // Between two slashes one word of any script is a house.
        let enclosed = mark == Mark::Bar && names::is_uncased_house_form(house);
        let paper = super::place::is_paper(city);
        let is_house = !paper && names::is_agency(house) || short(house, city) || enclosed;
        if is_house && is_place(city) && !names::is_agency(city) {
            self.place = Some(at..at + city.len());
            self.take_house(house, true);
            return Some(length);
        }
        let capitals = super::is_capitals(house) && is_place(house);
        if self.alone && ends && short(city, house) && capitals {
            self.place = Some(at + city.len() + 1..at + length);
            self.take_house(city, true);
            return Some(length);
        }
        None
    }

    /// Behind a city, or a city and a day, and a dash.
    fn behind_dash(&mut self, run: &str, start: usize, mark: Mark, ends: bool) -> Option<usize> {
        let text = self.words.text;
        let place = self.place.clone().map(|place| &text[place])?;
        let known = self.words.is_city(place);
        let closed = !ends && matches!(mark, Mark::Colon | Mark::Stop | Mark::Dash);
        // "Port Sabine - KPA - …" in such a script: one short word between two dashes.
        let dashed = mark == Mark::Dash && !run.contains(' ') && run.chars().count() <= SHORT + 1;
        let uncased = (known && mark == Mark::Colon || dashed && super::place::is_uncased(place))
            && names::is_uncased_house_form(run);
        // "كەرکووک-NMN.info- …".
        let site = run.contains('.') && !run.contains(' ') && super::place::is_paper(run);
        if closed && (is_house_form(run) && !self.words.is_city(run) || uncased || site) {
            return Some(self.take_house(run, true));
        }
        // "PORT SABINE, 5 March — KPA The mayor …": small letters go on only behind a name.
        let longest = self
            .words
            .all(Kind::Agency)
            .filter(|hit| hit.start == start);
        let listed = longest.map(|hit| hit.end - start).max();
        let (first, rest) = run.split_once(' ')?;
        if listed.is_some_and(|length| length > first.len()) {
            return None;
        }
        let mut next = rest.chars();
        let titled = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_lowercase);
        let capitals = first.chars().all(char::is_uppercase) && first.chars().count() >= 3;
        let known = names::is_agency(first);
        (self.date.is_some() && titled && capitals && (known || is_house_form(first)))
            .then(|| self.take_house(first, true))
    }

    /// Notes an agency's name, and whether its place is as good as a bracket.
    fn take_house(&mut self, name: &str, placed: bool) -> usize {
        self.known |= names::is_agency(name);
        self.agencies.push(name.to_owned());
        self.bracketed |= placed;
        name.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::press::dateline::{alone, parse};

    const TEXT: &str = "The bridge over the river was opened on Monday, the mayor said.";

    #[test]
    fn an_agency_that_no_list_knows_stands_in_a_dateline() {
        for (head, place, agency) in [
            ("Marlow Springs (KPA) -", Some("Marlow Springs"), "KPA"),
            ("Oberlauben (nbd) –", Some("Oberlauben"), "nbd"),
            (
                "Marlow Springs, May 3 /KPA/ -",
                Some("Marlow Springs"),
                "KPA",
            ),
            ("Marlow Springs/KPA:", Some("Marlow Springs"), "KPA"),
            ("Marlow Springs - KPA:", Some("Marlow Springs"), "KPA"),
            ("MARLOW SPRINGS, May 3 — KPA", Some("MARLOW SPRINGS"), "KPA"),
            (
                "Marlow Springs, May 3, KPA -",
                Some("Marlow Springs"),
                "KPA",
            ),
            (
                "Marlow Springs (KPA, May 3) -",
                Some("Marlow Springs"),
                "KPA",
            ),
            ("Marlow Springs (KPA)", Some("Marlow Springs"), "KPA"),
            ("(KPA) -", None, "KPA"),
            ("KPA –", None, "KPA"),
        ] {
            let text = format!("{head} {TEXT}");
            let line = parse(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(line.place, place, "{text}");
            assert_eq!(line.agencies, [agency], "{text}");
        }
        for text in [
            "Marlow Springs/KPA/",
            "Marlow Springs, May 3 (KPA)",
            "Marlow Springs (KPA) May 3, 2021",
            "MARLOW SPRINGS (KPA) -",
        ] {
            let line = alone(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(line.agencies, ["KPA"], "{text}");
            assert!(line.place.is_some(), "{text}");
        }
    }

    #[test]
    fn a_place_that_no_list_knows_is_told_by_its_marks() {
        for (head, place) in [
            ("Marlow Springs (Ireland) -", "Marlow Springs (Ireland)"),
            ("MARLOW SPRINGS |", "MARLOW SPRINGS"),
            ("PARIS-", "PARIS"),
        ] {
            let glue = if head.ends_with("S-") { "" } else { " " };
            let text = format!("{head}{glue}{TEXT}");
            assert_eq!(
                parse(&text).and_then(|line| line.place),
                Some(place),
                "{text}"
            );
        }
        let line = "Marlow Springs (3 May 2021).-";
        assert_eq!(alone(line).and_then(|line| line.date), Some("3 May 2021"));
    }

    #[test]
    fn letters_elsewhere_are_no_agency() {
        for head in [
            "USA –",
            "Anne Example (SPD) -",
            "VIDEO –",
            "PARIS –",
            "Northern Road Authority (NRA)",
            "(VIDEO) -",
        ] {
            let text = format!("{head} {TEXT}");
            let agencies = parse(&text).map(|line| line.agencies).unwrap_or_default();
            assert!(agencies.is_empty(), "{text}: {agencies:?}");
        }
    }
}
