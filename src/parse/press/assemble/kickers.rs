//! Owns the kicker that stands beside the headline and that the layout left to no field: a theme closed by a stop over it, a label of the
//! trade, a section in capitals right under it.

use super::{Work, leftover};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Bid, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::{byline, names, title};

/// The longest theme, in characters and in words.
const LONGEST: (usize, usize) = (40, 5);

impl Work<'_> {
    /// Takes the line over the headline, or under it, where no kicker was found.
    pub(super) fn kicker_beside(&mut self, blocks: &[Block], bids: &[Bid]) {
        let title = bids.iter().position(|bid| bid.role == Role::Headline);
        if let Some(title) = title {
            self.drop_menu_entry(blocks, bids, title);
        }
        let Some(title) = title.filter(|_| self.reading.kicker.is_none()) else {
            return;
        };
        let free = |at: usize| {
            bids.get(at)
                .is_some_and(|bid| bid.role == Role::Noise && bid.rule == "unclaimed")
        };
        let over = title.checked_sub(1).filter(|&at| {
            let line = &blocks[at];
            // "BREAKING NEWS" heads a site's lists as well; right over the headline it is the headline's.
            let label = is_label(&line.text) && bids[at].role == Role::Noise;
            // A copy begins with it, or the day of the page stands over it.
            let begins = at == 0 || bids[at - 1].role == Role::Stamp;
            let told = is_theme(&line.text) || begins && opens_as_theme(&line.text, self.language);
            blocks[title].shape.words >= 4 && (label || free(at) && told)
        });
        let under = Some(title + 1).filter(|&at| {
            free(at) && blocks[at].shape.capitals && title::is_kicker_word(&blocks[at].text)
        });
        let Some(at) = over.or(under) else { return };
        let block = &blocks[at];
        self.reading
            .leftovers
            .retain(|left| left.bytes != block.bytes);
        let kicker = title::trim_kicker(&block.text).to_owned();
        let bid = Bid::new(Role::Kicker, "press/kicker-beside", 0.55);
        self.reading.kicker = Some(self.found(kicker, block.bytes.clone(), bid));
    }
}

impl Work<'_> {
    /// Gives up a line that is no kicker by what stands beside it: another line of its form under a heading that announces a list, or a
    /// line that nothing has taken between it and the headline.
    fn drop_menu_entry(&mut self, blocks: &[Block], bids: &[Bid], title: usize) {
        let Some(at) = bids[..title]
            .iter()
            .rposition(|bid| bid.role == Role::Kicker)
        else {
            return;
        };
        let free = |at: usize| bids[at].role == Role::Noise && bids[at].rule == "unclaimed";
        let apart = (at + 1..title)
            .any(|at| free(at) && blocks[at].is_title() && blocks[at].shape.words >= 4);
        let entry = |at: &usize| free(*at) && blocks[*at].shape.words <= 6;
        let over = (0..at).rev().take_while(entry);
        let listed = over
            .clone()
            .skip(1)
            .any(|at| blocks[at].shape.end == End::Colon);
        let kicker = self.reading.kicker.as_ref();
        let own = kicker.is_some_and(|kicker| kicker.bytes == blocks[at].bytes);
        if own
            && (apart || listed)
            && let Some(kicker) = self.reading.kicker.take()
        {
            let left = leftover(self.source, kicker.bytes, "press/second-kicker");
            self.reading.leftovers.push(left);
        }
    }

    /// "JusticeL'ancien maire …", "Erdbebenstärke 6,1Zahl der Toten …": a section, or a theme that ends in a figure, which the page has
    /// set over a line and the copy has glued to it. Gives the line alone; its own kicker goes before.
    pub(super) fn without_glued<'t>(&mut self, text: &'t str, block: &Block) -> &'t str {
        let Some(at) = glued_kicker(text) else {
            return text;
        };
        let (kicker, rest) = text.split_at(at);
        if self.reading.kicker.is_none() {
            let bid = Bid::new(Role::Kicker, "press/kicker-glued", 0.6);
            self.reading.kicker = Some(self.part(kicker, block, bid));
        }
        rest
    }
}

/// How long a kicker is that was glued to its line, in bytes.
fn glued_kicker(text: &str) -> Option<usize> {
    let mut before = ' ';
    let joint = |(at, c): (usize, char)| {
        let glued = c.is_uppercase() && (before.is_lowercase() || before.is_numeric());
        before = c;
        glued.then_some(at)
    };
    let at = text.char_indices().take(LONGEST.0).find_map(joint)?;
    let (kicker, rest) = text.split_at(at);
    let figure = kicker.ends_with(char::is_numeric);
    let told = match figure {
        // "7,7Nach", and no "G7Gipfel" nor "A380Airbus".
        true => kicker.contains(' ') && rest.chars().nth(1).is_some_and(char::is_lowercase),
        false => title::is_kicker_word(kicker),
    };
    let goes_on = rest.split_whitespace().count() >= 4;
    (told && goes_on && kicker.split_whitespace().count() <= LONGEST.1).then_some(at)
}

/// A label of the trade: a section may be the site's, and is left where the layout has left it.
fn is_label(text: &str) -> bool {
    title::is_kicker_word(text) && Words::of(text).is(Kind::Section).is_none()
}

/// "Trouble at sea", where a copy begins: who copies a page begins with what stands over its headline, and a site's name or a section
/// is known or in capitals.
fn opens_as_theme(text: &str, language: &str) -> bool {
    let words = Words::of(text);
    let furniture = [
        Kind::Section,
        Kind::Outlet,
        Kind::Button,
        Kind::Label,
        Kind::Published,
        Kind::Updated,
    ];
    let known = furniture.iter().any(|&kind| words.has(kind));
    // German has a capital on every noun: there a name is one that is known.
    let name = match language {
        "de" => names::has_given_name(text),
        _ => {
            let titled = text.split_whitespace().count() > 1 && names::is_titled(text);
            titled || names::is_name(text) || byline::parse(text).is_some()
        }
    };
    // "HomeNational" is the way through a site.
    let plain = is_plain(text) && !text.contains(char::is_numeric) && !title::is_joined(text);
    plain && !known && !name && !names::names_agency(text)
}

/// "Floods.", "Vu d’Allemagne.": a few words that a stop closes and that no sentence has.
fn is_theme(text: &str) -> bool {
    let Some(theme) = text.trim().strip_suffix('.') else {
        return false;
    };
    is_plain(theme)
}

/// A few words, and nothing but words.
fn is_plain(theme: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '\u{a0}');
    theme.chars().count() <= LONGEST.0
        && theme.chars().count() >= 4
        && theme.split_whitespace().count() <= LONGEST.1
        && theme.starts_with(char::is_uppercase)
        && theme.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;

    const TEXT: &str = "The bridge over the river was opened again on Monday, the mayor said.";

    fn kicker(head: &str) -> Option<String> {
        let text =
            format!("{head}\n\n{TEXT}\n\nHe spoke to the people of the town. It was raining.\n");
        read(&SourceText::new("text.txt", &text))
            .kicker
            .map(|found| found.value)
    }

    #[test]
    fn a_theme_with_its_stop_or_a_label_stands_beside_a_headline() {
        let title = "The bridge at Sarn opens again after a year of work";
        for (line, wanted) in [
            ("Floods.", Some("Floods.")),
            ("Vu d’Allemagne.", Some("Vu d’Allemagne.")),
            ("Trouble at sea", Some("Trouble at sea")),
            ("Harbour Monitor", None),
            ("Read this.now", None),
        ] {
            let found = kicker(&format!("{line}\n\n{title}"));
            assert_eq!(found.as_deref(), wanted, "{line}");
        }
    }

    #[test]
    fn an_entry_of_a_list_is_no_kicker() {
        let title = "The bridge at Sarn opens again after a year of work";
        for (head, wanted) in [
            (
                "Show news from:\n\nNorth and Coast\n\nHills and Islands",
                None,
            ),
            (
                "HARBOUR TV\n\nFifty years of Channel Four\n\nLive\n\nSearch",
                None,
            ),
            ("Hills and Islands", Some("Hills and Islands")),
        ] {
            let found = kicker(&format!("{head}\n\n{title}\n\nMay 3, 2019"));
            assert_eq!(found.as_deref(), wanted, "{head}");
        }
    }

    #[test]
    fn a_section_or_a_measure_is_parted_from_the_line_that_it_was_glued_to() {
        for (line, wanted) in [
            (
                "JusticeL'ancien maire de Sarn devant ses juges",
                Some("Justice".len()),
            ),
            (
                "Windstärke 11,5Zwei Fähren treiben vor Sarn",
                Some("Windstärke 11,5".len()),
            ),
            ("InlandZwei Fähren treiben vor Sarn", Some("Inland".len())),
            ("WhatsApp fällt in ganz Sarn aus", None),
            ("G7Gipfel in Sarn beginnt mit Verspätung", None),
            ("Justice at last for the ferrymen of Sarn", None),
        ] {
            assert_eq!(super::glued_kicker(line), wanted, "{line}");
        }
    }

    #[test]
    fn nouns_of_german_are_no_name() {
        let text = "Gefährliche Strömung\n\nZwei Fähren stoßen vor Sarn zusammen\n\n12. März 2019\n\nZwei Fähren sind am Montag vor \
            Sarn zusammengestoßen, wie die Polizei mitteilte.\n\nVerletzt wurde niemand, beide Schiffe blieben im Hafen.\n";
        let found = read(&SourceText::new("text.txt", text)).kicker;
        assert_eq!(
            found.map(|found| found.value).as_deref(),
            Some("Gefährliche Strömung")
        );
    }

    #[test]
    fn a_label_over_a_headline_is_its_kicker() {
        let text = "SON DAKİKA\n\nSarn limanındaki set üç günlük yağmurun ardından yıkıldı\n\n12 Mart 2019 10:12\n\nAşağı mahallede \
            oturanlar gece tepelere taşındı, belediye salı günü açıkladı.\n\nYaklaşık otuz evi su bastı ve sahil yolu kapalı kaldı.\n";
        let found = read(&SourceText::new("text.txt", text)).kicker;
        assert_eq!(
            found.map(|found| found.value).as_deref(),
            Some("SON DAKİKA")
        );
    }
}
